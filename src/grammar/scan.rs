use crate::lexicon::{
    Caps, DegreesWord, FunctionWord, Meaning, OPENING, RangeWord, Section, SectionSet, SignWord, TimeAnaphor,
    Token, TokenKind, TokenText, Traits, next_with,
};
use crate::model::{Bounds, Decimal, Hedge, Measure, Rate};

use super::age::age_decade;
use super::amount::amount;
use super::input::{Parsed, Reading, Tokens, no_match, sign_word};
use super::marker::{end_of_marker, is_foreign_decimal, is_pair};
use super::mention::{Mention, MentionValue};
use super::multiple::tells_of_title;
use super::name::{FUNCTION_WORDS_BEHIND, end_of_name, glued_end};
use super::number::ends_figures;
use super::ordinal::{marked_rank, ordinal};
use super::rate::{is_per, is_round, thing};
use super::relative::{article_length, bare_length, recurrence, times_per, weekdays};
use super::roman::may_be_roman;
use super::shared::share_measures;
use super::table::{Digits, Production, Table, productions};
use super::time::time_expr;
use super::votes::votes;

/// The sections that can start an amount.
const AMOUNT_STARTS: SectionSet = SectionSet::of(&[
    Section::Bound,
    Section::Currency,
    Section::Cardinal,
    Section::Counted,
    Section::One,
    Section::Group,
    Section::Fraction,
    Section::Vague,
    Section::Multiple,
    Section::Minus,
]);

/// Whether a mention can start at a token: digits, or a word of a section that starts one.
pub fn starts_mention(token: &Token) -> bool {
    token.kind == TokenKind::Digits || token.sections().meets(OPENING)
}

/// About so many tokens of news stand for each mention.
const TOKENS_OF_MENTION: usize = 32;

/// All mentions of a text, in text order and without overlap: at each place the longest.
pub fn mentions(source: TokenText<'_>, tokens: &[Token]) -> Vec<Mention> {
    let reading = Reading::new(source, tokens);
    let mut found = Vec::with_capacity(tokens.len() / TOKENS_OF_MENTION);
    let mut at = 0;
    // Most tokens open nothing, whatever stands beside them.
    while let Some(opener) = next_with(tokens, at, Traits::MAY_OPEN) {
        at = opener;
        let token = &tokens[at];
        if !opens_mention(source, tokens, at) {
            let address = (token.kind == TokenKind::Colon).then(|| end_of_address(tokens, at)).flatten();
            at = address.unwrap_or(at + 1);
            continue;
        }
        let known = votes(source, tokens, at, &mut found);
        let known = known.or_else(|| end_of_marker(source, tokens, at));
        if let Some(end) = known.or_else(|| end_of_name(source, tokens, at)) {
            at = end;
            continue;
        }
        match mention(reading.from(at)) {
            Ok((rest, mut value)) => {
                let end = rest.position();
                if is_bracketed_after_name(tokens, at, end, &value) {
                    at = end;
                    continue;
                }
                let title = || end_of_title(&reading, tokens, at, end, &value);
                if let Some(end) = end_of_quoted_title(tokens, at, end, &value).or_else(title) {
                    at = end;
                    continue;
                }
                if is_part_of_name(source, tokens, at, end, &value) {
                    at = end_of_run(tokens, at).max(end);
                    continue;
                }
                if let Some(after) = end_of_share(reading.from(end), &value) {
                    at = after;
                    continue;
                }
                if let Some(after) = end_of_base(reading.from(at), end, &value, &mut found) {
                    at = after;
                    continue;
                }
                let floor = found.last().map_or(0, |mention: &Mention| mention.tokens.1);
                let widened = at > floor
                    && (opens_range(source, &tokens[at - 1], &value)
                        || says_minus(source, &tokens[at - 1], &value)
                        || negated(tokens, at, end, &mut value));
                let start = if widened { at - 1 } else { at };
                let span = tokens[start].span.cover(tokens[end - 1].span);
                found.push(Mention { tokens: (start, end), span, value });
                at = end;
            }
            Err(_) if token.kind == TokenKind::Digits => at = glued_end(tokens, at),
            Err(_) => at += 1,
        }
    }
    share_measures(&reading, &mut found);
    found
}

/// The sections of words that start a mention with the next word alone: "a" of "a year", "about" of "about
/// 500", "in" of "in two weeks", "to" of "to seven", "this" of "this week". They are the most frequent by far.
const LEADING: SectionSet = SectionSet::of(&[
    Section::One,
    Section::Bound,
    Section::Ago,
    Section::Ahead,
    Section::Clock,
    Section::Length,
    Section::Direction,
    Section::TimeAnaphor,
]);

