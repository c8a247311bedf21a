use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

use crate::grammar::{ClockTime, TimeExpr};
use crate::model::{ClockHands, DayPart, Grain, TimeForm, TimeValue};

use super::{Reference, unresolved, value};

/// A time of the clock on its day; without one it is not known.
pub(super) fn clock(time: ClockTime, day: Option<&TimeExpr>, reference: &Reference<'_>) -> TimeValue {
    let grain = grain(time);
    let Some(day) = own_day(day, time.zoned, reference) else {
        return TimeValue { clock: hands(time, None), ..unresolved(grain) };
    };
    match on_day(time, &day) {
        Some(at) => of_day(TimeForm::Clock(at, grain), &day),
        None if is_day(&day) => unresolved(grain),
        // "4am on Monday", the week not known: the hands are.
        None => TimeValue { clock: hands(time, None), ..day },
    }
}

/// From one time of the clock to another of the same day, or of the night that follows it.
pub(super) fn clock_span(
    from: ClockTime,
    to: ClockTime,
    day: Option<&TimeExpr>,
    reference: &Reference<'_>,
) -> TimeValue {
    let Some(day) = own_day(day, to.zoned, reference) else {
        return TimeValue { clock: hands(from, Some(to)), ..unresolved(Grain::Interval) };
    };
    let ends = on_day(from, &day).zip(on_day(to, &day));
    let Some((start, mut end)) = ends else {
        return if is_day(&day) { unresolved(Grain::Interval) } else { day };
    };
    if end <= start {
        end = end.checked_add(1.day()).unwrap_or(end);
    }
    let at = |at, time| Box::new(TimeForm::Clock(at, grain(time)));
    of_day(TimeForm::Between(at(start, from), at(end, to)), &day)
}

/// Where the hands stand, the day unknown.
fn hands(from: ClockTime, to: Option<ClockTime>) -> Option<ClockHands> {
    let time = |clock: ClockTime| {
        let (minute, second) = (clock.minute.unwrap_or_default(), clock.second.unwrap_or_default());
        Time::new(clock.hour % 24, minute, second, 0).ok()
    };
    let end = match to {
        Some(to) => Some(time(to)?),
        None => None,
    };
    let both = |is: fn(&ClockTime) -> bool| is(&from) && to.as_ref().is_none_or(is);
    // After noon the hours themselves tell.
    let told = both(|clock| clock.told || clock.hour > 12);
    Some(ClockHands { from: time(from)?, to: end, minutes: both(|clock| clock.minute.is_some()), told })
}

/// The day of a clock: its own, or the one that its sentence names before. A zone is given with the times of
/// the day that a report is of.
fn own_day(day: Option<&TimeExpr>, zoned: bool, reference: &Reference<'_>) -> Option<TimeValue> {
    let today = || reference.today().filter(|_| zoned);
    let named = || reference.day.or_else(today).map(|date| TimeValue::plain(TimeForm::Day(date)));
    day.map(|day| value(day, reference)).or_else(named)
}

fn grain(time: ClockTime) -> Grain {
    match time {
        ClockTime { second: Some(_), .. } => Grain::Second,
        ClockTime { minute: Some(_), .. } => Grain::Minute,
        _ => Grain::Hour,
    }
}

fn of_day(form: TimeForm, day: &TimeValue) -> TimeValue {
    TimeValue { weekday: day.weekday, year_written: day.year_written, ..TimeValue::plain(form) }
}

fn is_day(day: &TimeValue) -> bool {
    matches!(day.form, TimeForm::Day(_) | TimeForm::DayPart(..))
}

/// The moment; a part of the day tells which half an hour up to twelve is of: "five thirty tomorrow evening".
fn on_day(time: ClockTime, day: &TimeValue) -> Option<DateTime> {
    let (date, part) = match day.form {
        TimeForm::Day(date) => (date, None),
        TimeForm::DayPart(date, part) => (date, Some(part)),
        _ => return None,
    };
    let late = match part {
        _ if time.told => false,
        Some(DayPart::Afternoon | DayPart::Evening) => (1..12).contains(&time.hour),
        Some(DayPart::Night) => (6..12).contains(&time.hour),
        _ => false,
    };
    let hour = if late { time.hour + 12 } else { time.hour };
    // "at 2 on Saturday night" is Sunday by the calendar.
    let small = part == Some(DayPart::Night) && hour < 6;
    let date = if hour == 24 || small { date.tomorrow().unwrap_or(date) } else { date };
    at(date, hour % 24, time)
}

fn at(date: Date, hour: i8, time: ClockTime) -> Option<DateTime> {
    let time = Time::new(hour, time.minute.unwrap_or_default(), time.second.unwrap_or_default(), 0).ok()?;
    Some(date.to_datetime(time))
}
