//! `factlint test`, `factlint try`, `factlint new rule`, rules of one's own and which rules run: what they
//! print, what they write, and how they end.

mod desk;

use std::fs;

use desk::{Desk, Run};

/// A rule on trial of a newsroom's own, with one text that it finds and one that it does not.
const ROUGH: &str = r#"
id = "rough-and-exact"
family = "quantity"
status = "draft"
since = "0.1.0"
level = "warning"
scope = "fact"
facts = ["count"]
relation = "guarded"
when = 'a.value.approximate and a.value.step == 1 and a.value.point >= 1000'
message = "“{text}” is rough and exact"
labels = { a = "{value} of {of}" }
why = "A rough figure has no last digit."
help = "round it, or do not"

[[example]]
name = "containers"
[[example.document]]
language = "en"
text = "The port authority counted ⟦about 4,217 containers⟧ on the quay."

[[example]]
name = "round"
quiet = true
[[example.document]]
language = "en"
text = "The port authority counted about 4,200 containers on the quay."
"#;

const ARTICLE: &str = "The harbour\n\nThe port authority counted about 4,217 containers on the quay.\n";

/// A desk with the rule, in a folder of its own, and an article.
fn desk() -> Desk {
    Desk::new().write("own/rough-and-exact.toml", ROUGH).write("a.txt", ARTICLE)
}

