use crate::document::{Corpus, DocId};
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{Comparison, Decimal, EventMention, Fact, FactId};
use crate::text::Fault;
use crate::weights::Balance;

use super::among_others::Others;
use super::doubt::Doubt;
use super::headline::held_against_text;
use super::limits::Limits;
use super::one_thing::{Candidate, Draft, OneThing};
use super::pair::{Pair, Prepared};
use super::sheet;
use super::slots::{Outcome, Slot, SlotResult};
use super::stories::{Stories, StoryScore};
use super::third::Witnesses;
use super::value::ValueOutcome;

/// A fact of a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactRef {
    /// The document.
    pub document: DocId,
    /// The fact in it.
    pub fact: FactId,
}

/// Two facts of two documents on one story, compared.
#[derive(Clone, Debug)]
pub struct Aligned {
    /// The fact of the document that stands first in the corpus.
    pub a: FactRef,
    /// The other.
    pub b: FactRef,
    /// How their slots compared.
    pub slots: Vec<SlotResult>,
    /// How their values compared.
    pub value: ValueOutcome,
    /// Whether they print one figure with two units, or of two things, and enough speaks for their being of one thing.
    pub one_figure: bool,
    /// Why they are not known to speak of one thing; `None` where they are.
    pub doubt: Option<Doubt>,
    /// What spoke for and against their being of one thing, where they differ.
    pub balance: Option<Balance>,
    /// Where their sentences make one statement: the figure of either that says so.
    pub beside: Option<(FactRef, FactRef)>,
    /// Whether one of them has found a partner in the other's document that agrees with it.
    pub spent: bool,
    /// Whether the difference is the passing of time: a later figure of something that grows, or
    /// figures of different days of something that moves.
    pub update: bool,
    /// Where one text gives the figure for what the other one counts beside it: what that one counts of it.
    pub swapped: Option<FactRef>,
    /// How many days lie between the publications; `None` where one is unknown.
    pub days_apart: Option<i64>,
    /// How far "about" reaches, as a share.
    pub about: Decimal,
    /// How much their sentences have in common besides, in points.
    pub company: u32,
    /// Whether that is enough for one figure of the two to be the other with a slip of scale.
    pub is_of_one_scale: bool,
    /// Whether the time of each lies in the days before its publication.
    pub recent: (bool, bool),
}

impl Aligned {
    /// The outcome of a slot.
    pub fn outcome(&self, slot: Slot) -> Outcome {
        Self::outcome_in(&self.slots, slot)
    }

    pub(super) fn outcome_in(slots: &[SlotResult], slot: Slot) -> Outcome {
        slots.iter().find(|result| result.slot == slot).map_or(Outcome::Unknown, |result| result.outcome)
    }

    /// Whether a rule can say anything of the two. A thousand texts on one event agree in most of what they
    /// say, and hold far more pairs than memory does.
    pub(super) fn may_tell(&self) -> bool {
        let value = self.value;
        let says_the_same = value.comparison == Comparison::Agree
            && value.same_figure
            && self.outcome(Slot::Of) != Outcome::Different;
        // "1,150 people", "1,150 families"; "up to 151 mph", "151 km/h"
        let other = value.two_units || value.telling_count && self.outcome(Slot::Of) == Outcome::Contained;
        let says_the_same = says_the_same && !other;
        let slip = value.same_figure || value.unconverted || value.power_of_ten.is_some();
        !says_the_same && (self.doubt.is_none() || slip)
    }

    /// The slots that differ.
    pub fn different(&self) -> impl Iterator<Item = Slot> {
        let different = self.slots.iter().filter(|result| result.outcome == Outcome::Different);
        different.map(|result| result.slot)
    }

    /// Whether some slot other than the given ones differs.
    pub fn differs_besides(&self, excepted: &[Slot]) -> bool {
        self.different().any(|slot| !excepted.contains(&slot))
    }
}

/// The event that governs a fact: a verb far from its figure governs something else.
pub(crate) fn governing_event(fact: &Fact) -> Option<EventMention> {
    let limits = Limits::shared().ok()?;
    fact.frame.event.filter(|event| event.distance <= limits.event.reach)
}

/// What was compared with what.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// Facts of two documents that tell one story.
    pub stories: Vec<Aligned>,
    /// Figures of headlines, first, with those of the text below them.
    pub headlines: Vec<Aligned>,
    /// Facts of articles, first, with those of reference sheets.
    pub sheets: Vec<Aligned>,
}

