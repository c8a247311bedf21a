use serde_json::{Value, json};

use crate::document::{Corpus, DocId, Document, Record};
use crate::engine::{Reading, Report, Since};
use crate::findings::{BaselineCounts, Complaint, Finding, Label, Level, SetAside, WhyAside};

use super::facts::{document_value, title_of};

/// The whole report as one JSON object, schema `factlint.check/1`. Offsets count bytes of the file
/// as stored; lines and columns count from 1, columns in Unicode scalar values.
pub fn json(corpus: &Corpus, report: &Report) -> String {
    let count = |level| report.findings.iter().filter(|finding| finding.level == level).count();
    let documents: Vec<Value> =
        corpus.articles().map(|(id, document)| document_value(document, &report.reading, id)).collect();
    let sheets: Vec<Value> =
        corpus.sheets().map(|(id, document)| sheet_value(document, &report.reading, id)).collect();
    let findings: Vec<Value> = report.findings.iter().map(|finding| finding_value(corpus, finding)).collect();
    let judged = report.judged(corpus);
    let mut whole = json!({
        "schema": "factlint.check/1",
        "version": env!("CARGO_PKG_VERSION"),
        "documents": documents,
        "findings": findings,
        "summary": {
            "documents": judged.documents,
            "facts": judged.facts,
            "errors": count(Level::Error),
            "warnings": count(Level::Warning),
            "notes": count(Level::Note),
        },
    });
    if !sheets.is_empty() {
        whole["sheets"] = sheets.into();
    }
    if !report.set_aside.is_empty() {
        let aside: Vec<Value> = report.set_aside.iter().map(|aside| aside_value(corpus, aside)).collect();
        whole["set_aside"] = aside.into();
    }
    if let Some(BaselineCounts { baseline, new, known, fixed }) = &report.baseline {
        whole["baseline"] = json!({ "path": baseline, "new": new, "known": known, "fixed": fixed });
    }
    if let Some(Since { reference, changed, left_out }) = &report.since {
        whole["since"] = json!({ "ref": reference, "changed": changed, "left_out": left_out });
    }
    if !report.complaints.is_empty() {
        whole["complaints"] = report.complaints.iter().map(complaint_value).collect();
    }
    format!("{whole:#}\n")
}

/// A reference sheet that the articles were held against.
fn sheet_value(document: &Document, reading: &Reading, id: DocId) -> Value {
    json!({ "path": document.name, "facts": reading.document(id).facts.len() })
}

/// A finding that does not count, with why.
fn aside_value(corpus: &Corpus, aside: &SetAside) -> Value {
    let mut value = finding_value(corpus, &aside.finding);
    value["set_aside"] = match &aside.why {
        WhyAside::Suppressed(who) => json!({
            "why": "suppressed",
            "by": who.by.name(),
            "reason": who.reason,
            "path": who.path,
            "line": who.position.line,
            "column": who.position.column,
        }),
        WhyAside::Known { baseline } => json!({ "why": "known", "baseline": baseline }),
    };
    value
}

fn complaint_value(complaint: &Complaint) -> Value {
    json!({
        "kind": complaint.kind.name(),
        "path": complaint.path,
        "line": complaint.position.line,
        "column": complaint.position.column,
        "message": complaint.message,
        "help": complaint.help,
    })
}

pub(super) fn finding_value(corpus: &Corpus, finding: &Finding) -> Value {
    let labels: Vec<Value> = finding.labels.iter().map(|label| label_value(corpus, label)).collect();
    let comparison: Vec<Value> = finding
        .comparison
        .iter()
        .map(|slot| json!({ "slot": slot.slot, "outcome": slot.outcome, "detail": slot.detail }))
        .collect();
    json!({
        "rule": finding.rule,
        "family": finding.family.name(),
        "severity": finding.level.name(),
        "verdict": finding.verdict.name(),
        "message": finding.message,
        "confidence": confidence(finding),
        "fingerprint": finding.fingerprint.to_string(),
        "labels": labels,
        "notes": finding.notes,
        "help": finding.help,
        "comparison": comparison,
    })
}

/// From 0 to 1, with two decimals.
pub(super) fn confidence(finding: &Finding) -> serde_json::Number {
    let (ones, hundredths) = (finding.confidence / 100, finding.confidence % 100);
    serde_json::Number::from_string_unchecked(format!("{ones}.{hundredths:02}"))
}

fn label_value(corpus: &Corpus, label: &Label) -> Value {
    let document = corpus.get(label.document);
    let (start, end) = (document.position(label.span.start), document.position(label.span.end));
    let mut value = json!({
        "path": document.name,
        "start": document.byte_in_file(label.span.start),
        "end": document.byte_in_file(label.span.end),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "text": label.span.of(document.source()),
        "message": label.message,
        "primary": label.primary,
    });
    if let Some(Record { file, line }) = document.record() {
        value["file"] = json!(file);
        if let Some(line) = line {
            value["file_line"] = json!(line);
        }
    }
    if let Some(title) = title_of(document, label.span, &mut value) {
        value["line"] = json!(start.line + 1 - title.line);
        value["end_line"] = json!(end.line + 1 - title.line);
    }
    value
}
