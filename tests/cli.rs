//! The command line: arguments and files in; output, complaints and exit code out.

mod desk;

use std::process::{Command, Stdio};

use desk::{Desk, RIGHT, SLIP, finish, shown};

const FOUND: &str = "a.txt:1:18: error[weekday-mismatch]: 17 June 2025 is a Tuesday, not a Wednesday\n";

// The commands.

#[test]
fn check_reports_a_finding_and_ends_with_1() {
    let run = Desk::with(SLIP).run(&["check", "a.txt"]).ends_with(1).without_complaint();
    let heading =
        "error[weekday-mismatch]: 17 June 2025 is a Tuesday, not a Wednesday\n   ,-[ a.txt:1:18 ]\n";
    assert!(run.out.starts_with(heading), "{}", run.out);
    assert!(run.out.ends_with("\n1 finding (1 error) in 1 document, 1 fact\n"), "{}", run.out);
}

#[test]
fn the_readme_shows_what_check_and_facts_print_on_the_seeds() {
    let readme = include_str!("../README.md");
    let root = env!("CARGO_MANIFEST_DIR");
    let print = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
        let output = command.args(arguments).current_dir(root).output().expect("the binary runs");
        String::from_utf8(output.stdout).expect("output is UTF-8")
    };
    let found = print(&["check", "seeds"]);
    assert!(!found.is_empty() && readme.contains(&found), "README.md shows something else than:\n{found}");
    let facts = print(&["facts", "seeds"]);
    let (_, shown) = readme.split_once("```text\nseeds/builders-for-kursk").expect("facts in README.md");
    let (shown, _) = shown.split_once("```").expect("an end of the facts");
    for line in shown.lines() {
        assert!(
            facts.contains(line),
            "README.md shows a line that `factlint facts seeds` does not print: {line}"
        );
    }
}

#[test]
fn check_of_a_clean_article_ends_with_0() {
    let run = Desk::with(RIGHT).run(&["check", "a.txt"]).ends_with(0).without_complaint();
    assert_eq!(run.out, "no findings in 1 document, 1 fact\n");
}

#[test]
fn a_finding_in_one_article_tells_how_it_was_reckoned() {
    let desk = Desk::with("The fire burnt 6,100 hectares (9,100 acres) of forest.");
    let run = desk.run(&["check", "--explain", "a.txt"]).ends_with(1);
    run.prints("    a            read        “9,100 acres” = 9 100 acres")
        .prints("    joined       restates    a to b, by “(”")
        .prints("    conversion   exact       1 ha = 2.47104 acres")
        .prints("    tolerance    granted     a 9 000 to 9 200, b 6 000 to 6 200")
        .prints("    relation     holds       converts-to: ")
        .prints("; expected 15 100 acres");
    let report = desk.run(&["check", "--format", "json", "a.txt"]).json();
    let rows = report["findings"][0]["comparison"].as_array().cloned().unwrap_or_default();
    assert_eq!((&rows[0]["slot"], &rows[0]["outcome"]), (&"a".into(), &"read".into()));
    assert_eq!(rows.last().map(|row| &row["slot"]), Some(&"relation".into()));
}

#[test]
fn facts_lists_what_an_article_asserts() {
    let run = Desk::with(SLIP).run(&["facts", "a.txt"]).ends_with(0).without_complaint();
    run.prints("a.txt: pl, publication date unknown").prints("1:18  środę, 17 czerwca 2025 r.");
}

#[test]
fn rules_lists_the_rules() {
    Desk::new().run(&["rules"]).ends_with(0).without_complaint().prints("weekday-mismatch");
}

#[test]
fn explain_tells_what_a_rule_is_about() {
    let run = Desk::new().run(&["explain", "weekday-mismatch"]).ends_with(0).without_complaint();
    run.prints("weekday-mismatch (error, family weekday").prints("Why: ");
}

#[test]
fn help_and_version_are_no_failure() {
    Desk::new().run(&["--help"]).ends_with(0).prints("Usage: factlint");
    Desk::new().run(&["check", "--help"]).ends_with(0).prints("--fail-on");
    Desk::new().run(&["--version"]).ends_with(0).prints("factlint ");
}

// What fails a run.

