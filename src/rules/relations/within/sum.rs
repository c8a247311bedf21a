use crate::model::{
    ConceptId, Decimal, Fact, FactId, LinkKind, Measure, Role, Status, Subject, Written, grouped,
};

use rustc_hash::FxHashMap;

use super::{LinksByFact, Within, WithinFault, quantity_of};

/// "480 people, including 417 passengers and 36 crew": figures that make up a whole, and do not.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let mut found: Vec<WithinFault> = sums(within).into_iter().filter_map(|sum| sum.fault(within)).collect();
    found.sort_by_key(|fault| fault.primary);
    found.dedup_by_key(|fault| fault.primary);
    found
}

/// A whole with all its parts, and how many ones among them have no figure.
struct Sum {
    whole: FactId,
    parts: Vec<FactId>,
    ones: u8,
    listed: bool,
    /// Whether some parts may be untold: then they are too many only where they are more than the whole.
    open: bool,
}

fn sums(within: Within<'_>) -> Vec<Sum> {
    let mut found = listed(within);
    let links = LinksByFact::of(within.document);
    found.extend(
        sentences(within)
            .into_iter()
            .filter_map(|facts| partition(within, &links, &facts).or_else(|| halves(within, &facts))),
    );
    found
}

/// "62 people were arrested. … 34 men and 31 women were held": women and men, the only ones of their sentence, who come
/// to about all that it happened to. Fewer may leave out the children, and those of another place are others.
fn halves(within: Within<'_>, facts: &[FactId]) -> Option<Sum> {
    // "entre os 41 e os 93 anos": a number without a noun of its own is no third kind.
    let facts: Vec<FactId> = facts.iter().copied().filter(|&id| !within.fact(id).frame.inferred).collect();
    let of_kind = |kind: &ConceptId| facts.iter().copied().find(|&id| kind_of(within, id) == Some(*kind));
    let mut found = within.vocabulary.halves.iter().filter_map(|(_, kinds)| {
        let parts: Vec<FactId> = kinds.iter().filter_map(of_kind).collect();
        (parts.len() == kinds.len() && parts.len() == facts.len()).then_some(parts)
    });
    let parts = found.next()?;
    let plain = |&id: &FactId| {
        let frame = &within.fact(id).frame;
        frame.places.is_empty() && frame.role.is_none() && !frame.other_period && frame.period.is_none()
    };
    let whole = told_of_event(within, &parts, WHOLE_REACH).filter(|_| parts.iter().all(plain))?;
    let value = |id: FactId| quantity_of(within.fact(id)).and_then(|one| one.bounds.single());
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, &part| sum.checked_add(value(part)?))?;
    let (sum, all) = (sum.checked_mul(Decimal::TEN)?, value(whole)?.checked_mul(Decimal::TEN)?);
    let near = sum.checked_sub(all)?.abs() <= value(whole)?;
    near.then_some(Sum { whole, parts, ones: 0, listed: false, open: false })
}

/// "a budget of 4.6 million, made up of grants (1.8 million), fees (1.6 million) and gifts (1.4 million)": the
/// figures that the text says make up a whole.
fn listed(within: Within<'_>) -> Vec<Sum> {
    let mut found: Vec<Sum> = Vec::new();
    let mut place_of: FxHashMap<FactId, usize> = FxHashMap::default();
    for link in &within.document.links {
        let (ones, open) = match link.kind {
            LinkKind::MakesUp(ones) => (ones, false),
            LinkKind::Divides => (0, true),
            _ => continue,
        };
        let place = *place_of.entry(link.to).or_insert(found.len());
        if place == found.len() {
            found.push(Sum { whole: link.to, parts: Vec::new(), ones: 0, listed: true, open });
        }
        found[place].parts.push(link.from);
        found[place].ones = found[place].ones.saturating_add(ones);
    }
    found
}

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
fn partition(within: Within<'_>, links: &LinksByFact<'_>, facts: &[FactId]) -> Option<Sum> {
    within.vocabulary.partitions.iter().find_map(|(whole, kinds)| {
        let of_kind = |kind: &ConceptId| {
            let mut found = facts.iter().filter(|&&id| kind_of(within, id) == Some(*kind));
            // Two figures of one kind are of two things.
            found.next().copied().filter(|_| found.next().is_none())
        };
        let parts: Vec<FactId> = kinds.iter().filter_map(of_kind).collect();
        if parts.len() != kinds.len() {
            return None;
        }
        let others: Vec<FactId> = facts.iter().copied().filter(|id| !parts.contains(id)).collect();
        let whole = match others.as_slice() {
            [] => before(within, &parts, *whole).or_else(|| told_of_event(within, &parts, AROUND)),
            [other] => beside(within, links, &parts, *other, *whole)
                .or_else(|| told_of_event(within, &parts, AROUND).filter(|whole| whole == other)),
            // A third kind may stand among them.
            _ => None,
        }?;
        Some(Sum { whole, parts, ones: 0, listed: false, open: false })
    })
}

