use crate::model::{
    Bounds, Decimal, FactId, FactValue, Hedge, Link, LinkKind, Measure, Quantity, Subject, grouped,
};

use super::written::{LOOSE, Written};
use super::{LinksByFact, Within, WithinFault, quantity_of};

/// "up 40 % to 84 million, from 56 million": a step that its own levels do not give.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let links = &within.document.links;
    let of_fact = LinksByFact::of(within.document);
    let steps = links.iter().filter(|link| link.kind == LinkKind::ChangedFrom);
    let mut found: Vec<WithinFault> = steps.filter_map(|link| fault(within, &of_fact, *link)).collect();
    found.extend(links.iter().filter_map(|link| match link.kind {
        LinkKind::Multiplied(times, of) => multiplied(within, *link, [times, of]),
        _ => None,
    }));
    found.sort_by_key(|fault| fault.primary);
    found
}

/// "doubled from 400 to 900": so many times the level before is not the level after. Who says "doubled" is
/// loose by a tenth.
fn multiplied(within: Within<'_>, link: Link, [times, of]: [u8; 2]) -> Option<WithinFault> {
    let (former, latter) = (&level_of(within, link.to)?, &level_of(within, link.from)?);
    if !is_one_unit(within, [link.to, link.from]) {
        return None;
    }
    let (before, after) = match link.from == link.to {
        true => ends(former, times < of)?,
        false => levels(former, latter)?,
    };
    let factor = Decimal::from(times).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(of))?;
    let said = Written::around(factor, factor.checked_mul(LOOSE)?)?;
    if after.per_hundred(&before)?.meets(&said) {
        return None;
    }
    let factors = |value: Decimal| format!("a factor of {}", value.round_dp(2).normalize());
    let true_factor = after.middle()?.checked_div(before.middle()?)?;
    let mut others = vec![link.to];
    others.retain(|&other| other != link.from);
    let said = factors(factor.checked_div(Decimal::ONE_HUNDRED)?);
    let words = vec![("a.value", said), ("expected", factors(true_factor))];
    Some(WithinFault { primary: link.from, others, words })
}

/// No level is told with one of so many times as much.
const FARTHEST_LEVEL: Decimal = Decimal::ONE_THOUSAND;

fn fault(within: Within<'_>, links: &LinksByFact<'_>, from: Link) -> Option<WithinFault> {
    let is_to = |link: &&Link| link.kind == LinkKind::ChangedTo && link.from == from.from;
    let to = links.at(from.from).find(is_to)?;
    let (former, latter) = (&level_of(within, from.to)?, &level_of(within, to.to)?);
    if !is_one_unit(within, [from.to, to.to]) {
        return None;
    }
    let step = &in_points(within, from.from)?;
    let one_range = from.to == to.to;
    // The levels stand beside their verb: "from 62 to 75, or by 21 %".
    let falls = falls(within, [from.to, from.from]);
    let (before, after) = match one_range {
        true => ends(former, falls == Some(true))?,
        false => levels(former, latter)?,
    };
    // "From 411 to 94 million": the word for millions stands once.
    if before.middle()?.checked_mul(FARTHEST_LEVEL)? < after.middle()? {
        return None;
    }
    let kind = Step::of(step, former, one_range)?;
    let said = kind.said(step)?;
    let computed = |before, after| match kind {
        Step::Share => share_of(before, after),
        Step::Points | Step::Count => gap(before, after),
    };
    // Where no word says rise or fall, a range does not tell which of its ends came first.
    let either_way = one_range && falls.is_none() && computed(after, before)?.meets(&said);
    // "fell 3 %, from 22 % to 19 %": whoever says so means points.
    let points =
        kind == Step::Share && [former, latter].iter().any(|level| level.measure == Measure::Percent);
    let points = points && gap(before, after)?.meets(&said);
    if either_way || points || computed(before, after)?.meets(&said) {
        return None;
    }
    let change = after.middle()?.checked_sub(before.middle()?)?.abs();
    let expected = match kind {
        Step::Points => format!("{} pp", grouped(change)),
        Step::Count => grouped(change),
        Step::Share => {
            let share = change.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before.middle()?)?;
            format!("{} %", share.round_dp(1).normalize())
        }
    };
    let mut others = vec![from.to, to.to];
    others.dedup();
    let mut words = vec![("expected", expected)];
    if step.measure == Measure::Ratio {
        let share = step.bounds.point()?.checked_mul(Decimal::ONE_HUNDRED)?;
        words.push(("a.value", format!("{} %", share.round_dp(1).normalize())));
    }
    Some(WithinFault { primary: from.from, others, words })
}

/// A level as a number: "from five days in July to nine in September" counts days.
fn level_of(within: Within<'_>, id: FactId) -> Option<Quantity> {
    match &within.fact(id).value {
        FactValue::Quantity(quantity) => Some(quantity.clone()),
        FactValue::Duration(lasting) => Some(Quantity::count(lasting.bounds)),
        _ => None,
    }
}

/// "from 50 minutes to two hours" are levels of other units.
fn is_one_unit(within: Within<'_>, levels: [FactId; 2]) -> bool {
    let [before, after] = levels.map(|id| match &within.fact(id).value {
        FactValue::Duration(lasting) => Some(lasting.unit),
        _ => None,
    });
    before.zip(after).is_none_or(|(before, after)| before == after)
}

/// What a figure is a step in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Share,
    Points,
    Count,
}

impl Step {
    fn of(step: &Quantity, level: &Quantity, one_range: bool) -> Option<Self> {
        match step.measure {
            Measure::Percent | Measure::Ratio => Some(Self::Share),
            Measure::PercentagePoints => Some(Self::Points),
            // "up four points, from 50 % to 54 %"
            Measure::Count if level.measure == Measure::Percent => Some(Self::Points),
            // "by 40 euros, from 560 to 620 euros": a range of the step's own measure.
            _ => (!one_range || level.measure == step.measure).then_some(Self::Count),
        }
    }

