use std::fmt::Write;

use crate::document::Document;
use crate::findings::Label;
use crate::text::Position;

use super::Checked;

/// Where paths are told from: tools that show findings in files know these by their path in the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standpoint {
    /// The folder that factlint runs in, as an absolute path with forward slashes.
    pub folder: String,
    /// The folder of the project: that one, or one above it.
    pub root: String,
}

impl Standpoint {
    /// A path, as an argument named it, as told from the project's folder.
    pub(super) fn path(&self, named: &str) -> FilePath {
        if self.folder.is_empty() && !is_absolute(named) {
            return FilePath::relative(named);
        }
        let absolute =
            plain(&if is_absolute(named) { named.into() } else { format!("{}/{named}", self.folder) });
        let root = format!("{}/", self.root.trim_end_matches('/'));
        match absolute.strip_prefix(&root) {
            Some(inside) if !inside.is_empty() => FilePath { path: inside.into(), is_inside: true },
            _ if is_absolute(named) => FilePath { path: absolute, is_inside: false },
            _ => FilePath::relative(named),
        }
    }
}

/// A file's path: from the project's folder where it lies inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FilePath {
    pub path: String,
    pub is_inside: bool,
}

impl FilePath {
    fn relative(named: &str) -> Self {
        let path = plain(named);
        Self { is_inside: !path.starts_with("../"), path }
    }

    /// The path as a URI, relative where it lies inside the project.
    pub fn uri(&self) -> String {
        match (is_absolute(&self.path), self.path.split_once(":/")) {
            (true, Some((drive, rest))) => format!("file:///{drive}:/{}", percent_encoded(rest)),
            (true, None) => format!("file://{}", percent_encoded(&self.path)),
            _ => percent_encoded(&self.path),
        }
    }
}

fn is_absolute(path: &str) -> bool {
    let drive = |path: &str| path.starts_with(|letter: char| letter.is_ascii_alphabetic());
    path.starts_with('/') || (drive(path) && path.get(1..3) == Some(":/"))
}

/// A path without `.`, without doubled slashes, and without `..` where it can be told what it undoes.
fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." && parts.last().is_some_and(|last| *last != "..") {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    format!("{}{}", if path.starts_with('/') { "/" } else { "" }, parts.join("/"))
}

fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Where a label stands, as tools know places.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    /// The file.
    pub file: FilePath,
    /// The line in the file.
    pub line: usize,
    /// The region in the file, where the document's places are those of the file.
    pub region: Option<Region>,
    /// The document's name, where it is one of many in the file.
    pub record: Option<&'a str>,
    /// `path:line:column`, for people.
    pub words: String,
}

/// A stretch of a file. Columns count letters from 1; the end is the place after the last letter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    pub start: Position,
    pub end: Position,
}

impl Place<'_> {
    /// The last line.
    pub fn last_line(&self) -> usize {
        self.region.map_or(self.line, |region| region.end.line)
    }
}

impl<'a> Checked<'a> {
    /// The file of a document.
    pub(super) fn file(&self, document: &Document) -> FilePath {
        let name = document.record().map_or(document.name.as_str(), |record| record.file.as_str());
        let file = self.standpoint.path(name);
        // What comes out of an archive may stand nowhere on this machine.
        FilePath { is_inside: file.is_inside && !document.is_from_archive(), ..file }
    }

    /// The document that a label points into.
    pub(super) fn document(&self, label: &Label) -> &'a Document {
        self.corpus.get(label.document)
    }

    /// Where a label stands.
    pub(super) fn place(&self, label: &Label) -> Place<'a> {
        let document = self.document(label);
        let file = self.file(document);
        let words = document.place(label.span.start);
        let record = document.record().map(|_| document.name.as_str());
        match document.record().and_then(|record| record.line) {
            Some(line) => {
                let held = format!("{}:{line}", file.path);
                let words = if words.starts_with(&file.path) { words } else { format!("{words} in {held}") };
                Place { file, line, region: None, record, words }
            }
            None => {
                let (start, end) = (document.position(label.span.start), document.position(label.span.end));
                let words = match record {
                    Some(_) => words,
                    None => format!("{}:{}:{}", file.path, start.line, start.column),
                };
                Place { file, line: start.line, region: Some(Region { start, end }), record, words }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(folder: &str, root: &str, named: &str) -> (String, bool) {
        let standpoint = Standpoint { folder: folder.into(), root: root.into() };
        let found = standpoint.path(named);
        (found.uri(), found.is_inside)
    }

    #[test]
    fn paths_are_told_from_the_project() {
        assert_eq!(told("/p/news", "/p/news", "./a//b.txt"), ("a/b.txt".into(), true));
        assert_eq!(told("/p/news", "/p", "a.txt"), ("news/a.txt".into(), true));
        assert_eq!(told("/p/news", "/p", "../b/a.txt"), ("b/a.txt".into(), true));
        assert_eq!(told("/p", "/p", "/p/a.txt"), ("a.txt".into(), true));
        assert_eq!(told("", "", "a/../b.txt"), ("b.txt".into(), true));
    }

    #[test]
    fn what_lies_elsewhere_is_told_as_it_is() {
        assert_eq!(told("/p", "/p", "/q/a.txt"), ("file:///q/a.txt".into(), false));
        assert_eq!(told("/p", "/p", "../q/a.txt"), ("../q/a.txt".into(), false));
        assert_eq!(told("/p", "/pp", "/ppp/a.txt"), ("file:///ppp/a.txt".into(), false));
        assert_eq!(told("C:/p", "C:/p", "C:/q/a.txt"), ("file:///C:/q/a.txt".into(), false));
    }

    #[test]
    fn addresses_hold_no_letter_that_needs_care() {
        let (uri, _) = told("/p", "/p", "żółw i #1?.txt");
        assert_eq!(uri, "%C5%BC%C3%B3%C5%82w%20i%20%231%3F.txt");
    }
}
