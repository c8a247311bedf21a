use crate::lexicon::{
    Caps, FunctionWord, Meaning, PerWord, RecurrenceWord, Section, SectionSet, Token, TokenKind, TokenText,
};
use crate::model::{Decimal, Measure, Rate, RateOf};

use super::amount::time_unit;
use super::input::{Reading, Tokens};
use super::measure::unit_measure;
use super::number::number;

/// `rate = ( per | "/" | article ) [ number ] ( unit | time | thing )`: "zł za litr", "km/h",
/// "$20 an hour", "l/100 km", "per 100,000 inhabitants". The rest after it; "na rok 2025" is none.
pub(super) fn rate(input: Tokens<'_>) -> Option<(Tokens<'_>, Rate)> {
    let first = input.first()?;
    if per_word(input, PerWord::Whole) {
        return Some((input.skip(1), Rate { base: Decimal::ONE, of: RateOf::Thing(None) }));
    }
    let slash = first.kind == TokenKind::Slash;
    let per = is_per(input);
    let article = input.source().is_function(first, FunctionWord::Article) && first.has(Section::One);
    if !slash && !per && !article {
        return None;
    }
    let one = |of| Rate { base: Decimal::ONE, of };
    let after = input.skip(1);
    // "every second": an article or a number may stand before the unit.
    let after = if per && after.first_has(Section::One) { after.skip(1) } else { after };
    if let Ok((rest, unit)) = time_unit(after) {
        // "14% a year ago"
        let told = SectionSet::of(&[Section::Ago, Section::Ahead, Section::TimeAnaphor]);
        let dated = rest
            .first()
            .is_some_and(|next| next.kind == TokenKind::Digits || article && next.sections().meets(told));
        return (!dated).then_some((rest, one(RateOf::Time(unit))));
    }
    if let Ok((rest, measured)) = unit_measure(after) {
        return Some((rest, one(RateOf::Measure(measured.measure))));
    }
    if article {
        return None;
    }
    if let Some(found) = head_of(after).or_else(|| any_of(input, after)) {
        return Some(found);
    }
    let (rest, base) = number(after, false).ok().filter(|(_, number)| !number.article())?;
    let base = base.bounds.single().filter(|base| *base > Decimal::ZERO)?;
    if let Ok((rest, measured)) = unit_measure(rest) {
        // "14 śmigłowców za 412 mln euro": what all of them cost.
        let price = matches!(measured.measure, Measure::Money(_)) && base != Decimal::ONE && !is_round(base);
        return (!price).then_some((rest, Rate { base, of: RateOf::Measure(measured.measure) }));
    }
    let (rest, thing) = thing(rest).filter(|_| per && is_round(base))?;
    Some((rest, Rate { base, of: thing }))
}

/// The rate that the words from the token at `at` on tell: "200 arrests *a day*", "40 wypadków *dziennie*".
pub fn rate_after(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<Rate> {
    let reading = Reading::new(source, tokens);
    let input = reading.from(at);
    rate(input).map(|(_, rate)| rate).or_else(|| recurring(input))
}

/// The rate that a word which repeats makes: "daily", "rocznie".
pub fn recurring_at(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<Rate> {
    recurring(Reading::new(source, tokens).from(at))
}

/// "5 tys. zł miesięcznie", "500 reais mensais": a word that repeats makes a rate, and stays a word of its own.
pub(super) fn recurring(input: Tokens<'_>) -> Option<Rate> {
    let unit = input.first_meaning(Section::Recurrence, |meaning| match meaning {
        Meaning::Recurrence(RecurrenceWord::Unit(unit)) => Some(unit),
        _ => None,
    })?;
    Some(Rate { base: Decimal::ONE, of: RateOf::Time(unit) })
}

/// Whether a word before a number makes it the base of a rate: "per 100,000", "em cada mil".
pub(super) fn is_per(input: Tokens<'_>) -> bool {
    per_word(input, PerWord::Per)
}

fn per_word(input: Tokens<'_>, wanted: PerWord) -> bool {
    let is = |meaning| matches!(meaning, Meaning::Per(word) if word == wanted).then_some(());
    input.first_meaning(Section::Per, is).is_some()
}

/// "40 euros per lecturer", "por docente": behind a word that means little else, any people in the singular.
fn any_of<'a>(per: Tokens<'a>, thing: Tokens<'a>) -> Option<(Tokens<'a>, Rate)> {
    let token = thing.first().filter(|token| per_word(per, PerWord::Any) && token.caps == Caps::Lower)?;
    let plural = thing.word(token).ends_with('s');
    let concept = thing.first_meaning(Section::Concept, |meaning| match meaning {
        Meaning::Concept(concept) if thing.source().lexicon.is_person(concept) => Some(concept),
        _ => None,
    });
    let concept = concept.filter(|_| !plural)?;
    Some((thing.skip(1), Rate { base: Decimal::ONE, of: RateOf::Thing(Some(concept)) }))
}

/// "per head", "na mieszkańca", "por habitante": heads that are counted one by one.
fn head_of(input: Tokens<'_>) -> Option<(Tokens<'_>, Rate)> {
    if !per_word(input, PerWord::Head) {
        return None;
    }
    let concept = input.first_meaning(Section::Concept, |meaning| match meaning {
        Meaning::Concept(concept) => Some(concept),
        _ => None,
    });
    Some((input.skip(1), Rate { base: Decimal::ONE, of: RateOf::Thing(concept) }))
}

/// A hundred, a thousand, a hundred thousand: what people are told by. A dozen is a number of things.
pub(super) fn is_round(base: Decimal) -> bool {
    let powers = std::iter::successors(Some(Decimal::TEN), |power| power.checked_mul(Decimal::TEN));
    powers.take_while(|power| *power <= base).last() == Some(base)
}

/// The thing after the base of a rate, with an adjective before it at most: "live births".
pub(super) fn thing(input: Tokens<'_>) -> Option<(Tokens<'_>, RateOf)> {
    const NO_THING: SectionSet =
        SectionSet::of(&[Section::Function, Section::Currency, Section::Unit, Section::TimeUnit]);
    let input = if input.first_has(Section::DateOf) { input.skip(1) } else { input };
    let concept = |rest: Tokens<'_>| {
        rest.first_meaning(Section::Concept, |meaning| match meaning {
            Meaning::Concept(concept) => Some(concept),
            _ => None,
        })
    };
    let word = |rest: Tokens<'_>| {
        rest.first().is_some_and(|token| token.kind == TokenKind::Word && !token.sections().meets(NO_THING))
    };
    if let Some(concept) = concept(input) {
        return Some((input.skip(1), RateOf::Thing(Some(concept))));
    }
    let next = input.skip(1);
    match concept(next).filter(|_| word(input)) {
        Some(concept) => Some((next.skip(1), RateOf::Thing(Some(concept)))),
        None => word(input).then_some((next, RateOf::Thing(None))),
    }
}
