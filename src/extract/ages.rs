mod counted;
mod lives;

use std::ops::Range;

use crate::lexicon::{Caps, FunctionWord, JointWord, Section, SectionSet, Token, TokenKind};
use crate::model::{ConceptId, Fact, FactValue, Link, LinkKind, Measure, TimeAnchor, TimeUnit};

use super::facts_of_text::{FactsOfText, quantity_of};
use super::links::link;

/// Ages with the dates that they are counted from, where the words of one sentence join the two: "The brewery, founded
/// in 1901, is 115 years old", "the 61-year-old bridge, which opened in 1974", "nascido em 1990, de 45 anos". What
/// ended "after 29 years" may have begun later, and can have lasted no longer than since it was founded.
pub(super) fn ages(text: FactsOfText<'_>) -> Vec<Link> {
    let reader = Ages { text };
    let births: Vec<usize> = (0..text.facts.len()).filter(|&at| reader.begins(at, &["event.born"])).collect();
    // Of two people born each has an age.
    let birth = births.first().copied().filter(|_| births.len() == 1);
    let only = reader.only_birth();
    let now = only.and_then(|_| reader.only_age_of_now());
    let links = (0..text.facts.len()).flat_map(|at| {
        if !is_years(&text.facts[at]) {
            return reader.bare_age(at).or_else(|| reader.anniversary(at)).into_iter().collect();
        }
        let told = reader
            .anniversary(at)
            .or_else(|| reader.aged(at))
            .or_else(|| reader.beside_name(at))
            .or_else(|| reader.born_behind(at, birth?));
        let lived = || only.map(|birth| reader.lived(at, birth, now)).unwrap_or_default();
        let mut links = told.map_or_else(lived, |link| vec![link]);
        links.extend(reader.of_one(at));
        links
    });
    links.collect()
}

struct Ages<'a> {
    text: FactsOfText<'a>,
}

