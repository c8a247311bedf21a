use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::config::FailOn;

use super::{SelectArgs, SourceArgs};

/// Arguments of `config`.
#[derive(Args, Debug)]
pub struct ConfigArgs {
    /// A file or a folder.
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// Where settings come from.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Which rules run.
    #[command(flatten)]
    pub selection: SelectArgs,
    /// The lowest level that makes the exit code 1.
    #[arg(long, value_enum)]
    pub fail_on: Option<FailOn>,
    /// How to print.
    #[arg(long, value_enum, default_value = "human")]
    pub format: ConfigFormat,
}

/// The formats of `config`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ConfigFormat {
    /// For people.
    Human,
    /// One JSON object.
    Json,
}
