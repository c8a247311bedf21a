use nom::Parser;
use nom::branch::alt;

use crate::lexicon::{Section, SectionSet, TokenKind};

use super::anaphora::{back_reference, back_reference_behind, counted_back};
use super::calendar::{dated, directed_weekday, marked_day, month_alone};
use super::century::century;
use super::clock::{clock, day_clock};
use super::figures::day_and_month;
use super::input::{Parsed, Tokens, no_match};
use super::interval::between;
use super::mention::TimeExpr;
use super::nth::nth_of_month;
use super::quarter::part_of_year;
use super::relative::{
    day_part, day_then_part, holiday, part, relative_day, relative_unit, season, shift, weekend,
};
use super::roman::may_be_roman;
use super::year::{decade, year_alone};

/// A production with what its first token must be, so that most are never tried.
pub(super) struct Production<'a, T> {
    /// Sections of which the first token must mean something.
    pub starts: SectionSet,
    /// Whether the first token may be digits.
    pub digits: bool,
    /// The production.
    pub parse: fn(Tokens<'a>) -> Parsed<'a, T>,
}

macro_rules! productions {
    ($($parse:ident: $($section:ident)|* $(, $digits:ident)?;)+) => {
        [$(Production {
            starts: SectionSet::of(&[$(Section::$section),*]),
            digits: productions!(@digits $($digits)?),
            parse: $parse,
        }),+]
    };
    (@digits digits) => { true };
    (@digits) => { false };
}

/// The longest time expression at this place. Between equal ones the first listed wins.
pub(super) fn time_expr<'a>(input: Tokens<'a>) -> Parsed<'a, TimeExpr> {
    let table: [Production<'a, TimeExpr>; 25] = productions! {
        between: Weekday | Month | DayMark | Ordinal, digits;
        day_then_part: Weekday | Direction | RelativeDay | Month | DayMark | Ordinal, digits;
        dated: Weekday | Month | DayMark | DateOf | Ordinal, digits;
        day_part: DayPart;
        directed_weekday: Direction;
        clock: Clock, digits;
        day_clock: Weekday | Month | DayMark | Direction | RelativeDay, digits;
        month_alone: Month | Direction;
        part: Part;
        season: Season | Direction;
        shift: Ago | Ahead | Bound | Cardinal | One | Vague | Fraction | Group | TimeUnit, digits;
        relative_unit: RelativeUnit | Direction | TimeUnit;
        relative_day: RelativeDay;
        back_reference: TimeAnaphor;
        back_reference_behind: TimeUnit;
        counted_back: Bound | Cardinal | One | Vague | Fraction | Group | TimeUnit, digits;
        weekend: PeriodNoun | Direction;
        century: TimeUnit | Ordinal, digits;
        nth_of_month: Ordinal | Direction, digits;
        holiday: Holiday;
        year_alone: YearMark, digits;
        decade: TimeUnit, digits;
        part_of_year: Ordinal, digits;
        marked_day: DayMark;
        day_and_month: Weekday, digits;
    };
    if input.first().is_some_and(|first| may_be_roman(input.source, first))
        && let Ok(found) = alt((century, part_of_year)).parse(input)
    {
        return Ok(found);
    }
    longest(input, &table)
}

/// The production that reads furthest; the first of those that read equally far.
pub(super) fn longest<'a, T>(input: Tokens<'a>, productions: &[Production<'a, T>]) -> Parsed<'a, T> {
    let Some(first) = input.first() else { return no_match() };
    let is_digits = first.kind == TokenKind::Digits;
    let mut best: Option<(Tokens<'a>, T)> = None;
    for production in productions {
        let may_start = first.sections().meets(production.starts) || (is_digits && production.digits);
        if !may_start {
            continue;
        }
        if let Ok((rest, value)) = (production.parse)(input)
            && best.as_ref().is_none_or(|(furthest, _)| rest.position() > furthest.position())
        {
            best = Some((rest, value));
        }
    }
    match best {
        Some(found) => Ok(found),
        None => no_match(),
    }
}
