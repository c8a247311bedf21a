use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use crate::data;
use crate::text::Fault;

use super::compile::Lexicon;
use super::key::key_of;
use super::pack::{Entry, PackFile, Quality, read_pack_file, read_words};
use super::vocabulary::Vocabulary;

/// All language packs, each compiled when it is first asked for.
#[derive(Debug)]
pub struct Library {
    /// What facts can speak of, in no language.
    pub vocabulary: Vocabulary,
    packs: Vec<PackSlot>,
}

#[derive(Debug)]
struct PackSlot {
    tag: &'static str,
    signs: Signs,
    lexicon: OnceLock<Result<Arc<Lexicon>, Fault>>,
}

/// What tells a language's text from others.
#[derive(Debug, Default)]
struct Signs {
    words: FxHashSet<String>,
    letters: String,
}

const WORD_FILES: [&str; 9] =
    ["numbers", "bounds", "calendar", "relative", "units", "money", "concepts", "places", "cues"];

impl Library {
    /// The built-in packs.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the data file.
    pub fn builtin() -> Result<Self, Fault> {
        let mut packs = Vec::new();
        for tag in data::language_folders() {
            let file = pack_file(tag)?;
            let signs = Signs {
                words: file.detect.words.iter().map(|word| key_of(word)).collect(),
                letters: file.detect.letters,
            };
            packs.push(PackSlot { tag, signs, lexicon: OnceLock::new() });
        }
        Ok(Self { vocabulary: Vocabulary::builtin()?, packs })
    }

    /// The pack that reads a BCP 47 tag: the region's overlay, or else the language's own. `None`
    /// where no pack reads the language.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the pack.
    pub fn lexicon(&self, tag: &str) -> Result<Option<Arc<Lexicon>>, Fault> {
        let primary = tag.split('-').next().unwrap_or(tag);
        let slot = |wanted: &str| self.packs.iter().find(|slot| slot.tag.eq_ignore_ascii_case(wanted));
        let Some(slot) = slot(tag).or_else(|| slot(primary)) else { return Ok(None) };
        slot.lexicon.get_or_init(|| self.compile(slot.tag).map(Arc::new)).clone().map(Some)
    }

    /// The tags of all packs, sorted.
    pub fn tags(&self) -> impl Iterator<Item = &'static str> {
        self.packs.iter().map(|slot| slot.tag)
    }

    /// The language whose frequent words and letters `text` holds most; `None` without evidence.
    pub fn detect(&self, text: &str) -> Option<&'static str> {
        let end = (0..=SAMPLE.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
        let sample = end.map_or(text, |end| &text[..end]);
        let mut scores: Vec<(usize, &'static str)> = Vec::new();
        for slot in self.packs.iter().filter(|slot| !slot.tag.contains('-')) {
            let words = sample
                .split(|letter: char| !letter.is_alphabetic())
                .filter(|word| !word.is_empty() && slot.signs.words.contains(&key_of(word)))
                .count();
            let letters = sample.chars().filter(|&letter| slot.signs.letters.contains(letter)).count();
            scores.push((words * 2 + letters, slot.tag));
        }
        scores.sort_unstable_by(|a, b| b.cmp(a));
        match scores.as_slice() {
            [(best, tag), (next, _), ..] if *best >= 4 && best > &(next * 2) => Some(tag),
            [(best, tag)] if *best >= 4 => Some(tag),
            _ => None,
        }
    }

    fn compile(&self, tag: &'static str) -> Result<Lexicon, Fault> {
        let own = pack_file(tag)?;
        let parent = own.parent.as_deref().map(pack_file).transpose()?;
        let mut subgroups = Vec::new();
        let entries = self.merged(tag, own.parent.as_deref(), &mut subgroups)?;
        let mut abbreviations = own.sentence.abbreviations;
        let mut switches = own.switches;
        if let Some(mut parent) = parent {
            abbreviations.append(&mut parent.sentence.abbreviations);
            switches = switches.or(parent.switches);
        }
        let switches = switches.complete().map_err(|missing| {
            let path = format!("languages/{tag}/pack.toml");
            Fault::new(&path, "", None, format!("neither the pack nor its parent sets `{missing}`"))
        })?;
        let language = tag.split('-').next().unwrap_or(tag);
        Ok(Lexicon::compile(language.into(), switches, subgroups, abbreviations, entries))
    }

    /// The surfaces of a pack with their meanings, those of its parent included.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the pack.
    pub fn entries(&self, tag: &str) -> Result<Vec<Entry>, Fault> {
        self.merged(tag, pack_file(tag)?.parent.as_deref(), &mut Vec::new())
    }

    /// A pack's entries over its parent's: a surface that it lists loses the parent's meanings.
    fn merged(
        &self,
        tag: &str,
        parent: Option<&str>,
        subgroups: &mut Vec<Box<str>>,
    ) -> Result<Vec<Entry>, Fault> {
        let mut entries = match parent {
            Some(parent) => self.words(parent, subgroups)?,
            None => Vec::new(),
        };
        let overlay = self.words(tag, subgroups)?;
        let replaced: FxHashSet<&str> = overlay.iter().map(|entry| entry.surface.as_str()).collect();
        entries.retain(|entry| !replaced.contains(entry.surface.as_str()));
        entries.extend(overlay);
        Ok(entries)
    }

    fn words(&self, tag: &str, subgroups: &mut Vec<Box<str>>) -> Result<Vec<Entry>, Fault> {
        let mut entries = Vec::new();
        for name in WORD_FILES {
            if let Some(file) = data::file(&format!("languages/{tag}/{name}.toml")) {
                read_words(file, &self.vocabulary, subgroups, &mut entries)?;
            }
        }
        Ok(entries)
    }
}

/// How many bytes of a text are looked at to tell its language.
const SAMPLE: usize = 4096;

fn pack_file(tag: &str) -> Result<PackFile, Fault> {
    let path = format!("languages/{tag}/pack.toml");
    let Some(file) = data::file(&path) else {
        return Err(Fault::new(&path, "", None, format!("no language pack `{tag}`")));
    };
    let pack = read_pack_file(file)?;
    if pack.language != tag {
        let message = format!("the folder is `{tag}`, the pack calls itself `{}`", pack.language);
        return Err(Fault::new(file.path, file.text, None, message));
    }
    debug_assert!(matches!(pack.quality, Quality::Draft | Quality::Reviewed));
    Ok(pack)
}
