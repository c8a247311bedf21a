//! The part of a file of many documents that one of them needs.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::text::Span;

use super::{Covers, Document, Record};

/// What stands in a file before a part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Before {
    /// All of it, in bytes.
    pub bytes: u32,
    /// The lines that end in it.
    pub lines: u32,
    /// Of the line in which the part begins, in letters and in bytes.
    pub letters: u32,
    pub line_bytes: u32,
}

/// So many bytes beside its prose a part is widened to whole lines: they are shown around a place.
const WIDENED: usize = 2048;

impl Document {
    /// The document with no more of its file than its prose stands in, where the file holds others and its places
    /// are those of the file: what is kept of a feed does not grow with its items, times the feed. Places
    /// are told as they were.
    pub fn own_part(&self) -> Cow<'_, Self> {
        let shares = matches!(&self.record, Some(Record { line: None, .. }));
        if !shares || self.title_at.is_some() || !self.remarks.is_empty() {
            return Cow::Borrowed(self);
        }
        let part = self.widened(self.view.source());
        if part.range() == (0..self.source().len()) {
            return Cow::Borrowed(self);
        }
        let at = self.position(part.start);
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let before = Before {
            bytes: self.before.bytes + part.start,
            lines: number(at.line - 1),
            letters: number(at.column - 1),
            line_bytes: number(self.bytes_before(part.start, at.line)),
        };
        let mut own = Self { before, view: self.view.clone().moved_back(part.start), ..self.clone() };
        own.source = part.of(self.source()).into();
        for suppression in &mut own.suppressions {
            if let Covers::Places(places) = &suppression.covers {
                let covered = places.iter().filter(|place| place.overlaps(part)).map(|place| Span {
                    start: place.start.max(part.start) - part.start,
                    end: place.end.min(part.end) - part.start,
                });
                let covers = Covers::Places(covered.collect());
                *suppression = super::Suppression { covers, ..suppression.as_ref().clone() }.into();
            }
        }
        Cow::Owned(own)
    }

    /// A part of the source with the lines in which it begins and ends, unless these are long.
    fn widened(&self, part: Span) -> Span {
        let bytes = self.source().as_bytes();
        let ends_line = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let (start, end) = (part.start as usize, part.end as usize);
        let near = start.saturating_sub(WIDENED);
        let line_start = bytes[near..start].iter().rposition(ends_line).map(|at| near + at + 1);
        let line_start = line_start.or((near == 0).then_some(0));
        let near = bytes.len().min(end.saturating_add(WIDENED));
        let line_end = bytes[end..near].iter().position(ends_line).map(|at| end + at);
        let line_end = line_end.or((near == bytes.len()).then_some(near));
        Span::new(line_start.unwrap_or(start), line_end.unwrap_or(end))
    }

    /// A byte of the source as a byte of its file.
    pub fn byte_in_file(&self, offset: u32) -> u32 {
        offset.saturating_add(self.before.bytes)
    }

    /// How many bytes of a line of the file stand before a byte of the source.
    pub fn bytes_before(&self, offset: u32, line: usize) -> usize {
        let inside = (offset as usize).saturating_sub(self.line_range(line).start);
        let cut = line == self.before.lines as usize + 1;
        inside + if cut { self.before.line_bytes as usize } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;
    use crate::text::ViewBuilder;

    fn item(feed: &str, words: &str) -> Document {
        let mut view = ViewBuilder::default();
        view.push_source(words, feed.find(words).unwrap());
        let record = Record { file: "feed.xml".into(), line: None };
        Document::new("feed.xml#1", feed, view.finish(), Metadata::default()).in_file(record)
    }

    #[track_caller]
    fn is_told_alike(feed: &str, words: &str, longest: usize) {
        let whole = item(feed, words);
        let own = whole.own_part();
        assert!(own.source().len() <= longest, "{}", own.source().len());
        let bytes = own.to_bytes();
        assert!(bytes.len() <= own.source().len() + words.len() + 40, "{}", bytes.len());
        let back = Document::from_bytes("feed.xml#1", Metadata::default(), &bytes).unwrap();
        let back = back.in_file(whole.record().unwrap().clone());
        assert_eq!(back.own_part().source(), own.source());
        let prose = Span::new(0, words.len());
        let (there, here) = (whole.to_source(prose), back.to_source(prose));
        assert_eq!(here.of(back.source()), words);
        for (there, here) in [(there.start, here.start), (there.end, here.end)] {
            assert_eq!(back.place(here), whole.place(there));
            assert_eq!(back.byte_in_file(here), whole.byte_in_file(there));
            let line = whole.position(there).line;
            assert_eq!(back.bytes_before(here, line), whole.bytes_before(there, line));
        }
        let line = whole.position(there.start).line;
        let shown = |document: &Document| document.source()[document.line_range(line)].to_string();
        assert!(shown(&whole).contains(&shown(&back)) && shown(&back).contains(words));
    }

    #[test]
    fn an_item_is_kept_with_its_own_part_of_the_feed() {
        let others = "<item>Nothing of note — in Łódź.</item>\r\n".repeat(200);
        let feed = format!("<rss>\r\n{others}  <item>12 osób zginęło.</item>\n{others}</rss>");
        is_told_alike(&feed, "12 osób zginęło.", 40);
        let one_line = feed.replace(['\r', '\n'], " ");
        is_told_alike(&one_line, "12 osób zginęło.", 20);
        is_told_alike("<rss>12 dead</rss>", "12 dead", 18);
    }

    #[test]
    fn a_file_of_one_document_is_kept_whole() {
        let document = Document::plain("a.html", "12 dead", Metadata::default());
        assert!(matches!(document.own_part(), Cow::Borrowed(_)));
    }
}
