use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

use super::time_anchor::{ClockHands, Runs, TimeAnchor};

/// The step of the calendar that an expression speaks in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grain {
    /// A second of the clock.
    Second,
    /// A minute of the clock.
    Minute,
    /// An hour of the clock.
    Hour,
    /// A part of the day.
    DayPart,
    /// A day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A season.
    Season,
    /// Half a year.
    HalfYear,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A stretch of time with ends of its own.
    Interval,
}

impl Grain {
    /// The name in the public output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::DayPart => "daypart",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::HalfYear => "half-year",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Interval => "interval",
        }
    }
}

/// A season of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Season {
    /// March to June in the north.
    Spring,
    /// June to September in the north.
    Summer,
    /// September to December in the north.
    Autumn,
    /// December to March in the north.
    Winter,
}

impl Season {
    fn number(self) -> i8 {
        match self {
            Self::Spring => 0,
            Self::Summer => 1,
            Self::Autumn => 2,
            Self::Winter => 3,
        }
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayPart {
    /// The hours before daylight.
    Dawn,
    /// Until noon.
    Morning,
    /// Twelve o'clock.
    Noon,
    /// Until evening.
    Afternoon,
    /// Until night.
    Evening,
    /// Across midnight.
    Night,
    /// Twelve at night.
    Midnight,
}

impl DayPart {
    /// The hours of a day that the word can mean, generously: first hour, and hours it lasts.
    fn hours(self) -> (i8, i32) {
        match self {
            Self::Dawn => (0, 8),
            Self::Morning => (5, 8),
            Self::Noon => (11, 3),
            Self::Afternoon => (12, 8),
            Self::Evening => (16, 9),
            Self::Night => (18, 15),
            Self::Midnight => (23, 2),
        }
    }
}

impl DayPart {
    /// Whether it may reach into the day after.
    pub fn leaves_its_day(self) -> bool {
        const HOURS_OF_DAY: i32 = 24;
        let (first, length) = self.hours();
        i32::from(first) + length > HOURS_OF_DAY
    }
}

/// Which part of a period is meant: "early June", "mid-2024", "the end of March".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartOf {
    /// The beginning.
    Start,
    /// The middle.
    Mid,
    /// The end.
    End,
}

/// Civil time from `start` up to, not including, `end`. A missing end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// The first moment.
    #[serde(with = "crate::text::packed")]
    pub start: Option<DateTime>,
    /// The moment after the last.
    #[serde(with = "crate::text::packed")]
    pub end: Option<DateTime>,
}

impl Interval {
    /// From one moment up to another.
    pub fn new(start: DateTime, end: DateTime) -> Self {
        Self { start: Some(start), end: Some(end) }
    }

    /// Whether the two share a moment.
    pub fn meets(&self, other: &Self) -> bool {
        let before = |start: Option<DateTime>, end: Option<DateTime>| match (start, end) {
            (Some(start), Some(end)) => start < end,
            _ => true,
        };
        before(self.start, other.end) && before(other.start, self.end)
    }

    /// Whether `other` lies inside.
    pub fn contains(&self, other: &Self) -> bool {
        let starts = match (self.start, other.start) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(ours), Some(theirs)) => ours <= theirs,
        };
        let ends = match (self.end, other.end) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(ours), Some(theirs)) => theirs <= ours,
        };
        starts && ends
    }

    /// How many days lie between the ends; `None` where one is open.
    pub fn days(&self) -> Option<i32> {
        self.start?.until((jiff::Unit::Day, self.end?)).ok().map(|length| length.get_days())
    }

    /// The whole days that the interval touches. Clocks of different zones are compared by day.
    #[must_use]
    pub fn whole_days(&self) -> Self {
        let floor = |at: DateTime| at.date().to_datetime(Time::midnight());
        let ceil = |at: DateTime| {
            let day = floor(at);
            if day == at { at } else { day.checked_add(1.day()).unwrap_or(at) }
        };
        Self { start: self.start.map(floor), end: self.end.map(ceil) }
    }
}

