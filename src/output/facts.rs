use serde_json::{Value, json};

use crate::document::{Corpus, DocId, Document};
use crate::engine::Reading;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{
    Bounds, DateTime, Duration, Fact, FactValue, Frame, Measure, Quantity, TimeUnit, TimeValue,
};
use crate::text::{Position, Span};
use crate::values::{rate_code, subject_name, unit_code};

/// The facts of a document, one JSON object a line, in text order.
pub fn facts_jsonl(document: &Document, facts: &DocumentFacts, vocabulary: &Vocabulary) -> String {
    let mut out = Vec::new();
    for fact in &facts.facts {
        // Written as bytes, at half the work of a string. Bytes can always be written, and are UTF-8.
        let _ = serde_json::to_writer(&mut out, &fact_value(document, fact, vocabulary));
        out.push(b'\n');
    }
    String::from_utf8(out).unwrap_or_default()
}

/// All facts as one JSON object.
pub fn facts_json(corpus: &Corpus, reading: &Reading, vocabulary: &Vocabulary) -> String {
    let facts: Vec<Value> =
        reading.facts().map(|(id, fact)| fact_value(corpus.get(id), fact, vocabulary)).collect();
    let documents: Vec<Value> =
        corpus.iter().map(|(id, document)| document_value(document, reading, id)).collect();
    let whole = json!({
        "schema": "factlint.facts/1",
        "version": env!("CARGO_PKG_VERSION"),
        "documents": documents,
        "facts": facts,
    });
    format!("{whole:#}\n")
}

/// A document with what is known of it, and how.
pub(super) fn document_value(document: &Document, reading: &Reading, id: DocId) -> Value {
    let facts = reading.document(id);
    json!({
        "path": document.name,
        "language": facts.language,
        "published": facts.published.map(|published| published.date.to_string()),
        "published_from": facts.published.map(|published| published.from.name()),
        "source": document.metadata.source,
    })
}

fn fact_value(document: &Document, fact: &Fact, vocabulary: &Vocabulary) -> Value {
    let span = document.to_source(fact.span);
    let value = match &fact.value {
        FactValue::Quantity(quantity) => quantity_value(quantity, &fact.frame, vocabulary),
        FactValue::Ordinal(rank) => json!({ "number": rank.to_string() }),
        FactValue::Time(time) => time_value(time),
        FactValue::Duration(duration) => duration_value(duration),
        FactValue::Recurrence => json!({ "text": fact.span.of(document.text()) }),
    };
    let mut whole = json!({
        "document": document.name,
        "start": span.start,
        "end": span.end,
        "text": span.of(document.source()),
        "kind": kind_name(fact),
        "value": value,
        "frame": frame_value(&fact.frame, vocabulary),
    });
    title_of(document, span, &mut whole);
    whole
}

/// What kind of fact it is. A number that counts nothing is no quantity.
pub(super) fn kind_name(fact: &Fact) -> &'static str {
    match &fact.value {
        FactValue::Quantity(Quantity { measure: Measure::Ratio, .. }) => "number",
        FactValue::Quantity(quantity) if quantity.measure == Measure::Count && fact.frame.of.is_none() => {
            "number"
        }
        FactValue::Quantity(_) => "quantity",
        FactValue::Ordinal(_) => "ordinal",
        FactValue::Time(_) => "date",
        FactValue::Duration(_) => "duration",
        FactValue::Recurrence => "recurrence",
    }
}

/// Tells a place in a title that is no part of its text from there: `start` and `end` count the title's
/// own bytes, and `part` says so. Gives where the title begins.
pub(super) fn title_of(document: &Document, span: Span, value: &mut Value) -> Option<Position> {
    let title = document.title_before(span.start)?;
    value["part"] = json!("title");
    value["start"] = json!(span.start - title);
    value["end"] = json!(span.end - title);
    Some(document.position(title))
}

fn bounds_value(bounds: &Bounds) -> serde_json::Map<String, Value> {
    let mut map = serde_json::Map::new();
    let decimal = |end: Option<crate::model::End>| end.map(|end| end.value.normalize().to_string());
    map.insert("lower".into(), json!(decimal(bounds.lower)));
    map.insert("upper".into(), json!(decimal(bounds.upper)));
    map.insert("lower_open".into(), json!(bounds.lower.is_some_and(|end| end.open)));
    map.insert("upper_open".into(), json!(bounds.upper.is_some_and(|end| end.open)));
    map.insert("approximate".into(), json!(bounds.is_approximate()));
    map
}

