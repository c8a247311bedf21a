use rust_decimal::prelude::ToPrimitive;

use crate::model::{Decimal, Fact, FactValue, Measure, TimeForm, TimeUnit};

use super::slip_key::{Digits, Packed, SlipKey};
use super::value::is_count;

/// What a slip of the pen or the ear keeps of a figure: two figures that share a key, and are not the same,
/// are what a slip makes of one. Digits change places ("14,300", "13,400"), one of many is another ("1,240",
/// "1,640"), one is lost ("6,050", "650"), or "fourteen" is heard as "forty". Figures that merely follow each
/// other ("1,187", "1,189") share none.
pub(super) fn slip_keys(fact: &Fact) -> Vec<SlipKey> {
    if let FactValue::Time(time) = &fact.value {
        return year_keys(&time.form);
    }
    let Some(point) = figure(fact).filter(|point| !point.is_zero()) else { return Vec::new() };
    let point = point.abs().normalize();
    let digits = Digits::of(point);
    let told = digits.told();
    // The place of the first digit: a slip keeps the magnitude.
    let places = digits.all().len() as i64 - i64::from(point.scale());
    let mut keys = Vec::with_capacity(FEW);
    keys.extend(turned_about(digits.all()).map(|kept| SlipKey::Turned(kept, places, point.scale())));
    keys.extend(one_changed(told, places));
    if !is_count(&fact.value) {
        keys.extend(zero_lost(told, places));
    }
    if point.scale() == 0 {
        keys.extend(one_lost(digits.all()));
    }
    keys.extend(minutes_kept(fact));
    keys.extend(minutes_turned(fact));
    keys.extend(misheard(told, places, matches!(fact.value, FactValue::Duration(_))));
    keys
}

/// Most figures have no more keys.
const FEW: usize = 12;

/// Whether two different figures are what a slip makes of one.
pub(super) fn is_slip(a: &Fact, b: &Fact) -> bool {
    if figure(a) == figure(b) {
        return false;
    }
    let (ours, theirs) = (slip_keys(a), slip_keys(b));
    // Of two figures of one length none has lost a digit: they share what each would be without one.
    let length = |fact: &Fact| figure(fact).map(|figure| Digits::of(figure.trunc().normalize()).all().len());
    let one_length = length(a) == length(b);
    let shared = |key: &SlipKey| theirs.contains(key) && !(one_length && matches!(key, SlipKey::Lost(_)));
    ours.iter().any(shared)
}

/// Whether two figures of three digits and more are told with the same digits in another order. "25,000" has but
/// two, "480" has three.
pub(super) fn is_turned(a: &Fact, b: &Fact) -> bool {
    let digits = |fact: &Fact| figure(fact).map(|figure| Digits::of(figure.normalize()));
    let (Some(ours), Some(theirs)) = (digits(a), digits(b)) else { return false };
    let telling = |digits: &Digits| digits.told().len() >= 3 || digits.all().len() == 3;
    figure(a) != figure(b)
        && ours.all().len() == theirs.all().len()
        && (telling(&ours) || telling(&theirs))
        && (0..=9).all(|digit| times(ours.all(), digit) == times(theirs.all(), digit))
}

/// Whether two figures of two digits and more have the same digits in another order: "37", "73".
pub(super) fn has_digits_of(a: &Fact, b: &Fact) -> bool {
    let digits = |fact: &Fact| figure(fact).map(|figure| Digits::of(figure.normalize()));
    let (Some(ours), Some(theirs)) = (digits(a), digits(b)) else { return false };
    let kept = turned_about(ours.all());
    let one_length = ours.all().len() == theirs.all().len();
    figure(a) != figure(b) && one_length && kept.is_some() && kept == turned_about(theirs.all())
}

/// Whether two figures of one length differ in their first digit alone: 280 and 180, 4.2 and 6.2.
pub(super) fn first_digit_differs(a: &Fact, b: &Fact) -> bool {
    let digits = |fact: &Fact| figure(fact).map(|figure| Digits::of(figure.normalize()));
    let (Some(ours), Some(theirs)) = (digits(a), digits(b)) else { return false };
    let (one, other) = (ours.told(), theirs.told());
    one.len() >= 2
        && ours.all().len() == theirs.all().len()
        && one.len() == other.len()
        && one[0] != other[0]
        && one[1..] == other[1..]
}

