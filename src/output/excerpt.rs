use std::ops::Range;

use crate::document::{Corpus, DocId, Document};
use crate::findings::Label;

/// How many columns of a long line are shown.
const WINDOW: usize = 160;
/// How many columns stand before and after the labelled words, at least.
const MARGIN: usize = 50;

/// Part of a document around labels: what is drawn in place of paragraphs of thousands of columns.
#[derive(Clone, Debug)]
pub(super) struct Excerpt {
    pub name: String,
    document: DocId,
    /// The lines shown, with the document's line before each.
    text: String,
    /// Characters of the document's source that stand before each piece, and where it stands in `text`.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    /// The bytes of the document's source.
    start: usize,
    end: usize,
    /// The characters of the excerpt before it.
    before: usize,
}

/// The excerpts of a finding, one for each document.
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

    /// The source and the characters in it that a label points at.
    pub fn place(&self, label: &Label) -> (String, Range<usize>) {
        let document = self.corpus.get(label.document);
        let excerpt = self.excerpts.iter().find(|excerpt| excerpt.document == label.document);
        excerpt.map_or((String::new(), 0..0), |excerpt| {
            let start = excerpt.char_at(document, label.span.start as usize);
            let end = excerpt.char_at(document, label.span.end as usize);
            (excerpt.name.clone(), start..end.max(start + 1))
        })
    }

    /// The sources for the renderer.
    pub fn cache(&self) -> impl ariadne::Cache<String> + use<> {
        ariadne::sources(
            self.excerpts
                .iter()
                .map(|excerpt| (excerpt.name.clone(), excerpt.text.clone()))
                .collect::<Vec<_>>(),
        )
    }

    /// Replaces the places that the renderer counted in an excerpt by those of the document.
    pub fn true_places(&self, drawn: &str) -> String {
        let mut out = String::with_capacity(drawn.len());
        for line in drawn.lines() {
            let kept =
                self.excerpts.iter().find_map(|excerpt| line.find(&excerpt.name).map(|at| (excerpt, at)));
            match kept {
                Some((excerpt, at)) => {
                    let rest = &line[at + excerpt.name.len()..];
                    let after =
                        rest.trim_start_matches(|letter: char| letter == ':' || letter.is_ascii_digit());
                    out.push_str(&line[..at]);
                    out.push_str(excerpt.name.trim_start_matches(MARK));
                    out.push_str(after);
                }
                None => out.push_str(line.trim_end()),
            }
            out.push('\n');
        }
        out
    }
}

/// Marks a source's name, so that it is found in the drawing and nowhere else.
const MARK: char = '\u{1}';

impl Excerpt {
    fn new(document: &Document, id: DocId, labels: &[Label]) -> Self {
        let mine: Vec<&Label> = labels.iter().filter(|label| label.document == id).collect();
        let first = mine.iter().map(|label| label.span.start).min().unwrap_or_default();
        let place = document
            .position(mine.iter().find(|label| label.primary).map_or(first, |label| label.span.start));
        let name = format!("{MARK}{}:{}:{}", document.name, place.line, place.column);
        let mut lines: Vec<usize> =
            mine.iter().map(|label| document.position(label.span.start).line).collect();
        lines.sort_unstable();
        lines.dedup();
        let mut excerpt = Self { name, document: id, text: String::new(), pieces: Vec::new() };
        for line in lines {
            excerpt.add_line(document, line, &mine);
        }
        excerpt
    }

    /// Adds a line at its true number: the renderer counts the line breaks before it.
    fn add_line(&mut self, document: &Document, line: usize, labels: &[&Label]) {
        let written = self.text.matches('\n').count() + 1;
        self.text.extend(std::iter::repeat_n('\n', line.saturating_sub(written)));
        let range = document.line_range(line);
        let spans: Vec<Range<usize>> = labels
            .iter()
            .filter(|label| document.position(label.span.start).line == line)
            .map(|label| label.span.range())
            .collect();
        for (index, window) in windows(document.source(), range.clone(), &spans).into_iter().enumerate() {
            if window.start > range.start {
                self.text.push_str(if index == 0 { "… " } else { " … " });
            }
            self.pieces.push(Piece {
                start: window.start,
                end: window.end,
                before: self.text.chars().count(),
            });
            let shown = document.source().get(window.clone()).unwrap_or_default();
            self.text.extend(shown.chars().map(drawable));
            if index + 1 == spans.len() && window.end < range.end {
                self.text.push_str(" …");
            }
        }
        if self.pieces.last().is_some_and(|piece| piece.end < range.end) && !self.text.ends_with('…') {
            self.text.push_str(" …");
        }
    }

    /// The character of the excerpt that a byte of the document stands for.
    fn char_at(&self, document: &Document, offset: usize) -> usize {
        let piece = self
            .pieces
            .iter()
            .find(|piece| (piece.start..=piece.end).contains(&offset))
            .or(self.pieces.last());
        piece.map_or(0, |piece| {
            let inside = offset.clamp(piece.start, piece.end);
            piece.before + document.source().get(piece.start..inside).unwrap_or_default().chars().count()
        })
    }
}

/// Characters that the renderer takes for line ends, or that a terminal would obey.
fn drawable(letter: char) -> char {
    match letter {
        '\t' => ' ',
        '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{0b}' | '\u{0c}' => ' ',
        _ if letter.is_control() => ' ',
        _ => letter,
    }
}

/// The parts of a line that are shown: all of it where it is short, else a window around each label,
/// those that overlap joined, cut at spaces.
fn windows(source: &str, line: Range<usize>, labels: &[Range<usize>]) -> Vec<Range<usize>> {
    let text = source.get(line.clone()).unwrap_or_default();
    if text.chars().count() <= WINDOW {
        return vec![line];
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut sorted = labels.to_vec();
    sorted.sort_by_key(|label| label.start);
    for label in sorted {
        let length = source.get(label.clone()).map_or(0, |words| words.chars().count());
        let margin =
            (WINDOW.saturating_sub(length) / 2 / labels.len().max(1)).max(MARGIN / labels.len().max(1));
        let start = back(source, line.start, label.start, margin);
        let end = forward(source, label.end.min(line.end), line.end, margin);
        match found.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => found.push(start..end),
        }
    }
    found
}

/// The byte `count` characters before `at`, moved on to a word's start.
fn back(source: &str, line: usize, at: usize, count: usize) -> usize {
    let before = source.get(line..at).unwrap_or_default();
    let cut = before.char_indices().rev().nth(count).map_or(0, |(index, _)| index);
    if cut == 0 {
        return line;
    }
    line + before[cut..].find(' ').map_or(cut, |space| cut + space + 1)
}

/// The byte `count` characters after `at`, moved back to a word's end.
fn forward(source: &str, at: usize, line_end: usize, count: usize) -> usize {
    let after = source.get(at..line_end).unwrap_or_default();
    let cut = after.char_indices().nth(count).map_or(after.len(), |(index, _)| index);
    if cut == after.len() {
        return line_end;
    }
    at + after[..cut].rfind(' ').unwrap_or(cut)
}
