use std::fmt;
use std::ops::Range;

use crate::document::{Corpus, DocId, Document};
use crate::findings::Label;
use crate::text::Span;

/// How many columns of a long line are shown.
const WINDOW: usize = 160;
/// How many columns stand before and after the labelled words, at least, where a line has few labels.
const MARGIN: usize = 48;
/// Two windows closer than this are one: an ellipsis would hide hardly more than it takes.
const GAP: usize = 8;

/// Part of a document around labels: what is drawn in place of paragraphs of thousands of columns.
#[derive(Clone, Debug)]
struct Excerpt {
    document: DocId,
    /// `path:line:column` of what the excerpt is about, in the document.
    place: String,
    /// The lines shown, each at its true number: empty lines stand in for those left out.
    text: String,
    /// Number of characters of `text`.
    n_chars: usize,
    /// Number of lines of `text`.
    n_lines: usize,
    /// The parts of the document that are shown, in order.
    pieces: Vec<Piece>,
}

/// Bytes `start..end` of a document's source, shown after `before` characters of the excerpt.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: usize,
    end: usize,
    before: usize,
}

/// The excerpts of a drawing, one for each document. The renderer knows them by their index.
#[derive(Clone, Debug)]
pub(super) struct Excerpts<'a> {
    corpus: &'a Corpus,
    excerpts: Vec<Excerpt>,
}

impl<'a> Excerpts<'a> {
    /// The excerpts that the labels need.
    pub fn new(corpus: &'a Corpus, labels: &[Label]) -> Self {
        let mut documents: Vec<DocId> = labels.iter().map(|label| label.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let excerpts = documents
            .into_iter()
            .map(|document| Excerpt::new(corpus.get(document), document, labels))
            .collect();
        Self { corpus, excerpts }
    }

    /// The source that a label points into, and the characters in it, line by line.
    pub fn places(&self, label: &Label) -> Vec<(usize, Range<usize>)> {
        let document = self.corpus.get(label.document);
        let index = self.excerpts.iter().position(|excerpt| excerpt.document == label.document);
        let index = index.unwrap_or_default();
        let lines = self.excerpts.get(index).map(|excerpt| excerpt.chars(document, label.span));
        lines.unwrap_or_default().into_iter().map(|line| (index, line)).collect()
    }

    /// The sources for the renderer.
    pub fn sources(&self) -> Sources {
        Sources(self.excerpts.iter().map(|excerpt| ariadne::Source::from(excerpt.text.clone())).collect())
    }

    /// Replaces the places that the renderer counted in an excerpt by those of the document, and
    /// takes away the blanks at line ends.
    pub fn true_places(&self, drawn: &str) -> String {
        let mut out = String::with_capacity(drawn.len());
        for line in drawn.lines() {
            out.push_str(self.true_place(line).as_deref().unwrap_or(line).trim_end());
            out.push('\n');
        }
        out
    }

    fn true_place(&self, line: &str) -> Option<String> {
        let (before, marked) = line.split_once(MARK)?;
        let (index, after) = marked.split_once(MARK)?;
        let excerpt = self.excerpts.get(index.parse::<usize>().ok()?)?;
        let after = after.trim_start_matches(|letter: char| letter == ':' || letter.is_ascii_digit());
        Some(format!("{before}{}{after}", excerpt.place))
    }
}

/// Marks a source's index in the drawing. No text that is drawn holds it: see [`tame`].
const MARK: char = '\u{1}';

/// The excerpts as the renderer asks for them.
#[derive(Debug)]
pub(super) struct Sources(Vec<ariadne::Source<String>>);

impl ariadne::Cache<usize> for Sources {
    type Storage = String;

    fn fetch(&mut self, index: &usize) -> Result<&ariadne::Source<String>, impl fmt::Debug> {
        self.0.get(*index).ok_or("every label has an excerpt")
    }

    fn display<'a>(&self, index: &'a usize) -> Option<impl fmt::Display + 'a> {
        Some(format!("{MARK}{index}{MARK}"))
    }
}

