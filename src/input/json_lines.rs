use std::path::Path;

use serde::Deserialize;

use crate::document::{Document, Metadata, Published, PublishedFrom};

use super::InputError;

#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    text: String,
    language: Option<String>,
    published: Option<String>,
    source: Option<String>,
    title: Option<String>,
    url: Option<String>,
}

/// The documents of a `.jsonl` file, one a line. Offsets count bytes of `text`.
pub(super) fn read(path: &Path, text: &str) -> (Vec<Document>, Vec<InputError>) {
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(fields) => documents.push(document(path, index + 1, fields, &mut errors)),
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

fn document(path: &Path, number: usize, fields: Line, errors: &mut Vec<InputError>) -> Document {
    let published = fields.published.and_then(|found| {
        let parsed = Published::parse(&found, PublishedFrom::Metadata);
        if parsed.is_none() {
            let place = format!("{}:{number}: published", path.display());
            errors.push(InputError::Date { place, found: format!("`{found}`") });
        }
        parsed
    });
    let name = fields.id.unwrap_or_else(|| format!("{}:{number}", path.display()));
    let metadata = Metadata {
        language: fields.language,
        published,
        source: fields.source,
        title: fields.title,
        url: fields.url,
    };
    Document::plain(name, &fields.text, metadata)
}
