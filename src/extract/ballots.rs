use std::ops::Range;
use std::sync::Arc;

use crate::lexicon::{BallotWord, Caps, FunctionWord, JointWord, RangeWord, Section, TokenKind};
use crate::model::{Fact, FactValue, Hedge, Link, LinkKind, Measure, Role};
use rustc_hash::FxHashMap;

use super::facts_of_text::{FactsOfText, quantity_of};
use super::links::link;
use super::names::name_key;
use super::told::Named;

/// Shares of one ballot, or of one question with one answer: those for and against, the candidates one after
/// another, the answers of a list. Each is linked to the one before it.
pub(super) fn ballots(text: FactsOfText<'_>, named: &Named<'_>) -> Vec<Link> {
    let reader = Ballots { text, named };
    let shares = shares(text.facts);
    let mut links = Vec::new();
    // Most texts have no two shares, and most of those that have speak of no ballot.
    if shares.len() < 2 || !text.tokens.iter().any(|token| token.has(Section::Ballot)) {
        return links;
    }
    let mut rest = shares.as_slice();
    while !rest.is_empty() {
        let chain = reader.chain(rest);
        links.extend(chain.windows(2).map(|pair| link(LinkKind::Rivals, pair[1], pair[0])));
        rest = &rest[chain.len().max(1)..];
    }
    links
}

/// The shares of a text by the names that they are of. A long text is looked through once for all its figures.
pub(super) struct SharesOfNames<'a> {
    reader: Ballots<'a>,
    by_name: FxHashMap<Arc<str>, Vec<usize>>,
}

impl<'a> SharesOfNames<'a> {
    pub fn of(text: FactsOfText<'a>, named: &'a Named<'a>) -> Self {
        let reader = Ballots { text, named };
        let shares = shares(text.facts);
        let mut by_name: FxHashMap<Arc<str>, Vec<usize>> = FxHashMap::default();
        for (index, &share) in shares.iter().enumerate() {
            let mut names = reader.option(share, shares.get(index + 1).copied());
            names.sort_unstable();
            names.dedup();
            names.into_iter().for_each(|name| by_name.entry(name).or_default().push(share));
        }
        Self { reader, by_name }
    }

    /// The one share in the sentences before a fact whose name is among those of the words before that fact in its
    /// own: "Support for Marsh has risen by five points since March, when she was on 27 %" goes back to "Marsh on
    /// 34 %".
    pub fn one_before(&self, fact: usize) -> Option<usize> {
        let text = self.reader.text;
        let own = text.sentence_tokens(fact).start..text.start(fact);
        let sentence = text.sentence_facts(fact);
        let names = self.reader.names(own);
        let mut found = names
            .iter()
            .filter_map(|name| self.by_name.get(name))
            .flat_map(|shares| shares.iter().copied().take_while(|&share| share < sentence.start).take(2));
        let one = found.next()?;
        found.all(|other| other == one).then_some(one)
    }
}

fn shares(facts: &[Fact]) -> Vec<usize> {
    (0..facts.len()).filter(|&at| is_share(&facts[at])).collect()
}

fn is_share(fact: &Fact) -> bool {
    quantity_of(fact)
        .is_some_and(|share| share.measure == Measure::Percent && share.bounds.hedge == Hedge::Exact)
}

#[derive(Clone, Copy)]
struct Ballots<'a> {
    text: FactsOfText<'a>,
    named: &'a Named<'a>,
}

/// Fewer candidates or answers are two shares of anything.
const FEWEST_OPTIONS: usize = 3;

/// More candidates or answers than any text lists: what goes on after them is looked at by itself.
const MOST_OPTIONS: usize = 40;

/// How many words behind the first share of owners what they own may stand.
const STAKE_WORDS: usize = 4;

/// How many words may lead to the first share of what was ruled on: "Of the decisions taken last year,".
const RULING_WORDS: usize = 9;

/// How many words may stand between the answers of a list: "38 % the metro and 29 % the bus lanes".
const ANSWER_WORDS: usize = 5;

/// How many words may stand between the shares of two rivals and that of who is for neither.
const DUEL_WORDS: usize = 3;

