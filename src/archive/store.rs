//! A store that is being read.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Row, params};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::alignment::{Card, Order, Side, Thing, figures_of};
use crate::document::{DeclaredStory, Document, Metadata, Record};
use crate::extract::{DocumentFacts, READER};
use crate::lexicon::Vocabulary;
use crate::model::Decimal;

use super::ArchiveError;
use super::compress::decompressed;
use super::lists::{self, Holder, ROW};
use super::packing::{self, Rest, card_of};
use super::schema::{self, Purpose};
use super::writing::key_of;

/// How large a store is, and of what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Number of articles.
    pub articles: u64,
    /// Those that another version read: they are read again when they are needed.
    pub outdated: u64,
    /// Number of facts.
    pub facts: u64,
    /// Bytes of the articles as they came.
    pub bytes: u64,
    /// Bytes of the store.
    pub size: u64,
    /// Articles by language; those in none that is read stand under `None`.
    pub languages: Vec<(Option<String>, u64)>,
    /// The first and the last day of publication.
    pub days: Option<(String, String)>,
    /// Articles without a day.
    pub undated: u64,
    /// The runs of the lists with their entries.
    pub runs: Vec<u64>,
}

/// A store, open for reading. Others may read it and one may write to it meanwhile.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    pub(super) connection: Connection,
    /// The number of this version among those that have written to the store.
    reader: Option<i64>,
    runs: Vec<i64>,
    /// The stories that articles are declared to tell.
    pub(super) stories: FxHashMap<i64, DeclaredStory>,
    /// Articles that are there no more, and still stand in lists.
    gone: FxHashSet<i64>,
}

/// An article as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The article.
    pub document: Document,
    /// What was read in it; `None` where another version read it.
    pub facts: Option<DocumentFacts>,
}

impl Store {
    /// Opens a store. What others write from now on is not seen.
    ///
    /// # Errors
    ///
    /// There is none, or it cannot be read.
    pub fn open(path: &Path) -> Result<Self, ArchiveError> {
        let connection = schema::open(path, Purpose::Read)?;
        let failed = |error| ArchiveError::of_sqlite(path, error);
        // One transaction over all that is read: what is written meanwhile stays unseen.
        connection.execute_batch("BEGIN").map_err(failed)?;
        let reader = connection
            .query_row("SELECT id FROM reader WHERE mark = ?1", [READER], |row| row.get(0))
            .optional()
            .map_err(failed)?;
        let runs = lists::runs(&connection).map_err(failed)?.into_iter().map(|(id, _)| id).collect();
        let stories = stories(&connection).map_err(failed)?;
        let gone = lists::gone(&connection).map_err(failed)?;
        Ok(Self { path: path.to_path_buf(), connection, reader, runs, stories, gone })
    }

    /// Whether an article of a list is there no more.
    pub(super) fn is_gone(&self, id: i64) -> bool {
        self.gone.contains(&id)
    }

