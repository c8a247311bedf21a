use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::key::{key_of, push_key};
use super::pack::Detect;
use super::packed::{Packed, WordTable};
use super::plain_word::PlainWord;

/// How many languages can be told apart: one bit each.
const LANGUAGES: usize = 32;

/// The place of all that is written in another script than the Latin one.
const OTHER_SCRIPT: usize = LANGUAGES;

/// What a word counts for each of its languages, by how many these are; one of more languages tells
/// nothing.
const WORD_WEIGHTS: [u32; 3] = [4, 2, 1];
/// The same of a letter.
const LETTER_WEIGHTS: [u32; 2] = [4, 1];
/// What a letter of another script counts.
const SCRIPT_WEIGHT: u32 = 2;

/// Less evidence than this is none: a word that one language alone has, and a little more.
const LEAST: u32 = 5;
/// With so much evidence, and a clear lead, the rest of a text need not be looked at.
const ENOUGH: u32 = 48;
/// How much a passage must hold before it is taken for another language than its document's.
const LEAST_OF_PASSAGE: u32 = 12;
/// With so much evidence for the document's own language a passage need not be looked at further.
const ENOUGH_OF_OWN: u32 = 8;
/// After how many words the lead is looked at.
const WORDS_BETWEEN_LOOKS: usize = 8;

/// What tells the text of one language from that of others: for each word or letter the languages that
/// use it, as bits.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Signs {
    tags: Vec<String>,
    words: WordTable<u32>,
    /// The length in bytes of the longest word: most words of a text are longer than all of these.
    longest_word: usize,
    letters: FxHashMap<char, u32>,
}

/// The evidence for each language, and the most that any has.
struct Scores {
    each: [u32; OTHER_SCRIPT + 1],
    best: u32,
}

impl Scores {
    fn new() -> Self {
        Self { each: [0; OTHER_SCRIPT + 1], best: 0 }
    }

    fn add_one(&mut self, index: usize, weight: u32) {
        self.each[index] += weight;
        self.best = self.best.max(self.each[index]);
    }
}

impl Tally for Scores {
    fn add(&mut self, languages: u32, weights: &[u32]) {
        let mut rest = languages;
        if rest == 0 {
            return;
        }
        let weight = weight(languages, weights);
        while rest != 0 {
            self.add_one(rest.trailing_zeros() as usize, weight);
            rest &= rest - 1;
        }
    }

    fn add_script(&mut self) {
        self.add_one(OTHER_SCRIPT, SCRIPT_WEIGHT);
    }
}

/// The best score with its index, and the next best one.
fn lead(scores: &Scores) -> (usize, u32, u32) {
    let (mut index, mut best, mut next) = (0, 0, 0);
    for (at, &score) in scores.each.iter().enumerate() {
        if score > best {
            (index, best, next) = (at, score, best);
        } else {
            next = next.max(score);
        }
    }
    (index, best, next)
}

/// Whether a lead is half as much again as the next language has, and enough to go by.
fn is_clear((_, best, next): (usize, u32, u32), least: u32) -> bool {
    best >= least && best * 2 > next * 3
}

/// What words tell of the language that they stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// For the language that they are read in.
    own: u64,
    /// For any other one, no more than this.
    other: u64,
}

/// The same of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WordEvidence {
    own: u16,
    other: u16,
}

impl WordEvidence {
    /// That of a word that tells nothing.
    pub const NONE: Self = Self { own: 0, other: 0 };

    /// Both in one number, which sums up as they do: no run of words is so long that one goes over into the other.
    #[inline]
    pub fn packed(self) -> u64 {
        u64::from(self.own) | u64::from(self.other) << u32::BITS
    }
}

/// What sums up the signs of a text.
trait Tally {
    /// A word or a letter of some languages, given as bits, and what it counts by how many they are.
    fn add(&mut self, languages: u32, weights: &[u32]);

    /// A letter of another script.
    fn add_script(&mut self);
}

/// The evidence of one word that is read in a language, given as a bit.
struct OfWord {
    own: u32,
    evidence: WordEvidence,
}

impl Tally for OfWord {
    fn add(&mut self, languages: u32, weights: &[u32]) {
        let weight = u16::try_from(weight(languages, weights)).unwrap_or(u16::MAX);
        let WordEvidence { own, other } = &mut self.evidence;
        if languages & self.own != 0 {
            *own = own.saturating_add(weight);
        }
        if languages & !self.own != 0 {
            *other = other.saturating_add(weight);
        }
    }

