use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use crate::data;
use crate::text::Fault;

use super::bare;
use super::compile::Lexicon;
use super::detect::Signs;
use super::pack::{DateOrder, Detect, Entry, PackFile, parse_words, read_pack_file, read_words};
use super::prepared;
use super::vocabulary::Vocabulary;

/// All language packs, each compiled when it is first asked for.
#[derive(Debug)]
pub struct Library {
    /// What facts can speak of, in no language.
    pub vocabulary: Arc<Vocabulary>,
    packs: Vec<PackSlot>,
    signs: Arc<Signs>,
    /// Whether packs are read out of their files though they are prepared.
    from_files: bool,
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
        let signs = prepared::load(prepared::SIGNS).map_or_else(signs, Ok)?;
        Ok(Self { vocabulary: Vocabulary::shared()?, packs: slots(), signs: signs.into(), from_files: false })
    }

    /// The same, read out of the data files, as it is when factlint is built.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the data file.
    pub fn from_files() -> Result<Self, Fault> {
        let vocabulary = Arc::new(Vocabulary::from_files()?);
        Ok(Self { vocabulary, packs: slots(), signs: signs()?.into(), from_files: true })
    }

    /// What is stored of the library for the next start, each part with its name.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in a pack.
    pub fn prepare(&self) -> Result<Vec<(&'static str, Vec<u8>)>, Fault> {
        let shared = [
            (prepared::VOCABULARY, prepared::store(self.vocabulary.as_ref())),
            (prepared::SIGNS, prepared::store(self.signs.as_ref())),
        ];
        let packs = self.tags().map(|tag| Ok((tag, prepared::store(&self.compile(tag)?))));
        shared.into_iter().map(Ok).chain(packs).collect()
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
        slot.lexicon.get_or_init(|| self.load(slot.tag).map(Arc::new)).clone().map(Some)
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

    fn load(&self, tag: &'static str) -> Result<Lexicon, Fault> {
        let prepared = if self.from_files { None } else { prepared::load::<Lexicon>(tag) };
        let lexicon =
            prepared.map_or_else(|| self.compile(tag), |lexicon| Ok(lexicon.completed(&self.vocabulary)))?;
        Ok(lexicon.told_by(&self.signs))
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
        let files = WORD_FILES.iter().filter_map(|name| data::file(&format!("languages/{tag}/{name}.toml")));
        for file in files {
            read_words(file, parse_words(file)?, &self.vocabulary, subgroups, &mut entries)?;
        }
        Ok(entries)
    }
}

/// How many bytes of a text are looked at to tell its language.
const SAMPLE: usize = 4096;

/// A place for each pack.
fn slots() -> Vec<PackSlot> {
    let tags = data::language_folders().into_iter();
    tags.map(|tag| PackSlot { tag, lexicon: OnceLock::new() }).collect()
}

/// What tells languages apart, those with a pack and others.
fn signs() -> Result<Signs, Fault> {
    let mut languages = other_languages()?;
    // An overlay is told from its language by its tag alone.
    for tag in data::language_folders().into_iter().filter(|tag| !tag.contains('-')) {
        languages.insert(tag.to_string(), pack_file(tag)?.detect);
    }
    Ok(Signs::new(&languages))
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_prepared_is_what_the_files_say() {
        for (name, bytes) in Library::from_files().unwrap().prepare().unwrap() {
            assert!(data::prepared(name) == Some(bytes.as_slice()), "{name}");
        }
    }

    #[test]
    fn a_prepared_pack_reads_as_its_files_do() {
        let (files, prepared) = (Library::from_files().unwrap(), Library::builtin().unwrap());
        for tag in prepared.tags() {
            assert!(prepared::load::<Lexicon>(tag).is_some(), "{tag}");
            let surfaces: Vec<String> =
                files.entries(tag).unwrap().into_iter().map(|entry| entry.surface).collect();
            let text = surfaces.join("; ").replace('*', "y");
            let tokens =
                |library: &Library| library.lexicon(tag).unwrap().map(|lexicon| lexicon.tokenize(&text));
            assert!(tokens(&files) == tokens(&prepared), "{tag}");
        }
    }
}
