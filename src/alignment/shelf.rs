//! A catalogue in memory.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::model::Decimal;

use super::named::{Card, Order, Thing};
use super::outline::Outline;
use super::search::{Catalogue, Search, Side};

/// Documents in memory, numbered in their order.
#[derive(Debug)]
pub struct Shelf<F> {
    cards: Vec<Card>,
    /// Where the holders of each thing stand.
    lists: FxHashMap<Thing, (u32, u32)>,
    holders: Vec<u32>,
    figures: F,
    outlines: Vec<Outline>,
}

impl<F> Shelf<F> {
    /// A catalogue of cards, which come in their order; `figures` gives those of each document.
    pub fn new(cards: impl IntoIterator<Item = Card>, figures: F) -> Self {
        let cards: Vec<Card> = cards.into_iter().collect();
        let mut lists: FxHashMap<Thing, (u32, u32)> = FxHashMap::default();
        for thing in cards.iter().flat_map(Card::listed) {
            lists.entry(*thing).or_default().1 += 1;
        }
        let mut next: u32 = 0;
        for (start, length) in lists.values_mut() {
            *start = next;
            next += std::mem::take(length);
        }
        let mut holders = vec![0; next as usize];
        for (document, card) in (0..).zip(&cards) {
            for thing in card.listed() {
                let Some((start, length)) = lists.get_mut(thing) else { continue };
                holders[(*start + *length) as usize] = document;
                *length += 1;
            }
        }
        Self { cards, lists, holders, figures, outlines: Vec::new() }
    }

    /// The same catalogue, with what each document is about.
    #[must_use]
    pub(super) fn with_outlines(self, outlines: Vec<Outline>) -> Self {
        Self { outlines, ..self }
    }

    fn holders(&self, thing: Thing) -> &[u32] {
        let (start, length) = self.lists.get(&thing).copied().unwrap_or_default();
        &self.holders[start as usize..(start + length) as usize]
    }
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl<E: Send, F> Shelf<F>
where
    F: Fn(u32) -> Result<Arc<[Decimal]>, E> + Sync,
{
    /// All pairs that tell one story, in order, the earlier document first.
    ///
    /// # Errors
    ///
    /// A look-up of figures failed.
    pub fn pairs(&self, search: Search<'_, Self>) -> Result<Vec<(u32, u32)>, E> {
        let documents = 0..number(self.cards.len());
        let after = documents.clone().into_par_iter().map(|document| search.alike(document, &[Side::After]));
        let after: Vec<Vec<u32>> = after.collect::<Result<_, E>>()?;
        let friends = Friends::of(&after);
        let joined = documents.into_par_iter().map(|document| {
            let own = friends.of_one(document);
            let mut joined = search.joined(document, own, |other| Ok(friends.of_one(other)))?;
            joined.retain(|&other| document < other);
            Ok(joined)
        });
        let joined: Vec<Vec<u32>> = joined.collect::<Result<_, E>>()?;
        let mut pairs = Vec::new();
        for (document, (alike, joined)) in (0..).zip(after.into_iter().zip(joined)) {
            let first = pairs.len();
            pairs.extend(alike.into_iter().chain(joined).map(|other| (document, other)));
            pairs[first..].sort_unstable();
        }
        Ok(pairs)
    }
}

impl<E, F> Catalogue for Shelf<F>
where
    F: Fn(u32) -> Result<Arc<[Decimal]>, E>,
{
    type Error = E;
    type Known<'a>
        = &'a Card
    where
        Self: 'a;

    fn order(&self, document: u32) -> Order {
        self.cards[document as usize].order
    }

    fn card(&self, document: u32) -> Result<&Card, E> {
        Ok(&self.cards[document as usize])
    }

    fn near(
        &self,
        thing: Thing,
        document: u32,
        side: Side,
        count: usize,
        found: &mut Vec<u32>,
    ) -> Result<(), E> {
        let holders = self.holders(thing);
        let at = holders.partition_point(|&holder| holder < document);
        found.extend(match side {
            Side::Before => &holders[at.saturating_sub(count)..at],
            Side::After => {
                let from = at + usize::from(holders.get(at) == Some(&document));
                &holders[from..holders.len().min(from + count)]
            }
        });
        Ok(())
    }

    fn is_held_by_more(&self, thing: Thing, than: usize) -> Result<bool, E> {
        Ok(self.holders(thing).len() > than)
    }

    fn outline(&self, document: u32) -> Option<&Outline> {
        self.outlines.get(document as usize)
    }

    fn figures(&self, document: u32) -> Result<Arc<[Decimal]>, E> {
        (self.figures)(document)
    }
}

/// Those alike to each document, on both sides of it.
struct Friends {
    starts: Vec<u32>,
    friends: Vec<u32>,
}

impl Friends {
    fn of(after: &[Vec<u32>]) -> Self {
        let mut counts = vec![0_u32; after.len() + 1];
        for (document, others) in after.iter().enumerate() {
            counts[document] += number(others.len());
            others.iter().for_each(|&other| counts[other as usize] += 1);
        }
        let mut next = 0;
        let starts: Vec<u32> = counts
            .iter()
            .map(|count| {
                next += count;
                next - count
            })
            .collect();
        let mut ends = starts.clone();
        let mut friends = vec![0; next as usize];
        // Those before a document come to it first, in their order.
        for (document, others) in after.iter().enumerate() {
            for &other in others {
                friends[ends[other as usize] as usize] = number(document);
                ends[other as usize] += 1;
            }
        }
        for (document, others) in after.iter().enumerate() {
            for &other in others {
                friends[ends[document] as usize] = other;
                ends[document] += 1;
            }
        }
        Self { starts, friends }
    }

    fn of_one(&self, document: u32) -> &[u32] {
        let (start, end) = (self.starts[document as usize], self.starts[document as usize + 1]);
        &self.friends[start as usize..end as usize]
    }
}
