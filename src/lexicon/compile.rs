use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::builder::Builder;
use super::detect::{Signs, WordEvidence};
use super::key::{key_behind_first, key_of};
use super::meaning::{Meaning, Section, SectionSet};
use super::memory::{Lead, Memories};
use super::pack::{Entry, Switches};
use super::packed::{LONGEST, Packed, WordTable};
use super::small_words::Tense;
use super::tokenize::{Shape, Token};
use super::unaccented::Unaccented;
use super::vocabulary::Vocabulary;
use crate::model::{ConceptId, Language, UnitTable};

/// A language pack compiled into one matcher: a trie over words, looked up by word or by stem.
#[derive(Debug, Serialize, Deserialize)]
pub struct Lexicon {
    /// The primary language subtag: `pt`.
    pub language: Language,
    /// The grammar's switches.
    pub switches: Switches,
    /// The units of measure, by which "5 ft 2 in" are one length.
    #[serde(skip)]
    pub units: UnitTable,
    /// Whether a concept is a person, by its number.
    #[serde(skip)]
    people: Vec<bool>,
    /// The dimension that a label is measured in, by its number.
    #[serde(skip)]
    measures: Vec<Option<Box<str>>>,
    subgroups: Vec<Box<str>>,
    abbreviations: WordTable<()>,
    /// Twice the length in bytes of the longest of them: in capitals it may take some more.
    #[serde(skip)]
    longest_abbreviation: usize,
    /// For each first letter of ASCII, the lengths of the abbreviations that begin so: bit `n` for `n`. Most words
    /// that end a sentence share both with none.
    #[serde(skip)]
    abbreviation_lengths: [u32; FIRST_LETTERS],
    tense_endings: WordTable<Tense>,
    /// For the last byte of a word, the lengths in bytes of the endings with it that tell a tense: bit `n` for
    /// `n`. Most words have none.
    #[serde(skip)]
    ending_lengths: Vec<u32>,
    pub(super) exact: WordTable<u32>,
    pub(super) stems: WordTable<u32>,
    /// What tells this language from others, and its place among them.
    #[serde(skip)]
    signs: Option<(Arc<Signs>, usize)>,
    #[serde(skip)]
    pub(super) memories: Memories,
    /// The same without accents, for texts that have none.
    #[serde(skip)]
    pub(super) unaccented: OnceLock<Unaccented>,
    /// For the first bytes of a stem, the lengths in bytes of the stems that start so: bit `n` for `n`.
    stem_lengths: FxHashMap<Packed, u64>,
    /// Whether any stem is shorter than the start by which stems are found.
    has_short_stems: bool,
    /// Whether any surface begins with digits.
    pub(super) knows_digits: bool,
    heads: Vec<Head>,
    /// The atoms of all heads, one behind the other.
    head_atoms: Vec<u32>,
    nodes: Vec<Node>,
    children: FxHashMap<(u32, u32), u32>,
    meanings: Vec<Meaning>,
    demands: Vec<CaseDemand>,
    /// For each atom, the node of the surfaces that start with it.
    roots: Vec<Option<u32>>,
}

/// Meanings that a surface carries: a run of the lexicon's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MeaningRun {
    start: u32,
    length: u16,
}

impl MeaningRun {
    pub(super) fn is_empty(self) -> bool {
        self.length == 0
    }

    fn of(self, meanings: &[Meaning]) -> &[Meaning] {
        let start = self.start as usize;
        meanings.get(start..start + self.length as usize).unwrap_or_default()
    }
}

/// The same, with the sections that they are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct MeaningSet {
    run: MeaningRun,
    pub(super) sections: SectionSet,
}

impl MeaningSet {
    /// That of a surface that carries none.
    pub(super) const NONE: Self =
        Self { run: MeaningRun { start: 0, length: 0 }, sections: SectionSet::of(&[]) };
}

pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// What a word means in each shape, stored once where that is the same in all, as it nearly always is.
mod singles {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{MeaningRun, Shape};

    type Singles = [MeaningRun; Shape::COUNT];

