use std::sync::Arc;

use crate::lexicon::{AttributionWord, Meaning, Section, TokenKind};

use super::frame::{Place, ends_phrase};
use super::names::name_key;

impl Place<'_> {
    /// Who the sentence says it from: "segundo Shoigu", "said the ministry". The countries of the
    /// source where it names any, or else its names.
    pub fn sources(&self) -> Vec<Arc<str>> {
        let attribution = (self.sentence.start..self.sentence.end).find_map(|at| {
            self.source
                .find(&self.tokens[at], Section::Attribution, |meaning| match meaning {
                    Meaning::Attribution(word) => Some(word),
                    _ => None,
                })
                .map(|word| (at, word))
        });
        let Some((at, word)) = attribution else { return Vec::new() };
        let before = match word {
            AttributionWord::AccordingTo => at,
            AttributionWord::Say => self.back_to_break(at),
        };
        let after = self.with_apposed_name(at + 1, self.forward_to_break(at + 1));
        let (start, end) = match word {
            AttributionWord::AccordingTo => (at + 1, after),
            AttributionWord::Say if before + 1 < at => (before, at),
            AttributionWord::Say => (at + 1, after),
        };
        let names = self.names_in(start, end);
        if !names.is_empty() && self.tokens[start..end].iter().all(|token| !token.has(Section::Source)) {
            return names;
        }
        let mut countries: Vec<Arc<str>> = self
            .places_in(start, end)
            .into_iter()
            .map(|place| self.vocabulary.places.country(place).into())
            .collect();
        countries.dedup();
        if !countries.is_empty() {
            return countries;
        }
        if names.is_empty() { self.unnamed_source(start, end) } else { names }
    }

    /// "Na Coreia do Sul, o Serviço Nacional indica …": a source without a name is that of the place the
    /// sentence opens with, or else known by its noun ("the police", "the union").
    fn unnamed_source(&self, start: usize, end: usize) -> Vec<Arc<str>> {
        let noun = (start..end).find(|&at| self.tokens[at].has(Section::Source));
        let Some(noun) = noun else { return Vec::new() };
        // "In Lublin 14 people were hurt, said the police": a place with a figure or an event is theirs.
        let bare = (self.sentence.start..start)
            .all(|at| !self.tokens[at].is_figure() && !self.tokens[at].has(Section::Event));
        let opening = if bare { self.places_in(self.sentence.start, start) } else { Vec::new() };
        match opening.first() {
            Some(&place) => vec![self.vocabulary.places.country(place).into()],
            None => vec![name_key(self.source.word(&self.tokens[noun]))],
        }
    }

    /// "said the mayor, Ana Reis", "segundo o ministro do Trabalho, Rui Vaz": the name behind the comma is
    /// that of the title before it.
    fn with_apposed_name(&self, start: usize, end: usize) -> usize {
        let comma = self.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Comma);
        let titled = self.tokens[start..end]
            .iter()
            .any(|token| token.has(Section::Source) || token.has(Section::Title));
        let named = end + 1 < self.sentence.end && !self.names_in(end + 1, end + 2).is_empty();
        if comma && titled && named { self.forward_to_break(end + 1) } else { end }
    }

    fn back_to_break(&self, at: usize) -> usize {
        let breaks = |index: &usize| ends_phrase(self.tokens[*index].kind);
        (self.sentence.start..at)
            .rev()
            .take(SOURCE_REACH)
            .find(breaks)
            .map_or_else(|| at.saturating_sub(SOURCE_REACH).max(self.sentence.start), |found| found + 1)
    }

    fn forward_to_break(&self, at: usize) -> usize {
        let limit = self.sentence.end.min(at + SOURCE_REACH);
        (at..limit).find(|index| ends_phrase(self.tokens[*index].kind)).unwrap_or(limit)
    }
}

/// How far from its verb a source is looked for, in tokens.
const SOURCE_REACH: usize = 10;
