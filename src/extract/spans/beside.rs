//! Lengths of time whose ends stand in other words than right beside them: in the sentence before or behind, at a date
//! that they are counted from, or in a time just named.

use std::ops::Range;

use crate::lexicon::{FunctionWord, JointWord, Meaning, Section, Token, TokenKind};
use crate::model::{ConceptId, FactValue, LinkKind, Runs, TimeForm, TimeUnit};

use super::{BOUNDING, EVENT_WORDS, NO_SUBJECT, Spans};

/// How many words may open a sentence before the length that it tells of the one before: "It lasted almost".
const OPENING: usize = 5;

/// How many words may stand between "after" and the date of what a length is counted from.
const EVENT_OF_DATE: usize = 8;

/// How many words back the time is looked for that "those 16 years" take up.
const TAKEN_UP: usize = 40;

/// How many facts away the date of an event is looked for that a length leads to.
const ELSEWHERE: usize = 40;

/// The ends of a length, and how surely they are its ends.
pub(super) type Ends = (LinkKind, Vec<usize>);

impl Spans<'_> {
    pub(super) fn told_beside(&self, at: usize) -> Option<Ends> {
        self.taken_up(at)
            .or_else(|| self.begun_before(at))
            .or_else(|| self.told_behind(at))
            .or_else(|| self.counted_from(at).filter(|_| at > 0 && self.stands_behind(at - 1, at)))
            .map(|ends| (LinkKind::Lasts, ends))
            .or_else(|| self.told_loosely(at).map(|ends| (LinkKind::MayLast, ends)))
    }

    fn told_loosely(&self, at: usize) -> Option<Vec<usize>> {
        self.closing(at)
            .or_else(|| self.counted_from(at))
            .or_else(|| self.told_elsewhere(at))
            .or_else(|| self.last_time(at))
            .or_else(|| self.under_way(at))
    }

    /// "Between 1980 and 1996 he taught; in those 16 years …": the period named last.
    fn taken_up(&self, at: usize) -> Option<Vec<usize>> {
        let own = self.text.tokens_of(at);
        let those = own.start.checked_sub(1)?..own.start + 1;
        those.into_iter().find(|&at| self.text.joint(&self.text.tokens[at]) == Some(JointWord::Those))?;
        let period = at.checked_sub(1)?;
        let named = self.text.end(period);
        let between = self.text.tokens.get(named..own.start)?;
        let one_paragraph = between.iter().all(|token| token.kind != TokenKind::Break);
        let since =
            matches!(&self.text.facts[period].value, FactValue::Time(time) if time.runs == Some(Runs::From));
        let told = self.is_period(period) || since;
        (one_paragraph && told && between.len() <= TAKEN_UP).then(|| vec![period])
    }

    /// "The crews began a 72-hour walkout on Friday. It started at 6am and is due to end at 6am on Sunday": the ends stand
    /// in the sentence behind, whose subject is that of the length.
    fn begun_before(&self, at: usize) -> Option<Vec<usize>> {
        let next = self.sentence_behind(at)?;
        let [from, to] = self.two_ends(next.clone())?;
        let first = self.first_event(next.clone())?;
        let small = |token: &Token| {
            token.kind != TokenKind::Word
                || token.sections().meets(NO_SUBJECT)
                || self.text.event(token).is_some() && self.text.event(token) == self.length_of(at)
        };
        let subject = self.text.sentence_tokens(next.start).start..first;
        let lasts = self.length_of(at).is_some_and(|event| self.text.concepts().flags(event).lasts);
        let alone = self.lengths(self.text.sentence_facts(at)) == 1 && self.lengths(next) == 0;
        (lasts && alone && self.text.tokens.get(subject)?.iter().all(small)).then(|| vec![from, to])
    }

    /// "It began at 10.15am and ended at 2.30pm. It lasted four hours": the ends stand in the sentence before, and the
    /// verb tells a length.
    fn told_behind(&self, at: usize) -> Option<Vec<usize>> {
        let (opening, ends) = self.ends_before(at)?;
        let verb = opening.clone().any(|at| self.is_length_verb(at));
        let small = |token: &Token| {
            token.sections().meets(NO_SUBJECT)
                || token.has(Section::Length)
                || token.sections().is_empty()
                || self.text.event(token).is_some()
        };
        (verb && self.text.tokens.get(opening)?.iter().all(small)).then_some(ends)
    }

    /// "The final began at 3.05pm and the last ball was hit at 5.52pm. After two hours and 47 minutes she …"
    fn closing(&self, at: usize) -> Option<Vec<usize>> {
        let (opening, ends) = self.ends_before(at)?;
        let after = self.text.tokens.get(opening)?.iter().any(|token| {
            token.has(Section::Offset) || self.text.is_function(token, FunctionWord::Preposition)
        });
        after.then_some(ends)
    }

    /// The two ends that the sentence before tells of a length that opens its own, and the words that open it.
    fn ends_before(&self, at: usize) -> Option<(Range<usize>, Vec<usize>)> {
        let all = self.text.sentence_facts(at);
        let own = self.text.tokens_of(at);
        let opening = self.text.sentence_tokens(at).start..own.start;
        let alone = self.lengths(all.clone()) == 1 && !all.clone().any(|other| self.text.is_time(other));
        let before = self.sentence_before(at).filter(|_| alone && opening.len() <= OPENING)?;
        let ends = self.two_ends(before.clone()).filter(|_| self.lengths(before) == 0)?;
        Some((opening, ends.to_vec()))
    }

    /// "Thirty days after the election of 25 April, the leaders signed …, on 25 May": what a length is counted from has a
    /// date, and so has what it leads to, and the sentence names no other time.
    fn counted_from(&self, at: usize) -> Option<Vec<usize>> {
        let own = self.text.tokens_of(at);
        let all = self.text.sentence_facts(at);
        if self.lengths(all.clone()) != 1 {
            return None;
        }
        let offset = (own.end..own.end + 2).find(|&at| self.is_offset(at))?;
        let mut times = all.filter(|&other| self.is_dated(other));
        let (first, second) = (times.next()?, times.next()?);
        if times.next().is_some() {
            return None;
        }
        let event = if first > at { first } else { second };
        let opening = self.text.start(event);
        let words = self.text.tokens.get(offset + 1..opening)?;
        let plain = words.iter().all(|token| token.kind == TokenKind::Word);
        let opens = own.start <= self.text.sentence_tokens(at).start + 2;
        let placed = if first > at { opens } else { self.stands_behind(first, at) };
        let start = |fact: usize| match &self.text.facts[fact].value {
            FactValue::Time(time) => time.interval().and_then(|interval| interval.start),
            _ => None,
        };
        let in_order = if start(second) < start(first) { vec![second, first] } else { vec![first, second] };
        (event > at && placed && plain && words.len() <= EVENT_OF_DATE).then_some(in_order)
    }

    /// "was last cleaned on 2 July, 11 weeks before the first diagnosis": the date of what the length leads to stands in
    /// another sentence, the only one of the text that tells of it.
    fn told_elsewhere(&self, at: usize) -> Option<Vec<usize>> {
        let own = self.text.tokens_of(at);
        let first = at.checked_sub(1).filter(|&first| self.is_day(first) && self.stands_behind(first, at))?;
        let offset = (own.end..own.end + 2).find(|&at| self.is_offset(at))?;
        let sentence = self.text.sentence_tokens(at);
        let words: Vec<&Token> = self
            .text
            .words(offset + 1, sentence.end.max(offset + 1))
            .iter()
            .take_while(|token| token.kind == TokenKind::Word)
            .filter(|token| !token.has(Section::Function) && !token.has(Section::TimeAnaphor))
            .collect();
        let other_time = self.text.sentence_facts(at).any(|other| other > at && self.text.is_time(other));
        if words.is_empty() || words.len() > EVENT_WORDS.into() || other_time {
            return None;
        }
        let near = at.saturating_sub(ELSEWHERE)..self.text.facts.len().min(at + ELSEWHERE);
        let tells = |&other: &usize| {
            self.is_day(other) && !self.text.one_sentence(other, at) && self.tells_all(other, &words)
        };
        let mut dates = near.filter(tells);
        let date = dates.next().filter(|_| dates.next().is_none())?;
        Some(vec![first, date])
    }

    /// Whether the sentence of a date has all these words, in any of their forms.
    fn tells_all(&self, date: usize, words: &[&Token]) -> bool {
        let sentence = self.text.tokens.get(self.text.sentence_tokens(date)).unwrap_or_default();
        let dated = self.text.frame(date).event.map(|event| event.concept);
        words.iter().all(|token| {
            let wanted = self.text.source.word(token);
            let named = dated.is_some() && self.text.event(token) == dated;
            named || sentence.iter().any(|token| is_form_of(self.text.source.word(token), wanted))
        })
    }

    fn is_day(&self, fact: usize) -> bool {
        matches!(&self.text.facts[fact].value, FactValue::Time(time) if time.form.day().is_some())
    }

    /// "on 29 May, 24 days after": nothing but a comma between a date and the length behind it.
    fn stands_behind(&self, date: usize, length: usize) -> bool {
        let end = self.text.end(date);
        let start = self.text.start(length);
        matches!(self.text.tokens.get(end..start), Some([] | [_]))
    }

    /// "were brought out at 3.25am on Friday 13 June, after 85 hours underground. The roof had come down at 2.10pm on Monday
    /// 9 June": the only two moments of two sentences, each with its day and its clock.
    fn under_way(&self, at: usize) -> Option<Vec<usize>> {
        let FactValue::Duration(duration) = &self.text.facts[at].value else { return None };
        let hours = matches!(duration.unit, TimeUnit::Hour | TimeUnit::Minute);
        let all = self.text.sentence_facts(at);
        let pair = |other: Option<Range<usize>>| {
            let other = other?;
            let mut times = all.clone().chain(other.clone()).filter(|&fact| self.text.is_time(fact));
            let (first, second) = (times.next()?, times.next()?);
            let clocks = [first, second].iter().all(|&fact| self.has_clock(fact) && self.is_dated(fact));
            let alone = times.next().is_none() && self.lengths(all.clone().chain(other)) == 1;
            (clocks && alone).then(|| vec![first.min(second), first.max(second)])
        };
        hours.then(|| pair(self.sentence_behind(at)).or_else(|| pair(self.sentence_before(at)))).flatten()
    }

    /// The start and the end among the times of a sentence that has but these two.
    fn two_ends(&self, sentence: Range<usize>) -> Option<[usize; 2]> {
        let mut times = sentence.filter(|&fact| self.text.is_time(fact));
        let ends = [times.next()?, times.next()?];
        let [from, to] = ends;
        let named = |fact: usize, end: fn(&(&'static str, &'static str)) -> &'static str| {
            let event = self.text.frame(fact).event.filter(|event| event.distance <= EVENT_WORDS);
            let name = event.map(|event| self.text.concepts().name(event.concept));
            BOUNDING.iter().any(|pair| name == Some(end(pair)))
        };
        let starts = named(from, |(start, _)| start);
        let ended = named(to, |(_, end)| end) || self.is_last(from, to);
        (times.next().is_none() && starts && ended).then_some(ends)
    }

    /// "and the last ball was hit at 5.52pm"
    fn is_last(&self, from: usize, to: usize) -> bool {
        let start = self.text.end(from);
        let end = self.text.start(to);
        (start..end).any(|at| {
            self.text
                .source
                .find(&self.text.tokens[at], Section::Direction, |meaning| {
                    matches!(meaning, Meaning::Direction(-1)).then_some(())
                })
                .is_some()
        })
    }

    fn is_offset(&self, at: usize) -> bool {
        self.text.tokens.get(at).is_some_and(|token| token.has(Section::Offset))
    }

    /// A day, a month or a year by its own date.
    pub(super) fn is_dated(&self, fact: usize) -> bool {
        match &self.text.facts[fact].value {
            FactValue::Time(time) => !matches!(time.form, TimeForm::Unresolved(_) | TimeForm::Between(..)),
            _ => false,
        }
    }

    pub(super) fn lengths(&self, facts: impl Iterator<Item = usize>) -> usize {
        facts.filter(|&fact| matches!(self.text.facts[fact].value, FactValue::Duration(_))).count()
    }

    /// What lasts so long, as the word right behind the length tells.
    fn length_of(&self, at: usize) -> Option<ConceptId> {
        self.text.frame(at).event.filter(|event| event.distance <= 2).map(|event| event.concept)
    }

    fn first_event(&self, sentence: Range<usize>) -> Option<usize> {
        let fact = sentence.clone().next()?;
        self.text.sentence_tokens(fact).find(|&at| self.text.tokens[at].has(Section::Event))
    }

    /// The facts of the sentence right behind, in the same paragraph.
    pub(super) fn sentence_behind(&self, at: usize) -> Option<Range<usize>> {
        let next = self.text.sentence_facts(at).end;
        (next < self.text.facts.len() && self.adjoin(at, next)).then(|| self.text.sentence_facts(next))
    }

    /// The facts of the sentence right before, in the same paragraph.
    pub(super) fn sentence_before(&self, at: usize) -> Option<Range<usize>> {
        let last = self.text.sentence_facts(at).start.checked_sub(1)?;
        self.adjoin(last, at).then(|| self.text.sentence_facts(last))
    }

    fn adjoin(&self, first: usize, second: usize) -> bool {
        let gap = self.text.sentence_tokens(first).end..self.text.sentence_tokens(second).start;
        let plain = |at: usize| !matches!(self.text.tokens[at].kind, TokenKind::Word | TokenKind::Break);
        gap.into_iter().all(plain)
    }
}

/// Whether two words may be forms of one: "diagnosed", "diagnosis".
pub(in crate::extract) fn is_form_of(one: &str, other: &str) -> bool {
    const KEPT: usize = 5;
    const ENDING: usize = 4;
    let lower = |word: &str| word.to_lowercase();
    let (one, other) = (lower(one), lower(other));
    let kept = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let longest = one.chars().count().max(other.chars().count());
    one == other || kept >= KEPT && longest - kept <= ENDING
}
