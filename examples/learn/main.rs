//! Learns what evidence is worth from labelled texts, and writes it into `rules/weights.toml`.
//!
//! ```sh
//! cargo run --release --example learn -- one-thing tests/cases tests/learning/*
//! cargo run --release --example learn -- change tests/passages/learning/*.jsonl rules/checks tests/cases tests/learning/*
//! ```
//!
//! The first argument is the question, a table of that file. Each other one is a lot of labelled texts: a folder of cases
//! (`docs/cases.md`), a file of passages (`tests/passages/README.md`), or the examples of a rule or of all (`rules/checks`).
//! The weights are those of a logistic
//! regression with a ridge. How well they hold on texts that they were not learnt from is told first: each lot is
//! judged by weights learnt from the others.

#![allow(
    clippy::float_arithmetic,
    clippy::print_stdout,
    reason = "a regression is no figure of an article, and a tool tells what it did"
)]

mod examples;
mod passages;
mod regression;
mod stories;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use factlint::alignment::{candidates, candidates_of_one_figure};
use factlint::lexicon::Library;

use regression::{Model, Table, judge, judged_by_others, settle};

/// "rules/checks", "rules/checks/sum/sum-mismatch.toml"
fn is_of_rules(path: &Path) -> bool {
    path.ends_with("checks") || path.extension().is_some_and(|end| end == "toml")
}

/// The question that adds to the first one.
const AMONG_OTHERS: &str = "among-others";
const ONE_THING: &str = "one-thing";

/// The questions about two facts of two articles.
fn finder(question: &str) -> Option<stories::Finder> {
    match question {
        ONE_THING => Some(candidates),
        "one-figure" => Some(candidates_of_one_figure),
        _ => None,
    }
}

fn read(question: &str, lots: &[PathBuf], library: &Library) -> Result<Table, Box<dyn Error>> {
    let mut table = Table::default();
    for (at, path) in lots.iter().enumerate() {
        // Each passage and each example is a lot of its own.
        let lot = if path.is_file() { 0 } else { at };
        match (path.is_file(), question) {
            (_, name) if finder(name).is_none() && is_of_rules(path) => {
                examples::read(path, question, library, &mut table)?;
            }
            (true, _) => passages::read(path, question, library, &mut table)?,
            (false, _) => match finder(question) {
                Some(find) => stories::read_pairs(path, find, library, lot, &mut table)?,
                None => stories::read_guesses(path, question, library, lot, &mut table)?,
            },
        }
    }
    Ok(table)
}

fn among_others(lots: &[PathBuf], library: &Library) -> Result<Table, Box<dyn Error>> {
    let mut alone = read(ONE_THING, lots, library)?;
    let kinds = alone.names.len();
    settle(&mut alone.rows, kinds);
    let points = judged_by_others(&alone.rows, kinds);
    let mut table = Table::default();
    for path in lots {
        stories::read_among_others(path, library, &alone, &points, &mut table)?;
    }
    Ok(table)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let question = arguments.next().ok_or("which question of rules/weights.toml?")?;
    let lots: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let library = Library::builtin()?;
    let mut table = match question.as_str() {
        // What others say is weighed where it is known what each pair comes to by itself.
        AMONG_OTHERS => among_others(&lots, &library)?,
        alone => read(alone, &lots, &library)?,
    };
    let right = table.rows.iter().filter(|row| row.right == Some(true)).count();
    let (rows, kinds) = (table.rows.len(), table.names.len());
    println!("{} texts, {rows} readings, {right} of them right, {kinds} kinds of evidence", table.stories);
    if question != AMONG_OTHERS {
        settle(&mut table.rows, kinds);
    }
    judge(&table.rows, kinds);
    let model = Model::learnt(&table.rows, kinds, |_| true);
    for (at, name) in table.names.iter().enumerate() {
        let seen = || table.rows.iter().filter(|row| row.evidence.contains(&at));
        let right = seen().filter(|row| row.right == Some(true)).count();
        println!(
            "  {name}: {:.0} points, seen {} times, {right} of them right",
            model.points_of(at),
            seen().count()
        );
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/weights.toml");
    fs::write(&file, model.written_into(&fs::read_to_string(&file)?, &question, &table.names))?;
    Ok(())
}
