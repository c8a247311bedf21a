use std::sync::Arc;

use jiff::ToSpan;

use crate::findings::SlotOutcome;
use crate::lexicon::Vocabulary;
use crate::model::{
    ConceptId, Date, Fact, FactValue, Frame, Interval, Measure, PlaceId, Role, Status, Subject, TimeAnchor,
    TimeValue,
};

use super::keys::started_beside;
use super::limits::Limits;
use super::source::sources;
use super::theme::Theme;

/// What is held against each other before two values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// What is counted, measured or labelled.
    Of,
    /// The event.
    Event,
    /// What the event happened to.
    Object,
    /// Whether it happened.
    Status,
    /// How the figure relates to the whole.
    Role,
    /// The time that the figure covers.
    Period,
    /// Where.
    Place,
    /// Whose date it is: people and organisations named beside a date.
    Names,
    /// Which of them.
    Modifiers,
    /// Who says so.
    Source,
}

impl Slot {
    /// The name in rule files and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Of => "of",
            Self::Event => "event",
            Self::Object => "object",
            Self::Status => "status",
            Self::Role => "role",
            Self::Period => "period",
            Self::Place => "place",
            Self::Names => "names",
            Self::Modifiers => "modifiers",
            Self::Source => "source",
        }
    }
}

/// How a slot of two frames compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Both say the same.
    Same,
    /// One lies in the other.
    Contained,
    /// One or both say nothing.
    Unknown,
    /// They differ.
    Different,
}

impl Outcome {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Contained => "contained",
            Self::Unknown => "unknown",
            Self::Different => "different",
        }
    }

    /// Whether both are known and meet.
    pub fn is_known_match(self) -> bool {
        matches!(self, Self::Same | Self::Contained)
    }
}

/// A slot with its outcome and what stood in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotResult {
    /// The slot.
    pub slot: Slot,
    /// How it compared.
    pub outcome: Outcome,
    /// What stood on either side.
    pub detail: String,
}

impl SlotResult {
    /// The same for the output.
    pub fn to_output(&self) -> SlotOutcome {
        SlotOutcome {
            slot: self.slot.name().into(),
            outcome: self.outcome.name().into(),
            detail: self.detail.clone(),
        }
    }
}

/// Two facts, with the publications that tell what "now" is to each.
#[derive(Clone, Copy)]
pub(super) struct Frames<'a> {
    pub a: &'a Fact,
    pub b: &'a Fact,
    pub published: (Option<Date>, Option<Date>),
    pub vocabulary: &'a Vocabulary,
    pub limits: &'a Limits,
}

