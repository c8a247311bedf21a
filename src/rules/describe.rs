use crate::alignment::Slot;

use super::load::Rule;
use super::relations::{Relation, Scope};

impl Rule {
    /// What the rule does, as pairs of heading and words: for pages about it.
    pub fn description(&self) -> Vec<(&'static str, String)> {
        let slots = |slots: &[Slot]| slots.iter().map(|slot| slot.name()).collect::<Vec<_>>().join(", ");
        let kinds: Vec<&str> = self.facts.iter().map(|kind| kind.name()).collect();
        let rows = [
            ("looks at", scope_words(self.scope).to_string()),
            ("binds", kinds.join(", ")),
            ("fires where", relation_words(self.relation).to_string()),
            ("must match", slots(&self.same)),
            ("may differ", slots(&self.may_differ)),
            ("must differ", slots(&self.must_differ)),
            ("only when", self.guard().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")),
            (
                "makes",
                if self.together { "one finding of all the facts of one article" } else { "" }.to_string(),
            ),
            ("says", self.message.text()),
        ];
        rows.into_iter().filter(|(_, words)| !words.is_empty()).collect()
    }

    /// The languages of the examples that fire, without their regions, sorted.
    pub fn languages(&self) -> Vec<&str> {
        let firing = self.examples.iter().filter(|example| !example.quiet);
        let documents = firing.flat_map(|example| &example.documents);
        let mut tags: Vec<&str> =
            documents.map(|document| document.language.split('-').next().unwrap_or_default()).collect();
        tags.sort_unstable();
        tags.dedup();
        tags
    }
}

/// Which facts a scope puts together.
pub(super) fn scope_words(scope: Scope) -> &'static str {
    match scope {
        Scope::Fact => "one fact by itself",
        Scope::Document => "figures of one article that its own words join",
        Scope::Story => "two facts of two articles on one story",
        Scope::HeadlineAndBody => "a figure of the headline and one of the text below it",
        Scope::ReferenceSheet => "a fact of an article and an entry of a reference sheet",
    }
}

/// What must hold for a rule on a relation to fire.
pub(super) fn relation_words(relation: Relation) -> &'static str {
    match relation {
        Relation::Disjoint => "both are about the same thing, and the values cannot meet",
        Relation::Updates => "a later figure of something that only grows, and a higher one",
        Relation::Differs => "two counts of the same thing are not the same figure",
        Relation::SameFigureOtherUnit => "one figure stands in two units, or counts two things",
        Relation::PowerOfTen => "the figures are a factor of exactly 1,000 or 1,000,000 apart",
        Relation::WeekdayOf => "the weekday is not that of the date",
        Relation::ExistsInCalendar => "the date is in no calendar",
        Relation::ConvertsTo => "a measure said once more in another unit is another measure",
        Relation::PartOf => "a part is larger than its whole",
        Relation::PercentOf => "a share is not that of its own figures",
        Relation::AtMostWhole => "shares of one whole are more than all of it, or with their rest less",
        Relation::ChangesBy => "a rise or fall is not what the levels before and after it give",
        Relation::Times => "a total is not so many times what each is",
        Relation::SumsTo => "figures that make up a whole do not add up to it",
        Relation::AgeAt => "an age does not fit a date of birth, or an anniversary its founding year",
        Relation::ToldAhead => "what is told as past is dated after the publication of its article",
        Relation::Spans => "a length of time is not that between its two ends",
        Relation::Before => "two events of one thing stand in an order that cannot be",
        Relation::WeekdaysOfOneYear => {
            "two days of one text have weekdays that they have together in no year"
        }
        Relation::MixedConventions => "thousands or decimals are marked in two ways in one text",
        Relation::MixedUnits => "measures of one kind stand in two units, none of them converted",
        Relation::Guarded => "the guard (`only when`) holds",
    }
}
