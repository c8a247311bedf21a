use nom::Parser;

use crate::lexicon::{Caps, FunctionWord, Meaning, Section, SectionSet, Token, TokenKind, TokenText};
use crate::model::ConceptId;

use super::calendar::{is_ranked_name, ordinal_ending};
use super::clock::ends_phrase;
use super::fraction::stands_alone;
use super::input::{Parsed, Tokens, digits, no_match};
use super::mention::MentionValue;
use super::spelled::words;

/// `ordinal = words | digits ending`: "segunda vez", "drugim", "one hundred and fifth", "50th edition",
/// "2.ª". A word that may also be a weekday or a fraction is a rank only before what it ranks.
pub(super) fn ordinal(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let Some(token) = input.first() else { return no_match() };
    if token.kind == TokenKind::Digits {
        let (rest, (rank, _)) = digits(1, 9999).parse(input)?;
        let rest = match ordinal_ending(rest) {
            Ok((rest, ())) => rest,
            Err(_) if is_stopped_rank(input, rest) => rest.skip(1),
            Err(error) => return Err(error),
        };
        return Ok((rest, MentionValue::Ordinal(u32::try_from(rank).unwrap_or_default())));
    }
    let Some((rest, rank)) = spelled_rank(input) else { return no_match() };
    let single = rest.position() == input.position() + 1;
    const OTHERS: SectionSet = SectionSet::of(&[Section::Weekday, Section::TimeUnit, Section::Label]);
    let part =
        token.has(Section::Denominator) && input.back().is_some_and(|before| before.first_has(Section::One));
    let ambiguous = part || token.sections().meets(OTHERS);
    // "the story first ran": before a verb the word is an adverb, and *first* by itself ranks nothing.
    let doubtful = single && (ambiguous || rank == 1) && !stands_alone(input, rest);
    let counts = (!doubtful || ranks_something(rest)) && !rest.first_has(Section::Tense);
    if counts && !attributes(input) && !is_ranked_name(input) {
        return Ok((rest, MentionValue::Ordinal(rank)));
    }
    no_match()
}

/// "17º círculo", "21.ª volta": figures with the mark of ranks before what they rank. Before anything else
/// the mark may stand for degrees. "25 miejsce" needs no mark: so many would stand in another form.
pub(super) fn marked_rank(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let (rest, (rank, _)) = digits(1, 9999).parse(input)?;
    let bare =
        rest.first_meaning(Section::Ranked, |meaning| matches!(meaning, Meaning::Ranked(None)).then_some(()));
    if rank > 1 && bare.is_some() {
        return Ok((rest, MentionValue::Ordinal(u32::try_from(rank).unwrap_or_default())));
    }
    let (rest, ()) = ordinal_ending(rest)?;
    let mark = rest.back().and_then(|back| back.first()).map_or("", |mark| input.source().word(mark));
    // "on his 21st birthday": no weight in stones.
    let first = mark == "st" && rank % 10 == 1 && rank % 100 != 11;
    let marked = matches!(mark, "º" | "ª") || first;
    let name = rest.first().is_some_and(|token| {
        token.kind == TokenKind::Word
            && token.spaced
            && token.caps == Caps::Initial
            && !token.has(Section::Unit)
    });
    // "o novo, o 17º."
    let article = input.back().and_then(|before| before.first()).is_some_and(|before| {
        input.source().is_function(before, FunctionWord::Article) && !before.has(Section::One)
    });
    if marked && (ranks_something(rest) || name || article && ends_phrase(rest)) {
        return Ok((rest, MentionValue::Ordinal(u32::try_from(rank).unwrap_or_default())));
    }
    no_match()
}

/// "25. rocznica", "40. Festiwal Filmowy": where the language writes ranks so, a full stop inside a sentence.
fn is_stopped_rank(figure: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let stop = rest.first().is_some_and(|token| token.kind == TokenKind::Stop && !token.spaced);
    let behind = rest.skip(1);
    let before = figure.back();
    let before = before.as_ref().and_then(Tokens::first);
    let name = (0..NAME_WORDS).map_while(|at| behind.get(at));
    rest.source().lexicon.switches.ordinal_stop
        && stop
        && (ranks_something(behind) || is_named_edition(rest.source(), before, name))
}

/// How many words of a name are looked through for what has editions.
pub(super) const NAME_WORDS: usize = 4;

/// "40. Międzynarodowego Festiwalu Filmów", "na 52. Biennale": a name in capitals of what is held again and again, behind
/// figures and a full stop. One capital alone may begin a sentence, unless a small word leads to the figures, and so may
/// two after "there were 30".
pub fn is_named_edition<'a>(
    source: TokenText<'_>,
    before: Option<&Token>,
    name: impl Iterator<Item = &'a Token>,
) -> bool {
    let capital =
        |token: &&Token| token.kind == TokenKind::Word && token.spaced && token.caps == Caps::Initial;
    let name: Vec<&Token> = name.take_while(capital).collect();
    let led = before.is_some_and(|before| before.has(Section::Function) || before.has(Section::Range));
    let told = before.is_some_and(|before| before.has(Section::Tense) && !before.has(Section::Event));
    (name.len() > 1 || led) && !told && name.iter().any(|token| edition(source, token).is_some())
}

