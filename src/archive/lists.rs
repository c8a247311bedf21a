//! For each thing named, who names it: lists in the order of the documents, cut into rows of a few dozen.
//!
//! Each batch of articles writes a run of its own, in order, at the end of the table: a row in the middle of a
//! large table for every name of every article would cost a page each. Small runs are merged into larger
//! ones, so that a look-up asks few.

use rusqlite::{Connection, params};

use rustc_hash::FxHashSet;

use crate::alignment::{Order, Thing};

/// A document in a list: its place, and its number in the store.
pub(super) type Holder = (Order, i64);

/// How many documents a row holds at most.
pub(super) const ROW: usize = 64;

/// So many runs of one size are merged into one.
const FAN_IN: usize = 8;

/// So many runs are left when a writer is done.
const FEW: usize = 4;

/// A run of so many entries is a small one.
const SMALL: u64 = 1 << 15;

/// The holders as bytes, the place of the first left out.
fn packed(holders: &[Holder]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(holders.len() * 9);
    let (mut place, mut number) = (holders.first().map_or(0, |(order, _)| order.number()), 0);
    for (index, (order, id)) in holders.iter().enumerate() {
        if index > 0 {
            push(&mut bytes, order.number().wrapping_sub(place));
        }
        let step = id.wrapping_sub(number);
        push(&mut bytes, ((step << 1) ^ (step >> 63)).cast_unsigned());
        (place, number) = (order.number(), *id);
    }
    bytes
}

/// Adds the holders of a row; `None` where these are no such bytes.
pub(super) fn unpack(first: u64, mut bytes: &[u8], holders: &mut Vec<Holder>) -> Option<()> {
    let (mut place, mut number) = (first, 0_i64);
    let mut is_first = true;
    while !bytes.is_empty() {
        if !is_first {
            place = place.wrapping_add(pull(&mut bytes)?);
        }
        is_first = false;
        let step = pull(&mut bytes)?;
        number = number.wrapping_add((step >> 1).cast_signed() ^ -(step & 1).cast_signed());
        holders.push((Order::from_number(place), number));
    }
    Some(())
}

pub(super) fn push(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

pub(super) fn pull(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// Writes a run: what each of some documents names.
pub(super) fn write_run(connection: &Connection, mut entries: Vec<(Thing, Holder)>) -> rusqlite::Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    entries.sort_unstable();
    let mut run = Run::new(connection)?;
    for of_thing in entries.chunk_by(|(one, _), (other, _)| one == other) {
        let holders: Vec<Holder> = of_thing.iter().map(|(_, holder)| *holder).collect();
        run.write(of_thing[0].0, &holders)?;
    }
    run.finish()
}

/// A run that is being written.
struct Run<'a> {
    connection: &'a Connection,
    id: i64,
    entries: u64,
}

impl<'a> Run<'a> {
    fn new(connection: &'a Connection) -> rusqlite::Result<Self> {
        connection.prepare_cached("INSERT INTO run (entries) VALUES (0)")?.execute([])?;
        Ok(Self { connection, id: connection.last_insert_rowid(), entries: 0 })
    }

    /// Writes the holders of a thing, which come in order; things come in order.
    fn write(&mut self, thing: Thing, holders: &[Holder]) -> rusqlite::Result<()> {
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO list (run, thing, first, holders) VALUES (?1, ?2, ?3, ?4)")?;
        let mut rest = holders;
        while let Some((first, _)) = rest.first() {
            // Two documents of one place stand in one row.
            let mut end = rest.len().min(ROW);
            while end < rest.len() && rest[end].0 == rest[end - 1].0 {
                end += 1;
            }
            let (row, after) = rest.split_at(end);
            let (thing, first) = (thing.number().cast_signed(), first.number().cast_signed());
            insert.execute(params![self.id, thing, first, packed(row)])?;
            rest = after;
        }
        self.entries += holders.len() as u64;
        Ok(())
    }

    fn finish(self) -> rusqlite::Result<()> {
        let entries = self.entries.cast_signed();
        self.connection
            .prepare_cached("UPDATE run SET entries = ?2 WHERE id = ?1")?
            .execute(params![self.id, entries])
            .map(|_| ())
    }
}

/// The runs that should be merged now, if any.
pub(super) fn due(connection: &Connection) -> rusqlite::Result<Option<Vec<i64>>> {
    let runs = runs(connection)?;
    let size = |entries: u64| (entries / SMALL).checked_ilog(FAN_IN as u64).map_or(0, |size| size + 1);
    for class in 0..=size(u64::MAX) {
        let alike: Vec<i64> =
            runs.iter().filter(|(_, entries)| size(*entries) == class).map(|(id, _)| *id).collect();
        if alike.len() >= FAN_IN {
            return Ok(Some(alike));
        }
    }
    Ok(None)
}

