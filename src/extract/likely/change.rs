//! "A year earlier it was 112 million": two levels of one thing, and by what it changed from one to the other: a share,
//! points, so many, so many times.

use crate::lexicon::{JointWord, StepWord, Token};
use crate::model::{
    Decimal, FactId, FactValue, Hedge, LOOSE, Link, LinkKind, Measure, Quantity, Role, StepIn, Subject,
    Written, ends, gap, levels, share_of, told_step,
};
use crate::weights::Evidence;

use super::super::facts_of_text::FactsOfText;
use super::super::links::link;
use super::Guess;
use super::around::Around;
use super::changed::Change;
use super::factors::factors;

/// How many facts before and behind a step its levels are looked for, and how many sentences.
pub(super) const REACH: usize = 7;
pub(super) const SENTENCES: usize = 2;

/// No level is told with one of so many times as much.
pub(super) const FAR: Decimal = Decimal::TEN;

/// What a figure or a word says of two levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Share,
    Points,
    Count,
    /// So many times, in so many parts.
    Factor(u8, u8),
    /// A share of the level before, with the difference that it comes to.
    Difference,
}

/// Every step with every two levels near it.
pub(super) fn guesses(text: FactsOfText<'_>) -> Vec<Guess> {
    let around = Around::new(text);
    let mut changes: Vec<Change<'_>> = Vec::new();
    for step in 0..text.facts.len() {
        for kind in kinds(&around, step) {
            changes.extend(of_figure(&around, step, kind));
        }
    }
    changes.extend(factors(&around));
    let fitting: Vec<[usize; 3]> =
        changes.iter().filter(|change| change.holds() && change.is_close()).map(Change::places).collect();
    changes.iter().map(|change| guess(change, &fitting)).collect()
}

fn guess(change: &Change<'_>, fitting: &[[usize; 3]]) -> Guess {
    let mut evidence = Evidence::new();
    change.tell(&mut evidence);
    let [step, before, after] = change.places();
    let fits = |place: usize| fitting.iter().any(|places| places.contains(&place));
    evidence.note("step-fits-others", fits(step));
    evidence.note("before-fits-others", fits(before));
    evidence.note("after-fits-others", fits(after));
    let id = |at: usize| FactId(u32::try_from(at).unwrap_or(u32::MAX));
    let facts = match change.step {
        Some(_) => vec![id(step), id(before), id(after)],
        None => vec![id(after), id(before)],
    };
    Guess { facts, holds: change.holds(), evidence, links: links(change) }
}

/// What fits needs no judge, and only takes its step away from others.
fn links(change: &Change<'_>) -> Vec<Link> {
    if change.holds() {
        return Vec::new();
    }
    let [step, before, after] = change.places();
    match change.kind {
        Kind::Factor(times, of) => vec![link(LinkKind::Multiplied(times, of), after, before)],
        Kind::Difference => vec![link(LinkKind::PartOf, step, before), link(LinkKind::Restates, after, step)],
        _ => vec![link(LinkKind::ChangedFrom, step, before), link(LinkKind::ChangedTo, step, after)],
    }
}

/// What a figure can be a step in.
fn kinds(around: &Around<'_>, step: usize) -> Vec<Kind> {
    let text = around.text;
    let Some(quantity) = text.quantity(step).filter(|one| one.per.is_none()) else { return Vec::new() };
    let of = |name: &str| {
        let point = text.concepts().find(name).map(Subject::Concept);
        text.frame(step).of.is_some() && text.frame(step).of == point
    };
    match quantity.measure {
        Measure::Ratio if quantity.bounds.point().is_some_and(|point| point >= Decimal::TWO) => Vec::new(),
        Measure::Percent | Measure::Ratio => vec![Kind::Share, Kind::Difference],
        Measure::PercentagePoints => vec![Kind::Points],
        Measure::Count if of("occurrence.point") || of("occurrence.basis-point") => vec![Kind::Points],
        Measure::Count | Measure::Unit(_) | Measure::Money(_) if is_told_as_step(around, step) => {
            vec![Kind::Count]
        }
        _ => Vec::new(),
    }
}

/// Whether something beside a figure that could count anything says that it is so much more or less.
fn is_told_as_step(around: &Around<'_>, step: usize) -> bool {
    let frame = around.text.frame(step);
    let moved = frame.event.is_some_and(|event| around.text.concepts().is_move(event.concept));
    let behind = |token: &Token| around.is_way(token) || around.text.is_joint(token, JointWord::Compared);
    matches!(frame.role, Some(Role::ChangeBy | Role::Additional))
        || moved
        || around.any_before(step, 6, |token| around.is_move(token) || around.is_way(token))
        || around.any_behind(step, 3, behind)
}

fn of_figure<'a>(around: &'a Around<'a>, step: usize, kind: Kind) -> Vec<Change<'a>> {
    let tokens = around.text.tokens_of(step);
    pairs(around, step, kind)
        .into_iter()
        .map(|[before, after]| Change {
            around,
            kind,
            step: Some(step),
            tokens: tokens.clone(),
            before,
            after,
        })
        .filter(Change::can_be)
        .collect()
}

/// Two levels near a place, either way about; and ranges, which are both.
fn pairs(around: &Around<'_>, near: usize, kind: Kind) -> Vec<[usize; 2]> {
    let level = |at: &usize| match kind {
        Kind::Points => is_share(around, *at),
        _ => is_level(around, *at),
    };
    let found: Vec<usize> = around.near(near, REACH, SENTENCES).filter(level).collect();
    two_of(around, &found)
}

