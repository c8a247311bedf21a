use crate::text::Span;

use super::compile::{Head, Lexicon, MeaningSet};
use super::key::{is_apostrophe, is_invisible, is_own_key, push_key};
use super::meaning::{Meaning, Section, SectionSet};
use super::small_words::FunctionWord;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

    fn new(initial: bool, letters: usize, capitals: usize) -> Self {
        match (initial, capitals) {
            (true, _) if capitals == letters => Self::All,
            (true, 1) => Self::Initial,
            (true, _) => Self::InitialInner,
            (false, 0) => Self::Lower,
            (false, _) => Self::LowerInner,
        }
    }

    fn caps(self) -> Caps {
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
    /// The sections of what it can mean.
    pub fn sections(&self) -> SectionSet {
        self.meanings.sections
    }

    /// Whether it is, or begins, a number: digits, a number word, a vague amount.
    pub fn is_figure(&self) -> bool {
        self.kind == TokenKind::Digits || self.has(Section::Cardinal) || self.has(Section::Vague)
    }

    /// Whether it can mean something of a section.
    pub fn has(&self, section: Section) -> bool {
        self.meanings.sections.has(section)
    }
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
    pub fn find<T>(&self, token: &Token, section: Section, pick: impl Fn(Meaning) -> Option<T>) -> Option<T> {
        if !token.has(section) {
            return None;
        }
        self.meanings(token).iter().copied().find_map(pick)
    }
}

pub(super) struct Raw {
    pub(super) token: Token,
    pub(super) head: Option<u32>,
}

/// So many words in capitals alone make a paragraph that is set in them; fewer are a name.
const SHOUTED_WORDS: usize = 3;

/// Marks the words of paragraphs that are all capitals, as headlines of old agencies are.
fn mark_shouted(raw: &mut [Raw]) {
    for paragraph in raw.split_mut(|raw| raw.token.kind == TokenKind::Break) {
        let word = |raw: &&mut Raw| raw.token.kind == TokenKind::Word;
        let all = |raw: &&mut Raw| raw.token.shape == Shape::All;
        if paragraph.iter_mut().filter(word).all(|raw| all(&raw))
            && paragraph.iter_mut().filter(word).filter(|raw| raw.token.span.len() > 1).count()
                >= SHOUTED_WORDS
        {
            paragraph.iter_mut().filter(word).for_each(|raw| raw.token.caps = Caps::Shouted);
        }
    }
}

impl Lexicon {
    /// The tokens of `text`, phrases joined, in text order. One pass over the bytes.
    pub fn tokenize(&self, text: &str) -> Vec<Token> {
        let mut raw = self.scan(text);
        mark_shouted(&mut raw);
        if self.is_unaccented(text) {
            self.look_up_unaccented(text, &mut raw);
        }
        let mut tokens = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(first) = raw.get(at) {
            let phrase = first.head.and_then(|head| self.longest_phrase(text, &raw[at..], head));
            let mut token = first.token;
            let length = match (phrase, first.head) {
                (Some((length, meanings)), _) => {
                    token.span = token.span.cover(raw[at + length - 1].token.span);
                    token.meanings = meanings;
                    if token.kind == TokenKind::Digits {
                        token.kind = TokenKind::Word;
                    }
                    length
                }
                (None, head) => {
                    token.meanings =
                        head.map_or_else(MeaningSet::default, |head| self.head(head).meanings_of(&token));
                    let length = name_length(
                        &raw[at..],
                        &token,
                        at > 0 && raw[at - 1].token.kind == TokenKind::Digits,
                    );
                    if length > 1 {
                        token.span = token.span.cover(raw[at + length - 1].token.span);
                        token.meanings = MeaningSet::default();
                    }
                    length
                }
            };
            tokens.push(token);
            at += length;
        }
        tokens
    }

    /// The longest surface of two tokens or more that starts at the first of `raw`: how many tokens
    /// it spans, and what it means.
    fn longest_phrase(&self, text: &str, raw: &[Raw], head: u32) -> Option<(usize, MeaningSet)> {
        if !self.head(head).starts_phrase {
            return None;
        }
        let mut best = None;
        self.step(0, self.head(head), &raw[0].token, false, |node| self.walk(text, raw, 1, node, &mut best));
        best
    }

