//! WARC: the pages in an archive of the web, record by record, so that an archive of any size is read in
//! little memory. Places count the bytes of a page as it was decoded.

use std::io::{self, BufRead, Read as _};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use jiff::civil::Date;

use crate::document::{Document, Metadata, Published, PublishedFrom, Stored};

use super::file::File;
use super::http::{self, Body};
use super::markup::Dialect;
use super::sources::shown;
use super::{InputError, html};

/// Larger records are no articles; they are passed over with a complaint.
pub(super) const LARGEST_RECORD: usize = 32 << 20;

/// The longest head of a record.
const LONGEST_HEAD: usize = 1 << 16;

/// The documents of an archive.
pub(super) struct Warc {
    path: PathBuf,
    reader: Counted<Box<dyn BufRead + Send>>,
    ended: bool,
}

/// A reader that knows where it is.
struct Counted<R> {
    reader: R,
    at: u64,
}

/// The head of a record.
#[derive(Debug, Default)]
struct Head {
    /// Its byte in the archive.
    at: u64,
    kind: String,
    address: String,
    content_type: String,
    date: String,
    length: u64,
}

impl Warc {
    /// Reads an archive, packed or not.
    pub(super) fn new(path: PathBuf, mut reader: Box<dyn BufRead + Send>) -> Self {
        let is_packed = reader.fill_buf().is_ok_and(|start| start.starts_with(&[0x1f, 0x8b]));
        let reader: Box<dyn BufRead + Send> =
            if is_packed { Box::new(io::BufReader::new(MultiGzDecoder::new(reader))) } else { reader };
        Self { path, reader: Counted { reader, at: 0 }, ended: false }
    }

    /// What a record holds; `None` for a record that is no page.
    fn record(&mut self) -> Result<Option<Document>, InputError> {
        let Some(head) = self.head()? else { return Ok(None) };
        let is_page = head.is_page();
        if !is_page || head.length > LARGEST_RECORD as u64 {
            let skipped = self.reader.skip(head.length).map_err(|error| self.broken(&head, &error))?;
            if skipped < head.length {
                return Err(self.broken(&head, &io::ErrorKind::UnexpectedEof.into()));
            }
            return if is_page { Err(self.too_large(&head)) } else { Ok(None) };
        }
        let mut bytes = Vec::new();
        let read = (&mut self.reader.reader).take(head.length).read_to_end(&mut bytes);
        read.map_err(|error| self.broken(&head, &error))?;
        self.reader.at += bytes.len() as u64;
        if (bytes.len() as u64) < head.length {
            return Err(self.broken(&head, &io::ErrorKind::UnexpectedEof.into()));
        }
        document(&self.path, &head, bytes)
    }

    /// The head of the next record; `None` at the end.
    fn head(&mut self) -> Result<Option<Head>, InputError> {
        let mut head = Head { at: self.reader.at, ..Head::default() };
        let mut room = LONGEST_HEAD;
        let mut lines = 0;
        loop {
            let mut line = Vec::new();
            let start = self.reader.at;
            let read = (&mut self.reader.reader).take(room as u64).read_until(b'\n', &mut line);
            let length = read.map_err(|error| self.broken(&head, &error))?;
            self.reader.at += length as u64;
            room -= length.min(room);
            let text = String::from_utf8_lossy(&line);
            let text = text.trim();
            match (text, lines) {
                ("", 0) if length == 0 => {
                    self.ended = true;
                    return Ok(None);
                }
                // Blank lines stand between records.
                ("", 0) => {
                    head.at = self.reader.at;
                    room = LONGEST_HEAD;
                }
                (_, 0) if !text.starts_with("WARC/") => return Err(self.no_record(start)),
                _ if length == 0 => return Err(self.broken(&head, &io::ErrorKind::UnexpectedEof.into())),
                ("", _) => return Ok(Some(head)),
                _ => {
                    lines += 1;
                    head.take(text);
                }
            }
        }
    }

