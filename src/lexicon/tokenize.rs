use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::text::Span;

use super::compile::{Lexicon, MeaningSet, UNKNOWN};
use super::meaning::{Meaning, Section, SectionSet};
use super::scan::{Scan, Stretch, word};
use super::small_words::FunctionWord;
use super::traits::{FIGURE_MARKS, Traits};

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with apostrophes and invisible characters inside.
    Word,
    /// A run of ASCII digits.
    Digits,
    /// A hyphen or a no-break hyphen.
    Hyphen,
    /// A dash or a minus sign.
    Dash,
    /// A comma.
    Comma,
    /// A full stop.
    Stop,
    /// An apostrophe that stands between no letters.
    Apostrophe,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A slash.
    Slash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation mark.
    Quote,
    /// Question mark, exclamation mark, ellipsis.
    SentenceEnd,
    /// The end of a paragraph.
    Break,
    /// Anything else.
    Symbol,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caps {
    /// No capital at its start.
    Lower,
    /// A capital at its start.
    Initial,
    /// Capitals throughout.
    All,
    /// Capitals throughout, as in all of its paragraph: they tell nothing.
    Shouted,
}

/// How a word is written, to the last letter that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Shape {
    /// `km`
    Lower,
    /// `May`
    Initial,
    /// `MW`
    All,
    /// `kWh`
    LowerInner,
    /// `MHz`
    InitialInner,
}

impl Shape {
    pub(super) const COUNT: usize = 5;
    pub(super) const EACH: [Self; Self::COUNT] =
        [Self::Lower, Self::Initial, Self::All, Self::LowerInner, Self::InitialInner];

    /// The shape of a word of a surface.
    pub(super) fn of(letters: &str) -> Self {
        word(letters).1
    }

    pub(super) fn new(initial: bool, letters: usize, capitals: usize) -> Self {
        match (initial, capitals) {
            (true, _) if capitals == letters => Self::All,
            (true, 1) => Self::Initial,
            (true, _) => Self::InitialInner,
            (false, 0) => Self::Lower,
            (false, _) => Self::LowerInner,
        }
    }

    pub(super) const fn caps(self) -> Caps {
        match self {
            Self::Lower | Self::LowerInner => Caps::Lower,
            Self::Initial | Self::InitialInner => Caps::Initial,
            Self::All => Caps::All,
        }
    }
}

/// A token: a word, a mark, or a phrase that a pack knows as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text view.
    pub span: Span,
    /// What it looks like.
    pub kind: TokenKind,
    /// How it is written.
    pub caps: Caps,
    /// Whether white space (or the text's start) stands before it.
    pub spaced: bool,
    pub(super) shape: Shape,
    pub(super) traits: Traits,
    /// What it was looked up as, before phrases were joined.
    pub(super) head: u32,
    pub(super) meanings: MeaningSet,
}

/// A text with its tokens and the lexicon that read them.
#[derive(Clone, Copy, Debug)]
pub struct TokenText<'a> {
    /// The text view.
    pub text: &'a str,
    /// The lexicon of its language.
    pub lexicon: &'a Lexicon,
}

impl Token {
    /// A mark that means nothing by itself.
    #[inline]
    pub(super) fn mark(kind: TokenKind, span: Span, spaced: bool) -> Self {
        let (shape, traits, meanings) = (Shape::Lower, Traits::of_kind(kind, spaced), MeaningSet::NONE);
        Self { span, kind, caps: shape.caps(), spaced, shape, traits, head: UNKNOWN, meanings }
    }

    /// A bit by what it was looked up as, and none where no pack knows it. Words of the same letters share it,
    /// however they are written.
    #[inline]
    pub fn known_bit(&self) -> u64 {
        if self.head == UNKNOWN { 0 } else { 1 << (self.head % u64::BITS) }
    }

    /// The sections of what it can mean.
    #[inline]
    pub fn sections(&self) -> SectionSet {
        self.meanings.sections
    }

    /// Whether it is, or begins, a number: digits, a number word, a vague amount.
    pub fn is_figure(&self) -> bool {
        self.kind == TokenKind::Digits || self.has(Section::Cardinal) || self.has(Section::Vague)
    }

    /// Whether it can mean something of a section.
    #[inline]
    pub fn has(&self, section: Section) -> bool {
        self.meanings.sections.has(section)
    }
}

/// The sections of all that some tokens can mean.
pub fn sections_of(tokens: &[Token]) -> SectionSet {
    tokens.iter().fold(SectionSet::default(), |all, token| all.union(token.sections()))
}

