use std::fmt::Write;

use crate::document::Corpus;
use crate::engine::Report;

/// One line a finding: `path:line:column: level[rule]: message (path:line:column, …)`.
pub fn concise(corpus: &Corpus, report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let place = |label: &crate::findings::Label| corpus.get(label.document).place(label.span.start);
        let Some((first, others)) = finding.labels.split_first() else { continue };
        let _ =
            write!(out, "{}: {}[{}]: {}", place(first), finding.level.name(), finding.rule, finding.message);
        if !others.is_empty() {
            let others: Vec<String> = others.iter().map(place).collect();
            let _ = write!(out, " ({})", others.join(", "));
        }
        out.push('\n');
    }
    out
}
