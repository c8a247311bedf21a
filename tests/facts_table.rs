//! The facts as a table, read back. It takes `--features table`; `FACTLINT_PYTHON`, a Python that has DuckDB and
//! Polars, lets them read it too.

use std::path::Path;
use std::process::{Command, Output};

fn factlint(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("facts").args(arguments);
    command.output().expect("factlint runs")
}

#[cfg(not(feature = "table"))]
#[test]
#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
fn a_build_without_tables_says_how_to_get_them() {
    eprintln!("left out: reading tables back, which takes `cargo test --features table`");
    let output = factlint(&["--format", "parquet", "seeds"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("--features table"));
}

#[test]
fn facts_go_into_a_file_of_ones_own() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("facts.jsonl");
    let name = file.to_str().expect("a path in UTF-8");
    for format in ["human", "json", "jsonl"] {
        let written = factlint(&["--format", format, "--output", name, "seeds"]);
        assert!(written.status.success() && written.stdout.is_empty());
        let printed = factlint(&["--format", format, "seeds"]);
        assert_eq!(std::fs::read(&file).expect("the file"), printed.stdout);
    }
    let nowhere = folder.path().join("missing/facts.jsonl");
    let refused = factlint(&["--output", nowhere.to_str().expect("a path in UTF-8"), "seeds"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(Path::new(name).exists());
}

#[cfg(feature = "table")]
mod table {
    use std::fs::{self, File};
    use std::path::Path;
    use std::process::Command;

    use arrow_array::cast::AsArray;
    use arrow_array::types::{Decimal128Type, Int64Type};
    use arrow_array::{Array, RecordBatch};
    use arrow_ipc::reader::{FileReader, StreamReader};
    use factlint::output::{TABLE_SCHEMA, table_columns_markdown, table_schema};
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    use serde_json::Value;

    use super::factlint;

    const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/facts-table.md");

    /// The facts of the seeds in all formats.
    fn write_all(folder: &Path) {
        let name = |file: &str| folder.join(file).to_str().expect("a path in UTF-8").to_string();
        for (format, file) in
            [("parquet", "facts.parquet"), ("arrow", "facts.arrow"), ("jsonl", "facts.jsonl")]
        {
            assert!(factlint(&["--format", format, "--output", &name(file), "seeds"]).status.success());
        }
        let piped = factlint(&["--format", "arrow", "seeds"]);
        assert!(piped.status.success());
        fs::write(folder.join("facts.arrows"), piped.stdout).expect("a file");
        let piped = factlint(&["--format", "parquet", "seeds"]);
        assert_eq!(piped.stdout, fs::read(folder.join("facts.parquet")).expect("the file"));
    }

    fn read(folder: &Path) -> RecordBatch {
        let file = File::open(folder.join("facts.parquet")).expect("the file");
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).expect("a Parquet file");
        assert_eq!(builder.schema().fields(), table_schema().fields());
        let about = builder.metadata().file_metadata().key_value_metadata().expect("what it is");
        assert!(about.iter().any(|pair| pair.value.as_deref() == Some(TABLE_SCHEMA)));
        let mut batches = builder.build().expect("a reader");
        let batch = batches.next().expect("rows").expect("rows that can be read");
        assert!(batches.next().is_none());
        batch
    }

    #[test]
    fn what_is_written_is_read_back() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write_all(folder.path());
        let rows = read(folder.path());
        let text = fs::read_to_string(folder.path().join("facts.jsonl")).expect("the file");
        let facts: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(rows.num_rows(), facts.len());
        let column = |name: &str| rows.column_by_name(name).expect("a column");
        for (row, fact) in facts.iter().enumerate() {
            assert_eq!(column("text").as_string::<i32>().value(row), fact["text"]);
            assert_eq!(column("kind").as_string::<i32>().value(row), fact["kind"]);
            assert_eq!(column("start_byte").as_primitive::<Int64Type>().value(row), fact["start"]);
            let lower = column("lower").as_primitive::<Decimal128Type>();
            let billionths = lower.is_valid(row).then(|| lower.value(row).to_string());
            let stated = fact["value"]["lower"].as_str().or_else(|| fact["value"]["number"].as_str());
            assert_eq!(billionths, stated.map(in_billionths), "{fact}");
        }
        let file = File::open(folder.path().join("facts.arrow")).expect("the file");
        let mut of_file = FileReader::try_new(file, None).expect("an Arrow file");
        assert_eq!(of_file.next().expect("rows").expect("rows").columns(), rows.columns());
        let stream = File::open(folder.path().join("facts.arrows")).expect("the file");
        let mut of_stream = StreamReader::try_new(stream, None).expect("an Arrow stream");
        assert_eq!(of_stream.next().expect("rows").expect("rows").columns(), rows.columns());
    }

    fn in_billionths(decimal: &str) -> String {
        let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
        let digits = format!("{whole}{part:0<9}");
        let digits = digits.trim_start_matches('0');
        if digits.is_empty() { "0".into() } else { digits.into() }
    }

    #[test]
    fn the_page_lists_the_columns() {
        let page = fs::read_to_string(PAGE).expect("the page");
        let columns = table_columns_markdown();
        assert!(page.contains(&columns), "docs/facts-table.md should say\n\n{columns}");
    }

    #[test]
    #[expect(clippy::print_stderr, reason = "a test that is left out says so")]
    fn duckdb_and_polars_read_it() {
        let Some(python) = std::env::var_os("FACTLINT_PYTHON") else {
            eprintln!("left out: reading tables with DuckDB and Polars, which takes FACTLINT_PYTHON");
            return;
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        write_all(folder.path());
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tables/read_back.py");
        let output =
            Command::new(python).arg(script).arg(folder.path()).arg(PAGE).output().expect("Python runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
