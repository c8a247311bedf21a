use nom::Parser;
use nom::combinator::opt;

use crate::lexicon::{FunctionWord, Meaning, Section};

use super::input::{Parsed, Tokens, meaning, no_match};
use super::mention::{CalendarDate, TimeExpr};
use super::year::{YEARS, year_mark};

/// `worded-year = thousands [ hundreds ] rank [ year-mark ]`: "dwa tysiące piąty rok", "w tysiąc dziewięćset
/// trzydziestym dziewiątym". Without a mark of the year a preposition must open it: else it is a rank.
pub(super) fn worded_year(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, thousands) = thousands(input)?;
    let (rest, hundreds) =
        opt(cardinal(|value| value % 100 == 0 && (100..=900).contains(&value))).parse(rest)?;
    let (rest, last) = rank_below_hundred(rest)?;
    let value = thousands + hundreds.unwrap_or_default() + last;
    let (rest, mark) = opt(year_mark).parse(rest)?;
    let preposition = |meaning| matches!(meaning, Meaning::Function(FunctionWord::Preposition)).then_some(());
    let opened = input.back().is_some_and(|before| {
        before.first_has(Section::YearMark) || before.first_meaning(Section::Function, preposition).is_some()
    });
    if !YEARS.contains(&value) || !(mark.is_some() || opened) {
        return no_match();
    }
    let year = i16::try_from(value).ok();
    Ok((rest, TimeExpr::Calendar(CalendarDate { year, ..CalendarDate::default() })))
}

fn cardinal<'a>(
    wanted: impl Fn(i32) -> bool,
) -> impl Parser<Tokens<'a>, Output = i32, Error = super::input::NoMatch> {
    meaning(Section::Cardinal, move |meaning| match meaning {
        Meaning::Cardinal(value) => i32::try_from(value).ok().filter(|value| wanted(*value)),
        _ => None,
    })
}

/// "tysiąc", "dwa tysiące"
fn thousands(input: Tokens<'_>) -> Parsed<'_, i32> {
    if let Ok(found) = cardinal(|value| value == 1000).parse(input) {
        return Ok(found);
    }
    let (rest, count) = cardinal(|value| matches!(value, 1 | 2)).parse(input)?;
    let (rest, ()) =
        meaning(Section::Scale, |meaning| matches!(meaning, Meaning::Scale(3)).then_some(())).parse(rest)?;
    Ok((rest, count * 1000))
}

/// "piątym", "dziewiętnastym", "trzydziestym dziewiątym"
fn rank_below_hundred(input: Tokens<'_>) -> Parsed<'_, i32> {
    let rank = |low: i32, high: i32| {
        meaning(Section::Ordinal, move |meaning| match meaning {
            Meaning::Ordinal(rank) => {
                i16::try_from(rank).ok().map(i32::from).filter(|rank| (low..=high).contains(rank))
            }
            _ => None,
        })
    };
    let (rest, first) = rank(1, 90).parse(input)?;
    if first % 10 != 0 || first < 20 {
        return Ok((rest, first));
    }
    let (rest, unit) = opt(rank(1, 9)).parse(rest)?;
    Ok((rest, first + unit.unwrap_or_default()))
}
