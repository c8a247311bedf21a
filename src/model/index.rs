use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Finds a table's entries by their names.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct NameIndex {
    by_name: FxHashMap<String, u16>,
}

impl NameIndex {
    /// Adds a name, and returns the number of its entry: names are numbered as they come.
    pub fn push(&mut self, name: &str) -> u16 {
        let number = u16::try_from(self.by_name.len()).unwrap_or(u16::MAX);
        self.by_name.insert(name.to_string(), number);
        number
    }

    /// The number of a name.
    pub fn find(&self, name: &str) -> Option<u16> {
        self.by_name.get(name).copied()
    }
}
