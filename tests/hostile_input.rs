//! Strange input is normal input: a clear message or a normal result, never a panic, never a finding
//! lost. Each text hides a weekday that does not fit its date.

mod desk;

use desk::{Desk, RIGHT, Run, SLIP};
use serde_json::Value;

/// The words of [`SLIP`] that are at fault.
const WORDS: &str = "środę, 17 czerwca 2025 r.";

/// Asserts that a report holds one finding, at `words` in the file `path` with the bytes `source`.
#[track_caller]
fn assert_found(run: &Run, path: &str, source: &str, words: &str, line: u64, column: u64) {
    let report = run.json();
    let findings = report["findings"].as_array().expect("findings");
    assert_eq!(findings.len(), 1, "{report:#}");
    let label = &findings[0]["labels"][0];
    let start = source.find(words).expect("the words stand in the source");
    assert_eq!(findings[0]["rule"], "weekday-mismatch");
    assert_eq!((&label["path"], &label["text"]), (&Value::from(path), &Value::from(words)));
    assert_eq!((&label["start"], &label["end"]), (&start.into(), &(start + words.len()).into()), "bytes");
    assert_eq!((&label["line"], &label["column"]), (&line.into(), &column.into()), "line and column");
}

/// Asserts that an article in the file `path` yields one finding at `words`, in every format.
#[track_caller]
fn caught_in(path: &str, source: &str, words: &str, line: u64, column: u64) {
    let desk = Desk::new().write(path, source);
    let check = |format| desk.run(&["check", path, "--language", "pl", "--format", format]).ends_with(1);
    assert_found(&check("json").without_complaint(), path, source, words, line, column);
    let place = format!("{path}:{line}:{column}");
    assert!(check("concise").out.starts_with(&format!("{place}: error[weekday-mismatch]: ")));
    check("human").prints(&format!(",-[ {place} ]\n")).prints("|^^^");
    for format in ["human", "json", "jsonl"] {
        desk.run(&["facts", path, "--language", "pl", "--format", format]).ends_with(0).without_complaint();
    }
}

/// The same in plain text.
#[track_caller]
fn caught(source: &str, words: &str, line: u64, column: u64) {
    caught_in("a.txt", source, words, line, column);
}

// Paths.

#[test]
fn a_missing_path_is_named_and_the_rest_is_checked() {
    let run = Desk::with(SLIP).run(&["check", "none.txt", "a.txt", "--format", "json"]).ends_with(2);
    assert_found(&run, "a.txt", SLIP, WORDS, 1, 18);
    assert_eq!(run.err, "error: none.txt: no such file or folder\n");
    let run = Desk::new().run(&["check", "none.txt"]).ends_with(2);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", "error: none.txt: no such file or folder\n"));
}

#[test]
fn a_folder_without_articles_is_named() {
    let desk = Desk::with(SLIP).write("empty/picture.png", [0x89, b'P', b'N', b'G']);
    let run = desk.run(&["check", "empty", "a.txt", "--format", "json"]).ends_with(2);
    assert_found(&run, "a.txt", SLIP, WORDS, 1, 18);
    assert!(run.err.starts_with("error: empty: no articles here; factlint reads .txt, .md, "), "{}", run.err);
}

#[test]
fn the_order_of_the_arguments_changes_nothing() {
    let desk = Desk::with(SLIP).write("b.txt", RIGHT).write("bad.txt", [0xff]).write("deep/c.txt", SLIP);
    let orders: [[&str; 6]; 4] = [
        ["a.txt", "b.txt", "bad.txt", "deep", "none.txt", "*.txt"],
        ["none.txt", "deep", "bad.txt", "b.txt", "a.txt", "*.txt"],
        ["bad.txt", "a.txt", "*.txt", "none.txt", "b.txt", "deep"],
        ["deep", "*.txt", "a.txt", "none.txt", "bad.txt", "b.txt"],
    ];
    for format in ["human", "concise", "json"] {
        let run = |paths: [&str; 6]| desk.run(&[&["check", "--format", format][..], &paths].concat());
        let first = run(orders[0]).ends_with(2);
        for order in &orders[1..] {
            assert_eq!(run(*order), first, "{order:?}");
        }
    }
}

