use crate::alignment::governing_event;
use crate::model::{ConceptId, Fact, FactId, Link, LinkKind, Status};

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
    let links = within.document.links.iter().filter(|link| link.kind == LinkKind::Follows);
    found.extend(links.filter_map(|link| followed(within, link)));
    found.sort_by_key(|fault: &WithinFault| (fault.primary, fault.others.clone()));
    found.dedup();
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
    let (after, before) = (event_of(a)?, event_of(b)?);
    let concepts = &within.vocabulary.concepts;
    let one_thing = a.frame.object == b.frame.object || a.frame.object.is_none() || b.frame.object.is_none();
    let of_thing = concepts.object(after).is_some() && concepts.object(before).is_some();
    let ordered = of_thing && one_thing && concepts.comes_after(after, before);
    too_early(within, later, earlier).filter(|_| ordered)
}

/// Two dates whose words tell which has to be the later.
fn followed(within: Within<'_>, link: &Link) -> Option<WithinFault> {
    let told = |id: FactId| {
        let fact = within.fact(id);
        fact.frame.status() == Status::Asserted && !fact.frame.other_period
    };
    too_early(within, link.from, link.to).filter(|_| told(link.from) && told(link.to))
}

fn too_early(within: Within<'_>, later: FactId, earlier: FactId) -> Option<WithinFault> {
    let (after, before) = (stretch_of(within.fact(later))?, stretch_of(within.fact(earlier))?);
    (after.1 <= before.0).then(|| WithinFault { primary: later, others: vec![earlier], words: Vec::new() })
}
