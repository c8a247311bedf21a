use std::io::Write;
use std::path::Path;

use crate::config::FailOn;
use crate::document::Corpus;
use crate::engine::{self, Report};
use crate::findings::{Complaint, ComplaintKind};
use crate::input::InputError;
use crate::lexicon::Library;
use crate::output::{self, Checked, Format, HumanOptions};
use crate::rules::RuleSet;

use super::against;
use super::args::CheckArgs;
use super::commands::{Exit, complain, gather, library, print, threads};
use super::configs::Configs;
use super::notes::Notes;
use super::outputs::{Outputs, standpoint};
use super::settings::{SetupError, near, sheets};
use super::standing::Standing;
use super::telling::Telling;
use super::whole;

/// Judges the articles and prints what was found.
pub(super) fn check(
    args: &CheckArgs,
    color: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, SetupError> {
    if let Some(store) = &args.archives.archive {
        return whole::check(store, args, color, out, err);
    }
    let outputs = Outputs::new(args.format, &args.outputs)?;
    let mut telling = Telling::new(&args.telling);
    telling.begins("read input");
    let configs = Configs::new(&args.source, &near(&args.input))?;
    let mut standing = Standing::new(&args.standing, configs.baseline()?.as_deref(), &near(&args.input))?;
    let (corpus, errors) = gather_for(args, &configs, &mut standing)?;
    telling.begins("load rules");
    let rules = configs.rules(RuleSet::builtin_to_run()?, &args.source)?;
    let rules = configs.chosen(rules, &args.selection)?;
    let sheets = sheets(&configs, &args.facts)?;
    telling.begins("load packs");
    let library = library()?;
    let nothing = corpus.is_empty() && !errors.is_empty() && !outputs.printed.is_for_programs();
    let corpus = corpus.with_sheets(sheets);
    if let [one, other] = args.why_not.as_slice() {
        let places = super::why_not::places(&corpus, one, other)?;
        let why = engine::why_not(&corpus, &library, &rules, places)?;
        telling.clears();
        let printed = print(out, &output::why_not(&corpus, &why));
        return Ok(complain(&errors, err).or_failed(printed));
    }
    telling.expects(corpus.len());
    let (corpus, report) = judged(args, corpus, &library, &rules, &telling, err)?;
    let conclusion = Conclusion {
        args,
        color,
        rules: &rules,
        library: &library,
        outputs: &outputs,
        standing: &standing,
        errors: &errors,
        fail_on: args.fail_on.or(configs.fail_on()).unwrap_or(FailOn::Warning),
        // A program that asked for a report gets one; people need no summary of nothing.
        is_printed: nothing,
        was_read: None,
    };
    conclude(&conclusion, &corpus, report, &mut telling, out, err)
}

/// What a check ends with.
pub(super) struct Conclusion<'a> {
    pub args: &'a CheckArgs,
    pub color: bool,
    pub rules: &'a RuleSet,
    pub library: &'a Library,
    pub outputs: &'a Outputs,
    pub standing: &'a Standing<'a>,
    /// What could not be read.
    pub errors: &'a [InputError],
    pub fail_on: FailOn,
    /// Whether nothing is to be printed any more.
    pub is_printed: bool,
    /// Whether a document was read, where more were than are at hand.
    pub was_read: Option<&'a dyn Fn(&str) -> bool>,
}

/// Tells what was found, in every way that was asked for.
pub(super) fn conclude(
    conclusion: &Conclusion<'_>,
    corpus: &Corpus,
    mut report: Report,
    telling: &mut Telling<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, SetupError> {
    let Conclusion { args, rules, outputs, standing, errors, fail_on, .. } = *conclusion;
    standing.apply(&mut report, corpus, rules, errors.is_empty(), conclusion.was_read)?;
    telling.begins("output");
    telling.clears();
    let quiet = args.telling.quiet;
    let said = complain_of_suppressions(&report, quiet, err);
    let exit = complain(errors, err).or_failed(said).or_findings(&report, fail_on);
    let checked = Checked {
        corpus,
        report: &report,
        rules,
        vocabulary: &conclusion.library.vocabulary,
        fail_on,
        unread: &errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        exit_code: exit as u8,
        standpoint: &standpoint(),
        options: HumanOptions { color: conclusion.color, explain: args.explain, quiet },
    };
    let written = outputs.write(&checked, err);
    let printed = match conclusion.is_printed {
        true => Exit::Clean,
        false => print(out, &outputs.printed.render(&checked)),
    };
    if !quiet {
        tell_notes(&checked, outputs.printed, err);
    }
    telling.ends(corpus, &report, rules, err);
    if !quiet {
        standing.tell(&report, err);
    }
    Ok(exit.or_failed(written).or_failed(printed))
}

/// Tells what was read in part or left alone.
fn tell_notes(checked: &Checked<'_>, printed: Format, err: &mut dyn Write) {
    let mut notes = Notes::of(checked.corpus, &checked.report.reading);
    notes.print_warnings(err);
    // For people it stands in the summary.
    if printed != Format::Human {
        notes.print(err);
    }
}

/// The documents, but for the baseline, each shown to what decides which findings count.
fn gather_for(
    args: &CheckArgs,
    configs: &Configs,
    standing: &mut Standing<'_>,
) -> Result<(Corpus, Vec<InputError>), SetupError> {
    let mut seen = Vec::new();
    let is_baseline = |path: &Path| standing.is_baseline(path);
    let gathered = gather(&args.input, configs, &is_baseline, &mut |path, document| {
        seen.push((path.to_path_buf(), document.name.clone()));
    })?;
    seen.iter().for_each(|(path, name)| standing.see(path, name));
    Ok(gathered)
}

/// Tells what is wrong with suppressions. One that cannot be understood is a failure: somebody relies on it.
fn complain_of_suppressions(report: &Report, quiet: bool, err: &mut dyn Write) -> Exit {
    let mut exit = Exit::Clean;
    for Complaint { path, position, kind, message, help } in &report.complaints {
        let fails = *kind == ComplaintKind::Malformed;
        if quiet && !fails {
            continue;
        }
        exit = if fails { Exit::Failure } else { exit };
        let weight = if fails { "error" } else { "warning" };
        let place = format!("{path}:{}:{}", position.line, position.column);
        print(err, &format!("{weight}: {place}: {message}; {help}\n"));
    }
    exit
}

/// The articles judged, against archives too where some are named.
fn judged(
    args: &CheckArgs,
    corpus: Corpus,
    library: &Library,
    rules: &RuleSet,
    telling: &Telling,
    err: &mut dyn Write,
) -> Result<(Corpus, Report), SetupError> {
    let threads = threads(args.input.jobs)?;
    if args.archives.against.is_empty() {
        let report = threads.install(|| engine::check_heard(&corpus, library, rules, telling))?;
        return Ok((corpus, report));
    }
    telling.begins("hold against archives");
    let found = threads.install(|| against::check(&args.archives, &corpus, library, rules))?;
    if !args.telling.quiet {
        against::note_read_again(found.read_again, err);
    }
    Ok((found.corpus, found.report))
}

impl Exit {
    fn or_findings(self, report: &Report, fail_on: FailOn) -> Self {
        self.or_found(report.findings.iter().any(|finding| fail_on.fails(finding.level)))
    }

    /// Findings where there are such as fail the run, unless it has failed otherwise.
    pub(super) fn or_found(self, fails: bool) -> Self {
        if self == Self::Clean && fails { Self::Findings } else { self }
    }
}
