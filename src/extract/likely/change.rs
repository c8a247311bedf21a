//! "A year earlier it was 112 million": two levels of one thing, and by what share it changed from one to the other.

use crate::lexicon::RangeWord;
use crate::model::{Decimal, Fact, FactId, FactValue, LinkKind, Measure, Role};
use crate::weights::Evidence;

use super::super::facts_of_text::FactsOfText;
use super::super::links::link;
use super::Guess;

/// How many facts before and behind a step its levels are looked for.
const REACH: usize = 5;

/// Every share with every two levels near it.
pub(super) fn guesses(text: FactsOfText<'_>) -> Vec<Guess> {
    let steps = (0..text.facts.len()).filter(|&at| share(&text.facts[at]).is_some());
    steps
        .flat_map(|step| {
            levels_near(text, step).into_iter().filter_map(move |levels| guess(text, step, levels))
        })
        .collect()
}

fn levels_near(text: FactsOfText<'_>, step: usize) -> Vec<(usize, usize)> {
    let near: Vec<usize> = (step.saturating_sub(REACH)..(step + REACH + 1).min(text.facts.len()))
        .filter(|&at| at != step && level(&text.facts[at]).is_some())
        .collect();
    let two = near.iter().flat_map(|&before| near.iter().map(move |&after| (before, after)));
    two.filter(|&(before, after)| before != after && is_one_measure(text, before, after)).collect()
}

fn guess(text: FactsOfText<'_>, step: usize, (before, after): (usize, usize)) -> Option<Guess> {
    let (said, former, latter) =
        (share(&text.facts[step])?, level(&text.facts[before])?, level(&text.facts[after])?);
    let change = latter.checked_sub(former)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(former)?;
    let holds = change.abs().checked_sub(said.abs())?.abs() <= Decimal::ONE;
    let mut evidence = Evidence::new();
    let role = |at: usize| text.frame(at).role;
    evidence.note("step-told", role(step) == Some(Role::ChangeBy));
    evidence.note("before-told", role(before) == Some(Role::ChangeFrom));
    evidence.note("after-told", role(after) == Some(Role::ChangeTo));
    evidence.note("one-sentence", text.one_sentence(step, before) && text.one_sentence(step, after));
    let led = |at: usize, word| {
        text.start(at).checked_sub(1).is_some_and(|before| text.is_range(&text.tokens[before], word))
    };
    evidence.note("led-by-from", led(before, RangeWord::From));
    evidence.note("led-by-to", led(after, RangeWord::To));
    let id = |at: usize| FactId(u32::try_from(at).unwrap_or(u32::MAX));
    Some(Guess {
        facts: vec![id(step), id(before), id(after)],
        holds,
        evidence,
        links: vec![link(LinkKind::ChangedFrom, step, before), link(LinkKind::ChangedTo, step, after)],
    })
}

/// By how many hundredths a step goes, where it is a share.
fn share(fact: &Fact) -> Option<Decimal> {
    let FactValue::Quantity(quantity) = &fact.value else { return None };
    match quantity.measure {
        Measure::Percent => quantity.bounds.point(),
        Measure::Ratio => quantity.bounds.point()?.checked_mul(Decimal::ONE_HUNDRED),
        _ => None,
    }
}

fn level(fact: &Fact) -> Option<Decimal> {
    let FactValue::Quantity(quantity) = &fact.value else { return None };
    let whole = !matches!(quantity.measure, Measure::Percent | Measure::Ratio | Measure::Age(_));
    quantity.bounds.point().filter(|point| whole && *point > Decimal::ZERO)
}

fn is_one_measure(text: FactsOfText<'_>, one: usize, other: usize) -> bool {
    let measure = |at: usize| text.quantity(at).map(|quantity| quantity.measure);
    measure(one).is_some() && measure(one) == measure(other)
}
