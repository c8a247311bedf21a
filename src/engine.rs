//! The one entry point: documents in, facts and findings out. The command line, the library and the
//! tests call this and nothing below it.

use rayon::prelude::*;

use crate::alignment::align;
use crate::document::{Corpus, DocId, Document};
use crate::extract::{DocumentFacts, extract};
use crate::findings::Finding;
use crate::lexicon::Library;
use crate::model::Fact;
use crate::rules::{self, RuleSet};
use crate::text::Fault;

/// What was read in a corpus, document by document.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    documents: Vec<DocumentFacts>,
}

impl Reading {
    /// What was read in one document.
    pub fn document(&self, id: DocId) -> &DocumentFacts {
        &self.documents[id.0 as usize]
    }

    /// What was read in each document, in order.
    pub fn documents(&self) -> &[DocumentFacts] {
        &self.documents
    }

    /// All facts with their documents, in text order.
    pub fn facts(&self) -> impl Iterator<Item = (DocId, &Fact)> {
        (0..)
            .map(DocId)
            .zip(&self.documents)
            .flat_map(|(id, document)| document.facts.iter().map(move |fact| (id, fact)))
    }
}

/// Reads every document of a corpus, in parallel. The number of threads changes nothing.
///
/// # Errors
///
/// A [`Fault`] in a language pack.
pub fn read(corpus: &Corpus, library: &Library) -> Result<Reading, Fault> {
    let documents = read_each(corpus.documents(), library, |_, facts| facts)?;
    Ok(Reading { documents })
}

/// Reads documents in parallel, and gives what `make` makes of each, in their order.
///
/// # Errors
///
/// A [`Fault`] in a language pack.
pub fn read_each<T: Send>(
    documents: &[Document],
    library: &Library,
    make: impl Fn(&Document, DocumentFacts) -> T + Sync,
) -> Result<Vec<T>, Fault> {
    documents.par_iter().map(|document| Ok(make(document, extract(document, library)?))).collect()
}

/// What a check found, with what was read.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The facts.
    pub reading: Reading,
    /// The findings, in their total order.
    pub findings: Vec<Finding>,
}

/// Reads a corpus, compares what its documents assert, and runs the rules.
///
/// # Errors
///
/// A [`Fault`] in the data that factlint is built with.
pub fn check(corpus: &Corpus, library: &Library, rules: &RuleSet) -> Result<Report, Fault> {
    let reading = read(corpus, library)?;
    let aligned = align(reading.documents(), &library.vocabulary)?;
    let findings = rules::run(rules, corpus, reading.documents(), &aligned, &library.vocabulary);
    Ok(Report { reading, findings })
}
