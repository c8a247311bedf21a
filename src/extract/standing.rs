use crate::lexicon::{AttributionWord, JointWord, Meaning, Section, Token, TokenKind};
use crate::model::{
    ConceptId, CurrencyId, Decimal, Fact, FactValue, Grain, Interval, Measure, Role, Subject,
};

use super::document_facts::Reader;
use super::facts_of_text::{joint_word, sentence_facts};
use super::frame::ends_phrase;

/// How a fact stands in its text: whether words of saying are near, whether it is told as of now, and of
/// which time its source is.
impl Reader<'_> {
    pub(super) fn tell_standing(&self, facts: &mut [Fact]) {
        let saying: Vec<usize> = (0..self.sentences.len())
            .filter(|&index| {
                let sentence = self.sentences[index];
                self.tokens[sentence.start..sentence.end].iter().any(|token| token.has(Section::Attribution))
            })
            .collect();
        for index in 0..facts.len() {
            let (at, end) = self.tokens_of(&facts[index]);
            let sentence = self.sentences.partition_point(|sentence| sentence.end <= at);
            let from = saying.partition_point(|&other| other + SAYING_REACH < sentence);
            let said = saying.get(from).is_some_and(|&other| other <= sentence + SAYING_REACH);
            let attributed = said || self.names_source(sentence);
            let now = matches!(facts[index].value, FactValue::Quantity(_)) && self.is_told_now(at, end);
            let as_of = if now { self.time_of_source(facts, index) } else { None };
            let frame = &mut facts[index].frame;
            (frame.attributed, frame.now, frame.as_of) = (attributed, now, as_of);
        }
    }

    /// "410 million zlotys, about 96 million euros": a sum right behind one in another currency says it once more.
    pub(super) fn tell_conversions(&self, facts: &mut [Fact]) {
        let restates = |token: &Token| {
            token.kind == TokenKind::Comma
                || matches!(joint_word(self.source, token), Some(JointWord::Restated(_)))
        };
        for index in 1..facts.len() {
            let (before, own) = (&facts[index - 1], &facts[index]);
            let sums = currency(before).zip(currency(own)).is_some_and(|(one, other)| one != other);
            if sums && before.sentence == own.sentence {
                let between = self.tokens_of(before).1..self.tokens_of(own).0;
                let gap = self.tokens.get(between).unwrap_or_default();
                facts[index].frame.converted = !gap.is_empty() && gap.iter().all(restates);
            }
        }
    }

    /// "51.3% by 6pm", "14 people até às 18h": what is counted up to an hour, and a share that is told with one, may be
    /// more later.
    pub(super) fn tell_hours(&self, facts: &mut [Fact]) {
        for index in 0..facts.len() {
            let FactValue::Time(time) = &facts[index].value else { continue };
            if time.form.grain() > Grain::Hour && time.clock.is_none() {
                continue;
            }
            let start = self.tokens_of(&facts[index]).0;
            let until = start.checked_sub(1).is_some_and(|at| self.tokens[at].has(Section::Until));
            for figure in sentence_facts(facts, index) {
                let share =
                    matches!(&facts[figure].value, FactValue::Quantity(of) if of.measure == Measure::Percent);
                facts[figure].frame.so_far |= share || until;
            }
        }
    }

    /// "12 dead and another 40 injured": the word sets the injured apart from the dead, and adds them to no
    /// earlier figure.
    pub(super) fn tell_others(&self, facts: &mut [Fact]) {
        for index in 0..facts.len() {
            if !matches!(facts[index].frame.role, Some(Role::Additional | Role::Other)) {
                continue;
            }
            let Some(own) = self.befallen(&facts[index]) else { continue };
            let before = sentence_facts(facts, index).start..index;
            let concepts = &self.vocabulary.concepts;
            let of_another_kind = |fact: &Fact| {
                let other = self.befallen(fact);
                other.is_some_and(|other| !concepts.is_a(own, other) && !concepts.is_a(other, own))
            };
            if facts[before].iter().any(of_another_kind) {
                facts[index].frame.role = None;
            }
        }
    }

    /// "Found 13 bodies, bringing to 44 the number of the dead": what brings a number to another is but added to it.
    pub(super) fn tell_added(&self, facts: &mut [Fact]) {
        for index in 0..facts.len() {
            let Some(total) = self.brought_to(facts, index) else { continue };
            let more = count_of(&facts[total]) > count_of(&facts[index]);
            if more && facts[index].frame.role.is_none() {
                facts[index].frame.role = Some(Role::Additional);
            }
        }
    }

    /// The number to which a count of the same sentence is told to bring what it is added to.
    fn brought_to(&self, facts: &[Fact], index: usize) -> Option<usize> {
        count_of(&facts[index])?;
        let (_, end) = self.tokens_of(&facts[index]);
        let mut behind = (index + 1)..sentence_facts(facts, index).end;
        let total = behind.find(|&other| count_of(&facts[other]).is_some())?;
        let (start, _) = self.tokens_of(&facts[total]);
        let whole = |meaning| matches!(meaning, Meaning::Role(Role::Total)).then_some(());
        let brings = |token: &Token| {
            joint_word(self.source, token) == Some(JointWord::Brings)
                || self.source.find(token, Section::Role, whole).is_some()
        };
        self.tokens.get(end..start)?.iter().any(brings).then_some(total)
    }

    /// What befell the people that a figure counts.
    fn befallen(&self, fact: &Fact) -> Option<ConceptId> {
        let concepts = &self.vocabulary.concepts;
        match (&fact.value, &fact.frame.of) {
            (FactValue::Quantity(_), Some(Subject::Concept(of))) => {
                Some(*of).filter(|&of| concepts.is_casualty(of))
            }
            _ => None,
        }
    }

    /// "Police are looking into a shooting that left two dead": who knows of it is named.
    fn names_source(&self, sentence: usize) -> bool {
        let tokens = self.sentences.get(sentence).map(|sentence| &self.tokens[sentence.start..sentence.end]);
        tokens.is_some_and(|tokens| tokens.iter().any(|token| token.has(Section::Source)))
    }

    /// The tokens of a fact, from the first up to, not including, the second.
    pub(super) fn tokens_of(&self, fact: &Fact) -> (usize, usize) {
        let before = |at: u32| self.tokens.partition_point(|token| token.span.start < at);
        (before(fact.span.start), before(fact.span.end))
    }

    /// "The city now has 640,000 inhabitants": a word for now stands near, in the same phrase.
    fn is_told_now(&self, start: usize, end: usize) -> bool {
        let ends = |at: &usize| ends_phrase(self.tokens[*at].kind);
        let is_now = |at: usize| self.tokens[at].has(Section::Moment);
        let before = (0..start).rev().take(NOW_REACH).take_while(|at| !ends(at));
        let after = (end..self.tokens.len()).take(NOW_REACH).take_while(|at| !ends(at));
        before.chain(after).any(is_now)
    }

    /// "According to the 2011 census", "segundo o censo de 2011": the time of a figure that stands behind the
    /// words for its source.
    fn time_of_source(&self, facts: &[Fact], index: usize) -> Option<Interval> {
        let figure = &facts[index];
        let period = figure.frame.period.as_ref()?.interval()?;
        facts[sentence_facts(facts, index)].iter().find_map(|fact| {
            let FactValue::Time(time) = &fact.value else { return None };
            let written = time.year_written && time.runs.is_none();
            let interval = time.interval().filter(|interval| written && *interval == period)?;
            let at = self.tokens_of(fact).0;
            self.follows_source(at).then_some(interval)
        })
    }

    fn follows_source(&self, at: usize) -> bool {
        let according = |at: usize| {
            self.source.find(&self.tokens[at], Section::Attribution, |meaning| {
                matches!(meaning, Meaning::Attribution(AttributionWord::AccordingTo)).then_some(())
            }) == Some(())
        };
        (0..at).rev().take(SOURCE_REACH).take_while(|&at| !ends_phrase(self.tokens[at].kind)).any(according)
    }
}

/// How many sentences away "police said" still tells whose a figure is.
const SAYING_REACH: usize = 2;

/// How far from a figure a word for now is looked for, in tokens.
const NOW_REACH: usize = 6;

/// How far before its year a source is looked for, in tokens.
const SOURCE_REACH: usize = 6;

fn currency(fact: &Fact) -> Option<CurrencyId> {
    match &fact.value {
        FactValue::Quantity(quantity) => match quantity.measure {
            Measure::Money(currency) => Some(currency),
            _ => None,
        },
        _ => None,
    }
}

fn count_of(fact: &Fact) -> Option<Decimal> {
    match &fact.value {
        FactValue::Quantity(quantity) if quantity.measure == Measure::Count => quantity.bounds.point(),
        _ => None,
    }
}
