//! The boxes of a page: where each begins and ends, how much prose stands in it, and what is no prose.

use std::ops::Range;

use crate::input::markup::{Dialect, Kind, Piece, Pieces};
use crate::text::Span;

use super::signs::Signs;
use super::tag::{TAGS, Tag};

/// A shorter paragraph is a label, a menu or a date.
const SHORTEST_PARAGRAPH: u32 = 25;

/// How many inline elements are looked through for the paragraph around them.
const DEEPEST_INLINE: usize = 8;

/// A box of a page. A page can hold a million of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    pub tag: Tag,
    /// Whether anything in it can be prose of the article.
    pub part: Part,
    /// It is the text of the article, an article, the main part of the page.
    pub body: bool,
    pub article: bool,
    pub main: bool,
    /// From the start tag to the end of the end tag.
    pub span: Span,
    /// What it holds.
    pub inner: Span,
    /// The box around it.
    pub parent: u32,
    /// Letters of the paragraphs that stand in it directly.
    pub own: u32,
    /// The same where they stand beside the article, if their classes are right.
    pub beside: u32,
    /// `own` of it and of all boxes in it.
    pub total: u32,
    /// Letters in it, and those of links.
    pub letters: u32,
    pub linked: u32,
}

impl Element {
    fn new(tag: Tag, span: Span, inner: Span, parent: u32) -> Self {
        let (body, article, main) = (false, false, false);
        let (own, beside, total, letters, linked) = (0, 0, 0, 0, 0);
        let part = Part::Prose;
        Self { tag, part, body, article, main, span, inner, parent, own, beside, total, letters, linked }
    }
}

/// What an element, or what holds it, is to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// It may be prose.
    Prose,
    /// Its class says that it stands beside.
    Beside,
    /// It is none.
    Dropped,
}

/// A tag that tells of the article, with where it stands.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub kind: NoteKind,
    pub piece: Piece,
    pub part: Part,
    /// Whether it stands in an article or the main part of the page.
    pub in_article: bool,
    /// The words between the tags, of a script or a title.
    pub inner: Range<usize>,
}

/// Which tag tells of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteKind {
    Meta,
    Link,
    Time,
    Dated,
    Script,
    Title,
    Language,
    Comment,
}

/// A page, its boxes in the order in which they begin. The first is the whole text.
#[derive(Debug)]
pub(super) struct Outline {
    pub elements: Vec<Element>,
    /// What is left out, the outermost of each.
    pub left_out: Vec<LeftOut>,
    pub notes: Vec<Note>,
}

/// Bytes that are no prose.
#[derive(Clone, Debug)]
pub(super) struct LeftOut {
    pub span: Span,
    /// Whether only a class says so.
    pub by_class: bool,
    /// Whether it parts paragraphs.
    pub is_box: bool,
}

/// Reads the boxes of `text`.
pub(super) fn read(text: &str, range: Range<usize>, dialect: Dialect) -> Outline {
    let mut reader = Reader::new(text, range.clone(), dialect);
    for piece in Pieces::of(&text[..range.end], range.start, dialect) {
        reader.take(piece);
    }
    reader.finish()
}

