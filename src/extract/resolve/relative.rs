use jiff::ToSpan;
use jiff::civil::Date;

use crate::document::Published;
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
const FARTHEST_SHIFT: i32 = 30_000;

/// "há três anos" names a year and not a day: the longer the unit, the coarser the moment.
pub(super) fn shift(bounds: &Bounds, unit: TimeUnit, past: bool, reference: &Reference<'_>) -> TimeValue {
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