fn quantity_value(quantity: &Quantity, frame: &Frame, vocabulary: &Vocabulary) -> Value {
    let mut map = bounds_value(&quantity.bounds);
    let unit = |measure: Measure| unit_code(measure, vocabulary);
    map.insert("unit".into(), json!(unit(quantity.measure)));
    if let Some(per) = quantity.per {
        map.insert("per".into(), json!(rate_code(&per, vocabulary)));
    }
    if quantity.difference {
        map.insert("difference".into(), json!(true));
    }
    if !quantity.readings.is_empty() {
        let readings: Vec<_> = quantity.readings.iter().map(|&reading| unit(reading)).collect();
        map.insert("other_units".into(), json!(readings));
    }
    if let Some(other) = quantity.alternative {
        map.insert("alternative".into(), json!(other.normalize().to_string()));
    }
    map.insert("of".into(), json!(frame.of.as_ref().map(|of| subject_name(of, vocabulary))));
    Value::Object(map)
}

fn moment(at: DateTime, whole_days: bool) -> String {
    if whole_days { at.date().to_string() } else { at.strftime("%Y-%m-%dT%H:%M:%S").to_string() }
}

fn time_value(time: &TimeValue) -> Value {
    let interval = time.interval();
    let ends = interval.map(|interval| (interval.start, interval.end)).unwrap_or_default();
    let midnight = |at: Option<DateTime>| at.is_none_or(|at| at.time() == jiff::civil::Time::midnight());
    let whole_days = midnight(ends.0) && midnight(ends.1);
    let mut value = json!({
        "edtf": time.edtf(),
        "start": ends.0.map(|at| moment(at, whole_days)),
        "end": ends.1.map(|at| moment(at, whole_days)),
        "grain": time.form.grain().name(),
    });
    if let Some(other) = time.other_reading() {
        value["alternative"] = json!(other.edtf());
    }
    if let Some(anchor) = time.anchor.name() {
        value["counted_from"] = json!(anchor);
    }
    if let Some(runs) = time.runs {
        value["runs"] = json!(runs.name());
    }
    value
}

/// Weeks are counted in days, which they hold exactly; `iso` keeps them as written.
fn duration_value(duration: &Duration) -> Value {
    let in_days = duration.fixed_days();
    let unit = if in_days.is_some() { TimeUnit::Day } else { duration.unit };
    let mut map = bounds_value(&in_days.unwrap_or(duration.bounds));
    map.insert("unit".into(), json!(unit.canonical().0));
    map.insert("iso".into(), json!(duration.iso()));
    Value::Object(map)
}

fn strings(names: &[std::sync::Arc<str>]) -> Vec<&str> {
    names.iter().map(AsRef::as_ref).collect()
}

fn frame_value(frame: &Frame, vocabulary: &Vocabulary) -> Value {
    let concepts = &vocabulary.concepts;
    let mut map = serde_json::Map::new();
    let mut put = |slot: &str, value: Value| {
        let empty = value.is_null() || value == json!(false) || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            map.insert(slot.into(), value);
        }
    };
    put("of", json!(frame.of.as_ref().map(|of| subject_name(of, vocabulary))));
    put("event", json!(frame.event.map(|event| concepts.name(event.concept))));
    put("object", json!(frame.object.map(|object| concepts.name(object))));
    let places: Vec<&str> = frame.places.iter().map(|&place| vocabulary.places.key(place)).collect();
    put("places", json!(places));
    put("names", json!(strings(&frame.names)));
    put("modifiers", json!(frame.modifiers));
    put("period", json!(frame.period.as_ref().and_then(TimeValue::edtf)));
    put("other_period", json!(frame.other_period));
    put("role", json!(frame.role.map(crate::model::Role::name)));
    put("status", json!(frame.status.map(crate::model::Status::name)));
    put("sources", json!(strings(&frame.sources)));
    put("language", json!(frame.language.as_deref()));
    put("headline", json!(frame.headline));
    put("quoted", json!(frame.quoted));
    Value::Object(map)
}
