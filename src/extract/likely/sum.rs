//! "Nine men, six women and two children": parts that stand together, and the whole that they should come to.

use crate::lexicon::{FunctionWord, JointWord, Token, TokenKind};
use crate::model::{Decimal, FactId, Grain, LinkKind, Measure, PlaceId, Role};

use super::super::facts_of_text::FactsOfText;
use super::super::links::link;
use super::Guess;
mod evidence;

use super::figures::{Figure, Slip, figures, slip};

/// So many sentences may lie from the whole to the nearest part, and from the first part to the last.
const REACH: usize = 2;

/// So many figures of the kind may stand between the whole and its parts.
const SKIPPED: usize = 2;

/// A whole has no more parts than that.
const MOST_PARTS: usize = 7;

/// So many words stand at most between two items of a list.
const LIST_WORDS: usize = 9;

/// Below this a number is found as the sum of some others by chance.
const SMALL: Decimal = Decimal::from_parts(13, 0, 0, false, 0);

/// The scales that a bare number can take on from its whole.
const SCALES: [Decimal; 3] = [
    Decimal::from_parts(1_000_000_000, 0, 0, false, 0),
    Decimal::from_parts(1_000_000, 0, 0, false, 0),
    Decimal::ONE_THOUSAND,
];

/// Every run of figures of one kind with every whole near it.
pub(super) fn guesses(text: FactsOfText<'_>) -> Vec<Guess> {
    let figures = figures(text);
    let sums: Vec<Sum<'_>> = figures.iter().flat_map(|whole| sums_of(text, &figures, whole)).collect();
    let fitting: Vec<&Sum<'_>> = sums.iter().filter(|sum| sum.is_telling()).collect();
    sums.iter().map(|sum| sum.guess(&fitting)).collect()
}

/// The sums that a figure can be the whole of.
fn sums_of<'a>(text: FactsOfText<'a>, figures: &[Figure], whole: &Figure) -> Vec<Sum<'a>> {
    let near = |figure: &&Figure| {
        figure.at != whole.at
            && figure.can_be_of(whole)
            && figure.sentence.abs_diff(whole.sentence) <= 2 * REACH
    };
    let mates: Vec<Figure> = figures.iter().filter(near).copied().collect();
    let alike = |mate: &&Figure| {
        text.is_one_noun(mate.at, whole.at) || text.is_kin(mate.at, whole.at) || !text.has_known_noun(mate.at)
    };
    let kin: Vec<Figure> = mates.iter().filter(alike).copied().collect();
    let mut found = runs(text, &mates, whole);
    if kin.len() < mates.len() {
        for sum in runs(text, &kin, whole) {
            if !found.iter().any(|known| known.is_same(&sum)) {
                found.push(sum);
            }
        }
    }
    found
}

fn runs<'a>(text: FactsOfText<'a>, mates: &[Figure], whole: &Figure) -> Vec<Sum<'a>> {
    let behind = mates.partition_point(|mate| mate.at < whole.at);
    let mut found = Vec::new();
    for (side, before) in [(0..behind, false), (behind..mates.len(), true)] {
        for start in side.clone() {
            for end in start + 2..=side.end.min(start + MOST_PARTS) {
                let skipped = if before { start - behind } else { behind - end };
                let parts = mates[start..end].to_vec();
                let (first, last) = (parts[0], parts[parts.len() - 1]);
                let away = whole.sentence.abs_diff(if before { first.sentence } else { last.sentence });
                if skipped > SKIPPED || away > REACH || last.sentence - first.sentence > REACH {
                    continue;
                }
                let beside = |at: Option<usize>| at.and_then(|at| mates.get(at)).filter(|_| true).copied();
                let left = [beside(start.checked_sub(1)), beside(Some(end))];
                let mut sum = Sum {
                    text,
                    whole: *whole,
                    parts,
                    before,
                    skipped,
                    left,
                    low: whole.value,
                    high: whole.value,
                    total: whole.value,
                };
                if sum.add_up().is_some()
                    && sum.is_possible()
                    && !sum.nests()
                    && !sum.leaves_some()
                    && !sum.gets_several()
                    && !sum.is_of_two_times()
                {
                    found.push(sum);
                }
            }
        }
    }
    found
}

