use jiff::ToSpan;

use crate::grammar::TimeExpr;
use crate::lexicon::Tense;
use crate::model::{TimeForm, TimeValue};

use super::{Reference, value};

/// From one time to the other. Each end is read by itself first; an end without a year of its own then
/// gives way, so that the range runs forwards.
pub(super) fn between(first: &TimeExpr, last: &TimeExpr, reference: &Reference<'_>) -> TimeValue {
    let mut to = value(last, reference);
    let mut from = value(first, reference);
    let written = from.year_written || to.year_written;
    if let (TimeForm::Month(first_year, first), TimeForm::Month(last_year, last)) =
        (&mut from.form, &mut to.form)
        && (*first_year, *first) > (*last_year, *last)
        && !written
    {
        // "in November and December", read in November: both are over, or both to come.
        match reference.tense {
            Some(Tense::Past) => *first_year = *last_year - i16::from(*first > *last),
            _ => *last_year = *first_year + i16::from(*first > *last),
        }
    }
    if let (Some(start), Some(end)) = (from.interval(), to.interval())
        && start.start > end.start
        && !from.year_written
    {
        from.form = earlier(from.form, &to.form);
    }
    // What a calendar lacks is worth more than the range around it.
    let dated = names_month(first) || names_month(last);
    for side in [&from, &to] {
        if matches!(side.form, TimeForm::Impossible { .. }) || dated && is_other_weekday(side) {
            return side.clone();
        }
    }
    let form = TimeForm::Between(Box::new(from.form), Box::new(to.form));
    TimeValue { year_written: written, ..TimeValue::plain(form) }
}

/// Without a month "Saturday 31 to 27" is a score.
fn names_month(side: &TimeExpr) -> bool {
    matches!(side, TimeExpr::Calendar(date) if date.month.is_some())
}

/// "from Monday 8 to Saturday 12 September": an end whose weekday is not that of its date.
fn is_other_weekday(side: &TimeValue) -> bool {
    match (&side.form, side.weekday) {
        (TimeForm::Day(date), Some(weekday)) => date.weekday().to_monday_one_offset() != weekday,
        _ => false,
    }
}

/// The same month or day in the year before, the same weekday in the week before.
fn earlier(form: TimeForm, last: &TimeForm) -> TimeForm {
    match (&form, last) {
        (TimeForm::Month(year, month), _) => TimeForm::Month(year - 1, *month),
        (TimeForm::Day(date), TimeForm::Day(last)) => {
            // Two weekdays are at most a week apart, two dates of a year at most that.
            let near = last.until(*date).is_ok_and(|gap| gap.get_days() < 7);
            let moved = if near { date.checked_sub(7.days()) } else { date.checked_sub(1.year()) };
            moved.map_or(form, TimeForm::Day)
        }
        (TimeForm::Day(date), _) => date.checked_sub(1.year()).map_or(form, TimeForm::Day),
        _ => form,
    }
}
