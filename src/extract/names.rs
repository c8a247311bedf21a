use std::sync::Arc;

use serde::{Deserialize, Serialize};

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
    Section::Clock,
]);

/// Whether a token is part of a name of a person or an organisation, by its shape and its place.
pub(super) fn is_name(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    name_shape(source, tokens, at) == Some(Shape::Name)
}

/// What the capital of a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Name,
    /// Nothing: it opens a sentence.
    Opening,
}

/// What the capital of a word that can be a name says; nothing where it cannot.
pub(super) fn name_shape(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<Shape> {
    let token = &tokens[at];
    if token.kind != TokenKind::Word
        || matches!(token.caps, Caps::Lower | Caps::Shouted)
        || token.sections().meets(NO_NAME)
        || source.word(token).chars().nth(2).is_none()
    {
        return None;
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
    let capital_by_place = starts_sentence
        && !is_alone_in_quotes(tokens, at)
        && (!followed || (known_word && token.caps == Caps::Initial));
    Some(if capital_by_place { Shape::Opening } else { Shape::Name })
}

/// 'the tanker "Orvania"': one word in quotation marks behind another one is a name, and no sentence.
fn is_alone_in_quotes(tokens: &[Token], at: usize) -> bool {
    let kind = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.kind);
    let plain = !tokens[at].has(Section::Concept) && !tokens[at].has(Section::Event);
    plain
        && kind(at.checked_sub(1)) == Some(TokenKind::Quote)
        && kind(Some(at + 1)) == Some(TokenKind::Quote)
        && kind(at.checked_sub(2)) == Some(TokenKind::Word)
}

/// The form under which a name meets its inflections and transliterations: Szojgu, Shoigu and
/// Chóigu; Ławrow and Lavrov.
pub(super) fn name_key(word: &str) -> Arc<str> {
    name_form(word).0
}

/// The same, and how the name goes on behind it.
pub(super) fn name_form(word: &str) -> (Arc<str>, NameEnd) {
    // Most names have few letters that a byte holds, with an accent or two.
    let mut bare = [0; PLAIN_LETTERS];
    match bare_letters(word, &mut bare) {
        Some(letters) => form_of(Sounds::of(letters)),
        None => {
            let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).map(without_accent).collect();
            form_of(Sounds::of(&letters))
        }
    }
}

/// Few names have more letters.
const PLAIN_LETTERS: usize = 32;

/// The letters of a word, small and without the accents that stand most often; `None` where it has others, or
/// too many letters.
fn bare_letters<'a>(word: &str, bare: &'a mut [u8; PLAIN_LETTERS]) -> Option<&'a [u8]> {
    if word.is_ascii() {
        let letters = bare.get_mut(..word.len())?;
        letters.copy_from_slice(word.as_bytes());
        letters.make_ascii_lowercase();
        return Some(letters);
    }
    let mut length = 0;
    for letter in word.chars() {
        let plain = if letter.is_ascii() {
            letter.to_ascii_lowercase()
        } else if is_small_accented(letter) {
            without_accent(letter)
        } else {
            return None;
        };
        *bare.get_mut(length)? = u8::try_from(plain).ok()?;
        length += 1;
    }
    Some(&bare[..length])
}

/// Whether a letter is a small one with one of the accents that stand most often.
pub(super) fn is_small_accented(letter: char) -> bool {
    matches!(letter, 'à'..='ö' | 'ø'..='ÿ' | 'ą' | 'ć' | 'ę' | 'ł' | 'ń' | 'ś' | 'ź' | 'ż')
}

fn form_of<L: Letter>(mut sounds: Sounds<'_, L>) -> (Arc<str>, NameEnd) {
    let mut bytes = [0; KEY_LETTERS * LETTER_BYTES];
    let mut end = 0;
    for sound in sounds.by_ref().take(KEY_LETTERS) {
        end += sound.encode_utf8(&mut bytes[end..]).len();
    }
    (std::str::from_utf8(&bytes[..end]).unwrap_or_default().into(), NameEnd::of_rest(sounds))
}

/// A letter of its own, or the byte of one.
trait Letter: Copy + Into<char> {}

impl<L: Copy + Into<char>> Letter for L {}

/// The letters of a name, which are small and without accents, as they are heard: one for each sound, and of
/// two that are the same the first.
struct Sounds<'a, L> {
    letters: &'a [L],
    last: char,
}

impl<'a, L: Letter> Sounds<'a, L> {
    fn of(letters: &'a [L]) -> Self {
        // No sound is this letter.
        Self { letters, last: '\0' }
    }
}

impl<L: Letter> Iterator for Sounds<'_, L> {
    type Item = char;

    #[inline]
    fn next(&mut self) -> Option<char> {
        while let [letter, rest @ ..] = self.letters {
            self.letters = rest;
            let sound = match ((*letter).into(), rest.first().map(|next| (*next).into())) {
                ('s' | 'c', Some('z' | 'h')) => {
                    self.letters = &rest[1..];
                    's'
                }
                ('k', Some('h')) => {
                    self.letters = &rest[1..];
                    'h'
                }
                ('c', Some('k')) => continue,
                ('x', _) => 's',
                ('w', _) => 'v',
                ('j' | 'y', _) => 'i',
                (other, _) => other,
            };
            let heard = sound.is_ascii_lowercase() || sound.is_alphanumeric();
            if heard && sound != self.last {
                self.last = sound;
                return Some(sound);
            }
        }
        None
    }
}

