use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{
    Caps, FunctionWord, Meaning, NounPhrase, RecurrenceWord, Section, SectionSet, Side, TokenKind,
};
use crate::model::{Bounds, DayPart, Decimal, Hedge, PartOf, Season, TimeUnit};

use super::age::is_person_or_name;
use super::amount::{amount, smaller_time, time_unit};
use super::calendar::{is_given_name, month_alone, of, weekday};
use super::century::century;
use super::input::{Parsed, Tokens, meaning, no_match, section};
use super::interval::joiner;
use super::mention::{HolidayRule, MentionValue, TimeExpr};
use super::number::number;
use super::year::{decade, year};

/// "last" -1, "this" 0, "next" 1.
pub(super) fn direction(input: Tokens<'_>) -> Parsed<'_, i8> {
    meaning(Section::Direction, |meaning| match meaning {
        Meaning::Direction(step) => Some(step),
        _ => None,
    })
    .parse(input)
}

/// "sexta passada": behind what it tells of, where the language puts it there at all. "w sobotę przyszła
/// pomoc" has a verb there.
pub(super) fn direction_behind(input: Tokens<'_>) -> Parsed<'_, i8> {
    if input.source().lexicon.switches.direction_behind { direction(input) } else { no_match() }
}

pub(super) fn is_calendar_unit(unit: TimeUnit) -> bool {
    !matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour)
}

/// `relative-unit = direction unit | unit direction | opaque`: "last year", "ano passado", "ub.r.".
pub(super) fn relative_unit(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, (unit, step)) = unit_step(input)?;
    let plural = (input.position()..rest.position())
        .any(|at| input.get(at - input.position()).is_some_and(|token| token.has(Section::PluralUnit)));
    // "tego dnia", "the next day" point to a day named before, not to the one of publication.
    let points_back = unit == TimeUnit::Day && input.first_has(Section::TimeAnaphor);
    // "the past decade", "na última década": the ten years up to now. Words of their own name the one before.
    let ten_years = unit == TimeUnit::Decade && step < 0 && !plural && input.first_has(Section::Direction);
    match unit {
        _ if points_back => no_match(),
        _ if ten_years && !input.first_has(Section::RelativeUnit) => {
            let ten = Bounds::exact(Decimal::TEN, Decimal::ONE);
            Ok((rest, TimeExpr::Stretch(ten, TimeUnit::Year, step)))
        }
        _ if plural => Ok((rest, TimeExpr::Units(unit))),
        TimeUnit::Day => Ok((rest, TimeExpr::Day(i32::from(step)))),
        _ => Ok((rest, TimeExpr::Unit(unit, i32::from(step)))),
    }
}

fn unit_step(input: Tokens<'_>) -> Parsed<'_, (TimeUnit, i8)> {
    let opaque = meaning(Section::RelativeUnit, |meaning| match meaning {
        Meaning::RelativeUnit(unit, step) => Some((unit, step)),
        _ => None,
    });
    let before = (direction, time_unit).map(|(step, unit)| (unit, step));
    let after = (time_unit, direction);
    let (rest, (unit, step)) = alt((opaque, before, after)).parse(input)?;
    if is_calendar_unit(unit) { Ok((rest, (unit, step))) } else { no_match() }
}

pub(super) fn weekend_word(input: Tokens<'_>) -> Parsed<'_, ()> {
    meaning(Section::PeriodNoun, |meaning| matches!(meaning, Meaning::Weekend).then_some(())).parse(input)
}

/// "last weekend", "fim de semana passado", "w weekend"
pub(super) fn weekend(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, before) = opt(direction).parse(input)?;
    let (rest, ()) = weekend_word(rest)?;
    let (rest, after) = if before.is_none() { opt(direction_behind).parse(rest)? } else { (rest, None) };
    if input.first_has(Section::PluralUnit) {
        return no_match();
    }
    Ok((rest, TimeExpr::Weekend(before.or(after))))
}

/// The year of a date, relative to the publication's: "ubiegłego roku", "of last year".
pub(super) fn year_offset(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (rest, (unit, step)) = unit_step(input)?;
    if unit == TimeUnit::Year { Ok((rest, step)) } else { no_match() }
}

/// "hoje", "yesterday"; a word that is a part of the day too names both: "tonight".
pub(super) fn relative_day(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, days) = meaning(Section::RelativeDay, |meaning| match meaning {
        Meaning::RelativeDay(days) => Some(i32::from(days)),
        _ => None,
    })
    .parse(input)?;
    if days == 0 && is_nowadays(input, rest) {
        return no_match();
    }
    match day_part_word(input) {
        Ok((_, part)) => Ok((rest, TimeExpr::DayPart(Some(Box::new(TimeExpr::Day(days))), part))),
        Err(_) => Ok((rest, TimeExpr::Day(days))),
    }
}

