use std::io::{IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use rayon::ThreadPool;

use crate::config::{Config, FailOn};
use crate::document::Corpus;
use crate::engine::{self, Report};
use crate::input::{self, InputError, Loaded, Stdin};
use crate::lexicon::Library;
use crate::output::{self, HumanOptions};
use crate::rules::{RuleSet, Selection, UnknownRule};

use super::args::{
    CheckArgs, CheckFormat, Cli, ColorWhen, Command, InputArgs, New, RulesArgs, SchemaOf, SelectArgs,
    SourceArgs,
};
use super::notes::Notes;
use super::settings::{Description, Setup, SetupError, near, setup, sheets};
use super::{facts, new_rule, proof, trying};

/// How a command ended. The number is the process's exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above `--fail-on`; all tests as expected.
    Clean = 0,
    /// Findings; a test that is not as expected.
    Findings = 1,
    /// Could not do the job: usage, configuration, a rule at fault, unreadable input.
    Failure = 2,
}

/// Runs a command, printing to `out` what was asked for and to `err` what went wrong.
pub fn run(cli: &Cli, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    let color = colored(cli.color, std::io::stdout().is_terminal());
    let result = match &cli.command {
        Command::Check(args) => check(args, color, out, err),
        Command::Facts(args) => facts::facts(args, out, err),
        Command::Rules(args) => rules(args, out),
        Command::Explain { rule, source } => explain(rule, source, out),
        Command::Test(args) => proof::test(args, out),
        Command::Try(args) => trying::try_rule(args, color, out, err),
        Command::New { what: New::Rule { id, dir } } => new_rule::write(id, dir, out),
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
pub(super) fn print(out: &mut dyn Write, text: &str) -> Exit {
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_or_else(|error| unprinted(&error), |()| Exit::Clean)
}

/// How a command ends whose output cannot be written.
pub(super) fn unprinted(error: &std::io::Error) -> Exit {
    if error.kind() == std::io::ErrorKind::BrokenPipe { Exit::Clean } else { Exit::Failure }
}

/// The packs. They live as long as the process: taking thousands of words apart again word by word would
/// only delay its end.
pub(super) fn library() -> Result<ManuallyDrop<Library>, SetupError> {
    Ok(ManuallyDrop::new(Library::builtin()?))
}

fn here() -> [PathBuf; 1] {
    [PathBuf::from(".")]
}

fn rules(args: &RulesArgs, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let text = match args.schema {
        Some(SchemaOf::Rule) => output::rule_schema(),
        Some(SchemaOf::Config) => output::config_schema(),
        None => output::rule_list(&setup(&args.source, &here())?.rules),
    };
    Ok(print(out, &text))
}

fn explain(id: &str, source: &SourceArgs, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let rules = setup(source, &here())?.rules;
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
    let Setup { config, rules } = setup(&args.source, &near(&args.input))?;
    let rules = chosen(rules, &args.selection, &config)?;
    let library = library()?;
    let sheets = sheets(&config, &args.facts)?;
    let (corpus, errors) = gather(&args.input, &config)?;
    let nothing = corpus.is_empty() && !errors.is_empty() && args.format != CheckFormat::Json;
    let corpus = corpus.with_sheets(sheets);
    if let [one, other] = args.why_not.as_slice() {
        let places = super::why_not::places(&corpus, one, other)?;
        let why = engine::why_not(&corpus, &library, &rules, places)?;
        let printed = print(out, &output::why_not(&corpus, &why));
        return Ok(complain(&errors, err).or_failed(printed));
    }
    let report = threads(args.input.jobs)?.install(|| engine::check(&corpus, &library, &rules))?;
    let text = match args.format {
        CheckFormat::Human => output::human(&corpus, &report, HumanOptions { color, explain: args.explain }),
        CheckFormat::Concise => output::concise(&corpus, &report),
        CheckFormat::Json => output::json(&corpus, &report),
    };
    // A program that asked for JSON gets JSON; people need no summary of nothing.
    let printed = if nothing { Exit::Clean } else { print(out, &text) };
    let mut notes = Notes::of(&corpus, &report.reading);
    notes.print_warnings(err);
    // For people it stands in the summary.
    if args.format != CheckFormat::Human {
        notes.print(err);
    }
    let fail_on = args.fail_on.or(config.fail_on).unwrap_or(FailOn::Warning);
    Ok(complain(&errors, err).or_failed(printed).or_findings(&report, fail_on))
}

/// The rules that run: the command line wins over the configuration.
fn chosen(rules: RuleSet, args: &SelectArgs, config: &Config) -> Result<RuleSet, SetupError> {
    let levels: Vec<_> = config.levels.iter().chain(&args.levels).cloned().collect();
    let selection =
        Selection { levels: &levels, select: &args.select, ignore: &args.ignore, preview: args.preview };
    rules.chosen(selection).map_err(|error: UnknownRule| SetupError::Argument(error.to_string()))
}

/// The documents with all that is known of them, and what could not be read.
pub(super) fn gather(input: &InputArgs, config: &Config) -> Result<(Corpus, Vec<InputError>), SetupError> {
    let stdin = Stdin { path: input.stdin_path.clone() };
    let Loaded { documents, errors } = input::load(&input.paths, &stdin, &|path| config.excludes(path));
    let description = Description::new(config, input)?;
    let documents = documents.into_iter().map(|(path, mut document)| {
        description.complete(&path, &mut document);
        document
    });
    Ok((Corpus::new(documents.collect()), errors))
}

/// The threads to work on.
pub(super) fn threads(jobs: usize) -> Result<ThreadPool, SetupError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    pool.map_err(|error| SetupError::Argument(format!("--jobs {jobs}: {error}")))
}

pub(super) fn complain(errors: &[InputError], err: &mut dyn Write) -> Exit {
    for error in errors {
        print(err, &format!("error: {error}\n"));
    }
    if errors.is_empty() { Exit::Clean } else { Exit::Failure }
}

impl Exit {
    /// A failure wins over everything.
    pub(super) fn or_failed(self, other: Self) -> Self {
        if self == Self::Failure || other == Self::Failure { Self::Failure } else { self }
    }

    fn or_findings(self, report: &Report, fail_on: FailOn) -> Self {
        let fails = report.findings.iter().any(|finding| fail_on.fails(finding.level));
        if self == Self::Clean && fails { Self::Findings } else { self }
    }
}
