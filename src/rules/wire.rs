use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::findings::{Family, Level};

use super::relations::{FactKind, Relation, Scope};

/// Where a rule stands in its life.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum RuleStatus {
    /// Being written; never run unless asked for by name.
    Draft,
    /// Complete, and on trial.
    Preview,
    /// Run by default.
    Stable,
    /// Still run; another rule replaces it.
    Deprecated,
}

impl RuleStatus {
    /// The name in rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Preview => "preview",
            Self::Stable => "stable",
            Self::Deprecated => "deprecated",
        }
    }
}

/// The keys that may be left out of a rule file, an example and its documents.
pub(super) const OPTIONAL_KEYS: [&str; 10] = [
    "off",
    "together",
    "same",
    "may-differ",
    "must-differ",
    "when",
    "example",
    "quiet",
    "sheet",
    "published",
];

/// A rule file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WireRule {
    pub id: Spanned<String>,
    pub family: Family,
    pub status: RuleStatus,
    #[serde(default)]
    pub off: bool,
    pub together: Option<Spanned<bool>>,
    pub since: String,
    pub level: Level,
    pub scope: Spanned<Scope>,
    pub facts: Vec<FactKind>,
    pub relation: Spanned<Relation>,
    #[serde(default)]
    pub same: Vec<Spanned<String>>,
    #[serde(default)]
    pub may_differ: Vec<Spanned<String>>,
    #[serde(default)]
    pub must_differ: Vec<Spanned<String>>,
    pub when: Option<Spanned<String>>,
    pub message: Spanned<String>,
    pub labels: BTreeMap<Spanned<String>, Spanned<String>>,
    pub why: String,
    pub help: String,
    #[serde(default)]
    pub example: Vec<WireExample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireExample {
    pub name: Spanned<String>,
    #[serde(default)]
    pub quiet: bool,
    pub sheet: Option<Spanned<String>>,
    pub document: Vec<WireDocument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireDocument {
    pub language: String,
    pub published: Option<Spanned<String>>,
    pub text: Spanned<String>,
}
