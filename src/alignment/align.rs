use crate::document::{Corpus, DocId};
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{Comparison, Decimal, EventMention, Fact, FactId};
use crate::text::Fault;
use crate::weights::{Balance, Weights};

use super::doubt::Doubt;
use super::headline::held_against_text;
use super::limits::Limits;
use super::one_thing::Candidate;
use super::pair::{Pair, Prepared};
use super::sheet;
use super::slots::{Outcome, Slot, SlotResult};
use super::stories::{Stories, StoryScore};
use super::third::Witnesses;
use super::value::ValueOutcome;

/// The question of `rules/weights.toml` that two facts which differ are asked.
const ONE_THING: &str = "one-thing";

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
    fn may_tell(&self) -> bool {
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
/// `declared` holds, document by document, the story that it is declared to tell.
///
/// # Errors
///
/// A [`Fault`] in `rules/alignment.toml`.
pub fn align(
    documents: &[DocumentFacts],
    stories: &Stories,
    vocabulary: &Vocabulary,
) -> Result<Alignment, Fault> {
    let limits = Limits::shared()?;
    let prepared: Vec<Prepared> =
        documents.iter().map(|document| Prepared::of(document, vocabulary, limits)).collect();
    let weights = Weights::of(ONE_THING)?;
    let one = |id: DocId| (id, &prepared[id.0 as usize]);
    let pair = |first, second| Pair::of(documents, one(first), one(second), vocabulary, (limits, weights));
    let mut alignment = Alignment::default();
    let witnesses = Witnesses::of(documents, stories, vocabulary, limits.story.witnesses);
    for (first, second) in stories.pairs() {
        let mut aligned = pair(first, second).aligned();
        aligned.iter_mut().for_each(|pair| witnesses.ask(pair));
        alignment.stories.extend(aligned.into_iter().filter(Aligned::may_tell));
    }
    for id in (0..).map(DocId).take(documents.len()) {
        alignment.headlines.append(&mut held_against_text(&pair(id, id)));
    }
    for (article, sheet) in sheet::pairs(documents) {
        alignment.sheets.append(&mut sheet::held_against_sheet(&pair(article, sheet)));
    }
    Ok(alignment)
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
    let (limits, weights) = (Limits::shared()?, Weights::of(ONE_THING)?);
    let prepared: Vec<Prepared> =
        documents.iter().map(|document| Prepared::of(document, vocabulary, limits)).collect();
    let one = |id: DocId| (id, &prepared[id.0 as usize]);
    let of_pair = |(first, second)| {
        let pair = Pair::of(documents, one(first), one(second), vocabulary, (limits, weights));
        pair.candidates(&pair.matched())
    };
    Ok(stories.pairs().flat_map(of_pair).collect())
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
/// A [`Fault`] in `rules/alignment.toml`.
pub fn acquaint(
    corpus: &Corpus,
    documents: &[DocumentFacts],
    vocabulary: &Vocabulary,
    one: DocId,
    other: DocId,
) -> Result<Acquaintance, Fault> {
    let limits = Limits::shared()?;
    let (first, second) = (one.min(other), one.max(other));
    let story = StoryScore::of(corpus, documents, (first, second), vocabulary)?;
    let prepared = |id: DocId| Prepared::of(&documents[id.0 as usize], vocabulary, limits);
    let (ours, theirs) = (prepared(first), prepared(second));
    let mut aligned =
        Pair::of(documents, (first, &ours), (second, &theirs), vocabulary, (limits, Weights::of(ONE_THING)?))
            .aligned();
    let stories = Stories::find(corpus, documents, vocabulary)?;
    let witnesses = Witnesses::of(documents, &stories, vocabulary, limits.story.witnesses);
    aligned.iter_mut().for_each(|pair| witnesses.ask(pair));
    Ok(Acquaintance { story, aligned })
}
