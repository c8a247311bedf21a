use rustc_hash::FxHashMap;

use crate::document::DocId;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;

use super::weights::Weights;

/// Which documents tell one story.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    pairs: std::collections::BTreeSet<(DocId, DocId)>,
}

/// What two documents can share, with its points and whether it identifies a story.
type Postings = FxHashMap<String, (u32, bool, Vec<u32>)>;

impl Stories {
    /// Finds the pairs of documents that tell one story, by what they name.
    pub(super) fn find(documents: &[DocumentFacts], vocabulary: &Vocabulary, weights: &Weights) -> Self {
        let mut postings: Postings = FxHashMap::default();
        for (index, document) in (0..).zip(documents) {
            for (key, points, identifies) in story_keys(document, vocabulary, weights) {
                postings.entry(key).or_insert_with(|| (points, identifies, Vec::new())).2.push(index);
            }
        }
        let mut scores: FxHashMap<(u32, u32), (u32, bool)> = FxHashMap::default();
        for (points, identifies, holders) in postings.values() {
            for (position, &first) in holders.iter().enumerate() {
                for &second in &holders[position + 1..] {
                    let score = scores.entry((first, second)).or_default();
                    score.0 += points;
                    score.1 |= identifies;
                }
            }
        }
        let pairs = scores
            .into_iter()
            .filter(|(_, (_, identified))| *identified)
            .filter(|((first, second), (score, _))| {
                *score >= points_needed(&documents[*first as usize], &documents[*second as usize], weights)
            })
            .map(|((first, second), _)| (first, second))
            .map(|(first, second)| (DocId(first), DocId(second)))
            .collect();
        Self { pairs }
    }

    /// All pairs, in order; in each the first document stands first in the corpus.
    pub fn pairs(&self) -> impl Iterator<Item = (DocId, DocId)> {
        self.pairs.iter().copied()
    }
}

fn story_keys(
    document: &DocumentFacts,
    vocabulary: &Vocabulary,
    weights: &Weights,
) -> Vec<(String, u32, bool)> {
    let profile = &document.profile;
    let mut keys: Vec<(String, u32, bool)> =
        profile.names.iter().map(|(name, _)| (format!("n:{name}"), weights.story_name, true)).collect();
    let mut countries: Vec<&str> = Vec::new();
    for &(place, _) in &profile.places {
        let key = vocabulary.places.key(place);
        countries.push(vocabulary.places.country(place));
        if key.contains('/') {
            keys.push((format!("p:{key}"), weights.story_city, true));
        }
    }
    countries.sort_unstable();
    countries.dedup();
    keys.extend(countries.into_iter().map(|country| (format!("c:{country}"), weights.story_country, false)));
    keys
}

/// How many points make two documents one story, by the days between them. No number does where they
/// are too far apart.
fn points_needed(a: &DocumentFacts, b: &DocumentFacts, weights: &Weights) -> u32 {
    match days_apart(a, b) {
        Some(days) if days <= weights.story_close_days => weights.story_needed_close,
        Some(days) if days > weights.story_days => u32::MAX,
        _ => weights.story_needed,
    }
}

/// How many days lie between two publications; `None` where one is unknown.
pub(super) fn days_apart(a: &DocumentFacts, b: &DocumentFacts) -> Option<i64> {
    let (a, b) = (a.published?.date, b.published?.date);
    a.until(b).ok().map(|span| i64::from(span.get_days()).abs())
}
