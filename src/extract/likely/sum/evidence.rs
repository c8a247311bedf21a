//! What speaks for and against some figures being the parts of another one.

use crate::lexicon::{BallotWord, FunctionWord, JointWord, RangeWord, Section, Token, TokenKind};
use crate::model::{Decimal, Measure, Role, Subject};
use crate::weights::Evidence;

use super::super::super::facts_of_text::FactsOfText;
use super::super::figures::{Figure, Slip};
use super::{LIST_WORDS, SMALL, Sum};

impl Sum<'_> {
    /// All that was found.
    pub(super) fn evidence(&self, fitting: &[&Sum<'_>]) -> Evidence {
        let mut evidence = Evidence::new();
        self.note_shape(&mut evidence);
        self.note_order(&mut evidence);
        self.note_words(&mut evidence);
        self.note_joints(&mut evidence);
        self.note_nouns(&mut evidence);
        self.note_manner(&mut evidence);
        self.note_frames(&mut evidence);
        self.note_values(&mut evidence);
        self.note_slips(&mut evidence);
        self.note_others(fitting, &mut evidence);
        evidence
    }

    fn note_shape(&self, evidence: &mut Evidence) {
        let (first, last, two) = (self.first(), self.last(), self.parts.len() == 2);
        let (inner, outer) = (self.leaves_out(0, first), self.leaves_out(1, last));
        let one_sentence = first.sentence == last.sentence;
        let joined = one_sentence && first.sentence == self.whole.sentence;
        evidence.note("two-parts", two);
        evidence.note("four-parts", self.parts.len() >= 4);
        evidence.note("leaves-out-before", inner);
        evidence.note("leaves-out-behind", outer);
        evidence.note("figure-between", self.skipped == 1);
        evidence.note("figures-between", self.skipped > 1);
        evidence.note("complete", self.is_complete());
        evidence.note("complete-list", self.is_complete() && self.is_list());
        evidence.note("complete-three", self.is_complete() && !two);
        evidence.note("list", self.is_list());
        evidence.note("parts-in-one-sentence", one_sentence);
        evidence.note("all-in-one-sentence", joined);
        evidence.note("list-in-next-sentence", one_sentence && !joined && self.is_list());
        evidence.note("two-over-sentences", two && !one_sentence);
        evidence.note("two-with-rest", two && self.tells_rest());
        evidence.note("two-without-rest", two && !self.tells_rest() && !self.tells_left());
    }

    fn note_order(&self, evidence: &mut Evidence) {
        let last = if self.before { self.first() } else { self.last() };
        let away = last.sentence.abs_diff(self.whole.sentence);
        let headline = |figure: &Figure| self.text.frame(figure.at).headline;
        let same = |left: Option<Figure>| {
            left.is_some_and(|left| {
                left.at != self.whole.at && self.text.is_one_noun(left.at, self.first().at)
            })
        };
        evidence.note("whole-behind", !self.before);
        evidence.note("next-sentence", away == 1);
        evidence.note("sentence-between", away > 1);
        evidence.note("whole-in-headline", headline(&self.whole));
        evidence.note("part-in-headline", self.any(headline));
        evidence.note("same-noun-left-out", self.left.iter().any(|left| same(*left)));
        let other = (self.first().at..self.last().at)
            .any(|at| self.text.quantity(at).is_some() && !self.any(|part| part.at == at));
        evidence.note("other-figure-among", other);
        let (from, to) = self.joint();
        evidence.note("other-figure-before-parts", (from + 1..to).any(|at| self.text.quantity(at).is_some()));
        evidence.note("close-by", self.text.between(from, to).len() <= LIST_WORDS);
    }

    fn note_words(&self, evidence: &mut Evidence) {
        let text = self.text;
        let (from, to) = self.joint();
        let colon = text.has_mark_between(from, to, TokenKind::Colon);
        let near = |figure: &Figure, is: &dyn Fn(&Token) -> bool| text.is_near(figure.at, is);
        let ballot = |part: &Figure| near(part, &|token| is_side(text, token));
        evidence.note("colon", colon);
        evidence.note("colon-before-list", colon && self.is_list() && self.skipped == 0);
        evidence.note("brackets", self.all(|part| text.frame(part.at).bracketed));
        evidence.note("ranked", self.count(|part| text.is_ranked(part.at)) > 1);
        evidence.note("dated", self.all(|part| text.is_dated(part.at)));
        evidence.note("named", self.all(|part| text.is_named(part.at)));
        evidence.note("sides-of-vote", self.count(ballot) > 1);
        evidence.note("rest-told", self.tells_rest());
        evidence.note(
            "rest-told-earlier",
            self.parts[..self.parts.len() - 1].iter().any(|part| text.tells_rest(part.at)),
        );
        evidence.note("whole-is-rest", text.tells_rest(self.whole.at));
        evidence.note("total-told", text.tells_total(self.whole.at));
        evidence.note("total-told-behind", text.tells_total(self.whole.at) && !self.before);
        evidence.note("part-told-total", self.any(|part| text.tells_total(part.at)));
        evidence.note("of-whole", text.is_led_by_of(self.whole.at));
        evidence.note("of-whole-rest", text.is_led_by_of(self.whole.at) && self.tells_rest());
        evidence.note("of-part", self.any(|part| text.is_led_by_of(part.at)));
        evidence.note("of-them", text.tells_them(self.first().at));
        evidence.note("of-them-later", self.parts[1..].iter().any(|part| text.tells_them(part.at)));
        evidence.note("added", self.any(|part| text.tells(part.at, Role::Additional)));
        evidence.note("whole-added", text.tells(self.whole.at, Role::Additional));
        evidence.note(
            "each",
            self.any(|part| text.tells(part.at, Role::Each)) || text.tells(self.whole.at, Role::Each),
        );
    }

    fn note_joints(&self, evidence: &mut Evidence) {
        let text = self.text;
        let (from, to) = self.joint();
        let joint = text.between(from, to);
        let is = |token: &Token, word| text.is_joint(token, word);
        let split = |token: &Token| {
            is(token, JointWord::MadeUp) || is(token, JointWord::SharedOut) || is(token, JointWord::FallsTo)
        };
        let range =
            |token: &Token| text.is_range(token, RangeWord::To) || text.is_range(token, RangeWord::From);
        let or = |token: &Token| matches!(text.joint(token), Some(JointWord::Restated(_)));
        let against = |token: &Token| is(token, JointWord::Compared) || token.has(Section::Period);
        let in_gaps = |is: &dyn Fn(&Token) -> bool| self.gaps().any(|gap| gap.iter().any(is));
        evidence.note("split-told", joint.iter().any(split));
        evidence.note("includes", joint.iter().any(|token| text.role(token) == Some(Role::Part)));
        evidence.note("range-among", in_gaps(&range));
        evidence.note("or-among", in_gaps(&or));
        evidence.note("compared-among", in_gaps(&against));
        evidence.note("compared-before", joint.iter().any(against));
        evidence.note(
            "semicolons",
            self.gaps().any(|gap| gap.iter().any(|token| token.kind == TokenKind::Semicolon)),
        );
        let last = text.between(self.parts[self.parts.len() - 2].at, self.last().at);
        evidence.note(
            "and-before-last",
            last.iter().any(|token| text.is_function(token, FunctionWord::Conjunction)),
        );
        evidence.note("commas-alone", in_gaps(&|token| token.kind == TokenKind::Comma));
    }

    /// Parts are told in one manner, and their whole in another: "25 in Varn, 15 in Lisk".
    fn note_manner(&self, evidence: &mut Evidence) {
        let text = self.text;
        let alike = |of: &dyn Fn(usize) -> Option<String>, figures: &[Figure]| {
            let first = figures.first().and_then(|figure| of(figure.at));
            first.is_some() && figures.iter().all(|figure| of(figure.at) == first)
        };
        let (behind, before) = (|at: usize| text.word_behind(at), |at: usize| text.word_before(at));
        let (told, led) = (alike(&behind, &self.parts), alike(&before, &self.parts));
        let whole_told = told && behind(self.whole.at) == behind(self.first().at);
        evidence.note("parts-told-alike", told && !whole_told);
        evidence.note("whole-told-as-parts", whole_told);
        evidence.note("parts-led-alike", led);
        let later = self.total.checked_sub(self.first().value).unwrap_or_default();
        let held = later <= self.first().value && self.parts.len() > 2;
        evidence.note("later-parts-fit-in-first", held);
        evidence.note("later-parts-fit-in-first-too-much", held && self.total > self.whole.value);
    }

    fn note_nouns(&self, evidence: &mut Evidence) {
        let text = self.text;
        let of_whole = |part: &Figure| text.is_one_noun(part.at, self.whole.at);
        let kin = |part: &Figure| text.is_kin(part.at, self.whole.at);
        let own = |part: &Figure| text.has_known_noun(part.at);
        let foreign = |part: &Figure| {
            own(part) && !of_whole(part) && !kin(part) && self.whole.measure == Measure::Count
        };
        let alike = |part: &Figure| text.is_one_noun(part.at, self.first().at);
        let bare = |part: &Figure| part.measure == Measure::Count && !text.has_noun(part.at);
        evidence.note("all-of-one-noun", self.all(of_whole));
        evidence.note("parts-of-one-noun", self.all(alike));
        evidence.note("parts-are-kinds", self.all(|part| of_whole(part) || kin(part)));
        evidence.note("other-noun", self.any(foreign));
        evidence.note("other-nouns", self.count(foreign) > 1);
        evidence.note("whole-without-noun", !own(&self.whole) && self.whole.measure == Measure::Count);
        evidence.note("parts-without-noun", self.all(bare));
        evidence.note("later-parts-without-noun", self.parts[1..].iter().all(bare));
        evidence.note(
            "unknown-noun",
            self.any(|part| matches!(text.frame(part.at).of, Some(Subject::Stem { .. }))),
        );
        evidence.note("nouns-of-their-own", self.all(own) && !self.all(alike));
        let casualty = |part: &Figure| matches!(text.frame(part.at).of, Some(Subject::Concept(of)) if text.concepts().is_casualty(of));
        let people = matches!(text.frame(self.whole.at).of, Some(Subject::Concept(of)) if text.concepts().is_people(of));
        evidence.note("casualties", self.all(casualty) && casualty(&self.whole));
        evidence.note("people", people);
        evidence.note("count", self.whole.measure == Measure::Count);
        evidence.note("money", matches!(self.whole.measure, Measure::Money(_)));
        let labels = |part: &Figure| text.frame(part.at).label != text.frame(self.first().at).label;
        evidence.note("labels-differ", self.any(labels));
        evidence.note(
            "unit-left-out",
            self.whole.measure != Measure::Count && self.any(|part| part.measure == Measure::Count),
        );
    }

    fn note_frames(&self, evidence: &mut Evidence) {
        let frame = |part: &Figure| self.text.frame(part.at);
        let whole = frame(&self.whole);
        let event = |part: &Figure| frame(part).event.map(|event| event.concept);
        let pairs = |differ: &dyn Fn(&Figure, &Figure) -> bool| {
            self.parts
                .iter()
                .enumerate()
                .all(|(at, one)| self.parts[..at].iter().all(|other| differ(one, other)))
        };
        let apart = |one: &Figure, other: &Figure| {
            !frame(one).places.is_empty() && frame(one).places != frame(other).places
        };
        let times = |one: &Figure, other: &Figure| {
            frame(one).period.is_some() && frame(one).period != frame(other).period
        };
        evidence.note("places-of-their-own", pairs(&apart));
        evidence.note("items", self.count(|part| frame(part).item) > 1);
        evidence.note("times-of-their-own", pairs(&times));
        evidence.note("other-period", self.any(|part| frame(part).other_period) || whole.other_period);
        evidence.note(
            "events-as-whole",
            self.all(|part| event(part).is_some() && event(part) == event(&self.whole)),
        );
        evidence.note(
            "events-differ",
            self.any(|part| event(part).is_some() && event(part) != event(&self.first())),
        );
        evidence.note("status-differs", self.any(|part| frame(part).status() != whole.status()));
        let changes = |part: &Figure| {
            matches!(frame(part).role, Some(Role::ChangeBy | Role::ChangeFrom | Role::ChangeTo))
        };
        evidence.note("changes", self.any(changes) || changes(&self.whole));
        evidence.note("sources-differ", self.any(|part| frame(part).sources != whole.sources));
    }

    fn note_values(&self, evidence: &mut Evidence) {
        let off = self.total.checked_sub(self.whole.value).unwrap_or_default().abs();
        let within = |times: Decimal| off.checked_mul(times).is_some_and(|off| off <= self.whole.value);
        let larger = self.any(|part| part.value >= self.whole.value);
        evidence.note("too-much", self.total > self.whole.value);
        evidence.note("too-much-complete", self.total > self.whole.value && self.is_complete());
        evidence.note("within-tenth", within(Decimal::TEN));
        evidence.note("within-quarter", within(Decimal::TWO * Decimal::TWO));
        evidence.note("within-half", within(Decimal::TWO));
        evidence.note("part-not-smaller", larger);
        evidence.note("small", self.whole.value < SMALL);
        evidence.note("three-digits", self.whole.value >= Decimal::ONE_HUNDRED);
        let twice = |one: &Figure| self.count(|other| other.value == one.value) > 1;
        evidence.note("same-figure-twice", self.any(twice));
        evidence.note(
            "parts-far-smaller",
            self.any(|part| {
                part.value.checked_mul(Decimal::ONE_HUNDRED).is_some_and(|most| most < self.whole.value)
            }),
        );
    }

    /// Whether a slip of the pen in one of the figures is all that is wrong.
    fn note_slips(&self, evidence: &mut Evidence) {
        let slips = self.slips();
        evidence.note("swapped", slips.iter().any(|(slip, _)| matches!(slip, Slip::Swapped)));
        evidence.note(
            "swapped-of-three",
            slips.iter().any(|(slip, digits)| matches!(slip, Slip::Swapped) && *digits > 2),
        );
        self.note_short(slips.iter().any(|(slip, _)| matches!(slip, Slip::Swapped)), evidence);
        let digit = |least: usize| {
            slips.iter().any(|(slip, digits)| matches!(slip, Slip::OneDigit) && *digits >= least)
        };
        evidence.note("one-digit", digit(2));
        evidence.note("one-digit-of-three", digit(3));
    }

    /// What comes to less than its whole may leave some untold.
    fn note_short(&self, swapped: bool, evidence: &mut Evidence) {
        let text = self.text;
        let short = self.total < self.whole.value;
        let rest = self.tells_rest() || self.tells_left();
        let them = self.any(|part| text.tells_them(part.at))
            || text
                .between(self.joint().0, self.joint().1)
                .iter()
                .any(|token| text.role(token) == Some(Role::Part));
        evidence.note("short-without-rest", short && !rest);
        evidence.note("short-without-rest-or-slip", short && !rest && !swapped);
        evidence.note("some-of-them", short && !rest && them);
        evidence.note("too-much-and-rest", !short && rest);
        evidence.note("two-too-much-without-rest", !short && !rest && self.parts.len() == 2);
        evidence.note("slip-and-complete", swapped && self.is_complete());
        evidence.note("slip-and-complete-three", swapped && self.is_complete() && self.parts.len() > 2);
    }

    fn note_others(&self, fitting: &[&Sum<'_>], evidence: &mut Evidence) {
        let has = |sum: &Sum<'_>, at: usize| sum.whole.at == at || sum.any(|part| part.at == at);
        evidence.note("whole-fits-otherwise", fitting.iter().any(|sum| sum.whole.at == self.whole.at));
        evidence.note(
            "whole-is-part-elsewhere",
            fitting.iter().any(|sum| sum.any(|part| part.at == self.whole.at)),
        );
        evidence.note("part-fits-elsewhere", fitting.iter().any(|sum| self.any(|part| has(sum, part.at))));
        evidence.note("all-fit-elsewhere", fitting.iter().any(|sum| self.all(|part| has(sum, part.at))));
    }
}

/// "In favour", "against", "abstained".
fn is_side(text: FactsOfText<'_>, token: &Token) -> bool {
    [BallotWord::For, BallotWord::Against, BallotWord::AgainstBehind, BallotWord::Undecided]
        .into_iter()
        .any(|side| text.is_ballot(token, side))
}
