use serde::de::DeserializeOwned;
use serde::de::value::{Error, StrDeserializer};
use serde_json::{Map, Value, json};

use crate::findings::{Family, Level};
use crate::text::{keys_of, names_of};

use super::describe::{relation_words, scope_words};
use super::load::SLOTS;
use super::relations::{FactKind, Relation, Scope};
use super::wire::{OPTIONAL_KEYS, WireDocument, WireExample, WireRule};

/// The JSON Schema of rule files, so that editors complete and check them. Keys and names are asked of
/// the types that read the files.
pub fn rule_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A factlint rule",
        "description": "One file a rule, named for its id. See CONTRIBUTING.md.",
        "type": "object",
        "properties": properties::<WireRule>(rule_key),
        "required": required::<WireRule>(),
        "additionalProperties": false,
        "allOf": scopes(),
    })
}

/// The keys of a type, each with what `describe` says of it.
fn properties<T: DeserializeOwned>(describe: fn(&str) -> Value) -> Value {
    keys_of::<T>().iter().map(|key| (key.to_string(), describe(key))).collect::<Map<_, _>>().into()
}

fn required<T: DeserializeOwned>() -> Vec<&'static str> {
    keys_of::<T>().iter().copied().filter(|key| !OPTIONAL_KEYS.contains(key)).collect()
}

/// Every name of an enum with its value.
fn named<T: DeserializeOwned>() -> Vec<(&'static str, T)> {
    let value = |name: &'static str| T::deserialize(StrDeserializer::<Error>::new(name)).ok();
    names_of::<T>().iter().filter_map(|name| value(name).map(|value| (*name, value))).collect()
}

/// One of some names, each told in words.
fn choice(names: &[(&str, &str)]) -> Value {
    let each = names.iter().map(|(name, words)| json!({ "const": name, "description": words }));
    json!({ "oneOf": each.collect::<Vec<_>>() })
}

fn with(mut schema: Value, description: &str) -> Value {
    schema["description"] = description.into();
    schema
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "description": description })
}

fn slots(description: &str) -> Value {
    let names = SLOTS.map(|slot| slot.name());
    json!({ "type": "array", "items": { "enum": names }, "uniqueItems": true, "description": description })
}

fn rule_key(key: &str) -> Value {
    match key {
        "id" => json!({
            "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
            "description": "The file's name without .toml, named for the defect: \"allow date-conflict\" reads right.",
        }),
        "family" => json!({ "enum": names_of::<Family>(), "description": "The kind of contradiction." }),
        "status" => with(choice(&STATUSES), "Where the rule stands in its life."),
        "off" => json!({
            "type": "boolean",
            "description": "Whether it runs only where it is selected by its id or given a level.",
        }),
        "together" => json!({
            "type": "boolean",
            "description": "Whether all facts of one article that it fires on make one finding; of rules on single facts.",
        }),
        "since" => text("The version that brings the rule."),
        "level" => json!({ "enum": names_of::<Level>(), "description": "How much its findings weigh." }),
        "scope" => {
            let scopes: Vec<_> =
                named::<Scope>().into_iter().map(|(name, scope)| (name, scope_words(scope))).collect();
            with(choice(&scopes), "Which facts it looks at together; it must fit the relation.")
        }
        "facts" => json!({
            "type": "array", "items": { "enum": names_of::<FactKind>() }, "minItems": 1,
            "description": "Which kinds of facts it binds.",
        }),
        "relation" => {
            let relations: Vec<_> =
                named::<Relation>().into_iter().map(|(name, value)| (name, relation_words(value))).collect();
            with(choice(&relations), "What must hold for the rule to fire.")
        }
        "same" => slots("Slots that must be known to match."),
        "may-differ" => slots("Slots that may differ; any other that differs keeps the rule silent."),
        "must-differ" => slots("Slots that must differ."),
        "when" => text("A condition that the facts must meet as well. See docs/guards.md."),
        "message" => text("What is wrong, in one sentence, with placeholders in braces."),
        "labels" => json!({
            "type": "object", "description": "What stands at the places: a for the primary one, b for the others.",
            "properties": { "a": text("At the primary place."), "b": text("At every other place.") },
            "required": ["a"], "additionalProperties": false,
        }),
        "why" => text("Why it matters, a sentence with its full stop."),
        "help" => text("What to do, without a full stop."),
        "example" => json!({
            "type": "array", "description": "Texts that fire the rule, and near misses that do not.",
            "items": {
                "type": "object", "properties": properties::<WireExample>(example_key),
                "required": required::<WireExample>(), "additionalProperties": false,
            },
        }),
        _ => json!({}),
    }
}