/// "today's world", "o mundo de hoje", "dzisiejszy świat": beside such a noun the day is an age.
fn is_nowadays(today: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let noun_before = || {
        let of = today.back().filter(|before| before.first_has(Section::DateOf))?;
        of.back().filter(|noun| noun.first_has(Section::Era))
    };
    rest.first_has(Section::Era) || noun_before().is_some()
}

/// "this morning", "last night", "esta tarde", "noite passada": a part of today or of the day before.
pub(super) fn directed_part(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let before = (direction, day_part_word);
    let after = (day_part_word, direction_behind).map(|(part, step)| (step, part));
    let (rest, (step, part)) = alt((before, after)).parse(input)?;
    match step {
        -1 | 0 => Ok((rest, TimeExpr::DayPart(Some(Box::new(TimeExpr::Day(i32::from(step)))), part))),
        _ => no_match(),
    }
}

/// How many tokens a length of time has, up to its unit.
const LENGTH_REACH: usize = 20;

/// A length of time, as an amount reads it; also "a week", where an article stands for one.
pub(super) fn length(input: Tokens<'_>) -> Parsed<'_, (Bounds, TimeUnit)> {
    // Reading an amount is the dear part: look for a unit of time first.
    if !input.first_has(Section::TimeUnit) && !input.ahead(LENGTH_REACH, |token| token.has(Section::TimeUnit))
    {
        return no_match();
    }
    if let Ok((rest, MentionValue::Duration(bounds, unit))) = amount(input) {
        return Ok((rest, (bounds, unit)));
    }
    let one = Decimal::ONE;
    let (rest, _) = opt(section(Section::One)).parse(input)?;
    let (rest, unit) = time_unit(rest)?;
    // "przed godziną 17" is before five o'clock.
    if rest.first().is_some_and(|next| next.kind == TokenKind::Digits) {
        return no_match();
    }
    Ok((rest, (Bounds::exact(one, one), unit)))
}

fn side(input: Tokens<'_>, section: Section, wanted: Side) -> Parsed<'_, ()> {
    meaning(section, |meaning| match meaning {
        Meaning::Ago(side) | Meaning::Ahead(side) if side == wanted => Some(()),
        _ => None,
    })
    .parse(input)
}

/// "A cantora faz 60 anos": behind a person, a verb that may tell an age tells no time.
fn is_birthday(input: Tokens<'_>) -> bool {
    input.first_has(Section::Age) && input.back().is_some_and(is_person_or_name)
}

/// The words that make a length of time a moment.
const SHIFT_WORDS: SectionSet = SectionSet::of(&[Section::Ago, Section::Ahead]);

/// How many tokens the longest "… ago" spans.
const SHIFT_REACH: usize = 12;

/// `shift = ago length | length ago | ahead length`: "há três anos", "3 days ago", "za dwa dni".
pub(super) fn shift(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    // Reading a length is the dear part: look for the word that makes it a moment first.
    let says_so = |token: &crate::lexicon::Token| token.sections().meets(SHIFT_WORDS);
    if !(0..SHIFT_REACH).filter_map(|index| input.get(index)).any(says_so) {
        return no_match();
    }
    let behind = (1..SHIFT_REACH).filter_map(|index| input.get(index)).any(|token| {
        let is_behind = |meaning| {
            matches!(meaning, Meaning::Ago(Side::After) | Meaning::Ahead(Side::After)).then_some(())
        };
        input.source().find(token, Section::Ago, is_behind).is_some()
            || input.source().find(token, Section::Ahead, is_behind).is_some()
    });
    let length_here = if behind { length(input).ok() } else { None };
    for (kind, past) in [(Section::Ago, true), (Section::Ahead, false)] {
        // "in less than two weeks", "in over a year" are a length of time, not a moment.
        let is_moment = |bounds: &Bounds| matches!(bounds.hedge, Hedge::Exact | Hedge::About | Hedge::Vague);
        if !is_birthday(input)
            && let Ok((rest, ())) = side(input, kind, Side::Before)
            && let Ok((rest, (bounds, unit))) = length(rest)
            && (past || is_moment(&bounds))
        {
            let (rest, _) = opt(|rest| side(rest, kind, Side::After)).parse(rest)?;
            return Ok((rest, TimeExpr::Shift(bounds, unit, past)));
        }
        if let Some((rest, (bounds, unit))) = length_here
            && let Ok((rest, ())) = side(rest, kind, Side::After)
        {
            return Ok((rest, TimeExpr::Shift(bounds, unit, past)));
        }
    }
    no_match()
}

fn season_word(input: Tokens<'_>) -> Parsed<'_, Season> {
    meaning(Section::Season, |meaning| match meaning {
        Meaning::Season(season) => Some(season),
        _ => None,
    })
    .parse(input)
}

/// "verão passado", "last summer", "the summer of 2024"; a bare season is too vague to be a fact.
pub(super) fn season(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, before) = opt(direction).parse(input)?;
    let (rest, season) = season_word(rest)?;
    if let Some(step) = before {
        return Ok((rest, TimeExpr::Season(season, None, Some(step))));
    }
    let (after_of, _) = opt(of).parse(rest)?;
    if let Ok((rest, year)) = year(after_of) {
        return Ok((rest, TimeExpr::Season(season, Some(year), None)));
    }
    let (rest, step) = alt((year_offset, year_offset_after_of, direction_behind)).parse(rest)?;
    Ok((rest, TimeExpr::Season(season, None, Some(step))))
}

fn year_offset_after_of(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (rest, ()) = of(input)?;
    year_offset(rest)
}

/// `part = start | mid | end of a period`: "final de junho", "early June", "mid-2024".
pub(super) fn part(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, part) = meaning(Section::Part, |meaning| match meaning {
        Meaning::Part(part) => Some(part),
        _ => None,
    })
    .parse(input)?;
    let hyphen = rest.first().is_some_and(|token| token.kind == TokenKind::Hyphen);
    let rest = if hyphen { rest.skip(1) } else { rest };
    let (rest, _) = opt(of).parse(rest)?;
    let (rest, _) = opt(article).parse(rest)?;
    let (rest, base) =
        alt((month_alone, relative_unit, season, century, year_base, decade, bare_unit)).parse(rest)?;
    Ok((rest, part_of(part, base)))
}

/// "od początku roku", "the end of the month": the year or month of the publication. An unknown word
/// after it makes it another year ("roku szkolnego").
pub(super) fn bare_unit(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, unit) = time_unit(input)?;
    let narrowed = rest.first().is_some_and(|next| match next.kind {
        TokenKind::Word => next.sections().is_empty() || next.has(Section::Subgroup),
        TokenKind::Digits | TokenKind::Hyphen => true,
        _ => false,
    });
    // "na początku lat dwutysięcznych" is no one year.
    let narrowed = narrowed || input.first_has(Section::PluralUnit);
    if narrowed || !matches!(unit, TimeUnit::Year | TimeUnit::Month) {
        return no_match();
    }
    Ok((rest, TimeExpr::Unit(unit, 0)))
}

