use crate::lexicon::{DegreesWord, Meaning, Section, SectionSet, Token, TokenKind};
use crate::model::{Bounds, Decimal, Measure, UnitId};

use super::digits::digits_number;
use super::input::{Parsed, Tokens, no_match, symbol_fits};
use super::number::number;

/// What a word after a number measures.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measured {
    /// The first reading.
    pub measure: Measure,
    /// The others.
    pub readings: Vec<Measure>,
    /// The power of ten between the words and the measure: cents are -2.
    pub power: i8,
}

impl Measured {
    pub fn by(measure: Measure) -> Self {
        Self { measure, readings: Vec::new(), power: 0 }
    }

    /// All readings.
    pub fn all(&self) -> impl Iterator<Item = Measure> {
        std::iter::once(self.measure).chain(self.readings.iter().copied())
    }

    /// Whether it may be money.
    pub fn is_money(&self) -> bool {
        self.all().any(|measure| matches!(measure, Measure::Money(_)))
    }

    /// With money as the first reading, where there is any: "300,000 pounds" are money sooner than mass.
    pub fn preferring_money(self) -> Self {
        let money = self.all().find(|measure| matches!(measure, Measure::Money(_)));
        let Some(measure) = money.filter(|money| *money != self.measure) else { return self };
        let readings = self.all().filter(|reading| *reading != measure).collect();
        Self { measure, readings, power: self.power }
    }
}