    fn add_script(&mut self) {
        let weight = u16::try_from(SCRIPT_WEIGHT).unwrap_or(u16::MAX);
        self.evidence.other = self.evidence.other.saturating_add(weight);
    }
}

impl Evidence {
    /// That of these words and others.
    #[must_use]
    pub fn with(self, more: Self) -> Self {
        Self { own: self.own.saturating_add(more.own), other: self.other.saturating_add(more.other) }
    }

    /// Adds what some words tell, as [`WordEvidence::packed`] gives it of each.
    #[inline]
    pub(super) fn add_packed(&mut self, words: u64) {
        self.own += words & u64::from(u32::MAX);
        self.other += words >> u32::BITS;
    }

    /// Whether a passage of such words can be in another language: mostly this says that it is not, and the
    /// passage need not be looked at word by word.
    pub fn may_be_foreign(self) -> bool {
        self.other >= u64::from(LEAST_OF_PASSAGE) && self.other > self.own.saturating_mul(3)
    }
}

impl Signs {
    /// The place of a language.
    pub(super) fn place(&self, language: &str) -> Option<usize> {
        self.tags.iter().position(|tag| tag == language)
    }

    /// What one word tells that is read in the language of a place. Other languages can have no more together
    /// than the word and each of its letters give one of them.
    pub(super) fn evidence(&self, word: &str, own: usize) -> WordEvidence {
        if word.is_ascii() && word.len() > self.longest_word && !word.contains(['\'', '_']) {
            return WordEvidence::NONE;
        }
        let mut found = OfWord { own: 1 << own.min(LANGUAGES - 1), evidence: WordEvidence::NONE };
        let mut at = 0;
        // What the lexicon takes for one word may be several here: "d'água".
        while let Some(word) = Word::next(word, at) {
            self.add_word(word, &mut found);
            at = word.end;
        }
        found.evidence
    }

    /// The signs of some languages.
    pub(super) fn new(languages: &BTreeMap<String, Detect>) -> Self {
        let mut signs = Self::default();
        for ((tag, detect), index) in languages.iter().zip(0..) {
            let Some(bit) = 1_u32.checked_shl(index) else { break };
            signs.tags.push(tag.clone());
            let mut key = String::new();
            for word in &detect.words {
                key.clear();
                push_key(word, &mut key);
                *signs.words.entry(&key, 0) |= bit;
            }
            for letter in detect.letters.chars() {
                *signs.letters.entry(letter).or_default() |= bit;
            }
        }
        signs.words.retain(|languages| languages.count_ones() as usize <= WORD_WEIGHTS.len());
        signs.words.each(|word, _| signs.longest_word = signs.longest_word.max(word.len()));
        signs.letters.retain(|_, languages| languages.count_ones() as usize <= LETTER_WEIGHTS.len());
        signs
    }

    /// The language of a text, or of the most of its paragraphs where it mixes several; `None` where there
    /// is too little evidence, or where it is in a script that no pack knows.
    pub(super) fn language(&self, text: &str) -> Option<&str> {
        let index = self.clear(text, LEAST).or_else(|| self.of_most_paragraphs(text))?;
        self.tags.get(index).map(String::as_str)
    }

    fn clear(&self, text: &str, least: u32) -> Option<usize> {
        let scores = self.scores(&[text], |scores| scores.best >= ENOUGH && is_clear(lead(scores), ENOUGH));
        let lead = lead(&scores);
        is_clear(lead, least).then_some(lead.0)
    }

    fn of_most_paragraphs(&self, text: &str) -> Option<usize> {
        let mut bytes = [0; LANGUAGES + 1];
        for paragraph in text.split('\n') {
            if let Some(index) = self.clear(paragraph, LEAST_OF_PASSAGE) {
                bytes[index] += paragraph.len();
            }
        }
        (0..bytes.len()).rev().max_by_key(|&index| bytes[index]).filter(|&index| bytes[index] > 0)
    }

    /// The language of a passage where it clearly is another one than `own`; an empty one where it is
    /// written in another script.
    pub(super) fn foreign(&self, passage: &[&str], own: &str) -> Option<&str> {
        let own = self.place(own)?;
        let is_own = |scores: &Scores| {
            if scores.best < ENOUGH_OF_OWN || scores.each[own] < scores.best {
                return false;
            }
            let (index, best, next) = lead(scores);
            index == own && best >= ENOUGH_OF_OWN && best > next * 2
        };
        let scores = self.scores(passage, is_own);
        let lead = lead(&scores);
        let (index, best, _) = lead;
        let is_foreign = index != own && is_clear(lead, LEAST_OF_PASSAGE) && best > scores.each[own] * 3;
        is_foreign.then(|| self.tags.get(index).map_or("", String::as_str))
    }

