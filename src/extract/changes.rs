use crate::lexicon::{FunctionWord, Meaning, RangeWord, Section, Token, TokenText, Vocabulary};
use crate::model::{Fact, FactId, Hedge, Link, LinkKind, Measure, Quantity, Role};

use super::links::{quantity_of, tokens_between};

/// Shares that say by how much something rose or fell, each with the levels before and after that stand
/// beside it: "rose 40 % to 84 million, from 60", "up 40 % from 60", "from 60 to 84, a rise of 40 %".
pub(super) fn changes(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    facts: &[Fact],
) -> Vec<Link> {
    let figures: Vec<usize> = (0..facts.len()).filter(|&at| quantity_of(&facts[at]).is_some()).collect();
    let change = |index: usize| Change { source, vocabulary, tokens, facts, figures: &figures, index };
    let by = (0..figures.len()).filter(|&index| is_step(&facts[figures[index]]));
    by.flat_map(|index| change(index).links()).collect()
}

/// Per cent, or percentage points.
fn is_step(fact: &Fact) -> bool {
    let measure = quantity_of(fact).map(|quantity| quantity.measure);
    matches!(measure, Some(Measure::Percent | Measure::PercentagePoints))
}

/// How a level is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    Before,
    After,
}

/// A step among the figures of its sentence.
struct Change<'a> {
    source: TokenText<'a>,
    vocabulary: &'a Vocabulary,
    tokens: &'a [Token],
    facts: &'a [Fact],
    figures: &'a [usize],
    index: usize,
}

/// How many tokens may stand between a step and its level, or between two levels.
const LEVEL_REACH: usize = 4;

/// How many tokens before a level its cue may stand.
const CUE_REACH: usize = 2;

impl Change<'_> {
    fn links(&self) -> Vec<Link> {
        let [left, right, next] = [-1, 1, 2].map(|step| self.neighbour(step));
        let cue = |fact: Option<usize>| fact.and_then(|fact| self.cue(fact));
        let levels = match (left, right, next) {
            (_, Some(range), _) if self.is_range(range) && self.moves(self.at(), range) => {
                Some((range, range))
            }
            (Some(range), _, _) if self.is_range(range) && self.moves(range, self.at()) => {
                Some((range, range))
            }
            (_, Some(a), Some(b))
                if cue(right) == Some(Cue::Before) && cue(next) == Some(Cue::After) && self.joined(a, b) =>
            {
                Some((a, b))
            }
            (_, Some(b), Some(a))
                if cue(right) == Some(Cue::After) && cue(next) == Some(Cue::Before) && self.joined(b, a) =>
            {
                Some((a, b))
            }
            (Some(b), Some(a), _)
                if cue(right) == Some(Cue::Before)
                    && self.gap(self.at(), a) <= LEVEL_REACH
                    && self.moves(b, self.at()) =>
            {
                Some((a, b))
            }
            _ => None,
        };
        let Some((before, after)) = levels.filter(|&(a, b)| self.is_one_measure(a, b)) else {
            return Vec::new();
        };
        let link = |kind, level: usize| Link { kind, from: id(self.at()), to: id(level) };
        vec![link(LinkKind::ChangedFrom, before), link(LinkKind::ChangedTo, after)]
    }

    /// The step's own place among the facts.
    fn at(&self) -> usize {
        self.figures[self.index]
    }

    /// The figure so many figures further, in the same sentence.
    fn neighbour(&self, step: isize) -> Option<usize> {
        let found = *self.figures.get(self.index.checked_add_signed(step)?)?;
        (self.facts[found].sentence == self.facts[self.at()].sentence).then_some(found)
    }

    fn quantity(&self, fact: usize) -> Option<&Quantity> {
        quantity_of(&self.facts[fact])
    }

    /// Whether two levels follow the step at once, with a word or two between: "by 12 % in May, to 88 million
    /// from 100".
    fn joined(&self, first: usize, second: usize) -> bool {
        self.gap(self.at(), first) <= LEVEL_REACH && self.gap(first, second) <= LEVEL_REACH
    }

    /// How many tokens stand between two facts.
    fn gap(&self, first: usize, second: usize) -> usize {
        tokens_between(self.tokens, &self.facts[first], &self.facts[second]).len()
    }

    /// Both levels measure one thing, and it is not the step's own unless shares move by points.
    fn is_one_measure(&self, before: usize, after: usize) -> bool {
        let measure = |fact: usize| self.quantity(fact).map(|quantity| (quantity.measure, quantity.per));
        // "from 18 million to 15.3 million euros": the unit stands once.
        let bare = |fact: usize| {
            measure(fact) == Some((Measure::Count, None)) && self.facts[fact].frame.of.is_none()
        };
        let points = measure(self.at()) == Some((Measure::PercentagePoints, None));
        let share = |fact: usize| measure(fact) == Some((Measure::Percent, None));
        (measure(before) == measure(after) || bare(before) || bare(after)) && share(before) == points
    }

    fn is_range(&self, fact: usize) -> bool {
        self.quantity(fact).is_some_and(|quantity| quantity.bounds.hedge == Hedge::Range)
            && self.facts[fact].frame.role == Some(Role::ChangeBy)
    }

    /// The nearest of the words before a level that says which one it is.
    fn cue(&self, fact: usize) -> Option<Cue> {
        let start = self.facts[fact].span.start;
        let end = self.tokens.partition_point(|token| token.span.start < start);
        let first = self.tokens.partition_point(|token| token.span.start < self.facts[fact].sentence.start);
        // A bound belongs to the figure, and the word of a range may too.
        let own = self.tokens.get(end).and_then(|token| self.cue_of(token));
        let before = (first..end)
            .rev()
            .filter(|&at| !self.source.is_function(&self.tokens[at], FunctionWord::Article));
        own.or_else(|| before.take(CUE_REACH).find_map(|at| self.cue_of(&self.tokens[at])))
    }

    fn cue_of(&self, token: &Token) -> Option<Cue> {
        let role = self.source.find(token, Section::Role, |meaning| match meaning {
            Meaning::Role(Role::ChangeFrom) => Some(Cue::Before),
            Meaning::Role(Role::ChangeTo) => Some(Cue::After),
            _ => None,
        });
        role.or_else(|| {
            self.source.find(token, Section::Range, |meaning| match meaning {
                Meaning::Range(RangeWord::From) => Some(Cue::Before),
                Meaning::Range(RangeWord::To) => Some(Cue::After),
                _ => None,
            })
        })
    }

    /// Whether the words between two facts, or the clause of the step, speak of rising or falling.
    fn moves(&self, first: usize, second: usize) -> bool {
        let between = tokens_between(self.tokens, &self.facts[first], &self.facts[second]);
        let event = self.facts[self.at()].frame.event.map(|event| event.concept);
        event.is_some_and(|event| self.is_move(event)) || between.iter().any(|token| self.tells_move(token))
    }

    fn tells_move(&self, token: &Token) -> bool {
        let event = self.source.find(token, Section::Event, |meaning| match meaning {
            Meaning::Event(event) => Some(event),
            _ => None,
        });
        let role = self.source.find(token, Section::Role, |meaning| match meaning {
            Meaning::Role(role @ (Role::ChangeBy | Role::Additional)) => Some(role),
            _ => None,
        });
        event.is_some_and(|event| self.is_move(event)) || role.is_some()
    }

    fn is_move(&self, event: crate::model::ConceptId) -> bool {
        matches!(self.vocabulary.concepts.name(event), "event.rise" | "event.fall")
    }
}

fn id(fact: usize) -> FactId {
    FactId(u32::try_from(fact).unwrap_or(u32::MAX))
}
