use std::fmt::Write;

use serde_json::{Value, json};

use crate::cases::Score;
use crate::model::Decimal;

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
    /// Whether something was missed, or found that is not there.
    pub fn failed(&self) -> bool {
        !(self.misses.is_empty() && self.alarms.is_empty())
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
    let many = |count: usize, name: &str| format!("{count} {name}{}", if count == 1 { "" } else { "s" });
    let what = match (tested.n_examples, tested.n_cases) {
        (examples, 0) => many(examples, "example"),
        (0, cases) => many(cases, "case"),
        (examples, cases) => format!("{} and {}", many(examples, "example"), many(cases, "case")),
    };
    let _ = writeln!(out, "{what} in {seconds} s");
    out
}

fn counts(out: &mut String, name: &str, score: &Score) {
    let of = |part: usize, whole: usize| format!("{} ({part} of {whole})", ratio(part, whole, 2));
    let _ = writeln!(
        out,
        "{name:<10} precision {}, recall {}",
        of(score.right(), score.findings),
        of(score.named, score.conflicts)
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

/// A part of a whole to so many decimal places; 1 of nothing.
fn ratio(part: usize, whole: usize, places: u32) -> Decimal {
    let ratio = Decimal::from(part).checked_div(Decimal::from(whole)).unwrap_or(Decimal::ONE);
    let mut ratio = ratio.round_dp(places);
    ratio.rescale(places);
    ratio
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
    let (precision, recall) =
        (ratio(score.right(), score.findings, 4), ratio(score.named, score.conflicts, 4));
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
    fn ratios_are_exact_and_of_nothing_whole() {
        assert_eq!(ratio(2, 3, 4).to_string(), "0.6667");
        assert_eq!(ratio(0, 0, 2).to_string(), "1.00");
        assert_eq!(ratio(5, 5, 2).to_string(), "1.00");
    }
}
