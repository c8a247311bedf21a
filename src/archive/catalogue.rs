//! New articles and stores as one catalogue: the search for stories sees no difference to a corpus in memory.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::alignment::{Card, Catalogue, Order, Side, Thing, declared, declared_neighbours, figures_of};
use crate::document::{DeclaredStory, Document};
use crate::extract::DocumentFacts;
use crate::model::Decimal;

use super::lists::Holder;
use super::{ArchiveError, Store};

/// Where a document of the catalogue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    /// Among the new ones, by its number there.
    New(usize),
    /// In a store, by the store's number and its own.
    Stored(usize, i64),
}

/// Which articles of the stores count.
#[derive(Clone, Debug, Default)]
pub struct Narrowed {
    /// Those published on this day or later.
    pub since: Option<crate::model::Date>,
    /// Those published on this day or earlier.
    pub until: Option<crate::model::Date>,
    /// Those that name all of these.
    pub naming: Vec<Thing>,
}

impl Narrowed {
    /// Whether all articles count.
    fn is_open(&self) -> bool {
        self.since.is_none() && self.until.is_none() && self.naming.is_empty()
    }

    pub(super) fn holds(&self, card: &Card) -> bool {
        let since = self.since.is_none_or(|day| card.order >= Order::start_of(day));
        let until = self.until.is_none_or(|day| {
            let after = day.tomorrow().map(Order::start_of);
            card.order.is_dated() && after.is_ok_and(|after| card.order < after)
        });
        since && until && self.naming.iter().all(|thing| card.things.binary_search(thing).is_ok())
    }
}

/// A document that was met. What is known of it beyond its place is looked up when it is asked for.
struct Entry {
    origin: Origin,
    order: Order,
    card: Option<Rc<Card>>,
    figures: Option<Arc<[Decimal]>>,
}

/// Who of a store names a thing, over a stretch of the days: all that count between its ends.
#[derive(Clone)]
struct Window {
    holders: Rc<[(Order, u32)]>,
    /// Where it ends on either side; nowhere, where there are no others beyond.
    ends: (Option<Order>, Option<Order>),
}

impl Window {
    /// Those on one side of a place, the nearest last where they come before it and first where they come behind
    /// it, and whether there are more. `None` where the place lies outside.
    fn beside(&self, place: Order, side: Side) -> Option<(&[(Order, u32)], bool)> {
        let (first, last) = self.ends;
        if first.is_some_and(|first| place < first) || last.is_some_and(|last| place > last) {
            return None;
        }
        Some(match side {
            Side::Before => {
                let end = self.holders.partition_point(|(order, _)| *order < place);
                (&self.holders[..end], first.is_some())
            }
            Side::After => {
                let start = self.holders.partition_point(|(order, _)| *order <= place);
                (&self.holders[start..], last.is_some())
            }
        })
    }

    /// Whether so many on one side of a place are known, or all that there are.
    fn reaches(&self, place: Order, side: Side, count: usize) -> bool {
        self.beside(place, side).is_some_and(|(beside, more)| beside.len() >= count || !more)
    }

    fn is_whole(&self) -> bool {
        self.ends == (None, None)
    }
}

/// A window reaches that many times as far as is asked: the next document of the same days asks again.
const REACH: usize = 2;

/// The catalogue. What was looked up once is not looked up again.
pub(super) struct Shelves<'a> {
    stores: &'a [Store],
    narrowed: &'a Narrowed,
    /// Articles of stores in whose place others stand.
    replaced: FxHashSet<(usize, i64)>,
    /// The names of the new ones, and the stories that they are declared to tell.
    new: Vec<(String, Option<DeclaredStory>)>,
    new_holders: FxHashMap<Thing, Vec<(Order, u32)>>,
    entries: RefCell<Vec<Entry>>,
    /// `None` for an article that does not count.
    numbers: RefCell<FxHashMap<(usize, i64), Option<u32>>>,
    /// For each thing of a store the stretches that were read.
    windows: RefCell<FxHashMap<(usize, Thing), Vec<Window>>>,
    common: RefCell<FxHashMap<Thing, bool>>,
}