impl Excerpt {
    fn new(document: &Document, id: DocId, labels: &[Label]) -> Self {
        let mine: Vec<&Label> = labels.iter().filter(|label| label.document == id).collect();
        let first = mine.iter().map(|label| label.span.start).min().unwrap_or_default();
        let about = mine.iter().find(|label| label.primary).map_or(first, |label| label.span.start);
        let place = tame(&document.place(about));
        let mut excerpt =
            Self { document: id, place, text: String::new(), n_chars: 0, n_lines: 1, pieces: Vec::new() };
        let spans: Vec<Lines> = mine.iter().map(|label| Lines::of(document, label.span)).collect();
        let mut lines: Vec<usize> = spans.iter().flat_map(|span| [span.first, span.last]).collect();
        lines.sort_unstable();
        lines.dedup();
        for line in lines {
            let range = document.line_range(line);
            let shown: Vec<Range<usize>> =
                spans.iter().filter_map(|span| span.within(line, &range)).collect();
            excerpt.add_line(document, line, range, &shown);
        }
        excerpt
    }

    /// Adds a line at its true number: the renderer counts the line breaks before it.
    fn add_line(&mut self, document: &Document, line: usize, range: Range<usize>, labels: &[Range<usize>]) {
        while self.n_lines < line {
            self.push("\n");
            self.n_lines += 1;
        }
        let mut shown = range.start;
        for window in windows(document.source(), range.clone(), labels) {
            if window.start > shown {
                self.push(if shown == range.start { "… " } else { " … " });
            }
            self.pieces.push(Piece { start: window.start, end: window.end, before: self.n_chars });
            self.push(&tame(document.source().get(window.clone()).unwrap_or_default()));
            shown = window.end;
        }
        // A label may stand just past the last letter: there is always one more to draw under.
        self.push(if shown < range.end { " … " } else { " " });
    }

    fn push(&mut self, text: &str) {
        self.n_chars += text.chars().count();
        self.text.push_str(text);
    }

    /// The characters of the excerpt that bytes of the document stand for, line by line; at least one.
    fn chars(&self, document: &Document, span: Span) -> Vec<Range<usize>> {
        let (start, end) = (span.start as usize, span.end as usize);
        let shown = self.pieces.iter().filter(|piece| start <= piece.end && piece.start < end.max(start + 1));
        let chars = shown.map(|piece| {
            let start = piece.char_at(document, start);
            start..piece.char_at(document, end).max(start + 1)
        });
        chars.collect()
    }
}

impl Piece {
    fn char_at(&self, document: &Document, offset: usize) -> usize {
        let inside = offset.clamp(self.start, self.end);
        self.before + document.source().get(self.start..inside).unwrap_or_default().chars().count()
    }
}

/// The bytes of a label with its first and last line.
struct Lines {
    span: Span,
    first: usize,
    last: usize,
}

impl Lines {
    fn of(document: &Document, span: Span) -> Self {
        let last = span.end.saturating_sub(1).max(span.start);
        Self { span, first: document.position(span.start).line, last: document.position(last).line }
    }

    /// The part of the label that stands in a line.
    fn within(&self, line: usize, range: &Range<usize>) -> Option<Range<usize>> {
        (self.first..=self.last).contains(&line).then(|| {
            let Range { start, end } = self.span.range();
            let start = start.clamp(range.start, range.end);
            start..end.clamp(start, range.end)
        })
    }
}

/// The same number of letters, none of which the renderer takes for a line end or a terminal obeys.
pub(super) fn tame(text: &str) -> String {
    text.chars().map(drawable).collect()
}

fn drawable(letter: char) -> char {
    match letter {
        '\u{2028}' | '\u{2029}' => ' ',
        // Marks that turn the direction of what follows would tear the words from their underlines.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
        _ if letter.is_control() => ' ',
        _ => letter,
    }
}

/// The parts of a line that are shown: all of it where it is short, else a window around each label,
/// cut at spaces, those that nearly touch joined.
fn windows(source: &str, line: Range<usize>, labels: &[Range<usize>]) -> Vec<Range<usize>> {
    let count = |range: Range<usize>| source.get(range).map_or(0, |words| words.chars().count());
    // Of a line of megabytes no more letters are counted than are shown.
    let at_most = |range: Range<usize>, most: usize| {
        source.get(range).is_none_or(|words| words.chars().nth(most).is_none())
    };
    if labels.is_empty() || at_most(line.clone(), WINDOW) {
        return vec![line];
    }
    let mut sorted = labels.to_vec();
    sorted.sort_by_key(|label| (label.start, label.end));
    let labelled: usize = sorted.iter().map(|label| count(label.clone())).sum();
    let room = WINDOW.saturating_sub(labelled).max(MARGIN * 2);
    let margin = room / 2 / sorted.len();
    let mut found: Vec<Range<usize>> = Vec::new();
    for label in sorted {
        let start = back(source, line.start, label.start, margin);
        let end = forward(source, label.end, line.end, margin);
        match found.last_mut() {
            Some(last) if start <= last.end || at_most(last.end..start, GAP) => last.end = last.end.max(end),
            _ => found.push(start..end),
        }
    }
    found
}

