//! How a run ends. The table in docs/ci.md lists these classes; each has its rows here.

mod desk;

use std::io::Read;
use std::process::Stdio;

use desk::{Desk, RIGHT, Run, SLIP, finish};

/// What a run looks like that could not do its job: it says why on standard error, and says it as an error.
#[track_caller]
fn fails(run: Run) -> Run {
    assert_eq!(run.code, 2, "{run:#?}");
    assert!(run.err.contains("error: ") || run.err.starts_with("error"), "{run:#?}");
    run
}

fn newsroom() -> Desk {
    Desk::with(SLIP).write("b.txt", RIGHT).write("none/.keep", "")
}

#[test]
fn findings_end_with_1_from_the_level_that_fails_on() {
    // The level of the one finding, and how the run ends with --fail-on note, warning, error, never.
    let table =
        [("off", [0, 0, 0, 0]), ("note", [1, 0, 0, 0]), ("warning", [1, 1, 0, 0]), ("error", [1, 1, 1, 0])];
    let desk = newsroom();
    for (level, codes) in table {
        let level_of_rule = format!("weekday-mismatch={level}");
        for (fail_on, code) in ["note", "warning", "error", "never"].into_iter().zip(codes) {
            let run = desk.run(&["check", "a.txt", "--level", &level_of_rule, "--fail-on", fail_on]);
            assert_eq!(run.code, code, "{level} with --fail-on {fail_on}");
        }
    }
}

#[test]
fn usage_that_is_not_understood_ends_with_2() {
    for arguments in [
        &[][..],
        &["chekc"],
        &["check"],
        &["check", "a.txt", "--frobnicate"],
        &["check", "a.txt", "--format", "xml"],
        &["check", "a.txt", "--output", "sarif"],
        &["check", "a.txt", "--output", "xml=report.xml"],
        &["check", "a.txt", "--fail-on", "info"],
        &["check", "a.txt", "--jobs", "many"],
        &["check", "a.txt", "--level", "weekday-mismatch"],
        &["check", "a.txt", "--quiet", "--verbose"],
        &["check", "a.txt", "--why-not", "a.txt:1"],
        &["facts", "a.txt", "--format", "concise"],
        &["completions", "cobol"],
        &["init", "--ci", "cron"],
    ] {
        let run = newsroom().run(arguments).ends_with(2);
        assert_eq!(run.out, "", "{arguments:?}");
        assert_ne!(run.err, "", "{arguments:?}");
    }
}

#[test]
fn arguments_that_name_nothing_end_with_2() {
    let desk = newsroom();
    for arguments in [
        &["check", "a.txt", "--select", "wekday-mismatch"][..],
        &["check", "a.txt", "--ignore", "wekday-mismatch"],
        &["check", "a.txt", "--level", "wekday-mismatch=off"],
        &["check", "a.txt", "--published", "2025-02-30"],
        &["check", "a.txt", "--published", "yesterday"],
        &["check", "a.txt", "--config", "none.toml"],
        &["check", "a.txt", "--facts", "none.toml"],
        &["check", "a.txt", "--baseline", "none.json"],
        &["check", "a.txt", "--update-baseline"],
        &["check", "a.txt", "--since", "main"],
        &["check", "a.txt", "--rules", "none.toml"],
        &["check", "a.txt", "--why-not", "a.txt:1", "c.txt:1"],
        &["check", "-", "--watch"],
        &["explain", "wekday-mismatch"],
        &["man", "chekc"],
        &["test", "none"],
        &["try", "none.toml", "a.txt"],
    ] {
        assert_eq!(fails(desk.run(arguments)).out, "", "{arguments:?}");
    }
}

