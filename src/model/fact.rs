use serde::{Deserialize, Serialize};

use super::{DateTime, Duration, Frame, Quantity, TimeValue};
use crate::text::Span;

/// A fact's number within its document, in text order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FactId(pub u32);

/// What kind of value a fact asserts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FactValue {
    /// A number, a count, a measure or a sum of money.
    Quantity(Quantity),
    /// A rank.
    Ordinal(u32),
    /// A date, a period or a moment.
    Time(TimeValue),
    /// A length of time.
    Duration(Duration),
    /// Something that repeats ("every Tuesday").
    Recurrence,
}

/// A value as asserted, with the words that assert it and what it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The words, in the document's text view.
    pub span: Span,
    /// The value.
    pub value: FactValue,
    /// What it is about.
    pub frame: Frame,
    /// The sentence it stands in, in the document's text view.
    pub sentence: Span,
}

impl Fact {
    /// The stretch of civil time that it names, both its ends known.
    pub fn stretch(&self) -> Option<(DateTime, DateTime)> {
        match &self.value {
            FactValue::Time(time) => {
                time.sure_interval().and_then(|interval| interval.start.zip(interval.end))
            }
            _ => None,
        }
    }
}
