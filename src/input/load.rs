use std::path::{Path, PathBuf};

use crate::document::Document;

use super::reading::Documents;
use super::sources::sources;
use super::{InputError, Shapes, Stdin};

/// Documents that could be read, and inputs that could not.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What was read, each document with the file it stands in.
    pub documents: Vec<(PathBuf, Document)>,
    /// What was not.
    pub errors: Vec<InputError>,
}

/// Reads files, folders (honouring .gitignore), patterns, and `-` for standard input. `excluded`
/// tells which files of a folder are left out, `shapes` where a newsroom's own JSON holds its articles. A
/// file named twice is read once. The order of the arguments changes nothing.
pub fn load(
    arguments: &[PathBuf],
    stdin: &Stdin,
    excluded: &dyn Fn(&Path) -> bool,
    shapes: Shapes<'_>,
) -> Loaded {
    let (sources, errors) = sources(arguments, stdin, excluded, shapes);
    let mut loaded = Loaded { errors, ..Loaded::default() };
    for item in Documents::of(sources) {
        match item {
            Ok(document) => loaded.documents.push(document),
            Err(error) => loaded.errors.push(error),
        }
    }
    loaded.documents.sort_by(|(_, a), (_, b)| (&a.name, a.source()).cmp(&(&b.name, b.source())));
    loaded.errors.sort_by_cached_key(ToString::to_string);
    loaded.errors.dedup_by_key(|error| error.to_string());
    loaded
}

/// The files that the arguments name, unread. What cannot be found is left out.
pub fn files(arguments: &[PathBuf], excluded: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let (sources, _) = sources(arguments, &Stdin { path: PathBuf::new() }, excluded, &|_| None);
    sources.into_iter().filter(|source| !source.is_stdin).map(|source| source.path).collect()
}
