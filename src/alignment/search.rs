//! Which documents tell one story: one search, over a corpus in memory and over an archive alike.

use std::collections::hash_map::Entry;
use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::Decimal;
use crate::text::Fault;

use super::limits::{Limits, StoryLimits};
use super::named::{Card, Kind, Order, Thing};
use super::outline::Outline;
use super::shared::Both;

/// Where documents are looked up by what they name. Documents are numbers here, which the catalogue gives out.
pub trait Catalogue {
    /// Why a look-up can fail.
    type Error;
    /// What is known of a document.
    type Known<'a>: Deref<Target = Card>
    where
        Self: 'a;

    /// A document's place among all others.
    fn order(&self, document: u32) -> Order;

    /// What is known of it.
    ///
    /// # Errors
    ///
    /// The look-up failed.
    fn card(&self, document: u32) -> Result<Self::Known<'_>, Self::Error>;

    /// Adds the documents nearest to a document, `count` at most, on one side of it, out of those that
    /// name a thing.
    ///
    /// # Errors
    ///
    /// The look-up failed.
    fn near(
        &self,
        thing: Thing,
        document: u32,
        side: Side,
        count: usize,
        found: &mut Vec<u32>,
    ) -> Result<(), Self::Error>;

    /// Whether more documents than so many name a thing.
    ///
    /// # Errors
    ///
    /// The look-up failed.
    fn is_held_by_more(&self, thing: Thing, than: usize) -> Result<bool, Self::Error>;

    /// What a document is about; nothing where there are more of them than anyone puts together for one story.
    fn outline(&self, _document: u32) -> Option<&Outline> {
        None
    }

    /// A document's figures, as [`figures_of`](super::figures_of) gives them.
    ///
    /// # Errors
    ///
    /// The look-up failed.
    fn figures(&self, document: u32) -> Result<Arc<[Decimal]>, Self::Error>;
}

/// Before a document, or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

impl Side {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Before, Self::After];
}

/// The search for the documents of one story.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a, C> {
    catalogue: &'a C,
    limits: &'a StoryLimits,
}

impl<'a, C: Catalogue> Search<'a, C> {
    /// The search over a catalogue.
    ///
    /// # Errors
    ///
    /// A [`Fault`] in `rules/alignment.toml`.
    pub fn new(catalogue: &'a C) -> Result<Self, Fault> {
        Ok(Self { catalogue, limits: &Limits::shared()?.story })
    }

    /// The documents that tell the story of one, by what both name, in their order. Of those that share more
    /// than a country so many neighbours in time are looked at, on the given sides, so that the work
    /// grows with the documents, however many of them tell one story.
    ///
    /// # Errors
    ///
    /// A look-up failed.
    pub fn alike(&self, document: u32, sides: &[Side]) -> Result<Vec<u32>, C::Error> {
        let mut alike = self.begin(document, sides)?;
        self.go_on(&mut alike, usize::MAX, None)?;
        Ok(alike.found)
    }

    /// The search for the documents alike to one, not begun yet.
    ///
    /// # Errors
    ///
    /// A look-up failed.
    pub fn begin(&self, document: u32, sides: &[Side]) -> Result<Alike, C::Error> {
        let card = self.catalogue.card(document)?;
        let mut near = Vec::new();
        for thing in card.things.iter() {
            if !thing.brings_together() && !self.looks_through(document, *thing) {
                continue;
            }
            for side in sides {
                self.catalogue.near(*thing, document, *side, self.limits.neighbours, &mut near)?;
            }
        }
        near.sort_unstable();
        near.dedup();
        let order = self.catalogue.order(document);
        let in_time =
            |place: Order| place.days_apart(order).is_none_or(|days| days <= self.limits.days.unsigned_abs());
        let near = near.into_iter().map(|other| (self.catalogue.order(other), other));
        let mut near: Vec<(Order, u32)> = near.filter(|(place, _)| in_time(*place)).collect();
        near.sort_unstable();
        Ok(Alike { document, worth: self.worth(&card)?, near, at: 0, found: Vec::new() })
    }

    /// Goes on with it until the first of them are found that can join one document to another: so many, and
    /// up to the last day on which they can be akin to the other.
    ///
    /// # Errors
    ///
    /// A look-up failed.
    pub fn find_friends(&self, alike: &mut Alike, of: u32) -> Result<(), C::Error> {
        let order = self.catalogue.order(of);
        let last = order.is_dated().then(|| order.day() + self.limits.close_days.unsigned_abs());
        self.go_on(alike, self.limits.friends, last)
    }

