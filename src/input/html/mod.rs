//! Pages of HTML: the article in them, without what stands around it, each word with its bytes.

mod ld;
mod metadata;
mod outline;
mod prose;
mod region;
mod signs;
mod tag;

use std::ops::Range;

use jiff::civil::Date;

use crate::document::{Document, Metadata, Remark, Stored};
use crate::text::{Span, TextView};

use super::language::tag as language_tag;
use super::markup::{Dialect, Piece};
use metadata::{Page, Told};
use outline::{LeftOut, NoteKind, Outline};

/// Less prose than this may be a notice that the page needs a script to show its article.
const LITTLE_PROSE: usize = 200;

/// The article of a page. `latest` is the day on which the page was copied, if that is known.
pub(super) fn document(name: String, source: Stored, dialect: Dialect, latest: Option<Date>) -> Document {
    let text = source.text();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let outline = outline::read(text, start..text.len(), dialect);
    let region = region::find(&outline);
    let area = outline.elements[region];
    let heading = region::headline(&outline, region).map(|element| (element.span, element.inner));
    let told = Page::new(text, &outline, region).told();
    let left_out = left_out(&outline, area.inner, heading.map(|(span, _)| span));
    let mut remarks = remarks(&outline, text);
    let mut view = prose::prose(text, area.inner.range(), dialect, &left_out, &mut remarks);
    if view.text().len() < LITTLE_PROSE
        && let Some(body) = told.body.as_ref().filter(|body| body.text().len() > view.text().len())
    {
        view = body.clone().tidied();
    }
    let title = heading.map(|(_, inner)| prose::line(text, inner.range(), dialect));
    let title = title.filter(|title| !title.text().trim().is_empty());
    let title = title.or_else(|| told.titles.first().map(line_of)).unwrap_or_default();
    let metadata = described(told, &name, &source, &title, latest);
    Document::new(name, source.clone(), view, metadata).under(title).with_remarks(remarks)
}

fn remarks(outline: &Outline, text: &str) -> Vec<Remark> {
    let comments = outline.notes.iter().filter(|note| note.kind == NoteKind::Comment);
    let remark = |piece: &Piece| Remark {
        text: text[piece.inner.clone()].to_string(),
        span: Span::new(piece.span.start, piece.span.end),
        at: 0,
    };
    comments.map(|note| remark(&note.piece)).collect()
}

fn described(told: Told, name: &str, source: &Stored, title: &TextView, latest: Option<Date>) -> Metadata {
    let shown = title.text().trim();
    let mut metadata = Metadata {
        language: told.languages.iter().find_map(|tag| language_tag(tag)),
        source: told.source,
        title: Some(shown.to_string()).filter(|title| !title.is_empty()),
        url: told.url,
        author: told.author,
        ..Metadata::default()
    };
    told.dates.decide(&mut metadata, name, source, latest);
    metadata
}

/// A title out of an attribute, a script or a feed, where markup and line ends are no part of it.
pub(super) fn line_of(title: &TextView) -> TextView {
    prose::line(title.text(), 0..title.text().len(), Dialect::Html).through(title)
}

/// The prose of a stretch of HTML that is all article: the body of a feed's item, of a JSON document.
pub(super) fn fragment(text: &str, range: Range<usize>, dialect: Dialect) -> TextView {
    let outline = outline::read(text, range.clone(), dialect);
    let left_out = left_out(&outline, Span::new(range.start, range.end), None);
    prose::prose(text, range, dialect, &left_out, &mut [])
}

/// The same of a text that is itself written in escapes.
pub(super) fn fragment_of(view: &TextView) -> TextView {
    fragment(view.text(), 0..view.text().len(), Dialect::Html).through(view)
}

/// The words of a text that a program hands over: HTML where it is.
pub(super) fn words_of(view: TextView, is_html: bool) -> TextView {
    if is_html || is_markup(view.text()) { fragment_of(&view) } else { view.tidied() }
}

/// Whether a text holds HTML: a tag that parts or marks prose.
pub(super) fn is_markup(text: &str) -> bool {
    let tags = ["</p>", "<br", "</div>", "</a>", "</b>", "</i>", "</em>", "</strong>", "</h", "</li>", "<p>"];
    tags.iter().any(|tag| text.contains(tag) || text.contains(&tag.to_ascii_uppercase()))
}

/// What is left out of the bytes `area`.
fn left_out(outline: &Outline, area: Span, heading: Option<Span>) -> Vec<LeftOut> {
    let inside = |left_out: &&LeftOut| area.contains(left_out.span);
    // Where classes would leave nothing, they are not believed.
    let holder = outline.elements.iter().find(|element| element.inner == area);
    let believed = holder.is_none_or(|element| element.total > 0 || element.beside == 0);
    let mut found: Vec<LeftOut> = outline
        .left_out
        .iter()
        .filter(inside)
        .filter(|left_out| believed || !left_out.by_class)
        .cloned()
        .collect();
    found.extend(heading.map(|span| LeftOut { span, by_class: false, is_box: true }));
    found.sort_by_key(|left_out| (left_out.span.start, std::cmp::Reverse(left_out.span.end)));
    found
}
