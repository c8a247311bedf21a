use super::input::{Parsed, Tokens, no_match};
use crate::lexicon::{Caps, Token, TokenKind, TokenText};

/// Whether a token is written as a Roman numeral is: capitals alone.
pub(super) fn may_be_roman(source: TokenText<'_>, token: &Token) -> bool {
    token.kind == TokenKind::Word && may_be_capitals(token) && value_of(source.word(token)).is_some()
}

/// Whether a word is one of capitals alone, as far as its first letters tell.
pub(super) fn may_be_capitals(token: &Token) -> bool {
    matches!(token.caps, Caps::All | Caps::Shouted)
}

/// `roman`: "II", "XIX", of a span. It is a number only where the grammar asks for one: a century, a quarter,
/// a month behind its day.
pub(super) fn roman(low: i8, high: i8) -> impl Fn(Tokens<'_>) -> Parsed<'_, i8> {
    move |input: Tokens<'_>| {
        let word = input.first().filter(|token| token.kind == TokenKind::Word).map(|token| input.word(token));
        match word.and_then(value_of) {
            Some(value) if (low..=high).contains(&value) => Ok((input.skip(1), value)),
            _ => no_match(),
        }
    }
}

/// The value of a Roman numeral up to 39, written as they are: "IIX" and "VV" are none.
fn value_of(word: &str) -> Option<i8> {
    // Most capitals begin names.
    if !matches!(word.as_bytes().first(), Some(b'I' | b'V' | b'X')) {
        return None;
    }
    const UNITS: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = word.bytes().take_while(|&letter| letter == b'X').count();
    let unit = word.get(tens..)?;
    let units = UNITS.iter().position(|&known| known == unit)?;
    i8::try_from(tens * 10 + units).ok().filter(|value| tens <= 3 && *value > 0)
}

#[cfg(test)]
mod tests {
    use super::value_of;

    #[test]
    fn numerals_as_they_are_written() {
        for (word, value) in [("I", 1), ("IV", 4), ("IX", 9), ("X", 10), ("XIX", 19), ("XXI", 21)] {
            assert_eq!(value_of(word), Some(value), "{word}");
        }
        for word in ["", "IIX", "VV", "XXXX", "XM", "Xi", "vi", "XIXI"] {
            assert_eq!(value_of(word), None, "{word}");
        }
    }
}