    /// Goes on with it to its end.
    ///
    /// # Errors
    ///
    /// A look-up failed.
    pub fn find_all(&self, alike: &mut Alike) -> Result<(), C::Error> {
        self.go_on(alike, usize::MAX, None)
    }

    fn go_on(&self, alike: &mut Alike, count: usize, last: Option<u64>) -> Result<(), C::Error> {
        let card = self.catalogue.card(alike.document)?;
        while let Some(&(place, other)) = alike.near.get(alike.at) {
            if alike.found.len() >= count || last.is_some_and(|last| place.day() > last) {
                break;
            }
            alike.at += 1;
            if self.are_alike(alike.document, other, (&card, &alike.worth))? {
                alike.found.push(other);
            }
        }
        Ok(())
    }

    /// What each thing of a card is worth.
    pub(super) fn worth(&self, card: &Card) -> Result<Vec<u32>, C::Error> {
        card.things.iter().map(|thing| self.points(*thing)).collect()
    }

    fn are_alike(&self, document: u32, other: u32, ours: (&Card, &[u32])) -> Result<bool, C::Error> {
        let theirs = self.catalogue.card(other)?;
        let needed = self.needed(document, other);
        let dated = self.catalogue.order(document).is_dated() && self.catalogue.order(other).is_dated();
        let least = needed.unwrap_or_default();
        let least = if dated { least } else { least.min(self.limits.needed_when_close) };
        // Nearly all neighbours share a thing or two: that is seen before it is looked at closely.
        let both = self.both(ours, &theirs);
        if both.most() < least {
            return Ok(self.are_of_one_topic(document, other, &both));
        }
        let tally = both.tally();
        if tally.is_one(needed) || self.are_of_one_topic(document, other, &both) {
            return Ok(true);
        }
        // Of texts whose days are unknown the figures say that they are of the same ones.
        let nearly = !dated && tally.identified && tally.points >= self.limits.needed_when_close;
        if nearly && self.share_figures(document, other)? {
            return Ok(true);
        }
        // A point short, and of the same days: so many figures are not the same by chance.
        let close = needed == Some(self.limits.needed_when_close)
            && tally.points + 1 == self.limits.needed_when_close;
        Ok(close
            && tally.identified
            && self.shared_figures(document, other)?.len() >= self.limits.many_figures)
    }

    /// Whether two texts of the same days, which share a country or more, are about one thing and print the same figures.
    fn are_of_one_topic(&self, document: u32, other: u32, both: &Both<'_>) -> bool {
        let close = self.needed(document, other) == Some(self.limits.needed_when_close);
        let outlines = || self.catalogue.outline(document).zip(self.catalogue.outline(other));
        close
            && both.name_one()
            && !both.name_other_cities()
            && outlines().is_some_and(|(ours, theirs)| ours.is_one_story(theirs, &both.tally(), self.limits))
    }

    /// Whether the texts that name a country are looked through for one of the same topic.
    fn looks_through(&self, document: u32, thing: Thing) -> bool {
        thing.kind() == Kind::Country && self.catalogue.outline(document).is_some()
    }

