use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use crate::document::Document;
use crate::engine;
use crate::extract::DocumentFacts;
use crate::input::{self, InputError, Stdin};
use crate::lexicon::Vocabulary;
use crate::output;

use super::args::{FactsArgs, FactsFormat};
use super::commands::{Exit, complain, gather, library, threads, unprinted};
use super::notes::Notes;
use super::settings::{Description, Setup, SetupError, near, setup};
#[cfg(feature = "table")]
use super::tables::TableWriter;
use super::telling::progress;

/// Why no table is printed.
#[cfg(feature = "table")]
pub(super) const NO_TERMINAL: &str =
    "a table is not for a terminal: name a file with --output, or send it down a pipe";
#[cfg(not(feature = "table"))]
pub(super) const NO_TABLES: &str = "this factlint was built without tables; `cargo install --locked --path . \
                                    --features table` builds one with them";

/// How the facts of one document are written.
type Render = fn(&Document, &DocumentFacts, &Vocabulary) -> String;

pub(super) fn facts(args: &FactsArgs, out: &mut dyn Write, err: &mut dyn Write) -> Result<Exit, SetupError> {
    match args.format {
        FactsFormat::Human => printed(args, output::facts_human, out, err),
        FactsFormat::Jsonl => printed(args, output::facts_jsonl, out, err),
        FactsFormat::Json => whole(args, out, err),
        FactsFormat::Parquet | FactsFormat::Arrow => table(args, out, err),
    }
}

/// One object about all documents.
fn whole(args: &FactsArgs, out: &mut dyn Write, err: &mut dyn Write) -> Result<Exit, SetupError> {
    let library = library()?;
    let Setup { configs, .. } = setup(&args.source, &near(&args.input))?;
    let (corpus, errors) = gather(&args.input, &configs, &|_| false, &mut |_, _| {})?;
    let reading = threads(args.input.jobs)?.install(|| engine::read(&corpus, &library))?;
    let mut out = Target::new(args.output.as_deref(), out)?;
    let text = output::facts_json(&corpus, &reading, &library.vocabulary);
    let printed = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    Notes::of(&corpus, &reading).print(err);
    ended(args, complain(&errors, err), printed)
}

/// As text, document by document.
fn printed(
    args: &FactsArgs,
    render: Render,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, SetupError> {
    let mut out = Target::new(args.output.as_deref(), out)?;
    let write = |_: &[Document], read: &[(String, DocumentFacts)], _: &Vocabulary| {
        read.iter().try_for_each(|(text, _)| out.write_all(text.as_bytes()))?;
        out.flush()
    };
    let (exit, written) = streamed(args, render, write, err)?;
    ended(args, exit, written)
}

#[cfg(feature = "table")]
fn table(args: &FactsArgs, out: &mut dyn Write, err: &mut dyn Write) -> Result<Exit, SetupError> {
    let is_terminal = args.output.is_none() && std::io::stdout().is_terminal();
    if is_terminal {
        return Err(SetupError::Argument(NO_TERMINAL.into()));
    }
    let mut out = Target::new(args.output.as_deref(), out)?;
    let mut table = TableWriter::new(args.format, args.output.is_some(), &mut out)?;
    let write = |documents: &[Document], read: &[((), DocumentFacts)], vocabulary: &Vocabulary| {
        let mut all = documents.iter().zip(read);
        all.try_for_each(|(document, (_, facts))| table.add(document, facts, vocabulary))
    };
    let (exit, written) = streamed(args, |_, _, _| (), write, err)?;
    ended(args, exit, written.and_then(|()| table.finish()))
}

#[cfg(not(feature = "table"))]
fn table(_: &FactsArgs, _: &mut dyn Write, _: &mut dyn Write) -> Result<Exit, SetupError> {
    Err(SetupError::Argument(NO_TABLES.into()))
}

/// How it ends where the facts were written, and where they were not.
fn ended(args: &FactsArgs, exit: Exit, written: io::Result<()>) -> Result<Exit, SetupError> {
    match (written, &args.output) {
        (Ok(()), _) => Ok(exit),
        (Err(error), Some(path)) => Err(SetupError::Argument(format!("{}: {error}", path.display()))),
        (Err(error), None) => Ok(exit.or_failed(unprinted(&error))),
    }
}

/// The file that was named, or standard output.
pub(super) enum Target<'a> {
    File(BufWriter<File>),
    Out(&'a mut dyn Write),
}

impl<'a> Target<'a> {
    pub(super) fn new(file: Option<&Path>, out: &'a mut dyn Write) -> Result<Self, SetupError> {
        let Some(path) = file else { return Ok(Self::Out(out)) };
        let failed = |error| SetupError::Argument(format!("{}: {error}", path.display()));
        Ok(Self::File(BufWriter::new(File::create(path).map_err(failed)?)))
    }
}

impl Write for Target<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.write(bytes),
            Self::Out(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File(file) => file.flush(),
            Self::Out(out) => out.flush(),
        }
    }
}

