mod no_step;

use std::cell::OnceCell;

use crate::lexicon::{FunctionWord, JointWord, Meaning, RangeWord, Section, Token, TokenKind};
use crate::model::{ConceptId, Decimal, FactValue, Hedge, Link, LinkKind, Measure, Role, Subject};

use super::ballots::SharesOfNames;
use super::facts_of_text::FactsOfText;
use super::links::link;
use super::told::Named;

/// Figures that say by how much something rose or fell, each with the levels before and after that stand
/// beside it: "rose 40 % to 84 million, from 60", "up 40 % from 60", "from 60 to 84, a rise of a third",
/// "340 calls, 40 more than last year's 280".
pub(super) fn changes(text: FactsOfText<'_>, named: &Named<'_>) -> Vec<Link> {
    // "from five days in July to nine": a length of time can be a level too.
    let level = |at: usize| {
        let way = |token: &Token| {
            let role = matches!(text.role(token), Some(Role::ChangeFrom | Role::ChangeTo));
            role || text.is_range(token, RangeWord::From) || text.is_range(token, RangeWord::To)
        };
        let led = text.start(at).checked_sub(1).is_some_and(|before| way(&text.tokens[before]));
        led && matches!(text.facts[at].value, FactValue::Duration(_))
    };
    let is_figure = |&at: &usize| text.quantity(at).is_some() || level(at);
    let figures: Vec<usize> = (0..text.facts.len()).filter(is_figure).collect();
    let shares = OnceCell::new();
    let change = |index: usize| Change { text, named, figures: &figures, shares: &shares, index };
    (0..figures.len()).flat_map(|index| change(index).links()).collect()
}

/// How a level is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    Before,
    After,
}

/// What a figure can be a step in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Hundredths, or parts, of the level before.
    Share,
    /// Points between two shares.
    Points,
    /// So many of what is counted or measured.
    Count,
}

/// A step among the figures of its sentence.
struct Change<'a> {
    text: FactsOfText<'a>,
    named: &'a Named<'a>,
    figures: &'a [usize],
    /// The shares of the text by their names, looked for once.
    shares: &'a OnceCell<SharesOfNames<'a>>,
    index: usize,
}

/// How many tokens may stand between a step and its level, or between two levels.
const LEVEL_REACH: usize = 4;

/// How many of them where a word says which level it is: "since June, when it stood at 5 %".
const TOLD_REACH: usize = 9;

/// How many tokens before a level its cue may stand.
const CUE_REACH: usize = 2;

/// Two levels of one thing are told together where neither is this many times the other.
const FAR: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

