//! The only readers: files and formats to documents.

mod error;
mod front_matter;
mod json_lines;
mod load;
mod markdown;

pub use error::InputError;
pub use load::{Loaded, Stdin, load};
