use serde_json::{Map, Value, json};

use crate::findings::{Complaint, ComplaintKind, Finding, Label, Level, SetAside, Suppressed, WhyAside};
use crate::rules::Rule;

use super::Checked;
use super::explain::rule_help_markdown;
use super::place::{FilePath, Place};
use super::wording::why_aside;

/// The name under which the project's folder stands in a report.
const ROOT: &str = "%SRCROOT%";

/// A SARIF 2.1.0 log with one run.
pub fn sarif(checked: &Checked<'_>) -> String {
    let rules = descriptors(checked);
    let results = results(checked, &rules);
    let whole = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "factlint",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_iter().map(|(_, descriptor)| descriptor).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "The folder of the project." } },
            },
            "invocations": [invocation(checked)],
            "results": results,
        }],
    });
    format!("{whole:#}\n")
}

/// The findings, and behind them those that are set aside.
fn results(checked: &Checked<'_>, rules: &[(String, Value)]) -> Vec<Value> {
    let aside = &checked.report.set_aside;
    let mut results: Vec<Value> =
        checked.placed().map(|(finding, label)| result(checked, rules, finding, label)).collect();
    for (one, label) in aside.iter().filter_map(|one| Some((one, one.finding.labels.first()?))) {
        let mut value = result(checked, rules, &one.finding, label);
        value["suppressions"] = json!([suppression(checked, &one.why)]);
        results.push(value);
    }
    // Once one result tells its state against a baseline, all have to.
    let known = |aside: &SetAside| matches!(aside.why, WhyAside::Known { .. });
    if checked.report.baseline.is_some() || aside.iter().any(known) {
        let states = checked.placed().map(|_| false).chain(aside.iter().map(known));
        for (value, known) in results.iter_mut().zip(states) {
            value["baselineState"] = json!(if known { "unchanged" } else { "new" });
        }
    }
    results
}

fn suppression(checked: &Checked<'_>, why: &WhyAside) -> Value {
    match why {
        WhyAside::Known { .. } => json!({
            "kind": "external",
            "status": "accepted",
            "justification": why_aside(why),
        }),
        WhyAside::Suppressed(Suppressed { by, reason, path, position }) => {
            let file = checked.standpoint.path(path);
            let region = json!({ "startLine": position.line, "startColumn": position.column });
            json!({
                "kind": if by.is_in_source() { "inSource" } else { "external" },
                "status": "accepted",
                "justification": reason,
                "location": {
                    "physicalLocation": { "artifactLocation": artifact(&file), "region": region },
                },
            })
        }
    }
}

/// How the run ended, and what could not be read.
fn invocation(checked: &Checked<'_>) -> Value {
    let words = match checked.exit_code {
        0 => "nothing at or above the level that fails a run",
        1 => "findings at or above the level that fails a run",
        _ => "could not do the job",
    };
    let notifications: Vec<Value> = checked
        .unread
        .iter()
        .map(|complaint| json!({ "level": "error", "message": { "text": complaint } }))
        .collect();
    let of_settings: Vec<Value> =
        checked.report.complaints.iter().map(|complaint| notification(checked, complaint)).collect();
    json!({
        "executionSuccessful": checked.exit_code < 2,
        "exitCode": checked.exit_code,
        "exitCodeDescription": words,
        "toolExecutionNotifications": notifications,
        "toolConfigurationNotifications": of_settings,
    })
}

/// What is wrong with a suppression.
fn notification(checked: &Checked<'_>, complaint: &Complaint) -> Value {
    let Complaint { path, position, kind, message, help } = complaint;
    let file = checked.standpoint.path(path);
    let region = json!({ "startLine": position.line, "startColumn": position.column });
    json!({
        "descriptor": { "id": kind.name() },
        "level": if *kind == ComplaintKind::Malformed { "error" } else { "warning" },
        "message": { "text": format!("{message}; {help}") },
        "locations": [{
            "physicalLocation": { "artifactLocation": artifact(&file), "region": region },
        }],
    })
}

/// The rules that ran, and those that a finding names, by their ids.
fn descriptors(checked: &Checked<'_>) -> Vec<(String, Value)> {
    let found = |id: &str| checked.report.findings.iter().any(|finding| finding.rule == id);
    let known = checked.rules.iter().filter(|rule| rule.runs() || found(&rule.id));
    let mut rules: Vec<(String, Value)> = known.map(|rule| (rule.id.clone(), descriptor(rule))).collect();
    let aside = checked.report.set_aside.iter().map(|aside| &aside.finding);
    for finding in checked.report.findings.iter().chain(aside) {
        if !rules.iter().any(|(id, _)| *id == finding.rule) {
            rules.push((finding.rule.clone(), json!({ "id": finding.rule })));
        }
    }
    rules
}

