use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::Date;

use super::dice::Dice;
use super::language::{Language, Sentences};
use super::names::{Town, capitalise};
use super::story::{Kind, Story, Value};
use super::template::{Hole, Piece, Template};

const FIRST_BIRTHDAY: Date = jiff::civil::date(1941, 3, 1);

/// Writes one article of a story.
pub struct Writer<'a> {
    pub kind: &'a Kind,
    pub story: &'a Story,
    pub language: &'a Language,
    /// Which article of the story it is.
    pub article: u64,
    pub dice: Dice,
    /// The last sentence told beside the story, and how far it is to the next: none comes twice in a row.
    pub aside: usize,
    pub step: usize,
    /// Who of the cast has been named so far.
    pub named: Vec<usize>,
    pub text: String,
    /// Where the figure stands that this article has wrong.
    pub wrong: Vec<(usize, usize)>,
}

impl<'a> Writer<'a> {
    pub fn headline(&mut self) -> String {
        let headline = self.dice.pick(&self.sentences().headlines);
        self.fill(headline);
        std::mem::take(&mut self.text)
    }

    /// The lead, then paragraphs of one to three sentences, some of which go on with the story.
    pub fn body(&mut self) {
        let length = 1_000 + self.dice.place(1_500);
        let lead = self.dice.pick(&self.sentences().leads);
        self.fill(lead);
        let mut told = lead.tells(self.slipped());
        let details = self.sentences().details.len();
        let (first, step) = (self.dice.place(details), 1 + 2 * self.dice.place(2));
        let mut next = 0;
        while self.text.len() < length || next < 4 {
            self.text.push_str("\n\n");
            match next {
                0 | 1 => {
                    let detail = &self.sentences().details[(first + next * step) % details];
                    told |= detail.tells(self.slipped());
                    self.fill(detail);
                }
                2 if !told => self.slipped_detail(),
                3 if self.dice.comes_up(3, 5) => {
                    let earlier = self.dice.pick(&self.sentences().background);
                    self.fill(earlier);
                }
                _ => self.aside(),
            }
            next += 1;
            for _ in 0..self.dice.below(3) {
                self.text.push(' ');
                self.aside();
            }
        }
    }

