use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::lexicon::{ClockWord, FunctionWord, Meaning, Section, SectionSet, Token, TokenKind};
use crate::model::TimeUnit;

use super::amount::time_unit;
use super::calendar::{dated, directed_weekday, marked_day, ranked_day};
use super::figures::day_and_month;
use super::input::{NoMatch, Parsed, Tokens, digits, glued, kind, meaning, no_match, section};
use super::interval::may_join;
use super::mention::{ClockTime, TimeExpr};
use super::number::number;
use super::piece::weekday_of_week;
use super::relative::{article, day_part, day_then_part, directed_part, relative_day};
use super::table::{Digits, Production, Table, productions};
use super::year::counts_something;

fn clock_word<'a>(wanted: ClockWord) -> impl Parser<Tokens<'a>, Output = (), Error = NoMatch> {
    meaning(Section::Clock, move |meaning| match meaning {
        Meaning::Clock(word) if word == wanted => Some(()),
        _ => None,
    })
}

/// Whether the word before opens a clock: "at", "às", "o".
fn at_before(input: Tokens<'_>) -> bool {
    input.back().is_some_and(|before| clock_word(ClockWord::At).parse(before).is_ok())
}

/// A time of the clock as written, before its half of the day is settled.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    hour: i8,
    minute: Option<i8>,
    second: Option<i8>,
    /// Whether the words say that the half of the day is the second.
    half: Option<bool>,
    /// Whether nothing but a clock is written so.
    certain: bool,
    /// Whether a clock is written so, where its place says that it is one.
    likely: bool,
    /// Whether a zone stands with it.
    zoned: bool,
}

impl Reading {
    fn of(hour: i8, minute: Option<i8>) -> Self {
        Self { hour, minute, second: None, half: None, certain: false, likely: false, zoned: false }
    }

    /// The time on a clock of 24 hours. "19h da noite" says the half twice.
    fn settled(&self) -> Option<ClockTime> {
        let hour = match (self.half, self.hour) {
            (Some(true), 12) | (None, _) | (Some(true), 13..) => self.hour,
            (Some(true), hour) => hour + 12,
            (Some(false), 12) => 0,
            (Some(false), 13..) => return None,
            (Some(false), hour) => hour,
        };
        let told = self.half.is_some() || hour > 12;
        Some(ClockTime { hour, minute: self.minute, second: self.second, told, zoned: self.zoned })
    }

    /// Whether it is a clock without a half of the day, written with its minutes.
    pub fn is_bare(&self) -> bool {
        !self.certain && !self.likely && self.half.is_none()
    }

    pub fn is_certain(&self) -> bool {
        self.certain || self.half.is_some()
    }
}

/// `clock = reading [ day ]`: "5h40", "2.40am on Sunday", "godz. 2.40", "às 18:05", "half past seven".
/// Something must say that it is a clock; the *at* before it stays outside.
pub(super) fn clock(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if is_spelled(input)
        && !input.first_has(Section::Clock)
        && !at_before(input)
        && !input.ahead(CLOCK_REACH, is_clock_word)
    {
        return no_match();
    }
    let at = at_before(input);
    if !at && !may_be_clock(input) {
        return no_match();
    }
    let (rest, reading) = reading(input)?;
    // Of most figures nothing says that they are a clock: no day is looked for behind these.
    if !reading.is_certain() && !reading.likely && (!at || is_spelled(input)) {
        return no_match();
    }
    let day = day_after(rest);
    let told = reading.is_certain()
        || (reading.likely && (at || day.is_ok()))
        // "at 10 on Tuesday": the hour alone, between its preposition and its day.
        || (at && day.is_ok() && !is_spelled(input));
    let Some(time) = reading.settled().filter(|_| told) else { return no_match() };
    match day {
        Ok((rest, day)) => Ok((rest, TimeExpr::Clock(time, Some(Box::new(day))))),
        Err(_) => Ok((rest, TimeExpr::Clock(time, None))),
    }
}

/// How far behind the start of a clock, or behind its day, the figure or the word stands that makes it one.
const CLOCK_REACH: usize = 6;

/// Whether figures have their minutes glued to them, or any word behind them that makes them a clock: "12 osób"
/// have not.
fn may_be_clock(input: Tokens<'_>) -> bool {
    is_spelled(input)
        || input.get(1).is_some_and(|next| !next.spaced)
        || input.ahead(CLOCK_REACH, is_clock_word)
}

