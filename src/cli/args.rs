mod config;
mod index;
mod install;
mod levels;
mod standing;
mod telling;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::{FailOn, LevelOrOff};
use crate::model::Decimal;
use crate::output::Format;

use super::outputs::Output;

pub use config::{ConfigArgs, ConfigFormat};
pub use index::{AgainstArgs, ExportArgs, ExportFormat, IndexAddArgs, IndexArgs, IndexCommand, StatsFormat};
pub use install::{CiSystem, CompletionsArgs, InitArgs, ManArgs};
pub use standing::StandingArgs;
pub use telling::TellingArgs;

/// Finds figures and times in news articles that cannot all be true.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, max_term_width = 100)]
pub struct Cli {
    /// When to use colour.
    #[arg(long, value_enum, default_value = "auto", global = true)]
    pub color: ColorWhen,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report what cannot all be true. Exit code 0: nothing at or above --fail-on; 1: findings; 2:
    /// could not do the job.
    Check(Box<CheckArgs>),
    /// Print the facts that the articles assert.
    Facts(FactsArgs),
    /// Keep an archive: all that was ever published, in one file, for `check --against` to hold new articles
    /// against.
    Index(IndexArgs),
    /// List the rules: id, family, status, level, languages of the examples.
    Rules(RulesArgs),
    /// Say what a rule does, why, and how to allow it, with its examples.
    Explain {
        /// The rule's id.
        rule: String,
        /// Where rules come from.
        #[command(flatten)]
        source: SourceArgs,
    },
    /// Run the examples in rule files, and cases: folders of articles with an expected.toml. Exit code
    /// 0: all as expected; 1: a miss, a false alarm or a snapshot that differs; 2: could not do the job.
    Test(TestArgs),
    /// Run one rule, whatever its status, over articles: how often it fires, and where.
    Try(TryArgs),
    /// Write something new to start from.
    New {
        /// What.
        #[command(subcommand)]
        what: New,
    },
    /// Print what applies to a file or a folder: settings, rules and levels, each with where it is
    /// written.
    Config(ConfigArgs),
    /// Write a factlint.toml with comments, to start from, and the file with which a CI system runs
    /// factlint.
    Init(InitArgs),
    /// Print the script with which a shell completes commands and options.
    Completions(CompletionsArgs),
    /// Print a man page, or write all of them.
    Man(ManArgs),
}

/// What can be written to start from.
#[derive(Debug, Subcommand)]
pub enum New {
    /// A rule file, ID.toml, with comments that say what to put where.
    Rule {
        /// The rule's id: the defect in small letters and hyphens.
        id: String,
        /// The folder to write it into.
        #[arg(long, value_name = "DIR", default_value = ".")]
        dir: PathBuf,
    },
}

/// What to read.
#[derive(Args, Debug)]
pub struct InputArgs {
    /// Files, folders, patterns, or `-` for standard input.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The language of every article (BCP 47: pl, pt-BR, en …); found from the text otherwise.
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// The publication date of every article: 2025-06-17.
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// The name under which standard input is reported; its extension tells the format.
    #[arg(long, value_name = "PATH", default_value = "stdin.txt")]
    pub stdin_path: PathBuf,
    /// How many threads to use; 0 is one for each core.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
}

/// Where rules and settings come from.
#[derive(Args, Debug)]
pub struct SourceArgs {
    /// The configuration file; the nearest factlint.toml upwards from the paths otherwise.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// A rule file of your own, or a folder of them; it replaces the built-in rule of its id. May be
    /// given several times.
    #[arg(long = "rules", value_name = "PATH")]
    pub rules: Vec<PathBuf>,
}

/// Which rules run.
#[derive(Args, Debug)]
pub struct SelectArgs {
    /// Only these rules or families, whatever the rules' status.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules or families.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Rules on trial too.
    #[arg(long)]
    pub preview: bool,
    /// A rule's level: off, note, warning or error. May be given several times.
    #[arg(long = "level", value_name = "RULE=LEVEL", value_parser = rule_and_level)]
    pub levels: Vec<(String, LevelOrOff)>,
}

fn rule_and_level(text: &str) -> Result<(String, LevelOrOff), String> {
    let (rule, level) = text.split_once('=').ok_or("write it as RULE=LEVEL")?;
    Ok((rule.to_string(), LevelOrOff::from_str(level, false)?))
}

fn share(text: &str) -> Result<Decimal, String> {
    let share =
        Decimal::from_str_exact(text).ok().filter(|share| (Decimal::ZERO..=Decimal::ONE).contains(share));
    share.ok_or_else(|| "write a share from 0 to 1, like 0.9".to_string())
}