/// A time, resolved as far as the text and the publication date allow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TimeForm {
    /// The hundred years `century * 100` … `+ 99`.
    Century(i16),
    /// Ten years from the one given.
    Decade(i16),
    /// A year.
    Year(i16),
    /// Half a year, 1 or 2.
    HalfYear(i16, i8),
    /// A season of a year; `southern` turns it by half a year.
    Season {
        /// The year in which it begins.
        year: i16,
        /// Which one.
        season: Season,
        /// Whether the place lies in the southern hemisphere.
        southern: bool,
    },
    /// A quarter, 1 to 4.
    Quarter(i16, i8),
    /// A month, 1 to 12.
    Month(i16, i8),
    /// The week that begins on a Monday.
    Week(#[serde(with = "crate::text::packed")] Date),
    /// A day.
    Day(#[serde(with = "crate::text::packed")] Date),
    /// A part of a day.
    DayPart(#[serde(with = "crate::text::packed")] Date, DayPart),
    /// An hour or a minute of the clock.
    Clock(#[serde(with = "crate::text::packed")] DateTime, Grain),
    /// From the start of one to the end of the other.
    Between(Box<TimeForm>, Box<TimeForm>),
    /// Calendar fields without a year, or without a day to count from.
    Partial {
        /// Month, where named.
        month: Option<i8>,
        /// Day of the month, where named.
        day: Option<i8>,
    },
    /// A date that no calendar has: 31 June.
    Impossible {
        /// The year, where named or resolved.
        year: Option<i16>,
        /// The month.
        month: i8,
        /// The day that the month lacks.
        day: i8,
    },
    /// An expression that needs a publication date, and has none.
    Unresolved(Grain),
}

/// A time as asserted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeValue {
    /// What is named.
    pub form: TimeForm,
    /// Another reading of its figures: "03/04/2025" of no known order.
    pub alternative: Option<Box<TimeForm>>,
    /// Which part of it.
    pub part: Option<PartOf>,
    /// Whether the text says *about*.
    pub approximate: bool,
    /// The weekday that the text gives along with a date, 1 (Monday) to 7; or alone, where the week is not known.
    pub weekday: Option<i8>,
    /// Whether the text itself names the year, so that nothing was inferred.
    pub year_written: bool,
    /// Whether the text itself names the day of its month: "11 June", not "on Monday".
    pub day_written: bool,
    /// What it was read against.
    pub anchor: TimeAnchor,
    /// Whether what it dates goes on from it, or lasts up to it: "since 2022", "until Sunday".
    pub runs: Option<Runs>,
    /// The hands of a clock whose day is not known: "at 10.15", "from 9.15 to 11.45".
    pub clock: Option<ClockHands>,
}

impl TimeForm {
    /// The step of the calendar.
    pub fn grain(&self) -> Grain {
        match self {
            Self::Century(_) => Grain::Century,
            Self::Decade(_) => Grain::Decade,
            Self::Year(_) => Grain::Year,
            Self::HalfYear(..) => Grain::HalfYear,
            Self::Season { .. } => Grain::Season,
            Self::Quarter(..) => Grain::Quarter,
            Self::Month(..) => Grain::Month,
            Self::Week(_) => Grain::Week,
            Self::Day(_) | Self::Impossible { .. } => Grain::Day,
            Self::DayPart(..) => Grain::DayPart,
            Self::Clock(_, grain) | Self::Unresolved(grain) => *grain,
            Self::Between(..) => Grain::Interval,
            Self::Partial { day: Some(_), .. } => Grain::Day,
            Self::Partial { .. } => Grain::Month,
        }
    }

    /// The step of the calendar that it is named in: of a range, that of its ends.
    pub fn named_in(&self) -> Grain {
        match self {
            Self::Between(from, to) => from.named_in().max(to.named_in()),
            form => form.grain(),
        }
    }

    /// The stretch of civil time, where it is known.
    pub fn interval(&self) -> Option<Interval> {
        match self {
            Self::Century(century) => years(century.checked_mul(100)?, 100),
            Self::Decade(decade) => years(*decade, 10),
            Self::Year(year) => years(*year, 1),
            Self::HalfYear(year, half) => months(*year, (half - 1) * 6 + 1, 6),
            Self::Season { year, season, southern } => season_interval(*year, *season, *southern),
            Self::Quarter(year, quarter) => months(*year, (quarter - 1) * 3 + 1, 3),
            Self::Month(year, month) => months(*year, *month, 1),
            Self::Week(monday) => days(*monday, 7),
            Self::Day(date) => days(*date, 1),
            Self::DayPart(date, part) => {
                let (hour, length) = part.hours();
                let start = date.to_datetime(Time::new(hour, 0, 0, 0).ok()?);
                Some(Interval::new(start, start.checked_add(length.hours()).ok()?))
            }
            Self::Clock(start, grain) => {
                let length = match grain {
                    Grain::Hour => 1.hour(),
                    Grain::Second => 1.second(),
                    _ => 1.minute(),
                };
                Some(Interval::new(*start, start.checked_add(length).ok()?))
            }
            // A range of the clock ends when its last moment comes: "das 10h às 12h".
            Self::Between(from, to) => match **to {
                Self::Clock(end, _) => Some(Interval { start: from.interval()?.start, end: Some(end) }),
                _ => Some(Interval { start: from.interval()?.start, end: to.interval()?.end }),
            },
            Self::Partial { .. } | Self::Impossible { .. } | Self::Unresolved(_) => None,
        }
    }

    /// The day, where the form is one or lies in one.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Day(date) | Self::DayPart(date, _) => Some(*date),
            Self::Clock(at, _) => Some(at.date()),
            // A range of the clock lies in the day of its start.
            Self::Between(from, _) if matches!(**from, Self::Clock(..)) => from.day(),
            _ => None,
        }
    }

    /// The day, or the first of two, where its year need not be known: that of a leap year then.
    pub fn day_of_any_year(&self) -> Option<Date> {
        const LEAP_YEAR: i16 = 2024;
        match self {
            Self::Partial { month: Some(month), day: Some(day) } => Date::new(LEAP_YEAR, *month, *day).ok(),
            Self::Between(from, _) => from.day_of_any_year(),
            form => Date::new(LEAP_YEAR, form.day()?.month(), form.day()?.day()).ok(),
        }
    }

    /// The day on which a night of two days begins: "the night from Thursday to Friday".
    pub fn night(&self) -> Option<Date> {
        match self {
            Self::Between(from, to) => match (&**from, &**to) {
                (Self::DayPart(first, DayPart::Night), Self::DayPart(..)) => Some(*first),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it is a time of the clock, or from one to another.
    pub fn is_clock(&self) -> bool {
        match self {
            Self::Clock(..) => true,
            Self::Between(from, _) => from.is_clock(),
            _ => false,
        }
    }

    /// The month, where the form lies in one.
    pub(super) fn month(&self) -> Option<i8> {
        match self {
            Self::Month(_, month) | Self::Partial { month: Some(month), .. } => Some(*month),
            Self::Day(date) | Self::DayPart(date, _) => Some(date.month()),
            Self::Clock(at, _) => Some(at.month()),
            Self::Between(from, to) => from.month().filter(|&month| to.month() == Some(month)),
            _ => None,
        }
    }

    fn edtf(&self) -> Option<String> {
        Some(match self {
            Self::Century(century) => format!("{century:02}XX"),
            Self::Decade(decade) => format!("{:03}X", decade / 10),
            Self::Year(year) => format!("{year:04}"),
            Self::HalfYear(year, half) => format!("{year:04}-{}", 39 + half),
            Self::Season { year, season, southern } => {
                let base = if *southern { 29 } else { 21 };
                format!("{year:04}-{}", base + season.number())
            }
            Self::Quarter(year, quarter) => format!("{year:04}-{}", 32 + quarter),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Week(monday) => {
                format!("{monday}/{}", monday.checked_add(6.days()).unwrap_or(*monday))
            }
            Self::Day(date) | Self::DayPart(date, _) => date.to_string(),
            Self::Clock(at, _) => at.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
            // A week is a range already: the whole goes from the first day of the one to the last of the other.
            Self::Between(from, to) => {
                let (from, to) = (from.edtf()?, to.edtf()?);
                let ends = (from.split('/').next()?, to.rsplit('/').next()?);
                format!("{}/{}", ends.0, ends.1)
            }
            Self::Partial { month, day } => match (month, day) {
                (Some(month), Some(day)) => format!("XXXX-{month:02}-{day:02}"),
                (Some(month), None) => format!("XXXX-{month:02}"),
                (None, Some(day)) => format!("XXXX-XX-{day:02}"),
                (None, None) => return None,
            },
            Self::Impossible { .. } | Self::Unresolved(_) => return None,
        })
    }
}

impl TimeValue {
    /// A time without qualification.
    pub fn plain(form: TimeForm) -> Self {
        Self {
            form,
            alternative: None,
            part: None,
            approximate: false,
            weekday: None,
            year_written: false,
            day_written: false,
            anchor: TimeAnchor::Words,
            runs: None,
            clock: None,
        }
    }

    /// Whether it is a moment of the clock, its day known or not.
    pub fn is_clock(&self) -> bool {
        matches!(self.form, TimeForm::Clock(..)) || self.clock.is_some_and(|hands| hands.to.is_none())
    }

    /// The stretch of civil time that the expression can mean, its part of the period included.
    pub fn interval(&self) -> Option<Interval> {
        let whole = self.form.interval()?;
        let (Some(part), Some(start), Some(end)) = (self.part, whole.start, whole.end) else {
            return Some(whole);
        };
        let length = start.until((jiff::Unit::Day, end)).ok()?.get_days();
        let day = |tenths: i32| start.checked_add((length * tenths / 10).days()).ok();
        let (from, to) = match part {
            PartOf::Start => (start, day(5)?),
            PartOf::Mid => (day(2)?, day(8)?),
            PartOf::End => (day(5)?, end),
        };
        Some(if from < to { Interval::new(from, to) } else { whole })
    }

    /// EDTF (ISO 8601-2); `None` where nothing of the calendar is known.
    pub fn edtf(&self) -> Option<String> {
        let mut edtf = self.form.edtf()?;
        if (self.approximate || self.part.is_some()) && self.form.grain() != Grain::Interval {
            edtf.push('~');
        }
        Some(edtf)
    }

    /// The stretch of civil time, where its figures have one reading alone.
    pub fn sure_interval(&self) -> Option<Interval> {
        self.interval().filter(|_| self.alternative.is_none())
    }

    /// The same with its other reading, where it has one.
    pub fn other_reading(&self) -> Option<Self> {
        let form = self.alternative.as_deref()?.clone();
        Some(Self { form, alternative: None, ..self.clone() })
    }
}

impl fmt::Display for TimeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.form, self.edtf()) {
            (TimeForm::Impossible { month, day, .. }, _) => write!(f, "day {day} of month {month}"),
            (_, Some(edtf)) => {
                let other = self.other_reading().and_then(|other| other.edtf());
                f.write_str(&edtf)?;
                other.map_or(Ok(()), |other| write!(f, " or {other}"))
            }
            (_, None) => f.write_str("a time that is not known"),
        }
    }
}

