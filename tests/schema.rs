//! The schemas of rule files and of `factlint.toml` against the loaders: what one takes, the other takes.

use std::error::Error;
use std::fs;
use std::path::Path;

use factlint::config::{Config, config_schema};
use factlint::rules::{Rule, RuleSet, rule_schema};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn Error>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What is wrong with a value, by the part of JSON Schema that the two schemas use.
fn faults(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut expect = |holds: bool, what: &str| {
        if !holds {
            found.push(format!("{at}: {what}"));
        }
    };
    if let Some(kind) = schema["type"].as_str() {
        let fits = match kind {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            other => panic!("the test knows no `{other}`"),
        };
        expect(fits, kind);
    }
    if let Some(names) = schema["enum"].as_array() {
        expect(names.contains(value), "one of the names");
    }
    if let Some(wanted) = schema.get("const") {
        expect(value == wanted, "the one value");
    }
    let count = |value: &Value| value.as_array().map_or(0, Vec::len) as u64;
    expect(schema["minItems"].as_u64().is_none_or(|least| count(value) >= least), "more items");
    let letters = |value: &Value| value.as_str().map_or(0, str::len) as u64;
    expect(schema["minLength"].as_u64().is_none_or(|least| letters(value) >= least), "more letters");
    for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        expect(value.get(key).is_some(), &format!("the key `{key}`"));
    }
    found.extend(inner_faults(schema, value, at));
    found
}

/// The same of what lies in a value, and of schemas made of schemas.
fn inner_faults(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (key, inner) in value.as_object().into_iter().flatten() {
        let place = format!("{at}.{key}");
        match (schema["properties"].get(key), schema.get("additionalProperties")) {
            (Some(known), _) => found.extend(faults(known, inner, &place)),
            (None, Some(Value::Bool(false))) => found.push(format!("{place}: no such key")),
            (None, Some(other)) => found.extend(faults(other, inner, &place)),
            (None, None) => {}
        }
    }
    if let Some(items) = schema.get("items") {
        found.extend(value.as_array().into_iter().flatten().flat_map(|item| faults(items, item, at)));
    }
    let ways = schema["oneOf"].as_array();
    let fitting = |ways: &Vec<Value>| ways.iter().filter(|way| faults(way, value, at).is_empty()).count();
    if ways.is_some_and(|ways| fitting(ways) != 1) {
        found.push(format!("{at}: none of the ways"));
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        if faults(&part["if"], value, at).is_empty() {
            found.extend(faults(&part["then"], value, at));
        }
    }
    found
}

fn read(text: &str) -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::to_value(toml::from_str::<toml::Table>(text)?)?)
}

#[test]
fn every_rule_file_fits_the_schema() -> Outcome {
    let schema = rule_schema();
    for rule in RuleSet::builtin()?.iter() {
        let text = fs::read_to_string(root().join("rules").join(&rule.path))?;
        assert_eq!(faults(&schema, &read(&text)?, &rule.id), Vec::<String>::new());
    }
    let text = fs::read_to_string(root().join("src/cli/new_rule.toml"))?;
    assert_eq!(faults(&schema, &read(&text)?, "new"), Vec::<String>::new());
    Ok(())
}

/// A rule with every key.
const WHOLE: &str = r#"
id = "x"
family = "quantity"
status = "draft"
off = true
together = false
since = "0.1.0"
level = "note"
scope = "story"
facts = ["count"]
relation = "disjoint"
same = ["event"]
may-differ = ["names"]
must-differ = ["source"]
when = "a.headline"
message = "m"
labels = { a = "a", b = "{b.value}" }
why = "w"
help = "h"

[[example]]
name = "n"
quiet = true

[[example.document]]
language = "en"
published = "2025-06-17"
text = "t"
"#;

/// Whether the loader takes a rule, and whether the schema does.
fn taken(rule: &Value) -> (bool, bool) {
    let text = toml::to_string(rule).expect("a rule as TOML");
    (Rule::parse("x.toml", &text).is_ok(), faults(&rule_schema(), rule, "x").is_empty())
}

