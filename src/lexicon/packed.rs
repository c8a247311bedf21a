//! Words in one number each. Nearly all that is looked up in reading is a word, and most of the work of a
//! look-up is to go through its letters twice: to hash them, and to hold them against those found.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::key::key_of;
use super::plain_word::PlainWord;

/// A word of up to 15 bytes: its bytes, the first one lowest, and its length on top. Two words are the
/// same where their numbers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Packed(u128);

/// The longest word that has room, in bytes.
pub(super) const LONGEST: usize = 15;
const WINDOW: usize = LONGEST + 1;
const LENGTH_AT: u32 = 120;

/// What keeps the first bytes of a window, by their number.
const MASKS: [u128; WINDOW] = {
    let (mut masks, mut length) = ([0; WINDOW], 0);
    while length < WINDOW {
        masks[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    masks
};

impl Packed {
    /// What is no word: none is so long.
    pub const NO_WORD: Self = Self(u128::MAX);

    /// A word by itself; `None` where it is too long.
    pub fn new(word: &str) -> Option<Self> {
        Self::within(word.as_bytes(), 0, word.len())
    }

    /// The bytes of `text` from `start` on; `None` where they are too many. What follows them in the text is
    /// read with them and masked: that is quicker than a copy of just so many bytes.
    pub fn within(text: &[u8], start: usize, length: usize) -> Option<Self> {
        let mask = MASKS.get(length)?;
        let bytes = match text.get(start..).and_then(<[u8]>::first_chunk) {
            Some(window) => u128::from_le_bytes(*window) & mask,
            None => {
                let mut window = [0; WINDOW];
                window[..length].copy_from_slice(text.get(start..start + length)?);
                u128::from_le_bytes(window)
            }
        };
        Some(Self(bytes | (length as u128) << LENGTH_AT))
    }

    /// The run of letters that stands at `start`, where it is short enough, and nothing behind it can go on
    /// with a word: letters of ASCII, and whatever lies beyond it. Eight bytes are looked at at once.
    #[inline]
    pub fn letters(text: &[u8], start: usize) -> Option<Self> {
        Self::letters_before(text, start).map(|(word, _)| word)
    }

    /// The same, with the byte behind it.
    #[inline]
    pub fn letters_before(text: &[u8], start: usize) -> Option<(Self, u8)> {
        let window: &[u8; WINDOW] = text.get(start..)?.first_chunk()?;
        let bytes = u128::from_le_bytes(*window);
        let length = match no_letters(bytes as u64) {
            0 => 8 + no_letters((bytes >> 64) as u64).trailing_zeros() as usize / 8,
            marks => marks.trailing_zeros() as usize / 8,
        };
        match window.get(length) {
            None | Some(b'\'' | b'_') => None,
            Some(&behind) => Some((Self(bytes & MASKS[length] | (length as u128) << LENGTH_AT), behind)),
        }
    }

    /// The same in small letters, where all of them are of ASCII.
    #[inline]
    pub fn small_ascii(self) -> Option<Self> {
        const EACH: u128 = u128::MAX / 0xff;
        let letters = MASKS[self.len()];
        let is_ascii = self.0 & letters & (EACH * 0x80) == 0;
        is_ascii.then_some(Self(self.0 | letters & (EACH * 0x20)))
    }

    /// One of so many slots, as a power of two.
    #[inline]
    pub fn slot(self, bits: u32) -> usize {
        let mixed = (self.0 as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ ((self.0 >> 64) as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        (mixed >> (u64::BITS - bits)) as usize
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        (self.0 >> LENGTH_AT) as usize
    }

    /// The first bytes, as a word; no more than there are.
    pub fn prefix(self, length: usize) -> Self {
        let length = length.min(self.len());
        Self(self.0 & MASKS[length] | (length as u128) << LENGTH_AT)
    }

    /// The same with a small first letter, where that is a capital of ASCII.
    pub fn uncapitalized(self) -> Self {
        Self(self.0 | 0x20)
    }

    fn with_letters<T>(self, read: impl FnOnce(&str) -> T) -> T {
        let bytes = self.0.to_le_bytes();
        read(std::str::from_utf8(&bytes[..self.len()]).unwrap_or_default())
    }
}

/// The top bit of each of eight bytes that is of ASCII and no letter.
fn no_letters(bytes: u64) -> u64 {
    const EACH: u64 = u64::MAX / 0xff;
    const TOP: u64 = EACH * 0x80;
    // Without their top bits no sum goes over into the next byte; bit 5 makes letters small.
    let low = (bytes | (EACH * 0x20)) & !TOP;
    let from_a = low + EACH * (0x80 - b'a' as u64);
    let behind_z = low + EACH * (0x80 - b'z' as u64 - 1);
    !(from_a & !behind_z | bytes) & TOP
}

impl Hash for Packed {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // The halves one by one: what `u128` itself does is the same in the end, but goes over bytes.
        state.write_u64(self.0 as u64);
        state.write_u64((self.0 >> 64) as u64);
    }
}

/// Something for each of many words.
#[derive(Debug)]
pub(super) struct WordTable<T> {
    short: FxHashMap<Packed, T>,
    long: FxHashMap<Box<str>, T>,
}

impl<T> Default for WordTable<T> {
    fn default() -> Self {
        Self { short: FxHashMap::default(), long: FxHashMap::default() }
    }
}

impl<T: Copy> WordTable<T> {
    pub fn reserve(&mut self, words: usize) {
        self.short.reserve(words);
    }

    /// Sets what a word has.
    pub fn insert(&mut self, word: &str, value: T) {
        *self.entry(word, value) = value;
    }

    /// What a word has, `new` where it has nothing yet.
    pub fn entry(&mut self, word: &str, new: T) -> &mut T {
        match Packed::new(word) {
            Some(packed) => self.short.entry(packed).or_insert(new),
            None => self.long.entry(word.into()).or_insert(new),
        }
    }

    pub fn get(&self, word: &str) -> Option<T> {
        match Packed::new(word) {
            Some(packed) => self.get_packed(packed),
            None => self.long.get(word).copied(),
        }
    }

    /// What a word has as it stands in a text, capitals and all.
    pub fn get_written(&self, word: &str) -> Option<T> {
        match PlainWord::at(word.as_bytes(), 0) {
            Some(plain) if plain.end == word.len() => self.get_plain(word, plain),
            _ => self.get(&key_of(word)),
        }
    }

    /// The same of a plain word.
    pub fn get_plain(&self, word: &str, plain: PlainWord) -> Option<T> {
        match Packed::new(word) {
            Some(packed) if plain.capital => self.get_packed(packed.uncapitalized()),
            Some(packed) => self.get_packed(packed),
            None => self.get(&key_of(word)),
        }
    }

    pub fn get_packed(&self, word: Packed) -> Option<T> {
        self.short.get(&word).copied()
    }

    /// Shows every word with what it has, in no order.
    pub fn each(&self, mut visit: impl FnMut(&str, T)) {
        self.short.iter().for_each(|(word, &value)| word.with_letters(|word| visit(word, value)));
        self.long.iter().for_each(|(word, &value)| visit(word, value));
    }

    /// Drops the words of which `keep` will not have what they have.
    pub fn retain(&mut self, keep: impl Fn(T) -> bool) {
        self.short.retain(|_, value| keep(*value));
        self.long.retain(|_, value| keep(*value));
    }
}

/// The words with what they have, one by one and in their order: where each stands in its table is nothing to
/// store.
impl<T: Copy + Serialize> Serialize for WordTable<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut words: Vec<(String, T)> = Vec::new();
        self.each(|word, value| words.push((word.to_string(), value)));
        words.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        words.serialize(to)
    }
}

impl<'de, T: Copy + Deserialize<'de>> Deserialize<'de> for WordTable<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let words: Vec<(&str, T)> = Vec::deserialize(from)?;
        let mut table = Self::default();
        table.reserve(words.len());
        words.into_iter().for_each(|(word, value)| table.insert(word, value));
        Ok(table)
    }
}

