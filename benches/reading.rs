//! How fast articles are read on one core, beside a pass that only splits words and hashes them, and
//! how long `check` takes on one article, start-up included.
//!
//! `cargo bench`

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[allow(dead_code, reason = "shared with tests and examples, which use other parts")]
mod corpus;

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use factlint::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use factlint::engine;
use factlint::lexicon::Library;
use factlint::rules::RuleSet;
use rustc_hash::FxHashMap;

/// Bytes of each language.
const BYTES: usize = 2_000_000;
/// How often each pass is run; the median counts.
const ROUNDS: usize = 7;
/// How often words are hashed in a round: the processor's time is told in steps of some milliseconds.
const HASHINGS: u32 = 20;
/// How often the binary is started.
const STARTS: usize = 20;

fn main() {
    let library = Library::builtin().expect("the built-in packs are right");
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let mut all = Passes::default();
    let clock = if processor_time().is_some() { "processor time" } else { "wall time" };
    println!(
        "Reading {} MB of each language, one core, {clock}, median of {ROUNDS} rounds",
        BYTES / 1_000_000
    );
    for language in corpus::LANGUAGES {
        let corpus = corpus_of(language);
        // The first reading compiles the pack.
        let facts = read(&one_thread, &corpus, &library);
        let passes = measure(&one_thread, &corpus, &library);
        passes.print(&format!("{language} ({} articles, {facts} facts)", corpus.len()));
        all.add(&passes);
    }
    all.print("overall");
    start_up();
}

/// The articles of a language. Their language is not told, as in a folder of files.
fn corpus_of(language: &str) -> Corpus {
    let published = Published::parse("2025-06-17", PublishedFrom::CommandLine);
    let metadata = Metadata { published, ..Metadata::default() };
    let documents = corpus::articles(language, BYTES)
        .iter()
        .enumerate()
        .map(|(index, text)| Document::plain(format!("{language}/{index:05}.txt"), text, metadata.clone()))
        .collect();
    Corpus::new(documents)
}

/// What the two passes took over the same bytes.
#[derive(Default)]
struct Passes {
    bytes: usize,
    reading: Duration,
    hashing: Duration,
}

impl Passes {
    fn add(&mut self, other: &Self) {
        self.bytes += other.bytes;
        self.reading += other.reading;
        self.hashing += other.hashing;
    }

    fn print(&self, name: &str) {
        // Bytes by microseconds are megabytes by seconds; tenths are enough.
        let speed = |time: Duration| {
            let tenths = self.bytes as u128 * 10 / time.as_micros().max(1);
            format!("{}.{}", tenths / 10, tenths % 10)
        };
        let ratio = self.reading.as_micros() * 10 / self.hashing.as_micros().max(1);
        println!(
            "{name:<36} reading {:>6} MB/s   word-split-and-hash {:>6} MB/s   1/{}.{} of it",
            speed(self.reading),
            speed(self.hashing),
            ratio / 10,
            ratio % 10,
        );
    }
}

fn measure(pool: &rayon::ThreadPool, corpus: &Corpus, library: &Library) -> Passes {
    let (mut reading, mut hashing) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        hashing.push(worked(|| (0..HASHINGS).map(|_| words(corpus)).sum()) / HASHINGS);
        reading.push(worked(|| read(pool, corpus, library)));
    }
    let bytes = corpus.documents().iter().map(|document| document.text().len()).sum();
    Passes { bytes, reading: median(reading), hashing: median(hashing) }
}

/// How long the processor was at work; where the system does not tell, how long it took. A long pass loses more
/// to the other work of a busy machine than a short one does, so that the clock would tell of the machine.
fn worked(work: impl FnOnce() -> usize) -> Duration {
    let before = processor_time();
    let taken = timed(work);
    processor_time().zip(before).map_or(taken, |(after, before)| after.saturating_sub(before))
}

/// What the threads of this process have run for, as Linux tells it.
fn processor_time() -> Option<Duration> {
    let threads = std::fs::read_dir("/proc/self/task").ok()?;
    let nanoseconds = threads.map(|thread| {
        let stat = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        stat.split(' ').next()?.parse::<u64>().ok()
    });
    nanoseconds.sum::<Option<u64>>().map(Duration::from_nanos)
}

fn timed(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Reads every article; returns the number of facts.
fn read(pool: &rayon::ThreadPool, corpus: &Corpus, library: &Library) -> usize {
    let reading = pool.install(|| engine::read(black_box(corpus), library));
    reading.expect("the built-in packs are right").facts().count()
}

/// Splits at white space and counts each word; returns the number of different words.
fn words(corpus: &Corpus) -> usize {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for document in black_box(corpus).documents() {
        for word in document.text().split_whitespace() {
            *counts.entry(word).or_default() += 1;
        }
    }
    black_box(&counts).len()
}

/// Runs `check` on one article of each language.
fn start_up() {
    let rules = || RuleSet::builtin().expect("the built-in rules are right").iter().count();
    let count = rules();
    let times = (0..STARTS).map(|_| timed(rules)).collect();
    println!("{count} rules, loaded and checked: {} µs", median(times).as_micros());
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    for language in corpus::LANGUAGES {
        let path = folder.path().join(format!("{language}.txt"));
        let article = corpus::articles(language, 1).concat();
        std::fs::write(&path, &article).expect("an article");
        let times: Vec<Duration> = (0..STARTS)
            .map(|_| {
                let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
                command.arg("check").arg(&path).stdout(Stdio::null()).stderr(Stdio::null());
                timed(|| usize::from(command.status().expect("the binary starts").success()))
            })
            .collect();
        let micros = median(times).as_micros();
        println!(
            "check of one {language} article of {} bytes, start-up included: {}.{} ms (median of {STARTS})",
            article.len(),
            micros / 1000,
            micros % 1000 / 100,
        );
    }
}
