use std::ops::Range;
use std::sync::Arc;

use crate::grammar::starts_mention;
use crate::lexicon::{FunctionWord, Section, Token, TokenKind, TokenText};
use crate::model::{Fact, FactValue, Measure, PlaceId, Role, Shared};

use super::clause::is_decimal;
use super::facts_of_text::{has_noun, quantity_of, sentence_facts, sentence_tokens, token_range};
use super::names::is_name;
use super::told::{Named, within};

/// How many words an item of a list has at most, its figure and its name among them.
const ITEM_WORDS: usize = 12;

/// How many words may stand between a figure and its place or name.
const OWN_REACH: usize = 5;

/// Items of a list that carry a place or a name of their own: "244 in Varn, 87 in Lisk and 75 in Orm", "the Greens 41
/// seats, Reform 12". Each is of its own place and name alone, and counts what the list counts.
pub(super) fn tell_items(source: TokenText<'_>, tokens: &[Token], named: &Named<'_>, facts: &mut [Fact]) {
    let mut at = 0;
    while at < facts.len() {
        let sentence = sentence_facts(facts, at);
        at = sentence.end;
        let figures = facts[sentence.clone()].iter().filter(|fact| is_figure(fact)).count();
        for fact in facts[sentence.clone()].iter_mut().filter(|fact| is_figure(fact) && fact.frame.bracketed)
        {
            tell_bracketed(tokens, named, fact);
        }
        if figures < 2 {
            continue;
        }
        let items = Items { source, tokens, named }.of_sentence(facts, sentence.clone());
        for run in runs(&items, facts) {
            tell(source, tokens, named, facts, sentence.start, run);
        }
    }
}

/// On which side of its figure an item has its place or name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

/// What marks part off in a sentence, with the one figure in it.
#[derive(Clone, Debug)]
struct Item {
    words: Range<usize>,
    fact: usize,
    /// Where it has a place or a name: before its figure, and behind it.
    sides: (bool, bool),
    /// Whether nothing but a comma or an "and" stands before it and the item before.
    follows: bool,
    /// Whether it opens its sentence.
    opens: bool,
}

impl Item {
    /// Where it has a place or a name, if on one side alone.
    fn side(&self) -> Option<Side> {
        match self.sides {
            (true, false) => Some(Side::Before),
            (false, true) => Some(Side::Behind),
            _ => None,
        }
    }

    fn has_one(&self, side: Side) -> bool {
        match side {
            Side::Before => self.sides.0,
            Side::Behind => self.sides.1,
        }
    }
}

struct Items<'a> {
    source: TokenText<'a>,
    tokens: &'a [Token],
    named: &'a Named<'a>,
}

