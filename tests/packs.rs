//! The language packs as data: their examples hold, every surface is read as it is listed, and no
//! entry is idle. The second half holds reading itself to what it promises of any text.

mod reader;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use factlint::lexicon::{Entry, Library, Meaning, Token, TokenText};
use factlint::model::{Decimal, Fact, FactValue};
use reader::{PUBLISHED, notation, read, subject, unit};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleFile {
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    facts: Vec<ExpectedFact>,
    published: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFact {
    text: String,
    value: String,
    of: Option<String>,
    unit: Option<String>,
}

fn languages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/languages")
}

fn folders() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(languages()).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

// -- examples

#[test]
fn every_pack_finds_its_examples() {
    let library = Library::builtin().unwrap();
    let (mut wrong, mut total) = (String::new(), 0);
    let mut failed = 0;
    for folder in folders() {
        let Ok(text) = std::fs::read_to_string(folder.join("examples.toml")) else { continue };
        let tag = name_of(&folder);
        let file: ExampleFile = toml::from_str(&text).unwrap_or_else(|error| panic!("{tag}: {error}"));
        for example in &file.example {
            total += 1;
            let published = example.published.as_deref().unwrap_or(PUBLISHED);
            let facts = read(&library, &tag, published, &example.text);
            let problem = differences(&library, example, &facts);
            if !problem.is_empty() {
                failed += 1;
                write!(wrong, "\n{tag}: {}\n{problem}", example.text).unwrap();
            }
        }
    }
    assert!(failed == 0, "{wrong}\n{failed} of {total} examples fail");
}

/// What an example wants and does not get, and gets and does not want.
fn differences(library: &Library, example: &Example, facts: &[Fact]) -> String {
    let mut open: Vec<&Fact> = facts.iter().collect();
    let mut problem = String::new();
    for wanted in &example.facts {
        match open.iter().position(|fact| fits(library, example, wanted, fact)) {
            Some(at) => {
                open.remove(at);
            }
            None => {
                let of = wanted.of.as_deref().unwrap_or("-");
                let unit = wanted.unit.as_deref().unwrap_or("-");
                writeln!(problem, "  wanted `{}` = {} of {of} in {unit}", wanted.text, wanted.value).unwrap();
            }
        }
    }
    for fact in open {
        let text = fact.span.of(&example.text);
        let of = subject(library, fact).unwrap_or_else(|| "-".into());
        let unit = unit(library, fact).unwrap_or_else(|| "-".into());
        writeln!(problem, "  found  `{text}` = {} of {of} in {unit}", notation(&fact.value)).unwrap();
    }
    problem
}

fn fits(library: &Library, example: &Example, wanted: &ExpectedFact, fact: &Fact) -> bool {
    fact.span.of(&example.text) == wanted.text
        && notation(&fact.value) == wanted.value
        && unit(library, fact) == wanted.unit
        && (wanted.of.is_none() || subject(library, fact) == wanted.of)
}

// -- surfaces

/// A surface as text: stems are their own shortest word.
fn written(surface: &str) -> String {
    surface.replace('*', "")
}

#[test]
fn every_surface_reads_back_as_what_it_is_listed_under() {
    let library = Library::builtin().unwrap();
    let (mut wrong, mut failed, mut total) = (String::new(), 0, 0);
    for tag in library.tags() {
        let lexicon = library.lexicon(tag).unwrap().unwrap();
        for Entry { surface, meaning } in library.entries(tag).unwrap() {
            total += 1;
            let read = match (surface.strip_prefix('*'), meaning) {
                (Some(ending), Meaning::Tense(tense)) => {
                    lexicon.tense_of_ending(&format!("ab{ending}")) == Some(tense)
                }
                _ => {
                    let text = written(&surface);
                    let source = TokenText { text: &text, lexicon: &lexicon };
                    let tokens = lexicon.tokenize(&text);
                    tokens.first().is_some_and(|token: &Token| {
                        token.span.len() == text.len() && source.meanings(token).contains(&meaning)
                    })
                }
            };
            if !read {
                failed += 1;
                writeln!(wrong, "{tag}: `{surface}` is not read as {meaning:?}").unwrap();
            }
        }
    }
    assert!(failed == 0, "{wrong}{failed} of {total} surfaces fail");
}

// -- lint

type Words = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// The files that a pack may hold.
const FILES: [&str; 11] = [
    "pack.toml",
    "numbers.toml",
    "bounds.toml",
    "calendar.toml",
    "relative.toml",
    "units.toml",
    "money.toml",
    "concepts.toml",
    "places.toml",
    "cues.toml",
    "examples.toml",
];

/// The entries of a pack's own files: file, section, meaning, surface.
fn own_entries(folder: &Path) -> Vec<[String; 4]> {
    let mut found = Vec::new();
    for name in FILES.iter().filter(|name| !matches!(**name, "pack.toml" | "examples.toml")) {
        let Ok(text) = std::fs::read_to_string(folder.join(name)) else { continue };
        let words: Words = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for (section, meanings) in words {
            for (meaning, surfaces) in meanings {
                for surface in surfaces {
                    found.push([name.to_string(), section.clone(), meaning.clone(), surface]);
                }
            }
        }
    }
    found
}

