use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Span;

/// The prose of a document, with an exact map back to the bytes of its source.
///
/// Plain text is its own view. Formats with markup build a view from runs of source bytes and from
/// text that has no bytes of its own (a paragraph break between two list items).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextView {
    text: String,
    runs: Vec<Run>,
}

/// `view_len` bytes of the view from `view_start` on stand for `source_len` bytes of the source.
/// Exact runs map byte by byte; others (a decoded entity) map as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    view_start: u32,
    view_len: u32,
    source_start: u32,
    source_len: u32,
    /// Whether it stands in the source as it stands here.
    exact: bool,
}

impl Run {
    fn view_end(self) -> u32 {
        self.view_start + self.view_len
    }

    fn source(self) -> Span {
        Span { start: self.source_start, end: self.source_start + self.source_len }
    }
}

impl TextView {
    /// The view of stored text from byte `offset` of the source on (past a byte order mark): the source
    /// itself, but for leftover markup, entities and characters that show nothing.
    pub fn stored(source: &str, offset: usize) -> Self {
        super::stored::view(source, offset)
    }

    /// The prose.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether every part of the prose stands for letters that a source has, and for the same where it should.
    pub fn fits(&self, source: &str) -> bool {
        fn part(text: &str, start: u32, length: u32) -> Option<&str> {
            text.get(start as usize..start.checked_add(length)? as usize)
        }
        self.runs.is_sorted_by_key(|run| run.view_start)
            && self.runs.iter().all(|run| {
                let shown = part(&self.text, run.view_start, run.view_len);
                let stored = part(source, run.source_start, run.source_len);
                shown.is_some() && stored.is_some() && (!run.exact || shown == stored)
            })
    }

    /// The same prose, its bytes so much further on in the source.
    #[must_use]
    pub fn moved(mut self, by: u32) -> Self {
        self.runs.iter_mut().for_each(|run| run.source_start = run.source_start.saturating_add(by));
        self
    }

    /// The same prose, its bytes so much further back in the source.
    #[must_use]
    pub fn moved_back(mut self, by: u32) -> Self {
        self.runs.iter_mut().for_each(|run| run.source_start = run.source_start.saturating_sub(by));
        self
    }

    /// The smallest part of the source that holds all of the prose.
    pub fn source(&self) -> Span {
        self.runs.iter().map(|run| run.source()).reduce(Span::cover).unwrap_or_default()
    }

    /// This prose, and another below it in a paragraph of its own.
    #[must_use]
    pub fn above(self, below: Self) -> Self {
        let mut builder = ViewBuilder { view: self };
        builder.break_paragraph();
        let by = Span::new(builder.view.text.len(), 0).start;
        builder.view.text.push_str(&below.text);
        let runs = below.runs.into_iter().map(|run| Run { view_start: run.view_start + by, ..run });
        builder.view.runs.extend(runs);
        builder.finish()
    }

    /// This view of the text of `below`, as a view of what `below` is a view of: markup inside a text that
    /// is itself written in escapes is mapped through both to the bytes of the file.
    #[must_use]
    pub fn through(&self, below: &Self) -> Self {
        let mut builder = ViewBuilder::default();
        let mut copied = 0;
        for run in &self.runs {
            // What no run covers has no bytes anywhere.
            builder.view.text.push_str(&self.text[copied..run.view_start as usize]);
            copied = run.view_end() as usize;
            let words = &self.text[run.view_start as usize..copied];
            if run.exact {
                below.push_part(run.source().range(), &mut builder);
            } else {
                builder.push_decoded(words, below.to_source(run.source()));
            }
        }
        builder.view.text.push_str(&self.text[copied..]);
        builder.finish()
    }

    /// Appends a part of this view to another one.
    fn push_part(&self, part: Range<usize>, builder: &mut ViewBuilder) {
        let mut at = part.start;
        let first = self.runs.partition_point(|run| run.view_end() as usize <= at);
        for run in self.runs[first..].iter().take_while(|run| (run.view_start as usize) < part.end) {
            let (start, end) = (at.max(run.view_start as usize), part.end.min(run.view_end() as usize));
            builder.view.text.push_str(&self.text[at..start]);
            let words = &self.text[start..end];
            if run.exact {
                builder.push_source(words, run.source_start as usize + start - run.view_start as usize);
            } else {
                builder.push_decoded(words, run.source());
            }
            at = end;
        }
        builder.view.text.push_str(&self.text[at..part.end]);
    }

