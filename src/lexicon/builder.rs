//! The surfaces of a pack as a trie over their words, on the way to a [`super::compile::Lexicon`]. A pack
//! lists ten thousands of them and is compiled at each start: nothing is kept in a piece of memory of its own.

use rustc_hash::FxHashMap;

use super::compile::CaseDemand;
use super::key::{key_of, push_key};
use super::meaning::{Meaning, Section};
use super::pack::Entry;
use super::packed::WordTable;
use super::scan::word_length;
use super::small_words::Tense;

/// One word of a surface: a form or a stem, with the case it asks for.
pub(super) struct Atom {
    /// Its word, by number.
    key: u32,
    /// Whether it is a stem.
    pub stem: bool,
    /// The case it asks for.
    pub demand: CaseDemand,
    /// The node of a surface that starts with it, if any does.
    pub root: Option<u32>,
}

/// A word or a stem as the lexicon knows it: where it stands among all of them, and its atoms.
#[derive(Default)]
pub(super) struct Key {
    start: usize,
    end: usize,
    pub exact: Vec<u32>,
    pub stems: Vec<u32>,
}

/// A place in the trie.
#[derive(Clone, Copy, Default)]
pub(super) struct BuildNode {
    /// Whether a hyphen may stand before it.
    pub joint: bool,
}

/// What is known of the surfaces so far.
#[derive(Default)]
pub(super) struct Builder {
    /// All keys, one behind the other.
    texts: String,
    key_ids: WordTable<u32>,
    pub keys: Vec<Key>,
    pub atoms: Vec<Atom>,
    pub nodes: Vec<BuildNode>,
    pub children: FxHashMap<(u32, u32), u32>,
    pub tense_endings: Vec<(String, Tense)>,
    meanings: Vec<(u32, Meaning)>,
}

impl Builder {
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut builder = Self { nodes: vec![BuildNode::default()], ..Self::default() };
        builder.children.reserve(entries.len() * 2);
        builder.key_ids.reserve(entries.len());
        builder.meanings.reserve(entries.len());
        for entry in &entries {
            builder.add(entry);
        }
        builder
    }

    fn add(&mut self, entry: &Entry) {
        if let (Some(ending), Meaning::Tense(tense)) = (entry.surface.strip_prefix('*'), entry.meaning) {
            self.tense_endings.push((key_of(ending), tense));
            return;
        }
        let (mut node, section) = (0, entry.meaning.section());
        each_word(&entry.surface, |word, joint| node = self.child(node, word, joint, section));
        self.meanings.push((node, entry.meaning));
    }

    /// The node behind another one for a word of a surface.
    fn child(&mut self, node: u32, word: &str, joint: bool, section: Section) -> u32 {
        let stem = word.ends_with('*') && word.len() > 1;
        let word = if stem { word.trim_end_matches('*') } else { word };
        let key = self.key(word);
        let atom = self.atom(key, stem, CaseDemand::of(word, section));
        let next = number(self.nodes.len());
        let child = *self.children.entry((node, atom)).or_insert(next);
        if child == next {
            self.nodes.push(BuildNode::default());
        }
        self.nodes[child as usize].joint |= joint;
        if node == 0 {
            self.atoms[atom as usize].root = Some(child);
        }
        child
    }

    fn key(&mut self, word: &str) -> u32 {
        let start = self.texts.len();
        push_key(word, &mut self.texts);
        let new = number(self.keys.len());
        let key = *self.key_ids.entry(&self.texts[start..], new);
        if key == new {
            self.keys.push(Key { start, end: self.texts.len(), ..Key::default() });
        } else {
            self.texts.truncate(start);
        }
        key
    }

    fn atom(&mut self, key: u32, stem: bool, demand: CaseDemand) -> u32 {
        let Key { exact, stems, .. } = &mut self.keys[key as usize];
        let known = if stem { stems } else { exact };
        let same = |atom: &u32| self.atoms[*atom as usize].demand == demand;
        known.iter().copied().find(same).unwrap_or_else(|| {
            let atom = number(self.atoms.len());
            known.push(atom);
            self.atoms.push(Atom { key, stem, demand, root: None });
            atom
        })
    }

    /// The letters of a key.
    pub fn text(&self, key: &Key) -> &str {
        &self.texts[key.start..key.end]
    }

    /// The length in bytes of the word of an atom.
    pub fn length(&self, atom: &Atom) -> usize {
        let key = &self.keys[atom.key as usize];
        key.end - key.start
    }

    /// The key of a word, if any surface holds it.
    pub fn find(&self, word: &str) -> Option<&Key> {
        self.key_ids.get(word).map(|key| &self.keys[key as usize])
    }

    /// The meanings by their nodes, those of one node side by side and in the order in which they are listed.
    pub fn sorted_meanings(&mut self) -> Vec<(u32, Meaning)> {
        let mut meanings = std::mem::take(&mut self.meanings);
        meanings.sort_by_key(|(node, _)| *node);
        meanings
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Shows the words of a surface as the tokenizer would cut them, each with whether a hyphen may stand
/// before it. A `*` stays with its word.
fn each_word(surface: &str, mut show: impl FnMut(&str, bool)) {
    let mut joint = false;
    let mut rest = surface;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphabetic() {
            let word = word_length(rest);
            word + usize::from(rest[word..].starts_with('*'))
        } else if first.is_ascii_digit() {
            rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        match first {
            ' ' => joint = false,
            '-' => joint = true,
            _ => {
                show(&rest[..length], joint);
                joint = false;
            }
        }
        rest = &rest[length..];
    }
}
