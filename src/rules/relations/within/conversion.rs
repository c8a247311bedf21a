use crate::model::{
    Bounds, Decimal, FactId, Hedge, LOOSE, LinkKind, Measure, Quantity, Unit, Written, grouped,
};

use super::{Within, WithinFault, quantity_of};

/// "8,200 hectares (12,300 acres)": a measure said once more in another unit of its dimension.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let restated = within.document.links.iter().filter(|link| link.kind == LinkKind::Restates);
    restated.filter_map(|link| fault(within, link.to, link.from)).collect()
}

fn fault(within: Within<'_>, first: FactId, second: FactId) -> Option<WithinFault> {
    let (ours, theirs) = (quantity_of(within.fact(first))?, quantity_of(within.fact(second))?);
    let unsure = [ours, theirs].iter().any(|side| side.alternative.is_some() || side.per.is_some());
    // "pounds" are money too, and tons are of two kinds: the other side tells which, or any of them may hold.
    let units: Vec<(&Unit, &Unit)> = readings(within, ours)
        .flat_map(|from| readings(within, theirs).map(move |to| (from, to)))
        .filter(|(from, to)| from.dimension == to.dimension && from.code != to.code)
        .collect();
    let &(from, to) = units.first().filter(|_| !unsure)?;
    if units.iter().any(|(from, to)| converts(ours, theirs, from, to).unwrap_or(true)) {
        return None;
    }
    // "31 million pounds" are read as money first: then the measure beside them is held against them.
    let measured = matches!(theirs.measure, Measure::Unit(_));
    let (primary, other, value, from, to) = match measured {
        true => (second, first, ours, from, to),
        false => (first, second, theirs, to, from),
    };
    let expected = convert(from, to, value.bounds.point()?)?.round_sf(SHOWN_DIGITS)?;
    let words = vec![("expected", format!("{} {}", grouped(expected), to.shown))];
    Some(WithinFault { primary, others: vec![other], words })
}

/// The units that the words of a figure can mean.
fn readings<'a>(within: Within<'a>, side: &'a Quantity) -> impl Iterator<Item = &'a Unit> {
    let all = std::iter::once(side.measure).chain(side.readings.iter().copied());
    all.filter_map(move |measure| match measure {
        Measure::Unit(unit) => Some(within.vocabulary.units.get(unit)),
        _ => None,
    })
}

/// Whether one figure is the other in its unit; `None` where a decimal cannot hold it. Of two ranges either end must be
/// that of the other.
fn converts(ours: &Quantity, theirs: &Quantity, from: &Unit, to: &Unit) -> Option<bool> {
    let ends = |side: &Quantity| {
        let end = |value: Decimal| Bounds::exact(value, side.bounds.granularity);
        let both = side.bounds.lower.zip(side.bounds.upper).filter(|_| side.bounds.hedge == Hedge::Range);
        both.map(|(low, high)| [end(low.value), end(high.value)])
    };
    match (ends(ours), ends(theirs)) {
        (Some([a, b]), Some([c, d])) => Some(is_one(a, c, from, to)? && is_one(b, d, from, to)?),
        _ => is_one(ours.bounds, theirs.bounds, from, to),
    }
}

fn is_one(ours: Bounds, theirs: Bounds, from: &Unit, to: &Unit) -> Option<bool> {
    let (printed, said) = (rounded(ours, from)?, rounded(theirs, to)?);
    let meets = |convert: &dyn Fn(Decimal) -> Option<Decimal>| {
        printed.map(convert).is_none_or(|value| value.meets(&said))
    };
    // "2 °C (3.6 °F) warmer" is a difference: the zero of the scale does not move it.
    let difference = |value: Decimal| to.factor.inverse()?.apply(from.factor.apply(value)?);
    Some(meets(&|value| convert(from, to, value)) || meets(&difference))
}

/// A figure with the reach of its rounding: a whole step where that is small against it ("50 miles (80 km)"), half a
/// step where it is not, and no more than a degree of temperature.
fn rounded(bounds: Bounds, unit: &Unit) -> Option<Written> {
    let step = bounds.granularity;
    let half = step.checked_div(Decimal::TWO)?;
    let tenth = bounds.point()?.abs().checked_mul(LOOSE)?;
    let reach = if unit.offset.is_some() { step.min(Decimal::ONE) } else { step.min(tenth.max(half)) };
    Written::of(&Bounds { granularity: reach, ..bounds })
}

/// With so many digits a conversion is shown.
const SHOWN_DIGITS: u32 = 3;

/// A value of one unit in another of its dimension; `None` where a decimal cannot hold it.
fn convert(from: &Unit, to: &Unit, value: Decimal) -> Option<Decimal> {
    to.of_base(from.to_base(value)?)
}
