//! Which facts speak of the same thing: stories, keys, comparison slot by slot.

mod align;
mod slots;
mod stories;
mod value;

pub(crate) use align::needs_event;
pub use align::{Aligned, FactRef, align};
pub(crate) use slots::EVENT_REACH;
pub use slots::{Outcome, Slot, SlotResult};
pub use stories::Stories;
pub use value::{ValueOutcome, compare_values};
