use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::document::{Document, Suppression, WrittenSuppression};
use crate::findings::{SIDECAR, read_sidecar};
use crate::input::InputError;
use crate::text::LineIndex;

use super::rule_files::shown;

/// What a sidecar file says, as it is written and as it is understood.
type Said = Vec<(WrittenSuppression, Suppression)>;

/// Gives each document the suppressions in the file beside it, and tells what is wrong in those files.
pub(super) fn attach(documents: &mut [(PathBuf, Document)]) -> Vec<InputError> {
    let (mut errors, mut read) = (Vec::new(), BTreeMap::<PathBuf, Said>::new());
    for (path, document) in documents {
        let said = read.entry(path.clone()).or_insert_with(|| said_beside(path, &mut errors));
        for (written, suppression) in said {
            if written.document.as_ref().is_none_or(|name| *name == document.name) {
                document.suppress(written, suppression.clone());
            }
        }
    }
    errors
}

/// The file beside an article that holds its suppressions.
pub(super) fn sidecar_of(article: &Path) -> PathBuf {
    let mut path = article.as_os_str().to_os_string();
    path.push(SIDECAR);
    PathBuf::from(path)
}

fn said_beside(article: &Path, errors: &mut Vec<InputError>) -> Said {
    let path = sidecar_of(article);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Said::new(),
        Err(source) => {
            errors.push(InputError::Io { path, source });
            return Said::new();
        }
    };
    let (said, faults) = read_sidecar(&shown(&path), &text);
    errors.extend(faults.into_iter().map(|fault| {
        let at = LineIndex::new(&text).position(&text, fault.span.map_or(0, |span| span.start as usize));
        let help = fault.help.map(|help| format!("; {help}")).unwrap_or_default();
        let message = format!("{}{help}", fault.message);
        InputError::Suppression { path: path.clone(), line: at.line, column: at.column, message }
    }));
    said
}
