//! `--since`: only what involves an article that has changed, compared with all.

mod desk;
mod ferry;

use std::process::Command;

use desk::{Desk, Run, SLIP};
use ferry::{FRONT, POLISH, PORTUGUESE, desk};

/// Runs git in the desk's folder, with nothing of the machine's own settings.
fn git(desk: &Desk, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(desk.path()).args(["-c", "user.name=desk", "-c", "user.email=desk@example.org"]);
    command.args(["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]).args(arguments);
    let output = command.output().expect("git is installed");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The three articles, committed.
fn committed() -> Desk {
    let desk = desk().write("d.txt", SLIP);
    git(&desk, &["init", "-q"]);
    git(&desk, &["add", "."]);
    git(&desk, &["commit", "-qm", "articles"]);
    desk
}

fn since(desk: &Desk, reference: &str) -> Run {
    desk.run(&["check", ".", "--since", reference, "--format", "json"])
}

/// The rules of the findings, how many articles have changed, and how many findings are left out.
#[track_caller]
fn found(run: &Run) -> (Vec<String>, u64, u64) {
    let report = run.json();
    let rule = |finding: &serde_json::Value| finding["rule"].as_str().expect("a rule").to_string();
    let rules = report["findings"].as_array().expect("findings").iter().map(rule).collect();
    let count = |key: &str| report["since"][key].as_u64().expect("a count");
    (rules, count("changed"), count("left_out"))
}

#[test]
fn only_what_involves_a_changed_article_is_reported() {
    let desk = committed();
    let run = since(&desk, "HEAD").ends_with(0);
    assert_eq!(found(&run), (vec![], 0, 2));
    run.complains("note: since HEAD: 0 articles changed; 2 findings between the others not shown\n");
    let desk = desk.write("c.pl.md", format!("{FRONT}{POLISH}\nByła mgła.\n"));
    assert_eq!(found(&since(&desk, "HEAD").ends_with(1)), (vec!["quantity-conflict".into()], 1, 1));
    git(&desk, &["commit", "-qam", "fog"]);
    assert_eq!(found(&since(&desk, "HEAD").ends_with(0)), (vec![], 0, 2));
    assert_eq!(found(&since(&desk, "HEAD~1").ends_with(1)).1, 1);
}

#[test]
fn new_renamed_and_staged_articles_have_changed() {
    let desk = committed().write("2025/novo é.md", format!("{FRONT}{PORTUGUESE}"));
    assert_eq!(found(&since(&desk, "HEAD").ends_with(1)), (vec!["quantity-conflict".into()], 1, 1));
    git(&desk, &["add", "."]);
    assert_eq!(found(&since(&desk, "HEAD").ends_with(1)).1, 1);
    git(&desk, &["mv", "d.txt", "e.txt"]);
    assert_eq!(found(&since(&desk, "HEAD").ends_with(1)).0, ["weekday-mismatch", "quantity-conflict"]);
    let run = desk.run_in("2025", &["check", "..", "--since", "HEAD", "--format", "json"]).ends_with(1);
    assert_eq!(found(&run).1, 2);
}

#[test]
fn what_a_branch_did_counts_and_not_what_main_did_since() {
    let desk = committed();
    git(&desk, &["checkout", "-qb", "draft"]);
    let desk = desk.write("c.pl.md", format!("{FRONT}{POLISH}\nByła mgła.\n"));
    git(&desk, &["commit", "-qam", "fog"]);
    git(&desk, &["checkout", "-q", "main"]);
    let desk = desk.write("d.txt", format!("{SLIP}\n"));
    git(&desk, &["commit", "-qam", "a line end"]);
    git(&desk, &["checkout", "-q", "draft"]);
    assert_eq!(found(&since(&desk, "main").ends_with(1)), (vec!["quantity-conflict".into()], 1, 1));
}

#[test]
fn what_stands_on_standard_input_is_new() {
    let desk = committed();
    let arguments = ["check", "-", "--since", "HEAD", "--stdin-path", "draft.txt"];
    desk.run_with(SLIP, &arguments).ends_with(1).prints("weekday-mismatch");
}

#[test]
fn what_is_wrong_is_said() {
    let desk = desk();
    let refused = desk.run(&["check", ".", "--since", "HEAD"]).ends_with(2);
    refused.complains("error: --since HEAD: . is not in a git repository\n");
    let desk = committed();
    desk.run(&["check", ".", "--since", "mian"])
        .ends_with(2)
        .complains("--since mian: no such commit, branch or tag");
    desk.run(&["check", ".", "--since", "--help"]).ends_with(2);
    let mut without_git = desk.command(&["check", ".", "--since", "HEAD"]);
    without_git.env("PATH", "");
    desk::finish(without_git, "")
        .ends_with(2)
        .complains("--since HEAD: git is not installed, or not on the PATH\n");
    let both = ["check", ".", "--since", "HEAD", "--baseline", "b.json", "--update-baseline"];
    desk.run(&both).ends_with(2).complains("cannot be used with");
}
