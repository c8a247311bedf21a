use rust_decimal::Decimal;

use super::{Bounds, Hedge, Measure, Quantity};

/// A figure as printed, whatever qualifies it, with the reach of its rounding: "up to 1,150" is a
/// figure near 1,150 when a share of it is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Written {
    /// The least that it can be.
    pub low: Decimal,
    /// The most that it can be.
    pub high: Decimal,
}

/// "About", "nearly" and "more than" reach so far, as a share of the figure.
pub const LOOSE: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

/// A figure that others are worked out from was rounded by no more than this share of itself.
const ROUNDED: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

impl Written {
    /// The figure of an assertion; a range from its lower to its upper end. `None` where it prints none.
    pub fn of(bounds: &Bounds) -> Option<Self> {
        let reach = |value: Decimal| match bounds.hedge {
            Hedge::Exact | Hedge::Range | Hedge::AtMost | Hedge::AtLeast => Some(bounds.granularity),
            Hedge::Vague => None,
            _ => value.abs().checked_mul(LOOSE).map(|reach| reach.max(bounds.granularity)),
        };
        let (low, high) = match bounds.hedge {
            Hedge::Range | Hedge::About => (bounds.lower?.value, bounds.upper?.value),
            _ => (bounds.point()?, bounds.point()?),
        };
        Some(Self { low: low.checked_sub(reach(low)?)?, high: high.checked_add(reach(high)?)? })
    }

    /// The same where figures of one sentence are worked out from each other: half a step of the last digit to
    /// either side is all that rounding can hide, and nobody takes a share of 400 where 420 are meant.
    pub fn nearest(bounds: &Bounds) -> Option<Self> {
        let step = bounds.granularity.min(bounds.point()?.abs().checked_mul(ROUNDED)?);
        Self::of(&Bounds { granularity: step.checked_div(Decimal::TWO)?, ..*bounds })
    }

    /// A figure that a share is taken with: what is counted to the last one has no rounding.
    pub fn of_quantity(quantity: &Quantity) -> Option<Self> {
        match quantity.measure {
            Measure::Count => Self::nearest(&quantity.bounds.discrete()),
            _ => Self::nearest(&quantity.bounds),
        }
    }

    /// A number good to so much.
    pub fn around(value: Decimal, step: Decimal) -> Option<Self> {
        Some(Self { low: value.checked_sub(step)?, high: value.checked_add(step)? })
    }

    /// What a share can be, in hundredths: one in words is loose by a tenth of itself ("a third"), and a bound
    /// holds for everything on its side.
    pub fn of_share(measure: Measure, bounds: &Bounds) -> Option<Self> {
        let hundredths = |value: Decimal| match measure {
            Measure::Ratio => value.checked_mul(Decimal::ONE_HUNDRED),
            _ => Some(value),
        };
        let point = hundredths(bounds.point()?)?;
        let written = match measure {
            Measure::Ratio => Self::around(point, point.checked_mul(LOOSE)?)?,
            _ => Self::of(bounds)?,
        };
        // "More than half" and "at most 40 %" say on which side of the figure it lies.
        let rounding = if measure == Measure::Ratio { Decimal::ZERO } else { bounds.granularity };
        Some(match bounds.hedge {
            Hedge::AtLeast | Hedge::MoreThan => {
                Self { low: point.checked_sub(rounding)?, high: Decimal::MAX }
            }
            Hedge::AtMost | Hedge::LessThan => {
                Self { low: Decimal::ZERO, high: point.checked_add(rounding)? }
            }
            _ => written,
        })
    }

    /// Whether the two have a number in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// The ratio of the two in hundredths; `None` where the other may be zero.
    pub fn per_hundred(&self, whole: &Self) -> Option<Self> {
        if whole.low <= Decimal::ZERO || self.low < Decimal::ZERO {
            return None;
        }
        let ratio =
            |part: Decimal, whole: Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
        Some(Self { low: ratio(self.low, whole.high)?, high: ratio(self.high, whole.low)? })
    }

    /// The two together.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }

    /// The one so many times.
    pub fn times(&self, other: &Self) -> Option<Self> {
        Some(Self { low: self.low.checked_mul(other.low)?, high: self.high.checked_mul(other.high)? })
    }

    /// The middle of it: what was written.
    pub fn middle(&self) -> Option<Decimal> {
        self.low.checked_add(self.high)?.checked_div(Decimal::TWO)
    }

    /// Both ends through `convert`.
    pub fn map(&self, convert: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(Self { low: convert(self.low)?, high: convert(self.high)? })
    }
}
