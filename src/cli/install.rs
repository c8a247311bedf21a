use std::fs;
use std::io::Write;
use std::path::Path;

use clap::CommandFactory;
use clap_mangen::Man;

use super::args::{Cli, CompletionsArgs, ManArgs};
use super::commands::{Exit, print, unprinted};
use super::rule_files::shown;
use super::settings::SetupError;

/// Prints the script with which a shell completes commands and options.
pub(super) fn completions(args: &CompletionsArgs, out: &mut dyn Write) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "factlint", &mut script);
    out.write_all(&script).and_then(|()| out.flush()).map_or_else(|error| unprinted(&error), |()| Exit::Clean)
}

/// Prints a man page, or writes all of them.
pub(super) fn man(args: &ManArgs, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let mut whole = Cli::command();
    // Names the pages of the commands, and gives them the options that all commands share.
    whole.build();
    if let Some(folder) = &args.to {
        return pages(&whole, folder, out);
    }
    let command = match &args.command {
        None => &whole,
        Some(name) => whole.find_subcommand(name).ok_or_else(|| {
            SetupError::Argument(format!("no command is called `{name}`; `factlint help` lists them"))
        })?,
    };
    let page = page(command).map_err(|error| SetupError::Argument(error.to_string()))?;
    Ok(print(out, &page))
}

fn pages(whole: &clap::Command, folder: &Path, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let failed =
        |path: &Path, error: std::io::Error| SetupError::Argument(format!("{}: {error}", path.display()));
    fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let commands = whole.get_subcommands().filter(|command| !command.is_hide_set());
    let mut said = String::new();
    for command in std::iter::once(whole).chain(commands) {
        let name = command.get_display_name().unwrap_or(command.get_name());
        let path = folder.join(format!("{name}.1"));
        let written = page(command).and_then(|page| fs::write(&path, page));
        written.map_err(|error| failed(&path, error))?;
        said.push_str(&format!("wrote {}\n", shown(&path)));
    }
    Ok(print(out, &said))
}

fn page(command: &clap::Command) -> std::io::Result<String> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
