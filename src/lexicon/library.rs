use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use crate::data::{self, DataFile};
use crate::text::Fault;

use super::bare;
use super::compile::Lexicon;
use super::detect::Signs;
use super::pack::{DateOrder, Detect, Entry, PackFile, WordFile, parse_words, read_pack_file, read_words};
use super::vocabulary::Vocabulary;

/// All language packs, each compiled when it is first asked for.
#[derive(Debug)]
pub struct Library {
    /// What facts can speak of, in no language.
    pub vocabulary: Arc<Vocabulary>,
    packs: Vec<PackSlot>,
    signs: Signs,
}

#[derive(Debug)]
struct PackSlot {
    tag: &'static str,
    lexicon: OnceLock<Result<Arc<Lexicon>, Fault>>,
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
        let mut languages = other_languages()?;
        for tag in data::language_folders() {
            // An overlay is told from its language by its tag alone.
            if !tag.contains('-') {
                languages.insert(tag.to_string(), pack_file(tag)?.detect);
            }
            packs.push(PackSlot { tag, lexicon: OnceLock::new() });
        }
        let signs = Signs::new(&languages);
        Ok(Self { vocabulary: Vocabulary::shared()?, packs, signs })
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

    /// The order in which a language writes a date in figures. `None` where no pack reads the language, or
    /// where its regions differ and the tag names none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the pack.
    pub fn date_order(&self, tag: &str) -> Result<Option<DateOrder>, Fault> {
        let Some(lexicon) = self.lexicon(tag)? else { return Ok(None) };
        let order = lexicon.switches.date_order;
        let regions =
            self.tags().filter(|known| known.split_once('-').is_some_and(|(primary, _)| primary == tag));
        for region in regions {
            if pack_file(region)?.switches.date_order.is_some_and(|other| other != order) {
                return Ok(None);
            }
        }
        Ok(Some(order))
    }

    /// The language whose frequent words and letters `text` holds most, where a pack reads it; `None`
    /// without evidence.
    pub fn detect(&self, text: &str) -> Option<&'static str> {
        let end = (0..=SAMPLE.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
        let sample = end.map_or(text, |end| &text[..end]);
        self.signs.language(sample).and_then(|tag| self.tags().find(|known| *known == tag))
    }

    /// Whether a passage, given piece by piece, of a text in the language `own` clearly is in another one,
    /// and the pack that reads it; no pack where none does.
    pub fn detect_foreign(&self, passage: &[&str], own: &str) -> Option<Option<&'static str>> {
        let own = own.split('-').next().unwrap_or(own);
        self.signs.foreign(passage, own).map(|tag| self.tags().find(|known| *known == tag))
    }

    fn compile(&self, tag: &'static str) -> Result<Lexicon, Fault> {
        let own = pack_file(tag)?;
        let parent = own.parent.as_deref().map(pack_file).transpose()?;
        let mut subgroups = Vec::new();
        let mut entries = self.merged(tag, own.parent.as_deref(), &mut subgroups)?;
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
        if switches.bare_numbers {
            entries.append(&mut bare::numbers(&entries));
        }
        let language = tag.split('-').next().unwrap_or(tag);
        let vocabulary = &self.vocabulary;
        Ok(Lexicon::compile(language.into(), switches, subgroups, abbreviations, entries, vocabulary))
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
        let files: Vec<_> = WORD_FILES
            .iter()
            .filter_map(|name| data::file(&format!("languages/{tag}/{name}.toml")))
            .collect();
        for (file, sections) in files.iter().zip(parse_side_by_side(&files)) {
            read_words(*file, sections?, &self.vocabulary, subgroups, &mut entries)?;
        }
        Ok(entries)
    }
}

/// Parsing is a quarter of the start-up of a check of one article. The threads are not those that read the
/// articles: one of these, waiting for the others, would take up an article that waits for this very pack.
fn parse_side_by_side(files: &[DataFile]) -> Vec<Result<WordFile, Fault>> {
    std::thread::scope(|scope| {
        let running: Vec<_> = files.iter().map(|file| scope.spawn(|| parse_words(*file))).collect();
        let done = running.into_iter().map(|thread| thread.join());
        done.map(|parsed| parsed.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// How many bytes of a text are looked at to tell its language.
const SAMPLE: usize = 4096;

fn other_languages() -> Result<BTreeMap<String, Detect>, Fault> {
    let path = "other-languages.toml";
    let file = data::file(path).ok_or_else(|| Fault::new(path, "", None, "not embedded"))?;
    toml::from_str(file.text).map_err(|error| Fault::from_toml(file.path, file.text, &error))
}

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
    Ok(pack)
}
