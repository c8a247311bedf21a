//! The tables of a store, and how those of an earlier schema become those of today.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::ArchiveError;

/// What SQLite's header says that the file is: "fact".
const APPLICATION: i64 = 0x6661_6374;

/// Each brings a store from the schema of its number, counted from 0, to the next.
const MIGRATIONS: [&str; 4] = [FIRST, SECOND, THIRD, FOURTH];

/// The schema of today.
const KNOWN: i64 = MIGRATIONS.len() as i64;

const FIRST: &str = "
CREATE TABLE reader (
    id INTEGER PRIMARY KEY,
    mark TEXT NOT NULL UNIQUE
);
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
);
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key INTEGER NOT NULL,
    name TEXT NOT NULL,
    file INTEGER REFERENCES file (id),
    hash BLOB NOT NULL,
    reader INTEGER NOT NULL REFERENCES reader (id),
    place INTEGER NOT NULL,
    things BLOB NOT NULL,
    forenames BLOB NOT NULL,
    language TEXT,
    published TEXT,
    title TEXT,
    url TEXT,
    source TEXT,
    told BLOB NOT NULL,
    facts INTEGER NOT NULL,
    bytes INTEGER NOT NULL
);
CREATE INDEX document_by_key ON document (key);
CREATE TABLE content (
    id INTEGER PRIMARY KEY,
    text BLOB NOT NULL,
    facts BLOB NOT NULL
);
CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entries INTEGER NOT NULL
);
CREATE TABLE list (
    run INTEGER NOT NULL,
    thing INTEGER NOT NULL,
    first INTEGER NOT NULL,
    holders BLOB NOT NULL,
    PRIMARY KEY (run, thing, first)
) WITHOUT ROWID;
";

/// What is declared of articles, and what the search for stories asks of them often.
const SECOND: &str = "
CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    told BLOB NOT NULL UNIQUE
);
ALTER TABLE document ADD COLUMN story INTEGER REFERENCES story (id);
ALTER TABLE document ADD COLUMN figures BLOB;
ALTER TABLE document ADD COLUMN rest BLOB;
CREATE INDEX document_by_story ON document (story) WHERE story IS NOT NULL;
";

/// By what the search for stories tells names from others that begin alike (where it is known, forenames are
/// written with it too), and which articles are there no more, though lists hold them.
const THIRD: &str = "
ALTER TABLE document ADD COLUMN ends BLOB;
CREATE TABLE gone (
    id INTEGER PRIMARY KEY
);
WITH RECURSIVE given (id) AS (
    SELECT seq FROM sqlite_sequence WHERE name = 'document' UNION ALL SELECT id - 1 FROM given WHERE id > 1
)
INSERT INTO gone SELECT id FROM given WHERE id > 0 AND id NOT IN (SELECT id FROM document);
";

/// Among what articles name stand the happenings that they tell of, which an earlier factlint would take for countries.
/// Those that were added before have none until they are added again, as they are for every new reader.
const FOURTH: &str = "";

/// What is to be done with a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Read,
    Write,
    /// Write, and make it where there is none.
    Create,
}

/// How long one waits for another process that is writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Memory for pages, in KiB.
const CACHE: i64 = 64 << 10;

pub(super) fn open(path: &Path, purpose: Purpose) -> Result<Connection, ArchiveError> {
    let failed = |error| ArchiveError::of_sqlite(path, error);
    let flags = match purpose {
        Purpose::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Purpose::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Purpose::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match Connection::open_with_flags(path, flags) {
        Err(error)
            if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen)
                && purpose != Purpose::Create =>
        {
            return Err(ArchiveError::Missing { path: path.to_path_buf() });
        }
        opened => opened.map_err(failed)?,
    };
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(64);
    let mut connection = readable(connection, path, purpose)?;
    prepare(&connection, path, purpose)?;
    if purpose == Purpose::Read && pragma(&connection, "user_version").map_err(failed)? < KNOWN {
        drop(connection);
        open(path, Purpose::Write).map_err(|_| ArchiveError::Older { path: path.to_path_buf() })?;
        connection = Connection::open_with_flags(path, flags).map_err(failed)?;
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(64);
    }
    connection.pragma_update(None, "cache_size", -CACHE).map_err(failed)?;
    // Otherwise a statement is prepared anew for each place that it is asked about.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failed)?;
    Ok(connection)
}

/// A store in a folder where nothing may be written has no log beside it, and is read as it stands.
fn readable(connection: Connection, path: &Path, purpose: Purpose) -> Result<Connection, ArchiveError> {
    let failed = |error| ArchiveError::of_sqlite(path, error);
    match pragma(&connection, "schema_version") {
        Err(error)
            if purpose == Purpose::Read
                && error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) =>
        {
            let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
                | OpenFlags::SQLITE_OPEN_URI
                | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags).map_err(failed)
        }
        Err(error) => Err(failed(error)),
        Ok(_) => Ok(connection),
    }
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}

/// Makes sure that the file is a store of a schema that is known, and brings it up to today's.
fn prepare(connection: &Connection, path: &Path, purpose: Purpose) -> Result<(), ArchiveError> {
    let failed = |error| ArchiveError::of_sqlite(path, error);
    let application = pragma(connection, "application_id").map_err(failed)?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(failed)?;
    let is_new = application == 0 && tables == 0 && purpose == Purpose::Create;
    if application != APPLICATION && !is_new {
        return Err(ArchiveError::Foreign { path: path.to_path_buf() });
    }
    let version = pragma(connection, "user_version").map_err(failed)?;
    if version > KNOWN {
        return Err(ArchiveError::Newer { path: path.to_path_buf(), version, known: KNOWN });
    }
    if is_new {
        connection.pragma_update(None, "page_size", PAGE).map_err(failed)?;
    }
    if purpose != Purpose::Read {
        connection.pragma_update(None, "journal_mode", "wal").map_err(failed)?;
        connection.pragma_update(None, "synchronous", "normal").map_err(failed)?;
        migrate(connection, path)?;
    }
    Ok(())
}

/// Articles are a few thousand bytes: a page holds several.
const PAGE: i64 = 8192;

/// All steps that are missing, in one transaction: a store is of one schema at any moment.
fn migrate(connection: &Connection, path: &Path) -> Result<(), ArchiveError> {
    let step = || -> rusqlite::Result<()> {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        // Another process may have done it meanwhile.
        let version = usize::try_from(pragma(connection, "user_version")?).unwrap_or_default();
        for migration in MIGRATIONS.iter().skip(version) {
            connection.execute_batch(migration)?;
        }
        if version < MIGRATIONS.len() {
            connection.pragma_update(None, "application_id", APPLICATION)?;
            connection.pragma_update(None, "user_version", KNOWN)?;
        }
        connection.execute_batch("COMMIT")
    };
    step().map_err(|error| {
        let _ = connection.execute_batch("ROLLBACK");
        ArchiveError::of_sqlite(path, error)
    })
}
