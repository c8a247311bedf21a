use nom::Parser;

use crate::lexicon::{FunctionWord, Meaning, RangeWord, Section, SectionSet, TokenKind};
use crate::model::{Bounds, Decimal, Hedge, Measure, TimeUnit};

use super::amount::{SideAmount, bounds_before, side, time_unit};
use super::input::{Tokens, dash, section};
use super::measure::unit_measure;
use super::mention::RangeStyle;
use super::number::{Number, joins};

fn range_word(input: Tokens<'_>, wanted: RangeWord) -> bool {
    input
        .first_meaning(Section::Range, |meaning| match meaning {
            Meaning::Range(word) if word == wanted => Some(()),
            _ => None,
        })
        .is_some()
}

/// `range = between A and B | [ from ] A to B | A - B | A or B`: the rest after B, B, and how they are
/// joined.
pub(super) fn range_end<'a>(
    start: Tokens<'a>,
    after_first: Tokens<'a>,
    first: &SideAmount<'a>,
) -> Option<(Tokens<'a>, SideAmount<'a>, RangeStyle)> {
    let after_first = skip_suspended(after_first);
    let repeated = skip_repeated_unit(after_first);
    let joined_by = |word: RangeWord| {
        let places = [repeated, Some(after_first)].into_iter().flatten();
        places.into_iter().find(|rest| range_word(*rest, word)).map(|rest| rest.skip(1))
    };
    let dashed = dash(after_first).ok().map(|(rest, ())| rest);
    let between = opened_by(start, RangeWord::Between);
    let joined = if between { joined_by(RangeWord::And) } else { joined_by(RangeWord::To).or(dashed) };
    let Some(joined) = joined else {
        return if between { None } else { either(after_first, first) };
    };
    let joined = if between { skip_article(joined) } else { joined };
    let (rest, second) = side(joined).ok()?;
    let ends_meet = first.number.bounds.point() < second.number.bounds.point()
        || first.number.scale.is_none() && second.number.scale.is_some();
    // "00-950" is a code, "0-3" a score, "0-50 miles" a range.
    let scored = after_first.first().is_some_and(|joint| joint.kind != TokenKind::Symbol);
    let plain = dashed.is_some()
        && scored
        && (first.number.bounds.point().is_some_and(|low| low.is_zero()) && unit_measure(rest).is_err()
            || !counts_something(rest) && !is_round(first, &second));
    let unlike = joined.position() > after_first.position() + 1
        && dashed.is_none()
        && !between
        && unit_of(after_first) != unit_of(rest);
    // "fell by a third to 500 euros": a share and a figure are no range.
    let mixed = first.number.ratio != second.number.ratio;
    let told_twice = joined.position() > after_first.position() + 1;
    let stepped = told_twice && !between && !after_first.first_has(Section::Percent) && follows_event(start);
    if second.number.article() || !ends_meet || plain || unlike || mixed || stepped {
        return None;
    }
    let style = if opened_by(start, RangeWord::From) { RangeStyle::FromTo } else { RangeStyle::Plain };
    Some((rest, second, style))
}

/// "fell 300 tonnes to 2,100 tonnes": a step right behind its verb, and the level that it leads to. "Rose 3% to 5%" is a
/// range sooner than not.
fn follows_event(start: Tokens<'_>) -> bool {
    start.back().is_some_and(|before| before.first_has(Section::Event))
}

/// "entre o dez e o quinze"
fn skip_article(input: Tokens<'_>) -> Tokens<'_> {
    let article = input.first().is_some_and(|token| {
        input.source().is_function(token, FunctionWord::Article) && !token.has(Section::One)
    });
    if article { input.skip(1) } else { input }
}

/// `either = A or B`: "five or six people", "20 ou 30 casas". Neighbours alone: "125, or 40%" are two.
fn either<'a>(
    after_first: Tokens<'a>,
    first: &SideAmount<'a>,
) -> Option<(Tokens<'a>, SideAmount<'a>, RangeStyle)> {
    if !range_word(after_first, RangeWord::Or) {
        return None;
    }
    let (rest, second) = side(after_first.skip(1)).ok()?;
    let (low, high) = (first.number.whole()?, second.number.whole()?);
    let step = high.checked_sub(low)?;
    let round = |value: Decimal| (value % Decimal::TEN).is_zero();
    let near = step == Decimal::ONE || step == Decimal::TWO || step == Decimal::TEN && round(low);
    let few = high <= Decimal::ONE_HUNDRED && !first.number.article() && !second.number.article();
    (near && few && counts_something(rest)).then_some((rest, second, RangeStyle::Plain))
}

