use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

use crate::document::Published;
use crate::grammar::TimeExpr;
use crate::lexicon::Tense;
use crate::model::{Bounds, Grain, TimeForm, TimeUnit, TimeValue};

use super::relative::{FARTHEST_SHIFT, containing, grain_of};
use super::{Reference, unresolved, value};

/// "the past three months" end at the publication, "the next ten days" begin after it. In a tale of the past
/// "the next ten days" begin with the tale, and are not known.
pub(super) fn stretch(bounds: &Bounds, unit: TimeUnit, step: i8, reference: &Reference<'_>) -> TimeValue {
    let count = bounds.single().filter(|count| *count == count.trunc()).and_then(|count| count.to_i32());
    let count = count.filter(|count| (1..=FARTHEST_SHIFT).contains(count));
    let (Some(published), Some(count)) = (reference.published, count) else {
        return unresolved(Grain::Interval);
    };
    if step > 0 && reference.tense == Some(Tense::Past) {
        return unresolved(Grain::Interval);
    }
    let ends = match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => clocks(published, unit, count, step),
        TimeUnit::Quarter | TimeUnit::HalfYear => {
            let (first, last) = if step < 0 { (-count, -1) } else { (1, count) };
            containing(unit, published.date, first).zip(containing(unit, published.date, last))
        }
        _ if step < 0 => shifted(published.date, unit, -count).map(|first| (first, published.date)).map(days),
        _ => published.date.tomorrow().ok().zip(shifted(published.date, unit, count)).map(days),
    };
    let Some((from, to)) = ends else { return unresolved(Grain::Interval) };
    let form = TimeForm::Between(Box::new(from), Box::new(to));
    TimeValue { approximate: bounds.is_approximate(), ..TimeValue::plain(form) }
}

fn days((first, last): (Date, Date)) -> (TimeForm, TimeForm) {
    (TimeForm::Day(first), TimeForm::Day(last))
}

/// Hours need the moment of the publication.
fn clocks(published: Published, unit: TimeUnit, count: i32, step: i8) -> Option<(TimeForm, TimeForm)> {
    let now = published.moment?;
    let length = match unit {
        TimeUnit::Hour => count.hours(),
        TimeUnit::Minute => count.minutes(),
        _ => count.seconds(),
    };
    let other = if step < 0 { now.checked_sub(length) } else { now.checked_add(length) }.ok()?;
    let at = |moment| TimeForm::Clock(moment, Grain::Minute);
    Some(if step < 0 { (at(other), at(now)) } else { (at(now), at(other)) })
}

/// The day so many units before or after another.
fn shifted(day: Date, unit: TimeUnit, count: i32) -> Option<Date> {
    let length = match unit {
        TimeUnit::Day => count.days(),
        TimeUnit::Week => count.weeks(),
        TimeUnit::Fortnight => count.checked_mul(2)?.weeks(),
        TimeUnit::Month => count.months(),
        TimeUnit::Quarter => count.checked_mul(3)?.months(),
        TimeUnit::HalfYear => count.checked_mul(6)?.months(),
        TimeUnit::Year if count.abs() < 10_000 => count.years(),
        TimeUnit::Decade if count.abs() < 1_000 => (count * 10).years(),
        TimeUnit::Century if count.abs() < 100 => (count * 100).years(),
        _ => return None,
    };
    day.checked_add(length).ok()
}

/// "later this year": from the publication to the end of the unit; "earlier", from its start.
pub(super) fn rest_of(unit: TimeUnit, later: bool, reference: &Reference<'_>) -> TimeValue {
    let Some(today) = reference.today() else { return unresolved(grain_of(unit)) };
    let ends = containing(unit, today, 0)
        .and_then(|form| form.interval())
        .and_then(|whole| whole.start.zip(whole.end));
    let Some((start, end)) = ends.map(|(start, end)| (start.date(), end.date())) else {
        return unresolved(grain_of(unit));
    };
    let (first, last) = if later { (today, end.yesterday().unwrap_or(end)) } else { (start, today) };
    let day = |date| Box::new(TimeForm::Day(date));
    TimeValue::plain(TimeForm::Between(day(first), day(last)))
}

/// "the week of 18 May"
pub(super) fn week_of(day: &TimeExpr, reference: &Reference<'_>) -> TimeValue {
    let day = value(day, reference);
    match day.form {
        TimeForm::Day(date) => {
            let form = containing(TimeUnit::Week, date, 0).unwrap_or(TimeForm::Unresolved(Grain::Week));
            TimeValue { year_written: day.year_written, ..TimeValue::plain(form) }
        }
        _ => unresolved(Grain::Week),
    }
}

/// "two weeks before Christmas": a day told from another.
pub(super) fn offset(
    bounds: &Bounds,
    unit: TimeUnit,
    before: bool,
    base: &TimeExpr,
    reference: &Reference<'_>,
) -> TimeValue {
    let base = value(base, reference);
    let count =
        bounds.single().and_then(|count| count.to_i32()).filter(|count| (0..=FARTHEST_SHIFT).contains(count));
    let (TimeForm::Day(day), Some(count)) = (&base.form, count) else { return unresolved(grain_of(unit)) };
    match shifted(*day, unit, if before { -count } else { count }) {
        Some(day) => TimeValue { year_written: base.year_written, ..TimeValue::plain(TimeForm::Day(day)) },
        None => unresolved(grain_of(unit)),
    }
}
