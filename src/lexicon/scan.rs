//! From bytes to tokens: what each looks like, and the head of each word. What stands most often is told by
//! its bytes, the rest letter by letter.

use crate::text::Span;

use super::compile::{Lexicon, UNKNOWN};
use super::key::{is_apostrophe, is_invisible, is_own_key, is_small, push_key};
use super::packed::Packed;
use super::plain_word::PlainWord;
use super::tokenize::{Shape, Token, TokenKind};

/// A token of the text: its kind, `None` for white space; where it ends; its shape; the head of its words.
type Scanned = (Option<TokenKind>, usize, Shape, u32);

impl Lexicon {
    /// The tokens of a text, none joined, and the head of each.
    pub(super) fn scan(&self, text: &str) -> (Vec<Token>, Vec<u32>) {
        let mut tokens = Vec::with_capacity(text.len() / 4);
        let mut heads = Vec::with_capacity(text.len() / 4);
        let (mut at, mut spaced) = (0, true);
        while let Some(&byte) = text.as_bytes().get(at) {
            if byte == b' ' {
                at += 1;
                spaced = true;
                continue;
            }
            let (kind, end, shape, head) = self.token_at(text, at, byte);
            if let Some(kind) = kind {
                let (span, caps) = (Span::new(at, end), shape.caps());
                let meanings = self.head(head).meanings_of(shape);
                tokens.push(Token { span, kind, caps, spaced, shape, meanings });
                heads.push(head);
            }
            spaced = kind.is_none_or(|kind| kind == TokenKind::Break);
            at = end;
        }
        (tokens, heads)
    }

    fn token_at(&self, text: &str, at: usize, byte: u8) -> Scanned {
        if byte.is_ascii_alphabetic() || byte >= 0xc3 {
            if let Some(word) = self.plain_word(text, at) {
                return word;
            }
        } else if let Some(kind) = mark(byte) {
            return (Some(kind), at + 1, Shape::Lower, UNKNOWN);
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
