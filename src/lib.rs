//! factlint reads news articles, turns what they assert about numbers and times into typed facts,
//! and reports facts that cannot all be true, across documents and languages. Inside one article it
//! holds single dates against the calendar.
//!
//! ```
//! use factlint::document::{Corpus, Document, Metadata};
//! use factlint::{engine, lexicon::Library, rules::RuleSet};
//!
//! let library = Library::builtin()?;
//! let rules = RuleSet::builtin()?;
//! let metadata = Metadata { language: Some("pl".into()), ..Metadata::default() };
//! let article = Document::plain("a.txt", "Mecz odbył się w środę, 17 czerwca 2025 r.", metadata);
//! let report = engine::check(&Corpus::new(vec![article]), &library, &rules)?;
//! assert_eq!(report.findings[0].message, "17 June 2025 is a Tuesday, not a Wednesday");
//! # Ok::<(), factlint::text::Fault>(())
//! ```
//!
//! # Invariants
//!
//! 1. The core (everything but `input`, `archive`, `cli` and `main`) does no I/O, reads no clock and no
//!    environment, and prints nothing.
//! 2. Reading an article never fails: strange text is normal input. Only the data files that people
//!    write for factlint can be at fault, with a [`text::Fault`].
//! 3. Every fact keeps its exact span from the first token to the last output. Nobody searches for
//!    text again to find out where something was.
//! 4. "Now" is never asked for. The publication date is an input, or inferred from the text, or
//!    unknown; relative dates then stay unresolved.
//! 5. A module uses only modules below it; `tests/tidy.rs` holds the floors.
//! 6. One function runs the pipeline: [`engine::check`]. Every front end calls it.
//! 7. Same input, same bytes out, on one thread or sixteen.
//! 8. What depends on one document alone ([`extract`]) is apart from what sees many
//!    ([`alignment`], [`rules`]).

pub mod alignment;
pub mod archive;
pub mod cases;
pub mod cli;
pub mod config;
pub mod data;
pub mod document;
pub mod engine;
pub mod extract;
pub mod findings;
pub mod grammar;
pub mod input;
pub mod lexicon;
pub mod model;
pub mod output;
pub mod rules;
pub mod text;
mod values;
pub mod weights;
