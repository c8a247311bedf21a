use std::fmt::Write;

use ariadne::Color;

use crate::document::{Corpus, DocId};
use crate::engine::Report;
use crate::findings::{Finding, Level};
use crate::model::{Fact, FactValue};
use crate::values::many;

use super::drawing::Drawing;
use super::excerpt::tame;

/// How to draw for people.
#[derive(Clone, Copy, Debug, Default)]
pub struct HumanOptions {
    /// Whether to use colour.
    pub color: bool,
    /// Whether to print the comparison behind each finding.
    pub explain: bool,
    /// Whether to leave the line out that sums up.
    pub quiet: bool,
}

/// The findings drawn under the words they are about, and a line that sums up.
pub fn human(corpus: &Corpus, report: &Report, options: HumanOptions) -> String {
    let mut out = drawn(corpus, report, options);
    if !options.quiet {
        out.push_str(&summary(corpus, report));
    }
    out
}

/// The findings alone, without the line that sums up.
pub fn drawn(corpus: &Corpus, report: &Report, options: HumanOptions) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        out.push_str(&draw(corpus, finding, options.color));
        if options.explain {
            out.push_str(&comparison(finding));
        }
        out.push('\n');
    }
    out
}

fn draw(corpus: &Corpus, finding: &Finding, color: bool) -> String {
    let level_color = match finding.level {
        Level::Error => Color::Red,
        Level::Warning => Color::Yellow,
        Level::Note => Color::Cyan,
    };
    let drawing = Drawing {
        level: finding.level.name(),
        level_color,
        rule: Some(&finding.rule),
        message: &finding.message,
        labels: &finding.labels,
        notes: &finding.notes,
        help: Some(finding.help.as_str()).filter(|help| !help.is_empty()),
        color,
    };
    drawing.draw(corpus)
}

/// The slots side by side, and what a baseline would know the finding by.
fn comparison(finding: &Finding) -> String {
    let mut out = String::new();
    if !finding.comparison.is_empty() {
        let compared = finding.comparison.iter().any(|row| row.slot == "value");
        let heading = if compared { "why these were compared" } else { "how it was read, and what holds" };
        let _ = writeln!(out, "  {heading}:");
    }
    for slot in &finding.comparison {
        let line = format!("    {:<12} {:<11} {}", slot.slot, slot.outcome, tame(&slot.detail));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    let _ = writeln!(out, "  confidence 0.{:02}, {}", finding.confidence, finding.fingerprint);
    out
}

/// "3 findings (1 error, 2 notes) in 5 documents, 84 facts", and what could not be read.
fn summary(corpus: &Corpus, report: &Report) -> String {
    let levels: Vec<String> = [Level::Error, Level::Warning, Level::Note]
        .into_iter()
        .map(|level| (report.findings.iter().filter(|finding| finding.level == level).count(), level.name()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| many(count, name))
        .collect();
    let findings = match report.findings.len() {
        0 => "no findings".to_string(),
        count => format!("{} ({})", many(count, "finding"), levels.join(", ")),
    };
    let judged = report.judged(corpus);
    let documents = many(judged.documents, "document");
    let mut out = format!("{findings} in {documents}, {}", many(judged.facts, "fact"));
    for (id, sheet) in corpus.sheets() {
        let entries = report.reading.document(id).facts.len();
        let _ = write!(out, ", against {entries} of {}", tame(&sheet.name));
    }
    for (count, how) in [(report.suppressed(), "suppressed"), (report.known(), "known from the baseline")] {
        if count > 0 {
            let _ = write!(out, ", {count} {how}");
        }
    }
    out.push('\n');
    for (id, document) in corpus.articles().filter(|(_, document)| !document.text().trim().is_empty()) {
        if let Some(why) = unread(report, id) {
            let _ = writeln!(out, "{}: {why}", tame(&document.name));
        }
    }
    out
}

/// Why a document was left alone, or read in part.
fn unread(report: &Report, id: DocId) -> Option<&'static str> {
    let document = report.reading.document(id);
    let open = |fact: &Fact| matches!(&fact.value, FactValue::Time(time) if time.interval().is_none());
    match (&document.language, document.published) {
        (None, _) => Some("not read: its language is unknown or has no pack; name it with --language"),
        (_, None) if document.facts.iter().any(open) => {
            Some("its publication date is unknown, relative dates stay open; give it with --published")
        }
        _ => None,
    }
}