impl Frames<'_> {
    /// Compares them slot by slot.
    pub fn compare(self) -> Vec<SlotResult> {
        let (a, b, vocabulary) = (&self.a.frame, &self.b.frame, self.vocabulary);
        let themes = (Theme::of(self.a, vocabulary), Theme::of(self.b, vocabulary));
        let concept = |id: Option<ConceptId>| id.map_or("?", |id| vocabulary.concepts.name(id));
        // A verb far from its figure governs something else.
        let dated = matches!(self.a.value, FactValue::Time(_));
        let reach = if dated { self.limits.date.reach } else { self.limits.event.reach };
        let event =
            |frame: &Frame| frame.event.filter(|event| event.distance <= reach).map(|event| event.concept);
        // "On strike since 17 November", "a strike that began on 17 November"
        let begun = (started_beside(self.a, self.b, vocabulary), started_beside(self.b, self.a, vocabulary));
        let same_event = self.events(begun.0.or(event(a)), begun.1.or(event(b)), &themes);
        let detail = |a: &str, b: &str| if a == b { a.to_string() } else { format!("{a} / {b}") };
        let result = |slot, outcome, detail| SlotResult { slot, outcome, detail };
        vec![
            result(
                Slot::Of,
                self.subjects(&themes.0, &themes.1),
                detail(&subject(&themes.0, vocabulary), &subject(&themes.1, vocabulary)),
            ),
            result(Slot::Event, same_event, detail(concept(event(a)), concept(event(b)))),
            result(
                Slot::Object,
                concepts(a.object, b.object, vocabulary),
                detail(concept(a.object), concept(b.object)),
            ),
            result(Slot::Status, self.statuses(), detail(a.status().name(), b.status().name())),
            result(Slot::Role, self.roles(same_event), detail(&role(a), &role(b))),
            result(Slot::Period, self.periods(), detail(&period(a), &period(b))),
            result(Slot::Place, places(&a.places, &b.places, vocabulary), place_detail(a, b, vocabulary)),
            result(Slot::Names, self.names(), detail(&a.names.join(" "), &b.names.join(" "))),
            result(
                Slot::Modifiers,
                self.modifiers(&themes),
                detail(&a.modifiers.join(" "), &b.modifiers.join(" ")),
            ),
            result(
                Slot::Source,
                sources(a, b, vocabulary),
                detail(&a.sources.join(" "), &b.sources.join(" ")),
            ),
        ]
    }

    fn subjects(self, a: &Theme, b: &Theme) -> Outcome {
        if self.a.frame.inferred || self.b.frame.inferred {
            return Outcome::Unknown;
        }
        let stuff = |of: &ConceptId| self.vocabulary.concepts.root(*of) == "substance";
        match (&a.of, &b.of) {
            // "3.9 million tonnes of coffee", "3.9 million sacks", "a harvest of 3.9 million tonnes"
            (Some(Subject::Concept(a)), Some(Subject::Concept(b))) if stuff(a) != stuff(b) => {
                Outcome::Unknown
            }
            // "47 confirmed cases", "74 people fell ill"
            (Some(Subject::Concept(a)), Some(Subject::Concept(b))) if self.are_cases_of_illness(*a, *b) => {
                Outcome::Unknown
            }
            (Some(Subject::Concept(a)), Some(Subject::Concept(b))) => {
                concepts(Some(*a), Some(*b), self.vocabulary)
            }
            (
                Some(a @ Subject::Stem { language: ours, .. }),
                Some(b @ Subject::Stem { language: theirs, .. }),
            ) => match (a == b, ours == theirs) {
                (true, _) => Outcome::Same,
                (false, true) => Outcome::Different,
                (false, false) => Outcome::Unknown,
            },
            // A word that no pack knows may be anything in another language.
            _ => Outcome::Unknown,
        }
    }

    /// Whether one is a case, of whatever, and the other someone who fell ill.
    fn are_cases_of_illness(self, a: ConceptId, b: ConceptId) -> bool {
        let names = [a, b].map(|of| self.vocabulary.concepts.name(of));
        names.contains(&"case") && names.contains(&"casualty.infected")
    }

    /// Adjectives, and people whom the event makes dead or hurt. What only one side says narrows it: miners
    /// may be among those who died.
    fn modifiers(self, themes: &(Theme, Theme)) -> Outcome {
        let (ours, theirs) = (&self.a.frame.modifiers, &self.b.frame.modifiers);
        let within = |some: &[Box<str>], all: &[Box<str>]| some.iter().all(|one| all.contains(one));
        let adjectives = match (ours == theirs, within(ours, theirs) || within(theirs, ours)) {
            (true, _) => Outcome::Same,
            (false, true) => Outcome::Contained,
            (false, false) => Outcome::Different,
        };
        let people = match (themes.0.who, themes.1.who) {
            (None, None) => Outcome::Same,
            (Some(ours), Some(theirs)) => self.people(ours, theirs),
            // "14 men aboard", "17 aboard": those who sail a boat are its men.
            (Some(who), None) | (None, Some(who)) if self.are_men_aboard(who, &themes.0) => Outcome::Same,
            _ => Outcome::Contained,
        };
        match (adjectives, people) {
            (Outcome::Different, _) | (_, Outcome::Different) => Outcome::Different,
            (Outcome::Same, people) => people,
            (adjectives, _) => adjectives,
        }
    }

    fn are_men_aboard(self, who: ConceptId, theme: &Theme) -> bool {
        let concepts = &self.vocabulary.concepts;
        let aboard = matches!(theme.of, Some(Subject::Concept(of)) if concepts.name(of) == "person.aboard");
        aboard && concepts.name(who) == "person.man"
    }

    /// Who died or was hurt: "men" may be anyone.
    fn people(self, ours: ConceptId, theirs: ConceptId) -> Outcome {
        let table = &self.vocabulary.concepts;
        let anyone = table.flags(ours).generic || table.flags(theirs).generic;
        match concepts(Some(ours), Some(theirs), self.vocabulary) {
            Outcome::Different if anyone => Outcome::Unknown,
            outcome => outcome,
        }
    }

    /// Two weak events say nothing; two kinds of one phase are one happening; that people died says nothing
    /// of the dead; and what rescuers did is their work, whatever its word.
    fn events(self, a: Option<ConceptId>, b: Option<ConceptId>, themes: &(Theme, Theme)) -> Outcome {
        let table = &self.vocabulary.concepts;
        let outcome = match (a, b, concepts(a, b, self.vocabulary)) {
            (Some(a), Some(b), Outcome::Different) if table.share_phase(a, b) => Outcome::Contained,
            (Some(a), Some(b), Outcome::Different) if table.flags(a).weak || table.flags(b).weak => {
                Outcome::Unknown
            }
            (_, _, outcome) => outcome,
        };
        let says_little = |event: Option<ConceptId>, theme: &Theme| match (&theme.of, event) {
            (Some(Subject::Concept(of)), Some(event)) => {
                let flags = table.flags(event);
                let befallen = table.is_casualty(*of) && flags.befalls;
                // How old someone is does not hang on what he did.
                let is_age = matches!(self.a.value, FactValue::Quantity(ref quantity) if matches!(quantity.measure, Measure::Age(_)));
                table.counts(event) == Some(*of) || befallen || table.flags(*of).acts || is_age
            }
            _ => false,
        };
        let little = says_little(a, &themes.0) || says_little(b, &themes.1);
        if outcome == Outcome::Different && little { Outcome::Unknown } else { outcome }
    }

    /// A plan is not a deed; two plans can be held against each other, two denials cannot. What is dated
    /// ahead of its publication is planned, whatever its tense.
    fn statuses(self) -> Outcome {
        let status = |fact: &Fact, published: Option<Date>| {
            let ahead = |time: &TimeValue| {
                // An estimate is not good to the day.
                let known = time.interval().filter(|_| time.anchor != TimeAnchor::Estimated);
                let start = known.and_then(|interval| interval.start);
                start.zip(published).is_some_and(|(start, published)| start.date() > published)
            };
            let time = match &fact.value {
                FactValue::Time(time) => Some(time),
                _ => fact.frame.period.as_ref(),
            };
            match fact.frame.status() {
                // What a plant can give is its capacity, whatever the word.
                Status::Capacity if self.is_capacity(fact) => Status::Asserted,
                Status::Asserted if time.is_some_and(ahead) => Status::Planned,
                status => status,
            }
        };
        // A beginning says too little of what begins.
        let says_what = |fact: &Fact| {
            fact.frame.event.is_some_and(|event| !self.vocabulary.concepts.flags(event.concept).aspect)
        };
        let dated = matches!(self.a.value, FactValue::Time(_)) && says_what(self.a) && says_what(self.b);
        match (status(self.a, self.published.0), status(self.b, self.published.1)) {
            (Status::Denied, _) | (_, Status::Denied) => Outcome::Different,
            // What a crime may bring is known by the law.
            (Status::Hypothetical, Status::Hypothetical) if self.a.frame.label.is_none() => {
                Outcome::Different
            }
            (a, b) if a == b => Outcome::Same,
            // "A verdict is expected in May", "is due in June": what a day is set for is told as either.
            (Status::Planned, Status::Forecast) | (Status::Forecast, Status::Planned) if dated => {
                Outcome::Same
            }
            _ => Outcome::Different,
        }
    }

    fn is_capacity(self, fact: &Fact) -> bool {
        let concepts = &self.vocabulary.concepts;
        let capacity = concepts.find("label.capacity");
        fact.frame.label.zip(capacity).is_some_and(|(label, capacity)| concepts.is_a(label, capacity))
    }

    /// A total is a plain figure, and so is the level after a change; a rest, an increase are not. A part may be
    /// what another text tells of things by their event alone: "27 of them were shot down", "27 drones were shot
    /// down".
    fn roles(self, event: Outcome) -> Outcome {
        let level = |fact: &Fact| match fact.frame.role {
            None | Some(Role::Total | Role::ChangeTo) => None,
            // "Each train is 108 metres long", "the trains are 108 metres long"; "some hung 40 metres above ground"
            Some(Role::Each | Role::Part) if self.is_of_one_piece(fact) => None,
            role => role,
        };
        match (level(self.a), level(self.b)) {
            (None, None) => Outcome::Same,
            (None | Some(Role::Part), None | Some(Role::Part))
                if event == Outcome::Same && self.are_things() && self.is_told_by_event() =>
            {
                Outcome::Unknown
            }
            // What each text adds or leaves may be to or of another figure.
            (Some(a), Some(b)) if a == b => match a {
                Role::Each | Role::ChangeBy | Role::ChangeFrom => Outcome::Same,
                Role::Additional | Role::Remaining => Outcome::Unknown,
                _ => Outcome::Different,
            },
            _ => Outcome::Different,
        }
    }

    /// Whether a measure is of one thing however many there are: lengths and speeds do not add up.
    fn is_of_one_piece(self, fact: &Fact) -> bool {
        const PIECES: [&str; 2] = ["length", "speed"];
        let FactValue::Quantity(quantity) = &fact.value else { return false };
        let Measure::Unit(unit) = quantity.measure else { return false };
        PIECES.contains(&self.vocabulary.units.get(unit).dimension.as_str())
    }

    /// A figure without a period is of the story's own time: it differs from one that the text puts far
    /// from its publication.
    fn periods(self) -> Outcome {
        let (a, b, limits) = (&self.a.frame, &self.b.frame, &self.limits.period);
        let interval = |frame: &Frame| frame.period.as_ref().and_then(|period| period.sure_interval());
        match (interval(a), interval(b)) {
            (Some(a), Some(b)) => {
                let (a, b) = (a.whole_days(), b.whole_days());
                let days_only = a.days().max(b.days()) <= Some(limits.short_days);
                if days_only && !a.meets(&b) && self.holds_for_long() {
                    return Outcome::Unknown;
                }
                match (a == b, a.meets(&b)) {
                    (true, _) => Outcome::Same,
                    // The figure of a whole year is not that of one of its days.
                    (false, true) if a.days().max(b.days()) > Some(limits.long_days) => Outcome::Different,
                    (false, true) => Outcome::Contained,
                    (false, false) => Outcome::Different,
                }
            }
            // The day beside a length is that of what happened there.
            (Some(period), None) | (None, Some(period))
                if self.is_size() && period.whole_days().days() <= Some(limits.short_days) =>
            {
                Outcome::Unknown
            }
            // "A year earlier" is not the year just over.
            (Some(_), None) if b.other_period && !a.other_period => Outcome::Different,
            (None, Some(_)) if a.other_period && !b.other_period => Outcome::Different,
            // What something is good for holds at all times.
            (Some(_), None) if b.status() == Status::Capacity => Outcome::Unknown,
            (None, Some(_)) if a.status() == Status::Capacity => Outcome::Unknown,
            (Some(period), None) => self.one_period(self.a, period, self.published.0),
            (None, Some(period)) => self.one_period(self.b, period, self.published.1),
            (None, None) if a.other_period != b.other_period => Outcome::Different,
            (None, None) => Outcome::Unknown,
        }
    }

    /// Whether both are lengths that a lasting label tells: of what stands or lies somewhere.
    fn is_size(self) -> bool {
        self.holds_for_long() && self.is_of_one_piece(self.a) && self.is_of_one_piece(self.b)
    }

    /// Whether both figures are labelled, and of a kind that does not change from day to day: the day beside
    /// a wage is that of the vote on it.
    fn holds_for_long(self) -> bool {
        let lasting = |fact: &Fact| match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => {
                let concepts = &self.vocabulary.concepts;
                concepts.root(of) == "label" && !concepts.flags(of).moves
            }
            _ => false,
        };
        lasting(self.a) && lasting(self.b)
    }

    /// One figure has a period and the other has none: results of the year or the quarter just over need
    /// not say so each time.
    fn one_period(self, fact: &Fact, period: Interval, published: Option<Date>) -> Outcome {
        let limits = &self.limits.period;
        let just_over = || {
            let (Some(end), Some(today)) = (period.end, published) else { return false };
            let since = end.date().until(today).map_or(0, |span| span.get_days());
            period.days() >= Some(limits.result_days) && (0..=limits.result_open_days).contains(&since)
        };
        let label = |of: ConceptId| self.vocabulary.concepts.root(of) == "label";
        let labelled = matches!(Theme::of(fact, self.vocabulary).of, Some(Subject::Concept(of)) if label(of));
        if labelled && just_over() {
            Outcome::Unknown
        } else if period.days() > Some(limits.longest_own_days) {
            Outcome::Different
        } else {
            against_own_time(period, published, limits.own_days)
        }
    }

    /// Two arrests of different people are two arrests, and the profits of two companies are two profits.
    /// Names beside a count are looked at no further.
    fn names(self) -> Outcome {
        let by_name = |fact: &Fact| match (&fact.value, Theme::of(fact, self.vocabulary).of) {
            (FactValue::Time(_) | FactValue::Duration(_), _) => true,
            (_, Some(Subject::Concept(of))) => {
                let concepts = &self.vocabulary.concepts;
                concepts.flags(of).named || concepts.root(of) == "label"
            }
            _ => false,
        };
        let (ours, theirs) = (&self.a.frame.names, &self.b.frame.names);
        let item = self.a.frame.item || self.b.frame.item;
        if !item && (!by_name(self.a) || !by_name(self.b)) || ours.is_empty() || theirs.is_empty() {
            Outcome::Unknown
        } else if self.share_owner(ours, theirs) {
            Outcome::Same
        } else {
            Outcome::Different
        }
    }

    /// Whether the event says what happened: much arrives, and a verb that anyone does tells little.
    fn is_told_by_event(self) -> bool {
        [self.a, self.b].into_iter().all(|fact| {
            fact.frame.event.is_some_and(|event| {
                let flags = self.vocabulary.concepts.flags(event.concept);
                !flags.weak && !flags.common
            })
        })
    }

    /// Whether both count things. Of people each text picks out others: of five defendants, of the injured.
    fn are_things(self) -> bool {
        let thing = |fact: &Fact| match &fact.frame.of {
            Some(Subject::Concept(of)) => !self.vocabulary.concepts.is_people(*of),
            _ => false,
        };
        thing(self.a) && thing(self.b)
    }

    /// Of an age, or the points of an index, two names that share a part are two names: one must hold the
    /// other.
    fn share_owner(self, ours: &[Arc<str>], theirs: &[Arc<str>]) -> bool {
        let strict = match (&self.a.value, &self.a.frame.of) {
            (FactValue::Quantity(_), Some(Subject::Concept(of))) => self.vocabulary.concepts.flags(*of).named,
            _ => false,
        };
        let within = |some: &[Arc<str>], all: &[Arc<str>]| some.iter().all(|name| all.contains(name));
        if strict {
            within(ours, theirs) || within(theirs, ours)
        } else {
            ours.iter().any(|name| theirs.contains(name))
        }
    }
}