    /// Where it stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn failed(&self, error: rusqlite::Error) -> ArchiveError {
        ArchiveError::of_sqlite(&self.path, error)
    }

    /// The number of the article of a name.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn find(&self, name: &str) -> Result<Option<i64>, ArchiveError> {
        let find = || {
            self.connection
                .prepare_cached("SELECT id FROM document WHERE key = ?1 AND name = ?2")?
                .query_row(params![key_of(name), name], |row| row.get(0))
                .optional()
        };
        find().map_err(|error| self.failed(error))
    }

    /// The numbers of all articles, in the order in which they were added.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn ids(&self) -> Result<Vec<i64>, ArchiveError> {
        let ids = || -> rusqlite::Result<Vec<i64>> {
            let mut query = self.connection.prepare_cached("SELECT id FROM document ORDER BY id")?;
            query.query_map([], |row| row.get(0))?.collect()
        };
        ids().map_err(|error| self.failed(error))
    }

    /// The name of an article.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub(super) fn name(&self, id: i64) -> Result<String, ArchiveError> {
        let name = || {
            self.connection
                .prepare_cached("SELECT name FROM document WHERE id = ?1")?
                .query_row([id], |row| row.get(0))
        };
        name().map_err(|error| self.failed(error))
    }

    /// What the search for stories knows of an article; `None` where it is there no more.
    pub(super) fn card(&self, id: i64) -> Result<Option<Card>, ArchiveError> {
        let card = || {
            self.connection
                .prepare_cached("SELECT place, things, ends, forenames FROM document WHERE id = ?1")?
                .query_row([id], card_of)
                .optional()
        };
        card().map_err(|error| self.failed(error))
    }

    /// The holders of a thing, where they are few: in no run more than a row or two.
    pub(super) fn few_holders(&self, thing: Thing) -> Result<Option<Vec<Holder>>, ArchiveError> {
        const ROWS: usize = 2;
        let read = || -> rusqlite::Result<Option<Vec<Holder>>> {
            let mut holders = Vec::new();
            let mut query = self
                .connection
                .prepare_cached("SELECT first, holders FROM list WHERE run = ?1 AND thing = ?2 LIMIT 3")?;
            for run in &self.runs {
                let mut rows = query.query(params![run, thing.number().cast_signed()])?;
                let mut count = 0;
                while let Some(row) = rows.next()? {
                    count += 1;
                    if count > ROWS {
                        return Ok(None);
                    }
                    add_row(row, &mut holders)?;
                }
            }
            holders.sort_unstable();
            Ok(Some(holders))
        };
        read().map_err(|error| self.failed(error))
    }

    /// The holders of a thing nearest to a place on one side of it, the nearest first: `count` of each run, and
    /// whether there may be more.
    pub(super) fn holders_near(
        &self,
        thing: Thing,
        place: Order,
        side: Side,
        count: usize,
    ) -> Result<(Vec<Holder>, bool), ArchiveError> {
        let rows = count / ROW + 2;
        let read = || -> rusqlite::Result<(Vec<Holder>, bool)> {
            let (mut holders, mut more) = (Vec::new(), false);
            for run in &self.runs {
                let mut of_run = Vec::new();
                let key =
                    params![run, thing.number().cast_signed(), place.number().cast_signed(), rows as i64];
                let mut read = 0;
                // The row in which the place lies begins before it.
                let (around, limit) = match side {
                    Side::Before => (BEFORE, rows),
                    Side::After => (BEFORE, 1),
                };
                let mut query = self.connection.prepare_cached(around)?;
                let mut found = query.query(key)?;
                while let Some(row) = found.next()?.filter(|_| read < limit) {
                    read += 1;
                    add_row(row, &mut of_run)?;
                }
                let mut complete = read < limit;
                if side == Side::After {
                    let mut query = self.connection.prepare_cached(AFTER)?;
                    let mut found = query.query(key)?;
                    let mut read = 0;
                    while let Some(row) = found.next()? {
                        read += 1;
                        add_row(row, &mut of_run)?;
                    }
                    complete = read < rows;
                }
                match side {
                    Side::Before => of_run.retain(|(order, _)| *order < place),
                    Side::After => of_run.retain(|(order, _)| *order > place),
                }
                more |= !complete;
                holders.append(&mut of_run);
            }
            holders.sort_unstable();
            if side == Side::Before {
                holders.reverse();
            }
            Ok((holders, more))
        };
        read().map_err(|error| self.failed(error))
    }

    /// An article.
    ///
    /// # Errors
    ///
    /// There is none of this number, or it is damaged.
    pub fn document(&self, id: i64) -> Result<Document, ArchiveError> {
        self.read(id)?.document(&self.stories).map_err(|what| ArchiveError::damaged(&self.path, what))
    }

    /// An article with what was read in it.
    ///
    /// # Errors
    ///
    /// There is none of this number, or it is damaged.
    pub fn article(&self, id: i64, vocabulary: &Vocabulary) -> Result<Kept, ArchiveError> {
        let mut row = self.read(id)?;
        let facts = (Some(row.reader) == self.reader).then(|| std::mem::take(&mut row.facts));
        let name = row.name.clone();
        let document = row.document(&self.stories);
        let document = document.map_err(|what| ArchiveError::damaged(&self.path, what))?;
        let Some(facts) = facts else { return Ok(Kept { document, facts: None }) };
        let facts = decompressed(&facts).and_then(|bytes| DocumentFacts::from_bytes(&bytes));
        let damaged = || ArchiveError::damaged(&self.path, format!("the facts of {name} cannot be read"));
        let facts = facts.filter(|facts| facts.fit(&document, vocabulary)).ok_or_else(damaged)?;
        Ok(Kept { document, facts: Some(facts) })
    }

    fn read(&self, id: i64) -> Result<ArticleRow, ArchiveError> {
        let row = self
            .connection
            .prepare_cached(
                "SELECT name, title, url, source, told, reader, text, content.facts, rest, story, file.path
                 FROM document JOIN content USING (id) LEFT JOIN file ON file.id = document.file
                 WHERE document.id = ?1",
            )
            .and_then(|mut query| query.query_row([id], ArticleRow::read));
        row.map_err(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => {
                ArchiveError::damaged(&self.path, format!("article {id} is not there"))
            }
            error => self.failed(error),
        })
    }

    /// The figures of an article, as the search for stories wants them. Of one that another version read the
    /// figures of that one do: the search as a whole is that one's.
    pub(super) fn figures(&self, id: i64) -> Result<Box<[Decimal]>, ArchiveError> {
        let read = |sql| {
            let mut query = self.connection.prepare_cached(sql)?;
            query.query_row([id], |row| row.get::<_, Option<Vec<u8>>>(0))
        };
        let damaged = || ArchiveError::damaged(&self.path, format!("the figures of article {id}"));
        let kept = read("SELECT figures FROM document WHERE id = ?1").map_err(|error| self.failed(error))?;
        if let Some(kept) = kept {
            return packing::figures_of(&kept).ok_or_else(damaged);
        }
        // The first schema kept them among the facts alone.
        let facts = read("SELECT facts FROM content WHERE id = ?1").map_err(|error| self.failed(error))?;
        let facts = facts.and_then(|bytes| decompressed(&bytes));
        let facts = facts.and_then(|bytes| DocumentFacts::from_bytes(&bytes));
        Ok(facts.map(|facts| figures_of(&facts)).unwrap_or_default())
    }

    /// What stands in the store.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn stats(&self) -> Result<Stats, ArchiveError> {
        self.counted().map_err(|error| self.failed(error))
    }

    fn counted(&self) -> rusqlite::Result<Stats> {
        let number = |row: &Row<'_>, at: usize| row.get::<_, i64>(at).map(i64::cast_unsigned);
        let reader = self.reader.unwrap_or_default();
        let mut stats = self.connection.query_row(
            "SELECT count(*), coalesce(sum(reader <> ?1), 0), coalesce(sum(facts), 0), coalesce(sum(bytes), 0),
             min(published), max(published), coalesce(sum(published IS NULL), 0) FROM document",
            [reader],
            |row| {
                Ok(Stats {
                    articles: number(row, 0)?,
                    outdated: number(row, 1)?,
                    facts: number(row, 2)?,
                    bytes: number(row, 3)?,
                    days: row.get::<_, Option<String>>(4)?.zip(row.get::<_, Option<String>>(5)?),
                    undated: number(row, 6)?,
                    ..Stats::default()
                })
            },
        )?;
        let pages = |name| self.connection.pragma_query_value(None, name, |row| number(row, 0));
        stats.size = pages("page_count")? * pages("page_size")?;
        let mut languages = self
            .connection
            .prepare("SELECT language, count(*) FROM document GROUP BY language ORDER BY 2 DESC, 1")?;
        let rows = languages.query_map([], |row| Ok((row.get(0)?, number(row, 1)?)))?;
        stats.languages = rows.collect::<Result<_, _>>()?;
        stats.runs = lists::runs(&self.connection)?.into_iter().map(|(_, entries)| entries).collect();
        Ok(stats)
    }
}

