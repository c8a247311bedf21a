use crate::lexicon::{FunctionWord, JointWord, Meaning, Section, Token, TokenKind, TokenText, Vocabulary};
use crate::model::{Fact, Hedge, Link, LinkKind, Measure, Role};

use super::links::{joint_word, link, quantity_of, role_word, sentence_facts, sentence_tokens, token_range};

/// Shares of one whole of which the last is told as all that the others leave: "A owns 40 % of the firm, B 45 % and
/// C the remaining 15 %". The last is linked to each of the others.
pub(super) fn rests(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    facts: &[Fact],
) -> Vec<Link> {
    let reader = Rests { source, vocabulary, tokens, facts };
    let shares = (0..facts.len()).filter(|&at| is_share(&facts[at]));
    let left = shares.filter(|&at| reader.is_rest(at));
    left.flat_map(|rest| {
        let (others, whole) = reader.others(rest).unwrap_or_default();
        others.into_iter().map(move |other| link(LinkKind::RestOf(whole), rest, other))
    })
    .collect()
}

struct Rests<'a> {
    source: TokenText<'a>,
    vocabulary: &'a Vocabulary,
    tokens: &'a [Token],
    facts: &'a [Fact],
}

/// More shares than a sentence gives of one whole.
const MOST_SHARES: usize = 8;

impl Rests<'_> {
    /// "the remaining 15 %", "os 15 % restantes", "the rest, 15 %,", "the rest (15 %)".
    fn is_rest(&self, share: usize) -> bool {
        let own = token_range(self.tokens, &self.facts[share]);
        let before = |steps: usize| own.start.checked_sub(steps).and_then(|at| self.tokens.get(at));
        let rest = |token: &Token| joint_word(self.source, token) == Some(JointWord::Rest);
        let left = |token: &Token| self.role(token) == Some(Role::Remaining);
        let mark = |token: &Token| {
            matches!(token.kind, TokenKind::Comma | TokenKind::Open)
                || matches!(joint_word(self.source, token), Some(JointWord::Restated(true)))
        };
        let parted = before(1).is_some_and(mark)
            && (before(2).is_some_and(left)
                || before(2).is_some_and(|token| token.kind == TokenKind::Comma)
                    && before(3).is_some_and(left));
        // "45 % of the remaining 60 %" is a share of it.
        let small = |token: &Token| {
            rest(token) || left(token) || self.source.is_function(token, FunctionWord::Article)
        };
        let opens = (0..=own.start).rev().find(|&at| at < own.start && !small(&self.tokens[at]));
        if opens.is_some_and(|at| joint_word(self.source, &self.tokens[at]) == Some(JointWord::OutOf)) {
            return false;
        }
        let inside = self.tokens[own.clone()].iter().any(|token| rest(token) || left(token));
        before(1).is_some_and(|token| rest(token) || left(token))
            || inside
            || self.tokens.get(own.end).is_some_and(left)
            || parted
    }

    /// The shares before a rest that are of the same whole, and whether they are sure to be all of them.
    fn others(&self, rest: usize) -> Option<(Vec<usize>, bool)> {
        let sentence = sentence_facts(self.facts, rest);
        let words = sentence_tokens(self.tokens, &self.facts[rest]);
        let end = token_range(self.tokens, &self.facts[rest]).start;
        let broken = |at: &usize| matches!(self.tokens[*at].kind, TokenKind::Semicolon | TokenKind::Quote);
        let from = (words.start..end).rev().find(broken).map_or(words.start, |at| at + 1);
        let others: Vec<usize> = (sentence.start..rest)
            .filter(|&at| is_share(&self.facts[at]) && self.start(at) >= from)
            .collect();
        let &first = others.first().filter(|_| others.len() < MOST_SHARES)?;
        let stands = |&at: &usize| {
            let frame = &self.facts[at].frame;
            let moved =
                matches!(frame.role, Some(Role::ChangeBy | Role::ChangeFrom | Role::ChangeTo | Role::Each));
            !moved && !frame.other_period && quantity_of(&self.facts[at]).is_some_and(|one| one.per.is_none())
        };
        let points = (sentence.start..rest).any(|at| {
            quantity_of(&self.facts[at]).is_some_and(|one| one.measure == Measure::PercentagePoints)
        });
        let mixed = self.tokens[from..end].iter().any(|token| token.has(Section::Anaphora));
        let alone = others.len() == 1;
        let alike = others.iter().chain([&rest]).all(|&other| self.is_of_one_base(first, other, alone));
        let based = self.base(first).is_some() || self.is_followed(first);
        let fits = others.iter().chain([&rest]).all(stands) && !points && !mixed && alike;
        (fits && (based || others.len() > 1)).then(|| (others, based && self.is_all(rest, from)))
    }

    /// Whether no share of the whole stands outside the words that lead to its rest.
    fn is_all(&self, rest: usize, from: usize) -> bool {
        let sentence = sentence_facts(self.facts, rest);
        let words = sentence_tokens(self.tokens, &self.facts[rest]);
        // "He owns 30 % of the firm through a trust and the remaining 21 % himself" leaves something to others.
        let first = token_range(self.tokens, &self.facts[sentence.start]).start;
        let opens = from == words.start && first <= from + 1 && is_share(&self.facts[sentence.start]);
        let vague = self.tokens[words.clone()].iter().any(|token| token.has(Section::Vague));
        let told_before = sentence
            .start
            .checked_sub(1)
            .is_some_and(|last| sentence_facts(self.facts, last).any(|at| is_share(&self.facts[at])));
        opens && !vague && !told_before && !(rest + 1..sentence.end).any(|at| is_share(&self.facts[at]))
    }

    fn role(&self, token: &Token) -> Option<Role> {
        role_word(self.source, token)
    }

    fn start(&self, fact: usize) -> usize {
        token_range(self.tokens, &self.facts[fact]).start
    }

    /// What a share says that it is a share of: the word behind "of".
    fn base(&self, share: usize) -> Option<&Token> {
        let end = token_range(self.tokens, &self.facts[share]).end;
        let [of, words @ ..] = self.tokens.get(end..)? else { return None };
        let article = |token: &&Token| self.source.is_function(token, FunctionWord::Article);
        let noun =
            words.iter().find(|token| !article(token)).filter(|token| token.kind == TokenKind::Word)?;
        (joint_word(self.source, of) == Some(JointWord::OutOf)).then_some(noun)
    }

    /// "60 proc. kosztów": a noun stands right behind the share.
    fn is_followed(&self, share: usize) -> bool {
        let own = token_range(self.tokens, &self.facts[share]);
        self.tokens.get(own.end).is_some_and(|next| {
            let verb = next.has(Section::Event) || next.has(Section::Tense) || next.has(Section::Attribution);
            next.kind == TokenKind::Word && !verb && !next.has(Section::Function)
        })
    }

    /// "30 % of the men" are no share of the women; "30 % de furos" may come from wells. Of two shares alone, both say of
    /// what they are.
    fn is_of_one_base(&self, first: usize, other: usize, alone: bool) -> bool {
        let bases = self.base(first).zip(self.base(other));
        bases.is_none_or(|(first, other)| {
            let word = |token: &Token| self.source.word(token).to_lowercase();
            let people = |token: &Token| {
                let concept = self.source.find(token, Section::Concept, |meaning| match meaning {
                    Meaning::Concept(concept) => Some(concept),
                    _ => None,
                });
                concept.is_some_and(|concept| self.vocabulary.concepts.is_people(concept))
            };
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