fn subject(theme: &Theme, vocabulary: &Vocabulary) -> String {
    match &theme.of {
        None => "?".into(),
        Some(Subject::Concept(concept)) => vocabulary.concepts.name(*concept).into(),
        Some(Subject::Stem { language, stem }) => format!("{language}/{stem}"),
    }
}

fn concepts(a: Option<ConceptId>, b: Option<ConceptId>, vocabulary: &Vocabulary) -> Outcome {
    let (Some(a), Some(b)) = (a, b) else { return Outcome::Unknown };
    if a == b {
        Outcome::Same
    } else if vocabulary.concepts.flags(a).apart || vocabulary.concepts.flags(b).apart {
        Outcome::Different
    } else if vocabulary.concepts.is_a(a, b) || vocabulary.concepts.is_a(b, a) {
        Outcome::Contained
    } else {
        Outcome::Different
    }
}

fn role(frame: &Frame) -> String {
    frame.role.map_or_else(|| "plain".into(), |role| role.name().to_string())
}

fn period(frame: &Frame) -> String {
    let named = frame.period.as_ref().and_then(TimeValue::edtf);
    match (named, frame.other_period) {
        (Some(period), _) => period,
        (None, true) => "another period".into(),
        (None, false) => "the story's own".into(),
    }
}

