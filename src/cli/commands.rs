use std::io::{IsTerminal, Write};
use std::mem::ManuallyDrop;

use crate::config::{Config, FailOn};
use crate::document::Corpus;
use crate::engine::{self, Reading, Report};
use crate::input::{self, InputError, Loaded, Stdin};
use crate::lexicon::Library;
use crate::output::{self, HumanOptions};
use crate::rules::RuleSet;

use super::args::{CheckArgs, CheckFormat, Cli, ColorWhen, Command, FactsArgs, FactsFormat, InputArgs};
use super::settings::{SetupError, config, describe};

/// How a command ended. The number is the process's exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above `--fail-on`.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// Could not do the job: usage, configuration, a rule at fault, unreadable input.
    Failure = 2,
}

/// Runs a command, printing to `out` what was asked for and to `err` what went wrong.
pub fn run(cli: &Cli, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    let color = colored(cli.color, std::io::stdout().is_terminal());
    let result = match &cli.command {
        Command::Check(args) => check(args, color, out, err),
        Command::Facts(args) => facts(args, out, err),
        Command::Rules => rules().map(|rules| print(out, &output::rule_list(&rules))),
        Command::Explain { rule } => explain(rule, out),
    };
    result.unwrap_or_else(|error| {
        let words = match &error {
            SetupError::Fault(fault) => {
                output::fault(fault, colored(cli.color, std::io::stderr().is_terminal()))
            }
            SetupError::Argument(message) => format!("error: {message}\n"),
        };
        print(err, &words);
        Exit::Failure
    })
}

/// Whether a stream is coloured; `terminal` tells what it is.
fn colored(when: ColorWhen, terminal: bool) -> bool {
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty()),
    }
}

/// Prints; a reader that has gone away (`| head`) is no fault of ours.
fn print(out: &mut dyn Write, text: &str) -> Exit {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Exit::Clean,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(_) => Exit::Failure,
    }
}

/// The packs. They live as long as the process: taking thousands of words apart again word by word would
/// only delay its end.
fn library() -> Result<ManuallyDrop<Library>, SetupError> {
    Ok(ManuallyDrop::new(Library::builtin()?))
}

fn rules() -> Result<RuleSet, SetupError> {
    Ok(RuleSet::builtin()?)
}

fn explain(id: &str, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let rules = rules()?;
    match rules.find(id) {
        Ok(rule) => Ok(print(out, &output::rule_page(rule))),
        Err(near) => {
            let hint = near
                .map_or("`factlint rules` lists them".to_string(), |near| format!("did you mean `{near}`?"));
            Err(SetupError::Argument(format!("no rule is called `{id}`; {hint}")))
        }
    }
}

fn check(
    args: &CheckArgs,
    color: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, SetupError> {
    let rules = rules()?;
    let library = library()?;
    let (config, corpus, errors) = gather(&args.input, &rules)?;
    let rules = rules.with_levels(&config.levels);
    let report = with_jobs(args.input.jobs, || engine::check(&corpus, &library, &rules))??;
    let text = match args.format {
        CheckFormat::Human => output::human(&corpus, &report, HumanOptions { color, explain: args.explain }),
        CheckFormat::Concise => output::concise(&corpus, &report),
        CheckFormat::Json => output::json(&corpus, &report),
    };
    // A program that asked for JSON gets JSON; people need no summary of nothing.
    let nothing = corpus.is_empty() && !errors.is_empty() && args.format != CheckFormat::Json;
    let printed = if nothing { Exit::Clean } else { print(out, &text) };
    warn(&report.reading, err);
    let fail_on = args.fail_on.or(config.fail_on).unwrap_or(FailOn::Warning);
    Ok(complain(&errors, err).or_failed(printed).or_findings(&report, fail_on))
}

fn facts(args: &FactsArgs, out: &mut dyn Write, err: &mut dyn Write) -> Result<Exit, SetupError> {
    let library = library()?;
    let (_, corpus, errors) = gather(&args.input, &rules()?)?;
    let reading = with_jobs(args.input.jobs, || engine::read(&corpus, &library))??;
    let text = match args.format {
        FactsFormat::Human => output::facts_human(&corpus, &reading, &library.vocabulary),
        FactsFormat::Json => output::facts_json(&corpus, &reading, &library.vocabulary),
        FactsFormat::Jsonl => output::facts_jsonl(&corpus, &reading, &library.vocabulary),
    };
    let printed = print(out, &text);
    warn(&reading, err);
    Ok(complain(&errors, err).or_failed(printed))
}

/// The configuration, the documents with all that is known of them, and what could not be read.
fn gather(input: &InputArgs, rules: &RuleSet) -> Result<(Config, Corpus, Vec<InputError>), SetupError> {
    let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    let config = config(input, &ids)?;
    let stdin = Stdin { path: input.stdin_path.clone() };
    let Loaded { mut documents, errors } = input::load(&input.paths, &stdin, &|path| config.excludes(path));
    describe(&mut documents, &config, input)?;
    let documents = documents.into_iter().map(|(_, document)| document).collect();
    Ok((config, Corpus::new(documents), errors))
}

fn with_jobs<T: Send>(jobs: usize, work: impl FnOnce() -> T + Send) -> Result<T, SetupError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|error| SetupError::Argument(format!("--jobs {jobs}: {error}")))?;
    Ok(pool.install(work))
}

/// What was read in part. A stored article with an odd date is no reason to fail a run over thousands.
fn warn(reading: &Reading, err: &mut dyn Write) {
    for doubt in reading.documents().iter().filter_map(|document| document.doubt.as_ref()) {
        print(err, &format!("warning: {doubt}\n"));
    }
}

fn complain(errors: &[InputError], err: &mut dyn Write) -> Exit {
    for error in errors {
        print(err, &format!("error: {error}\n"));
    }
    if errors.is_empty() { Exit::Clean } else { Exit::Failure }
}

impl Exit {
    /// A failure wins over everything.
    fn or_failed(self, other: Self) -> Self {
        if self == Self::Failure || other == Self::Failure { Self::Failure } else { self }
    }

    fn or_findings(self, report: &Report, fail_on: FailOn) -> Self {
        let fails = report.findings.iter().any(|finding| fail_on.fails(finding.level));
        if self == Self::Clean && fails { Self::Findings } else { self }
    }
}
