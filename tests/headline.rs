//! Where the headline of an article stands, and how places in it are told.

mod desk;

use desk::Desk;
use serde_json::{Value, json};

const BODY: &str = "Zginęło 12 osób, gdy pod Tarnowem autokar wypadł z drogi, podała straż pożarna.";

/// The labels of the one finding in a JSON report.
#[track_caller]
fn labels(desk: &Desk, path: &str) -> Vec<Value> {
    let report = desk.run(&["check", "--format", "json", "--language", "pl", path]).ends_with(1).json();
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(1), "{report:#}");
    assert_eq!(report["findings"][0]["rule"], "headline-mismatch");
    report["findings"][0]["labels"].as_array().cloned().unwrap_or_default()
}

#[test]
fn the_first_line_is_a_headline() {
    let desk = Desk::with(format!("Wypadek autokaru: 11 zabitych\n\n{BODY}\n"));
    let found = labels(&desk, "a.txt");
    assert_eq!((&found[0]["line"], &found[0]["column"]), (&json!(1), &json!(19)));
    assert_eq!((&found[1]["line"], &found[1]["text"]), (&json!(3), &json!("12 osób")));
}

#[test]
fn a_first_sentence_is_none() {
    let desk = Desk::with(format!("W wypadku zginęło 11 osób.\n{BODY}\n"));
    desk.run(&["check", "a.txt"]).ends_with(0);
}

#[test]
fn the_first_heading_of_markdown_is_one() {
    let desk = Desk::new().write("a.md", format!("# Wypadek autokaru: **11** zabitych\n\n{BODY}\n"));
    assert_eq!(labels(&desk, "a.md")[0]["line"], 1);
}

#[test]
fn a_title_in_front_matter_is_pointed_at_where_it_stands() {
    for title in ["title: \"Wypadek autokaru: 11 zabitych\"", "title: 'Wypadek autokaru: 11 zabitych'"] {
        let desk = Desk::new().write("a.md", format!("---\nlang: pl\n{title}\n---\n\n{BODY}\n"));
        let found = labels(&desk, "a.md");
        assert_eq!((&found[0]["line"], &found[0]["text"]), (&json!(3), &json!("11 zabitych")));
        assert_eq!(found[1]["line"], 6);
    }
}

#[test]
fn a_title_beside_the_text_is_a_part_of_its_own() {
    let line = json!({ "id": "x", "title": "Wypadek autokaru: 11 zabitych", "text": BODY });
    let desk = Desk::new().write("a.jsonl", format!("{line}\n"));
    let found = labels(&desk, "a.jsonl");
    assert_eq!(found[0]["part"], "title");
    assert_eq!(
        (&found[0]["start"], &found[0]["line"], &found[0]["column"]),
        (&json!(18), &json!(1), &json!(19))
    );
    assert_eq!((&found[1]["start"], &found[1].get("part")), (&json!(10), &None));
    desk.run(&["check", "--format", "concise", "a.jsonl"]).ends_with(1).prints("x (title):1:19: warning");
    let facts = desk.run(&["facts", "--format", "jsonl", "a.jsonl"]).ends_with(0).json_lines();
    assert_eq!((&facts[0]["part"], &facts[0]["start"]), (&json!("title"), &json!(18)));
}

#[test]
fn a_title_that_opens_the_text_is_read_once() {
    let title = "Wypadek autokaru: 11 zabitych";
    let line = json!({ "id": "x", "title": title, "text": format!("{title}\n{BODY}") });
    let desk = Desk::new().write("a.jsonl", format!("{line}\n"));
    assert_eq!(labels(&desk, "a.jsonl")[0].get("part"), None);
}
