//! What led to a finding: the facts as read, the slots that were compared, conversion and tolerance, and the
//! relation that holds. `--explain` prints it.

use crate::alignment::{Aligned, FactRef, SlotResult};
use crate::document::DocId;
use crate::findings::SlotOutcome;
use crate::model::{Comparison, Decimal, Fact, FactId, FactValue, Measure, Quantity, Unit, grouped};
use crate::text::names_of;
use crate::values::{fact_words, value_words};
use crate::weights::Balance;

use super::describe::relation_words;
use super::load::Rule;
use super::relations::{FactFault, LinksByFact, Relation, WithinFault, reach_as_written};
use super::run::{Context, squeeze};

/// What the facts of a finding are called, in the order of its labels; further ones are not told.
const LETTERS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

impl Context<'_> {
    /// Of a fact that a rule fires on by itself.
    pub(super) fn evidence_of_fact(&self, rule: &Rule, at: FactRef, fault: &FactFault) -> Vec<SlotOutcome> {
        let told = fault.iter().map(|(name, words)| format!("{name} {words}"));
        let mut rows = vec![self.as_read("a", at)];
        rows.extend(guard(rule));
        rows.push(relation(rule, told.collect()));
        rows
    }

    /// Of figures of one document that do not hold together.
    pub(super) fn evidence_within(
        &self,
        rule: &Rule,
        document: DocId,
        fault: &WithinFault,
        links: &LinksByFact<'_>,
    ) -> Vec<SlotOutcome> {
        let at = |fact: FactId| FactRef { document, fact };
        let ids: Vec<FactId> = std::iter::once(fault.primary).chain(fault.others.iter().copied()).collect();
        let mut rows: Vec<SlotOutcome> =
            LETTERS.iter().zip(&ids).map(|(letter, id)| self.as_read(letter, at(*id))).collect();
        for link in links.of_any(ids.iter().copied()) {
            let letter =
                |id: FactId| ids.iter().position(|known| *known == id).and_then(|at| LETTERS.get(at));
            if let (Some(from), Some(to)) = (letter(link.from), letter(link.to)) {
                let words = self.words_between(at(link.from), at(link.to));
                rows.push(row("joined", link.kind.name(), format!("{from} to {to}, by “{words}”")));
            }
        }
        let facts: Vec<&Fact> = ids.iter().map(|id| self.fact(at(*id))).collect();
        rows.extend(self.conversion(&facts.iter().rev().copied().collect::<Vec<_>>()));
        if is_reckoned(rule.relation) {
            let reach =
                |fact: &&Fact| quantity(fact).and_then(|of| reach_as_written(rule.relation, &of.bounds));
            rows.extend(tolerance(facts.iter().map(reach)));
        }
        rows.extend(guard(rule));
        rows.push(relation(
            rule,
            fault.words.iter().map(|(name, words)| format!("{name} {words}")).collect(),
        ));
        rows
    }

    /// Of two facts that were held to be about one thing.
    pub(super) fn evidence_of_pair(&self, rule: &Rule, pair: &Aligned) -> Vec<SlotOutcome> {
        let (a, b) = (self.fact(pair.a), self.fact(pair.b));
        let outcome = match pair.value.comparison {
            Comparison::Agree => "agree",
            Comparison::Conflict => "conflict",
            Comparison::CannotTell => "cannot-tell",
        };
        let words = |fact: &Fact| value_words(&fact.value, self.vocabulary);
        let mut rows: Vec<SlotOutcome> = pair.slots.iter().map(SlotResult::to_output).collect();
        rows.extend(pair.beside.map(|(ours, theirs)| {
            let text = |at: FactRef| squeeze(self.fact(at).span.of(self.corpus.get(at.document).text()));
            row("sentence", "same", format!("both give “{}” / “{}”", text(ours), text(theirs)))
        }));
        rows.extend(pair.balance.iter().flat_map(balance));
        rows.push(row("value", outcome, format!("{} / {}", words(a), words(b))));
        rows.extend(self.conversion(&[a, b]));
        let reach = |fact: &Fact| {
            let extent = quantity(fact)?.bounds.extent(pair.about);
            Some((extent.lower?.value, extent.upper?.value))
        };
        rows.extend(tolerance([a, b].into_iter().map(reach)));
        rows.extend(guard(rule));
        rows.push(relation(rule, Vec::new()));
        rows
    }

    fn as_read(&self, letter: &'static str, at: FactRef) -> SlotOutcome {
        let fact = self.fact(at);
        let text = squeeze(fact.span.of(self.corpus.get(at.document).text()));
        row(letter, "read", format!("“{text}” = {}", fact_words(fact, self.vocabulary)))
    }

    fn words_between(&self, one: FactRef, other: FactRef) -> String {
        let (one_span, other_span) = (self.fact(one).span, self.fact(other).span);
        let (first, second) =
            if one_span < other_span { (one_span, other_span) } else { (other_span, one_span) };
        let text = self.corpus.get(one.document).text();
        squeeze(text.get(first.end as usize..second.start as usize).unwrap_or_default())
    }

    /// "1 ha = 2.47104 acres", where the first two measures stand in two units of one dimension.
    fn conversion(&self, facts: &[&Fact]) -> Option<SlotOutcome> {
        let units: Vec<&Unit> = facts
            .iter()
            .filter_map(|fact| match quantity(fact)?.measure {
                Measure::Unit(unit) => Some(self.vocabulary.units.get(unit)),
                _ => None,
            })
            .collect();
        let (from, to) = (units.first()?, units.get(1)?);
        if from.dimension != to.dimension || from.code == to.code {
            return None;
        }
        // Scales of temperature have no common zero: the freezing point says more than a degree.
        let shown = if from.offset == to.offset { Decimal::ONE } else { Decimal::ZERO };
        let converted = to.of_base(from.to_base(shown)?)?.round_sf(SHOWN_DIGITS)?;
        let words = format!("{shown} {} = {} {}", from.shown, grouped(converted), to.shown);
        Some(row("conversion", "exact", words))
    }
}

