//! The seed articles, checked through the library: what a reader finds when comparing them is found,
//! and nothing else at warning or above.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

use factlint::config::Config;
use factlint::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use factlint::engine::{self, Report};
use factlint::findings::{Finding, Label, Level};
use factlint::lexicon::Library;
use factlint::rules::{RuleSet, Selection};

/// Words in a document.
type Place = (&'static str, &'static str);

/// A finding that must be there.
struct Expected {
    rule: &'static str,
    level: Level,
    /// The places it must point at.
    places: [Place; 2],
    /// Places it may point at besides: figures of the same group on which readers may differ.
    besides: &'static [Place],
}

/// What the retold articles of `seeds/` hold.
const RETOLD: [Expected; 3] = [
    Expected {
        rule: "date-conflict",
        level: Level::Warning,
        places: [
            ("builders-for-kursk.pt.txt", "novembro passado"),
            ("sappers-for-kursk.pl.txt", "w czerwcu ubiegłego roku"),
        ],
        besides: &[("citizens-for-the-front.pt.txt", "em junho")],
    },
    Expected {
        rule: "unit-mismatch",
        level: Level::Warning,
        places: [
            ("builders-for-kursk.pt.txt", "5.000 soldados"),
            ("sappers-for-kursk.pl.txt", "5 tys. budowniczych"),
        ],
        besides: &[],
    },
    Expected {
        rule: "source-split",
        level: Level::Note,
        places: [
            ("lavrov-in-wonsan.pt-PT.txt", "15 mil soldados"),
            ("undisputed-support.pt.txt", "14.000 soldados"),
        ],
        besides: &[
            ("builders-for-kursk.pt.txt", "12.000 soldados"),
            ("builders-for-kursk.pt.txt", "3.000 adicionais"),
        ],
    },
];

/// The articles that the seeds retell: file, language, publication date, publisher.
const ORIGINALS: [(&str, &str, &str, Option<&str>); 5] = [
    ("000_944f1b3d6794c4c9.txt", "pt", "2025-06-17", Some("Kyiv Post")),
    ("001_95af581567acc27a.txt", "pt-PT", "2025-07-12", None),
    ("002_70a3bfa1385608e4.txt", "pt", "2024-10-14", None),
    ("003_68faa6710af291f3.txt", "pl", "2025-06-18", None),
    ("004_f923f1ed389e793e.txt", "pt", "2025-07-12", None),
];

/// What those articles hold: the same, in their own words.
const IN_ORIGINALS: [Expected; 3] = [
    Expected {
        rule: "date-conflict",
        level: Level::Warning,
        places: [
            ("000_944f1b3d6794c4c9.txt", "novembro passado"),
            ("003_68faa6710af291f3.txt", "w czerwcu ubiegłego roku"),
        ],
        besides: &[("002_70a3bfa1385608e4.txt", "em junho")],
    },
    Expected {
        rule: "unit-mismatch",
        level: Level::Warning,
        places: [
            ("000_944f1b3d6794c4c9.txt", "5.000 soldados"),
            ("003_68faa6710af291f3.txt", "5 tys. budowniczych wojskowych"),
        ],
        besides: &[],
    },
    Expected {
        rule: "source-split",
        level: Level::Note,
        places: [
            ("001_95af581567acc27a.txt", "15 mil soldados norte-coreanos"),
            ("004_f923f1ed389e793e.txt", "14.000 soldados"),
        ],
        besides: &[
            ("000_944f1b3d6794c4c9.txt", "12.000 soldados"),
            ("000_944f1b3d6794c4c9.txt", "3.000 adicionais"),
        ],
    },
];

