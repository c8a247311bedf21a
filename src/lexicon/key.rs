use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::plain_word::PlainWord;

/// Characters that may stand inside a word and change nothing: soft hyphen, zero-width joiners.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The marks that keyboards and databases put for an apostrophe. One of them counts as a letter in
/// Unicode: it must not start a word, for a word does not end in it.
pub(super) fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '＇')
}

/// Whether a word in lower case is its own key: nothing but letters that are as plain, or as composed, as
/// they can be. Latin letters up to U+017F begin with the bytes C3 to C5; the soft hyphen, curly
/// apostrophes and loose accents with others.
pub(super) fn is_own_key(lower: &str) -> bool {
    lower.bytes().all(|byte| byte < 0xc0 || matches!(byte, 0xc3..=0xc5))
}

/// The small letters with accents that stand most often.
pub(super) fn is_small(letter: char) -> bool {
    matches!(letter, 'à'..='ö' | 'ø'..='ÿ' | 'ą' | 'ć' | 'ę' | 'ł' | 'ń' | 'ś' | 'ź' | 'ż')
}

/// Appends the form under which the lexicon knows `word`: lower case, composed accents, straight
/// apostrophes, nothing invisible.
pub(super) fn push_key(word: &str, key: &mut String) {
    if word.is_ascii() {
        let start = key.len();
        key.push_str(word);
        key[start..].make_ascii_lowercase();
        return;
    }
    // Accents in code points of their own, and every other rarity, stand above Latin Extended-A.
    if word.chars().all(|letter| letter < '\u{180}') {
        push_lower(word.chars().filter(|&letter| letter != '\u{ad}'), key);
        return;
    }
    let visible = word.chars().filter(|&letter| !is_invisible(letter));
    if word.chars().any(is_combining_mark) {
        push_lower(visible.nfc(), key);
    } else {
        push_lower(visible, key);
    }
}

fn push_lower(letters: impl Iterator<Item = char>, key: &mut String) {
    for letter in letters {
        match letter {
            'A'..='Z' | 'a'..='z' => key.push(letter.to_ascii_lowercase()),
            _ if is_small(letter) => key.push(letter),
            _ if is_apostrophe(letter) => key.push('\''),
            _ => key.extend(letter.to_lowercase()),
        }
    }
}

/// A letter without its accent: ł and ç as they are typed where there is no key for them.
pub fn without_accent(letter: char) -> char {
    match letter {
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ı' => 'i',
        _ if letter.is_ascii() => letter,
        // Those that stand most often, without a look into the tables of Unicode.
        'à'..='å' | 'ą' => 'a',
        'ç' | 'ć' => 'c',
        'è'..='ë' | 'ę' => 'e',
        'ì'..='ï' => 'i',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' => 'o',
        'ś' => 's',
        'ù'..='ü' => 'u',
        'ź' | 'ż' => 'z',
        _ => std::iter::once(letter).nfd().next().unwrap_or(letter),
    }
}

/// The key of one word but for the case of its first letter, without a copy where the word is that.
pub(super) fn key_behind_first(word: &str) -> Cow<'_, str> {
    let plain = |known: PlainWord| known.end == word.len();
    if PlainWord::at(word.as_bytes(), 0).is_some_and(plain) { word.into() } else { key_of(word).into() }
}

/// The key of one word.
pub(super) fn key_of(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    push_key(word, &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_word_share_a_key() {
        assert_eq!(key_of("TERÇA"), "terça");
        assert_eq!(key_of("terc\u{327}a"), "terça");
        assert_eq!(key_of("sol\u{ad}dados"), "soldados");
        assert_eq!(key_of("o’clock"), "o'clock");
    }

    #[test]
    fn a_word_that_is_its_own_key_is_its_key() {
        for word in ["żołnierzy", "três", "dom", "o'clock", "sol\u{ad}dados", "terc\u{327}a", "o’clock", "ﬁm"]
        {
            assert!(!is_own_key(word) || key_of(word) == word, "{word}");
        }
        assert!(is_own_key("żołnierzy") && is_own_key("três"));
    }

    #[test]
    fn accents_are_taken_off_as_unicode_takes_them_off() {
        for letter in ('\u{80}'..'\u{250}').filter(|letter| !matches!(letter, 'ł' | 'ø' | 'đ' | 'ı')) {
            let bare = std::iter::once(letter).nfd().next();
            assert_eq!(Some(without_accent(letter)), bare, "{letter}");
        }
    }

    #[test]
    fn odd_letters_are_letters() {
        assert_eq!(key_of("\u{212a}ursk"), "kursk");
        assert_eq!(key_of("ﬁm"), "ﬁm");
    }
}
