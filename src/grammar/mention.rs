use crate::model::{Bounds, CurrencyId, DayPart, Decimal, Measure, PartOf, Season, TimeUnit};
use crate::text::Span;

/// An expression of a number or a time, as the words say it and not yet resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its tokens, as indexes into the token list: from the first up to, not including, the second.
    pub tokens: (usize, usize),
    /// Its bytes in the text view.
    pub span: Span,
    /// What it says.
    pub value: MentionValue,
}

/// What a mention says.
#[derive(Clone, Debug, PartialEq)]
pub enum MentionValue {
    /// A number with what it measures.
    Amount(AmountExpr),
    /// A rank.
    Ordinal(u32),
    /// A time.
    Time(TimeExpr),
    /// A length of time.
    Duration(Bounds, TimeUnit),
    /// An age in years.
    Age(Bounds),
    /// Something that repeats.
    Recurrence,
}

/// A number with its bounds and unit.
#[derive(Clone, Debug, PartialEq)]
pub struct AmountExpr {
    /// The number as asserted.
    pub bounds: Bounds,
    /// Another reading of the digits.
    pub alternative: Option<Decimal>,
    /// What it measures.
    pub measure: Measure,
    /// Another measure that the same word may mean.
    pub other_measure: Option<Measure>,
    /// "per" something.
    pub per: Option<Measure>,
    /// How the text joins the two ends of a range.
    pub range: Option<RangeStyle>,
}

/// How the text joins the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeStyle {
    /// "between A and B", "A to B", "A–B".
    Plain,
    /// "from A to B": a range, or two moments of a change.
    FromTo,
}

/// Calendar fields as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CalendarDate {
    /// The year.
    pub year: Option<i16>,
    /// The year relative to the publication's: "of last year" is -1.
    pub year_offset: Option<i8>,
    /// The month.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// The weekday, 1 (Monday) to 7.
    pub weekday: Option<i8>,
    /// "last November" -1, "this", "next".
    pub direction: Option<i8>,
}

/// A time as the words say it.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeExpr {
    /// Calendar fields.
    Calendar(CalendarDate),
    /// Days from the publication date.
    Day(i32),
    /// A quarter or a half of a year: its rank, how many months it has (3 or 6), and the year, named or
    /// relative to the publication's.
    PartOfYear(i8, i8, Option<i16>, Option<i8>),
    /// Last year, this week, next month.
    Unit(TimeUnit, i32),
    /// A season, with its year, or relative to the publication's.
    Season(Season, Option<i16>, Option<i8>),
    /// So long ago (true), or from now.
    Shift(Bounds, TimeUnit, bool),
    /// From one to the other.
    Between(Box<TimeExpr>, Box<TimeExpr>),
    /// A part of a day; the day may be missing.
    DayPart(Option<Box<TimeExpr>>, DayPart),
    /// A clock time: hour, minute if given, and its day if given.
    Clock(i8, Option<i8>, Option<Box<TimeExpr>>),
    /// The start, middle or end of a period.
    Part(PartOf, Box<TimeExpr>),
    /// A holiday: month and day, or days from Easter Sunday, with its year if given.
    Holiday(HolidayRule, Option<i16>),
    /// A decade: its first year, or the last two digits alone.
    Decade(i16),
    /// A century: its years divided by a hundred.
    Century(i16),
    /// "that period", "the following day": a step from a time named before.
    Back(Option<TimeUnit>, i32),
    /// So long after (true) or before a time named before: "two days later".
    Counted(Bounds, TimeUnit, bool),
    /// The first (1) or the last (-1) of its kind in a month.
    Nth(i8, NthOf, Box<TimeExpr>),
    /// A weekend: the last -1, this 0, the next 1, or the one that the tense tells.
    Weekend(Option<i8>),
    /// "in recent years", "w najbliższych dniach": nobody says how many.
    Units(TimeUnit),
}

/// What is counted in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NthOf {
    /// A weekday, 1 (Monday) to 7.
    Weekday(i8),
    /// A week.
    Week,
    /// A weekend.
    Weekend,
    /// Half of the month.
    Half,
}

/// How a holiday's day is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidayRule {
    /// The same day each year.
    Fixed(i8, i8),
    /// So many days after Easter Sunday.
    Easter(i8),
}

impl AmountExpr {
    /// A bare number.
    pub(super) fn bare(bounds: Bounds, alternative: Option<Decimal>) -> Self {
        Self { bounds, alternative, measure: Measure::Count, other_measure: None, per: None, range: None }
    }

    /// The currency, where it is money.
    pub fn currency(&self) -> Option<CurrencyId> {
        match self.measure {
            Measure::Money(currency) => Some(currency),
            _ => None,
        }
    }
}
