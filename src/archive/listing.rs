//! A store looked through from its first article to its last.

use rusqlite::Row;

use crate::alignment::{Card, Order};
use crate::document::DeclaredStory;
use crate::text::Fnv;

use super::lists::Holder;
use super::packing::card_of;
use super::{ArchiveError, Narrowed, Store};

/// The articles that count, each with what the search for stories knows of it.
pub(super) struct Listed {
    /// In the order of the search for stories.
    pub cards: Vec<(i64, Card)>,
    /// What is another one as soon as an article is.
    pub mark: [u8; 16],
}

/// The story that an article is declared to tell, and its place among those that are told to.
type Declared = (Option<DeclaredStory>, (u64, String));

impl Store {
    /// All articles that count.
    pub(super) fn listed(&self, narrowed: &Narrowed) -> Result<Listed, ArchiveError> {
        let mut mark = Fnv::default();
        let mut cards: Vec<(i64, Card)> = Vec::new();
        let mut list = || -> rusqlite::Result<()> {
            let sql = "SELECT place, things, ends, forenames, id, hash FROM document ORDER BY id";
            let mut query = self.connection.prepare(sql)?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let (id, card) = (row.get(4)?, card_of(row)?);
                mark.part(format!("{id} {:?}", row.get_ref(5)?.as_blob()?));
                if narrowed.holds(&card) {
                    cards.push((id, card));
                }
            }
            Ok(())
        };
        list().map_err(|error| self.failed(error))?;
        cards.shrink_to_fit();
        cards.sort_unstable_by_key(|(id, card)| (card.order, *id));
        // Of one place two articles seldom are; then their names decide, as they do elsewhere.
        for of_place in cards.chunk_by_mut(|(_, one), (_, other)| one.order == other.order) {
            if of_place.len() > 1 {
                let mut named = Vec::new();
                for (id, card) in of_place.iter_mut() {
                    named.push((self.name(*id)?, *id, std::mem::take(card)));
                }
                named.sort_by(|(one, ..), (other, ..)| one.cmp(other));
                for (place, (_, id, card)) in of_place.iter_mut().zip(named) {
                    *place = (id, card);
                }
            }
        }
        Ok(Listed { cards, mark: mark.finish().to_be_bytes() })
    }

    /// The story that each of some articles is declared to tell, with its place among those of one story: by
    /// its day, which is given, and its name.
    pub(super) fn declared(&self, ids: &[i64], days: &[u64]) -> Result<Vec<Declared>, ArchiveError> {
        let ids = if self.stories.is_empty() { &[] } else { ids };
        let declared = ids.iter().zip(days).map(|(id, day)| {
            let story = self.story(*id)?;
            let name = story.as_ref().map_or_else(|| Ok(String::new()), |_| self.name(*id))?;
            Ok((story, (*day, name)))
        });
        declared.collect()
    }

    /// The story that an article is declared to tell.
    pub(super) fn story(&self, id: i64) -> Result<Option<DeclaredStory>, ArchiveError> {
        if self.stories.is_empty() {
            return Ok(None);
        }
        let story = || -> rusqlite::Result<Option<i64>> {
            let mut query = self.connection.prepare_cached("SELECT story FROM document WHERE id = ?1")?;
            query.query_row([id], |row| row.get(0))
        };
        let story = story().map_err(|error| self.failed(error))?;
        Ok(story.and_then(|story| self.stories.get(&story).cloned()))
    }

    /// The articles that are declared to tell a story.
    pub(super) fn tellers(&self, story: &DeclaredStory) -> Result<Vec<Holder>, ArchiveError> {
        let Some((number, _)) = self.stories.iter().find(|(_, known)| *known == story) else {
            return Ok(Vec::new());
        };
        let tellers = || -> rusqlite::Result<Vec<Holder>> {
            let mut query =
                self.connection.prepare_cached("SELECT place, id FROM document WHERE story = ?1")?;
            let holder =
                |row: &Row<'_>| Ok((Order::from_number(row.get::<_, i64>(0)?.cast_unsigned()), row.get(1)?));
            query.query_map([number], holder)?.collect()
        };
        tellers().map_err(|error| self.failed(error))
    }

    /// The files that articles stand in, each once, and the names of those that are files themselves.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn for_each_file(&self, mut see: impl FnMut(&str)) -> Result<(), ArchiveError> {
        let mut each = || -> rusqlite::Result<()> {
            let sql = "SELECT path FROM file UNION ALL SELECT name FROM document WHERE file IS NULL";
            let mut query = self.connection.prepare(sql)?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                see(row.get_ref(0)?.as_str()?);
            }
            Ok(())
        };
        each().map_err(|error| self.failed(error))
    }
}
