//! Keeps the house in order: which module may use which, that the core is silent, and how long a
//! file and a function may be. It reads the source as text; comments and strings are set aside first.

#[path = "tidy/source.rs"]
mod source;

use std::fs;
use std::path::{Path, PathBuf};

use source::Source;

/// The floors of `src/`, from the ground up. A module uses modules of lower floors only: not those of
/// its own floor, and none above it.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["model", "data", "document"],
    &["lexicon", "findings", "weights"],
    &["grammar", "values", "config", "cases"],
    &["extract"],
    &["alignment"],
    &["rules"],
    &["engine"],
    &["input", "output", "archive"],
    &["cli"],
    &["main"],
];

/// The modules that may read files, the environment and the terminal; `archive` the file that its caller names.
const MAY_TALK: [&str; 4] = ["input", "archive", "cli", "main"];

const LONGEST_FILE: usize = 600;
const LONGEST_FUNCTION: usize = 60;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the repository, sorted; none where there is no such folder.
fn files_below(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(path) = open.pop() {
        match fs::read_dir(&path) {
            Ok(entries) => open.extend(entries.map(|entry| entry.expect("a readable folder").path())),
            Err(_) if path.is_file() => found.push(path),
            Err(_) => {}
        }
    }
    found.sort();
    found
}

/// The Rust files below the given folders, read.
fn sources(folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for path in folders.iter().flat_map(|folder| files_below(folder)) {
        if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("Rust source is UTF-8");
            let name = path.strip_prefix(root()).expect("a path below the root");
            found.push(Source::new(&name.to_string_lossy().replace('\\', "/"), text));
        }
    }
    assert!(!found.is_empty(), "no Rust source below {folders:?}");
    found
}

/// Fails with all complaints at once.
fn report(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

#[test]
fn every_module_has_a_floor() {
    let lib = sources(&["src"]).into_iter().find(|source| source.path == "src/lib.rs").expect("src/lib.rs");
    let modules: Vec<&str> = lib
        .code
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let floors: Vec<&str> = FLOORS.concat().into_iter().filter(|module| *module != "main").collect();
    let homeless = modules.iter().filter(|module| !floors.contains(module));
    let empty = floors.iter().filter(|module| !modules.contains(module));
    let complaints: Vec<String> = homeless
        .map(|module| format!("src/lib.rs: `{module}` has no floor in tests/tidy.rs"))
        .chain(empty.map(|module| format!("tests/tidy.rs: there is no module `{module}`")))
        .collect();
    report(&complaints);
}

#[test]
fn modules_use_lower_floors_only() {
    let mut complaints = Vec::new();
    for source in sources(&["src"]).iter().filter(|source| source.path != "src/lib.rs") {
        let module = source.module();
        let Some(floor) = floor_of(module) else { continue };
        let root_name = if module == "main" { "factlint" } else { "crate" };
        for (line, used) in source.paths_from(root_name) {
            if used != module && floor_of(&used).is_none_or(|other| other >= floor) {
                complaints.push(format!("{}:{line}: `{module}` may not use `{used}`", source.path));
            }
        }
        for line in source.climbs_to_the_root() {
            complaints.push(format!("{}:{line}: name the crate's root with `crate::`", source.path));
        }
    }
    report(&complaints);
}

#[test]
fn the_core_is_silent() {
    let mut complaints = Vec::new();
    for source in sources(&["src"]).iter().filter(|source| !MAY_TALK.contains(&source.module())) {
        for (line, used) in source.paths_from("std") {
            if ["fs", "env", "io", "process", "net"].contains(&used.as_str()) {
                complaints.push(format!("{}:{line}: the core does no I/O (`std::{used}`)", source.path));
            }
        }
        for word in ["println", "eprintln", "print", "eprint"] {
            complaints
                .extend(source.macro_calls(word).map(|line| format!("{}:{line}: `{word}!`", source.path)));
        }
        for word in ["SystemTime", "Instant", "Timestamp", "Zoned"] {
            complaints.extend(source.words(word).map(|line| format!("{}:{line}: a clock", source.path)));
        }
    }
    report(&complaints);
}

#[test]
fn nothing_is_left_undone() {
    let mut complaints = Vec::new();
    for source in &sources(&["src", "tests", "benches", "examples"]) {
        for word in ["todo", "unimplemented", "dbg"] {
            complaints
                .extend(source.macro_calls(word).map(|line| format!("{}:{line}: `{word}!`", source.path)));
        }
    }
    report(&complaints);
}

#[test]
fn files_and_functions_are_short() {
    let mut complaints = Vec::new();
    for source in &sources(&["src", "tests", "benches", "examples"]) {
        let lines = source.code.lines().count();
        if lines > LONGEST_FILE {
            complaints.push(format!("{}: {lines} lines, more than {LONGEST_FILE}", source.path));
        }
        for (line, name, lines) in source.functions() {
            if lines > LONGEST_FUNCTION {
                complaints.push(format!(
                    "{}:{line}: `{name}` has {lines} lines, more than {LONGEST_FUNCTION}",
                    source.path
                ));
            }
        }
    }
    report(&complaints);
}

#[test]
fn the_grammar_knows_no_language() {
    let tags: Vec<String> = fs::read_dir(root().join("rules/languages"))
        .expect("the language packs")
        .map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(tags.contains(&"pl".to_string()), "no packs in rules/languages");
    let mut complaints = Vec::new();
    for source in &sources(&["src/grammar", "src/extract"]) {
        for (line, literal) in &source.literals {
            if tags.iter().any(|tag| tag.eq_ignore_ascii_case(literal)) {
                complaints.push(format!("{}:{line}: asks for a language (\"{literal}\")", source.path));
            }
        }
    }
    report(&complaints);
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    let own_roots: Vec<String> =
        ["home", "root", "tmp", "work", "Users", "mnt"].iter().map(|name| format!("/{name}/")).collect();
    let mut files: Vec<PathBuf> =
        ["src", "tests", "benches", "examples", "rules", "docs", "seeds", "snapshots", ".ci"]
            .iter()
            .flat_map(|folder| files_below(folder))
            .collect();
    let top = fs::read_dir(root()).expect("the repository").filter_map(Result::ok).map(|entry| entry.path());
    files.extend(top.filter(|path| {
        path.extension().and_then(|extension| extension.to_str()).is_some_and(|e| ["md", "toml"].contains(&e))
    }));
    let mut complaints = Vec::new();
    for path in files {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (number, line) in (1..).zip(text.lines()) {
            if own_roots.iter().any(|own| starts_a_path(line, own)) {
                complaints.push(format!("{}:{number}: a path of one machine", path.display()));
            }
        }
    }
    report(&complaints);
}

/// Whether a line names an absolute path below `folder`: `x/tmp/y` and `https://site/work/y` do not.
fn starts_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|letter| !letter.is_alphanumeric() && !"._-*}".contains(letter))
    })
}
