//! New articles against everything ever published.

use std::cell::RefCell;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::alignment::{Alike, Card, Search, Side};
use crate::document::Corpus;
use crate::engine::{self, Report};
use crate::lexicon::{Library, Vocabulary};
use crate::rules::RuleSet;

use super::catalogue::{Origin, Shelves};
use super::circle::{Circle, Judge, Member, Surroundings};
use super::store::Kept;
use super::{ArchiveError, Narrowed, Store};

/// What was found about new articles, with those of the archive that take part.
#[derive(Clone, Debug, Default)]
pub struct Against {
    /// The new articles, the reference sheets, and the articles of the archive that the findings name.
    pub corpus: Corpus,
    /// What was read in them, and the findings about new ones.
    pub report: Report,
    /// How many articles of the archive were held against them.
    pub candidates: usize,
    /// Those among them that another version had read, and that were read again.
    pub read_again: usize,
}

/// Holds new articles against stores: the findings about new ones that a check of all together would have.
///
/// # Errors
///
/// A store cannot be read, or the data that factlint is built with are at fault.
pub fn check_against(
    corpus: &Corpus,
    stores: &[Store],
    narrowed: &Narrowed,
    library: &Library,
    rules: &RuleSet,
) -> Result<Against, ArchiveError> {
    let reading = engine::read(corpus, library)?;
    let articles = corpus.articles().map(|(id, document)| {
        let facts = reading.document(id);
        (document, Card::new(&document.name, facts, &library.vocabulary), facts)
    });
    let articles: Vec<_> = articles.collect();
    let shelves = Shelves::new(&articles, stores, narrowed)?;
    let new = u32::try_from(articles.len()).unwrap_or(u32::MAX);
    let mut numbers = 0..new;
    let members = corpus.iter().map(|(id, document)| Member {
        number: if document.is_sheet() { None } else { numbers.next() },
        document: document.clone(),
        facts: reading.document(id).clone(),
    });
    let neighbourhood = Neighbourhood::new(&shelves, stores, &library.vocabulary)?;
    let judged = Circle::new(&neighbourhood, Judge { library, rules }, 0..new, members.collect()).judged()?;
    let (candidates, read_again) = (judged.candidates, judged.read_again);
    let (corpus, report) = judged.narrowed();
    Ok(Against { corpus, report, candidates, read_again })
}

/// The search around some documents of a large catalogue.
struct Neighbourhood<'a> {
    search: Search<'a, Shelves<'a>>,
    shelves: &'a Shelves<'a>,
    stores: &'a [Store],
    vocabulary: &'a Vocabulary,
    /// Those alike to each document that was asked for.
    alike: RefCell<FxHashMap<u32, Alike>>,
}

impl<'a> Neighbourhood<'a> {
    fn new(
        shelves: &'a Shelves<'a>,
        stores: &'a [Store],
        vocabulary: &'a Vocabulary,
    ) -> Result<Self, ArchiveError> {
        Ok(Self { search: Search::new(shelves)?, shelves, stores, vocabulary, alike: RefCell::default() })
    }

    /// Those alike to a document, as far as some work on the search for them finds them.
    fn alike(
        &self,
        document: u32,
        work: impl FnOnce(&mut Alike) -> Result<(), ArchiveError>,
    ) -> Result<Vec<u32>, ArchiveError> {
        let mut alike = self.alike.borrow_mut();
        let alike = match alike.entry(document) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(self.search.begin(document, &Side::BOTH)?),
        };
        work(alike)?;
        Ok(alike.found().to_vec())
    }
}

impl Surroundings for Neighbourhood<'_> {
    fn partners(&self, document: u32) -> Result<Vec<u32>, ArchiveError> {
        let own = self.alike(document, |alike| self.search.find_all(alike))?;
        let friends = |other| self.alike(other, |alike| self.search.find_friends(alike, document));
        let joined = self.search.joined(document, &own, friends)?;
        let found = own.iter().copied().chain(joined).collect();
        self.shelves.settled(document, found)
    }

    fn kept(&self, document: u32) -> Result<Option<Kept>, ArchiveError> {
        match self.shelves.origin(document) {
            Origin::New(_) => Ok(None),
            Origin::Stored(store, id) => self.stores[store].article(id, self.vocabulary).map(Some),
        }
    }
}
