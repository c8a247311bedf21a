use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::document::DocId;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{Date, Decimal, FactValue, Measure, Quantity, Subject, granularity_of};

use super::limits::{Limits, StoryLimits};

/// Which documents tell one story.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    pairs: BTreeSet<(DocId, DocId)>,
}

impl Stories {
    /// Finds the pairs of documents that tell one story, by what they name. The work grows with the number
    /// of documents, however many of them tell one story: those that share a name are held against so many
    /// of their neighbours in time.
    pub(super) fn find(documents: &[DocumentFacts], vocabulary: &Vocabulary, limits: &Limits) -> Self {
        let search = Search::new(documents, vocabulary, &limits.story);
        let mut pairs = search.pairs();
        search.add_friends_of_friends(&mut pairs);
        Self { pairs: pairs.into_iter().map(|(first, second)| (DocId(first), DocId(second))).collect() }
    }

    /// All pairs, in order; in each the first document stands first in the corpus.
    pub fn pairs(&self) -> impl Iterator<Item = (DocId, DocId)> {
        self.pairs.iter().copied()
    }
}

/// What tells a document's story, in one of four kinds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Named {
    Name(String),
    City(String),
    Country(String),
    /// So many of a thing, or such a sum: "620000 goods.bag".
    Figure(String),
}

impl Named {
    /// Whether documents that share it are held against each other: half of the day's news may share a country.
    fn brings_together(&self) -> bool {
        !matches!(self, Self::Country(_))
    }

    /// Whether it tells one story from another by itself. A figure may be the same by chance.
    fn identifies(&self) -> bool {
        matches!(self, Self::Name(_) | Self::City(_))
    }

    fn country_of_city(&self) -> Option<&str> {
        match self {
            Self::City(key) => key.split_once('/').map(|(country, _)| country),
            _ => None,
        }
    }

    fn words(&self) -> &str {
        match self {
            Self::Name(words) | Self::City(words) | Self::Country(words) | Self::Figure(words) => words,
        }
    }
}

/// What a document names, each once, in order.
fn named_in(document: &DocumentFacts, vocabulary: &Vocabulary) -> Vec<Named> {
    let profile = &document.profile;
    let mut found: Vec<Named> = profile.names.iter().map(|(name, _)| Named::Name(name.to_string())).collect();
    for &(place, _) in &profile.places {
        let key = vocabulary.places.key(place);
        found.push(Named::Country(vocabulary.places.country(place).to_string()));
        if key.contains('/') {
            found.push(Named::City(key.to_string()));
        }
    }
    let quantities = document.facts.iter().filter_map(|fact| match &fact.value {
        FactValue::Quantity(quantity) => Some((quantity, fact.frame.of.as_ref())),
        _ => None,
    });
    found.extend(quantities.filter_map(|(quantity, of)| telling_figure(quantity, of, vocabulary)));
    found.sort_unstable();
    found.dedup();
    found
}

/// A figure that seldom stands in two stories: two of its digits count at least, and it is known what it
/// counts, or in which currency.
fn telling_figure(quantity: &Quantity, of: Option<&Subject>, vocabulary: &Vocabulary) -> Option<Named> {
    let value = quantity.bounds.single().filter(|value| *value >= Decimal::ONE_HUNDRED)?.normalize();
    if value.checked_div(granularity_of(value))? < Decimal::TEN {
        return None;
    }
    let thing = match (&quantity.measure, of) {
        (Measure::Count, Some(Subject::Concept(concept))) => vocabulary.concepts.name(*concept),
        (Measure::Money(currency), _) => vocabulary.currencies.code(*currency),
        _ => return None,
    };
    Some(Named::Figure(format!("{value} {thing}")))
}

/// The documents with what they name, ready for looking up.
struct Search<'a> {
    documents: &'a [DocumentFacts],
    limits: &'a StoryLimits,
    /// For each document what it names, as numbers in order.
    names: Vec<Vec<u32>>,
    /// For each thing named what it is, and who names it.
    named: Vec<(Named, Vec<u32>)>,
}

