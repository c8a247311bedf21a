//! Invented news in three languages, the same on every run: what reading is measured on. About one
//! sentence in three holds a figure or a date.

mod words;

use words::{EN, PL, PT, Words};

/// A small generator of numbers that look random (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[usize::try_from(self.below(list.len() as u64)).unwrap_or_default()]
    }
}

/// The tags of the languages.
pub const LANGUAGES: [&str; 3] = ["pt", "pl", "en"];

/// Articles in a language, together about `bytes` long.
pub fn articles(language: &str, bytes: usize) -> Vec<String> {
    let words = match language {
        "pt" => &PT,
        "pl" => &PL,
        _ => &EN,
    };
    let mut dice = Dice(bytes as u64 ^ words.seed);
    let (mut written, mut articles) = (0, Vec::new());
    while written < bytes {
        let article = article(words, &mut dice);
        written += article.len();
        articles.push(article);
    }
    articles
}

/// A headline and four to twelve paragraphs of two to five sentences.
fn article(words: &Words, dice: &mut Dice) -> String {
    let headline = fill(dice.pick(words.plain), words, dice);
    let mut out = format!("{}\n\n", headline.trim_end_matches('.'));
    for _ in 0..4 + dice.below(9) {
        for sentence in 0..2 + dice.below(4) {
            if sentence > 0 {
                out.push(' ');
            }
            let shapes = if dice.below(3) == 0 { words.figures } else { words.plain };
            out.push_str(&fill(dice.pick(shapes), words, dice));
        }
        out.push_str("\n\n");
    }
    out
}

/// Fills the holes of a sentence.
fn fill(shape: &str, words: &Words, dice: &mut Dice) -> String {
    let mut out = String::with_capacity(shape.len() * 2);
    let mut rest = shape;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((hole, after)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        out.push_str(&hole_words(hole, words, dice));
        rest = after;
    }
    out + rest
}

fn hole_words(hole: &str, words: &Words, dice: &mut Dice) -> String {
    match hole {
        "name" => format!("{} {}", dice.pick(words.first_names), last_name(words, dice)),
        "place" => dice.pick(words.places).to_string(),
        "office" => dice.pick(words.offices).to_string(),
        "thing" => dice.pick(words.things).to_string(),
        "people" => dice.pick(words.people).to_string(),
        "adverb" => dice.pick(words.adverbs).to_string(),
        "month" => dice.pick(words.months).to_string(),
        "weekday" => dice.pick(words.weekdays).to_string(),
        "small" => (2 + dice.below(90)).to_string(),
        "day" => (1 + dice.below(28)).to_string(),
        "year" => (1990 + dice.below(36)).to_string(),
        "hour" => (dice.below(14) + 8).to_string(),
        "large" => grouped(1_000 + dice.below(900_000), words.group),
        "decimal" => format!("{}{}{}", 1 + dice.below(95), words.decimal, 1 + dice.below(9)),
        _ => String::new(),
    }
}

/// Names are what a vocabulary is long in: two or three syllables and an ending.
fn last_name(words: &Words, dice: &mut Dice) -> String {
    let mut out = String::new();
    for _ in 0..2 + dice.below(2) {
        out.push_str(dice.pick(words.syllables));
    }
    let mut letters = out.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}{}", letters.as_str(), dice.pick(words.endings))
}

/// A number with its thousands apart.
fn grouped(number: u64, mark: &str) -> String {
    format!("{}{mark}{:03}", number / 1000, number % 1000)
}
