use crate::lexicon::Vocabulary;
use crate::model::{Date, Fact, FactValue, Status, TimeForm};

use super::Relation;

/// What is wrong with one fact by itself, as pairs of placeholder and text.
pub(in crate::rules) type FactFault = Vec<(&'static str, String)>;

/// Whether a fact breaks a relation that it must keep by itself, or with the day of its publication.
pub(in crate::rules) fn fault_of(
    relation: Relation,
    fact: &Fact,
    published: Option<Date>,
    vocabulary: &Vocabulary,
) -> Option<FactFault> {
    if relation == Relation::Guarded {
        return Some(Vec::new());
    }
    let FactValue::Time(time) = &fact.value else { return None };
    // What a date in figures breaks it must break in either order.
    if let Some(other) = &time.alternative
        && relation == Relation::WeekdayOf
    {
        faults_in(relation, other, time.weekday)?;
    }
    if relation == Relation::ToldAhead && time.alternative.is_some() {
        return None;
    }
    if relation == Relation::ToldAhead {
        // "closed until Friday" is told in time.
        return told_ahead(fact, &time.form, published?, vocabulary).filter(|_| time.runs.is_none());
    }
    faults_in(relation, &time.form, time.weekday)
}

/// "was launched on Thursday 20 November" in a text of the 19th: what is told as past had not happened. Only
/// what happens once, and is neither planned nor quoted, is held to that.
fn told_ahead(fact: &Fact, form: &TimeForm, published: Date, vocabulary: &Vocabulary) -> Option<FactFault> {
    let (TimeForm::Day(day) | TimeForm::DayPart(day, _)) = form else { return None };
    let event = fact.frame.event.filter(|event| event.distance <= NEAR_WORDS)?;
    let flags = vocabulary.concepts.flags(event.concept);
    let told = fact.frame.past && !fact.frame.quoted && fact.frame.status() == Status::Asserted;
    let ahead = *day > published && flags.once && !flags.weak;
    (told && ahead).then(|| vec![("date", long_date(*day)), ("published", long_date(published))])
}

/// How near to its date an event must stand, in words.
const NEAR_WORDS: u16 = 12;

fn faults_in(relation: Relation, form: &TimeForm, weekday: Option<i8>) -> Option<FactFault> {
    match (relation, form) {
        // "from 10am to 4pm on Thursday, 23 April": the hours are those of one day.
        (Relation::WeekdayOf, TimeForm::Between(from, _)) if from.is_clock() => {
            faults_in(relation, from, weekday)
        }
        (Relation::WeekdayOf, TimeForm::Clock(at, _)) => {
            faults_in(relation, &TimeForm::Day(at.date()), weekday)
        }
        (Relation::WeekdayOf, TimeForm::Day(date) | TimeForm::DayPart(date, _)) => {
            let truth = date.weekday().to_monday_one_offset();
            let written = weekday.filter(|&written| written != truth)?;
            Some(vec![
                ("date", long_date(*date)),
                ("written", weekday_name(written).to_string()),
                ("true", weekday_name(truth).to_string()),
            ])
        }
        (Relation::ExistsInCalendar, TimeForm::Impossible { month, day, .. }) => {
            Some(vec![("day", day.to_string()), ("month", month_name(*month).to_string())])
        }
        _ => None,
    }
}

fn long_date(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date.month()), date.year())
}

fn weekday_name(weekday: i8) -> &'static str {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    usize::try_from(weekday - 1).ok().and_then(|index| names.get(index)).unwrap_or(&"day")
}

fn month_name(month: i8) -> &'static str {
    let names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|index| names.get(index)).unwrap_or(&"the month")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_weekday_is_held_against_its_date() {
        let form = TimeForm::Day(date(2025, 6, 17));
        assert_eq!(faults_in(Relation::WeekdayOf, &form, Some(2)), None);
        assert_eq!(faults_in(Relation::WeekdayOf, &form, None), None);
        let fault = faults_in(Relation::WeekdayOf, &form, Some(3)).unwrap();
        assert_eq!(fault[2], ("true", "Tuesday".to_string()));
    }

    #[test]
    fn june_has_no_31st() {
        let form = TimeForm::Impossible { year: Some(2025), month: 6, day: 31 };
        assert!(faults_in(Relation::ExistsInCalendar, &form, None).is_some());
        assert!(faults_in(Relation::ExistsInCalendar, &TimeForm::Day(date(2024, 2, 29)), None).is_none());
    }
}
