use nom::Parser;
use nom::combinator::opt;

use crate::lexicon::{FunctionWord, Meaning, OneWord, Section, SectionSet, SignWord, Token, TokenKind};
use crate::model::{Bounds, Decimal, Hedge, Measure, Rate, TimeUnit};

use super::age::{age_before, age_tail};
use super::calendar::dated;
use super::clock::clock;
use super::fraction::stands_alone;
use super::input::{Parsed, Tokens, meaning, no_match, sign_word, symbol_fits};
use super::measure::{
    Degrees, Measured, bracketed_unit, degrees, feet_and_inches, smaller_measure, unit_measure,
};
use super::mention::{AmountExpr, MentionValue, RangeStyle};
use super::money::{currency_before, money_before, scale_after, smaller_money};
use super::number::{Number, joins, number};
use super::range::{bounded, range_end};
use super::rate::{rate, recurring};

/// `amount = [ bound ] ( range | money | number ) [ unit [ smaller-part ] [ rate ] ] [ bound-after ]`:
/// "cerca de 1.000", "entre 4,2 e 5,8 milhões", "R$ 3,4 bilhões", "menos de duas semanas", "5 ft 2 in",
/// "20 zł za litr". A bare article is none.
pub(super) fn amount(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let (after_bound, hedge) = bounds_before(input);
    if let Ok((rest, (bounds, measure))) = feet_and_inches(after_bound) {
        let bounds = hedge.map_or(bounds, |hedge| bounds.hedged(hedge));
        return Ok((rest, MentionValue::Amount(AmountExpr { measure, ..AmountExpr::bare(bounds, None) })));
    }
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
    let tail = match age_before(input, rest, &ends, &tail) {
        Some(unit) => Tail::Age(unit),
        None => tail,
    };
    let Some(whole) = ends.bounds() else { return no_match() };
    let (rest, whole, mut tail, smaller) = match ends {
        Ends::Single(_) => smaller_part(rest, whole, tail),
        _ => (rest, whole, tail, false),
    };
    let rest = finish_measure(input, rest, &mut tail);
    let (rest, after) = opt(bound_right_behind).parse(rest)?;
    // "about 500 or more": what says more than *about* wins.
    let hedge = match (hedge, after) {
        (None | Some(Hedge::About), Some(after)) => Some(after),
        (hedge, _) => hedge.or_else(|| bound_after_noun(rest, &tail)),
    };
    let alone = ends.first().number.one != Some(OneWord::Article) && stands_alone(input, rest);
    let counts =
        alone || smaller || counts_one(input, rest, &ends, &tail) || article_counts(hedge, &tail, &ends);
    if ends.first().number.article() && !counts {
        return no_match();
    }
    let bounds = match ends {
        Ends::Bounded(..) => whole,
        _ => hedge.map_or(whole, |hedge| whole.hedged(hedge)),
    };
    match tail.value(&ends, bounds) {
        Some(value) => Ok((rest, value)),
        None => no_match(),
    }
}

/// A smaller part of the same measure after the whole; whether there is one.
fn smaller_part<'a>(rest: Tokens<'a>, whole: Bounds, tail: Tail) -> (Tokens<'a>, Bounds, Tail, bool) {
    match tail {
        Tail::Time(unit) => match smaller_time(rest, whole, unit) {
            Some((rest, bounds, unit)) => (rest, bounds, Tail::Time(unit), true),
            None => (rest, whole, tail, false),
        },
        Tail::Measure(mut amount) => {
            let coins = amount.measured.is_money() && amount.measured.power == 0;
            let coins = coins.then(|| smaller_money(rest, whole, &mut amount.measured)).flatten();
            let measure = amount.measured.measure;
            let found = coins
                .or_else(|| half_of_unit(rest, whole, measure))
                .or_else(|| smaller_measure(rest, whole, measure));
            let (rest, bounds, smaller) =
                found.map_or((rest, whole, false), |(rest, bounds)| (rest, bounds, true));
            (rest, bounds, Tail::Measure(amount), smaller)
        }
        tail => (rest, whole, tail, false),
    }
}

