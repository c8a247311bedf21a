use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::document::{Metadata, Published, PublishedFrom, Stored, Suppression, WrittenSuppression};
use crate::text::{LineIndex, Span, TextView, ViewBuilder};

use super::dates::Dates;
use super::language::tag as language_tag;
use super::{InputError, front_suppressions};

/// Front matter by its keys. Other keys than those below belong to other tools, and so do these where they
/// hold something else (Jekyll's `published: true`, a list of sources).
type Fields = BTreeMap<String, Value>;

/// Keys as generators of sites have them, their case and marks left out: `publishDate` and `publish_date`
/// are one.
const DATES: [&str; 12] = [
    "published",
    "datepublished",
    "publishdate",
    "publisheddate",
    "pubdate",
    "publishedat",
    "publishedon",
    "publishedtime",
    "publicationdate",
    "firstpublished",
    "date",
    "datetime",
];
const LANGUAGES: [&str; 4] = ["language", "lang", "locale", "inlanguage"];
const TITLES: [&str; 2] = ["title", "headline"];
const SOURCES: [&str; 4] = ["source", "publisher", "publication", "sitename"];
const AUTHORS: [&str; 4] = ["author", "authors", "byline", "by"];
const URLS: [&str; 3] = ["url", "canonicalurl", "canonical"];

/// A value as the two formats write it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Date(toml::value::Datetime),
    Number(i64),
    List(Vec<Value>),
    Named { name: String },
    Other(IgnoredAny),
}

impl Value {
    fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Date(date) => Some(date.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::List(_) | Self::Named { .. } | Self::Other(_) => None,
        }
    }

    /// A name, that of a list's first member.
    fn name(&self) -> Option<String> {
        match self {
            Self::List(members) => members.first()?.name(),
            Self::Named { name } => Some(name.clone()),
            other => other.text(),
        }
    }
}

/// What stands above the prose of a file.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// What it says of the article.
    pub metadata: Metadata,
    /// The byte at which the prose begins.
    pub start: usize,
    /// The title as it stands there.
    pub title: TextView,
    /// The findings that it says do not count.
    pub suppressions: Vec<(WrittenSuppression, Suppression)>,
    /// What in it cannot be parsed; the article is read all the same.
    pub errors: Vec<InputError>,
}

/// Reads the front matter at the start of `text`.
pub(super) fn read(path: &Path, file: &Stored) -> FrontMatter {
    let text = file.text();
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for (fence, format) in [("---", "YAML"), ("+++", "TOML")] {
        let Some((body, start)) = fenced(text, mark, fence) else { continue };
        let read = match format {
            "YAML" => yaml(&text[body.clone()]),
            _ => toml(&text[body.clone()]),
        };
        return match read {
            Ok(fields) => {
                let metadata = metadata(path, file, body.clone(), &fields);
                let (suppressions, errors) = front_suppressions::read(path, text, body.clone(), format);
                let key = found(&fields, &TITLES, Value::text).map_or("title", |(key, _)| key);
                let title = metadata.title.as_deref().map(|title| title_in(text, body, key, title));
                FrontMatter { metadata, start, title: title.unwrap_or_default(), suppressions, errors }
            }
            Err((at, message)) => {
                let at = LineIndex::new(text).position(text, body.start + at);
                let (line, column) = (at.line, at.column);
                let error = InputError::FrontMatter { path: path.into(), line, column, format, message };
                FrontMatter { start, errors: vec![error], ..FrontMatter::default() }
            }
        };
    }
    let metadata = Metadata { published: date_of_name(path), ..Metadata::default() };
    FrontMatter { start: mark, metadata, ..FrontMatter::default() }
}

/// The day in the name of a post: `2025-06-17-storm.md`.
fn date_of_name(path: &Path) -> Option<Published> {
    let name = path.file_name()?.to_str()?;
    let rest = name.get("2025-06-17".len()..)?;
    rest.starts_with('-')
        .then(|| Published::parse(&name[..name.len() - rest.len()], PublishedFrom::FileName))?
}

/// The fields, or the byte at fault and what is wrong there.
fn yaml(body: &str) -> Result<Fields, (usize, String)> {
    if body.trim().is_empty() {
        return Ok(Fields::default());
    }
    from_yaml::<Option<Fields>>(body).map(Option::unwrap_or_default)
}

