//! The prose of a stretch of markup, as a reader sees it.

use std::ops::Range;

use crate::document::Remark;
use crate::input::markup::{self, Dialect, Kind, Piece, Pieces};
use crate::text::{Span, TextView, ViewBuilder};

use super::outline::LeftOut;
use super::tag::Tag;

/// A link with more letters was never closed.
const LONGEST_LINK: usize = 300;

/// A footnote's number with its tags is no longer than this.
const LONGEST_REFERENCE: usize = 300;

/// The prose of `range`, without what is left out and without paragraphs that are nothing but a link.
/// Comments, in their order, learn how much prose stands before them.
pub(super) fn prose(
    text: &str,
    range: Range<usize>,
    dialect: Dialect,
    left_out: &[LeftOut],
    comments: &mut [Remark],
) -> TextView {
    let mut writer = Writer::new(text, dialect);
    let mut pieces = Pieces::of(&text[..range.end], range.start, dialect);
    let mut left_out = left_out.iter().peekable();
    let mut places: Vec<u32> = Vec::with_capacity(comments.len());
    while let Some(piece) = pieces.next() {
        let at = piece.span.start;
        while comments.get(places.len()).is_some_and(|comment| comment.span.start as usize <= at) {
            places.push(writer.length());
        }
        // What begins inside of what was skipped has been skipped with it.
        while left_out.next_if(|next| (next.span.start as usize) < at).is_some() {}
        if let Some(skipped) = left_out.next_if(|next| next.span.start as usize == at) {
            if skipped.is_box {
                writer.end_paragraph();
            }
            pieces.skip_to(skipped.span.end as usize);
        } else if let Some(end) = reference_end(text, &piece) {
            pieces.skip_to(end);
        } else {
            writer.take(&piece);
        }
    }
    writer.end_paragraph();
    places.resize(comments.len(), writer.length());
    let kept = writer.length();
    places.iter_mut().for_each(|place| *place = kept.min(*place));
    let view = writer.builder.finish().tidied_with(&mut places);
    comments.iter_mut().zip(places).for_each(|(comment, at)| comment.at = at);
    view
}

/// The words of a heading or of an attribute on one line, links among them.
pub(super) fn line(text: &str, range: Range<usize>, dialect: Dialect) -> TextView {
    let mut writer = Writer { one_line: true, ..Writer::new(text, dialect) };
    Pieces::of(&text[..range.end], range.start, dialect).for_each(|piece| writer.take(&piece));
    writer.builder.finish().tidied()
}

/// The end of a raised number that leads to a footnote: `<sup><a href="#note-3">3</a></sup>`.
fn reference_end(text: &str, piece: &Piece) -> Option<usize> {
    if piece.kind != Kind::Start || Tag::of(piece, text) != Tag::Sup {
        return None;
    }
    let after = piece.span.end;
    let inside = text.as_bytes().get(after..)?;
    let inside = &inside[..inside.len().min(LONGEST_REFERENCE)];
    let link = inside.strip_prefix(b"[").unwrap_or(inside);
    if !link.starts_with(b"<a ") && !link.starts_with(b"<A ") {
        return None;
    }
    let close = inside.windows("</sup>".len()).position(|at| at.eq_ignore_ascii_case(b"</sup>"))?;
    let leads = text.get(after..after + close)?.contains("=\"#");
    leads.then_some(after + close + "</sup>".len())
}

struct Writer<'a> {
    text: &'a str,
    dialect: Dialect,
    builder: ViewBuilder,
    /// Whether boxes and line breaks are spaces.
    one_line: bool,
    /// White space that counts once a word follows.
    space: Option<Span>,
    /// Where the paragraph begins in the view.
    paragraph: usize,
    /// Letters of the paragraph, and those of links.
    letters: usize,
    linked: usize,
    /// Letters of the link that is open.
    link: Option<usize>,
    /// Whether a line break stands before the next word.
    broken: bool,
}

