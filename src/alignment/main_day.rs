//! The day of what a story is about. Each text tells of it in words of its own: a bridge fell, six people died,
//! the accident happened. In two texts of one story all of these have one day.

use jiff::civil::Time;

use crate::document::DocId;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{
    Comparison, ConceptId, ConceptTable, Date, Fact, FactId, FactValue, Occasion, Runs, Status, Subject,
    TimeForm, TimeValue,
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
    let other = |(_, fact): (u32, &Fact)| {
        text.is_recent(fact) && compare(day, fact) == Comparison::Conflict && !text.is_aftermath(day, fact)
    };
    (text.is_recent(day) && !days.any(other)).then_some(first)
}

/// The facts in the first lines of a document that tell, in its own words, the days on which something happened just
/// before it was published.
pub(super) fn told_days(document: &DocumentFacts, vocabulary: &Vocabulary, limits: &Limits) -> Vec<u32> {
    let text = Text { document, concepts: &vocabulary.concepts, limits: &limits.date };
    let told = |(_, fact): &(u32, &Fact)| {
        text.is_in_head(fact) && text.tells_day(fact) && text.is_recent(fact) && text.is_deed(fact)
    };
    (0..).zip(&document.facts).filter(told).map(|(id, _)| id).collect()
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
        let plain = (time.runs.is_none() || self.is_its_start(fact, time))
            && time.alternative.is_none()
            && !time.approximate;
        own && plain && names_day(time) && !frame.said && frame.status() == Status::Asserted
    }

    /// "On strike since Monday": what lasts began on that day.
    fn is_its_start(&self, fact: &Fact, time: &TimeValue) -> bool {
        let lasts = fact.frame.event.is_some_and(|event| self.concepts.flags(event.concept).lasts);
        time.runs == Some(Runs::From) && lasts
    }

    /// Whether a day is over, and that of a deed of the story's own: neither of its telling nor of an earlier case.
    fn is_deed(&self, fact: &Fact) -> bool {
        let tells = fact.frame.event.is_some_and(|event| self.concepts.flags(event.concept).tells);
        let over = match (day_of(fact), self.document.published) {
            (Some(day), Some(today)) => day <= today.date,
            _ => true,
        };
        over && !tells && matches!(fact.frame.occasion, None | Some(Occasion::First))
    }

    /// "One of the wounded was still in intensive care on Thursday": below the first lines, how those fared whom it befell.
    fn is_aftermath(&self, day: &Fact, fact: &Fact) -> bool {
        let later = day_of(day).zip(day_of(fact)).is_some_and(|(day, other)| other > day);
        let outcome = fact.frame.event.is_some_and(|event| {
            let harms =
                self.concepts.counts(event.concept).is_some_and(|counted| is_harm(counted, self.concepts));
            harms && !self.concepts.flags(event.concept).befalls
        });
        later && outcome && !self.is_in_head(fact)
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
        befalls_people(event, self.concepts) || is_decision(event, self.concepts)
    }

    fn opens_with_toll(&self, id: usize, fact: &Fact) -> bool {
        let before = self.document.facts.get(..id).unwrap_or_default().iter().rev();
        let first = before.take_while(|other| other.sentence == fact.sentence).last();
        first.is_some_and(|toll| {
            let opens = toll.span.start.saturating_sub(fact.sentence.start) <= OPENING;
            let counted = matches!(&toll.frame.of, Some(Subject::Concept(of)) if is_harm(*of, self.concepts));
            // "Two sailors died when": what befell those who are counted.
            let befell = toll.frame.event.is_some_and(|event| befalls_people(event.concept, self.concepts));
            opens
                && (counted || befell)
                && toll.frame.role.is_none()
                && matches!(toll.value, FactValue::Quantity(_))
        })
    }
}

/// What befalls people, or is told by what it did to them.
fn befalls_people(event: ConceptId, concepts: &ConceptTable) -> bool {
    concepts.flags(event).befalls || concepts.counts(event).is_some_and(|counted| is_harm(counted, concepts))
}

fn is_harm(concept: ConceptId, concepts: &ConceptTable) -> bool {
    const HARM: [&str; 4] = ["casualty.dead", "casualty.injured", "casualty.infected", "casualty.missing"];
    HARM.contains(&concepts.name(concept))
}

/// So many bytes before the toll a sentence still opens with it: "At least", "W sobotę".
const OPENING: u32 = 24;

