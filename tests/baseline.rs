//! A baseline: what was there before does not count.

mod desk;
mod ferry;

use std::fs;

use desk::{Desk, RIGHT, SLIP};
use ferry::{ENGLISH, FRONT, POLISH, PORTUGUESE, desk};
use serde_json::Value;

const FILE: &str = "factlint-baseline.json";

/// The three articles, and a baseline that knows how they differ.
fn known() -> Desk {
    let desk = desk();
    let run = desk.run(&["check", ".", "--baseline", FILE, "--update-baseline"]).ends_with(0);
    run.complains("note: baseline factlint-baseline.json written: 1 new, 0 known, 0 fixed\n");
    desk
}

fn baseline(desk: &Desk) -> String {
    fs::read_to_string(desk.path().join(FILE)).expect("a baseline")
}

/// How many findings are new, known and fixed.
#[track_caller]
fn counts(desk: &Desk, code: i32) -> (u64, u64, u64) {
    let run = desk.run(&["check", ".", "--baseline", FILE, "--format", "json"]).ends_with(code);
    let report = run.json();
    let count = |key: &str| report["baseline"][key].as_u64().expect("a count");
    assert_eq!(report["findings"].as_array().map_or(0, Vec::len) as u64, count("new"));
    assert_eq!(report["set_aside"].as_array().map_or(0, Vec::len) as u64, count("known"));
    (count("new"), count("known"), count("fixed"))
}

#[test]
fn what_is_known_does_not_count() {
    let desk = known();
    assert_eq!(counts(&desk, 0), (0, 1, 0));
    let run = desk.run(&["check", ".", "--baseline", FILE]).ends_with(0);
    assert!(run.out.starts_with("no findings in 3 documents"), "{}", run.out);
    run.complains("note: baseline factlint-baseline.json: 0 new, 1 known, 0 fixed\n");
    let desk = desk.write("d.txt", SLIP);
    assert_eq!(counts(&desk, 1), (1, 1, 0));
}

#[test]
fn a_baseline_can_be_read_and_stays_as_it_is() {
    let desk = known();
    let first = baseline(&desk);
    let whole: Value = serde_json::from_str(&first).expect("JSON");
    assert_eq!(whole["schema"], "factlint.baseline/1");
    let finding = &whole["findings"][0];
    assert_eq!(finding["rule"], "quantity-conflict");
    let places: Vec<(&str, &str)> = finding["places"]
        .as_array()
        .expect("places")
        .iter()
        .map(|place| (place["document"].as_str().expect("a name"), place["words"].as_str().expect("words")))
        .collect();
    assert_eq!(places, [("a.en.md", "12 people"), ("b.pt.md", "15 pessoas"), ("c.pl.md", "12 osób")]);
    desk.run(&["check", ".", "--baseline", FILE, "--update-baseline"]).ends_with(0);
    assert_eq!(baseline(&desk), first);
}

#[test]
fn edits_elsewhere_and_renames_change_nothing() {
    let desk = known();
    let edited = format!("{FRONT}Estava nevoeiro.\n\n{PORTUGUESE}\nA viagem durava uma hora.\n");
    let desk = desk.write("b.pt.md", edited);
    assert_eq!(counts(&desk, 0), (0, 1, 0));
    fs::create_dir(desk.path().join("2025")).expect("a folder");
    for (from, to) in [("b.pt.md", "2025/incendio.md"), ("a.en.md", "2025/fire.md"), ("c.pl.md", "pozar.md")]
    {
        fs::rename(desk.path().join(from), desk.path().join(to)).expect("a new name");
    }
    assert_eq!(counts(&desk, 0), (0, 1, 0));
}

#[test]
fn an_article_that_joins_is_new_and_one_that_leaves_is_not() {
    let desk = known().write("e.en.md", format!("{FRONT}{ENGLISH}"));
    assert_eq!(counts(&desk, 1), (1, 0, 1));
    fs::remove_file(desk.path().join("e.en.md")).expect("removed");
    fs::remove_file(desk.path().join("a.en.md")).expect("removed");
    assert_eq!(counts(&desk, 0), (0, 1, 0));
}

