use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::lexicon::{Evidence, Lexicon, Library, Stretch, Token, TokenKind};
use crate::model::{Fact, FactId, Link};
use crate::text::{Fault, Span, find_byte};

/// A passage in another language than its document's.
pub(super) struct Passage {
    /// Its bytes in the text view.
    pub range: Range<usize>,
    /// What reads it; nothing where no pack knows its language.
    pub lexicon: Option<Arc<Lexicon>>,
    /// Whether it stands between quotation marks of the document's own language.
    quoted: bool,
}

impl Passage {
    /// Says of a fact that it stands in this passage.
    pub(super) fn mark(&self, fact: &mut Fact, lexicon: &Lexicon) {
        fact.frame.language = Some(lexicon.language);
        fact.frame.quoted |= self.quoted;
        fact.frame.headline = false;
    }
}

/// A shorter quotation is not looked at by itself: it is a title or a catchword.
const SHORTEST_QUOTATION: usize = 40;

/// The paragraphs and longer quotations that clearly are in another language than the document. Of most
/// paragraphs the words tell, as they are read, that they are not.
pub(super) fn foreign(
    text: &str,
    stretches: &[Stretch],
    own: &str,
    library: &Library,
) -> Result<Vec<Passage>, Fault> {
    let mut found = Vec::new();
    let mut start = 0;
    for paragraph in stretches.split_inclusive(|stretch| stretch.ends_paragraph) {
        let Some(last) = paragraph.last() else { continue };
        let end = last.end.end as usize;
        if may_hold_foreign(start, paragraph) {
            foreign_within(text, start..end, own, library, &mut found)?;
        }
        // What stands behind the last line end is of the next paragraph.
        let newline = last.end.of(text).rfind('\n').map(|at| last.end.start as usize + at + 1);
        start = newline.unwrap_or(end);
    }
    Ok(found)
}

/// Whether a paragraph, its stretches cut at quotation marks, can be in another language: what is quoted, or
/// the words around.
fn may_hold_foreign(start: usize, paragraph: &[Stretch]) -> bool {
    let mut around = Evidence::default();
    let mut start = start;
    for (index, stretch) in paragraph.iter().enumerate() {
        let length = (stretch.end.start as usize).saturating_sub(start);
        let quoted = index % 2 == 1 && !stretch.ends_paragraph && length >= SHORTEST_QUOTATION;
        if !quoted {
            around = around.with(stretch.evidence);
        } else if stretch.evidence.may_be_foreign() {
            return true;
        }
        start = stretch.end.end as usize;
    }
    around.may_be_foreign()
}

fn foreign_within(
    text: &str,
    part: Range<usize>,
    own: &str,
    library: &Library,
    found: &mut Vec<Passage>,
) -> Result<(), Fault> {
    let mut start = part.start;
    for paragraph in text[part].split_inclusive('\n') {
        let place = |range: Range<usize>| start + range.start..start + range.end;
        let quotations = quotations(paragraph);
        // What is quoted says nothing of the words around it.
        let found_around = match quotations[..] {
            [] => library.detect_foreign(&[paragraph], own),
            _ => library.detect_foreign(&around(paragraph, &quotations), own),
        };
        if let Some(tag) = found_around {
            let lexicon = lexicon(tag, library)?;
            found.push(Passage { range: place(0..paragraph.trim_end().len()), lexicon, quoted: false });
        } else {
            for range in quotations {
                if let Some(tag) = library.detect_foreign(&[&paragraph[range.clone()]], own) {
                    let lexicon = lexicon(tag, library)?;
                    found.push(Passage { range: place(range), lexicon, quoted: true });
                }
            }
        }
        start += paragraph.len();
    }
    Ok(())
}

fn lexicon(tag: Option<&str>, library: &Library) -> Result<Option<Arc<Lexicon>>, Fault> {
    tag.map_or(Ok(None), |tag| library.lexicon(tag))
}

/// The pieces of a paragraph without its quotations.
fn around<'a>(paragraph: &'a str, quotations: &[Range<usize>]) -> Vec<&'a str> {
    let starts = std::iter::once(0).chain(quotations.iter().map(|range| range.end));
    let ends = quotations.iter().map(|range| range.start).chain([paragraph.len()]);
    starts.zip(ends).map(|(start, end)| &paragraph[start..end]).collect()
}

/// What stands between quotation marks.
fn quotations(paragraph: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut marks = quotation_marks(paragraph);
    while let (Some(open), Some(close)) = (marks.next(), marks.next()) {
        let inside = open.end..close.start;
        if inside.len() >= SHORTEST_QUOTATION {
            found.push(inside);
        }
    }
    found
}

/// Where quotation marks stand. They are looked for by their first bytes: a paragraph holds few of these, and
/// need not be read letter by letter.
fn quotation_marks(paragraph: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = paragraph.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += find_byte(&bytes[at..], |byte| matches!(byte, b'"' | 0xc2 | 0xe2))?;
            let letter = paragraph.get(at..)?.chars().next()?;
            let mark = at..at + letter.len_utf8();
            at = mark.end;
            if matches!(letter, '"' | '“' | '”' | '„' | '«' | '»') {
                return Some(mark);
            }
        }
    })
}

/// The tokens of a document's own language, or of one passage: of what a passage takes up, the paragraphs'
/// ends alone stay with the document.
pub(super) fn without(tokens: &mut Vec<Token>, passages: &[Passage]) {
    let taken = |token: &Token| {
        let start = token.span.start as usize;
        let passage = passages.partition_point(|passage| passage.range.end <= start);
        passages.get(passage).is_some_and(|passage| passage.range.contains(&start))
    };
    tokens.retain(|token| token.kind == TokenKind::Break || !taken(token));
}

/// The tokens of a passage, placed in the whole text.
pub(super) fn tokens_of(passage: &Passage, lexicon: &Lexicon, text: &str) -> Vec<Token> {
    let mut tokens = lexicon.tokenize(&text[passage.range.clone()]);
    for token in &mut tokens {
        let place = |at: u32| passage.range.start + at as usize;
        token.span = Span::new(place(token.span.start), place(token.span.end));
    }
    tokens
}

/// Facts and how they hang together.
pub(super) type Read = (Vec<Fact>, Vec<Link>);

/// The facts of several readings in text order, their links with them.
pub(super) fn merged(mut readings: Vec<Read>) -> Read {
    if readings.len() == 1 {
        return readings.pop().unwrap_or_default();
    }
    let mut facts: Vec<(usize, u32, Fact)> = Vec::new();
    let mut links: Vec<(usize, Link)> = Vec::new();
    for (reading, (read, linked)) in readings.into_iter().enumerate() {
        facts.extend((0..).zip(read).map(|(index, fact)| (reading, index, fact)));
        links.extend(linked.into_iter().map(|link| (reading, link)));
    }
    facts.sort_by_key(|(reading, index, fact)| (fact.span.start, *reading, *index));
    let places: FxHashMap<(usize, u32), FactId> =
        (0..).map(FactId).zip(&facts).map(|(id, &(reading, index, _))| ((reading, index), id)).collect();
    let place = |reading: usize, FactId(index): FactId| places.get(&(reading, index)).copied();
    let links = links
        .into_iter()
        .filter_map(|(reading, link)| {
            let (from, to) = (place(reading, link.from)?, place(reading, link.to)?);
            Some(Link { from, to, ..link })
        })
        .collect();
    (facts.into_iter().map(|(_, _, fact)| fact).collect(), links)
}
