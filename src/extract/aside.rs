use crate::grammar::Mention;
use crate::lexicon::{Caps, FunctionWord, Section, TokenKind};

use super::clause::{Clause, is_decimal};
use super::frame::Place;

/// What commas part within a clause: a time that stands in one part says nothing of a figure in another, where
/// each part has a doing of its own.
impl Place<'_> {
    /// Whether a time tells when something else was done than what a figure is of: "the prison, opened in 2011,
    /// holds 620", "the mine has 2,850 workers, in 2024 dug up two million tonnes".
    pub fn dates_aside(&self, time: &Mention, figure: &Mention) -> bool {
        let (time_at, figure_at) = (time.tokens.0, figure.tokens.0);
        if !self.clause.holds(time_at) || !self.clause.holds(figure_at) {
            return false;
        }
        let aside = self.part_of(time_at);
        if aside.holds(figure_at) {
            return false;
        }
        let goes_on = figure_at < time_at && self.does(aside) && self.does(self.part_of(figure_at));
        goes_on || self.is_of_a_part(aside, figure_at) || self.is_participial(aside, time)
    }

    /// "In the worst outbreak in the country, in Xira, in 2014, 400 fell ill and 14 died": whether a time stands before
    /// all that its sentence tells, set apart by a comma.
    pub fn stands_in_front(&self, time: &Mention) -> bool {
        let (start, end) = time.tokens;
        let finite = |at: usize| {
            let token = &self.tokens[at];
            token.has(Section::Tense)
                || token.is_figure()
                || self.source.is_function(token, FunctionWord::Pronoun)
        };
        let first = &self.tokens[self.sentence.start];
        self.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Comma)
            && self.source.is_function(first, FunctionWord::Preposition)
            && !(self.sentence.start..start).any(finite)
    }

    /// "402 deaths since October, 61 of them last week": the words behind a comma count some of what stands before it.
    fn is_of_a_part(&self, aside: Clause, figure_at: usize) -> bool {
        let starts_with_figure = self.tokens.get(aside.start).is_some_and(|token| token.is_figure());
        let points_back = (aside.start + 1..(aside.start + 3).min(aside.end))
            .any(|at| self.tokens[at].has(Section::Anaphora));
        figure_at < aside.start && starts_with_figure && points_back
    }

    /// Whether the clause puts a figure into another period, and not just an aside that stands apart from it:
    /// "the coalition, in office since March 2023, lost seven deputies".
    pub fn is_of_other_period(&self, figure: &Mention) -> bool {
        let comma = |at: usize| self.tokens[at].kind == TokenKind::Comma && !is_decimal(self.tokens, at);
        if !self.told.other_period {
            return false;
        }
        if let Some(opening) = self.comparison_behind(figure) {
            return self.puts_into_other_period(&self.tokens[self.clause.start..opening]);
        }
        let mut parts = Vec::new();
        let mut start = self.clause.start;
        for at in (self.clause.start..self.clause.end).filter(|&at| comma(at)).chain([self.clause.end]) {
            parts.push(Clause { start, end: at });
            start = at + 1;
        }
        let (last, only) = (parts.len() - 1, parts.len() < 3);
        let aside = |index: usize, part: &Clause| {
            let between = index > 0 && index < last;
            let cued = || self.puts_into_other_period(&self.tokens[part.start..part.end]);
            // "…, since January, …" is told of the clause, "…, in office since January, …" of who stands before.
            let first = self.tokens.get(part.start);
            let of_clause =
                first.is_some_and(|first| first.has(Section::Since) || first.has(Section::Period));
            between && !of_clause && !part.holds(figure.tokens.0) && cued()
        };
        if only || !parts.iter().enumerate().any(|(index, part)| aside(index, part)) {
            return true;
        }
        let rest = parts.iter().enumerate().filter(|(index, part)| !aside(*index, part));
        rest.into_iter().any(|(_, part)| self.puts_into_other_period(&self.tokens[part.start..part.end]))
    }

    /// Whether an event stands in an aside that holds a time of its own, and not the figure.
    pub fn is_told_aside(&self, event_at: usize, figure: &Mention) -> bool {
        let aside = self.part_of(event_at);
        !aside.holds(figure.tokens.0)
            && self.opens_with_deed(aside)
            && (aside.start..aside.end).any(|at| self.is_year(at))
    }

    /// The part of the clause between commas that holds a token.
    fn part_of(&self, at: usize) -> Clause {
        let comma = |&at: &usize| self.tokens[at].kind == TokenKind::Comma && !is_decimal(self.tokens, at);
        let start = (self.clause.start..at).rev().find(comma).map_or(self.clause.start, |comma| comma + 1);
        let end = (at..self.clause.end).find(comma).unwrap_or(self.clause.end);
        Clause { start, end }
    }

    /// "opened in 2011", "założony w 1901 r.", "formado em março de 2023": a deed and its time.
    fn is_participial(&self, part: Clause, time: &Mention) -> bool {
        const SMALL: usize = 2;
        let alone = part.end <= time.tokens.1 + SMALL && time.tokens.0 <= part.start + 1 + SMALL;
        self.opens_with_deed(part) || (alone && self.opens_with_unknown(part))
    }

    /// Whether a part opens with something that is done once.
    fn opens_with_deed(&self, part: Clause) -> bool {
        const OPENING: usize = 2;
        let done_once = |at: usize| {
            self.event_at(at).is_some_and(|event| {
                let flags = self.vocabulary.concepts.flags(event);
                flags.once && !flags.befalls
            })
        };
        // "In last October's election, …": the time that the sentence is set in.
        let opens = self.tokens.get(part.start).filter(|_| part.start == self.sentence.start);
        let set_in = opens.is_some_and(|first| self.source.is_function(first, FunctionWord::Preposition));
        !set_in && (part.start..part.end).take(OPENING).any(done_once)
    }

    /// Whether a part opens with a word that no pack knows, as participles of rare verbs are.
    fn opens_with_unknown(&self, part: Clause) -> bool {
        const SHORTEST: usize = 5;
        let Some(first) = self.tokens.get(part.start) else { return false };
        part.start > self.clause.start
            && first.kind == TokenKind::Word
            && first.sections().is_empty()
            && self.source.word(first).chars().count() >= SHORTEST
            && first.caps == Caps::Lower
            && self
                .tokens
                .get(part.start + 1)
                .is_some_and(|next| self.source.is_function(next, FunctionWord::Preposition))
    }

    fn does(&self, part: Clause) -> bool {
        let told = |at: usize| self.told.tenses.iter().any(|(told, _)| *told == at);
        (part.start..part.end).any(|at| self.event_at(at).is_some() || told(at))
    }

    fn is_year(&self, at: usize) -> bool {
        const DIGITS: usize = 4;
        let token = &self.tokens[at];
        let year = token.kind == TokenKind::Digits && self.source.word(token).len() == DIGITS;
        year || token.has(Section::Month)
    }
}
