//! A Rust file as the tidy test reads it. The reading is a scan, not a parse: it knows comments,
//! strings, characters and braces, and nothing of the language beyond.

/// A Rust file, its comments and literals set aside.
pub struct Source {
    /// The path below the repository's root, with forward slashes.
    pub path: String,
    /// The text with comments and the insides of literals blanked out, line for line.
    pub code: String,
    /// The string literals with their lines.
    pub literals: Vec<(usize, String)>,
}

impl Source {
    /// Reads a file.
    pub fn new(path: &str, text: String) -> Self {
        let (code, literals) = Scan::new(&text).run();
        Self { path: path.to_string(), code, literals }
    }

    /// The module of `src/` that the file belongs to: `rules` for `src/rules/relations/of_pair.rs`.
    pub fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }

    /// The names that follow `root::`, with their lines; those of a group `root::{a, b}` one by one.
    pub fn paths_from(&self, root: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for at in self.word_starts(root) {
            let Some(rest) = self.code[at + root.len()..].strip_prefix("::") else { continue };
            let line = self.line_of(at);
            match rest.strip_prefix('{') {
                None => found.push((line, leading_word(rest).to_string())),
                Some(group) => found.extend(group_heads(group).into_iter().map(|name| (line, name))),
            }
        }
        found.retain(|(_, name)| !name.is_empty());
        found
    }

    /// Lines on which a chain of `super::` leaves the module for the crate's root.
    pub fn climbs_to_the_root(&self) -> Vec<usize> {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let depth = inside.trim_end_matches("/mod").split('/').count();
        let chain = "super::".repeat(depth);
        self.word_starts("super")
            .filter(|&at| self.code[at..].starts_with(&chain))
            .filter(|_| depth > 1)
            .map(|at| self.line_of(at))
            .collect()
    }

    /// Lines on which a word stands by itself.
    pub fn words(&self, word: &str) -> impl Iterator<Item = usize> {
        self.word_starts(word).map(|at| self.line_of(at))
    }

    /// Lines on which the macro `name!` is called.
    pub fn macro_calls(&self, name: &str) -> impl Iterator<Item = usize> {
        let calls = self.word_starts(name).filter(|&at| self.code[at + name.len()..].starts_with('!'));
        calls.map(|at| self.line_of(at))
    }

    /// Every function with a body: its line, its name, and its lines from `fn` to the closing brace.
    pub fn functions(&self) -> Vec<(usize, String, usize)> {
        let mut found = Vec::new();
        for at in self.word_starts("fn") {
            let name = leading_word(self.code[at + 2..].trim_start());
            let Some(end) = body_end(&self.code[at..]).filter(|_| !name.is_empty()) else { continue };
            let lines = self.code[at..at + end].matches('\n').count() + 1;
            found.push((self.line_of(at), name.to_string(), lines));
        }
        found
    }

    fn word_starts(&self, word: &str) -> impl Iterator<Item = usize> {
        self.code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
            let before = self.code[..at].chars().next_back();
            let after = self.code[at + word.len()..].chars().next();
            !before.is_some_and(is_word) && !after.is_some_and(is_word)
        })
    }

    fn line_of(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn leading_word(text: &str) -> &str {
    text.split(|letter| !is_word(letter)).next().unwrap_or_default()
}

/// The first name of each item of a group, up to its closing brace.
fn group_heads(group: &str) -> Vec<String> {
    let (mut heads, mut depth, mut item) = (Vec::new(), 0, String::new());
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.push(leading_word(item.trim()).to_string());
                item.clear();
            }
            _ => item.push(letter),
        }
    }
    heads.push(leading_word(item.trim()).to_string());
    heads
}

