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
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match document(path, index + 1, line) {
            Ok(document) => documents.push(document),
            Err(error) => errors.push(error),
        }
    }
    (documents, errors)
}

fn document(path: &Path, number: usize, line: &str) -> Result<Document, InputError> {
    let fields: Line = serde_json::from_str(line).map_err(|error| InputError::JsonLine {
        path: path.into(),
        line: number,
        message: error.to_string(),
    })?;
    let published = match fields.published {
        None => None,
        Some(found) => {
            let place = format!("{}:{number}: published", path.display());
            let parsed = Published::parse(&found, PublishedFrom::Metadata);
            Some(parsed.ok_or(InputError::Date { place, found })?)
        }
    };
    let name = fields.id.unwrap_or_else(|| format!("{}:{number}", path.display()));
    let metadata = Metadata {
        language: fields.language,
        published,
        source: fields.source,
        title: fields.title,
        url: fields.url,
    };
    Ok(Document::plain(name, &fields.text, metadata))
}
