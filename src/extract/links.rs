use crate::grammar::starts_mention;
use crate::lexicon::{FunctionWord, JointWord, Meaning, Section, Token, TokenKind, TokenText};
use crate::model::{Fact, FactId, FactValue, Link, LinkKind, Measure, Quantity, Role};

/// How the figures of each sentence hang together: by the words and marks that stand between two
/// neighbours, and by those before the first.
pub(super) fn links(source: TokenText<'_>, tokens: &[Token], facts: &[Fact]) -> Vec<Link> {
    let gaps = facts.windows(2).zip(0..).filter_map(|(pair, index)| {
        let [first, second] = pair else { return None };
        let figures = [first, second].map(|fact| quantity_of(fact).is_some());
        if first.sentence != second.sentence || figures != [true, true] {
            return None;
        }
        let gap = Gap { source, tokens, first, second };
        let (kind, second_to_first) = gap.link()?;
        let (first, second) = (FactId(index), FactId(index + 1));
        let (from, to) = if second_to_first { (second, first) } else { (first, second) };
        Some(Link { kind, from, to })
    });
    gaps.collect()
}

/// Two figures of one sentence with nothing but words between them.
struct Gap<'a> {
    source: TokenText<'a>,
    tokens: &'a [Token],
    first: &'a Fact,
    second: &'a Fact,
}

/// How far before the second figure "of which" may stand, in tokens.
const ANAPHORA_REACH: usize = 3;

