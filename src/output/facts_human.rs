use std::fmt::Write;

use crate::document::Document;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::Fact;
use crate::values::{subject_name, value_words};

/// The facts of a document for people to read: place, words, value, what it is about.
pub fn facts_human(document: &Document, facts: &DocumentFacts, vocabulary: &Vocabulary) -> String {
    let mut out = String::new();
    let language = facts.language.as_deref().unwrap_or("language unknown");
    let published = facts.published.map_or_else(
        || "publication date unknown".to_string(),
        |published| format!("published {} ({})", published.date, published.from.name()),
    );
    let count = match facts.facts.len() {
        1 => "1 fact".to_string(),
        count => format!("{count} facts"),
    };
    let _ = writeln!(out, "{}: {language}, {published}, {count}", document.name);
    for fact in &facts.facts {
        let span = document.to_source(fact.span);
        let place = document.place(span.start);
        let place = place.strip_prefix(&document.name).unwrap_or(&place);
        let place = place.trim_start_matches([' ', ':']);
        let words: String = span.of(document.source()).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "  {place}  {words}  = {}", describe(fact, vocabulary));
    }
    out
}

/// A value with what it is about, in a few words.
fn describe(fact: &Fact, vocabulary: &Vocabulary) -> String {
    let mut out = value_words(&fact.value, vocabulary);
    let frame = &fact.frame;
    if let Some(of) = &frame.of {
        let _ = write!(out, ", of {}", subject_name(of, vocabulary));
    }
    if let Some(event) = frame.event {
        let _ = write!(out, ", {}", vocabulary.concepts.name(event.concept));
    }
    if let Some(role) = frame.role {
        let _ = write!(out, ", {}", role.name());
    }
    if let Some(status) = frame.status {
        let _ = write!(out, ", {}", status.name());
    }
    if let Some(period) = frame.period.as_ref().and_then(crate::model::TimeValue::edtf) {
        let _ = write!(out, ", in {period}");
    }
    if !frame.sources.is_empty() {
        let _ = write!(out, ", according to {}", frame.sources.join(" and "));
    }
    out
}
