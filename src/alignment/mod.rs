//! Which facts speak of the same thing: stories, keys, comparison slot by slot.

mod align;
mod headline;
mod keys;
mod pair;
mod sheet;
mod slots;
mod stories;
mod value;
mod weights;

pub use align::{Aligned, Alignment, FactRef, align};
pub(crate) use keys::needs_event;
pub(crate) use slots::EVENT_REACH;
pub use slots::{Outcome, Slot, SlotResult};
pub use stories::Stories;
pub use value::{ValueOutcome, compare_values};
