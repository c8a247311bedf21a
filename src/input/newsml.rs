//! NewsML-G2, as far as an article needs it, and NITF, which it often carries.

use crate::document::{Document, Metadata, PublishedFrom};
use crate::text::TextView;

use super::dates::Dates;
use super::file::{File, Read};
use super::html;
use super::language::tag as language_tag;
use super::markup::Dialect;
use super::xml::{Element, Xml};

/// What dates an item, the most trusted first.
const DATES: [&str; 4] = [
    "itemMeta/versionCreated",
    "contentMeta/contentCreated",
    "itemMeta/firstCreated",
    "contentMeta/contentModified",
];

/// The articles of a message, or of one item.
pub(super) fn read(file: &File, xml: &Xml<'_>, root: Element) -> Read {
    let is_item = |element: &Element| xml.local_name(*element) == "newsItem" && xml.is_whole(*element);
    if xml.local_name(root) == "newsItem" {
        return document(file, xml, root, file.name.clone()).map(Ok).into_iter().collect();
    }
    let sets = xml.children(root).filter(|child| xml.local_name(*child) == "itemSet");
    let items = sets.flat_map(|set| xml.children(set)).filter(is_item).zip(1..);
    let named = items.map(|(item, number)| {
        let id = xml.attribute(item, "guid").filter(|id| !id.is_empty());
        (item, format!("{}#{}", file.name, id.unwrap_or_else(|| i32::to_string(&number))))
    });
    named.filter_map(|(item, name)| document(file, xml, item, name)).map(Ok).collect()
}

/// The article of an item; none where it carries no text.
fn document(file: &File, xml: &Xml<'_>, item: Element, name: String) -> Option<Document> {
    let view = content(file, xml, item)?;
    let text_at = |path: &str| xml.text(xml.at(item, path)?);
    let title = ["contentMeta/headline", "itemMeta/title"].iter().find_map(|path| xml.at(item, path));
    let title = title.map(|title| html::line_of(&xml.words(title))).unwrap_or_default();
    let mut dates = Dates::default();
    for path in DATES {
        if let Some((element, text)) = xml.at(item, path).and_then(|at| Some((at, xml.text(at)?))) {
            dates.add(PublishedFrom::NewsMl, xml.local_name(element), &text, xml.start(element));
        }
    }
    let language = xml.at(item, "contentMeta/language").and_then(|at| xml.attribute(at, "tag"));
    let language = language.or_else(|| xml.attribute(item, "xml:lang"));
    let named = |path: &str| {
        text_at(&format!("{path}/name")).or_else(|| xml.attribute(xml.at(item, path)?, "literal"))
    };
    let mut metadata = Metadata {
        language: language.as_deref().and_then(language_tag),
        source: named("itemMeta/provider").or_else(|| named("contentMeta/infoSource")),
        title: Some(title.text().trim().to_string()).filter(|title| !title.is_empty()),
        author: text_at("contentMeta/by").or_else(|| named("contentMeta/creator")),
        ..Metadata::default()
    };
    dates.decide(&mut metadata, &file.name, &file.text, None);
    Some(Document::new(name, file.text.clone(), view, metadata).under(title))
}

/// The text of an item: the first markup, else the first data that is text.
fn content(file: &File, xml: &Xml<'_>, item: Element) -> Option<TextView> {
    let set = xml.child(item, "contentSet")?;
    let named = |name: &'static str| xml.children(set).filter(move |child| xml.local_name(*child) == name);
    let written = named("inlineXML").map(|inline| markup(file, xml, inline));
    let plain = named("inlineData").filter(|data| {
        let kind = xml.attribute(*data, "contenttype").unwrap_or_default();
        (kind.is_empty() || kind.starts_with("text/")) && xml.attribute(*data, "encoding").is_none()
    });
    let plain = plain.map(|data| html::words_of(xml.words(data), false));
    written.chain(plain).find(|view| !view.text().trim().is_empty())
}

/// The article in markup: the body of NITF, without the head that repeats its headline, or of XHTML.
fn markup(file: &File, xml: &Xml<'_>, holder: Element) -> TextView {
    let inside = || xml.descendants(holder);
    let body = inside().find(|at| xml.local_name(*at) == "body.content");
    let body = body.or_else(|| inside().find(|at| xml.local_name(*at) == "body"));
    html::fragment(file.text.text(), xml.inner(body.unwrap_or(holder)), Dialect::Xml)
}

/// An article of NITF that stands alone.
pub(super) fn nitf(file: &File, xml: &Xml<'_>, root: Element) -> Read {
    let inside = |name: &str| xml.descendants(root).find(|at| xml.local_name(*at) == name);
    let title = inside("hl1").or_else(|| inside("title")).map(|title| html::line_of(&xml.words(title)));
    let title = title.unwrap_or_default();
    let mut dates = Dates::default();
    for name in ["date.issue", "story.date"] {
        if let Some((element, text)) = inside(name).and_then(|at| Some((at, xml.attribute(at, "norm")?))) {
            dates.add(PublishedFrom::NewsMl, name, &text, xml.start(element));
        }
    }
    let mut metadata = Metadata {
        language: xml.attribute(root, "xml:lang").as_deref().and_then(language_tag),
        title: Some(title.text().trim().to_string()).filter(|title| !title.is_empty()),
        ..Metadata::default()
    };
    dates.decide(&mut metadata, &file.name, &file.text, None);
    let view = markup(file, xml, root);
    vec![Ok(Document::new(file.name.clone(), file.text.clone(), view, metadata).under(title))]
}
