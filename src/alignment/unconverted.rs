//! Measures of which one was printed as it stood in another unit: "2,640 metres" are 8,660 feet, and no 8,660 metres.

use std::collections::BTreeSet;

use crate::model::{Bounds, Decimal, Fact, FactValue, Hedge, Measure, Quantity, UnitId, UnitTable};

use super::pair::Pair;

/// Between which units texts convert for their readers.
const CONVERTED: [(&str, &str); 13] = [
    ("m", "[ft_i]"),
    ("m", "[yd_i]"),
    ("km", "[mi_i]"),
    ("km", "[nmi_i]"),
    ("cm", "[in_i]"),
    ("mm", "[in_i]"),
    ("har", "[acr_us]"),
    ("km2", "[smi_i]"),
    ("m2", "[sft_i]"),
    ("kg", "[lb_av]"),
    ("L", "[gal_us]"),
    ("km/h", "[mi_i]/h"),
    ("km/h", "[kn_i]"),
];

/// A conversion meets its figure within one part in so many.
const EXACT_TO: u32 = 500;

/// Whether two measures in one unit are one measure, where one of the figures is that of another unit. Both are told
/// with three digits and more: shorter ones meet by chance.
pub(super) fn is_unconverted(a: &Quantity, b: &Quantity, units: &UnitTable) -> bool {
    let (Measure::Unit(unit), Some(one), Some(other)) = (a.measure, telling(a), telling(b)) else {
        return false;
    };
    if a.measure != b.measure || a.per != b.per || a.difference != b.difference {
        return false;
    }
    let code = &units.get(unit).code;
    let foreign = CONVERTED.iter().filter_map(|(metric, other)| match code {
        code if code == metric => Some(other),
        code if code == other => Some(metric),
        _ => None,
    });
    foreign.filter_map(|code| units.find(code)).any(|foreign| {
        is_one_measure(units, (unit, one), (foreign, other))
            || is_one_measure(units, (foreign, one), (unit, other))
    })
}

/// A figure of three digits and more, told as it is: "2,640", "about 8,660".
fn telling(quantity: &Quantity) -> Option<&Bounds> {
    let bounds = &quantity.bounds;
    let told = matches!(bounds.hedge, Hedge::Exact | Hedge::About);
    let digits = bounds.point()?.normalize().mantissa().unsigned_abs();
    (told && digits >= 100).then_some(bounds)
}

/// Whether two figures, each in a unit of its own, are one measure but for how they are rounded.
fn is_one_measure(units: &UnitTable, one: (UnitId, &Bounds), other: (UnitId, &Bounds)) -> bool {
    let in_base = |(unit, bounds): (UnitId, &Bounds)| {
        let unit = units.get(unit);
        let (point, step) = (unit.scaled(bounds.point()?)?, unit.scaled(bounds.granularity)?);
        Some((point, step))
    };
    let Some(((ours, step), (theirs, their_step))) = in_base(one).zip(in_base(other)) else { return false };
    let Some(gap) = ours.checked_sub(theirs).map(|gap| gap.abs()) else { return false };
    let near = gap.checked_mul(Decimal::from(EXACT_TO)).is_some_and(|gap| gap <= ours.abs());
    near && gap <= step.max(their_step)
}

impl Pair<'_> {
    /// The measures of two documents of which one is the figure of another unit: they share no digits by which they
    /// would be held together.
    pub(super) fn unconverted(&self) -> BTreeSet<(u32, u32)> {
        let units = &self.vocabulary.units;
        let measures = |facts: &[Fact]| -> Vec<(u32, Quantity)> {
            let told = (0..).zip(facts).filter_map(|(id, fact)| match &fact.value {
                FactValue::Quantity(quantity) if matches!(quantity.measure, Measure::Unit(_)) => {
                    telling(quantity).map(|_| (id, quantity.clone()))
                }
                _ => None,
            });
            told.collect()
        };
        let ours = measures(&self.document(self.first).facts);
        let theirs = measures(&self.document(self.second).facts);
        // Tables of many measures meet by chance.
        if ours.len() * theirs.len() > self.limits.value.crowd {
            return BTreeSet::new();
        }
        let both = ours.iter().flat_map(|one| theirs.iter().map(move |other| (one, other)));
        both.filter(|((_, a), (_, b))| is_unconverted(a, b, units)).map(|((a, _), (b, _))| (*a, *b)).collect()
    }
}
