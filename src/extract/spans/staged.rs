//! Two dates of one thing that tell stages of its way, by the chains of the vocabulary: a tender is opened before its
//! bids are due, whatever stands between.

use std::ops::Range;

use crate::lexicon::{FunctionWord, JointWord, Meaning, Section, SectionSet, Stage, Token, TokenKind};
use crate::model::{ConceptId, FactValue, Link, LinkKind};

use super::super::links::link;
use super::Spans;
use super::beside::is_form_of;

/// How many words of its own a thing may have that is named beside the later of two dates alone.
const NOUN: usize = 3;

/// How many words may stand before the noun of where something was: "at the great autumn salon".
const PLACE_WORDS: usize = 4;

/// What tells a thing from others of its kind.
const TELLS_APART: SectionSet =
    SectionSet::of(&[Section::Ordinal, Section::Subgroup, Section::Negation, Section::Anaphora]);

/// Words with a capital that name nothing.
const NO_NAME: SectionSet = SectionSet::of(&[
    Section::Function,
    Section::Month,
    Section::Weekday,
    Section::Place,
    Section::Stage,
    Section::Event,
    Section::Tense,
    Section::DateOf,
]);

/// Words that name no thing.
const SMALL: SectionSet = SectionSet::of(&[
    Section::Function,
    Section::Tense,
    Section::Event,
    Section::Stage,
    Section::Month,
    Section::Weekday,
    Section::Place,
    Section::DateOf,
    Section::Direction,
    Section::TimeUnit,
    Section::TimeAnaphor,
    Section::Offset,
    Section::Range,
    Section::Since,
    Section::Until,
    Section::Part,
    Section::Period,
    Section::Moment,
    Section::Status,
    Section::Joint,
    Section::Bound,
    Section::Cardinal,
]);

/// The stages that the words beside a date may tell, as chains and places in them.
type Told = Vec<(usize, usize)>;

