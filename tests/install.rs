//! What stands between an empty folder and a checked one: `init`, `completions`, `man`.

mod desk;

use std::fs;

use desk::{Desk, RIGHT, SLIP};

const TEMPLATE: &str = include_str!("../templates/factlint.toml");

/// The template with every key that it leaves commented out.
fn with_every_key() -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(key) if key.starts_with(|letter: char| letter.is_ascii_lowercase() || letter == '[') => {
            format!("{key}\n")
        }
        _ => format!("{line}\n"),
    };
    TEMPLATE.lines().map(line).collect()
}

#[test]
fn init_writes_a_configuration_with_which_check_runs() {
    let desk = Desk::with(SLIP);
    let run = desk.run(&["init"]).ends_with(0).without_complaint();
    run.prints("wrote factlint.toml\n").prints("factlint check .\n").prints("--ci github");
    desk.run(&["check", "."]).ends_with(1).without_complaint();
    let run = desk.run(&["init", "news/desk"]).ends_with(0);
    run.prints("wrote news/desk/factlint.toml\n").prints("factlint check news/desk\n");
    assert!(desk.path().join("news/desk/factlint.toml").is_file());
}

#[test]
fn init_writes_over_nothing_unless_told_to() {
    let desk = Desk::with(SLIP).write("factlint.toml", "fail-on = \"never\"\n");
    let run = desk.run(&["init"]).ends_with(2);
    assert_eq!(run.err, "error: factlint.toml: there is such a file already; --force writes over it\n");
    desk.run(&["check", "a.txt"]).ends_with(0);
    desk.run(&["init", "--force"]).ends_with(0).prints("wrote factlint.toml");
    desk.run(&["check", "a.txt"]).ends_with(1);
}

#[test]
fn init_writes_the_file_of_a_ci_system_beside_a_configuration_that_is_there() {
    let desk = Desk::with(RIGHT);
    for (system, path) in [
        ("github", ".github/workflows/factlint.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("pre-commit", ".pre-commit-config.yaml"),
    ] {
        desk.run(&["init", "--ci", system]).ends_with(0).prints(&format!("wrote {path}: put the "));
        assert!(desk.path().join(path).is_file(), "{path}");
        let again = desk.run(&["init", "--ci", system]).ends_with(2);
        again.complains("there is such a file already").complains("add this to it:\n\n# ");
    }
    desk.run(&["init", "--ci", "github"]).ends_with(2);
    desk.run(&["init", "--ci", "github", "--force"])
        .ends_with(0)
        .prints("wrote factlint.toml\nwrote .github");
}

#[test]
fn init_that_cannot_write_ends_with_2() {
    let desk = Desk::with(RIGHT);
    desk.run(&["init", "a.txt"]).ends_with(2).complains("error: a.txt");
}

#[test]
fn every_key_of_the_configuration_stands_in_the_template() {
    let schema = Desk::new().run(&["rules", "--schema", "config"]).json();
    let text = with_every_key();
    let keys = |schema: &serde_json::Value| -> Vec<String> {
        schema["properties"].as_object().map(|keys| keys.keys().cloned().collect()).unwrap_or_default()
    };
    for key in keys(&schema) {
        let at = [format!("{key} = "), format!("[{key}]"), format!("[[{key}]]")];
        let stands = |line: &str| at.iter().any(|at| line.starts_with(at.as_str()));
        assert!(text.lines().any(stands), "templates/factlint.toml lacks `{key}`");
        for inner in keys(&schema["properties"][&key]["items"]) {
            let at = format!("{inner} = ");
            assert!(text.lines().any(|line| line.starts_with(&at)), "the template lacks `{key}.{inner}`");
        }
    }
}

#[test]
fn the_template_holds_with_every_key() {
    let desk = Desk::with(RIGHT)
        .write("factlint.toml", with_every_key())
        .write("house-rules/notes.md", "")
        .write("factlint-baseline.json", "{\"schema\": \"factlint.baseline/1\", \"findings\": []}")
        .write("house-facts.toml", fs::read_to_string("seeds/house-facts.toml").expect("a sheet"));
    desk.run(&["check", "--quiet", "a.txt"]).ends_with(0).without_complaint();
}

#[test]
fn every_shell_is_completed() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = desk.run(&["completions", shell]).ends_with(0).without_complaint();
        run.prints("factlint").prints("fail-on");
    }
    desk.run(&["completions", "cobol"]).ends_with(2);
}

#[test]
fn man_pages_are_printed_and_written() {
    let desk = Desk::new();
    desk.run(&["man"]).ends_with(0).prints(".TH factlint 1").prints("factlint\\-check(1)");
    desk.run(&["man", "check"]).ends_with(0).prints(".TH factlint-check 1").prints("fail\\-on");
    desk.run(&["man", "chekc"]).ends_with(2).complains("error: no command is called `chekc`");
    desk.run(&["man", "--to", "man1"])
        .ends_with(0)
        .prints("wrote man1/factlint.1\nwrote man1/factlint-check.1\n");
    assert!(desk.path().join("man1/factlint-check.1").is_file());
}
