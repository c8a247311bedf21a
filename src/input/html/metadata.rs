//! What a page says of its article: schema.org's JSON, meta tags, attributes, `<time>`.

use std::ops::Range;

use crate::document::PublishedFrom;
use crate::input::dates::Dates;
use crate::input::markup::{self, Dialect};
use crate::text::{Span, TextView};

use super::ld;
use super::outline::{Note, NoteKind, Outline, Part};

/// What a page says of its article. Of lists the first is the most trusted.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub dates: Dates,
    pub titles: Vec<TextView>,
    pub languages: Vec<String>,
    pub source: Option<String>,
    pub author: Option<String>,
    pub url: Option<String>,
    /// The text of the article, where the page builds it from data.
    pub body: Option<TextView>,
}

/// Meta tags that date an article, the most trusted first.
const DATES: [&str; 22] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "date.published",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "citation_publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "article_date_original",
    "date",
];

/// Meta tags that name the headline, the language, the publisher and the author.
const TITLES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "dcterms.title"];
const LANGUAGES: [&str; 5] = ["content-language", "dc.language", "dcterms.language", "language", "og:locale"];
const SOURCES: [&str; 4] = ["og:site_name", "dc.publisher", "dcterms.publisher", "application-name"];
const AUTHORS: [&str; 4] = ["author", "article:author", "dc.creator", "dcterms.creator"];

/// Where a title ends and the name of the site begins.
const SEPARATORS: [&str; 5] = [" | ", " – ", " — ", " - ", " :: "];

/// A page with its boxes.
pub(super) struct Page<'a> {
    text: &'a str,
    outline: &'a Outline,
    /// The number of the box of the article.
    region: usize,
    /// The meta tags: a name, and where the value stands.
    metas: Vec<(String, Range<usize>)>,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str, outline: &'a Outline, region: usize) -> Self {
        let mut metas = Vec::new();
        for note in outline.notes.iter().filter(|note| note.kind == NoteKind::Meta) {
            let Some(value) = note.piece.attribute(text, "content") else { continue };
            let names = ["name", "property", "itemprop", "http-equiv"];
            let names = names.iter().filter_map(|key| note.piece.value(text, key));
            metas.extend(names.map(|name| (name.to_ascii_lowercase(), value.clone())));
        }
        Self { text, outline, region, metas }
    }

    fn notes(&self, kind: NoteKind) -> impl Iterator<Item = &Note> {
        self.outline.notes.iter().filter(move |note| note.kind == kind)
    }

    fn region(&self) -> Span {
        self.outline.elements[self.region].span
    }

    /// The first value of a meta tag, and where it stands.
    fn meta(&self, wanted: &str) -> Option<(String, Range<usize>)> {
        self.metas.iter().filter(|(name, _)| name == wanted).find_map(|(_, value)| {
            let text = markup::decoded(self.text, value.clone(), Dialect::Html).text().trim().to_string();
            (!text.is_empty()).then(|| (text, value.clone()))
        })
    }

    fn first_of(&self, wanted: &[&str]) -> Option<String> {
        wanted.iter().find_map(|name| self.meta(name)).map(|(text, _)| text)
    }

    /// All that it says.
    pub(super) fn told(&self) -> Told {
        let mut told = Told { url: self.url(), ..Told::default() };
        for note in self.notes(NoteKind::Script) {
            let kind = note.piece.value(self.text, "type").unwrap_or_default();
            if kind.to_ascii_lowercase().starts_with("application/ld+json") {
                ld::take(self.text, self.json_of(note), told.url.clone().as_deref(), &mut told);
            }
        }
        for name in DATES {
            if let Some((date, place)) = self.meta(name) {
                told.dates.add(PublishedFrom::MetaTag, name, &date, place.start);
            }
        }
        self.take_dated(&mut told);
        self.take_titles(&mut told);
        told.languages.extend(self.languages());
        told.source = told.source.or_else(|| self.first_of(&SOURCES));
        told.author = told.author.or_else(|| self.first_of(&AUTHORS));
        told
    }

    /// The JSON of a script without the comment marks that once hid it from old browsers.
    fn json_of(&self, note: &Note) -> Range<usize> {
        let whole = &self.text[note.inner.clone()];
        let body = whole.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
        let body = body.trim_end_matches("-->").trim_end_matches("//]]>").trim();
        let start = note.inner.start + whole.find(body).unwrap_or_default();
        start..start + body.len()
    }

    fn url(&self) -> Option<String> {
        let canonical = self.notes(NoteKind::Link).find(|note| {
            note.piece.value(self.text, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
        });
        let canonical = canonical.and_then(|note| note.piece.value(self.text, "href"));
        canonical.filter(|url| !url.is_empty()).or_else(|| self.first_of(&["og:url"]))
    }

    /// Attributes of schema.org, then the first `<time>` of the article.
    fn take_dated(&self, told: &mut Told) {
        let prose = |note: &&Note| note.part == Part::Prose;
        for note in self.notes(NoteKind::Dated).filter(prose) {
            self.take_date(note, PublishedFrom::Microdata, "datePublished", told);
        }
        let of_article = |note: &&Note| {
            let at = Span::new(note.piece.span.start, note.piece.span.end);
            note.in_article || self.region().contains(at)
        };
        let changed = |note: &&Note| {
            let words = ["class", "itemprop"].map(|key| note.piece.value(self.text, key).unwrap_or_default());
            let words = words.join(" ").to_ascii_lowercase();
            ["updat", "modif"].iter().any(|word| words.contains(word))
        };
        let first = self.notes(NoteKind::Time).filter(prose).filter(of_article).find(|note| !changed(note));
        if let Some(note) = first {
            self.take_date(note, PublishedFrom::TimeElement, "time", told);
        }
    }

    fn take_date(&self, note: &Note, from: PublishedFrom, key: &str, told: &mut Told) {
        let value = ["datetime", "content"].iter().find_map(|name| note.piece.attribute(self.text, name));
        if let Some(value) = value {
            told.dates.add(from, key, &self.text[value.clone()], value.start);
        }
    }

    fn take_titles(&self, told: &mut Told) {
        for name in TITLES {
            if let Some((_, place)) = self.meta(name) {
                told.titles.push(markup::decoded(self.text, place, Dialect::Html));
            }
        }
        if let Some(note) = self.notes(NoteKind::Title).next() {
            let words = &self.text[note.inner.clone()];
            let end = SEPARATORS.iter().filter_map(|mark| words.rfind(mark)).max().unwrap_or(words.len());
            let place = note.inner.start..note.inner.start + end;
            told.titles.push(markup::decoded(self.text, place, Dialect::Html));
        }
    }

    /// The languages of the boxes around the article, from the inside out, then those of meta tags.
    fn languages(&self) -> Vec<String> {
        let elements = &self.outline.elements;
        let outwards = |index: &usize| (*index > 0).then(|| elements[*index].parent as usize);
        let mut starts: Vec<usize> = std::iter::successors(Some(self.region), outwards)
            .map(|index| elements[index].span.start as usize)
            .collect();
        starts.reverse();
        let mut found: Vec<String> = self
            .notes(NoteKind::Language)
            .filter(|note| starts.binary_search(&note.piece.span.start).is_ok())
            .filter_map(|note| {
                note.piece.value(self.text, "lang").or_else(|| note.piece.value(self.text, "xml:lang"))
            })
            .collect();
        found.reverse();
        found.extend(self.first_of(&LANGUAGES));
        found
    }
}
