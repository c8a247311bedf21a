use std::cell::OnceCell;
use std::ops::Range;

use crate::grammar::starts_mention;
use crate::lexicon::{Caps, FunctionWord, JointWord, Meaning, OneWord, Section, Token, TokenKind};
use crate::model::{ConceptId, Decimal, FactValue, Hedge, Link, LinkKind, Measure, Quantity, Role, Subject};

use super::facts_of_text::FactsOfText;
use super::links::link;

/// The figures that a sentence says make up a whole: behind a colon ("nine medals: three gold, four silver and
/// two bronze"), behind a word ("made up of"), beside it where their kinds leave nothing out ("14 winners, eight
/// women and six men"), or before it ("…, 800 euros in all"). Each is linked to the whole.
pub(super) fn lists(text: FactsOfText<'_>) -> Vec<Link> {
    let reader = Lists { text, main_sum: OnceCell::new() };
    let mut links = Vec::new();
    let (mut before, mut at) = (0, 0);
    while at < text.facts.len() {
        let end = text.sentence_facts(at).end;
        let next = if end < text.facts.len() { text.sentence_facts(end).end } else { end };
        match reader.list(before..at, at..end).or_else(|| reader.announced(at..end, end..next)) {
            Some(list) => links.extend(list.links()),
            None => links.extend(reader.divided(before..at, at..end)),
        }
        (before, at) = (at, end);
    }
    links
}

/// A whole with its parts, and how many ones without a figure stand among them ("and a bus").
pub(super) struct List {
    pub(super) whole: usize,
    pub(super) items: Vec<usize>,
    pub(super) ones: u8,
}

impl List {
    fn links(&self) -> Vec<Link> {
        let last = self.items.last().copied();
        let ones = |item: usize| if Some(item) == last { self.ones } else { 0 };
        self.items.iter().map(|&item| link(LinkKind::MakesUp(ones(item)), item, self.whole)).collect()
    }
}

pub(super) struct Lists<'a> {
    pub(super) text: FactsOfText<'a>,
    /// The sum that the text is about, looked for once.
    main_sum: OnceCell<Option<usize>>,
}

/// How many words may stand between two items.
const ITEM_WORDS: usize = 14;

/// How many words may stand between a whole and the colon behind it.
const COLON_REACH: usize = 3;

/// How many facts before its list a whole of another sentence is looked for.
const WHOLE_REACH: usize = 12;

/// A number given to so many is one of a scale word.
const LARGE: Decimal = Decimal::ONE_THOUSAND;

