use rust_decimal::Decimal;

use crate::lexicon::{
    Caps, FractionUse, FunctionWord, Meaning, OneWord, Section, SectionSet, SignWord, TokenKind,
};

use crate::model::Role;

use super::input::{Parsed, Tokens, no_match, sign_word};
use super::number::{Number, joins, number, scale_of};
use super::ordinal::{combine, rank_word, ranks_something};
use super::spelled::words;

/// `fraction = half [ [ of ] [ one ] ( scale | unit ) ]`: "meio milhão", "half a million", "pół
/// godziny" count what follows; "metade dos alunos" is a share, and "półtora" a number.
pub(super) fn fraction_word(input: Tokens<'_>) -> Parsed<'_, Number> {
    let ratio = input.first_meaning(Section::Fraction, |meaning| match meaning {
        Meaning::Fraction(numerator, denominator, used) => Some((numerator, denominator, used)),
        _ => None,
    });
    let Some((numerator, denominator, used)) = ratio else { return no_match() };
    let Some(value) = Decimal::from(numerator).checked_div(Decimal::from(denominator)) else {
        return no_match();
    };
    let rest = input.skip(1);
    let number = Number { ratio: false, ..Number::ratio(value) };
    let of_time = |unit: &Tokens<'_>| used == FractionUse::Share && unit.first_has(Section::TimeUnit);
    if let Some(unit) = before_unit(rest).filter(|unit| !of_time(unit)) {
        return Ok((unit, number));
    }
    if numerator > denominator {
        return Ok((rest, number));
    }
    let sign = input.first().is_some_and(|token| token.kind == TokenKind::Symbol);
    let said = match used {
        FractionUse::Unit => false,
        FractionUse::Share => (!after_preposition(input) || is_step(input)) && !is_side(rest),
        FractionUse::Either => shares(input, rest) || is_step(input) && ends_phrase(rest),
    };
    let share = (said || used != FractionUse::Unit && is_hedged(input)) && !is_ranked(input);
    if (sign || share) && !is_time(rest) { Ok((rest, Number::ratio(value))) } else { no_match() }
}

/// Where a scale word or a unit stands behind a fraction: "a quarter *of a* mile".
fn before_unit(rest: Tokens<'_>) -> Option<Tokens<'_>> {
    let after_of = if rest.first_has(Section::DateOf) { rest.skip(1) } else { rest };
    let after_one = if after_of.first_has(Section::One) { after_of.skip(1) } else { after_of };
    const UNITS: SectionSet = SectionSet::of(&[Section::TimeUnit, Section::Unit, Section::Percent]);
    let unit = after_one.first().is_some_and(|token| token.sections().meets(UNITS));
    (unit || scale_of(after_one).is_some()).then_some(after_one)
}

/// "half of", "half the", "half as many", "half voters": what follows is what the share is taken of.
fn shares(input: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let Some(next) = rest.first() else { return false };
    let small = |word| rest.source().is_function(next, word);
    let owned = small(FunctionWord::Article) || small(FunctionWord::Pronoun);
    let noun = next.kind == TokenKind::Word && next.has(Section::Concept) && !after_preposition(input);
    let compared = sign_word(rest) == Some(SignWord::Compared);
    let of_them = rest.first_has(Section::DateOf) || rest.first_has(Section::Anaphora);
    of_them || owned || compared || noun
}

/// "rose by a third", "spadła o połowę": the word of a step stands before it.
fn is_step(input: Tokens<'_>) -> bool {
    let by = |before: Tokens<'_>| {
        let by = |meaning| matches!(meaning, Meaning::Role(Role::ChangeBy)).then_some(());
        before.first_meaning(Section::Role, by).is_some()
    };
    let before = input.back();
    let article = |before: &Tokens<'_>| {
        before.first().is_some_and(|token| before.source().is_function(token, FunctionWord::Article))
    };
    let before = before.filter(article).map_or(before, |before| before.back());
    before.is_some_and(by)
}

/// Whether a comma or the end of the sentence comes next.
fn ends_phrase(rest: Tokens<'_>) -> bool {
    rest.first().is_none_or(|next| matches!(next.kind, TokenKind::Comma | TokenKind::Stop))
}

