//! Rows out of the examples of the rules: what they mark contradicts itself, and nothing else does.

use std::error::Error;
use std::path::Path;

use factlint::extract;
use factlint::lexicon::Library;
use factlint::model::FactId;
use factlint::rules::{Example, RuleSet};
use factlint::text::Span;

use super::regression::{Row, Table};

/// The guesses at a question in the examples of a rule, or of all rules in a folder, whose figures do not fit together. One
/// is right if its example marks its figures, and the rule is of the question's family.
pub fn read(path: &Path, question: &str, library: &Library, table: &mut Table) -> Result<(), Box<dyn Error>> {
    let asked = |id: &str| path.is_dir() || path.file_stem().is_some_and(|stem| stem == id);
    for rule in RuleSet::builtin()?.iter().filter(|rule| asked(&rule.id)) {
        let own = rule.family.name() == question;
        for example in &rule.examples {
            read_example(example, own, question, library, table)?;
            table.stories += 1;
        }
    }
    Ok(())
}

fn read_example(
    example: &Example,
    own: bool,
    question: &str,
    library: &Library,
    table: &mut Table,
) -> Result<(), Box<dyn Error>> {
    let corpus = example.corpus();
    for ((number, told), document) in (0..).zip(&example.documents).zip(corpus.documents()) {
        let facts = extract::extract(document, library)?.facts;
        let is_marked = |fact: &FactId| {
            let touches =
                |span: Span| told.marks.iter().any(|mark| span.start < mark.end && mark.start < span.end);
            facts.get(fact.0 as usize).is_some_and(|fact| touches(fact.span))
        };
        for guess in extract::guesses(question, document, library)?.iter().filter(|guess| !guess.holds) {
            let marked = guess.facts.iter().all(is_marked);
            // A run that leaves out a marked part is another sum.
            let all = marked && (question != "sum" || guess.facts.len() == told.marks.len());
            // What another rule finds in the same figures is neither right nor wrong.
            let right = if marked && !own { None } else { Some(all) };
            let finds = if right == Some(true) { vec![number as usize] } else { Vec::new() };
            let evidence = table.places(guess.evidence.names());
            let facts = guess.facts.iter().map(|fact| (number, fact.0)).collect();
            let lot = table.stories;
            table.rows.push(Row { lot, story: table.stories, known: 0.0, facts, evidence, right, finds });
        }
    }
    Ok(())
}
