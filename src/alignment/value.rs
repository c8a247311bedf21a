use crate::lexicon::Vocabulary;
use crate::model::{
    Bounds, Comparison, Decimal, Fact, FactValue, Hedge, Measure, Quantity, Rate, RateOf, Role,
};

use super::limits::ValueLimits;
use super::slip::is_slip;
use super::unconverted::is_unconverted;

/// How two values relate, beyond agreeing or not: what rules name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueOutcome {
    /// Whether both can be true.
    pub comparison: Comparison,
    /// Whether both print the same figure.
    pub same_figure: bool,
    /// Whether they are measures in two units of one dimension.
    pub two_units: bool,
    /// Whether they are measures in one unit, and one prints the figure of another unit for the other.
    pub unconverted: bool,
    /// The power of ten between them, where it is a thousand or a million and nothing else differs.
    pub power_of_ten: Option<u32>,
    /// Whether the figure is so high a count that another equal one is no coincidence.
    pub telling_count: bool,
    /// Whether one is so many times the other that no one mistakes the two.
    pub far_apart: bool,
    /// Whether they are of one magnitude, as two figures of one thing are.
    pub alike: bool,
    /// Whether a slip of the pen or the ear makes one figure of the other, in one measure.
    pub slip: bool,
    /// Whether approximate figures miss each other by very little.
    pub near_miss: bool,
    /// Whether one rounds the other: they agree, and lie nearer to each other than a near miss.
    pub rounded: bool,
}

/// Holds the values of two facts against each other.
pub(super) fn compare_values(
    left: &Fact,
    right: &Fact,
    vocabulary: &Vocabulary,
    limits: &ValueLimits,
) -> ValueOutcome {
    let (about, near) = (limits.about, limits.near_miss);
    if let Some((left, right)) = in_one_wording(left, right, vocabulary) {
        return compare_values(&left, &right, vocabulary, limits);
    }
    let comparison = match (&left.value, &right.value) {
        (FactValue::Quantity(a), FactValue::Quantity(b)) if is_one_step(left, right, (a, b), vocabulary) => {
            Comparison::Agree
        }
        (FactValue::Quantity(a), FactValue::Quantity(b)) => a.compare(b, &vocabulary.units, about),
        (FactValue::Time(a), FactValue::Time(b)) => a.compare(b),
        (FactValue::Duration(a), FactValue::Duration(b)) => a.compare(b, about),
        (FactValue::Ordinal(a), FactValue::Ordinal(b)) if a != b => Comparison::Conflict,
        (FactValue::Ordinal(_), FactValue::Ordinal(_)) => Comparison::Agree,
        _ => Comparison::CannotTell,
    };
    match (&left.value, &right.value) {
        (FactValue::Quantity(a), FactValue::Quantity(b)) => ValueOutcome {
            comparison,
            same_figure: same_figure(a, b),
            two_units: are_in_two_units(a, b, vocabulary),
            unconverted: is_unconverted(a, b, &vocabulary.units),
            telling_count: is_telling_count(a, limits),
            power_of_ten: power_of_ten(a, b),
            far_apart: are_apart(a, b, vocabulary, Decimal::from(limits.farthest_factor)),
            alike: !are_apart(a, b, vocabulary, limits.alone_factor),
            slip: comparison == Comparison::Conflict && one_measure(a, b) && is_slip(left, right),
            near_miss: is_near_miss(a, b, vocabulary, about, near),
            rounded: comparison == Comparison::Agree && is_rounded(a, b, near),
        },
        _ => ValueOutcome {
            comparison,
            same_figure: is_same_length(left, right),
            two_units: false,
            unconverted: false,
            telling_count: false,
            power_of_ten: power_of_ten_of_lengths(left, right),
            far_apart: false,
            alike: true,
            slip: comparison == Comparison::Conflict && one_step(left, right) && is_slip(left, right),
            near_miss: false,
            rounded: false,
        },
    }
}

/// Two figures of which one is worded so that nothing can be held against it: "by a quarter" beside "by 35 %", "480 a
/// piece" beside "840 per animal". The same two in one wording; `None` where they are.
fn in_one_wording(left: &Fact, right: &Fact, vocabulary: &Vocabulary) -> Option<(Fact, Fact)> {
    let (FactValue::Quantity(a), FactValue::Quantity(b)) = (&left.value, &right.value) else { return None };
    let (mut ours, mut theirs) = (a.clone(), b.clone());
    match (a.measure, b.measure) {
        (Measure::Ratio, Measure::Percent) => ours = in_percent(a)?,
        (Measure::Percent, Measure::Ratio) => theirs = in_percent(b)?,
        _ => {}
    }
    if a.per != b.per {
        ours.per = piece_of(left, a, b, vocabulary);
        theirs.per = piece_of(right, b, a, vocabulary);
    }
    // "A tonne now fetches €262", "226 euros a tonne": what a rate is of may stand where no one finds it. So many people a
    // day are others than so many people.
    let counted = ours.measure == Measure::Count;
    if ours.per.is_none() != theirs.per.is_none() && !counted {
        (ours.per, theirs.per) = (None, None);
    }
    if ours == *a && theirs == *b {
        return None;
    }
    let worded = |fact: &Fact, quantity| Fact { value: FactValue::Quantity(quantity), ..fact.clone() };
    Some((worded(left, ours), worded(right, theirs)))
}

