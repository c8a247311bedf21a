//! Which sentences of two documents make one statement: those that print a figure in common, and speak of
//! the same besides. What else they assert is then of one thing, whatever words tell it.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::extract::{DocumentFacts, Statement};
use crate::lexicon::Vocabulary;
use crate::model::{ConceptId, Decimal, Fact, FactValue, Grain, Measure, Subject};

use super::keys::{figure_digits, kind_of};
use super::limits::StatementLimits;

/// What a document prints, and where: read once for each document, and looked up for each of its neighbours.
#[derive(Default)]
pub(super) struct Sayings {
    /// The facts by what they print.
    printed: FxHashMap<String, Vec<u32>>,
    /// For each fact its sentence among the document's statements.
    statement_of: Vec<Option<u32>>,
    /// The facts of each statement.
    facts_of: Vec<Vec<u32>>,
    /// How many statements name a concept.
    uses: FxHashMap<ConceptId, usize>,
}

impl Sayings {
    pub fn of(document: &DocumentFacts, vocabulary: &Vocabulary) -> Self {
        let mut sayings = Self::default();
        sayings.facts_of.resize(document.statements.len(), Vec::new());
        for (id, fact) in (0..).zip(&document.facts) {
            let statement = document
                .statements
                .binary_search_by_key(&fact.sentence, |statement| statement.sentence)
                .ok()
                .filter(|_| fact.frame.language.is_none() && !fact.frame.headline);
            sayings.statement_of.push(statement.and_then(|at| u32::try_from(at).ok()));
            if let Some(at) = statement {
                sayings.facts_of[at].push(id);
                if let Some(key) = printed(fact, vocabulary) {
                    sayings.printed.entry(key).or_default().push(id);
                }
            }
        }
        for concept in document.statements.iter().flat_map(|statement| &statement.concepts) {
            *sayings.uses.entry(*concept).or_default() += 1;
        }
        sayings
    }

    /// The facts of a statement.
    pub fn facts_of(&self, statement: u32) -> &[u32] {
        self.facts_of.get(statement as usize).map_or(&[], Vec::as_slice)
    }
}

/// What a fact prints: the digits of a measure or a sum, whatever its unit and scale, for these may be the
/// slip; the number of a count; the day, the month or the year of a date.
fn printed(fact: &Fact, vocabulary: &Vocabulary) -> Option<String> {
    match &fact.value {
        FactValue::Quantity(quantity) => match quantity.measure {
            Measure::Count | Measure::Age(_) | Measure::Percent | Measure::PercentagePoints => {
                let point = quantity.bounds.point()?.normalize();
                Some(format!("{} {point}", kind_of(quantity.measure, vocabulary)))
            }
            Measure::Ratio => None,
            Measure::Money(_) | Measure::Unit(_) => {
                let point = quantity.bounds.point()?.normalize();
                let kind = kind_of_quantity(quantity.measure, vocabulary);
                Some(match figure_digits(Some(point)) {
                    Some(digits) => format!("{kind} #{digits}"),
                    None => format!("{kind} {point}"),
                })
            }
        },
        FactValue::Time(time) => {
            let interval = time.sure_interval()?;
            Some(format!("date {:?} {:?}", interval.start?, interval.end?))
        }
        FactValue::Duration(duration) => Some(format!("lasts {}", duration.iso()?)),
        FactValue::Ordinal(_) | FactValue::Recurrence => None,
    }
}

/// Two sentences that make one statement.
pub(super) struct Match {
    /// The statement of either document.
    pub statements: (u32, u32),
    /// The fact of either document that says so: in the sentence itself or in the one beside it.
    pub beside: (u32, u32),
}

/// The pairs of statements beside a pair: in news one thing is told after another.
fn neighbours((ours, theirs): (u32, u32)) -> impl Iterator<Item = (u32, u32)> {
    let near = |at: u32| [at.checked_sub(1), Some(at), at.checked_add(1)].into_iter().flatten();
    near(ours).flat_map(move |a| near(theirs).map(move |b| (a, b)))
}

/// Two documents whose statements are held against each other.
pub(super) struct Telling<'a> {
    pub documents: (&'a DocumentFacts, &'a DocumentFacts),
    pub sayings: (&'a Sayings, &'a Sayings),
    pub vocabulary: &'a Vocabulary,
    pub limits: &'a StatementLimits,
}