/// Whether a name is of two people in two documents: "Nigel Bramley" here, "Nigel Oster" there.
fn is_of_two(name: &str, a: &DocumentFacts, b: &DocumentFacts) -> bool {
    let behind = |document: &'_ DocumentFacts| {
        let forenames = &document.profile.forenames;
        let start = forenames.partition_point(|(first, _)| first.as_ref() < name);
        let end = start + forenames[start..].partition_point(|(first, _)| first.as_ref() == name);
        (start, end)
    };
    let (ours, theirs) = (behind(a), behind(b));
    let ours = &a.profile.forenames[ours.0..ours.1];
    let theirs = &b.profile.forenames[theirs.0..theirs.1];
    let shared = ours.iter().any(|(_, next)| theirs.iter().any(|(_, other)| other == next));
    !ours.is_empty() && !theirs.is_empty() && !shared
}

impl<'a> Search<'a> {
    fn new(documents: &'a [DocumentFacts], vocabulary: &Vocabulary, limits: &'a StoryLimits) -> Self {
        let mut numbers: FxHashMap<Named, u32> = FxHashMap::default();
        let mut named: Vec<(Named, Vec<u32>)> = Vec::new();
        let mut names = Vec::with_capacity(documents.len());
        for (index, document) in (0u32..).zip(documents) {
            let mut own: Vec<u32> = Vec::new();
            for thing in named_in(document, vocabulary) {
                let next = u32::try_from(named.len()).unwrap_or(u32::MAX);
                let number = *numbers.entry(thing.clone()).or_insert(next);
                if number == next {
                    named.push((thing, Vec::new()));
                }
                named[number as usize].1.push(index);
                own.push(number);
            }
            own.sort_unstable();
            names.push(own);
        }
        Self { documents, limits, names, named }
    }

    fn published(&self, document: u32) -> Option<Date> {
        self.documents[document as usize].published.map(|published| published.date)
    }

    /// The pairs that share enough. Only those that share more than a country are looked at.
    fn pairs(&self) -> BTreeSet<(u32, u32)> {
        let mut candidates: BTreeSet<(u32, u32)> = BTreeSet::new();
        for (thing, holders) in &self.named {
            if !thing.brings_together() {
                continue;
            }
            let mut holders: Vec<u32> = holders.clone();
            holders.sort_by_key(|&document| (self.published(document), document));
            for (position, &first) in holders.iter().enumerate() {
                let near = holders[position + 1..].iter().take(self.limits.neighbours);
                candidates.extend(near.map(|&second| (first.min(second), first.max(second))));
            }
        }
        candidates.retain(|&(first, second)| {
            let score = self.score(first, second);
            score.is_one() || (score.identified && self.is_undated_match(&score, (first, second)))
        });
        candidates
    }

    fn score(&self, first: u32, second: u32) -> StoryScore {
        let (a, b) = (&self.names[first as usize], &self.names[second as usize]);
        let (one, other) = (&self.documents[first as usize], &self.documents[second as usize]);
        let shared = a.iter().filter(|number| b.binary_search(number).is_ok());
        let things = shared.map(|&number| {
            let (thing, holders) = &self.named[number as usize];
            (thing, holders.len())
        });
        let things =
            things.filter(|(thing, _)| !matches!(thing, Named::Name(name) if is_of_two(name, one, other)));
        let needed = points_needed(one, other, self.limits);
        StoryScore::of_things(things, needed, self.limits)
    }

    /// Two texts of one land and the same days, which a third one joins and in which the same figures stand,
    /// tell its story: "Sybin" is known to be Sibiu by the text that says both.
    fn add_friends_of_friends(&self, pairs: &mut BTreeSet<(u32, u32)>) {
        let mut friends: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for &(first, second) in pairs.iter() {
            friends.entry(first).or_default().push(second);
            friends.entry(second).or_default().push(first);
        }
        let mut found = BTreeSet::new();
        for of_one in friends.values() {
            let few = &of_one[..of_one.len().min(self.limits.friends)];
            for (position, &first) in few.iter().enumerate() {
                for &second in &few[position + 1..] {
                    let pair = (first.min(second), first.max(second));
                    if !pairs.contains(&pair) && !found.contains(&pair) && self.are_akin(pair) {
                        found.insert(pair);
                    }
                }
            }
        }
        pairs.extend(found);
    }

