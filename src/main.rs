//! The command line of factlint.

use std::process::ExitCode;

use clap::Parser;
use factlint::cli::{self, Cli};

fn main() -> ExitCode {
    let cli = Cli::parse();
    // Standard error is not locked: while the work goes on, a thread of its own shows how far it has come.
    let exit = cli::run(&cli, &mut std::io::stdout().lock(), &mut std::io::stderr());
    ExitCode::from(exit as u8)
}
