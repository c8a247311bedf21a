//! The closed set of relations that rules may name. A new one is a change to the engine, with tests
//! of its own.

mod of_fact;
mod of_pair;
mod within;
mod wording;

use serde::Deserialize;

use crate::alignment::{Doubt, Slot};
use crate::model::{Fact, FactValue, Measure};

pub(super) use of_fact::{FactFault, fault_of};
pub(super) use of_pair::{PairContext, holds};
pub(super) use within::{LinksByFact, Within, WithinFault, faults_within, reach_as_written};
pub(super) use wording::faults_of_wording;

/// Which facts a rule looks at together.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// One fact by itself.
    Fact,
    /// Figures of one document that its own words join.
    Document,
    /// Two facts of two documents on one story.
    Story,
    /// A figure of the headline and one of the text below it.
    HeadlineAndBody,
    /// A fact of an article and one of a reference sheet.
    ReferenceSheet,
}

/// Why a rule says nothing of two facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It binds facts of other kinds.
    Kind,
    /// The configuration has it off for one of the articles.
    Off,
    /// Somebody suppresses it, at this place.
    Suppressed(String),
    /// Slots that must be known to match, and are not.
    NotKnown(Vec<Slot>),
    /// Slots that must differ, and do not.
    NotDifferent(Vec<Slot>),
    /// Slots that differ.
    Different(Vec<Slot>),
    /// The difference can be the passing of time.
    Update,
    /// One of them agrees with another figure of the other document.
    Spent,
    /// The rule's own condition.
    Guard,
    /// The figures lie within the tolerance that the rule was given.
    Tolerance,
    /// They are not known to speak of one thing.
    Doubt(Doubt),
    /// The values are not as the relation wants them.
    Values,
}

/// The kinds of facts a rule may bind.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// Things counted.
    Count,
    /// Lengths, weights and other measures.
    Measure,
    /// Sums of money.
    Money,
    /// Per cent and percentage points.
    Share,
    /// Dates and periods.
    Date,
    /// Lengths of time.
    Duration,
    /// Ranks.
    Rank,
}

/// What must hold for a rule to fire.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The guard of the rule says all.
    Guarded,
    /// The two values cannot meet.
    Disjoint,
    /// The two figures are not the same, whether or not their bounds meet.
    Differs,
    /// A later figure of something that only grows, and a higher one.
    Updates,
    /// The same figure, in another unit of the same dimension or of another thing.
    SameFigureOtherUnit,
    /// A factor of a thousand or a million.
    PowerOfTen,
    /// The weekday is not that of the date.
    WeekdayOf,
    /// The date is in no calendar.
    ExistsInCalendar,
    /// A measure said once more in another unit is another measure.
    ConvertsTo,
    /// A part is larger than its whole.
    PartOf,
    /// A share is not that of its own figures.
    PercentOf,
    /// Shares of one whole are more than all of it, or with their rest less.
    AtMostWhole,
    /// A rise or fall is not what the levels before and after it give.
    ChangesBy,
    /// A total is not so many times what each is.
    Times,
    /// Figures that make up a whole do not add up to it.
    SumsTo,
    /// An age does not fit a date of birth, or an anniversary its year.
    AgeAt,
    /// A length of time is not that between its ends.
    Spans,
    /// What is told as past is dated after the publication.
    ToldAhead,
    /// Two events of one thing stand in an order that cannot be.
    Before,
    /// Two days of one text have weekdays that they have together in no year.
    WeekdaysOfOneYear,
    /// Thousands and decimals are marked in two ways in one text.
    MixedConventions,
    /// Measures of one dimension are given in two systems of units, and none is converted.
    MixedUnits,
}

impl Scope {
    /// All of them, with their names.
    pub const ALL: [(&'static str, Self); 5] = [
        ("fact", Self::Fact),
        ("document", Self::Document),
        ("story", Self::Story),
        ("headline-and-body", Self::HeadlineAndBody),
        ("reference-sheet", Self::ReferenceSheet),
    ];

    /// The name in rule files.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, scope)| *scope == self).map_or("fact", |(name, _)| name)
    }
}

