//! The facts of a text with its tokens: what stands where, and what a word says of the figures beside it.

use std::ops::Range;

use crate::grammar::starts_mention;
use crate::lexicon::{
    BallotWord, FunctionWord, JointWord, Meaning, RangeWord, Section, Token, TokenKind, TokenText, Vocabulary,
};
use crate::model::{ConceptId, ConceptTable, Date, Decimal, Fact, FactValue, Frame, Measure, Quantity, Role};

/// One text as its facts are joined: they and the tokens are looked up by their places.
#[derive(Clone, Copy)]
pub(super) struct FactsOfText<'a> {
    pub(super) source: TokenText<'a>,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) tokens: &'a [Token],
    pub(super) facts: &'a [Fact],
    /// The day of publication, where it is known.
    pub(super) today: Option<Date>,
}

impl<'a> FactsOfText<'a> {
    pub(super) fn concepts(&self) -> &'a ConceptTable {
        &self.vocabulary.concepts
    }

    pub(super) fn frame(&self, fact: usize) -> &'a Frame {
        &self.facts[fact].frame
    }

    pub(super) fn quantity(&self, fact: usize) -> Option<&'a Quantity> {
        quantity_of(&self.facts[fact])
    }

    pub(super) fn is_time(&self, fact: usize) -> bool {
        matches!(self.facts[fact].value, FactValue::Time(_))
    }

    /// Whether a figure's own words end with what it counts.
    pub(super) fn has_noun(&self, fact: usize) -> bool {
        has_noun(self.tokens, &self.facts[fact])
    }

    /// The tokens that a fact covers, as indexes.
    pub(super) fn tokens_of(&self, fact: usize) -> Range<usize> {
        token_range(self.tokens, &self.facts[fact])
    }

    pub(super) fn start(&self, fact: usize) -> usize {
        self.tokens_of(fact).start
    }

    pub(super) fn end(&self, fact: usize) -> usize {
        self.tokens_of(fact).end
    }

    /// The tokens from one place up to another one; none where a fact within the words of another one turns the two about.
    pub(super) fn words(&self, from: usize, to: usize) -> &'a [Token] {
        self.tokens.get(from..to).unwrap_or(&[])
    }

    /// The tokens after one fact and before a later one.
    pub(super) fn between(&self, first: usize, second: usize) -> &'a [Token] {
        let place = |offset: u32| self.tokens.partition_point(|token| token.span.start < offset);
        let (from, to) = (place(self.facts[first].span.end), place(self.facts[second].span.start));
        self.words(from, to)
    }

    /// The tokens of the sentence that a fact stands in, as indexes.
    pub(super) fn sentence_tokens(&self, fact: usize) -> Range<usize> {
        sentence_tokens(self.tokens, &self.facts[fact])
    }

    /// The facts of the sentence that one stands in, as indexes.
    pub(super) fn sentence_facts(&self, fact: usize) -> Range<usize> {
        sentence_facts(self.facts, fact)
    }

    pub(super) fn one_sentence(&self, first: usize, second: usize) -> bool {
        self.facts[first].sentence == self.facts[second].sentence
    }

    /// Whether the sentence of the second follows that of the first, with nothing between.
    pub(super) fn is_next_sentence(&self, first: usize, second: usize) -> bool {
        let gap = self.sentence_tokens(first).end..self.sentence_tokens(second).start;
        self.tokens.get(gap).is_some_and(|gap| !gap.iter().any(|token| token.kind == TokenKind::Word))
    }

    /// Whether a share is not many times the one that two figures give: 155 of 3,850 houses are no "40 % of the total", but
    /// some of those of a quarter.
    pub(super) fn is_near_share(&self, share: usize, whole: usize, part: usize) -> bool {
        let near = || {
            let said = self.quantity(share)?.bounds.single()?;
            let hundredths = self.quantity(part)?.bounds.point()?.checked_mul(Decimal::ONE_HUNDRED)?;
            let given = hundredths.checked_div(self.quantity(whole)?.bounds.point()?)?;
            Some(given <= said.checked_mul(Decimal::TWO)? && said <= given.checked_mul(Decimal::TWO)?)
        };
        near() == Some(true)
    }

    pub(super) fn role(&self, token: &Token) -> Option<Role> {
        role_word(self.source, token)
    }

    pub(super) fn joint(&self, token: &Token) -> Option<JointWord> {
        joint_word(self.source, token)
    }

    /// Whether that is among what a word says.
    pub(super) fn is_joint(&self, token: &Token, word: JointWord) -> bool {
        let is = |meaning| matches!(meaning, Meaning::Joint(own) if own == word).then_some(());
        self.source.find(token, Section::Joint, is).is_some()
    }

    pub(super) fn is_function(&self, token: &Token, word: FunctionWord) -> bool {
        self.source.is_function(token, word)
    }

    pub(super) fn is_range(&self, token: &Token, word: RangeWord) -> bool {
        let is = |meaning| matches!(meaning, Meaning::Range(own) if own == word).then_some(());
        self.source.find(token, Section::Range, is).is_some()
    }

    pub(super) fn is_ballot(&self, token: &Token, word: BallotWord) -> bool {
        let is = |meaning| matches!(meaning, Meaning::Ballot(own) if own == word).then_some(());
        self.source.find(token, Section::Ballot, is).is_some()
    }

    /// "in", "em", "w"
    pub(super) fn is_where(&self, token: &Token) -> bool {
        self.is_ballot(token, BallotWord::Where)
    }

    /// What a word counts.
    pub(super) fn concept(&self, token: &Token) -> Option<ConceptId> {
        self.source.find(token, Section::Concept, |meaning| match meaning {
            Meaning::Concept(concept) => Some(concept),
            _ => None,
        })
    }

    /// Whom a word counts.
    pub(super) fn person(&self, token: &Token) -> Option<ConceptId> {
        self.concept(token).filter(|&concept| self.concepts().is_people(concept))
    }

    /// What a word says that happened.
    pub(super) fn event(&self, token: &Token) -> Option<ConceptId> {
        self.source.find(token, Section::Event, |meaning| match meaning {
            Meaning::Event(event) => Some(event),
            _ => None,
        })
    }
}

