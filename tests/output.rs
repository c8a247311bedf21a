//! One fixed set of documents and findings through every output.

mod reports;

use factlint::document::{Corpus, DocId, Document};
use factlint::engine::{self, Report};
use factlint::extract::DocumentFacts;
use factlint::findings::{Finding, Level};
use factlint::lexicon::{Library, Vocabulary};
use factlint::output::{self, HumanOptions};
use insta::assert_snapshot;
use reports::{document, finding, label, settings};

/// A paragraph of some 6,000 characters on one line, a figure at its middle and one near its end.
fn long_paragraph() -> String {
    let filler = "The mayor thanked the crews and asked the town for patience. ".repeat(48);
    format!(
        "Flood in Elmsford\n\n{filler}Rescuers counted 12 dead. {filler}By night 15 bodies lay in the hall. {}",
        &filler[..300]
    )
}

fn corpus() -> Corpus {
    Corpus::new(vec![
        document(
            "a.pl.txt",
            "pl",
            "Powódź w Elmsford\n\nŻółta łódź przewróciła się w środę, 17 czerwca 2025 r. Zginęło 12 osób.\n\
             Burmistrz ogłosił żałobę.\n\n\n„Zginęło 12 osób, rannych jest 30 osób” – mówi lekarz.\n",
        ),
        document(
            "b.pt.txt",
            "pt",
            "Às três da manhã, após a inundação, são já 15 mortos — diz o município 🏛️ e não 12 mortos.\r\n\
             A embarcação naufragou a 16 de junho de 2025.\r\n",
        ),
        document("c.en.txt", "en", &long_paragraph()),
    ])
}

fn findings(corpus: &Corpus) -> Vec<Finding> {
    let at = |name, words, nth, message| label(corpus, name, words, nth, message);
    let mut weekday = finding(
        "weekday-mismatch",
        Level::Error,
        "17 June 2025 is a Tuesday, not a Wednesday",
        vec![at("a.pl.txt", "środę, 17 czerwca 2025 r.", 0, "17 June 2025 is a Tuesday")],
    );
    weekday.notes = vec!["read with the publication date 2025-06-18 (config)".into()];
    weekday.comparison.clear();
    vec![
        weekday,
        finding(
            "date-conflict",
            Level::Warning,
            "dated 2025-06-16 here, 2025-06-17 in a.pl.txt: one of them is wrong (shipwreck)",
            vec![
                at("b.pt.txt", "16 de junho de 2025", 0, "shipwreck: 2025-06-16"),
                at("a.pl.txt", "17 czerwca 2025", 0, "shipwreck: 2025-06-17"),
            ],
        ),
        finding(
            "count-conflict",
            Level::Warning,
            "15 dead here, 12 dead in a.pl.txt and c.en.txt",
            vec![
                at("b.pt.txt", "15 mortos", 0, "15 dead"),
                at("a.pl.txt", "12 osób", 0, "12 dead"),
                at("a.pl.txt", "12 osób", 1, "12 dead"),
                at("c.en.txt", "12 dead", 0, "12 dead"),
            ],
        ),
        finding(
            "two-in-a-line",
            Level::Note,
            "15 dead and 12 dead in one sentence",
            vec![
                at("b.pt.txt", "15 mortos", 0, "15 dead"),
                at("b.pt.txt", "12 mortos", 0, "12 dead"),
                at("a.pl.txt", "12 osób", 1, "12 dead"),
                at("a.pl.txt", "30 osób", 0, "30 injured"),
            ],
        ),
        finding(
            "long-paragraph",
            Level::Note,
            "15 dead near the end, 12 in the middle",
            vec![at("c.en.txt", "15 bodies", 0, "15 dead"), at("c.en.txt", "12 dead", 0, "12 dead")],
        ),
    ]
}

fn report(corpus: &Corpus) -> Report {
    let library = Library::builtin().expect("the built-in packs are right");
    let reading = engine::read(corpus, &library).expect("the built-in packs are right");
    Report { reading, findings: findings(corpus), ..Report::default() }
}

#[test]
fn check_for_people() {
    let corpus = corpus();
    let drawn = output::human(&corpus, &report(&corpus), HumanOptions::default());
    settings().bind(|| assert_snapshot!("check.human", drawn));
}

#[test]
fn check_for_people_explained() {
    let corpus = corpus();
    let mut report = report(&corpus);
    report.findings.truncate(2);
    let drawn = output::human(&corpus, &report, HumanOptions { explain: true, ..HumanOptions::default() });
    settings().bind(|| assert_snapshot!("check.human-explain", drawn));
}

#[test]
fn check_concise() {
    let corpus = corpus();
    settings().bind(|| assert_snapshot!("check.concise", output::concise(&corpus, &report(&corpus))));
}

#[test]
fn check_as_json() {
    let corpus = corpus();
    settings().bind(|| assert_snapshot!("check.json", output::json(&corpus, &report(&corpus))));
}

/// What a format writes about each document.
fn each(
    corpus: &Corpus,
    reading: &engine::Reading,
    words: &Vocabulary,
    format: fn(&Document, &DocumentFacts, &Vocabulary) -> String,
) -> String {
    let read = corpus.documents().iter().zip(reading.documents());
    read.map(|(document, facts)| format(document, facts, words)).collect()
}

#[test]
fn facts_in_three_formats() {
    let corpus = Corpus::new(vec![
        document(
            "a.pl.txt",
            "pl",
            "Mecz odbył się 17 czerwca 2025.\n\nNa stadion 🏆 przyszło 12\u{a0}000 widzów.\n",
        ),
        document("b.pt.txt", "pt", "A ponte custou 3,5 milhões de euros.\n"),
    ]);
    let library = Library::builtin().expect("the built-in packs are right");
    let reading = engine::read(&corpus, &library).expect("the built-in packs are right");
    let words = &library.vocabulary;
    settings().bind(|| {
        assert_snapshot!("facts.human", each(&corpus, &reading, words, output::facts_human));
        assert_snapshot!("facts.json", output::facts_json(&corpus, &reading, words));
        assert_snapshot!("facts.jsonl", each(&corpus, &reading, words, output::facts_jsonl));
    });
}

/// Every label is drawn: its message stands in the drawing as often as there are labels.
#[test]
fn no_label_is_dropped() {
    let corpus = corpus();
    for finding in findings(&corpus) {
        let count = finding.labels.len();
        let report = Report { findings: vec![finding], ..report(&corpus) };
        let drawn = output::human(&corpus, &report, HumanOptions::default());
        assert_eq!(drawn.lines().filter(|line| line.contains("`--")).count(), count, "{drawn}");
    }
}

/// Each file has one section in a drawing.
#[test]
fn files_do_not_interleave() {
    let corpus = corpus();
    for finding in findings(&corpus) {
        let mut documents: Vec<DocId> = finding.labels.iter().map(|label| label.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let report = Report { findings: vec![finding], ..report(&corpus) };
        let drawn = output::human(&corpus, &report, HumanOptions::default());
        assert_eq!(drawn.matches("-[ ").count(), documents.len(), "{drawn}");
    }
}

#[test]
fn the_place_of_every_section_is_that_of_the_document() {
    let corpus = corpus();
    let drawn = output::human(&corpus, &report(&corpus), HumanOptions::default());
    for finding in findings(&corpus) {
        for label in &finding.labels {
            let document = corpus.get(label.document);
            let at = document.position(label.span.start);
            let first = finding.labels.iter().find(|other| other.document == label.document) == Some(label);
            let place = format!("-[ {}:{}:{} ]", document.name, at.line, at.column);
            assert!(!first || drawn.contains(&place), "{place}");
        }
    }
}
