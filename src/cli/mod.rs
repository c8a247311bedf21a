//! The command line: arguments in, engine, output. Nothing here decides what is a finding.

mod args;
mod commands;
mod facts;
mod notes;
mod settings;

pub use args::Cli;
pub use commands::{Exit, run};