#[test]
fn the_seeds_hold_what_a_reader_finds() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let rules = RuleSet::builtin()?;
    let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    let settings = fs::read_to_string(folder.join("factlint.toml"))?;
    let config = Config::parse(Path::new("factlint.toml"), &settings)?;
    config.check_rules(&ids)?;
    let mut documents = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let mut document = Document::plain(name, &fs::read_to_string(&path)?, Metadata::default());
            config.describe(Path::new(&document.name.clone()), &mut document);
            documents.push(document);
        }
    }
    assert_eq!(documents.len(), 5, "five articles in seeds/");
    let levels: Vec<_> = config.choice(&[]).levels.into_iter().map(|level| level.value).collect();
    check(documents, &rules.chosen(Selection { levels: &levels, ..Selection::default() })?, &RETOLD)
}

#[test]
fn the_articles_they_retell_hold_the_same() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !folder.is_dir() {
        // Written past the harness, which swallows what a passing test prints.
        writeln!(std::io::stderr(), "skipped: the original articles are not beside the repository")?;
        return Ok(());
    }
    let mut documents = Vec::new();
    for (file, language, published, source) in ORIGINALS {
        let metadata = Metadata {
            language: Some(language.into()),
            published: Published::parse(published, PublishedFrom::Config),
            source: source.map(Into::into),
            ..Metadata::default()
        };
        documents.push(Document::plain(file, &fs::read_to_string(folder.join(file))?, metadata));
    }
    check(documents, &RuleSet::builtin()?, &IN_ORIGINALS)
}

/// Checks the documents and holds the findings against what is expected, both ways.
fn check(documents: Vec<Document>, rules: &RuleSet, expected: &[Expected]) -> Result<(), Box<dyn Error>> {
    let corpus = Corpus::new(documents);
    for (document, words) in
        expected.iter().flat_map(|expected| expected.places.iter().chain(expected.besides))
    {
        let found = corpus.iter().any(|(_, known)| known.name == *document && known.source().contains(words));
        assert!(found, "the test is wrong: {document} does not say “{words}”");
    }
    let report = engine::check(&corpus, &Library::builtin()?, rules)?;
    let complaints = [missing(&corpus, &report, expected), unexpected(&corpus, &report, expected)].concat();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
    Ok(())
}

/// Expected findings that are not there.
fn missing(corpus: &Corpus, report: &Report, expected: &[Expected]) -> Vec<String> {
    expected
        .iter()
        .filter(|expected| !report.findings.iter().any(|finding| is_expected(corpus, finding, expected)))
        .map(|expected| format!("not found: {} at {:?}", expected.rule, expected.places))
        .collect()
}

/// Findings at warning or above that nobody expects.
fn unexpected(corpus: &Corpus, report: &Report, expected: &[Expected]) -> Vec<String> {
    report
        .findings
        .iter()
        .filter(|finding| finding.level >= Level::Warning)
        .filter(|finding| !expected.iter().any(|expected| is_expected(corpus, finding, expected)))
        .map(|finding| {
            let words: Vec<&str> = finding.labels.iter().map(|label| words(corpus, label)).collect();
            format!("not expected: {}: {} {words:?}", finding.rule, finding.message)
        })
        .collect()
}

/// Whether a finding points at both places, and at nothing but them and those that are let pass.
fn is_expected(corpus: &Corpus, finding: &Finding, expected: &Expected) -> bool {
    let at = |place: &Place| finding.labels.iter().any(|label| touches(corpus, label, place));
    let known = |label: &Label| {
        expected.places.iter().chain(expected.besides).any(|place| touches(corpus, label, place))
    };
    finding.rule == expected.rule
        && finding.level == expected.level
        && expected.places.iter().all(at)
        && finding.labels.iter().all(known)
}

fn touches(corpus: &Corpus, label: &Label, (name, words): &Place) -> bool {
    let document = corpus.get(label.document);
    let (start, end) = (label.span.start as usize, label.span.end as usize);
    document.name == *name
        && document.source().match_indices(words).any(|(at, _)| at < end && start < at + words.len())
}

fn words<'a>(corpus: &'a Corpus, label: &Label) -> &'a str {
    label.span.of(corpus.get(label.document).source())
}
