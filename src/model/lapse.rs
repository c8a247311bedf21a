//! How long a time can be by its ends, and by what a text says of it. Every question about lengths of time is judged by
//! the same arithmetic.

mod misread;
mod open_ends;

pub use misread::{is_misread, is_slip};

use jiff::civil::Time;

use super::{ClockHands, DateTime, Decimal, Duration, Fact, FactValue, Hedge, TimeForm, TimeUnit, TimeValue};
use open_ends::between_open;

/// What can lie between the ends of a length: a period, one time and the day of publication, two times, or the same length
/// told in another unit. Where only `either` is asked the second time may be the first. `None` where it cannot be said.
pub fn between_ends(
    length: &Fact,
    ends: &[&Fact],
    today: Option<DateTime>,
    either: bool,
) -> Option<Vec<Length>> {
    match *ends {
        [period] if is_period(period) => length_of(period, length),
        [end] => {
            if let FactValue::Duration(again) = &end.value {
                return said(again).map(|again| vec![again]);
            }
            let (today, end) = (today?, end.stretch()?);
            Some(vec![if end.0 > today { ahead(today, end)? } else { between(end, (today, today))? }])
        }
        [from, to] => apart(from, to).or_else(|| if either { apart(to, from) } else { None }),
        _ => None,
    }
}

/// Whether a length as told is one of those that it can be; `None` where the two are not to be held against each other.
pub fn agrees(length: &Fact, ends: &[&Fact], lengths: &[Length]) -> Option<bool> {
    let FactValue::Duration(duration) = &length.value else { return None };
    let said = said(duration)?;
    let comparable = is_comparable(duration.unit, ends, said);
    let meets = |between: &Length| said.least <= between.most && between.least <= said.most;
    comparable.then(|| lengths.iter().any(meets))
}

/// The shortest and the longest time that can lie between two moments, in minutes: from none to what calendars reach,
/// so that what is worked out from them never overflows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The shortest.
    pub least: i64,
    /// The longest.
    pub most: i64,
}

/// More years than lie between the first and the last day of the calendar, in minutes.
const LONGEST: i64 = 20_000 * 366 * 24 * 60;

impl Length {
    fn new(least: i64, most: i64) -> Self {
        Self { least: least.clamp(0, LONGEST), most: most.clamp(0, LONGEST) }
    }
}

/// "for three hours a day, from 2 to 6 June", "buses ran from 6am to 10pm for two days": hours are held against days only
/// where they are a day at least, and days not against hours alone.
fn is_comparable(unit: TimeUnit, ends: &[&Fact], said: Length) -> bool {
    const DAY: i64 = 24 * 60;
    let time = |fact: &&Fact| match &fact.value {
        FactValue::Time(time) => Some(time.clone()),
        _ => None,
    };
    let times: Vec<TimeValue> = ends.iter().filter_map(time).collect();
    let hands =
        times.iter().all(|time| time.clock.is_some() && !names_day_of(time) && time.interval().is_none());
    let days = times
        .iter()
        .any(|time| matches!(time.form, TimeForm::Day(_) | TimeForm::Month(..) | TimeForm::Year(_)));
    let hours = matches!(unit, TimeUnit::Hour | TimeUnit::Minute);
    let too_long = hands && said.least >= DAY && !times.is_empty();
    let too_short = days && hours && said.most < DAY;
    !too_long && !too_short
}

/// From these days to the end of what is agreed: seasons are told as years.
fn ahead(today: DateTime, end: (DateTime, DateTime)) -> Option<Length> {
    const SEASON: i64 = 90 * 24 * 60;
    let length = between((today, today), end)?;
    // It may begin later, where an older one runs out.
    Some(Length::new(0, length.most + SEASON))
}

/// What can lie between two moments; of two clocks without their days, within a day.
fn apart(from: &Fact, to: &Fact) -> Option<Vec<Length>> {
    match (from.stretch(), to.stretch()) {
        // "at 11pm and again at 6am": the second may be of the next day.
        (Some(first), Some(second)) => between(first, second).map(|length| vec![length]).or_else(|| {
            let named = names_day(from) || names_day(to);
            between_clocks(from, to).filter(|_| !named)
        }),
        _ if names_day(from) || names_day(to) => between_open(from, to),
        _ => between_clocks(from, to),
    }
}

fn between_clocks(from: &Fact, to: &Fact) -> Option<Vec<Length>> {
    let (first, second) = (hands_of(from)?, hands_of(to)?);
    let (minutes, told) = (first.minutes && second.minutes, first.told && second.told);
    Some(around_the_clock(first.from, second.from, minutes, told))
}

/// Whether its words tell a day, known or not.
fn names_day(fact: &Fact) -> bool {
    matches!(&fact.value, FactValue::Time(time) if names_day_of(time))
}

