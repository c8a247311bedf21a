//! The examples of the language packs hold, and each kind of word has an example where it says nothing.

mod reader;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use factlint::lexicon::{Library, Section, TokenText};
use factlint::model::Fact;
use reader::{PUBLISHED, library, notation, read, subject, unit};
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
    let library = library();
    let (mut wrong, mut total) = (String::new(), 0);
    let mut failed = 0;
    for folder in folders() {
        let Ok(text) = std::fs::read_to_string(folder.join("examples.toml")) else { continue };
        let tag = name_of(&folder);
        let file: ExampleFile = toml::from_str(&text).unwrap_or_else(|error| panic!("{tag}: {error}"));
        for example in &file.example {
            total += 1;
            let published = example.published.as_deref().unwrap_or(PUBLISHED);
            let facts = read(library, &tag, published, &example.text);
            let problem = differences(library, example, &facts);
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

// -- near misses

/// Sections whose words start a fact, and so must be seen to be able to keep silent.
const TEMPTING: [Section; 12] = [
    Section::One,
    Section::Fraction,
    Section::Bound,
    Section::Range,
    Section::Season,
    Section::DayPart,
    Section::TimeUnit,
    Section::Clock,
    Section::Direction,
    Section::Unit,
    Section::Currency,
    Section::Age,
];

#[test]
fn every_kind_of_word_has_a_near_miss() {
    let library = library();
    let mut missing = String::new();
    for folder in folders() {
        let tag = name_of(&folder);
        let Ok(text) = std::fs::read_to_string(folder.join("examples.toml")) else { continue };
        if tag.contains('-') {
            continue;
        }
        let file: ExampleFile = toml::from_str(&text).unwrap_or_else(|error| panic!("{tag}: {error}"));
        for section in TEMPTING {
            if !file.example.iter().any(|example| keeps_silent(library, &tag, example, section)) {
                let name = Section::ALL.iter().find(|(_, known)| *known == section).unwrap().0;
                writeln!(
                    missing,
                    "rules/languages/{tag}/examples.toml: no example has a word of [{name}] outside all its \
                     facts; add a sentence in which such a word says nothing"
                )
                .unwrap();
            }
        }
    }
    assert!(missing.is_empty(), "\n{missing}");
}

/// Whether a word of the section stands in the example outside of what is a fact there.
fn keeps_silent(library: &Library, tag: &str, example: &Example, section: Section) -> bool {
    let lexicon = library.lexicon(tag).unwrap().unwrap();
    let source = TokenText { text: &example.text, lexicon: &lexicon };
    let facts: Vec<std::ops::Range<usize>> = example
        .facts
        .iter()
        .filter_map(|fact| example.text.find(&fact.text).map(|start| start..start + fact.text.len()))
        .collect();
    let spoken = |start: usize| facts.iter().any(|fact| fact.contains(&start));
    lexicon.tokenize(&example.text).iter().any(|token| {
        let start = token.span.start as usize;
        token.has(section) && !source.word(token).is_empty() && !spoken(start)
    })
}
