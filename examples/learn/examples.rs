//! Rows out of the examples of a rule: those that it fires on, with the places marked, and those that it must not.

use std::error::Error;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use factlint::document::{Document, Metadata, Published, PublishedFrom};
use factlint::extract;
use factlint::lexicon::Library;
use factlint::text::Span;

use super::regression::{Row, Table};

#[derive(Deserialize)]
struct Rule {
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Deserialize)]
struct Example {
    #[serde(default)]
    document: Vec<Text>,
}

#[derive(Deserialize)]
struct Text {
    language: Option<String>,
    published: Option<String>,
    text: Option<String>,
}

/// The guesses at a question in the examples of a rule whose figures do not fit together. Right is one whose figures are
/// all marked.
pub fn read(
    path: &Path,
    question: &str,
    library: &Library,
    lot: usize,
    table: &mut Table,
) -> Result<(), Box<dyn Error>> {
    let rule: Rule = toml::from_str(&fs::read_to_string(path)?)?;
    for example in &rule.example {
        // What several documents say is held against each other elsewhere.
        for text in &example.document {
            let Some(marked) = &text.text else { continue };
            let (plain, marks) = without_marks(marked);
            let published = match &text.published {
                Some(day) => Published::parse(day, PublishedFrom::Metadata),
                None => None,
            };
            let metadata = Metadata { language: text.language.clone(), published, ..Metadata::default() };
            let document = Document::plain("example.txt", &plain, metadata);
            let spans: Vec<Span> =
                extract::extract(&document, library)?.facts.iter().map(|fact| fact.span).collect();
            let is_marked =
                |span: &Span| marks.iter().any(|mark| span.start < mark.end && mark.start < span.end);
            for guess in extract::guesses(question, &document, library)?.iter().filter(|guess| !guess.holds) {
                let own = guess.facts.iter().filter_map(|fact| spans.get(fact.0 as usize));
                let right = own.clone().count() > 0 && own.clone().all(is_marked);
                let evidence = table.places(guess.evidence.names());
                let facts = guess.facts.iter().map(|fact| (0, fact.0)).collect();
                let finds = if right { vec![0] } else { Vec::new() };
                table.rows.push(Row {
                    lot,
                    story: table.stories,
                    facts,
                    evidence,
                    right: Some(right),
                    finds,
                });
            }
            table.stories += 1;
        }
    }
    Ok(())
}

/// A text without the marks around its figures, and where those stand in it.
fn without_marks(marked: &str) -> (String, Vec<Span>) {
    let (mut plain, mut marks, mut open) = (String::new(), Vec::new(), 0);
    for letter in marked.chars() {
        let at = u32::try_from(plain.len()).unwrap_or(u32::MAX);
        match letter {
            '⟦' => open = at,
            '⟧' => marks.push(Span { start: open, end: at }),
            _ => plain.push(letter),
        }
    }
    (plain, marks)
}
