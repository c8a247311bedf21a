//! What a document tells of, in kinds of happening that are one in every language and word.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::lexicon::Vocabulary;
use crate::model::ConceptId;

use super::named::{Named, Thing};

/// The happening that a concept tells of, if it is one that texts can be joined by.
pub(super) fn happening_of(concept: ConceptId, vocabulary: &Vocabulary) -> Option<&'static str> {
    let kinds = kinds();
    let concepts = &vocabulary.concepts;
    if !concepts.holds(concept) {
        return None;
    }
    kinds.get(concepts.name(concept)).copied().or_else(|| {
        let parents = concepts.parents(concept).iter();
        parents.filter_map(|parent| kinds.get(concepts.name(*parent)).copied()).next()
    })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Happenings {
    happening: BTreeMap<String, Happening>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Happening {
    concepts: Vec<String>,
    days: Option<i64>,
}

/// The kinds of happening, each with the names of its concepts; none where the file is at fault, which a test holds
/// that it is not.
fn file() -> &'static Happenings {
    static FILE: OnceLock<Happenings> = OnceLock::new();
    FILE.get_or_init(|| {
        let file = crate::data::file("happenings.toml");
        let read = file.and_then(|file| toml::from_str(file.text).ok());
        read.unwrap_or(Happenings { happening: BTreeMap::new() })
    })
}

/// The kinds by the names of their concepts.
fn kinds() -> &'static FxHashMap<&'static str, &'static str> {
    static KINDS: OnceLock<FxHashMap<&str, &str>> = OnceLock::new();
    KINDS.get_or_init(|| {
        let kinds = file().happening.iter();
        kinds.flat_map(|(kind, told)| told.concepts.iter().map(|concept| (&**concept, &**kind))).collect()
    })
}

/// How many days may lie between two texts that tell of a happening, where that is more than of others.
pub(super) fn days_of(happening: Thing) -> Option<i64> {
    static DAYS: OnceLock<FxHashMap<Thing, i64>> = OnceLock::new();
    let days = DAYS.get_or_init(|| {
        let kinds = file().happening.iter();
        kinds.filter_map(|(kind, told)| Some((Named::Happening(kind).thing(), told.days?))).collect()
    });
    days.get(&happening).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Library;

    #[test]
    fn every_happening_is_known_and_of_one_kind() {
        let library = Library::builtin().unwrap();
        let concepts = &library.vocabulary.concepts;
        let mut seen = Vec::new();
        for name in file().happening.values().flat_map(|told| &told.concepts) {
            let concept = concepts.find(name).unwrap_or_else(|| panic!("`{name}` is no concept"));
            assert!(happening_of(concept, &library.vocabulary).is_some());
            assert!(!seen.contains(&name), "`{name}` stands twice");
            seen.push(name);
        }
        assert!(!seen.is_empty());
    }
}
