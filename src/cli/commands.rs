use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::ThreadPool;

use crate::document::{Corpus, Document};
use crate::input::{self, InputError, Loaded, Stdin};
use crate::lexicon::Library;
use crate::output;
use crate::text::Fault;

use super::args::{Cli, ColorWhen, Command, InputArgs, New, RulesArgs, SchemaOf, SourceArgs};
use super::configs::Configs;
use super::settings::{Description, SetupError, setup_with_examples};
use super::{check, facts, index, init, install, new_rule, proof, show_config, sidecars, trying, watching};

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
    let mut out = Remembering { out, failed: None };
    let exit = run_command(cli, &mut out, err);
    match out.failed {
        Some(error) if unprinted(&error) == Exit::Failure => {
            print(err, &format!("error: the output was not written: {error}\n"));
            Exit::Failure
        }
        _ => exit,
    }
}

fn run_command(cli: &Cli, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    let color = colored(cli.color, std::io::stdout().is_terminal());
    let result = match &cli.command {
        Command::Check(args) if args.watch => watching::watch(cli, args, color, out, err),
        Command::Check(args) => check::check(args, color, out, err),
        Command::Facts(args) => facts::facts(args, out, err),
        Command::Index(args) => index::index(args, out, err),
        Command::Rules(args) => rules(args, out),
        Command::Explain { rule, source } => explain(rule, source, out),
        Command::Test(args) => proof::test(args, out),
        Command::Try(args) => trying::try_rule(args, color, out, err),
        Command::New { what: New::Rule { id, dir } } => new_rule::write(id, dir, out),
        Command::Config(args) => show_config::show(args, out),
        Command::Init(args) => init::init(args, out),
        Command::Completions(args) => Ok(install::completions(args, out)),
        Command::Man(args) => install::man(args, out),
    };
    result.unwrap_or_else(|error| {
        report_error(&error, cli, err);
        Exit::Failure
    })
}

/// Says what stopped a command.
pub(super) fn report_error(error: &SetupError, cli: &Cli, err: &mut dyn Write) {
    let words = match error {
        SetupError::Fault(fault) => output::fault(fault, colored(cli.color, std::io::stderr().is_terminal())),
        SetupError::Archive(error) => format!("error: {error}\n"),
        SetupError::Argument(message) => format!("error: {message}\n"),
    };
    print(err, &words);
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

/// An output that remembers why it could not be written, so that this is said once and in one place.
struct Remembering<'a> {
    out: &'a mut dyn Write,
    failed: Option<std::io::Error>,
}

impl Remembering<'_> {
    fn remember<T>(&mut self, result: std::io::Result<T>) -> std::io::Result<T> {
        result.inspect_err(|error| {
            if error.kind() != std::io::ErrorKind::Interrupted {
                self.failed.get_or_insert_with(|| std::io::Error::new(error.kind(), error.to_string()));
            }
        })
    }
}

impl Write for Remembering<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.out.write(bytes);
        self.remember(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let flushed = self.out.flush();
        self.remember(flushed)
    }
}

/// How a command ends whose output cannot be written.
pub(super) fn unprinted(error: &std::io::Error) -> Exit {
    if error.kind() == std::io::ErrorKind::BrokenPipe { Exit::Clean } else { Exit::Failure }
}

/// The packs, compiled once a process. They live as long as it does: taking thousands of words apart again
/// word by word would only delay its end.
pub(super) fn library() -> Result<Arc<Library>, SetupError> {
    static LIBRARY: OnceLock<Result<Arc<Library>, Fault>> = OnceLock::new();
    Ok(LIBRARY.get_or_init(|| Library::builtin().map(Arc::new)).clone()?)
}

fn here() -> [PathBuf; 1] {
    [PathBuf::from(".")]
}

fn rules(args: &RulesArgs, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let text = match args.schema {
        Some(SchemaOf::Rule) => output::rule_schema(),
        Some(SchemaOf::Config) => output::config_schema(),
        Some(SchemaOf::Check) => output::check_schema(),
        Some(SchemaOf::Finding) => output::finding_schema(),
        Some(SchemaOf::Facts) => output::facts_schema(),
        Some(SchemaOf::Fact) => output::fact_schema(),
        None => output::rule_list(&setup_with_examples(&args.source, &here())?.rules),
    };
    Ok(print(out, &text))
}

fn explain(id: &str, source: &SourceArgs, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let rules = setup_with_examples(source, &here())?.rules;
    match rules.find(id) {
        Ok(rule) => Ok(print(out, &output::rule_page(rule))),
        Err(near) => {
            let hint = near
                .map_or("`factlint rules` lists them".to_string(), |near| format!("did you mean `{near}`?"));
            Err(SetupError::Argument(format!("no rule is called `{id}`; {hint}")))
        }
    }
}

/// The documents with all that is known of them, and what could not be read.
///
/// `see` is shown each of them with the file that it stands in.
pub(super) fn gather(
    input: &InputArgs,
    configs: &Configs,
    excluded: &dyn Fn(&Path) -> bool,
    see: &mut dyn FnMut(&Path, &Document),
) -> Result<(Corpus, Vec<InputError>), SetupError> {
    let stdin = Stdin { path: input.stdin_path.clone() };
    let left_out = |path: &Path| configs.excludes(path) || excluded(path);
    let Loaded { mut documents, mut errors } =
        input::load(&input.paths, &stdin, &left_out, &|path| configs.json_shape(path));
    errors.extend(sidecars::attach(&mut documents));
    let description = Description::new(configs, input)?;
    let documents = documents.into_iter().map(|(path, mut document)| {
        description.complete(&path, &mut document);
        see(&path, &document);
        document
    });
    let corpus = Corpus::new(documents.collect());
    configs.check()?;
    Ok((corpus, errors))
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
}
