use std::ops::Range;

use crate::lexicon::{FunctionWord, JointWord, Section, TokenKind};
use crate::model::{ConceptId, Link, LinkKind, Measure, Role, Subject};

use super::links::link;
use super::lists::{List, Lists};

/// How many words may say of whom a sentence tells who they are: "The victims of the fire were".
const NAMED_WORDS: usize = 5;

/// How many words may stand between two kinds of people.
const KIND_WORDS: usize = 3;

impl Lists<'_> {
    /// "The fire killed 62 people. The dead were 34 men, 21 women and four children", "To 34 mężczyzn i 21 kobiet": who
    /// the people of the sentence before are.
    pub(super) fn identified(&self, before: Range<usize>, sentence: Range<usize>) -> Option<List> {
        let first = sentence.start;
        let words = self.text.sentence_tokens(first);
        let lead = words.start..self.text.start(first);
        let kinds: Vec<(usize, ConceptId)> =
            sentence.map_while(|at| self.kind(at).map(|kind| (at, kind))).collect();
        let items: Vec<usize> = kinds.iter().map(|(at, _)| *at).collect();
        let concepts = self.text.concepts();
        let apart = kinds.iter().enumerate().all(|(at, (_, kind))| {
            kinds[..at]
                .iter()
                .all(|(_, other)| !concepts.is_a(*kind, *other) && !concepts.is_a(*other, *kind))
        });
        let whole = self.people_before(before).filter(|&whole| self.tells_who(whole, lead))?;
        let next = |pair: &[usize]| {
            let gap = self.text.tokens.get(self.text.end(pair[0])..self.text.start(pair[1]));
            gap.is_some_and(|gap| (1..=KIND_WORDS).contains(&gap.len()))
        };
        let tight = items.len() > 1 && items.windows(2).all(next);
        let last = *items.last()?;
        // What "and" or "or" joins behind the last is one more kind.
        let ends = self.text.tokens.get(self.text.end(last)).is_none_or(|next| next.kind != TokenKind::Word);
        let before_last = *items.get(items.len().checked_sub(2)?)?;
        let and = self
            .text
            .words(self.text.end(before_last), self.text.start(last))
            .iter()
            .any(|token| self.is_and(token));
        let exact = items
            .iter()
            .all(|&item| self.text.quantity(item).is_some_and(|one| one.bounds.single().is_some()));
        (apart && tight && ends && and && exact).then_some(List { whole, items, ones: 0 })
    }

    /// "48 people, 39 adults and 12 children": the word for adults is one for people too.
    pub(super) fn are_old_and_young(&self, whole: usize, old: usize, young: usize) -> bool {
        let concepts = self.text.concepts();
        let of = |fact: usize| match self.text.frame(fact).of {
            Some(Subject::Concept(concept)) => Some(concept),
            _ => None,
        };
        let noun = |fact: usize| {
            let own = self.text.tokens.get(self.text.start(fact)..self.text.end(fact)).and_then(<[_]>::last);
            own.map(|token| self.text.source.word(token).to_lowercase())
        };
        let child = concepts.find("person.child");
        let young = of(young).zip(child).is_some_and(|(young, child)| concepts.is_a(young, child));
        let people = of(old).is_some_and(|old| concepts.name(old) == "person") || of(old) == of(whole);
        young && people && noun(old) != noun(whole)
    }

    /// "Wśród 62 chorych jest 34 mężczyzn i 31 kobiet": the only figures behind a whole that opens their sentence.
    pub(super) fn halved(&self, figures: &[usize]) -> Option<Vec<Link>> {
        let &[whole, first, second] = figures else { return None };
        let words = self.text.sentence_tokens(whole);
        let opens = self.text.tokens.get(words.start).is_some_and(|token| {
            self.text.joint(token) == Some(JointWord::OutOf) || self.text.role(token) == Some(Role::Part)
        });
        let near = self.text.start(whole) <= words.start + 2;
        let next = self.is_next(first, second) && self.text.start(first) <= self.text.end(whole) + KIND_WORDS;
        let exact = [first, second].iter().all(|&at| {
            self.text
                .quantity(at)
                .is_some_and(|one| one.measure == Measure::Count && one.bounds.single().is_some())
        });
        let fits =
            opens && near && next && exact && self.is_people(whole) && self.is_partition(first, second);
        fits.then(|| [first, second].map(|part| link(LinkKind::Divides, part, whole)).to_vec())
    }

    /// The kind of people that a figure counts: men, women, children.
    fn kind(&self, fact: usize) -> Option<ConceptId> {
        let kinds = ["person.man", "person.woman", "person.child", "person.child.girl", "person.child.boy"];
        let counts =
            self.text.quantity(fact).is_some_and(|one| one.measure == Measure::Count && one.per.is_none());
        let Some(Subject::Concept(of)) = self.text.frame(fact).of else { return None };
        let concepts = self.text.concepts();
        let own = counts && self.text.has_noun(fact) && kinds.contains(&concepts.name(of));
        own.then_some(of)
    }

    /// The one figure of people in the sentence right before.
    fn people_before(&self, before: Range<usize>) -> Option<usize> {
        let people = |&at: &usize| {
            let frame = self.text.frame(at);
            let counts =
                self.text.quantity(at).is_some_and(|one| one.measure == Measure::Count && one.per.is_none());
            let people = match frame.of {
                Some(Subject::Concept(of)) => self.text.concepts().is_people(of),
                _ => false,
            };
            counts && people
        };
        let mut found = before.filter(people);
        let one = found.next().filter(|_| found.next().is_none())?;
        let frame = self.text.frame(one);
        let told = matches!(frame.role, None | Some(Role::Total)) && !frame.headline && !frame.other_period;
        told.then_some(one)
    }

    /// "They were", "The dead were", "To": a pronoun or a noun for just those people, and a word for being.
    fn tells_who(&self, whole: usize, lead: Range<usize>) -> bool {
        let Some((copula, named)) = self.text.tokens.get(lead.clone()).and_then(<[_]>::split_last) else {
            return false;
        };
        let concept = |at: usize| self.text.concept(&self.text.tokens[at]);
        let concepts = self.text.concepts();
        let frame = self.text.frame(whole);
        let counted = frame.event.and_then(|event| concepts.counts(event.concept));
        let own = |kind: ConceptId| {
            let of = frame.of == Some(Subject::Concept(kind));
            let befell =
                counted.is_some_and(|counted| concepts.is_a(counted, kind) || concepts.is_a(kind, counted));
            of || befell
                || concepts.is_casualty(kind) && counted.is_some_and(|counted| concepts.is_casualty(counted))
        };
        let nouns: Vec<ConceptId> = lead.clone().filter_map(concept).collect();
        let small = named.iter().all(|token| {
            let part = self.text.joint(token) == Some(JointWord::OutOf) || self.text.role(token).is_some();
            token.kind == TokenKind::Word
                && !part
                && !token.has(Section::Vague)
                && !token.has(Section::Negation)
        });
        let pronoun = named.iter().all(|token| self.text.is_function(token, FunctionWord::Pronoun));
        let told = nouns.iter().any(|&noun| own(noun)) && nouns.iter().all(|&noun| own(noun));
        self.text.is_joint(copula, JointWord::Copula)
            && named.len() <= NAMED_WORDS
            && small
            && (told || nouns.is_empty() && pronoun)
    }
}