/// "w kierunku połowy Liverpoolu": the half of a team on its pitch. A name that no pack knows, with no word between.
fn is_side(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|next| {
        next.kind == TokenKind::Word && next.caps == Caps::Initial && next.sections().is_empty()
    })
}

fn after_preposition(input: Tokens<'_>) -> bool {
    let is_preposition = |token| input.source().is_function(token, FunctionWord::Preposition);
    input.back().and_then(|before| before.first()).is_some_and(is_preposition)
}

/// "more than half", "quase metade": a bound says that the word is a figure.
fn is_hedged(input: Tokens<'_>) -> bool {
    let article = |before: Tokens<'_>| {
        before.first().is_some_and(|token| before.source().is_function(token, FunctionWord::Article))
    };
    let before = input.back();
    let before = before.filter(|before| article(*before)).map_or(before, |before| before.back());
    before.is_some_and(|before| before.first_has(Section::Bound))
}

/// "the second half", "a primeira metade", "the last quarter": one of the parts, and no share.
fn is_ranked(input: Tokens<'_>) -> bool {
    const RANKS: SectionSet = SectionSet::of(&[Section::Ordinal, Section::Direction, Section::Part]);
    input.back().and_then(|before| before.first()).is_some_and(|before| before.sections().meets(RANKS))
}

/// "metade de junho", "half of the year", "połowa lat 90.": a part of a time.
fn is_time(rest: Tokens<'_>) -> bool {
    const TIMES: SectionSet = SectionSet::of(&[
        Section::Month,
        Section::TimeUnit,
        Section::Season,
        Section::PeriodNoun,
        Section::Direction,
        Section::Weekday,
        Section::DayPart,
        Section::RelativeUnit,
    ]);
    let mut at = rest;
    for _ in 0..2 {
        let small = at.first_has(Section::DateOf) || at.first_has(Section::Function);
        let time = at.first().is_some_and(|token| {
            token.sections().meets(TIMES) || token.kind == TokenKind::Digits && token.span.len() == 4
        });
        if time || !small {
            return time;
        }
        at = at.skip(1);
    }
    at.first().is_some_and(|token| token.sections().meets(TIMES))
}

/// `denominator = part | words part | words avos | rank`: "thirds", "twenty fifths", "vinte e um avos",
/// "twenty-first". The rest after it, and how many parts it names.
fn denominator(input: Tokens<'_>, many: bool) -> Option<(Tokens<'_>, u32)> {
    if let Some(parts) = part_name(input, many) {
        return Some((input.skip(1), parts));
    }
    if let Some(parts) = rank_word(input).filter(|&parts| parts > 10 && !many) {
        return Some((input.skip(1), parts));
    }
    let (rest, number) = words(input).ok()?;
    let whole = u32::try_from(number.whole().filter(|_| number.one.is_none())?).ok()?;
    if sign_word(rest) == Some(SignWord::Parts) {
        return Some((rest.skip(1), whole));
    }
    let rest = after_hyphen(rest);
    Some((rest.skip(1), combine(whole, part_name(rest, many)?)?))
}

fn part_name(input: Tokens<'_>, many: bool) -> Option<u32> {
    input.first_meaning(Section::Denominator, |meaning| match meaning {
        Meaning::Denominator(parts, form) if form == many => Some(parts),
        _ => None,
    })
}

fn after_hyphen(rest: Tokens<'_>) -> Tokens<'_> {
    let hyphen = rest.first().is_some_and(|token| token.kind == TokenKind::Hyphen);
    if hyphen { rest.skip(1) } else { rest }
}

/// The whole fraction behind its numerator: "two / thirds".
fn divided<'a>(rest: Tokens<'a>, numerator: &Number) -> Option<(Tokens<'a>, Decimal, u32)> {
    if numerator.plain_digits {
        return None;
    }
    let whole = numerator.whole()?;
    let many = numerator.one.is_none() && whole != Decimal::ONE;
    let (after, parts) = denominator(after_hyphen(rest), many)?;
    Some((after, whole.checked_div(Decimal::from(parts))?, parts))
}

