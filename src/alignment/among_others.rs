//! What the other pairs of a story say of two facts that differ: whether the same two texts have a likelier pair for either
//! of them, and whether a third text gives the one figure too and stands against the other. What each piece is worth
//! stands in `rules/weights.toml`.

use std::collections::BTreeMap;

use crate::document::DocId;
use crate::extract::DocumentFacts;
use crate::text::Fault;
use crate::weights::Evidence;

use super::align::FactRef;
use super::limits::Limits;
use super::stories::Stories;

/// Two facts that differ, and how likely they are to be of one thing by themselves, in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The fact of the document that stands first in the corpus.
    pub a: FactRef,
    /// The other.
    pub b: FactRef,
    /// What speaks for them by themselves.
    pub points: i32,
}

/// The facts of two documents that differ and are of one kind.
#[derive(Clone, Debug, Default)]
pub struct Differing {
    /// How many pairs there are.
    pub count: usize,
    /// Those that are not out of the question.
    pub pairs: Vec<Standing>,
}

impl Differing {
    /// Of these pairs.
    pub fn of(mut pairs: Vec<Standing>) -> Self {
        let count = pairs.len();
        pairs.retain(|pair| pair.points > OUT_OF_THE_QUESTION);
        Self { count, pairs }
    }
}

/// What has no more points by itself is of one thing whatever others say: it never is.
pub(super) const OUT_OF_THE_QUESTION: i32 = -300;

/// What the pairs of a corpus say of each other.
pub struct Others<'a> {
    documents: &'a [DocumentFacts],
    /// The pairs of each fact: the other one, and the points.
    of_fact: BTreeMap<FactRef, Vec<(FactRef, i32)>>,
    /// How many texts tell the story of each.
    partners: BTreeMap<DocId, usize>,
    /// Of stories of more texts none is heard about the others.
    most: usize,
}

impl<'a> Others<'a> {
    /// Those of some documents and their stories.
    ///
    /// # Errors
    ///
    /// A [`Fault`] in `rules/alignment.toml`.
    pub fn of<'b>(
        documents: &'a [DocumentFacts],
        stories: &Stories,
        all: impl Iterator<Item = &'b Differing>,
    ) -> Result<Self, Fault> {
        let mut of_fact: BTreeMap<FactRef, Vec<(FactRef, i32)>> = BTreeMap::new();
        for &Standing { a, b, points } in all.flat_map(|differing| &differing.pairs) {
            of_fact.entry(a).or_default().push((b, points));
            of_fact.entry(b).or_default().push((a, points));
        }
        let mut partners: BTreeMap<DocId, usize> = BTreeMap::new();
        for id in stories.pairs().flat_map(|(one, other)| [one, other]) {
            *partners.entry(id).or_default() += 1;
        }
        Ok(Self { documents, of_fact, partners, most: heard_texts()? })
    }

    /// What they say of one pair, where its two documents have `count`.
    pub fn evidence(&self, &Standing { a, b, points }: &Standing, count: usize) -> Evidence {
        let mut found = Evidence::new();
        found.note("many-differ", count > MANY);
        found.note("very-many-differ", count > VERY_MANY);
        let rival = self.best_rival(a, b).max(self.best_rival(b, a));
        let ahead = |by: i32| rival.is_none_or(|rival| points.saturating_sub(rival) > by);
        found.note("likeliest", ahead(0));
        found.note("clearly-likeliest", ahead(LITTLE));
        found.note("likeliest-by-far", ahead(MUCH));
        let third = self.best_third(a, b).max(self.best_third(b, a));
        let above = |least: i32| third.is_some_and(|third| third > least);
        found.note("third-text-may", above(OUT_OF_THE_QUESTION));
        found.note("third-text", above(-LITTLE));
        found.note("third-text-surely", above(LITTLE));
        found
    }

    /// The points of the likeliest other figure that a fact has in the document of its partner.
    fn best_rival(&self, own: FactRef, partner: FactRef) -> Option<i32> {
        let rivals = self.pairs(own).filter(|(other, _)| other.document == partner.document);
        rivals.filter(|(other, _)| !self.say_the_same(*other, partner)).map(|(_, points)| points).max()
    }

    /// The points of the likeliest fact of a third document that gives the same as the first of two, and stands against the
    /// second.
    fn best_third(&self, own: FactRef, partner: FactRef) -> Option<i32> {
        let heard = |id: DocId| self.partners.get(&id).is_some_and(|&partners| partners <= self.most);
        if !heard(own.document) || !heard(partner.document) {
            return None;
        }
        let of_third = self.pairs(partner).filter(|(other, _)| other.document != own.document);
        of_third.filter(|(other, _)| self.say_the_same(*other, own)).map(|(_, points)| points).max()
    }

    fn pairs(&self, fact: FactRef) -> impl Iterator<Item = (FactRef, i32)> {
        self.of_fact.get(&fact).into_iter().flatten().copied()
    }

    /// Whether two facts give one value.
    fn say_the_same(&self, one: FactRef, other: FactRef) -> bool {
        let value = |at: FactRef| &self.documents[at.document.0 as usize].facts[at.fact.0 as usize].value;
        value(one) == value(other)
    }
}

/// Of stories of more texts none is heard about the others.
///
/// # Errors
///
/// A [`Fault`] in `rules/alignment.toml`.
pub fn heard_texts() -> Result<usize, Fault> {
    Ok(Limits::shared()?.story.heard)
}

/// So many pairs of two documents are many.
const MANY: usize = 15;
const VERY_MANY: usize = 40;

/// So many points are a little more, and much more.
const LITTLE: i32 = 100;
const MUCH: i32 = 300;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Metadata};
    use crate::extract::extract;
    use crate::lexicon::Library;
    use crate::model::FactId;

    /// What is said of the first facts of two texts, where a third one tells `third`.
    fn said(third: &str) -> Vec<&'static str> {
        let metadata = Metadata { language: Some("en".into()), ..Metadata::default() };
        let texts = ["The dam holds 30 turbines.", "The dam holds 50 turbines.", third];
        let library = Library::builtin().unwrap();
        let read =
            |text: &&str| extract(&Document::plain("a.txt", text, metadata.clone()), &library).unwrap();
        let documents: Vec<DocumentFacts> = texts.iter().map(read).collect();
        let fact = |document| FactRef { document: DocId(document), fact: FactId(0) };
        let standing = |a, b, points| Standing { a: fact(a), b: fact(b), points };
        let own = standing(0, 1, 50);
        let all = [vec![own], vec![standing(1, 2, 150)]].map(Differing::of);
        let stories = Stories::of_pairs([(0, 1), (0, 2), (1, 2)].map(|(a, b)| (DocId(a), DocId(b))));
        let others = Others::of(&documents, &stories, all.iter()).unwrap();
        others.evidence(&own, 1).names().to_vec()
    }

    #[test]
    fn a_third_text_that_says_the_same_stands_against_the_other() {
        assert!(said("The dam holds 30 turbines.").contains(&"third-text-surely"));
        assert!(!said("The dam holds 70 turbines.").contains(&"third-text-may"));
    }

    #[test]
    fn a_pair_without_a_rival_is_likeliest() {
        assert!(said("The dam holds 30 turbines.").contains(&"likeliest-by-far"));
    }
}
