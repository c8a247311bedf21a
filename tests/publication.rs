//! When an article was published: what its metadata hold, and what becomes of a date that cannot be read.

mod desk;

use desk::Desk;
use serde_json::{Value, json};

const ARTICLE: &str = "Umowę podpisano w poniedziałek. Spadło 12 mm deszczu.";

/// The date and where it comes from, as read in a line of a `.jsonl` file; and the complaints.
#[track_caller]
fn published(fields: &Value) -> (Value, Value, String) {
    let run = Desk::new().write("a.jsonl", fields.to_string());
    let run = run.run(&["facts", "a.jsonl", "--format", "json"]).ends_with(0);
    let document = run.json()["documents"][0].clone();
    (document["published"].clone(), document["published_from"].clone(), run.err)
}

#[track_caller]
fn assert_published(date: &Value, language: &str, text: &str, expected: &str, from: &str) {
    let found = published(&json!({"id": "x", "language": language, "text": text, "published": date}));
    assert_eq!(found, (json!(expected), json!(from), String::new()), "{date}");
}

#[test]
fn stored_dates_are_read_as_they_are_written() {
    for date in [
        json!("2025-06-17"),
        json!("Tue, 17 Jun 2025 10:00:00 GMT"),
        json!("20250617"),
        json!("2025/06/17"),
        json!("17.06.2025"),
        json!("17/06/2025 08:15"),
        json!("June 17, 2025"),
        json!("17 de junho de 2025"),
        json!("17 czerwca 2025 r."),
        json!("wtorek, 17 czerwca 2025, 14:05"),
        json!(20_250_617),
        json!(1_750_152_600),
        json!(1_750_152_600_000_i64),
    ] {
        assert_published(&date, "pl", ARTICLE, "2025-06-17", "metadata");
    }
}

#[test]
fn the_text_tells_day_and_month_apart_before_the_language_does() {
    let dateline = "PORTO, February 3, 2009\nThe bridge was opened on Monday.";
    let bare = "The bridge was opened on Monday.";
    let date = json!("03-02-2009");
    for language in ["en", "en-US", "en-GB"] {
        assert_published(&date, language, dateline, "2009-02-03", "metadata-by-dateline");
    }
    assert_published(&date, "en-US", bare, "2009-03-02", "metadata-by-language");
    assert_published(&date, "en-GB", bare, "2009-02-03", "metadata-by-language");
    assert_published(&date, "pl", ARTICLE, "2009-02-03", "metadata-by-language");
}

#[test]
fn a_date_that_could_be_two_is_left_open_with_a_warning() {
    for (language, text) in [(json!("en"), "It opened on Monday."), (Value::Null, "Tallinn 2011")] {
        let (date, from, complaints) =
            published(&json!({"text": text, "published": "03-02-2009", "language": language}));
        assert_eq!((date, from), (Value::Null, Value::Null));
        assert_eq!(
            complaints.lines().next().unwrap(),
            "warning: a.jsonl:1: published: `03-02-2009` can be 2009-02-03 or 2009-03-02; write which is meant, \
             or give it with --published; the article is read without it"
        );
    }
}

#[test]
fn one_broken_date_among_many_articles_fails_nothing() {
    let lines = (0..50).map(|number| {
        let date = if number == 7 { json!({"$date": 1}) } else { json!("2025-06-17") };
        json!({"id": number.to_string(), "text": ARTICLE, "published": date, "language": "pl"}).to_string()
            + "\n"
    });
    let desk = Desk::new().write("a.jsonl", lines.collect::<String>());
    let run = desk.run(&["facts", "a.jsonl", "--format", "jsonl"]).ends_with(0);
    assert_eq!(run.err.lines().count(), 1);
    assert!(run.err.starts_with("warning: a.jsonl:8: published: expected a date"), "{}", run.err);
    let read = run.json_lines();
    assert_eq!(read.iter().filter(|fact| fact["document"] == "7" && fact["kind"] == "quantity").count(), 1);
    desk.run(&["check", "a.jsonl"]).ends_with(0).complains("warning: a.jsonl:8: ");
    let run = desk.run(&["facts", "a.jsonl", "--format", "json", "--published", "2025-06-17"]).ends_with(0);
    run.without_complaint();
}