#[test]
fn fail_on_tells_which_level_fails() {
    let desk = Desk::with(SLIP);
    for (level, code) in [("never", 0), ("note", 1), ("warning", 1), ("error", 1)] {
        desk.run(&["check", "a.txt", "--fail-on", level]).ends_with(code).prints("weekday-mismatch");
    }
    let desk = desk.write("factlint.toml", "[levels]\nweekday-mismatch = \"note\"\n");
    for (level, code) in [("never", 0), ("note", 1), ("warning", 0), ("error", 0)] {
        desk.run(&["check", "a.txt", "--fail-on", level]).ends_with(code).prints("note[weekday-mismatch]");
    }
}

#[test]
fn the_configuration_tells_which_level_fails_unless_the_command_line_does() {
    let desk = Desk::with(SLIP).write("factlint.toml", "fail-on = \"never\"\n");
    desk.run(&["check", "a.txt"]).ends_with(0);
    desk.run(&["check", "a.txt", "--fail-on", "error"]).ends_with(1);
}

#[test]
fn a_usage_error_ends_with_2() {
    let desk = Desk::with(SLIP);
    for arguments in [
        &["check"][..],
        &["facts"],
        &[],
        &["chekc", "a.txt"],
        &["check", "a.txt", "--format", "xml"],
        &["facts", "a.txt", "--format", "concise"],
        &["check", "a.txt", "--fail-on", "info"],
        &["check", "a.txt", "--jobs", "many"],
        &["check", "a.txt", "--color", "red"],
        &["explain"],
    ] {
        let run = desk.run(arguments).ends_with(2);
        assert_eq!(run.out, "");
        assert_ne!(run.err, "");
    }
}

#[test]
fn an_argument_that_cannot_be_read_ends_with_2() {
    let desk = Desk::with(SLIP);
    let run = desk.run(&["check", "a.txt", "--published", "yesterday"]).ends_with(2);
    assert_eq!(run.err, "error: --published: expected a date like 2025-06-17, found `yesterday`\n");
    let run = desk.run(&["explain", "weekday-mismatc"]).ends_with(2);
    assert_eq!(run.err, "error: no rule is called `weekday-mismatc`; did you mean `weekday-mismatch`?\n");
    let run = desk.run(&["explain", "xyzzy"]).ends_with(2);
    assert_eq!(run.err, "error: no rule is called `xyzzy`; `factlint rules` lists them\n");
    desk.run(&["check", "a.txt", "--config", "none.toml"]).ends_with(2).complains("error: none.toml: ");
}

#[test]
fn a_failure_wins_over_findings() {
    let run = Desk::with(SLIP).run(&["check", "a.txt", "b.txt", "--format", "concise"]).ends_with(2);
    assert_eq!((run.out.as_str(), run.err.as_str()), (FOUND, "error: b.txt: no such file or folder\n"));
}

// Formats.

#[test]
fn concise_prints_one_line_a_finding() {
    assert_eq!(Desk::with(SLIP).run(&["check", "a.txt", "--format", "concise"]).ends_with(1).out, FOUND);
    assert_eq!(Desk::with(RIGHT).run(&["check", "a.txt", "--format", "concise"]).ends_with(0).out, "");
}

#[test]
fn json_holds_places_in_bytes_lines_and_columns() {
    let whole = Desk::with(SLIP).run(&["check", "a.txt", "--format", "json"]).ends_with(1).json();
    assert_eq!(whole["schema"], "factlint.check/1");
    let label = &whole["findings"][0]["labels"][0];
    assert_eq!(label["path"], "a.txt");
    assert_eq!(label["text"], "środę, 17 czerwca 2025 r.");
    for (key, value) in
        [("start", 19), ("end", 46), ("line", 1), ("column", 18), ("end_line", 1), ("end_column", 43)]
    {
        assert_eq!(label[key], value, "{key}");
    }
    assert_eq!(whole["summary"]["errors"], 1);
}

#[test]
fn json_is_printed_even_where_nothing_could_be_read() {
    let run = Desk::new().run(&["check", "a.txt", "--format", "json"]).ends_with(2);
    assert_eq!(run.json()["findings"].as_array().map(Vec::len), Some(0));
}

