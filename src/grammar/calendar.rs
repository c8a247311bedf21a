use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::lexicon::{Caps, FunctionWord, Meaning, Section, SectionSet, Token, TokenKind};

use super::figures::{day_and_month, numeric_date, short_date};
use super::input::{Parsed, Tokens, digits, glued, kind, meaning, no_match, one_of, section};
use super::mention::{CalendarDate, TimeExpr};
use super::number::digits_number;
use super::ordinal::ranks_something;
use super::relative::{article, direction};
use super::year::{counts_something, year, year_of};

pub(super) fn month(input: Tokens<'_>) -> Parsed<'_, i8> {
    meaning(Section::Month, |meaning| match meaning {
        Meaning::Month(month) => Some(month),
        _ => None,
    })
    .parse(input)
}

pub(super) fn weekday(input: Tokens<'_>) -> Parsed<'_, i8> {
    let small = !input.source.lexicon.switches.calendar_capitals;
    if is_ranked_name(input) || (small && (is_surname(input) || is_given_name(input))) {
        return no_match();
    }
    meaning(Section::Weekday, |meaning| match meaning {
        Meaning::Weekday(weekday) => Some(weekday),
        _ => None,
    })
    .parse(input)
}

/// "na Quinta do Lago", "as Quintas": a weekday that is a rank too is a name where a capital stands inside
/// a sentence.
pub(super) fn is_ranked_name(input: Tokens<'_>) -> bool {
    let capital = |token: &Token| {
        token.caps == Caps::Initial && token.has(Section::Ordinal) && token.has(Section::Weekday)
    };
    let inside = |before: Tokens<'_>| {
        before.first().is_some_and(|token| token.kind == TokenKind::Word && token.caps == Caps::Lower)
    };
    input.first().is_some_and(capital) && input.back().is_some_and(inside)
}

/// The small words inside a date: "de", "of", "the".
pub(super) fn of(input: Tokens<'_>) -> Parsed<'_, ()> {
    section(Section::DateOf).parse(input)
}

pub(super) fn comma(input: Tokens<'_>) -> Parsed<'_, ()> {
    kind(TokenKind::Comma).map(|_| ()).parse(input)
}

/// `day = digits [ ordinal ending ] | ordinal | day-mark day`: "17", "17th", "1.º", "trzeciego".
pub(super) fn day(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (input, _) = opt(section(Section::DayMark)).parse(input)?;
    if let Some(rank) = input.first_meaning(Section::Ordinal, |meaning| match meaning {
        Meaning::Ordinal(rank) => Some(rank),
        _ => None,
    }) {
        let day = i8::try_from(rank).ok().filter(|day| (1..=31).contains(day));
        return day.map_or_else(no_match, |day| Ok((input.skip(1), day)));
    }
    let (rest, (value, length)) = digits(1, 31).parse(input)?;
    let (rest, _) = opt(ordinal_ending).parse(rest)?;
    match i8::try_from(value) {
        Ok(value) if length <= 2 => Ok((rest, value)),
        _ => no_match(),
    }
}

/// "17th", "1.º", "2ª": letters glued to the figure that make it a rank.
pub(super) fn ordinal_ending(input: Tokens<'_>) -> Parsed<'_, ()> {
    let (after_stop, _) = opt(glued(TokenKind::Stop)).parse(input)?;
    let (rest, token) = glued(TokenKind::Word).parse(after_stop)?;
    let ending = input.word(token);
    let known = ["st", "nd", "rd", "th", "º", "ª", "o", "a"];
    let plain =
        ending.chars().all(|letter| matches!(letter, 'º' | 'ª')) || after_stop.position() == input.position();
    if known.contains(&ending) && plain { Ok((rest, ())) } else { no_match() }
}

/// "7-go", "90-tych": a short ending behind a hyphen.
pub(super) fn hyphen_ending(input: Tokens<'_>) -> Parsed<'_, ()> {
    let (rest, _) = glued(TokenKind::Hyphen).parse(input)?;
    let (rest, token) = glued(TokenKind::Word).parse(rest)?;
    let says = SectionSet::of(&[Section::TimeUnit, Section::Unit, Section::Age, Section::Concept]);
    if token.span.len() <= 4 && !token.sections().meets(says) { Ok((rest, ())) } else { no_match() }
}

/// `[ weekday [ , ] ] date | date weekday | weekday ( date )`, the date in words or figures; or a weekday
/// with its day in brackets.
pub(super) fn dated(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, weekday) = opt(weekday).parse(input)?;
    if let Some(weekday) = weekday
        && let Ok((rest, date)) = bracketed_date(rest)
    {
        let date = CalendarDate { weekday: Some(weekday), ..date };
        return Ok((rest, TimeExpr::Calendar(date)));
    }
    let (after, _) = opt(comma).parse(rest)?;
    let (after, _) = opt(one_of(SectionSet::of(&[Section::DateOf, Section::DayMark]))).parse(after)?;
    let date = alt((day_month, short_date, month_day, numeric_date)).parse(after);
    match (date, weekday) {
        (Ok((rest, date)), Some(weekday)) => {
            Ok((rest, TimeExpr::Calendar(CalendarDate { weekday: Some(weekday), ..date })))
        }
        (Ok((rest, date)), None) => {
            let (rest, weekday) = opt(weekday_after).parse(rest)?;
            Ok((rest, TimeExpr::Calendar(CalendarDate { weekday, ..date })))
        }
        (Err(_), Some(weekday)) => weekday_alone(rest, weekday),
        (Err(error), None) => Err(error),
    }
}

/// `weekday [ ( day ) | direction ]`: "terça-feira (17)", "next Friday", "sexta passada".
fn weekday_alone(input: Tokens<'_>, weekday: i8) -> Parsed<'_, TimeExpr> {
    // "segunda vez" is the second time, no Monday.
    if input.back().is_some_and(|before| before.first_has(Section::Ordinal)) && ranks_something(input) {
        return no_match();
    }
    let (rest, day) = opt(bracketed_day).parse(input)?;
    let (rest, after) = opt(direction).parse(rest)?;
    Ok((
        rest,
        TimeExpr::Calendar(CalendarDate {
            weekday: Some(weekday),
            day,
            direction: after,
            ..CalendarDate::default()
        }),
    ))
}

/// "(14 May 2025)", "(16.06)" after a weekday.
fn bracketed_date(input: Tokens<'_>) -> Parsed<'_, CalendarDate> {
    let (rest, _) = kind(TokenKind::Open).parse(input)?;
    let figures = |input| match day_and_month(input) {
        Ok((rest, TimeExpr::Calendar(date))) => Ok((rest, date)),
        _ => no_match(),
    };
    let (rest, date) = alt((day_month, short_date, month_day, numeric_date, figures)).parse(rest)?;
    let (rest, _) = kind(TokenKind::Close).parse(rest)?;
    Ok((rest, date))
}

/// `"(" [ article ] weekday ")" | "," weekday`, after a date: "14 maja (wtorek)", "May 14 (a Wednesday)",
/// "em 14 de maio, terça-feira,". After a comma a mark must follow: "14 May, Tuesday 20 May" are two.
fn weekday_after(input: Tokens<'_>) -> Parsed<'_, i8> {
    if let Ok((rest, _)) = kind(TokenKind::Open).parse(input) {
        let (rest, _) = opt(article).parse(rest)?;
        let (rest, (weekday, _)) = (weekday, kind(TokenKind::Close)).parse(rest)?;
        return Ok((rest, weekday));
    }
    let (rest, (_, weekday)) = (kind(TokenKind::Comma), weekday).parse(input)?;
    let ends = rest.first().is_none_or(|next| {
        matches!(next.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Close | TokenKind::Break)
    });
    if ends { Ok((rest, weekday)) } else { no_match() }
}

/// "(17)" after a weekday: the day of the month.
fn bracketed_day(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (rest, (_, day, _)) = (kind(TokenKind::Open), day, kind(TokenKind::Close)).parse(input)?;
    Ok((rest, day))
}

/// `direction weekday [ ( day ) ]`: "last Friday", "ubiegły piątek", "nesta quinta-feira (7)".
pub(super) fn directed_weekday(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, (direction, weekday)) = (direction, weekday).parse(input)?;
    let (rest, day) = opt(bracketed_day).parse(rest)?;
    let date =
        CalendarDate { weekday: Some(weekday), day, direction: Some(direction), ..CalendarDate::default() };
    Ok((rest, TimeExpr::Calendar(date)))
}

/// "17 de junho de 2025", "17 czerwca br.", "the 17th of June"
pub(super) fn day_month(input: Tokens<'_>) -> Parsed<'_, CalendarDate> {
    let (rest, day) = day(input)?;
    // "7. maja", "7-go maja"
    let (rest, _) = opt(alt((glued(TokenKind::Stop).map(|_| ()), hyphen_ending))).parse(rest)?;
    let (rest, _) = opt(of).parse(rest)?;
    let (rest, month) = month(rest)?;
    let (rest, year) = opt(year_of).parse(rest)?;
    let (year, year_offset) = year.unwrap_or_default();
    let (rest, direction) =
        if year.is_none() && year_offset.is_none() { opt(direction).parse(rest)? } else { (rest, None) };
    Ok((
        rest,
        CalendarDate { day: Some(day), month: Some(month), year, year_offset, direction, weekday: None },
    ))
}

/// "June 17, 2025", "Feb. 3 2024", where the language puts the day after the month at all.
pub(super) fn month_day(input: Tokens<'_>) -> Parsed<'_, CalendarDate> {
    if !input.source.lexicon.switches.month_day {
        return no_match();
    }
    let (rest, month) = month(input)?;
    let (figure, _) = opt(of).parse(rest)?;
    let (rest, day) = day(figure)?;
    let (after_comma, _) = opt(comma).parse(rest)?;
    let with_year = year(after_comma).or_else(|_| year(rest)).ok();
    let counts = is_larger_figure(figure) || counts_after_month(rest);
    match with_year {
        Some((rest, year)) => Ok((
            rest,
            CalendarDate { day: Some(day), month: Some(month), year: Some(year), ..CalendarDate::default() },
        )),
        None if counts => no_match(),
        None => Ok((rest, CalendarDate { day: Some(day), month: Some(month), ..CalendarDate::default() })),
    }
}

/// "in June 4.6 per cent", "June 1,200 people": the digits go on past a day of the month.
fn is_larger_figure(figure: Tokens<'_>) -> bool {
    digits_number(figure).is_ok_and(|(rest, _)| rest.position() > figure.position() + 1)
}

/// "May 12 people", "in June 5%": the figure after the month counts or measures something. A preposition
/// that is a unit too ("June 4 in London") does not.
fn counts_after_month(rest: Tokens<'_>) -> bool {
    let wanted = SectionSet::of(&[
        Section::Concept,
        Section::Unit,
        Section::Percent,
        Section::Currency,
        Section::Scale,
    ]);
    rest.first().is_some_and(|token| {
        let concept = token.kind == TokenKind::Word && token.has(Section::Concept);
        concept || (token.sections().meets(wanted) && !token.has(Section::Function))
    })
}

/// `month [ year ] | month direction | direction month`: "junho de 2024", "novembro passado",
/// "last November", "czerwcu ubiegłego roku".
pub(super) fn month_alone(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, (date, lone)) = month_and_year(input)?;
    let is_other = || is_surname(input) || is_given_name(input) || is_verb(input);
    if lone && is_other() { no_match() } else { Ok((rest, TimeExpr::Calendar(date))) }
}

/// A month that something before it says to be one: "the first Sunday of June".
pub(super) fn month_of(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    month_and_year(input).map(|(rest, (date, _))| (rest, TimeExpr::Calendar(date)))
}

/// The month, and whether neither a year nor a word before it goes with it.
fn month_and_year(input: Tokens<'_>) -> Parsed<'_, (CalendarDate, bool)> {
    let (rest, before) = opt(direction).parse(input)?;
    let (rest, month) = month(rest)?;
    let (rest, year) = opt(year_of).parse(rest)?;
    let lone = before.is_none() && year.is_none();
    let (year, year_offset) = year.unwrap_or_default();
    let free = before.is_none() && year.is_none() && year_offset.is_none();
    let (rest, after) = if free { opt(direction).parse(rest)? } else { (rest, None) };
    let date = CalendarDate {
        month: Some(month),
        year,
        year_offset,
        direction: before.or(after),
        ..CalendarDate::default()
    };
    Ok((rest, (date, lone)))
}

/// "Theresa May": a capitalised word that no pack knows stands before a capitalised month.
fn is_surname(input: Tokens<'_>) -> bool {
    let capital = |tokens: &Tokens<'_>| tokens.first().is_some_and(|token| token.caps == Caps::Initial);
    // "ul. Majowa"
    if capital(&input) && input.back().is_some_and(|before| before.first_has(Section::Label)) {
        return true;
    }
    let unknown = |tokens: &Tokens<'_>| tokens.first().is_some_and(|token| token.sections().is_empty());
    let adjacent = input.first().is_some_and(|token| token.spaced);
    adjacent && capital(&input) && input.back().is_some_and(|before| capital(&before) && unknown(&before))
}

/// Whether a word stands before that a time can hang on: "od maja", "early June", "since May".
fn is_governed(input: Tokens<'_>) -> bool {
    const GOVERNS: SectionSet =
        SectionSet::of(&[Section::Since, Section::Until, Section::Part, Section::DateOf, Section::Direction]);
    let preposition = |meaning| matches!(meaning, Meaning::Function(FunctionWord::Preposition)).then_some(());
    input.back().is_some_and(|before| {
        before.first().is_some_and(|token| token.sections().meets(GOVERNS))
            || before.first_meaning(Section::Function, preposition).is_some()
    })
}

/// "Maja Kowalska", "Sylwester Nowak": a capital with a capitalised word behind it that no pack knows, and
/// nothing before it that a time can hang on.
pub(super) fn is_given_name(input: Tokens<'_>) -> bool {
    let capital = |token: &Token| token.caps == Caps::Initial;
    let unknown = |token: &Token| {
        token.kind == TokenKind::Word && token.spaced && capital(token) && token.sections().is_empty()
    };
    input.first().is_some_and(capital) && input.get(1).is_some_and(unknown) && !is_governed(input)
}

/// "nie maja czasu": a month that is an auxiliary verb too, written without its accents.
fn is_verb(input: Tokens<'_>) -> bool {
    let auxiliary = |meaning| matches!(meaning, Meaning::Function(FunctionWord::Auxiliary)).then_some(());
    input.first_meaning(Section::Function, auxiliary).is_some() && !is_governed(input)
}

/// `day-mark day`: "no dia 16".
pub(super) fn marked_day(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, ()) = section(Section::DayMark).parse(input)?;
    let (rest, day) = day(rest)?;
    if input.first_has(Section::Ordinal) || counts_something(rest) {
        return no_match();
    }
    Ok((rest, TimeExpr::Calendar(CalendarDate { day: Some(day), ..CalendarDate::default() })))
}
