//! `--format` and `--output`: where reports go, and what happens where they cannot.

mod desk;

use std::fs;

use desk::{Desk, RIGHT, SLIP};
use serde_json::Value;

/// The formats, each with words that stand in its report of the slip.
const FORMATS: [(&str, &str); 12] = [
    ("human", "error[weekday-mismatch]"),
    ("concise", "a.txt:1:18: error[weekday-mismatch]"),
    ("json", "\"schema\": \"factlint.check/1\""),
    ("jsonl", "\"schema\":\"factlint.finding/1\""),
    ("sarif", "\"ruleId\": \"weekday-mismatch\""),
    ("github", "::error file=a.txt,line=1,"),
    ("gitlab", "\"check_name\": \"weekday-mismatch\""),
    ("junit", "<failure type=\"weekday-mismatch\""),
    ("checkstyle", "source=\"factlint.weekday-mismatch\""),
    ("rdjson", "\"severity\": \"ERROR\""),
    ("markdown", "**error** (weekday-mismatch)"),
    ("html", "<article class=\"finding l-error r-0\">"),
];

fn read(desk: &Desk, path: &str) -> String {
    fs::read_to_string(desk.path().join(path)).expect("a report")
}

#[test]
fn every_format_is_printed_and_written_alike() {
    for (format, words) in FORMATS {
        let desk = Desk::with(SLIP);
        let printed = desk.run(&["check", "a.txt", "--format", format]).ends_with(1).prints(words).out;
        let output = format!("{format}=out.txt");
        let run = desk.run(&["check", "a.txt", "--format", "concise", "--output", &output]).ends_with(1);
        assert_eq!(read(&desk, "out.txt"), printed, "{format}");
        assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    }
}

#[test]
fn several_reports_are_written_at_once() {
    let desk = Desk::with(SLIP).write("reports/old.json", "old");
    let arguments = [
        "check",
        "a.txt",
        "--output",
        "sarif=reports/factlint.sarif",
        "--output",
        "json=reports/old.json",
        "--output",
        "jsonl=-",
    ];
    let run = desk.run(&arguments).ends_with(1);
    assert!(run.out.starts_with('{') && run.out.lines().count() == 1, "{}", run.out);
    let report: Value = serde_json::from_str(&read(&desk, "reports/old.json")).expect("JSON");
    assert_eq!(report["summary"]["errors"], 1);
    assert!(read(&desk, "reports/factlint.sarif").contains("2.1.0"));
    let names: Vec<_> = fs::read_dir(desk.path().join("reports")).expect("a folder").collect();
    assert_eq!(names.len(), 2, "nothing is left beside the reports: {names:?}");
}

#[test]
fn a_clean_run_writes_its_reports_too() {
    for (format, _) in FORMATS {
        let output = format!("{format}=out.txt");
        let desk = Desk::with(RIGHT);
        desk.run(&["check", "a.txt", "--output", &output]).ends_with(0);
        assert!(!read(&desk, "out.txt").contains("weekday-mismatch at"), "{format}");
    }
}

#[test]
fn what_could_not_be_read_stands_in_the_report() {
    let desk = Desk::with(SLIP).write("b.txt", b"\xff\xfe\x00".as_slice());
    let run = desk.run(&["check", ".", "--output", "sarif=s.json", "--output", "junit=j.xml"]).ends_with(2);
    assert!(run.err.contains("b.txt"), "{}", run.err);
    let log: Value = serde_json::from_str(&read(&desk, "s.json")).expect("JSON");
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!((&invocation["executionSuccessful"], &invocation["exitCode"]), (&false.into(), &2.into()));
    let told = invocation["toolExecutionNotifications"][0]["message"]["text"].as_str().expect("a text");
    assert!(told.contains("b.txt"), "{told}");
    assert!(read(&desk, "j.xml").contains("<error type=\"input\""));
}

#[test]
fn programs_get_a_whole_document_of_nothing() {
    let desk = Desk::new();
    for (format, whole) in [("sarif", "\"results\": []"), ("junit", "</testsuites>"), ("gitlab", "[]\n")] {
        desk.run(&["check", "none.txt", "--format", format]).ends_with(2).prints(whole);
    }
    for format in ["human", "concise", "github", "markdown"] {
        let run = desk.run(&["check", "none.txt", "--format", format]).ends_with(2);
        assert_eq!(run.out, "", "{format}");
    }
}

