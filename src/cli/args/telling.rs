use clap::Args;

/// What is told of the work beside its result, on standard error.
#[derive(Args, Debug)]
pub struct TellingArgs {
    /// Print findings and errors alone: no summary, no notes, no progress.
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say what was read, with language and date and where they come from, and which rules ran.
    #[arg(short, long)]
    pub verbose: bool,
    /// Say how long each stage of the work took.
    #[arg(long)]
    pub timing: bool,
}
