//! `factlint index` and `check --against` from outside.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_factlint")).args(arguments).current_dir(folder).output().unwrap()
}

#[track_caller]
fn prints(folder: &Path, arguments: &[&str], expected: i32) -> String {
    let output = run(folder, arguments);
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!(output.status.code(), Some(expected), "{arguments:?}: {}", words(&output.stderr));
    words(&output.stdout) + &words(&output.stderr)
}

fn write(folder: &Path, name: &str, dead: u32, town: &str) {
    let mayor = if town == "Korbilard" { "Adela Torkova" } else { "Benita Lunesko" };
    let text = format!(
        "---\nlanguage: en\npublished: 2025-03-04\nurl: https://example.org/{name}\n---\n\
         A fire in {town} killed {dead} people, said the mayor, {mayor}.\n"
    );
    fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
    fs::write(folder.join(name), text).unwrap();
}

#[test]
fn a_store_follows_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "news/a.md", 12, "Korbilard");
    write(at, "news/b.md", 12, "Korbilard");
    let add = ["index", "add", "--store", "news.factlint", "news", "--prune"];
    assert_eq!(prints(at, &add, 0), "2 new, 0 changed, 0 unchanged, 0 removed\n");
    assert_eq!(prints(at, &add, 0), "0 new, 0 changed, 2 unchanged, 0 removed\n");
    write(at, "news/a.md", 14, "Korbilard");
    fs::remove_file(at.join("news/b.md")).unwrap();
    write(at, "news/c.md", 13, "Korbilard");
    assert_eq!(prints(at, &add, 0), "1 new, 1 changed, 0 unchanged, 1 removed\n");
    let verified = prints(at, &["index", "verify", "--store", "news.factlint"], 0);
    assert!(verified.starts_with("whole: 2 articles"), "{verified}");
    prints(at, &["index", "compact", "--store", "news.factlint"], 0);
    let verified = prints(at, &["index", "verify", "--store", "news.factlint"], 0);
    assert!(verified.ends_with(" 0 stale\n"), "{verified}");
    let stats: Value = serde_json::from_str(&prints(
        at,
        &["index", "stats", "--store", "news.factlint", "--format", "json"],
        0,
    ))
    .unwrap();
    assert_eq!((&stats["articles"], &stats["first"]), (&json!(2), &json!("2025-03-04")));
}

#[test]
fn a_new_article_is_held_against_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "old/a.md", 12, "Korbilard");
    write(at, "old/b.md", 15, "Korbilard");
    write(at, "new/c.md", 12, "Korbilard");
    write(at, "new/d.md", 12, "Vestrano");
    prints(at, &["index", "add", "--store", "s", "old"], 0);
    let check = |more: &[&str], expected| {
        let arguments = [&["check", "new/c.md", "--against", "s", "--format", "json"], more].concat();
        let report: Value = serde_json::from_str(&prints(at, &arguments, expected)).unwrap();
        let labels: Vec<Value> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|finding| finding["labels"].as_array().unwrap())
            .map(|label| label["path"].clone())
            .collect();
        labels
    };
    assert_eq!(check(&[], 1).len(), 3);
    assert_eq!(check(&["--archive-since", "2025-03-05"], 0).len(), 0);
    assert_eq!(check(&["--archive-until", "2025-03-03"], 0).len(), 0);
    assert_eq!(check(&["--archive-until", "2025-03-04", "--archive-since", "2025-03-04"], 1).len(), 3);
    assert_eq!(check(&["--story", "Korbilard"], 1).len(), 3);
    assert_eq!(check(&["--story", "Adela Vestrano"], 0).len(), 0);
    prints(at, &["check", "new/d.md", "--against", "s"], 0);
    // What an editor needs to find the old article stands in the finding.
    let printed = prints(at, &["check", "new/c.md", "--against", "s"], 1);
    assert!(
        printed.contains("in the archive: old/b.md, 2025-03-04, https://example.org/old/b.md"),
        "{printed}"
    );
    // An article of the store under the name of the new one is the new one's earlier self.
    prints(at, &["check", "old/a.md", "--against", "s"], 1);
    write(at, "old/a.md", 15, "Korbilard");
    prints(at, &["check", "old/a.md", "--against", "s"], 0);
}