    pub fn serialize<S: Serializer>(singles: &Singles, to: S) -> Result<S::Ok, S::Error> {
        let [first, rest @ ..] = singles;
        let alike = rest.iter().all(|other| other == first);
        (first, if alike { None } else { Some(rest) }).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Singles, D::Error> {
        let (first, rest) = <(MeaningRun, Option<[MeaningRun; Shape::COUNT - 1]>)>::deserialize(from)?;
        Ok(match rest {
            None => [first; Shape::COUNT],
            Some([second, third, fourth, fifth]) => [first, second, third, fourth, fifth],
        })
    }
}

/// How many of a stem's first bytes are looked at before it is looked up.
const STEM_START: usize = 3;

/// Letters of ASCII differ in so many ways in their lower bits, whatever their case.
const FIRST_LETTERS: usize = 32;

fn first_letter(word: &str) -> usize {
    usize::from(word.as_bytes().first().copied().unwrap_or_default()) % FIRST_LETTERS
}

/// The first bytes of a word, as many as have room in a number.
fn start_of(key: &str) -> Packed {
    Packed::within(key.as_bytes(), 0, key.len().min(LONGEST)).unwrap_or_default()
}

/// The bit of an atom in what leads on from a node.
fn onward_bit(atom: u32) -> u64 {
    1 << (atom % u64::BITS)
}

/// What a word looks up: the atoms it satisfies, the most specific first. What follows from these is told of the
/// few words that a text holds, and not of all that a pack knows.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Head {
    /// What it means by itself in each shape.
    #[serde(with = "singles")]
    singles: [MeaningRun; Shape::COUNT],
    /// Where its atoms stand among those of all heads.
    atoms: Range<u32>,
}

impl Head {
    /// Whether it means something by itself; one that only opens phrases ("marco alemão") does not.
    pub(super) fn means_alone(&self) -> bool {
        self.singles.iter().any(|single| !single.is_empty())
    }
}

/// The head of a word that no pack knows.
pub(super) const UNKNOWN: u32 = 0;

#[derive(Debug, Default, Serialize, Deserialize)]
struct Node {
    meanings: MeaningRun,
    joint: bool,
    /// A bit for each atom that leads on from here, some of them sharing one: most that come along do not.
    #[serde(skip)]
    onward: u64,
}

/// The case that a surface asks for: none, a capital at its start, or just its own writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum CaseDemand {
    Any,
    Initial,
    Exact(Shape),
}

/// Sections whose letters are symbols: "m" is a metre and "M" none.
const SYMBOLS: SectionSet =
    SectionSet::of(&[Section::Unit, Section::Scale, Section::TimeUnit, Section::Coin, Section::SmallerUnit]);

fn is_one_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

impl CaseDemand {
    pub(super) fn of(word: &str, section: Section) -> Self {
        let shape = Shape::of(word);
        match shape {
            Shape::Lower if SYMBOLS.has(section) && is_one_letter(word) => Self::Exact(shape),
            Shape::Lower => Self::Any,
            Shape::Initial => Self::Initial,
            Shape::All if is_one_letter(word) => Self::Initial,
            Shape::All | Shape::LowerInner | Shape::InitialInner => Self::Exact(shape),
        }
    }

    pub(super) fn allows(self, shape: Shape) -> bool {
        match self {
            Self::Any => true,
            Self::Initial => !matches!(shape, Shape::Lower | Shape::LowerInner),
            Self::Exact(wanted) => shape == wanted,
        }
    }
}

impl Lexicon {
    pub(super) fn compile(
        language: Language,
        switches: Switches,
        subgroups: Vec<Box<str>>,
        abbreviations: Vec<String>,
        entries: Vec<Entry>,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut builder = Builder::new(entries);
        let mut lexicon = Self {
            language,
            switches,
            units: UnitTable::default(),
            people: Vec::new(),
            measures: Vec::new(),
            subgroups,
            abbreviations: abbreviations
                .iter()
                .map(|word| (key_of(word.trim_end_matches('.')), ()))
                .collect(),
            ending_lengths: Vec::new(),
            longest_abbreviation: 0,
            abbreviation_lengths: [0; FIRST_LETTERS],
            tense_endings: builder.tense_endings.drain(..).collect(),
            exact: WordTable::default(),
            stems: WordTable::default(),
            signs: None,
            memories: Memories::default(),
            unaccented: OnceLock::new(),
            stem_lengths: FxHashMap::default(),
            has_short_stems: false,
            knows_digits: builder
                .keys
                .iter()
                .any(|key| builder.text(key).starts_with(|letter: char| letter.is_ascii_digit())),
            heads: vec![Head::default()],
            head_atoms: Vec::new(),
            nodes: Vec::new(),
            children: FxHashMap::default(),
            meanings: Vec::new(),
            demands: builder.atoms.iter().map(|atom| atom.demand).collect(),
            roots: builder.atoms.iter().map(|atom| atom.root).collect(),
        };
        lexicon.store_nodes(&mut builder);
        lexicon.index_keys(&builder);
        lexicon.children = builder.children;
        lexicon.completed(vocabulary)
    }

