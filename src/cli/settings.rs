use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::archive::ArchiveError;
use crate::config::{Config, FILE_NAME};
use crate::document::{Document, Published, PublishedFrom};
use crate::rules::RuleSet;
use crate::text::Fault;

use super::args::{InputArgs, SourceArgs};
use super::rule_files::{RuleFile, find, shown};

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

/// The configuration, and all rules that it and the command line name.
pub(super) struct Setup {
    pub config: Config,
    pub rules: RuleSet,
}

/// Reads the configuration that applies to some paths, and the rules as far as a check needs them: the built-in
/// ones without their examples.
pub(super) fn setup(source: &SourceArgs, near: &[PathBuf]) -> Result<Setup, SetupError> {
    setup_over(RuleSet::builtin_to_run()?, source, near)
}

/// The same with the examples of all rules.
pub(super) fn setup_with_examples(source: &SourceArgs, near: &[PathBuf]) -> Result<Setup, SetupError> {
    setup_over(RuleSet::builtin()?, source, near)
}

fn setup_over(builtin: RuleSet, source: &SourceArgs, near: &[PathBuf]) -> Result<Setup, SetupError> {
    let config = match config_path(source, near)? {
        Some(path) => read_config(&path)?,
        None => Config::default(),
    };
    let mut paths = Vec::new();
    for (index, path) in config.rules.iter().enumerate() {
        if !path.exists() {
            return Err(config.fault_at_rules(index, "no such file or folder").into());
        }
        paths.push(path.clone());
    }
    let rules = with_files(builtin, &find(&paths)?.rules)?;
    let rules = with_files(rules, &find(&source.rules)?.rules)?;
    let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    config.check_rules(&ids)?;
    Ok(Setup { config, rules })
}

/// Rules with those of some files over them.
pub(super) fn with_files(rules: RuleSet, files: &[RuleFile]) -> Result<RuleSet, SetupError> {
    Ok(rules.with_files(files.iter().map(|file| (file.path.as_str(), file.text.as_str())))?)
}

/// The reference sheets that the configuration and the command line name.
pub(super) fn sheets(config: &Config, named: &[PathBuf]) -> Result<Vec<Document>, SetupError> {
    let mut sheets: BTreeMap<PathBuf, Document> = BTreeMap::new();
    let mut add = |path: &Path| -> std::io::Result<()> {
        let text = fs::read_to_string(path)?;
        let file = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        sheets.entry(file).or_insert_with(|| Document::sheet(shown(path), &text));
        Ok(())
    };
    for (index, path) in config.facts.iter().enumerate() {
        add(path).map_err(|error| config.fault_at_facts(index, &unreadable(&error)))?;
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

/// The configuration file: the one named, or the nearest one upwards from the paths.
pub(super) fn config_path(source: &SourceArgs, near: &[PathBuf]) -> Result<Option<PathBuf>, SetupError> {
    match &source.config {
        Some(path) => Ok(Some(path.clone())),
        None => nearest_of_all(near),
    }
}

pub(super) fn read_config(path: &Path) -> Result<Config, SetupError> {
    let unreadable = |error| SetupError::Argument(format!("{}: {error}", path.display()));
    let text = fs::read_to_string(path).map_err(unreadable)?;
    let config = Config::parse(path, &text)?;
    let folder = fs::canonicalize(path).ok().and_then(|path| path.parent().map(Path::to_path_buf));
    Ok(match (folder, std::env::current_dir()) {
        (Some(folder), Ok(current)) => config.placed(folder, current),
        _ => config,
    })
}

/// The configuration nearest to every path. Where paths have different ones, none is guessed.
fn nearest_of_all(paths: &[PathBuf]) -> Result<Option<PathBuf>, SetupError> {
    let mut found: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    for path in paths {
        if let Some(config) = nearest(path) {
            let file = fs::canonicalize(&config).unwrap_or_else(|_| config.clone());
            let name = found.entry(file).or_insert_with(|| config.clone());
            *name = config.min(name.clone());
        }
    }
    let mut names: Vec<PathBuf> = found.into_values().collect();
    names.sort();
    match names.as_slice() {
        [one, other, ..] => Err(SetupError::Argument(format!(
            "{} and {} would both apply; name one with --config",
            one.display(),
            other.display()
        ))),
        _ => Ok(names.pop()),
    }
}

/// The nearest `factlint.toml` from a path upwards, named as far as possible as the path is.
fn nearest(path: &Path) -> Option<PathBuf> {
    let path: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    let start = path.ancestors().find(|folder| folder.as_os_str().is_empty() || folder.is_dir())?;
    if !start.components().any(|part| part == Component::ParentDir) {
        let named = start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file());
        if named.is_some() {
            return named;
        }
    }
    let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
    let absolute = fs::canonicalize(start).ok()?;
    absolute.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

/// What the command line and the configuration say of documents.
pub(super) struct Description<'a> {
    config: &'a Config,
    language: Option<&'a str>,
    published: Option<Published>,
}

impl<'a> Description<'a> {
    pub(super) fn new(config: &'a Config, input: &'a InputArgs) -> Result<Self, SetupError> {
        let published = match &input.published {
            None => None,
            Some(text) => Some(Published::parse(text, PublishedFrom::CommandLine).ok_or_else(|| {
                SetupError::Argument(format!("--published: expected a date like 2025-06-17, found `{text}`"))
            })?),
        };
        Ok(Self { config, language: input.language.as_deref(), published })
    }

    /// Adds it to what a document says of itself.
    pub(super) fn complete(&self, path: &Path, document: &mut Document) {
        self.config.describe(path, document);
        if let Some(language) = self.language {
            document.metadata.language = Some(language.to_string());
        }
        document.metadata.published = self.published.or(document.metadata.published);
    }
}