#[test]
fn facts_are_printed_in_three_formats() {
    let desk = Desk::with(SLIP);
    let lines = desk.run(&["facts", "a.txt", "--format", "jsonl"]).ends_with(0).json_lines();
    let whole = desk.run(&["facts", "a.txt", "--format", "json"]).ends_with(0).json();
    desk.run(&["facts", "a.txt", "--format", "human"]).ends_with(0).prints("= 2025-06-17");
    assert_eq!(whole["schema"], "factlint.facts/1");
    assert_eq!(whole["facts"].as_array(), Some(&lines));
    assert_eq!(lines[0]["document"], "a.txt");
    assert_eq!(lines[0]["value"]["edtf"], "2025-06-17");
}

#[test]
fn explain_prints_what_a_finding_rests_on() {
    let desk = Desk::with(SLIP);
    desk.run(&["check", "a.txt", "--explain"]).ends_with(1).prints("  confidence 0.").prints("factlint/v1:");
    assert!(!desk.run(&["check", "a.txt"]).out.contains("confidence"));
}

// Colour.

#[test]
fn no_escape_byte_is_printed_without_colour() {
    let desk = Desk::with(format!("{SLIP}\n\u{1b}[31m{SLIP}\n"))
        .write("bad/factlint.toml", "# \u{1b}\nexclude = 3\n")
        .write("bad/a.txt", SLIP);
    for arguments in [
        &["check", "a.txt"][..],
        &["check", "a.txt", "--explain"],
        &["--color", "never", "check", "a.txt"],
        &["check", "bad/a.txt"],
    ] {
        let run = desk.run(arguments);
        assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'), "{run:#?}");
        let mut command = desk.command(arguments);
        command.env("NO_COLOR", "1");
        assert_eq!(finish(command, ""), run);
    }
}

#[test]
fn colour_can_be_asked_for() {
    let desk = Desk::with(SLIP).write("bad/factlint.toml", "exclude = 3\n").write("bad/a.txt", SLIP);
    let run = desk.run(&["check", "a.txt", "--color", "always"]).ends_with(1);
    assert!(run.out.contains("\u{1b}[31merror[weekday-mismatch]\u{1b}[0m: "), "{}", run.out);
    let plain = desk.run(&["check", "a.txt"]).out;
    assert_eq!(without_escapes(&run.out), plain);
    let run = desk.run(&["check", "bad/a.txt", "--color", "always"]).ends_with(2);
    assert!(run.err.contains('\u{1b}'), "{}", run.err);
    let mut command = desk.command(&["--color", "always", "check", "a.txt"]);
    command.env("NO_COLOR", "1");
    assert!(finish(command, "").out.contains('\u{1b}'));
}

fn without_escapes(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_string();
    pieces.fold(first, |out, piece| out + piece.split_once('m').map_or("", |(_, rest)| rest))
}

// What is known of an article.

#[test]
fn language_overrides_what_the_text_looks_like() {
    let desk = Desk::with(SLIP);
    let run = desk.run(&["check", "a.txt", "--language", "pl-PL", "--format", "json"]).ends_with(1);
    assert_eq!(run.json()["documents"][0]["language"], "pl-PL");
    let run = desk.run(&["check", "a.txt", "--language", "xx"]).ends_with(0);
    run.prints("a.txt: not read: its language is unknown or has no pack; name it with --language");
}

#[test]
fn published_places_relative_dates() {
    let desk = Desk::with("Mecz odbył się wczoraj.\n");
    let arguments = ["facts", "a.txt", "--language", "pl", "--format", "jsonl"];
    let open = desk.run(&arguments).ends_with(0).json_lines();
    assert_eq!(open[0]["value"]["start"], serde_json::Value::Null);
    let placed = [&arguments[..], &["--published", "2025-06-17"]].concat();
    let found = desk.run(&placed).ends_with(0).json_lines();
    assert_eq!(found[0]["value"]["edtf"], "2025-06-16");
    let run = desk.run(&["check", "a.txt", "--language", "pl"]).ends_with(0);
    run.prints("a.txt: its publication date is unknown, relative dates stay open; give it with --published");
}

