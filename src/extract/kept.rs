use super::DocumentFacts;

/// What reads articles: the version, and a mark of the code and the data that reading depends on. Facts that
/// are kept hold while it is the same.
pub const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("FACTLINT_READER"));

impl DocumentFacts {
    /// The facts in few bytes, to be kept. Only the reader that wrote them understands them: concepts and
    /// places stand there by their numbers.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Nothing in the facts is of a kind that cannot be written.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// The facts that [`Self::to_bytes`] wrote; `None` where these are no such bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}
