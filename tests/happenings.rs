//! What a happening that two texts tell of says for their being one story.

use factlint::alignment::Stories;
use factlint::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use factlint::engine;
use factlint::lexicon::Library;

/// The pairs of texts that tell one story, each text with its language and the day of its publication.
fn joined(texts: &[(&str, &str, String)]) -> Vec<(u32, u32)> {
    let documents = texts.iter().enumerate().map(|(index, (language, date, text))| {
        let published = Published::parse(date, PublishedFrom::Config);
        let metadata = Metadata { language: Some((*language).into()), published, ..Metadata::default() };
        // Documents are sorted by their names.
        Document::plain(format!("{index:02}.txt"), text, metadata)
    });
    let corpus = Corpus::new(documents.collect());
    let library = Library::builtin().unwrap();
    let reading = engine::read(&corpus, &library).unwrap();
    let stories = Stories::find(&corpus, reading.documents(), &library.vocabulary).unwrap();
    stories.pairs().map(|(one, other)| (one.0, other.0)).collect()
}

/// Notes on a quake on an island, more of them than a rare name has holders.
fn notes(island: &str, first: u32) -> Vec<(&'static str, String, String)> {
    let note = |at: u32| {
        let (dead, date) = (first + 3 * at, format!("2024-05-{:02}", 2 + at / 4));
        match at % 3 {
            0 => (
                "en",
                date,
                format!("An earthquake on the Indonesian island of {island} kills {dead} people."),
            ),
            1 => ("pt", date, format!("Um sismo na ilha indonésia de {island} mata {dead} pessoas.")),
            _ => (
                "pl",
                date,
                format!("W trzęsieniu ziemi na wyspie {island} w Indonezji zginęło {dead} osób."),
            ),
        }
    };
    (0..16).map(note).collect()
}

#[test]
fn short_notes_are_joined_by_what_happened_where_a_name_is_common() {
    let (here, there) = (notes("Velmara", 21), notes("Torsand", 112));
    let texts: Vec<(&str, &str, String)> =
        here.iter().chain(&there).map(|(language, date, text)| (*language, &**date, text.clone())).collect();
    let pairs = joined(&texts);
    for one in 0..16 {
        assert!((one + 1..16).all(|other| pairs.contains(&(one, other))), "{one}: {pairs:?}");
    }
    assert!(pairs.iter().all(|(one, other)| (*one < 16) == (*other < 16)), "{pairs:?}");
}

#[test]
fn a_happening_alone_joins_nothing() {
    let texts = [
        ("en", "2024-05-02", "A fire at a sawmill in Poland has killed three workers.".to_string()),
        ("pl", "2024-05-02", "W pożarze tartaku w Polsce zginęło pięciu pracowników.".to_string()),
    ];
    assert_eq!(joined(&texts), []);
}

#[test]
fn a_name_and_a_happening_are_of_one_story_in_the_same_days() {
    let text = |word: &str| format!("The {word} in Oskarby has left 40 people homeless.");
    let told = |word: &str, date: &'static str| {
        joined(&[("en", "2024-05-02", text(word)), ("en", date, text(word).replace("40", "60"))])
    };
    assert_eq!(told("flood", "2024-05-06"), [(0, 1)]);
    assert_eq!(told("drought", "2024-05-06"), [(0, 1)]);
    assert_eq!(told("recession", "2024-05-06"), []);
    assert_eq!(told("fire", "2024-05-06"), [(0, 1)]);
    let abroad = |word: &str, date: &'static str| {
        let text = |dead: u32| format!("The {word} in Oskarby, Sweden, has killed {dead} people.");
        joined(&[("en", "2024-05-02", text(4)), ("en", date, text(6))])
    };
    // Of floods one hears for weeks; a fire two weeks later is another one.
    assert_eq!(abroad("flood", "2024-05-16"), [(0, 1)]);
    assert_eq!(abroad("fire", "2024-05-16"), []);
    assert_eq!(abroad("flood", "2024-08-16"), []);
}

#[test]
fn a_happening_in_other_cities_is_another_one() {
    let text = |city: &str| format!("Floods in {city}, Poland, have damaged 300 houses, said Adam Orzelski.");
    let told =
        |city: &str| joined(&[("en", "2024-05-02", text("Wrocław")), ("en", "2024-05-16", text(city))]);
    assert_eq!(told("Wrocław"), [(0, 1)]);
    let lone = |city: &str| {
        text(city).replace("Adam ", "").replace("300", if city == "Lublin" { "70" } else { "90" })
    };
    assert_eq!(joined(&[("en", "2024-05-02", lone("Lublin")), ("en", "2024-05-16", lone("Wrocław"))]), []);
}

#[test]
fn one_name_of_many_says_little_of_a_happening() {
    let crowd =
        "Adela Torkova, Beata Kulesza, Carla Mendonza, Derrik Olsundar and Edgar Lumbrozo spoke of the fire.";
    let others =
        "Filip Grotawski, Gisela Barrantes, Hugo Zelander, Irina Pastuchova and Kulesza spoke of the fire.";
    assert_eq!(joined(&[("en", "2024-05-02", crowd.into()), ("en", "2024-05-03", others.into())]), []);
    let few = "The fire was out by noon, said Kulesza.";
    assert_eq!(joined(&[("en", "2024-05-02", crowd.into()), ("en", "2024-05-03", few.into())]), [(0, 1)]);
}
