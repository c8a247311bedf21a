use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use crate::text::{LineIndex, Position, Span, TextView, ViewBuilder};

use super::part::Before;
use super::{Covers, DeclaredStory, Published, Remark, StatedDate, Suppression, WrittenSuppression};

/// A document's number in its corpus.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);

/// What is known of a document besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// BCP 47, where it is given; it is found from the text otherwise.
    pub language: Option<String>,
    /// When it was published, where it is given.
    pub published: Option<Published>,
    /// When it says it was published, where that is still to be read.
    pub stated: Option<StatedDate>,
    /// The publisher.
    pub source: Option<String>,
    /// The headline, where it is no part of the text.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
}

/// What parts a text from its title where this is kept behind it.
const BEFORE_TITLE: &str = "\n\n";

/// Where a document lies that is one of many in a file.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct Record {
    /// The file, as the user named it.
    pub file: String,
    /// The line of the file that holds the whole document, where its places are told from its own text; the
    /// first of a packed file. None where they are those of the file.
    pub line: Option<usize>,
}

/// Who speaks in a reference sheet.
const NEWSROOM: &str = "the newsroom";

/// A text as stored, with its lines. Documents that stand in one file share it.
#[derive(Clone, Debug)]
pub struct Stored {
    text: Arc<str>,
    /// Built when a place is first asked for: most documents are never pointed at.
    lines: Arc<OnceLock<LineIndex>>,
}

impl<T: Into<Arc<str>>> From<T> for Stored {
    fn from(text: T) -> Self {
        Self { text: text.into(), lines: Arc::default() }
    }
}

impl Stored {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, shared.
    pub(super) fn shared(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// Its lines.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

/// A document: its source as stored, the prose in it, and what is known of it.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path as the user named it, or its id in a file of many.
    pub name: String,
    /// What is known of it.
    pub metadata: Metadata,
    /// The story that it is declared to tell.
    pub story: Option<DeclaredStory>,
    /// The number of the settings that its rules run with (`RuleSet::chosen_by_settings`).
    pub settings: usize,
    pub(super) source: Stored,
    /// What stands in the file before the source, where that is a part of it.
    pub(super) before: Before,
    pub(super) view: TextView,
    /// Where the headline of the metadata ends in the view.
    pub(super) headline: Option<u32>,
    /// Where it begins in the source, if it stands there behind the text.
    pub(super) title_at: Option<u32>,
    pub(super) record: Option<Record>,
    pub(super) is_sheet: bool,
    pub(super) is_from_archive: bool,
    pub(super) remarks: Vec<Remark>,
    pub(super) suppressions: Vec<Arc<Suppression>>,
}

impl Document {
    /// A document from its source and the view of its prose.
    pub fn new(
        name: impl Into<String>,
        source: impl Into<Stored>,
        view: TextView,
        metadata: Metadata,
    ) -> Self {
        let (source, headline, title_at, record) = (source.into(), None, None, None);
        let before = Before::default();
        let (is_sheet, is_from_archive) = (false, false);
        let (name, remarks, suppressions) = (name.into(), Vec::new(), Vec::new());
        Self {
            name,
            metadata,
            story: None,
            settings: 0,
            source,
            before,
            view,
            headline,
            title_at,
            record,
            is_sheet,
            is_from_archive,
            remarks,
            suppressions,
        }
    }

    /// A document that is all prose.
    pub fn plain(name: impl Into<String>, text: &str, metadata: Metadata) -> Self {
        let offset = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let view = TextView::stored(text, offset);
        Self::new(name, text, view, metadata)
    }

    /// A reference sheet: figures and dates that the newsroom vouches for, in TOML or, where its name says
    /// so, in CSV.
    pub fn sheet(name: impl Into<String>, text: &str) -> Self {
        let mut view = ViewBuilder::default();
        view.push_source(text, 0);
        let metadata = Metadata { source: Some(NEWSROOM.into()), ..Metadata::default() };
        Self { is_sheet: true, ..Self::new(name, text, view.finish(), metadata) }
    }

