use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Comparison;

/// How a text qualifies a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Hedge {
    /// "12": the number as it stands.
    Exact,
    /// "about 12", "cerca de 12".
    About,
    /// "at least 12".
    AtLeast,
    /// "more than 12".
    MoreThan,
    /// "at most 12", "up to 12".
    AtMost,
    /// "fewer than 12".
    LessThan,
    /// "nearly 12": less than 12, and not by much.
    Nearly,
    /// "just over 12": more than 12, and not by much.
    JustOver,
    /// "between 4.2 and 5.8 million".
    Range,
    /// "dozens", "several", "kilkanaście": an interval that no one counted.
    Vague,
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// The limit.
    #[serde(with = "crate::text::packed")]
    pub value: Decimal,
    /// Whether the limit itself lies outside.
    pub open: bool,
}

/// A number as asserted: an interval with its qualification and the precision it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The lower end; `None` where the text sets none.
    pub lower: Option<End>,
    /// The upper end; `None` where the text sets none.
    pub upper: Option<End>,
    /// How the text qualifies the number.
    pub hedge: Hedge,
    /// The step to which the number is good: 100,000 for "1.2 million", 1 for "1,187".
    #[serde(with = "crate::text::packed")]
    pub granularity: Decimal,
}

/// The numbers that an assertion allows once rounding and approximation are granted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The lower end; `None` is unbounded.
    pub lower: Option<End>,
    /// The upper end; `None` is unbounded.
    pub upper: Option<End>,
}

/// "Nearly" reaches this share of the number down, and "just over" no further up.
const NEARLY_REACH: Decimal = Decimal::from_parts(13, 0, 0, false, 2);

impl Bounds {
    /// An unqualified number.
    pub fn exact(value: Decimal, granularity: Decimal) -> Self {
        let end = Some(End { value, open: false });
        Self { lower: end, upper: end, hedge: Hedge::Exact, granularity }
    }

    /// An interval that no one counted ("dozens").
    pub fn vague(lower: Decimal, upper: Option<Decimal>) -> Self {
        let closed = |value| End { value, open: false };
        Self {
            lower: Some(closed(lower)),
            upper: upper.map(closed),
            hedge: Hedge::Vague,
            granularity: Decimal::ONE,
        }
    }

    /// From `low` to `high`, both named by the text; the ends are put in order.
    pub fn range(low: Self, high: Self) -> Self {
        let (low, high) = if low.point() <= high.point() { (low, high) } else { (high, low) };
        let hedge =
            if low.hedge == Hedge::About || high.hedge == Hedge::About { Hedge::About } else { Hedge::Range };
        Self {
            lower: low.lower,
            upper: high.upper,
            hedge,
            granularity: low.granularity.min(high.granularity),
        }
    }

    /// The same number under a qualification. A range keeps its ends, and becomes approximate.
    #[must_use]
    pub fn hedged(self, hedge: Hedge) -> Self {
        let Some(value) = self.single() else {
            return self.hedged_interval(hedge);
        };
        let closed = Some(End { value, open: false });
        let open = Some(End { value, open: true });
        let share = value.abs().checked_mul(NEARLY_REACH).unwrap_or_default();
        let reach = if share.is_zero() { Decimal::ONE } else { share };
        // "Just over 41" stays below 42, "just over 40" may be 43: one step of the last digit that counts.
        let overshoot = last_place(value).min(reach);
        // What no decimal can hold is no limit.
        let end = |value: Option<Decimal>| value.map(|value| End { value, open: false });
        let (lower, upper) = match hedge {
            Hedge::Exact | Hedge::About | Hedge::Range | Hedge::Vague => (closed, closed),
            Hedge::AtLeast => (closed, None),
            Hedge::MoreThan => (open, None),
            Hedge::AtMost => (None, closed),
            Hedge::LessThan => (None, open),
            Hedge::Nearly => (end(value.checked_sub(reach)), open),
            Hedge::JustOver => (open, end(value.checked_add(overshoot))),
        };
        Self { lower, upper, hedge, granularity: self.granularity }
    }

    fn hedged_interval(self, hedge: Hedge) -> Self {
        match hedge {
            Hedge::AtLeast | Hedge::MoreThan => Self {
                upper: None,
                hedge: if self.hedge == Hedge::Vague { Hedge::Vague } else { hedge },
                ..self
            },
            Hedge::About | Hedge::Nearly if self.hedge != Hedge::Vague => {
                Self { hedge: Hedge::About, ..self }
            }
            _ => self,
        }
    }

    /// The number, where the text names just one.
    pub fn single(&self) -> Option<Decimal> {
        match (self.lower, self.upper) {
            (Some(lower), Some(upper)) if lower.value == upper.value => Some(lower.value),
            _ => None,
        }
    }

    /// The figure that the text prints: the one number, the limit, or a range's lower end.
    pub fn point(&self) -> Option<Decimal> {
        match self.hedge {
            Hedge::Nearly | Hedge::AtMost | Hedge::LessThan => self.upper.map(|end| end.value),
            _ => self.lower.or(self.upper).map(|end| end.value),
        }
    }

