use rust_decimal::Decimal;

use crate::lexicon::{Caps, FunctionWord, Meaning, OneWord, Section, SignWord, TokenKind};
use crate::model::{Bounds, granularity_of};

use super::age::is_person;
use super::digits::decimal;
use super::input::{Parsed, Tokens, no_match, sign_word};
use super::number::{Number, scale_of};

fn cardinal(input: Tokens<'_>) -> Option<u32> {
    input.first_meaning(Section::Cardinal, |meaning| match meaning {
        Meaning::Cardinal(value) => Some(value),
        _ => None,
    })
}

/// "both houses", "ambas as igrejas", "dwójka dzieci": a number where a noun follows.
fn counted(input: Tokens<'_>) -> Option<u32> {
    let value = input.first_meaning(Section::Counted, |meaning| match meaning {
        Meaning::Counted(value) => Some(value),
        _ => None,
    })?;
    let rest = input.skip(1);
    let function =
        |at: Tokens<'_>, wanted| at.first().is_some_and(|token| at.source().is_function(token, wanted));
    let article = function(rest, FunctionWord::Article);
    let noun = if article { rest.skip(1) } else { rest };
    // "they were both teenagers" tells of what they are; "both sugar and salt" counts nothing.
    let floats = input.back().is_some_and(|before| function(before, FunctionWord::Auxiliary));
    let pairs = function(noun.skip(1), FunctionWord::Conjunction);
    (is_counted_noun(noun) && !floats && !pairs).then_some(value)
}

/// A noun that the packs know, or a word that may be one: of the right number, and no verb or name.
fn is_counted_noun(input: Tokens<'_>) -> bool {
    let lexicon = input.source().lexicon;
    let plural =
        |word: &str| lexicon.switches.plural.as_ref().is_none_or(|ending| word.ends_with(ending.as_str()));
    input.first().is_some_and(|token| {
        let word = input.word(token);
        let unknown = token.kind == TokenKind::Word
            && token.caps == Caps::Lower
            && token.sections().is_empty()
            && lexicon.tense_of_ending(word).is_none()
            && plural(word);
        let countries = token.has(Section::Place) && plural(word);
        token.spaced && (token.has(Section::Concept) || unknown || countries || is_person(input))
    })
}

fn one_word(input: Tokens<'_>) -> Option<OneWord> {
    input.first_meaning(Section::One, |meaning| match meaning {
        Meaning::One(word) => Some(word),
        _ => None,
    })
}

