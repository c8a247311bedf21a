use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ConceptId, Interval, Language, PlaceId, Shared, TimeValue};

/// What is counted, measured or dated.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A concept of the hierarchy.
    Concept(ConceptId),
    /// A word that no pack knows, by language and stem: it compares within its language only.
    Stem {
        /// The primary language subtag.
        language: Language,
        /// The word without its ending, in lower case.
        stem: Box<str>,
    },
}

/// How a figure relates to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// The text calls it a total.
    Total,
    /// Part of a figure named before.
    Part,
    /// On top of a figure named before.
    Additional,
    /// What is left.
    Remaining,
    /// Others than those named before.
    Other,
    /// For each.
    Each,
    /// By how much something changed.
    ChangeBy,
    /// The level before a change.
    ChangeFrom,
    /// The level after a change.
    ChangeTo,
}

/// Whether it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    /// Told as a fact.
    Asserted,
    /// Announced or intended.
    Planned,
    /// Said not to be so.
    Denied,
    /// Possible, or under a condition.
    Hypothetical,
    /// Asked for.
    Demanded,
    /// Expected.
    Forecast,
    /// What fits, not what is there.
    Capacity,
    /// Aimed at.
    Target,
    /// Offered.
    Offered,
}

impl Status {
    /// All of them, for tables of names.
    pub const ALL: [(&'static str, Self); 9] = [
        ("asserted", Self::Asserted),
        ("planned", Self::Planned),
        ("denied", Self::Denied),
        ("hypothetical", Self::Hypothetical),
        ("demanded", Self::Demanded),
        ("forecast", Self::Forecast),
        ("capacity", Self::Capacity),
        ("target", Self::Target),
        ("offered", Self::Offered),
    ];

    /// The name in packs and in the public output.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, status)| *status == self).map_or("asserted", |(name, _)| name)
    }
}

impl Role {
    /// All of them, for tables of names.
    pub const ALL: [(&'static str, Self); 9] = [
        ("total", Self::Total),
        ("part", Self::Part),
        ("additional", Self::Additional),
        ("remaining", Self::Remaining),
        ("other", Self::Other),
        ("each", Self::Each),
        ("change-by", Self::ChangeBy),
        ("change-from", Self::ChangeFrom),
        ("change-to", Self::ChangeTo),
    ];

    /// The name in packs and in the public output.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, role)| *role == self).map_or("total", |(name, _)| name)
    }
}

/// Which of several events of one kind it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Occasion {
    /// The first of all.
    First,
    /// The last one before now: "the previous strike", "was last inspected".
    Last,
    /// The one that comes.
    Next,
    /// The one behind which none comes: "the final vote".
    Final,
}

impl Occasion {
    /// All of them, for tables of names.
    pub const ALL: [(&'static str, Self); 4] =
        [("first", Self::First), ("last", Self::Last), ("next", Self::Next), ("final", Self::Final)];

    /// The name in packs and in the public output.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, occasion)| *occasion == self).map_or("first", |(name, _)| name)
    }
}

/// An event in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventMention {
    /// Which kind of event.
    pub concept: ConceptId,
    /// Number of words between it and the fact.
    pub distance: u16,
}

/// What a fact is about. An empty slot is unknown: neither the same nor different.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// What is counted, measured or dated.
    pub of: Option<Subject>,
    /// Whose share it is, for a share that its own words give a whole ("44% of its workforce").
    pub base: Option<Subject>,
    /// What the figure's label is, for money, shares and measures.
    pub label: Option<ConceptId>,
    /// The event of the clause.
    pub event: Option<EventMention>,
    /// What the event happened to ("a treaty signed in June"), for a date.
    pub object: Option<ConceptId>,
    /// Which of several such events is meant ("the first case", "the previous strike"), for times.
    pub occasion: Option<Occasion>,
    /// Places named in the clause.
    pub places: Shared<PlaceId>,
    /// Names of people and organisations in the clause, in normal form.
    pub names: Shared<Arc<str>>,
    /// Adjectives that narrow what is counted, in alphabetical order.
    pub modifiers: Vec<Box<str>>,
    /// The time that the clause gives for a figure.
    pub period: Option<TimeValue>,
    /// Whether the clause speaks of another period for comparison ("a year earlier").
    pub other_period: bool,
    /// Whether its clause counts as far as it has come ("nine planes so far"): more may follow.
    pub so_far: bool,
    /// How the figure relates to the whole.
    pub role: Option<Role>,
    /// Whether it happened; `None` is asserted.
    pub status: Option<Status>,
    /// Whether the verb nearest to a date tells it as past.
    pub past: bool,
    /// Whether a date is the day on which something was said.
    pub said: bool,
    /// Who is said to say so: countries by their codes, kinds of sources as the table of sources calls them ("the
    /// police"), and names in normal form.
    pub sources: Shared<Arc<str>>,
    /// Whether `of` is the noun of an earlier figure, because this one has none of its own.
    pub inferred: bool,
    /// Whether it is an item of a list that tells it from the others by a place or a name of its own.
    pub item: bool,
    /// Whether it stands in brackets, as a conversion does.
    pub bracketed: bool,
    /// Whether it says the sum before it once more in another currency: "410 million zlotys, about 96 million euros".
    pub converted: bool,
    /// The primary language subtag of its passage, where that is not the document's.
    pub language: Option<Language>,
    /// Whether it stands in the headline.
    pub headline: bool,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
    /// Whether words of saying stand in its sentence or near it ("police said"), or its sentence names who
    /// may know ("police").
    pub attributed: bool,
    /// Whether a figure is told as of now ("currently").
    pub now: bool,
    /// The time of the source of a figure that is told as of now ("according to the 2011 census").
    pub as_of: Option<Interval>,
}

impl Frame {
    /// Whether it happened.
    pub fn status(&self) -> Status {
        self.status.unwrap_or(Status::Asserted)
    }
}
