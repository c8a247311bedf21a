use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::ThreadPool;
use serde_json::json;

use crate::archive::{Added, Article, Stats, Store, Verified, Writer};
use crate::document::Document;
use crate::engine;
use crate::input::{self, Stdin};
use crate::lexicon::{Library, Vocabulary};
use crate::values::many;

use super::args::{IndexAddArgs, IndexArgs, IndexCommand, StatsFormat};
use super::commands::{Exit, complain, library, print, threads};
use super::exporting;
use super::notes::Notes;
use super::settings::{Description, Setup, SetupError, near, setup};
use super::sidecars;

/// Keeps an archive.
pub(super) fn index(args: &IndexArgs, out: &mut dyn Write, err: &mut dyn Write) -> Result<Exit, SetupError> {
    match &args.command {
        IndexCommand::Add(args) | IndexCommand::Import(args) => add(args, out, err),
        IndexCommand::Stats { store, format } => stats(&store.store, *format, out),
        IndexCommand::Compact(args) => {
            Writer::open(&args.store, false)?.compact()?;
            stats(&args.store, StatsFormat::Human, out)
        }
        IndexCommand::Export(args) => exporting::export(args, out),
        IndexCommand::Verify(args) => verify(&args.store, out),
    }
}

fn add(args: &IndexAddArgs, out: &mut dyn Write, err: &mut dyn Write) -> Result<Exit, SetupError> {
    let library = library()?;
    let Setup { configs, .. } = setup(&args.source, &near(&args.input))?;
    let description = Description::new(&configs, &args.input)?;
    let stdin = Stdin { path: args.input.stdin_path.clone() };
    let mut adding = Adding {
        writer: Writer::open(&args.store.store, true)?,
        library: &library,
        pool: threads(args.input.jobs)?,
        added: Added::default(),
        notes: Notes::default(),
        progress: Progress::new(&args.input.paths),
    };
    let items = input::stream(&args.input.paths, &stdin, &|path| configs.excludes(path), &|path| {
        configs.json_shape(path)
    })
    .map_err(|error| SetupError::Argument(format!("no thread for reading: {error}")))?;
    let (mut batch, mut bytes, mut exit) = (Vec::new(), 0, Exit::Clean);
    for item in items.flatten() {
        match item {
            Ok((path, mut document)) => {
                description.complete(&path, &mut document);
                bytes += document.source().len();
                batch.push((path, document));
            }
            Err(error) => exit = complain(&[error], err).or_failed(exit),
        }
        if bytes >= args.batch {
            exit = adding.add(std::mem::take(&mut batch), err)?.or_failed(exit);
            bytes = 0;
        }
    }
    exit = adding.add(batch, err)?.or_failed(exit);
    adding.end(args, exit, out, err)
}

/// The work of `index add`, batch by batch.
struct Adding<'a> {
    writer: Writer,
    library: &'a Library,
    pool: ThreadPool,
    added: Added,
    notes: Notes,
    progress: Progress,
}

impl Adding<'_> {
    /// Adds a batch. A suppression beside an article that cannot be read is told, and the article added.
    fn add(&mut self, mut batch: Vec<(PathBuf, Document)>, err: &mut dyn Write) -> Result<Exit, SetupError> {
        let exit = complain(&sidecars::attach(&mut batch), err);
        let bytes = batch.iter().map(|(_, document)| document.source().len() as u64).sum();
        let articles = batch.len();
        let (mut files, mut documents) = (Vec::new(), Vec::new());
        for (file, document) in batch {
            if self.writer.holds(&document)? {
                self.added.same += 1;
            } else {
                files.push(file);
                documents.push(document);
            }
        }
        let vocabulary: &Vocabulary = &self.library.vocabulary;
        let read = self.pool.install(|| engine::read_each(&documents, self.library, |_, facts| facts))?;
        let packed = self.pool.install(|| Article::pack(&documents, &read, &files, vocabulary))?;
        documents.iter().zip(&read).for_each(|(document, facts)| self.notes.add(document, facts));
        self.notes.print_warnings(err);
        let Added { new, changed, .. } = self.writer.add(&packed)?;
        self.added.new += new;
        self.added.changed += changed;
        self.progress.step(articles, bytes, err);
        Ok(exit)
    }

    fn end(
        mut self,
        args: &IndexAddArgs,
        exit: Exit,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> Result<Exit, SetupError> {
        self.progress.clear(err);
        if args.prune && exit == Exit::Clean {
            self.added.removed = self.writer.prune(&args.input.paths)?;
        } else if args.prune {
            print(err, "note: no article was taken out, for not all could be read\n");
        }
        self.writer.finish()?;
        self.notes.print(err);
        let Added { new, changed, same, removed } = self.added;
        let words = format!("{new} new, {changed} changed, {same} unchanged, {removed} removed\n");
        Ok(exit.or_failed(print(out, &words)))
    }
}

/// A line on a terminal that says how far the work has come.
struct Progress {
    started: Instant,
    shown: Option<Instant>,
    terminal: bool,
    articles: usize,
    bytes: u64,
    /// The bytes of the files given; none where they are not known.
    whole: Option<u64>,
}