    /// Whether the text says *about*, or something as loose.
    pub fn is_approximate(&self) -> bool {
        matches!(self.hedge, Hedge::About | Hedge::Nearly | Hedge::JustOver | Hedge::Vague)
    }

    /// The same numbers times `factor`; `None` where a decimal cannot hold the product.
    pub fn scaled(&self, factor: Decimal) -> Option<Self> {
        self.map(|value| value.checked_mul(factor), |step| step.checked_mul(factor))
    }

    /// The same numbers through `value`, and their precision through `step`.
    pub fn map(
        &self,
        value: impl Fn(Decimal) -> Option<Decimal>,
        step: impl Fn(Decimal) -> Option<Decimal>,
    ) -> Option<Self> {
        let end = |end: Option<End>| match end {
            None => Some(None),
            Some(end) => value(end.value).map(|value| Some(End { value, open: end.open })),
        };
        let granularity = step(self.granularity)?;
        Some(Self { lower: end(self.lower)?, upper: end(self.upper)?, hedge: self.hedge, granularity })
    }

    /// What the assertion allows: a round figure covers what rounds to it, and an approximate one
    /// reaches `about` (a share of the number) to either side.
    pub fn extent(&self, about: Decimal) -> Extent {
        let half_step = self.granularity.checked_div(Decimal::TWO).unwrap_or_default();
        let slack = |value: Decimal| match self.hedge {
            Hedge::About => value.abs().checked_mul(about).unwrap_or_default().max(half_step),
            Hedge::Exact | Hedge::Range | Hedge::AtMost | Hedge::AtLeast => half_step,
            Hedge::MoreThan | Hedge::LessThan | Hedge::Nearly | Hedge::JustOver | Hedge::Vague => {
                Decimal::ZERO
            }
        };
        let widen = |end: End, up: bool| {
            let by = slack(end.value);
            let value = if up { end.value.checked_add(by) } else { end.value.checked_sub(by) };
            // What rounds up at the half belongs to the next figure.
            let open = end.open || (up && !by.is_zero() && self.hedge != Hedge::About);
            End { value: value.unwrap_or(end.value), open }
        };
        Extent {
            lower: self.lower.map(|end| widen(end, false)),
            upper: self.upper.map(|end| widen(end, true)),
        }
    }

    /// The same for things that come whole: a count written to the last one has no rounding.
    #[must_use]
    pub fn discrete(self) -> Self {
        let counted = self.granularity <= Decimal::ONE;
        Self { granularity: if counted { Decimal::ZERO } else { self.granularity }, ..self }
    }

    /// Whether one number can satisfy both assertions.
    pub fn compare(&self, other: &Self, about: Decimal) -> Comparison {
        if self.extent(about).meets(&other.extent(about)) { Comparison::Agree } else { Comparison::Conflict }
    }
}

impl Extent {
    /// Whether the two have a number in common.
    pub fn meets(&self, other: &Self) -> bool {
        starts_before(self.lower, other.upper) && starts_before(other.lower, self.upper)
    }
}

fn starts_before(lower: Option<End>, upper: Option<End>) -> bool {
    let (Some(lower), Some(upper)) = (lower, upper) else { return true };
    match lower.value.cmp(&upper.value) {
        Ordering::Less => true,
        Ordering::Equal => !lower.open && !upper.open,
        Ordering::Greater => false,
    }
}

/// The step to which a written number is good, before its scale word: its last decimal place, or
/// the place of its last digit that is not zero. Figures below 100 are taken to be counted.
pub fn granularity_of(value: Decimal) -> Decimal {
    if value.scale() == 0 && value.abs() < Decimal::ONE_HUNDRED { Decimal::ONE } else { last_place(value) }
}

/// The place of a number's last decimal, or of its last digit that is not zero.
fn last_place(value: Decimal) -> Decimal {
    if value.scale() > 0 {
        return Decimal::new(1, value.scale());
    }
    if value.is_zero() {
        return Decimal::ONE;
    }
    // Without a scale the mantissa is the number.
    let (mut digits, mut step) = (value.mantissa().unsigned_abs(), 1_i128);
    // Few numbers need more than a machine word, in which it is quicker to divide.
    while digits > u128::from(u64::MAX) && digits % 10 == 0 {
        (digits, step) = (digits / 10, step * 10);
    }
    let mut short = u64::try_from(digits).unwrap_or(1);
    while short % 10 == 0 {
        (short, step) = (short / 10, step * 10);
    }
    Decimal::try_from_i128_with_scale(step, 0).unwrap_or(Decimal::ONE)
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let point = |value: Option<Decimal>| value.map_or_else(|| "?".to_string(), grouped);
        let (lower, upper) = (self.lower.map(|end| end.value), self.upper.map(|end| end.value));
        match self.hedge {
            Hedge::Exact => write!(f, "{}", point(lower)),
            Hedge::About if lower == upper => write!(f, "about {}", point(lower)),
            Hedge::About => write!(f, "about {} to {}", point(lower), point(upper)),
            Hedge::AtLeast => write!(f, "{} or more", point(lower)),
            Hedge::MoreThan => write!(f, "more than {}", point(lower)),
            Hedge::AtMost => write!(f, "{} or fewer", point(upper)),
            Hedge::LessThan => write!(f, "less than {}", point(upper)),
            Hedge::Nearly => write!(f, "nearly {}", point(upper)),
            Hedge::JustOver => write!(f, "just over {}", point(lower)),
            Hedge::Range => write!(f, "{} to {}", point(lower), point(upper)),
            Hedge::Vague if upper.is_none() => write!(f, "{} or more, not counted", point(lower)),
            Hedge::Vague => write!(f, "{} to {}, not counted", point(lower), point(upper)),
        }
    }
}