fn part_of(part: PartOf, base: TimeExpr) -> TimeExpr {
    TimeExpr::Part(part, Box::new(base))
}

fn year_base(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    year.map(|year| {
        TimeExpr::Calendar(super::mention::CalendarDate { year: Some(year), ..Default::default() })
    })
    .parse(input)
}

pub(super) fn article(input: Tokens<'_>) -> Parsed<'_, ()> {
    meaning(Section::Function, |meaning| {
        matches!(meaning, Meaning::Function(FunctionWord::Article)).then_some(())
    })
    .parse(input)
}

pub(super) fn day_part_word(input: Tokens<'_>) -> Parsed<'_, DayPart> {
    meaning(Section::DayPart, |meaning| match meaning {
        Meaning::DayPart(part) => Some(part),
        _ => None,
    })
    .parse(input)
}

/// A part of the day with its day: "noite de terça", "manhã desta sexta-feira", "Saturday night",
/// "nocy z wtorku na środę". Without a day it is too vague to be a fact.
pub(super) fn day_part(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, part) = day_part_word(input)?;
    let (rest, _) = opt(of).parse(rest)?;
    let (rest, _) = opt(article).parse(rest)?;
    let (rest, told) = opt(direction).parse(rest)?;
    let (rest, mut day) = day_of_week_or_calendar(rest)?;
    if let TimeExpr::Calendar(date) = &mut day {
        date.direction = date.direction.or(told);
    }
    Ok((rest, TimeExpr::DayPart(Some(Box::new(day)), part)))
}

/// More tokens than any day and the small word before its part take.
const PART_REACH: usize = 20;

/// A day with its part: "Saturday night", "terça à noite", "Tuesday morning".
pub(super) fn day_then_part(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    // Most days have no part behind them, and need not be read for it.
    if !input.ahead(PART_REACH, |token| token.has(Section::DayPart)) {
        return no_match();
    }
    let (rest, day) = day_of_week_or_calendar(input)?;
    let after_small = |rest| {
        let (rest, ()) = alt((section(Section::Clock), super::clock::preposition)).parse(rest)?;
        day_part_word(rest)
    };
    let (rest, part) = day_part_word(rest).or_else(|_| after_small(rest))?;
    Ok((rest, TimeExpr::DayPart(Some(Box::new(day)), part)))
}

fn day_of_week_or_calendar(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    alt((
        super::interval::night_of_two_days,
        super::calendar::dated,
        super::calendar::directed_weekday,
        relative_day,
    ))
    .parse(input)
}

/// "Natal", "Easter 2025"
pub(super) fn holiday(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, before) = opt(direction).parse(input)?;
    let (rest, rule) = meaning(Section::Holiday, |meaning| match meaning {
        Meaning::Holiday(month, day) => Some(HolidayRule::Fixed(month, day)),
        Meaning::EasterHoliday(days) => Some(HolidayRule::Easter(days)),
        Meaning::WeekdayHoliday(month, weekday, rank) => Some(HolidayRule::Nth(month, weekday, rank)),
        _ => None,
    })
    .parse(rest)?;
    // "Christmas market", "Easter bunny": where the head noun stands last, the feast only narrows it.
    let head_last = input.source().lexicon.switches.noun_phrase == NounPhrase::HeadLast;
    let narrows = rest.first().is_some_and(|next| {
        next.kind == TokenKind::Hyphen && !next.spaced
            || next.kind == TokenKind::Word
                && (next.sections().is_empty() || next.has(Section::Concept) || next.caps != Caps::Lower)
    });
    // "ul. Wszystkich Świętych", "Sylwester Nowak"
    let name = input.back().is_some_and(|before| before.first_has(Section::Label)) || is_given_name(input);
    if name || (head_last && narrows) {
        return no_match();
    }
    let (after_of, _) = opt(of).parse(rest)?;
    match year(after_of) {
        Ok((rest, year)) if before.is_none() => Ok((rest, TimeExpr::Holiday(rule, Some(year), None))),
        _ => {
            let (rest, after) =
                if before.is_none() { opt(direction_behind).parse(rest)? } else { (rest, None) };
            Ok((rest, TimeExpr::Holiday(rule, None, before.or(after))))
        }
    }
}

