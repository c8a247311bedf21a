//! The command line of factlint.

use std::process::ExitCode;

use clap::Parser;
use factlint::cli::{self, Cli};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let exit = cli::run(&cli, &mut std::io::stdout().lock(), &mut std::io::stderr().lock());
    ExitCode::from(exit as u8)
}
