use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use crate::grammar::HolidayRule;
use crate::model::{Grain, Season, TimeForm, TimeValue};

use super::{Reference, nearest, unresolved};

/// "last summer" is the last one that is over, "this" the one of the year, "next" the first to come.
pub(super) fn season(
    season: Season,
    year: Option<i16>,
    step: Option<i8>,
    reference: &Reference<'_>,
) -> TimeValue {
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

/// A holiday in its year; "last" is the one that is over, "next" the first to come.
pub(super) fn holiday(
    rule: HolidayRule,
    year: Option<i16>,
    step: Option<i8>,
    reference: &Reference<'_>,
) -> TimeValue {
    let on = |year: i16| match rule {
        HolidayRule::Fixed(month, day) => Date::new(year, month, day).ok(),
        HolidayRule::Easter(days) => easter(year)?.checked_add(i32::from(days).days()).ok(),
        HolidayRule::Nth(month, weekday, rank) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(rank, weekday).ok()
        }
    };
    let date = match (year, reference.today()) {
        (Some(year), _) => on(year),
        (None, Some(today)) => {
            let candidates: Vec<Date> = (-1..=1).filter_map(|step| on(today.year() + step)).collect();
            match step {
                Some(-1) => candidates.iter().rev().find(|date| **date < today).copied(),
                Some(1) => candidates.iter().find(|date| **date > today).copied(),
                Some(_) => on(today.year()),
                None => nearest(&candidates, today, reference.tense),
            }
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
        (None, HolidayRule::Easter(_) | HolidayRule::Nth(..)) => unresolved(Grain::Day),
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

#[cfg(test)]
mod tests {
    use super::super::tests::edtf;
    use super::*;
    use crate::grammar::TimeExpr;

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
