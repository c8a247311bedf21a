//! Whatever a text holds, reading it ends, and what is read lies inside it: on letters, in order. The
//! texts are made of the packs' own words and of what scanners, keyboards and machines do to sentences.

mod languages;
mod reader;

use std::sync::OnceLock;

use arbtest::arbitrary::{Result, Unstructured};
use factlint::document::{Corpus, DocId, Document, Metadata};
use factlint::engine;
use factlint::grammar;
use factlint::lexicon::{Library, TokenText};
use factlint::rules::RuleSet;
use jiff::civil::{Weekday, date};
use languages::{english, polish, portuguese};
use reader::{PUBLISHED, corpus, library};
use unicode_normalization::UnicodeNormalization;

const BUDGET: u64 = 2_000;

/// Marks and letters on which readers have broken.
const ODD: [&str; 53] = [
    " ",
    " ",
    " ",
    "\u{a0}",
    "\u{202f}",
    "\u{2009}",
    "\n",
    "\r",
    "\r\n",
    "\u{2028}",
    "\u{2029}",
    "\u{ad}",
    "\u{200b}",
    "\u{200f}",
    "\u{feff}",
    "\u{212a}",
    "\u{212b}",
    "e\u{301}",
    "c\u{327}",
    "\u{301}",
    "ﬁ",
    "İ",
    "ß",
    "ẞ",
    "🏆",
    "👩‍👧",
    "€",
    "%",
    "°",
    "º",
    ".",
    ",",
    ":",
    ";",
    "-",
    "–",
    "−",
    "/",
    "://",
    "'",
    "’",
    "(",
    ")",
    "#",
    "+",
    "²",
    "½",
    "٣",
    "0",
    "12",
    "000",
    "2025",
    "99999999999999999999",
];

/// A piece of the packs, of marks, or of text that no one wrote.
fn scrap(u: &mut Unstructured, surfaces: &[String]) -> Result<String> {
    Ok(match u.int_in_range(0..=5)? {
        0..=2 => u.choose(surfaces)?.clone(),
        3..=4 => (*u.choose(&ODD)?).to_string(),
        _ => u.arbitrary::<char>()?.to_string(),
    })
}

fn surfaces(library: &Library) -> Vec<String> {
    let entries = library.tags().flat_map(|tag| library.entries(tag).unwrap());
    entries.step_by(7).map(|entry| entry.surface.replace('*', "")).collect()
}

/// Sentences as news write them.
fn sentences() -> Vec<String> {
    let day = date(2024, 2, 29);
    let spelled =
        [polish::spelled(23_412), portuguese::spelled(23_412, &[true, false]), english::spelled(23_412)];
    let dated = [
        polish::day(day, day.weekday()),
        portuguese::day(day, day.weekday()),
        english::day(day, day.weekday(), true),
    ];
    let mut found: Vec<String> =
        spelled.into_iter().chain(dated).flatten().map(|(text, _)| text).step_by(3).collect();
    found.extend(
        [
            "Od 3 do 5 tys. żołnierzy (ok. 12,5 proc.) wróciło we wtorek o godz. 14.30, a 2 mln zł oddano.",
            "Entre 3 e 5 mil soldados (cerca de 12,5%) voltaram na terça-feira às 14h30; R$ 2,4 milhões.",
            "Between 3,000 and 5,000 soldiers (about 12.5%) returned on Tuesday at 2.30 p.m.; £2.4m was paid.",
            "Adam Nowak, 43-letni kierowca, jechał -5 stopni C 90 km/h przez 2 godz. i 15 min.",
        ]
        .map(String::from),
    );
    found
}

/// One accident: a letter lost, doubled, swapped or strange; a cut; capitals; other spaces.
fn accident(u: &mut Unstructured, text: &str) -> Result<String> {
    let letters: Vec<char> = text.chars().collect();
    if letters.is_empty() {
        return Ok(String::new());
    }
    let at = u.choose_index(letters.len())?;
    let (before, after): (String, String) = (letters[..at].iter().collect(), letters[at..].iter().collect());
    let rest = || letters[at + 1..].iter().collect::<String>();
    Ok(match u.int_in_range(0..=11)? {
        0 => before + &rest(),
        1 => format!("{before}{}{after}", letters[at]),
        2 => after + &before,
        3 => before,
        4 => after,
        5 => format!("{before}{}{after}", u.choose(&ODD)?),
        6 => text.to_uppercase(),
        7 => text.to_lowercase(),
        8 => text.nfd().collect(),
        9 => text.replace(' ', u.choose(&["\u{a0}", "\u{202f}", "\u{2009}", "  ", "\n", "", "-"])?),
        10 => format!("{before}{}{}", u.arbitrary::<char>()?, rest()),
        _ => letters.iter().flat_map(|letter| [*letter, '\u{ad}']).collect(),
    })
}

