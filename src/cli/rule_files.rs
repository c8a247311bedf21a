use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::config::FILE_NAME;
use crate::findings::SIDECAR;

use super::settings::SetupError;

/// What a case's folder holds beside its articles.
pub(super) const EXPECTED: &str = "expected.toml";

/// A rule file as it stands on disk.
#[derive(Clone, Debug)]
pub(super) struct RuleFile {
    /// Its path as people name it, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What stands below the paths that people name for testing.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Rule files, by path.
    pub rules: Vec<RuleFile>,
    /// Folders with an `expected.toml`, by path.
    pub cases: Vec<PathBuf>,
    /// All folders that were looked into.
    pub folders: Vec<PathBuf>,
}

/// The rule files and the cases at or below some paths. In a folder every `.toml` file is a rule file but
/// `factlint.toml` and what stands beside an article; what is hidden is left out.
pub(super) fn find(paths: &[PathBuf]) -> Result<Found, SetupError> {
    let (mut files, mut cases, mut folders) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for path in paths {
        if path.is_dir() {
            look_into(path, &mut files, &mut cases, &mut folders)?;
        } else if path.file_name().is_some_and(|name| name == EXPECTED) {
            cases.insert(path.parent().map(Path::to_path_buf).unwrap_or_default());
        } else if path.is_file() {
            files.insert(path.clone());
        } else {
            return Err(SetupError::Argument(format!("{}: no such file or folder", path.display())));
        }
    }
    let mut rules = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path)
            .map_err(|error| SetupError::Argument(format!("{}: {error}", path.display())))?;
        rules.push(RuleFile { path: shown(&path), text });
    }
    Ok(Found { rules, cases: cases.into_iter().collect(), folders: folders.into_iter().collect() })
}

fn look_into(
    folder: &Path,
    files: &mut BTreeSet<PathBuf>,
    cases: &mut BTreeSet<PathBuf>,
    folders: &mut BTreeSet<PathBuf>,
) -> Result<(), SetupError> {
    let unreadable = |error| SetupError::Argument(format!("{}: {error}", folder.display()));
    folders.insert(folder.to_path_buf());
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            look_into(&path, files, cases, folders)?;
        } else if name == EXPECTED {
            cases.insert(folder.to_path_buf());
        } else if name.ends_with(".toml") && name != FILE_NAME && !name.ends_with(SIDECAR) {
            files.insert(path);
        }
    }
    Ok(())
}

/// A path as people name it: with forward slashes and without `./`.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map_or(text.clone(), str::to_string)
}
