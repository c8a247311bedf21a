use std::fs;
use std::io::Write;
use std::path::Path;

use crate::rules::Rule;

use super::commands::{Exit, print};
use super::rule_files::shown;
use super::settings::SetupError;

/// What a new rule file holds: a rule that loads and whose examples hold, to be changed line by line.
const TEMPLATE: &str = include_str!("new_rule.toml");

/// Writes a rule file to start from.
pub(super) fn write(id: &str, folder: &Path, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let letters = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    let is_id = id.split('-').all(|word| !word.is_empty() && word.chars().all(letters));
    if !is_id || !id.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        let message = format!("`{id}` is no id: write small letters joined by hyphens, as in late-opening");
        return Err(SetupError::Argument(message));
    }
    let path = folder.join(format!("{id}.toml"));
    let text = TEMPLATE.replace("RULE-ID", id);
    Rule::parse(&shown(&path), &text)?;
    let failed = |error: std::io::Error| SetupError::Argument(format!("{}: {error}", path.display()));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut file = fs::File::create_new(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            SetupError::Argument(format!("{}: there is such a file already", path.display()))
        }
        _ => failed(error),
    })?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    let name = shown(&path);
    Ok(print(out, &format!("wrote {name}\nrun its examples with: factlint test {name}\n")))
}
