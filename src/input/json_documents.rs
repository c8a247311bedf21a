//! JSON that holds articles: ninjs 1 to 3, and what a newsroom makes for itself, described by pointers in
//! `factlint.toml`.

use std::collections::BTreeMap;

use crate::config::JsonShape;
use crate::document::{Document, Metadata, PublishedFrom};
use crate::text::TextView;

use super::InputError;
use super::dates::Dates;
use super::file::{File, Read};
use super::html;
use super::json::{Json, Mistake, Value};
use super::language::tag as language_tag;

/// What to do about JSON that factlint does not know.
const REMEDY: &str = "say in factlint.toml where its text stands: [[json]] with `path` and `text`";

/// The articles of a JSON file.
pub(super) fn read(file: &File, shape: Option<&JsonShape>) -> Read {
    let text = file.text.text();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let json = match Json::read(text, start, text.len()) {
        Ok(json) => json,
        Err(mistake) => return vec![Err(broken(file, shape, &mistake))],
    };
    match shape {
        Some(shape) => Shaped { file, json: &json, shape }.documents(),
        None => ninjs(file, &json),
    }
}

/// Broken JSON is a complaint where articles are expected; other files of the kind may well be no JSON.
fn broken(file: &File, shape: Option<&JsonShape>, mistake: &Mistake) -> InputError {
    let message = format!("not valid JSON: {}; mend the file", mistake.message);
    let error = file.complaint(mistake.at, message);
    let marks = ["\"body_", "\"bodies\"", "\"versioncreated\"", "\"versionCreated\""];
    let is_wanted = shape.is_some() || marks.iter().any(|mark| file.text.text().contains(mark));
    match error {
        InputError::At { path, line, column, message } if !is_wanted => {
            InputError::Unknown { path, message: format!("{line}:{column}: {message}") }
        }
        error => error,
    }
}

/// The values that are documents, each with its number if there may be several.
fn elements(json: &Json<'_>, list: Value) -> Vec<(Value, Option<usize>)> {
    if json.is_array(list) { json.children(list).zip((1..).map(Some)).collect() } else { vec![(list, None)] }
}

fn name(file: &File, id: Option<String>, number: Option<usize>) -> String {
    match (number, id.filter(|id| !id.trim().is_empty())) {
        (None, _) => file.name.clone(),
        (Some(_), Some(id)) => format!("{}#{id}", file.name),
        (Some(number), None) => format!("{}#{number}", file.name),
    }
}

fn document(file: &File, name: String, view: TextView, title: Option<TextView>, mut told: Told) -> Document {
    let title = title.map(|title| html::line_of(&title)).unwrap_or_default();
    told.metadata.title = Some(title.text().trim().to_string()).filter(|title| !title.is_empty());
    told.metadata.language = told.metadata.language.as_deref().and_then(language_tag);
    told.dates.decide(&mut told.metadata, &file.name, &file.text, None);
    Document::new(name, file.text.clone(), view, told.metadata).under(title)
}

#[derive(Default)]
struct Told {
    metadata: Metadata,
    dates: Dates,
}

impl Told {
    fn date(&mut self, json: &Json<'_>, value: Option<Value>, key: &str) {
        if let Some((value, text)) = value.and_then(|value| Some((value, json.scalar(value)?))) {
            self.dates.add(PublishedFrom::Json, key, &text, json.start(value));
        }
    }
}

/// The articles of a ninjs file: one, or a list of them.
fn ninjs(file: &File, json: &Json<'_>) -> Read {
    let found = elements(json, json.root());
    let read: Read =
        found.into_iter().filter_map(|(item, number)| ninjs_item(file, json, item, number)).map(Ok).collect();
    if read.is_empty() {
        let message = format!("no article of ninjs in this JSON; {REMEDY}");
        return vec![Err(InputError::Unknown { path: file.path.clone(), message })];
    }
    read
}

fn ninjs_item(file: &File, json: &Json<'_>, item: Value, number: Option<usize>) -> Option<Document> {
    let signs = ["uri", "type", "headline", "headlines", "versioncreated", "versionCreated", "pubstatus"];
    signs.iter().find(|key| json.get(item, key).is_some())?;
    let (body, is_html) = body(json, item)?;
    let title = ["headline", "headline_main"].iter().find_map(|key| json.get(item, key));
    let title = title.or_else(|| main_of(json, json.get(item, "headlines")?, |_| false));
    let member = |keys: &[&str]| keys.iter().find_map(|key| json.member(item, key));
    let named = |key: &str| json.member(json.children(json.get(item, key)?).next()?, "name");
    let mut told = Told::default();
    for keys in [
        ["versioncreated", "versionCreated"],
        ["contentcreated", "contentCreated"],
        ["firstcreated", "firstCreated"],
    ] {
        for key in keys {
            told.date(json, json.get(item, key), key);
        }
    }
    told.metadata.language = member(&["language"]);
    let holder = member(&["copyrightholder", "copyrightHolder"]);
    told.metadata.source = holder.or_else(|| named("infosource")).or_else(|| named("infosources"));
    told.metadata.author = member(&["byline", "by"]);
    told.metadata.url = member(&["uri"]).filter(|uri| uri.starts_with("http"));
    let name = name(file, member(&["uri"]), number);
    Some(document(file, name, html::words_of(body, is_html), title.and_then(|title| json.view(title)), told))
}

