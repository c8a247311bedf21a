use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::document::{Published, PublishedFrom};
use crate::grammar::{CalendarDate, Mention, MentionValue, TimeExpr};
use crate::lexicon::{Caps, Section, Token, TokenKind};

/// How many years after the last year it names an article may have been published.
const YEARS_AHEAD: i16 = 1;

/// The dateline stands in the first lines, and within so many bytes of the start.
const DATELINE_BYTES: usize = 400;

/// How many lines may stand above and in the dateline: a headline, a kicker, the dateline.
const DATELINE_LINES: usize = 4;

/// How many words a dateline holds apart from its date: a place, an agency, a clock time.
const DATELINE_WORDS: usize = 6;

/// Finds the publication date in the text itself: a dateline, or a weekday with its date, which has few years
/// to be true in. Another full date in running text dates what the text tells, and not the text.
pub(super) fn infer(tokens: &[Token], mentions: &[Mention]) -> Option<Published> {
    let top = || mentions.iter().take_while(|mention| (mention.span.start as usize) < DATELINE_BYTES);
    let dateline = top().find_map(|mention| in_dateline(tokens, mention));
    // News name the weekday of their own days: "on Tuesday, 17 June 2025, the council …".
    let of_these_days = || top().find_map(with_weekday);
    if let Some(date) = dateline.or_else(of_these_days) {
        return Some(Published { date, moment: None, from: PublishedFrom::Dateline });
    }
    // "until Sunday, 17 August" looks ahead.
    let is_ahead = |mention: &&Mention| {
        mention.tokens.0.checked_sub(1).is_some_and(|before| tokens[before].has(Section::Until))
    };
    let past = mentions.iter().filter(|mention| !is_ahead(mention));
    let dates: Vec<CalendarDate> = past.flat_map(calendar_dates).collect();
    let named: Vec<i16> =
        dates.iter().filter_map(|date| date.year).filter(|year| (1990..2100).contains(year)).collect();
    let latest = named.iter().copied().max()?;
    let inferred = dates.iter().filter_map(|date| by_weekday(date, latest)).max()?;
    let date = dates.iter().find_map(|day| this_weekday(day, inferred)).unwrap_or(inferred);
    Some(Published { date, moment: None, from: PublishedFrom::Inferred })
}

fn with_weekday(mention: &Mention) -> Option<Date> {
    match &mention.value {
        MentionValue::Time(expr @ TimeExpr::Calendar(CalendarDate { weekday: Some(_), .. })) => {
            full_date(expr)
        }
        _ => None,
    }
}

/// The full date of a mention that stands in a dateline: alone in its line but for a few words, or at the
/// head of the text before a dash or in brackets, "WARSAW, 3 May 2025 (PAP) —".
fn in_dateline(tokens: &[Token], mention: &Mention) -> Option<Date> {
    let MentionValue::Time(expr) = &mention.value else { return None };
    let date = full_date(expr)?;
    let (start, end) = mention.tokens;
    let is_break = |token: &Token| token.kind == TokenKind::Break;
    let line_start = tokens[..start].iter().rposition(is_break).map_or(0, |at| at + 1);
    let line_end = tokens[end..].iter().position(is_break).map_or(tokens.len(), |at| end + at);
    let lines_above = tokens[..start].iter().filter(|token| is_break(token)).count();
    if lines_above >= DATELINE_LINES {
        return None;
    }
    let before = &tokens[line_start..start];
    let after = &tokens[end..line_end];
    let words = |tokens: &[Token]| tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    let tells = |tokens: &[Token]| tokens.iter().any(|token| token.has(Section::Event));
    let alone = words(before) + words(after) <= DATELINE_WORDS && !tells(before) && !tells(after);
    (alone || opens_text(before, after)).then_some(date)
}

/// "WARSZAWA, 3 maja 2025 (PAP) — W sobotę …": names alone before the date, and soon after it a dash.
fn opens_text(before: &[Token], after: &[Token]) -> bool {
    let is_name = |token: &Token| token.kind != TokenKind::Word || token.caps != Caps::Lower;
    let dash = after
        .iter()
        .take(DATELINE_WORDS)
        .position(|token| token.kind == TokenKind::Dash || (token.kind == TokenKind::Hyphen && token.spaced));
    before.len() <= DATELINE_WORDS
        && before.iter().all(is_name)
        && dash.is_some_and(|at| after[..at].iter().all(is_name))
}

/// The day that an expression names in full; none where its weekday belies it.
fn full_date(expr: &TimeExpr) -> Option<Date> {
    match expr {
        TimeExpr::Calendar(date) => {
            // Where day and month may be swapped, the weekday alone tells.
            if date.either_order && date.weekday.is_none() {
                return None;
            }
            let day = |date: &CalendarDate| Date::new(date.year?, date.month?, date.day?).ok();
            let fits = |day: &Date| {
                date.weekday.is_none_or(|weekday| day.weekday().to_monday_one_offset() == weekday)
            };
            let swapped = || day(&date.swapped()).filter(|_| date.either_order);
            day(date).filter(fits).or_else(|| swapped().filter(fits))
        }
        TimeExpr::Clock(_, Some(day)) | TimeExpr::DayPart(Some(day), _) => full_date(day),
        _ => None,
    }
}

/// The full dates that are named, in text order.
pub(super) fn full_dates(mentions: &[Mention]) -> Vec<Date> {
    let dates = mentions.iter().flat_map(calendar_dates);
    dates.filter_map(|date| full_date(&TimeExpr::Calendar(date))).collect()
}

fn calendar_dates(mention: &Mention) -> Vec<CalendarDate> {
    let MentionValue::Time(expr) = &mention.value else { return Vec::new() };
    let mut found = Vec::new();
    expr.clone().each_date(&mut |date| found.push(*date));
    found
}

/// The year from the last one named on in which the weekday fits the date. More than one year later
/// is a guess, and a guess is worse than not knowing.
fn by_weekday(date: &CalendarDate, latest: i16) -> Option<Date> {
    let (month, day, weekday) = (date.month?, date.day?, date.weekday?);
    if date.year.is_some() {
        return None;
    }
    (latest..=latest + YEARS_AHEAD)
        .filter_map(|year| Date::new(year, month, day).ok())
        .find(|date| date.weekday().to_monday_one_offset() == weekday)
}

/// "this Thursday": the first one from a day on.
fn this_weekday(named: &CalendarDate, from: Date) -> Option<Date> {
    let alone = named.day.is_none() && named.month.is_none() && named.direction == Some(0);
    let weekday = Weekday::from_monday_one_offset(named.weekday.filter(|_| alone)?).ok()?;
    from.checked_add(i32::from(from.weekday().until(weekday)).days()).ok()
}
