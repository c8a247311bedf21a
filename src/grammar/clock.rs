use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{ClockWord, Meaning, Section, TokenKind};

use super::calendar::{dated, directed_weekday};
use super::input::{Parsed, Tokens, digits, glued, kind, meaning, no_match};
use super::mention::TimeExpr;
use super::relative::relative_day;

fn clock_word<'a>(wanted: ClockWord) -> impl Parser<Tokens<'a>, Output = (), Error = super::input::NoMatch> {
    meaning(Section::Clock, move |meaning| match meaning {
        Meaning::Clock(word) if word == wanted => Some(()),
        _ => None,
    })
}

/// `clock = [ mark ] hour [ ( ":" | "." | "h" ) minute ] [ am | pm ] [ day ]`: "5h40",
/// "2.40am on Sunday", "godz. 2.40", "às 18:05". Something must
/// say that it is a clock; the *at* before it stays outside.
pub(super) fn clock(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let at = input.back().and_then(|before| clock_word(ClockWord::At).parse(before).ok());
    let (rest, mark) = opt(clock_word(ClockWord::Mark)).parse(input)?;
    let (rest, (hour, _)) = digits(0, 24).parse(rest)?;
    let (rest, minute) = opt(minute).parse(rest)?;
    let (rest, half) = opt(half_of_day).parse(rest)?;
    let (rest, after_mark) =
        if half.is_none() { opt(clock_word(ClockWord::Mark)).parse(rest)? } else { (rest, None) };
    // "1:10" is a scale or a score sooner than a time; "18:05" and "5h40" are times.
    let two_digits = input.first().is_some_and(|token| token.span.len() == 2);
    let letter = input.get(1).is_some_and(|mark| mark.kind == TokenKind::Word);
    let by_colon = minute.is_some_and(|(_, certain)| certain) && (two_digits || letter || at.is_some());
    // "o 22.10": where the stop is no decimal mark, a preposition makes the figures a time.
    let by_stop = minute.is_some() && input.source.lexicon.switches.decimal_mark != '.';
    let told = half.is_some()
        || (by_stop && at.is_some())
        || mark.is_some()
        || (by_colon && at.is_some())
        || after_mark.is_some() && at.is_some();
    // "5h40" and "18:05" are clocks by themselves; "5 h" is a length of time.
    if !told && !by_colon {
        return no_match();
    }
    let hour = match (half, hour) {
        (Some(_), 13..) => return no_match(),
        (Some(true), 12) => 12,
        (Some(true), hour) => hour + 12,
        (Some(false), 12) => 0,
        (_, hour) => hour,
    };
    let (rest, day) = opt(day_after).parse(rest)?;
    match i8::try_from(hour) {
        Ok(hour) => Ok((rest, TimeExpr::Clock(hour, minute.map(|(minute, _)| minute), day.map(Box::new)))),
        Err(_) => no_match(),
    }
}

/// "9 kwietnia o godz. 17.00", "terça-feira, às 14h30", "Monday at 5 p.m."
pub(super) fn day_clock(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, day) = alt((dated, directed_weekday, relative_day)).parse(input)?;
    let (rest, _) = opt(kind(TokenKind::Comma)).parse(rest)?;
    let (rest, _) = opt(clock_word(ClockWord::At)).parse(rest)?;
    match clock(rest)? {
        (rest, TimeExpr::Clock(hour, minute, None)) => {
            Ok((rest, TimeExpr::Clock(hour, minute, Some(Box::new(day)))))
        }
        _ => no_match(),
    }
}

/// The minute, and whether its mark is one that only clocks have.
fn minute(input: Tokens<'_>) -> Parsed<'_, (i8, bool)> {
    let colon = glued(TokenKind::Colon).map(|_| true);
    let (rest, certain) = alt((colon, hour_letter, glued(TokenKind::Stop).map(|_| false))).parse(input)?;
    let glued_digits = rest.first().is_some_and(|token| !token.spaced && token.span.len() == 2);
    let (rest, (minute, _)) = digits(0, 59).parse(rest)?;
    match i8::try_from(minute) {
        Ok(minute) if glued_digits => Ok((rest, (minute, certain))),
        _ => no_match(),
    }
}

/// "5h40"
fn hour_letter(input: Tokens<'_>) -> Parsed<'_, bool> {
    match input.first() {
        Some(token) if !token.spaced && matches!(input.word(token), "h" | "H") => Ok((input.skip(1), true)),
        _ => no_match(),
    }
}

/// Whether the half of the day is the second.
fn half_of_day(input: Tokens<'_>) -> Parsed<'_, bool> {
    alt((clock_word(ClockWord::Am).map(|()| false), clock_word(ClockWord::Pm).map(|()| true))).parse(input)
}

/// "2.40am on Sunday", "às 5h40 de quarta-feira": a preposition may stand between.
fn day_after(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let preposition = input.first().is_some_and(|token| {
        token.kind == TokenKind::Word && (token.has(Section::Function) || token.has(Section::DateOf))
    });
    let (rest, _) = opt(kind(TokenKind::Comma)).parse(input)?;
    let rest = if preposition { rest.skip(1) } else { rest };
    let (rest, day) = alt((dated, relative_day)).parse(rest)?;
    Ok((rest, day))
}
