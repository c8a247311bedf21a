//! Adding articles to a store, replacing them and taking them out.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use rustc_hash::FxHashSet;

use crate::alignment::{Card, Thing, figures_of};
use crate::document::{DeclaredStory, Document, Metadata};
use crate::extract::{DocumentFacts, READER};
use crate::lexicon::Vocabulary;
use crate::text::Fnv;

use super::ArchiveError;
use super::compress::compressed;
use super::lists::{self, Holder};
use super::packing::{Rest, packed_ends, packed_figures, packed_forenames, packed_things};
use super::schema::{self, Purpose};

/// What tells whether an article has changed: its source, its prose, and what is known of it.
pub(super) fn hash_of(document: &Document) -> [u8; 16] {
    let document = document.own_part();
    let Metadata { language, published, stated, source, title, url, author } = &document.metadata;
    let mut hash = Fnv::default();
    hash.part(document.source());
    hash.part(document.text());
    for known in [language, source, title, url, author] {
        hash.part(known.as_deref().unwrap_or_default());
    }
    hash.part(format!("{published:?} {stated:?}"));
    if document.story.is_some() || !document.suppressions().is_empty() {
        hash.part(format!("{:?} {:?}", document.story, document.suppressions()));
    }
    hash.finish().to_be_bytes()
}

/// The number under which a name is looked up.
pub(super) fn key_of(name: &str) -> i64 {
    let mut hash = Fnv::default();
    hash.part(name);
    hash.fold(64).cast_signed()
}

/// An article with what was read in it, ready to be kept.
#[derive(Clone, Debug)]
pub struct Article {
    name: String,
    file: Option<String>,
    hash: [u8; 16],
    card: Card,
    language: Option<String>,
    published: Option<String>,
    metadata: Metadata,
    told: Vec<u8>,
    story: Option<DeclaredStory>,
    figures: Vec<u8>,
    rest: Vec<u8>,
    facts: usize,
    bytes: usize,
    text: Vec<u8>,
    packed_facts: Vec<u8>,
}

impl Article {
    /// The articles of documents, in parallel; `files` are where they stand.
    ///
    /// # Errors
    ///
    /// One cannot be compressed.
    pub fn pack(
        documents: &[Document],
        read: &[DocumentFacts],
        files: &[PathBuf],
        vocabulary: &Vocabulary,
    ) -> Result<Vec<Self>, ArchiveError> {
        let articles = documents.par_iter().zip(read).zip(files);
        articles.map(|((document, facts), file)| Self::new(document, facts, Some(file), vocabulary)).collect()
    }

    /// The article of a document; `file` is where it stands, if that is not its name.
    ///
    /// # Errors
    ///
    /// It cannot be compressed.
    pub fn new(
        document: &Document,
        facts: &DocumentFacts,
        file: Option<&Path>,
        vocabulary: &Vocabulary,
    ) -> Result<Self, ArchiveError> {
        let document = document.own_part();
        let card = Card::new(&document.name, facts, vocabulary);
        let file = file.map(|path| path.to_string_lossy().replace('\\', "/"));
        let rest = Metadata { title: None, url: None, source: None, ..document.metadata.clone() };
        Ok(Self {
            name: document.name.clone(),
            file: file.filter(|file| *file != document.name),
            hash: hash_of(&document),
            card,
            language: facts.language.clone(),
            published: facts.published.map(|published| published.date.to_string()),
            metadata: document.metadata.clone(),
            told: postcard::to_allocvec(&rest).unwrap_or_default(),
            story: document.story.clone(),
            figures: packed_figures(&figures_of(facts)),
            rest: rest_of(&document),
            facts: facts.facts.len(),
            bytes: document.source().len(),
            text: compressed(&document.to_bytes())?,
            packed_facts: compressed(&facts.to_bytes())?,
        })
    }
}

