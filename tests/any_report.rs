//! Whatever articles hold and wherever a finding points: every format is written, and is what it says it is.

mod reports;

use std::sync::OnceLock;

use arbtest::arbitrary::{Result, Unstructured};
use factlint::config::FailOn;
use factlint::document::{Corpus, DocId, Document, Record};
use factlint::engine::{self, Report};
use factlint::findings::{Finding, Label, Level};
use factlint::lexicon::Library;
use factlint::output::{Checked, Format, HumanOptions, Standpoint};
use factlint::rules::RuleSet;
use factlint::text::Span;
use serde_json::Value;

const BUDGET: u64 = 2_000;

/// What ends a string, a tag, a cell, a line or a letter somewhere.
const PIECES: [&str; 40] = [
    "12 people died",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{85}",
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{feff}",
    "\u{fffe}",
    "🔥",
    "e\u{301}",
    "\u{202e}",
    "<",
    ">",
    "&",
    "\"",
    "'",
    "`",
    "|",
    "\\",
    "]",
    "[a](b)",
    "]]>",
    "-->",
    "::error::",
    "%0A",
    "%",
    "</style>",
    "<script>alert(1)</script>",
    "&lt;b&gt;",
    "@x",
    "#1",
    "$",
    "17 June 2025",
    "3.4 million euros",
    ". Then ",
    "\t",
];

fn text(u: &mut Unstructured<'_>) -> Result<String> {
    let count = u.int_in_range(0..=12)?;
    (0..count).map(|_| u.choose(&PIECES).copied()).collect()
}

fn document(u: &mut Unstructured<'_>, number: usize) -> Result<Document> {
    let mut document = reports::document(&format!("{number}{}", text(u)?), "en", &text(u)?);
    document.metadata.title = Some(text(u)?);
    let document = if u.arbitrary()? { document.under_title() } else { document };
    let line = if u.arbitrary()? { Some(3) } else { None };
    Ok(if u.arbitrary()? { document.in_file(Record { file: text(u)?, line }) } else { document })
}

/// Any place in a document, with both ends on letters.
fn label(u: &mut Unstructured<'_>, corpus: &Corpus) -> Result<Label> {
    let number = u.choose_index(corpus.len())?;
    let id = DocId(u32::try_from(number).expect("few documents"));
    let source = corpus.get(id).source();
    let edges: Vec<usize> = (0..=source.len()).filter(|&at| source.is_char_boundary(at)).collect();
    let (one, other) = (*u.choose(&edges)?, *u.choose(&edges)?);
    let span = Span::new(one.min(other), one.max(other));
    Ok(Label { document: id, span, message: text(u)?, primary: false })
}

fn finding(u: &mut Unstructured<'_>, corpus: &Corpus) -> Result<Finding> {
    let count = u.int_in_range(1..=4)?;
    let labels = (0..count).map(|_| label(u, corpus)).collect::<Result<_>>()?;
    let level = *u.choose(&[Level::Error, Level::Warning, Level::Note])?;
    let mut finding = reports::finding(&text(u)?, level, &text(u)?, labels);
    finding.notes = vec![text(u)?];
    finding.help = text(u)?;
    finding.comparison[0].detail = text(u)?;
    Ok(finding)
}

fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::builtin().expect("the built-in packs are right"))
}

const FORMATS: [Format; 12] = [
    Format::Human,
    Format::Concise,
    Format::Json,
    Format::Jsonl,
    Format::Sarif,
    Format::Github,
    Format::Gitlab,
    Format::Junit,
    Format::Checkstyle,
    Format::Rdjson,
    Format::Markdown,
    Format::Html,
];

#[test]
fn every_format_is_written_of_anything() {
    let rules = RuleSet::builtin().expect("rules without fault").alone("date-conflict");
    arbtest::arbtest(|u| {
        let documents = (0..3).map(|number| document(u, number)).collect::<Result<_>>()?;
        let corpus = Corpus::new(documents);
        let findings = (0..3).map(|_| finding(u, &corpus)).collect::<Result<_>>()?;
        let reading = engine::read(&corpus, library()).expect("the built-in packs are right");
        let report = Report { reading, findings, ..Report::default() };
        let unread = [text(u)?];
        let checked = Checked {
            corpus: &corpus,
            report: &report,
            rules: &rules,
            vocabulary: &library().vocabulary,
            fail_on: FailOn::Note,
            unread: &unread,
            exit_code: 1,
            standpoint: &Standpoint { folder: "/desk".into(), root: "/desk".into() },
            options: HumanOptions::default(),
        };
        for format in FORMATS {
            holds(format, &format.render(&checked));
        }
        Ok(())
    })
    .budget_ms(BUDGET);
}

/// Whether a report is of its format, as far as can be told without a program of its readers.
fn holds(format: Format, report: &str) {
    match format {
        Format::Json | Format::Sarif | Format::Gitlab | Format::Rdjson => {
            serde_json::from_str::<Value>(report).expect("JSON");
        }
        Format::Jsonl => {
            let values = report.lines().map(serde_json::from_str::<Value>);
            assert_eq!(values.filter_map(std::result::Result::ok).count(), 3, "{report}");
        }
        Format::Github => {
            let commands = report.lines().filter(|line| line.starts_with("::")).count();
            assert_eq!((report.lines().count(), commands), (3, 3), "{report}");
        }
        Format::Junit | Format::Checkstyle => well_formed(report),
        Format::Markdown => {
            for row in report.lines().filter(|line| line.starts_with('|')) {
                assert_eq!(row.matches('|').count(), 3, "{row}");
            }
        }
        Format::Html => {
            let body = report.split_once("<body>").expect("a body").1;
            for tag in ["<script", "<img", "<svg onload", "</style", "<b>1", "javascript:"] {
                assert!(!body.contains(tag), "{tag} in {body}");
            }
            well_formed(&body.replace("<br>", "").replace(" checked ", " ").replace("off\">", "off\"/>"));
        }
        Format::Human | Format::Concise => {}
    }
}

/// Whether every tag is closed by its own, and no sign stands that XML cannot hold.
fn well_formed(text: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text.split_once("?>").map_or(text, |(_, rest)| rest);
    let held = |letter: char| letter >= ' ' || letter == '\n' || letter == '\t';
    assert!(rest.chars().all(held), "{text:?}");
    while let Some(at) = rest.find('<') {
        let (tag, after) = rest[at + 1..].split_once('>').expect("a tag ends");
        assert!(!tag.contains('<'), "{tag}");
        let name = tag.trim_matches('/').split([' ', '\n']).next().unwrap_or_default();
        if tag.starts_with('/') {
            // The end of the page's own body.
            let opened = open.pop().unwrap_or(name);
            assert_eq!(opened, name, "{text}");
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        rest = after;
    }
    assert_eq!(open, [""; 0], "{text}");
}
