use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, verify};

use crate::lexicon::{Caps, Meaning, NounPhrase, Section, SectionSet, Token, TokenKind};
use crate::model::TimeUnit;

use super::age::is_decade_of_life;
use super::calendar::{comma, hyphen_ending, is_preposition, of};
use super::clock::ends_phrase;
use super::input::{Parsed, Tokens, dash, digits, glued, meaning, no_match, section};
use super::interval::is_figure_before;
use super::mention::{CalendarDate, TimeExpr};
use super::relative::{article, year_offset};
use super::worded_year::spelled_year;

/// The years that four digits may name in the news.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1000..=2199;

/// The years that the news names without a word for them before a noun.
const COMMON_YEARS: std::ops::RangeInclusive<i32> = 1500..=2100;

pub(super) fn year_mark(input: Tokens<'_>) -> Parsed<'_, ()> {
    section(Section::YearMark).parse(input)
}

/// `year = digits(4) [ year-mark ]`: "2024", "2024 r.". "2,024" is none.
pub(super) fn year(input: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, (value, _)) =
        verify(digits(*YEARS.start(), *YEARS.end()), |(_, length)| *length == 4).parse(input)?;
    let grouped = matches!(rest.first(), Some(mark) if matches!(mark.kind, TokenKind::Stop | TokenKind::Comma))
        && rest.get(1).is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced);
    // "27 stycznia 2164 osób": so many people, and no year of the news.
    let counts = !COMMON_YEARS.contains(&value) && rest.first_has(Section::Concept);
    if grouped || counts {
        return no_match();
    }
    let (rest, _) = opt(year_mark).parse(rest)?;
    i16::try_from(value).map_or_else(|_| no_match(), |year| Ok((rest, year)))
}

