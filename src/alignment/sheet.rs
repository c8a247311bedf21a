use crate::document::DocId;
use crate::extract::{DocumentFacts, SheetEntry};
use crate::lexicon::Vocabulary;
use crate::model::{Fact, FactValue};

use super::align::Aligned;
use super::pair::Pair;
use super::slots::{Outcome, Slot};

/// The facts of an article, first, with the entries of a reference sheet that share a key and are about
/// something that the article names.
pub(super) fn held_against_sheet(pair: &Pair<'_>) -> Vec<Aligned> {
    let Some(entries) = &pair.document(pair.second).sheet else { return Vec::new() };
    let article = pair.document(pair.first);
    let mut found = pair.weighed();
    found.retain(|(aligned, _)| {
        let entry = aligned.b.fact.0 as usize;
        let fact = &pair.document(pair.second).facts[entry];
        entries.get(entry).is_some_and(|entry| is_about(article, fact, entry, pair.vocabulary))
    });
    for (aligned, _) in &mut found {
        pair.tell_by_thing(aligned);
        // The newsroom vouches for its figures today, whenever an article was written.
        (aligned.update, aligned.days_apart) = (false, Some(0));
        aligned.recent.1 = aligned.recent.0;
        let fact = &article.facts[aligned.a.fact.0 as usize];
        if matches!(fact.value, FactValue::Time(_)) {
            forgive_place(aligned);
        }
        pair.reconsider(aligned);
    }
    pair.spend(&mut found);
    found.into_iter().map(|(aligned, _)| aligned).collect()
}

/// The article names the entry's place: what else it names beside its date tells nothing.
fn forgive_place(aligned: &mut Aligned) {
    let differs = |slot: Slot, outcome: Outcome| slot == Slot::Place && outcome == Outcome::Different;
    aligned
        .slots
        .iter_mut()
        .filter(|result| differs(result.slot, result.outcome))
        .for_each(|result| result.outcome = Outcome::Unknown);
}

/// Whether an article names the place of an entry and one of its names, as far as it has any.
fn is_about(article: &DocumentFacts, fact: &Fact, entry: &SheetEntry, vocabulary: &Vocabulary) -> bool {
    let (places, profile) = (&vocabulary.places, &article.profile);
    let has_place = |place| {
        let related = |known| places.lies_in(place, known) || places.lies_in(known, place);
        profile.places.iter().any(|&(known, _)| related(known))
    };
    let has_word = |word| profile.names.iter().any(|(known, _)| known == word);
    (fact.frame.places.is_empty() || fact.frame.places.iter().any(|&place| has_place(place)))
        && (entry.names.is_empty() || entry.names.iter().any(|name| name.iter().all(has_word)))
}

/// The articles and the sheets of a corpus, each with each.
pub(super) fn pairs(documents: &[DocumentFacts]) -> Vec<(DocId, DocId)> {
    let ids = || (0..).map(DocId).zip(documents);
    let sheets = || ids().filter(|(_, document)| document.sheet.is_some());
    let articles = ids().filter(|(_, document)| document.sheet.is_none());
    articles.flat_map(|(article, _)| sheets().map(move |(sheet, _)| (article, sheet))).collect()
}
