//! Many invented stories at once, in three languages, with known truth: what is planted is found, and
//! nothing else is, in work that grows with the articles.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use factlint::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use factlint::engine;
use factlint::lexicon::Library;
use factlint::rules::RuleSet;

/// A story: where, who, on which day, and its figures.
struct Story {
    town: String,
    mayor: String,
    day: u64,
    dead: u64,
    injured: u64,
    flats: u64,
}

/// A row of numbers that look drawn by lot and are the same each time.
struct Lot(u64);

impl Lot {
    fn draw(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn name(&mut self, syllables: usize) -> String {
        const ONSETS: [&str; 14] = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z"];
        const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
        let mut name: String = (0..syllables)
            .map(|_| ONSETS[self.draw(14) as usize].to_string() + VOWELS[self.draw(5) as usize])
            .collect();
        name[..1].make_ascii_uppercase();
        name
    }
}

fn stories(lot: &mut Lot, count: usize) -> Vec<Story> {
    let story = |_| Story {
        town: lot.name(4) + "rd",
        mayor: format!("{} {}", lot.name(3), lot.name(4) + "sk"),
        day: 1 + lot.draw(28),
        dead: 11 + lot.draw(20),
        injured: 40 + lot.draw(50),
        flats: 110 + lot.draw(80),
    };
    (0..count).map(story).collect()
}

/// The story in one of three languages. Each tells of an earlier fire as well, whose figures are others.
fn told(story: &Story, language: usize, dead: u64) -> (&'static str, String) {
    let Story { town, mayor, injured, flats, .. } = story;
    let (earlier, hurt) = (story.dead + 9, injured + 31);
    match language {
        0 => (
            "en",
            format!(
                "Fire in {town}\n\nA fire in {town} killed {dead} people and injured {injured}, said the mayor, {mayor}. \
                 The building has {flats} flats.\n\nIn 2011 a fire in the same town killed {earlier} people \
                 and injured {hurt}."
            ),
        ),
        1 => (
            "pl",
            format!(
                "Pożar w mieście {town}\n\nW pożarze w mieście {town} zginęło {dead} osób, a {injured} zostało rannych – mówi \
                 burmistrz {mayor}. W budynku jest {flats} mieszkań.\n\nW 2011 r. w pożarze w tym samym mieście zginęło \
                 {earlier} osób, a {hurt} zostało rannych."
            ),
        ),
        _ => (
            "pt",
            format!(
                "Incêndio em {town}\n\nUm incêndio em {town} matou {dead} pessoas e feriu {injured}, disse o autarca, {mayor}. \
                 O prédio tem {flats} apartamentos.\n\nEm 2011, um incêndio na mesma cidade matou {earlier} pessoas \
                 e feriu {hurt}."
            ),
        ),
    }
}

/// A corpus of so many stories and articles on each. In every second story one article has the digits of its
/// toll wrong: its names.
fn corpus(stories_wanted: usize, articles: usize) -> (Corpus, BTreeSet<String>) {
    let mut lot = Lot(20_250_617);
    let (mut documents, mut planted) = (Vec::new(), BTreeSet::new());
    for (number, story) in stories(&mut lot, stories_wanted).iter().enumerate() {
        let wrong = (number % 2 == 0).then(|| lot.draw(articles as u64) as usize);
        for article in 0..articles {
            let name = format!("{number:04}-{article:04}.txt");
            let slip = wrong == Some(article);
            let dead = if slip { story.dead - 4 } else { story.dead };
            let (language, text) = told(story, (number + article) % 3, dead);
            if slip {
                planted.insert(name.clone());
            }
            let date = format!("2025-{:02}-{:02}", 1 + number % 12, story.day);
            let metadata = Metadata {
                language: Some(language.into()),
                published: Published::parse(&date, PublishedFrom::Config),
                ..Metadata::default()
            };
            documents.push(Document::plain(name, &text, metadata));
        }
    }
    (Corpus::new(documents), planted)
}

/// The articles that findings point at as the odd one out, and how long it took.
fn odd_ones_out(corpus: &Corpus) -> (BTreeSet<String>, usize, Duration) {
    let library = Library::builtin().unwrap();
    let rules = RuleSet::builtin().unwrap();
    let started = Instant::now();
    let report = engine::check(corpus, &library, &rules).unwrap();
    let took = started.elapsed();
    let primary = report.findings.iter().filter_map(|finding| finding.labels.first());
    (primary.map(|label| corpus.get(label.document).name.clone()).collect(), report.findings.len(), took)
}

#[test]
fn what_is_planted_is_found_and_nothing_else() {
    let (corpus, planted) = corpus(20, 9);
    let (found, findings, _) = odd_ones_out(&corpus);
    assert_eq!(found.difference(&planted).count(), 0, "{:?}", found.difference(&planted));
    assert_eq!(findings, found.len());
    assert!(found.len() * 10 >= planted.len() * 9, "{} of {}", found.len(), planted.len());
}

/// `cargo test --release --test many_stories -- --ignored --nocapture` prints how the time grows.
#[test]
#[ignore = "takes a minute"]
#[expect(clippy::print_stderr, reason = "its figures are what it is run for")]
fn time_grows_with_the_articles() {
    for (stories, articles) in [(5, 20), (50, 20), (500, 20), (1, 1000)] {
        let (corpus, planted) = corpus(stories, articles);
        let (found, findings, took) = odd_ones_out(&corpus);
        let right = found.intersection(&planted).count();
        eprintln!(
            "{} articles on {stories} stories: {took:?}; {right} of {} planted, {findings} findings",
            corpus.len(),
            planted.len()
        );
    }
}
