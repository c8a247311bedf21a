use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{ClockWord, DateOrder, FunctionWord, Meaning, Section, Token, TokenKind};

use super::calendar::{is_preposition, month, month_beside_figure};
use super::input::{Parsed, Tokens, digits, glued, meaning, no_match};
use super::mention::{CalendarDate, ClockTime, TimeExpr};
use super::roman::roman;
use super::year::{YEARS, counts_something, year, year_mark};

/// "17/06/2025", "17.06.2025", "2025-06-17", "7/8/07"
pub(super) fn numeric_date(input: Tokens<'_>) -> Parsed<'_, CalendarDate> {
    let (rest, (first, first_length)) = digits(1, 9999).parse(input)?;
    let (rest, mark) = numeric_mark(rest)?;
    let (rest, (second, second_length)) = digits(1, 31).parse(rest)?;
    let (rest, again) = numeric_mark(rest)?;
    let (rest, (third, third_length)) = digits(1, 9999).parse(rest)?;
    if mark != again || second_length > 2 {
        return no_match();
    }
    let order = input.source().lexicon.switches.date_order;
    let slash = mark == TokenKind::Slash;
    let certain = slash || (second_length == 2 && mark == TokenKind::Stop);
    let short_year = third + if third < 50 { 2000 } else { 1900 };
    let (year, month, day) = match (first_length, third_length, order) {
        (4, 1..=2, _) => (first, second, third),
        (1..=2, 4, DateOrder::Mdy) if mark != TokenKind::Stop && first <= 12 => (third, first, second),
        (1..=2, 4, _) if second <= 12 => (third, second, first),
        (1..=2, 4, _) => (third, first, second),
        (1..=2, 2, DateOrder::Mdy) if slash && first <= 12 => (short_year, first, second),
        (1..=2, 2, DateOrder::Mdy) if slash && second <= 12 => (short_year, second, first),
        (1..=2, 2, DateOrder::Dmy) if certain && second <= 12 => (short_year, second, first),
        _ => return no_match(),
    };
    let (rest, _) = opt(year_mark).parse(rest)?;
    let switches = &input.source().lexicon.switches;
    let either_order = switches.date_order_varies && mark != TokenKind::Stop && first_length <= 2;
    let date = date(year, month, day)?;
    Ok((rest, CalendarDate { either_order: either_order && day <= 12 && day != month, ..date }))
}

fn date(year: i32, month: i32, day: i32) -> Result<CalendarDate, nom::Err<super::input::NoMatch>> {
    if !YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return no_match();
    }
    match (i16::try_from(year), i8::try_from(month), i8::try_from(day)) {
        (Ok(year), Ok(month), Ok(day)) => Ok(CalendarDate {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            ..CalendarDate::default()
        }),
        _ => no_match(),
    }
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

/// "2025-03-04T10:00:00Z": a date and a clock as machines write them.
pub(super) fn iso_moment(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, date) = numeric_date(input)?;
    let letter = rest.first().filter(|token| !token.spaced && input.word(token) == "T");
    if letter.is_none() {
        return no_match();
    }
    let (rest, hour) = glued_figures(rest.skip(1), 23)?;
    let (rest, _) = glued(TokenKind::Colon).parse(rest)?;
    let (rest, minute) = glued_figures(rest, 59)?;
    let second = |rest| {
        let (rest, _) = glued(TokenKind::Colon).parse(rest)?;
        glued_figures(rest, 59)
    };
    let (rest, second) = opt(second).parse(rest)?;
    let (rest, _) = opt(iso_zone).parse(rest)?;
    let time = ClockTime { hour, minute: Some(minute), second, told: true, zoned: false };
    Ok((rest, TimeExpr::Clock(time, Some(Box::new(TimeExpr::Calendar(date))))))
}

