use serde::Deserialize;
use toml::Spanned;

use crate::document::{SuppressedBy, Suppression, WrittenSuppression};
use crate::text::{Fault, LineIndex};

/// What the file beside an article ends with: `article.txt.factlint.toml`.
pub const SIDECAR: &str = ".factlint.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    #[serde(default)]
    ignore: Vec<Spanned<WrittenSuppression>>,
}

/// The suppressions in the file beside an article, each as it is written and as it is understood.
/// And what is wrong in it, each with its place: one that is not whole does not take the others with it.
pub fn read_sidecar(path: &str, text: &str) -> (Vec<(WrittenSuppression, Suppression)>, Vec<Fault>) {
    match toml::from_str::<Wire>(text) {
        Ok(wire) => checked(wire.ignore, SuppressedBy::Sidecar, path, text),
        Err(error) => (Vec::new(), vec![Fault::from_toml(path, text, &error)]),
    }
}

/// The suppressions of a TOML file, checked one by one, and what is wrong with those that are not whole.
pub fn checked(
    written: Vec<Spanned<WrittenSuppression>>,
    by: SuppressedBy,
    path: &str,
    text: &str,
) -> (Vec<(WrittenSuppression, Suppression)>, Vec<Fault>) {
    let lines = LineIndex::new(text);
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for written in written {
        let span = written.span();
        let written = written.into_inner();
        match written.checked(by, path, lines.position(text, span.start)) {
            Ok(suppression) => found.push((written, suppression)),
            Err(message) => faults.push(Fault::new(path, text, Some(span), message)),
        }
    }
    (found, faults)
}
