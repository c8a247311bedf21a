//! The rules as data: each keeps to the form of its file, fires on its own examples and nowhere else,
//! and says what it says in words that an editor understands. The files are read from the folder, so
//! that a new one is held to all this without being named anywhere.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use factlint::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use factlint::engine::{self, Report};
use factlint::lexicon::Library;
use factlint::output::{HumanOptions, fault, human, json};
use factlint::rules::{Example, Rule, RuleSet, run_example};

type Outcome = Result<(), Box<dyn Error>>;

/// How many examples of either kind a rule has at least.
const LEAST_EXAMPLES: usize = 3;

/// The beginnings of ids that name a check or a wish instead of the defect.
const UNWANTED_BEGINNINGS: [&str; 3] = ["no-", "check-", "bad-"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The rule files, each with its path below `rules/` and its text, sorted.
fn rule_files() -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut folders = vec![root().join("rules/checks")];
    let mut found: Vec<(String, String)> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path: PathBuf = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(root().join("rules"))?.to_string_lossy().replace('\\', "/");
                found.push((below, fs::read_to_string(&path)?));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// All rules as they stand in the folder.
fn rules() -> Result<RuleSet, Box<dyn Error>> {
    let files = rule_files()?;
    Ok(RuleSet::from_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))?)
}

/// Fails with all complaints at once.
fn report(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn the_build_holds_the_rules_of_the_folder() -> Outcome {
    let built_in = RuleSet::builtin()?;
    let paths: Vec<String> = built_in.iter().map(|rule| rule.path.clone()).collect();
    let files: Vec<String> = rule_files()?.into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, files);
    Ok(())
}

// -- the form of a rule file

#[test]
fn rules_are_named_and_filed_by_their_defect() -> Outcome {
    let mut complaints = Vec::new();
    for rule in rules()?.iter() {
        let letters = rule.id.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
        let words = rule.id.split('-').all(|word| !word.is_empty());
        if !letters || !words {
            complaints.push(format!("{}: an id is of small letters joined by single hyphens", rule.path));
        }
        if let Some(beginning) = UNWANTED_BEGINNINGS.iter().find(|beginning| rule.id.starts_with(**beginning))
        {
            complaints.push(format!("{}: an id names the defect, `{beginning}` does not", rule.path));
        }
        let expected = format!("checks/{}/{}.toml", rule.family.name(), rule.id);
        if rule.path != expected {
            complaints.push(format!("{}: it belongs at {expected}", rule.path));
        }
    }
    report(&complaints);
    Ok(())
}

#[test]
fn rules_say_why_and_what_to_do() -> Outcome {
    let mut complaints = Vec::new();
    for rule in rules()?.iter() {
        if !is_sentence(&rule.why) || !rule.why.ends_with('.') {
            complaints.push(format!("{}: `why` is a sentence, with its full stop", rule.path));
        }
        // Help is printed behind "help:", as a continuation: no capital is asked for, and no full stop.
        if !is_sentence(&rule.help) || rule.help.ends_with('.') {
            complaints.push(format!("{}: `help` is a sentence, without a full stop", rule.path));
        }
    }
    report(&complaints);
    Ok(())
}

/// Several words, with no placeholder left in them and no space at either end.
fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() >= 4 && !text.contains(['{', '}']) && text.trim() == text
}

#[test]
fn rules_have_their_examples() -> Outcome {
    let mut complaints = Vec::new();
    for rule in rules()?.iter() {
        let (quiet, firing): (Vec<&Example>, Vec<&Example>) =
            rule.examples.iter().partition(|example| example.quiet);
        for (kind, examples) in [("fire", &firing), ("stay quiet", &quiet)] {
            if examples.len() < LEAST_EXAMPLES {
                let count = examples.len();
                complaints
                    .push(format!("{}: {count} examples that {kind}, {LEAST_EXAMPLES} asked for", rule.path));
            }
        }
        let mut names = BTreeSet::new();
        for example in &rule.examples {
            if !names.insert(example.name.as_str()) {
                complaints.push(format!("{}: two examples are called “{}”", rule.path, example.name));
            }
        }
        if languages(&firing).len() < 2 {
            complaints.push(format!("{}: the examples that fire are all of one language", rule.path));
        }
        let across = firing.iter().filter(|example| languages(&[example]).len() > 1).count();
        let pairs = firing.iter().any(|example| example.documents.len() > 1);
        if pairs && across < 2 {
            complaints.push(format!("{}: fewer than two examples fire across two languages", rule.path));
        }
    }
    report(&complaints);
    Ok(())
}

/// The languages of examples, without their regions.
fn languages<'a>(examples: &[&'a Example]) -> BTreeSet<&'a str> {
    let documents = examples.iter().flat_map(|example| &example.documents);
    documents.map(|document| document.language.split('-').next().unwrap_or_default()).collect()
}

