use std::fmt::Write;

use crate::findings::{Finding, Label};
use crate::values::many;

use super::Checked;
use super::sentence::{Quote, quote};
use super::wording::{aside_counts, complaints, counts, left_out as left_out_words};

/// A comment on a pull request may not be longer; GitHub refuses one of more than 65,536 letters.
const LONGEST: usize = 60_000;

/// The findings for a comment on a pull request, or the summary of a job: a table a finding, the sentences
/// quoted with their words in bold.
pub fn markdown(checked: &Checked<'_>) -> String {
    let findings = &checked.report.findings;
    let articles = many(checked.corpus.articles().count(), "article");
    let mut out = if findings.is_empty() {
        format!("### factlint: no findings in {articles}\n")
    } else {
        format!("### factlint: {} in {articles}\n", counts(findings.iter()))
    };
    let mut left_out = 0;
    for finding in findings {
        let told = told(checked, finding);
        if out.len() + told.len() > LONGEST {
            left_out += 1;
        } else {
            out.push_str(&told);
        }
    }
    if left_out > 0 {
        let _ = writeln!(out, "\n{} more would make this text too long.", many(left_out, "finding"));
    }
    for sentence in left_out_words(checked.report) {
        let _ = writeln!(out, "\n{}", escaped(&sentence));
    }
    let aside = aside_counts(&checked.report.set_aside);
    if !aside.is_empty() {
        let _ = writeln!(out, "\nSet aside: {aside}.");
    }
    for complaint in checked.unread {
        let _ = writeln!(out, "\n**Not read:** {}", escaped(complaint));
    }
    for complaint in complaints(checked.report) {
        let _ = writeln!(out, "\n**Suppressions:** {}", escaped(&complaint));
    }
    out
}

fn told(checked: &Checked<'_>, finding: &Finding) -> String {
    let mut out = format!(
        "\n**{}** ({}): {}\n\n| where | what it says |\n|---|---|\n",
        finding.level.name(),
        escaped(&finding.rule),
        escaped(&finding.message)
    );
    for label in &finding.labels {
        let quote = quote(checked, label);
        let _ = writeln!(out, "| {} | {} |", escaped(&checked.place(label).words), quoted(&quote, label));
    }
    for note in &finding.notes {
        let _ = writeln!(out, "\nNote: {}", escaped(note));
    }
    if !finding.help.is_empty() {
        let _ = writeln!(out, "\nWhat to do: {}", escaped(&finding.help));
    }
    out
}

/// A sentence with the words in bold, and what they are taken to say.
fn quoted(quote: &Quote, label: &Label) -> String {
    let part = |range: std::ops::Range<usize>| escaped(quote.text.get(range).unwrap_or_default());
    let (before, words, after) =
        (part(0..quote.start), part(quote.start..quote.end), part(quote.end..quote.text.len()));
    // Blanks inside would keep the stars from being bold.
    let bold = if words.trim().is_empty() { String::new() } else { format!("<b>{words}</b>") };
    format!("{before}{bold}{after}<br>→ {}", escaped(&label.message))
}

/// Text in which nothing is markup, on one line. Letters that mean something to Markdown are written as
/// entities, which no renderer takes for structure, and which break no table. A mention of a person or of an
/// issue is broken up, so that an article calls nobody.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' => {
                let _ = write!(out, "&#{};", u32::from(letter));
            }
            '@' | '#' => {
                let _ = write!(out, "{letter}<!-- -->");
            }
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    // A bare address would become a link.
    out.replace("://", ":<!-- -->//").replace("www.", "www<!-- -->.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("a|b **c** `d`\n<e>"), "a&#124;b &#42;&#42;c&#42;&#42; &#96;d&#96; &#60;e&#62;");
        assert_eq!(escaped("@editor #12"), "@<!-- -->editor #<!-- -->12");
        assert_eq!(escaped("https://x"), "https:<!-- -->//x");
    }
}