/// Every two of some figures that measure one thing.
pub(super) fn two_of(around: &Around<'_>, found: &[usize]) -> Vec<[usize; 2]> {
    let two = found.iter().flat_map(|&before| found.iter().map(move |&after| [before, after]));
    two.filter(|&[before, after]| match before == after {
        true => around.text.quantity(before).is_some_and(|range| range.bounds.hedge == Hedge::Range),
        false => around.is_one_measure(before, after),
    })
    .collect()
}

fn is_share(around: &Around<'_>, at: usize) -> bool {
    around.text.quantity(at).is_some_and(|one| one.measure == Measure::Percent)
}

/// Whether a figure can be a level: so much or so many of something, more than nothing.
pub(super) fn is_level(around: &Around<'_>, at: usize) -> bool {
    around.text.quantity(at).is_some_and(|one| {
        let whole = !matches!(
            one.measure,
            Measure::Percent | Measure::Ratio | Measure::PercentagePoints | Measure::Age(_)
        );
        let known = one.alternative.is_none() && one.bounds.hedge != Hedge::Vague;
        whole && known && one.bounds.point().or(one.bounds.lower.map(|end| end.value)) > Some(Decimal::ZERO)
    })
}

impl Change<'_> {
    /// Step, before, after; where the step is a word, the level after stands for it.
    pub(super) fn places(&self) -> [usize; 3] {
        [self.step.unwrap_or(self.after), self.before, self.after]
    }

    fn quantity(&self, at: usize) -> Option<&Quantity> {
        self.around.text.quantity(at)
    }

    /// The levels as written, the earlier first; of a range as its word of rising or falling says.
    pub(super) fn written(&self) -> Option<(Written, Written)> {
        let (before, after) = (self.quantity(self.before)?, self.quantity(self.after)?);
        match self.before == self.after {
            true => ends(before, self.way() == Some(false)),
            false => levels(before, after),
        }
    }

    /// Whether nothing rules out that the three belong together.
    fn can_be(&self) -> bool {
        let near = || {
            let (before, after) = self.written()?;
            let (before, after) = (before.middle()?, after.middle()?);
            let near = before.checked_mul(FAR)? >= after && after.checked_mul(FAR)? >= before;
            let step = self.said_step()?.bounds.point()?;
            Some(match self.kind {
                Kind::Share => near && before != after,
                Kind::Points => before != after,
                Kind::Count => near && step <= before.max(after) && self.is_own_measure(),
                // What is gained or lost is told besides what there was.
                Kind::Difference => before > after && step < Decimal::ONE_HUNDRED,
                Kind::Factor(..) => true,
            })
        };
        let apart = self.step.is_none_or(|step| step != self.before && step != self.after);
        let range = self.before == self.after && self.kind == Kind::Difference;
        apart && !range && near() == Some(true)
    }

    fn is_own_measure(&self) -> bool {
        let measure = |at: usize| self.quantity(at).map(|one| one.measure);
        self.step
            .is_some_and(|step| measure(step) == measure(self.before) || measure(step) == measure(self.after))
    }

    /// The step as a quantity; a part in words as it is.
    pub(super) fn said_step(&self) -> Option<Quantity> {
        let step = told_step(&self.around.text.facts[self.step?], self.around.text.concepts())?;
        matches!(self.around.text.facts[self.step?].value, FactValue::Quantity(_)).then_some(step)
    }

    /// Whether the levels give the step, as the rule reckons.
    pub(super) fn holds(&self) -> bool {
        self.fits() != Some(false)
    }

    /// Whether the three stand in one sentence or in two that follow each other, and hardly a figure between them.
    fn is_close(&self) -> bool {
        let mut places = self.places();
        places.sort_unstable();
        let [first, .., last] = places;
        self.around.sentences_between(first, last) <= 1 && self.around.figures_between(first, last) <= 1
    }

    fn fits(&self) -> Option<bool> {
        let (before, after) = self.written()?;
        if let Kind::Factor(times, of) = self.kind {
            let factor =
                Decimal::from(times).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(of))?;
            let said = Written::around(factor, factor.checked_mul(LOOSE)?)?;
            return Some(after.per_hundred(&before)?.meets(&said));
        }
        let step = self.said_step()?;
        if self.kind == Kind::Difference {
            let said = Written::of_share(step.measure, &step.bounds)?;
            return Some(
                self.around
                    .written(self.after)?
                    .per_hundred(&self.around.written(self.before)?)?
                    .meets(&said),
            );
        }
        let kind = StepIn::of(&step, self.quantity(self.before)?, self.before == self.after)?;
        let said = kind.said(&step)?;
        let computed = |before, after| match kind {
            StepIn::Share => share_of(before, after),
            StepIn::Points | StepIn::Count => gap(before, after),
        };
        let other_way = self.before == self.after && computed(after, before)?.meets(&said);
        Some(other_way || computed(before, after)?.meets(&said))
    }

    /// Whether words say that it rose, or that it fell.
    pub(super) fn way(&self) -> Option<bool> {
        if let Kind::Factor(times, of) = self.kind {
            return Some(times > of);
        }
        let around = self.around;
        let step = self.step?;
        let rises = |concept| around.text.concepts().name(concept) == "event.rise";
        let way = |token: &Token| {
            let up = around.is_step(token, StepWord::Up);
            (up || around.is_step(token, StepWord::Down)).then_some(up)
        };
        let behind = around.behind(step, 3).iter().find_map(way);
        let beside = behind.or_else(|| around.before(step, 2).iter().rev().find_map(way));
        let before =
            || around.before(step, 6).iter().rev().find_map(|token| around.move_of(token).map(rises));
        let event = || {
            let event = around.text.frame(step).event?;
            around.text.concepts().is_move(event.concept).then(|| rises(event.concept))
        };
        beside.or_else(event).or_else(before)
    }
}