/// "1000–5000" without a noun: round figures of three digits or more are no score, and no years.
fn is_round(first: &SideAmount<'_>, second: &SideAmount<'_>) -> bool {
    let year = |value: Decimal| value >= Decimal::from(1000) && value <= Decimal::from(2199);
    let round = |number: &Number| {
        number.whole().is_some_and(|value| {
            value >= Decimal::ONE_HUNDRED && (value % Decimal::TEN).is_zero() || number.scale.is_some()
        })
    };
    let (low, high) = (first.number, second.number);
    let years = low.whole().is_some_and(year) && high.whole().is_some_and(year);
    round(&low) && round(&high) && !years
}

/// `bounded = bound A [ , ] [ and ] bound B`: "more than 100 and less than 200". The rest after B, and the
/// range that both leave.
pub(super) fn bounded<'a>(
    rest: Tokens<'a>,
    first: Bounds,
    hedge: Hedge,
) -> Option<(Tokens<'a>, SideAmount<'a>, Bounds)> {
    let lower = |hedge: Hedge| matches!(hedge, Hedge::AtLeast | Hedge::MoreThan);
    let upper = |hedge: Hedge| matches!(hedge, Hedge::AtMost | Hedge::LessThan);
    if !lower(hedge) && !upper(hedge) {
        return None;
    }
    let comma = rest.first().is_some_and(|token| token.kind == TokenKind::Comma);
    let rest = if comma { rest.skip(1) } else { rest };
    let and = joins(rest)
        || rest.first().is_some_and(|token| rest.source().is_function(token, FunctionWord::Conjunction));
    let rest = if and { rest.skip(1) } else { rest };
    let (after, second_hedge) = bounds_before(rest);
    let opposite =
        second_hedge.is_some_and(|second| lower(hedge) && upper(second) || upper(hedge) && lower(second));
    if !opposite {
        return None;
    }
    let (rest, side) = side(after).ok()?;
    let second = side.number.bounds.hedged(second_hedge?);
    let first = first.hedged(hedge);
    let (low, high) = if lower(hedge) { (first, second) } else { (second, first) };
    let fits = low.lower?.value < high.upper?.value;
    let granularity = low.granularity.min(high.granularity);
    let bounds = Bounds { lower: low.lower, upper: high.upper, hedge: Hedge::Range, granularity };
    fits.then_some((rest, side, bounds))
}

/// Whether the token before `start` opens a range.
pub(super) fn opened_by(start: Tokens<'_>, word: RangeWord) -> bool {
    let is_article = |before: &Tokens<'_>| {
        before.first().is_some_and(|token| before.source().is_function(token, FunctionWord::Article))
    };
    let Some(before) = start.back() else { return false };
    let further = before.back().filter(|_| word == RangeWord::Between && is_article(&before));
    range_word(before, word) || further.is_some_and(|before| range_word(before, word))
}

/// Words after two figures that the figures do not count.
const COUNTS_NOT: SectionSet = SectionSet::of(&[
    Section::Function,
    Section::Month,
    Section::Weekday,
    Section::RelativeDay,
    Section::DayPart,
    Section::Tense,
    Section::Range,
    Section::Since,
    Section::Until,
]);

/// "3-2" is a score and "2-1" a vote: two bare numbers make a range only where they count something.
fn counts_something(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|token| token.kind == TokenKind::Word && !token.sections().meets(COUNTS_NOT))
        || unit_measure(rest).is_ok()
}

/// The unit of either kind that comes first.
fn unit_of(input: Tokens<'_>) -> Option<(Option<TimeUnit>, Option<Measure>)> {
    let time = time_unit(input).ok().map(|(_, unit)| unit);
    let measure = unit_measure(input).ok().map(|(_, measured)| measured.measure);
    (time.is_some() || measure.is_some()).then_some((time, measure))
}

/// "18- to 29-year-olds": the hyphen stands for the word behind the second figure.
fn skip_suspended(rest: Tokens<'_>) -> Tokens<'_> {
    let hangs = rest.first().is_some_and(|token| token.kind == TokenKind::Hyphen && !token.spaced);
    let joint = rest.skip(1);
    let apart = joint.first().is_some_and(|token| token.spaced && token.kind == TokenKind::Word);
    if hangs && apart && joint.first_has(Section::Range) { joint } else { rest }
}

/// "30 km to 55 km": the unit may stand at both ends.
fn skip_repeated_unit(rest: Tokens<'_>) -> Option<Tokens<'_>> {
    let (after, ()) = section(Section::Unit)
        .or(section(Section::Percent))
        .or(section(Section::Currency))
        .or(section(Section::TimeUnit))
        .parse(rest)
        .ok()?;
    Some(after)
}
