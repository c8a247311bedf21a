//! The only readers: files and formats to documents.

mod error;
mod front_matter;
mod front_suppressions;
mod json_lines;
mod load;
mod markdown;
mod reading;
mod remarks;
mod sources;
mod stream;

use std::path::PathBuf;

pub use error::InputError;
pub use load::{Loaded, files, load};
pub use stream::{Batches, stream};

/// The articles on standard input.
#[derive(Debug)]
pub struct Stdin {
    /// `--stdin-path`: the name to report them under; its extension tells the format.
    pub path: PathBuf,
}
