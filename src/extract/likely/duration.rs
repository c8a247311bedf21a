//! "The strike began on 11 April … on 6 May … after three and a half weeks": a length of time, and the times that bound it.
//! Where but one is told the other is the day of publication.

use crate::lexicon::{Course, FunctionWord, JointWord, RangeWord, Section, Token, TokenKind};
use crate::model::lapse::{Length, agrees, between_ends, is_misread, is_period, minutes_in, said};
use crate::model::{
    DateTime, Decimal, Duration, Fact, FactId, FactValue, Grain, Hedge, Link, LinkKind, Role, Runs, Status,
    TimeAnchor, TimeUnit, TimeValue,
};
use crate::weights::Evidence;

use super::super::facts_of_text::FactsOfText;
use super::super::links::link;
use super::super::spans::{Spans, Told};
use super::Guess;

/// How many facts before and behind a length its ends are looked for, and how many sentences away.
const REACH: usize = 7;
const SENTENCES: usize = 2;

/// How many words may stand between a length and what tells it once more, or counts it from something else.
const AGAIN: usize = 6;

/// Every length with every one or two times near it.
pub(super) fn guesses(text: FactsOfText<'_>) -> Vec<Guess> {
    let mut all: Vec<Lapse<'_>> = Vec::new();
    for length in 0..text.facts.len() {
        let FactValue::Duration(told) = &text.facts[length].value else { continue };
        let near = near(text, length);
        let times: Vec<usize> = near.iter().copied().filter(|&at| text.is_time(at)).collect();
        let again =
            near.iter().copied().filter(|&at| at < length && is_length(&text.facts[at]) && at + 3 >= length);
        let single = times.iter().copied().chain(again).map(|at| vec![at]);
        let pairs = times.iter().enumerate().flat_map(|(index, &first)| {
            times[index + 1..].iter().map(move |&second| in_order(text, first, second))
        });
        let ends = single.chain(pairs);
        all.extend(ends.filter_map(|ends| Lapse::of(text, length, told, ends)));
    }
    let fitting: Vec<(usize, Vec<usize>)> =
        all.iter().filter(|lapse| lapse.holds).map(|lapse| (lapse.length, lapse.ends.clone())).collect();
    all.iter().map(|lapse| lapse.guess(&fitting)).collect()
}

/// The facts near a length, in its sentence and in those beside it.
fn near(text: FactsOfText<'_>, length: usize) -> Vec<usize> {
    let range = length.saturating_sub(REACH)..(length + REACH + 1).min(text.facts.len());
    let is_near = |&at: &usize| at != length && sentences_apart(text, length, at) <= SENTENCES;
    range.filter(is_near).collect()
}

/// How many sentences with facts lie from one fact to another.
fn sentences_apart(text: FactsOfText<'_>, one: usize, other: usize) -> usize {
    let (first, second) = (one.min(other), one.max(other));
    (first..second).filter(|&at| !text.one_sentence(at, at + 1)).count()
}

fn is_length(fact: &Fact) -> bool {
    matches!(fact.value, FactValue::Duration(_))
}

/// The earlier of two times first; as they stand in the text where that is not known.
fn in_order(text: FactsOfText<'_>, first: usize, second: usize) -> Vec<usize> {
    let turned = text.facts[first]
        .stretch()
        .zip(text.facts[second].stretch())
        .is_some_and(|(one, other)| other.0 < one.0);
    if turned { vec![second, first] } else { vec![first, second] }
}

/// A length with what may be its ends.
struct Lapse<'a> {
    text: FactsOfText<'a>,
    spans: Spans<'a>,
    length: usize,
    told: &'a Duration,
    ends: Vec<usize>,
    between: Length,
    holds: bool,
}

impl<'a> Lapse<'a> {
    fn of(text: FactsOfText<'a>, length: usize, told: &'a Duration, ends: Vec<usize>) -> Option<Self> {
        let facts: Vec<&Fact> = ends.iter().map(|&end| &text.facts[end]).collect();
        let today: Option<DateTime> = text.today.map(Into::into);
        // Two periods bound nothing.
        if facts.len() == 2 && facts.iter().any(|&fact| is_period(fact)) {
            return None;
        }
        let lengths = between_ends(&text.facts[length], &facts, today, false)?;
        let holds = agrees(&text.facts[length], &facts, &lengths)?;
        let between = *lengths.first()?;
        let lapse = Self { text, spans: Spans { text }, length, told, ends, between, holds };
        (!lapse.is_of_another()).then_some(lapse)
    }

