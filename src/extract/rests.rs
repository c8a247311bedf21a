use crate::lexicon::{BallotWord, FunctionWord, JointWord, Section, Token, TokenKind};
use crate::model::{Fact, Hedge, Link, LinkKind, Measure, Role};

use super::facts_of_text::{FactsOfText, quantity_of};
use super::links::link;

/// Shares of one whole of which the last is told as all that the others leave: "A owns 40 % of the firm, B 45 % and
/// C the remaining 15 %". The last is linked to each of the others.
pub(super) fn rests(text: FactsOfText<'_>) -> Vec<Link> {
    let reader = Rests { text };
    let shares = (0..text.facts.len()).filter(|&at| is_share(&text.facts[at]));
    let left = shares.filter(|&at| reader.is_rest(at));
    left.flat_map(|rest| {
        let (others, whole) = reader.others(rest).unwrap_or_default();
        others.into_iter().map(move |other| link(LinkKind::RestOf(whole), rest, other))
    })
    .collect()
}

struct Rests<'a> {
    text: FactsOfText<'a>,
}

/// More shares than a sentence gives of one whole.
const MOST_SHARES: usize = 8;

/// How many sentences before a rest the shares that it leaves may stand in.
const SENTENCES_BEFORE: usize = 2;

/// How many words behind a share of owners what they own may stand.
const STAKE_WORDS: usize = 3;