impl<'a> Shelves<'a> {
    /// New articles, with what was read in them, before stores. One that has the name of a new
    /// one is replaced by it, and of stores the first counts.
    pub fn new(
        new: &[(&Document, Card, &DocumentFacts)],
        stores: &'a [Store],
        narrowed: &'a Narrowed,
    ) -> Result<Self, ArchiveError> {
        let mut replaced = FxHashSet::default();
        for (document, ..) in new {
            for (number, store) in stores.iter().enumerate() {
                replaced.extend(store.find(&document.name)?.map(|id| (number, id)));
            }
        }
        let mut new_holders: FxHashMap<Thing, Vec<(Order, u32)>> = FxHashMap::default();
        let mut entries = Vec::new();
        for (index, (_, card, facts)) in (0..).zip(new) {
            for thing in card.listed() {
                new_holders.entry(*thing).or_default().push((card.order, index));
            }
            entries.push(Entry {
                origin: Origin::New(index as usize),
                order: card.order,
                card: Some(Rc::new(card.clone())),
                figures: Some(figures_of(facts).into()),
            });
        }
        new_holders.values_mut().for_each(|holders| holders.sort_unstable());
        Ok(Self {
            stores,
            narrowed,
            replaced,
            new: new.iter().map(|(document, ..)| (document.name.clone(), document.story.clone())).collect(),
            new_holders,
            entries: RefCell::new(entries),
            numbers: RefCell::default(),
            windows: RefCell::default(),
            common: RefCell::default(),
        })
    }

    /// Where a document stands.
    pub fn origin(&self, document: u32) -> Origin {
        self.entries.borrow()[document as usize].origin
    }

    /// The number in the catalogue of a document of a store; `None` where it does not count.
    fn number(&self, store: usize, order: Order, id: i64) -> Result<Option<u32>, ArchiveError> {
        if let Some(known) = self.numbers.borrow().get(&(store, id)) {
            return Ok(*known);
        }
        let number = if self.counts(store, id)? {
            let mut entries = self.entries.borrow_mut();
            let number = u32::try_from(entries.len()).unwrap_or(u32::MAX);
            entries.push(Entry { origin: Origin::Stored(store, id), order, card: None, figures: None });
            Some(number)
        } else {
            None
        };
        self.numbers.borrow_mut().insert((store, id), number);
        Ok(number)
    }

