//! Mentions to facts: the anchor, clauses, frames. It looks at one document alone.

mod anchor;
mod clause;
mod document_facts;
mod frame;
mod names;
mod resolve;
mod sentence;
mod subject;

pub use document_facts::{DocumentFacts, Profile, extract};
