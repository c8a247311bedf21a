use std::fmt::Write;

use crate::rules::{Rule, RuleSet};

/// All rules, one a line: id, level, family, why.
pub fn rule_list(rules: &RuleSet) -> String {
    let mut out = String::new();
    for rule in rules.iter() {
        let _ =
            writeln!(out, "{:<20} {:<8} {:<10} {}", rule.id, rule.level.name(), rule.family.name(), rule.why);
    }
    out
}

/// A rule's page: what it says, why, what to do, and its examples.
pub fn rule_page(rule: &Rule) -> String {
    let mut out = format!(
        "{} ({}, family {}, since {})\n\n",
        rule.id,
        rule.level.name(),
        rule.family.name(),
        rule.since
    );
    let _ = writeln!(out, "Why:  {}\nHelp: {}", rule.why, rule.help);
    if let Some(guard) = rule.guard() {
        let _ = writeln!(out, "When: {guard}");
    }
    let _ = writeln!(out, "File: rules/{}\n", rule.path);
    for (title, quiet) in [("Reported:", false), ("Not reported:", true)] {
        let _ = writeln!(out, "{title}");
        for example in rule.examples.iter().filter(|example| example.quiet == quiet) {
            let _ = writeln!(out, "  {}", example.name);
            for document in &example.documents {
                let published =
                    document.published.map(|published| format!(", {}", published.date)).unwrap_or_default();
                let _ = writeln!(
                    out,
                    "    [{}{published}] {}",
                    document.language,
                    document.text.trim().replace('\n', "\n        ")
                );
            }
        }
        out.push('\n');
    }
    out
}
