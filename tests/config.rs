//! `factlint.toml`: overrides, stories, selected rules, findings that do not count; `factlint config`.

mod desk;
mod ferry;

use desk::{Desk, Run, SLIP};
use ferry::desk;

/// A folder with the slip in `sport/` and `news/`.
fn two_folders(config: &str) -> Desk {
    Desk::new().write("factlint.toml", config).write("sport/a.txt", SLIP).write("news/b.txt", SLIP)
}

/// Level and place of each finding.
fn found(run: &Run) -> Vec<String> {
    let line = |line: &str| line.split("[weekday").next().unwrap_or_default().to_string();
    run.out.lines().map(line).collect()
}

fn check(desk: &Desk, more: &[&str]) -> Run {
    desk.run(&[&["check", ".", "--format", "concise"], more].concat())
}

// Overrides.

#[test]
fn an_override_gives_a_folder_levels_of_its_own() {
    let desk = two_folders("[[override]]\npath = \"sport/*\"\nlevels = { weekday-mismatch = \"note\" }\n");
    assert_eq!(found(&check(&desk, &[]).ends_with(1)), ["news/b.txt:1:18: error", "sport/a.txt:1:18: note"]);
    let off = "[[override]]\npath = [\"news/*\", \"x/*\"]\n[override.levels]\nweekday-mismatch = \"off\"\n";
    assert_eq!(found(&check(&two_folders(off), &[])), ["sport/a.txt:1:18: error"]);
    let last = format!("{off}[[override]]\npath = \"*\"\nlevels = {{ weekday-mismatch = \"warning\" }}\n");
    assert_eq!(found(&check(&two_folders(&last), &[])).len(), 2);
    let by_hand = check(&two_folders(off), &["--level", "weekday-mismatch=note"]).ends_with(0);
    assert_eq!(found(&by_hand), ["news/b.txt:1:18: note", "sport/a.txt:1:18: note"]);
}

#[test]
fn an_override_selects_rules() {
    let selected = "[[override]]\npath = \"sport/*\"\nselect = [\"quantity\"]\n";
    assert_eq!(found(&check(&two_folders(selected), &[])), ["news/b.txt:1:18: error"]);
    assert_eq!(found(&check(&two_folders(&format!("select = [\"date\"]\n{selected}")), &[])).len(), 0);
    assert_eq!(found(&check(&two_folders(selected), &["--select", "weekday"])).len(), 2);
}

#[test]
fn a_pair_needs_the_rule_on_both_sides_and_has_the_higher_level() {
    let levels = |level: &str| {
        format!("[[override]]\npath = \"b.*\"\nlevels = {{ quantity-conflict = \"{level}\" }}\n")
    };
    let run = |config: &str| check(&desk().write("factlint.toml", config), &[]);
    assert!(run(&levels("note")).ends_with(1).out.contains("warning[quantity-conflict]"));
    assert!(run(&levels("error")).ends_with(1).out.contains("error[quantity-conflict]"));
    assert_eq!(run(&levels("off")).ends_with(0).out, "");
    let desk = desk().write("factlint.toml", levels("off"));
    let why = desk.run(&["check", ".", "--why-not", "a.en.md:5", "b.pt.md:5"]).ends_with(0);
    why.prints("quantity-conflict: the configuration has it off for one of the articles");
}

#[test]
fn a_tolerance_lets_near_figures_be() {
    let run = |config: &str| check(&desk().write("factlint.toml", config), &[]);
    // 12 and 15 miss each other by two once their rounding is granted: by a seventh of the larger one.
    run("[tolerances]\nquantity-conflict = \"5%\"\n").ends_with(1);
    assert_eq!(run("[tolerances]\nquantity-conflict = \"20%\"\n").ends_with(0).out, "");
    let one_side = "[[override]]\npath = \"b.*\"\ntolerances = { quantity-conflict = \"20 %\" }\n";
    assert_eq!(run(one_side).ends_with(0).out, "");
    let desk = desk().write("factlint.toml", one_side);
    desk.run(&["config", "b.pt.md"]).ends_with(0).prints("tolerance 20%, factlint.toml:3");
    let why = ["check", ".", "--why-not", "a.en.md:5", "b.pt.md:5"];
    desk.run(&why).ends_with(0).prints("within the tolerance that factlint.toml grants");
}

