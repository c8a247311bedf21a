//! What speaks for and against it that a step is that between two levels.

use std::ops::Range;

use crate::lexicon::{FunctionWord, JointWord, Meaning, Section, SignWord, StepWord, Token, TokenKind};
use crate::model::{Decimal, Measure, Role};
use crate::weights::Evidence;

use super::around::{Around, Expected};
use super::change::Kind;

/// A step, or a word for one, with a level before and a level after.
pub(super) struct Change<'a> {
    pub(super) around: &'a Around<'a>,
    pub(super) kind: Kind,
    /// `None` where a word is the step: "doubled".
    pub(super) step: Option<usize>,
    /// Where the step stands.
    pub(super) tokens: Range<usize>,
    pub(super) before: usize,
    pub(super) after: usize,
}

impl Change<'_> {
    pub(super) fn tell(&self, evidence: &mut Evidence) {
        evidence.note("share-step", self.kind == Kind::Share);
        evidence.note("points-step", self.kind == Kind::Points);
        evidence.note("count-step", self.kind == Kind::Count);
        evidence.note("factor-step", matches!(self.kind, Kind::Factor(..)));
        evidence.note("difference-step", self.kind == Kind::Difference);
        if let Some(step) = self.step {
            self.tell_step(step, evidence);
        }
        match self.kind {
            Kind::Difference => self.tell_difference(evidence),
            _ => self.tell_levels(evidence),
        }
        self.tell_nouns(evidence);
        self.tell_places(evidence);
        self.tell_sizes(evidence);
        self.tell_way(evidence);
    }

    fn tell_step(&self, step: usize, evidence: &mut Evidence) {
        let around = self.around;
        let (text, frame) = (around.text, around.text.frame(step));
        evidence.note("step-told", frame.role == Some(Role::ChangeBy));
        evidence.note("step-additional", frame.role == Some(Role::Additional));
        evidence.note("step-part", matches!(frame.role, Some(Role::Part | Role::Total | Role::Each)));
        evidence.note("step-is-level", matches!(frame.role, Some(Role::ChangeFrom | Role::ChangeTo)));
        let moved = frame.event.is_some_and(|event| text.concepts().is_move(event.concept));
        evidence.note("step-moves", moved);
        evidence.note("step-behind-move", around.any_before(step, 3, |token| around.is_move(token)));
        evidence.note("step-after-move", around.any_before(step, 9, |token| around.is_move(token)));
        evidence.note("step-before-move", around.any_behind(step, 4, |token| around.is_move(token)));
        let by = |token: &Token| around.is_step(token, StepWord::By) || around.is_role(token, Role::ChangeBy);
        evidence.note("step-by", around.led_by(step, by));
        evidence.note("step-way-behind", around.any_behind(step, 2, |token| around.is_way(token)));
        evidence.note("step-way-before", around.any_before(step, 2, |token| around.is_way(token)));
        let than = |token: &Token| text.is_joint(token, JointWord::Compared);
        evidence.note("step-than", around.any_behind(step, 4, than));
        let base = |token: &Token| text.is_joint(token, JointWord::Base);
        evidence.note("step-on", around.any_behind(step, 2, base));
        evidence.note("step-restates", around.led_by(step, |token| around.is_restated(token)));
        let opens =
            |token: &Token| matches!(token.kind, TokenKind::Comma | TokenKind::Open | TokenKind::Dash);
        evidence.note("step-behind-comma", around.led_by(step, opens));
        evidence.note("step-bracketed", frame.bracketed);
        let of = around.behind(step, 1).first().is_some_and(|token| around.is_out_of(token));
        evidence.note("step-of", of);
        evidence.note(
            "step-has-base",
            frame.base.is_some() || around.own_noun(step).is_some() && self.kind == Kind::Share,
        );
        evidence.note("step-hedged", text.quantity(step).is_some_and(|one| one.bounds.is_approximate()));
        evidence.note("step-in-words", text.quantity(step).is_some_and(|one| one.measure == Measure::Ratio));
        let back = text.sentence_tokens(step).start;
        let back = text.tokens.get(back).is_some_and(|token| text.is_joint(token, JointWord::Back));
        evidence.note("step-goes-back", back);
    }

    fn tell_levels(&self, evidence: &mut Evidence) {
        let around = self.around;
        let (text, before, after) = (around.text, self.before, self.after);
        let role = |at: usize| text.frame(at).role;
        evidence.note("one-range", before == after);
        evidence.note("before-told", role(before) == Some(Role::ChangeFrom));
        evidence.note("before-told-otherwise", role(before).is_some_and(|role| role != Role::ChangeFrom));
        evidence.note("after-told", role(after) == Some(Role::ChangeTo));
        evidence.note("after-told-otherwise", role(after).is_some_and(|role| role != Role::ChangeTo));
        let from = |at: usize| around.led_by(at, |token| around.leads_from(token));
        let to = |at: usize| around.led_by(at, |token| around.leads_to(token));
        evidence.note("before-led-by-from", from(before));
        evidence.note("after-led-by-to", to(after));
        evidence.note("from-and-to", from(before) && to(after));
        evidence.note("after-led-by-from", from(after) && !to(after));
        evidence.note("before-led-by-to", to(before) && !from(before));
        let than = |token: &Token| text.is_joint(token, JointWord::Compared);
        evidence.note("before-led-by-than", around.any_before(before, 3, than));
        evidence.note("after-led-by-than", around.any_before(after, 3, than));
        evidence.note("before-of-other-period", text.frame(before).other_period);
        evidence.note(
            "after-of-other-period",
            text.frame(after).other_period && !text.frame(before).other_period,
        );
        let (past, then) = (around.is_beside_past(before), around.is_beside_past(after));
        evidence.note("before-beside-past", past);
        evidence.note("after-beside-past", then && !past);
        evidence.note("after-beside-now", around.is_beside_now(after));
        evidence.note("before-beside-now", around.is_beside_now(before));
        evidence.note("in-order-of-time", around.is_earlier(before, after) == Some(true));
        evidence.note("against-order-of-time", around.is_earlier(before, after) == Some(false));
        let move_between =
            text.between(before.min(after), before.max(after)).iter().any(|token| around.is_move(token));
        evidence.note("move-between-levels", move_between);
    }

    fn tell_difference(&self, evidence: &mut Evidence) {
        let around = self.around;
        let (text, whole, part) = (around.text, self.before, self.after);
        evidence.note("part-told", text.frame(part).role == Some(Role::ChangeBy));
        evidence.note(
            "part-moves",
            text.frame(part).event.is_some_and(|event| text.concepts().is_move(event.concept)),
        );
        evidence.note("part-by", around.led_by(part, |token| around.is_step(token, StepWord::By)));
        evidence
            .note("part-beside-step", self.step.is_some_and(|step| around.figures_between(part, step) == 0));
        evidence.note("whole-beside-now", around.is_beside_now(whole));
        evidence.note("whole-beside-past", around.is_beside_past(whole));
        evidence.note("whole-of-other-period", text.frame(whole).other_period);
        evidence.note("part-behind-move", around.any_before(part, 3, |token| around.is_move(token)));
    }

    fn tell_nouns(&self, evidence: &mut Evidence) {
        let around = self.around;
        let (text, before, after) = (around.text, self.before, self.after);
        let (ours, theirs) = (around.own_noun(before), around.own_noun(after));
        let both = ours.zip(theirs);
        evidence.note("levels-one-noun", both.is_some_and(|(ours, theirs)| ours == theirs));
        evidence.note("levels-other-nouns", both.is_some_and(|(ours, theirs)| ours != theirs));
        evidence.note("level-without-noun", ours.is_some() != theirs.is_some());
        evidence.note("levels-without-nouns", ours.is_none() && theirs.is_none());
        let labels = text.frame(before).label.zip(text.frame(after).label);
        evidence.note("levels-other-labels", labels.is_some_and(|(ours, theirs)| ours != theirs));
        let step = self.step.and_then(|step| around.own_noun(step));
        let other = step.is_some_and(|step| ours.or(theirs).is_some_and(|level| level != step));
        evidence.note("step-other-noun", other);
        evidence.note("step-own-noun", step.is_some() && !other && ours.or(theirs).is_some());
        let measure = |at: usize| text.quantity(at).map(|one| one.measure);
        evidence
            .note("levels-in-money", matches!(measure(before).max(measure(after)), Some(Measure::Money(_))));
        evidence.note("levels-measured", matches!(measure(before), Some(Measure::Unit(_))));
        evidence.note("level-unit-untold", measure(before) != measure(after));
        let event = |at: usize| text.frame(at).event.map(|event| event.concept);
        evidence.note("levels-one-event", event(before).is_some() && event(before) == event(after));
        let alike = |at: usize| {
            around.is_one_measure(at, before) && at != before && at != after && Some(at) != self.step
        };
        let others =
            around.near(before, 8, 1).chain(around.near(after, 8, 1)).filter(|&at| alike(at)).count();
        evidence.note("only-levels", others == 0);
        evidence.note("other-levels", others > 2);
        let sentences = [Some(before), Some(after), self.step].into_iter().flatten();
        let told = |at: usize| at == before || at == after || Some(at) == self.step;
        let alone = sentences
            .flat_map(|at| text.sentence_facts(at))
            .all(|at| told(at) || text.quantity(at).is_none());
        evidence.note("no-other-figures", alone);
        let small = |at: usize| around.point(at).is_some_and(|point| point < Decimal::TEN);
        evidence
            .note("small-counts", measure(before) == Some(Measure::Count) && small(before) && small(after));
        let head = |at: usize| text.frame(at).headline;
        evidence.note("in-headline", head(before) || head(after) || self.step.is_some_and(head));
    }

    fn tell_places(&self, evidence: &mut Evidence) {
        let around = self.around;
        let (text, before, after) = (around.text, self.before, self.after);
        let apart = around.sentences_between(before, after);
        evidence.note("levels-in-one-sentence", apart == 0);
        evidence.note("levels-two-sentences-apart", apart > 1);
        evidence.note("levels-adjacent", around.figures_between(before, after) <= self.inside(before, after));
        let place = |at: usize| text.start(at);
        let (first, last) = (place(before.min(after)), place(before.max(after)));
        let (step, inside) = (self.tokens.start, first < self.tokens.start && self.tokens.start < last);
        evidence.note("step-first-before", step < first && before < after);
        evidence.note("step-first-after", step < first && after < before);
        evidence.note("step-between-after-first", inside && after < before);
        evidence.note("step-between-before-first", inside && before < after);
        evidence.note("step-last-before-first", step > last && before < after);
        evidence.note("step-last-after-first", step > last && after < before);
        let joined = text.between(before.min(after), before.max(after));
        let and = |token: &Token| text.is_function(token, FunctionWord::Conjunction);
        evidence.note("levels-joined", apart == 0 && joined.iter().any(and));
        evidence.note("levels-parted", around.is_parted_by(before, after, TokenKind::Semicolon));
        let (first_level, last_level) = (before.min(after), before.max(after));
        let (from, to) = match self.tokens.start < text.start(first_level) {
            true => (self.tokens.end, text.start(first_level)),
            false => (text.end(last_level), self.tokens.start),
        };
        let lead = text.words(from.min(to), to);
        evidence.note("step-joined", lead.iter().any(and));
        evidence.note("step-parted", lead.iter().any(|token| token.kind == TokenKind::Semicolon));
        let far = joined.len();
        evidence.note("levels-close", far <= 6);
        evidence.note("levels-far", far > 18);
        let gap = |at: usize| {
            let (start, end) = (text.start(at), text.end(at));
            if end <= step { step - end } else { start.saturating_sub(self.tokens.end) }
        };
        let (nearer, farther) = (gap(before).min(gap(after)), gap(before).max(gap(after)));
        evidence.note("step-close", nearer <= 4);
        evidence.note("step-far", nearer > 12);
        evidence.note("all-close", farther <= 10);
        evidence.note("all-far", farther > 30);
        let sentence = text.sentence_tokens(before);
        let own = text.sentence_tokens(after);
        let beside = |tokens: &Range<usize>| tokens.contains(&self.tokens.start);
        evidence.note("step-in-sentence-of-both", beside(&sentence) && beside(&own));
        evidence.note("step-in-sentence-of-none", !beside(&sentence) && !beside(&own));
        evidence.note("step-in-sentence-of-after", !beside(&sentence) && beside(&own));
        let other = self.step.is_some_and(|step| {
            around.figures_between(step, before).min(around.figures_between(step, after)) > 0
        });
        evidence.note("figures-between-step-and-levels", other);
    }

    /// One, where the step itself stands between the levels.
    fn inside(&self, before: usize, after: usize) -> usize {
        usize::from(self.step.is_some_and(|step| before.min(after) < step && step < before.max(after)))
    }

    fn tell_way(&self, evidence: &mut Evidence) {
        let rises = || {
            let (before, after) = self.written()?;
            Some(before.middle()? < after.middle()?)
        };
        let one_way = self.way().zip(rises()).map(|(told, rises)| told == rises);
        let levels = self.kind != Kind::Difference;
        evidence.note("as-told-rising-or-falling", levels && one_way == Some(true));
        evidence.note("against-rising-or-falling", levels && one_way == Some(false));
        let sentence = self.around.text.sentence_tokens(self.after);
        let moves = |token: &Token| self.around.is_move(token);
        evidence.note("sentence-moves", self.around.text.tokens[sentence].iter().any(moves));
        let factor = |token: &Token| token.has(Section::Factor);
        let verb = self.around.text.tokens.get(self.tokens.clone()).is_some_and(|own| own.iter().any(factor));
        evidence.note("factor-by-verb", verb);
        let compared = |token: &Token| {
            let text = self.around.text;
            let is = |meaning| matches!(meaning, Meaning::Sign(SignWord::Compared)).then_some(());
            text.source.find(token, Section::Sign, is).is_some() || text.is_joint(token, JointWord::Compared)
        };
        let behind = self.around.text.words(self.tokens.end, self.tokens.end + 4);
        evidence.note("factor-compares", self.step.is_none() && behind.iter().any(compared));
    }

    fn tell_sizes(&self, evidence: &mut Evidence) {
        let Some(expected) = self.expected() else { return };
        let slip = expected.iter().any(Expected::is_slip);
        let round = expected.iter().filter(|one| one.is_round()).count();
        evidence.note("slip", slip);
        evidence.note("round", round > 0);
        evidence.note("slip-to-round", expected.iter().any(|one| one.is_slip() && one.is_round()));
        let off = expected.first().and_then(Expected::off);
        let within = |parts: i64, scale: u32| off.is_some_and(|off| off <= Decimal::new(parts, scale));
        evidence.note("within-tenth", within(1, 1));
        evidence.note("within-fifth", within(2, 1));
        evidence.note("within-half", within(5, 1));
        evidence.note("within-double", within(1, 0));
        evidence.note("within-treble", within(2, 0));
        let near = |times: Decimal| {
            let (before, after) = self.written()?;
            let (before, after) = (before.middle()?, after.middle()?);
            Some(before.checked_mul(times)? >= after && after.checked_mul(times)? >= before)
        };
        let levels = !matches!(self.kind, Kind::Difference | Kind::Factor(..));
        evidence.note("levels-near", levels && near(Decimal::new(15, 1)) == Some(true));
        evidence.note("levels-apart", levels && near(Decimal::from(4)) == Some(false));
    }

    /// What the step, the level after and the level before should be by the two others.
    fn expected(&self) -> Option<Vec<Expected<'_>>> {
        const HUNDRED: Decimal = Decimal::ONE_HUNDRED;
        let (before, after) = self.written()?;
        let (before, after) = (before.middle()?, after.middle()?);
        let bounds = |at: usize| self.around.text.quantity(at).map(|one| &one.bounds);
        let (former, latter) = (bounds(self.before)?, bounds(self.after)?);
        let one = |told, truth: Option<Decimal>| {
            Some(Expected { told, truth: truth.filter(|truth| *truth > Decimal::ZERO)? })
        };
        if let Kind::Factor(times, of) = self.kind {
            let (times, of) = (Decimal::from(times), Decimal::from(of));
            let truth = before.checked_mul(times)?.checked_div(of);
            let back = after.checked_mul(of)?.checked_div(times);
            return Some([one(latter, truth), one(former, back)].into_iter().flatten().collect());
        }
        let step = self.step?;
        let told = bounds(step)?;
        let said = self.said_step()?;
        let (point, hundred) = match said.measure {
            Measure::Ratio => (said.bounds.point()?, Decimal::ONE),
            _ => (said.bounds.point()?, HUNDRED),
        };
        let scale = told.point()?.checked_div(point)?;
        let found = match self.kind {
            Kind::Points | Kind::Count => {
                let step = after.checked_sub(before)?.abs().checked_mul(scale);
                let signed = if after < before { -point } else { point };
                [
                    one(told, step),
                    one(latter, before.checked_add(signed)),
                    one(former, after.checked_sub(signed)),
                ]
            }
            Kind::Difference => [
                one(told, after.checked_mul(hundred)?.checked_div(before)),
                one(latter, before.checked_mul(point)?.checked_div(hundred)),
                one(former, after.checked_mul(hundred)?.checked_div(point)),
            ],
            _ => {
                let share = after.checked_sub(before)?.abs().checked_mul(hundred)?.checked_div(before);
                let signed = if after < before { -point } else { point };
                let factor = hundred.checked_add(signed)?;
                [
                    one(told, share),
                    one(latter, before.checked_mul(factor)?.checked_div(hundred)),
                    one(former, after.checked_mul(hundred)?.checked_div(factor)),
                ]
            }
        };
        Some(found.into_iter().flatten().collect())
    }
}
