//! Files of many documents: what has been read is printed while more is still to come.

mod desk;

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use desk::{Desk, Run};
use serde_json::{Value, json};

fn line(id: &str, text: &str) -> String {
    json!({"id": id, "language": "pl", "published": "2025-06-17", "text": text}).to_string() + "\n"
}

/// Ids out of order, among them a broken line, an empty one and an article in no known language.
fn lines(count: usize) -> String {
    let mut lines = String::new();
    for number in 0..count {
        let id = (number * 7919) % count;
        match number % 50 {
            20 => lines.push_str("{\"id\": \"broken\"}\n\n"),
            30 => {
                let text = "Der Zug hatte drei Stunden Verspätung.";
                let _ = writeln!(lines, "{}", json!({"id": id.to_string(), "text": text}));
            }
            _ => lines.push_str(&line(&id.to_string(), &format!("W pożarze zginęło {} osób.", number + 2))),
        }
    }
    lines
}

/// The documents of the facts, in the order in which they were printed.
fn documents(run: &Run) -> Vec<String> {
    run.json_lines().iter().map(|fact| fact["document"].as_str().unwrap().to_string()).collect()
}

#[test]
fn the_first_facts_are_printed_before_the_last_article_is_read() {
    let desk = Desk::new();
    for arguments in [
        ["facts", "--format", "jsonl", "--stdin-path", "wire.jsonl", "-"],
        ["facts", "--format", "human", "--stdin-path", "wire.jsonl", "-"],
    ] {
        let mut command = desk.command(&arguments);
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        for number in 2..5 {
            // The next article is written only when the facts of this one have come.
            input
                .write_all(line(&format!("id{number}"), &format!("Zginęło {number} osób.")).as_bytes())
                .unwrap();
            input.flush().unwrap();
            let mut answer = String::new();
            while !answer.contains(&format!("{number} osób")) {
                assert_ne!(output.read_line(&mut answer).unwrap(), 0, "{answer}");
            }
            assert!(answer.contains(&format!("id{number}")), "{answer}");
        }
        drop(input);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn articles_come_in_the_order_of_their_lines_on_any_number_of_threads() {
    let desk = Desk::new()
        .write("b.jsonl", lines(2000))
        .write("a.txt", "Na rynku stanęły 3 sceny, a festiwal potrwa 5 dni.")
        .write("c.txt", "Na rynku stanęły 4 sceny, a festiwal potrwa 6 dni.");
    let run = |jobs| desk.run(&["facts", "--format", "jsonl", "--jobs", jobs, "."]).ends_with(2);
    let first = run("1");
    let ids = documents(&first);
    assert_eq!(ids.first().map(String::as_str), Some("a.txt"));
    assert_eq!(ids.last().map(String::as_str), Some("c.txt"));
    let numbers: Vec<usize> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    let expected: Vec<usize> = (0..2000_usize)
        .filter(|number| !matches!(number % 50, 20 | 30))
        .map(|number| number * 7919 % 2000)
        .collect();
    assert_eq!(numbers, expected);
    assert_eq!(first.err.lines().filter(|line| line.starts_with("error: b.jsonl:")).count(), 40);
    assert!(first.err.ends_with(" and 37 more\n"), "{}", first.err);
    for jobs in ["2", "3"] {
        assert_eq!(run(jobs), first);
    }
    let piped = desk.run_with(&lines(2000), &["facts", "--format", "jsonl", "--stdin-path", "b.jsonl", "-"]);
    let of_lines =
        |run: &Run| run.out.lines().filter(|line| !line.contains(".txt")).collect::<Vec<_>>().join("\n");
    assert_eq!(of_lines(&piped), of_lines(&first));
}

#[test]
fn a_reader_that_goes_away_ends_the_run() {
    let desk = Desk::new().write("a.jsonl", lines(3000));
    let mut child = desk.command(&["facts", "--format", "jsonl", "a.jsonl"]).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut String::new()).unwrap();
    drop(output);
    assert!(matches!(child.wait().unwrap().code(), Some(0 | 2)));
}

#[test]
fn bytes_that_are_no_text_hide_no_other_line() {
    let mut bytes = line("one", "Zginęło 5 osób.").into_bytes();
    let start = bytes.len();
    bytes.extend(b"{\"id\": \"x\", \"text\": \"Zgin\xea\xb3o 6\"}\n");
    bytes.extend(line("two", "Zginęło 7 osób.").as_bytes());
    let desk = Desk::new().write("a.jsonl", bytes);
    let run = desk.run(&["facts", "--format", "jsonl", "a.jsonl"]).ends_with(2);
    assert_eq!(documents(&run), ["one", "two"]);
    let run = run.complains(&format!("error: a.jsonl: not UTF-8 at byte {}; ", start + 25));
    assert_eq!(run.err.lines().count(), 1);
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain("{}\n{}\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let run = Desk::new().write("a.jsonl", wide).run(&["facts", "--format", "jsonl", "a.jsonl"]).ends_with(2);
    assert_eq!(
        run.err,
        "error: a.jsonl: not UTF-8 at byte 0; convert the file, for example with `iconv -f UTF-16 -t UTF-8`\n"
    );
}

#[test]
fn an_article_without_a_pack_is_named() {
    let german = "Bei dem Unfall auf der Autobahn sind am Montag 3 Menschen verletzt worden, wie die Polizei mitteilte.";
    let desk = Desk::new().write("a.txt", german);
    let note = "note: not read, the language is unknown or has no pack (name it with --language): a.txt\n";
    for format in ["human", "json", "jsonl"] {
        assert_eq!(desk.run(&["facts", "--format", format, "a.txt"]).ends_with(0).err, note);
    }
    let whole = desk.run(&["facts", "--format", "json", "a.txt"]).json();
    assert_eq!((&whole["documents"][0]["language"], &whole["facts"]), (&Value::Null, &json!([])));
    assert_eq!(desk.run(&["check", "--format", "json", "a.txt"]).ends_with(0).err, note);
}