    /// Goes on from a node with the token at `at`. The most specific edge is tried first, and keeps its
    /// place against equals.
    fn walk(&self, text: &str, raw: &[Raw], at: usize, node: u32, best: &mut Option<(usize, MeaningSet)>) {
        let meanings = self.node_meanings(node);
        if at > 1 && !meanings.is_empty() && best.is_none_or(|(length, _)| at > length) {
            *best = Some((at, meanings));
        }
        if self.is_leaf(node) {
            return;
        }
        let joint =
            raw.get(at).is_some_and(|next| next.token.kind == TokenKind::Hyphen) && at + 1 < raw.len();
        let at = if joint { at + 1 } else { at };
        let Some(next) = raw.get(at).filter(|next| next.token.kind != TokenKind::Break) else { return };
        if next.token.kind == TokenKind::Digits && next.token.spaced && self.is_unit(&raw[at - 1]) {
            return;
        }
        if let Some(head) = next.head.or_else(|| self.mark_head(text, &next.token)) {
            self.step(node, self.head(head), &next.token, joint, |node| {
                self.walk(text, raw, at + 1, node, best)
            });
        }
    }

    /// Whether a word is a unit by itself: "12 m 2" is no area.
    fn is_unit(&self, raw: &Raw) -> bool {
        raw.head.is_some_and(|head| self.head(head).meanings_of(&raw.token).sections.has(Section::Unit))
    }

    /// The head of a punctuation mark, which the scan does not look up.
    fn mark_head(&self, text: &str, token: &Token) -> Option<u32> {
        match token.kind {
            TokenKind::Word => None,
            TokenKind::Apostrophe => self.lookup("'"),
            _ => self.lookup(token.span.of(text)),
        }
    }

    fn scan(&self, text: &str) -> Vec<Raw> {
        let mut raw = Vec::with_capacity(text.len() / 5);
        let mut key = String::new();
        let mut spaced = true;
        let mut rest = text;
        while let Some(&byte) = rest.as_bytes().first() {
            // What stands most often is told by its byte.
            if byte == b' ' {
                rest = &rest[1..];
                spaced = true;
                continue;
            }
            let start = text.len() - rest.len();
            let (kind, length, shape) = match byte {
                b'a'..=b'z' | b'A'..=b'Z' => {
                    let (length, shape) = word(rest);
                    (Some(TokenKind::Word), length, shape)
                }
                _ => classify(rest),
            };
            let Some(kind) = kind else {
                rest = &rest[length..];
                spaced = true;
                continue;
            };
            let word = &rest[..length];
            let head = match kind {
                // Most words are their own key.
                TokenKind::Word if shape == Shape::Lower && is_own_key(word) => self.lookup_word(word),
                TokenKind::Word => {
                    key.clear();
                    push_key(word, &mut key);
                    self.lookup_word(&key)
                }
                TokenKind::Symbol | TokenKind::Slash => self.lookup(word),
                TokenKind::Digits if self.knows_digits => self.lookup(word),
                _ => None,
            };
            let token = Token {
                span: Span::new(start, start + length),
                kind,
                caps: shape.caps(),
                shape,
                spaced,
                meanings: MeaningSet::default(),
            };
            raw.push(Raw { token, head });
            spaced = kind == TokenKind::Break;
            rest = &rest[length..];
        }
        raw
    }
}