// Bytes.

#[test]
fn a_file_that_is_not_utf_8_is_named_with_the_byte() {
    let mut bytes = SLIP.as_bytes().to_vec();
    bytes.splice(4..4, [0xb6]);
    let desk = Desk::with(SLIP).write("b.txt", bytes).write("c.txt", [0xff, 0xfe, b'a', 0]);
    let run = desk.run(&["check", ".", "--format", "json"]).ends_with(2);
    assert_found(&run, "a.txt", SLIP, WORDS, 1, 18);
    assert_eq!(
        run.err,
        "error: b.txt: not UTF-8 at byte 4; convert the file, for example with \
         `iconv -f WINDOWS-1250 -t UTF-8`\n\
         error: c.txt: not UTF-8 at byte 0; convert the file, for example with \
         `iconv -f UTF-16 -t UTF-8`\n"
    );
}

#[test]
fn an_empty_file_and_a_file_of_blanks_are_articles_without_facts() {
    for text in ["", " ", "\n\n", " \t\r\n\u{a0}\u{2003}\n", "\u{feff}", "\0"] {
        for path in ["a.txt", "a.md", "a.jsonl"] {
            if path == "a.jsonl" && !text.trim().is_empty() && text != "\u{feff}" {
                continue;
            }
            let desk = Desk::new().write(path, text);
            let run = desk.run(&["check", path]).ends_with(0).without_complaint();
            assert!(run.out.starts_with("no findings in "), "{text:?}: {}", run.out);
            desk.run(&["facts", path]).ends_with(0).without_complaint();
        }
    }
}

#[test]
fn nul_bytes_change_nothing() {
    caught(&format!("\0\0Mecz\0 {SLIP}\0"), WORDS, 1, 26);
    caught_in("a.md", &format!("Mecz\0\n\n{SLIP}\0\n"), WORDS, 3, 18);
}

#[test]
fn a_byte_order_mark_is_no_text() {
    caught(&format!("\u{feff}Mecz.\n{SLIP}"), WORDS, 2, 18);
    caught_in("a.md", &format!("\u{feff}# Mecz\n\n{SLIP}"), WORDS, 3, 18);
    caught_in("b.md", &format!("\u{feff}---\nlang: pl\n---\n{SLIP}"), WORDS, 4, 18);
    let desk = Desk::with(format!("\u{feff}{SLIP}"));
    let label =
        desk.run(&["check", "a.txt", "--format", "json"]).ends_with(1).json()["findings"][0]["labels"][0]
            .clone();
    assert_eq!((&label["start"], &label["text"]), (&22.into(), &WORDS.into()));
}

#[test]
fn a_line_of_fifty_megabytes_is_read_to_its_end() {
    let filler = "Drużyna wróciła do domu późnym wieczorem, a kibice czekali na nią przed halą. ";
    // Most of it is blank: how long the line is matters here, and not how fast prose is read.
    let source = filler.repeat(1_000_000 / filler.len()) + &" ".repeat(49_000_000) + SLIP;
    let column = source.chars().count() - SLIP.chars().count() + 18;
    let desk = Desk::with(&source);
    let run = desk.run(&["check", "a.txt"]).ends_with(1).without_complaint();
    run.prints(&format!("a.txt:1:{column} ]")).prints(" 1 | … ");
}

// Lines.

#[test]
fn every_line_ending_is_known() {
    caught(&format!("Mecz.\r\n\r\n{SLIP}\r\n"), WORDS, 3, 18);
    caught(&format!("Mecz.\r\r{SLIP}\r"), WORDS, 3, 18);
    caught(&format!("Mecz.\r\n\n\r{SLIP}"), WORDS, 4, 18);
    caught_in("a.md", &format!("# Mecz\r\n\r\n{SLIP}\r\n"), WORDS, 3, 18);
}

