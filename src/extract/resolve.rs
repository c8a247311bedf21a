mod anaphora;
mod clock;
mod interval;
mod named;
mod piece;
mod relative;
mod stretch;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::document::Published;
use crate::grammar::{CalendarDate, TimeExpr};
use crate::lexicon::Tense;
use crate::model::{DayPart, Grain, TimeAnchor, TimeForm, TimeValue};

use anaphora::{back, counted, same_in};
use clock::{clock, clock_span};
use interval::between;
use named::{holiday, season};
use piece::piece;
use relative::{grain_of, relative_day, relative_unit, shift, weekend};
use stretch::{offset, rest_of, stretch, week_of};

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
    /// The day named last in this sentence or right before it, for a clock without a day.
    pub day: Option<Date>,
}

impl Reference<'_> {
    fn today(&self) -> Option<Date> {
        self.published.map(|published| published.date)
    }
}

/// The value of a time expression, as far as it can be known, and what it was read against.
pub(super) fn resolve(expr: &TimeExpr, reference: &Reference<'_>) -> TimeValue {
    let (mut time, alternative) = both_orders(value(expr, reference), expr, reference);
    let anchor = match expr {
        _ if time.interval().is_none() => TimeAnchor::Words,
        _ if counts_back(expr) => TimeAnchor::Earlier,
        TimeExpr::Clock(_, None) | TimeExpr::ClockSpan(_, _, None) => TimeAnchor::Earlier,
        _ => {
            let by_words = value(expr, &Reference { published: None, ..*reference });
            match by_words.form {
                _ if by_words.interval().is_some() => TimeAnchor::Words,
                // The year alone is inferred.
                TimeForm::Partial { month: Some(_), .. } => TimeAnchor::Published,
                _ if is_estimated(reference) => {
                    time.weekday = time.weekday.or(by_words.weekday);
                    TimeAnchor::Estimated
                }
                _ => TimeAnchor::Published,
            }
        }
    };
    TimeValue { anchor, alternative, day_written: is_day_written(expr), ..time }
}

/// Whether the words name a day of the month.
fn is_day_written(expr: &TimeExpr) -> bool {
    let mut written = false;
    expr.clone().each_date(&mut |date| written |= date.day.is_some());
    written
}

fn is_estimated(reference: &Reference<'_>) -> bool {
    reference.published.is_some_and(|published| published.from.is_estimate())
}

/// A date in figures with day and month the other way round, where nothing settles their order. Its weekday does.
fn both_orders(
    time: TimeValue,
    expr: &TimeExpr,
    reference: &Reference<'_>,
) -> (TimeValue, Option<Box<TimeForm>>) {
    let mut open = false;
    let mut other = expr.clone();
    other.each_date(&mut |date| {
        if date.either_order {
            open = true;
            *date = date.swapped();
        }
    });
    if !open {
        return (time, None);
    }
    let other = value(&other, reference);
    let fits = |time: &TimeValue| {
        let day = time.form.day().map(|day| day.weekday().to_monday_one_offset());
        time.weekday.is_some() && time.weekday == day
    };
    match (fits(&time), fits(&other)) {
        (true, _) => (time, None),
        (false, true) => (other, None),
        (false, false) => (time, Some(Box::new(other.form))),
    }
}

/// Whether an expression counts from a time named before.
fn counts_back(expr: &TimeExpr) -> bool {
    match expr {
        TimeExpr::Back(..) | TimeExpr::Counted(..) | TimeExpr::SameIn(_) => true,
        TimeExpr::Part(_, base)
        | TimeExpr::DayPart(Some(base), _)
        | TimeExpr::Clock(_, Some(base))
        | TimeExpr::ClockSpan(_, _, Some(base))
        | TimeExpr::Piece(_, _, _, base)
        | TimeExpr::Offset(_, _, _, base)
        | TimeExpr::WeekOf(base) => counts_back(base),
        _ => false,
    }
}

