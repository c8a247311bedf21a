//! A newsroom's desk: a folder of its own, and the built binary run in it.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// 17 June 2025 is a Tuesday.
pub const SLIP: &str = "Mecz odbył się w środę, 17 czerwca 2025 r.";
/// The same sentence with the right weekday.
pub const RIGHT: &str = "Mecz odbył się we wtorek, 17 czerwca 2025 r.";

/// A folder that is removed in the end.
pub struct Desk {
    folder: TempDir,
}

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    /// A desk with one article, `a.txt`.
    pub fn with(text: impl AsRef<[u8]>) -> Self {
        Self::new().write("a.txt", text)
    }

    /// Writes a file, its folders included.
    pub fn write(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a file in the desk")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }

    /// Copies all that stands in a folder.
    pub fn copy(self, folder: &Path) -> Self {
        let mut open = vec![folder.to_path_buf()];
        let mut desk = self;
        while let Some(path) = open.pop() {
            if path.is_dir() {
                let entries = fs::read_dir(&path).expect("a readable folder");
                open.extend(entries.map(|entry| entry.expect("a readable folder").path()));
            } else {
                let name = path.strip_prefix(folder).expect("a path in the folder");
                desk = desk.write(&shown(name), fs::read(&path).expect("a readable file"));
            }
        }
        desk
    }

    /// The folder, without symbolic links.
    pub fn path(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("the folder exists")
    }

    /// The binary, about to run in the desk's folder, its output piped.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
        command.current_dir(self.path()).args(arguments);
        for name in ["NO_COLOR", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the binary.
    pub fn run(&self, arguments: &[&str]) -> Run {
        finish(self.command(arguments), "")
    }

    /// Runs the binary in a folder of the desk.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.current_dir(self.path().join(folder));
        finish(command, "")
    }

    /// Runs the binary with a text on standard input.
    pub fn run_with(&self, stdin: &str, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped());
        finish(command, stdin)
    }
}

/// Runs a command to its end.
pub fn finish(mut command: Command, stdin: &str) -> Run {
    let mut child = command.spawn().expect("the binary starts");
    if let Some(mut pipe) = child.stdin.take() {
        pipe.write_all(stdin.as_bytes()).expect("the binary reads its input");
    }
    let output = child.wait_with_output().expect("the binary ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    let code = output.status.code().expect("the binary ends by itself");
    let run = Run { code, out: text(output.stdout), err: text(output.stderr) };
    assert!(!run.err.contains("panicked"), "{}", run.err);
    run
}

impl Run {
    /// Asserts how it ended.
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// Asserts what it printed.
    #[track_caller]
    pub fn prints(self, text: &str) -> Self {
        assert!(self.out.contains(text), "expected `{text}` in the output of {self:#?}");
        self
    }

    /// Asserts what it complained of.
    #[track_caller]
    pub fn complains(self, text: &str) -> Self {
        assert!(self.err.contains(text), "expected `{text}` in the complaints of {self:#?}");
        self
    }

    /// Asserts that it complained of nothing.
    #[track_caller]
    pub fn without_complaint(self) -> Self {
        assert_eq!(self.err, "", "{self:#?}");
        self
    }

    /// The output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {self:#?}"))
    }

    /// The output as one JSON object a line.
    #[track_caller]
    pub fn json_lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    /// The paths of the documents in a JSON report.
    pub fn documents(&self) -> Vec<String> {
        let whole = self.json();
        let documents = whole["documents"].as_array().expect("documents");
        documents.iter().map(|document| document["path"].as_str().expect("a path").to_string()).collect()
    }
}

/// The slashes of a path as factlint prints them.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
