//! What a slip keeps of a figure, in a form that is compared at no cost: every two figures of a story that differ are
//! asked for it.

use std::fmt;

use crate::model::Decimal;

/// Stands for a digit that may be any.
pub(super) const ANY: u8 = 0xA;

/// The digits of a figure; a decimal has 29 at most.
#[derive(Clone, Copy)]
pub(super) struct Digits {
    buffer: [u8; 40],
    length: usize,
}

impl Digits {
    /// Those of the figure without its point.
    pub fn of(figure: Decimal) -> Self {
        Self::of_number(figure.mantissa().unsigned_abs())
    }

    /// Those of a whole number.
    pub fn of_number(mut number: u128) -> Self {
        let mut digits = Self { buffer: [0; 40], length: 0 };
        while number > 0 && digits.length < digits.buffer.len() {
            // The remainder of ten is below ten.
            digits.buffer[digits.length] = (number % 10) as u8;
            digits.length += 1;
            number /= 10;
        }
        digits.buffer[..digits.length].reverse();
        digits
    }

    /// All of them, the first one first.
    pub fn all(&self) -> &[u8] {
        &self.buffer[..self.length]
    }

    /// Those before the zeros at the end.
    pub fn told(&self) -> &[u8] {
        let zeros = self.all().iter().rev().take_while(|digit| **digit == 0).count();
        &self.buffer[..self.length - zeros]
    }
}

/// Digits in one number: four bits each, behind a one that tells how many they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Packed(u128);

impl Packed {
    pub fn of(digits: impl IntoIterator<Item = u8>) -> Self {
        Self(digits.into_iter().fold(1, |packed, digit| (packed << 4) | u128::from(digit)))
    }

    /// The digits with the one at a place left to be any.
    pub fn but_for(digits: &[u8], place: usize) -> Self {
        let any = |(at, digit): (usize, &u8)| if at == place { ANY } else { *digit };
        Self::of(digits.iter().enumerate().map(any))
    }

    /// The digits without the one at a place.
    pub fn without(digits: &[u8], place: usize) -> Self {
        Self::of(digits.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, digit)| *digit))
    }
}

/// What a slip keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlipKey {
    /// Digits in any order, so many before and behind the point.
    Turned(Packed, i64, u32),
    /// All digits but one, so many before the point.
    Changed(Packed, i64),
    /// All digits of a year but one.
    Year(Packed),
    /// The digits, whatever zeros stand behind them, so many before the point.
    Zero(Packed, i64),
    /// The digits without one of them.
    Lost(Packed),
    /// "Fourteen", "forty".
    Heard(u8),
    /// "Four", "fourteen", "forty": of lengths of time.
    HeardOfTime(u8),
    /// The minutes of a length of hours and minutes.
    Minutes(u8),
    /// The hours of such a length with the digits of its minutes in any order.
    MinutesTurned(i64, Packed),
}

impl fmt::Display for SlipKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Turned(digits, places, scale) => write!(f, "turned {:x} {places} {scale}", digits.0),
            Self::Changed(digits, places) => write!(f, "changed {:x} {places}", digits.0),
            Self::Year(digits) => write!(f, "year {:x}", digits.0),
            Self::Zero(digits, places) => write!(f, "zero {:x} {places}", digits.0),
            Self::Lost(digits) => write!(f, "lost {:x}", digits.0),
            Self::Heard(digit) => write!(f, "heard {digit}"),
            Self::HeardOfTime(digit) => write!(f, "heard of time {digit}"),
            Self::Minutes(minutes) => write!(f, "minutes {minutes}"),
            Self::MinutesTurned(hours, digits) => write!(f, "minutes turned {hours} {:x}", digits.0),
        }
    }
}
