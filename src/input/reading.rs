use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::document::{Document, Metadata};

use super::json_lines::JsonLines;
use super::sources::{Source, shown};
use super::{InputError, front_matter, markdown};

/// A document with the file it stands in, or why there is none.
pub(super) type Item = Result<(PathBuf, Document), InputError>;

/// The documents of sources, read as they are asked for: a file of many is never held as a whole.
pub(super) struct Documents {
    sources: std::vec::IntoIter<Source>,
    lines: Option<(PathBuf, JsonLines<Box<dyn BufRead + Send>>)>,
    read: VecDeque<Item>,
}

impl Documents {
    pub(super) fn of(sources: Vec<Source>) -> Self {
        Self { sources: sources.into_iter(), lines: None, read: VecDeque::new() }
    }

    fn open(&mut self, source: Source) {
        let path = source.path().to_path_buf();
        let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
        let opened = match (&source, extension.as_str()) {
            (Source::File(path), "jsonl") => File::open(path).map(|file| {
                let reader: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(READ_AHEAD, file));
                self.lines = Some((path.clone(), JsonLines::new(path.clone(), reader)));
            }),
            (Source::Stdin(_), "jsonl") => {
                let reader: Box<dyn BufRead + Send> = Box::new(BufReader::new(std::io::stdin()));
                self.lines = Some((path.clone(), JsonLines::new(path.clone(), reader)));
                Ok(())
            }
            (Source::File(path), _) => fs::read(path).map(|bytes| self.read_bytes(path, bytes, &extension)),
            (Source::Stdin(path), _) => {
                let mut bytes = Vec::new();
                let read = std::io::stdin().read_to_end(&mut bytes);
                read.map(|_| self.read_bytes(path, bytes, &extension))
            }
        };
        if let Err(source) = opened {
            self.read.push_back(Err(InputError::Io { path, source }));
        }
    }

    /// A file that is one document.
    fn read_bytes(&mut self, path: &Path, bytes: Vec<u8>, extension: &str) {
        if u32::try_from(bytes.len()).is_err() {
            return self.read.push_back(Err(InputError::TooLarge { path: path.into() }));
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let complaint = InputError::not_utf8(path, error.as_bytes(), 0, error.utf8_error());
                return self.read.push_back(Err(complaint));
            }
        };
        let name = shown(path);
        match extension {
            "md" | "markdown" => {
                let front = front_matter::read(path, &text);
                let (view, remarks) = markdown::prose(&text, front.start);
                let document = Document::new(name, text, view, front.metadata);
                let mut document = document.under(front.title).with_remarks(remarks);
                for (written, suppression) in front.suppressions {
                    document.suppress(&written, suppression);
                }
                self.read.push_back(Ok((path.into(), document)));
                self.read.extend(front.errors.into_iter().map(Err));
            }
            _ => self.read.push_back(Ok((path.into(), Document::plain(name, &text, Metadata::default())))),
        }
    }
}

/// How much of a file of many documents is fetched at once.
const READ_AHEAD: usize = 1 << 18;

impl Iterator for Documents {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.read.pop_front() {
                return Some(item);
            }
            if let Some((path, lines)) = &mut self.lines {
                match lines.next() {
                    Some(item) => return Some(item.map(|document| (path.clone(), document))),
                    None => self.lines = None,
                }
            }
            let source = self.sources.next()?;
            self.open(source);
        }
    }
}
