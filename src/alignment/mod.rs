//! Which facts speak of the same thing: stories, keys, comparison slot by slot.

mod align;
mod company;
mod dating;
mod declared;
mod forgiven;
mod headline;
mod keys;
mod kin;
mod limits;
mod named;
mod open;
mod pair;
mod partners;
mod sameness;
mod search;
mod sheet;
mod shelf;
mod siblings;
mod slip;
mod slots;
mod statements;
mod stories;
mod theme;
mod value;

pub(crate) use align::governing_event;
pub use align::{Acquaintance, Aligned, Alignment, FactRef, acquaint, align};
pub use dating::dates_by_story;
pub use declared::{declared, declared_neighbours, settle_declared};
pub use named::{Card, Order, Thing, figures_of};
pub use sameness::Doubt;
pub use search::{Catalogue, Search, Side};
pub use shelf::Shelf;
pub use slots::{Outcome, Slot, SlotResult};
pub use stories::{Stories, StoryScore};
pub use value::ValueOutcome;
pub(crate) use value::lie_within;