    /// Of texts whose days are unknown the figures say that they are of the same ones.
    fn is_undated_match(&self, score: &StoryScore, (first, second): (u32, u32)) -> bool {
        let undated = self.published(first).is_none() || self.published(second).is_none();
        undated && score.points.0 >= self.limits.needed_when_close && self.share_figures(first, second)
    }

    fn are_akin(&self, (first, second): (u32, u32)) -> bool {
        let (a, b) = (&self.documents[first as usize], &self.documents[second as usize]);
        let close = days_apart(a, b).is_none_or(|days| days <= self.limits.close_days);
        close && self.score(first, second).points.0 > 0 && self.share_figures(first, second)
    }

    fn share_figures(&self, first: u32, second: u32) -> bool {
        let of = |document: u32| figures_of(&self.documents[document as usize]);
        let (ours, theirs) = (of(first), of(second));
        ours.iter().filter(|figure| theirs.contains(figure)).count() >= self.limits.figures
    }
}

/// The figures of a document that are more than small numbers.
fn figures_of(document: &DocumentFacts) -> BTreeSet<Decimal> {
    let figures = document.facts.iter().filter_map(|fact| match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.single(),
        _ => None,
    });
    figures.filter(|figure| *figure >= Decimal::TEN).map(|figure| figure.normalize()).collect()
}

/// Whether two documents tell one story, and why.
#[derive(Clone, Debug)]
pub struct StoryScore {
    /// What they both name, with its points.
    pub shared: Vec<(String, u32)>,
    /// How many points they have, and how many they need; `None` where they are too far apart in time.
    pub points: (u32, Option<u32>),
    /// Whether a name or a city is among what they share, or figures enough that tell one story from another.
    pub identified: bool,
}

impl StoryScore {
    pub(super) fn of(
        documents: &[DocumentFacts],
        (a, b): (DocId, DocId),
        vocabulary: &Vocabulary,
        limits: &StoryLimits,
    ) -> Self {
        Search::new(documents, vocabulary, limits).score(a.0, b.0)
    }

    /// A name that many documents of the corpus share is worth less than a rare one.
    fn of_things<'a>(
        things: impl Iterator<Item = (&'a Named, usize)>,
        needed: Option<u32>,
        limits: &StoryLimits,
    ) -> Self {
        let weigh = |(thing, holders): (&'a Named, usize)| {
            let points = match thing {
                Named::Country(_) => limits.country,
                _ if holders > limits.rare_holders => limits.common_name,
                Named::Name(_) => limits.name,
                Named::City(_) => limits.city,
                Named::Figure(_) => limits.figure,
            };
            (thing, points)
        };
        let mut shared: Vec<(&Named, u32)> = things.map(weigh).collect();
        // A capital that half of the news names says "Germany", and that once.
        let common = shared.iter().filter(|(_, points)| *points <= limits.common_name);
        let lands: Vec<&str> = common.filter_map(|(thing, _)| thing.country_of_city()).collect();
        let said = |thing: &Named| matches!(thing, Named::Country(land) if lands.contains(&land.as_str()));
        shared.retain(|(thing, _)| !said(thing));
        let figures = shared.iter().filter(|(thing, _)| matches!(thing, Named::Figure(_))).count();
        Self {
            points: (shared.iter().map(|(_, points)| points).sum(), needed),
            identified: figures >= limits.figures || shared.iter().any(|(thing, _)| thing.identifies()),
            shared: shared.into_iter().map(|(thing, points)| (thing.words().to_string(), points)).collect(),
        }
    }

    /// Whether the two tell one story.
    pub fn is_one(&self) -> bool {
        self.identified && self.points.1.is_some_and(|needed| self.points.0 >= needed)
    }
}

/// How many points make two documents one story, by the days between them; `None` where they are too far
/// apart.
fn points_needed(a: &DocumentFacts, b: &DocumentFacts, limits: &StoryLimits) -> Option<u32> {
    match days_apart(a, b) {
        Some(days) if days <= limits.close_days => Some(limits.needed_when_close),
        Some(days) if days > limits.days => None,
        _ => Some(limits.needed),
    }
}

/// How many days lie between two publications; `None` where one is unknown.
pub(super) fn days_apart(a: &DocumentFacts, b: &DocumentFacts) -> Option<i64> {
    let (a, b) = (a.published?.date, b.published?.date);
    a.until(b).ok().map(|span| i64::from(span.get_days()).abs())
}
