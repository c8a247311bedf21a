//! What of a text is a name of somebody, and what the name of a place.

mod reader;

use factlint::document::{Document, Metadata};
use factlint::engine::read_each;

/// The cities that a text names.
fn cities(language: &str, text: &str) -> Vec<String> {
    let metadata = Metadata { language: Some(language.into()), ..Metadata::default() };
    let places = &reader::library().vocabulary.places;
    let read =
        read_each(&[Document::plain("a", text, metadata)], reader::library(), |_, facts| facts).unwrap();
    let named = read[0].profile.places.iter().map(|(place, _)| places.key(*place).to_string());
    named.filter(|key| key.contains('/')).collect()
}

#[test]
fn a_city_that_only_stands_before_surnames_is_a_forename() {
    let none: [&str; 0] = [];
    assert_eq!(cities("en", "Salvador Portulheiro, 39, has lived here since 1992."), none);
    assert_eq!(cities("pl", "Powiedziała to Florencja Portulheira. Ma 51 lat."), none);
    assert_eq!(cities("pt", "Disse-o Salvador Portulheiro. Salvador Portulheiro tem 51 anos."), none);
    assert_eq!(cities("pt", "Em Salvador, Portulheiro falou."), ["BR/salvador"]);
    assert_eq!(cities("pt", "Falou em Salvador Portulheiro, de 51 anos."), ["BR/salvador"]);
    let both = "Salvador cheered when Salvador Portulheiro spoke.";
    assert_eq!(cities("en", both), ["BR/salvador"]);
    assert_eq!(cities("en", "The Lisbon Court ruled on it."), ["PT/lisbon"]);
}
