use serde::Deserialize;

use crate::findings::Level;

/// The lowest level that fails a run, the strictest first.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Any finding.
    Note,
    /// Warnings and errors.
    Warning,
    /// Errors alone.
    Error,
    /// Nothing.
    Never,
}

impl FailOn {
    /// The name in `factlint.toml` and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Never => "never",
        }
    }

    /// Whether a finding of `level` fails the run.
    pub fn fails(self, level: Level) -> bool {
        match self {
            Self::Note => true,
            Self::Warning => level >= Level::Warning,
            Self::Error => level >= Level::Error,
            Self::Never => false,
        }
    }
}

/// The level that a rule is given, or that it is off.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum LevelOrOff {
    /// Not run.
    Off,
    /// Worth knowing.
    Note,
    /// An editor should look.
    Warning,
    /// One of the two must be wrong.
    Error,
}

impl LevelOrOff {
    /// The level; `None` where the rule is off.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Off => None,
            Self::Note => Some(Level::Note),
            Self::Warning => Some(Level::Warning),
            Self::Error => Some(Level::Error),
        }
    }
}
