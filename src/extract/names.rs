use std::sync::Arc;

use crate::lexicon::{Caps, Section, SectionSet, Token, TokenKind, TokenText, without_accent};

use super::sentence::is_mark_with_stop;

/// Sections whose capitalised words name nobody: months, function words at a sentence's start.
const NO_NAME: SectionSet = SectionSet::of(&[
    Section::Place,
    Section::Function,
    Section::Month,
    Section::Weekday,
    Section::Source,
    Section::Title,
    Section::NamePart,
    Section::Currency,
    Section::Unit,
    Section::Direction,
    Section::RelativeDay,
    Section::Attribution,
    Section::Bound,
    Section::Cardinal,
    Section::Status,
    Section::Role,
    Section::Range,
    Section::DateOf,
    Section::Since,
    Section::Anaphora,
]);

/// Whether a token is part of a name of a person or an organisation, by its shape and its place.
pub(super) fn is_name(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if token.kind != TokenKind::Word
        || matches!(token.caps, Caps::Lower | Caps::Shouted)
        || token.sections().meets(NO_NAME)
    {
        return false;
    }
    let before = at.checked_sub(1).map(|index| &tokens[index]);
    let starts_sentence = before.is_none_or(|before| {
        let ends = matches!(
            before.kind,
            TokenKind::Break
                | TokenKind::Stop
                | TokenKind::SentenceEnd
                | TokenKind::Quote
                | TokenKind::Dash
                | TokenKind::Colon
        );
        // "… w 2015 r. Wielu …"
        ends || is_mark_with_stop(source, before)
    });
    // A word that only its place capitalises names nobody, unless a second capital follows.
    let followed =
        tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word && next.caps != Caps::Lower);
    let known_word = token.has(Section::Concept) || token.has(Section::Event);
    let capital_by_place = starts_sentence && (!followed || (known_word && token.caps == Caps::Initial));
    source.word(token).chars().nth(2).is_some() && !capital_by_place
}

/// The form under which a name meets its inflections and transliterations: Szojgu, Shoigu and
/// Chóigu; Ławrow and Lavrov.
pub(super) fn name_key(word: &str) -> Arc<str> {
    // Most names begin with letters that a byte holds.
    if word.is_ascii() {
        return key_of_ascii(word.as_bytes());
    }
    if word.chars().all(is_plain) {
        return key_of_letters(word.chars().map(|letter| without_accent(letter.to_ascii_lowercase())));
    }
    key_of_letters(word.chars().flat_map(char::to_lowercase).map(without_accent))
}

/// Whether a letter is of ASCII, or a small one with one of the accents that stand most often.
fn is_plain(letter: char) -> bool {
    letter.is_ascii()
        || matches!(letter, 'à'..='ö' | 'ø'..='ÿ' | 'ą' | 'ć' | 'ę' | 'ł' | 'ń' | 'ś' | 'ź' | 'ż')
}

/// The same of letters of ASCII, with less ado.
fn key_of_ascii(word: &[u8]) -> Arc<str> {
    let mut key = [0; KEY_LETTERS];
    let (mut length, mut at) = (0, 0);
    while let (Some(letter), true) = (word.get(at), length < KEY_LETTERS) {
        let next = word.get(at + 1).map(u8::to_ascii_lowercase);
        at += 1;
        let sound = match (letter.to_ascii_lowercase(), next) {
            (b's' | b'c', Some(b'z' | b'h')) => {
                at += 1;
                b's'
            }
            (b'k', Some(b'h')) => {
                at += 1;
                b'h'
            }
            (b'x', _) => b's',
            (b'w', _) => b'v',
            (b'j' | b'y', _) => b'i',
            (b'c', Some(b'k')) => continue,
            (letter, _) => letter,
        };
        if sound.is_ascii_alphanumeric() && key[..length].last() != Some(&sound) {
            key[length] = sound;
            length += 1;
        }
    }
    std::str::from_utf8(&key[..length]).unwrap_or_default().into()
}

fn key_of_letters(letters: impl Iterator<Item = char>) -> Arc<str> {
    let mut key = ['\0'; KEY_LETTERS];
    let mut length = 0;
    let mut letters = letters.peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let sound = match (letter, next) {
            ('s', Some('z' | 'h')) | ('c', Some('z' | 'h')) => {
                letters.next();
                's'
            }
            ('k', Some('h')) => {
                letters.next();
                'h'
            }
            ('x', _) => 's',
            ('w', _) => 'v',
            ('j' | 'y', _) => 'i',
            ('c', Some('k')) => continue,
            _ => letter,
        };
        if sound.is_alphanumeric() && key[..length].last() != Some(&sound) {
            key[length] = sound;
            length += 1;
        }
        if length == KEY_LETTERS {
            break;
        }
    }
    let mut bytes = [0; KEY_LETTERS * LETTER_BYTES];
    let end = key[..length].iter().fold(0, |at, letter| at + letter.encode_utf8(&mut bytes[at..]).len());
    std::str::from_utf8(&bytes[..end]).unwrap_or_default().into()
}

/// Endings change after this many letters.
const KEY_LETTERS: usize = 5;

/// A letter takes so many bytes at most.
const LETTER_BYTES: usize = 4;

#[cfg(test)]
mod tests {
    use super::name_key;

    #[test]
    fn transliterations_share_a_key() {
        assert_eq!(name_key("Szojgu"), name_key("Shoigu"));
        assert_eq!(name_key("Chóigu"), name_key("Shoigu"));
        assert_eq!(name_key("Ławrowa"), name_key("Lavrov"));
        assert_ne!(name_key("Putin"), name_key("Peskov"));
    }

    #[test]
    fn frequent_letters_are_read_as_all_others() {
        let words = ["Szojgu", "Conceição", "Wałęsa", "Schick", "Khashoggi", "Xi", "O'Connor", "JACK", "kk"];
        for word in words {
            let by_letters = super::key_of_letters(word.to_lowercase().chars().map(super::without_accent));
            assert_eq!(name_key(word), by_letters, "{word}");
        }
    }
}
