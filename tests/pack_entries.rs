//! Every surface of the packs means what it is listed under: by itself, and for the words of numbers,
//! calendars, units and money in a sentence as short as can be. Complaints name the file and the line.

mod listed;
mod reader;

use std::collections::BTreeMap;

use factlint::lexicon::{Lexicon, Library, Meaning, Token, TokenText};
use factlint::model::Fact;
use jiff::civil::date;
use listed::{Listed, listed, report, tags};
use reader::{PUBLISHED, library, line, notation, read_all, unit};

/// A surface as text: stems are their own shortest word.
fn written(surface: &str) -> String {
    surface.replace('*', "")
}

fn means(lexicon: &Lexicon, surface: &str, meaning: Meaning) -> bool {
    if let (Some(ending), Meaning::Tense(tense)) = (surface.strip_prefix('*'), meaning) {
        return lexicon.tense_of_ending(&format!("ab{ending}")) == Some(tense);
    }
    let text = written(surface);
    let source = TokenText { text: &text, lexicon };
    lexicon.tokenize(&text).first().is_some_and(|token: &Token| {
        token.span.len() == text.len() && source.meanings(token).contains(&meaning)
    })
}

#[test]
fn every_surface_means_what_it_is_listed_under() {
    let library = library();
    let mut complaints = Vec::new();
    for tag in library.tags() {
        let lexicon = library.lexicon(tag).unwrap().unwrap();
        let parent = tag.split('-').next().unwrap();
        let places: BTreeMap<String, String> = [listed(parent), listed(tag)]
            .concat()
            .into_iter()
            .map(|entry| (entry.surface.clone(), entry.place()))
            .collect();
        for entry in library.entries(tag).unwrap() {
            if !means(&lexicon, &entry.surface, entry.meaning) {
                complaints.push(format!(
                    "{}: is not read as {:?} in {tag}; another surface of its section takes these words: \
                     delete this one, or shorten the other",
                    places[&entry.surface], entry.meaning
                ));
            }
        }
    }
    report(&complaints);
}

/// A sentence with a surface, and what must be read in it.
struct Trial {
    entry: Listed,
    text: String,
    wanted: String,
}

/// What is counted in trials, and how a date joins its parts.
struct Carrier {
    noun: &'static str,
    of: &'static str,
}

fn carrier(tag: &str) -> Carrier {
    match tag.split('-').next() {
        Some("pl") => Carrier { noun: "osób", of: " " },
        Some("pt") => Carrier { noun: "pessoas", of: " de " },
        _ => Carrier { noun: "people", of: " " },
    }
}

/// The sentence for a surface, or none where its section has no sentence.
fn trial(entry: Listed) -> Option<Trial> {
    let Carrier { noun, of } = carrier(&entry.tag);
    let (surface, key) = (written(&entry.surface), entry.key.as_str());
    let one_letter = surface.chars().count() == 1;
    let (text, wanted) = match entry.section.as_str() {
        "cardinal" => (format!("{surface} {noun}!"), key.to_string()),
        "scale" if one_letter => (format!("€2{surface}!"), format!("{} EUR", times_two(key)?)),
        "scale" => (format!("2 {surface} {noun}!"), times_two(key)?),
        "group" => (format!("3 {surface} {noun}!"), (3 * key.parse::<u32>().ok()?).to_string()),
        "vague" => (format!("{surface} {noun}!"), key.to_string()),
        "bound" => (format!("{surface} 250 {noun}!"), hedged(key)?),
        "bound-after" => (format!("250 {noun} {surface}!"), hedged(key)?),
        "month" => {
            (format!("17{of}{surface}{of}2024!"), format!("2024-{:0>2}-17", key.trim_start_matches("short-")))
        }
        "season" => (format!("{surface}{of}2024!"), season(key)?),
        "holiday" => (format!("{surface}{of}2024!"), holiday(key)?),
        "time-unit" => (format!("5 {surface}!"), duration(key)?),
        "relative-day" => (format!("{surface}!"), relative_day(key)?),
        "unit" | "percent" => (format!("5 {surface}!"), format!("5 {key}")),
        "currency" => (format!("5 {surface}!"), format!("5 {key}")),
        _ => return None,
    };
    Some(Trial { entry, text, wanted })
}

