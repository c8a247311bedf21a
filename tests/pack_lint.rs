//! The packs held to their form: what a linguist may have written twice, in vain or not at all. Every
//! complaint names the file and the line, and says what to do.

mod listed;

use std::collections::{BTreeMap, BTreeSet};

use listed::{FILES, Listed, base_tags, languages, listed, report, tags};

#[test]
fn a_pack_has_no_other_files() {
    let mut complaints = Vec::new();
    for tag in tags() {
        for entry in std::fs::read_dir(languages().join(&tag)).unwrap() {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            if !FILES.contains(&name.as_str()) {
                complaints.push(format!(
                    "rules/languages/{tag}/{name}: no pack has a file of this name; move its sections into \
                     the file that docs/language-packs.md gives them"
                ));
            }
        }
    }
    report(&complaints);
}

#[test]
fn no_surface_stands_twice() {
    let mut complaints = Vec::new();
    for tag in tags() {
        let mut seen: BTreeMap<(String, String, String), Listed> = BTreeMap::new();
        for entry in listed(&tag) {
            let id = (entry.section.clone(), entry.key.clone(), entry.surface.clone());
            if let Some(first) = seen.insert(id, entry.clone()) {
                complaints.push(format!(
                    "{}: stands under [{}] {} already, in line {}; delete one of the two",
                    entry.place(),
                    entry.section,
                    entry.key,
                    first.line
                ));
            }
        }
    }
    report(&complaints);
}

#[test]
fn an_overlay_says_only_what_differs() {
    let mut complaints = Vec::new();
    for tag in tags() {
        let Some((parent, _)) = tag.split_once('-') else { continue };
        let (own, inherited) = (listed(&tag), listed(parent));
        let meanings = |entries: &[Listed], surface: &str| -> BTreeSet<(String, String)> {
            let same = entries.iter().filter(|entry| entry.surface == surface);
            same.map(|entry| (entry.section.clone(), entry.key.clone())).collect()
        };
        for entry in &own {
            if meanings(&own, &entry.surface) == meanings(&inherited, &entry.surface) {
                complaints
                    .push(format!("{}: `{parent}` says just this already; delete it here", entry.place()));
            }
        }
    }
    report(&complaints);
}

/// Whether one word of a surface matches all that the other matches.
fn word_covers(pattern: &str, word: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => word.trim_end_matches('*').starts_with(stem),
        None => pattern == word,
    }
}

/// Whether every text that `other` matches is matched by `entry` too.
fn covers(entry: &Listed, other: &Listed) -> bool {
    // A capital in a surface asks for one, and a hyphen may be left out in a text, a space not be put for it.
    let asks_for_a_capital = entry.surface.chars().any(char::is_uppercase);
    let joints = |entry: &Listed| entry.surface.matches('-').count();
    entry.words.len() == other.words.len()
        && entry.words.iter().zip(&other.words).all(|(pattern, word)| word_covers(pattern, word))
        && !asks_for_a_capital
        && joints(entry) >= joints(other)
        && !entry.surface.starts_with('*')
}

#[test]
fn no_surface_is_idle() {
    let mut complaints = Vec::new();
    for tag in tags() {
        let all = listed(&tag);
        let mut meanings: BTreeMap<(&str, &str), Vec<&Listed>> = BTreeMap::new();
        for entry in &all {
            meanings.entry((&entry.section, &entry.key)).or_default().push(entry);
        }
        for ((section, key), entries) in meanings {
            for (at, entry) in entries.iter().enumerate() {
                let others = entries.iter().enumerate().filter(|(other, _)| *other != at);
                let broader = others.map(|(_, other)| *other).find(|other| covers(other, entry));
                // One that a stem of another meaning would take is needed after all.
                let contested = |entry: &Listed| {
                    all.iter()
                        .any(|other| other.section == section && other.key != key && covers(other, entry))
                };
                if let Some(broader) = broader.filter(|_| !contested(entry)) {
                    complaints.push(format!(
                        "{}: `{}` in line {} matches it already under [{section}] {key}; delete this one",
                        entry.place(),
                        broader.surface,
                        broader.line
                    ));
                }
            }
        }
    }
    report(&complaints);
}

/// The meanings that every language must have words for, by section. What a language may lack (am and pm
/// where the clock has 24 hours) is not among them.
const REQUIRED: [(&str, &[&str]); 30] = [
    (
        "cardinal",
        &[
            "0", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17",
            "18", "19", "20", "30", "40", "50", "60", "70", "80", "90", "100",
        ],
    ),
    ("scale", &["1e3", "1e6", "1e9", "1e12"]),
    ("group", &["12"]),
    ("denominator", &["1/3", "n/3", "1/4", "n/4", "1/5", "n/5", "1/10", "n/10"]),
    ("sign", &["point", "out-of", "times", "compared", "head"]),
    ("and-half", &["1/2"]),
    ("vague", &["3..9", "20..99", "200..999", "2000..", "2000000.."]),
    ("ordinal", &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "20", "30", "100"]),
    ("bound", &["about", "at-least", "more-than", "at-most", "less-than", "nearly", "just-over"]),
    ("bound-after", &["about", "at-least", "at-most"]),
    ("range", &["between", "from", "to", "and", "or"]),
    ("month", &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]),
    ("weekday", &["1", "2", "3", "4", "5", "6", "7"]),
    ("season", &["spring", "summer", "autumn", "winter"]),
    ("daypart", &["dawn", "morning", "noon", "afternoon", "evening", "night", "midnight"]),
    ("time-unit", &["s", "min", "h", "d", "wk", "mo", "3mo", "6mo", "a", "10a", "100a"]),
    ("holiday", &["01-01", "12-24", "12-25", "12-31", "easter"]),
    ("clock", &["mark", "at"]),
    ("year-mark", &["year"]),
    ("relative-day", &["-1", "0", "1"]),
    ("direction", &["last", "this", "next"]),
    ("since", &["since"]),
    ("until", &["until", "set-for"]),
    ("part", &["start", "mid", "end"]),
    ("recurrence", &["every", "d", "wk", "mo", "a"]),
    ("anaphora-time", &["that", "following", "previous"]),
    ("percent", &["%", "pp"]),
    ("attribution", &["according-to", "say"]),
    ("status", &["planned", "denied", "hypothetical", "demanded", "forecast"]),
    (
        "function",
        &["preposition", "conjunction", "relative", "pronoun", "auxiliary", "adverb", "subordinator"],
    ),
];