impl Rests<'_> {
    /// "the remaining 15 %", "os 15 % restantes", "the rest, 15 %,", "the rest (15 %)".
    fn is_rest(&self, share: usize) -> bool {
        let own = self.text.tokens_of(share);
        let before = |steps: usize| own.start.checked_sub(steps).and_then(|at| self.text.tokens.get(at));
        let rest = |token: &Token| self.text.joint(token) == Some(JointWord::Rest);
        let left = |token: &Token| self.text.role(token) == Some(Role::Remaining);
        let mark = |token: &Token| {
            matches!(token.kind, TokenKind::Comma | TokenKind::Open)
                || matches!(self.text.joint(token), Some(JointWord::Restated(true)))
        };
        let parted = before(1).is_some_and(mark)
            && (before(2).is_some_and(left)
                || before(2).is_some_and(|token| token.kind == TokenKind::Comma)
                    && before(3).is_some_and(left));
        // "45 % of the remaining 60 %" is a share of it.
        let small =
            |token: &Token| rest(token) || left(token) || self.text.is_function(token, FunctionWord::Article);
        let opens = (0..=own.start).rev().find(|&at| at < own.start && !small(&self.text.tokens[at]));
        if opens.is_some_and(|at| self.text.joint(&self.text.tokens[at]) == Some(JointWord::OutOf)) {
            return false;
        }
        let inside = self.text.tokens[own.clone()].iter().any(|token| rest(token) || left(token));
        before(1).is_some_and(|token| rest(token) || left(token))
            || inside
            || self.text.tokens.get(own.end).is_some_and(left)
            || parted
    }

    /// The shares before a rest that are of the same whole, and whether they are sure to be all of them.
    fn others(&self, rest: usize) -> Option<(Vec<usize>, bool)> {
        let sentence = self.text.sentence_facts(rest);
        let words = self.text.sentence_tokens(rest);
        let end = self.text.start(rest);
        let broken =
            |at: &usize| matches!(self.text.tokens[*at].kind, TokenKind::Semicolon | TokenKind::Quote);
        let from = (words.start..end).rev().find(broken).map_or(words.start, |at| at + 1);
        let near = (sentence.start..rest)
            .filter(|&at| is_share(&self.text.facts[at]) && self.text.start(at) >= from);
        let mut others = self.told_before(rest, near.clone().next());
        others.extend(near);
        let &first = others.first().filter(|_| others.len() < MOST_SHARES)?;
        let stands = |&at: &usize| {
            let frame = self.text.frame(at);
            let moved =
                matches!(frame.role, Some(Role::ChangeBy | Role::ChangeFrom | Role::ChangeTo | Role::Each));
            !moved && !frame.other_period && self.text.quantity(at).is_some_and(|one| one.per.is_none())
        };
        let points = (sentence.start..rest)
            .any(|at| self.text.quantity(at).is_some_and(|one| one.measure == Measure::PercentagePoints));
        let mixed = self.text.words(from, end).iter().any(|token| token.has(Section::Anaphora));
        let alone = others.len() == 1;
        let before = first < sentence.start;
        let alike = others.iter().chain([&rest]).all(|&other| self.is_of_one_base(first, other, alone));
        let based = self.base(first).is_some() || self.is_followed(first);
        let fits =
            others.iter().chain([&rest]).all(stands) && !points && !mixed && alike && (!before || !alone);
        (fits && (based || others.len() > 1)).then(|| (others, based && self.is_all(rest, from)))
    }

    /// "68 % of the shares are the state's. A fund has another 17 %, and the remaining 15 % are traded": the shares of the
    /// sentences right before, back to the one that says what they are of.
    fn told_before(&self, rest: usize, first: Option<usize>) -> Vec<usize> {
        let based = |share: usize| self.base(share).is_some() || self.is_followed(share);
        let mut found: Vec<usize> = Vec::new();
        if first.is_some_and(based) {
            return found;
        }
        let mut sentence = self.text.sentence_facts(rest);
        for _ in 0..SENTENCES_BEFORE {
            let Some(last) = sentence.start.checked_sub(1) else { break };
            let next = self.text.is_next_sentence(last, sentence.start) && !self.text.frame(last).headline;
            sentence = self.text.sentence_facts(last);
            let own: Vec<usize> = sentence.clone().filter(|&at| is_share(&self.text.facts[at])).collect();
            if !next || own.is_empty() {
                break;
            }
            found.splice(0..0, own);
            if self.is_followed(found[0]) || self.base(found[0]).is_some() {
                let bare = found[1..].iter().chain(&first).all(|&share| !based(share));
                let stakes = self.stakes_before(found[0]);
                return if bare { self.once(stakes.chain(found)) } else { Vec::new() };
            }
        }
        Vec::new()
    }

    /// A share that is told twice is one.
    fn once(&self, shares: impl Iterator<Item = usize>) -> Vec<usize> {
        let value = |at: usize| self.text.quantity(at).and_then(|one| one.bounds.single());
        let mut found: Vec<usize> = Vec::new();
        for share in shares {
            if !found.iter().any(|&other| value(other) == value(share)) {
                found.push(share);
            }
        }
        found
    }

    /// The stakes that a text tells before another: "68 % of the shares" before "the fund has 17 % of the shares".
    fn stakes_before(&self, share: usize) -> impl Iterator<Item = usize> + use<'_> {
        let stake = |at: usize| {
            let behind = self.text.end(at)..self.text.sentence_tokens(at).end;
            let near = behind.take(STAKE_WORDS).map(|at| &self.text.tokens[at]);
            let stake = near.take_while(|token| token.kind == TokenKind::Word);
            stake.into_iter().any(|token| self.text.is_ballot(token, BallotWord::Stake))
        };
        let told = stake(share);
        let own = move |&at: &usize| {
            is_share(&self.text.facts[at]) && !self.text.frame(at).headline && told && stake(at)
        };
        (0..share).filter(own)
    }

    /// Whether no share of the whole stands outside the words that lead to its rest.
    fn is_all(&self, rest: usize, from: usize) -> bool {
        let sentence = self.text.sentence_facts(rest);
        let words = self.text.sentence_tokens(rest);
        // "He owns 30 % of the firm through a trust and the remaining 21 % himself" leaves something to others.
        let first = self.text.start(sentence.start);
        let opens = from == words.start && first <= from + 1 && is_share(&self.text.facts[sentence.start]);
        let vague = self.text.tokens[words.clone()].iter().any(|token| token.has(Section::Vague));
        let told_before = sentence
            .start
            .checked_sub(1)
            .is_some_and(|last| self.text.sentence_facts(last).any(|at| is_share(&self.text.facts[at])));
        opens && !vague && !told_before && !(rest + 1..sentence.end).any(|at| is_share(&self.text.facts[at]))
    }

    /// What a share says that it is a share of: the word behind "of".
    fn base(&self, share: usize) -> Option<&Token> {
        let end = self.text.end(share);
        let [of, words @ ..] = self.text.tokens.get(end..)? else { return None };
        let article = |token: &&Token| self.text.is_function(token, FunctionWord::Article);
        let noun =
            words.iter().find(|token| !article(token)).filter(|token| token.kind == TokenKind::Word)?;
        (self.text.joint(of) == Some(JointWord::OutOf)).then_some(noun)
    }

    /// "60 proc. kosztów": a noun stands right behind the share.
    fn is_followed(&self, share: usize) -> bool {
        let own = self.text.tokens_of(share);
        self.text.tokens.get(own.end).is_some_and(|next| {
            let verb = next.has(Section::Event) || next.has(Section::Tense) || next.has(Section::Attribution);
            next.kind == TokenKind::Word && !verb && !next.has(Section::Function)
        })
    }

    /// "30 % of the men" are no share of the women; "30 % de furos" may come from wells. Of two shares alone, both say of
    /// what they are.
    fn is_of_one_base(&self, first: usize, other: usize, alone: bool) -> bool {
        let bases = self.base(first).zip(self.base(other));
        bases.is_none_or(|(first, other)| {
            let word = |token: &Token| self.text.source.word(token).to_lowercase();
            let people = |token: &Token| self.text.person(token).is_some();
            word(first) == word(other) || !alone && !people(first) && !people(other)
        })
    }
}

/// "40 %", "half": a share that is told as it is.
fn is_share(fact: &Fact) -> bool {
    quantity_of(fact).is_some_and(|share| {
        matches!(share.measure, Measure::Percent | Measure::Ratio)
            && matches!(share.bounds.hedge, Hedge::Exact | Hedge::About)
    })
}
