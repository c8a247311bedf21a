use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobMatcher};
use ignore::WalkBuilder;

use crate::document::{Document, Metadata};

use super::{InputError, front_matter, json_lines, markdown};

/// Documents that could be read, and inputs that could not.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What was read.
    pub documents: Vec<Document>,
    /// What was not, in the order of the arguments.
    pub errors: Vec<InputError>,
}

/// The article on standard input: its text's reader, and the name to report it under.
#[derive(Debug)]
pub struct Stdin {
    /// `--stdin-path`; its extension tells the format.
    pub path: PathBuf,
}

/// The extensions that a folder is searched for.
const EXTENSIONS: [&str; 4] = ["txt", "md", "markdown", "jsonl"];

/// Reads files, folders (honouring .gitignore), patterns, and `-` for standard input. `excluded`
/// tells which files of a folder are left out.
pub fn load(arguments: &[PathBuf], stdin: &Stdin, excluded: &dyn Fn(&Path) -> bool) -> Loaded {
    let mut loaded = Loaded::default();
    let mut seen = std::collections::BTreeSet::new();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            let mut bytes = Vec::new();
            match std::io::stdin().read_to_end(&mut bytes) {
                Ok(_) => read_bytes(&stdin.path, bytes, &mut loaded),
                Err(source) => loaded.errors.push(InputError::Io { path: stdin.path.clone(), source }),
            }
            continue;
        }
        match paths(argument, excluded) {
            Ok(paths) => {
                for path in paths.into_iter().filter(|path| seen.insert(path.clone())) {
                    match fs::read(&path) {
                        Ok(bytes) => read_bytes(&path, bytes, &mut loaded),
                        Err(source) => loaded.errors.push(InputError::Io { path, source }),
                    }
                }
            }
            Err(error) => loaded.errors.push(error),
        }
    }
    loaded
}

/// The files that an argument names, sorted.
fn paths(argument: &Path, excluded: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>, InputError> {
    if argument.is_file() {
        return Ok(vec![tidy(argument)]);
    }
    let found = if argument.is_dir() {
        walk(argument, |path| has_known_extension(path) && !excluded(path))
    } else if let Some((base, pattern)) = pattern(argument)? {
        walk(&base, |path| pattern.is_match(path) && !excluded(path))
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

fn walk(base: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = WalkBuilder::new(base)
        .require_git(false)
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(|entry| tidy(entry.path()))
        .filter(|path| wanted(path))
        .collect();
    found.sort();
    found
}

/// A path without a leading `./`, as people name it.
fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix("./").unwrap_or(path).to_path_buf()
}

/// A pattern with the folder above its first wildcard; `None` where it has no wildcard.
fn pattern(argument: &Path) -> Result<Option<(PathBuf, GlobMatcher)>, InputError> {
    let Some(text) = argument.to_str().filter(|text| text.contains(['*', '?', '[', '{'])) else {
        return Ok(None);
    };
    let plain: PathBuf = argument
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']))
        .collect();
    let base = if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain };
    let pattern = text.strip_prefix("./").unwrap_or(text);
    match Glob::new(pattern) {
        Ok(glob) => Ok(Some((base, glob.compile_matcher()))),
        Err(error) => Err(InputError::Pattern { pattern: pattern.into(), message: error.kind().to_string() }),
    }
}

fn read_bytes(path: &Path, bytes: Vec<u8>, loaded: &mut Loaded) {
    if u32::try_from(bytes.len()).is_err() {
        loaded.errors.push(InputError::TooLarge { path: path.into() });
        return;
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            loaded.errors.push(InputError::NotUtf8 { path: path.into(), offset });
            return;
        }
    };
    let name = path.to_string_lossy().replace('\\', "/");
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "jsonl" => {
            let (mut documents, mut errors) = json_lines::read(path, &text);
            loaded.documents.append(&mut documents);
            loaded.errors.append(&mut errors);
        }
        "md" | "markdown" => match front_matter::read(path, &text) {
            Ok((metadata, start)) => {
                let view = markdown::prose(&text, start);
                loaded.documents.push(Document::new(name, text, view, metadata));
            }
            Err(error) => loaded.errors.push(error),
        },
        _ => loaded.documents.push(Document::plain(name, &text, Metadata::default())),
    }
}