impl Change<'_> {
    fn links(&self) -> Vec<Link> {
        if let Some((before, after, [times, of])) = self.multiplied() {
            return vec![link(LinkKind::Multiplied(times, of), after, before)];
        }
        let Some((before, after)) = self.step().and_then(|step| self.levels(step)) else { return Vec::new() };
        let level = |kind, level: usize| link(kind, self.at(), level);
        vec![level(LinkKind::ChangedFrom, before), level(LinkKind::ChangedTo, after)]
    }

    /// What the figure is a step in, where it is one.
    fn step(&self) -> Option<Step> {
        let fact = &self.text.facts[self.at()];
        let of = |name: &str| {
            let point = self.text.concepts().find(name).map(Subject::Concept);
            fact.frame.of.is_some() && fact.frame.of == point
        };
        let point = || of("occurrence.point") || of("occurrence.basis-point");
        match self.text.quantity(self.at())?.measure {
            Measure::Percent | Measure::Ratio if self.adds_to_other() => None,
            // "wzrosła trzykrotnie" is no rise of three hundred hundredths.
            Measure::Ratio if self.is_multiple() || self.is_subject() => None,
            Measure::Percent | Measure::Ratio => Some(Step::Share),
            Measure::PercentagePoints => Some(Step::Points),
            Measure::Count if point() => Some(Step::Points),
            Measure::Count | Measure::Unit(_) | Measure::Money(_) => Some(Step::Count),
            Measure::Age(_) => None,
        }
    }

    /// The levels before and after a step, as far as its sentence gives both.
    fn levels(&self, step: Step) -> Option<(usize, usize)> {
        let [earlier, left, right, next] = [-2, -1, 1, 2].map(|step| self.neighbour(step));
        let found = match step {
            Step::Count if self.tells_difference() => self.between_levels(earlier, left, right, next),
            Step::Count => self.compared(left, right),
            _ => self
                .between_levels(earlier, left, right, next)
                .or_else(|| self.since_then(right).filter(|_| step == Step::Points))
                .or_else(|| self.levels_of_sentence_before(right).filter(|_| step == Step::Share)),
        };
        found.filter(|&(before, after)| self.is_one_measure(step, before, after))
    }

    /// The levels of a step in the words of its own sentence, however they stand around it.
    fn between_levels(
        &self,
        earlier: Option<usize>,
        left: Option<usize>,
        right: Option<usize>,
        next: Option<usize>,
    ) -> Option<(usize, usize)> {
        self.range(left, right)
            .or_else(|| self.both_behind(right, next))
            .or_else(|| self.both_before(earlier, left))
            .or_else(|| self.down_from(earlier, left))
            .or_else(|| self.around(left, right))
            .or_else(|| self.level_of_now(left, right))
            .or_else(|| self.compared(left, right))
    }

    /// "by 40 euros", "an increase of 13", "a loss of 4,000 people": so many more or fewer, and no level.
    fn tells_difference(&self) -> bool {
        let at = self.text.start(self.at());
        let first = self.text.sentence_tokens(self.at()).start;
        let small = |token: &Token| {
            self.text.joint(token) == Some(JointWord::OutOf)
                || self.text.is_function(token, FunctionWord::Article)
        };
        let lead = (first..at).rev().find(|&at| !small(&self.text.tokens[at]));
        let role = self.text.frame(self.at()).role;
        let told = lead.is_some_and(|at| self.tells_move(&self.text.tokens[at]));
        if self.is_side() {
            return false;
        }
        let level = matches!(self.cue(self.at()), Some(Cue::Before));
        (told || role == Some(Role::ChangeBy)) && !level
    }

    /// "40 million, down from 44 million a year earlier, a fall of 9 %".
    fn down_from(&self, earlier: Option<usize>, left: Option<usize>) -> Option<(usize, usize)> {
        let (after, before) = (earlier?, left?);
        let cued = self.cue(before) == Some(Cue::Before);
        let near = self.gap(after, before) <= TOLD_REACH && self.gap(before, self.at()) <= TOLD_REACH;
        let moved = self.tells_between(after, before);
        // "a fall of 20 % in traffic" is one of something else.
        let next = self.text.tokens.get(self.text.end(self.at()));
        let own = next.is_none_or(|next| next.kind != TokenKind::Word || next.has(Section::Function))
            && !next.is_some_and(|next| self.text.is_function(next, FunctionWord::Preposition));
        let beside = own && self.follows_comma() && !self.is_joined(before, self.at());
        (cued && near && moved && beside).then_some((before, after))
    }

    /// Whether a step stands behind a comma, with words of changing and no others between: "…, a fall of 9 %".
    fn follows_comma(&self) -> bool {
        self.stands_behind_comma(|token| self.tells_move(token))
    }

    fn stands_behind_comma(&self, tells: impl Fn(&Token) -> bool) -> bool {
        let start = self.text.start(self.at());
        let lead = (start.saturating_sub(LEVEL_REACH)..start).rev();
        let small = |token: &Token| token.has(Section::Function) || token.has(Section::Joint);
        let before = lead
            .into_iter()
            .find(|&at| !self.tells_move(&self.text.tokens[at]) && !small(&self.text.tokens[at]));
        before.is_some_and(|at| {
            let told = self.text.words(at, start).iter().any(&tells);
            self.text.tokens[at].kind == TokenKind::Comma && told
        })
    }

    fn tells_between(&self, first: usize, second: usize) -> bool {
        let between = self.text.between(first, second);
        let from = |token: &Token| self.cue_of(token) == Some(Cue::Before);
        between.iter().any(|token| self.tells_move(token) || from(token))
    }

    /// "The fare, now 2.40 euros, will rise by 25 % to 3 euros".
    fn level_of_now(&self, left: Option<usize>, right: Option<usize>) -> Option<(usize, usize)> {
        let (before, after) = (left?, right?);
        let now = self.told(before) == Some(Cue::After);
        let near = self.gap(before, self.at()) <= TOLD_REACH && self.gap(self.at(), after) <= LEVEL_REACH;
        let to = self.cue(after) == Some(Cue::After) && self.told(after).is_none();
        let moved = self.moves(before, self.at());
        (now && near && to && moved && !self.is_joined(before, self.at())).then_some((before, after))
    }

    /// "58 million bags were picked. That is up 6 % on last year's 55 million": a sentence that goes back to the one
    /// figure of that measure in the one before it.
    fn levels_of_sentence_before(&self, right: Option<usize>) -> Option<(usize, usize)> {
        let before = right?;
        let near = self.gap(self.at(), before) <= LEVEL_REACH
            || self.told(before).is_some() && self.gap(self.at(), before) <= TOLD_REACH;
        let base = || {
            let behind = self.text.between(self.at(), before).first();
            behind.is_some_and(|token| self.text.joint(token) == Some(JointWord::Base))
        };
        let cued = self.cue(before) == Some(Cue::Before) || self.compares(before) || base();
        let value = |at: usize| self.text.quantity(at).and_then(|one| one.bounds.point());
        let own = value(before)?;
        // "up to 20 % on the 54 million asked" is no step.
        let told = self.text.quantity(self.at()).map(|step| step.bounds.hedge);
        if !matches!(told, Some(Hedge::Exact | Hedge::About)) {
            return None;
        }
        let first = self.text.sentence_facts(self.at()).start;
        let last = first.checked_sub(1)?;
        let alike = |&at: &usize| {
            let near = value(at).is_some_and(|value| {
                let times = |a: Decimal, b: Decimal| a.checked_mul(FAR).is_some_and(|far| far > b);
                times(value, own) && times(own, value)
            });
            let frame = self.text.frame(at);
            let told = !frame.headline
                && !frame.other_period
                && !matches!(frame.role, Some(Role::ChangeFrom | Role::ChangeBy));
            let of =
                |fact: usize| self.text.frame(fact).of.as_ref().filter(|_| !self.text.frame(fact).inferred);
            let one_noun = of(before).zip(of(at)).is_none_or(|(before, after)| before == after);
            near && told && one_noun && self.is_one_measure(Step::Share, before, at)
        };
        let mut found = self.text.sentence_facts(last).filter(alike);
        let after = found.next().filter(|_| found.next().is_none())?;
        (near && cued && self.points_back(after)).then_some((before, after))
    }

    /// "That is up", "É uma alta de", "To wzrost o": no more than a word that goes back, and those of changing.
    fn points_back(&self, after: usize) -> bool {
        let words = self.text.sentence_tokens(self.at());
        let next = !self
            .text
            .words(self.text.end(after), words.start)
            .iter()
            .any(|token| token.kind == TokenKind::Break);
        let lead = self.text.words(words.start, self.text.start(self.at()));
        let [first, rest @ ..] = lead else { return false };
        let back = self.text.is_joint(first, JointWord::Back)
            || self.text.joint(first) == Some(JointWord::Restated(true));
        let small = |token: &Token| {
            token.has(Section::Function)
                || token.has(Section::Tense)
                || token.has(Section::Joint)
                || token.has(Section::Bound)
                || token.has(Section::Step)
                || self.tells_move(token)
                || self.cue_of(token).is_some()
        };
        next && back && rest.len() <= LEVEL_REACH && rest.iter().all(small)
    }

    /// "a rise of 40 %, from 60 to 84 million", "from 60 to 84 million, a rise of 40 %".
    fn range(&self, left: Option<usize>, right: Option<usize>) -> Option<(usize, usize)> {
        let at = self.at();
        let right = right.filter(|&range| self.is_range(range) && self.moves(at, range));
        let left = left.filter(|&range| self.is_range(range) && self.moves(range, at));
        // "prices rose by 20 %, and the fee from 30 to 31": what "and" joins is another thing.
        let own = |range: usize| !self.is_joined(at.min(range), at.max(range));
        right.or(left).filter(|&range| own(range)).map(|range| (range, range))
    }

    /// "by 40 % to 84 million from 60 million", "by two points since June, when it was 5.1 %, and is now 7.1 %".
    fn both_behind(&self, right: Option<usize>, next: Option<usize>) -> Option<(usize, usize)> {
        let (first, second) = (right?, next?);
        let (cue, other) = (self.cue(first)?, self.cue(second)?);
        let near = self.gap(self.at(), first) <= LEVEL_REACH && self.gap(first, second) <= LEVEL_REACH;
        let told = [first, second].iter().all(|&level| self.told(level).is_some());
        let near = near || told && self.gap(self.at(), first) <= TOLD_REACH;
        // "risen 60 % in two months, from five days in July to nine"
        let way = cue == Cue::Before
            && other == Cue::After
            && self.gap(self.at(), first) <= TOLD_REACH
            && self.gap(first, second) <= TOLD_REACH;
        let near = near || way && self.moves(self.at(), first) && self.is_timed(first, second);
        match (cue, other) {
            (Cue::Before, Cue::After) if near => Some((first, second)),
            (Cue::After, Cue::Before) if near => Some((second, first)),
            _ => None,
        }
    }

    /// "went from 2 to 3 euros, a rise of 50 %".
    fn both_before(&self, earlier: Option<usize>, left: Option<usize>) -> Option<(usize, usize)> {
        let (before, after) = (earlier?, left?);
        let cued = self.cue(before) == Some(Cue::Before) && self.cue(after) == Some(Cue::After);
        let near = self.gap(before, after) <= LEVEL_REACH && self.gap(after, self.at()) <= LEVEL_REACH;
        // "from 2.0m in 2022 to 2.6m in 2024, an increase of 30 %"
        let apart = self.gap(before, after) <= TOLD_REACH && self.gap(after, self.at()) <= TOLD_REACH;
        let restated = |token: &Token| matches!(self.text.joint(token), Some(JointWord::Restated(_)));
        let beside = self.stands_behind_comma(|token| restated(token) || self.tells_move(token));
        let near = near || apart && self.is_timed(before, after) && beside;
        let own = self.moves(after, self.at()) && !self.is_joined(after, self.at());
        (cued && near && own).then_some((before, after))
    }

    /// "84 million, up 40 % from 60 million".
    fn around(&self, left: Option<usize>, right: Option<usize>) -> Option<(usize, usize)> {
        let (after, before) = (left?, right?);
        let near = self.gap(self.at(), before) <= LEVEL_REACH
            || self.told(before).is_some() && self.gap(self.at(), before) <= TOLD_REACH;
        let moved = match self.is_share_of(before) {
            // "434 workers, or 70 % of the 620": a share of what stands behind it, and no step.
            true => self.compares(before),
            false => self.moves(after, self.at()) || self.compares(before),
        };
        let base = || {
            let behind = self.text.between(self.at(), before).first();
            behind.is_some_and(|token| self.text.joint(token) == Some(JointWord::Base))
        };
        (near && moved && (self.cue(before) == Some(Cue::Before) || base())).then_some((before, after))
    }

    /// Whether a word that says a figure once more leads to a share, and "of" to a level behind it.
    fn is_share_of(&self, level: usize) -> bool {
        let restated = |token: &&Token| matches!(self.text.joint(token), Some(JointWord::Restated(_)));
        let small = |token: &&Token| {
            token.kind == TokenKind::Comma || self.text.is_function(token, FunctionWord::Article)
        };
        let mut lead = self.text.tokens[..self.text.start(self.at())].iter().rev().skip_while(small);
        let of = self.text.between(self.at(), level).first();
        lead.next().as_ref().is_some_and(restated)
            && of.is_some_and(|of| self.text.joint(of) == Some(JointWord::OutOf))
    }

    /// "340 calls, 40 more than last year's 280", "84 million, 40 % more than the 60 million of 2023".
    fn compared(&self, left: Option<usize>, right: Option<usize>) -> Option<(usize, usize)> {
        let (after, before) = (left?, right?);
        let between = self.text.between(after, self.at());
        // "58, to o 13 więcej niż 41"
        let beside = between.len() <= 3;
        let near = self.gap(self.at(), before) <= LEVEL_REACH
            || self.told(before) == Some(Cue::Before) && self.gap(self.at(), before) <= TOLD_REACH;
        (beside && near && self.compares(before)).then_some((before, after))
    }

    /// "has risen by five points since March, when she was on 27 %": the level of now stands in a sentence before.
    fn since_then(&self, right: Option<usize>) -> Option<(usize, usize)> {
        let before = right?;
        let told = self.told(before) == Some(Cue::Before) && self.gap(self.at(), before) <= TOLD_REACH;
        let moved = self.text.frame(self.at()).event.is_some_and(|event| self.is_move(event.concept));
        let shares = || SharesOfNames::of(self.text, self.named);
        let now = || self.shares.get_or_init(shares).one_before(self.at());
        if told && moved { now().map(|after| (before, after)) } else { None }
    }

    /// Whether "more than" or its like stands between the step and a level behind it.
    fn compares(&self, level: usize) -> bool {
        let from = self.text.start(self.at()) + 1;
        let to = self.text.start(level);
        let than = |token: &Token| self.text.joint(token) == Some(JointWord::Compared);
        let words = self.text.tokens.get(from..to).unwrap_or(&[]);
        // "36 guests, chosen from more than 200": the "than" is that of a bound.
        let bound = || self.text.between(self.at(), level).len() > 1;
        words.iter().any(than) || self.text.tokens.get(to).is_some_and(than) && !bound()
    }

    /// "doubled from 400 to 800", "wzrósł trzykrotnie, z 20 do 60": the figure is the first level behind.
    fn multiplied(&self) -> Option<(usize, usize, [u8; 2])> {
        let first = self.at();
        let (before, after) = match self.neighbour(1) {
            _ if self.is_range(first) => (first, first),
            Some(next) if self.cue(first) == Some(Cue::Before) && self.cue(next) == Some(Cue::After) => {
                (first, next)
            }
            // "trebled to 9,000 from 3,000"
            Some(next) if self.cue(first) == Some(Cue::After) && self.cue(next) == Some(Cue::Before) => {
                (next, first)
            }
            _ => return None,
        };
        let figure = self.text.start(first);
        let sentence = self.text.sentence_tokens(first);
        let from = figure.saturating_sub(TOLD_REACH).max(sentence.start);
        // "has doubled in five years, from 400 to 800": a length of time is no level.
        let lasted = |at: usize| {
            self.text.sentence_facts(first).any(|fact| {
                matches!(self.text.facts[fact].value, FactValue::Duration(_))
                    && self.text.tokens_of(fact).contains(&at)
            })
        };
        let behind_figure =
            |at: &usize| (*at..figure).any(|at| self.text.tokens[at].is_figure() && !lasted(at));
        let at =
            (from..figure).rev().find(|&at| self.factor(at).is_some()).filter(|at| !behind_figure(at))?;
        let hedged = (from..at).rev().take(CUE_REACH).any(|before| {
            let token = &self.text.tokens[before];
            token.has(Section::Bound) || token.has(Section::Negation)
        });
        let near = self.gap(before.min(after), before.max(after)) <= LEVEL_REACH || before == after;
        let bare = self.is_bare(before) || self.is_bare(after);
        let one = before == after || bare || self.is_counted_alike(before, after);
        self.factor(at).filter(|_| near && one && !hedged).map(|factor| (before, after, factor))
    }

    /// "doubled" is 2/1; "three times" only behind a word of rising or falling.
    fn factor(&self, at: usize) -> Option<[u8; 2]> {
        let token = &self.text.tokens[at];
        let own = self.text.source.find(token, Section::Factor, |meaning| match meaning {
            Meaning::Factor(times, of) => Some([times, of]),
            _ => None,
        });
        own.or_else(|| {
            let moved = at.checked_sub(1).is_some_and(|before| self.tells_move(&self.text.tokens[before]));
            self.text.source.find(token, Section::Multiple, |meaning| match meaning {
                Meaning::Multiple(times) => {
                    u8::try_from(times).ok().filter(|_| moved).map(|times| [times, 1])
                }
                _ => None,
            })
        })
    }

    /// The step's own place among the facts.
    fn at(&self) -> usize {
        self.figures[self.index]
    }

    /// The figure so many figures further, in the same sentence.
    fn neighbour(&self, step: isize) -> Option<usize> {
        let found = *self.figures.get(self.index.checked_add_signed(step)?)?;
        (self.text.one_sentence(found, self.at())).then_some(found)
    }

    /// Whether a conjunction stands between two figures, and no word of a change behind it ("and a rise of").
    fn is_joined(&self, first: usize, second: usize) -> bool {
        let between = self.text.between(first, second);
        // "from 20 to 25 euros, or 25 %" says it once more.
        let restated = |token: &Token| matches!(self.text.joint(token), Some(JointWord::Restated(_)));
        let and = between
            .iter()
            .position(|token| self.text.is_function(token, FunctionWord::Conjunction) && !restated(token));
        and.is_some_and(|and| !between[and..].iter().any(|token| self.tells_move(token)))
    }

    /// How many tokens stand between two facts.
    fn gap(&self, first: usize, second: usize) -> usize {
        self.text.between(first, second).len()
    }

    /// "from 22 % in 2010 to 11 % in 2024", and not "from 5 % in one town to 20 % in the other".
    fn is_timed(&self, before: usize, after: usize) -> bool {
        (before.min(after)..before.max(after)).any(|fact| self.text.is_time(fact))
    }

    /// Both levels measure one thing, and it is not the step's own unless shares move by points.
    fn is_one_measure(&self, step: Step, before: usize, after: usize) -> bool {
        let measure = |fact: usize| self.text.quantity(fact).map(|quantity| (quantity.measure, quantity.per));
        let alike = measure(before) == measure(after) || self.is_bare(before) || self.is_bare(after);
        let percent = Some((Measure::Percent, None));
        // "z 7,9 do 6,9 proc."
        let bare = self.is_bare(before) && measure(after) == percent;
        let shares = bare || measure(before) == percent || before == after && self.share_range(before);
        let own = match step {
            Step::Share => !shares || self.share_range(self.at()) && self.is_timed(before, after),
            Step::Points => shares,
            Step::Count => self.is_counted_alike(before, after),
        };
        alike && own
    }

    /// "from 18 million to 15.3 million euros": the unit stands once.
    fn is_bare(&self, fact: usize) -> bool {
        let count =
            self.text.quantity(fact).is_some_and(|one| one.measure == Measure::Count && one.per.is_none());
        count && !self.text.has_noun(fact)
    }

    fn share_range(&self, fact: usize) -> bool {
        self.text.quantity(fact).is_some_and(|quantity| quantity.measure == Measure::Percent)
    }

    /// Whether a step in things counts what its levels count: the same noun, or none of its own.
    fn is_counted_alike(&self, before: usize, after: usize) -> bool {
        let of = |fact: usize| self.text.frame(fact).of.as_ref();
        let measure = |fact: usize| self.text.quantity(fact).map(|quantity| (quantity.measure, quantity.per));
        let step = self.at();
        let bare = |fact: usize| of(fact).is_none() || self.text.frame(fact).inferred;
        let one_noun = |a: usize, b: usize| bare(a) || bare(b) || of(a) == of(b);
        let own = before == step || after == step;
        // "de 560 para 620 euros": the unit stands once.
        let measured = |fact: usize| {
            self.text
                .quantity(fact)
                .is_some_and(|one| matches!(one.measure, Measure::Unit(_) | Measure::Money(_)))
        };
        let bare_level = self.is_bare(before) && measured(after) || self.is_bare(after) && measured(before);
        (measure(before) == measure(after) || bare_level)
            && (own || measure(step) == measure(after))
            && one_noun(before, after)
            && one_noun(step, after)
    }

    fn is_range(&self, fact: usize) -> bool {
        let from = self.text.start(fact);
        let led = [Some(from), from.checked_sub(1)]
            .into_iter()
            .flatten()
            .any(|at| self.text.is_range(&self.text.tokens[at], RangeWord::From));
        self.text.quantity(fact).is_some_and(|quantity| quantity.bounds.hedge == Hedge::Range)
            && (led || self.text.frame(fact).role == Some(Role::ChangeBy))
    }

    /// Which level a word says it is, a few words before it: "when it stood at 5 %", "is now 7 %".
    fn told(&self, fact: usize) -> Option<Cue> {
        let at = self.text.start(fact);
        let from = at.saturating_sub(LEVEL_REACH + 1);
        let told = |at: usize| match self.text.joint(&self.text.tokens[at])? {
            JointWord::Then => Some(Cue::Before),
            JointWord::Now => Some(Cue::After),
            _ => None,
        };
        (from..at).rev().take_while(|&at| !self.text.tokens[at].is_figure()).find_map(told)
    }

    /// The nearest of the words before a level that says which one it is.
    fn cue(&self, fact: usize) -> Option<Cue> {
        let start = self.text.facts[fact].span.start;
        let end = self.text.tokens.partition_point(|token| token.span.start < start);
        let first = self.text.sentence_tokens(fact).start;
        // A bound belongs to the figure, and the word of a range may too.
        let own = self.text.tokens.get(end).and_then(|token| self.cue_of(token));
        let before = (first..end)
            .rev()
            .filter(|&at| !self.text.is_function(&self.text.tokens[at], FunctionWord::Article));
        own.or_else(|| before.take(CUE_REACH).find_map(|at| self.cue_of(&self.text.tokens[at])))
            .or_else(|| self.told(fact))
    }

    fn cue_of(&self, token: &Token) -> Option<Cue> {
        let role = self.text.source.find(token, Section::Role, |meaning| match meaning {
            Meaning::Role(Role::ChangeFrom) => Some(Cue::Before),
            Meaning::Role(Role::ChangeTo) => Some(Cue::After),
            _ => None,
        });
        role.or_else(|| {
            self.text.source.find(token, Section::Range, |meaning| match meaning {
                Meaning::Range(RangeWord::From) => Some(Cue::Before),
                Meaning::Range(RangeWord::To) => Some(Cue::After),
                _ => None,
            })
        })
    }

    /// Whether the words between two facts, or the clause of the step, speak of rising or falling.
    fn moves(&self, first: usize, second: usize) -> bool {
        let between = self.text.between(first, second);
        let event = self.text.frame(self.at()).event.map(|event| event.concept);
        event.is_some_and(|event| self.is_move(event)) || between.iter().any(|token| self.tells_move(token))
    }

    fn tells_move(&self, token: &Token) -> bool {
        let event = self.text.source.find(token, Section::Event, |meaning| match meaning {
            Meaning::Event(event) if self.is_move(event) => Some(()),
            _ => None,
        });
        let role = self.text.source.find(token, Section::Role, |meaning| match meaning {
            Meaning::Role(Role::ChangeBy | Role::Additional) => Some(()),
            _ => None,
        });
        event.or(role).is_some()
    }

    fn is_move(&self, event: ConceptId) -> bool {
        self.text.concepts().is_move(event)
    }
}