/// What YAML says, or the byte at fault and what is wrong there.
pub(super) fn from_yaml<T: DeserializeOwned>(body: &str) -> Result<T, (usize, String)> {
    serde_saphyr::from_str::<T>(body).map_err(|error| {
        let at = error.location();
        let (line, column) = at.map_or((1, 1), |at| (at.line(), at.column()));
        let message = error.without_snippet().to_string();
        let message = message.lines().next().unwrap_or_default();
        let place = format!("line {line} column {column}: ");
        let message = message.trim_start_matches("error: ").trim_start_matches(&place).to_string();
        (at.map_or(0, |at| byte_of(body, at)), message)
    })
}

/// The byte at a place that the YAML reader names.
pub(super) fn byte_of(body: &str, at: serde_saphyr::Location) -> usize {
    let (line, column) = (usize::try_from(at.line()).unwrap_or(1), usize::try_from(at.column()).unwrap_or(1));
    let start = LineIndex::new(body).line_range(body, line.max(1)).start;
    start + body[start..].char_indices().nth(column.saturating_sub(1)).map_or(0, |(byte, _)| byte)
}

fn toml(body: &str) -> Result<Fields, (usize, String)> {
    from_toml(body)
}

/// What TOML says, or the byte at fault and what is wrong there.
pub(super) fn from_toml<T: DeserializeOwned>(body: &str) -> Result<T, (usize, String)> {
    toml::from_str(body)
        .map_err(|error| (error.span().map_or(0, |span| span.start), error.message().to_string()))
}

