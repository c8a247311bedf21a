use std::fmt::Write;

use crate::document::Document;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::values::fact_words;

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
        let _ = writeln!(out, "  {place}  {words}  = {}", fact_words(fact, vocabulary));
    }
    out
}
