//! "51 per cent, the treasury 30 per cent and the workforce 29": shares that are of one whole if they belong together.

use crate::lexicon::{BallotWord, FunctionWord, JointWord, Section, Token, TokenKind};
use crate::model::{Decimal, FactId, Hedge, LinkKind, Measure, Role, Written};
use crate::weights::Evidence;

use super::super::links::link;
use super::Guess;
use super::around::{Around, Expected};
use super::percent::is_share;

/// More shares of one whole than any text lists in a row.
const MOST_SHARES: usize = 9;

/// How many sentences shares of one whole may be told in, and how many facts may stand between two.
const SENTENCES: usize = 2;
const FACTS: usize = 3;

/// Shares that come to more than so much are of several wholes.
const MOST: Decimal = Decimal::from_parts(190, 0, 0, false, 0);

/// Shares that come to less leave most of it untold.
const LEAST: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

/// Every few shares that follow one another and come to more than all, or with their rest to something else.
pub(super) fn divisions(around: &Around<'_>) -> Vec<Guess> {
    let shares: Vec<usize> = (0..around.text.facts.len())
        .filter(|&at| is_share(around, at) && is_plain(around, at) && !around.text.frame(at).headline)
        .collect();
    let mut found = Vec::new();
    for first in 0..shares.len() {
        for last in first + 1..shares.len().min(first + MOST_SHARES) {
            let apart = shares[last] - shares[last - 1] > FACTS + 1
                || around.sentences_between(shares[first], shares[last]) > SENTENCES;
            if apart {
                break;
            }
            let division = Division { around, shares: &shares, first, last };
            found.extend(division.guess());
        }
    }
    found
}

fn is_plain(around: &Around<'_>, at: usize) -> bool {
    around.text.quantity(at).is_some_and(|share| matches!(share.bounds.hedge, Hedge::Exact | Hedge::About))
}

/// Some shares in a row.
struct Division<'a> {
    around: &'a Around<'a>,
    shares: &'a [usize],
    first: usize,
    last: usize,
}