fn times_two(scale: &str) -> Option<String> {
    let power: u32 = scale.strip_prefix("1e")?.parse().ok()?;
    Some((2 * 10u64.pow(power)).to_string())
}

fn hedged(key: &str) -> Option<String> {
    let sign = match key {
        "about" => "~",
        "at-least" => ">=",
        "more-than" => ">",
        "at-most" => "<=",
        "less-than" => "<",
        "nearly" => "nearly ",
        "just-over" => "over ",
        _ => return None,
    };
    Some(format!("{sign}250"))
}

fn season(key: &str) -> Option<String> {
    let number = ["spring", "summer", "autumn", "winter"].iter().position(|known| *known == key)?;
    Some(format!("2024-{}", 21 + number))
}

/// Easter Sunday was on 31 March 2024.
fn holiday(key: &str) -> Option<String> {
    match key.strip_prefix("easter") {
        Some(days) => {
            let days: i64 = if days.is_empty() { 0 } else { days.parse().ok()? };
            Some(date(2024, 3, 31).checked_add(jiff::Span::new().days(days)).ok()?.to_string())
        }
        // A weekday of a month by its rank: of another notion than a date.
        None if key.contains('#') => None,
        None => Some(format!("2024-{key}")),
    }
}

fn duration(key: &str) -> Option<String> {
    Some(match key {
        "s" => "PT5S".into(),
        "min" => "PT5M".into(),
        "h" => "PT5H".into(),
        _ => {
            let digits: String = key.chars().take_while(char::is_ascii_digit).collect();
            let many: u32 = if digits.is_empty() { 1 } else { digits.parse().ok()? };
            let letter = match key.trim_start_matches(|letter: char| letter.is_ascii_digit()) {
                "d" => "D",
                "wk" => "W",
                "mo" => "M",
                "a" => "Y",
                _ => return None,
            };
            format!("P{}{letter}", 5 * many)
        }
    })
}

fn relative_day(key: &str) -> Option<String> {
    let days: i64 = key.parse().ok()?;
    Some(date(2025, 6, 17).checked_add(jiff::Span::new().days(days)).ok()?.to_string())
}

/// A fact's value with its unit.
fn value(library: &Library, fact: &Fact) -> String {
    let unit = unit(library, fact).map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{}{unit}", notation(&fact.value))
}

/// Surfaces that several meanings share, of one section or of weights and money: which is meant, a longer
/// sentence has to tell.
fn is_ambiguous(entry: &Listed, all: &[Listed]) -> bool {
    let rivals = |section: &str, other: &str| {
        section == other || matches!((section, other), ("currency", "unit") | ("unit", "currency"))
    };
    all.iter().any(|other| {
        other.surface == entry.surface && rivals(&entry.section, &other.section) && other.key != entry.key
    })
}

#[test]
fn words_of_values_are_read_in_a_sentence() {
    let library = library();
    let mut complaints = Vec::new();
    for tag in tags() {
        let all = listed(&tag);
        let trials: Vec<Trial> =
            all.iter().filter(|entry| !is_ambiguous(entry, &all)).cloned().filter_map(trial).collect();
        let texts: Vec<&str> = trials.iter().map(|trial| trial.text.as_str()).collect();
        for (trial, facts) in trials.iter().zip(read_all(library, &tag, PUBLISHED, &texts)) {
            if !facts.iter().any(|fact| value(library, fact) == trial.wanted) {
                let found: Vec<String> = facts.iter().map(|fact| line(library, &trial.text, fact)).collect();
                complaints.push(format!(
                    "{}: [{}] {}: \"{}\" should read {}, reads [{}]",
                    trial.entry.place(),
                    trial.entry.section,
                    trial.entry.key,
                    trial.text,
                    trial.wanted,
                    found.join("; ")
                ));
            }
        }
    }
    report(&complaints);
}
