use jiff::ToSpan;

use crate::findings::SlotOutcome;
use crate::lexicon::Vocabulary;
use crate::model::{ConceptId, Date, Fact, FactValue, Frame, Interval, PlaceId, Role, Subject, TimeValue};

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
        SlotOutcome { slot: self.slot.name(), outcome: self.outcome.name(), detail: self.detail.clone() }
    }
}

/// How far from a figure or a date its event may stand, in words.
pub(crate) const EVENT_REACH: u16 = 12;

/// Compares the frames of two facts, slot by slot. The publications tell what "now" is to each.
pub(super) fn compare_frames(
    a: &Fact,
    b: &Fact,
    published: (Option<Date>, Option<Date>),
    vocabulary: &Vocabulary,
) -> Vec<SlotResult> {
    let (left, right) = (&a.frame, &b.frame);
    let concept = |id: Option<ConceptId>| id.map_or("?", |id| vocabulary.concepts.name(id));
    // A verb far from its figure governs something else.
    let event =
        |frame: &Frame| frame.event.filter(|event| event.distance <= EVENT_REACH).map(|event| event.concept);
    let detail = |a: &str, b: &str| if a == b { a.to_string() } else { format!("{a} / {b}") };
    let result = |slot, outcome, detail| SlotResult { slot, outcome, detail };
    vec![
        result(
            Slot::Of,
            subjects(left, right, vocabulary),
            detail(&subject(left, vocabulary), &subject(right, vocabulary)),
        ),
        result(
            Slot::Event,
            events(event(left), event(right), vocabulary),
            detail(concept(event(left)), concept(event(right))),
        ),
        result(
            Slot::Object,
            concepts(left.object, right.object, vocabulary),
            detail(concept(left.object), concept(right.object)),
        ),
        result(Slot::Status, statuses(left, right), detail(left.status().name(), right.status().name())),
        result(Slot::Role, roles(left, right), detail(&role(left), &role(right))),
        result(Slot::Period, periods(left, right, published), detail(&period(left), &period(right))),
        result(
            Slot::Place,
            places(&left.places, &right.places, vocabulary),
            place_detail(left, right, vocabulary),
        ),
        result(Slot::Names, names(a, b), detail(&left.names.join(" "), &right.names.join(" "))),
        result(
            Slot::Modifiers,
            if left.modifiers == right.modifiers { Outcome::Same } else { Outcome::Different },
            detail(&left.modifiers.join(" "), &right.modifiers.join(" ")),
        ),
        result(Slot::Source, sources(left, right), detail(&left.sources.join(" "), &right.sources.join(" "))),
    ]
}

fn subject(frame: &Frame, vocabulary: &Vocabulary) -> String {
    match &frame.of {
        None => "?".into(),
        Some(Subject::Concept(concept)) => vocabulary.concepts.name(*concept).into(),
        Some(Subject::Stem { language, stem }) => format!("{language}/{stem}"),
    }
}

fn subjects(a: &Frame, b: &Frame, vocabulary: &Vocabulary) -> Outcome {
    if a.inferred || b.inferred {
        return Outcome::Unknown;
    }
    match (&a.of, &b.of) {
        (Some(Subject::Concept(a)), Some(Subject::Concept(b))) => concepts(Some(*a), Some(*b), vocabulary),
        (
            Some(a @ Subject::Stem { language: ours, .. }),
            Some(b @ Subject::Stem { language: theirs, .. }),
        ) => match (a == b, ours == theirs) {
            (true, _) => Outcome::Same,
            (false, true) => Outcome::Different,
            (false, false) => Outcome::Unknown,
        },
        (None, _) | (_, None) => Outcome::Unknown,
        // A word that no pack knows may be anything in another language.
        _ => Outcome::Unknown,
    }
}

fn concepts(a: Option<ConceptId>, b: Option<ConceptId>, vocabulary: &Vocabulary) -> Outcome {
    let (Some(a), Some(b)) = (a, b) else { return Outcome::Unknown };
    if a == b {
        Outcome::Same
    } else if vocabulary.concepts.is_a(a, b) || vocabulary.concepts.is_a(b, a) {
        Outcome::Contained
    } else {
        Outcome::Different
    }
}

