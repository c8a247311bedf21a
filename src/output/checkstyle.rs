use std::collections::BTreeMap;
use std::fmt::Write;

use crate::findings::{Finding, Label, Level};

use super::Checked;
use super::xml::{HEAD, escaped};

/// Checkstyle XML: an element a file, and in it one a finding.
pub fn checkstyle(checked: &Checked<'_>) -> String {
    let mut files: BTreeMap<String, Vec<(&Finding, &Label)>> = BTreeMap::new();
    for (finding, label) in checked.placed() {
        files.entry(checked.place(label).file.path).or_default().push((finding, label));
    }
    let mut out = format!("{HEAD}<checkstyle version=\"4.3\">\n");
    for (path, findings) in files {
        let _ = writeln!(out, "  <file name=\"{}\">", escaped(&path));
        for (finding, label) in findings {
            error(&mut out, checked, finding, label);
        }
        out.push_str("  </file>\n");
    }
    out.push_str("</checkstyle>\n");
    out
}

fn error(out: &mut String, checked: &Checked<'_>, finding: &Finding, label: &Label) {
    let severity = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "info",
    };
    let place = checked.place(label);
    let column = place.region.map(|region| format!(" column=\"{}\"", region.start.column));
    let _ = writeln!(
        out,
        "    <error line=\"{}\"{} severity=\"{severity}\" message=\"{}\" source=\"factlint.{}\"/>",
        place.line,
        column.unwrap_or_default(),
        escaped(&checked.message_with_places(finding)),
        escaped(&finding.rule),
    );
}
