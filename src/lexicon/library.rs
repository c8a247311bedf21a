use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::data::{self, DataFile};
use crate::text::Fault;

use super::compile::Lexicon;
use super::key::{key_of, push_key};
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

/// What tells the text of one language from that of others: for each word or letter the languages that
/// use it, as bits.
#[derive(Debug, Default)]
struct Signs {
    tags: Vec<&'static str>,
    words: FxHashMap<String, u16>,
    letters: FxHashMap<char, u16>,
}

impl Signs {
    fn add_language(&mut self, tag: &'static str, detect: &Detect) {
        let Some(bit) = u32::try_from(self.tags.len()).ok().and_then(|index| 1u16.checked_shl(index)) else {
            return;
        };
        self.tags.push(tag);
        for word in &detect.words {
            *self.words.entry(key_of(word)).or_default() |= bit;
        }
        for letter in detect.letters.chars() {
            *self.letters.entry(letter).or_default() |= bit;
        }
    }
}

/// How many languages can be told apart: one bit each.
const LANGUAGES: usize = 16;

/// Less evidence than this is none: two frequent words.
const LEAST_EVIDENCE: usize = 4;

/// With so much evidence, and a clear lead, the rest of a text need not be looked at.
const ENOUGH_EVIDENCE: usize = 24;

/// After how many words the lead is looked at.
const WORDS_BETWEEN_LOOKS: usize = 32;

/// Whether one language has at least so much evidence, and more than twice that of any other.
fn is_clear(scores: &[usize; LANGUAGES], least: usize) -> bool {
    let (mut best, mut next) = (0, 0);
    for &score in scores {
        if score > best {
            (best, next) = (score, best);
        } else {
            next = next.max(score);
        }
    }
    best >= least && best > next * 2
}

fn add(scores: &mut [usize; LANGUAGES], mask: u16, weight: usize) {
    let mut mask = mask;
    while mask != 0 {
        scores[mask.trailing_zeros() as usize] += weight;
        mask &= mask - 1;
    }
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
        let mut signs = Signs::default();
        for tag in data::language_folders() {
            // An overlay is told from its language by its tag alone.
            if !tag.contains('-') {
                signs.add_language(tag, &pack_file(tag)?.detect);
            }
            packs.push(PackSlot { tag, lexicon: OnceLock::new() });
        }
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

    /// The language whose frequent words and letters `text` holds most; `None` without evidence.
    pub fn detect(&self, text: &str) -> Option<&'static str> {
        let end = (0..=SAMPLE.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
        let sample = end.map_or(text, |end| &text[..end]);
        let mut scores = [0usize; LANGUAGES];
        let mut key = String::new();
        let words = sample.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
        for (count, word) in words.enumerate() {
            if count % WORDS_BETWEEN_LOOKS == 0 && is_clear(&scores, ENOUGH_EVIDENCE) {
                break;
            }
            key.clear();
            push_key(word, &mut key);
            let mask = self.signs.words.get(key.as_str()).copied().unwrap_or_default();
            add(&mut scores, mask, 2);
            // Letters that tell a language are not ASCII.
            for letter in key.chars().filter(|letter| !letter.is_ascii()) {
                add(&mut scores, self.signs.letters.get(&letter).copied().unwrap_or_default(), 1);
            }
        }
        let best = (0..LANGUAGES).max_by_key(|&index| (scores[index], std::cmp::Reverse(index)))?;
        self.signs.tags.get(best).copied().filter(|_| is_clear(&scores, LEAST_EVIDENCE))
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
