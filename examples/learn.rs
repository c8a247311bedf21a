//! Learns what evidence is worth from labelled articles, and writes it into `rules/weights.toml`.
//!
//! ```sh
//! cargo run --release --example learn -- tests/cases tests/learning/*
//! ```
//!
//! Each argument is a folder of cases (`docs/cases.md`). The weights are those of a logistic regression with a ridge. How
//! well they hold on stories that they were not learnt from is told first: each folder is judged by
//! weights learnt from the others.

#![allow(
    clippy::float_arithmetic,
    clippy::print_stdout,
    reason = "a regression is no figure of an article, and a tool tells what it did"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use factlint::alignment::{Candidate, Stories, candidates};
use factlint::cases::{Case, CaseFile, Spot};
use factlint::document::{Corpus, Document};
use factlint::findings::Level;
use factlint::lexicon::Library;
use factlint::model::FactId;
use factlint::{engine, extract::DocumentFacts};

/// The weights in the file are hundredths of those of the regression.
const POINTS: f64 = 100.0;
/// How strongly weights are drawn to nothing: what little was seen of says little.
const RIDGE: f64 = 50.0;
/// So many parts of the folders are judged by weights learnt from the others.
const PARTS: usize = 7;

/// One pair of facts: its evidence, and whether a reader says that it is in conflict.
struct Row {
    folder: usize,
    story: usize,
    facts: [(u32, u32); 2],
    evidence: Vec<usize>,
    /// `None` where the reader leaves it open.
    conflict: Option<bool>,
    /// The conflicts of the story that it points at.
    points_at: Vec<usize>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folders: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let library = Library::builtin()?;
    let (mut rows, mut names) = (Vec::new(), Vec::new());
    let mut story = 0;
    for (folder, path) in folders.iter().enumerate() {
        for case in cases_in(path)? {
            rows.append(&mut rows_of(&case, &library, (folder, story), &mut names)?);
            story += 1;
        }
    }
    let labelled = rows.iter().filter(|row| row.conflict == Some(true)).count();
    println!(
        "{story} stories, {} pairs, {labelled} of them in conflict, {} kinds of evidence",
        rows.len(),
        names.len()
    );
    judge(&rows, names.len());
    let model = Model::learnt(&rows, names.len(), |_| true);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/weights.toml");
    let text = fs::read_to_string(&file)?;
    fs::write(&file, model.written_into(&text, &names))?;
    Ok(())
}

fn cases_in(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.join("expected.toml").is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The pairs of a case that differ, with what its reader says of them.
fn rows_of(
    folder: &Path,
    library: &Library,
    (at, story): (usize, usize),
    names: &mut Vec<&'static str>,
) -> Result<Vec<Row>, Box<dyn Error>> {
    let path = folder.join("expected.toml");
    let file = CaseFile::parse(&path.display().to_string(), &fs::read_to_string(&path)?)?;
    let mut documents = Vec::new();
    for document in file.documents() {
        let text = fs::read_to_string(folder.join(&document.path))?;
        documents.push(Document::plain(&document.path, &text, document.metadata.clone()));
    }
    let corpus = Corpus::new(documents);
    let case = file.placed(&folder.display().to_string(), &corpus)?;
    let read = engine::read_each(corpus.documents(), library, |_, facts| facts)?;
    let stories = Stories::find(&corpus, &read, &library.vocabulary)?;
    let found = candidates(&read, &stories, &library.vocabulary)?;
    let sides = |candidate: &Candidate| [candidate.a(), candidate.b()].map(|side| (side.document, side.fact));
    let mut rows: Vec<Row> = Vec::new();
    for candidate in &found {
        let spots = sides(candidate).map(|(document, fact)| Spot {
            document,
            span: corpus.get(document).to_source(fact_of(&read, document.0, fact).span),
        });
        let (conflict, points_at) = verdict(&case, &spots);
        let mut evidence = Vec::new();
        for name in candidate.evidence.names() {
            let known = names.iter().position(|known| known == name);
            evidence.push(known.unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            }));
        }
        let facts = sides(candidate).map(|(document, fact)| (document.0, fact.0));
        rows.push(Row { folder: at, story, facts, evidence, conflict, points_at });
    }
    leave_repetitions_open(&mut rows, &read);
    Ok(rows)
}