/// How a name goes on behind the letters of its normal form, in few bits: "owski" of "Janikowski" is not "icz" of
/// "Janikiewicz". Which two may be one, inflected, is told by [`NameEnd::may_be`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameEnd(u16);

impl NameEnd {
    /// Of so many of its letters the class is known, in four bits each.
    const KNOWN: u32 = 3;
    /// Endings are so long at most: "-ego", "-owi".
    const LONGEST: u32 = 3;
    /// All that is longer counts as so long.
    const MOST: usize = 7;

    /// That of the sounds behind the normal form.
    fn of_rest(sounds: impl Iterator<Item = char>) -> Self {
        let (mut known, mut length) = (0_u16, 0);
        for sound in sounds.take(Self::MOST) {
            if length < Self::KNOWN {
                known |= class_of(sound) << (4 * length);
            }
            length += 1;
        }
        Self(known | u16::try_from(length + 1).unwrap_or_default() << (4 * Self::KNOWN))
    }

    /// What is kept of it; 0 where it is not known.
    pub fn number(self) -> u16 {
        self.0
    }

    /// What a number stands for.
    pub fn from_number(number: u16) -> Self {
        Self(number)
    }

    /// Whether two names with one beginning may be one name: no more than an ending comes behind what they
    /// share.
    pub fn may_be(self, other: Self) -> bool {
        let (Some(ours), Some(theirs)) = (self.length(), other.length()) else { return true };
        let differing = (0..Self::KNOWN).find(|at| self.letter(*at) != other.letter(*at));
        differing.is_none_or(|shared| ours.max(theirs) <= shared + Self::LONGEST)
    }

    /// The end of a name of which two forms are known: nothing, where these are two names.
    pub(super) fn of_both(self, other: Self) -> Self {
        match self.may_be(other) {
            true if self.length() <= other.length() => self,
            true => other,
            false => Self::default(),
        }
    }

    fn length(self) -> Option<u32> {
        u32::from(self.0 >> (4 * Self::KNOWN)).checked_sub(1)
    }

    fn letter(self, at: u32) -> u16 {
        self.0 >> (4 * at) & 0xf
    }
}

/// The class of a sound, from 1 to 15. Vowels change from one alphabet to another and from one case to the next:
/// "Gorbachev", "Gorbaczow".
fn class_of(sound: char) -> u16 {
    const CLASSES: u32 = 15;
    let class = match sound {
        'a' | 'e' | 'i' | 'o' | 'u' => 0,
        'b' => 1,
        'c' | 'k' | 'q' => 2,
        'd' => 3,
        'f' => 4,
        'g' => 5,
        'h' => 6,
        'l' => 7,
        'm' => 8,
        'n' => 9,
        'p' => 10,
        'r' => 11,
        's' | 'z' => 12,
        't' => 13,
        'v' => 14,
        _ => u32::from(sound) % CLASSES,
    };
    u16::try_from(class + 1).unwrap_or_default()
}

/// Endings change after this many letters.
const KEY_LETTERS: usize = 5;

/// A letter takes so many bytes at most.
const LETTER_BYTES: usize = 4;

#[cfg(test)]
mod tests {
    use super::{NameEnd, name_form, name_key};

    fn end_of(word: &str) -> NameEnd {
        name_form(word).1
    }

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
            let letters = word.to_lowercase().chars().map(super::without_accent).collect::<Vec<_>>();
            assert_eq!(name_form(word), super::form_of(super::Sounds::of(&letters)), "{word}");
        }
    }

    #[test]
    fn names_that_differ_by_more_than_an_ending_are_two() {
        let may_be = |one: &str, other: &str| {
            assert_eq!(name_key(one), name_key(other), "{one}, {other}");
            end_of(one).may_be(end_of(other))
        };
        for (one, other) in [
            ("Kowalski", "Kowalskiego"),
            ("Ławrowowi", "Lavrov"),
            ("Gorbaczowem", "Gorbachev"),
            ("Zełenskiemu", "Zelenskyy"),
            ("Łukaszenki", "Lukashenko"),
        ] {
            assert!(may_be(one, other), "{one}, {other}");
        }
        for (one, other) in
            [("Janikowski", "Janikiewicz"), ("Portuguinho", "Portulhões"), ("Nowak", "Nowakowskiego")]
        {
            assert!(!may_be(one, other), "{one}, {other}");
        }
        assert!(NameEnd::default().may_be(end_of("Janikowski")));
        let both = end_of("Janikowskiego").of_both(end_of("Janikowski"));
        assert_eq!(both, end_of("Janikowski"));
    }
}
