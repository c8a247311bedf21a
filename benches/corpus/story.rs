use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::dice::Dice;
use super::names::{Names, Town};

/// A kind of story.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub name: String,
    pub figures: Vec<FigureKind>,
}

/// What one figure of a story is, and how it may go wrong.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureKind {
    pub name: String,
    #[serde(rename = "as", default)]
    measures: Measures,
    from: u64,
    to: u64,
    #[serde(default)]
    grows: bool,
    #[serde(default)]
    slips: Vec<How>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Measures {
    #[default]
    Count,
    Sum,
    Length,
    Year,
    Day,
}

/// How a figure goes wrong in one article.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Another number.
    Figure,
    /// Billions for millions.
    Scale,
    /// Miles for kilometres.
    Unit,
    /// Another day.
    Date,
}

impl How {
    pub fn name(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Scale => "scale",
            Self::Unit => "unit",
            Self::Date => "date",
        }
    }
}

/// A figure's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Count(u64),
    /// Tenths of a million, or of a billion.
    Sum {
        tenths: u64,
        billions: bool,
    },
    /// Tenths of a kilometre, or of a mile.
    Length {
        tenths: u64,
        miles: bool,
    },
    Year(u64),
    Day(Date),
}

/// One figure told wrong in one article.
pub struct Slip {
    pub figure: usize,
    pub how: How,
    /// Which article of the story.
    pub article: u64,
    pub wrong: Value,
}

/// What a story tells of.
pub struct Story {
    pub number: u64,
    /// The place of its kind.
    pub kind: usize,
    pub breaks: Date,
    pub town: Town,
    pub mayor: String,
    pub second: String,
    pub firm: String,
    pub rival: String,
    pub street: String,
    /// Those who have something to say on it, and the villages around.
    pub cast: Vec<String>,
    pub villages: Vec<Town>,
    pub slip: Option<Slip>,
    figures: Vec<Value>,
    /// What figures that grow were on the first day.
    early: Vec<Value>,
}

/// Articles on one story.
pub const ARTICLES: u64 = 20;
const CAST: usize = 5;
const VILLAGES: usize = 2;
/// The articles that may be wrong: those of the second day, when the figures no longer grow. Figures of things
/// that come and go stand beside others of their day.
const MAY_BE_WRONG: (u64, u64) = (5, 10);
/// On which day after the story breaks each of its articles is published.
const DAYS: [i64; ARTICLES as usize] = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7, 9];

impl Kind {
    /// All kinds of story.
    pub fn builtin() -> Vec<Self> {
        #[derive(Deserialize)]
        struct Kinds {
            kind: Vec<Kind>,
        }
        let kinds: Kinds = toml::from_str(include_str!("stories.toml"))
            .unwrap_or_else(|error: toml::de::Error| panic!("stories.toml: {}", error.message()));
        kinds.kind
    }

    pub fn figure_names(&self) -> Vec<String> {
        self.figures.iter().map(|figure| figure.name.clone()).collect()
    }
}

impl FigureKind {
    fn draw(&self, breaks: Date, dice: &mut Dice) -> Value {
        let number = dice.between(self.from, self.to);
        match self.measures {
            Measures::Count => Value::Count(number),
            Measures::Sum => Value::Sum { tenths: number, billions: false },
            Measures::Length => Value::Length { tenths: number, miles: false },
            Measures::Year => Value::Year(number),
            Measures::Day => Value::Day(days_before(breaks, number)),
        }
    }

    /// Whether it is a day of this week's news, told as "yesterday" and the like.
    pub fn is_recent(&self) -> bool {
        matches!(self.measures, Measures::Day) && self.to < 7
    }
}

fn days_before(day: Date, days: u64) -> Date {
    day.saturating_sub(i64::try_from(days).unwrap_or_default().days())
}