/// What a noun is an edition of, where it is held again and again.
pub fn edition(source: TokenText<'_>, token: &Token) -> Option<ConceptId> {
    source.find(token, Section::Ranked, |meaning| match meaning {
        Meaning::Ranked(of) => of,
        _ => None,
    })
}

/// `rank = [ words ] ordinal { ordinal }`: "centésimo vigésimo quinto", "sto dwudziesty piąty", "two
/// hundredth". Each word fills places that those before it leave empty.
fn spelled_rank(input: Tokens<'_>) -> Option<(Tokens<'_>, u32)> {
    let (mut rest, mut rank) = match rank_word(input) {
        Some(rank) => (input.skip(1), rank),
        None if leads_to_rank(input) => counted_rank(input)?,
        None => return None,
    };
    while let Some(next) = rank_word(rest).filter(|_| rest.first().is_some_and(|token| token.spaced)) {
        match combine(rank, next).filter(|sum| *sum == rank + next) {
            Some(sum) => (rest, rank) = (rest.skip(1), sum),
            None => break,
        }
    }
    Some((rest, rank))
}

/// Whether nothing but number words stands before a word that ranks. Most number words count, and need
/// not be read twice.
fn leads_to_rank(input: Tokens<'_>) -> bool {
    const NUMBER_WORDS: SectionSet =
        SectionSet::of(&[Section::Cardinal, Section::One, Section::Scale, Section::And, Section::Group]);
    let mut rest = input;
    while let Some(token) = rest.first() {
        if token.has(Section::Ordinal) {
            return true;
        }
        if !token.sections().meets(NUMBER_WORDS) && token.kind != TokenKind::Hyphen {
            return false;
        }
        rest = rest.skip(1);
    }
    false
}

/// "one hundred and / fifth", "dois / milésimo": number words before the word that ranks.
fn counted_rank(input: Tokens<'_>) -> Option<(Tokens<'_>, u32)> {
    let (rest, number) = super::number::number(input, false)
        .ok()
        .filter(|(rest, _)| rank_word(after_and(*rest)).is_some())
        .or_else(|| words(input).ok())?;
    let whole = number.whole().filter(|_| !number.plain_digits)?;
    let rest = after_and(rest);
    // "a hundred first-time buyers"
    let joined = rest.get(1).is_some_and(|next| next.kind == TokenKind::Hyphen);
    let (whole, rank) = (u32::try_from(whole).ok()?, rank_word(rest).filter(|_| !joined)?);
    // "twenty third places" are twenty: only whole hundreds take a small rank.
    let fits = rank >= 100 || whole.is_multiple_of(100);
    let rank = combine(whole, rank).filter(|_| fits)?;
    // "a third" is one third, and no rank of one.
    (number.one.is_none() || rank >= 100).then_some((rest.skip(1), rank))
}

fn after_and(rest: Tokens<'_>) -> Tokens<'_> {
    let hyphen = rest.first().is_some_and(|token| token.kind == TokenKind::Hyphen);
    if rest.first_has(Section::And) || hyphen { rest.skip(1) } else { rest }
}

pub(super) fn rank_word(input: Tokens<'_>) -> Option<u32> {
    input.first_meaning(Section::Ordinal, |meaning| match meaning {
        Meaning::Ordinal(rank) => Some(rank),
        _ => None,
    })
}

/// How a rank joins the sum before it: hundredths and thousandths multiply, the rest fill empty places.
pub(super) fn combine(sum: u32, rank: u32) -> Option<u32> {
    let place = match rank {
        1..=9 => 10,
        10..=99 => 100,
        100..=999 => 1000,
        _ => return sum.checked_mul(rank),
    };
    if rank == 100 && (1..10).contains(&sum) {
        return Some(sum * 100);
    }
    (sum >= place && sum.is_multiple_of(place)).then(|| sum + rank)
}

/// "segundo Shoigu", "segundo relatos": a rank that is also *according to* needs a word of its own
/// before it ("o segundo", "no segundo").
fn attributes(input: Tokens<'_>) -> bool {
    let introduced = input.back().is_some_and(|before| before.first_has(Section::Function));
    input.first_has(Section::Attribution) && !introduced && !stands_alone(input, input.skip(1))
}

/// Whether a word follows that a rank can rank: "segunda vez", not "segunda à noite".
pub(super) fn ranks_something(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|token| {
        token.kind == TokenKind::Word
            && token.spaced
            && token.caps == Caps::Lower
            && !token.has(Section::Function)
            && !token.has(Section::DateOf)
            && !token.has(Section::DayPart)
            && !token.has(Section::Direction)
    })
}
