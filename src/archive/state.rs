//! What a judgement of a whole archive has found so far, beside the store: whoever was interrupted goes on
//! where he was.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};

use super::compress::{compressed, decompressed};
use super::{ArchiveError, Piece};

/// What is put behind the name of a store.
const ENDING: &str = "-judged";

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS run (mark BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS piece (number INTEGER PRIMARY KEY, found BLOB NOT NULL);
";

/// The pieces that are done, in a file beside the store; in memory where no file can be written.
#[derive(Debug)]
pub struct State {
    path: PathBuf,
    connection: Connection,
    /// Whether an interruption loses nothing.
    is_kept: bool,
}

impl State {
    /// What is known of a judgement whose mark is this one. What was found under another mark is forgotten:
    /// the archive has changed, or the rules.
    ///
    /// # Errors
    ///
    /// SQLite failed.
    pub fn open(store: &Path, mark: [u8; 16]) -> Result<Self, ArchiveError> {
        let mut path = store.as_os_str().to_os_string();
        path.push(ENDING);
        let path = PathBuf::from(path);
        let opened = prepared(Connection::open(&path), mark);
        let opened = match opened {
            // What stands there is no use to anybody.
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
                remove(&path);
                prepared(Connection::open(&path), mark)
            }
            opened => opened,
        };
        let (connection, is_kept) = match opened {
            Ok(connection) => (connection, true),
            Err(_) => {
                let failed = |error| ArchiveError::of_sqlite(&path, error);
                (prepared(Connection::open_in_memory(), mark).map_err(failed)?, false)
            }
        };
        Ok(Self { path, connection, is_kept })
    }

    fn failed(&self, error: rusqlite::Error) -> ArchiveError {
        ArchiveError::of_sqlite(&self.path, error)
    }

    /// Where it stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether an interruption loses no piece that is done.
    pub fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// How many pieces are done.
    ///
    /// # Errors
    ///
    /// SQLite failed.
    pub fn done(&self) -> Result<usize, ArchiveError> {
        let count = self.connection.query_row("SELECT count(*) FROM piece", [], |row| row.get::<_, i64>(0));
        count.map(|count| usize::try_from(count).unwrap_or_default()).map_err(|error| self.failed(error))
    }

    /// What was found in a piece; `None` where it is still to be judged.
    ///
    /// # Errors
    ///
    /// SQLite failed.
    pub fn piece(&self, number: usize) -> Result<Option<Piece>, ArchiveError> {
        let read = || {
            self.connection
                .prepare_cached("SELECT found FROM piece WHERE number = ?1")?
                .query_row([number as i64], |row| row.get::<_, Vec<u8>>(0))
                .optional()
        };
        let found = read().map_err(|error| self.failed(error))?;
        // What cannot be read is judged again.
        Ok(found.and_then(|found| decompressed(&found)).and_then(|found| postcard::from_bytes(&found).ok()))
    }

    /// Keeps what was found in some pieces, all or none.
    ///
    /// # Errors
    ///
    /// SQLite failed.
    pub fn keep(&mut self, pieces: &[(usize, Piece)]) -> Result<(), ArchiveError> {
        let mut rows = Vec::with_capacity(pieces.len());
        for (number, piece) in pieces {
            rows.push((*number as i64, compressed(&postcard::to_allocvec(piece).unwrap_or_default())?));
        }
        let write = |connection: &mut Connection| -> rusqlite::Result<()> {
            let transaction = connection.transaction()?;
            for (number, found) in rows {
                transaction
                    .prepare_cached("INSERT OR REPLACE INTO piece (number, found) VALUES (?1, ?2)")?
                    .execute(params![number, found])?;
            }
            transaction.commit()
        };
        write(&mut self.connection).map_err(|error| ArchiveError::of_sqlite(&self.path, error))
    }

    /// All is told: nothing is left to go on with.
    pub fn end(self) {
        let Self { path, connection, is_kept } = self;
        drop(connection);
        if is_kept {
            remove(&path);
        }
    }
}

fn prepared(connection: rusqlite::Result<Connection>, mark: [u8; 16]) -> rusqlite::Result<Connection> {
    let connection = connection?;
    connection.busy_timeout(super::schema::PATIENCE)?;
    // After a loss of power it begins anew, or nearly so.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.execute_batch(SCHEMA)?;
    let known: Option<Vec<u8>> =
        connection.query_row("SELECT mark FROM run", [], |row| row.get(0)).optional()?;
    if known.as_deref() != Some(mark.as_slice()) {
        connection.execute_batch("BEGIN; DELETE FROM run; DELETE FROM piece; COMMIT")?;
        connection.execute("INSERT INTO run (mark) VALUES (?1)", [mark])?;
    }
    Ok(connection)
}

fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut path = path.as_os_str().to_os_string();
        path.push(ending);
        // What is left is found to be of another judgement.
        let _ = std::fs::remove_file(path);
    }
}
