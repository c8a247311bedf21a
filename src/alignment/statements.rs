//! Which sentences of two documents make one statement: those that print a figure in common, and speak of
//! the same besides. What else they assert is then of one thing, whatever words tell it.

use std::collections::BTreeMap;

use super::company::{Company, neighbours};

/// Two sentences that make one statement.
pub(super) struct Match {
    /// The statement of either document.
    pub statements: (u32, u32),
    /// The fact of either document that says so: in the sentence itself or in the one beside it.
    pub beside: (u32, u32),
}

/// The pairs of statements that are one, each with the two facts that say so most clearly: of one of the
/// two at least no other says as much of the same. What one text tells in one sentence, another tells in
/// two.
pub(super) fn matches(company: &Company<'_>) -> Vec<Match> {
    let limits = company.limits;
    let mut scores = company.of_statements();
    let sure: Vec<(u32, u32)> =
        scores.iter().filter(|(_, score)| **score >= limits.statement).map(|(at, _)| *at).collect();
    let mut beside: BTreeMap<(u32, u32), (u32, u32)> = BTreeMap::new();
    for &at in &sure {
        for next in neighbours(at).filter(|next| !sure.contains(next)) {
            beside.entry(next).or_insert(at);
        }
    }
    for &at in beside.keys() {
        *scores.entry(at).or_insert_with(|| company.context(at)) += limits.beside;
    }
    scores.retain(|_, score| *score >= limits.statement);
    let told_by = |at: (u32, u32)| if sure.contains(&at) { Some(at) } else { beside.get(&at).copied() };
    let told = |at| Some(Match { statements: at, beside: company.most_telling(told_by(at)?)? });
    best(&scores).into_iter().filter_map(told).collect()
}

fn best(scores: &BTreeMap<(u32, u32), u32>) -> Vec<(u32, u32)> {
    let is_best = |&(ours, theirs): &(u32, u32), score: u32| {
        let rivals = |of_one: fn((u32, u32)) -> u32, at: u32| {
            scores.iter().filter(|(other, points)| of_one(**other) == at && **points >= score).count()
        };
        rivals(|(ours, _)| ours, ours) == 1 || rivals(|(_, theirs)| theirs, theirs) == 1
    };
    scores.iter().filter(|(at, score)| is_best(at, **score)).map(|(at, _)| *at).collect()
}
