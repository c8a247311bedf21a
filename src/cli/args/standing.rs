use std::path::PathBuf;

use clap::Args;

/// Which findings count.
#[derive(Args, Debug, Default)]
pub struct StandingArgs {
    /// The findings that were there before: they are counted, and do not fail the run. Also `baseline`
    /// in factlint.toml.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the findings there are into the baseline, and exit with 0.
    #[arg(long, conflicts_with = "since")]
    pub update_baseline: bool,
    /// Report only what involves an article that has changed since a commit, branch or tag of git; all
    /// articles are compared. New files count as changed.
    #[arg(long, value_name = "GIT_REF")]
    pub since: Option<String>,
}