/// A decimal with its thousands apart, so that an editor can read it: `12 000.5`.
pub fn grouped(value: Decimal) -> String {
    let plain = value.normalize().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut out = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about() -> Decimal {
        Decimal::new(10, 2)
    }

    fn number(text: &str) -> Bounds {
        let value: Decimal = text.parse().unwrap();
        Bounds::exact(value, granularity_of(value))
    }

    #[track_caller]
    fn check(left: Bounds, right: Bounds, expected: Comparison) {
        assert_eq!(left.compare(&right, about()), expected, "{left} against {right}");
        assert_eq!(right.compare(&left, about()), expected, "{right} against {left}");
    }

    #[test]
    fn a_round_figure_covers_what_rounds_to_it() {
        check(number("12000"), number("12040"), Comparison::Agree);
        check(number("12000"), number("12600"), Comparison::Conflict);
        check(number("12000"), number("13000"), Comparison::Conflict);
    }

    #[test]
    fn small_counts_are_counted() {
        check(number("20"), number("19"), Comparison::Conflict);
        check(number("63"), number("36"), Comparison::Conflict);
    }

    #[test]
    fn at_least_meets_everything_above() {
        check(number("11000").hedged(Hedge::AtLeast), number("12000"), Comparison::Agree);
        check(number("19").hedged(Hedge::AtLeast), number("17"), Comparison::Conflict);
    }

    #[test]
    fn open_ends_do_not_meet_their_limit() {
        check(number("40").hedged(Hedge::MoreThan), number("40").discrete(), Comparison::Conflict);
        check(number("40").hedged(Hedge::MoreThan), number("41"), Comparison::Agree);
        check(number("600").hedged(Hedge::LessThan), number("1150"), Comparison::Conflict);
    }

    #[test]
    fn about_reaches_a_tenth() {
        check(number("350").hedged(Hedge::About), number("330"), Comparison::Agree);
        check(number("350").hedged(Hedge::About), number("450"), Comparison::Conflict);
    }

    #[test]
    fn nearly_stays_below() {
        check(number("9000").hedged(Hedge::Nearly), number("8700"), Comparison::Agree);
        check(number("9000").hedged(Hedge::Nearly), number("9400"), Comparison::Conflict);
    }

    #[test]
    fn just_over_reaches_one_step_of_the_last_digit() {
        let just_over = |text: &str| number(text).hedged(Hedge::JustOver);
        check(just_over("40"), number("43").discrete(), Comparison::Agree);
        check(just_over("41"), number("43").discrete(), Comparison::Conflict);
        check(just_over("100"), number("110").discrete(), Comparison::Agree);
        check(just_over("100"), number("150").discrete(), Comparison::Conflict);
    }

    #[test]
    fn the_largest_number_takes_every_qualification() {
        let largest = Bounds::exact(Decimal::MAX, Decimal::ONE);
        let smallest = Bounds::exact(Decimal::MIN, Decimal::ONE);
        for hedge in [Hedge::About, Hedge::Nearly, Hedge::JustOver, Hedge::AtLeast, Hedge::LessThan] {
            check(largest.hedged(hedge), largest.hedged(hedge), Comparison::Agree);
            check(smallest.hedged(hedge), smallest.hedged(hedge), Comparison::Agree);
        }
    }

    #[test]
    fn a_range_keeps_both_ends() {
        let range = Bounds::range(number("4200000"), number("5800000"));
        check(range, number("5000000"), Comparison::Agree);
        check(range, number("6100000"), Comparison::Conflict);
        assert_eq!(range.to_string(), "4 200 000 to 5 800 000");
    }

    #[test]
    fn precision_is_what_was_written() {
        assert_eq!(granularity_of("1187".parse().unwrap()), Decimal::ONE);
        assert_eq!(granularity_of("5200".parse().unwrap()), Decimal::ONE_HUNDRED);
        assert_eq!(granularity_of("26.4".parse().unwrap()), "0.1".parse().unwrap());
        assert_eq!(granularity_of("50".parse().unwrap()), Decimal::ONE);
        assert_eq!(granularity_of(Decimal::ZERO), Decimal::ONE);
    }
}