impl<T: Copy> FromIterator<(String, T)> for WordTable<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(words: I) -> Self {
        let mut table = Self::default();
        words.into_iter().for_each(|(word, value)| table.insert(&word, value));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_same_wherever_it_stands() {
        let text = "żołnierzy i żołnierzy".as_bytes();
        let first = Packed::within(text, 0, 11);
        assert_eq!(first, Packed::within(text, text.len() - 11, 11));
        assert_eq!(first, Packed::new("żołnierzy"));
        assert_ne!(Packed::new("a"), Packed::new("a\0"));
        assert_eq!(Packed::new("sixteen bytes ..."), None);
    }

    #[test]
    fn a_run_of_letters_ends_where_no_letter_stands() {
        let run = |text: &str| Packed::letters(format!("{text}                ").as_bytes(), 0);
        for word in ["a", "Rzeszów", "przeciw", "dziewięć", "Kopenhagen", "fünfzehnlettrig"] {
            assert_eq!(run(word), Packed::new(word).filter(|_| word.len() < 16), "{word}");
            assert_eq!(run(&format!("{word}-x")), Packed::new(word), "{word}");
            assert_eq!(run(&format!("{word}7")), Packed::new(word), "{word}");
        }
        assert_eq!(run("d'água"), None);
        assert_eq!(run("sixteenlettersxx"), None);
        assert_eq!(Packed::letters(b"end", 0), None);
        for byte in (0..0x80_u8).filter(|byte| !byte.is_ascii_alphabetic() && !b"'_".contains(byte)) {
            assert_eq!(run(&format!("ab{}", char::from(byte))), Packed::new("ab"), "{byte}");
        }
    }

    #[test]
    fn letters_of_ascii_are_made_small() {
        let small = |word: &str| Packed::new(word).and_then(Packed::small_ascii);
        assert_eq!(small("McDonald"), Packed::new("mcdonald"));
        assert_eq!(small("Łódź"), None);
    }

    #[test]
    fn the_start_of_a_word_is_a_word() {
        let word = Packed::new("soldados").unwrap();
        assert_eq!(word.prefix(4), Packed::new("sold").unwrap());
        assert_eq!(word.prefix(40), word);
        assert_eq!(Packed::new("Lublin").map(Packed::uncapitalized), Packed::new("lublin"));
    }

    #[test]
    fn long_words_and_short_ones_are_found() {
        let mut table = WordTable::default();
        for (number, word) in (0..).zip(["dom", "przedsiębiorstwami", ""]) {
            table.insert(word, number);
        }
        let mut listed = Vec::new();
        table.each(|word, number| listed.push((number, word.to_string())));
        listed.sort();
        assert_eq!(
            listed.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>(),
            ["dom", "przedsiębiorstwami", ""]
        );
        assert!(listed.iter().all(|(number, word)| table.get(word) == Some(*number)));
        assert_eq!(table.get("domu"), None);
    }
}
