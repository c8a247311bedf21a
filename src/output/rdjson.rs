use serde_json::{Value, json};

use crate::findings::{Finding, Label, Level};

use super::Checked;

/// The Reviewdog Diagnostic Format, a `DiagnosticResult`. Its columns count bytes.
pub fn rdjson(checked: &Checked<'_>) -> String {
    let diagnostics: Vec<Value> =
        checked.placed().map(|(finding, label)| diagnostic(checked, finding, label)).collect();
    let whole = json!({ "source": { "name": "factlint" }, "diagnostics": diagnostics });
    format!("{whole:#}\n")
}

fn diagnostic(checked: &Checked<'_>, finding: &Finding, label: &Label) -> Value {
    let severity = match finding.level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Note => "INFO",
    };
    let help =
        if finding.help.is_empty() { String::new() } else { format!("\nWhat to do: {}", finding.help) };
    let related: Vec<Value> = checked
        .others(finding)
        .iter()
        .map(|other| json!({ "message": other.message, "location": location(checked, other) }))
        .collect();
    json!({
        "message": format!("{}{help}", finding.message),
        "location": location(checked, label),
        "severity": severity,
        "code": { "value": finding.rule },
        "related_locations": related,
    })
}

fn location(checked: &Checked<'_>, label: &Label) -> Value {
    let place = checked.place(label);
    let Some(region) = place.region else {
        return json!({ "path": place.file.path, "range": { "start": { "line": place.line } } });
    };
    let document = checked.document(label);
    let position =
        |offset: u32, line: usize| json!({ "line": line, "column": document.bytes_before(offset, line) + 1 });
    let range = json!({
        "start": position(label.span.start, region.start.line),
        "end": position(label.span.end, region.end.line),
    });
    json!({ "path": place.file.path, "range": range })
}
