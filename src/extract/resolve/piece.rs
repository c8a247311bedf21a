use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::grammar::{PieceOf, TimeExpr};
use crate::model::{Grain, TimeForm, TimeUnit, TimeValue};

use super::{Reference, unresolved, value};

/// "the last week of July", "the first Monday of next month": a piece of a period, or several in a row.
pub(super) fn piece(
    rank: i8,
    count: i8,
    what: PieceOf,
    base: &TimeExpr,
    reference: &Reference<'_>,
) -> TimeValue {
    let base = value(base, reference);
    let grain = match what {
        PieceOf::Unit(TimeUnit::Week) => Grain::Week,
        PieceOf::Unit(TimeUnit::Month) => Grain::Month,
        _ => Grain::Day,
    };
    let ends = base.interval().and_then(|interval| interval.start.zip(interval.end));
    let Some((start, end)) = ends.map(|(start, end)| (start.date(), end.date())) else {
        return unresolved(grain);
    };
    let of = |index: i32| one(index, what, start, end);
    let (first, last) = match rank {
        -1 => (of(-i32::from(count)), of(-1)),
        rank => (of(i32::from(rank) - 1), of(i32::from(rank) + i32::from(count) - 2)),
    };
    let (first, last) = match what {
        PieceOf::Half => (half(rank, start, end), half(rank, start, end)),
        _ => (first, last),
    };
    let form = match (first, last) {
        (Some(first), Some(_)) if count == 1 => first,
        (Some(first), Some(last)) => TimeForm::Between(Box::new(first), Box::new(last)),
        _ => return unresolved(grain),
    };
    // Where the weeks of a month begin is a matter of opinion.
    let approximate = grain == Grain::Week && end.since(start).is_ok_and(|length| length.get_days() < 200);
    TimeValue { approximate, year_written: base.year_written, ..TimeValue::plain(form) }
}

/// The piece with an index in the days from `start` up to `end`; from the end where it is negative.
fn one(index: i32, piece: PieceOf, start: Date, end: Date) -> Option<TimeForm> {
    let inside = |date: Date| (start <= date && date < end).then_some(date);
    let day = |first: Date, last: Date, step: i32| {
        let from = if index < 0 { last } else { first };
        let steps = if index < 0 { index + 1 } else { index };
        from.checked_add((steps * step).days()).ok()
    };
    let yesterday = end.yesterday().ok()?;
    match piece {
        PieceOf::Unit(TimeUnit::Month) => {
            let from = if index < 0 { end.first_of_month() } else { start.first_of_month() };
            let month = inside(from.checked_add(index.months()).ok()?)?;
            Some(TimeForm::Month(month.year(), month.month()))
        }
        // A week is of the period that holds its Thursday.
        PieceOf::Unit(TimeUnit::Week) => {
            let thursday =
                day(on_or_after(start, Weekday::Thursday)?, on_or_before(yesterday, Weekday::Thursday)?, 7)?;
            Some(TimeForm::Week(inside(thursday)?.checked_sub(3.days()).ok()?))
        }
        PieceOf::Unit(_) => Some(TimeForm::Day(inside(day(start, yesterday, 1)?)?)),
        PieceOf::Weekend => {
            let saturday =
                day(on_or_after(start, Weekday::Saturday)?, on_or_before(yesterday, Weekday::Saturday)?, 7)?;
            stretch(inside(saturday)?, saturday.tomorrow().ok()?)
        }
        PieceOf::Half => None,
        PieceOf::Weekday(weekday) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            let date = day(on_or_after(start, weekday)?, on_or_before(yesterday, weekday)?, 7)?;
            Some(TimeForm::Day(inside(date)?))
        }
    }
}

fn stretch(first: Date, last: Date) -> Option<TimeForm> {
    Some(TimeForm::Between(Box::new(TimeForm::Day(first)), Box::new(TimeForm::Day(last))))
}

/// A half of the days from `start` up to `end`: of a month the first ends on its 15th.
fn half(rank: i8, start: Date, end: Date) -> Option<TimeForm> {
    let days = end.since(start).ok()?.get_days();
    let middle = start.checked_add((days / 2).min(if days <= 31 { 15 } else { days }).days()).ok()?;
    if rank == 1 { stretch(start, middle.yesterday().ok()?) } else { stretch(middle, end.yesterday().ok()?) }
}

fn on_or_after(date: Date, weekday: Weekday) -> Option<Date> {
    if date.weekday() == weekday { Some(date) } else { date.nth_weekday(1, weekday).ok() }
}

fn on_or_before(date: Date, weekday: Weekday) -> Option<Date> {
    if date.weekday() == weekday { Some(date) } else { date.nth_weekday(-1, weekday).ok() }
}
