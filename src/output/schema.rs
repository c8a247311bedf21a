//! The JSON Schemas of what factlint itself defines. Keys may be added in any version, so no object is closed.

use serde_json::{Map, Value, json};

use super::jsonl::FINDING_SCHEMA;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Of `check --format json`.
pub(super) fn check_schema() -> Value {
    let count = json!({ "type": "integer", "minimum": 0 });
    let document = object(&[
        ("path", text()),
        ("language", or_null(text())),
        ("published", or_null(json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" }))),
        ("published_from", or_null(text())),
        ("source", or_null(text())),
    ]);
    let sheet = object(&[("path", text()), ("facts", count.clone())]);
    let mut aside = finding(&[("set_aside", set_aside())]);
    aside["title"] = json!("a finding that does not count, and why");
    let mut whole = object(&[
        ("schema", json!({ "const": "factlint.check/1" })),
        ("version", text()),
        ("documents", list(document)),
        ("findings", list(finding(&[]))),
        (
            "summary",
            object(&[
                ("documents", count.clone()),
                ("facts", count.clone()),
                ("errors", count.clone()),
                ("warnings", count.clone()),
                ("notes", count.clone()),
            ]),
        ),
    ]);
    let place = json!({ "type": "integer", "minimum": 1 });
    let complaint = object(&[
        ("kind", json!({ "enum": ["malformed-suppression", "unknown-rule", "unused-suppression"] })),
        ("path", text()),
        ("line", place.clone()),
        ("column", place),
        ("message", text()),
        ("help", text()),
    ]);
    whole["properties"]["complaints"] = list(complaint);
    let counts = [("new", count.clone()), ("known", count.clone()), ("fixed", count.clone())];
    let [new, known, fixed] = counts;
    whole["properties"]["baseline"] = object(&[("path", text()), new, known, fixed]);
    whole["properties"]["since"] =
        object(&[("ref", text()), ("changed", count.clone()), ("left_out", count)]);
    whole["properties"]["sheets"] = list(sheet);
    whole["properties"]["set_aside"] = list(aside);
    headed("factlint check --format json", whole)
}

/// Of a line of `check --format jsonl`.
pub(super) fn finding_schema() -> Value {
    let line = finding(&[("schema", json!({ "const": FINDING_SCHEMA })), ("version", text())]);
    headed("a line of factlint check --format jsonl", line)
}

/// Of a line of `facts --format jsonl`.
pub(super) fn fact_schema() -> Value {
    headed("a line of factlint facts --format jsonl", fact())
}

/// Of `facts --format json`.
pub(super) fn facts_schema() -> Value {
    let documents = check_schema()["properties"]["documents"].clone();
    let whole = object(&[
        ("schema", json!({ "const": "factlint.facts/1" })),
        ("version", text()),
        ("documents", documents),
        ("facts", list(fact())),
    ]);
    headed("factlint facts --format json", whole)
}

fn headed(title: &str, mut schema: Value) -> Value {
    schema["$schema"] = json!(DIALECT);
    schema["title"] = json!(title);
    schema
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

fn or_null(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

/// An object that has all these keys.
fn object(keys: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> =
        keys.iter().map(|(key, schema)| ((*key).to_string(), schema.clone())).collect();
    let required: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

/// The same object with keys that it may have.
fn with_optional(mut schema: Value, keys: &[(&str, Value)]) -> Value {
    for (key, inner) in keys {
        schema["properties"][*key] = inner.clone();
    }
    schema
}

fn finding(more: &[(&str, Value)]) -> Value {
    let slot = object(&[("slot", text()), ("outcome", text()), ("detail", text())]);
    let mut keys = more.to_vec();
    keys.extend([
        ("rule", text()),
        ("family", text()),
        ("severity", json!({ "enum": ["error", "warning", "note"] })),
        ("verdict", json!({ "enum": ["conflict", "unit-mismatch", "scale-slip", "source-split", "update"] })),
        ("message", text()),
        ("confidence", json!({ "type": "number", "minimum": 0, "maximum": 1 })),
        ("fingerprint", json!({ "type": "string", "pattern": "^factlint/v1:[0-9a-f]{32}$" })),
        ("labels", list(label())),
        ("notes", list(text())),
        ("help", text()),
        ("comparison", list(slot)),
    ]);
    object(&keys)
}

fn label() -> Value {
    let offset = json!({ "type": "integer", "minimum": 0 });
    let place = json!({ "type": "integer", "minimum": 1 });
    let label = object(&[
        ("path", text()),
        ("start", offset.clone()),
        ("end", offset),
        ("line", place.clone()),
        ("column", place.clone()),
        ("end_line", place.clone()),
        ("end_column", place.clone()),
        ("text", text()),
        ("message", text()),
        ("primary", json!({ "type": "boolean" })),
    ]);
    let title = json!({ "const": "title" });
    with_optional(label, &[("part", title), ("file", text()), ("file_line", place)])
}

fn set_aside() -> Value {
    let place = json!({ "type": "integer", "minimum": 1 });
    let suppressed = object(&[
        ("why", json!({ "const": "suppressed" })),
        ("by", json!({ "enum": ["comment", "front-matter", "sidecar", "config"] })),
        ("reason", text()),
        ("path", text()),
        ("line", place.clone()),
        ("column", place),
    ]);
    let known = object(&[("why", json!({ "const": "known" })), ("baseline", text())]);
    json!({ "oneOf": [suppressed, known] })
}

fn fact() -> Value {
    let offset = json!({ "type": "integer", "minimum": 0 });
    let kinds = [
        ("number", quantity()),
        ("quantity", quantity()),
        ("ordinal", object(&[("number", json!({ "type": "string", "pattern": r"^\d+$" }))])),
        ("date", date()),
        ("duration", duration()),
        ("recurrence", object(&[("text", text())])),
    ];
    let ways: Vec<Value> = kinds
        .into_iter()
        .map(|(kind, value)| json!({ "properties": { "kind": { "const": kind }, "value": value } }))
        .collect();
    let fact = object(&[
        ("document", text()),
        ("start", offset.clone()),
        ("end", offset),
        ("text", text()),
        ("kind", text()),
        ("value", json!({ "type": "object" })),
        ("frame", json!({ "type": "object" })),
    ]);
    let mut fact = with_optional(fact, &[("part", json!({ "const": "title" })), ("frame", frame())]);
    fact["oneOf"] = ways.into();
    fact
}

fn bounds() -> Vec<(&'static str, Value)> {
    let decimal = or_null(decimal());
    let flag = json!({ "type": "boolean" });
    vec![
        ("lower", decimal.clone()),
        ("upper", decimal),
        ("lower_open", flag.clone()),
        ("upper_open", flag.clone()),
        ("approximate", flag),
    ]
}

/// A decimal as text, so that no reader rounds it.
fn decimal() -> Value {
    json!({ "type": "string", "pattern": r"^-?\d+(\.\d+)?$" })
}

fn quantity() -> Value {
    let mut keys = bounds();
    keys.extend([("unit", or_null(text())), ("of", or_null(text()))]);
    with_optional(
        object(&keys),
        &[
            ("per", text()),
            ("difference", json!({ "type": "boolean" })),
            ("other_units", list(or_null(text()))),
            ("alternative", decimal()),
        ],
    )
}

fn date() -> Value {
    let moment = or_null(json!({
        "type": "string",
        "pattern": r"^-?\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$",
    }));
    let date =
        object(&[("edtf", or_null(text())), ("start", moment.clone()), ("end", moment), ("grain", text())]);
    with_optional(
        date,
        &[
            ("alternative", or_null(text())),
            ("counted_from", text()),
            ("runs", json!({ "enum": ["from", "up-to"] })),
        ],
    )
}

fn duration() -> Value {
    let mut keys = bounds();
    keys.extend([("unit", text()), ("iso", or_null(text()))]);
    object(&keys)
}

/// What a fact is about. A key that is missing is unknown.
fn frame() -> Value {
    let mut properties = Map::new();
    for key in ["of", "base", "label", "event", "object", "occasion", "period", "role", "status", "language"]
    {
        properties.insert(key.into(), text());
    }
    for key in ["places", "names", "modifiers", "sources"] {
        properties.insert(key.into(), list(text()));
    }
    for key in ["other_period", "headline", "quoted"] {
        properties.insert(key.into(), json!({ "const": true }));
    }
    json!({ "type": "object", "properties": properties })
}
