//! What stands around the figures of a guess: the words beside each, and how the figures lie to one another.

use crate::lexicon::{FunctionWord, JointWord, Meaning, RangeWord, Section, StepWord, Token, TokenKind};
use crate::model::{Bounds, ConceptId, DateTime, Decimal, FactValue, Measure, Role, Subject, Written};

use super::super::facts_of_text::FactsOfText;

/// One text with its sentences counted.
pub(super) struct Around<'a> {
    pub(super) text: FactsOfText<'a>,
    /// Which of the sentences with facts each fact stands in.
    sentences: Vec<usize>,
}

/// How far before or behind a figure its own time may stand, in tokens.
const TIME_REACH: usize = 6;

impl<'a> Around<'a> {
    pub(super) fn new(text: FactsOfText<'a>) -> Self {
        let mut sentences: Vec<usize> = Vec::with_capacity(text.facts.len());
        for at in 0..text.facts.len() {
            let last = sentences.last().copied().unwrap_or_default();
            let new = at > 0 && !text.one_sentence(at - 1, at);
            sentences.push(last + usize::from(new));
        }
        Self { text, sentences }
    }

    /// How many sentences lie from one fact to another.
    pub(super) fn sentences_between(&self, one: usize, other: usize) -> usize {
        self.sentences[one].abs_diff(self.sentences[other])
    }

    /// The figures as near to one as that many facts and sentences, it not among them.
    pub(super) fn near(&self, at: usize, facts: usize, sentences: usize) -> impl Iterator<Item = usize> + '_ {
        let from = at.saturating_sub(facts);
        let to = (at + facts + 1).min(self.text.facts.len());
        (from..to).filter(move |&other| {
            other != at
                && self.text.quantity(other).is_some()
                && self.sentences_between(at, other) <= sentences
        })
    }

    /// The words before a figure, so many at most: up to its own digits, and not beyond another figure or the sentence.
    pub(super) fn before(&self, at: usize, reach: usize) -> &'a [Token] {
        let own = self.text.tokens_of(at);
        let digits = own.clone().find(|&at| starts_figure(&self.text.tokens[at])).unwrap_or(own.start);
        let first = self.text.sentence_tokens(at).start;
        let other = (0..at).rev().find(|&other| self.text.quantity(other).is_some());
        let other = other.map_or(0, |other| self.text.end(other));
        self.text.words(digits.saturating_sub(reach).max(first).max(other).min(digits), digits)
    }

    /// The words behind a figure in the same way.
    pub(super) fn behind(&self, at: usize, reach: usize) -> &'a [Token] {
        let end = self.text.end(at);
        let last = self.text.sentence_tokens(at).end;
        let other = (at + 1..self.text.facts.len()).find(|&other| self.text.quantity(other).is_some());
        let other = other.map_or(usize::MAX, |other| self.text.start(other));
        self.text.words(end, (end + reach).min(last).min(other).max(end))
    }

    pub(super) fn any_before(&self, at: usize, reach: usize, is: impl Fn(&Token) -> bool) -> bool {
        self.before(at, reach).iter().any(is)
    }

    pub(super) fn any_behind(&self, at: usize, reach: usize, is: impl Fn(&Token) -> bool) -> bool {
        self.behind(at, reach).iter().any(is)
    }

    /// The word at once before a figure, small words left out.
    pub(super) fn led_by(&self, at: usize, is: impl Fn(&Token) -> bool) -> bool {
        let article = |token: &&Token| self.text.is_function(token, FunctionWord::Article);
        self.before(at, 4).iter().rev().find(|token| !article(token)).is_some_and(is)
    }

    /// How many figures stand between two.
    pub(super) fn figures_between(&self, one: usize, other: usize) -> usize {
        let between = one.min(other) + 1..one.max(other);
        between.filter(|&at| self.text.quantity(at).is_some()).count()
    }

    /// Whether a mark stands between two facts.
    pub(super) fn is_parted_by(&self, one: usize, other: usize, kind: TokenKind) -> bool {
        let between = self.text.between(one.min(other), one.max(other));
        between.iter().any(|token| token.kind == kind)
    }

    pub(super) fn is_step(&self, token: &Token, word: StepWord) -> bool {
        let is = |meaning| matches!(meaning, Meaning::Step(own) if own == word).then_some(());
        self.text.source.find(token, Section::Step, is).is_some()
    }

    /// "more", "less": a word that makes a figure a step.
    pub(super) fn is_way(&self, token: &Token) -> bool {
        self.is_step(token, StepWord::Up) || self.is_step(token, StepWord::Down)
    }

    pub(super) fn is_restated(&self, token: &Token) -> bool {
        matches!(self.text.joint(token), Some(JointWord::Restated(_)))
    }

    pub(super) fn is_out_of(&self, token: &Token) -> bool {
        self.text.is_joint(token, JointWord::OutOf)
    }

    pub(super) fn is_role(&self, token: &Token, role: Role) -> bool {
        let is = |meaning| matches!(meaning, Meaning::Role(own) if own == role).then_some(());
        self.text.source.find(token, Section::Role, is).is_some()
    }

    /// Rising or falling, among all that a word can mean.
    pub(super) fn move_of(&self, token: &Token) -> Option<ConceptId> {
        self.text.source.find(token, Section::Event, |meaning| match meaning {
            Meaning::Event(event) => Some(event).filter(|&event| self.text.concepts().is_move(event)),
            _ => None,
        })
    }

    pub(super) fn is_move(&self, token: &Token) -> bool {
        self.move_of(token).is_some()
    }

    /// "from", "compared with"
    pub(super) fn leads_from(&self, token: &Token) -> bool {
        self.is_role(token, Role::ChangeFrom) || self.text.is_range(token, RangeWord::From)
    }

    /// "to"
    pub(super) fn leads_to(&self, token: &Token) -> bool {
        self.is_role(token, Role::ChangeTo) || self.text.is_range(token, RangeWord::To)
    }

    /// Whether words near a figure speak of another time for comparison: "a year earlier", "last year's".
    pub(super) fn is_beside_past(&self, at: usize) -> bool {
        let past = |token: &Token| {
            let last = |meaning| matches!(meaning, Meaning::Direction(-1)).then_some(());
            let last = || self.text.source.find(token, Section::Direction, last).is_some();
            token.has(Section::Period) || token.has(Section::Ago) || token.has(Section::TimeAnaphor) || last()
        };
        let then = |token: &Token| self.text.is_joint(token, JointWord::Then);
        self.any_before(at, 10, |token| past(token) || then(token)) || self.any_behind(at, 6, past)
    }

    /// "now", "currently"
    pub(super) fn is_beside_now(&self, at: usize) -> bool {
        let now = |token: &Token| token.has(Section::Moment) || self.text.is_joint(token, JointWord::Now);
        self.any_before(at, 5, now) || self.any_behind(at, 3, now)
    }

    /// When the time told at a figure begins: one right behind it, or before it.
    fn own_time(&self, at: usize) -> Option<DateTime> {
        let time = |other: usize| match &self.text.facts.get(other)?.value {
            FactValue::Time(time) if self.text.one_sentence(at, other) => time.interval()?.start,
            _ => None,
        };
        let near = |other: usize| {
            let between = self.text.between(at.min(other), at.max(other));
            between.len() <= TIME_REACH
        };
        let behind = Some(at + 1).filter(|&other| other < self.text.facts.len() && near(other));
        let before = at.checked_sub(1).filter(|&other| near(other));
        behind.and_then(time).or_else(|| before.and_then(time))
    }

    /// Whether the time of the first figure begins before that of the second; `None` where either is unknown.
    pub(super) fn is_earlier(&self, one: usize, other: usize) -> Option<bool> {
        let period = |at: usize| self.text.frame(at).period.as_ref().and_then(|time| time.interval()?.start);
        let (ours, theirs) = match (self.own_time(one), self.own_time(other)) {
            (Some(ours), Some(theirs)) => (ours, theirs),
            _ => (period(one)?, period(other)?),
        };
        (ours != theirs).then_some(ours < theirs)
    }

    /// The noun of a figure that it does not have from another one.
    pub(super) fn own_noun(&self, at: usize) -> Option<&'a Subject> {
        let frame = self.text.frame(at);
        frame.of.as_ref().filter(|_| !frame.inferred)
    }

    pub(super) fn is_bare(&self, at: usize) -> bool {
        let count =
            self.text.quantity(at).is_some_and(|one| one.measure == Measure::Count && one.per.is_none());
        count && !self.text.has_noun(at)
    }

    /// Whether two figures measure one thing, or one of them leaves out its unit.
    pub(super) fn is_one_measure(&self, one: usize, other: usize) -> bool {
        let quantity = |at: usize| self.text.quantity(at);
        let countable = |at: usize| {
            quantity(at).is_some_and(|quantity| {
                !matches!(quantity.measure, Measure::Percent | Measure::Ratio | Measure::Age(_))
            })
        };
        // "$210 a tonne … was fetching $252": what it is of stands once.
        let one_rate = quantity(one).zip(quantity(other)).is_some_and(|(one, other)| {
            let rates = one.per.zip(other.per).is_none_or(|(one, other)| one == other);
            one.measure == other.measure && rates
        });
        one_rate || self.is_bare(one) && countable(other) || self.is_bare(other) && countable(one)
    }

    pub(super) fn point(&self, at: usize) -> Option<Decimal> {
        self.text.quantity(at)?.bounds.point()
    }

    /// What a figure can be as it is written.
    pub(super) fn written(&self, at: usize) -> Option<Written> {
        Written::of_quantity(self.text.quantity(at)?)
    }
}