/// Whether a period meets the story's own time, which lies about its publication.
pub(super) fn against_own_time(period: Interval, published: Option<Date>, own_days: i32) -> Outcome {
    let Some(today) = published else { return Outcome::Unknown };
    let start = today.checked_sub(own_days.days()).unwrap_or(today);
    let end = today.checked_add(own_days.days()).unwrap_or(today);
    let own = Interval::new(start.into(), end.into());
    if period.meets(&own) { Outcome::Unknown } else { Outcome::Different }
}

/// Places are different where neither side names one that holds one of the other's.
fn places(a: &[PlaceId], b: &[PlaceId], vocabulary: &Vocabulary) -> Outcome {
    if a.is_empty() || b.is_empty() {
        return Outcome::Unknown;
    }
    let table = &vocabulary.places;
    let same = a.iter().any(|place| b.contains(place));
    let related = |x: PlaceId, y: PlaceId| table.lies_in(x, y) || table.lies_in(y, x);
    let contained = a.iter().any(|&x| b.iter().any(|&y| related(x, y)));
    match (same, contained) {
        (true, _) => Outcome::Same,
        (false, true) => Outcome::Contained,
        (false, false) => Outcome::Different,
    }
}

fn place_detail(a: &Frame, b: &Frame, vocabulary: &Vocabulary) -> String {
    let list = |frame: &Frame| {
        frame.places.iter().map(|&place| vocabulary.places.key(place)).collect::<Vec<_>>().join(" ")
    };
    format!("{} / {}", list(a), list(b))
}
