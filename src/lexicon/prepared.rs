//! What the data files come to, stored when factlint is built: to read ten thousands of words anew would be nearly
//! all that a check of one article does. The build script makes it with this same module, out of the files.

use serde::{Deserialize, Serialize};

use crate::data;

/// The name under which the vocabulary is stored. A pack has that of its language.
pub(super) const VOCABULARY: &str = "vocabulary";
/// The name under which is stored what languages look like.
pub(super) const SIGNS: &str = "signs";

/// What is stored under a name; `None` while factlint is being built.
pub(super) fn load<T: Deserialize<'static>>(name: &str) -> Option<T> {
    postcard::from_bytes(data::prepared(name)?).ok()
}

/// A value as it is stored. What is stored here holds nothing that cannot be.
pub(super) fn store(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_default()
}
