//! From bytes to tokens: what each looks like, and the head of each word. What stands most often is told by
//! its bytes, the rest letter by letter.

use crate::text::Span;

use super::compile::{Lexicon, UNKNOWN, number};
use super::detect::{Evidence, WordEvidence};
use super::key::{is_apostrophe, is_invisible, is_own_key, is_small, push_key};
use super::memory::{Known, Lead, Memory};
use super::packed::Packed;
use super::plain_word::PlainWord;
use super::tokenize::{Shape, Token, TokenKind, TokenText};

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

/// What a text consists of: its tokens, none joined, which of them may be one with those that follow, and what
/// tells its language.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub tokens: Vec<Token>,
    pub joints: Vec<u32>,
    pub stretches: Vec<Stretch>,
    /// Which tokens end a paragraph.
    pub breaks: Vec<u32>,
    evidence: Evidence,
    /// Where the last token leads.
    last: Lead,
}

/// A token takes no fewer bytes, mostly.
const BYTES_OF_TOKEN: usize = 4;

/// About so many tokens of news stand for each that may be joined.
const TOKENS_OF_JOINT: usize = 10;

/// About so many tokens of news stand for each paragraph or quotation mark.
const TOKENS_OF_STRETCH: usize = 24;

impl Scan {
    fn new(text: &str) -> Self {
        let room = text.len() / BYTES_OF_TOKEN;
        Self {
            tokens: Vec::with_capacity(room),
            joints: Vec::with_capacity(room / TOKENS_OF_JOINT),
            stretches: Vec::with_capacity(room / TOKENS_OF_STRETCH + 1),
            breaks: Vec::with_capacity(room / TOKENS_OF_STRETCH + 1),
            ..Self::default()
        }
    }

    /// The known words and plain marks that stand at `at`, one behind the other, as most of a text does: the one
    /// loop that every byte goes through. Gives where it ends, whether a space stands before, and the word there.
    #[inline(never)]
    fn known_words(
        &mut self,
        lexicon: &Lexicon,
        bytes: &[u8],
        (mut at, mut spaced): (usize, bool),
        memory: &mut Memory,
    ) -> (usize, bool, Option<Packed>) {
        let (mut last, mut evidence) = (self.last, 0_u64);
        let mut head = self.tokens.last().map_or(UNKNOWN, |token| token.head);
        let word = loop {
            let Some((word, behind)) = Packed::letters_before(bytes, at) else { break None };
            let Some(known) = memory.words.get(word) else {
                // Most marks are all that there is to know of them.
                match STARTS[usize::from(bytes[at])] {
                    Start::Mark(mark) if last.onward == 0 && stands_alone(mark, spaced) => {
                        let span = Span { start: number(at), end: number(at + 1) };
                        self.tokens.push(Token::mark(mark, span, spaced));
                        (head, at) = (UNKNOWN, at + 1);
                        spaced = bytes.get(at) == Some(&b' ');
                        at += usize::from(spaced);
                        continue;
                    }
                    _ => break Some(word),
                }
            };
            let next = known.token.head;
            if last.onward & known.lead.own != 0 && memory.pairs.go_on(head, next, lexicon) {
                self.joints.push(number(self.tokens.len() - 1));
            }
            let end = at + word.len();
            // Copied as it is, and then put in its place: that is quicker than to put it together.
            self.tokens.extend_from_slice(std::slice::from_ref(&known.token));
            if let Some(token) = self.tokens.last_mut() {
                token.span = Span { start: number(at), end: number(end) };
                token.spaced = spaced;
            }
            (head, last) = (next, known.lead);
            evidence = evidence.wrapping_add(known.evidence.packed());
            spaced = behind == b' ';
            at = end + usize::from(spaced);
        };
        self.last = last;
        self.evidence.add_packed(evidence);
        (at, spaced, word)
    }

    /// A token that was not in the memory, or is no word.
    fn push_other(&mut self, source: TokenText<'_>, known: &Known, span: Span, spaced: bool) {
        let text = source.text;
        let token = Token { span, spaced, ..known.token }.with_traits();
        if let Some(before) = self.tokens.last()
            && source.may_join((before, &self.last), (&token, &known.lead))
        {
            self.joints.push(number(self.tokens.len() - 1));
        }
        self.tokens.push(token);
        self.last = known.lead;
        self.evidence.add_packed(known.evidence.packed());
        match token.kind {
            TokenKind::Break => {
                self.breaks.push(number(self.tokens.len() - 1));
                if span.of(text).contains('\n') {
                    self.end_stretch(span, true);
                }
            }
            TokenKind::Quote if is_double(span.of(text)) => self.end_stretch(span, false),
            _ => {}
        }
    }

    fn end_stretch(&mut self, end: Span, ends_paragraph: bool) {
        let evidence = std::mem::take(&mut self.evidence);
        self.stretches.push(Stretch { end, ends_paragraph, evidence });
    }
}

/// Whether a mark behind a word that starts no phrase is part of nothing. "F-16" is a name, and a quotation mark
/// ends a stretch.
fn stands_alone(mark: TokenKind, spaced: bool) -> bool {
    match mark {
        TokenKind::Hyphen => spaced,
        mark => mark != TokenKind::Quote,
    }
}

/// What a byte begins.
#[derive(Clone, Copy)]
enum Start {
    /// A mark of one byte that no pack lists by itself.
    Mark(TokenKind),
    Digit,
    LineEnd,
    Other,
}