/// Two weak events say nothing; two kinds of one phase are one happening.
fn events(a: Option<ConceptId>, b: Option<ConceptId>, vocabulary: &Vocabulary) -> Outcome {
    let table = &vocabulary.concepts;
    match (a, b, concepts(a, b, vocabulary)) {
        (Some(a), Some(b), Outcome::Different) if table.share_phase(a, b) => Outcome::Contained,
        (Some(a), Some(b), Outcome::Different) if table.flags(a).weak || table.flags(b).weak => {
            Outcome::Unknown
        }
        (_, _, outcome) => outcome,
    }
}

/// A plan is not a deed; two plans can be held against each other, two denials cannot.
fn statuses(a: &Frame, b: &Frame) -> Outcome {
    use crate::model::Status;
    match (a.status(), b.status()) {
        (Status::Denied | Status::Hypothetical, _) | (_, Status::Denied | Status::Hypothetical) => {
            Outcome::Different
        }
        (a, b) if a == b => Outcome::Same,
        _ => Outcome::Different,
    }
}

fn role(frame: &Frame) -> String {
    frame.role.map_or_else(|| "plain".into(), |role| role.name().to_string())
}

/// A total is a plain figure, and so is the level after a change; a part, a rest, an increase are not.
fn roles(a: &Frame, b: &Frame) -> Outcome {
    let level = |frame: &Frame| match frame.role {
        None | Some(Role::Total | Role::ChangeTo) => None,
        role => role,
    };
    match (level(a), level(b)) {
        (None, None) => Outcome::Same,
        _ => Outcome::Different,
    }
}

fn period(frame: &Frame) -> String {
    let named = frame.period.as_ref().and_then(TimeValue::edtf);
    match (named, frame.other_period) {
        (Some(period), _) => period,
        (None, true) => "another period".into(),
        (None, false) => "the story's own".into(),
    }
}

/// A figure without a period is of the story's own time: it differs from one that the text puts far
/// from its publication.
fn periods(a: &Frame, b: &Frame, published: (Option<Date>, Option<Date>)) -> Outcome {
    let interval = |frame: &Frame| frame.period.as_ref().and_then(|period| period.sure_interval());
    match (interval(a), interval(b)) {
        (Some(a), Some(b)) => {
            let (a, b) = (a.whole_days(), b.whole_days());
            match (a == b, a.meets(&b)) {
                (true, _) => Outcome::Same,
                // The figure of a whole year is not that of one of its days.
                (false, true) if a.days().max(b.days()) > Some(LONG_PERIOD) => Outcome::Different,
                (false, true) => Outcome::Contained,
                (false, false) => Outcome::Different,
            }
        }
        (Some(period), None) => against_own_time(period, published.0),
        (None, Some(period)) => against_own_time(period, published.1),
        (None, None) if a.other_period != b.other_period => Outcome::Different,
        (None, None) => Outcome::Unknown,
    }
}

/// From how many days on a period is compared only with itself.
const LONG_PERIOD: i32 = 180;

/// How many days before a publication its story's own time reaches back.
const OWN_TIME_DAYS: i32 = 14;

pub(super) fn against_own_time(period: Interval, published: Option<Date>) -> Outcome {
    let Some(today) = published else { return Outcome::Unknown };
    let start = today.checked_sub(OWN_TIME_DAYS.days()).unwrap_or(today);
    let end = today.checked_add(OWN_TIME_DAYS.days()).unwrap_or(today);
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

/// Two arrests of different people are two arrests. Names beside a figure are looked at no further.
fn names(a: &Fact, b: &Fact) -> Outcome {
    let dated = matches!((&a.value, &b.value), (FactValue::Time(_), FactValue::Time(_)));
    let (ours, theirs) = (&a.frame.names, &b.frame.names);
    if !dated || ours.is_empty() || theirs.is_empty() {
        Outcome::Unknown
    } else if ours.iter().any(|name| theirs.contains(name)) {
        Outcome::Same
    } else {
        Outcome::Different
    }
}

fn place_detail(a: &Frame, b: &Frame, vocabulary: &Vocabulary) -> String {
    let list = |frame: &Frame| {
        frame.places.iter().map(|&place| vocabulary.places.key(place)).collect::<Vec<_>>().join(" ")
    };
    format!("{} / {}", list(a), list(b))
}

fn sources(a: &Frame, b: &Frame) -> Outcome {
    if a.sources.is_empty() || b.sources.is_empty() {
        Outcome::Unknown
    } else if a.sources.iter().any(|source| b.sources.contains(source)) {
        Outcome::Same
    } else {
        Outcome::Different
    }
}