/// The byte about `count` characters before `at`, moved on to a word's start.
fn back(source: &str, line: usize, at: usize, count: usize) -> usize {
    let before = source.get(line..at).unwrap_or_default();
    let cut = before.char_indices().rev().nth(count).map_or(0, |(index, _)| index);
    if cut == 0 {
        return line;
    }
    line + cut + before[cut..].find(' ').map_or(0, |space| space + 1)
}

/// The byte about `count` characters after `at`, moved back to a word's end.
fn forward(source: &str, at: usize, line_end: usize, count: usize) -> usize {
    let after = source.get(at..line_end).unwrap_or_default();
    let cut = after.char_indices().nth(count).map_or(after.len(), |(index, _)| index);
    if cut == after.len() {
        return line_end;
    }
    at + after[..cut].rfind(' ').unwrap_or(cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;

    fn label(span: Range<usize>) -> Label {
        Label {
            document: DocId(0),
            span: Span::new(span.start, span.end),
            message: String::new(),
            primary: true,
        }
    }

    fn excerpt(text: &str, words: &[&str]) -> (String, Vec<String>) {
        let labels: Vec<Label> = words
            .iter()
            .map(|words| text.find(words).map(|at| label(at..at + words.len())).unwrap())
            .collect();
        let corpus = Corpus::new(vec![Document::plain("a.txt", text, Metadata::default())]);
        let excerpts = Excerpts::new(&corpus, &labels);
        let shown: Vec<char> = excerpts.excerpts[0].text.chars().collect();
        let places = labels.iter().flat_map(|label| excerpts.places(label));
        let drawn = places.map(|(_, place)| shown[place].iter().collect()).collect();
        (excerpts.excerpts[0].text.clone(), drawn)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let (text, drawn) = excerpt("Zażółć\ngęślą 12 jaźń\n", &["12"]);
        assert_eq!((text.as_str(), drawn[0].as_str()), ("\ngęślą 12 jaźń ", "12"));
    }

    #[test]
    fn a_long_line_is_shown_around_its_labels() {
        let filler = "śnieg padał ".repeat(200);
        let (text, drawn) =
            excerpt(&format!("{filler}12 osób {filler}15 osób {filler}"), &["15 osób", "12 osób"]);
        assert_eq!(drawn, ["15 osób", "12 osób"]);
        assert!(text.starts_with("… ") && text.ends_with(" … ") && text.contains(" … śnieg"), "{text}");
        assert!((120..=WINDOW + 10).contains(&text.chars().count()), "{text}");
    }

    #[test]
    fn labels_that_nearly_touch_share_a_window() {
        let filler = "padał śnieg ".repeat(40);
        let (text, drawn) = excerpt(&format!("{filler}12 osób i 15 psów {filler}"), &["12 osób", "15 psów"]);
        assert_eq!(drawn, ["12 osób", "15 psów"]);
        assert_eq!(text.matches('…').count(), 2, "{text}");
    }

    #[test]
    fn words_without_spaces_are_cut_anywhere() {
        let filler = "ż".repeat(500);
        let (text, drawn) = excerpt(&format!("{filler}12{filler}"), &["12"]);
        assert_eq!(drawn, ["12"]);
        assert!(text.chars().count() < WINDOW + 10);
    }

    #[test]
    fn a_label_over_two_lines_is_shown_in_both() {
        let (text, drawn) = excerpt("jeden\nw środę, 17\nczerwca\n", &["środę, 17\nczerwca"]);
        assert_eq!(text, "\nw środę, 17 \nczerwca ");
        assert_eq!(drawn, ["środę, 17", "czerwca"]);
    }

    #[test]
    fn a_label_past_the_end_has_a_letter_to_stand_under() {
        let corpus = Corpus::new(vec![Document::plain("a.txt", "x =", Metadata::default())]);
        let excerpts = Excerpts::new(&corpus, &[label(3..3)]);
        assert_eq!(excerpts.places(&label(3..3)), [(0, 3..4)]);
        assert_eq!(excerpts.excerpts[0].n_chars, 4);
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_drawn() {
        assert_eq!(tame("a\u{1b}[31m\u{202e}b\u{2028}\u{85}\tc"), "a [31m b   c");
    }
}
