//! What speaks for and against two facts that differ being of one thing: their values, their frames, what stands about
//! them, and what else of their kind the two texts give. What each piece is worth stands in `rules/weights.toml`.

use std::collections::BTreeSet;

use crate::extract::DocumentFacts;
use crate::model::{ConceptFlags, Decimal, Fact, FactValue, Grain, Measure, Subject, TimeValue};
use crate::weights::Evidence;

use super::align::Aligned;
use super::main_day::days_between;
use super::one_thing::Kin;
use super::pair::Pair;
use super::siblings::is_told_from_now;
use super::slip::{Likeness, first_digit_differs, likeness};
use super::slip_key::Digits;
use super::slots::{Frames, Outcome, Slot};
use super::support::is_misread;
use super::theme::Theme;
use super::value::is_count;

impl Pair<'_> {
    /// All that is known of two facts of one kind. `kin` is what else of the kind the two texts give.
    pub(super) fn evidence(&self, pair: &Aligned, kin: &Kin<'_>) -> Evidence {
        let mut found = Evidence::new();
        let (a, b) = (self.ours(pair.a.fact.0), self.theirs(pair.b.fact.0));
        note_kind(&mut found, a);
        match (&a.value, &b.value) {
            (FactValue::Time(ours), FactValue::Time(theirs)) => {
                note_times(&mut found, pair, ours, theirs);
                self.note_tellings(&mut found, a, b);
                self.note_days_of_stories(&mut found, pair);
                self.note_events_of_times(&mut found, a, b);
            }
            _ => note_figures(&mut found, pair, a, b),
        }
        self.note_frames(&mut found, pair, (a, b));
        self.note_owners(&mut found, pair);
        self.note_subjects(&mut found, a, b);
        self.note_company(&mut found, pair);
        self.note_kin(&mut found, pair, kin);
        self.note_places_in_texts(&mut found, a, b);
        found
    }

    /// How their frames compare, as they stand.
    pub(super) fn note_frames(&self, found: &mut Evidence, pair: &Aligned, (a, b): (&Fact, &Fact)) {
        let published = self.published_for_each();
        let slots = Frames { a, b, published, vocabulary: self.vocabulary, limits: self.limits }.compare();
        let is = |slot, outcome| Aligned::outcome_in(&slots, slot) == outcome;
        let other = |slot| is(slot, Outcome::Different);
        found.note("one-subject", is(Slot::Of, Outcome::Same));
        let contained = is(Slot::Of, Outcome::Contained);
        // "22,000 members", "33,000 people live there": everybody is a person.
        let anybody = contained && self.is_anybody(a, b);
        found.note("subject-in-subject", contained && !anybody);
        found.note("kind-of-anybody", anybody);
        found.note("other-subject", other(Slot::Of));
        found.note("one-event", is(Slot::Event, Outcome::Same));
        found.note("event-in-event", is(Slot::Event, Outcome::Contained));
        found.note("other-event", other(Slot::Event));
        found.note("other-status", other(Slot::Status));
        found.note("other-role", other(Slot::Role));
        found.note("other-period", other(Slot::Period));
        found.note("other-place", other(Slot::Place));
        found.note("of-earlier-period", a.frame.other_period != b.frame.other_period);
        found.note("one-name", is(Slot::Names, Outcome::Same));
        found.note("other-name", other(Slot::Names));
        found.note("told-more-closely", is(Slot::Modifiers, Outcome::Contained));
        // No slip of the figure explains that the frames differ.
        let plainly = !pair.value.slip && !pair.value.same_figure && likeness(a, b) == Likeness::None;
        found.note("other-subject-and-figure", plainly && other(Slot::Of));
        found.note("other-status-and-figure", plainly && other(Slot::Status));
        found.note("other-role-and-figure", plainly && other(Slot::Role));
        found.note("other-period-and-figure", plainly && other(Slot::Period));
    }

    /// Whose they are, where that tells one from another.
    pub(super) fn note_owners(&self, found: &mut Evidence, pair: &Aligned) {
        let compared = self.compared(pair);
        found.note("of-other-place", compared.is_of_other_place());
        found.note("other-item", compared.is_other_item());
        found.note("someone-elses", compared.is_someone_elses());
    }

    /// Whether one of two counts people, or things, of whatever kind.
    fn is_anybody(&self, a: &Fact, b: &Fact) -> bool {
        [a, b].into_iter().any(|fact| match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => self.vocabulary.concepts.flags(of).generic,
            _ => false,
        })
    }

    /// What they count, whether or not it is the same.
    pub(super) fn note_subjects(&self, found: &mut Evidence, a: &Fact, b: &Fact) {
        let concepts = &self.vocabulary.concepts;
        let of = |fact: &Fact| match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => Some(of),
            _ => None,
        };
        let (ours, theirs) = (of(a), of(b));
        let known = || [ours, theirs].into_iter().flatten();
        let flags = || known().map(|of| concepts.flags(of));
        let own = !a.frame.inferred && !b.frame.inferred;
        let telling = flags().all(|flags| !flags.generic && !flags.common);
        found.note("one-telling-noun", ours.is_some() && ours == theirs && telling && own);
        found.note("generic-noun", flags().any(|flags| flags.generic));
        found.note("common-nouns", flags().filter(|flags| flags.common).count() == 2);
        let people = known().filter(|&of| concepts.is_people(of) && !concepts.is_casualty(of));
        found.note("people", people.count() == 2);
        found.note("a-toll", known().any(|of| concepts.is_casualty(of)));
    }

    /// What their sentences, and those beside them, have in common.
    pub(super) fn note_company(&self, found: &mut Evidence, pair: &Aligned) {
        let (a, b) = (pair.a.fact.0, pair.b.fact.0);
        let told = self.company.told_of_facts(a, b);
        found.note("sentences-share-1", told >= 1);
        found.note("sentences-share-3", told >= 3);
        found.note("sentences-meet", self.company.of_facts(a, b) >= 1);
        let around = self.company.around(a, b, &BTreeSet::new());
        found.note("beside-one-statement", around >= 1);
        found.note("between-statements", around >= 2);
    }

    /// What else of their kind, and of their noun, the two texts give.
    fn note_kin(&self, found: &mut Evidence, pair: &Aligned, kin: &Kin<'_>) {
        let (a, b) = (pair.a.fact.0, pair.b.fact.0);
        found.note("given-by-one", kin.given.0.contains(&a) || kin.given.1.contains(&b));
        found.note("given-by-both", kin.given.0.contains(&a) && kin.given.1.contains(&b));
        let open = kin.open.iter().find(|kind| kind.ours.contains(&a) && kind.theirs.contains(&b));
        found.note("both-open", open.is_some());
        found.note("few-open-ones", open.is_some_and(|kind| kind.ours.len() * kind.theirs.len() <= 6));
        let alike = self.kin.0.alike[a as usize] * self.kin.1.alike[b as usize];
        found.note("two-of-the-noun", alike <= 2);
        found.note("few-of-the-noun", alike <= 4);
        found.note("many-of-the-noun", alike > 12);
    }

    /// Where in their texts they stand, and when these were published.
    pub(super) fn note_places_in_texts(&self, found: &mut Evidence, a: &Fact, b: &Fact) {
        found.note("in-headline", a.frame.headline || b.frame.headline);
        found.note("conversion", [a, b].iter().any(|fact| fact.frame.converted || fact.frame.bracketed));
        found.note("item-of-one-list", a.frame.item != b.frame.item);
        let ours = Spot::of(a, self.document(self.first));
        let theirs = Spot::of(b, self.document(self.second));
        let apart = (ours.hundredths - theirs.hundredths).abs();
        found.note("same-spot-of-text", apart < 10);
        found.note("same-part-of-text", apart < 25);
        found.note("far-apart-in-text", apart > 50);
        found.note("in-the-lead", ours.is_in_lead() || theirs.is_in_lead());
        let days = self.days_apart();
        found.note("days-later", days.is_some_and(|days| days > 1));
        found.note("later-and-lower", self.has_shrunk(a, b));
    }

    /// "19 dead" on Friday, "17 dead" on Saturday: of what only grows the text of a later day gives less.
    fn has_shrunk(&self, a: &Fact, b: &Fact) -> bool {
        let grows = |fact: &Fact| match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => {
                self.vocabulary.concepts.flags(of).grows && self.vocabulary.concepts.is_casualty(of)
            }
            _ => false,
        };
        let day = |id| self.document(id).published.map(|published| published.date);
        let less = |later: &Fact, earlier: &Fact| {
            point(later).zip(point(earlier)).is_some_and(|(later, earlier)| later < earlier)
        };
        let (ours, theirs) = (day(self.first), day(self.second));
        let shrunk = theirs > ours && less(b, a) || ours > theirs && less(a, b);
        ours.is_some() && theirs.is_some() && grows(a) && grows(b) && shrunk
    }

    /// Whether times are counted from the publication, or from a day that the text gives.
    fn note_tellings(&self, found: &mut Evidence, a: &Fact, b: &Fact) {
        let from_now = [a, b].map(is_told_from_now);
        found.note("told-from-now", from_now[0] != from_now[1]);
        found.note("both-from-now", from_now == [true, true]);
        found.note("both-of-the-telling", self.are_of_the_telling(a, b));
        found.note("misread", is_misread(a, b));
        found.note("one-part-differs", likeness(a, b) == Likeness::Near);
        found.note("past", a.frame.past != b.frame.past);
    }

    /// Whether times are those of what the two texts are about.
    fn note_days_of_stories(&self, found: &mut Evidence, pair: &Aligned) {
        let (ours, theirs) = (pair.a.fact.0, pair.b.fact.0);
        found.note("main-days", self.main_days == (Some(ours), Some(theirs)));
        found.note("a-main-day", self.main_days.0 == Some(ours) || self.main_days.1 == Some(theirs));
        found.note("open-days", self.open_days == Some((ours, theirs)));
        found.note("one-occasion", self.compared(pair).occasions() == Some(true));
    }

    /// Of what times are.
    fn note_events_of_times(&self, found: &mut Evidence, a: &Fact, b: &Fact) {
        let concepts = &self.vocabulary.concepts;
        let flags = [a, b].map(|fact| fact.frame.event.map(|event| concepts.flags(event.concept)));
        let has =
            |flag: fn(&ConceptFlags) -> bool| flags.iter().flatten().filter(|flags| flag(flags)).count();
        found.note("once-each", has(|flags| flags.once) == 2);
        found.note("lasting", has(|flags| flags.lasts) > 0);
        found.note("weak-event", has(|flags| flags.weak) > 0);
        found.note("no-event", flags.iter().any(Option::is_none));
    }
}

