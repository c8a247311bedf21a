use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use crate::document::{Document, Metadata};

use super::{InputError, front_matter, json_lines, markdown};

/// Documents that could be read, and inputs that could not.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What was read, each document with the file it stands in.
    pub documents: Vec<(PathBuf, Document)>,
    /// What was not.
    pub errors: Vec<InputError>,
}

/// The article on standard input: the name to report it under.
#[derive(Debug)]
pub struct Stdin {
    /// `--stdin-path`; its extension tells the format.
    pub path: PathBuf,
}

/// The extensions that a folder is searched for.
const EXTENSIONS: [&str; 4] = ["txt", "md", "markdown", "jsonl"];

/// Reads files, folders (honouring .gitignore), patterns, and `-` for standard input. `excluded`
/// tells which files of a folder are left out. A file named twice is read once. The order of the
/// arguments changes nothing.
pub fn load(arguments: &[PathBuf], stdin: &Stdin, excluded: &dyn Fn(&Path) -> bool) -> Loaded {
    let mut loaded = Loaded::default();
    // By what the file is, the name to report it under: of several the plainest.
    let mut files: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    for argument in arguments.iter().filter(|argument| argument.as_os_str() != "-") {
        match paths(argument, excluded, &mut loaded.errors) {
            Ok(paths) => {
                for path in paths {
                    let file = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
                    let name = files.entry(file).or_insert_with(|| path.clone());
                    if plainness(&path) < plainness(name) {
                        *name = path;
                    }
                }
            }
            Err(error) => loaded.errors.push(error),
        }
    }
    if arguments.iter().any(|argument| argument.as_os_str() == "-") {
        let mut bytes = Vec::new();
        match std::io::stdin().read_to_end(&mut bytes) {
            Ok(_) => read_bytes(&stdin.path, bytes, &mut loaded),
            Err(source) => loaded.errors.push(InputError::Io { path: stdin.path.clone(), source }),
        }
    }
    for path in files.into_values() {
        match fs::read(&path) {
            Ok(bytes) => read_bytes(&path, bytes, &mut loaded),
            Err(source) => loaded.errors.push(InputError::Io { path, source }),
        }
    }
    loaded.documents.sort_by(|(_, a), (_, b)| (&a.name, a.source()).cmp(&(&b.name, b.source())));
    loaded.errors.sort_by_cached_key(ToString::to_string);
    loaded.errors.dedup_by_key(|error| error.to_string());
    loaded
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
        walk(argument, |path| has_known_extension(path) && !excluded(path), errors)
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

fn has_known_extension(path: &Path) -> bool {
    path.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|extension| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)))
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

fn read_bytes(path: &Path, bytes: Vec<u8>, loaded: &mut Loaded) {
    if u32::try_from(bytes.len()).is_err() {
        loaded.errors.push(InputError::TooLarge { path: path.into() });
        return;
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let wide = matches!(error.as_bytes(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
            let guess = if wide { "UTF-16" } else { "WINDOWS-1250" };
            let offset = error.utf8_error().valid_up_to();
            loaded.errors.push(InputError::NotUtf8 { path: path.into(), offset, guess });
            return;
        }
    };
    let name = path.to_string_lossy().replace('\\', "/");
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "jsonl" => {
            let (documents, mut errors) = json_lines::read(path, &text);
            loaded.documents.extend(documents.into_iter().map(|document| (path.to_path_buf(), document)));
            loaded.errors.append(&mut errors);
        }
        "md" | "markdown" => {
            let front = front_matter::read(path, &text);
            let view = markdown::prose(&text, front.start);
            loaded.documents.push((path.into(), Document::new(name, text, view, front.metadata)));
            loaded.errors.extend(front.error);
        }
        _ => loaded.documents.push((path.into(), Document::plain(name, &text, Metadata::default()))),
    }
}