/// What may stand behind such a word in a mention.
const LED: SectionSet = OPENING.union(SectionSet::of(&[
    Section::Scale,
    Section::Denominator,
    Section::Sign,
    Section::Factor,
    Section::AndHalf,
    Section::And,
    Section::Joint,
    Section::Range,
    Section::Unit,
    Section::SmallerUnit,
    Section::Coin,
    Section::Percent,
    Section::Per,
    Section::Degrees,
    Section::Age,
]));

/// Whether a word that by itself says nothing stands before one that makes no mention with it either: "a man",
/// "in the", "about Gdynia".
fn leads_nowhere(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if token.sections().without(LEADING).meets(OPENING) || says_a_time(source, token) {
        return false;
    }
    // "over the 500": an article may stand behind a bound.
    let behind = |at: usize| tokens.get(at).filter(|next| next.kind == TokenKind::Word);
    let article = token.has(Section::Bound) && behind(at + 1).is_some_and(|next| next.has(Section::Function));
    [Some(at + 1), article.then_some(at + 2)]
        .into_iter()
        .flatten()
        .all(|at| behind(at).is_some_and(|next| !next.sections().meets(LED)))
}

/// "the day after", "decades-long": words of sections that lead, which are times or lengths by themselves.
fn says_a_time(source: TokenText<'_>, token: &Token) -> bool {
    let length = |meaning| matches!(meaning, Meaning::Length(_)).then_some(());
    let anaphor = |meaning| match meaning {
        Meaning::TimeAnaphor(TimeAnaphor::That | TimeAnaphor::Same) => None,
        Meaning::TimeAnaphor(_) => Some(()),
        _ => None,
    };
    source.find(token, Section::Length, length).is_some()
        || source.find(token, Section::TimeAnaphor, anaphor).is_some()
}

/// Whether the token is worth a closer look: most are not.
fn opens_mention(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    token.kind == TokenKind::Digits
        || token.sections().meets(OPENING) && !leads_nowhere(source, tokens, at)
        || match token.kind {
            TokenKind::Word => may_be_roman(source, token),
            TokenKind::Stop | TokenKind::Comma => opens_decimal(tokens, at),
            _ => false,
        }
}

/// "https://…": nothing inside an address is a figure of the text. The token after it.
fn end_of_address(tokens: &[Token], at: usize) -> Option<usize> {
    let glued = |index: usize, kind| tokens.get(index).is_some_and(|next| next.kind == kind && !next.spaced);
    let address = tokens[at].kind == TokenKind::Colon && glued(at + 1, TokenKind::Slash);
    if !address || !glued(at + 2, TokenKind::Slash) {
        return None;
    }
    let spaced = |token: &Token| token.spaced || token.kind == TokenKind::Break;
    let rest = &tokens[at + 1..];
    Some(rest.iter().position(spaced).map_or(tokens.len(), |length| at + 1 + length))
}

/// ".08": a mark that opens a figure.
fn opens_decimal(tokens: &[Token], at: usize) -> bool {
    tokens[at].spaced && tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced)
}

/// What wins over an amount that is no longer.
static BEFORE_AMOUNTS: Table<MentionValue> = Table::new(&productions! {
    times_per: Multiple | Cardinal | One | Vague, digits;
    article_length: One;
    recurrence: Recurrence;
    weekdays: Weekday;
    age_decade: Age | Part, digits;
});

/// What has to be longer than an amount.
static BEHIND_AMOUNTS: Table<MentionValue> = Table::new(&productions! {
    ordinal: Ordinal | Cardinal | One, digits;
    bare_length: Length | TimeUnit;
});

/// `mention = time | amount | ordinal | recurrence`, the longest.
fn mention(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    if input.first().is_some_and(|token| matches!(token.kind, TokenKind::Stop | TokenKind::Comma)) {
        return amount(input);
    }
    // A Roman numeral means nothing to a pack, or something else.
    if input.first().is_some_and(|first| may_be_roman(input.source(), first))
        && let Ok(found) = time(input)
    {
        return Ok(found);
    }
    if let Ok(found) = marked_rank(input)
        && time(input).is_err()
    {
        return Ok(found);
    }
    let mut best = time(input).ok();
    take_longer(&mut best, BEFORE_AMOUNTS.longest(input));
    let may_be_amount = input
        .first()
        .is_some_and(|first| first.kind == TokenKind::Digits || first.sections().meets(AMOUNT_STARTS));
    if may_be_amount && (best.is_none() || !is_amount_by_itself(input)) {
        take_longer(&mut best, amount(input));
    }
    take_longer(&mut best, BEHIND_AMOUNTS.longest(input));
    best.map_or_else(no_match, Ok)
}