fn descriptor(rule: &Rule) -> Value {
    let (_, holds) =
        rule.description().into_iter().find(|(heading, _)| *heading == "fires where").unwrap_or_default();
    let full =
        if holds.is_empty() { rule.why.clone() } else { format!("{} It fires where {holds}.", rule.why) };
    let severity = if rule.level == Level::Note { "recommendation" } else { level(rule.level) };
    json!({
        "id": rule.id,
        "name": pascal_case(&rule.id),
        "shortDescription": { "text": rule.why },
        "fullDescription": { "text": full },
        "help": {
            "text": format!("{} What to do: {}.", rule.why, rule.help),
            "markdown": rule_help_markdown(rule),
        },
        "defaultConfiguration": { "level": level(rule.level) },
        "properties": {
            "tags": [rule.family.name(), rule.status.name()],
            "problem.severity": severity,
        },
    })
}

/// `date-conflict` as tools show names: `DateConflict`.
fn pascal_case(id: &str) -> String {
    let mut out = String::new();
    for part in id.split('-') {
        let mut letters = part.chars();
        out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(letters.as_str());
    }
    out
}

fn level(level: Level) -> &'static str {
    level.name()
}

fn result(checked: &Checked<'_>, rules: &[(String, Value)], finding: &Finding, label: &Label) -> Value {
    let related: Vec<Value> = (1..)
        .zip(checked.others(finding))
        .map(|(id, other)| {
            let mut value = location(checked, other, false);
            value["id"] = json!(id);
            value
        })
        .collect();
    let index = rules.iter().position(|(id, _)| *id == finding.rule);
    json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": level(finding.level),
        "kind": "fail",
        "message": { "text": message(checked, finding) },
        "locations": [location(checked, label, true)],
        "relatedLocations": related,
        "partialFingerprints": { "factlint/v1": finding.fingerprint.to_string() },
        "rank": finding.confidence,
        "properties": {
            "confidence": super::json::confidence(finding),
            "family": finding.family.name(),
            "verdict": finding.verdict.name(),
            "help": finding.help,
            "notes": finding.notes,
        },
    })
}

/// The message, and behind it the other places as links to the related locations of their number.
fn message(checked: &Checked<'_>, finding: &Finding) -> String {
    let mut out = escaped(&finding.message);
    let links: Vec<String> = (1..)
        .zip(checked.others(finding))
        .map(|(id, other)| format!("[{}]({id})", escaped(&checked.place(other).words)))
        .collect();
    if !links.is_empty() {
        out = format!("{out} (see {})", links.join(", "));
    }
    out
}

/// Text that holds no link.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

/// A place. What lies outside the project is named alone, unless the finding is about it: a viewer could not
/// open it.
fn location(checked: &Checked<'_>, label: &Label, primary: bool) -> Value {
    let place = checked.place(label);
    let mut value = Map::new();
    value.insert("message".into(), json!({ "text": label.message }));
    if place.file.is_inside || primary {
        value.insert("physicalLocation".into(), physical(checked, label, &place));
    }
    if let Some(record) = place.record {
        // The places of such a document count from its own text.
        value.insert("logicalLocations".into(), json!([{ "name": record, "kind": "object" }]));
        value.insert("properties".into(), json!({ "start": label.span.start, "end": label.span.end }));
    } else if !place.file.is_inside && !primary {
        value.insert("logicalLocations".into(), json!([{ "name": place.words }]));
    }
    Value::Object(value)
}

fn physical(checked: &Checked<'_>, label: &Label, place: &Place<'_>) -> Value {
    let region = match place.region {
        None => json!({ "startLine": place.line }),
        Some(region) => json!({
            "startLine": region.start.line,
            "startColumn": region.start.column,
            "endLine": region.end.line,
            "endColumn": region.end.column,
            "byteOffset": checked.document(label).byte_in_file(label.span.start),
            "byteLength": label.span.len(),
            "snippet": { "text": label.span.of(checked.document(label).source()) },
        }),
    };
    json!({ "artifactLocation": artifact(&place.file), "region": region })
}

fn artifact(file: &FilePath) -> Value {
    let mut value = json!({ "uri": file.uri() });
    if file.is_inside {
        value["uriBaseId"] = json!(ROOT);
    }
    value
}
