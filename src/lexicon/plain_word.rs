use super::tokenize::Shape;

/// A word of the plainest letters, as most words are: an ASCII capital at most, then small letters of ASCII
/// and those with the accents that stand most often. It is its own key but for its capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PlainWord {
    /// Where it ends.
    pub end: usize,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether none of its letters has an accent.
    pub ascii: bool,
}

impl PlainWord {
    /// The plain word that starts at `start`, if any. What follows may still go on with the same word.
    #[inline]
    pub fn at(text: &[u8], start: usize) -> Option<Self> {
        let capital = text.get(start).is_some_and(u8::is_ascii_uppercase);
        let ascii_end = small_end(text, start + usize::from(capital));
        let end = match text.get(ascii_end) {
            Some(0xc3..=0xc5) => accented_end(text, ascii_end),
            _ => ascii_end,
        };
        (end > start).then_some(Self { end, capital, ascii: end == ascii_end })
    }

    /// The same, where no further letter, nor what may stand between letters, goes on with the word.
    #[inline]
    pub fn whole(text: &[u8], start: usize) -> Option<Self> {
        let goes_on = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'\'' | b'_' | 0x80..);
        Self::at(text, start).filter(|word| !text.get(word.end).is_some_and(goes_on))
    }

    /// How the word that starts at `start` is written.
    pub fn shape(self, start: usize) -> Shape {
        match (self.capital, self.end - start) {
            (false, _) => Shape::Lower,
            (true, 1) => Shape::All,
            (true, _) => Shape::Initial,
        }
    }
}

/// Where the small letters that stand at `at` end, the first of which may have an accent.
#[inline(never)]
fn accented_end(text: &[u8], mut at: usize) -> usize {
    while let Some(&[lead, follows]) = text.get(at..).and_then(<[u8]>::first_chunk)
        && is_small(lead, follows)
    {
        at += 2;
        at += text[at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    }
    at
}

/// Where the small letters of ASCII that stand at `at` end. They are looked at by eight, as most words have
/// no more.
#[inline]
fn small_end(text: &[u8], mut at: usize) -> usize {
    while let Some(eight) = text.get(at..).and_then(<[u8]>::first_chunk) {
        let others = others(u64::from_le_bytes(*eight));
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + text[at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count()
}

/// The top bit of each of eight bytes that is no small letter of ASCII.
fn others(bytes: u64) -> u64 {
    const EACH: u64 = u64::MAX / 0xff;
    const TOP: u64 = EACH * 0x80;
    // Without their top bits no sum goes over into the next byte.
    let low = bytes & !TOP;
    let from_a = low + EACH * (0x80 - b'a' as u64);
    let behind_z = low + EACH * (0x80 - b'z' as u64 - 1);
    !(from_a & !behind_z & !bytes) & TOP
}

/// Whether two bytes are one of the small letters of `à` to `ÿ`, or of the Polish ones.
fn is_small(lead: u8, follows: u8) -> bool {
    match lead {
        0xc3 => matches!(follows, 0xa0..=0xb6 | 0xb8..=0xbf),
        0xc4 => matches!(follows, 0x85 | 0x87 | 0x99),
        0xc5 => matches!(follows, 0x82 | 0x84 | 0x9b | 0xba | 0xbc),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::key::{is_small as is_small_letter, key_of};

    #[test]
    fn letters_and_bytes_agree_on_what_is_small() {
        for letter in ('\u{80}'..'\u{800}').map(String::from) {
            let [lead, follows] = letter.as_bytes() else { continue };
            let small = letter.chars().all(is_small_letter);
            assert_eq!(is_small(*lead, *follows), small, "{letter}");
            assert!(!small || key_of(&letter) == letter, "{letter}");
        }
    }

    #[test]
    fn eight_bytes_at_once_are_told_as_one_by_one() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut eight = *b"zzaazmaz";
                eight[place] = byte;
                let expected = if byte.is_ascii_lowercase() { 0 } else { 0x80 << (8 * place) };
                assert_eq!(others(u64::from_le_bytes(eight)), expected, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn a_plain_word_ends_where_its_letters_do() {
        let word =
            |text: &str| PlainWord::at(text.as_bytes(), 0).map(|word| (word.end, word.capital, word.ascii));
        assert_eq!(word("Rzeszów, dom"), Some((8, true, false)));
        assert_eq!(word("dom"), Some((3, false, true)));
        assert_eq!(word("przeciwwskazaniami."), Some((18, false, true)));
        assert_eq!(word("A"), Some((1, true, true)));
        assert_eq!(word("kWh"), Some((1, false, true)));
        assert_eq!(word("Łódź"), None);
        assert_eq!(word("7"), None);
    }
}