/// The bytes between two fence lines, and the byte after the second.
fn fenced(text: &str, start: usize, fence: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == fence && line.ends_with('\n'))?;
    let body = start + first.len();
    let mut at = body;
    for line in lines {
        if line.trim_end() == fence {
            return Some((body..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The first field of some keys that holds something of use, with its key as it is written.
fn found<'a>(
    fields: &'a Fields,
    keys: &[&str],
    read: impl Fn(&Value) -> Option<String>,
) -> Option<(&'a str, String)> {
    keys.iter().find_map(|wanted| {
        let is_it = |key: &str| {
            let letters = key.chars().filter(|letter| !"-_ ".contains(*letter));
            letters.flat_map(char::to_lowercase).eq(wanted.chars())
        };
        let mut named = fields.iter().filter(|(key, _)| is_it(key));
        named.find_map(|(key, value)| Some((key.as_str(), read(value)?)))
    })
}

fn metadata(path: &Path, file: &Stored, body: Range<usize>, fields: &Fields) -> Metadata {
    let text = |keys: &[&str]| found(fields, keys, Value::text).map(|(_, text)| text);
    let mut dates = Dates::default();
    for wanted in DATES {
        if let Some((key, date)) = found(fields, &[wanted], Value::text) {
            let line = line_of(&file.text()[body.clone()], key) - 2;
            let before: usize =
                file.text()[body.clone()].split_inclusive('\n').take(line).map(str::len).sum();
            dates.add(PublishedFrom::Metadata, key, &date, body.start + before);
        }
    }
    let mut metadata = Metadata {
        language: text(&LANGUAGES).map(|language| language_tag(&language).unwrap_or(language)),
        source: text(&SOURCES),
        title: text(&TITLES),
        url: text(&URLS),
        author: found(fields, &AUTHORS, Value::name).map(|(_, name)| name),
        ..Metadata::default()
    };
    dates.decide(&mut metadata, &path.display().to_string(), file, None);
    if metadata.stated.is_none() {
        metadata.published = metadata.published.or_else(|| date_of_name(path));
    }
    metadata
}

/// The title with its place in the file: letter by letter where it is written as it is read, else as the
/// whole of its line.
fn title_in(text: &str, body: Range<usize>, key: &str, title: &str) -> TextView {
    let lines = LineIndex::new(text);
    let first = lines.position(text, body.start).line - 2;
    let line = lines.line_range(text, first + line_of(&text[body], key));
    match text[line.clone()].find(title) {
        Some(at) => TextView::stored(title, 0).moved(Span::new(line.start + at, 0).start),
        None => {
            let mut builder = ViewBuilder::default();
            builder.push_decoded(title, Span::new(line.start, line.end));
            builder.finish()
        }
    }
}

/// The line of the file on which a key of the front matter stands; the fence is line 1.
fn line_of(body: &str, key: &str) -> usize {
    let quotes: &[char] = &['"', '\''];
    let names_key = |line: &str| {
        let rest = line.trim_start_matches(quotes).strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start_matches(quotes).trim_start().starts_with([':', '=']))
    };
    2 + body.lines().position(names_key).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front_matter(text: &str) -> FrontMatter {
        read(Path::new("a.md"), &text.into())
    }

    fn complaint(text: &str) -> String {
        front_matter(text).errors.first().map(ToString::to_string).unwrap_or_default()
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        for text in [
            "---\ndate: 2025-06-17\nlang: pl\n---\nTekst",
            "---\r\ndate: 2025-06-17\r\nlang: pl\r\n---\r\nTekst",
            "\u{feff}---\ndate: 2025-06-17\nlang: pl\n---\nTekst",
            "+++\ndate = 2025-06-17\nlang = \"pl\"\n+++\nTekst",
        ] {
            let found = front_matter(text);
            assert_eq!(found.metadata.language.as_deref(), Some("pl"));
            assert_eq!(found.metadata.published.unwrap().date.to_string(), "2025-06-17");
            assert_eq!(&text[found.start..], "Tekst");
            assert!(found.errors.is_empty());
        }
    }

    #[test]
    fn a_rule_line_is_no_front_matter() {
        for text in ["--- and so on", "---", "---\ndate: 2025-06-17\nno end"] {
            let found = front_matter(text);
            assert_eq!((found.metadata, found.start), (Metadata::default(), 0));
        }
    }

    #[test]
    fn keys_of_other_tools_are_let_be() {
        let text = "---\npublished: true\ndate: 2025-06-17\ntitle: 1984\nsource: [a, b]\ntags: {a: 1}\n---\n";
        let found = front_matter(text);
        assert_eq!(found.metadata.published.unwrap().date.to_string(), "2025-06-17");
        assert_eq!(found.metadata.title.as_deref(), Some("1984"));
        assert_eq!(found.metadata.source, None);
        assert!(found.errors.is_empty(), "{:?}", found.errors);
        assert_eq!(complaint("---\n# nothing\n---\n"), "");
    }

    #[test]
    fn keys_of_site_generators_are_known() {
        let text = "---\nlastmod: 2025-07-01\ndate: 2025-06-16 09:30:00 +0200\npublishDate: 2025-06-17\n\
                    locale: pt_BR\nheadline: Chuva\nauthors:\n  - name: Ana\n---\n";
        let metadata = front_matter(text).metadata;
        assert_eq!(metadata.published.unwrap().date.to_string(), "2025-06-17");
        assert_eq!(metadata.language.as_deref(), Some("pt-BR"));
        assert_eq!((metadata.title.as_deref(), metadata.author.as_deref()), (Some("Chuva"), Some("Ana")));
        assert_eq!(front_matter("---\ndate: git Last Modified\n---\n").metadata, Metadata::default());
        assert_eq!(front_matter("---\ndate: 0001-01-01T00:00:00Z\n---\n").metadata.published, None);
    }

    #[test]
    fn the_name_of_a_post_dates_it_where_nothing_else_does() {
        let read = |text: &str| read(Path::new("posts/2025-06-17-chuva.md"), &text.into()).metadata.published;
        assert_eq!(read("---\nlang: pt\n---\n").map(|at| at.from), Some(PublishedFrom::FileName));
        assert_eq!(read("Choveu.").map(|at| at.date.to_string()).as_deref(), Some("2025-06-17"));
        assert_eq!(read("---\ndate: 2025-06-18\n---\n").map(|at| at.from), Some(PublishedFrom::Metadata));
    }

    #[test]
    fn a_broken_date_is_named_and_the_rest_is_kept() {
        let text = "---\ndate: soon\nlang: pl\n---\n";
        assert_eq!(complaint(text), "");
        let stated = front_matter(text).metadata.stated.unwrap();
        assert_eq!((stated.place.as_str(), stated.text.as_str()), ("a.md:2: date", "soon"));
        assert_eq!(front_matter(text).metadata.language.as_deref(), Some("pl"));
    }

    #[test]
    fn broken_front_matter_is_named_with_its_place_in_the_file() {
        let text = "---\nlang: pl\ntitle: [a\n---\nTekst";
        assert!(complaint(text).starts_with("a.md:"), "{}", complaint(text));
        assert!(complaint(text).contains("the front matter is not valid YAML: "), "{}", complaint(text));
        assert!(!complaint(text).contains('\n'), "{}", complaint(text));
        assert_eq!(&text[front_matter(text).start..], "Tekst");
        let text = "+++\nlang = \"pl\"\ntitle = \n+++\nTekst";
        assert!(
            complaint(text).starts_with("a.md:3:9: the front matter is not valid TOML: "),
            "{}",
            complaint(text)
        );
    }
}
