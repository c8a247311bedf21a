use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use rust_decimal::prelude::ToPrimitive;

use crate::lexicon::{CalendarCapitals, Caps, FunctionWord, Meaning, Section, SectionSet, Token, TokenKind};

use super::clock::{clock_follows, ends_phrase};
use super::digits::digits_number;
use super::figures::{day_and_month, numeric_date, short_date, slashed};
use super::input::{Parsed, Tokens, digits, glued, kind, meaning, no_match, one_of, section};
use super::mention::{CalendarDate, TimeExpr};
use super::number::number;
use super::ordinal::ranks_something;
use super::relative::{article, direction, direction_behind};
use super::roman::may_be_roman;
use super::year::{bare_short_year, counts_something, year_of};

pub(super) fn month(input: Tokens<'_>) -> Parsed<'_, i8> {
    meaning(Section::Month, |meaning| match meaning {
        Meaning::Month(month) => Some(month),
        _ => None,
    })
    .parse(input)
}

/// A month, or a word that is one only beside the figure of a day or a year: "Jan 12", "set/2024",
/// "may 2018". The full stop of an abbreviation goes with it where the date goes on.
pub(super) fn month_beside_figure(input: Tokens<'_>) -> Parsed<'_, i8> {
    if let Ok(found) = month(input) {
        return Ok(found);
    }
    let (rest, month) = meaning(Section::MonthBeside, |meaning| match meaning {
        Meaning::MonthBeside(month) => Some(month),
        _ => None,
    })
    .parse(input)?;
    let goes_on = |after: &Tokens<'_>| {
        after.first_has(Section::DateOf) || after.first().is_some_and(|next| next.kind == TokenKind::Digits)
    };
    let after_stop = glued(TokenKind::Stop).parse(rest).ok().map(|(after, _)| after).filter(goes_on);
    Ok((after_stop.unwrap_or(rest), month))
}

/// A weekday, or a word that is one only beside a day of the month or a clock: "Sun, 5 May", "Sat at 5".
pub(super) fn weekday_beside_figure(input: Tokens<'_>) -> Parsed<'_, i8> {
    if let Ok(found) = weekday(input) {
        return Ok(found);
    }
    meaning(Section::WeekdayBeside, |meaning| match meaning {
        Meaning::WeekdayBeside(weekday) => Some(weekday),
        _ => None,
    })
    .parse(input)
}

pub(super) fn weekday(input: Tokens<'_>) -> Parsed<'_, i8> {
    if is_ranked_name(input) || is_capital_name(input) {
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

/// "Gość Niedzielny", "ulicą Majową", "Magda Środa": where weekdays and months are written small, a capital
/// between capitals makes a name of one; and where they always are, any capital inside a sentence.
fn is_capital_name(input: Tokens<'_>) -> bool {
    let inside = |before: Tokens<'_>| before.first().is_some_and(|token| token.kind == TokenKind::Word);
    let capital = input.first().is_some_and(|token| token.caps == Caps::Initial && token.spaced);
    match input.source().lexicon.switches.calendar_capitals {
        CalendarCapitals::Always => false,
        CalendarCapitals::Sometimes => is_surname(input) || is_given_name(input),
        CalendarCapitals::Never => {
            is_surname(input) || is_given_name(input) || (capital && input.back().is_some_and(inside))
        }
    }
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
    if let Some(first) = rank(input) {
        // "trzydziestego pierwszego": ranks beyond twenty may be two words.
        let unit = rank(input.skip(1)).filter(|unit| *unit < 10 && matches!(first, 20 | 30));
        let day = Some(first + unit.unwrap_or_default()).filter(|day| (1..=31).contains(day));
        let words = if unit.is_some() { 2 } else { 1 };
        return day.map_or_else(no_match, |day| Ok((input.skip(words), day)));
    }
    if input.first_has(Section::Cardinal) && input.first().is_some_and(|token| token.kind == TokenKind::Word)
    {
        return spelled_day(input);
    }
    let (rest, (value, length)) = digits(1, 31).parse(input)?;
    let (rest, _) = opt(ordinal_ending).parse(rest)?;
    match i8::try_from(value) {
        Ok(value) if length <= 2 => Ok((rest, value)),
        _ => no_match(),
    }
}

fn rank(input: Tokens<'_>) -> Option<i8> {
    input.first_meaning(Section::Ordinal, |meaning| match meaning {
        Meaning::Ordinal(rank) => i8::try_from(rank).ok(),
        _ => None,
    })
}

/// "três", "vinte e cinco", "twenty nine"
fn spelled_day(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (rest, number) = number(input, false)?;
    let day = number.bounds.single().filter(|day| *day == day.trunc()).and_then(|day| day.to_i8());
    match day {
        Some(day @ 1..=31) if number.scale.is_none() => Ok((rest, day)),
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

/// How far behind a day in words its month stands: "vinte e cinco de abril".
const SPELLED_REACH: usize = 5;

/// `[ weekday [ , ] ] date | date weekday | weekday ( date )`, the date in words or figures; or a weekday
/// with its day in brackets.
pub(super) fn dated(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    if !may_start_date(input) {
        return no_match();
    }
    input.dated_once(weekday_and_date).map(|(rest, date)| (rest, TimeExpr::Calendar(date)))
}

/// Whether the first tokens leave room for a date. Figures with nothing behind them that a date goes on with
/// leave none: "12 osób".
fn may_start_date(input: Tokens<'_>) -> bool {
    const STARTS: SectionSet = SectionSet::of(&[
        Section::Month,
        Section::MonthBeside,
        Section::Weekday,
        Section::WeekdayBeside,
        Section::DateOf,
        Section::DayMark,
        Section::Ordinal,
        Section::Cardinal,
    ]);
    let Some(first) = input.first() else { return false };
    let month = |token: &Token| token.has(Section::Month) || token.has(Section::MonthBeside);
    if first.sections().meets(STARTS) {
        // Reading a number in words is dear: look for its month first.
        return first.has(Section::Ordinal)
            || !input.is_spelled_number()
            || input.ahead(SPELLED_REACH, month);
    }
    match first.kind {
        TokenKind::Digits => goes_on_as_date(input),
        kind => kind == TokenKind::Comma,
    }
}

/// Whether a date can go on behind the figures here.
fn goes_on_as_date(figures: Tokens<'_>) -> bool {
    const DATES: SectionSet = SectionSet::of(&[Section::Month, Section::MonthBeside, Section::DateOf]);
    figures.get(1).is_some_and(|next| {
        !next.spaced || next.sections().meets(DATES) || may_be_roman(figures.source(), next)
    })
}

fn weekday_and_date(input: Tokens<'_>) -> Parsed<'_, CalendarDate> {
    let (rest, weekday) = opt(weekday_beside_figure).parse(input)?;
    let named = input.first_has(Section::Weekday);
    if let Some(weekday) = weekday
        && let Ok((rest, date)) = bracketed_date(rest)
    {
        return Ok((rest, CalendarDate { weekday: Some(weekday), ..date }));
    }
    let (after, _) = opt(comma).parse(rest)?;
    let (after, _) =
        opt(one_of(const { SectionSet::of(&[Section::DateOf, Section::DayMark]) })).parse(after)?;
    match (date(input, after), weekday) {
        (Ok((rest, date)), Some(weekday)) => Ok((rest, CalendarDate { weekday: Some(weekday), ..date })),
        (Ok((rest, date)), None) => {
            let (rest, weekday) = opt(weekday_after).parse(rest)?;
            Ok((rest, CalendarDate { weekday, ..date }))
        }
        (Err(_), Some(weekday)) => weekday_alone(rest, weekday, named),
        (Err(error), None) => Err(error),
    }
}

/// The date itself, in what its first token leaves room for.
fn date<'a>(start: Tokens<'a>, input: Tokens<'a>) -> Parsed<'a, CalendarDate> {
    let Some(first) = input.first() else { return no_match() };
    if first.kind != TokenKind::Digits || (first.has(Section::Month) || first.has(Section::MonthBeside)) {
        return alt((day_month, short_date, month_day, slashed)).parse(input);
    }
    if !goes_on_as_date(input) {
        return no_match();
    }
    if input.get(1).is_some_and(|next| next.spaced) {
        return alt((day_month, short_date)).parse(input);
    }
    let figures = |input| match day_and_month(input) {
        Ok((rest, TimeExpr::Calendar(date))) if input.position() > start.position() => Ok((rest, date)),
        _ => no_match(),
    };
    alt((day_month, short_date, numeric_date, slashed, figures)).parse(input)
}

/// `weekday [ ( day ) | day | direction ]`: "terça-feira (17)", "sexta-feira 13", "Tuesday the 11th",
/// "next Friday", "sexta passada". A weekday that is no name by itself needs its day or a clock.
fn weekday_alone(input: Tokens<'_>, weekday: i8, named: bool) -> Parsed<'_, CalendarDate> {
    // "segunda vez" is the second time, no Monday.
    if input.back().is_some_and(|before| before.first_has(Section::Ordinal)) && ranks_something(input) {
        return no_match();
    }
    let (rest, day) = opt(alt((bracketed_day, numbered_day))).parse(input)?;
    if !named && day.is_none() && !clock_follows(rest) {
        return no_match();
    }
    let (rest, after) = opt(direction_behind).parse(rest)?;
    Ok((rest, CalendarDate { weekday: Some(weekday), day, direction: after, ..CalendarDate::default() }))
}

/// "13" of "sexta-feira 13", "the 11th" of "Tuesday the 11th": the day of the month, where the figure counts
/// nothing and ranks nothing.
fn numbered_day(input: Tokens<'_>) -> Parsed<'_, i8> {
    let (start, comma) = opt(kind(TokenKind::Comma)).parse(input)?;
    let (start, _) = opt(of).parse(start)?;
    let marked = start.first_has(Section::DayMark);
    let (rest, day) = day(start)?;
    let figure = start.first().is_some_and(|token| token.kind == TokenKind::Digits);
    let ranked = start.first_has(Section::Ordinal) || (figure && rest.position() > start.position() + 1);
    let larger =
        is_larger_figure(start) || super::clock::reading(start).is_ok_and(|(_, time)| time.is_certain());
    let free = match ranked {
        true => !ranks_something(rest) && !counts_something(rest) && !names_something(rest),
        false => (ends_phrase(rest) && !ranks_by_stop(rest)) || clock_follows(rest),
    };
    let told = marked || ranked || (figure && (comma.is_none() || is_aside(input, rest)));
    if told && free && !larger { Ok((rest, day)) } else { no_match() }
}

/// "w niedzielę 25. Maraton Warty": where a stop makes a rank of a figure, a name behind it is what is ranked.
fn ranks_by_stop(rest: Tokens<'_>) -> bool {
    let stop = rest.first().is_some_and(|token| token.kind == TokenKind::Stop && !token.spaced);
    stop && rest.source().lexicon.switches.ordinal_stop && names_something(rest.skip(1))
}

/// "Wednesday, the first League club to …": a name that a rank stands before.
fn names_something(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|token| {
        token.kind == TokenKind::Word
            && token.spaced
            && token.caps != Caps::Lower
            && !token.has(Section::Month)
    })
}

/// "na quinta-feira, 23, das 10h": a bare figure between marks behind a weekday that a small word leads to.
fn is_aside(behind_weekday: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let led = behind_weekday.back().and_then(|weekday| weekday.back()).is_some_and(|before| {
        before.first_has(Section::Function)
            || before.first_has(Section::Direction)
            || before.first_has(Section::DateOf)
    });
    let closed = rest.first().is_none_or(|next| {
        matches!(next.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Close | TokenKind::Break)
    });
    led && closed
}

/// "the 5th" of "on the 5th": a rank that ranks nothing, between a preposition with its article and the end
/// of the phrase.
pub(super) fn ranked_day(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    let article = input.back().filter(|before| before.first_has(Section::DateOf));
    let introduced = article.and_then(|article| article.back()).is_some_and(is_preposition);
    let (rest, (value, _)) = digits(1, 31).parse(input)?;
    let (rest, ()) = ordinal_ending(rest)?;
    let free = (ends_phrase(rest) || clock_follows(rest)) && !rest.first_has(Section::Range);
    match i8::try_from(value) {
        Ok(day) if introduced && free && input.source().lexicon.switches.month_day => {
            Ok((rest, TimeExpr::Calendar(CalendarDate { day: Some(day), ..CalendarDate::default() })))
        }
        _ => no_match(),
    }
}

/// Whether the first token is a preposition that owns nothing.
pub(super) fn is_preposition(tokens: Tokens<'_>) -> bool {
    tokens.first().is_some_and(|token| {
        tokens.source().is_function(token, FunctionWord::Preposition) && !token.has(Section::DateOf)
    })
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
    let (rest, day) = opt(alt((bracketed_day, numbered_day))).parse(rest)?;
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
    let (rest, month) = month_beside_figure(rest)?;
    let (rest, year) = opt(alt((year_of, bare_short_year))).parse(rest)?;
    let (year, year_offset) = year.unwrap_or_default();
    let (rest, direction) = if year.is_none() && year_offset.is_none() {
        opt(direction_behind).parse(rest)?
    } else {
        (rest, None)
    };
    Ok((
        rest,
        CalendarDate {
            day: Some(day),
            month: Some(month),
            year,
            year_offset,
            direction,
            ..CalendarDate::default()
        },
    ))
}

/// "June 17, 2025", "Feb. 3 2024", where the language puts the day after the month at all.
pub(super) fn month_day(input: Tokens<'_>) -> Parsed<'_, CalendarDate> {
    if !input.source().lexicon.switches.month_day {
        return no_match();
    }
    let (rest, month) = month_beside_figure(input)?;
    let (figure, _) = opt(of).parse(rest)?;
    let (rest, day) = day(figure)?;
    let with_year = year_of(rest).ok();
    let spelled = figure.first_has(Section::Cardinal) && !figure.first_has(Section::Ordinal);
    // "a June 3 hearing", "the September 11th terrorist attacks"
    let ranked = !spelled && rest.position() > figure.position() + 1;
    let sure = ranked || input.back().is_some_and(|before| article(before).is_ok());
    let counts =
        is_larger_figure(figure) || (!sure && counts_after_month(rest)) || (spelled && !ends_phrase(rest));
    match with_year {
        Some((rest, (year, year_offset))) => Ok((
            rest,
            CalendarDate { day: Some(day), month: Some(month), year, year_offset, ..CalendarDate::default() },
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
    let is_other = || {
        is_capital_name(input)
            || is_surname(input)
            || is_given_name(input)
            || is_verb(input)
            || is_other_word(input)
    };
    if lone && is_other() { no_match() } else { Ok((rest, TimeExpr::Calendar(date))) }
}

/// A month that something before it says to be one: "the first Sunday of June".
pub(super) fn month_of(input: Tokens<'_>) -> Parsed<'_, TimeExpr> {
    month_and_year(input).map(|(rest, (date, _))| (rest, TimeExpr::Calendar(date)))
}

/// The month, and whether neither a year nor a word before it goes with it.
fn month_and_year(input: Tokens<'_>) -> Parsed<'_, (CalendarDate, bool)> {
    let (rest, before) = opt(direction).parse(input)?;
    let named = rest.first_has(Section::Month);
    let (rest, month) = month_beside_figure(rest)?;
    let (rest, year) = opt(year_of).parse(rest)?;
    if !named && year.is_none_or(|(year, _)| year.is_none()) {
        return no_match();
    }
    let lone = before.is_none() && year.is_none();
    let (year, year_offset) = year.unwrap_or_default();
    let free = before.is_none() && year.is_none() && year_offset.is_none();
    let (rest, after) = if free { opt(direction_behind).parse(rest)? } else { (rest, None) };
    let date = CalendarDate {
        month: Some(month),
        year,
        year_offset,
        direction: before.or(after),
        ..CalendarDate::default()
    };
    Ok((rest, (date, lone)))
}

/// "May I ask", "$DEC": a word that is a month only beside a figure when it is written small is a verb
/// before a pronoun; and what hangs on to a mark is a code.
fn is_other_word(input: Tokens<'_>) -> bool {
    let Some(first) = input.first() else { return false };
    let next_is = |word| input.get(1).is_some_and(|next| input.source().is_function(next, word));
    // "In March it fell" has a month.
    let introduced = input.back().is_some_and(is_preposition);
    let verb = first.has(Section::MonthBeside) && next_is(FunctionWord::Pronoun) && !introduced;
    let hangs = !first.spaced
        && input
            .back()
            .and_then(|before| before.first())
            .is_some_and(|before| before.kind == TokenKind::Symbol);
    verb || hangs
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
    let figures = rest.first().is_some_and(|next| next.kind == TokenKind::Slash && !next.spaced);
    if input.first_has(Section::Ordinal) || counts_something(rest) || figures {
        return no_match();
    }
    Ok((rest, TimeExpr::Calendar(CalendarDate { day: Some(day), ..CalendarDate::default() })))
}
