use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use crate::document::{Names, WrittenSuppression};

use super::json_shape::WireShape;
use super::{FailOn, LevelOrOff};

/// `factlint.toml` as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Wire {
    #[serde(default)]
    pub exclude: Vec<Spanned<String>>,
    #[serde(default)]
    pub rules: Vec<Spanned<String>>,
    #[serde(default)]
    pub facts: Vec<Spanned<String>>,
    pub fail_on: Option<Spanned<FailOn>>,
    pub baseline: Option<Spanned<PathBuf>>,
    pub select: Option<Spanned<Vec<Spanned<String>>>>,
    pub preview: Option<Spanned<bool>>,
    #[serde(default)]
    pub levels: BTreeMap<Spanned<String>, LevelOrOff>,
    #[serde(default)]
    pub tolerances: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    pub document: Vec<WireDocument>,
    #[serde(default, rename = "override")]
    pub overrides: Vec<WireOverride>,
    #[serde(default)]
    pub story: Vec<WireStory>,
    #[serde(default)]
    pub ignore: Vec<Spanned<WrittenSuppression>>,
    #[serde(default)]
    pub json: Vec<WireShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireDocument {
    pub path: Spanned<String>,
    pub language: Option<String>,
    pub published: Option<Spanned<toml::Value>>,
    pub source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireOverride {
    pub path: Spanned<Names>,
    pub select: Option<Spanned<Vec<Spanned<String>>>>,
    pub preview: Option<Spanned<bool>>,
    #[serde(default)]
    pub levels: BTreeMap<Spanned<String>, LevelOrOff>,
    #[serde(default)]
    pub tolerances: BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireStory {
    pub name: Option<String>,
    pub path: Option<Spanned<Names>>,
    pub folders: Option<Spanned<Names>>,
    #[serde(default)]
    pub open: bool,
}