    /// Whether it is a reference sheet, and no article.
    pub fn is_sheet(&self) -> bool {
        self.is_sheet
    }

    /// Whether it comes out of an archive: it may stand nowhere on this machine, so that its title, its address
    /// and its date name it better than a path.
    pub fn is_from_archive(&self) -> bool {
        self.is_from_archive
    }

    /// The same document under a headline that stands elsewhere in its source: it is read first.
    #[must_use]
    pub fn under(self, headline: TextView) -> Self {
        if headline.text().trim().is_empty() {
            return self;
        }
        let end = Span::new(headline.text().len(), 0).start;
        Self { view: headline.above(self.view), headline: Some(end), ..self }
    }

    /// The same document under the title of its metadata, which is no part of its text: it is kept in the
    /// source behind the text, so that the places in the text stay as they are.
    #[must_use]
    pub fn under_title(self) -> Self {
        let title = self.metadata.title.clone().unwrap_or_default();
        if title.trim().is_empty() || self.text().trim_start().starts_with(title.trim()) {
            return self;
        }
        let source = format!("{}{BEFORE_TITLE}{title}", self.source());
        let at = Span::new(source.len() - title.len(), 0).start;
        let headline = TextView::stored(&title, 0).moved(at);
        Self { source: source.into(), title_at: Some(at), ..self }.under(headline)
    }

    /// The same document with the comments that stand in its source.
    #[must_use]
    pub fn with_remarks(self, remarks: Vec<Remark>) -> Self {
        Self { remarks, ..self }
    }

    /// The comments in its source, in their order.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Where the paragraphs of the prose end.
    pub fn paragraph_ends(&self) -> Vec<usize> {
        self.text().match_indices('\n').map(|(at, _)| at).collect()
    }

    /// The paragraph that a remark stands in, or else the next one, as bytes of the source. `None` where
    /// none follows. `ends` are those of [`Document::paragraph_ends`].
    pub fn paragraph_of(&self, remark: &Remark, ends: &[usize]) -> Option<Span> {
        let text = self.text();
        // A headline that stands elsewhere was set above the prose, on a line of its own.
        let above = self.headline.map_or(0, |end| end as usize);
        let above = above + usize::from(above > 0 && text[above..].starts_with('\n'));
        let at = text.len().min(above + remark.at as usize);
        let next = ends.partition_point(|&end| end < at);
        let start = next.checked_sub(1).map_or(0, |before| ends[before] + 1).max(above);
        let end = ends.get(next).copied().unwrap_or(text.len());
        (start < end).then(|| self.to_source(Span::new(start, end)))
    }

    /// Takes on a suppression that is written elsewhere than in its comments, and finds what it covers.
    pub fn suppress(&mut self, written: &WrittenSuppression, suppression: Suppression) {
        let covers = self.covered_by(written);
        self.suppressions.push(Arc::new(Suppression { covers, ..suppression }));
    }

    /// Takes on suppressions whose places are known.
    pub fn suppressed(&mut self, suppressions: Vec<Suppression>) {
        self.suppressions.extend(suppressions.into_iter().map(Arc::new));
    }

    /// The suppressions that were written for it, but for those in its comments.
    pub fn suppressions(&self) -> &[Arc<Suppression>] {
        &self.suppressions
    }

    /// What of the document a written suppression covers: all, or a line, or words wherever they stand.
    fn covered_by(&self, written: &WrittenSuppression) -> Covers {
        let (line, words) = (written.line, written.words.as_deref().map(str::trim));
        if line.is_none() && words.is_none() {
            return Covers::Document;
        }
        let part = line.map_or(0..self.source().len(), |line| self.line_range(line.max(1)));
        let places = match words {
            None => vec![Span::new(part.start, part.end)],
            Some(words) => self.source()[part.clone()]
                .match_indices(words)
                .map(|(at, words)| Span::new(part.start + at, part.start + at + words.len()))
                .collect(),
        };
        Covers::Places(places)
    }

