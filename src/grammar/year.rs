use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, verify};

use crate::lexicon::{Caps, Meaning, Section, SectionSet, TokenKind};
use crate::model::TimeUnit;

use super::calendar::{comma, hyphen_ending, of};
use super::input::{Parsed, Tokens, dash, digits, glued, meaning, no_match, section};
use super::mention::{CalendarDate, TimeExpr};
use super::relative::year_offset;

/// The years that four digits may name in the news.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1000..=2199;

pub(super) fn year_mark(input: Tokens<'_>) -> Parsed<'_, ()> {
    section(Section::YearMark).parse(input)
}

/// `year = digits(4) [ year-mark ]`: "2024", "2024 r.". "2,024" is none.
pub(super) fn year(input: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, (value, _)) =
        verify(digits(*YEARS.start(), *YEARS.end()), |(_, length)| *length == 4).parse(input)?;
    let grouped = matches!(rest.first(), Some(mark) if matches!(mark.kind, TokenKind::Stop | TokenKind::Comma))
        && rest.get(1).is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced);
    if grouped {
        return no_match();
    }
    let (rest, _) = opt(year_mark).parse(rest)?;
    i16::try_from(value).map_or_else(|_| no_match(), |year| Ok((rest, year)))
}

/// The year of a date: "de 2024", ", 2024", "of last year", "br.".
pub(super) fn year_of(input: Tokens<'_>) -> Parsed<'_, (Option<i16>, Option<i8>)> {
    let (one, _) = opt(alt((of, comma))).parse(input)?;
    let (two, _) = opt(of).parse(one)?;
    // "deste ano" says *this* with the word that may also be a mere "of".
    let mut starts = [two, one, input].into_iter();
    let year_at = |start| {
        alt((year.map(|year| (Some(year), None)), year_offset.map(|offset| (None, Some(offset)))))
            .parse(start)
    };
    starts.find_map(|start| year_at(start).ok()).map_or_else(no_match, Ok)
}

/// A year by itself: "2022", "rok 2024", "2024 r.". Digits that count something are none.
pub(super) fn year_alone(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (after_mark, marked_before) = opt(year_mark).parse(input)?;
    let (rest, value) = year(after_mark)?;
    let marked = marked_before.is_some() || rest.position() > after_mark.position() + 1;
    let hedged = input
        .back()
        .is_some_and(|before| before.first_has(Section::Bound) || before.first_has(Section::Currency));
    let plausible = (1900..=2099).contains(&value);
    if !marked && (hedged || !plausible || counts_something(rest)) {
        return no_match();
    }
    Ok((rest, TimeExpr::Calendar(CalendarDate { year: Some(value), ..CalendarDate::default() })))
}

/// "1987-94": the last two digits of a later year, where they can be no month.
pub(super) fn short_year<'a>(joint: Tokens<'a>, input: Tokens<'a>, first: i16) -> Parsed<'a, i16> {
    let (_, ()) = dash(joint)?;
    let glued = input.first().is_some_and(|token| !token.spaced && token.span.len() == 2);
    let (rest, (value, _)) = digits(13, 99).parse(input)?;
    match i16::try_from(value) {
        Ok(value) if glued => Ok((rest, first / 100 * 100 + value)),
        _ => no_match(),
    }
}

/// `decade = digits "s" | years digits | decade [ of ] digits`: "1960s", "lat 60.", "anos 60",
/// "década de 1990".
pub(super) fn decade(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if input.first().is_some_and(|token| token.kind == TokenKind::Digits) {
        let (rest, first) = decade_figure(input)?;
        let (rest, token) = glued(TokenKind::Word).parse(rest)?;
        return if input.word(token) == "s" { Ok((rest, TimeExpr::Decade(first))) } else { no_match() };
    }
    let (rest, unit) = meaning(Section::TimeUnit, |meaning| match meaning {
        Meaning::TimeUnit(unit @ (TimeUnit::Year | TimeUnit::Decade)) => Some(unit),
        _ => None,
    })
    .parse(input)?;
    let rest = if unit == TimeUnit::Decade { opt(of).parse(rest)?.0 } else { rest };
    if let Some(rank @ 20..=90) = rest.first_meaning(Section::Ordinal, |meaning| match meaning {
        Meaning::Ordinal(rank) => i16::try_from(rank).ok(),
        _ => None,
    }) {
        return if rank % 10 == 0 { Ok((rest.skip(1), TimeExpr::Decade(1900 + rank))) } else { no_match() };
    }
    let (rest, first) = decade_figure(rest)?;
    // "w latach 1990-2006"
    if dash(rest).is_ok_and(|(after, ())| after.first().is_some_and(|next| next.kind == TokenKind::Digits)) {
        return no_match();
    }
    let (rest, _) = opt(hyphen_ending).parse(rest)?;
    // "60." is a rank in Polish; a full stop with no lower-case word after it ends the sentence.
    let stop = glued(TokenKind::Stop).parse(rest).ok().map(|(after, _)| after);
    let goes_on = |after: &Tokens<'_>| {
        after.first().is_some_and(|next| next.caps != Caps::Initial && next.kind == TokenKind::Word)
    };
    let rest = stop.filter(goes_on).unwrap_or(rest);
    if counts_something(rest) { no_match() } else { Ok((rest, TimeExpr::Decade(first))) }
}

/// A decade's first year: "1960", "60", "00" of two thousand.
fn decade_figure(input: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, (value, length)) = digits(0, 2090).parse(input)?;
    let first = match (i16::try_from(value), length) {
        (Ok(value), 2) if value >= 20 => 1900 + value,
        (Ok(value), 2) => 2000 + value,
        (Ok(value @ 1000..), 4) => value,
        _ => return no_match(),
    };
    if first % 10 == 0 { Ok((rest, first)) } else { no_match() }
}

/// Whether the word after a bare number is what it counts or measures.
pub(super) fn counts_something(rest: Tokens<'_>) -> bool {
    let wanted = SectionSet::of(&[
        Section::Concept,
        Section::Unit,
        Section::Percent,
        Section::Currency,
        Section::TimeUnit,
        Section::Scale,
        Section::Subgroup,
    ]);
    rest.first().is_some_and(|token| {
        token.sections().meets(wanted)
            || matches!(token.kind, TokenKind::Hyphen if !token.spaced && next_is_word(rest))
    })
}

fn next_is_word(rest: Tokens<'_>) -> bool {
    rest.get(1).is_some_and(|token| token.kind == TokenKind::Word && !token.spaced)
}