/// `ratio = numerator denominator`: "two thirds of the voters", "um terço", "trzy czwarte". "a third
/// walkout" is a rank, "três quartos" three rooms more often than not.
pub(super) fn parts_of<'a>(
    input: Tokens<'a>,
    rest: Tokens<'a>,
    numerator: &Number,
) -> Option<(Tokens<'a>, Number)> {
    let (after, value, parts) = divided(rest, numerator)?;
    let number = Number::ratio(value);
    if let Some(unit) = before_unit(after) {
        return Some((unit, Number { ratio: false, ..number }));
    }
    let name = after.back()?;
    let hedged = is_hedged(input);
    // "um quarto" is a room, "a quarter" a time, unless something says what of.
    let part_of = after.first_has(Section::DateOf) || after.first_has(Section::Anaphora);
    let of_all = sign_word(after) == Some(SignWord::Of) && !after_preposition(input);
    let room = name.first_has(Section::Label) && !of_all;
    // "a quarter smaller", "an eighth less than last year"
    let compared = sign_word(after) == Some(SignWord::Compared);
    let time = name.first_has(Section::TimeUnit) && !part_of && !compared;
    // "climbed by a quarter"
    let thing = (room || time) && !hedged && !is_step(input) && !stands_alone(input, after);
    let article = matches!(numerator.one, Some(OneWord::Either | OneWord::Article));
    let rank = article && !hedged && ranks_something(after) && !compared && !part_of;
    let spread = value > Decimal::ONE && parts < 5 && !stands_alone(input, after);
    let unlikely = thing || rank || spread || is_ranked(input) || is_time(after);
    (!unlikely).then_some((after, number))
}

/// Whether a number is all that its line holds, as in the cell of a table.
pub(super) fn stands_alone<'a>(input: Tokens<'a>, rest: Tokens<'a>) -> bool {
    let token_before = |at: &Tokens<'a>| at.back().and_then(|before| before.first());
    let sign =
        token_before(&input).is_some_and(|token| matches!(token.kind, TokenKind::Hyphen | TokenKind::Dash));
    let start = if sign { input.back().unwrap_or(input) } else { input };
    let starts = token_before(&start).is_none_or(|token| token.kind == TokenKind::Break);
    let ends = rest.first().is_none_or(|token| token.kind == TokenKind::Break);
    starts && ends
}

/// `part = and-half | and fraction`, behind a number: "e meio", "and a quarter", "i cztery dziesiąte".
/// The rest after it and its value.
pub(super) fn part_after(rest: Tokens<'_>) -> Option<(Tokens<'_>, Decimal)> {
    // "three-and-a-half-hour"
    let hyphen = rest.first().is_some_and(|token| token.kind == TokenKind::Hyphen && !token.spaced);
    let half = if hyphen { rest.skip(1) } else { rest };
    if half.first_has(Section::AndHalf) {
        return Some((half.skip(1), Decimal::new(5, 1)));
    }
    if !joins(rest) {
        return None;
    }
    let start = rest.skip(1);
    let (after, numerator) = words(start).ok()?;
    let (after, value, _) = divided(after, &numerator)?;
    let of_more = after.first_has(Section::DateOf);
    let measured = after.first_has(Section::TimeUnit) || after.first_has(Section::Unit);
    let counts = measured || scale_of(after).is_some() || !ranks_something(after);
    (value < Decimal::ONE && !of_more && counts).then_some((after, value))
}

/// `ratio = number out-of number`: "two out of five", "dois em cada cinco", "one in ten".
pub(super) fn out_of<'a>(
    input: Tokens<'a>,
    rest: Tokens<'a>,
    numerator: &Number,
) -> Option<(Tokens<'a>, Number)> {
    let sign =
        sign_word(rest).filter(|sign| matches!(sign, SignWord::OutOf | SignWord::In | SignWord::Over))?;
    let part = numerator.whole()?;
    let (after, whole) = number(rest.skip(1), false).ok()?;
    let whole = whole.whole().filter(|_| whole.one.is_none())?;
    // "one in ten", not "one in 2015" nor "5 in 40 minutes".
    let plain = match sign {
        SignWord::OutOf => true,
        SignWord::Over => stands_alone(input, after) || after.first_has(Section::Percent),
        _ => part < Decimal::TEN && whole <= Decimal::ONE_HUNDRED && before_unit(after).is_none(),
    };
    let fits = plain && part < whole && part > Decimal::ZERO;
    fits.then(|| part.checked_div(whole).map(|share| (after, Number::ratio(share)))).flatten()
}
