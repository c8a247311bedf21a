use std::ops::Range;

use crate::lexicon::{FunctionWord, JointWord, Meaning, Section, Token, TokenKind, TokenText, Vocabulary};
use crate::model::{
    ConceptId, Decimal, Fact, Hedge, Link, LinkKind, Measure, Quantity, Role, Status, Subject,
};

use super::links::{
    has_noun, joint_word, link, quantity_of, role_word, sentence_facts, sentence_tokens, token_range,
};

/// Shares of "the total" beside the figure that they say once more: "39 million bags, 68 % of the total", "w tym
/// 1200 dzieci, czyli 30 proc. ogółu". Each is linked to its figure and to the total, which the text tells before.
pub(super) fn totals(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    facts: &[Fact],
    links: &[Link],
) -> Vec<Link> {
    let reader = Totals { source, vocabulary, tokens, facts, links };
    let shares = (0..facts.len()).filter(|&at| is_percent(&facts[at]));
    shares.filter_map(|share| reader.of_total(share)).flatten().collect()
}

struct Totals<'a> {
    source: TokenText<'a>,
    vocabulary: &'a Vocabulary,
    tokens: &'a [Token],
    facts: &'a [Fact],
    links: &'a [Link],
}

/// How many words may stand between a figure and the share that says it once more.
const PART_WORDS: usize = 12;

/// How many points a share may lie off a whole that is meant by it.
const FITS: Decimal = Decimal::ONE;

