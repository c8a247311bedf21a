use serde::{Deserialize, Serialize};

use crate::model::{
    ConceptId, CurrencyId, DayPart, Hedge, Occasion, PartOf, PlaceId, Role, Season, SourceKindId, Status,
    TimeUnit, UnitId,
};

use super::Vocabulary;
use super::length::WordLength;
use super::small_words::{
    ATTRIBUTION_WORDS, AgeWord, AttributionWord, BALLOT_WORDS, BallotWord, ClockWord, DegreesWord,
    FractionUse, FunctionWord, JOINT_WORDS, JointWord, OneWord, PerWord, RangeWord, RecurrenceWord,
    STEP_WORDS, Side, SignWord, StepWord, Tense, TimeAnaphor, VOTE_WORDS, VoteWord,
};
use super::time_keys::time_meaning;
use super::vocabulary::source_name;

/// What a word of a pack means. Each section of a pack's files is one variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meaning {
    /// A number word up to the hundreds.
    Cardinal(u32),
    /// A number word that is one only before what it counts: both.
    Counted(u32),
    /// A word that is *one*, or an article that stands for it.
    One(OneWord),
    /// A power of ten: 3, 6, 9, 12.
    Scale(u8),
    /// A group word that counts: dozen.
    Group(u16),
    /// An exact fraction, and what it may be said of.
    Fraction(u8, u8, FractionUse),
    /// What names the parts of a fraction, one or many: third, thirds.
    Denominator(u32, bool),
    /// The small words around numbers.
    Sign(SignWord),
    /// A minus in words; false where it is one before a temperature and inside a range alone.
    Minus(bool),
    /// What adds a half to the number before it.
    AndHalf,
    /// An interval that no one counted; the upper end may be missing.
    Vague(u32, Option<u32>),
    /// Twice, three times.
    Multiple(u16),
    /// Doubled 2/1, halved 1/2.
    Factor(u8, u8),
    /// A rank.
    Ordinal(u32),
    /// The word inside number chains; true where it stands behind whole hundreds alone.
    NumberAnd(bool),
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
    /// A word that makes a length a moment ahead, or how long it took where the past is told.
    LengthWithin,
    /// A verb behind which *one* of a unit is a length: "lasted an hour".
    LengthVerb,
    /// A word between a count and its unit of time that changes neither: "six straight days".
    LengthFull,
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
    /// What a unit is called only after a larger one: "5 ft 2 in".
    SmallerUnit(UnitId),
    /// The words of rates and of products.
    Per(PerWord),
    /// Per cent.
    Percent,
    /// Percentage points.
    PercentagePoints,
    /// A currency.
    Currency(CurrencyId),
    /// A power of ten of a currency: cents, MEUR.
    Coin(CurrencyId, i8),
    /// What tells a difference of temperatures from a temperature, and its sign.
    Degrees(DegreesWord),
    /// A thing counted.
    Concept(ConceptId),
    /// An event.
    Event(ConceptId),
    /// A place.
    Place(PlaceId),
    /// According to; said.
    Attribution(AttributionWord),
    /// A noun for a kind of source, or the name of one.
    SourceNoun(Option<SourceKindId>),
    /// Whether it happened.
    Status(Status),
    /// How a figure relates to the whole.
    Role(Role),
    /// Of them, of which.
    Anaphora,
    /// What joins two figures.
    Joint(JointWord),
    /// What says that a figure beside it is a step, and no level.
    Step(StepWord),
    /// The words of votes in figures.
    Vote(VoteWord),
    /// Which of several events of one kind is meant.
    Occasion(Occasion),
    /// The words of ballots.
    Ballot(BallotWord),
    /// Another period, for comparison.
    PeriodCue,
    /// The time named last ("wtedy").
    PeriodThen,
    /// Now.
    Now,
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
    /// A word that stands in many names and tells none from another: "Street", "Office".
    NamePart,
    /// The words of an age.
    Age(AgeWord),
    /// A word whose number names and does not count (page 12).
    Label,
    /// A word in the form that a number before it ranks (25 miejsce); with a concept, what is held again and again, so
    /// that its rank is that of an edition (40. Festiwal Filmowy).
    Ranked(Option<ConceptId>),
    /// A noun whose today is nowadays (today's world).
    Era,
    /// A word that tells a stage of something (a tender).
    Stage(ConceptId),
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
    Cardinal = "cardinal", Counted = "counted", One = "one", Scale = "scale", Group = "group", Fraction = "fraction",
    Denominator = "denominator", Sign = "sign", Minus = "minus",
    AndHalf = "and-half", Vague = "vague", Multiple = "multiple", Factor = "factor", Ordinal = "ordinal", And = "and",
    Bound = "bound", BoundAfter = "bound-after", Range = "range",
    Month = "month", Weekday = "weekday", MonthBeside = "month-beside", WeekdayBeside = "weekday-beside", Season = "season", DayPart = "daypart", TimeUnit = "time-unit",
    Holiday = "holiday", Clock = "clock", YearMark = "year-mark", DayMark = "day-mark", DateOf = "date-of",
    RelativeDay = "relative-day", Direction = "direction", RelativeUnit = "relative-unit", Ago = "ago",
    Ahead = "ahead", Length = "length", PluralUnit = "plural-unit", Since = "since", Until = "until", Part = "part", Recurrence = "recurrence",
    TimeAnaphor = "anaphora-time", PeriodNoun = "period-noun", Offset = "offset", PartOfYear = "part-of-year",
    Unit = "unit", SmallerUnit = "smaller-unit", Per = "per", Percent = "percent", Currency = "currency",
    Coin = "coin", Degrees = "degrees",
    Concept = "concept", Event = "event", Place = "place",
    Attribution = "attribution", Source = "source", Status = "status", Role = "role", Anaphora = "anaphora", Joint = "joint", Ballot = "ballot",
    Period = "period", Negation = "negation", Subgroup = "subgroup", Function = "function", Tense = "tense",
    Title = "title", NamePart = "name-part", Age = "age", Label = "label", Ranked = "ranked", Era = "era", Moment = "moment", Step = "step", Vote = "vote", Occasion = "occasion", Stage = "stage",
}