/// Compares the facts that share a key: of documents that tell one story, of headlines with those of their
/// texts, and of articles with those of reference sheets.
///
/// # Errors
///
/// A [`Fault`] in `rules/alignment.toml` or `rules/weights.toml`.
pub fn align(
    documents: &[DocumentFacts],
    stories: &Stories,
    vocabulary: &Vocabulary,
) -> Result<Alignment, Fault> {
    let desk = Desk::of(documents, vocabulary)?;
    let drafts: Vec<Draft> =
        stories.pairs().map(|(first, second)| desk.pair(first, second).draft().shortened()).collect();
    let others = desk.others(stories, &drafts)?;
    let witnesses = Witnesses::of(documents, stories, vocabulary, desk.limits.story.witnesses);
    let mut alignment = Alignment::default();
    for draft in drafts {
        let mut aligned = draft.settled(documents, &others, desk.weights);
        aligned.iter_mut().for_each(|pair| witnesses.ask(pair));
        alignment.stories.extend(aligned.into_iter().filter(Aligned::may_tell));
    }
    for id in (0..).map(DocId).take(documents.len()) {
        alignment.headlines.append(&mut held_against_text(&desk.pair(id, id)));
    }
    for (article, sheet) in sheet::pairs(documents) {
        alignment.sheets.append(&mut sheet::held_against_sheet(&desk.pair(article, sheet)));
    }
    Ok(alignment)
}

/// Some documents, with what of each is looked up for each of its neighbours.
struct Desk<'a> {
    documents: &'a [DocumentFacts],
    vocabulary: &'a Vocabulary,
    limits: &'static Limits,
    weights: OneThing,
    prepared: Vec<Prepared>,
}

impl<'a> Desk<'a> {
    fn of(documents: &'a [DocumentFacts], vocabulary: &'a Vocabulary) -> Result<Self, Fault> {
        let limits = Limits::shared()?;
        let prepared = documents.iter().map(|document| Prepared::of(document, vocabulary, limits)).collect();
        Ok(Self { documents, vocabulary, limits, weights: OneThing::shared()?, prepared })
    }

    fn pair(&self, first: DocId, second: DocId) -> Pair<'_> {
        let one = |id: DocId| (id, &self.prepared[id.0 as usize]);
        Pair::of(self.documents, one(first), one(second), self.vocabulary, (self.limits, self.weights.alone))
    }

    fn others<'b>(
        &self,
        stories: &Stories,
        drafts: impl IntoIterator<Item = &'b Draft>,
    ) -> Result<Others<'a>, Fault> {
        Others::of(self.documents, stories, drafts.into_iter().map(|draft| &draft.differing))
    }
}

/// The facts of two documents of one story that are of one kind and differ, with what speaks for and against their being
/// of one thing, for who weighs it anew.
///
/// # Errors
///
/// A [`Fault`] in `rules/alignment.toml` or `rules/weights.toml`.
pub fn candidates(
    documents: &[DocumentFacts],
    stories: &Stories,
    vocabulary: &Vocabulary,
) -> Result<Vec<Candidate>, Fault> {
    let desk = Desk::of(documents, vocabulary)?;
    let of_pair = |(first, second)| {
        let pair = desk.pair(first, second);
        pair.candidates(&pair.matched())
    };
    Ok(stories.pairs().flat_map(of_pair).collect())
}

/// The facts of two documents of one story that print one figure and differ in what they measure or count, for who weighs
/// anew what speaks for and against their being of one thing.
///
/// # Errors
///
/// A [`Fault`] in `rules/alignment.toml` or `rules/weights.toml`.
pub fn candidates_of_one_figure(
    documents: &[DocumentFacts],
    stories: &Stories,
    vocabulary: &Vocabulary,
) -> Result<Vec<Candidate>, Fault> {
    let desk = Desk::of(documents, vocabulary)?;
    Ok(stories.pairs().flat_map(|(one, other)| desk.pair(one, other).candidates_of_one_figure()).collect())
}

/// What two documents have in common, and how their facts compare whether or not they tell one story.
#[derive(Clone, Debug)]
pub struct Acquaintance {
    /// Whether they tell one story, and why.
    pub story: StoryScore,
    /// Their facts that share a key, compared.
    pub aligned: Vec<Aligned>,
}

/// Holds two documents against each other, for who asks why nothing was reported.
///
/// # Errors
///
/// A [`Fault`] in `rules/alignment.toml` or `rules/weights.toml`.
pub fn acquaint(
    corpus: &Corpus,
    documents: &[DocumentFacts],
    vocabulary: &Vocabulary,
    one: DocId,
    other: DocId,
) -> Result<Acquaintance, Fault> {
    let desk = Desk::of(documents, vocabulary)?;
    let (first, second) = (one.min(other), one.max(other));
    let story = StoryScore::of(corpus, documents, (first, second), vocabulary)?;
    let stories = Stories::find(corpus, documents, vocabulary)?;
    let own = desk.pair(first, second).draft();
    let is_beside = |&(one, other): &(DocId, DocId)| {
        let of_two = |id| id == first || id == second;
        of_two(one) != of_two(other)
    };
    let beside: Vec<Draft> =
        stories.pairs().filter(is_beside).map(|(a, b)| desk.pair(a, b).draft()).collect();
    let others = desk.others(&stories, beside.iter().chain([&own]))?;
    let witnesses = Witnesses::of(documents, &stories, vocabulary, desk.limits.story.witnesses);
    let mut aligned = own.settled(documents, &others, desk.weights);
    aligned.iter_mut().for_each(|pair| witnesses.ask(pair));
    Ok(Acquaintance { story, aligned })
}