impl Gap<'_> {
    /// The link, and whether it goes from the second figure to the first.
    fn link(&self) -> Option<(LinkKind, bool)> {
        let between = self.between();
        if self.is_out_of(between) {
            return self.is_one_thing().then_some((LinkKind::PartOf, false));
        }
        if self.is_among(between) {
            return self.is_one_thing().then_some((LinkKind::PartOf, true));
        }
        if let Some(listed) = self.listed(between) {
            return Some((listed, true));
        }
        match between {
            [comma] if comma.kind == TokenKind::Comma && is_share(self.second) => {
                Some((LinkKind::Apposed, true))
            }
            [colon, verb @ ..]
                if colon.kind == TokenKind::Colon && verb.len() <= 1 && is_share(self.first) =>
            {
                Some((LinkKind::Restates, false))
            }
            _ => self.is_restated(between).then_some((LinkKind::Restates, true)),
        }
    }

    /// Whether the two count one thing: the same noun, or one that stands beside one of them only.
    fn is_one_thing(&self) -> bool {
        let one_noun = [self.first, self.second].iter().any(|fact| !self.has_noun(fact));
        one_noun || self.first.frame.of == self.second.frame.of
    }

    /// Whether a figure's own words end with what it counts.
    fn has_noun(&self, fact: &Fact) -> bool {
        let after = self.tokens.partition_point(|token| token.span.start < fact.span.end);
        let last = after.checked_sub(1).map(|last| &self.tokens[last]);
        let counted = quantity_of(fact).is_some_and(|quantity| quantity.measure == Measure::Count);
        counted
            && last.is_some_and(|last| {
                last.kind == TokenKind::Word && !starts_mention(last) && !last.has(Section::Scale)
            })
    }

    fn between(&self) -> &[Token] {
        tokens_between(self.tokens, self.first, self.second)
    }

    /// "12 of the 40", "61.500 das 150 mil": nothing stands between but the small words; or, "8 % of its
    /// workforce of 5,200", a noun of the whole with another "of".
    fn is_out_of(&self, between: &[Token]) -> bool {
        let is_of = |token: &Token| self.joint(token) == Some(JointWord::OutOf);
        let between = match between {
            [whole @ .., noun, of] if is_of(of) && noun.kind == TokenKind::Word => whole,
            _ => between,
        };
        let Some((of, rest)) = between.split_first() else { return false };
        let small = |token: &Token| {
            self.source.is_function(token, FunctionWord::Article)
                || token.has(Section::DateOf)
                || self.role(token) == Some(Role::Total)
        };
        is_of(of) && rest.iter().all(small)
    }

    /// "40, of whom 12", "40 osób, w tym 12 dzieci", "Of the 640 there, 71 are to go".
    fn is_among(&self, between: &[Token]) -> bool {
        let near = &between[between.len().saturating_sub(ANAPHORA_REACH)..];
        let taken_up = near.iter().any(|token| token.has(Section::Anaphora));
        taken_up || (self.second.frame.role == Some(Role::Part) && self.opens_whole())
    }

    /// Whether "of", "out of", "spośród" stands before the first figure and opens the sentence.
    fn opens_whole(&self) -> bool {
        let opening = self.tokens.partition_point(|token| token.span.start < self.first.sentence.start);
        let figure = self.tokens.partition_point(|token| token.span.start < self.first.span.start);
        let opens = |token: &Token| {
            self.joint(token) == Some(JointWord::OutOf) || self.role(token) == Some(Role::Part)
        };
        figure - opening <= ANAPHORA_REACH && self.tokens[opening..figure].first().is_some_and(opens)
    }

    /// "417 passengers and 36 crew"; "480 people, including 417 passengers"; "a budget of 40 million, made up
    /// of grants (25 million)".
    fn listed(&self, between: &[Token]) -> Option<LinkKind> {
        let is_and = |token: &Token| {
            token.kind == TokenKind::Comma || self.source.is_function(token, FunctionWord::Conjunction)
        };
        let near = &between[between.len().saturating_sub(ANAPHORA_REACH)..];
        if between.iter().any(|token| self.joint(token) == Some(JointWord::MadeUp)) {
            return Some(LinkKind::MakesUp);
        }
        if near.iter().any(|token| self.role(token) == Some(Role::Part)) {
            return Some(LinkKind::Among);
        }
        let share = is_share(self.first) || is_share(self.second);
        let and = !between.is_empty() && between.len() <= 2 && between.iter().all(is_and);
        (and && !share && !between.iter().any(|token| self.restates(token))).then_some(LinkKind::Joined)
    }

    /// "50 miles (80 km)", "420, or 8 %", "12 mil euros, ou seja, 40 %".
    fn is_restated(&self, between: &[Token]) -> bool {
        match between {
            [open] if open.kind == TokenKind::Open => self.is_closed(),
            [.., comma, word] if comma.kind == TokenKind::Comma => self.restates(word),
            [word] | [word, _] => self.joint(word) == Some(JointWord::Restated(true)),
            [.., comma, word, last] if comma.kind == TokenKind::Comma && last.kind == TokenKind::Comma => {
                self.restates(word)
            }
            _ => false,
        }
    }

    /// Whether a bracket closes behind the second figure: "(80 km)", and no list of other things.
    fn is_closed(&self) -> bool {
        let after = self.tokens.partition_point(|token| token.span.start < self.second.span.end);
        self.tokens.get(after).is_some_and(|token| token.kind == TokenKind::Close)
    }

    fn restates(&self, word: &Token) -> bool {
        matches!(self.joint(word), Some(JointWord::Restated(_)))
    }

    fn joint(&self, token: &Token) -> Option<JointWord> {
        self.source.find(token, Section::Joint, |meaning| match meaning {
            Meaning::Joint(word) => Some(word),
            _ => None,
        })
    }

    fn role(&self, token: &Token) -> Option<Role> {
        self.source.find(token, Section::Role, |meaning| match meaning {
            Meaning::Role(role) => Some(role),
            _ => None,
        })
    }
}

fn is_share(fact: &Fact) -> bool {
    quantity_of(fact).is_some_and(|quantity| quantity.measure == Measure::Percent)
}

/// The tokens after one fact and before a later one.
pub(super) fn tokens_between<'a>(tokens: &'a [Token], first: &Fact, second: &Fact) -> &'a [Token] {
    let from = tokens.partition_point(|token| token.span.start < first.span.end);
    let to = tokens.partition_point(|token| token.span.start < second.span.start);
    tokens.get(from..to).unwrap_or(&[])
}

pub(super) fn quantity_of(fact: &Fact) -> Option<&Quantity> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}
