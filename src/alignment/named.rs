//! What a document names, by which the others of its story are found.

use std::sync::Arc;

use crate::extract::{DocumentFacts, NameEnd};
use crate::lexicon::Vocabulary;
use crate::model::{Date, Decimal, FactValue, Measure, Quantity, Subject, granularity_of};
use crate::text::Fnv;

use super::happenings::happening_of;

/// What tells a document's story, in one of five kinds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Named {
    Name(String),
    City(String),
    Country(String),
    /// What it tells of: "quake".
    Happening(&'static str),
    /// So many of a thing, or such a sum: "620000 goods.bag".
    Figure(String),
}

impl Named {
    pub fn words(&self) -> &str {
        match self {
            Self::Name(words) | Self::City(words) | Self::Country(words) | Self::Figure(words) => words,
            Self::Happening(kind) => kind,
        }
    }

    /// The number that stands for it.
    pub fn thing(&self) -> Thing {
        let kind = match self {
            Self::Name(_) => Kind::Name,
            Self::City(_) => Kind::City,
            Self::Country(_) | Self::Happening(_) => Kind::Country,
            Self::Figure(_) => Kind::Figure,
        };
        let name = match self {
            Self::City(key) => {
                let city = hash_of(key).fold(Thing::BITS - Thing::LAND_BITS);
                let land = key.split_once('/').map_or("", |(land, _)| land);
                (city << Thing::LAND_BITS) | hash_of(land).fold(Thing::LAND_BITS)
            }
            Self::Country(key) => hash_of(key).fold(Thing::LAND_BITS),
            Self::Happening(kind) => Thing::HAPPENING | hash_of(kind).fold(Thing::BITS - 1),
            Self::Name(words) | Self::Figure(words) => hash_of(words).fold(Thing::BITS),
        };
        Thing(((kind as u64) << Thing::BITS) | name)
    }
}

fn hash_of(words: &str) -> Fnv {
    let mut hash = Fnv::default();
    hash.part(words);
    hash
}

/// The kinds, in the order of the numbers that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Name = 0,
    City = 1,
    Country = 2,
    Figure = 3,
    /// Kept as a country is, with a bit of its own.
    Happening = 4,
}

/// A name, a place or a figure as a number of 48 bits that stands for it, the same in every corpus. Of ten
/// million names two may share one: two strangers then have a point in common that they have not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thing(u64);

impl Thing {
    const BITS: u32 = 46;
    /// So many of them tell the country, of a country and of a city alike.
    const LAND_BITS: u32 = 16;
    /// What tells a happening from a country, for which few bits are enough.
    const HAPPENING: u64 = 1 << (Self::BITS - 1);

    /// The number, to be kept.
    pub fn number(self) -> u64 {
        self.0
    }

    /// What a number stands for.
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }

    pub(super) fn kind(self) -> Kind {
        match self.0 >> Self::BITS {
            0 => Kind::Name,
            1 => Kind::City,
            2 if self.0 & Self::HAPPENING != 0 => Kind::Happening,
            2 => Kind::Country,
            _ => Kind::Figure,
        }
    }

    /// Whether documents that share it are held against each other: half of the day's news may share a country,
    /// and every day has its fires.
    pub fn brings_together(self) -> bool {
        !matches!(self.kind(), Kind::Country | Kind::Happening)
    }

    /// Whether lists say who names it. No one looks up who else tells of fires.
    pub fn is_listed(self) -> bool {
        self.kind() != Kind::Happening
    }

    /// The country of a city, or a country itself.
    pub(super) fn land(self) -> Option<u64> {
        let tells = matches!(self.kind(), Kind::City | Kind::Country);
        tells.then_some(self.0 & ((1 << Self::LAND_BITS) - 1))
    }

    /// Whether it tells one story from another by itself. A figure may be the same by chance.
    pub(super) fn identifies(self) -> bool {
        matches!(self.kind(), Kind::Name | Kind::City)
    }
}

/// A document's place among all others: by its day, those without one first, and then in an order that is as
/// good as any, and the same in every corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Order(u64);

