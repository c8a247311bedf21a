//! Relations between the ways in which one document words its figures: nothing is wrong with their values.

use crate::model::{Decimal, Fact, FactId, FactValue, LinkKind, Measure, Quantity, Unit};

use super::Relation;
use super::within::{LinksByFact, Within, WithinFault};

/// Figures that a document words in two ways, each way with all its figures; the rarer way is at fault.
pub(in crate::rules) fn faults_of_wording(
    relation: Relation,
    within: Within<'_>,
    text: &str,
) -> Vec<WithinFault> {
    match relation {
        Relation::MixedConventions => conventions(within, text).into_iter().collect(),
        Relation::MixedUnits => units(within),
        _ => Vec::new(),
    }
}

/// The figures that the document itself writes, in text order: neither quoted nor of another language.
fn own_figures<'a>(within: Within<'a>) -> impl Iterator<Item = (FactId, &'a Fact, &'a Quantity)> {
    (0..).map(FactId).zip(&within.document.facts).filter_map(|(id, fact)| match &fact.value {
        FactValue::Quantity(quantity) if !fact.frame.quoted && fact.frame.language.is_none() => {
            Some((id, fact, quantity))
        }
        _ => None,
    })
}

/// Two ways of wording as a fault: the first figure of the rarer way, or of the later one, and the first of
/// the other.
fn fault(one: &[FactId], other: &[FactId]) -> Option<WithinFault> {
    let (first, second) = (one.first()?, other.first()?);
    let one_is_at_fault = (one.len(), std::cmp::Reverse(first)) < (other.len(), std::cmp::Reverse(second));
    let (primary, usual) = if one_is_at_fault { (first, second) } else { (second, first) };
    Some(WithinFault { primary: *primary, others: vec![*usual], words: Vec::new() })
}

// -- marks

/// What a mark inside a figure does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Thousands(char),
    Decimals(char),
}

/// "12.000" and "12,000" as thousands in one text, "3.5" and "3,5", or one mark for both.
fn conventions(within: Within<'_>, text: &str) -> Option<WithinFault> {
    let mut uses: Vec<(Use, Vec<FactId>)> = Vec::new();
    for (id, fact, quantity) in own_figures(within) {
        let Some(found) = use_in(fact.span.of(text), quantity) else { continue };
        match uses.iter_mut().find(|(known, _)| *known == found) {
            Some((_, figures)) => figures.push(id),
            None => uses.push((found, vec![id])),
        }
    }
    uses.iter().enumerate().find_map(|(index, (one, figures))| {
        let clash = uses[index + 1..].iter().find(|(other, _)| clashes(*one, *other));
        clash.and_then(|(_, others)| fault(figures, others))
    })
}

fn clashes(one: Use, other: Use) -> bool {
    match (one, other) {
        (Use::Thousands(a), Use::Thousands(b)) | (Use::Decimals(a), Use::Decimals(b)) => a != b,
        (Use::Thousands(a), Use::Decimals(b)) | (Use::Decimals(a), Use::Thousands(b)) => a == b,
    }
}

/// What the one mark in a figure's digits does, as its value tells. Several marks, or a value that either
/// reading gives, tell nothing.
fn use_in(words: &str, quantity: &Quantity) -> Option<Use> {
    let value = quantity.bounds.single().filter(|_| quantity.alternative.is_none())?.abs();
    let start = words.find(|letter: char| letter.is_ascii_digit())?;
    let is_mark = |letter: char| matches!(letter, '.' | ',' | '\'' | '’') || letter.is_whitespace();
    let run = words[start..].split(|letter: char| !letter.is_ascii_digit() && !is_mark(letter)).next()?;
    let run = run.trim_end_matches(is_mark);
    let mut parts = run.split(is_mark);
    let marks: Vec<char> = run.chars().filter(|letter| is_mark(*letter)).collect();
    let mark = *marks.first().filter(|first| marks.iter().all(|mark| mark == *first))?;
    let (first, rest) = (parts.next()?, parts.collect::<Vec<_>>());
    let joined: Decimal = format!("{first}{}", rest.concat()).parse().ok()?;
    if first.len() <= 3 && joined == value && rest.iter().all(|part| part.len() == 3) {
        // All kinds of space are one way of writing.
        return Some(Use::Thousands(if mark.is_whitespace() { ' ' } else { mark }));
    }
    let [decimals] = rest[..] else { return None };
    let fraction: Decimal = format!("{first}.{decimals}").parse().ok()?;
    (!mark.is_whitespace() && fraction == value).then_some(Use::Decimals(mark))
}

// -- units

/// Miles here and kilometres there, neither with a conversion: for each dimension the two ways that the text
/// uses.
fn units(within: Within<'_>) -> Vec<WithinFault> {
    let mut ways: Vec<(&Unit, Vec<FactId>)> = Vec::new();
    let links = LinksByFact::of(within.document);
    for (id, fact, quantity) in own_figures(within) {
        let Measure::Unit(unit) = quantity.measure else { continue };
        let sure = quantity.readings.is_empty() && quantity.per.is_none();
        if !sure || fact.frame.bracketed || is_restated(&links, id) {
            continue;
        }
        let unit = within.vocabulary.units.get(unit);
        match ways.iter_mut().find(|(known, _)| known.code == unit.code) {
            Some((_, figures)) => figures.push(id),
            None => ways.push((unit, vec![id])),
        }
    }
    let mut faults: Vec<WithinFault> = Vec::new();
    for (index, (one, figures)) in ways.iter().enumerate() {
        let rival = ways[index + 1..].iter().find(|(other, _)| are_rivals(one, other));
        let of_one_thing = rival.and_then(|(_, others)| pair_of_one_thing(within, figures, others));
        faults.extend(of_one_thing);
    }
    faults
}

/// Whether a measure is given in another unit too: then every reader has theirs.
fn is_restated(links: &LinksByFact<'_>, id: FactId) -> bool {
    let restates = |kind: LinkKind| matches!(kind, LinkKind::Restates | LinkKind::Apposed);
    links.at(id).any(|link| restates(link.kind))
}

/// Units between which a writer chooses: of one dimension and about one size, and not tenfolds of each other.
fn are_rivals(one: &Unit, other: &Unit) -> bool {
    let ratio = one.factor.apply(Decimal::ONE).zip(other.factor.apply(Decimal::ONE));
    let Some((one_size, other_size)) = ratio.filter(|_| one.dimension == other.dimension) else {
        return false;
    };
    let (small, large) = (one_size.min(other_size), one_size.max(other_size));
    let Some(ratio) = large.checked_div(small) else { return false };
    ratio < Decimal::from(FARTHEST_RATIO) && (ratio != Decimal::ONE || one.offset != other.offset)
}

/// Kilometres and miles, feet and metres: nobody chooses between miles and inches.
const FARTHEST_RATIO: u32 = 5;

/// Two measures of one label, or of none that the text tells.
fn pair_of_one_thing(within: Within<'_>, ours: &[FactId], theirs: &[FactId]) -> Option<WithinFault> {
    let label = |id: &FactId| &within.fact(*id).frame.of;
    let (one, other) = ours.iter().find_map(|one| {
        let other = theirs.iter().find(|other| label(one) == label(other))?;
        Some((*one, *other))
    })?;
    fault(&[&[one][..], ours].concat(), &[&[other][..], theirs].concat())
}
