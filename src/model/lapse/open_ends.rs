use crate::model::{Date, Fact, FactValue, TimeForm, TimeValue};

use super::Length;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
const DAYS_OF_WEEK: i64 = 7;

/// Any year with 29 February, and any without.
const YEARS: [i16; 2] = [2024, 2025];

/// What can lie between two days whose year or week is open: "from 9 February to 14 February", "4am on Monday
/// … 4am on Tuesday". A length has few values then, and all of them are given.
pub(super) fn between_open(from: &Fact, to: &Fact) -> Option<Vec<Length>> {
    let (FactValue::Time(from), FactValue::Time(to)) = (&from.value, &to.value) else { return None };
    if from.approximate || to.approximate || from.part.is_some() || to.part.is_some() {
        return None;
    }
    let days = days_of_year(&from.form, &to.form).or_else(|| days_of_week(from, to))?;
    Some(days.into_iter().filter_map(|days| length(days, from, to)).collect())
}

/// The days between two dates without their years; the later may be of the next year.
fn days_of_year(from: &TimeForm, to: &TimeForm) -> Option<Vec<i64>> {
    let day = |form: &TimeForm, year| match *form {
        TimeForm::Partial { month: Some(month), day: Some(day) } => Date::new(year, month, day).ok(),
        _ => None,
    };
    let between = |year: i16| {
        let start = day(from, year)?;
        let end = day(to, year).filter(|&end| end >= start).or_else(|| day(to, year + 1))?;
        start.until(end).ok().map(|span| i64::from(span.get_days()))
    };
    YEARS.into_iter().map(between).collect()
}

/// The days from one weekday to another, within two weeks.
fn days_of_week(from: &TimeValue, to: &TimeValue) -> Option<Vec<i64>> {
    let open = |time: &TimeValue| match time.form {
        TimeForm::Unresolved(_) => time.weekday.map(i64::from),
        _ => None,
    };
    let days = (open(to)? - open(from)?).rem_euclid(DAYS_OF_WEEK);
    Some(vec![days, days + DAYS_OF_WEEK])
}

/// So many days, by the hands of both clocks where they are known; else give or take one.
fn length(days: i64, from: &TimeValue, to: &TimeValue) -> Option<Length> {
    let minutes = match (from.clock, to.clock) {
        (Some(from), Some(to)) => {
            let minute = |time: jiff::civil::Time| i64::from(time.hour()) * HOUR + i64::from(time.minute());
            // Which half of the day is meant must be told.
            let slack = if from.told && to.told { HOUR / 2 } else { DAY / 2 };
            let between = days * DAY + minute(to.from) - minute(from.from);
            (between - slack, between + slack)
        }
        _ => ((days - 1) * DAY, (days + 1) * DAY),
    };
    (minutes.1 > 0).then(|| Length::new(minutes.0, minutes.1))
}