fn stories(connection: &Connection) -> rusqlite::Result<FxHashMap<i64, DeclaredStory>> {
    let mut query = connection.prepare("SELECT id, told FROM story")?;
    let rows = query.query_map([], |row| {
        let told = row.get_ref(1)?.as_blob()?;
        Ok((row.get(0)?, postcard::from_bytes(told).map_err(|_| lists::damaged())?))
    })?;
    rows.collect()
}

/// What a row says of an article.
struct ArticleRow {
    name: String,
    metadata: Metadata,
    told: Vec<u8>,
    reader: i64,
    text: Vec<u8>,
    facts: Vec<u8>,
    rest: Vec<u8>,
    story: Option<i64>,
    file: Option<String>,
}

impl ArticleRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (title, url, source) = (row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(Self {
            name: row.get(0)?,
            metadata: Metadata { title, url, source, ..Metadata::default() },
            told: row.get(4)?,
            reader: row.get(5)?,
            text: row.get(6)?,
            facts: row.get(7)?,
            rest: row.get::<_, Option<Vec<u8>>>(8)?.unwrap_or_default(),
            story: row.get(9)?,
            file: row.get(10)?,
        })
    }

    /// The article, or else what of it cannot be read.
    fn document(self, stories: &FxHashMap<i64, DeclaredStory>) -> Result<Document, String> {
        let Self { name, metadata, .. } = self;
        let damaged = |what: &str| format!("the {what} of {name} cannot be read");
        let told: Metadata = postcard::from_bytes(&self.told).map_err(|_| damaged("metadata"))?;
        let metadata = Metadata { title: metadata.title, url: metadata.url, source: metadata.source, ..told };
        let text = decompressed(&self.text).ok_or_else(|| damaged("text"))?;
        let mut document =
            Document::from_bytes(name.clone(), metadata, &text).ok_or_else(|| damaged("text"))?;
        let rest = match self.rest.as_slice() {
            [] => Rest::default(),
            bytes => postcard::from_bytes(bytes).map_err(|_| damaged("suppressions"))?,
        };
        if let Some(file) = self.file {
            document = document.in_file(Record { file, line: rest.line });
        }
        document.story = self.story.and_then(|story| stories.get(&story).cloned());
        document.suppressed(rest.suppressions);
        Ok(document)
    }
}

const BEFORE: &str = "SELECT first, holders FROM list WHERE run = ?1 AND thing = ?2 AND first <= ?3
                      ORDER BY first DESC LIMIT ?4";
const AFTER: &str = "SELECT first, holders FROM list WHERE run = ?1 AND thing = ?2 AND first > ?3
                     ORDER BY first LIMIT ?4";

fn add_row(row: &Row<'_>, holders: &mut Vec<Holder>) -> rusqlite::Result<()> {
    let first = row.get::<_, i64>(0)?.cast_unsigned();
    let bytes = row.get_ref(1)?.as_blob()?;
    lists::unpack(first, bytes, holders).ok_or_else(lists::damaged)
}
