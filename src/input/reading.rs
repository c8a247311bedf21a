use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::JsonShape;
use crate::document::{Document, Metadata, Record};

use super::file::{File, Read};
use super::format::Format;
use super::json_lines::JsonLines;
use super::markup::Dialect;
use super::sources::{Source, shown};
use super::warc::Warc;
use super::{InputError, docx, front_matter, html, json_documents, markdown, xml_documents};

/// A document with the file it stands in, or why there is none.
pub(super) type Item = Result<(PathBuf, Document), InputError>;

/// The documents of a file that is never held as a whole.
type Stream = Box<dyn Iterator<Item = Result<Document, InputError>> + Send>;

/// The documents of sources, read as they are asked for: a file of many is never held as a whole.
pub(super) struct Documents {
    sources: std::vec::IntoIter<Source>,
    stream: Option<(PathBuf, Stream)>,
    read: VecDeque<Item>,
    passed_over: PassedOver,
}

/// Files found in folders that could be articles by their names and are none.
#[derive(Default)]
struct PassedOver {
    /// The complaint about the first of them.
    first: Option<InputError>,
    /// Whether anything else was read.
    others: bool,
}

impl Documents {
    pub(super) fn of(sources: Vec<Source>) -> Self {
        let (read, passed_over) = (VecDeque::new(), PassedOver::default());
        Self { sources: sources.into_iter(), stream: None, read, passed_over }
    }

    fn open(&mut self, source: Source) {
        let format = source.format();
        self.passed_over.others |= !format.is_general() || !source.is_found;
        let opened = if format.is_streamed() {
            open(&source).map(|reader| {
                self.stream = Some((source.path.clone(), stream(&source.path, format, reader)));
            })
        } else {
            bytes(&source).map(|bytes| self.take(&source, format, bytes))
        };
        if let Err(error) = opened {
            self.read.push_back(Err(InputError::Io { path: source.path, source: error }));
        }
    }

    /// The documents of a file that is held as a whole.
    fn take(&mut self, source: &Source, format: Format, bytes: Vec<u8>) {
        let path = &source.path;
        if u32::try_from(bytes.len()).is_err() {
            return self.read.push_back(Err(InputError::TooLarge { path: path.into() }));
        }
        let read = read(path, format, bytes, source.shape.as_ref()).unwrap_or_else(|error| vec![Err(error)]);
        let is_none = matches!(read.as_slice(), [Err(InputError::Unknown { .. })]);
        if is_none && source.is_found {
            self.passed_over.first = self.passed_over.first.take().or(read.into_iter().find_map(Result::err));
            return;
        }
        self.passed_over.others = true;
        let told = |document| (path.clone(), in_its_file(path, format, document));
        self.read.extend(read.into_iter().map(|item| item.map(told)));
    }
}

/// A document that is one of many in its file, or whose places are not those of the file, told as such: tools
/// that show findings know files alone.
fn in_its_file(path: &Path, format: Format, document: Document) -> Document {
    let file = shown(path);
    // What was packed has no lines in the file as it is stored; all of it stands at its first.
    let line = matches!(format, Format::Docx | Format::Warc).then_some(1);
    if document.record().is_some() || (document.name == file && line.is_none()) {
        return document;
    }
    document.in_file(Record { file, line })
}

/// How much of a file of many documents is fetched at once.
const READ_AHEAD: usize = 1 << 18;

fn open(source: &Source) -> std::io::Result<Box<dyn BufRead + Send>> {
    Ok(if source.is_stdin {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        Box::new(BufReader::with_capacity(READ_AHEAD, fs::File::open(&source.path)?))
    })
}

fn bytes(source: &Source) -> std::io::Result<Vec<u8>> {
    if !source.is_stdin {
        return fs::read(&source.path);
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn stream(path: &Path, format: Format, reader: Box<dyn BufRead + Send>) -> Stream {
    match format {
        Format::Warc => {
            let path = path.to_path_buf();
            let pages = Warc::new(path.clone(), reader);
            Box::new(pages.map(move |page| page.map(|page| in_its_file(&path, format, page))))
        }
        _ => Box::new(JsonLines::new(path.to_path_buf(), reader)),
    }
}

/// What stands in the bytes of a file.
fn read(
    path: &Path,
    format: Format,
    bytes: Vec<u8>,
    shape: Option<&Arc<JsonShape>>,
) -> Result<Read, InputError> {
    Ok(match format {
        Format::Markdown => marked_down(File::new(path, bytes)?),
        Format::Html => page(File::declared(path, bytes)?, Dialect::Html),
        Format::Xhtml => page(File::declared(path, bytes)?, Dialect::Xml),
        Format::Json => json_documents::read(&File::new(path, bytes)?, shape.map(AsRef::as_ref)),
        Format::Xml => xml_documents::read(&File::declared(path, bytes)?),
        Format::Docx => docx::read(path, &bytes),
        Format::Text | Format::JsonLines | Format::Warc => {
            let File { name, text, .. } = File::new(path, bytes)?;
            vec![Ok(Document::plain(name, text.text(), Metadata::default()))]
        }
    })
}

fn page(File { name, text, .. }: File, dialect: Dialect) -> Read {
    vec![Ok(html::document(name, text, dialect, None))]
}

fn marked_down(file: File) -> Read {
    let text = file.text.text();
    let front = front_matter::read(&file.path, &file.text);
    let (view, remarks) = markdown::prose(text, front.start);
    let document = Document::new(file.name, file.text.clone(), view, front.metadata);
    let mut document = document.under(front.title).with_remarks(remarks);
    for (written, suppression) in front.suppressions {
        document.suppress(&written, suppression);
    }
    std::iter::once(Ok(document)).chain(front.errors.into_iter().map(Err)).collect()
}

impl Iterator for Documents {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.read.pop_front() {
                return Some(item);
            }
            if let Some((path, stream)) = &mut self.stream {
                match stream.next() {
                    Some(item) => return Some(item.map(|document| (path.clone(), document))),
                    None => self.stream = None,
                }
            }
            match self.sources.next() {
                Some(source) => self.open(source),
                // A folder that holds nothing else is told why.
                None if self.passed_over.others => return None,
                None => return self.passed_over.first.take().map(Err),
            }
        }
    }
}