/// How often a digit stands among others.
fn times(digits: &[u8], digit: u8) -> usize {
    digits.iter().filter(|other| **other == digit).count()
}

/// Whether a figure is told with three digits and more: another one is seldom the same by chance.
pub(super) fn is_telling(fact: &Fact) -> bool {
    figure(fact).is_some_and(|figure| figure.normalize().mantissa().unsigned_abs() >= 100)
}

/// How near two figures or dates are to each other, as far as a slip tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// A slip makes one of the other; `telling` where three digits and more are kept.
    Slip {
        telling: bool,
    },
    /// All but one part is the same: a digit of two, a day in its month.
    Near,
    None,
}

/// How near two facts of one kind are.
pub(super) fn likeness(a: &Fact, b: &Fact) -> Likeness {
    if let (FactValue::Time(a), FactValue::Time(b)) = (&a.value, &b.value) {
        return likeness_of_times(&a.form, &b.form);
    }
    if is_slip(a, b) {
        return Likeness::Slip { telling: is_telling(a) && is_telling(b) };
    }
    let near = figure(a).zip(figure(b)).is_some_and(|(one, other)| {
        let misread = is_age(a) && is_age(b) && one_of_two_differs(one, other);
        misread || lost_one_of_two(one, other) || lost_one_of_two(other, one)
    });
    if near { Likeness::Near } else { Likeness::None }
}

/// Years share three digits by chance: only those whose digits change places are one with a slip.
fn likeness_of_times(a: &TimeForm, b: &TimeForm) -> Likeness {
    match (a, b) {
        (TimeForm::Year(one), TimeForm::Year(other)) => {
            let turned = |year: &i16| turned_about(Digits::of_number(u128::from(year.unsigned_abs())).all());
            if one != other && turned(one) == turned(other) {
                Likeness::Slip { telling: true }
            } else {
                Likeness::None
            }
        }
        _ if one_part_differs(a, b) => Likeness::Near,
        _ => Likeness::None,
    }
}

/// Whether a figure is an age.
pub(super) fn is_age(fact: &Fact) -> bool {
    matches!(&fact.value, FactValue::Quantity(quantity) if matches!(quantity.measure, Measure::Age(_)))
}

/// "Aged 58", "aged 53".
fn one_of_two_differs(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (a.normalize().to_string(), b.normalize().to_string());
    a.len() == 2 && b.len() == 2 && a.bytes().zip(b.bytes()).filter(|(one, other)| one == other).count() == 1
}

/// "8 %", "18 %": one digit of two is lost.
fn lost_one_of_two(short: Decimal, long: Decimal) -> bool {
    let (short, long) = (short.normalize().to_string(), long.normalize().to_string());
    short.len() == 1 && long.len() == 2 && long.contains(&short)
}

/// "5 May", "15 May": all but one part of a date is the same, and a digit of that.
fn one_part_differs(a: &TimeForm, b: &TimeForm) -> bool {
    match (a, b) {
        (TimeForm::Day(a), TimeForm::Day(b)) => {
            let parts = [a.year() != b.year(), a.month() != b.month(), a.day() != b.day()];
            parts.into_iter().filter(|differs| *differs).count() == 1
        }
        (TimeForm::Month(year, month), TimeForm::Month(other_year, other_month)) => {
            (year == other_year) != (month == other_month)
        }
        // "9 September 2020", "in September 2021"
        (TimeForm::Day(day), TimeForm::Month(year, month))
        | (TimeForm::Month(year, month), TimeForm::Day(day)) => day.month() == *month && day.year() != *year,
        _ => false,
    }
}

