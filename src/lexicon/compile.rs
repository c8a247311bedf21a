use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::key::key_of;
use super::meaning::{Meaning, SectionSet, Tense};
use super::pack::{Entry, Switches};
use super::tokenize::{Caps, Token};

/// A language pack compiled into one matcher: a trie over words, looked up by word or by stem.
#[derive(Debug)]
pub struct Lexicon {
    /// The primary language subtag: `pt`.
    pub language: Arc<str>,
    /// The grammar's switches.
    pub switches: Switches,
    subgroups: Vec<Box<str>>,
    abbreviations: Vec<String>,
    tense_endings: Vec<(String, Tense)>,
    exact: FxHashMap<Box<str>, u32>,
    stems: FxHashMap<Box<str>, u32>,
    /// Bit `n` is set where a stem of `n` bytes exists.
    stem_lengths: u64,
    heads: Vec<Head>,
    nodes: Vec<Node>,
    children: FxHashMap<(u32, u32), u32>,
    meanings: Vec<Meaning>,
    demands: Vec<CaseDemand>,
}

/// Meanings that a surface carries: a run of the lexicon's list, and the sections they are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct MeaningSet {
    start: u32,
    length: u16,
    pub(super) sections: SectionSet,
}

impl MeaningSet {
    pub(super) fn is_empty(self) -> bool {
        self.length == 0
    }
}

/// What a word looks up: the atoms it satisfies, the most specific first.
#[derive(Debug, Default)]
pub(super) struct Head {
    atoms: Vec<u32>,
    pub(super) starts_phrase: bool,
    pub(super) singles: [MeaningSet; 3],
}

#[derive(Debug, Default)]
struct Node {
    meanings: MeaningSet,
    joint: bool,
    leaf: bool,
}

/// One word of a surface: a form or a stem, with the case it asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Atom {
    key: String,
    stem: bool,
    demand: CaseDemand,
}

/// The case that a surface asks for: none, a capital, or capitals throughout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum CaseDemand {
    Any,
    Initial,
    All,
}

impl CaseDemand {
    fn of(word: &str) -> Self {
        let letters = word.chars().filter(|letter| letter.is_alphabetic());
        let capitals = letters.clone().filter(|letter| letter.is_uppercase()).count();
        match (capitals, letters.count()) {
            (0, _) => Self::Any,
            (capitals, all) if capitals == all && all > 1 => Self::All,
            _ => Self::Initial,
        }
    }

    fn allows(self, caps: Caps) -> bool {
        match self {
            Self::Any => true,
            Self::Initial => caps != Caps::Lower,
            Self::All => caps == Caps::All,
        }
    }
}

#[derive(Default)]
struct BuildNode {
    meanings: Vec<Meaning>,
    joint: bool,
    has_children: bool,
}

#[derive(Default)]
struct Builder {
    atoms: Vec<Atom>,
    atom_ids: FxHashMap<Atom, u32>,
    nodes: Vec<BuildNode>,
    children: FxHashMap<(u32, u32), u32>,
    tense_endings: Vec<(String, Tense)>,
}

impl Builder {
    fn add(&mut self, entry: Entry) {
        if let (Some(ending), Meaning::Tense(tense)) = (entry.surface.strip_prefix('*'), entry.meaning) {
            self.tense_endings.push((key_of(ending), tense));
            return;
        }
        let mut node = 0;
        for (word, joint) in surface_words(&entry.surface) {
            let stem = word.ends_with('*') && word.len() > 1;
            let word = if stem { word.trim_end_matches('*') } else { word };
            let atom = self.atom(Atom { key: key_of(word), stem, demand: CaseDemand::of(word) });
            self.nodes[node as usize].has_children = true;
            let next = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let child = *self.children.entry((node, atom)).or_insert(next);
            if child == next {
                self.nodes.push(BuildNode::default());
            }
            self.nodes[child as usize].joint |= joint;
            node = child;
        }
        let meanings = &mut self.nodes[node as usize].meanings;
        if !meanings.contains(&entry.meaning) {
            meanings.push(entry.meaning);
        }
    }

