//! Ages of the one person whose birth a text tells, wherever it tells it: at another date ("in 1962, aged 17"), or now.

use std::ops::Range;

use crate::lexicon::{AgeWord, Caps, FunctionWord, JointWord, Meaning, Section, SectionSet, TokenKind};
use crate::model::{FactValue, Link, LinkKind, TimeAnchor, TimeForm};

use super::super::links::link;
use super::super::spans::is_form_of;
use super::{Ages, is_years};

/// How many words may stand between an age and the date at which somebody had it.
const BESIDE: usize = 5;

/// What a sentence may open with before who it tells of does something.
const NO_NAME: SectionSet = SectionSet::of(&[
    Section::Function,
    Section::Month,
    Section::Weekday,
    Section::Place,
    Section::Event,
    Section::Tense,
    Section::Age,
    Section::Direction,
    Section::DateOf,
]);

impl Ages<'_> {
    /// The one birth of a text; of two dates in one sentence the one that stands nearest to it.
    pub(super) fn only_birth(&self) -> Option<usize> {
        let mut births: Vec<usize> = Vec::new();
        for at in (0..self.text.facts.len()).filter(|&at| self.begins(at, &["event.born"])) {
            let near = |at: usize| self.text.frame(at).event.map_or(u16::MAX, |event| event.distance);
            match births.last_mut().filter(|last| self.text.one_sentence(**last, at)) {
                Some(last) if near(at) < near(*last) => *last = at,
                Some(_) => {}
                None => births.push(at),
            }
        }
        births.first().copied().filter(|_| births.len() == 1)
    }

    /// The one age of now that a text tells.
    pub(super) fn only_age_of_now(&self) -> Option<usize> {
        let mut ages = (0..self.text.facts.len()).filter(|&at| self.is_age_of_now(at));
        ages.next().filter(|_| ages.next().is_none())
    }

    /// What an age is counted from, and the date at which somebody was that old.
    pub(super) fn lived(&self, age: usize, birth: usize, now: Option<usize>) -> Vec<Link> {
        if let Some(date) = self.date_beside(age).filter(|&date| date != birth) {
            let told = self.is_adverbial(age, date) && self.is_of_one_life(age, birth);
            let pair = || vec![link(LinkKind::AgedAt, age, date), link(LinkKind::MayBeAged, age, birth)];
            return if told { pair() } else { Vec::new() };
        }
        let now = now == Some(age) && self.is_of_now(age, birth);
        if now { vec![link(LinkKind::MayBeAged, age, birth)] } else { Vec::new() }
    }

    /// "aos 17 anos, em 1962", "Em 1959, com 22 anos": the date right before or behind an age.
    fn date_beside(&self, age: usize) -> Option<usize> {
        let sentence = self.text.sentence_facts(age);
        let is_date = |&at: &usize| {
            let dated =
                |form: &TimeForm| matches!(form, TimeForm::Year(_) | TimeForm::Month(..) | TimeForm::Day(_));
            sentence.contains(&at)
                && matches!(&self.text.facts[at].value, FactValue::Time(time)
                    if dated(&time.form) && time.year_written && !time.approximate)
        };
        let near = [age.checked_sub(1), Some(age + 1)].into_iter().flatten();
        // "Found in 2004 a 38-year-old …": right behind a date stands somebody of that age.
        let led = |at: usize| {
            let gap = self.between(age.min(at), age.max(at));
            self.leads_over(gap.clone()) && (at > age || !gap.is_empty())
        };
        near.filter(is_date).find(|&at| led(at))
    }

    fn between(&self, first: usize, second: usize) -> Range<usize> {
        self.text.end(first)..self.text.start(second)
    }

    /// ", com", ", w wieku", " at the age of": small words alone.
    fn leads_over(&self, words: Range<usize>) -> bool {
        let small = |at: usize| {
            let token = &self.text.tokens[at];
            let word = token.has(Section::Function)
                || token.has(Section::Age)
                || token.has(Section::Tense)
                || token.has(Section::DateOf);
            token.kind == TokenKind::Comma || token.kind == TokenKind::Word && word && !self.is_person(at)
        };
        words.len() <= BESIDE && words.into_iter().all(small)
    }

    /// "married Rita, de 22 anos": an age behind a name, or beside the noun of somebody, is theirs.
    fn is_adverbial(&self, age: usize, date: usize) -> bool {
        let own = self.text.tokens_of(age);
        let before = own.start.checked_sub(1).map(|at| &self.text.tokens[at]);
        let owned = before.is_some_and(|word| self.text.joint(word) == Some(JointWord::OutOf));
        let named = date > age
            && before.is_some_and(|word| word.kind == TokenKind::Comma || word.caps != Caps::Lower);
        let next = self.text.tokens.get(own.end);
        let attached = next.is_some_and(|next| {
            next.kind == TokenKind::Word && !next.has(Section::Function) && !next.has(Section::Tense)
        });
        let noun = next.is_some_and(|next| next.has(Section::Concept)) && attached;
        let told = matches!(&self.text.facts[age].value, FactValue::Quantity(_) | FactValue::Duration(_));
        told && !owned && (!named || self.opens(age)) && !noun
    }

    fn opens(&self, fact: usize) -> bool {
        self.text.start(fact) <= self.text.sentence_tokens(fact).start + 1
    }

    /// Whether the sentence of an age tells of nobody besides who was born: no other person, and no name that the
    /// sentence of the birth has not.
    fn is_of_one_life(&self, age: usize, birth: usize) -> bool {
        let sentence = self.text.sentence_tokens(age);
        if self.text.one_sentence(age, birth) {
            // "Born in 1891, the painter died in 1974, aged 93": a birth that opens the sentence is that of its subject.
            let mut between = self.words_between(age, birth);
            let other = match self.opens_with_birth(birth) {
                true => between.any(|at| self.is_relative(at)),
                false => between.any(|at| self.is_kin(at)),
            };
            return !other && !self.text.frame(age).quoted;
        }
        let is_verb = |&at: &usize| {
            let token = &self.text.tokens[at];
            let tells = token.has(Section::Tense) || self.text.is_function(token, FunctionWord::Auxiliary);
            tells || self.text.event(token).is_some()
        };
        let verb = sentence.clone().find(is_verb);
        let subject = sentence.start..verb.unwrap_or(sentence.end);
        let others =
            sentence.clone().any(|at| self.is_kin(at)) || subject.clone().any(|at| self.is_person(at));
        if others || self.text.frame(age).quoted {
            return false;
        }
        let known = self.text.sentence_tokens(birth);
        subject.into_iter().filter(|&at| self.names(at, sentence.start)).all(|at| {
            let word = self.text.source.word(&self.text.tokens[at]);
            known.clone().any(|other| self.text.source.word(&self.text.tokens[other]) == word)
        })
    }

    /// Somebody beside whom an age may be meant: a relative, an artist, a child.
    fn is_person(&self, at: usize) -> bool {
        self.is_kin(at) || self.text.person(&self.text.tokens[at]).is_some()
    }

    /// A relative or an artist whose age may be told along with that of another.
    pub(super) fn is_kin(&self, at: usize) -> bool {
        let aged = self.text.source.find(&self.text.tokens[at], Section::Age, |meaning| {
            matches!(meaning, Meaning::Age(AgeWord::Person)).then_some(())
        });
        aged.is_some() || self.is_relative(at)
    }

    fn is_relative(&self, at: usize) -> bool {
        const KIN: [&str; 3] = ["person.relative", "person.child", "person.family"];
        let token = &self.text.tokens[at];
        let concepts = self.text.concepts();
        let kin = |person| KIN.iter().any(|kin| concepts.name(person).starts_with(kin));
        self.text.person(token).is_some_and(kin)
    }

    /// "Born in Lviv in 1891, the painter …"
    pub(super) fn opens_with_birth(&self, birth: usize) -> bool {
        let first = &self.text.tokens[self.text.sentence_tokens(birth).start];
        self.text.event(first).is_some_and(|event| self.text.concepts().name(event) == "event.born")
    }

    fn names(&self, at: usize, start: usize) -> bool {
        let token = &self.text.tokens[at];
        at > start
            && token.kind == TokenKind::Word
            && token.caps != Caps::Lower
            && !token.sections().meets(NO_NAME)
    }

    /// "Aos 54 anos, prepara-se … Nasceu em …", "The 28-year-old striker … The footballer was born": an age of now
    /// before the birth of whom nobody else is told.
    fn is_of_now(&self, age: usize, birth: usize) -> bool {
        let alone = self
            .text
            .sentence_facts(age)
            .all(|at| at == age || !is_years(&self.text.facts[at]) && self.is_of_these_days(at));
        let apart = !self.text.one_sentence(age, birth);
        if !alone || age > birth || !apart {
            return false;
        }
        let sentence = self.text.sentence_tokens(birth);
        let Some(born) = sentence.clone().find(|&at| self.text.event(&self.text.tokens[at]).is_some()) else {
            return false;
        };
        let subject = sentence.start..born;
        let follows = self.text.sentence_tokens(age).end + 1 >= sentence.start
            && subject.clone().all(|at| {
                self.text.tokens[at].has(Section::Function) || self.text.tokens[at].has(Section::Tense)
            });
        // "Teresa Vilhegas, 54, is to leave. She was born in …"
        let named = self.is_behind_name(age);
        let dies = self
            .text
            .frame(age)
            .event
            .is_some_and(|event| self.text.concepts().name(event.concept) == "event.die");
        let one = named || dies && !self.tells_of_kin(age) || self.is_of_one_life(age, birth);
        follows && one || self.is_epithet(age, subject)
    }

    /// "on Monday": no date but these days.
    fn is_of_these_days(&self, at: usize) -> bool {
        match &self.text.facts[at].value {
            FactValue::Time(time) => time.anchor == TimeAnchor::Published && !time.year_written,
            _ => true,
        }
    }

    /// Whether a relative is named between who died and their age.
    fn tells_of_kin(&self, age: usize) -> bool {
        let words = self.text.sentence_tokens(age);
        let verb = words.clone().find(|&at| self.text.event(&self.text.tokens[at]).is_some());
        verb.is_some_and(|verb| (verb..self.text.start(age)).any(|at| self.is_kin(at)))
    }

    /// "Teresa Vilhegas, 54, …": a name that opens the sentence, and nothing but a comma between it and the age.
    fn is_behind_name(&self, age: usize) -> bool {
        let start = self.text.sentence_tokens(age).start;
        let words = self.text.tokens.get(start..self.text.start(age)).unwrap_or_default();
        let [name @ .., comma] = words else { return false };
        let named = name.iter().all(|token| token.kind == TokenKind::Word && token.caps != Caps::Lower);
        comma.kind == TokenKind::Comma && named && name.len() >= 2
    }

    /// "The footballer was born": a noun that the text has not used before stands for the one it is about.
    fn is_epithet(&self, age: usize, subject: Range<usize>) -> bool {
        let nouns: Vec<usize> = subject
            .clone()
            .filter(|&at| {
                !self.text.tokens[at].has(Section::Function) && !self.text.tokens[at].has(Section::Tense)
            })
            .collect();
        let [noun] = nouns.as_slice() else { return false };
        let word = self.text.source.word(&self.text.tokens[*noun]);
        let new = self.text.tokens[..subject.start]
            .iter()
            .all(|token| token.kind != TokenKind::Word || !is_form_of(self.text.source.word(token), word));
        let next = self.text.end(age);
        let of_noun = self.text.tokens.get(next).is_some_and(|_| self.is_person(next));
        // "His brother was born"
        let plain = subject.clone().all(|at| {
            let own = self.text.is_function(&self.text.tokens[at], FunctionWord::Pronoun);
            !self.names(at, subject.start) && !self.is_kin(at) && !own
        });
        self.text.person(&self.text.tokens[*noun]).is_some() && new && of_noun && plain
    }

    /// An age without another time beside it that tells what somebody did.
    fn is_age_of_now(&self, at: usize) -> bool {
        let fact = &self.text.facts[at];
        let aged = matches!(&fact.value, FactValue::Quantity(_)) && is_years(fact);
        aged && self.date_beside(at).is_none()
            && !fact.frame.other_period
            && fact
                .frame
                .period
                .as_ref()
                .is_none_or(|time| time.anchor == TimeAnchor::Published && !time.year_written)
    }
}
