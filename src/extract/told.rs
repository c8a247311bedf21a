use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::lexicon::{
    BallotWord, Caps, Meaning, Section, Tense, Token, TokenKind, TokenText, Traits, next_with,
};
use crate::model::{PlaceId, Shared};

use super::frame::Place;
use super::name_words::NameWords;
use super::names::{Shape, name_shape};

/// What a clause and its sentence say whatever the figure: read once, and used by each of its facts.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// The words that tell a tense, by token: that of an event or an auxiliary.
    pub tenses: Vec<(usize, Tense)>,
    /// Places that the clause names.
    pub places: Shared<PlaceId>,
    /// Names of people and organisations in the clause.
    pub names: Shared<Arc<str>>,
    /// Who the sentence says it from.
    pub sources: Shared<Arc<str>>,
    /// Whether the clause puts its figures into another period.
    pub other_period: bool,
    /// Whether the clause counts as far as it has come ("so far").
    pub so_far: bool,
}

/// What a document names, by token: found once, and looked up by each clause.
#[derive(Clone, Debug, Default)]
pub(super) struct Named<'a> {
    /// Places, in text order.
    pub places: Vec<(usize, PlaceId)>,
    /// Names of people and organisations in normal form, in text order.
    pub names: Vec<(usize, Arc<str>)>,
    /// The number of each name's word, in the same order.
    pub numbers: Vec<(usize, u32)>,
    /// The words of the names.
    pub words: NameWords<'a>,
}

/// About so many tokens of news stand for each part of a name.
const TOKENS_OF_NAME: usize = 12;

impl<'a> Named<'a> {
    /// Finds what the tokens name.
    pub fn find(source: TokenText<'a>, tokens: &[Token]) -> Self {
        let room = tokens.len() / TOKENS_OF_NAME;
        let (names, numbers) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let mut named = Self { names, numbers, ..Self::default() };
        named.words.reserve(room / 2);
        let (mut from, mut opening) = (0, Vec::new());
        while let Some(at) = next_with(tokens, from, Traits::MAY_NAME) {
            from = at + 1;
            let token = &tokens[at];
            if token.has(Section::Place) {
                if named.is_surname(at, token) {
                    named.name(source, at, token);
                    continue;
                }
                let place = source.find(token, Section::Place, |meaning| match meaning {
                    Meaning::Place(place) => Some(place),
                    _ => None,
                });
                named.places.extend(place.map(|place| (at, place)));
                continue;
            }
            match name_shape(source, tokens, at) {
                Some(Shape::Name) => named.name(source, at, token),
                Some(Shape::Opening) => opening.push(at),
                None => {}
            }
        }
        named.take_up(source, tokens, &opening);
        named.take_forenames(source, tokens);
        named
    }

    /// "Dulce Lima": behind a first name a city is a surname.
    fn is_surname(&self, at: usize, token: &Token) -> bool {
        token.caps == Caps::Initial
            && token.kind == TokenKind::Word
            && self.names.last().is_some_and(|(last, _)| last + 1 == at)
    }

    fn name(&mut self, source: TokenText<'a>, at: usize, token: &Token) {
        let number = self.words.number_of(source, token);
        self.names.push((at, self.words.key(number).clone()));
        self.numbers.push((at, number));
    }

    /// "Quintão, 53, was found guilty": a word that opens a sentence is a name where the text has it as one elsewhere.
    fn take_up(&mut self, source: TokenText<'a>, tokens: &[Token], opening: &[usize]) {
        let known = self.names.len();
        for &at in opening {
            if let Some(number) = self.words.known_number(source.word(&tokens[at])) {
                self.names.push((at, self.words.key(number).clone()));
                self.numbers.push((at, number));
            }
        }
        if self.names.len() > known {
            self.names.sort_unstable_by_key(|(at, _)| *at);
            self.numbers.sort_unstable_by_key(|(at, _)| *at);
        }
    }

    /// "Salvador Lindela": a city that a text never names but before a word that can be a surname, and never says
    /// that anything happened in, is a forename there.
    fn take_forenames(&mut self, source: TokenText<'a>, tokens: &[Token]) {
        let is_before_surname = |at: usize| {
            let (token, next) = (&tokens[at], tokens.get(at + 1));
            let surname = next.is_some_and(|next| next.sections().is_empty())
                && self.names.binary_search_by_key(&(at + 1), |(name, _)| *name).is_ok();
            let one_word = token.caps == Caps::Initial && !source.word(token).contains(char::is_whitespace);
            let is_where = at.checked_sub(1).is_some_and(|before| is_where(source, &tokens[before]));
            surname && one_word && !is_where
        };
        if !self.places.iter().any(|(at, _)| is_before_surname(*at)) {
            return;
        }
        let (mut forenames, places): (Vec<_>, Vec<_>) =
            self.places.iter().copied().partition(|(at, _)| is_before_surname(*at));
        let named: FxHashSet<PlaceId> = places.iter().map(|(_, place)| *place).collect();
        forenames.retain(|(_, place)| !named.contains(place));
        self.places.retain(|place| forenames.binary_search(place).is_err());
        for (at, _) in forenames {
            self.name(source, at, &tokens[at]);
        }
        self.names.sort_unstable_by_key(|(at, _)| *at);
        self.numbers.sort_unstable_by_key(|(at, _)| *at);
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
    let mut found: Vec<T> = between(items, start, end).iter().map(|(_, item)| item.clone()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The same, to be held by several facts. Mostly there is one item at most, and nothing to be sorted.
fn shared_within<T: Clone + Ord>(items: &[(usize, T)], start: usize, end: usize) -> Shared<T> {
    match between(items, start, end) {
        [] => Shared::default(),
        [(_, only)] => Shared::one(only.clone()),
        _ => within(items, start, end).into(),
    }
}

/// The items of a list by token that lie in a range of tokens.
fn between<T>(items: &[(usize, T)], start: usize, end: usize) -> &[(usize, T)] {
    let from = items.partition_point(|(at, _)| *at < start);
    let count = items[from..].iter().take_while(|(at, _)| *at < end).count();
    &items[from..from + count]
}

impl Place<'_> {
    /// Reads what the clause tells. The sources are those of its sentence.
    pub fn tell(&self, sources: &Shared<Arc<str>>) -> Told {
        let names = |start: usize, end: usize| shared_within(&self.named.names, start, end);
        let own = names(self.clause.start, self.clause.end);
        // "… : the rector resigned on 24 June": the name stands in the clause before.
        let names = if own.is_empty() { names(self.sentence.start, self.sentence.end) } else { own };
        Told {
            tenses: self.tenses(),
            places: shared_within(&self.named.places, self.clause.start, self.clause.end),
            names,
            sources: sources.clone(),
            other_period: self.other_period(),
            so_far: self.counts_so_far(),
        }
    }
}
