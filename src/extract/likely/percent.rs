//! "Two thirds of parliament, 72 of its 96 members": a part, its whole and the share that the one is of the other; and the
//! shares of one whole, which come to a hundred.

use crate::lexicon::{FunctionWord, JointWord, Section, StepWord, Token, TokenKind};
use crate::model::{Decimal, FactId, Hedge, LinkKind, Measure, Role, Subject, Written};
use crate::weights::Evidence;

use super::super::facts_of_text::FactsOfText;
use super::super::links::link;
use super::Guess;
use super::around::{Around, Expected};
use super::change::is_level;
use super::divided::divisions;

/// How many facts before and behind a share its part and whole are looked for, and how many sentences.
const REACH: usize = 6;
const SENTENCES: usize = 2;

/// A part is no more than so many times its whole.
const MOST: Decimal = Decimal::TWO;

/// Every share with every part and whole near it, and every few shares that may be of one whole.
pub(super) fn guesses(text: FactsOfText<'_>) -> Vec<Guess> {
    let around = Around::new(text);
    let shares = (0..text.facts.len()).filter(|&at| is_share(&around, at));
    let found: Vec<Share<'_>> = shares.flat_map(|share| of_share(&around, share)).collect();
    let fitting: Vec<[usize; 3]> =
        found.iter().filter(|share| share.holds() && share.is_close()).map(Share::places).collect();
    let mut guesses: Vec<Guess> = found.iter().map(|share| share.guess(&fitting)).collect();
    guesses.extend(divisions(&around));
    guesses
}

/// "40 %", "a third": not so many times.
pub(super) fn is_share(around: &Around<'_>, at: usize) -> bool {
    around.text.quantity(at).is_some_and(|one| match one.measure {
        Measure::Percent => true,
        Measure::Ratio => one.bounds.point().is_some_and(|point| point < Decimal::ONE),
        _ => false,
    })
}

fn of_share<'a>(around: &'a Around<'a>, share: usize) -> Vec<Share<'a>> {
    let near: Vec<usize> = around.near(share, REACH, SENTENCES).filter(|&at| is_level(around, at)).collect();
    let two = near.iter().flat_map(|&part| near.iter().map(move |&whole| (part, whole)));
    two.filter(|(part, whole)| part != whole)
        .map(|(part, whole)| Share { around, share, part, whole })
        .filter(|share| share.can_be() == Some(true))
        .collect()
}

/// A share with its part and its whole.
struct Share<'a> {
    around: &'a Around<'a>,
    share: usize,
    part: usize,
    whole: usize,
}