    /// Whether the length is that of another thing by its words: "After a 12-day voyage she rested from …", "It ended at 2pm.
    /// After two hours at the door they left", "until 2010. In those 30 years" of what was told before.
    fn is_of_another(&self) -> bool {
        let (text, at) = (self.text, self.length);
        let over = self.spans.is_over(at) && self.ends.iter().all(|&end| end > at);
        let elsewhere = !self.ends.iter().any(|&end| text.one_sentence(end, at));
        let next = text.tokens.get(text.end(at)).is_some_and(|next| next.kind == TokenKind::Word);
        let after = elsewhere && next && self.spans.told_as(at) == Some(Told::After);
        let last = self.ends.iter().copied().max().unwrap_or(at);
        let between = self.those_before(at) && (last + 1..at).any(|other| text.is_time(other));
        // "until 2010" begins nothing.
        let until = |time: &TimeValue| time.runs == Some(Runs::UpTo);
        let begun = self.text.today.is_none_or(|today| {
            text.facts[self.ends[0]].stretch().is_none_or(|(from, _)| from <= today.into())
        });
        let ended = self.ends.len() == 1 && begun && self.time(self.ends[0]).is_some_and(until);
        over || after || between || ended
    }

    fn guess(&self, fitting: &[(usize, Vec<usize>)]) -> Guess {
        let mut evidence = Evidence::new();
        self.note_length(&mut evidence);
        self.note_neighbours(&mut evidence);
        self.note_ends(&mut evidence);
        self.note_places(&mut evidence);
        self.note_value(&mut evidence);
        self.note_together(&mut evidence);
        self.note_alone(&mut evidence);
        let own = |(length, ends): &&(usize, Vec<usize>)| *length == self.length && *ends != self.ends;
        let explained = fitting.iter().filter(own);
        let near = |(_, ends): &(usize, Vec<usize>)| {
            ends.iter().all(|&end| self.text.one_sentence(end, self.length))
        };
        evidence.note("explained", explained.clone().next().is_some());
        evidence.note("explained-in-its-sentence", explained.clone().any(near));
        let others = fitting.iter().any(|(length, ends)| *length != self.length && *ends == self.ends);
        evidence.note("ends-explained", others && self.ends.len() == 2);
        let id = |at: usize| FactId(u32::try_from(at).unwrap_or(u32::MAX));
        let facts = std::iter::once(self.length).chain(self.ends.iter().copied()).map(id).collect();
        let links: Vec<Link> = self.ends.iter().map(|&end| link(LinkKind::Lasts, self.length, end)).collect();
        Guess { facts, holds: self.holds, evidence, links }
    }

