//! The two ends of a length of time, by what the words say of the length and of the times: "lasted", "after", "later";
//! "from" and "until", and events with which something begins and ends.

use std::ops::Range;

use crate::lexicon::{
    Course, FunctionWord, JointWord, Meaning, RangeWord, Section, Side, TimeAnaphor, Token, TokenKind,
};
use crate::model::{ConceptId, FactValue, Runs, TimeAnchor, TimeForm, TimeValue};

use super::{EVENT_WORDS, LAST_WORDS, NEAR, Spans};

/// How a length is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Told {
    /// "five hours later": counted from the time named before.
    Later,
    /// "after 72 hours", "ao fim de 20 anos": up to what its clause tells.
    After,
    /// "for nine years": how long its clause went on.
    During,
    /// "lasted two hours", "took nine years"
    Lasts,
    /// "a 48-hour strike": how long a thing goes on.
    Of,
}

/// How many words may stand between a verb and the length that it tells: "lasted a little more than".
const VERB_WORDS: usize = 4;

/// How many words may stand between a time and what is told right behind it: ", only".
const BESIDE: usize = 2;

/// How many words may stand between "after" and a length: "after a voyage of".
const AFTER_WORDS: usize = 4;

impl Spans<'_> {
    /// How its words tell a length.
    pub(in crate::extract) fn told_as(&self, length: usize) -> Option<Told> {
        let own = self.text.tokens_of(length);
        let sentence = self.text.sentence_tokens(length);
        let behind = own.end..sentence.end.min(own.end + 1);
        if own.clone().chain(behind).any(|at| self.says_later(at)) {
            let than = self.text.tokens.get(own.end);
            let than = than.is_some_and(|next| self.text.joint(next) == Some(JointWord::Compared));
            return (!than && !self.leads_to_event(own.end)).then_some(Told::Later);
        }
        let before = |words: usize| sentence.start.max(own.start.saturating_sub(words))..own.start;
        let says = |at: usize, word: JointWord| self.text.is_joint(&self.text.tokens[at], word);
        let last =
            before(AFTER_WORDS).rev().find(|&at| says(at, JointWord::After) || says(at, JointWord::During));
        match last.filter(|&at| self.leads_to(at, own.start)) {
            Some(at) if says(at, JointWord::After) => return Some(Told::After),
            Some(_) => return Some(Told::During),
            None => {}
        }
        if before(VERB_WORDS).any(|at| self.is_length_verb(at)) {
            return Some(Told::Lasts);
        }
        let event = self.text.frame(length).event.filter(|event| event.distance <= 2);
        event.is_some_and(|event| self.text.concepts().flags(event.concept).lasts).then_some(Told::Of)
    }

    /// "after almost", "after a voyage of": nothing between a word and a length that would be a clause of its own.
    fn leads_to(&self, word: usize, length: usize) -> bool {
        let small = |token: &Token| {
            token.is_figure()
                || token.has(Section::Bound)
                || self.text.is_function(token, FunctionWord::Article)
                || self.text.is_function(token, FunctionWord::Adverb)
        };
        match &self.text.tokens[word + 1..length] {
            [article, noun, of] => {
                self.text.is_function(article, FunctionWord::Article)
                    && noun.kind == TokenKind::Word
                    && self.text.joint(of) == Some(JointWord::OutOf)
            }
            words => words.iter().all(small),
        }
    }

    fn says_later(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let later = |meaning| matches!(meaning, Meaning::TimeAnaphor(TimeAnaphor::Later)).then_some(());
        // "six years on", and no "on" before what follows.
        let on = self.text.is_joint(token, JointWord::Base)
            && self.text.tokens.get(at + 1).is_none_or(|next| next.kind != TokenKind::Word);
        on || self.text.source.find(token, Section::TimeAnaphor, later).is_some()
    }

    /// "three weeks after winning the race": counted from what is told behind.
    fn leads_to_event(&self, behind: usize) -> bool {
        let [next, then, ..] = &self.text.tokens[behind..] else { return false };
        next.has(Section::Offset) && then.kind == TokenKind::Word && !then.has(Section::TimeAnaphor)
    }

    pub(super) fn is_length_verb(&self, at: usize) -> bool {
        self.tells_length(&self.text.tokens[at])
    }

    pub(super) fn tells_length(&self, token: &Token) -> bool {
        let is = |meaning| matches!(meaning, Meaning::LengthVerb).then_some(());
        self.text.source.find(token, Section::Length, is).is_some()
    }

    /// The ends of a length that its own sentence tells, or that and the one beside it.
    pub(super) fn ends(&self, length: usize) -> Option<Vec<usize>> {
        self.later(length)
            .or_else(|| self.run(length))
            .or_else(|| self.bounded(length))
            .or_else(|| self.bounded_beside(length))
    }

    /// "left on 4 May and arrived on 9 May, five days later", "The lift stopped at 8.20am. They were freed at 11.50am, three
    /// hours later": a length beside the second of two times.
    fn later(&self, length: usize) -> Option<Vec<usize>> {
        if self.told_as(length)? != Told::Later {
            return None;
        }
        let second = self.time_beside(length)?;
        let own = self.text.sentence_facts(length);
        let earlier = (own.start..second).rev().find(|&at| self.text.is_time(at));
        let first = earlier.or_else(|| self.only_time(self.sentence_before(length)?))?;
        self.are_alike(first, second).then(|| vec![first, second])
    }

    /// The time that stands right before or right behind a length: "at 11.50am, three hours later", "Three years later, in
    /// 2015".
    fn time_beside(&self, length: usize) -> Option<usize> {
        let sentence = self.text.sentence_facts(length);
        let near = |first: usize, second: usize, words: usize| {
            let between = self.text.between(first, second);
            let comma = between.first().is_none_or(|token| token.kind == TokenKind::Comma);
            comma && between.len() <= words && !between.iter().any(|token| token.has(Section::Event))
        };
        let before = length.checked_sub(1).filter(|&time| sentence.contains(&time));
        let before = before.filter(|&time| self.text.is_time(time) && near(time, length, BESIDE));
        before.or_else(|| {
            let behind = Some(length + 1).filter(|time| sentence.contains(time));
            behind.filter(|&time| self.text.is_time(time) && near(length, time, NEAR + 1))
        })
    }

    fn only_time(&self, facts: Range<usize>) -> Option<usize> {
        self.only(facts.filter(|&fact| self.text.is_time(fact)))
    }

    /// Whether two times can be held against each other: both of the clock, or both of the calendar.
    fn are_alike(&self, first: usize, second: usize) -> bool {
        let hands = |fact: usize| self.time(fact).is_some_and(|time| time.clock.is_some());
        hands(first) == hands(second)
    }

    fn time(&self, fact: usize) -> Option<&TimeValue> {
        match &self.text.facts[fact].value {
            FactValue::Time(time) => Some(time),
            _ => None,
        }
    }

    /// The two times of the sentence of a length, where it has but these and no other length.
    fn two_times(&self, length: usize) -> Option<[usize; 2]> {
        let all = || self.text.sentence_facts(length);
        let mut times = all().filter(|&other| self.text.is_time(other));
        let ends = [times.next()?, times.next()?];
        (times.next().is_none() && self.lengths(all()) == 1).then_some(ends)
    }

    /// "a 72-hour curfew from 8 pm on Friday to 8 pm on Saturday", "lasted two hours, from 9.30am, when she sat down, to
    /// 3.40pm", "from 11pm on Friday to 5am on Saturday, lasted six hours".
    fn run(&self, length: usize) -> Option<Vec<usize>> {
        let [from, to] = self.two_times(length)?;
        let between = self.text.between(from, to);
        let led = |word: RangeWord| {
            let opening = self.text.start(from);
            self.is_range(opening, word) || opening > 0 && self.is_range(opening - 1, word)
        };
        let until = |token: &Token| self.text.is_range(token, RangeWord::To) || token.has(Section::Until);
        let joined = between.last().is_some_and(until) || until(&self.text.tokens[self.text.start(to)]);
        // Between the two may stand what happened at the first, or nothing.
        let aside = |words: &[Token]| match words {
            [] | [_] => true,
            [first, .., last] => first.kind == TokenKind::Comma && last.kind == TokenKind::Comma,
        };
        let aside = aside(between) || between.split_last().is_some_and(|(_, words)| aside(words));
        let starts = || self.is_event_at(from, &["event.start", "event.open"]) && from < to;
        let runs = led(RangeWord::From) && joined && aside || starts() && joined && length > to;
        let both = || {
            let and = |token: &Token| self.text.is_range(token, RangeWord::And);
            led(RangeWord::Between) && matches!(between, [token] if and(token))
        };
        let told = self.told_as(length);
        let placed = if length < from {
            !self.is_over(length) && (runs || told == Some(Told::Of) && both())
        } else {
            let goes_on = matches!(told, Some(Told::During | Told::Lasts));
            let told = goes_on && self.stands_after(to, length) || self.is_apposed(to, length);
            length > to && (runs || both()) && told
        };
        placed.then(|| vec![from, to])
    }

    /// "to 5am, lasted six hours", "to 2017, for eight years": a comma at most, and the verb of the length.
    fn stands_after(&self, time: usize, length: usize) -> bool {
        let words = self.text.between(time, length).iter().filter(|token| token.kind == TokenKind::Word);
        words.count() <= NEAR
    }

    /// "The 48-hour strike started at 4 am on Monday and ended at 4 am on Tuesday": the only two times of the sentence, one
    /// of a start and one of an end, and its only length.
    fn bounded(&self, length: usize) -> Option<Vec<usize>> {
        let [from, to] = self.two_times(length)?;
        let (course, named) = (self.course(from, to), self.is_named_pair(from, to));
        let fits = match self.told_as(length) {
            Some(Told::After) => {
                // "The strike started on 1 May and aid arrived on 9 May, after three days of talks"
                let starts =
                    self.is_event_at(from, &["event.start"]) && self.is_event_at(to, &["event.arrive"]);
                let one = !starts || self.goes_on(from, to);
                course.is_some_and(|course| one && length > to && self.is_of_course(length, course))
            }
            Some(Told::Lasts) => named || course.is_some() && !(from..to).contains(&length),
            // "opened in 1981 and closed in 2011, worked for 30 years"
            Some(Told::During) if length > to => {
                course.is_some() && self.stands_after(to, length) && self.closes(length)
            }
            _ => named && (length < to || !self.tells_of_more(length) && !self.runs_from_else(length)),
        };
        (fits || self.bounded_until(from, length, to)).then(|| vec![from, to])
    }

    /// "14 minutes after the hour", "behind schedule": it runs from what its own words tell.
    fn runs_from_else(&self, length: usize) -> bool {
        let next = self.text.tokens.get(self.text.end(length));
        next.is_some_and(|next| {
            next.has(Section::Offset)
                || self.text.is_joint(next, JointWord::Behind)
                || self.text.is_joint(next, JointWord::After)
        })
    }

    /// Whether its clause ends with a length.
    pub(in crate::extract) fn closes(&self, length: usize) -> bool {
        self.text.tokens.get(self.text.end(length)).is_none_or(|next| next.kind != TokenKind::Word)
    }

    /// "left on 9 May and spent 12 days at sea before …": what comes between the two is how long it took.
    fn bounded_until(&self, from: usize, length: usize, to: usize) -> bool {
        let before = |meaning| matches!(meaning, Meaning::Offset(Side::Before)).then_some(());
        let leads = |token: &Token| {
            token.has(Section::Until) || self.text.source.find(token, Section::Offset, before).is_some()
        };
        from < length
            && length < to
            && (self.is_event_at(from, &["event.start", "event.depart"]) || self.course(from, to).is_some())
            && self.text.between(length, to).iter().take(LAST_WORDS).any(leads)
    }

    /// "It ended at 4.45pm, after six hours … It had begun at 10.15am": the end in the sentence of the length, the start in the
    /// one beside it, and no other time in the two.
    fn bounded_beside(&self, length: usize) -> Option<Vec<usize>> {
        let own = self.text.sentence_facts(length);
        let to = self.only_time(own.clone()).filter(|_| self.lengths(own) == 1)?;
        if self.told_as(length)? != Told::After || to > length || !self.stands_after(to, length) {
            return None;
        }
        let start = |sentence: Option<Range<usize>>| {
            let from = self.only_time(sentence?)?;
            let course = self.course(from, to).filter(|_| self.are_alike(from, to))?;
            self.is_of_course(length, course).then_some(from)
        };
        let from = start(self.sentence_before(length)).or_else(|| start(self.sentence_behind(length)))?;
        Some(vec![from, to])
    }

    /// What goes on from one time to another, as the events at both tell.
    pub(in crate::extract) fn course(&self, from: usize, to: usize) -> Option<&Course> {
        let (first, second) = (self.meant_at(from), self.meant_at(to));
        let courses = &self.text.vocabulary.courses;
        courses.iter().find(|course| self.any(&course.from, &first) && self.any(&course.to, &second))
    }

    /// Whether any of some events is among what is meant.
    pub(in crate::extract) fn any(&self, wanted: &[ConceptId], meant: &[ConceptId]) -> bool {
        let concepts = self.text.concepts();
        meant.iter().any(|&found| wanted.iter().any(|&wanted| concepts.is_a(found, wanted)))
    }

    /// What begins at a time.
    fn begins(&self, from: usize) -> bool {
        let meant = self.meant_at(from);
        self.text.vocabulary.courses.iter().any(|course| self.any(&course.from, &meant))
    }

    /// Whether the two events are told to be the start and the end of something, in so many words.
    fn is_named_pair(&self, from: usize, to: usize) -> bool {
        const PAIRS: [(&str, &str); 2] = [("event.start", "event.end"), ("event.depart", "event.arrive")];
        PAIRS.iter().any(|&(start, end)| self.is_event_at(from, &[start]) && self.is_event_at(to, &[end]))
    }

    fn is_event_at(&self, fact: usize, names: &[&str]) -> bool {
        let event = self.text.frame(fact).event.filter(|event| event.distance <= EVENT_WORDS);
        event.is_some_and(|event| names.contains(&self.text.concepts().name(event.concept)))
    }

    /// What the last verb before a time tells, since the time before it; or else the words behind it in its clause.
    pub(in crate::extract) fn meant_at(&self, time: usize) -> Vec<ConceptId> {
        let own = self.text.tokens_of(time);
        let sentence = self.text.sentence_tokens(time);
        let floor = (self.text.sentence_facts(time).start..time).rev().find(|&at| self.text.is_time(at));
        let from = floor.map_or(sentence.start, |floor| self.text.end(floor));
        let before = |&at: &usize| self.meanings(&(at..at + 1)).iter().any(|&found| self.is_event(found));
        if let Some(last) = (from..own.start).rev().find(before) {
            return self.meanings(&(last..last + 1));
        }
        self.meanings(&(own.end..self.end_of_clause(own.end..sentence.end)))
    }

    fn is_event(&self, concept: ConceptId) -> bool {
        let name = self.text.concepts().name(concept);
        name.starts_with("event.") || name.starts_with("stage.")
    }

    /// "after 12 days", "after 12 days of strike", "after 34 months in prison": no length of another thing, "after two days
    /// of talks", "after two years in the red".
    fn is_of_course(&self, length: usize, course: &Course) -> bool {
        let sentence = self.text.sentence_tokens(length);
        let end = self.text.end(length);
        let tail = self.text.tokens.get(end..sentence.end).unwrap_or_default();
        let words = tail.iter().take_while(|token| token.kind == TokenKind::Word).take(NEAR);
        let Some(next) = words.clone().next() else { return true };
        if course.inside {
            return !words.into_iter().any(|token| self.is_relative(token));
        }
        let before = &self.text.tokens[sentence.start..self.text.start(length)];
        let mut nouns = words.filter_map(|token| self.text.event(token));
        let named = nouns.next().is_some_and(|noun| {
            let known = before.iter().any(|token| self.text.event(token) == Some(noun));
            let name = self.text.concepts().name(noun);
            known || matches!(name, "event.voyage" | "event.travel" | "event.compete")
        });
        let conjunction = self.text.is_function(next, FunctionWord::Conjunction);
        let subordinate = self.text.is_function(next, FunctionWord::Subordinator);
        named || conjunction || subordinate || next.has(Section::Direction)
    }

    fn is_relative(&self, token: &Token) -> bool {
        self.text.is_function(token, FunctionWord::Relative)
    }

    /// "the first title since 1990, ending a 35-year wait", "closed since June 2022, three years in which …", "has led it since
    /// 2009, leaves after 16 years": the length runs from that time to the publication.
    pub(super) fn up_to_now(&self, length: usize) -> Option<Vec<usize>> {
        let own = self.text.sentence_facts(length);
        let time = self.only_time(own.clone()).filter(|_| self.lengths(own) == 1)?;
        let since = self.time(time).is_some_and(|time| time.runs == Some(Runs::From));
        let apposed = since && time + 1 == length && self.is_apposed(time, length);
        let bare = self.told_as(length) == Some(Told::After) && self.closes(length);
        let leaves = bare && (since || self.begins(time)) && self.tells_end(length);
        (apposed || leaves).then(|| vec![time])
    }

    /// "laid down their arms in May 2022 and had spent 34 months in prisons", of whom the text tells that they came free these
    /// days: from their capture to now.
    pub(super) fn held_until_now(&self, length: usize) -> Option<Vec<usize>> {
        let own = self.text.sentence_facts(length);
        let sentence = self.text.sentence_tokens(length);
        let dated = |&fact: &usize| self.is_dated(fact) && !self.is_of_these_days(fact);
        let from = self.only(own.clone().filter(dated)).filter(|_| self.lengths(own) == 1)?;
        let meant = self.meant_at(from);
        let courses = self.text.vocabulary.courses.iter().filter(|course| course.inside);
        let course = courses.clone().find(|course| self.any(&course.from, &meant))?;
        let told = self.meanings(&sentence);
        let inside = told.iter().any(|&found| self.is_captivity(found));
        let ends = |token: &Token| token.has(Section::Offset) || token.has(Section::Until);
        let closed = !self.text.tokens[self.text.end(length)..sentence.end].iter().any(ends);
        let free = |fact: usize| self.is_of_these_days(fact) && self.any(&course.to, &self.meant_at(fact));
        // "have spent 34 months", or freed these days
        let perfect = self.text.sentence_tokens(length).start.max(self.text.start(length).saturating_sub(2));
        let perfect = (perfect..self.text.start(length)).any(|at| self.is_perfect(at));
        let free = perfect || (0..self.text.facts.len()).any(free);
        (inside && closed && free && self.told_as(length) != Some(Told::Later)).then(|| vec![from])
    }

    fn only(&self, mut facts: impl Iterator<Item = usize>) -> Option<usize> {
        let first = facts.next()?;
        facts.next().is_none().then_some(first)
    }

    /// "have" of "have spent"
    fn is_perfect(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        self.text.is_function(token, FunctionWord::Auxiliary) && !token.has(Section::Tense)
    }

    /// "prison", "captivity"
    pub(in crate::extract) fn is_captivity(&self, concept: ConceptId) -> bool {
        matches!(self.text.concepts().name(concept), "label.sentence" | "stage.captivity")
    }

    /// ", three years in which", ", czyli od trzech lat": the length says the time before it once more.
    fn is_apposed(&self, time: usize, length: usize) -> bool {
        let [comma, words @ ..] = self.text.between(time, length) else { return false };
        let restates = |token: &Token| matches!(self.text.joint(token), Some(JointWord::Restated(_)));
        let small = |token: &Token| {
            restates(token)
                || token.has(Section::Since)
                || self.text.is_joint(token, JointWord::During)
                || self.text.is_function(token, FunctionWord::Article)
                || token.has(Section::Bound)
        };
        let end = self.text.end(length);
        // ", a tenure of 20 years"
        let named = match words {
            [article, noun, of] => {
                self.text.is_function(article, FunctionWord::Article)
                    && noun.kind == TokenKind::Word
                    && self.text.joint(of) == Some(JointWord::OutOf)
            }
            _ => false,
        };
        let closed = self.text.tokens.get(end).is_none_or(|next| {
            next.kind != TokenKind::Word
                || self.text.is_function(next, FunctionWord::Preposition) && !next.has(Section::Offset)
                || self.text.is_function(next, FunctionWord::Relative)
        });
        comma.kind == TokenKind::Comma && (named || words.iter().all(small)) && closed
    }

    /// Whether the words around a length tell of an end: "steps down after", "is leaving".
    fn tells_end(&self, length: usize) -> bool {
        let sentence = self.text.sentence_tokens(length);
        let meant = self.meanings(&sentence);
        self.text.vocabulary.courses.iter().any(|course| self.any(&course.to, &meant))
    }

    /// "in 1954, 71 years ago", "Há dez anos, em 2015": a date, and how long ago it was, with a comma between the two.
    pub(super) fn ago(&self, at: usize) -> Option<usize> {
        let is_ago = |fact: usize| {
            self.time(fact).is_some_and(|time| time.anchor == TimeAnchor::Published)
                && self.text.tokens_of(fact).any(|at| self.text.tokens[at].has(Section::Ago))
        };
        let dated = |&other: &usize| {
            let (first, second) = (other.min(at), other.max(at));
            let small = |token: &Token| self.text.is_function(token, FunctionWord::Preposition);
            let beside = match self.text.between(first, second) {
                [comma] => comma.kind == TokenKind::Comma,
                [comma, word] => comma.kind == TokenKind::Comma && other > at && small(word),
                _ => false,
            };
            let written = self.time(other).is_some_and(|time| time.year_written && !time.approximate);
            beside && written && self.is_dated(other) && self.text.one_sentence(other, at)
        };
        let near = [at.checked_sub(1), Some(at + 1).filter(|&next| next < self.text.facts.len())];
        // "Born in 1985, ten years ago he moved to Porto" is of two times.
        let closed = |date: usize| {
            date > at
                || self.text.tokens.get(self.text.end(at)).is_none_or(|next| {
                    next.kind != TokenKind::Word
                        || next.has(Section::Direction)
                        || self.text.is_function(next, FunctionWord::Conjunction)
                })
        };
        let told = is_ago(at) && !self.text.frame(at).quoted;
        told.then(|| near.into_iter().flatten().find(dated)).flatten().filter(|&date| closed(date))
    }

    /// "signed a four-year contract until 30 June 2029": from the signing, in these days, to the day it ends.
    pub(super) fn signed_now(&self, length: usize) -> Option<Vec<usize>> {
        let sentence = self.text.sentence_tokens(length);
        let signs = self.text.frame(length).event.is_some_and(|event| {
            self.text.concepts().name(event.concept) == "event.sign" && event.distance <= EVENT_WORDS
        });
        let pact = self
            .text
            .frame(length)
            .label
            .is_some_and(|label| self.text.concepts().name(label).starts_with("pact"));
        let own = self.text.sentence_facts(length);
        let until = |at: usize| {
            let start = self.text.start(at);
            let led = (start.saturating_sub(1)..=start).any(|at| self.text.tokens[at].has(Section::Until));
            led && at > length && self.is_dated(at) && self.time(at).is_some_and(|time| time.year_written)
        };
        let end = own.clone().find(|&at| until(at))?;
        let told_then = own.clone().any(|at| at != end && self.is_dated(at) && !self.is_of_these_days(at));
        let asserted = self.text.tokens[sentence.start..self.text.start(length)]
            .iter()
            .all(|token| !token.has(Section::Negation));
        (signs && pact && !told_then && asserted && self.lengths(own) == 1).then(|| vec![end])
    }

    /// "on Monday", "last week": told by the day of reading.
    pub(in crate::extract) fn is_of_these_days(&self, time: usize) -> bool {
        let relative = TimeAnchor::Published;
        self.time(time).is_some_and(|time| {
            let fine = matches!(time.form, TimeForm::Day(_) | TimeForm::DayPart(..) | TimeForm::Week(_));
            time.anchor == relative && fine && !time.year_written
        })
    }
}
