use crate::grammar::Mention;
use crate::lexicon::{FunctionWord, Meaning, Section, Tense, Token, TokenKind};
use crate::model::{EventMention, Role, Status};

use super::frame::Place;

/// "-se", "-os"
const CLITIC: usize = 2;

/// Few clauses have more words that may be verbs.
const VERBS: usize = 8;

impl Place<'_> {
    /// The words of the clause that tell a tense, with their places: read once for all its mentions.
    pub fn tenses(&self) -> Vec<(usize, Tense)> {
        let mut found = Vec::with_capacity(VERBS);
        let clause = self.clause.start..self.clause.end;
        found.extend(clause.filter_map(|at| self.tense_of(at).map(|tense| (at, tense))));
        found
    }

    /// The tense of a word, where it may be a verb.
    fn tense_of(&self, at: usize) -> Option<Tense> {
        let token = &self.tokens[at];
        if token.kind != TokenKind::Word {
            return None;
        }
        let told = self.source.find(token, Section::Tense, |meaning| match meaning {
            Meaning::Tense(tense) => Some(tense),
            _ => None,
        });
        let may_be_verb =
            token.has(Section::Event) || token.has(Section::Attribution) || token.sections().is_empty();
        // "demitiu-se", "podał się do dymisji": the verb is the first word.
        let verb = || {
            let first = self.source.word(token).split(' ').next().unwrap_or_default();
            first
                .rsplit_once('-')
                .filter(|(_, clitic)| clitic.len() <= CLITIC)
                .map_or(first, |(verb, _)| verb)
        };
        let ending = || {
            let lexicon = &self.source.lexicon;
            lexicon.tense_of_ending(self.source.word(token)).or_else(|| lexicon.tense_of_ending(verb()))
        };
        told.or_else(|| if may_be_verb { ending() } else { None })
    }

    /// The tense in which a time is told: that of the verb nearest to it, "announced Friday that it will
    /// close". A verb before it is nearer than one behind, and one across a comma far away.
    pub fn tense_at(&self, mention: &Mention) -> Option<Tense> {
        const BEHIND: usize = 3;
        const COMMA: usize = 6;
        let (start, end) = mention.tokens;
        let commas = |from: usize, to: usize| {
            self.tokens[from..to.max(from)].iter().filter(|token| token.kind == TokenKind::Comma).count()
        };
        // "confirmed 63 cases since 12 October and will open …"
        let ands = |from: usize, to: usize| {
            let is_and = |token: &&Token| self.source.is_function(token, FunctionWord::Conjunction);
            self.tokens[from..to.max(from)].iter().filter(is_and).count()
        };
        let mut future_at = None;
        let mut nearest: Option<(usize, Tense)> = None;
        for &(at, tense) in self.told.tenses.iter().filter(|(at, _)| !(start..end).contains(at)) {
            // "will be held": the participle follows the auxiliary.
            let governed = future_at.is_some_and(|future| at - future <= 3 && commas(future, at) == 0);
            let tense = if governed { Tense::Future } else { tense };
            if tense == Tense::Future {
                future_at = Some(at);
            }
            let distance = if at < start {
                start - at + COMMA * commas(at, start)
            } else {
                at - end + BEHIND + COMMA * (commas(end, at) + ands(end, at))
            };
            if nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, tense));
            }
        }
        nearest.map(|(_, tense)| tense)
    }

    /// "Voted on Tuesday for a plan": where a verb before a date tells a deed as past, a cue behind it is of something else.
    pub fn status_of_date(&self, mention: &Mention) -> Option<Status> {
        let start = mention.tokens.0;
        // "Is to be voted on by Tuesday"
        const AUXILIARIES: usize = 3;
        let before = || self.told.tenses.iter().filter(|(at, _)| *at < start);
        let verb = before().rfind(|(at, _)| self.tokens[*at].has(Section::Event));
        let done = verb.is_some_and(|&(verb, tense)| {
            let ahead = |&(at, tense): &(usize, Tense)| {
                tense == Tense::Future && (verb.saturating_sub(AUXILIARIES)..verb).contains(&at)
            };
            tense == Tense::Past && !before().any(ahead)
        });
        let cued = (self.clause.start..start)
            .any(|at| self.tokens[at].has(Section::Status) || self.tokens[at].has(Section::Negation));
        self.status(mention).filter(|_| !done || cued)
    }

    /// "voted last month to close the mission on 31 December": a "to" before what is dated makes it what was meant.
    pub fn is_to_do(&self, dated: Option<(usize, EventMention)>) -> bool {
        const OBJECT: usize = 3;
        let to = |meaning| matches!(meaning, Meaning::Role(Role::ChangeTo)).then_some(());
        let Some((at, _)) = dated else { return false };
        // "agreed to end the ban on 30 June": the verb may stand before what is dated.
        let words = (at.saturating_sub(OBJECT).max(self.clause.start)..=at).rev();
        let told = |at: usize| self.told.tenses.iter().any(|&(verb, _)| verb == at);
        let mut verbs = words.take_while(|&at| !told(at)).filter(|&at| self.event_at(at).is_some());
        verbs.any(|at| {
            at.checked_sub(1)
                .is_some_and(|at| self.source.find(&self.tokens[at], Section::Role, to).is_some())
        })
    }

    /// The tense of the last verb before a time in its clause.
    pub fn tense_before(&self, mention: &Mention) -> Option<Tense> {
        let before = |(at, _): &&(usize, Tense)| *at < mention.tokens.0;
        self.told.tenses.iter().rfind(before).map(|(_, tense)| *tense)
    }
}
