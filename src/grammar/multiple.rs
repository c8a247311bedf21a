use rust_decimal::Decimal;

use crate::lexicon::{FunctionWord, Meaning, Section, SignWord, TokenKind};
use crate::model::Hedge;

use super::age::is_person;
use super::input::{Parsed, Tokens, no_match, sign_word};
use super::number::Number;

/// `multiple = word compared`: "twice as many", "o dobro de", "dwukrotnie więcej". Where nothing is
/// compared the word tells occasions, and counts them if it can ("fell twice"), but no titles ("twice
/// champion").
pub(super) fn multiple_word(input: Tokens<'_>) -> Parsed<'_, Number> {
    let factor = input.first_meaning(Section::Multiple, |meaning| match meaning {
        Meaning::Multiple(factor) => Some(factor),
        _ => None,
    });
    let rest = input.skip(1);
    match factor {
        Some(factor) if compares(rest) || is_of(rest) || input.back().is_some_and(changes) => {
            Ok((rest, Number::ratio(Decimal::from(factor))))
        }
        Some(factor) if input.first_has(Section::Concept) && !tells_of_title(rest) => {
            Ok((rest, Number::exact(Decimal::from(factor), Decimal::ONE)))
        }
        _ => no_match(),
    }
}

/// Whether a person follows who is so many times something: "champion", "-winner".
pub(super) fn tells_of_title(rest: Tokens<'_>) -> bool {
    let hyphen = rest.first().is_some_and(|token| token.kind == TokenKind::Hyphen);
    hyphen || is_person(rest) || is_person(rest.skip(1)) && !rest.first_has(Section::Function)
}

/// `multiple = number times compared`: "three times higher", "2,5 vezes mais".
pub(super) fn many_times(rest: Tokens<'_>, number: Number) -> (Tokens<'_>, Number) {
    let times = sign_word(rest) == Some(SignWord::Times) && compares(rest.skip(1));
    if times && number.one.is_none() {
        (rest.skip(1), Number { ratio: true, ..number })
    } else {
        (rest, number)
    }
}

/// "o dobro de"; "double the aid" may be a verb.
fn is_of(rest: Tokens<'_>) -> bool {
    let article = rest.first().is_some_and(|token| rest.source().is_function(token, FunctionWord::Article));
    rest.first_has(Section::DateOf) && !article
}

/// "wzrosły dwukrotnie": behind a verb of growing the word tells by how much.
fn changes(before: Tokens<'_>) -> bool {
    sign_word(before) == Some(SignWord::Compared) && before.first_has(Section::Event)
}

fn compares(rest: Tokens<'_>) -> bool {
    let more = |meaning| matches!(meaning, Meaning::Bound(Hedge::MoreThan | Hedge::LessThan)).then_some(());
    sign_word(rest) == Some(SignWord::Compared) || rest.first_meaning(Section::Bound, more).is_some()
}
