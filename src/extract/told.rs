use std::sync::Arc;

use crate::lexicon::{BallotWord, Caps, Meaning, Section, SectionSet, Tense, Token, TokenKind, TokenText};
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
        named.take_forenames(source, tokens);
        named
    }

    /// "Salvador Lindela": a city that a text never names but before a word that can be a surname, and never says
    /// that anything happened in, is a forename there.
    fn take_forenames(&mut self, source: TokenText<'_>, tokens: &[Token]) {
        let names = &self.names;
        let is_before_surname = |at: usize| {
            let (token, next) = (&tokens[at], tokens.get(at + 1));
            let surname = next.is_some_and(|next| next.sections() == SectionSet::default())
                && names.binary_search_by_key(&(at + 1), |(name, _)| *name).is_ok();
            let one_word = token.caps == Caps::Initial && !source.word(token).contains(char::is_whitespace);
            let is_where = at.checked_sub(1).is_some_and(|before| is_where(source, &tokens[before]));
            surname && one_word && !is_where
        };
        let is_place = |place: PlaceId| {
            let mut named = self.places.iter().filter(|(_, other)| *other == place);
            named.any(|(at, _)| !is_before_surname(*at))
        };
        let (places, forenames): (Vec<_>, Vec<_>) =
            self.places.iter().copied().partition(|(at, place)| !is_before_surname(*at) || is_place(*place));
        if !forenames.is_empty() {
            self.places = places;
            self.names.extend(forenames.iter().map(|(at, _)| (*at, name_key(source.word(&tokens[*at])))));
            self.names.sort_unstable_by_key(|(at, _)| *at);
        }
    }
}

/// "in", "em", "w": what stands before the place where something is.
fn is_where(source: TokenText<'_>, token: &Token) -> bool {
    let found = source.find(token, Section::Ballot, |meaning| match meaning {
        Meaning::Ballot(BallotWord::Where) => Some(()),
        _ => None,
    });
    found.is_some()
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
