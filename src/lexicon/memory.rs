//! What was found for words, kept for the next time: news says the same words again and again, and to find
//! a word once more takes a tenth of the work of finding it first.

use std::sync::Mutex;

use super::compile::{Lexicon, MeaningSet, UNKNOWN};
use super::detect::WordEvidence;
use super::packed::Packed;
use super::tokenize::{Shape, Token, TokenKind};
use super::traits::Traits;
use crate::text::Span;

/// All that is known of a word as it stands in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// Its token, but for its place.
    pub token: Token,
    pub lead: Lead,
    /// What it tells of the language.
    pub evidence: WordEvidence,
}

impl Known {
    /// What is known of what no pack knows.
    pub const fn nothing(kind: TokenKind, shape: Shape) -> Self {
        let (span, caps, traits) = (Span { start: 0, end: 0 }, shape.caps(), Traits::NONE);
        let (head, meanings) = (UNKNOWN, MeaningSet::NONE);
        let token = Token { span, kind, caps, spaced: false, shape, traits, head, meanings };
        Self { token, lead: Lead::NOWHERE, evidence: WordEvidence::NONE }
    }
}

/// Where a word leads in the trie of phrases. Most words are told by a bit or two that they lead nowhere with
/// the next one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lead {
    /// A bit for each atom that the word satisfies, some of them sharing one.
    pub own: u64,
    /// The bits of the atoms that a phrase can go on with which the word starts.
    pub onward: u64,
}

impl Lead {
    /// That of a word that no pack knows.
    pub const NOWHERE: Self = Self { own: 0, onward: 0 };
}

/// How many words are kept, as a power of two: the most frequent ones of a language are most of its text.
const WORD_BITS: u32 = 12;
const WORDS: usize = 1 << WORD_BITS;

/// The words that stood last, each in the one slot that its letters give it.
#[derive(Debug)]
pub(super) struct Words(Box<[(Packed, Known); WORDS]>);

impl Default for Words {
    fn default() -> Self {
        let empty = (Packed::NO_WORD, Known::nothing(TokenKind::Word, Shape::Lower));
        Self(Box::new([empty; WORDS]))
    }
}

impl Words {
    /// What is known of a word.
    #[inline]
    pub fn get(&self, word: Packed) -> Option<&Known> {
        let (kept, known) = &self.0[word.slot(WORD_BITS) % WORDS];
        (*kept == word).then_some(known)
    }

    pub fn keep(&mut self, word: Packed, known: Known) {
        self.0[word.slot(WORD_BITS) % WORDS] = (word, known);
    }
}

/// How many pairs of words are kept.
const PAIRS: usize = 1 << 11;

/// The pairs of words that stood last and may be one phrase by their bits, each with whether any phrase goes on
/// so. Most do not.
#[derive(Debug)]
pub(super) struct Pairs(Box<[u64; PAIRS]>);

impl Default for Pairs {
    fn default() -> Self {
        // The words of no phrase are never asked for.
        Self(Box::new([0; PAIRS]))
    }
}

impl Pairs {
    /// Whether a phrase goes on from one head to the next.
    #[inline]
    pub fn go_on(&mut self, one: u32, next: u32, lexicon: &Lexicon) -> bool {
        // The lowest bit holds what was found: a lexicon has fewer heads than would need it.
        let pair = u64::from(one) << 32 | u64::from(next) << 1;
        let slot = &mut self.0[(one.wrapping_mul(0x9e37_79b9) ^ next) as usize % PAIRS];
        if *slot | 1 != pair | 1 {
            *slot = pair | u64::from(lexicon.goes_on(one, next));
        }
        *slot & 1 == 1
    }
}

/// What is kept from one text to the next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub words: Words,
    pub pairs: Pairs,
}

/// The memories of a lexicon that no thread is reading with. What they hold changes nothing but the time
/// that reading takes.
#[derive(Debug, Default)]
pub(super) struct Memories(Mutex<Vec<Memory>>);

impl Memories {
    /// Reads with a memory of one's own.
    pub fn with<T>(&self, read: impl FnOnce(&mut Memory) -> T) -> T {
        let idle = self.0.lock().ok().and_then(|mut idle| idle.pop());
        let mut memory = idle.unwrap_or_else(new_memory);
        let found = read(&mut memory);
        if let Ok(mut idle) = self.0.lock() {
            idle.push(memory);
        }
        found
    }
}

/// A memory of nothing. By itself, for it takes more room on the stack than all of reading.
#[cold]
#[inline(never)]
fn new_memory() -> Memory {
    Memory::default()
}