    /// Those that another one joins to a document: two texts of one land and the same days, both alike to a
    /// third one, in which the same figures stand; or of one happening, with a figure that stands in all three.
    /// "Sybin" is known to be Sibiu by the text that says both. `own` are those alike to the document; `friends`
    /// gives those alike to another one, as [`Self::alike`] does, or as many of them as [`Self::find_friends`].
    ///
    /// # Errors
    ///
    /// A look-up failed.
    pub fn joined<F: Deref<Target = [u32]>>(
        &self,
        document: u32,
        own: &[u32],
        mut friends: impl FnMut(u32) -> Result<F, C::Error>,
    ) -> Result<Vec<u32>, C::Error> {
        let itself = own.iter().chain([&document]).map(|&known| (known, Kinship::None));
        let mut known: FxHashMap<u32, Kinship> = itself.collect();
        let mut joined = Vec::new();
        for &friend in own {
            let theirs = friends(friend)?;
            let few = &theirs[..theirs.len().min(self.limits.friends)];
            if !few.contains(&document) {
                continue;
            }
            for &other in few {
                let kinship = match known.entry(other) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(unknown) => unknown.insert(self.kinship(document, other)?),
                };
                let is_akin = match kinship {
                    Kinship::None => false,
                    Kinship::ByFigures => true,
                    Kinship::ByHappening(figures) => {
                        let theirs = self.catalogue.figures(friend)?;
                        figures.iter().any(|figure| theirs.binary_search(figure).is_ok())
                    }
                };
                if is_akin {
                    *kinship = Kinship::None;
                    joined.push(other);
                }
            }
        }
        joined.sort_unstable_by_key(|&other| (self.catalogue.order(other), other));
        Ok(joined)
    }

    fn kinship(&self, document: u32, other: u32) -> Result<Kinship, C::Error> {
        let days = self.days_apart(document, other);
        if days.is_some_and(|days| days > self.limits.close_days.unsigned_abs()) {
            return Ok(Kinship::None);
        }
        let (ours, theirs) = (self.catalogue.card(document)?, self.catalogue.card(other)?);
        if !ours.things.iter().any(|thing| theirs.things.binary_search(thing).is_ok()) {
            return Ok(Kinship::None);
        }
        let figures = self.shared_figures(document, other)?;
        if figures.is_empty() {
            return Ok(Kinship::None);
        }
        let worth = self.worth(&ours)?;
        let tally = self.both((&ours, &worth), &theirs).tally();
        Ok(match figures.len() >= self.limits.figures {
            true if tally.points > 0 => Kinship::ByFigures,
            false if tally.happening => Kinship::ByHappening(figures),
            _ => Kinship::None,
        })
    }

    fn share_figures(&self, document: u32, other: u32) -> Result<bool, C::Error> {
        Ok(self.shared_figures(document, other)?.len() >= self.limits.figures)
    }

    fn shared_figures(&self, document: u32, other: u32) -> Result<Vec<Decimal>, C::Error> {
        let (ours, theirs) = (self.catalogue.figures(document)?, self.catalogue.figures(other)?);
        Ok(ours.iter().filter(|figure| theirs.binary_search(figure).is_ok()).copied().collect())
    }

    /// Two documents side by side.
    pub(super) fn both<'b>(&self, (ours, worth): (&'b Card, &'b [u32]), theirs: &'b Card) -> Both<'b>
    where
        'a: 'b,
    {
        Both { ours, worth, theirs, limits: self.limits }
    }

    /// What a shared thing is worth. A name that many documents share is worth less than a rare one.
    fn points(&self, thing: Thing) -> Result<u32, C::Error> {
        Ok(match thing.kind() {
            Kind::Country => self.limits.country,
            Kind::Happening => self.limits.happening,
            // A figure that many texts print is the same by chance.
            Kind::Figure if self.catalogue.is_held_by_more(thing, self.limits.rare_holders)? => 0,
            _ if self.catalogue.is_held_by_more(thing, self.limits.rare_holders)? => self.limits.common_name,
            Kind::Name => self.limits.name,
            Kind::City => self.limits.city,
            Kind::Figure => self.limits.figure,
        })
    }

    fn days_apart(&self, document: u32, other: u32) -> Option<u64> {
        self.catalogue.order(document).days_apart(self.catalogue.order(other))
    }

    /// How many points make two documents one story, by the days between them; `None` where they are too far
    /// apart.
    pub(super) fn needed(&self, document: u32, other: u32) -> Option<u32> {
        match self.days_apart(document, other) {
            Some(days) if days <= self.limits.close_days.unsigned_abs() => {
                Some(self.limits.needed_when_close)
            }
            Some(days) if days > self.limits.days.unsigned_abs() => None,
            _ => Some(self.limits.needed),
        }
    }

    pub(super) fn limits(&self) -> &'a StoryLimits {
        self.limits
    }
}

/// What can join a document to another one that a third one is alike to.
enum Kinship {
    None,
    /// So many figures in common that it is enough.
    ByFigures,
    /// A happening, and these figures, of which one stands in the third one too.
    ByHappening(Vec<Decimal>),
}

/// The documents alike to one, as far as they are looked for.
#[derive(Clone, Debug)]
pub struct Alike {
    document: u32,
    /// What each thing of the document is worth.
    worth: Vec<u32>,
    /// Those that may be alike, in their order, and how many of them were looked at.
    near: Vec<(Order, u32)>,
    at: usize,
    found: Vec<u32>,
}

impl Alike {
    /// Those that are found so far, in their order.
    pub fn found(&self) -> &[u32] {
        &self.found
    }
}
