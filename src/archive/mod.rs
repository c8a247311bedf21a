//! The archive: what was ever published, in one SQLite file, so that a new article is held against all of it
//! in milliseconds.
//!
//! A store keeps each article, what was read in it, and by what it names where the others of its story are
//! found. The only I/O is that of SQLite on the file that the caller names.

mod against;
mod catalogue;
mod circle;
mod compress;
mod error;
#[cfg(test)]
mod forged;
mod listing;
mod lists;
mod packing;
mod pieces;
mod schema;
mod state;
mod store;
mod verify;
mod whole;
mod writing;

pub use against::{Against, check_against};
pub use catalogue::Narrowed;
pub use error::ArchiveError;
pub use state::State;
pub use store::{Kept, Stats, Store};
pub use verify::Verified;
pub use whole::{ARTICLES_AT_A_TIME, Asked, Piece, Settings, Whole};
pub use writing::{Added, Article, Writer};
