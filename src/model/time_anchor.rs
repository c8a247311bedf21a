use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// What a time was read against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeAnchor {
    /// Nothing: the words tell it all, or it is not known.
    Words,
    /// The publication date.
    Published,
    /// A publication date that is estimated: good for a week, and not to the day.
    Estimated,
    /// A time that the text names before: "the following day".
    Earlier,
}

impl TimeAnchor {
    /// The name in the public output; what the words tell needs none.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Words => None,
            Self::Published => Some("published"),
            Self::Estimated => Some("estimated-publication"),
            Self::Earlier => Some("earlier-time"),
        }
    }
}

/// Which end of a stretch a time is, where the text names one alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Runs {
    /// "since 2022": the other end is open.
    From,
    /// "until Sunday"
    UpTo,
}

impl Runs {
    /// The name in the public output.
    pub fn name(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::UpTo => "up-to",
        }
    }
}

/// A time of the clock without its day, or two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockHands {
    /// The first.
    #[serde(with = "crate::text::packed")]
    pub from: Time,
    /// The second, of a stretch.
    #[serde(with = "crate::text::packed")]
    pub to: Option<Time>,
    /// Whether minutes are written.
    pub minutes: bool,
    /// Whether the words tell which half of the day it is of.
    pub told: bool,
}
