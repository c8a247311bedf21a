use std::fmt::Write;

use ariadne::{CharSet, Color, Config, IndexType, LabelAttach, Report as Drawing, ReportKind};

use crate::document::{Corpus, DocId};
use crate::engine::Report;
use crate::findings::{Finding, Label, Level};

use super::excerpt::Excerpts;

/// How to draw for people.
#[derive(Clone, Copy, Debug, Default)]
pub struct HumanOptions {
    /// Whether to use colour.
    pub color: bool,
    /// Whether to print the comparison behind each finding.
    pub explain: bool,
}

/// The findings drawn under the words they are about, and a line that sums up.
pub fn human(corpus: &Corpus, report: &Report, options: HumanOptions) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        out.push_str(&draw(corpus, finding, options));
        if options.explain {
            out.push_str(&comparison(finding));
        }
        out.push('\n');
    }
    out.push_str(&summary(corpus, report));
    out
}

fn draw(corpus: &Corpus, finding: &Finding, options: HumanOptions) -> String {
    let kind = match finding.level {
        Level::Error => ReportKind::Custom("error", Color::Red),
        Level::Warning => ReportKind::Custom("warning", Color::Yellow),
        Level::Note => ReportKind::Custom("note", Color::Cyan),
    };
    let excerpts = Excerpts::new(corpus, &finding.labels);
    let Some(first) = finding.labels.first() else { return String::new() };
    let config = Config::default()
        .with_index_type(IndexType::Char)
        .with_char_set(CharSet::Ascii)
        .with_label_attach(LabelAttach::Start)
        .with_color(options.color)
        .with_compact(false);
    let (source, span) = excerpts.place(first);
    let mut drawing = Drawing::build(kind, (source, span))
        .with_config(config)
        .with_message(format!("[{}] {}", finding.rule, finding.message));
    for (order, label) in (0..).zip(in_drawing_order(&finding.labels)) {
        let color = if label.primary { Color::Red } else { Color::Blue };
        let mut drawn =
            ariadne::Label::new(excerpts.place(label)).with_message(&label.message).with_order(order);
        if options.color {
            drawn = drawn.with_color(color);
        }
        drawing.add_label(drawn);
    }
    for note in &finding.notes {
        drawing.add_note(note);
    }
    drawing.add_help(&finding.help);
    let mut bytes = Vec::new();
    // Writing to memory fails only where an excerpt is missing, and each label has its own.
    let written = drawing.finish().write(excerpts.cache(), &mut bytes);
    match written {
        Ok(()) => excerpts.true_places(&String::from_utf8_lossy(&bytes)),
        Err(_) => String::new(),
    }
}

/// File by file, the primary label's file first: labels of two files never interleave.
fn in_drawing_order(labels: &[Label]) -> Vec<&Label> {
    let mut ordered: Vec<&Label> = labels.iter().collect();
    let first = labels.first().map(|label| label.document);
    ordered.sort_by_key(|label| (Some(label.document) != first, label.document, label.span));
    ordered
}

fn comparison(finding: &Finding) -> String {
    if finding.comparison.is_empty() {
        return String::new();
    }
    let mut out = String::from("  why these were compared:\n");
    for slot in &finding.comparison {
        let _ = writeln!(out, "    {:<10} {:<11} {}", slot.slot, slot.outcome, slot.detail);
    }
    let _ = writeln!(out, "    confidence 0.{:02}, {}", finding.confidence, finding.fingerprint);
    out
}

/// "3 findings (1 error, 1 warning, 1 note) in 5 documents, 84 facts", and what could not be read.
fn summary(corpus: &Corpus, report: &Report) -> String {
    let count = |level| report.findings.iter().filter(|finding| finding.level == level).count();
    let many = |count: usize, name: &str| format!("{count} {name}{}", if count == 1 { "" } else { "s" });
    let mut out = format!(
        "{} ({}, {}, {}) in {}, {}\n",
        many(report.findings.len(), "finding"),
        many(count(Level::Error), "error"),
        many(count(Level::Warning), "warning"),
        many(count(Level::Note), "note"),
        many(corpus.len(), "document"),
        many(report.reading.facts().count(), "fact"),
    );
    for (id, document) in corpus.iter().filter(|(_, document)| !document.text().trim().is_empty()) {
        if let Some(why) = unread(report, id) {
            let _ = writeln!(out, "{}: {why}", document.name);
        }
    }
    out
}

/// Why a document was left alone, or read in part.
fn unread(report: &Report, id: DocId) -> Option<&'static str> {
    let facts = report.reading.document(id);
    match (&facts.language, facts.published) {
        (None, _) => Some("not read: its language is unknown or has no pack; name it with --language"),
        (_, None) => Some("publication date unknown: relative dates stay open; give it with --published"),
        _ => None,
    }
}