/// Reads what stands behind a measure: words beside degrees, and a rate.
fn finish_measure<'a>(start: Tokens<'a>, rest: Tokens<'a>, tail: &mut Tail) -> Tokens<'a> {
    let Tail::Measure(amount) = tail else { return rest };
    let (rest, degrees) = degrees(start, rest, &amount.measured);
    amount.degrees = degrees;
    if degrees.angle
        && let Some(angle) = rest.source().lexicon.units.find("deg")
    {
        amount.measured = Measured::by(Measure::Unit(angle));
    }
    // "2 metry od osoby" tells how far away.
    let far = |per: &Rate| match amount.measured.measure {
        Measure::Unit(unit) => per.is_each() && rest.source().lexicon.units.get(unit).dimension == "length",
        _ => false,
    };
    match rate(rest).filter(|(_, per)| !far(per)) {
        Some((rest, per)) => {
            amount.per = Some(per);
            rest
        }
        None => {
            amount.per = recurring(rest);
            rest
        }
    }
}

/// One end: a number, and where the currency before it stands.
#[derive(Clone, Copy)]
pub(super) struct SideAmount<'a> {
    pub number: Number,
    currency: Option<Tokens<'a>>,
}

pub(super) enum Ends<'a> {
    Single(SideAmount<'a>),
    Range(SideAmount<'a>, SideAmount<'a>, RangeStyle),
    /// "more than A and less than B": the side that stands last, and what both leave.
    Bounded(SideAmount<'a>, Bounds),
}

impl<'a> Ends<'a> {
    fn first(&self) -> &SideAmount<'a> {
        match self {
            Self::Single(only) | Self::Range(only, ..) | Self::Bounded(only, _) => only,
        }
    }

    pub fn last(&self) -> &SideAmount<'a> {
        match self {
            Self::Single(only) | Self::Bounded(only, _) => only,
            Self::Range(_, last, _) => last,
        }
    }

    /// A range's lower end takes the scale of the upper: "4,2 a 5,8 milhões".
    fn bounds(&self) -> Option<Bounds> {
        Some(match self {
            Self::Bounded(_, bounds) => *bounds,
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
        })
    }
}

/// "at least one", "há um ano", "one mile": an article counts where it is qualified and measures nothing
/// exact; a word that is *one* and no article counts what is measured.
fn article_counts(hedge: Option<Hedge>, tail: &Tail, ends: &Ends<'_>) -> bool {
    let numeral = ends.first().number.one != Some(OneWord::Article);
    match tail {
        Tail::Time(_) => hedge.is_some(),
        Tail::Measure(_) | Tail::Age(_) if ends.first().number.one == Some(OneWord::Numeral) => true,
        // "um por cento" is no article.
        Tail::Measure(amount) if amount.measured.measure == Measure::Percent && numeral => true,
        _ => matches!(hedge, Some(Hedge::AtLeast | Hedge::AtMost)) && numeral,
    }
}