/// Whether a time names a day, if only by its weekday: an hour alone is of any day.
fn names_day(time: &TimeValue) -> bool {
    match &time.form {
        form @ TimeForm::Between(..) => form.night().is_some(),
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
        FactValue::Time(time) => time.form.day().or(time.form.night()),
        _ => None,
    }
}

/// How many days lie between those of two facts.
fn days_of(one: &Fact, other: &Fact) -> Option<i32> {
    Some(days_between(day_of(one)?, day_of(other)?))
}

/// The hour of a day that is told with it: "at 7am on Tuesday".
fn hour_of(fact: &Fact) -> Option<Time> {
    match &fact.value {
        FactValue::Time(TimeValue { form: TimeForm::Clock(at, _), .. }) => Some(at.time()),
        _ => None,
    }
}

/// "At 7.15am": much begins at seven, and little else at such a minute.
fn is_odd(fact: &Fact) -> bool {
    hour_of(fact).is_some_and(|hour| hour.minute() != 0)
}

fn compare(one: &Fact, other: &Fact) -> Comparison {
    match (&one.value, &other.value) {
        (FactValue::Time(one), FactValue::Time(other)) => one.compare(other),
        _ => Comparison::CannotTell,
    }
}

/// How many days lie between two.
pub(super) fn days_between(one: Date, other: Date) -> i32 {
    one.until(other).map_or(i32::MAX, |span| span.get_days().abs())
}

