use std::fmt::Write;

use crate::rules::{Example, ExampleDocument, Rule, RuleSet};

/// All rules, one a line: id, family, status, level, the languages of the examples, why.
pub fn rule_list(rules: &RuleSet) -> String {
    let longest = rules.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let mut out = String::new();
    for rule in rules.iter() {
        let _ = writeln!(
            out,
            "{:<longest$}  {:<10}  {:<11}  {:<7}  {:<8}  {}",
            rule.id,
            rule.family.name(),
            rule.standing(),
            rule.level.name(),
            rule.languages().join(","),
            rule.why
        );
    }
    out
}

/// A rule's page: what it does, why, what to do, how to allow it, and its examples.
pub fn rule_page(rule: &Rule) -> String {
    let mut out = format!(
        "{} ({}, family {}, {} since {})\n\nWhy:  {}\nHelp: {}\n\nWhat it does:\n",
        rule.id,
        rule.level.name(),
        rule.family.name(),
        rule.standing(),
        rule.since,
        rule.why,
        rule.help
    );
    for (heading, words) in rule.description() {
        let _ = writeln!(out, "  {heading:<12} {words}");
    }
    let _ = writeln!(out, "\nHow to allow it:");
    for (place, words) in allowing(rule) {
        let _ = writeln!(out, "  {place:<28} {words}");
    }
    for (title, quiet) in [("Reported:", false), ("Not reported:", true)] {
        let _ = writeln!(out, "\n{title}");
        for example in rule.examples.iter().filter(|example| example.quiet == quiet) {
            let _ = writeln!(out, "  {}", example.name);
            for document in example.parts() {
                let published =
                    document.published.map(|published| format!(", {}", published.date)).unwrap_or_default();
                let _ = writeln!(
                    out,
                    "    [{}{published}] {}",
                    document.language,
                    marked(document, ["⟦", "⟧"]).trim().replace('\n', "\n        ")
                );
            }
        }
    }
    let _ = writeln!(out, "\nFile: {}", rule.place());
    out
}

/// How a newsroom lives with a rule that it does not want, or wants all the more.
fn allowing(rule: &Rule) -> Vec<(&'static str, String)> {
    let id = &rule.id;
    let mut ways = vec![
        ("for one run", format!("factlint check --ignore {id} …")),
        ("for good, in factlint.toml", format!("levels.{id} = \"off\"")),
        ("at another level", format!("levels.{id} = \"note\"")),
    ];
    if !rule.runs() {
        ways.insert(0, ("it runs only where asked for", format!("factlint check --select {id} …")));
    }
    ways
}

/// A rule's page in Markdown, for `docs/rules/`.
pub fn rule_markdown(rule: &Rule) -> String {
    let mut out = format!("# {}\n\n{}\n\n", rule.id, rule.why);
    let _ = writeln!(out, "| | |\n|---|---|");
    let facts = [
        ("level", rule.level.name().to_string()),
        ("family", rule.family.name().to_string()),
        ("status", format!("{}, since {}", rule.standing(), rule.since)),
        ("languages of the examples", rule.languages().join(", ")),
    ];
    for (heading, words) in facts.into_iter().chain(rule.description()) {
        let words = match heading {
            "only when" | "says" => format!("`{}`", words.replace('|', "\\|")),
            _ => words,
        };
        let _ = writeln!(out, "| {heading} | {words} |");
    }
    let _ = writeln!(out, "\n**What to do:** {}.\n\n## How to allow it\n", rule.help);
    for (place, words) in allowing(rule) {
        let _ = writeln!(out, "- {place}: `{words}`");
    }
    for (title, quiet) in [("Reported", false), ("Not reported", true)] {
        let _ = writeln!(out, "\n## {title}");
        for example in rule.examples.iter().filter(|example| example.quiet == quiet) {
            out.push_str(&example_markdown(example));
        }
    }
    let _ = writeln!(out, "\nThe rule stands in [`{0}`](../../{0}).", rule.place());
    out
}

/// A rule's page in short, for tools that show help beside a finding.
pub(super) fn rule_help_markdown(rule: &Rule) -> String {
    let mut out = format!("{}\n\n**What to do:** {}.\n\n**How to allow it:**\n\n", rule.why, rule.help);
    for (place, words) in allowing(rule) {
        let _ = writeln!(out, "- {place}: `{words}`");
    }
    if let Some(example) = rule.examples.iter().find(|example| !example.quiet) {
        out.push_str("\n**Reported, for example:**\n");
        out.push_str(&example_markdown(example));
    }
    out
}

/// The text of an example with the words that the rule points at between two signs.
fn marked(document: &ExampleDocument, [open, close]: [&str; 2]) -> String {
    let mut text = document.text.clone();
    for mark in document.marks.iter().rev() {
        text.insert_str(mark.end as usize, close);
        text.insert_str(mark.start as usize, open);
    }
    text
}

/// The words that the rule points at are in bold letters.
fn example_markdown(example: &Example) -> String {
    let mut out = format!("\n{}:\n", example.name);
    for document in example.parts() {
        let published =
            document.published.map(|published| format!(", {}", published.date)).unwrap_or_default();
        let text = marked(document, ["**", "**"]);
        let _ = writeln!(out, "\n> {} ({}{published})", text.trim().replace('\n', "\n> "), document.language);
    }
    out
}

/// The list of all pages, for `docs/rules/README.md`.
pub fn rules_markdown(rules: &RuleSet) -> String {
    let mut out = String::from(
        "# The rules\n\nMade from the rule files in `rules/checks/`; `factlint explain RULE` prints the same.\n\n\
         | rule | family | status | level | why |\n|---|---|---|---|---|\n",
    );
    for rule in rules.iter() {
        let _ = writeln!(
            out,
            "| [{0}]({0}.md) | {1} | {2} | {3} | {4} |",
            rule.id,
            rule.family.name(),
            rule.standing(),
            rule.level.name(),
            rule.why
        );
    }
    out
}
