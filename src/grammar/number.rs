use rust_decimal::Decimal;

use crate::lexicon::{Meaning, OneWord, RangeWord, Section, SectionSet, SignWord, Token, TokenKind};
use crate::model::Bounds;

use super::digits::{decimal_without_whole, digits_number, mixed_figures, slashed};
use super::fraction::{fraction_word, out_of, part_after, parts_of};
use super::input::{Parsed, Tokens, no_match, sign_word};
use super::multiple::{many_times, multiple_word};
use super::spelled::{group, grouped, hundreds, spelled_decimal, vague, words};

/// A number as written: its bounds (vague words are intervals) and another reading of its digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub bounds: Bounds,
    pub alternative: Option<Decimal>,
    /// Whether it is written in digits alone, without a scale word.
    pub plain_digits: bool,
    /// The power of ten of the last scale word.
    pub scale: Option<u8>,
    /// The kind of word, where it is nothing but a word for *one*, which is mostly an article.
    pub one: Option<OneWord>,
    /// Whether it is a share of a whole, or how many times another: it counts nothing.
    pub ratio: bool,
}

impl Number {
    pub(super) fn exact(value: Decimal, granularity: Decimal) -> Self {
        Self::within(Bounds::exact(value, granularity))
    }

    pub(super) fn within(bounds: Bounds) -> Self {
        Self { bounds, alternative: None, plain_digits: false, scale: None, one: None, ratio: false }
    }

    /// A share of a whole, or a multiple of it.
    pub(super) fn ratio(value: Decimal) -> Self {
        Self { ratio: true, ..Self::exact(value, value.min(Decimal::new(5, 1))) }
    }

    pub(super) fn times(self, factor: Decimal, scale: u8) -> Option<Self> {
        let alternative = self.alternative.and_then(|value| value.checked_mul(factor));
        Some(Self { alternative, scale: Some(scale), ..Self::within(self.bounds.scaled(factor)?) })
    }

    /// Whether it is a word that is mostly an article, and counts where something else says so.
    pub(super) fn article(&self) -> bool {
        self.one.is_some()
    }

    /// The number, where it is one and whole.
    pub(super) fn whole(&self) -> Option<Decimal> {
        self.bounds.single().filter(|value| value.is_integer() && self.alternative.is_none() && !self.ratio)
    }

    fn negative(self) -> Option<Self> {
        let bounds = self.bounds.map(|value| Some(-value), Some)?;
        let alternative = self.alternative.map(|value| -value);
        Some(Self { bounds, alternative, one: None, ..self })
    }
}

/// Where a number starts, and whether a currency stands before it.
#[derive(Clone, Copy)]
struct Start<'a> {
    input: Tokens<'a>,
    money: bool,
}