/// `recurrence = every ( weekday | unit | length ) | daily`: "every Tuesday", "every two weeks", "co roku", "semanal".
pub(super) fn recurrence(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let (rest, word) = meaning(Section::Recurrence, |meaning| match meaning {
        Meaning::Recurrence(word) => Some(word),
        _ => None,
    })
    .parse(input)?;
    match word {
        RecurrenceWord::Unit(_) => Ok((rest, MentionValue::Recurrence)),
        RecurrenceWord::Times => no_match(),
        RecurrenceWord::Every => {
            if let Ok((rest, MentionValue::Duration(..))) = amount(rest) {
                return Ok((rest, MentionValue::Recurrence));
            }
            let (rest, ()) =
                alt((section(Section::Weekday), section(Section::TimeUnit), section(Section::DayPart)))
                    .parse(rest)?;
            Ok((rest, MentionValue::Recurrence))
        }
    }
}

/// "Monday to Friday", "seg.–sex.": weekdays alone, with no word before them that dates them, are those of every
/// week.
pub(super) fn weekdays(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let dates = SectionSet::of(&[Section::Range, Section::Since, Section::Until, Section::Direction]);
    let dated = |before: Tokens<'_>| {
        before.first().is_some_and(|token| token.sections().meets(dates))
            || super::calendar::is_preposition(before)
    };
    if !input.get(2).is_some_and(|last| last.has(Section::Weekday)) || input.back().is_some_and(dated) {
        return no_match();
    }
    let (rest, _) = weekday(input)?;
    let (rest, ()) = joiner(rest)?;
    let (rest, _) = weekday(rest)?;
    if super::clock::ends_phrase(rest) { Ok((rest, MentionValue::Recurrence)) } else { no_match() }
}

/// How far behind the start of "three times a week" its second word stands.
const TIMES_REACH: usize = 3;

