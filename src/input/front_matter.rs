use std::path::Path;

use serde::Deserialize;

use crate::document::{Metadata, Published, PublishedFrom};

use super::InputError;

/// What factlint takes from front matter; other keys belong to other tools.
#[derive(Default, Deserialize)]
struct Fields {
    #[serde(alias = "published", alias = "datePublished")]
    date: Option<Scalar>,
    #[serde(alias = "language")]
    lang: Option<String>,
    title: Option<String>,
    source: Option<String>,
    url: Option<String>,
}

/// A date may be written as a string or as the format's own date.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Text(String),
    Toml(toml::value::Datetime),
}

impl Scalar {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Toml(date) => date.to_string(),
        }
    }
}

/// The front matter at the start of `text`: its metadata, and the byte at which the prose begins.
pub(super) fn read(path: &Path, text: &str) -> Result<(Metadata, usize), InputError> {
    for (fence, format) in [("---", "YAML"), ("+++", "TOML")] {
        let Some((body, end)) = fenced(text, fence) else { continue };
        let fields: Result<Fields, String> = match format {
            "YAML" if body.trim().is_empty() => Ok(Fields::default()),
            "YAML" => serde_saphyr::from_str(body).map_err(|error| error.to_string()),
            _ => toml::from_str(body).map_err(|error| error.message().to_string()),
        };
        let fields =
            fields.map_err(|message| InputError::FrontMatter { path: path.into(), format, message })?;
        return Ok((metadata(path, fields)?, end));
    }
    Ok((Metadata::default(), 0))
}

/// The text between two fence lines, and the byte after the second.
fn fenced<'a>(text: &'a str, fence: &str) -> Option<(&'a str, usize)> {
    let first = text.strip_prefix(fence)?;
    let body = first.strip_prefix("\r\n").or_else(|| first.strip_prefix('\n'))?;
    let body_start = text.len() - body.len();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((&body[..at], body_start + at + line.len()));
        }
        at += line.len();
    }
    None
}

fn metadata(path: &Path, fields: Fields) -> Result<Metadata, InputError> {
    let published = match fields.date {
        None => None,
        Some(date) => {
            let found = date.text();
            let place = format!("{}: front matter", path.display());
            let parsed = Published::parse(&found, PublishedFrom::Metadata);
            Some(parsed.ok_or(InputError::Date { place, found })?)
        }
    };
    Ok(Metadata {
        language: fields.lang,
        published,
        source: fields.source,
        title: fields.title,
        url: fields.url,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_say_the_same() {
        for text in [
            "---\ndate: 2025-06-17\nlang: pl\n---\nTekst",
            "+++\ndate = 2025-06-17\nlang = \"pl\"\n+++\nTekst",
        ] {
            let (metadata, start) = read(Path::new("a.md"), text).unwrap();
            assert_eq!(metadata.language.as_deref(), Some("pl"));
            assert_eq!(metadata.published.unwrap().date.to_string(), "2025-06-17");
            assert_eq!(&text[start..], "Tekst");
        }
    }

    #[test]
    fn a_rule_line_is_no_front_matter() {
        let (metadata, start) = read(Path::new("a.md"), "--- and so on").unwrap();
        assert_eq!((metadata, start), (Metadata::default(), 0));
    }

    #[test]
    fn a_broken_date_is_named() {
        let error = read(Path::new("a.md"), "---\ndate: soon\n---\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.md: front matter: expected a date like 2025-06-17 or a date-time, found `soon`"
        );
    }
}
