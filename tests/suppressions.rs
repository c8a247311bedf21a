//! Suppressions: in comments, in front matter, in a file beside the article.

mod desk;
mod ferry;

use desk::{Desk, Run, SLIP};
use ferry::{ENGLISH, FRONT, PORTUGUESE, desk, desk_with};
use serde_json::Value;

const WHY: &str = "the company counts those who died later";

/// How many findings count, and how many are suppressed.
#[track_caller]
fn counts(run: &Run) -> (usize, usize) {
    let report = run.json();
    let count = |key: &str| report[key].as_array().map_or(0, Vec::len);
    (count("findings"), count("set_aside"))
}

fn json(desk: &Desk) -> Run {
    desk.run(&["check", ".", "--format", "json"])
}

/// A comment before a text.
fn remarked(text: &str, remark: &str) -> String {
    format!("<!-- {remark} -->\n\n{text}")
}

// In comments.

#[test]
fn a_comment_suppresses_what_its_paragraph_takes_part_in() {
    desk().run(&["check", "."]).ends_with(1).prints("dead: 15 here");
    let remark = format!("factlint-ignore quantity-conflict: {WHY}");
    let before = remarked(PORTUGUESE, &remark);
    let inside = PORTUGUESE.replace("Horta,", &format!("Horta <!-- {remark} -->,"));
    let on_its_line = format!("<!-- {remark} --> {PORTUGUESE}");
    for text in [before, inside, on_its_line] {
        let run = json(&desk_with(&text)).ends_with(0).without_complaint();
        assert_eq!(counts(&run), (0, 1), "{text}");
        let aside = &run.json()["set_aside"][0]["set_aside"];
        assert_eq!((aside["why"].as_str(), aside["by"].as_str()), (Some("suppressed"), Some("comment")));
        assert_eq!((aside["reason"].as_str(), aside["path"].as_str()), (Some(WHY), Some("b.pt.md")));
        assert_eq!(&aside["line"], &5);
    }
}

#[test]
fn the_summary_counts_what_is_suppressed() {
    let text = remarked(PORTUGUESE, "factlint-ignore quantity: os feridos morreram depois");
    let run = desk_with(&text).run(&["check", "."]).ends_with(0).without_complaint();
    assert!(run.out.starts_with("no findings in 3 documents, "), "{}", run.out);
    assert!(run.out.ends_with(", 1 suppressed\n"), "{}", run.out);
}

#[test]
fn a_comment_elsewhere_suppresses_nothing_and_is_named() {
    let second = PORTUGUESE.replace("O navio", "<!-- factlint-ignore quantity-conflict: x -->\n\nO navio");
    let place = "b.pt.md:7:1";
    desk_with(&second)
        .run(&["check", "."])
        .ends_with(1)
        .prints("dead: 15 here")
        .complains(&format!("warning: {place}: nothing to suppress: `quantity-conflict` finds nothing here"));
    let other_rule = remarked(PORTUGUESE, "factlint-ignore date-conflict: x");
    let run = json(&desk_with(&other_rule)).ends_with(1);
    assert_eq!(counts(&run), (1, 0));
    assert_eq!(run.json()["complaints"][0]["kind"], Value::from("unused-suppression"));
}

#[test]
fn a_pair_is_suppressed_on_either_side_and_no_other_pair_with_it() {
    let english = remarked(ENGLISH, "factlint-ignore quantity-conflict: the first count");
    let desk = desk().write("a.en.md", format!("{FRONT}{english}"));
    let run = json(&desk).ends_with(1).without_complaint();
    let report = run.json();
    let paths = |finding: &Value| -> Vec<String> {
        let labels = finding["labels"].as_array().cloned().unwrap_or_default();
        labels.iter().filter_map(|label| label["path"].as_str().map(str::to_string)).collect()
    };
    assert_eq!(paths(&report["findings"][0]), ["b.pt.md", "c.pl.md"]);
    assert_eq!(paths(&report["set_aside"][0]), ["a.en.md", "b.pt.md"]);
}

