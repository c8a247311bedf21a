use nom::Parser;

use crate::lexicon::{AgeWord, Caps, FunctionWord, Meaning, RangeWord, Section, SignWord, Token, TokenKind};
use crate::model::{Bounds, Decimal, TimeUnit};

use super::amount::{Ends, Tail, time_unit};
use super::clock::ends_phrase;
use super::input::{Parsed, Tokens, digits, no_match, sign_word};
use super::mention::MentionValue;
use super::number::number;
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
    // "18-year-olds" are people, and no adjective.
    let plural = input.source().lexicon.switches.plural.as_ref();
    let noun =
        input.first().zip(plural).is_some_and(|(token, ending)| input.word(token).ends_with(ending.as_str()));
    // "3-miesięczna odprawa": a word that is no word of an age alone tells one of people.
    let doubtful = input.first_has(Section::Length) && unit < TimeUnit::Year;
    let of_thing = attributive && !noun && (tells_of_thing(rest) || doubtful && !tells_of_person(rest));
    Some((rest, if of_thing { Tail::Time(unit) } else { Tail::Age(unit) }))
}

/// Whether one of the first words of the noun phrase is a person.
fn tells_of_person(rest: Tokens<'_>) -> bool {
    (0..3).map(|at| rest.skip(at)).any(is_person)
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
        thing |= token.has(Section::Concept) || age_word(rest.skip(at)) == Some(AgeWord::Lasting);
    }
    thing
}

/// Whether a word names a person.
pub(super) fn is_person(input: Tokens<'_>) -> bool {
    let person = |meaning| match meaning {
        Meaning::Concept(concept) => input.source().lexicon.is_person(concept).then_some(()),
        _ => None,
    };
    input.first_meaning(Section::Concept, person).is_some()
        || input.first_has(Section::Title)
        || age_word(input) == Some(AgeWord::Person)
}

/// "um escocês", "o californiano": a word of a place as a noun.
fn is_native(input: Tokens<'_>) -> bool {
    let small = input.first().is_some_and(|token| token.caps == Caps::Lower && token.has(Section::Place));
    let article = |before: Tokens<'_>| {
        before.first_has(Section::One)
            || before.first().is_some_and(|token| before.source().is_function(token, FunctionWord::Article))
    };
    small && input.back().is_some_and(article)
}

fn age_word(input: Tokens<'_>) -> Option<AgeWord> {
    input.first_meaning(Section::Age, |meaning| match meaning {
        Meaning::Age(AgeWord::Unit(_)) => None,
        Meaning::Age(word) => Some(word),
        _ => None,
    })
}

/// "aged 71", "w wieku od 43 do 50 lat", "tinha 50 anos", "Maria, de 47 anos", "um homem de 47 anos": an
/// age by the word before it. A preposition tells one only between a person or a comma and years.
pub(super) fn age_before(
    start: Tokens<'_>,
    rest: Tokens<'_>,
    ends: &Ends<'_>,
    tail: &Tail,
) -> Option<TimeUnit> {
    let before = start.back()?;
    let plausible = ends.last().number.bounds.point().is_some_and(|age| age <= Decimal::from(OLDEST));
    if is_short(rest, tail) {
        let bracket = before.first().is_some_and(|token| token.kind == TokenKind::Open);
        let named = bracket && is_apposition(start, before, ends, &Tail::Time(TimeUnit::Year));
        return (plausible && named).then_some(TimeUnit::Year);
    }
    let unit = match tail {
        Tail::Time(unit @ (TimeUnit::Year | TimeUnit::Month | TimeUnit::Week | TimeUnit::Day)) => Some(*unit),
        Tail::Nothing => None,
        _ => return None,
    };
    // "20 anos mais velho" tells how far two ages lie apart.
    if !plausible || sign_word(rest) == Some(SignWord::Compared) {
        return None;
    }
    let adverb = before.first().is_some_and(|token| before.source().is_function(token, FunctionWord::Adverb));
    let before = before.back().filter(|_| adverb).unwrap_or(before);
    let before = behind_opener(start, before);
    let years = unit == Some(TimeUnit::Year);
    // "faz 60 anos que": without a person before it, the verb tells how long ago.
    let tells_time = before.first_has(Section::Ago) && !before.back().is_some_and(is_person_or_name);
    let Some(word) = age_word(before).filter(|word| opens_age(*word) && !tells_time) else {
        let range = years && matches!(ends, Ends::Range(..)) && opens_ages(start, before);
        // "the last strike at the firm, 16 years ago"
        let ago = rest.first_has(Section::Ago);
        let apposed = unit.is_none_or(|_| years) && !ago && is_apposition(start, before, ends, tail);
        return (range || apposed).then_some(TimeUnit::Year);
    };
    let small = SmallWords::of(before, rest);
    let told = match word {
        AgeWord::At => years && !small.experience,
        AgeWord::With => years && !small.experience && !follows_thing(before),
        _ => false,
    };
    let age = match unit {
        _ if told => true,
        Some(TimeUnit::Year) => !small.weak || (introduced(before) && !small.experience),
        // Months and weeks are ages where the word says so itself, and of a person: "aged 18 months", "um
        // menino de 18 meses".
        Some(_) => !small.function && !small.weak || (is_person_before(before) && !small.experience),
        None if is_elided_age(before, rest) => ends.last().number.plain_digits,
        None => {
            let counts =
                rest.first().is_some_and(|next| next.kind == TokenKind::Word && !next.has(Section::Function));
            !small.function && !counts && !small.weak && ends.last().number.plain_digits
        }
    };
    age.then_some(unit.unwrap_or(TimeUnit::Year))
}

