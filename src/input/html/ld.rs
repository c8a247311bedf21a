//! What schema.org's JSON in a page says of its article.

use std::ops::Range;

use crate::document::PublishedFrom;
use crate::input::json::{Json, Value};

use super::metadata::Told;

/// Articles by their type; a type that ends so is one of them.
const ARTICLES: [&str; 5] = ["Article", "BlogPosting", "LiveBlogPosting", "Report", "NewsItem"];

/// Where the article of a page may stand in its data.
const HOLDERS: [&str; 4] = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"];

/// More things than this are a catalogue.
const MOST_THINGS: usize = 10_000;

/// Takes what the JSON in the bytes `script` says. JSON that is at fault says nothing: browsers let it be.
pub(super) fn take(text: &str, script: Range<usize>, url: Option<&str>, told: &mut Told) {
    let Ok(json) = Json::read(text, script.start, script.end) else { return };
    let things = things(&json);
    let articles: Vec<Value> = things.iter().copied().filter(|thing| is_article(&json, *thing)).collect();
    // Of several the one that names this page.
    let is_this = |thing: &&Value| url.is_some_and(|url| names_page(&json, **thing, url));
    let Some(&article) = articles.iter().find(is_this).or(articles.first()) else { return };
    let dates = [("datePublished", "datePublished"), ("dateCreated", "dateCreated")];
    for (key, name) in dates {
        if let Some(value) = json.get(article, key) {
            let date = json.scalar(value).unwrap_or_default();
            told.dates.add(PublishedFrom::JsonLd, name, &date, json.start(value));
        }
    }
    told.titles.extend(json.get(article, "headline").and_then(|value| json.view(value)));
    let language = json.get(article, "inLanguage").and_then(|value| name_of(&json, &things, value));
    told.languages.extend(language);
    let publisher = json.get(article, "publisher").and_then(|value| name_of(&json, &things, value));
    told.source = told.source.take().or(publisher);
    let author = json.get(article, "author").and_then(|value| name_of(&json, &things, value));
    told.author = told.author.take().or(author);
    told.body = told.body.take().or(json.get(article, "articleBody").and_then(|value| json.view(value)));
}

/// The things that the data describe, lists and graphs looked into.
fn things(json: &Json<'_>) -> Vec<Value> {
    let mut things = Vec::new();
    let mut open = vec![json.root()];
    while let Some(value) = open.pop() {
        if things.len() > MOST_THINGS {
            break;
        }
        if json.is_array(value) {
            let inside: Vec<Value> = json.children(value).collect();
            open.extend(inside.into_iter().rev());
        } else if json.is_object(value) {
            things.push(value);
            open.extend(HOLDERS.iter().rev().filter_map(|key| json.get(value, key)));
        }
    }
    things
}

fn is_article(json: &Json<'_>, thing: Value) -> bool {
    let is_type = |value: Value| {
        json.scalar(value).is_some_and(|name| ARTICLES.iter().any(|article| name.ends_with(article)))
    };
    json.get(thing, "@type").is_some_and(|kind| is_type(kind) || json.children(kind).any(is_type))
}

fn names_page(json: &Json<'_>, thing: Value, url: &str) -> bool {
    ["url", "@id", "mainEntityOfPage"].iter().any(|key| {
        let Some(value) = json.get(thing, key) else { return false };
        let names = json.scalar(value).or_else(|| json.member(value, "@id"));
        names.is_some_and(|name| name.split('#').next() == Some(url))
    })
}

/// The name of a thing: a text, the first of a list, its `name`, or that of the thing it refers to.
fn name_of(json: &Json<'_>, things: &[Value], value: Value) -> Option<String> {
    let value = if json.is_array(value) { json.children(value).next()? } else { value };
    let own = |value: Value| {
        ["alternateName", "name"]
            .iter()
            .find_map(|key| json.member(value, key))
            .filter(|name| !name.is_empty())
    };
    let named = |value: Value| json.member(value, "name").or_else(|| own(value));
    let language = |value: Value| json.member(value, "@type").is_some_and(|kind| kind == "Language");
    if let Some(text) = json.scalar(value) {
        return Some(text);
    }
    let found = if language(value) { own(value) } else { named(value) };
    found.or_else(|| {
        let id = json.member(value, "@id")?;
        let is_it = |thing: &&Value| json.member(**thing, "@id").is_some_and(|other| other == id);
        things.iter().filter(is_it).find_map(|thing| named(*thing))
    })
}
