//! `index export`: the articles of a store as JSON Lines, or the facts in them as a table.

#[cfg(feature = "table")]
use std::io::IsTerminal;
use std::io::{self, Write};

use serde_json::json;

use crate::archive::Store;
use crate::document::Document;

use super::args::{ExportArgs, ExportFormat, FactsFormat};
use super::commands::{Exit, unprinted};
use super::facts::Target;
use super::settings::SetupError;

/// Writes what stands in a store.
pub(super) fn export(args: &ExportArgs, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let store = Store::open(&args.store.store)?;
    let written = match args.format {
        ExportFormat::Jsonl => articles(&store, &mut Target::new(args.output.as_deref(), out)?)?,
        ExportFormat::Parquet => facts(&store, FactsFormat::Parquet, args, out)?,
        ExportFormat::Arrow => facts(&store, FactsFormat::Arrow, args, out)?,
    };
    match (written, &args.output) {
        (Ok(()), _) => Ok(Exit::Clean),
        (Err(error), Some(path)) => Err(SetupError::Argument(format!("{}: {error}", path.display()))),
        (Err(error), None) => Ok(unprinted(&error)),
    }
}

/// One line an article, as `.jsonl` inputs hold them.
fn articles(store: &Store, out: &mut dyn Write) -> Result<io::Result<()>, SetupError> {
    for id in store.ids()? {
        let line = format!("{}\n", exported(&store.document(id)?));
        if let Err(error) = out.write_all(line.as_bytes()) {
            return Ok(Err(error));
        }
    }
    Ok(out.flush())
}

/// The facts as `facts` writes them into a table. Those that another version read are read anew.
#[cfg(feature = "table")]
fn facts(
    store: &Store,
    format: FactsFormat,
    args: &ExportArgs,
    out: &mut dyn Write,
) -> Result<io::Result<()>, SetupError> {
    if args.output.is_none() && io::stdout().is_terminal() {
        return Err(SetupError::Argument(super::facts::NO_TERMINAL.into()));
    }
    let library = super::commands::library()?;
    let mut out = Target::new(args.output.as_deref(), out)?;
    let mut table = super::tables::TableWriter::new(format, args.output.is_some(), &mut out)?;
    for id in store.ids()? {
        let kept = store.article(id, &library.vocabulary)?;
        let facts = match kept.facts {
            Some(facts) => facts,
            None => crate::extract::extract(&kept.document, &library)?,
        };
        if let Err(error) = table.add(&kept.document, &facts, &library.vocabulary) {
            return Ok(Err(error));
        }
    }
    Ok(table.finish())
}

#[cfg(not(feature = "table"))]
fn facts(_: &Store, _: FactsFormat, _: &ExportArgs, _: &mut dyn Write) -> Result<io::Result<()>, SetupError> {
    Err(SetupError::Argument(super::facts::NO_TABLES.into()))
}

/// Prose that stands in markup is given without it.
fn exported(document: &Document) -> serde_json::Value {
    let metadata = &document.metadata;
    let published = metadata.published.map(|published| match published.moment {
        Some(moment) => moment.to_string(),
        None => published.date.to_string(),
    });
    let published = published.or_else(|| metadata.stated.as_ref().map(|stated| stated.text.clone()));
    let mut line = json!({ "id": document.name, "text": document.plain_text() });
    for (key, value) in [
        ("language", &metadata.language),
        ("published", &published),
        ("source", &metadata.source),
        ("title", &metadata.title),
        ("url", &metadata.url),
    ] {
        if let Some(value) = value {
            line[key] = value.as_str().into();
        }
    }
    line
}