    /// The same prose without leftover markup, entities and characters that show nothing.
    #[must_use]
    pub fn tidied(self) -> Self {
        self.tidied_with(&mut [])
    }

    /// The same, and places in this prose as places in the tidied one.
    #[must_use]
    pub fn tidied_with(self, places: &mut [u32]) -> Self {
        if super::stored::is_plain(&self.text) {
            return self;
        }
        let tidy = Self::stored(&self.text, 0);
        places.iter_mut().for_each(|place| *place = tidy.place_in_view(*place));
        tidy.through(&self)
    }

    /// Where a byte of the source is found in the view, whose runs follow each other in the source; else
    /// where the next one is.
    pub fn place_in_view(&self, at: u32) -> u32 {
        let index = self.runs.partition_point(|run| run.source().end <= at);
        let end = Span::new(self.text.len(), 0).start;
        self.runs.get(index).map_or(end, |run| {
            let inside = at.saturating_sub(run.source_start);
            run.view_start + if run.exact { inside } else { 0 }
        })
    }

    /// The bytes of the source that a span of the view stands for.
    pub fn to_source(&self, span: Span) -> Span {
        Span { start: self.map(span.start, false), end: self.map(span.end, true) }
    }

    /// The part of the view that stands for a span of the source; empty where nothing of it is shown.
    pub fn to_view(&self, span: Span) -> Span {
        let shown = self.runs.iter().filter_map(|run| {
            let source = Span { start: run.source_start, end: run.source_start + run.source_len };
            let view = Span { start: run.view_start, end: run.view_start + run.view_len };
            if !source.overlaps(span) {
                None
            } else if run.exact {
                let (start, end) = (span.start.max(source.start), span.end.min(source.end));
                Some(Span { start: view.start + start - source.start, end: view.start + end - source.start })
            } else {
                Some(view)
            }
        });
        shown.reduce(Span::cover).unwrap_or_default()
    }

    /// An end offset maps through the run it closes, a start offset through the run it opens.
    fn map(&self, at: u32, is_end: bool) -> u32 {
        let index =
            self.runs.partition_point(|run| if is_end { run.view_start < at } else { run.view_start <= at });
        let Some(run) = index.checked_sub(1).and_then(|index| self.runs.get(index)) else {
            return self.runs.first().map_or(at, |run| run.source_start);
        };
        let inside = at - run.view_start;
        if run.exact {
            run.source_start + inside.min(run.view_len)
        } else if (is_end && inside > 0) || inside >= run.view_len {
            run.source_start + run.source_len
        } else {
            run.source_start
        }
    }
}

/// Builds a [`TextView`] from left to right.
#[derive(Clone, Debug, Default)]
pub struct ViewBuilder {
    view: TextView,
}

impl ViewBuilder {
    /// Appends text that stands in the source as it is, at byte `source_start`.
    pub fn push_source(&mut self, text: &str, source_start: usize) {
        self.push(text, Span::new(source_start, source_start + text.len()), true);
    }

    /// Appends text that the source writes in another way (an entity, an escape).
    pub fn push_decoded(&mut self, text: &str, source: Span) {
        self.push(text, source, false);
    }

    fn push(&mut self, text: &str, source: Span, exact: bool) {
        if text.is_empty() {
            return;
        }
        let view = Span::new(self.view.text.len(), self.view.text.len() + text.len());
        let view_len = view.end - view.start;
        self.view.text.push_str(text);
        if let Some(last) = self.view.runs.last_mut()
            && exact
            && last.exact
            && last.view_end() == view.start
            && last.source().end == source.start
        {
            last.view_len += view_len;
            last.source_len += view_len;
            return;
        }
        let (source_start, source_len) = (source.start, source.end - source.start);
        self.view.runs.push(Run { view_start: view.start, view_len, source_start, source_len, exact });
    }

    /// Appends a view of the same source.
    pub fn push_view(&mut self, view: &TextView) {
        view.push_part(0..view.text.len(), self);
    }

    /// What has been written.
    pub fn text(&self) -> &str {
        &self.view.text
    }

    /// Takes back what was written after the view held `length` bytes, which must be a place between two
    /// pushes.
    pub fn truncate(&mut self, length: usize) {
        let kept = self.view.runs.partition_point(|run| (run.view_start as usize) < length);
        self.view.runs.truncate(kept);
        if let Some(last) = self.view.runs.last_mut()
            && last.exact
            && last.view_end() as usize > length
        {
            // Pushes that follow each other in the source share a run.
            last.view_len = Span::new(last.view_start as usize, length).len().try_into().unwrap_or_default();
            last.source_len = last.view_len;
        }
        self.view.text.truncate(length);
    }