fn names_day_of(time: &TimeValue) -> bool {
    time.weekday.is_some() || matches!(time.form, TimeForm::Partial { .. })
}

fn hands_of(fact: &Fact) -> Option<ClockHands> {
    match &fact.value {
        FactValue::Time(time) => time.clock,
        _ => None,
    }
}

/// From one place of the hands to another; where the halves of the day are not told, half a day more or less too.
fn around_the_clock(from: Time, to: Time, minutes: bool, told: bool) -> Vec<Length> {
    const DAY: i64 = 24 * 60;
    let minute = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    let gap = (minute(to) - minute(from)).rem_euclid(DAY);
    let slack = if minutes { 1 } else { 30 };
    let length = |gap: i64| Length::new(gap - slack, gap + slack);
    let half = (gap + DAY / 2).rem_euclid(DAY);
    if told { vec![length(gap)] } else { vec![length(gap), length(half)] }
}

/// Whether it is a time with two ends of its own.
pub fn is_period(fact: &Fact) -> bool {
    matches!(&fact.value, FactValue::Time(time) if matches!(time.form, TimeForm::Between(..)))
}

/// How long a period can be.
pub fn length_of(period: &Fact, said: &Fact) -> Option<Vec<Length>> {
    let FactValue::Time(time) = &period.value else { return None };
    if let Some(ClockHands { from, to: Some(to), minutes, told }) = time.clock {
        return Some(around_the_clock(from, to, minutes, told));
    }
    let TimeForm::Between(from, to) = &time.form else { return None };
    time.sure_interval()?;
    let stretch = |form: &TimeForm| form.interval().and_then(|interval| interval.start.zip(interval.end));
    let (from, to) = (stretch(from)?, stretch(to)?);
    let length = between(from, to)?;
    // Three days from Friday to Tuesday are too few, whether or not both ends count.
    let in_days = matches!(&said.value, FactValue::Duration(length) if length.unit == TimeUnit::Day);
    let days = between((from.0, from.0), (to.0, to.0)).filter(|_| in_days && is_day(from) && is_day(to));
    let least = days.map_or(length.least, |days| (days.least - HALF_A_DAY).max(length.least));
    Some(vec![Length { least, ..length }])
}

fn is_day((from, to): (DateTime, DateTime)) -> bool {
    from.until((jiff::Unit::Hour, to)).is_ok_and(|span| span.get_hours() == 24)
}

/// Less than half a day, in minutes: so much a day on the way may be short of a whole one.
const HALF_A_DAY: i64 = 11 * 60;

/// What can lie between a moment of the first stretch and one of the second.
pub fn between(from: (DateTime, DateTime), to: (DateTime, DateTime)) -> Option<Length> {
    let minutes =
        |a: DateTime, b: DateTime| a.until((jiff::Unit::Minute, b)).ok().map(|span| span.get_minutes());
    let length = Length::new(minutes(from.1, to.0)?, minutes(from.0, to.1)?);
    (length.most > 0).then_some(length)
}

/// What a length of time can be: half a unit to either side, a tenth where it is told loosely.
pub fn said(duration: &Duration) -> Option<Length> {
    let (_, unit, count) = duration.unit.canonical();
    let unit = minutes_in(unit)?.checked_mul(Decimal::from(count))?;
    let half = Decimal::new(5, 1);
    let slack = |value: Decimal| match duration.bounds.hedge {
        Hedge::Exact | Hedge::Range => half,
        _ => half.max(value.checked_div(Decimal::TEN).unwrap_or(half)),
    };
    let longest = Decimal::from(LONGEST);
    // What is longer than a number holds is as long as a time can be.
    let minutes = |value: Decimal| {
        let minutes = value.checked_mul(unit).unwrap_or(longest).min(longest);
        i64::try_from(minutes.round()).ok()
    };
    let low = duration.bounds.lower.map(|end| end.value);
    let high = duration.bounds.upper.map(|end| end.value);
    let least = low.map_or(Some(0), |low| minutes(low.checked_sub(slack(low))?))?;
    let most = high.map_or(Some(LONGEST), |high| minutes(high.checked_add(slack(high))?))?;
    (duration.bounds.hedge != Hedge::Vague).then_some(Length::new(least, most))
}

/// How many minutes a unit has, a month taken as thirty days.
pub fn minutes_in(unit: TimeUnit) -> Option<Decimal> {
    let days = |days: i64| Decimal::from(days * 24 * 60);
    match unit {
        TimeUnit::Minute => Some(Decimal::ONE),
        TimeUnit::Hour => Some(Decimal::from(60)),
        TimeUnit::Day => Some(days(1)),
        TimeUnit::Week => Some(days(7)),
        TimeUnit::Month => Some(days(30)),
        TimeUnit::Year => Some(days(365)),
        _ => None,
    }
}