/// What is kept of a document besides; nothing where there is nothing.
fn rest_of(document: &Document) -> Vec<u8> {
    let suppressions = document.suppressions().iter().map(|one| one.as_ref().clone()).collect();
    let rest = Rest { suppressions, line: document.record().and_then(|record| record.line) };
    if rest == Rest::default() { Vec::new() } else { postcard::to_allocvec(&rest).unwrap_or_default() }
}

/// What adding did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Articles that were not there.
    pub new: usize,
    /// Articles that were there otherwise, or read by another version.
    pub changed: usize,
    /// Articles that were there already.
    pub same: usize,
    /// Articles that were taken out.
    pub removed: usize,
}

/// So many articles that are there no more are taken out of the lists: who opens the store has to know them.
const MANY_GONE: usize = 20_000;

/// A store that is being written to. What a call has done stays done, whatever happens after it.
#[derive(Debug)]
pub struct Writer {
    path: PathBuf,
    connection: Connection,
    reader: i64,
    /// The articles that were given, new or not.
    seen: FxHashSet<i64>,
}

impl Writer {
    /// Opens a store, or makes one.
    ///
    /// # Errors
    ///
    /// It is no store, or cannot be written to.
    pub fn open(path: &Path, create: bool) -> Result<Self, ArchiveError> {
        let connection = schema::open(path, if create { Purpose::Create } else { Purpose::Write })?;
        let failed = |error| ArchiveError::of_sqlite(path, error);
        connection.execute("INSERT OR IGNORE INTO reader (mark) VALUES (?1)", [READER]).map_err(failed)?;
        let reader = connection
            .query_row("SELECT id FROM reader WHERE mark = ?1", [READER], |row| row.get(0))
            .map_err(failed)?;
        Ok(Self { path: path.to_path_buf(), connection, reader, seen: FxHashSet::default() })
    }

    fn failed(&self, error: rusqlite::Error) -> ArchiveError {
        ArchiveError::of_sqlite(&self.path, error)
    }

