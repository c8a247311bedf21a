use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::lexicon::{Meaning, Section, SectionSet};
use crate::model::{ConceptId, PlaceId};

use super::document_facts::Reader;
use super::name_words::NameWords;
use super::names::NameEnd;
use super::statement::Statement;

/// So many sentences say what a text is about: its headline, and those behind it.
const LEAD: usize = 3;

/// What a text comes back to so often it is about, wherever it stands.
const REPEATED: usize = 3;

/// The sections of words that say what a text is about.
const TELLING: SectionSet = SectionSet::of(&[Section::Concept, Section::Event]);

/// What tells which story a document belongs to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Profile {
    /// Names of people and organisations with how often they stand, sorted.
    pub names: Vec<(Arc<str>, u16)>,
    /// How each of the names goes on behind its normal form.
    pub ends: Vec<NameEnd>,
    /// Names that only ever stand before another one, each with those behind it, sorted: "Nigel" of "Nigel
    /// Bramley".
    pub forenames: Vec<(Arc<str>, Arc<str>)>,
    /// Places with how often they are named, sorted.
    pub places: Vec<(PlaceId, u16)>,
    /// What it counts and what happens in its first sentences, or again and again, sorted.
    pub about: Box<[ConceptId]>,
}

/// A name with its token, and the number of its word.
type NameAt = (usize, u32);

impl Reader<'_> {
    pub(super) fn profile(&self, statements: &[Statement]) -> Profile {
        let names = self.proper_names();
        let words = &self.named.words;
        let ranked = Ranked::of(&names, words);
        let mut ends: Vec<Option<NameEnd>> = vec![None; ranked.names.len()];
        for (_, number) in &names {
            let (rank, end) = (ranked.rank(*number), words.end(*number));
            ends[rank] = Some(ends[rank].map_or(end, |known| known.of_both(end)));
        }
        let mut places: Vec<PlaceId> = self.named.places.iter().map(|&(_, place)| place).collect();
        places.sort_unstable();
        let mut counted = Vec::with_capacity(places.len());
        counted.extend(places.chunk_by(|one, other| one == other).map(|same| (same[0], count(same.len()))));
        Profile {
            forenames: ranked.forenames(&names),
            names: ranked.names,
            ends: ends.into_iter().map(Option::unwrap_or_default).collect(),
            places: counted,
            about: self.about(statements),
        }
    }

    /// The concepts and events of the first sentences, and those that many sentences share.
    fn about(&self, statements: &[Statement]) -> Box<[ConceptId]> {
        let mut about: Vec<ConceptId> =
            statements.iter().flat_map(|said| said.concepts.iter().copied()).collect();
        about.sort_unstable();
        let mut about: Vec<ConceptId> = about
            .chunk_by(|one, other| one == other)
            .filter(|same| same.len() >= REPEATED)
            .map(|same| same[0])
            .collect();
        let end = self.sentences.get(LEAD - 1).map_or(self.tokens.len(), |sentence| sentence.end);
        let told = self.tokens[..end].iter().filter(|token| token.sections().meets(TELLING));
        for meaning in told.flat_map(|token| self.source.meanings(token)) {
            match meaning {
                Meaning::Concept(concept) | Meaning::Event(concept) => about.push(*concept),
                _ => {}
            }
        }
        about.sort_unstable();
        about.dedup();
        about.into()
    }

    /// "Banco", "Party": what packs know as a common noun tells no story from another. So does what the text
    /// writes small elsewhere: "Related", "Share", a headline's capitals.
    fn proper_names(&self) -> Vec<NameAt> {
        let small = self.named.words.written_small(self.source.text, &self.tokens);
        let proper =
            |(at, number): &NameAt| !small[*number as usize] && !self.tokens[*at].has(Section::Concept);
        let mut names = Vec::with_capacity(self.named.numbers.len());
        names.extend(self.named.numbers.iter().copied().filter(proper));
        names
    }
}

fn count(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}

/// Names in their order, with how often they stand.
struct Ranked {
    names: Vec<(Arc<str>, u16)>,
    /// The place in the order of each word that is a name.
    ranks: Vec<u32>,
}

impl Ranked {
    fn of(names: &[NameAt], words: &NameWords<'_>) -> Self {
        let mut counts = vec![0_u16; words.len()];
        names.iter().for_each(|(_, number)| {
            let count = &mut counts[*number as usize];
            *count = count.saturating_add(1);
        });
        // Names in normal form are short: nearly always one number tells their order.
        let mut sorted: Vec<(u128, &Arc<str>, u32)> = Vec::with_capacity(counts.len());
        let counted = (0..)
            .zip(&counts)
            .filter(|(_, count)| **count > 0)
            .map(|(number, _)| (start_of(words.key(number)), words.key(number), number));
        sorted.extend(counted);
        sorted.sort_unstable_by(|one, other| (one.0, one.1).cmp(&(other.0, other.1)));
        let mut found = Self { names: Vec::with_capacity(sorted.len()), ranks: vec![0; words.len()] };
        for same in sorted.chunk_by(|one, other| one.0 == other.0 && one.1 == other.1) {
            let rank = u32::try_from(found.names.len()).unwrap_or(u32::MAX);
            let mut count = 0_u16;
            for (_, _, number) in same {
                found.ranks[*number as usize] = rank;
                count = count.saturating_add(counts[*number as usize]);
            }
            found.names.push((same[0].1.clone(), count));
        }
        found
    }

    /// The place in the order of a word.
    fn rank(&self, number: u32) -> usize {
        self.ranks[number as usize] as usize
    }

    /// The names that never stand without another one right behind them, each with those.
    fn forenames(&self, names: &[NameAt]) -> Vec<(Arc<str>, Arc<str>)> {
        let follows = |place: usize| {
            let next = names.get(place + 1).filter(|next| next.0 == names[place].0 + 1);
            next.map(|(_, number)| self.rank(*number))
        };
        let mut alone = vec![false; self.names.len()];
        let mut pairs = Vec::with_capacity(names.len() / 2);
        for (place, (_, number)) in names.iter().enumerate() {
            match follows(place) {
                Some(next) => pairs.push((self.rank(*number), next)),
                None => alone[self.rank(*number)] = true,
            }
        }
        pairs.retain(|(first, _)| !alone[*first]);
        pairs.sort_unstable();
        pairs.dedup();
        let name = |rank: usize| self.names[rank].0.clone();
        pairs.into_iter().map(|(first, next)| (name(first), name(next))).collect()
    }
}

/// The first bytes of a name as a number that keeps their order.
fn start_of(name: &str) -> u128 {
    let mut start = [0; 16];
    let length = name.len().min(start.len());
    start[..length].copy_from_slice(&name.as_bytes()[..length]);
    u128::from_be_bytes(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_in_their_order() {
        let mut words = NameWords::default();
        let text = [(1, "Nigel"), (2, "Bramley"), (7, "Bramleys"), (9, "Wojciechowskiemu"), (12, "A")];
        let names: Vec<NameAt> = text.iter().map(|(at, word)| (*at, words.number(word))).collect();
        let ranked = Ranked::of(&names, &words);
        let counted: Vec<(&str, u16)> =
            ranked.names.iter().map(|(name, count)| (name.as_ref(), *count)).collect();
        assert_eq!(counted, [("a", 1), ("braml", 2), ("nigel", 1), ("voici", 1)]);
        let forenames = ranked.forenames(&names);
        assert_eq!(forenames, [("nigel".into(), "braml".into())]);
    }
}