impl Items<'_> {
    /// The stretches of a sentence that hold one figure each, from left to right.
    fn of_sentence(&self, facts: &[Fact], sentence: Range<usize>) -> Vec<Item> {
        let words = sentence_tokens(self.tokens, &facts[sentence.start]);
        let figures: Vec<(usize, Range<usize>)> = sentence
            .filter(|&fact| is_figure(&facts[fact]))
            .map(|fact| (fact, token_range(self.tokens, &facts[fact])))
            .collect();
        let in_figure = |at: usize| figures.iter().any(|(_, range)| range.contains(&at));
        let mut found: Vec<Item> = Vec::new();
        let (mut start, mut follows) = (words.start, false);
        let cuts = words.clone().filter(|&at| self.parts(at) && !in_figure(at)).chain([words.end]);
        for end in cuts {
            let here = || figures.iter().filter(|(_, range)| (start..end).contains(&range.start));
            // "Reform 12 (9 %)": what stands in brackets is told besides.
            let plain: Vec<_> = here().filter(|(fact, _)| !facts[*fact].frame.bracketed).collect();
            let inside = if plain.is_empty() { here().collect() } else { plain };
            match inside.as_slice() {
                [(fact, range)] => {
                    let sides = self.sides(start..end, range);
                    let opens = start == words.start;
                    found.push(Item { words: start..end, fact: *fact, sides, follows, opens });
                    follows = true;
                }
                // "in Varn and Lisk": a place that goes on with the one before.
                [] if self.goes_on(start..end) => {
                    if let Some(last) = found.last_mut().filter(|last| last.words.end + 1 >= start) {
                        last.words.end = end;
                    }
                }
                // "…, and a bus", "and, in": what has no words parts nothing.
                [] => follows &= start >= end,
                _ => follows = false,
            }
            let lists = self.tokens.get(end).is_some_and(|token| {
                token.kind == TokenKind::Comma || self.source.is_function(token, FunctionWord::Conjunction)
            });
            follows &= lists;
            start = end + 1;
        }
        found
    }

    fn parts(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        match token.kind {
            TokenKind::Comma => !is_decimal(self.tokens, at),
            TokenKind::Semicolon | TokenKind::Colon | TokenKind::Quote => true,
            TokenKind::Dash => token.spaced,
            _ => self.source.is_function(token, FunctionWord::Conjunction),
        }
    }

    /// Whether words are but the name of a place.
    fn goes_on(&self, words: Range<usize>) -> bool {
        let place = |at: usize| self.named.places.binary_search_by_key(&at, |(place, _)| *place).is_ok();
        let small = |at: usize| {
            let token = &self.tokens[at];
            token.kind == TokenKind::Word && token.has(Section::Function)
        };
        !words.is_empty()
            && words.clone().any(place)
            && words.into_iter().all(|at| place(at) || small(at) || self.named_at(at))
    }

    fn named_at(&self, at: usize) -> bool {
        self.named.names.binary_search_by_key(&at, |(name, _)| *name).is_ok()
            || self.named.places.binary_search_by_key(&at, |(place, _)| *place).is_ok()
    }

    fn sides(&self, words: Range<usize>, figure: &Range<usize>) -> (bool, bool) {
        let near_before = figure.start.saturating_sub(OWN_REACH).max(words.start);
        let before = (near_before..figure.start).any(|at| self.named_at(at));
        // The noun of a figure may be a name itself: "four Reform".
        let noun = figure.end.saturating_sub(1).max(figure.start);
        let behind = (noun..words.end.min(figure.end + OWN_REACH)).any(|at| self.named_at(at));
        (before, behind)
    }
}

/// The lists among the items: two or more that follow each other, with their places or names on one side.
fn runs(items: &[Item], facts: &[Fact]) -> Vec<(Side, Vec<Item>)> {
    let measure = |item: &Item| quantity_of(&facts[item.fact]).map(|quantity| quantity.measure);
    let mut found: Vec<(Side, Vec<Item>)> = Vec::new();
    let mut at = 0;
    while let [first, rest @ ..] = &items[at..] {
        let side = rest.first().and_then(Item::side);
        let goes_on = |item: &&Item| {
            let alike = measure(item) == measure(first) || measure(item) == Some(Measure::Count);
            let short = item.words.len() <= ITEM_WORDS && alike;
            item.follows && short && item.side().is_some() && item.side() == side
        };
        let others = rest.iter().take_while(goes_on).count();
        // The first may have its place or its name on both sides: "Police in Varn held 244 in Lisk". Where a name opens
        // the sentence, its capital tells nothing.
        let own = side.is_some_and(|side| first.has_one(side) || side == Side::Before && first.opens);
        // "…, the Greens 12 and the others nine"
        let last = rest.get(others).filter(|item| others > 0 && item.follows && item.sides == (false, false));
        let list = &items[at + usize::from(!own)..=at + others + usize::from(last.is_some())];
        if let Some(side) = side.filter(|_| list.len() > 1) {
            found.push((side, list.to_vec()));
        }
        at += 1 + others;
    }
    found
}

/// Gives each item of a list its own place and name, and the noun of the list where it has none.
fn tell(
    source: TokenText<'_>,
    tokens: &[Token],
    named: &Named<'_>,
    facts: &mut [Fact],
    first_of_sentence: usize,
    (side, items): (Side, Vec<Item>),
) {
    let Some(opening) = items.first() else { return };
    for (index, item) in items.iter().enumerate() {
        let figure = token_range(tokens, &facts[item.fact]);
        // "Police in Varn held 244 in Lisk": of the first what stands on the list's side is its own.
        let words = match side {
            _ if index > 0 => item.words.clone(),
            Side::Before => item.words.start..figure.start,
            Side::Behind => figure.end..item.words.end,
        };
        let places: Vec<PlaceId> = within(&named.places, words.start, words.end);
        let names: Vec<Arc<str>> = within(&named.names, words.start, words.end);
        let frame = &mut facts[item.fact].frame;
        (frame.places, frame.names) = (places.into(), names.into());
        let nameless =
            !has_noun(tokens, &facts[item.fact]) || loses_name(source, tokens, &mut facts[item.fact]);
        // "…, and Ukrainian defences shot down 27 of them": what has a verb of its own is no item of the list.
        let told = index > 0 && item.words.clone().any(|at| tokens[at].has(Section::Event));
        let elided = nameless && !told && facts[item.fact].frame.role != Some(Role::Part);
        facts[item.fact].frame.item = elided || index > 0 && !told;
        if elided {
            take_head(tokens, facts, first_of_sentence..opening.fact.max(first_of_sentence) + 1, item.fact);
        }
    }
}