#[test]
fn other_separators_are_letters_of_a_line() {
    for letter in ['\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}'] {
        caught(&format!("Mecz.{letter}Mecz.{letter}\n{SLIP}{letter}"), WORDS, 2, 18);
        caught(&format!("Mecz.{letter}{SLIP}"), WORDS, 1, 24);
    }
    let source = format!("Mecz odbył się w{}.", &WORDS.replace(' ', "\u{85}"));
    assert_eq!(Desk::with(source).run(&["facts", "a.txt", "--language", "pl"]).ends_with(0).err, "");
}

#[test]
fn a_date_over_two_lines_of_markdown_is_one_date() {
    let source = "Mecz odbył się w środę,\n17 czerwca 2025 r.\n";
    let desk = Desk::new().write("a.md", source);
    let run = desk.run(&["check", "a.md", "--format", "json"]).ends_with(1);
    assert_found(&run, "a.md", source, "środę,\n17 czerwca 2025 r.", 1, 18);
    let lines = " 1 | Mecz odbył się w środę,\n   |                  |^^^^^\n   \
                 |                  `------- …\n \
                 2 | 17 czerwca 2025 r.\n   | |^^^^^^^^^^^^^^^^^\n";
    desk.run(&["check", "a.md"]).prints(lines);
}

// Letters.

#[test]
fn decomposed_accents_are_read() {
    let words = "s\u{301}rode\u{328}, 17 czerwca 2025 r.";
    caught(&format!("Mecz odbył się w {words}"), words, 1, 18);
}

#[test]
fn spaces_of_every_kind_are_spaces() {
    for space in ['\u{a0}', '\u{202f}', '\u{2009}', '\t', '\u{3000}'] {
        let words = WORDS.replace(' ', &space.to_string());
        caught(&format!("Mecz odbył się w{space}{words}"), &words, 1, 18);
        caught_in("a.md", &format!("Mecz odbył się w{space}{words}"), &words, 1, 18);
    }
}

#[test]
fn spaces_inside_numbers_part_thousands() {
    for space in ["\u{a0}", "\u{202f}", "\u{2009}", " "] {
        let source = format!("Na stadion przyszło 12{space}000 widzów.");
        let desk = Desk::with(&source);
        let run = desk.run(&["facts", "a.txt", "--language", "pl", "--format", "jsonl"]).ends_with(0);
        let fact = &run.json_lines()[0];
        assert_eq!((&fact["start"], &fact["value"]["lower"]), (&21.into(), &"12000".into()), "{space:?}");
        assert!(fact["text"].as_str().is_some_and(|text| text.starts_with(&format!("12{space}000"))));
    }
}

#[test]
fn soft_hyphens_inside_words_are_nothing() {
    let words = "śro\u{ad}dę, 17 czerw\u{ad}ca 2025 r.";
    caught(&format!("Mecz od\u{ad}był się w {words}"), words, 1, 19);
}

#[test]
fn marks_of_direction_change_nothing() {
    caught(&format!("\u{200f}Mecz odbył się w \u{202b}{WORDS}\u{202c}\u{200e}"), WORDS, 1, 20);
    caught(&format!("\u{2067}Mecz\u{2069} {SLIP}"), WORDS, 1, 25);
}

#[test]
fn emoji_before_the_words_count_as_letters() {
    caught(&format!("🏆 👩‍👩‍👧 {SLIP}"), WORDS, 1, 26);
    caught_in("a.md", &format!("- 🏆 **{SLIP}**\n"), WORDS, 1, 24);
}

// Markdown.