#[test]
fn the_same_slip_in_another_article_is_new() {
    let desk = Desk::with(SLIP);
    desk.run(&["check", ".", "--baseline", FILE, "--update-baseline"]).ends_with(0);
    assert_eq!(counts(&desk, 0), (0, 1, 0));
    let desk = desk.write("b.txt", SLIP);
    assert_eq!(counts(&desk, 1), (1, 1, 0));
    // The first one is mended, but its article is still there: the second was not renamed.
    let desk = desk.write("a.txt", RIGHT);
    assert_eq!(counts(&desk, 1), (1, 0, 1));
}

#[test]
fn what_is_mended_is_fixed_and_leaves_the_baseline() {
    let desk = known().write("b.pt.md", format!("{FRONT}{}", PORTUGUESE.replace("15", "12")));
    assert_eq!(counts(&desk, 0), (0, 0, 1));
    desk.run(&["check", ".", "--baseline", FILE, "--update-baseline"]).ends_with(0).complains("1 fixed");
    assert!(baseline(&desk).contains("\"findings\": []"), "{}", baseline(&desk));
}

#[test]
fn a_part_of_the_articles_or_rules_fixes_nothing() {
    let desk = known();
    let before = baseline(&desk);
    for arguments in [&["check", "c.pl.md"][..], &["check", ".", "--ignore", "quantity-conflict"]] {
        let run = desk.run(&[arguments, &["--baseline", FILE]].concat()).ends_with(0);
        run.complains("0 new, 0 known, 0 fixed");
        desk.run(&[arguments, &["--baseline", FILE, "--update-baseline"]].concat()).ends_with(0);
        assert_eq!(baseline(&desk), before);
    }
}

#[test]
fn the_configuration_may_name_the_baseline() {
    let desk = known().write("factlint.toml", format!("baseline = \"{FILE}\"\n"));
    desk.run(&["check", "."]).ends_with(0).complains("0 new, 1 known, 0 fixed");
    fs::create_dir(desk.path().join("other")).expect("a folder");
    desk.run_in("other", &["check", ".."]).ends_with(0).complains("0 new, 1 known, 0 fixed");
}

#[test]
fn a_suppressed_finding_does_not_enter_the_baseline() {
    let remark = "<!-- factlint-ignore quantity-conflict: wcześniejszy stan -->";
    let desk = desk().write("b.pt.md", format!("{FRONT}{remark}\n\n{PORTUGUESE}"));
    let desk = desk.write("c.pl.md", format!("{FRONT}{POLISH}"));
    desk.run(&["check", ".", "--baseline", FILE, "--update-baseline"]).ends_with(0).complains("0 new");
}

// What goes wrong.

#[test]
fn a_baseline_that_is_missing_or_damaged_is_an_error() {
    let complaint = |text: Option<&str>| {
        let desk = Desk::with(SLIP);
        let desk = if let Some(text) = text { desk.write(FILE, text) } else { desk };
        desk.run(&["check", "a.txt", "--baseline", FILE]).ends_with(2).err
    };
    let missing = complaint(None);
    assert_eq!(missing, format!("error: --baseline {FILE}: no such file; write it with --update-baseline\n"));
    for (text, message) in [
        ("", "this is no baseline: EOF while parsing a value"),
        (
            "{\"schema\": \"factlint.baseline/1\", \"findings\": [",
            "this is no baseline: EOF while parsing a list",
        ),
        ("{\"schema\": \"factlint.baseline/1\"}", "missing field `findings`"),
        (
            "{\"schema\": \"factlint.baseline/9\", \"findings\": []}",
            "expected the schema `factlint.baseline/1`",
        ),
        ("<<<<<<< HEAD\n{}", "this is no baseline: expected value"),
    ] {
        let found = complaint(Some(text));
        assert!(found.contains(message) && found.contains(FILE), "{text}: {found}");
    }
    let unnamed = Desk::with(SLIP).run(&["check", "a.txt", "--update-baseline"]).ends_with(2);
    unnamed.complains("--update-baseline: name the file with --baseline");
}

#[test]
fn a_baseline_is_not_written_from_half_of_the_articles() {
    let desk = known().write("d.txt", [0xff, 0x31]);
    let before = baseline(&desk);
    let run = desk.run(&["check", ".", "--baseline", FILE, "--update-baseline"]).ends_with(2);
    run.complains("not written, as not all could be read");
    assert_eq!(baseline(&desk), before);
    let nowhere = desk.run(&["check", "a.en.md", "--baseline", "no/such/file.json", "--update-baseline"]);
    nowhere.ends_with(2).complains("no/such/file.json: cannot be written");
}
