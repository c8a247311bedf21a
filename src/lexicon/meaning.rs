use crate::model::{
    ConceptId, CurrencyId, DayPart, Hedge, PartOf, PlaceId, Role, Season, Status, TimeUnit, UnitId,
};

use super::Vocabulary;
use super::length::WordLength;
use super::time_keys::time_meaning;

/// What a word of a pack means. Each section of a pack's files is one variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A number word up to the hundreds.
    Cardinal(u32),
    /// A word that is *one*, but mostly an article.
    One,
    /// A power of ten: 3, 6, 9, 12.
    Scale(u8),
    /// A group word that counts: dozen.
    Group(u16),
    /// An exact fraction.
    Fraction(u8, u8),
    /// What adds a half to the number before it.
    AndHalf,
    /// An interval that no one counted; the upper end may be missing.
    Vague(u32, Option<u32>),
    /// Twice, three times.
    Multiple(u16),
    /// A rank.
    Ordinal(u16),
    /// The word inside number chains.
    NumberAnd,
    /// A qualification before the number.
    Bound(Hedge),
    /// A qualification after the number.
    BoundAfter(Hedge),
    /// The words of ranges.
    Range(RangeWord),
    /// A month, 1 to 12.
    Month(i8),
    /// A month's short form, which is another word too: a month between day and year alone.
    ShortMonth(i8),
    /// A weekday, 1 (Monday) to 7.
    Weekday(i8),
    /// A word that is a month only beside the figure of a day or a year.
    MonthBeside(i8),
    /// A word that is a weekday only beside a day of the month or a clock.
    WeekdayBeside(i8),
    /// A season.
    Season(Season),
    /// A part of the day.
    DayPart(DayPart),
    /// A unit of time.
    TimeUnit(TimeUnit),
    /// A unit of time in the plural: without a number it is no single one.
    PluralUnit,
    /// A length of time in one word.
    Length(WordLength),
    /// A unit behind a figure and a hyphen: *3-dniowy*.
    LengthUnit(TimeUnit),
    /// A word that makes the bare unit after it a length.
    LengthOver,
    /// A holiday on a fixed day: month and day.
    Holiday(i8, i8),
    /// A holiday on a weekday of a month by its rank: month, weekday, rank.
    WeekdayHoliday(i8, i8, i8),
    /// A holiday so many days after Easter Sunday.
    EasterHoliday(i8),
    /// The words of clock times.
    Clock(ClockWord),
    /// What marks a number as a year.
    YearMark,
    /// What marks a number as a day of the month.
    DayMark,
    /// The small words inside a date.
    DateOf,
    /// Today, yesterday: days from the publication date.
    RelativeDay(i8),
    /// Last (-1), this (0), next (1).
    Direction(i8),
    /// Opaque relative forms such as "ub.r.".
    RelativeUnit(TimeUnit, i8),
    /// Ago.
    Ago(Side),
    /// In (three days).
    Ahead(Side),
    /// Since.
    Since,
    /// Until.
    Until,
    /// Set for (a date to come).
    SetFor,
    /// Early, mid, late.
    Part(PartOf),
    /// Every; daily.
    Recurrence(RecurrenceWord),
    /// That (year), the following (day).
    TimeAnaphor(TimeAnaphor),
    /// The noun *period*.
    PeriodNoun,
    /// Saturday and Sunday.
    Weekend,
    /// Before or after a date: two weeks *before* Christmas.
    Offset(Side),
    /// A written quarter or half of a year: Q1, H2. Its rank and its months.
    PartOfYear(i8, i8),
    /// A unit of measure.
    Unit(UnitId),
    /// Per.
    Per,
    /// Per cent.
    Percent,
    /// Percentage points.
    PercentagePoints,
    /// A currency.
    Currency(CurrencyId),
    /// A thing counted.
    Concept(ConceptId),
    /// An event.
    Event(ConceptId),
    /// A place.
    Place(PlaceId),
    /// According to; said.
    Attribution(AttributionWord),
    /// A noun for sources.
    SourceNoun,
    /// Whether it happened.
    Status(Status),
    /// How a figure relates to the whole.
    Role(Role),
    /// Of them, of which.
    Anaphora,
    /// What joins two figures.
    Joint(JointWord),
    /// Another period, for comparison.
    PeriodCue,
    /// Not.
    Negation,
    /// An adjective that narrows what is counted, by number in the pack.
    Subgroup(u16),
    /// The grammar's small words.
    Function(FunctionWord),
    /// A word of past or future tense.
    Tense(Tense),
    /// A word before a person's name.
    Title,
    /// The words of an age.
    Age(AgeWord),
    /// A word whose number names and does not count (page 12).
    Label,
}

