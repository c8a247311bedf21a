use jiff::ToSpan;
use jiff::civil::Date;

use crate::document::Published;
use crate::lexicon::Tense;
use crate::model::{Bounds, Decimal, Grain, Hedge, TimeForm, TimeUnit, TimeValue};

use super::{Reference, unresolved};

pub(super) fn relative_day(days: i32, reference: &Reference<'_>) -> TimeValue {
    match reference.today().and_then(|today| today.checked_add(days.days()).ok()) {
        Some(date) => TimeValue::plain(TimeForm::Day(date)),
        None => unresolved(Grain::Day),
    }
}

pub(super) fn relative_unit(unit: TimeUnit, step: i32, reference: &Reference<'_>) -> TimeValue {
    let Some(today) = reference.today() else { return unresolved(grain_of(unit)) };
    let form = containing(unit, today, step).unwrap_or(TimeForm::Unresolved(grain_of(unit)));
    TimeValue::plain(form)
}

/// "last weekend" is over, "next" has not begun; a bare one is told by the tense.
pub(super) fn weekend(direction: Option<i8>, reference: &Reference<'_>) -> TimeValue {
    let saturday = |today: Date| {
        let weekday = i32::from(today.weekday().to_monday_zero_offset());
        // On a Saturday or Sunday "this weekend" runs.
        let running = weekday >= 5;
        let weeks = match (direction, reference.tense) {
            (Some(-1), _) => -1,
            (Some(1), _) => i32::from(running),
            (None, None) if !running => return None,
            (_, Some(Tense::Past)) if !running => -1,
            _ => 0,
        };
        today.checked_add((5 - weekday + weeks * 7).days()).ok()
    };
    let ends = reference.today().and_then(saturday).and_then(|first| Some((first, first.tomorrow().ok()?)));
    ends.map_or(unresolved(Grain::Interval), |(first, last)| {
        let day = |date| Box::new(TimeForm::Day(date));
        TimeValue::plain(TimeForm::Between(day(first), day(last)))
    })
}

/// The calendar unit that holds `day`, moved by `step` units.
pub(super) fn containing(unit: TimeUnit, day: Date, step: i32) -> Option<TimeForm> {
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

pub(super) fn grain_of(unit: TimeUnit) -> Grain {
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

/// How many units back or ahead a moment may lie; further ones ("two billion years ago") are on no
/// calendar, and stay unresolved.
pub(super) const FARTHEST_SHIFT: i32 = 30_000;

/// The whole number of units that a shift names, where it is one and on a calendar.
pub(super) fn whole_count(bounds: &Bounds) -> Option<i32> {
    let count = bounds.single().filter(|_| bounds.hedge != Hedge::Vague)?;
    i32::try_from(count.trunc()).ok().filter(|count| count.abs() <= FARTHEST_SHIFT)
}

/// "há três anos" names a year and not a day: the longer the unit, the coarser the moment.
pub(super) fn shift(bounds: &Bounds, unit: TimeUnit, past: bool, reference: &Reference<'_>) -> TimeValue {
    let (bounds, unit) = &in_minutes(bounds, unit);
    let (Some(published), Some(count)) = (reference.published, whole_count(bounds)) else {
        return unresolved(grain_of(*unit));
    };
    let unit = *unit;
    let step = if past { -count } else { count };
    let form = match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => shifted_clock(published, unit, step),
        _ => moved(unit, published.date, step),
    };
    let approximate = unit > TimeUnit::Day || bounds.is_approximate() || count_is_broken(bounds);
    form.map_or(unresolved(grain_of(unit)), |form| TimeValue { approximate, ..TimeValue::plain(form) })
}

/// The moment so many units from a day, in a unit that a reader would name it in: twenty decades ago is a
/// year.
pub(super) fn moved(unit: TimeUnit, day: Date, step: i32) -> Option<TimeForm> {
    match unit {
        TimeUnit::Fortnight => containing(TimeUnit::Week, day, step * 2),
        TimeUnit::Quarter => containing(TimeUnit::Month, day, step * 3),
        TimeUnit::HalfYear => containing(TimeUnit::Month, day, step * 6),
        TimeUnit::Decade => containing(TimeUnit::Year, day, step * 10),
        TimeUnit::Century => containing(TimeUnit::Year, day, step * 100),
        _ => containing(unit, day, step),
    }
}

/// "half an hour" is thirty minutes.
fn in_minutes(bounds: &Bounds, unit: TimeUnit) -> (Bounds, TimeUnit) {
    let minutes = bounds.scaled(Decimal::from(60)).filter(|minutes| !count_is_broken(minutes));
    match minutes {
        Some(minutes) if unit == TimeUnit::Hour && count_is_broken(bounds) => (minutes, TimeUnit::Minute),
        _ => (*bounds, unit),
    }
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

#[cfg(test)]
mod tests {
    use super::super::tests::reference;
    use super::*;

    #[test]
    fn what_lies_beyond_the_calendar_stays_unresolved() {
        for count in [40_000_i64, 2_000_000_000, i64::MAX] {
            let bounds = Bounds::exact(Decimal::from(count), Decimal::ONE);
            for unit in
                [TimeUnit::Second, TimeUnit::Day, TimeUnit::Month, TimeUnit::HalfYear, TimeUnit::Century]
            {
                for past in [true, false] {
                    let time = shift(&bounds, unit, past, &reference(None));
                    assert!(matches!(time.form, TimeForm::Unresolved(_)), "{count} {unit:?}");
                }
            }
        }
        let far = Bounds::exact(Decimal::from(FARTHEST_SHIFT), Decimal::ONE);
        for unit in
            [TimeUnit::Hour, TimeUnit::Fortnight, TimeUnit::Quarter, TimeUnit::HalfYear, TimeUnit::Decade]
        {
            shift(&far, unit, true, &reference(None));
        }
    }
}
