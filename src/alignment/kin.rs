//! Which open facts of one kind speak of one thing by all that stands about them, whatever words tell it.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::DocId;
use crate::model::{Comparison, Fact, FactId, FactValue, Measure, Subject};

use super::align::{Aligned, FactRef};
use super::forgiven::forgive_among_kin;
use super::open::{Open, OpenKind};
use super::pair::Pair;
use super::partners::{Weighed, may_conflict};
use super::slip::{Likeness, has_digits_of, is_age, likeness, minutes_past};
use super::slots::{Outcome, Slot};
use super::theme::Theme;

/// Two facts, by their places in the two documents.
type Both = (u32, u32);

impl Pair<'_> {
    /// Takes open facts of one kind for one thing where they have more in common with each other than with
    /// any other. Each two that are found say more of those about them.
    pub(super) fn add_kin(&self, weighed: &mut Vec<Weighed>, open: &Open) {
        // What a thing is today it need not have been in a text of last month.
        if self.days_apart().is_some_and(|days| days > self.limits.period.moment_days) {
            return;
        }
        let mut kinds = open.by_kind(self);
        let mut bound: BTreeSet<Both> = BTreeSet::new();
        for (a, b) in held_together(weighed) {
            // Lengths that are one by their minutes alone say nothing of what stands about them.
            let by_words = minutes_past(self.ours(a)).is_none() || self.company.of_facts(a, b) > 0;
            bound.extend(self.company.statements_of(a, b).filter(|_| by_words));
            kinds.iter_mut().for_each(|kind| kind.take(self, (a, b)));
        }
        let mut refused: BTreeSet<Both> = BTreeSet::new();
        loop {
            let found: Vec<Both> = kinds.iter().flat_map(|kind| self.kin(kind, &bound, &refused)).collect();
            if found.is_empty() {
                return;
            }
            for pair in found {
                if self.add_one_of_kin(weighed, pair) {
                    bound.extend(self.company.statements_of(pair.0, pair.1));
                    kinds.iter_mut().for_each(|kind| kind.take(self, pair));
                } else {
                    refused.insert(pair);
                }
            }
        }
    }

    fn add_one_of_kin(&self, weighed: &mut Vec<Weighed>, (a, b): Both) -> bool {
        let (mut aligned, _) = self.compare(FactId(a), FactId(b));
        forgive_among_kin(self, &mut aligned);
        let other = aligned.outcome(Slot::Of) == Outcome::Different || self.are_other_times(&aligned);
        !other && !self.is_in_sum(&aligned) && self.add_sibling(weighed, aligned, self.company.said_by(a, b))
    }

    /// Days before the story's own are of what happened then, and each text recalls another case; and times of
    /// different people's doings are of different doings.
    fn are_other_times(&self, pair: &Aligned) -> bool {
        let (a, b) = (self.ours(pair.a.fact.0), self.theirs(pair.b.fact.0));
        let near = likeness(a, b) == Likeness::Near;
        let turned = matches!(likeness(a, b), Likeness::Slip { .. })
            || (near && self.are_closely_told(pair.a.fact.0, pair.b.fact.0));
        let told_of = |recent: bool, id: DocId, fact: &Fact| recent || turned || self.is_ahead(id, fact);
        let own = told_of(pair.recent.0, self.first, a) && told_of(pair.recent.1, self.second, b);
        let dated = matches!(a.value, FactValue::Time(_));
        dated && (!own || pair.outcome(Slot::Names) == Outcome::Different)
    }

    /// Whether a time lies ahead of its publication.
    pub(super) fn is_ahead(&self, id: DocId, fact: &Fact) -> bool {
        let FactValue::Time(time) = &fact.value else { return false };
        let start = time.sure_interval().and_then(|interval| interval.start);
        let published = self.document(id).published.map(|published| published.date);
        start.zip(published).is_some_and(|(start, published)| start.date() > published)
    }

    /// The pairs of one kind that have enough in common, and more than any other pair of either fact.
    fn kin(&self, kind: &OpenKind, bound: &BTreeSet<Both>, refused: &BTreeSet<Both>) -> Vec<Both> {
        let alone = if kind.is_alone(self) { self.limits.company.alone } else { 0 };
        let both = kind.ours.iter().flat_map(|&a| kind.theirs.iter().map(move |&b| (a, b)));
        let points = |(a, b): Both| {
            let around = self.company.around(a, b, bound);
            // People speak of many things: who is named in two sentences does not tell what they say, unless each
            // text has but one sum of a currency, one measure in a unit, or one age.
            let by_kind = self.are_amounts(a, b) || self.are_turned_ages(a, b);
            let told = self.company.told_of_facts(a, b) + around > 0 || alone > 0 && by_kind;
            let company = self.company.of_facts(a, b) + around;
            if told {
                company + alone + self.likeness(a, b) + self.thing(a, b) + self.only(kind, (a, b))
            } else {
                0
            }
        };
        let bonds: Vec<(Both, u32)> = both.map(|pair| (pair, points(pair))).collect();
        let is_best = |&&((a, b), points): &&(Both, u32)| {
            let mut rivals = bonds.iter().filter(|((one, other), _)| (*one == a) != (*other == b));
            // Of one value told twice the first mention is taken.
            let told_twice = |(one, other): Both| {
                (one == a || self.agree(self.ours(one), self.ours(a)))
                    && (other == b || self.agree(self.theirs(other), self.theirs(b)))
            };
            let enough = points >= self.limits.company.kin && !refused.contains(&(a, b));
            enough
                && rivals.all(|&(other, theirs)| {
                    theirs < points || (theirs == points && told_twice(other) && (a, b) < other)
                })
        };
        bonds.iter().filter(is_best).map(|&(pair, _)| pair).collect()
    }

    /// Whether both are sums or measures, and told as they are: "£50,000", "60 tys. funtów".
    fn are_amounts(&self, a: u32, b: u32) -> bool {
        let amount = |fact: &Fact| match &fact.value {
            FactValue::Quantity(quantity) => {
                matches!(quantity.measure, Measure::Money(_) | Measure::Unit(_)) && quantity.per.is_none()
            }
            _ => false,
        };
        amount(self.ours(a)) && amount(self.theirs(b))
    }

    /// "Vera Lind, 34", "the 43-year-old sailor": the only age of either text, told before most else, is that of whom
    /// the text is about, whether or not it names her there; and its digits have changed places.
    fn are_turned_ages(&self, a: u32, b: u32) -> bool {
        let is_main = |id: DocId, own: u32| {
            let facts = &self.document(id).facts;
            let (fact, early) = (&facts[own as usize], (own as usize) * 2 < facts.len());
            early && facts.iter().all(|other| !is_age(other) || self.agree(other, fact))
        };
        let (ours, theirs) = (self.ours(a), self.theirs(b));
        let turned = is_age(ours) && is_age(theirs) && has_digits_of(ours, theirs);
        turned && is_main(self.first, a) && is_main(self.second, b)
    }

    /// Points for counting one thing, and not just people or objects.
    fn thing(&self, a: u32, b: u32) -> u32 {
        let of = |fact: &Fact| match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) if !fact.frame.inferred => Some(of),
            _ => None,
        };
        let (ours, theirs) = (of(self.ours(a)), of(self.theirs(b)));
        let telling = ours.is_some_and(|of| !self.vocabulary.concepts.flags(of).generic);
        if ours == theirs && telling { self.limits.company.thing } else { 0 }
    }

    /// Points for figures that a slip makes of one, and for those that are nearly so.
    fn likeness(&self, a: u32, b: u32) -> u32 {
        let limits = &self.limits.company;
        match likeness(self.ours(a), self.theirs(b)) {
            Likeness::Slip { telling: true } => limits.telling_slip,
            Likeness::Slip { telling: false } => limits.small_slip,
            Likeness::Near => limits.near,
            Likeness::None => 0,
        }
    }
}

/// The facts that their words hold together already, each with one other alone.
fn held_together(weighed: &[Weighed]) -> Vec<Both> {
    let held: Vec<(FactRef, FactRef)> = weighed
        .iter()
        .filter(|(pair, sameness)| may_conflict(pair, *sameness) || is_in_other_unit(pair))
        .map(|(pair, _)| (pair.a, pair.b))
        .collect();
    let mut times: BTreeMap<FactRef, usize> = BTreeMap::new();
    for fact in held.iter().flat_map(|&(a, b)| [a, b]) {
        *times.entry(fact).or_default() += 1;
    }
    let once = held.iter().filter(|(a, b)| times.get(a) == Some(&1) && times.get(b) == Some(&1));
    once.map(|(a, b)| (a.fact.0, b.fact.0)).collect()
}

/// "27 feet", "27 metres": whatever else is known of them, they are of one thing.
fn is_in_other_unit(pair: &Aligned) -> bool {
    let value = pair.value;
    value.same_figure
        && value.comparison == Comparison::Conflict
        && pair.outcome(Slot::Of) != Outcome::Different
}
