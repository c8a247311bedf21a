use crate::grammar::starts_mention;
use crate::lexicon::{FunctionWord, JointWord, Meaning, Section, Token, TokenKind, TokenText};
use crate::model::{Role, Status};

use super::facts_of_text::joint_word;
use super::sentence::Sentence;

/// A clause: its tokens, from the first up to, not including, the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub start: usize,
    pub end: usize,
}

impl Clause {
    pub fn holds(&self, at: usize) -> bool {
        (self.start..self.end).contains(&at)
    }
}

/// Few sentences have more clauses.
const CLAUSES: usize = 8;

/// The clauses of a sentence, from left to right. A clause ends at a semicolon, a colon or a dash,
/// and before a relative, a subordinator, or a conjunction that joins two clauses with events of
/// their own.
pub(super) fn clauses(source: TokenText<'_>, tokens: &[Token], sentence: Sentence) -> Vec<Clause> {
    let mut found = Vec::with_capacity(CLAUSES);
    let mut start = sentence.start;
    let mut relative = false;
    for at in sentence.start..sentence.end {
        let ends = match tokens[at].kind {
            TokenKind::Comma if is_decimal(tokens, at) => false,
            // "…, w którym są 42 mieszkania, ewakuowano …": a relative clause ends at its comma.
            TokenKind::Comma => {
                relative
                    || opens_relative(source, tokens, at)
                    || (!has_event(tokens, start, at) && compares(source, tokens, at))
            }
            TokenKind::Semicolon | TokenKind::Colon => true,
            TokenKind::Dash => tokens[at].spaced,
            _ => opens_clause(source, tokens, Clause { start, end: sentence.end }, at),
        };
        if ends && at > start {
            found.push(Clause { start, end: at });
            start = at;
        }
        relative = if ends { opens_relative(source, tokens, at) } else { relative };
    }
    if sentence.end > start {
        found.push(Clause { start, end: sentence.end });
    }
    join_eventless(source, tokens, &mut found);
    found
}

/// "1,9 milhões": a comma within a figure parts nothing.
pub(super) fn is_decimal(tokens: &[Token], comma: usize) -> bool {
    let glued = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Digits);
    comma > 0 && glued(comma - 1) && glued(comma + 1) && !tokens[comma].spaced && !tokens[comma + 1].spaced
}

/// "…, którym …", "…, em que …": a comma before a relative, with a preposition between at most.
pub(super) fn opens_relative(source: TokenText<'_>, tokens: &[Token], comma: usize) -> bool {
    let is = |at: usize, word| tokens.get(at).is_some_and(|token| source.is_function(token, word));
    let behind = comma + 1 + usize::from(is(comma + 1, FunctionWord::Preposition));
    tokens[comma].kind == TokenKind::Comma && is(behind, FunctionWord::Relative)
}

/// "47.6%, up from 44.1% in 2020", "…, contra 31 em 2020": what a comma and such a word open is told for
/// comparison.
fn compares(source: TokenText<'_>, tokens: &[Token], comma: usize) -> bool {
    let from = |meaning| matches!(meaning, Meaning::Role(Role::ChangeFrom)).then_some(());
    let opener = tokens.get(comma + 1).filter(|_| tokens[comma].kind == TokenKind::Comma);
    opener.is_some_and(|opener| source.find(opener, Section::Role, from).is_some())
}

/// A clause in which nothing happens goes on with the one before it: "… will send a force: 1,000
/// sappers and 5,000 builders", "two brigades that make up 5,000 soldiers".
fn join_eventless(source: TokenText<'_>, tokens: &[Token], clauses: &mut Vec<Clause>) {
    clauses.dedup_by(|clause, before| {
        let apart =
            tokens[clause.start].kind == TokenKind::Semicolon || compares(source, tokens, clause.start);
        let joins = !apart && has_only_a_figure(tokens, *clause);
        if joins {
            before.end = clause.end;
        }
        joins
    });
}

fn opens_clause(source: TokenText<'_>, tokens: &[Token], rest: Clause, at: usize) -> bool {
    let function = source.find(&tokens[at], Section::Function, |meaning| match meaning {
        Meaning::Function(word) => Some(word),
        _ => None,
    });
    // "35% more than a year earlier, when it earned 170 million": of that time alone.
    let when = joint_word(source, &tokens[at]) == Some(JointWord::Then)
        && at.checked_sub(1).is_some_and(|before| tokens[before].kind == TokenKind::Comma);
    match function {
        Some(FunctionWord::Subordinator) if when && has_event(tokens, at + 1, rest.end) => true,
        Some(FunctionWord::Relative | FunctionWord::Subordinator) => has_event(tokens, rest.start, at),
        Some(FunctionWord::Conjunction) => {
            let next_comma = (at + 1..rest.end)
                .find(|&index| matches!(tokens[index].kind, TokenKind::Comma | TokenKind::Semicolon))
                .unwrap_or(rest.end);
            has_event(tokens, rest.start, at)
                && has_event(tokens, at + 1, next_comma)
                && !continues_plan(source, tokens, rest, at)
        }
        // A comma alone parts the items of a list far more often than it parts clauses.
        _ => false,
    }
}

/// "ma ruszyć w sobotę i zasilać 40 tys. domów", "deve abrir em maio e empregar 300 pessoas": an infinitive
/// behind an "and" is part of the plan before it.
fn continues_plan(source: TokenText<'_>, tokens: &[Token], rest: Clause, and: usize) -> bool {
    let verb = tokens[and..rest.end].iter().find(|token| token.has(Section::Event));
    let infinitive = verb.is_some_and(|verb| source.lexicon.is_infinitive(source.word(verb)));
    let planned = |meaning| matches!(meaning, Meaning::Status(Status::Planned)).then_some(());
    infinitive
        && tokens[rest.start..and].iter().any(|token| source.find(token, Section::Status, planned).is_some())
}

/// A figure without an event: it has to look for its event elsewhere.
fn has_only_a_figure(tokens: &[Token], clause: Clause) -> bool {
    let figure = tokens[clause.start..clause.end].iter().any(starts_mention);
    figure && !has_event(tokens, clause.start, clause.end)
}

fn has_event(tokens: &[Token], start: usize, end: usize) -> bool {
    tokens[start..end].iter().any(|token| token.has(Section::Event))
}