#[test]
fn an_export_makes_the_same_store() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("a.txt"), "Pożar w Korbilardzie\n\nZginęło 12 osób, powiedziała Adela Torkova.\n")
        .unwrap();
    let line = json!({
        "id": "b", "text": "A fire in Korbilard killed 15 people.", "published": "2025-03-04T10:30:00",
        "title": "Fire in Korbilard", "url": "https://example.org/b", "source": "The Example", "language": "en",
    });
    fs::write(at.join("b.jsonl"), line.to_string()).unwrap();
    prints(at, &["index", "add", "--store", "one", "a.txt", "b.jsonl"], 0);
    let export = prints(at, &["index", "export", "--store", "one"], 0);
    fs::write(at.join("export.jsonl"), &export).unwrap();
    prints(at, &["index", "import", "--store", "other", "export.jsonl"], 0);
    assert_eq!(prints(at, &["index", "export", "--store", "other"], 0), export);
    assert!(export.lines().any(|found| serde_json::from_str::<Value>(found).unwrap() == line), "{export}");
}

#[test]
fn what_is_no_store_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("a.txt"), "A fire killed 12 people in Korbilard.").unwrap();
    let told = |store: &str, expected: &str| {
        for arguments in [["check", "a.txt", "--against", store], ["index", "stats", "--store", store]] {
            let words = prints(at, &arguments, 2);
            assert!(words.contains(expected), "{words}");
        }
    };
    told("missing", "no such store");
    told("a.txt", "this is no store of factlint");
    prints(at, &["index", "add", "--store", "s", "a.txt"], 0);
    prints(at, &["index", "add", "--store", "a.txt", "a.txt"], 2);
    let newer = rusqlite::Connection::open(at.join("s")).unwrap();
    newer.pragma_update(None, "user_version", 999).unwrap();
    drop(newer);
    told("s", "a later factlint wrote this store (schema 999; this one reads 4)");
    let other = rusqlite::Connection::open(at.join("other")).unwrap();
    other.execute_batch("CREATE TABLE x (y)").unwrap();
    drop(other);
    told("other", "this is no store of factlint");
}

#[test]
fn one_writes_and_others_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "a.md", 12, "Korbilard");
    write(at, "b.md", 15, "Korbilard");
    prints(at, &["index", "add", "--store", "s", "a.md"], 0);
    let writing = rusqlite::Connection::open(at.join("s")).unwrap();
    writing.execute_batch("BEGIN IMMEDIATE; DELETE FROM document").unwrap();
    prints(at, &["check", "b.md", "--against", "s"], 1);
    let words = prints(at, &["index", "add", "--store", "s", "b.md"], 2);
    assert!(words.contains("another process is writing to this store"), "{words}");
    writing.execute_batch("ROLLBACK").unwrap();
    prints(at, &["index", "add", "--store", "s", "b.md"], 0);
}

/// All that a store says of its articles, in the order in which they were added.
fn contents(store: &Path) -> Vec<(String, [Vec<u8>; 5])> {
    let connection = rusqlite::Connection::open(store).unwrap();
    let sql = "SELECT name, hash, things, figures, content.text, content.facts FROM document JOIN content USING (id)
               ORDER BY id";
    let mut query = connection.prepare(sql).unwrap();
    let row = |row: &rusqlite::Row<'_>| {
        Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?]))
    };
    query.query_map([], row).unwrap().collect::<Result<_, _>>().unwrap()
}