/// "Z", "+02:00", "-03:00", with parts of a second before it.
fn iso_zone(input: Tokens<'_>) -> Parsed<'_, ()> {
    let fraction = |rest| {
        let (rest, _) = glued(TokenKind::Stop).parse(rest)?;
        digits(0, 999_999_999).parse(rest)
    };
    let (rest, _) = opt(fraction).parse(input)?;
    let Some(sign) = rest.first().filter(|token| !token.spaced) else { return no_match() };
    if rest.word(sign) == "Z" {
        return Ok((rest.skip(1), ()));
    }
    if sign.kind != TokenKind::Hyphen && rest.word(sign) != "+" {
        return no_match();
    }
    let (rest, _) = glued_figures(rest.skip(1), 23)?;
    let (rest, _) = glued(TokenKind::Colon).parse(rest)?;
    let (rest, _) = glued_figures(rest, 59)?;
    Ok((rest, ()))
}

fn glued_figures(input: Tokens<'_>, most: i32) -> Parsed<'_, i8> {
    let fits = input.first().is_some_and(|token| !token.spaced && token.span.len() == 2);
    let (rest, (value, _)) = digits(0, most).parse(input)?;
    match i8::try_from(value) {
        Ok(value) if fits => Ok((rest, value)),
        _ => no_match(),
    }
}

/// The month's name between marks: "22/jan/2019", "Sep-23-2020", "2019/aug/01", "Jan/2", "Dec/2018".
pub(super) fn slashed(input: Tokens<'_>) -> Parsed<'_, CalendarDate> {
    let (rest, one) = piece(input)?;
    let (rest, mark) = numeric_mark(rest)?;
    let (rest, two) = piece(rest)?;
    let named =
        |pieces: &[Piece]| pieces.iter().filter(|piece| matches!(piece, Piece::Month(_))).count() == 1;
    let third = |rest| {
        let (rest, again) = numeric_mark(rest)?;
        let (rest, piece) = piece(rest)?;
        if again == mark { Ok((rest, piece)) } else { no_match() }
    };
    if let Ok((rest, three)) = third(rest)
        && let Some(date) = Some([one, two, three]).filter(|pieces| named(pieces)).and_then(whole)
    {
        return Ok((rest, date));
    }
    if mark == TokenKind::Stop || !named(&[one, two]) {
        return no_match();
    }
    let part = CalendarDate::default();
    match (one, two) {
        (Piece::Month(month), Piece::Year(year)) | (Piece::Year(year), Piece::Month(month)) => {
            Ok((rest, CalendarDate { year: Some(year), month: Some(month), ..part }))
        }
        (Piece::Month(month), Piece::Day(day)) | (Piece::Day(day), Piece::Month(month))
            if mark == TokenKind::Slash =>
        {
            Ok((rest, CalendarDate { day: Some(day), month: Some(month), ..part }))
        }
        _ => no_match(),
    }
}

#[derive(Clone, Copy)]
enum Piece {
    Day(i8),
    Month(i8),
    Year(i16),
}

fn piece(input: Tokens<'_>) -> Parsed<'_, Piece> {
    if let Ok((rest, month)) = month_beside_figure(input) {
        return Ok((rest, Piece::Month(month)));
    }
    let (rest, (value, length)) = digits(1, *YEARS.end()).parse(input)?;
    match (i8::try_from(value), i16::try_from(value)) {
        (Ok(day @ 1..=31), _) if length <= 2 => Ok((rest, Piece::Day(day))),
        (_, Ok(year)) if length == 4 && YEARS.contains(&value) => Ok((rest, Piece::Year(year))),
        _ => no_match(),
    }
}

fn whole(pieces: [Piece; 3]) -> Option<CalendarDate> {
    let mut date = CalendarDate::default();
    for piece in pieces {
        match piece {
            Piece::Day(day) => date.day = Some(day),
            Piece::Month(month) => date.month = Some(month),
            Piece::Year(year) => date.year = Some(year),
        }
    }
    (date.day.is_some() && date.month.is_some() && date.year.is_some()).then_some(date)
}

/// "2015-3", "2015-12", "em 12/2015": a year and a month. "2010-11" are two years, and "Lei 12/2015" is a
/// number of a law: a month in front needs a preposition.
pub(super) fn year_and_month(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, (first, first_length)) = digits(1, *YEARS.end()).parse(input)?;
    let (rest, mark) = numeric_mark(rest)?;
    let (rest, (second, second_length)) = digits(1, *YEARS.end()).parse(rest)?;
    let introduced = input.back().is_none_or(|before| is_preposition(before));
    let (year, month) = match (first_length, second_length, mark) {
        (4, 1..=2, TokenKind::Hyphen) if second != first % 100 + 1 => (first, second),
        (1..=2, 4, TokenKind::Hyphen | TokenKind::Slash) if introduced => (second, first),
        _ => return no_match(),
    };
    let plausible = (1900..=2099).contains(&year) && (1..=12).contains(&month);
    if !plausible || goes_on(rest) || counts_something(rest) || hangs_on_figures(input) {
        return no_match();
    }
    match (i16::try_from(year), i8::try_from(month)) {
        (Ok(year), Ok(month)) => Ok((
            rest,
            TimeExpr::Calendar(CalendarDate {
                year: Some(year),
                month: Some(month),
                ..CalendarDate::default()
            }),
        )),
        _ => no_match(),
    }
}

fn hangs_on_figures(input: Tokens<'_>) -> bool {
    input.first().is_some_and(|token| !token.spaced)
        && input.back().is_some_and(|before| {
            before.first().is_some_and(|mark| {
                matches!(
                    mark.kind,
                    TokenKind::Hyphen
                        | TokenKind::Dash
                        | TokenKind::Slash
                        | TokenKind::Stop
                        | TokenKind::Word
                )
            })
        })
}

/// Whether more letters, figures or marks hang on to the figures before this place.
fn goes_on(rest: Tokens<'_>) -> bool {
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
    rest.first().filter(hangs).is_some()
        || rest.get(1).is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced)
}

/// "16.06", "16/6", "on 10/25": day and month in figures, where the mark is no decimal mark and the figures
/// can be nothing else. In brackets or after a weekday any day does. Where the month comes first only a
/// slash will do, after a preposition or a weekday.
pub(super) fn day_and_month(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let switches = &input.source().lexicon.switches;
    let (after, (first, first_length)) = digits(1, 31).parse(input)?;
    let (after, mark) = numeric_mark(after)?;
    let (rest, (second, second_length)) = digits(1, 31).parse(after)?;
    let plain_mark = matches!(mark, TokenKind::Slash)
        || (mark == TokenKind::Stop && second_length == 2 && switches.decimal_mark != '.');
    let before = input.back();
    let in_brackets = before.is_some_and(|before| {
        before.first().is_some_and(|token| token.kind == TokenKind::Open)
            || before.first_has(Section::Weekday)
    });
    let at = before.is_some_and(is_clock_at);
    let certain = in_brackets
        || before.is_some_and(|before| before.first_has(Section::DayMark))
        || (first_length == 2 && second_length == 2)
        || (first > 12 && (first, second) != (24, 7));
    let introduced = in_brackets
        || switches.decimal_mark != '.'
        || before.is_some_and(|before| is_dating_preposition(before));
    if !plain_mark || goes_on(rest) || at || !certain || !introduced || counts_something(rest) {
        return no_match();
    }
    month_and_day_of(input, first, second).map(|date| (rest, TimeExpr::Calendar(date)))
}

/// "10/1", "22/04": a day and a month at one end of a range. Without a word that opens the range one
/// figure must be too large for a month, or both of two digits.
pub(super) fn month_and_day(input: Tokens<'_>, opened: bool) -> Parsed<'_, TimeExpr> {
    let (rest, (first, first_length)) = digits(1, 31).parse(input)?;
    let (rest, _) = glued(TokenKind::Slash).parse(rest)?;
    let (rest, (second, second_length)) = digits(1, 31).parse(rest)?;
    let certain = first > 12 || second > 12 || (first_length == 2 && second_length == 2);
    if !(opened || certain) || counts_something(rest) {
        return no_match();
    }
    month_and_day_of(input, first, second).map(|date| (rest, TimeExpr::Calendar(date)))
}

/// By the order of the language, or the other where that gives no month. "9/11" names an attack, and
/// "24/7" a service, sooner than a day of this year.
fn month_and_day_of(
    input: Tokens<'_>,
    first: i32,
    second: i32,
) -> Result<CalendarDate, nom::Err<super::input::NoMatch>> {
    let month_first = input.source().lexicon.switches.date_order == DateOrder::Mdy;
    let (month, day) = match (month_first, first, second) {
        (_, 9, 11) | (_, 24, 7) => return no_match(),
        (true, 1..=12, _) => (first, second),
        (true, _, 1..=12) | (false, _, 1..=12) => (second, first),
        _ => return no_match(),
    };
    match (i8::try_from(month), i8::try_from(day)) {
        (Ok(month), Ok(day)) => {
            Ok(CalendarDate { day: Some(day), month: Some(month), ..CalendarDate::default() })
        }
        _ => no_match(),
    }
}

fn is_clock_at(before: Tokens<'_>) -> bool {
    meaning(Section::Clock, |meaning| matches!(meaning, Meaning::Clock(ClockWord::At)).then_some(()))
        .parse(before)
        .is_ok()
}

/// A preposition that may stand before a date and is none of a clock, a share or an owner.
fn is_dating_preposition(before: Tokens<'_>) -> bool {
    before.first().is_some_and(|token| {
        let small =
            before.source().is_function(token, FunctionWord::Preposition) && !token.has(Section::DateOf);
        (small || token.has(Section::Since) || token.has(Section::Until)) && !token.has(Section::Ahead)
    })
}