/// The byte after the closing brace of a function that starts `code`; `None` where it has no body.
fn body_end(code: &str) -> Option<usize> {
    let (mut braces, mut brackets) = (0usize, 0usize);
    for (at, letter) in code.char_indices() {
        match letter {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets = brackets.saturating_sub(1),
            ';' if braces == 0 && brackets == 0 => return None,
            '{' => braces += 1,
            '}' if braces == 1 => return Some(at + 1),
            '}' => braces = braces.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// A scan over the characters of a file.
struct Scan {
    letters: Vec<char>,
    at: usize,
    line: usize,
    code: String,
    literals: Vec<(usize, String)>,
}

impl Scan {
    fn new(text: &str) -> Self {
        Self { letters: text.chars().collect(), at: 0, line: 1, code: String::new(), literals: Vec::new() }
    }

    fn run(mut self) -> (String, Vec<(usize, String)>) {
        while let Some(letter) = self.peek(0) {
            match (letter, self.peek(1)) {
                ('/', Some('/')) => self.line_comment(),
                ('/', Some('*')) => self.block_comment(),
                ('"', _) => self.string(),
                ('r', Some('"' | '#')) if self.starts_raw_string() => self.raw_string(),
                ('\'', _) if self.starts_character() => self.character(),
                _ => self.keep(),
            }
        }
        (self.code, self.literals)
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    /// Takes a character over as code.
    fn keep(&mut self) {
        if let Some(letter) = self.peek(0) {
            self.code.push(letter);
            self.line += usize::from(letter == '\n');
            self.at += 1;
        }
    }

    /// Takes a character over as a blank.
    fn blank(&mut self) {
        if let Some(letter) = self.peek(0) {
            self.code.push(if letter == '\n' { '\n' } else { ' ' });
            self.line += usize::from(letter == '\n');
            self.at += 1;
        }
    }

    fn line_comment(&mut self) {
        while self.peek(0).is_some_and(|letter| letter != '\n') {
            self.blank();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        loop {
            match (self.peek(0), self.peek(1)) {
                (None, _) => return,
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                _ => {
                    self.blank();
                    continue;
                }
            }
            self.blank();
            self.blank();
            if depth == 0 {
                return;
            }
        }
    }

    fn string(&mut self) {
        let line = self.line;
        let mut inside = String::new();
        self.keep();
        while let Some(letter) = self.peek(0).filter(|&letter| letter != '"') {
            inside.push(letter);
            self.blank();
            if letter == '\\' {
                inside.extend(self.peek(0));
                self.blank();
            }
        }
        self.keep();
        self.literals.push((line, inside));
    }

    /// `r"`, `r#"`, also after a `b`; but not `r#type`, nor the end of a name such as `for`.
    fn starts_raw_string(&self) -> bool {
        let mut before = self.letters[..self.at].iter().rev();
        let named = match before.next() {
            Some('b') => before.next().is_some_and(|&letter| is_word(letter)),
            before => before.is_some_and(|&letter| is_word(letter)),
        };
        let quote = self.letters[self.at + 1..].iter().find(|&&letter| letter != '#');
        !named && quote == Some(&'"')
    }

    fn raw_string(&mut self) {
        let line = self.line;
        self.keep();
        let mut hashes = 0;
        while self.peek(0) == Some('#') {
            hashes += 1;
            self.keep();
        }
        self.keep();
        let mut inside = String::new();
        while let Some(letter) = self.peek(0) {
            if letter == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                break;
            }
            inside.push(letter);
            self.blank();
        }
        self.keep();
        self.literals.push((line, inside));
    }

    /// A character, and not a lifetime.
    fn starts_character(&self) -> bool {
        self.peek(1) == Some('\\') || self.peek(2) == Some('\'')
    }

    fn character(&mut self) {
        self.keep();
        if self.peek(0) == Some('\\') {
            self.blank();
        }
        self.blank();
        while self.peek(0).is_some_and(|letter| letter != '\'') {
            self.blank();
        }
        self.keep();
    }
}

#[test]
fn comments_and_literals_are_set_aside() {
    let text =
        "let a = \"fs // {\"; // std::fs {\nlet b = '\\''; /* { /* { */ */ let c: &'a str = r#\"}\"#;\n";
    let source = Source::new("src/a.rs", text.into());
    assert_eq!(source.code.lines().count(), 2);
    assert!(!source.code.contains(['{', '}']) && !source.code.contains("fs"), "{}", source.code);
    assert_eq!(source.literals, [(1, "fs // {".to_string()), (2, "}".to_string())]);
}

#[test]
fn paths_are_found_alone_and_in_groups() {
    let source = Source::new("src/a.rs", "use crate::{text::{self, Span}, model};\ncrate::data::x();".into());
    let names: Vec<(usize, String)> = source.paths_from("crate");
    assert_eq!(names, [(1, "text".into()), (1, "model".into()), (2, "data".into())]);
}

#[test]
fn functions_are_measured_to_their_closing_brace() {
    let text = "fn one(a: [u8; 3]) {\n    if a { \"}\" }\n}\ntrait T { fn none(); }\ntype F = fn(u8);\n";
    let source = Source::new("src/a.rs", text.into());
    assert_eq!(source.functions(), [(1, "one".to_string(), 3)]);
}

#[test]
fn a_chain_of_supers_is_followed_to_the_root() {
    let climbs =
        |path: &str| !Source::new(path, "use super::super::x;".into()).climbs_to_the_root().is_empty();
    assert!(climbs("src/rules/load.rs") && climbs("src/rules/relations/mod.rs"));
    assert!(!climbs("src/rules/relations/of_pair.rs"));
}
