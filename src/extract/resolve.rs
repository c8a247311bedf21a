use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use crate::document::Published;
use crate::grammar::{CalendarDate, HolidayRule, TimeExpr};
use crate::lexicon::Tense;
use crate::model::{Bounds, Decimal, Grain, Hedge, Season, TimeForm, TimeUnit, TimeValue};

/// What a time expression is resolved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference<'a> {
    /// The publication date; without it relative expressions stay unresolved.
    pub published: Option<Published>,
    /// The tense of the clause: "on Friday" looks back after a past tense, forward after a future.
    pub tense: Option<Tense>,
    /// Whether the story's seasons are those of the south.
    pub southern: bool,
    /// The time named last before, for "that period".
    pub previous: Option<&'a TimeValue>,
}

impl Reference<'_> {
    fn today(&self) -> Option<Date> {
        self.published.map(|published| published.date)
    }
}

/// The value of a time expression, as far as it can be known.
pub(super) fn resolve(expr: &TimeExpr, reference: &Reference<'_>) -> TimeValue {
    match expr {
        TimeExpr::Calendar(date) => calendar(date, reference),
        TimeExpr::Day(days) => relative_day(*days, reference),
        TimeExpr::Unit(unit, step) => relative_unit(*unit, *step, reference),
        TimeExpr::PartOfYear(rank, months) => part_of_year(*rank, *months, reference),
        TimeExpr::Season(name, year, step) => season(*name, *year, *step, reference),
        TimeExpr::Shift(bounds, unit, past) => shift(bounds, *unit, *past, reference),
        TimeExpr::Between(from, to) => between(from, to, reference),
        TimeExpr::DayPart(day, part) => {
            let day = day.as_ref().map(|day| resolve(day, reference));
            match day {
                Some(TimeValue { form: TimeForm::Day(date), weekday, year_written, .. }) => {
                    TimeValue { weekday, year_written, ..TimeValue::plain(TimeForm::DayPart(date, *part)) }
                }
                Some(other) => other,
                None => unresolved(Grain::DayPart),
            }
        }
        TimeExpr::Clock(hour, minute, day) => clock(*hour, *minute, day.as_deref(), reference),
        TimeExpr::Part(part, base) => TimeValue { part: Some(*part), ..resolve(base, reference) },
        TimeExpr::Holiday(rule, year) => holiday(*rule, *year, reference),
        TimeExpr::Decade(first) => TimeValue::plain(TimeForm::Decade(*first)),
        TimeExpr::Back(unit, step) => back(*unit, *step, reference),
    }
}

fn unresolved(grain: Grain) -> TimeValue {
    TimeValue::plain(TimeForm::Unresolved(grain))
}

fn calendar(date: &CalendarDate, reference: &Reference<'_>) -> TimeValue {
    let year_offset =
        date.year_offset.and_then(|step| reference.today()?.year().checked_add(i16::from(step)));
    let year = date.year.or(year_offset);
    let form = match (date.month, date.day) {
        (Some(month), Some(day)) => day_of_month(year, month, day, date, reference),
        (Some(month), None) => match year {
            Some(year) => TimeForm::Month(year, month),
            None => month_without_year(month, date.direction, reference),
        },
        (None, Some(day)) => weekday_with_day(day, reference),
        (None, None) => match (year, date.weekday) {
            (Some(year), _) => TimeForm::Year(year),
            (None, Some(weekday)) => weekday_alone(weekday, date.direction, reference),
            (None, None) => TimeForm::Unresolved(Grain::Day),
        },
    };
    let weekday = if date.day.is_some() { date.weekday } else { None };
    TimeValue { weekday, year_written: date.year.is_some(), ..TimeValue::plain(form) }
}

