//! Which of several events of one kind a time is of: the first case, the previous strike, the next hearing.

use crate::grammar::Mention;
use crate::lexicon::{FunctionWord, Meaning, NounPhrase, Section, SectionSet, Token, TokenKind};
use crate::model::{ConceptId, EventMention, Occasion};

use super::frame::{Place, event_mention};

/// How many words stand between such a word and its noun at most: "the first locally acquired case".
const REACH: usize = 3;

const TIMES: SectionSet = SectionSet::of(&[
    Section::TimeUnit,
    Section::PeriodNoun,
    Section::Month,
    Section::Weekday,
    Section::Season,
    Section::Part,
]);

/// What a time is the occasion of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occasioned {
    pub which: Occasion,
    /// The event, where the words beside `which` name one; else it is the one that the time dates.
    pub event: Option<EventMention>,
    /// What of several things it happened to: "the first ferry was delivered".
    pub thing: Option<ConceptId>,
}

/// The word that such a word stands beside.
#[derive(Clone, Copy)]
struct Head {
    at: usize,
    event: Option<ConceptId>,
    /// The noun, where it is one.
    noun: Option<ConceptId>,
}

impl Place<'_> {
    /// The occasion that the clause names nearest to a time, before it if there is one.
    pub fn occasion(&self, time: &Mention) -> Option<Occasioned> {
        let (start, end) = time.tokens;
        if let Some(last) = self.last_before(time) {
            return Some(last);
        }
        let comma = |at: &usize| matches!(self.tokens[*at].kind, TokenKind::Comma | TokenKind::Semicolon);
        // "Disinfected on 2 July, 16 weeks before the first diagnosis": what a comma parts has times of its own.
        let behind = (end..self.clause.end).take_while(|at| !comma(at));
        let (which, head) = (self.clause.start..start)
            .rev()
            .chain(behind)
            .filter(|&at| self.tokens[at].has(Section::Occasion))
            .find_map(|at| self.occasion_at(at))?;
        let event = head.event.filter(|&event| self.is_of_that_day(head, event, time));
        // "The first patient died on Monday": the noun is whom it befell.
        let concepts = &self.vocabulary.concepts;
        let befallen =
            |noun: &ConceptId| concepts.happens(*noun).is_some() && concepts.root(*noun) != "occurrence";
        let thing = head.noun.filter(|noun| event.is_none() && (head.event.is_none() || befallen(noun)));
        // The event beside the word has a day of its own, or the day is that of the telling.
        let told = self.dates_saying(time);
        if head.event.is_some() && event.is_none() && (thing.is_none() || told) {
            return None;
        }
        let distance = if head.at < start { start - head.at } else { head.at + 1 - end };
        let event = event.map(|event| event_mention(event, distance));
        Some(Occasioned { which, event, thing })
    }

    /// "The first strike since 2009", "pela primeira vez desde 1987": the day from which on none was is that of the last.
    fn last_before(&self, time: &Mention) -> Option<Occasioned> {
        const BETWEEN: usize = 8;
        let start = time.tokens.0;
        let since = start.checked_sub(1).filter(|&at| self.tokens[at].has(Section::Since))?;
        let small = |at: &usize| {
            let token = &self.tokens[*at];
            token.kind == TokenKind::Word && !token.is_figure()
        };
        let from = since.saturating_sub(BETWEEN).max(self.clause.start);
        let cue =
            (from..since).rev().take_while(small).find(|&at| self.which_at(at) == Some(Occasion::First))?;
        let head = self.head_behind(cue);
        let event = head.and_then(|head| head.event.map(|event| event_mention(event, start - head.at)));
        let thing = head.filter(|head| head.event.is_none()).and_then(|head| head.noun);
        Some(Occasioned { which: Occasion::Last, event, thing })
    }

    fn which_at(&self, cue: usize) -> Option<Occasion> {
        self.source.find(&self.tokens[cue], Section::Occasion, |meaning| match meaning {
            Meaning::Occasion(which) => Some(which),
            _ => None,
        })
    }

    /// Whether a time is that of the event beside such a word, and not of another one in its clause: "the contract
    /// for the first delivery was signed in May".
    fn is_of_that_day(&self, head: Head, event: ConceptId, time: &Mention) -> bool {
        let concepts = &self.vocabulary.concepts;
        let case = head.noun.is_some_and(|noun| concepts.happens(noun).is_some());
        match self.governs_date(time) {
            None => true,
            // "The first case was confirmed on Monday", and not "the first case, said the ministry on Monday".
            Some(None) => {
                let between = self.tokens.get(head.at..time.tokens.0).unwrap_or_default();
                let comma = |token: &Token| token.kind == TokenKind::Comma;
                case && !between.is_empty() && !between.iter().any(comma)
            }
            Some(Some((at, dated))) => {
                let flags = concepts.flags(dated.concept);
                let one = concepts.is_a(dated.concept, event) || concepts.is_a(event, dated.concept);
                // "The next session is on 24 March and a verdict …": the event behind has another day.
                let behind = head.at < time.tokens.0 && at >= time.tokens.1;
                at == head.at || one || behind || flags.notices || flags.weak && !flags.tells && !flags.aspect
            }
        }
    }

    fn occasion_at(&self, cue: usize) -> Option<(Occasion, Head)> {
        // "Last week", "the first Monday of May": of times such a word says which of them.
        if self.tokens.get(cue + 1).is_some_and(|next| next.sections().meets(TIMES)) {
            return None;
        }
        let which = self.which_at(cue)?;
        let behind = self.head_behind(cue);
        let head = match behind {
            Some(head) if head.event.is_some() => head,
            thing => {
                let noun = thing.and_then(|head| head.noun);
                let before = self.event_before(cue, which);
                before.map(|head| Head { noun, ..head }).or(thing).or_else(|| self.alone(cue))?
            }
        };
        Some((which, head))
    }

    /// "The first confirmed case", "was last inspected", "o primeiro doente": the noun or the verb that the word
    /// stands before.
    fn head_behind(&self, cue: usize) -> Option<Head> {
        let adjectives_before = self.source.lexicon.switches.noun_phrase == NounPhrase::HeadLast;
        let goes_on = |at: &usize| {
            let token = &self.tokens[*at];
            let plain =
                token.kind == TokenKind::Word && (!token.has(Section::Function) || self.is_ranked_noun(*at));
            // "Her first album, released in May": a word that is not known may be the noun.
            let beside = *at == cue + 1 || adjectives_before || self.tokens[*at - 1].has(Section::Subgroup);
            plain && beside && !token.is_figure() && !token.sections().meets(TIMES)
        };
        let last = self.clause.end.min(cue + 1 + REACH);
        // "The first locally acquired case": a verb stands right beside the word, or belongs to the noun.
        let fits = |head: &Head| head.at == cue + 1 || head.noun.is_some();
        (cue + 1..last).take_while(goes_on).filter_map(|at| self.head_at(at)).find(fits)
    }

    /// "The first will be delivered in May", "pierwszy ma trafić": the word stands for its noun where a verb follows.
    fn alone(&self, cue: usize) -> Option<Head> {
        let next = self.tokens.get(cue + 1).filter(|_| self.clause.holds(cue + 1))?;
        let told = next.has(Section::Status) || next.has(Section::Tense);
        let verb = told || self.source.is_function(next, FunctionWord::Auxiliary);
        verb.then_some(Head { at: cue, event: None, noun: None })
    }

    fn head_at(&self, at: usize) -> Option<Head> {
        let concepts = &self.vocabulary.concepts;
        if let Some(noun) = self.concept_that(at, |noun| concepts.happens(noun).is_some()) {
            return Some(Head { at, event: concepts.happens(noun), noun: Some(noun) });
        }
        let noun = self.concept_at(at);
        // "Pela primeira vez": a time is one of anything.
        let time = |noun: ConceptId| concepts.name(noun) == "occurrence.time";
        let happening = noun.filter(|&noun| concepts.root(noun) == "occurrence" && !time(noun));
        let noun = noun.filter(|&noun| !time(noun));
        // "Was first diagnosed": the first case.
        let verb = self.event_at(at).map(|event| concepts.happens(event).unwrap_or(event));
        let event = verb.or(happening);
        (event.is_some() || noun.is_some()).then_some(Head { at, event, noun })
    }

    /// "Delivery of the first", "votação final", "inspeção anterior": the event right before the word.
    fn event_before(&self, cue: usize, which: Occasion) -> Option<Head> {
        const SMALL: usize = 2;
        let small = |at: &usize| {
            let token = &self.tokens[*at];
            token.has(Section::DateOf) || self.source.is_function(token, FunctionWord::Article)
        };
        let at = (self.clause.start..cue).rev().take(SMALL + 1).find(|at| !small(at))?;
        // "The strike last week", "uma explosão próxima": right behind a noun they may mean something else.
        let head_first = self.source.lexicon.switches.noun_phrase == NounPhrase::HeadFirst;
        if at + 1 == cue && (!head_first || which == Occasion::Next) {
            return None;
        }
        self.head_at(at).filter(|head| head.event.is_some())
    }
}
