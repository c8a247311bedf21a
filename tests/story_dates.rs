//! When an article without a date was published, as the others of its story tell.

use factlint::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use factlint::engine;
use factlint::lexicon::Library;
use factlint::rules::RuleSet;

/// A report of the flood at Varnholm: language, publication date if it is known, text.
type Report<'a> = (&'a str, Option<&'a str>, &'a str);

/// The publication dates that a check comes to, each with where it has it from.
fn published(reports: &[Report<'_>]) -> Vec<Option<String>> {
    let documents = reports.iter().enumerate().map(|(index, (language, date, text))| {
        let published = date.and_then(|date| Published::parse(date, PublishedFrom::Config));
        let metadata = Metadata { language: Some((*language).into()), published, ..Metadata::default() };
        Document::plain(format!("{index}.txt"), text, metadata)
    });
    let corpus = Corpus::new(documents.collect());
    let library = Library::builtin().unwrap();
    let report = engine::check(&corpus, &library, &RuleSet::builtin().unwrap()).unwrap();
    let published = report.reading.documents().iter().map(|document| document.published);
    published
        .map(|known| known.map(|published| format!("{} {}", published.date, published.from.name())))
        .collect()
}

const WEDNESDAY: &str = "Enchente em Varnholm\nPelo menos 11 pessoas morreram em Varnholm nesta quarta-feira (9), disse o \
                         prefeito, Abel Quintas. A cidade já tinha sofrido uma enchente em setembro de 2023.";
const SATURDAY: &str = "Varnholm floods: search goes on\nRescue teams were still looking for nine people on Saturday, \
                        said the mayor of Varnholm, Abel Quintas. The river rose on Wednesday 9 July.";
const FRIDAY: &str =
    "Powódź w Varnholm\nZginęło co najmniej 19 osób – podał w piątek burmistrz Varnholm, Abel Quintas.";

#[test]
fn weekdays_of_a_story_tell_its_year_and_its_days() {
    let expected = [Some("2025-07-09 story"), Some("2025-07-12 story"), Some("2025-07-11 story")];
    let reports = [("pt", None, WEDNESDAY), ("en", None, SATURDAY), ("pl", None, FRIDAY)];
    let found = published(&reports);
    assert_eq!(found.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    let mut backwards = reports;
    backwards.reverse();
    let mut found = published(&backwards);
    found.reverse();
    assert_eq!(found.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
}

#[test]
fn a_known_date_tells_those_of_the_others() {
    let found = published(&[("pt", Some("2025-07-10"), WEDNESDAY), ("pl", None, FRIDAY)]);
    assert_eq!(found[0].as_deref(), Some("2025-07-10 config"));
    assert_eq!(found[1].as_deref(), Some("2025-07-11 story"));
}

#[test]
fn what_is_of_no_story_or_names_no_day_has_no_date() {
    let elsewhere = "A fire in Korbilard\nA fire killed two people on Friday, said the mayor of Korbilard, Adela Torkova.";
    assert_eq!(published(&[("pt", Some("2025-07-10"), WEDNESDAY), ("en", None, elsewhere)])[1], None);
    let dayless = "Varnholm floods\nThe mayor of Varnholm, Abel Quintas, asked for help.";
    assert_eq!(published(&[("pt", Some("2025-07-10"), WEDNESDAY), ("en", None, dayless)])[1], None);
}

#[test]
fn weekdays_that_fit_no_year_tell_none() {
    let one = "Varnholm floods\nThe river at Varnholm rose on Friday 9 July, said the mayor, Abel Quintas. It had in 2023.";
    let other = "Varnholm floods\nThe river at Varnholm rose on Monday 9 July, said the mayor, Abel Quintas.";
    assert_eq!(published(&[("en", None, one), ("en", None, other)])[1], None);
}
