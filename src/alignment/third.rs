//! What a third text says of two figures: one that gives both knows them for two things. "Twenty-four of the 31
//! ships" tells the 24 ships of one text from the 31 of another.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::DocId;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{Comparison, Fact, FactValue, Grain, Subject};

use super::align::{Aligned, FactRef};
use super::doubt::Doubt;
use super::stories::Stories;
use super::theme::Theme;
use super::value::is_one_amount;

/// The documents that tell the story of each one.
pub(super) struct Witnesses<'a> {
    documents: &'a [DocumentFacts],
    vocabulary: &'a Vocabulary,
    beside: BTreeMap<DocId, BTreeSet<DocId>>,
    /// So many texts are asked of two figures at most.
    most: usize,
}

impl<'a> Witnesses<'a> {
    pub fn of(
        documents: &'a [DocumentFacts],
        stories: &Stories,
        vocabulary: &'a Vocabulary,
        most: usize,
    ) -> Self {
        let mut beside: BTreeMap<DocId, BTreeSet<DocId>> = BTreeMap::new();
        for (one, other) in stories.pairs() {
            beside.entry(one).or_default().insert(other);
            beside.entry(other).or_default().insert(one);
        }
        Self { documents, vocabulary, beside, most }
    }

    /// Doubts that two figures are of one thing where another text of their story gives both.
    pub fn ask(&self, pair: &mut Aligned) {
        let differ = pair.doubt.is_none() && pair.value.comparison == Comparison::Conflict;
        if differ && self.of_both(pair).any(|third| self.gives_both(third, pair)) {
            pair.doubt = Some(Doubt::ToldApart);
        }
    }

    /// The other texts that tell the story of either document.
    fn of_both(&self, pair: &Aligned) -> impl Iterator<Item = DocId> {
        let (a, b) = (pair.a.document, pair.b.document);
        let beside = |document| self.beside.get(&document).into_iter().flatten().copied();
        let found: BTreeSet<DocId> = beside(a).chain(beside(b)).filter(|id| *id != a && *id != b).collect();
        found.into_iter().take(self.most)
    }

    fn gives_both(&self, third: DocId, pair: &Aligned) -> bool {
        let facts = &self.documents[third.0 as usize].facts;
        let gives = |fact: &Fact| facts.iter().any(|told| self.is_given_by(fact, told));
        gives(self.fact(pair.a)) && gives(self.fact(pair.b))
    }

    fn fact(&self, at: FactRef) -> &Fact {
        &self.documents[at.document.0 as usize].facts[at.fact.0 as usize]
    }

    /// Whether a fact gives the value of another one of the same noun. What has no noun may be of anything.
    fn is_given_by(&self, fact: &Fact, told: &Fact) -> bool {
        let concepts = &self.vocabulary.concepts;
        is_one_value(fact, told)
            && match (Theme::of(fact, self.vocabulary).of, Theme::of(told, self.vocabulary).of) {
                (Some(Subject::Concept(of)), Some(Subject::Concept(told))) => {
                    concepts.is_a(of, told) || concepts.is_a(told, of)
                }
                (Some(of), Some(told)) => of == told,
                (None, None) => {
                    fact.frame.event.map(|event| event.concept) == told.frame.event.map(|event| event.concept)
                }
                _ => false,
            }
    }
}

/// Whether two facts give one figure of one measure, or one day.
fn is_one_value(one: &Fact, other: &Fact) -> bool {
    match (&one.value, &other.value) {
        (FactValue::Quantity(one), FactValue::Quantity(other)) => {
            one.bounds.point().is_some() && is_one_amount(one, other)
        }
        (FactValue::Duration(one), FactValue::Duration(other)) => {
            one.unit == other.unit
                && one.bounds.point().is_some()
                && one.bounds.point() == other.bounds.point()
        }
        (FactValue::Time(one), FactValue::Time(other)) => {
            let grain = one.form.grain();
            grain <= Grain::Month && grain == other.form.grain() && one.compare(other) == Comparison::Agree
        }
        _ => false,
    }
}