/// On which side of the number a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// The words of ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeWord {
    /// between A and B
    Between,
    /// from A to B
    From,
    /// A to B
    To,
    /// between A and B
    And,
}

/// The words of clock times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockWord {
    /// h, godz., o'clock
    Mark,
    /// before noon
    Am,
    /// after noon
    Pm,
    /// minutes after an hour: half *past* seven
    Past,
    /// minutes before an hour: a quarter *to* ten
    To,
    /// UTC, CET
    Zone,
    /// at
    At,
}

/// The words of recurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecurrenceWord {
    /// every
    Every,
    /// daily, weekly …
    Unit(TimeUnit),
    /// times: three *times* a week
    Times,
}

/// Times that point back in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeAnaphor {
    /// that year
    That,
    /// the following day
    Following,
    /// the previous day
    Previous,
    /// three days later
    Later,
    /// three days earlier
    Earlier,
    /// the day before: the unit, and how many steps
    Step(TimeUnit, i8),
}

/// Words of attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributionWord {
    /// according to
    AccordingTo,
    /// said
    Say,
}

/// Words between two figures that say how they hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JointWord {
    /// 12 of 40
    OutOf,
    /// a budget of 40, made up of 25 and 15
    MadeUp,
    /// 420, or 8 %. Whether the word says so by itself ("that is"), or only behind a comma ("or").
    Restated(bool),
}

/// Small words that bound noun phrases and clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionWord {
    /// the, a
    Article,
    /// in, of
    Preposition,
    /// and, or, but
    Conjunction,
    /// who, which
    Relative,
    /// he, it, they
    Pronoun,
    /// is, have
    Auxiliary,
    /// already, also
    Adverb,
    /// that, because, when
    Subordinator,
}

/// Grammatical time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Past.
    Past,
    /// Future.
    Future,
}

/// The words of an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeWord {
    /// aged, "de" in "de 71 anos"
    Before,
    /// years old
    Unit,
}