#[test]
fn a_comment_about_the_file_may_stand_anywhere_in_it() {
    let text = format!("{PORTUGUESE}\n<!-- factlint-ignore-file quantity-conflict: {WHY} -->\n");
    assert_eq!(counts(&json(&desk_with(&text)).ends_with(0).without_complaint()), (0, 1));
}

#[test]
fn a_suppression_without_a_reason_is_an_error_and_the_finding_stays() {
    let text = remarked(PORTUGUESE, "factlint-ignore quantity-conflict");
    let run = desk_with(&text).run(&["check", "."]).ends_with(2).prints("dead: 15 here");
    run.complains(
        "error: b.pt.md:5:1: a suppression needs a reason, after a colon; write it as <!-- factlint-",
    );
    let text = remarked(PORTUGUESE, "factlint-ingore quantity-conflict: x");
    desk_with(&text).run(&["check", "."]).ends_with(2).complains("did you mean `factlint-ignore`?");
}

#[test]
fn an_unknown_rule_is_named_with_its_neighbour() {
    let text = remarked(PORTUGUESE, "factlint-ignore quantity-conflict, date-conflct: x");
    let run = desk_with(&text).run(&["check", "."]).ends_with(0);
    run.complains(
        "warning: b.pt.md:5:1: no rule and no family is called `date-conflct`; did you mean `date-conflict`?",
    );
}

#[test]
fn what_cannot_be_known_is_not_called_unused() {
    let text = remarked(PORTUGUESE, "factlint-ignore quantity-conflict: x");
    let desk = desk_with(&text);
    desk.run(&["check", "b.pt.md"]).ends_with(0).without_complaint();
    desk.run(&["check", ".", "--ignore", "quantity-conflict"]).ends_with(0).without_complaint();
    let single = remarked("Nie stało się nic.\n", "factlint-ignore weekday-mismatch: x");
    Desk::new().write("a.pl.md", single).run(&["check", "a.pl.md"]).complains("nothing to suppress");
}

#[test]
fn what_stands_in_one_article_is_suppressed_by_any_of_its_places() {
    let desk = |remark: &str| Desk::new().write("a.md", format!("{SLIP}\n\n<!-- {remark} -->\n{SLIP}\n"));
    let run = desk("factlint-ignore weekday-mismatch: cytat").run(&["check", "a.md", "--format", "json"]);
    assert_eq!(counts(&run.ends_with(1).without_complaint()), (1, 1));
}

#[test]
fn why_not_names_the_suppression() {
    let text = remarked(PORTUGUESE, "factlint-ignore quantity-conflict: x");
    let run = desk_with(&text).run(&["check", ".", "--why-not", "b.pt.md:7", "a.en.md:5"]).ends_with(0);
    run.prints("quantity-conflict: suppressed at b.pt.md:5");
}

#[test]
fn thousands_of_comments_are_read_in_good_time() {
    let line = format!("{SLIP} <!-- factlint-ignore weekday-mismatch: cytat -->");
    let desk = Desk::new().write("a.md", vec![line; 3000].join(" "));
    let run = desk.run(&["check", "a.md", "--format", "json"]).ends_with(0);
    assert_eq!(counts(&run).0, 0);
}

// In front matter.

#[test]
fn front_matter_holds_a_list_of_suppressions() {
    let article = |front: &str| desk().write("b.pt.md", format!("{front}\n{PORTUGUESE}"));
    let yaml = "---\ndate: 2025-03-03\nfactlint:\n  ignore:\n    - rule: quantity-conflict\n      reason: contagem final\n---\n";
    let toml = "+++\ndate = 2025-03-03\n[[factlint.ignore]]\nrule = \"quantity\"\nwords = \"15 pessoas\"\nreason = \"contagem final\"\n+++\n";
    for (front, line) in [(yaml, 5), (toml, 3)] {
        let run = json(&article(front)).ends_with(0).without_complaint();
        assert_eq!(counts(&run), (0, 1), "{front}");
        let aside = &run.json()["set_aside"][0]["set_aside"];
        assert_eq!((aside["by"].as_str(), &aside["line"]), (Some("front-matter"), &line.into()));
    }
    let other_words = toml.replace("15 pessoas", "16 pessoas");
    let run = json(&article(&other_words)).ends_with(1).complains("nothing to suppress");
    assert_eq!(counts(&run), (1, 0));
    let without_reason = yaml.replace("      reason: contagem final\n", "");
    let run = json(&article(&without_reason)).ends_with(2);
    run.complains("error: b.pt.md:5:7: a suppression needs a reason: `reason = \"…\"`");
}

