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

use chrono::{FixedOffset, TimeZone};
use duckling::{Context, DimensionKind, Lang, Locale, Options};
use factlint::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use factlint::engine;
use factlint::lexicon::Library;
use rustc_hash::FxHashMap;

/// Bytes of text; duckling is given the first articles only, as it would take hours.
const BYTES: usize = 8_000_000;
const BYTES_FOR_DUCKLING: usize = 12_000;
const ROUNDS: usize = 5;

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
    let few: Vec<&String> = within(&articles, BYTES_FOR_DUCKLING);
    let few_bytes: usize = few.iter().map(|article| article.len()).sum();
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
            speed(few_bytes, || few.iter().map(|article| duckling_finds(article)).sum()),
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

fn within(articles: &[String], bytes: usize) -> Vec<&String> {
    let mut left = bytes;
    articles
        .iter()
        .take_while(|article| left.checked_sub(article.len()).map(|rest| left = rest).is_some())
        .collect()
}

/// The text in files, for programs of their own.
fn write(folder: &Path, articles: &[String]) {
    let texts = folder.join("texts");
    fs::create_dir_all(&texts).expect("a folder");
    for (at, article) in articles.iter().enumerate() {
        fs::write(texts.join(format!("{at:06}.txt")), article).expect("a file");
    }
    let lines: Vec<String> = articles.iter().map(|article| serde_json::json!(article).to_string()).collect();
    fs::write(folder.join("articles.jsonl"), lines.join("\n")).expect("a file");
}

fn words(articles: &[String]) -> usize {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for word in articles.iter().flat_map(|article| article.split_whitespace()) {
        *counts.entry(word).or_default() += 1;
    }
    counts.len()
}

/// Paragraph by paragraph, numbers and times: it slows down with the length of what it is given.
fn duckling_finds(article: &str) -> usize {
    let locale = Locale::new(Lang::EN, None);
    let now = FixedOffset::east_opt(0).and_then(|zone| zone.with_ymd_and_hms(2016, 1, 1, 12, 0, 0).single());
    let context = Context::new(now.expect("a day"), locale);
    let kinds = [
        DimensionKind::Numeral,
        DimensionKind::Ordinal,
        DimensionKind::Time,
        DimensionKind::Duration,
        DimensionKind::AmountOfMoney,
        DimensionKind::Distance,
        DimensionKind::Quantity,
    ];
    let paragraphs = article.split("\n\n");
    paragraphs.map(|text| duckling::parse(text, &locale, &kinds, &context, &Options::default()).len()).sum()
}

/// chrono-node times itself, so that starting Node does not count.
fn chrono_node(bytes: usize, folder: &Path) -> f64 {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/read.mjs");
    let script =
        fs::copy(script, folder.join("read.mjs")).map(|_| folder.join("read.mjs")).expect("the script");
    let output =
        Command::new("node").arg(script).arg(folder.join("articles.jsonl")).output().expect("Node runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let nanoseconds = text.split(' ').next().and_then(|word| word.parse().ok());
    let nanoseconds = nanoseconds.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    megabytes_a_second(bytes, Duration::from_nanos(nanoseconds))
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
