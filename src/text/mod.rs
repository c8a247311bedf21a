//! Spans, line index and text views: the only place that does offset arithmetic.

mod entities;
mod fault;
mod hash;
mod lines;
mod names;
pub mod packed;
mod span;
mod stored;
mod view;

pub use entities::{entity, loose_entity};
pub use fault::{Fault, nearest};
pub use hash::Fnv;
pub use lines::{LineIndex, Position};
pub use names::{keys_of, names_of};
pub use span::Span;
pub(crate) use stored::find_byte;
pub use view::{TextView, ViewBuilder};
