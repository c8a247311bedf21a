//! What explains that two facts differ, whatever else speaks for their being of one thing: the one is of a later day, they
//! are parts of a sum, they are of two occasions.

use crate::lexicon::Vocabulary;
use crate::model::{Fact, FactValue, Hedge, Subject};

use super::align::Aligned;
use super::occasions::are_two_occasions;
use super::pair::Pair;
use super::sameness::Sameness;
use super::siblings::is_told_from_now;
use super::slip::{Likeness, is_age, likeness};
use super::slots::{Outcome, Slot};
use super::theme::Theme;

impl Pair<'_> {
    /// Whether what the two texts say explains that two facts differ.
    pub(super) fn is_explained(&self, pair: &Aligned) -> bool {
        let (a, b) = (self.ours(pair.a.fact.0), self.theirs(pair.b.fact.0));
        match (&a.value, &b.value) {
            (FactValue::Time(_), FactValue::Time(_)) => self.are_two_times(pair, a, b),
            _ => self.are_two_figures(pair, a, b),
        }
    }

    /// Figures of another day, of a sum that one text gives in parts, of a whole and a part of it.
    fn are_two_figures(&self, pair: &Aligned, a: &Fact, b: &Fact) -> bool {
        let other = |slot| pair.outcome(slot) == Outcome::Different;
        let slip = pair.value.slip || pair.value.same_figure || likeness(a, b) != Likeness::None;
        let age = is_age(a) && is_age(b);
        let lasts = matches!(a.value, FactValue::Duration(_));
        let toll = is_toll(a, self.vocabulary) || is_toll(b, self.vocabulary);
        pair.update
            || self.has_come_further(a, b)
            || self.is_of_tally(a) && self.is_of_tally(b)
            || self.are_parts_of_two(pair)
            || self.is_in_sum(pair)
            || self.is_in_sum_near(pair)
            || self.is_given_beside(pair)
            || self.is_given_without_unit(pair)
            || self.is_same_by_chance(pair)
            || is_range(a)
            || is_range(b)
            || other(Slot::Status) && age
            || other(Slot::Role) && !slip
            || other(Slot::Period) && (toll || lasts)
    }

    /// Times of which one text tells both, or of two occasions; and days of what each text tells as new.
    fn are_two_times(&self, pair: &Aligned, a: &Fact, b: &Fact) -> bool {
        // What was planned need not have come so.
        let planned = pair.outcome(Slot::Status) == Outcome::Different;
        let compared = self.compared(pair);
        let occasions = compared.occasions();
        let moved = occasions == Some(true) && matches!(compared.dated_by_occasion(), Sameness::Unknown(_));
        let news =
            is_told_from_now(a) && is_told_from_now(b) && self.days_apart().is_some_and(|days| days > 1);
        planned
            || occasions == Some(false)
            || moved
            || news
            || are_two_occasions(a, b, pair.outcome(Slot::Event))
            || self.is_told_of_both_days(a, b)
            || self.tells_both_clocks(a, b)
    }
}

fn is_toll(fact: &Fact, vocabulary: &Vocabulary) -> bool {
    match Theme::of(fact, vocabulary).of {
        Some(Subject::Concept(of)) => vocabulary.concepts.is_casualty(of),
        _ => false,
    }
}

fn is_range(fact: &Fact) -> bool {
    match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.hedge == Hedge::Range,
        FactValue::Duration(duration) => duration.bounds.hedge == Hedge::Range,
        _ => false,
    }
}
