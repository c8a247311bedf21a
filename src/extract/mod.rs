//! Mentions to facts: the anchor, clauses, frames. It looks at one document alone.

mod anchor;
mod attribution;
mod ballots;
mod changes;
mod clause;
mod convention;
mod currency;
mod day_order;
mod document_facts;
mod frame;
mod kept;
mod labels;
mod links;
mod lists;
mod mention_facts;
mod names;
mod passages;
mod profile;
mod publication;
mod resolve;
mod sentence;
mod sentence_times;
mod sheet;
mod spans;
mod standing;
mod statement;
mod steps;
mod subject;
mod tense;
mod told;

pub use document_facts::{DocumentFacts, extract};
pub use kept::READER;
pub use names::NameEnd;
pub use profile::Profile;
pub use sheet::SheetEntry;
pub use statement::Statement;
