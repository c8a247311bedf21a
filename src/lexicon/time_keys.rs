use crate::model::{DayPart, PartOf, Season, TimeUnit};

use super::length::WordLength;
use super::meaning::{Meaning, Section, named};
use super::small_words::{ClockWord, RangeWord, RecurrenceWord, Side, TimeAnaphor};

/// The meaning of a key in a section of times and ranges.
pub(super) fn time_meaning(section: Section, key: &str) -> Option<Meaning> {
    match section {
        Section::Month => month(key),
        Section::Weekday => key.parse().ok().filter(|day| (1..=7).contains(day)).map(Meaning::Weekday),
        Section::MonthBeside => {
            key.parse().ok().filter(|month| (1..=12).contains(month)).map(Meaning::MonthBeside)
        }
        Section::WeekdayBeside => {
            key.parse().ok().filter(|day| (1..=7).contains(day)).map(Meaning::WeekdayBeside)
        }
        Section::Season => season(key).map(Meaning::Season),
        Section::DayPart => day_part(key).map(Meaning::DayPart),
        Section::TimeUnit => TimeUnit::from_key(key).map(Meaning::TimeUnit),
        Section::Holiday => holiday(key),
        Section::Clock => named(key, &CLOCK_WORDS).map(Meaning::Clock),
        Section::YearMark => (key == "year").then_some(Meaning::YearMark),
        Section::DayMark => (key == "day").then_some(Meaning::DayMark),
        Section::DateOf => (key == "of").then_some(Meaning::DateOf),
        Section::RelativeDay => key.parse().ok().map(Meaning::RelativeDay),
        Section::Direction => named(key, &[("last", -1), ("this", 0), ("next", 1)]).map(Meaning::Direction),
        Section::RelativeUnit => {
            let (unit, offset) = key.split_once(':')?;
            Some(Meaning::RelativeUnit(TimeUnit::from_key(unit)?, offset.parse().ok()?))
        }
        Section::Ago => named(key, &SIDES).map(Meaning::Ago),
        Section::Ahead => named(key, &SIDES).map(Meaning::Ahead),
        Section::Since => (key == "since").then_some(Meaning::Since),
        Section::Until => match key {
            "until" => Some(Meaning::Until),
            "set-for" => Some(Meaning::SetFor),
            _ => None,
        },
        Section::Part => named(key, &PARTS).map(Meaning::Part),
        Section::Recurrence if key == "times" => Some(Meaning::Recurrence(RecurrenceWord::Times)),
        Section::Recurrence if key == "every" => Some(Meaning::Recurrence(RecurrenceWord::Every)),
        Section::Recurrence => {
            TimeUnit::from_key(key).map(|unit| Meaning::Recurrence(RecurrenceWord::Unit(unit)))
        }
        Section::TimeAnaphor => time_anaphor(key).map(Meaning::TimeAnaphor),
        Section::PeriodNoun => named(key, &[("period", Meaning::PeriodNoun), ("weekend", Meaning::Weekend)]),
        Section::Offset => named(key, &SIDES).map(Meaning::Offset),
        Section::PartOfYear => part_of_year(key),
        Section::Length => length(key),
        Section::PluralUnit => (key == "plural").then_some(Meaning::PluralUnit),
        Section::Range => named(key, &RANGE_WORDS).map(Meaning::Range),
        _ => None,
    }
}

const SIDES: [(&str, Side); 2] = [("before", Side::Before), ("after", Side::After)];
const PARTS: [(&str, PartOf); 3] = [("start", PartOf::Start), ("mid", PartOf::Mid), ("end", PartOf::End)];
const RANGE_WORDS: [(&str, RangeWord); 5] = [
    ("between", RangeWord::Between),
    ("from", RangeWord::From),
    ("to", RangeWord::To),
    ("and", RangeWord::And),
    ("or", RangeWord::Or),
];
const CLOCK_WORDS: [(&str, ClockWord); 7] = [
    ("mark", ClockWord::Mark),
    ("am", ClockWord::Am),
    ("pm", ClockWord::Pm),
    ("at", ClockWord::At),
    ("past", ClockWord::Past),
    ("to", ClockWord::To),
    ("zone", ClockWord::Zone),
];
const TIME_ANAPHORS: [(&str, TimeAnaphor); 6] = [
    ("same", TimeAnaphor::Same),
    ("that", TimeAnaphor::That),
    ("following", TimeAnaphor::Following),
    ("previous", TimeAnaphor::Previous),
    ("later", TimeAnaphor::Later),
    ("earlier", TimeAnaphor::Earlier),
];
fn month(key: &str) -> Option<Meaning> {
    let number = |key: &str| key.parse().ok().filter(|month| (1..=12).contains(month));
    match key.strip_prefix("short-") {
        Some(short) => number(short).map(Meaning::ShortMonth),
        None => number(key).map(Meaning::Month),
    }
}

fn length(key: &str) -> Option<Meaning> {
    if key == "over" {
        return Some(Meaning::LengthOver);
    }
    if key == "verb" {
        return Some(Meaning::LengthVerb);
    }
    if key == "full" {
        return Some(Meaning::LengthFull);
    }
    if key == "within" {
        return Some(Meaning::LengthWithin);
    }
    match key.strip_prefix('-') {
        Some(unit) => TimeUnit::from_key(unit).map(Meaning::LengthUnit),
        None => WordLength::from_key(key).map(Meaning::Length),
    }
}

fn time_anaphor(key: &str) -> Option<TimeAnaphor> {
    let step = || {
        let (unit, step) = key.split_once(':')?;
        Some(TimeAnaphor::Step(TimeUnit::from_key(unit)?, step.parse().ok()?))
    };
    named(key, &TIME_ANAPHORS).or_else(step)
}

fn season(key: &str) -> Option<Season> {
    let table = [
        ("spring", Season::Spring),
        ("summer", Season::Summer),
        ("autumn", Season::Autumn),
        ("winter", Season::Winter),
    ];
    named(key, &table)
}

fn day_part(key: &str) -> Option<DayPart> {
    let table = [
        ("dawn", DayPart::Dawn),
        ("morning", DayPart::Morning),
        ("noon", DayPart::Noon),
        ("afternoon", DayPart::Afternoon),
        ("evening", DayPart::Evening),
        ("night", DayPart::Night),
        ("midnight", DayPart::Midnight),
    ];
    named(key, &table)
}

/// "3/4" is the third quarter, "1/2" the first half.
fn part_of_year(key: &str) -> Option<Meaning> {
    let (rank, parts) = key.split_once('/')?;
    let (rank, parts): (i8, i8) = (rank.parse().ok()?, parts.parse().ok()?);
    ((1..=parts).contains(&rank) && matches!(parts, 2 | 4)).then_some(Meaning::PartOfYear(rank, 12 / parts))
}

fn holiday(key: &str) -> Option<Meaning> {
    if let Some(offset) = key.strip_prefix("easter") {
        let offset = if offset.is_empty() { 0 } else { offset.parse().ok()? };
        return Some(Meaning::EasterHoliday(offset));
    }
    let (month, day) = key.split_once('-')?;
    if let Some((weekday, rank)) = day.split_once('#') {
        return Some(Meaning::WeekdayHoliday(month.parse().ok()?, weekday.parse().ok()?, rank.parse().ok()?));
    }
    Some(Meaning::Holiday(month.parse().ok()?, day.parse().ok()?))
}
