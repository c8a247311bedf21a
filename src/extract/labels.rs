use crate::grammar::Mention;
use crate::lexicon::{FunctionWord, Meaning, Section, TokenKind};
use crate::model::{ConceptId, Measure};

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
        self.label_that(mention, measure == Measure::Percent, |measured| match (dimension, measured) {
            (None, measured) => measured != Some("time"),
            (_, None) => true,
            (dimension, measured) => dimension == measured,
        })
    }

    /// The label of a length of time: "four years in prison".
    pub fn label_of_time(&self, mention: &Mention) -> Option<ConceptId> {
        self.label_that(mention, false, |measured| measured == Some("time")).map(|(_, label)| label)
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
        if own.is_some() && !before.is_some_and(|(at, _)| adjoins(at) || behind_is_base) {
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