/// One document after the other: what has been read is written while more is being read, so that any
/// amount of articles fits into memory. `render` runs on the threads that read, `write` on this one. Gives also
/// what became of the writing.
fn streamed<T: Send>(
    args: &FactsArgs,
    render: impl Fn(&Document, &DocumentFacts, &Vocabulary) -> T + Sync,
    write: impl FnMut(&[Document], &[(T, DocumentFacts)], &Vocabulary) -> io::Result<()>,
    err: &mut dyn Write,
) -> Result<(Exit, io::Result<()>), SetupError> {
    let library = library()?;
    let Setup { configs, .. } = setup(&args.source, &near(&args.input))?;
    let description = Description::new(&configs, &args.input)?;
    let stdin = Stdin { path: args.input.stdin_path.clone() };
    let threads = threads(args.input.jobs)?;
    let shapes = |path: &Path| configs.json_shape(path);
    let mut batches = input::stream(&args.input.paths, &stdin, &|path| configs.excludes(path), &shapes)
        .map_err(|error| SetupError::Argument(format!("no thread for reading: {error}")))?;
    // On a terminal the facts themselves show how far the work has come.
    let progress = if std::io::stdout().is_terminal() { None } else { progress() };
    let make = |document: &Document, facts: DocumentFacts| {
        progress.iter().for_each(|progress| progress.counts.document_read());
        (render(document, &facts, &library.vocabulary), facts)
    };
    let (vocabulary, notes) = (&*library.vocabulary, Notes::default());
    let mut teller = Teller { write, vocabulary, notes, exit: Exit::Clean, err };
    let mut done = None;
    loop {
        let batch = match batches.ready() {
            Some(batch) => batch,
            // What has been read waits for no more to come.
            None => match teller.tell(done.take()).map(|()| batches.next()) {
                Ok(Some(batch)) => batch,
                Ok(None) => break,
                Err(error) => return Ok((teller.exit, Err(error))),
            },
        };
        let (documents, errors) = described(batch, &description);
        let (mut read, mut told) = (Ok(Vec::new()), Ok(()));
        threads.in_place_scope(|scope| {
            scope.spawn(|_| read = engine::read_each(&documents, &library, make));
            told = teller.tell(done.take());
        });
        if let Err(error) = told {
            // Nobody reads on; what is left of the input need not be read either.
            return Ok((teller.exit, Err(error)));
        }
        done = Some(Done { read: read?, documents, errors });
    }
    drop(progress);
    configs.check()?;
    teller.notes.print(teller.err);
    Ok((teller.exit, Ok(())))
}

/// What has been read and is still to be written.
struct Done<T> {
    documents: Vec<Document>,
    read: Vec<(T, DocumentFacts)>,
    errors: Vec<InputError>,
}

/// Writes what has been read, with what is to be said of it.
struct Teller<'a, W> {
    write: W,
    vocabulary: &'a Vocabulary,
    notes: Notes,
    exit: Exit,
    err: &'a mut dyn Write,
}

impl<W> Teller<'_, W> {
    fn tell<T>(&mut self, done: Option<Done<T>>) -> io::Result<()>
    where
        W: FnMut(&[Document], &[(T, DocumentFacts)], &Vocabulary) -> io::Result<()>,
    {
        let Some(Done { documents, read, errors }) = done else { return Ok(()) };
        (self.write)(&documents, &read, self.vocabulary)?;
        documents.iter().zip(&read).for_each(|(document, (_, facts))| self.notes.add(document, facts));
        self.notes.print_warnings(self.err);
        self.exit = complain(&errors, self.err).or_failed(self.exit);
        Ok(())
    }
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
