use crate::model::{
    Decimal, FactId, FactValue, LOOSE, Link, LinkKind, Measure, Quantity, StepIn, Written, ends, gap,
    grouped, levels, share_of, told_step,
};

use super::{LinksByFact, Within, WithinFault};

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
    let step = &told_step(within.fact(from.from), &within.vocabulary.concepts)?;
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
    let kind = StepIn::of(step, former, one_range)?;
    let said = kind.said(step)?;
    let computed = |before, after| match kind {
        StepIn::Share => share_of(before, after),
        StepIn::Points | StepIn::Count => gap(before, after),
    };
    // Where no word says rise or fall, a range does not tell which of its ends came first.
    let either_way = one_range && falls.is_none() && computed(after, before)?.meets(&said);
    // "fell 3 %, from 22 % to 19 %": whoever says so means points.
    let points =
        kind == StepIn::Share && [former, latter].iter().any(|level| level.measure == Measure::Percent);
    let points = points && gap(before, after)?.meets(&said);
    if either_way || points || computed(before, after)?.meets(&said) {
        return None;
    }
    let change = after.middle()?.checked_sub(before.middle()?)?.abs();
    let expected = match kind {
        StepIn::Points => format!("{} pp", grouped(change)),
        StepIn::Count => grouped(change),
        StepIn::Share => {
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
