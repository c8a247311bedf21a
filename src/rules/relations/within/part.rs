use crate::model::{Comparison, Decimal, Fact, LOOSE, LinkKind, Measure, Subject};

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

/// "61,400 notes, of which 38,900 of 20 euros": no one takes 38,900 for a part of 20.
fn is_worlds_larger(part: &Fact, whole: &Fact) -> bool {
    const MOST: Decimal = Decimal::ONE_HUNDRED;
    let point = |fact: &Fact| quantity_of(fact).and_then(|one| one.bounds.point());
    let most = point(whole).and_then(|whole| whole.checked_mul(MOST));
    most.zip(point(part)).is_some_and(|(most, part)| part > most)
}

fn is_larger(part: &Fact, whole: &Fact) -> bool {
    let (Some(ours), Some(theirs)) = (quantity_of(part), quantity_of(whole)) else { return false };
    let ambiguous = ours.alternative.is_some() || theirs.alternative.is_some();
    // "Of the 42 km of pipe, 57 run under the sea": a part can leave out the unit of its whole.
    let known = matches!(part.frame.of, Some(Subject::Concept(_))) && !part.frame.inferred;
    // "Seven in eight did so, 16,100 of them": a share is no whole that a count could exceed.
    let shared = matches!(theirs.measure, Measure::Ratio | Measure::Percent | Measure::PercentagePoints);
    let bare = ours.measure == Measure::Count && !shared && !known;
    if ambiguous
        || ours.measure != theirs.measure && !bare
        || ours.per != theirs.per
        || is_worlds_larger(part, whole)
    {
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
