use nom::Parser;
use nom::branch::alt;

use crate::lexicon::{Section, SectionSet, Token, TokenKind};

use super::anaphora::{back_reference, back_reference_behind, counted_back, same_period};
use super::calendar::{dated, directed_weekday, marked_day, month_alone, ranked_day};
use super::century::century;
use super::clock::{clock, clock_range, day_clock};
use super::figures::{day_and_month, iso_moment, year_and_month};
use super::input::{Parsed, Tokens};
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
use super::table::{Digits, Production, Table, productions};
use super::worded_year::worded_year;
use super::year::{decade, year_after_apostrophe, year_alone};

static TIMES: Table<TimeExpr> = Table::new(&productions! {
    between: Weekday | Month | MonthBeside | DayMark | Ordinal | Cardinal | Direction | RelativeDay
        | RelativeUnit | TimeUnit | Part, digits;
    day_then_part: Weekday | Direction | RelativeDay | Month | MonthBeside | DayMark | Ordinal, digits;
    dated: Weekday | WeekdayBeside | Month | MonthBeside | DayMark | DateOf | Ordinal | Cardinal, digits;
    listed_day: DayMark | Ordinal | Cardinal, digits => Month | MonthBeside;
    clock_range: Weekday | WeekdayBeside | Month | DayMark | Direction | RelativeDay | DayPart | Clock
        | Cardinal | One, digits;
    day_part: DayPart;
    directed_part: Direction | DayPart => DayPart;
    directed_weekday: Direction;
    clock: Clock | Cardinal | Ordinal | One | Fraction | TimeUnit, digits;
    day_clock: Weekday | WeekdayBeside | Month | MonthBeside | DayMark | Direction | RelativeDay | DayPart
        | Ordinal, digits;
    month_alone: Month | MonthBeside | Direction;
    part: Part;
    season: Season | Direction => Season;
    shift: Ago | Ahead | Bound | Cardinal | One | Vague | Fraction | Group | TimeUnit, digits => Ago | Ahead;
    relative_unit: RelativeUnit | Direction | TimeUnit => RelativeUnit | TimeUnit;
    relative_day: RelativeDay;
    back_reference: TimeAnaphor;
    same_period: TimeAnaphor;
    holiday: Holiday | Direction => Holiday;
    back_reference_behind: TimeUnit;
    counted_back: Bound | Cardinal | One | Vague | Fraction | Group | TimeUnit, digits => TimeAnaphor;
    weekend: PeriodNoun | Direction => PeriodNoun;
    century: TimeUnit | Ordinal, joined;
    year_alone: YearMark, digits;
    worded_year: Cardinal;
    year_after_apostrophe:, digits;
    decade: TimeUnit, joined;
    part_of_year: Ordinal | PartOfYear | Direction, digits => PartOfYear | TimeUnit | Fraction;
    piece_of: Ordinal | Direction, joined;
    numbered_week: TimeUnit;
    weekday_of_week: Weekday | Direction | RelativeUnit | TimeUnit | TimeAnaphor;
    stretch: Direction | Cardinal, digits => Direction;
    rest_of: TimeAnaphor;
    week_of: TimeUnit;
    offset: Cardinal | One | Fraction, digits => Offset;
    marked_day: DayMark;
    ranked_day:, joined;
    iso_moment:, joined;
    year_and_month:, joined;
    day_and_month: Weekday, joined;
});

/// Sections whose words, right behind figures, leave them no time but a year.
const NO_TIMES: SectionSet = SectionSet::of(&[
    Section::Concept,
    Section::Event,
    Section::Place,
    Section::Attribution,
    Section::Source,
    Section::Status,
    Section::Subgroup,
    Section::Tense,
    Section::Title,
    Section::NamePart,
    Section::Label,
    Section::Currency,
    Section::Percent,
    Section::Unit,
]);

/// "12 people", "58 km": such figures are read as a year at most.
fn may_be_year_alone(input: Tokens<'_>) -> bool {
    let digits = input.first().is_some_and(|first| first.kind == TokenKind::Digits);
    let plain = |next: &Token| {
        // "28 IX 2010"
        let roman = may_be_roman(input.source(), next);
        next.kind == TokenKind::Word && next.spaced && !roman && next.sections().without(NO_TIMES).is_empty()
    };
    digits && input.get(1).is_some_and(plain)
}

static YEARS: Table<TimeExpr> = Table::new(&productions! {
    year_alone:, digits;
    year_after_apostrophe:, digits;
});

/// The longest time expression at this place. Between equal ones the first listed wins.
pub(super) fn time_expr(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if input.first().is_some_and(|first| may_be_roman(input.source(), first))
        && let Ok(found) = alt((century, part_of_year)).parse(input)
    {
        return Ok(found);
    }
    if may_be_year_alone(input) { YEARS.longest(input) } else { TIMES.longest(input) }
}
