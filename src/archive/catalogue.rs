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

/// A document that was looked up.
struct Entry {
    origin: Origin,
    card: Rc<Card>,
    figures: Option<Arc<[Decimal]>>,
    story: Option<DeclaredStory>,
}

/// Who names a thing, over a stretch of the days: all of them between the first and the last.
#[derive(Clone)]
struct Window {
    holders: Rc<[Holder]>,
    /// Whether there are others before the first, and behind the last.
    more: (bool, bool),
}

impl Window {
    /// Those on one side of a place, the nearest last where they come before it and first where they come behind
    /// it, and whether there are more. `None` where the place lies outside.
    fn beside(&self, place: Order, side: Side) -> Option<(&[Holder], bool)> {
        let (first, last) = (self.holders.first(), self.holders.last());
        let is_outside = self.more.0 && first.is_none_or(|(first, _)| place < *first)
            || self.more.1 && last.is_none_or(|(last, _)| place > *last);
        if is_outside {
            return None;
        }
        Some(match side {
            Side::Before => {
                let end = self.holders.partition_point(|(order, _)| *order < place);
                (&self.holders[..end], self.more.0)
            }
            Side::After => {
                let start = self.holders.partition_point(|(order, _)| *order <= place);
                (&self.holders[start..], self.more.1)
            }
        })
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
    /// The names of the new ones.
    new_names: Vec<String>,
    new_holders: FxHashMap<Thing, Vec<(Order, u32)>>,
    entries: RefCell<Vec<Entry>>,
    /// `None` for an article that does not count.
    numbers: RefCell<FxHashMap<(usize, i64), Option<u32>>>,
    windows: RefCell<FxHashMap<(usize, Thing), Window>>,
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
        for (index, (document, card, facts)) in (0..).zip(new) {
            for thing in &card.things {
                new_holders.entry(*thing).or_default().push((card.order, index));
            }
            entries.push(Entry {
                origin: Origin::New(index as usize),
                card: Rc::new(card.clone()),
                figures: Some(figures_of(facts).into()),
                story: document.story.clone(),
            });
        }
        new_holders.values_mut().for_each(|holders| holders.sort_unstable());
        Ok(Self {
            stores,
            narrowed,
            replaced,
            new_names: new.iter().map(|(document, ..)| document.name.clone()).collect(),
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

    /// The document's number in the catalogue; `None` where it does not count.
    fn number(&self, store: usize, id: i64) -> Result<Option<u32>, ArchiveError> {
        if let Some(known) = self.numbers.borrow().get(&(store, id)) {
            return Ok(*known);
        }
        let number = match self.card_that_counts(store, id)? {
            Some(card) => {
                let mut entries = self.entries.borrow_mut();
                let number = u32::try_from(entries.len()).unwrap_or(u32::MAX);
                let origin = Origin::Stored(store, id);
                let story = self.stores[store].story(id)?;
                entries.push(Entry { origin, card: Rc::new(card), figures: None, story });
                Some(number)
            }
            None => None,
        };
        self.numbers.borrow_mut().insert((store, id), number);
        Ok(number)
    }

    fn card_that_counts(&self, store: usize, id: i64) -> Result<Option<Card>, ArchiveError> {
        if self.replaced.contains(&(store, id)) {
            return Ok(None);
        }
        let Some(card) = self.stores[store].card(id)?.filter(|card| self.narrowed.holds(card)) else {
            return Ok(None);
        };
        if store > 0 {
            let name = self.stores[store].name(id)?;
            for before in &self.stores[..store] {
                if before.find(&name)?.is_some() {
                    return Ok(None);
                }
            }
        }
        Ok(Some(card))
    }

    /// Puts what is declared of documents over those that were found to tell the story of one.
    pub fn settled(&self, document: u32, mut found: Vec<u32>) -> Result<Vec<u32>, ArchiveError> {
        let story = |document: u32| self.entries.borrow()[document as usize].story.clone();
        let own = story(document);
        found.retain(|&other| declared(own.as_ref(), story(other).as_ref()) != Some(false));
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
        for (number, name) in (0..).zip(&self.new_names) {
            let entry = &self.entries.borrow()[number as usize];
            if entry.story.as_ref() == Some(story) {
                tellers.push((entry.card.order.day(), name.clone(), number));
            }
        }
        for (at, store) in self.stores.iter().enumerate() {
            for id in store.tellers(story)? {
                if let Some(number) = self.number(at, id)? {
                    tellers.push((self.order(number).day(), store.name(id)?, number));
                }
            }
        }
        tellers.sort_unstable();
        Ok(tellers.into_iter().map(|(.., number)| number).collect())
    }

    /// The window around a place that is known, or else one that reaches `count` holders to either side.
    fn window(&self, store: usize, thing: Thing, place: Order, count: usize) -> Result<Window, ArchiveError> {
        let known = self.windows.borrow().get(&(store, thing)).cloned();
        let is_new = known.is_none();
        if let Some(known) = known.filter(|known| known.beside(place, Side::After).is_some()) {
            return Ok(known);
        }
        let few = if is_new { self.stores[store].few_holders(thing)? } else { None };
        match few {
            Some(few) => Ok(self.keep(store, thing, Window { holders: few.into(), more: (false, false) })),
            None => self.widened(store, thing, place, count),
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
        Ok(self.keep(store, thing, Window { holders: holders.into(), more: (more_before, more_after) }))
    }

    fn keep(&self, store: usize, thing: Thing, window: Window) -> Window {
        self.windows.borrow_mut().insert((store, thing), window.clone());
        window
    }

    /// Whether more holders than so many were seen already, whichever of them are replaced.
    fn are_at_hand(&self, thing: Thing, than: usize) -> bool {
        let windows = self.windows.borrow();
        let seen = windows.get(&(0, thing)).map_or(0, |window| window.holders.len());
        self.narrowed.is_open() && seen > than + self.replaced.len()
    }

    /// The documents of a store that name a thing, those nearest to a place on one side of it, the nearest first.
    fn near_in(
        &self,
        store: usize,
        thing: Thing,
        place: Order,
        side: Side,
        count: usize,
    ) -> Result<Vec<(Order, u32)>, ArchiveError> {
        let mut wanted = count.saturating_mul(REACH);
        let mut window = self.window(store, thing, place, wanted)?;
        loop {
            let Some((beside, more)) = window.beside(place, side) else { return Ok(Vec::new()) };
            let found = match side {
                Side::Before => self.those_that_count(store, beside.iter().rev(), count)?,
                Side::After => self.those_that_count(store, beside.iter(), count)?,
            };
            if found.len() >= count || !more {
                return Ok(found);
            }
            wanted = wanted.saturating_mul(REACH);
            window = self.widened(store, thing, place, wanted)?;
        }
    }

    fn those_that_count<'h>(
        &self,
        store: usize,
        holders: impl Iterator<Item = &'h Holder>,
        count: usize,
    ) -> Result<Vec<(Order, u32)>, ArchiveError> {
        let mut found = Vec::new();
        for (order, id) in holders {
            if found.len() == count {
                break;
            }
            found.extend(self.number(store, *id)?.map(|number| (*order, number)));
        }
        Ok(found)
    }
}

impl Catalogue for Shelves<'_> {
    type Error = ArchiveError;
    type Known<'b>
        = Rc<Card>
    where
        Self: 'b;

    fn order(&self, document: u32) -> Order {
        self.entries.borrow()[document as usize].card.order
    }

    fn card(&self, document: u32) -> Result<Rc<Card>, ArchiveError> {
        Ok(Rc::clone(&self.entries.borrow()[document as usize].card))
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
            near.append(&mut self.near_in(store, thing, place, side, count)?);
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
        if self.are_at_hand(thing, than) {
            held = than + 1;
        }
        for store in 0..self.stores.len() {
            if held <= than {
                held += self.near_in(store, thing, Order::default(), Side::After, than + 1)?.len();
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