fn is_clock_word(token: &Token) -> bool {
    token.has(Section::Clock)
}

fn is_clock_part(token: &Token) -> bool {
    token.kind == TokenKind::Digits || token.has(Section::Clock)
}

fn is_spelled(input: Tokens<'_>) -> bool {
    input.first().is_some_and(|token| token.kind == TokenKind::Word)
}

/// "9 kwietnia o godz. 17.00", "terça-feira, às 14h30", "Monday at 5 p.m.", "tonight around 7".
pub(super) fn day_clock(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if !input.ahead(CLOCK_REACH, is_clock_part) {
        return no_match();
    }
    let (after_day, day) = day(input)?;
    let (rest, at) = to_clock(after_day);
    let (after, reading) = reading(rest)?;
    let bare = at && !counts_something(after) && ends_phrase(after);
    let told = reading.is_certain() || reading.likely || bare;
    let Some(time) = reading.settled().filter(|_| told) else { return no_match() };
    Ok((after, TimeExpr::Clock(time, Some(Box::new(day)))))
}

static DAYS: Table<TimeExpr> = Table::new(&productions! {
    weekday_of_week: Weekday | Direction | RelativeUnit | TimeUnit | TimeAnaphor;
    day_then_part: Weekday | WeekdayBeside | Direction | RelativeDay | Month | MonthBeside | DayMark | DateOf
        | Ordinal | Cardinal, digits;
    directed_part: Direction | DayPart;
    day_part: DayPart;
    dated: Weekday | WeekdayBeside | Month | MonthBeside | DayMark | DateOf | Ordinal | Cardinal, digits;
    directed_weekday: Direction;
    relative_day: RelativeDay;
    marked_day: DayMark;
    ranked_day:, joined;
    day_and_month:, joined;
});

/// The day of a clock, in any writing.
pub(super) fn day(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    DAYS.first(input)
}

/// What may stand between a day and its clock: a comma, "at", "around", "por volta das". And whether a
/// word says that a clock follows.
fn to_clock(input: Tokens<'_>) -> (Tokens<'_>, bool) {
    let comma = |rest: Tokens<'_>| rest.first().is_some_and(|token| token.kind == TokenKind::Comma);
    let start = skip_place(input);
    let mut rest = if comma(start) { start.skip(1) } else { start };
    let mut at = false;
    while rest.first().is_some_and(|token| {
        let clock = clock_word(ClockWord::At).parse(rest).is_ok();
        clock || (token.has(Section::Bound) && token.kind == TokenKind::Word)
    }) {
        at = true;
        rest = rest.skip(1);
    }
    (rest, at)
}

