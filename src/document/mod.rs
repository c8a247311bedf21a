//! A document and what is known of it; the corpus.

mod corpus;
mod published;

pub use corpus::{Corpus, DocId, Document, Metadata};
pub use published::{Published, PublishedFrom};
