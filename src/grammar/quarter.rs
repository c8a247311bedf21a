use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{Meaning, Section, TokenKind};
use crate::model::TimeUnit;

use super::calendar::{of, ordinal_ending};
use super::input::{Parsed, Tokens, digits, glued, meaning, no_match};
use super::mention::TimeExpr;
use super::roman::roman;
use super::year::year_of;

/// `part = rank ( quarter | half-year ) [ [ of ] year ]`: "o primeiro trimestre de 2025", "the first half
/// of last year", "drugim kwartale br.", "in the second quarter". A half by itself may be that of a match.
pub(super) fn part_of_year(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, rank) = alt((part_rank, roman(1, 4), part_figure)).parse(input)?;
    let unit = rest.first_meaning(Section::TimeUnit, |meaning| match meaning {
        Meaning::TimeUnit(TimeUnit::Quarter) => Some(3),
        Meaning::TimeUnit(TimeUnit::HalfYear) => Some(6),
        _ => None,
    });
    let half = || {
        rest.first_meaning(Section::Fraction, |meaning| {
            matches!(meaning, Meaning::Fraction(1, 2)).then_some(6)
        })
    };
    let Some(months) = unit.or_else(half).filter(|months| rank * months <= 12) else { return no_match() };
    let after_unit = rest.skip(1);
    let Ok((rest, (year, year_offset))) = year_of(after_unit) else {
        let bare = |rest| Ok((rest, TimeExpr::PartOfYear(rank, months, None, None)));
        return match of_the_year(after_unit) {
            Ok((rest, ())) => bare(rest),
            Err(_) if unit.is_some() && !after_unit.first_has(Section::DateOf) => bare(after_unit),
            Err(error) => Err(error),
        };
    };
    Ok((rest, TimeExpr::PartOfYear(rank, months, year, year_offset)))
}

/// The rank of a quarter or a half in words: "second", "pierwszym".
fn part_rank(input: Tokens<'_>) -> Parsed<'_, i8> {
    meaning(Section::Ordinal, |meaning| match meaning {
        Meaning::Ordinal(rank @ 1..=4) => i8::try_from(rank).ok(),
        _ => None,
    })
    .parse(input)
}

/// The rank of a quarter or a half in figures: "3rd", "1.º", "2.".
fn part_figure(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (rest, (rank, _)) = digits(1, 4).parse(input)?;
    let (rest, ()) = alt((ordinal_ending, glued(TokenKind::Stop).map(|_| ()))).parse(rest)?;
    i8::try_from(rank).map_or_else(|_| no_match(), |rank| Ok((rest, rank)))
}

/// "of the year", "do ano", "roku": of the year that is meant anyway.
fn of_the_year(input: Tokens<'_>) -> Parsed<'_, ()> {
    let (rest, _) = opt(of).parse(input)?;
    let (rest, _) = opt(of).parse(rest)?;
    meaning(Section::TimeUnit, |meaning| matches!(meaning, Meaning::TimeUnit(TimeUnit::Year)).then_some(()))
        .parse(rest)
}