/// `number = [ minus ] ( ratio | sum )`: "minus five", "two thirds", "2 milhões e 300 mil". "T" is no
/// number.
pub(super) fn number(input: Tokens<'_>, money: bool) -> Parsed<'_, Number> {
    let Some(after) = after_minus(input) else { return unsigned(input, money) };
    let (rest, number) = unsigned(after, money)?;
    number.negative().map_or_else(no_match, |number| Ok((rest, number)))
}

/// The number behind a minus: a word, or a hyphen where a bound or a range leaves no other reading.
/// A bare hyphen before a measure is read where the scan starts.
fn after_minus(input: Tokens<'_>) -> Option<Tokens<'_>> {
    let rest = input.skip(1);
    let token = input.first()?;
    let figure = rest.first()?;
    let is_figure = figure.is_figure() || figure.has(Section::One) || figure.has(Section::Fraction);
    let after_bound = || {
        input
            .back()
            .is_some_and(|before| before.first_has(Section::Bound) || before.first_has(Section::Range))
    };
    let word = input.first_meaning(Section::Minus, |meaning| match meaning {
        Meaning::Minus(always) => Some(always),
        _ => None,
    });
    let minus = match word {
        Some(always) => is_figure && (always || after_bound() || is_temperature(rest)),
        None => {
            let hyphen = matches!(token.kind, TokenKind::Hyphen | TokenKind::Dash);
            let after_sign = || {
                let before = input.back().and_then(|before| before.first());
                before.is_some_and(|before| before.kind == TokenKind::Symbol)
            };
            let apart = token.spaced || after_sign();
            hyphen && apart && figure.kind == TokenKind::Digits && !figure.spaced && after_bound()
        }
    };
    minus.then_some(rest)
}

/// "menos 5 graus"
fn is_temperature(number: Tokens<'_>) -> bool {
    let measured = unsigned(number, false).ok().map(|(rest, _)| rest);
    measured.is_some_and(|rest| sign_word(rest) == Some(SignWord::Degree))
}

/// `unsigned = vague | fraction | out-of | mantissa { scale }`, with halves and groups. "4,2 milhões"
/// is 4200000.
fn unsigned(input: Tokens<'_>, money: bool) -> Parsed<'_, Number> {
    input.number_once(money, |input| read_unsigned(input, money))
}

fn read_unsigned(input: Tokens<'_>, money: bool) -> Parsed<'_, Number> {
    let first = match input.first() {
        Some(token) if token.kind == TokenKind::Digits => slashed(input)
            .or_else(|_| digits_number(input).map(|(rest, number)| hundreds(rest, number)))
            .map(|(rest, number)| grouped(rest, number)),
        Some(token) if matches!(token.kind, TokenKind::Stop | TokenKind::Comma) => {
            decimal_without_whole(input)
        }
        Some(token) if token.has(Section::Multiple) => return multiple_word(input),
        Some(token) if token.has(Section::Vague) => vague(input),
        Some(token) if token.has(Section::Fraction) => fraction_word(input),
        Some(_) => words(input).or_else(|_| group(input)),
        None => no_match(),
    };
    let (rest, mantissa) = first?;
    if mantissa.plain_digits && ends_figures(rest) {
        return Ok((rest, mantissa));
    }
    if let Some(ratio) = parts_of(input, rest, &mantissa).or_else(|| out_of(input, rest, &mantissa)) {
        let (rest, number) = ratio;
        let start = Start { input, money };
        return if number.ratio { Ok((rest, number)) } else { sum(rest, number, start) };
    }
    let (rest, mantissa) = spelled_decimal(rest, mantissa);
    let (rest, mantissa) = mixed_figures(rest, mantissa);
    sum(rest, mantissa, Start { input, money })
}

/// Whether what stands behind plain digits adds nothing to them, as mostly: "12 people", "in 2025.".
pub(super) fn ends_figures(rest: Tokens<'_>) -> bool {
    const GO_ON: SectionSet = SectionSet::of(&[
        Section::Scale,
        Section::Sign,
        Section::And,
        Section::AndHalf,
        Section::Range,
        Section::Fraction,
        Section::Denominator,
        Section::Cardinal,
        Section::One,
        Section::Vague,
        Section::Group,
        Section::Factor,
        Section::Multiple,
        Section::Ordinal,
    ]);
    rest.first().is_none_or(|next| match next.kind {
        TokenKind::Word => !next.sections().meets(GO_ON),
        TokenKind::Stop | TokenKind::Comma | TokenKind::Break | TokenKind::Close | TokenKind::Open => true,
        _ => false,
    })
}

/// The scale words and the smaller parts behind a mantissa.
fn sum<'a>(rest: Tokens<'a>, mantissa: Number, start: Start<'a>) -> Parsed<'a, Number> {
    let (rest, mantissa) = part_before_scale(rest, mantissa);
    let (mut rest, mut whole) = scales(rest, mantissa, start)?;
    loop {
        let (after, sum) = part_of_scale(rest, whole);
        if after.position() > rest.position() {
            (rest, whole) = (after, sum);
            break;
        }
        let (after, sum) = smaller_part(rest, whole, start);
        if after.position() == rest.position() {
            break;
        }
        (rest, whole) = (after, sum);
    }
    let (rest, whole) = spelled_decimal(rest, whole);
    Ok(many_times(rest, whole))
}

pub(super) fn power(exponent: u8) -> Option<Decimal> {
    let power = 10_i128.checked_pow(u32::from(exponent))?;
    Decimal::try_from_i128_with_scale(power, 0).ok()
}

pub(super) fn scale_of(input: Tokens<'_>) -> Option<u8> {
    input.first_meaning(Section::Scale, |meaning| match meaning {
        Meaning::Scale(power) => Some(power),
        _ => None,
    })
}

/// `{ scale }`: "15 mil", "3 mil milhões", "2-million". Two readings of one scale word make the value
/// ambiguous.
fn scales<'a>(rest: Tokens<'a>, mut number: Number, start: Start<'a>) -> Parsed<'a, Number> {
    let mut rest = after_hyphen(rest);
    loop {
        if let Some((after, many)) = many_thousands(rest, number) {
            (rest, number) = (after, many);
        }
        let Some(scale) = scale_of(rest) else { break };
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

/// "2-million": a hyphen between a figure and its scale word is as good as a space.
fn after_hyphen(rest: Tokens<'_>) -> Tokens<'_> {
    let glued = |at: usize| rest.get(at).is_some_and(|token| !token.spaced);
    let hyphen = rest.first().is_some_and(|token| token.kind == TokenKind::Hyphen) && glued(0) && glued(1);
    let word = || rest.get(1).is_some_and(|next| next.has(Section::Scale) && next.span.len() > 3);
    if hyphen && rest.follows_digits() && word() { rest.skip(1) } else { rest }
}

/// "dois mil trezentos e quarenta e cinco milhões": below a million all that stands before a scale word is
/// multiplied by it. The long scale has no other way to write some thousands of millions.
fn many_thousands(rest: Tokens<'_>, number: Number) -> Option<(Tokens<'_>, Number)> {
    let thousands = number.scale.filter(|scale| *scale == 3).and_then(|_| number.bounds.single())?;
    let joined = if rest.first_has(Section::And) { rest.skip(1) } else { rest };
    let (after, part) = words(joined).ok().filter(|(_, part)| part.scale.is_none() && !part.plain_digits)?;
    let scale = scale_of(after).filter(|scale| *scale > 3)?;
    let small = part.whole().filter(|small| *small < Decimal::ONE_THOUSAND)?;
    let sum = thousands.checked_add(small)?;
    Some((after.skip(1), Number::exact(sum, part.bounds.granularity).times(power(scale)?, scale)?))
}

/// A scale word of one letter stands after digits alone: of money anywhere ("$3.2m", "500 M€"), else
/// glued ("20k") or held by a no-break space. Where the letter is a unit too it scales what is counted or measured
/// ("1.2m people", "3.4m tonnes"), but not after an article ("a 50m pool"), nor where the word behind it tells what of
/// the unit ("4m high").
fn scale_fits(rest: Tokens<'_>, start: Start<'_>) -> bool {
    scale_fits_alone(rest, start) || is_first_of_two(rest, start)
}

fn scale_fits_alone(rest: Tokens<'_>, start: Start<'_>) -> bool {
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
    let held = !token.spaced || rest.follows_fixed_space();
    let scales = || is_unit_word(rest.skip(1)) || counts && !article && !tells_what_of_unit(rest);
    money || (held && (!token.has(Section::Unit) || scales()))
}

/// "m" of "1.5m to 2m tonnes", "1.2m-1.4m people": the same letter behind the other end of a range scales.
fn is_first_of_two(rest: Tokens<'_>, start: Start<'_>) -> bool {
    let letter = rest.first().filter(|_| rest.follows_digits()).map(|token| rest.word(token));
    let joins = |token: &Token| {
        matches!(token.kind, TokenKind::Hyphen | TokenKind::Dash)
            || token.has(Section::Range)
            || token.has(Section::And)
    };
    let other = rest.skip(1);
    let Some((other, _)) =
        other.first().filter(|token| joins(token)).and_then(|_| digits_number(other.skip(1)).ok())
    else {
        return false;
    };
    other.first().map(|token| other.word(token)) == letter && scale_fits_alone(other, start)
}

/// "tonnes", "barrels": a unit in words, and no symbol of one.
fn is_unit_word(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|word| word.spaced && word.has(Section::Unit) && word.span.len() > 2)
}

/// "m high", "m wide": the letter of a unit before a label of its dimension.
fn tells_what_of_unit(rest: Tokens<'_>) -> bool {
    let lexicon = &rest.source().lexicon;
    let unit = rest.first_meaning(Section::Unit, |meaning| match meaning {
        Meaning::Unit(unit) => Some(unit),
        _ => None,
    });
    let label = rest.skip(1).first_meaning(Section::Concept, |meaning| match meaning {
        Meaning::Concept(concept) => Some(concept),
        _ => None,
    });
    unit.zip(label).is_some_and(|(unit, label)| {
        lexicon.measures(label).is_some_and(|dimension| dimension == lexicon.units.get(unit).dimension)
    })
}

/// "two and a half million", "one and three quarters million"
fn part_before_scale(rest: Tokens<'_>, number: Number) -> (Tokens<'_>, Number) {
    match part_after(rest) {
        Some((after, part)) if scale_of(after).is_some() && number.scale.is_none() => {
            (after, add_part(number, part, Decimal::ONE))
        }
        _ => (rest, number),
    }
}

/// "dois milhões e meio", "five and a quarter", "one billion and a half million"
fn part_of_scale(rest: Tokens<'_>, number: Number) -> (Tokens<'_>, Number) {
    let Some((after, part)) = part_after(rest) else { return (rest, number) };
    let smaller = scale_of(after).filter(|scale| number.scale.is_some_and(|before| *scale < before));
    let (after, scale) = match smaller {
        Some(scale) => (after.skip(1), Some(scale)),
        None => (after, number.scale),
    };
    match scale.map_or(Some(Decimal::ONE), power) {
        Some(unit) => (after, add_part(number, part, unit)),
        None => (rest, number),
    }
}

fn add_part(number: Number, part: Decimal, unit: Decimal) -> Number {
    let sum = || {
        let part = part.checked_mul(unit)?;
        Some((number.bounds.single()?.checked_add(part)?, part))
    };
    match sum() {
        Some((value, part)) => {
            Number { bounds: Bounds::exact(value, part), alternative: None, one: None, ..number }
        }
        None => number,
    }
}

/// `[ and ] smaller`: "2 milhões e 300 mil", "dois mil e duzentos".
fn smaller_part<'a>(rest: Tokens<'a>, number: Number, start: Start<'a>) -> (Tokens<'a>, Number) {
    let Some(scale) = number.scale else { return (rest, number) };
    let Some(value) = number.bounds.single() else { return (rest, number) };
    let and = rest.first_has(Section::And);
    let comma = joined_by_comma(rest, start);
    let joined = if and || comma { rest.skip(1) } else { rest };
    let digits = joined.first().is_some_and(|token| token.kind == TokenKind::Digits);
    let part =
        if digits { digits_number(joined).map(|(rest, part)| hundreds(rest, part)) } else { words(joined) };
    // "one million one people", "one million one thousand": without *and* only before what is counted or a scale.
    let one_more = |after: &Tokens<'_>, part: &Number| match part.one {
        None => true,
        Some(OneWord::Article) => false,
        Some(OneWord::Numeral | OneWord::Either) => {
            and || after.first_has(Section::Concept) || scale_of(*after).is_some()
        }
    };
    let Some((after, part)) = part.ok().filter(|(after, part)| one_more(after, part)) else {
        return (rest, number);
    };
    let Ok((after, part)) = scales(after, part, start) else { return (rest, number) };
    // In figures the smaller part needs a scale word of its own, and no mere letter: "5 mil e 3
    // feridos", "$4B and 1.2m people" are two numbers.
    let by_word = part.scale.is_some()
        && after.back().and_then(|before| before.first()).is_some_and(|token| token.span.len() > 1);
    let clause = comma && part.scale.is_none() && after.position() < joined.position() + 3;
    // "3 hundred and 21"
    let within_hundred = and && scale == 2 && part.plain_digits;
    // "up from 1.7 million four years ago": a figure goes on in words only behind *and*.
    let starts_in_digits = start.input.first().is_some_and(|token| token.kind == TokenKind::Digits);
    let another = starts_in_digits && !digits && !and;
    if digits && !by_word && !within_hundred || clause || another {
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

/// "four million, one hundred and ten thousand": commas stand between the parts of a number that is
/// spelled out in full.
fn joined_by_comma(rest: Tokens<'_>, start: Start<'_>) -> bool {
    let comma = rest.first().is_some_and(|token| token.kind == TokenKind::Comma);
    comma && start.input.first().is_some_and(|token| token.kind == TokenKind::Word)
}

/// A word that joins two ends of a range, or a whole and its part: and, e, i.
pub(super) fn joins(input: Tokens<'_>) -> bool {
    let is_and = |meaning| matches!(meaning, Meaning::Range(RangeWord::And)).then_some(());
    input.first_meaning(Section::Range, is_and).is_some()
}
