//! The day of what a story is about. Each text tells of it in words of its own: a bridge fell, six people died,
//! the accident happened. In two texts of one story all of these have one day.

use crate::document::DocId;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{
    Comparison, ConceptId, ConceptTable, Date, Fact, FactId, FactValue, Status, Subject, TimeForm, TimeValue,
};

use super::align::Aligned;
use super::limits::{DateLimits, Limits};
use super::pair::Pair;
use super::partners::Weighed;
use super::sameness::Sameness;
use super::slots::{Outcome, Slot};

/// The fact of a document that tells the day of what it is about, if it tells but one.
pub(super) fn main_day(document: &DocumentFacts, vocabulary: &Vocabulary, limits: &Limits) -> Option<u32> {
    let text = Text { document, concepts: &vocabulary.concepts, limits: &limits.date };
    let told = |(id, fact): &(u32, &Fact)| text.tells_day(fact) && text.is_of_happening(*id as usize, fact);
    let mut days = (0..).zip(&document.facts).filter(told);
    let (first, day) = days.next().filter(|(_, fact)| text.is_in_head(fact))?;
    let other = |(_, fact): (u32, &Fact)| text.is_recent(fact) && compare(day, fact) == Comparison::Conflict;
    (text.is_recent(day) && !days.any(other)).then_some(first)
}

/// A document that is looked through for the day of its happening.
struct Text<'a> {
    document: &'a DocumentFacts,
    concepts: &'a ConceptTable,
    limits: &'a DateLimits,
}

impl Text<'_> {
    /// Whether a fact stands among the first lines, which say what the text is about.
    fn is_in_head(&self, fact: &Fact) -> bool {
        fact.sentence.start < self.limits.head_bytes
    }

    fn is_recent(&self, fact: &Fact) -> bool {
        match (day_of(fact), self.document.published) {
            (Some(day), Some(today)) => days_between(day, today.date) <= self.limits.main_days,
            _ => true,
        }
    }

    /// Whether a fact tells a day, in the text's own words, of what has happened.
    fn tells_day(&self, fact: &Fact) -> bool {
        let FactValue::Time(time) = &fact.value else { return false };
        let frame = &fact.frame;
        let own = !frame.headline && !frame.quoted && frame.language.is_none();
        let plain = time.runs.is_none() && time.alternative.is_none() && !time.approximate;
        own && plain && names_day(time) && !frame.said && frame.status() == Status::Asserted
    }

    /// Whether a date is that of what befell somebody, or stands in a sentence that opens with whom it befell:
    /// "Seven people were killed in a crush at a concert on Saturday".
    fn is_of_happening(&self, id: usize, fact: &Fact) -> bool {
        let head = self.is_in_head(fact);
        let event = fact.frame.event.filter(|event| head || event.distance <= self.limits.reach);
        let tells = event.is_some_and(|event| self.concepts.flags(event.concept).tells);
        event.is_some_and(|event| self.is_happening(event.concept))
            || (head && !tells && self.opens_with_toll(id, fact))
    }

    /// What befalls people, or is told by what it did to them.
    fn is_happening(&self, event: ConceptId) -> bool {
        self.concepts.flags(event).befalls
            || is_decision(event, self.concepts)
            || self.concepts.counts(event).is_some_and(|counted| self.is_harm(counted))
    }

    fn is_harm(&self, concept: ConceptId) -> bool {
        const HARM: [&str; 4] =
            ["casualty.dead", "casualty.injured", "casualty.infected", "casualty.missing"];
        HARM.contains(&self.concepts.name(concept))
    }

    fn opens_with_toll(&self, id: usize, fact: &Fact) -> bool {
        let before = self.document.facts.get(..id).unwrap_or_default().iter().rev();
        let first = before.take_while(|other| other.sentence == fact.sentence).last();
        first.is_some_and(|toll| {
            let opens = toll.span.start.saturating_sub(fact.sentence.start) <= OPENING;
            let counted = matches!(&toll.frame.of, Some(Subject::Concept(of)) if self.is_harm(*of));
            opens && counted && toll.frame.role.is_none() && matches!(toll.value, FactValue::Quantity(_))
        })
    }
}

/// So many bytes before the toll a sentence still opens with it: "At least", "W sobotę".
const OPENING: u32 = 24;

