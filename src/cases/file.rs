use serde::Deserialize;
use toml::Spanned;

use crate::document::{Corpus, DocId, Metadata, Published};
use crate::findings::{Family, Level};
use crate::text::{Fault, Span};

use super::case::{Case, Conflict, Spot};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    #[serde(default)]
    #[allow(dead_code, reason = "for people")]
    story: String,
    #[serde(default)]
    #[allow(dead_code, reason = "for people")]
    topic: String,
    document: Vec<WireDocument>,
    #[serde(default)]
    conflict: Vec<WireConflict>,
    #[serde(default)]
    either: Vec<WirePair>,
    #[serde(default)]
    agree: Vec<WirePair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireDocument {
    path: Spanned<String>,
    language: Option<String>,
    published: Option<Spanned<toml::Value>>,
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireConflict {
    family: Family,
    level: Level,
    a: WireSpot,
    b: Option<WireSpot>,
    #[serde(default)]
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WirePair {
    a: WireSpot,
    b: Option<WireSpot>,
    #[serde(default)]
    #[allow(dead_code, reason = "for people")]
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSpot {
    doc: Spanned<String>,
    quote: Spanned<String>,
    nth: Option<usize>,
}

/// An `expected.toml` as written; its quotes are not yet looked up.
pub struct CaseFile {
    path: String,
    text: String,
    wire: Wire,
    documents: Vec<CaseDocument>,
}

/// A document of a case.
#[derive(Clone, Debug)]
pub struct CaseDocument {
    /// Its file, below the case's folder.
    pub path: String,
    /// What is known of it.
    pub metadata: Metadata,
}

impl CaseFile {
    /// Reads an `expected.toml`.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the file.
    pub fn parse(path: &str, text: &str) -> Result<Self, Fault> {
        let wire: Wire = toml::from_str(text).map_err(|error| Fault::from_toml(path, text, &error))?;
        let mut documents = Vec::new();
        for document in &wire.document {
            let published =
                document.published.as_ref().map(|date| Published::from_toml(path, text, date)).transpose()?;
            let metadata = Metadata {
                language: document.language.clone(),
                published,
                source: document.source.clone(),
                ..Metadata::default()
            };
            documents.push(CaseDocument { path: document.path.get_ref().clone(), metadata });
        }
        Ok(Self { path: path.into(), text: text.into(), wire, documents })
    }

    /// The documents.
    pub fn documents(&self) -> &[CaseDocument] {
        &self.documents
    }

    /// Looks up every quote in the documents.
    ///
    /// # Errors
    ///
    /// A [`Fault`] at a quote that its document does not hold.
    pub fn placed(&self, name: &str, corpus: &Corpus) -> Result<Case, Fault> {
        let pairs = |pairs: &[WirePair]| -> Result<Vec<Vec<Spot>>, Fault> {
            pairs.iter().map(|pair| self.spots(corpus, &pair.a, pair.b.as_ref())).collect()
        };
        let mut conflicts = Vec::new();
        for conflict in &self.wire.conflict {
            conflicts.push(Conflict {
                family: conflict.family,
                level: conflict.level,
                spots: self.spots(corpus, &conflict.a, conflict.b.as_ref())?,
                why: conflict.why.clone(),
            });
        }
        let (either, agree) = (pairs(&self.wire.either)?, pairs(&self.wire.agree)?);
        Ok(Case { name: name.into(), conflicts, either, agree })
    }

    fn spots(&self, corpus: &Corpus, a: &WireSpot, b: Option<&WireSpot>) -> Result<Vec<Spot>, Fault> {
        std::iter::once(a).chain(b).map(|spot| self.spot(corpus, spot)).collect()
    }

    fn spot(&self, corpus: &Corpus, spot: &WireSpot) -> Result<Spot, Fault> {
        let fault = |at: &Spanned<String>, message: String| {
            Fault::new(&self.path, &self.text, Some(at.span()), message)
        };
        let found = corpus.iter().find(|(_, document)| document.name == *spot.doc.get_ref());
        let Some((document, article)) = found else {
            return Err(fault(&spot.doc, format!("no document `{}`", spot.doc.get_ref())));
        };
        let nth = spot.nth.unwrap_or(1).max(1);
        let quote = spot.quote.get_ref().as_str();
        let Some((start, _)) = article.source().match_indices(quote).nth(nth - 1) else {
            let message = format!("`{quote}` does not stand in {}", spot.doc.get_ref());
            return Err(fault(&spot.quote, message).help("a quote is copied letter for letter"));
        };
        Ok(Spot { document: DocId(document.0), span: Span::new(start, start + quote.len()) })
    }
}