impl Pair<'_> {
    /// Two texts that tell of one happening, each with one day of it: whatever words tell it, the days are of
    /// one thing.
    pub(super) fn add_main_days(&self, weighed: &mut Vec<Weighed>) {
        for (a, b) in [self.days_of_happening(), self.open_days].into_iter().flatten() {
            let (mut aligned, _) = self.compare(FactId(a), FactId(b));
            forgive_words(&mut aligned, self.open_days == Some((a, b)));
            let known = weighed.iter_mut().find(|(pair, _)| pair.a == aligned.a && pair.b == aligned.b);
            match known {
                Some((_, Sameness::Sure | Sameness::IfAlone)) => {}
                Some(pair) => *pair = (aligned, Sameness::IfAlone),
                None => weighed.push((aligned, Sameness::IfAlone)),
            }
        }
    }

    /// The days of what befell people, or was decided, where they differ.
    fn days_of_happening(&self) -> Option<(u32, u32)> {
        let (a, b) = (self.main_days.0?, self.main_days.1?);
        let (ours, theirs) = (self.ours(a), self.theirs(b));
        let told = self.are_of_one_kind(ours, theirs)
            && self.are_of_one_week(ours, theirs)
            && !self.is_day_named(self.second, ours)
            && !self.is_day_named(self.first, theirs);
        let needed = self.limits.company.main_day;
        (told && self.are_days_of_one_story(ours, theirs, needed)).then_some((a, b))
    }

    /// The days that are left where two texts tell of the days of one story and have the others in common: each
    /// names one that the other one does not, a day or two apart.
    pub(super) fn find_open_days(&self, told: (&[u32], &[u32])) -> Option<(u32, u32)> {
        self.days_of_one_hour(told).or_else(|| self.days_of_one_deed(told))
    }

    /// "Between 7am on Tuesday and 7pm on Wednesday": an hour that each text gives once in its first lines, and of
    /// another day.
    fn days_of_one_hour(&self, told: (&[u32], &[u32])) -> Option<(u32, u32)> {
        let once = |id: DocId, fact: &Fact| {
            self.document(id).facts.iter().filter(|told| hour_of(told) == hour_of(fact)).count() == 1
        };
        let is_one = |a: u32, b: u32| {
            let (ours, theirs) = (self.ours(a), self.theirs(b));
            let near =
                days_of(ours, theirs).is_some_and(|days| (1..=self.limits.date.open_days).contains(&days));
            let deeds = self.deed(ours).zip(self.deed(theirs));
            near && hour_of(ours).is_some()
                && hour_of(ours) == hour_of(theirs)
                && once(self.first, ours)
                && once(self.second, theirs)
                && (is_odd(ours) || deeds.is_none_or(|(one, other)| self.is_one_deed(one, other)))
                && self.are_days_of_one_story(ours, theirs, self.limits.company.main_day)
        };
        let both = told.0.iter().flat_map(|&a| told.1.iter().map(move |&b| (a, b)));
        both.into_iter().find(|&(a, b)| is_one(a, b))
    }

    fn days_of_one_deed(&self, told: (&[u32], &[u32])) -> Option<(u32, u32)> {
        let a = self.only_open_day((self.first, told.0), self.second)?;
        let b = self.only_open_day((self.second, told.1), self.first)?;
        let (ours, theirs) = (self.ours(a), self.theirs(b));
        let near = days_of(ours, theirs).is_some_and(|days| days <= self.limits.date.open_days);
        let one = near && self.are_of_one_week(ours, theirs) && self.may_be_one_deed(a, b);
        // Attacks and accidents come one after the other.
        let limits = &self.limits.company;
        let told = self.deed(ours).zip(self.deed(theirs));
        let concepts = &self.vocabulary.concepts;
        let once = told
            .is_some_and(|(one, other)| !befalls_people(one, concepts) && !befalls_people(other, concepts));
        let needed = if once { limits.open_day } else { limits.open_happening };
        (one && self.are_days_of_one_story(ours, theirs, needed)).then_some((a, b))
    }

    /// The first of the days that a document tells and the other one does not name, if they are all one.
    fn only_open_day(&self, (own, days): (DocId, &[u32]), other: DocId) -> Option<u32> {
        let facts = &self.document(own).facts;
        let fact = |id: u32| &facts[id as usize];
        let mut open = days.iter().copied().filter(|&id| !self.is_day_named(other, fact(id)));
        let first = open.next()?;
        open.all(|id| compare(fact(first), fact(id)) != Comparison::Conflict).then_some(first)
    }

    /// Whether two texts tell of one moment, and their first lines have so many points in common.
    fn are_days_of_one_story(&self, ours: &Fact, theirs: &Fact, needed: u32) -> bool {
        self.days_apart().is_none_or(|days| days <= self.limits.period.moment_days)
            && compare(ours, theirs) == Comparison::Conflict
            && self.company.of_heads(self.limits.date.head_bytes) >= needed
    }

    /// Whether two days can be of one deed by their words: no arrest is a crash, and no appeal a verdict. Where no word
    /// tells the deed, the rest of the two sentences has to.
    fn may_be_one_deed(&self, a: u32, b: u32) -> bool {
        match (self.deed(self.ours(a)), self.deed(self.theirs(b))) {
            (Some(one), Some(other)) => self.is_one_deed(one, other),
            _ => self.company.told_of_facts(a, b) >= self.limits.company.figure,
        }
    }

    fn is_one_deed(&self, one: ConceptId, other: ConceptId) -> bool {
        let concepts = &self.vocabulary.concepts;
        if concepts.flags(one).weak || concepts.flags(other).weak {
            return one == other;
        }
        concepts.is_a(one, other)
            || concepts.is_a(other, one)
            || concepts.share_phase(one, other)
            || befalls_people(one, concepts) && befalls_people(other, concepts)
            || concepts.flags(one).halts && concepts.flags(other).halts
    }

    /// What happened on a day, where a word near by tells it; of a start or an end, what began or ended.
    fn deed(&self, fact: &Fact) -> Option<ConceptId> {
        let concepts = &self.vocabulary.concepts;
        let event = fact.frame.event.filter(|event| event.distance <= self.limits.date.reach)?;
        let flags = concepts.flags(event.concept);
        if flags.aspect { fact.frame.object } else { Some(event.concept) }
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

    /// "They were to fly home on Saturday" does not name the night of Friday, though that ends on Saturday.
    fn is_next_day_of_else(&self, fact: &Fact, night: &Fact) -> bool {
        let tomorrow = day_of(night).and_then(|day| day.tomorrow().ok());
        let next = matches!(&fact.value, FactValue::Time(time) if matches!(time.form, TimeForm::Day(day) if Some(day) == tomorrow));
        let other =
            self.deed(fact).zip(self.deed(night)).is_some_and(|(one, other)| !self.is_one_deed(one, other));
        next && other
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
            short && !other && !self.is_next_day_of_else(fact, day)
        };
        self.document(id).facts.iter().any(names)
    }
}

/// Each text tells the happening by another word, and names others of those in it. What befell people is one whomever
/// they name; what somebody did is his.
fn forgive_words(aligned: &mut Aligned, done: bool) {
    for result in &mut aligned.slots {
        match result.slot {
            Slot::Event => result.outcome = Outcome::Same,
            Slot::Names if done => {}
            Slot::Names | Slot::Object if result.outcome == Outcome::Different => {
                result.outcome = Outcome::Unknown;
            }
            _ => {}
        }
    }
}