fn check(library: &Library, tag: &str, text: &str) {
    let lexicon = library.lexicon(tag).unwrap().unwrap();
    let tokens = lexicon.tokenize(text);
    let mut end = 0;
    for token in &tokens {
        let (from, to) = (token.span.start as usize, token.span.end as usize);
        assert!(text.get(from..to).is_some_and(|word| !word.is_empty()), "{tag}: a token of {text:?}");
        assert!(from >= end, "{tag}: tokens overlap in {text:?}");
        end = to;
    }
    let mut end = 0;
    for mention in grammar::mentions(TokenText { text, lexicon: &lexicon }, &tokens) {
        assert!(mention.span.start >= end, "{tag}: mentions overlap in {text:?}");
        end = mention.span.end;
    }
    // Facts stand in what is read of a text; the marks that nobody sees are no part of it.
    let read = corpus(tag, PUBLISHED, &[text]);
    let text = read.get(DocId(0)).text();
    let mut last = (0, 0);
    for fact in &engine::read(&read, library).unwrap().documents()[0].facts {
        let (from, to) = (fact.span.start as usize, fact.span.end as usize);
        assert!(
            text.get(from..to).is_some_and(|words| !words.trim().is_empty()),
            "{tag}: a fact of {text:?}"
        );
        assert!((from, to) >= last, "{tag}: facts out of order in {text:?}");
        last = (from, to);
    }
}

#[test]
fn scraps_are_read_to_their_end() {
    let library = library();
    let (surfaces, tags) = (surfaces(library), library.tags().collect::<Vec<_>>());
    arbtest::arbtest(|u| {
        let mut text = String::new();
        for _ in 0..u.int_in_range(0..=24)? {
            text.push_str(&scrap(u, &surfaces)?);
            if u.ratio(1, 2)? {
                text.push(' ');
            }
        }
        tags.iter().for_each(|tag| check(library, tag, &text));
        Ok(())
    })
    .budget_ms(BUDGET);
}

#[test]
fn sentences_after_accidents_are_read_to_their_end() {
    let library = library();
    let (sentences, tags) = (sentences(), library.tags().collect::<Vec<_>>());
    arbtest::arbtest(|u| {
        let mut text = u.choose(&sentences)?.clone();
        for _ in 0..u.int_in_range(1..=4)? {
            text = accident(u, &text)?;
        }
        let tag = u.choose(&tags)?;
        check(library, tag, &text);
        Ok(())
    })
    .budget_ms(BUDGET);
}

/// Two articles on one story, whose every figure the rules know what to do with, after accidents: the
/// rules judge them, and point at what stands in them.
#[test]
fn articles_after_accidents_are_judged_to_their_end() {
    let (library, rules) = (library(), every_rule());
    let examples: Vec<_> = rules.iter().flat_map(|rule| &rule.examples).collect();
    arbtest::arbtest(|u| {
        let mut articles = Vec::new();
        for part in u.choose(&examples)?.parts().chain(u.choose(&examples)?.parts()) {
            let mut text = part.text.clone();
            for _ in 0..u.int_in_range(0..=2)? {
                text = accident(u, &text)?;
            }
            let metadata = Metadata {
                language: Some(part.language.clone()),
                published: part.published,
                ..Metadata::default()
            };
            articles.push(Document::plain(format!("{}.txt", articles.len()), &text, metadata));
        }
        let corpus = Corpus::new(articles);
        for finding in engine::check(&corpus, library, rules).unwrap().findings {
            for label in finding.labels {
                let text = corpus.get(label.document).source();
                let words = text.get(label.span.start as usize..label.span.end as usize);
                assert!(words.is_some_and(|words| !words.is_empty()), "{}: {text:?}", finding.rule);
            }
        }
        Ok(())
    })
    .budget_ms(BUDGET);
}

/// Figures at the ends of what numbers hold.
const SIZES: [&str; 8] = [
    "0",
    "-1",
    "0,000000000000000000001",
    "99999999999999999999",
    "4611686018427387904",
    "9223372036854775807",
    "79228162514264337593543950335",
    "9999999999 milhões",
];

