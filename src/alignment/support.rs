//! What two figures need besides a noun to be held for one thing. People mistake digits: figures that are no slip of
//! each other are mostly of two things, the more so the farther they lie apart.

use crate::document::DocId;
use crate::model::{Comparison, Decimal, Fact, FactValue, Grain, Subject};

use super::align::Aligned;
use super::forgiven::are_years;
use super::pair::Pair;
use super::slip::{Likeness, likeness};
use super::slots::{Outcome, Slot};
use super::theme::Theme;

impl Pair<'_> {
    /// Whether two figures that differ lack what would tell them to be of one thing.
    pub(super) fn lacks_support(&self, pair: &Aligned) -> bool {
        let value = pair.value;
        let (a, b) = (self.ours(pair.a.fact.0), self.theirs(pair.b.fact.0));
        let known = |slot| pair.outcome(slot).is_known_match();
        let whose = [Slot::Period, Slot::Place, Slot::Names].into_iter().any(known);
        if is_vague(a) != is_vague(b) || self.is_told_of_both_days(pair) {
            return true;
        }
        // Each text recalls another accident, or another march.
        let recalled = are_years(a, b) && self.befalls(a) || are_months(a, b) && self.recurs(a);
        if recalled && likeness(a, b) == Likeness::None {
            let told_apart = whose && self.is_told_by_name(a);
            return !told_apart && !known(Slot::Object) && pair.recent == (false, false);
        }
        let slip = value.slip || likeness(a, b) != Likeness::None;
        let uncanny = slip || value.same_figure || value.power_of_ten.is_some();
        // Two sources count one crowd as they like.
        let split = pair.outcome(Slot::Source) == Outcome::Different;
        if value.comparison != Comparison::Conflict || uncanny || split || pair.beside.is_some() {
            return false;
        }
        let Some(far) = self.lie_far_apart(a, b) else { return false };
        let happened = known(Slot::Event) || pair.outcome(Slot::Of) == Outcome::Same && self.befell(a);
        if far {
            !(happened && whose)
        } else {
            !happened
                && !whose
                && self.company.of_facts(pair.a.fact.0, pair.b.fact.0) < self.limits.company.support
        }
    }

    /// Whether two dates differ of which one text gives both of one event: the first attempt was on Friday, the launch
    /// on Sunday.
    fn is_told_of_both_days(&self, pair: &Aligned) -> bool {
        let (a, b) = (self.ours(pair.a.fact.0), self.theirs(pair.b.fact.0));
        // Two hours of one day are told against each other by their clocks.
        pair.value.comparison == Comparison::Conflict
            && !is_one_day(a, b)
            && (self.gives_day(self.first, b) || self.gives_day(self.second, a))
    }

    /// Whether a document gives the day of a fact of the other one in a sentence that speaks of its event.
    fn gives_day(&self, id: DocId, day: &Fact) -> bool {
        let Some(event) = day.frame.event.map(|event| event.concept) else { return false };
        let document = self.document(id);
        let concepts = &self.vocabulary.concepts;
        let speaks = |told: &Fact| {
            let at = document.statements.binary_search_by_key(&told.sentence, |statement| statement.sentence);
            let named = at.ok().into_iter().flat_map(|at| &document.statements[at].concepts);
            named.into_iter().any(|&named| concepts.is_a(named, event) || concepts.is_a(event, named))
        };
        document.facts.iter().any(|told| is_one_day(told, day) && speaks(told))
    }

    /// Whether one of two figures is more than so many times the other; `None` where they are none.
    fn lie_far_apart(&self, a: &Fact, b: &Fact) -> Option<bool> {
        let (ours, theirs) = (magnitude(a)?, magnitude(b)?);
        let (small, large) = (ours.abs().min(theirs.abs()), ours.abs().max(theirs.abs()));
        Some(small.checked_mul(self.limits.value.like_factor).is_some_and(|limit| limit < large))
    }

    /// Whether a date is of what befalls people, and so of one case among others.
    fn befalls(&self, fact: &Fact) -> bool {
        fact.frame.event.is_some_and(|event| self.vocabulary.concepts.flags(event.concept).befalls)
    }

    fn recurs(&self, fact: &Fact) -> bool {
        fact.frame.event.is_some_and(|event| self.vocabulary.concepts.flags(event.concept).recurs)
    }

    /// Whether an event is one where both texts name the same: an opening, and no march in a town.
    fn is_told_by_name(&self, fact: &Fact) -> bool {
        fact.frame.event.is_some_and(|event| self.vocabulary.concepts.flags(event.concept).named)
    }

    /// Whether a figure counts those whom something befell: the noun is the event.
    fn befell(&self, fact: &Fact) -> bool {
        match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => self.vocabulary.concepts.is_casualty(of),
            _ => false,
        }
    }
}

/// "Towards the end of the month" is no day that another one could contradict.
fn is_vague(fact: &Fact) -> bool {
    matches!(&fact.value, FactValue::Time(time) if time.approximate || time.part.is_some())
}

/// Two months of a year: "a march in April 2002".
fn are_months(a: &Fact, b: &Fact) -> bool {
    let month =
        |fact: &Fact| matches!(&fact.value, FactValue::Time(time) if time.form.named_in() == Grain::Month);
    month(a) && month(b)
}

/// Whether two facts are one day of the calendar, by whatever words.
fn is_one_day(one: &Fact, other: &Fact) -> bool {
    let day = |fact: &Fact| match &fact.value {
        FactValue::Time(time) if time.form.grain() <= Grain::Day => {
            time.sure_interval().and_then(|interval| interval.start).map(|start| start.date())
        }
        _ => None,
    };
    day(one).is_some() && day(one) == day(other)
}

/// A figure as a number that can be held against another of its kind.
fn magnitude(fact: &Fact) -> Option<Decimal> {
    match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.point(),
        FactValue::Duration(duration) => duration.in_hours(),
        _ => None,
    }
}
