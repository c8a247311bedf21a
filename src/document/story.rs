use serde::{Deserialize, Serialize};

/// A story that documents are declared to tell.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeclaredStory {
    /// What it is called.
    pub name: String,
    /// The file that declares it: two files may give one name.
    pub declared_in: String,
    /// Whether its documents are held against others too, where these tell the same story.
    pub open: bool,
}
