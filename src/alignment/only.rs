//! What speaks for one thing because there is no other of its noun: the only fishermen of one text are the only
//! fishermen of the other. And what does not: an equal small number of something else.

use crate::document::DocId;
use crate::lexicon::Vocabulary;
use crate::model::{ConceptId, Decimal, Fact, FactValue, Measure, Subject};

use super::align::Aligned;
use super::open::OpenKind;
use super::pair::Pair;
use super::slots::{Outcome, Slot};
use super::theme::Theme;

impl Pair<'_> {
    /// Points for the only open figures of one noun in either text, where no deed tells the two apart.
    pub(super) fn only(&self, kind: &OpenKind, (a, b): (u32, u32)) -> u32 {
        let (ours, theirs) = (self.ours(a), self.theirs(b));
        let Some(noun) = counted_noun(ours, self.vocabulary) else { return 0 };
        let is_only = |facts: &[Fact], ids: &[u32], own: &Fact| {
            let mut others = ids.iter().map(|&id| &facts[id as usize]);
            others.all(|other| self.agree(other, own) || !self.is_of_noun(other, noun))
        };
        let one = counted_noun(theirs, self.vocabulary) == Some(noun)
            && is_only(&self.document(self.first).facts, &kind.ours, ours)
            && is_only(&self.document(self.second).facts, &kind.theirs, theirs);
        if one && !self.are_other_deeds(ours, theirs) { self.limits.company.only } else { 0 }
    }

    /// "Its crew of 22", "the 32-strong crew": whom a ship or a plane carries is told by one figure, where neither text
    /// gives another one of them.
    pub(super) fn are_only_aboard(&self, a: &Fact, b: &Fact) -> bool {
        const CARRIED: [&str; 3] = ["person.aboard", "person.crew", "person.passenger"];
        let carried = |of: &ConceptId| CARRIED.contains(&self.vocabulary.concepts.name(*of));
        let Some(noun) = counted_noun(a, self.vocabulary).filter(carried) else { return false };
        let is_only = |id: DocId, own: &Fact| {
            let mut facts = self.document(id).facts.iter();
            facts.all(|other| self.agree(own, other) || counted_noun(other, self.vocabulary) != Some(noun))
        };
        counted_noun(b, self.vocabulary) == Some(noun) && is_only(self.first, a) && is_only(self.second, b)
    }

    /// Whether the sentences of two facts have so much in common besides that one tells what the other does.
    pub(super) fn are_closely_told(&self, a: u32, b: u32) -> bool {
        self.company.told_of_facts(a, b) >= self.limits.company.close
    }

    /// Whether a figure counts a noun, one of its kinds, or what it is a kind of.
    fn is_of_noun(&self, fact: &Fact, noun: ConceptId) -> bool {
        let concepts = &self.vocabulary.concepts;
        match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => concepts.is_a(of, noun) || concepts.is_a(noun, of),
            _ => false,
        }
    }

    /// Whether each of two figures stands right beside a deed of its own.
    fn are_other_deeds(&self, a: &Fact, b: &Fact) -> bool {
        let concepts = &self.vocabulary.concepts;
        let near = |fact: &Fact| {
            let near = fact.frame.event.filter(|event| event.distance <= self.limits.event.telling_reach);
            near.map(|event| event.concept).filter(|&event| !concepts.flags(event).weak)
        };
        match (near(a), near(b)) {
            (Some(a), Some(b)) => !concepts.is_a(a, b) && !concepts.is_a(b, a) && !concepts.share_phase(a, b),
            _ => false,
        }
    }

    /// "14 helicopters" are no "14 abstiveram-se", of whatever that is, where the other text counts helicopters
    /// too: figures of two digits are the same by chance.
    pub(super) fn is_same_by_chance(&self, pair: &Aligned) -> bool {
        let (a, b) = (self.ours(pair.a.fact.0), self.theirs(pair.b.fact.0));
        // "Of the 74 houses, 11", "eleven houses": an elided noun is the noun of the other.
        let of = |fact: &Fact| Theme::of(fact, self.vocabulary).of;
        let elided = of(a).is_some() && of(a) == of(b);
        pair.outcome(Slot::Of) == Outcome::Unknown
            && !elided
            && is_small_count(a)
            && is_small_count(b)
            && self.company.of_facts(pair.a.fact.0, pair.b.fact.0) < self.limits.company.figure
            && (self.is_counted_in(a, self.second) || self.is_counted_in(b, self.first))
    }

    /// Whether a document counts what a figure does, and gives another figure for it that may be meant.
    fn is_counted_in(&self, fact: &Fact, document: DocId) -> bool {
        let Some(noun) = counted_noun(fact, self.vocabulary) else { return false };
        let is_other =
            |other: &Fact| counted_noun(other, self.vocabulary) == Some(noun) && !self.agree(fact, other);
        self.document(document).facts.iter().any(is_other)
    }
}

/// What a count counts, where that tells more than people or things.
fn counted_noun(fact: &Fact, vocabulary: &Vocabulary) -> Option<ConceptId> {
    let FactValue::Quantity(quantity) = &fact.value else { return None };
    match Theme::of(fact, vocabulary).of {
        Some(Subject::Concept(of)) if quantity.measure == Measure::Count && !fact.frame.inferred => {
            Some(of).filter(|&of| !vocabulary.concepts.flags(of).generic)
        }
        _ => None,
    }
}

fn is_small_count(fact: &Fact) -> bool {
    match &fact.value {
        FactValue::Quantity(quantity) => {
            let small = quantity.bounds.point().is_some_and(|point| point < Decimal::ONE_HUNDRED);
            quantity.measure == Measure::Count && small
        }
        _ => false,
    }
}