/// The output without the time that it took.
fn untimed(run: &Run) -> String {
    let lines = run.out.lines().map(|line| match line.rsplit_once(" in ") {
        Some((head, tail)) if tail.ends_with(" s") => head.to_string(),
        _ => line.to_string(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

// Examples in rule files.

#[test]
fn the_built_in_rules_hold() {
    let run = Desk::new().run(&["test"]).ends_with(0).without_complaint();
    run.prints("precision 1.00").prints("recall 1.00");
}

#[test]
fn the_examples_of_a_rule_file_run() {
    let run = desk().run(&["test", "own/rough-and-exact.toml"]).ends_with(0).without_complaint();
    let expected = "SNAPSHOT new own/snapshots/rough-and-exact--containers.snap\n\
                    SNAPSHOT new own/snapshots/rough-and-exact--round.snap\n\n\
                    examples   precision 1.00 (1 of 1), recall 1.00 (1 of 1)\n  \
                    quantity     1 of 1\n\
                    snapshots  0 as they were, 0 changed, 2 new, 0 stale\n2 examples";
    assert_eq!(untimed(&run), expected);
    assert!(!desk().path().join("own/snapshots").exists(), "nothing is written unless asked for");
}

#[test]
fn a_miss_and_a_false_alarm_are_named_with_file_and_place() {
    let rule = ROUGH.replace("⟦about 4,217 containers⟧", "about 4,217 ⟦containers⟧ and ⟦90⟧ boxes");
    let rule = rule.replace("about 4,200", "about 4,211");
    let run = Desk::new().write("rough-and-exact.toml", rule).run(&["test", "."]).ends_with(1);
    run.prints("MISS     rough-and-exact.toml:17: “containers”: nothing points at 1: 90")
        .prints("FALSE    rough-and-exact.toml:23: “round”: rough-and-exact, 1: about 4,211 containers")
        .prints("examples   precision 0.50 (1 of 2), recall 0.00 (0 of 1)");
}

#[test]
fn a_faulty_rule_file_ends_with_2() {
    let desk = Desk::new().write("rough-and-exact.toml", ROUGH.replace("a.value.step", "a.value.stpe"));
    let run = desk.run(&["test", "."]).ends_with(2);
    assert!(run.err.starts_with("error: unknown field `a.value.stpe`\n"), "{}", run.err);
    run.complains("rough-and-exact.toml:10:33").complains("did you mean `a.value.step`?");
    desk.run(&["test", "nowhere"]).ends_with(2).complains("error: nowhere: no such file or folder");
    Desk::new().write("a.txt", "").run(&["test", "."]).ends_with(2).complains("nothing to test");
    desk.run(&["test", "-u", "--check"]).ends_with(2);
}

#[test]
fn a_filter_chooses_by_rule_and_name() {
    let desk = desk();
    desk.run(&["test", "own", "--filter", "contain"]).ends_with(0).prints("\n1 example in ");
    desk.run(&["test", "own", "--filter", "rough-and"]).ends_with(0).prints("\n2 examples in ");
    let run = desk.run(&["test", "own", "--filter", "xyzzy"]).ends_with(2);
    assert_eq!(run.err, "error: nothing to test: no name holds `xyzzy`\n");
}

// Snapshots.

#[test]
fn snapshots_are_kept_beside_the_rule() {
    let desk = desk();
    desk.run(&["test", "own", "--check"]).ends_with(1).prints("2 new");
    desk.run(&["test", "own", "-u"]).ends_with(0).prints("wrote own/snapshots/rough-and-exact--round.snap");
    let kept = fs::read_to_string(desk.path().join("own/snapshots/rough-and-exact--containers.snap"));
    let kept = kept.expect("a snapshot");
    assert!(kept.starts_with("rough-and-exact: containers\n\n[1: en]\nThe port authority"), "{kept}");
    assert!(kept.contains("warning[rough-and-exact]: “about 4,217 containers” is rough and exact"), "{kept}");
    desk.run(&["test", "own", "--check"]).ends_with(0).prints("2 as they were, 0 changed, 0 new, 0 stale");
}

#[test]
fn a_snapshot_that_differs_fails_and_shows_how() {
    let desk = desk();
    desk.run(&["test", "own", "-u"]).ends_with(0);
    let desk = desk.write("own/rough-and-exact.toml", ROUGH.replace("is rough and exact\"", "is both\""));
    let run = desk.run(&["test", "own"]).ends_with(1);
    run.prints("SNAPSHOT changed own/snapshots/rough-and-exact--containers.snap")
        .prints("\n  - warning[rough-and-exact]: “about 4,217 containers” is rough and exact")
        .prints("\n  + warning[rough-and-exact]: “about 4,217 containers” is both");
    desk.run(&["test", "own", "--update"]).ends_with(0);
    desk.run(&["test", "own", "--check"]).ends_with(0);
}

#[test]
fn a_stale_snapshot_is_told_and_goes_only_when_all_were_run() {
    let desk = desk().write("own/snapshots/rough-and-exact--gone.snap", "old\n");
    let stale = "stale own/snapshots/rough-and-exact--gone.snap";
    desk.run(&["test", "own"]).ends_with(0).prints(stale);
    desk.run(&["test", "own/rough-and-exact.toml"]).ends_with(0).prints(stale);
    desk.run(&["test", "own", "--filter", "round"]).ends_with(0).prints("1 stale");
    desk.run(&["test", "own", "--filter", "round", "-u"]).ends_with(0).prints(stale);
    assert!(desk.path().join("own/snapshots/rough-and-exact--gone.snap").exists());
    desk.run(&["test", "own", "-u"]).ends_with(0).prints("removed own/snapshots/rough-and-exact--gone.snap");
    assert!(!desk.path().join("own/snapshots/rough-and-exact--gone.snap").exists());
    let desk = desk.write("own/snapshots/other--gone.snap", "old\n");
    desk.run(&["test", "own", "--check"]).ends_with(1).prints("stale own/snapshots/other--gone.snap");
    desk.run(&["test", "own/rough-and-exact.toml", "--check"]).ends_with(0);
}

#[test]
fn snapshots_are_reviewed_one_by_one() {
    let desk = desk();
    let run = desk.run_with("what\ny\nn\n", &["test", "own", "-i"]).ends_with(0);
    run.prints("[1 of 2] new: own/snapshots/rough-and-exact--containers.snap\nrough-and-exact: containers\n")
        .prints("keep it? [y]es, [n]o, [a]ll, [q]uit: keep it?")
        .prints("1 as they were, 0 changed, 1 new");
    desk.run_with("", &["test", "own", "-i"]).ends_with(0).prints("[1 of 1] new: own/snapshots/rough");
    desk.run_with("a\n", &["test", "own", "-i"]).ends_with(0).prints("2 as they were");
}

// Cases.

/// A case of two articles on one flood, with what a reader says of it.
fn case(expected: &str) -> Desk {
    let documents = "[[document]]\npath = \"1.en.txt\"\nlanguage = \"en\"\npublished = \"2025-08-02\"\n\
                     [[document]]\npath = \"2.pt.txt\"\nlanguage = \"pt-BR\"\npublished = 2025-08-04\n";
    Desk::new()
        .write("cases/flood/expected.toml", format!("story = \"a flood\"\n{documents}{expected}"))
        .write(
            "cases/flood/1.en.txt",
            "In Salvador, 31 people were killed by a landslide on Friday. Mayor Jonas Prates spoke.",
        )
        .write(
            "cases/flood/2.pt.txt",
            "O deslizamento de terra em Salvador matou 26 pessoas. O prefeito Jonas Prates falou.",
        )
}

const CONFLICT: &str = "[[conflict]]\nfamily = \"quantity\"\nlevel = \"warning\"\n\
    a = { doc = \"1.en.txt\", quote = \"31 people\" }\nb = { doc = \"2.pt.txt\", quote = \"26 pessoas\" }\n\
    why = \"the later figure is lower\"\n";

#[test]
fn a_case_is_held_against_what_a_reader_says() {
    let desk = case(CONFLICT);
    let run = desk.run(&["test", "cases"]).ends_with(0).without_complaint();
    run.prints("cases      precision 1.00 (1 of 1), recall 1.00 (1 of 1)\n  quantity     1 of 1\n")
        .prints("SNAPSHOT new cases/flood/findings.snap")
        .prints("\n1 case in ");
    let whole = desk.run(&["test", "cases/flood/expected.toml", "--format", "json"]).ends_with(0).json();
    assert_eq!(whole["schema"], "factlint.test/1");
    assert_eq!((&whole["cases"]["named"], &whole["cases"]["findings"]), (&1.into(), &1.into()));
    assert_eq!(whole["cases"]["by_family"]["quantity"]["all"], 1);
}

#[test]
fn a_case_names_its_misses_and_false_alarms() {
    let elsewhere = CONFLICT.replace("31 people", "Mayor");
    let run = case(&elsewhere).run(&["test", "cases"]).ends_with(1);
    run.prints("MISS     cases/flood/1.en.txt:1:62: “Mayor” ~ cases/flood/2.pt.txt:1:43: “26 pessoas” [quantity] the later")
        .prints("[quantity-conflict] ")
        .prints("precision 0.00 (0 of 1), recall 0.00 (0 of 1)");
    let either = "[[either]]\na = { doc = \"1.en.txt\", quote = \"31\" }\nb = { doc = \"2.pt.txt\", quote = \"26\" }\n";
    case(either).run(&["test", "cases"]).ends_with(0).prints("kept silent  0 of 1");
    let agree = either.replace("either", "agree");
    case(&agree).run(&["test", "cases"]).ends_with(1).prints("FALSE    cases/flood/");
    case(&format!("{either}{agree}")).run(&["test", "cases"]).ends_with(1);
    case(&format!("{CONFLICT}{agree}")).run(&["test", "cases"]).ends_with(0);
}

#[test]
fn cases_may_be_granted_to_miss_something() {
    let second = CONFLICT.replace("31 people", "Mayor");
    let desk = case(&format!("{CONFLICT}{second}"));
    desk.run(&["test", "cases"]).ends_with(1).prints("precision 1.00 (1 of 1), recall 0.50 (1 of 2)");
    desk.run(&["test", "cases", "--min-recall", "0.5"]).ends_with(0);
    desk.run(&["test", "cases", "--min-recall", "0.51"]).ends_with(1);
    desk.run(&["test", "cases", "--min-precision", "0.5"]).ends_with(1);
    let alarm = case(&CONFLICT.replace("31 people", "Mayor"));
    alarm.run(&["test", "cases", "--min-recall", "0", "--min-precision", "0"]).ends_with(0);
    alarm.run(&["test", "cases", "--min-recall", "0", "--min-precision", "0.5"]).ends_with(1);
    desk.run(&["test", "cases", "--min-recall", "90"]).ends_with(2).complains("a share from 0 to 1");
    // An example in a rule file is right or wrong.
    let broken = ROUGH.replace("⟦about 4,217 containers⟧", "⟦The port⟧");
    let rules = Desk::new().write("own/rough-and-exact.toml", broken);
    rules.run(&["test", "own", "--min-recall", "0", "--min-precision", "0"]).ends_with(1);
}

#[test]
fn a_quote_that_stands_nowhere_is_a_fault() {
    let run = case(&CONFLICT.replace("31 people", "32 people")).run(&["test", "cases"]).ends_with(2);
    run.complains("`32 people` does not stand in 1.en.txt").complains("cases/flood/expected.toml:13:");
    let run = case(&CONFLICT.replace("\"quantity\"", "\"qantity\"")).run(&["test", "cases"]).ends_with(2);
    run.complains("unknown variant `qantity`").complains("did you mean `quantity`?");
    let run =
        case(&CONFLICT.replace("quote = \"31", "nth = 2, quote = \"31")).run(&["test", "."]).ends_with(2);
    run.complains("does not stand");
}

// Rules of one's own, and which rules run.

#[test]
fn rules_of_ones_own_come_from_the_configuration_and_the_command_line() {
    let desk = desk();
    fn concise<'a>(more: &[&'a str]) -> Vec<&'a str> {
        [&["check", "a.txt", "--format", "concise"], more].concat()
    }
    desk.run(&concise(&["--rules", "own"])).ends_with(0);
    let select = ["--rules", "own", "--select", "rough-and-exact"];
    desk.run(&concise(&select)).ends_with(1).prints("a.txt:3:28: warning[rough-and-exact]: ");
    let config = "rules = [\"own\"]\n[levels]\nrough-and-exact = \"note\"\n";
    let desk = desk.write("factlint.toml", config);
    desk.run(&concise(&[])).ends_with(0).prints("note[rough-and-exact]");
    desk.run(&concise(&["--level", "rough-and-exact=error"])).ends_with(1).prints("error[rough-and-exact]");
    desk.run(&concise(&["--ignore", "rough-and-exact"])).ends_with(0).prints("");
    desk.run(&["rules"]).ends_with(0).prints("rough-and-exact");
    desk.run(&["explain", "rough-and-exact"]).ends_with(0).prints("only when    a.value.approximate and");
    let desk = desk.write("factlint.toml", "rules = [\"none\"]\n");
    let run = desk.run(&concise(&[])).ends_with(2).complains("no such file or folder");
    run.complains("factlint.toml:1:10");
}

#[test]
fn a_rule_of_ones_own_replaces_the_built_in_one_of_its_id() {
    let own = ROUGH.replace("rough-and-exact\"", "impossible-date\"").replace("\"draft\"", "\"stable\"");
    let desk = Desk::new()
        .write("own/impossible-date.toml", own)
        .write("a.txt", format!("{ARTICLE}\nOn 31 June.\n"));
    desk.run(&["check", "a.txt", "--rules", "own"]).ends_with(1).prints("1 finding (1 warning)");
    let desk =
        desk.write("more/impossible-date.toml", ROUGH.replace("rough-and-exact\"", "impossible-date\""));
    desk.run(&["check", "a.txt", "--rules", "own", "--rules", "more"])
        .ends_with(2)
        .complains("a second rule is called `impossible-date`");
}

#[test]
fn rules_and_families_are_selected_and_ignored() {
    let desk = Desk::with(desk::SLIP);
    desk.run(&["check", "a.txt", "--select", "weekday"]).ends_with(1);
    desk.run(&["check", "a.txt", "--select", "quantity,date-conflict"]).ends_with(0);
    desk.run(&["check", "a.txt", "--ignore", "weekday-mismatch"]).ends_with(0);
    desk.run(&["check", "a.txt", "--level", "weekday-mismatch=off"]).ends_with(0);
    desk.run(&["check", "a.txt", "--preview"]).ends_with(1);
    let run = desk.run(&["check", "a.txt", "--select", "weekday-mismatc"]).ends_with(2);
    assert_eq!(
        run.err,
        "error: no rule and no family is called `weekday-mismatc`; did you mean `weekday-mismatch`?\n"
    );
    desk.run(&["check", "a.txt", "--level", "weekday-mismatch"]).ends_with(2).complains("RULE=LEVEL");
    desk.run(&["check", "a.txt", "--level", "weekday-mismatch=info"]).ends_with(2);
}

#[test]
fn rules_are_listed_with_their_standing() {
    let own = ROUGH.replace("status = \"draft\"", "status = \"stable\"\noff = true");
    let desk = Desk::new().write("own/rough-and-exact.toml", own).write("a.txt", ARTICLE);
    let run = desk.run(&["rules", "--rules", "own"]).ends_with(0).without_complaint();
    let columns = |id: &str| {
        let line = run.out.lines().find(|line| line.starts_with(&format!("{id} "))).expect("a line");
        line.split("  ")
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .map(str::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        columns("weekday-mismatch")[..5],
        ["weekday-mismatch", "weekday", "stable", "error", "en,pl,pt"]
    );
    assert_eq!(
        columns("rough-and-exact")[..5],
        ["rough-and-exact", "quantity", "stable, off", "warning", "en"]
    );
    desk.run(&["check", "a.txt", "--rules", "own"]).ends_with(0);
    desk.run(&["check", "a.txt", "--rules", "own", "--select", "rough-and-exact"]).ends_with(1);
    desk.run(&["check", "a.txt", "--rules", "own", "--level", "rough-and-exact=error"]).ends_with(1);
}

#[test]
fn schemas_are_printed_for_editors() {
    let desk = Desk::new();
    let rule = desk.run(&["rules", "--schema"]).ends_with(0).without_complaint().json();
    assert_eq!(rule["properties"]["when"]["type"], "string");
    assert_eq!(desk.run(&["rules", "--schema", "rule"]).json(), rule);
    let config = desk.run(&["rules", "--schema", "config"]).ends_with(0).json();
    assert_eq!(config["title"], "factlint.toml");
}

// Trying and beginning a rule.

#[test]
fn a_draft_is_tried_over_articles() {
    let desk = desk().write("b.txt", ARTICLE).write("c.txt", "Nothing here.\n");
    let run = desk.run(&["try", "own/rough-and-exact.toml", "a.txt", "b.txt", "c.txt"]).ends_with(0);
    run.prints(
        "rough-and-exact: 2 findings in 2 of 3 documents, 2 facts, 2 of the kinds that it binds\ntook ",
    )
    .prints("a.txt:3:28")
    .prints("b.txt:3:28");
    let run = desk.run(&["try", "own/rough-and-exact.toml", ".", "--sample", "1"]).ends_with(0);
    run.prints("1 of 2 findings shown; --sample N shows more");
    desk.run(&["try", "own", "a.txt"]).ends_with(2).complains("own: this is no rule file");
    desk.run(&["try", "none.toml", "a.txt"]).ends_with(2).complains("none.toml: no such file or folder");
}

#[test]
fn a_new_rule_loads_and_its_examples_hold() {
    let desk = Desk::new();
    let run = desk.run(&["new", "rule", "late-opening", "--dir", "own"]).ends_with(0).without_complaint();
    assert_eq!(
        run.out,
        "wrote own/late-opening.toml\nrun its examples with: factlint test own/late-opening.toml\n"
    );
    desk.run(&["test", "own"]).ends_with(0).prints("precision 1.00 (1 of 1), recall 1.00 (1 of 1)");
    desk.run(&["new", "rule", "late-opening", "--dir", "own"])
        .ends_with(2)
        .complains("there is such a file already");
    for id in ["Late", "late_opening", "-late", "late--opening", "", "../late", "4-late"] {
        desk.run(&["new", "rule", "--", id]).ends_with(2);
    }
}

// Guards in rules about more than one fact.

/// A rule about two facts of a scope, under a condition.
fn guarded(scope: &str, relation: &str, when: &str) -> String {
    format!(
        "id = \"guarded-pair\"\nfamily = \"quantity\"\nstatus = \"stable\"\nsince = \"0.1.0\"\nlevel = \"warning\"\n\
         scope = \"{scope}\"\nfacts = [\"count\"]\nrelation = \"{relation}\"\nwhen = '{when}'\n\
         message = \"{{a.value}} and {{b.value}}\"\nlabels = {{ a = \"{{a.value}}\", b = \"{{b.value}}\" }}\n\
         why = \"It is a test.\"\nhelp = \"do nothing\"\n"
    )
}

/// How a check of all articles ends with the rule alone.
fn guarded_check(desk: Desk, rule: String) -> i32 {
    let desk = desk.write("own/guarded-pair.toml", rule);
    desk.run(&["check", "articles", "--rules", "own", "--select", "guarded-pair"]).without_complaint().code
}

#[test]
fn a_guard_on_two_articles_is_tried_both_ways_round() {
    let desk = || {
        Desk::new()
            .write(
                "articles/1.md",
                "---\ndate: 2025-08-02\n---\nIn Salvador, 31 people were killed by a landslide on Friday. \
                 Mayor Jonas Prates spoke.\n",
            )
            .write(
                "articles/2.md",
                "---\ndate: 2025-08-04\n---\nO deslizamento de terra em Salvador matou 26 pessoas. \
                 O prefeito Jonas Prates falou.\n",
            )
    };
    let code = |when| guarded_check(desk(), guarded("story", "disjoint", when));
    for (when, expected) in [
        ("b.published - a.published > 1 d", 1),
        ("a.published - b.published > 1 d", 1),
        ("abs(a.published - b.published) > 3 d", 0),
        ("a.language == \"pt\" and b.value.point == 31", 1),
        ("a.language == \"pl\"", 0),
        ("a.source == b.source", 0),
        ("not (a.source == b.source)", 0),
    ] {
        assert_eq!(code(when), expected, "{when}");
    }
}

#[test]
fn a_guard_on_one_article_knows_which_figure_is_at_fault() {
    let article = "The county runs 28 ambulances, of which 31 were on the road that night.\n";
    let code = |when| {
        let desk = Desk::new().write("articles/1.txt", article);
        guarded_check(desk, guarded("document", "part-of", when))
    };
    for (when, expected) in
        [("a.value.point == 31", 1), ("a.value.point == 28", 0), ("b.value.point == 28 and not a.quoted", 1)]
    {
        assert_eq!(code(when), expected, "{when}");
    }
}
