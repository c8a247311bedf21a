use std::path::{Path, PathBuf};
use std::str::Utf8Error;

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
    #[error("{path}: no articles here; factlint reads .txt, .md and .jsonl files", path = path.display())]
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
        guess: &'static str,
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
        Self::NotUtf8 { path: path.into(), offset: start + error.valid_up_to(), guess }
    }
}

/// Whether a file begins as UTF-16 does.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
}
