mod beside;
mod ends;
mod first;
mod staged;

pub(super) use beside::is_form_of;
pub(super) use ends::Told;

use crate::lexicon::{FunctionWord, JointWord, RangeWord, Section, SectionSet, Token, TokenKind};
use crate::model::{ConceptId, FactValue, Link, LinkKind, Runs, TimeForm, TimeUnit};

use super::facts_of_text::FactsOfText;
use super::links::link;

/// What joins the times of a sentence: a length of time to its ends, and what has to come later to what has to come
/// before it, where both are told of one subject.
pub(super) fn spans(text: FactsOfText<'_>) -> Vec<Link> {
    let reader = Spans { text };
    let mut links = Vec::new();
    for (at, fact) in text.facts.iter().enumerate() {
        links.extend(reader.ordered(at).or_else(|| reader.stretch(at)).or_else(|| reader.staged(at)));
        links.extend(reader.ago(at).map(|date| link(LinkKind::Lasts, at, date)));
        if matches!(fact.value, FactValue::Duration(_)) {
            let ends = reader
                .since(at)
                .or_else(|| reader.told_again(at))
                .or_else(|| reader.run_of_period(at))
                .or_else(|| reader.behind(at))
                .or_else(|| reader.ends(at))
                .or_else(|| reader.up_to_now(at))
                .or_else(|| reader.signed_now(at))
                .or_else(|| reader.held_until_now(at));
            let ends = ends.map(|ends| (LinkKind::Lasts, ends)).or_else(|| reader.told_beside(at));
            links.extend(
                ends.into_iter()
                    .flat_map(|(kind, ends)| ends.into_iter().map(move |end| link(kind, at, end))),
            );
        }
    }
    links
}

