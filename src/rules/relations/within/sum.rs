use crate::model::{ConceptId, Decimal, Fact, FactId, LinkKind, Measure, Status, Subject, grouped};

use super::written::Written;
use super::{Within, WithinFault, quantity_of};

/// "480 people, including 417 passengers and 36 crew": figures that make up a whole, and do not.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let mut found: Vec<WithinFault> = sums(within).into_iter().filter_map(|sum| sum.fault(within)).collect();
    found.sort_by_key(|fault| fault.primary);
    found.dedup_by_key(|fault| fault.primary);
    found
}

/// A whole with all its parts.
struct Sum {
    whole: FactId,
    parts: Vec<FactId>,
}

fn sums(within: Within<'_>) -> Vec<Sum> {
    let made_up = within.document.links.iter().filter(|link| link.kind == LinkKind::MakesUp);
    let mut found: Vec<Sum> = made_up.filter_map(|link| made_of(within, link.from, link.to)).collect();
    found.extend(sentences(within).into_iter().filter_map(|facts| partition(within, &facts)));
    found
}

/// "a budget of 4.6 million, made up of grants (1.8 million), fees (1.6 million) and gifts (1.4 million)":
/// every sum from the first part to the end of the sentence.
fn made_of(within: Within<'_>, first: FactId, whole: FactId) -> Option<Sum> {
    let sentence = within.fact(first).sentence;
    let measure = quantity_of(within.fact(whole))?.measure;
    let in_rest = |id: &FactId| {
        let fact = within.fact(*id);
        *id >= first && fact.sentence == sentence && quantity_of(fact).is_some()
    };
    let parts: Vec<FactId> = within.ids().filter(in_rest).collect();
    let all = parts.iter().all(|&id| is_part(within.fact(id), measure));
    (all && parts.len() >= FEWEST_PARTS).then_some(Sum { whole, parts })
}

/// A figure in the measure of the whole, or a bare one that leaves the unit out ("grants (1.8 million)").
fn is_part(fact: &Fact, measure: Measure) -> bool {
    let bare = fact.frame.of.is_none() || fact.frame.bracketed;
    quantity_of(fact).is_some_and(|part| {
        part.per.is_none() && (part.measure == measure || (part.measure == Measure::Count && bare))
    })
}

/// A sum of fewer parts is a restatement.
const FEWEST_PARTS: usize = 2;

/// The counts of each sentence that has some.
fn sentences(within: Within<'_>) -> Vec<Vec<FactId>> {
    let mut found: Vec<Vec<FactId>> = Vec::new();
    for id in within.ids().filter(|&id| is_count(within.fact(id))) {
        match found.last_mut() {
            Some(last) if within.fact(last[0]).sentence == within.fact(id).sentence => last.push(id),
            _ => found.push(vec![id]),
        }
    }
    found
}

fn is_count(fact: &Fact) -> bool {
    let counts = quantity_of(fact)
        .is_some_and(|quantity| quantity.measure == Measure::Count && quantity.per.is_none());
    counts && fact.frame.label.is_none()
}

/// Counts of one sentence that are all the kinds a whole has (passengers and crew; the gravely and the
/// lightly injured), with their whole beside them or shortly before.
fn partition(within: Within<'_>, facts: &[FactId]) -> Option<Sum> {
    let concept = |id: FactId| match within.fact(id).frame.of {
        Some(Subject::Concept(concept)) => Some(concept),
        _ => None,
    };
    within.vocabulary.partitions.iter().find_map(|(whole, kinds)| {
        let of_kind = |kind: &ConceptId| {
            let mut found = facts.iter().filter(|&&id| concept(id) == Some(*kind));
            // Two figures of one kind are of two things.
            found.next().copied().filter(|_| found.next().is_none())
        };
        let parts: Vec<FactId> = kinds.iter().filter_map(of_kind).collect();
        if parts.len() != kinds.len() {
            return None;
        }
        let others: Vec<FactId> = facts.iter().copied().filter(|id| !parts.contains(id)).collect();
        let whole = match others.as_slice() {
            [] => before(within, &parts, *whole),
            [other] => beside(within, &parts, *other, *whole),
            // A third kind may stand among them.
            _ => None,
        }?;
        Some(Sum { whole, parts })
    })
}

/// The one other figure of the sentence, where it is the whole: its noun says so, or "including" does.
fn beside(within: Within<'_>, parts: &[FactId], other: FactId, whole: ConceptId) -> Option<FactId> {
    let links = &within.document.links;
    let includes = links
        .iter()
        .any(|link| link.kind == LinkKind::Among && link.to == other && parts.contains(&link.from));
    let joined =
        |link: &crate::model::Link| link.kind == LinkKind::Joined && (link.to == other || link.from == other);
    let named = is_of(within, other, whole) && !links.iter().any(joined);
    (includes || named).then_some(other)
}

/// The whole in one of the sentences just before.
fn before(within: Within<'_>, parts: &[FactId], whole: ConceptId) -> Option<FactId> {
    let first = *parts.iter().min()?;
    let reach = first.0.saturating_sub(WHOLE_REACH)..first.0;
    let mut found = reach.rev().map(FactId).filter(|&id| is_of(within, id, whole));
    found.next()
}

/// How many facts before its parts a whole is looked for.
const WHOLE_REACH: u32 = 6;

fn is_of(within: Within<'_>, id: FactId, concept: ConceptId) -> bool {
    is_count(within.fact(id)) && within.fact(id).frame.of == Some(Subject::Concept(concept))
}

impl Sum {
    fn fault(&self, within: Within<'_>) -> Option<WithinFault> {
        let asserted = |id: &FactId| {
            within.fact(*id).frame.status() == within.fact(self.whole).frame.status()
                && within.fact(*id).frame.status() != Status::Denied
        };
        if !self.parts.iter().all(asserted) {
            return None;
        }
        let (mut low, mut high, mut sum) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
        for &part in &self.parts {
            let written = written(within.fact(part))?;
            low = low.checked_add(written.low)?;
            high = high.checked_add(written.high)?;
            sum = sum.checked_add(quantity_of(within.fact(part))?.bounds.single()?)?;
        }
        let whole = written(within.fact(self.whole))?;
        // Halves round up: the ends themselves belong to the next figure.
        if sum == quantity_of(within.fact(self.whole))?.bounds.single()?
            || low < whole.high && whole.low < high
        {
            return None;
        }
        Some(WithinFault {
            primary: self.whole,
            others: self.parts.clone(),
            words: vec![("expected", grouped(sum))],
        })
    }
}

/// What a part or a whole can be: a count to the last one, a rounded figure to its last digit. A bound
/// leaves the sum open.
fn written(fact: &Fact) -> Option<Written> {
    let quantity = quantity_of(fact)?;
    if quantity.alternative.is_some() || quantity.bounds.hedge != crate::model::Hedge::Exact {
        return None;
    }
    let bounds =
        if quantity.measure == Measure::Count { quantity.bounds.discrete() } else { quantity.bounds };
    Written::of(&crate::model::Bounds {
        granularity: bounds.granularity.checked_div(Decimal::TWO)?,
        ..bounds
    })
}