#[test]
fn broken_front_matter_does_not_hide_the_article() {
    let source = format!("---\nlang: pl\ntitle: [a\n---\n\n{SLIP}\n");
    let desk = Desk::new().write("a.md", &source);
    let run = desk.run(&["check", "a.md", "--format", "json"]).ends_with(2);
    assert_found(&run, "a.md", &source, WORDS, 6, 18);
    let run = run.complains("error: a.md:").complains(": the front matter is not valid YAML: ");
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);

    let source = format!("+++\nlang = pl\n+++\n{SLIP}\n");
    let desk = Desk::new().write("a.md", &source);
    let run = desk.run(&["check", "a.md", "--format", "json"]).ends_with(2);
    assert_found(&run, "a.md", &source, WORDS, 4, 18);
    run.complains("error: a.md:2:8: the front matter is not valid TOML: ");

    let source = format!("---\ndate: soon\n---\n{SLIP}\n");
    let desk = Desk::new().write("a.md", &source);
    let run = desk.run(&["check", "a.md", "--format", "json"]).ends_with(1);
    assert_found(&run, "a.md", &source, WORDS, 4, 18);
    assert_eq!(
        run.err,
        "warning: a.md:2: date: expected a date like 2025-06-17 or a date-time, found `soon`; mend it, or give it with \
         --published; the article is read without it\n"
    );
}

#[test]
fn front_matter_counts_as_lines() {
    let source = format!("---\ndate: 2025-06-18\nlang: pl\n---\n\nMecz.\n\n> {SLIP}\n");
    caught_in("a.md", &source, WORDS, 8, 20);
    let source = format!("+++\ndate = 2025-06-18\n+++\n* {SLIP}\n");
    caught_in("a.md", &source, WORDS, 4, 20);
    let source = format!("---\ndate: 2025-06-18\nno end\n\n{SLIP}\n");
    caught_in("a.md", &source, WORDS, 5, 18);
}

#[test]
fn markup_inside_a_date_is_part_of_its_words() {
    let words = "środę, **17** czerwca&nbsp;2025 r.";
    caught_in("a.md", &format!("Mecz odbył się w {words}\n"), words, 1, 18);
}

// JSON Lines.

#[test]
fn a_broken_line_does_not_hide_the_others() {
    let lines = format!(
        "{{\"text\": \"{RIGHT}\"}}\nnot json\n\n{{\"id\": 3}}\n{{\"id\": \"x\", \"text\": \"{SLIP}\"}}\n"
    );
    let desk = Desk::new().write("wire.jsonl", lines);
    let run = desk.run(&["check", "wire.jsonl", "--format", "json"]).ends_with(2);
    assert_eq!(run.documents(), ["wire.jsonl:1", "x"]);
    assert_found(&run, "x", SLIP, WORDS, 1, 18);
    assert_eq!(
        run.err,
        "error: wire.jsonl:2:2: not a document: expected ident; each line holds one JSON object with at \
         least \"text\"\nerror: wire.jsonl:4:8: not a document: invalid type: integer `3`, expected a \
         string; each line holds one JSON object with at least \"text\"\n"
    );
}

#[test]
fn a_broken_date_does_not_hide_its_line() {
    let line = format!("{{\"id\": \"x\", \"published\": \"soon\", \"text\": \"{SLIP}\"}}\r\n");
    let run = Desk::new().write("a.jsonl", line).run(&["check", "a.jsonl", "--format", "json"]).ends_with(1);
    assert_found(&run, "x", SLIP, WORDS, 1, 18);
    assert_eq!(
        run.err,
        "warning: a.jsonl:1: published: expected a date like 2025-06-17 or a date-time, found `soon`; mend it, or give \
         it with --published; the article is read without it\n"
    );
}