/// A unit of measure, a currency or a part of one, or per cent, with every reading of its word.
pub(super) fn unit_measure(input: Tokens<'_>) -> Parsed<'_, Measured> {
    const MEASURES: SectionSet = SectionSet::of(&[
        Section::Unit,
        Section::Currency,
        Section::Percent,
        Section::Coin,
        Section::SmallerUnit,
    ]);
    let measures = |token: &Token| token.sections().meets(MEASURES) && symbol_fits(input);
    let Some(token) = input.first().filter(|token| measures(token)) else { return no_match() };
    let mut found = input.source().meanings(token).iter().filter_map(|meaning| match *meaning {
        Meaning::Unit(unit) => Some(Measure::Unit(unit)),
        Meaning::Currency(currency) => Some(Measure::Money(currency)),
        Meaning::Percent => Some(Measure::Percent),
        Meaning::PercentagePoints => Some(Measure::PercentagePoints),
        // "6.4in": a word that hangs on to its figure.
        Meaning::SmallerUnit(unit) if hangs_on(input) => Some(Measure::Unit(unit)),
        _ => None,
    });
    if let Some(measure) = found.next() {
        // A word may stand for one measure in two writings.
        let readings = found.filter(|reading| *reading != measure).collect();
        return Ok((input.skip(1), Measured { measure, readings, power: 0 }));
    }
    match coins(input) {
        Some(measured) => Ok((input.skip(1), measured)),
        None => no_match(),
    }
}

/// Whether a word stands right behind the digits of a figure.
fn hangs_on(input: Tokens<'_>) -> bool {
    let figure = input.back().and_then(|before| before.first().copied());
    let own = input.first().is_some_and(|token| !token.spaced);
    own && figure.is_some_and(|before| before.kind == TokenKind::Digits)
}

/// Cents, pence, MEUR: a power of ten of one currency or of several.
pub(super) fn coins(input: Tokens<'_>) -> Option<Measured> {
    let token = input.first().filter(|token| token.has(Section::Coin) && symbol_fits(input))?;
    let mut found = input.source().meanings(token).iter().filter_map(|meaning| match *meaning {
        Meaning::Coin(currency, power) => Some((Measure::Money(currency), power)),
        _ => None,
    });
    let (measure, power) = found.next()?;
    let readings = found.filter(|(_, other)| *other == power).map(|(measure, _)| measure).collect();
    Some(Measured { measure, readings, power })
}

/// A unit in brackets, as tables have it: "20 (kg)".
pub(super) fn bracketed_unit(input: Tokens<'_>) -> Parsed<'_, Measured> {
    let kind = |at: usize, wanted: TokenKind| input.get(at).is_some_and(|token| token.kind == wanted);
    let letters = || input.get(1).map_or(0, |token| input.word(token).chars().count());
    if !kind(0, TokenKind::Open) || !kind(2, TokenKind::Close) || letters() < 2 {
        return no_match();
    }
    let (_, measured) = unit_measure(input.skip(1))?;
    Ok((input.skip(3), measured))
}

/// "5 feet and 2 inches", "1 m 80 cm", "11 stone 4 lb": a smaller part of the same measure, counted in
/// the larger unit.
pub(super) fn smaller_measure<'a>(
    rest: Tokens<'a>,
    whole: Bounds,
    measure: Measure,
) -> Option<(Tokens<'a>, Bounds)> {
    let Measure::Unit(unit) = measure else { return None };
    let value = whole.single().filter(|value| value.fract().is_zero())?;
    let joined = rest.skip(usize::from(rest.first_has(Section::And)));
    let hyphen = joined.first().is_some_and(|token| token.kind == TokenKind::Hyphen && !token.spaced);
    let (after, part) = number(joined.skip(usize::from(hyphen)), false).ok()?;
    if part.article() {
        return None;
    }
    let part = part.bounds.single()?;
    let (after, smaller) = smaller_units(after, unit).or_else(|| bare_inches(after, unit, hyphen))?;
    sum(value, unit, part, smaller, after).map(|bounds| (after, bounds))
}

/// The unit after a part: of the same dimension, or a word that is one only here ("in").
fn smaller_units(input: Tokens<'_>, unit: UnitId) -> Option<(Tokens<'_>, UnitId)> {
    let units = &input.source().lexicon.units;
    let token = input.first()?;
    let smaller = |other: UnitId| {
        let (larger, other) = (units.get(unit), units.get(other));
        larger.dimension == other.dimension && other.scaled(Decimal::ONE) < larger.scaled(Decimal::ONE)
    };
    let hyphen = usize::from(token.kind == TokenKind::Hyphen && !token.spaced);
    let token = input.get(hyphen)?;
    let found = input.source().meanings(token).iter().find_map(|meaning| match *meaning {
        Meaning::Unit(other) | Meaning::SmallerUnit(other) if smaller(other) => Some(other),
        _ => None,
    })?;
    Some((input.skip(hyphen + 1), found))
}

/// "6-foot-3": inches are left out after a foot that hangs on to its figures.
fn bare_inches(input: Tokens<'_>, unit: UnitId, hyphen: bool) -> Option<(Tokens<'_>, UnitId)> {
    if !hyphen {
        return None;
    }
    let units = &input.source().lexicon.units;
    let (foot, inch) = (units.find("[ft_i]")?, units.find("[in_i]")?);
    (unit == foot).then_some((input, inch))
}

/// So many of a unit and so many of a smaller one, in the larger; `None` where the part is not less.
fn sum(value: Decimal, unit: UnitId, part: Decimal, smaller: UnitId, at: Tokens<'_>) -> Option<Bounds> {
    let units = &at.source().lexicon.units;
    let (larger, smaller) = (units.get(unit), units.get(smaller));
    let in_base = |number: Decimal| smaller.factor.apply(number);
    let one = larger.factor.apply(Decimal::ONE)?;
    let (part, step) = (in_base(part)?.checked_div(one)?, in_base(Decimal::ONE)?.checked_div(one)?);
    let fits = part < Decimal::ONE && !part.is_sign_negative();
    fits.then(|| value.checked_add(part).map(|sum| Bounds::exact(sum, step)))?
}

/// `6'2"`, `5' 11''`: feet and inches by their marks.
pub(super) fn feet_and_inches(input: Tokens<'_>) -> Parsed<'_, (Bounds, Measure)> {
    let prime = |at: usize| {
        input.get(at).filter(|token| {
            !token.spaced && (token.kind == TokenKind::Apostrophe || matches!(input.word(token), "′"))
        })
    };
    if !input.first().is_some_and(|token| token.kind == TokenKind::Digits) || prime(1).is_none() {
        return no_match();
    }
    let units = &input.source().lexicon.units;
    let (Some(foot), Some(inch)) = (units.find("[ft_i]"), units.find("[in_i]")) else { return no_match() };
    let whole = input.first().and_then(|token| Decimal::from_str_exact(input.word(token)).ok());
    let (rest, part) = digits_number(input.skip(2))?;
    let part = part.bounds.single().filter(|part| *part < Decimal::from(12));
    let closed = rest.first().filter(|token| !token.spaced).map(|token| match token.kind {
        TokenKind::Quote => 1,
        TokenKind::Apostrophe if rest.get(1).is_some_and(|next| next.kind == TokenKind::Apostrophe) => 2,
        TokenKind::Symbol if rest.word(token) == "″" => 1,
        _ => 0,
    });
    match (whole, part, closed) {
        (Some(whole), Some(part), Some(marks @ 1..)) => match sum(whole, foot, part, inch, rest) {
            Some(bounds) => Ok((rest.skip(marks), (bounds, Measure::Unit(foot)))),
            None => no_match(),
        },
        _ => no_match(),
    }
}

/// The word beside degrees.
fn degrees_word(input: Tokens<'_>) -> Option<DegreesWord> {
    input.first_meaning(Section::Degrees, |meaning| match meaning {
        Meaning::Degrees(word) => Some(word),
        _ => None,
    })
}

/// What the words beside degrees make of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Degrees {
    /// "5 degrees warmer", "5 graus acima da média"
    pub difference: bool,
    /// "5 stopni poniżej zera", "minus five degrees"
    pub negative: bool,
    /// "a 45-degree angle"
    pub angle: bool,
}

/// Reads the words beside degrees, before the number at `start` and after it; words that turn the sign
/// belong to the figure.
pub(super) fn degrees<'a>(start: Tokens<'a>, rest: Tokens<'a>, measured: &Measured) -> (Tokens<'a>, Degrees) {
    let units = &rest.source().lexicon.units;
    let temperature =
        |measure: Measure| matches!(measure, Measure::Unit(unit) if units.get(unit).offset.is_some());
    if !measured.all().any(temperature) {
        return (rest, Degrees::default());
    }
    let before = start.back().and_then(degrees_word);
    let after = degrees_word(rest);
    let further = degrees_word(rest.skip(1));
    let found = Degrees {
        difference: before == Some(DegreesWord::Difference) || after == Some(DegreesWord::Difference),
        negative: before == Some(DegreesWord::Minus) || after == Some(DegreesWord::BelowZero),
        angle: [before, after, further].contains(&Some(DegreesWord::Angle)),
    };
    let rest = if after == Some(DegreesWord::BelowZero) { rest.skip(1) } else { rest };
    (rest, found)
}
