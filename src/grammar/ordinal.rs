use nom::Parser;

use crate::lexicon::{Meaning, Section, TokenKind};

use super::calendar::{is_ranked_name, ordinal_ending};
use super::input::{Parsed, Tokens, digits, no_match};
use super::mention::MentionValue;

/// `ordinal = word | digits ending`: "segunda vez", "drugim", "50th edition", "2.ª". A word that
/// may also be a weekday or a fraction is a rank only before what it ranks.
pub(super) fn ordinal(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let Some(token) = input.first() else { return no_match() };
    if token.kind == TokenKind::Digits {
        let (rest, (rank, _)) = digits(1, 9999).parse(input)?;
        let (rest, ()) = ordinal_ending(rest)?;
        return Ok((rest, MentionValue::Ordinal(u32::try_from(rank).unwrap_or_default())));
    }
    let rank = input.first_meaning(Section::Ordinal, |meaning| match meaning {
        Meaning::Ordinal(rank) => Some(u32::from(rank)),
        _ => None,
    });
    let rest = input.skip(1);
    let ambiguous = [Section::Weekday, Section::Fraction, Section::TimeUnit, Section::Label]
        .iter()
        .any(|&section| token.has(section));
    // "the story first ran": before a verb the word is an adverb.
    let counts = (!ambiguous || ranks_something(rest)) && !rest.first_has(Section::Tense);
    match rank {
        Some(rank) if counts && !attributes(input) && !is_ranked_name(input) => {
            Ok((rest, MentionValue::Ordinal(rank)))
        }
        _ => no_match(),
    }
}

/// "segundo Shoigu", "segundo relatos": a rank that is also *according to* needs a word of its own
/// before it ("o segundo", "no segundo").
fn attributes(input: Tokens<'_>) -> bool {
    let introduced = input.back().is_some_and(|before| before.first_has(Section::Function));
    input.first_has(Section::Attribution) && !introduced
}

/// Whether a word follows that a rank can rank: "segunda vez", not "segunda à noite".
pub(super) fn ranks_something(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|token| {
        token.kind == TokenKind::Word
            && token.spaced
            && token.caps == crate::lexicon::Caps::Lower
            && !token.has(Section::Function)
            && !token.has(Section::DateOf)
            && !token.has(Section::DayPart)
            && !token.has(Section::Direction)
    })
}