/// A year may have any of its digits changed: years do not grow.
fn year_keys(form: &TimeForm) -> Vec<SlipKey> {
    let TimeForm::Year(year) = form else { return Vec::new() };
    let year = Digits::of_number(u128::from(year.unsigned_abs()));
    let year = year.all();
    let changed = (0..year.len()).map(|at| SlipKey::Year(Packed::but_for(year, at)));
    turned_about(year).map(|kept| SlipKey::Turned(kept, 0, 0)).into_iter().chain(changed).collect()
}

fn figure(fact: &Fact) -> Option<Decimal> {
    match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.point(),
        FactValue::Duration(duration) => duration.bounds.point(),
        FactValue::Time(time) => match time.form {
            TimeForm::Year(year) => Some(Decimal::from(year)),
            _ => None,
        },
        _ => None,
    }
}

/// The digits that a figure keeps when some change places: "409" and "490", so without its zeros.
fn turned_about(digits: &[u8]) -> Option<Packed> {
    let kept = || digits.iter().copied().filter(|digit| *digit != 0);
    let first = kept().next()?;
    let other_digit = digits.iter().any(|digit| *digit != first);
    let sorted = (1..=9).flat_map(|digit| std::iter::repeat_n(digit, times(digits, digit)));
    (kept().count() >= 2 && other_digit).then(|| Packed::of(sorted))
}

/// One digit of four and more is another, but not the last one: that is how figures grow.
fn one_changed(told: &[u8], places: i64) -> impl Iterator<Item = SlipKey> + '_ {
    let positions = if told.len() >= 4 { told.len() - 1 } else { 0 };
    (0..positions).map(move |at| SlipKey::Changed(Packed::but_for(told, at), places))
}

/// "4.5 kg", "45 kg": a zero or the decimal point is lost. One digit alone is the same by chance, and so are counts.
fn zero_lost(told: &[u8], places: i64) -> impl Iterator<Item = SlipKey> + '_ {
    let steps = if told.len() >= 2 { 0..2 } else { 0..0 };
    steps.map(move |step| SlipKey::Zero(Packed::of(told.iter().copied()), places + step))
}

/// "3 hours 47 minutes", "2h47min": a length told to the minute keeps its minutes where the hour is mistaken.
fn minutes_kept(fact: &Fact) -> Option<SlipKey> {
    minutes_past(fact).map(SlipKey::Minutes)
}

/// "Two hours and 12 minutes", "two hours and 21 minutes": the digits of the minutes change places.
fn minutes_turned(fact: &Fact) -> Option<SlipKey> {
    let minutes = minutes_past(fact)?;
    let hours = figure(fact)?.to_i64()? / 60;
    turned_about(&[minutes / 10, minutes % 10]).map(|digits| SlipKey::MinutesTurned(hours, digits))
}

/// The minutes of a length of hours and minutes, where they are no quarters of an hour.
pub(super) fn minutes_past(fact: &Fact) -> Option<u8> {
    const LEAST: i64 = 90;
    let FactValue::Duration(duration) = &fact.value else { return None };
    let whole = duration.bounds.single().filter(|_| duration.unit == TimeUnit::Minute)?.to_i64()?;
    let minutes = u8::try_from(whole % 60).ok()?;
    (whole >= LEAST && minutes % 15 != 0).then_some(minutes)
}

/// Whether two lengths have the same hours, and the digits of their minutes have changed places.
pub(super) fn are_minutes_turned(a: &Fact, b: &Fact) -> bool {
    minutes_past(a) != minutes_past(b)
        && minutes_turned(a).is_some()
        && minutes_turned(a) == minutes_turned(b)
}

/// Whether one of two figures has lost a zero of the other: "3,600", "360". Two digits count at least.
pub(super) fn has_lost_zero(a: &Fact, b: &Fact) -> bool {
    let ten_times = |small: Decimal, large: Decimal| small.checked_mul(Decimal::TEN) == Some(large);
    figure(a).zip(figure(b)).is_some_and(|(one, other)| {
        let told = Digits::of(one.normalize()).told().len() >= 2;
        told && (ten_times(one, other) || ten_times(other, one))
    })
}