    /// Whether an article of a store is there, and is one of those that are asked for.
    fn counts(&self, store: usize, id: i64) -> Result<bool, ArchiveError> {
        if self.replaced.contains(&(store, id)) || self.stores[store].is_gone(id) {
            return Ok(false);
        }
        if !self.narrowed.is_open() {
            let card = self.stores[store].card(id)?;
            if !card.is_some_and(|card| self.narrowed.holds(&card)) {
                return Ok(false);
            }
        }
        if store > 0 {
            let name = self.stores[store].name(id)?;
            for before in &self.stores[..store] {
                if before.find(&name)?.is_some() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// The story that a document is declared to tell.
    fn story(&self, document: u32) -> Result<Option<DeclaredStory>, ArchiveError> {
        match self.origin(document) {
            Origin::New(number) => Ok(self.new[number].1.clone()),
            Origin::Stored(store, id) => self.stores[store].story(id),
        }
    }

    /// Puts what is declared of documents over those that were found to tell the story of one.
    pub fn settled(&self, document: u32, mut found: Vec<u32>) -> Result<Vec<u32>, ArchiveError> {
        let own = self.story(document)?;
        let mut stories = Vec::with_capacity(found.len());
        for &other in &found {
            stories.push(self.story(other)?);
        }
        let mut stories = stories.iter().map(Option::as_ref);
        found.retain(|_| declared(own.as_ref(), stories.next().flatten()) != Some(false));
        if let Some(own) = own {
            let tellers = self.tellers(&own)?;
            let at = tellers.iter().position(|teller| *teller == document).unwrap_or_default();
            let reach = declared_neighbours()?;
            let near = &tellers[at.saturating_sub(reach)..tellers.len().min(at + reach + 1)];
            found.extend(near.iter().filter(|other| **other != document));
        }
        Ok(found)
    }

    /// All that are declared to tell a story, in the order of their days and names.
    fn tellers(&self, story: &DeclaredStory) -> Result<Vec<u32>, ArchiveError> {
        let mut tellers = Vec::new();
        for (number, (name, told)) in (0..).zip(&self.new) {
            if told.as_ref() == Some(story) {
                tellers.push((self.order(number).day(), name.clone(), number));
            }
        }
        for (at, store) in self.stores.iter().enumerate() {
            for (order, id) in store.tellers(story)? {
                if let Some(number) = self.number(at, order, id)? {
                    tellers.push((self.order(number).day(), store.name(id)?, number));
                }
            }
        }
        tellers.sort_unstable();
        Ok(tellers.into_iter().map(|(.., number)| number).collect())
    }

    /// A window around a place that is known and reaches `least` holders to one side, or else one that reaches
    /// more to either side.
    fn window(
        &self,
        store: usize,
        thing: Thing,
        (place, side): (Order, Side),
        least: usize,
    ) -> Result<Window, ArchiveError> {
        let mut is_new = true;
        if let Some(known) = self.windows.borrow().get(&(store, thing)) {
            is_new = false;
            if let Some(known) = known.iter().rev().find(|known| known.reaches(place, side, least)) {
                return Ok(known.clone());
            }
        }
        let few = if is_new { self.stores[store].few_holders(thing)? } else { None };
        match few {
            Some(few) => self.keep(store, thing, &few, (None, None)),
            None => self.widened(store, thing, place, least.saturating_mul(REACH)),
        }
    }

    /// A window that reaches `count` holders to either side of a place.
    fn widened(
        &self,
        store: usize,
        thing: Thing,
        place: Order,
        count: usize,
    ) -> Result<Window, ArchiveError> {
        let store_at = &self.stores[store];
        let next = Order::from_number(place.number().saturating_add(1));
        let (mut holders, more_before) = store_at.holders_near(thing, next, Side::Before, count)?;
        let (mut after, more_after) = store_at.holders_near(thing, place, Side::After, count)?;
        // Farther ones may stand between those of other runs.
        if more_before {
            holders.truncate(count);
        }
        if more_after {
            after.truncate(count);
        }
        holders.reverse();
        holders.append(&mut after);
        let end = |more: bool, end: Option<&Holder>| end.filter(|_| more).map(|(order, _)| *order);
        let ends = (end(more_before, holders.first()), end(more_after, holders.last()));
        self.keep(store, thing, &holders, ends)
    }

    /// Keeps a window, with those of the holders that count.
    fn keep(
        &self,
        store: usize,
        thing: Thing,
        holders: &[Holder],
        ends: (Option<Order>, Option<Order>),
    ) -> Result<Window, ArchiveError> {
        let mut counting = Vec::with_capacity(holders.len());
        for &(order, id) in holders {
            counting.extend(self.number(store, order, id)?.map(|number| (order, number)));
        }
        let window = Window { holders: counting.into(), ends };
        self.windows.borrow_mut().entry((store, thing)).or_default().push(window.clone());
        Ok(window)
    }

    /// The documents of a store that name a thing, those nearest to a place on one side of it, the nearest first.
    fn near_in(
        &self,
        store: usize,
        thing: Thing,
        place: Order,
        side: Side,
        count: usize,
        found: &mut Vec<(Order, u32)>,
    ) -> Result<(), ArchiveError> {
        let mut wanted = count.saturating_mul(REACH);
        let mut window = self.window(store, thing, (place, side), count)?;
        loop {
            let Some((beside, more)) = window.beside(place, side) else { return Ok(()) };
            if beside.len() >= count || !more {
                match side {
                    Side::Before => found.extend(beside.iter().rev().take(count)),
                    Side::After => found.extend(beside.iter().take(count)),
                }
                return Ok(());
            }
            wanted = wanted.saturating_mul(REACH);
            window = self.widened(store, thing, place, wanted)?;
        }
    }

    /// How many documents of a store name a thing, as far as it is known without a further look.
    fn known_holders(&self, store: usize, thing: Thing) -> (usize, bool) {
        let windows = self.windows.borrow();
        let most = windows.get(&(store, thing)).into_iter().flatten().max_by_key(|known| known.holders.len());
        most.map_or((0, false), |window| (window.holders.len(), window.is_whole()))
    }
}

impl Catalogue for Shelves<'_> {
    type Error = ArchiveError;
    type Known<'b>
        = Rc<Card>
    where
        Self: 'b;

    fn order(&self, document: u32) -> Order {
        self.entries.borrow()[document as usize].order
    }

    fn card(&self, document: u32) -> Result<Rc<Card>, ArchiveError> {
        let known = self.entries.borrow()[document as usize].card.clone();
        match (known, self.origin(document)) {
            (Some(card), _) => Ok(card),
            (None, Origin::Stored(store, id)) => {
                let lost =
                    || ArchiveError::damaged(self.stores[store].path(), format!("article {id} is not there"));
                let card = Rc::new(self.stores[store].card(id)?.ok_or_else(lost)?);
                self.entries.borrow_mut()[document as usize].card = Some(Rc::clone(&card));
                Ok(card)
            }
            (None, Origin::New(_)) => Ok(Rc::default()),
        }
    }

    fn near(
        &self,
        thing: Thing,
        document: u32,
        side: Side,
        count: usize,
        found: &mut Vec<u32>,
    ) -> Result<(), ArchiveError> {
        let place = self.order(document);
        let new = self.new_holders.get(&thing).map(Vec::as_slice).unwrap_or_default();
        let mut near: Vec<(Order, u32)> = match side {
            Side::Before => new.iter().filter(|(order, _)| *order < place).copied().collect(),
            Side::After => new.iter().filter(|(order, _)| *order > place).copied().collect(),
        };
        for store in 0..self.stores.len() {
            self.near_in(store, thing, place, side, count, &mut near)?;
        }
        near.sort_unstable();
        if side == Side::Before {
            near.reverse();
        }
        found.extend(near.into_iter().take(count).map(|(_, number)| number));
        Ok(())
    }

    fn is_held_by_more(&self, thing: Thing, than: usize) -> Result<bool, ArchiveError> {
        if let Some(known) = self.common.borrow().get(&thing) {
            return Ok(*known);
        }
        let mut held = self.new_holders.get(&thing).map_or(0, Vec::len);
        let mut found = Vec::new();
        for store in 0..self.stores.len() {
            let (known, is_all) = self.known_holders(store, thing);
            held += known;
            if held <= than && !is_all {
                found.clear();
                self.near_in(store, thing, Order::default(), Side::After, than + 1, &mut found)?;
                held = held - known + found.len();
            }
        }
        self.common.borrow_mut().insert(thing, held > than);
        Ok(held > than)
    }

    fn figures(&self, document: u32) -> Result<Arc<[Decimal]>, ArchiveError> {
        let known = self.entries.borrow()[document as usize].figures.clone();
        match (known, self.origin(document)) {
            (Some(figures), _) => Ok(figures),
            (None, Origin::Stored(store, id)) => {
                let figures: Arc<[Decimal]> = self.stores[store].figures(id)?.into();
                self.entries.borrow_mut()[document as usize].figures = Some(Arc::clone(&figures));
                Ok(figures)
            }
            (None, Origin::New(_)) => Ok(Arc::default()),
        }
    }
}