#[test]
fn a_mistake_in_output_is_told_before_anything_is_read() {
    let desk = Desk::with(SLIP).write("folder/b.txt", RIGHT);
    let cases: [(&[&str], &str); 9] = [
        (&["sariff=a.json"], "no format is called `sariff`; did you mean `sarif`?"),
        (&["zzzz=a.json"], "no format is called `zzzz`; there are human, concise, json"),
        (&["sarif"], "write it as FORMAT=FILE"),
        (&["sarif="], "write the file behind the `=`"),
        (&["sarif=none/a.json"], "--output none/a.json: there is no folder none"),
        (&["sarif=folder"], "--output folder: this is a folder; name a file in it"),
        (&["sarif=a.json", "json=./a.json"], "two reports cannot be one file"),
        (&["sarif=-", "json=-"], "two formats are to go to standard output"),
        (&["sarif=a.txt/b.json"], "there is no folder a.txt"),
    ];
    for (outputs, message) in cases {
        let mut arguments = vec!["check", "a.txt"];
        outputs.iter().for_each(|output| arguments.extend(["--output", output]));
        let run = desk.run(&arguments).ends_with(2).complains(message);
        assert_eq!(run.out, "");
        assert!(!desk.path().join("a.json").exists());
    }
    let both = ["check", "a.txt", "--format", "json", "--output", "sarif=-"];
    desk.run(&both).ends_with(2).complains("two formats are to go to standard output");
}

#[cfg(unix)]
#[test]
fn links_and_devices_stay_what_they_are() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::with(SLIP).write("real.json", "old");
    let (real, link) = (desk.path().join("real.json"), desk.path().join("link.json"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink(&real, &link).expect("a link");
    let arguments = ["check", "a.txt", "--output", "json=link.json", "--output", "sarif=/dev/null"];
    desk.run(&arguments).ends_with(1);
    assert!(link.is_symlink());
    assert!(read(&desk, "real.json").contains("factlint.check/1"));
    let mode = fs::metadata(&real).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(!fs::metadata("/dev/null").expect("a device").is_file());
}

#[test]
fn annotations_bring_the_summary_of_the_job() {
    let desk = Desk::with(SLIP).write("summary.md", "# Before\n");
    let summary = desk.path().join("summary.md");
    let run = |arguments: &[&str]| {
        let mut command = desk.command(arguments);
        command.env("GITHUB_STEP_SUMMARY", &summary);
        desk::finish(command, "").ends_with(1)
    };
    run(&["check", "a.txt", "--format", "concise"]);
    assert_eq!(read(&desk, "summary.md"), "# Before\n");
    run(&["check", "a.txt", "--format", "github"]).prints("::error file=a.txt,");
    let text = read(&desk, "summary.md");
    assert!(text.starts_with("# Before\n### factlint: 1 error in 1 article\n"), "{text}");
}

#[test]
fn paths_are_told_from_the_project() {
    let desk = Desk::new().write("news/today/a b.txt", SLIP).write("other/b.txt", SLIP);
    let mut command = desk.command(&["check", "today", "../other", "--format", "sarif"]);
    command.current_dir(desk.path().join("news")).env("GITHUB_WORKSPACE", desk.path());
    let log: Value = serde_json::from_str(&desk::finish(command, "").out).expect("JSON");
    let uris: Vec<&str> = (0..2)
        .map(|index| &log["runs"][0]["results"][index]["locations"][0]["physicalLocation"])
        .filter_map(|place| place["artifactLocation"]["uri"].as_str())
        .collect();
    assert_eq!(uris, ["other/b.txt", "news/today/a%20b.txt"]);
    // A path given whole is told from the folder of the run.
    let whole = desk.path().join("other/b.txt");
    let run = desk.run(&["check", &whole.to_string_lossy(), "--format", "github"]).ends_with(1);
    assert!(run.out.starts_with("::error file=other/b.txt,"), "{}", run.out);
}

#[test]
fn documents_of_one_file_are_told_by_its_lines() {
    let line = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}\n");
    let desk = Desk::new().write("feed.jsonl", line("one", RIGHT) + &line("two", SLIP));
    let run = desk.run(&["check", "feed.jsonl", "--format", "json"]).ends_with(1);
    let report: Value = serde_json::from_str(&run.out).expect("JSON");
    let label = &report["findings"][0]["labels"][0];
    assert_eq!(
        (&label["path"], &label["file"], &label["file_line"]),
        (&"two".into(), &"feed.jsonl".into(), &2.into())
    );
    desk.run(&["check", "feed.jsonl", "--format", "github"])
        .prints("::error file=feed.jsonl,line=2,endLine=2,title");
}

/// A list of items in one file: each finding points at its words in that file.
#[test]
fn items_of_one_file_are_told_by_its_places() {
    let item = |uri: &str, text: &str| {
        format!("{{\"uri\": \"{uri}\", \"language\": \"pl\", \"body_text\": \"{text}\"}}")
    };
    let text = format!("[\n{},\n{}\n]\n", item("one", RIGHT), item("two", SLIP));
    let desk = Desk::new().write("feed.json", &text);
    let run = desk.run(&["check", "feed.json", "--format", "sarif"]).ends_with(1);
    let log: Value = serde_json::from_str(&run.out).expect("JSON");
    let place = &log["runs"][0]["results"][0]["locations"][0];
    assert_eq!(place["logicalLocations"][0]["name"], "feed.json#two");
    assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], "feed.json");
    let region = &place["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 3);
    let at = |key: &str| region[key].as_u64().expect("a number") as usize;
    let words = &text.as_bytes()[at("byteOffset")..at("byteOffset") + at("byteLength")];
    assert_eq!(std::str::from_utf8(words), Ok("środę, 17 czerwca 2025 r."));
}