#[test]
fn the_configuration_describes_documents() {
    let config = "[[document]]\npath = \"*.pl.txt\"\nlanguage = \"pl\"\npublished = 2025-06-17\n\
        source = \"Gazeta\"\n";
    let desk = Desk::new().write("factlint.toml", config).write("a.pl.txt", "Mecz odbył się wczoraj.");
    let run = desk.run(&["facts", "a.pl.txt", "--format", "json"]).ends_with(0).json();
    let document = &run["documents"][0];
    assert_eq!(document["published"], "2025-06-17");
    assert_eq!(document["published_from"], "config");
    assert_eq!(document["source"], "Gazeta");
    assert_eq!(run["facts"][0]["value"]["edtf"], "2025-06-16");
    let arguments = ["facts", "a.pl.txt", "--format", "json", "--published", "2025-06-20"];
    assert_eq!(desk.run(&arguments).json()["documents"][0]["published_from"], "command-line");
}

#[test]
fn the_configuration_describes_all_documents_of_a_jsonl_file() {
    let config = "[[document]]\npath = \"wire.jsonl\"\nlanguage = \"pl\"\n";
    let lines = "{\"id\": \"x\", \"text\": \"Mecz wczoraj.\"}\n{\"text\": \"Mecz dziś.\"}\n";
    let desk = Desk::new().write("factlint.toml", config).write("wire.jsonl", lines);
    let run = desk.run(&["facts", "wire.jsonl", "--format", "json"]).ends_with(0);
    assert_eq!(run.documents(), ["wire.jsonl:2", "x"]);
    assert_eq!(run.json()["documents"][0]["language"], "pl");
    assert_eq!(run.json()["documents"][1]["language"], "pl");
}

// Standard input.

#[test]
fn an_article_is_read_from_standard_input() {
    let desk = Desk::new();
    let run = desk.run_with(SLIP, &["check", "-", "--format", "concise"]).ends_with(1);
    assert!(run.out.starts_with("stdin.txt:1:18: "), "{}", run.out);
    let run = desk.run_with(SLIP, &["check", "-", "-", "--format", "json"]).ends_with(1);
    assert_eq!(run.documents(), ["stdin.txt"]);
}

#[test]
fn the_path_of_standard_input_tells_its_name_and_format() {
    let desk = Desk::new().write("news/factlint.toml", "[levels]\nweekday-mismatch = \"note\"\n");
    let text = format!("---\nlang: pl\n---\n\n**{SLIP}**\n");
    let arguments = ["check", "-", "--stdin-path", "news/a.md", "--format", "concise"];
    let run = desk.run_with(&text, &arguments).ends_with(0);
    assert!(run.out.starts_with("news/a.md:5:20: note[weekday-mismatch]"), "{}", run.out);
}

// The configuration file.

#[test]
fn the_nearest_configuration_upwards_is_used() {
    let desk = Desk::new()
        .write("factlint.toml", "[levels]\nweekday-mismatch = \"note\"\n")
        .write("deep/er/a.txt", SLIP)
        .write("own/factlint.toml", "[levels]\nweekday-mismatch = \"warning\"\n")
        .write("own/er/a.txt", SLIP);
    fn arguments(path: &str) -> [&str; 4] {
        ["check", path, "--format", "concise"]
    }
    for path in ["deep/er/a.txt", "deep/er", "deep", "./deep/er/a.txt", "deep/*/a.txt", "deep/**"] {
        desk.run(&arguments(path)).ends_with(0).prints(": note[weekday-mismatch]");
    }
    desk.run(&arguments(&shown(&desk.path().join("deep")))).ends_with(0).prints(": note[");
    desk.run_in("deep/er", &arguments(".")).ends_with(0).prints(": note[");
    desk.run_in("deep/er", &arguments("a.txt")).ends_with(0).prints(": note[");
    desk.run_in("own", &arguments("../deep/er/a.txt")).ends_with(0).prints(": note[");
    desk.run(&arguments("own/er/a.txt")).ends_with(1).prints(": warning[weekday-mismatch]");
    desk.run_in("own/er", &arguments("a.txt")).ends_with(1).prints(": warning[");
    let named = ["check", "own/er/a.txt", "--format", "concise", "--config", "factlint.toml"];
    desk.run(&named).ends_with(0).prints(": note[");
}

