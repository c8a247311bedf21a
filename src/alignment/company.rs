use std::collections::BTreeSet;
use std::sync::Arc;

use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{ConceptId, Decimal, Fact, FactValue, Measure, PlaceId, Quantity, Subject};

/// What a sentence tells beside a fact, in no language: it keeps the company of the fact when the words for
/// the fact itself are not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Companion {
    Figure(Decimal),
    Of(ConceptId),
    Event(ConceptId),
    Name(Arc<str>),
    Place(PlaceId),
}

/// How much two sentences have in common besides two facts of them: two points for a figure, one for what is
/// counted and for what happens, and one for names and places together, which half of a story's sentences
/// share.
pub(super) fn shared_company(
    (a, ours): (&Fact, &DocumentFacts),
    (b, theirs): (&Fact, &DocumentFacts),
    vocabulary: &Vocabulary,
) -> u32 {
    let (left, right) = (company(a, ours, vocabulary), company(b, theirs, vocabulary));
    let shared: Vec<&Companion> = left.intersection(&right).collect();
    let told = |companion: &&&Companion| !matches!(companion, Companion::Name(_) | Companion::Place(_));
    let points = |companion: &&Companion| if matches!(companion, Companion::Figure(_)) { 2 } else { 1 };
    let named = u32::from(shared.iter().any(|companion| !told(&companion)));
    named + shared.iter().filter(told).map(points).sum::<u32>()
}

fn company(fact: &Fact, document: &DocumentFacts, vocabulary: &Vocabulary) -> BTreeSet<Companion> {
    let concepts = &vocabulary.concepts;
    let mut found = BTreeSet::new();
    for other in document.facts.iter().filter(|other| other.sentence == fact.sentence) {
        found.extend(other.frame.names.iter().cloned().map(Companion::Name));
        let cities = other.frame.places.iter().filter(|place| vocabulary.places.key(**place).contains('/'));
        found.extend(cities.copied().map(Companion::Place));
        let event = other.frame.event.map(|event| event.concept);
        found.extend(event.filter(|event| !concepts.flags(*event).weak).map(Companion::Event));
        if std::ptr::eq(other, fact) {
            continue;
        }
        if let Some(Subject::Concept(of)) = other.frame.of.as_ref().filter(|_| !other.frame.inferred)
            && !concepts.flags(*of).named
        {
            found.insert(Companion::Of(*of));
        }
        // Someone's age says who he is, and not what happened.
        let years = |quantity: &Quantity| matches!(quantity.measure, Measure::Age(_));
        if let FactValue::Quantity(quantity) = &other.value
            && !years(quantity)
        {
            found.extend(quantity.bounds.single().map(|figure| Companion::Figure(figure.normalize())));
        }
    }
    found
}
