//! "The airline owns 64 aircraft. … 71 of the planes are parked": a part, and the whole that must be able to hold it.

use crate::lexicon::{FunctionWord, JointWord, Section, Token, TokenKind};
use crate::model::{Decimal, FactId, LinkKind, Measure, Role, Status, Subject};
use crate::weights::Evidence;

use super::super::facts_of_text::FactsOfText;
use super::super::links::link;
use super::Guess;
use super::figures::{Figure, Slip, figures, slip};

/// So many sentences may lie from a part to its whole.
const REACH: usize = 2;

/// So many figures of any kind may stand between the two.
const FIGURES: usize = 6;

/// A part is meant to be smaller than its whole: it exceeds it so many times at most.
const MOST: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

/// Every two figures near each other of which one may be a part of the other.
pub(super) fn guesses(text: FactsOfText<'_>) -> Vec<Guess> {
    let figures = figures(text);
    let mut found = Vec::new();
    for (rank, part) in figures.iter().enumerate() {
        let near = rank.saturating_sub(FIGURES)..(rank + FIGURES + 1).min(figures.len());
        let wholes = figures[near].iter().filter(|whole| is_possible(text, part, whole));
        found.extend(wholes.map(|&whole| Parting { text, part: *part, whole, figures: &figures }.guess()));
    }
    found
}

fn is_possible(text: FactsOfText<'_>, part: &Figure, whole: &Figure) -> bool {
    let bare = part.measure == Measure::Count
        && (!matches!(text.frame(part.at).of, Some(Subject::Concept(_))) || text.frame(part.at).inferred);
    let most = whole.value.checked_mul(MOST);
    part.at != whole.at
        && part.sentence.abs_diff(whole.sentence) <= REACH
        && (part.measure == whole.measure || bare)
        && most.is_some_and(|most| part.value <= most)
        && !is_attribute(text, part.at)
        && text.frame(part.at).role != Some(Role::Total)
}

/// "The youngest is 17": what is so and so many, and no count of some.
fn is_attribute(text: FactsOfText<'_>, part: usize) -> bool {
    let aged = |token: &Token| text.is_joint(token, JointWord::Aged);
    !text.has_noun(part) && text.near_before(part).last().is_some_and(aged)
}

/// A part and its whole, as far as they may be that.
struct Parting<'a> {
    text: FactsOfText<'a>,
    part: Figure,
    whole: Figure,
    figures: &'a [Figure],
}