struct Reader<'a> {
    text: &'a str,
    dialect: Dialect,
    outline: Outline,
    /// The boxes that are open, from the outside in.
    open: Vec<usize>,
    /// Where in `open` the boxes of each tag are.
    by_tag: Vec<Vec<usize>>,
    /// Where in `open` the walls are.
    walls: Vec<usize>,
    /// How many open boxes are articles or main parts.
    articles: usize,
    letters: u32,
    linked: u32,
    in_link: bool,
    end: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, range: Range<usize>, dialect: Dialect) -> Self {
        let span = Span::new(range.start, range.end);
        let root = Element::new(Tag::Root, span, span, 0);
        let outline = Outline { elements: vec![root], left_out: Vec::new(), notes: Vec::new() };
        Self {
            text,
            dialect,
            outline,
            open: vec![0],
            by_tag: vec![Vec::new(); TAGS],
            walls: vec![0],
            articles: 0,
            letters: 0,
            linked: 0,
            in_link: false,
            end: range.end,
        }
    }

    fn top(&self) -> &Element {
        let top = self.open.last().copied().unwrap_or_default();
        &self.outline.elements[top]
    }

    fn take(&mut self, piece: Piece) {
        match piece.kind {
            Kind::Text => self.words(piece.inner),
            Kind::Literal => self.literal(piece.inner),
            Kind::Start | Kind::Empty => self.start(piece),
            Kind::End => self.end(&piece),
            Kind::Comment => self.note(NoteKind::Comment, piece),
            Kind::Declaration => {}
        }
    }

    fn words(&mut self, words: Range<usize>) {
        let letters = Span::new(0, self.text[words].trim().len()).end;
        self.letters += letters;
        self.linked += if self.in_link { letters } else { 0 };
    }

    /// The inside of a script or a title belongs to the note on its tag.
    fn literal(&mut self, words: Range<usize>) {
        match self.outline.notes.last_mut() {
            Some(note) if note.piece.span.end == words.start => note.inner = words,
            _ => self.words(words),
        }
    }

    fn start(&mut self, piece: Piece) {
        let tag = Tag::of(&piece, self.text);
        self.note_start(tag, &piece);
        let signs = if tag == Tag::Break { Signs::default() } else { Signs::of(&piece, self.text) };
        if signs.dates {
            self.note(NoteKind::Dated, piece.clone());
        }
        if signs.language.is_some() {
            self.note(NoteKind::Language, piece.clone());
        }
        if tag == Tag::Anchor {
            self.in_link = true;
        }
        if tag.is_box() {
            self.end_paragraph();
            self.imply_ends(tag, piece.span.start);
        }
        if matches!(tag, Tag::Void | Tag::Break | Tag::Rule) {
            return;
        }
        let part = self.part_of(tag, &signs).max(self.stamp(&piece));
        // Inline elements matter only where they are left out, and inside of these their likes, so that each
        // end tag finds its own.
        let hides = part != Part::Prose && self.top().part == Part::Prose;
        let inside = !self.top().tag.is_box() && self.top().tag == tag;
        if !tag.is_box() && !hides && !inside && tag != Tag::HiddenInline {
            return;
        }
        let closed = piece.kind == Kind::Empty && self.dialect == Dialect::Xml;
        self.push(tag, &piece, part, &signs);
        if closed {
            self.pop(piece.span.end, piece.span.end);
        }
    }

    fn part_of(&self, tag: Tag, signs: &Signs) -> Part {
        let outer = self.top().part;
        let exempt = matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article) || signs.body;
        let page_header = tag == Tag::Header && self.articles == 0;
        let own = if tag.is_dropped() || (signs.hidden && !exempt) {
            Part::Dropped
        } else if (signs.beside && !exempt) || tag == Tag::Form || page_header {
            Part::Beside
        } else {
            Part::Prose
        };
        outer.max(own)
    }

    /// The time of publication beside a headline, "yesterday, 21:14", is the page's and not the article's.
    fn stamp(&self, piece: &Piece) -> Part {
        let in_text = matches!(self.top().tag, Tag::Paragraph | Tag::Item | Tag::Cell | Tag::Quote);
        let is_time = || piece.local_name(self.text).eq_ignore_ascii_case("time");
        let is_stamp = !in_text && is_time() && piece.attribute(self.text, "datetime").is_some();
        if is_stamp { Part::Dropped } else { Part::Prose }
    }

    fn note_start(&mut self, tag: Tag, piece: &Piece) {
        let name = piece.local_name(self.text);
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        let kind = match tag {
            Tag::Void if is("meta") => NoteKind::Meta,
            Tag::Void if is("link") => NoteKind::Link,
            Tag::Hidden if is("script") => NoteKind::Script,
            Tag::Hidden if is("title") && self.top().tag != Tag::Hidden => NoteKind::Title,
            Tag::Inline if is("time") => NoteKind::Time,
            _ => return,
        };
        self.note(kind, piece.clone());
    }

    fn note(&mut self, kind: NoteKind, piece: Piece) {
        let (part, in_article) = (self.top().part, self.articles > 0);
        let inner = piece.span.end..piece.span.end;
        self.outline.notes.push(Note { kind, piece, part, in_article, inner });
    }

    fn push(&mut self, tag: Tag, piece: &Piece, part: Part, signs: &Signs) {
        let parent = Span::new(self.open.last().copied().unwrap_or_default(), 0).start;
        let (span, inner) = (Span::new(piece.span.start, self.end), Span::new(piece.span.end, self.end));
        let (article, main) = (signs.article || tag == Tag::Article, signs.main || tag == Tag::Main);
        let element =
            Element { part, body: signs.body, article, main, ..Element::new(tag, span, inner, parent) };
        self.articles += usize::from(element.article || element.main);
        if tag.is_wall() {
            self.walls.push(self.open.len());
        }
        self.by_tag[tag as usize].push(self.open.len());
        self.open.push(self.outline.elements.len());
        self.outline.elements.push(element);
    }

    /// Closes the innermost box.
    fn pop(&mut self, inner_end: usize, end: usize) {
        let Some(index) = self.open.pop() else { return };
        let element = &mut self.outline.elements[index];
        element.inner = Span::new(element.inner.start as usize, inner_end);
        element.span = Span::new(element.span.start as usize, end);
        let element = *element;
        self.by_tag[element.tag as usize].pop();
        if self.walls.last() == Some(&self.open.len()) {
            self.walls.pop();
        }
        self.articles -= usize::from(element.article || element.main);
        let outer = &mut self.outline.elements[element.parent as usize];
        (outer.letters, outer.linked) = (outer.letters + element.letters, outer.linked + element.linked);
        if index > 0 && element.part > outer.part {
            let (by_class, is_box) = (element.part == Part::Beside, element.tag.is_box());
            self.outline.left_out.push(LeftOut { span: element.span, by_class, is_box });
        }
    }

    fn pop_to(&mut self, depth: usize, inner_end: usize, end: usize) {
        while self.open.len() > depth + 1 {
            self.pop(inner_end, inner_end);
        }
        self.pop(inner_end, end);
    }

    fn end(&mut self, piece: &Piece) {
        let tag = Tag::of(piece, self.text);
        if tag == Tag::Anchor {
            self.in_link = false;
        }
        if tag.is_box() {
            self.end_paragraph();
        }
        let Some(&depth) = self.by_tag[tag as usize].last() else { return };
        let wall = self.walls.last().copied().unwrap_or_default();
        if depth >= wall || tag.is_wall() {
            self.pop_to(depth, piece.span.start, piece.span.end);
        }
    }

    /// A paragraph ends where the next box begins, an item where the next one does.
    fn imply_ends(&mut self, tag: Tag, at: usize) {
        loop {
            let inline = |index: &&usize| !self.outline.elements[**index].tag.is_box();
            let above = self.open.iter().rev().take(DEEPEST_INLINE).take_while(inline).count();
            let Some(depth) = self.open.len().checked_sub(above + 1) else { return };
            let ends = match self.outline.elements[self.open[depth]].tag {
                Tag::Paragraph | Tag::H1 | Tag::Heading => true,
                Tag::Item => tag == Tag::Item,
                Tag::Cell => matches!(tag, Tag::Cell | Tag::Row),
                Tag::Row => tag == Tag::Row,
                // Few old pages close their head.
                Tag::Head => !matches!(tag, Tag::Hidden | Tag::Void),
                _ => false,
            };
            if !ends {
                return;
            }
            self.pop_to(depth, at, at);
        }
    }

    fn end_paragraph(&mut self) {
        let (letters, linked) = (std::mem::take(&mut self.letters), std::mem::take(&mut self.linked));
        let Some(&top) = self.open.last() else { return };
        let elements = &mut self.outline.elements;
        elements[top].letters += letters;
        elements[top].linked += linked;
        let is_prose = letters >= SHORTEST_PARAGRAPH && linked <= letters / 2;
        if !is_prose || matches!(elements[top].tag, Tag::H1 | Tag::Heading) {
            return;
        }
        let holder = if elements[top].tag == Tag::Paragraph { elements[top].parent as usize } else { top };
        match elements[top].part {
            Part::Prose => elements[holder].own += letters,
            Part::Beside => elements[holder].beside += letters,
            Part::Dropped => {}
        }
    }

    fn finish(mut self) -> Outline {
        self.end_paragraph();
        self.pop_to(0, self.end, self.end);
        let mut outline = self.outline;
        for index in (0..outline.elements.len()).rev() {
            let element = &mut outline.elements[index];
            element.total += element.own;
            let (total, parent) = (element.total, element.parent as usize);
            if index > 0 {
                outline.elements[parent].total += total;
            }
        }
        outline.left_out.sort_by_key(|left_out| (left_out.span.start, std::cmp::Reverse(left_out.span.end)));
        outline
    }
}