/// The smallest runs, where there are more than a few.
pub(super) fn left_over(connection: &Connection) -> rusqlite::Result<Option<Vec<i64>>> {
    let mut runs = runs(connection)?;
    if runs.len() <= FEW {
        return Ok(None);
    }
    runs.sort_by_key(|(_, entries)| *entries);
    let surplus = runs.len() + 1 - FEW;
    Ok(Some(runs[..surplus].iter().map(|(id, _)| *id).collect()))
}

/// The runs with their numbers of entries.
pub(super) fn runs(connection: &Connection) -> rusqlite::Result<Vec<(i64, u64)>> {
    let mut query = connection.prepare_cached("SELECT id, entries FROM run ORDER BY id")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned())))?;
    rows.collect()
}

/// The articles that are there no more, and may stand in lists.
pub(super) fn gone(connection: &Connection) -> rusqlite::Result<FxHashSet<i64>> {
    let mut query = connection.prepare_cached("SELECT id FROM gone")?;
    query.query_map([], |row| row.get(0))?.collect()
}

/// Makes one run out of several, without the documents that are gone. It is to run in one transaction.
pub(super) fn merge(
    connection: &Connection,
    runs: &[i64],
    is_there: &dyn Fn(i64) -> bool,
) -> rusqlite::Result<()> {
    let mut statements = Vec::new();
    for _ in runs {
        statements.push(
            connection
                .prepare("SELECT thing, first, holders FROM list WHERE run = ?1 ORDER BY thing, first")?,
        );
    }
    let mut cursors = Vec::new();
    for (statement, run) in statements.iter_mut().zip(runs) {
        cursors.push(Cursor::new(statement.query([run])?)?);
    }
    let mut merged = Run::new(connection)?;
    let mut holders: Vec<Holder> = Vec::new();
    while let Some(thing) = cursors.iter().filter_map(|cursor| cursor.thing).min() {
        holders.clear();
        for cursor in cursors.iter_mut().filter(|cursor| cursor.thing == Some(thing)) {
            cursor.take(thing, &mut holders)?;
        }
        holders.retain(|(_, id)| is_there(*id));
        holders.sort_unstable();
        if !holders.is_empty() {
            merged.write(thing, &holders)?;
        }
    }
    merged.finish()?;
    drop(cursors);
    for run in runs {
        connection.prepare_cached("DELETE FROM list WHERE run = ?1")?.execute([run])?;
        connection.prepare_cached("DELETE FROM run WHERE id = ?1")?.execute([run])?;
    }
    Ok(())
}

/// A run that is being read, and the thing that comes next.
struct Cursor<'a> {
    rows: rusqlite::Rows<'a>,
    thing: Option<Thing>,
    next: (u64, Vec<u8>),
}

impl<'a> Cursor<'a> {
    fn new(rows: rusqlite::Rows<'a>) -> rusqlite::Result<Self> {
        let mut cursor = Self { rows, thing: None, next: (0, Vec::new()) };
        cursor.step()?;
        Ok(cursor)
    }

    fn step(&mut self) -> rusqlite::Result<()> {
        self.thing = None;
        if let Some(row) = self.rows.next()? {
            self.thing = Some(Thing::from_number(row.get::<_, i64>(0)?.cast_unsigned()));
            self.next = (row.get::<_, i64>(1)?.cast_unsigned(), row.get(2)?);
        }
        Ok(())
    }

    /// Takes all holders of the thing that comes next.
    fn take(&mut self, thing: Thing, holders: &mut Vec<Holder>) -> rusqlite::Result<()> {
        while self.thing == Some(thing) {
            unpack(self.next.0, &self.next.1, holders).ok_or_else(damaged)?;
            self.step()?;
        }
        Ok(())
    }
}

/// What SQLite would say of a row that makes no sense.
pub(super) fn damaged() -> rusqlite::Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    rusqlite::Error::SqliteFailure(code, Some("a row holds what factlint never wrote".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let holders: Vec<Holder> = [(5, 9), (5, 2), (700, 3), (1 << 55, 1 << 40)]
            .map(|(place, id)| (Order::from_number(place), id))
            .into();
        let bytes = packed(&holders);
        let mut back = Vec::new();
        unpack(5, &bytes, &mut back).unwrap();
        assert_eq!(back, holders);
        assert!(unpack(5, &[0x80], &mut back).is_none());
        assert!(unpack(5, &[0xff; 12], &mut back).is_none());
    }
}
