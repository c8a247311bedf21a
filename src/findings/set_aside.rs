use crate::text::Position;

use super::Finding;

/// A finding that does not count, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAside {
    /// What was found.
    pub finding: Finding,
    /// Why it does not count.
    pub why: WhyAside,
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// In what a suppression is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuppressedBy {
    /// A comment in the article.
    Comment,
    /// The front matter of the article.
    FrontMatter,
    /// The file beside the article.
    Sidecar,
    /// `factlint.toml`.
    Config,
}

impl SuppressedBy {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::FrontMatter => "front-matter",
            Self::Sidecar => "sidecar",
            Self::Config => "config",
        }
    }

    /// Whether it stands in the article itself.
    pub fn is_in_source(self) -> bool {
        matches!(self, Self::Comment | Self::FrontMatter)
    }
}