impl<'a> TokenText<'a> {
    /// The words of a token.
    pub fn word(&self, token: &Token) -> &'a str {
        token.span.of(self.text)
    }

    /// What a token can mean, the most specific first.
    pub fn meanings(&self, token: &Token) -> &'a [Meaning] {
        self.lexicon.meanings(token.meanings)
    }

    /// Whether a token can be a small word of a kind.
    pub fn is_function(&self, token: &Token, wanted: FunctionWord) -> bool {
        let fits = |meaning| matches!(meaning, Meaning::Function(word) if word == wanted).then_some(());
        self.find(token, Section::Function, fits).is_some()
    }

    /// The first meaning for which `pick` has an answer.
    #[inline]
    pub fn find<T>(&self, token: &Token, section: Section, pick: impl Fn(Meaning) -> Option<T>) -> Option<T> {
        if !token.has(section) {
            return None;
        }
        self.meanings(token).iter().copied().find_map(pick)
    }
}

/// So many words in capitals alone make a paragraph that is set in them; fewer are a name.
const SHOUTED_WORDS: usize = 3;

/// Whether a paragraph is set in capitals.
fn is_shouted(paragraph: &[Token]) -> bool {
    let words = || paragraph.iter().filter(|token| token.kind == TokenKind::Word);
    words().all(|token| token.shape == Shape::All)
        && words().filter(|token| token.span.len() > 1).count() >= SHOUTED_WORDS
}

/// The tokens of a text before phrases are joined.
#[derive(Clone, Copy)]
struct Scanned<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Lexicon {
    /// The tokens of `text`, phrases joined, in text order.
    pub fn tokenize(&self, text: &str) -> Vec<Token> {
        self.tokenize_by_stretches(text).0
    }

    /// The same, and what tells the language of each stretch of the text.
    pub fn tokenize_by_stretches(&self, text: &str) -> (Vec<Token>, Vec<Stretch>) {
        self.memories.with(|memory| {
            let Scan { mut tokens, mut joints, stretches, breaks, .. } = self.scan(text, memory);
            let unaccented = self.is_unaccented(text);
            if unaccented {
                self.look_up_unaccented(text, &mut tokens);
                joints = self.joints(text, &tokens);
            }
            self.mark_shouted(&mut tokens, &breaks);
            self.join(text, &mut tokens, &joints);
            if unaccented {
                // Words of the same letters may have been looked up as one thing here and as another there.
                tokens.iter_mut().for_each(|token| token.head = UNKNOWN);
            }
            (tokens, stretches)
        })
    }

    /// Marks the words of paragraphs that are all capitals, as headlines of old agencies are, and reads them
    /// anew.
    fn mark_shouted(&self, tokens: &mut [Token], breaks: &[u32]) {
        let mut start = 0;
        for end in breaks.iter().map(|&at| at as usize).chain([tokens.len()]) {
            let paragraph = &mut tokens[start..end];
            if is_shouted(paragraph) {
                for token in paragraph {
                    if token.kind == TokenKind::Word {
                        token.caps = Caps::Shouted;
                        token.meanings = self.shouted(token.head);
                        *token = token.with_traits();
                    }
                }
            }
            start = end + 1;
        }
    }

    /// Makes one token of those that are a phrase or a name together, which start at the joints alone. None is
    /// copied but to its own new place, which is never behind the old one.
    fn join(&self, text: &str, tokens: &mut Vec<Token>, joints: &[u32]) {
        let (mut from, mut to) = (0, 0);
        for joint in joints.iter().map(|&joint| joint as usize) {
            // It is part of what was joined before.
            if joint < from {
                continue;
            }
            let after_digits = joint > 0 && tokens[joint - 1].kind == TokenKind::Digits;
            let scanned = Scanned { text, tokens: &tokens[joint..] };
            let (token, length) = self.joined(scanned, after_digits);
            if length > 1 {
                move_down(tokens, from..joint, to);
                to += joint - from;
                tokens[to] = token;
                (from, to) = (joint + length, to + 1);
            }
        }
        let rest = from..tokens.len();
        move_down(tokens, rest.clone(), to);
        tokens.truncate(to + rest.len());
    }

