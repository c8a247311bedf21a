use std::collections::{BTreeMap, BTreeSet};

use crate::extract::DocumentFacts;
use crate::model::{Comparison, FactValue, Measure};

use super::align::{Aligned, FactRef};
use super::doubt::Doubt;
use super::pair::Pair;
use super::sameness::Sameness;
use super::slip::minutes_past;
use super::slots::{Outcome, Slot};
use super::value::is_one_amount;

/// A pair with how sure it is that its facts speak of one thing.
pub(super) type Weighed = (Aligned, Sameness);

impl Pair<'_> {
    /// Best partner first: what has found a partner that agrees, or a better one, is held against no
    /// other.
    pub fn match_up(&self, weighed: &mut [Weighed]) {
        self.spend(weighed);
        let doubts: Vec<Option<Doubt>> = {
            let rivals = Rivals::of(weighed);
            let doubt = |(index, (pair, sameness)): (usize, &Weighed)| match sameness {
                Sameness::Unknown(doubt) => Some(*doubt),
                sure => self.yields(index, pair, *sure, weighed, &rivals).then_some(Doubt::Rival),
            };
            weighed.iter().enumerate().map(doubt).collect()
        };
        for ((pair, _), doubt) in weighed.iter_mut().zip(doubts) {
            // A figure that has grown since is no slip of what it was.
            let grown = pair.update;
            pair.doubt = doubt.or_else(|| self.lacks_support(pair).filter(|_| !grown));
        }
    }

    /// A pair yields to a better one of either of its facts, and where it rests on there being no other,
    /// to one as good. The same figure said twice is no other.
    fn yields(
        &self,
        index: usize,
        pair: &Aligned,
        sure: Sameness,
        weighed: &[Weighed],
        rivals: &Rivals,
    ) -> bool {
        let own = rank(pair);
        let of_both = [pair.a, pair.b].into_iter().filter_map(|fact| rivals.of_fact.get(&fact)).flatten();
        of_both.filter(|other| **other != index).any(|&other| {
            let other = &weighed[other].0;
            let theirs = rank(other);
            let rivals = theirs > own || (sure == Sameness::IfAlone && theirs == own);
            rivals && !(self.say_the_same(pair.a, other.a) && self.say_the_same(pair.b, other.b))
        })
    }

    /// Whether two figures are one number of one unit, whatever else their texts say of them.
    fn are_same_amount(&self, pair: &Aligned) -> bool {
        let (a, b) = (self.ours(pair.a.fact.0), self.theirs(pair.b.fact.0));
        let to_the_minute = || minutes_past(a).is_some() && minutes_past(b).is_some();
        let figures = matches!(a.value, FactValue::Quantity(_)) || to_the_minute();
        figures && self.say_the_same(pair.a, pair.b)
    }

    fn say_the_same(&self, one: FactRef, other: FactRef) -> bool {
        say_the_same(self.documents, one, other)
    }

    /// A fact that agrees with one of the other document on the same thing is spent, so that this year's
    /// and last year's figures never meet crosswise.
    pub fn spend(&self, weighed: &mut [Weighed]) {
        let mut spent: BTreeSet<FactRef> = BTreeSet::new();
        for (pair, _) in weighed.iter() {
            let agrees = pair.value.comparison == Comparison::Agree
                && pair.outcome(Slot::Of).is_known_match()
                && !pair.differs_besides(&[Slot::Source, Slot::Place, Slot::Period])
                && !self.is_open_ended(pair);
            // The very same figure, wherever it stands, has found its partner: "780 euros", "780 a month".
            let agree = pair.value.comparison == Comparison::Agree && pair.value.same_figure;
            let identical = (agree || self.are_same_amount(pair))
                && pair.outcome(Slot::Of) != Outcome::Different
                && !self.is_same_by_chance(pair);
            if agrees || identical {
                spent.extend([pair.a, pair.b]);
            }
        }
        let in_parts = self.wholes_with_parts(weighed, &spent);
        spent.extend(in_parts);
        for (pair, _) in weighed.iter_mut() {
            pair.spent = spent.contains(&pair.a) || spent.contains(&pair.b);
        }
    }
}

