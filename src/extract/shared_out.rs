use std::ops::Range;

use crate::lexicon::{Caps, FunctionWord, JointWord, Meaning, Section, Token, TokenKind};
use crate::model::{Decimal, Link, LinkKind, Measure, PlaceId, Quantity, Role};

use super::links::link;
use super::lists::{List, Lists};

/// How many words may stand between a figure and the place or the receiver that its clause gives it.
const RECEIVER_WORDS: usize = 4;

/// Sums that come to more than so many times another are of something else.
const MUCH_MORE: Decimal = Decimal::from_parts(13, 0, 0, false, 1);

/// Fewer figures behind a told number of them are two of anything.
const FEWEST_COUNTED: usize = 3;

/// Parts that are told by who gets them or where they are.
impl Lists<'_> {
    /// "They shared out 11 ministries. Six go to the Greens, three to the Liberals and two to the Left", "The Greens get
    /// six, …": bare numbers, each with who gets it, of the one figure of the sentence before.
    pub(super) fn shared_out(&self, before: Range<usize>, sentence: Range<usize>) -> Option<Vec<Link>> {
        let parts: Vec<usize> = sentence.collect();
        let (&first, others) = parts.split_first().filter(|(_, others)| !others.is_empty())?;
        let last = *others.last()?;
        let words = self.text.sentence_tokens(first);
        let divided = self.divided_before(before.clone(), first);
        let shared = divided.is_some();
        let whole = divided.or_else(|| self.named_before(before, first))?;
        let counts = self.text.quantity(whole).is_some_and(|all| all.measure == Measure::Count);
        let falls = self.starts(first, JointWord::FallsTo);
        let given = falls || self.starts(first, JointWord::Allotted);
        let named = others.iter().all(|&part| self.names_receiver(part));
        let near = self.text.start(first) <= words.start + 1;
        let behind = near
            && (falls && others.iter().all(|&part| self.is_elided(part) || self.names_receiver(part))
                || given && shared && named);
        let ahead = || shared && parts.iter().all(|&part| self.follows_receiver(part, words.start));
        let closed = others.len() > 1
            || self
                .text
                .words(self.text.end(first), self.text.start(last))
                .iter()
                .any(|token| self.is_and(token));
        let bare = parts.iter().all(|&part| self.is_small_count(part));
        let apart = counts && bare && closed && (behind || ahead()) && self.is_plain(&parts);
        let all = shared && self.is_nearly_all(whole, &parts);
        let kind = if all { LinkKind::MakesUp(0) } else { LinkKind::Divides };
        apart.then(|| parts.iter().map(|&part| link(kind, part, whole)).collect())
    }

    /// "The three firms have divided up the 30 contracts": the first count behind that word, in the sentence right before.
    fn divided_before(&self, before: Range<usize>, part: usize) -> Option<usize> {
        let words = self.text.sentence_tokens(before.clone().next_back()?);
        let gap = self.text.tokens.get(words.end..self.text.sentence_tokens(part).start)?;
        let next = !gap.iter().any(|token| token.kind == TokenKind::Word);
        let at = words.clone().find(|&at| self.text.is_joint(&self.text.tokens[at], JointWord::SharedOut))?;
        let mut found = before.filter(|&fact| self.text.start(fact) > at);
        let one = found.next().filter(|&one| self.text.has_noun(one))?;
        let frame = self.text.frame(one);
        let told = matches!(frame.role, None | Some(Role::Total)) && !frame.headline && !frame.other_period;
        let exact =
            self.text.quantity(one).is_some_and(|one| one.bounds.single().is_some() && one.per.is_none());
        (next && told && exact).then_some(one)
    }

    fn is_small_count(&self, part: usize) -> bool {
        let named = self.names_receiver(part);
        let bare = !self.text.has_noun(part) || named;
        bare && self.text.quantity(part).is_some_and(|one| {
            one.measure == Measure::Count && one.bounds.single().is_some() && one.per.is_none()
        })
    }

    /// Whether a word stands right behind a figure.
    fn starts(&self, part: usize, word: JointWord) -> bool {
        self.text.tokens.get(self.text.end(part)).is_some_and(|next| self.text.is_joint(next, word))
    }

    /// "pięć Ludowcom", "11 Labour": a name right behind a number, or as what it seems to count.
    pub(super) fn names_receiver(&self, part: usize) -> bool {
        let own = self.text.start(part)..self.text.end(part);
        let last = self.text.tokens.get(own).and_then(<[Token]>::last);
        let counted = self.text.has_noun(part);
        let name = if counted { last } else { self.text.tokens.get(self.text.end(part)) };
        name.is_some_and(|name| {
            let known =
                name.has(Section::Place) || name.has(Section::TimeUnit) || self.text.person(name).is_some();
            name.kind == TokenKind::Word && name.caps != Caps::Lower && !known
        })
    }

    /// The word right behind a number: "5 de fontes" ends with what its "of" leads to.
    pub(super) fn behind_number(&self, part: usize) -> Option<&Token> {
        let own = self.text.tokens.get(self.text.start(part)..self.text.end(part))?;
        let of = own.iter().find(|token| token.kind == TokenKind::Word && !token.is_figure());
        match of.filter(|of| of.has(Section::DateOf)) {
            Some(of) => Some(of),
            None => self.text.tokens.get(self.text.end(part)),
        }
    }

    /// "The Greens get seven, the Liberals five": a name leads to the number, and nothing follows it.
    fn follows_receiver(&self, part: usize, from: usize) -> bool {
        let small = |token: &Token| {
            token.has(Section::Function)
                || token.has(Section::Tense)
                || [JointWord::Allotted, JointWord::FallsTo]
                    .into_iter()
                    .any(|word| self.text.is_joint(token, word))
        };
        let start = self.text.start(part);
        let lead = (from..start).rev().take(RECEIVER_WORDS).map(|at| &self.text.tokens[at]);
        let name = lead.into_iter().find(|token| !small(token) || token.caps != Caps::Lower);
        let named = name.is_some_and(|name| name.kind == TokenKind::Word && name.caps != Caps::Lower);
        let ended = self
            .text
            .tokens
            .get(self.text.end(part))
            .is_none_or(|next| next.kind != TokenKind::Word || self.is_and(next));
        named && ended
    }

    /// "244 were held in Nairobi, 87 in Mombasa and 75 in Kisumu": each behind a preposition of place, and no place of
    /// them in another.
    pub(super) fn is_located(&self, parts: &[usize]) -> bool {
        let places: Option<Vec<usize>> = parts.iter().map(|&part| self.location(part)).collect();
        let Some(places) = places else { return false };
        let known: Vec<Option<PlaceId>> = places.iter().map(|&at| self.place_at(at)).collect();
        let table = &self.text.vocabulary.places;
        let is_country = |place: &PlaceId| table.country(*place) == table.key(*place);
        // "244 in Europe, 87 in Germany", "87 in Germany and 30 in Marnburg"
        let region = |place: &PlaceId| table.key(*place).starts_with(|first: char| first.is_lowercase());
        let wide = known.iter().flatten().any(is_country) && known.iter().any(Option::is_none)
            || known.iter().flatten().any(region);
        let nested = known.iter().flatten().enumerate().any(|(at, &one)| {
            known
                .iter()
                .flatten()
                .skip(at + 1)
                .any(|&other| table.lies_in(one, other) || table.lies_in(other, one))
        });
        !wide && !nested
    }

    /// The word of the place behind a figure.
    fn location(&self, part: usize) -> Option<usize> {
        let end = self.text.sentence_tokens(part).end;
        let from = self.text.end(part);
        let near = from..(from + RECEIVER_WORDS).min(end);
        let at = near.into_iter().find(|&at| self.text.is_where(&self.text.tokens[at]))?;
        let parted = self.text.words(from, at).iter().any(|token| token.kind != TokenKind::Word);
        let article = |token: &Token| self.text.is_function(token, FunctionWord::Article);
        let name = (at + 1..end).find(|&at| !article(&self.text.tokens[at]))?;
        let token = &self.text.tokens[name];
        (!parted && token.kind == TokenKind::Word && token.caps != Caps::Lower).then_some(name)
    }

    fn place_at(&self, at: usize) -> Option<PlaceId> {
        self.text.source.find(&self.text.tokens[at], Section::Place, |meaning| match meaning {
            Meaning::Place(place) => Some(place),
            _ => None,
        })
    }

    /// "Labour holds 31 of the 60 seats, the Greens seven and the Liberals five": each behind who holds it.
    pub(super) fn gapped_counts(&self, figures: &[usize]) -> Option<Vec<Link>> {
        let [part, whole, rest @ ..] = figures else { return None };
        let (part, whole) = (*part, *whole);
        let between = self.text.tokens.get(self.text.end(part)..self.text.start(whole))?;
        let [of, small @ ..] = between else { return None };
        let of = self.text.joint(of) == Some(JointWord::OutOf)
            && small.iter().all(|token| self.text.is_function(token, FunctionWord::Article));
        let pairs: Vec<usize> = std::iter::once(whole).chain(rest.iter().copied()).collect();
        let counted = self.text.has_noun(whole) && self.is_small_count(part);
        let bare = rest.iter().all(|&at| self.is_small_count(at) && !self.text.has_noun(at));
        let ended = rest.iter().all(|&at| {
            self.text
                .tokens
                .get(self.text.end(at))
                .is_none_or(|next| next.kind != TokenKind::Word || self.is_and(next))
        });
        let led = pairs.windows(2).all(|pair| self.is_led_by_holder(pair[0], pair[1]));
        let fits = of && counted && rest.len() > 1 && bare && ended && led && self.is_plain(rest);
        fits.then(|| {
            std::iter::once(&part).chain(rest).map(|&at| link(LinkKind::Divides, at, whole)).collect()
        })
    }

    /// ", the Greens seven": no more than who holds it leads to a number.
    fn is_led_by_holder(&self, before: usize, number: usize) -> bool {
        let gap = self.text.tokens.get(self.text.end(before)..self.text.start(number)).unwrap_or_default();
        let [mark, words @ ..] = gap else { return false };
        let words = match words {
            // "60 seats, and the Greens"
            [and, words @ ..] if self.is_and(and) => words,
            _ => words,
        };
        let plain = |token: &Token| {
            let verb = [Section::Event, Section::Tense, Section::Attribution, Section::Anaphora];
            let small = self.text.is_function(token, FunctionWord::Preposition);
            token.kind == TokenKind::Word && !small && !verb.into_iter().any(|section| token.has(section))
        };
        let parted = mark.kind == TokenKind::Comma || self.is_and(mark);
        parted && (1..=RECEIVER_WORDS).contains(&words.len()) && words.iter().all(plain)
    }

    /// "a budget of 212 million. Care takes 98 million, schools 71 million; the remaining 29 million …": sums of which
    /// the last is told as the rest of the one before them.
    pub(super) fn rest_of_sum(&self, before: Range<usize>, figures: &[usize]) -> Option<Vec<Link>> {
        let (&last, others) = figures.split_last().filter(|(_, others)| !others.is_empty())?;
        let whole = self.sum_of(before, others[0])?;
        let measure = self.text.quantity(whole)?.measure;
        let sums = figures.iter().all(|&at| {
            let frame = self.text.frame(at);
            let told = matches!(frame.role, None | Some(Role::Part | Role::Remaining | Role::Other));
            let one = self.text.quantity(at).filter(|one| one.per.is_none() && one.bounds.single().is_some());
            // "98 milhões": the currency stands once.
            let bare = |one: &Quantity| {
                let large = one.bounds.granularity >= Decimal::ONE_THOUSAND;
                one.measure == Measure::Count && large && !self.text.has_noun(at)
            };
            told && !frame.other_period && one.is_some_and(|one| one.measure == measure || bare(one))
        });
        let fits = sums && self.is_rest(last) && self.can_be_all(whole, figures);
        let free = !figures.iter().any(|&at| at != last && self.is_rest(at));
        (fits && free).then(|| figures.iter().map(|&at| link(LinkKind::Divides, at, whole)).collect())
    }

    /// Whether sums can be meant for all of another: none is more than it, and all of them are not much more. "It paid 20
    /// million in tax. It spent 98 million on wages …" goes on to something else.
    fn can_be_all(&self, whole: usize, parts: &[usize]) -> bool {
        let value = |at: usize| self.text.quantity(at).and_then(|one| one.bounds.single());
        let Some(all) = value(whole) else { return false };
        let held = parts.iter().all(|&part| value(part).is_some_and(|part| part <= all));
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, &part| sum.checked_add(value(part)?));
        let most = all.checked_mul(MUCH_MORE);
        held && sum.zip(most).is_some_and(|(sum, most)| sum <= most)
    }

    /// The one sum of the sentence right before another, which it can be a part of.
    fn sum_of(&self, before: Range<usize>, part: usize) -> Option<usize> {
        let last = before.clone().next_back()?;
        let gap = self.text.sentence_tokens(last).end..self.text.sentence_tokens(part).start;
        let next = !self.text.tokens.get(gap)?.iter().any(|token| token.kind == TokenKind::Word);
        let mut sums = before.filter(|&at| self.is_money(at));
        let one = sums.next().filter(|_| next && sums.next().is_none())?;
        let frame = self.text.frame(one);
        let told = matches!(frame.role, None | Some(Role::Total | Role::ChangeTo));
        (told && !frame.headline && !frame.other_period).then_some(one)
    }

    /// "386 people had been arrested, 244 of them in Nairobi, 87 in Mombasa …", "386 osób, w tym 244 w Warszawie, …":
    /// parts with their places behind their whole, of which some may be untold.
    pub(super) fn placed_among(&self, figures: &[usize]) -> Option<Vec<Link>> {
        let (&whole, items) = figures.split_first()?;
        let first = *items.first().filter(|_| items.len() > 1)?;
        let lead = self.text.tokens.get(self.text.end(whole)..self.text.start(first))?;
        let (mark, words) = lead.split_last()?;
        let marked = mark.kind == TokenKind::Comma || self.text.role(mark) == Some(Role::Part);
        let near = words.len() <= RECEIVER_WORDS;
        let counts = self.text.quantity(whole).is_some_and(|whole| whole.measure == Measure::Count);
        let bare = items.iter().all(|&item| !self.text.has_noun(item));
        let named = counts && self.text.has_noun(whole);
        let fits = marked && near && named && bare && self.is_plain(items) && self.is_located(items);
        fits.then(|| items.iter().map(|&item| link(LinkKind::Divides, item, whole)).collect())
    }

    /// "720 km in five stages of 168, 181, 24, 192 and 165 km": as many figures as are told.
    pub(super) fn counted(&self, figures: &[usize]) -> Option<List> {
        figures.windows(2).enumerate().find_map(|(at, pair)| {
            let &[whole, count] = pair else { return None };
            let number =
                self.text.quantity(count).filter(|one| one.measure == Measure::Count)?.bounds.single()?;
            let number = usize::try_from(number).ok().filter(|&number| number >= FEWEST_COUNTED)?;
            let items = figures.get(at + 2..)?.get(..number)?;
            let lead = self.text.tokens.get(self.text.end(whole)..self.text.start(count))?;
            let led = lead.last().is_some_and(|last| self.text.is_function(last, FunctionWord::Preposition));
            let tight = |from: usize, to: usize| {
                let gap = self.text.tokens.get(self.text.end(from)..self.text.start(to));
                gap.is_some_and(|gap| {
                    gap.len() <= RECEIVER_WORDS && gap.iter().all(|token| self.is_joint_mark(token))
                })
            };
            let next = tight(count, items[0]) && items.windows(2).all(|pair| tight(pair[0], pair[1]));
            let more =
                figures.get(at + 2 + number).is_some_and(|&more| tight(*items.last().unwrap_or(&more), more));
            let fits = led && lead.len() <= RECEIVER_WORDS && next && !more;
            let alike = items.iter().all(|&item| self.is_plain_part(whole, item));
            let (&last, others) = items.split_last()?;
            let and = self
                .text
                .words(self.text.end(*others.last()?), self.text.start(last))
                .iter()
                .any(|token| self.is_and(token));
            (fits && alike && and).then(|| List { whole, items: items.to_vec(), ones: 0 })
        })
    }

    /// An exact figure of the whole's measure, or a bare number.
    fn is_plain_part(&self, whole: usize, part: usize) -> bool {
        let (Some(all), Some(one)) = (self.text.quantity(whole), self.text.quantity(part)) else {
            return false;
        };
        let bare = one.measure == Measure::Count && !self.text.has_noun(part);
        let same = one.measure == all.measure && self.text.frame(part).of == self.text.frame(whole).of;
        one.bounds.single().is_some() && one.per.is_none() && (bare || same)
    }

    fn is_joint_mark(&self, token: &Token) -> bool {
        matches!(token.kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Open)
            || self.is_and(token)
            || self.text.is_function(token, FunctionWord::Preposition)
            || self.text.joint(token) == Some(JointWord::OutOf)
    }

    /// "10 mln miasto": what a sum goes to stands right behind it, and no verb.
    pub(super) fn is_followed_by_noun(&self, part: usize) -> bool {
        let noun = self.text.tokens.get(self.text.end(part)).filter(|next| next.kind == TokenKind::Word);
        noun.is_some_and(|noun| {
            let verb =
                [Section::Event, Section::Tense, Section::Attribution, Section::Role, Section::Function];
            !verb.into_iter().any(|section| noun.has(section))
        })
    }

    pub(super) fn is_money(&self, fact: usize) -> bool {
        self.text.quantity(fact).is_some_and(|one| matches!(one.measure, Measure::Money(_)))
    }

    /// Whether a whole is measured: energy, weight, and no things that can be told twice.
    pub(super) fn is_stuff(&self, whole: usize) -> bool {
        self.text
            .quantity(whole)
            .is_some_and(|all| all.per.is_none() && matches!(all.measure, Measure::Unit(_)))
    }

    /// "12 came from dams, 6 from wind and 5 from gas", and not "20 run through woods and 30 along the river".
    pub(super) fn is_one_way(&self, parts: &[usize]) -> bool {
        let (Some(&first), Some(&second), Some(&last)) = (parts.first(), parts.get(1), parts.last()) else {
            return false;
        };
        let is_same = |one: &Token, other: &Token| {
            let of = |token: &Token| self.text.joint(token) == Some(JointWord::OutOf);
            of(one) && of(other) || self.text.source.word(one) == self.text.source.word(other)
        };
        let Some(led) = self.behind_number(last) else { return false };
        let all =
            parts[1..].iter().all(|&part| self.behind_number(part).is_some_and(|token| is_same(token, led)));
        let own = self.text.tokens.get(self.text.end(first)..self.text.start(second)).unwrap_or_default();
        let small = self.text.is_function(led, FunctionWord::Preposition)
            || self.text.joint(led) == Some(JointWord::OutOf);
        small && all && own.iter().any(|token| is_same(token, led))
    }
}