#[test]
fn each_article_has_the_configuration_nearest_to_it() {
    let desk = Desk::new()
        .write("factlint.toml", "[levels]\nweekday-mismatch = \"off\"\n")
        .write("a.txt", SLIP)
        .write("one/factlint.toml", "[levels]\nweekday-mismatch = \"note\"\n")
        .write("one/deep/a.txt", SLIP)
        .write("two/factlint.toml", "")
        .write("two/a.txt", SLIP);
    let expected = "two/a.txt:1:18: error[weekday-mismatch]: 17 June 2025 is a Tuesday, not a Wednesday\n\
                    one/deep/a.txt:1:18: note[weekday-mismatch]: 17 June 2025 is a Tuesday, not a Wednesday\n";
    for paths in [&["."][..], &["two", "one", "a.txt"], &["one", "a.txt", "two"]] {
        let run = desk.run(&[&["check", "--format", "concise"], paths].concat()).ends_with(1);
        assert_eq!(run.out, expected, "{paths:?}");
    }
    let named = ["check", ".", "--format", "concise", "--config", "one/factlint.toml"];
    assert_eq!(desk.run(&named).ends_with(0).out.matches("note[").count(), 3);
}

#[test]
fn a_rule_can_be_off() {
    let desk = Desk::with(SLIP).write("factlint.toml", "[levels]\nweekday-mismatch = \"off\"\n");
    assert_eq!(desk.run(&["check", "a.txt"]).ends_with(0).out, "no findings in 1 document, 1 fact\n");
}

#[test]
fn excluded_files_are_left_out_of_folders_and_patterns() {
    let desk = Desk::new()
        .write("factlint.toml", "exclude = [\"news/old/*\", \"draft-*\"]\n")
        .write("news/a.txt", SLIP)
        .write("news/old/b.txt", SLIP)
        .write("draft-c.txt", SLIP);
    let read = |folder: &str, path| desk.run_in(folder, &["check", path, "--format", "json"]).documents();
    assert_eq!(read("", "."), ["news/a.txt"]);
    assert_eq!(read("", "**/*.txt"), ["news/a.txt"]);
    assert_eq!(read("news", "."), ["a.txt"]);
    assert_eq!(read("news", ".."), ["../news/a.txt"]);
    // Who names a file means it.
    assert_eq!(read("", "draft-c.txt"), ["draft-c.txt"]);
}

// Paths.

#[test]
fn a_folder_is_searched_for_articles() {
    let desk = Desk::new()
        .write("a.txt", SLIP)
        .write("b.MD", SLIP)
        .write("c.markdown", SLIP)
        .write("deep/d.jsonl", "{\"text\": \"\"}\n")
        .write("e.html", SLIP)
        .write("g.rst", SLIP)
        .write(".hidden/f.txt", SLIP);
    let run = desk.run(&["check", ".", "--format", "json"]).ends_with(1);
    assert_eq!(run.documents(), ["a.txt", "b.MD", "c.markdown", "deep/d.jsonl:1", "e.html"]);
}

#[test]
fn gitignore_is_honoured() {
    let desk = Desk::new()
        .write(".gitignore", "drafts/\n*.tmp.txt\n")
        .write("a.txt", SLIP)
        .write("b.tmp.txt", SLIP)
        .write("drafts/c.txt", SLIP);
    assert_eq!(desk.run(&["check", ".", "--format", "json"]).documents(), ["a.txt"]);
    assert_eq!(desk.run(&["check", "**/*.txt", "--format", "json"]).documents(), ["a.txt"]);
    assert_eq!(desk.run(&["check", "b.tmp.txt", "--format", "json"]).documents(), ["b.tmp.txt"]);
}

#[test]
fn patterns_are_matched_as_a_shell_does() {
    let desk = Desk::new().write("a.txt", RIGHT).write("b.md", RIGHT).write("deep/er/c.txt", RIGHT);
    let read = |pattern| desk.run(&["check", pattern, "--format", "json"]).ends_with(0).documents();
    assert_eq!(read("*.txt"), ["a.txt"]);
    assert_eq!(read("./*.txt"), ["a.txt"]);
    assert_eq!(read("**/*.txt"), ["a.txt", "deep/er/c.txt"]);
    assert_eq!(read("*.{txt,md}"), ["a.txt", "b.md"]);
    assert_eq!(read("deep/*/[a-c].txt"), ["deep/er/c.txt"]);
    desk.run(&["check", "*.rst"]).ends_with(2).complains("error: *.rst: no articles here");
    desk.run(&["check", "none/*.txt"]).ends_with(2).complains("error: none/*.txt: no such file or folder");
    desk.run(&["check", "[a"]).ends_with(2).complains("error: [a: not a valid pattern: ");
}