fn fact_of(read: &[DocumentFacts], document: u32, fact: FactId) -> &factlint::model::Fact {
    &read[document as usize].facts[fact.0 as usize]
}

/// What a reader says of two places: in conflict, left open, or nothing of the kind.
fn verdict(case: &Case, places: &[Spot; 2]) -> (Option<bool>, Vec<usize>) {
    let touch = |one: &Spot, other: &Spot| {
        one.document == other.document && one.span.start < other.span.end && other.span.start < one.span.end
    };
    let are = |spots: &[Spot]| match spots {
        [a, b] => {
            touch(a, &places[0]) && touch(b, &places[1]) || touch(a, &places[1]) && touch(b, &places[0])
        }
        _ => false,
    };
    let named = case.conflicts.iter().enumerate().filter(|(_, conflict)| are(&conflict.spots));
    let (points_at, levels): (Vec<usize>, Vec<Level>) =
        named.map(|(at, conflict)| (at, conflict.level)).unzip();
    let open = levels.contains(&Level::Note) || case.either.iter().any(|spots| are(spots));
    let conflict = match (points_at.is_empty(), open) {
        (_, true) => None,
        (empty, false) => Some(!empty),
    };
    (conflict, points_at)
}

/// A reader names one mention of each figure: what says the same over again is neither right nor wrong.
fn leave_repetitions_open(rows: &mut [Row], read: &[DocumentFacts]) {
    let value = |(document, fact): (u32, u32)| {
        (document, format!("{:?}", fact_of(read, document, FactId(fact)).value))
    };
    let said = |row: &Row| row.facts.map(value);
    let named: BTreeSet<_> = rows.iter().filter(|row| row.conflict == Some(true)).map(said).collect();
    for row in rows.iter_mut().filter(|row| row.conflict == Some(false)) {
        if named.contains(&said(row)) {
            row.conflict = None;
        }
    }
}

/// A logistic regression: the odds of each pair, and what each piece of evidence adds to them.
struct Model {
    base: f64,
    weights: Vec<f64>,
}

impl Model {
    /// Learns from the rows of some folders, by Newton's method.
    fn learnt(rows: &[Row], count: usize, from: impl Fn(usize) -> bool) -> Self {
        let rows: Vec<(&Row, f64)> = rows
            .iter()
            .filter(|row| from(row.folder))
            .filter_map(|row| Some((row, if row.conflict? { 1.0 } else { 0.0 })))
            .collect();
        let mut seen = vec![0.0; count];
        rows.iter().flat_map(|(row, _)| &row.evidence).for_each(|&at| seen[at] += 1.0);
        // The ridge is on weights of evidence brought to one spread.
        let spread = |seen: f64| {
            let share = seen / rows.len() as f64;
            share * (1.0 - share) + 1e-6
        };
        let ridge: Vec<f64> = seen.iter().map(|&seen| RIDGE * spread(seen)).collect();
        let mut model = Self { base: 0.0, weights: vec![0.0; count] };
        for _ in 0..STEPS {
            model.step(&rows, &ridge);
        }
        model
    }

    fn score(&self, row: &Row) -> f64 {
        self.base + row.evidence.iter().map(|&at| self.weights[at]).sum::<f64>()
    }

