//! What is told of the work beside its result: `--quiet`, `--verbose`, `--timing`; and `--watch`.

mod desk;

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout};

use desk::{Desk, RIGHT, SLIP};

const SIDECAR: &str = "[[ignore]]\nrule = \"weekday-mismatch\"\nreason = \"as the poster has it\"\n";

#[test]
fn quiet_prints_findings_and_errors_alone() {
    let desk = Desk::with(SLIP).write("b.txt", RIGHT).write("c.txt", "Βρέχει στην Αθήνα σήμερα το πρωί.");
    desk.run(&["check", "b.txt", "c.txt"]).prints("no findings").prints("c.txt: not read");
    for format in ["human", "concise"] {
        let run = desk.run(&["check", "--quiet", "b.txt", "c.txt", "--format", format]).ends_with(0);
        assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
        let run = desk.run(&["check", "-q", "a.txt", "c.txt", "--format", format]).ends_with(1);
        assert!(run.out.contains("weekday-mismatch") && !run.out.contains("1 finding"), "{}", run.out);
        assert_eq!(run.err, "");
    }
    desk.run(&["check", "-q", "none.txt"]).ends_with(2).complains("error: none.txt");
    desk.run(&["check", "-q", "-v", "a.txt"]).ends_with(2);
}

#[test]
fn verbose_says_what_was_read_and_which_rules_ran() {
    let desk = Desk::with(SLIP)
        .write("b.md", format!("---\nlang: pl\ndate: 2025-06-18\n---\n\n{RIGHT}\n"))
        .write("c.txt", "Βρέχει στην Αθήνα σήμερα το πρωί.");
    let run = desk.run(&["check", "--verbose", "a.txt", "b.md", "c.txt", "--select", "weekday"]).ends_with(1);
    assert_eq!(
        run.err,
        "read: a.txt: pl (from the text), publication date unknown, 1 fact\n\
         read: b.md: pl (given), published 2025-06-18 (metadata), 1 fact\n\
         read: c.txt: language unknown, publication date unknown, 0 facts\n\
         rules: weekday-mismatch, weekdays-clash\n"
    );
    assert_eq!(run.out, desk.run(&["check", "a.txt", "b.md", "c.txt", "--select", "weekday"]).out);
}

#[test]
fn timing_tells_each_stage_once_and_in_order() {
    let run = Desk::with(SLIP).run(&["check", "--timing", "a.txt", "--format", "json"]).ends_with(1);
    run.json();
    let stages: Vec<&str> = run
        .err
        .lines()
        .map(|line| {
            let row = line.strip_prefix("timing: ").expect("a line of the table");
            assert!(row.ends_with(" ms"), "{row}");
            row.split("  ").next().expect("a stage").trim()
        })
        .collect();
    let wanted = ["read input", "load rules", "load packs", "extract facts", "align", "run rules", "output"];
    assert_eq!(stages, [&wanted[..], &["whole"]].concat());
}

#[test]
fn no_progress_is_shown_where_no_terminal_is() {
    let desk = Desk::with(SLIP);
    let run = desk.run(&["check", "a.txt", "--format", "concise"]);
    assert_eq!(run.err, "");
}

/// Ended with the test, however that ends.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Reads on until a line holds a text.
fn await_line(out: &mut BufReader<ChildStdout>, text: &str) {
    let mut line = String::new();
    while !line.contains(text) {
        line.clear();
        assert_ne!(out.read_line(&mut line).expect("output is UTF-8"), 0, "no line holds `{text}`");
    }
}

#[test]
fn watch_checks_again_when_an_article_or_the_configuration_changes() {
    let desk = Desk::with(SLIP);
    let mut watching = Watching(desk.command(&["check", "--watch", "."]).spawn().expect("the binary starts"));
    let mut out = BufReader::new(watching.0.stdout.take().expect("its output"));
    await_line(&mut out, "1 finding (1 error) in 1 document");
    let desk = desk.write("b.txt", RIGHT);
    await_line(&mut out, "1 finding (1 error) in 2 documents");
    let desk = desk.write("factlint.toml", "[levels]\nweekday-mismatch = \"note\"\n");
    await_line(&mut out, "1 finding (1 note) in 2 documents");
    let _desk = desk.write("a.txt.factlint.toml", SIDECAR);
    await_line(&mut out, "no findings in 2 documents");
    assert!(watching.0.try_wait().expect("a process").is_none(), "it ended by itself");
}

#[test]
fn standard_input_cannot_be_watched() {
    Desk::new().run_with("", &["check", "--watch", "-"]).ends_with(2).complains("error: --watch: ");
}
