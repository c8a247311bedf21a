use std::ops::Range;

use crate::lexicon::{Caps, FunctionWord, JointWord, Section, Token, TokenKind};
use crate::model::{ConceptId, Decimal, Hedge, Link, LinkKind, Measure, Role, Subject};

use super::links::link;
use super::lists::{List, Lists};

/// How many words may stand between the last item and what says that a total follows, and from there to the total.
const TOTAL_REACH: usize = 12;
const TOTAL_WORDS: usize = 4;

/// How many words may lead from a whole to its first part.
const LEAD_WORDS: usize = 6;

/// Figures that are meant for all of another miss it by no more than a quarter of it.
const MISSED: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// Fewer kinds that no pack knows may overlap.
const FEWEST_KINDS: usize = 3;

/// Figures side by side that are held against what they come to.
impl Lists<'_> {
    /// "the city 300,000 euros, the county 200,000 euros and the state 150,000 euros, 650,000 euros in all", "12 houses and
    /// four barns, a total of 16": what ends a sentence is told as the sum of what stands before it.
    pub(super) fn totalled(&self, figures: &[usize]) -> Option<List> {
        let (&whole, rest) = figures.split_last()?;
        let &last = rest.last()?;
        let end = self.opens_total(last, whole)?;
        let items: Vec<usize> =
            rest.iter().rev().take_while(|&&item| self.is_summand(whole, item)).copied().collect();
        let items: Vec<usize> = items.into_iter().rev().collect();
        let &first = items.first().filter(|_| items.len() > 1)?;
        let next = items.windows(2).all(|pair| self.is_next(pair[0], pair[1]));
        let before_last = items[items.len() - 2];
        let and = self.text.between(before_last, last).iter().any(|token| self.is_and(token));
        let measure = |at: usize| self.text.quantity(at).map(|one| one.measure);
        // "among three heirs: 4 million …, 9 million in all": how many there are is no item.
        let own =
            |other: usize| measure(other) == measure(first) && self.is_large(first) == self.is_large(other);
        let all = rest.iter().all(|&other| items.contains(&other) || !own(other));
        let open = (self.text.start(first)..end).any(|at| self.leaves_open(at));
        let fits = next && and && all && !open && self.misses_little(whole, &items);
        fits.then_some(List { whole, items, ones: 0 })
    }

    /// Where the words begin that call a figure the total of those before: ", a total of 90,000 euros", ", 90,000 euros in
    /// all", and not "out of a total of 90,000 euros".
    fn opens_total(&self, last: usize, whole: usize) -> Option<usize> {
        let (from, start, end) = (self.text.end(last), self.text.start(whole), self.text.end(whole));
        let lead = self.text.tokens.get(from..start).filter(|lead| lead.len() <= TOTAL_REACH)?;
        let total = |token: &Token| {
            self.text.is_joint(token, JointWord::InAll) || self.text.role(token) == Some(Role::Total)
        };
        let restated = |token: &Token| matches!(self.text.joint(token), Some(JointWord::Restated(_)));
        let mark = lead.iter().rposition(|token| {
            matches!(token.kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Semicolon)
        });
        let mark = mark.or_else(|| lead.iter().position(restated))?;
        let words = &lead[mark..];
        let out_of = |token: &Token| {
            self.text.joint(token) == Some(JointWord::OutOf) || self.text.role(token) == Some(Role::Part)
        };
        let own = words.iter().position(total);
        let plain = words.len() <= TOTAL_WORDS && !words.iter().any(out_of);
        let rest = self.text.tokens.get(end..self.text.sentence_tokens(whole).end).unwrap_or(&[]);
        let behind = rest.iter().position(|token| !total(token)).unwrap_or(rest.len());
        // "…, 12 in all competitions", "a total of 90,000 euros with the hotel"
        let ended = rest.get(behind).is_none_or(|next| next.kind != TokenKind::Word);
        // "12,500 in all": the words may be read with the figure.
        let within = self.text.tokens.get(start..end).unwrap_or_default().iter().any(total);
        (plain && ended && (own.is_some() || behind > 0 || within)).then_some(from)
    }

    /// A figure that can be one of those that come to another.
    fn is_summand(&self, whole: usize, item: usize) -> bool {
        let (Some(all), Some(one)) = (self.text.quantity(whole), self.text.quantity(item)) else {
            return false;
        };
        let frame = self.text.frame(item);
        let large = |at: usize| {
            let count = self.text.quantity(at).is_some_and(|one| one.measure == Measure::Count);
            count && self.is_large(at)
        };
        let money = |measure: Measure| matches!(measure, Measure::Money(_));
        let alike = all.measure == one.measure
            || large(item) && money(all.measure)
            || large(whole) && money(one.measure);
        let measured = matches!(one.measure, Measure::Count | Measure::Unit(_) | Measure::Money(_));
        let told = !matches!(
            frame.role,
            Some(Role::Total | Role::Each | Role::ChangeBy | Role::ChangeFrom | Role::ChangeTo)
        );
        let exact = one.bounds.hedge == Hedge::Exact && one.alternative.is_none() && one.per.is_none();
        let counted = one.measure != Measure::Count || large(item) || self.is_kind(whole, item);
        measured && alike && told && exact && counted && !frame.other_period && !frame.bracketed
    }

    /// Words behind which figures are no list of all: "of them", "each", "about a dozen", "the rest".
    fn leaves_open(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let role =
            matches!(self.text.role(token), Some(Role::Part | Role::Each | Role::Remaining | Role::Other));
        let vague = token.has(Section::Vague) && !token.has(Section::Scale);
        role || vague || token.has(Section::Anaphora) || token.kind == TokenKind::Quote
    }

    /// Whether figures come near enough to another to be meant for all of it.
    fn misses_little(&self, whole: usize, items: &[usize]) -> bool {
        let value = |at: usize| self.text.quantity(at).and_then(|one| one.bounds.single());
        let sum = items.iter().try_fold(Decimal::ZERO, |sum, &item| sum.checked_add(value(item)?));
        sum.zip(value(whole)).is_some_and(|(sum, all)| {
            let most = all.checked_mul(MISSED);
            sum.checked_sub(all).zip(most).is_some_and(|(off, most)| off.abs() <= most)
        })
    }

    /// "31 sailors, of whom 17 Filipinos, nine Indians and seven Greeks", "64 bids were read. In 21 of them …, in 19 … and
    /// in 29 …": parts side by side that come to a little more than all of their whole.
    pub(super) fn overfull(&self, before: Range<usize>, figures: &[usize]) -> Option<Vec<Link>> {
        let (whole, items) = match self.whole_of_them(before, *figures.first()?) {
            Some(whole) => (whole, figures),
            None => {
                let (&whole, items) = figures.split_first()?;
                (whole, self.leads_to_parts(whole, items).then_some(items)?)
            }
        };
        let links = || items.iter().map(|&part| link(LinkKind::Divides, part, whole)).collect();
        self.is_overfull(whole, items).then(links)
    }

    /// Whether parts that no member of their whole can be in twice come to a little more than it.
    pub(super) fn is_overfull(&self, whole: usize, items: &[usize]) -> bool {
        let (Some(&first), Some(&last)) = (items.first(), items.last()) else { return false };
        let value = |at: usize| self.text.quantity(at).and_then(|one| one.bounds.single());
        let sum = items.iter().try_fold(Decimal::ZERO, |sum, &item| sum.checked_add(value(item)?));
        let over = sum.zip(value(whole)).is_some_and(|(sum, all)| sum > all);
        let held = items.iter().all(|&item| value(item) < value(whole));
        let next = items.windows(2).all(|pair| self.is_next(pair[0], pair[1]));
        let open = (self.text.end(first)..self.text.start(last)).any(|at| self.leaves_open(at));
        let frame = self.text.frame(whole);
        let told = matches!(frame.role, None | Some(Role::Total | Role::Part)) && !frame.other_period;
        let measure = self.text.quantity(whole).map(|all| all.measure);
        let alike = items.iter().all(|&item| {
            let one = self.text.quantity(item).map(|one| one.measure);
            self.is_plain_part_of(item) && (one == measure || one == Some(Measure::Count))
        });
        let fits = items.len() > 1 && over && held && next && !open && told && alike;
        fits && self.misses_little(whole, items) && self.are_side_by_side(items)
    }

    fn is_plain_part_of(&self, item: usize) -> bool {
        let frame = self.text.frame(item);
        let told = !matches!(
            frame.role,
            Some(Role::Total | Role::Each | Role::ChangeBy | Role::ChangeFrom | Role::ChangeTo)
        );
        let exact = |one: &crate::model::Quantity| {
            one.bounds.hedge == Hedge::Exact && one.alternative.is_none() && one.per.is_none()
        };
        told && !frame.other_period && self.text.quantity(item).is_some_and(exact)
    }

    /// "of whom", "including", ":", "(", or, where the parts have no noun of their own, a comma.
    fn leads_to_parts(&self, whole: usize, items: &[usize]) -> bool {
        let Some(&first) = items.first() else { return false };
        let lead = self.text.between(whole, first);
        let counted = self.text.quantity(whole).is_some_and(|all| all.measure != Measure::Count);
        let part = |token: &Token| {
            token.has(Section::Anaphora)
                || self.text.role(token) == Some(Role::Part)
                || self.text.joint(token) == Some(JointWord::MadeUp)
        };
        let bare = items.iter().all(|&item| !self.text.has_noun(item));
        let mark = lead.last().is_some_and(|mark| match mark.kind {
            TokenKind::Colon | TokenKind::Open | TokenKind::Dash => true,
            // "All 25 crew - 11 Filipinos, …"
            TokenKind::Hyphen => mark.spaced,
            TokenKind::Comma => bare,
            _ => false,
        });
        let near = lead.len() <= LEAD_WORDS;
        near && (counted || self.text.has_noun(whole)) && (mark || lead.iter().any(part))
    }

    /// Whether parts are told in one way, so that none holds another: "40 in Leeds, 28 in Hull", "in 21 …, in 19 …", "six are
    /// women, five are men", "17 Filipinos, nine Indians and five Greeks".
    fn are_side_by_side(&self, items: &[usize]) -> bool {
        let bare = items.iter().all(|&item| !self.text.has_noun(item) || self.is_large(item));
        // "244 are in Europe, 87 in Germany": which places lie in which is told by them alone.
        let placed =
            items.iter().any(|&item| self.behind_number(item).is_some_and(|next| self.text.is_where(next)));
        bare && !placed
            && (self.is_one_way(items) || self.are_led_alike(items) || self.are_followed_alike(items))
            || placed && self.is_located(items)
            || self.takes_sides(items)
            || self.are_kinds_apart(items)
    }

    /// "4 milhões do município": a number of a scale word has no noun behind "of".
    fn is_large(&self, item: usize) -> bool {
        self.text.quantity(item).is_some_and(|one| one.bounds.granularity >= Decimal::ONE_THOUSAND)
    }

    /// "540 de mato e 360 de floresta": one small word behind each.
    fn are_followed_alike(&self, items: &[usize]) -> bool {
        let of = |token: &Token| self.text.joint(token) == Some(JointWord::OutOf);
        let led = |item: usize| {
            let next = self.behind_number(item)?;
            (of(next) || self.text.is_function(next, FunctionWord::Preposition)).then_some(next)
        };
        let word = |token: &Token| self.text.source.word(token).to_lowercase();
        let Some(first) = items.first().and_then(|&first| led(first)) else { return false };
        items
            .iter()
            .all(|&item| led(item).is_some_and(|next| of(first) && of(next) || word(first) == word(next)))
    }

    /// "in 21 of them …, in 19 … and in 24 …": one small word before each.
    fn are_led_alike(&self, items: &[usize]) -> bool {
        let led = |item: usize| {
            let token = self.text.start(item).checked_sub(1).map(|at| &self.text.tokens[at]);
            let small = token.filter(|token| self.text.is_function(token, FunctionWord::Preposition));
            small.map(|token| self.text.source.word(token).to_lowercase())
        };
        let Some(first) = items.first().and_then(|&first| led(first)) else { return false };
        items.len() >= FEWEST_KINDS && items.iter().all(|&item| led(item).as_ref() == Some(&first))
    }

    /// Women, men and children; or kinds that no pack knows, as people of three countries are.
    fn are_kinds_apart(&self, items: &[usize]) -> bool {
        let of: Vec<Option<&Subject>> = items.iter().map(|&item| self.text.frame(item).of.as_ref()).collect();
        let distinct = of.iter().enumerate().all(|(at, one)| !of[..at].contains(one));
        let sexed = |concept: &ConceptId| {
            let halves = &self.text.vocabulary.halves;
            halves.iter().any(|(whole, kinds)| whole == concept || kinds.contains(concept))
        };
        let sexes = of.iter().all(|one| matches!(one, Some(Subject::Concept(concept)) if sexed(concept)));
        let unknown = of.iter().all(|one| matches!(one, Some(Subject::Stem { .. })));
        distinct && (sexes || unknown && items.len() >= FEWEST_KINDS) || self.are_nationals(items)
    }

    /// "17 Filipinos, nine Indians and five Greeks": nobody is counted for two countries.
    fn are_nationals(&self, items: &[usize]) -> bool {
        let names: Vec<String> = items
            .iter()
            .filter_map(|&item| {
                let behind = self.text.end(item);
                self.text.tokens.get(if self.text.has_noun(item) { behind - 1 } else { behind })
            })
            .filter(|name| {
                name.has(Section::Place) || name.kind == TokenKind::Word && name.caps == Caps::Initial
            })
            .map(|name| self.text.source.word(name).to_lowercase())
            .collect();
        let distinct = names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
        distinct && names.len() == items.len() && items.len() >= FEWEST_KINDS
    }
}
