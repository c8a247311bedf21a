//! The archive gives the same answers as reading everything anew, and survives what can happen to a file.

#[path = "archive/generated.rs"]
mod generated;

use std::path::{Path, PathBuf};

use factlint::archive::{Article, Asked, Narrowed, State, Store, Whole, Writer, check_against};
use factlint::document::{Corpus, Document};
use factlint::lexicon::Library;
use factlint::rules::RuleSet;
use factlint::{engine, output};

use generated::{Lot, articles};

/// Adds documents as a batch.
fn add(writer: &mut Writer, documents: &[Document], library: &Library) {
    let read = engine::read_each(documents, library, |_, facts| facts).unwrap();
    let files: Vec<PathBuf> = documents.iter().map(|document| PathBuf::from(&document.name)).collect();
    let packed = Article::pack(documents, &read, &files, &library.vocabulary).unwrap();
    writer.add(&packed).unwrap();
}

/// The findings of a report as JSON, those about some documents alone.
fn findings(corpus: &Corpus, report: &engine::Report, about: &[String]) -> Vec<serde_json::Value> {
    let json: serde_json::Value = serde_json::from_str(&output::json(corpus, report)).unwrap();
    let is_about = |finding: &serde_json::Value| {
        let labels = finding["labels"].as_array().unwrap();
        labels.iter().any(|label| about.iter().any(|name| label["path"] == name.as_str()))
    };
    let mut found: Vec<serde_json::Value> =
        json["findings"].as_array().unwrap().iter().filter(|finding| is_about(finding)).cloned().collect();
    // What the archive knows of its articles is said besides.
    for notes in found.iter_mut().filter_map(|finding| finding["notes"].as_array_mut()) {
        notes.retain(|note| !note.as_str().is_some_and(|note| note.starts_with("in the archive: ")));
    }
    found
}

/// New articles against a store of the rest, and all together: the same findings.
fn compare(seed: u64, library: &Library, rules: &RuleSet) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive.factlint");
    let mut lot = Lot::new(seed);
    let mut documents = articles(&mut lot);
    let new: Vec<Document> = (0..1 + lot.draw(3))
        .map(|_| documents.swap_remove(lot.draw(documents.len() as u64) as usize))
        .collect();
    let mut writer = Writer::open(&path, true).unwrap();
    // What is added twice, otherwise before, or taken out again leaves no trace.
    let mut before: Vec<Document> = documents.iter().filter(|_| lot.draw(5) == 0).cloned().collect();
    before.iter_mut().for_each(|document| document.metadata.published = None);
    add(&mut writer, &before, library);
    let mut gone: Vec<Document> = documents.iter().filter(|_| lot.draw(9) == 0).cloned().collect();
    gone.iter_mut().for_each(|document| document.name = format!("gone/{}", document.name));
    add(&mut writer, &gone, library);
    drop(writer);
    let mut writer = Writer::open(&path, true).unwrap();
    for batch in documents.chunks(1 + lot.draw(documents.len() as u64) as usize) {
        add(&mut writer, batch, library);
    }
    assert_eq!(writer.prune(&[PathBuf::from("gone")]).unwrap(), gone.len());
    match lot.draw(3) {
        0 => writer.compact().unwrap(),
        1 => writer.finish().unwrap(),
        _ => drop(writer),
    }
    // It takes long, and its stories are those of every seed.
    let of_archive =
        if seed.is_multiple_of(4) { compare_whole(&path, &documents, library, rules, seed) } else { 0 };
    let names: Vec<String> = new.iter().map(|document| document.name.clone()).collect();
    let all = Corpus::new(documents.into_iter().chain(new.iter().cloned()).collect());
    let expected = findings(&all, &engine::check(&all, library, rules).unwrap(), &names);
    let stores = [Store::open(&path).unwrap()];
    assert_eq!(stores[0].verify(&library.vocabulary).unwrap().faults, Vec::<String>::new());
    let found = check_against(&Corpus::new(new), &stores, &Narrowed::default(), library, rules).unwrap();
    let found = findings(&found.corpus, &found.report, &names);
    assert_eq!(pretty(&found), pretty(&expected), "seed {seed}");
    found.len() + of_archive
}

/// A store against itself, piece by piece with an interruption, and all its articles together: the same report.
fn compare_whole(
    path: &Path,
    documents: &[Document],
    library: &Library,
    rules: &RuleSet,
    seed: u64,
) -> usize {
    let all = Corpus::new(documents.to_vec());
    let names: Vec<String> = documents.iter().map(|document| document.name.clone()).collect();
    let expected = engine::check(&all, library, rules).unwrap();
    let asked = Asked {
        library,
        rules,
        narrowed: &Narrowed::default(),
        sheets: &[],
        settings: &|_| 0,
        threads: 2,
        pieces_of: 4 + seed as usize * 5,
    };
    let whole = Whole::new(path, asked).unwrap();
    let mut state = State::open(path, whole.mark()).unwrap();
    let judge = |piece: usize| (piece, whole.judge(piece).unwrap());
    let half = whole.pieces() / 2;
    state.keep(&(0..half).map(judge).collect::<Vec<_>>()).unwrap();
    drop(state);
    let mut state = State::open(path, whole.mark()).unwrap();
    assert_eq!(state.done().unwrap(), half);
    state.keep(&(half..whole.pieces()).map(judge).collect::<Vec<_>>()).unwrap();
    let pieces = (0..whole.pieces()).map(|piece| state.piece(piece).unwrap().unwrap());
    let (corpus, report) = whole.report(pieces).unwrap();
    state.end();
    let found = findings(&corpus, &report, &names);
    assert_eq!(pretty(&found), pretty(&findings(&all, &expected, &names)), "seed {seed}");
    let facts = expected.reading.facts().count();
    assert_eq!(report.judged(&corpus), engine::JudgedOf { documents: documents.len(), facts });
    found.len()
}

fn pretty(findings: &[serde_json::Value]) -> String {
    findings.iter().map(|finding| format!("{finding:#}\n")).collect()
}

#[test]
fn a_store_finds_what_reading_all_together_finds() {
    let (library, rules) = (Library::builtin().unwrap(), RuleSet::builtin().unwrap());
    let found: usize = (0..6).map(|seed| compare(seed, &library, &rules)).sum();
    assert!(found > 10, "only {found} findings to compare");
}