impl Pair<'_> {
    /// "31 maps", "25 maps of the city and 6 of its surroundings": what the one text counts in one, the other
    /// counts in parts. A whole that both texts give needs no such answer: its parts are held against parts.
    fn wholes_with_parts(&self, weighed: &[Weighed], spent: &BTreeSet<FactRef>) -> BTreeSet<FactRef> {
        let mut counted_beside: BTreeMap<FactRef, Vec<FactRef>> = BTreeMap::new();
        for (pair, _) in weighed.iter().filter(|(pair, _)| pair.outcome(Slot::Of).is_known_match()) {
            counted_beside.entry(pair.a).or_default().push(pair.b);
            counted_beside.entry(pair.b).or_default().push(pair.a);
        }
        let mut found = BTreeSet::new();
        for (&whole, parts) in counted_beside.iter().filter(|(whole, _)| !spent.contains(whole)) {
            for (at, &one) in parts.iter().enumerate() {
                for &other in parts[at + 1..].iter().filter(|&&other| self.add_up(whole, one, other)) {
                    found.extend([whole, one, other]);
                }
            }
        }
        found
    }

    /// Whether two counts of one sentence make up a third.
    fn add_up(&self, whole: FactRef, one: FactRef, other: FactRef) -> bool {
        let fact = |at: FactRef| &self.documents[at.document.0 as usize].facts[at.fact.0 as usize];
        let count = |at: FactRef| match &fact(at).value {
            FactValue::Quantity(quantity) if quantity.measure == Measure::Count => quantity.bounds.single(),
            _ => None,
        };
        let sum = count(one).zip(count(other)).and_then(|(one, other)| one.checked_add(other));
        sum.is_some() && sum == count(whole) && fact(one).sentence == fact(other).sentence
    }
}

/// Whether two facts give one figure, or one time, whatever else is said of it.
pub(super) fn say_the_same(documents: &[DocumentFacts], one: FactRef, other: FactRef) -> bool {
    if one == other {
        return true;
    }
    let value = |at: FactRef| &documents[at.document.0 as usize].facts[at.fact.0 as usize].value;
    match (value(one), value(other)) {
        (FactValue::Quantity(one), FactValue::Quantity(other)) => is_one_amount(one, other),
        (FactValue::Time(one), FactValue::Time(other)) => one.compare(other) == Comparison::Agree,
        (one, other) => one == other,
    }
}

/// The pairs that may be in conflict, by fact.
struct Rivals {
    of_fact: BTreeMap<FactRef, Vec<usize>>,
}

impl Rivals {
    fn of(weighed: &[Weighed]) -> Self {
        let mut of_fact: BTreeMap<FactRef, Vec<usize>> = BTreeMap::new();
        for (index, (pair, sameness)) in weighed.iter().enumerate() {
            if may_conflict(pair, *sameness) {
                of_fact.entry(pair.a).or_default().push(index);
                of_fact.entry(pair.b).or_default().push(index);
            }
        }
        Self { of_fact }
    }
}

/// Whether two facts are held to be of one thing, and differ.
pub(super) fn may_conflict(pair: &Aligned, sameness: Sameness) -> bool {
    !matches!(sameness, Sameness::Unknown(_))
        && pair.value.comparison == Comparison::Conflict
        && !pair.value.far_apart
        && !pair.spent
        && !pair.update
        && !pair.differs_besides(&[Slot::Source])
}

/// How much two frames have in common.
fn rank(pair: &Aligned) -> u32 {
    const TELLING: [Slot; 7] =
        [Slot::Of, Slot::Event, Slot::Object, Slot::Period, Slot::Place, Slot::Names, Slot::Modifiers];
    let weigh = |slot: &Slot| match pair.outcome(*slot) {
        Outcome::Same => 2,
        Outcome::Contained => 1,
        _ => 0,
    };
    TELLING.iter().map(weigh).sum()
}
