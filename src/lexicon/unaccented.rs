use crate::text::find_byte;

use super::compile::{Lexicon, UNKNOWN};
use super::key::{key_of, without_accent};
use super::meaning::{Section, SectionSet};
use super::packed::WordTable;
use super::tokenize::{Token, TokenKind};

/// The words of a pack that have accents, as they are typed without them.
#[derive(Debug, Default)]
pub(super) struct Unaccented {
    /// Words that the pack does not know as they stand.
    exact: WordTable<u32>,
    stems: WordTable<u32>,
    longest_stem: usize,
    /// Words that the pack knows with another meaning: "as" beside "às".
    beside: WordTable<u32>,
    /// Whether the language has accents enough to be missed.
    has_accents: bool,
}

/// So many letters of such a language hold an accent but for rare luck.
const LETTERS: usize = 80;

/// A language with fewer accented words is written without accents.
const ACCENTED_WORDS: usize = 100;

/// A shorter stem without its accents fits too much.
const SHORTEST_STEM: usize = 4;

/// What may follow a number word.
const COUNTED: SectionSet = SectionSet::of(&[
    Section::Cardinal,
    Section::Scale,
    Section::Unit,
    Section::TimeUnit,
    Section::Currency,
    Section::Percent,
    Section::Concept,
]);

impl Unaccented {
    fn of(lexicon: &Lexicon) -> Self {
        let mut found = Self::default();
        let mut accented = 0;
        lexicon.exact.each(|key, head| {
            let Some(plain) = plain(key) else { return };
            accented += 1;
            let stands = lexicon.exact.get(&plain).is_some_and(|head| lexicon.head(head).means_alone());
            insert(if stands { &mut found.beside } else { &mut found.exact }, &plain, head);
        });
        lexicon.stems.each(|key, head| {
            let Some(plain) = plain(key).filter(|plain| plain.len() >= SHORTEST_STEM) else { return };
            found.longest_stem = found.longest_stem.max(plain.len());
            if lexicon.stems.get(&plain).is_none() {
                insert(&mut found.stems, &plain, head);
            }
        });
        found.has_accents = accented >= ACCENTED_WORDS;
        found
    }

    fn head(&self, key: &str) -> Option<u32> {
        let by_stem = || {
            let lengths = (SHORTEST_STEM..=self.longest_stem.min(key.len())).rev();
            lengths.filter_map(|length| key.get(..length)).find_map(|stem| self.stems.get(stem))
        };
        self.exact.get(key).or_else(by_stem).filter(|&head| head != TWO)
    }
}

/// Two words that are one without their accents mean neither.
const TWO: u32 = u32::MAX;

fn insert(known: &mut WordTable<u32>, plain: &str, head: u32) {
    let entry = known.entry(plain, head);
    if *entry != head {
        *entry = TWO;
    }
}

/// A key without its accents, where it has any.
fn plain(key: &str) -> Option<Box<str>> {
    if key.is_ascii() {
        return None;
    }
    let plain: String = key.chars().map(without_accent).collect();
    plain.is_ascii().then(|| plain.into())
}

impl Lexicon {
    fn unaccented(&self) -> &Unaccented {
        self.unaccented.get_or_init(|| Unaccented::of(self))
    }

    /// Whether a text lacks the accents of its language. A single accented letter says that it does not.
    pub(super) fn is_unaccented(&self, text: &str) -> bool {
        text.len() >= LETTERS
            && !has_accents(text)
            && text.bytes().filter(u8::is_ascii_alphabetic).take(LETTERS).count() == LETTERS
            && self.unaccented().has_accents
    }

    /// Finds words by their letters without accents, where their neighbours bear it out.
    pub(super) fn look_up_unaccented(&self, text: &str, tokens: &mut [Token]) {
        // From the end on, for a number word asks what is counted.
        for at in (0..tokens.len()).rev() {
            let token = tokens[at];
            if token.kind != TokenKind::Word {
                continue;
            }
            let key = key_of(token.span.of(text));
            let stands = token.head != UNKNOWN && self.head(token.head).means_alone();
            let found = if stands {
                self.unaccented().beside.get(&key).filter(|&head| head != TWO)
            } else {
                self.unaccented().head(&key)
            };
            let Some(found) = found else { continue };
            let meanings = self.meanings_of(found, token.shape);
            let sections = meanings.sections;
            let fits = if stands {
                sections.has(Section::Clock) && is_clock(tokens, at + 1)
            } else if sections.has(Section::Month) {
                is_in_date(tokens, at)
            } else if sections.has(Section::Cardinal) {
                // "tres mil", "piec osob", and not "piec kaflowy".
                tokens.get(at + 1).is_some_and(|next| next.sections().meets(COUNTED))
            } else {
                true
            };
            if fits {
                tokens[at] = Token { head: found, meanings, ..token }.with_traits();
            }
        }
    }
}

/// Whether a text holds a letter beyond those of ASCII. The rest of it is skipped by the block.
fn has_accents(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = find_byte(rest.as_bytes(), |byte| !byte.is_ascii()) {
        let mut letters = rest[at..].chars();
        if letters.next().is_some_and(char::is_alphabetic) {
            return true;
        }
        rest = letters.as_str();
    }
    false
}

/// Whether a clock is written at `at`: "10h", "10:30".
fn is_clock(tokens: &[Token], at: usize) -> bool {
    let kind = |at: usize| tokens.get(at).map(|token| token.kind);
    let glued = tokens.get(at + 1).is_some_and(|token| !token.spaced);
    kind(at) == Some(TokenKind::Digits)
        && glued
        && matches!(kind(at + 1), Some(TokenKind::Word | TokenKind::Colon))
}

/// Whether figures stand beside, with a word between them at most: "3 de marco", "marco de 2024".
fn is_in_date(tokens: &[Token], at: usize) -> bool {
    let token = |at: Option<usize>| at.and_then(|at| tokens.get(at));
    let digits = |at: Option<usize>| token(at).is_some_and(|token| token.kind == TokenKind::Digits);
    // "de", "of", and no noun.
    let small = |at: Option<usize>| {
        token(at).is_some_and(|token| token.kind == TokenKind::Word && token.span.len() <= 3)
    };
    let reaches = |near: Option<usize>, far: Option<usize>| digits(near) || small(near) && digits(far);
    let year = |at: usize| tokens.get(at).is_some_and(|token| token.span.len() == 4);
    reaches(at.checked_sub(1), at.checked_sub(2))
        || reaches(Some(at + 1), Some(at + 2)) && (year(at + 1) || year(at + 2))
}
