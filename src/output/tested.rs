use std::fmt::Write;

use serde_json::{Value, json};

use crate::cases::Score;
use crate::model::Decimal;
use crate::values::many;

/// What came of running examples and cases.
#[derive(Clone, Debug, Default)]
pub struct Tested {
    /// How many examples ran.
    pub n_examples: usize,
    /// Their counts.
    pub examples: Score,
    /// How many cases ran.
    pub n_cases: usize,
    /// Their counts.
    pub cases: Score,
    /// Whether an example is not as it says.
    pub example_failed: bool,
    /// What was not found, each with its place.
    pub misses: Vec<String>,
    /// What should not have been found, each with its place.
    pub alarms: Vec<String>,
    /// What became of the snapshots, file by file.
    pub changes: Vec<String>,
    /// Snapshots that are as they were, that differ, that are new, that are stale.
    pub snapshots: [usize; 4],
}

impl Tested {
    /// Whether something was missed, or found that is not there. Of cases so much is granted as they are
    /// asked for less than everything.
    pub fn failed(&self, min_recall: Option<Decimal>, min_precision: Option<Decimal>) -> bool {
        let below = |share: Decimal, least: Option<Decimal>| share < least.unwrap_or(Decimal::ONE);
        self.example_failed
            || below(self.cases.recall(), min_recall)
            || below(self.cases.precision(), min_precision)
    }
}

/// Misses, false alarms and snapshots line by line, then the counts.
pub fn tested_human(tested: &Tested, seconds: &str) -> String {
    let mut out = String::new();
    for (name, lines) in [("MISS", &tested.misses), ("FALSE", &tested.alarms), ("SNAPSHOT", &tested.changes)]
    {
        for line in lines {
            let _ = writeln!(out, "{name:<8} {}", line.trim_end());
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    for (name, count, score) in
        [("examples", tested.n_examples, &tested.examples), ("cases", tested.n_cases, &tested.cases)]
    {
        if count > 0 {
            counts(&mut out, name, score);
        }
    }
    let [same, changed, new, stale] = tested.snapshots;
    if same + changed + new + stale > 0 {
        let _ = writeln!(out, "snapshots  {same} as they were, {changed} changed, {new} new, {stale} stale");
    }
    let what = match (tested.n_examples, tested.n_cases) {
        (examples, 0) => many(examples, "example"),
        (0, cases) => many(cases, "case"),
        (examples, cases) => format!("{} and {}", many(examples, "example"), many(cases, "case")),
    };
    let _ = writeln!(out, "{what} in {seconds} s");
    out
}

fn counts(out: &mut String, name: &str, score: &Score) {
    let of = |share: Decimal, part: usize, whole: usize| format!("{} ({part} of {whole})", rounded(share, 2));
    let _ = writeln!(
        out,
        "{name:<10} precision {}, recall {}",
        of(score.precision(), score.right(), score.findings),
        of(score.recall(), score.named, score.conflicts)
    );
    for (family, named) in &score.by_family {
        let _ = writeln!(out, "  {:<12} {} of {}", family.name(), named.named, named.all);
    }
    if score.family_right < score.named {
        let _ = writeln!(out, "  family right in {} of {}", score.family_right, score.named);
    }
    if score.notes > 0 {
        let _ = writeln!(out, "  notes        {} of {}", score.notes_named, score.notes);
    }
    if score.clean > 0 {
        let _ = writeln!(out, "  kept silent  {} of {}", score.clean_silent, score.clean);
    }
}

/// A share to so many decimal places.
fn rounded(share: Decimal, places: u32) -> Decimal {
    let mut share = share.round_dp(places);
    share.rescale(places);
    share
}

/// The counts as one JSON object, schema `factlint.test/1`.
pub fn tested_json(tested: &Tested) -> String {
    let whole = json!({
        "schema": "factlint.test/1",
        "examples": score_value(tested.n_examples, &tested.examples),
        "cases": score_value(tested.n_cases, &tested.cases),
        "misses": tested.misses,
        "false_alarms": tested.alarms,
    });
    format!("{whole:#}\n")
}

fn score_value(count: usize, score: &Score) -> Value {
    let number = |value: Decimal| serde_json::Number::from_string_unchecked(value.normalize().to_string());
    let (precision, recall) = (rounded(score.precision(), 4), rounded(score.recall(), 4));
    let by_family: serde_json::Map<String, Value> = score
        .by_family
        .iter()
        .map(|(family, named)| (family.name().to_string(), json!({ "named": named.named, "all": named.all })))
        .collect();
    json!({
        "run": count,
        "conflicts": score.conflicts,
        "named": score.named,
        "recall": number(recall),
        "findings": score.findings,
        "false": score.false_alarms,
        "precision": number(precision),
        "family_right": score.family_right,
        "notes": score.notes,
        "notes_named": score.notes_named,
        "clean_cases": score.clean,
        "clean_silent": score.clean_silent,
        "by_family": by_family,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_exact_and_of_nothing_whole() {
        let score = Score { named: 2, conflicts: 3, ..Score::default() };
        assert_eq!(rounded(score.recall(), 4).to_string(), "0.6667");
        assert_eq!(rounded(score.precision(), 2).to_string(), "1.00");
    }

    #[test]
    fn cases_may_be_asked_for_less_than_everything() {
        let cases = Score { named: 2, conflicts: 3, findings: 10, false_alarms: 1, ..Score::default() };
        let tested = Tested { cases, ..Tested::default() };
        let share = |hundredths: i64| Some(Decimal::new(hundredths, 2));
        assert!(tested.failed(None, None) && tested.failed(share(60), None));
        assert!(!tested.failed(share(60), share(90)) && tested.failed(share(60), share(91)));
        let example_failed = Tested { example_failed: true, ..tested };
        assert!(example_failed.failed(share(0), share(0)));
    }
}