    /// The evidence in a text, up to where it is enough.
    fn scores(&self, pieces: &[&str], enough: impl Fn(&Scores) -> bool) -> Scores {
        let mut scores = Scores::new();
        let mut count = 0;
        for text in pieces {
            let mut at = 0;
            loop {
                at += text.as_bytes()[at..].iter().take_while(|byte| is_gap(**byte)).count();
                if let Some(word) = Packed::letters(text.as_bytes(), at)
                    && let Some(small) = word.small_ascii()
                {
                    // Most words are of letters of ASCII alone.
                    if word.len() <= self.longest_word {
                        scores.add(self.words.get_packed(small).unwrap_or_default(), &WORD_WEIGHTS);
                    }
                    at += word.len();
                } else {
                    let Some(word) = Word::next(text, at) else { break };
                    self.add_word(word, &mut scores);
                    at = word.end;
                }
                count += 1;
                if count % WORDS_BETWEEN_LOOKS == 0 && enough(&scores) {
                    return scores;
                }
            }
        }
        scores
    }

    fn add_word(&self, word: Word<'_>, scores: &mut impl Tally) {
        let Word { letters, plain, .. } = word;
        let Some(plain) = plain else {
            let key = key_of(letters);
            scores.add(self.words.get(&key).unwrap_or_default(), &WORD_WEIGHTS);
            return self.add_letters(&key, scores);
        };
        if letters.len() <= self.longest_word {
            let languages = self.words.get_plain(letters, plain);
            scores.add(languages.unwrap_or_default(), &WORD_WEIGHTS);
        }
        if !plain.ascii {
            self.add_letters(letters, scores);
        }
    }

    fn add_letters(&self, word: &str, scores: &mut impl Tally) {
        for letter in word.chars().filter(|letter| !letter.is_ascii()) {
            if is_latin(letter) {
                let languages = self.letters.get(&letter).copied().unwrap_or_default();
                scores.add(languages, &LETTER_WEIGHTS);
            } else {
                scores.add_script();
            }
        }
    }
}

/// A run of letters.
#[derive(Clone, Copy)]
struct Word<'a> {
    letters: &'a str,
    /// Where it ends in its text.
    end: usize,
    /// What it is like, where it is a plain word to its end.
    plain: Option<PlainWord>,
}

impl<'a> Word<'a> {
    /// The first word of a text from `at` on.
    fn next(text: &'a str, mut at: usize) -> Option<Self> {
        let bytes = text.as_bytes();
        loop {
            match bytes.get(at)? {
                byte if byte.is_ascii_alphabetic() => break,
                byte if byte.is_ascii() => at += 1,
                _ => match run(&text[at..], false) {
                    0 => break,
                    length => at += length,
                },
            }
        }
        let plain = PlainWord::at(bytes, at);
        let mut end = plain.map_or(at, |plain| plain.end);
        let goes_on = bytes.get(end).is_some_and(|byte| !byte.is_ascii() || byte.is_ascii_alphabetic());
        if goes_on {
            end += run(&text[end..], true);
        }
        let plain = plain.filter(|plain| plain.end == end);
        Some(Self { letters: &text[at..end], end, plain })
    }
}

/// The length in bytes of the letters that start a text, or of what is none.
fn run(text: &str, letters: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let (is_letter, length) = if byte.is_ascii() {
            (byte.is_ascii_alphabetic(), 1)
        } else {
            let letter = text[at..].chars().next().unwrap_or_default();
            (letter.is_alphabetic(), letter.len_utf8())
        };
        if is_letter != letters {
            break;
        }
        at += length;
    }
    at
}

/// Whether a byte is of ASCII and no letter.
fn is_gap(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphabetic()
}

/// What counts a word or a letter of some languages.
fn weight(languages: u32, weights: &[u32]) -> u32 {
    let count = languages.count_ones() as usize;
    count.checked_sub(1).and_then(|more| weights.get(more)).copied().unwrap_or_default()
}

/// Whether a letter stands in the Latin blocks.
fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | 'ﬀ'..='ﬆ')
}