    /// Whether a document stands in the store as it is, read by this version: it need not be read again.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn holds(&mut self, document: &Document) -> Result<bool, ArchiveError> {
        let found = find(&self.connection, &document.name).map_err(|error| self.failed(error))?;
        let Some(Found { id, hash, reader }) = found else { return Ok(false) };
        let holds = reader == self.reader && hash == hash_of(document);
        if holds {
            self.seen.insert(id);
        }
        Ok(holds)
    }

    /// Adds articles, in one transaction. One that is there already under its name is replaced.
    ///
    /// # Errors
    ///
    /// The store cannot be written to; then none of them is in it.
    pub fn add(&mut self, articles: &[Article]) -> Result<Added, ArchiveError> {
        let mut added = Added::default();
        let mut seen = Vec::with_capacity(articles.len());
        let mut write = || -> rusqlite::Result<()> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut entries: Vec<(Thing, Holder)> = Vec::new();
            for article in articles {
                match find(&transaction, &article.name)? {
                    Some(known) => {
                        remove(&transaction, known.id)?;
                        added.changed += 1;
                    }
                    None => added.new += 1,
                }
                let id = insert(&transaction, article, self.reader)?;
                entries.extend(article.card.listed().map(|thing| (*thing, (article.card.order, id))));
                seen.push(id);
            }
            lists::write_run(&transaction, entries)?;
            transaction.commit()
        };
        write().map_err(|error| ArchiveError::of_sqlite(&self.path, error))?;
        self.seen.extend(seen);
        while let Some(runs) = lists::due(&self.connection).map_err(|error| self.failed(error))? {
            self.merge(&runs, &|_| true)?;
        }
        Ok(added)
    }

    fn merge(&mut self, runs: &[i64], is_there: &dyn Fn(i64) -> bool) -> Result<(), ArchiveError> {
        let connection = &mut self.connection;
        let mut merge = || -> rusqlite::Result<()> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            lists::merge(&transaction, runs, is_there)?;
            transaction.commit()
        };
        merge().map_err(|error| ArchiveError::of_sqlite(&self.path, error))
    }

    /// Takes out the articles of the given files and folders that were not given to this writer.
    ///
    /// # Errors
    ///
    /// The store cannot be written to.
    pub fn prune(&mut self, given: &[PathBuf]) -> Result<usize, ArchiveError> {
        let given: Vec<String> = given.iter().map(|path| tidy(path)).collect();
        let is_given = |file: &str| given.iter().any(|path| is_below(file, path));
        let seen = &self.seen;
        let connection = &mut self.connection;
        let mut prune = || -> rusqlite::Result<usize> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let gone: Vec<i64> = {
                let mut query = transaction.prepare(
                    "SELECT document.id, coalesce(file.path, document.name) FROM document
                     LEFT JOIN file ON file.id = document.file",
                )?;
                let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
                let rows: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
                let gone = rows.into_iter().filter(|(id, file)| !seen.contains(id) && is_given(file));
                gone.map(|(id, _)| id).collect()
            };
            for id in &gone {
                remove(&transaction, *id)?;
            }
            transaction.commit()?;
            Ok(gone.len())
        };
        prune().map_err(|error| ArchiveError::of_sqlite(&self.path, error))
    }

    /// Leaves the store in good order: few runs, and all in the one file.
    ///
    /// # Errors
    ///
    /// The store cannot be written to.
    pub fn finish(mut self) -> Result<(), ArchiveError> {
        let gone = lists::gone(&self.connection).map_err(|error| self.failed(error))?;
        if gone.len() > MANY_GONE {
            self.forget(&gone, &|id| !gone.contains(&id))?;
        }
        if let Some(runs) = lists::left_over(&self.connection).map_err(|error| self.failed(error))? {
            self.merge(&runs, &|_| true)?;
        }
        self.checkpoint()
    }

    /// Takes the articles that are there no more out of the lists.
    fn forget(&mut self, gone: &FxHashSet<i64>, is_there: &dyn Fn(i64) -> bool) -> Result<(), ArchiveError> {
        let runs = lists::runs(&self.connection).map_err(|error| self.failed(error))?;
        let runs: Vec<i64> = runs.into_iter().map(|(id, _)| id).collect();
        self.merge(&runs, is_there)?;
        let forget = || -> rusqlite::Result<()> {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            for id in gone {
                self.connection.prepare_cached("DELETE FROM gone WHERE id = ?1")?.execute([id])?;
            }
            self.connection.execute_batch("COMMIT")
        };
        forget().map_err(|error| self.failed(error))
    }

    /// Moves what stands in the log into the file. Readers may keep it from being done to the end; then the
    /// next writer does it.
    fn checkpoint(&self) -> Result<(), ArchiveError> {
        let done = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        done.map_err(|error| self.failed(error))
    }

    /// Makes the store as small as it can be: no trace of what was replaced or taken out.
    ///
    /// # Errors
    ///
    /// The store cannot be written to.
    pub fn compact(mut self) -> Result<(), ArchiveError> {
        let failed = |error| ArchiveError::of_sqlite(&self.path, error);
        let there: FxHashSet<i64> = {
            let mut query = self.connection.prepare("SELECT id FROM document").map_err(failed)?;
            let rows = query.query_map([], |row| row.get(0)).map_err(failed)?;
            rows.collect::<Result<_, _>>().map_err(failed)?
        };
        let gone = lists::gone(&self.connection).map_err(failed)?;
        self.forget(&gone, &|id| there.contains(&id))?;
        let rest = "DELETE FROM file WHERE id NOT IN (SELECT file FROM document WHERE file IS NOT NULL);
                    DELETE FROM story WHERE id NOT IN (SELECT story FROM document WHERE story IS NOT NULL);
                    DELETE FROM reader WHERE id NOT IN (SELECT reader FROM document);
                    VACUUM;";
        self.connection.execute_batch(rest).map_err(|error| self.failed(error))?;
        self.checkpoint()
    }
}

