//! What sentences of two texts have in common besides two facts of them: what they print, what they speak of,
//! whom they name. Scored once, in points, it tells which sentences make one statement, and speaks for two
//! facts whose own words are not known.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::extract::{DocumentFacts, Statement};
use crate::lexicon::Vocabulary;
use crate::model::{ConceptId, Decimal, Fact, FactValue, Grain, Measure, Subject};

use super::keys::{figure_digits, kind_of, kind_of_quantity};
use super::limits::CompanyLimits;

/// What a document prints and names, and where: read once for each document, and looked up for each of its
/// neighbours.
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
                .filter(|_| fact.frame.language.is_none());
            sayings.statement_of.push(statement.and_then(|at| u32::try_from(at).ok()));
            // A headline says over again what stands below it.
            if let Some(at) = statement.filter(|_| !fact.frame.headline) {
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

    /// The facts of the statement that holds a fact, and those of the two beside it.
    pub fn around(&self, fact: u32) -> impl Iterator<Item = &[u32]> {
        let own = self.statement_of(fact);
        let near = own.into_iter().flat_map(|at| at.saturating_sub(1)..=at.saturating_add(1));
        near.map(|at| self.facts_of(at))
    }

    /// The facts of the statement that holds a fact.
    pub fn beside(&self, fact: u32) -> Option<&[u32]> {
        self.statement_of(fact).map(|statement| self.facts_of(statement))
    }

    fn statement_of(&self, fact: u32) -> Option<u32> {
        self.statement_of.get(fact as usize).copied().flatten()
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

/// The sentences of two documents, held against each other.
pub(super) struct Company<'a> {
    pub documents: (&'a DocumentFacts, &'a DocumentFacts),
    pub sayings: (&'a Sayings, &'a Sayings),
    vocabulary: &'a Vocabulary,
    pub limits: &'a CompanyLimits,
    /// The facts that print the same, by their statements.
    alike: BTreeMap<(u32, u32), Vec<(u32, u32)>>,
}

impl<'a> Company<'a> {
    pub fn of(
        documents: (&'a DocumentFacts, &'a DocumentFacts),
        sayings: (&'a Sayings, &'a Sayings),
        vocabulary: &'a Vocabulary,
        limits: &'a CompanyLimits,
    ) -> Self {
        let mut company = Self { documents, sayings, vocabulary, limits, alike: BTreeMap::new() };
        let shared =
            sayings.0.printed.iter().filter_map(|(key, ours)| Some((ours, sayings.1.printed.get(key)?)));
        // What stands all over the texts tells none of their sentences from another.
        for (ours, theirs) in shared.filter(|(ours, theirs)| ours.len() * theirs.len() <= limits.most_alike) {
            for (&a, &b) in ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b))) {
                if let Some(at) = company.statements_of(a, b) {
                    company.alike.entry(at).or_default().push((a, b));
                }
            }
        }
        company.alike.values_mut().for_each(|alike| alike.sort_unstable());
        company
    }

    /// How much the sentences of two facts have in common besides the two.
    pub fn of_facts(&self, a: u32, b: u32) -> u32 {
        let named = self.statements_of(a, b).map_or(0, |at| self.named(at));
        self.told_of_facts(a, b) + named
    }

    /// The same without those whom both name.
    pub fn told_of_facts(&self, a: u32, b: u32) -> u32 {
        let Some(at) = self.statements_of(a, b) else { return 0 };
        let others = self.alike_in(at).filter(|&(one, other)| one != a && other != b);
        self.figures(others) + self.spoken_of(at)
    }

    /// Points for standing beside sentences that print a telling figure in common: in news one thing is told
    /// after another.
    /// `bound` are statements with other facts that are known to be of one thing.
    pub fn around(&self, a: u32, b: u32, bound: &BTreeSet<(u32, u32)>) -> u32 {
        let Some(at) = self.statements_of(a, b) else { return 0 };
        let alike = |next| next != at && self.figures(self.alike_in(next)) >= self.limits.figure;
        let told: Vec<(u32, u32)> =
            within(at, self.limits.reach).filter(|&next| bound.contains(&next) || alike(next)).collect();
        let before = |next: &(u32, u32)| next.0 <= at.0 && next.1 <= at.1;
        let after = |next: &(u32, u32)| next.0 >= at.0 && next.1 >= at.1;
        // What stands between two such sentences in both texts is told in one place of one order.
        let between = told.iter().any(|next| before(next) && *next != at)
            && told.iter().any(|next| after(next) && *next != at);
        match (told.is_empty(), between) {
            (true, _) => 0,
            (false, false) => self.limits.beside,
            (false, true) => self.limits.beside + self.limits.between,
        }
    }

    /// The two other facts that say most clearly that the sentences of two facts are of one thing.
    pub fn said_by(&self, a: u32, b: u32) -> Option<(u32, u32)> {
        let at = self.statements_of(a, b)?;
        self.most_telling(at)
            .or_else(|| within(at, self.limits.reach).find_map(|next| self.most_telling(next)))
    }

    /// How much two statements that print something in common have in common altogether.
    pub fn of_statements(&self) -> BTreeMap<(u32, u32), u32> {
        let told = self.alike.keys().map(|&at| (at, self.figures(self.alike_in(at))));
        told.filter(|(_, figures)| *figures > 0)
            .map(|(at, figures)| (at, figures + self.context(at)))
            .collect()
    }

    /// How much the first lines of the two texts have in common, which say what each is about.
    pub fn of_heads(&self, bytes: u32) -> u32 {
        let head = |document: &DocumentFacts| {
            let first = document.statements.partition_point(|statement| statement.sentence.start < bytes);
            0..u32::try_from(first).unwrap_or(u32::MAX)
        };
        let (ours, theirs) = (head(self.documents.0), head(self.documents.1));
        let both = || ours.clone().flat_map(|a| theirs.clone().map(move |b| (a, b)));
        let figures: u32 = both().map(|at| self.figures(self.alike_in(at))).sum();
        figures + both().map(|at| self.context(at)).max().unwrap_or_default()
    }

    /// The facts that print the same, but for what stands all over the texts.
    pub fn alike(&self) -> impl Iterator<Item = (u32, u32)> {
        self.alike.values().flatten().copied()
    }

    /// The two facts that say most clearly that two statements are one.
    pub fn most_telling(&self, at: (u32, u32)) -> Option<(u32, u32)> {
        self.alike_in(at).max_by_key(|&(a, b)| (self.weight(a, b), std::cmp::Reverse((a, b))))
    }

    fn alike_in(&self, at: (u32, u32)) -> impl Iterator<Item = (u32, u32)> {
        self.alike.get(&at).into_iter().flatten().copied()
    }

    pub fn statements_of(&self, a: u32, b: u32) -> Option<(u32, u32)> {
        Some((self.sayings.0.statement_of(a)?, self.sayings.1.statement_of(b)?))
    }

    fn figures(&self, alike: impl Iterator<Item = (u32, u32)>) -> u32 {
        alike.map(|(a, b)| self.weight(a, b)).sum()
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

    /// What two statements speak of and name in common, as far as it tells them from others of their texts.
    pub fn context(&self, at: (u32, u32)) -> u32 {
        self.spoken_of(at) + self.named(at)
    }

    fn spoken_of(&self, at: (u32, u32)) -> u32 {
        let Some((ours, theirs)) = self.statements(at) else { return 0 };
        let shared = ours.concepts.iter().filter(|concept| theirs.concepts.contains(concept));
        up_to(shared.filter(|concept| self.is_telling(**concept)).count(), self.limits.most_concepts)
    }

    fn named(&self, at: (u32, u32)) -> u32 {
        let Some((ours, theirs)) = self.statements(at) else { return 0 };
        up_to(self.shared_names(ours, theirs), self.limits.most_names)
    }

    fn statements(&self, (ours, theirs): (u32, u32)) -> Option<(&Statement, &Statement)> {
        Some((
            self.documents.0.statements.get(ours as usize)?,
            self.documents.1.statements.get(theirs as usize)?,
        ))
    }

    /// Whether a concept tells a sentence of the two texts from another.
    fn is_telling(&self, concept: ConceptId) -> bool {
        let uses = |sayings: &Sayings| sayings.uses.get(&concept).copied().unwrap_or_default();
        let flags = self.vocabulary.concepts.flags(concept);
        !flags.weak && !flags.generic && uses(self.sayings.0).max(uses(self.sayings.1)) <= self.limits.rare
    }

    fn shared_names(&self, ours: &Statement, theirs: &Statement) -> usize {
        let names = |statement: &Statement, name: &str| statement.names.iter().any(|known| **known == *name);
        let rare = |name: &str| {
            let of = |document: &DocumentFacts| {
                document.statements.iter().filter(|statement| names(statement, name)).count()
            };
            of(self.documents.0).max(of(self.documents.1)) <= self.limits.rare
        };
        let named = ours.names.iter().filter(|name| names(theirs, name) && rare(name)).count();
        let places = ours.places.iter().filter(|place| theirs.places.contains(place)).count();
        named + places.min(1)
    }
}

/// The pairs of statements beside a pair: in news one thing is told after another.
pub(super) fn neighbours(at: (u32, u32)) -> impl Iterator<Item = (u32, u32)> {
    within(at, 1)
}

fn within((ours, theirs): (u32, u32), reach: u32) -> impl Iterator<Item = (u32, u32)> {
    let near = move |at: u32| at.saturating_sub(reach)..=at.saturating_add(reach);
    near(ours).flat_map(move |a| near(theirs).map(move |b| (a, b)))
}

fn up_to(count: usize, most: u32) -> u32 {
    u32::try_from(count).unwrap_or(most).min(most)
}
