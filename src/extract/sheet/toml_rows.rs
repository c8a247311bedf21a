use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::text::Fault;

use super::row::{Cell, Row, Sheet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    fact: Vec<Spanned<BTreeMap<Spanned<String>, Spanned<toml::Value>>>>,
}

/// The entries of a TOML sheet: one `[[fact]]` each.
pub(super) fn rows(sheet: Sheet<'_>) -> Result<Vec<Row>, Fault> {
    let file: File = toml::from_str(sheet.text).map_err(|error| unreadable(sheet, &error))?;
    file.fact.iter().map(|entry| row(sheet, entry)).collect()
}

/// TOML knows whole days alone: a bare month is the slip that people make.
fn unreadable(sheet: Sheet<'_>, error: &toml::de::Error) -> Fault {
    let fault = Fault::from_toml(sheet.path, sheet.text, error);
    if error.message().contains("date") {
        fault.help("put a month or a period into quotation marks: date = \"2024-06\"")
    } else {
        fault
    }
}

fn row(
    sheet: Sheet<'_>,
    entry: &Spanned<BTreeMap<Spanned<String>, Spanned<toml::Value>>>,
) -> Result<Row, Fault> {
    let mut cells = Vec::new();
    for (key, value) in entry.get_ref() {
        let name = sheet.key(key.get_ref(), key.span())?;
        let text = match value.get_ref() {
            toml::Value::String(text) => text.trim().to_string(),
            // As written: what a binary fraction makes of a figure is not what the newsroom wrote.
            toml::Value::Integer(_)
            | toml::Value::Float(_)
            | toml::Value::Boolean(_)
            | toml::Value::Datetime(_) => sheet.text.get(value.span()).unwrap_or_default().to_string(),
            toml::Value::Array(_) | toml::Value::Table(_) => {
                let fault =
                    sheet.fault(value.span(), &format!("`{name}` is one value, not a list or a table"));
                return Err(fault.help("several names stand in one text, with semicolons between them"));
            }
        };
        cells.push((name, Cell { text, span: value.span() }));
    }
    Ok(Row { cells, span: entry.span(), points_at_cells: true })
}
