use serde::{Deserialize, Serialize};

use crate::text::Span;

/// A comment in a document's source: what is written there is no prose, and no reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What stands between its marks.
    pub text: String,
    /// The whole of it, its marks included, as bytes of the source.
    pub span: Span,
    /// How long the prose was when the reader of the format came to it (`ViewBuilder::len`): that tells
    /// which paragraph it stands in, or before.
    pub at: u32,
}
