use std::fmt::Write;

use crate::document::Document;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::values::{fact_words, many};

/// The facts of a document for people to read: place, words, value, what it is about.
pub fn facts_human(document: &Document, facts: &DocumentFacts, vocabulary: &Vocabulary) -> String {
    let mut out = format!("{}: {}\n", document.name, reading(facts, None));
    for fact in &facts.facts {
        let span = document.to_source(fact.span);
        let place = document.place(span.start);
        let place = place.strip_prefix(&document.name).unwrap_or(&place);
        let place = place.trim_start_matches([' ', ':']);
        let words: String = span.of(document.source()).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "  {place}  {words}  = {}", fact_words(fact, vocabulary));
    }
    out
}

/// What a document was read as, and where it comes from: "pl, published 2025-06-17 (config), 22 facts".
pub fn reading(facts: &DocumentFacts, language_from: Option<&str>) -> String {
    let mut language = facts.language.clone().unwrap_or_else(|| "language unknown".into());
    if let Some(from) = language_from {
        let _ = write!(language, " ({from})");
    }
    let published = facts.published.map_or_else(
        || "publication date unknown".to_string(),
        |published| format!("published {} ({})", published.date, published.from.name()),
    );
    format!("{language}, {published}, {}", many(facts.facts.len(), "fact"))
}
