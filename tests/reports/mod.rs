//! What the tests of outputs share: documents, findings made by hand, and settings of snapshots.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::io::Write;
use std::process::{Command, Stdio};

use factlint::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use factlint::findings::{Family, Finding, Label, Level, SlotOutcome, Verdict, fingerprint};
use factlint::text::Span;
use insta::Settings;

/// The snapshots stand beside the sources. Versions, hashes and the number of facts are none of a
/// drawing's business.
pub fn settings() -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r#""(version|semanticVersion)": ?"[^"]+""#, r#""$1": "[version]""#);
    settings.add_filter(r"factlint \d+\.\d+\.\d+ compares", "factlint [version] compares");
    // The style sheet is looked at in a browser.
    settings.add_filter(r"(?s)<style>.*</style>", "<style>[style]</style>");
    settings.add_filter("sha256-[A-Za-z0-9+/=]+", "sha256-[hash]");
    settings.add_filter("factlint/v1:[0-9a-f]+", "factlint/v1:[hash]");
    settings.add_filter(r#""fingerprint": "[0-9a-f]+(-\d+)?""#, r#""fingerprint": "[hash]$1""#);
    settings.add_filter(r"\b\d+ facts?\b", "[n] facts");
    settings.add_filter(r#""facts": \d+"#, r#""facts": "[n]""#);
    settings
}

pub fn document(name: &str, language: &str, text: &str) -> Document {
    let metadata = Metadata {
        language: Some(language.into()),
        published: Published::parse("2025-06-18", PublishedFrom::Config),
        source: name.starts_with('b').then(|| "Rio Diário".into()),
        ..Metadata::default()
    };
    Document::plain(name, text, metadata)
}

/// A label at the `nth` place where `words` stand.
pub fn label(corpus: &Corpus, name: &str, words: &str, nth: usize, message: &str) -> Label {
    let (id, document) = corpus.iter().find(|(_, document)| document.name == name).expect("a document");
    let (start, _) = document.source().match_indices(words).nth(nth).expect("words of the document");
    let span = Span::new(start, start + words.len());
    Label { document: id, span, message: message.into(), primary: false }
}

pub fn finding(rule: &str, level: Level, message: &str, mut labels: Vec<Label>) -> Finding {
    labels[0].primary = true;
    Finding {
        rule: rule.into(),
        family: Family::Quantity,
        level,
        verdict: Verdict::Conflict,
        message: message.into(),
        labels,
        notes: Vec::new(),
        help: "check which figure is right, or attribute both".into(),
        confidence: 84,
        fingerprint: fingerprint(rule, vec![message.into()]),
        comparison: vec![
            SlotOutcome { slot: "event".into(), outcome: "same".into(), detail: "death / death".into() },
            SlotOutcome { slot: "period".into(), outcome: "unknown".into(), detail: String::new() },
            SlotOutcome { slot: "value".into(), outcome: "conflict".into(), detail: "12 / 15".into() },
        ],
    }
}

/// Whether a program is there. Where it is not, the test that needs it says so and is left out: what is
/// written here reaches the terminal, though the test passes.
pub fn is_there(program: &str, test: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if found.is_err() {
        let left_out = format!("left out, for there is no {program} here: {test}\n");
        std::io::stderr().write_all(left_out.as_bytes()).expect("standard error");
    }
    found.is_ok()
}