    /// How long the prose is so far.
    pub fn len(&self) -> u32 {
        Span::new(self.view.text.len(), 0).start
    }

    /// Whether there is no prose yet.
    pub fn is_empty(&self) -> bool {
        self.view.text.is_empty()
    }

    /// Ends the paragraph, unless nothing stands in it.
    pub fn break_paragraph(&mut self) {
        if !self.view.text.is_empty() && !self.view.text.ends_with('\n') {
            self.view.text.push('\n');
        }
    }

    /// The finished view.
    pub fn finish(self) -> TextView {
        self.view
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_maps_to_itself_past_the_mark() {
        let view = TextView::stored("\u{feff}12 osób", 3);
        assert_eq!(view.to_source(Span::new(0, 2)), Span::new(3, 5));
        assert_eq!(view.to_source(Span::new(3, 8)), Span::new(6, 11));
    }

    #[test]
    fn a_decoded_entity_maps_as_a_whole() {
        let mut builder = ViewBuilder::default();
        builder.push_source("5", 10);
        builder.push_decoded("\u{a0}", Span::new(11, 17));
        builder.push_source("km", 17);
        let view = builder.finish();
        assert_eq!(view.text(), "5\u{a0}km");
        assert_eq!(view.to_source(Span::new(0, 5)), Span::new(10, 19));
        assert_eq!(view.to_source(Span::new(1, 3)), Span::new(11, 17));
    }

    /// `a` is written `\\u0061`, and around it stands markup: two layers.
    #[test]
    fn a_view_of_a_view_maps_to_the_bytes_below() {
        let file = r#"["<p>5&nbsp;tys. \u017coł<\/p>"]"#;
        let mut json = ViewBuilder::default();
        json.push_source(&file[2..17], 2);
        json.push_decoded("ż", Span::new(17, 23));
        json.push_source("oł<", 23);
        json.push_decoded("/", Span::new(27, 29));
        json.push_source("p>", 29);
        let json = json.finish();
        assert_eq!(json.text(), "<p>5&nbsp;tys. żoł</p>");
        let view = TextView::stored(json.text(), 0).through(&json);
        assert_eq!(view.text(), "\n5\u{a0}tys. żoł\n");
        let words = |shown: &str| {
            let at = view.text().find(shown).unwrap_or_else(|| panic!("{shown}"));
            view.to_source(Span::new(at, at + shown.len())).of(file)
        };
        assert_eq!(words("5\u{a0}tys."), "5&nbsp;tys.");
        assert_eq!(words("żoł"), r"\u017coł");
        assert_eq!(words("oł"), "oł");
        assert_eq!(words("\u{a0}"), "&nbsp;");
    }

    #[test]
    fn what_is_taken_back_leaves_no_trace() {
        let mut builder = ViewBuilder::default();
        builder.push_source("one", 0);
        let length = builder.text().len();
        builder.push_source(" two", 3);
        builder.push_decoded("&", Span::new(7, 12));
        builder.truncate(length);
        builder.push_source("three", 20);
        let view = builder.finish();
        assert_eq!(view.text(), "onethree");
        assert_eq!(view.to_source(Span::new(0, 3)), Span::new(0, 3));
        assert_eq!(view.to_source(Span::new(3, 8)), Span::new(20, 25));
    }

    #[test]
    fn the_way_back_finds_what_is_shown() {
        let mut builder = ViewBuilder::default();
        builder.push_source("ab", 10);
        builder.push_decoded("\u{a0}", Span::new(12, 18));
        builder.push_source("cd", 20);
        let view = builder.finish();
        for (source, shown) in [((11, 20), "b\u{a0}"), ((12, 13), "\u{a0}"), ((18, 21), "c"), ((18, 20), "")]
        {
            assert_eq!(view.to_view(Span::new(source.0, source.1)).of(view.text()), shown);
        }
    }

    #[test]
    fn inserted_breaks_belong_to_no_byte() {
        let mut builder = ViewBuilder::default();
        builder.push_source("one", 2);
        builder.break_paragraph();
        builder.push_source("two", 20);
        let view = builder.finish();
        assert_eq!(view.to_source(Span::new(0, 3)), Span::new(2, 5));
        assert_eq!(view.to_source(Span::new(4, 7)), Span::new(20, 23));
    }
}
