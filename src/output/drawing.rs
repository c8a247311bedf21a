use std::fmt::Write;

use ariadne::{CharSet, Color, Config, Fmt, IndexType, LabelAttach, Report, ReportKind};

use crate::document::Corpus;
use crate::findings::Label;

use super::excerpt::{Excerpts, tame};

/// What is drawn: a heading, words with labels under them, and advice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drawing<'a> {
    /// "error", "warning", "note".
    pub level: &'a str,
    /// The colour of the level and of the primary label.
    pub level_color: Color,
    /// The rule's id, where a rule speaks.
    pub rule: Option<&'a str>,
    /// What is wrong.
    pub message: &'a str,
    /// The words.
    pub labels: &'a [Label],
    /// What else to know.
    pub notes: &'a [String],
    /// What to do.
    pub help: Option<&'a str>,
    /// Whether to use colour.
    pub color: bool,
}

impl Drawing<'_> {
    /// Draws it. Without colour no escape byte is printed, whatever the texts hold.
    pub fn draw(&self, corpus: &Corpus) -> String {
        let mut out = self.heading();
        let sections = self.sections(corpus);
        let margin = sections.lines().next().map_or(0, |line| line.len() - line.trim_start().len());
        out.push_str(&sections);
        let advice = self.notes.iter().map(|note| ("note", note.as_str()));
        for (name, text) in advice.chain(self.help.map(|help| ("help", help))) {
            let mut lines = text.lines();
            let name = self.paint(name, Color::Cyan);
            let _ = writeln!(out, "{:margin$}= {name}: {}", "", tame(lines.next().unwrap_or_default()));
            for line in lines {
                let _ = writeln!(out, "{:margin$}        {}", "", tame(line));
            }
        }
        out
    }

    fn heading(&self) -> String {
        let rule = self.rule.map(|rule| format!("[{rule}]")).unwrap_or_default();
        let level = self.paint(&format!("{}{rule}", self.level), self.level_color);
        format!("{level}: {}\n", tame(self.message))
    }

    fn paint(&self, text: &str, color: Color) -> String {
        if self.color { text.fg(color).to_string() } else { text.to_string() }
    }

    /// The files with their lines and labels, without the renderer's heading and last line.
    fn sections(&self, corpus: &Corpus) -> String {
        let excerpts = Excerpts::new(corpus, self.labels);
        let Some(first) = self.labels.first() else { return String::new() };
        let config = Config::default()
            .with_index_type(IndexType::Char)
            .with_char_set(CharSet::Ascii)
            .with_label_attach(LabelAttach::Start)
            .with_color(self.color);
        let (file, mut order) = (excerpts.places(first).first().map_or(0, |(file, _)| *file), 0);
        let mut report = Report::build(ReportKind::Error, (file, 0..0)).with_config(config);
        for label in self.in_drawing_order(corpus) {
            let places = excerpts.places(label);
            let last = places.len().saturating_sub(1);
            for (index, place) in places.into_iter().enumerate() {
                // The renderer draws nothing under words without a message.
                let message = if index < last { "…" } else { label.message.as_str() };
                let mut drawn = ariadne::Label::new(place).with_order(order).with_message(tame(message));
                if self.color {
                    drawn = drawn.with_color(if label.primary { self.level_color } else { Color::Blue });
                }
                report.add_label(drawn);
                order += 1;
            }
        }
        let mut bytes = Vec::new();
        // Writing to memory fails only where an excerpt is missing, and each label has its own.
        if report.finish().write(excerpts.sources(), &mut bytes).is_err() {
            return String::new();
        }
        let drawn = excerpts.true_places(&String::from_utf8_lossy(&bytes));
        let sections = drawn.split_once('\n').map_or("", |(_, sections)| sections);
        let sections = sections.trim_end().rsplit_once('\n').map_or("", |(sections, _)| sections);
        format!("{sections}\n")
    }

    /// File by file, the primary label's file first, line by line: labels of two files never
    /// interleave. In a line the last label comes first, so that no arrow crosses another.
    fn in_drawing_order(&self, corpus: &Corpus) -> Vec<&Label> {
        let mut ordered: Vec<&Label> = self.labels.iter().collect();
        let first = self.labels.first().map(|label| label.document);
        ordered.sort_by_cached_key(|label| {
            let last = label.span.end.saturating_sub(1).max(label.span.start);
            let line = corpus.get(label.document).position(last).line;
            (Some(label.document) != first, label.document, line, std::cmp::Reverse(label.span))
        });
        ordered
    }
}
