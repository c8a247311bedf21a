//! Cases: clusters of articles with what a reader says must be found in them, and what must not. A run
//! over a case is held against it here; the format is described in `docs/cases.md`.

mod case;
mod file;
mod score;

pub use case::{Case, Conflict, Spot};
pub use file::{CaseDocument, CaseFile};
pub use score::{Alarm, Miss, Named, Score};