impl Share<'_> {
    fn places(&self) -> [usize; 3] {
        [self.share, self.part, self.whole]
    }

    fn can_be(&self) -> Option<bool> {
        let (part, whole) = (self.around.point(self.part)?, self.around.point(self.whole)?);
        let said = self.hundredths()?;
        let side = part < whole || said > Decimal::ONE_HUNDRED && part <= whole.checked_mul(MOST)?;
        Some(side && said > Decimal::ZERO && self.around.is_one_measure(self.part, self.whole))
    }

    fn hundredths(&self) -> Option<Decimal> {
        let share = self.around.text.quantity(self.share)?;
        let point = share.bounds.point()?;
        if share.measure == Measure::Ratio { point.checked_mul(Decimal::ONE_HUNDRED) } else { Some(point) }
    }

    fn holds(&self) -> bool {
        let meets = || {
            let share = self.around.text.quantity(self.share)?;
            let said = Written::of_share(share.measure, &share.bounds)?;
            let computed = self.around.written(self.part)?.per_hundred(&self.around.written(self.whole)?)?;
            Some(computed.meets(&said))
        };
        meets() != Some(false)
    }

    /// Whether the three stand in one sentence, or in two with nothing between them.
    fn is_close(&self) -> bool {
        let [first, .., last] = self.sorted();
        self.around.sentences_between(first, last) <= 1 && self.around.figures_between(first, last) <= 1
    }

    fn sorted(&self) -> [usize; 3] {
        let mut places = self.places();
        places.sort_unstable();
        places
    }

    fn guess(&self, fitting: &[[usize; 3]]) -> Guess {
        let mut evidence = Evidence::new();
        let [share, part, whole] = self.places();
        let fits = |place: usize| fitting.iter().any(|places| places.contains(&place));
        evidence.note("share-fits-others", fits(share));
        evidence.note("part-fits-others", fits(part));
        evidence.note("whole-fits-others", fits(whole));
        self.tell_share(&mut evidence);
        self.tell_part(&mut evidence);
        self.tell_whole(&mut evidence);
        self.tell_nouns(&mut evidence);
        self.tell_places(&mut evidence);
        self.tell_sizes(&mut evidence);
        let id = |at: usize| FactId(u32::try_from(at).unwrap_or(u32::MAX));
        Guess {
            facts: vec![id(share), id(part), id(whole)],
            holds: self.holds(),
            evidence,
            links: match self.holds() {
                true => Vec::new(),
                false => vec![link(LinkKind::PartOf, share, whole), link(LinkKind::Restates, part, share)],
            },
        }
    }

    fn tell_share(&self, evidence: &mut Evidence) {
        let (around, share) = (self.around, self.share);
        let (text, frame) = (around.text, around.text.frame(share));
        evidence
            .note("share-in-words", text.quantity(share).is_some_and(|one| one.measure == Measure::Ratio));
        evidence.note("share-is-step", frame.role == Some(Role::ChangeBy));
        let moved = frame.event.is_some_and(|event| text.concepts().is_move(event.concept));
        evidence.note("share-moves", moved);
        evidence.note("share-by", around.led_by(share, |token| around.is_step(token, StepWord::By)));
        evidence.note("share-way", around.any_behind(share, 2, |token| around.is_way(token)));
        evidence.note("share-part", frame.role == Some(Role::Part));
        evidence.note("share-rest", frame.role == Some(Role::Remaining));
        evidence
            .note("share-of", around.behind(share, 1).first().is_some_and(|token| around.is_out_of(token)));
        evidence.note("share-has-base", frame.base.is_some());
        evidence.note("share-has-noun", around.own_noun(share).is_some());
        evidence.note("share-has-label", frame.label.is_some());
        evidence.note("share-restates", around.any_before(share, 3, |token| around.is_restated(token)));
        let rate = |token: &Token| text.is_joint(token, JointWord::Rate);
        evidence.note("share-is-rate", around.any_before(share, 6, rate));
        evidence.note("share-bracketed", frame.bracketed);
        let mark = |kind: TokenKind| around.before(share, 1).last().is_some_and(|token| token.kind == kind);
        evidence.note("share-behind-comma", mark(TokenKind::Comma));
        evidence.note("share-hedged", text.quantity(share).is_some_and(|one| one.bounds.is_approximate()));
        evidence.note("share-before-where", around.behind(share, 1).iter().any(|token| text.is_where(token)));
        let opens = text.sentence_facts(share).find(|&at| text.quantity(at).is_some()) == Some(share);
        evidence.note("share-opens", opens && text.start(share) <= text.sentence_tokens(share).start + 1);
        evidence.note("share-above-all", self.hundredths() > Some(Decimal::ONE_HUNDRED));
        let small = self.hundredths().is_some_and(|share| share < Decimal::from(5));
        evidence.note("share-small", small);
        let others = around.near(share, 6, 0).filter(|&at| is_share(around, at)).count();
        evidence.note("only-share", others == 0);
        evidence.note("many-shares", others > 1);
    }

    fn tell_part(&self, evidence: &mut Evidence) {
        let (around, part) = (self.around, self.part);
        let (text, frame) = (around.text, around.text.frame(part));
        evidence.note("part-told", frame.role == Some(Role::Part));
        evidence.note("part-told-otherwise", frame.role.is_some_and(|role| role != Role::Part));
        let them = |token: &Token| token.has(Section::Anaphora);
        evidence.note("part-of-them", around.any_before(part, 3, them) || around.any_behind(part, 3, them));
        let of = around.behind(part, 3).iter().any(|token| around.is_out_of(token));
        evidence.note("part-of", of && part < self.whole && around.figures_between(part, self.whole) == 0);
        evidence.note("part-bracketed", frame.bracketed);
        let colon = |token: &Token| matches!(token.kind, TokenKind::Colon | TokenKind::Dash);
        evidence.note("part-behind-colon", around.any_before(part, 8, colon));
        evidence.note("part-restates", around.any_before(part, 3, |token| around.is_restated(token)));
        evidence.note("part-of-other-period", frame.other_period && !text.frame(self.whole).other_period);
        let one_event = frame.event.zip(text.frame(self.share).event);
        evidence
            .note("part-one-event", one_event.is_some_and(|(ours, theirs)| ours.concept == theirs.concept));
        evidence.note("part-small", around.point(part).is_some_and(|point| point < Decimal::TEN));
        evidence.note("part-hedged", text.quantity(part).is_some_and(|one| one.bounds.is_approximate()));
    }

    fn tell_whole(&self, evidence: &mut Evidence) {
        let (around, whole) = (self.around, self.whole);
        let (text, frame) = (around.text, around.text.frame(whole));
        evidence.note("whole-total", frame.role == Some(Role::Total));
        evidence.note(
            "whole-told-otherwise",
            frame.role.is_some_and(|role| !matches!(role, Role::Total | Role::Part)),
        );
        let of = |token: &Token| around.is_out_of(token) || token.has(Section::Anaphora);
        evidence.note("whole-behind-of", around.any_before(whole, 3, of));
        let article = |token: &Token| {
            text.is_function(token, FunctionWord::Article) || text.is_function(token, FunctionWord::Pronoun)
        };
        evidence.note("whole-behind-the", around.before(whole, 1).last().is_some_and(article));
        let all = |token: &Token| text.is_joint(token, JointWord::All) || around.is_role(token, Role::Total);
        evidence.note("whole-all", around.any_before(whole, 4, all));
        let of_share = self.share < whole && around.figures_between(self.share, whole) == 0;
        let led = around.behind(self.share, 1).first().is_some_and(|token| around.is_out_of(token));
        evidence.note("share-of-whole", of_share && led);
        let opens = text.sentence_tokens(whole).start;
        let opens = text.start(whole) <= opens + 2
            && text.tokens.get(opens).is_some_and(|token| around.is_out_of(token));
        evidence.note("whole-opens-with-of", opens);
        evidence.note("whole-of-other-period", frame.other_period && !text.frame(self.part).other_period);
        evidence.note("whole-hedged", text.quantity(whole).is_some_and(|one| one.bounds.is_approximate()));
        evidence.note("whole-small", around.point(whole).is_some_and(|point| point < Decimal::from(20)));
        evidence.note("whole-told-before", around.is_earlier(whole, self.part) == Some(true));
        evidence.note("whole-told-later", around.is_earlier(whole, self.part) == Some(false));
    }

    fn tell_nouns(&self, evidence: &mut Evidence) {
        let around = self.around;
        let (text, part, whole) = (around.text, self.part, self.whole);
        let (ours, theirs) = (around.own_noun(part), around.own_noun(whole));
        let both = ours.zip(theirs);
        evidence.note("one-noun", both.is_some_and(|(ours, theirs)| ours == theirs));
        let kind = |ours: &Subject, theirs: &Subject| match (ours, theirs) {
            (Subject::Concept(ours), Subject::Concept(theirs)) => {
                text.concepts().is_a(*ours, *theirs) || text.concepts().share_root(*ours, *theirs)
            }
            _ => false,
        };
        evidence.note(
            "nouns-of-one-kind",
            both.is_some_and(|(ours, theirs)| ours != theirs && kind(ours, theirs)),
        );
        evidence
            .note("other-nouns", both.is_some_and(|(ours, theirs)| ours != theirs && !kind(ours, theirs)));
        evidence.note("part-without-noun", ours.is_none());
        evidence.note("whole-without-noun", theirs.is_none());
        let base = text.frame(self.share).base.as_ref().or(around.own_noun(self.share));
        let level = theirs.or(text.frame(whole).of.as_ref());
        evidence.note(
            "base-is-whole",
            base.zip(level).is_some_and(|(base, whole)| base == whole || kind(base, whole)),
        );
        evidence.note(
            "base-is-other",
            base.zip(level).is_some_and(|(base, whole)| base != whole && !kind(base, whole)),
        );
        let labels = text.frame(part).label.zip(text.frame(whole).label);
        evidence.note("other-labels", labels.is_some_and(|(ours, theirs)| ours != theirs));
        let measure = |at: usize| text.quantity(at).map(|one| one.measure);
        evidence.note("in-money", matches!(measure(part).max(measure(whole)), Some(Measure::Money(_))));
        evidence.note("measured", matches!(measure(part), Some(Measure::Unit(_))));
        evidence.note("unit-untold", measure(part) != measure(whole));
        let head = self.places().iter().any(|&at| text.frame(at).headline);
        evidence.note("in-headline", head);
        let alike = |at: &usize| around.is_one_measure(*at, part) && *at != part && *at != whole;
        let others = around.near(self.share, REACH, 1).filter(alike).count();
        evidence.note("no-other-figures", others == 0);
        evidence.note("many-other-figures", others > 2);
    }

    fn tell_places(&self, evidence: &mut Evidence) {
        let around = self.around;
        let (text, [share, part, whole]) = (around.text, self.places());
        let [first, middle, last] = self.sorted();
        evidence.note("share-part-whole", share < part && part < whole);
        evidence.note("share-whole-part", share < whole && whole < part);
        evidence.note("part-share-whole", part < share && share < whole);
        evidence.note("part-whole-share", part < whole && whole < share);
        evidence.note("whole-part-share", whole < part && part < share);
        evidence.note("whole-share-part", whole < share && share < part);
        let between = around.figures_between(first, last);
        evidence.note("side-by-side", between == 1);
        evidence.note("figures-between", between > 1);
        evidence.note("many-figures-between", between > 3);
        let apart = around.sentences_between(first, last);
        evidence.note("one-sentence", apart == 0);
        evidence.note("far-sentences", apart > 1);
        evidence.note(
            "share-alone",
            around.sentences_between(share, part) > 0 && around.sentences_between(share, whole) > 0,
        );
        evidence.note("part-and-whole-apart", around.sentences_between(part, whole) > 0);
        let length = text.between(first, middle).len() + text.between(middle, last).len();
        evidence.note("close", length <= 8);
        evidence.note("near", length <= 18);
        evidence.note("far", length > 35);
        let (near, beside) = (
            text.between(share.min(part), share.max(part)).len(),
            text.between(part.min(whole), part.max(whole)).len(),
        );
        evidence.note("part-beside-share", near <= 2);
        evidence.note("part-beside-whole", beside <= 3);
        evidence.note("whole-beside-share", text.between(share.min(whole), share.max(whole)).len() <= 4);
        let and = |token: &Token| text.is_function(token, FunctionWord::Conjunction);
        let joined = |a: usize, b: usize| text.between(a.min(b), a.max(b)).iter().any(and);
        evidence.note("part-joined", joined(share, part));
        evidence.note("whole-joined", joined(part, whole));
        evidence.note("parted", around.is_parted_by(first, last, TokenKind::Semicolon));
    }

    fn tell_sizes(&self, evidence: &mut Evidence) {
        let Some(expected) = self.expected() else { return };
        evidence.note("slip", expected.iter().any(Expected::is_slip));
        evidence.note("round", expected.iter().any(Expected::is_round));
        evidence.note("slip-to-round", expected.iter().any(|one| one.is_slip() && one.is_round()));
        let off = expected.first().and_then(Expected::off);
        let within = |parts: i64| off.is_some_and(|off| off <= Decimal::new(parts, 2));
        evidence.note("within-tenth", within(10));
        evidence.note("within-fifth", within(20));
        evidence.note("within-half", within(50));
        evidence.note("within-double", within(100));
        evidence.note("beyond-treble", !within(200));
    }

    /// What the share, the part and the whole should be by the two others.
    fn expected(&self) -> Option<Vec<Expected<'_>>> {
        let bounds = |at: usize| self.around.text.quantity(at).map(|one| &one.bounds);
        let (part, whole) = (self.around.point(self.part)?, self.around.point(self.whole)?);
        let told = bounds(self.share)?;
        let point = told.point()?;
        let all = self
            .hundredths()?
            .checked_div(point)
            .and_then(|scale| Decimal::ONE_HUNDRED.checked_div(scale))?;
        let found = [
            (told, part.checked_mul(all)?.checked_div(whole)?),
            (bounds(self.part)?, whole.checked_mul(point)?.checked_div(all)?),
            (bounds(self.whole)?, part.checked_mul(all)?.checked_div(point)?),
        ];
        let found = found.into_iter().map(|(told, truth)| Expected { told, truth });
        Some(found.filter(|one| one.truth > Decimal::ZERO && one.told.hedge != Hedge::Vague).collect())
    }
}
