//! Reads the same invented English news with factlint, with a pass that only splits words and hashes them, with
//! the `duckling` crate, chrono-node and typos, in turn and several times, and prints how fast each is.
//!
//! `benches/peers/run` installs what it takes and runs it.

#[allow(dead_code, reason = "shared with the tests, which use other parts")]
#[path = "../../corpus/mod.rs"]
mod corpus;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use factlint::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use factlint::engine;
use factlint::lexicon::Library;
use rustc_hash::FxHashMap;

/// Bytes of text; duckling is given the first articles only, as it would take hours.
const BYTES: usize = 8_000_000;
const BYTES_FOR_DUCKLING: usize = 12_000;
const ROUNDS: usize = 5;
/// The articles for programs of their own, in the folder that the first argument names.
const ARTICLES: &str = "articles.jsonl";

fn main() {
    let articles = corpus::articles("en", BYTES);
    let library = Library::builtin().expect("the built-in packs are right");
    let documents = corpus_of(&articles);
    let folder = std::env::args().nth(1).expect("a folder for the text");
    let folder = Path::new(&folder);
    write(folder, &articles);
    let [one, two] =
        [1, 2].map(|threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads"));
    let bytes: usize = articles.iter().map(String::len).sum();
    let read = |pool: &rayon::ThreadPool| {
        pool.install(|| engine::read(&documents, &library)).expect("the packs are right").facts().count()
    };
    black_box(read(&two));
    let mut rounds: Vec<[f64; 6]> = Vec::new();
    for _ in 0..ROUNDS {
        let round = [
            speed(bytes, || read(&one)),
            speed(bytes, || read(&two)),
            speed(bytes, || words(&articles)),
            duckling(folder),
            chrono_node(bytes, folder),
            speed(bytes, || typos(folder)),
        ];
        println!("{}", round.map(|speed| format!("{speed:10.4}")).join(" "));
        rounds.push(round);
    }
    report(&rounds);
}

/// Medians, and the median and range of factlint's lead over each in the same round.
fn report(rounds: &[[f64; 6]]) {
    let names =
        ["factlint, one core", "factlint, two cores", "split and hash", "duckling", "chrono-node", "typos"];
    for (place, name) in names.iter().enumerate() {
        let mut speeds: Vec<f64> = rounds.iter().map(|round| round[place]).collect();
        let mut leads: Vec<f64> = rounds.iter().map(|round| round[0] / round[place]).collect();
        speeds.sort_by(f64::total_cmp);
        leads.sort_by(f64::total_cmp);
        let (middle, last) = (rounds.len() / 2, rounds.len() - 1);
        println!(
            "{name:<22} {:>10.4} MB/s   factlint is {:.2} times as fast ({:.2} to {:.2})",
            speeds[middle], leads[middle], leads[0], leads[last]
        );
    }
}

fn speed(bytes: usize, work: impl FnOnce() -> usize) -> f64 {
    let start = Instant::now();
    black_box(work());
    megabytes_a_second(bytes, start.elapsed())
}

fn megabytes_a_second(bytes: usize, took: Duration) -> f64 {
    bytes as f64 / 1e6 / took.as_secs_f64()
}

fn corpus_of(articles: &[String]) -> Corpus {
    let published = Published::parse("2016-01-01", PublishedFrom::CommandLine);
    let metadata = Metadata { published, ..Metadata::default() };
    let documents = articles.iter().enumerate();
    Corpus::new(
        documents.map(|(at, text)| Document::plain(format!("{at:06}"), text, metadata.clone())).collect(),
    )
}

/// The text in files, for programs of their own.
fn write(folder: &Path, articles: &[String]) {
    let texts = folder.join("texts");
    fs::create_dir_all(&texts).expect("a folder");
    for (at, article) in articles.iter().enumerate() {
        fs::write(texts.join(format!("{at:06}.txt")), article).expect("a file");
    }
    let lines: Vec<String> = articles.iter().map(|article| serde_json::json!(article).to_string()).collect();
    fs::write(folder.join(ARTICLES), lines.join("\n")).expect("a file");
}

fn words(articles: &[String]) -> usize {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for word in articles.iter().flat_map(|article| article.split_whitespace()) {
        *counts.entry(word).or_default() += 1;
    }
    counts.len()
}

/// The `duckling` crate times itself, over its first articles only.
fn duckling(folder: &Path) -> f64 {
    let program = folder.join("build/release/duckling-peer");
    let bytes = BYTES_FOR_DUCKLING.to_string();
    let told = numbers(Command::new(program).arg(folder.join(ARTICLES)).arg(bytes));
    assert!(told[2] > 0, "duckling found something");
    megabytes_a_second(told[1] as usize, Duration::from_nanos(told[0]))
}

/// chrono-node times itself, so that starting Node does not count.
fn chrono_node(bytes: usize, folder: &Path) -> f64 {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/read.mjs");
    let script =
        fs::copy(script, folder.join("read.mjs")).map(|_| folder.join("read.mjs")).expect("the script");
    let told = numbers(Command::new("node").arg(script).arg(folder.join(ARTICLES)));
    megabytes_a_second(bytes, Duration::from_nanos(told[0]))
}

/// The numbers that a program prints.
fn numbers(command: &mut Command) -> Vec<u64> {
    let output = command.output().expect("the program runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let told: Result<_, _> = text.split_whitespace().map(str::parse).collect();
    told.ok()
        .filter(|told: &Vec<u64>| !told.is_empty())
        .unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// typos on one thread, its start included: it is some hundredths of a second.
fn typos(folder: &Path) -> usize {
    let program = folder.join("python/bin/typos");
    let output = Command::new(program)
        .args(["--threads", "1", "--format", "brief"])
        .arg(folder.join("texts"))
        .output();
    output.expect("typos runs").stdout.len()
}
