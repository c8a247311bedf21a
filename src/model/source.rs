use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::index::NameIndex;

/// A kind of source in the table of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceKindId(pub u16);

/// What is known of a kind of source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceKind {
    /// What frames and messages call it: "the police".
    pub shown: String,
    /// The wider kind it belongs to.
    pub is: Option<SourceKindId>,
    /// Whether it does not say who it is: a statement, officials.
    pub anyone: bool,
    /// Whether a story can hold several of them: unions, hospitals.
    pub several: bool,
}

/// All kinds of sources, by id and by what they are called.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SourceTable {
    index: NameIndex,
    kinds: Vec<SourceKind>,
}

impl SourceTable {
    /// Adds a kind and returns its id.
    pub fn push(&mut self, kind: SourceKind) -> SourceKindId {
        let id = SourceKindId(self.index.push(&kind.shown));
        self.kinds.push(kind);
        id
    }

    /// The kind of an id that this table gave out.
    pub fn get(&self, id: SourceKindId) -> &SourceKind {
        &self.kinds[usize::from(id.0)]
    }

    /// The kind that is called so: "the police".
    pub fn find(&self, shown: &str) -> Option<SourceKindId> {
        self.index.find(shown).map(SourceKindId)
    }

    /// Puts a kind under a wider one.
    pub(crate) fn set_wider(&mut self, kind: SourceKindId, wider: SourceKindId) {
        self.kinds[usize::from(kind.0)].is = Some(wider);
    }

    /// Whether one kind is the other, or a narrower one.
    pub fn is_a(&self, kind: SourceKindId, wider: SourceKindId) -> bool {
        std::iter::successors(Some(kind), |&at| self.get(at).is).any(|at| at == wider)
    }

    /// What a frame's sources are, each by its sort.
    pub fn sort<'a>(&self, sources: &'a [Arc<str>]) -> Cited<'a> {
        let mut cited = Cited::default();
        for source in sources.iter().map(AsRef::as_ref) {
            if let Some(kind) = self.find(source) {
                cited.kinds.push(kind);
            } else if source.starts_with(|first: char| first.is_ascii_uppercase()) {
                cited.countries.push(source);
            } else {
                cited.names.push(source);
            }
        }
        cited
    }
}

/// The sources of a fact, by what is known of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited<'a> {
    /// Countries, by their codes.
    pub countries: Vec<&'a str>,
    /// Kinds of sources.
    pub kinds: Vec<SourceKindId>,
    /// Names in normal form.
    pub names: Vec<&'a str>,
}
