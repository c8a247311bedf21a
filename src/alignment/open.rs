//! The facts of two documents that nothing in the other one answers.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::Vocabulary;
use crate::model::{Comparison, Fact, FactId, FactValue, Grain, Hedge, Measure, TimeAnchor};

use super::keys::{kind_of_fact, narrow_kind};
use super::pair::Pair;
use super::partners::Weighed;
use super::slots::{Outcome, Slot};
use super::value::compare_values;

/// The facts of either document whose figure or date the other one does not give.
pub(super) struct Open {
    answered: (BTreeSet<u32>, BTreeSet<u32>),
}

/// The open facts of two documents that are of one kind, and so may be of one thing.
pub(super) struct OpenKind {
    pub ours: Vec<u32>,
    pub theirs: Vec<u32>,
}

impl OpenKind {
    /// Whether each text has but one open value of the kind, and the kind is not that of bare counts or of
    /// temperatures, which texts give in degrees of either scale.
    pub fn is_alone(&self, pair: &Pair<'_>) -> bool {
        let one = |facts: &[Fact], ids: &[u32]| {
            let mut facts = ids.iter().map(|&id| &facts[id as usize]);
            facts.next().is_some_and(|first| {
                tells_by_kind(first, pair.vocabulary) && facts.all(|other| pair.agree(first, other))
            })
        };
        one(&pair.document(pair.first).facts, &self.ours)
            && one(&pair.document(pair.second).facts, &self.theirs)
    }

    /// Takes out two facts that have found each other, with all that say the same.
    pub fn take(&mut self, pair: &Pair<'_>, (a, b): (u32, u32)) {
        if self.ours.contains(&a) || self.theirs.contains(&b) {
            self.ours.retain(|&id| id != a && !pair.agree(pair.ours(id), pair.ours(a)));
            self.theirs.retain(|&id| id != b && !pair.agree(pair.theirs(id), pair.theirs(b)));
        }
    }
}

fn tells_by_kind(fact: &Fact, vocabulary: &Vocabulary) -> bool {
    match &fact.value {
        FactValue::Quantity(quantity) => match quantity.measure {
            Measure::Count => false,
            Measure::Unit(unit) => vocabulary.units.get(unit).offset.is_none(),
            _ => true,
        },
        _ => true,
    }
}

impl Open {
    pub fn of(pair: &Pair<'_>, weighed: &[Weighed]) -> Self {
        let mut answered = (BTreeSet::new(), BTreeSet::new());
        let agreeing = weighed.iter().map(|(pair, _)| pair).filter(|pair| {
            pair.value.comparison == Comparison::Agree && pair.outcome(Slot::Of) != Outcome::Different
        });
        for found in agreeing.filter(|found| !pair.is_same_by_chance(found)) {
            answered.0.insert(found.a.fact.0);
            answered.1.insert(found.b.fact.0);
        }
        for (a, b) in pair.company.alike() {
            let found = || pair.compare(FactId(a), FactId(b)).0;
            if pair.agree(pair.ours(a), pair.theirs(b)) && !pair.is_same_by_chance(&found()) {
                answered.0.insert(a);
                answered.1.insert(b);
            }
        }
        Self { answered }
    }

    /// Those among some facts of the first document.
    pub fn ours(&self, facts: &[u32]) -> Vec<u32> {
        facts.iter().copied().filter(|id| !self.answered.0.contains(id)).collect()
    }

    /// Those among some facts of the second document.
    pub fn theirs(&self, facts: &[u32]) -> Vec<u32> {
        facts.iter().copied().filter(|id| !self.answered.1.contains(id)).collect()
    }

    /// All of them, by what they can be held against without a word of their own.
    pub fn by_kind(&self, pair: &Pair<'_>) -> Vec<OpenKind> {
        let (first, second) = (&pair.document(pair.first).facts, &pair.document(pair.second).facts);
        let ours = grouped(first, &self.answered.0, pair);
        let mut theirs = grouped(second, &self.answered.1, pair);
        let mut found = Vec::new();
        for (kind, mut ours) in ours {
            let Some(mut theirs) = theirs.remove(&kind) else { continue };
            if ours.len() * theirs.len() > pair.limits.company.most_open {
                continue;
            }
            ours.retain(|&id| !is_given(pair, &first[id as usize], second));
            theirs.retain(|&id| !is_given(pair, &second[id as usize], first));
            found.push(OpenKind { ours, theirs });
        }
        found
    }
}

/// The open facts of a document by their narrowest kind.
fn grouped(facts: &[Fact], answered: &BTreeSet<u32>, pair: &Pair<'_>) -> BTreeMap<String, Vec<u32>> {
    let mut kinds: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (id, fact) in (0..).zip(facts) {
        let own =
            !fact.frame.headline && fact.frame.language.is_none() && !is_frame_of_others(fact, facts, pair);
        if let (true, false, Some(kind)) = (own, answered.contains(&id), narrow_kind(fact, pair.vocabulary)) {
            kinds.entry(kind).or_default().push(id);
        }
    }
    kinds
}

/// "On Monday", "in 2014 five people died": when others were, or when the story is told, and no date of a thing
/// of its own.
fn is_frame_of_others(fact: &Fact, facts: &[Fact], pair: &Pair<'_>) -> bool {
    let FactValue::Time(time) = &fact.value else { return false };
    let concepts = &pair.vocabulary.concepts;
    let dates_event = fact.frame.event.is_some_and(|event| concepts.flags(event.concept).once);
    let frames = |other: &Fact| {
        other.sentence == fact.sentence
            && other.frame.period.as_ref().is_some_and(|period| period.form == time.form)
    };
    // "11 June" is read against the publication for its year alone.
    let relative = matches!(time.anchor, TimeAnchor::Published | TimeAnchor::Estimated) && !time.day_written;
    relative || !dates_event && facts.iter().any(frames)
}

/// Whether a document gives the value of a fact of the other one, of whatever thing.
fn is_given(pair: &Pair<'_>, fact: &Fact, facts: &[Fact]) -> bool {
    let kind = kind_of_fact(fact, pair.vocabulary);
    facts.iter().any(|other| {
        let comparable = match (&fact.value, &other.value) {
            // "In 2025" gives no day of the year.
            (FactValue::Time(one), FactValue::Time(other)) => {
                let grain = if one.form.grain() < Grain::Year { Grain::Month } else { Grain::Year };
                other.form.grain() <= grain
            }
            _ => kind == kind_of_fact(other, pair.vocabulary) && is_told(other),
        };
        comparable && pair.agree(fact, other)
    })
}

/// "Fewer than 120" agrees with every smaller figure, and gives none.
fn is_told(fact: &Fact) -> bool {
    match &fact.value {
        FactValue::Quantity(quantity) => {
            let bounds = &quantity.bounds;
            bounds.hedge != Hedge::Vague && bounds.lower.is_some() && bounds.upper.is_some()
        }
        _ => true,
    }
}

impl Pair<'_> {
    /// Whether the values of two facts can both be true of one thing.
    pub fn agree(&self, one: &Fact, other: &Fact) -> bool {
        compare_values(one, other, self.vocabulary, &self.limits.value).comparison == Comparison::Agree
    }
}