impl Story {
    /// The story of a number, which breaks on a day.
    pub fn draw(number: u64, breaks: Date, kinds: &[Kind], names: &Names) -> Self {
        let mut dice = Dice::of(&[number]);
        let kind = dice.place(kinds.len());
        let manner = names.draw(&mut dice);
        let person = |dice: &mut Dice| {
            let mut name = String::new();
            manner.person(dice, &mut name);
            name
        };
        let (mayor, second) = (person(&mut dice), person(&mut dice));
        let figures: Vec<Value> =
            kinds[kind].figures.iter().map(|figure| figure.draw(breaks, &mut dice)).collect();
        let grown = dice.comes_up(1, 2);
        let early = kinds[kind].figures.iter().zip(&figures).map(|(figure, &value)| match value {
            Value::Count(number) if figure.grows && grown => {
                Value::Count(number - dice.between(1, number / 3))
            }
            value => value,
        });
        let early = early.collect();
        Self {
            number,
            kind,
            breaks,
            town: manner.town(&mut dice),
            mayor,
            second,
            firm: manner.firm(&mut dice),
            rival: manner.firm(&mut dice),
            street: manner.street(&mut dice),
            cast: (0..CAST).map(|_| person(&mut dice)).collect(),
            villages: (0..VILLAGES).map(|_| manner.town(&mut dice)).collect(),
            // Every second story has a mistake in it.
            slip: (number.is_multiple_of(2)).then(|| slip(&kinds[kind].figures, &figures, &mut dice)),
            figures,
            early,
        }
    }

    pub fn published(&self, article: u64) -> Date {
        let days = DAYS[usize::try_from(article).unwrap_or_default() % DAYS.len()];
        self.breaks.saturating_add(days.days())
    }

    /// What an article of the story says of a figure.
    pub fn told(&self, figure: usize, article: u64) -> Value {
        match &self.slip {
            Some(slip) if slip.figure == figure && slip.article == article => slip.wrong,
            _ if article < MAY_BE_WRONG.0 => self.early[figure],
            _ => self.figures[figure],
        }
    }

    /// What is right.
    pub fn right(&self, figure: usize) -> Value {
        self.figures[figure]
    }
}

fn slip(kinds: &[FigureKind], figures: &[Value], dice: &mut Dice) -> Slip {
    let ways: Vec<(usize, How)> = kinds
        .iter()
        .enumerate()
        .flat_map(|(place, figure)| figure.slips.iter().map(move |&how| (place, how)))
        .collect();
    let (figure, how) = *dice.pick(&ways);
    let wrong = match (figures[figure], how) {
        // Lower, so that "more than" the rounded figure denies it, as what only grows does. Not by so little
        // that it could be the same figure rounded.
        (Value::Count(number), _) => Value::Count(less(number, dice)),
        (Value::Sum { tenths, .. }, How::Scale) => Value::Sum { tenths, billions: true },
        (Value::Sum { tenths, billions }, _) => Value::Sum { tenths: less(tenths, dice), billions },
        (Value::Length { tenths, .. }, How::Unit) => Value::Length { tenths, miles: true },
        (Value::Length { tenths, miles }, _) => Value::Length { tenths: less(tenths, dice), miles },
        (Value::Year(year), _) => Value::Year(year - 3),
        (Value::Day(day), _) => Value::Day(days_before(day, dice.between(3, 40))),
    };
    Slip { figure, how, article: dice.between(MAY_BE_WRONG.0, MAY_BE_WRONG.1), wrong }
}

fn less(number: u64, dice: &mut Dice) -> u64 {
    number - (number * dice.between(15, 35) / 100).max(1)
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Count(number) | Self::Year(number) => write!(f, "{number}"),
            Self::Sum { tenths, billions } => {
                write!(f, "EUR {}.{} {}", tenths / 10, tenths % 10, if *billions { "bn" } else { "m" })
            }
            Self::Length { tenths, miles } => {
                write!(f, "{}.{} {}", tenths / 10, tenths % 10, if *miles { "mi" } else { "km" })
            }
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}
