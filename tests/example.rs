//! The example repository in `docs/example/`: an archive with an old error, a draft with a new one.

mod desk;

use std::fs;
use std::path::Path;

use desk::{Desk, Run};

const OLD: &str = "3 May 2025 is a Saturday";

fn newsroom() -> Desk {
    Desk::new().copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/example"))
}

/// The names of the formats, as the help lists them.
fn formats(desk: &Desk) -> Vec<String> {
    let help = desk.run(&["check", "-h"]).out;
    let help: String = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, formats) = help.split_once("--format <FORMAT>").expect("the option in the help");
    let (_, values) = formats.split_once("[possible values: ").expect("its values");
    let (values, _) = values.split_once(']').expect("their end");
    values.split(", ").map(str::to_string).collect()
}

/// How many findings count in a report that may also list those that do not.
fn counted(run: &Run, format: &str) -> usize {
    let whole = || run.json();
    match format {
        "json" => whole()["findings"].as_array().map_or(0, Vec::len),
        "sarif" => {
            let whole = whole();
            let results = whole["runs"][0]["results"].as_array().cloned().unwrap_or_default();
            let counts =
                |result: &&serde_json::Value| result["suppressions"].as_array().is_none_or(Vec::is_empty);
            results.iter().filter(counts).count()
        }
        // These show what is set aside too: as skipped, and folded away.
        "junit" => run.out.matches("<failure ").count(),
        "html" => {
            let (page, _) = run.out.split_once("</main>").expect("a page");
            page.matches("<article class=\"finding").count()
        }
        _ => {
            assert!(!run.out.contains(OLD), "{format}: {}", run.out);
            1
        }
    }
}

#[test]
fn the_baseline_is_what_the_archive_gives() {
    let desk = newsroom();
    let path = desk.path().join("factlint-baseline.json");
    let committed = fs::read_to_string(&path).expect("a baseline");
    fs::remove_file(&path).expect("a baseline");
    desk.run(&["check", "archive", "--update-baseline"]).ends_with(0);
    assert_eq!(fs::read_to_string(&path).expect("a baseline"), committed);
}

#[test]
fn a_draft_with_one_conflict_ends_with_1_and_that_finding_in_every_format() {
    let desk = newsroom();
    let formats = formats(&desk);
    assert!(formats.contains(&"human".to_string()) && formats.contains(&"json".to_string()), "{formats:?}");
    for format in &formats {
        desk.run(&["check", "archive", "--format", format]).ends_with(0);
        let run = desk.run(&["check", ".", "--format", format]).ends_with(1);
        assert_eq!(counted(&run, format), 1, "{format}: {}", run.out);
        assert!(run.out.contains("148") && run.out.contains("balsa-encalhada"), "{format}: {}", run.out);
    }
}

#[test]
fn a_corrected_draft_ends_with_0() {
    let desk = newsroom();
    let path = "drafts/balsa-encalhada.pt.md";
    let text = fs::read_to_string(desk.path().join(path)).expect("a draft");
    desk.write(path, text.replace("148", "184")).run(&["check", "."]).ends_with(0);
}
