use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{Meaning, Section};
use crate::model::TimeUnit;

use super::calendar::{of, ordinal_ending};
use super::input::{Parsed, Tokens, dash, digits, meaning, no_match, section};
use super::mention::{CalendarDate, TimeExpr};
use super::roman::roman;

/// The centuries that the news name.
const LAST_CENTURY: i8 = 22;

/// `century = rank century-word | century-word rank | rank joint rank century-word | rank half of century`:
/// "XIX w.", "dwudziesty wiek", "século XIX", "the 19th century", "XIX i XX wieku", "druga połowa XX wieku".
pub(super) fn century(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    alt((half, whole)).parse(input)
}

fn whole(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if let Ok((rest, ())) = century_word(input) {
        let (rest, rank) = alt((roman(1, LAST_CENTURY), rank_word, plain_figure)).parse(rest)?;
        return Ok((rest, TimeExpr::Century(i16::from(rank) - 1)));
    }
    let (after_rank, rank) = rank(input)?;
    if let Ok((rest, ())) = century_word(after_rank) {
        return Ok((rest, TimeExpr::Century(i16::from(rank) - 1)));
    }
    let (rest, ()) = joint(after_rank)?;
    let (rest, (last, ())) = (rank_later(rank), century_word).parse(rest)?;
    let century = |rank: i8| Box::new(TimeExpr::Century(i16::from(rank) - 1));
    Ok((rest, TimeExpr::Between(century(rank), century(last))))
}

/// "the second half of the 19th century": fifty years.
fn half(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, which) = rank_word(input)?;
    let is_half = |meaning| matches!(meaning, Meaning::Fraction(1, 2, _)).then_some(());
    let (rest, ()) = meaning(Section::Fraction, is_half).parse(rest)?;
    let (rest, _) = opt(of).parse(rest)?;
    let (rest, _) = opt(of).parse(rest)?;
    let (rest, TimeExpr::Century(century)) = whole(rest)? else { return no_match() };
    let first = century * 100 + if which == 1 { 0 } else { 50 };
    let year =
        |year| Box::new(TimeExpr::Calendar(CalendarDate { year: Some(year), ..CalendarDate::default() }));
    if which > 2 { no_match() } else { Ok((rest, TimeExpr::Between(year(first), year(first + 49)))) }
}

fn century_word(input: Tokens<'_>) -> Parsed<'_, ()> {
    meaning(Section::TimeUnit, |meaning| {
        matches!(meaning, Meaning::TimeUnit(TimeUnit::Century)).then_some(())
    })
    .parse(input)
}

fn rank(input: Tokens<'_>) -> Parsed<'_, i8> {
    alt((roman(1, LAST_CENTURY), rank_word, rank_figure)).parse(input)
}

fn rank_later(first: i8) -> impl Fn(Tokens<'_>) -> Parsed<'_, i8> {
    move |input: Tokens<'_>| match rank(input)? {
        (rest, last) if last > first => Ok((rest, last)),
        _ => no_match(),
    }
}

fn rank_word(input: Tokens<'_>) -> Parsed<'_, i8> {
    meaning(Section::Ordinal, |meaning| match meaning {
        Meaning::Ordinal(rank) => i8::try_from(rank).ok().filter(|rank| (1..=LAST_CENTURY).contains(rank)),
        _ => None,
    })
    .parse(input)
}

fn rank_figure(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (rest, rank) = plain_figure(input)?;
    let (rest, ()) = ordinal_ending(rest)?;
    Ok((rest, rank))
}

fn plain_figure(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (rest, (rank, _)) = digits(1, i32::from(LAST_CENTURY)).parse(input)?;
    i8::try_from(rank).map_or_else(|_| no_match(), |rank| Ok((rest, rank)))
}

/// "XIX i XX", "XVIII–XIX", "XIX/XX", "XIX a XX".
fn joint(input: Tokens<'_>) -> Parsed<'_, ()> {
    let slash = super::input::kind(crate::lexicon::TokenKind::Slash).map(|_| ());
    alt((section(Section::Range), section(Section::And), dash, slash)).parse(input)
}
