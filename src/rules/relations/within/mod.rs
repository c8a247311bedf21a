//! Relations between the figures of one document: what its own words join must also add up.

mod age;
mod ballot;
mod change;
mod conversion;
mod duration;
mod order;
mod part;
mod percent;
mod product;
mod sum;
mod weekdays;

use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{Bounds, DateTime, Decimal, Fact, FactId, FactValue, Link, Quantity, Written};

use super::Relation;

/// The figures of one document, and the tables to read them with.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Within<'a> {
    pub document: &'a DocumentFacts,
    pub vocabulary: &'a Vocabulary,
}

/// Figures of one document that cannot hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) struct WithinFault {
    /// The figure that is most likely wrong, or that the others are held against.
    pub primary: FactId,
    /// The others.
    pub others: Vec<FactId>,
    /// What the message may name besides, as pairs of placeholder and text.
    pub words: Vec<(&'static str, String)>,
}

impl<'a> Within<'a> {
    /// All facts, in text order.
    fn ids(&self) -> impl Iterator<Item = FactId> + use<> {
        (0..u32::try_from(self.document.facts.len()).unwrap_or(u32::MAX)).map(FactId)
    }

    /// The facts around one, it among them, as far away as that many facts.
    fn around(&self, id: FactId, reach: u32) -> impl Iterator<Item = FactId> + use<> {
        let end = id.0.saturating_add(reach).saturating_add(1);
        let facts = u32::try_from(self.document.facts.len()).unwrap_or(u32::MAX);
        (id.0.saturating_sub(reach)..end.min(facts)).map(FactId)
    }

    pub(in crate::rules) fn fact(&self, id: FactId) -> &'a Fact {
        &self.document.facts[id.0 as usize]
    }
}

/// The links of a document by the facts at their ends: a long text has many, and each of its figures asks for its
/// own.
pub(in crate::rules) struct LinksByFact<'a> {
    links: &'a [Link],
    /// The ends with the places of their links, sorted.
    ends: Vec<(FactId, usize)>,
}

impl<'a> LinksByFact<'a> {
    pub(in crate::rules) fn of(document: &'a DocumentFacts) -> Self {
        let links = document.links.as_slice();
        let ends = links.iter().enumerate().flat_map(|(at, link)| [(link.from, at), (link.to, at)]);
        let mut ends: Vec<(FactId, usize)> = ends.collect();
        ends.sort_unstable();
        ends.dedup();
        Self { links, ends }
    }

    /// The links of a fact, in the document's order.
    pub(in crate::rules) fn at(&self, fact: FactId) -> impl Iterator<Item = &'a Link> {
        self.of_any([fact]).into_iter()
    }

    /// Those of several facts, each once, in the document's order.
    pub(in crate::rules) fn of_any(&self, facts: impl IntoIterator<Item = FactId>) -> Vec<&'a Link> {
        let mut places: Vec<usize> = Vec::new();
        for fact in facts {
            let from = self.ends.partition_point(|(known, _)| *known < fact);
            let own = self.ends[from..].iter().take_while(|(known, _)| *known == fact);
            places.extend(own.map(|(_, at)| at));
        }
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|at| &self.links[at]).collect()
    }
}

/// How far a figure of one document reaches, from and to, once its rounding is granted as its relation grants it.
pub(in crate::rules) fn reach_as_written(relation: Relation, bounds: &Bounds) -> Option<(Decimal, Decimal)> {
    let written = match relation {
        Relation::PercentOf | Relation::ChangesBy => Written::nearest(bounds),
        _ => Written::of(bounds),
    };
    written.map(|written| (written.low, written.high))
}

/// Everything in a document that breaks a relation, in text order.
pub(in crate::rules) fn faults_within(relation: Relation, within: Within<'_>) -> Vec<WithinFault> {
    match relation {
        Relation::ConvertsTo => conversion::faults(within),
        Relation::PartOf => part::faults(within),
        Relation::ChangesBy => change::faults(within),
        Relation::AgeAt => age::faults(within),
        Relation::Spans => duration::faults(within),
        Relation::Before => order::faults(within),
        Relation::WeekdaysOfOneYear => weekdays::faults(within),
        Relation::Times => product::faults(within),
        Relation::SumsTo => sum::faults(within),
        Relation::PercentOf => percent::faults(within),
        Relation::AtMostWhole => ballot::faults(within),
        _ => Vec::new(),
    }
}

/// The stretch of civil time that a fact names, both its ends known.
fn stretch_of(fact: &Fact) -> Option<(DateTime, DateTime)> {
    fact.stretch()
}

fn quantity_of(fact: &Fact) -> Option<&Quantity> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}
