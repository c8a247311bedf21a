use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{Meaning, RangeWord, Section, SectionSet, Token, TokenKind};
use crate::model::DayPart;

use super::calendar::{
    comma, dated, day, day_month, directed_weekday, month_alone, month_beside_figure, month_day, weekday,
};
use super::figures::month_and_day;
use super::input::{Parsed, Tokens, dash, digits, glued, meaning, no_match, one_of, section};
use super::mention::{CalendarDate, TimeExpr};
use super::relative::{article, part, relative_day, relative_unit};
use super::year::{counts_something, short_year, year, year_of};

/// Two dates that share what the second spells out: "16–18 de junho", "3 na 4 maja",
/// "28 de junho a 4 de julho", "agosto de 2023 e março de 2025", "2017–2021".
pub(super) fn between(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if input.first_has(Section::Weekday)
        && let Ok(found) = night_of_two_days(input)
    {
        return Ok(found);
    }
    if !input.ahead(JOINT_REACH, may_join) || !may_be_dates(input) {
        return no_match();
    }
    alt((shared_month, month_days, two_years, short_months, two_dates)).parse(input)
}

/// Whether figures can be the first of two dates: they are those of a year, marks are glued to them, or a month
/// stands somewhere behind them. "12 people and 40 houses" cannot.
fn may_be_dates(input: Tokens<'_>) -> bool {
    const MONTHS: SectionSet = SectionSet::of(&[Section::Month, Section::MonthBeside]);
    let Some(first) = input.first().filter(|first| first.kind == TokenKind::Digits) else { return true };
    first.span.len() == YEAR_LENGTH
        || input.get(1).is_some_and(|next| !next.spaced)
        || input.ahead(DATES_REACH, |token| token.sections().meets(MONTHS))
}

/// A year is written in so many figures.
const YEAR_LENGTH: usize = 4;

/// How many tokens two dates take at most.
const DATES_REACH: usize = 16;

/// How far behind the start of a range the word stands that joins its ends.
const JOINT_REACH: usize = 8;

/// Whether a token may join two ends.
pub(super) fn may_join(token: &Token) -> bool {
    const JOINTS: SectionSet = SectionSet::of(&[Section::Range, Section::Until, Section::And, Section::Per]);
    matches!(token.kind, TokenKind::Hyphen | TokenKind::Dash | TokenKind::Slash)
        || token.sections().meets(JOINTS)
}

/// `weekday preposition weekday`, the second the day after the first: the night between them, "z soboty
/// na niedzielę", "de sábado para domingo".
pub(super) fn night_of_two_days(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, first) = weekday(input)?;
    let small =
        SectionSet::of(&[Section::Per, Section::Function, Section::Role, Section::Range, Section::And]);
    let (rest, ()) = alt((one_of(small), joiner)).parse(rest)?;
    let (rest, second) = weekday(rest)?;
    let day = |weekday| {
        Box::new(TimeExpr::Calendar(CalendarDate { weekday: Some(weekday), ..CalendarDate::default() }))
    };
    let told = input.back().is_some_and(|before| follows_night(before));
    if second == first % 7 + 1 && told {
        Ok((rest, night(TimeExpr::Between(day(first), day(second)))))
    } else {
        no_match()
    }
}

/// Two days that follow each other, as the night between them.
fn night(days: TimeExpr) -> TimeExpr {
    TimeExpr::DayPart(Some(Box::new(days)), DayPart::Night)
}

/// Whether a part of the day stands shortly before: "noite de", "nocy z".
fn follows_night(before: Tokens<'_>) -> bool {
    before.first_has(Section::DayPart)
        || before.back().is_some_and(|earlier| earlier.first_has(Section::DayPart))
}

