use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::document::DocId;
use crate::text::Span;

use super::Fingerprint;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing, and explainable.
    Note,
    /// An editor should look.
    Warning,
    /// One of the two must be wrong.
    Error,
}

impl Level {
    /// The name in configuration and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! families {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// The kinds of contradiction; `editorial` holds what contradicts nothing, and is a matter of style.
        #[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[serde(rename_all = "lowercase")]
        #[allow(missing_docs)]
        pub enum Family { $($variant),+ }

        impl Family {
            /// The name in rule files and output.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

families! {
    Quantity = "quantity", Unit = "unit", Scale = "scale", Date = "date", Weekday = "weekday",
    Calendar = "calendar", Order = "order", Duration = "duration", Age = "age", Sum = "sum",
    Part = "part", Percent = "percent", Conversion = "conversion", Change = "change",
    Editorial = "editorial",
}

/// What two facts are to each other.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The same thing at the same moment, and values that cannot meet.
    Conflict,
    /// The same figure with another unit, or of another thing.
    UnitMismatch,
    /// A factor of a thousand or a million.
    ScaleSlip,
    /// Each figure is attributed to another source.
    SourceSplit,
    /// A later, higher figure of something that only grows.
    Update,
}

impl Verdict {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::UnitMismatch => "unit-mismatch",
            Self::ScaleSlip => "scale-slip",
            Self::SourceSplit => "source-split",
            Self::Update => "update",
        }
    }
}

/// How one slot of two frames compared.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct SlotOutcome {
    /// The slot: `event`, `period` …
    pub slot: Cow<'static, str>,
    /// `same`, `contained`, `unknown`, `different`; for values `agree`, `conflict`, `cannot-tell`.
    pub outcome: Cow<'static, str>,
    /// What stands in the slot on either side.
    pub detail: String,
}

/// A place that takes part in a finding.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct Label {
    /// The document.
    pub document: DocId,
    /// The words, as bytes of the document's source.
    pub span: Span,
    /// What stands there, in few words.
    pub message: String,
    /// Whether the finding is about this place above all.
    pub primary: bool,
}

/// A contradiction, or something worth knowing, with all the places that take part.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// The kind of contradiction.
    pub family: Family,
    /// How much it weighs.
    pub level: Level,
    /// What the facts are to each other.
    pub verdict: Verdict,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The places, the primary one first, then by document and place.
    pub labels: Vec<Label>,
    /// What else to know.
    pub notes: Vec<String>,
    /// What to do.
    pub help: String,
    /// How sure it is, in hundredths.
    pub confidence: u8,
    /// What stays the same while texts are edited around it.
    pub fingerprint: Fingerprint,
    /// Why the facts were held to speak of the same thing.
    pub comparison: Vec<SlotOutcome>,
}

impl Finding {
    /// The total order of findings: level, then place, then rule. Same input, same order.
    pub fn sort_key(&self) -> impl Ord + use<> {
        let place = self.labels.first().map(|label| (label.document, label.span));
        (std::cmp::Reverse(self.level), place, self.rule.clone(), self.fingerprint.clone())
    }
}
