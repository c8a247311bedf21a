//! A store in which somebody has changed bytes on purpose, checksums and all.

use std::path::Path;

use crate::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use crate::engine::{self, Report};
use crate::lexicon::Library;
use crate::rules::RuleSet;

use super::compress::{compressed, decompressed};
use super::{Article, Asked, Narrowed, Store, Whole, Writer, check_against};

fn told(name: &str, dead: u32) -> Document {
    let text = format!(
        "A fire in Korbilard, near Warsaw, killed {dead} people on Monday and injured 40%, said the mayor, Adela \
         Torkova. Repairs cost $5 million and took 14 hours, from 9.15 to 17.45 on 3 March 2025."
    );
    let published = Published::parse("2025-03-04", PublishedFrom::Metadata);
    let metadata = Metadata { language: Some("en".into()), published, ..Metadata::default() };
    Document::plain(name, &text, metadata)
}

fn store(path: &Path, library: &Library) {
    let documents = [told("a", 12), told("b", 15)];
    let read = engine::read_each(&documents, library, |_, facts| facts).unwrap();
    let files = documents.each_ref().map(|document| document.name.clone().into());
    let packed = Article::pack(&documents, &read, &files, &library.vocabulary).unwrap();
    let mut writer = Writer::open(path, true).unwrap();
    writer.add(&packed).unwrap();
    writer.finish().unwrap();
}

/// Everything that reads a store does: it may fail, and does not panic.
fn read(path: &Path, library: &Library, rules: &RuleSet) -> [bool; 3] {
    let narrowed = Narrowed::default();
    let against = || {
        let stores = [Store::open(path)?];
        check_against(&Corpus::new(vec![told("c", 17)]), &stores, &narrowed, library, rules)
    };
    let asked = Asked {
        library,
        rules,
        narrowed: &narrowed,
        sheets: &[],
        settings: &|_| 0,
        threads: 1,
        pieces_of: 256,
    };
    let whole = || {
        let whole = Whole::new(path, asked)?;
        let piece = whole.judge(0)?;
        whole.report([piece])
    };
    let verified = || Store::open(path)?.verify(&library.vocabulary);
    [
        against().is_ok(),
        whole().is_ok_and(|(corpus, report)| are_quoted(&corpus, &report)),
        verified().is_ok_and(|verified| verified.faults.is_empty()),
    ]
}

/// Every place of a finding is looked up, as outputs do.
fn are_quoted(corpus: &Corpus, report: &Report) -> bool {
    let labels = report.findings.iter().flat_map(|finding| &finding.labels);
    labels.into_iter().all(|label| {
        let document = corpus.get(label.document);
        let words = label.span.of(document.source());
        !document.place(label.span.start).is_empty() && !words.contains('\0')
    })
}

#[test]
fn no_forged_byte_breaks_a_reader() {
    let (library, rules) = (Library::builtin().unwrap(), RuleSet::builtin().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s");
    store(&path, &library);
    assert_eq!(read(&path, &library, &rules), [true; 3]);
    let connection = rusqlite::Connection::open(&path).unwrap();
    let mut failures = 0;
    for (table, column, is_packed) in [
        ("content", "facts", true),
        ("content", "text", true),
        ("document", "things", false),
        ("document", "ends", false),
        ("document", "forenames", false),
        ("document", "figures", false),
        ("document", "told", false),
        ("list", "holders", false),
    ] {
        let rows = format!("SELECT rowid, {column} FROM {table} LIMIT 1");
        let rows = if table == "list" { rows.replace("rowid", "first") } else { rows };
        let (row, bytes): (i64, Vec<u8>) =
            connection.query_row(&rows, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let key = if table == "list" { "first" } else { "rowid" };
        let update = format!("UPDATE {table} SET {column} = ?1 WHERE {key} = ?2");
        let plain = if is_packed { decompressed(&bytes).unwrap() } else { bytes.clone() };
        let step = (plain.len() / 40).max(1);
        for at in (0..plain.len()).step_by(step) {
            for forged in [0xff, 0x7f, plain[at].wrapping_add(1)] {
                let mut changed = plain.clone();
                changed[at] = forged;
                let changed = if is_packed { compressed(&changed).unwrap() } else { changed };
                connection.execute(&update, rusqlite::params![changed, row]).unwrap();
                failures += read(&path, &library, &rules).iter().filter(|is_fine| !**is_fine).count();
            }
        }
        connection.execute(&update, rusqlite::params![bytes, row]).unwrap();
    }
    assert!(failures > 100, "{failures}");
    connection.execute_batch("UPDATE content SET id = id + 1000").unwrap();
    assert_eq!(read(&path, &library, &rules), [false; 3]);
}
