use rustc_hash::FxHashMap;

use crate::model::{Bounds, Decimal, Fact, FactId, FactValue, LinkKind, Measure, Written, grouped};

use super::{Within, WithinFault, quantity_of};

/// "each of the 40 families gets 2,000 euros, 90,000 in all": a total that is not so many times what each is.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let mut factors: FxHashMap<FactId, Vec<FactId>> = FxHashMap::default();
    for link in within.document.links.iter().filter(|link| link.kind == LinkKind::Times) {
        factors.entry(link.from).or_default().push(link.to);
    }
    let mut found: Vec<WithinFault> =
        factors.into_iter().filter_map(|(total, factors)| fault(within, total, factors)).collect();
    found.sort_by_key(|fault| fault.primary);
    found
}

fn fault(within: Within<'_>, total: FactId, factors: Vec<FactId>) -> Option<WithinFault> {
    let &[one, other] = factors.as_slice() else { return None };
    // A mean is rounded, and a number of things is not.
    let mean = [one, other].iter().any(|&id| quantity_of(within.fact(id)).is_none());
    let written = |id: FactId| written(within.fact(id), mean);
    let value = |id: FactId| bounds(within.fact(id))?.single();
    let product = written(one)?.times(&written(other)?)?;
    if product.meets(&written(total)?) {
        return None;
    }
    let expected = value(one)?.checked_mul(value(other)?)?;
    Some(WithinFault { primary: total, others: factors, words: vec![("expected", grouped(expected))] })
}

/// How many there are is a number to the last one; what each is, and the total, may be rounded.
fn written(fact: &Fact, mean: bool) -> Option<Written> {
    let counted = quantity_of(fact).is_some_and(|quantity| quantity.measure == Measure::Count);
    let lasted = matches!(fact.value, FactValue::Duration(_));
    match counted && !mean || lasted {
        true => Written::around(bounds(fact)?.single()?, Decimal::ZERO),
        false => Written::nearest(bounds(fact)?),
    }
}

fn bounds(fact: &Fact) -> Option<&Bounds> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(&quantity.bounds),
        FactValue::Duration(duration) => Some(&duration.bounds),
        _ => None,
    }
}