/// "Otto Brekke, de 62, e a mulher": the years are left out between marks behind a name.
fn is_elided_age(before: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let comma = |input: &Tokens<'_>| input.first().is_some_and(|token| token.kind == TokenKind::Comma);
    let named = before.back().filter(comma).and_then(|comma| comma.back()).is_some_and(is_person_or_name);
    let closed = rest.first().is_none_or(|next| {
        matches!(next.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon)
            || rest.source().is_function(next, FunctionWord::Conjunction)
    });
    named && closed
}

/// "45 l." of "Jan Nowak (45 l.)": a unit that stands for years between a name and a bracket.
fn is_short(rest: Tokens<'_>, tail: &Tail) -> bool {
    let closed = [TokenKind::Stop, TokenKind::Close];
    let marks = (0..2).all(|at| rest.get(at).is_some_and(|token| token.kind == closed[at]));
    marks && matches!(tail, Tail::Measure(_)) && rest.back().and_then(age_word) == Some(AgeWord::Short)
}

/// Whether a word stands before an age.
fn opens_age(word: AgeWord) -> bool {
    matches!(word, AgeWord::Before | AgeWord::At | AgeWord::With)
}

/// "w wieku / od 43 do 50 lat", "w wieku / do 5 lat": the word of the age before the one that opens the range or
/// limits it.
fn behind_opener<'a>(start: Tokens<'a>, before: Tokens<'a>) -> Tokens<'a> {
    let opens = opened_by(start, RangeWord::From)
        || opened_by(start, RangeWord::Between)
        || before.first_has(Section::Until);
    before.back().filter(|word| opens && age_word(*word).is_some_and(opens_age)).unwrap_or(before)
}

/// "alunos entre 11 e 18 anos", "jovens, dos 18 aos 29 anos": years from one to the other, right behind people.
fn opens_ages(start: Tokens<'_>, opener: Tokens<'_>) -> bool {
    let from = opened_by(start, RangeWord::From) && introduced(opener);
    let article =
        opener.first().is_some_and(|token| opener.source().is_function(token, FunctionWord::Article));
    let opener = opener.back().filter(|_| article).unwrap_or(opener);
    from || opened_by(start, RangeWord::Between) && is_person_before(opener)
}

/// "homens de 33, 34 e 39 anos": whether the figure that starts here may open a list of ages.
pub(super) fn opens_list(start: Tokens<'_>) -> bool {
    let Some(before) = start.back() else { return false };
    match age_word(before) {
        Some(AgeWord::At) => true,
        Some(AgeWord::Before | AgeWord::With) => {
            introduced(before) || !SmallWords::of(before, start.skip(1)).weak
        }
        // "Ana e Rui Prado (12 e 13 anos)"
        _ => {
            let bracket = before.first().is_some_and(|token| token.kind == TokenKind::Open);
            bracket && before.back().and_then(|name| name.first()).is_some_and(is_unknown_name)
        }
    }
}