fn file_of(section: &str) -> &'static str {
    match section {
        "bound" | "bound-after" | "range" => "bounds.toml",
        "month" | "weekday" | "season" | "daypart" | "time-unit" | "holiday" | "clock" | "year-mark" => {
            "calendar.toml"
        }
        "relative-day" | "direction" | "since" | "until" | "part" | "recurrence" | "anaphora-time" => {
            "relative.toml"
        }
        "percent" | "unit" => "units.toml",
        "attribution" | "status" | "function" => "cues.toml",
        _ => "numbers.toml",
    }
}

#[test]
fn every_language_has_words_for_what_all_must_say() {
    let mut complaints = Vec::new();
    for tag in base_tags() {
        let known: BTreeSet<(String, String)> =
            listed(&tag).into_iter().map(|entry| (entry.section, entry.key)).collect();
        for (section, keys) in REQUIRED {
            for key in keys.iter().filter(|key| !known.contains(&(section.into(), (**key).into()))) {
                complaints.push(format!(
                    "rules/languages/{tag}/{}: [{section}] lists no word for `{key}`; add the words, and a \
                     sentence with one of them to examples.toml",
                    file_of(section)
                ));
            }
        }
    }
    report(&complaints);
}

/// Sections whose meanings are the same few in all languages: what one can say, the others can.
const CLOSED: [&str; 21] = [
    "month",
    "weekday",
    "season",
    "daypart",
    "time-unit",
    "clock",
    "bound",
    "bound-after",
    "range",
    "relative-day",
    "direction",
    "ago",
    "ahead",
    "since",
    "until",
    "part",
    "recurrence",
    "anaphora-time",
    "percent",
    "status",
    "role",
];

/// What a language has no word for, and why.
const LACKING: [(&str, &str, &str, &str); 17] = [
    ("en", "ago", "before", "ago stands after the time"),
    ("pl", "ahead", "after", "za stands before the time"),
    ("pt", "ahead", "after", "daqui a stands before the time"),
    ("en", "bound-after", "just-over", "no such phrase in news"),
    ("pl", "bound-after", "just-over", "no such phrase in news"),
    ("pt", "bound-after", "more-than", "no such phrase in news"),
    ("pl", "clock", "am", "the clock has 24 hours"),
    ("pl", "clock", "pm", "the clock has 24 hours"),
    ("pl", "clock", "past", "minutes past an hour are told by the rank of the next"),
    ("pl", "clock", "to", "minutes before an hour stand behind za, a word of many uses"),
    ("pl", "clock", "zone", "the zone is told in words"),
    ("pl", "recurrence", "times", "times a week are told with w"),
    ("pl", "recurrence", "10a", "no word of its own"),
    ("pt", "recurrence", "10a", "no word of its own"),
    ("pl", "time-unit", "2wk", "no word of its own"),
    ("en", "relative-day", "-3", "no word of its own"),
    ("pl", "relative-day", "-3", "no word of its own in news"),
];

#[test]
fn what_one_language_can_say_the_others_can() {
    let all: Vec<(String, BTreeSet<(String, String)>)> = base_tags()
        .into_iter()
        .map(|tag| {
            let keys = listed(&tag).into_iter().map(|entry| (entry.section, entry.key)).collect();
            (tag, keys)
        })
        .collect();
    let mut complaints = Vec::new();
    for (other, said) in &all {
        // Short forms, and single words for a step of time, each language has its own.
        let own = |key: &str| key.starts_with("short-") || key.contains(':');
        let closed = said.iter().filter(|(section, key)| CLOSED.contains(&section.as_str()) && !own(key));
        for (section, key) in closed {
            for (tag, known) in &all {
                let lacking = LACKING.iter().any(|(language, of, what, _)| {
                    (*language, *of, *what) == (tag.as_str(), section.as_str(), key.as_str())
                });
                if !lacking && !known.contains(&(section.clone(), key.clone())) {
                    complaints.push(format!(
                        "rules/languages/{tag}: [{section}] lists no word for `{key}`, which `{other}` has; add \
                         the words, or say in LACKING (tests/pack_lint.rs) why the language has none"
                    ));
                }
            }
        }
    }
    complaints.sort();
    complaints.dedup();
    report(&complaints);
}