    fn sentences(&self) -> &'a Sentences<Template> {
        &self.language.stories[self.story.kind]
    }

    /// The figure that this article has to get wrong, or one that there is not.
    fn slipped(&self) -> usize {
        let slip = self.story.slip.as_ref().filter(|slip| slip.article == self.article);
        slip.map_or(usize::MAX, |slip| slip.figure)
    }

    fn slipped_detail(&mut self) {
        let slipped = self.slipped();
        match self.sentences().details.iter().find(|detail| detail.tells(slipped)) {
            Some(detail) => self.fill(detail),
            None => self.aside(),
        }
    }

    /// A sentence that is no part of the story; one in seven has a figure.
    fn aside(&mut self) {
        let prose = &self.language.prose;
        self.aside = (self.aside + self.step) % (prose.plain.len() * prose.figures.len());
        if self.dice.comes_up(1, 7) {
            self.setting(self.aside % prose.figures.len());
        } else {
            self.fill(&prose.plain[self.aside % prose.plain.len()]);
        }
    }

    /// A sentence about the setting of the story: whichever of its articles tells it, tells the same.
    fn setting(&mut self, sentence: usize) {
        let mut filled: Vec<u64> = Vec::new();
        for piece in self.language.prose.figures[sentence].pieces() {
            if let Piece::Hole { hole, .. } = piece {
                filled.push(hole.code());
                let times = filled.iter().filter(|&&code| code == hole.code()).count();
                let chance = Dice::of(&[self.story.number, sentence as u64, hole.code(), times as u64]);
                let own = std::mem::replace(&mut self.dice, chance);
                self.fill_piece(piece);
                self.dice = own;
            } else {
                self.fill_piece(piece);
            }
        }
    }

    fn fill(&mut self, template: &Template) {
        for piece in template.pieces() {
            self.fill_piece(piece);
        }
    }

    fn fill_piece(&mut self, piece: &Piece) {
        match piece {
            // An abbreviation ends its sentence with its own point.
            Piece::Text(text) if self.text.ends_with('.') => {
                self.text.push_str(text.strip_prefix('.').unwrap_or(text));
            }
            Piece::Text(text) => self.text.push_str(text),
            Piece::Choice(wordings) => self.text.push_str(self.dice.word(wordings)),
            Piece::Hole { hole, capital, rounded } => {
                let start = self.text.len();
                self.fill_hole(*hole, *rounded);
                if *capital {
                    capitalise(&mut self.text, start);
                }
            }
        }
    }

    fn fill_hole(&mut self, hole: Hole, rounded: bool) {
        match hole {
            Hole::Town => self.text.push_str(&self.story.town.name),
            Hole::InTown => self.in_town(&self.story.town),
            Hole::Mayor => self.text.push_str(&self.story.mayor),
            Hole::Second => self.text.push_str(&self.story.second),
            Hole::Firm => self.text.push_str(&self.story.firm),
            Hole::Rival => self.text.push_str(&self.story.rival),
            Hole::Street => self.text.push_str(&self.story.street),
            Hole::Figure(figure) => self.figure(figure, rounded),
            Hole::Person => self.person(),
            Hole::Village => self.text.push_str(&self.dice.pick(&self.story.villages).name),
            Hole::InVillage => {
                let village = self.dice.pick(&self.story.villages);
                self.in_town(village);
            }
            Hole::Age => self.by_chance(19, 88),
            Hole::Small => self.by_chance(21, 99),
            Hole::Large => self.by_chance(1_100, 38_000),
            Hole::Decimal => {
                let tenths = self.dice.between(11, 98);
                self.decimal(tenths);
            }
            Hole::Year => {
                let year = self.dice.between(1988, 2014);
                self.number(year, u64::MAX);
            }
            Hole::Hour => {
                let hour = self.dice.between(8, 21);
                self.number(hour, u64::MAX);
            }
            Hole::FullDate => {
                let day = FIRST_BIRTHDAY
                    .saturating_add(i64::try_from(self.dice.below(12_000)).unwrap_or_default().days());
                self.date(day, &self.language.marks.full_dates);
            }
            Hole::City(list) => {
                let cities = &self.language.lists[list];
                let city = usize::try_from(self.story.number % cities.len() as u64).unwrap_or_default();
                self.text.push_str(&cities[city]);
            }
            Hole::Word(list) => {
                let word = self.dice.word(&self.language.lists[list]);
                self.text.push_str(word);
            }
        }
    }

    /// One of those who have something to say, by the surname once the full name has been told.
    fn person(&mut self) {
        let place = self.dice.place(self.story.cast.len());
        let name = &self.story.cast[place];
        let told = self.named.contains(&place);
        self.named.push(place);
        let surname = name.rsplit(' ').next().unwrap_or(name);
        self.text.push_str(if told { surname } else { name });
    }

    fn in_town(&mut self, town: &Town) {
        self.text.push_str(if town.bent.is_some() { "w " } else { "w mieście " });
        self.text.push_str(town.bent.as_ref().unwrap_or(&town.name));
    }

    fn by_chance(&mut self, from: u64, to: u64) {
        let number = self.dice.between(from, to);
        self.number(number, self.language.marks.hundreds_from);
    }

    /// A figure of the story as this article tells it.
    fn figure(&mut self, figure: usize, rounded: bool) {
        let slips = self.slipped() == figure;
        let start = self.text.len();
        match self.story.told(figure, self.article) {
            Value::Count(number) if rounded && !slips => self.rounded(number),
            Value::Count(number) => self.count(number),
            Value::Sum { tenths, billions } => {
                let marks = &self.language.marks;
                self.measure(tenths, if billions { &marks.sums_in_billions } else { &marks.sums });
            }
            Value::Length { tenths, miles } => {
                let marks = &self.language.marks;
                self.measure(tenths, if miles { &marks.lengths_in_miles } else { &marks.lengths });
            }
            Value::Year(year) => self.number(year, u64::MAX),
            Value::Day(day) if self.kind.figures[figure].is_recent() => self.recent_day(day),
            Value::Day(day) => self.day(day),
        }
        if slips {
            self.wrong.push((start, self.text.len()));
        }
    }

    fn count(&mut self, number: u64) {
        let marks = &self.language.marks;
        let spelled = number.checked_sub(6).and_then(|place| marks.spelled.get(usize::try_from(place).ok()?));
        match spelled {
            Some(word) if self.dice.comes_up(1, 4) => self.text.push_str(word),
            _ => self.number(number, marks.hundreds_from),
        }
    }

    /// The number itself, or about that many, or more than fewer.
    fn rounded(&mut self, number: u64) {
        let marks = &self.language.marks;
        let unit = 10_u64.pow(number.checked_ilog10().unwrap_or_default().saturating_sub(1));
        let (hedge, number) = match self.dice.below(4) {
            0 => (Some(self.dice.word(&marks.about)), (number + unit / 2) / unit * unit),
            1 => (Some(self.dice.word(&marks.over)), (number - 1) / unit * unit),
            _ => (None, number),
        };
        if let Some(hedge) = hedge {
            self.text.push_str(hedge);
            self.text.push(' ');
        }
        self.number(number, marks.hundreds_from);
    }

    /// A number, its thousands set apart from a size on.
    fn number(&mut self, number: u64, apart_from: u64) {
        let group = &self.language.marks.group;
        if number < apart_from || number < 1_000 {
            push(&mut self.text, format_args!("{number}"));
        } else {
            push(&mut self.text, format_args!("{}{group}{:03}", number / 1_000, number % 1_000));
        }
    }

    fn decimal(&mut self, tenths: u64) {
        let decimal = &self.language.marks.decimal;
        match tenths % 10 {
            0 => push(&mut self.text, format_args!("{}", tenths / 10)),
            rest => push(&mut self.text, format_args!("{}{decimal}{rest}", tenths / 10)),
        }
    }

    /// A number of tenths with its unit. Only the first wording suits a whole number in every language.
    fn measure(&mut self, tenths: u64, wordings: &[String]) {
        let wording = if tenths.is_multiple_of(10) { wordings[0].as_str() } else { self.dice.word(wordings) };
        let (before, after) = wording.split_once("{n}").unwrap_or((wording, ""));
        self.text.push_str(before);
        self.decimal(tenths);
        self.text.push_str(after);
    }

    /// A day of this week, counted from the day of publication.
    fn recent_day(&mut self, day: Date) {
        let marks = &self.language.marks;
        match days_between(day, self.story.published(self.article)) {
            1 if self.dice.comes_up(1, 2) => self.text.push_str(&marks.yesterday),
            0..=5 => {
                let place = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
                self.text.push_str(&marks.on_weekday[place]);
            }
            _ => self.date(day, &marks.short_dates),
        }
    }

    /// A day further back, without its year only where it is of the year of publication.
    fn day(&mut self, day: Date) {
        let marks = &self.language.marks;
        let bare = day.year() == self.story.published(self.article).year() && self.dice.comes_up(1, 3);
        self.date(day, if bare { &marks.short_dates } else { &marks.full_dates });
    }

    fn date(&mut self, day: Date, wordings: &[String]) {
        let wording = self.dice.word(wordings);
        let month = usize::try_from(day.month()).unwrap_or(1) - 1;
        let mut rest = wording;
        while let Some((before, after)) = rest.split_once('{') {
            let (field, after) = after.split_once('}').unwrap_or((after, ""));
            self.text.push_str(before);
            match field {
                "d" => push(&mut self.text, format_args!("{}", day.day())),
                "dd" => push(&mut self.text, format_args!("{:02}", day.day())),
                "mm" => push(&mut self.text, format_args!("{:02}", day.month())),
                "m" => self.text.push_str(&self.language.marks.months[month]),
                _ => push(&mut self.text, format_args!("{}", day.year())),
            }
            rest = after;
        }
        self.text.push_str(rest);
    }
}

fn push(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("a string takes all");
}

fn days_between(earlier: Date, later: Date) -> i32 {
    (later - earlier).get_days()
}
