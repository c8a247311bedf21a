//! What explains that two facts differ, whatever else speaks for their being of one thing: the one is of a later day, they
//! are parts of a sum, they are of two occasions.

use crate::document::DocId;
use crate::lexicon::Vocabulary;
use crate::model::{Fact, FactValue, Hedge, Status, Subject};

use super::align::Aligned;
use super::occasions::are_two_occasions;
use super::pair::{Pair, is_over};
use super::sameness::Sameness;
use super::siblings::is_told_from_now;
use super::slip::is_age;
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
            || self.are_people_of_two_deeds(pair, a, b)
            || is_range(a)
            || is_range(b)
            // "Up from 61 million a year earlier"
            || a.frame.other_period != b.frame.other_period && !pair.value.slip
            || other(Slot::Status) && age
            || other(Slot::Role) && toll && !pair.value.slip
            || other(Slot::Period) && (toll || lasts || self.is_of_past_year(a, b) && !pair.value.slip)
    }

    /// "The lowest since 2012, when it was 2.1 tonnes": one of them is of a year that is over.
    fn is_of_past_year(&self, a: &Fact, b: &Fact) -> bool {
        let over = |id: DocId, fact: &Fact| {
            self.document(id).published.is_some_and(|published| is_over(fact, published.date))
        };
        over(self.first, a) != over(self.second, b)
    }

    /// Times of which one text tells both, or of two occasions; and days of what each text tells as new.
    fn are_two_times(&self, pair: &Aligned, a: &Fact, b: &Fact) -> bool {
        let compared = self.compared(pair);
        let occasions = compared.occasions();
        let moved = occasions == Some(true) && matches!(compared.dated_by_occasion(), Sameness::Unknown(_));
        let news =
            is_told_from_now(a) && is_told_from_now(b) && self.days_apart().is_some_and(|days| days > 1);
        occasions == Some(false)
            || moved
            || news
            || self.was_planned_before(a, b)
            || self.are_recalled_apart(pair, a, b)
            || are_two_occasions(a, b, pair.outcome(Slot::Event))
            || self.is_told_of_both_days(a, b)
            || self.tells_both_clocks(a, b)
    }

    /// "3,531 people were taken away", "331 soldiers were sent": some people, and others of whom another deed is told.
    fn are_people_of_two_deeds(&self, pair: &Aligned, a: &Fact, b: &Fact) -> bool {
        pair.outcome(Slot::Of) == Outcome::Contained && self.tell_two_deeds(a, b)
    }

    /// "In June 2011 the council voted", "a march in June 1995": what each text recalls of other days, of no event that
    /// is known to be one, in sentences that have nothing else in common.
    fn are_recalled_apart(&self, pair: &Aligned, a: &Fact, b: &Fact) -> bool {
        let known = pair.outcome(Slot::Event).is_known_match();
        let told = self.company.told_of_facts(pair.a.fact.0, pair.b.fact.0);
        !known && told == 0 && self.is_over_for(self.first, a) && self.is_over_for(self.second, b)
    }

    /// Whether a time lies before the days in which its text was published.
    fn is_over_for(&self, id: DocId, fact: &Fact) -> bool {
        let FactValue::Time(time) = &fact.value else { return false };
        let end = time.sure_interval().and_then(|interval| interval.end);
        let published = self.document(id).published.map(|published| published.date);
        end.zip(published).is_some_and(|(end, published)| {
            end.date().until(published).is_ok_and(|span| span.get_days() > self.limits.date.own_days)
        })
    }

    /// "Is to begin on Monday", "began on Tuesday" in a later text: what was planned need not have come so.
    fn was_planned_before(&self, a: &Fact, b: &Fact) -> bool {
        let day = |id: DocId| self.document(id).published.map(|published| published.date);
        let (ours, theirs) = (day(self.first), day(self.second));
        let planned = |fact: &Fact| fact.frame.status() == Status::Planned;
        let told = |fact: &Fact| fact.frame.status() == Status::Asserted;
        ours < theirs && planned(a) && told(b) || theirs < ours && planned(b) && told(a)
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
