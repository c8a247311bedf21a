use crate::model::{Decimal, FactId, Hedge, Link, LinkKind, Measure, Quantity, grouped};

use super::written::Written;
use super::{Within, WithinFault, quantity_of};

/// "up 40 % to 84 million, from 56 million": a step that its own levels do not give.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let steps = within.document.links.iter().filter(|link| link.kind == LinkKind::ChangedFrom);
    steps.filter_map(|link| fault(within, *link)).collect()
}

fn fault(within: Within<'_>, from: Link) -> Option<WithinFault> {
    let is_to = |link: &&Link| link.kind == LinkKind::ChangedTo && link.from == from.from;
    let to = within.document.links.iter().find(is_to)?;
    let quantity = |id: FactId| quantity_of(within.fact(id));
    let step = quantity(from.from)?;
    let one_range = from.to == to.to;
    let falls = falls(within, [from.from, from.to]);
    let (before, after) = match one_range {
        true => ends(quantity(from.to)?, falls == Some(true))?,
        false => levels(quantity(from.to)?, quantity(to.to)?)?,
    };
    let said = Written::of(&step.bounds)?;
    let points = step.measure == Measure::PercentagePoints;
    let computed = |before, after| if points { gap(before, after) } else { share_of(before, after) };
    // Where no word says rise or fall, a range does not tell which of its ends came first.
    let either_way = one_range && falls.is_none() && computed(after, before)?.meets(&said);
    if either_way || computed(before, after)?.meets(&said) {
        return None;
    }
    let change = middle(after)?.checked_sub(middle(before)?)?.abs();
    let expected = match points {
        true => format!("{} pp", grouped(change)),
        false => {
            let share = change.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(middle(before)?)?;
            format!("{} %", share.round_dp(1).normalize())
        }
    };
    let mut others = vec![from.to, to.to];
    others.dedup();
    Some(WithinFault { primary: from.from, others, words: vec![("expected", expected)] })
}

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
    let end = |value: Decimal| Written::around(value, range.bounds.granularity);
    let (low, high) = (end(range.bounds.lower?.value)?, end(range.bounds.upper?.value)?);
    Some(if falls { (high, low) } else { (low, high) })
}

/// Two levels of one sentence are good to the finer of the two: "from 6 to 8.4 million" means 6.0.
fn levels(before: &Quantity, after: &Quantity) -> Option<(Written, Written)> {
    if before.alternative.is_some() || after.alternative.is_some() {
        return None;
    }
    let step = before.bounds.granularity.min(after.bounds.granularity);
    let level = |quantity: &Quantity| match (quantity.bounds.hedge, quantity.bounds.single()) {
        (Hedge::Exact, Some(value)) => Written::around(value, step),
        _ => Written::of(&quantity.bounds),
    };
    Some((level(before)?, level(after)?))
}

fn middle(written: Written) -> Option<Decimal> {
    written.low.checked_add(written.high)?.checked_div(Decimal::TWO)
}

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