    /// The token that the first ones make, and how many these are.
    fn joined(&self, scanned: Scanned<'_>, after_digits: bool) -> (Token, usize) {
        let mut token = scanned.tokens[0];
        // "27C.": a unit that hangs on to its figure is no other word that has a stop ("c. 1900").
        let hangs = after_digits && !token.spaced && token.has(Section::Unit);
        let fits = |meanings: &MeaningSet| !hangs || meanings.sections.meets(FIGURE_MARKS);
        let phrase = self.longest_phrase(scanned).filter(|(_, meanings)| fits(meanings));
        if let Some((length, meanings)) = phrase {
            token.span = token.span.cover(scanned.tokens[length - 1].span);
            token.meanings = meanings;
            if token.kind == TokenKind::Digits {
                token.kind = TokenKind::Word;
            }
            return (token.with_traits(), length);
        }
        let length = name_length(scanned.tokens, &token, after_digits);
        if length > 1 {
            token.span = token.span.cover(scanned.tokens[length - 1].span);
            token.meanings = MeaningSet::default();
        }
        (token.with_traits(), length)
    }

    /// The longest surface of two tokens or more that starts at the first: how many tokens it spans, and what
    /// it means.
    fn longest_phrase(&self, scanned: Scanned<'_>) -> Option<(usize, MeaningSet)> {
        let mut best = None;
        for (demand, node) in self.openings(scanned.tokens[0].head) {
            if demand.allows(scanned.tokens[0].shape) {
                self.walk(scanned, 1, node, &mut best);
            }
        }
        best
    }

    /// Goes on from a node with the token at `at`. The most specific edge is tried first, and keeps its
    /// place against equals.
    fn walk(&self, scanned: Scanned<'_>, at: usize, node: u32, best: &mut Option<(usize, MeaningSet)>) {
        let Scanned { text, tokens } = scanned;
        let is_longest = at > 1 && best.is_none_or(|(length, _)| at > length);
        if is_longest && let Some(meanings) = self.node_meanings(node) {
            *best = Some((at, meanings));
        }
        if self.is_leaf(node) {
            return;
        }
        let joint =
            tokens.get(at).is_some_and(|next| next.kind == TokenKind::Hyphen) && at + 1 < tokens.len();
        let at = if joint { at + 1 } else { at };
        let Some(next) = tokens.get(at).filter(|next| next.kind != TokenKind::Break) else { return };
        // "12 m 2" is no area.
        if next.kind == TokenKind::Digits && next.spaced && tokens[at - 1].has(Section::Unit) {
            return;
        }
        let head = if next.head == UNKNOWN { self.mark_head(text, next) } else { next.head };
        self.step(node, self.head(head), next, joint, |node| self.walk(scanned, at + 1, node, best));
    }

    /// The head of a punctuation mark, which the scan does not look up.
    pub(super) fn mark_head(&self, text: &str, token: &Token) -> u32 {
        let head = match token.kind {
            TokenKind::Word => None,
            TokenKind::Apostrophe => self.lookup("'"),
            _ => self.lookup(token.span.of(text)),
        };
        head.unwrap_or(UNKNOWN)
    }
}

/// Moves tokens to a place that is not behind theirs.
fn move_down(tokens: &mut [Token], from: Range<usize>, to: usize) {
    if from.start != to {
        tokens.copy_within(from, to);
    }
}

/// Letters and figures that hang together are one name: "F-16", "RS-418", "A4", "H1N1", "SW1A". How
/// many tokens it takes; one where there is none. Money is no name, nor what hangs on to a figure.
fn name_length(tokens: &[Token], first: &Token, after_digits: bool) -> usize {
    let glued =
        |at: usize, kind: TokenKind| tokens.get(at).is_some_and(|next| next.kind == kind && !next.spaced);
    if first.kind != TokenKind::Word || first.has(Section::Currency) || (after_digits && !first.spaced) {
        return 1;
    }
    let mut length = match first.caps {
        Caps::All | Caps::Shouted if glued(1, TokenKind::Hyphen) && glued(2, TokenKind::Digits) => 3,
        _ if glued(1, TokenKind::Digits) => 2,
        _ => return 1,
    };
    while glued(length, TokenKind::Word) || glued(length, TokenKind::Digits) {
        length += 1;
    }
    length
}

/// Sections whose words mean one thing in capitals and another without.
const CASED: SectionSet = SectionSet::of(&[Section::Unit]);

impl Lexicon {
    /// What a word means where all words around it are in capitals too.
    fn shouted(&self, head: u32) -> MeaningSet {
        let of = |shape: Shape| self.meanings_of(head, shape);
        let (written, lower) = (of(Shape::All), of(Shape::Lower));
        let known = |meanings: &MeaningSet| meanings.sections.meets(CASED);
        match (known(&written), known(&lower)) {
            // "KM" can be a kilometre or a horsepower.
            (true, true) if lower != written => MeaningSet::default(),
            (true, _) => written,
            (false, _) => {
                [Shape::LowerInner, Shape::InitialInner].map(of).into_iter().find(known).unwrap_or(written)
            }
        }
    }
}