    /// Adds what follows from the rest, and what all packs share: a lexicon is stored without them.
    pub(super) fn completed(mut self, vocabulary: &Vocabulary) -> Self {
        self.units = vocabulary.units.clone();
        self.people = vocabulary.people();
        self.measures = vocabulary.measures();
        self.abbreviations.each(|word, ()| {
            self.longest_abbreviation = self.longest_abbreviation.max(2 * word.len());
            self.abbreviation_lengths[first_letter(word)] |= 1 << word.len().min(31);
        });
        self.ending_lengths = vec![0; 1 << u8::BITS];
        self.tense_endings.each(|ending, _| {
            let last = ending.as_bytes().last().copied().unwrap_or_default();
            self.ending_lengths[usize::from(last)] |= 1 << ending.len().min(31);
        });
        for &(node, atom) in self.children.keys() {
            self.nodes[node as usize].onward |= onward_bit(atom);
        }
        self
    }

    /// Adds what tells the language from others.
    pub(super) fn told_by(mut self, signs: &Arc<Signs>) -> Self {
        self.signs = signs.place(&self.language).map(|place| (signs.clone(), place));
        self
    }

    /// What a word tells of the language that it stands in.
    pub(super) fn evidence(&self, word: &str) -> WordEvidence {
        self.signs.as_ref().map_or(WordEvidence::NONE, |(signs, own)| signs.evidence(word, *own))
    }

    fn store_nodes(&mut self, builder: &mut Builder) {
        let listed = builder.sorted_meanings();
        let mut rest = listed.as_slice();
        for (number, node) in (0..).zip(&builder.nodes) {
            let (own, after) = rest.split_at(rest.iter().take_while(|(of, _)| *of == number).count());
            rest = after;
            let new = |(at, (_, meaning)): (usize, &(u32, Meaning))| {
                (!own[..at].iter().any(|(_, known)| known == meaning)).then_some(*meaning)
            };
            let meanings = self.store(own.iter().enumerate().filter_map(new));
            self.nodes.push(Node { meanings, joint: node.joint, onward: 0 });
        }
    }

    /// One head for each distinct word or stem, with every atom that it satisfies.
    fn index_keys(&mut self, builder: &Builder) {
        self.exact.reserve(builder.keys.len());
        self.heads.reserve(builder.keys.len());
        for key in builder.keys.iter().filter(|key| !key.stems.is_empty()) {
            let text = builder.text(key);
            let start = start_of(text).prefix(STEM_START);
            *self.stem_lengths.entry(start).or_default() |= 1 << text.len().min(63);
            self.has_short_stems |= text.len() < STEM_START;
        }
        for key in &builder.keys {
            let text = builder.text(key);
            let mut stems = key.stems.clone();
            for length in self.shorter_stems(start_of(text), text.len()) {
                let prefix = text.get(..length).and_then(|prefix| builder.find(prefix));
                stems.extend(prefix.iter().flat_map(|prefix| &prefix.stems));
            }
            if !key.exact.is_empty() {
                let head = self.head_of(&[key.exact.as_slice(), &stems].concat(), builder);
                self.exact.insert(text, head);
            }
            if !key.stems.is_empty() {
                let head = self.head_of(&stems, builder);
                self.stems.insert(text, head);
            }
        }
    }

    /// The lengths, below `length` and from the longest down, of which there are stems that start as a word
    /// does. Most words share their start with few stems, so that few are ever looked up.
    fn shorter_stems(&self, start: Packed, length: usize) -> impl Iterator<Item = usize> + use<> {
        // Few packs have stems shorter than a start.
        let shortest = if self.has_short_stems { 1 } else { STEM_START };
        let known = (shortest..=STEM_START.min(start.len())).fold(0, |known, bytes| {
            known | self.stem_lengths.get(&start.prefix(bytes)).copied().unwrap_or_default()
        });
        let mut lengths = known & !(u64::MAX << length.min(63));
        std::iter::from_fn(move || {
            let longest = 63_usize.checked_sub(lengths.leading_zeros() as usize)?;
            lengths &= !(1 << longest);
            Some(longest)
        })
    }

