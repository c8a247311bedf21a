//! The plain figures of a text, and what stands right around each.

use crate::lexicon::{Caps, JointWord, Section, Token, TokenKind};
use crate::model::{Decimal, FactValue, Hedge, Measure, Role, Subject};

use super::super::facts_of_text::FactsOfText;

/// How many words before and behind a figure are looked at.
const NEAR: usize = 4;

/// How many words may lead from "left" to what is left.
const LEFT_WORDS: usize = 7;

/// From here on a number is told with its scale, and no longer leaves it to another.
const BARE: Decimal = Decimal::ONE_THOUSAND;

/// One exact number that can be a whole or a part.
#[derive(Clone, Copy)]
pub(super) struct Figure {
    /// Its place among the facts.
    pub(super) at: usize,
    /// What it says.
    pub(super) value: Decimal,
    /// How far its rounding reaches to either side.
    pub(super) reach: Decimal,
    /// In what.
    pub(super) measure: Measure,
    /// Whether it can take on a unit or a scale that is told elsewhere.
    pub(super) bare: bool,
    /// The rank of its sentence among those with facts.
    pub(super) sentence: usize,
}

/// The exact counts, amounts and sums of a text, in its order: no rates, shares, ages or bounds.
pub(super) fn figures(text: FactsOfText<'_>) -> Vec<Figure> {
    let mut sentence = 0;
    let mut found = Vec::new();
    for at in 0..text.facts.len() {
        sentence += usize::from(at > 0 && !text.one_sentence(at - 1, at));
        found.extend(figure(text, at, sentence));
    }
    found
}

fn figure(text: FactsOfText<'_>, at: usize, sentence: usize) -> Option<Figure> {
    let quantity = text.quantity(at)?;
    let measure = quantity.measure;
    let plain = matches!(measure, Measure::Count | Measure::Unit(_) | Measure::Money(_));
    let exact = quantity.bounds.hedge == Hedge::Exact && quantity.alternative.is_none();
    let value = quantity.bounds.single().filter(|value| *value > Decimal::ZERO)?;
    if !plain || !exact || quantity.per.is_some() || quantity.difference || text.is_of_each(at) {
        return None;
    }
    let counted = measure == Measure::Count;
    let bounds = if counted { quantity.bounds.discrete() } else { quantity.bounds };
    let known = matches!(text.frame(at).of, Some(Subject::Concept(_))) && !text.frame(at).inferred;
    Some(Figure {
        at,
        value,
        reach: bounds.granularity.checked_div(Decimal::TWO)?,
        measure,
        bare: counted && !(known && text.has_noun(at)),
        sentence,
    })
}

impl Figure {
    /// Whether it can be of the measure of another: it is told so, or leaves it to the other.
    pub(super) fn can_be_of(&self, other: &Self) -> bool {
        self.measure == other.measure || self.bare && self.value < BARE
    }
}