#[test]
fn files_that_people_write_for_factlint_end_with_2_where_they_are_at_fault() {
    let rule = "id = \"late-opening\"\nfamily = \"date\"\n";
    for (path, text, arguments) in [
        ("factlint.toml", "fial-on = \"note\"\n", &["check", "a.txt"][..]),
        ("factlint.toml", "fail-on = \"sometimes\"\n", &["check", "a.txt"]),
        ("factlint.toml", "[levels]\nwekday-mismatch = \"off\"\n", &["check", "a.txt"]),
        ("factlint.toml", "rules = [\"missing\"]\n", &["check", "a.txt"]),
        ("factlint.toml", "facts = [\"none.toml\"]\n", &["check", "a.txt"]),
        ("factlint.toml", "exclude = [\"a[\"]\n", &["check", "a.txt"]),
        ("factlint.toml", "exclude = [", &["facts", "a.txt"]),
        ("late-opening.toml", rule, &["check", "a.txt", "--rules", "late-opening.toml"]),
        ("late-opening.toml", rule, &["test", "late-opening.toml"]),
        ("late-opening.toml", rule, &["try", "late-opening.toml", "a.txt"]),
        ("sheet.toml", "[[fact]]\nfigure = 3\n", &["check", "a.txt", "--facts", "sheet.toml"]),
        ("expected.toml", "[[finding]]\n", &["test", "."]),
    ] {
        let run = fails(newsroom().write(path, text).run(arguments));
        assert_eq!(run.out, "", "{arguments:?}");
        assert!(run.err.contains(path), "{run:#?}");
    }
}

#[test]
fn input_that_cannot_be_read_ends_with_2_and_the_rest_is_checked() {
    let desk = newsroom()
        .write("latin.txt", b"Caf\xe9")
        .write("lines.jsonl", "{\"text\": 3}\n")
        .write("front.md", "---\ndate: [\n---\n\nText\n");
    for (path, complaint) in [
        ("missing.txt", "no such file or folder"),
        ("*.missing", "no articles here"),
        ("none", "no articles here"),
        ("latin.txt", "UTF-8"),
        ("lines.jsonl", "lines.jsonl:1"),
        ("front.md", "front.md:"),
    ] {
        let run = fails(desk.run(&["check", path, "a.txt", "--format", "concise"]));
        assert!(run.err.contains(path) && run.err.contains(complaint), "{run:#?}");
        assert!(run.out.contains("weekday-mismatch"), "{run:#?}");
        fails(desk.run(&["check", path]));
        fails(desk.run(&["facts", path]));
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_ends_with_2() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let desk = newsroom();
    let path = desk.path().join("b.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("permissions");
    // Who may read everything reads this too: nothing is there to be tested then.
    if std::fs::read(&path).is_err() {
        fails(desk.run(&["check", "b.txt"])).complains("b.txt");
    }
    symlink("nowhere.txt", desk.path().join("c.txt")).expect("a link");
    fails(desk.run(&["check", "c.txt"])).complains("c.txt");
}

#[test]
fn what_cannot_be_written_ends_with_2() {
    let desk = newsroom();
    fails(desk.run(&["init", "a.txt"]));
    fails(desk.run(&["check", "a.txt", "--output", "sarif=none/such/report.sarif"]));
    fails(desk.run(&["check", "a.txt", "--output", "sarif=none"]));
    fails(desk.run(&["man", "--to", "a.txt"]));
    fails(desk.run(&["new", "rule", "late-opening", "--dir", "a.txt"]));
    #[cfg(target_os = "linux")]
    for arguments in [&["check", "a.txt"][..], &["check", "b.txt", "--format", "json"], &["facts", "a.txt"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
        let mut command = desk.command(arguments);
        command.stdout(full);
        fails(finish(command, "")).complains("error: the output was not written: ");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::with(format!("{RIGHT}\n").repeat(4000));
    for arguments in
        [&["facts", "a.txt"][..], &["check", "a.txt", "--format", "json"], &["completions", "bash"]]
    {
        let mut command = desk.command(arguments);
        command.stdout(Stdio::piped());
        let mut child = command.spawn().expect("the binary starts");
        let mut pipe = child.stdout.take().expect("its output");
        let _ = pipe.read(&mut [0; 16]).expect("some output");
        drop(pipe);
        let run = child.wait_with_output().expect("the binary ends");
        assert_eq!(run.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&run.stderr), "", "{arguments:?}");
    }
}

#[test]
fn a_failure_wins_over_findings_and_never_fails_on_findings_alone() {
    let desk = newsroom();
    desk.run(&["check", "a.txt", "missing.txt"]).ends_with(2).prints("weekday-mismatch");
    desk.run(&["check", "a.txt", "missing.txt", "--fail-on", "never"]).ends_with(2);
    desk.run(&["check", "a.txt", "--fail-on", "never"]).ends_with(0);
}