    fn head_of(&mut self, atoms: &[u32], builder: &Builder) -> u32 {
        let mut each = atoms.iter().map(|&atom| &builder.atoms[atom as usize]);
        let singles = if each.all(|atom| atom.demand == CaseDemand::Any) {
            [self.single(atoms, Shape::Lower, builder); Shape::COUNT]
        } else {
            Shape::EACH.map(|shape| self.single(atoms, shape, builder))
        };
        let start = number(self.head_atoms.len());
        self.head_atoms.extend(atoms);
        let atoms = start..number(self.head_atoms.len());
        self.heads.push(Head { singles, atoms });
        number(self.heads.len() - 1)
    }

    /// What a word means by itself: in each section the most specific surface alone speaks.
    fn single(&mut self, atoms: &[u32], shape: Shape, builder: &Builder) -> MeaningRun {
        let each = || {
            let atoms = atoms.iter().map(|&atom| &builder.atoms[atom as usize]);
            atoms.filter_map(|atom| atom.root.map(|node| (atom, node)))
        };
        // A word listed in just this writing is no other's: "SEK" is money, though "sek" is a second.
        let own = shape == Shape::All && each().any(|(atom, _)| atom.demand == CaseDemand::Exact(shape));
        let speaking = || {
            each().filter(|(atom, _)| atom.demand.allows(shape) && (!own || atom.demand != CaseDemand::Any))
        };
        let mut first = speaking();
        match (first.next(), first.next()) {
            (None, _) => return MeaningRun::default(),
            (Some((_, node)), None) => return self.nodes[node as usize].meanings,
            _ => {}
        }
        let mut chosen: Vec<(Meaning, (bool, usize))> = Vec::new();
        for (atom, node) in speaking() {
            let rank = (atom.stem, builder.length(atom));
            for &meaning in self.nodes[node as usize].meanings.of(&self.meanings) {
                let section = meaning.section();
                if chosen.iter().all(|(known, other)| known.section() != section || *other == rank) {
                    chosen.push((meaning, rank));
                }
            }
        }
        self.store(chosen.into_iter().map(|(meaning, _)| meaning))
    }

    fn store(&mut self, meanings: impl Iterator<Item = Meaning>) -> MeaningRun {
        let start = self.meanings.len();
        self.meanings.extend(meanings);
        let length = u16::try_from(self.meanings.len() - start).unwrap_or(u16::MAX);
        MeaningRun { start: number(start), length }
    }

    pub(super) fn meanings(&self, set: MeaningSet) -> &[Meaning] {
        set.run.of(&self.meanings)
    }

    fn set_of(&self, run: MeaningRun) -> MeaningSet {
        MeaningSet { run, sections: SectionSet::of_meanings(run.of(&self.meanings)) }
    }

    pub(super) fn head(&self, head: u32) -> &Head {
        &self.heads[head as usize]
    }

    /// What a word by itself means as it is written.
    pub(super) fn meanings_of(&self, head: u32, shape: Shape) -> MeaningSet {
        self.set_of(self.head(head).singles[shape as usize])
    }

    fn atoms(&self, head: &Head) -> &[u32] {
        &self.head_atoms[head.atoms.start as usize..head.atoms.end as usize]
    }

    /// The nodes behind which a phrase goes on that a word starts, each with the case that it asks for.
    pub(super) fn openings(&self, head: u32) -> impl Iterator<Item = (CaseDemand, u32)> {
        let node = |atom: &u32| {
            let root = self.roots[*atom as usize].filter(|root| !self.is_leaf(*root))?;
            Some((self.demands[*atom as usize], root))
        };
        self.atoms(self.head(head)).iter().filter_map(node)
    }

    /// Where a head leads.
    pub(super) fn lead(&self, head: u32) -> Lead {
        let own = self.atoms(self.head(head)).iter().fold(0, |bits, atom| bits | onward_bit(*atom));
        let onward = self.openings(head).fold(0, |bits, (_, node)| bits | self.nodes[node as usize].onward);
        Lead { own, onward }
    }

    /// Whether any phrase goes on from one head to the next, however they are written.
    #[inline(never)]
    pub(super) fn goes_on(&self, head: u32, next: u32) -> bool {
        let atoms = self.atoms(self.head(next));
        self.openings(head).any(|(_, node)| {
            let onward = self.nodes[node as usize].onward;
            let leads = |atom: &&u32| onward & onward_bit(**atom) != 0;
            atoms.iter().filter(leads).any(|&atom| self.children.contains_key(&(node, atom)))
        })
    }