/// `count per unit`: "twice a week", "three times a month", "uma vez por semana".
pub(super) fn times_per(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let times = meaning(Section::Recurrence, |meaning| {
        matches!(meaning, Meaning::Recurrence(RecurrenceWord::Times)).then_some(())
    });
    if let Some(rest) = in_turn(input) {
        return Ok((rest, MentionValue::Recurrence));
    }
    let told = |token: &crate::lexicon::Token| token.has(Section::Recurrence);
    if !input.first_has(Section::Multiple) && !input.ahead(TIMES_REACH, told) {
        return no_match();
    }
    let counted = (|input| number(input, false), times).map(|_| ());
    let (rest, ()) = alt((section(Section::Multiple), counted)).parse(input)?;
    let (rest, ()) = alt((section(Section::Per), section(Section::One), every)).parse(rest)?;
    let (rest, unit) = time_unit(rest)?;
    if is_calendar_unit(unit) { Ok((rest, MentionValue::Recurrence)) } else { no_match() }
}

/// "de 20 em 20 minutos", "de dois em dois anos": the same number twice, with small words around it.
fn in_turn(input: Tokens<'_>) -> Option<Tokens<'_>> {
    let (first, last) = (input.first()?, input.get(2)?);
    let same = last.span.len() == first.span.len() && input.word(first) == input.word(last);
    let led = || input.back().is_some_and(|before| before.first_has(Section::DateOf));
    if !same || !super::calendar::is_preposition(input.skip(1)) || !led() {
        return None;
    }
    time_unit(input.skip(3)).ok().map(|(rest, _)| rest)
}

fn every(input: Tokens<'_>) -> Parsed<'_, ()> {
    meaning(Section::Recurrence, |meaning| {
        matches!(meaning, Meaning::Recurrence(RecurrenceWord::Every)).then_some(())
    })
    .parse(input)
}

/// "an hour" of "for an hour", "lasted a month", "durante um mês": an article counts after a preposition or a
/// verb that measures, and before no other noun.
pub(super) fn article_length(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let introduced = input.back().is_some_and(|before| {
        measures_one(before)
            || super::calendar::is_preposition(before)
                && !before.first_has(Section::Per)
                && !before.first_has(Section::Range)
    });
    if !introduced {
        return no_match();
    }
    let (rest, ()) = section(Section::One).parse(input)?;
    let (rest, unit) = time_unit(rest)?;
    let (rest, length) = one_and_more(rest, unit);
    let ends = super::clock::ends_phrase(rest) && !rest.first_has(Section::Ago);
    if ends && !rest.first_has(Section::Offset) { Ok((rest, length)) } else { no_match() }
}

/// One of a unit, and what goes on in a smaller one: "an hour and twenty minutes", "godzinę i kwadrans".
fn one_and_more(rest: Tokens<'_>, unit: TimeUnit) -> (Tokens<'_>, MentionValue) {
    let one = rust_decimal::Decimal::ONE;
    let whole = Bounds::exact(one, one);
    match smaller_time(rest, whole, unit) {
        Some((rest, bounds, unit)) => (rest, MentionValue::Duration(bounds, unit)),
        None => (rest, MentionValue::Duration(whole, unit)),
    }
}

/// Whether behind a word *one* of a unit is a length: "lasted", "przez".
fn measures_one(before: Tokens<'_>) -> bool {
    let says_so = |meaning| matches!(meaning, Meaning::LengthOver | Meaning::LengthVerb).then_some(());
    before.first_meaning(Section::Length, says_so).is_some()
}

/// Whether a word makes a bare unit a length: "przez".
fn is_over(before: Tokens<'_>) -> bool {
    let says_so = |meaning| matches!(meaning, Meaning::LengthOver).then_some(());
    before.first_meaning(Section::Length, says_so).is_some()
}

/// `length = word | over [ whole ] unit`: "dwuletni", "trzydniowy"; "przez rok", "w ciągu godziny", where no
/// article says *one*. The word that makes the unit a length stays outside.
pub(super) fn bare_length(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    if let Some(length) = input.first_meaning(Section::Length, |meaning| match meaning {
        Meaning::Length(length) => Some(length),
        _ => None,
    }) {
        return Ok((input.skip(1), MentionValue::Duration(length.bounds(), length.unit)));
    }
    if !input.back().is_some_and(is_over) || input.first_has(Section::PluralUnit) {
        return no_match();
    }
    let (rest, unit) = time_unit(input)?;
    // "w ciągu roku szkolnego" is another year.
    let told_apart = rest.first().is_some_and(|next| match next.kind {
        TokenKind::Word => {
            next.has(Section::Ordinal) || (unit == TimeUnit::Year && next.sections().is_empty())
        }
        TokenKind::Digits | TokenKind::Hyphen => true,
        _ => false,
    });
    // "w ciągu dnia" is by day.
    if told_apart || unit == TimeUnit::Day { no_match() } else { Ok(one_and_more(rest, unit)) }
}