// Stories.

#[test]
fn a_declared_story_is_compared_with_itself_alone() {
    let run = |config: &str| check(&desk().write("factlint.toml", config), &[]);
    assert!(run("").ends_with(1).out.contains("quantity-conflict"));
    let apart = "[[story]]\nname = \"ferry\"\npath = [\"a.*\", \"c.*\"]\n";
    assert_eq!(run(apart).ends_with(0).out, "");
    run(&format!("{apart}open = true\n")).ends_with(1);
    run("[[story]]\nname = \"ferry\"\npath = \"*.md\"\n").ends_with(1);
    let desk = desk().write("factlint.toml", apart);
    for (other, words) in [("b.pt.md:5", "not one story, as the"), ("c.pl.md:5", "one story, as the")] {
        desk.run(&["check", ".", "--why-not", "a.en.md:5", other]).ends_with(0).prints(words);
    }
}

#[test]
fn a_declared_story_needs_no_names_in_common() {
    let texts = |config: &str| {
        Desk::new()
            .write("factlint.toml", config)
            .write("stories/fire/a.txt", "The fire on Sunday killed 12 people.\n")
            .write("stories/fire/wire/b.txt", "O incêndio matou no domingo 15 pessoas.\n")
            .write("stories/flood/c.txt", "Powódź zabiła w niedzielę 19 osób.\n")
    };
    let run =
        |config: &str| texts(config).run(&["check", ".", "--published", "2025-03-03", "--format", "concise"]);
    assert_eq!(run("").ends_with(0).out, "");
    let found = run("[[story]]\nfolders = \"stories/*/\"\n").ends_with(1).out;
    assert!(found.contains("fire/a.txt") && found.contains("fire/wire/b.txt"), "{found}");
    assert!(!found.contains("flood"), "{found}");
}

// Findings that do not count.

#[test]
fn the_configuration_may_say_what_does_not_count() {
    let ignore = "[[ignore]]\nrule = \"weekday\"\npath = \"sport/*\"\nreason = \"quoted from the club\"\n";
    let desk = two_folders(ignore);
    let run = desk.run(&["check", ".", "--format", "json"]).ends_with(1).without_complaint();
    let aside = &run.json()["set_aside"][0]["set_aside"];
    assert_eq!((aside["by"].as_str(), aside["path"].as_str()), (Some("config"), Some("factlint.toml")));
    let idle = two_folders(&ignore.replace("sport", "culture"));
    check(&idle, &[]).ends_with(1);
    let unused = two_folders(&ignore.replace("weekday", "age-mismatch"));
    check(&unused, &[]).ends_with(1).complains("factlint.toml:1:1: nothing to suppress: `age-mismatch`");
}

// What goes wrong.

#[test]
fn what_is_wrong_is_shown_with_its_place() {
    for (config, place, words) in [
        ("slect = [\"date\"]\n", "1:1", "did you mean `select`?"),
        ("select = [\"dates\"]\n", "1:11", "did you mean `date`?"),
        ("[[override]]\npath = \"*\"\nlevel = {}\n", "3:1", "did you mean `levels`?"),
        (
            "[[override]]\npath = \"*\"\nlevels = { weekday-mismach = \"off\" }\n",
            "3:12",
            "did you mean `weekday-mismatch`?",
        ),
        ("[[override]]\npath = \"a[\"\n", "2:8", "not a valid pattern"),
        ("[[override]]\nlevels = {}\n", "1:1", "missing field `path`"),
        ("[[story]]\nname = \"x\"\n", "1:1", "names neither a `path` nor `folders`"),
        ("[[story]]\npath = \"x\"\n", "2:8", "needs a `name`"),
        ("[[story]]\nname = \"x\"\npath = \"x\"\nfolders = \"y\"\n", "3:8", "not both"),
        ("[[ignore]]\nrule = \"weekday\"\n", "1:1", "a suppression needs a reason"),
        ("[[ignore]]\nrule = \"weekdays\"\nreason = \"x\"\n", "1:1", "did you mean `weekday`?"),
        (
            "[tolerances]\nquantity-conflict = \"2\"\n",
            "2:21",
            "expected a share from \"0%\" to \"50%\", found `2`",
        ),
        ("[tolerances]\nquantity-conflict = \"-1%\"\n", "2:21", "expected a share"),
        ("[tolerances]\nsum-mismatch = \"2%\"\n", "2:1", "takes no tolerance"),
        ("preview = \"yes\"\n", "1:11", "invalid type"),
        ("fail-on = \"eror\"\n", "1:11", "did you mean `error`?"),
    ] {
        let run = two_folders(config).run(&["check", "."]).ends_with(2);
        assert!(run.err.contains(&format!("factlint.toml:{place} ")), "{config}: {}", run.err);
        assert!(run.err.contains(words), "{config}: {}", run.err);
    }
}

