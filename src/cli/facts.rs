use std::io::{IsTerminal, Write};

use crate::document::Document;
use crate::engine;
use crate::extract::DocumentFacts;
use crate::input::{self, InputError, Stdin};
use crate::lexicon::Vocabulary;
use crate::output;

use super::args::{FactsArgs, FactsFormat};
use super::commands::{Exit, complain, gather, library, print, threads, unprinted};
use super::notes::Notes;
use super::settings::{Description, Setup, SetupError, near, setup};
use super::telling::progress;

/// How the facts of one document are written.
type Render = fn(&Document, &DocumentFacts, &Vocabulary) -> String;

pub(super) fn facts(args: &FactsArgs, out: &mut dyn Write, err: &mut dyn Write) -> Result<Exit, SetupError> {
    match args.format {
        FactsFormat::Human => streamed(args, output::facts_human, out, err),
        FactsFormat::Jsonl => streamed(args, output::facts_jsonl, out, err),
        FactsFormat::Json => whole(args, out, err),
    }
}

/// One object about all documents.
fn whole(args: &FactsArgs, out: &mut dyn Write, err: &mut dyn Write) -> Result<Exit, SetupError> {
    let library = library()?;
    let Setup { config, .. } = setup(&args.source, &near(&args.input))?;
    let (corpus, errors) = gather(&args.input, &config, &|_| false, &mut |_, _| {})?;
    let reading = threads(args.input.jobs)?.install(|| engine::read(&corpus, &library))?;
    let printed = print(out, &output::facts_json(&corpus, &reading, &library.vocabulary));
    Notes::of(&corpus, &reading).print(err);
    Ok(complain(&errors, err).or_failed(printed))
}

/// One document after the other: what has been read is printed while more is being read, so that any
/// amount of articles fits into memory.
fn streamed(
    args: &FactsArgs,
    render: Render,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, SetupError> {
    let library = library()?;
    let Setup { config, .. } = setup(&args.source, &near(&args.input))?;
    let description = Description::new(&config, &args.input)?;
    let stdin = Stdin { path: args.input.stdin_path.clone() };
    let threads = threads(args.input.jobs)?;
    let batches = input::stream(&args.input.paths, &stdin, &|path| config.excludes(path))
        .map_err(|error| SetupError::Argument(format!("no thread for reading: {error}")))?;
    let (mut notes, mut exit) = (Notes::default(), Exit::Clean);
    // On a terminal the facts themselves show how far the work has come.
    let progress = if std::io::stdout().is_terminal() { None } else { progress() };
    for batch in batches {
        let (documents, errors) = described(batch, &description);
        let make = |document: &Document, facts: DocumentFacts| {
            progress.iter().for_each(|progress| progress.counts.document_read());
            (render(document, &facts, &library.vocabulary), facts)
        };
        let read = threads.install(|| engine::read_each(&documents, &library, make))?;
        let written = read.iter().try_for_each(|(text, _)| out.write_all(text.as_bytes()));
        if let Err(error) = written.and_then(|()| out.flush()) {
            // Nobody reads on; what is left of the input need not be read either.
            return Ok(exit.or_failed(unprinted(&error)));
        }
        documents.iter().zip(&read).for_each(|(document, (_, facts))| notes.add(document, facts));
        notes.print_warnings(err);
        exit = complain(&errors, err).or_failed(exit);
    }
    drop(progress);
    notes.print(err);
    Ok(exit)
}

fn described(
    batch: Vec<Result<(std::path::PathBuf, Document), InputError>>,
    description: &Description<'_>,
) -> (Vec<Document>, Vec<InputError>) {
    let (mut documents, mut errors) = (Vec::with_capacity(batch.len()), Vec::new());
    for item in batch {
        match item {
            Ok((path, mut document)) => {
                description.complete(&path, &mut document);
                documents.push(document);
            }
            Err(error) => errors.push(error),
        }
    }
    (documents, errors)
}