impl<'a> Writer<'a> {
    fn new(text: &'a str, dialect: Dialect) -> Self {
        Self {
            text,
            dialect,
            builder: ViewBuilder::default(),
            one_line: false,
            space: None,
            paragraph: 0,
            letters: 0,
            linked: 0,
            link: None,
            broken: false,
        }
    }

    fn length(&self) -> u32 {
        Span::new(self.builder.text().len(), 0).start
    }

    fn take(&mut self, piece: &Piece) {
        match piece.kind {
            Kind::Text => self.words(piece.inner.clone(), true),
            Kind::Literal => self.words(piece.inner.clone(), false),
            Kind::Start | Kind::Empty => self.tag(piece, true),
            Kind::End => self.tag(piece, false),
            Kind::Comment | Kind::Declaration => {}
        }
    }

    fn tag(&mut self, piece: &Piece, opens: bool) {
        match Tag::of(piece, self.text) {
            Tag::Anchor => self.link = opens.then_some(0),
            // Two line breaks are the end of a paragraph.
            Tag::Break if self.broken && !self.one_line => self.end_paragraph(),
            Tag::Break => {
                self.broken = true;
                self.blank(piece.span.clone());
            }
            tag if tag.is_box() && self.one_line => self.blank(piece.span.clone()),
            tag if tag.is_box() => self.end_paragraph(),
            _ => {}
        }
    }

    fn blank(&mut self, place: Range<usize>) {
        self.space = self.space.or(Some(Span::new(place.start, place.end)));
    }

    fn words(&mut self, words: Range<usize>, has_entities: bool) {
        let bytes = self.text.as_bytes();
        let mut at = words.start;
        while at < words.end {
            let run = |wanted: &dyn Fn(u8) -> bool| {
                at + bytes[at..words.end].iter().position(|byte| !wanted(*byte)).unwrap_or(words.end - at)
            };
            if bytes[at].is_ascii_whitespace() {
                let end = run(&|byte| byte.is_ascii_whitespace());
                self.blank(at..end);
                at = end;
                continue;
            }
            let entity = (bytes[at] == b'&' && has_entities).then(|| self.entity(at, words.end)).flatten();
            if let Some((length, letter)) = entity {
                let place = at..at + length;
                if letter == ' ' {
                    self.blank(place)
                } else {
                    self.letter(letter, place)
                }
                at += length;
                continue;
            }
            let end = run(&|byte| !byte.is_ascii_whitespace() && byte != b'&').max(at + 1);
            self.word(at..end);
            at = end;
        }
    }

    fn entity(&self, at: usize, end: usize) -> Option<(usize, char)> {
        markup::entity(&self.text[at..end], self.dialect)
    }

    fn letter(&mut self, letter: char, place: Range<usize>) {
        self.before_word(place.len());
        self.builder.push_decoded(letter.encode_utf8(&mut [0; 4]), Span::new(place.start, place.end));
    }

    fn word(&mut self, place: Range<usize>) {
        self.before_word(place.len());
        self.builder.push_source(&self.text[place.clone()], place.start);
    }

    fn before_word(&mut self, letters: usize) {
        self.broken = false;
        if let Some(space) = self.space.take().filter(|_| self.builder.text().len() > self.paragraph) {
            if space.of(self.text) == " " {
                self.builder.push_source(" ", space.start as usize);
            } else {
                self.builder.push_decoded(" ", space);
            }
        }
        self.letters += letters;
        if let Some(link) = &mut self.link {
            *link += letters;
            self.linked += letters;
            if *link > LONGEST_LINK {
                self.link = None;
            }
        }
    }

    fn end_paragraph(&mut self) {
        (self.space, self.broken) = (None, false);
        if self.letters > 0 && self.linked == self.letters {
            self.builder.truncate(self.paragraph);
        } else {
            self.builder.break_paragraph();
        }
        (self.letters, self.linked, self.paragraph) = (0, 0, self.builder.text().len());
    }
}