/// A set of sections: what a token can mean, a bit for each. Three short words keep tokens small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SectionSet([u32; 3]);

impl SectionSet {
    /// Every section.
    pub const ALL: Self = Self([u32::MAX; 3]);

    /// The set of the given sections.
    pub const fn of(sections: &[Section]) -> Self {
        let (mut bits, mut index) = ([0; 3], 0);
        while index < sections.len() {
            let section = sections[index] as usize;
            bits[section / 32] |= 1 << (section % 32);
            index += 1;
        }
        Self(bits)
    }

    /// The sections of the given meanings.
    pub(super) fn of_meanings(meanings: &[Meaning]) -> Self {
        meanings.iter().fold(Self::default(), |set, meaning| set.union(Self::of(&[meaning.section()])))
    }

    /// Room for so many sections.
    pub const SECTIONS: usize = 96;

    /// Whether the section of an index is in the set.
    pub const fn has_index(self, index: usize) -> bool {
        self.0[index / 32] & (1 << (index % 32)) != 0
    }

    /// The indices of its sections, in order.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..).step_by(32).zip(self.0).flat_map(|(start, mut bits)| {
            std::iter::from_fn(move || {
                let index = bits.trailing_zeros() as usize;
                (bits != 0).then(|| {
                    bits &= bits - 1;
                    start + index
                })
            })
        })
    }

    /// Whether the section is in the set.
    pub const fn has(self, section: Section) -> bool {
        self.0[section as usize / 32] & (1 << (section as usize % 32)) != 0
    }

    /// Whether the two sets share a section.
    pub const fn meets(self, other: Self) -> bool {
        let ([a, b, c], [d, e, f]) = (self.0, other.0);
        (a & d) | (b & e) | (c & f) != 0
    }

    /// Whether the set holds nothing.
    pub const fn is_empty(self) -> bool {
        self.0[0] | self.0[1] | self.0[2] == 0
    }

    /// The set without what the other holds.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.0, other.0);
        Self([a & !d, b & !e, c & !f])
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.0, other.0);
        Self([a | d, b | e, c | f])
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
            Self::Counted => key.parse().ok().map(Meaning::Counted),
            Self::One => named(key, &ONE_WORDS).map(Meaning::One),
            Self::Scale => key.strip_prefix("1e")?.parse().ok().map(Meaning::Scale),
            Self::Group => key.parse().ok().map(Meaning::Group),
            Self::Fraction => {
                let (ratio, used) = key.split_once(' ').unwrap_or((key, ""));
                let used = named(used, &FRACTION_USES)?;
                let (numerator, denominator) = ratio.split_once('/')?;
                let denominator = denominator.parse().ok().filter(|&parts| parts != 0)?;
                Some(Meaning::Fraction(numerator.parse().ok()?, denominator, used))
            }
            Self::Denominator => {
                let (numerator, parts) = key.split_once('/')?;
                let many = named(numerator, &[("1", false), ("n", true)])?;
                Some(Meaning::Denominator(parts.parse().ok().filter(|&parts| parts > 1)?, many))
            }
            Self::Sign => named(key, &SIGN_WORDS).map(Meaning::Sign),
            Self::Minus => named(key, &[("minus", true), ("less", false)]).map(Meaning::Minus),
            Self::AndHalf => (key == "1/2").then_some(Meaning::AndHalf),
            Self::Vague => {
                let (low, high) = key.split_once("..")?;
                let high = if high.is_empty() { None } else { Some(high.parse().ok()?) };
                Some(Meaning::Vague(low.parse().ok()?, high))
            }
            Self::Multiple => key.parse().ok().map(Meaning::Multiple),
            Self::Factor => {
                let (times, of) = key.split_once('/')?;
                Some(Meaning::Factor(times.parse().ok()?, of.parse().ok().filter(|&of| of > 0)?))
            }
            Self::Ordinal => key.parse().ok().map(Meaning::Ordinal),
            Self::And => named(key, &[("and", false), ("after-hundreds", true)]).map(Meaning::NumberAnd),
            Self::Bound => hedge(key).map(Meaning::Bound),
            Self::BoundAfter => hedge(key).map(Meaning::BoundAfter),
            _ => time_meaning(self, key).or_else(|| self.name_meaning(key, vocabulary, subgroups)),
        }
    }

    fn name_meaning(self, key: &str, words: &Vocabulary, subgroups: &mut Vec<Box<str>>) -> Option<Meaning> {
        let concept = |event| words.concepts.find(key).filter(|&id| words.concepts.flags(id).event == event);
        match self {
            Self::Unit => words.units.find(key).map(Meaning::Unit),
            Self::Per => named(key, &PER_WORDS).map(Meaning::Per),
            Self::Percent => named(key, &[("%", Meaning::Percent), ("pp", Meaning::PercentagePoints)]),
            Self::SmallerUnit => words.units.find(key).map(Meaning::SmallerUnit),
            Self::Currency => words.currencies.find(key).map(Meaning::Currency),
            Self::Coin => {
                let (code, power) = key.split_once(':')?;
                Some(Meaning::Coin(words.currencies.find(code)?, power.parse().ok()?))
            }
            Self::Degrees => named(key, &DEGREES_WORDS).map(Meaning::Degrees),
            Self::Concept => concept(false).map(Meaning::Concept),
            Self::Event => concept(true).map(Meaning::Event),
            Self::Place => words.places.find(key).map(Meaning::Place),
            Self::Attribution => named(key, &ATTRIBUTION_WORDS).map(Meaning::Attribution),
            Self::Source if key == "named" => Some(Meaning::SourceNoun(None)),
            Self::Source => words.sources.find(&source_name(key)).map(|kind| Meaning::SourceNoun(Some(kind))),
            Self::Status => named(key, &Status::ALL).map(Meaning::Status),
            Self::Role => named(key, &Role::ALL).map(Meaning::Role),
            Self::Anaphora => (key == "them").then_some(Meaning::Anaphora),
            Self::Joint => named(key, &JOINT_WORDS).map(Meaning::Joint),
            Self::Ballot => named(key, &BALLOT_WORDS).map(Meaning::Ballot),
            Self::Period => named(key, &[("comparison", Meaning::PeriodCue), ("then", Meaning::PeriodThen)]),
            Self::Negation => (key == "not").then_some(Meaning::Negation),
            Self::Subgroup => Some(Meaning::Subgroup(subgroup(key, subgroups))),
            Self::Function => named(key, &FUNCTION_WORDS).map(Meaning::Function),
            Self::Tense => {
                named(key, &[("past", Tense::Past), ("future", Tense::Future)]).map(Meaning::Tense)
            }
            Self::Title => (key == "title").then_some(Meaning::Title),
            Self::NamePart => (key == "name-part").then_some(Meaning::NamePart),
            Self::Age => {
                let unit = || TimeUnit::from_key(key).map(AgeWord::Unit);
                named(key, &AGE_WORDS).or_else(unit).map(Meaning::Age)
            }
            Self::Label => (key == "figure").then_some(Meaning::Label),
            Self::Ranked if key == "noun" => Some(Meaning::Ranked(None)),
            Self::Ranked => concept(false).map(|of| Meaning::Ranked(Some(of))),
            Self::Era => (key == "noun").then_some(Meaning::Era),
            Self::Moment => (key == "now").then_some(Meaning::Now),
            Self::Vote => named(key, &VOTE_WORDS).map(Meaning::Vote),
            Self::Occasion => named(key, &Occasion::ALL).map(Meaning::Occasion),
            Self::Stage => concept(false).map(Meaning::Stage),
            Self::Step => named(key, &STEP_WORDS).map(Meaning::Step),
            _ => None,
        }
    }
}

