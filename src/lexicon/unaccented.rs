use rustc_hash::FxHashMap;

use super::compile::Lexicon;
use super::key::{key_of, without_accent};
use super::meaning::{Section, SectionSet};
use super::tokenize::{Raw, TokenKind};

/// The words of a pack that have accents, as they are typed without them.
#[derive(Debug, Default)]
pub(super) struct Unaccented {
    /// Words that the pack does not know as they stand.
    exact: FxHashMap<Box<str>, u32>,
    stems: FxHashMap<Box<str>, u32>,
    longest_stem: usize,
    /// Words that the pack knows with another meaning: "as" beside "às".
    beside: FxHashMap<Box<str>, u32>,
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
        for (key, &head) in &lexicon.exact {
            let Some(plain) = plain(key) else { continue };
            accented += 1;
            let stands = lexicon.exact.get(&plain).is_some_and(|&head| lexicon.means_alone(head));
            let known = if stands { &mut found.beside } else { &mut found.exact };
            insert(known, plain, head);
        }
        for (key, &head) in &lexicon.stems {
            let Some(plain) = plain(key).filter(|plain| plain.len() >= SHORTEST_STEM) else { continue };
            found.longest_stem = found.longest_stem.max(plain.len());
            if !lexicon.stems.contains_key(&plain) {
                insert(&mut found.stems, plain, head);
            }
        }
        found.has_accents = accented >= ACCENTED_WORDS;
        found
    }

    fn head(&self, key: &str) -> Option<u32> {
        let by_stem = || {
            let lengths = (SHORTEST_STEM..=self.longest_stem.min(key.len())).rev();
            lengths.filter_map(|length| key.get(..length)).find_map(|stem| self.stems.get(stem))
        };
        self.exact.get(key).or_else(by_stem).copied().filter(|&head| head != TWO)
    }
}

/// Two words that are one without their accents mean neither.
const TWO: u32 = u32::MAX;

fn insert(known: &mut FxHashMap<Box<str>, u32>, plain: Box<str>, head: u32) {
    known.entry(plain).and_modify(|known| *known = TWO).or_insert(head);
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

    /// Whether a word means something by itself; one that only opens phrases ("marco alemão") does not.
    fn means_alone(&self, head: u32) -> bool {
        self.head(head).singles.iter().any(|single| !single.sections.is_empty())
    }

    /// Whether a text lacks the accents of its language. A single accented letter says that it does not.
    pub(super) fn is_unaccented(&self, text: &str) -> bool {
        let accented = |letter: char| !letter.is_ascii() && letter.is_alphabetic();
        text.len() >= LETTERS
            && (text.is_ascii() || !text.chars().any(accented))
            && text.bytes().filter(u8::is_ascii_alphabetic).take(LETTERS).count() == LETTERS
            && self.unaccented().has_accents
    }

    /// Finds words by their letters without accents, where their neighbours bear it out.
    pub(super) fn look_up_unaccented(&self, text: &str, raw: &mut [Raw]) {
        // From the end on, for a number word asks what is counted.
        for at in (0..raw.len()).rev() {
            let Raw { token, head } = &raw[at];
            if token.kind != TokenKind::Word {
                continue;
            }
            let key = key_of(token.span.of(text));
            let alone = head.filter(|&head| self.means_alone(head));
            let found = match alone {
                None => self.unaccented().head(&key),
                Some(_) => self.unaccented().beside.get(&*key).copied().filter(|&head| head != TWO),
            };
            let Some(found) = found else { continue };
            let sections = self.head(found).singles[token.shape as usize].sections;
            let fits = if alone.is_some() {
                sections.has(Section::Clock) && is_clock(raw, at + 1)
            } else if sections.has(Section::Month) {
                is_in_date(raw, at)
            } else if sections.has(Section::Cardinal) {
                self.is_counting(raw, at + 1)
            } else {
                true
            };
            if fits {
                raw[at].head = Some(found);
            }
        }
    }

    /// Whether what stands at `at` can be counted: "tres mil", "piec osob", and not "piec kaflowy".
    fn is_counting(&self, raw: &[Raw], at: usize) -> bool {
        let Some(Raw { token, head }) = raw.get(at) else { return false };
        head.is_some_and(|head| self.head(head).singles[token.shape as usize].sections.meets(COUNTED))
    }
}

/// Whether a clock is written at `at`: "10h", "10:30".
fn is_clock(raw: &[Raw], at: usize) -> bool {
    let kind = |at: usize| raw.get(at).map(|raw| raw.token.kind);
    let glued = raw.get(at + 1).is_some_and(|raw| !raw.token.spaced);
    kind(at) == Some(TokenKind::Digits)
        && glued
        && matches!(kind(at + 1), Some(TokenKind::Word | TokenKind::Colon))
}

/// Whether figures stand beside, with a word between them at most: "3 de marco", "marco de 2024".
fn is_in_date(raw: &[Raw], at: usize) -> bool {
    let kind = |at: Option<usize>| at.and_then(|at| raw.get(at)).map(|raw| raw.token.kind);
    // "de", "of", and no noun.
    let small = |at: Option<usize>| {
        let token = at.and_then(|at| raw.get(at)).map(|raw| raw.token);
        token.is_some_and(|token| token.kind == TokenKind::Word && token.span.len() <= 3)
    };
    let reaches = |near: Option<usize>, far: Option<usize>| {
        kind(near) == Some(TokenKind::Digits) || small(near) && kind(far) == Some(TokenKind::Digits)
    };
    let year = |at: usize| raw.get(at).is_some_and(|raw| raw.token.span.len() == 4);
    reaches(at.checked_sub(1), at.checked_sub(2))
        || reaches(Some(at + 1), Some(at + 2)) && (year(at + 1) || year(at + 2))
}