#[test]
fn a_key_may_be_missing_where_the_loader_lets_it() -> Outcome {
    let whole = read(WHOLE)?;
    assert_eq!(taken(&whole), (true, true));
    let known: Vec<&String> = whole.as_object().expect("a table").keys().collect();
    for places in ["", "/example/0", "/example/0/document/0"] {
        let keys: Vec<String> =
            whole.pointer(places).and_then(Value::as_object).expect("a table").keys().cloned().collect();
        for key in keys {
            let mut less = whole.clone();
            less.pointer_mut(places).and_then(Value::as_object_mut).expect("a table").remove(&key);
            if key == "quiet" {
                // An example that is not quiet marks what must be found.
                less["example"][0]["document"][0]["text"] = json!("⟦t⟧");
            }
            let (loader, schema) = taken(&less);
            assert_eq!(loader, schema, "without `{key}`");
        }
        let mut more = whole.clone();
        more.pointer_mut(places)
            .and_then(Value::as_object_mut)
            .expect("a table")
            .insert("xyzzy".into(), 1.into());
        assert_eq!(taken(&more), (false, false), "{places}");
    }
    let listed = rule_schema()["properties"].as_object().expect("properties").len();
    assert_eq!(known.len(), listed, "the test lacks a key");
    Ok(())
}

#[test]
fn names_are_those_that_the_loader_knows() -> Outcome {
    let whole = read(WHOLE)?;
    for key in ["family", "status", "level", "scope", "relation"] {
        let mut wrong = whole.clone();
        wrong[key] = json!("xyzzy");
        assert_eq!(taken(&wrong), (false, false), "{key}");
    }
    for key in ["facts", "same", "may-differ", "must-differ"] {
        let mut wrong = whole.clone();
        wrong[key] = json!(["xyzzy"]);
        assert_eq!(taken(&wrong), (false, false), "{key}");
    }
    for (key, value) in
        [("facts", json!([])), ("when", json!(3)), ("scope", json!("fact")), ("relation", json!("guarded"))]
    {
        let mut wrong = whole.clone();
        wrong[key] = value;
        assert_eq!(taken(&wrong), (false, false), "{key}");
    }
    Ok(())
}

/// What people read about rule files names all that can stand in one.
#[test]
fn the_reference_names_every_key_and_every_name() -> Outcome {
    let page = fs::read_to_string(root().join("CONTRIBUTING.md"))?;
    let schema = rule_schema();
    let properties = &schema["properties"];
    let keys = properties.as_object().into_iter().flatten().map(|(key, _)| key.clone());
    let lists = ["family", "level"].map(|key| &properties[key]["enum"]);
    let items = ["facts", "same"].map(|key| &properties[key]["items"]["enum"]);
    let listed = lists.into_iter().chain(items).filter_map(Value::as_array).flatten();
    let ways = ["status", "scope", "relation"].map(|key| &properties[key]["oneOf"]);
    let told = ways.into_iter().filter_map(Value::as_array).flatten().map(|way| &way["const"]);
    let names = listed.chain(told).filter_map(Value::as_str).map(str::to_string);
    let missing: Vec<String> =
        keys.chain(names).filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert_eq!(missing, Vec::<String>::new(), "CONTRIBUTING.md does not tell of these");
    Ok(())
}

#[test]
fn the_schema_of_the_configuration_fits_it() -> Outcome {
    let readme = fs::read_to_string(root().join("README.md"))?;
    let example = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let seeds = fs::read_to_string(root().join("seeds/factlint.toml"))?;
    for text in [example.expect("an example in the README"), &seeds] {
        Config::parse(Path::new("factlint.toml"), text)?;
        assert_eq!(faults(&config_schema(), &read(text)?, "factlint.toml"), Vec::<String>::new());
    }
    for wrong in [
        "fail-on = \"some\"",
        "exclude = 3",
        "[levels]\nx = \"high\"",
        "[[document]]\nlanguage = \"en\"",
        "colour = 1",
    ] {
        assert!(Config::parse(Path::new("factlint.toml"), wrong).is_err(), "{wrong}");
        assert!(!faults(&config_schema(), &read(wrong)?, "").is_empty(), "{wrong}");
    }
    Ok(())
}
