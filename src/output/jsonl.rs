use serde_json::json;

use crate::document::Corpus;
use crate::engine::Report;

use super::json::finding_value;

/// The schema of a line.
pub(super) const FINDING_SCHEMA: &str = "factlint.finding/1";

/// One JSON object a finding, a line each, in the order of the findings.
pub fn jsonl(corpus: &Corpus, report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let mut value = finding_value(corpus, finding);
        value["schema"] = json!(FINDING_SCHEMA);
        value["version"] = json!(env!("CARGO_PKG_VERSION"));
        out.push_str(&value.to_string());
        out.push('\n');
    }
    out
}
