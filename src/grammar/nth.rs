use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{Meaning, Section};
use crate::model::TimeUnit;

use super::amount::time_unit;
use super::calendar::{month_of, of, ordinal_ending, weekday};
use super::input::{Parsed, Tokens, digits, meaning, no_match};
use super::mention::{NthOf, TimeExpr};
use super::relative::{article, direction, weekend_word};

/// `nth = ( rank | last ) ( weekday | week | weekend | half ) [ of ] month`: "the first Sunday of June",
/// "ostatni czwartek września", "primeira semana de julho", "druga połowa maja".
pub(super) fn nth_of_month(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, rank) = alt((rank_word, rank_figure, last)).parse(input)?;
    let (rest, what) =
        alt((weekday.map(NthOf::Weekday), weekend_word.map(|()| NthOf::Weekend), unit, half)).parse(rest)?;
    let (rest, _) = opt(of).parse(rest)?;
    let (rest, _) = opt(article).parse(rest)?;
    let (rest, base) = month_of(rest)?;
    let fits = match what {
        NthOf::Half => matches!(rank, 1 | 2),
        _ => rank <= 5,
    };
    if fits { Ok((rest, TimeExpr::Nth(rank, what, Box::new(base)))) } else { no_match() }
}

fn rank_word(input: Tokens<'_>) -> Parsed<'_, i8> {
    meaning(Section::Ordinal, |meaning| match meaning {
        Meaning::Ordinal(rank @ 1..=5) => i8::try_from(rank).ok(),
        _ => None,
    })
    .parse(input)
}

fn rank_figure(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (rest, (rank, _)) = digits(1, 5).parse(input)?;
    let (rest, ()) = ordinal_ending(rest)?;
    i8::try_from(rank).map_or_else(|_| no_match(), |rank| Ok((rest, rank)))
}

/// The last of its kind is counted from the end.
fn last(input: Tokens<'_>) -> Parsed<'_, i8> {
    match direction(input)? {
        (rest, -1) => Ok((rest, -1)),
        _ => no_match(),
    }
}

fn unit(input: Tokens<'_>) -> Parsed<'_, NthOf> {
    match time_unit(input)? {
        (rest, TimeUnit::Week) if !input.first_has(Section::PluralUnit) => Ok((rest, NthOf::Week)),
        (rest, TimeUnit::Fortnight) => Ok((rest, NthOf::Half)),
        _ => no_match(),
    }
}

fn half(input: Tokens<'_>) -> Parsed<'_, NthOf> {
    meaning(Section::Fraction, |meaning| matches!(meaning, Meaning::Fraction(1, 2, _)).then_some(NthOf::Half))
        .parse(input)
}
