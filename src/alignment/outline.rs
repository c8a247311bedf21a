//! What a text is about, by what it counts, measures and tells of, and by the figures it prints: texts of one story that
//! share no name.

use std::collections::BTreeSet;

use crate::extract::DocumentFacts;
use crate::model::{ConceptId, Decimal, Fact, FactValue, Measure, Subject};

use super::limits::StoryLimits;
use super::shared::Tally;

/// The concepts and the telling figures of a document, each once and in order.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    concepts: BTreeSet<ConceptId>,
    figures: BTreeSet<(Decimal, Printed)>,
}

/// In what a figure is printed: figures of two kinds are equal by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Printed {
    Count,
    Share,
    Unit(u16),
    Money(u16),
}

impl Outline {
    pub fn of(document: &DocumentFacts) -> Self {
        if document.sheet.is_some() {
            return Self::default();
        }
        let concepts = document.facts.iter().flat_map(concepts_of).collect();
        let figures = document.facts.iter().flat_map(printed).collect();
        Self { concepts, figures }
    }

    /// Whether two texts are about one thing, and print so many figures in common that it is not just of one kind: the
    /// fewer, the more they name in common.
    pub(super) fn is_one_story(&self, other: &Self, tally: &Tally, limits: &StoryLimits) -> bool {
        let needed = if tally.identified { limits.topic_needed_with_name } else { limits.topic_needed };
        let figures = self.figures_in_common(other);
        figures > 0 && figures + tally.points as usize >= needed && self.share_topic(other, limits)
    }

    /// How much the figures in common tell: the more digits of them count, the less are they the same by chance.
    fn figures_in_common(&self, other: &Self) -> usize {
        const MOST_SMALL: usize = 3;
        let (mut small, mut telling) = (0, 0);
        for (value, printed) in self.figures.intersection(&other.figures) {
            match (digits_that_count(*value), *value < Decimal::ONE_HUNDRED) {
                (0 | 1, _) => continue,
                (2, true) => small += 1,
                (2, false) => telling += 2,
                _ => telling += 3,
            }
            telling += usize::from(matches!(printed, Printed::Unit(_) | Printed::Money(_)));
        }
        telling + small.min(MOST_SMALL)
    }

    /// Whether what they have in common is a good part of what each tells of.
    fn share_topic(&self, other: &Self, limits: &StoryLimits) -> bool {
        const WHOLE: usize = 100;
        let shared = self.concepts.intersection(&other.concepts).count();
        let all = self.concepts.len() * other.concepts.len();
        shared >= limits.topic_least && (shared * WHOLE).pow(2) >= limits.topic_part.pow(2) * all
    }
}

fn concepts_of(fact: &Fact) -> impl Iterator<Item = ConceptId> {
    let of = match fact.frame.of {
        Some(Subject::Concept(of)) => Some(of),
        _ => None,
    };
    let event = fact.frame.event.map(|event| event.concept);
    [of, event, fact.frame.label, fact.frame.object].into_iter().flatten()
}

/// The one number of a figure, or both ends of "from 400 to 460".
fn printed(fact: &Fact) -> Vec<(Decimal, Printed)> {
    let FactValue::Quantity(quantity) = &fact.value else { return Vec::new() };
    let kind = match quantity.measure {
        Measure::Count => Printed::Count,
        Measure::Percent => Printed::Share,
        Measure::Unit(unit) => Printed::Unit(unit.0),
        Measure::Money(currency) => Printed::Money(currency.0),
        _ => return Vec::new(),
    };
    let ends = [quantity.bounds.lower, quantity.bounds.upper];
    let values = ends.into_iter().flatten().map(|end| end.value.normalize());
    values.filter(|value| *value >= Decimal::TEN).map(|value| (value, kind)).collect()
}

/// How many digits of a number are told: two of 4,600, three of 46.2.
fn digits_that_count(value: Decimal) -> u32 {
    let mut digits = value.normalize().mantissa().unsigned_abs();
    while digits > 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits.checked_ilog10().map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted_from_the_first_to_the_last_that_is_no_zero() {
        for (value, digits) in [("4600", 2), ("46.2", 3), ("500", 1), ("1240", 3), ("12", 2)] {
            assert_eq!(digits_that_count(Decimal::from_str_exact(value).unwrap()), digits, "{value}");
        }
    }
}
