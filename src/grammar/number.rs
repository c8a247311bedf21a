use rust_decimal::Decimal;

use crate::lexicon::{GroupMark, Meaning, Section, Token, TokenKind};
use crate::model::{Bounds, granularity_of};

use super::input::{Parsed, Tokens, no_match};

/// A number as written: its bounds (vague words are intervals) and another reading of its digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub bounds: Bounds,
    pub alternative: Option<Decimal>,
    /// Whether it is written in digits alone, without a scale word.
    pub plain_digits: bool,
    /// The power of ten of the last scale word.
    pub scale: Option<u8>,
    /// Whether it is nothing but a word that is mostly an article.
    pub article: bool,
}

impl Number {
    fn exact(value: Decimal, granularity: Decimal) -> Self {
        let bounds = Bounds::exact(value, granularity);
        Self { bounds, alternative: None, plain_digits: false, scale: None, article: false }
    }

    pub(super) fn times(self, factor: Decimal, scale: u8) -> Option<Self> {
        let alternative = self.alternative.and_then(|value| value.checked_mul(factor));
        Some(Self {
            bounds: self.bounds.scaled(factor)?,
            alternative,
            plain_digits: false,
            scale: Some(scale),
            article: false,
        })
    }
}

/// Where a number starts, and whether a currency stands before it.
#[derive(Clone, Copy)]
struct Start<'a> {
    input: Tokens<'a>,
    money: bool,
}

