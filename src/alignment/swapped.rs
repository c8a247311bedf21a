//! A figure that one text gives to the neighbour of what the other text counts by it: "14 killed and 230 injured",
//! "14 injured"; "26 soldiers in seven cars", "26 cars". Nobody counts both alike, and a hurried reader swaps them.

use crate::extract::DocumentFacts;
use crate::model::{ConceptId, Decimal, Fact, FactId, FactValue, Measure, Role, Status, Subject};

use super::pair::{Pair, point};
use super::partners::Weighed;
use super::slots::{Outcome, Slot};
use super::theme::Theme;

/// The same figure of two things, by document: whose it is, and whose it is in the other text.
struct Exchange<'a> {
    /// The fact of the text that counts both things.
    told: &'a Fact,
    /// The one of the other text, which counts the second thing alone.
    taken: &'a Fact,
    /// The two texts, in that order.
    texts: (&'a DocumentFacts, &'a DocumentFacts),
}

impl Pair<'_> {
    /// Marks the equal counts of two things of which one text has taken the one for the other.
    pub(super) fn mark_swapped(&self, weighed: &mut [Weighed]) {
        let equal = |pair: &super::align::Aligned| {
            pair.value.same_figure && pair.outcome(Slot::Of) == Outcome::Different
        };
        for (pair, _) in weighed.iter_mut().filter(|(pair, _)| equal(pair)) {
            pair.swapped = self.are_swapped(pair.a.fact.0, pair.b.fact.0);
        }
    }

    fn are_swapped(&self, a: u32, b: u32) -> bool {
        let (ours, theirs) = (self.ours(a), self.theirs(b));
        let (first, second) = (self.document(self.first), self.document(self.second));
        let forth = Exchange { told: ours, taken: theirs, texts: (first, second) };
        let back = Exchange { told: theirs, taken: ours, texts: (second, first) };
        let beside = |ids: Option<&[u32]>| ids.unwrap_or_default().to_vec();
        let of_ours = beside(self.company.sayings.0.beside(a));
        let of_theirs = beside(self.company.sayings.1.beside(b));
        of_ours.into_iter().any(|y| self.is_taken_for(&forth, self.ours(y)) && self.are_alike_but(y, b))
            || of_theirs
                .into_iter()
                .any(|y| self.is_taken_for(&back, self.theirs(y)) && self.are_alike_but(a, y))
    }

    /// Whether the neighbour of a figure, counted beside it, is what the other text gives that figure for.
    fn is_taken_for(&self, exchange: &Exchange<'_>, neighbour: &Fact) -> bool {
        let (Some(own), Some(other)) = (self.counted(exchange.told), self.counted(exchange.taken)) else {
            return false;
        };
        let concepts = &self.vocabulary.concepts;
        let related =
            |one: ConceptId, other: ConceptId| concepts.is_a(one, other) || concepts.is_a(other, one);
        let figure = point(exchange.told);
        let gives = |text: &DocumentFacts, of: ConceptId, unless: Option<Decimal>| {
            text.facts.iter().any(|fact| {
                self.counted(fact).is_some_and(|counted| related(counted, of)) && point(fact) != unless
            })
        };
        let given = |text: &DocumentFacts, of: ConceptId, figure: Option<Decimal>| {
            let equal = |fact: &&Fact| point(fact) == figure;
            text.facts
                .iter()
                .filter(equal)
                .any(|fact| self.counted(fact).is_some_and(|counted| related(counted, of)))
        };
        let (both, one) = exchange.texts;
        !related(own, other)
            && self.counted(neighbour) == Some(other)
            && point(neighbour) != figure
            && !given(both, other, figure)
            && !given(one, other, point(neighbour))
            && !gives(one, own, None)
    }

    /// What a plain count of these days counts.
    fn counted(&self, fact: &Fact) -> Option<ConceptId> {
        let FactValue::Quantity(quantity) = &fact.value else { return None };
        let plain = quantity.measure == Measure::Count
            && quantity.per.is_none()
            && fact.frame.status() == Status::Asserted
            && matches!(fact.frame.role, None | Some(Role::Total));
        match Theme::of(fact, self.vocabulary).of {
            // "802 people" may be all that is counted.
            Some(Subject::Concept(of)) if plain && !self.vocabulary.concepts.flags(of).generic => Some(of),
            _ => None,
        }
    }

    /// Whether two figures of one thing differ in nothing but the figure, and not for the time that has passed.
    fn are_alike_but(&self, a: u32, b: u32) -> bool {
        let (aligned, _) = self.compare(FactId(a), FactId(b));
        !aligned.update && !aligned.differs_besides(&[Slot::Event, Slot::Source, Slot::Modifiers])
    }
}