/// "A quarter" is about 25 %; "three times as much" is no share.
fn in_percent(ratio: &Quantity) -> Option<Quantity> {
    if !is_share_in_words(ratio) {
        return None;
    }
    let bounds = ratio.bounds.scaled(Decimal::ONE_HUNDRED)?;
    let hedge = if bounds.hedge == Hedge::Exact { Hedge::About } else { bounds.hedge };
    let bounds = Bounds { hedge, granularity: Decimal::ONE, ..bounds };
    Some(Quantity { bounds, measure: Measure::Percent, ..ratio.clone() })
}

/// Whether a ratio is a part of a whole, told in words: "a fifth", "half".
pub(super) fn is_share_in_words(quantity: &Quantity) -> bool {
    let part = quantity.bounds.single().is_some_and(|part| part > Decimal::ZERO && part <= Decimal::ONE);
    quantity.measure == Measure::Ratio && part
}

/// What one piece of a rate is: "a piece", "each" say no more than the word of the other text.
fn piece_of(fact: &Fact, own: &Quantity, other: &Quantity, vocabulary: &Vocabulary) -> Option<Rate> {
    let each = other.per.filter(|rate| rate.is_each());
    let concepts = &vocabulary.concepts;
    match own.per {
        None if fact.frame.role == Some(Role::Each) => each,
        Some(Rate { of: RateOf::Thing(Some(of)), base })
            if base == Decimal::ONE && concepts.flags(of).generic && !concepts.is_people(of) =>
        {
            each.or(own.per)
        }
        rate => rate,
    }
}

/// Whether both are told as points in one measure: "more than 80" keeps no digits of what it bounds.
fn one_measure(a: &Quantity, b: &Quantity) -> bool {
    let point = |quantity: &Quantity| matches!(quantity.bounds.hedge, Hedge::Exact | Hedge::About);
    a.measure == b.measure && a.per == b.per && point(a) && point(b)
}

/// Whether both are lengths of time in one unit, or both times.
fn one_step(a: &Fact, b: &Fact) -> bool {
    match (&a.value, &b.value) {
        (FactValue::Duration(a), FactValue::Duration(b)) => a.unit == b.unit,
        (FactValue::Time(_), FactValue::Time(_)) => true,
        _ => false,
    }
}

fn points(a: &Quantity, b: &Quantity) -> Option<(Decimal, Decimal)> {
    Some((a.bounds.point()?, b.bounds.point()?))
}

fn same_figure(a: &Quantity, b: &Quantity) -> bool {
    points(a, b).is_some_and(|(a, b)| a == b)
}

/// "151 mph", "151 km/h": measures in two units of one dimension.
fn are_in_two_units(a: &Quantity, b: &Quantity, vocabulary: &Vocabulary) -> bool {
    let unit = |quantity: &Quantity| matches!(quantity.measure, Measure::Unit(_));
    unit(a) && unit(b) && a.measure != b.measure && a.commensurable(b, &vocabulary.units)
}

/// "Two weeks", "two months": one figure with two units.
fn is_same_length(a: &Fact, b: &Fact) -> bool {
    match (&a.value, &b.value) {
        (FactValue::Duration(a), FactValue::Duration(b)) => {
            a.unit != b.unit && a.bounds.point().is_some() && a.bounds.point() == b.bounds.point()
        }
        _ => false,
    }
}

/// "Fell by 3%", "fell by −3%": the verb tells which way.
fn is_one_step(left: &Fact, right: &Fact, (a, b): (&Quantity, &Quantity), vocabulary: &Vocabulary) -> bool {
    let moves = |fact: &Fact| {
        fact.frame.event.map(|event| event.concept).filter(|&event| vocabulary.concepts.is_move(event))
    };
    let opposite = a.bounds.point().is_some_and(|point| b.bounds.point() == Some(-point));
    opposite && a.measure == b.measure && moves(left).is_some() && moves(left) == moves(right)
}

fn is_telling_count(a: &Quantity, limits: &ValueLimits) -> bool {
    a.bounds.point().is_some_and(|point| point >= Decimal::from(limits.telling_count))
}

/// Whether one is more than so many times the other: no one mistakes 14 for 2,300, nor 35 mm for 60 km.
pub(super) fn are_apart(a: &Quantity, b: &Quantity, vocabulary: &Vocabulary, factor: Decimal) -> bool {
    sizes(a, b, vocabulary).is_some_and(|(a, b)| {
        let (small, large) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
        small.checked_mul(factor).is_some_and(|limit| limit < large)
    })
}

