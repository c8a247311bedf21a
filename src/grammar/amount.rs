use nom::Parser;
use nom::combinator::opt;

use crate::lexicon::{
    AgeWord, Caps, FunctionWord, Meaning, OneWord, RangeWord, Section, SectionSet, SignWord, Token, TokenKind,
};
use crate::model::{Bounds, Decimal, Hedge, Measure, TimeUnit};

use super::calendar::dated;
use super::clock::clock;
use super::fraction::stands_alone;
use super::input::{Parsed, Tokens, meaning, no_match, sign_word, symbol_fits};
use super::mention::{AmountExpr, MentionValue, RangeStyle};
use super::number::{Number, joins, number};
use super::range::{bounded, opened_by, range_end};

/// `amount = [ bound ] ( range | money | number ) [ unit ] [ bound-after ]`: "cerca de 1.000",
/// "entre 4,2 e 5,8 milhões", "R$ 3,4 bilhões", "menos de duas semanas". A bare article is none.
pub(super) fn amount(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let (after_bound, hedge) = bounds_before(input);
    let (rest, first) = side(after_bound)?;
    if hedge.is_some() && (is_date(after_bound, rest) || is_year(input, after_bound, rest)) {
        return no_match();
    }
    let (rest, ends) = match range_end(after_bound, rest, &first) {
        Some((rest, second, style)) => (rest, Ends::Range(first, second, style)),
        None => match hedge.and_then(|hedge| bounded(rest, first.number.bounds, hedge)) {
            Some((rest, last, bounds)) => (rest, Ends::Bounded(last, bounds)),
            None => (rest, Ends::Single(first)),
        },
    };
    let (rest, tail) = unit_tail(rest, ends.last());
    let tail = if is_age(input, rest, &ends, &tail) { Tail::Age } else { tail };
    let (rest, after) = opt(bound_after).parse(rest)?;
    // "about 500 or more": what says more than *about* wins.
    let hedge = match (hedge, after) {
        (None | Some(Hedge::About), Some(after)) => Some(after),
        (hedge, _) => hedge.or_else(|| bound_after_noun(rest, &tail)),
    };
    let Some(read) = ends.bounds(hedge) else { return no_match() };
    if let Some((rest, halved)) = half_of_unit(rest, &ends, &tail, hedge) {
        return Ok((rest, tail.value(&ends, halved)));
    }
    if let (Tail::Time(unit), Ends::Single(_)) = (&tail, &ends)
        && let Some((rest, bounds, unit)) = smaller_time(rest, read, *unit)
    {
        return Ok((rest, MentionValue::Duration(bounds, unit)));
    }
    let alone = ends.first().number.one != Some(OneWord::Article) && stands_alone(input, rest);
    let counts = alone || counts_one(input, rest, &ends, &tail) || article_counts(hedge, &tail, &ends);
    if ends.first().number.article() && !counts {
        return no_match();
    }
    Ok((rest, tail.value(&ends, read)))
}

/// One end: a number with the currency that stands before it.
#[derive(Clone, Copy)]
pub(super) struct SideAmount {
    pub number: Number,
    currency: Option<Measure>,
}

enum Ends {
    Single(SideAmount),
    Range(SideAmount, SideAmount, RangeStyle),
    /// "more than A and less than B": the side that stands last, and what both leave.
    Bounded(SideAmount, Bounds),
}

impl Ends {
    fn first(&self) -> &SideAmount {
        match self {
            Self::Single(only) | Self::Range(only, ..) | Self::Bounded(only, _) => only,
        }
    }

    fn last(&self) -> &SideAmount {
        match self {
            Self::Single(only) | Self::Bounded(only, _) => only,
            Self::Range(_, last, _) => last,
        }
    }

