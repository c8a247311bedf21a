//! What the packs' own files list, each surface with its place: what the tests of packs share.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::Spanned;

/// The files that a pack may hold.
pub const FILES: [&str; 11] = [
    "pack.toml",
    "numbers.toml",
    "bounds.toml",
    "calendar.toml",
    "relative.toml",
    "units.toml",
    "money.toml",
    "concepts.toml",
    "places.toml",
    "cues.toml",
    "examples.toml",
];

/// A surface where a pack's own file lists it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub tag: String,
    pub file: String,
    pub line: usize,
    pub section: String,
    pub key: String,
    pub surface: String,
    /// The words of the surface as they match: hyphens as spaces, and any case but for symbols.
    pub words: Vec<String>,
}

/// Sections whose single letters match their own case alone.
const SYMBOLS: [&str; 3] = ["unit", "scale", "time-unit"];

fn words(section: &str, surface: &str) -> Vec<String> {
    let lower = |word: &str| {
        let symbol = SYMBOLS.contains(&section) && word.chars().count() == 1;
        if symbol { word.to_string() } else { word.to_lowercase() }
    };
    surface.split([' ', '-']).map(lower).collect()
}

impl Listed {
    /// Where it stands, as complaints name it.
    pub fn place(&self) -> String {
        format!("rules/languages/{}/{}:{}: `{}`", self.tag, self.file, self.line, self.surface)
    }
}

/// The folder of all packs.
pub fn languages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/languages")
}

/// All packs.
pub fn tags() -> Vec<String> {
    let entries = std::fs::read_dir(languages()).unwrap();
    let mut found: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    found.sort();
    found
}

/// The packs that are no overlays.
pub fn base_tags() -> Vec<String> {
    tags().into_iter().filter(|tag| !tag.contains('-')).collect()
}

type WordFile = BTreeMap<String, BTreeMap<String, Vec<Spanned<String>>>>;

/// What a pack's own files list.
pub fn listed(tag: &str) -> Vec<Listed> {
    let mut found = Vec::new();
    for file in FILES.iter().filter(|name| !matches!(**name, "pack.toml" | "examples.toml")) {
        let Ok(text) = std::fs::read_to_string(languages().join(tag).join(file)) else { continue };
        let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        let line = |offset: usize| breaks.partition_point(|at| *at < offset) + 1;
        let sections: WordFile =
            toml::from_str(&text).unwrap_or_else(|error| panic!("rules/languages/{tag}/{file}: {error}"));
        for (section, keys) in sections {
            for (key, surfaces) in keys {
                for surface in surfaces {
                    found.push(Listed {
                        tag: tag.into(),
                        file: (*file).into(),
                        line: line(surface.span().start),
                        section: section.clone(),
                        key: key.clone(),
                        words: words(&section, surface.get_ref()),
                        surface: surface.into_inner(),
                    });
                }
            }
        }
    }
    found
}

/// Fails with all complaints at once.
#[track_caller]
pub fn report(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n{} complaints\n", complaints.join("\n"), complaints.len());
}
