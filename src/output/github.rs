use std::fmt::Write;

use crate::findings::{Finding, Label, Level};
use crate::values::many;

use super::Checked;

/// So many annotations of a level GitHub shows of a step; it drops the others without a word.
const SHOWN: usize = 10;

const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Note];

/// Workflow commands that GitHub Actions shows as annotations, the heaviest level first. What it would not
/// show is counted in one annotation more, and stands below as plain lines of the log.
pub fn github(checked: &Checked<'_>) -> String {
    let mut out = String::new();
    let cut = LEVELS.into_iter().any(|level| of_level(checked, level).count() > SHOWN);
    for level in LEVELS {
        for (finding, label) in of_level(checked, level).take(shown(level, cut)) {
            annotate(&mut out, checked, finding, label);
        }
    }
    if cut {
        rest(&mut out, checked);
    }
    out
}

/// So many annotations of a level are written. The one that tells of what is cut is a notice itself.
fn shown(level: Level, cut: bool) -> usize {
    if cut && level == Level::Note { SHOWN - 1 } else { SHOWN }
}

fn of_level<'a>(
    checked: &Checked<'a>,
    level: Level,
) -> impl Iterator<Item = (&'a Finding, &'a Label)> + use<'a> {
    checked.placed().filter(move |(finding, _)| finding.level == level)
}

fn annotate(out: &mut String, checked: &Checked<'_>, finding: &Finding, label: &Label) {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let place = checked.place(label);
    let _ = write!(out, "::{command} file={},line={}", property(&place.file.path), place.line);
    match place.region {
        // GitHub takes columns only within one line.
        Some(region) if region.start.line == region.end.line => {
            let _ = write!(out, ",endLine={}", region.end.line);
            let _ = write!(out, ",col={},endColumn={}", region.start.column, region.end.column);
        }
        _ => {
            let _ = write!(out, ",endLine={}", place.last_line());
        }
    }
    let mut text = finding.message.clone();
    if place.record.is_some() {
        let _ = write!(text, "\n{}: “{}”", place.words, words(checked, label));
    }
    for other in checked.others(finding) {
        let _ = write!(text, "\n{}: “{}”", checked.place(other).words, words(checked, other));
    }
    if !finding.help.is_empty() {
        let _ = write!(text, "\nWhat to do: {}", finding.help);
    }
    let _ = writeln!(out, ",title={}::{}", property(&finding.rule), data(&text));
}

/// The words that a label covers, as one line.
fn words(checked: &Checked<'_>, label: &Label) -> String {
    let document = checked.document(label);
    let words = document.to_prose(label.span).of(document.text());
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tells what is not shown.
fn rest(out: &mut String, checked: &Checked<'_>) {
    let left_out = |level| of_level(checked, level).skip(shown(level, true));
    let counts: Vec<String> = LEVELS
        .into_iter()
        .map(|level| (left_out(level).count(), level.name()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| many(count, name))
        .collect();
    let text = format!(
        "GitHub shows ten annotations of a level for each step. Not shown: {}. They stand in the log of this \
         step and in the summary of the job.",
        counts.join(", ")
    );
    let _ = writeln!(out, "::notice title=factlint::{}", data(&text));
    for (finding, label) in LEVELS.into_iter().flat_map(left_out) {
        let message = checked.message_with_places(finding);
        let place = checked.place(label).words;
        let line = format!("{place}: {}[{}]: {message}", finding.level.name(), finding.rule);
        let _ = writeln!(out, "{}", one_line(&line));
    }
}

/// A line of the log that no text can turn into a command.
fn one_line(text: &str) -> String {
    let line = text.split(['\r', '\n']).collect::<Vec<_>>().join(" ");
    // A command is one wherever `::` or `##[` begins a line.
    if line.trim_start().starts_with("::") || line.contains("##[") {
        line.replace("##[", "# #[").replacen("::", ": :", 1)
    } else {
        line
    }
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_a_command_or_begins_one() {
        assert_eq!(data("100%\r\n::error::x"), "100%25%0D%0A::error::x");
        assert_eq!(property("a,b:c%2C"), "a%2Cb%3Ac%252C");
        assert_eq!(one_line("::error::a\n::b"), ": :error::a ::b");
        assert_eq!(one_line("a ##[error] b"), "a # #[error] b");
        assert_eq!(one_line("a.txt:1:2: note[x]: y"), "a.txt:1:2: note[x]: y");
    }
}