/// How long a line stands before it is written anew.
const PACE: Duration = Duration::from_millis(200);
/// Back to the start of the line, and what stands there is taken away.
const CLEAR: &str = "\r\u{1b}[K";

impl Progress {
    fn new(paths: &[PathBuf]) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let whole = terminal.then(|| paths.iter().map(|path| size_of(path)).sum()).flatten();
        Self { started: Instant::now(), shown: None, terminal, articles: 0, bytes: 0, whole }
    }

    fn step(&mut self, articles: usize, bytes: u64, err: &mut dyn Write) {
        self.articles += articles;
        self.bytes += bytes;
        if !self.terminal || self.shown.is_some_and(|shown| shown.elapsed() < PACE) {
            return;
        }
        self.shown = Some(Instant::now());
        print(err, &format!("{CLEAR}{}", self.line(self.started.elapsed().as_millis().max(1))));
    }

    fn line(&self, milliseconds: u128) -> String {
        let rate = u128::from(self.bytes) * 1000 / milliseconds;
        let tenths = rate / 100_000;
        let rest = self.whole.filter(|_| rate > 0).map(|whole| {
            let seconds = u128::from(whole.saturating_sub(self.bytes)) / rate;
            format!(", {}:{:02} left", seconds / 60, seconds % 60)
        });
        let articles = many(self.articles, "article");
        format!("{articles}, {}.{} MB/s{}", tenths / 10, tenths % 10, rest.unwrap_or_default())
    }

    fn clear(&self, err: &mut dyn Write) {
        if self.shown.is_some() {
            print(err, CLEAR);
        }
    }
}

/// How many bytes a file or the files of a folder hold; `None` for what is no file.
fn size_of(path: &Path) -> Option<u64> {
    let known = std::fs::metadata(path).ok()?;
    if !known.is_dir() {
        return Some(known.len());
    }
    let files = ignore::WalkBuilder::new(path).require_git(false).build().filter_map(Result::ok);
    Some(
        files
            .filter_map(|file| file.metadata().ok())
            .filter(|file| file.is_file())
            .map(|file| file.len())
            .sum(),
    )
}

fn stats(path: &Path, format: StatsFormat, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let stats = Store::open(path)?.stats()?;
    let text = match format {
        StatsFormat::Human => stats_for_people(&stats),
        StatsFormat::Json => format!("{:#}\n", stats_json(&stats)),
    };
    Ok(print(out, &text))
}

fn stats_for_people(stats: &Stats) -> String {
    let count = |number: u64, word| many(usize::try_from(number).unwrap_or(usize::MAX), word);
    let mut text = format!("{}, {}\n", count(stats.articles, "article"), count(stats.facts, "fact"));
    if let Some((first, last)) = &stats.days {
        text.push_str(&format!("published from {first} to {last}"));
        let undated =
            if stats.undated > 0 { format!(", {} without a date", stats.undated) } else { String::new() };
        text.push_str(&format!("{undated}\n"));
    }
    let languages = stats.languages.iter().map(|(language, articles)| {
        format!("{} {articles}", language.as_deref().unwrap_or("in no language that is read:"))
    });
    text.push_str(&format!("languages: {}\n", languages.collect::<Vec<_>>().join(", ")));
    let hundredths = u128::from(stats.size) * 100 / u128::from(stats.bytes.max(1));
    text.push_str(&format!(
        "{} bytes of articles in {} bytes: {}.{:02} times as many\n",
        stats.bytes,
        stats.size,
        hundredths / 100,
        hundredths % 100
    ));
    if stats.outdated > 0 {
        text.push_str(&format!(
            "{} read by another version of factlint: add them again, or they are read anew at each check\n",
            count(stats.outdated, "article")
        ));
    }
    text
}

fn stats_json(stats: &Stats) -> serde_json::Value {
    let languages = stats.languages.iter();
    let languages =
        languages.map(|(language, articles)| json!({ "language": language, "articles": articles }));
    json!({
        "articles": stats.articles,
        "outdated": stats.outdated,
        "facts": stats.facts,
        "bytes": stats.bytes,
        "size": stats.size,
        "first": stats.days.as_ref().map(|(first, _)| first),
        "last": stats.days.as_ref().map(|(_, last)| last),
        "undated": stats.undated,
        "languages": languages.collect::<Vec<_>>(),
        "runs": stats.runs,
    })
}

fn verify(path: &Path, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let library = library()?;
    let Verified { articles, entries, stale, faults } = Store::open(path)?.verify(&library.vocabulary)?;
    let mut text: String = faults.iter().map(|fault| format!("fault: {fault}\n")).collect();
    let whole = if faults.is_empty() { "whole" } else { "not whole" };
    text.push_str(&format!("{whole}: {articles} articles, {entries} entries of lists, {stale} stale\n"));
    let printed = print(out, &text);
    Ok(if faults.is_empty() { printed } else { Exit::Findings.or_failed(printed) })
}