/// Two figures as numbers of one unit: those they print, or those of the base of two units.
fn sizes(a: &Quantity, b: &Quantity, vocabulary: &Vocabulary) -> Option<(Decimal, Decimal)> {
    let units = &vocabulary.units;
    match (a.measure, b.measure) {
        (Measure::Unit(one), Measure::Unit(other))
            if one != other && units.get(one).dimension == units.get(other).dimension =>
        {
            Some((a.base_bounds(units)?.point()?, b.base_bounds(units)?.point()?))
        }
        _ => points(a, b),
    }
}

/// A factor of exactly 10³ or 10⁶ between figures in one measure. Counts have two digits or more: "9 mortos"
/// and "9 tys." share a digit, not a slip.
fn power_of_ten(a: &Quantity, b: &Quantity) -> Option<u32> {
    let (a_point, b_point) = points(a, b)?;
    let (small, large) = if a_point.abs() < b_point.abs() { (a_point, b_point) } else { (b_point, a_point) };
    // "7.2 million tonnes", "7.2 billion tonnes a year": what is told once need not be told again.
    let rates = a.per.is_some() && b.per.is_some() && a.per != b.per;
    if a.measure != b.measure || rates || small.is_zero() {
        return None;
    }
    let counted = a.measure == Measure::Count;
    let digits = small.normalize().mantissa().unsigned_abs();
    power_between(small, large).filter(|_| digits >= 10 || !counted)
}

/// The power of ten by which one figure is exactly a thousand or a million times the other.
fn power_between(small: Decimal, large: Decimal) -> Option<u32> {
    [3, 6].into_iter().find(|&power| small.checked_mul(Decimal::from(10u64.pow(power))) == Some(large))
}

/// "150 million years", "150 thousand years": lengths of time so long that a scale word tells them.
fn power_of_ten_of_lengths(left: &Fact, right: &Fact) -> Option<u32> {
    let (FactValue::Duration(a), FactValue::Duration(b)) = (&left.value, &right.value) else { return None };
    let (one, other) = (a.bounds.point()?, b.bounds.point()?);
    let (small, large) = (one.min(other), one.max(other));
    power_between(small, large).filter(|_| a.unit == b.unit && small >= Decimal::ONE_THOUSAND)
}

/// "More than 8,500", "8,518": whether two figures lie within a share of the larger one.
fn is_rounded(a: &Quantity, b: &Quantity, share: Decimal) -> bool {
    points(a, b).is_some_and(|(a, b)| {
        let reach = a.abs().max(b.abs()).checked_mul(share);
        a.checked_sub(b).zip(reach).is_some_and(|(gap, reach)| gap.abs() <= reach)
    })
}

fn is_near_miss(a: &Quantity, b: &Quantity, vocabulary: &Vocabulary, about: Decimal, near: Decimal) -> bool {
    let approximate = a.bounds.is_approximate() || b.bounds.is_approximate();
    approximate && lie_within(a, b, vocabulary, about, near)
}

/// Whether two figures that cannot meet miss each other by a share of the larger one at most. "About" reaches
/// `about` to either side before that.
pub(crate) fn lie_within(
    a: &Quantity,
    b: &Quantity,
    vocabulary: &Vocabulary,
    about: Decimal,
    share: Decimal,
) -> bool {
    let extents = (a.base_bounds(&vocabulary.units), b.base_bounds(&vocabulary.units));
    let (Some(a), Some(b)) = extents else { return false };
    let (a, b) = (a.extent(about), b.extent(about));
    let gap = |lower: Option<crate::model::End>, upper: Option<crate::model::End>| {
        let (lower, upper) = (lower?.value, upper?.value);
        if lower > upper { lower.checked_sub(upper).map(|gap| (gap, lower)) } else { None }
    };
    gap(a.lower, b.upper)
        .or_else(|| gap(b.lower, a.upper))
        .is_some_and(|(gap, size)| size.abs().checked_mul(share).is_some_and(|limit| gap <= limit))
}

/// Whether two figures are one number of one measure, and not of two rates: "12,000 a year", "12,000 a month".
pub(super) fn is_one_amount(one: &Quantity, other: &Quantity) -> bool {
    let rates = one.per.is_some() && other.per.is_some() && one.per != other.per;
    one.measure == other.measure && one.bounds.point() == other.bounds.point() && !rates
}

/// Whether two lengths of time are so alike that one may be meant by the other.
pub(super) fn are_lengths_alike(a: &Fact, b: &Fact, factor: Decimal) -> bool {
    let (FactValue::Duration(a), FactValue::Duration(b)) = (&a.value, &b.value) else { return true };
    let (Some(ours), Some(theirs)) = (a.bounds.point(), b.bounds.point()) else { return false };
    let (small, large) = (ours.min(theirs), ours.max(theirs));
    a.unit == b.unit && small.checked_mul(factor).is_some_and(|limit| limit >= large)
}

/// Whether a value is a bare count.
pub(super) fn is_count(value: &FactValue) -> bool {
    matches!(value, FactValue::Quantity(quantity) if matches!(quantity.measure, Measure::Count | Measure::Age(_)))
}
