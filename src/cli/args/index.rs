use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{InputArgs, SourceArgs};

/// Arguments of `index`.
#[derive(Args, Debug)]
pub struct IndexArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: IndexCommand,
}

/// What can be done with an archive.
#[derive(Debug, Subcommand)]
pub enum IndexCommand {
    /// Add articles to a store, and make it where there is none. Those that stand in it unchanged are not
    /// read again; those that have changed are replaced.
    Add(IndexAddArgs),
    /// Say what stands in a store.
    Stats {
        /// The store.
        #[command(flatten)]
        store: StoreArgs,
        /// How to print.
        #[arg(long, value_enum, default_value = "human")]
        format: StatsFormat,
    },
    /// Make a store as small as it can be, after much was replaced or taken out.
    Compact(StoreArgs),
    /// Print the articles of a store, one JSON object a line, as any command reads them; or the facts in them as
    /// a table.
    Export(ExportArgs),
    /// Add the articles of an export. It is `index add` for files that are exports.
    Import(IndexAddArgs),
    /// Look at all that stands in a store: exit code 0 where it is whole, 1 where something is wrong.
    Verify(StoreArgs),
}

/// Arguments of `index export`.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// The store: one file.
    #[command(flatten)]
    pub store: StoreArgs,
    /// What to write.
    #[arg(long, value_enum, default_value = "jsonl")]
    pub format: ExportFormat,
    /// The file to write it into, in place of standard output.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The formats of `index export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// The articles, one JSON object a line.
    Jsonl,
    /// The facts, as a Parquet file.
    Parquet,
    /// The facts, as an Arrow IPC file; a stream in a pipe.
    Arrow,
}

/// Which store.
#[derive(Args, Debug)]
pub struct StoreArgs {
    /// The store: one file.
    #[arg(long, value_name = "FILE")]
    pub store: PathBuf,
}

/// Arguments of `index add`.
#[derive(Args, Debug)]
pub struct IndexAddArgs {
    /// The store: one file.
    #[command(flatten)]
    pub store: StoreArgs,
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Where settings come from.
    #[command(flatten)]
    pub source: SourceArgs,
    /// Take out the articles of the given files and folders that stand there no more.
    #[arg(long)]
    pub prune: bool,
    /// Write after so many bytes of articles: as much as an interruption can lose.
    #[arg(long, value_name = "BYTES", default_value_t = 4 << 20)]
    pub batch: usize,
}

/// The archives that new articles are held against.
#[derive(Args, Debug, Default)]
pub struct AgainstArgs {
    /// Hold the articles against this store too, which `factlint index add` makes: findings are about the
    /// articles given, never about two of the store. May be given several times.
    #[arg(long, value_name = "STORE", group = "stores")]
    pub against: Vec<PathBuf>,
    /// Judge this whole store, each article against all others of it. What is found so far is kept beside
    /// the store: who is interrupted goes on where he was.
    #[arg(
        long,
        value_name = "STORE",
        group = "stores",
        conflicts_with_all = ["paths", "since", "why_not", "watch", "published", "language"]
    )]
    pub archive: Option<PathBuf>,
    /// Of the stores only articles published on this day or later: 2025-06-17.
    #[arg(long, value_name = "DATE", requires = "stores")]
    pub archive_since: Option<String>,
    /// Of the stores only articles published on this day or earlier.
    #[arg(long, value_name = "DATE", requires = "stores")]
    pub archive_until: Option<String>,
    /// Of the stores only articles that name these people, places or organisations.
    #[arg(long, value_name = "NAMES", requires = "stores")]
    pub story: Option<String>,
}

/// The formats of `index stats`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatsFormat {
    /// For people.
    Human,
    /// One JSON object.
    Json,
}
