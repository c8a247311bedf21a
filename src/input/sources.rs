use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use crate::config::JsonShape;

use super::format::Format;
use super::{InputError, Shapes, Stdin};

/// What holds documents.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The path to report.
    pub path: PathBuf,
    /// Whether it is standard input.
    pub is_stdin: bool,
    /// Whether it was found in a folder, and not named.
    pub is_found: bool,
    /// Where its articles stand, if it is a newsroom's own JSON.
    pub shape: Option<Arc<JsonShape>>,
}

impl Source {
    /// The format that its name tells; a file of any other name is plain text.
    pub(super) fn format(&self) -> Format {
        Format::by_name(&self.path).unwrap_or(Format::Text)
    }
}

/// The sources that the arguments name, in the order of their names, and what is wrong with the
/// arguments. A file named twice is one source; the order of the arguments changes nothing.
pub(super) fn sources(
    arguments: &[PathBuf],
    stdin: &Stdin,
    excluded: &dyn Fn(&Path) -> bool,
    shapes: Shapes<'_>,
) -> (Vec<Source>, Vec<InputError>) {
    let mut errors = Vec::new();
    // By what the file is, the name to report it under: of several the plainest. A file that is named is
    // not one that was merely found.
    let mut files: BTreeMap<PathBuf, (PathBuf, bool)> = BTreeMap::new();
    for argument in arguments.iter().filter(|argument| argument.as_os_str() != "-") {
        let is_found = argument.is_dir();
        match paths(argument, excluded, &mut errors) {
            Ok(paths) => {
                for path in paths {
                    let file = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
                    let (name, found) = files.entry(file).or_insert_with(|| (path.clone(), is_found));
                    *found &= is_found;
                    if plainness(&path) < plainness(name) {
                        *name = path;
                    }
                }
            }
            Err(error) => errors.push(error),
        }
    }
    let source = |(path, is_found): (PathBuf, bool), is_stdin| {
        let shape = shapes(&path);
        Source { path, is_stdin, is_found, shape }
    };
    let mut sources: Vec<Source> = files.into_values().map(|found| source(found, false)).collect();
    if arguments.iter().any(|argument| argument.as_os_str() == "-") {
        sources.push(source((stdin.path.clone(), false), true));
    }
    sources.sort_by_cached_key(|source| (shown(&source.path), source.is_stdin, source.path.clone()));
    errors.sort_by_cached_key(ToString::to_string);
    errors.dedup_by_key(|error| error.to_string());
    (sources, errors)
}

/// A path as it is reported.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Of two names of one file the relative one is plainer, then the shorter one.
fn plainness(name: &Path) -> (bool, usize, &Path) {
    (name.is_absolute(), name.components().count(), name)
}

/// The files that an argument names.
fn paths(
    argument: &Path,
    excluded: &dyn Fn(&Path) -> bool,
    errors: &mut Vec<InputError>,
) -> Result<Vec<PathBuf>, InputError> {
    let found = if argument.is_dir() {
        walk(argument, |path| Format::by_name(path).is_some() && !excluded(path), errors)
    } else if argument.exists() {
        return Ok(vec![tidy(argument)]);
    } else if let Some((base, pattern)) = pattern(argument)? {
        if !base.is_dir() {
            return Err(InputError::Missing { path: argument.into() });
        }
        walk(&base, |path| pattern.is_match(path) && !excluded(path), errors)
    } else {
        return Err(InputError::Missing { path: argument.into() });
    };
    if found.is_empty() { Err(InputError::Empty { path: argument.into() }) } else { Ok(found) }
}

/// The files under a folder; what cannot be looked into is an error, not silence.
fn walk(base: &Path, wanted: impl Fn(&Path) -> bool, errors: &mut Vec<InputError>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in WalkBuilder::new(base).require_git(false).build() {
        match entry {
            Ok(entry) => {
                let path = tidy(entry.path());
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file() || kind.is_symlink());
                if is_file && wanted(&path) && path.is_file() {
                    found.push(path);
                }
            }
            Err(error) => {
                errors.push(InputError::Io { path: base.into(), source: std::io::Error::other(error) });
            }
        }
    }
    found
}

/// A path without a leading `./`, as people name it.
fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix("./").unwrap_or(path).to_path_buf()
}

/// A pattern with the folder above its first wildcard; `None` where it has no wildcard. As in a
/// shell, `*` stays in its folder and `**` does not.
fn pattern(argument: &Path) -> Result<Option<(PathBuf, GlobMatcher)>, InputError> {
    let Some(text) = argument.to_str().filter(|text| has_wildcard(text)) else {
        return Ok(None);
    };
    let plain: PathBuf =
        argument.components().take_while(|part| !has_wildcard(&part.as_os_str().to_string_lossy())).collect();
    let base = if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain };
    let pattern = text.strip_prefix("./").unwrap_or(text);
    match GlobBuilder::new(pattern).literal_separator(true).build() {
        Ok(glob) => Ok(Some((base, glob.compile_matcher()))),
        Err(error) => Err(InputError::Pattern { pattern: pattern.into(), message: error.kind().to_string() }),
    }
}

fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}
