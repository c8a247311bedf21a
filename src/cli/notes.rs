use std::fmt::Write as _;
use std::io::Write;

use crate::document::{Corpus, Document};
use crate::engine::Reading;
use crate::extract::DocumentFacts;

use super::commands::print;

/// So many documents without a language are named.
const NAMED: usize = 3;

/// What was read in part or left alone. A stored article with an odd date or in an unknown language is no
/// reason to fail a run over thousands.
#[derive(Debug, Default)]
pub(super) struct Notes {
    warnings: Vec<String>,
    /// How many documents were left alone, and the first of them.
    unread: usize,
    named: Vec<String>,
}

impl Notes {
    pub(super) fn of(corpus: &Corpus, reading: &Reading) -> Self {
        let mut notes = Self::default();
        for (id, document) in corpus.articles() {
            notes.add(document, reading.document(id));
        }
        notes
    }

    pub(super) fn add(&mut self, document: &Document, facts: &DocumentFacts) {
        if let Some(doubt) = &facts.doubt {
            self.warnings.push(format!("warning: {doubt}\n"));
        }
        if facts.language.is_none() && document.text().contains(char::is_alphanumeric) {
            self.unread += 1;
            if self.named.len() < NAMED {
                self.named.push(document.name.clone());
            }
        }
    }

    /// Prints the warnings there are, once; they come in the order of the documents.
    pub(super) fn print_warnings(&mut self, err: &mut dyn Write) {
        for warning in self.warnings.drain(..) {
            print(err, &warning);
        }
    }

    /// Prints the warnings, and what was left alone.
    pub(super) fn print(mut self, err: &mut dyn Write) {
        self.print_warnings(err);
        if self.unread == 0 {
            return;
        }
        let mut names = self.named.join(", ");
        if self.unread > self.named.len() {
            let _ = write!(names, " and {} more", self.unread - self.named.len());
        }
        print(
            err,
            &format!(
                "note: not read, the language is unknown or has no pack (name it with --language): {names}\n"
            ),
        );
    }
}
