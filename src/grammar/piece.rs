use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use rust_decimal::prelude::ToPrimitive;

use crate::lexicon::{Meaning, Section};
use crate::model::TimeUnit;

use super::amount::time_unit;
use super::anaphora::back_reference;
use super::calendar::{dated, month_of, of, ordinal_ending, weekday, weekday_beside_figure};
use super::clock::{clock_follows, ends_phrase, preposition};
use super::input::{Parsed, Tokens, digits, meaning, no_match};
use super::mention::{CalendarDate, PieceOf, TimeExpr};
use super::number::number;
use super::quarter::part_of_year;
use super::relative::{article, bare_unit, day_part_word, relative_unit, season, weekend_word};
use super::year::year;

/// `rank [ count ] piece of period`: "the first week of July", "últimas 3 semanas deste ano", "the 15th day
/// of next month", "the last Friday of May", "the third month of 2021".
pub(super) fn piece_of(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, rank) = alt((rank_word, rank_figure, last)).parse(input)?;
    let (rest, count) = opt(small_count).parse(rest)?;
    let (rest, piece) = piece(rest)?;
    let (rest, base) = base(rest)?;
    if piece == PieceOf::Half && !(matches!(rank, 1 | 2) && count.is_none()) {
        return no_match();
    }
    Ok((rest, TimeExpr::Piece(rank, count.unwrap_or(1), piece, Box::new(base))))
}

/// "week 27 of last year", "semana 3 de 2027"
pub(super) fn numbered_week(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, unit) = time_unit(input)?;
    let (rest, (number, _)) = digits(1, 53).parse(rest)?;
    let (rest, base) = base(rest)?;
    match i8::try_from(number) {
        Ok(rank) if unit == TimeUnit::Week => {
            Ok((rest, TimeExpr::Piece(rank, 1, PieceOf::Unit(TimeUnit::Week), Box::new(base))))
        }
        _ => no_match(),
    }
}

/// `weekday [ part of the day ] [ of ] week`: "Monday of next week", "terça-feira da semana passada",
/// "Wednesday evening next week"; and the week first: "next week on Tuesday".
pub(super) fn weekday_of_week(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    alt((weekday_then_week, week_then_weekday)).parse(input)
}

fn weekday_then_week(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, weekday) = weekday(input)?;
    let (rest, part) = opt(day_part_word).parse(rest)?;
    let (rest, _) = opt(alt((of, preposition))).parse(rest)?;
    let (rest, _) = opt(alt((of, article))).parse(rest)?;
    let (rest, week) = week(rest)?;
    let day = TimeExpr::Piece(1, 1, PieceOf::Weekday(weekday), Box::new(week));
    Ok((
        rest,
        match part {
            Some(part) => TimeExpr::DayPart(Some(Box::new(day)), part),
            None => day,
        },
    ))
}

fn week_then_weekday(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, week) = week(input)?;
    let (rest, _) = opt(preposition).parse(rest)?;
    let named = rest.first_has(Section::Weekday);
    let (rest, weekday) = weekday_beside_figure(rest)?;
    if !named && !clock_follows(rest) && !ends_phrase(rest) {
        return no_match();
    }
    Ok((rest, TimeExpr::Piece(1, 1, PieceOf::Weekday(weekday), Box::new(week))))
}

/// `week of date`: "the week of 18 May", "the week of the 18th".
pub(super) fn week_of(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, unit) = time_unit(input)?;
    let (rest, ()) = of(rest)?;
    let (rest, _) = opt(of).parse(rest)?;
    let (rest, day) = alt((dated, ranked_alone)).parse(rest)?;
    let names_day = matches!(&day, TimeExpr::Calendar(date) if date.day.is_some());
    if unit == TimeUnit::Week && names_day { Ok((rest, TimeExpr::WeekOf(Box::new(day)))) } else { no_match() }
}

/// "18th" before the end of the phrase.
fn ranked_alone(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, rank) = rank_figure(input)?;
    if !(1..=31).contains(&rank) || !ends_phrase(rest) {
        return no_match();
    }
    Ok((rest, TimeExpr::Calendar(CalendarDate { day: Some(rank), ..CalendarDate::default() })))
}

/// A week that is told from the publication or from a time named before.
fn week(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, week) = alt((relative_unit, back_reference)).parse(input)?;
    match week {
        TimeExpr::Unit(TimeUnit::Week, _) | TimeExpr::Back(Some(TimeUnit::Week), _) => Ok((rest, week)),
        _ => no_match(),
    }
}

fn rank_word(input: Tokens<'_>) -> Parsed<'_, i8> {
    meaning(Section::Ordinal, |meaning| match meaning {
        Meaning::Ordinal(rank @ 1..=31) => i8::try_from(rank).ok(),
        _ => None,
    })
    .parse(input)
}

fn rank_figure(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (rest, (rank, _)) = digits(1, 53).parse(input)?;
    let (rest, ()) = ordinal_ending(rest)?;
    i8::try_from(rank).map_or_else(|_| no_match(), |rank| Ok((rest, rank)))
}

fn last(input: Tokens<'_>) -> Parsed<'_, i8> {
    meaning(Section::Direction, |meaning| matches!(meaning, Meaning::Direction(-1)).then_some(-1))
        .parse(input)
}

fn small_count(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (rest, count) = number(input, false)?;
    let whole = count.bounds.single().filter(|value| *value == value.trunc()).and_then(|value| value.to_i8());
    match whole {
        Some(value @ 1..=60) if !count.article() => Ok((rest, value)),
        _ => no_match(),
    }
}

fn piece(input: Tokens<'_>) -> Parsed<'_, PieceOf> {
    if let Ok((rest, unit)) = time_unit(input)
        && matches!(unit, TimeUnit::Day | TimeUnit::Week | TimeUnit::Month)
    {
        return Ok((rest, PieceOf::Unit(unit)));
    }
    let fortnight =
        |meaning| matches!(meaning, Meaning::TimeUnit(TimeUnit::Fortnight)).then_some(PieceOf::Half);
    let half = |meaning| matches!(meaning, Meaning::Fraction(1, 2, _)).then_some(PieceOf::Half);
    alt((
        weekday.map(PieceOf::Weekday),
        weekend_word.map(|()| PieceOf::Weekend),
        meaning(Section::TimeUnit, fortnight),
        meaning(Section::Fraction, half),
    ))
    .parse(input)
}

/// `of period`: what the piece is one of. The word between may be the period's own "this": "deste ano".
fn base(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let Ok((one, _)) = alt((of, preposition)).parse(input) else {
        // "ostatnia sobota maja": a language with cases needs no word between.
        return month_of(input);
    };
    let (two, _) = opt(alt((of, article))).parse(one)?;
    let period =
        |start| alt((part_of_year, month_of, relative_unit, season, plain_year, bare_unit)).parse(start);
    [two, one, input].into_iter().find_map(|start| period(start).ok()).map_or_else(no_match, Ok)
}

fn plain_year(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, year) = alt((year, super::worded_year::spelled_year)).parse(input)?;
    Ok((rest, TimeExpr::Calendar(CalendarDate { year: Some(year), ..CalendarDate::default() })))
}