/// Whether a figure's own words end with what it counts.
pub(super) fn has_noun(tokens: &[Token], fact: &Fact) -> bool {
    let own = tokens.get(token_range(tokens, fact)).unwrap_or_default();
    // "4,1 de gás e 5 de fontes renováveis": a number without a scale has no noun behind "of".
    let number =
        |token: &&Token| token.kind != TokenKind::Word || token.is_figure() && !token.has(Section::Scale);
    let digits = own.iter().take_while(number).count();
    if digits > 0 && own.len() > digits + 1 && own[digits].has(Section::DateOf) {
        return false;
    }
    let last = own.last();
    let counted = quantity_of(fact).is_some_and(|quantity| quantity.measure == Measure::Count);
    counted
        && last.is_some_and(|last| {
            let small = last.has(Section::Scale) || last.has(Section::Anaphora);
            last.kind == TokenKind::Word && !starts_mention(last) && !small
        })
}

/// How a word says that a figure relates to the whole.
pub(super) fn role_word(source: TokenText<'_>, token: &Token) -> Option<Role> {
    source.find(token, Section::Role, |meaning| match meaning {
        Meaning::Role(role) => Some(role),
        _ => None,
    })
}

/// What a word says of the figures on its two sides.
pub(super) fn joint_word(source: TokenText<'_>, token: &Token) -> Option<JointWord> {
    source.find(token, Section::Joint, |meaning| match meaning {
        Meaning::Joint(word) => Some(word),
        _ => None,
    })
}

/// The tokens that a fact covers, as indexes.
pub(super) fn token_range(tokens: &[Token], fact: &Fact) -> Range<usize> {
    let from = tokens.partition_point(|token| token.span.start < fact.span.start);
    from..tokens.partition_point(|token| token.span.start < fact.span.end).max(from)
}

/// The tokens of the sentence that a fact stands in, as indexes.
pub(super) fn sentence_tokens(tokens: &[Token], fact: &Fact) -> Range<usize> {
    let place = |offset: u32| tokens.partition_point(|token| token.span.start < offset);
    place(fact.sentence.start)..place(fact.sentence.end)
}

/// The facts of the sentence that one stands in, as indexes. Facts come in text order, so that the others of
/// a long text need not be looked at.
pub(super) fn sentence_facts(facts: &[Fact], of: usize) -> Range<usize> {
    let sentence = facts[of].sentence;
    let before = facts[..of].iter().rev().take_while(|fact| fact.sentence == sentence).count();
    let behind = facts[of..].iter().take_while(|fact| fact.sentence == sentence).count();
    of - before..of + behind
}

pub(super) fn quantity_of(fact: &Fact) -> Option<&Quantity> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}