// Beside the article.

#[test]
fn a_file_beside_an_article_suppresses_by_line_words_and_finding() {
    let plain = || Desk::new().write("a.txt", ENGLISH).write("b.txt", PORTUGUESE);
    let check = |desk: &Desk| desk.run(&["check", ".", "--published", "2025-03-03", "--format", "json"]);
    let run = check(&plain());
    assert_eq!(counts(&run), (1, 0));
    let finding = run.json()["findings"][0]["fingerprint"].as_str().unwrap_or_default().to_string();
    let rule = "rule = \"quantity-conflict\"\n";
    for (what, code) in [
        (rule.to_string(), 0),
        (format!("{rule}line = 1\n"), 0),
        (format!("{rule}line = 3\n"), 1),
        (format!("{rule}line = 99\n"), 1),
        (format!("{rule}words = \"15 pessoas\"\n"), 0),
        (format!("{rule}words = \"Atlas Mar\"\n"), 1),
        (format!("finding = \"{finding}\"\n"), 0),
        ("finding = \"factlint/v1:00\"\n".to_string(), 1),
        (format!("{rule}document = \"b.txt\"\n"), 0),
    ] {
        let desk =
            plain().write("b.txt.factlint.toml", format!("[[ignore]]\n{what}reason = \"contagem final\"\n"));
        let run = check(&desk).ends_with(code);
        assert_eq!(run.err.is_empty(), code == 0, "{what}: {}", run.err);
        if code == 0 {
            let aside = &run.json()["set_aside"][0]["set_aside"];
            assert_eq!(
                (aside["by"].as_str(), aside["path"].as_str()),
                (Some("sidecar"), Some("b.txt.factlint.toml"))
            );
        }
    }
}

#[test]
fn a_broken_file_beside_an_article_is_an_error_with_its_place() {
    let complaint = |text: &str| {
        let desk = Desk::with(SLIP).write("a.txt.factlint.toml", text);
        desk.run(&["check", "a.txt"]).ends_with(2).prints("weekday-mismatch").err
    };
    let unknown = complaint("[[ignore]]\nrule = \"weekday-mismatch\"\nraeson = \"x\"\n");
    assert!(unknown.starts_with("error: a.txt.factlint.toml:3:1: unknown field `raeson`"), "{unknown}");
    assert!(unknown.ends_with("did you mean `reason`?\n"), "{unknown}");
    let nothing = complaint("[[ignore]]\nreason = \"x\"\n");
    assert!(nothing.contains("names a `rule`, or a `finding`"), "{nothing}");
    let no_print = complaint("[[ignore]]\nfinding = \"12\"\nreason = \"x\"\n");
    assert!(no_print.contains("`12` is no fingerprint"), "{no_print}");
    let path = complaint("[[ignore]]\nrule = \"weekday-mismatch\"\npath = \"*\"\nreason = \"x\"\n");
    assert!(path.contains("`path` belongs into factlint.toml"), "{path}");
    // One that is broken does not take the others with it.
    let two = "[[ignore]]\nrule = \"weekday-mismatch\"\nreason = \"cytat\"\n[[ignore]]\nrule = \"x\"\n";
    let desk = Desk::with(SLIP).write("a.txt.factlint.toml", two);
    desk.run(&["check", "a.txt"]).ends_with(2).prints("no findings").prints("1 suppressed");
}
