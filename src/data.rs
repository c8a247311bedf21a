//! The `rules/` folder, embedded at compile time: concepts, units, language packs and checks.

use include_dir::{Dir, include_dir};

static RULES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// What the build script has prepared of them, so that no start reads them anew.
static PREPARED: Dir<'static> = include_dir!("$OUT_DIR/prepared");

/// One file of the `rules/` folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// Path below `rules/`, with forward slashes: `units.toml`.
    pub path: &'static str,
    /// The file's text.
    pub text: &'static str,
}

/// The file at `path` below `rules/`; `None` where there is none.
pub fn file(path: &str) -> Option<DataFile> {
    let file = RULES.get_file(path)?;
    Some(DataFile { path: file.path().to_str()?, text: file.contents_utf8()? })
}

/// What was prepared under a name.
pub fn prepared(name: &str) -> Option<&'static [u8]> {
    PREPARED.get_file(name).map(include_dir::File::contents)
}

/// The names of the folders in `rules/languages/`, sorted.
pub fn language_folders() -> Vec<&'static str> {
    let Some(languages) = RULES.get_dir("languages") else { return Vec::new() };
    let mut names: Vec<_> =
        languages.dirs().filter_map(|dir| dir.path().file_name().and_then(|name| name.to_str())).collect();
    names.sort_unstable();
    names
}

/// All TOML files below `rules/{folder}`, sorted by path.
pub fn files_below(folder: &str) -> Vec<DataFile> {
    let mut found = Vec::new();
    if let Some(dir) = RULES.get_dir(folder) {
        collect(dir, &mut found);
    }
    found.sort_unstable_by_key(|file| file.path);
    found
}

fn collect(dir: &'static Dir<'static>, found: &mut Vec<DataFile>) {
    for file in dir.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8())
            && path.ends_with(".toml")
        {
            found.push(DataFile { path, text });
        }
    }
    for inner in dir.dirs() {
        collect(inner, found);
    }
}
