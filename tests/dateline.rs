//! When an article was published, as its own first lines tell it.

use factlint::document::{Document, Metadata};
use factlint::extract::extract;
use factlint::lexicon::Library;

fn published(language: &str, text: &str) -> Option<String> {
    let library = Library::builtin().unwrap();
    let metadata = Metadata { language: Some(language.into()), ..Metadata::default() };
    let facts = extract(&Document::plain("a", text, metadata), &library).unwrap();
    facts.published.map(|published| format!("{} {}", published.date, published.from.name()))
}

#[test]
fn a_dateline_stands_alone_or_before_a_dash() {
    let texts = [
        ("pl", "Most otwarty\n17 czerwca 2025\nMost otwarto wczoraj."),
        ("pl", "Most otwarty\nDodano: wtorek, 17 czerwca 2025 r., godz. 14.30\nMost otwarto wczoraj."),
        ("pl", "GDYNIA, 17 czerwca 2025 (PAP) — Most otwarto wczoraj."),
        ("en", "LISBON, 17 June 2025 – The bridge opened on Monday."),
        ("pt", "Ponte aberta\n17/06/2025\nA ponte abriu ontem."),
    ];
    for (language, text) in texts {
        assert_eq!(published(language, text).as_deref(), Some("2025-06-17 dateline"), "{text}");
    }
}

#[test]
fn a_date_in_running_text_dates_what_it_tells() {
    assert_eq!(
        published("en", "The treaty was signed on 4 May 1990 in Bonn. It was renewed last year."),
        None
    );
    assert_eq!(published("pl", "Umowę podpisano 4 maja 1990 r. w Bonn, a most otwarto wczoraj."), None);
}

#[test]
fn a_wrong_weekday_is_no_dateline() {
    assert_eq!(published("pl", "Rada zebrała się w środę, 17 czerwca 2025 r., w ratuszu."), None);
    let right = published("pl", "Rada zebrała się we wtorek, 17 czerwca 2025 r., w ratuszu.");
    assert_eq!(right.as_deref(), Some("2025-06-17 dateline"));
}

#[test]
fn a_weekday_with_its_date_tells_the_year_and_this_weekday_the_day() {
    let text = "O fogo começou na segunda-feira, 11 de agosto, e na manhã desta quinta-feira lavrava ainda. O alerta \
                vale até domingo, 17 de agosto. Em 2024 ardeu menos.";
    assert_eq!(published("pt", text).as_deref(), Some("2025-08-14 inferred"));
}
