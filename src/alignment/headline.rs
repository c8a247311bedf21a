use std::collections::BTreeSet;

use crate::model::{
    Comparison, ConceptTable, Decimal, Fact, FactId, FactValue, Grain, Measure, Quantity, Subject,
};

use super::align::Aligned;
use super::pair::Pair;
use super::slots::{Outcome, Slot};
use super::value::compare_values;

/// The figures of a document's headline, each with those of the text below it that share a key. A figure
/// that the text gives anywhere is left out: what else the text says of the matter is its own affair.
pub(super) fn held_against_text(document: &Pair<'_>) -> Vec<Aligned> {
    let facts = &document.document(document.first).facts;
    let headline: Vec<u32> =
        headline_figures(facts).filter(|&id| !is_answered(document, &facts[id as usize], facts)).collect();
    if headline.is_empty() {
        return Vec::new();
    }
    let mut candidates: BTreeSet<(u32, u32)> = BTreeSet::new();
    for sharing in document.keyed.0.values() {
        for &above in sharing.iter().filter(|id| headline.contains(id)) {
            let below = sharing.iter().filter(|&&id| !facts[id as usize].frame.headline);
            candidates.extend(below.map(|&below| (above, below)));
        }
    }
    candidates.retain(|&(_, below)| !is_of_another_time(&facts[below as usize]));
    let compared = candidates.into_iter().map(|(above, below)| compared(document, above, below));
    let mut comparable: Vec<Aligned> = compared.filter(is_comparable).collect();
    // The text comes to the point of its headline first: further figures of the thing are of other cases.
    comparable.dedup_by_key(|aligned| aligned.a);
    comparable
}

fn compared(document: &Pair<'_>, above: u32, below: u32) -> Aligned {
    let (mut aligned, _) = document.compare(FactId(above), FactId(below));
    document.tell_by_thing(&mut aligned);
    // Headline and text are published at one moment, whenever that was.
    (aligned.update, aligned.days_apart) = (false, Some(0));
    document.reconsider(&mut aligned);
    aligned
}

/// "Last year", where no date is known, is still not the time of the headline.
fn is_of_another_time(below: &Fact) -> bool {
    let open = below.frame.period.as_ref().filter(|period| period.interval().is_none());
    open.is_some_and(|period| period.form.grain() >= Grain::Month)
}

fn is_comparable(aligned: &Aligned) -> bool {
    aligned.outcome(Slot::Of) == Outcome::Same
        && !aligned.differs_besides(&[Slot::Source])
        && !aligned.value.near_miss
}

fn headline_figures(facts: &[Fact]) -> impl Iterator<Item = u32> {
    let figure = |(_, fact): &(u32, &Fact)| fact.frame.headline && quantity(fact).is_some();
    (0..).zip(facts).filter(figure).map(|(id, _)| id)
}

/// Whether the text gives the figure of the headline: as it stands, more closely, or in its parts.
fn is_answered(document: &Pair<'_>, above: &Fact, facts: &[Fact]) -> bool {
    let concepts = &document.vocabulary.concepts;
    let below = || facts.iter().filter(|fact| !fact.frame.headline);
    let alike: Vec<&Fact> = below().filter(|fact| may_be_one_thing(concepts, above, fact)).collect();
    below().any(|fact| is_same_count(above, fact))
        || alike.iter().any(|fact| agrees(document, above, fact))
        || is_sum_of_two(above, facts, &alike)
}

/// "86 cases" over "eighty-six people fell ill": a count of two digits and more is the same one by whatever noun.
fn is_same_count(above: &Fact, below: &Fact) -> bool {
    let count = |fact: &Fact| {
        let counted = quantity(fact).filter(|of| of.measure == Measure::Count && of.per.is_none())?;
        counted.bounds.single().filter(|value| *value >= Decimal::TEN)
    };
    count(above).is_some_and(|value| count(below) == Some(value))
}

/// Whether two figures may be of one thing, as far as their nouns tell: people are counted in many words.
fn may_be_one_thing(concepts: &ConceptTable, above: &Fact, below: &Fact) -> bool {
    let (Some(Subject::Concept(one)), Some(Subject::Concept(other))) = (&above.frame.of, &below.frame.of)
    else {
        return true;
    };
    let (one, other) = (*one, *other);
    let are_people = concepts.is_people(one) && concepts.is_people(other);
    concepts.is_a(one, other) || concepts.is_a(other, one) || (are_people && !concepts.share_root(one, other))
}

fn agrees(document: &Pair<'_>, above: &Fact, below: &Fact) -> bool {
    let value = compare_values(above, below, document.vocabulary, &document.limits.value);
    // "Below 120" is true of every smaller figure, of whatever thing.
    let open = quantity(below).is_some_and(|of| of.bounds.lower.is_none() || of.bounds.upper.is_none());
    let told = !open || (below.frame.of.is_some() && above.frame.of.is_some());
    let one_measure =
        quantity(above).zip(quantity(below)).is_some_and(|(one, other)| one.measure == other.measure);
    let same_figure = value.same_figure && one_measure;
    told && (value.comparison == Comparison::Agree || same_figure || rounds(above, below))
}

/// Headlines are short of room: 6,134 stands there as 6,000 or as 6,100, and 1.26 million as 1.2.
fn rounds(above: &Fact, below: &Fact) -> bool {
    let (Some(above), Some(below)) = (quantity(above), quantity(below)) else { return false };
    let (Some(short), Some(full)) = (above.bounds.point(), below.bounds.point()) else { return false };
    let step = above.bounds.granularity;
    let coarser = above.measure == below.measure && step > below.bounds.granularity;
    coarser && full.checked_sub(short).is_some_and(|apart| apart.abs() < step)
}

/// "Twelve passengers and two crew died" under "14 die": two figures of one sentence make the headline's, one of them of
/// its thing at least.
fn is_sum_of_two(above: &Fact, facts: &[Fact], below: &[&Fact]) -> bool {
    let Some(whole) = quantity(above).and_then(point) else { return false };
    let of_one_measure = |fact: &Fact| {
        quantity(fact)
            .filter(|part| quantity(above).is_some_and(|whole| whole.measure == part.measure))
            .and_then(point)
    };
    below.iter().any(|first| {
        let Some(one) = of_one_measure(first) else { return false };
        let same_sentence =
            facts.iter().filter(|fact| fact.sentence == first.sentence && !fact.frame.headline);
        same_sentence
            .filter(|fact| fact.span != first.span)
            .filter_map(of_one_measure)
            .any(|other| one.checked_add(other) == Some(whole))
    })
}

fn point(quantity: &Quantity) -> Option<Decimal> {
    quantity.bounds.point()
}

fn quantity(fact: &Fact) -> Option<&Quantity> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}
