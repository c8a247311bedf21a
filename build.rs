//! Reads the language packs and the vocabulary once, while factlint is built, and stores what they come to. A fault in
//! one of these files stops the build, with its place in the file. And it computes the mark of the reader: what is kept
//! of an article's facts holds as long as nothing changes that reading depends on.

#![allow(clippy::print_stdout, reason = "a build script talks to cargo by its standard output")]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

// The very modules that read the files in factlint: here, what they need besides is left idle.
#[allow(dead_code, unused_imports)]
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[allow(dead_code, unused_imports)]
#[path = "src/model/mod.rs"]
mod model;
#[allow(dead_code, unused_imports)]
#[path = "src/text/mod.rs"]
mod text;

/// The `rules/` folder as it lies on disk: it is embedded in factlint, and not in the script.
mod data {
    use std::fs;
    use std::path::Path;

    /// One file of the folder.
    #[derive(Clone, Copy)]
    pub struct DataFile {
        /// Path below `rules/`.
        pub path: &'static str,
        /// The file's text.
        pub text: &'static str,
    }

    /// The file at `path` below `rules/`. It is kept to the end of the script.
    pub fn file(path: &str) -> Option<DataFile> {
        let text = fs::read_to_string(Path::new("rules").join(path)).ok()?;
        Some(DataFile { path: path.to_string().leak(), text: text.leak() })
    }

    /// The names of the folders in `rules/languages/`, sorted.
    pub fn language_folders() -> Vec<&'static str> {
        let entries = fs::read_dir("rules/languages").into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.path().is_dir());
        let mut names: Vec<&'static str> = folders
            .filter_map(|folder| folder.file_name().into_string().ok())
            .map(|name| &*name.leak())
            .collect();
        names.sort_unstable();
        names
    }

    /// Nothing is prepared yet.
    pub fn prepared(_: &str) -> Option<&'static [u8]> {
        None
    }
}

/// What the facts of an article, and what it names, depend on besides the article.
const READ_BY: [&str; 17] = [
    "src/text",
    "src/model",
    "src/document",
    "src/lexicon",
    "src/grammar",
    "src/extract",
    "src/alignment/named.rs",
    "src/alignment/happenings.rs",
    "rules/languages",
    "rules/concepts.toml",
    "rules/chains.toml",
    "rules/currencies.toml",
    "rules/happenings.toml",
    "rules/other-languages.toml",
    "rules/places.toml",
    "rules/sources.toml",
    "rules/units.toml",
];

/// A number out of all that reading depends on.
fn mark_of_the_reader() -> io::Result<u64> {
    let mut files = Vec::new();
    for part in READ_BY {
        println!("cargo::rerun-if-changed={part}");
        collect(Path::new(part), &mut files)?;
    }
    files.sort();
    let mut mark = 0xcbf2_9ce4_8422_2325_u64;
    for file in &files {
        let name = file.to_string_lossy().replace('\\', "/");
        for byte in name.bytes().chain([0]).chain(fs::read(file)?).chain([0]) {
            mark = (mark ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    Ok(mark)
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else {
        files.push(path.to_path_buf());
    }
    Ok(())
}

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rustc-env=FACTLINT_READER={:016x}", mark_of_the_reader()?);
    let folder = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("prepared");
    // A pack that is no more leaves nothing behind.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    match lexicon::Library::from_files().and_then(|library| library.prepare()) {
        Ok(parts) => parts.into_iter().try_for_each(|(name, bytes)| fs::write(folder.join(name), bytes)),
        Err(fault) => {
            println!("cargo::error=rules/{fault}");
            Ok(())
        }
    }
}