/// One accident with words: left out, in another place, cut off, with the words of another sentence between them, or
/// with a figure of another size.
fn accident_with_words(u: &mut Unstructured, words: &mut Vec<String>, other: &str) -> Result<()> {
    if words.len() < 3 {
        return Ok(());
    }
    let at = u.choose_index(words.len())?;
    match u.int_in_range(0..=4)? {
        4 => {
            let figure = |word: &String| word.contains(|letter: char| letter.is_ascii_digit());
            let figures: Vec<usize> = (0..words.len()).filter(|&at| figure(&words[at])).collect();
            if !figures.is_empty() {
                words[*u.choose(&figures)?] = (*u.choose(&SIZES)?).to_string();
            }
        }
        0 => drop(words.remove(at)),
        1 => {
            let place = u.choose_index(words.len())?;
            words.swap(at, place);
        }
        2 => words.truncate(at),
        _ => {
            let others: Vec<&str> = other.split(' ').collect();
            let from = u.choose_index(others.len())?;
            let to = others.len().min(from + u.int_in_range(1..=5)?);
            words.splice(at..at, others[from..to].iter().map(ToString::to_string));
        }
    }
    Ok(())
}

/// Sentences of several articles, one behind another, after accidents with their words: figures and their nouns meet
/// as no one has written them.
#[test]
fn sentences_of_several_articles_are_read_to_their_end() {
    let (library, rules) = (library(), every_rule());
    let parts = rules.iter().flat_map(|rule| &rule.examples).flat_map(|example| example.parts());
    // Some examples are in languages that are not read.
    let parts = parts.filter(|part| library.lexicon(&part.language).is_ok_and(|lexicon| lexicon.is_some()));
    let sentences: Vec<(String, String)> = parts
        .flat_map(|part| {
            let language = part.language.clone();
            part.text
                .split(". ")
                .map(move |sentence| (language.clone(), sentence.to_string()))
                .collect::<Vec<_>>()
        })
        .collect();
    arbtest::arbtest(|u| {
        let (language, first) = u.choose(&sentences)?;
        let mut text = first.clone();
        for _ in 0..u.int_in_range(1..=4)? {
            let (other, next) = u.choose(&sentences)?;
            if other != language {
                continue;
            }
            let mut words: Vec<String> = next.split(' ').map(String::from).collect();
            for _ in 0..u.int_in_range(0..=3)? {
                let (_, strange) = u.choose(&sentences)?;
                accident_with_words(u, &mut words, strange)?;
            }
            text = format!("{text}{}{}", u.choose(&[". ", "\n", ".\n"])?, words.join(" "));
        }
        check(library, language, &text);
        Ok(())
    })
    .budget_ms(BUDGET);
}

/// The built-in rules, those that are off among them.
fn every_rule() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| {
        let rules = RuleSet::builtin().unwrap();
        let ids: Vec<String> = rules.iter().map(|rule| rule.id.clone()).collect();
        ids.iter().fold(rules, |rules, id| rules.with_active(id))
    })
}

#[test]
fn sentences_cut_anywhere_are_read_to_their_end() {
    let library = library();
    for (tag, text) in [
        ("pl", polish::spelled(12_345)),
        ("pt", portuguese::spelled(12_345, &[true])),
        ("en", english::spelled(12_345)),
    ]
    .into_iter()
    .chain([
        ("pl", polish::day(date(2025, 6, 17), Weekday::Tuesday)),
        ("en", english::day(date(2025, 6, 17), Weekday::Tuesday, true)),
    ])
    .filter_map(|(tag, sentences)| Some((tag, sentences.into_iter().next_back()?.0)))
    .chain([("en", "At 6'2\" she won 3-2 (£2.4m, 12.5%, https://a.b) on 3/4/2025 at 2.30.".to_string())])
    {
        for (at, _) in text.char_indices() {
            check(library, tag, &text[at..]);
            check(library, tag, &text[..at]);
        }
    }
}

#[test]
fn every_letter_is_passed() {
    let library = library();
    let letters = (0..0x2_0000).filter_map(char::from_u32);
    let text: String = letters.map(|letter| format!("dia{letter}29 {letter}abc{letter} ")).collect();
    for tag in library.tags() {
        let tokens = library.lexicon(tag).unwrap().unwrap().tokenize(&text);
        assert!(tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{tag}");
        assert_eq!(tokens.last().map(|token| token.span.end as usize > text.len() - 8), Some(true), "{tag}");
    }
}

#[test]
fn documents_may_wait_for_one_pack() {
    let texts = [
        ("pl", "W pożarze zginęło dwanaście osób."),
        ("pt", "O incêndio matou doze pessoas."),
        ("en", "The fire killed twelve people."),
    ];
    for _ in 0..6 {
        let documents = (0..96).map(|number| {
            let (tag, text) = texts[number % texts.len()];
            let metadata = Metadata { language: Some(tag.into()), ..Metadata::default() };
            Document::plain(format!("{number:02}.txt"), text, metadata)
        });
        // A library of its own: its packs are compiled while the documents are read side by side.
        let library = Library::builtin().unwrap();
        let reading = engine::read(&Corpus::new(documents.collect()), &library).unwrap();
        assert!(reading.documents().iter().all(|document| document.facts.len() == 1));
    }
}
