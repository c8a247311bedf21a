//! From bytes to tokens: what each looks like, and the head of each word. What stands most often is told by
//! its bytes, the rest letter by letter.

use crate::text::Span;

use super::compile::{Lexicon, UNKNOWN};
use super::detect::Evidence;
use super::key::{is_apostrophe, is_invisible, is_own_key, is_small, push_key};
use super::memory::{Known, Lead, Memory};
use super::packed::Packed;
use super::plain_word::PlainWord;
use super::tokenize::{Shape, Token, TokenKind};

/// A token of the text: its kind, `None` for white space; where it ends; its shape; the head of its words.
type Scanned = (Option<TokenKind>, usize, Shape, u32);

/// A text up to a quotation mark or a paragraph's end, with what its words tell of their language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The mark or the break behind it, or the text's end.
    pub end: Span,
    /// Whether a paragraph ends with it.
    pub ends_paragraph: bool,
    /// What its words tell.
    pub evidence: Evidence,
}

/// What a text consists of: its tokens, none joined, where each leads, and what tells its language.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub tokens: Vec<Token>,
    pub leads: Vec<Lead>,
    pub stretches: Vec<Stretch>,
}

impl Scan {
    fn new(text: &str) -> Self {
        let room = text.len() / 4;
        Self { tokens: Vec::with_capacity(room), leads: Vec::with_capacity(room), stretches: Vec::new() }
    }

    #[inline]
    fn push(&mut self, kind: TokenKind, span: Span, spaced: bool, known: &Known) {
        let Known { shape, caps, meanings, lead, .. } = *known;
        self.tokens.push(Token { span, kind, caps, spaced, shape, meanings });
        self.leads.push(lead);
    }

    fn end_stretch(&mut self, end: Span, ends_paragraph: bool, evidence: &mut Evidence) {
        self.stretches.push(Stretch { end, ends_paragraph, evidence: std::mem::take(evidence) });
    }
}

impl Lexicon {
    /// The tokens of a text, none joined. One pass over the bytes.
    pub(super) fn scan(&self, text: &str, memory: &mut Memory) -> Scan {
        let bytes = text.as_bytes();
        let mut scan = Scan::new(text);
        let mut evidence = Evidence::NONE;
        let (mut at, mut spaced) = (0, true);
        while let Some(&byte) = bytes.get(at) {
            if byte == b' ' {
                at += 1;
                spaced = true;
                continue;
            }
            // Most words are short, and known from before.
            if (byte.is_ascii_alphabetic() || byte >= 0xc3)
                && let Some(word) = Packed::letters(bytes, at)
            {
                if memory.get(word).is_none() {
                    self.learn(text, at, word, memory);
                }
                if let Some(known) = memory.get(word) {
                    let end = at + word.len();
                    scan.push(TokenKind::Word, Span::new(at, end), spaced, known);
                    evidence = evidence.with(known.evidence);
                    (at, spaced) = (end, false);
                    continue;
                }
            }
            let (kind, end, known) = self.known_at(text, at, byte);
            let span = Span::new(at, end);
            if let Some(kind) = kind {
                scan.push(kind, span, spaced, &known);
                evidence = evidence.with(known.evidence);
                let ends_paragraph = kind == TokenKind::Break && span.of(text).contains('\n');
                if ends_paragraph || kind == TokenKind::Quote && is_double(span.of(text)) {
                    scan.end_stretch(span, ends_paragraph, &mut evidence);
                }
            }
            spaced = kind.is_none_or(|kind| kind == TokenKind::Break);
            at = end;
        }
        scan.end_stretch(Span::new(at, at), true, &mut evidence);
        scan
    }

    /// Finds the run of letters at `at`, and remembers it, where it is a whole word.
    #[inline(never)]
    fn learn(&self, text: &str, at: usize, word: Packed, memory: &mut Memory) {
        let Some(&byte) = text.as_bytes().get(at) else { return };
        let (kind, end, known) = self.known_at(text, at, byte);
        if kind == Some(TokenKind::Word) && end == at + word.len() {
            memory.keep(word, known);
        }
    }

    /// The kind of the token at `at`, where it ends, and what is known of it.
    fn known_at(&self, text: &str, at: usize, byte: u8) -> (Option<TokenKind>, usize, Known) {
        if let Some(kind) = mark(byte) {
            return (Some(kind), at + 1, Known::NOTHING);
        }
        let (kind, end, shape, head) = self.token_at(text, at, byte);
        if head == UNKNOWN && kind != Some(TokenKind::Word) {
            return (kind, end, Known { shape, caps: shape.caps(), ..Known::NOTHING });
        }
        let is_word = kind == Some(TokenKind::Word);
        let known = Known {
            shape,
            caps: shape.caps(),
            meanings: self.head(head).meanings_of(shape),
            lead: self.lead(head),
            evidence: if is_word { self.evidence(&text[at..end]) } else { Evidence::NONE },
        };
        (kind, end, known)
    }