/// `age-decade = "her" [ early ] 40s | "na casa dos" 40 [ years ]`: somewhere in ten years of a life.
pub(super) fn age_decade(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let tens = |rest, value: Decimal| {
        let last = value.checked_add(Decimal::from(9));
        let fits = (value % Decimal::TEN).is_zero() && value >= Decimal::TEN && value < Decimal::ONE_HUNDRED;
        match last.filter(|_| fits) {
            Some(last) => Ok((rest, MentionValue::Age(Bounds::vague(value, Some(last)), TimeUnit::Year))),
            None => no_match(),
        }
    };
    let hyphen = |at: usize| input.get(at).is_some_and(|token| token.kind == TokenKind::Hyphen);
    let part = input.first_has(Section::Part);
    let figure = input.skip(usize::from(part) + usize::from(part && hyphen(1)));
    if is_decade_of_life(figure) {
        let (rest, (value, _)) = digits(10, 90).parse(figure)?;
        return tens(rest.skip(1), Decimal::from(value));
    }
    if age_word(input) != Some(AgeWord::Decade) {
        return no_match();
    }
    let (rest, number) = number(input.skip(1), false)?;
    let value = number.whole().map_or_else(no_match, Ok)?;
    match time_unit(rest) {
        Ok((rest, TimeUnit::Year)) => tens(rest, value),
        Ok(_) => no_match(),
        Err(_) if ends_phrase(rest) && !rest.first_has(Section::Percent) => tens(rest, value),
        Err(_) => no_match(),
    }
}

/// "40s" of "in her 40s", "in his early 40s": the word before says whose years they are.
pub(super) fn is_decade_of_life(input: Tokens<'_>) -> bool {
    let ending = input.get(1).filter(|token| !token.spaced).map(|token| input.word(token));
    let two = input.first().is_some_and(|token| token.kind == TokenKind::Digits && token.span.len() == 2);
    let owner = |before: Tokens<'_>| {
        before.first().is_some_and(|token| before.source().is_function(token, FunctionWord::Article))
            && !before.first_has(Section::DateOf)
    };
    let part = |before: Tokens<'_>| {
        before.first_has(Section::Part) || before.first().is_some_and(|token| token.kind == TokenKind::Hyphen)
    };
    let mut before = input.back();
    for _ in 0..2 {
        before = before.filter(|before| part(*before)).map_or(before, |before| before.back());
    }
    two && ending == Some("s") && before.is_some_and(owner)
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
    before.back().is_some_and(|noun| is_person(noun) || is_native(noun))
}

/// "um vinho com 10 anos": a noun that is no person, before the small word.
fn follows_thing(before: Tokens<'_>) -> bool {
    let Some(noun) = before.back().filter(|noun| !is_person(*noun) && !is_native(*noun)) else {
        return false;
    };
    noun.first().is_some_and(|token| {
        let word = noun.word(token);
        let unknown = token.sections().is_empty() && noun.source().lexicon.tense_of_ending(word).is_none();
        token.kind == TokenKind::Word && token.caps == Caps::Lower && (token.has(Section::Concept) || unknown)
    })
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
        earlier.first().is_some_and(told) || is_full_name(earlier) || is_person(earlier)
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

/// "Barry Washington", "Ms Lima": a name that a place has too, behind a first name or a title.
fn is_full_name(last: Tokens<'_>) -> bool {
    let capital = |token: &Token| {
        token.kind == TokenKind::Word && token.caps == Caps::Initial && token.has(Section::Place)
    };
    last.first().is_some_and(capital)
        && last.back().is_some_and(|first| {
            first.first().is_some_and(|token| is_unknown_name(token) || token.has(Section::Title))
        })
}

/// "a cantora", "João Lemos"
pub(super) fn is_person_or_name(input: Tokens<'_>) -> bool {
    is_person(input) || input.first().is_some_and(is_unknown_name) || is_full_name(input)
}

fn is_unknown_name(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.caps == Caps::Initial && token.sections().is_empty()
}
