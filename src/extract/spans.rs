mod beside;
mod first;
mod staged;

pub(super) use beside::is_form_of;

use std::ops::Range;

use crate::lexicon::{
    FunctionWord, JointWord, Meaning, RangeWord, Section, SectionSet, Token, TokenKind, TokenText, Vocabulary,
};
use crate::model::{ConceptId, Fact, FactValue, Link, LinkKind, Runs, TimeForm, TimeUnit};

use super::links::{joint_word, link, sentence_facts, sentence_tokens, token_range, tokens_between};

/// What joins the times of a sentence: a length of time to its ends, and what has to come later to what has to come
/// before it, where both are told of one subject.
pub(super) fn spans(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    facts: &[Fact],
) -> Vec<Link> {
    let reader = Spans { source, vocabulary, tokens, facts };
    let mut links = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        links.extend(reader.ordered(at).or_else(|| reader.stretch(at)).or_else(|| reader.staged(at)));
        if matches!(fact.value, FactValue::Duration(_)) {
            let ends = reader
                .since(at)
                .or_else(|| reader.run(at))
                .or_else(|| reader.told_again(at))
                .or_else(|| reader.run_of_period(at))
                .or_else(|| reader.later(at))
                .or_else(|| reader.behind(at))
                .or_else(|| reader.bounded(at));
            let ends = ends.map(|ends| (LinkKind::Lasts, ends)).or_else(|| reader.told_beside(at));
            links.extend(
                ends.into_iter()
                    .flat_map(|(kind, ends)| ends.into_iter().map(move |end| link(kind, at, end))),
            );
        }
    }
    links
}

struct Spans<'a> {
    source: TokenText<'a>,
    vocabulary: &'a Vocabulary,
    tokens: &'a [Token],
    facts: &'a [Fact],
}

/// How many words may stand between two things that belong together.
const NEAR: usize = 3;

/// The events at the two ends of what lasts, and how near to its time each must stand, in words.
const BOUNDING: [(&str, &str); 2] = [("event.start", "event.end"), ("event.depart", "event.arrive")];
const EVENT_WORDS: u16 = 6;

/// What goes on from one day to another, besides what takes time by its kind.
const RUNNING: [&str; 5] = ["event.show", "event.open", "event.attend", "event.sell", "event.perform"];

/// How many words may stand between a length and its period.
const PERIOD_REACH: usize = 6;

/// How many words behind a length the "before" of its end may stand.
const LAST_WORDS: usize = 4;

/// How many facts back the time of a winner is looked for.
const WINNER_REACH: usize = 12;

/// How many words before its sentence somebody may have won.
const WINNER_WORDS: usize = 60;

/// The words that may stand between two events of one subject.
const NO_SUBJECT: SectionSet = SectionSet::of(&[
    Section::Function,
    Section::Tense,
    Section::Event,
    Section::Range,
    Section::DateOf,
    Section::Offset,
    Section::TimeUnit,
    Section::Since,
    Section::Until,
    Section::Part,
    Section::Period,
    Section::TimeAnaphor,
]);