    pub(super) fn node_meanings(&self, node: u32) -> Option<MeaningSet> {
        Some(self.nodes[node as usize].meanings).filter(|run| !run.is_empty()).map(|run| self.set_of(run))
    }

    pub(super) fn is_leaf(&self, node: u32) -> bool {
        self.nodes[node as usize].onward == 0
    }

    /// Follows every edge that a token satisfies. A hyphen may be skipped only where the surface
    /// has one.
    pub(super) fn step(
        &self,
        node: u32,
        head: &Head,
        token: &Token,
        over_hyphen: bool,
        mut found: impl FnMut(u32),
    ) {
        let onward = self.nodes[node as usize].onward;
        for &atom in self.atoms(head).iter().filter(|&&atom| onward & onward_bit(atom) != 0) {
            if let Some(&child) = self.children.get(&(node, atom)) {
                let fits = !over_hyphen || self.nodes[child as usize].joint;
                if fits && self.demands[atom as usize].allows(token.shape) {
                    found(child);
                }
            }
        }
    }

    /// The head of a word that is listed just so.
    pub(super) fn lookup(&self, key: &str) -> Option<u32> {
        self.exact.get(key)
    }

    /// The head of a word's key: its own, its longest stem's, or that of the word without a
    /// possessive ending.
    pub(super) fn lookup_word(&self, key: &str) -> Option<u32> {
        let known = match Packed::new(key) {
            Some(packed) => self.lookup_packed(packed),
            None => self.exact.get(key).or_else(|| {
                let mut stems = self.shorter_stems(start_of(key), key.len() + 1);
                stems.find_map(|length| self.stems.get(key.get(..length)?))
            }),
        };
        known.or_else(|| key.strip_suffix("'s").and_then(|stem| self.lookup_word(stem)))
    }

    /// The head of a key without an apostrophe.
    pub(super) fn lookup_packed(&self, key: Packed) -> Option<u32> {
        self.exact.get_packed(key).or_else(|| {
            let mut stems = self.shorter_stems(key, key.len() + 1);
            stems.find_map(|length| self.stems.get_packed(key.prefix(length)))
        })
    }

    /// Whether a concept is a person, alive or dead.
    pub fn is_person(&self, concept: ConceptId) -> bool {
        self.people.get(concept.0 as usize).copied().unwrap_or_default()
    }

    /// The dimension that a label is measured in.
    pub fn measures(&self, label: ConceptId) -> Option<&str> {
        self.measures.get(label.0 as usize)?.as_deref()
    }

    /// The name of a subgroup.
    pub fn subgroup(&self, id: u16) -> &str {
        self.subgroups.get(id as usize).map_or("", |name| name)
    }

    /// Whether a full stop after the word ends no sentence.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        // Letters of ASCII are as many in small as in capitals.
        let is_one =
            |word: &str| self.abbreviation_lengths[first_letter(word)] & 1 << word.len().min(31) != 0;
        word.len() <= self.longest_abbreviation
            && (is_one(word) || !word.is_ascii())
            && self.abbreviations.get_written(word).is_some()
    }

    /// Whether a word's ending makes it an adjective or an adverb.
    pub fn stands_beside_noun(&self, word: &str) -> bool {
        self.switches.beside_noun.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a verb's ending makes it an infinitive.
    pub fn is_infinitive(&self, word: &str) -> bool {
        self.switches.infinitive.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// The tense that a word's ending tells.
    pub fn tense_of_ending(&self, word: &str) -> Option<Tense> {
        let lengths_of = |byte: u8| self.ending_lengths.get(usize::from(byte)).copied().unwrap_or_default();
        let last = word.as_bytes().last()?.to_ascii_lowercase();
        if last.is_ascii() && lengths_of(last) == 0 {
            return None;
        }
        // No ending reaches the first letter.
        let key = key_behind_first(word);
        let longest = key.len().saturating_sub(2);
        let mut lengths = lengths_of(*key.as_bytes().last()?);
        // The longest one first.
        while let Some(length) = (u32::BITS as usize - 1).checked_sub(lengths.leading_zeros() as usize) {
            lengths &= !(1 << length);
            let ending = if length <= longest { key.get(key.len() - length..) } else { None };
            if let Some(tense) = ending.and_then(|ending| self.tense_endings.get(ending)) {
                return Some(tense);
            }
        }
        None
    }
}