/// What tells lengths of time and their ends in one text.
pub(super) struct Spans<'a> {
    pub(super) text: FactsOfText<'a>,
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
    /// "was arrested in May and convicted in June": two dates of one subject, whose words tell what has to come after
    /// what. Where the later is told first they may be of two cases, unless it happens once in a life.
    fn ordered(&self, at: usize) -> Option<Link> {
        let before = at.checked_sub(1).filter(|&before| self.text.one_sentence(before, at))?;
        let timed = self.text.is_time(at) && self.text.is_time(before);
        if !timed || !self.goes_on(before, at) || self.is_of_a_year(at) || self.tells_of_another(before, at) {
            return None;
        }
        let (first, second) = (self.events(before), self.events(at));
        let concepts = self.text.concepts();
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
            let between = self.text.between(before, at);
            let told = between.iter().any(|token| token.has(Section::Offset));
            in_order(&first, &second, !told).then(|| link(LinkKind::Follows, before, at))
        }
    }

    /// "to replace a mayor who resigned in March": a clause of somebody named just before it.
    fn tells_of_another(&self, first: usize, second: usize) -> bool {
        let between = self.text.between(first, second);
        let relative = between.iter().position(|token| self.text.is_function(token, FunctionWord::Relative));
        let noun = relative.and_then(|relative| relative.checked_sub(1)).map(|before| &between[before]);
        noun.is_some_and(|noun| noun.kind == TokenKind::Word && !noun.has(Section::Function))
    }

    /// "The show runs from 12 May 2025 to 3 April 2025": the two ends of what lasts, where they are no one time. What is
    /// moved goes from one date to another too, in either direction.
    fn stretch(&self, at: usize) -> Option<Link> {
        let first = at.checked_sub(1).filter(|&first| self.text.one_sentence(first, at))?;
        let opening = self.text.start(first);
        let led = opening.checked_sub(1).is_some_and(|before| {
            self.is_range(before, RangeWord::From) || self.text.tokens[before].has(Section::Since)
        });
        let between = self.text.between(first, at);
        let [to] = between else { return None };
        let to = self.text.is_range(to, RangeWord::To) || to.has(Section::Until);
        let lasts = self.text.frame(first).event.is_some_and(|event| {
            let concepts = self.text.concepts();
            let name = concepts.name(event.concept);
            event.distance <= EVENT_WORDS && (concepts.flags(event.concept).lasts || RUNNING.contains(&name))
        });
        let times = self.text.is_time(first) && self.text.is_time(at);
        (times && led && to && lasts).then(|| link(LinkKind::Follows, at, first))
    }

    /// "20 April of the following year": the words behind a date tell its year.
    fn is_of_a_year(&self, date: usize) -> bool {
        let end = self.text.end(date);
        let behind =
            self.text.tokens.get(end..self.text.tokens.len().min(end + NEAR + 1)).unwrap_or_default();
        let words = behind.iter().take_while(|token| token.kind == TokenKind::Word);
        let following = |token: &Token| token.has(Section::TimeUnit) || token.has(Section::TimeAnaphor);
        words.into_iter().any(following)
    }

    /// Whether only small words stand between a date and the event of the next: no new subject.
    fn goes_on(&self, first: usize, second: usize) -> bool {
        let from = self.text.end(first);
        let to = self.text.start(second);
        let to = (from..to).find(|&at| self.text.tokens[at].has(Section::Event)).unwrap_or(to);
        let small = |token: &Token| {
            token.kind != TokenKind::Word && token.kind != TokenKind::Semicolon
                || token.sections().meets(NO_SUBJECT)
                || token.is_figure()
        };
        self.text.tokens.get(from..to).is_some_and(|words| words.iter().all(small))
    }

    /// What the words of a date tell: those before it since the last date, or else those behind it.
    fn events(&self, date: usize) -> Vec<ConceptId> {
        let own = self.text.tokens_of(date);
        let sentence = self.text.sentence_tokens(date);
        let floor = date.checked_sub(1).filter(|&before| self.text.is_time(before));
        let from = floor.map_or(0, |before| self.text.end(before)).max(sentence.start);
        let clause = |at: &usize| {
            let token = &self.text.tokens[*at];
            let apart = matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon);
            !apart && !self.text.is_function(token, FunctionWord::Conjunction)
        };
        let before = self.events_in(from..own.start);
        if before.is_empty() { self.events_in((own.end..sentence.end).take_while(clause)) } else { before }
    }

    fn events_in(&self, tokens: impl Iterator<Item = usize>) -> Vec<ConceptId> {
        let event = |at: usize| self.text.event(&self.text.tokens[at]);
        tokens.filter_map(event).collect()
    }

    /// "the first title since 1990, ending a 35-year wait": the length runs from that year to the publication.
    fn since(&self, at: usize) -> Option<Vec<usize>> {
        let FactValue::Duration(duration) = &self.text.facts[at].value else { return None };
        let waits = self.waits(at);
        let first = self.text.sentence_tokens(at).any(|at| self.says_first(at));
        let mut years = self.text.sentence_facts(at).filter(|&other| match &self.text.facts[other].value {
            FactValue::Time(time) => time.runs == Some(Runs::From),
            _ => false,
        });
        let year = years.next().filter(|_| years.next().is_none())?;
        (waits && first && duration.unit == TimeUnit::Year).then(|| vec![year])
    }

    /// "from 2 to 17 March, that is for 25 days", "from 1990 to 2002, a reign of 17 years": a period, and its length right
    /// behind it.
    fn told_again(&self, at: usize) -> Option<Vec<usize>> {
        let period = at.checked_sub(1).filter(|&period| self.text.one_sentence(period, at))?;
        let gap = self.text.between(period, at);
        let [comma, words @ ..] = gap else { return None };
        let small = |token: &Token| {
            token.kind == TokenKind::Comma
                || self.text.is_function(token, FunctionWord::Article)
                || self.text.is_function(token, FunctionWord::Preposition)
                || token.has(Section::Length)
        };
        let restates = |token: &Token| matches!(self.text.joint(token), Some(JointWord::Restated(_)));
        let said = match words {
            // "a reign of"
            [article, noun, of] if self.text.is_function(article, FunctionWord::Article) => {
                noun.kind == TokenKind::Word && self.text.joint(of) == Some(JointWord::OutOf)
            }
            [during] if self.text.is_joint(during, JointWord::During) => true,
            // "; the session lasted"
            [.., verb] if words.len() <= NEAR && self.tells_length(verb) => true,
            [first, rest @ ..] => restates(first) && rest.iter().all(small),
            [] => false,
        };
        if !matches!(comma.kind, TokenKind::Comma | TokenKind::Semicolon) || !said {
            return None;
        }
        // "found on 17 March, though they had been in since 2 March, that is for 25 days"
        let since =
            matches!(&self.text.facts[period].value, FactValue::Time(time) if time.runs == Some(Runs::From));
        let mut others =
            self.text.sentence_facts(at).filter(|&other| other != period && self.text.is_time(other));
        let end = others.next().filter(|_| since && others.next().is_none());
        end.map(|end| vec![period, end]).or_else(|| self.is_period(period).then(|| vec![period]))
    }

    fn is_period(&self, fact: usize) -> bool {
        matches!(&self.text.facts[fact].value, FactValue::Time(time) if matches!(time.form, TimeForm::Between(..)))
    }

    /// "three days of mourning, from Friday 21 November to Sunday 23 November", "trzydniową żałobę, która potrwa od …":
    /// the only length of a sentence, and its only time, a period.
    fn run_of_period(&self, at: usize) -> Option<Vec<usize>> {
        let all = || self.text.sentence_facts(at);
        let lengths =
            all().filter(|&other| matches!(self.text.facts[other].value, FactValue::Duration(_))).count();
        let mut times = all().filter(|&other| self.text.is_time(other));
        let period = times.next().filter(|_| times.next().is_none())?;
        if period != at + 1 || lengths != 1 || !self.is_period(period) {
            return None;
        }
        let gap = self.text.between(at, period);
        let relative = gap.iter().position(|token| self.text.is_function(token, FunctionWord::Relative));
        let event = gap.iter().position(|token| token.has(Section::Event));
        let comma = gap.iter().position(|token| token.kind == TokenKind::Comma);
        // "33 days stuck on a reef, from …": what took so long stands right behind the length.
        let phrase = |event: usize| event == 0 && comma.is_none_or(|comma| comma + 2 >= gap.len());
        let own =
            event.is_none_or(|event| relative.is_some_and(|relative| relative < event) || phrase(event));
        let and = gap.iter().any(|token| self.text.is_function(token, FunctionWord::Conjunction));
        let closed = comma.is_some_and(|comma| comma + 2 >= gap.len());
        let leads = |word: RangeWord| {
            gap.last().is_some_and(|last| self.text.is_range(last, word))
                || self.is_range(self.text.start(period), word)
        };
        // "Five days between January and March" are some days of them.
        let led = leads(RangeWord::From) || closed && leads(RangeWord::Between);
        let reach = if closed { 2 * PERIOD_REACH } else { PERIOD_REACH };
        (led && own && !and && gap.len() <= reach && !self.is_over(at)).then(|| vec![period])
    }

    /// "after a 12-day voyage she rested from …": that length is over.
    pub(super) fn is_over(&self, length: usize) -> bool {
        let own = self.text.start(length);
        (own.saturating_sub(2)..own).any(|before| {
            self.text.is_function(&self.text.tokens[before], FunctionWord::Preposition)
                && !self.text.tokens[before].has(Section::Length)
        })
    }

    /// "two hours of talks", "duas horas de atraso", "z dwugodzinnym opóźnieniem": the length is that of a noun of its
    /// own.
    pub(super) fn tells_of_more(&self, length: usize) -> bool {
        let own = self.text.tokens_of(length);
        let of = self.text.tokens.get(own.end).is_some_and(|next| {
            self.text.joint(next) == Some(JointWord::OutOf) && !next.has(Section::TimeUnit)
        });
        let adjective =
            own.end.checked_sub(1).is_some_and(|last| self.text.tokens[last].has(Section::Length));
        of || adjective
    }

    fn is_range(&self, at: usize, word: RangeWord) -> bool {
        self.text.is_range(&self.text.tokens[at], word)
    }

    /// "came in at 2.40 pm, 30 minutes behind the winner": the winner's time stands in a sentence of its own.
    fn behind(&self, at: usize) -> Option<Vec<usize>> {
        let own = self.text.tokens_of(at);
        let next = own.end..(own.end + 1).min(self.text.tokens.len());
        let is = |at: usize, word: JointWord| self.text.is_joint(&self.text.tokens[at], word);
        next.into_iter().find(|&at| is(at, JointWord::Behind))?;
        let clocks = |fact: &usize| self.has_clock(*fact);
        let arrived = self.text.sentence_facts(at).filter(clocks).min_by_key(|&other| other.abs_diff(at))?;
        let sentence = self.text.facts[at].sentence;
        let wins = |fact: usize| {
            let words = self.text.sentence_tokens(fact);
            (words.start.saturating_sub(WINNER_WORDS)..words.end).any(|at| is(at, JointWord::Winner))
        };
        let apart = |fact: &usize| self.text.facts[*fact].sentence != sentence;
        let around = at.saturating_sub(WINNER_REACH)..self.text.facts.len().min(at + WINNER_REACH);
        let found: Vec<usize> = around.filter(clocks).filter(apart).filter(|&fact| wins(fact)).collect();
        // "set off at 6 am and was back at 2.24 am": the last clock of the sentence is that of the finish.
        let winner = match found.as_slice() {
            // "left at 6.20 and arrived at 8.54, 14 minutes after the hour": no winner's time is that of a start.
            [] => {
                let other = self.text.sentence_facts(at).filter(clocks).find(|&fact| fact != arrived)?;
                Some(other).filter(|&other| !self.is_time_of_start(other))?
            }
            [first, .., last] if !self.text.one_sentence(*first, *last) => return None,
            [.., last] => *last,
        };
        Some(vec![winner, arrived])
    }

    fn is_time_of_start(&self, fact: usize) -> bool {
        self.text.frame(fact).event.is_some_and(|event| {
            let name = self.text.concepts().name(event.concept);
            BOUNDING.iter().any(|&(start, _)| start == name)
        })
    }

    fn has_clock(&self, fact: usize) -> bool {
        match &self.text.facts[fact].value {
            FactValue::Time(time) => time.is_clock(),
            _ => false,
        }
    }
}