/// `FACTLINT_KILLS=200 cargo test --release --test index killed -- --nocapture` takes some minutes.
#[test]
fn a_writer_that_is_killed_loses_no_more_than_its_batch() {
    let kills: u64 = std::env::var("FACTLINT_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let articles: i64 = 400;
    let lines: String = (0..articles)
        .map(|number| {
            let text = format!("A fire in Town{} killed {} people on 3 March.", number / 7, 11 + number % 50);
            format!("{}\n", json!({ "id": format!("a{number}"), "text": text, "language": "en" }))
        })
        .collect();
    fs::write(at.join("all.jsonl"), lines).unwrap();
    let arguments = ["index", "add", "--store", "s", "all.jsonl", "--batch", "600"];
    let count = || -> i64 {
        let connection = rusqlite::Connection::open(at.join("s")).unwrap();
        connection.query_row("SELECT count(*) FROM document", [], |row| row.get(0)).unwrap_or_default()
    };
    let mut lot = 20_250_617_u64;
    let (mut before, mut interrupted) = (0, 0);
    prints(at, &["index", "add", "--store", "whole", "all.jsonl", "--batch", "600"], 0);
    let whole = contents(&at.join("whole"));
    for _ in 0..kills {
        let mut adding = Command::new(env!("CARGO_BIN_EXE_factlint"));
        let adding = adding.args(arguments).current_dir(at).stdout(Stdio::null()).stderr(Stdio::null());
        let mut adding = adding.spawn().unwrap();
        lot = lot.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        sleep(Duration::from_millis(20 + (lot >> 33) % 180));
        interrupted += u64::from(adding.try_wait().unwrap().is_none());
        adding.kill().unwrap();
        adding.wait().unwrap();
        if !at.join("s").exists() {
            continue;
        }
        let after = count();
        assert!(after >= before, "{after} articles after {before}");
        before = after;
        if after > 0 {
            let verified = prints(at, &["index", "verify", "--store", "s"], 0);
            assert!(verified.starts_with(&format!("whole: {after} articles")), "{verified}");
            // Those that are there are the first ones, each as it is in a store that nobody has killed.
            let found = contents(&at.join("s"));
            assert!(found.iter().zip(&whole).all(|(one, other)| one == other), "{after} articles");
            assert_eq!(found.len() as i64, after);
        }
        // Once all are there, it begins anew.
        if after == articles {
            before = 0;
            for end in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(at.join(format!("s{end}")));
            }
        }
    }
    prints(at, &arguments, 0);
    assert_eq!(count(), articles);
    assert_eq!(contents(&at.join("s")), whole);
    assert!(interrupted > 0, "no writer was interrupted");
}

/// A store of two stories in which one article has a figure wrong, with what is declared of its articles.
fn store_of_stories(at: &Path) {
    for name in ["a", "b", "c"] {
        write(at, &format!("news/{name}.md"), if name == "c" { 15 } else { 12 }, "Korbilard");
        write(at, &format!("news/other-{name}.md"), if name == "c" { 31 } else { 33 }, "Vestrano");
    }
    fs::write(
        at.join("news/other-c.md.factlint.toml"),
        "[[ignore]]\nrule = \"quantity-conflict\"\nreason = \"asked\"\n",
    )
    .unwrap();
    prints(at, &["index", "add", "--store", "s", "news"], 0);
}

