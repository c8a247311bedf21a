use crate::model::{Decimal, FactId, LinkKind, Measure, Unit, grouped};

use super::written::Written;
use super::{Within, WithinFault, quantity_of};

/// "8,200 hectares (12,300 acres)": a measure said once more in another unit of its dimension.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let restated = within.document.links.iter().filter(|link| link.kind == LinkKind::Restates);
    restated.filter_map(|link| fault(within, link.to, link.from)).collect()
}

fn fault(within: Within<'_>, first: FactId, second: FactId) -> Option<WithinFault> {
    let (ours, theirs) = (quantity_of(within.fact(first))?, quantity_of(within.fact(second))?);
    let (Measure::Unit(from), Measure::Unit(to)) = (ours.measure, theirs.measure) else { return None };
    let (from, to) = (within.vocabulary.units.get(from), within.vocabulary.units.get(to));
    let one_dimension = from.dimension == to.dimension && from.code != to.code;
    let unsure = [ours, theirs]
        .iter()
        .any(|side| side.alternative.is_some() || !side.readings.is_empty() || side.per.is_some());
    if !one_dimension || unsure {
        return None;
    }
    let (printed, said) = (Written::of(&ours.bounds)?, Written::of(&theirs.bounds)?);
    let meets = |convert: &dyn Fn(Decimal) -> Option<Decimal>| {
        printed.map(convert).is_none_or(|value| value.meets(&said))
    };
    // "2 °C (3.6 °F) warmer" is a difference: the zero of the scale does not move it.
    let difference = |value: Decimal| to.factor.inverse()?.apply(from.factor.apply(value)?);
    if meets(&|value| convert(from, to, value)) || meets(&difference) {
        return None;
    }
    let expected = convert(from, to, ours.bounds.point()?)?.round_sf(SHOWN_DIGITS)?;
    let words = vec![("expected", format!("{} {}", grouped(expected), to.shown))];
    Some(WithinFault { primary: second, others: vec![first], words })
}

/// With so many digits a conversion is shown.
const SHOWN_DIGITS: u32 = 3;

/// A value of one unit in another of its dimension; `None` where a decimal cannot hold it.
fn convert(from: &Unit, to: &Unit, value: Decimal) -> Option<Decimal> {
    to.of_base(from.to_base(value)?)
}