impl Spans<'_> {
    /// "opened the tender in May and the bids in April": the later stage of one thing, and the earlier.
    pub(super) fn staged(&self, at: usize) -> Option<Link> {
        if !self.is_point(at) {
            return None;
        }
        let before = self.text.sentence_facts(at).rev().find(|&other| other < at && self.is_point(other));
        match before {
            Some(before) => self.staged_within(before, at),
            None => self.staged_across(at),
        }
    }

    /// Two dates of one sentence, told in the order of their stages.
    fn staged_within(&self, before: usize, at: usize) -> Option<Link> {
        let (own, next) = (self.text.tokens_of(before), self.text.tokens_of(at));
        let floor = self.text.sentence_facts(at).rev().find(|&other| other < before && self.is_point(other));
        let start = floor.map_or(0, |floor| self.text.end(floor)).max(self.text.sentence_tokens(at).start);
        let mut first = start..own.start;
        let mut rest = own.end..next.start;
        if self.told(&first, &[]).is_empty() {
            let end = self.end_of_clause(own.end..next.start);
            (first, rest) = (own.end..end, end..next.start);
        }
        // "work begins in May on the pier, which is to open in March": the thing is named before the pronoun.
        let relative = rest.clone().find(|&at| {
            self.text.is_function(&self.text.tokens[at], FunctionWord::Relative)
                || self.text.is_function(&self.text.tokens[at], FunctionWord::Subordinator)
                // "which is", "which stands at"
                || matches!(
                    self.text.joint(&self.text.tokens[at]),
                    Some(JointWord::Amounts | JointWord::Restated(true))
                )
        });
        // "in place of a mill that closed", "after the court accepted" is of another one.
        let aside = |relative: usize| {
            self.text.tokens[..relative].last().is_some_and(|mark| mark.kind == TokenKind::Comma)
        };
        if relative.is_some_and(|relative| !aside(relative)) {
            return None;
        }
        let thing = relative.map_or(rest.start..rest.start, |relative| rest.start..relative);
        let named = self.contents(&first).into_iter().chain(self.contents(&thing)).collect::<Vec<usize>>();
        let mut second = relative.unwrap_or(rest.start)..rest.end;
        let mut carried = self.meanings(&first);
        carried.extend(self.meanings(&thing));
        if self.told(&second, &carried).is_empty() {
            let end = self.end_of_clause(next.end..self.text.sentence_tokens(at).end);
            second = if self.contents(&second).is_empty() { next.end..end } else { return None };
        }
        let (earlier, later) = (self.told(&first, &[]), self.told(&second, &carried));
        let ordered = follow(&earlier, &later);
        // "opened in 2009 and was built in 2012", "married in 1990, after they had met in 2001"
        let after = |&at: &usize| self.text.tokens[at].has(Section::Offset);
        let back = !ordered && follow(&later, &earlier) && {
            rest.clone().any(|at| after(&at)) || self.is_once(&later, &earlier)
        };
        // A relative clause is of what stands before it, and names who does something to it.
        let room = if relative.is_some() || named.is_empty() { NOUN } else { 0 };
        let actor = first.clone().any(|at| self.means(at, &self.text.vocabulary.actors));
        // "left at 9.40 and was back at 8.15 the next day"
        let next_day = self.is_clock_alone(at) && self.is_of_a_year(at);
        let of_one = !next_day && self.is_of(&named, &second, room) && !(actor && self.takes_up(&second));
        match (of_one && (ordered || back), ordered) {
            (false, _) => None,
            (true, true) => Some(link(LinkKind::Follows, at, before)),
            (true, false) => Some(link(LinkKind::Follows, before, at)),
        }
    }

    /// "It premiered in 1978. He had begun to write it in 1983": the only dates of two sentences, the second of which names
    /// nothing.
    fn staged_across(&self, at: usize) -> Option<Link> {
        let sentence = self.sentence_before(at)?;
        let mut dates = sentence.filter(|&other| self.is_point(other));
        let before = dates.next().filter(|_| dates.next().is_none())?;
        let (own, next) = (self.text.tokens_of(before), self.text.tokens_of(at));
        let mut first = self.text.sentence_tokens(before).start..own.start;
        if self.told(&first, &[]).is_empty() {
            first = own.end..self.end_of_clause(own.end..self.text.sentence_tokens(before).end);
        }
        let second = self.text.sentence_tokens(at).start..next.start;
        // "Tinha começado a compô-la": what came before is told by its tense, or by a word for the thing.
        let past = self.text.tokens.get(second.start).is_some_and(|verb| {
            verb.has(Section::Tense) || self.text.is_function(verb, FunctionWord::Auxiliary)
        });
        let pronoun = past
            || second.clone().any(|at| self.text.is_function(&self.text.tokens[at], FunctionWord::Pronoun));
        let carried = self.meanings(&first);
        let (earlier, later) = (self.told(&first, &[]), self.told(&second, &carried));
        if !self.is_of(&self.contents(&first), &second, 0) {
            return None;
        }
        if follow(&earlier, &later) {
            Some(link(LinkKind::Follows, at, before))
        } else {
            let once = pronoun || self.is_once(&later, &earlier);
            (once && follow(&later, &earlier)).then(|| link(LinkKind::Follows, before, at))
        }
    }

    /// A date, a period of dates, or a time of the clock.
    fn is_point(&self, fact: usize) -> bool {
        let known = match &self.text.facts[fact].value {
            FactValue::Time(time) => time.sure_interval().is_some(),
            _ => false,
        };
        known || self.is_dated(fact) || self.is_clock_alone(fact)
    }

    /// A time of the clock of an untold day.
    fn is_clock_alone(&self, fact: usize) -> bool {
        matches!(&self.text.facts[fact].value, FactValue::Time(time) if time.clock.is_some())
    }

    /// Whether both are stages of what happens once to a thing, whichever is told first.
    fn is_once(&self, earlier: &Told, later: &Told) -> bool {
        let chains = &self.text.vocabulary.chains;
        earlier.iter().any(|(chain, _)| chains[*chain].once && later.iter().any(|(other, _)| other == chain))
    }

    /// The stages that some words tell, those first that stand beside what they are of. What a stage is of may be told
    /// before ("and the court accepted it").
    fn told(&self, words: &Range<usize>, carried: &[ConceptId]) -> Told {
        let meant = self.meanings(words);
        if meant.is_empty() {
            return Told::new();
        }
        let concepts = self.text.concepts();
        let any = |wanted: &[ConceptId], among: &[ConceptId]| {
            among.iter().any(|&found| wanted.iter().any(|&wanted| concepts.is_a(found, wanted)))
        };
        let stages = self.text.vocabulary.chains.iter().enumerate().flat_map(|(chain, stages)| {
            stages.stages.iter().enumerate().map(move |(place, stage)| (chain, place, stage))
        });
        let happens: Vec<(usize, usize, &Stage)> =
            stages.filter(|(_, _, stage)| any(&stage.events, &meant)).collect();
        let beside = |among: &[ConceptId]| -> Told {
            let of = happens.iter().filter(|(_, _, stage)| !stage.of.is_empty() && any(&stage.of, among));
            of.map(|&(chain, place, _)| (chain, place)).collect()
        };
        let mut found = beside(&meant);
        if found.is_empty() {
            found = beside(carried);
        }
        let general = happens.iter().filter(|(_, _, stage)| stage.of.is_empty());
        for &(chain, place, _) in general {
            if !found.iter().any(|&(other, _)| other == chain) {
                found.push((chain, place));
            }
        }
        found
    }

    /// Whether words tell of a thing named before: they name no other, or, where none was, but this one.
    fn is_of(&self, named: &[usize], words: &Range<usize>, room: usize) -> bool {
        let apart = words.clone().any(|at| {
            let token = &self.text.tokens[at];
            // "charged him in May; he was convicted in June"
            let next = self.text.tokens.get(at + 1);
            let same = next.is_some_and(|next| self.text.is_function(next, FunctionWord::Pronoun));
            token.kind == TokenKind::Semicolon && !same
                || token.sections().meets(TELLS_APART)
                    && self.text.event(token).is_none()
                    && !self.is_first_time(at)
        });
        let known = |at: usize| {
            let word = self.text.source.word(&self.text.tokens[at]);
            named.iter().any(|&other| is_form_of(self.text.source.word(&self.text.tokens[other]), word))
        };
        let taken_up = |at: usize| self.means(at, &self.text.vocabulary.taken_up);
        let rival = named.iter().any(|&at| taken_up(at));
        let new: Vec<usize> = self.contents(words).into_iter().filter(|&at| !known(at)).collect();
        let takes_up = new.iter().filter(|&&at| taken_up(at)).count();
        // "the club from the coast": what takes up a name may have a word beside it, and there is but one.
        let single = takes_up == 1 && !rival;
        let left = if single { new.len() - 1 } else { new.len() };
        let room = room + usize::from(single);
        let names = new.iter().any(|&at| self.is_name(at));
        !apart && !names && left <= room
    }

    /// "first showed it", "for the first time": of a verb, and no first thing of several.
    fn is_first_time(&self, at: usize) -> bool {
        let Some(next) = self.text.tokens.get(at + 1) else { return false };
        let time = self
            .text
            .concept(next)
            .is_some_and(|concept| self.text.concepts().name(concept) == "occurrence.time");
        let verb = self.text.event(next).is_some() || next.has(Section::Tense) || next.has(Section::Stage);
        self.says_first(at) && (time || verb)
    }

    fn takes_up(&self, words: &Range<usize>) -> bool {
        words.clone().any(|at| self.means(at, &self.text.vocabulary.taken_up))
    }

    /// The nouns and names of some words, and what else may tell one thing from another.
    fn contents(&self, words: &Range<usize>) -> Vec<usize> {
        let content = |&at: &usize| {
            let token = &self.text.tokens[at];
            let thing =
                token.has(Section::Concept) && !token.has(Section::Event) && !token.has(Section::Stage);
            let other = (thing || !token.sections().meets(SMALL) || self.is_name(at)) && !self.is_place(at);
            token.kind == TokenKind::Word
                && !token.is_figure()
                && !token.has(Section::Function)
                && (other || self.means(at, &self.text.vocabulary.taken_up))
        };
        words.clone().filter(content).collect()
    }

    /// "in a garage", "at the autumn salon": where it was, and no other thing.
    fn is_place(&self, at: usize) -> bool {
        let near = &self.text.tokens[at.saturating_sub(PLACE_WORDS)..at];
        let opening = near.iter().rposition(|token| {
            let small = token.has(Section::Function) && !self.text.is_function(token, FunctionWord::Article);
            small || token.kind != TokenKind::Word || token.has(Section::Event) || token.has(Section::Tense)
        });
        opening.is_some_and(|opening| self.text.is_where(&near[opening]))
    }

    fn is_name(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        // "1978 r. Kompozytor": the stop of an abbreviation ends a sentence too.
        let opens = self.text.tokens[..at].last().is_none_or(|before| {
            before.kind != TokenKind::Word || self.text.source.word(before).ends_with('.')
        });
        token.caps != crate::lexicon::Caps::Lower && !opens && !token.sections().meets(NO_NAME)
    }

    fn means(&self, at: usize, wanted: &[ConceptId]) -> bool {
        let token: &Token = &self.text.tokens[at];
        token.has(Section::Stage)
            && self.text.source.meanings(token).iter().any(|meaning| match meaning {
                Meaning::Stage(stage) => wanted.contains(stage),
                _ => false,
            })
    }

    pub(in crate::extract) fn meanings(&self, words: &Range<usize>) -> Vec<ConceptId> {
        let tokens = self.text.tokens.get(words.clone()).unwrap_or_default();
        let meant = tokens.iter().flat_map(|token| self.text.source.meanings(token));
        meant
            .filter_map(|meaning| match meaning {
                Meaning::Event(found) | Meaning::Concept(found) | Meaning::Stage(found) => Some(*found),
                _ => None,
            })
            .collect()
    }

    pub(super) fn end_of_clause(&self, words: Range<usize>) -> usize {
        let parts = |&at: &usize| {
            matches!(self.text.tokens[at].kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Stop)
                || self.text.is_function(&self.text.tokens[at], FunctionWord::Conjunction)
        };
        words.clone().find(parts).unwrap_or(words.end)
    }
}

/// Whether, in one chain, all that is told first lies before all that is told then.
fn follow(first: &Told, then: &Told) -> bool {
    first.iter().any(|&(chain, _)| {
        let places = |told: &Told| -> Vec<usize> {
            told.iter().filter(|(of, _)| *of == chain).map(|(_, place)| *place).collect()
        };
        let last = places(first).into_iter().max();
        let next = places(then).into_iter().min();
        last.zip(next).is_some_and(|(last, next)| last < next)
    })
}