#[test]
fn a_file_with_wildcards_in_its_name_is_a_file() {
    let desk = Desk::new().write("a[1].txt", SLIP);
    assert_eq!(desk.run(&["check", "a[1].txt", "--format", "json"]).documents(), ["a[1].txt"]);
}

#[test]
fn a_file_named_twice_is_read_once() {
    let desk = Desk::new().write("news/a.txt", SLIP).write("news/b.txt", RIGHT);
    let absolute = shown(&desk.path().join("news/a.txt"));
    let arguments = [
        "check",
        "news",
        "news/a.txt",
        "./news/a.txt",
        "news/../news/a.txt",
        "news/*.txt",
        "--format",
        "json",
    ];
    assert_eq!(desk.run(&arguments).ends_with(1).documents(), ["news/a.txt", "news/b.txt"]);
    for paths in [["news/a.txt", absolute.as_str()], [absolute.as_str(), "news/a.txt"]] {
        let run = desk.run(&["check", paths[0], paths[1], "--format", "json"]).ends_with(1);
        assert_eq!(run.documents(), ["news/a.txt"]);
    }
}

#[test]
fn several_paths_are_checked_together() {
    let desk = Desk::new().write("a.txt", SLIP).write("b.txt", RIGHT).write("deep/c.txt", SLIP);
    let run = desk.run(&["check", "deep", "b.txt", "a.txt", "--format", "concise"]).ends_with(1);
    assert_eq!(run.out, format!("{FOUND}deep/c.txt{}", &FOUND["a.txt".len()..]));
}

// Pipes.

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::new().write("a.txt", format!("{SLIP}\n").repeat(2000));
    for arguments in [&["check", "a.txt"][..], &["facts", "a.txt"], &["rules"]] {
        let mut child = desk.command(arguments).stderr(Stdio::piped()).spawn().expect("the binary starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the binary ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(i32::from(arguments[0] == "check")));
    }
}

// Why nothing was reported.

#[test]
fn two_articles_that_a_third_one_joins_are_one_story() {
    let valley = Desk::new()
        .write("a.en.txt", "Mayor Olga Brandt said that the river had flooded 412 houses and 86 barns.")
        .write("c.en.txt", "The engineer Piotr Zych said that 412 houses and 86 barns were flooded.");
    let ask = ["check", ".", "--why-not", "a.en.txt:1", "c.en.txt:1"];
    let apart = valley.run(&ask).ends_with(0);
    assert!(apart.out.starts_with("not one story: nothing was compared; 2 of 4 points"), "{}", apart.out);
    let joined = valley
        .write("b.en.txt", "Olga Brandt and the engineer Piotr Zych counted 412 flooded houses and 86 barns.")
        .run(&ask)
        .ends_with(0);
    assert!(joined.out.starts_with("one story, by figures or by another article"), "{}", joined.out);
}

#[test]
fn why_two_places_were_not_reported() {
    let desk = Desk::new()
        .write("a.txt", "The fire in Gdynia killed 12 people, mayor Adam Sobczak said on 3 March 2025.")
        .write(
            "b.txt",
            "Mayor Adam Sobczak of Gdynia said on 3 March 2025 that 31 people were injured in the fire.",
        );
    let run = desk.run(&["check", ".", "--language", "en", "--why-not", "a.txt:1", "b.txt:1"]).ends_with(0);
    for words in ["one story; ", "“12 people” and “31 people”", "quantity-conflict: differs: of"] {
        assert!(run.out.contains(words), "{}", run.out);
    }
    let one = desk.run(&["check", ".", "--why-not", "a.txt:1", "a.txt:1"]).ends_with(2);
    assert!(one.err.contains("name two articles"), "{}", one.err);
    let unknown = desk.run(&["check", ".", "--why-not", "a.txt:1", "c.txt:1"]).ends_with(2);
    assert!(unknown.err.contains("no such article"), "{}", unknown.err);
}