fn value(expr: &TimeExpr, reference: &Reference<'_>) -> TimeValue {
    match expr {
        TimeExpr::Calendar(date) => calendar(date, reference),
        TimeExpr::Day(days) => relative_day(*days, reference),
        TimeExpr::Unit(unit, step) => relative_unit(*unit, *step, reference),
        TimeExpr::PartOfYear(rank, months, year, offset) => {
            part_of_year((*rank, *months), *year, *offset, reference)
        }
        TimeExpr::Season(name, year, step) => season(*name, *year, *step, reference),
        TimeExpr::Shift(bounds, unit, past) => shift(bounds, *unit, *past, reference),
        TimeExpr::Between(from, to) => between(from, to, reference),
        TimeExpr::DayPart(day, part) => {
            let day = day.as_ref().map(|day| value(day, reference));
            match day {
                Some(TimeValue { form: TimeForm::Day(date), weekday, year_written, .. }) => {
                    TimeValue { weekday, year_written, ..TimeValue::plain(TimeForm::DayPart(date, *part)) }
                }
                Some(other) if part.leaves_its_day() => night_of(other),
                Some(other) => other,
                None => unresolved(Grain::DayPart),
            }
        }
        TimeExpr::Clock(time, day) => clock(*time, day.as_deref(), reference),
        TimeExpr::ClockSpan(from, to, day) => clock_span(*from, *to, day.as_deref(), reference),
        TimeExpr::Holiday(rule, year, step) => holiday(*rule, *year, *step, reference),
        TimeExpr::Piece(rank, count, what, base) => piece(*rank, *count, *what, base, reference),
        TimeExpr::Rest(unit, later) => rest_of(*unit, *later, reference),
        TimeExpr::WeekOf(day) => week_of(day, reference),
        TimeExpr::Stretch(bounds, unit, step) => stretch(bounds, *unit, *step, reference),
        TimeExpr::Offset(bounds, unit, before, base) => offset(bounds, *unit, *before, base, reference),
        TimeExpr::Part(part, base) => TimeValue { part: Some(*part), ..value(base, reference) },
        TimeExpr::Decade(first) => TimeValue::plain(TimeForm::Decade(*first)),
        TimeExpr::Century(century) => TimeValue::plain(TimeForm::Century(*century)),
        TimeExpr::Back(unit, step) => back(*unit, *step, reference),
        TimeExpr::SameIn(year) => same_in(year, reference),
        TimeExpr::Counted(bounds, unit, later) => counted(bounds, *unit, *later, reference),
        TimeExpr::Weekend(direction) => weekend(*direction, reference),
        TimeExpr::Units(unit) => unresolved(grain_of(*unit)),
    }
}

/// "The night from Saturday to Sunday", the days known: from the evening of the first on.
fn night_of(days: TimeValue) -> TimeValue {
    let TimeForm::Between(from, to) = &days.form else { return into_next_day(days) };
    let (TimeForm::Day(from), TimeForm::Day(to)) = (&**from, &**to) else { return days };
    let part = |day: &Date, part| Box::new(TimeForm::DayPart(*day, part));
    let form = TimeForm::Between(part(from, DayPart::Night), part(to, DayPart::Dawn));
    TimeValue { form, ..days }
}

/// "Saturday night", "the night of 2 May", the week and the year open: it may be the day after.
fn into_next_day(day: TimeValue) -> TimeValue {
    match day.form {
        TimeForm::Partial { month, day: Some(first) } if first < SHORTEST_MONTH => {
            let on = |day| Box::new(TimeForm::Partial { month, day: Some(day) });
            TimeValue { form: TimeForm::Between(on(first), on(first + 1)), ..day }
        }
        TimeForm::Partial { .. } => TimeValue { approximate: true, ..day },
        TimeForm::Unresolved(_) => TimeValue { form: TimeForm::Unresolved(Grain::DayPart), ..day },
        _ => day,
    }
}

/// Every month has so many days.
const SHORTEST_MONTH: i8 = 28;

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
        (None, Some(day)) => weekday_with_day(day, date.weekday, reference),
        (None, None) => match (year, date.weekday) {
            (Some(year), _) => TimeForm::Year(year),
            (None, Some(weekday)) => weekday_alone(weekday, date.direction, reference),
            (None, None) => TimeForm::Unresolved(Grain::Day),
        },
    };
    // A weekday that a date was found for has done its work.
    let open = matches!(form, TimeForm::Unresolved(_));
    let weekday = date.weekday.filter(|_| date.day.is_some() || open);
    // "14 November next year": its own words tell the year.
    let year_told = date.year.is_some() || date.year_offset.is_some() && date.day.is_some();
    TimeValue { weekday, year_written: year_told, ..TimeValue::plain(form) }
}

/// A day and a month: the year written, or the one that fits the publication date, the tense and
/// the weekday. "was set for Sunday, 18 May" may look ahead from a time before the publication: a
/// weekday that fits this year keeps the date there. What is announced for the coming months is of no other
/// year, whatever the weekday.
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
            .filter(|date| {
                let of_these_weeks =
                    today.until(**date).is_ok_and(|span| span.get_days().abs() <= DAYS_ABOUT);
                let far_ahead = reference.tense == Some(Tense::Future) && !is_soon(today, nearest_date);
                of_these_weeks || (far_ahead && (**date > today || date.year() == today.year()))
            })
            .find(|date| fits_weekday(date, weekday))
            .copied()
            .or(by_tense),
        _ => by_tense,
    };
    chosen.map_or(TimeForm::Impossible { year: Some(today.year()), month, day }, TimeForm::Day)
}

