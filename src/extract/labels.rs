use crate::grammar::Mention;
use crate::lexicon::{FunctionWord, JointWord, Meaning, RangeWord, Section, TokenKind};
use crate::model::{ConceptId, Measure};

use super::facts_of_text::joint_word;
use super::frame::Place;

/// What measures, shares, sums and lengths of time are: the labels beside them.
impl Place<'_> {
    /// The label of a measure, a share or a sum of money: the nearest in its clause, before it or
    /// after it.
    pub fn label(&self, mention: &Mention, measure: Measure) -> Option<(usize, ConceptId)> {
        let dimension = match measure {
            Measure::Unit(unit) => Some(self.vocabulary.units.get(unit).dimension.as_str()),
            Measure::Money(_) => Some("money"),
            _ => None,
        };
        // "debts of 54 per cent of GDP": what a share is of stands behind it.
        let behind_wins = dimension == Some("length");
        let found = self.label_that(mention, measure == Measure::Percent, behind_wins, |measured| {
            match (dimension, measured) {
                // A share is of no length: "a 22-year high of 9.1%".
                (None, Some("length")) => measure != Measure::Percent,
                (None, measured) => measured != Some("time"),
                (_, None) => true,
                (dimension, measured) => dimension == measured,
            }
        });
        // "47 metres deep, 12 km from the shore": a label behind the figure is its own.
        let behind = found.is_some_and(|(at, _)| at >= mention.tokens.1);
        let distance = if behind_wins && !behind { self.distance_from(mention) } else { None };
        distance.or(found)
    }

    /// "12 km from the shore", "12 km od Varny": a length with where it is counted from right behind it.
    fn distance_from(&self, mention: &Mention) -> Option<(usize, ConceptId)> {
        const REACH: usize = 4;
        let at = mention.tokens.1;
        let next = self.tokens.get(at).filter(|_| self.clause.holds(at))?;
        let range = |at: usize, word| {
            let is = |meaning| matches!(meaning, Meaning::Range(found) if found == word).then_some(());
            self.source.find(&self.tokens[at], Section::Range, is).is_some()
        };
        // "a 12 km da costa", where "12 km da costa" alone are a stretch of it.
        let led = mention.tokens.0.checked_sub(1).is_some_and(|before| range(before, RangeWord::To));
        let out_of = joint_word(self.source, next) == Some(JointWord::OutOf);
        let leads = range(at, RangeWord::From) && (led || !out_of);
        // "12 km from 1 July", "12 to 15 km"
        let behind = self.tokens.get(at + 1..(at + 1 + REACH).min(self.clause.end))?;
        let timed = behind.iter().any(|token| token.is_figure() || token.has(Section::TimeUnit));
        let label = self.vocabulary.concepts.find("label.distance");
        label.filter(|_| leads && !timed).map(|label| (at, label))
    }

    /// The label of a length of time: "four years in prison".
    pub fn label_of_time(&self, mention: &Mention) -> Option<ConceptId> {
        self.label_that(mention, false, false, |measured| measured == Some("time")).map(|(_, label)| label)
    }

    /// "a four-year contract", "umowa na cztery lata", "um contrato de quatro anos": an agreement right beside a
    /// length of time.
    pub fn pact_beside(&self, mention: &Mention) -> Option<ConceptId> {
        const BESIDE: usize = 2;
        let (start, end) = mention.tokens;
        let pact = |at: usize| self.concept_that(at, |found| self.vocabulary.concepts.root(found) == "pact");
        let before = (self.clause.start..start).rev().take(BESIDE);
        let before = before.into_iter().find(|&at| !self.is_preposition(at)).and_then(pact);
        before.or_else(|| (end..self.clause.end).take(BESIDE).find_map(pact))
    }

    /// The nearest label whose figures are of a kind that fits.
    fn label_that(
        &self,
        mention: &Mention,
        behind_is_base: bool,
        behind_wins: bool,
        fits: impl Fn(Option<&str>) -> bool,
    ) -> Option<(usize, ConceptId)> {
        let fits = |label: ConceptId| fits(self.vocabulary.concepts.measures(label));
        let is_label = |at: usize| {
            // "pesos" are weights too: the word of a measure labels none.
            let measures = self.tokens[at].has(Section::Currency) || self.tokens[at].has(Section::Unit);
            let label = self
                .concept_at(at)
                .filter(|&concept| !measures && self.vocabulary.concepts.root(concept) == "label")
                .filter(|&concept| fits(concept));
            label.map(|label| (at, label))
        };
        let (start, end) = mention.tokens;
        // "412 mln euro przychodów i 38 mln zysku": one right behind the figure is its own, and so is one behind
        // an "and".
        let own = (end..self.clause.end).find(|&at| !self.is_preposition(at)).and_then(is_label);
        let adjoins = |at: usize| {
            let and = |at: usize| self.source.is_function(&self.tokens[at], FunctionWord::Conjunction);
            start - at <= 2 && !(at..start).any(and)
        };
        let before = (self.clause.start..start).rev().find_map(is_label);
        // "a slab of snow 60 metres wide": what stands right behind a length is its own.
        let beside = own.filter(|(at, _)| *at == end && behind_wins);
        if own.is_some() && !before.is_some_and(|(at, _)| adjoins(at) || behind_is_base) || beside.is_some() {
            return own;
        }
        let near = |at: &usize| !self.tokens[*at].is_figure() && self.tokens[*at].kind != TokenKind::Comma;
        before.or_else(|| (end..self.clause.end).take_while(near).find_map(is_label))
    }

    fn is_preposition(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.has(Section::DateOf) || self.source.is_function(token, FunctionWord::Preposition)
    }

    /// The adjectives beside a label that narrow it: "net profit", "lucro operacional".
    pub fn label_modifiers(&self, at: usize) -> Vec<Box<str>> {
        let beside =
            [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter(|at| self.clause.holds(*at));
        let mut found: Vec<Box<str>> = beside
            .filter_map(|at| {
                self.source.find(&self.tokens[at], Section::Subgroup, |meaning| match meaning {
                    Meaning::Subgroup(id) => Some(self.source.lexicon.subgroup(id).into()),
                    _ => None,
                })
            })
            .collect();
        found.sort_unstable();
        found
    }
}
