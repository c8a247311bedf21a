use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::text::{keys_of, names_of};

use super::{FailOn, LevelOrOff, Wire, WireDocument};

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
        "levels" => json!({
            "type": "object",
            "additionalProperties": { "enum": names_of::<LevelOrOff>() },
            "description": "Levels by rule. A rule that has one here runs, whatever its status.",
        }),
        "document" => json!({
            "type": "array",
            "description": "What is known of the documents that match.",
            "items": {
                "type": "object", "properties": properties::<WireDocument>(document_key),
                "required": ["path"], "additionalProperties": false,
            },
        }),
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
        {
            assert!(value.get("description").is_some(), "{key}");
        }
    }
}
