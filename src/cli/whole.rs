//! `check --archive`: a whole archive against itself.

use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::archive::{ARTICLES_AT_A_TIME, ArchiveError, Asked, Piece, State, Store, Whole};
use crate::config::FailOn;
use crate::document::Corpus;
use crate::engine::Report;
use crate::output::Format;
use crate::rules::RuleSet;
use crate::values::many;

use super::against::{narrowed, note_read_again};
use super::args::CheckArgs;
use super::check::{Conclusion, conclude};
use super::commands::{Exit, library, print, threads};
use super::configs::Configs;
use super::outputs::Outputs;
use super::settings::{SetupError, sheets};
use super::standing::Standing;
use super::telling::Telling;

/// So many pieces are handed to each thread at a time; then what they found is kept.
const AT_A_TIME: usize = 4;

/// Judges all articles of a store and prints what was found.
pub(super) fn check(
    store: &Path,
    args: &CheckArgs,
    color: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, SetupError> {
    let outputs = Outputs::new(args.format, &args.outputs)?;
    let mut telling = Telling::new(&args.telling);
    telling.begins("load rules");
    let opened = Store::open(store)?;
    let configs = configs_of(args, &opened)?;
    let standing = Standing::new(&args.standing, configs.baseline()?.as_deref(), &[])?;
    let rules = configs.rules(RuleSet::builtin_to_run()?, &args.source)?;
    let rules = configs.chosen(rules, &args.selection)?;
    let sheets = sheets(&configs, &args.facts)?;
    telling.begins("load packs");
    let library = library()?;
    let pool = threads(args.input.jobs)?;
    let narrowed = narrowed(&args.archives, &Corpus::default(), &library)?;
    telling.begins("find stories");
    let asked = Asked {
        library: &library,
        rules: &rules,
        narrowed: &narrowed,
        sheets: &sheets,
        settings: &|file| configs.settings_of(file),
        threads: pool.current_num_threads(),
        pieces_of: ARTICLES_AT_A_TIME,
    };
    let whole = pool.install(|| Whole::new(store, asked))?;
    let fail_on = args.fail_on.or(configs.fail_on()).unwrap_or(FailOn::Warning);
    let streams = outputs.printed == Format::Jsonl && !standing.has_baseline();
    let mut judging = Judging { whole: &whole, state: State::open(store, whole.mark())?, fail_on, streams };
    judging.tell(args.telling.quiet, err);
    telling.begins("judge");
    telling.expects(whole.articles());
    let told = judging.all(&pool, &telling, out)?;
    if !args.telling.quiet {
        note_read_again(told.read_again, err);
    }
    telling.begins("output");
    let (corpus, report) = judging.gathered(!streams || outputs.writes_files(), told.pieces)?;
    let conclusion = Conclusion {
        args,
        color,
        rules: &rules,
        library: &library,
        outputs: &outputs,
        standing: &standing,
        errors: &[],
        fail_on,
        is_printed: streams,
        was_read: Some(&|name| opened.find(name).is_ok_and(|id| id.is_some())),
    };
    let exit = conclude(&conclusion, &corpus, report, &mut telling, out, err)?;
    judging.state.end();
    Ok(exit.or_failed(told.printed).or_found(told.fails))
}

/// The configurations of all articles of a store: which rules run over them has to be known before.
fn configs_of(args: &CheckArgs, store: &Store) -> Result<Configs, SetupError> {
    let configs = Configs::new(&args.source, &[PathBuf::from(".")])?;
    store.for_each_file(|file| {
        configs.settings_of(Path::new(file));
    })?;
    configs.check()?;
    Ok(configs)
}

/// A judgement that goes on.
struct Judging<'a> {
    whole: &'a Whole<'a>,
    state: State,
    fail_on: FailOn,
    /// Whether findings are printed as they come.
    streams: bool,
}

/// What is known when all pieces are judged.
struct Told {
    pieces: usize,
    read_again: usize,
    printed: Exit,
    /// Whether one of the findings that were printed fails the run.
    fails: bool,
}

impl Judging<'_> {
    /// Says what is known already, and whether an interruption would lose anything.
    fn tell(&self, quiet: bool, err: &mut dyn Write) {
        if quiet {
            return;
        }
        let path = self.state.path().display();
        match self.state.done() {
            Ok(done) if done > 0 => {
                let pieces = many(self.whole.pieces(), "piece");
                print(err, &format!("note: {done} of {pieces} were judged before, as {path} says\n"));
            }
            _ if !self.state.is_kept() => {
                print(err, &format!("note: {path} cannot be written: an interruption loses what is done\n"));
            }
            _ => {}
        }
    }

    fn all(
        &mut self,
        pool: &ThreadPool,
        telling: &Telling<'_>,
        out: &mut dyn Write,
    ) -> Result<Told, SetupError> {
        let mut told =
            Told { pieces: self.whole.pieces(), read_again: 0, printed: Exit::Clean, fails: false };
        let at_a_time = pool.current_num_threads() * AT_A_TIME;
        for first in (0..told.pieces).step_by(at_a_time) {
            let numbers = first..told.pieces.min(first + at_a_time);
            let known = numbers.clone().map(|number| Ok((number, self.state.piece(number)?)));
            let known: Vec<(usize, Option<Piece>)> = known.collect::<Result<_, ArchiveError>>()?;
            let open: Vec<usize> =
                known.iter().filter(|(_, piece)| piece.is_none()).map(|(number, _)| *number).collect();
            let judge = |number: usize| Ok((number, self.whole.judge(number)?));
            let found: Vec<(usize, Piece)> =
                pool.install(|| open.into_par_iter().map(judge).collect::<Result<_, ArchiveError>>())?;
            self.state.keep(&found)?;
            let known = known.into_iter().filter_map(|(number, piece)| Some((number, piece?)));
            let mut pieces: Vec<(usize, Piece)> = known.chain(found).collect();
            pieces.sort_by_key(|(number, _)| *number);
            for (_, piece) in pieces {
                telling.judged(piece.articles);
                told.read_again += piece.read_again;
                self.print(piece, &mut told, out)?;
            }
        }
        Ok(told)
    }

    fn print(&self, piece: Piece, told: &mut Told, out: &mut dyn Write) -> Result<(), SetupError> {
        if !self.streams || piece.findings.is_empty() {
            return Ok(());
        }
        told.fails |= piece.findings.iter().any(|finding| self.fail_on.fails(finding.level));
        let (corpus, report) = self.whole.report([piece])?;
        let text = crate::output::jsonl(&corpus, &report);
        told.printed = told.printed.or_failed(print(out, &text));
        Ok(())
    }

    /// All that was found, with the articles that it names; where it is printed already, only what is said of
    /// it besides.
    fn gathered(&self, with_findings: bool, pieces: usize) -> Result<(Corpus, Report), SetupError> {
        let mut all = Vec::with_capacity(pieces);
        for number in 0..pieces {
            let mut piece = self.state.piece(number)?.unwrap_or_default();
            if !with_findings {
                piece.findings.clear();
                piece.set_aside.clear();
            }
            all.push(piece);
        }
        Ok(self.whole.report(all)?)
    }
}