/// "na segunda em Londres às 17h", "Monday in London at 5 p.m.": a place may stand between a day and the
/// *at* of its clock.
fn skip_place(input: Tokens<'_>) -> Tokens<'_> {
    let place = preposition(input).ok().map(|(rest, ())| rest).filter(|rest| rest.first_has(Section::Place));
    let after = place.map(|rest| rest.skip(1)).filter(|rest| clock_word(ClockWord::At).parse(*rest).is_ok());
    after.unwrap_or(input)
}

/// Whether a clock follows, "at 5" too.
pub(super) fn clock_follows(input: Tokens<'_>) -> bool {
    if !input.first().is_some_and(is_clock_part) && !input.ahead(CLOCK_REACH, is_clock_part) {
        return false;
    }
    let (rest, at) = to_clock(input);
    reading(rest).is_ok_and(|(after, found)| {
        found.is_certain() || found.likely || (at && !is_spelled(rest) && ends_phrase(after))
    })
}

/// Whether a figure before this place counts nothing: the sentence, the clause or the phrase ends.
pub(super) fn ends_phrase(rest: Tokens<'_>) -> bool {
    rest.first().is_none_or(|next| match next.kind {
        TokenKind::Word => next.has(Section::Function) && !next.has(Section::DateOf),
        TokenKind::Digits
        | TokenKind::Symbol
        | TokenKind::Slash
        | TokenKind::Hyphen
        | TokenKind::Dash
        | TokenKind::Colon => false,
        TokenKind::Stop | TokenKind::Comma => {
            rest.get(1).is_none_or(|after| after.spaced || after.kind != TokenKind::Digits)
        }
        _ => true,
    })
}

/// `reading = minutes past hour | [ mark ] hour [ minute [ second ] ] [ half ] [ mark ] [ zone ]`.
pub(super) fn reading(input: Tokens<'_>) -> Parsed<'_, Reading> {
    if let Ok(found) = from_the_hour(input) {
        return Ok(found);
    }
    if let Ok(found) = four_figures(input) {
        return Ok(found);
    }
    let (start, mark) = opt(clock_word(ClockWord::Mark)).parse(input)?;
    let (rest, found) = hour_and_minute(start)?;
    let (rest, half) = opt(half_of_day).parse(rest)?;
    let (rest, after_mark) = opt(mark_after).parse(rest)?;
    let half = half.or_else(|| half_of_day(rest).ok().map(|(_, half)| half));
    let rest = half_of_day(rest).map_or(rest, |(rest, _)| rest);
    let (rest, zoned) = opt(zone).parse(rest)?;
    if half.is_some() && found.hour > 12 && half == Some(false) {
        return no_match();
    }
    let certain =
        found.certain || mark.is_some() || after_mark == Some(true) || zoned.is_some() && found.likely;
    let zoned = zoned.is_some();
    Ok((rest, Reading { half, certain, likely: found.likely || after_mark.is_some(), zoned, ..found }))
}

/// "o'clock", and whether it is no unit of time as well ("8 horas").
fn mark_after(input: Tokens<'_>) -> Parsed<'_, bool> {
    let certain = !input.first_has(Section::TimeUnit);
    let (rest, ()) = clock_word(ClockWord::Mark).parse(input)?;
    Ok((rest, certain))
}

/// The hour with its minutes and seconds: "8:00:31", "2.40", "5h40", "seven thirty", "dez e meia".
fn hour_and_minute(input: Tokens<'_>) -> Parsed<'_, Reading> {
    if is_spelled(input) {
        return spelled(input);
    }
    let (rest, (hour, _)) = digits(0, 24).parse(input)?;
    let Ok(hour) = i8::try_from(hour) else { return no_match() };
    let Ok((rest, (minute, mark))) = minute(rest) else {
        let half = rest.first_has(Section::AndHalf) && at_before(input);
        let (rest, minute) = if half { (rest.skip(1), Some(30)) } else { (rest, None) };
        return Ok((rest, Reading { likely: half, ..Reading::of(hour, minute) }));
    };
    let (rest, second) = opt(second).parse(rest)?;
    let (rest, _) = opt(minute_letter).parse(rest)?;
    // "1:10" is a scale or a score sooner than a time; "18:05" and "5h40" are times.
    let two_digits = input.first().is_some_and(|token| token.span.len() == 2);
    let certain = match mark {
        MinuteMark::Letter => true,
        MinuteMark::Colon => two_digits || second.is_some(),
        MinuteMark::Stop => false,
    };
    // "o 22.10": where the stop is no decimal mark, a preposition makes the figures a time.
    let likely = mark != MinuteMark::Stop || input.source().lexicon.switches.decimal_mark != '.';
    Ok((rest, Reading { second, certain, likely, ..Reading::of(hour, Some(minute)) }))
}

/// "seven", "seven thirty", "sete e vinte", "dez e meia".
fn spelled(input: Tokens<'_>) -> Parsed<'_, Reading> {
    if input.first_has(Section::Ordinal) {
        return ranked_hour(input);
    }
    let (rest, hour) = number(input, false)?;
    let Some(value) = hour.bounds.single().filter(|_| hour.scale.is_none()) else { return no_match() };
    let whole = value.trunc();
    let Some(hour) = whole.to_i8().filter(|hour| (0..=24).contains(hour)) else { return no_match() };
    if value != whole {
        let half = value - whole == Decimal::new(5, 1) && hour > 0;
        let reading = Reading { likely: true, ..Reading::of(hour, Some(30)) };
        return if half { Ok((rest, reading)) } else { no_match() };
    }
    let joint = rest.first_has(Section::And)
        || rest.first().is_some_and(|token| token.kind == TokenKind::Hyphen && !token.spaced);
    let joined = if joint { rest.skip(1) } else { rest };
    let minute = number(joined, false).ok().filter(|_| is_spelled(joined)).and_then(|(after, minute)| {
        let minute = minute.bounds.single().filter(|_| !minute.article())?.to_i8()?;
        (10..=59).contains(&minute).then_some((after, minute))
    });
    Ok(match minute {
        Some((after, minute)) => (after, Reading { likely: true, ..Reading::of(hour, Some(minute)) }),
        None => (rest, Reading::of(hour, None)),
    })
}

/// "o trzeciej po południu": an hour told by its rank, behind its preposition and before the half of the day.
fn ranked_hour(input: Tokens<'_>) -> Parsed<'_, Reading> {
    let hour = input.first_meaning(Section::Ordinal, |meaning| match meaning {
        Meaning::Ordinal(rank @ 1..=12) => i8::try_from(rank).ok(),
        _ => None,
    });
    let rest = input.skip(1);
    match hour {
        Some(hour) if at_before(input) && half_of_day(rest).is_ok() => Ok((rest, Reading::of(hour, None))),
        _ => no_match(),
    }
}

/// `minutes ( past | to ) hour`: "half past seven", "quarter to ten", "20 minutes past 8",
/// "quinze para as oito".
fn from_the_hour(input: Tokens<'_>) -> Parsed<'_, Reading> {
    // Reading the minutes is the dear part: look for the word behind them first.
    if !input.ahead(CLOCK_REACH, is_clock_word) {
        return no_match();
    }
    let (rest, minutes, sure) = minutes_told(input)?;
    let (rest, to) =
        alt((clock_word(ClockWord::Past).map(|()| false), clock_word(ClockWord::To).map(|()| true)))
            .parse(rest)?;
    let hour_at = rest;
    let (rest, found) = hour_and_minute(hour_at)?;
    let (rest, half) = opt(half_of_day).parse(rest)?;
    // "from 5 to 6pm" is a range: few minutes before the hour are told in words, or with their unit.
    let few = to && !is_spelled(input) && minutes < 13;
    let sure = sure || (!few && (half.is_some() || at_before(input) || !to));
    let counts = half.is_none() && counts_something(rest);
    if found.minute.is_some() || !sure || counts || is_grouped(rest) {
        return no_match();
    }
    let (hour, minute) = match to {
        false => (found.hour, minutes),
        true if minutes == 0 => return no_match(),
        true => ((found.hour + 23) % 24, 60 - minutes),
    };
    // "quinze para a uma da tarde": an hour before one is noon.
    let half = half.map(|half| if to && found.hour == 12 { !half } else { half });
    let hour = if to && hour == 0 && half.is_some() { 12 } else { hour };
    Ok((rest, Reading { half, certain: true, likely: true, ..Reading::of(hour, Some(minute)) }))
}

/// ",000" of "up a quarter to 24,000": more figures behind a mark.
fn is_grouped(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|mark| !mark.spaced && matches!(mark.kind, TokenKind::Comma | TokenKind::Stop))
        && rest.get(1).is_some_and(|next| !next.spaced && next.kind == TokenKind::Digits)
}

/// Minutes before or after the hour, and whether their words say so: "a quarter", "half", "20 minutes".
fn minutes_told(input: Tokens<'_>) -> Result<(Tokens<'_>, i8, bool), nom::Err<NoMatch>> {
    let (start, _) = opt(section(Section::One)).parse(input)?;
    let part = start.first_meaning(Section::Fraction, |meaning| match meaning {
        Meaning::Fraction(1, 2, _) => Some(30),
        Meaning::Fraction(1, 4, _) => Some(15),
        _ => None,
    });
    let quarter = start.first_meaning(Section::TimeUnit, |meaning| {
        matches!(meaning, Meaning::TimeUnit(TimeUnit::Quarter)).then_some(15)
    });
    if let Some(minutes) = part.or(quarter) {
        return Ok((start.skip(1), minutes, true));
    }
    let (rest, count) = number(input, false)?;
    let minutes =
        count.bounds.single().filter(|value| *value == value.trunc()).and_then(|value| value.to_i8());
    let Some(minutes) = minutes.filter(|minutes| (1..60).contains(minutes)) else { return no_match() };
    match time_unit(rest) {
        Ok((rest, TimeUnit::Minute)) => Ok((rest, minutes, true)),
        Ok(_) => no_match(),
        Err(_) => Ok((rest, minutes, false)),
    }
}

/// "0800 UTC": four figures are a clock where a zone says so.
fn four_figures(input: Tokens<'_>) -> Parsed<'_, Reading> {
    if input.first().is_none_or(|token| token.span.len() != 4) {
        return no_match();
    }
    let (rest, (value, _)) = digits(0, 2359).parse(input)?;
    let (rest, ()) = zone(rest)?;
    let (hour, minute) = (i8::try_from(value / 100), i8::try_from(value % 100));
    match (hour, minute) {
        (Ok(hour), Ok(minute @ 0..60)) => Ok((
            rest,
            Reading { certain: true, likely: true, zoned: true, ..Reading::of(hour, Some(minute)) },
        )),
        _ => no_match(),
    }
}

/// "UTC", "(GMT +8)", "CET".
fn zone(input: Tokens<'_>) -> Parsed<'_, ()> {
    let (start, open) = opt(kind(TokenKind::Open)).parse(input)?;
    let (mut rest, ()) = clock_word(ClockWord::Zone).parse(start)?;
    let sign =
        |token: &Token| matches!(token.kind, TokenKind::Hyphen | TokenKind::Dash) || input.word(token) == "+";
    if rest.first().is_some_and(sign)
        && rest.get(1).is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced)
    {
        rest = rest.skip(2);
    }
    if open.is_none() {
        return Ok((rest, ()));
    }
    let (rest, _) = kind(TokenKind::Close).parse(rest)?;
    Ok((rest, ()))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum MinuteMark {
    Colon,
    Letter,
    Stop,
}

/// The minute, and the mark before it.
fn minute(input: Tokens<'_>) -> Parsed<'_, (i8, MinuteMark)> {
    let colon = glued(TokenKind::Colon).map(|_| MinuteMark::Colon);
    let stop = glued(TokenKind::Stop).map(|_| MinuteMark::Stop);
    let (rest, mark) = alt((colon, hour_letter, stop)).parse(input)?;
    let (rest, minute) = two_figures(rest)?;
    Ok((rest, (minute, mark)))
}

/// ":31" after the minute.
fn second(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (rest, _) = glued(TokenKind::Colon).parse(input)?;
    two_figures(rest)
}

fn two_figures(input: Tokens<'_>) -> Parsed<'_, i8> {
    let fits = input.first().is_some_and(|token| !token.spaced && token.span.len() == 2);
    let (rest, (value, _)) = digits(0, 59).parse(input)?;
    match i8::try_from(value) {
        Ok(value) if fits => Ok((rest, value)),
        _ => no_match(),
    }
}

/// "5h40"
fn hour_letter(input: Tokens<'_>) -> Parsed<'_, MinuteMark> {
    match input.first() {
        Some(token) if !token.spaced && matches!(input.word(token), "h" | "H") => {
            // "2h:30"
            let colon = input.get(1).is_some_and(|next| next.kind == TokenKind::Colon && !next.spaced);
            Ok((input.skip(1 + usize::from(colon)), MinuteMark::Letter))
        }
        _ => no_match(),
    }
}

/// "5h40min", "5h40m"
fn minute_letter(input: Tokens<'_>) -> Parsed<'_, ()> {
    match input.first() {
        Some(token) if !token.spaced && matches!(input.word(token), "min" | "m") => Ok((input.skip(1), ())),
        _ => no_match(),
    }
}

/// Whether the half of the day is the second.
fn half_of_day(input: Tokens<'_>) -> Parsed<'_, bool> {
    alt((clock_word(ClockWord::Am).map(|()| false), clock_word(ClockWord::Pm).map(|()| true))).parse(input)
}

/// "2.40am on Sunday", "às 5h40 de quarta-feira": a comma or a preposition may stand between.
fn day_after(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, _) = opt(kind(TokenKind::Comma)).parse(input)?;
    if let Ok(found) = day(rest) {
        return Ok(found);
    }
    let (rest, ()) = preposition(rest)?;
    day(rest)
}

pub(super) fn preposition(input: Tokens<'_>) -> Parsed<'_, ()> {
    let Some(token) = input.first().filter(|token| token.kind == TokenKind::Word) else { return no_match() };
    let is = input.source().is_function(token, FunctionWord::Preposition) || token.has(Section::DateOf);
    if is { Ok((input.skip(1), ())) } else { no_match() }
}

/// `[ day ] reading joiner reading [ day ]`: "10 a.m. to noon", "das 10h às 12h de segunda",
/// "Tuesday from 2:00 to 2:30 pm", "from 3-8pm yesterday". One of the two must be written as a clock.
pub(super) fn clock_range(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if !input.ahead(CLOCK_REACH + 2, is_clock_part) || !input.ahead(CLOCK_REACH + 4, may_join) {
        return no_match();
    }
    if !is_spelled(input) && !may_have_minutes(input) {
        return no_match();
    }
    let (start, before) = match day(input) {
        Ok((rest, day)) => (to_range(rest), Some(day)),
        Err(_) => (input, None),
    };
    // "entre as 12:00 e as 13:00": the article goes with the hour.
    let opening = start.back().filter(|before| article(*before).is_ok()).unwrap_or(start);
    let opened = opening.back().is_some_and(|before| {
        before.first_has(Section::Range) || clock_word(ClockWord::At).parse(before).is_ok()
    });
    let (rest, mut first) = reading(start)?;
    let (rest, ()) = super::interval::joined(opening, rest)?;
    let (rest, _) = opt(alt((clock_word(ClockWord::At), article))).parse(rest)?;
    let (rest, mut second) = reading(rest)?;
    let certain = first.is_certain() || second.is_certain();
    let (rest, day) = match before {
        Some(day) => (rest, Some(day)),
        None => match day_after(rest) {
            Ok((rest, day)) => (rest, Some(day)),
            Err(_) => (rest, None),
        },
    };
    let scheduled = || is_schedule(&first, &second) && !counts_something(rest);
    let likely = (first.likely || second.likely) && (opened || day.is_some() || scheduled());
    if !(certain || likely) || (first.is_bare() && second.is_bare()) || is_spelled(start) && !certain {
        return no_match();
    }
    share_half(&mut first, &mut second);
    let (Some(from), Some(to)) = (first.settled(), second.settled()) else { return no_match() };
    Ok((rest, TimeExpr::ClockSpan(from, to, day.map(Box::new))))
}

/// Whether anything behind figures can make one end of a range a clock: minutes or a letter glued to an hour, a
/// word of the clock, an hour in words.
fn may_have_minutes(input: Tokens<'_>) -> bool {
    const TOLD: SectionSet =
        SectionSet::of(&[Section::Clock, Section::AndHalf, Section::Cardinal, Section::One]);
    input.ahead(RANGE_REACH, |token| {
        let glued = !token.spaced && matches!(token.kind, TokenKind::Digits | TokenKind::Word);
        glued || token.sections().meets(TOLD)
    })
}

/// How many tokens a range of clocks takes with its day at most.
const RANGE_REACH: usize = 16;

/// "10.30 – 11.00": two readings with minutes as timetables have them, which are no days of a month.
fn is_schedule(first: &Reading, second: &Reading) -> bool {
    let Some((from, to)) = first.minute.zip(second.minute) else { return false };
    let no_month = |minute: i8| minute == 0 || minute > 12;
    first.likely
        && second.likely
        && (6..24).contains(&first.hour)
        && (first.hour, from) < (second.hour, to)
        && from % 5 == 0
        && to % 5 == 0
        && (no_month(from) || no_month(to))
}

/// What may stand between a day and a range of clocks.
fn to_range(input: Tokens<'_>) -> Tokens<'_> {
    let (rest, _) = to_clock(input);
    let rest = if rest.first_has(Section::Range) { rest.skip(1) } else { return rest };
    article(rest).map_or(rest, |(rest, ())| rest)
}

/// "3-8pm", "11-1pm", "8am-3": the half of the day that one of the two names holds for the other, unless
/// the range would run backwards.
fn share_half(first: &mut Reading, second: &mut Reading) {
    let place = |reading: &Reading| (reading.hour % 12, reading.minute.unwrap_or_default());
    match (first.half, second.half) {
        (None, Some(half)) if first.hour <= 12 => {
            let backwards = place(first) >= place(second);
            first.half = Some(if backwards { !half } else { half });
        }
        (Some(half), None) if second.hour <= 12 => {
            let backwards = place(second) <= place(first);
            second.half = Some(if backwards { !half } else { half });
        }
        _ => {}
    }
}
