use std::sync::Arc;

use crate::lexicon::{Caps, Meaning, Section, Tense, Token, TokenKind, TokenText};
use crate::model::PlaceId;

use super::frame::Place;
use super::names::{is_name, name_key};

/// What a clause and its sentence say whatever the figure: read once, and used by each of its facts.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// The words that tell a tense, by token: that of an event or an auxiliary.
    pub tenses: Vec<(usize, Tense)>,
    /// Places that the clause names.
    pub places: Arc<[PlaceId]>,
    /// Names of people and organisations in the clause.
    pub names: Arc<[Arc<str>]>,
    /// Who the sentence says it from.
    pub sources: Arc<[Arc<str>]>,
    /// Whether the clause puts its figures into another period.
    pub other_period: bool,
}

impl Told {
    /// Whether any verb tells the future: it wins over what is past.
    pub fn is_ahead(&self) -> bool {
        self.tenses.iter().any(|(_, tense)| *tense == Tense::Future)
    }
}

/// What a document names, by token: found once, and looked up by each clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    /// Places, in text order.
    pub places: Vec<(usize, PlaceId)>,
    /// Names of people and organisations in normal form, in text order.
    pub names: Vec<(usize, Arc<str>)>,
}

/// About so many tokens of news stand for each part of a name.
const TOKENS_OF_NAME: usize = 12;

impl Named {
    /// Finds what the tokens name.
    pub fn find(source: TokenText<'_>, tokens: &[Token]) -> Self {
        let mut named = Self { places: Vec::new(), names: Vec::with_capacity(tokens.len() / TOKENS_OF_NAME) };
        for (at, token) in tokens.iter().enumerate() {
            let surname = at > 0
                && token.has(Section::Place)
                && token.caps == Caps::Initial
                && token.kind == TokenKind::Word
                && named.names.last().is_some_and(|(last, _)| *last == at - 1);
            if surname {
                // "Dulce Lima": behind a first name a city is a surname.
                named.names.push((at, name_key(source.word(token))));
            } else if token.has(Section::Place) {
                let place = source.find(token, Section::Place, |meaning| match meaning {
                    Meaning::Place(place) => Some(place),
                    _ => None,
                });
                named.places.extend(place.map(|place| (at, place)));
            } else if token.kind == TokenKind::Word
                && token.caps != Caps::Lower
                && is_name(source, tokens, at)
            {
                named.names.push((at, name_key(source.word(token))));
            }
        }
        named
    }
}

/// The items of a list by token that lie in a range of tokens, each once and in order.
pub(super) fn within<T: Clone + Ord>(items: &[(usize, T)], start: usize, end: usize) -> Vec<T> {
    let from = items.partition_point(|(at, _)| *at < start);
    let mut found: Vec<T> =
        items[from..].iter().take_while(|(at, _)| *at < end).map(|(_, item)| item.clone()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

impl Place<'_> {
    /// Reads what the clause tells. The sources are those of its sentence.
    pub fn tell(&self, sources: &Arc<[Arc<str>]>) -> Told {
        let own = self.names_in(self.clause.start, self.clause.end);
        // "… : the rector resigned on 24 June": the name stands in the clause before.
        let names = if own.is_empty() { self.names_in(self.sentence.start, self.sentence.end) } else { own };
        Told {
            tenses: self.tenses(),
            places: self.places_in(self.clause.start, self.clause.end).into(),
            names: names.into(),
            sources: sources.clone(),
            other_period: self.other_period(),
        }
    }
}