#[test]
fn a_whole_store_is_judged_as_its_files_are() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    store_of_stories(at);
    for format in ["jsonl", "concise"] {
        let expected = prints(at, &["check", "news", "--format", format, "--quiet"], 1);
        let found = prints(at, &["check", "--archive", "s", "--format", format, "--quiet"], 1);
        // What the archive knows of its articles is said besides.
        let line = |line: &str| match serde_json::from_str::<Value>(line) {
            Ok(mut finding) => {
                finding["notes"] = json!([]);
                finding.to_string()
            }
            Err(_) => line.to_string(),
        };
        let lines = |text: &str| text.lines().map(line).collect::<BTreeSet<_>>();
        assert_eq!(lines(&found), lines(&expected));
        assert!(!at.join("s-judged").exists(), "what is told leaves nothing behind");
    }
    let summary = prints(at, &["check", "--archive", "s"], 1);
    assert!(summary.contains("in 6 documents, 6 facts, 1 suppressed"), "{summary}");
    let report: Value =
        serde_json::from_str(&prints(at, &["check", "--archive", "s", "--format", "json"], 1)).unwrap();
    let note = &report["findings"][0]["notes"][0];
    assert_eq!(note, "in the archive: news/a.md, 2025-03-04, https://example.org/news/a.md");
    let label = &report["findings"][0]["labels"][0];
    assert_eq!(label["path"], json!("news/c.md"));
    assert_eq!(report["summary"]["documents"], json!(6));
    prints(at, &["check", "--archive", "s", "--fail-on", "error"], 0);
    prints(at, &["check", "--archive", "s", "--archive-since", "2025-03-05"], 0);
    prints(at, &["check", "--archive", "s", "--story", "Vestrano"], 0);
    prints(at, &["check", "--archive", "s", "--level", "quantity-conflict=off"], 0);
    prints(at, &["check", "news", "--archive", "s"], 2);
    prints(at, &["check", "--archive", "s", "--against", "s"], 2);
}

#[test]
fn a_baseline_holds_for_a_whole_store() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    store_of_stories(at);
    let check = ["check", "--archive", "s", "--baseline", "known.json", "--format", "jsonl"];
    prints(at, &[&check[..], &["--update-baseline"]].concat(), 0);
    assert!(prints(at, &check, 0).contains("0 new, 1 known, 0 fixed"));
    write(at, "news/c.md", 12, "Korbilard");
    prints(at, &["index", "add", "--store", "s", "news"], 0);
    assert!(prints(at, &check, 0).contains("0 new, 0 known, 1 fixed"));
}

/// A name unlike those of all other numbers.
fn name_of(number: u32) -> String {
    let letters =
        (0..5).map(|place| b"aeioukmprstvz"[(number / 5_u32.pow(place) % 5 + place) as usize] as char);
    format!("K{}dor", letters.collect::<String>())
}

#[test]
fn a_judgement_goes_on_where_it_was_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let lines: String = (0..900)
        .map(|number| {
            let (town, dead) = (name_of(number / 3), if number % 3 == 2 { 15 } else { 12 });
            let text = format!("A fire in {town} killed {dead} people, said the mayor, Ms Z{town}.");
            let line = json!({ "id": format!("a{number}"), "text": text, "language": "en", "published": "2025-03-04" });
            format!("{line}\n")
        })
        .collect();
    fs::write(at.join("all.jsonl"), lines).unwrap();
    prints(at, &["index", "add", "--store", "s", "all.jsonl"], 0);
    let check = ["check", "--archive", "s", "--format", "jsonl", "--jobs", "1"];
    let expected = prints(at, &check, 1);
    assert!(expected.lines().count() > 100, "{}", expected.lines().count());
    for wait in [0, 30, 90, 150] {
        let mut judging = Command::new(env!("CARGO_BIN_EXE_factlint"));
        let judging = judging.args(check).current_dir(at).stdout(Stdio::null()).stderr(Stdio::null());
        let mut judging = judging.spawn().unwrap();
        sleep(Duration::from_millis(wait));
        judging.kill().unwrap();
        judging.wait().unwrap();
    }
    let output = run(at, &check);
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    // Another question is answered anew.
    fs::write(at.join("s-judged"), "this is no state").unwrap();
    assert_eq!(prints(at, &[&check[..], &["--archive-until", "2025-03-03"]].concat(), 0), "");
}

