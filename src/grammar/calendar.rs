use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, verify};

use crate::lexicon::{Caps, DateOrder, Meaning, Section, SectionSet, Token, TokenKind};

use crate::model::TimeUnit;

use super::input::{Parsed, Tokens, dash, digits, glued, kind, meaning, no_match, one_of, section};
use super::mention::{CalendarDate, TimeExpr};
use super::number::digits_number;
use super::ordinal::ranks_something;
use super::relative::{article, direction, year_offset};

/// The years that four digits may name in the news.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2199;

pub(super) fn month(input: Tokens<'_>) -> Parsed<'_, i8> {
    meaning(Section::Month, |meaning| match meaning {
        Meaning::Month(month) => Some(month),
        _ => None,
    })
    .parse(input)
}

pub(super) fn weekday(input: Tokens<'_>) -> Parsed<'_, i8> {
    if is_ranked_name(input) {
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

fn comma(input: Tokens<'_>) -> Parsed<'_, ()> {
    kind(TokenKind::Comma).map(|_| ()).parse(input)
}

fn year_mark(input: Tokens<'_>) -> Parsed<'_, ()> {
    section(Section::YearMark).parse(input)
}

/// `year = digits(4) [ year-mark ]`: "2024", "2024 r.". "2,024" is none.
pub(super) fn year(input: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, (value, _)) =
        verify(digits(*YEARS.start(), *YEARS.end()), |(_, length)| *length == 4).parse(input)?;
    let grouped = matches!(rest.first(), Some(mark) if matches!(mark.kind, TokenKind::Stop | TokenKind::Comma))
        && rest.get(1).is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced);
    if grouped {
        return no_match();
    }
    let (rest, _) = opt(year_mark).parse(rest)?;
    i16::try_from(value).map_or_else(|_| no_match(), |year| Ok((rest, year)))
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
fn hyphen_ending(input: Tokens<'_>) -> Parsed<'_, ()> {
    let (rest, _) = glued(TokenKind::Hyphen).parse(input)?;
    let (rest, token) = glued(TokenKind::Word).parse(rest)?;
    let says = SectionSet::of(&[Section::TimeUnit, Section::Unit, Section::Age, Section::Concept]);
    if token.span.len() <= 4 && !token.sections().meets(says) { Ok((rest, ())) } else { no_match() }
}

/// The year of a date: "de 2024", ", 2024", "of last year", "br.".
pub(super) fn year_of(input: Tokens<'_>) -> Parsed<'_, (Option<i16>, Option<i8>)> {
    let (one, _) = opt(alt((of, comma))).parse(input)?;
    let (two, _) = opt(of).parse(one)?;
    // "deste ano" says *this* with the word that may also be a mere "of".
    let mut starts = [two, one, input].into_iter();
    let year_at = |start| {
        alt((year.map(|year| (Some(year), None)), year_offset.map(|offset| (None, Some(offset)))))
            .parse(start)
    };
    starts.find_map(|start| year_at(start).ok()).map_or_else(no_match, Ok)
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
    let date = alt((day_month, month_day, numeric_date)).parse(after);
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
    let (rest, date) = alt((day_month, month_day, numeric_date, figures)).parse(rest)?;
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
fn day_month(input: Tokens<'_>) -> Parsed<'_, CalendarDate> {
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
fn month_day(input: Tokens<'_>) -> Parsed<'_, CalendarDate> {
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
    let (rest, before) = opt(direction).parse(input)?;
    let (rest, month) = month(rest)?;
    let (rest, year) = opt(year_of).parse(rest)?;
    if before.is_none() && year.is_none() && is_surname(input) {
        return no_match();
    }
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
    Ok((rest, TimeExpr::Calendar(date)))
}

/// "Theresa May": a capitalised word that no pack knows stands before a capitalised month.
fn is_surname(input: Tokens<'_>) -> bool {
    let capital = |tokens: &Tokens<'_>| tokens.first().is_some_and(|token| token.caps == Caps::Initial);
    let unknown = |tokens: &Tokens<'_>| tokens.first().is_some_and(|token| token.sections().is_empty());
    let adjacent = input.first().is_some_and(|token| token.spaced);
    adjacent && capital(&input) && input.back().is_some_and(|before| capital(&before) && unknown(&before))
}

/// "17/06/2025", "17.06.2025", "2025-06-17"
fn numeric_date(input: Tokens<'_>) -> Parsed<'_, CalendarDate> {
    let (rest, (first, first_length)) = digits(1, 9999).parse(input)?;
    let (rest, mark) = numeric_mark(rest)?;
    let (rest, (second, second_length)) = digits(1, 31).parse(rest)?;
    let (rest, again) = numeric_mark(rest)?;
    let (rest, (third, third_length)) = digits(1, 9999).parse(rest)?;
    if mark != again || second_length > 2 {
        return no_match();
    }
    let order = input.source.lexicon.switches.date_order;
    let (year, month, day) = match (first_length, third_length, order) {
        (4, 1..=2, _) => (first, second, third),
        (1..=2, 4, DateOrder::Mdy) if mark == TokenKind::Slash && first <= 12 => (third, first, second),
        (1..=2, 4, _) if second <= 12 => (third, second, first),
        (1..=2, 4, _) => (third, first, second),
        (2, 2, DateOrder::Dmy) if second_length == 2 && mark != TokenKind::Hyphen => {
            (third + if third < 50 { 2000 } else { 1900 }, second, first)
        }
        _ => return no_match(),
    };
    if !YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return no_match();
    }
    let (rest, _) = opt(year_mark).parse(rest)?;
    let fields = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    let (Ok(year), Ok(month), Ok(day)) = fields else { return no_match() };
    Ok((
        rest,
        CalendarDate { year: Some(year), month: Some(month), day: Some(day), ..CalendarDate::default() },
    ))
}

fn numeric_mark(input: Tokens<'_>) -> Parsed<'_, TokenKind> {
    alt((glued(TokenKind::Stop), glued(TokenKind::Slash), glued(TokenKind::Hyphen)))
        .map(|mark| mark.kind)
        .parse(input)
}

/// A year by itself: "2022", "rok 2024", "2024 r.". Digits that count something are none.
pub(super) fn year_alone(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (after_mark, marked_before) = opt(year_mark).parse(input)?;
    let (rest, value) = year(after_mark)?;
    let marked = marked_before.is_some() || rest.position() > after_mark.position() + 1;
    let hedged = input
        .back()
        .is_some_and(|before| before.first_has(Section::Bound) || before.first_has(Section::Currency));
    let plausible = (1900..=2099).contains(&value);
    if !marked && (hedged || !plausible || counts_something(rest)) {
        return no_match();
    }
    Ok((rest, TimeExpr::Calendar(CalendarDate { year: Some(value), ..CalendarDate::default() })))
}

/// `decade = digits "s" | years digits | decade [ of ] digits`: "1960s", "lat 60.", "anos 60",
/// "década de 1990".
pub(super) fn decade(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if input.first().is_some_and(|token| token.kind == TokenKind::Digits) {
        let (rest, first) = decade_figure(input)?;
        let (rest, token) = glued(TokenKind::Word).parse(rest)?;
        return if input.word(token) == "s" { Ok((rest, TimeExpr::Decade(first))) } else { no_match() };
    }
    let (rest, unit) = meaning(Section::TimeUnit, |meaning| match meaning {
        Meaning::TimeUnit(unit @ (TimeUnit::Year | TimeUnit::Decade)) => Some(unit),
        _ => None,
    })
    .parse(input)?;
    let rest = if unit == TimeUnit::Decade { opt(of).parse(rest)?.0 } else { rest };
    if let Some(rank @ 20..=90) = rest.first_meaning(Section::Ordinal, |meaning| match meaning {
        Meaning::Ordinal(rank) => i16::try_from(rank).ok(),
        _ => None,
    }) {
        return if rank % 10 == 0 { Ok((rest.skip(1), TimeExpr::Decade(1900 + rank))) } else { no_match() };
    }
    let (rest, first) = decade_figure(rest)?;
    let (rest, _) = opt(hyphen_ending).parse(rest)?;
    // "60." is a rank in Polish; a full stop with no lower-case word after it ends the sentence.
    let stop = glued(TokenKind::Stop).parse(rest).ok().map(|(after, _)| after);
    let goes_on = |after: &Tokens<'_>| {
        after.first().is_some_and(|next| next.caps != Caps::Initial && next.kind == TokenKind::Word)
    };
    let rest = stop.filter(goes_on).unwrap_or(rest);
    if counts_something(rest) { no_match() } else { Ok((rest, TimeExpr::Decade(first))) }
}

/// A decade's first year: "1960", "60", "00" of two thousand.
fn decade_figure(input: Tokens<'_>) -> Parsed<'_, i16> {
    let (rest, (value, length)) = digits(0, 2090).parse(input)?;
    let first = match (i16::try_from(value), length) {
        (Ok(value), 2) if value >= 20 => 1900 + value,
        (Ok(value), 2) => 2000 + value,
        (Ok(value @ 1000..), 4) => value,
        _ => return no_match(),
    };
    if first % 10 == 0 { Ok((rest, first)) } else { no_match() }
}

/// Whether the word after a bare number is what it counts or measures.
fn counts_something(rest: Tokens<'_>) -> bool {
    let wanted = SectionSet::of(&[
        Section::Concept,
        Section::Unit,
        Section::Percent,
        Section::Currency,
        Section::TimeUnit,
        Section::Scale,
        Section::Subgroup,
    ]);
    rest.first().is_some_and(|token| {
        token.sections().meets(wanted)
            || matches!(token.kind, TokenKind::Hyphen if !token.spaced && next_is_word(rest))
    })
}

fn next_is_word(rest: Tokens<'_>) -> bool {
    rest.get(1).is_some_and(|token| token.kind == TokenKind::Word && !token.spaced)
}

/// Two dates that share what the second spells out: "16–18 de junho", "3 na 4 maja",
/// "28 de junho a 4 de julho", "agosto de 2023 e março de 2025", "2017–2021".
pub(super) fn between(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    alt((shared_month, month_days, two_years, two_dates, night_of_two_days)).parse(input)
}

/// `weekday preposition weekday`, the second the day after the first: the night between them, "z soboty
/// na niedzielę", "de sábado para domingo".
pub(super) fn night_of_two_days(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, first) = weekday(input)?;
    let (rest, ()) =
        alt((night_to, section(Section::Function), section(Section::Role), joiner)).parse(rest)?;
    let (rest, second) = weekday(rest)?;
    let day = |weekday| {
        Box::new(TimeExpr::Calendar(CalendarDate { weekday: Some(weekday), ..CalendarDate::default() }))
    };
    let night = input.back().is_some_and(|before| follows_night(before));
    if second == first % 7 + 1 && night {
        Ok((rest, TimeExpr::Between(day(first), day(second))))
    } else {
        no_match()
    }
}

/// Whether a part of the day stands shortly before: "noite de", "nocy z".
fn follows_night(before: Tokens<'_>) -> bool {
    before.first_has(Section::DayPart)
        || before.back().is_some_and(|earlier| earlier.first_has(Section::DayPart))
}

fn joiner(input: Tokens<'_>) -> Parsed<'_, ()> {
    let until = meaning(Section::Until, |meaning| matches!(meaning, Meaning::Until).then_some(()));
    alt((section(Section::Range), section(Section::And), until, dash)).parse(input)
}

fn shared_month(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, first) = day(input)?;
    let (rest, ()) = alt((joiner, night_to)).parse(rest)?;
    let (rest, second) = day_month(rest)?;
    let start = CalendarDate { day: Some(first), weekday: None, ..second };
    if Some(first) >= second.day {
        return no_match();
    }
    Ok((rest, TimeExpr::Between(Box::new(TimeExpr::Calendar(start)), Box::new(TimeExpr::Calendar(second)))))
}

/// "June 16-18, 2025"
fn month_days(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, from) = month_day(input)?;
    let (rest, ()) = dash(rest)?;
    let (rest, last) = day(rest)?;
    let (after_comma, _) = opt(comma).parse(rest)?;
    let (rest, year) = year(after_comma).map_or((rest, None), |(rest, year)| (rest, Some(year)));
    if from.year.is_some() || Some(last) <= from.day {
        return no_match();
    }
    let end = |day| Box::new(TimeExpr::Calendar(CalendarDate { day, year, ..from }));
    Ok((rest, TimeExpr::Between(end(from.day), end(Some(last)))))
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

/// "16.06", "16/6": day and month in figures, where the mark is no decimal mark and the figures can be
/// nothing else. In brackets or after a weekday any day does.
pub(super) fn day_and_month(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let switches = &input.source.lexicon.switches;
    let (rest, (first, first_length)) = digits(1, 31).parse(input)?;
    let (rest, mark) = numeric_mark(rest)?;
    let (rest, (second, second_length)) = digits(1, 12).parse(rest)?;
    let plain_mark = matches!(mark, TokenKind::Slash) || (mark == TokenKind::Stop && second_length == 2);
    let hangs = |token: &&Token| {
        !token.spaced
            && matches!(
                token.kind,
                TokenKind::Digits
                    | TokenKind::Word
                    | TokenKind::Hyphen
                    | TokenKind::Slash
                    | TokenKind::Symbol
            )
    };
    let goes_on = rest.first().filter(hangs).is_some()
        || rest.get(1).is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced);
    let before = input.back();
    let in_brackets = before.is_some_and(|before| {
        before.first().is_some_and(|token| token.kind == TokenKind::Open)
            || before.first_has(Section::Weekday)
    });
    let at = before.is_some_and(|before| before.first_has(Section::Clock));
    let certain = in_brackets
        || (first_length == 2 && second_length == 2)
        || (first > 12 && (first, second) != (24, 7));
    if switches.decimal_mark == '.' || !plain_mark || goes_on || at || !certain || counts_something(rest) {
        return no_match();
    }
    match (i8::try_from(first), i8::try_from(second)) {
        (Ok(day), Ok(month)) => Ok((
            rest,
            TimeExpr::Calendar(CalendarDate {
                day: Some(day),
                month: Some(month),
                ..CalendarDate::default()
            }),
        )),
        _ => no_match(),
    }
}

/// "z 3 na 4 maja": the preposition of a night between two days.
fn night_to(input: Tokens<'_>) -> Parsed<'_, ()> {
    section(Section::Per).parse(input)
}

fn two_years(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let (rest, first) = year(input)?;
    let (rest, ()) = joiner(rest)?;
    let (rest, second) = year(rest).or_else(|_| short_year(input.skip(1), rest, first))?;
    if second <= first || counts_something(rest) {
        return no_match();
    }
    let end =
        |year| Box::new(TimeExpr::Calendar(CalendarDate { year: Some(year), ..CalendarDate::default() }));
    Ok((rest, TimeExpr::Between(end(first), end(second))))
}

/// "1987-94": the last two digits of a later year, where they can be no month.
fn short_year<'a>(joint: Tokens<'a>, input: Tokens<'a>, first: i16) -> Parsed<'a, i16> {
    let (_, ()) = dash(joint)?;
    let glued = input.first().is_some_and(|token| !token.spaced && token.span.len() == 2);
    let (rest, (value, _)) = digits(13, 99).parse(input)?;
    match i16::try_from(value) {
        Ok(value) if glued => Ok((rest, first / 100 * 100 + value)),
        _ => no_match(),
    }
}

fn two_dates(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let opened = input
        .back()
        .is_some_and(|before| before.first_has(Section::Range) || before.first_has(Section::Since));
    let (rest, first) = alt((dated, month_alone)).parse(input)?;
    let (rest, ()) = joiner(rest)?;
    let (rest, second) = alt((dated, month_alone)).parse(rest)?;
    let (TimeExpr::Calendar(from), TimeExpr::Calendar(to)) = (&first, &second) else { return no_match() };
    let ordered =
        (from.year, from.month, from.day) < (to.year.or(from.year), to.month, to.day) || from.year.is_none();
    if !opened || from.month.is_none() || to.month.is_none() || !ordered {
        return no_match();
    }
    let from = CalendarDate {
        year: from.year.or(to.year),
        year_offset: from.year_offset.or(to.year_offset),
        ..*from
    };
    Ok((rest, TimeExpr::Between(Box::new(TimeExpr::Calendar(from)), Box::new(second))))
}
