//! What the repository holds for pipelines: each file is well-formed, and the commands in it run as they
//! stand there.
#![cfg(unix)]

mod desk;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use desk::{Desk, RIGHT, Run, SLIP, finish, shown};
use serde_json::Value;

fn yaml(path: &str) -> Value {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path);
    serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_else(|| panic!("no text at {pointer} in {value}"))
}

/// The script of the step of a given name in the action.
fn script(action: &Value, name: &str) -> String {
    let steps = action["runs"]["steps"].as_array().expect("steps");
    let step = steps.iter().find(|step| step["name"] == name).expect("a step of this name");
    assert_eq!(step["shell"], "bash");
    text(step, "/run").to_string()
}

/// Runs a script as the runners do, with the built binary first on the path.
fn bash(desk: &Desk, script: &str, variables: &[(&str, &str)]) -> Run {
    let folder = Path::new(env!("CARGO_BIN_EXE_factlint")).parent().expect("the binary's folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(desk.path());
    command.env("PATH", format!("{}:{path}", folder.display())).env("RUNNER_TEMP", desk.path());
    command.env("GITHUB_OUTPUT", desk.path().join("step-output"));
    command.env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR"));
    command.envs(variables.iter().copied());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    finish(command, "")
}

fn newsroom() -> Desk {
    Desk::new().write("news/a.txt", SLIP).write("old/b.txt", RIGHT)
}

#[test]
fn the_action_checks_with_its_inputs() {
    let action = yaml("action.yml");
    assert_eq!(action["runs"]["using"], "composite");
    let default = |name: &str| text(&action, &format!("/inputs/{name}/default")).to_string();
    let (desk, check) = (newsroom(), script(&action, "Check"));
    let summary = desk.path().join("summary.md");
    let run = |paths: &str, fail_on: &str, args: &str| {
        let (format, summary) = (default("format"), shown(&summary));
        let outputs = "sarif=factlint.sarif junit=factlint.xml";
        let variables = [("PATHS", paths), ("FAIL_ON", fail_on), ("FORMAT", &format), ("ARGS", args)];
        let more = [("OUTPUTS", outputs), ("GITHUB_STEP_SUMMARY", &summary)];
        bash(&desk, &check, &[&variables[..], &more].concat())
    };
    run(&default("paths"), &default("fail-on"), &default("args")).ends_with(1).prints("weekday-mismatch");
    run("old news/*.txt", "error", "").ends_with(1).prints("news/a.txt");
    run("old", "", "").ends_with(0);
    run("news", "never", "").ends_with(0).prints("weekday-mismatch");
    run("news", "", "--ignore weekday-mismatch --language pl").ends_with(0);
    run("none", "", "").ends_with(2);
    run("news", "", "").ends_with(1).prints("::error file=news/a.txt,line=1,");
    for report in ["factlint.sarif", "factlint.xml", "summary.md"] {
        let text = fs::read_to_string(desk.path().join(report)).expect(report);
        assert!(text.contains("weekday-mismatch"), "{report}: {text}");
    }
    assert_eq!(default("outputs"), "");
}

#[test]
fn the_action_takes_a_factlint_on_the_path_or_builds_one() {
    let action = yaml("action.yml");
    let look = script(&action, "Look for factlint");
    let looked = |version: &str| {
        let desk = newsroom();
        bash(&desk, &look, &[("VERSION", version)]).ends_with(0);
        fs::read_to_string(desk.path().join("step-output")).expect("outputs of the step")
    };
    assert_eq!(looked(""), "use=path\n");
    assert_eq!(looked(env!("CARGO_PKG_VERSION")), "use=path\n");
    assert!(looked("0.0.0").starts_with("use=built\nsources="));
    let build = script(&action, "Build factlint");
    assert!(build.starts_with("cargo install --quiet --locked --path "), "{build}");
}

#[test]
fn every_input_of_the_action_is_used_and_described() {
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].to_string();
    for (name, input) in action["inputs"].as_object().expect("inputs") {
        assert!(!text(input, "/description").is_empty());
        assert!(steps.contains(&format!("inputs.{name} }}}}")), "no step uses `{name}`");
    }
    let workflow = yaml("templates/github.yml");
    let given =
        workflow.pointer("/jobs/facts/steps/1/with").and_then(Value::as_object).expect("inputs given");
    assert!(given.keys().all(|name| action["inputs"].get(name).is_some()), "{given:?}");
}

#[test]
fn the_hook_reports_what_a_commit_brings() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hook = &hooks.as_array().expect("a list of hooks")[0];
    assert_eq!((&hook["require_serial"], &hook["pass_filenames"]), (&true.into(), &false.into()));
    assert_eq!(hook["language"], "rust");
    let arguments: Vec<&str> =
        hook["args"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let command = format!("{} {}", text(hook, "/entry"), arguments.join(" "));
    let desk = newsroom();
    let git = "git -c user.name=desk -c user.email=desk@example.org";
    bash(&desk, &format!("git init -q && git add . && {git} commit -qm articles"), &[]).ends_with(0);
    bash(&desk, &command, &[]).ends_with(0);
    let desk = desk.write("news/c.txt", SLIP);
    let run = bash(&desk, &format!("git add . && {command}"), &[]).ends_with(1);
    assert!(run.out.starts_with("news/c.txt:") && run.out.lines().count() == 1, "{run:#?}");
    let asked = yaml("templates/pre-commit.yaml");
    assert_eq!(text(&asked, "/repos/0/hooks/0/id"), text(hook, "/id"));
}

#[test]
fn the_gitlab_job_checks_with_its_variables() {
    let job = yaml("templates/gitlab.yml")["factlint"].clone();
    let script = job["script"].as_array().expect("a script");
    let [install, check] = script.as_slice() else { panic!("two lines: {script:?}") };
    let desk = newsroom();
    fs::create_dir_all(desk.path().join(".factlint/bin")).expect("a folder");
    symlink(env!("CARGO_BIN_EXE_factlint"), desk.path().join(".factlint/bin/factlint")).expect("a link");
    let run = |paths: &str| {
        let mut variables: Vec<(&str, &str)> = Vec::new();
        for (name, value) in job["variables"].as_object().expect("variables") {
            variables.push((name, value.as_str().expect("a text")));
        }
        variables.push(("FACTLINT_PATHS", paths));
        // What was installed before is not installed again.
        let lines = format!("{}\n{}", install.as_str().expect("a line"), check.as_str().expect("a line"));
        bash(&desk, &lines, &variables)
    };
    run(text(&job, "/variables/FACTLINT_PATHS")).ends_with(1).prints("weekday-mismatch");
    let report = desk.path().join(text(&job, "/artifacts/reports/codequality"));
    assert!(fs::read_to_string(&report).expect("a report").contains("\"check_name\": \"weekday-mismatch\""));
    run("old").ends_with(0);
}
