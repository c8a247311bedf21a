use crate::model::{Comparison, Fact, LinkKind, Measure, Subject};

use super::written::LOOSE;
use super::{Within, WithinFault, quantity_of};

/// "68 health centres, of which 71 will open": a part that is larger than its whole.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let parts = within.document.links.iter().filter(|link| link.kind == LinkKind::PartOf);
    parts
        .filter(|link| {
            let (part, whole) = (within.fact(link.from), within.fact(link.to));
            is_larger(part, whole)
        })
        .map(|link| WithinFault { primary: link.from, others: vec![link.to], words: Vec::new() })
        .collect()
}

fn is_larger(part: &Fact, whole: &Fact) -> bool {
    let (Some(ours), Some(theirs)) = (quantity_of(part), quantity_of(whole)) else { return false };
    let ambiguous = ours.alternative.is_some() || theirs.alternative.is_some();
    // "Of the 42 km of pipe, 57 run under the sea": a part can leave out the unit of its whole.
    let known = matches!(part.frame.of, Some(Subject::Concept(_))) && !part.frame.inferred;
    // "Seven in eight did so, 16,100 of them": a share is no whole that a count could exceed.
    let shared = matches!(theirs.measure, Measure::Ratio | Measure::Percent | Measure::PercentagePoints);
    let bare = ours.measure == Measure::Count && !shared && !known;
    if ambiguous || ours.measure != theirs.measure && !bare || ours.per != theirs.per {
        return false;
    }
    match (ours.bounds.discrete().extent(LOOSE).lower, theirs.bounds.discrete().extent(LOOSE).upper) {
        (Some(least), Some(most)) => {
            // The whole must be able to hold the least that the part can be.
            least.value > most.value && ours.bounds.compare(&theirs.bounds, LOOSE) == Comparison::Conflict
        }
        _ => false,
    }
}
