use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{DateOrder, Meaning, Section, Token, TokenKind};

use super::calendar::month;
use super::input::{Parsed, Tokens, digits, glued, meaning, no_match};
use super::mention::{CalendarDate, TimeExpr};
use super::roman::roman;
use super::year::{YEARS, counts_something, year, year_mark};

/// "17/06/2025", "17.06.2025", "2025-06-17"
pub(super) fn numeric_date(input: Tokens<'_>) -> Parsed<'_, CalendarDate> {
    let (rest, (first, first_length)) = digits(1, 9999).parse(input)?;
    let (rest, mark) = numeric_mark(rest)?;
    let (rest, (second, second_length)) = digits(1, 31).parse(rest)?;
    let (rest, again) = numeric_mark(rest)?;
    let (rest, (third, third_length)) = digits(1, 9999).parse(rest)?;
    if mark != again || second_length > 2 {
        return no_match();
    }
    let order = input.source.lexicon.switches.date_order;
    let (year, month, day) = match (first_length, third_length, order) {
        (4, 1..=2, _) => (first, second, third),
        (1..=2, 4, DateOrder::Mdy) if mark == TokenKind::Slash && first <= 12 => (third, first, second),
        (1..=2, 4, _) if second <= 12 => (third, second, first),
        (1..=2, 4, _) => (third, first, second),
        (2, 2, DateOrder::Dmy) if second_length == 2 && mark != TokenKind::Hyphen => {
            (third + if third < 50 { 2000 } else { 1900 }, second, first)
        }
        _ => return no_match(),
    };
    if !YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return no_match();
    }
    let (rest, _) = opt(year_mark).parse(rest)?;
    let fields = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    let (Ok(year), Ok(month), Ok(day)) = fields else { return no_match() };
    Ok((
        rest,
        CalendarDate { year: Some(year), month: Some(month), day: Some(day), ..CalendarDate::default() },
    ))
}

/// `day [ mark ] short-month [ mark ] year`: "17 VI 2025", "17.VI.2025 r.", "21 gru 2014", "22/jan/2019". Roman
/// numerals and short forms are months between a day and a year alone.
pub(super) fn short_date(input: Tokens<'_>) -> Parsed<'_, CalendarDate> {
    let (rest, (day, day_length)) = digits(1, 31).parse(input)?;
    let (month_at, mark) = opt(numeric_mark).parse(rest)?;
    let (rest, month) = match alt((roman(1, 12), short_month)).parse(month_at) {
        Err(_) if matches!(mark, Some(TokenKind::Slash | TokenKind::Hyphen)) => month(month_at)?,
        other => other?,
    };
    let (rest, _) = opt(numeric_mark).parse(rest)?;
    let (rest, year) = year(rest)?;
    let day = i8::try_from(day).ok().filter(|_| day_length <= 2);
    if day.is_none() {
        return no_match();
    }
    Ok((rest, CalendarDate { day, month: Some(month), year: Some(year), ..CalendarDate::default() }))
}

fn short_month(input: Tokens<'_>) -> Parsed<'_, i8> {
    meaning(Section::Month, |meaning| match meaning {
        Meaning::ShortMonth(month) => Some(month),
        _ => None,
    })
    .parse(input)
}

pub(super) fn numeric_mark(input: Tokens<'_>) -> Parsed<'_, TokenKind> {
    alt((glued(TokenKind::Stop), glued(TokenKind::Slash), glued(TokenKind::Hyphen)))
        .map(|mark| mark.kind)
        .parse(input)
}

/// "16.06", "16/6": day and month in figures, where the mark is no decimal mark and the figures can be
/// nothing else. In brackets or after a weekday any day does.
pub(super) fn day_and_month(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let switches = &input.source.lexicon.switches;
    let (rest, (first, first_length)) = digits(1, 31).parse(input)?;
    let (rest, mark) = numeric_mark(rest)?;
    let (rest, (second, second_length)) = digits(1, 12).parse(rest)?;
    let plain_mark = matches!(mark, TokenKind::Slash) || (mark == TokenKind::Stop && second_length == 2);
    let hangs = |token: &&Token| {
        !token.spaced
            && matches!(
                token.kind,
                TokenKind::Digits
                    | TokenKind::Word
                    | TokenKind::Hyphen
                    | TokenKind::Slash
                    | TokenKind::Symbol
            )
    };
    let goes_on = rest.first().filter(hangs).is_some()
        || rest.get(1).is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced);
    let before = input.back();
    let in_brackets = before.is_some_and(|before| {
        before.first().is_some_and(|token| token.kind == TokenKind::Open)
            || before.first_has(Section::Weekday)
    });
    let at = before.is_some_and(|before| before.first_has(Section::Clock));
    let certain = in_brackets
        || (first_length == 2 && second_length == 2)
        || (first > 12 && (first, second) != (24, 7));
    if switches.decimal_mark == '.' || !plain_mark || goes_on || at || !certain || counts_something(rest) {
        return no_match();
    }
    match (i8::try_from(first), i8::try_from(second)) {
        (Ok(day), Ok(month)) => Ok((
            rest,
            TimeExpr::Calendar(CalendarDate {
                day: Some(day),
                month: Some(month),
                ..CalendarDate::default()
            }),
        )),
        _ => no_match(),
    }
}