impl Ballots<'_> {
    /// The shares from the first on that are of one ballot; none where it is of no ballot with the next.
    fn chain(&self, shares: &[usize]) -> Vec<usize> {
        let shares = &shares[..shares.len().min(MOST_OPTIONS)];
        let candidates = [
            self.sides(shares),
            self.candidates(shares),
            self.answers(shares),
            self.owners(shares),
            self.rulings(shares),
            self.duel(shares),
        ];
        candidates.into_iter().max_by_key(Vec::len).unwrap_or_default()
    }

    /// "54 % voted for the dam and 49 % against, 5 % abstained": both sides of one sentence, each once.
    fn sides(&self, shares: &[usize]) -> Vec<usize> {
        let mut found: Vec<(usize, BallotWord)> = Vec::new();
        let told = shares
            .first()
            .is_some_and(|&first| self.sentence(first).any(|at| self.text.tokens[at].has(Section::Ballot)));
        if !told {
            return Vec::new();
        }
        for &share in shares {
            let apart = found
                .last()
                .is_some_and(|&(last, _)| !self.text.one_sentence(last, share) || self.is_apart(last, share));
            let Some(side) = self.side(share).filter(|_| !apart) else { break };
            if found.iter().any(|&(_, other)| other == side) {
                break;
            }
            found.push((share, side));
        }
        let has = |side| found.iter().any(|&(_, other)| other == side);
        let both = has(BallotWord::For) && has(BallotWord::Against);
        let found: Vec<usize> = found.into_iter().map(|(share, _)| share).collect();
        let one_base = found.windows(2).all(|pair| self.share_base(pair[0], pair[1]));
        if both && one_base && !self.allows_several(&found) { found } else { Vec::new() }
    }

    /// "Marsh is on 44 %, ahead of Dunne on 37 % and Lowe on 25 %": a name for each share, none twice.
    fn candidates(&self, shares: &[usize]) -> Vec<usize> {
        // Names are dear to find: what makes shares of names those of a ballot is asked for first.
        let Some(&first) = shares.first() else { return Vec::new() };
        let of_votes = self.tokens_after(first).take(ANSWER_WORDS).any(|at| self.is(at, BallotWord::Votes));
        let polled =
            || self.opening(first).any(|at| self.is(at, BallotWord::Poll) || self.is(at, BallotWord::Votes));
        if !of_votes && !polled() {
            return Vec::new();
        }
        let mut found: Vec<usize> = Vec::new();
        let mut names: Vec<Arc<str>> = Vec::new();
        for (index, &share) in shares.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| shares[before]);
            let apart = before.is_some_and(|before| self.is_apart(before, share) || self.far(before, share));
            let own = self.option(share, shares.get(index + 1).copied());
            if apart || own.is_empty() || own.iter().any(|name| names.contains(name)) {
                break;
            }
            names.extend(own);
            found.push(share);
        }
        let enough = if of_votes { 2 } else { FEWEST_OPTIONS };
        if found.len() >= enough && !self.allows_several(&found) { found } else { Vec::new() }
    }

    /// "41 % chose the tram, 38 % the metro and 29 % the bus": a choice, and then answers without a verb.
    fn answers(&self, shares: &[usize]) -> Vec<usize> {
        let Some(&first) = shares.first() else { return Vec::new() };
        if !self.tokens_after(first).take(ANSWER_WORDS).any(|at| self.is(at, BallotWord::Choose)) {
            return Vec::new();
        }
        let mut found = vec![first];
        for pair in shares.windows(2) {
            let gap = self.between(pair[0], pair[1]);
            let own_verb = pair[0] != first && gap.clone().any(|at| self.text.tokens[at].has(Section::Event));
            if gap.len() > ANSWER_WORDS + 2 || own_verb || self.is_apart(pair[0], pair[1]) {
                break;
            }
            found.push(pair[1]);
        }
        let listed = found.len() >= FEWEST_OPTIONS && !self.allows_several(&found);
        if listed { found } else { Vec::new() }
    }

    /// "will have 58 % of the capital and those of Ostrin 42 %", "She won 56 % of the vote and Dunne 44 %": owners of one thing, each but the first with a name and
    /// without a base of its own.
    fn owners(&self, shares: &[usize]) -> Vec<usize> {
        let Some(&first) = shares.first() else { return Vec::new() };
        let shared = |at: usize| self.is(at, BallotWord::Stake) || self.is(at, BallotWord::Votes);
        if !self.tokens_after(first).take(STAKE_WORDS).any(shared) || self.allows_several(&shares[..1]) {
            return Vec::new();
        }
        // "With 60 % of the votes counted, Marsh had 52 %"
        let led = self.lead_in(first).next().map(|at| &self.text.tokens[at]);
        if led.is_some_and(|led| self.text.is_function(led, FunctionWord::Preposition)) {
            return Vec::new();
        }
        let mut found = vec![first];
        let mut names = self.names(self.lead_in(first));
        for &share in &shares[1..] {
            let before = found[found.len() - 1];
            let own = self.names(self.lead_in(share));
            let moved = self
                .text
                .frame(share)
                .role
                .is_some_and(|role| matches!(role, Role::ChangeBy | Role::ChangeFrom | Role::ChangeTo));
            let based = self.tokens_after(share).next().is_some_and(|at| {
                let token = &self.text.tokens[at];
                let and = self.text.is_function(token, FunctionWord::Conjunction);
                token.kind == TokenKind::Word && !and
            });
            let new = !own.is_empty() && own.iter().all(|name| !names.contains(name));
            let one = self.text.one_sentence(share, first);
            let against = self.between(before, share).any(|at| self.is(at, BallotWord::AgainstBehind));
            if !one || !new || moved || based || against || self.is_apart(before, share) {
                break;
            }
            names.extend(own);
            found.push(share);
        }
        if found.len() > 1 { found } else { Vec::new() }
    }

    /// "would beat him by 49 % to 38 %, with 13 % undecided": two rivals in one breath, and who is for neither.
    fn duel(&self, shares: &[usize]) -> Vec<usize> {
        let &[first, second, third, ..] = shares else { return Vec::new() };
        let token = |at: usize| &self.text.tokens[at];
        let gap = self.between(first, second);
        let to = gap.len() == 1
            && gap.clone().all(|at| {
                self.text.is_range(token(at), RangeWord::To) || self.is(at, BallotWord::AgainstBehind)
            });
        let near = self.between(second, third).len() <= DUEL_WORDS;
        // "by 49 % to 38 % among women and by 52 % to 41 % among men, with 9 % undecided"
        let before = self.text.sentence_facts(first).start..first;
        let lone = !before.into_iter().any(|fact| is_share(&self.text.facts[fact]));
        let one = self.text.one_sentence(first, third) && lone;
        let neither =
            self.tokens_after(third).take(ANSWER_WORDS).any(|at| self.is(at, BallotWord::Undecided));
        if to && near && one && neither { vec![first, second, third] } else { Vec::new() }
    }

    /// "Of the decisions taken, 46 % granted asylum, 28 % refused it and 26 % held the claim inadmissible": one outcome
    /// each.
    fn rulings(&self, shares: &[usize]) -> Vec<usize> {
        let Some(&first) = shares.first() else { return Vec::new() };
        let opening = self.sentence(first).start..self.text.start(first);
        let out_of = opening.clone().next().is_some_and(|at| {
            self.text.joint(&self.text.tokens[at]) == Some(JointWord::OutOf)
                || self.text.tokens[at].has(Section::Role)
        });
        if !out_of
            || opening.len() > RULING_WORDS
            || !opening.into_iter().any(|at| self.is(at, BallotWord::Ruling))
        {
            return Vec::new();
        }
        let outcomes = [BallotWord::Dropped, BallotWord::Refused, BallotWord::Granted];
        let mut found: Vec<(usize, BallotWord)> = Vec::new();
        for &share in shares {
            let words: Vec<usize> = self.tokens_after(share).collect();
            let outcome = outcomes.into_iter().find(|&outcome| words.iter().any(|&at| self.is(at, outcome)));
            // "granted to men", "refused in 2023", "and of those": shares of some of them.
            let narrowed = outcome.is_some_and(|outcome| self.is_narrowed(&words, outcome));
            let one = self.text.one_sentence(share, first);
            let apart = found.last().is_some_and(|&(last, _)| self.is_apart(last, share));
            let Some(outcome) = outcome.filter(|_| one && !apart && !narrowed) else { break };
            if found.iter().any(|&(_, other)| other == outcome) {
                return Vec::new();
            }
            found.push((share, outcome));
        }
        let listed = found.len() >= FEWEST_OPTIONS;
        if listed { found.into_iter().map(|(share, _)| share).collect() } else { Vec::new() }
    }

    /// Whether a preposition behind a share or its outcome, or "of those", makes it one of some.
    fn is_narrowed(&self, words: &[usize], outcome: BallotWord) -> bool {
        let told = words.iter().position(|&at| self.is(at, outcome)).unwrap_or_default();
        let led = |&at: &usize| {
            let tied = at > 0 && self.text.tokens[at - 1].kind == TokenKind::Hyphen;
            self.text.is_function(&self.text.tokens[at], FunctionWord::Preposition) && !tied
        };
        words.first().is_some_and(led)
            || words[told..].iter().any(led)
            || words.iter().any(|&at| self.text.tokens[at].has(Section::Anaphora))
    }

    /// On which side of the question a share stands: by the words behind it, or else before it.
    fn side(&self, share: usize) -> Option<BallotWord> {
        let sides = [BallotWord::Against, BallotWord::Undecided, BallotWord::For];
        let among = |words: &[usize], behind: bool| {
            sides.into_iter().find(|&side| {
                let is = |&at: &usize| {
                    self.is(at, side)
                        || behind && side == BallotWord::Against && self.is(at, BallotWord::AgainstBehind)
                };
                words.iter().any(is)
            })
        };
        let ends = |at: &usize| {
            self.text.tokens[*at].kind == TokenKind::Comma
                || self.text.is_function(&self.text.tokens[*at], FunctionWord::Conjunction)
        };
        let behind: Vec<usize> = self.tokens_after(share).take_while(|at| !ends(at)).collect();
        let before: Vec<usize> = self.lead_in(share).collect();
        among(&behind, true).or_else(|| among(&before, false))
    }

    /// Who or what a share is of: the names before it since the last comma or figure, or else those behind it.
    fn option(&self, share: usize, next: Option<usize>) -> Vec<Arc<str>> {
        let lead: Vec<usize> = self.lead_in(share).collect();
        let before = self.names(lead.iter().copied());
        if !before.is_empty() {
            return before;
        }
        // "70 % of Marsh's voters" is a share of them, and not hers.
        let mut behind = self.tokens_after(share).peekable();
        if behind.peek().is_some_and(|&at| self.text.joint(&self.text.tokens[at]) == Some(JointWord::OutOf)) {
            return Vec::new();
        }
        let end = next.map_or(usize::MAX, |next| self.lead_in(next).next().unwrap_or(usize::MAX));
        self.names(behind.take_while(|&at| at < end))
    }

    /// The names among tokens that do not say where something was: "to Marsh", and not "in Varn".
    fn names(&self, tokens: impl Iterator<Item = usize>) -> Vec<Arc<str>> {
        let mut found = Vec::new();
        let mut placed = false;
        for at in tokens {
            let token = &self.text.tokens[at];
            // "in Varn", "w Nowym Warnie": the capitals right behind name a place.
            placed = self.is(at, BallotWord::Where) || placed && token.caps != Caps::Lower;
            if placed {
                continue;
            }
            let named = self.named.names.binary_search_by_key(&at, |(token, _)| *token);
            match named {
                Ok(index) => found.push(self.named.names[index].1.clone()),
                Err(_) if self.is(at, BallotWord::Rival) => found.push("rival".into()),
                Err(_) if self.opens_with_name(at) => found.push(name_key(self.text.source.word(token))),
                Err(_) => {}
            }
        }
        found
    }

    /// "Marsh has 44 %": a word that opens its sentence, and that no pack knows.
    fn opens_with_name(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let unknown = token.kind == TokenKind::Word && token.sections().is_empty();
        let opens = at.checked_sub(1).is_none_or(|before| {
            matches!(
                self.text.tokens[before].kind,
                TokenKind::Break | TokenKind::Stop | TokenKind::SentenceEnd
            )
        });
        unknown && opens && token.caps == Caps::Initial
    }

    /// The words that lead to a share: since the last figure, or the mark or "and" that parts it from what was
    /// before. One or two words are too few for that: "Noor, on 12 %".
    fn lead_in(&self, share: usize) -> impl DoubleEndedIterator<Item = usize> + use<> {
        const SMALL: usize = 2;
        let range = self.text.tokens_of(share);
        let floor = share.checked_sub(1).map_or(0, |before| self.text.end(before));
        let sentence = self.sentence(share).start;
        let from = (sentence.max(floor)..range.start).rev().find(|&at| {
            let token = &self.text.tokens[at];
            let mark = matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon);
            let and = self.text.is_function(token, FunctionWord::Conjunction);
            let words = range.start - at - 1;
            (mark || and) && (words == 0 || words > SMALL)
        });
        from.map_or(sentence.max(floor), |at| at + 1)..range.start
    }

    fn sentence(&self, share: usize) -> Range<usize> {
        self.text.sentence_tokens(share)
    }

    /// The tokens behind a fact up to the next figure or the end of its sentence.
    fn tokens_after(&self, share: usize) -> impl Iterator<Item = usize> + use<'_> {
        let from = self.text.end(share);
        (from..self.sentence(share).end).take_while(|&at| !self.text.tokens[at].is_figure())
    }

    fn between(&self, first: usize, second: usize) -> Range<usize> {
        self.text.end(first)..self.text.start(second)
    }

    /// Whether another time, place or round parts two shares, or another figure stands between them.
    fn is_apart(&self, first: usize, second: usize) -> bool {
        let time = |fact: &Fact| matches!(fact.value, FactValue::Time(_));
        let figures = self.text.facts[first + 1..second].iter();
        let parted = figures.clone().any(time) || figures.clone().any(|fact| quantity_of(fact).is_some());
        let gap = self.between(first, second);
        let broken = gap.clone().any(|at| {
            let token = &self.text.tokens[at];
            token.kind == TokenKind::Break || token.has(Section::Period) || self.is(at, BallotWord::Several)
        });
        // "recusaram-na": what a hyphen ties to a verb is a pronoun.
        let opens = |at: usize| {
            let before = &self.text.tokens[at - 1];
            let parted = before.kind != TokenKind::Word && before.kind != TokenKind::Hyphen;
            parted || self.text.is_function(before, FunctionWord::Conjunction)
        };
        let placed = self.lead_in(second).any(|at| self.text.tokens[at].has(Section::Place))
            || gap.clone().skip(1).any(|at| self.is(at, BallotWord::Where) && opens(at));
        parted || broken || placed
    }

    /// More words than a list of candidates has between two of them.
    fn far(&self, first: usize, second: usize) -> bool {
        const WORDS: usize = 22;
        self.between(first, second).len() > WORDS
    }

    /// Whether the two shares are of one base: "63 % of women …, 58 % of men" are not.
    fn share_base(&self, first: usize, second: usize) -> bool {
        let base = |share: usize| {
            let mut after = self.tokens_after(share);
            let of = after.next().filter(|&at| self.text.tokens[at].has(Section::DateOf));
            let noun = after.find(|&at| !self.text.is_function(&self.text.tokens[at], FunctionWord::Article));
            of.and(noun).map(|at| self.text.source.word(&self.text.tokens[at]).to_lowercase())
        };
        base(first).zip(base(second)).is_none_or(|(a, b)| a == b)
    }

    /// Whether the text lets people give several answers, or asks for trust and not for votes.
    fn allows_several(&self, shares: &[usize]) -> bool {
        let (Some(&first), Some(&last)) = (shares.first(), shares.last()) else { return true };
        let end = self.sentence(last).end;
        let from = self.opening(first).next().unwrap_or(end);
        (from..end).any(|at| self.is(at, BallotWord::Several))
    }

    /// The tokens from the start of a share's paragraph, or from so far before it.
    fn opening(&self, share: usize) -> impl Iterator<Item = usize> + use<'_> {
        const REACH: usize = 80;
        let start = self.text.start(share);
        let floor = start.saturating_sub(REACH);
        let from = (floor..start).rev().find(|&at| self.text.tokens[at].kind == TokenKind::Break);
        from.unwrap_or(floor)..start
    }

    fn is(&self, at: usize, wanted: BallotWord) -> bool {
        self.text.is_ballot(&self.text.tokens[at], wanted)
    }
}
