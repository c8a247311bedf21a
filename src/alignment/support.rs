//! What two figures need besides a noun to be held for one thing. People mistake digits: figures that are no slip of
//! each other are mostly of two things, the more so the farther they lie apart.

mod dates;

pub(super) use dates::is_misread;

use crate::document::DocId;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{
    Comparison, ConceptId, Decimal, Fact, FactId, FactValue, Link, LinkKind, Measure, Subject,
};

use super::align::Aligned;
use super::company::Sayings;
use super::doubt::Doubt;
use super::keys::kind_of_fact;
use super::pair::{Pair, point};
use super::sameness::Sameness;
use super::slip::{Likeness, first_digit_differs, has_lost_zero, is_turned, likeness};
use super::slots::{Outcome, Slot};
use super::theme::Theme;
use super::value::{are_apart, is_count};

impl Pair<'_> {
    /// What two figures or dates that differ lack to be of one thing.
    pub(super) fn lacks_support(&self, pair: &Aligned) -> Option<Doubt> {
        let value = pair.value;
        if value.comparison != Comparison::Conflict {
            return None;
        }
        let (a, b) = (self.ours(pair.a.fact.0), self.theirs(pair.b.fact.0));
        if let (FactValue::Time(_), FactValue::Time(_)) = (&a.value, &b.value) {
            return self.dates_lack_support(pair);
        }
        if self.has_come_further(a, b) {
            return Some(Doubt::Later);
        }
        if self.are_parts_of_two(pair) {
            return Some(Doubt::Part);
        }
        if self.is_given_beside(pair) {
            return Some(Doubt::Rival);
        }
        let slip = value.slip || likeness(a, b) != Likeness::None || first_digit_differs(a, b);
        // "Sent 3,600 vials", "sent 360 vials": a zero is lost, of one noun and one deed.
        let lost = pair.outcome(Slot::Of) == Outcome::Same && self.tell_one_deed(a, b) && has_lost_zero(a, b);
        let uncanny = slip || lost || value.same_figure || value.power_of_ten.is_some();
        // Two sources count one crowd as they like.
        let split = pair.outcome(Slot::Source) == Outcome::Different;
        if uncanny || split {
            return None;
        }
        if self.are_worlds_apart(a, b) {
            return Some(Doubt::Size);
        }
        if self.is_in_sum_near(pair) || self.make_up_whole(pair) {
            return Some(Doubt::Part);
        }
        if self.is_given_without_unit(pair) {
            return Some(Doubt::Rival);
        }
        let happened = self.tell_one_deed(a, b) || pair.outcome(Slot::Of) == Outcome::Same && self.befell(a);
        let told = self.company.told_of_facts(pair.a.fact.0, pair.b.fact.0);
        if pair.beside.is_some() {
            // In one statement a fee stands beside a price, and a delay beside a deadline.
            let known = happened || pair.outcome(Slot::Of).is_known_match() || !is_term(a);
            let bare = !known && told < self.limits.company.figure || !is_term(a) && self.stands_alone(pair);
            return bare.then_some(Doubt::Subject);
        }
        let far = self.lie_far_apart(a, b)?;
        let supported = match (far, happened) {
            (true, happened) => happened && tells_whose(pair),
            (false, true) => true,
            (false, false) if self.are_only_aboard(a, b) => true,
            // Of one place and one day many things are counted; what is labelled is its owner's.
            // What was ordered need not have been received.
            (false, false) if self.tell_two_deeds(a, b) => told >= self.limits.company.figure,
            (false, false) => {
                told >= self.limits.company.support || is_labelled(a, self.vocabulary) && tells_whose(pair)
            }
        };
        (!supported || self.stands_alone(pair)).then_some(Doubt::Size)
    }

    /// Whether nothing but there being no other such figure says that two are of one thing, and too little stands beside
    /// them: people mistake digits, and what differs otherwise is mostly of two things.
    fn stands_alone(&self, pair: &Aligned) -> bool {
        let company = self.company.of_facts(pair.a.fact.0, pair.b.fact.0);
        let ranked = matches!(self.ours(pair.a.fact.0).value, FactValue::Ordinal(_));
        // A turnout or a profit is the story's one; a temperature is measured here and there.
        let labelled =
            pair.outcome(Slot::Of) == Outcome::Same && is_labelled(self.ours(pair.a.fact.0), self.vocabulary);
        !ranked && !labelled && self.sameness(pair) != Sameness::Sure && company < self.limits.company.unlike
    }

    /// "Up to 15 years for the ringleader, up to ten for the others": a text that gives the figure of the other one too,
    /// and leaves out its unit.
    pub(super) fn is_given_without_unit(&self, pair: &Aligned) -> bool {
        let (a, b) = (pair.a.fact.0, pair.b.fact.0);
        let (ours, theirs) = (self.ours(a), self.theirs(b));
        if is_count(&ours.value) || is_count(&theirs.value) {
            return false;
        }
        let gives = |sayings: &Sayings, fact: u32, document: &DocumentFacts, other: &Fact| {
            sayings.around(fact).flatten().any(|&id| {
                let told = &document.facts[id as usize];
                told.frame.of.is_none() && is_count(&told.value) && number(told) == number(other)
            })
        };
        let (sayings, documents) = (self.company.sayings, self.company.documents);
        number(theirs).is_some() && gives(sayings.0, a, documents.0, theirs)
            || number(ours).is_some() && gives(sayings.1, b, documents.1, ours)
    }

    /// "318 players, 71 of them girls", "a team of 14, of whom 17": parts of wholes that are not alike.
    pub(super) fn are_parts_of_two(&self, pair: &Aligned) -> bool {
        let whole = |document: &'_ DocumentFacts, part: FactId| {
            let of =
                |link: &&Link| link.from == part && matches!(link.kind, LinkKind::PartOf | LinkKind::Among);
            document.links.iter().find(of).map(|link| link.to.0)
        };
        let ours = whole(self.document(self.first), pair.a.fact);
        let theirs = whole(self.document(self.second), pair.b.fact);
        let apart = |(ours, theirs): (u32, u32)| self.lie_far_apart(self.ours(ours), self.theirs(theirs));
        ours.zip(theirs).and_then(apart) == Some(true)
    }

    /// "Served three years of a 13-year sentence", "13 years in prison": the sentence of one figure gives the other one
    /// too, and no word says that both are of one thing.
    pub(super) fn is_given_beside(&self, pair: &Aligned) -> bool {
        let (a, b) = (pair.a.fact.0, pair.b.fact.0);
        let measured = !is_count(&self.ours(a).value);
        let gives = |facts: &[Fact], beside: &Fact, other: &Fact| {
            let others =
                facts.iter().filter(|told| told.sentence == beside.sentence && told.span != beside.span);
            let kind = kind_of_fact(other, self.vocabulary);
            others.into_iter().any(|told| {
                kind_of_fact(told, self.vocabulary) == kind
                    && number(told).is_some()
                    && self.agree(told, other)
            })
        };
        measured
            && pair.outcome(Slot::Of) != Outcome::Same
            && (gives(&self.document(self.second).facts, self.theirs(b), self.ours(a))
                || gives(&self.document(self.first).facts, self.ours(a), self.theirs(b)))
    }

    /// Whether one of two figures is more than so many times the other; `None` where they are none.
    fn lie_far_apart(&self, a: &Fact, b: &Fact) -> Option<bool> {
        let factor = self.limits.value.like_factor;
        if let (FactValue::Quantity(a), FactValue::Quantity(b)) = (&a.value, &b.value) {
            a.bounds.point().zip(b.bounds.point())?;
            return Some(are_apart(a, b, self.vocabulary, factor));
        }
        let (ours, theirs) = (hours(a)?, hours(b)?);
        let (small, large) = (ours.min(theirs), ours.max(theirs));
        Some(small.checked_mul(factor).is_some_and(|limit| limit < large))
    }

    /// "The longest strike in its 62-year history", "a two-week strike": no one takes 62 years for two weeks.
    fn are_worlds_apart(&self, a: &Fact, b: &Fact) -> bool {
        let apart = |(ours, theirs): (Decimal, Decimal)| {
            let (small, large) = (ours.min(theirs), ours.max(theirs));
            let most = small.checked_mul(Decimal::from(self.limits.value.farthest_factor));
            most.is_some_and(|most| most < large)
        };
        hours(a).zip(hours(b)).is_some_and(apart)
    }

    /// "Nine planes so far": a text that is no older may count more of them by then.
    pub(super) fn has_come_further(&self, a: &Fact, b: &Fact) -> bool {
        let day = |id: DocId| self.document(id).published.map(|published| published.date);
        let (ours, theirs) = (day(self.first), day(self.second));
        let undated = ours.is_none() || theirs.is_none();
        // "118 samples so far" of a later text are more than the 62 of an earlier one.
        let grown = |one: &Fact, other: &Fact, no_later: bool, later: bool| {
            one.frame.so_far
                && (point(one) < point(other) && (undated || no_later)
                    || point(one) > point(other) && (undated || later))
        };
        !is_turned(a, b)
            && (grown(a, b, ours <= theirs, ours > theirs) || grown(b, a, theirs <= ours, theirs > ours))
    }

    /// Whether the events of two figures are one, or one is a kind of the other: what was ordered is not yet received.
    fn tell_one_deed(&self, a: &Fact, b: &Fact) -> bool {
        let concepts = &self.vocabulary.concepts;
        self.deeds(a, b).is_some_and(|(a, b)| concepts.is_a(a, b) || concepts.is_a(b, a))
    }

    /// Whether each tells a deed of its own, right beside it.
    pub(super) fn tell_two_deeds(&self, a: &Fact, b: &Fact) -> bool {
        let near = |fact: &Fact| {
            fact.frame.event.is_some_and(|event| event.distance <= self.limits.event.telling_reach)
        };
        near(a) && near(b) && self.deeds(a, b).is_some() && !self.tell_one_deed(a, b)
    }

    fn deeds(&self, a: &Fact, b: &Fact) -> Option<(ConceptId, ConceptId)> {
        let near = |fact: &Fact| {
            let event = fact.frame.event.filter(|event| event.distance <= self.limits.event.reach)?;
            Some(event.concept).filter(|&event| !self.vocabulary.concepts.flags(event).weak)
        };
        near(a).zip(near(b))
    }

    /// Whether a figure counts those whom something befell: the noun is the event.
    fn befell(&self, fact: &Fact) -> bool {
        match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => self.vocabulary.concepts.is_casualty(of),
            _ => false,
        }
    }
}

/// Whether both texts say of one period, place or owner that it is theirs.
fn tells_whose(pair: &Aligned) -> bool {
    [Slot::Period, Slot::Place, Slot::Names].into_iter().any(|slot| pair.outcome(slot).is_known_match())
}

/// Whether a figure is a sum of money or a length of time.
fn is_term(fact: &Fact) -> bool {
    match &fact.value {
        FactValue::Duration(_) => true,
        FactValue::Quantity(quantity) => matches!(quantity.measure, Measure::Money(_)),
        _ => false,
    }
}

fn is_labelled(fact: &Fact, vocabulary: &Vocabulary) -> bool {
    match Theme::of(fact, vocabulary).of {
        Some(Subject::Concept(of)) => vocabulary.concepts.root(of) == "label",
        _ => false,
    }
}

/// The number of a figure, whatever it measures.
fn number(fact: &Fact) -> Option<Decimal> {
    match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.point(),
        FactValue::Duration(duration) => duration.bounds.point(),
        _ => None,
    }
}

/// A length of time in hours.
fn hours(fact: &Fact) -> Option<Decimal> {
    match &fact.value {
        FactValue::Duration(duration) => duration.in_hours().map(|hours| hours.abs()),
        _ => None,
    }
}
