use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::lexicon::{Meaning, Section, Token};
use crate::model::{ConceptId, Fact, PlaceId};
use crate::text::Span;

use super::document_facts::Reader;
use super::told::within;

/// What a sentence that asserts facts speaks of besides them, in no language's words: another text that
/// makes the same statement speaks of the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The sentence, in the document's text view, as its facts have it.
    pub sentence: Span,
    /// The concepts and events that it names, in order.
    pub concepts: Box<[ConceptId]>,
    /// The names of people and organisations in it, in normal form and in order.
    pub names: Box<[Arc<str>]>,
    /// The places that it names, in order.
    pub places: Box<[PlaceId]>,
}

/// Few sentences name more concepts.
const CONCEPTS: usize = 32;

impl Reader<'_> {
    /// The sentences of some facts, in text order.
    pub(super) fn statements(&self, facts: &[Fact]) -> Vec<Statement> {
        let of_one_sentence = facts.chunk_by(|one, other| one.sentence == other.sentence);
        // What each sentence names is gathered in one place.
        let mut concepts = Vec::with_capacity(CONCEPTS);
        let sentences = of_one_sentence.filter_map(|facts| facts.first());
        let mut found = Vec::with_capacity(facts.len());
        found.extend(sentences.map(|fact| self.statement(fact.sentence, &mut concepts)));
        found
    }

    fn statement(&self, sentence: Span, concepts: &mut Vec<ConceptId>) -> Statement {
        let start = self.tokens.partition_point(|token| token.span.start < sentence.start);
        let length = self.tokens[start..].iter().take_while(|token| token.span.end <= sentence.end).count();
        let end = start + length;
        concepts.clear();
        concepts.extend(self.tokens[start..end].iter().filter_map(|token| self.concept_or_event(token)));
        concepts.sort_unstable();
        concepts.dedup();
        Statement {
            sentence,
            concepts: concepts.as_slice().into(),
            names: within(&self.named.names, start, end).into(),
            places: within(&self.named.places, start, end).into(),
        }
    }

    fn concept_or_event(&self, token: &Token) -> Option<ConceptId> {
        let concept = self.source.find(token, Section::Concept, |meaning| match meaning {
            Meaning::Concept(concept) => Some(concept),
            _ => None,
        });
        let event = || {
            self.source.find(token, Section::Event, |meaning| match meaning {
                Meaning::Event(event) => Some(event),
                _ => None,
            })
        };
        concept.or_else(event)
    }
}
