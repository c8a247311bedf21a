use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::FailOn;

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
    Check(CheckArgs),
    /// Print the facts that the articles assert.
    Facts(FactsArgs),
    /// List the rules.
    Rules,
    /// Say what a rule is about, with its examples.
    Explain {
        /// The rule's id.
        rule: String,
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
    /// The configuration file; the nearest factlint.toml upwards from the paths otherwise.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The name under which standard input is reported; its extension tells the format.
    #[arg(long, value_name = "PATH", default_value = "stdin.txt")]
    pub stdin_path: PathBuf,
    /// How many threads to use; 0 is one for each core.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
}

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// How to print.
    #[arg(long, value_enum, default_value = "human")]
    pub format: CheckFormat,
    /// The lowest level that makes the exit code 1 [default: warning, or what factlint.toml says].
    #[arg(long, value_enum)]
    pub fail_on: Option<FailOn>,
    /// Print the comparison behind each finding.
    #[arg(long)]
    pub explain: bool,
}

/// Arguments of `facts`.
#[derive(Args, Debug)]
pub struct FactsArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// How to print.
    #[arg(long, value_enum, default_value = "human")]
    pub format: FactsFormat,
}

/// The formats of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// Drawn under the words.
    Human,
    /// One line a finding.
    Concise,
    /// One JSON object.
    Json,
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
}