/// What things are as old as.
const FOUNDING: [&str; 5] = ["event.found", "event.open", "event.build", "event.start", "event.plant"];

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
        let sentence = self.text.sentence_facts(age);
        let years = sentence.clone().filter(|&at| is_years(&self.text.facts[at])).count();
        let mut dates = sentence.filter(|&at| self.begins(at, &FOUNDING) || self.begins(at, &["event.born"]));
        let date = dates.next().filter(|_| dates.next().is_none() && years == 1)?;
        let born = self.begins(date, &["event.born"]);
        let (own, of) = (self.text.tokens_of(age), self.text.tokens_of(date));
        let at_most = match () {
            () if date > age => {
                let plain = self.tells_age_of_thing(own.end..of.start);
                return (!born && plain).then(|| link(LinkKind::Aged(false), age, date));
            }
            () if born && self.is_aside(of.end..own.start, own.end, self.opens_with_birth(date)) => false,
            () if born && self.is_behind_celebration(age) && !self.goes_on(age) => false,
            () if !born && self.tells_age(of.end..own.start) && !self.goes_on(age) => false,
            () if !born && self.is_behind_celebration(age) && !self.goes_on(age) => false,
            () if !born && self.tells_end(of.end..own.start) => true,
            () => return None,
        };
        Some(link(LinkKind::Aged(at_most), age, date))
    }

    /// "The 28-year-old striker Karl Wenlow … Wenlow was born on 12 March 1999": the birth of the same one, told in a
    /// sentence of its own.
    fn born_behind(&self, age: usize, birth: usize) -> Option<Link> {
        let own = self.text.tokens_of(age);
        // "the 28-year-old striker", and no age at which something was done.
        let next = self.text.tokens.get(own.end)?;
        if next.kind != TokenKind::Word || next.has(Section::Function) {
            return None;
        }
        let noun = self.text.person(next);
        let sentence = self.text.sentence_tokens(birth);
        let event = sentence.clone().find(|&at| self.text.event(&self.text.tokens[at]).is_some())?;
        let subject = self.text.tokens.get(sentence.start..event)?;
        let other = subject.iter().any(|token| {
            self.text.is_function(token, FunctionWord::Pronoun)
                || self.text.is_function(token, FunctionWord::Conjunction)
                || token.kind != TokenKind::Word
        });
        let same_noun = || {
            let concepts = self.text.concepts();
            let nouns = subject.iter().filter_map(|token| self.text.person(token));
            let kin = |told: ConceptId| {
                noun.is_some_and(|noun| concepts.is_a(told, noun) || concepts.is_a(noun, told))
            };
            subject.len() <= SUBJECT_WORDS && nouns.into_iter().any(kin)
        };
        let told = self.text.tokens.get(own.end..self.text.sentence_tokens(age).end)?;
        let same_name = || {
            let mut names = subject.iter().filter(|token| token.caps != Caps::Lower).peekable();
            let known = |name: &Token| {
                let word = self.text.source.word(name);
                told.iter().any(|token| self.text.source.word(token) == word)
            };
            subject.len() <= SUBJECT_WORDS + 1 && names.peek().is_some() && names.all(known)
        };
        let near = birth > age && birth - age <= BIRTH_REACH && !self.text.frame(age).other_period;
        let apart = !self.text.one_sentence(age, birth);
        let one = near && apart && !subject.is_empty() && !other && (same_name() || same_noun());
        one.then(|| link(LinkKind::Aged(false), age, birth))
    }

    /// Whether a fact is a date of one of some events, told right beside it.
    fn begins(&self, at: usize, events: &[&str]) -> bool {
        let event = self.text.frame(at).event.filter(|event| event.distance <= EVENT_WORDS);
        let named = event.is_some_and(|event| events.contains(&self.text.concepts().name(event.concept)));
        // "and this year turns 40"
        let former = match &self.text.facts[at].value {
            FactValue::Time(time) => time.anchor != TimeAnchor::Published || time.year_written,
            _ => false,
        };
        named && former
    }

    /// ", is", ", tem já", "i w ubiegłym miesiącu świętowała": nothing but a verb that tells an age, and small words.
    fn tells_age(&self, between: Range<usize>) -> bool {
        let words = self.text.tokens.get(between).unwrap_or(&[]);
        let told = words.iter().any(|token| self.text.joint(token) == Some(JointWord::Aged));
        let parted = words.first().is_some_and(|token| {
            token.kind == TokenKind::Comma || self.text.is_function(token, FunctionWord::Conjunction)
        });
        // "Prom zbudowany w 1998 r. ma 27 lat"
        let parted = parted || words.len() == 1;
        let small = words.iter().all(|token| {
            // "ma od 45 lat" tells of something else since then.
            let since = token.has(Section::Since);
            token.kind != TokenKind::Word
                || self.text.joint(token) == Some(JointWord::Aged)
                || !since && token.sections().meets(SMALL)
        });
        told && parted && small && words.len() <= REACH
    }

    /// "25 anos de presença no Brasil": the years are those of something else.
    fn goes_on(&self, age: usize) -> bool {
        let mut behind = self.text.tokens[self.text.end(age)..].iter();
        let length = matches!(self.text.facts[age].value, FactValue::Duration(_));
        let small =
            |token: &&Token| self.text.is_where(token) || self.text.is_function(token, FunctionWord::Article);
        // "celebrated 21 years last month", and not "50 years in the top flight"
        let next = behind.find(|token| !small(token));
        length
            && next.is_some_and(|next| {
                next.kind == TokenKind::Word
                    && !next.has(Section::Direction)
                    && !next.has(Section::TimeUnit)
                    && !next.has(Section::Month)
                    && !next.is_figure()
                    && !self.text.is_function(next, FunctionWord::Conjunction)
            })
    }

    /// ", has collapsed after": what ended, behind the aside that tells when it began.
    fn tells_end(&self, between: Range<usize>) -> bool {
        let words = self.text.tokens.get(between).unwrap_or(&[]);
        let [comma, verb @ .., after] = words else { return false };
        let commas = verb.iter().any(|token| token.kind != TokenKind::Word);
        let ends = verb.iter().any(|token| self.text.event(token).is_some());
        comma.kind == TokenKind::Comma
            && after.has(Section::Offset)
            && ends
            && !commas
            && words.len() <= REACH
    }

    /// "nascido em 1990, de 45 anos,", "Nascido em 1957, Raul Teves, de 71 anos,": the age between commas.
    fn is_aside(&self, between: Range<usize>, behind: usize, opens: bool) -> bool {
        let closed = self.text.tokens.get(behind).is_some_and(|next| next.kind != TokenKind::Word);
        let words = self.text.tokens.get(between).unwrap_or(&[]);
        let comma = words.iter().rposition(|token| token.kind == TokenKind::Comma);
        let small = |token: &Token| self.text.is_function(token, FunctionWord::Preposition);
        let named =
            |token: &Token| token.kind == TokenKind::Comma || token.caps != Caps::Lower || small(token);
        // "Nascido em Viseu em 1971, o engenheiro informático, de 44 anos,": who was born, behind a birth that opens.
        let subject = |words: &[Token]| {
            let [first, article, noun @ ..] = words else { return false };
            first.kind == TokenKind::Comma
                && self.text.is_function(article, FunctionWord::Article)
                && (1..=SUBJECT_WORDS).contains(&noun.len())
                && noun.iter().all(|token| {
                    let small = token.has(Section::Function) || token.has(Section::Tense);
                    token.kind == TokenKind::Word && !small
                })
        };
        comma.is_some_and(|comma| {
            closed
                && (words[..comma].iter().all(named) || opens && subject(&words[..comma]))
                && words[comma + 1..].iter().all(small)
        }) && words.len() <= REACH
    }

    /// " bridge, which": the thing that the age is of, and what leads to its date.
    fn tells_age_of_thing(&self, between: Range<usize>) -> bool {
        let words = self.text.tokens.get(between).unwrap_or(&[]);
        let [noun, next, rest @ ..] = words else { return false };
        let known = self.text.concept(noun).is_some() && self.text.person(noun).is_none();
        // "block, built in": what is built is a thing, whatever its noun.
        let built = noun.kind == TokenKind::Word
            && noun.caps == Caps::Lower
            && noun.sections().is_empty()
            && next.kind == TokenKind::Comma
            && rest.first().is_some_and(|verb| self.text.event(verb).is_some());
        let thing = known || built;
        let plain = rest.iter().all(|token| token.kind == TokenKind::Word && token.caps == Caps::Lower);
        // "ferry was built in"
        let led = next.kind == TokenKind::Comma || self.text.is_function(next, FunctionWord::Auxiliary);
        thing && plain && led && words.len() <= REACH
    }
}

fn is_years(fact: &Fact) -> bool {
    match &fact.value {
        FactValue::Duration(length) => length.unit == TimeUnit::Year && length.bounds.single().is_some(),
        _ => quantity_of(fact).is_some_and(|age| age.measure == Measure::Age(TimeUnit::Year)),
    }
}
