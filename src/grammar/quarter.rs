use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{FractionUse, Meaning, Section, TokenKind};
use crate::model::TimeUnit;

use super::calendar::{is_preposition, of, ordinal_ending};
use super::input::{Parsed, Tokens, digits, glued, meaning, no_match};
use super::mention::TimeExpr;
use super::relative::direction;
use super::roman::roman;
use super::year::{year, year_of};

/// `part = rank ( quarter | half-year ) [ [ of ] year ]`: "o primeiro trimestre de 2025", "the first half
/// of last year", "drugim kwartale br.", "in the second quarter". A half by itself may be that of a match.
pub(super) fn part_of_year(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if let Ok(found) = written_part(input) {
        return Ok(found);
    }
    if let Ok(found) = last_part(input) {
        return Ok(found);
    }
    let (rest, rank) = alt((part_rank, part_figure, roman(1, 4))).parse(input)?;
    let (rest, _) = opt(glued(TokenKind::Hyphen)).parse(rest)?;
    let unit = months_of_part(rest);
    let half = || {
        rest.first_meaning(Section::Fraction, |meaning| {
            matches!(meaning, Meaning::Fraction(1, 2, FractionUse::Either | FractionUse::Share)).then_some(6)
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

/// How many months the unit has, where it is a quarter or a half-year.
fn months_of_part(input: Tokens<'_>) -> Option<i8> {
    input.first_meaning(Section::TimeUnit, |meaning| match meaning {
        Meaning::TimeUnit(TimeUnit::Quarter) => Some(3),
        Meaning::TimeUnit(TimeUnit::HalfYear) => Some(6),
        _ => None,
    })
}

/// "the last quarter of 2009", "ostatni kwartał 2009 r.": the year makes it the fourth.
fn last_part(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, step) = direction(input)?;
    let Some(months) = months_of_part(rest).filter(|_| step == -1) else { return no_match() };
    let (rest, (year, year_offset)) = year_of(rest.skip(1))?;
    Ok((rest, TimeExpr::PartOfYear(12 / months, months, year, year_offset)))
}

/// "Q3 2024", "2017-q1", "H1 of last year", "in Q3".
fn written_part(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if let Ok((rest, (year, _))) = (year, opt(glued(TokenKind::Hyphen))).parse(input) {
        let (rest, (rank, months)) = part_letter(rest)?;
        return Ok((rest, TimeExpr::PartOfYear(rank, months, Some(year), None)));
    }
    let (rest, (rank, months)) = part_letter(input)?;
    let (joined, _) = opt(alt((glued(TokenKind::Hyphen), glued(TokenKind::Slash)))).parse(rest)?;
    if let Ok((rest, (year, offset))) = year_of(joined) {
        return Ok((rest, TimeExpr::PartOfYear(rank, months, year, offset)));
    }
    if input.back().is_some_and(is_preposition) {
        return Ok((rest, TimeExpr::PartOfYear(rank, months, None, None)));
    }
    no_match()
}

fn part_letter(input: Tokens<'_>) -> Parsed<'_, (i8, i8)> {
    meaning(Section::PartOfYear, |meaning| match meaning {
        Meaning::PartOfYear(rank, months) => Some((rank, months)),
        _ => None,
    })
    .parse(input)
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
