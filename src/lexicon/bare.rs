use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::meaning::{Section, SectionSet};
use super::pack::Entry;

/// The sections whose words are numbers.
const NUMBERS: SectionSet = SectionSet::of(&[
    Section::Cardinal,
    Section::Scale,
    Section::Group,
    Section::Fraction,
    Section::Denominator,
    Section::Multiple,
    Section::Ordinal,
    Section::Sign,
]);

/// Number words as hurried typing writes them, without their accents: "tres", "milhoes". One that is
/// another word of the pack stays that word.
pub(super) fn numbers(entries: &[Entry]) -> Vec<Entry> {
    let known: FxHashSet<&str> = entries.iter().map(|entry| entry.surface.as_str()).collect();
    let accented =
        entries.iter().filter(|entry| !entry.surface.is_ascii() && NUMBERS.has(entry.meaning.section()));
    accented
        .filter_map(|entry| {
            let surface: String = entry.surface.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
            let is_new = surface.is_ascii() && !known.contains(surface.as_str());
            is_new.then_some(Entry { surface, meaning: entry.meaning })
        })
        .collect()
}
