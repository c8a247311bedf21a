use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::lexicon::Section;
use crate::model::PlaceId;

use super::document_facts::Reader;
use super::names::NameEnd;

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
}

/// A name with its token.
type NameAt = (usize, Arc<str>);

impl Reader<'_> {
    pub(super) fn profile(&self) -> Profile {
        let names = self.proper_names();
        let ranked = Ranked::of(&names);
        let mut ends: Vec<Option<NameEnd>> = vec![None; ranked.names.len()];
        for ((at, _), rank) in names.iter().zip(&ranked.ranks) {
            let end = NameEnd::of(self.source.word(&self.tokens[*at]));
            ends[*rank] = Some(ends[*rank].map_or(end, |known| known.of_both(end)));
        }
        let mut places: Vec<PlaceId> = self.named.places.iter().map(|&(_, place)| place).collect();
        places.sort_unstable();
        let places = places.chunk_by(|one, other| one == other).map(|same| (same[0], count(same.len())));
        Profile {
            forenames: ranked.forenames(&names),
            names: ranked.names,
            ends: ends.into_iter().map(Option::unwrap_or_default).collect(),
            places: places.collect(),
        }
    }

    /// "Banco", "Party": what packs know as a common noun tells no story from another. So does what the text
    /// writes small elsewhere: "Related", "Share", a headline's capitals.
    fn proper_names(&self) -> Vec<&NameAt> {
        let small = self.named.words.written_small(self.source.text, &self.tokens);
        let names = self.named.names.iter().zip(&self.named.numbers);
        names
            .filter(|((at, _), number)| !small[number.1 as usize] && !self.tokens[*at].has(Section::Concept))
            .map(|(name, _)| name)
            .collect()
    }
}

fn count(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}

/// Names in their order, with how often they stand.
struct Ranked {
    names: Vec<(Arc<str>, u16)>,
    /// The place in the order of each name of the text.
    ranks: Vec<usize>,
}

impl Ranked {
    fn of(names: &[&NameAt]) -> Self {
        // Names in normal form are short: nearly always one number tells their order.
        let mut sorted: Vec<(u128, &Arc<str>, usize)> =
            names.iter().enumerate().map(|(index, (_, name))| (start_of(name), name, index)).collect();
        sorted.sort_unstable_by(|one, other| (one.0, one.1).cmp(&(other.0, other.1)));
        let mut found = Self { names: Vec::with_capacity(names.len()), ranks: vec![0; names.len()] };
        for same in sorted.chunk_by(|one, other| one.0 == other.0 && one.1 == other.1) {
            same.iter().for_each(|(_, _, index)| found.ranks[*index] = found.names.len());
            found.names.push((same[0].1.clone(), count(same.len())));
        }
        found
    }

    /// The names that never stand without another one right behind them, each with those.
    fn forenames(&self, names: &[&NameAt]) -> Vec<(Arc<str>, Arc<str>)> {
        let is_followed =
            |place: usize| names.get(place + 1).is_some_and(|next| next.0 == names[place].0 + 1);
        let (followed, others): (Vec<usize>, Vec<usize>) =
            (0..names.len()).partition(|&place| is_followed(place));
        let mut alone = vec![false; self.names.len()];
        others.into_iter().for_each(|place| alone[self.ranks[place]] = true);
        let pairs = followed.into_iter().map(|place| (self.ranks[place], self.ranks[place + 1]));
        let mut pairs: Vec<(usize, usize)> = pairs.filter(|(first, _)| !alone[*first]).collect();
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

    fn names(words: &[(usize, &str)]) -> Vec<NameAt> {
        words.iter().map(|(at, name)| (*at, Arc::from(*name))).collect()
    }

    #[test]
    fn names_are_counted_in_their_order() {
        let names =
            names(&[(1, "nigel"), (2, "bramle"), (7, "bramle"), (9, "a-name-of-many-letters"), (12, "a")]);
        let ranked = Ranked::of(&names.iter().collect::<Vec<_>>());
        let counted: Vec<(&str, u16)> =
            ranked.names.iter().map(|(name, count)| (name.as_ref(), *count)).collect();
        assert_eq!(counted, [("a", 1), ("a-name-of-many-letters", 1), ("bramle", 2), ("nigel", 1)]);
        let forenames = ranked.forenames(&names.iter().collect::<Vec<_>>());
        assert_eq!(forenames, [("nigel".into(), "bramle".into())]);
    }
}
