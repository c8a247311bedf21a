use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::archive::ArchiveError;
use crate::document::{Document, Published, PublishedFrom};
use crate::rules::RuleSet;
use crate::text::Fault;

use super::args::{InputArgs, SourceArgs};
use super::configs::Configs;
use super::rule_files::{RuleFile, shown};

/// What stops a command before it has begun.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// A file that people write for factlint is at fault.
    #[error("{0}")]
    Fault(#[from] Fault),
    /// An archive that cannot be used.
    #[error("{0}")]
    Archive(#[from] ArchiveError),
    /// An argument that cannot be read.
    #[error("{0}")]
    Argument(String),
}

/// The configurations, and all rules that they and the command line name.
pub(super) struct Setup {
    pub configs: Configs,
    pub rules: RuleSet,
}

/// Reads the configurations that apply to some paths, and the rules as far as a check needs them: the built-in
/// ones without their examples.
pub(super) fn setup(source: &SourceArgs, near: &[PathBuf]) -> Result<Setup, SetupError> {
    setup_over(RuleSet::builtin_to_run()?, source, near)
}

/// The same with the examples of all rules.
pub(super) fn setup_with_examples(source: &SourceArgs, near: &[PathBuf]) -> Result<Setup, SetupError> {
    setup_over(RuleSet::builtin()?, source, near)
}

fn setup_over(builtin: RuleSet, source: &SourceArgs, near: &[PathBuf]) -> Result<Setup, SetupError> {
    let configs = Configs::new(source, near)?;
    let rules = configs.rules(builtin, source)?;
    Ok(Setup { configs, rules })
}

/// Rules with those of some files over them.
pub(super) fn with_files(rules: RuleSet, files: &[RuleFile]) -> Result<RuleSet, SetupError> {
    Ok(rules.with_files(files.iter().map(|file| (file.path.as_str(), file.text.as_str())))?)
}

/// The reference sheets that the configurations and the command line name.
pub(super) fn sheets(configs: &Configs, named: &[PathBuf]) -> Result<Vec<Document>, SetupError> {
    let mut sheets: BTreeMap<PathBuf, Document> = BTreeMap::new();
    let mut add = |path: &Path| -> std::io::Result<()> {
        let text = fs::read_to_string(path)?;
        let file = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        sheets.entry(file).or_insert_with(|| Document::sheet(shown(path), &text));
        Ok(())
    };
    for config in configs.all() {
        for (index, path) in config.facts.iter().enumerate() {
            add(path).map_err(|error| config.fault_at_facts(index, &unreadable(&error)))?;
        }
    }
    for path in named {
        let message = |error| format!("--facts {}: {}", path.display(), unreadable(&error));
        add(path).map_err(|error| SetupError::Argument(message(error)))?;
    }
    Ok(sheets.into_values().collect())
}

/// Why a file was not read, in plain words.
fn unreadable(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".into(),
        std::io::ErrorKind::InvalidData => "not UTF-8; save it as UTF-8".into(),
        _ => error.to_string(),
    }
}

/// The paths that a configuration is looked for from: standard input has the name it is given.
pub(super) fn near(input: &InputArgs) -> Vec<PathBuf> {
    let name = |path: &PathBuf| if path.as_os_str() == "-" { input.stdin_path.clone() } else { path.clone() };
    input.paths.iter().map(name).collect()
}

/// What the command line and the configuration say of documents.
pub(super) struct Description<'a> {
    configs: &'a Configs,
    language: Option<&'a str>,
    published: Option<Published>,
}

impl<'a> Description<'a> {
    pub(super) fn new(configs: &'a Configs, input: &'a InputArgs) -> Result<Self, SetupError> {
        let published = match &input.published {
            None => None,
            Some(text) => Some(Published::parse(text, PublishedFrom::CommandLine).ok_or_else(|| {
                SetupError::Argument(format!("--published: expected a date like 2025-06-17, found `{text}`"))
            })?),
        };
        Ok(Self { configs, language: input.language.as_deref(), published })
    }

    /// Adds it to what a document says of itself.
    pub(super) fn complete(&self, path: &Path, document: &mut Document) {
        self.configs.describe(path, document);
        if let Some(language) = self.language {
            document.metadata.language = Some(language.to_string());
        }
        document.metadata.published = self.published.or(document.metadata.published);
    }
}
