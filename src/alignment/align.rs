use crate::document::DocId;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{Decimal, FactId};
use crate::text::Fault;

use super::headline::held_against_text;
use super::keys::{Keyed, keyed_facts};
use super::pair::Pair;
use super::sheet;
use super::slots::{Outcome, Slot, SlotResult};
use super::stories::Stories;
use super::value::ValueOutcome;
use super::weights::Weights;

/// A fact of a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactRef {
    /// The document.
    pub document: DocId,
    /// The fact in it.
    pub fact: FactId,
}

/// Two facts of two documents on one story, compared.
#[derive(Clone, Debug)]
pub struct Aligned {
    /// The fact of the document that stands first in the corpus.
    pub a: FactRef,
    /// The other.
    pub b: FactRef,
    /// How their slots compared.
    pub slots: Vec<SlotResult>,
    /// How their values compared.
    pub value: ValueOutcome,
    /// Whether one of them has found a better partner in the other's document.
    pub spent: bool,
    /// Whether the difference is the passing of time: a later figure of something that grows, or
    /// figures of different days of something that moves.
    pub update: bool,
    /// How many days lie between the publications; `None` where one is unknown.
    pub days_apart: Option<i64>,
    /// How far "about" reaches, as a share.
    pub about: Decimal,
    /// Whether the time of each lies in the days before its publication.
    pub recent: (bool, bool),
}

impl Aligned {
    /// The outcome of a slot.
    pub fn outcome(&self, slot: Slot) -> Outcome {
        self.slots.iter().find(|result| result.slot == slot).map_or(Outcome::Unknown, |result| result.outcome)
    }

    /// Whether some slot other than the given ones differs.
    pub fn differs_besides(&self, excepted: &[Slot]) -> bool {
        self.slots
            .iter()
            .any(|result| result.outcome == Outcome::Different && !excepted.contains(&result.slot))
    }
}

/// What was compared with what.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// Facts of two documents that tell one story.
    pub stories: Vec<Aligned>,
    /// Figures of headlines, first, with those of the text below them.
    pub headlines: Vec<Aligned>,
    /// Facts of articles, first, with those of reference sheets.
    pub sheets: Vec<Aligned>,
}

/// Compares the facts that share a key: of documents that tell one story, of headlines with those of their
/// texts, and of articles with those of reference sheets.
///
/// # Errors
///
/// A [`Fault`] in `rules/alignment.toml`.
pub fn align(documents: &[DocumentFacts], vocabulary: &Vocabulary) -> Result<Alignment, Fault> {
    let weights = Weights::builtin()?;
    let stories = Stories::find(documents, vocabulary, &weights);
    let keys: Vec<Keyed> = documents.iter().map(|document| keyed_facts(document, vocabulary)).collect();
    let pair = |first, second| Pair { documents, vocabulary, weights: &weights, first, second };
    let mut alignment = Alignment::default();
    for (first, second) in stories.pairs() {
        let pair = pair(first, second);
        let mut found = pair.aligned(&keys[first.0 as usize], &keys[second.0 as usize]);
        pair.spend(&mut found);
        alignment.stories.append(&mut found);
    }
    for (id, keyed) in (0..).map(DocId).zip(&keys) {
        alignment.headlines.append(&mut held_against_text(pair(id, id), keyed));
    }
    for (article, sheet) in sheet::pairs(documents) {
        let (ours, theirs) = (&keys[article.0 as usize], &keys[sheet.0 as usize]);
        alignment.sheets.append(&mut sheet::held_against_sheet(pair(article, sheet), ours, theirs));
    }
    Ok(alignment)
}
