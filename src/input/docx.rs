//! Documents of word processors (.docx): the paragraphs of `word/document.xml`. Places count its bytes.

use std::path::Path;

use jiff::Span as Days;

use crate::document::{Document, Metadata, Published, PublishedFrom, Stored};
use crate::text::{Span, TextView, ViewBuilder};

use super::InputError;
use super::file::Read;
use super::language::tag as language_tag;
use super::markup::{self, Dialect, Kind, Piece, Pieces};
use super::sources::shown;
use super::xml::Xml;
use super::zip::{self, Fault};

/// The largest text and the largest list of properties that are unpacked: a small archive can hold
/// terabytes.
const LARGEST_TEXT: usize = 64 << 20;
const LARGEST_PROPERTIES: usize = 1 << 20;

/// A file that was written and saved within so many days dates its text.
const DAYS_OF_WRITING: i64 = 3;

/// The document in the bytes of a file.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Read {
    vec![document(path, bytes)]
}

fn document(path: &Path, bytes: &[u8]) -> Result<Document, InputError> {
    let unreadable = |message: String| InputError::Unreadable { path: path.into(), message };
    let whole =
        zip::file(bytes, "word/document.xml", LARGEST_TEXT).map_err(|fault| unreadable(words(&fault)))?;
    let remedy = "open it in a word processor and save it as .docx once more";
    let text =
        whole.ok_or_else(|| unreadable(format!("not a .docx: it holds no word/document.xml; {remedy}")))?;
    let text = String::from_utf8(text)
        .map_err(|_| unreadable(format!("its word/document.xml is not UTF-8; {remedy}")))?;
    if text.contains("<!ENTITY") {
        let message = "its word/document.xml declares entities of its own, which are not read";
        return Err(unreadable(format!("{message}; {remedy}")));
    }
    let metadata = properties(bytes).unwrap_or_default();
    let view = prose(&text);
    Ok(Document::new(shown(path), Stored::from(text), view, metadata))
}

fn words(fault: &Fault) -> String {
    match fault {
        Fault::Damaged(what) => format!("not a whole .docx: {what}"),
        Fault::TooLarge => format!(
            "its word/document.xml is larger than {} MB once unpacked; split the document",
            LARGEST_TEXT >> 20
        ),
    }
}

/// What the file says of itself. Its title is that of the template as often as not, and is not read as a
/// headline.
fn properties(bytes: &[u8]) -> Option<Metadata> {
    let core = zip::file(bytes, "docProps/core.xml", LARGEST_PROPERTIES).ok()??;
    let core = String::from_utf8(core).ok()?;
    let (xml, mistake) = Xml::read(&core);
    let root = xml.root().filter(|_| mistake.is_none())?;
    let property = |name: &str| xml.text(xml.child(root, name)?);
    let date = |name: &str| Published::parse(&property(name)?, PublishedFrom::FileProperties);
    let published = date("dcterms:modified").filter(|modified| {
        // A file that was opened again long after may be any text.
        let soon = |created: Published| created.date.checked_add(Days::new().days(DAYS_OF_WRITING)).ok();
        date("dcterms:created").and_then(soon).is_some_and(|latest| modified.date <= latest)
    });
    Some(Metadata {
        published,
        language: property("dc:language").as_deref().and_then(language_tag),
        title: property("dc:title"),
        author: property("dc:creator"),
        ..Metadata::default()
    })
}

/// What a reader sees: the text of runs, without what was deleted, moved away or hidden.
fn prose(text: &str) -> TextView {
    let mut writer =
        Writer { text, builder: ViewBuilder::default(), left_out: None, hidden: false, in_text: false };
    Pieces::of(text, 0, Dialect::Xml).for_each(|piece| writer.take(&piece));
    writer.builder.finish().tidied()
}

/// What holds text that no reader sees: moved away, deleted, a second writing for old programs.
const LEFT_OUT: [&str; 4] = ["w:moveFrom", "w:del", "mc:Fallback", "w:instrText"];

struct Writer<'a> {
    text: &'a str,
    builder: ViewBuilder,
    /// The element that is left out, and how many of its name are open.
    left_out: Option<(&'static str, usize)>,
    /// Whether the run is hidden text.
    hidden: bool,
    in_text: bool,
}

impl Writer<'_> {
    fn take(&mut self, piece: &Piece) {
        let name = &self.text[piece.inner.clone()];
        match piece.kind {
            Kind::Start | Kind::End if self.left_out.is_some() => self.count(name, piece.kind == Kind::Start),
            _ if self.left_out.is_some() => {}
            Kind::Start => self.start(name, piece),
            Kind::Empty => self.empty(name, piece),
            Kind::End => self.end(name),
            Kind::Text if self.in_text && !self.hidden => {
                markup::push_decoded(&mut self.builder, self.text, piece.inner.clone(), Dialect::Xml);
            }
            _ => {}
        }
    }

    fn count(&mut self, name: &str, opens: bool) {
        if let Some((wanted, open)) = self.left_out.filter(|(wanted, _)| *wanted == name) {
            let open = if opens { open + 1 } else { open - 1 };
            self.left_out = (open > 0).then_some((wanted, open));
        }
    }

    fn start(&mut self, name: &str, piece: &Piece) {
        match name {
            "w:t" => self.in_text = true,
            "w:r" => self.hidden = false,
            "w:p" => self.builder.break_paragraph(),
            // `<w:tab>` and the like may be written with an end tag.
            _ => self.empty(name, piece),
        }
        self.left_out = LEFT_OUT.into_iter().find(|left_out| *left_out == name).map(|name| (name, 1));
    }

    fn empty(&mut self, name: &str, piece: &Piece) {
        let shown = match name {
            "w:tab" | "w:ptab" => " ",
            "w:br" | "w:cr" => "\n",
            "w:noBreakHyphen" => "-",
            "w:vanish" => {
                let value = piece.value(self.text, "w:val").unwrap_or_default();
                self.hidden |= !matches!(value.as_str(), "0" | "false" | "off");
                return;
            }
            _ => return,
        };
        // A tab among the properties of a paragraph is a place on its ruler, and stands at its beginning.
        let at_start = self.builder.text().is_empty() || self.builder.text().ends_with('\n');
        if !self.hidden && !at_start {
            self.builder.push_decoded(shown, Span::new(piece.span.start, piece.span.end));
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:t" => self.in_text = false,
            "w:p" => self.builder.break_paragraph(),
            _ => {}
        }
    }
}
