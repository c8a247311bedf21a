//! Spans, line index and text views: the only place that does offset arithmetic.

mod fault;
mod lines;
mod span;
mod view;

pub use fault::{Fault, nearest};
pub use lines::{LineIndex, Position};
pub use span::Span;
pub use view::{TextView, ViewBuilder};
