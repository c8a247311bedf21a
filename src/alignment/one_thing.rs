//! Which facts of one kind that differ are of one thing: all that speaks for and against it is weighed, and of what is
//! likely enough the likeliest is taken first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{Comparison, FactId, FactValue, Subject};
use crate::text::Fault;
use crate::weights::{Balance, Evidence, Weights};

use super::align::{Aligned, FactRef};
use super::among_others::{Differing, OUT_OF_THE_QUESTION, Others, Standing};
use super::doubt::Doubt;
use super::keys::{kind_of_fact, narrow_kind};
use super::one_figure::{Figures, figures};
use super::open::{Open, OpenKind};
use super::pair::Pair;
use super::partners::{Weighed, say_the_same};
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
    /// Those that print each figure.
    pub figures: Figures,
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
        Self { by_kind, alike, figures: figures(document) }
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
                // One figure in two units is a question of its own.
                Comparison::Conflict if !value.far_apart && !value.same_figure => differing.push((a, b)),
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

    /// What is found of the two documents by themselves.
    pub(super) fn draft(&self) -> Draft {
        let mut weighed = self.matched();
        let mut candidates = self.candidates(&weighed);
        let points = |candidate: &Candidate| self.weights.points(&candidate.evidence);
        let standing = |found: &Candidate| Standing { a: found.a(), b: found.b(), points: points(found) };
        let differing = Differing::of(candidates.iter().map(standing).collect());
        candidates.retain(|candidate| points(candidate) > OUT_OF_THE_QUESTION);
        self.doubt_all(&mut weighed);
        self.mark_swapped(&mut weighed);
        Draft { weighed, candidates, differing, of_one_figure: self.candidates_of_one_figure() }
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

/// What is found of two documents before the others of their story are asked.
pub(super) struct Draft {
    weighed: Vec<Weighed>,
    candidates: Vec<Candidate>,
    /// The candidates and their points, as other pairs see them.
    pub differing: Differing,
    /// Those that print one figure.
    of_one_figure: Vec<Candidate>,
}

impl Draft {
    /// Forgets what no rule can say anything of, whatever the others of the story say.
    pub fn shortened(mut self) -> Self {
        let open: BTreeSet<(FactRef, FactRef)> =
            self.candidates.iter().chain(&self.of_one_figure).map(|found| (found.a(), found.b())).collect();
        self.weighed.retain(|(pair, _)| pair.may_tell() || open.contains(&(pair.a, pair.b)));
        self
    }

    /// Holds those facts for one thing for which enough speaks, the likeliest first and each figure once; and none else of
    /// those that differ.
    pub fn settled(
        self,
        documents: &[DocumentFacts],
        others: &Others<'_>,
        weights: OneThing,
    ) -> Vec<Aligned> {
        let Self { mut weighed, candidates, differing, of_one_figure } = self;
        // A figure whose unit was mistaken is no other figure besides.
        let mut partners = settle_one_figure(&mut weighed, of_one_figure, weights.one_figure);
        let weigh = |found: Candidate| {
            let alone = Balance::of(weights.alone, &found.evidence);
            let standing = Standing { a: found.a(), b: found.b(), points: alone.points };
            let among = others.evidence(&standing, differing.count);
            (alone.and(Balance::of(weights.among_others, &among)), found.pair)
        };
        let mut candidates: Vec<(Balance, Aligned)> = candidates.into_iter().map(weigh).collect();
        candidates.sort_by_cached_key(|(balance, pair)| (Reverse(balance.points), pair.a, pair.b));
        for (balance, mut pair) in candidates {
            // Whoever tells a figure twice tells one figure.
            let free =
                |own, other| partners.get(&own).is_none_or(|&taken| say_the_same(documents, taken, other));
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
            put(&mut weighed, pair, likely, nearly);
        }
        weighed.into_iter().map(|(pair, _)| pair).collect()
    }
}

/// Puts what was weighed in the place of what was known of the two facts. What is new is kept where it is likely, or worth
/// a word.
fn put(weighed: &mut Vec<Weighed>, pair: Aligned, likely: bool, worth_a_word: bool) {
    match weighed.iter_mut().find(|(known, _)| known.a == pair.a && known.b == pair.b) {
        Some(known) if likely => *known = (pair, Sameness::IfAlone),
        Some((known, _)) => known.balance = pair.balance,
        None if likely || worth_a_word => weighed.push((pair, Sameness::IfAlone)),
        None => {}
    }
}

/// Holds those facts for one thing that print one figure with two units, or of two things, where enough speaks for it.
/// Gives the partner of each.
fn settle_one_figure(
    weighed: &mut Vec<Weighed>,
    candidates: Vec<Candidate>,
    weights: &'static Weights,
) -> BTreeMap<FactRef, FactRef> {
    let mut partners = BTreeMap::new();
    for Candidate { mut pair, evidence } in candidates {
        let balance = Balance::of(weights, &evidence);
        let likely = balance.is_enough();
        pair.one_figure = likely;
        pair.balance = Some(balance);
        if likely {
            partners.entry(pair.a).or_insert(pair.b);
            partners.entry(pair.b).or_insert(pair.a);
            forgive(&mut pair);
        }
        put(weighed, pair, likely, false);
    }
    partners
}

/// What evidence is worth that two facts are of one thing.
#[derive(Clone, Copy)]
pub(super) struct OneThing {
    /// What they and their texts say.
    pub alone: &'static Weights,
    /// What the other pairs of the story say.
    pub among_others: &'static Weights,
    /// What is said of two that print one figure.
    pub one_figure: &'static Weights,
}

impl OneThing {
    pub fn shared() -> Result<Self, Fault> {
        Ok(Self {
            alone: Weights::of("one-thing")?,
            among_others: Weights::of("among-others")?,
            one_figure: Weights::of("one-figure")?,
        })
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