macro_rules! sections {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// The sections of a pack's files.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum Section { $($variant),+ }

        impl Section {
            /// All sections with their names.
            pub const ALL: &[(&'static str, Self)] = &[$(($name, Self::$variant)),+];
        }
    };
}

sections! {
    Cardinal = "cardinal", One = "one", Scale = "scale", Group = "group", Fraction = "fraction",
    AndHalf = "and-half", Vague = "vague", Multiple = "multiple", Ordinal = "ordinal", And = "and",
    Bound = "bound", BoundAfter = "bound-after", Range = "range",
    Month = "month", Weekday = "weekday", MonthBeside = "month-beside", WeekdayBeside = "weekday-beside", Season = "season", DayPart = "daypart", TimeUnit = "time-unit",
    Holiday = "holiday", Clock = "clock", YearMark = "year-mark", DayMark = "day-mark", DateOf = "date-of",
    RelativeDay = "relative-day", Direction = "direction", RelativeUnit = "relative-unit", Ago = "ago",
    Ahead = "ahead", Length = "length", PluralUnit = "plural-unit", Since = "since", Until = "until", Part = "part", Recurrence = "recurrence",
    TimeAnaphor = "anaphora-time", PeriodNoun = "period-noun", Offset = "offset", PartOfYear = "part-of-year",
    Unit = "unit", Per = "per", Percent = "percent", Currency = "currency",
    Concept = "concept", Event = "event", Place = "place",
    Attribution = "attribution", Source = "source", Status = "status", Role = "role", Anaphora = "anaphora", Joint = "joint",
    Period = "period", Negation = "negation", Subgroup = "subgroup", Function = "function", Tense = "tense",
    Title = "title", Age = "age", Label = "label",
}

/// A set of sections: what a token can mean, in one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SectionSet(u64);

impl SectionSet {
    /// Every section.
    pub const ALL: Self = Self(u64::MAX);

    /// The set of the given sections.
    pub const fn of(sections: &[Section]) -> Self {
        let (mut bits, mut index) = (0, 0);
        while index < sections.len() {
            bits |= 1 << sections[index] as u64;
            index += 1;
        }
        Self(bits)
    }

    /// The sections of the given meanings.
    pub(super) fn of_meanings(meanings: &[Meaning]) -> Self {
        meanings.iter().fold(Self::default(), |set, meaning| set.union(Self::of(&[meaning.section()])))
    }

    /// Whether the section is in the set.
    pub const fn has(self, section: Section) -> bool {
        self.0 & (1 << section as u64) != 0
    }

    /// Whether the two sets share a section.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set holds nothing.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Section {
    /// The section of a name in a pack's file.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, section)| *section)
    }

    /// The meaning of a key in this section. `subgroups` collects the free keys of `subgroup`.
    pub(super) fn meaning(
        self,
        key: &str,
        vocabulary: &Vocabulary,
        subgroups: &mut Vec<Box<str>>,
    ) -> Option<Meaning> {
        match self {
            Self::Cardinal => key.parse().ok().map(Meaning::Cardinal),
            Self::One => (key == "1").then_some(Meaning::One),
            Self::Scale => key.strip_prefix("1e")?.parse().ok().map(Meaning::Scale),
            Self::Group => key.parse().ok().map(Meaning::Group),
            Self::Fraction => {
                let (numerator, denominator) = key.split_once('/')?;
                Some(Meaning::Fraction(
                    numerator.parse().ok()?,
                    denominator.parse().ok().filter(|&d| d != 0)?,
                ))
            }
            Self::AndHalf => (key == "1/2").then_some(Meaning::AndHalf),
            Self::Vague => {
                let (low, high) = key.split_once("..")?;
                let high = if high.is_empty() { None } else { Some(high.parse().ok()?) };
                Some(Meaning::Vague(low.parse().ok()?, high))
            }
            Self::Multiple => key.parse().ok().map(Meaning::Multiple),
            Self::Ordinal => key.parse().ok().map(Meaning::Ordinal),
            Self::And => (key == "and").then_some(Meaning::NumberAnd),
            Self::Bound => hedge(key).map(Meaning::Bound),
            Self::BoundAfter => hedge(key).map(Meaning::BoundAfter),
            _ => time_meaning(self, key).or_else(|| self.name_meaning(key, vocabulary, subgroups)),
        }
    }

    fn name_meaning(self, key: &str, words: &Vocabulary, subgroups: &mut Vec<Box<str>>) -> Option<Meaning> {
        let concept = |event| words.concepts.find(key).filter(|&id| words.concepts.flags(id).event == event);
        match self {
            Self::Unit => words.units.find(key).map(Meaning::Unit),
            Self::Per => (key == "per").then_some(Meaning::Per),
            Self::Percent => named(key, &[("%", Meaning::Percent), ("pp", Meaning::PercentagePoints)]),
            Self::Currency => words.currencies.find(key).map(Meaning::Currency),
            Self::Concept => concept(false).map(Meaning::Concept),
            Self::Event => concept(true).map(Meaning::Event),
            Self::Place => words.places.find(key).map(Meaning::Place),
            Self::Attribution => named(key, &ATTRIBUTION_WORDS).map(Meaning::Attribution),
            Self::Source => (key == "official").then_some(Meaning::SourceNoun),
            Self::Status => named(key, &Status::ALL).map(Meaning::Status),
            Self::Role => named(key, &Role::ALL).map(Meaning::Role),
            Self::Anaphora => (key == "them").then_some(Meaning::Anaphora),
            Self::Joint => named(key, &JOINT_WORDS).map(Meaning::Joint),
            Self::Period => (key == "comparison").then_some(Meaning::PeriodCue),
            Self::Negation => (key == "not").then_some(Meaning::Negation),
            Self::Subgroup => Some(Meaning::Subgroup(subgroup(key, subgroups))),
            Self::Function => named(key, &FUNCTION_WORDS).map(Meaning::Function),
            Self::Tense => {
                named(key, &[("past", Tense::Past), ("future", Tense::Future)]).map(Meaning::Tense)
            }
            Self::Title => (key == "title").then_some(Meaning::Title),
            Self::Age => {
                named(key, &[("before", AgeWord::Before), ("unit", AgeWord::Unit)]).map(Meaning::Age)
            }
            Self::Label => (key == "figure").then_some(Meaning::Label),
            _ => None,
        }
    }
}

const ATTRIBUTION_WORDS: [(&str, AttributionWord); 2] =
    [("according-to", AttributionWord::AccordingTo), ("say", AttributionWord::Say)];
const JOINT_WORDS: [(&str, JointWord); 4] = [
    ("out-of", JointWord::OutOf),
    ("made-up", JointWord::MadeUp),
    ("or", JointWord::Restated(false)),
    ("that-is", JointWord::Restated(true)),
];
const FUNCTION_WORDS: [(&str, FunctionWord); 8] = [
    ("article", FunctionWord::Article),
    ("preposition", FunctionWord::Preposition),
    ("conjunction", FunctionWord::Conjunction),
    ("relative", FunctionWord::Relative),
    ("pronoun", FunctionWord::Pronoun),
    ("auxiliary", FunctionWord::Auxiliary),
    ("adverb", FunctionWord::Adverb),
    ("subordinator", FunctionWord::Subordinator),
];

