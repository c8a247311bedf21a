//! What a date dates: the event that governs it, and what that happened to.

use crate::grammar::Mention;
use crate::lexicon::{FunctionWord, NounPhrase, Section, TokenKind};
use crate::model::{ConceptId, EventMention};

use super::frame::{Place, event_mention};

impl Place<'_> {
    /// The event that a date in the clause dates: the one before it, or else the first after it; of what
    /// befell people, that which befell them ("a explosão causou 17 feridos na quarta-feira").
    pub fn dated_event(&self, mention: &Mention) -> Option<(usize, EventMention)> {
        // "More than on Saturday" dates nothing that happened then.
        let found = self.nearest_dated(mention).filter(|_| !self.is_compared_with(mention.tokens.0))?;
        let concepts = &self.vocabulary.concepts;
        let outcome = concepts.counts(found.1.concept).is_some_and(|counted| concepts.is_casualty(counted));
        if !outcome {
            return Some(found);
        }
        let cause = (self.sentence.start..mention.tokens.0).rev().find_map(|at| {
            let event = self.event_at(at).filter(|&event| concepts.flags(event).befalls)?;
            let distance = at.abs_diff(mention.tokens.0);
            Some((at, event_mention(event, distance)))
        });
        Some(cause.unwrap_or(found))
    }

    /// Whether a time tells when something was said or published, or another event than a figure's: "said on
    /// Wednesday", "aprovou na segunda-feira um aumento".
    pub fn dates_another(&self, time: &Mention, event: Option<EventMention>) -> bool {
        let start = time.tokens.0;
        // "said that in 2024 …": what is said has times of its own.
        let said_that = |at: &usize| !self.source.is_function(&self.tokens[*at], FunctionWord::Subordinator);
        let governing = (self.clause.start..start).rev().take_while(said_that).find_map(|at| {
            let said = self.tokens[at].has(Section::Attribution).then_some(None);
            said.or_else(|| self.event_at(at).map(Some))
        });
        match governing {
            Some(None) => true,
            Some(Some(dated)) if self.vocabulary.concepts.flags(dated).tells => true,
            Some(Some(dated)) => {
                let flags = self.vocabulary.concepts.flags(dated);
                flags.once && !flags.befalls && event.is_some_and(|event| event.concept != dated)
            }
            None => self.tokens[time.tokens.1..self.clause.end.max(time.tokens.1)]
                .first()
                .is_some_and(|next| next.has(Section::Attribution)),
        }
    }

    /// Whether a date is the day on which something was said: "police said on Friday".
    pub fn dates_saying(&self, mention: &Mention) -> bool {
        matches!(self.governs_date(mention), Some(None))
    }

    fn nearest_dated(&self, mention: &Mention) -> Option<(usize, EventMention)> {
        self.governs_date(mention).flatten()
    }

    /// The event that governs a date; nothing inside, where a word of saying does.
    pub(super) fn governs_date(&self, mention: &Mention) -> Option<Option<(usize, EventMention)>> {
        let (start, end) = mention.tokens;
        // "said on Friday that …": the day is that of the saying, and no event's.
        let found = |at: usize, distance| {
            let event = self.event_at(at).map(|concept| event_mention(concept, distance));
            match (event, self.tokens[at].has(Section::Attribution)) {
                (Some(event), _) => Some(Some((at, event))),
                (None, true) => Some(None),
                (None, false) => None,
            }
        };
        let before = (self.clause.start..start).rev().find_map(|at| found(at, start - at));
        // "the May 11 fatal shooting": a date between an article and its noun is that noun's.
        let article = start.checked_sub(1).is_some_and(|at| {
            self.clause.holds(at) && self.source.is_function(&self.tokens[at], FunctionWord::Article)
        });
        let noun = self.clause.holds(end) && {
            let next = &self.tokens[end];
            next.kind == TokenKind::Word && !next.has(Section::Function) && !next.has(Section::DateOf)
        };
        if article && noun && self.source.lexicon.switches.noun_phrase == NounPhrase::HeadLast {
            return (end..self.clause.end).take(4).find_map(|at| found(at, at - end + 1));
        }
        before
            .or_else(|| (end..self.clause.end).find_map(|at| found(at, at - end + 1)))
            .or_else(|| self.antecedent(start, found))
    }

    /// "the crash, which happened on Friday", "wstrząs, do którego doszło w środę": a relative clause that
    /// names no event tells of the one right before it.
    fn antecedent<T>(&self, time: usize, found: impl Fn(usize, usize) -> Option<T>) -> Option<T> {
        const BEFORE: usize = 6;
        let opening = (self.clause.start..self.clause.end).take(3);
        let relative =
            opening.into_iter().any(|at| self.source.is_function(&self.tokens[at], FunctionWord::Relative));
        let before = (self.sentence.start..self.clause.start).rev().take(BEFORE);
        let nearest = || before.into_iter().find_map(|at| found(at, time - at));
        relative.then(nearest).flatten()
    }

    /// What an event happened to, where its kind asks for one: the first after it in the clause, or else
    /// the nearest before it in the paragraph ("the document was signed" takes up the treaty before).
    pub fn object(&self, event_at: usize, event: ConceptId, date: &Mention) -> Option<ConceptId> {
        if self.vocabulary.concepts.flags(event).aspect {
            return self.aspect_of(event_at, date.tokens.0);
        }
        let wanted = self.vocabulary.concepts.object(event)?;
        let fits = |at: usize| self.concept_that(at, |found| self.vocabulary.concepts.is_a(found, wanted));
        let after = (event_at + 1..self.clause.end).find_map(fits);
        let same_paragraph = |at: &usize| self.tokens[*at].kind != TokenKind::Break;
        let before = (0..event_at).rev().take(OBJECT_REACH).take_while(same_paragraph);
        let own = after.or_else(|| (self.clause.start..event_at).rev().find_map(fits));
        // "signed the petition": a paper of another kind is what it happened to, and no treaty further off.
        let paper =
            |at: usize| self.concept_that(at, |found| self.vocabulary.concepts.root(found) == "paper");
        if own.is_none() && (self.clause.start..self.clause.end).any(|at| paper(at).is_some()) {
            return None;
        }
        own.or_else(|| before.into_iter().find_map(fits))
    }

    /// What began or ended: the nearest other event or happening in the clause. "Work begins in October and operation in
    /// 2028": of two dates that share a verb the second is of what stands behind the first.
    fn aspect_of(&self, event_at: usize, date: usize) -> Option<ConceptId> {
        let concepts = &self.vocabulary.concepts;
        let happening = |at: usize| {
            let event = self.event_at(at).filter(|&event| {
                let flags = concepts.flags(event);
                !flags.aspect && !flags.tells && !flags.weak
            });
            event.or_else(|| {
                self.concept_at(at).filter(|&found| ["occurrence", "pact"].contains(&concepts.root(found)))
            })
        };
        let dated = |at: &usize| self.tokens[*at].is_figure() || self.tokens[*at].has(Section::Month);
        let other_date = (event_at + 1..date).rev().find(dated);
        let from = other_date.map_or(self.clause.start, |other| other + 1);
        let until = if other_date.is_some() { date } else { self.clause.end };
        let others = (from..until).filter(|&at| at != event_at);
        let nearest = others.filter_map(|at| happening(at).map(|found| (at.abs_diff(event_at), found)));
        nearest.min_by_key(|(distance, _)| *distance).map(|(_, found)| found)
    }
}

/// How far before an event what it happened to is looked for, in words.
const OBJECT_REACH: usize = 120;