/// The body of an item, and whether it is HTML: of several writings of one text that in HTML, which keeps
/// its paragraphs.
fn body(json: &Json<'_>, item: Value) -> Option<(TextView, bool)> {
    if let Some(bodies) = json.get(item, "bodies") {
        let is_html = |value: Value| {
            let kind = json.member(value, "contenttype").or_else(|| json.member(value, "contentType"));
            kind.is_some_and(|kind| kind.contains("html"))
        };
        let body = json.view(main_of(json, bodies, is_html)?)?;
        return Some((body, false));
    }
    let of = |key: &str| json.get(item, key).and_then(|value| json.view(value));
    if let Some(body) = ["body_html", "body_xhtml"].iter().find_map(|key| of(key)) {
        return Some((body, true));
    }
    // Of a name that stands twice the last one counts.
    let mut others: BTreeMap<_, _> = BTreeMap::new();
    for value in json.children(item).filter(|value| json.key(*value).starts_with("body_")) {
        others.insert(json.key(value), value);
    }
    let mut others: Vec<Value> = others.into_values().collect();
    others.sort_unstable();
    let others: Vec<TextView> = others.into_iter().filter_map(|value| json.view(value)).collect();
    let marked = others.iter().position(|body| html::is_markup(body.text())).unwrap_or_default();
    others.into_iter().nth(marked).map(|body| (body, false))
}

/// The value of a list that is preferred, or has the main part, or stands first.
fn main_of(json: &Json<'_>, list: Value, preferred: impl Fn(Value) -> bool) -> Option<Value> {
    let is_main = |value: &Value| json.member(*value, "role").is_some_and(|role| role == "main");
    let first = json.children(list).find(|value| preferred(*value));
    let found = first.or_else(|| json.children(list).find(is_main)).or_else(|| json.children(list).next());
    json.get(found?, "value")
}

/// A file of a newsroom's own making.
struct Shaped<'a> {
    file: &'a File,
    json: &'a Json<'a>,
    shape: &'a JsonShape,
}

impl Shaped<'_> {
    fn documents(&self) -> Read {
        let root = self.json.root();
        let list = self.shape.items.as_deref().map_or(Some(root), |items| self.json.pointer(root, items));
        let Some(list) = list else {
            let items = self.shape.items.as_deref().unwrap_or_default();
            let message =
                format!("nothing stands at `{items}`; mend `items` of its [[json]] in factlint.toml");
            return vec![Err(self.file.complaint(self.json.start(root), message))];
        };
        let found = elements(self.json, list);
        found.into_iter().map(|(item, number)| self.document(item, number)).collect()
    }

    fn document(&self, item: Value, number: Option<usize>) -> Result<Document, InputError> {
        let at = |pointer: &Option<String>| self.json.pointer(item, pointer.as_deref()?);
        let parts = self.shape.text.iter().filter_map(|pointer| self.json.pointer(item, pointer));
        let views: Vec<TextView> = parts.flat_map(|part| self.views(part)).collect();
        if views.is_empty() {
            let message = format!(
                "no text stands at `{}`; mend `text` of its [[json]] in factlint.toml, or the file",
                self.shape.text.join("`, `")
            );
            return Err(self.file.complaint(self.json.start(item), message));
        }
        let view = views
            .into_iter()
            .map(|view| html::words_of(view, false))
            .reduce(TextView::above)
            .unwrap_or_default();
        let told = |pointer| at(pointer).and_then(|value| self.json.scalar(value));
        let mut found = Told::default();
        found.date(self.json, at(&self.shape.published), self.shape.published.as_deref().unwrap_or_default());
        found.metadata = Metadata {
            language: told(&self.shape.language),
            source: told(&self.shape.source),
            author: told(&self.shape.author),
            url: told(&self.shape.url),
            ..Metadata::default()
        };
        let name = name(self.file, told(&self.shape.id), number);
        let title = at(&self.shape.title).and_then(|value| self.json.view(value));
        Ok(document(self.file, name, view, title, found))
    }

    /// A string, or the strings of a list.
    fn views(&self, value: Value) -> Vec<TextView> {
        if self.json.is_array(value) {
            self.json.children(value).filter_map(|part| self.json.view(part)).collect()
        } else {
            self.json.view(value).into_iter().collect()
        }
    }
}