/// Arguments of `check`.
#[derive(Args, Debug)]
#[command(mut_arg("paths", |paths| paths.required(false).required_unless_present("archive")))]
pub struct CheckArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Where rules come from.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Which rules run.
    #[command(flatten)]
    pub selection: SelectArgs,
    /// How to print [default: human].
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// A report besides, as sarif=report.sarif, in any format; `-` is standard output. May be given several
    /// times.
    #[arg(long = "output", value_name = "FORMAT=FILE", value_parser = Output::parse)]
    pub outputs: Vec<Output>,
    /// The lowest level that makes the exit code 1 [default: warning, or what factlint.toml says].
    #[arg(long, value_enum)]
    pub fail_on: Option<FailOn>,
    /// Which findings count.
    #[command(flatten)]
    pub standing: StandingArgs,
    /// Print the comparison behind each finding.
    #[arg(long)]
    pub explain: bool,
    /// Say why the figures on two lines of two of the articles were not compared, or not reported.
    #[arg(long, num_args = 2, value_names = ["A:LINE", "B:LINE"], conflicts_with = "explain")]
    pub why_not: Vec<String>,
    /// A reference sheet, TOML or CSV: figures and dates that the newsroom vouches for. May be given
    /// several times.
    #[arg(long, value_name = "FILE")]
    pub facts: Vec<PathBuf>,
    /// Which archives to hold the articles against.
    #[command(flatten)]
    pub archives: AgainstArgs,
    /// Check again whenever a file changes: an article, a rule, a sheet or the configuration.
    #[arg(long)]
    pub watch: bool,
    /// What is told of the work.
    #[command(flatten)]
    pub telling: TellingArgs,
}

/// Arguments of `facts`.
#[derive(Args, Debug)]
pub struct FactsArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Where settings come from.
    #[command(flatten)]
    pub source: SourceArgs,
    /// How to print.
    #[arg(long, value_enum, default_value = "human")]
    pub format: FactsFormat,
    /// The file to write them into, in place of standard output.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `rules`.
#[derive(Args, Debug)]
pub struct RulesArgs {
    /// Where rules come from.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Print a JSON Schema in place of the list: of rule files, of factlint.toml, or of what factlint
    /// prints as JSON.
    #[arg(long, value_enum, value_name = "OF", num_args = 0..=1, default_missing_value = "rule")]
    pub schema: Option<SchemaOf>,
}

/// Arguments of `test`.
#[derive(Args, Debug)]
pub struct TestArgs {
    /// Rule files, cases, or folders of either; the built-in rules' examples where none is given.
    pub paths: Vec<PathBuf>,
    /// Where other rules come from.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Rules on trial run over cases too.
    #[arg(long)]
    pub preview: bool,
    /// Only examples and cases whose rule or name holds this text.
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// Write snapshots as they are now, and exit with 0. Stale ones are removed, unless --filter is
    /// given.
    #[arg(short, long, conflicts_with_all = ["interactive", "check"])]
    pub update: bool,
    /// Show each snapshot that is new or differs, and ask.
    #[arg(short, long, conflicts_with = "check")]
    pub interactive: bool,
    /// For CI: new and stale snapshots fail the run too.
    #[arg(long)]
    pub check: bool,
    /// Cases may miss something: the run fails where their recall lies below this, from 0 to 1.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub min_recall: Option<Decimal>,
    /// Cases may raise false alarms: the run fails where their precision lies below this, from 0 to 1.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub min_precision: Option<Decimal>,
    /// How to print.
    #[arg(long, value_enum, default_value = "human")]
    pub format: TestFormat,
}

/// Arguments of `try`.
#[derive(Args, Debug)]
pub struct TryArgs {
    /// The rule file.
    pub rule: PathBuf,
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The configuration file; the nearest factlint.toml upwards from the paths otherwise.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How many findings to show.
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub sample: usize,
}

/// The formats of `facts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FactsFormat {
    /// For people.
    Human,
    /// One JSON object.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// A table, as a Parquet file.
    Parquet,
    /// A table, as an Arrow IPC file; a stream in a pipe.
    Arrow,
}

/// The formats of `test`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TestFormat {
    /// For people.
    Human,
    /// The counts as one JSON object.
    Json,
}

/// What a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Rule files.
    Rule,
    /// factlint.toml.
    Config,
    /// What `check --format json` prints.
    Check,
    /// A line of `check --format jsonl`.
    Finding,
    /// What `facts --format json` prints.
    Facts,
    /// A line of `facts --format jsonl`.
    Fact,
}