/// What joins the two ends of a range by itself: "to", "until", a dash.
pub(super) fn joiner(input: Tokens<'_>) -> Parsed<'_, ()> {
    let to = range_word(RangeWord::To);
    let until = meaning(Section::Until, |meaning| matches!(meaning, Meaning::Until).then_some(()));
    alt((to, until, dash)).parse(input)
}

fn range_word<'a>(wanted: RangeWord) -> impl Parser<Tokens<'a>, Output = (), Error = super::input::NoMatch> {
    meaning(Section::Range, move |meaning| match meaning {
        Meaning::Range(word) if word == wanted => Some(()),
        _ => None,
    })
}

/// What joins the ends of a range that starts at `start`: "and" does so after "between" alone.
pub(super) fn joined<'a>(start: Tokens<'a>, input: Tokens<'a>) -> Parsed<'a, ()> {
    if opened_by(start, RangeWord::Between)
        && let Ok(found) = range_word(RangeWord::And).parse(input)
    {
        return Ok(found);
    }
    joiner(input)
}

/// Whether the word opens the range that starts at `start`; an article may stand between: "entre os dias 3 e
/// 5".
fn opened_by(start: Tokens<'_>, word: RangeWord) -> bool {
    let Some(before) = start.back() else { return false };
    let further = before.back().filter(|_| article(before).is_ok());
    [Some(before), further].into_iter().flatten().any(|opener| range_word(word).parse(opener).is_ok())
}

/// Whether a word before `start` opens a range or a stretch: "from", "between", "since".
fn is_opened(start: Tokens<'_>) -> bool {
    opened_by(start, RangeWord::From)
        || opened_by(start, RangeWord::Between)
        || start.back().is_some_and(|before| before.first_has(Section::Since))
}

/// "16–18 de junho", "entre 3 e 5 de maio", "6 e 7 de outubro": two days that follow each other are one
/// stretch, two others joined by "and" are two dates.
fn shared_month(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, first) = day(input)?;
    let (rest, neighbours) = days_joined(input, rest)?;
    let (rest, _) = opt(section(Section::DateOf)).parse(rest)?;
    let (rest, second) = day_month(rest)?;
    let start = CalendarDate { day: Some(first), weekday: None, ..second };
    if Some(first) >= second.day || neighbours && Some(first + 1) != second.day {
        return no_match();
    }
    let days = TimeExpr::Between(Box::new(TimeExpr::Calendar(start)), Box::new(TimeExpr::Calendar(second)));
    // "W nocy z 3 na 4 maja"
    let next = Some(first + 1) == second.day;
    let told = next && input.back().is_some_and(|before| follows_night(before));
    Ok((rest, if told { night(days) } else { days }))
}

/// What joins two days, and whether it joins neighbours alone.
fn days_joined<'a>(start: Tokens<'a>, input: Tokens<'a>) -> Parsed<'a, bool> {
    if let Ok((rest, ())) = joined(start, input) {
        return Ok((rest, false));
    }
    if let Ok((rest, ())) = night_to(input) {
        return Ok((rest, false));
    }
    let (rest, ()) = section(Section::And).or(range_word(RangeWord::And)).parse(input)?;
    Ok((rest, true))
}

/// "June 16-18, 2025", "June 16 to 18", "May 3 and 4"
fn month_days(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, from) = month_day(input)?;
    let (rest, neighbours) = days_joined(input, rest)?;
    let (rest, last) = day(rest)?;
    let (after_comma, _) = opt(comma).parse(rest)?;
    let (rest, year) = year(after_comma).map_or((rest, None), |(rest, year)| (rest, Some(year)));
    let far = neighbours && from.day.map(|day| day + 1) != Some(last);
    if from.year.is_some() || Some(last) <= from.day || far || (year.is_none() && counts_something(rest)) {
        return no_match();
    }
    let end = |day| Box::new(TimeExpr::Calendar(CalendarDate { day, year, ..from }));
    Ok((rest, TimeExpr::Between(end(from.day), end(Some(last)))))
}

