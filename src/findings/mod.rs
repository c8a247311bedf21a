//! Findings as data: labels in any number of documents, fingerprints, order. Nothing here renders.

mod finding;
mod fingerprint;
mod set_aside;

pub use finding::{Family, Finding, Label, Level, SlotOutcome, Verdict};
pub use fingerprint::{Fingerprint, fingerprint};
pub use set_aside::{SetAside, Suppressed, SuppressedBy, WhyAside};