/// What a figure counts, narrowed as its words narrow it: of "40 injured, nine seriously and 31 slightly" the
/// second counts the seriously injured.
fn kind_of(within: Within<'_>, id: FactId) -> Option<ConceptId> {
    let frame = &within.fact(id).frame;
    let Some(Subject::Concept(of)) = frame.of else { return None };
    let concepts = &within.vocabulary.concepts;
    let narrowed = |modifier: &str| concepts.find(&format!("{}.{modifier}", concepts.name(of)));
    Some(frame.modifiers.iter().find_map(|modifier| narrowed(modifier)).unwrap_or(of))
}

/// "14 passengers and three crew members died. All 17 victims …": people of all kinds to whom one thing happened,
/// and how many it happened to, in one of the sentences around.
fn told_of_event(within: Within<'_>, parts: &[FactId], reach: u32) -> Option<FactId> {
    let concepts = &within.vocabulary.concepts;
    let people = |&part: &FactId| kind_of(within, part).is_some_and(|kind| concepts.root(kind) == "person");
    if !parts.iter().all(people) {
        return None;
    }
    let events = parts.iter().filter_map(|&part| within.fact(part).frame.event);
    let counted = events.into_iter().find_map(|event| concepts.counts(event.concept))?;
    let (first, last) = (*parts.iter().min()?, *parts.iter().max()?);
    // "58 cases": each is someone who fell ill.
    let ill = parts
        .iter()
        .filter_map(|&part| within.fact(part).frame.event)
        .any(|event| matches!(concepts.name(event.concept), "event.infect" | "event.poison"));
    let is_case = |of: ConceptId| concepts.name(of) == "case";
    let fits = |id: &FactId| {
        let fact = within.fact(*id);
        let of = match fact.frame.of {
            Some(Subject::Concept(of)) => {
                of == counted || concepts.widest(counted) == of || ill && is_case(of)
            }
            _ => false,
        };
        let all = matches!(fact.frame.role, None | Some(Role::Total));
        is_count(fact) && of && !fact.frame.other_period && all
    };
    let after = (last.0 + 1..)
        .map(FactId)
        .take(reach as usize)
        .take_while(|id| (id.0 as usize) < within.document.facts.len());
    let before = (first.0.saturating_sub(reach)..first.0).rev().map(FactId);
    let mut found = after.into_iter().filter(fits);
    found.next().or_else(|| before.into_iter().find(fits))
}

/// How many facts around the parts a whole of their event is looked for.
const AROUND: u32 = 3;

/// The one other figure of the sentence, where it is the whole: its noun says so, or "including" does.
fn beside(
    within: Within<'_>,
    links: &LinksByFact<'_>,
    parts: &[FactId],
    other: FactId,
    whole: ConceptId,
) -> Option<FactId> {
    let includes = links.at(other).any(|link| {
        matches!(link.kind, LinkKind::Among | LinkKind::PartOf)
            && link.to == other
            && parts.contains(&link.from)
    });
    let joined = links.at(other).any(|link| link.kind == LinkKind::Joined);
    // "40 injured, nine of them …": what counts the same, narrowed, is no further item.
    let narrowed = parts.iter().all(|&part| {
        other < part && kind_of(within, part).is_some_and(|kind| within.vocabulary.concepts.is_a(kind, whole))
    });
    let named = is_of(within, other, whole) && (narrowed || !joined);
    (includes || named).then_some(other)
}

