//! Ages that are told without a word for them, and anniversaries: "Ana Rell, 51, who was born in 1964", "born in 2013, is 12",
//! "the 50th anniversary of the flood of 1975", "mija 50 lat od powodzi z 1975 r."

use std::ops::Range;

use crate::lexicon::{Caps, FunctionWord, JointWord, Section, SectionSet, Token, TokenKind};
use crate::model::{Decimal, FactValue, Link, LinkKind, Measure, Subject, TimeForm};

use super::super::links::link;
use super::{Ages, FOUNDING, SUBJECT_WORDS, is_years};

/// The oldest age that a figure without a word for it can be.
const OLDEST: i64 = 120;

/// How many words may stand between an age and a birth, and between an anniversary and its year.
const BIRTH_WORDS: usize = 8;
const YEAR_WORDS: usize = 8;

/// How many facts away the date of a founding is looked for.
const FOUNDING_REACH: usize = 3;

/// How many words before years the verb may stand that celebrates them: "assinalam-se na sexta-feira os".
const VERB_WORDS: usize = 5;

/// Words with a capital that name nobody.
const DATED: SectionSet =
    SectionSet::of(&[Section::Function, Section::Month, Section::Weekday, Section::Place, Section::Event]);

impl Ages<'_> {
    /// The age and the birth of one sentence, beside which it tells of no relative.
    pub(super) fn of_one(&self, age: usize) -> Vec<Link> {
        let sentence = self.text.sentence_facts(age);
        let births = sentence.filter(|&at| at != age && self.begins(at, &["event.born"]));
        // "Ana, 66, whose daughter was born in 1987", "born in 1959, has a 30-year-old daughter", and not "the 24-year-old
        // goalkeeper was born".
        let noun = self.text.end(age);
        let alone = births.filter(|&birth| {
            let behind = (birth < age && noun < self.text.tokens.len()).then_some(noun);
            let mut words = self.words_between(age, birth).filter(|&at| at != noun).chain(behind);
            !words.any(|at| self.is_kin(at)) && !self.names_another(age, birth)
        });
        alone.map(|birth| link(LinkKind::OfOne, age, birth)).collect()
    }

    /// "Ana Rell, a doctor born in 1991, and Marta Quint, a 29-year-old teacher": an "and" with the name of somebody else.
    fn names_another(&self, age: usize, birth: usize) -> bool {
        let apart = |token: &Token| {
            token.kind == TokenKind::Semicolon || self.text.is_function(token, FunctionWord::Conjunction)
        };
        self.words_between(age, birth).any(|at| {
            let next = self.text.tokens.get(at + 1);
            let named = next.is_some_and(|next| {
                next.kind == TokenKind::Word && next.caps != Caps::Lower && !next.sections().meets(DATED)
            });
            apart(&self.text.tokens[at]) && named
        })
    }

    pub(super) fn words_between(&self, one: usize, other: usize) -> Range<usize> {
        let (first, second) = (one.min(other), one.max(other));
        self.text.end(first)..self.text.start(second)
    }

    /// ", 51, who was born in Tavira in 1964", "(51, born 1964)", "born in 2013, is 12": a bare figure that is an age.
    pub(super) fn bare_age(&self, age: usize) -> Option<Link> {
        let quantity = self.text.quantity(age)?;
        let years = quantity.bounds.single()?;
        let plain = quantity.measure == Measure::Count
            && self.text.frame(age).of.is_none()
            && years > Decimal::ZERO
            && years <= Decimal::from(OLDEST)
            && self.text.tokens_of(age).len() == 1;
        let near = [age.checked_sub(1), Some(age + 1)].into_iter().flatten();
        let sentence = self.text.sentence_facts(age);
        let birth = near.into_iter().find(|at| sentence.contains(at) && self.begins(*at, &["event.born"]))?;
        let told =
            if birth > age { self.is_behind_person(age, birth) } else { self.is_behind_verb(birth, age) };
        (plain && told).then(|| link(LinkKind::Aged(false), age, birth))
    }

    /// "Ana Rell, 51, born and raised in Hull in 1971", "Ana Rell, 51 anos, nascida em 1971"
    pub(super) fn beside_name(&self, age: usize) -> Option<Link> {
        let birth = Some(age + 1).filter(|birth| self.text.sentence_facts(age).contains(birth))?;
        let told = self.begins(birth, &["event.born"]) && self.is_behind_person(age, birth);
        told.then(|| link(LinkKind::Aged(false), age, birth))
    }

    fn is_behind_person(&self, age: usize, birth: usize) -> bool {
        let words = self.words_between(age, birth);
        let small = |at: usize| {
            let token = &self.text.tokens[at];
            token.kind == TokenKind::Comma
                || token.kind == TokenKind::Word
                    && (token.has(Section::Function)
                        || token.has(Section::Event)
                        || token.has(Section::Tense)
                        || token.has(Section::Place)
                        || token.caps != Caps::Lower)
        };
        let [.., name, mark] = &self.text.tokens[..self.text.start(age)] else { return false };
        let years = mark.has(Section::TimeUnit) && name.kind == TokenKind::Comma;
        let parted = matches!(mark.kind, TokenKind::Comma | TokenKind::Open) && name.caps != Caps::Lower;
        let comma = self.text.tokens.get(words.start).is_some_and(|next| next.kind == TokenKind::Comma);
        (years || parted) && comma && words.len() <= BIRTH_WORDS && words.into_iter().all(small)
    }

    /// "born in 2013, is 12", "born in April 1985, was 40 and …": nothing but a verb before the figure, and no noun
    /// behind it.
    fn is_behind_verb(&self, birth: usize, age: usize) -> bool {
        let opens = self.text.start(birth) <= self.text.sentence_tokens(birth).start + BIRTH_WORDS;
        let plain = |token: &Token| token.kind == TokenKind::Word && !token.has(Section::Event);
        let verb = match &self.text.tokens[self.words_between(birth, age)] {
            [verb] => verb,
            [comma, verb] if comma.kind == TokenKind::Comma => verb,
            // "Born in 1980, the coach is 35"
            [comma, subject @ .., verb]
                if comma.kind == TokenKind::Comma
                    && opens
                    && subject.len() <= SUBJECT_WORDS
                    && subject.iter().all(plain)
                    && self
                        .text
                        .event(&self.text.tokens[self.text.sentence_tokens(birth).start])
                        .is_some() =>
            {
                verb
            }
            _ => return false,
        };
        let tells = self.text.is_function(verb, FunctionWord::Auxiliary)
            || self.text.joint(verb) == Some(JointWord::Aged);
        let end = self.text.end(age);
        // "turned 75 in March"
        let month = self.text.tokens.get(end + 1).is_some_and(|after| after.has(Section::Month));
        let closed = self.text.tokens.get(end).is_none_or(|next| {
            next.kind != TokenKind::Word || month || self.text.is_function(next, FunctionWord::Conjunction)
        });
        tells && closed
    }

    /// What an anniversary, or so many years that are celebrated, are counted from.
    pub(super) fn anniversary(&self, at: usize) -> Option<Link> {
        let ranked = self.is_anniversary(at);
        let years = is_years(&self.text.facts[at]) && self.is_celebrated(at);
        if !ranked && !years {
            return None;
        }
        let date = match self.names_what(at) {
            true => self.year_named(at),
            false if ranked => self.founding_near(at),
            false => None,
        }?;
        Some(link(LinkKind::Aged(false), at, date))
    }

    fn is_anniversary(&self, at: usize) -> bool {
        let concepts = self.text.concepts();
        let of = match self.text.frame(at).of {
            Some(Subject::Concept(of)) => concepts.name(of) == "occurrence.anniversary",
            _ => false,
        };
        of && matches!(self.text.facts[at].value, FactValue::Ordinal(_))
    }

    /// "Assinalam-se na sexta-feira os 50 anos", "W piątek mija 50 lat"
    fn is_celebrated(&self, at: usize) -> bool {
        let start = self.text.sentence_tokens(at).start;
        let own = self.text.start(at);
        (start.max(own.saturating_sub(VERB_WORDS))..own).map(|at| &self.text.tokens[at]).any(|verb| {
            self.text.joint(verb) == Some(JointWord::Aged)
                && !self.text.is_function(verb, FunctionWord::Auxiliary)
        }) && self
            .text
            .tokens
            .get(self.text.end(at))
            .is_some_and(|next| self.text.joint(next) == Some(JointWord::OutOf) || next.has(Section::Since))
    }

    /// "anniversary of the flood", "50 lat od powodzi", "rocznica powodzi": whether what it is the anniversary of stands
    /// behind it.
    fn names_what(&self, at: usize) -> bool {
        let next = self.text.tokens.get(self.behind_noun(at));
        next.is_some_and(|next| {
            let plain =
                next.kind == TokenKind::Word && !next.has(Section::Function) && !next.has(Section::Tense);
            self.text.joint(next) == Some(JointWord::OutOf)
                || next.has(Section::Since)
                || plain && !self.is_date(next)
        })
    }

    fn is_date(&self, token: &Token) -> bool {
        token.has(Section::Weekday) || token.has(Section::Direction) || token.has(Section::TimeUnit)
    }

    /// The place behind an anniversary: "60th anniversary".
    fn behind_noun(&self, at: usize) -> usize {
        let end = self.text.end(at);
        let noun = self.text.tokens.get(end).is_some_and(|next| {
            self.text
                .concept(next)
                .is_some_and(|concept| self.text.concepts().name(concept) == "occurrence.anniversary")
        });
        end + usize::from(noun)
    }

    /// "of the 1975 flood", "powodzi z 1975 r.": the first date behind.
    fn year_named(&self, at: usize) -> Option<usize> {
        let date = (at + 1..self.text.sentence_facts(at).end).find(|&date| self.text.is_time(date))?;
        let words = &self.text.tokens[self.behind_noun(at)..self.text.start(date)];
        let plain = words.iter().all(|token| {
            token.kind == TokenKind::Word
                && !self.text.is_function(token, FunctionWord::Conjunction)
                && !self.text.is_function(token, FunctionWord::Relative)
                && !self.text.is_function(token, FunctionWord::Auxiliary)
        });
        let dated = match &self.text.facts[date].value {
            FactValue::Time(time) => {
                time.year_written
                    && !time.approximate
                    && matches!(time.form, TimeForm::Year(_) | TimeForm::Month(..) | TimeForm::Day(_))
            }
            _ => false,
        };
        (words.len() <= YEAR_WORDS && plain && dated).then_some(date)
    }

    /// The one founding told near an anniversary.
    fn founding_near(&self, at: usize) -> Option<usize> {
        let near = at.saturating_sub(FOUNDING_REACH)..self.text.facts.len().min(at + FOUNDING_REACH + 1);
        let mut dates =
            near.filter(|&date| self.begins(date, &FOUNDING) || self.begins(date, &["event.born"]));
        dates.next().filter(|_| dates.next().is_none())
    }

    /// "celebrates its 14 years", "completa 264 anos": right behind a verb that tells of nothing but ages.
    pub(super) fn is_behind_celebration(&self, at: usize) -> bool {
        let own = self.text.start(at);
        let words = self.text.tokens[..own].iter().rev().take(VERB_WORDS);
        let small = |token: &&Token| {
            self.text.is_function(token, FunctionWord::Article)
                || token.has(Section::Direction)
                || token.has(Section::TimeUnit)
                || token.has(Section::TimeAnaphor)
                || token.has(Section::Month)
                || self.text.is_function(token, FunctionWord::Adverb)
                || self.text.is_function(token, FunctionWord::Preposition)
        };
        let mut rest = words.skip_while(small);
        rest.next().is_some_and(|verb| {
            self.text.joint(verb) == Some(JointWord::Aged)
                && !self.text.is_function(verb, FunctionWord::Auxiliary)
        })
    }
}