    fn token_at(&self, text: &str, at: usize, byte: u8) -> Scanned {
        if (byte.is_ascii_alphabetic() || byte >= 0xc3)
            && let Some(word) = self.plain_word(text, at)
        {
            return word;
        }
        let (kind, length, shape) = classify(&text[at..]);
        let word = &text[at..at + length];
        let head = match kind {
            Some(TokenKind::Word) => self.head_of_word(word, shape),
            Some(TokenKind::Symbol | TokenKind::Slash) => self.lookup(word),
            Some(TokenKind::Digits) if self.knows_digits => self.lookup(word),
            _ => None,
        };
        (kind, at + length, shape, head.unwrap_or(UNKNOWN))
    }

    /// The word at `at`, where it is plain to its end.
    fn plain_word(&self, text: &str, at: usize) -> Option<Scanned> {
        let bytes = text.as_bytes();
        let word = PlainWord::whole(bytes, at)?;
        let PlainWord { end, capital, .. } = word;
        let shape = word.shape(at);
        let head = match Packed::within(bytes, at, end - at) {
            Some(key) if capital => self.lookup_packed(key.uncapitalized()),
            Some(key) => self.lookup_packed(key),
            None => self.head_of_word(&text[at..end], shape),
        };
        Some((Some(TokenKind::Word), end, shape, head.unwrap_or(UNKNOWN)))
    }

    fn head_of_word(&self, word: &str, shape: Shape) -> Option<u32> {
        if shape == Shape::Lower && is_own_key(word) {
            return self.lookup_word(word);
        }
        let mut key = String::with_capacity(word.len());
        push_key(word, &mut key);
        self.lookup_word(&key)
    }
}

/// Whether a quotation mark is a double one, as stands around whole sentences.
fn is_double(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "”" | "„" | "«" | "»")
}

/// The marks of one byte that no pack lists by themselves.
fn mark(byte: u8) -> Option<TokenKind> {
    Some(match byte {
        b'-' => TokenKind::Hyphen,
        b',' => TokenKind::Comma,
        b'.' => TokenKind::Stop,
        b':' => TokenKind::Colon,
        b';' => TokenKind::Semicolon,
        b'\'' => TokenKind::Apostrophe,
        b'(' | b'[' | b'{' => TokenKind::Open,
        b')' | b']' | b'}' => TokenKind::Close,
        b'"' => TokenKind::Quote,
        b'!' | b'?' => TokenKind::SentenceEnd,
        _ => return None,
    })
}

/// The kind, length in bytes and shape of the token that starts `rest` and is no mark of one byte; no kind
/// for white space.
fn classify(rest: &str) -> (Option<TokenKind>, usize, Shape) {
    let Some(first) = rest.chars().next() else { return (None, 0, Shape::Lower) };
    let length = first.len_utf8();
    let kind = match first {
        '0'..='9' => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            return (Some(TokenKind::Digits), digits, Shape::Lower);
        }
        '\n' | '\r' | '\u{2029}' => {
            let end = rest.find(|letter| !matches!(letter, '\n' | '\r' | '\u{2029}'));
            return (Some(TokenKind::Break), end.unwrap_or(rest.len()), Shape::Lower);
        }
        _ if first.is_whitespace() || is_invisible(first) => return (None, length, Shape::Lower),
        '‐' | '\u{2011}' | '\u{fe63}' => TokenKind::Hyphen,
        '–' | '—' | '−' | '―' | '\u{2012}' | '\u{fe58}' | '\u{ff0d}' => TokenKind::Dash,
        '/' => TokenKind::Slash,
        _ if is_apostrophe(first) => TokenKind::Apostrophe,
        '“' | '”' | '„' | '«' | '»' | '‘' | '‚' | '‹' | '›' | '‟' => TokenKind::Quote,
        '…' => TokenKind::SentenceEnd,
        _ if is_letter(first) => {
            let (length, shape) = word(rest);
            return (Some(TokenKind::Word), length, shape);
        }
        _ => TokenKind::Symbol,
    };
    (Some(kind), length, Shape::Lower)
}

fn is_letter(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{7f}' => false,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}' => true,
        _ => letter.is_alphabetic(),
    }
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
pub(super) fn word(rest: &str) -> (usize, Shape) {
    let bytes = rest.as_bytes();
    if let Some(plain) = PlainWord::whole(bytes, 0) {
        return (plain.end, plain.shape(0));
    }
    let (mut at, mut letters, mut capitals) = (0, 0, 0);
    let initial = rest.chars().next().is_some_and(char::is_uppercase);
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