impl Parting<'_> {
    fn guess(&self) -> Guess {
        let id = |figure: &Figure| FactId(u32::try_from(figure.at).unwrap_or(u32::MAX));
        let mut evidence = Evidence::new();
        self.note_shape(&mut evidence);
        self.note_part(&mut evidence);
        self.note_whole(&mut evidence);
        self.note_between(&mut evidence);
        self.note_nouns(&mut evidence);
        self.note_frames(&mut evidence);
        self.note_values(&mut evidence);
        let holds = self.holds();
        let joined = link(LinkKind::PartOf, self.part.at, self.whole.at);
        Guess {
            facts: vec![id(&self.part), id(&self.whole)],
            holds,
            evidence,
            // A part that fits is told by other words, if at all.
            links: if holds { Vec::new() } else { vec![joined] },
        }
    }

    /// Whether the whole can be as large as the part, both as far as they are rounded.
    fn holds(&self) -> bool {
        let least = self.part.value.checked_sub(self.part.reach);
        let most = self.whole.value.checked_add(self.whole.reach);
        least.zip(most).is_none_or(|(least, most)| least <= most)
    }

    fn ends(&self) -> (usize, usize) {
        (self.part.at.min(self.whole.at), self.part.at.max(self.whole.at))
    }

    fn joint(&self) -> &[Token] {
        let (first, second) = self.ends();
        self.text.between(first, second)
    }

    fn note_shape(&self, evidence: &mut Evidence) {
        let (first, second) = self.ends();
        let away = self.part.sentence.abs_diff(self.whole.sentence);
        let between = self.figures.iter().filter(|figure| first < figure.at && figure.at < second);
        let alike = between.clone().filter(|figure| figure.measure == self.whole.measure).count();
        evidence.note("whole-behind", self.part.at < self.whole.at);
        evidence.note("one-sentence", away == 0);
        evidence.note("next-sentence", away == 1);
        evidence.note("figures-between", between.count() > 0);
        evidence.note("figure-of-kind-between", alike > 0);
        evidence.note("figures-of-kind-between", alike > 1);
        evidence.note("close-by", self.joint().len() <= 8);
        evidence.note("right-beside", second == first + 1);
        evidence.note("whole-in-headline", self.text.frame(self.whole.at).headline);
        evidence.note("part-in-headline", self.text.frame(self.part.at).headline);
    }

    fn note_part(&self, evidence: &mut Evidence) {
        let (text, at) = (self.text, self.part.at);
        let own = text.words(text.start(at), text.end(at));
        let of = |token: &Token| text.is_joint(token, JointWord::OutOf);
        let behind = text.near_behind(at);
        let of_behind = behind.first().is_some_and(of);
        let the = |token: &Token| {
            text.is_function(token, FunctionWord::Article) || text.is_joint(token, JointWord::Those)
        };
        evidence.note("part-of-them", text.tells_them(at));
        evidence.note("them-behind-part", behind.iter().any(|token| token.has(Section::Anaphora)));
        evidence.note("part-of-the", of_behind && behind.get(1).is_some_and(the));
        evidence.note("of-within-part", own.iter().any(of));
        evidence.note("part-told", text.frame(at).role == Some(Role::Part));
        evidence.note("part-is-rest", text.tells_rest(at));
        evidence.note("part-is-left", text.tells_left(at));
        evidence.note("part-told-total", text.tells_total(at));
        evidence.note("part-added", text.tells(at, Role::Additional));
        evidence.note("part-led-by-of", text.is_led_by_of(at));
        evidence.note("part-so-far", text.frame(at).so_far);
        evidence.note("part-with-article", text.near_before(at).last().is_some_and(the));
    }

    fn note_whole(&self, evidence: &mut Evidence) {
        let (text, at) = (self.text, self.whole.at);
        let article = |token: &Token| text.is_function(token, FunctionWord::Article);
        let all = |token: &Token| text.is_joint(token, JointWord::All);
        let opens = text.start(at) <= text.sentence_tokens(at).start + 3;
        evidence.note("whole-told-total", text.tells_total(at));
        evidence.note("all-before-whole", text.near_before(at).iter().any(all));
        evidence.note("of-whole", text.is_led_by_of(at));
        evidence.note("of-whole-opens", text.is_led_by_of(at) && opens);
        evidence.note("whole-with-article", text.near_before(at).last().is_some_and(article));
        evidence.note("whole-of-them", text.tells_them(at));
        evidence.note("whole-is-rest", text.tells_rest(at));
        evidence.note("whole-added", text.tells(at, Role::Additional));
        evidence.note("whole-told-part", text.frame(at).role == Some(Role::Part));
        evidence.note("capacity", text.frame(at).status == Some(Status::Capacity));
    }

    fn note_between(&self, evidence: &mut Evidence) {
        let text = self.text;
        let (first, second) = self.ends();
        let joint = self.joint();
        let is = |word| joint.iter().any(|token| text.is_joint(token, word));
        let compared =
            |token: &Token| text.is_joint(token, JointWord::Compared) || token.has(Section::Period);
        evidence.note("includes", joint.iter().any(|token| text.role(token) == Some(Role::Part)));
        evidence.note("of-between", is(JointWord::OutOf));
        evidence.note("compared", joint.iter().any(compared));
        evidence.note(
            "restated",
            joint.iter().any(|token| matches!(text.joint(token), Some(JointWord::Restated(_)))),
        );
        evidence.note("range", joint.iter().any(|token| token.has(Section::Range)) && second == first + 1);
        evidence.note("colon-between", text.has_mark_between(first, second, TokenKind::Colon));
        evidence.note(
            "and-alone",
            joint.len() <= 2 && joint.iter().any(|token| text.is_function(token, FunctionWord::Conjunction)),
        );
        evidence.note("comma-between", text.has_mark_between(first, second, TokenKind::Comma));
        evidence.note("negated", joint.iter().any(|token| token.has(Section::Negation)));
        evidence.note("each", text.tells(first, Role::Each) || text.tells(second, Role::Each));
    }

    fn note_nouns(&self, evidence: &mut Evidence) {
        let (text, part, whole) = (self.text, self.part.at, self.whole.at);
        let one = text.is_one_noun(part, whole);
        let counted = self.whole.measure == Measure::Count;
        let known = |at: usize| text.has_known_noun(at);
        evidence.note("one-noun", one);
        evidence.note("one-noun-told-twice", one && text.has_noun(part) && text.has_noun(whole));
        evidence.note("kin", !one && text.is_kin(part, whole));
        evidence.note("part-without-noun", !text.has_noun(part) && counted);
        evidence.note("part-bare-beside-whole", !text.has_noun(part) && counted && self.joint().len() <= 8);
        evidence
            .note("other-nouns", counted && known(part) && known(whole) && !one && !text.is_kin(part, whole));
        evidence.note("whole-without-noun", counted && !known(whole));
        evidence.note("unknown-noun", matches!(text.frame(part).of, Some(Subject::Stem { .. })));
        evidence.note("money", matches!(self.whole.measure, Measure::Money(_)));
        evidence.note("unit", matches!(self.whole.measure, Measure::Unit(_)));
        evidence.note("labels-differ", text.frame(part).label != text.frame(whole).label);
        // The nearest figure of the noun is the whole that is meant.
        let nearer = |other: &&Figure| {
            other.at != part
                && other.at != whole
                && text.is_one_noun(other.at, part)
                && other.at.abs_diff(part) < whole.abs_diff(part)
        };
        // "300 seats in 40 rows, of which 45": another figure before the part can hold it.
        let holds = |other: &Figure| {
            other.at != whole
                && other.at < part
                && other.measure == self.whole.measure
                && text.one_sentence(other.at, part)
                && other.value >= self.part.value
        };
        let fits = self.figures.iter().any(holds);
        evidence.note("fits-another", fits);
        evidence.note("fits-another-beside", fits && text.one_sentence(part, whole));
        evidence.note("another-of-noun-nearer", self.figures.iter().any(|other| nearer(&other)));
        let alike = self.figures.iter().filter(|other| text.is_one_noun(other.at, whole)).count();
        evidence.note("two-of-noun", alike == 2);
        evidence.note("many-of-noun", alike > 3);
    }

    fn note_frames(&self, evidence: &mut Evidence) {
        let frame = |figure: &Figure| self.text.frame(figure.at);
        let (part, whole) = (frame(&self.part), frame(&self.whole));
        let event = |figure: &Figure| frame(figure).event.map(|event| event.concept);
        let (ours, theirs) = (event(&self.part), event(&self.whole));
        let changes = |figure: &Figure| {
            matches!(frame(figure).role, Some(Role::ChangeBy | Role::ChangeFrom | Role::ChangeTo))
        };
        evidence.note("one-event", ours.is_some() && ours == theirs);
        evidence.note("events-differ", ours.is_some() && theirs.is_some() && ours != theirs);
        evidence.note("changes", changes(&self.part) || changes(&self.whole));
        evidence.note("other-period", part.other_period || whole.other_period);
        evidence.note(
            "periods-differ",
            part.period.is_some() && whole.period.is_some() && part.period != whole.period,
        );
        evidence.note("status-differs", part.status() != whole.status());
        evidence.note(
            "places-differ",
            !part.places.is_empty() && !whole.places.is_empty() && part.places != whole.places,
        );
        evidence.note("places-alike", !part.places.is_empty() && part.places == whole.places);
        evidence.note("items", part.item || whole.item);
        evidence.note("sources-differ", part.sources != whole.sources);
        evidence.note("modified", !part.modifiers.is_empty());
    }

    fn note_values(&self, evidence: &mut Evidence) {
        let times = |times: i64, of: i64| {
            let most = self.whole.value.checked_mul(Decimal::from(times));
            let told = self.part.value.checked_mul(Decimal::from(of));
            most.zip(told).is_some_and(|(most, told)| told <= most)
        };
        let reversed = slip(self.part.value, self.whole.value);
        evidence.note("within-fifth", times(6, 5));
        evidence.note("within-half", times(3, 2));
        evidence.note("within-twice", times(2, 1));
        evidence.note("small", self.whole.value < Decimal::TEN);
        evidence.note("three-digits", self.whole.value >= Decimal::ONE_HUNDRED);
        evidence.note("shorter-whole", self.part.value >= Decimal::TEN && self.whole.value < Decimal::TEN);
        evidence.note("a-slip-apart", matches!(reversed, Some((Slip::Swapped | Slip::OneDigit, 2..))));
        evidence.note(
            "part-once",
            self.figures.iter().filter(|other| other.value == self.part.value).count() == 1,
        );
    }
}
