//! Figures that count nothing: the marks of lists and notes, scores, the figures of formulas.

use crate::lexicon::{
    Caps, FunctionWord, Meaning, RangeWord, Section, SectionSet, Token, TokenKind, TokenText,
};

/// Where digits only mark or score, the token after them: "1. First", "[2]", "2&1", "R = 4.67".
pub(super) fn end_of_marker(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    if tokens[at].kind != TokenKind::Digits {
        return None;
    }
    end_of_note(source, tokens, at)
        .or_else(|| end_of_list_mark(source, tokens, at))
        .or_else(|| end_of_score(source, tokens, at))
        .or_else(|| end_of_goals(source, tokens, at))
        .or_else(|| end_of_result(source, tokens, at))
        .or_else(|| end_of_postcode(source, tokens, at))
}

/// "[1]", "[23 - 26]": square brackets around figures alone.
fn end_of_note(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let opened = at.checked_sub(1).is_some_and(|before| source.word(&tokens[before]) == "[");
    let figures = |token: &&Token| {
        matches!(token.kind, TokenKind::Digits | TokenKind::Hyphen | TokenKind::Dash | TokenKind::Comma)
    };
    let end = at + tokens[at..].iter().take(LONGEST_NOTE).take_while(figures).count();
    let closed = tokens.get(end).is_some_and(|token| source.word(token) == "]");
    (opened && closed).then_some(end + 1)
}

/// A note names so many figures and marks at most.
const LONGEST_NOTE: usize = 12;

/// "1. Przygotujcie numer", "2) Edukacja": a short figure with its mark where a line or a sentence starts,
/// before a word. A rank goes on with a small letter, a date with a month.
fn end_of_list_mark(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let starts_line = before.is_none_or(|before| before.kind == TokenKind::Break);
    let (mark, next) = (tokens.get(at + 1)?, tokens.get(at + 2)?);
    let closes = mark.kind == TokenKind::Close;
    let stops = matches!(mark.kind, TokenKind::Stop | TokenKind::SentenceEnd);
    let starts =
        starts_line || (stops || closes) && starts_sentence(source, tokens, at) && next.caps == Caps::Initial;
    let short = tokens[at].span.len() <= 2;
    let marked = !mark.spaced && (closes || stops);
    let word = next.kind == TokenKind::Word;
    let ranks = stops && word && next.caps == Caps::Lower && source.lexicon.switches.ordinal_stop;
    let dated = next.has(Section::Month) || next.has(Section::MonthBeside);
    let apart = next.spaced && !matches!(next.kind, TokenKind::Break | TokenKind::Digits);
    (starts && short && marked && apart && !ranks && !dated).then_some(at + 2)
}

/// Whether a full stop that ends no abbreviation stands before a token.
fn starts_sentence(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    let Some([word, stop]) = at.checked_sub(2).and_then(|from| tokens.get(from..at)) else { return false };
    let stops = matches!(stop.kind, TokenKind::Stop | TokenKind::SentenceEnd) && tokens[at].spaced;
    let plain = word.kind == TokenKind::Word && source.word(word).chars().count() > 3;
    stops && plain && !source.lexicon.is_abbreviation(source.word(word))
}

/// "Web 2.0", "10.30 – 11.00": where a comma marks decimals, figures around a full stop that count nothing
/// are a version, a time, or foreign.
pub(super) fn is_foreign_decimal(source: TokenText<'_>, tokens: &[Token], at: usize, end: usize) -> bool {
    let Some([whole, stop, rest]) = tokens.get(at..end) else { return false };
    let digits = whole.kind == TokenKind::Digits && rest.kind == TokenKind::Digits;
    let counts = tokens.get(end).is_some_and(|next| {
        next.kind == TokenKind::Word && !next.has(Section::Function) && !next.has(Section::Event)
    });
    source.lexicon.switches.decimal_mark == ','
        && digits
        && stop.kind == TokenKind::Stop
        && rest.span.len() <= 2
        && (!counts || source.word(rest) == "0")
}

/// "2&1": a score of matches.
fn end_of_score(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let and = tokens.get(at + 1).filter(|token| !token.spaced && source.word(token) == "&")?;
    let second = tokens.get(at + 2).filter(|token| !token.spaced && token.kind == TokenKind::Digits)?;
    (and.span.end == second.span.start).then_some(at + 3)
}

