//! Findings as data: labels in any number of documents, fingerprints, order. Nothing here renders.

mod finding;
mod fingerprint;

pub use finding::{Family, Finding, Label, Level, SlotOutcome, Verdict};
pub use fingerprint::{Fingerprint, fingerprint};
