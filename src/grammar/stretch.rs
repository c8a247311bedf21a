use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{FunctionWord, Meaning, RangeWord, Section, Side, TimeAnaphor};
use crate::model::{Bounds, Hedge, TimeUnit};

use super::amount::{amount, time_unit};
use super::calendar::{dated, directed_weekday, of};
use super::clock::preposition;
use super::input::{Parsed, Tokens, meaning, no_match};
use super::mention::{MentionValue, TimeExpr};
use super::number::number;
use super::relative::{article, direction, holiday, length, relative_day, relative_unit};

/// `direction length | count direction unit`: "the past three months", "nos últimos cinco anos", "next 10
/// months", "3 próximas semanas": the time up to the publication, or from it on.
pub(super) fn stretch(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, (step, bounds, unit)) = alt((direction_first, count_first)).parse(input)?;
    let exact = matches!(bounds.hedge, Hedge::Exact | Hedge::About) && bounds.single().is_some();
    if step == 0 || !exact || is_verb(input) {
        no_match()
    } else {
        Ok((rest, TimeExpr::Stretch(bounds, unit, step)))
    }
}

/// "should last two hours", "to last a week": behind an auxiliary, a negation or "to" the word is a verb.
fn is_verb(input: Tokens<'_>) -> bool {
    input.back().is_some_and(|before| {
        let auxiliary =
            before.first().is_some_and(|token| before.source().is_function(token, FunctionWord::Auxiliary));
        let to = before.first_meaning(Section::Range, |meaning| {
            matches!(meaning, Meaning::Range(RangeWord::To)).then_some(())
        });
        auxiliary || to.is_some() || before.first_has(Section::Negation) || before.first_has(Section::Tense)
    })
}

fn direction_first(input: Tokens<'_>) -> Parsed<'_, (i8, Bounds, TimeUnit)> {
    let (rest, step) = direction(input)?;
    match amount(rest)? {
        (rest, MentionValue::Duration(bounds, unit)) => Ok((rest, (step, bounds, unit))),
        _ => no_match(),
    }
}

fn count_first(input: Tokens<'_>) -> Parsed<'_, (i8, Bounds, TimeUnit)> {
    if !input.ahead(COUNT_REACH, |token| token.has(Section::Direction)) {
        return no_match();
    }
    let (rest, count) = number(input, false)?;
    let (rest, step) = direction(rest)?;
    let (rest, unit) = time_unit(rest)?;
    if count.article() { no_match() } else { Ok((rest, (step, count.bounds, unit))) }
}

/// `( later | earlier ) [ in ] this unit`: "later this year", "earlier in the week".
pub(super) fn rest_of(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, later) = meaning(Section::TimeAnaphor, |meaning| match meaning {
        Meaning::TimeAnaphor(TimeAnaphor::Later) => Some(true),
        Meaning::TimeAnaphor(TimeAnaphor::Earlier) => Some(false),
        _ => None,
    })
    .parse(input)?;
    if let Ok((rest, TimeExpr::Unit(unit, 0))) = relative_unit(rest) {
        return Ok((rest, TimeExpr::Rest(unit, later)));
    }
    let (rest, ()) = preposition(rest)?;
    let (rest, ()) = article(rest)?;
    let (rest, unit) = time_unit(rest)?;
    match unit {
        TimeUnit::Week | TimeUnit::Month | TimeUnit::Year => Ok((rest, TimeExpr::Rest(unit, later))),
        _ => no_match(),
    }
}

/// `length ( before | after ) date`: "2 weeks before Christmas", "três dias depois de 12 de maio", "two days
/// after today".
pub(super) fn offset(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    // Reading a length is the dear part: look for the word that counts from a date first.
    if !(1..OFFSET_REACH).filter_map(|index| input.get(index)).any(|token| token.has(Section::Offset)) {
        return no_match();
    }
    // "days before Christmas": nobody says how many.
    if input.first_has(Section::TimeUnit) {
        return no_match();
    }
    let (rest, (bounds, unit)) = length(input)?;
    let (rest, side) = meaning(Section::Offset, |meaning| match meaning {
        Meaning::Offset(side) => Some(side),
        _ => None,
    })
    .parse(rest)?;
    let (rest, _) = opt(alt((of, article))).parse(rest)?;
    let (rest, base) = alt((dated, directed_weekday, relative_day, holiday)).parse(rest)?;
    let whole = bounds.single().is_some_and(|count| count == count.trunc()) && bounds.hedge == Hedge::Exact;
    let long = matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
    if !whole || long {
        return no_match();
    }
    Ok((rest, TimeExpr::Offset(bounds, unit, side == Side::Before, Box::new(base))))
}

/// How many tokens a small count before "last" spans.
const COUNT_REACH: usize = 3;

/// How far ahead the word of an offset stands.
const OFFSET_REACH: usize = 6;