#[test]
fn a_store_of_an_earlier_schema_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "old/a.md", 12, "Korbilard");
    write(at, "new/c.md", 15, "Korbilard");
    prints(at, &["index", "add", "--store", "s", "old"], 0);
    let first = "DROP INDEX document_by_story; ALTER TABLE document DROP COLUMN story;
        ALTER TABLE document DROP COLUMN figures; ALTER TABLE document DROP COLUMN rest;
        ALTER TABLE document DROP COLUMN ends; DROP TABLE gone;
        DROP TABLE story; PRAGMA user_version = 1";
    let connection = rusqlite::Connection::open(at.join("s")).unwrap();
    connection.execute_batch(first).unwrap();
    drop(connection);
    prints(at, &["check", "new/c.md", "--against", "s"], 1);
    prints(at, &["index", "verify", "--store", "s"], 0);
    prints(at, &["index", "add", "--store", "s", "new"], 0);
    prints(at, &["check", "--archive", "s"], 1);
}

#[test]
fn an_item_of_a_feed_is_kept_without_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let item = |number: u32, words: &str| {
        format!(
            "<item><guid>{number}</guid><pubDate>Tue, 04 Mar 2025 09:00:00 GMT</pubDate>\n  <description>{words}\
             </description></item>\n"
        )
    };
    let mut items: String =
        (0..400).map(|number| item(number, &format!("In Torvik {number} nothing happened."))).collect();
    items += &item(400, "Café: a fire in Korbilard killed 12 people, said the mayor, Adela Torkova.");
    items += &(401..800).map(|number| item(number, "All is well elsewhere, too.")).collect::<String>();
    let feed = format!("<rss version=\"2.0\"><channel><language>en</language>\n{items}</channel></rss>");
    fs::write(at.join("feed.xml"), &feed).unwrap();
    write(at, "new.md", 15, "Korbilard");
    prints(at, &["index", "add", "--store", "s", "feed.xml"], 0);
    let size = fs::metadata(at.join("s")).unwrap().len();
    assert!(size < 10 * feed.len() as u64, "{size} bytes of {}", feed.len());
    let labels = |arguments: &[&str]| {
        let report: Value = serde_json::from_str(&prints(at, arguments, 1)).unwrap();
        report["findings"][0]["labels"].clone()
    };
    let all = labels(&["check", "new.md", "feed.xml", "--format", "json"]);
    assert_eq!(labels(&["check", "new.md", "--against", "s", "--format", "json"]), all);
    assert!(all.as_array().unwrap().iter().any(|label| label["line"] == 803), "{all}");
    // Drawn from the store alone.
    fs::remove_file(at.join("feed.xml")).unwrap();
    let drawn = prints(at, &["check", "new.md", "--against", "s"], 1);
    assert!(drawn.contains(":803:") && drawn.contains("a fire in Korbilard killed 12 people"), "{drawn}");
    prints(at, &["index", "verify", "--store", "s"], 0);
}

#[test]
fn a_declared_story_counts_in_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let front = "---\npublished: 2025-03-04\nlanguage: en\n---\n";
    let text = |dead: u32| format!("{front}The fire killed {dead} people in the harbour, said the police.\n");
    fs::create_dir_all(at.join("old")).unwrap();
    fs::write(at.join("old/a.en.md"), text(12)).unwrap();
    fs::write(at.join("b.en.md"), text(15)).unwrap();
    prints(at, &["index", "add", "--store", "s", "old"], 0);
    prints(at, &["check", "b.en.md", "--against", "s"], 0);
    let story = "[[story]]\nname = \"fire\"\npath = \"**/*.md\"\n";
    fs::write(at.join("factlint.toml"), story).unwrap();
    let added = prints(at, &["index", "add", "--store", "s", "old"], 0);
    assert!(added.starts_with("0 new, 1 changed"), "{added}");
    prints(at, &["check", "b.en.md", "--against", "s"], 1);
    prints(at, &["index", "add", "--store", "s", "b.en.md"], 0);
    prints(at, &["check", "--archive", "s"], 1);
}
