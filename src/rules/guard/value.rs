use std::cmp::Ordering;
use std::sync::Arc;

use jiff::SignedDuration;

use crate::lexicon::Vocabulary;
use crate::model::{ConceptId, DateTime, Decimal, Measure, Shared};

use super::ast::Arithmetic;

/// A value in a guard.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Truth(bool),
    /// A number, with its measure where it is that of a fact. A number in the guard has none, and takes
    /// that of what it is held against.
    Number(Decimal, Option<Measure>),
    Moment(DateTime),
    /// In seconds.
    Length(Decimal),
    Concept(ConceptId),
    Sources(Shared<Arc<str>>),
    Name(Arc<str>),
}

impl Value {
    /// A number as it stands in a guard.
    pub fn number(number: Decimal) -> Self {
        Self::Number(number, None)
    }

    /// Whether the two are the same; `None` where that cannot be told.
    pub fn is_same(&self, other: &Self, vocabulary: &Vocabulary) -> Option<bool> {
        match (self, other) {
            // Two texts that share a source have one in common.
            (Self::Sources(ours), Self::Sources(theirs)) => {
                Some(ours.iter().any(|source| theirs.contains(source)))
            }
            (Self::Number(..), Self::Number(..)) => {
                self.order(other, vocabulary).map(|order| order == Ordering::Equal)
            }
            _ => Some(self == other),
        }
    }

    /// Which of the two lies first; `None` where that cannot be told.
    pub fn order(&self, other: &Self, vocabulary: &Vocabulary) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(ours, left), Self::Number(theirs, right)) => {
                let (ours, theirs, _) = together((*ours, *left), (*theirs, *right), vocabulary)?;
                Some(ours.cmp(&theirs))
            }
            (Self::Moment(ours), Self::Moment(theirs)) => Some(ours.cmp(theirs)),
            (Self::Length(ours), Self::Length(theirs)) => Some(ours.cmp(theirs)),
            _ => None,
        }
    }

    /// What the two make; `None` where that cannot be told or no decimal holds it.
    pub fn reckon(&self, sign: Arithmetic, other: &Self, vocabulary: &Vocabulary) -> Option<Self> {
        match (self, other) {
            (Self::Number(ours, left), Self::Number(theirs, right)) => {
                numbers((*ours, *left), sign, (*theirs, *right), vocabulary)
            }
            (Self::Length(ours), Self::Length(theirs)) => {
                let result = of_decimals(*ours, sign, *theirs)?;
                Some(if sign == Arithmetic::Divide { Self::number(result) } else { Self::Length(result) })
            }
            (Self::Length(length), Self::Number(times, None)) => {
                of_decimals(*length, sign, *times).map(Self::Length)
            }
            (Self::Number(times, None), Self::Length(length)) => times.checked_mul(*length).map(Self::Length),
            (Self::Moment(ours), Self::Moment(theirs)) => {
                Some(Self::Length(Decimal::from(ours.duration_since(*theirs).as_secs())))
            }
            (Self::Moment(moment), Self::Length(seconds)) => {
                let seconds = if sign == Arithmetic::Subtract { -*seconds } else { *seconds };
                let whole = i64::try_from(seconds.trunc()).ok()?;
                moment.checked_add(SignedDuration::from_secs(whole)).ok().map(Self::Moment)
            }
            _ => None,
        }
    }

    /// The value with the other sign.
    pub fn negative(self) -> Option<Self> {
        match self {
            Self::Number(number, measure) => Some(Self::Number(-number, measure)),
            Self::Length(seconds) => Some(Self::Length(-seconds)),
            _ => None,
        }
    }

    /// The value without its sign.
    pub fn absolute(self) -> Option<Self> {
        match self {
            Self::Number(number, measure) => Some(Self::Number(number.abs(), measure)),
            Self::Length(seconds) => Some(Self::Length(seconds.abs())),
            _ => None,
        }
    }
}

type Measured = (Decimal, Option<Measure>);

/// Two numbers in one measure: 35 km and 20 miles are both brought to metres. `None` where their
/// measures have nothing to do with each other.
fn together(
    ours: Measured,
    theirs: Measured,
    vocabulary: &Vocabulary,
) -> Option<(Decimal, Decimal, Option<Measure>)> {
    match (ours, theirs) {
        ((ours, left), (theirs, right)) if left == right || right.is_none() => Some((ours, theirs, left)),
        ((ours, None), (theirs, right)) => Some((ours, theirs, right)),
        ((ours, Some(Measure::Unit(left))), (theirs, Some(Measure::Unit(right)))) => {
            let (from, to) = (vocabulary.units.get(left), vocabulary.units.get(right));
            let one_dimension = from.dimension == to.dimension;
            let base = one_dimension.then(|| vocabulary.units.base_of(&from.dimension)).flatten();
            base.and_then(|base| Some((from.to_base(ours)?, to.to_base(theirs)?, Some(Measure::Unit(base)))))
        }
        _ => None,
    }
}

fn numbers(ours: Measured, sign: Arithmetic, theirs: Measured, vocabulary: &Vocabulary) -> Option<Value> {
    match (sign, ours.1, theirs.1) {
        (Arithmetic::Multiply, Some(_), Some(_)) | (Arithmetic::Divide, None, Some(_)) => None,
        (Arithmetic::Divide, Some(_), Some(_)) => {
            let (ours, theirs, _) = together(ours, theirs, vocabulary)?;
            of_decimals(ours, sign, theirs).map(Value::number)
        }
        _ => {
            let (ours, theirs, measure) = together(ours, theirs, vocabulary)?;
            of_decimals(ours, sign, theirs).map(|number| Value::Number(number, measure))
        }
    }
}

fn of_decimals(ours: Decimal, sign: Arithmetic, theirs: Decimal) -> Option<Decimal> {
    match sign {
        Arithmetic::Add => ours.checked_add(theirs),
        Arithmetic::Subtract => ours.checked_sub(theirs),
        Arithmetic::Multiply => ours.checked_mul(theirs),
        Arithmetic::Divide => ours.checked_div(theirs),
    }
}
