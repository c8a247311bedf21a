use std::io::BufRead;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::document::{Document, Metadata, Published, PublishedFrom, Record, StatedDate};

use super::InputError;
use super::error::is_wide;
use super::sources::shown;

#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    text: String,
    language: Option<String>,
    published: Option<Date>,
    source: Option<String>,
    title: Option<String>,
    url: Option<String>,
}

/// A date as feeds hold it: text, or Unix time.
#[derive(Deserialize)]
#[serde(untagged)]
enum Date {
    Text(String),
    Number(serde_json::Number),
    Other(IgnoredAny),
}

impl Date {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Other(_) => "no text and no number".into(),
        }
    }
}

/// The documents of a `.jsonl` file, one a line, read as they are asked for. Offsets count bytes of
/// `text`.
pub(super) struct JsonLines<R> {
    path: PathBuf,
    reader: R,
    /// The line last read, counted from 1, and the bytes before it.
    number: usize,
    offset: usize,
    line: Vec<u8>,
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    pub(super) fn new(path: PathBuf, reader: R) -> Self {
        Self { path, reader, number: 0, offset: 0, line: Vec::new(), ended: false }
    }

    /// The next document or complaint; `None` for a line without either.
    fn read(&mut self, start: usize) -> Option<Result<Document, InputError>> {
        // Wide text has zeros in every line: one complaint is enough.
        self.ended |= self.number == 1 && is_wide(&self.line);
        let text = match std::str::from_utf8(&self.line) {
            Ok(text) => text,
            Err(error) => {
                return Some(Err(InputError::not_utf8(&self.path, &self.line, start, error)));
            }
        };
        let text = if self.number == 1 { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text };
        let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
        if text.trim().is_empty() {
            return None;
        }
        Some(match serde_json::from_str::<Line>(text) {
            Ok(fields) if u32::try_from(fields.text.len()).is_err() => {
                Err(InputError::TooLarge { path: self.path.clone() })
            }
            Ok(fields) => Ok(document(&self.path, self.number, fields)),
            Err(error) => Err(complaint(&self.path, self.number, &error)),
        })
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.line.clear();
            let start = self.offset;
            match self.reader.read_until(b'\n', &mut self.line) {
                Ok(0) => self.ended = true,
                Ok(length) => {
                    self.offset += length;
                    self.number += 1;
                    if let Some(item) = self.read(start) {
                        return Some(item);
                    }
                }
                Err(source) => {
                    self.ended = true;
                    return Some(Err(InputError::Io { path: self.path.clone(), source }));
                }
            }
        }
        None
    }
}

/// What the JSON reader says, its own "at line 1" replaced by the place in the file.
fn complaint(path: &Path, line: usize, error: &serde_json::Error) -> InputError {
    let words = error.to_string();
    let message = words.rsplit_once(" at line ").map_or(words.as_str(), |(message, _)| message).to_string();
    InputError::JsonLine { path: path.into(), line, column: error.column().max(1), message }
}

fn document(path: &Path, number: usize, fields: Line) -> Document {
    let date = fields.published.map(Date::text).filter(|text| !text.trim().is_empty());
    let published = date.as_deref().and_then(|date| Published::parse(date, PublishedFrom::Metadata));
    let stated = date.filter(|_| published.is_none()).map(|text| {
        let place = format!("{}:{number}: published", path.display());
        StatedDate { text, place, from: PublishedFrom::Metadata }
    });
    let name = fields.id.unwrap_or_else(|| format!("{}:{number}", path.display()));
    let metadata = Metadata {
        language: fields.language,
        published,
        stated,
        source: fields.source,
        title: fields.title,
        url: fields.url,
        author: None,
    };
    let record = Record { file: shown(path), line: Some(number) };
    Document::plain(name, &fields.text, metadata).under_title().in_file(record)
}