impl Telling<'_> {
    /// The pairs of statements that are one, each with the two facts that say so most clearly: of one of the
    /// two at least no other says as much of the same. What one text tells in one sentence, another tells in
    /// two.
    pub fn matches(&self) -> Vec<Match> {
        let mut scores = self.scores();
        let sure: Vec<(u32, u32)> =
            scores.iter().filter(|(_, score)| **score >= self.limits.needed).map(|(at, _)| *at).collect();
        let mut beside: BTreeMap<(u32, u32), (u32, u32)> = BTreeMap::new();
        for &at in &sure {
            for next in neighbours(at).filter(|next| !sure.contains(next)) {
                beside.entry(next).or_insert(at);
            }
        }
        for &(ours, theirs) in beside.keys() {
            let score = scores.entry((ours, theirs)).or_insert_with(|| self.context(ours, theirs));
            *score += self.limits.beside;
        }
        scores.retain(|_, score| *score >= self.limits.needed);
        let anchor = |at: (u32, u32)| {
            let told_by = if sure.contains(&at) { Some(at) } else { beside.get(&at).copied() };
            told_by.and_then(|(ours, theirs)| self.telling_pair(ours, theirs))
        };
        self.best(&scores)
            .into_iter()
            .filter_map(|at| anchor(at).map(|beside| Match { statements: at, beside }))
            .collect()
    }

    /// How much each two statements that print something in common say of the same.
    fn scores(&self) -> BTreeMap<(u32, u32), u32> {
        let mut scores: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for (a, b) in self.printed_alike() {
            if let (Some(at), weight @ 1..) = (self.sentences_of(a, b), self.weight(a, b)) {
                *scores.entry(at).or_default() += weight;
            }
        }
        for (&(ours, theirs), score) in &mut scores {
            *score += self.context(ours, theirs);
        }
        scores
    }

    /// The facts that print the same, but for what stands all over the texts: it tells none of their
    /// sentences from another.
    pub fn printed_alike(&self) -> Vec<(u32, u32)> {
        let (ours, theirs) = (&self.sayings.0.printed, &self.sayings.1.printed);
        let shared = ours.iter().filter_map(|(key, ours)| Some((ours, theirs.get(key)?)));
        let few = shared.filter(|(ours, theirs)| ours.len() * theirs.len() <= self.limits.most_alike);
        few.flat_map(|(ours, theirs)| ours.iter().flat_map(move |&a| theirs.iter().map(move |&b| (a, b))))
            .collect()
    }

    fn best(&self, scores: &BTreeMap<(u32, u32), u32>) -> Vec<(u32, u32)> {
        let is_best = |&(ours, theirs): &(u32, u32), score: u32| {
            let rivals = |of_one: fn((u32, u32)) -> u32, at: u32| {
                scores.iter().filter(|(other, points)| of_one(**other) == at && **points >= score).count()
            };
            rivals(|(ours, _)| ours, ours) == 1 || rivals(|(_, theirs)| theirs, theirs) == 1
        };
        scores.iter().filter(|(at, score)| is_best(at, **score)).map(|(at, _)| *at).collect()
    }

    /// The two facts that say most clearly that two statements are one.
    fn telling_pair(&self, ours: u32, theirs: u32) -> Option<(u32, u32)> {
        let between = self.printed_alike().into_iter();
        let between = between.filter(|&(a, b)| self.sentences_of(a, b) == Some((ours, theirs)));
        between.max_by_key(|&(a, b)| (self.weight(a, b), std::cmp::Reverse((a, b))))
    }

    fn sentences_of(&self, a: u32, b: u32) -> Option<(u32, u32)> {
        let of = |sayings: &Sayings, id: u32| sayings.statement_of.get(id as usize).copied().flatten();
        Some((of(self.sayings.0, a)?, of(self.sayings.1, b)?))
    }

    /// How much it says that two facts print the same: nothing where they count different things.
    fn weight(&self, a: u32, b: u32) -> u32 {
        let (a, b) = (&self.documents.0.facts[a as usize], &self.documents.1.facts[b as usize]);
        let (FactValue::Quantity(ours), FactValue::Quantity(theirs)) = (&a.value, &b.value) else {
            let clock =
                |fact: &Fact| matches!(&fact.value, FactValue::Time(time) if time.form.grain() < Grain::Day);
            return if clock(a) && clock(b) { self.limits.figure } else { self.limits.time };
        };
        let concepts = &self.vocabulary.concepts;
        let one_thing = match (&a.frame.of, &b.frame.of) {
            (Some(Subject::Concept(a)), Some(Subject::Concept(b))) => {
                if !concepts.share_root(*a, *b) {
                    return 0;
                }
                a == b
            }
            _ => false,
        };
        let counted = ours.measure == Measure::Count && theirs.measure == Measure::Count;
        let high = ours.bounds.point().is_some_and(|point| point >= Decimal::TEN);
        match figure_digits(ours.bounds.point()) {
            Some(_) => self.limits.figure,
            None if high && counted && one_thing => self.limits.figure,
            None if !counted || one_thing => self.limits.small_figure,
            None => 0,
        }
    }

    /// What two statements name in common, as far as it tells them from others of their texts.
    fn context(&self, ours: u32, theirs: u32) -> u32 {
        let statement = |document: &'_ DocumentFacts, at: u32| document.statements.get(at as usize).cloned();
        let (Some(ours), Some(theirs)) =
            (statement(self.documents.0, ours), statement(self.documents.1, theirs))
        else {
            return 0;
        };
        let rare = |concept: &&ConceptId| {
            let uses = |sayings: &Sayings| sayings.uses.get(concept).copied().unwrap_or_default();
            let flags = self.vocabulary.concepts.flags(**concept);
            !flags.weak
                && !flags.generic
                && uses(self.sayings.0).max(uses(self.sayings.1)) <= self.limits.rare
        };
        let concepts =
            ours.concepts.iter().filter(rare).filter(|concept| theirs.concepts.contains(concept)).count();
        let named = self.shared_names(&ours, &theirs);
        let points = |count: usize, most: u32| u32::try_from(count).unwrap_or(most).min(most);
        points(concepts, self.limits.most_concepts) + points(named, self.limits.most_names)
    }

    fn shared_names(&self, ours: &Statement, theirs: &Statement) -> usize {
        let rare = |uses: fn(&Statement, &str) -> bool, name: &str| {
            let of = |document: &DocumentFacts| {
                document.statements.iter().filter(|statement| uses(statement, name)).count()
            };
            of(self.documents.0).max(of(self.documents.1)) <= self.limits.rare
        };
        let names = |statement: &Statement, name: &str| statement.names.iter().any(|known| **known == *name);
        let named = ours.names.iter().filter(|name| names(theirs, name) && rare(names, name)).count();
        let places = ours.places.iter().filter(|place| theirs.places.contains(place)).count();
        named + places.min(1)
    }
}

