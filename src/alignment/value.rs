use crate::lexicon::Vocabulary;
use crate::model::{Comparison, Decimal, Fact, FactValue, Measure, Quantity};

/// How two values relate, beyond agreeing or not: what rules name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueOutcome {
    /// Whether both can be true.
    pub comparison: Comparison,
    /// Whether both print the same figure.
    pub same_figure: bool,
    /// The power of ten between them, where it is a thousand or a million and nothing else differs.
    pub power_of_ten: Option<u32>,
    /// Whether approximate figures miss each other by very little.
    pub near_miss: bool,
}

/// Holds the values of two facts against each other. `about` and `near` are shares.
pub fn compare_values(
    a: &Fact,
    b: &Fact,
    vocabulary: &Vocabulary,
    about: Decimal,
    near: Decimal,
) -> ValueOutcome {
    let comparison = match (&a.value, &b.value) {
        (FactValue::Quantity(a), FactValue::Quantity(b)) => a.compare(b, &vocabulary.units, about),
        (FactValue::Time(a), FactValue::Time(b)) => a.compare(b),
        _ => Comparison::CannotTell,
    };
    let (same_figure, power_of_ten, near_miss) = match (&a.value, &b.value) {
        (FactValue::Quantity(a), FactValue::Quantity(b)) => {
            (same_figure(a, b), power_of_ten(a, b), is_near_miss(a, b, vocabulary, about, near))
        }
        _ => (false, None, false),
    };
    ValueOutcome { comparison, same_figure, power_of_ten, near_miss }
}

fn points(a: &Quantity, b: &Quantity) -> Option<(Decimal, Decimal)> {
    Some((a.bounds.point()?, b.bounds.point()?))
}

fn same_figure(a: &Quantity, b: &Quantity) -> bool {
    points(a, b).is_some_and(|(a, b)| a == b)
}

/// A factor of exactly 10³ or 10⁶ between figures of two digits or more, in one measure: "9 mortos"
/// and "9 tys." share a digit, not a slip.
fn power_of_ten(a: &Quantity, b: &Quantity) -> Option<u32> {
    let (a_point, b_point) = points(a, b)?;
    let (small, large) = if a_point.abs() < b_point.abs() { (a_point, b_point) } else { (b_point, a_point) };
    if a.measure != b.measure || a.per != b.per || small.is_zero() {
        return None;
    }
    let digits = small.normalize().mantissa().unsigned_abs();
    [3, 6].into_iter().find(|&power| {
        let factor = Decimal::from(10u64.pow(power));
        digits >= 10 && small.checked_mul(factor) == Some(large)
    })
}

fn is_near_miss(a: &Quantity, b: &Quantity, vocabulary: &Vocabulary, about: Decimal, near: Decimal) -> bool {
    if !a.bounds.is_approximate() && !b.bounds.is_approximate() {
        return false;
    }
    let extents = (a.base_bounds(&vocabulary.units), b.base_bounds(&vocabulary.units));
    let (Some(a), Some(b)) = extents else { return false };
    let (a, b) = (a.extent(about), b.extent(about));
    let gap = |lower: Option<crate::model::End>, upper: Option<crate::model::End>| {
        let (lower, upper) = (lower?.value, upper?.value);
        if lower > upper { lower.checked_sub(upper).map(|gap| (gap, lower)) } else { None }
    };
    gap(a.lower, b.upper)
        .or_else(|| gap(b.lower, a.upper))
        .is_some_and(|(gap, size)| size.abs().checked_mul(near).is_some_and(|limit| gap <= limit))
}

/// Whether a value is a bare count.
pub(super) fn is_count(value: &FactValue) -> bool {
    matches!(value, FactValue::Quantity(quantity) if matches!(quantity.measure, Measure::Count | Measure::Age(_)))
}