/// Letters and figures that hang together are one name: "F-16", "RS-418", "A4", "H1N1", "SW1A". How
/// many tokens it takes; one where there is none. Money is no name, nor what hangs on to a figure.
fn name_length(raw: &[Raw], first: &Token, after_digits: bool) -> usize {
    let glued = |at: usize, kind: TokenKind| {
        raw.get(at).is_some_and(|next| next.token.kind == kind && !next.token.spaced)
    };
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

/// The kind, length in bytes and shape of the token that starts `rest`; no kind for white space.
fn classify(rest: &str) -> (Option<TokenKind>, usize, Shape) {
    let Some(first) = rest.chars().next() else { return (None, 0, Shape::Lower) };
    let length = first.len_utf8();
    let kind = match first {
        '\n' | '\r' | '\u{2029}' => {
            return (
                Some(TokenKind::Break),
                length_while(rest, |c| matches!(c, '\n' | '\r' | '\u{2029}')),
                Shape::Lower,
            );
        }
        _ if first.is_whitespace() || is_invisible(first) => {
            return (None, length, Shape::Lower);
        }
        '0'..='9' => {
            return (Some(TokenKind::Digits), length_while(rest, |c| c.is_ascii_digit()), Shape::Lower);
        }
        '-' | '‐' | '\u{2011}' | '\u{fe63}' => TokenKind::Hyphen,
        '–' | '—' | '−' | '―' | '\u{2012}' | '\u{fe58}' | '\u{ff0d}' => TokenKind::Dash,
        ',' => TokenKind::Comma,
        '.' => TokenKind::Stop,
        ':' => TokenKind::Colon,
        ';' => TokenKind::Semicolon,
        '/' => TokenKind::Slash,
        _ if is_apostrophe(first) => TokenKind::Apostrophe,
        '(' | '[' | '{' => TokenKind::Open,
        ')' | ']' | '}' => TokenKind::Close,
        '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '‚' | '‹' | '›' | '‟' => TokenKind::Quote,
        '!' | '?' | '…' => TokenKind::SentenceEnd,
        _ if is_letter(first) => {
            let (length, shape) = word(rest);
            return (Some(TokenKind::Word), length, shape);
        }
        _ => TokenKind::Symbol,
    };
    (Some(kind), length, Shape::Lower)
}

fn length_while(rest: &str, keep: impl Fn(char) -> bool) -> usize {
    rest.find(|letter| !keep(letter)).unwrap_or(rest.len())
}

fn is_letter(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{7f}' => false,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}' => true,
        _ => letter.is_alphabetic(),
    }
}

/// The small letters with accents that stand most often.
fn is_small(letter: char) -> bool {
    matches!(letter, 'à'..='ö' | 'ø'..='ÿ' | 'ą' | 'ć' | 'ę' | 'ł' | 'ń' | 'ś' | 'ź' | 'ż')
}

/// Letters that continue a word: accents in their own code point, raised figures (m²).
fn continues_word(letter: char) -> bool {
    is_letter(letter)
        || matches!(letter, '²' | '³' | '_')
        || is_invisible(letter)
        || unicode_normalization::char::is_combining_mark(letter)
}

/// The length in bytes of the word that starts `rest`.
pub(super) fn word_length(rest: &str) -> usize {
    word(rest).0
}

/// The length of the word that starts `rest`, and its shape. An apostrophe between two letters is
/// part of the word.
fn word(rest: &str) -> (usize, Shape) {
    let bytes = rest.as_bytes();
    let capital = usize::from(bytes.first().is_some_and(u8::is_ascii_uppercase));
    let small = bytes[capital..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    let (mut at, mut letters, mut capitals) = (capital + small, capital + small, capital);
    // Most words are at their end here.
    if bytes.get(at).is_none_or(|byte| matches!(byte, b' ' | b'.' | b',' | b'\n')) {
        return (at, Shape::new(capital == 1, letters, capitals));
    }
    let initial = capital == 1 || rest.chars().next().is_some_and(char::is_uppercase);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphabetic() {
            letters += 1;
            capitals += usize::from(byte.is_ascii_uppercase());
            at += 1;
            continue;
        }
        let Some(letter) = rest[at..].chars().next() else { break };
        if is_apostrophe(letter) {
            let next = rest[at + letter.len_utf8()..].chars().next();
            if !next.is_some_and(is_letter) {
                break;
            }
        } else if byte.is_ascii() && byte != b'_' || !continues_word(letter) {
            break;
        } else {
            letters += 1;
            capitals += usize::from(!is_small(letter) && letter.is_uppercase());
        }
        at += letter.len_utf8();
    }
    (at, Shape::new(initial, letters, capitals))
}

/// Sections whose words mean one thing in capitals and another without.
const CASED: SectionSet = SectionSet::of(&[Section::Unit]);

impl Head {
    /// What a word by itself means as it is written.
    fn meanings_of(&self, token: &Token) -> MeaningSet {
        let written = self.singles[token.shape as usize];
        if token.caps != Caps::Shouted {
            return written;
        }
        let known = |meanings: &MeaningSet| meanings.sections.meets(CASED);
        let lower = self.singles[Shape::Lower as usize];
        match (known(&written), known(&lower)) {
            // "KM" can be a kilometre or a horsepower.
            (true, true) if lower != written => MeaningSet::default(),
            (true, _) => written,
            (false, _) => [Shape::LowerInner, Shape::InitialInner]
                .map(|shape| self.singles[shape as usize])
                .into_iter()
                .find(known)
                .unwrap_or(written),
        }
    }
}