    /// What stands in a source before the title behind it.
    pub(super) fn before_title(source: &str, title_at: Option<u32>) -> &str {
        let end = title_at.and_then(|at| (at as usize).checked_sub(BEFORE_TITLE.len()));
        end.and_then(|end| source.get(..end)).unwrap_or(source)
    }

    /// The same document as one of many in a file.
    #[must_use]
    pub fn in_file(self, record: Record) -> Self {
        Self { record: Some(record), ..self }
    }

    /// The file that holds it among others; none where it is a file of its own.
    pub fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }

    /// Where the headline ends in the prose, if the metadata give it.
    pub fn headline(&self) -> Option<u32> {
        self.headline
    }

    /// Where the title begins that stands behind the text, if a place lies in it. Places in the title are
    /// told from there.
    pub fn title_before(&self, offset: u32) -> Option<u32> {
        self.title_at.filter(|&at| at <= offset)
    }

    /// `path:line:column` of a byte of the source.
    pub fn place(&self, offset: u32) -> String {
        let at = self.position(offset);
        match self.title_before(offset) {
            Some(title) => {
                let column = at.column + 1 - self.position(title).column;
                format!("{} (title):1:{column}", self.name)
            }
            None => format!("{}:{}:{}", self.name, at.line, at.column),
        }
    }

    /// The bytes as stored.
    pub fn source(&self) -> &str {
        self.source.text()
    }

    /// The prose.
    pub fn text(&self) -> &str {
        self.view.text()
    }

    /// The place in the source that a span of the prose stands for.
    pub fn to_source(&self, span: Span) -> Span {
        self.view.to_source(span)
    }

    /// The part of the prose that stands for a place in the source; empty where none of it is prose.
    pub fn to_prose(&self, span: Span) -> Span {
        self.view.to_view(span)
    }

    /// Line and column of a byte of the source.
    pub fn position(&self, offset: u32) -> Position {
        let at = self.source.lines().position(self.source(), offset as usize);
        let letters = if at.line == 1 { self.before.letters as usize } else { 0 };
        Position { line: at.line + self.before.lines as usize, column: at.column + letters }
    }

    /// The bytes of a line, counted from 1, as far as the source holds it.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        match line.checked_sub(self.before.lines as usize) {
            Some(line @ 1..) => self.source.lines().line_range(self.source(), line),
            _ => 0..0,
        }
    }
}

/// The documents that are checked together, in a stable order.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    documents: Vec<Document>,
}

impl Corpus {
    /// A corpus of the given documents, ordered by name so that the order in which they were found
    /// changes nothing.
    pub fn new(mut documents: Vec<Document>) -> Self {
        documents.sort_by(|a, b| a.name.cmp(&b.name));
        Self { documents }
    }

    /// The same corpus with reference sheets.
    #[must_use]
    pub fn with_sheets(mut self, sheets: Vec<Document>) -> Self {
        self.documents.extend(sheets);
        Self::new(self.documents)
    }

    /// The document of an id that this corpus gave out.
    pub fn get(&self, id: DocId) -> &Document {
        &self.documents[id.0 as usize]
    }

    /// All documents, in order.
    pub fn iter(&self) -> impl Iterator<Item = (DocId, &Document)> {
        (0..).map(DocId).zip(&self.documents)
    }

    /// The articles, in order.
    pub fn articles(&self) -> impl Iterator<Item = (DocId, &Document)> {
        self.iter().filter(|(_, document)| !document.is_sheet)
    }

    /// The reference sheets, in order.
    pub fn sheets(&self) -> impl Iterator<Item = (DocId, &Document)> {
        self.iter().filter(|(_, document)| document.is_sheet)
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The documents themselves, in order.
    pub fn into_documents(self) -> Vec<Document> {
        self.documents
    }

    /// All documents, as a slice in order.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }
}
