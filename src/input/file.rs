//! A file as its format's reader is given it.

use std::path::{Path, PathBuf};

use crate::document::{Document, Stored};

use super::error::InputError;
use super::{charset, sources::shown};

/// What a format makes of a file: documents, and complaints about what cannot be read.
pub(super) type Read = Vec<Result<Document, InputError>>;

/// A text with its path.
#[derive(Debug)]
pub(super) struct File {
    pub path: PathBuf,
    /// The path as it is reported: the name of its document, if it is one.
    pub name: String,
    pub text: Stored,
}

impl File {
    /// The file with these bytes, if they are UTF-8.
    pub(super) fn new(path: &Path, bytes: Vec<u8>) -> Result<Self, InputError> {
        let text = String::from_utf8(bytes)
            .map_err(|error| InputError::not_utf8(path, error.as_bytes(), 0, error.utf8_error()))?;
        Ok(Self { path: path.into(), name: shown(path), text: text.into() })
    }

    /// The same of a format that declares its encoding.
    pub(super) fn declared(path: &Path, bytes: Vec<u8>) -> Result<Self, InputError> {
        let declared = if bytes.is_ascii() { None } else { charset::foreign(&bytes) };
        match (Self::new(path, bytes), declared) {
            (Err(InputError::NotUtf8 { path, offset, .. }), Some(guess)) => {
                Err(InputError::NotUtf8 { path, offset, guess })
            }
            (Ok(_), Some(declared)) => Err(InputError::Declared { path: path.into(), declared }),
            (file, _) => file,
        }
    }

    /// A complaint about one of its bytes.
    pub(super) fn complaint(&self, offset: usize, message: impl Into<String>) -> InputError {
        InputError::at(&self.path, &self.text, offset, message)
    }
}