fn is_soon(today: Date, date: Date) -> bool {
    today.until(date).is_ok_and(|span| (0..=DAYS_AHEAD).contains(&span.get_days()))
}

/// How far from its publication a text names a day with its weekday, whatever tense the verb next to it seems to
/// have: "talks chaired by him resume on Wednesday 20 August".
const DAYS_ABOUT: i32 = 45;

/// How far ahead a date may lie that no verb places: news look back sooner than so far ahead.
const DAYS_AHEAD: i32 = 120;

/// The candidate nearest to the publication date that the tense allows. A text is read in the days
/// after its dateline, so one day's grace is given to the past.
fn nearest(candidates: &[Date], today: Date, tense: Option<Tense>) -> Option<Date> {
    let distance = |date: &Date| {
        let days = today.until(*date).map_or(i32::MAX, |span| span.get_days());
        match tense {
            Some(Tense::Past) if days > 1 => days.saturating_add(10_000),
            Some(Tense::Future) if days < 0 => days.saturating_neg().saturating_add(10_000),
            None if days > DAYS_AHEAD => days.saturating_add(10_000),
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
fn part_of_year(
    (rank, months): (i8, i8),
    year: Option<i16>,
    offset: Option<i8>,
    reference: &Reference<'_>,
) -> TimeValue {
    let of = |year| if months == 3 { TimeForm::Quarter(year, rank) } else { TimeForm::HalfYear(year, rank) };
    if let Some(year) = year {
        return TimeValue { year_written: true, ..TimeValue::plain(of(year)) };
    }
    let grain = if months == 3 { Grain::Quarter } else { Grain::HalfYear };
    let Some(today) = reference.today() else { return unresolved(grain) };
    let (first, last) = ((rank - 1) * months + 1, rank * months);
    let year = match (offset, reference.tense) {
        (Some(step), _) => today.year() + i16::from(step),
        (None, Some(Tense::Future)) => today.year() + i16::from(last < today.month()),
        (None, _) => today.year() - i16::from(first > today.month()),
    };
    TimeValue::plain(of(year))
}

/// "quarta-feira (9)", "no dia 12": the day of that number nearest to the publication, on the side that
/// the tense asks for. After a future tense the weekday chooses among the days to come; else it is only held
/// against the nearest.
fn weekday_with_day(day: i8, weekday: Option<i8>, reference: &Reference<'_>) -> TimeForm {
    let Some(today) = reference.today() else { return TimeForm::Partial { month: None, day: Some(day) } };
    let months = [-1, 0, 1].iter().filter_map(|step: &i32| today.checked_add(step.months()).ok());
    let candidates: Vec<Date> =
        months.filter_map(|date| Date::new(date.year(), date.month(), day).ok()).collect();
    let fits = |date: &&Date| Some(date.weekday().to_monday_one_offset()) == weekday;
    let ahead = reference.tense == Some(Tense::Future);
    let to_come = candidates.iter().filter(|date| ahead && **date >= today).find(fits).copied();
    let tense = reference.tense.filter(|_| weekday.is_none());
    let chosen = to_come.or_else(|| nearest(&candidates, today, tense));
    chosen.map_or(TimeForm::Unresolved(Grain::Day), TimeForm::Day)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::PublishedFrom;
    use crate::model::TimeUnit;

    pub(super) fn reference(tense: Option<Tense>) -> Reference<'static> {
        Reference {
            published: Published::parse("2025-06-17", PublishedFrom::Config),
            tense,
            southern: false,
            previous: None,
            day: None,
        }
    }

    pub(super) fn edtf(expr: &TimeExpr, tense: Option<Tense>) -> String {
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
        assert_eq!(edtf(&TimeExpr::PartOfYear(2, 3, None, None), Some(Tense::Past)), "2025-34");
        assert_eq!(edtf(&TimeExpr::PartOfYear(3, 3, None, None), Some(Tense::Past)), "2024-35");
        assert_eq!(edtf(&TimeExpr::PartOfYear(1, 3, None, None), Some(Tense::Future)), "2026-33");
        assert_eq!(edtf(&TimeExpr::PartOfYear(1, 6, None, None), Some(Tense::Future)), "2025-40");
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
}
