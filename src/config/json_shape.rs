use serde::Deserialize;
use toml::Spanned;

use crate::text::Fault;

/// Where a newsroom's own JSON holds what: JSON Pointers (RFC 6901).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JsonShape {
    /// The list of articles; the other pointers count from each of them.
    pub items: Option<String>,
    /// The name of an article.
    pub id: Option<String>,
    /// Its text, part by part.
    pub text: Vec<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its publication date.
    pub published: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Its publisher.
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

/// The same as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireShape {
    pub path: Spanned<String>,
    items: Option<Spanned<String>>,
    id: Option<Spanned<String>>,
    text: Spanned<Pointers>,
    title: Option<Spanned<String>>,
    published: Option<Spanned<String>>,
    language: Option<Spanned<String>>,
    source: Option<Spanned<String>>,
    author: Option<Spanned<String>>,
    url: Option<Spanned<String>>,
}

/// One pointer or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Pointers {
    One(String),
    Several(Vec<String>),
}

impl WireShape {
    /// The shape, its pointers checked.
    pub fn checked(&self, path: &str, text: &str) -> Result<JsonShape, Fault> {
        let fault = |span, pointer: &str| {
            let message = format!("not a JSON Pointer: `{pointer}`");
            let help = "write it like \"/article/body\": a slash before each name, ~1 for a slash in one";
            Fault::new(path, text, Some(span), message).help(help)
        };
        let one = |pointer: &Option<Spanned<String>>| match pointer {
            Some(found) if !is_pointer(found.get_ref()) => Err(fault(found.span(), found.get_ref())),
            found => Ok(found.as_ref().map(|found| found.get_ref().clone())),
        };
        let texts = match self.text.get_ref() {
            Pointers::One(pointer) => vec![pointer.clone()],
            Pointers::Several(pointers) => pointers.clone(),
        };
        if let Some(wrong) = texts.iter().find(|pointer| !is_pointer(pointer)) {
            return Err(fault(self.text.span(), wrong));
        }
        Ok(JsonShape {
            items: one(&self.items)?,
            id: one(&self.id)?,
            text: texts,
            title: one(&self.title)?,
            published: one(&self.published)?,
            language: one(&self.language)?,
            source: one(&self.source)?,
            author: one(&self.author)?,
            url: one(&self.url)?,
        })
    }
}

fn is_pointer(text: &str) -> bool {
    let escapes_fit = text.split('~').skip(1).all(|after| after.starts_with(['0', '1']));
    (text.is_empty() || text.starts_with('/')) && escapes_fit
}
