//! Rows out of labelled stories: pairs of facts of two articles, and guesses within one.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use factlint::alignment::{Candidate, Differing, FactRef, Others, Standing, Stories};
use factlint::cases::{Case, CaseFile, Spot};
use factlint::document::{Corpus, DocId, Document};
use factlint::extract::DocumentFacts;
use factlint::findings::Level;
use factlint::lexicon::{Library, Vocabulary};
use factlint::model::FactId;
use factlint::text::Fault;
use factlint::{engine, extract};

use super::regression::{POINTS, Row, Table};

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

/// A case with its documents read.
struct Story {
    case: Case,
    corpus: Corpus,
    read: Vec<DocumentFacts>,
}

impl Story {
    fn of(folder: &Path, library: &Library) -> Result<Self, Box<dyn Error>> {
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
        Ok(Self { case, corpus, read })
    }

    /// Where a fact stands in its source.
    fn spot(&self, document: DocId, fact: FactId) -> Spot {
        let span = fact_of(&self.read, document.0, fact).span;
        Spot { document, span: self.corpus.get(document).to_source(span) }
    }
}

/// Finds pairs of facts of two articles, with what speaks for and against their being of one thing.
pub type Finder = fn(&[DocumentFacts], &Stories, &Vocabulary) -> Result<Vec<Candidate>, Fault>;

/// The pairs of facts that differ, of two articles of a story, with what its reader says of them.
pub fn read_pairs(
    path: &Path,
    find: Finder,
    library: &Library,
    lot: usize,
    table: &mut Table,
) -> Result<(), Box<dyn Error>> {
    for folder in cases_in(path)? {
        let story = Story::of(&folder, library)?;
        let stories = Stories::find(&story.corpus, &story.read, &library.vocabulary)?;
        let sides = |found: &Candidate| [found.a(), found.b()].map(|side| (side.document, side.fact));
        let mut rows: Vec<Row> = Vec::new();
        for found in find(&story.read, &stories, &library.vocabulary)? {
            let spots = sides(&found).map(|(document, fact)| story.spot(document, fact));
            let (right, finds) = verdict(&story.case, &spots);
            let evidence = table.places(found.evidence.names());
            let facts = sides(&found).map(|(document, fact)| (document.0, fact.0)).to_vec();
            rows.push(Row { lot, story: table.stories, known: 0.0, facts, evidence, right, finds });
        }
        leave_repetitions_open(&mut rows, &story.read);
        table.rows.append(&mut rows);
        table.stories += 1;
    }
    Ok(())
}

/// The same pairs, with what the other pairs of their story say of each. `points` are what each came to by itself.
pub fn read_among_others(
    path: &Path,
    library: &Library,
    alone: &Table,
    points: &[f64],
    table: &mut Table,
) -> Result<(), Box<dyn Error>> {
    for folder in cases_in(path)? {
        let story = Story::of(&folder, library)?;
        let stories = Stories::find(&story.corpus, &story.read, &library.vocabulary)?;
        let own = alone.rows.iter().zip(points).filter(|(row, _)| row.story == table.stories);
        let own: Vec<(&Row, Standing)> = own.map(|(row, points)| (row, standing(row, *points))).collect();
        let mut of_documents: BTreeMap<(DocId, DocId), Vec<Standing>> = BTreeMap::new();
        for (_, standing) in &own {
            of_documents.entry((standing.a.document, standing.b.document)).or_default().push(*standing);
        }
        let differing: BTreeMap<_, Differing> =
            of_documents.into_iter().map(|(documents, pairs)| (documents, Differing::of(pairs))).collect();
        let others = Others::of(&story.read, &stories, differing.values())?;
        for (row, standing) in own {
            let count = differing[&(standing.a.document, standing.b.document)].count;
            let evidence = table.places(others.evidence(&standing, count).names());
            let known = f64::from(standing.points) / POINTS;
            let (facts, finds) = (row.facts.clone(), row.finds.clone());
            table.rows.push(Row { known, evidence, facts, finds, ..*row });
        }
        table.stories += 1;
    }
    Ok(())
}

