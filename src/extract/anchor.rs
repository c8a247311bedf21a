use jiff::civil::Date;

use crate::document::{Published, PublishedFrom};
use crate::grammar::{CalendarDate, Mention, MentionValue, TimeExpr};

/// How many years after the last year it names an article may have been published.
const YEARS_AHEAD: i16 = 1;

/// Finds the publication date in the text itself: a full date in its first lines, or a weekday with
/// its date, which has few years to be true in.
pub(super) fn infer(mentions: &[Mention], first_paragraphs_end: usize) -> Option<Published> {
    let dates: Vec<(usize, CalendarDate)> = mentions.iter().flat_map(calendar_dates).collect();
    let full =
        dates.iter().filter(|(at, _)| *at < first_paragraphs_end).find_map(|(_, date)| full_date(date));
    if let Some(date) = full {
        return Some(Published { date, moment: None, from: PublishedFrom::Dateline });
    }
    let named: Vec<i16> =
        dates.iter().filter_map(|(_, date)| date.year).filter(|year| (1990..2100).contains(year)).collect();
    let latest = named.iter().copied().max()?;
    let inferred = dates.iter().filter_map(|(_, date)| by_weekday(date, latest)).max()?;
    Some(Published { date: inferred, moment: None, from: PublishedFrom::Inferred })
}

/// The full dates that are named, in text order.
pub(super) fn full_dates(mentions: &[Mention]) -> Vec<Date> {
    mentions.iter().flat_map(calendar_dates).filter_map(|(_, date)| full_date(&date)).collect()
}

fn calendar_dates(mention: &Mention) -> Vec<(usize, CalendarDate)> {
    let start = mention.span.start as usize;
    let MentionValue::Time(expr) = &mention.value else { return Vec::new() };
    let mut found = Vec::new();
    collect(expr, &mut |date| found.push((start, *date)));
    found
}

fn collect(expr: &TimeExpr, found: &mut impl FnMut(&CalendarDate)) {
    match expr {
        TimeExpr::Calendar(date) => found(date),
        TimeExpr::Between(from, to) => {
            collect(from, found);
            collect(to, found);
        }
        TimeExpr::DayPart(Some(day), _) | TimeExpr::Clock(_, _, Some(day)) | TimeExpr::Part(_, day) => {
            collect(day, found);
        }
        _ => {}
    }
}

fn full_date(date: &CalendarDate) -> Option<Date> {
    Date::new(date.year?, date.month?, date.day?).ok()
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