impl Order {
    const TIE_BITS: u32 = 32;

    /// The place of a document.
    pub fn new(published: Option<Date>, name: &str) -> Self {
        let day = published.map_or(0, day_number);
        Self((day << Self::TIE_BITS) | hash_of(name).fold(Self::TIE_BITS))
    }

    /// The first place of a day.
    pub fn start_of(day: Date) -> Self {
        Self(day_number(day) << Self::TIE_BITS)
    }

    /// The number, to be kept: below 2⁶³.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The place of a number.
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }

    /// Whether the day is known.
    pub fn is_dated(self) -> bool {
        self.day() != 0
    }

    /// The number of the day; 0 where it is unknown.
    pub fn day(self) -> u64 {
        self.0 >> Self::TIE_BITS
    }

    /// How many days lie between two publications; `None` where one is unknown.
    pub(super) fn days_apart(self, other: Self) -> Option<u64> {
        (self.is_dated() && other.is_dated()).then(|| self.day().abs_diff(other.day()))
    }
}

/// The days since the first that a date can be, counted from 1.
fn day_number(date: Date) -> u64 {
    let days = date.since((jiff::Unit::Day, Date::MIN)).map(|span| span.get_days());
    days.ok().and_then(|days| u64::try_from(days).ok()).map_or(0, |days| days + 1)
}

/// What the search for stories knows of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its place among all others.
    pub order: Order,
    /// What it names, each once, in order: names of people and organisations first.
    pub things: Box<[Thing]>,
    /// How each of those names goes on behind its normal form.
    pub ends: Box<[NameEnd]>,
    /// The names among them that only ever stand before another one, each with each of those, in order.
    pub forenames: Box<[Forename]>,
}

/// "Nigel" of "Nigel Bramley".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Forename {
    /// The place of the name among the things of its card.
    pub name: u16,
    /// A number for the normal form of the name behind it, and how that one goes on.
    pub next: u16,
    /// The same.
    pub end: u16,
}

impl Card {
    /// The card of a document, by its name and what was read in it.
    pub fn new(name: &str, facts: &DocumentFacts, vocabulary: &Vocabulary) -> Self {
        let profile = &facts.profile;
        let end_of = |name: &str| {
            let at = profile.names.binary_search_by(|(known, _)| (**known).cmp(name));
            at.ok().and_then(|at| profile.ends.get(at)).copied().unwrap_or_default()
        };
        let named = named_in(facts, vocabulary);
        let mut things: Vec<(Thing, NameEnd)> = named
            .iter()
            .map(|named| match named {
                Named::Name(words) => (named.thing(), end_of(words)),
                _ => (named.thing(), NameEnd::default()),
            })
            .collect();
        things.sort_unstable_by_key(|(thing, _)| *thing);
        things.dedup_by_key(|(thing, _)| *thing);
        let names = things.partition_point(|(thing, _)| thing.kind() == Kind::Name);
        let order = Order::new(facts.published.map(|published| published.date), name);
        let forenames = profile.forenames.iter().filter(|_| facts.sheet.is_none());
        let forename = |(first, next): &(Arc<str>, Arc<str>)| {
            let thing = Named::Name(first.to_string()).thing();
            let name = things[..names].binary_search_by_key(&thing, |(thing, _)| *thing).ok()?;
            let (hash, end) = (hash_of(next).fold(16), end_of(next).number());
            Some(Forename { name: u16::try_from(name).ok()?, next: u16::try_from(hash).ok()?, end })
        };
        let mut forenames: Vec<Forename> = forenames.filter_map(forename).collect();
        forenames.sort_unstable();
        forenames.dedup();
        Self {
            order,
            ends: things[..names].iter().map(|(_, end)| *end).collect(),
            things: things.into_iter().map(|(thing, _)| thing).collect(),
            forenames: forenames.into(),
        }
    }