/// Takes what was found, where it reaches further than the best so far.
fn take_longer<'a>(best: &mut Option<(Tokens<'a>, MentionValue)>, found: Parsed<'a, MentionValue>) {
    if let Ok((rest, value)) = found
        && best.as_ref().is_none_or(|(furthest, _)| rest.position() > furthest.position())
    {
        *best = Some((rest, value));
    }
}

/// Whether figures have nothing behind them that an amount goes on with: as an amount they reach no further.
fn is_amount_by_itself(input: Tokens<'_>) -> bool {
    const MEASURES: SectionSet = SectionSet::of(&[
        Section::Unit,
        Section::SmallerUnit,
        Section::Per,
        Section::Percent,
        Section::Currency,
        Section::Coin,
        Section::Degrees,
        Section::Age,
        Section::TimeUnit,
        Section::Length,
        Section::BoundAfter,
        Section::Until,
        Section::Joint,
    ]);
    let digits = |at: usize| input.get(at).is_some_and(|token| token.kind == TokenKind::Digits);
    digits(0)
        && !digits(2)
        && ends_figures(input.skip(1))
        && input.get(1).is_none_or(|next| next.kind != TokenKind::Open && !next.sections().meets(MEASURES))
}

fn time(input: Tokens<'_>) -> Parsed<'_, MentionValue> {
    let (rest, expr) = time_expr(input)?;
    Ok((rest, MentionValue::Time(expr)))
}

/// "oito em cada dez": a share of any number counts nothing. The token after it.
fn end_of_share(rest: Tokens<'_>, value: &MentionValue) -> Option<usize> {
    let bare = matches!(value, MentionValue::Amount(amount) if amount.measure == Measure::Count);
    if !bare || !rest.first_has(Section::Recurrence) {
        return None;
    }
    let (rest, whole) = amount(rest.skip(1)).ok()?;
    matches!(whole, MentionValue::Amount(_)).then(|| rest.position())
}

/// "12 deaths per 1,000 births", "8 casos por 100 mil habitantes": a round number after a rate word is the
/// base of the rate before it. The token after its noun.
fn end_of_base(start: Tokens<'_>, end: usize, value: &MentionValue, found: &mut [Mention]) -> Option<usize> {
    let MentionValue::Amount(base) = value else { return None };
    let before = start.back().filter(|before| is_per(*before) || before.first_has(Section::Recurrence))?;
    let bare = base.measure == Measure::Count && base.bounds.hedge == Hedge::Exact;
    let base = base.bounds.single().filter(|base| bare && is_round(*base))?;
    let after = start.skip(end - start.position());
    // "foi titular por 10 vezes": occasions are told by no head.
    let (rest, of) = thing(after).filter(|_| sign_word(after) != Some(SignWord::Times))?;
    let last = found.last_mut()?;
    let near = last.tokens.1 + RATE_REACH > before.position();
    let words = start.all_between(last.tokens.1, before.position());
    let same_phrase = words.iter().all(|token| token.kind == TokenKind::Word);
    match &mut last.value {
        MentionValue::Amount(rated) if near && same_phrase && rated.per.is_none() => {
            rated.per = Some(Rate { base, of });
            Some(rest.position())
        }
        _ => None,
    }
}

/// How many words may stand between a figure and the base of its rate.
const RATE_REACH: usize = 6;

/// "between", "entre", "od" before a range belong to it, as bounds do to a number.
fn opens_range(source: TokenText<'_>, before: &Token, value: &MentionValue) -> bool {
    let bounds = match value {
        MentionValue::Amount(amount) if amount.range.is_some() => return opening(source, before),
        MentionValue::Duration(bounds, _) | MentionValue::Age(bounds, _) => bounds,
        _ => return false,
    };
    bounds.hedge == Hedge::Range && opening(source, before)
}

/// "minus 5 stopni": the word belongs to the figure that it has turned.
fn says_minus(source: TokenText<'_>, before: &Token, value: &MentionValue) -> bool {
    let minus = |meaning| matches!(meaning, Meaning::Degrees(DegreesWord::Minus)).then_some(());
    let below = matches!(value, MentionValue::Amount(amount) if amount.bounds.single() < Some(Decimal::ZERO));
    below && source.find(before, Section::Degrees, minus).is_some()
}

/// "-5 graus", "−3%", "to -5.": a sign before a measure or a figure that counts nothing, apart from the
/// word before it. The value is turned.
fn negated(tokens: &[Token], at: usize, end: usize, value: &mut MentionValue) -> bool {
    let sign = &tokens[at - 1];
    let is_sign =
        matches!(sign.kind, TokenKind::Hyphen | TokenKind::Dash) && sign.spaced && !tokens[at].spaced;
    let MentionValue::Amount(amount) = value else { return false };
    let measures = match amount.measure {
        Measure::Unit(_) | Measure::Percent => tokens[at].kind == TokenKind::Digits,
        Measure::Money(_) => true,
        Measure::Count | Measure::Ratio => {
            tokens[at].kind == TokenKind::Digits && counts_nothing(tokens, at - 1, end)
        }
        _ => false,
    };
    if !is_sign || !measures {
        return false;
    }
    if amount.bounds.single().is_none() {
        return turn_lower_end(&mut amount.bounds);
    }
    match amount.bounds.map(|number| Some(-number), Some) {
        Some(bounds) => amount.bounds = bounds,
        None => return false,
    }
    true
}

/// "-3 to 12 degrees": the sign is of the figure that it stands before.
fn turn_lower_end(bounds: &mut Bounds) -> bool {
    match bounds.lower.as_mut().filter(|_| bounds.hedge == Hedge::Range) {
        Some(lower) => lower.value = -lower.value,
        None => return false,
    }
    true
}

/// Whether a figure stands by itself: no noun after it, and not at the start of a list's line.
fn counts_nothing(tokens: &[Token], sign: usize, end: usize) -> bool {
    let ends_line = |index: Option<usize>| {
        index.and_then(|index| tokens.get(index)).is_none_or(|token| token.kind == TokenKind::Break)
    };
    let starts_line = sign == 0 || ends_line(Some(sign - 1));
    let noun = tokens.get(end).is_some_and(|next| matches!(next.kind, TokenKind::Word | TokenKind::Digits));
    !noun && (!starts_line || ends_line(Some(end)))
}

fn opening(source: TokenText<'_>, token: &Token) -> bool {
    let opens =
        |meaning| matches!(meaning, Meaning::Range(RangeWord::Between | RangeWord::From)).then_some(());
    source.find(token, Section::Range, opens).is_some()
}

/// Figures that hang on to other figures or letters that nothing explains are scores, votes, codes
/// and names: "3-2", "24/7", "00-950", "5G", "737-800".
fn is_part_of_name(
    source: TokenText<'_>,
    tokens: &[Token],
    at: usize,
    end: usize,
    value: &MentionValue,
) -> bool {
    let MentionValue::Amount(amount) = value else { return false };
    if amount.measure == Measure::Count
        && (is_foreign_decimal(source, tokens, at, end) || is_pair(source, tokens, at, end))
    {
        return true;
    }
    let Some(next) = tokens.get(end).filter(|next| !next.spaced) else { return false };
    if amount.measure != Measure::Count || tokens[end - 1].kind != TokenKind::Digits {
        return false;
    }
    let joins =
        matches!(next.kind, TokenKind::Hyphen | TokenKind::Dash | TokenKind::Colon | TokenKind::Slash);
    let digits_follow =
        tokens.get(end + 1).is_some_and(|after| after.kind == TokenKind::Digits && !after.spaced);
    next.kind == TokenKind::Word || (joins && digits_follow)
}

/// "the Four Corners", "five-time winner", "the two said": number words in a name, of occasions, or that
/// only point back. The token after them.
fn end_of_title(
    reading: &Reading<'_>,
    tokens: &[Token],
    at: usize,
    end: usize,
    value: &MentionValue,
) -> Option<usize> {
    let MentionValue::Amount(amount) = value else { return None };
    let source = reading.from(at).source();
    let words = tokens[at].kind == TokenKind::Word && !tokens[at].has(Section::Bound);
    if amount.measure != Measure::Count {
        return None;
    }
    let next = tokens.get(end);
    let times = |token: &Token| {
        let is_times = |meaning| matches!(meaning, Meaning::Sign(SignWord::Times)).then_some(());
        source.find(token, Section::Sign, is_times).is_some()
    };
    if next.is_some_and(|next| next.kind == TokenKind::Hyphen) && tokens.get(end + 1).is_some_and(times) {
        return Some(end + 2);
    }
    // "duas vezes campeão"
    if next.is_some_and(times) && tells_of_title(reading.from(end + 1)) {
        return Some(end + 1);
    }
    let before = at.checked_sub(1).map(|index| &tokens[index])?;
    let in_sentence = before.kind == TokenKind::Word;
    let proper = |token: &Token| {
        token.kind == TokenKind::Word
            && token.caps != Caps::Lower
            && token.spaced
            && token.sections().is_empty()
    };
    // "And a Few Hard Truths": the article of a title is small.
    let capital = tokens[at].caps == Caps::Initial || tokens[end - 1].caps == Caps::Initial;
    let named = words && in_sentence && capital && next.is_some_and(proper);
    let article = source.is_function(before, FunctionWord::Article);
    let few = amount.bounds.single().is_some_and(|number| number <= Decimal::TEN) && end == at + 1;
    // "os três enviados americanos": the adjective makes a noun of the participle.
    let noun = tokens.get(end + 1).is_some_and(|after| {
        after.caps == Caps::Lower && (after.has(Section::Place) || after.has(Section::Subgroup))
    });
    let refers = words && few && article && !noun && next.is_none_or(|next| points_back(source, next));
    (named || refers || words && is_numbered_unit(source, tokens, at, end)).then_some(end)
}

/// "the correspondent of “60 Minutes”": a number and a word with a capital, and nothing else in the quotation.
fn end_of_quoted_title(tokens: &[Token], at: usize, end: usize, value: &MentionValue) -> Option<usize> {
    let kind = |at: usize, wanted| tokens.get(at).is_some_and(|token| token.kind == wanted);
    let named = |at: usize| kind(at, TokenKind::Word) && tokens[at].caps == Caps::Initial;
    let opened = at.checked_sub(1).is_some_and(|before| kind(before, TokenKind::Quote));
    let figure = matches!(value, MentionValue::Amount(_) | MentionValue::Duration(..));
    if !opened || !figure || !kind(at, TokenKind::Digits) {
        return None;
    }
    let closed = end > at + 1 && named(end - 1) && kind(end, TokenKind::Quote);
    let follows = named(end) && kind(end + 1, TokenKind::Quote);
    (closed || follows).then_some(end + usize::from(follows))
}

/// "on hour six of the trial", "in week five": a number behind one unit of time ranks it.
fn is_numbered_unit(source: TokenText<'_>, tokens: &[Token], at: usize, end: usize) -> bool {
    let Some([before, unit]) = at.checked_sub(2).and_then(|from| tokens.get(from..at)) else { return false };
    let single = |ending: &String| !source.word(unit).ends_with(ending.as_str());
    let counts = tokens.get(end).is_some_and(|next| {
        next.kind == TokenKind::Word
            && FUNCTION_WORDS_BEHIND.iter().all(|&word| !source.is_function(next, word))
    });
    unit.has(Section::TimeUnit)
        && source.lexicon.switches.plural.as_ref().is_some_and(single)
        && source.is_function(before, FunctionWord::Preposition)
        && !counts
}

/// Whether a word or mark behind "the two" leaves them without a noun.
fn points_back(source: TokenText<'_>, next: &Token) -> bool {
    const NO_NOUN: SectionSet = SectionSet::of(&[Section::Function, Section::Attribution, Section::Tense]);
    let noun = next.has(Section::Concept) || next.has(Section::DateOf) || next.has(Section::Anaphora);
    let verb = next.has(Section::Event)
        || next.sections().is_empty() && source.lexicon.tense_of_ending(source.word(next)).is_some();
    next.kind != TokenKind::Word && next.kind != TokenKind::Hyphen
        || (verb || next.sections().meets(NO_NOUN)) && !noun
}

/// "Ana Souza (54)", "Kane (54)": an age, a minute of the game or a number of votes; nobody can tell.
fn is_bracketed_after_name(tokens: &[Token], at: usize, end: usize, value: &MentionValue) -> bool {
    let MentionValue::Amount(amount) = value else { return false };
    let kind = |at: Option<usize>, wanted: TokenKind| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| token.kind == wanted)
    };
    let name = at.checked_sub(2).map(|name| &tokens[name]);
    let named = name.is_some_and(|name| {
        name.kind == TokenKind::Word && name.caps == Caps::Initial && name.sections().is_empty()
    });
    amount.measure == Measure::Count
        && named
        && kind(at.checked_sub(1), TokenKind::Open)
        && kind(Some(end), TokenKind::Close)
}

/// The token after the run of figures, letters and marks that hang together.
fn end_of_run(tokens: &[Token], at: usize) -> usize {
    let mut end = glued_end(tokens, at);
    while tokens.get(end).is_some_and(|token| !token.spaced && token.kind == TokenKind::Word) {
        end = glued_end(tokens, end);
    }
    end
}
