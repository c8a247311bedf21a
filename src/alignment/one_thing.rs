//! Which facts of one kind that differ are of one thing: all that speaks for and against it is weighed, and of what is
//! likely enough the likeliest is taken first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{Comparison, FactId, FactValue, Subject};
use crate::weights::{Balance, Evidence};

use super::align::{Aligned, FactRef};
use super::doubt::Doubt;
use super::keys::{kind_of_fact, narrow_kind};
use super::open::{Open, OpenKind};
use super::pair::Pair;
use super::partners::Weighed;
use super::sameness::Sameness;
use super::slots::{Outcome, Slot};
use super::theme::Theme;
use super::value::compare_values;

/// What else of the kind of two facts their texts give.
pub(super) struct Kin<'a> {
    /// Those whose value the other text gives too, of whatever thing.
    pub given: (BTreeSet<u32>, BTreeSet<u32>),
    /// Those that nothing answers, by kind.
    pub open: &'a [OpenKind],
}

/// The facts of a document by kind: read once for each document, and looked up for each of its neighbours.
pub(super) struct KinOfFacts {
    /// Those of each kind. Times of every grain are of one.
    pub by_kind: BTreeMap<String, Vec<u32>>,
    /// How many facts below the headline are of the noun and the narrow kind of each.
    pub alike: Vec<usize>,
}

impl KinOfFacts {
    pub fn of(document: &DocumentFacts, vocabulary: &Vocabulary) -> Self {
        let mut by_kind: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (id, fact) in (0..).zip(&document.facts) {
            let time = matches!(fact.value, FactValue::Time(_)).then(|| "time".to_string());
            if let Some(kind) = time.or_else(|| kind_of_fact(fact, vocabulary)) {
                by_kind.entry(kind).or_default().push(id);
            }
        }
        let nouns: Vec<(Option<Subject>, Option<String>)> = document
            .facts
            .iter()
            .map(|fact| (Theme::of(fact, vocabulary).of, narrow_kind(fact, vocabulary)))
            .collect();
        let below = || nouns.iter().zip(&document.facts).filter(|(_, fact)| !fact.frame.headline);
        let alike = nouns.iter().map(|noun| below().filter(|(other, _)| *other == noun).count()).collect();
        Self { by_kind, alike }
    }
}

/// Two facts that differ, and what speaks for and against their being of one thing.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub(super) pair: Aligned,
    /// What was found.
    pub evidence: Evidence,
}

impl Candidate {
    /// The fact of the document that stands first in the corpus.
    pub fn a(&self) -> FactRef {
        self.pair.a
    }

    /// The other.
    pub fn b(&self) -> FactRef {
        self.pair.b
    }
}