#[test]
fn offsets_count_bytes_of_the_text_of_a_line() {
    let text = format!("🏆 „Mecz”\n\n{SLIP}");
    let line = serde_json::json!({ "id": "x", "title": "Tytuł", "text": text }).to_string();
    let escaped: String = line
        .chars()
        .map(|letter| if letter == 'ś' { "\\u015b".to_string() } else { letter.to_string() })
        .collect();
    for lines in [line.clone(), escaped, format!("\u{feff}{line}\r\n")] {
        let desk = Desk::new().write("a.jsonl", lines);
        let run = desk.run(&["check", "a.jsonl", "--format", "json"]).ends_with(1).without_complaint();
        assert_found(&run, "x", &text, WORDS, 3, 18);
    }
}

#[test]
fn two_documents_may_share_a_name() {
    let lines =
        format!("{{\"id\": \"x\", \"text\": \"{SLIP}\"}}\n{{\"id\": \"x\", \"text\": \"Mecz.\\n{SLIP}\"}}\n");
    let desk = Desk::new().write("a.jsonl", lines);
    let run = desk.run(&["check", "a.jsonl", "--format", "concise"]).ends_with(1);
    assert!(run.out.contains("x:1:18: ") && run.out.contains("x:2:18: "), "{}", run.out);
    desk.run(&["check", "a.jsonl"]).prints(",-[ x:1:18 ]").prints(",-[ x:2:18 ]");
}

// The configuration file.

#[test]
fn a_broken_configuration_is_drawn_with_its_place() {
    for (config, message, place) in [
        ("exclude = [", "unclosed array", "1:12"),
        ("\nexclde = []\n", "unknown field `exclde`", "2:1"),
        ("[[document]]\npath = 3\n", "invalid type: integer `3`, expected a string", "2:8"),
        ("fail-on = \"loud\"\n", "unknown variant `loud`", "1:11"),
        ("[levels]\nweekday-mismatch = 1\n", "", "2:20"),
        ("[[document]]\npath = \"a\"\npublished = 2025-02-30\n", "invalid date", "3:13"),
        ("[[document]]\npath = \"a\"\npublished = \"soon\"\n", "expected a date like", "3:13"),
        ("[[document]]\npath = \"[a\"\n", "not a valid pattern", "2:8"),
        ("# żółw\nexclude = [\"ok\", \"{\"]\n", "not a valid pattern", "2:18"),
        ("[levels]\nweekday-mismatc = \"off\"\n", "unknown rule `weekday-mismatc`", "2:1"),
    ] {
        let desk = Desk::with(SLIP).write("factlint.toml", config);
        let run = desk.run(&["check", "a.txt"]).ends_with(2);
        assert!(run.err.starts_with(&format!("error: {message}")), "{}", run.err);
        let run = run.complains(&format!(",-[ factlint.toml:{place} ]\n")).complains("`");
        assert_eq!(run.out, "");
    }
    let desk = Desk::with(SLIP).write("factlint.toml", "exclde = []\n");
    desk.run(&["check", "a.txt"]).complains("= help: did you mean `exclude`?");
    let desk = Desk::with(SLIP).write("factlint.toml", [b'#', 0xff]);
    desk.run(&["check", "a.txt"]).ends_with(2).complains("error: factlint.toml: ");
}

// The same input gives the same bytes.

#[test]
fn the_number_of_threads_and_of_runs_changes_nothing() {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/factlint.toml");
    let mut desk = Desk::new();
    for number in 0..20 {
        desk = desk.write(&format!("wire/{number}.txt"), format!("Wiadomość {number}.\n{SLIP}\n"));
    }
    for (command, formats) in [("check", ["human", "concise", "json"]), ("facts", ["human", "json", "jsonl"])]
    {
        for format in formats {
            let run = |jobs| {
                let paths = [seeds, "wire", "--config", config];
                desk.run(&[&[command, "--format", format, "--jobs", jobs][..], &paths].concat())
                    .without_complaint()
            };
            let first = run("1");
            assert_ne!(first.out, "");
            for jobs in ["1", "2", "0"] {
                assert_eq!(run(jobs), first, "{command} {format} --jobs {jobs}");
            }
        }
    }
}
