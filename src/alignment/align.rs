use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::document::DocId;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{Comparison, Decimal, Fact, FactId, FactValue, Hedge, Measure, PlaceId, Subject};
use crate::text::Fault;

use super::slots::{Outcome, Slot, SlotResult, against_own_time, compare_frames};
use super::stories::{Stories, days_apart};
use super::value::{ValueOutcome, compare_values, is_count};

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
    /// Whether one of them has found a better partner in the other's document.
    pub spent: bool,
    /// Whether the difference is the passing of time: a later figure of something that grows, or
    /// figures of different days of something that moves.
    pub update: bool,
    /// How many days lie between the publications; `None` where one is unknown.
    pub days_apart: Option<i64>,
    /// Whether the time of each lies in the days before its publication.
    pub recent: (bool, bool),
}

impl Aligned {
    /// The outcome of a slot.
    pub fn outcome(&self, slot: Slot) -> Outcome {
        self.slots.iter().find(|result| result.slot == slot).map_or(Outcome::Unknown, |result| result.outcome)
    }

    /// Whether some slot other than the given ones differs.
    pub fn differs_besides(&self, excepted: &[Slot]) -> bool {
        self.slots
            .iter()
            .any(|result| result.outcome == Outcome::Different && !excepted.contains(&result.slot))
    }
}

