use std::path::{Path, PathBuf};
use std::str::Utf8Error;

use crate::document::Stored;

/// An input that could not be read. Each names the file, the place and what to do.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// A path that does not exist.
    #[error("{path}: no such file or folder", path = path.display())]
    Missing {
        /// As the user named it.
        path: PathBuf,
    },
    /// A folder or pattern without articles.
    #[error(
        "{path}: no articles here; factlint reads {formats} files",
        path = path.display(), formats = super::format::listed()
    )]
    Empty {
        /// As the user named it.
        path: PathBuf,
    },
    /// A file that is not UTF-8.
    #[error(
        "{path}: not UTF-8 at byte {offset}; convert the file, for example with `iconv -f {guess} -t UTF-8`",
        path = path.display()
    )]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The first byte that is not UTF-8, counted from 0.
        offset: usize,
        /// What it may be instead.
        guess: String,
    },
    /// A file that says it is in another encoding.
    #[error(
        "{path}: declares the encoding {declared}, and factlint reads UTF-8; convert the file with \
         `iconv -f {declared} -t UTF-8`, and mend the declaration",
        path = path.display()
    )]
    Declared {
        /// The file.
        path: PathBuf,
        /// The encoding as declared.
        declared: String,
    },
    /// A file that may hold articles by its name, and holds none that factlint knows.
    #[error("{path}: {message}", path = path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// What it holds, and what to do.
        message: String,
    },
    /// A place in a file that cannot be read. What can be is read all the same.
    #[error("{path}:{line}:{column}: {message}", path = path.display())]
    At {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// What is wrong, and what to do.
        message: String,
    },
    /// A file that cannot be read, or a part of it that has no line.
    #[error("{path}: {message}", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what to do.
        message: String,
    },
    /// A file too large for 32-bit offsets.
    #[error("{path}: larger than 4 GiB; split it into several files", path = path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// A line of a .jsonl file that is no document.
    #[error(
        "{path}:{line}:{column}: not a document: {message}; each line holds one JSON object with at least \"text\"",
        path = path.display()
    )]
    JsonLine {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// The column at which the JSON reader stopped, counted from 1.
        column: usize,
        /// What the JSON reader found.
        message: String,
    },
    /// Front matter that cannot be parsed. The article below it is read without it.
    #[error(
        "{path}:{line}:{column}: the front matter is not valid {format}: {message}",
        path = path.display()
    )]
    FrontMatter {
        /// The file.
        path: PathBuf,
        /// The line of the file, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// YAML or TOML.
        format: &'static str,
        /// What the parser found.
        message: String,
    },
    /// A suppression in front matter that cannot be understood. The article is checked without it.
    #[error("{path}:{line}:{column}: {message}", path = path.display())]
    Suppression {
        /// The file.
        path: PathBuf,
        /// The line of the file, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// What is wrong with it.
        message: String,
    },
    /// A pattern that is no glob.
    #[error("{pattern}: not a valid pattern: {message}")]
    Pattern {
        /// As the user wrote it.
        pattern: String,
        /// What is wrong with it.
        message: String,
    },
    /// Anything else that the file system reports.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl InputError {
    /// The complaint about bytes that stand at `start` of a file.
    pub(super) fn not_utf8(path: &Path, bytes: &[u8], start: usize, error: Utf8Error) -> Self {
        let guess = if start == 0 && is_wide(bytes) { "UTF-16" } else { "WINDOWS-1250" };
        Self::NotUtf8 { path: path.into(), offset: start + error.valid_up_to(), guess: guess.into() }
    }

    /// A complaint about a byte of a text.
    pub(super) fn at(path: &Path, source: &Stored, offset: usize, message: impl Into<String>) -> Self {
        let text = source.text();
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let at = source.lines().position(text, offset);
        Self::At { path: path.into(), line: at.line, column: at.column, message: message.into() }
    }
}

/// Whether a file begins as UTF-16 does.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
}