    fn atom(&mut self, atom: Atom) -> u32 {
        let next = u32::try_from(self.atoms.len()).unwrap_or(u32::MAX);
        let id = *self.atom_ids.entry(atom.clone()).or_insert(next);
        if id == next {
            self.atoms.push(atom);
        }
        id
    }
}

/// The words of a surface as the tokenizer would cut them, each with whether a hyphen may stand
/// before it. A `*` stays with its word.
fn surface_words(surface: &str) -> Vec<(&str, bool)> {
    let mut words = Vec::new();
    let mut joint = false;
    let mut rest = surface;
    while let Some(first) = rest.chars().next() {
        let is_word = |letter: char| letter.is_alphabetic() || matches!(letter, '\'' | '’' | '*' | '²' | '³');
        let length = if first.is_alphabetic() {
            rest.find(|letter| !is_word(letter)).unwrap_or(rest.len())
        } else if first.is_ascii_digit() {
            rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        match first {
            ' ' => joint = false,
            '-' => joint = true,
            _ => {
                words.push((&rest[..length], joint));
                joint = false;
            }
        }
        rest = &rest[length..];
    }
    words
}

impl Lexicon {
    pub(super) fn compile(
        language: Arc<str>,
        switches: Switches,
        subgroups: Vec<Box<str>>,
        abbreviations: Vec<String>,
        entries: Vec<Entry>,
    ) -> Self {
        let mut builder = Builder { nodes: vec![BuildNode::default()], ..Builder::default() };
        for entry in entries {
            builder.add(entry);
        }
        let mut lexicon = Self {
            language,
            switches,
            subgroups,
            abbreviations: abbreviations.iter().map(|word| key_of(word.trim_end_matches('.'))).collect(),
            tense_endings: std::mem::take(&mut builder.tense_endings),
            exact: FxHashMap::default(),
            stems: FxHashMap::default(),
            stem_lengths: 0,
            heads: Vec::new(),
            nodes: Vec::new(),
            children: FxHashMap::default(),
            meanings: Vec::new(),
            demands: builder.atoms.iter().map(|atom| atom.demand).collect(),
        };
        lexicon.tense_endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        for node in &builder.nodes {
            let meanings = lexicon.store(node.meanings.iter().copied());
            lexicon.nodes.push(Node { meanings, joint: node.joint, leaf: !node.has_children });
        }
        lexicon.index_atoms(&builder);
        lexicon.children = builder.children;
        lexicon
    }

    /// One head for each distinct word or stem, with every atom that it satisfies.
    fn index_atoms(&mut self, builder: &Builder) {
        let mut by_key: FxHashMap<(&str, bool), Vec<u32>> = FxHashMap::default();
        for (id, atom) in builder.atoms.iter().enumerate() {
            let id = u32::try_from(id).unwrap_or(u32::MAX);
            by_key.entry((&atom.key, atom.stem)).or_default().push(id);
            if atom.stem {
                self.stem_lengths |= 1 << atom.key.len().min(63);
            }
        }
        let mut keys: Vec<(&str, bool)> = by_key.keys().copied().collect();
        keys.sort_unstable();
        for (key, stem) in keys {
            let mut atoms = if stem { Vec::new() } else { by_key[&(key, false)].clone() };
            for length in (1..=key.len()).rev() {
                let prefix = key.get(..length).and_then(|prefix| by_key.get(&(prefix, true)));
                atoms.extend(prefix.into_iter().flatten());
            }
            let head = self.head_of(atoms, builder);
            let table = if stem { &mut self.stems } else { &mut self.exact };
            table.insert(key.into(), u32::try_from(self.heads.len()).unwrap_or(u32::MAX));
            self.heads.push(head);
        }
    }

    fn head_of(&mut self, atoms: Vec<u32>, builder: &Builder) -> Head {
        let root_child = |atom: &u32| builder.children.get(&(0, *atom));
        let starts_phrase =
            atoms.iter().filter_map(root_child).any(|&node| builder.nodes[node as usize].has_children);
        let singles = [Caps::Lower, Caps::Initial, Caps::All].map(|caps| {
            let mut chosen: Vec<(Meaning, (bool, usize))> = Vec::new();
            for id in &atoms {
                let atom = &builder.atoms[*id as usize];
                let Some(node) = root_child(id) else { continue };
                if !atom.demand.allows(caps) {
                    continue;
                }
                // In each section the most specific surface alone speaks.
                let rank = (atom.stem, atom.key.len());
                for &meaning in &builder.nodes[*node as usize].meanings {
                    let section = meaning.section();
                    if chosen.iter().all(|(known, other)| known.section() != section || *other == rank) {
                        chosen.push((meaning, rank));
                    }
                }
            }
            self.store(chosen.into_iter().map(|(meaning, _)| meaning))
        });
        Head { atoms, starts_phrase, singles }
    }

    fn store(&mut self, meanings: impl Iterator<Item = Meaning>) -> MeaningSet {
        let start = self.meanings.len();
        self.meanings.extend(meanings);
        let length = u16::try_from(self.meanings.len() - start).unwrap_or(u16::MAX);
        let sections = SectionSet::of_meanings(&self.meanings[start..]);
        MeaningSet { start: u32::try_from(start).unwrap_or(u32::MAX), length, sections }
    }

    pub(super) fn meanings(&self, set: MeaningSet) -> &[Meaning] {
        let start = set.start as usize;
        self.meanings.get(start..start + set.length as usize).unwrap_or_default()
    }

    pub(super) fn head(&self, head: u32) -> &Head {
        &self.heads[head as usize]
    }

    pub(super) fn node_meanings(&self, node: u32) -> MeaningSet {
        self.nodes[node as usize].meanings
    }

    pub(super) fn is_leaf(&self, node: u32) -> bool {
        self.nodes[node as usize].leaf
    }

    /// Follows every edge that a token satisfies. A hyphen may be skipped only where the surface
    /// has one.
    pub(super) fn step(&self, node: u32, head: &Head, token: &Token, over_hyphen: bool, mut found: impl FnMut(u32)) {
        for &atom in &head.atoms {
            if let Some(&child) = self.children.get(&(node, atom)) {
                let fits = !over_hyphen || self.nodes[child as usize].joint;
                if fits && self.demands[atom as usize].allows(token.caps) {
                    found(child);
                }
            }
        }
    }

    pub(super) fn lookup(&self, key: &str) -> Option<u32> {
        self.exact.get(key).copied()
    }

    /// The head of a word's key: its own, its longest stem's, or that of the word without a
    /// possessive ending.
    pub(super) fn lookup_word(&self, key: &str) -> Option<u32> {
        if let Some(&head) = self.exact.get(key) {
            return Some(head);
        }
        let mut lengths = self.stem_lengths & (u64::MAX >> (63 - key.len().min(63)));
        while lengths != 0 {
            let length = 63 - lengths.leading_zeros() as usize;
            lengths &= !(1 << length);
            if let Some(&head) = key.get(..length).and_then(|prefix| self.stems.get(prefix)) {
                return Some(head);
            }
        }
        key.strip_suffix("'s").and_then(|stem| self.lookup_word(stem))
    }

    /// The name of a subgroup.
    pub fn subgroup(&self, id: u16) -> &str {
        self.subgroups.get(id as usize).map_or("", |name| name)
    }

    /// Whether a full stop after the word ends no sentence.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        let key = key_of(word);
        self.abbreviations.contains(&key)
    }

    /// The tense that a word's ending tells.
    pub fn tense_of_ending(&self, word: &str) -> Option<Tense> {
        let key = key_of(word);
        self.tense_endings
            .iter()
            .find(|(ending, _)| key.len() > ending.len() + 1 && key.ends_with(ending.as_str()))
            .map(|(_, tense)| *tense)
    }
}