fn note_kind(found: &mut Evidence, fact: &Fact) {
    match &fact.value {
        FactValue::Duration(_) => found.note("length-of-time", true),
        FactValue::Time(time) => found.note("years", time.form.grain() == Grain::Year),
        FactValue::Quantity(quantity) => {
            found.note("count", is_count(&fact.value));
            found.note("measured", matches!(quantity.measure, Measure::Unit(_)));
            found.note("age", matches!(quantity.measure, Measure::Age(_)));
        }
        FactValue::Ordinal(_) | FactValue::Recurrence => {}
    }
}

/// How near two times lie, and how they are told.
fn note_times(found: &mut Evidence, pair: &Aligned, ours: &TimeValue, theirs: &TimeValue) {
    let days = days_of_times(ours, theirs);
    let within = |most: u32| days.is_some_and(|days| days <= most);
    found.note("next-day", days == Some(1));
    found.note("ten-days-apart", days == Some(10) || days == Some(20));
    found.note("within-week", within(7));
    found.note("within-month", within(31));
    found.note("within-year", within(366));
    found.note("years-written", ours.year_written && theirs.year_written);
    found.note("neither-recent", pair.recent == (false, false));
    found.note("runs-differ", ours.runs != theirs.runs);
    let grains = (ours.form.grain(), theirs.form.grain());
    found.note("other-grain", grains.0 != grains.1);
    found.note("clock", grains.0 < Grain::Day && grains.1 < Grain::Day);
}