    fn time(&self, fact: usize) -> Option<&'a TimeValue> {
        match &self.text.facts[fact].value {
            FactValue::Time(time) => Some(time),
            _ => None,
        }
    }

    /// What the length is and how it is told.
    fn note_length(&self, evidence: &mut Evidence) {
        let (text, at) = (self.text, self.length);
        let told = self.spans.told_as(at);
        evidence.note("told-later", told == Some(Told::Later));
        evidence.note("told-after", told == Some(Told::After));
        evidence.note("told-during", told == Some(Told::During));
        evidence.note("told-lasting", told == Some(Told::Lasts));
        evidence.note("told-of-event", told == Some(Told::Of));
        evidence.note("wait", self.spans.waits(at));
        evidence.note("first-time", self.spans.is_first(at));
        evidence.note("closes-clause", self.spans.closes(at));
        evidence.note("of-a-noun", self.spans.tells_of_more(at));
        evidence.note("over-before", self.spans.is_over(at));
        let frame = text.frame(at);
        evidence.note("changed-by", frame.role == Some(Role::ChangeBy));
        evidence.note("not-asserted", frame.status() != Status::Asserted);
        evidence.note("planned", frame.status() == Status::Planned);
        evidence.note("quoted", frame.quoted);
        evidence.note("headline", frame.headline);
        evidence.note("a-sentence", self.tells_sentence());
        let hedge = self.told.bounds.hedge;
        evidence.note("exact", hedge == Hedge::Exact);
        evidence.note("about", matches!(hedge, Hedge::About));
        let bounded = !matches!(hedge, Hedge::Exact | Hedge::About | Hedge::Range);
        evidence.note("more-or-less-than", bounded);
        evidence.note("years", self.told.unit == TimeUnit::Year);
        evidence.note("months", self.told.unit == TimeUnit::Month);
        evidence.note("weeks", self.told.unit == TimeUnit::Week);
        evidence.note("days", self.told.unit == TimeUnit::Day);
        evidence.note("hours", matches!(self.told.unit, TimeUnit::Hour | TimeUnit::Minute));
        let count = self.told.bounds.single().unwrap_or_default();
        evidence.note("two-digits", count >= Decimal::TEN);
        evidence.note("one-of-unit", count == Decimal::ONE);
        let round = count.checked_rem(Decimal::from(5)) == Some(Decimal::ZERO);
        evidence.note("round-length", round && count >= Decimal::TEN);
    }

    /// "three years in prison", "a nine-year term": what a court gives.
    fn tells_sentence(&self) -> bool {
        const WORDS: usize = 5;
        let (sentence, own) = (self.text.sentence_tokens(self.length), self.text.tokens_of(self.length));
        let near = sentence.start.max(own.start.saturating_sub(WORDS))..sentence.end.min(own.end + WORDS);
        self.spans.meanings(&near).iter().any(|&found| self.spans.is_captivity(found))
    }

    /// The words right before and right behind the length.
    fn note_neighbours(&self, evidence: &mut Evidence) {
        let (text, own) = (self.text, self.text.tokens_of(self.length));
        let sentence = text.sentence_tokens(self.length);
        let before = own.start.checked_sub(1).filter(|&at| at >= sentence.start).map(|at| &text.tokens[at]);
        let behind = Some(own.end).filter(|&at| at < sentence.end).map(|at| &text.tokens[at]);
        evidence.note("opens-sentence", own.start <= sentence.start + 2);
        evidence.note("ends-sentence", behind.is_none_or(|token| token.kind == TokenKind::Stop));
        if let Some(before) = before {
            let is = |word| text.is_function(before, word);
            evidence.note("behind-article", is(FunctionWord::Article));
            evidence.note("behind-preposition", is(FunctionWord::Preposition));
            evidence.note("behind-comma", before.kind == TokenKind::Comma);
            evidence.note("behind-bracket", before.kind == TokenKind::Open);
            evidence.note("behind-those", text.joint(before) == Some(JointWord::Those));
            evidence.note("behind-during", text.is_joint(before, JointWord::During));
            evidence.note("behind-after", text.is_joint(before, JointWord::After));
            evidence.note("behind-until", before.has(Section::Until) || before.has(Section::Since));
            evidence.note("behind-ahead", before.has(Section::Ahead));
            evidence.note("behind-age-word", before.has(Section::Age));
            evidence.note("behind-event", before.has(Section::Event));
            evidence.note("behind-restating", matches!(text.joint(before), Some(JointWord::Restated(_))));
        }
        if let Some(behind) = behind {
            let is = |word| text.is_function(behind, word);
            evidence.note("before-comma", matches!(behind.kind, TokenKind::Comma | TokenKind::Close));
            evidence.note("before-of", text.joint(behind) == Some(JointWord::OutOf));
            evidence.note("before-preposition", is(FunctionWord::Preposition));
            evidence.note("before-relative", is(FunctionWord::Relative) || is(FunctionWord::Subordinator));
            evidence.note("before-event", behind.has(Section::Event));
            evidence.note("before-each", behind.has(Section::Per));
            evidence.note("before-ago", behind.has(Section::Ago));
            evidence.note("before-offset", behind.has(Section::Offset));
            evidence.note("compared", text.joint(behind) == Some(JointWord::Compared));
        }
    }

    /// What the ends are.
    fn note_ends(&self, evidence: &mut Evidence) {
        let (first, last) = (self.ends[0], self.ends[self.ends.len() - 1]);
        evidence.note("two-ends", self.ends.len() == 2);
        evidence.note("period", is_period(&self.text.facts[first]));
        evidence.note("length-again", is_length(&self.text.facts[first]));
        let Some((from, to)) = self.time(first).zip(self.time(last)) else { return };
        let now = self.ends.len() == 1 && !is_period(&self.text.facts[first]);
        evidence.note("up-to-now", now);
        evidence.note("up-to-now-since", now && from.runs == Some(Runs::From));
        evidence.note("up-to-now-last-time", now && self.spans.tells_last(first));
        evidence.note("runs-from", from.runs == Some(Runs::From));
        evidence.note("runs-up-to", to.runs == Some(Runs::UpTo));
        evidence.note("start-of-these-days", self.spans.is_of_these_days(first));
        evidence.note("end-of-these-days", !now && self.spans.is_of_these_days(last));
        evidence.note("start-from-now", from.anchor == TimeAnchor::Published && !from.day_written);
        evidence.note("approximate", from.approximate || to.approximate);
        evidence.note("unsure", from.part.is_some() || to.part.is_some());
        let grain = |time: &TimeValue| time.form.named_in();
        evidence.note("one-grain", grain(from) == grain(to));
        let fits = |time: &TimeValue| match self.told.unit {
            TimeUnit::Year => grain(time) == Grain::Year,
            TimeUnit::Day | TimeUnit::Week => grain(time) == Grain::Day,
            TimeUnit::Month => matches!(grain(time), Grain::Day | Grain::Month),
            _ => time.clock.is_some() || time.is_clock(),
        };
        evidence.note("start-in-its-unit", fits(from));
        evidence.note("ends-in-its-unit", !now && fits(from) && fits(to));
        let (begun, ended) = (self.spans.meant_at(first), self.spans.meant_at(last));
        let courses = &self.text.vocabulary.courses;
        let begins = |course: &&Course| self.spans.any(&course.from, &begun);
        let ends = |course: &&Course| self.spans.any(&course.to, &ended);
        evidence.note("start-begins", courses.iter().any(|course| begins(&course)));
        evidence.note("end-ends", !now && courses.iter().any(|course| ends(&course)));
        evidence.note("one-course", !now && courses.iter().any(|course| begins(&course) && ends(&course)));
        let asserted = |fact: usize| self.text.frame(fact).status() == Status::Asserted;
        evidence.note("ends-asserted", asserted(first) && asserted(last));
        let events = (self.text.frame(first).event, self.text.frame(last).event);
        evidence.note("start-has-event", events.0.is_some());
        let written = |time: &TimeValue| time.year_written || time.day_written || time.clock.is_some();
        evidence.note("start-written", written(from));
        evidence.note("end-written", !now && written(to));
        evidence.note("ends-headline", self.ends.iter().any(|&end| self.text.frame(end).headline));
    }

    /// Where the ends stand.
    fn note_places(&self, evidence: &mut Evidence) {
        let text = self.text;
        let own = |end: &usize| text.one_sentence(*end, self.length);
        let (low, high) = self.reach();
        evidence.note("one-sentence", self.ends.iter().all(own));
        evidence.note("an-end-in-its-sentence", self.ends.iter().any(own));
        let before = |end: &usize| *end < self.length && sentences_apart(text, *end, self.length) == 1;
        let behind = |end: &usize| *end > self.length && sentences_apart(text, *end, self.length) == 1;
        evidence.note("sentence-before", self.ends.iter().any(before));
        evidence.note("sentence-behind", self.ends.iter().any(behind));
        let far = |end: &usize| sentences_apart(text, *end, self.length) > 1;
        evidence.note("two-sentences-away", self.ends.iter().any(far));
        evidence.note("ends-apart", sentences_apart(text, self.ends[0], self.ends[self.ends.len() - 1]) > 0);
        evidence.note("length-behind", self.ends.iter().all(|&end| end < self.length));
        evidence.note("length-before", self.ends.iter().all(|&end| end > self.length));
        let others = (low..=high)
            .filter(|at| *at != self.length && !self.ends.contains(at) && text.is_time(*at))
            .count();
        evidence.note("no-time-between", others == 0);
        evidence.note("times-between", others > 1);
        let lengths = (low..=high).filter(|&at| at != self.length && is_length(&text.facts[at])).count();
        evidence.note("other-lengths-between", lengths > usize::from(is_length(&text.facts[self.ends[0]])));
        let dated = |at: usize| {
            text.sentence_facts(at).filter(|&at| text.is_time(at) && !self.spans.is_of_these_days(at)).count()
        };
        let named = self.ends.iter().filter(|&&end| !self.spans.is_of_these_days(end)).count();
        let around = dated(self.length) + self.ends.iter().find(|end| !own(end)).map_or(0, |&end| dated(end));
        evidence.note("only-times", around <= named);
        let next = |end: &usize| end.abs_diff(self.length) == 1;
        evidence.note("beside-an-end", self.ends.iter().any(next));
        let gap = self.words_to_nearest();
        evidence.note("right-beside", gap <= 2);
        evidence.note("near-words", gap <= 6);
        evidence.note("far-words", gap > 20);
        evidence.note("earlier-told-first", self.ends.is_sorted());
        let paragraphs = text.words(text.end(low), text.start(high));
        evidence.note("one-paragraph", paragraphs.iter().all(|token| token.kind != TokenKind::Break));
    }

    /// The first and the last of its facts in the text.
    fn reach(&self) -> (usize, usize) {
        let all = || self.ends.iter().copied().chain([self.length]);
        (all().min().unwrap_or(self.length), all().max().unwrap_or(self.length))
    }

    /// How many words stand between the length and the nearest of its ends.
    fn words_to_nearest(&self) -> usize {
        let gap = |&end: &usize| {
            let (first, second) = (end.min(self.length), end.max(self.length));
            self.text.start(second).saturating_sub(self.text.end(first))
        };
        self.ends.iter().map(gap).min().unwrap_or(usize::MAX)
    }

    /// What says more together than each by itself.
    fn note_together(&self, evidence: &mut Evidence) {
        let (text, at) = (self.text, self.length);
        let (first, last) = (self.ends[0], self.ends[self.ends.len() - 1]);
        let told = self.spans.told_as(at);
        if is_length(&text.facts[first]) {
            let between = text.between(first, at);
            let restates = |token: &Token| matches!(text.joint(token), Some(JointWord::Restated(_)));
            evidence.note("again-restating", between.len() <= AGAIN && between.iter().any(restates));
            let open = between.iter().any(|token| token.kind == TokenKind::Open);
            evidence.note("again-in-brackets", open && between.len() <= AGAIN);
            let unit = |fact: usize| match &text.facts[fact].value {
                FactValue::Duration(duration) => Some(duration.unit),
                _ => None,
            };
            evidence.note("again-in-its-unit", unit(first) == unit(at));
            let those = self.those_before(at);
            evidence.note("again-those", those);
            evidence.note("again-next", between.len() <= 2);
            return;
        }
        let now = self.ends.len() == 1 && !is_period(&text.facts[first]);
        let period = is_period(&text.facts[first]);
        let behind = last < at && first < at;
        let year = self.told.unit == TimeUnit::Year;
        evidence.note("now-years", now && year);
        evidence.note("now-first-time-last-time", {
            now && (self.spans.is_first(at) || self.spans.waits(at)) && self.spans.tells_last(first)
        });
        let since = now && self.time(first).is_some_and(|time| time.runs == Some(Runs::From));
        evidence.note("now-since-behind", since && behind);
        evidence.note("now-first-time", now && (self.spans.is_first(at) || self.spans.waits(at)));
        evidence.note("now-told", now && told.is_some());
        evidence.note("period-told-behind", period && behind && (told.is_some() || self.those_before(at)));
        evidence.note("period-led-from", period && !behind);
        evidence.note("those-behind", behind && self.those_before(at));
        self.note_two(evidence);
    }

    /// The same of two ends, and of where they stand.
    fn note_two(&self, evidence: &mut Evidence) {
        let (text, at) = (self.text, self.length);
        let (first, last) = (self.ends[0], self.ends[self.ends.len() - 1]);
        let told = self.spans.told_as(at);
        let behind = last < at && first < at;
        let two = self.ends.len() == 2;
        let own = |end: usize| text.one_sentence(end, at);
        evidence.note("two-told-behind", two && behind && told.is_some());
        evidence.note("two-told-before", two && told.is_some() && first > at && last > at);
        evidence.note("later-and-end-elsewhere", two && told == Some(Told::Later) && !own(last));
        evidence.note("later-beside-end", {
            two && told == Some(Told::Later) && last.abs_diff(at) == 1 && own(last)
        });
        let course = two
            && text.vocabulary.courses.iter().any(|course| {
                let (begun, ended) = (self.spans.meant_at(first), self.spans.meant_at(last));
                self.spans.any(&course.from, &begun) && self.spans.any(&course.to, &ended)
            });
        evidence.note("course-told", course && told.is_some() && !self.spans.tells_of_more(at));
        evidence.note("course-after-a-noun", course && self.spans.tells_of_more(at));
        let from = |end: usize| self.time(end).is_some_and(|time| time.runs == Some(Runs::From));
        let until = |end: usize| self.time(end).is_some_and(|time| time.runs == Some(Runs::UpTo));
        evidence.note("from-and-until", two && from(first) && until(last));
        let (low, high) = (first.min(last), first.max(last));
        let led = |end: usize, word| {
            text.start(end).checked_sub(1).is_some_and(|at| text.is_range(&text.tokens[at], word))
        };
        evidence.note("from-to", two && led(low, RangeWord::From) && led(high, RangeWord::To));
        self.note_apart(evidence);
    }

    /// What parts a length from its ends.
    fn note_apart(&self, evidence: &mut Evidence) {
        let (text, at, first) = (self.text, self.length, self.ends[0]);
        let offset = |token: &Token| token.has(Section::Offset) || token.has(Section::TimeAnaphor);
        evidence.note("offset-between", {
            let nearest = self.ends.iter().copied().min_by_key(|end| end.abs_diff(at)).unwrap_or(first);
            text.between(nearest.min(at), nearest.max(at)).iter().take(AGAIN).any(offset)
        });
        let told_event = text.frame(at).event.map(|event| event.concept);
        let shared = |end: &usize| {
            let event = text.frame(*end).event.map(|event| event.concept);
            event.is_some() && event == told_event
        };
        evidence.note("one-event", self.ends.iter().any(shared));
    }

    /// "in those 16 years", "the 39 days that"
    fn those_before(&self, at: usize) -> bool {
        let start = self.text.start(at);
        (start.saturating_sub(2)..=start)
            .any(|at| self.text.joint(&self.text.tokens[at]) == Some(JointWord::Those))
    }

    /// Whether there is but this length and these times that could belong together.
    fn note_alone(&self, evidence: &mut Evidence) {
        let text = self.text;
        let near = near(text, self.length);
        let class = |unit: TimeUnit| match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => 0,
            TimeUnit::Day | TimeUnit::Week | TimeUnit::Fortnight => 1,
            _ => 2,
        };
        let own = class(self.told.unit);
        let alike = |&&at: &&usize| match &text.facts[at].value {
            FactValue::Duration(other) => class(other.unit) == own,
            _ => false,
        };
        evidence.note("only-such-length", near.iter().filter(alike).count() == 0);
        let fitting = |&&at: &&usize| {
            let grain = self.time(at).filter(|_| !self.spans.is_of_these_days(at));
            let grain = grain.map(|time| (time.form.named_in(), time.clock.is_some() || time.is_clock()));
            match own {
                0 => grain.is_some_and(|(_, clock)| clock),
                1 => grain.is_some_and(|(grain, clock)| grain == Grain::Day || clock),
                _ => grain.is_some_and(|(grain, _)| grain >= Grain::Day && !text.frame(at).headline),
            }
        };
        let times = near.iter().filter(fitting).count();
        let taken = self.ends.iter().filter(|end| fitting(end)).count();
        evidence.note("only-such-times", times == taken);
        evidence.note("one-such-time-more", times == taken + 1);
        evidence.note("many-such-times", times > taken + 2);
        evidence.note("no-such-time", taken == 0);
    }

    /// How the length compares with that between the ends.
    fn note_value(&self, evidence: &mut Evidence) {
        let Some(said) = said(self.told) else { return };
        evidence.note("slip", is_misread(self.told, self.between));
        let most = |one: i64, other: i64, tenths: i64| {
            one.checked_mul(10).is_some_and(|one| other.checked_mul(tenths).is_some_and(|other| one <= other))
        };
        let near = |tenths: i64| {
            most(said.least, self.between.most, tenths) && most(self.between.least, said.most, tenths)
        };
        evidence.note("within-tenth", near(11));
        evidence.note("within-third", near(13));
        evidence.note("within-twice", near(20));
        evidence.note("within-four-times", near(40));
        evidence.note("longer-than-ends", said.least > self.between.most);
        evidence.note("whole-units-off", self.is_whole_units_off());
        let unit = minutes_in(self.told.unit).and_then(|unit| i64::try_from(unit).ok()).unwrap_or(1);
        evidence.note("ends-within-unit", self.between.most < unit);
        let off = (said.least - self.between.most).max(self.between.least - said.most);
        evidence.note("one-unit-off", off <= unit);
    }

    /// "12 for 22": ten, twenty, thirty off, or one digit of the units another.
    fn is_whole_units_off(&self) -> bool {
        let Some(size) = minutes_in(self.told.unit).and_then(|unit| i64::try_from(unit).ok()) else {
            return false;
        };
        let Some(count) = self.told.bounds.single().and_then(|count| i64::try_from(count).ok()) else {
            return false;
        };
        let (least, most) = (self.between.least / size, self.between.most.checked_div(size).unwrap_or(0) + 1);
        (least..=most).take(5).any(|truth| truth != count && (truth - count) % 10 == 0)
    }
}