/// Where the digits or words of a number begin.
fn starts_figure(token: &Token) -> bool {
    token.is_figure() || token.has(Section::Fraction) || token.has(Section::One) || token.has(Section::Coin)
}

/// A figure beside what it should be for the others to fit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected<'a> {
    pub(super) told: &'a Bounds,
    /// So many times the told number is what is compared: a hundred where a part is told, and hundredths are meant.
    pub(super) truth: Decimal,
}

impl Expected<'_> {
    fn steps(&self, value: Decimal) -> Option<Decimal> {
        value.checked_div(self.told.granularity).filter(|_| !self.told.granularity.is_zero())
    }

    /// Whether a slip of the pen makes one of the other: one digit is another, or two have changed places.
    pub(super) fn is_slip(&self) -> bool {
        let whole = |value: Decimal| i64::try_from(self.steps(value)?.round()).ok();
        let digits = || Some((whole(self.told.point()?)?, whole(self.truth)?));
        digits()
            .is_some_and(|(told, truth)| told > 0 && truth > 0 && crate::model::lapse::is_slip(told, truth))
    }

    /// Whether what it should be is as round as what is told.
    pub(super) fn is_round(&self) -> bool {
        const NEARLY: Decimal = Decimal::from_parts(2, 0, 0, false, 3);
        let off = self.steps(self.truth).and_then(|steps| steps.checked_sub(steps.round()));
        off.is_some_and(|off| off.abs() <= NEARLY)
    }

    /// How far it is off, in parts of what it should be.
    pub(super) fn off(&self) -> Option<Decimal> {
        self.told.point()?.checked_sub(self.truth)?.checked_div(self.truth).map(|off| off.abs())
    }
}