impl Division<'_> {
    fn own(&self) -> &[usize] {
        &self.shares[self.first..=self.last]
    }

    fn guess(&self) -> Option<Guess> {
        let sum = self.own().iter().map(|&at| self.written(at)).collect::<Option<Vec<_>>>()?;
        let sum = sum
            .into_iter()
            .try_fold(Written { low: Decimal::ZERO, high: Decimal::ZERO }, |sum, one| sum.plus(&one))?;
        let middle = sum.middle()?;
        let rest = self.is_rest_told();
        let all = Decimal::ONE_HUNDRED;
        let percents = self.own().iter().all(|&at| self.is_percent(at));
        if middle > MOST || middle < LEAST || !rest && !percents {
            return None;
        }
        let holds = sum.low <= all && (all <= sum.high || !rest);
        let mut evidence = Evidence::new();
        evidence.note("shares-of-one-whole", true);
        self.tell_row(&mut evidence);
        self.tell_each(&mut evidence);
        self.tell_words(&mut evidence);
        self.tell_sum(middle, &mut evidence);
        let id = |at: usize| FactId(u32::try_from(at).unwrap_or(u32::MAX));
        let (&last, others) = self.own().split_last()?;
        let links = match rest {
            _ if holds => Vec::new(),
            true => others.iter().map(|&other| link(LinkKind::RestOf(true), last, other)).collect(),
            false => self.own().windows(2).map(|two| link(LinkKind::Rivals, two[1], two[0])).collect(),
        };
        let facts = [last].into_iter().chain(others.iter().copied()).map(id).collect();
        Some(Guess { facts, holds, evidence, links })
    }

    fn is_percent(&self, at: usize) -> bool {
        let share = self.around.text.quantity(at);
        share.is_some_and(|share| share.measure == Measure::Percent && share.bounds.hedge == Hedge::Exact)
    }

    /// A share as the rule reckons with it: to half its last digit.
    fn written(&self, at: usize) -> Option<Written> {
        let share = self.around.text.quantity(at)?;
        if self.is_percent(at) {
            let step = share.bounds.granularity.checked_div(Decimal::TWO)?;
            return Written::around(share.bounds.single()?, step);
        }
        Written::of_share(share.measure, &share.bounds)
    }

    /// "the rest", "the remaining": before the last share or right behind it.
    fn is_rest_told(&self) -> bool {
        let Some(&last) = self.own().last() else { return false };
        let (around, text) = (self.around, self.around.text);
        let rest =
            |token: &Token| text.is_joint(token, JointWord::Rest) || around.is_role(token, Role::Remaining);
        text.frame(last).role == Some(Role::Remaining)
            || around.any_before(last, 12, rest)
            || around.any_behind(last, 2, rest)
    }

    /// How the shares stand in the text.
    fn tell_row(&self, evidence: &mut Evidence) {
        let (around, own) = (self.around, self.own());
        let text = around.text;
        let (first, last) = (own[0], own[own.len() - 1]);
        evidence.note("two-shares", own.len() == 2);
        evidence.note("three-shares", own.len() == 3);
        evidence.note("five-shares", own.len() > 4);
        let apart = around.sentences_between(first, last);
        evidence.note("row-in-one-sentence", apart == 0);
        evidence.note("row-in-three-sentences", apart > 1);
        let next = |at: Option<usize>, to: usize| {
            at.and_then(|at| self.shares.get(at)).is_some_and(|&at| text.one_sentence(at, to))
        };
        evidence.note("row-goes-on", next(Some(self.last + 1), last));
        evidence.note("row-began-before", next(self.first.checked_sub(1), first));
        let gaps: Vec<usize> = own.windows(2).map(|two| text.between(two[0], two[1]).len()).collect();
        let longest = gaps.iter().max().copied().unwrap_or_default();
        evidence.note("row-close", longest <= 5);
        evidence.note("row-near", longest <= 9);
        evidence.note("row-far", longest > 14);
        let figures = around.figures_between(first, last) + 2 > own.len();
        evidence.note("row-with-other-figures", figures);
        let and = |token: &Token| text.is_function(token, FunctionWord::Conjunction);
        let before_last = own[own.len() - 2];
        let joined = text.between(before_last, last).iter().any(and);
        evidence.note("row-ends-with-and", joined);
        let comma = |two: &[usize]| {
            text.between(two[0], two[1])
                .iter()
                .any(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon))
        };
        evidence.note("row-of-commas", own.len() > 2 && own[..own.len() - 1].windows(2).all(comma));
        let stops = |two: &[usize]| {
            text.between(two[0], two[1]).iter().any(|token| token.kind == TokenKind::Semicolon)
        };
        evidence.note("row-parted", own.windows(2).any(stops));
        let prepositions = |&at: &usize| {
            let led = around.before(at, 1).last();
            led.is_some_and(|token| text.is_function(token, FunctionWord::Preposition))
        };
        evidence.note("row-led-alike", own[1..].iter().all(prepositions) || !own.iter().any(prepositions));
    }

    /// What each of them says of itself.
    fn tell_each(&self, evidence: &mut Evidence) {
        let (around, own) = (self.around, self.own());
        let text = around.text;
        let steps = own.iter().filter(|&&at| {
            let frame = text.frame(at);
            let moved = frame
                .event
                .is_some_and(|event| event.distance <= 6 && text.concepts().is_move(event.concept));
            matches!(frame.role, Some(Role::ChangeBy | Role::ChangeFrom | Role::ChangeTo)) || moved
        });
        let steps = steps.count();
        evidence.note("row-with-a-step", steps > 0);
        evidence.note("row-of-steps", steps > 1);
        let base = |at: usize| text.frame(at).base.as_ref();
        let bases = own.iter().filter(|&&at| base(at).is_some()).count();
        evidence.note("row-first-based", base(own[0]).is_some() && bases == 1);
        evidence.note("row-unbased", bases == 0);
        let other =
            own.iter().any(|&at| base(at).is_some_and(|one| base(own[0]).is_some_and(|first| first != one)));
        evidence.note("row-other-bases", other);
        evidence.note("row-one-base", bases > 1 && !other);
        evidence.note("row-each-other-base", other && bases == own.len());
        evidence.note("row-each-based", bases == own.len());
        let nouns = own
            .iter()
            .filter(|&&at| around.behind(at, 2).iter().any(|token| around.is_out_of(token)))
            .count();
        evidence.note("row-of-followed", nouns > 1);
        let labels = own.iter().any(|&at| text.frame(at).label != text.frame(own[0]).label);
        evidence.note("row-other-labels", labels);
        evidence.note("row-labelled", text.frame(own[0]).label.is_some());
        let periods = own
            .iter()
            .any(|&at| text.frame(at).period != text.frame(own[0]).period || text.frame(at).other_period);
        evidence.note("row-other-periods", periods);
        evidence.note("row-compares", own.iter().any(|&at| text.frame(at).other_period));
        let events = own.iter().any(|&at| {
            let event = |at: usize| text.frame(at).event.map(|event| event.concept);
            event(at).is_some() && event(own[0]).is_some() && event(at) != event(own[0])
        });
        evidence.note("row-other-events", events);
        let of = |at: usize| around.behind(at, 1).first().is_some_and(|token| around.is_out_of(token));
        evidence.note("row-first-of", of(own[0]) && !own[1..].iter().any(|&at| of(at)));
        evidence.note("row-each-of", own.iter().filter(|&&at| of(at)).count() > 1);
        let them = |&at: &usize| around.any_behind(at, 3, |token| token.has(Section::Anaphora));
        evidence.note("row-of-them", own.iter().any(them));
        evidence.note("row-in-words", own.iter().any(|&at| !self.is_percent(at)));
        evidence.note(
            "row-hedged",
            own.iter().any(|&at| text.quantity(at).is_some_and(|one| one.bounds.is_approximate())),
        );
        let twice = own
            .iter()
            .enumerate()
            .any(|(at, &one)| own[..at].iter().any(|&other| around.point(other) == around.point(one)));
        evidence.note("row-with-one-twice", twice);
        let falls = own.windows(2).all(|two| around.point(two[0]) >= around.point(two[1]));
        evidence.note("row-falls", falls);
    }

    /// The words of their sentences.
    fn tell_words(&self, evidence: &mut Evidence) {
        let (around, own) = (self.around, self.own());
        let text = around.text;
        let (first, last) =
            (text.sentence_tokens(own[0]).start, text.sentence_tokens(own[own.len() - 1]).end);
        let words = text.words(first, last);
        let any = |word: BallotWord| words.iter().any(|token| text.is_ballot(token, word));
        evidence.note("row-rest", self.is_rest_told());
        let sides = any(BallotWord::For) || any(BallotWord::Against) || any(BallotWord::AgainstBehind);
        evidence.note("row-of-sides", sides);
        evidence.note("row-undecided", any(BallotWord::Undecided));
        evidence.note("row-of-votes", any(BallotWord::Votes));
        evidence
            .note("row-of-poll", any(BallotWord::Poll) || any(BallotWord::Choose) || any(BallotWord::Rival));
        evidence.note("row-of-several", any(BallotWord::Several));
        evidence.note("row-of-stakes", any(BallotWord::Stake));
        evidence.note(
            "row-of-outcomes",
            any(BallotWord::Granted) || any(BallotWord::Refused) || any(BallotWord::Dropped),
        );
        let all = |token: &Token| text.is_joint(token, JointWord::All);
        evidence.note("row-of-all", words.iter().any(all));
        let other = |token: &Token| around.is_role(token, Role::Other);
        evidence.note("row-with-others", around.any_before(own[own.len() - 1], 8, other));
        evidence.note("row-moves", words.iter().any(|token| around.is_move(token)));
        let than = |token: &Token| {
            text.is_joint(token, JointWord::Compared) || around.is_role(token, Role::ChangeFrom)
        };
        evidence.note("row-with-comparison", words.iter().any(than));
        let made = |token: &Token| {
            text.is_joint(token, JointWord::MadeUp) || text.is_joint(token, JointWord::SharedOut)
        };
        evidence.note("row-made-up", words.iter().any(made));
    }

    fn tell_sum(&self, sum: Decimal, evidence: &mut Evidence) {
        let all = Decimal::ONE_HUNDRED;
        let slip = self.own().iter().filter(|&&at| self.is_percent(at)).any(|&at| {
            let told = self.around.text.quantity(at).map(|share| &share.bounds);
            let truth = || all.checked_sub(sum)?.checked_add(self.around.point(at)?);
            told.zip(truth())
                .is_some_and(|(told, truth)| truth > Decimal::ZERO && Expected { told, truth }.is_slip())
        });
        evidence.note("row-by-slip", slip);
        let above = |by: i64| sum > Decimal::from(100 + by);
        evidence.note("row-ten-above", sum == Decimal::from(110));
        evidence.note("row-little-above", above(0) && !above(5));
        evidence.note("row-above", above(5) && !above(20));
        evidence.note("row-far-above", above(40));
        evidence.note("row-below", !above(0));
    }
}
