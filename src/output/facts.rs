use serde::Serialize;
use serde_json::{Value, json};

use crate::document::{Corpus, DocId, Document};
use crate::engine::Reading;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{Fact, FactValue, Measure, Quantity};
use crate::text::{Position, Span};

use super::fact_row::FactRow;

/// About so many bytes are written for a fact.
const BYTES_OF_FACT: usize = 400;

/// The facts of a document, one JSON object a line, in text order.
pub fn facts_jsonl(document: &Document, facts: &DocumentFacts, vocabulary: &Vocabulary) -> String {
    let mut out = Vec::with_capacity(facts.facts.len() * BYTES_OF_FACT);
    for fact in &facts.facts {
        // Written as bytes, at half the work of a string. Bytes can always be written, and are UTF-8.
        let _ = serde_json::to_writer(&mut out, &FactRow::new(document, fact, vocabulary));
        out.push(b'\n');
    }
    String::from_utf8(out).unwrap_or_default()
}

/// All facts as one JSON object, its fields in alphabetical order.
#[derive(Serialize)]
struct Whole<'a> {
    documents: Vec<Value>,
    facts: Vec<FactRow<'a>>,
    schema: &'static str,
    version: &'static str,
}

/// All facts as one JSON object.
pub fn facts_json(corpus: &Corpus, reading: &Reading, vocabulary: &Vocabulary) -> String {
    let facts = reading.facts().map(|(id, fact)| FactRow::new(corpus.get(id), fact, vocabulary));
    let documents = corpus.iter().map(|(id, document)| document_value(document, reading, id));
    let whole = Whole {
        documents: documents.collect(),
        facts: facts.collect(),
        schema: "factlint.facts/1",
        version: env!("CARGO_PKG_VERSION"),
    };
    let mut out = serde_json::to_string_pretty(&whole).unwrap_or_default();
    out.push('\n');
    out
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
