use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::config::FILE_NAME;

use super::args::{CiSystem, InitArgs};
use super::commands::{Exit, print};
use super::rule_files::shown;
use super::settings::SetupError;

/// The configuration that a newsroom starts from: every key, with what it is for.
const CONFIGURATION: &str = include_str!("../../templates/factlint.toml");

/// Writes what a newsroom starts from. It asks nothing, so that it runs the same in a script; what it would
/// have asked is said in the end.
pub(super) fn init(args: &InitArgs, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let folder: PathBuf = args.dir.components().filter(|part| part.as_os_str() != ".").collect();
    let configuration = folder.join(FILE_NAME);
    let mut said = match write(&configuration, CONFIGURATION, args.force)? {
        true => format!("wrote {}\n", shown(&configuration)),
        // It was written earlier, and now the CI file is asked for.
        false if args.ci.is_some() => format!("kept {}, which is there already\n", shown(&configuration)),
        false => return Err(there_already(&configuration, "")),
    };
    match args.ci {
        Some(system) => {
            let (name, text, todo) = system.file();
            let path = folder.join(name);
            if !write(&path, text, args.force)? {
                return Err(there_already(&path, &format!("; add this to it:\n\n{text}")));
            }
            said.push_str(&format!("wrote {}: {todo}\n", shown(&path)));
        }
        None => said.push_str("for CI, add one of: factlint init --ci github | gitlab | pre-commit\n"),
    }
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    said.push_str(&format!("check the articles with: factlint check {}\n", shown(&folder)));
    Ok(print(out, &said))
}

/// Writes a file, its folders too; `false` where there is one already that may not be written over.
fn write(path: &Path, text: &str, force: bool) -> Result<bool, SetupError> {
    let failed = |error: std::io::Error| SetupError::Argument(format!("{}: {error}", path.display()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let file = if force { fs::File::create(path) } else { fs::File::create_new(path) };
    match file {
        Ok(mut file) => file.write_all(text.as_bytes()).map(|()| true).map_err(failed),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

fn there_already(path: &Path, more: &str) -> SetupError {
    let path = path.display();
    SetupError::Argument(format!("{path}: there is such a file already; --force writes over it{more}"))
}

impl CiSystem {
    /// The path of its file, what stands in it, and what has to be put in by hand.
    fn file(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Github => (
                ".github/workflows/factlint.yml",
                include_str!("../../templates/github.yml"),
                "put the repository that holds factlint in place of OWNER/factlint",
            ),
            Self::Gitlab => (
                ".gitlab-ci.yml",
                include_str!("../../templates/gitlab.yml"),
                "put the address of factlint's repository in place of https://example.org/factlint.git",
            ),
            Self::PreCommit => (
                ".pre-commit-config.yaml",
                include_str!("../../templates/pre-commit.yaml"),
                "put the address of factlint's repository in place of https://example.org/factlint",
            ),
        }
    }
}
