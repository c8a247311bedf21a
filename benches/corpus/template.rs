//! Sentences with holes. `{thing}` is filled with a word of the list of that name, or with what the story or
//! chance gives; `[one|another]` with one of the wordings. `{thing^}` begins with a capital, `{evacuated~}` may
//! be rounded.

/// What stands in a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hole {
    /// The town of the story, as it stands or after "in".
    Town,
    InTown,
    Mayor,
    /// Another person of the story.
    Second,
    Firm,
    Rival,
    Street,
    /// A figure of the story, by its place among those of its kind.
    Figure(usize),
    /// Names that appear nowhere else.
    Person,
    Village,
    InVillage,
    /// Numbers by chance.
    Age,
    Small,
    Large,
    Decimal,
    Year,
    Hour,
    FullDate,
    /// A word of a list, by the list's place.
    Word(usize),
    /// The city that a story has to do with, out of a list.
    City(usize),
}

impl Hole {
    /// The same number for holes that are filled with the same, in one form or another and in any language.
    pub fn code(self) -> u64 {
        match self {
            Self::Person => 1,
            Self::Village | Self::InVillage => 2,
            Self::Age => 3,
            Self::Small => 4,
            Self::Large => 5,
            Self::Decimal => 6,
            Self::Year => 7,
            Self::Hour => 8,
            Self::FullDate => 9,
            _ => 0,
        }
    }

    fn named(name: &str, lists: &[String], figures: &[String]) -> Option<Self> {
        let place = |names: &[String]| names.iter().position(|known| known == name);
        Some(match name {
            "town" => Self::Town,
            "town.in" => Self::InTown,
            "mayor" => Self::Mayor,
            "second" => Self::Second,
            "firm" => Self::Firm,
            "rival" => Self::Rival,
            "street" => Self::Street,
            "person" => Self::Person,
            "village" => Self::Village,
            "village.in" => Self::InVillage,
            "age" => Self::Age,
            "small" => Self::Small,
            "large" => Self::Large,
            "decimal" => Self::Decimal,
            "year" => Self::Year,
            "hour" => Self::Hour,
            "full-date" => Self::FullDate,
            _ => place(figures)
                .map(Self::Figure)
                .or_else(|| place(lists).map(if name.ends_with("city") { Self::City } else { Self::Word }))?,
        })
    }
}

#[derive(Debug)]
pub enum Piece {
    Text(String),
    Hole { hole: Hole, capital: bool, rounded: bool },
    Choice(Vec<String>),
}

/// A sentence with holes.
#[derive(Debug)]
pub struct Template(Vec<Piece>);

impl Template {
    /// Takes a sentence apart. It is part of the program: a fault in it is one of ours.
    pub fn parse(text: &str, lists: &[String], figures: &[String]) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '[']) {
            let (before, opened) = rest.split_at(at);
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_string()));
            }
            let close = if opened.starts_with('{') { '}' } else { ']' };
            let (inside, after) =
                opened[1..].split_once(close).unwrap_or_else(|| panic!("no {close} in {text:?}"));
            pieces.push(match close {
                '}' => hole(inside, lists, figures).unwrap_or_else(|| panic!("{{{inside}}} in {text:?}")),
                _ => Piece::Choice(inside.split('|').map(str::to_string).collect()),
            });
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_string()));
        }
        Self(pieces)
    }

    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// Whether it tells a figure of the story.
    pub fn tells(&self, figure: usize) -> bool {
        self.0
            .iter()
            .any(|piece| matches!(piece, Piece::Hole { hole: Hole::Figure(told), .. } if *told == figure))
    }
}

fn hole(inside: &str, lists: &[String], figures: &[String]) -> Option<Piece> {
    let name = inside.trim_end_matches(['^', '~']);
    let hole = Hole::named(name, lists, figures)?;
    Some(Piece::Hole { hole, capital: inside.contains('^'), rounded: inside.contains('~') })
}
