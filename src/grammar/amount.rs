use nom::Parser;
use nom::combinator::opt;

use crate::lexicon::{
    AgeWord, Caps, FunctionWord, Meaning, RangeWord, Section, SectionSet, Token, TokenKind,
};
use crate::model::{Bounds, Decimal, Hedge, Measure, TimeUnit};

use super::calendar::dated;
use super::clock::clock;
use super::input::{Parsed, Tokens, dash, meaning, no_match, section, symbol_fits};
use super::mention::{AmountExpr, MentionValue, RangeStyle};
use super::number::{Number, number};

/// `amount = [ bound ] ( range | money | number ) [ unit ] [ bound-after ]`: "cerca de 1.000",
/// "entre 4,2 e 5,8 milhões", "R$ 3,4 bilhões", "menos de duas semanas". A bare article is none.
pub(super) fn amount(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let (after_bound, hedge) = bounds_before(input);
    let (rest, first) = side(after_bound)?;
    if hedge.is_some() && is_date(after_bound, rest) {
        return no_match();
    }
    let (rest, ends) = match range_end(after_bound, rest, &first) {
        Some((rest, second, style)) => (rest, Ends::Range(first, second, style)),
        None => (rest, Ends::Single(first)),
    };
    let (rest, tail) = unit_tail(rest, ends.last());
    let tail = if is_age(input, rest, &ends, &tail) { Tail::Age } else { tail };
    let (rest, after) = opt(bound_after).parse(rest)?;
    let hedge = hedge.or(after).or_else(|| bound_after_noun(rest, &tail));
    let Some(read) = ends.bounds(hedge) else { return no_match() };
    if let (Tail::Time(unit), Ends::Single(_)) = (&tail, &ends)
        && let Some((rest, bounds, unit)) = smaller_time(rest, read, *unit)
    {
        return Ok((rest, MentionValue::Duration(bounds, unit)));
    }
    if ends.first().number.article && !article_counts(hedge, &tail) {
        return no_match();
    }
    Ok((rest, tail.value(&ends, read)))
}

/// One end: a number with the currency that stands before it.
#[derive(Clone, Copy)]
struct SideAmount {
    number: Number,
    currency: Option<Measure>,
}

enum Ends {
    Single(SideAmount),
    Range(SideAmount, SideAmount, RangeStyle),
}

impl Ends {
    fn first(&self) -> &SideAmount {
        match self {
            Self::Single(only) | Self::Range(only, ..) => only,
        }
    }

    fn last(&self) -> &SideAmount {
        match self {
            Self::Single(only) => only,
            Self::Range(_, last, _) => last,
        }
    }

    /// A range's lower end takes the scale of the upper: "4,2 a 5,8 milhões".
    fn bounds(&self, hedge: Option<Hedge>) -> Option<Bounds> {
        let whole = match self {
            Self::Single(only) => only.number.bounds,
            Self::Range(low, high, _) => {
                let shared = match (low.number.scale, high.number.scale) {
                    (None, Some(scale)) if low.number.bounds.point() < Some(Decimal::ONE_THOUSAND) => {
                        let power = (0..scale)
                            .try_fold(Decimal::ONE, |product, _| product.checked_mul(Decimal::TEN))?;
                        low.number.times(power, scale)?
                    }
                    _ => low.number,
                };
                Bounds::range(shared.bounds, high.number.bounds)
            }
        };
        Some(hedge.map_or(whole, |hedge| whole.hedged(hedge)))
    }
}

/// "at least one", "há um ano": an article counts where it is qualified, or measures time or money.
fn article_counts(hedge: Option<Hedge>, tail: &Tail) -> bool {
    let exact_time = matches!(tail, Tail::Time(_));
    matches!(hedge, Some(Hedge::AtLeast | Hedge::AtMost)) && !exact_time || (exact_time && hedge.is_some())
}

