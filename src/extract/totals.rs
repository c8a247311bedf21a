use std::ops::Range;

use crate::lexicon::{FunctionWord, JointWord, Section, Token, TokenKind};
use crate::model::{
    ConceptId, Decimal, Fact, Hedge, Link, LinkKind, Measure, Quantity, Role, Status, Subject,
};

use super::facts_of_text::{FactsOfText, quantity_of};
use super::links::link;

/// Shares of "the total" beside the figure that they say once more: "39 million bags, 68 % of the total", "w tym
/// 1200 dzieci, czyli 30 proc. ogółu". Each is linked to its figure and to the total, which the text tells before.
pub(super) fn totals(text: FactsOfText<'_>, links: &[Link]) -> Vec<Link> {
    let reader = Totals { text, links };
    let shares = (0..text.facts.len()).filter(|&at| is_percent(&text.facts[at]));
    shares.filter_map(|share| reader.of_total(share).or_else(|| reader.of_voters(share))).flatten().collect()
}

struct Totals<'a> {
    text: FactsOfText<'a>,
    links: &'a [Link],
}

/// How many words may stand between a figure and the share that says it once more.
const PART_WORDS: usize = 12;

/// How many points a share may lie off a whole that is meant by it.
const FITS: Decimal = Decimal::ONE;

