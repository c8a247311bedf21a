//! XML that holds articles: its root element tells the format.

use super::file::{File, Read};
use super::html;
use super::markup::Dialect;
use super::xml::Xml;
use super::{InputError, feed, newsml};

/// The documents of an XML file, and what is wrong with it.
pub(super) fn read(file: &File) -> Read {
    let (xml, mistake) = Xml::read(file.text.text());
    let root = xml.root().map(|root| (root, xml.local_name(root)));
    let mut read = match root {
        Some((root, "rss" | "RDF" | "feed")) => feed::read(file, &xml, root),
        Some((root, "newsItem" | "newsMessage")) => newsml::read(file, &xml, root),
        Some((root, "nitf")) => newsml::nitf(file, &xml, root),
        Some((_, "html")) => {
            let (name, text) = (file.name.clone(), file.text.clone());
            return vec![Ok(html::document(name, text, Dialect::Xml, None))];
        }
        other => vec![Err(unknown(file, other.map(|(_, name)| name), mistake.is_some()))],
    };
    let is_unknown = matches!(read.as_slice(), [Err(InputError::Unknown { .. })]) && root.is_some();
    if let Some(mistake) = mistake.filter(|_| !is_unknown) {
        read.retain(Result::is_ok);
        read.push(Err(file.complaint(mistake.at, mistake.message)));
    }
    read
}

fn unknown(file: &File, root: Option<&str>, is_broken: bool) -> InputError {
    let found = match (root, is_broken) {
        (Some(root), _) => format!("its root element is `<{root}>`"),
        (None, _) => "it holds no element".to_string(),
    };
    let message =
        format!("no article in this XML: {found}, and factlint reads RSS, Atom, NewsML-G2, NITF and XHTML");
    InputError::Unknown { path: file.path.clone(), message }
}
