use std::collections::{BTreeMap, BTreeSet};

use crate::document::DeclaredStory;
use crate::text::Fault;

use super::limits::Limits;

/// Puts what is declared over what was found: documents of one declared story tell one, and none but each
/// other's unless it is open. Of a large story each document is held against so many neighbours, in the
/// order that `order` gives.
pub(super) fn settle<K: Ord>(
    pairs: &mut BTreeSet<(u32, u32)>,
    declarations: &[Option<&DeclaredStory>],
    neighbours: usize,
    order: impl Fn(u32) -> K,
) {
    let story = |document: u32| declarations.get(document as usize).copied().flatten();
    let mut told: BTreeMap<&DeclaredStory, Vec<u32>> = BTreeMap::new();
    for document in (0..).take(declarations.len()) {
        if let Some(story) = story(document) {
            told.entry(story).or_default().push(document);
        }
    }
    if told.is_empty() {
        return;
    }
    pairs.retain(|&(first, second)| self::declared(story(first), story(second)) != Some(false));
    for documents in told.values_mut() {
        documents.sort_by_key(|&document| order(document));
        for (position, &first) in documents.iter().enumerate() {
            let near = documents[position + 1..].iter().take(neighbours);
            pairs.extend(near.map(|&second| (first.min(second), first.max(second))));
        }
    }
}

/// Puts what is declared of articles over the pairs that were found of them. `order` gives
/// for each article its place among those of its story.
///
/// # Errors
///
/// A [`Fault`] in `rules/alignment.toml`.
pub fn settle_declared<K: Ord>(
    pairs: &mut Vec<(u32, u32)>,
    declarations: &[Option<DeclaredStory>],
    order: &[K],
) -> Result<(), Fault> {
    if declarations.iter().all(Option::is_none) {
        return Ok(());
    }
    let declarations: Vec<_> = declarations.iter().map(Option::as_ref).collect();
    let mut settled: BTreeSet<(u32, u32)> = pairs.drain(..).collect();
    settle(&mut settled, &declarations, declared_neighbours()?, |document| order.get(document as usize));
    pairs.extend(settled);
    Ok(())
}

/// Of a declared story each document is held against so many before it and so many after it.
///
/// # Errors
///
/// A [`Fault`] in `rules/alignment.toml`.
pub fn declared_neighbours() -> Result<usize, Fault> {
    Ok(Limits::shared()?.story.declared_neighbours)
}

/// Whether two documents are declared to tell one story, or not to; `None` where that is left to be found.
pub fn declared(one: Option<&DeclaredStory>, other: Option<&DeclaredStory>) -> Option<bool> {
    match (one, other) {
        (Some(one), Some(other)) if one == other => Some(true),
        _ if [one, other].into_iter().flatten().all(|story| story.open) => None,
        _ => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(name: &str, open: bool) -> DeclaredStory {
        DeclaredStory { name: name.into(), declared_in: "factlint.toml".into(), open }
    }

    #[test]
    fn a_declared_story_is_one_and_meets_no_other() {
        let (flood, vote) = (story("flood", false), story("vote", true));
        let declared = [Some(&flood), Some(&vote), Some(&flood), None, None];
        let mut pairs = BTreeSet::from([(0, 1), (0, 3), (1, 3), (3, 4)]);
        settle(&mut pairs, &declared, 50, |document| document);
        assert_eq!(pairs, BTreeSet::from([(0, 2), (1, 3), (3, 4)]));
    }

    #[test]
    fn a_large_story_is_held_against_its_neighbours() {
        let flood = story("flood", false);
        let declared = [Some(&flood); 5];
        let mut pairs = BTreeSet::new();
        settle(&mut pairs, &declared, 1, |document| document);
        assert_eq!(pairs, BTreeSet::from([(0, 1), (1, 2), (2, 3), (3, 4)]));
    }
}