impl Pair<'_> {
    /// All facts of one kind that differ, with what speaks for and against their being of one thing.
    pub(super) fn candidates(&self, weighed: &[Weighed]) -> Vec<Candidate> {
        let open = Open::of(self, weighed).by_kind(self);
        let answered = answered(weighed);
        let (ours, theirs) = (&self.kin.0.by_kind, &self.kin.1.by_kind);
        let mut found = Vec::new();
        for (kind, ours) in ours {
            let Some(theirs) = theirs.get(kind) else { continue };
            if ours.len() * theirs.len() <= self.limits.company.most_compared {
                self.add_candidates((ours, theirs), (&open, &answered), &mut found);
            }
        }
        found
    }

    fn add_candidates(
        &self,
        (ours, theirs): (&[u32], &[u32]),
        (open, answered): (&[OpenKind], &BTreeSet<FactRef>),
        found: &mut Vec<Candidate>,
    ) {
        let mut given = (BTreeSet::new(), BTreeSet::new());
        let mut differing = Vec::new();
        for (&a, &b) in ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b))) {
            let value = compare_values(self.ours(a), self.theirs(b), self.vocabulary, &self.limits.value);
            match value.comparison {
                Comparison::Agree => {
                    given.0.insert(a);
                    given.1.insert(b);
                }
                Comparison::Conflict if !value.far_apart => differing.push((a, b)),
                _ => {}
            }
        }
        let kin = Kin { given, open };
        // What the other text gives of the same thing has found its partner.
        let is_answered = |document, fact| answered.contains(&FactRef { document, fact: FactId(fact) });
        let left = differing
            .into_iter()
            .filter(|&(a, b)| !is_answered(self.first, a) && !is_answered(self.second, b));
        found.extend(left.filter_map(|(a, b)| {
            let pair = self.compare(FactId(a), FactId(b)).0;
            let evidence = (!self.is_explained(&pair)).then(|| self.evidence(&pair, &kin))?;
            Some(Candidate { pair, evidence })
        }));
    }

    /// Holds those facts for one thing for which enough speaks, the likeliest first and each figure once; and none else of
    /// those that differ.
    pub(super) fn settle(&self, weighed: &mut Vec<Weighed>) {
        let mut candidates = self.candidates(weighed);
        let points = |candidate: &Candidate| self.weights.points(&candidate.evidence);
        candidates
            .sort_by_cached_key(|candidate| (Reverse(points(candidate)), candidate.pair.a, candidate.pair.b));
        self.doubt_all(weighed);
        let mut partners: BTreeMap<FactRef, FactRef> = BTreeMap::new();
        for Candidate { mut pair, evidence } in candidates {
            let balance = Balance::of(self.weights, &evidence);
            // Whoever tells a figure twice tells one figure.
            let free = |own, other| partners.get(&own).is_none_or(|&taken| self.say_the_same(taken, other));
            let likely = balance.is_enough() && free(pair.a, pair.b) && free(pair.b, pair.a);
            if likely {
                partners.entry(pair.a).or_insert(pair.b);
                partners.entry(pair.b).or_insert(pair.a);
                forgive(&mut pair);
            } else if is_plain_conflict(&pair) {
                pair.doubt = Some(if balance.is_enough() { Doubt::Rival } else { Doubt::Points });
            }
            let nearly = balance.points + NEARLY >= balance.needed;
            pair.balance = Some(balance);
            match weighed.iter_mut().find(|(known, _)| known.a == pair.a && known.b == pair.b) {
                Some(known) if likely => *known = (pair, Sameness::IfAlone),
                Some((known, _)) => known.balance = pair.balance,
                None if likely || nearly => weighed.push((pair, Sameness::IfAlone)),
                None => {}
            }
        }
    }

    /// Facts that differ are of one thing only where enough speaks for it. Ranks have no evidence of their own, and of a deed
    /// done to one thing ("signed the treaty in June") the words say enough.
    fn doubt_all(&self, weighed: &mut [Weighed]) {
        let ranked = |pair: &Aligned| matches!(self.ours(pair.a.fact.0).value, FactValue::Ordinal(_));
        let told = |pair: &Aligned, sure: Sameness| {
            let one_deed = pair.outcome(Slot::Event) == Outcome::Same;
            sure == Sameness::Sure && one_deed && pair.outcome(Slot::Object).is_known_match()
        };
        for (pair, sure) in weighed.iter_mut().filter(|(pair, _)| is_plain_conflict(pair)) {
            if !ranked(pair) && !told(pair, *sure) {
                pair.doubt = pair.doubt.or(Some(Doubt::Points));
            }
        }
    }
}

/// What lacks more points than these is not worth a word.
const NEARLY: i32 = 300;

/// The facts whose value the other text gives of the same thing.
fn answered(weighed: &[Weighed]) -> BTreeSet<FactRef> {
    let agreeing = weighed.iter().map(|(pair, _)| pair).filter(|pair| {
        pair.value.comparison == Comparison::Agree && pair.outcome(Slot::Of).is_known_match() && pair.spent
    });
    agreeing.flat_map(|pair| [pair.a, pair.b]).collect()
}

/// What differs between the frames was weighed.
fn forgive(pair: &mut Aligned) {
    pair.doubt = None;
    pair.spent = false;
    pair.update = false;
    let differing = pair.slots.iter_mut().filter(|result| result.outcome == Outcome::Different);
    differing
        .filter(|result| result.slot != Slot::Source)
        .for_each(|result| result.outcome = Outcome::Unknown);
}

/// Whether two facts differ and nothing else is known of them. Figures of two sources, or of two times, are worth a note
/// whatever else is known; and those in another unit or scale have evidence of their own.
fn is_plain_conflict(pair: &Aligned) -> bool {
    let value = pair.value;
    value.comparison == Comparison::Conflict
        && !pair.update
        && pair.outcome(Slot::Source) != Outcome::Different
        && !value.same_figure
        && !value.unconverted
        && value.power_of_ten.is_none()
}
