use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{Meaning, Section, TokenKind};

use super::calendar::{comma, dated, day, day_month, month_alone, month_day, weekday};
use super::input::{Parsed, Tokens, dash, digits, glued, meaning, no_match, section};
use super::mention::{CalendarDate, TimeExpr};
use super::year::{counts_something, short_year, year};

/// Two dates that share what the second spells out: "16–18 de junho", "3 na 4 maja",
/// "28 de junho a 4 de julho", "agosto de 2023 e março de 2025", "2017–2021".
pub(super) fn between(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    alt((shared_month, month_days, two_years, two_dates, night_of_two_days)).parse(input)
}

/// `weekday preposition weekday`, the second the day after the first: the night between them, "z soboty
/// na niedzielę", "de sábado para domingo".
pub(super) fn night_of_two_days(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, first) = weekday(input)?;
    let (rest, ()) =
        alt((night_to, section(Section::Function), section(Section::Role), joiner)).parse(rest)?;
    let (rest, second) = weekday(rest)?;
    let day = |weekday| {
        Box::new(TimeExpr::Calendar(CalendarDate { weekday: Some(weekday), ..CalendarDate::default() }))
    };
    let night = input.back().is_some_and(|before| follows_night(before));
    if second == first % 7 + 1 && night {
        Ok((rest, TimeExpr::Between(day(first), day(second))))
    } else {
        no_match()
    }
}

/// Whether a part of the day stands shortly before: "noite de", "nocy z".
fn follows_night(before: Tokens<'_>) -> bool {
    before.first_has(Section::DayPart)
        || before.back().is_some_and(|earlier| earlier.first_has(Section::DayPart))
}

fn joiner(input: Tokens<'_>) -> Parsed<'_, ()> {
    let until = meaning(Section::Until, |meaning| matches!(meaning, Meaning::Until).then_some(()));
    alt((section(Section::Range), section(Section::And), until, dash)).parse(input)
}

fn shared_month(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, first) = day(input)?;
    let (rest, ()) = alt((joiner, night_to)).parse(rest)?;
    let (rest, second) = day_month(rest)?;
    let start = CalendarDate { day: Some(first), weekday: None, ..second };
    if Some(first) >= second.day {
        return no_match();
    }
    Ok((rest, TimeExpr::Between(Box::new(TimeExpr::Calendar(start)), Box::new(TimeExpr::Calendar(second)))))
}

/// "June 16-18, 2025"
fn month_days(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, from) = month_day(input)?;
    let (rest, ()) = dash(rest)?;
    let (rest, last) = day(rest)?;
    let (after_comma, _) = opt(comma).parse(rest)?;
    let (rest, year) = year(after_comma).map_or((rest, None), |(rest, year)| (rest, Some(year)));
    if from.year.is_some() || Some(last) <= from.day {
        return no_match();
    }
    let end = |day| Box::new(TimeExpr::Calendar(CalendarDate { day, year, ..from }));
    Ok((rest, TimeExpr::Between(end(from.day), end(Some(last)))))
}

/// "z 3 na 4 maja": the preposition of a night between two days.
fn night_to(input: Tokens<'_>) -> Parsed<'_, ()> {
    section(Section::Per).parse(input)
}

fn two_years(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, first) = year(input)?;
    if let Ok((rest, second)) = season_year(rest, first) {
        return Ok((rest, years(first, second)));
    }
    let (rest, ()) = joiner(rest)?;
    let (rest, second) = year(rest).or_else(|_| short_year(input.skip(1), rest, first))?;
    if second <= first || counts_something(rest) {
        return no_match();
    }
    Ok((rest, years(first, second)))
}

fn years(first: i16, last: i16) -> TimeExpr {
    let end =
        |year| Box::new(TimeExpr::Calendar(CalendarDate { year: Some(year), ..CalendarDate::default() }));
    TimeExpr::Between(end(first), end(last))
}

/// The second year of "2024/2025", "2006/07": a season or a school year.
fn season_year(input: Tokens<'_>, first: i16) -> Parsed<'_, i16> {
    let (rest, _) = glued(TokenKind::Slash).parse(input)?;
    if rest.first().is_some_and(|token| token.spaced) {
        return no_match();
    }
    let next = i32::from(first) + 1;
    let short = digits(next % 100, next % 100).map(|(_, length)| length == 2);
    let full = digits(next, next).map(|_| true);
    match alt((full, short)).parse(rest)? {
        (rest, true) => Ok((rest, first + 1)),
        _ => no_match(),
    }
}

fn two_dates(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let opened = input
        .back()
        .is_some_and(|before| before.first_has(Section::Range) || before.first_has(Section::Since));
    let (rest, first) = alt((dated, month_alone)).parse(input)?;
    let dashed = dash(rest).is_ok();
    let (rest, ()) = joiner(rest)?;
    let (rest, second) = alt((dated, month_alone)).parse(rest)?;
    let (TimeExpr::Calendar(from), TimeExpr::Calendar(to)) = (&first, &second) else { return no_match() };
    let ordered =
        (from.year, from.month, from.day) < (to.year.or(from.year), to.month, to.day) || from.year.is_none();
    // "28 April – 4 May", "w listopadzie i grudniu": nothing else that joins them needs to be said.
    let whole_days = dashed && from.day.is_some() && to.day.is_some();
    let next_month = from.month.zip(to.month).is_some_and(|(from, to)| to == from % 12 + 1);
    let two_months = next_month && [from, to].iter().all(|date| date.day.is_none()) && from.year.is_none();
    if !(opened || whole_days || two_months) || from.month.is_none() || to.month.is_none() || !ordered {
        return no_match();
    }
    let from = CalendarDate {
        year: from.year.or(to.year),
        year_offset: from.year_offset.or(to.year_offset),
        ..*from
    };
    Ok((rest, TimeExpr::Between(Box::new(TimeExpr::Calendar(from)), Box::new(second))))
}
