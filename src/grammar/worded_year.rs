use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use rust_decimal::prelude::ToPrimitive;

use crate::lexicon::{Meaning, Section, TokenKind};

use super::calendar::is_preposition;
use super::clock::ends_phrase;
use super::input::{Parsed, Tokens, meaning, no_match};
use super::mention::{CalendarDate, TimeExpr};
use super::number::number;
use super::year::{YEARS, year_mark};

/// `worded-year = counted | ranked`, behind a preposition, a mark of the year or *since*: "em dois mil e dezoito",
/// "in nineteen ninety-six", "w tysiąc dziewięćset trzydziestym dziewiątym". Behind nothing it needs a mark of its own:
/// "dwa tysiące piąty rok".
pub(super) fn worded_year(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let opened = input.back().is_some_and(|before| {
        is_preposition(before) || before.first_has(Section::YearMark) || before.first_has(Section::Since)
    });
    let (rest, year) = alt((ranked_year, counted_year)).parse(input)?;
    let (rest, mark) = opt(year_mark).parse(rest)?;
    if !(opened || mark.is_some()) {
        return no_match();
    }
    Ok((rest, TimeExpr::Calendar(CalendarDate { year: Some(year), ..CalendarDate::default() })))
}

/// A year that its words count, where they count nothing else. A round number is one sooner than a year.
fn counted_year(input: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, year) = spelled_year(input)?;
    if year % 100 == 0 || !ends_phrase(rest) { no_match() } else { Ok((rest, year)) }
}

/// `thousands [ hundreds ] rank`: a year whose last word is a rank.
fn ranked_year(input: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, thousands) = thousands(input)?;
    let (rest, hundreds) =
        opt(cardinal(|value| value % 100 == 0 && (100..=900).contains(&value))).parse(rest)?;
    let (rest, last) = rank_below_hundred(rest)?;
    let value = thousands + hundreds.unwrap_or_default() + last;
    match i16::try_from(value) {
        Ok(year) if YEARS.contains(&value) => Ok((rest, year)),
        _ => no_match(),
    }
}

/// "twenty twenty-four", "nineteen eighty-four", "dois mil e dezoito": a year in words.
pub(super) fn spelled_year(input: Tokens<'_>) -> Parsed<'_, i16> {
    if !input.first().is_some_and(|token| token.kind == TokenKind::Word && token.has(Section::Cardinal)) {
        return no_match();
    }
    let (rest, first) = whole_number(input)?;
    if YEARS_IN_WORDS.contains(&first) {
        return Ok((rest, first));
    }
    // "nineteen eighty-four"
    let (rest, second) = whole_number(rest)?;
    if (16..=20).contains(&first) && (10..=99).contains(&second) {
        Ok((rest, first * 100 + second))
    } else {
        no_match()
    }
}

const YEARS_IN_WORDS: std::ops::RangeInclusive<i16> = 1500..=2099;

/// A whole number in words.
fn whole_number(input: Tokens<'_>) -> Parsed<'_, i16> {
    if !input.first().is_some_and(|token| token.kind == TokenKind::Word) {
        return no_match();
    }
    let (rest, number) = number(input, false)?;
    let value =
        number.bounds.single().filter(|value| *value == value.trunc()).and_then(|value| value.to_i16());
    value.filter(|_| !number.article()).map_or_else(no_match, |value| Ok((rest, value)))
}

fn cardinal<'a>(
    wanted: impl Fn(i32) -> bool,
) -> impl Parser<Tokens<'a>, Output = i32, Error = super::input::NoMatch> {
    meaning(Section::Cardinal, move |meaning| match meaning {
        Meaning::Cardinal(value) => i32::try_from(value).ok().filter(|value| wanted(*value)),
        _ => None,
    })
}

/// "tysiąc", "dwa tysiące"
fn thousands(input: Tokens<'_>) -> Parsed<'_, i32> {
    if let Ok(found) = cardinal(|value| value == 1000).parse(input) {
        return Ok(found);
    }
    let (rest, count) = cardinal(|value| matches!(value, 1 | 2)).parse(input)?;
    let (rest, ()) =
        meaning(Section::Scale, |meaning| matches!(meaning, Meaning::Scale(3)).then_some(())).parse(rest)?;
    Ok((rest, count * 1000))
}

/// "piątym", "dziewiętnastym", "trzydziestym dziewiątym"
fn rank_below_hundred(input: Tokens<'_>) -> Parsed<'_, i32> {
    let rank = |low: i32, high: i32| {
        meaning(Section::Ordinal, move |meaning| match meaning {
            Meaning::Ordinal(rank) => {
                i16::try_from(rank).ok().map(i32::from).filter(|rank| (low..=high).contains(rank))
            }
            _ => None,
        })
    };
    let (rest, first) = rank(1, 90).parse(input)?;
    if first % 10 != 0 || first < 20 {
        return Ok((rest, first));
    }
    let (rest, unit) = opt(rank(1, 9)).parse(rest)?;
    Ok((rest, first + unit.unwrap_or_default()))
}
