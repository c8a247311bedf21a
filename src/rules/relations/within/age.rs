use crate::model::{Date, Fact, FactId, FactValue, Status, Subject};

use super::{Within, WithinFault, quantity_of, stretch_of};

/// "born in 1957 … aged 71", "founded in 1997 … its 18th anniversary": years that do not add up.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let Some(today) = within.document.published.map(|published| published.date) else { return Vec::new() };
    let anniversaries = within.ids().filter_map(|id| anniversary_fault(within, id, today));
    within.ids().filter_map(|id| age_fault(within, id, today)).chain(anniversaries).collect()
}

/// How many facts away the year is looked for.
const REACH: u32 = 3;

/// The one date of an event of former years within reach of a fact; `None` where there are two.
fn date_of(within: Within<'_>, near: FactId, event: &str, today: Date) -> Option<FactId> {
    let dates = |&id: &FactId| {
        let fact = within.fact(id);
        let told = fact.frame.event.filter(|event| event.distance <= EVENT_WORDS);
        let named = told.is_some_and(|told| within.vocabulary.concepts.name(told.concept) == event);
        let former = stretch_of(fact).is_some_and(|(from, _)| from.date().year() < today.year());
        named && former && fact.frame.status() == Status::Asserted
    };
    let mut found = within.ids().filter(|id| id.0.abs_diff(near.0) <= REACH).filter(dates);
    found.next().filter(|_| found.next().is_none())
}

/// How near to its date an event must stand, in words.
const EVENT_WORDS: u16 = 6;

fn age_fault(within: Within<'_>, id: FactId, today: Date) -> Option<WithinFault> {
    let fact = within.fact(id);
    let age = quantity_of(fact).filter(|_| is_present_age(within, fact))?;
    let said = age.bounds.single().and_then(|age| i32::try_from(age).ok())?;
    let birth = date_of(within, id, "event.born", today)?;
    let (from, to) = stretch_of(within.fact(birth))?;
    // A birthday may lie between what is told and its publication.
    let told = today.checked_sub(jiff::ToSpan::days(DAYS_BEFORE)).unwrap_or(today);
    let (youngest, oldest) = (years_between(to.date(), told), years_between(from.date(), today));
    let is_other = |other: FactId| other != id && other.0.abs_diff(birth.0) <= REACH;
    let others = within.ids().any(|other| is_other(other) && is_age(within, within.fact(other)));
    // In another sentence it may be a daughter's age, unless the sentence tells nothing but an age.
    if within.fact(birth).sentence != fact.sentence && fact.sentence.len() > BARE_SENTENCE {
        return None;
    }
    if others || (youngest..=oldest).contains(&said) || fact.frame.status() != Status::Asserted {
        return None;
    }
    let expected = if youngest == oldest { oldest.to_string() } else { format!("{youngest} or {oldest}") };
    Some(WithinFault { primary: id, others: vec![birth], words: vec![("expected", expected)] })
}

/// So many days may lie between what is told and its publication.
const DAYS_BEFORE: i32 = 30;

/// "She was 93." and "Miała 93 lata." are no longer, in bytes.
const BARE_SENTENCE: usize = 24;

fn is_age(within: Within<'_>, fact: &Fact) -> bool {
    matches!(fact.frame.of, Some(Subject::Concept(of)) if within.vocabulary.concepts.name(of) == "label.age")
}

/// An age of now: its clause tells no other time, and nothing else that the person did at that age.
fn is_present_age(within: Within<'_>, fact: &Fact) -> bool {
    let concepts = &within.vocabulary.concepts;
    let event = fact.frame.event.map(|event| concepts.name(event.concept));
    let of_now = matches!(event, None | Some("event.born" | "event.die"));
    is_age(within, fact) && of_now && fact.frame.period.is_none() && !fact.frame.other_period
}

fn anniversary_fault(within: Within<'_>, id: FactId, today: Date) -> Option<WithinFault> {
    let fact = within.fact(id);
    let FactValue::Ordinal(rank) = fact.value else { return None };
    let Some(Subject::Concept(of)) = fact.frame.of else { return None };
    let founded = date_of(within, id, "event.found", today)?;
    let (from, to) = stretch_of(within.fact(founded))?;
    let rank = i32::try_from(rank).ok()?;
    let (least, most) = (years_between(to.date(), today), years_between(from.date(), today) + 1);
    let (fits, expected) = match within.vocabulary.concepts.name(of) {
        "occurrence.anniversary" => ((least - 1..=most + 1).contains(&rank), format!("{least} or {most}")),
        // A yearly event can skip a year, and the first year has an edition too.
        "occurrence.edition" => (rank <= most + 1, format!("{} at most", most + 1)),
        _ => return None,
    };
    let words = vec![("expected", expected)];
    (!fits).then(|| WithinFault { primary: id, others: vec![founded], words })
}

/// Whole years from one day to another.
fn years_between(from: Date, to: Date) -> i32 {
    from.until((jiff::Unit::Year, to)).map_or(0, |span| i32::from(span.get_years()))
}
