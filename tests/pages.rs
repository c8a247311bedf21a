//! The pages in `docs/`: those on the rules are made from the rule files, and every command in the
//! walk-throughs is run as it stands there. `INSTA_UPDATE=always cargo test --test pages` writes what
//! the pages should say.

mod desk;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use desk::Desk;
use factlint::output::{rule_markdown, rules_markdown};
use factlint::rules::RuleSet;

/// The pages whose commands are run, each in an empty folder or in a copy of the one it stands in.
const WALKS: [(&str, Start); 5] = [
    ("docs/writing-rules.md", Start::Empty),
    ("docs/cases.md", Start::Empty),
    ("docs/facts.md", Start::Empty),
    ("docs/outputs.md", Start::Empty),
    ("docs/example/README.md", Start::OwnFolder),
];

/// What is in the folder in which a page's commands are run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Empty,
    OwnFolder,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn updating() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always")
}

/// Holds a page against what it should say, or writes it.
fn keep(path: &Path, wanted: &str, complaints: &mut Vec<String>) {
    let found = fs::read_to_string(path).unwrap_or_default();
    if found == wanted {
        return;
    }
    if updating() {
        fs::create_dir_all(path.parent().expect("a page in a folder")).expect("a folder");
        fs::write(path, wanted).expect("a page");
    } else {
        let line =
            found.lines().zip(wanted.lines()).take_while(|(found, wanted)| found == wanted).count() + 1;
        let wanted = wanted.lines().nth(line - 1).unwrap_or("the end");
        complaints.push(format!("{}:{line}: expected `{wanted}`", path.display()));
    }
}

fn report(complaints: &[String]) {
    let advice = "write them with: INSTA_UPDATE=always cargo test --test pages";
    assert!(complaints.is_empty(), "\n{}\n{advice}\n", complaints.join("\n"));
}

#[test]
fn every_rule_has_its_page() {
    let rules = RuleSet::builtin().expect("rules without fault");
    let folder = root().join("docs/rules");
    let mut complaints = Vec::new();
    let mut pages: BTreeSet<PathBuf> = BTreeSet::new();
    for rule in rules.iter() {
        let path = folder.join(format!("{}.md", rule.id));
        keep(&path, &rule_markdown(rule), &mut complaints);
        pages.insert(path);
    }
    keep(&folder.join("README.md"), &rules_markdown(&rules), &mut complaints);
    pages.insert(folder.join("README.md"));
    for entry in fs::read_dir(&folder).into_iter().flatten() {
        let path = entry.expect("a readable folder").path();
        if !pages.contains(&path) {
            if updating() {
                fs::remove_file(&path).expect("a page of no rule");
            } else {
                complaints.push(format!("{}: there is no such rule", path.display()));
            }
        }
    }
    report(&complaints);
}

#[test]
fn the_walk_throughs_go_as_they_say() {
    let mut complaints = Vec::new();
    for (name, start) in WALKS {
        let path = root().join(name);
        let page = fs::read_to_string(&path).expect("a page");
        let desk = match start {
            Start::Empty => Desk::new(),
            Start::OwnFolder => Desk::new().copy(path.parent().expect("a page in a folder")),
        };
        keep(&path, &walked(&page, desk), &mut complaints);
    }
    report(&complaints);
}

/// A page whose files were written and whose commands were run, with what they print now. A file is a
/// block under a line that holds nothing but its path: `house-rules/a.toml`:
fn walked(page: &str, mut desk: Desk) -> String {
    let mut out = String::new();
    let (mut file, mut lines) = (None, page.lines());
    while let Some(line) = lines.next() {
        out += &format!("{line}\n");
        if let Some(path) = line.strip_prefix('`').and_then(|rest| rest.strip_suffix("`:")) {
            file = Some(path.to_string());
        }
        let Some(kind) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if kind == "console" {
            out += &run(&desk, &block);
        } else {
            let text: String = block.iter().map(|line| format!("{line}\n")).collect();
            if let Some(path) = file.take() {
                desk = desk.write(&path, &text);
            }
            out += &text;
        }
        out += "```\n";
    }
    out
}

/// The commands of a block, each with what it prints. `echo $?` prints how the one before it ended.
fn run(desk: &Desk, block: &[&str]) -> String {
    let (mut out, mut code) = (String::new(), 0);
    for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
        out += &format!("$ {command}\n");
        if command == "echo $?" {
            out += &format!("{code}\n");
            continue;
        }
        let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
        assert!(command.starts_with("factlint "), "only factlint is run: {command}");
        let run = desk.run(&arguments);
        code = run.code;
        let printed = format!("{}{}", run.out, run.err);
        out += &printed.lines().map(|line| format!("{}\n", untimed(line))).collect::<String>();
    }
    out
}

/// A line without the time that something took.
fn untimed(line: &str) -> String {
    match line.rsplit_once(" in ") {
        Some((head, tail)) if tail.ends_with(" s") && line.contains("example") | line.contains("case") => {
            format!("{head} in 0.02 s")
        }
        _ if line.starts_with("took ") => "took 4 ms".to_string(),
        _ => line.to_string(),
    }
}
