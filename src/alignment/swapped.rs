//! A figure that one text gives to the neighbour of what the other text counts by it: "14 killed and 230 injured",
//! "14 injured". A hurried reader swaps the dead and the injured.

use crate::extract::DocumentFacts;
use crate::model::{ConceptId, Decimal, Fact, FactId, FactValue, Measure, Role, Status, Subject};

use super::align::{Aligned, FactRef};
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
        let equal = |pair: &Aligned| pair.value.same_figure && pair.outcome(Slot::Of) == Outcome::Different;
        for (pair, _) in weighed.iter_mut().filter(|(pair, _)| equal(pair)) {
            pair.swapped = self.swapped_for(pair.a.fact.0, pair.b.fact.0);
        }
    }

    /// What the text that counts two things counts of the one for which the other text gives its figure of the other.
    fn swapped_for(&self, a: u32, b: u32) -> Option<FactRef> {
        let (ours, theirs) = (self.ours(a), self.theirs(b));
        let (first, second) = (self.document(self.first), self.document(self.second));
        let forth = Exchange { told: ours, taken: theirs, texts: (first, second) };
        let back = Exchange { told: theirs, taken: ours, texts: (second, first) };
        let beside = |ids: Option<&[u32]>| ids.unwrap_or_default().to_vec();
        let of_ours = beside(self.company.sayings.0.beside(a)).into_iter();
        let of_theirs = beside(self.company.sayings.1.beside(b)).into_iter();
        let at = |document, fact| FactRef { document, fact: FactId(fact) };
        let mut ours =
            of_ours.filter(|&y| self.is_taken_for(&forth, self.ours(y)) && self.are_alike_but(y, b));
        let mut theirs =
            of_theirs.filter(|&y| self.is_taken_for(&back, self.theirs(y)) && self.are_alike_but(a, y));
        ours.next().map(|y| at(self.first, y)).or_else(|| theirs.next().map(|y| at(self.second, y)))
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
        let counts = |text: &DocumentFacts, of: ConceptId, wanted: &dyn Fn(Option<Decimal>) -> bool| {
            let mut facts = text.facts.iter().filter(|fact| wanted(point(fact)));
            facts.any(|fact| self.counted(fact).is_some_and(|counted| related(counted, of)))
        };
        let (both, one) = exchange.texts;
        !related(own, other)
            && self.counted(neighbour) == Some(other)
            && point(neighbour) != figure
            && !counts(both, other, &|told| told == figure)
            && !counts(one, other, &|told| told == point(neighbour))
            && !counts(one, own, &|_| true)
    }

    /// What befell those whom a plain count counts.
    fn counted(&self, fact: &Fact) -> Option<ConceptId> {
        let FactValue::Quantity(quantity) = &fact.value else { return None };
        let plain = quantity.measure == Measure::Count
            && quantity.per.is_none()
            && fact.frame.status() == Status::Asserted
            && matches!(fact.frame.role, None | Some(Role::Total));
        match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) if plain && self.vocabulary.concepts.is_casualty(of) => Some(of),
            _ => None,
        }
    }

    /// Whether two figures of one thing differ in nothing but the figure, and not for the time that has passed.
    fn are_alike_but(&self, a: u32, b: u32) -> bool {
        let (aligned, _) = self.compare(FactId(a), FactId(b));
        !aligned.update && !aligned.differs_besides(&[Slot::Event, Slot::Source, Slot::Modifiers])
    }
}
