use rust_decimal::Decimal;

use crate::lexicon::{GroupMark, Meaning, Section, SectionSet, Token, TokenKind};
use crate::model::granularity_of;

use super::fraction::stands_alone;
use super::input::{Parsed, Tokens, no_match};
use super::number::{Number, joins};

/// `digits = run { mark run } [ mark run ]`: grouped thousands and decimals. "12.000" is 12000 where
/// the stop groups, "1,2,3" is no number.
pub(super) fn digits_number(input: Tokens<'_>) -> Parsed<'_, Number> {
    let Some(first) = input.first() else { return no_match() };
    if !goes_on(input.get(1)) {
        return single_run(input.word(first)).map_or_else(no_match, |number| Ok((input.skip(1), number)));
    }
    let runs = digit_runs(input, first);
    let count = runs.len() * 2 - 1;
    let value = match runs.as_slice() {
        [(None, whole)] => single_run(whole),
        [(None, whole), (Some(mark), last)] => one_mark(input, whole, *mark, last),
        [(None, whole), middle @ .., (Some(mark), last)] => many_marks(whole, middle, *mark, last),
        _ => None,
    };
    // A space groups without a token of its own.
    let spaces = runs.iter().filter(|(mark, _)| *mark == Some(Mark::Space)).count();
    match value {
        Some(number) => Ok((input.skip(count - spaces), number)),
        None => no_match(),
    }
}

/// Whether figures may go on with a token: with more digits, or a mark that hangs on to them.
fn goes_on(next: Option<&Token>) -> bool {
    next.is_some_and(|next| match next.kind {
        TokenKind::Digits => true,
        TokenKind::Stop | TokenKind::Comma | TokenKind::Apostrophe => !next.spaced,
        _ => false,
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Stop,
    Comma,
    Apostrophe,
    Space,
}

impl Mark {
    fn letter(self) -> Option<char> {
        match self {
            Self::Stop => Some('.'),
            Self::Comma => Some(','),
            Self::Apostrophe | Self::Space => None,
        }
    }
}

/// The runs of digits that hang together, each with the mark before it.
fn digit_runs<'a>(input: Tokens<'a>, first: &Token) -> Vec<(Option<Mark>, &'a str)> {
    let mut runs = Vec::with_capacity(4);
    runs.push((None, input.word(first)));
    let mut at = 1;
    loop {
        let (mark, digits_at) = match (input.get(at), input.get(at + 1)) {
            (Some(token), _) if token.kind == TokenKind::Digits && groups_by_space(input, at, &runs) => {
                (Mark::Space, at)
            }
            (Some(mark), Some(next)) if is_torn_group(input, mark, next) => (Mark::Stop, at + 1),
            (Some(mark), Some(next)) if next.kind == TokenKind::Digits && !next.spaced && !mark.spaced => {
                match mark.kind {
                    TokenKind::Stop => (Mark::Stop, at + 1),
                    TokenKind::Comma => (Mark::Comma, at + 1),
                    TokenKind::Apostrophe => (Mark::Apostrophe, at + 1),
                    _ => return runs,
                }
            }
            _ => return runs,
        };
        runs.push((Some(mark), input.get(digits_at).map_or("", |token| input.word(token))));
        at = digits_at + 1;
    }
}

/// "5. 000": machine translation tears groups from their stop. No sentence starts with three noughts.
fn is_torn_group(input: Tokens<'_>, mark: &Token, next: &Token) -> bool {
    mark.kind == TokenKind::Stop
        && !mark.spaced
        && input.word(next) == "000"
        && input.source().lexicon.switches.group_marks.contains(&GroupMark::Stop)
}

/// Whether the digits at `at` are a group of three set off by one space. No-break and thin spaces
/// group in every language, plain ones where the pack says so.
fn groups_by_space(input: Tokens<'_>, at: usize, runs: &[(Option<Mark>, &str)]) -> bool {
    let (Some(before), Some(token)) = (input.get(at - 1), input.get(at)) else { return false };
    let grouped_so_far = runs.iter().skip(1).all(|(mark, _)| *mark == Some(Mark::Space));
    if token.span.len() != 3 || runs[0].1.len() > 3 || runs[0].1.starts_with('0') || !grouped_so_far {
        return false;
    }
    let gap =
        input.source().text.get(before.span.end as usize..token.span.start as usize).unwrap_or_default();
    match gap {
        " " => input.source().lexicon.switches.group_marks.contains(&GroupMark::Space),
        "\u{a0}" | "\u{202f}" | "\u{2009}" | "\u{2007}" | "\u{2008}" => true,
        _ => false,
    }
}

/// `decimal = mark digits`: ".08", where the mark opens the figure.
pub(super) fn decimal_without_whole(input: Tokens<'_>) -> Parsed<'_, Number> {
    let (Some(mark), Some(digits)) = (input.first(), input.get(1)) else { return no_match() };
    let opens = mark.spaced && digits.kind == TokenKind::Digits && !digits.spaced;
    if !opens || !input.word(mark).starts_with(input.source().lexicon.switches.decimal_mark) {
        return no_match();
    }
    match decimal(&format!("0.{}", input.word(digits))) {
        Some(value) => {
            Ok((input.skip(2), Number { plain_digits: true, ..Number::exact(value, granularity_of(value)) }))
        }
        None => no_match(),
    }
}

/// `share = digits "/" digits`, the first smaller: "3/4 of the voters", "1/2 mile". Without a word that it
/// is a part of, it is a date, a score or a code.
pub(super) fn slashed(input: Tokens<'_>) -> Parsed<'_, Number> {
    let Some((rest, value)) = slashed_value(input) else { return no_match() };
    let number = Number::ratio(value);
    const PARTS_OF: SectionSet =
        SectionSet::of(&[Section::Unit, Section::Percent, Section::TimeUnit, Section::Concept]);
    let next = rest.first();
    if next.is_some_and(|next| next.sections().meets(PARTS_OF) && !next.has(Section::Concept)) {
        return Ok((rest, Number { ratio: false, ..number }));
    }
    let year = rest.get(1).is_some_and(|token| token.kind == TokenKind::Digits);
    let of = rest.first_has(Section::DateOf) && !year;
    let taken = next.is_some_and(|next| next.spaced && next.has(Section::Concept));
    if of || taken || stands_alone(input, rest) { Ok((rest, number)) } else { no_match() }
}

/// "4/5": two runs of digits and nothing else glued to them.
fn slashed_value(input: Tokens<'_>) -> Option<(Tokens<'_>, Decimal)> {
    let (upper, slash, lower) = (input.first()?, input.get(1)?, input.get(2)?);
    let runs = [upper, lower].iter().all(|token| token.kind == TokenKind::Digits && token.span.len() <= 3);
    let open = input.get(3).is_some_and(|next| {
        !next.spaced && matches!(next.kind, TokenKind::Slash | TokenKind::Digits | TokenKind::Hyphen)
    });
    if !runs || open || slash.kind != TokenKind::Slash || slash.spaced || lower.spaced {
        return None;
    }
    let (upper, lower) = (decimal(input.word(upper))?, decimal(input.word(lower))?);
    let value = upper.checked_div(lower).filter(|_| !upper.is_zero() && upper < lower)?;
    Some((input.skip(3), value))
}

/// "2 1/2", "2½", "2 and 1/2": a whole number and its part.
pub(super) fn mixed_figures(rest: Tokens<'_>, number: Number) -> (Tokens<'_>, Number) {
    // "220 i 2/3 rundy"
    let joined = rest.skip(usize::from(joins(rest) && slashed_value(rest.skip(1)).is_some()));
    let part = joined.first().is_some_and(|next| matches!(next.kind, TokenKind::Symbol | TokenKind::Digits));
    if !number.plain_digits || !part {
        return (rest, number);
    }
    let Some(whole) = number.whole() else { return (rest, number) };
    let symbol = rest.first().filter(|token| token.kind == TokenKind::Symbol).and_then(|_| {
        let ratio = rest.first_meaning(Section::Fraction, |meaning| match meaning {
            Meaning::Fraction(upper, lower, _) => Some((Decimal::from(upper), Decimal::from(lower))),
            _ => None,
        });
        ratio.and_then(|(upper, lower)| Some((rest.skip(1), upper.checked_div(lower)?)))
    });
    let written = || slashed_value(joined).filter(|_| joined.first().is_some_and(|token| token.spaced));
    match symbol.or_else(written) {
        Some((after, part)) => match whole.checked_add(part) {
            Some(value) => (after, Number::exact(value, part)),
            None => (rest, number),
        },
        None => (rest, number),
    }
}

/// So many digits fit into a machine word.
const LONGEST_WORD: usize = 19;

pub(super) fn decimal(text: &str) -> Option<Decimal> {
    // Most figures are short, and all digits.
    match text.len() {
        1..=LONGEST_WORD if text.bytes().all(|byte| byte.is_ascii_digit()) => {
            text.parse::<u64>().ok().map(Decimal::from)
        }
        _ => Decimal::from_str_exact(text).ok(),
    }
}

fn single_run(whole: &str) -> Option<Number> {
    let value = decimal(whole)?;
    Some(Number { plain_digits: true, ..Number::exact(value, granularity_of(value)) })
}

fn one_mark(input: Tokens<'_>, whole: &str, mark: Mark, last: &str) -> Option<Number> {
    let can_group = last.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
    let grouped = || decimal(&format!("{whole}{last}"));
    let Some(letter) = mark.letter() else {
        let value = grouped().filter(|_| can_group)?;
        return Some(Number { plain_digits: true, ..Number::exact(value, granularity_of(value)) });
    };
    let is_decimal_mark = letter == input.source().lexicon.switches.decimal_mark;
    if can_group && !is_decimal_mark {
        let value = grouped()?;
        return Some(Number { plain_digits: true, ..Number::exact(value, granularity_of(value)) });
    }
    let value = decimal(&format!("{whole}.{last}"))?;
    let alternative = if can_group && !scale_follows(input.skip(3)) { grouped() } else { None };
    Some(Number { plain_digits: true, alternative, ..Number::exact(value, granularity_of(value)) })
}

/// A scale word settles that the mark before it is a decimal mark: no one writes "1,250,000 million".
fn scale_follows(rest: Tokens<'_>) -> bool {
    rest.first_has(Section::Scale)
}

fn many_marks(whole: &str, middle: &[(Option<Mark>, &str)], mark: Mark, last: &str) -> Option<Number> {
    let group_mark = middle.first()?.0;
    let groups = middle.iter().all(|(mark, run)| *mark == group_mark && run.len() == 3) && whole.len() <= 3;
    if !groups {
        return None;
    }
    let mut digits = String::from(whole);
    digits.extend(middle.iter().map(|(_, run)| *run));
    if Some(mark) == group_mark {
        if last.len() != 3 {
            return None;
        }
        digits.push_str(last);
    } else {
        digits.push('.');
        digits.push_str(last);
    }
    let value = decimal(&digits)?;
    Some(Number { plain_digits: true, ..Number::exact(value, granularity_of(value)) })
}
