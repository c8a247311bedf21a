use crate::alignment::governing_event;
use crate::model::{ConceptId, Fact, FactId, Status};

use super::{Within, WithinFault, stretch_of};

/// "signed on 14 February … ratified on 23 January": two events of one thing in an order that cannot be.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let dated: Vec<FactId> = within.ids().filter(|&id| event_of(within.fact(id)).is_some()).collect();
    let mut found = Vec::new();
    for (index, &first) in dated.iter().enumerate() {
        for &second in dated[index + 1..].iter().take(REACH) {
            found.extend(fault(within, first, second).or_else(|| fault(within, second, first)));
        }
    }
    found
}

/// How many dated events further the other one is looked for.
const REACH: usize = 4;

/// The event that a fact dates, asserted and near.
fn event_of(fact: &Fact) -> Option<ConceptId> {
    let told = fact.frame.status() == Status::Asserted && !fact.frame.other_period;
    let event = governing_event(fact)?;
    stretch_of(fact).filter(|_| told).map(|_| event.concept)
}

fn fault(within: Within<'_>, later: FactId, earlier: FactId) -> Option<WithinFault> {
    let (a, b) = (within.fact(later), within.fact(earlier));
    let ordered = within.vocabulary.concepts.comes_after(event_of(a)?, event_of(b)?);
    let one_thing = a.frame.object == b.frame.object || a.frame.object.is_none() || b.frame.object.is_none();
    let too_early = stretch_of(a)?.1 <= stretch_of(b)?.0;
    let found = WithinFault { primary: later, others: vec![earlier], words: Vec::new() };
    (ordered && one_thing && too_early).then_some(found)
}