#[test]
fn packs_hold_nothing_idle() {
    let mut wrong = String::new();
    for folder in folders() {
        let tag = name_of(&folder);
        for entry in std::fs::read_dir(&folder).unwrap() {
            let name = name_of(&entry.unwrap().path());
            if !FILES.contains(&name.as_str()) {
                writeln!(wrong, "{tag}: no pack has a file `{name}`").unwrap();
            }
        }
        let own = own_entries(&folder);
        let mut seen = BTreeSet::new();
        for entry in &own {
            if !seen.insert(&entry[1..]) {
                writeln!(wrong, "{tag}: `{}` stands twice under [{}] {}", entry[3], entry[1], entry[2])
                    .unwrap();
            }
        }
        let Some((parent, _)) = tag.split_once('-') else { continue };
        for entry in overlay_entries_of_the_parent(&own, &own_entries(&languages().join(parent))) {
            writeln!(wrong, "{tag}: `{entry}` says what {parent} says already").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Surfaces for which an overlay says exactly what its parent says.
fn overlay_entries_of_the_parent(own: &[[String; 4]], parent: &[[String; 4]]) -> Vec<String> {
    let meanings = |entries: &[[String; 4]], surface: &str| -> BTreeSet<(String, String)> {
        let of_surface = entries.iter().filter(|entry| entry[3] == surface);
        of_surface.map(|entry| (entry[1].clone(), entry[2].clone())).collect()
    };
    let surfaces: BTreeSet<&String> = own.iter().map(|entry| &entry[3]).collect();
    surfaces
        .into_iter()
        .filter(|surface| meanings(own, surface) == meanings(parent, surface))
        .cloned()
        .collect()
}

// -- properties

/// Words and marks out of which odd texts are made.
fn scraps(library: &Library) -> Vec<String> {
    let odd = [
        " ",
        " ",
        " ",
        "\u{a0}",
        "\u{202f}",
        "\n",
        "\r",
        "\r\n",
        "\u{2028}",
        "\u{2029}",
        "\u{ad}",
        "\u{200b}",
        "\u{212a}",
        "e\u{301}",
        "c\u{327}",
        "ﬁ",
        "İ",
        "ß",
        "€",
        "%",
        "°",
        "º",
        ".",
        ",",
        ":",
        ";",
        "-",
        "–",
        "/",
        "'",
        "’",
        "(",
        ")",
        "#",
        "²",
        "½",
        "٣",
        "0",
        "1",
        "12",
        "000",
        "2025",
        "17",
        "06",
        "99999999999999999999",
    ];
    let mut scraps: Vec<String> = odd.iter().map(ToString::to_string).collect();
    for tag in library.tags() {
        let entries = library.entries(tag).unwrap();
        scraps.extend(entries.iter().step_by(7).map(|entry| written(&entry.surface)));
    }
    scraps
}

#[test]
fn no_text_breaks_the_reader() {
    let library = Library::builtin().unwrap();
    let scraps = scraps(&library);
    let tags: Vec<&str> = library.tags().collect();
    arbtest::arbtest(|u| {
        let mut text = String::new();
        for _ in 0..u.int_in_range(0..=24)? {
            text.push_str(u.choose(&scraps)?);
            if u.ratio(1, 2)? {
                text.push(' ');
            }
        }
        for tag in &tags {
            check_reading(&library, tag, &text);
        }
        Ok(())
    })
    .budget_ms(4_000);
}

fn check_reading(library: &Library, tag: &str, text: &str) {
    let lexicon = library.lexicon(tag).unwrap().unwrap();
    let tokens = lexicon.tokenize(text);
    let mut end = 0;
    for token in &tokens {
        let (from, to) = (token.span.start as usize, token.span.end as usize);
        assert!(text.get(from..to).is_some_and(|word| !word.is_empty()), "{tag}: {text:?}");
        assert!(from >= end, "{tag}: tokens overlap in {text:?}");
        end = to;
    }
    let mut end = 0;
    for mention in factlint::grammar::mentions(TokenText { text, lexicon: &lexicon }, &tokens) {
        assert!(mention.span.start >= end, "{tag}: mentions overlap in {text:?}");
        end = mention.span.end;
    }
    let mut start = 0;
    for fact in read(library, tag, PUBLISHED, text) {
        assert!(!fact.span.of(text).is_empty(), "{tag}: {text:?}");
        assert!(fact.span.start >= start, "{tag}: facts out of order in {text:?}");
        start = fact.span.start;
    }
}

#[test]
fn integers_read_back_as_written() {
    let library = Library::builtin().unwrap();
    let conventions = [("pl", "\u{a0}"), ("pl", " "), ("pl", "."), ("pt", "."), ("pt", " "), ("en", ",")];
    arbtest::arbtest(|u| {
        let exponent = u.int_in_range(0..=15u32)?;
        let value = u.int_in_range(0..=10u64.pow(exponent))?;
        let (tag, mark) = *u.choose(&conventions)?;
        for text in [value.to_string(), grouped(value, mark)] {
            let wanted = Decimal::from(value);
            let sentence = format!("({text} kg)");
            let facts = read(&library, tag, PUBLISHED, &sentence);
            let found = facts.iter().find_map(|fact| match &fact.value {
                FactValue::Quantity(quantity) => quantity.bounds.single(),
                _ => None,
            });
            assert_eq!(found, Some(wanted), "{tag}: {sentence}");
        }
        Ok(())
    })
    .budget_ms(2_000);
}

fn grouped(value: u64, mark: &str) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
}
