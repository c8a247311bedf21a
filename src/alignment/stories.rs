use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;

use crate::document::{Corpus, DocId};
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::Decimal;
use crate::text::Fault;

use super::declared::settle;
use super::limits::Limits;
use super::named::{Card, Named, Thing, figures_of, named_in};
use super::outline::Outline;
use super::search::{Catalogue, Search};
use super::shared::Tally;
use super::shelf::Shelf;

/// Which documents tell one story.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    pairs: BTreeSet<(DocId, DocId)>,
}

impl Stories {
    /// The stories of pairs that were found elsewhere.
    pub fn of_pairs(pairs: impl IntoIterator<Item = (DocId, DocId)>) -> Self {
        Self { pairs: pairs.into_iter().map(|(one, other)| (one.min(other), one.max(other))).collect() }
    }

    /// Finds the pairs of documents that tell one story, by what they name, and by what is
    /// declared of them.
    ///
    /// # Errors
    ///
    /// A [`Fault`] in `rules/alignment.toml`.
    pub fn find(
        corpus: &Corpus,
        documents: &[DocumentFacts],
        vocabulary: &Vocabulary,
    ) -> Result<Self, Fault> {
        let (ids, shelf) = shelf(corpus, documents, vocabulary);
        let Ok(pairs) = shelf.pairs(Search::new(&shelf)?);
        let pair = |(one, other): (u32, u32)| (ids[one as usize].0, ids[other as usize].0);
        let mut pairs: BTreeSet<(u32, u32)> = pairs.into_iter().map(pair).collect();
        let declared: Vec<_> = corpus.documents().iter().map(|document| document.story.as_ref()).collect();
        let published =
            |document: u32| documents[document as usize].published.map(|published| published.date);
        let neighbours = Limits::shared()?.story.declared_neighbours;
        settle(&mut pairs, &declared, neighbours, |document| (published(document), document));
        Ok(Self::of_pairs(pairs.into_iter().map(|(one, other)| (DocId(one), DocId(other)))))
    }

    /// All pairs, in order; in each the first document stands first in the corpus.
    pub fn pairs(&self) -> impl Iterator<Item = (DocId, DocId)> {
        self.pairs.iter().copied()
    }
}

/// The figures of a document in memory.
type Figures<'a> = Box<dyn Fn(u32) -> Result<Arc<[Decimal]>, Infallible> + Sync + 'a>;

/// The documents of a corpus as a catalogue, and which of them each of its numbers stands for.
fn shelf<'a>(
    corpus: &Corpus,
    documents: &'a [DocumentFacts],
    vocabulary: &Vocabulary,
) -> (Vec<DocId>, Shelf<Figures<'a>>) {
    let read = corpus.iter().zip(documents);
    let mut cards: Vec<(Card, DocId)> =
        read.map(|((id, document), facts)| (Card::new(&document.name, facts, vocabulary), id)).collect();
    cards.sort_by_key(|(card, id)| (card.order, *id));
    let (cards, ids): (Vec<Card>, Vec<DocId>) = cards.into_iter().unzip();
    let of_number = ids.clone();
    let figures = move |number: u32| {
        let id = of_number[number as usize];
        Ok(figures_of(&documents[id.0 as usize]).into())
    };
    // A topic tells the story of a few texts that someone put together, and of many it joins strangers.
    let few = Limits::shared().is_ok_and(|limits| ids.len() <= limits.story.topic_documents);
    let of_topic = ids.iter().filter(|_| few);
    let outlines = of_topic.map(|id| Outline::of(&documents[id.0 as usize])).collect();
    let shelf = Shelf::new(cards, Box::new(figures) as Figures<'a>).with_outlines(outlines);
    (ids, shelf)
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
    /// Whether the search joins them, by these points or by what they share with others of their story.
    pub joined: bool,
}

impl StoryScore {
    pub(super) fn of(
        corpus: &Corpus,
        documents: &[DocumentFacts],
        (one, other): (DocId, DocId),
        vocabulary: &Vocabulary,
    ) -> Result<Self, Fault> {
        let (ids, shelf) = shelf(corpus, documents, vocabulary);
        let search = Search::new(&shelf)?;
        let number =
            |id: DocId| (0..).zip(&ids).find(|(_, known)| **known == id).map_or(0, |(number, _)| number);
        let named = named_in(&documents[one.0 as usize], vocabulary);
        let words = |thing: Thing| match named.iter().find(|named| named.thing() == thing) {
            Some(Named::Happening(kind)) => format!("happening: {kind}"),
            named => named.map(Named::words).unwrap_or_default().to_string(),
        };
        let (one, other) = (number(one), number(other));
        let (Ok(ours), Ok(theirs)) = (shelf.card(one), shelf.card(other));
        let mut tally = Tally::default();
        let mut shared = Vec::new();
        let Ok(worth) = search.worth(ours);
        search.both((ours, &worth), theirs).for_each(|thing, points| {
            tally.add(thing, points, search.limits());
            shared.push((words(thing), points));
        });
        let needed = search.needed(one, other);
        let Ok(pairs) = shelf.pairs(search);
        let joined = pairs.into_iter().any(|pair| pair == (one, other) || pair == (other, one));
        Ok(Self { shared, points: (tally.points, needed), identified: tally.identified, joined })
    }

    /// Whether what the two share makes them one story.
    pub fn is_enough(&self) -> bool {
        self.identified && self.points.1.is_some_and(|needed| self.points.0 >= needed)
    }
}

/// How many days lie between two publications; `None` where one is unknown.
pub(super) fn days_apart(a: &DocumentFacts, b: &DocumentFacts) -> Option<i64> {
    let (a, b) = (a.published?.date, b.published?.date);
    a.until(b).ok().map(|span| i64::from(span.get_days()).abs())
}
