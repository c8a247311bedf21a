//! Many invented stories at once, in three languages, with known truth: what is planted is found, and
//! nothing else is, in work that grows with the articles.

#[allow(dead_code, reason = "shared with benches and examples, which use other parts")]
#[path = "../benches/corpus/mod.rs"]
mod news;

use std::time::{Duration, Instant};

use factlint::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use factlint::engine;
use factlint::findings::Finding;
use factlint::lexicon::Library;
use factlint::rules::RuleSet;
use news::{News, Slip};

/// The first articles of the news, and what is wrong in them.
fn corpus(articles: u64) -> (Corpus, Vec<Slip>) {
    let (mut documents, mut planted) = (Vec::new(), Vec::new());
    for article in News::builtin().articles(0..articles, articles) {
        planted.extend(article.slip);
        let metadata = Metadata {
            language: Some(article.language.into()),
            published: Published::parse(&article.published, PublishedFrom::Metadata),
            title: Some(article.title),
            ..Metadata::default()
        };
        documents.push(Document::plain(article.id, &article.text, metadata).under_title());
    }
    (Corpus::new(documents), planted)
}

/// What a check makes of a corpus whose truth is known.
struct Outcome {
    planted: usize,
    found: usize,
    /// Findings that point at nothing that was planted.
    false_alarms: Vec<String>,
    took: Duration,
}

impl Outcome {
    fn of(corpus: &Corpus, planted: &[Slip]) -> Self {
        let library = Library::builtin().unwrap();
        let rules = RuleSet::builtin().unwrap();
        let started = Instant::now();
        let report = engine::check(corpus, &library, &rules).unwrap();
        let took = started.elapsed();
        let points_at = |finding: &Finding, slip: &Slip| {
            finding.labels.iter().any(|label| {
                let title = corpus.get(label.document).title_before(label.span.start);
                let places = if title.is_some() { &slip.places_in_title } else { &slip.places };
                let before = title.unwrap_or_default();
                let (start, end) = ((label.span.start - before) as usize, (label.span.end - before) as usize);
                corpus.get(label.document).name == slip.article
                    && places.iter().any(|place| place.0 < end && start < place.1)
            })
        };
        let findings = &report.findings;
        let found = |slip: &&Slip| findings.iter().any(|finding| points_at(finding, slip));
        let strays = findings.iter().filter(|finding| !planted.iter().any(|slip| points_at(finding, slip)));
        Self {
            planted: planted.len(),
            found: planted.iter().filter(found).count(),
            false_alarms: strays.map(|finding| finding.message.clone()).collect(),
            took,
        }
    }
}

#[test]
fn what_is_planted_is_found_and_nothing_else() {
    let (corpus, planted) = corpus(400);
    let outcome = Outcome::of(&corpus, &planted);
    assert_eq!(outcome.false_alarms, Vec::<String>::new());
    assert_eq!(outcome.planted, 10, "one in every second story");
    assert!(outcome.found * 10 >= outcome.planted * 9, "{} of {}", outcome.found, outcome.planted);
}

/// Whoever writes a part of the corpus writes the same articles.
#[test]
fn a_part_of_the_corpus_is_the_same_as_in_the_whole() {
    let news = News::builtin();
    let whole: Vec<String> =
        news.articles(0..2_500, 2_500).map(|article| article.id + &article.text).collect();
    let part: Vec<String> =
        news.articles(900..2_100, 2_500).map(|article| article.id + &article.text).collect();
    assert_eq!(part, whole[900..2_100]);
    let larger: Vec<String> =
        news.articles(0..2_000, 9_999).map(|article| article.id + &article.text).collect();
    assert_eq!(larger, whole[..2_000]);
    let slips = news.articles(0..2_000, 2_000).filter_map(|article| Some((article.slip?, article.text)));
    for (slip, text) in slips {
        for (start, end) in slip.places {
            assert!(text.get(start..end).is_some_and(|words| !words.is_empty()), "{}", slip.article);
        }
    }
}

/// `cargo test --release --test many_stories -- --ignored --nocapture` prints how the time grows.
#[test]
#[ignore = "takes a minute"]
#[expect(clippy::print_stderr, reason = "its figures are what it is run for")]
fn time_grows_with_the_articles() {
    for articles in [100, 1_000, 10_000] {
        let (corpus, planted) = corpus(articles);
        let Outcome { planted, found, false_alarms, took } = Outcome::of(&corpus, &planted);
        eprintln!(
            "{articles} articles: {took:?}; {found} of {planted} planted, {} false",
            false_alarms.len()
        );
    }
}