fn example_key(key: &str) -> Value {
    match key {
        "name" => text("What is told, unique in the file."),
        "quiet" => json!({ "type": "boolean", "description": "Whether nothing must be found." }),
        "sheet" => text("A reference sheet in TOML, its words marked as in the texts."),
        "document" => json!({
            "type": "array", "minItems": 1, "description": "The articles.",
            "items": {
                "type": "object", "properties": properties::<WireDocument>(document_key),
                "required": required::<WireDocument>(), "additionalProperties": false,
            },
        }),
        _ => json!({}),
    }
}

fn document_key(key: &str) -> Value {
    match key {
        "language" => text("BCP 47: en, pl, pt-BR."),
        "published" => text("When it was published: 2025-06-17."),
        "text" => text("The text. ⟦ and ⟧ mark the words that the rule's labels must point at."),
        _ => json!({}),
    }
}

const STATUSES: [(&str, &str); 4] = [
    ("draft", "being written; runs where it is asked for by name"),
    ("preview", "complete, and on trial; runs with --preview"),
    ("stable", "runs"),
    ("deprecated", "runs; another rule replaces it"),
];

/// Which scopes a relation asks for, and that a rule without a relation of its own has a guard.
fn scopes() -> Vec<Value> {
    let mut rules: Vec<Value> = named::<Relation>()
        .into_iter()
        .map(|(name, relation)| {
            let scopes: Vec<&str> = relation.scopes().iter().map(|scope| scope.name()).collect();
            json!({
                "if": { "properties": { "relation": { "const": name } }, "required": ["relation"] },
                "then": { "properties": { "scope": { "enum": scopes } } },
            })
        })
        .collect();
    rules.push(json!({
        "if": { "properties": { "together": { "const": true } }, "required": ["together"] },
        "then": { "properties": { "scope": { "const": Scope::Fact.name() } } },
    }));
    rules.push(json!({
        "if": { "properties": { "relation": { "const": "guarded" } }, "required": ["relation"] },
        "then": { "required": ["when"] },
    }));
    rules
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::wire::RuleStatus;

    #[test]
    fn every_key_and_every_name_is_described() {
        let described = |key: &str, value: Value| assert!(value.get("description").is_some(), "{key}");
        keys_of::<WireRule>().iter().for_each(|key| described(key, rule_key(key)));
        keys_of::<WireExample>().iter().for_each(|key| described(key, example_key(key)));
        keys_of::<WireDocument>().iter().for_each(|key| described(key, document_key(key)));
        assert_eq!(STATUSES.map(|(name, _)| name).as_slice(), names_of::<RuleStatus>());
        assert_eq!(named::<Relation>().len(), names_of::<Relation>().len());
        let kinds: Vec<&str> = FactKind::ALL.iter().map(|(name, _)| *name).collect();
        assert_eq!(kinds, names_of::<FactKind>());
        let scopes: Vec<&str> = Scope::ALL.iter().map(|(name, _)| *name).collect();
        assert_eq!(scopes, names_of::<Scope>());
        assert!(OPTIONAL_KEYS.iter().all(|key| {
            [keys_of::<WireRule>(), keys_of::<WireExample>(), keys_of::<WireDocument>()]
                .concat()
                .contains(key)
        }));
    }
}