/// "one person died", "uma pessoa morreu", "one dead and three injured": *one* counts people and
/// casualties to whom something happened.
fn counts_one(input: Tokens<'_>, rest: Tokens<'_>, ends: &Ends<'_>, tail: &Tail) -> bool {
    let Ends::Single(SideAmount { number, .. }) = ends else { return false };
    if !matches!(tail, Tail::Nothing) || sign_word(rest) != Some(SignWord::Head) {
        return false;
    }
    const HAPPENS: SectionSet = SectionSet::of(&[Section::Event, Section::Tense]);
    let happens = |at: Tokens<'_>| at.first().is_some_and(|token| token.sections().meets(HAPPENS));
    let coordinated = |at: Tokens<'_>| joins(at) && at.get(1).is_some_and(Token::is_figure);
    // "há um homem desaparecido"
    let told = sign_word(rest.skip(1)) == Some(SignWord::Head)
        || happens(rest.skip(1))
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

/// "500 or more", "120-plus", "forty-odd"; "42 million plus 3" are two figures.
fn bound_right_behind(input: Tokens<'_>) -> Parsed<'_, Hedge> {
    let hyphen = input.first().is_some_and(|token| token.kind == TokenKind::Hyphen && !token.spaced)
        && input.get(1).is_some_and(|word| !word.spaced);
    let word = if hyphen { input.skip(1) } else { input };
    let (rest, hedge) = bound_after(word)?;
    let figure = || rest.first_has(Section::Currency) || number(rest, false).is_ok();
    if word.first_has(Section::Role) && figure() { no_match() } else { Ok((rest, hedge)) }
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
fn half_of_unit<'a>(rest: Tokens<'a>, whole: Bounds, measure: Measure) -> Option<(Tokens<'a>, Bounds)> {
    if !matches!(measure, Measure::Unit(_)) || !rest.first_has(Section::AndHalf) {
        return None;
    }
    let half = Decimal::new(5, 1);
    Some((rest.skip(1), Bounds::exact(whole.single()?.checked_add(half)?, half)))
}

/// "três anos e dois meses", "6 horas e meia", "2 hours 30 minutes": a smaller part of the same
/// length of time, in the smaller unit.
pub(super) fn smaller_time(
    rest: Tokens<'_>,
    bounds: Bounds,
    unit: TimeUnit,
) -> Option<(Tokens<'_>, Bounds, TimeUnit)> {
    let whole = bounds.single()?;
    if rest.first_has(Section::AndHalf) {
        let half = Decimal::new(5, 1);
        // "two years and half an hour", "półtora roku i pół": the half of another unit.
        if !whole.fract().is_zero() || time_unit(rest.skip(1)).is_ok() {
            return None;
        }
        return Some((rest.skip(1), Bounds::exact(whole.checked_add(half)?, half), unit));
    }
    let joined = if joins(rest) { rest.skip(1) } else { rest };
    let (after, part) = number(joined, false).ok()?;
    let (after, smaller) = time_unit(after).ok()?;
    let parts = Decimal::from(parts_of(unit, smaller)?);
    let part = part.bounds.single().filter(|part| *part < parts && !part.is_zero())?;
    Some((after, Bounds::exact(whole.checked_mul(parts)?.checked_add(part)?, Decimal::ONE), smaller))
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

pub(super) fn side(input: Tokens<'_>) -> Parsed<'_, SideAmount<'_>> {
    if let Some(after) = currency_before(input) {
        // "$-5 million"
        let sign = after.first().filter(|token| {
            matches!(token.kind, TokenKind::Hyphen | TokenKind::Dash)
                && !token.spaced
                && after.get(1).is_some_and(|next| !next.spaced)
        });
        if let Ok((rest, mut number)) = number(after.skip(usize::from(sign.is_some())), true)
            && !number.article()
        {
            if sign.is_some() {
                number.bounds = negative(number.bounds).unwrap_or(number.bounds);
            }
            return Ok((rest, SideAmount { number, currency: Some(input) }));
        }
    }
    let (rest, number) = number(input, false)?;
    Ok((rest, SideAmount { number, currency: None }))
}

/// What stands after the number.
#[derive(Clone, Debug)]
pub(super) enum Tail {
    Nothing,
    Measure(MeasuredAmount),
    Time(TimeUnit),
    Age(TimeUnit),
}

/// A measure with what the words behind it add.
#[derive(Clone, Debug)]
pub(super) struct MeasuredAmount {
    measured: Measured,
    degrees: Degrees,
    per: Option<Rate>,
}

impl Tail {
    fn of(measured: Measured) -> Self {
        Self::Measure(MeasuredAmount { measured, degrees: Degrees::default(), per: None })
    }

    /// What is said of `bounds`; `None` where a decimal cannot hold it.
    fn value(self, ends: &Ends<'_>, bounds: Bounds) -> Option<MentionValue> {
        let range = match ends {
            Ends::Single(_) | Ends::Bounded(..) => None,
            Ends::Range(_, _, style) => Some(*style),
        };
        let plain = AmountExpr { range, ..AmountExpr::bare(bounds, ends.first().number.alternative) };
        Some(match self {
            Self::Time(unit) => MentionValue::Duration(bounds, unit),
            Self::Age(unit) => MentionValue::Age(bounds, unit),
            Self::Measure(MeasuredAmount { measured, degrees, per }) => {
                let bounds = in_power(bounds, measured.power)?;
                let bounds = if degrees.negative { negative(bounds)? } else { bounds };
                MentionValue::Amount(AmountExpr {
                    bounds,
                    measure: measured.measure,
                    readings: measured.readings,
                    per,
                    difference: degrees.difference,
                    ..plain
                })
            }
            Self::Nothing => {
                let ratio = ends.first().number.ratio || ends.last().number.ratio;
                let measure = if ratio { Measure::Ratio } else { Measure::Count };
                MentionValue::Amount(AmountExpr { measure, ..plain })
            }
        })
    }
}

/// The figure in the main unit: fifty cents are half a dollar.
fn in_power(bounds: Bounds, power: i8) -> Option<Bounds> {
    let ten =
        (0..power.unsigned_abs()).try_fold(Decimal::ONE, |product, _| product.checked_mul(Decimal::TEN))?;
    if power < 0 {
        bounds.map(|value| value.checked_div(ten), |step| step.checked_div(ten))
    } else {
        bounds.scaled(ten)
    }
}

/// The figure below zero; `None` where a limit would have to change sides.
fn negative(bounds: Bounds) -> Option<Bounds> {
    bounds.single()?;
    bounds.map(|number| Some(-number), Some)
}

/// `unit = [ "-" ] ( age | time | measure )`: "35-mile", "43-letni", "km na godzinę".
fn unit_tail<'a>(input: Tokens<'a>, side: &SideAmount<'a>) -> (Tokens<'a>, Tail) {
    let hyphen = input.first().is_some_and(|token| token.kind == TokenKind::Hyphen);
    let rest = if hyphen { input.skip(1) } else { input };
    if let Some((rest, tail)) = age_tail(rest) {
        return (rest, tail);
    }
    if let Some(measured) = side.currency.and_then(money_before) {
        return (input, Tail::of(measured));
    }
    // "46.2 m" is metres, "m" after a scale-free figure too; a time unit must be a word, not a letter.
    if let Ok((rest, unit)) = time_unit(skip_in_full(rest)) {
        return (rest, Tail::Time(unit));
    }
    if hyphen && let Some(unit) = unit_behind_hyphen(rest) {
        return (rest.skip(1), Tail::Time(unit));
    }
    let scaled = side.number.scale.is_some();
    let of = if rest.first_has(Section::DateOf) && scaled { rest.skip(1) } else { rest };
    // "152 milhões de anos", and not "os 54,8 milhões do ano passado".
    if of.first_has(Section::PluralUnit)
        && let Ok((rest, unit)) = time_unit(of)
    {
        return (rest, Tail::Time(unit));
    }
    for start in [rest, of] {
        if let Ok((rest, measured)) = unit_measure(start).or_else(|_| bracketed_unit(start)) {
            let mut measured = if scaled { measured.preferring_money() } else { measured };
            let money = matches!(measured.measure, Measure::Money(_)) && !scaled && measured.power == 0;
            if money && let Some((rest, power)) = scale_after(rest) {
                measured.power = power;
                return (rest, Tail::of(measured));
            }
            return (rest, Tail::of(measured));
        }
    }
    (input, Tail::Nothing)
}

/// "six straight days", "dwa pełne lata": a word between a count and its unit that leaves both as they are.
fn skip_in_full(input: Tokens<'_>) -> Tokens<'_> {
    let says_so = |meaning| matches!(meaning, Meaning::LengthFull).then_some(());
    if input.first_meaning(Section::Length, says_so).is_some() { input.skip(1) } else { input }
}

/// "3-dniowy", "12-miesięczny"
fn unit_behind_hyphen(input: Tokens<'_>) -> Option<TimeUnit> {
    input.first_meaning(Section::Length, |meaning| match meaning {
        Meaning::LengthUnit(unit) => Some(unit),
        _ => None,
    })
}

pub(super) fn time_unit(input: Tokens<'_>) -> Parsed<'_, TimeUnit> {
    if !input.first_has(Section::TimeUnit) || !symbol_fits(input) {
        return no_match();
    }
    meaning(Section::TimeUnit, |meaning| match meaning {
        Meaning::TimeUnit(unit) => Some(unit),
        _ => None,
    })
    .parse(input)
}
