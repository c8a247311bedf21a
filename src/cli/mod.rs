//! The command line: arguments in, engine, output. Nothing here decides what is a finding.

mod against;
mod args;
mod check;
mod commands;
mod configs;
mod exporting;
mod facts;
mod index;
mod init;
mod install;
mod new_rule;
mod notes;
mod outputs;
mod progress;
mod proof;
mod rule_files;
mod settings;
mod show_config;
mod sidecars;
mod since;
mod standing;
#[cfg(feature = "table")]
mod tables;
mod telling;
mod trying;
mod watching;
mod whole;
mod why_not;

pub use args::Cli;
pub use commands::{Exit, run};
