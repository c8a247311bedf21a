use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::grammar::NthOf;
use crate::model::{Grain, TimeForm, TimeValue};

use super::unresolved;

/// "the first Sunday of June": counted inside the month, from its end where the rank is -1.
pub(super) fn nth(rank: i8, what: NthOf, base: &TimeValue) -> TimeValue {
    let grain = if matches!(what, NthOf::Weekday(_)) { Grain::Day } else { Grain::Interval };
    let TimeForm::Month(year, month) = base.form else { return unresolved(grain) };
    let form = Date::new(year, month, 1).ok().and_then(|first| within(rank, what, first));
    // Weeks of a month are counted from its first day by some, from its first Monday by others.
    let approximate = what == NthOf::Week;
    form.map_or(unresolved(grain), |form| TimeValue {
        year_written: base.year_written,
        approximate,
        ..TimeValue::plain(form)
    })
}

fn within(rank: i8, what: NthOf, first: Date) -> Option<TimeForm> {
    let days =
        |from: Date, to: Date| TimeForm::Between(Box::new(TimeForm::Day(from)), Box::new(TimeForm::Day(to)));
    let on = |weekday: i8| {
        let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
        first.nth_weekday_of_month(rank, wanted).ok()
    };
    match what {
        NthOf::Weekday(weekday) => on(weekday).map(TimeForm::Day),
        NthOf::Weekend => {
            let saturday = on(6)?;
            Some(days(saturday, saturday.tomorrow().ok()?))
        }
        // The first week of a month is its first seven days, the last its last: more nobody means.
        NthOf::Week if rank == -1 => {
            let last = first.last_of_month();
            Some(days(last.checked_sub(6.days()).ok()?, last))
        }
        NthOf::Week => {
            let start = first.checked_add((i32::from(rank - 1) * 7).days()).ok()?;
            let end = start.checked_add(6.days()).ok()?.min(first.last_of_month());
            (start.month() == first.month()).then(|| days(start, end))
        }
        NthOf::Half => {
            let middle = Date::new(first.year(), first.month(), 15).ok()?;
            Some(if rank == 1 {
                days(first, middle)
            } else {
                days(middle.tomorrow().ok()?, first.last_of_month())
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_in_a_month() {
        let june = TimeValue::plain(TimeForm::Month(2025, 6));
        let edtf = |rank, what| nth(rank, what, &june).edtf().unwrap_or_default();
        assert_eq!(edtf(1, NthOf::Weekday(7)), "2025-06-01");
        assert_eq!(edtf(-1, NthOf::Weekday(4)), "2025-06-26");
        assert_eq!(edtf(5, NthOf::Weekday(4)), "");
        assert_eq!(edtf(1, NthOf::Week), "2025-06-01/2025-06-07");
        assert_eq!(edtf(-1, NthOf::Week), "2025-06-24/2025-06-30");
        assert_eq!(edtf(2, NthOf::Half), "2025-06-16/2025-06-30");
        assert_eq!(edtf(2, NthOf::Weekend), "2025-06-14/2025-06-15");
    }
}
