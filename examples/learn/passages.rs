//! Rows out of labelled passages: each stands in two variants, of which one contradicts itself.

use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::Value;

use factlint::document::{Document, Metadata, Published, PublishedFrom};
use factlint::extract::{self, Guess};
use factlint::lexicon::Library;
use factlint::text::Span;

use super::regression::{Row, Table};

/// The guesses at a question in the passages of a file whose figures do not fit together. One in the wrong variant is right
/// if it is one that holds in the right variant, and points at what differs.
pub fn read(path: &Path, question: &str, library: &Library, table: &mut Table) -> Result<(), Box<dyn Error>> {
    for line in fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()) {
        let passage: Value = serde_json::from_str(line)?;
        let own = passage["family"] == question;
        // What is left of a whole makes it up with what was taken.
        let alike = own || question == "sum" && passage["family"] == "part";
        let [wrong, right] = [0, 1].map(|variant| guesses(&passage, variant, question, library));
        let ((wrong, marked), (right, _)) = (wrong?, right?);
        let holds = |guess: &Guess| right.iter().any(|other| other.holds && other.facts == guess.facts);
        let points = |guess: &Guess, spans: &[Span]| {
            let touches = |span: &Span| span.start < marked.end && marked.start < span.end;
            guess.facts.iter().filter_map(|fact| spans.get(fact.0 as usize)).any(touches)
        };
        let spans = spans(&passage, library)?;
        let no_error = right.iter().map(|guess| (guess, Some(false), Vec::new()));
        let error = wrong.iter().map(|guess| {
            let found = holds(guess) && points(guess, &spans);
            // What contradicts otherwise is neither right nor wrong.
            (
                guess,
                Some(found).filter(|_| alike || !found),
                if found && alike { vec![0] } else { Vec::new() },
            )
        });
        if std::env::var_os("SHOW").is_some()
            && own
            && !wrong.iter().any(|guess| !guess.holds && holds(guess) && points(guess, &spans))
        {
            println!("no guess: {}", passage["id"]);
        }
        let rows: Vec<_> = error.chain(no_error).filter(|(guess, ..)| !guess.holds).collect();
        for (guess, right, finds) in rows {
            let evidence = table.places(guess.evidence.names());
            let facts = guess.facts.iter().map(|fact| (0, fact.0)).collect();
            // Each passage is a lot of its own: one writer's are in none alone.
            let lot = table.stories;
            table.rows.push(Row { lot, story: table.stories, known: 0.0, facts, evidence, right, finds });
        }
        table.stories += 1;
    }
    Ok(())
}

/// The guesses in a variant of a passage, and where in its text the marked words stand.
fn guesses(
    passage: &Value,
    variant: usize,
    question: &str,
    library: &Library,
) -> Result<(Vec<Guess>, Span), Box<dyn Error>> {
    let (document, marked) = variant_of(passage, variant)?;
    Ok((extract::guesses(question, &document, library)?, marked))
}

/// Where the facts of the wrong variant stand.
fn spans(passage: &Value, library: &Library) -> Result<Vec<Span>, Box<dyn Error>> {
    let (document, _) = variant_of(passage, 0)?;
    Ok(extract::extract(&document, library)?.facts.iter().map(|fact| fact.span).collect())
}

fn variant_of(passage: &Value, variant: usize) -> Result<(Document, Span), Box<dyn Error>> {
    let field = |name: &str| passage[name].as_str().ok_or_else(|| format!("no `{name}` in {passage}"));
    let text = field("text")?;
    let (before, rest) = text.split_once("<<").ok_or("no marker")?;
    let (marker, behind) = rest.split_once(">>").ok_or("no end of the marker")?;
    let words = marker.split('|').nth(variant).ok_or("a marker holds two variants")?;
    let published = Published::parse(field("published")?, PublishedFrom::Metadata).ok_or("no date")?;
    let metadata = Metadata {
        language: Some(field("lang")?.to_string()),
        published: Some(published),
        ..Metadata::default()
    };
    let document = Document::plain(field("id")?, &format!("{before}{words}{behind}"), metadata);
    let start = u32::try_from(before.len())?;
    Ok((document, Span { start, end: start + u32::try_from(words.len())? }))
}