    /// A range's lower end takes the scale of the upper: "4,2 a 5,8 milhões".
    fn bounds(&self, hedge: Option<Hedge>) -> Option<Bounds> {
        let whole = match self {
            Self::Bounded(_, bounds) => return Some(*bounds),
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
fn article_counts(hedge: Option<Hedge>, tail: &Tail, ends: &Ends) -> bool {
    let exact_time = matches!(tail, Tail::Time(_));
    let numeral = ends.first().number.one != Some(OneWord::Article);
    matches!(hedge, Some(Hedge::AtLeast | Hedge::AtMost)) && !exact_time && numeral
        || (exact_time && hedge.is_some())
}

/// "one person died", "uma pessoa morreu", "one dead and three injured": *one* counts people and
/// casualties to whom something happened.
fn counts_one(input: Tokens<'_>, rest: Tokens<'_>, ends: &Ends, tail: &Tail) -> bool {
    let Ends::Single(SideAmount { number, .. }) = ends else { return false };
    if !matches!(tail, Tail::Nothing) || sign_word(rest) != Some(SignWord::Head) {
        return false;
    }
    const HAPPENS: SectionSet = SectionSet::of(&[Section::Event, Section::Tense]);
    let happens = |at: Tokens<'_>| at.first().is_some_and(|token| token.sections().meets(HAPPENS));
    let coordinated = |at: Tokens<'_>| joins(at) && at.get(1).is_some_and(Token::is_figure);
    let told = happens(rest.skip(1))
        || happens(rest.skip(2))
        || coordinated(rest.skip(1))
        || input.back().is_some_and(happens);
    told && matches!(number.one, Some(OneWord::Numeral | OneWord::Either))
}

fn bound_word(input: Tokens<'_>) -> Parsed<'_, Hedge> {
    // "> 30 people" at the start of a line quotes somebody.
    let starts_line =
        input.back().and_then(|before| before.first()).is_some_and(|token| token.kind == TokenKind::Break);
    let sign = input.first().is_some_and(|token| input.word(token) == ">");
    if sign && starts_line && input.get(1).is_some_and(|next| next.spaced) {
        return no_match();
    }
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
pub(super) fn bounds_before(input: Tokens<'_>) -> (Tokens<'_>, Option<Hedge>) {
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

/// "até 2030": four plain figures behind *until* are a year.
fn is_year(input: Tokens<'_>, start: Tokens<'_>, after_number: Tokens<'_>) -> bool {
    const MEASURED: SectionSet = SectionSet::of(&[
        Section::Concept,
        Section::Unit,
        Section::Currency,
        Section::Percent,
        Section::TimeUnit,
        Section::Scale,
    ]);
    let until = input.first_has(Section::Until);
    let alone = after_number.position() == start.position() + 1
        && after_number.first().is_none_or(|next| !next.sections().meets(MEASURED));
    let year = start.first().is_some_and(|token| {
        let word = start.word(token);
        word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
    });
    until && alone && year
}

/// "200 pessoas ou mais": a bound may stand after the noun. It stays outside the span.
fn bound_after_noun(rest: Tokens<'_>, tail: &Tail) -> Option<Hedge> {
    let noun = rest.first().filter(|token| token.has(Section::Concept) && matches!(tail, Tail::Nothing));
    let (after, hedge) = bound_after(rest.skip(usize::from(noun.is_some()))).ok()?;
    let next_number = number(after, false).is_ok() || bound_word(after).is_ok();
    (noun.is_some() && !next_number).then_some(hedge)
}

/// "um quilómetro e meio", "a mile and a half": half of the unit that stands before it.
fn half_of_unit<'a>(
    rest: Tokens<'a>,
    ends: &Ends,
    tail: &Tail,
    hedge: Option<Hedge>,
) -> Option<(Tokens<'a>, Bounds)> {
    let (Ends::Single(only), Tail::Measure { measure: Measure::Unit(_), .. }) = (ends, tail) else {
        return None;
    };
    if !rest.first_has(Section::AndHalf) {
        return None;
    }
    let half = Decimal::new(5, 1);
    let whole = Bounds::exact(only.number.bounds.single()?.checked_add(half)?, half);
    Some((rest.skip(1), hedge.map_or(whole, |hedge| whole.hedged(hedge))))
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

pub(super) fn side(input: Tokens<'_>) -> Parsed<'_, SideAmount> {
    // "USD$23" names its currency twice.
    let twice = |after: Tokens<'_>| after.first_has(Section::Currency);
    if let Ok((after, currency)) = currency_word(input)
        && let after = if twice(after) { after.skip(1) } else { after }
        && let Ok((rest, number)) = number(after, true)
        && !number.article()
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
            Ends::Single(_) | Ends::Bounded(..) => None,
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
                let ratio = first.number.ratio || ends.last().number.ratio;
                let bare = if ratio { Measure::Ratio } else { Measure::Count };
                let measure = first.currency.or(ends.last().currency).unwrap_or(bare);
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
pub(super) fn unit_measure(input: Tokens<'_>) -> Parsed<'_, (Measure, Option<Measure>)> {
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
