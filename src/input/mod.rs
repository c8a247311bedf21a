//! The only readers: files and formats to documents.

mod charset;
mod dates;
mod docx;
mod error;
mod feed;
mod file;
mod format;
mod front_matter;
mod front_suppressions;
mod html;
mod http;
mod json;
mod json_documents;
mod json_lines;
mod language;
mod load;
mod markdown;
mod markup;
mod newsml;
mod reading;
mod remarks;
mod sources;
mod stream;
mod warc;
mod xml;
mod xml_documents;
mod zip;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::JsonShape;

pub use error::InputError;
pub use load::{Loaded, files, load};
pub use stream::{Batches, stream};

/// Where the articles stand in the JSON files of a newsroom's own making.
pub type Shapes<'a> = &'a dyn Fn(&Path) -> Option<Arc<JsonShape>>;

/// The articles on standard input.
#[derive(Debug)]
pub struct Stdin {
    /// `--stdin-path`: the name to report them under; its extension tells the format.
    pub path: PathBuf,
}
