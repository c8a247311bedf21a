//! Findings as data: labels in any number of documents, fingerprints, order. Nothing here renders.

mod baseline;
mod finding;
mod fingerprint;
mod set_aside;
mod suppress;

pub use baseline::{Baseline, BaselineCounts, BaselineRun, Compared};
pub use finding::{Family, Finding, Label, Level, SlotOutcome, Verdict};
pub use fingerprint::{Fingerprint, fingerprint};
pub use set_aside::{SetAside, Suppressed, WhyAside};
pub use suppress::{Complaint, ComplaintKind, Named, SIDECAR, Suppressions, checked, read_sidecar};