/// What words around a figure say of it.
impl<'a> FactsOfText<'a> {
    /// The words right before a figure, in its sentence and behind the fact before.
    pub(super) fn near_before(self, at: usize) -> &'a [Token] {
        let start = self.start(at);
        let told = at.checked_sub(1).map_or(0, |before| self.end(before));
        let from = self.sentence_tokens(at).start.max(told).max(start.saturating_sub(NEAR));
        self.words(from, start)
    }

    /// The words right behind a figure, in its sentence and before the next fact.
    pub(super) fn near_behind(self, at: usize) -> &'a [Token] {
        let end = self.end(at);
        let next = self.facts.get(at + 1).map_or(usize::MAX, |_| self.start(at + 1));
        self.words(end, self.sentence_tokens(at).end.min(next).min(end + NEAR))
    }

    /// Whether a word that is so stands in a figure's own words or right around it.
    pub(super) fn is_near(self, at: usize, is: impl Fn(&Token) -> bool) -> bool {
        let own = self.words(self.start(at), self.end(at));
        self.near_before(at).iter().chain(own).chain(self.near_behind(at)).any(is)
    }

    /// Whether a figure or a word at it tells that role.
    pub(super) fn tells(self, at: usize, role: Role) -> bool {
        self.frame(at).role == Some(role) || self.is_near(at, |token| self.role(token) == Some(role))
    }

    /// "Two each in Varn and Lisk", "po dwie w Varn i Lisk": so many of which there are several.
    fn is_of_each(self, at: usize) -> bool {
        let each =
            |token: &Token| self.is_joint(token, JointWord::Apiece) || self.role(token) == Some(Role::Each);
        let before = self.near_before(at).last().is_some_and(each);
        before || self.near_behind(at).iter().take(2).any(each)
    }

    /// "The remaining", "the other": told of the figure, or right before it.
    pub(super) fn tells_rest(self, at: usize) -> bool {
        let rest = |token: &Token| {
            self.is_joint(token, JointWord::Rest) || self.role(token) == Some(Role::Remaining)
        };
        matches!(self.frame(at).role, Some(Role::Remaining | Role::Other))
            || self.near_before(at).iter().any(rest)
            || self.near_behind(at).iter().take(2).any(rest)
    }

    /// "15 stayed", "saldo de 15", "that left him with 15": what is left of a whole.
    pub(super) fn tells_left(self, at: usize) -> bool {
        let left = |token: &Token| self.is_joint(token, JointWord::Left);
        let told = at.checked_sub(1).map_or(0, |before| self.end(before));
        let from = self.sentence_tokens(at).start.max(told).max(self.start(at).saturating_sub(LEFT_WORDS));
        self.words(from, self.start(at)).iter().chain(self.near_behind(at).iter().take(3)).any(left)
    }

    /// The word right behind a figure, in lower case: "98 million on wages".
    pub(super) fn word_behind(self, at: usize) -> Option<String> {
        let word = self.near_behind(at).first().filter(|word| word.kind == TokenKind::Word)?;
        Some(self.source.word(word).to_lowercase())
    }

    /// The word right before a figure, in lower case: "z Jastrzębia 85", "to 12".
    pub(super) fn word_before(self, at: usize) -> Option<String> {
        let word = self.near_before(at).last().filter(|word| word.kind == TokenKind::Word)?;
        Some(self.source.word(word).to_lowercase())
    }

    /// "The first leg, 64 km": a figure with a rank beside it.
    pub(super) fn is_ranked(self, at: usize) -> bool {
        self.has_beside(at, |value| matches!(value, FactValue::Ordinal(_)))
    }

    /// "91 on Saturday": a figure with a time beside it.
    pub(super) fn is_dated(self, at: usize) -> bool {
        self.has_beside(at, |value| matches!(value, FactValue::Time(_)))
    }

    fn has_beside(self, at: usize, is: impl Fn(&FactValue) -> bool) -> bool {
        let close = |one: usize, other: usize| self.between(one, other).len() <= NEAR;
        let before = at.checked_sub(1).filter(|&before| close(before, at));
        let behind = Some(at + 1).filter(|&behind| behind < self.facts.len() && close(at, behind));
        [before, behind]
            .into_iter()
            .flatten()
            .any(|other| self.one_sentence(at, other) && is(&self.facts[other].value))
    }

    /// "In Dravno", "Kępy 60": a figure with a name or a place right beside it.
    pub(super) fn is_named(self, at: usize) -> bool {
        let opening = self.sentence_tokens(at).start;
        let name = |place: usize, token: &Token| {
            token.has(Section::Place)
                || token.kind == TokenKind::Word && token.caps != Caps::Lower && place > opening
        };
        let (before, end) = (self.near_before(at), self.end(at));
        let start = self.start(at) - before.len();
        before
            .iter()
            .zip(start..)
            .chain(self.near_behind(at).iter().zip(end..))
            .any(|(token, place)| name(place, token))
    }

    /// "All 17", "17 in all", "which brings the toll to 17".
    pub(super) fn tells_total(self, at: usize) -> bool {
        let total = |token: &Token| {
            self.is_joint(token, JointWord::InAll)
                || self.is_joint(token, JointWord::Brings)
                || self.role(token) == Some(Role::Total)
        };
        self.frame(at).role == Some(Role::Total) || self.is_near(at, total)
    }

    /// "Of the seven": what opens a clause with the whole of its figures.
    pub(super) fn is_led_by_of(self, at: usize) -> bool {
        let of = |token: &Token| self.is_joint(token, JointWord::OutOf);
        let before = self.near_before(at);
        before[before.len().saturating_sub(2)..].iter().any(of)
    }

    /// "Of them", "of whom".
    pub(super) fn tells_them(self, at: usize) -> bool {
        let own = self.words(self.start(at), self.end(at));
        self.near_before(at).iter().chain(own).any(|token| token.has(Section::Anaphora))
    }

    /// Whether two figures count one thing, by their nouns.
    pub(super) fn is_one_noun(self, one: usize, other: usize) -> bool {
        let of = |at: usize| self.frame(at).of.as_ref();
        of(one).is_some() && of(one) == of(other)
    }

    /// Whether one counts a kind of what the other counts, or both count people.
    pub(super) fn is_kin(self, one: usize, other: usize) -> bool {
        let of = |at: usize| match self.frame(at).of {
            Some(Subject::Concept(of)) => Some(of),
            _ => None,
        };
        let (Some(one), Some(other)) = (of(one), of(other)) else { return false };
        let concepts = self.concepts();
        concepts.is_a(one, other)
            || concepts.is_a(other, one)
            || concepts.is_people(one) && concepts.is_people(other)
    }

    /// Whether a figure has a noun of its own that a pack knows.
    pub(super) fn has_known_noun(self, at: usize) -> bool {
        matches!(self.frame(at).of, Some(Subject::Concept(_)))
            && !self.frame(at).inferred
            && self.has_noun(at)
    }

    /// Whether a mark of that kind stands between two facts.
    pub(super) fn has_mark_between(self, first: usize, second: usize, kind: TokenKind) -> bool {
        self.between(first, second).iter().any(|token| token.kind == kind)
    }
}

/// Whether a slip makes one number of another: two digits turned about, or one digit changed.
pub(super) enum Slip {
    Swapped,
    OneDigit,
}

/// How one number becomes another by a slip, both without the zeros that they have in common.
pub(super) fn slip(one: Decimal, other: Decimal) -> Option<(Slip, usize)> {
    let places = one.scale().max(other.scale());
    let digits = |value: Decimal| {
        let mut value = value;
        value.rescale(places);
        value.mantissa().to_string().into_bytes()
    };
    let (mut ours, mut theirs) = (digits(one), digits(other));
    while ours.len() > 1 && theirs.len() > 1 && ours.ends_with(b"0") && theirs.ends_with(b"0") {
        ours.pop();
        theirs.pop();
    }
    if ours.len() != theirs.len() || ours == theirs {
        return None;
    }
    let differ: Vec<usize> = (0..ours.len()).filter(|&at| ours[at] != theirs[at]).collect();
    match differ.as_slice() {
        [_] => Some((Slip::OneDigit, ours.len())),
        &[first, second] if ours[first] == theirs[second] && ours[second] == theirs[first] => {
            Some((Slip::Swapped, ours.len()))
        }
        _ => None,
    }
}