/// How many days lie between two times; of days whose year is not told, within one year.
fn days_of_times(ours: &TimeValue, theirs: &TimeValue) -> Option<u32> {
    let start = |time: &TimeValue| Some(time.sure_interval()?.start?.date());
    let known = start(ours).zip(start(theirs));
    let (one, other) = known.or(ours.form.day_of_any_year().zip(theirs.form.day_of_any_year()))?;
    Some(days_between(one, other).unsigned_abs())
}

/// What of one figure the other keeps.
fn note_figures(found: &mut Evidence, pair: &Aligned, a: &Fact, b: &Fact) {
    let alike = likeness(a, b);
    found.note("telling-slip", alike == Likeness::Slip { telling: true });
    found.note("small-slip", alike == Likeness::Slip { telling: false });
    found.note("near-figures", alike == Likeness::Near);
    found.note("slip", pair.value.slip);
    found.note("rate-and-plain", is_rate(a) != is_rate(b));
    found.note("first-digit-differs", first_digit_differs(a, b));
    let Some((one, other)) = point(a).zip(point(b)) else { return };
    note_ratio(found, one, other);
    note_digits(found, one, other);
}

fn note_ratio(found: &mut Evidence, one: Decimal, other: Decimal) {
    let (small, large) = (one.abs().min(other.abs()), one.abs().max(other.abs()));
    let within = |tenths: u32| {
        let limit = small.checked_mul(Decimal::from(tenths));
        limit.zip(large.checked_mul(Decimal::TEN)).is_some_and(|(limit, large)| large <= limit)
    };
    found.note("half-as-much-again", within(15));
    found.note("twice-as-much", within(20));
    found.note("thrice-as-much", within(30));
    found.note("five-times-as-much", within(50));
}

