//! Figures that look like steps, and are none.

use crate::lexicon::{Meaning, Section, StepWord, Token, TokenKind};
use crate::model::Decimal;

use super::{Change, Cue};

impl Change<'_> {
    /// "połowy spadły z 2 tys. ton do 250 ton": right before its verb, and without a "by", it is what fell.
    pub(super) fn is_subject(&self) -> bool {
        let own = self.text.tokens_of(self.at());
        let by = own.clone().take(1).chain(own.start.checked_sub(1)).any(|at| {
            let by = |meaning| matches!(meaning, Meaning::Step(StepWord::By)).then_some(());
            self.text.source.find(&self.text.tokens[at], Section::Step, by).is_some()
        });
        let verb = self.text.tokens.get(own.end).is_some_and(|next| self.tells_move(next));
        verb && !by
    }

    pub(super) fn is_multiple(&self) -> bool {
        let times = self.text.quantity(self.at()).and_then(|one| one.bounds.point());
        times.is_some_and(|times| times >= Decimal::TWO)
    }

    /// "adding about 4% to the price at the pump": a step in what stands behind it, and in no level of its sentence.
    pub(super) fn adds_to_other(&self) -> bool {
        const PHRASE: usize = 4;
        let end = self.text.end(self.at());
        let to = self.text.tokens.get(end).is_some_and(|token| self.cue_of(token) == Some(Cue::After));
        let behind = self.text.tokens.get(end + 1..).unwrap_or_default();
        let mut words = behind.iter().take(PHRASE).take_while(|token| token.kind == TokenKind::Word);
        let names_thing = words.any(|token| token.has(Section::Concept));
        let level = behind.iter().take(PHRASE).any(Token::is_figure);
        to && names_thing && !level
    }

    /// "44in by 57in": the second side of a canvas.
    pub(super) fn is_side(&self) -> bool {
        let side = self.neighbour(-1).filter(|&side| self.gap(side, self.at()) <= 1);
        let unit = |fact: usize| self.text.quantity(fact).map(|one| one.measure);
        side.is_some_and(|side| unit(side) == unit(self.at()))
    }
}
