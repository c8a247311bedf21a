mod lives;

use std::ops::Range;

use crate::lexicon::{
    BallotWord, Caps, FunctionWord, JointWord, Meaning, Section, SectionSet, Token, TokenKind, TokenText,
    Vocabulary,
};
use crate::model::{ConceptId, Fact, FactValue, Link, LinkKind, Measure, TimeUnit};

use super::links::{joint_word, link, quantity_of, sentence_facts, sentence_tokens, token_range};

/// Ages with the dates that they are counted from, where the words of one sentence join the two: "The brewery, founded
/// in 1901, is 115 years old", "the 61-year-old bridge, which opened in 1974", "nascido em 1990, de 45 anos". What
/// ended "after 29 years" may have begun later, and can have lasted no longer than since it was founded.
pub(super) fn ages(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    facts: &[Fact],
) -> Vec<Link> {
    let reader = Ages { source, vocabulary, tokens, facts };
    let births: Vec<usize> = (0..facts.len()).filter(|&at| reader.begins(at, &["event.born"])).collect();
    // Of two people born each has an age.
    let birth = births.first().copied().filter(|_| births.len() == 1);
    let lengths = (0..facts.len()).filter(|&at| is_years(&facts[at]));
    let only = reader.only_birth();
    let now = only.and_then(|_| reader.only_age_of_now());
    let links = lengths.flat_map(|at| {
        let told = reader.aged(at).or_else(|| reader.born_behind(at, birth?));
        let lived = || only.map(|birth| reader.lived(at, birth, now)).unwrap_or_default();
        told.map_or_else(lived, |link| vec![link])
    });
    links.collect()
}

struct Ages<'a> {
    source: TokenText<'a>,
    vocabulary: &'a Vocabulary,
    tokens: &'a [Token],
    facts: &'a [Fact],
}

/// What things are as old as.
const FOUNDING: [&str; 4] = ["event.found", "event.open", "event.build", "event.start"];

/// How near to its date an event must stand, in words.
const EVENT_WORDS: u16 = 6;

/// The words that may stand before a verb that tells an age: "i w ubiegłym miesiącu świętowała".
const SMALL: SectionSet = SectionSet::of(&[
    Section::Function,
    Section::Tense,
    Section::Moment,
    Section::Direction,
    Section::TimeUnit,
]);

/// How many facts behind an age the birth is looked for, and how many words may tell who was born.
const BIRTH_REACH: usize = 12;
const SUBJECT_WORDS: usize = 2;

/// How many words may stand between an age and its date.
const REACH: usize = 7;

