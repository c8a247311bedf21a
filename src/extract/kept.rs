use crate::document::Document;
use crate::lexicon::Vocabulary;
use crate::model::{ConceptId, Fact, FactValue, Frame, Measure, PlaceId, Quantity, RateOf, Subject};
use crate::text::Span;

use super::DocumentFacts;

/// What reads articles: the version, and a mark of the code and the data that reading depends on. Facts that
/// are kept hold while it is the same.
pub const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("FACTLINT_READER"));

impl DocumentFacts {
    /// The facts in few bytes, to be kept. Only the reader that wrote them understands them: concepts and
    /// places stand there by their numbers.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Nothing in the facts is of a kind that cannot be written.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// The facts that [`Self::to_bytes`] wrote; `None` where these are no such bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

/// Looks through facts that were kept for what their reader never wrote: whoever comes to them later takes
/// their numbers for places in tables and in the text.
impl DocumentFacts {
    /// Whether all their places lie in the prose, and all their ids in the tables.
    pub fn fit(&self, document: &Document, vocabulary: &Vocabulary) -> bool {
        let fitting = Fitting { document, vocabulary };
        let is_fact = |fact: u32| (fact as usize) < self.facts.len();
        self.sheet.is_none()
            && self.facts.iter().all(|fact| fitting.fact(fact))
            && self.facts.is_sorted_by_key(|fact| fact.span.start)
            && self.links.iter().all(|link| is_fact(link.from.0) && is_fact(link.to.0))
            && self.statements.iter().all(|statement| {
                fitting.span(statement.sentence)
                    && statement.concepts.iter().all(|id| fitting.concept(*id))
                    && statement.places.iter().all(|id| fitting.place(*id))
            })
            && self.profile.places.iter().all(|(id, _)| fitting.place(*id))
    }
}

struct Fitting<'a> {
    document: &'a Document,
    vocabulary: &'a Vocabulary,
}

impl Fitting<'_> {
    fn span(&self, span: Span) -> bool {
        let source = self.document.to_source(span);
        self.document.text().get(span.range()).is_some()
            && self.document.source().get(source.range()).is_some()
    }

    fn concept(&self, id: ConceptId) -> bool {
        self.vocabulary.concepts.holds(id)
    }

    fn place(&self, id: PlaceId) -> bool {
        self.vocabulary.places.holds(id)
    }

    fn fact(&self, fact: &Fact) -> bool {
        let value = match &fact.value {
            FactValue::Quantity(quantity) => self.quantity(quantity),
            _ => true,
        };
        self.span(fact.span) && self.span(fact.sentence) && value && self.frame(&fact.frame)
    }

    fn quantity(&self, quantity: &Quantity) -> bool {
        let per = quantity.per.is_none_or(|per| match per.of {
            RateOf::Measure(measure) => self.measure(measure),
            RateOf::Thing(thing) => thing.is_none_or(|id| self.concept(id)),
            RateOf::Time(_) => true,
        });
        per && self.measure(quantity.measure) && quantity.readings.iter().all(|one| self.measure(*one))
    }

    fn measure(&self, measure: Measure) -> bool {
        match measure {
            Measure::Unit(id) => self.vocabulary.units.holds(id),
            Measure::Money(id) => self.vocabulary.currencies.holds(id),
            _ => true,
        }
    }

    fn frame(&self, frame: &Frame) -> bool {
        let subject = |subject: &Option<Subject>| match subject {
            Some(Subject::Concept(id)) => self.concept(*id),
            _ => true,
        };
        subject(&frame.of)
            && subject(&frame.base)
            && [frame.label, frame.object].into_iter().flatten().all(|id| self.concept(id))
            && frame.event.is_none_or(|event| self.concept(event.concept))
            && frame.places.iter().all(|id| self.place(*id))
    }
}
