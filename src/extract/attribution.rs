use std::sync::Arc;

use crate::lexicon::{AttributionWord, FunctionWord, Meaning, Section, TokenKind};

use super::frame::{Place, ends_phrase};
use super::names::name_key;

impl Place<'_> {
    /// Who the sentence says it from: "segundo Shoigu", "said the ministry". The names and the countries of the
    /// source, and its kind where a noun tells it.
    pub fn sources(&self) -> Vec<Arc<str>> {
        let attribution = (self.sentence.start..self.sentence.end).find_map(|at| {
            self.source
                .find(&self.tokens[at], Section::Attribution, |meaning| match meaning {
                    Meaning::Attribution(word) => Some(word),
                    _ => None,
                })
                // "O segundo prémio", and not "segundo Shoigu".
                .filter(|word| *word != AttributionWord::AccordingTo || !self.follows_article(at))
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
        let kinds = self.source_nouns(start, end);
        if !names.is_empty() && kinds.is_empty() {
            return names;
        }
        let countries = self.countries_in(start, end);
        let countries = match countries.is_empty() && names.is_empty() && !kinds.is_empty() {
            true => self.country_opened_with(start),
            false => countries,
        };
        [countries, kinds, names].concat()
    }

    fn follows_article(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|&before| before >= self.sentence.start);
        before.is_some_and(|before| self.source.is_function(&self.tokens[before], FunctionWord::Article))
    }

    fn countries_in(&self, start: usize, end: usize) -> Vec<Arc<str>> {
        let places = self.places_in(start, end);
        let mut countries: Vec<Arc<str>> =
            places.into_iter().map(|place| self.vocabulary.places.country(place).into()).collect();
        countries.dedup();
        countries
    }

    /// The kinds of sources that the words name ("the police", "the union"), and agencies by their names. A word
    /// that does not say who it is ("a statement") counts where nothing else tells.
    fn source_nouns(&self, start: usize, end: usize) -> Vec<Arc<str>> {
        let table = &self.vocabulary.sources;
        let mut nouns: Vec<(bool, Arc<str>)> = Vec::new();
        for token in &self.tokens[start..end] {
            let noun = self.source.find(token, Section::Source, |meaning| match meaning {
                Meaning::SourceNoun(kind) => Some(kind),
                _ => None,
            });
            let Some(kind) = noun else { continue };
            let named = match kind.map(|kind| table.get(kind)) {
                Some(kind) => (kind.anyone, kind.shown.as_str().into()),
                None => (false, name_key(self.source.word(token))),
            };
            if !nouns.contains(&named) {
                nouns.push(named);
            }
        }
        if nouns.iter().any(|(anyone, _)| !anyone) {
            nouns.retain(|(anyone, _)| !anyone);
        }
        nouns.into_iter().map(|(_, name)| name).collect()
    }

    /// "Na Coreia do Sul, o serviço secreto indica …": a source without a name is that of the place the sentence
    /// opens with.
    fn country_opened_with(&self, start: usize) -> Vec<Arc<str>> {
        // "In Lublin 14 people were hurt, said the police": a place with a figure or an event is theirs.
        let bare = (self.sentence.start..start)
            .all(|at| !self.tokens[at].is_figure() && !self.tokens[at].has(Section::Event));
        let opening = if bare { self.places_in(self.sentence.start, start) } else { Vec::new() };
        opening.first().map(|&place| self.vocabulary.places.country(place).into()).into_iter().collect()
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