/// `words = cardinal { [ and ] cardinal }`: "duzentos e trinta", "mil e quinhentos", "two hundred and
/// five", "siedemdziesiąt dwa". A bare *one* is an article.
pub(super) fn words(input: Tokens<'_>) -> Parsed<'_, Number> {
    let (mut rest, mut sum, mut one) = match (cardinal(input).or_else(|| counted(input)), one_word(input)) {
        (Some(first), _) => (input.skip(1), first, None),
        (None, Some(word)) => (input.skip(1), 1, Some(word)),
        (None, None) => return no_match(),
    };
    if let Some(number) = scale_alone(sum) {
        return Ok((rest, number));
    }
    loop {
        let hyphen = rest.first().is_some_and(|token| token.kind == TokenKind::Hyphen);
        let joined = if and_after(rest, sum) || (hyphen && sum >= 20) { rest.skip(1) } else { rest };
        let counts_one = sum >= 20 && one_word(joined).is_some_and(|word| word != OneWord::Article);
        let next = cardinal(joined).or(if counts_one { Some(1) } else { None });
        match next.and_then(|next| chain(sum, next)) {
            Some(total) if !joined.first_has(Section::Scale) || total < 1000 => {
                (rest, sum, one) = (joined.skip(1), total, None);
            }
            _ => break,
        }
    }
    let value = Decimal::from(sum);
    let number = Number { one, ..Number::exact(value, granularity_of(value)) };
    if one.is_some() && scale_of(rest).is_none() {
        return group(input).or(Ok((rest, number)));
    }
    Ok(grouped(rest, number))
}

/// "vinte e três", "two hundred and three": the word inside a chain.
fn and_after(rest: Tokens<'_>, sum: u32) -> bool {
    let behind_hundreds = rest.first_meaning(Section::And, |meaning| match meaning {
        Meaning::NumberAnd(hundreds) => Some(hundreds),
        _ => None,
    });
    behind_hundreds.is_some_and(|hundreds| !hundreds || sum.is_multiple_of(100))
}

/// "mil", "tysiąc", "milion": one of its scale, to which smaller parts may be added.
fn scale_alone(value: u32) -> Option<Number> {
    let scale = match value {
        1_000 => 3,
        1_000_000 => 6,
        1_000_000_000 => 9,
        _ => return None,
    };
    let number = Number::exact(Decimal::from(value), granularity_of(Decimal::from(value)));
    Some(Number { scale: Some(scale), ..number })
}

/// "3 hundred", "2.12 hundred": figures before the one word that multiplies within the hundreds.
pub(super) fn hundreds(rest: Tokens<'_>, number: Number) -> (Tokens<'_>, Number) {
    let hundred = cardinal(rest) == Some(100) && rest.first().is_some_and(|token| token.spaced);
    if !hundred {
        return (rest, number);
    }
    let few = number.bounds.single().is_some_and(|value| value < Decimal::from(20));
    match number.times(Decimal::ONE_HUNDRED, 2).filter(|_| few) {
        Some(number) => (rest.skip(1), number),
        None => (rest, number),
    }
}

/// `decimal = words point { zero } words`: "two point five", "zero vírgula zero três", "point one two".
pub(super) fn spelled_decimal(rest: Tokens<'_>, number: Number) -> (Tokens<'_>, Number) {
    if number.plain_digits || sign_word(rest) != Some(SignWord::Point) {
        return (rest, number);
    }
    let Some(whole) = number.whole() else { return (rest, number) };
    let mut digits = format!("{whole}.");
    let mut after = rest.skip(1);
    let start = after.position();
    while let Some(digit @ 0..=9) = cardinal(after).or_else(|| one_word(after).map(|_| 1)) {
        let tens_follow = digit != 0 && after.position() > start && cardinal(after.skip(1)) > Some(9);
        if tens_follow || digits.len() > 20 {
            break;
        }
        digits.push_str(&digit.to_string());
        after = after.skip(1);
    }
    let zeros =
        digits.trim_start_matches(|letter| letter != '.').bytes().all(|digit| digit == b'0' || digit == b'.');
    if (zeros || after.position() == start)
        && let Some((end, whole)) = words_with_thousand(after)
    {
        digits.push_str(&whole.normalize().to_string());
        after = end;
    }
    match decimal(&digits).filter(|_| after.position() > start) {
        Some(value) => (after, Number::exact(value, granularity_of(value))),
        None => (rest, number),
    }
}

/// "mil quinhentos e setenta": the decimals of a spelled number, read as one number.
fn words_with_thousand(input: Tokens<'_>) -> Option<(Tokens<'_>, Decimal)> {
    let (rest, first) = words(input).ok()?;
    let value = first.whole().filter(|_| first.one.is_none())?;
    if first.scale.is_some()
        && let Ok((after, small)) = words(rest)
        && let Some(sum) = small.whole().and_then(|small| value.checked_add(small))
    {
        return Some((after, sum));
    }
    Some((rest, value))
}

/// How `next` joins the sum so far: by multiplication before *hundred*, else where its places are
/// still empty.
fn chain(sum: u32, next: u32) -> Option<u32> {
    if next == 100 && (1..100).contains(&sum) && !sum.is_multiple_of(10) {
        return Some(sum * 100);
    }
    let place = match next {
        1..=9 => 10,
        10..=99 => 100,
        100..=999 => 1000,
        _ => return None,
    };
    let (free, fits) = (sum.is_multiple_of(place), sum >= place);
    (free && fits).then_some(sum + next)
}

fn group_size(input: Tokens<'_>) -> Option<Decimal> {
    input.first_meaning(Section::Group, |meaning| match meaning {
        Meaning::Group(size) => Some(Decimal::from(size)),
        _ => None,
    })
}

/// "two dozen", "3 dúzias": a number of groups.
pub(super) fn grouped(rest: Tokens<'_>, number: Number) -> (Tokens<'_>, Number) {
    let found = group_size(rest).and_then(|size| Some((size, number.bounds.scaled(size)?)));
    match found {
        Some((size, bounds)) => {
            let bounds = counted_in_groups(bounds, size);
            (rest.skip(1), Number { bounds, one: None, plain_digits: false, ..number })
        }
        None => (rest, number),
    }
}

/// No one counts people by the dozen who knows how many they are: the figure is good to half a group.
fn counted_in_groups(bounds: Bounds, size: Decimal) -> Bounds {
    let granularity = size.checked_div(Decimal::TWO).unwrap_or(Decimal::ONE);
    Bounds { granularity, ..bounds }
}

/// `group = [ one ] dozen`: "uma dúzia", "a dozen".
pub(super) fn group(input: Tokens<'_>) -> Parsed<'_, Number> {
    let after_one = if input.first_has(Section::One) { input.skip(1) } else { input };
    match group_size(after_one) {
        Some(size) => {
            let bounds = counted_in_groups(Bounds::exact(size, Decimal::ONE), size);
            Ok((after_one.skip(1), Number::within(bounds)))
        }
        None => no_match(),
    }
}

/// `vague = dozens | several [ hundred | scale ]`: an interval, never a point.
pub(super) fn vague(input: Tokens<'_>) -> Parsed<'_, Number> {
    let interval = input.first_meaning(Section::Vague, |meaning| match meaning {
        Meaning::Vague(low, high) => Some((low, high)),
        _ => None,
    });
    let Some((low, high)) = interval else { return no_match() };
    let bounds = Bounds::vague(Decimal::from(low), high.map(Decimal::from));
    let number = Number::within(bounds);
    let rest = input.skip(1);
    match cardinal(rest) {
        Some(100) => match number.bounds.scaled(Decimal::ONE_HUNDRED) {
            Some(bounds) => Ok((rest.skip(1), Number { bounds, ..number })),
            None => Ok((rest, number)),
        },
        _ => Ok((rest, number)),
    }
}