/// `day ( and | "," ) … day month`: the first days of "3, 5 e 7 de maio" take the month of the last.
pub(super) fn listed_day(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let month = |token: &Token| token.has(Section::Month) || token.has(Section::MonthBeside);
    if !input.ahead(LISTED_REACH, month) {
        return no_match();
    }
    let (end, first) = day(input)?;
    let mut rest = end;
    for _ in 0..MOST_LISTED_DAYS {
        let Ok((after, ())) = alt((comma, section(Section::And), range_word(RangeWord::And))).parse(rest)
        else {
            return no_match();
        };
        let (after, _) = opt(section(Section::DateOf)).parse(after)?;
        if let Ok((_, last)) = day_month(after) {
            let date = CalendarDate { day: Some(first), weekday: None, ..last };
            let ordered = Some(first) < last.day;
            return if ordered { Ok((end, TimeExpr::Calendar(date))) } else { no_match() };
        }
        (rest, _) = day(after)?;
    }
    no_match()
}

/// How far behind the first of listed days their month stands.
const LISTED_REACH: usize = 12;

/// How many days may share the month of the last.
const MOST_LISTED_DAYS: usize = 5;

/// "z 3 na 4 maja": the preposition of a night between two days.
fn night_to(input: Tokens<'_>) -> Parsed<'_, ()> {
    section(Section::Per).parse(input)
}

fn two_years(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, first) = year(input)?;
    if let Ok((rest, second)) = season_year(rest, first) {
        return Ok((rest, years(first, second)));
    }
    let joint = rest;
    let (rest, ()) = joined(input, joint)?;
    let (rest, second) = year(rest).or_else(|_| short_year(joint, rest, first))?;
    if second <= first || counts_something(rest) || is_figure_before(input) {
        return no_match();
    }
    Ok((rest, years(first, second)))
}

fn years(first: i16, last: i16) -> TimeExpr {
    let end =
        |year| Box::new(TimeExpr::Calendar(CalendarDate { year: Some(year), ..CalendarDate::default() }));
    TimeExpr::Between(end(first), end(last))
}

/// The second year of "2024/2025", "2006/07": a season or a school year.
fn season_year(input: Tokens<'_>, first: i16) -> Parsed<'_, i16> {
    let (rest, _) = glued(TokenKind::Slash).parse(input)?;
    if rest.first().is_some_and(|token| token.spaced) {
        return no_match();
    }
    let next = i32::from(first) + 1;
    let short = digits(next % 100, next % 100).map(|(_, length)| length == 2);
    let full = digits(next, next).map(|_| true);
    match alt((full, short)).parse(rest)? {
        (rest, true) => Ok((rest, first + 1)),
        _ => no_match(),
    }
}

/// "138-2010-2015": figures that hang together are a code.
pub(super) fn is_figure_before(input: Tokens<'_>) -> bool {
    let kind = |tokens: &Tokens<'_>| tokens.first().map(|token| token.kind);
    let hyphen = input.back().filter(|before| kind(before) == Some(TokenKind::Hyphen));
    input.first().is_some_and(|token| !token.spaced)
        && hyphen.and_then(|mark| mark.back()).is_some_and(|before| kind(&before) == Some(TokenKind::Digits))
}

/// Two dates of any writing: "28 de junho a 4 de julho", "Jan–Feb 2017", "from 14 May to yesterday",
/// "between 10/1 and 11/7". Without a word before them both must be of one writing and name a month.
fn two_dates(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let opened = is_opened(input);
    let (rest, first) = end_of_range(input, opened)?;
    if let Ok(found) = two_months(rest, &first) {
        return Ok(found);
    }
    let (rest, ()) = joined(input, rest)?;
    let (rest, _) = opt(section(Section::DateOf)).parse(rest)?;
    let (rest, second) = end_of_range(rest, opened || names_day(&first))?;
    let (TimeExpr::Calendar(from), TimeExpr::Calendar(to)) = (&first, &second) else {
        let mixed = opened && !(is_year_alone(&first) || is_year_alone(&second));
        return if mixed {
            Ok((rest, TimeExpr::Between(Box::new(first), Box::new(second))))
        } else {
            no_match()
        };
    };
    let alike = from.month.is_some() && to.month.is_some() && from.day.is_some() == to.day.is_some();
    let weekdays = from.month.is_none() && to.month.is_none() && from.day.is_none() && to.day.is_none();
    if !(opened || alike) || (weekdays && (from.weekday.is_none() || to.weekday.is_none())) {
        return no_match();
    }
    let (from, to) = with_years(*from, *to);
    if from.year.is_some() && (from.year, from.month, from.day) >= (to.year, to.month, to.day) {
        return no_match();
    }
    let end = |date| Box::new(TimeExpr::Calendar(date));
    Ok((rest, TimeExpr::Between(end(from), end(to))))
}

/// "Jan–Feb 2017", "Nov to Feb 2017": words that are months only beside a figure are so together with a year.
fn short_months(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if !input.first_has(Section::MonthBeside) {
        return no_match();
    }
    let (rest, from) = month_beside_figure(input)?;
    let (rest, ()) = joined(input, rest)?;
    let (rest, to) = month_beside_figure(rest)?;
    let (rest, (year, year_offset)) = year_of(rest)?;
    if from == to {
        return no_match();
    }
    let end = |month| CalendarDate { month: Some(month), ..CalendarDate::default() };
    let (from, to) = with_years(end(from), CalendarDate { year, year_offset, ..end(to) });
    let boxed = |date| Box::new(TimeExpr::Calendar(date));
    Ok((rest, TimeExpr::Between(boxed(from), boxed(to))))
}

/// "w listopadzie i grudniu", "in May and June 2024": a month and the one that follows it are one stretch.
fn two_months<'a>(input: Tokens<'a>, first: &TimeExpr) -> Parsed<'a, TimeExpr> {
    let (rest, ()) = section(Section::And).or(range_word(RangeWord::And)).parse(input)?;
    let (rest, second) = month_alone(rest)?;
    let (TimeExpr::Calendar(from), TimeExpr::Calendar(to)) = (first, &second) else { return no_match() };
    let next = from.month.zip(to.month).is_some_and(|(from, to)| to == from % 12 + 1);
    if from.day.is_some() || from.year.is_some() || from.direction.is_some() || !next {
        return no_match();
    }
    let (from, to) = with_years(*from, *to);
    let end = |date| Box::new(TimeExpr::Calendar(date));
    Ok((rest, TimeExpr::Between(end(from), end(to))))
}

