use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::text::TextView;

use super::part::Before;
use super::{Document, Metadata, Remark};

/// A document without its name and its metadata, in the form in which it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    source: Arc<str>,
    /// Where the title begins that stands behind the text.
    title_at: Option<u32>,
    remarks: Vec<Remark>,
    /// What does not follow from the source: of plain text all does.
    rest: Option<(TextView, Option<u32>)>,
    /// What stands in its file before the source.
    before: Before,
}

impl Kept {
    /// Those that were kept when nothing stood before any source end earlier.
    fn read(bytes: &[u8]) -> Option<Self> {
        let nothing = postcard::to_allocvec(&Before::default()).ok()?;
        postcard::from_bytes(bytes).or_else(|_| postcard::from_bytes(&[bytes, &nothing].concat())).ok()
    }
}

impl Document {
    /// The source with the map to its prose, to be kept. Name and metadata are kept apart.
    pub fn to_bytes(&self) -> Vec<u8> {
        let kept = Kept {
            source: self.source.shared(),
            title_at: self.title_at,
            remarks: self.remarks.clone(),
            rest: (!self.is_plain()).then(|| (self.view.clone(), self.headline)),
            before: self.before,
        };
        // Nothing in it is of a kind that cannot be written.
        postcard::to_allocvec(&kept).unwrap_or_default()
    }

    /// The document of an archive whose source [`Self::to_bytes`] wrote; `None` where these are no such bytes.
    pub fn from_bytes(name: impl Into<String>, metadata: Metadata, bytes: &[u8]) -> Option<Self> {
        let Kept { source, title_at, remarks, rest, before } = Kept::read(bytes)?;
        let is_there = |at: &u32| source.is_char_boundary(*at as usize);
        if !title_at.iter().all(is_there) || !remarks.iter().all(|one| source.get(one.span.range()).is_some())
        {
            return None;
        }
        let document = match rest {
            Some((view, headline)) => {
                let ends = |end: &u32| view.text().is_char_boundary(*end as usize);
                if !view.fits(&source) || !headline.iter().all(ends) {
                    return None;
                }
                Self { title_at, headline, ..Self::new("", source, view, metadata) }
            }
            None => Self::of_text(Self::before_title(&source, title_at), metadata),
        };
        Some(Self { name: name.into(), is_from_archive: true, remarks, before, ..document })
    }

    /// The text as it came, its title left out, or, where it came with markup, the prose in it.
    pub fn plain_text(&self) -> &str {
        if self.is_plain() { self.text_in_source() } else { self.text() }
    }

    /// Whether all follows from the source.
    fn is_plain(&self) -> bool {
        let plain = Self::of_text(self.text_in_source(), self.metadata.clone());
        plain.view == self.view && plain.headline == self.headline && plain.source() == self.source()
    }

    fn of_text(text: &str, metadata: Metadata) -> Self {
        Self::plain("", text, metadata).under_title()
    }

    /// The source without the title that stands behind it.
    fn text_in_source(&self) -> &str {
        Self::before_title(self.source(), self.title_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, ViewBuilder};

    fn metadata(title: Option<&str>) -> Metadata {
        Metadata { title: title.map(str::to_string), ..Metadata::default() }
    }

    #[track_caller]
    fn comes_back(document: &Document, longest: usize) {
        let bytes = document.to_bytes();
        let back = Document::from_bytes(document.name.clone(), document.metadata.clone(), &bytes).unwrap();
        assert!(back.is_from_archive() && !document.is_from_archive());
        assert_eq!(
            format!("{back:?}"),
            format!("{document:?}").replace("is_from_archive: false", "is_from_archive: true")
        );
        assert!(bytes.len() <= longest, "{} bytes", bytes.len());
    }

    #[test]
    fn plain_text_needs_no_map() {
        let text = "\u{feff}Pelo menos <b>12</b> pessoas&nbsp;\u{200b}feridas.";
        comes_back(&Document::plain("a.txt", text, metadata(None)), text.len() + 8);
        let titled = Document::plain("a", text, metadata(Some("Doze feridos"))).under_title();
        comes_back(&titled, text.len() + 2 + "Doze feridos".len() + 9);
    }

    #[test]
    fn markup_keeps_its_map() {
        let source = "<h1>Quay closed</h1><p>12&#160;dead</p>";
        let mut title = ViewBuilder::default();
        title.push_source("Quay closed", 4);
        let mut view = ViewBuilder::default();
        view.push_source("12", 23);
        view.push_decoded("\u{a0}", Span::new(25, 31));
        view.push_source("dead", 31);
        let document = Document::new("a.html", source, view.finish(), metadata(None)).under(title.finish());
        comes_back(&document, 120);
    }

    #[test]
    fn what_was_kept_earlier_is_read() {
        let bytes = Document::plain("a.txt", "12 dead", metadata(None)).to_bytes();
        let earlier = bytes.strip_suffix(&[0; 4]).unwrap();
        let back = Document::from_bytes("a.txt", metadata(None), earlier).unwrap();
        assert_eq!(back.source(), "12 dead");
    }

    #[test]
    fn broken_bytes_are_no_document() {
        let mut view = ViewBuilder::default();
        view.push_source("12", 23);
        let astray = Document::new("a", "12", view.finish(), metadata(None)).to_bytes();
        assert!(Document::from_bytes("a", metadata(None), &astray).is_none());
        assert!(Document::from_bytes("a", metadata(None), &astray[..3]).is_none());
    }
}