fn note_digits(found: &mut Evidence, one: Decimal, other: Decimal) {
    let digits = |figure: Decimal| Digits::of(figure.abs().normalize());
    let (ours, theirs) = (digits(one), digits(other));
    let (ours, theirs) = (ours.told(), theirs.told());
    let differing = ours.iter().zip(theirs).filter(|(one, other)| one != other).count();
    let two = ours.len() >= 2 && theirs.len() >= 2;
    found.note("one-digit-differs", two && ours.len() == theirs.len() && differing == 1);
    found.note("last-digit-same", two && ours.last() == theirs.last());
    found.note("one-digit-told", ours.len() <= 1 || theirs.len() <= 1);
}

fn is_rate(fact: &Fact) -> bool {
    matches!(&fact.value, FactValue::Quantity(quantity) if quantity.per.is_some())
}

fn point(fact: &Fact) -> Option<Decimal> {
    match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.point(),
        FactValue::Duration(duration) => duration.in_hours(),
        _ => None,
    }
}

/// Where in its text a fact stands.
struct Spot {
    /// How many sentences with facts stand before its own.
    before: usize,
    /// The same in hundredths of all of them.
    hundredths: i64,
}

impl Spot {
    fn of(fact: &Fact, document: &DocumentFacts) -> Self {
        let all = document.statements.len().max(1);
        let before = document.statements.partition_point(|told| told.sentence.start < fact.sentence.start);
        Self { before, hundredths: i64::try_from(before * 100 / all).unwrap_or(100) }
    }

    fn is_in_lead(&self) -> bool {
        self.before <= 1
    }
}