    fn step(&mut self, rows: &[(&Row, f64)], ridge: &[f64]) {
        let size = ridge.len() + 1;
        let (mut slope, mut curve) = (vec![0.0; size], vec![vec![0.0; size]; size]);
        for (row, conflict) in rows {
            let likely = 1.0 / (1.0 + (-self.score(row)).exp());
            let (error, weight) = (likely - conflict, likely * (1.0 - likely));
            // The base is evidence that every pair has.
            let places: Vec<usize> = row.evidence.iter().copied().chain([size - 1]).collect();
            for &one in &places {
                slope[one] += error;
                places.iter().for_each(|&other| curve[one][other] += weight);
            }
        }
        for (at, ridge) in ridge.iter().enumerate() {
            slope[at] += ridge * self.weights[at];
            curve[at][at] += ridge;
        }
        curve[size - 1][size - 1] += 1e-9;
        let change = solved(curve, slope);
        for (at, weight) in self.weights.iter_mut().enumerate() {
            *weight -= change[at];
        }
        self.base -= change[size - 1];
    }

    /// The file with its points learnt anew. What it does not say yet stands at the end.
    fn written_into(&self, text: &str, names: &[&str]) -> String {
        let points = |weight: f64| (weight * POINTS).round();
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        for line in lines.iter_mut().filter(|line| line.starts_with("base = ")) {
            *line = format!("base = {}", points(self.base));
        }
        let known: BTreeMap<&str, f64> = names.iter().copied().zip(self.weights.iter().copied()).collect();
        let mut unsaid = known.clone();
        for line in &mut lines {
            let Some((name, rest)) = line.split_once(" = { points = ") else { continue };
            let weight = known.get(name).copied().unwrap_or_default();
            unsaid.remove(name);
            let says = rest.split_once(',').map_or("", |(_, says)| says);
            *line = format!("{name} = {{ points = {},{says}", points(weight));
        }
        lines.extend(unsaid.iter().map(|(name, &weight)| {
            format!("{name} = {{ points = {}, says = \"{}\" }}", points(weight), name.replace('-', " "))
        }));
        lines.join("\n") + "\n"
    }
}

/// So many steps are more than it takes to settle.
const STEPS: usize = 12;

/// Solves linear equations whose matrix is symmetric and positive.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = matrix[at].clone();
        for below in at + 1..size {
            let factor = matrix[below][at] / pivot[at];
            if factor != 0.0 {
                for (value, above) in matrix[below][at..].iter_mut().zip(&pivot[at..]) {
                    *value -= factor * above;
                }
                right[below] -= factor * right[at];
            }
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|other| matrix[at][other] * right[other]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

/// Tells how many conflicts are found, and how many pairs wrongly, by weights learnt from other folders.
fn judge(rows: &[Row], count: usize) {
    let part = |folder: usize| folder % PARTS;
    let models: Vec<Model> =
        (0..PARTS).map(|own| Model::learnt(rows, count, |folder| part(folder) != own)).collect();
    let mut scored: Vec<(f64, &Row)> =
        rows.iter().map(|row| (models[part(row.folder)].score(row) * POINTS, row)).collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let named = |rows: &mut dyn Iterator<Item = &Row>| {
        let at =
            |row: &Row| -> Vec<(usize, usize)> { row.points_at.iter().map(|&at| (row.story, at)).collect() };
        rows.filter(|row| row.conflict == Some(true)).flat_map(at).collect::<BTreeSet<_>>().len()
    };
    println!("of {} conflicts with a pair, on stories not learnt from:", named(&mut rows.iter()));
    for needed in (0..=120).step_by(30) {
        let mut taken = BTreeSet::new();
        let mut found: Vec<&Row> = Vec::new();
        for (score, row) in &scored {
            let free = row
                .facts
                .iter()
                .zip([1, 0])
                .all(|(fact, other)| !taken.contains(&(row.story, *fact, row.facts[other].0)));
            if *score >= f64::from(needed) && free {
                taken.extend(
                    row.facts.iter().zip([1, 0]).map(|(fact, other)| (row.story, *fact, row.facts[other].0)),
                );
                found.push(row);
            }
        }
        let wrong = found.iter().filter(|row| row.conflict == Some(false)).count();
        println!("  needed {needed:4}: {} found, {wrong} wrongly", named(&mut found.iter().copied()));
    }
}
