//! "Seven times as many as the 13 of last year", "the number doubled": words that say how many times one level is the
//! other.

use std::ops::Range;

use crate::lexicon::{Meaning, Section, SignWord, Token};
use crate::model::Decimal;

use super::around::Around;
use super::change::{Kind, REACH, is_level, two_of};
use super::changed::Change;

/// Nothing is told as so many times as much and more.
const MOST_TIMES: u8 = 50;

/// How many words before such a word may say that it is loose: "more than doubled".
const HEDGE_REACH: usize = 3;

/// No level is told with one of so many times as much.
const FAR: Decimal = Decimal::ONE_HUNDRED;

/// Every word for a factor with every two levels near it.
pub(super) fn factors<'a>(around: &'a Around<'a>) -> Vec<Change<'a>> {
    let words = (0..around.text.tokens.len()).filter_map(|at| factor(around, at));
    words.flat_map(|(tokens, [times, of])| of_word(around, tokens, Kind::Factor(times, of))).collect()
}

fn of_word<'a>(around: &'a Around<'a>, tokens: Range<usize>, kind: Kind) -> Vec<Change<'a>> {
    let text = around.text;
    let place = text.tokens[tokens.start].span.start;
    let next = text.facts.partition_point(|fact| fact.span.start < place);
    let own = |at: &usize| {
        let sentence = text.facts[*at].sentence;
        sentence.start <= place && place < sentence.end
    };
    let near = next.saturating_sub(REACH)..(next + REACH).min(text.facts.len());
    // What stands in the sentence of the word, or in the one at its side.
    let sentence = near.clone().find(own).or_else(|| next.checked_sub(1));
    let Some(anchor) = sentence else { return Vec::new() };
    let inside = |at: usize| text.tokens_of(at).any(|token| tokens.contains(&token));
    let found: Vec<usize> = near
        .filter(|&at| is_level(around, at) && around.sentences_between(anchor, at) <= 1 && !inside(at))
        .collect();
    two_of(around, &found)
        .into_iter()
        .map(|[before, after]| Change { around, kind, step: None, tokens: tokens.clone(), before, after })
        .filter(can_be)
        .collect()
}

/// Whether the levels lie on the side that the word says, or near each other.
fn can_be(change: &Change<'_>) -> bool {
    let near = || {
        let (before, after) = change.written()?;
        let (before, after) = (before.middle()?, after.middle()?);
        let (low, high) = if change.way()? { (before, after) } else { (after, before) };
        Some(low < high && low.checked_mul(FAR)? >= high)
    };
    near() == Some(true)
}

/// "doubled", "five times", "trzykrotnie": a factor that stands at a token, where nothing makes it loose.
fn factor(around: &Around<'_>, at: usize) -> Option<(Range<usize>, [u8; 2])> {
    let token = &around.text.tokens[at];
    if !token.has(Section::Factor) && !token.has(Section::Multiple) && !token.has(Section::Sign) {
        return None;
    }
    let word = around.text.source.find(token, Section::Factor, |meaning| match meaning {
        Meaning::Factor(times, of) => Some([times, of]),
        _ => None,
    });
    let multiple = || {
        around.text.source.find(token, Section::Multiple, |meaning| match meaning {
            Meaning::Multiple(times) => {
                Some([u8::try_from(times).ok().filter(|&times| times <= MOST_TIMES)?, 1])
            }
            _ => None,
        })
    };
    let counted = || Some([times_before(around, at)?, 1]);
    let from_before = word.is_none() && multiple().is_none();
    let factor = word.or_else(multiple).or_else(counted)?;
    let from = at - usize::from(from_before);
    let loose = |token: &Token| {
        token.has(Section::Bound) || token.has(Section::Negation) || token.has(Section::Vague)
    };
    let hedged = around.text.words(from.saturating_sub(HEDGE_REACH), from).iter().any(loose);
    (!hedged).then_some((from..at + 1, factor))
}

/// "seven times": the number before the word.
fn times_before(around: &Around<'_>, at: usize) -> Option<u8> {
    let is_times = |meaning| matches!(meaning, Meaning::Sign(SignWord::Times)).then_some(());
    around.text.source.find(&around.text.tokens[at], Section::Sign, is_times)?;
    let number = &around.text.tokens[at.checked_sub(1)?];
    let told = around.text.source.find(number, Section::Cardinal, |meaning| match meaning {
        Meaning::Cardinal(times) => u8::try_from(times).ok(),
        _ => None,
    });
    told.filter(|times| (2..=MOST_TIMES).contains(times))
}