/// A day and a month: the year written, or the one that fits the publication date, the tense and
/// the weekday. "was set for Sunday, 18 May" may look ahead from a time before the publication: a
/// weekday that fits this year keeps the date there.
fn day_of_month(
    year: Option<i16>,
    month: i8,
    day: i8,
    date: &CalendarDate,
    reference: &Reference<'_>,
) -> TimeForm {
    // A leap year lets 29 February be, where no year is known.
    let in_calendar = |year: i16| Date::new(year, month, day).ok();
    if let Some(year) = year {
        return in_calendar(year)
            .map_or(TimeForm::Impossible { year: Some(year), month, day }, TimeForm::Day);
    }
    if in_calendar(2024).is_none() {
        return TimeForm::Impossible { year: reference.today().map(|today| today.year()), month, day };
    }
    let Some(today) = reference.today() else {
        return TimeForm::Partial { month: Some(month), day: Some(day) };
    };
    let years = [today.year() - 1, today.year(), today.year() + 1];
    let candidates: Vec<Date> = years.iter().filter_map(|&year| in_calendar(year)).collect();
    let fits_weekday = |date: &&Date, weekday: i8| date.weekday().to_monday_one_offset() == weekday;
    let by_tense = nearest(&candidates, today, reference.tense);
    let chosen = match (date.weekday, by_tense) {
        (Some(weekday), Some(nearest_date)) if !fits_weekday(&&nearest_date, weekday) => candidates
            .iter()
            .filter(|_| reference.tense == Some(Tense::Future))
            .find(|date| fits_weekday(date, weekday) && (**date > today || date.year() == today.year()))
            .copied()
            .or(by_tense),
        _ => by_tense,
    };
    chosen.map_or(TimeForm::Impossible { year: Some(today.year()), month, day }, TimeForm::Day)
}

/// The candidate nearest to the publication date that the tense allows. A text is read in the days
/// after its dateline, so one day's grace is given to the past.
fn nearest(candidates: &[Date], today: Date, tense: Option<Tense>) -> Option<Date> {
    let distance = |date: &Date| {
        let days = today.until(*date).map_or(i32::MAX, |span| span.get_days());
        match tense {
            Some(Tense::Past) if days > 1 => days.saturating_add(10_000),
            Some(Tense::Future) if days < 0 => days.saturating_neg().saturating_add(10_000),
            _ => days.abs(),
        }
    };
    candidates.iter().min_by_key(|date| distance(date)).copied()
}

/// "em abril": the last April that began before the publication; after a future tense the next.
fn month_without_year(month: i8, direction: Option<i8>, reference: &Reference<'_>) -> TimeForm {
    let Some(today) = reference.today() else { return TimeForm::Partial { month: Some(month), day: None } };
    let (year, now) = (today.year(), today.month());
    let year = match (direction, reference.tense) {
        (Some(-1), _) => year - i16::from(month >= now),
        (Some(1), _) => year + i16::from(month <= now),
        (Some(_), _) => year,
        (None, Some(Tense::Future)) => year + i16::from(month < now),
        (None, _) => year - i16::from(month > now),
    };
    TimeForm::Month(year, month)
}

/// "in the second quarter": the last that began before the publication; after a future tense the next
/// that is not over.
fn part_of_year(rank: i8, months: i8, reference: &Reference<'_>) -> TimeValue {
    let grain = if months == 3 { Grain::Quarter } else { Grain::HalfYear };
    let Some(today) = reference.today() else { return unresolved(grain) };
    let (first, last) = ((rank - 1) * months + 1, rank * months);
    let year = match reference.tense {
        Some(Tense::Future) => today.year() + i16::from(last < today.month()),
        _ => today.year() - i16::from(first > today.month()),
    };
    let month = |month| Box::new(TimeForm::Month(year, month));
    TimeValue::plain(TimeForm::Between(month(first), month(last)))
}

/// "quarta-feira (9)": the day of that number nearest to the publication.
fn weekday_with_day(day: i8, reference: &Reference<'_>) -> TimeForm {
    let Some(today) = reference.today() else { return TimeForm::Partial { month: None, day: Some(day) } };
    let months = [-1, 0, 1].iter().filter_map(|step: &i32| today.checked_add(step.months()).ok());
    let candidates: Vec<Date> =
        months.filter_map(|date| Date::new(date.year(), date.month(), day).ok()).collect();
    nearest(&candidates, today, None).map_or(TimeForm::Unresolved(Grain::Day), TimeForm::Day)
}

