use std::fmt;
use std::sync::Arc;

use super::Span;

/// A fault in a file that people write for factlint: a rule, a pack, a configuration. It is drawn
/// like a finding, with its place in that file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as the user named it.
    pub path: String,
    /// The file's text.
    pub text: Arc<str>,
    /// The words at fault, where they are known.
    pub span: Option<Span>,
    /// What is wrong: "expected X, found Y".
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Fault {
    /// A fault at a place in `text`.
    pub fn new(
        path: &str,
        text: &str,
        span: Option<std::ops::Range<usize>>,
        message: impl Into<String>,
    ) -> Self {
        let span = span.map(|range| Span::new(range.start, range.end));
        Self { path: path.to_string(), text: text.into(), span, message: message.into(), help: None }
    }

    /// The same fault with advice.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The fault that the TOML parser reports.
    pub fn from_toml(path: &str, text: &str, error: &toml::de::Error) -> Self {
        let fault = Self::new(path, text, error.span(), error.message().to_string());
        match meant(error.message()) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault,
        }
    }
}

/// The known key or name nearest to the one that a TOML error is about: "unknown field `x`, expected one
/// of `y`, `z`".
fn meant(message: &str) -> Option<&str> {
    let mut quoted = message.strip_prefix("unknown ")?.split('`').skip(1).step_by(2);
    let found = quoted.next()?;
    nearest(found, quoted)
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.span {
            None => write!(f, "{}: {}", self.path, self.message),
            Some(span) => {
                let at = super::LineIndex::new(&self.text).position(&self.text, span.start as usize);
                write!(f, "{}:{}:{}: {}", self.path, at.line, at.column, self.message)
            }
        }
    }
}

impl std::error::Error for Fault {}

/// The known name nearest to `name`, for "did you mean"; `None` where none is near.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (edit_distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many slips of the finger lie between two words: a letter too many, too few or wrong, or two
/// letters that changed places.
fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut next = vec![i + 1];
        for j in 0..b.len() {
            let substituted = row[j] + usize::from(a[i] != b[j]);
            let mut least = substituted.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(nearest("publised", ["path", "published"]), Some("published"));
        assert_eq!(nearest("event.opne", ["event.fine", "event.open"]), Some("event.open"));
        assert_eq!(nearest("colour", ["path", "published"]), None);
    }

    #[test]
    fn a_fault_names_file_line_and_column() {
        let fault = Fault::new("a.toml", "x = 1\ny = 2\n", Some(6..7), "unknown key");
        assert_eq!(fault.to_string(), "a.toml:2:1: unknown key");
    }
}
