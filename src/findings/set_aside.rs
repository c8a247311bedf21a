use serde::{Deserialize, Serialize};

use crate::document::{SuppressedBy, Suppression};
use crate::text::Position;

use super::Finding;

/// A finding that does not count, and why.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
pub struct SetAside {
    /// What was found.
    pub finding: Finding,
    /// Why it does not count.
    pub why: WhyAside,
}

/// Why a finding does not count.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub enum WhyAside {
    /// Somebody said so, with a reason.
    Suppressed(Suppressed),
    /// It stands in a baseline: it was there before.
    Known {
        /// The baseline, as it was named.
        baseline: String,
    },
}

/// Who said that a finding does not count, and why.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct Suppressed {
    /// In what it is written.
    pub by: SuppressedBy,
    /// The reason that is given.
    pub reason: String,
    /// The file that it is written in.
    pub path: String,
    /// Where in that file.
    pub position: Position,
}

impl From<&Suppression> for Suppressed {
    fn from(suppression: &Suppression) -> Self {
        let Suppression { by, reason, path, position, .. } = suppression.clone();
        Self { by, reason, path, position }
    }
}