/// So much of what spoke for and against a pair is told.
const SAID: usize = 8;

/// What spoke for and against two facts being of one thing, the weightiest first.
fn balance(balance: &Balance) -> Vec<SlotOutcome> {
    let outcome = if balance.is_enough() { "enough" } else { "too-few" };
    let sum = format!("{} of {} needed", balance.points, balance.needed);
    let said = balance.said.iter().filter(|(points, _)| *points != 0).take(SAID).map(|(points, says)| {
        row("evidence", if *points > 0 { "for" } else { "against" }, format!("{points:+} {says}"))
    });
    std::iter::once(row("points", outcome, sum)).chain(said).collect()
}

/// With so many digits a conversion is shown.
const SHOWN_DIGITS: u32 = 6;

fn row(slot: &'static str, outcome: &'static str, detail: String) -> SlotOutcome {
    SlotOutcome { slot: slot.into(), outcome: outcome.into(), detail }
}

fn quantity(fact: &Fact) -> Option<&Quantity> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}

/// Whether a relation reckons with figures as they are rounded.
fn is_reckoned(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::ConvertsTo
            | Relation::PartOf
            | Relation::PercentOf
            | Relation::ChangesBy
            | Relation::SumsTo
    )
}

/// How far each figure reaches once its rounding is granted.
fn tolerance(reaches: impl Iterator<Item = Option<(Decimal, Decimal)>>) -> Option<SlotOutcome> {
    let told: Vec<String> = LETTERS
        .iter()
        .zip(reaches)
        .filter_map(|(letter, reach)| reach.map(|(low, high)| (letter, low, high)))
        .map(|(letter, low, high)| match low == high {
            true => format!("{letter} {} as it stands", grouped(low)),
            false => format!("{letter} {} to {}", grouped(low), grouped(high)),
        })
        .collect();
    (!told.is_empty()).then(|| row("tolerance", "granted", told.join(", ")))
}

fn guard(rule: &Rule) -> Option<SlotOutcome> {
    rule.guard().map(|guard| row("guard", "holds", squeeze(guard)))
}

/// The relation that holds, with what was reckoned on the way.
fn relation(rule: &Rule, told: Vec<String>) -> SlotOutcome {
    let name = names_of::<Relation>().get(rule.relation as usize).copied().unwrap_or_default();
    let told: String = told.iter().map(|words| format!("; {words}")).collect();
    row("relation", "holds", format!("{name}: {}{told}", relation_words(rule.relation)))
}
