//! Facts that are kept come back as they were.

use factlint::document::{Document, Metadata, Published, PublishedFrom};
use factlint::extract::{DocumentFacts, extract};
use factlint::lexicon::Library;

const TEXTS: [(&str, &str); 3] = [
    (
        "en",
        "Quay closed\n\nAbout 1,250 tonnes of grain, 12% of the harvest, were lost at the quay in Gdynia on Monday, \
         said Adam Sobczak. Between 3 and 5 June last year, from 10 am to noon, the second of 14 cranes, \
         41 years old, lifted $4.5bn worth of goods for 30 minutes every Tuesday.",
    ),
    (
        "pl",
        "W pożarze w Gdyni zginęło co najmniej 12 osób, w tym troje dzieci. Wiosną 2024 r. straty \
         przekroczyły 3,5 mln zł na 100 mieszkańców, o 8 proc. więcej niż rok wcześniej.",
    ),
    (
        "pt",
        "Dezenas de pessoas, 34 ou 35, ficaram feridas na madrugada de 31 de junho, no século XXI. A \
         fila media 12 km; o autocarro seguia a 90 km/h e 54 % votaram a favor.",
    ),
];

#[test]
fn what_is_kept_comes_back() {
    let library = Library::builtin().unwrap();
    for (language, text) in TEXTS {
        let metadata = Metadata {
            language: Some(language.into()),
            published: Published::parse("2025-06-17T09:30:00", PublishedFrom::Metadata),
            ..Metadata::default()
        };
        let facts = extract(&Document::plain("a.txt", text, metadata), &library).unwrap();
        let bytes = facts.to_bytes();
        let back = DocumentFacts::from_bytes(&bytes).unwrap();
        assert!(facts.facts.len() > 3, "{language}: {}", facts.facts.len());
        assert_eq!(format!("{back:?}"), format!("{facts:?}"));
        assert!(bytes.len() < 120 * facts.facts.len(), "{} bytes", bytes.len());
        for end in 0..bytes.len() {
            assert!(DocumentFacts::from_bytes(&bytes[..end]).is_none());
        }
    }
}
