use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use crate::findings::{Finding, Label, Level};

use super::Checked;

/// A Code Quality report of GitLab: an array with an object a finding.
pub fn gitlab(checked: &Checked<'_>) -> String {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let issues: Vec<Value> = checked
        .placed()
        .map(|(finding, label)| {
            let fingerprint = finding.fingerprint.to_string();
            let count = seen.entry(fingerprint.clone()).or_default();
            *count += 1;
            issue(checked, finding, label, &unique(&fingerprint, *count))
        })
        .collect();
    format!("{:#}\n", Value::from(issues))
}

/// GitLab drops an issue whose fingerprint it has seen in the report.
fn unique(fingerprint: &str, count: usize) -> String {
    let digits = fingerprint.rsplit(':').next().unwrap_or(fingerprint);
    if count == 1 { digits.to_string() } else { format!("{digits}-{count}") }
}

fn issue(checked: &Checked<'_>, finding: &Finding, label: &Label, fingerprint: &str) -> Value {
    let severity = match finding.level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    };
    let others: Vec<Value> = checked.others(finding).iter().map(|other| location(checked, other)).collect();
    json!({
        "type": "issue",
        "check_name": finding.rule,
        "description": checked.message_with_places(finding),
        "content": { "body": finding.help },
        "categories": ["Bug Risk"],
        "severity": severity,
        "fingerprint": fingerprint,
        "location": location(checked, label),
        "other_locations": others,
    })
}

fn location(checked: &Checked<'_>, label: &Label) -> Value {
    let place = checked.place(label);
    json!({ "path": place.file.path, "lines": { "begin": place.line, "end": place.last_line() } })
}
