use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{Caps, FunctionWord, Meaning, Section, TimeAnaphor, TokenKind};
use crate::model::TimeUnit;

use super::amount::time_unit;
use super::calendar::of;
use super::clock::preposition;
use super::input::{NoMatch, Parsed, Tokens, meaning, no_match};
use super::mention::TimeExpr;
use super::relative::{article, is_calendar_unit, length, relative_unit, shift, weekend_word};
use super::year::year_alone;

fn anaphor(input: Tokens<'_>) -> Parsed<'_, TimeAnaphor> {
    meaning(Section::TimeAnaphor, |meaning| match meaning {
        Meaning::TimeAnaphor(anaphor) => Some(anaphor),
        _ => None,
    })
    .parse(input)
}

fn anaphor_of<'a>(input: Tokens<'a>, wanted: impl Fn(TimeAnaphor) -> Option<i8>) -> Parsed<'a, i8> {
    meaning(Section::TimeAnaphor, |meaning| match meaning {
        Meaning::TimeAnaphor(anaphor) => wanted(anaphor),
        _ => None,
    })
    .parse(input)
}

fn step_of(anaphor: TimeAnaphor) -> Option<i8> {
    match anaphor {
        TimeAnaphor::That => Some(0),
        TimeAnaphor::Following => Some(1),
        TimeAnaphor::Previous => Some(-1),
        _ => None,
    }
}

/// "esse período", "that year", "the following day", "tego samego dnia", "nazajutrz", "na véspera"
pub(super) fn back_reference(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if let Ok((rest, TimeAnaphor::Step(unit, step))) = anaphor(input) {
        // "the day before Christmas": a name is what a phrase of several words counts from.
        let phrase = input.first().is_some_and(|token| input.word(token).contains(' '));
        let name = rest.first().is_some_and(|next| next.kind == TokenKind::Word && next.caps != Caps::Lower);
        return if tells_of_what(rest) || (phrase && name) {
            no_match()
        } else {
            Ok((rest, TimeExpr::Back(Some(unit), i32::from(step))))
        };
    }
    let (rest, step) = anaphor_of(input, step_of)?;
    if step == 0
        && let Ok((rest, ())) = weekend_word(rest)
    {
        return Ok((rest, TimeExpr::Weekend(Some(0))));
    }
    if rest.first_has(Section::PeriodNoun) {
        return Ok((rest.skip(1), TimeExpr::Back(None, i32::from(step))));
    }
    let (rest, unit) = single_unit(rest)?;
    Ok((rest, TimeExpr::Back(Some(unit), i32::from(step))))
}

/// "dia seguinte", "no ano anterior", "dnia następnego": the unit first.
pub(super) fn back_reference_behind(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, unit) = single_unit(input)?;
    let beside = |anaphor| step_of(anaphor).filter(|step| *step != 0);
    let (rest, step) = anaphor_of(rest, beside)?;
    // "ano depois de", "o dia seguinte à eleição": counted from what follows.
    if tells_of_what(rest) { no_match() } else { Ok((rest, TimeExpr::Back(Some(unit), i32::from(step)))) }
}

/// A calendar unit in the singular.
fn single_unit(input: Tokens<'_>) -> Parsed<'_, TimeUnit> {
    let plural = input.first_has(Section::PluralUnit);
    let (rest, unit) = time_unit(input)?;
    if is_calendar_unit(unit) && !plural { Ok((rest, unit)) } else { no_match() }
}

/// `that ( period | unit ) year`: "the same month a year ago", "no mesmo período do ano passado", "w tym samym
/// okresie 2023 roku".
pub(super) fn same_period(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let rest = match anaphor_of(input, |anaphor| (anaphor == TimeAnaphor::Same).then_some(0)) {
        Ok((rest, _)) => rest,
        Err(_) => that_period(input)?,
    };
    let (of_year, _) = opt(alt((of, preposition))).parse(rest)?;
    let (of_year, _) = opt(article).parse(of_year)?;
    let year = |start| alt((shift, relative_unit, back_reference, year_alone)).parse(start);
    let (rest, base) = year(of_year).or_else(|_| year(rest))?;
    let whole = match &base {
        TimeExpr::Unit(TimeUnit::Year, _) | TimeExpr::Back(Some(TimeUnit::Year), _) => true,
        TimeExpr::Shift(_, TimeUnit::Year, past) => *past,
        TimeExpr::Calendar(date) => date.year.is_some() && date.month.is_none(),
        _ => false,
    };
    if whole { Ok((rest, TimeExpr::SameIn(Box::new(base)))) } else { no_match() }
}

/// "that month", "mesmo período": the place after it.
fn that_period(input: Tokens<'_>) -> Result<Tokens<'_>, nom::Err<NoMatch>> {
    let (rest, _) = anaphor_of(input, |anaphor| (anaphor == TimeAnaphor::That).then_some(0))?;
    match single_unit(rest) {
        Ok((rest, unit)) if unit < TimeUnit::Year => Ok(rest),
        _ if rest.first_has(Section::PeriodNoun) => Ok(rest.skip(1)),
        _ => no_match(),
    }
}

/// `length ( later | earlier )`: "dwa dni później", "three years later", "um ano antes". It counts from the
/// time named before; what follows may give it another start ("dois dias depois da eleição").
pub(super) fn counted_back(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let says_so = |token: &crate::lexicon::Token| token.has(Section::TimeAnaphor);
    if !(1..REACH).filter_map(|index| input.get(index)).any(says_so) {
        return no_match();
    }
    let (rest, (bounds, unit)) = length(input)?;
    let direction = |anaphor| match anaphor {
        TimeAnaphor::Later => Some(1),
        TimeAnaphor::Earlier => Some(-1),
        _ => None,
    };
    let (rest, step) = anaphor_of(rest, direction)?;
    // "three years later the bridge fell" begins a clause, "later than" counts from what follows.
    let compared = function(rest, |word| matches!(word, FunctionWord::Relative | FunctionWord::Subordinator))
        || (of(rest).is_ok() && !function(rest, |word| word == FunctionWord::Article));
    if compared { no_match() } else { Ok((rest, TimeExpr::Counted(bounds, unit, step > 0))) }
}

/// How many tokens the longest "… later" spans.
const REACH: usize = 8;

/// Whether what follows tells from what a time counts: "the day before the vote", "um ano depois da guerra",
/// "rok wcześniej niż".
fn tells_of_what(rest: Tokens<'_>) -> bool {
    if rest.first().is_none_or(|next| next.kind != TokenKind::Word) {
        return false;
    }
    use FunctionWord::{Article, Relative, Subordinator};
    of(rest).is_ok() || function(rest, |word| matches!(word, Article | Relative | Subordinator))
}

fn function(input: Tokens<'_>, wanted: impl Fn(FunctionWord) -> bool) -> bool {
    let pick = |meaning| match meaning {
        Meaning::Function(word) if wanted(word) => Some(()),
        _ => None,
    };
    input.first_meaning(Section::Function, pick).is_some()
}