    /// What the step can be; a part in words is loose by a tenth of itself.
    fn said(self, step: &Quantity) -> Option<Written> {
        let point = step.bounds.point()?;
        match (self, step.measure) {
            (Self::Share, Measure::Ratio) => {
                let share = point.checked_mul(Decimal::ONE_HUNDRED)?;
                Written::around(share, share.checked_mul(LOOSE)?)
            }
            // What is counted to the last one is exact.
            (Self::Count, Measure::Count) => Written::of(&step.bounds.discrete()),
            (Self::Points | Self::Count, _) if step.bounds.hedge == Hedge::Exact => {
                Written::around(point, step.bounds.granularity.checked_div(Decimal::TWO)?)
            }
            _ => Written::of(&step.bounds),
        }
    }
}

/// A step as it is told; "25 basis points" are a quarter of a point.
fn in_points(within: Within<'_>, step: FactId) -> Option<Quantity> {
    let fact = within.fact(step);
    let quantity = quantity_of(fact)?.clone();
    let basis = within.vocabulary.concepts.find(BASIS_POINT).map(Subject::Concept);
    if basis.is_none() || fact.frame.of != basis {
        return Some(quantity);
    }
    let part = |value: Decimal| value.checked_div(Decimal::ONE_HUNDRED);
    Some(Quantity { bounds: quantity.bounds.map(part, part)?, ..quantity })
}

/// A hundredth of a percentage point.
const BASIS_POINT: &str = "occurrence.basis-point";

/// Whether the text says that the figure fell, or rose; `None` where it says neither.
fn falls(within: Within<'_>, facts: [FactId; 2]) -> Option<bool> {
    facts.into_iter().filter_map(|id| within.fact(id).frame.event).find_map(|event| {
        match within.vocabulary.concepts.name(event.concept) {
            "event.fall" => Some(true),
            "event.rise" => Some(false),
            _ => None,
        }
    })
}

/// The two levels of "from 6 to 8.4 million", the earlier first.
fn ends(range: &Quantity, falls: bool) -> Option<(Written, Written)> {
    let end = |value: Decimal| Written::nearest(&Bounds::exact(value, range.bounds.granularity));
    let (low, high) = (end(range.bounds.lower?.value)?, end(range.bounds.upper?.value)?);
    Some(if falls { (high, low) } else { (low, high) })
}

/// Two levels of one sentence are good to the finer of the two: "from 6 to 8.4 million" means 6.0.
fn levels(before: &Quantity, after: &Quantity) -> Option<(Written, Written)> {
    if before.alternative.is_some() || after.alternative.is_some() {
        return None;
    }
    let (before, after) = (&scaled_as(before, after), &scaled_as(after, before));
    let granularity = before.bounds.granularity.min(after.bounds.granularity);
    let level = |quantity: &Quantity| Written::nearest(&Bounds { granularity, ..quantity.bounds });
    // "o 3 tys. więcej niż 7 tys.": the words of comparing are no bound of the level.
    let exact = match before.bounds.hedge {
        Hedge::MoreThan | Hedge::LessThan => Bounds::exact(before.bounds.point()?, granularity),
        _ => Bounds { granularity, ..before.bounds },
    };
    Some((Written::nearest(&exact)?, level(after)?))
}

/// "de 510 para 561 milhões de euros": a bare number takes on the scale of the other level, where that brings the two
/// near each other.
fn scaled_as(level: &Quantity, other: &Quantity) -> Quantity {
    const NEAR: Decimal = Decimal::TEN;
    let scaled = |scale: Decimal| {
        let value = level.bounds.single()?.checked_mul(scale)?;
        let theirs = other.bounds.point()?;
        let near = value.checked_mul(NEAR)? >= theirs && theirs.checked_mul(NEAR)? >= value;
        // It is good to its last digit, as its neighbour is.
        let bounds = Bounds::exact(value, scale);
        near.then(|| Quantity { bounds, ..level.clone() })
    };
    let bare =
        level.measure == Measure::Count && (other.measure != Measure::Count || is_far_below(level, other));
    let scales = [Decimal::ONE, Decimal::ONE_THOUSAND, MILLION, BILLION];
    let found = scales.into_iter().find_map(scaled).filter(|_| bare);
    found.unwrap_or_else(|| level.clone())
}

/// "de 420 para 462 mil": a number below a thousand beside one that is good to no less than a thousand.
fn is_far_below(level: &Quantity, other: &Quantity) -> bool {
    let small = level.bounds.single().is_some_and(|value| value < Decimal::ONE_THOUSAND);
    let far = level.bounds.single().zip(other.bounds.point()).is_some_and(|(level, other)| {
        level.checked_mul(Decimal::ONE_HUNDRED).is_some_and(|level| level < other)
    });
    small && far && other.bounds.granularity >= Decimal::ONE_THOUSAND
}

const MILLION: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
const BILLION: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// How far the two levels lie apart, in either direction.
fn gap(before: Written, after: Written) -> Option<Written> {
    let up = Written { low: after.low.checked_sub(before.high)?, high: after.high.checked_sub(before.low)? };
    let down =
        Written { low: before.low.checked_sub(after.high)?, high: before.high.checked_sub(after.low)? };
    let gap = if up.high >= down.high { up } else { down };
    Some(Written { low: gap.low.max(Decimal::ZERO), high: gap.high })
}

/// The same in hundredths of the level before.
fn share_of(before: Written, after: Written) -> Option<Written> {
    gap(before, after)?.per_hundred(&before)
}