fn years(first: i16, count: i16) -> Option<Interval> {
    let start = Date::new(first, 1, 1).ok()?;
    let end = Date::new(first.checked_add(count)?, 1, 1).ok()?;
    Some(Interval::new(start.into(), end.into()))
}

fn months(year: i16, first: i8, count: i32) -> Option<Interval> {
    let start = Date::new(year, first, 1).ok()?;
    Some(Interval::new(start.into(), start.checked_add(count.months()).ok()?.into()))
}

fn days(first: Date, count: i32) -> Option<Interval> {
    Some(Interval::new(first.into(), first.checked_add(count.days()).ok()?.into()))
}

/// A season by the calendar or by the sun: the later end of either, so that nothing is missed.
fn season_interval(year: i16, season: Season, southern: bool) -> Option<Interval> {
    let index = i32::from(season.number()) + if southern { 2 } else { 0 };
    let first = Date::new(year, 3, 1).ok()?;
    let start = first.checked_add((index * 3).months()).ok()?;
    let end = start.checked_add(3.months()).ok()?.checked_add(22.days()).ok()?;
    Some(Interval::new(start.into(), end.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Comparison;
    use jiff::civil::date;

    fn day(year: i16, month: i8, day: i8) -> TimeValue {
        TimeValue::plain(TimeForm::Day(date(year, month, day)))
    }

    #[test]
    fn a_month_lies_in_its_year() {
        let month = TimeValue::plain(TimeForm::Month(2024, 6));
        assert_eq!(month.compare(&TimeValue::plain(TimeForm::Year(2024))), Comparison::Agree);
        assert_eq!(month.compare(&TimeValue::plain(TimeForm::Month(2024, 11))), Comparison::Conflict);
    }

    #[test]
    fn august_lies_in_the_northern_summer_alone() {
        let summer =
            |southern| TimeValue::plain(TimeForm::Season { year: 2024, season: Season::Summer, southern });
        let august = TimeValue::plain(TimeForm::Month(2024, 8));
        assert_eq!(august.compare(&summer(false)), Comparison::Agree);
        assert_eq!(august.compare(&summer(true)), Comparison::Conflict);
    }

    #[test]
    fn what_is_found_holds_under_every_reading() {
        let either =
            TimeValue { alternative: Some(Box::new(TimeForm::Day(date(2025, 4, 3)))), ..day(2025, 3, 4) };
        assert_eq!(either.compare(&day(2025, 4, 3)), Comparison::CannotTell);
        assert_eq!(day(2025, 3, 4).compare(&either), Comparison::CannotTell);
        assert_eq!(either.compare(&day(2025, 4, 4)), Comparison::Conflict);
        assert_eq!(either.compare(&TimeValue::plain(TimeForm::Year(2025))), Comparison::Agree);
    }

    #[test]
    fn a_night_reaches_into_the_next_day() {
        let night = TimeValue::plain(TimeForm::DayPart(date(2025, 5, 3), DayPart::Night));
        assert_eq!(night.compare(&day(2025, 5, 4)), Comparison::Agree);
        assert_eq!(night.compare(&day(2025, 5, 2)), Comparison::Conflict);
    }

    #[test]
    fn without_a_year_only_the_month_decides() {
        let partial = TimeValue::plain(TimeForm::Partial { month: Some(11), day: None });
        assert_eq!(partial.compare(&day(2024, 11, 1)), Comparison::CannotTell);
        assert_eq!(partial.compare(&day(2024, 6, 1)), Comparison::Conflict);
        assert_eq!(partial.edtf().as_deref(), Some("XXXX-11"));
    }

    #[test]
    fn edtf_of_each_form() {
        let edtf = |form: TimeForm| TimeValue::plain(form).edtf().unwrap();
        assert_eq!(edtf(TimeForm::Month(2024, 11)), "2024-11");
        assert_eq!(edtf(TimeForm::Quarter(2025, 1)), "2025-33");
        assert_eq!(edtf(TimeForm::HalfYear(2025, 2)), "2025-41");
        assert_eq!(edtf(TimeForm::Decade(1960)), "196X");
        let between =
            TimeForm::Between(Box::new(TimeForm::Month(2023, 8)), Box::new(TimeForm::Month(2025, 3)));
        assert_eq!(edtf(between), "2023-08/2025-03");
    }

    #[test]
    fn the_end_of_a_month_is_not_its_start() {
        let part = |part| TimeValue { part: Some(part), ..TimeValue::plain(TimeForm::Month(2025, 6)) };
        assert_eq!(part(PartOf::End).compare(&day(2025, 6, 29)), Comparison::Agree);
        assert_eq!(part(PartOf::End).compare(&day(2025, 6, 3)), Comparison::Conflict);
        assert_eq!(part(PartOf::End).edtf().as_deref(), Some("2025-06~"));
    }
}