impl Spans<'_> {
    fn is_time(&self, fact: usize) -> bool {
        matches!(self.facts[fact].value, FactValue::Time(_))
    }

    fn one_sentence(&self, first: usize, second: usize) -> bool {
        self.facts[first].sentence == self.facts[second].sentence
    }

    fn in_sentence(&self, of: usize) -> Range<usize> {
        sentence_facts(self.facts, of)
    }

    fn sentence_tokens(&self, fact: usize) -> Range<usize> {
        sentence_tokens(self.tokens, &self.facts[fact])
    }

    /// "was arrested in May and convicted in June": two dates of one subject, whose words tell what has to come after
    /// what. Where the later is told first they may be of two cases, unless it happens once in a life.
    fn ordered(&self, at: usize) -> Option<Link> {
        let before = at.checked_sub(1).filter(|&before| self.one_sentence(before, at))?;
        let timed = self.is_time(at) && self.is_time(before);
        if !timed || !self.goes_on(before, at) || self.is_of_a_year(at) || self.tells_of_another(before, at) {
            return None;
        }
        let (first, second) = (self.events(before), self.events(at));
        let concepts = &self.vocabulary.concepts;
        let in_order = |later: &[ConceptId], earlier: &[ConceptId], unique: bool| {
            later.iter().any(|&later| {
                earlier.iter().any(|&earlier| {
                    let once = [later, earlier].iter().any(|&event| concepts.flags(event).unique);
                    concepts.comes_after(later, earlier) && (once || !unique)
                })
            })
        };
        if in_order(&second, &first, false) {
            Some(link(LinkKind::Follows, at, before))
        } else {
            // "took office in May after being elected in April"
            let between = tokens_between(self.tokens, &self.facts[before], &self.facts[at]);
            let told = between.iter().any(|token| token.has(Section::Offset));
            in_order(&first, &second, !told).then(|| link(LinkKind::Follows, before, at))
        }
    }

    /// "to replace a mayor who resigned in March": a clause of somebody named just before it.
    fn tells_of_another(&self, first: usize, second: usize) -> bool {
        let between = tokens_between(self.tokens, &self.facts[first], &self.facts[second]);
        let relative =
            between.iter().position(|token| self.source.is_function(token, FunctionWord::Relative));
        let noun = relative.and_then(|relative| relative.checked_sub(1)).map(|before| &between[before]);
        noun.is_some_and(|noun| noun.kind == TokenKind::Word && !noun.has(Section::Function))
    }

    /// "The show runs from 12 May 2025 to 3 April 2025": the two ends of what lasts, where they are no one time. What is
    /// moved goes from one date to another too, in either direction.
    fn stretch(&self, at: usize) -> Option<Link> {
        let first = at.checked_sub(1).filter(|&first| self.one_sentence(first, at))?;
        let opening = token_range(self.tokens, &self.facts[first]).start;
        let led = opening.checked_sub(1).is_some_and(|before| {
            self.is_range(before, RangeWord::From) || self.tokens[before].has(Section::Since)
        });
        let between = tokens_between(self.tokens, &self.facts[first], &self.facts[at]);
        let [to] = between else { return None };
        let to = self.is_range_word(to, RangeWord::To) || to.has(Section::Until);
        let lasts = self.facts[first].frame.event.is_some_and(|event| {
            let concepts = &self.vocabulary.concepts;
            let name = concepts.name(event.concept);
            event.distance <= EVENT_WORDS && (concepts.flags(event.concept).lasts || RUNNING.contains(&name))
        });
        let times = self.is_time(first) && self.is_time(at);
        (times && led && to && lasts).then(|| link(LinkKind::Follows, at, first))
    }

    /// "20 April of the following year": the words behind a date tell its year.
    fn is_of_a_year(&self, date: usize) -> bool {
        let end = token_range(self.tokens, &self.facts[date]).end;
        let behind = self.tokens.get(end..self.tokens.len().min(end + NEAR + 1)).unwrap_or_default();
        let words = behind.iter().take_while(|token| token.kind == TokenKind::Word);
        let following = |token: &Token| token.has(Section::TimeUnit) || token.has(Section::TimeAnaphor);
        words.into_iter().any(following)
    }

    /// Whether only small words stand between a date and the event of the next: no new subject.
    fn goes_on(&self, first: usize, second: usize) -> bool {
        let from = token_range(self.tokens, &self.facts[first]).end;
        let to = token_range(self.tokens, &self.facts[second]).start;
        let to = (from..to).find(|&at| self.tokens[at].has(Section::Event)).unwrap_or(to);
        let small = |token: &Token| {
            token.kind != TokenKind::Word && token.kind != TokenKind::Semicolon
                || token.sections().meets(NO_SUBJECT)
                || token.is_figure()
        };
        self.tokens.get(from..to).is_some_and(|words| words.iter().all(small))
    }

    /// What the words of a date tell: those before it since the last date, or else those behind it.
    fn events(&self, date: usize) -> Vec<ConceptId> {
        let own = token_range(self.tokens, &self.facts[date]);
        let sentence = self.sentence_tokens(date);
        let floor = date.checked_sub(1).filter(|&before| self.is_time(before));
        let from =
            floor.map_or(0, |before| token_range(self.tokens, &self.facts[before]).end).max(sentence.start);
        let clause = |at: &usize| {
            let token = &self.tokens[*at];
            let apart = matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon);
            !apart && !self.source.is_function(token, FunctionWord::Conjunction)
        };
        let before = self.events_in(from..own.start);
        if before.is_empty() { self.events_in((own.end..sentence.end).take_while(clause)) } else { before }
    }

    fn events_in(&self, tokens: impl Iterator<Item = usize>) -> Vec<ConceptId> {
        let event = |at: usize| {
            self.source.find(&self.tokens[at], Section::Event, |meaning| match meaning {
                Meaning::Event(event) => Some(event),
                _ => None,
            })
        };
        tokens.filter_map(event).collect()
    }

    /// "the first title since 1990, ending a 35-year wait": the length runs from that year to the publication.
    fn since(&self, at: usize) -> Option<Vec<usize>> {
        let FactValue::Duration(duration) = &self.facts[at].value else { return None };
        let waits = self.waits(at);
        let first = self.sentence_tokens(at).any(|at| {
            self.source
                .find(&self.tokens[at], Section::Ordinal, |meaning| {
                    matches!(meaning, Meaning::Ordinal(1)).then_some(())
                })
                .is_some()
        });
        let mut years = self.in_sentence(at).filter(|&other| match &self.facts[other].value {
            FactValue::Time(time) => time.runs == Some(Runs::From),
            _ => false,
        });
        let year = years.next().filter(|_| years.next().is_none())?;
        (waits && first && duration.unit == TimeUnit::Year).then(|| vec![year])
    }

    /// "a 72-hour curfew from 8 pm on Friday to 8 pm on Saturday": the one length of a sentence and its two times, "from"
    /// before the first and nothing but "to" between them.
    fn run(&self, at: usize) -> Option<Vec<usize>> {
        let all: Vec<usize> = self.in_sentence(at).collect();
        let lengths =
            all.iter().filter(|&&other| matches!(self.facts[other].value, FactValue::Duration(_))).count();
        let times: Vec<usize> = all.into_iter().filter(|&other| self.is_time(other)).collect();
        let &[from, to] = times.as_slice() else { return None };
        let opening = token_range(self.tokens, &self.facts[from]).start;
        let led = self.is_range(opening, RangeWord::From)
            || opening.checked_sub(1).is_some_and(|before| self.is_range(before, RangeWord::From));
        let between = tokens_between(self.tokens, &self.facts[from], &self.facts[to]);
        let joined =
            between.iter().any(|token| self.is_range_word(token, RangeWord::To)) && between.len() <= 2;
        (lengths == 1 && at < from && led && joined && !self.is_over(at)).then_some(times)
    }

    /// "from 2 to 17 March, that is for 25 days", "from 1990 to 2002, a reign of 17 years": a period, and its length right
    /// behind it.
    fn told_again(&self, at: usize) -> Option<Vec<usize>> {
        let period = at.checked_sub(1).filter(|&period| self.one_sentence(period, at))?;
        let gap = tokens_between(self.tokens, &self.facts[period], &self.facts[at]);
        let [comma, words @ ..] = gap else { return None };
        let small = |token: &Token| {
            token.kind == TokenKind::Comma
                || self.source.is_function(token, FunctionWord::Article)
                || self.source.is_function(token, FunctionWord::Preposition)
                || token.has(Section::Length)
        };
        let restates = |token: &Token| matches!(joint_word(self.source, token), Some(JointWord::Restated(_)));
        let said = match words {
            // "a reign of"
            [article, noun, of] if self.source.is_function(article, FunctionWord::Article) => {
                noun.kind == TokenKind::Word && joint_word(self.source, of) == Some(JointWord::OutOf)
            }
            [first, rest @ ..] => restates(first) && rest.iter().all(small),
            [] => false,
        };
        if comma.kind != TokenKind::Comma || !said {
            return None;
        }
        // "found on 17 March, though they had been in since 2 March, that is for 25 days"
        let since =
            matches!(&self.facts[period].value, FactValue::Time(time) if time.runs == Some(Runs::From));
        let mut others = self.in_sentence(at).filter(|&other| other != period && self.is_time(other));
        let end = others.next().filter(|_| since && others.next().is_none());
        end.map(|end| vec![period, end]).or_else(|| self.is_period(period).then(|| vec![period]))
    }

    fn is_period(&self, fact: usize) -> bool {
        matches!(&self.facts[fact].value, FactValue::Time(time) if matches!(time.form, TimeForm::Between(..)))
    }

    /// "three days of mourning, from Friday 21 November to Sunday 23 November", "trzydniową żałobę, która potrwa od …":
    /// the only length of a sentence, and its only time, a period.
    fn run_of_period(&self, at: usize) -> Option<Vec<usize>> {
        let all = || self.in_sentence(at);
        let lengths =
            all().filter(|&other| matches!(self.facts[other].value, FactValue::Duration(_))).count();
        let mut times = all().filter(|&other| self.is_time(other));
        let period = times.next().filter(|_| times.next().is_none())?;
        if period != at + 1 || lengths != 1 || !self.is_period(period) {
            return None;
        }
        let gap = tokens_between(self.tokens, &self.facts[at], &self.facts[period]);
        let relative = gap.iter().position(|token| self.source.is_function(token, FunctionWord::Relative));
        let event = gap.iter().position(|token| token.has(Section::Event));
        let comma = gap.iter().position(|token| token.kind == TokenKind::Comma);
        // "33 days stuck on a reef, from …": what took so long stands right behind the length.
        let phrase = |event: usize| event == 0 && comma.is_none_or(|comma| comma + 2 >= gap.len());
        let own =
            event.is_none_or(|event| relative.is_some_and(|relative| relative < event) || phrase(event));
        let and = gap.iter().any(|token| self.source.is_function(token, FunctionWord::Conjunction));
        let closed = comma.is_some_and(|comma| comma + 2 >= gap.len());
        let leads = |word: RangeWord| {
            gap.last().is_some_and(|last| self.is_range_word(last, word))
                || self.is_range(token_range(self.tokens, &self.facts[period]).start, word)
        };
        // "Five days between January and March" are some days of them.
        let led = leads(RangeWord::From) || closed && leads(RangeWord::Between);
        let reach = if closed { 2 * PERIOD_REACH } else { PERIOD_REACH };
        (led && own && !and && gap.len() <= reach && !self.is_over(at)).then(|| vec![period])
    }

    /// "after a 12-day voyage she rested from …": that length is over.
    fn is_over(&self, length: usize) -> bool {
        let own = token_range(self.tokens, &self.facts[length]).start;
        (own.saturating_sub(2)..own).any(|before| {
            self.source.is_function(&self.tokens[before], FunctionWord::Preposition)
                && !self.tokens[before].has(Section::Length)
        })
    }

    /// "The 48-hour strike started at 4 am on Monday and ended at 4 am on Tuesday": the only two times of the sentence, one
    /// of a start and one of an end, and its only length.
    fn bounded(&self, at: usize) -> Option<Vec<usize>> {
        let all: Vec<usize> = self.in_sentence(at).collect();
        let lengths =
            all.iter().filter(|&&other| matches!(self.facts[other].value, FactValue::Duration(_))).count();
        let times: Vec<usize> = all.into_iter().filter(|&other| self.is_time(other)).collect();
        let &[from, to] = times.as_slice() else { return None };
        let is = |fact: usize, name: &str| {
            let event = self.facts[fact].frame.event.filter(|event| event.distance <= EVENT_WORDS);
            event.is_some_and(|event| self.vocabulary.concepts.name(event.concept) == name)
        };
        // "left on 9 May and spent 12 days at sea before …": what comes between the two is how long it took.
        let until = from < at && at < to && {
            let behind = tokens_between(self.tokens, &self.facts[at], &self.facts[to]);
            behind
                .iter()
                .take(LAST_WORDS)
                .any(|token| token.has(Section::Offset) || token.has(Section::Until))
        };
        let starts = |fact| BOUNDING.iter().any(|(start, _)| is(fact, start));
        let told =
            BOUNDING.iter().any(|(start, end)| is(from, start) && is(to, end)) || until && starts(from);
        (lengths == 1 && told && !(at > to && self.tells_of_more(at))).then_some(times)
    }

    /// "two hours of talks", "duas horas de atraso", "z dwugodzinnym opóźnieniem": the length is that of a noun of its
    /// own.
    fn tells_of_more(&self, length: usize) -> bool {
        let own = token_range(self.tokens, &self.facts[length]);
        let of = self.tokens.get(own.end).is_some_and(|next| {
            joint_word(self.source, next) == Some(JointWord::OutOf) && !next.has(Section::TimeUnit)
        });
        let adjective = own.end.checked_sub(1).is_some_and(|last| self.tokens[last].has(Section::Length));
        of || adjective
    }

    fn is_range(&self, at: usize, word: RangeWord) -> bool {
        self.is_range_word(&self.tokens[at], word)
    }

    fn is_range_word(&self, token: &Token, wanted: RangeWord) -> bool {
        self.source
            .find(token, Section::Range, |meaning| {
                matches!(meaning, Meaning::Range(word) if word == wanted).then_some(())
            })
            .is_some()
    }

    /// "left on 4 May and arrived on 9 May, five days later": a length right behind the second of two dates.
    fn later(&self, at: usize) -> Option<Vec<usize>> {
        let second = at.checked_sub(1)?;
        let first = second.checked_sub(1)?;
        let gap = tokens_between(self.tokens, &self.facts[second], &self.facts[at]);
        let [comma, words @ ..] = gap else { return None };
        let after = words.iter().all(|token| token.has(Section::Offset) || token.has(Section::Ahead));
        let behind = token_range(self.tokens, &self.facts[at]).end;
        let own = token_range(self.tokens, &self.facts[at]);
        let told = own.clone().chain(behind..behind + 1).any(|at| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.has(Section::TimeAnaphor) || token.has(Section::Offset))
        });
        let one = self.one_sentence(first, second) && self.one_sentence(second, at);
        let both = self.is_time(first) && self.is_time(second);
        // "gave it on 21 September, three weeks after winning the race": counted from what is told behind.
        let counted_from_next = self.tokens.get(behind).is_some_and(|token| token.has(Section::Offset))
            && self.tokens.get(behind + 1).is_some_and(|next| {
                next.kind == TokenKind::Word
                    && !next.has(Section::TimeAnaphor)
                    && !next.has(Section::Function)
            });
        let said = comma.kind == TokenKind::Comma
            && words.len() <= 1
            && after
            && !counted_from_next
            && (told || !words.is_empty());
        (one && both && said).then(|| vec![first, second])
    }

    /// "came in at 2.40 pm, 30 minutes behind the winner": the winner's time stands in a sentence of its own.
    fn behind(&self, at: usize) -> Option<Vec<usize>> {
        let own = token_range(self.tokens, &self.facts[at]);
        let next = own.end..(own.end + 1).min(self.tokens.len());
        let is = |at: usize, word: JointWord| joint_word(self.source, &self.tokens[at]) == Some(word);
        next.into_iter().find(|&at| is(at, JointWord::Behind))?;
        let clocks = |fact: &usize| self.has_clock(*fact);
        let arrived = self.in_sentence(at).filter(clocks).min_by_key(|&other| other.abs_diff(at))?;
        let sentence = self.facts[at].sentence;
        let wins = |fact: usize| {
            let words = self.sentence_tokens(fact);
            (words.start.saturating_sub(WINNER_WORDS)..words.end).any(|at| is(at, JointWord::Winner))
        };
        let apart = |fact: &usize| self.facts[*fact].sentence != sentence;
        let around = at.saturating_sub(WINNER_REACH)..self.facts.len().min(at + WINNER_REACH);
        let found: Vec<usize> = around.filter(clocks).filter(apart).filter(|&fact| wins(fact)).collect();
        // "set off at 6 am and was back at 2.24 am": the last clock of the sentence is that of the finish.
        let winner = match found.as_slice() {
            [] => self.in_sentence(at).filter(clocks).find(|&fact| fact != arrived)?,
            [first, .., last] if self.facts[*first].sentence != self.facts[*last].sentence => return None,
            [.., last] => *last,
        };
        Some(vec![winner, arrived])
    }

    fn has_clock(&self, fact: usize) -> bool {
        match &self.facts[fact].value {
            FactValue::Time(time) => time.is_clock(),
            _ => false,
        }
    }
}