impl Totals<'_> {
    fn of_total(&self, share: usize) -> Option<[Link; 2]> {
        let behind = self.total_behind(share)?;
        let part = self.part(share)?;
        let whole = self.whole(share, part, behind)?;
        Some([link(LinkKind::Restates, share, part), link(LinkKind::PartOf, share, whole)])
    }

    /// "of the total", "do total", "ogółu" right behind a share: the place of the word that follows.
    fn total_behind(&self, share: usize) -> Option<usize> {
        let words = sentence_tokens(self.tokens, &self.facts[share]);
        let all = |token: &Token| {
            matches!(joint_word(self.source, token), Some(JointWord::All | JointWord::OfSum))
                || self.role(token) == Some(Role::Total)
        };
        let small = |token: &Token| {
            joint_word(self.source, token) == Some(JointWord::OutOf)
                || self.source.is_function(token, FunctionWord::Article)
        };
        let mut at = token_range(self.tokens, &self.facts[share]).end;
        while at < words.end && small(&self.tokens[at]) && !all(&self.tokens[at]) {
            at += 1;
        }
        (at < words.end && all(&self.tokens[at])).then_some(at + 1)
    }

    /// The figure right before a share, with a mark between that makes the share say it once more.
    fn part(&self, share: usize) -> Option<usize> {
        let first = sentence_facts(self.facts, share).start;
        // "1155 children under six, or 30 %": an age says more of the figure before it.
        let amount = |&at: &usize| {
            let age = self.facts[at]
                .frame
                .label
                .is_some_and(|label| self.vocabulary.concepts.name(label) == "label.age");
            quantity_of(&self.facts[at]).is_some_and(is_amount) && !age
        };
        let part = (first..share).rev().find(amount)?;
        let between = token_range(self.tokens, &self.facts[part]).end..self.start(share);
        let words = self.tokens.get(between)?;
        let restated = |token: &Token| matches!(joint_word(self.source, token), Some(JointWord::Restated(_)));
        let lead = match words {
            [lead @ .., comma, word, last] if restated(word) && is_comma(comma) && is_comma(last) => lead,
            [lead @ .., comma, word] if restated(word) && is_comma(comma) => lead,
            [lead @ .., mark] if is_comma(mark) || mark.kind == TokenKind::Open => lead,
            [lead @ .., word] if joint_word(self.source, word) == Some(JointWord::Restated(true)) => lead,
            _ => return None,
        };
        let plain = lead.iter().all(|token| {
            let and = self.source.is_function(token, FunctionWord::Conjunction);
            matches!(token.kind, TokenKind::Word | TokenKind::Digits) && !and
        });
        let quantity = quantity_of(&self.facts[part])?;
        let frame = &self.facts[part].frame;
        let moved = matches!(frame.role, Some(Role::ChangeBy | Role::ChangeFrom | Role::Each));
        let fits = plain && lead.len() <= PART_WORDS && !moved && is_amount(quantity);
        fits.then_some(part)
    }

    /// The one figure of the text that a part can be of, unless the share fits another.
    fn whole(&self, share: usize, part: usize, behind: usize) -> Option<usize> {
        let quantity = |at: usize| quantity_of(&self.facts[at]);
        let (all, own) = (quantity(share)?.bounds.single()?, quantity(part)?);
        let value = own.bounds.point()?;
        let fits = |at: usize| {
            let whole = quantity(at).filter(|whole| whole.measure == own.measure)?.bounds.point()?;
            let given = value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
            (given.checked_sub(all)?.abs() <= FITS).then_some(())
        };
        if (0..self.facts.len()).any(|at| at != share && at != part && fits(at).is_some()) {
            return None;
        }
        let sentence = sentence_facts(self.facts, share);
        let wholes = |facts: Range<usize>| {
            facts.filter(|&at| self.is_whole(at, [share, part], behind)).collect::<Vec<usize>>()
        };
        let near = wholes(sentence.start..part);
        let found = if near.is_empty() { wholes(0..sentence.start) } else { near };
        let one = *found.last()?;
        let amount = |at: usize| quantity(at).and_then(|one| one.bounds.point());
        found.iter().all(|&other| amount(other) == amount(one)).then_some(one)
    }

    fn is_whole(&self, whole: usize, [share, part]: [usize; 2], behind: usize) -> bool {
        let (Some(all), Some(own)) = (quantity_of(&self.facts[whole]), quantity_of(&self.facts[part])) else {
            return false;
        };
        let frame = &self.facts[whole].frame;
        let told = matches!(frame.role, None | Some(Role::Total | Role::ChangeTo))
            && frame.status() != Status::Denied
            && !frame.other_period
            && !frame.headline;
        let larger = all.bounds.point().zip(own.bounds.point()).is_some_and(|(all, own)| all > own)
            && self.is_near_share(share, all, own);
        let counted = all.measure != Measure::Count || has_noun(self.tokens, &self.facts[whole]);
        let alike = all.measure == own.measure && is_amount(all) && counted;
        told && larger && alike && self.is_one_noun(whole, part) && self.names_whole(whole, part, behind)
    }

    /// Whether a share is not many times the one that two figures give: 155 of 3,850 houses are no "40 % of the total", but
    /// some of those of a quarter.
    fn is_near_share(&self, share: usize, all: &Quantity, own: &Quantity) -> bool {
        let near = || {
            let said = quantity_of(&self.facts[share])?.bounds.single()?;
            let hundredths = own.bounds.point()?.checked_mul(Decimal::ONE_HUNDRED)?;
            let given = hundredths.checked_div(all.bounds.point()?)?;
            Some(given <= said.checked_mul(Decimal::TWO)? && said <= given.checked_mul(Decimal::TWO)?)
        };
        near() == Some(true)
    }

    /// Whether a part is of what its whole counts: the same noun or a kind of it, people among people where the sentence
    /// says that they are, or none where the whole stands in its sentence.
    fn is_one_noun(&self, whole: usize, part: usize) -> bool {
        let of = |at: usize| self.facts[at].frame.of.as_ref();
        let one_sentence = self.facts[whole].sentence == self.facts[part].sentence;
        let among = self.is_among(whole, part);
        match (of(whole), of(part)) {
            (Some(all), Some(own)) if all == own => true,
            (Some(Subject::Concept(all)), Some(Subject::Concept(own))) => {
                let concepts = &self.vocabulary.concepts;
                let group = concepts.flags(*all).group || concepts.flags(*own).group;
                let people = concepts.is_people(*all) && concepts.share_root(*all, *own);
                !group && (concepts.is_a(*own, *all) || people && (among || self.is_lone_before(whole, part)))
            }
            (_, None) | (None, _) => one_sentence && among,
            _ => false,
        }
    }

    /// "640 candidates are standing. Women are 256, or 40 % of all": the one count of the sentence right before.
    fn is_lone_before(&self, whole: usize, part: usize) -> bool {
        let before = sentence_facts(self.facts, whole);
        let count =
            |at: &usize| quantity_of(&self.facts[*at]).is_some_and(|one| one.measure == Measure::Count);
        before.end == sentence_facts(self.facts, part).start && before.filter(count).count() == 1
    }

    /// Whether the text says that a figure is among another: "3850 patients, including 1155 children".
    fn is_among(&self, whole: usize, part: usize) -> bool {
        let ends = |link: &Link| (link.from.0 as usize, link.to.0 as usize) == (part, whole);
        self.links.iter().any(|link| matches!(link.kind, LinkKind::Among | LinkKind::PartOf) && ends(link))
    }

    /// Whether what follows "the total" is nothing or what the whole counts: "of the total budget" is of another, and
    /// "ogółu przyjętych" of those among whom the part is.
    fn names_whole(&self, whole: usize, part: usize, behind: usize) -> bool {
        let words = sentence_tokens(self.tokens, &self.facts[part]);
        let small = |token: &Token| {
            token.has(Section::Function)
                && token.kind == TokenKind::Word
                && !self.source.is_function(token, FunctionWord::Conjunction)
        };
        let Some(next) = self.tokens.get(behind..words.end).and_then(|rest| rest.first()) else {
            return true;
        };
        if next.kind != TokenKind::Word || self.source.is_function(next, FunctionWord::Conjunction) {
            return true;
        }
        let noun = self.tokens[behind..words.end].iter().find(|token| !small(token));
        let noun = noun.filter(|token| token.kind == TokenKind::Word);
        let own = noun.is_some_and(|noun| self.is_noun_of(noun, whole));
        let unknown = noun.is_none_or(|noun| !noun.has(Section::Concept));
        own || unknown && self.is_among(whole, part)
    }

    fn is_noun_of(&self, noun: &Token, whole: usize) -> bool {
        let concept = self.source.find(noun, Section::Concept, |meaning| match meaning {
            Meaning::Concept(concept) => Some(concept),
            _ => None,
        });
        let is = |concept: ConceptId| self.facts[whole].frame.of == Some(Subject::Concept(concept));
        let words = self.tokens.get(token_range(self.tokens, &self.facts[whole])).unwrap_or_default();
        let same = words.iter().any(|token| {
            token.kind == TokenKind::Word
                && self.source.word(token).to_lowercase() == self.source.word(noun).to_lowercase()
        });
        concept.is_some_and(is) || same
    }

    fn start(&self, fact: usize) -> usize {
        token_range(self.tokens, &self.facts[fact]).start
    }

    fn role(&self, token: &Token) -> Option<Role> {
        role_word(self.source, token)
    }
}

fn is_comma(token: &Token) -> bool {
    token.kind == TokenKind::Comma
}

fn is_percent(fact: &Fact) -> bool {
    quantity_of(fact).is_some_and(|share| {
        share.measure == Measure::Percent && share.bounds.hedge == Hedge::Exact && share.per.is_none()
    })
}

/// So many of something, in one reading.
fn is_amount(quantity: &Quantity) -> bool {
    let measured = matches!(quantity.measure, Measure::Count | Measure::Unit(_) | Measure::Money(_));
    let plain = matches!(quantity.bounds.hedge, Hedge::Exact | Hedge::About);
    measured && plain && quantity.per.is_none() && quantity.alternative.is_none()
}