/// Whether a time names a day, if only by its weekday: an hour alone is of any day.
fn names_day(time: &TimeValue) -> bool {
    match &time.form {
        TimeForm::Between(..) => false,
        TimeForm::Partial { day, .. } => day.is_some(),
        TimeForm::Unresolved(_) => time.weekday.is_some(),
        form => form.day().is_some(),
    }
}

/// A vote, an approval, a rejection: a parliament's decision seen from its sides.
fn is_decision(event: ConceptId, concepts: &ConceptTable) -> bool {
    let decided = concepts.find("event.decide");
    decided.is_some_and(|decided| concepts.is_a(event, decided))
}

fn day_of(fact: &Fact) -> Option<Date> {
    match &fact.value {
        FactValue::Time(time) => time.form.day(),
        _ => None,
    }
}

fn compare(one: &Fact, other: &Fact) -> Comparison {
    match (&one.value, &other.value) {
        (FactValue::Time(one), FactValue::Time(other)) => one.compare(other),
        _ => Comparison::CannotTell,
    }
}

fn days_between(one: Date, other: Date) -> i32 {
    one.until(other).map_or(i32::MAX, |span| span.get_days().abs())
}

impl Pair<'_> {
    /// Two texts that tell of one happening, each with one day of it: whatever words tell it, the days are of
    /// one thing.
    pub(super) fn add_main_days(&self, weighed: &mut Vec<Weighed>) {
        let (Some(a), Some(b)) = self.main_days else { return };
        let (ours, theirs) = (self.ours(a), self.theirs(b));
        let one_story = self.days_apart().is_none_or(|days| days <= self.limits.period.moment_days);
        if !one_story
            || !self.are_of_one_kind(ours, theirs)
            || compare(ours, theirs) != Comparison::Conflict
            || !self.are_of_one_week(ours, theirs)
            || self.is_day_named(self.second, ours)
            || self.is_day_named(self.first, theirs)
            || self.company.of_heads(self.limits.date.head_bytes) < self.limits.company.main_day
        {
            return;
        }
        let (mut aligned, _) = self.compare(FactId(a), FactId(b));
        forgive_words(&mut aligned);
        let known = weighed.iter_mut().find(|(pair, _)| pair.a == aligned.a && pair.b == aligned.b);
        match known {
            Some((_, Sameness::Sure | Sameness::IfAlone)) => {}
            Some(pair) => *pair = (aligned, Sameness::IfAlone),
            None => weighed.push((aligned, Sameness::IfAlone)),
        }
    }

    /// What befell people, or what somebody decided: a vote on a disaster has a day of its own.
    fn are_of_one_kind(&self, ours: &Fact, theirs: &Fact) -> bool {
        let decided = |fact: &Fact| {
            fact.frame.event.is_some_and(|event| is_decision(event.concept, &self.vocabulary.concepts))
        };
        decided(ours) == decided(theirs)
    }

    /// Whether two days can be one that somebody got wrong: they lie within a week, and before either text was
    /// published.
    fn are_of_one_week(&self, ours: &Fact, theirs: &Fact) -> bool {
        let (Some(one), Some(other)) = (day_of(ours), day_of(theirs)) else { return true };
        let before = |id: DocId| {
            let published = self.document(id).published.map(|published| published.date);
            published.is_none_or(|published| one.max(other) <= published)
        };
        days_between(one, other) <= self.limits.date.main_days && before(self.first) && before(self.second)
    }

    /// Whether a document names the day of a fact of the other one, as the day of whatever.
    fn is_day_named(&self, id: DocId, day: &Fact) -> bool {
        let names = |fact: &Fact| {
            let FactValue::Time(time) = &fact.value else { return false };
            let short = match time.interval().and_then(|interval| interval.days()) {
                Some(days) => days <= self.limits.date.main_days,
                None => names_day(time),
            };
            // An hour that is counted from that day lies in it.
            let other = match (day_of(day), time.form.is_clock().then(|| day_of(fact)).flatten()) {
                (Some(day), Some(other)) => day != other,
                _ => compare(day, fact) == Comparison::Conflict,
            };
            short && !other
        };
        self.document(id).facts.iter().any(names)
    }
}

/// Each text tells the happening by another word, and names others of those in it.
fn forgive_words(aligned: &mut Aligned) {
    for result in &mut aligned.slots {
        match result.slot {
            Slot::Event => result.outcome = Outcome::Same,
            Slot::Names | Slot::Object if result.outcome == Outcome::Different => {
                result.outcome = Outcome::Unknown;
            }
            _ => {}
        }
    }
}
