//! `facts --format parquet|arrow`: the facts as a table, some thousand rows at a time.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatch;
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_schema::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use crate::document::Document;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::output::{Table, table_schema};

use super::args::FactsFormat;
use super::settings::SetupError;

/// So many rows are handed on at once, and so many make a row group: enough for columns to be packed well, few
/// enough for a hundred megabytes or so.
const ROWS: usize = 8_192;
const ROWS_IN_GROUP: usize = 131_072;

/// Writes a table to a file or a pipe.
pub(super) struct TableWriter<'a> {
    table: Table,
    encoder: Encoder,
    /// What the encoder has written and nobody has taken yet.
    bytes: Shared,
    out: &'a mut dyn Write,
}

enum Encoder {
    Parquet(Box<ArrowWriter<Shared>>),
    File(Box<FileWriter<Shared>>),
    Stream(Box<StreamWriter<Shared>>),
}

impl<'a> TableWriter<'a> {
    /// A Parquet file, or Arrow's own: with an index at its end in a file, without one in a pipe.
    pub(super) fn new(
        format: FactsFormat,
        is_file: bool,
        out: &'a mut dyn Write,
    ) -> Result<Self, SetupError> {
        let bytes = Shared::default();
        let encoder =
            Encoder::new(format, is_file, &bytes).map_err(|error| SetupError::Argument(error.to_string()))?;
        Ok(Self { table: Table::default(), encoder, bytes, out })
    }

    /// Adds the facts of a document.
    pub(super) fn add(
        &mut self,
        document: &Document,
        facts: &DocumentFacts,
        vocabulary: &Vocabulary,
    ) -> io::Result<()> {
        self.table.add(document, facts, vocabulary);
        if self.table.rows() < ROWS { Ok(()) } else { self.hand_on() }
    }

    /// Writes what is left, and the end of the file.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.table.rows() > 0 {
            self.hand_on()?;
        }
        self.encoder.finish().map_err(io::Error::other)?;
        self.out.write_all(&self.bytes.take())?;
        self.out.flush()
    }

    fn hand_on(&mut self) -> io::Result<()> {
        let rows = self.table.take().map_err(io::Error::other)?;
        self.encoder.write(&rows).map_err(io::Error::other)?;
        self.out.write_all(&self.bytes.take())
    }
}

impl Encoder {
    fn new(format: FactsFormat, is_file: bool, bytes: &Shared) -> Result<Self, ParquetError> {
        let schema = table_schema();
        Ok(match (format, is_file) {
            (FactsFormat::Arrow, true) => Self::File(Box::new(FileWriter::try_new(bytes.clone(), &schema)?)),
            (FactsFormat::Arrow, false) => {
                Self::Stream(Box::new(StreamWriter::try_new(bytes.clone(), &schema)?))
            }
            _ => {
                let about = schema.metadata().iter();
                let about = about.map(|(key, value)| KeyValue::new(key.clone(), value.clone())).collect();
                let properties = WriterProperties::builder()
                    .set_compression(Compression::SNAPPY)
                    .set_max_row_group_row_count(Some(ROWS_IN_GROUP))
                    .set_created_by(concat!("factlint ", env!("CARGO_PKG_VERSION")).into())
                    .set_key_value_metadata(Some(about))
                    .build();
                Self::Parquet(Box::new(ArrowWriter::try_new(bytes.clone(), schema, Some(properties))?))
            }
        })
    }

    fn write(&mut self, rows: &RecordBatch) -> Result<(), ArrowError> {
        match self {
            Self::Parquet(writer) => Ok(writer.write(rows)?),
            Self::File(writer) => writer.write(rows),
            Self::Stream(writer) => writer.write(rows),
        }
    }

    fn finish(&mut self) -> Result<(), ArrowError> {
        match self {
            Self::Parquet(writer) => Ok(writer.finish().map(drop)?),
            Self::File(writer) => writer.finish(),
            Self::Stream(writer) => writer.finish(),
        }
    }
}

/// Bytes that an encoder writes at one end and we take at the other: encoders want a writer of their own, which
/// may change threads.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