/// A path as files are named in a store.
fn tidy(path: &Path) -> String {
    let path: PathBuf = path.components().filter(|part| part.as_os_str() != ".").collect();
    path.to_string_lossy().replace('\\', "/")
}

/// Whether a file is the given one, or lies in it. The folder one is in holds all that is named from it.
fn is_below(file: &str, folder: &str) -> bool {
    match file.strip_prefix(folder) {
        _ if folder.is_empty() => !file.starts_with('/') && !file.starts_with("../"),
        Some(rest) => rest.is_empty() || rest.starts_with('/') || folder.ends_with('/'),
        None => false,
    }
}

/// An article in the store.
struct Found {
    id: i64,
    hash: [u8; 16],
    reader: i64,
}

fn find(connection: &Connection, name: &str) -> rusqlite::Result<Option<Found>> {
    connection
        .prepare_cached("SELECT id, hash, reader FROM document WHERE key = ?1 AND name = ?2")?
        .query_row(params![key_of(name), name], |row| {
            Ok(Found { id: row.get(0)?, hash: row.get(1)?, reader: row.get(2)? })
        })
        .optional()
}

fn remove(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM document WHERE id = ?1")?.execute([id])?;
    connection.prepare_cached("DELETE FROM content WHERE id = ?1")?.execute([id])?;
    connection.prepare_cached("INSERT OR IGNORE INTO gone (id) VALUES (?1)")?.execute([id])?;
    Ok(())
}

fn insert(connection: &Connection, article: &Article, reader: i64) -> rusqlite::Result<i64> {
    let file = article.file.as_deref().map(|path| file_id(connection, path)).transpose()?;
    let story = article.story.as_ref().map(|story| story_id(connection, story)).transpose()?;
    let Metadata { title, url, source, .. } = &article.metadata;
    connection
        .prepare_cached(
            "INSERT INTO document (key, name, file, hash, reader, place, things, forenames, language, published, title, url,
             source, told, facts, bytes, story, figures, rest, ends) VALUES
             (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
        )?
        .execute(params![
            key_of(&article.name),
            article.name,
            file,
            article.hash,
            reader,
            article.card.order.number().cast_signed(),
            packed_things(&article.card.things),
            packed_forenames(&article.card.forenames),
            article.language,
            article.published,
            title,
            url,
            source,
            article.told,
            article.facts as i64,
            article.bytes as i64,
            story,
            article.figures,
            article.rest,
            packed_ends(&article.card.ends),
        ])?;
    let id = connection.last_insert_rowid();
    connection
        .prepare_cached("INSERT INTO content (id, text, facts) VALUES (?1, ?2, ?3)")?
        .execute(params![id, article.text, article.packed_facts])?;
    Ok(id)
}

fn story_id(connection: &Connection, story: &DeclaredStory) -> rusqlite::Result<i64> {
    let told = postcard::to_allocvec(story).unwrap_or_default();
    connection.prepare_cached("INSERT OR IGNORE INTO story (told) VALUES (?1)")?.execute([&told])?;
    connection.prepare_cached("SELECT id FROM story WHERE told = ?1")?.query_row([&told], |row| row.get(0))
}

fn file_id(connection: &Connection, path: &str) -> rusqlite::Result<i64> {
    connection.prepare_cached("INSERT OR IGNORE INTO file (path) VALUES (?1)")?.execute([path])?;
    connection.prepare_cached("SELECT id FROM file WHERE path = ?1")?.query_row([path], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_lie_in_their_folders() {
        for (file, folder, expected) in [
            ("news/a.txt", "news", true),
            ("news/a.txt", "news/a.txt", true),
            ("newsroom/a.txt", "news", false),
            ("a.txt", "", true),
            ("/news/a.txt", "", false),
            ("../a.txt", "", false),
            ("/news/a.txt", "/", true),
        ] {
            assert_eq!(is_below(file, folder), expected, "{file} in {folder}");
        }
        assert_eq!(tidy(Path::new("./news/")), "news");
        assert_eq!(tidy(Path::new(".")), "");
    }
}
