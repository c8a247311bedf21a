//! Whether a store is what it should be.

use rustc_hash::FxHashMap;

use crate::alignment::{Card, figures_of};
use crate::lexicon::Vocabulary;

use super::lists::{self, Holder};
use super::store::Kept;
use super::writing::hash_of;
use super::{ArchiveError, Store};

/// What a look through a whole store found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Articles looked at.
    pub articles: u64,
    /// Entries of lists that lead to articles.
    pub entries: u64,
    /// Entries that lead to articles which were replaced or taken out; `compact` removes them.
    pub stale: u64,
    /// What is wrong.
    pub faults: Vec<String>,
}

/// So many faults are told.
const TOLD: usize = 20;

impl Verified {
    fn fault(&mut self, words: impl Into<String>) {
        if self.faults.len() < TOLD {
            self.faults.push(words.into());
        }
    }
}

impl Store {
    /// Looks at all that stands in the store: that the file is whole, that each article can be read, is there
    /// once and unchanged, and stands in the list of each thing that it names, once.
    ///
    /// # Errors
    ///
    /// The store cannot be read at all.
    pub fn verify(&self, vocabulary: &Vocabulary) -> Result<Verified, ArchiveError> {
        let mut verified = Verified::default();
        self.verify_file(&mut verified).map_err(|error| self.failed(error))?;
        if verified.faults.is_empty() {
            let things = self.verify_articles(vocabulary, &mut verified)?;
            self.verify_lists(things, &mut verified).map_err(|error| self.failed(error))?;
        }
        Ok(verified)
    }

    fn verify_file(&self, verified: &mut Verified) -> rusqlite::Result<()> {
        let mut query = self.connection.prepare("PRAGMA integrity_check(20)")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        for row in rows {
            let words = row?;
            if words != "ok" {
                verified.fault(format!("the file: {words}"));
            }
        }
        for (query, what) in [
            (
                "SELECT count(*) FROM (SELECT 1 FROM document GROUP BY key, name HAVING count(*) > 1)",
                "names stand for several articles",
            ),
            (
                "SELECT count(*) FROM document WHERE id NOT IN (SELECT id FROM content)",
                "articles have no text",
            ),
            (
                "SELECT count(*) FROM content WHERE id NOT IN (SELECT id FROM document)",
                "texts belong to no article",
            ),
            (
                "SELECT count(*) FROM gone WHERE id IN (SELECT id FROM document)",
                "articles are there that count as taken out",
            ),
            (
                "SELECT count(*) FROM list WHERE run NOT IN (SELECT id FROM run)",
                "rows of lists belong to no run",
            ),
        ] {
            let count: i64 = self.connection.query_row(query, [], |row| row.get(0))?;
            if count > 0 {
                verified.fault(format!("{count} {what}"));
            }
        }
        Ok(())
    }

    /// How many things each article names.
    fn verify_articles(
        &self,
        vocabulary: &Vocabulary,
        verified: &mut Verified,
    ) -> Result<FxHashMap<i64, u32>, ArchiveError> {
        let mut things = FxHashMap::default();
        let ids: Vec<(i64, Vec<u8>)> = {
            let read = || -> rusqlite::Result<Vec<(i64, Vec<u8>)>> {
                let mut query = self.connection.prepare("SELECT id, hash FROM document ORDER BY id")?;
                query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
            };
            read().map_err(|error| self.failed(error))?
        };
        for (id, hash) in ids {
            verified.articles += 1;
            let Some(card) = self.card(id)? else { continue };
            things.insert(id, u32::try_from(card.listed().count()).unwrap_or(u32::MAX));
            match self.article(id, vocabulary) {
                Ok(Kept { document, facts }) => {
                    if hash_of(&document).as_slice() != hash {
                        verified
                            .fault(format!("{}: the article is not the one that was added", document.name));
                    }
                    let figures = facts.as_ref().map(figures_of);
                    if figures.is_some_and(|figures| self.figures(id).ok() != Some(figures)) {
                        verified
                            .fault(format!("{}: its figures are not those that were read", document.name));
                    }
                    let mut expected = facts.map(|facts| Card::new(&document.name, &facts, vocabulary));
                    // An earlier schema kept less.
                    if let Some(expected) = expected.as_mut().filter(|_| card.ends.is_empty()) {
                        (expected.ends, expected.forenames) = (Box::default(), Box::default());
                    }
                    if expected.is_some_and(|expected| expected != card) {
                        verified.fault(format!("{}: what it names is not what was read", document.name));
                    }
                }
                Err(error) => verified.fault(error.to_string()),
            }
        }
        Ok(things)
    }

    fn verify_lists(
        &self,
        mut missing: FxHashMap<i64, u32>,
        verified: &mut Verified,
    ) -> rusqlite::Result<()> {
        let mut query = self.connection.prepare("SELECT first, holders FROM list")?;
        let mut rows = query.query([])?;
        let mut holders: Vec<Holder> = Vec::new();
        let mut twice = 0_u64;
        while let Some(row) = rows.next()? {
            holders.clear();
            let first = row.get::<_, i64>(0)?.cast_unsigned();
            if lists::unpack(first, row.get_ref(1)?.as_blob()?, &mut holders).is_none() {
                verified.fault("a row of a list cannot be read");
            }
            for (_, id) in &holders {
                match missing.get_mut(id) {
                    Some(left) if *left > 0 => {
                        *left -= 1;
                        verified.entries += 1;
                    }
                    Some(_) => twice += 1,
                    None => verified.stale += 1,
                }
            }
        }
        if twice > 0 {
            verified.fault(format!("{twice} entries of lists stand twice"));
        }
        let lost = missing.values().filter(|left| **left > 0).count();
        if lost > 0 {
            verified.fault(format!("{lost} articles are missing from lists"));
        }
        Ok(())
    }
}