    fn no_record(&mut self, at: u64) -> InputError {
        self.ended = true;
        let message =
            format!("no WARC record at byte {at}: the archive is damaged, or is no WARC; fetch it once more");
        InputError::Unreadable { path: self.path.clone(), message }
    }

    fn too_large(&self, head: &Head) -> InputError {
        let message = format!(
            "the record of {} at byte {} is larger than {} MB and was passed over",
            head.address,
            head.at,
            LARGEST_RECORD >> 20
        );
        InputError::Unreadable { path: self.path.clone(), message }
    }

    /// An archive that ends too early, or whose packing is damaged. What was whole before has been read.
    fn broken(&mut self, head: &Head, error: &io::Error) -> InputError {
        self.ended = true;
        let of = if head.address.is_empty() { String::new() } else { format!(" of {}", head.address) };
        let why = match error.kind() {
            io::ErrorKind::UnexpectedEof => "it was cut".to_string(),
            _ => error.to_string(),
        };
        let message = format!(
            "the archive breaks off in the record{of} that begins at byte {}: {why}; fetch it once more. What stands \
             before was read",
            head.at
        );
        InputError::Unreadable { path: self.path.clone(), message }
    }
}

impl<R: BufRead> Counted<R> {
    fn skip(&mut self, length: u64) -> io::Result<u64> {
        let skipped = io::copy(&mut (&mut self.reader).take(length), &mut io::sink())?;
        self.at += skipped;
        Ok(skipped)
    }
}

impl Head {
    fn take(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => self.address = value.trim_matches(['<', '>']).to_string(),
            "content-type" => self.content_type = value.to_ascii_lowercase(),
            "warc-date" => self.date = value.to_string(),
            "content-length" => self.length = value.parse().unwrap_or_default(),
            _ => {}
        }
    }

    /// Whether it can hold a page: an answer of a server, a page without one, or the mere text of a page.
    fn is_page(&self) -> bool {
        match self.kind.as_str() {
            "response" => self.content_type.starts_with("application/http"),
            "resource" => http::is_page(&self.content_type),
            "conversion" => self.content_type.starts_with("text/plain"),
            _ => false,
        }
    }

    /// The day after the copy was made: no page is from later.
    fn latest(&self) -> Option<Date> {
        Published::parse(&self.date, PublishedFrom::Metadata)?.date.tomorrow().ok()
    }
}

fn document(path: &Path, head: &Head, bytes: Vec<u8>) -> Result<Option<Document>, InputError> {
    let name = format!("{}#{}", shown(path), head.address);
    let place = PathBuf::from(&name);
    let unreadable = |message: String| InputError::Unreadable { path: place.clone(), message };
    let body = match head.kind.as_str() {
        "response" => http::page(bytes, LARGEST_RECORD).map_err(unreadable)?,
        _ => Some(Body { bytes, charset: None }),
    };
    let Some(Body { bytes, charset }) = body else { return Ok(None) };
    if let Some(charset) = charset.filter(|_| !bytes.is_ascii()) {
        return Err(unreadable(foreign(&charset)));
    }
    let file = match File::declared(&place, bytes) {
        Ok(file) => file,
        Err(InputError::Declared { declared, .. }) => return Err(unreadable(foreign(&declared))),
        Err(InputError::NotUtf8 { offset, .. }) => {
            return Err(unreadable(format!(
                "the page is not UTF-8 at byte {offset}; convert it, or leave it out"
            )));
        }
        Err(error) => return Err(error),
    };
    Ok(Some(if head.kind == "conversion" {
        Document::plain(
            name,
            file.text.text(),
            Metadata { url: Some(head.address.clone()), ..Metadata::default() },
        )
    } else {
        let mut document = html::document(name, Stored::from(file.text.text()), Dialect::Html, head.latest());
        document.metadata.url = document.metadata.url.take().or(Some(head.address.clone()));
        document
    }))
}

fn foreign(charset: &str) -> String {
    format!("the page is in the encoding {charset}, and factlint reads UTF-8; convert it, or leave it out")
}

impl Iterator for Warc {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            if let Some(item) = self.record().transpose() {
                return Some(item);
            }
        }
        None
    }
}
