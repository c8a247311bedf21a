use jiff::civil::Date;

use crate::grammar::TimeExpr;
use crate::lexicon::Tense;
use crate::model::{Bounds, Grain, TimeForm, TimeUnit, TimeValue};

use super::relative::{containing, grain_of, moved, relative_unit, whole_count};
use super::{Reference, unresolved, value};

/// "that period", "the following day": a step from the time named before.
pub(super) fn back(unit: Option<TimeUnit>, step: i32, reference: &Reference<'_>) -> TimeValue {
    match unit {
        None if step == 0 => reference.previous.cloned().unwrap_or(unresolved(Grain::Interval)),
        None => unresolved(Grain::Interval),
        Some(unit) => {
            let time = stepped(unit, step, reference);
            // "w następnym tygodniu przyjedzie": of no time named before, it follows the publication.
            let ahead = step == 1 && reference.tense == Some(Tense::Future);
            if ahead && time.interval().is_none() { relative_unit(unit, 1, reference) } else { time }
        }
    }
}

/// "three years later": so many units from the time named before. Nobody says to the day.
pub(super) fn counted(bounds: &Bounds, unit: TimeUnit, later: bool, reference: &Reference<'_>) -> TimeValue {
    let Some(count) = whole_count(bounds) else { return unresolved(grain_of(unit)) };
    let time = stepped(unit, if later { count } else { -count }, reference);
    let approximate = time.approximate || unit > TimeUnit::Day || bounds.is_approximate();
    TimeValue { approximate, ..time }
}

/// "the same month a year ago": the time named before, moved into that year. Where none can be moved all that is
/// known is the year.
pub(super) fn same_in(year: &TimeExpr, reference: &Reference<'_>) -> TimeValue {
    let year = value(year, reference);
    let moved = match year.form {
        TimeForm::Year(to) => reference.previous.and_then(|previous| in_year(&previous.form, to)),
        _ => None,
    };
    moved.map_or(year, TimeValue::plain)
}

fn in_year(form: &TimeForm, year: i16) -> Option<TimeForm> {
    Some(match form {
        TimeForm::HalfYear(_, half) => TimeForm::HalfYear(year, *half),
        TimeForm::Quarter(_, quarter) => TimeForm::Quarter(year, *quarter),
        TimeForm::Month(_, month) => TimeForm::Month(year, *month),
        TimeForm::Day(day) => TimeForm::Day(Date::new(year, day.month(), day.day()).ok()?),
        TimeForm::Between(from, to) => match (from.as_ref(), to.as_ref()) {
            (TimeForm::Month(one, _), TimeForm::Month(other, _)) if one == other => {
                TimeForm::Between(Box::new(in_year(from, year)?), Box::new(in_year(to, year)?))
            }
            _ => return None,
        },
        _ => return None,
    })
}

/// A day is counted from a day, a year from anything that lies in one year: what was named more coarsely
/// is no start.
fn stepped(unit: TimeUnit, step: i32, reference: &Reference<'_>) -> TimeValue {
    let grain = grain_of(unit);
    let form = reference.previous.and_then(|previous| {
        let interval = previous.interval()?;
        let first = interval.start?.date();
        let holds = containing(unit, first, 0)?.interval()?;
        // A night, and a part of a month, may reach beyond.
        let fits = match previous.form {
            TimeForm::DayPart(..) | TimeForm::Clock(..) => unit >= TimeUnit::Day,
            _ => holds.contains(&interval),
        };
        (fits && !previous.approximate).then(|| moved(unit, first, step)).flatten()
    });
    form.map_or(unresolved(grain), TimeValue::plain)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::tests::reference;
    use super::*;
    use crate::model::Decimal;

    fn from(form: TimeForm, read: impl Fn(&Reference<'_>) -> TimeValue) -> Option<String> {
        let previous = TimeValue::plain(form);
        read(&Reference { previous: Some(&previous), ..reference(None) }).edtf()
    }

    #[test]
    fn a_day_is_counted_from_a_day_alone() {
        let next_day = |reference: &Reference<'_>| back(Some(TimeUnit::Day), 1, reference);
        assert_eq!(from(TimeForm::Day(date(2024, 2, 28)), next_day).as_deref(), Some("2024-02-29"));
        assert_eq!(from(TimeForm::Month(2024, 2), next_day), None);
        let that_year = |reference: &Reference<'_>| back(Some(TimeUnit::Year), 0, reference);
        assert_eq!(from(TimeForm::Month(2024, 2), that_year).as_deref(), Some("2024"));
        assert_eq!(from(TimeForm::Decade(1990), that_year), None);
    }

    #[test]
    fn lengths_count_from_the_time_before() {
        let three = Bounds::exact(Decimal::from(3), Decimal::ONE);
        let days = |reference: &Reference<'_>| counted(&three, TimeUnit::Day, true, reference);
        assert_eq!(from(TimeForm::Day(date(2024, 2, 28)), days).as_deref(), Some("2024-03-02"));
        let years = |reference: &Reference<'_>| counted(&three, TimeUnit::Year, false, reference);
        assert_eq!(from(TimeForm::Year(2024), years).as_deref(), Some("2021~"));
    }
}
