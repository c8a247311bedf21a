//! RSS and Atom: each item is a document.

use crate::document::{Document, Metadata, PublishedFrom};
use crate::text::TextView;

use super::dates::Dates;
use super::file::{File, Read};
use super::html;
use super::language::tag as language_tag;
use super::markup::Dialect;
use super::xml::{Element, Xml};

/// Where the text of an item stands, the fullest first.
const TEXTS: [&str; 5] = ["content:encoded", "content", "atom:content", "description", "summary"];

/// What dates an item, the most trusted first. When an entry was changed counts where nothing else is said.
const DATES: [&str; 10] = [
    "pubDate",
    "published",
    "atom:published",
    "dcterms:issued",
    "dc:date",
    "dcterms:created",
    "issued",
    "created",
    "updated",
    "atom:updated",
];

/// What names an item.
const IDS: [&str; 2] = ["guid", "id"];

/// The documents of a feed.
pub(super) fn read(file: &File, xml: &Xml<'_>, root: Element) -> Read {
    let channel = xml.child(root, "channel").unwrap_or(root);
    let language = language(xml, channel, root);
    let source = xml.child(channel, "title").and_then(|title| xml.text(title));
    let feed = Feed { file, xml, language, source };
    // Items of RSS 1.0 stand beside their channel.
    let holders = if channel == root { vec![root] } else { vec![channel, root] };
    let items = holders.into_iter().flat_map(|holder| xml.children(holder));
    let is_item = |element: &Element| matches!(xml.local_name(*element), "item" | "entry");
    let whole = items.filter(is_item).filter(|item| xml.is_whole(*item));
    whole.zip(1..).map(|(item, number)| Ok(feed.document(item, number))).collect()
}

struct Feed<'a> {
    file: &'a File,
    xml: &'a Xml<'a>,
    /// What the feed says of all its items.
    language: Option<String>,
    source: Option<String>,
}

fn language(xml: &Xml<'_>, channel: Element, root: Element) -> Option<String> {
    let named = |name| xml.text(xml.child(channel, name)?);
    named("language")
        .or_else(|| named("dc:language"))
        .or_else(|| xml.attribute(channel, "xml:lang"))
        .or_else(|| xml.attribute(root, "xml:lang"))
}

impl Feed<'_> {
    fn document(&self, item: Element, number: usize) -> Document {
        let xml = self.xml;
        let first = |names: &[&str]| names.iter().find_map(|name| xml.child(item, name));
        let text_of = |names: &[&str]| names.iter().find_map(|name| xml.text(xml.child(item, name)?));
        let texts = TEXTS.iter().filter_map(|name| xml.child(item, name)).map(|element| self.prose(element));
        let view = texts.into_iter().find(|view| !view.text().trim().is_empty()).unwrap_or_default();
        let title = first(&["title"]).map(|title| html::line_of(&xml.words(title))).unwrap_or_default();
        let mut dates = Dates::default();
        for name in DATES {
            if let Some((element, text)) = xml.child(item, name).and_then(|at| Some((at, xml.text(at)?))) {
                dates.add(PublishedFrom::Feed, name, &text, xml.start(element));
            }
        }
        let language = text_of(&["dc:language"]).or_else(|| xml.attribute(item, "xml:lang"));
        let language = language.or_else(|| self.language.clone());
        let author = text_of(&["dc:creator"]).or_else(|| xml.text(xml.at(item, "author/name")?));
        let mut metadata = Metadata {
            language: language.as_deref().and_then(language_tag),
            source: self.source(item),
            title: Some(title.text().trim().to_string()).filter(|title| !title.is_empty()),
            url: self.url(item),
            author: author.or_else(|| text_of(&["author"])),
            ..Metadata::default()
        };
        dates.decide(&mut metadata, &self.file.name, &self.file.text, None);
        let id = text_of(&IDS).or_else(|| xml.attribute(item, "rdf:about"));
        let name = format!("{}#{}", self.file.name, id.unwrap_or_else(|| number.to_string()));
        Document::new(name, self.file.text.clone(), view, metadata).under(title)
    }

    /// The words of an item: HTML behind escapes or in CDATA, XHTML as it stands, or plain text.
    fn prose(&self, element: Element) -> TextView {
        let kind = self.xml.attribute(element, "type").unwrap_or_default();
        if kind.contains("xhtml") {
            return html::fragment(self.file.text.text(), self.xml.inner(element), Dialect::Xml);
        }
        let words = self.xml.words(element);
        let is_html = kind.contains("html") || (kind != "text" && html::is_markup(words.text()));
        if is_html { html::fragment_of(&words) } else { words.tidied() }
    }

    /// The feed that an item was taken from, else the feed itself.
    fn source(&self, item: Element) -> Option<String> {
        let xml = self.xml;
        let taken = xml.child(item, "source");
        let taken =
            taken.and_then(|source| xml.child(source, "title").map_or(xml.text(source), |at| xml.text(at)));
        taken.or_else(|| self.source.clone())
    }

    fn url(&self, item: Element) -> Option<String> {
        let links = || self.xml.children(item).filter(|child| self.xml.local_name(*child) == "link");
        let is_page = |link: &Element| self.xml.attribute(*link, "rel").is_none_or(|rel| rel == "alternate");
        links()
            .filter(is_page)
            .find_map(|link| self.xml.attribute(link, "href").or_else(|| self.xml.text(link)))
    }
}
