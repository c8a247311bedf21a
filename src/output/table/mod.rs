//! The facts as a table: a row a fact, the frame in columns of its own, for tools that read Arrow and Parquet.

mod cells;
mod columns;

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema, SchemaRef};

use crate::document::Document;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;

use cells::cells;
use columns::{COLUMNS, Column};

/// The version of the columns: a column may be added, none is renamed, removed or given another type while it
/// stays.
pub const TABLE_SCHEMA: &str = "factlint.facts-table/1";

/// What the columns are called, what they hold and what that means. The metadata say which version it is, and
/// of which factlint.
pub fn table_schema() -> SchemaRef {
    let fields: Vec<_> = COLUMNS.iter().map(columns::ColumnKind::field).collect();
    let about = [("factlint.schema", TABLE_SCHEMA), ("factlint.version", env!("CARGO_PKG_VERSION"))];
    let about = about.map(|(key, value)| (key.to_string(), value.to_string()));
    Arc::new(Schema::new(fields).with_metadata(std::collections::HashMap::from(about)))
}

/// The columns and what they mean, as a table in Markdown.
pub fn table_columns_markdown() -> String {
    let rows = COLUMNS.iter().map(|column| {
        let null = if column.optional { "may be null" } else { "" };
        format!("| `{}` | {} | {null} | {} |\n", column.name, column.holds.name(), column.meaning)
    });
    format!("| column | type | | meaning |\n|---|---|---|---|\n{}", rows.collect::<String>())
}

/// Rows on their way into a table.
pub struct Table {
    schema: SchemaRef,
    columns: Vec<Column>,
    rows: usize,
}

impl Default for Table {
    fn default() -> Self {
        let columns = COLUMNS.iter().map(|column| Column::new(column.holds)).collect();
        Self { schema: table_schema(), columns, rows: 0 }
    }
}

impl Table {
    /// Adds the facts of a document.
    pub fn add(&mut self, document: &Document, facts: &DocumentFacts, vocabulary: &Vocabulary) {
        for (number, fact) in facts.facts.iter().enumerate() {
            let cells = cells(document, facts, number, fact, vocabulary);
            self.columns.iter_mut().zip(cells).for_each(|(column, cell)| column.append(cell));
            self.rows += 1;
        }
    }

    /// How many rows wait.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Takes the rows that wait.
    ///
    /// # Errors
    ///
    /// What Arrow has to say against them; there should be nothing.
    pub fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        RecordBatch::try_new(self.schema.clone(), self.columns.iter_mut().map(Column::finish).collect())
    }
}