/// `number = vague | fraction | mantissa { scale }`, with halves and groups. "4,2 milhões" is
/// 4200000; "T" is no number.
pub(super) fn number(input: Tokens<'_>, money: bool) -> Parsed<'_, Number> {
    let first = match input.first() {
        Some(token) if token.kind == TokenKind::Digits => {
            digits_number(input).map(|(rest, number)| grouped(rest, number))
        }
        Some(token) if token.has(Section::Vague) => vague(input),
        Some(token) if token.has(Section::Fraction) => fraction(input),
        Some(_) => words(input).or_else(|_| group(input)),
        None => no_match(),
    };
    let (rest, mantissa) = first?;
    let (rest, mantissa) = half_after(rest, mantissa);
    let start = Start { input, money };
    let (rest, scaled) = scales(rest, mantissa, start)?;
    let (mut rest, mut whole) = (rest, scaled);
    loop {
        let (after, sum) = smaller_part(rest, whole, start);
        if after.position() == rest.position() {
            break;
        }
        (rest, whole) = (after, sum);
    }
    Ok(half_of_scale(rest, whole))
}

/// `digits = run { mark run } [ mark run ]`: grouped thousands and decimals. "12.000" is 12000 where
/// the stop groups, "1,2,3" is no number.
pub(super) fn digits_number(input: Tokens<'_>) -> Parsed<'_, Number> {
    let runs = digit_runs(input);
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
fn digit_runs(input: Tokens<'_>) -> Vec<(Option<Mark>, &str)> {
    let Some(first) = input.first() else { return Vec::new() };
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
        && input.source.lexicon.switches.group_marks.contains(&GroupMark::Stop)
}

/// Whether the digits at `at` are a group of three set off by one space. No-break and thin spaces
/// group in every language, plain ones where the pack says so.
fn groups_by_space(input: Tokens<'_>, at: usize, runs: &[(Option<Mark>, &str)]) -> bool {
    let (Some(before), Some(token)) = (input.get(at - 1), input.get(at)) else { return false };
    let grouped_so_far = runs.iter().skip(1).all(|(mark, _)| *mark == Some(Mark::Space));
    if token.span.len() != 3 || runs[0].1.len() > 3 || runs[0].1.starts_with('0') || !grouped_so_far {
        return false;
    }
    let gap = input.source.text.get(before.span.end as usize..token.span.start as usize).unwrap_or_default();
    match gap {
        " " => input.source.lexicon.switches.group_marks.contains(&GroupMark::Space),
        "\u{a0}" | "\u{202f}" | "\u{2009}" | "\u{2007}" | "\u{2008}" => true,
        _ => false,
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
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
    let is_decimal_mark = letter == input.source.lexicon.switches.decimal_mark;
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

fn power(exponent: u8) -> Option<Decimal> {
    (0..exponent).try_fold(Decimal::ONE, |product, _| product.checked_mul(Decimal::TEN))
}

fn scale_of(input: Tokens<'_>) -> Option<u8> {
    input.first_meaning(Section::Scale, |meaning| match meaning {
        Meaning::Scale(power) => Some(power),
        _ => None,
    })
}

/// `{ scale }`: "15 mil", "3 mil milhões". Two readings of one scale word make the value ambiguous.
fn scales<'a>(mut rest: Tokens<'a>, mut number: Number, start: Start<'a>) -> Parsed<'a, Number> {
    while let Some(scale) = scale_of(rest) {
        if number.scale.is_some_and(|before| before >= scale) || !scale_fits(rest, start) {
            break;
        }
        let Some(scaled) = power(scale).and_then(|factor| number.times(factor, scale)) else {
            return no_match();
        };
        number = scaled;
        rest = rest.skip(1);
    }
    Ok((rest, number))
}

/// A scale word of one letter stands after digits alone: of money anywhere ("$3.2m", "500 M€"),
/// else glued ("20k"). Where the letter is a unit too it scales what is counted ("1.2m people"), but
/// not after an article ("a 50m pool").
fn scale_fits(rest: Tokens<'_>, start: Start<'_>) -> bool {
    let Some(token) = rest.first() else { return false };
    if token.span.len() > 1 {
        return true;
    }
    if !rest.follows_digits() {
        return false;
    }
    let money = start.money || rest.get(1).is_some_and(|next| next.has(Section::Currency));
    let counts = rest.get(1).is_some_and(|next| next.spaced && next.has(Section::Concept));
    let article = start.input.back().is_some_and(|before| before.first_has(Section::One));
    money || (!token.spaced && (!token.has(Section::Unit) || counts && !article))
}

/// "two and a half million"
fn half_after(rest: Tokens<'_>, number: Number) -> (Tokens<'_>, Number) {
    let after = rest.skip(1);
    if !rest.first_has(Section::AndHalf) || scale_of(after).is_none() {
        return (rest, number);
    }
    (after, add_half(number, Decimal::ONE))
}

/// "dois milhões e meio"
fn half_of_scale(rest: Tokens<'_>, number: Number) -> (Tokens<'_>, Number) {
    if !rest.first_has(Section::AndHalf) {
        return (rest, number);
    }
    let unit = number.scale.map_or(Some(Decimal::ONE), power);
    match unit {
        Some(unit) => (rest.skip(1), add_half(number, unit)),
        None => (rest, number),
    }
}

fn add_half(number: Number, unit: Decimal) -> Number {
    let half = unit / Decimal::TWO;
    match number.bounds.single().and_then(|value| value.checked_add(half)) {
        Some(value) => {
            Number { bounds: Bounds::exact(value, half), alternative: None, article: false, ..number }
        }
        None => number,
    }
}

/// `[ and ] smaller`: "2 milhões e 300 mil", "dois mil e duzentos".
fn smaller_part<'a>(rest: Tokens<'a>, number: Number, start: Start<'a>) -> (Tokens<'a>, Number) {
    let (Some(scale), Some(value)) = (number.scale, number.bounds.single()) else { return (rest, number) };
    let joined = if rest.first_has(Section::And) { rest.skip(1) } else { rest };
    let digits = joined.first().is_some_and(|token| token.kind == TokenKind::Digits);
    let part = if digits { digits_number(joined) } else { words(joined) };
    let Some((after, part)) = part.ok().filter(|(_, part)| !part.article) else { return (rest, number) };
    let Ok((after, part)) = scales(after, part, start) else { return (rest, number) };
    // In figures the smaller part needs a scale word of its own, and no mere letter: "5 mil e 3
    // feridos", "$4B and 1.2m people" are two numbers.
    let by_word = part.scale.is_some()
        && after.back().and_then(|before| before.first()).is_some_and(|token| token.span.len() > 1);
    if digits && !by_word {
        return (rest, number);
    }
    let fits = part.scale.is_none_or(|smaller| smaller < scale);
    let room = power(scale).zip(part.bounds.single());
    match room {
        Some((limit, small)) if fits && small < limit && small > Decimal::ZERO => {
            let Some(sum) = value.checked_add(small) else { return (rest, number) };
            (after, Number { scale: part.scale, ..Number::exact(sum, part.bounds.granularity) })
        }
        _ => (rest, number),
    }
}

fn cardinal(input: Tokens<'_>) -> Option<u32> {
    input.first_meaning(Section::Cardinal, |meaning| match meaning {
        Meaning::Cardinal(value) => Some(value),
        _ => None,
    })
}

/// `words = cardinal { [ and ] cardinal }`: "duzentos e trinta", "mil e quinhentos", "two hundred and
/// five", "siedemdziesiąt dwa". A bare *one* is an article.
fn words(input: Tokens<'_>) -> Parsed<'_, Number> {
    let (mut rest, mut sum, mut article) = match cardinal(input) {
        Some(first) => (input.skip(1), first, false),
        None if input.first_has(Section::One) => (input.skip(1), 1, true),
        None => return no_match(),
    };
    loop {
        let hyphen = rest.first().is_some_and(|token| token.kind == TokenKind::Hyphen);
        let joined = if rest.first_has(Section::And) || (hyphen && sum >= 20) { rest.skip(1) } else { rest };
        let next =
            cardinal(joined).or(if joined.first_has(Section::One) && sum >= 20 { Some(1) } else { None });
        match next.and_then(|next| chain(sum, next)) {
            Some(total) if !joined.first_has(Section::Scale) || total < 1000 => {
                (rest, sum, article) = (joined.skip(1), total, false);
            }
            _ => break,
        }
    }
    let value = Decimal::from(sum);
    let step = granularity_of(value);
    if article && scale_of(rest).is_none() {
        return group(input).or(Ok((rest, Number { article: true, ..Number::exact(value, step) })));
    }
    let number = Number { article, ..Number::exact(value, step) };
    Ok(grouped(rest, number))
}

fn group_size(input: Tokens<'_>) -> Option<Decimal> {
    input.first_meaning(Section::Group, |meaning| match meaning {
        Meaning::Group(size) => Some(Decimal::from(size)),
        _ => None,
    })
}

/// "two dozen", "3 dúzias": a number of groups.
fn grouped(rest: Tokens<'_>, number: Number) -> (Tokens<'_>, Number) {
    match group_size(rest).and_then(|size| number.bounds.scaled(size)) {
        Some(bounds) => {
            let bounds = Bounds { granularity: Decimal::ONE, ..bounds };
            (rest.skip(1), Number { bounds, article: false, plain_digits: false, ..number })
        }
        None => (rest, number),
    }
}

/// How `next` joins the sum so far: by multiplication before *hundred*, else where its places are
/// still empty.
fn chain(sum: u32, next: u32) -> Option<u32> {
    if next == 100 && (1..20).contains(&sum) && sum != 10 {
        return Some(sum * 100);
    }
    let place = match next {
        1..=9 => 10,
        10..=99 => 100,
        100..=999 => 1000,
        _ => return None,
    };
    let (free, fits) = (sum.is_multiple_of(place), sum >= place);
    (free && fits).then_some(sum + next)
}

/// `group = [ one ] dozen`: "uma dúzia", "a dozen".
fn group(input: Tokens<'_>) -> Parsed<'_, Number> {
    let after_one = if input.first_has(Section::One) { input.skip(1) } else { input };
    match group_size(after_one) {
        Some(value) => Ok((after_one.skip(1), Number::exact(value, Decimal::ONE))),
        None => no_match(),
    }
}

/// `vague = dozens | several [ hundred | scale ]`: an interval, never a point.
fn vague(input: Tokens<'_>) -> Parsed<'_, Number> {
    let interval = input.first_meaning(Section::Vague, |meaning| match meaning {
        Meaning::Vague(low, high) => Some((low, high)),
        _ => None,
    });
    let Some((low, high)) = interval else { return no_match() };
    let bounds = Bounds::vague(Decimal::from(low), high.map(Decimal::from));
    let number = Number { bounds, alternative: None, plain_digits: false, scale: None, article: false };
    let rest = input.skip(1);
    match cardinal(rest) {
        Some(100) => match number.bounds.scaled(Decimal::ONE_HUNDRED) {
            Some(bounds) => Ok((rest.skip(1), Number { bounds, ..number })),
            None => Ok((rest, number)),
        },
        _ => Ok((rest, number)),
    }
}

/// `fraction = half [ of ] [ one ] ( scale | unit )`: "meio milhão", "half a million", "um quarto de
/// hora"; "półtora" stands alone. A share of what is counted ("metade dos alunos") is no number.
fn fraction(input: Tokens<'_>) -> Parsed<'_, Number> {
    let ratio = input.first_meaning(Section::Fraction, |meaning| match meaning {
        Meaning::Fraction(numerator, denominator) => Some((numerator, denominator)),
        _ => None,
    });
    let Some((numerator, denominator)) = ratio else { return no_match() };
    let Some(value) = Decimal::from(numerator).checked_div(Decimal::from(denominator)) else {
        return no_match();
    };
    let rest = input.skip(1);
    let after_of = if rest.first_has(Section::DateOf) { rest.skip(1) } else { rest };
    let after_one = if after_of.first_has(Section::One) { after_of.skip(1) } else { after_of };
    let number = Number::exact(value, value.min(Decimal::new(5, 1)));
    if scale_of(after_one).is_some() {
        return Ok((after_one, number));
    }
    let counts_units = after_one.first_has(Section::TimeUnit) || after_one.first_has(Section::Unit);
    if counts_units {
        return Ok((after_one, number));
    }
    if numerator > denominator { Ok((rest, number)) } else { no_match() }
}
