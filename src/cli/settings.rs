use std::fs;
use std::path::{Path, PathBuf};

use crate::config::{Config, FILE_NAME};
use crate::document::{Document, Published, PublishedFrom};
use crate::text::Fault;

use super::args::InputArgs;

/// What stops a command before it has begun.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// A file that people write for factlint is at fault.
    #[error("{0}")]
    Fault(#[from] Fault),
    /// An argument that cannot be read.
    #[error("{0}")]
    Argument(String),
}

/// Reads the configuration: the file named, or the nearest one upwards from the first path.
pub(super) fn config(input: &InputArgs, rules: &[&str]) -> Result<Config, SetupError> {
    let path = match &input.config {
        Some(path) => Some(path.clone()),
        None => input.paths.first().and_then(|path| nearest(path)),
    };
    let Some(path) = path else { return Ok(Config::default()) };
    let text = fs::read_to_string(&path)
        .map_err(|error| SetupError::Argument(format!("{}: {error}", path.display())))?;
    Ok(Config::parse(&path, &text, rules)?)
}

/// The nearest `factlint.toml` from a path upwards, named as far as possible as the path is.
fn nearest(path: &Path) -> Option<PathBuf> {
    let start =
        if path.is_dir() { path.to_path_buf() } else { path.parent().unwrap_or(Path::new("")).to_path_buf() };
    let start = start.strip_prefix("./").map_or(start.clone(), Path::to_path_buf);
    let start = if start.as_os_str() == "." { PathBuf::new() } else { start };
    for folder in start.ancestors() {
        let candidate = folder.join(FILE_NAME);
        if candidate.is_file() {
            return Some(candidate);
        }
    }
    let absolute =
        fs::canonicalize(if start.as_os_str().is_empty() { Path::new(".") } else { &start }).ok()?;
    absolute.ancestors().skip(1).map(|folder| folder.join(FILE_NAME)).find(|candidate| candidate.is_file())
}

/// What the command line says of every document, and the configuration of each.
pub(super) fn describe(
    documents: &mut [Document],
    config: &Config,
    input: &InputArgs,
) -> Result<(), SetupError> {
    let published = match &input.published {
        None => None,
        Some(text) => Some(Published::parse(text, PublishedFrom::CommandLine).ok_or_else(|| {
            SetupError::Argument(format!("--published: expected a date like 2025-06-17, found `{text}`"))
        })?),
    };
    for document in documents {
        config.describe(document);
        if let Some(language) = &input.language {
            document.metadata.language = Some(language.clone());
        }
        document.metadata.published = published.or(document.metadata.published);
    }
    Ok(())
}