/// "por 2 a 1", "won 5 to 4": the higher figure first, and nothing that they count. What falls from one to the
/// other is told as a change.
fn end_of_goals(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let [first, joint, second] = tokens.get(at..at + 3)? else { return None };
    let number = |token: &Token| {
        let figure = token.kind == TokenKind::Digits && token.span.len() <= 3;
        source.word(token).parse::<u16>().ok().filter(|_| figure)
    };
    let (high, low) = (number(first)?, number(second)?);
    let to = |meaning| matches!(meaning, Meaning::Range(RangeWord::To)).then_some(());
    let joined = source.find(joint, Section::Range, to).is_some() && joint.spaced && second.spaced;
    let counts = tokens.get(at + 3).is_some_and(|next| match next.kind {
        TokenKind::Word => {
            let small = next.has(Section::Function) || next.sections().meets(TIMES);
            !small || next.has(Section::Concept)
        }
        TokenKind::Stop | TokenKind::Comma => {
            next.spaced || tokens.get(at + 4).is_some_and(|after| !after.spaced)
        }
        TokenKind::Close | TokenKind::Quote | TokenKind::Break | TokenKind::SentenceEnd => false,
        _ => true,
    });
    let from = |meaning| matches!(meaning, Meaning::Range(RangeWord::From)).then_some(());
    let opened =
        at.checked_sub(1).is_some_and(|before| source.find(&tokens[before], Section::Range, from).is_some());
    (high >= low && joined && !counts && !opened).then_some(at + 3)
}

/// What may follow a score and is not counted by it.
const TIMES: SectionSet = SectionSet::of(&[
    Section::Weekday,
    Section::RelativeDay,
    Section::Direction,
    Section::Month,
    Section::DayPart,
]);

/// "pozywa parę", "a couple": a word for two or a few that is a pair of people too, where no noun follows.
pub(super) fn is_pair(source: TokenText<'_>, tokens: &[Token], at: usize, end: usize) -> bool {
    let two = |meaning| matches!(meaning, Meaning::Vague(2, _)).then_some(());
    let noun = tokens.get(end).is_some_and(|next| {
        next.kind == TokenKind::Word && !source.is_function(next, FunctionWord::Preposition)
            || next.has(Section::Anaphora)
            || next.has(Section::DateOf)
    });
    end == at + 1 && source.find(&tokens[at], Section::Vague, two).is_some() && !noun
}

/// "02-508", "30-059": two and three figures around a hyphen, one of them led by a zero.
fn end_of_postcode(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let hyphen = tokens.get(at + 1).filter(|token| token.kind == TokenKind::Hyphen && !token.spaced)?;
    let last = tokens.get(at + 2).filter(|token| token.kind == TokenKind::Digits && !token.spaced)?;
    let lengths = (tokens[at].span.len(), last.span.len()) == (2, 3) && hyphen.span.end == last.span.start;
    let zero = source.word(&tokens[at]).starts_with('0') || source.word(last).starts_with('0');
    (lengths && zero).then_some(at + 3)
}

/// "R = 4.67 · 2.72": the figures of a formula.
fn end_of_result(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    if tokens.get(at + 1).is_some_and(|next| source.word(next) == "=") {
        return Some(at + 1);
    }
    let letter = |token: &Token| token.kind == TokenKind::Word && source.word(token).chars().count() == 1;
    let over = tokens.get(at + 1).is_some_and(|slash| slash.kind == TokenKind::Slash && slash.spaced);
    if over && tokens.get(at + 2).is_some_and(letter) {
        return Some(at + 1);
    }
    // "D 2", "R 1": a capital letter with an index.
    let index =
        |name: &Token| letter(name) && name.caps != Caps::Lower && name.sections().is_empty() && name.spaced;
    if at.checked_sub(1).is_some_and(|before| index(&tokens[before])) {
        return Some(at + 1);
    }
    let before = at.checked_sub(1).map(|before| source.word(&tokens[before]))?;
    if !matches!(before, "=" | "·" | "×") {
        return None;
    }
    let next = tokens.get(at + 1);
    let behind = next.is_some_and(|next| matches!(source.word(next), "=" | "·" | "×" | "/"));
    behind.then_some(at + 1)
}
