//! How a level before and a level after go with the step between them: "up 40 % to 84 million, from 60".

use rust_decimal::Decimal;

use super::written::LOOSE;
use super::{Bounds, ConceptTable, Fact, FactValue, Hedge, Measure, Quantity, Subject, Written};

/// What a figure is a step in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepIn {
    /// Hundredths, or a part, of the level before.
    Share,
    /// Points between two shares.
    Points,
    /// So many of what is counted or measured.
    Count,
}

impl StepIn {
    /// What a figure beside a level is a step in.
    pub fn of(step: &Quantity, level: &Quantity, one_range: bool) -> Option<Self> {
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
    pub fn said(self, step: &Quantity) -> Option<Written> {
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
pub fn told_step(fact: &Fact, concepts: &ConceptTable) -> Option<Quantity> {
    let FactValue::Quantity(quantity) = &fact.value else { return None };
    let quantity = quantity.clone();
    let basis = concepts.find(BASIS_POINT).map(Subject::Concept);
    if basis.is_none() || fact.frame.of != basis {
        return Some(quantity);
    }
    let part = |value: Decimal| value.checked_div(Decimal::ONE_HUNDRED);
    Some(Quantity { bounds: quantity.bounds.map(part, part)?, ..quantity })
}

/// A hundredth of a percentage point.
const BASIS_POINT: &str = "occurrence.basis-point";

/// The two levels of "from 6 to 8.4 million", the earlier first.
pub fn ends(range: &Quantity, falls: bool) -> Option<(Written, Written)> {
    let end = |value: Decimal| Written::nearest(&Bounds::exact(value, range.bounds.granularity));
    let (low, high) = (end(range.bounds.lower?.value)?, end(range.bounds.upper?.value)?);
    Some(if falls { (high, low) } else { (low, high) })
}

/// Two levels of one sentence are good to the finer of the two: "from 6 to 8.4 million" means 6.0.
pub fn levels(before: &Quantity, after: &Quantity) -> Option<(Written, Written)> {
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
pub fn gap(before: Written, after: Written) -> Option<Written> {
    let up = Written { low: after.low.checked_sub(before.high)?, high: after.high.checked_sub(before.low)? };
    let down =
        Written { low: before.low.checked_sub(after.high)?, high: before.high.checked_sub(after.low)? };
    let gap = if up.high >= down.high { up } else { down };
    Some(Written { low: gap.low.max(Decimal::ZERO), high: gap.high })
}

/// The same in hundredths of the level before.
pub fn share_of(before: Written, after: Written) -> Option<Written> {
    gap(before, after)?.per_hundred(&before)
}