const ONE_WORDS: [(&str, OneWord); 3] =
    [("1", OneWord::Numeral), ("either", OneWord::Either), ("article", OneWord::Article)];
const FRACTION_USES: [(&str, FractionUse); 3] =
    [("", FractionUse::Either), ("share", FractionUse::Share), ("unit", FractionUse::Unit)];
const AGE_WORDS: [(&str, AgeWord); 7] = [
    ("short", AgeWord::Short),
    ("lasting", AgeWord::Lasting),
    ("before", AgeWord::Before),
    ("at", AgeWord::At),
    ("with", AgeWord::With),
    ("decade", AgeWord::Decade),
    ("person", AgeWord::Person),
];
const SIGN_WORDS: [(&str, SignWord); 10] = [
    ("of", SignWord::Of),
    ("head", SignWord::Head),
    ("degree", SignWord::Degree),
    ("point", SignWord::Point),
    ("parts", SignWord::Parts),
    ("out-of", SignWord::OutOf),
    ("in", SignWord::In),
    ("over", SignWord::Over),
    ("times", SignWord::Times),
    ("compared", SignWord::Compared),
];
const PER_WORDS: [(&str, PerWord); 5] = [
    ("per", PerWord::Per),
    ("head", PerWord::Head),
    ("any", PerWord::Any),
    ("whole", PerWord::Whole),
    ("by", PerWord::By),
];
const DEGREES_WORDS: [(&str, DegreesWord); 4] = [
    ("difference", DegreesWord::Difference),
    ("below-zero", DegreesWord::BelowZero),
    ("minus", DegreesWord::Minus),
    ("angle", DegreesWord::Angle),
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
            Self::Counted(_) => Section::Counted,
            Self::One(_) => Section::One,
            Self::Scale(_) => Section::Scale,
            Self::Group(_) => Section::Group,
            Self::Fraction(..) => Section::Fraction,
            Self::Denominator(..) => Section::Denominator,
            Self::Sign(_) => Section::Sign,
            Self::Minus(_) => Section::Minus,
            Self::AndHalf => Section::AndHalf,
            Self::Vague(..) => Section::Vague,
            Self::Multiple(_) => Section::Multiple,
            Self::Factor(..) => Section::Factor,
            Self::Ordinal(_) => Section::Ordinal,
            Self::NumberAnd(_) => Section::And,
            Self::Bound(_) => Section::Bound,
            Self::BoundAfter(_) => Section::BoundAfter,
            Self::Range(_) => Section::Range,
            Self::Unit(_) => Section::Unit,
            Self::Per(_) => Section::Per,
            Self::Percent | Self::PercentagePoints => Section::Percent,
            Self::SmallerUnit(_) => Section::SmallerUnit,
            Self::Currency(_) => Section::Currency,
            Self::Coin(..) => Section::Coin,
            Self::Degrees(_) => Section::Degrees,
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
            Self::Length(_)
            | Self::LengthUnit(_)
            | Self::LengthOver
            | Self::LengthWithin
            | Self::LengthFull
            | Self::LengthVerb => Section::Length,
            Self::PluralUnit => Section::PluralUnit,
            Self::Attribution(_) => Section::Attribution,
            Self::SourceNoun(_) => Section::Source,
            Self::Status(_) => Section::Status,
            Self::Role(_) => Section::Role,
            Self::Anaphora => Section::Anaphora,
            Self::Joint(_) => Section::Joint,
            Self::Ballot(_) => Section::Ballot,
            Self::PeriodCue | Self::PeriodThen => Section::Period,
            Self::Now => Section::Moment,
            Self::Step(_) => Section::Step,
            Self::Vote(_) => Section::Vote,
            Self::Occasion(_) => Section::Occasion,
            Self::Stage(_) => Section::Stage,
            Self::Negation => Section::Negation,
            Self::Subgroup(_) => Section::Subgroup,
            Self::Function(_) => Section::Function,
            Self::Tense(_) => Section::Tense,
            Self::Title => Section::Title,
            Self::NamePart => Section::NamePart,
            Self::Age(_) => Section::Age,
            Self::Ranked(_) => Section::Ranked,
            Self::Era => Section::Era,
            _ => Section::Label,
        }
    }
}