const STARTS: [Start; 256] = {
    let mut starts = [Start::Other; 256];
    let mut byte = 0_u8;
    loop {
        starts[byte as usize] = match byte {
            b'0'..=b'9' => Start::Digit,
            b'\n' | b'\r' => Start::LineEnd,
            b'-' => Start::Mark(TokenKind::Hyphen),
            b',' => Start::Mark(TokenKind::Comma),
            b'.' => Start::Mark(TokenKind::Stop),
            b':' => Start::Mark(TokenKind::Colon),
            b';' => Start::Mark(TokenKind::Semicolon),
            b'\'' => Start::Mark(TokenKind::Apostrophe),
            b'(' | b'[' | b'{' => Start::Mark(TokenKind::Open),
            b')' | b']' | b'}' => Start::Mark(TokenKind::Close),
            b'"' => Start::Mark(TokenKind::Quote),
            b'!' | b'?' => Start::Mark(TokenKind::SentenceEnd),
            _ => Start::Other,
        };
        if byte == u8::MAX {
            break starts;
        }
        byte += 1;
    }
};

impl Lexicon {
    /// The tokens of a text, none joined. One pass over the bytes.
    pub(super) fn scan(&self, text: &str, memory: &mut Memory) -> Scan {
        let (bytes, source) = (text.as_bytes(), TokenText { text, lexicon: self });
        let mut scan = Scan::new(text);
        let (mut at, mut spaced) = (0, true);
        while at < bytes.len() {
            let word;
            (at, spaced, word) = scan.known_words(self, bytes, (at, spaced), memory);
            let Some(&byte) = bytes.get(at) else { break };
            if byte == b' ' {
                (at, spaced) = (at + 1, true);
                continue;
            }
            if let Some((kind, end)) = self.plain_mark(bytes, at) {
                scan.push_other(source, &Known::nothing(kind, Shape::Lower), Span::new(at, end), spaced);
                let space = bytes.get(end) == Some(&b' ');
                (at, spaced) = (end + usize::from(space), space || kind == TokenKind::Break);
                continue;
            }
            let (known, end) = self.known_at(text, at, byte);
            let span = Span::new(at, end);
            at = end;
            // White space makes no token.
            let Some(known) = known else {
                spaced = true;
                continue;
            };
            if let Some(word) = word.filter(|word| word.len() == span.len())
                && known.token.kind == TokenKind::Word
            {
                memory.words.keep(word, known);
            }
            scan.push_other(source, &known, span, spaced);
            spaced = known.token.kind == TokenKind::Break;
        }
        scan.end_stretch(Span::new(at, at), true);
        scan
    }

    /// The kind and the end of what stands at `at` where its bytes tell both, and no pack lists it: a mark, figures,
    /// the end of a line.
    fn plain_mark(&self, bytes: &[u8], at: usize) -> Option<(TokenKind, usize)> {
        let run = |is: fn(&u8) -> bool| at + bytes[at..].iter().take_while(|byte| is(byte)).count();
        match STARTS[usize::from(*bytes.get(at)?)] {
            Start::Mark(mark) => Some((mark, at + 1)),
            Start::Digit if !self.knows_digits => Some((TokenKind::Digits, run(u8::is_ascii_digit))),
            Start::LineEnd => {
                let end = run(|byte| matches!(byte, b'\n' | b'\r'));
                // More of it may stand behind, beyond ASCII.
                bytes.get(end).is_none_or(u8::is_ascii).then_some((TokenKind::Break, end))
            }
            _ => None,
        }
    }

    /// Which tokens may be one with those that follow.
    pub(super) fn joints(&self, text: &str, tokens: &[Token]) -> Vec<u32> {
        let source = TokenText { text, lexicon: self };
        let leads: Vec<Lead> = tokens.iter().map(|token| self.lead(token.head)).collect();
        let pairs = (0..).zip(tokens.windows(2).zip(leads.windows(2)));
        let may = pairs
            .filter(|(_, (tokens, leads))| source.may_join((&tokens[0], &leads[0]), (&tokens[1], &leads[1])));
        may.map(|(at, _)| at).collect()
    }

    /// What is known of the token at `at`, which is no mark of one byte, and nothing of white space; and where it
    /// ends.
    #[inline(never)]
    fn known_at(&self, text: &str, at: usize, byte: u8) -> (Option<Known>, usize) {
        let (kind, end, shape, head) = self.token_at(text, at, byte);
        let known = kind.map(|kind| {
            let nothing = Known::nothing(kind, shape);
            let is_word = kind == TokenKind::Word;
            if head == UNKNOWN && !is_word {
                return nothing;
            }
            let meanings = self.meanings_of(head, shape);
            Known {
                token: Token { head, meanings, ..nothing.token }.with_traits(),
                lead: self.lead(head),
                evidence: if is_word { self.evidence(&text[at..end]) } else { WordEvidence::NONE },
            }
        });
        (known, end)
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

impl TokenText<'_> {
    /// Whether a token may be one with the next one, by where both lead: a phrase, or a name like "F-16".
    fn may_join(&self, (token, lead): (&Token, &Lead), (next, onward): (&Token, &Lead)) -> bool {
        let names = token.kind == TokenKind::Word && !next.spaced;
        match next.kind {
            TokenKind::Digits if names => return true,
            // A phrase may go on behind a hyphen.
            TokenKind::Hyphen => return lead.onward != 0 || names && token.shape == Shape::All,
            TokenKind::Break => return false,
            _ if lead.onward == 0 => return false,
            _ => {}
        }
        // The scan does not look up marks.
        let (head, onward) = match next.head {
            UNKNOWN => {
                let head = self.lexicon.mark_head(self.text, next);
                (head, self.lexicon.lead(head))
            }
            head => (head, *onward),
        };
        lead.onward & onward.own != 0 && self.lexicon.goes_on(token.head, head)
    }
}

/// Whether a quotation mark is a double one, as stands around whole sentences.
fn is_double(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "”" | "„" | "«" | "»")
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
