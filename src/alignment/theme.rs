use crate::lexicon::Vocabulary;
use crate::model::{ConceptId, Fact, FactValue, Measure, Quantity, Subject};

use super::limits::Limits;

/// What a figure is compared as. Twelve miners who died are twelve dead, who were miners; what a plant
/// "lost" last year is its loss.
#[derive(Clone, Debug, Default)]
pub(super) struct Theme {
    /// What is counted, measured or labelled.
    pub of: Option<Subject>,
    /// Which people, where the event says what they are counted as.
    pub who: Option<ConceptId>,
}

impl Theme {
    /// Reads it off a fact's frame.
    pub fn of(fact: &Fact, vocabulary: &Vocabulary) -> Self {
        let told = fact.frame.of.clone().or(fact.frame.label.map(Subject::Concept));
        let FactValue::Quantity(quantity) = &fact.value else { return Self { of: told, who: None } };
        let reach = Limits::shared().map_or(0, |limits| limits.event.telling_reach);
        let event = fact.frame.event.filter(|event| event.distance <= reach).map(|event| event.concept);
        match (&told, event) {
            (Some(Subject::Concept(who)), Some(event)) if quantity.measure == Measure::Count => {
                match befallen(*who, event, vocabulary) {
                    Some(counted) => Self { of: Some(Subject::Concept(counted)), who: Some(*who) },
                    None => Self { of: told, who: None },
                }
            }
            (Some(Subject::Concept(label)), _) => {
                // A share of the workforce is one of the workers.
                let people =
                    vocabulary.concepts.counts(*label).filter(|_| quantity.measure == Measure::Percent);
                Self { of: people.map(Subject::Concept).or(told), who: None }
            }
            (None, _) if quantity.measure == Measure::Percent => {
                Self { of: fact.frame.base.clone(), who: None }
            }
            (None, Some(event)) => Self { of: label_of(quantity, event, vocabulary), who: None },
            _ => Self { of: told, who: None },
        }
    }
}

/// What people are counted as to whom something happened. Those who act on others (police, rescuers) are
/// counted as what they are.
fn befallen(who: ConceptId, event: ConceptId, vocabulary: &Vocabulary) -> Option<ConceptId> {
    let concepts = &vocabulary.concepts;
    let counted = concepts.counts(event)?;
    let flags = concepts.flags(who);
    let people = concepts.root(who) == "person" && who != counted;
    let casualty = concepts.is_casualty(counted) && !flags.acts;
    // Pilgrims aboard are all who are aboard; passengers are not.
    let plain = (flags.common || flags.generic) && concepts.root(counted) == "person";
    (people && (casualty || plain)).then_some(counted)
}

/// What a sum or a measure without a label is, where its event says so.
fn label_of(quantity: &Quantity, event: ConceptId, vocabulary: &Vocabulary) -> Option<Subject> {
    let concepts = &vocabulary.concepts;
    let dimension = match quantity.measure {
        Measure::Unit(unit) => vocabulary.units.get(unit).dimension.as_str(),
        Measure::Money(_) => "money",
        _ => return None,
    };
    let label = concepts.labels(event)?;
    let fits = concepts.measures(label).is_none_or(|measured| measured == dimension);
    fits.then_some(Subject::Concept(label))
}
