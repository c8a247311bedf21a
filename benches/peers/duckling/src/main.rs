//! Reads the first articles of a file of JSON strings, one a line, with the `duckling` crate, and prints how
//! many nanoseconds that took, the number of bytes and what was found.
//!
//! `duckling-peer FILE BYTES`

use std::time::Instant;

use chrono::{FixedOffset, TimeZone};
use duckling::{Context, DimensionKind, Lang, Locale, Options};

fn main() {
    let [_, file, most] =
        std::env::args().collect::<Vec<_>>().try_into().expect("a file and a number of bytes");
    let text = std::fs::read_to_string(file).expect("the articles");
    let articles = text.lines().map(|line| serde_json::from_str::<String>(line).expect("a string"));
    let articles = within(articles, most.parse().expect("a number of bytes"));
    let start = Instant::now();
    let found: usize = articles.iter().map(|article| finds(article)).sum();
    let bytes: usize = articles.iter().map(String::len).sum();
    println!("{} {bytes} {found}", start.elapsed().as_nanos());
}

fn within(articles: impl Iterator<Item = String>, bytes: usize) -> Vec<String> {
    let mut left = bytes;
    articles.take_while(|article| left.checked_sub(article.len()).map(|rest| left = rest).is_some()).collect()
}

/// Paragraph by paragraph, numbers and times: it slows down with the length of what it is given.
fn finds(article: &str) -> usize {
    let locale = Locale::new(Lang::EN, None);
    let now = FixedOffset::east_opt(0).and_then(|zone| zone.with_ymd_and_hms(2016, 1, 1, 12, 0, 0).single());
    let context = Context::new(now.expect("a day"), locale);
    let kinds = [
        DimensionKind::Numeral,
        DimensionKind::Ordinal,
        DimensionKind::Time,
        DimensionKind::Duration,
        DimensionKind::AmountOfMoney,
        DimensionKind::Distance,
        DimensionKind::Quantity,
    ];
    let paragraphs = article.split("\n\n");
    paragraphs.map(|text| duckling::parse(text, &locale, &kinds, &context, &Options::default()).len()).sum()
}