/// "The Eritreans (2,020 claims), the Afghans and the Congolese": a figure right behind a place, in brackets, is of that
/// place alone.
fn tell_bracketed(tokens: &[Token], named: &Named<'_>, fact: &mut Fact) {
    let open = token_range(tokens, fact).start.checked_sub(1);
    let Some(place) = open.and_then(|open| open.checked_sub(1)) else { return };
    let own: Vec<PlaceId> = within(&named.places, place, place + 1);
    if fact.frame.places.len() > 1 && !own.is_empty() {
        (fact.frame.places, fact.frame.names) = (own.into(), Shared::default());
        fact.frame.item = true;
    }
}

/// "four Reform", "cztery Reformie": the name behind a figure is whose they are, and not what they are.
fn loses_name(source: TokenText<'_>, tokens: &[Token], fact: &mut Fact) -> bool {
    let range = token_range(tokens, fact);
    let noun = range.end.saturating_sub(1);
    if !is_name(source, tokens, noun) {
        return false;
    }
    let last = range.clone().rev().find(|&at| tokens[at].is_figure() || starts_mention(&tokens[at]));
    if let Some(last) = last {
        fact.span.end = tokens[last].span.end;
        fact.frame.of = None;
        fact.frame.inferred = true;
    }
    last.is_some()
}

/// An item without a noun counts what the first of its list counts, or the figure before the list.
fn take_head(tokens: &[Token], facts: &mut [Fact], before: Range<usize>, item: usize) {
    take_measure(facts, before.end.saturating_sub(1), item);
    let measure = quantity_of(&facts[item]).map(|quantity| quantity.measure);
    let tells = |&at: &usize| {
        let fact = &facts[at];
        let frame = &fact.frame;
        let told = frame.of.is_some() && !frame.inferred;
        let known = has_noun(tokens, fact) || told || frame.label.is_some() || frame.base.is_some();
        at != item && known && quantity_of(fact).map(|quantity| quantity.measure) == measure
    };
    // "11 ministries. Six go to Reform, four to the Greens": the first may have its noun from the sentence before.
    let opening = before.end.checked_sub(1).filter(|&at| at != item && facts[at].frame.of.is_some());
    let Some(head) = before.rev().find(tells).or(opening) else { return };
    let head = facts[head].frame.clone();
    let frame = &mut facts[item].frame;
    let own_noun = frame.of.is_some() && !frame.inferred;
    // "12 died in Varn, five were hurt in Lisk": what has a verb of its own counts what that says.
    if own_noun && frame.of != head.of {
        return;
    }
    frame.inferred = head.inferred;
    frame.of = head.of;
    frame.label = frame.label.or(head.label);
    frame.base = frame.base.take().or(head.base);
    frame.event = head.event;
    frame.status = frame.status.or(head.status);
    frame.period = frame.period.take().or(head.period);
    let part = matches!(frame.role, None | Some(Role::Part));
    if measure == Some(Measure::Percent) && part {
        frame.role = head.role;
    }
}

/// "40 million euros to Ghana, 15 million to Togo": a bare figure is of the first one's currency or unit.
fn take_measure(facts: &mut [Fact], opening: usize, item: usize) {
    let Some(measure) = facts.get(opening).and_then(quantity_of).map(|quantity| quantity.measure) else {
        return;
    };
    let frame = &facts[item].frame;
    let told = frame.of.is_some() && !frame.inferred;
    let measured = matches!(measure, Measure::Money(_) | Measure::Unit(_) | Measure::Percent);
    if let FactValue::Quantity(quantity) = &mut facts[item].value
        && measured
        && !told
        && quantity.measure == Measure::Count
    {
        quantity.measure = measure;
    }
}

/// An amount that is no age.
fn is_figure(fact: &Fact) -> bool {
    quantity_of(fact).is_some_and(|quantity| !matches!(quantity.measure, Measure::Age(_)))
}