fn standing(row: &Row, points: f64) -> Standing {
    let fact = |(document, fact): (u32, u32)| FactRef { document: DocId(document), fact: FactId(fact) };
    #[allow(clippy::cast_possible_truncation, reason = "points are hundreds, not billions")]
    let points = points.round() as i32;
    Standing { a: fact(row.facts[0]), b: fact(row.facts[1]), points }
}

/// The guesses within single articles whose figures do not fit together. A reader names some of the figures of each
/// contradiction.
pub fn read_guesses(
    path: &Path,
    question: &str,
    library: &Library,
    lot: usize,
    table: &mut Table,
) -> Result<(), Box<dyn Error>> {
    for folder in cases_in(path)? {
        let story = Story::of(&folder, library)?;
        for (at, document) in (0..).map(DocId).zip(story.corpus.documents()) {
            for guess in extract::guesses(question, document, library)?.iter().filter(|guess| !guess.holds) {
                let spots: Vec<Spot> = guess.facts.iter().map(|&fact| story.spot(at, fact)).collect();
                let (right, finds) = verdict_on(question, &story.case, &spots);
                let evidence = table.places(guess.evidence.names());
                let facts = guess.facts.iter().map(|fact| (at.0, fact.0)).collect();
                table.rows.push(Row { lot, story: table.stories, known: 0.0, facts, evidence, right, finds });
            }
        }
        table.stories += 1;
    }
    Ok(())
}

fn fact_of(read: &[DocumentFacts], document: u32, fact: FactId) -> &factlint::model::Fact {
    &read[document as usize].facts[fact.0 as usize]
}

/// What a reader says of some places: that they contradict each other, nothing of the kind, or neither.
fn verdict(case: &Case, places: &[Spot]) -> (Option<bool>, Vec<usize>) {
    let touch = |one: &Spot, other: &Spot| {
        one.document == other.document && one.span.start < other.span.end && other.span.start < one.span.end
    };
    let touched = |spot: &Spot| places.iter().filter(|place| touch(spot, place)).count();
    // One quotation that holds several figures points at them all.
    let are = |spots: &[Spot]| match spots {
        [one] => touched(one) >= 2,
        spots => spots.iter().all(|spot| touched(spot) > 0),
    };
    let named = case.conflicts.iter().enumerate().filter(|(_, conflict)| are(&conflict.spots));
    let (finds, levels): (Vec<usize>, Vec<Level>) = named.map(|(at, conflict)| (at, conflict.level)).unzip();
    let open = levels.contains(&Level::Note) || case.either.iter().any(|spots| are(spots));
    (if open { None } else { Some(!finds.is_empty()) }, finds)
}

/// The same for a guess at a question: what contradicts otherwise is neither right nor wrong.
fn verdict_on(question: &str, case: &Case, places: &[Spot]) -> (Option<bool>, Vec<usize>) {
    let (right, mut finds) = verdict(case, places);
    let touched = !finds.is_empty();
    finds.retain(|&at| case.conflicts[at].family.name() == question);
    (right.filter(|_| !touched || !finds.is_empty()), finds)
}

/// A reader names one mention of each figure: what says the same over again is neither right nor wrong.
fn leave_repetitions_open(rows: &mut [Row], read: &[DocumentFacts]) {
    let value = |(document, fact): (u32, u32)| {
        (document, format!("{:?}", fact_of(read, document, FactId(fact)).value))
    };
    let said = |row: &Row| row.facts.iter().map(|&fact| value(fact)).collect::<Vec<_>>();
    let named: BTreeSet<_> = rows.iter().filter(|row| row.right == Some(true)).map(said).collect();
    for row in rows.iter_mut().filter(|row| row.right == Some(false)) {
        if named.contains(&said(row)) {
            row.right = None;
        }
    }
}