// -- examples

#[test]
fn examples_hold_both_ways() -> Outcome {
    let (library, rules) = (Library::builtin()?, rules()?);
    let mut complaints = Vec::new();
    for rule in rules.iter() {
        for example in &rule.examples {
            // With all stable rules, and with the rule itself where it is off.
            let running = rules.clone().with_active(&rule.id);
            let report = engine::check(&example.corpus(), &library, &running)?;
            complaints.extend(mismatches(rule, example, &report));
        }
    }
    report(&complaints);
    Ok(())
}

/// What an example wants and does not get, and gets and does not want.
fn mismatches(rule: &Rule, example: &Example, report: &Report) -> Vec<String> {
    let outcome = run_example(&rule.id, example, &report.findings);
    let missed = outcome.missed.iter().map(|words| format!("  missed      {words}"));
    let unexpected = outcome.unexpected.iter().map(|words| format!("  unexpected  {words}"));
    let mut complaints: Vec<String> = missed.chain(unexpected).collect();
    if !complaints.is_empty() {
        complaints.insert(0, format!("{}, “{}”", rule.path, example.name));
    }
    complaints
}

#[test]
fn first_examples_look_like_this() -> Outcome {
    let (library, rules) = (Library::builtin()?, rules()?);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/rules"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for rule in rules.iter() {
            let Some(example) = rule.examples.iter().find(|example| !example.quiet) else { continue };
            let corpus = example.corpus();
            let report = engine::check(&corpus, &library, &rules.clone().with_active(&rule.id))?;
            let drawn = human(&corpus, &report, HumanOptions::default());
            insta::assert_snapshot!(rule.id.as_str(), format!("{}{drawn}", texts(example)));
        }
        Ok(())
    })
}

/// The texts of an example, each under its number, its language and its date.
fn texts(example: &Example) -> String {
    let mut out = format!("{}\n\n", example.name);
    for (document, number) in example.parts().zip(1..) {
        let published = document.published.map(|published| format!(", {}", published.date));
        out += &format!("[{number}: {}{}]\n", document.language, published.unwrap_or_default());
        out += &format!("{}\n\n", document.text.trim());
    }
    out
}

// -- what holds of any examples, mixed as they may come

/// Articles on stories that no example tells, one for each language.
const UNRELATED: [(&str, &str); 3] = [
    ("en", "Bettina Ruud opened a library of 40,000 books in Tromsdal on 3 May 2021."),
    ("pl", "Bettina Ruud otworzyła 3 maja 2021 r. w Tromsdal bibliotekę z 41 tys. książek."),
    ("pt", "Bettina Ruud inaugurou a 4 de maio de 2021 em Tromsdal uma biblioteca com 43 mil livros."),
];

/// A document of an example under a name of its own.
fn named(example: &Example, index: usize, name: String) -> Document {
    let document = &example.documents[index];
    let metadata = Metadata {
        language: Some(document.language.clone()),
        published: document.published,
        ..Metadata::default()
    };
    Document::plain(name, &document.text, metadata)
}

/// The findings of a corpus as the JSON output prints them.
fn findings(documents: Vec<Document>, library: &Library, rules: &RuleSet) -> Result<String, Box<dyn Error>> {
    let corpus = Corpus::new(documents);
    let report = engine::check(&corpus, library, rules)?;
    let whole: serde_json::Value = serde_json::from_str(&json(&corpus, &report))?;
    Ok(format!("{:#}", whole["findings"]))
}

#[test]
fn the_order_of_documents_changes_nothing() -> Outcome {
    let (library, rules) = (Library::builtin()?, rules()?);
    let examples: Vec<&Example> = rules.iter().flat_map(|rule| &rule.examples).collect();
    arbtest::arbtest(|random| {
        let mut documents = Vec::new();
        for story in 0..random.int_in_range(1..=4)? {
            let example = random.choose(&examples)?;
            documents
                .extend((0..example.documents.len()).map(|at| named(example, at, format!("{story}-{at}"))));
        }
        let expected = findings(documents.clone(), &library, &rules).expect("rules without faults");
        for at in (1..documents.len()).rev() {
            documents.swap(at, random.int_in_range(0..=at)?);
        }
        assert_eq!(findings(documents, &library, &rules).expect("rules without faults"), expected);
        Ok(())
    })
    .budget_ms(2_000);
    Ok(())
}