/// The choices in `rules/alignment.toml`.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    pub story_name: u32,
    pub story_city: u32,
    pub story_country: u32,
    pub story_needed: u32,
    pub story_needed_close: u32,
    pub story_close_days: i64,
    pub story_days: i64,
    pub about: Decimal,
    pub near_miss: Decimal,
    pub moving_days: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightsFile {
    story: StoryWeights,
    value: ValueWeights,
    update: UpdateWeights,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StoryWeights {
    name: u32,
    city: u32,
    country: u32,
    needed: u32,
    needed_when_close: u32,
    close_days: i64,
    days: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ValueWeights {
    about: String,
    near_miss: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct UpdateWeights {
    days_of_moving_figures: i64,
}

impl Weights {
    fn builtin() -> Result<Self, Fault> {
        let file = crate::data::file("alignment.toml").ok_or_else(|| {
            Fault::new("alignment.toml", "", None, "the data file is missing from the build")
        })?;
        let wire: WeightsFile =
            toml::from_str(file.text).map_err(|error| Fault::from_toml(file.path, file.text, &error))?;
        let decimal = |text: &str| {
            Decimal::from_str_exact(text).map_err(|_| {
                Fault::new(file.path, file.text, None, format!("expected a decimal, found `{text}`"))
            })
        };
        Ok(Self {
            story_name: wire.story.name,
            story_city: wire.story.city,
            story_country: wire.story.country,
            story_needed: wire.story.needed,
            story_needed_close: wire.story.needed_when_close,
            story_close_days: wire.story.close_days,
            story_days: wire.story.days,
            about: decimal(&wire.value.about)?,
            near_miss: decimal(&wire.value.near_miss)?,
            moving_days: wire.update.days_of_moving_figures,
        })
    }
}

/// Compares the facts of documents that tell one story and share a key.
///
/// # Errors
///
/// A [`Fault`] in `rules/alignment.toml`.
pub fn align(documents: &[DocumentFacts], vocabulary: &Vocabulary) -> Result<Vec<Aligned>, Fault> {
    let weights = Weights::builtin()?;
    let stories = Stories::find(documents, vocabulary, &weights);
    let keys: Vec<FxHashMap<String, Vec<u32>>> =
        documents.iter().map(|document| keyed_facts(document, vocabulary)).collect();
    let mut aligned = Vec::new();
    for (first, second) in stories.pairs() {
        let pair = Pair { documents, vocabulary, weights: &weights, first, second };
        let mut found = pair.aligned(&keys[first.0 as usize], &keys[second.0 as usize]);
        pair.spend(&mut found);
        aligned.append(&mut found);
    }
    Ok(aligned)
}

/// The facts of a document under each of their blocking keys: only facts that share one are ever
/// compared.
fn keyed_facts(document: &DocumentFacts, vocabulary: &Vocabulary) -> FxHashMap<String, Vec<u32>> {
    let mut keyed: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for (id, fact) in (0..).zip(&document.facts) {
        for key in fact_keys(fact, vocabulary) {
            keyed.entry(key).or_default().push(id);
        }
    }
    keyed
}

fn fact_keys(fact: &Fact, vocabulary: &Vocabulary) -> Vec<String> {
    let concepts = &vocabulary.concepts;
    match &fact.value {
        FactValue::Time(_) => {
            let event = fact.frame.event.map(|event| concepts.name(event.concept));
            event.map(|event| format!("date {event}")).into_iter().collect()
        }
        FactValue::Quantity(quantity) => {
            let kind = match quantity.measure {
                Measure::Count => "count".to_string(),
                Measure::Ratio => "ratio".into(),
                Measure::Unit(unit) => vocabulary.units.get(unit).dimension.clone(),
                Measure::Money(currency) => vocabulary.currencies.code(currency).to_string(),
                Measure::Percent => "percent".into(),
                Measure::PercentagePoints => "points".into(),
                Measure::Age(_) => "age".into(),
            };
            let subject = match &fact.frame.of {
                None => None,
                // A label names itself; a thing counted is compared with its whole family.
                Some(Subject::Concept(concept)) if concepts.root(*concept) == "label" => {
                    Some(concepts.name(concepts.widest(*concept)).to_string())
                }
                Some(Subject::Concept(concept)) => Some(concepts.root(*concept).to_string()),
                Some(Subject::Stem { language, stem }) => Some(format!("{language}/{stem}")),
            };
            let digits = figure_digits(quantity.bounds.point()).filter(|_| !is_count(&fact.value));
            let family = if matches!(quantity.measure, Measure::Money(_)) { "money" } else { &kind };
            let by_subject = subject.map(|subject| format!("{kind} {subject}"));
            let whole = quantity.bounds.point().filter(|point| *point >= Decimal::TEN);
            let identical = whole.map(|point| format!("{family} ={}", point.normalize()));
            by_subject
                .into_iter()
                .chain(identical)
                .chain(digits.map(|digits| format!("{family} #{digits}")))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The digits of a figure without its zeros: a slip of scale or unit keeps them. One digit says nothing.
fn figure_digits(point: Option<Decimal>) -> Option<u128> {
    let mut digits = point?.normalize().mantissa().unsigned_abs();
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    (digits >= 10).then_some(digits)
}

struct Pair<'a> {
    documents: &'a [DocumentFacts],
    vocabulary: &'a Vocabulary,
    weights: &'a Weights,
    first: DocId,
    second: DocId,
}

impl Pair<'_> {
    fn document(&self, id: DocId) -> &DocumentFacts {
        &self.documents[id.0 as usize]
    }

    fn aligned(
        &self,
        ours: &FxHashMap<String, Vec<u32>>,
        theirs: &FxHashMap<String, Vec<u32>>,
    ) -> Vec<Aligned> {
        let mut candidates: BTreeSet<(u32, u32)> = BTreeSet::new();
        for (key, left) in ours {
            for &a in left {
                candidates.extend(theirs.get(key).into_iter().flatten().map(|&b| (a, b)));
            }
        }
        candidates.into_iter().map(|(a, b)| self.compare(FactId(a), FactId(b))).collect()
    }

    fn compare(&self, a: FactId, b: FactId) -> Aligned {
        let (left, right) =
            (&self.document(self.first).facts[a.0 as usize], &self.document(self.second).facts[b.0 as usize]);
        let date = |id: DocId| self.document(id).published.map(|published| published.date);
        let mut slots = compare_frames(left, right, (date(self.first), date(self.second)), self.vocabulary);
        if let (FactValue::Time(_), FactValue::Time(_)) = (&left.value, &right.value) {
            self.forgive_what_both_name(&mut slots, left, right);
        }
        let value = compare_values(left, right, self.vocabulary, self.weights.about, self.weights.near_miss);
        Aligned {
            a: FactRef { document: self.first, fact: a },
            b: FactRef { document: self.second, fact: b },
            slots,
            value,
            spent: false,
            update: self.is_update(left, right),
            days_apart: days_apart(self.document(self.first), self.document(self.second)),
            recent: (self.is_recent(self.first, left), self.is_recent(self.second, right)),
        }
    }

    /// Beside a date each text names some of the story's people and places: they tell two events apart
    /// only where the other text does not name them at all.
    fn forgive_what_both_name(&self, slots: &mut [SlotResult], a: &Fact, b: &Fact) {
        let table = &self.vocabulary.places;
        let knows_place = |id: DocId, fact: &Fact| {
            let known = &self.document(id).profile.places;
            let related =
                |&x: &PlaceId| known.iter().any(|&(y, _)| table.lies_in(x, y) || table.lies_in(y, x));
            fact.frame.places.iter().any(related)
        };
        let knows_name = |id: DocId, fact: &Fact| {
            let known = &self.document(id).profile.names;
            fact.frame.names.iter().any(|name| known.iter().any(|(other, _)| other == name))
        };
        for result in slots.iter_mut().filter(|result| result.outcome == Outcome::Different) {
            let forgiven = match result.slot {
                Slot::Place => knows_place(self.second, a) && knows_place(self.first, b),
                Slot::Names => knows_name(self.second, a) || knows_name(self.first, b),
                _ => false,
            };
            if forgiven {
                result.outcome = Outcome::Unknown;
            }
        }
    }

    /// Whether a date lies in the story's own days.
    fn is_recent(&self, id: DocId, fact: &Fact) -> bool {
        let FactValue::Time(time) = &fact.value else { return false };
        let published = self.document(id).published.map(|published| published.date);
        time.interval().is_some_and(|interval| against_own_time(interval, published) != Outcome::Different)
    }

    /// Whether a difference between two counts can be the passing of time.
    fn is_update(&self, a: &Fact, b: &Fact) -> bool {
        let Some(Subject::Concept(concept)) = a.frame.of else { return false };
        let flags = self.vocabulary.concepts.flags(concept);
        let (first, second) = (self.document(self.first), self.document(self.second));
        let (Some(ours), Some(theirs)) = (first.published, second.published) else {
            return flags.grows || flags.moves;
        };
        if flags.moves {
            return days_apart(first, second).is_none_or(|days| days > self.weights.moving_days);
        }
        let figures = (point(a), point(b));
        let (Some(figure), Some(other)) = figures else { return false };
        let later_and_higher =
            (ours.date < theirs.date && figure < other) || (theirs.date < ours.date && other < figure);
        flags.grows && later_and_higher
    }

    /// Best partner first: a fact that agrees with one of the other document on the same thing is
    /// spent, so that this year's and last year's figures never meet crosswise.
    fn spend(&self, aligned: &mut [Aligned]) {
        let mut spent: BTreeSet<FactRef> = BTreeSet::new();
        for pair in aligned.iter() {
            let agrees = pair.value.comparison == Comparison::Agree
                && pair.outcome(Slot::Of).is_known_match()
                && !pair.differs_besides(&[Slot::Source, Slot::Place, Slot::Period])
                && !self.is_open_ended(pair);
            // The very same figure, wherever it stands, has found its partner.
            let identical = pair.value.comparison == Comparison::Agree
                && pair.value.same_figure
                && pair.outcome(Slot::Of) != Outcome::Different;
            if agrees || identical {
                spent.extend([pair.a, pair.b]);
            }
        }
        for pair in aligned.iter_mut() {
            pair.spent = spent.contains(&pair.a) || spent.contains(&pair.b);
        }
    }

    /// "at least 11,000" agrees with everything above it: such an agreement spends nothing.
    fn is_open_ended(&self, pair: &Aligned) -> bool {
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

fn point(fact: &Fact) -> Option<Decimal> {
    match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.point(),
        _ => None,
    }
}

/// Whether a fact says too little to be compared without its event.
pub(crate) fn needs_event(fact: &Fact, vocabulary: &Vocabulary) -> bool {
    match &fact.frame.of {
        Some(Subject::Concept(concept)) => vocabulary.concepts.flags(*concept).generic,
        Some(Subject::Stem { .. }) | None => is_count(&fact.value),
    }
}
