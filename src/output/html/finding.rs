//! A finding on the page.

use std::fmt::Write;

use crate::document::DocId;
use crate::findings::{Finding, Label, WhyAside};
use crate::text::Span;

use super::super::Checked;
use super::super::sentence::sentence_of;
use super::scale::drawings;
use super::text::escaped;
use super::words::{aside_words, date_words, detail_words, level_words, outcome_words, slot_words};

/// The letter by which a place is called.
pub(super) fn letter(index: usize) -> String {
    let letters = b'A'..=b'Z';
    letters
        .clone()
        .nth(index)
        .map_or_else(|| (index + 1).to_string(), |letter| char::from(letter).to_string())
}

/// A finding: what is wrong, the sentences, the values, and why they were put side by side. `rule` is the
/// number by which the filters know its rule; what is set aside has none.
pub(super) fn card(
    checked: &Checked<'_>,
    finding: &Finding,
    rule: Option<usize>,
    aside: Option<&WhyAside>,
) -> String {
    let level = finding.level.name();
    let rule = rule.map(|rule| format!(" r-{rule}")).unwrap_or_default();
    let mut out = format!(
        "<article class=\"finding l-{level}{rule}\">\n<p class=\"kind\"><span class=\"level\">{}</span> <span \
         class=\"rule\">{}</span></p>\n<h2>{}</h2>\n",
        level_words(finding.level),
        escaped(&finding.rule),
        escaped(&finding.message)
    );
    if let Some(why) = aside {
        let _ = writeln!(out, "<p class=\"why\">{}</p>", escaped(&aside_words(why)));
    }
    out.push_str(&sides(checked, finding));
    out.push_str(&drawings(checked, finding));
    for note in &finding.notes {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escaped(&capital(note)));
    }
    if !finding.help.is_empty() {
        let _ = writeln!(out, "<p class=\"help\"><b>What to do:</b> {}.</p>", escaped(&finding.help));
    }
    out.push_str(&comparison(checked, finding));
    out.push_str("</article>\n");
    out
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

/// A sentence of an article, with the places in it that take part.
struct Side<'a> {
    document: DocId,
    sentence: Span,
    marks: Vec<(Span, usize, &'a Label)>,
}

/// The sentences, each once, in the order of the places.
fn sides(checked: &Checked<'_>, finding: &Finding) -> String {
    let mut sides: Vec<Side<'_>> = Vec::new();
    for (index, label) in finding.labels.iter().enumerate() {
        let (sentence, words) = sentence_of(checked, label);
        let mark = (words, index, label);
        match sides.iter_mut().find(|side| side.document == label.document && side.sentence == sentence) {
            Some(side) => side.marks.push(mark),
            None => sides.push(Side { document: label.document, sentence, marks: vec![mark] }),
        }
    }
    let mut out = String::from("<div class=\"sides\">\n");
    sides.iter().for_each(|side| out.push_str(&side.html(checked)));
    out.push_str("</div>\n");
    out
}

impl Side<'_> {
    fn html(&self, checked: &Checked<'_>) -> String {
        let document = checked.corpus.get(self.document);
        let facts = checked.report.reading.document(self.document);
        let language = facts.language.as_deref().unwrap_or("und");
        let place = self.marks.first().map(|(_, _, label)| checked.place(label).words).unwrap_or_default();
        let mut about = String::new();
        if let Some(source) = &document.metadata.source {
            let _ = write!(about, "<b>{}</b> · ", escaped(source));
        }
        let _ = write!(about, "<span class=\"path\">{}</span>", escaped(&place));
        if let Some(published) = facts.published {
            let date = date_words(published.date);
            let _ = write!(about, " · <span class=\"date\">published {date}</span>");
        }
        let mut out = format!(
            "<section class=\"side\">\n<p class=\"where\">{about}</p>\n<blockquote lang=\"{}\" dir=\"auto\">{}\
             </blockquote>\n",
            escaped(language),
            self.quote(document.text())
        );
        for (_, index, label) in &self.marks {
            let (letter, words) = (letter(*index), escaped(&label.message));
            let _ = writeln!(
                out,
                "<p class=\"said\"><span class=\"letter\">{letter}</span> read as: {words}</p>"
            );
        }
        out.push_str("</section>\n");
        out
    }

    /// The sentence with its places marked.
    fn quote(&self, text: &str) -> String {
        let mut marks = self.marks.clone();
        marks.sort_by_key(|(words, index, _)| (words.start, *index));
        let (mut out, mut at) = (String::new(), self.sentence.start);
        for (words, index, label) in marks {
            let class = if label.primary { " class=\"primary\"" } else { "" };
            // Two places may share words: what is marked once is not said twice.
            let (start, end) = (words.start.max(at), words.end.max(at));
            out.push_str(&escaped(Span { start: at, end: start }.of(text)));
            let shared = escaped(Span { start, end }.of(text));
            let _ = write!(
                out,
                "<mark{class}><span class=\"letter\">{}</span>\u{a0}{shared}</mark>",
                letter(index)
            );
            at = end;
        }
        out.push_str(&escaped(Span { start: at, end: self.sentence.end.max(at) }.of(text)));
        out
    }
}

/// Why the places were put side by side.
fn comparison(checked: &Checked<'_>, finding: &Finding) -> String {
    if finding.comparison.is_empty() {
        return String::new();
    }
    let compared = finding.comparison.iter().any(|row| row.slot == "value");
    let heading = if compared { "Why these were compared" } else { "How it was read" };
    let mut out = format!("<details>\n<summary>{heading}</summary>\n");
    if let Ok(rule) = checked.rules.find(&finding.rule) {
        let _ = writeln!(out, "<p>{}</p>", escaped(&rule.why));
    }
    out.push_str("<div class=\"wide\"><table>\n");
    for row in finding.comparison.iter().filter(|row| row.outcome != "unknown") {
        out.push_str(&table_row(&slot_words(&row.slot), &outcome_words(row), &detail_words(row)));
    }
    let unknown: Vec<String> = finding
        .comparison
        .iter()
        .filter(|row| row.outcome == "unknown")
        .map(|row| slot_words(&row.slot))
        .collect();
    if !unknown.is_empty() {
        out.push_str(&table_row("not told by both", "", &unknown.join(", ")));
    }
    out.push_str("</table></div>\n</details>\n");
    out
}

fn table_row(heading: &str, outcome: &str, detail: &str) -> String {
    let (heading, outcome, detail) = (escaped(heading), escaped(outcome), escaped(detail));
    format!("<tr><th>{heading}</th><td>{outcome}</td><td>{detail}</td></tr>\n")
}