#[test]
fn a_broken_configuration_further_down_fails_the_run() {
    let desk = two_folders("").write("news/factlint.toml", "exclud = []\n");
    for command in ["check", "facts"] {
        desk.run(&[command, "."]).ends_with(2).complains("news/factlint.toml:1:1");
    }
    desk.run(&["check", "sport"]).ends_with(1);
    let two = two_folders("baseline = \"a.json\"\n").write("news/factlint.toml", "baseline = \"b.json\"\n");
    two.run(&["check", "news", "sport"]).ends_with(2).complains("the configurations name two baselines");
}

// What applies.

#[test]
fn config_prints_what_applies_and_where_it_is_written() {
    let config = "fail-on = \"error\"\n\n[levels]\nweekday-mismatch = \"warning\"\n\n[[document]]\npath = \"sport/*\"\n\
                  language = \"pl\"\npublished = 2025-06-18\n\n[[override]]\npath = \"sport/*\"\n\
                  levels = { weekday-mismatch = \"note\" }\n\n[[story]]\nname = \"cup\"\npath = \"sport/*\"\n";
    let desk = two_folders(config);
    let lines = |arguments: &[&str]| -> Vec<String> {
        let run = desk.run(&[&["config"], arguments].concat()).ends_with(0).without_complaint();
        run.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    let sport = lines(&["sport/a.txt"]);
    for line in [
        "path sport/a.txt",
        "configuration factlint.toml",
        "fail-on error factlint.toml:1",
        "language pl factlint.toml:7",
        "published 2025-06-18 factlint.toml:7",
        "story cup factlint.toml:17",
        "source from the article default",
        "weekday-mismatch note factlint.toml:13",
        "date-conflict warning default",
        "figure-updated off default",
    ] {
        assert!(sport.iter().any(|found| found == line), "{line} is not in {sport:#?}");
    }
    let news =
        lines(&["news", "--level", "date-conflict=note", "--ignore", "quantity", "--fail-on", "never"]);
    for line in [
        "weekday-mismatch warning factlint.toml:4",
        "date-conflict note command line",
        "quantity-conflict off command line",
        "fail-on never command line",
        "story found from the articles default",
    ] {
        assert!(news.iter().any(|found| found == line), "{line} is not in {news:#?}");
    }
    let whole = desk.run(&["config", "sport/a.txt", "--format", "json"]).ends_with(0).json();
    assert_eq!((&whole["schema"], &whole["config"]), (&"factlint.config/1".into(), &"factlint.toml".into()));
    assert_eq!(whole["settings"][0]["from"], "factlint.toml:1");
}

#[test]
fn config_without_a_configuration_prints_what_is_built_in() {
    let run = Desk::new().run(&["config"]).ends_with(0).without_complaint();
    run.prints("none; all is as built in").prints("weekday-mismatch");
    Desk::new()
        .write("factlint.toml", "x = 1\n")
        .run(&["config", "."])
        .ends_with(2)
        .complains("factlint.toml:1:1");
}
