//! What two figures need besides a noun to be held for one thing. People mistake digits: figures that are no slip of
//! each other are mostly of two things, the more so the farther they lie apart.

use crate::model::{Comparison, Decimal, Fact, FactValue, Subject};

use super::align::Aligned;
use super::pair::Pair;
use super::slip::{Likeness, likeness};
use super::slots::{Outcome, Slot};
use super::theme::Theme;

impl Pair<'_> {
    /// Whether two figures that differ lack what would tell them to be of one thing.
    pub(super) fn lacks_support(&self, pair: &Aligned) -> bool {
        let value = pair.value;
        let (a, b) = (self.ours(pair.a.fact.0), self.theirs(pair.b.fact.0));
        let slip = value.slip || likeness(a, b) != Likeness::None;
        let uncanny = slip || value.same_figure || value.power_of_ten.is_some();
        // Two sources count one crowd as they like.
        let split = pair.outcome(Slot::Source) == Outcome::Different;
        if value.comparison != Comparison::Conflict || uncanny || split || pair.beside.is_some() {
            return false;
        }
        let Some(far) = self.lie_far_apart(a, b) else { return false };
        let known = |slot| pair.outcome(slot).is_known_match();
        let happened = known(Slot::Event) || pair.outcome(Slot::Of) == Outcome::Same && self.befell(a);
        let whose = [Slot::Period, Slot::Place, Slot::Names].into_iter().any(known);
        if far {
            !(happened && whose)
        } else {
            !happened
                && !whose
                && self.company.of_facts(pair.a.fact.0, pair.b.fact.0) < self.limits.company.support
        }
    }

    /// Whether one of two figures is more than so many times the other; `None` where they are none.
    fn lie_far_apart(&self, a: &Fact, b: &Fact) -> Option<bool> {
        let (ours, theirs) = (magnitude(a)?, magnitude(b)?);
        let (small, large) = (ours.abs().min(theirs.abs()), ours.abs().max(theirs.abs()));
        Some(small.checked_mul(self.limits.value.like_factor).is_some_and(|limit| limit < large))
    }

    /// Whether a figure counts those whom something befell: the noun is the event.
    fn befell(&self, fact: &Fact) -> bool {
        match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => self.vocabulary.concepts.is_casualty(of),
            _ => false,
        }
    }
}

/// A figure as a number that can be held against another of its kind.
fn magnitude(fact: &Fact) -> Option<Decimal> {
    match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.point(),
        FactValue::Duration(duration) => duration.in_hours(),
        _ => None,
    }
}
