use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::document::{Document, Metadata, Published, PublishedFrom, StatedDate};

use super::InputError;

#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    text: String,
    language: Option<String>,
    published: Option<Date>,
    source: Option<String>,
    title: Option<String>,
    url: Option<String>,
}

/// A date as feeds hold it: text, or Unix time.
#[derive(Deserialize)]
#[serde(untagged)]
enum Date {
    Text(String),
    Number(serde_json::Number),
    Other(IgnoredAny),
}

impl Date {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Other(_) => "no text and no number".into(),
        }
    }
}

/// The documents of a `.jsonl` file, one a line. Offsets count bytes of `text`.
pub(super) fn read(path: &Path, text: &str) -> (Vec<Document>, Vec<InputError>) {
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(fields) => documents.push(document(path, index + 1, fields)),
            Err(error) => errors.push(complaint(path, index + 1, &error)),
        }
    }
    (documents, errors)
}

/// What the JSON reader says, its own "at line 1" replaced by the place in the file.
fn complaint(path: &Path, line: usize, error: &serde_json::Error) -> InputError {
    let words = error.to_string();
    let message = words.rsplit_once(" at line ").map_or(words.as_str(), |(message, _)| message).to_string();
    InputError::JsonLine { path: path.into(), line, column: error.column().max(1), message }
}

fn document(path: &Path, number: usize, fields: Line) -> Document {
    let date = fields.published.map(Date::text).filter(|text| !text.trim().is_empty());
    let published = date.as_deref().and_then(|date| Published::parse(date, PublishedFrom::Metadata));
    let stated = date.filter(|_| published.is_none()).map(|text| {
        let place = format!("{}:{number}: published", path.display());
        StatedDate { text, place }
    });
    let name = fields.id.unwrap_or_else(|| format!("{}:{number}", path.display()));
    let metadata = Metadata {
        language: fields.language,
        published,
        stated,
        source: fields.source,
        title: fields.title,
        url: fields.url,
    };
    Document::plain(name, &fields.text, metadata)
}