/// Names order documents, and the first of two equals is told first. What is found must not hang on it.
#[test]
fn names_of_documents_decide_nothing() -> Outcome {
    let (library, rules) = (Library::builtin()?, rules()?);
    let mut complaints = Vec::new();
    for (rule, example) in
        rules.iter().flat_map(|rule| rule.examples.iter().map(move |example| (rule, example)))
    {
        let count = example.documents.len();
        let forward = places(example, |at| at, &library, &rules)?;
        let backward = places(example, |at| count - 1 - at, &library, &rules)?;
        if forward != backward {
            complaints.push(format!("{}, “{}”: {forward:?} / {backward:?}", rule.path, example.name));
        }
    }
    report(&complaints);
    Ok(())
}

/// A finding without what its order gives it: its rule, and its labels as document and place.
type Found = (String, BTreeSet<(usize, u32)>);

/// The findings of an example whose documents are named for the places that `rank` gives them.
fn places(
    example: &Example,
    rank: impl Fn(usize) -> usize,
    library: &Library,
    rules: &RuleSet,
) -> Result<BTreeSet<Found>, Box<dyn Error>> {
    let count = example.documents.len();
    let corpus = Corpus::new((0..count).map(|at| named(example, at, rank(at).to_string())).collect());
    let report = engine::check(&corpus, library, rules)?;
    let original = |name: &str| (0..count).find(|&at| rank(at).to_string() == name).unwrap_or(count);
    let found = report.findings.iter().map(|finding| {
        let labels = finding.labels.iter();
        let places = labels.map(|label| (original(&corpus.get(label.document).name), label.span.start));
        (finding.rule.clone(), places.collect())
    });
    Ok(found.collect())
}

#[test]
fn an_unrelated_document_adds_nothing() -> Outcome {
    let (library, rules) = (Library::builtin()?, rules()?);
    let mut complaints = Vec::new();
    for (rule, example) in
        rules.iter().flat_map(|rule| rule.examples.iter().map(move |example| (rule, example)))
    {
        let documents: Vec<Document> =
            (0..example.documents.len()).map(|at| named(example, at, format!("b-{at}"))).collect();
        let expected = findings(documents.clone(), &library, &rules)?;
        // Before the others and after them: either moves or keeps their numbers.
        for (name, (language, text)) in
            ["a", "c"].iter().flat_map(|name| UNRELATED.map(|article| (name, article)))
        {
            let metadata = Metadata {
                language: Some(language.into()),
                published: Published::parse("2025-06-17", PublishedFrom::Config),
                ..Metadata::default()
            };
            let mut more = documents.clone();
            more.push(Document::plain(*name, text, metadata));
            if findings(more, &library, &rules)? != expected {
                complaints.push(format!("{}, “{}”: changed by {text}", rule.path, example.name));
            }
        }
    }
    report(&complaints);
    Ok(())
}

// -- mistakes in rule files

/// A rule without fault, and without examples.
const SOUND: &str = r#"id = "late-opening"
family = "date"
status = "draft"
since = "0.1.0"
level = "warning"
scope = "story"
facts = ["date"]
relation = "disjoint"
may-differ = ["names"]
when = 'a.event == "event.open" and a.value.upper - a.value.lower <= 31 d'
message = "opened {a.value} here, {b.value} in {b.document}"
labels = { a = "{a.value}", b = "{b.value}" }
why = "Two texts date one opening differently."
help = "check the date of the opening"

[[example]]
name = "a bridge"
[[example.document]]
language = "en"
text = "The bridge opened on ⟦3 May⟧."
"#;

/// Mistakes that people make in rule files: what the snapshot is called, the words taken out, the words
/// put in.
const MISTAKES: [(&str, &str, &str); 11] = [
    ("unknown-key", "may-differ", "may-difer"),
    ("unknown-slot", "\"names\"", "\"plase\""),
    ("unknown-placeholder", "{b.document}", "{b.file}"),
    ("unknown-relation", "\"disjoint\"", "\"disjunct\""),
    ("wrong-scope", "\"story\"", "\"fact\""),
    ("guard-unknown-field", "a.value.upper", "a.value.uper"),
    ("guard-unknown-concept", "event.open", "event.opne"),
    ("guard-wrong-kind", "31 d", "31"),
    ("guard-unread", "<= 31 d", "<= or"),
    ("lone-mark", "May⟧", "May"),
    ("missing-value", "since = \"0.1.0\"\n", ""),
];

#[test]
fn mistakes_in_rule_files_are_drawn() -> Outcome {
    let path = "checks/date/late-opening.toml";
    Rule::parse(path, SOUND)?;
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/rules"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, sound, broken) in MISTAKES {
            assert!(SOUND.contains(sound), "the test is wrong: {sound}");
            let mistake = Rule::parse(path, &SOUND.replacen(sound, broken, 1));
            let mistake = mistake.expect_err("a mistake that is none");
            insta::assert_snapshot!(format!("mistake-{name}"), fault(&mistake, false));
        }
    });
    Ok(())
}
