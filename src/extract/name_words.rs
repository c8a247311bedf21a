use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::lexicon::{Caps, Token, TokenKind, TokenText};

use super::names::{NameEnd, is_small_accented, name_form};

const OUTLINES: usize = 512;

/// A number out of the first byte and the length of a word. Most words of a text share it with none of its
/// names, and need not be held against these.
fn outline(first: u8, length: usize) -> usize {
    (usize::from(first % 32) * 16 + length % 16) % OUTLINES
}

/// The words of a text's names, each of them once.
#[derive(Clone, Debug)]
pub(super) struct NameWords<'a> {
    numbers: FxHashMap<&'a str, u32>,
    words: Vec<NameWord<'a>>,
    /// The last word of each outline: its number and one more, or nothing.
    last: [u32; OUTLINES],
    /// The bits of those that packs know.
    known: u64,
}

#[derive(Clone, Debug)]
struct NameWord<'a> {
    /// Its normal form, and how it goes on behind it.
    form: (Arc<str>, NameEnd),
    /// As it stands where ASCII alone has its capitals, others in small letters.
    word: Cow<'a, str>,
    /// The word before of its outline, in the same way.
    before: u32,
}

impl Default for NameWords<'_> {
    fn default() -> Self {
        Self { numbers: FxHashMap::default(), words: Vec::new(), last: [0; OUTLINES], known: 0 }
    }
}

impl<'a> NameWords<'a> {
    /// The number of a token's word.
    pub fn number_of(&mut self, source: TokenText<'a>, token: &Token) -> u32 {
        self.known |= token.known_bit();
        self.number(source.word(token))
    }

    /// The number of a word that was met before.
    pub fn known_number(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// The number of a word that no pack knows.
    pub fn number(&mut self, word: &'a str) -> u32 {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let form = name_form(word);
        let is_kept = |letter: char| letter.is_ascii() || is_small_accented(letter);
        let small = if word.chars().all(is_kept) { Cow::from(word) } else { word.to_lowercase().into() };
        let first = small.as_bytes().first().copied().unwrap_or_default();
        let before = std::mem::replace(&mut self.last[outline(first, small.len())], number.saturating_add(1));
        self.words.push(NameWord { form, word: small, before });
        self.numbers.insert(word, number);
        number
    }

    /// Makes room for so many words.
    pub fn reserve(&mut self, words: usize) {
        self.numbers.reserve(words);
        self.words.reserve(words);
    }

    /// The normal form of a word, by its number.
    pub fn key(&self, number: u32) -> &Arc<str> {
        &self.words[number as usize].form.0
    }

    /// How a word goes on behind its normal form, by its number.
    pub fn end(&self, number: u32) -> NameEnd {
        self.words[number as usize].form.1
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Which of the words a text writes in small letters too, by their numbers.
    pub fn written_small(&self, text: &str, tokens: &[Token]) -> Vec<bool> {
        let mut found = vec![false; self.words.len()];
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Word && token.caps == Caps::Lower)
        {
            // Most small words are known, and no names are.
            let bit = token.known_bit();
            if bit != 0 && bit & self.known == 0 {
                continue;
            }
            let first = text.as_bytes().get(token.span.start as usize).copied().unwrap_or_default();
            let mut next = self.last[outline(first, token.span.len())];
            while let Some(number) = next.checked_sub(1) {
                let known = &self.words[number as usize];
                let small = token.span.of(text);
                // "kWh" is not "KWH" in small letters.
                if known.word.eq_ignore_ascii_case(small)
                    && !small.bytes().any(|byte| byte.is_ascii_uppercase())
                {
                    found[number as usize] = true;
                }
                next = known.before;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Library;

    #[test]
    fn words_in_small_letters_are_those_of_names() {
        let library = Library::builtin().unwrap();
        let lexicon = library.tags().next().and_then(|tag| library.lexicon(tag).unwrap()).unwrap();
        let mut words = NameWords::default();
        let names = TokenText { text: "Share Łódź KWH Share", lexicon: &lexicon };
        let tokens = lexicon.tokenize(names.text);
        let numbers: Vec<u32> = tokens.iter().map(|token| words.number_of(names, token)).collect();
        assert_eq!(numbers, [0, 1, 2, 0]);
        let text = "share łódź kWh shard";
        assert_eq!(words.written_small(text, &lexicon.tokenize(text)), [true, true, false]);
    }
}