fn weekday_alone(weekday: i8, direction: Option<i8>, reference: &Reference<'_>) -> TimeForm {
    let Some(today) = reference.today() else { return TimeForm::Unresolved(Grain::Day) };
    let Ok(wanted) = Weekday::from_monday_one_offset(weekday) else {
        return TimeForm::Unresolved(Grain::Day);
    };
    let is_today = today.weekday() == wanted;
    let step = match (direction, reference.tense) {
        (Some(-1), _) => -1,
        (Some(1), _) => 1,
        (_, Some(Tense::Future)) if is_today => 0,
        (_, Some(Tense::Future)) => 1,
        _ if is_today => 0,
        _ => -1,
    };
    let date = if step == 0 { Some(today) } else { today.nth_weekday(step, wanted).ok() };
    date.map_or(TimeForm::Unresolved(Grain::Day), TimeForm::Day)
}

fn relative_day(days: i32, reference: &Reference<'_>) -> TimeValue {
    match reference.today().and_then(|today| today.checked_add(days.days()).ok()) {
        Some(date) => TimeValue::plain(TimeForm::Day(date)),
        None => unresolved(Grain::Day),
    }
}

fn relative_unit(unit: TimeUnit, step: i32, reference: &Reference<'_>) -> TimeValue {
    let Some(today) = reference.today() else { return unresolved(grain_of(unit)) };
    let form = containing(unit, today, step).unwrap_or(TimeForm::Unresolved(grain_of(unit)));
    TimeValue::plain(form)
}

/// The calendar unit that holds `day`, moved by `step` units.
fn containing(unit: TimeUnit, day: Date, step: i32) -> Option<TimeForm> {
    let small = i16::try_from(step).ok()?;
    Some(match unit {
        TimeUnit::Day => TimeForm::Day(day.checked_add(step.days()).ok()?),
        TimeUnit::Week => {
            let monday = day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
            TimeForm::Week(monday.checked_add((step * 7).days()).ok()?)
        }
        TimeUnit::Month => {
            let month = day.first_of_month().checked_add(step.months()).ok()?;
            TimeForm::Month(month.year(), month.month())
        }
        TimeUnit::Quarter => {
            let month = day.first_of_month().checked_add((step * 3).months()).ok()?;
            TimeForm::Quarter(month.year(), (month.month() - 1) / 3 + 1)
        }
        TimeUnit::HalfYear => {
            let month = day.first_of_month().checked_add((step * 6).months()).ok()?;
            TimeForm::HalfYear(month.year(), (month.month() - 1) / 6 + 1)
        }
        TimeUnit::Year => TimeForm::Year(day.year().checked_add(small)?),
        TimeUnit::Decade => TimeForm::Decade((day.year() / 10 + small) * 10),
        TimeUnit::Century => TimeForm::Century(day.year() / 100 + small),
        _ => return None,
    })
}

fn grain_of(unit: TimeUnit) -> Grain {
    match unit {
        TimeUnit::Second | TimeUnit::Minute => Grain::Minute,
        TimeUnit::Hour => Grain::Hour,
        TimeUnit::Day => Grain::Day,
        TimeUnit::Week | TimeUnit::Fortnight => Grain::Week,
        TimeUnit::Month => Grain::Month,
        TimeUnit::Quarter => Grain::Quarter,
        TimeUnit::HalfYear => Grain::HalfYear,
        TimeUnit::Year => Grain::Year,
        TimeUnit::Decade => Grain::Decade,
        TimeUnit::Century => Grain::Century,
    }
}

