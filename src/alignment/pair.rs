use std::collections::BTreeSet;

use crate::document::DocId;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{ConceptId, Date, Decimal, Fact, FactId, FactValue, Grain, Hedge, Status, Subject};

use crate::weights::Weights;

use super::align::{Aligned, FactRef};
use super::company::{Company, Sayings};
use super::keys::{KeyedFacts, keyed_facts};
use super::limits::Limits;
use super::main_day::{main_day, told_days};
use super::one_thing::KinOfFacts;
use super::partners::Weighed;
use super::sameness::{Compared, Sameness};
use super::slip::{has_digits_of, is_slip, is_turned};
use super::slots::{Frames, Outcome, Slot, against_own_time};
use super::stories::days_apart;
use super::theme::Theme;
use super::value::{compare_values, is_count};

/// Two documents whose facts are compared; a headline and its text are one document twice.
pub(super) struct Pair<'a> {
    pub documents: &'a [DocumentFacts],
    pub vocabulary: &'a Vocabulary,
    pub limits: &'a Limits,
    pub weights: &'static Weights,
    pub first: DocId,
    pub second: DocId,
    /// The facts of either under their keys.
    pub keyed: (&'a KeyedFacts, &'a KeyedFacts),
    /// What else of the kind of each fact either of them gives.
    pub kin: (&'a KinOfFacts, &'a KinOfFacts),
    /// What their sentences have in common.
    pub company: Company<'a>,
    /// The facts that tell the day of what either is about.
    pub main_days: (Option<u32>, Option<u32>),
    /// The days that are left where the others are told by both.
    pub open_days: Option<(u32, u32)>,
}

/// What of a document is looked up for each of its neighbours.
pub(super) struct Prepared {
    pub keyed: KeyedFacts,
    pub kin: KinOfFacts,
    pub sayings: Sayings,
    pub main_day: Option<u32>,
    pub told_days: Vec<u32>,
}

impl Prepared {
    pub fn of(document: &DocumentFacts, vocabulary: &Vocabulary, limits: &Limits) -> Self {
        Self {
            keyed: keyed_facts(document, vocabulary),
            kin: KinOfFacts::of(document, vocabulary),
            sayings: Sayings::of(document, vocabulary),
            main_day: main_day(document, vocabulary, limits),
            told_days: told_days(document, vocabulary, limits),
        }
    }
}

impl<'a> Pair<'a> {
    pub fn of(
        documents: &'a [DocumentFacts],
        (first, ours): (DocId, &'a Prepared),
        (second, theirs): (DocId, &'a Prepared),
        vocabulary: &'a Vocabulary,
        (limits, weights): (&'a Limits, &'static Weights),
    ) -> Self {
        let both = (&documents[first.0 as usize], &documents[second.0 as usize]);
        let company = Company::of(both, (&ours.sayings, &theirs.sayings), vocabulary, &limits.company);
        let keyed = (&ours.keyed, &theirs.keyed);
        let kin = (&ours.kin, &theirs.kin);
        let main_days = (ours.main_day, theirs.main_day);
        let mut pair = Self {
            documents,
            vocabulary,
            limits,
            weights,
            first,
            second,
            keyed,
            kin,
            company,
            main_days,
            open_days: None,
        };
        pair.open_days = pair.find_open_days((&ours.told_days, &theirs.told_days));
        pair
    }

    /// A document of the corpus.
    pub fn document(&self, id: DocId) -> &'a DocumentFacts {
        &self.documents[id.0 as usize]
    }

    /// A fact of the first document.
    pub fn ours(&self, id: u32) -> &'a Fact {
        &self.document(self.first).facts[id as usize]
    }

