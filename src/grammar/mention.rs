use crate::model::{Bounds, CurrencyId, DayPart, Decimal, Measure, PartOf, Rate, Season, TimeUnit};
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
    /// An age.
    Age(Bounds, TimeUnit),
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
    /// Other measures that the same word may mean.
    pub readings: Vec<Measure>,
    /// "per" something.
    pub per: Option<Rate>,
    /// Whether it is a difference of temperatures.
    pub difference: bool,
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
    /// Whether the figures of day and month may stand the other way round.
    pub either_order: bool,
}

impl CalendarDate {
    /// The same figures with day and month the other way round.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { month: self.day, day: self.month, ..self }
    }
}

impl TimeExpr {
    /// Shows each date in figures or words that the expression holds.
    pub fn each_date(&mut self, show: &mut impl FnMut(&mut CalendarDate)) {
        match self {
            Self::Calendar(date) => show(date),
            Self::Between(from, to) => {
                from.each_date(show);
                to.each_date(show);
            }
            Self::DayPart(Some(day), _)
            | Self::Clock(_, Some(day))
            | Self::ClockSpan(_, _, Some(day))
            | Self::SameIn(day)
            | Self::WeekOf(day)
            | Self::Offset(_, _, _, day)
            | Self::Part(_, day) => day.each_date(show),
            _ => {}
        }
    }
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
    /// A clock time, and its day if given.
    Clock(ClockTime, Option<Box<TimeExpr>>),
    /// From one clock time to another, with their day if given.
    ClockSpan(ClockTime, ClockTime, Option<Box<TimeExpr>>),
    /// The start, middle or end of a period.
    Part(PartOf, Box<TimeExpr>),
    /// A holiday: how its day is found, with its year if given, or relative to the publication.
    Holiday(HolidayRule, Option<i16>, Option<i8>),
    /// A piece of a period: its rank (-1 the last), how many in a row, what it is, and the period.
    Piece(i8, i8, PieceOf, Box<TimeExpr>),
    /// The week that holds a day: "the week of 18 May".
    WeekOf(Box<TimeExpr>),
    /// What is left (true) or over of the unit that the publication lies in: "later this year".
    Rest(TimeUnit, bool),
    /// So much time up to the publication (-1), or from it on (1).
    Stretch(Bounds, TimeUnit, i8),
    /// So much time before (true) or after a date.
    Offset(Bounds, TimeUnit, bool, Box<TimeExpr>),
    /// A decade: its first year, or the last two digits alone.
    Decade(i16),
    /// A century: its years divided by a hundred.
    Century(i16),
    /// "that period", "the following day": a step from a time named before.
    Back(Option<TimeUnit>, i32),
    /// "the same month a year ago": the time named before, in the year of the expression.
    SameIn(Box<TimeExpr>),
    /// So long after (true) or before a time named before: "two days later".
    Counted(Bounds, TimeUnit, bool),
    /// A weekend: the last -1, this 0, the next 1, or the one that the tense tells.
    Weekend(Option<i8>),
    /// "in recent years", "w najbliższych dniach": nobody says how many.
    Units(TimeUnit),
}

/// A time of the clock, 0 to 24 hours, as far as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTime {
    /// The hour.
    pub hour: i8,
    /// The minute, where written.
    pub minute: Option<i8>,
    /// The second, where written.
    pub second: Option<i8>,
    /// Whether the words tell which half of the day it is of.
    pub told: bool,
    /// Whether a zone stands with it: it is told of the day then.
    pub zoned: bool,
}

/// How a holiday's day is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidayRule {
    /// The same day each year.
    Fixed(i8, i8),
    /// So many days after Easter Sunday.
    Easter(i8),
    /// A weekday of a month by its rank, -1 the last: month, weekday, rank.
    Nth(i8, i8, i8),
}

/// What a period is cut into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceOf {
    /// Days, weeks, months.
    Unit(TimeUnit),
    /// Those days of the week: Monday 1 to Sunday 7.
    Weekday(i8),
    /// Saturdays with their Sundays.
    Weekend,
    /// Halves of it.
    Half,
}

impl AmountExpr {
    /// A bare number.
    pub(super) fn bare(bounds: Bounds, alternative: Option<Decimal>) -> Self {
        Self {
            bounds,
            alternative,
            measure: Measure::Count,
            readings: Vec::new(),
            per: None,
            difference: false,
            range: None,
        }
    }

    /// The currency, where it is money.
    pub fn currency(&self) -> Option<CurrencyId> {
        match self.measure {
            Measure::Money(currency) => Some(currency),
            _ => None,
        }
    }
}
