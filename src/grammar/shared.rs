use crate::lexicon::{FunctionWord, JointWord, Meaning, PerWord, Section, Token, TokenKind};
use crate::model::{Decimal, Hedge, Measure, TimeUnit};

use super::age::opens_list;
use super::input::Reading;
use super::mention::{AmountExpr, Mention, MentionValue};
use super::relative::is_calendar_unit;

/// Gives bare numbers the measure that they share with a later one ("10 by 20 metres", "5, 10 e 15 km"),
/// and ages to what is listed with an age ("aged 33, 34 and 39").
pub(super) fn share_measures(reading: &Reading<'_>, found: &mut [Mention]) {
    let text = Text { reading };
    for last in 1..found.len() {
        text.share_age_back(&mut found[..=last]);
    }
    let mut shared = false;
    for at in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(at);
        let (Some(one), Some(other)) = (before.last_mut(), after.first()) else { continue };
        shared = bare(one).is_some() && text.share(one, other, shared);
    }
    for at in 1..found.len() {
        let (before, after) = found.split_at_mut(at);
        if let (Some(one), Some(other)) = (before.last(), after.first_mut()) {
            text.share_age(one, other);
        }
    }
}

/// A bare number as written: no measure, no rate, no range of its own.
fn bare(mention: &Mention) -> Option<&AmountExpr> {
    match &mention.value {
        MentionValue::Amount(amount) if amount.measure == Measure::Count && amount.per.is_none() => {
            Some(amount)
        }
        _ => None,
    }
}

#[derive(Clone, Copy)]
struct Text<'a> {
    reading: &'a Reading<'a>,
}

/// What stands between two mentions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Comma,
    Conjunction,
    By,
}

impl Text<'_> {
    fn gap(self, one: &Mention, other: &Mention) -> Option<Gap> {
        let from = self.reading.from(one.tokens.1);
        let source = from.source();
        // "20, czyli 40 proc." says the first once more.
        let restates = |token: &Token| {
            let says = |meaning| matches!(meaning, Meaning::Joint(JointWord::Restated(true))).then_some(());
            source.find(token, Section::Joint, says).is_some()
        };
        // "nine, or 20 %": behind a comma so does "or".
        let or = |token: &Token| {
            let says = |meaning| matches!(meaning, Meaning::Joint(JointWord::Restated(_))).then_some(());
            source.find(token, Section::Joint, says).is_some()
        };
        let conjunction =
            |token: &Token| source.is_function(token, FunctionWord::Conjunction) && !restates(token);
        // "five, nine, or 20 %" is a list.
        let listed = || {
            let start = one.tokens.0;
            let before = from.all_between(start.saturating_sub(2), start);
            matches!(before, [figure, comma] if figure.is_figure() && comma.kind == TokenKind::Comma)
        };
        let by = |token: &Token| {
            let by = |meaning| matches!(meaning, Meaning::Per(PerWord::By)).then_some(());
            source.find(token, Section::Per, by).is_some()
        };
        match from.all_between(one.tokens.1, other.tokens.0) {
            [only] if only.kind == TokenKind::Comma => Some(Gap::Comma),
            [only] if conjunction(only) => Some(Gap::Conjunction),
            [only] if by(only) => Some(Gap::By),
            [comma, last]
                if comma.kind == TokenKind::Comma && conjunction(last) && (!or(last) || listed()) =>
            {
                Some(Gap::Conjunction)
            }
            _ => None,
        }
    }

    /// Whether `one` took the measure of `other`; `listed` where `other` has its own from a list.
    fn share(self, one: &mut Mention, other: &Mention, listed: bool) -> bool {
        let gap = self.gap(one, other);
        let MentionValue::Amount(amount) = &mut one.value else { return false };
        let fits = match gap {
            Some(Gap::By) => is_product(amount, &other.value),
            Some(Gap::Conjunction) => self.may_share(other),
            Some(Gap::Comma) => listed && self.may_share(other),
            None => false,
        };
        if !fits {
            return false;
        }
        match &other.value {
            MentionValue::Amount(measured) => {
                amount.measure = measured.measure;
                amount.readings.clone_from(&measured.readings);
                amount.per = measured.per;
            }
            MentionValue::Duration(_, unit) => one.value = MentionValue::Duration(amount.bounds, *unit),
            _ => return false,
        }
        true
    }

    /// Whether a measure can be that of a whole list: its unit stands behind the last number, which
    /// nothing qualifies.
    fn may_share(self, other: &Mention) -> bool {
        let amount = match &other.value {
            MentionValue::Amount(amount) => amount,
            MentionValue::Duration(bounds, unit) => {
                return bounds.hedge == Hedge::Exact && is_calendar_unit(*unit);
            }
            _ => return false,
        };
        let unit_before =
            self.reading.from(other.tokens.0).first().is_none_or(|first| first.has(Section::Currency));
        !matches!(amount.measure, Measure::Count | Measure::Ratio)
            && amount.bounds.hedge == Hedge::Exact
            && !unit_before
    }

    fn share_age(self, one: &Mention, other: &mut Mention) {
        let MentionValue::Age(_, unit) = one.value else { return };
        if !matches!(self.gap(one, other), Some(Gap::Comma | Gap::Conjunction)) {
            return;
        }
        let next = self.reading.from(other.tokens.1);
        let counts =
            next.first().is_some_and(|next| next.kind == TokenKind::Word && !next.has(Section::Function));
        let plausible = |value: Option<Decimal>| value.is_some_and(|age| age <= Decimal::from(120));
        match &other.value {
            MentionValue::Amount(amount)
                if bare(other).is_some() && !counts && plausible(amount.bounds.point()) =>
            {
                other.value = MentionValue::Age(amount.bounds, unit);
            }
            MentionValue::Duration(bounds, TimeUnit::Year)
                if unit == TimeUnit::Year && plausible(bounds.point()) =>
            {
                other.value = MentionValue::Age(*bounds, unit);
            }
            _ => {}
        }
    }
}

impl Text<'_> {
    /// "homens de 33, 34 e 39 anos": the years behind the last figure are those of the whole list, where a word
    /// of an age opens it.
    fn share_age_back(self, found: &mut [Mention]) {
        let Some((last, before)) = found.split_last_mut() else { return };
        let MentionValue::Duration(years, TimeUnit::Year) = last.value else { return };
        let mut next = &*last;
        let mut listed = 0;
        for one in before.iter().rev() {
            let joined = match self.gap(one, next) {
                Some(Gap::Conjunction) => listed == 0,
                Some(Gap::Comma) => listed > 0,
                _ => false,
            };
            let age = bare(one).and_then(|amount| amount.bounds.single());
            if !joined || age.is_none_or(|age| age > Decimal::from(120)) {
                break;
            }
            next = one;
            listed += 1;
        }
        if listed == 0 || !opens_list(self.reading.from(next.tokens.0)) {
            return;
        }
        last.value = MentionValue::Age(years, TimeUnit::Year);
        for one in before.iter_mut().rev().take(listed) {
            if let MentionValue::Amount(amount) = &one.value {
                one.value = MentionValue::Age(amount.bounds, TimeUnit::Year);
            }
        }
    }
}

/// "10 by 20 metres"; "4 x 100 m" is a relay of four.
fn is_product(side: &AmountExpr, other: &MentionValue) -> bool {
    let MentionValue::Amount(other) = other else { return false };
    let relay = side.bounds.single().zip(other.bounds.single()).is_some_and(|(legs, length)| {
        legs <= Decimal::from(4) && length >= legs.saturating_mul(Decimal::from(20))
    });
    matches!(other.measure, Measure::Unit(_)) && !relay
}
