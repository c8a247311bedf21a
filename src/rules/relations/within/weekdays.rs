use crate::model::{Date, Fact, FactId, FactValue, TimeForm};

use super::{Within, WithinFault};

/// A day of no known year, with the weekday that its text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Weekday {
    month: i8,
    day: i8,
    written: i8,
}

/// "Died on Saturday, 2 November … will be buried on Friday, 7 November": whatever the year, from a Saturday to a
/// Friday it is not five days. The day that most others speak against is the wrong one; of two the later.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let days: Vec<(FactId, Weekday)> =
        within.ids().filter_map(|id| Some((id, weekday_of(within.fact(id))?))).take(MOST).collect();
    let clashing = |(id, day): &(FactId, Weekday)| -> Vec<FactId> {
        days.iter().filter(|(other, theirs)| other != id && clash(*day, *theirs)).map(|(id, _)| *id).collect()
    };
    let counted: Vec<(FactId, Vec<FactId>)> = days.iter().map(|day| (day.0, clashing(day))).collect();
    let wrong = counted.iter().filter(|(_, others)| !others.is_empty());
    let Some((primary, others)) = wrong.max_by_key(|(id, others)| (others.len(), *id)) else {
        return Vec::new();
    };
    let first = others.first().copied().into_iter().collect();
    vec![WithinFault { primary: *primary, others: first, words: Vec::new() }]
}

/// So many days of a text are held against each other.
const MOST: usize = 40;

/// Two days lie so near to each other that they are of one year, or of two that follow each other.
const DAYS_APART: i32 = 45;

/// Years of which the one is a leap year and the other is not: any other gives the same distance.
const YEARS: [i16; 2] = [2023, 2024];

fn weekday_of(fact: &Fact) -> Option<Weekday> {
    let FactValue::Time(time) = &fact.value else { return None };
    match time.form {
        TimeForm::Partial { month: Some(month), day: Some(day) } if !time.year_written => {
            Some(Weekday { month, day, written: time.weekday? })
        }
        _ => None,
    }
}

/// Whether two days, as near to each other as they can be, never have the weekdays that they are given.
fn clash(one: Weekday, other: Weekday) -> bool {
    let steps = i32::from(other.written - one.written).rem_euclid(DAYS_OF_WEEK);
    let apart = |first: i16, second: i16| {
        let date = |year: i16, day: Weekday| Date::new(year, day.month, day.day).ok();
        let span = date(first, one)?.until(date(second, other)?).ok()?;
        Some(span.get_days()).filter(|days| days.abs() <= DAYS_APART)
    };
    let neighbours = |year: i16| [(year, year - 1), (year, year), (year, year + 1)];
    let mut distances =
        YEARS.into_iter().flat_map(neighbours).filter_map(|(one, other)| apart(one, other)).peekable();
    distances.peek().is_some() && distances.all(|days| days.rem_euclid(DAYS_OF_WEEK) != steps)
}

const DAYS_OF_WEEK: i32 = 7;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_of_one_year_lie_as_far_apart_as_their_dates() {
        let day = |month, day, written| Weekday { month, day, written };
        assert!(clash(day(11, 2, 6), day(11, 7, 5)));
        assert!(clash(day(11, 7, 5), day(11, 2, 6)));
        assert!(!clash(day(11, 2, 7), day(11, 7, 5)));
        // Across the end of a year, and across the end of February.
        assert!(!clash(day(12, 30, 2), day(1, 3, 6)));
        assert!(clash(day(12, 30, 2), day(1, 3, 5)));
        assert!(!clash(day(2, 27, 2), day(3, 3, 7)) && !clash(day(2, 27, 2), day(3, 3, 6)));
        // Too far apart to be of one year for sure.
        assert!(!clash(day(3, 2, 1), day(9, 7, 1)));
    }
}