    /// Whether a name is of two people in two documents, by its places there: "Nigel Bramley" here, "Nigel Oster"
    /// there; or two names that begin alike, "Janikowski" and "Janikiewicz".
    pub(super) fn tells_of_two(&self, name: usize, other: &Self, there: usize) -> bool {
        if !self.end_at(name).may_be(other.end_at(there)) {
            return true;
        }
        let (ours, theirs) = (self.behind(name), other.behind(there));
        let is_one = |one: &Forename, other: &Forename| {
            let ends = (NameEnd::from_number(one.end), NameEnd::from_number(other.end));
            one.next == other.next && ends.0.may_be(ends.1)
        };
        let shared = ours.iter().any(|one| theirs.iter().any(|other| is_one(one, other)));
        !ours.is_empty() && !theirs.is_empty() && !shared
    }

    /// The things by which it is looked up.
    pub fn listed(&self) -> impl Iterator<Item = &Thing> {
        self.things.iter().filter(|thing| thing.is_listed())
    }

    /// How many names and cities it holds. They come first.
    pub(super) fn identifying(&self) -> usize {
        self.things.partition_point(|thing| thing.identifies())
    }

    /// The cities among its things.
    pub(super) fn cities(&self) -> &[Thing] {
        &self.things[self.ends.len().min(self.identifying())..self.identifying()]
    }

    fn end_at(&self, place: usize) -> NameEnd {
        self.ends.get(place).copied().unwrap_or_default()
    }

    fn behind(&self, place: usize) -> &[Forename] {
        let start = self.forenames.partition_point(|forename| usize::from(forename.name) < place);
        let rest = &self.forenames[start..];
        &rest[..rest.partition_point(|forename| usize::from(forename.name) == place)]
    }
}

/// What a document names, each once, in order. A reference sheet tells no story.
pub(super) fn named_in(document: &DocumentFacts, vocabulary: &Vocabulary) -> Vec<Named> {
    if document.sheet.is_some() {
        return Vec::new();
    }
    let profile = &document.profile;
    let mut found: Vec<Named> = profile.names.iter().map(|(name, _)| Named::Name(name.to_string())).collect();
    for &(place, _) in &profile.places {
        let key = vocabulary.places.key(place);
        found.push(Named::Country(vocabulary.places.country(place).to_string()));
        if key.contains('/') {
            found.push(Named::City(key.to_string()));
        }
    }
    let happenings = profile.about.iter().filter_map(|concept| happening_of(*concept, vocabulary));
    found.extend(happenings.map(Named::Happening));
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

/// The figures of a document that are more than small numbers, each once, in order.
pub fn figures_of(document: &DocumentFacts) -> Box<[Decimal]> {
    let figures = document.facts.iter().filter_map(|fact| match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.single(),
        _ => None,
    });
    let mut figures: Vec<Decimal> =
        figures.filter(|figure| *figure >= Decimal::TEN).map(|figure| figure.normalize()).collect();
    figures.sort_unstable();
    figures.dedup();
    figures.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_come_in_order_and_the_undated_first() {
        let days = [None, Some(date(-400, 1, 1)), Some(date(1999, 12, 31)), Some(date(2025, 6, 17))];
        let orders: Vec<Order> = days.iter().map(|day| Order::new(*day, "a.txt")).collect();
        assert!(orders.is_sorted() && !orders[0].is_dated() && orders[1].is_dated());
        assert_eq!(orders[2].days_apart(orders[3]), Some(9300));
        assert_eq!(orders[0].days_apart(orders[3]), None);
        assert!(Order::start_of(date(2025, 6, 17)) <= orders[3]);
        assert!(Order::new(Some(Date::MAX), "a").number() < 1 << 63);
    }

    #[test]
    fn a_thing_keeps_its_kind() {
        for (named, kind) in [
            (Named::Name("korbilard".into()), Kind::Name),
            (Named::City("korbilard".into()), Kind::City),
            (Named::Country("korbilard".into()), Kind::Country),
            (Named::Figure("korbilard".into()), Kind::Figure),
            (Named::Happening("korbilard"), Kind::Happening),
        ] {
            let thing = named.thing();
            assert_eq!(thing.kind(), kind);
            assert_eq!(Thing::from_number(thing.number()), thing);
            assert!(thing.number() < 1 << 48);
        }
    }
}