impl Totals<'_> {
    /// "Turnout was 53.2%: of the 412,000 registered, 215,500 cast a ballot", "turnout was 40%, with 31,856 of the 72,400
    /// voters casting a vote": who voted, of whom, behind the rate.
    fn of_voters(&self, share: usize) -> Option<[Link; 2]> {
        let sentence = self.text.sentence_tokens(share);
        let facts = self.text.sentence_facts(share);
        let rate = |at: usize| self.text.joint(&self.text.tokens[at]) == Some(JointWord::Rate);
        let led = (sentence.start..self.text.start(share)).any(rate);
        let [first, second] = [share + 1, share + 2];
        if !led || second + 1 != facts.end {
            return None;
        }
        let of = |token: &Token| self.text.is_joint(token, JointWord::OutOf);
        let [mark, lead @ ..] = self.text.between(share, first) else { return None };
        let marked = matches!(mark.kind, TokenKind::Colon | TokenKind::Comma) && lead.len() <= 2;
        let between = self.text.between(first, second);
        let whole_first = lead.first().is_some_and(of);
        let (part, whole) = if whole_first { (second, first) } else { (first, second) };
        let of_whole = whole_first || between.first().is_some_and(of) && between.len() <= 2;
        let count = |at: usize| self.text.quantity(at).is_some_and(|one| one.measure == Measure::Count);
        let fits =
            marked && of_whole && count(part) && count(whole) && self.closes_with_vote(second, between);
        fits.then(|| [link(LinkKind::Restates, share, part), link(LinkKind::PartOf, part, whole)])
    }

    /// "cast a ballot", "voted", "votaram 215.500": the last words of the sentence, or those right before its last figure.
    fn closes_with_vote(&self, last: usize, before: &[Token]) -> bool {
        let vote = |token: &Token| {
            let event = self.text.event(token).map(|event| self.text.concepts().name(event));
            token.has(Section::Vote) || event == Some("event.vote")
        };
        let behind = self.text.end(last)..self.text.sentence_tokens(last).end;
        let tail = self.text.tokens.get(behind).unwrap_or_default();
        let words = tail.iter().rposition(|token| token.kind == TokenKind::Word);
        match words {
            None => before.last().is_some_and(vote),
            Some(end) => tail[..=end].iter().all(|token| token.kind == TokenKind::Word) && vote(&tail[end]),
        }
    }

    fn of_total(&self, share: usize) -> Option<[Link; 2]> {
        let behind = self.total_behind(share)?;
        let part = self.part(share)?;
        let whole = self.whole(share, part, behind)?;
        Some([link(LinkKind::Restates, share, part), link(LinkKind::PartOf, share, whole)])
    }

    /// "of the total", "do total", "ogółu" right behind a share: the place of the word that follows.
    fn total_behind(&self, share: usize) -> Option<usize> {
        let words = self.text.sentence_tokens(share);
        let all = |token: &Token| {
            matches!(self.text.joint(token), Some(JointWord::All | JointWord::OfSum))
                || self.text.role(token) == Some(Role::Total)
        };
        let small = |token: &Token| {
            self.text.joint(token) == Some(JointWord::OutOf)
                || self.text.is_function(token, FunctionWord::Article)
        };
        let mut at = self.text.end(share);
        while at < words.end && small(&self.text.tokens[at]) && !all(&self.text.tokens[at]) {
            at += 1;
        }
        (at < words.end && all(&self.text.tokens[at])).then_some(at + 1)
    }

    /// The figure right before a share, with a mark between that makes the share say it once more.
    fn part(&self, share: usize) -> Option<usize> {
        let first = self.text.sentence_facts(share).start;
        // "1155 children under six, or 30 %": an age says more of the figure before it.
        let amount = |&at: &usize| {
            let age = self
                .text
                .frame(at)
                .label
                .is_some_and(|label| self.text.concepts().name(label) == "label.age");
            self.text.quantity(at).is_some_and(is_amount) && !age
        };
        let part = (first..share).rev().find(amount)?;
        let between = self.text.end(part)..self.text.start(share);
        let words = self.text.tokens.get(between)?;
        let restated = |token: &Token| matches!(self.text.joint(token), Some(JointWord::Restated(_)));
        let lead = match words {
            [lead @ .., comma, word, last] if restated(word) && is_comma(comma) && is_comma(last) => lead,
            [lead @ .., comma, word] if restated(word) && is_comma(comma) => lead,
            [lead @ .., mark] if is_comma(mark) || mark.kind == TokenKind::Open => lead,
            [lead @ .., word] if self.text.joint(word) == Some(JointWord::Restated(true)) => lead,
            _ => return None,
        };
        let plain = lead.iter().all(|token| {
            let and = self.text.is_function(token, FunctionWord::Conjunction);
            matches!(token.kind, TokenKind::Word | TokenKind::Digits) && !and
        });
        let quantity = self.text.quantity(part)?;
        let frame = self.text.frame(part);
        let moved = matches!(frame.role, Some(Role::ChangeBy | Role::ChangeFrom | Role::Each));
        let fits = plain && lead.len() <= PART_WORDS && !moved && is_amount(quantity);
        fits.then_some(part)
    }

    /// The one figure of the text that a part can be of, unless the share fits another.
    fn whole(&self, share: usize, part: usize, behind: usize) -> Option<usize> {
        let quantity = |at: usize| self.text.quantity(at);
        let (all, own) = (quantity(share)?.bounds.single()?, quantity(part)?);
        let value = own.bounds.point()?;
        let fits = |at: usize| {
            let whole = quantity(at).filter(|whole| whole.measure == own.measure)?.bounds.point()?;
            let given = value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
            (given.checked_sub(all)?.abs() <= FITS).then_some(())
        };
        if (0..self.text.facts.len()).any(|at| at != share && at != part && fits(at).is_some()) {
            return None;
        }
        let sentence = self.text.sentence_facts(share);
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
        let (Some(all), Some(own)) = (self.text.quantity(whole), self.text.quantity(part)) else {
            return false;
        };
        let frame = self.text.frame(whole);
        let told = matches!(frame.role, None | Some(Role::Total | Role::ChangeTo))
            && frame.status() != Status::Denied
            && !frame.other_period
            && !frame.headline;
        let larger = all.bounds.point().zip(own.bounds.point()).is_some_and(|(all, own)| all > own)
            && self.text.is_near_share(share, whole, part);
        let counted = all.measure != Measure::Count || self.text.has_noun(whole);
        let alike = all.measure == own.measure && is_amount(all) && counted;
        told && larger && alike && self.is_one_noun(whole, part) && self.names_whole(whole, part, behind)
    }

    /// Whether a part is of what its whole counts: the same noun or a kind of it, people among people where the sentence
    /// says that they are, or none where the whole stands in its sentence.
    fn is_one_noun(&self, whole: usize, part: usize) -> bool {
        let of = |at: usize| self.text.frame(at).of.as_ref();
        let one_sentence = self.text.one_sentence(whole, part);
        let among = self.is_among(whole, part);
        match (of(whole), of(part)) {
            (Some(all), Some(own)) if all == own => true,
            (Some(Subject::Concept(all)), Some(Subject::Concept(own))) => {
                let concepts = self.text.concepts();
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
        let before = self.text.sentence_facts(whole);
        let count = |at: &usize| self.text.quantity(*at).is_some_and(|one| one.measure == Measure::Count);
        before.end == self.text.sentence_facts(part).start && before.filter(count).count() == 1
    }

    /// Whether the text says that a figure is among another: "3850 patients, including 1155 children".
    fn is_among(&self, whole: usize, part: usize) -> bool {
        let ends = |link: &Link| (link.from.0 as usize, link.to.0 as usize) == (part, whole);
        self.links.iter().any(|link| matches!(link.kind, LinkKind::Among | LinkKind::PartOf) && ends(link))
    }

    /// Whether what follows "the total" is nothing or what the whole counts: "of the total budget" is of another, and
    /// "ogółu przyjętych" of those among whom the part is.
    fn names_whole(&self, whole: usize, part: usize, behind: usize) -> bool {
        let words = self.text.sentence_tokens(part);
        let small = |token: &Token| {
            token.has(Section::Function)
                && token.kind == TokenKind::Word
                && !self.text.is_function(token, FunctionWord::Conjunction)
        };
        let Some(next) = self.text.tokens.get(behind..words.end).and_then(|rest| rest.first()) else {
            return true;
        };
        if next.kind != TokenKind::Word || self.text.is_function(next, FunctionWord::Conjunction) {
            return true;
        }
        let noun = self.text.words(behind, words.end).iter().find(|token| !small(token));
        let noun = noun.filter(|token| token.kind == TokenKind::Word);
        let own = noun.is_some_and(|noun| self.is_noun_of(noun, whole));
        let unknown = noun.is_none_or(|noun| !noun.has(Section::Concept));
        own || unknown && self.is_among(whole, part)
    }

    fn is_noun_of(&self, noun: &Token, whole: usize) -> bool {
        let concept = self.text.concept(noun);
        let is = |concept: ConceptId| self.text.frame(whole).of == Some(Subject::Concept(concept));
        let words = self.text.tokens.get(self.text.tokens_of(whole)).unwrap_or_default();
        let same = words.iter().any(|token| {
            token.kind == TokenKind::Word
                && self.text.source.word(token).to_lowercase() == self.text.source.word(noun).to_lowercase()
        });
        concept.is_some_and(is) || same
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