/// A whole and its parts, as far as they may belong together.
struct Sum<'a> {
    text: FactsOfText<'a>,
    whole: Figure,
    parts: Vec<Figure>,
    /// Whether the whole stands before its parts.
    before: bool,
    /// How many figures of the kind stand between the whole and its parts.
    skipped: usize,
    /// The figures of the kind right before the first part and right behind the last.
    left: [Option<Figure>; 2],
    /// What the parts come to, at least and at most, and as written.
    low: Decimal,
    high: Decimal,
    total: Decimal,
}

impl Sum<'_> {
    fn is_same(&self, other: &Self) -> bool {
        let places = |sum: &Self| sum.parts.iter().map(|part| part.at).collect::<Vec<_>>();
        self.whole.at == other.whole.at && places(self) == places(other)
    }

    fn add_up(&mut self) -> Option<()> {
        let (mut low, mut high, mut total) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
        let scale = self.scale();
        for part in &self.parts {
            let scale =
                if part.measure == Measure::Count && is_unscaled(part) { scale } else { Decimal::ONE };
            let (value, reach) = (part.value.checked_mul(scale)?, part.reach.checked_mul(scale)?);
            total = total.checked_add(value)?;
            low = low.checked_add(value.checked_sub(reach)?)?;
            high = high.checked_add(value.checked_add(reach)?)?;
        }
        (self.low, self.high, self.total) = (low, high, total);
        Some(())
    }

    /// "Of the 40 million euros, 18 come from the state": what bare numbers are told in, as the rule takes it.
    fn scale(&self) -> Decimal {
        let fits = |scale: &Decimal| {
            let held =
                |part: &Figure| part.value.checked_mul(*scale).is_some_and(|value| value <= self.whole.value);
            self.parts.iter().filter(|part| part.measure == Measure::Count && is_unscaled(part)).all(held)
        };
        let measured = self.whole.measure != Measure::Count;
        SCALES.into_iter().find(fits).filter(|_| measured).unwrap_or(Decimal::ONE)
    }

    /// Parts come neither to twice their whole nor to less than half of it, or nobody meant them.
    fn is_possible(&self) -> bool {
        let twice = |value: Decimal| value.checked_mul(Decimal::TWO);
        twice(self.whole.value).is_some_and(|most| self.total <= most)
            && twice(self.total).is_some_and(|most| self.whole.value <= most)
    }

    /// "52 were hurt, eight of them badly", "244 are in Spain, 87 in Madrid": one of the parts is among another.
    fn nests(&self) -> bool {
        let text = self.text;
        let places = |part: &Figure| &text.frame(part.at).places;
        let table = &text.vocabulary.places;
        // "In Europe, in Germany": what lies in no country holds countries.
        let wide = |place: PlaceId| table.key(place).len() > 2 && table.country(place) == table.key(place);
        let is_in = |inner: PlaceId, outer: PlaceId| {
            inner != outer && (table.lies_in(inner, outer) || wide(outer) && !wide(inner))
        };
        let lies = |one: &Figure, other: &Figure| {
            places(one).iter().any(|&inner| places(other).iter().any(|&outer| is_in(inner, outer)))
        };
        let them = self.parts[1..].iter().any(|part| text.tells_them(part.at));
        them && !text.tells_them(self.first().at) || self.any(|one| self.any(|other| lies(one, other)))
    }

    /// "386 people, 244 of them in Varn, 87 in Lisk": some of them, where they come to less and no slip tells otherwise.
    fn leaves_some(&self) -> bool {
        let (from, to) = self.joint();
        let among = |token: &Token| {
            self.text.role(token) == Some(Role::Part) && !self.text.is_joint(token, JointWord::MadeUp)
        };
        let some =
            self.any(|part| self.text.tells_them(part.at)) || self.text.between(from, to).iter().any(among);
        let swapped = || self.slips().iter().any(|(slip, _)| matches!(slip, Slip::Swapped));
        some && self.total < self.whole.value
            && !self.holds()
            && !self.tells_rest()
            && !self.tells_left()
            && !swapped()
    }

    /// "Of the 14 clubs, seven got grants for pitches, five for stands and three for lights": who is given one thing can be
    /// given another.
    fn gets_several(&self) -> bool {
        let text = self.text;
        let given = |part: &Figure| text.is_near(part.at, |token| text.is_joint(token, JointWord::Allotted));
        let counted = self.whole.measure == Measure::Count;
        counted && self.total > self.whole.value && !self.tells_rest() && self.any(given)
    }

    /// "In 1995 33 people died", sentences after the dead and the hurt of these days: a whole that is put into a month or
    /// a year of its own.
    fn is_of_two_times(&self) -> bool {
        let period = |figure: &Figure| {
            let period = self.text.frame(figure.at).period.as_ref()?;
            (period.form.named_in() >= Grain::Month).then(|| period.form.clone())
        };
        let other =
            |part: &Figure| part.sentence != self.whole.sentence && period(part) != period(&self.whole);
        self.any(other)
    }

    /// The slips of the pen in one of the figures that would be all that is wrong.
    fn slips(&self) -> Vec<(Slip, usize)> {
        let rest = |part: &Figure| self.whole.value.checked_sub(self.total.checked_sub(part.value)?);
        let meant = self.parts.iter().filter_map(|part| Some((part.value, rest(part)?)));
        std::iter::once((self.whole.value, self.total))
            .chain(meant)
            .filter(|(_, meant)| *meant > Decimal::ZERO)
            .filter_map(|(told, meant)| slip(told, meant))
            .collect()
    }

    fn holds(&self) -> bool {
        let end = |value: Option<Decimal>| value.unwrap_or(self.whole.value);
        let high = end(self.whole.value.checked_add(self.whole.reach));
        let low = end(self.whole.value.checked_sub(self.whole.reach));
        self.total == self.whole.value || self.low < high && low < self.high
    }

    /// Whether the parts come to the whole, and hardly by chance.
    fn is_telling(&self) -> bool {
        self.holds() && (self.whole.value >= SMALL || self.parts.len() > 2)
    }

    fn guess(&self, fitting: &[&Sum<'_>]) -> Guess {
        let id = |figure: &Figure| FactId(u32::try_from(figure.at).unwrap_or(u32::MAX));
        let joined = |part: &Figure| link(LinkKind::MakesUp(0), part.at, self.whole.at);
        Guess {
            facts: std::iter::once(&self.whole).chain(&self.parts).map(id).collect(),
            holds: self.holds(),
            evidence: self.evidence(fitting),
            // A sum that fits is told by other words, if at all.
            links: if self.holds() { Vec::new() } else { self.parts.iter().map(joined).collect() },
        }
    }

    fn first(&self) -> Figure {
        self.parts[0]
    }

    fn last(&self) -> Figure {
        self.parts[self.parts.len() - 1]
    }

    /// The facts between which the words stand that join the whole with its parts.
    fn joint(&self) -> (usize, usize) {
        if self.before { (self.whole.at, self.first().at) } else { (self.last().at, self.whole.at) }
    }

    fn gaps(&self) -> impl Iterator<Item = &[Token]> {
        self.parts.windows(2).map(|pair| self.text.between(pair[0].at, pair[1].at))
    }

    fn count(&self, is: impl Fn(&Figure) -> bool) -> usize {
        self.parts.iter().filter(|part| is(part)).count()
    }

    fn all(&self, is: impl Fn(&Figure) -> bool) -> bool {
        self.parts.iter().all(is)
    }

    fn any(&self, is: impl Fn(&Figure) -> bool) -> bool {
        self.parts.iter().any(is)
    }

    /// Whether a figure of the kind stands beside the parts in their sentence, and is none of them.
    fn leaves_out(&self, side: usize, end: Figure) -> bool {
        self.left[side].is_some_and(|left| left.at != self.whole.at && left.sentence == end.sentence)
    }

    fn is_complete(&self) -> bool {
        self.skipped == 0 && !self.leaves_out(0, self.first()) && !self.leaves_out(1, self.last())
    }

    fn is_list(&self) -> bool {
        let and = |token: &Token| {
            matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Close)
                || self.text.is_function(token, FunctionWord::Conjunction)
        };
        self.gaps().all(|gap| gap.len() <= LIST_WORDS && gap.iter().any(and))
    }

    fn tells_rest(&self) -> bool {
        self.text.tells_rest(self.last().at)
    }

    fn tells_left(&self) -> bool {
        !self.tells_rest() && self.text.tells_left(self.last().at)
    }
}

/// Whether a number leaves its scale to be told elsewhere.
fn is_unscaled(figure: &Figure) -> bool {
    figure.value < Decimal::ONE_THOUSAND
}
