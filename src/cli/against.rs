use std::io::Write;

use crate::alignment::{Card, Thing};
use crate::archive::{Against, Narrowed, Store, check_against};
use crate::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use crate::engine;
use crate::lexicon::Library;
use crate::model::Date;
use crate::rules::RuleSet;
use crate::values::many;

use super::args::AgainstArgs;
use super::commands::print;
use super::settings::SetupError;

/// Holds articles against archives.
pub(super) fn check(
    args: &AgainstArgs,
    corpus: &Corpus,
    library: &Library,
    rules: &RuleSet,
) -> Result<Against, SetupError> {
    let stores = args.against.iter().map(|path| Store::open(path)).collect::<Result<Vec<_>, _>>()?;
    let narrowed = narrowed(args, corpus, library)?;
    Ok(check_against(corpus, &stores, &narrowed, library, rules)?)
}

/// Which articles of the archives count. Names are read as the new articles are.
pub(super) fn narrowed(
    args: &AgainstArgs,
    corpus: &Corpus,
    library: &Library,
) -> Result<Narrowed, SetupError> {
    Ok(Narrowed {
        since: day("--archive-since", args.archive_since.as_deref())?,
        until: day("--archive-until", args.archive_until.as_deref())?,
        naming: args.story.as_deref().map_or(Ok(Vec::new()), |names| named_in(names, corpus, library))?,
    })
}

/// Says what took longer than it need have.
pub(super) fn note_read_again(read_again: usize, err: &mut dyn Write) {
    if read_again > 0 {
        let articles = many(read_again, "article");
        let words = "of the archive read anew, for another version of factlint had added them; \
                     `factlint index add` them again";
        print(err, &format!("note: {articles} {words}\n"));
    }
}

fn day(option: &str, text: Option<&str>) -> Result<Option<Date>, SetupError> {
    let Some(text) = text else { return Ok(None) };
    let day = Published::parse(text, PublishedFrom::CommandLine).map(|published| published.date);
    let wrong = || SetupError::Argument(format!("{option}: expected a date like 2025-06-17, found `{text}`"));
    day.map(Some).ok_or_else(wrong)
}

/// The people, places and organisations that some words name, read as the new articles are.
fn named_in(names: &str, corpus: &Corpus, library: &Library) -> Result<Vec<Thing>, SetupError> {
    let read = engine::read(corpus, library)?;
    let language = read.documents().iter().find_map(|facts| facts.language.clone());
    // Without a new article any language in which they are names will do.
    let languages = match language {
        Some(language) => vec![language],
        None => library.tags().map(str::to_string).collect(),
    };
    for language in languages {
        let metadata = Metadata { language: Some(language), ..Metadata::default() };
        // The first word of a sentence is not known to be a name.
        let document = Document::plain("--story", &format!("x {names}"), metadata);
        let read = engine::read(&Corpus::new(vec![document]), library)?;
        let cards = read.documents().iter().map(|facts| Card::new("", facts, library.vocabulary.as_ref()));
        let things = cards.flat_map(|card| card.things.into_vec());
        let things: Vec<Thing> = things.filter(|thing| thing.brings_together()).collect();
        if !things.is_empty() {
            return Ok(things);
        }
    }
    let message =
        format!("--story: `{names}` names no person, place or organisation; write names with capitals");
    Err(SetupError::Argument(message))
}
