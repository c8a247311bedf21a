use crate::lexicon::{FunctionWord, Meaning, Section, TokenKind};
use crate::model::{Bounds, Decimal, Measure};

use super::input::Tokens;
use super::measure::{Measured, coins, unit_measure};
use super::number::number;
use super::year::is_contest;

/// The currency that stands before a number: "R$", "USD$", "MEUR". The rest after it.
pub(super) fn currency_before(input: Tokens<'_>) -> Option<Tokens<'_>> {
    let first = input.first()?;
    if is_contest(input) {
        return None;
    }
    let scaled = || coins(input).is_some_and(|coins| coins.power > 0);
    if !first.has(Section::Currency) && !scaled() {
        return None;
    }
    // "USD$23" names its currency twice.
    let twice = input.get(1).is_some_and(|next| next.has(Section::Currency) && !next.spaced);
    Some(input.skip(1 + usize::from(twice)))
}

/// The measure of a currency that stands before its number.
pub(super) fn money_before(input: Tokens<'_>) -> Option<Measured> {
    let mut found = input.source().meanings(input.first()?).iter().filter_map(|meaning| match *meaning {
        Meaning::Currency(currency) => Some(Measure::Money(currency)),
        _ => None,
    });
    match found.next() {
        Some(measure) => Some(Measured { measure, readings: found.collect(), power: 0 }),
        None => coins(input),
    }
}

/// "75 USD million": a scale word behind the currency.
pub(super) fn scale_after(rest: Tokens<'_>) -> Option<(Tokens<'_>, i8)> {
    let word = rest.first().filter(|token| token.span.len() > 1)?;
    let power = rest.source().find(word, Section::Scale, |meaning| match meaning {
        Meaning::Scale(power) => i8::try_from(power).ok(),
        _ => None,
    })?;
    Some((rest.skip(1), power))
}

/// "15 dólares e 15 centavos", "5 zł 20 gr", "three euros with 99 cents", "15 dollars 50.": the small
/// coins, counted in the currency.
pub(super) fn smaller_money<'a>(
    rest: Tokens<'a>,
    whole: Bounds,
    money: &mut Measured,
) -> Option<(Tokens<'a>, Bounds)> {
    let value = whole.single().filter(|value| value.fract().is_zero())?;
    let joins = |rest: Tokens<'a>| {
        rest.first().is_some_and(|token| {
            token.has(Section::And) || rest.source().is_function(token, FunctionWord::Preposition)
        })
    };
    let joined = rest.skip(usize::from(joins(rest)));
    let (after, part) =
        number(joined, false).ok().filter(|(_, part)| !part.article() && part.scale.is_none())?;
    let count =
        part.bounds.single().filter(|count| *count < Decimal::ONE_HUNDRED && count.fract().is_zero())?;
    let whole_of = |hundredths: Decimal| {
        let cents = hundredths.checked_div(Decimal::ONE_HUNDRED)?;
        value.checked_add(cents).map(|sum| Bounds::exact(sum, Decimal::new(1, 2)))
    };
    if let Some(coin) = coins(after).filter(|coin| coin.power == -2) {
        let shared: Vec<Measure> =
            money.all().filter(|measure| coin.all().any(|coin| coin == *measure)).collect();
        let measure = *shared.first()?;
        *money = Measured { measure, readings: shared[1..].to_vec(), power: 0 };
        return whole_of(count).map(|bounds| (after.skip(1), bounds));
    }
    // Without the word for them: two figures that hang on to the currency, or end the sentence.
    let hangs_on = joined.position() == rest.position();
    let ends = after.first().is_none_or(|next| match next.kind {
        TokenKind::Stop | TokenKind::SentenceEnd | TokenKind::Break => true,
        _ => hangs_on && next.has(Section::Function) && !next.has(Section::DateOf),
    });
    let two_figures = count >= Decimal::TEN && ends && unit_measure(after).is_err();
    two_figures.then(|| whole_of(count).map(|bounds| (after, bounds)))?
}