/// "82" of "23 de novembro 82": two figures of a year right after its day and month, before the end of a
/// clause.
pub(super) fn bare_short_year(input: Tokens<'_>) -> Parsed<'_, (Option<i16>, Option<i8>)> {
    let (rest, year) = two_figures(input)?;
    let ends = rest.first().is_none_or(|next| next.kind != TokenKind::Word) && ends_phrase(rest);
    if ends { Ok((rest, (Some(year), None))) } else { no_match() }
}

/// "of 87", "de 68", "'17": two figures of a year.
fn short_year_of(input: Tokens<'_>) -> Parsed<'_, (Option<i16>, Option<i8>)> {
    if let Ok((rest, year)) = apostrophe_year(input) {
        return Ok((rest, (Some(year), None)));
    }
    let (rest, ()) = of(input)?;
    let (rest, year) = two_figures(rest)?;
    if ends_phrase(rest) { Ok((rest, (Some(year), None))) } else { no_match() }
}

/// Two figures that are no day of a month: 32 to 99, of the century before.
fn two_figures(input: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, (value, length)) = digits(32, 99).parse(input)?;
    match i16::try_from(value) {
        Ok(value) if length == 2 => Ok((rest, 1900 + value)),
        _ => no_match(),
    }
}

/// "'17": what follows an apostrophe.
fn apostrophe_year(input: Tokens<'_>) -> Parsed<'_, i16> {
    let mark = input.first().filter(|token| matches!(token.kind, TokenKind::Apostrophe | TokenKind::Quote));
    if mark.is_none() {
        return no_match();
    }
    let figure = input.skip(1);
    let glued = figure.first().is_some_and(|token| !token.spaced && token.span.len() == 2);
    let (rest, (value, _)) = digits(0, 99).parse(figure)?;
    match i16::try_from(value) {
        Ok(value) if glued && ends_phrase(rest) => Ok((rest, century_of(value) + value)),
        _ => no_match(),
    }
}

fn century_of(value: i16) -> i16 {
    if value < 50 { 2000 } else { 1900 }
}

/// "82" of "since '82": the mark stays outside.
pub(super) fn year_after_apostrophe(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let Some(mark) = input.back() else { return no_match() };
    let introduced = mark.back().is_some_and(|before| {
        is_preposition(before)
            || before.first_has(Section::Since)
            || before.first_has(Section::Until)
            || before.first_has(Section::DateOf)
    });
    let (rest, year) = apostrophe_year(mark)?;
    if !introduced {
        return no_match();
    }
    Ok((rest, TimeExpr::Calendar(CalendarDate { year: Some(year), ..CalendarDate::default() })))
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
    let found = starts.find_map(|start| year_at(start).ok());
    found.map_or_else(|| alt((year_after_in, short_year_of, words_of)).parse(input), Ok)
}

/// "28 June in 2020"
fn year_after_in(input: Tokens<'_>) -> Parsed<'_, (Option<i16>, Option<i8>)> {
    let (rest, ()) = section(Section::Ahead).parse(input)?;
    let (rest, year) = year(rest)?;
    if counts_something(rest) { no_match() } else { Ok((rest, (Some(year), None))) }
}

/// "August two thousand and fifteen"
fn words_of(input: Tokens<'_>) -> Parsed<'_, (Option<i16>, Option<i8>)> {
    let (start, _) = opt(alt((of, comma))).parse(input)?;
    let (rest, year) = spelled_year(start)?;
    if ends_phrase(rest) { Ok((rest, (Some(year), None))) } else { no_match() }
}

/// A year by itself: "2022", "rok 2024", "2024 r.". Digits that count something are none.
pub(super) fn year_alone(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (after_mark, marked_before) = opt(year_mark).parse(input)?;
    let (rest, value) = year(after_mark)?;
    let marked = marked_before.is_some() || rest.position() > after_mark.position() + 1;
    let hedged = input.back().is_some_and(|before| {
        // "até 2030" is no most.
        before.first_has(Section::Bound) && !before.first_has(Section::Until)
            || (before.first_has(Section::Currency) && !is_contest(before))
    });
    // "fundada em 1761": a verb may be known along with its preposition.
    let phrase = |before: Tokens<'_>| {
        before.first().is_some_and(|verb| verb.has(Section::Event) && before.word(verb).contains(' '))
    };
    let introduced =
        || input.back().is_some_and(|before| is_preposition(before) || phrase(before)) && ends_phrase(rest);
    let older = (1500..1900).contains(&value) && value % 100 != 0 && introduced();
    let plausible = (1900..=2099).contains(&value) || older;
    if plausible && names_year(input, rest, value) {
        return Ok((rest, TimeExpr::Calendar(CalendarDate { year: Some(value), ..CalendarDate::default() })));
    }
    if !marked && (hedged || is_figure_before(input) || !plausible || counts_something(rest)) {
        return no_match();
    }
    Ok((rest, TimeExpr::Calendar(CalendarDate { year: Some(value), ..CalendarDate::default() })))
}

/// "Euro 2012": the name of a currency with a capital before a year of four bare figures is a contest.
pub(super) fn is_contest(input: Tokens<'_>) -> bool {
    let named = |token: &Token| token.caps == Caps::Initial && token.span.len() > 3;
    let after = input.skip(1);
    let figures = year(after).ok().filter(|(_, value)| (1960..=2099).contains(value));
    let spaced = after.first().is_some_and(|token| token.spaced);
    input.first().is_some_and(named)
        && spaced
        && figures.is_some_and(|(rest, _)| rest.position() == after.position() + 1 && !counts_something(rest))
}

/// "1987-94", "2010-11": the last two digits of a later year, where they can be no month or are those of
/// the year after.
pub(super) fn short_year<'a>(joint: Tokens<'a>, input: Tokens<'a>, first: i16) -> Parsed<'a, i16> {
    let (_, ()) = dash(joint)?;
    let glued = input.first().is_some_and(|token| !token.spaced && token.span.len() == 2);
    let (rest, (value, _)) = digits(0, 99).parse(input)?;
    match i16::try_from(value) {
        Ok(value) if glued && (value > 12 || value == first % 100 + 1) => {
            Ok((rest, first / 100 * 100 + value))
        }
        _ => no_match(),
    }
}

/// "the 1991 agreement": between the article and a noun, where thousands are always grouped and the noun
/// stands last, four bare figures are a year. A round number may still be one.
fn names_year(input: Tokens<'_>, rest: Tokens<'_>, value: i16) -> bool {
    let switches = &input.source().lexicon.switches;
    let grouped = switches.minimum_grouping_digits == 1 && switches.noun_phrase == NounPhrase::HeadLast;
    let is_article = |before: Tokens<'_>| before.first_has(Section::DateOf) && article(before).is_ok();
    // "the deadly 2004 quake"
    let adjective = |before: Tokens<'_>| {
        let plain =
            before.first().is_some_and(|word| word.kind == TokenKind::Word && word.caps == Caps::Lower);
        plain && before.back().is_some_and(is_article)
    };
    let article = input.back().is_some_and(|before| is_article(before) || adjective(before));
    let measures = SectionSet::of(&[
        Section::Unit,
        Section::Percent,
        Section::Currency,
        Section::TimeUnit,
        Section::Scale,
    ]);
    let noun = rest.first().is_some_and(|next| {
        next.kind == TokenKind::Word && next.caps == Caps::Lower && !next.sections().meets(measures)
    });
    grouped && article && noun && value % 100 != 0
}

/// `decade = digits "s" | years digits | decade [ of ] digits`: "1960s", "lat 60.", "anos 60",
/// "década de 1990".
pub(super) fn decade(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if input.first().is_some_and(|token| token.kind == TokenKind::Digits) {
        if is_decade_of_life(input) {
            return no_match();
        }
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
    // "latach 1990-2006": the years from one to the other.
    let range =
        dash(rest).is_ok_and(|(after, ())| after.first().is_some_and(|next| next.kind == TokenKind::Digits));
    if range || counts_something(rest) { no_match() } else { Ok((rest, TimeExpr::Decade(first))) }
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
    ]);
    // "2011 aged 40": an adjective counts with its noun alone.
    let noun_follows = rest.get(1).is_some_and(|next| next.kind == TokenKind::Word);
    rest.first().is_some_and(|token| {
        token.sections().meets(wanted)
            || token.has(Section::Subgroup) && noun_follows
            || matches!(token.kind, TokenKind::Hyphen if !token.spaced && next_is_word(rest))
    })
}

fn next_is_word(rest: Tokens<'_>) -> bool {
    rest.get(1).is_some_and(|token| token.kind == TokenKind::Word && !token.spaced)
}
