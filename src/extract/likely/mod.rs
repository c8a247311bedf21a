//! What the figures of one text most likely have to do with each other where no words join them outright. Every way in
//! which a few figures may belong together is a guess; what speaks for and against it is weighed as learnt from
//! labelled passages (`rules/weights.toml`, one table for each question).

mod around;
mod change;
mod changed;
mod divided;
mod duration;
mod factors;
mod figures;
mod part;
mod percent;
mod sum;

use crate::model::{FactId, Link, LinkKind};
use crate::text::Fault;
use crate::weights::{Balance, Evidence, Weights};

use super::facts_of_text::FactsOfText;

/// One way in which a few figures may belong together.
#[derive(Clone, Debug)]
pub struct Guess {
    /// The figures, the one that tells of the others first: the step of a change, the total of a sum.
    pub facts: Vec<FactId>,
    /// Whether they fit together, as far as their rounding lets them.
    pub holds: bool,
    /// What speaks for and against it.
    pub evidence: Evidence,
    /// How they hang together if they do belong together.
    pub(super) links: Vec<Link>,
}

/// A question about the figures of a text.
struct Question {
    /// Its table in `rules/weights.toml`.
    name: &'static str,
    guesses: fn(FactsOfText<'_>) -> Vec<Guess>,
}

const QUESTIONS: [Question; 5] = [
    Question { name: "change", guesses: change::guesses },
    Question { name: "duration", guesses: duration::guesses },
    Question { name: "percent", guesses: percent::guesses },
    Question { name: "sum", guesses: sum::guesses },
    Question { name: "part", guesses: part::guesses },
];

/// The links of the guesses for which enough speaks, the likeliest first. A figure that words join outright, or that a
/// likelier guess has explained, is asked no more.
pub(super) fn likely_links(text: FactsOfText<'_>, known: &[Link]) -> Result<Vec<Link>, Fault> {
    let mut found: Vec<Link> = Vec::new();
    for question in &QUESTIONS {
        let weights = Weights::of(question.name)?;
        let guesses = (question.guesses)(text).into_iter();
        let mut weighed: Vec<(Balance, Guess)> =
            guesses.map(|guess| (Balance::of(weights, &guess.evidence), guess)).collect();
        weighed.retain(|(balance, guess)| {
            balance.is_enough() && !is_told(guess, known) && !is_told(guess, &found)
        });
        weighed.sort_by_key(|(balance, guess)| (std::cmp::Reverse(balance.points), guess.facts.clone()));
        let mut explained: Vec<FactId> = Vec::new();
        for (_, guess) in weighed {
            let Some(&first) = guess.facts.first() else { continue };
            if !explained.contains(&first) {
                explained.push(first);
                found.extend(guess.links);
            }
        }
    }
    Ok(found)
}

/// Whether the first figure of a guess is already joined as the guess would, or as a step or a share of something else.
fn is_told(guess: &Guess, known: &[Link]) -> bool {
    let alike = |one: LinkKind, other: LinkKind| one == other || one.counts_time() && other.counts_time();
    let same =
        |link: &Link| guess.links.iter().any(|own| alike(own.kind, link.kind) && own.from == link.from);
    let step = |link: &Link| {
        let kind = matches!(
            link.kind,
            LinkKind::ChangedFrom | LinkKind::ChangedTo | LinkKind::Rivals | LinkKind::RestOf(_)
        );
        kind && guess.facts.first().is_some_and(|&first| link.from == first || link.to == first)
    };
    let sums = |kind: LinkKind| matches!(kind, LinkKind::MakesUp(_) | LinkKind::Divides);
    // The parts of a whole are told all at once.
    let parted = |link: &Link| {
        let own = guess.links.first().is_some_and(|own| sums(own.kind) && own.to == link.to);
        own && sums(link.kind)
    };
    known.iter().any(|link| same(link) || step(link) || parted(link))
}

/// All guesses at a question, for who weighs their evidence anew.
pub(super) fn guesses_at(question: &str, text: FactsOfText<'_>) -> Vec<Guess> {
    let asked = QUESTIONS.iter().filter(|known| known.name == question);
    asked.flat_map(|known| (known.guesses)(text)).collect()
}