fn bound_word(input: Tokens<'_>) -> Parsed<'_, Hedge> {
    meaning(Section::Bound, |meaning| match meaning {
        Meaning::Bound(hedge) => Some(hedge),
        _ => None,
    })
    .parse(input)
}

fn bound_after(input: Tokens<'_>) -> Parsed<'_, Hedge> {
    meaning(Section::BoundAfter, |meaning| match meaning {
        Meaning::BoundAfter(hedge) => Some(hedge),
        _ => None,
    })
    .parse(input)
}

/// `{ bound [ article ] }`: "mais de", "ultrapassando os", "at least about". The first that says
/// more than *about* wins.
fn bounds_before(input: Tokens<'_>) -> (Tokens<'_>, Option<Hedge>) {
    let (mut rest, mut hedge) = (input, None);
    while let Ok((after, next)) = bound_word(rest) {
        hedge = match hedge {
            None | Some(Hedge::About) => Some(next),
            kept => kept,
        };
        rest = after;
    }
    let is_article = |meaning| matches!(meaning, Meaning::Function(FunctionWord::Article)).then_some(());
    let article = rest.first_meaning(Section::Function, is_article).is_some();
    let one = rest.first_has(Section::One);
    if hedge.is_some() && article && !one { (rest.skip(1), hedge) } else { (rest, hedge) }
}

/// "até 31 de junho", "around 9am", "cerca das 14h30": the figure is the start of a date or a clock.
fn is_date(start: Tokens<'_>, after_number: Tokens<'_>) -> bool {
    let month = [after_number, after_number.skip(1)].iter().any(|rest| rest.first_has(Section::Month));
    let digits = start.first().is_some_and(|token| token.kind == TokenKind::Digits);
    let further = |rest: Tokens<'_>| rest.position() > after_number.position();
    (month && dated(start).is_ok_and(|(rest, _)| further(rest)))
        || (digits && clock(start).is_ok_and(|(rest, _)| further(rest)))
}

/// "200 pessoas ou mais": a bound may stand after the noun. It stays outside the span.
fn bound_after_noun(rest: Tokens<'_>, tail: &Tail) -> Option<Hedge> {
    let noun = rest.first().filter(|token| token.has(Section::Concept) && matches!(tail, Tail::Nothing));
    let (after, hedge) = bound_after(rest.skip(usize::from(noun.is_some()))).ok()?;
    let next_number = number(after, false).is_ok() || bound_word(after).is_ok();
    (noun.is_some() && !next_number).then_some(hedge)
}

/// "três anos e dois meses", "6 horas e meia", "2 hours 30 minutes": a smaller part of the same
/// length of time, in the smaller unit.
fn smaller_time(rest: Tokens<'_>, bounds: Bounds, unit: TimeUnit) -> Option<(Tokens<'_>, Bounds, TimeUnit)> {
    let whole = bounds.single().or_else(|| bounds.point().filter(|_| bounds.hedge != Hedge::Range))?;
    let again = |value: Decimal, step: Decimal| {
        let exact = Bounds::exact(value, step);
        if bounds.hedge == Hedge::Exact { exact } else { exact.hedged(bounds.hedge) }
    };
    if rest.first_has(Section::AndHalf) {
        let half = Decimal::new(5, 1);
        return Some((rest.skip(1), again(whole.checked_add(half)?, half), unit));
    }
    let joined = if rest.first_has(Section::And) { rest.skip(1) } else { rest };
    let (after, part) = number(joined, false).ok()?;
    let (after, smaller) = time_unit(after).ok()?;
    let parts = Decimal::from(parts_of(unit, smaller)?);
    let part = part.bounds.single().filter(|part| *part < parts && !part.is_zero())?;
    Some((after, again(whole.checked_mul(parts)?.checked_add(part)?, Decimal::ONE), smaller))
}

/// How many of the smaller unit the larger one holds.
fn parts_of(unit: TimeUnit, smaller: TimeUnit) -> Option<u32> {
    match (unit, smaller) {
        (TimeUnit::Year, TimeUnit::Month) => Some(12),
        (TimeUnit::Week, TimeUnit::Day) => Some(7),
        (TimeUnit::Day, TimeUnit::Hour) => Some(24),
        (TimeUnit::Hour, TimeUnit::Minute) | (TimeUnit::Minute, TimeUnit::Second) => Some(60),
        _ => None,
    }
}

/// "aged 71", "w wieku od 43 do 50 lat", "tinha 50 anos", "Maria, de 47 anos": an age by the word
/// before it. A preposition tells one only between a name or a comma and years.
fn is_age(start: Tokens<'_>, rest: Tokens<'_>, ends: &Ends, tail: &Tail) -> bool {
    let opener = |tokens: &Tokens<'_>| {
        opened_by(start, RangeWord::From)
            && tokens.back().is_some_and(|before| before.first_has(Section::Age))
    };
    let Some(before) = start.back() else { return false };
    let before = if opener(&before) { before.back().unwrap_or(before) } else { before };
    let is_age_word = |meaning| matches!(meaning, Meaning::Age(AgeWord::Before)).then_some(());
    let plausible = ends.last().number.bounds.point().is_some_and(|age| age <= Decimal::from(120));
    if before.first_meaning(Section::Age, is_age_word).is_none() {
        return plausible && is_apposition(start, before, ends, tail);
    }
    let function = before.first_has(Section::Function);
    let is_auxiliary = |meaning| matches!(meaning, Meaning::Function(FunctionWord::Auxiliary)).then_some(());
    let auxiliary = before.first_meaning(Section::Function, is_auxiliary).is_some();
    // "tem 20 anos de experiência" is no age.
    let weak = before.first_has(Section::DateOf)
        || (function && !auxiliary)
        || (auxiliary && rest.first_has(Section::DateOf));
    let counts =
        rest.first().is_some_and(|next| next.kind == TokenKind::Word && !next.has(Section::Function));
    let introduced = || {
        before
            .back()
            .and_then(|tokens| tokens.first())
            .is_some_and(|token| token.kind == TokenKind::Comma || is_unknown_name(token))
    };
    plausible
        && match tail {
            Tail::Time(TimeUnit::Year) => !weak || introduced(),
            Tail::Nothing => !function && !counts && !weak && ends.last().number.plain_digits,
            _ => false,
        }
}

/// "John Smith, 71, said", "Ana Souza, 34 anos,": a number between commas after a name.
fn is_apposition(start: Tokens<'_>, before: Tokens<'_>, ends: &Ends, tail: &Tail) -> bool {
    let comma = |token: &Token| token.kind == TokenKind::Comma;
    let named = before
        .back()
        .and_then(|tokens| tokens.first())
        .is_some_and(|token| is_unknown_name(token) || token.has(Section::Concept));
    let closed = match tail {
        Tail::Nothing => start.get(1).is_some_and(|next| comma(next) && !next.spaced),
        Tail::Time(TimeUnit::Year) => true,
        _ => false,
    };
    closed && named && ends.last().number.plain_digits && before.first().is_some_and(comma)
}

fn is_unknown_name(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.caps == Caps::Initial && token.sections().is_empty()
}

fn side(input: Tokens<'_>) -> Parsed<'_, SideAmount> {
    // "USD$23" names its currency twice.
    let twice = |after: Tokens<'_>| after.first_has(Section::Currency);
    if let Ok((after, currency)) = currency_word(input)
        && let after = if twice(after) { after.skip(1) } else { after }
        && let Ok((rest, number)) = number(after, true)
        && !number.article
    {
        return Ok((rest, SideAmount { number, currency: Some(currency) }));
    }
    let (rest, number) = number(input, false)?;
    Ok((rest, SideAmount { number, currency: None }))
}

fn currency_word(input: Tokens<'_>) -> Parsed<'_, Measure> {
    meaning(Section::Currency, |meaning| match meaning {
        Meaning::Currency(currency) => Some(Measure::Money(currency)),
        _ => None,
    })
    .parse(input)
}

fn range_word(input: Tokens<'_>, wanted: RangeWord) -> bool {
    input
        .first_meaning(Section::Range, |meaning| match meaning {
            Meaning::Range(word) if word == wanted => Some(()),
            _ => None,
        })
        .is_some()
}

/// `range = between A and B | [ from ] A to B | A - B`: the rest after B, B, and how they are joined.
fn range_end<'a>(
    start: Tokens<'a>,
    after_first: Tokens<'a>,
    first: &SideAmount,
) -> Option<(Tokens<'a>, SideAmount, RangeStyle)> {
    let repeated = skip_repeated_unit(after_first);
    let dashed = |rest: Tokens<'a>| dash(rest).ok().map(|(rest, ())| rest);
    let joined = if opened_by(start, RangeWord::Between) {
        [repeated, Some(after_first)]
            .into_iter()
            .flatten()
            .find(|rest| range_word(*rest, RangeWord::And))
            .map(|rest| rest.skip(1))
    } else {
        [repeated, Some(after_first)]
            .into_iter()
            .flatten()
            .find(|rest| range_word(*rest, RangeWord::To))
            .map(|rest| rest.skip(1))
            .or_else(|| dashed(after_first))
    }?;
    let (rest, second) = side(joined).ok()?;
    let ends_meet = first.number.bounds.point() < second.number.bounds.point()
        || first.number.scale.is_none() && second.number.scale.is_some();
    let dash = dashed(after_first).is_some();
    // "00-950" is a code, "0-3" a score.
    let plain =
        dash && (!counts_something(rest) || first.number.bounds.point().is_some_and(|low| low.is_zero()));
    let unlike =
        joined.position() > after_first.position() + 1 && !dash && unit_of(after_first) != unit_of(rest);
    if second.number.article || !ends_meet || plain || unlike {
        return None;
    }
    let style = if opened_by(start, RangeWord::From) { RangeStyle::FromTo } else { RangeStyle::Plain };
    Some((rest, second, style))
}

/// Whether the token before `start` opens a range.
fn opened_by(start: Tokens<'_>, word: RangeWord) -> bool {
    start.back().is_some_and(|before| range_word(before, word))
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
    let measure = unit_measure(input).ok().map(|(_, (measure, _))| measure);
    (time.is_some() || measure.is_some()).then_some((time, measure))
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

/// What stands after the number.
enum Tail {
    Nothing,
    Measure { measure: Measure, other: Option<Measure>, per: Option<Measure> },
    Time(TimeUnit),
    Age,
}

impl Tail {
    fn value(&self, ends: &Ends, bounds: Bounds) -> MentionValue {
        let first = ends.first();
        let range = match ends {
            Ends::Single(_) => None,
            Ends::Range(_, _, style) => Some(*style),
        };
        let plain = AmountExpr { range, ..AmountExpr::bare(bounds, first.number.alternative) };
        match self {
            Self::Time(unit) => MentionValue::Duration(bounds, *unit),
            Self::Age => MentionValue::Age(bounds),
            Self::Measure { measure, other, per } => MentionValue::Amount(AmountExpr {
                measure: *measure,
                other_measure: *other,
                per: *per,
                ..plain
            }),
            Self::Nothing => {
                let measure = first.currency.or(ends.last().currency).unwrap_or(Measure::Count);
                MentionValue::Amount(AmountExpr { measure, ..plain })
            }
        }
    }
}

/// `unit = [ "-" ] ( age | time | measure [ per measure ] )`: "35-mile", "43-letni", "km na godzinę".
fn unit_tail<'a>(input: Tokens<'a>, side: &SideAmount) -> (Tokens<'a>, Tail) {
    let hyphen = input.first().is_some_and(|token| token.kind == TokenKind::Hyphen);
    let rest = if hyphen { input.skip(1) } else { input };
    if let Some((rest, tail)) = age_tail(rest) {
        return (rest, tail);
    }
    if side.currency.is_some() {
        let (rest, per) = per_measure(input);
        let measure = side.currency.unwrap_or(Measure::Count);
        return (rest, Tail::Measure { measure, other: None, per });
    }
    // "46.2 m" is metres, "m" after a scale-free figure too; a time unit must be a word, not a letter.
    if let Ok((rest, unit)) = time_unit(rest) {
        return (rest, Tail::Time(unit));
    }
    if hyphen && let Some(unit) = unit_behind_hyphen(rest) {
        return (rest.skip(1), Tail::Time(unit));
    }
    let of = if rest.first_has(Section::DateOf) && side.number.scale.is_some() { rest.skip(1) } else { rest };
    for start in [rest, of] {
        if let Ok((rest, (measure, other))) = unit_measure(start) {
            let (rest, per) = per_measure(rest);
            // "300,000 pounds" are money sooner than mass.
            let (measure, other) = match other {
                Some(money @ Measure::Money(_)) if side.number.scale.is_some() => (money, Some(measure)),
                _ => (measure, other),
            };
            return (rest, Tail::Measure { measure, other, per });
        }
    }
    (input, Tail::Nothing)
}

/// "3-dniowy", "12-miesięczny"
fn unit_behind_hyphen(input: Tokens<'_>) -> Option<TimeUnit> {
    input.first_meaning(Section::Length, |meaning| match meaning {
        Meaning::LengthUnit(unit) => Some(unit),
        _ => None,
    })
}

pub(super) fn time_unit(input: Tokens<'_>) -> Parsed<'_, TimeUnit> {
    if !symbol_fits(input) {
        return no_match();
    }
    meaning(Section::TimeUnit, |meaning| match meaning {
        Meaning::TimeUnit(unit) => Some(unit),
        _ => None,
    })
    .parse(input)
}

/// "71 years old", "43-letni", "3-year-old"
fn age_tail(input: Tokens<'_>) -> Option<(Tokens<'_>, Tail)> {
    let is_age = |meaning| matches!(meaning, Meaning::Age(AgeWord::Unit)).then_some(());
    let direct = input.first_meaning(Section::Age, is_age).is_some();
    (direct && !input.first_has(Section::TimeUnit)).then(|| (input.skip(1), Tail::Age))
}

/// A unit of measure, a currency, or per cent; with the second reading of an ambiguous word.
fn unit_measure(input: Tokens<'_>) -> Parsed<'_, (Measure, Option<Measure>)> {
    let Some(token) = input.first().filter(|_| symbol_fits(input)) else { return no_match() };
    let mut found = input.source.meanings(token).iter().filter_map(|meaning| match *meaning {
        Meaning::Unit(unit) => Some(Measure::Unit(unit)),
        Meaning::Currency(currency) => Some(Measure::Money(currency)),
        Meaning::Percent => Some(Measure::Percent),
        Meaning::PercentagePoints => Some(Measure::PercentagePoints),
        _ => None,
    });
    match found.next() {
        Some(measure) => Ok((input.skip(1), (measure, found.next()))),
        None => no_match(),
    }
}

/// `per = per measure`: "zł za litr", "km por hora" where the pack has no unit of its own.
fn per_measure(input: Tokens<'_>) -> (Tokens<'_>, Option<Measure>) {
    let slash = input.first().is_some_and(|token| token.kind == TokenKind::Slash);
    if !slash && !input.first_has(Section::Per) {
        return (input, None);
    }
    match unit_measure(input.skip(1)) {
        Ok((rest, (measure, _))) => (rest, Some(measure)),
        Err(_) => (input, None),
    }
}
