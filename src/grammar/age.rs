use crate::lexicon::{AgeWord, Caps, FunctionWord, Meaning, RangeWord, Section, Token, TokenKind};
use crate::model::{Decimal, TimeUnit};

use super::amount::{Ends, Tail};
use super::input::Tokens;
use super::range::opened_by;

/// `age-unit = "years old" | "year-old" | "-letni" | "meses de idade"`, after a number and a hyphen. A
/// thing that is so many years old has lasted ("a four-year-old deal").
pub(super) fn age_tail(input: Tokens<'_>) -> Option<(Tokens<'_>, Tail)> {
    let unit = input.first_meaning(Section::Age, |meaning| match meaning {
        Meaning::Age(AgeWord::Unit(unit)) => Some(unit),
        _ => None,
    });
    let unit = unit.filter(|_| !input.first_has(Section::TimeUnit))?;
    let rest = input.skip(1);
    let attributive = input
        .back()
        .and_then(|before| before.first())
        .is_some_and(|before| matches!(before.kind, TokenKind::Hyphen | TokenKind::Dash));
    let of_thing = attributive && tells_of_thing(rest);
    Some((rest, if of_thing { Tail::Time(unit) } else { Tail::Age(unit) }))
}

/// Whether the noun phrase that starts here names a thing and no person: "deal", "old wooden bridge".
fn tells_of_thing(rest: Tokens<'_>) -> bool {
    let mut thing = false;
    for at in 0..4 {
        let Some(token) = rest.get(at).filter(|token| token.kind == TokenKind::Word) else { break };
        let verb = token.has(Section::Tense)
            || token.has(Section::Attribution)
            || rest.source().lexicon.tense_of_ending(rest.word(token)).is_some();
        let ends = token.has(Section::Function) || (verb && !token.has(Section::Concept));
        if ends || token.caps != Caps::Lower {
            break;
        }
        if is_person(rest.skip(at)) {
            return false;
        }
        thing |= token.has(Section::Concept);
    }
    thing
}

fn is_person(input: Tokens<'_>) -> bool {
    let person = |meaning| match meaning {
        Meaning::Concept(concept) => input.source().lexicon.is_person(concept).then_some(()),
        _ => None,
    };
    input.first_meaning(Section::Concept, person).is_some() || input.first_has(Section::Title)
}

/// "aged 71", "w wieku od 43 do 50 lat", "tinha 50 anos", "Maria, de 47 anos", "um homem de 47 anos": an
/// age by the word before it. A preposition tells one only between a person or a comma and years.
pub(super) fn age_before(
    start: Tokens<'_>,
    rest: Tokens<'_>,
    ends: &Ends<'_>,
    tail: &Tail,
) -> Option<TimeUnit> {
    let opener = |tokens: &Tokens<'_>| {
        opened_by(start, RangeWord::From)
            && tokens.back().is_some_and(|before| before.first_has(Section::Age))
    };
    let before = start.back()?;
    let before = if opener(&before) { before.back().unwrap_or(before) } else { before };
    let plausible = ends.last().number.bounds.point().is_some_and(|age| age <= Decimal::from(OLDEST));
    let unit = match tail {
        Tail::Time(unit @ (TimeUnit::Year | TimeUnit::Month | TimeUnit::Week | TimeUnit::Day)) => Some(*unit),
        Tail::Nothing => None,
        _ => return None,
    };
    if !plausible {
        return None;
    }
    let is_age_word = |meaning| matches!(meaning, Meaning::Age(AgeWord::Before)).then_some(());
    if before.first_meaning(Section::Age, is_age_word).is_none() {
        let years = unit.is_none_or(|unit| unit == TimeUnit::Year);
        return (years && is_apposition(start, before, ends, tail)).then_some(TimeUnit::Year);
    }
    let small = SmallWords::of(before, rest);
    let age = match unit {
        Some(TimeUnit::Year) => !small.weak || (introduced(before) && !small.experience),
        // Months and weeks are ages where the word says so itself, and of a person: "aged 18 months", "um
        // menino de 18 meses".
        Some(_) => !small.function && !small.weak || (is_person_before(before) && !small.experience),
        None => {
            let counts =
                rest.first().is_some_and(|next| next.kind == TokenKind::Word && !next.has(Section::Function));
            !small.function && !counts && !small.weak && ends.last().number.plain_digits
        }
    };
    age.then_some(unit.unwrap_or(TimeUnit::Year))
}

/// The oldest age that a number without its own word can be.
const OLDEST: i64 = 120;

/// How far a small word before years can be trusted to tell an age.
struct SmallWords {
    function: bool,
    weak: bool,
    /// "20 anos de experiência"
    experience: bool,
}

impl SmallWords {
    fn of(before: Tokens<'_>, rest: Tokens<'_>) -> Self {
        let function = before.first_has(Section::Function);
        let auxiliary =
            before.first().is_some_and(|token| before.source().is_function(token, FunctionWord::Auxiliary));
        let experience = rest.first_has(Section::DateOf);
        let weak = before.first_has(Section::DateOf) || (function && !auxiliary) || (auxiliary && experience);
        Self { function, weak, experience }
    }
}

fn is_person_before(before: Tokens<'_>) -> bool {
    before.back().is_some_and(is_person)
}

/// "Maria Souza de 47 anos", "o suspeito, de 47 anos", "um homem de 47 anos".
fn introduced(before: Tokens<'_>) -> bool {
    let Some(earlier) = before.back() else { return false };
    let name = earlier.first().is_some_and(|token| token.kind == TokenKind::Comma || is_unknown_name(token));
    name || is_person_before(before)
}

/// "John Smith, 71, said", "Ana Souza, 34 anos,", "the driver, 32, was", "Jan Kowalski (54 lata)": a number
/// between marks after a person.
fn is_apposition(start: Tokens<'_>, before: Tokens<'_>, ends: &Ends<'_>, tail: &Tail) -> bool {
    let kind = |wanted: TokenKind| before.first().is_some_and(|token| token.kind == wanted);
    let named = before.back().is_some_and(|earlier| {
        let told = |token: &Token| is_unknown_name(token) || token.has(Section::Concept);
        earlier.first().is_some_and(told) || is_full_name(earlier)
    });
    let mark = |token: &Token| {
        !token.spaced
            && matches!(token.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon)
            && start.get(2).is_none_or(|next| next.spaced || next.kind == TokenKind::Break)
    };
    let closed = match tail {
        Tail::Nothing => kind(TokenKind::Comma) && start.get(1).is_none_or(mark),
        Tail::Time(TimeUnit::Year) => true,
        _ => false,
    };
    let opened = kind(TokenKind::Comma) || kind(TokenKind::Open);
    closed && named && opened && ends.last().number.plain_digits
}

/// "Barry Washington": a name that a place has too, behind a first name.
fn is_full_name(last: Tokens<'_>) -> bool {
    let capital = |token: &Token| {
        token.kind == TokenKind::Word && token.caps == Caps::Initial && token.has(Section::Place)
    };
    last.first().is_some_and(capital)
        && last.back().is_some_and(|first| first.first().is_some_and(is_unknown_name))
}

fn is_unknown_name(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.caps == Caps::Initial && token.sections().is_empty()
}
