//! Which format a file is in: its name tells, and for XML its root element.

use std::ffi::OsStr;
use std::path::Path;

/// How the bytes of a file are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Markdown,
    Html,
    Xhtml,
    Json,
    JsonLines,
    /// RSS, Atom, NewsML-G2, NITF or XHTML, as its root element says.
    Xml,
    Warc,
    Docx,
}

/// The extensions by format.
const EXTENSIONS: [(&str, Format); 16] = [
    ("txt", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Xhtml),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("rss", Format::Xml),
    ("atom", Format::Xml),
    ("xml", Format::Xml),
    ("newsml", Format::Xml),
    ("warc", Format::Warc),
    ("warc.gz", Format::Warc),
    ("docx", Format::Docx),
];

impl Format {
    /// The format that a file's name tells; `None` where it tells none.
    pub(super) fn by_name(path: &Path) -> Option<Self> {
        let name = path.file_name().and_then(OsStr::to_str)?.to_ascii_lowercase();
        let fits = |extension: &str| {
            name.strip_suffix(extension).is_some_and(|stem| stem.len() > 1 && stem.ends_with('.'))
        };
        EXTENSIONS.iter().find(|(extension, _)| fits(extension)).map(|(_, format)| *format)
    }

    /// Whether files of this kind hold all sorts of things, so that one in a folder may well be no article.
    pub(super) fn is_general(self) -> bool {
        matches!(self, Self::Json | Self::Xml)
    }

    /// Whether a file holds so many documents that it is read piece by piece.
    pub(super) fn is_streamed(self) -> bool {
        matches!(self, Self::JsonLines | Self::Warc)
    }
}

/// The extensions, for people.
pub(super) fn listed() -> String {
    let names: Vec<String> = EXTENSIONS.iter().map(|(extension, _)| format!(".{extension}")).collect();
    match names.as_slice() {
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_the_format() {
        for (path, format) in [
            ("a/b.HTML", Some(Format::Html)),
            ("a.warc.gz", Some(Format::Warc)),
            ("a.gz", None),
            ("html", None),
            ("Makefile", None),
            (".json", None),
        ] {
            let found = Format::by_name(Path::new(path));
            assert_eq!(found, format, "{path}");
        }
    }
}