/// The whole in one of the sentences just before.
fn before(within: Within<'_>, parts: &[FactId], whole: ConceptId) -> Option<FactId> {
    let first = *parts.iter().min()?;
    let reach = first.0.saturating_sub(WHOLE_REACH)..first.0;
    let mut found = reach.rev().map(FactId).filter(|&id| is_of(within, id, whole));
    found.next()
}

/// The scales that a bare number can take on from its whole.
const SCALES: [Decimal; 3] = [
    Decimal::from_parts(1_000_000_000, 0, 0, false, 0),
    Decimal::from_parts(1_000_000, 0, 0, false, 0),
    Decimal::ONE_THOUSAND,
];

/// How many facts before its parts a whole is looked for.
const WHOLE_REACH: u32 = 6;

fn is_of(within: Within<'_>, id: FactId, concept: ConceptId) -> bool {
    is_count(within.fact(id)) && within.fact(id).frame.of == Some(Subject::Concept(concept))
}

impl Sum {
    /// "Of the 40 million euros, 18 come from the state and 14 from the region": bare numbers take on the scale of
    /// their sum of money, where all of them can.
    fn scale(&self, within: Within<'_>) -> Option<Decimal> {
        let whole = quantity_of(within.fact(self.whole))?.bounds.single()?;
        let fits = |scale: &Decimal| {
            let held = |&id: &FactId| {
                let value = quantity_of(within.fact(id)).and_then(|part| part.bounds.single());
                value.and_then(|value| value.checked_mul(*scale)).is_some_and(|value| value <= whole)
            };
            self.parts.iter().filter(|&&part| self.is_bare(within, part)).all(held)
        };
        let measured = quantity_of(within.fact(self.whole))?.measure != Measure::Count;
        let scale = SCALES.into_iter().find(fits).filter(|_| measured);
        Some(scale.unwrap_or(Decimal::ONE))
    }

    /// A number below a thousand without a unit or a scale of its own.
    fn is_bare(&self, within: Within<'_>, part: FactId) -> bool {
        quantity_of(within.fact(part)).is_some_and(|part| {
            let small = part.bounds.single().is_some_and(|value| value < Decimal::ONE_THOUSAND);
            part.measure == Measure::Count && small
        })
    }

    fn fault(&self, within: Within<'_>) -> Option<WithinFault> {
        // What a text lists as the parts of one whole is told alike, whatever its verbs: "the loan is split in two:
        // Varn will get 20 million and Lisk 10 million".
        let status = |id: FactId| within.fact(id).frame.status();
        let unsure = |status| matches!(status, Status::Denied | Status::Hypothetical);
        let asserted =
            |&id: &FactId| !unsure(status(id)) && (self.listed || status(id) == status(self.whole));
        if !self.parts.iter().all(asserted) {
            return None;
        }
        let ones = Decimal::from(self.ones);
        let (mut low, mut high, mut sum) = (ones, ones, ones);
        let scale = self.scale(within)?;
        for &part in &self.parts {
            let scale = if self.is_bare(within, part) { scale } else { Decimal::ONE };
            let written = written(within.fact(part))?;
            low = low.checked_add(written.low.checked_mul(scale)?)?;
            high = high.checked_add(written.high.checked_mul(scale)?)?;
            let value = quantity_of(within.fact(part))?.bounds.single()?;
            sum = sum.checked_add(value.checked_mul(scale)?)?;
        }
        let whole = written(within.fact(self.whole))?;
        // Halves round up: the ends themselves belong to the next figure.
        let all = quantity_of(within.fact(self.whole))?.bounds.single()?;
        if sum == all || low < whole.high && whole.low < high || self.open && sum < all {
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
