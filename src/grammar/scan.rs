use crate::lexicon::{Section, SectionSet, Token, TokenKind, TokenText};

use super::amount::amount;
use super::input::{Parsed, Tokens};
use super::mention::{Mention, MentionValue};
use super::ordinal::ordinal;
use super::relative::{last_length, recurrence};
use super::time::{Production, longest, time_expr};

/// The sections that can start an amount.
const AMOUNT_STARTS: SectionSet = SectionSet::of(&[
    Section::Bound,
    Section::Currency,
    Section::Cardinal,
    Section::One,
    Section::Group,
    Section::Fraction,
    Section::Vague,
]);

/// The sections that can start a mention.
const STARTS: SectionSet = SectionSet::of(&[
    Section::Cardinal,
    Section::One,
    Section::Group,
    Section::Fraction,
    Section::Vague,
    Section::Ordinal,
    Section::Bound,
    Section::Month,
    Section::Weekday,
    Section::Season,
    Section::DayPart,
    Section::Holiday,
    Section::Clock,
    Section::YearMark,
    Section::DayMark,
    Section::RelativeDay,
    Section::Direction,
    Section::RelativeUnit,
    Section::TimeUnit,
    Section::Ago,
    Section::Ahead,
    Section::Part,
    Section::Recurrence,
    Section::TimeAnaphor,
    Section::Currency,
]);

/// Whether a mention can start at a token: digits, or a word of a section that starts one.
pub fn starts_mention(token: &Token) -> bool {
    token.kind == TokenKind::Digits || token.sections().meets(STARTS)
}

/// All mentions of a text, in text order and without overlap: at each place the longest.
pub fn mentions(source: TokenText<'_>, tokens: &[Token]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if !starts_mention(token) {
            at += 1;
            continue;
        }
        if let Some(end) = end_of_name(source, tokens, at) {
            at = end;
            continue;
        }
        match mention(Tokens::new(source, tokens, at)) {
            Ok((rest, value)) => {
                let end = rest.position();
                let span = token.span.cover(tokens[end - 1].span);
                found.push(Mention { tokens: (at, end), span, value });
                at = end;
            }
            Err(_) => at += 1,
        }
    }
    found
}

/// `mention = time | amount | ordinal | recurrence`, the longest.
fn mention<'a>(input: Tokens<'a>) -> Parsed<'a, MentionValue> {
    let any = SectionSet::ALL;
    let table: [Production<'a, MentionValue>; 5] = [
        Production { starts: any, digits: true, parse: time },
        Production { starts: SectionSet::of(&[Section::Direction]), digits: false, parse: last_length },
        Production { starts: SectionSet::of(&[Section::Recurrence]), digits: false, parse: recurrence },
        Production { starts: AMOUNT_STARTS, digits: true, parse: amount },
        Production { starts: SectionSet::of(&[Section::Ordinal]), digits: true, parse: ordinal },
    ];
    longest(input, &table)
}

fn time(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let (rest, expr) = time_expr(input)?;
    Ok((rest, MentionValue::Time(expr)))
}

/// Where digits are part of a name, a score or a code, the token after it: "T-72", "F16", "A4",
/// "3-2", "page 12", "1,2,3", "#5".
fn end_of_name(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    if tokens[at].kind != TokenKind::Digits {
        return None;
    }
    let glued_run = glued_end(tokens, at);
    let before = at.checked_sub(1).map(|index| &tokens[index]);
    let named = match before {
        Some(token) if token.has(Section::Label) => true,
        Some(_) if tokens[at].spaced => false,
        Some(token) => match token.kind {
            TokenKind::Word => !token.has(Section::Currency),
            TokenKind::Symbol => source.word(token) == "#" || source.word(token) == "@",
            TokenKind::Hyphen => !token.spaced && at >= 2 && tokens[at - 2].kind == TokenKind::Word,
            _ => false,
        },
        None => false,
    };
    (named || is_code(source, tokens, at, glued_run)).then_some(glued_run)
}

/// The token after the run of digits and marks that hang together.
fn glued_end(tokens: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(token) = tokens.get(end) {
        let joins = !token.spaced
            && matches!(
                token.kind,
                TokenKind::Digits | TokenKind::Hyphen | TokenKind::Colon | TokenKind::Slash
            );
        let inner_mark = !token.spaced
            && matches!(token.kind, TokenKind::Stop | TokenKind::Comma)
            && tokens.get(end + 1).is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced);
        if !joins && !inner_mark {
            break;
        }
        end += 1;
    }
    end
}

/// Three runs of digits or more that are neither a date nor a grouped number are a telephone number
/// or a code; digits glued to letters on both sides are a name.
fn is_code(source: TokenText<'_>, tokens: &[Token], at: usize, end: usize) -> bool {
    let hyphens = tokens[at..end].iter().filter(|token| token.kind == TokenKind::Hyphen).count();
    let runs = tokens[at..end].iter().filter(|token| token.kind == TokenKind::Digits).count();
    let year_first = source.word(&tokens[at]).len() == 4;
    runs >= 3 && hyphens >= 2 && !year_first
}
