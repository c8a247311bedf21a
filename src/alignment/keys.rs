use rustc_hash::FxHashMap;

use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{Decimal, Fact, FactValue, Measure, Subject};

use super::value::is_count;

/// The facts of a document under each of their blocking keys.
pub(super) type Keyed = FxHashMap<String, Vec<u32>>;

/// The facts of a document under each of their blocking keys: only facts that share one are ever
/// compared.
pub(super) fn keyed_facts(document: &DocumentFacts, vocabulary: &Vocabulary) -> Keyed {
    let mut keyed = Keyed::default();
    for (id, fact) in (0..).zip(&document.facts) {
        for key in fact_keys(fact, vocabulary) {
            keyed.entry(key).or_default().push(id);
        }
    }
    keyed
}

fn fact_keys(fact: &Fact, vocabulary: &Vocabulary) -> Vec<String> {
    let concepts = &vocabulary.concepts;
    match &fact.value {
        FactValue::Time(_) => {
            let event = fact.frame.event.map(|event| concepts.name(event.concept));
            event.map(|event| format!("date {event}")).into_iter().collect()
        }
        FactValue::Quantity(quantity) => {
            let kind = match quantity.measure {
                Measure::Count => "count".to_string(),
                Measure::Ratio => "ratio".into(),
                Measure::Unit(unit) => vocabulary.units.get(unit).dimension.clone(),
                Measure::Money(currency) => vocabulary.currencies.code(currency).to_string(),
                Measure::Percent => "percent".into(),
                Measure::PercentagePoints => "points".into(),
                Measure::Age(_) => "age".into(),
            };
            let subject = match &fact.frame.of {
                None => None,
                // A label names itself; a thing counted is compared with its whole family.
                Some(Subject::Concept(concept)) if concepts.root(*concept) == "label" => {
                    Some(concepts.name(concepts.widest(*concept)).to_string())
                }
                Some(Subject::Concept(concept)) => Some(concepts.root(*concept).to_string()),
                Some(Subject::Stem { language, stem }) => Some(format!("{language}/{stem}")),
            };
            let digits = figure_digits(quantity.bounds.point()).filter(|_| !is_count(&fact.value));
            let family = if matches!(quantity.measure, Measure::Money(_)) { "money" } else { &kind };
            let by_subject = subject.map(|subject| format!("{kind} {subject}"));
            let whole = quantity.bounds.point().filter(|point| *point >= Decimal::TEN);
            let identical = whole.map(|point| format!("{family} ={}", point.normalize()));
            by_subject
                .into_iter()
                .chain(identical)
                .chain(digits.map(|digits| format!("{family} #{digits}")))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The digits of a figure without its zeros: a slip of scale or unit keeps them. One digit says nothing.
fn figure_digits(point: Option<Decimal>) -> Option<u128> {
    let mut digits = point?.normalize().mantissa().unsigned_abs();
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    (digits >= 10).then_some(digits)
}

/// Whether a fact says too little to be compared without its event.
pub(crate) fn needs_event(fact: &Fact, vocabulary: &Vocabulary) -> bool {
    match &fact.frame.of {
        Some(Subject::Concept(concept)) => vocabulary.concepts.flags(*concept).generic,
        Some(Subject::Stem { .. }) | None => is_count(&fact.value),
    }
}
