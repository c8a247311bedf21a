use crate::document::{Corpus, DocId};

use super::settings::SetupError;

/// The two places of `--why-not`: a document and a line in each.
pub(super) fn places(corpus: &Corpus, one: &str, other: &str) -> Result<[(DocId, usize); 2], SetupError> {
    let places = [place(corpus, one)?, place(corpus, other)?];
    if places[0].0 == places[1].0 {
        let message = "--why-not: name two articles; figures of one article are joined by its own words";
        return Err(SetupError::Argument(message.into()));
    }
    Ok(places)
}

fn place(corpus: &Corpus, text: &str) -> Result<(DocId, usize), SetupError> {
    let wrong = |message: &str| SetupError::Argument(format!("--why-not {text}: {message}"));
    let (name, line) = text.rsplit_once(':').ok_or_else(|| wrong("write it as ARTICLE:LINE"))?;
    let line: usize = line.parse().map_err(|_| wrong("write it as ARTICLE:LINE"))?;
    let document = corpus.iter().find(|(_, document)| document.name == name);
    document.map(|(id, _)| (id, line)).ok_or_else(|| wrong("no such article among those read"))
}