/// Whether two figures are the same but for a zero or the decimal point.
pub(super) fn is_ten_times(a: &Fact, b: &Fact) -> bool {
    let (ours, theirs) = (slip_keys(a), slip_keys(b));
    let zero = |key: &&SlipKey| matches!(key, SlipKey::Zero(..));
    figure(a) != figure(b) && ours.iter().filter(zero).any(|key| theirs.contains(key))
}

/// One digit of four and more is lost.
fn one_lost(digits: &[u8]) -> impl Iterator<Item = SlipKey> + '_ {
    let mut digits = digits;
    while let Some(shorter) = digits.strip_suffix(&[0, 0, 0]) {
        digits = shorter;
    }
    let whole = (digits.len() >= 3).then(|| SlipKey::Lost(Packed::of(digits.iter().copied())));
    // "21.4 million" without its last digit is 21 million, and never 2.1.
    let last = digits.iter().rposition(|digit| *digit != 0).filter(|last| last + 1 < digits.len());
    let told = last.unwrap_or(digits.len());
    let positions = if digits.len() >= 4 { 1..told } else { 0..0 };
    whole.into_iter().chain(positions.map(|at| SlipKey::Lost(Packed::without(digits, at))))
}

/// "Fourteen", "forty": nearly the same sound in many languages. Of lengths of time also "four", "fourteen":
/// things come in small numbers of every kind.
fn misheard(told: &[u8], places: i64, of_time: bool) -> impl Iterator<Item = SlipKey> {
    let (ten, one) = match (told, places) {
        ([1, digit @ 3..=9], 2) => (Some(*digit), Some(*digit)),
        ([digit @ 3..=9], 2) => (Some(*digit), None),
        ([digit @ 3..=9], 1) => (None, Some(*digit)),
        _ => (None, None),
    };
    let one = one.filter(|_| of_time).map(SlipKey::HeardOfTime);
    ten.map(SlipKey::Heard).into_iter().chain(one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Bounds, Frame, Quantity};
    use crate::text::Span;

    fn figure_of(text: &str) -> Fact {
        let value = Decimal::from_str_exact(text).unwrap();
        let value = FactValue::Quantity(Quantity::count(Bounds::exact(value, Decimal::ONE)));
        let span = Span { start: 0, end: 0 };
        Fact { span, value, frame: Frame::default(), sentence: span }
    }

    #[test]
    fn a_slip_keeps_most_of_a_figure() {
        let slips = [
            ("14300", "13400"),
            ("61", "16"),
            ("409", "490"),
            ("440", "404"),
            ("8500000", "5800000"),
            ("61.8", "68.1"),
            ("1243", "1643"),
            ("6050", "650"),
            ("14", "40"),
        ];
        for (one, other) in slips {
            assert!(is_slip(&figure_of(one), &figure_of(other)), "{one} {other}");
        }
    }

    #[test]
    fn digits_in_another_order_are_no_growth() {
        assert!(is_turned(&figure_of("1240"), &figure_of("1420")));
        assert!(!is_turned(&figure_of("1240"), &figure_of("1340")));
        assert!(!is_turned(&figure_of("16"), &figure_of("61")));
        assert!(!is_turned(&figure_of("52000"), &figure_of("25000")));
        assert!(is_turned(&figure_of("480"), &figure_of("840")));
    }

    #[test]
    fn near_figures_share_all_but_a_part() {
        let near = |one: &str, other: &str| likeness(&figure_of(one), &figure_of(other));
        assert_eq!(near("8", "18"), Likeness::Near);
        assert_eq!(near("62", "26"), Likeness::Slip { telling: false });
        assert_eq!(near("6200", "2600"), Likeness::Slip { telling: true });
        assert_eq!(near("8", "21"), Likeness::None);
    }

    #[test]
    fn other_figures_are_no_slips() {
        let others = [
            ("1187", "1189"),
            ("17", "27"),
            ("12", "120"),
            ("14", "14"),
            ("61", "160"),
            ("44", "440"),
            ("8", "18"),
        ];
        for (one, other) in others {
            assert!(!is_slip(&figure_of(one), &figure_of(other)), "{one} {other}");
        }
    }
}
