//! Writes invented news with its truth: `cargo run --release --example generate -- 10000 news` a folder of Markdown
//! files, without a folder JSON Lines to standard output.

#[allow(dead_code, reason = "shared with benches and tests, which use other parts")]
#[path = "mod.rs"]
mod news;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use news::{Article, News};

const USAGE: &str = "generate ARTICLES [FOLDER] [--truth FILE] [--from N] [--to N]\n\n\
    Without FOLDER the articles go to standard output, one JSON object a line. --from and --to write a part of the \
    corpus, counted from 0; the same number gives the same article.";

/// What is to be written.
#[derive(Default)]
struct Wanted {
    articles: u64,
    folder: Option<PathBuf>,
    truth: Option<PathBuf>,
    from: u64,
    to: Option<u64>,
}

fn main() -> io::Result<()> {
    let wrong = |what: String| io::Error::new(io::ErrorKind::InvalidInput, format!("{what}\nusage: {USAGE}"));
    let wanted = wanted(std::env::args().skip(1)).map_err(wrong)?;
    if let Some(folder) = &wanted.folder {
        fs::create_dir_all(folder)?;
    }
    let truth = wanted.truth.clone().or_else(|| Some(wanted.folder.as_ref()?.join("truth.jsonl")));
    let mut truth = truth.map(File::create).transpose()?.map(BufWriter::new);
    let mut out = BufWriter::new(io::stdout().lock());
    let places = wanted.from..wanted.to.unwrap_or(wanted.articles).min(wanted.articles);
    for article in News::builtin().articles(places, wanted.articles) {
        if let (Some(slip), Some(truth)) = (&article.slip, &mut truth) {
            writeln!(truth, "{}", serde_json::to_string(slip)?)?;
        }
        match &wanted.folder {
            Some(folder) => write_file(folder, &article)?,
            None => writeln!(out, "{}", serde_json::to_string(&article)?)?,
        }
    }
    truth.map_or(Ok(()), |mut truth| truth.flush())?;
    out.flush()
}

fn wanted(mut arguments: impl Iterator<Item = String>) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    let mut plain = Vec::new();
    let number = |text: Option<String>| {
        let text = text.unwrap_or_default();
        text.parse::<u64>().map_err(|_| format!("expected a number, found `{text}`"))
    };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--truth" => wanted.truth = arguments.next().map(PathBuf::from),
            "--from" => wanted.from = number(arguments.next())?,
            "--to" => wanted.to = Some(number(arguments.next())?),
            _ => plain.push(argument),
        }
    }
    let mut plain = plain.into_iter();
    wanted.articles = number(plain.next())?;
    wanted.folder = plain.next().map(PathBuf::from);
    match plain.next() {
        Some(more) => Err(format!("`{more}` is one argument too many")),
        None => Ok(wanted),
    }
}

/// A Markdown file with its metadata above the text.
fn write_file(folder: &Path, article: &Article) -> io::Result<()> {
    let Article { id, language, published, source, url, title, text, .. } = article;
    let quoted = |words: &str| serde_json::to_string(words);
    let (source, title) = (quoted(source)?, quoted(title)?);
    fs::write(
        folder.join(format!("{id}.md")),
        format!(
            "---\nlanguage: {language}\npublished: {published}\nsource: {source}\nurl: {url}\ntitle: {title}\n---\n\n{text}\n"
        ),
    )
}