pub(super) fn named<T: Copy>(key: &str, table: &[(&str, T)]) -> Option<T> {
    table.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
}

fn hedge(key: &str) -> Option<Hedge> {
    let table = [
        ("about", Hedge::About),
        ("at-least", Hedge::AtLeast),
        ("more-than", Hedge::MoreThan),
        ("at-most", Hedge::AtMost),
        ("less-than", Hedge::LessThan),
        ("nearly", Hedge::Nearly),
        ("just-over", Hedge::JustOver),
    ];
    named(key, &table)
}

fn subgroup(key: &str, subgroups: &mut Vec<Box<str>>) -> u16 {
    let index = subgroups.iter().position(|known| **known == *key).unwrap_or_else(|| {
        subgroups.push(key.into());
        subgroups.len() - 1
    });
    u16::try_from(index).unwrap_or(u16::MAX)
}

impl Meaning {
    /// The section of a pack's files that lists it.
    pub fn section(self) -> Section {
        match self {
            Self::Cardinal(_) => Section::Cardinal,
            Self::One => Section::One,
            Self::Scale(_) => Section::Scale,
            Self::Group(_) => Section::Group,
            Self::Fraction(..) => Section::Fraction,
            Self::AndHalf => Section::AndHalf,
            Self::Vague(..) => Section::Vague,
            Self::Multiple(_) => Section::Multiple,
            Self::Ordinal(_) => Section::Ordinal,
            Self::NumberAnd => Section::And,
            Self::Bound(_) => Section::Bound,
            Self::BoundAfter(_) => Section::BoundAfter,
            Self::Range(_) => Section::Range,
            Self::Unit(_) => Section::Unit,
            Self::Per => Section::Per,
            Self::Percent | Self::PercentagePoints => Section::Percent,
            Self::Currency(_) => Section::Currency,
            Self::Concept(_) => Section::Concept,
            Self::Event(_) => Section::Event,
            Self::Place(_) => Section::Place,
            _ => self.time_or_cue_section(),
        }
    }

    fn time_or_cue_section(self) -> Section {
        match self {
            Self::Month(_) | Self::ShortMonth(_) => Section::Month,
            Self::Weekday(_) => Section::Weekday,
            Self::MonthBeside(_) => Section::MonthBeside,
            Self::WeekdayBeside(_) => Section::WeekdayBeside,
            Self::Offset(_) => Section::Offset,
            Self::PartOfYear(..) => Section::PartOfYear,
            Self::Season(_) => Section::Season,
            Self::DayPart(_) => Section::DayPart,
            Self::TimeUnit(_) => Section::TimeUnit,
            Self::Holiday(..) | Self::EasterHoliday(_) | Self::WeekdayHoliday(..) => Section::Holiday,
            Self::Clock(_) => Section::Clock,
            Self::YearMark => Section::YearMark,
            Self::DayMark => Section::DayMark,
            Self::DateOf => Section::DateOf,
            Self::RelativeDay(_) => Section::RelativeDay,
            Self::Direction(_) => Section::Direction,
            Self::RelativeUnit(..) => Section::RelativeUnit,
            Self::Ago(_) => Section::Ago,
            Self::Ahead(_) => Section::Ahead,
            Self::Since => Section::Since,
            Self::Until | Self::SetFor => Section::Until,
            Self::Part(_) => Section::Part,
            Self::Recurrence(_) => Section::Recurrence,
            Self::TimeAnaphor(_) => Section::TimeAnaphor,
            Self::PeriodNoun | Self::Weekend => Section::PeriodNoun,
            Self::Length(_) | Self::LengthUnit(_) | Self::LengthOver => Section::Length,
            Self::PluralUnit => Section::PluralUnit,
            Self::Attribution(_) => Section::Attribution,
            Self::SourceNoun => Section::Source,
            Self::Status(_) => Section::Status,
            Self::Role(_) => Section::Role,
            Self::Anaphora => Section::Anaphora,
            Self::Joint(_) => Section::Joint,
            Self::PeriodCue => Section::Period,
            Self::Negation => Section::Negation,
            Self::Subgroup(_) => Section::Subgroup,
            Self::Function(_) => Section::Function,
            Self::Tense(_) => Section::Tense,
            Self::Title => Section::Title,
            Self::Age(_) => Section::Age,
            _ => Section::Label,
        }
    }
}
