use serde::{Deserialize, Serialize};

use crate::text::{Position, Span};

/// A wish that findings do not count, with its reason.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct Suppression {
    /// In what it is written.
    pub by: SuppressedBy,
    /// Ids and families of rules; none where a finding is named.
    pub rules: Vec<String>,
    /// The fingerprint of the one finding that is meant, where one is named.
    pub finding: Option<String>,
    /// What of the document it covers.
    pub covers: Covers,
    /// Why the findings do not count.
    pub reason: String,
    /// The file that it is written in.
    pub path: String,
    /// Where in that file.
    pub position: Position,
}

/// What of a document a suppression covers.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub enum Covers {
    /// All of it.
    Document,
    /// These places of its source alone.
    Places(Vec<Span>),
}

impl Covers {
    /// Whether a place of the source is covered.
    pub fn holds(&self, span: Span) -> bool {
        match self {
            Self::Document => true,
            Self::Places(places) => places.iter().any(|place| place.overlaps(span)),
        }
    }
}

/// In what a suppression is written.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// A suppression as people write it into front matter, a sidecar file or `factlint.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenSuppression {
    /// In `factlint.toml`: the documents that it is about, by pattern; all where there is none.
    pub path: Option<String>,
    /// A rule, a family, or a list of them.
    pub rule: Option<Names>,
    /// The fingerprint of a finding.
    pub finding: Option<String>,
    /// Words of the article that it is about.
    pub words: Option<String>,
    /// A line of the file that it is about, counted from 1.
    pub line: Option<usize>,
    /// The document that it is about, in a file of many.
    pub document: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// A name or a list of names.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Names {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl Names {
    /// The names as a list.
    pub fn list(self) -> Vec<String> {
        match self {
            Self::One(name) => vec![name],
            Self::Several(names) => names,
        }
    }
}

/// How a fingerprint begins, whatever its version.
const FINGERPRINT: &str = "factlint/v";

impl WrittenSuppression {
    /// What it says, once it is known to be whole. It covers all of the document until it is
    /// taken on by one that holds the words or the line.
    ///
    /// # Errors
    ///
    /// What is missing or cannot be meant.
    pub fn checked(&self, by: SuppressedBy, path: &str, position: Position) -> Result<Suppression, String> {
        if self.path.is_some() && by != SuppressedBy::Config {
            return Err("`path` belongs into factlint.toml: what stands here is about its own article".into());
        }
        let reason = self.reason.as_deref().unwrap_or_default().trim();
        if reason.is_empty() {
            return Err("a suppression needs a reason: `reason = \"…\"`".into());
        }
        let rules = self.rule.clone().map(Names::list).unwrap_or_default();
        if rules.is_empty() && self.finding.is_none() {
            return Err("a suppression names a `rule`, or a `finding` by its fingerprint".into());
        }
        if let Some(finding) = self.finding.as_deref().filter(|finding| !finding.starts_with(FINGERPRINT)) {
            return Err(format!(
                "`{finding}` is no fingerprint; --format json and --explain print those of findings"
            ));
        }
        let (finding, reason) = (self.finding.clone(), reason.to_string());
        let (covers, path) = (Covers::Document, path.to_string());
        Ok(Suppression { by, rules, finding, covers, reason, path, position })
    }
}
