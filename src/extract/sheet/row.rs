use std::ops::Range;

use crate::text::{Fault, nearest};

/// The file that a sheet stands in.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub path: &'a str,
    pub text: &'a str,
}

impl Sheet<'_> {
    pub fn fault(&self, span: Range<usize>, message: &str) -> Fault {
        Fault::new(self.path, self.text, Some(span), message)
    }

    /// One of the keys that an entry may have.
    pub fn key(&self, name: &str, span: Range<usize>) -> Result<&'static str, Fault> {
        KEYS.into_iter().find(|key| *key == name).ok_or_else(|| {
            let fault = self.fault(span, &format!("unknown key `{name}`"));
            fault.help(match nearest(name, KEYS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("an entry has {}", KEYS.join(", ")),
            })
        })
    }
}

/// What an entry may say.
pub(super) const KEYS: [&str; 12] =
    ["thing", "event", "value", "min", "max", "about", "unit", "date", "place", "names", "source", "note"];

/// An entry as written.
pub(super) struct Row {
    pub cells: Vec<(&'static str, Cell)>,
    /// The bytes of the whole entry.
    pub span: Range<usize>,
    /// Whether a label points at the figure alone, and not at the whole entry.
    pub points_at_cells: bool,
}

/// A value as written, without its quotation marks.
#[derive(Clone)]
pub(super) struct Cell {
    pub text: String,
    pub span: Range<usize>,
}

impl Row {
    /// The cell of a key, if something stands in it.
    pub fn cell(&self, key: &str) -> Option<&Cell> {
        self.cells.iter().find(|(name, cell)| *name == key && !cell.text.is_empty()).map(|(_, cell)| cell)
    }
}