    /// A fact of the second document.
    pub fn theirs(&self, id: u32) -> &'a Fact {
        &self.document(self.second).facts[id as usize]
    }

    /// How many days lie between the publications, as far as is known.
    pub fn days_apart(&self) -> Option<i64> {
        days_apart(self.document(self.first), self.document(self.second))
    }

    /// The facts that share a key, compared, each with the best partner that its words tell.
    pub fn matched(&self) -> Vec<Weighed> {
        let mut weighed = self.weighed();
        self.add_main_days(&mut weighed);
        self.add_siblings(&mut weighed);
        self.match_up(&mut weighed);
        weighed
    }

    pub fn weighed(&self) -> Vec<Weighed> {
        let mut candidates: BTreeSet<(u32, u32)> = BTreeSet::new();
        let (ours, theirs) = self.keyed;
        for (key, left) in ours {
            let right = theirs.get(key).map_or(&[][..], Vec::as_slice);
            // In two tables of one thing its noun tells no figure from another.
            if left.len() * right.len() <= self.limits.value.crowd {
                candidates.extend(left.iter().flat_map(|&a| right.iter().map(move |&b| (a, b))));
            }
        }
        candidates.extend(self.unconverted());
        candidates.into_iter().map(|(a, b)| self.compare(FactId(a), FactId(b))).collect()
    }

    pub fn compare(&self, a: FactId, b: FactId) -> Weighed {
        let (left, right) =
            (&self.document(self.first).facts[a.0 as usize], &self.document(self.second).facts[b.0 as usize]);
        let published = self.published_for_each();
        let frames =
            Frames { a: left, b: right, published, vocabulary: self.vocabulary, limits: self.limits };
        let mut slots = frames.compare();
        self.forgive_what_both_name(&mut slots, left, right);
        self.forgive_told_by_event(&mut slots, left, right);
        let days_apart = self.days_apart();
        let recent = (self.is_recent(self.first, left), self.is_recent(self.second, right));
        let mut value = compare_values(left, right, self.vocabulary, &self.limits.value);
        value.slip &= self.may_slip(self.first, left) && self.may_slip(self.second, right);
        // Only what looks like a slip is asked about.
        let uncanny = value.slip || value.same_figure || value.power_of_ten.is_some();
        let company = if uncanny { self.company.of_facts(a.0, b.0) } else { 0 };
        self.forgive_slips(&mut slots, (left, right), value);
        let aligned = Aligned {
            a: FactRef { document: self.first, fact: a },
            b: FactRef { document: self.second, fact: b },
            value,
            slots,
            one_figure: false,
            doubt: None,
            balance: None,
            beside: None,
            spent: false,
            swapped: None,
            update: self.is_update(left, right) && !self.are_turned_beside_whole((a.0, b.0)),
            about: self.limits.value.about,
            days_apart,
            company,
            is_of_one_scale: company >= self.limits.company.slip_of_scale
                && (!is_count(&left.value) || self.company.told_of_facts(a.0, b.0) > 0),
            recent,
        };
        let sameness = self.sameness(&aligned);
        (aligned, sameness)
    }

    /// When both were published. A sheet is of the day of the article that is held against it.
    pub(super) fn published_for_each(&self) -> (Option<Date>, Option<Date>) {
        let day = |id: DocId| if self.document(id).sheet.is_some() { self.first } else { id };
        let date = |id: DocId| self.document(day(id)).published.map(|published| published.date);
        (date(self.first), date(self.second))
    }

    /// How sure it is that two compared facts speak of one thing.
    pub fn sameness(&self, aligned: &Aligned) -> Sameness {
        self.compared(aligned).sameness()
    }

    /// Two facts with what was compared of them.
    pub fn compared<'b>(&'b self, aligned: &'b Aligned) -> Compared<'b> {
        let fact = |at: FactRef| &self.document(at.document).facts[at.fact.0 as usize];
        let (a, b) = (fact(aligned.a), fact(aligned.b));
        let knows = |id, fact: &Fact| fact.frame.places.is_empty() || self.knows_places(id, fact);
        let places_known = a.frame.occasion.is_some() && knows(self.second, a) && knows(self.first, b);
        Compared {
            places_known,
            a,
            b,
            slots: &aligned.slots,
            value: aligned.value,
            days_apart: aligned.days_apart,
            recent: aligned.recent,
            published: self.published_for_each(),
            company: aligned.company,
            vocabulary: self.vocabulary,
            limits: self.limits,
        }
    }

    /// Says anew whether two facts speak of one thing, after something of their comparison was changed; that
    /// neither document has another figure that fits is taken for granted.
    pub fn reconsider(&self, aligned: &mut Aligned) {
        aligned.doubt = match self.sameness(aligned) {
            Sameness::Unknown(doubt) => Some(doubt),
            Sameness::Sure | Sameness::IfAlone => None,
        };
    }

    /// "11 dead in coach crash", "a blaze killed 12": the dead are told by their thing, whatever the verb.
    pub fn tell_by_thing(&self, aligned: &mut Aligned) {
        let of = &self.document(self.first).facts[aligned.a.fact.0 as usize].frame.of;
        let concepts = &self.vocabulary.concepts;
        let tells_itself = matches!(of, Some(Subject::Concept(of)) if concepts.is_counted_by_event(*of));
        if tells_itself && aligned.outcome(Slot::Of) == Outcome::Same {
            let event = aligned.slots.iter_mut().filter(|result| result.slot == Slot::Event);
            event.for_each(|result| result.outcome = Outcome::Same);
        }
    }

    /// Whether a date lies in the story's own days.
    fn is_recent(&self, id: DocId, fact: &Fact) -> bool {
        let FactValue::Time(time) = &fact.value else { return false };
        let published = self.document(id).published.map(|published| published.date);
        // In a text without its date a day without its year is of the text's own days, and one with it is not
        // known to be.
        if published.is_none() {
            return !time.year_written && time.form.named_in() < Grain::Week;
        }
        time.interval().is_some_and(|interval| {
            against_own_time(interval, published, self.limits.date.own_days) != Outcome::Different
        })
    }

    /// Years of these days follow each other without any slip.
    pub(super) fn may_slip(&self, id: DocId, fact: &Fact) -> bool {
        let FactValue::Time(time) = &fact.value else { return true };
        let long_ago = |today: Date| {
            let end = time.interval().and_then(|interval| interval.end);
            end.is_some_and(|end| {
                i32::from(today.year()) - i32::from(end.year()) >= self.limits.date.long_ago_years
            })
        };
        self.document(id).published.is_some_and(|published| long_ago(published.date))
    }

    /// Whether a difference between two counts can be the passing of time.
    fn is_update(&self, a: &Fact, b: &Fact) -> bool {
        if self.is_of_tally(a) && self.is_of_tally(b) {
            return true;
        }
        let Some(Subject::Concept(concept)) = Theme::of(a, self.vocabulary).of else { return false };
        let flags = self.vocabulary.concepts.flags(concept);
        let (first, second) = (self.document(self.first), self.document(self.second));
        let (Some(ours), Some(theirs)) = (first.published, second.published) else {
            return flags.grows || flags.moves;
        };
        if flags.moves {
            // Nobody is found by digits changing places.
            let limit = match self.vocabulary.concepts.is_casualty(concept) && !is_slip(a, b) {
                true => self.limits.update.days_of_casualties,
                false => self.limits.update.days_of_moving_figures,
            };
            return days_apart(first, second).is_none_or(|days| days > limit);
        }
        // Crews come and go: of another day they are others.
        if flags.acts && !is_slip(a, b) && days_apart(first, second).is_none_or(|days| days > 0) {
            return true;
        }
        // What is planned has not grown yet.
        if [a, b].iter().any(|fact| fact.frame.status() == Status::Planned) {
            return false;
        }
        let figures = (point(a), point(b));
        let (Some(figure), Some(other)) = figures else { return false };
        // Nothing grows by two of its digits changing places, nor long after.
        let turned = is_turned(a, b) || (is_slip(a, b) && self.is_plain_number(concept));
        let over = is_over(a, ours.date) && is_over(b, theirs.date);
        if turned || over {
            return false;
        }
        let grows = flags.grows || (self.is_ill(first, a) && self.is_ill(second, b));
        let later_and_higher =
            (ours.date < theirs.date && figure < other) || (theirs.date < ours.date && other < figure);
        grows && later_and_higher && !self.is_of_long_ago((self.first, a), (self.second, b))
    }

    /// "With 92% of the votes counted": how far a count has come moves by the hour.
    pub(super) fn is_of_tally(&self, fact: &Fact) -> bool {
        let tally = |event: ConceptId| self.vocabulary.concepts.name(event) == "event.tally";
        fact.frame.event.is_some_and(|event| tally(event.concept))
    }

    /// "73 of the 164 soldiers", "of the 164, 37": digits that have changed places beside a figure that both sentences
    /// print are no growth.
    fn are_turned_beside_whole(&self, (a, b): (u32, u32)) -> bool {
        has_digits_of(self.ours(a), self.theirs(b))
            && self.company.told_of_facts(a, b) >= self.limits.company.figure
    }

    /// Whether what befell those who are counted lies long back: a court hears of a dam that broke years ago, and of
    /// its dead none are found any more. One of the texts dates it, and neither tells of such a thing in these days.
    fn is_of_long_ago(&self, one: (DocId, &Fact), other: (DocId, &Fact)) -> bool {
        let [(old, fresh), (old_too, fresh_too)] =
            [one, other].map(|(id, fact)| self.datings(self.document(id), fact));
        (old || old_too) && !fresh && !fresh_too
    }

    /// Whether a document dates what the sentence of a fact speaks of long ago, and whether it does in these days.
    fn datings(&self, document: &DocumentFacts, fact: &Fact) -> (bool, bool) {
        let told = document.statements.binary_search_by_key(&fact.sentence, |statement| statement.sentence);
        // A headline has its day in the text below it.
        let (Ok(at), Some(published), false) = (told, document.published, fact.frame.headline) else {
            return (false, false);
        };
        let concepts = &self.vocabulary.concepts;
        let spoken = |event: ConceptId| {
            concepts.flags(event).befalls && document.statements[at].concepts.contains(&event)
        };
        let event_of = |fact: &Fact| fact.frame.event.map(|event| event.concept);
        // "Eleven people died on 1 January when …" is of that day, whatever else the text recalls.
        let own = |told: &Fact| {
            let toll = event_of(told).is_none_or(|event| concepts.counts(event).is_some());
            told.sentence == fact.sentence && toll
        };
        let days = document.facts.iter().filter_map(|told| {
            let FactValue::Time(time) = &told.value else { return None };
            // What has gone on since then is not over.
            let end = time.sure_interval().filter(|_| time.runs.is_none())?.end?;
            let days = end.date().until(published.date).ok().map(|span| i64::from(span.get_days()))?;
            (event_of(told).is_some_and(spoken) || own(told)).then_some(days)
        });
        let limit = self.limits.update.long_ago_days;
        days.fold((false, false), |(old, fresh), days| (old || days > limit, fresh || days <= limit))
    }

    /// "The outbreak has reached 229 pupils": people are counted as they fall ill, by whatever noun.
    fn is_ill(&self, document: &DocumentFacts, fact: &Fact) -> bool {
        let concepts = &self.vocabulary.concepts;
        let ills = ["occurrence.epidemic", "casualty.infected", "event.infect", "event.poison"];
        let people = matches!(Theme::of(fact, self.vocabulary).of, Some(Subject::Concept(of)) if concepts.is_people(of));
        let told = document.statements.iter().find(|statement| statement.sentence == fact.sentence);
        let ill = |concept: &ConceptId| ills.contains(&concepts.name(*concept));
        people && told.is_some_and(|statement| statement.concepts.iter().any(ill))
    }

    /// "19 people", "91 people": people to whom nothing happened are no toll.
    fn is_plain_number(&self, of: ConceptId) -> bool {
        !self.vocabulary.concepts.is_casualty(of)
    }

    /// "at least 11,000" agrees with everything above it: such an agreement spends nothing.
    pub(super) fn is_open_ended(&self, pair: &Aligned) -> bool {
        [pair.a, pair.b].into_iter().any(|side| {
            let fact = &self.document(side.document).facts[side.fact.0 as usize];
            match &fact.value {
                FactValue::Quantity(quantity) => {
                    matches!(quantity.bounds.hedge, Hedge::Vague)
                        || quantity.bounds.lower.is_none()
                        || quantity.bounds.upper.is_none()
                }
                _ => false,
            }
        })
    }
}

/// Whether what a figure is of lies in a year before that of its publication.
pub(super) fn is_over(fact: &Fact, published: Date) -> bool {
    let period = fact.frame.period.as_ref().and_then(|period| period.sure_interval());
    period.and_then(|period| period.end).is_some_and(|end| end.year() < published.year())
}

pub(super) fn point(fact: &Fact) -> Option<Decimal> {
    match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.point(),
        _ => None,
    }
}