/// What a fact can be held against without a word of its own: figures of one measure, dates of one grain.
pub(super) fn kind_of_fact(fact: &Fact, vocabulary: &Vocabulary) -> Option<String> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(kind_of_quantity(quantity.measure, vocabulary)),
        FactValue::Time(time) => match time.form.grain() {
            Grain::Year => Some("year".into()),
            Grain::Month => Some("month".into()),
            Grain::Day => Some("day".into()),
            _ => None,
        },
        FactValue::Duration(_) => Some("lasts".into()),
        FactValue::Ordinal(_) | FactValue::Recurrence => None,
    }
}

fn kind_of_quantity(measure: Measure, vocabulary: &Vocabulary) -> String {
    if matches!(measure, Measure::Money(_)) { "money".into() } else { kind_of(measure, vocabulary) }
}

/// Whether two lengths of time are so alike that one may be meant by the other.
pub(super) fn are_lengths_alike(a: &Fact, b: &Fact, factor: Decimal) -> bool {
    let (FactValue::Duration(a), FactValue::Duration(b)) = (&a.value, &b.value) else { return true };
    let (Some(ours), Some(theirs)) = (a.bounds.point(), b.bounds.point()) else { return false };
    let (small, large) = (ours.min(theirs), ours.max(theirs));
    a.unit == b.unit && small.checked_mul(factor).is_some_and(|limit| limit >= large)
}