/// "29/2" of "29/2-1/3": what comes first in figures settles what comes second.
fn names_day(expr: &TimeExpr) -> bool {
    matches!(expr, TimeExpr::Calendar(CalendarDate { month: Some(_), day: Some(_), year: None, .. }))
}

fn is_year_alone(expr: &TimeExpr) -> bool {
    matches!(expr, TimeExpr::Calendar(CalendarDate { month: None, weekday: None, day: None, .. }))
}

fn end_of_range(input: Tokens<'_>, opened: bool) -> Parsed<'_, TimeExpr> {
    let plain = alt((dated, month_alone)).parse(input);
    if plain.is_ok() || !opened {
        return plain.or_else(|_| month_and_day(input, false));
    }
    alt((directed_weekday, relative_day, relative_unit, part))
        .parse(input)
        .or_else(|_| month_and_day(input, true))
}

/// The year that one end names holds for the other: "Nov–Feb 2017" begins in 2016.
fn with_years(from: CalendarDate, to: CalendarDate) -> (CalendarDate, CalendarDate) {
    let ordered = (from.month, from.day) <= (to.month, to.day);
    let named = |date: &CalendarDate| date.year.is_some() || date.year_offset.is_some();
    match (named(&from), named(&to)) {
        (false, true) if from.month.is_some() => {
            let step = |year: Option<i16>| year.map(|year| if ordered { year } else { year - 1 });
            let offset = to.year_offset.map(|offset| if ordered { offset } else { offset - 1 });
            (CalendarDate { year: step(to.year), year_offset: offset, ..from }, to)
        }
        (true, false) if to.month.is_some() => {
            let year = from.year.map(|year| if ordered { year } else { year + 1 });
            let offset = from.year_offset.map(|offset| if ordered { offset } else { offset + 1 });
            (from, CalendarDate { year, year_offset: offset, ..to })
        }
        _ => (from, to),
    }
}
