//! Which facts speak of the same thing: stories, keys, comparison slot by slot.

mod align;
mod headline;
mod keys;
mod limits;
mod pair;
mod partners;
mod sameness;
mod sheet;
mod siblings;
mod slots;
mod statements;
mod stories;
mod theme;
mod value;

pub(crate) use align::governing_event;
pub use align::{Acquaintance, Aligned, Alignment, FactRef, acquaint, align};
pub use sameness::Doubt;
pub use slots::{Outcome, Slot, SlotResult};
pub use stories::{Stories, StoryScore};
pub use value::ValueOutcome;
