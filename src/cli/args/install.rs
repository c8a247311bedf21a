use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::Shell;

/// Arguments of `init`.
#[derive(Args, Debug)]
pub struct InitArgs {
    /// The folder that holds the articles.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Write the file with which a CI system runs factlint as well.
    #[arg(long, value_enum, value_name = "SYSTEM")]
    pub ci: Option<CiSystem>,
    /// Write over files that are there already.
    #[arg(long)]
    pub force: bool,
}

/// What runs factlint by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CiSystem {
    /// GitHub Actions: .github/workflows/factlint.yml.
    Github,
    /// GitLab CI: .gitlab-ci.yml.
    Gitlab,
    /// The hooks of pre-commit: .pre-commit-config.yaml.
    PreCommit,
}

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Arguments of `man`.
#[derive(Args, Debug)]
pub struct ManArgs {
    /// The command that the page is about; the page on factlint as a whole otherwise.
    pub command: Option<String>,
    /// Write all pages into this folder, factlint.1 and factlint-COMMAND.1, and print none.
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub to: Option<PathBuf>,
}
