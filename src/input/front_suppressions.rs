use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::document::{SuppressedBy, Suppression, WrittenSuppression};
use crate::text::LineIndex;

use super::InputError;
use super::front_matter::{byte_of, from_toml, from_yaml};

/// The part of front matter that is written for factlint.
#[derive(Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
struct Whole<T> {
    factlint: Option<Section<T>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound = "T: DeserializeOwned")]
struct Section<T> {
    #[serde(default = "Vec::new")]
    ignore: Vec<T>,
}

/// A suppression as it is written, with the byte at which it stands.
type Placed = (WrittenSuppression, usize);

/// The suppressions in front matter, `text[body]`, and what of them cannot be understood.
pub(super) fn read(
    path: &Path,
    text: &str,
    body: Range<usize>,
    format: &str,
) -> (Vec<(WrittenSuppression, Suppression)>, Vec<InputError>) {
    let front = &text[body.clone()];
    // Most front matter says nothing to factlint, and need not be read twice.
    if !front.contains("factlint") {
        return (Vec::new(), Vec::new());
    }
    let lines = LineIndex::new(text);
    let error = |at: usize, message| {
        let at = lines.position(text, body.start + at);
        InputError::Suppression { path: path.into(), line: at.line, column: at.column, message }
    };
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    let written = if format == "YAML" { yaml(front) } else { toml(front) };
    match written {
        Err((at, message)) => errors.push(error(at, message)),
        Ok(written) => {
            let shown = super::sources::shown(path);
            for (written, at) in written {
                let position = lines.position(text, body.start + at);
                match written.checked(SuppressedBy::FrontMatter, &shown, position) {
                    Ok(suppression) => found.push((written, suppression)),
                    Err(message) => errors.push(error(at, message)),
                }
            }
        }
    }
    (found, errors)
}

fn yaml(front: &str) -> Result<Vec<Placed>, (usize, String)> {
    let whole: Option<Whole<serde_saphyr::Spanned<WrittenSuppression>>> = from_yaml(front)?;
    let section = whole.and_then(|whole| whole.factlint);
    let ignore = section.map(|section| section.ignore).unwrap_or_default();
    Ok(ignore.into_iter().map(|one| (one.value, byte_of(front, one.referenced))).collect())
}

fn toml(front: &str) -> Result<Vec<Placed>, (usize, String)> {
    let whole: Whole<toml::Spanned<WrittenSuppression>> = from_toml(front)?;
    let ignore = whole.factlint.map(|section| section.ignore).unwrap_or_default();
    Ok(ignore.into_iter().map(|one| (one.get_ref().clone(), one.span().start)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str, body: Range<usize>, format: &str) -> (Vec<(Suppression, usize)>, Vec<String>) {
        let (found, errors) = read(Path::new("a.md"), text, body, format);
        let found = found.into_iter().map(|(_, one)| (one.clone(), one.position.line)).collect();
        (found, errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn both_formats_say_the_same_with_their_places() {
        let yaml =
            "---\nlang: pt\nfactlint:\n  ignore:\n    - rule: date-conflict\n      reason: dois atos\n---\n";
        let toml = "+++\nlang = \"pt\"\n[[factlint.ignore]]\nrule = [\"date-conflict\"]\nreason = \"dois atos\"\n+++\n";
        for (text, format, line) in [(yaml, "YAML", 5), (toml, "TOML", 3)] {
            let (found, errors) = read_all(text, 4..text.len() - 4, format);
            assert!(errors.is_empty(), "{errors:?}");
            assert_eq!((found.len(), found[0].1), (1, line), "{format}");
            assert_eq!(
                (found[0].0.rules[0].as_str(), found[0].0.reason.as_str()),
                ("date-conflict", "dois atos")
            );
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let complaint = |text: &str| read_all(text, 4..text.len() - 4, "YAML").1.join("; ");
        let text = "---\nfactlint:\n  ignore:\n    - rule: date-conflict\n---\n";
        assert_eq!(complaint(text), "a.md:4:7: a suppression needs a reason: `reason = \"…\"`");
        let text = "---\nfactlint:\n  ignore:\n    - rule: date-conflict\n      raeson: x\n---\n";
        assert!(complaint(text).starts_with("a.md:5:7: unknown field `raeson`"), "{}", complaint(text));
        assert_eq!(complaint("---\ntags: [factlint]\n---\n"), "");
    }
}