/// "last summer" is the last one that is over, "this" the one of the year, "next" the first to come.
fn season(season: Season, year: Option<i16>, step: Option<i8>, reference: &Reference<'_>) -> TimeValue {
    let southern = reference.southern;
    if let Some(year) = year {
        let form = TimeForm::Season { year, season, southern };
        return TimeValue { year_written: true, ..TimeValue::plain(form) };
    }
    let Some(today) = reference.today() else { return unresolved(Grain::Season) };
    let of = |year| TimeForm::Season { year, season, southern };
    let now: DateTime = today.into();
    let this_year = today.year();
    let ended =
        |year: i16| of(year).interval().and_then(|interval| interval.end).is_some_and(|end| end <= now);
    let begun =
        |year: i16| of(year).interval().and_then(|interval| interval.start).is_some_and(|start| start <= now);
    let chosen = match step {
        Some(-1) => (0..3).map(|back| this_year - back).find(|&year| ended(year)),
        Some(1) => (0..3).map(|ahead| this_year + ahead).find(|&year| !begun(year)),
        _ => Some(this_year),
    };
    chosen.map_or(unresolved(Grain::Season), |year| TimeValue::plain(of(year)))
}

/// How many units back or ahead a moment may lie; further ones ("two billion years ago") are on no
/// calendar, and stay unresolved.
const FARTHEST_SHIFT: i32 = 30_000;

/// "há três anos" names a year and not a day: the longer the unit, the coarser the moment.
fn shift(bounds: &Bounds, unit: TimeUnit, past: bool, reference: &Reference<'_>) -> TimeValue {
    let count = bounds.single().filter(|_| bounds.hedge != Hedge::Vague);
    let whole = count
        .and_then(|count| i32::try_from(count.trunc()).ok())
        .filter(|count| count.abs() <= FARTHEST_SHIFT);
    let (Some(published), Some(count)) = (reference.published, whole) else {
        return unresolved(grain_of(unit));
    };
    let step = if past { -count } else { count };
    let form = match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => shifted_clock(published, unit, step),
        TimeUnit::Fortnight => containing(TimeUnit::Week, published.date, step * 2),
        TimeUnit::Quarter => containing(TimeUnit::Month, published.date, step * 3),
        TimeUnit::HalfYear => containing(TimeUnit::Month, published.date, step * 6),
        TimeUnit::Decade => containing(TimeUnit::Year, published.date, step * 10),
        TimeUnit::Century => containing(TimeUnit::Year, published.date, step * 100),
        TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year => {
            containing(unit, published.date, step)
        }
    };
    let approximate = unit > TimeUnit::Day || bounds.is_approximate() || count_is_broken(bounds);
    form.map_or(unresolved(grain_of(unit)), |form| TimeValue { approximate, ..TimeValue::plain(form) })
}

fn count_is_broken(bounds: &Bounds) -> bool {
    bounds.single().is_none_or(|count| count != count.trunc() || count < Decimal::ZERO)
}

fn shifted_clock(published: Published, unit: TimeUnit, step: i32) -> Option<TimeForm> {
    let span = match unit {
        TimeUnit::Hour => step.hours(),
        TimeUnit::Minute => step.minutes(),
        _ => step.seconds(),
    };
    match published.moment {
        Some(moment) => Some(TimeForm::Clock(moment.checked_add(span).ok()?, Grain::Minute)),
        // Without a clock a few hours are the same day, give or take one.
        None => Some(TimeForm::Day(published.date)),
    }
}

fn between(from: &TimeExpr, to: &TimeExpr, reference: &Reference<'_>) -> TimeValue {
    let to = resolve(to, reference);
    let mut from = resolve(from, reference);
    let written = from.year_written || to.year_written;
    if let (Some(start), Some(end)) = (from.interval(), to.interval())
        && start.start > end.start
        && let (TimeForm::Day(date), TimeForm::Day(last)) = (&from.form, &to.form)
        // Two weekdays are at most a week apart, two dates of a year at most that.
        && let Ok(earlier) =
            if last.until(*date).is_ok_and(|gap| gap.get_days() < 7) { date.checked_sub(7.days()) } else { date.checked_sub(1.year()) }
    {
        from.form = TimeForm::Day(earlier);
    }
    // What a calendar lacks is worth more than the range around it.
    for side in [&from, &to] {
        if matches!(side.form, TimeForm::Impossible { .. }) {
            return side.clone();
        }
    }
    let form = TimeForm::Between(Box::new(from.form), Box::new(to.form));
    TimeValue { year_written: written, ..TimeValue::plain(form) }
}