impl Ages<'_> {
    fn aged(&self, age: usize) -> Option<Link> {
        let sentence = sentence_facts(self.facts, age);
        let years = sentence.clone().filter(|&at| is_years(&self.facts[at])).count();
        let mut dates = sentence.filter(|&at| self.begins(at, &FOUNDING) || self.begins(at, &["event.born"]));
        let date = dates.next().filter(|_| dates.next().is_none() && years == 1)?;
        let born = self.begins(date, &["event.born"]);
        let (own, of) = (self.tokens_of(age), self.tokens_of(date));
        let at_most = match () {
            () if date > age => {
                let plain = self.tells_age_of_thing(own.end..of.start);
                return (!born && plain).then(|| link(LinkKind::Aged(false), age, date));
            }
            () if born && self.is_aside(of.end..own.start, own.end) => false,
            () if !born && self.tells_age(of.end..own.start) && !self.goes_on(age) => false,
            () if !born && self.tells_end(of.end..own.start) => true,
            () => return None,
        };
        Some(link(LinkKind::Aged(at_most), age, date))
    }

    /// "The 28-year-old striker Karl Wenlow … Wenlow was born on 12 March 1999": the birth of the same one, told in a
    /// sentence of its own.
    fn born_behind(&self, age: usize, birth: usize) -> Option<Link> {
        let own = self.tokens_of(age);
        // "the 28-year-old striker", and no age at which something was done.
        let next = self.tokens.get(own.end)?;
        if next.kind != TokenKind::Word || next.has(Section::Function) {
            return None;
        }
        let noun = self.person(next);
        let sentence = sentence_tokens(self.tokens, &self.facts[birth]);
        let event = sentence.clone().find(|&at| self.event(&self.tokens[at]).is_some())?;
        let subject = self.tokens.get(sentence.start..event)?;
        let other = subject.iter().any(|token| {
            self.source.is_function(token, FunctionWord::Pronoun)
                || self.source.is_function(token, FunctionWord::Conjunction)
                || token.kind != TokenKind::Word
        });
        let same_noun = || {
            let concepts = &self.vocabulary.concepts;
            let nouns = subject.iter().filter_map(|token| self.person(token));
            let kin = |told: ConceptId| {
                noun.is_some_and(|noun| concepts.is_a(told, noun) || concepts.is_a(noun, told))
            };
            subject.len() <= SUBJECT_WORDS && nouns.into_iter().any(kin)
        };
        let told = self.tokens.get(own.end..sentence_tokens(self.tokens, &self.facts[age]).end)?;
        let same_name = || {
            let mut names = subject.iter().filter(|token| token.caps != Caps::Lower).peekable();
            let known = |name: &Token| {
                let word = self.source.word(name);
                told.iter().any(|token| self.source.word(token) == word)
            };
            subject.len() <= SUBJECT_WORDS + 1 && names.peek().is_some() && names.all(known)
        };
        let near = birth > age && birth - age <= BIRTH_REACH && !self.facts[age].frame.other_period;
        let apart = self.facts[age].sentence != self.facts[birth].sentence;
        let one = near && apart && !subject.is_empty() && !other && (same_name() || same_noun());
        one.then(|| link(LinkKind::Aged(false), age, birth))
    }

    fn person(&self, token: &Token) -> Option<ConceptId> {
        let concept = self.source.find(token, Section::Concept, |meaning| match meaning {
            Meaning::Concept(concept) => Some(concept),
            _ => None,
        });
        concept.filter(|&concept| self.vocabulary.concepts.is_people(concept))
    }

    /// Whether a fact is a date of one of some events, told right beside it.
    fn begins(&self, at: usize, events: &[&str]) -> bool {
        let event = self.facts[at].frame.event.filter(|event| event.distance <= EVENT_WORDS);
        let named = event.is_some_and(|event| events.contains(&self.vocabulary.concepts.name(event.concept)));
        named && matches!(self.facts[at].value, FactValue::Time(_))
    }

    fn tokens_of(&self, fact: usize) -> Range<usize> {
        token_range(self.tokens, &self.facts[fact])
    }

    /// ", is", ", tem já", "i w ubiegłym miesiącu świętowała": nothing but a verb that tells an age, and small words.
    fn tells_age(&self, between: Range<usize>) -> bool {
        let words = self.tokens.get(between).unwrap_or(&[]);
        let told = words.iter().any(|token| joint_word(self.source, token) == Some(JointWord::Aged));
        let parted = words.first().is_some_and(|token| {
            token.kind == TokenKind::Comma || self.source.is_function(token, FunctionWord::Conjunction)
        });
        let small = words.iter().all(|token| {
            // "ma od 45 lat" tells of something else since then.
            let since = token.has(Section::Since);
            token.kind != TokenKind::Word
                || joint_word(self.source, token) == Some(JointWord::Aged)
                || !since && token.sections().meets(SMALL)
        });
        told && parted && small && words.len() <= REACH
    }

    /// "25 anos de presença no Brasil": the years are those of something else.
    fn goes_on(&self, age: usize) -> bool {
        let is_where = |meaning| matches!(meaning, Meaning::Ballot(BallotWord::Where)).then_some(());
        let next = self.tokens.get(self.tokens_of(age).end);
        let length = matches!(self.facts[age].value, FactValue::Duration(_));
        length
            && next.is_some_and(|next| {
                next.kind == TokenKind::Word
                    && !next.has(Section::Direction)
                    && !self.source.is_function(next, FunctionWord::Conjunction)
                    && self.source.find(next, Section::Ballot, is_where).is_none()
            })
    }

    /// ", has collapsed after": what ended, behind the aside that tells when it began.
    fn tells_end(&self, between: Range<usize>) -> bool {
        let words = self.tokens.get(between).unwrap_or(&[]);
        let [comma, verb @ .., after] = words else { return false };
        let commas = verb.iter().any(|token| token.kind != TokenKind::Word);
        let ends = verb.iter().any(|token| self.event(token).is_some());
        comma.kind == TokenKind::Comma
            && after.has(Section::Offset)
            && ends
            && !commas
            && words.len() <= REACH
    }

    fn event(&self, token: &Token) -> Option<ConceptId> {
        self.source.find(token, Section::Event, |meaning| match meaning {
            Meaning::Event(event) => Some(event),
            _ => None,
        })
    }

    /// "nascido em 1990, de 45 anos,", "Nascido em 1957, Raul Teves, de 71 anos,": the age between commas.
    fn is_aside(&self, between: Range<usize>, behind: usize) -> bool {
        let closed = self.tokens.get(behind).is_some_and(|next| next.kind != TokenKind::Word);
        let words = self.tokens.get(between).unwrap_or(&[]);
        let comma = words.iter().rposition(|token| token.kind == TokenKind::Comma);
        let small = |token: &Token| self.source.is_function(token, FunctionWord::Preposition);
        let named =
            |token: &Token| token.kind == TokenKind::Comma || token.caps != Caps::Lower || small(token);
        comma.is_some_and(|comma| {
            closed && words[..comma].iter().all(named) && words[comma + 1..].iter().all(small)
        }) && words.len() <= REACH
    }

    /// " bridge, which": the thing that the age is of, and what leads to its date.
    fn tells_age_of_thing(&self, between: Range<usize>) -> bool {
        let words = self.tokens.get(between).unwrap_or(&[]);
        let [noun, comma, rest @ ..] = words else { return false };
        let concept = self.source.find(noun, Section::Concept, |meaning| match meaning {
            Meaning::Concept(concept) => Some(concept),
            _ => None,
        });
        let thing = concept.is_some_and(|concept| !self.vocabulary.concepts.is_people(concept));
        let plain = rest.iter().all(|token| token.kind == TokenKind::Word && token.caps == Caps::Lower);
        thing && plain && comma.kind == TokenKind::Comma && words.len() <= REACH
    }
}

fn is_years(fact: &Fact) -> bool {
    match &fact.value {
        FactValue::Duration(length) => length.unit == TimeUnit::Year && length.bounds.single().is_some(),
        _ => quantity_of(fact).is_some_and(|age| age.measure == Measure::Age(TimeUnit::Year)),
    }
}
