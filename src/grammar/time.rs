use nom::Parser;
use nom::branch::alt;

use crate::lexicon::{Section, SectionSet, Token, TokenKind};

use super::anaphora::{back_reference, back_reference_behind, counted_back, same_period};
use super::calendar::{dated, directed_weekday, marked_day, month_alone, ranked_day};
use super::century::century;
use super::clock::{clock, clock_range, day_clock};
use super::figures::{day_and_month, iso_moment, year_and_month};
use super::input::{Parsed, Tokens, no_match};
use super::interval::{between, listed_day};
use super::mention::TimeExpr;
use super::piece::{numbered_week, piece_of, week_of, weekday_of_week};
use super::quarter::part_of_year;
use super::relative::{
    day_part, day_then_part, directed_part, holiday, part, relative_day, relative_unit, season, shift,
    weekend,
};
use super::roman::may_be_roman;
use super::stretch::{offset, rest_of, stretch};
use super::worded_year::worded_year;
use super::year::{decade, year_after_apostrophe, year_alone, year_in_words};

/// A production with what its first token must be, so that most are never tried.
pub(super) struct Production<T> {
    /// Sections of which the first token must mean something.
    pub starts: SectionSet,
    /// Whether the first token may be digits.
    pub digits: bool,
    /// The production.
    pub parse: for<'a> fn(Tokens<'a>) -> Parsed<'a, T>,
}

/// Productions, and for each section those that it may start: the one look at a first token leaves a few.
pub(super) struct Table<T: 'static> {
    productions: &'static [Production<T>],
    by_section: [u64; SectionSet::SECTIONS],
    by_digits: u64,
}

impl<T> Table<T> {
    /// Sorts at most 64 productions by what starts them.
    pub const fn new(productions: &'static [Production<T>]) -> Self {
        assert!(productions.len() <= u64::BITS as usize, "one bit for each production");
        let (mut by_section, mut by_digits, mut index) = ([0; SectionSet::SECTIONS], 0, 0);
        while index < productions.len() {
            let production = &productions[index];
            let mut section = 0;
            while section < SectionSet::SECTIONS {
                if production.starts.has_index(section) {
                    by_section[section] |= 1 << index;
                }
                section += 1;
            }
            if production.digits {
                by_digits |= 1 << index;
            }
            index += 1;
        }
        Self { productions, by_section, by_digits }
    }

    /// The productions that a token may start, as bits.
    fn started_by(&self, token: &Token) -> u64 {
        let digits = if token.kind == TokenKind::Digits { self.by_digits } else { 0 };
        token.sections().indices().fold(digits, |found, section| found | self.by_section[section])
    }

    /// The production that reads furthest; the first of those that read equally far.
    pub fn longest<'a>(&self, input: Tokens<'a>) -> Parsed<'a, T> {
        let Some(first) = input.first() else { return no_match() };
        let mut left = self.started_by(first);
        let mut best: Option<(Tokens<'a>, T)> = None;
        while left != 0 {
            let production = &self.productions[left.trailing_zeros() as usize];
            left &= left - 1;
            if let Ok((rest, value)) = (production.parse)(input)
                && best.as_ref().is_none_or(|(furthest, _)| rest.position() > furthest.position())
            {
                best = Some((rest, value));
            }
        }
        best.map_or_else(no_match, Ok)
    }
}

macro_rules! productions {
    ($($parse:ident: $($section:ident)|* $(, $kind:ident)*;)+) => {
        [$(Production {
            starts: SectionSet::of(&[$(Section::$section),*]),
            digits: productions!(@digits $($kind)*),
            parse: $parse,
        }),+]
    };
    (@digits digits $($rest:ident)*) => { true };
    (@digits $($rest:ident)*) => { false };
}

static TIMES: Table<TimeExpr> = Table::new(&productions! {
    between: Weekday | Month | MonthBeside | DayMark | Ordinal | Cardinal | Direction | RelativeDay
        | RelativeUnit | TimeUnit | Part, digits;
    day_then_part: Weekday | Direction | RelativeDay | Month | MonthBeside | DayMark | Ordinal, digits;
    dated: Weekday | WeekdayBeside | Month | MonthBeside | DayMark | DateOf | Ordinal | Cardinal, digits;
    listed_day: DayMark | Ordinal | Cardinal, digits;
    clock_range: Weekday | WeekdayBeside | Month | DayMark | Direction | RelativeDay | DayPart | Clock
        | Cardinal | One, digits;
    day_part: DayPart;
    directed_part: Direction | DayPart;
    directed_weekday: Direction;
    clock: Clock | Cardinal | Ordinal | One | Fraction | TimeUnit, digits;
    day_clock: Weekday | WeekdayBeside | Month | MonthBeside | DayMark | Direction | RelativeDay | DayPart
        | Ordinal, digits;
    month_alone: Month | MonthBeside | Direction;
    part: Part;
    season: Season | Direction;
    shift: Ago | Ahead | Bound | Cardinal | One | Vague | Fraction | Group | TimeUnit, digits;
    relative_unit: RelativeUnit | Direction | TimeUnit;
    relative_day: RelativeDay;
    back_reference: TimeAnaphor;
    same_period: TimeAnaphor;
    holiday: Holiday | Direction;
    back_reference_behind: TimeUnit;
    counted_back: Bound | Cardinal | One | Vague | Fraction | Group | TimeUnit, digits;
    weekend: PeriodNoun | Direction;
    century: TimeUnit | Ordinal, digits;
    year_alone: YearMark, digits;
    year_in_words: Cardinal;
    worded_year: Cardinal;
    year_after_apostrophe:, digits;
    decade: TimeUnit, digits;
    part_of_year: Ordinal | PartOfYear | Direction, digits;
    piece_of: Ordinal | Direction, digits;
    numbered_week: TimeUnit;
    weekday_of_week: Weekday | Direction | RelativeUnit | TimeUnit | TimeAnaphor;
    stretch: Direction | Cardinal, digits;
    rest_of: TimeAnaphor;
    week_of: TimeUnit;
    offset: Cardinal | One | Fraction, digits;
    marked_day: DayMark;
    ranked_day:, digits;
    iso_moment:, digits;
    year_and_month:, digits;
    day_and_month: Weekday, digits;
});

/// The longest time expression at this place. Between equal ones the first listed wins.
pub(super) fn time_expr(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if input.first().is_some_and(|first| may_be_roman(input.source(), first))
        && let Ok(found) = alt((century, part_of_year)).parse(input)
    {
        return Ok(found);
    }
    TIMES.longest(input)
}