fn clock(hour: i8, minute: Option<i8>, day: Option<&TimeExpr>, reference: &Reference<'_>) -> TimeValue {
    let grain = if minute.is_some() { Grain::Minute } else { Grain::Hour };
    let minute = minute.unwrap_or_default();
    let Some(day) = day.map(|day| resolve(day, reference)) else { return unresolved(grain) };
    let TimeForm::Day(date) = day.form else { return day };
    let (date, hour) = if hour == 24 { (date.tomorrow().unwrap_or(date), 0) } else { (date, hour) };
    match jiff::civil::Time::new(hour, minute, 0, 0) {
        Ok(time) => {
            let form = TimeForm::Clock(date.to_datetime(time), grain);
            TimeValue { weekday: day.weekday, year_written: day.year_written, ..TimeValue::plain(form) }
        }
        Err(_) => unresolved(grain),
    }
}

fn holiday(rule: HolidayRule, year: Option<i16>, reference: &Reference<'_>) -> TimeValue {
    let on = |year: i16| match rule {
        HolidayRule::Fixed(month, day) => Date::new(year, month, day).ok(),
        HolidayRule::Easter(days) => easter(year)?.checked_add(i32::from(days).days()).ok(),
    };
    let date = match (year, reference.today()) {
        (Some(year), _) => on(year),
        (None, Some(today)) => {
            let candidates: Vec<Date> = (-1..=1).filter_map(|step| on(today.year() + step)).collect();
            nearest(&candidates, today, reference.tense)
        }
        (None, None) => None,
    };
    match (date, rule) {
        (Some(date), _) => {
            TimeValue { year_written: year.is_some(), ..TimeValue::plain(TimeForm::Day(date)) }
        }
        (None, HolidayRule::Fixed(month, day)) => {
            TimeValue::plain(TimeForm::Partial { month: Some(month), day: Some(day) })
        }
        (None, HolidayRule::Easter(_)) => unresolved(Grain::Day),
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous computus of 1876.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let epact = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (b % 4) + 2 * (c / 4) - epact - c % 4) % 7;
    let correction = (a + 11 * epact + 22 * weekday) / 451;
    let day_number = epact + weekday - 7 * correction + 114;
    let (month, day) = (i8::try_from(day_number / 31).ok()?, i8::try_from(day_number % 31 + 1).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// "that period", "the following day": a step from the time named before.
fn back(unit: Option<TimeUnit>, step: i32, reference: &Reference<'_>) -> TimeValue {
    let grain = unit.map_or(Grain::Interval, grain_of);
    let Some(previous) = reference.previous else { return unresolved(grain) };
    let start = previous.interval().and_then(|interval| interval.start);
    match (unit, start) {
        (None, _) => previous.clone(),
        (Some(unit), Some(start)) => {
            containing(unit, start.date(), step).map_or(unresolved(grain), TimeValue::plain)
        }
        (Some(_), None) => unresolved(grain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::PublishedFrom;

    fn reference(tense: Option<Tense>) -> Reference<'static> {
        Reference {
            published: Published::parse("2025-06-17", PublishedFrom::Config),
            tense,
            southern: false,
            previous: None,
        }
    }

    fn edtf(expr: &TimeExpr, tense: Option<Tense>) -> String {
        resolve(expr, &reference(tense)).edtf().unwrap_or_default()
    }

    #[test]
    fn a_month_without_a_year_looks_back() {
        let november = TimeExpr::Calendar(CalendarDate { month: Some(11), ..CalendarDate::default() });
        assert_eq!(edtf(&november, None), "2024-11");
        assert_eq!(edtf(&november, Some(Tense::Future)), "2025-11");
        let june = TimeExpr::Calendar(CalendarDate {
            month: Some(6),
            direction: Some(-1),
            ..CalendarDate::default()
        });
        assert_eq!(edtf(&june, None), "2024-06");
    }

    #[test]
    fn a_quarter_without_a_year_has_begun() {
        assert_eq!(edtf(&TimeExpr::PartOfYear(2, 3), Some(Tense::Past)), "2025-04/2025-06");
        assert_eq!(edtf(&TimeExpr::PartOfYear(3, 3), Some(Tense::Past)), "2024-07/2024-09");
        assert_eq!(edtf(&TimeExpr::PartOfYear(1, 3), Some(Tense::Future)), "2026-01/2026-03");
        assert_eq!(edtf(&TimeExpr::PartOfYear(1, 6), Some(Tense::Future)), "2025-01/2025-06");
    }

    #[test]
    fn a_date_set_ahead_keeps_the_year_of_its_weekday() {
        let may = |weekday| {
            let date = CalendarDate { month: Some(5), day: Some(18), ..CalendarDate::default() };
            TimeExpr::Calendar(CalendarDate { weekday, ..date })
        };
        assert_eq!(edtf(&may(Some(7)), Some(Tense::Future)), "2025-05-18");
        assert_eq!(edtf(&may(Some(1)), Some(Tense::Future)), "2026-05-18");
        assert_eq!(edtf(&may(None), Some(Tense::Future)), "2026-05-18");
    }

    #[test]
    fn a_weekday_follows_the_tense() {
        let friday = TimeExpr::Calendar(CalendarDate { weekday: Some(5), ..CalendarDate::default() });
        assert_eq!(edtf(&friday, Some(Tense::Past)), "2025-06-13");
        assert_eq!(edtf(&friday, Some(Tense::Future)), "2025-06-20");
        let tuesday = TimeExpr::Calendar(CalendarDate { weekday: Some(2), ..CalendarDate::default() });
        assert_eq!(edtf(&tuesday, Some(Tense::Past)), "2025-06-17");
    }

    #[test]
    fn a_day_that_no_calendar_has_is_kept_as_such() {
        let date =
            TimeExpr::Calendar(CalendarDate { month: Some(6), day: Some(31), ..CalendarDate::default() });
        assert!(matches!(
            resolve(&date, &reference(None)).form,
            TimeForm::Impossible { month: 6, day: 31, .. }
        ));
    }

    #[test]
    fn without_a_publication_date_relative_times_stay_unresolved() {
        let nowhere = Reference { published: None, ..reference(None) };
        let last_year = resolve(&TimeExpr::Unit(TimeUnit::Year, -1), &nowhere);
        assert_eq!(last_year.form, TimeForm::Unresolved(Grain::Year));
    }

    #[test]
    fn what_lies_beyond_the_calendar_stays_unresolved() {
        for count in [40_000_i64, 2_000_000_000, i64::MAX] {
            let bounds = Bounds::exact(Decimal::from(count), Decimal::ONE);
            for unit in
                [TimeUnit::Second, TimeUnit::Day, TimeUnit::Month, TimeUnit::HalfYear, TimeUnit::Century]
            {
                for past in [true, false] {
                    let time = resolve(&TimeExpr::Shift(bounds, unit, past), &reference(None));
                    assert!(matches!(time.form, TimeForm::Unresolved(_)), "{count} {unit:?}");
                }
            }
        }
        let far = Bounds::exact(Decimal::from(FARTHEST_SHIFT), Decimal::ONE);
        for unit in
            [TimeUnit::Hour, TimeUnit::Fortnight, TimeUnit::Quarter, TimeUnit::HalfYear, TimeUnit::Decade]
        {
            resolve(&TimeExpr::Shift(far, unit, true), &reference(None));
        }
    }

    #[test]
    fn last_summer_is_over() {
        assert_eq!(edtf(&TimeExpr::Season(Season::Summer, None, Some(-1)), None), "2024-22");
        assert_eq!(edtf(&TimeExpr::Season(Season::Spring, None, Some(-1)), None), "2024-21");
    }

    #[test]
    fn easter_is_computed() {
        assert_eq!(easter(2025).unwrap().to_string(), "2025-04-20");
        assert_eq!(easter(2024).unwrap().to_string(), "2024-03-31");
        assert_eq!(easter(1943).unwrap().to_string(), "1943-04-25");
    }
}
