//! Invented articles on invented stories, some of which share names, days and figures by chance.

use factlint::document::{Document, Metadata, Published, PublishedFrom};

/// A row of numbers that look drawn by lot and are the same each time.
pub struct Lot(u64);

impl Lot {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(77))
    }

    pub fn draw(&mut self, below: u64) -> u64 {
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

    fn one_of<'a>(&mut self, items: &'a [String]) -> &'a str {
        &items[self.draw(items.len() as u64) as usize]
    }
}

/// A story as its first teller has it.
struct Story {
    town: String,
    mayor: String,
    day: u64,
    dead: u64,
    injured: u64,
    flats: u64,
}

fn story(lot: &mut Lot, towns: &[String], mayors: &[String]) -> Story {
    Story {
        town: lot.one_of(towns).to_string(),
        mayor: lot.one_of(mayors).to_string(),
        day: 1 + lot.draw(28),
        dead: 11 + lot.draw(20),
        injured: 40 + lot.draw(50),
        flats: 110 + lot.draw(80),
    }
}

/// One article on a story in one of three languages, its figures right or not.
fn told(lot: &mut Lot, story: &Story, stranger: &str) -> (&'static str, String) {
    let slip = |lot: &mut Lot, figure: u64| if lot.draw(4) == 0 { figure - 4 } else { figure };
    let (dead, injured, flats) = (slip(lot, story.dead), slip(lot, story.injured), slip(lot, story.flats));
    let town = if lot.draw(6) == 0 { stranger } else { &story.town };
    let mayor = if lot.draw(6) == 0 { stranger } else { &story.mayor };
    match lot.draw(3) {
        0 => (
            "en",
            format!(
                "Fire in {town}\n\nA fire in {town}, in Gdynia, killed {dead} people and injured {injured}, said the \
                 mayor, {mayor}. The building has {flats} flats and stands in Poland."
            ),
        ),
        1 => (
            "pl",
            format!(
                "Pożar w mieście {town}\n\nW pożarze w mieście {town}, w Gdyni, zginęło {dead} osób, a {injured} \
                 zostało rannych – mówi burmistrz {mayor}. W budynku jest {flats} mieszkań."
            ),
        ),
        _ => (
            "pt",
            format!(
                "Incêndio em {town}\n\nUm incêndio em {town}, em Lisboa, matou {dead} pessoas e feriu {injured}, disse o \
                 autarca, {mayor}. O prédio tem {flats} apartamentos."
            ),
        ),
    }
}

/// Some stories of a few articles each, one of very many; few towns and mayors for so many stories.
pub fn articles(lot: &mut Lot) -> Vec<Document> {
    let towns: Vec<String> = (0..7).map(|_| lot.name(4) + "rd").collect();
    let mayors: Vec<String> = (0..9).map(|_| format!("{} {}", lot.name(3), lot.name(4) + "sk")).collect();
    let mut documents = Vec::new();
    for number in 0..12 {
        let story = story(lot, &towns, &mayors);
        let size = if number == 0 { 90 } else { 1 + lot.draw(9) };
        for article in 0..size {
            let (language, text) = told(lot, &story, &towns[3]);
            let day = (story.day + lot.draw(4)).min(28);
            let date = format!("2025-{:02}-{day:02}", 1 + number % 2);
            let metadata = Metadata {
                language: Some(language.into()),
                published: Published::parse(&date, PublishedFrom::Config).filter(|_| lot.draw(9) > 0),
                title: (lot.draw(5) == 0).then(|| format!("{} flats", story.flats)),
                ..Metadata::default()
            };
            let name = format!("{}/{number:02}-{article:03}.txt", lot.draw(3));
            documents.push(Document::plain(name, &text, metadata).under_title());
        }
    }
    documents
}
