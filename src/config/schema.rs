use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::text::{keys_of, names_of};

use crate::document::WrittenSuppression;

use super::json_shape::WireShape;
use super::wire::{Wire, WireDocument, WireOverride, WireStory};
use super::{FailOn, LevelOrOff};

/// The JSON Schema of `factlint.toml`, so that editors complete and check it.
pub fn config_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "factlint.toml",
        "description": "What a newsroom says of its documents and of the rules it wants.",
        "type": "object",
        "properties": properties::<Wire>(key),
        "additionalProperties": false,
    })
}

fn properties<T: DeserializeOwned>(describe: fn(&str) -> Value) -> Value {
    keys_of::<T>().iter().map(|key| (key.to_string(), describe(key))).collect::<Map<_, _>>().into()
}

fn texts(description: &str) -> Value {
    json!({ "type": "array", "items": { "type": "string" }, "description": description })
}

fn key(key: &str) -> Value {
    match key {
        "exclude" => texts("Patterns of files that are left out when a folder or a pattern is read."),
        "rules" => texts("Rule files of your own, or folders of them, counted from this file."),
        "facts" => texts("Reference sheets, TOML or CSV, counted from this file. See docs/facts.md."),
        "fail-on" => json!({
            "enum": names_of::<FailOn>(),
            "description": "The lowest level that makes the exit code 1.",
        }),
        "baseline" => {
            json!({ "type": "string", "description": "The findings that were there before, counted from this file. See docs/suppressions.md." })
        }
        "document" => {
            entries::<WireDocument>(document_key, &["path"], "What is known of the documents that match.")
        }
        "override" => entries::<WireOverride>(
            override_key,
            &["path"],
            "Other rules and levels for the documents that match; the later entries win.",
        ),
        "story" => entries::<WireStory>(
            story_key,
            &[],
            "Documents that tell one story: they are compared with each other, and with no others.",
        ),
        "ignore" => entries::<WrittenSuppression>(
            ignore_key,
            &["reason"],
            "Findings that do not count, each with a reason. See docs/suppressions.md.",
        ),
        "json" => entries::<WireShape>(
            shape_key,
            &["path", "text"],
            "Where JSON files of your own hold their articles. See docs/formats.md.",
        ),
        _ => choice_key(key),
    }
}

/// A list of tables.
fn entries<T: DeserializeOwned>(describe: fn(&str) -> Value, required: &[&str], description: &str) -> Value {
    json!({
        "type": "array",
        "description": description,
        "items": {
            "type": "object", "properties": properties::<T>(describe),
            "required": required, "additionalProperties": false,
        },
    })
}

/// What may be said of all documents, and of those of an override.
fn choice_key(key: &str) -> Value {
    match key {
        "select" => texts("Rules and families: nothing else runs."),
        "tolerances" => json!({
            "type": "object",
            "additionalProperties": { "type": "string", "pattern": "^[0-9.]+ *%$" },
            "description": "By rule how near each other two figures are let be, as a share of the larger one: \"2%\".",
        }),
        "preview" => json!({ "type": "boolean", "description": "Whether rules on trial run too." }),
        "levels" => json!({
            "type": "object",
            "additionalProperties": { "enum": names_of::<LevelOrOff>() },
            "description": "Levels by rule. A rule that has one here runs, whatever its status.",
        }),
        _ => json!({}),
    }
}

fn patterns(description: &str) -> Value {
    json!({
        "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
        "description": description,
    })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

fn override_key(key: &str) -> Value {
    match key {
        "path" => patterns("A pattern, or several, counted from this file."),
        _ => choice_key(key),
    }
}

fn story_key(key: &str) -> Value {
    match key {
        "name" => text("What the story is called."),
        "path" => patterns("A pattern of the documents that all tell this story, or several."),
        "folders" => patterns("A pattern of folders each of which holds a story of its own, or several."),
        "open" => json!({
            "type": "boolean",
            "description": "Whether its documents are held against others too, where these tell the same story.",
        }),
        _ => json!({}),
    }
}

fn ignore_key(key: &str) -> Value {
    match key {
        "path" => text("A pattern of the documents that it is about; all where there is none."),
        "rule" => patterns("A rule, a family, or a list of them."),
        "finding" => text("The fingerprint of a finding."),
        "words" => text("Words of the article that it is about."),
        "line" => {
            json!({ "type": "integer", "minimum": 1, "description": "A line of the file that it is about." })
        }
        "document" => text("The document that it is about, in a file of many."),
        "reason" => text("Why the findings do not count."),
        _ => json!({}),
    }
}

fn shape_key(key: &str) -> Value {
    let pointer = |what: &str| {
        let pattern = "^(/([^~]|~[01])*)?$";
        json!({ "type": "string", "pattern": pattern, "description": format!("A JSON Pointer to {what}.") })
    };
    match key {
        "path" => json!({ "type": "string", "description": "A pattern, counted from this file." }),
        "items" => pointer("the list of articles; the other pointers count from each of them"),
        "id" => pointer("what names the article"),
        "text" => json!({
            "anyOf": [pointer("the text"), { "type": "array", "items": pointer("a part of the text") }],
            "description": "A JSON Pointer to the text, or several: a string, HTML or not, or a list of them.",
        }),
        "title" => pointer("the headline"),
        "published" => pointer("the publication date"),
        "language" => pointer("the language (BCP 47)"),
        "source" => pointer("the publisher, named in place of the path"),
        "author" => pointer("who wrote it"),
        "url" => pointer("where it was published"),
        _ => json!({}),
    }
}

fn document_key(key: &str) -> Value {
    match key {
        "path" => json!({ "type": "string", "description": "A pattern, counted from this file." }),
        "language" => json!({ "type": "string", "description": "BCP 47: en, pl, pt-BR." }),
        // A TOML date has no like in JSON: editors hand it over as a text.
        "published" => json!({ "description": "The publication date: 2025-06-17, or a date-time." }),
        "source" => json!({ "type": "string", "description": "The publisher, named in place of the path." }),
        _ => json!({}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_described() {
        for (key, value) in keys_of::<Wire>()
            .iter()
            .map(|name| (name, key(name)))
            .chain(keys_of::<WireDocument>().iter().map(|name| (name, document_key(name))))
            .chain(keys_of::<WireOverride>().iter().map(|name| (name, override_key(name))))
            .chain(keys_of::<WireStory>().iter().map(|name| (name, story_key(name))))
            .chain(keys_of::<WrittenSuppression>().iter().map(|name| (name, ignore_key(name))))
            .chain(keys_of::<WireShape>().iter().map(|name| (name, shape_key(name))))
        {
            assert!(value.get("description").is_some(), "{key}");
        }
    }
}