impl FactKind {
    /// All of them, with their names.
    pub const ALL: [(&'static str, Self); 7] = [
        ("count", Self::Count),
        ("measure", Self::Measure),
        ("money", Self::Money),
        ("share", Self::Share),
        ("date", Self::Date),
        ("duration", Self::Duration),
        ("rank", Self::Rank),
    ];

    /// The name in rule files.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("count", |(name, _)| name)
    }
}

/// The kind of a fact; `None` where rules bind no such facts.
pub(super) fn kind_of(fact: &Fact) -> Option<FactKind> {
    match &fact.value {
        FactValue::Time(_) => Some(FactKind::Date),
        FactValue::Duration(_) => Some(FactKind::Duration),
        FactValue::Ordinal(_) => Some(FactKind::Rank),
        FactValue::Quantity(quantity) => Some(match quantity.measure {
            Measure::Count | Measure::Age(_) => FactKind::Count,
            // No rule holds shares of a whole and multiples against each other by themselves.
            Measure::Ratio => return None,
            Measure::Unit(_) => FactKind::Measure,
            Measure::Money(_) => FactKind::Money,
            Measure::Percent | Measure::PercentagePoints => FactKind::Share,
        }),
        _ => None,
    }
}

/// The same where a figure is held against another one, as which "a quarter" is 25 %.
pub(super) fn kind_within(fact: &Fact) -> Option<FactKind> {
    match &fact.value {
        FactValue::Quantity(quantity) if quantity.measure == Measure::Ratio => Some(FactKind::Share),
        _ => kind_of(fact),
    }
}

impl Relation {
    /// Which scopes a rule with the relation may have.
    pub fn scopes(self) -> &'static [Scope] {
        match self {
            Self::Guarded | Self::WeekdayOf | Self::ExistsInCalendar | Self::ToldAhead => &[Scope::Fact],
            Self::ConvertsTo
            | Self::PartOf
            | Self::PercentOf
            | Self::AtMostWhole
            | Self::ChangesBy
            | Self::Times
            | Self::SumsTo
            | Self::AgeAt
            | Self::Spans
            | Self::Before
            | Self::WeekdaysOfOneYear
            | Self::MixedConventions
            | Self::MixedUnits => &[Scope::Document],
            Self::Disjoint => &[Scope::Story, Scope::HeadlineAndBody, Scope::ReferenceSheet],
            Self::Differs | Self::Updates | Self::SameFigureOtherUnit | Self::PowerOfTen => &[Scope::Story],
        }
    }

    /// The names that message and labels may use besides those of the facts.
    pub fn placeholders(self) -> &'static [&'static str] {
        match self {
            Self::Guarded => &["text", "value", "of", "source", "document", "what"],
            Self::WeekdayOf => &["text", "date", "written", "true"],
            Self::ToldAhead => &["text", "date", "published"],
            Self::ExistsInCalendar => &["text", "day", "month"],
            Self::ConvertsTo
            | Self::PercentOf
            | Self::ChangesBy
            | Self::Times
            | Self::SumsTo
            | Self::AgeAt
            | Self::Spans => &["a.value", "a.text", "b.value", "b.text", "expected"],
            Self::PartOf
            | Self::Before
            | Self::WeekdaysOfOneYear
            | Self::MixedConventions
            | Self::MixedUnits => &["a.value", "a.text", "b.value", "b.text"],
            Self::AtMostWhole => &["a.value", "a.text", "b.value", "b.text", "sum"],
            _ => &[
                "a.value",
                "b.value",
                "a.text",
                "b.text",
                "a.document",
                "b.document",
                "a.of",
                "b.of",
                "a.source",
                "b.source",
                "what",
            ],
        }
    }
}
