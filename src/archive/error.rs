use std::path::{Path, PathBuf};

use crate::text::Fault;

/// Why a store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// There is none.
    #[error("{}: no such store; `factlint index add --store {}` makes one", path.display(), path.display())]
    Missing {
        /// The file named.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{}: this is no store of factlint", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// An earlier factlint wrote it, and it cannot be brought up to date.
    #[error("{}: an earlier factlint wrote this store, and it cannot be written to; `factlint index compact` brings it up to date where it can", path.display())]
    Older {
        /// The file.
        path: PathBuf,
    },
    /// A later factlint wrote it.
    #[error("{}: a later factlint wrote this store (schema {version}; this one reads {known}); update factlint", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        version: i64,
        /// The one that is known.
        known: i64,
    },
    /// Another process writes to it, and did not end within the time that was waited.
    #[error("{}: another process is writing to this store; try again when it is done", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// What stands in it makes no sense.
    #[error("{}: the store is damaged: {what}; `factlint index verify` tells what is, and an export of the rest saves it", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What.
        what: String,
    },
    /// SQLite failed.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// What is to be kept could not be compressed.
    #[error("an article could not be compressed: {0}")]
    Compression(#[from] std::io::Error),
    /// A data file of factlint is at fault.
    #[error("{0}")]
    Fault(#[from] Fault),
}

impl ArchiveError {
    /// What SQLite says, in plain words where people can do something about it.
    pub(super) fn of_sqlite(path: &Path, error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let path = path.to_path_buf();
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy { path },
            Some(Code::NotADatabase) => Self::Foreign { path },
            Some(Code::DatabaseCorrupt) => Self::Damaged { path, what: error.to_string() },
            _ => Self::Sqlite { path, source: error },
        }
    }

    pub(super) fn damaged(path: &Path, what: impl Into<String>) -> Self {
        Self::Damaged { path: path.to_path_buf(), what: what.into() }
    }
}
