//! A document and what is known of it; the corpus.

mod corpus;
mod kept;
mod part;
mod published;
mod remark;
mod story;
mod suppression;
mod written;

pub use corpus::{Corpus, DocId, Document, Metadata, Record, Stored};
pub use published::{DateDoubt, Published, PublishedFrom, StatedDate};
pub use remark::Remark;
pub use story::DeclaredStory;
pub use suppression::{Covers, Names, SuppressedBy, Suppression, WrittenSuppression};
pub use written::{Written, read as read_date};