impl Lists<'_> {
    fn list(&self, before: Range<usize>, sentence: Range<usize>) -> Option<List> {
        let figures: Vec<usize> = sentence.clone().filter(|&at| self.text.quantity(at).is_some()).collect();
        let words = self.text.sentence_tokens(*figures.first()?);
        self.counted(&figures)
            .or_else(|| self.made_up(before.clone(), &figures, words.clone()))
            .or_else(|| self.behind_colon(&figures, words.clone()))
            .or_else(|| self.beside(&figures))
            .or_else(|| self.placed(&figures))
            .or_else(|| self.totalled(&figures))
            .or_else(|| self.identified(before, sentence))
    }

    /// "a budget of 40 million, made up of grants (25 million) and gifts (15 million)".
    fn made_up(&self, told_before: Range<usize>, figures: &[usize], words: Range<usize>) -> Option<List> {
        let at =
            words.clone().find(|&at| self.text.joint(&self.text.tokens[at]) == Some(JointWord::MadeUp))?;
        let behind: Vec<usize> = figures.iter().copied().filter(|&fact| self.text.start(fact) > at).collect();
        let before = figures.iter().copied().rfind(|&fact| self.text.end(fact) <= at);
        // "of two tranches: 50 and 30", "por quatro rubricas": how many items there are is no item.
        let items = match behind.as_slice() {
            [count, items @ ..] if self.counts_items(*count, items) => items,
            items => items,
        };
        let whole = before
            .or_else(|| self.labelled_before(items, words.start..at))
            .or_else(|| self.sum_before(told_before, items, words.clone()))?;
        self.closed(whole, items, words.end)
    }

    /// "Spending is divided among four items. The largest is staff, with 31 million, followed by …, with 23 million, … and
    /// …": as many sums in the next sentence as were announced.
    fn announced(&self, sentence: Range<usize>, next: Range<usize>) -> Option<List> {
        let count = sentence.clone().rfind(|&at| is_count(self.text.quantity(at)))?;
        let words = self.text.sentence_tokens(count);
        let told = (words.start..self.text.start(count))
            .any(|at| self.text.joint(&self.text.tokens[at]) == Some(JointWord::MadeUp));
        let items: Vec<usize> = next.filter(|&at| self.text.quantity(at).is_some()).collect();
        let end = self.text.sentence_tokens(*items.first()?).end;
        let whole = self.labelled_before(&items, words).or_else(|| self.main_sum(count))?;
        let list = self.closed(whole, &items, end)?;
        (told && self.counts_items(count, &items)).then_some(list)
    }

    /// The sum that a text is about: it stands in the headline, and once more below it.
    fn main_sum(&self, before: usize) -> Option<usize> {
        let found = self.main_sum.get_or_init(|| {
            let money = |&at: &usize| {
                matches!(self.text.quantity(at).map(|one| one.measure), Some(Measure::Money(_)))
            };
            let value = |at: usize| self.text.quantity(at).and_then(|quantity| quantity.bounds.single());
            let body = self.text.facts.partition_point(|fact| fact.frame.headline);
            let titled = (0..body).find_map(value)?;
            (body..self.text.facts.len()).filter(money).find(|&at| value(at) == Some(titled))
        });
        found.filter(|&at| at < before)
    }

    fn counts_items(&self, count: usize, items: &[usize]) -> bool {
        let said = self.text.quantity(count).filter(|said| said.measure == Measure::Count);
        let number = said.and_then(|said| said.bounds.single());
        items.len() >= 2 && number == Some(items.len().into())
    }

    /// "O orçamento reparte-se por …": the one sum of that label before, in the same text.
    fn labelled_before(&self, items: &[usize], words: Range<usize>) -> Option<usize> {
        let first = *items.first()?;
        let measure = self.text.quantity(*items.last()?)?.measure;
        let labels: Vec<ConceptId> =
            words.filter_map(|at| self.text.concept(&self.text.tokens[at])).collect();
        let is_whole = |&at: &usize| {
            let fact = &self.text.facts[at];
            let labelled = fact.frame.label.is_some_and(|label| labels.contains(&label));
            let alike = self.text.quantity(at).is_some_and(|whole| {
                whole.measure == measure
                    || matches!(whole.measure, Measure::Money(_)) && measure == Measure::Count
            });
            labelled && alike && !fact.frame.other_period && fact.frame.role.is_none()
        };
        let mut found = (first.saturating_sub(WHOLE_REACH)..first).rev().filter(is_whole);
        let whole = found.next()?;
        let value = |at: usize| self.text.quantity(at).and_then(|quantity| quantity.bounds.single());
        found.all(|other| value(other) == value(whole)).then_some(whole)
    }

    /// "nine medals: three gold, four silver and two bronze".
    fn behind_colon(&self, figures: &[usize], words: Range<usize>) -> Option<List> {
        let colon = words.clone().find(|&at| self.text.tokens[at].kind == TokenKind::Colon)?;
        let nearest = figures.iter().copied().rfind(|&fact| self.text.end(fact) <= colon)?;
        let lead = self.text.end(nearest)..colon;
        let told = lead.clone().any(|at| {
            let token = &self.text.tokens[at];
            token.has(Section::Attribution) || token.kind == TokenKind::Quote
        });
        // "Twelve people were killed: …" has its verb between.
        let near = lead.len() <= COLON_REACH;
        let end = (colon..words.end).find(|&at| self.text.tokens[at].kind == TokenKind::Semicolon);
        let end = end.unwrap_or(words.end);
        let items: Vec<usize> = figures
            .iter()
            .copied()
            .filter(|&fact| self.text.start(fact) > colon && self.text.start(fact) < end)
            .collect();
        let whole = self.whole_meant(figures, nearest, &items);
        // "in three parts: 280 million, 95 million and 65 million": how many items there are is no whole.
        let counted = self.counts_items(whole, &items);
        let named =
            self.text.frame(whole).of.is_some() || !lead.is_empty() || !is_count(self.text.quantity(whole));
        let list = self.closed(whole, &items, end).filter(|_| near && named && !told && !counted)?;
        items.iter().all(|&item| self.is_kind(whole, item)).then_some(list)
    }

    /// "318 goals in 611 matches: 204 for one club, …": of two counts beside each other the parts are of the one that they
    /// come nearer to.
    fn whole_meant(&self, figures: &[usize], nearest: usize, items: &[usize]) -> usize {
        let point = |fact: usize| {
            let quantity = self.text.quantity(fact).filter(|quantity| is_count(Some(quantity)))?;
            quantity.bounds.point()
        };
        let sum = items.iter().try_fold(Decimal::ZERO, |sum, &item| sum.checked_add(point(item)?));
        let other = figures.iter().copied().rfind(|&fact| {
            self.text.end(fact) <= self.text.start(nearest)
                && self.text.start(nearest) - self.text.end(fact) <= COLON_REACH
        });
        let off = |fact: usize| Some((point(fact)?.checked_sub(sum?)?).abs());
        match other.and_then(|other| Some((other, off(other)?, off(nearest)?))) {
            Some((other, theirs, ours)) if theirs < ours => other,
            _ => nearest,
        }
    }

    /// Whether what an item counts can be of the whole: no noun, a word that no pack knows, or a kind of it.
    pub(super) fn is_kind(&self, whole: usize, item: usize) -> bool {
        let of = |fact: usize| self.text.frame(fact).of.clone();
        if !self.text.has_noun(item) || self.is_people(whole) && self.bears_capital(item) {
            return true;
        }
        let concepts = self.text.concepts();
        let person = |concept: ConceptId| concepts.is_people(concept);
        match (of(whole), of(item)) {
            (Some(Subject::Concept(whole)), Some(Subject::Concept(item))) => {
                concepts.share_root(whole, item) || person(whole) && person(item)
            }
            (Some(Subject::Stem { .. }), Some(Subject::Concept(item))) => person(item),
            _ => true,
        }
    }

    /// "12 Filipinos and three Poles": a capital on what is counted, whatever else the word means.
    fn bears_capital(&self, item: usize) -> bool {
        let last = self.text.tokens.get(self.text.tokens_of(item)).and_then(<[Token]>::last);
        last.is_some_and(|last| last.caps == Caps::Initial)
    }

    /// "14 winners, eight women and six men": two kinds that leave nothing out, right behind their whole.
    fn beside(&self, figures: &[usize]) -> Option<List> {
        figures.windows(3).find_map(|three| {
            let &[whole, first, second] = three else { return None };
            let gap = self.text.words(self.text.end(whole), self.text.start(first).max(self.text.end(whole)));
            let (mark, lead) = gap.split_last()?;
            let marked =
                matches!(mark.kind, TokenKind::Comma | TokenKind::Open | TokenKind::Dash | TokenKind::Colon);
            let plain = lead.len() <= COLON_REACH
                && !lead.iter().any(|token| token.kind == TokenKind::Comma || starts_mention(token));
            let end = self.text.sentence_tokens(whole).end;
            let list = self.closed(whole, &[first, second], end)?;
            let apart = self.is_partition(first, second) || self.are_old_and_young(whole, first, second);
            (marked && plain && apart && self.is_people(whole)).then_some(list)
        })
    }

    pub(super) fn is_partition(&self, first: usize, second: usize) -> bool {
        let of = |fact: usize| match self.text.frame(fact).of {
            Some(Subject::Concept(concept)) => Some(concept),
            _ => None,
        };
        let Some((first, second)) = of(first).zip(of(second)) else { return false };
        let partitions = self.text.vocabulary.partitions.iter().chain(&self.text.vocabulary.halves);
        partitions.into_iter().any(|(_, kinds)| {
            kinds.len() == 2 && kinds.contains(&first) && kinds.contains(&second) && first != second
        })
    }

    pub(super) fn is_people(&self, whole: usize) -> bool {
        match &self.text.frame(whole).of {
            Some(Subject::Concept(of)) => {
                let concepts = self.text.concepts();
                concepts.is_people(*of) && !concepts.flags(*of).group
            }
            Some(Subject::Stem { .. }) => true,
            None => false,
        }
    }

    /// A list of at least two figures of the whole's measure, the last behind "and", with nothing among them
    /// that says they are not all, or parts of parts.
    pub(super) fn closed(&self, whole: usize, items: &[usize], end: usize) -> Option<List> {
        let (&first, &last) = (items.first()?, items.last()?);
        let before_last = *items.get(items.len().checked_sub(2)?)?;
        let region = self.text.start(first)..end;
        let plain = items.windows(2).all(|pair| self.is_next(pair[0], pair[1]))
            && items.iter().all(|&item| self.is_item(whole, item))
            && !region.clone().any(|at| self.opens_out(at));
        let other = |fact: usize| {
            matches!(self.text.facts[fact].value, FactValue::Duration(_) | FactValue::Ordinal(_))
        };
        let others =
            (first..self.text.facts.len()).take_while(|&fact| self.text.start(fact) < end).any(other);
        let ones = self.ones(items, region)?;
        let and = |range: Range<usize>| {
            self.text.tokens.get(range).is_some_and(|gap| gap.iter().any(|token| self.is_and(token)))
        };
        let closed = ones > 0 || and(self.text.end(before_last)..self.text.start(last));
        // "2,200 degrees cooler: one has 3,300, the other 5,500": no part is more than its whole.
        let value = |at: usize| self.text.quantity(at).and_then(|one| one.bounds.point());
        let held = items.iter().all(|&item| value(item) <= value(whole));
        let level = self.text.frame(whole).role != Some(Role::ChangeBy);
        (plain && closed && held && level && !others).then(|| List { whole, items: items.to_vec(), ones })
    }

    pub(super) fn is_and(&self, token: &Token) -> bool {
        self.text.is_function(token, FunctionWord::Conjunction)
    }

    /// Whether a list goes on from one figure to the next: a comma or an "and", and few words.
    pub(super) fn is_next(&self, first: usize, second: usize) -> bool {
        let Some(gap) = self.text.tokens.get(self.text.end(first)..self.text.start(second)) else {
            return false;
        };
        let parted = gap.iter().any(|token| token.kind == TokenKind::Comma || self.is_and(token));
        parted && gap.len() <= ITEM_WORDS
    }

    fn is_item(&self, whole: usize, item: usize) -> bool {
        let (Some(all), Some(part)) = (self.text.quantity(whole), self.text.quantity(item)) else {
            return false;
        };
        // "AX80 1 and AX80 2": what is counted opens its item.
        let opens = self.text.start(item).checked_sub(1).is_none_or(|before| {
            let token = &self.text.tokens[before];
            token.kind != TokenKind::Word && token.kind != TokenKind::Digits
                || self.is_and(token)
                || self.text.is_function(token, FunctionWord::Article)
                || self.text.joint(token) == Some(JointWord::MadeUp)
        });
        let opens = opens || all.measure != Measure::Count || self.is_rest(item);
        let exact = part.bounds.hedge == Hedge::Exact && part.alternative.is_none() && part.per.is_none();
        // "50 million of grants": where the whole is money, large numbers are too.
        let large = part.bounds.granularity >= LARGE && matches!(all.measure, Measure::Money(_));
        let bare = part.measure == Measure::Count
            && (!self.text.has_noun(item) || self.text.frame(item).bracketed || large);
        // "trzy złote": golden ones, and no money, where the whole counts things.
        let few = part.bounds.single().is_some_and(|value| value < Decimal::ONE_HUNDRED);
        let coin = all.measure == Measure::Count && matches!(part.measure, Measure::Money(_)) && few;
        exact && opens && (part.measure == all.measure || bare || coin)
    }

    /// Words that leave a list open, or begin a part of a part: "others", "of them", "including", "each".
    pub(super) fn opens_out(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let role = self.text.source.find(token, Section::Role, |meaning| match meaning {
            Meaning::Role(
                role @ (Role::Part
                | Role::Other
                | Role::Remaining
                | Role::Each
                | Role::Additional
                | Role::Total),
            ) => Some(role),
            _ => None,
        });
        let quoted = token.kind == TokenKind::Quote || token.kind == TokenKind::Semicolon;
        let vague = token.has(Section::Vague) && !token.has(Section::Scale);
        // "90 in Varn and the remaining 60 in Lisk" closes its list.
        let rest = self.text.joint(token) == Some(JointWord::Rest)
            && self.text.tokens.get(at + 1).is_some_and(Token::is_figure);
        role.is_some() && !rest || token.has(Section::Anaphora) || vague || quoted
    }

    /// How many items of one have no figure of their own: "and one in Oster", "and a bus". `None` where the last
    /// item has neither a figure nor a word for one.
    fn ones(&self, items: &[usize], region: Range<usize>) -> Option<u8> {
        let taken = |at: usize| items.iter().any(|&item| self.text.tokens_of(item).contains(&at));
        let opens = |at: usize| {
            self.text.tokens[at - 1].kind == TokenKind::Comma || self.is_and(&self.text.tokens[at - 1])
        };
        let one = |at: usize| {
            let one = self.text.source.find(&self.text.tokens[at], Section::One, |meaning| match meaning {
                Meaning::One(word) => Some(word),
                _ => None,
            });
            matches!(one, Some(OneWord::Numeral | OneWord::Either | OneWord::Article))
        };
        let from = region.start + 1;
        let ones = (from..region.end).filter(|&at| opens(at) && one(at) && !taken(at)).count();
        let last_and = (from..region.end).rev().find(|&at| self.is_and(&self.text.tokens[at]));
        let last_item = items.last().map_or(region.start, |&item| self.text.start(item));
        // What "and" joins behind the last figure is one more thing, or another clause.
        let open = last_and.is_some_and(|and| and > last_item && !(and + 1 < region.end && one(and + 1)));
        (!open).then(|| u8::try_from(ones).unwrap_or(u8::MAX))
    }
}

fn is_count(quantity: Option<&Quantity>) -> bool {
    quantity.is_some_and(|quantity| quantity.measure == Measure::Count)
}
