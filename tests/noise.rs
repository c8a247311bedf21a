//! What news looks like once machines have handled it: markup, capitals, lost accents, odd characters.

use std::sync::LazyLock;

use factlint::document::{Document, Metadata, Published, PublishedFrom};
use factlint::extract::extract;
use factlint::lexicon::Library;
use factlint::output::facts_human;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::builtin().unwrap());

/// The facts of a text: the words as they are stored, and the value.
fn facts(language: &str, text: &str) -> Vec<String> {
    let published = Published::parse("2025-06-17", PublishedFrom::Config);
    let metadata = Metadata { language: Some(language.into()), published, ..Metadata::default() };
    let document = Document::plain("a", text, metadata);
    let read = extract(&document, &LIBRARY).unwrap();
    let written = facts_human(&document, &read, &LIBRARY.vocabulary);
    let fact = |line: &str| {
        let (words, value) = line.trim_start().split_once("  ")?.1.rsplit_once("  = ")?;
        Some(format!("{words} = {}", value.split(", ").next()?))
    };
    written.lines().skip(1).filter_map(fact).collect()
}

#[track_caller]
fn assert_facts(language: &str, text: &str, expected: &[&str]) {
    assert_eq!(facts(language, text), expected, "{text}");
}

#[test]
fn markup_left_in_the_text_is_passed_over() {
    assert_facts(
        "pt",
        "Chegaram <b>12</b> soldados em <i>3 de maio</i> de 2024.",
        &["12</b> soldados = 12", "3 de maio</i> de 2024 = 2024-05-03"],
    );
    assert_facts("pt", "Chegaram 12<br/>soldados.", &["12<br/>soldados = 12"]);
    assert_facts("pt", "<p>Foram 12</p><p>soldados que chegaram.</p>", &["12 = 12"]);
    assert_facts("pl", "Kupiono 5&nbsp;000 samochod&oacute;w.", &["5&nbsp;000 samochod&oacute;w = 5 000"]);
    assert_facts("pt", "Chegaram 12&#160;mil soldados &#8211; disse.", &["12&#160;mil soldados = 12 000"]);
    // No markup.
    assert_facts(
        "pt",
        "A margem é < 5 km, e outra > 3 km.",
        &["< 5 km = less than 5 km", "> 3 km = more than 3 km"],
    );
}

#[test]
fn odd_characters_part_no_words_and_no_numbers() {
    for text in [
        "Chegaram 3 mil sol\u{ad}dados.",
        "Chegaram 3 mil sol\u{200b}dados.",
        "\u{feff}Chegaram  3   mil  soldados.",
        "Chegaram 3 mil\u{2028}soldados.",
        "Chegaram 3\u{a0}mil\u{202f}soldados.",
        "Chegaram ３ mil soldados.",
        "Chegaram 3\u{200b}000 soldados.",
        "Chegaram \u{200e}3.000\u{200f} soldados.",
    ] {
        let read = facts("pt", text);
        assert_eq!(read.len(), 1, "{text} {read:?}");
        assert!(read[0].ends_with(" = 3 000"), "{read:?}");
    }
    assert_facts("en", "It fell to \u{2212}5 °C.", &["\u{2212}5 °C = -5 °C"]);
    assert_facts("en", "It sold 5\u{2012}10 cars.", &["5\u{2012}10 cars = 5 to 10"]);
    // Two figures that nothing but a zero-width space parts are not one.
    assert!(facts("en", "It ran in 2024\u{200b}2025.").iter().all(|fact| !fact.contains("20242025")));
}

#[test]
fn capitals_throughout_say_the_same() {
    assert_facts("pl", "CO NAJMNIEJ 12 OSÓB ZGINĘŁO W POŻARZE", &["CO NAJMNIEJ 12 OSÓB = 12 or more"]);
    assert_facts(
        "en",
        "AT LEAST 12 PEOPLE KILLED ON MAY 3, 2024",
        &["AT LEAST 12 PEOPLE KILLED = 12 or more", "MAY 3, 2024 = 2024-05-03"],
    );
    assert_facts(
        "pl",
        "KUPIONO 5 MLN TON WĘGLA ZA 3 MLD ZŁ",
        &["5 MLN TON = 5 000 000 t", "3 MLD ZŁ = 3 000 000 000 PLN"],
    );
    assert_facts("pl", "FARMA MA MOC 20 MW I DA 300 KWH", &["20 MW = 20 MW", "300 KWH = 300 kWh"]);
    // Kilometres or horsepower: nobody can tell.
    assert!(
        facts("pl", "RAJD MA 200 KM I DWA ETAPY")
            .iter()
            .all(|fact| !fact.contains(" PS") && !fact.ends_with(" km"))
    );
    assert_facts("pl", "Silnik ma moc 200 KM.", &["200 KM = 200 PS"]);
    let goats = "TWELVE GOATS STOLEN FROM REMOTE FARM\nThe goats are gone, said the farmer.";
    assert_eq!(number_of_names("en", goats), 0);
}

fn number_of_names(language: &str, text: &str) -> usize {
    let metadata = Metadata { language: Some(language.into()), ..Metadata::default() };
    extract(&Document::plain("a", text, metadata), &LIBRARY).unwrap().profile.names.len()
}

#[test]
fn a_word_behind_the_mark_of_a_figure_is_no_name() {
    assert_eq!(number_of_names("pl", "Most stanął w 2015 r. Wielu o nim zapomniało."), 0);
    assert_eq!(number_of_names("pl", "Poparło go 48,2 proc. Niektórzy wyszli przed końcem."), 0);
    assert_eq!(number_of_names("pl", "Most stanął w 2015 roku, a Lasota o nim zapomniał."), 1);
}

/// Long enough for the lack of accents to mean something.
const PLAIN_PT: &str = "A policia disse que nao houve mais vitimas e que a estrada ja foi aberta ao transito, depois de as \
                        equipes terem terminado os trabalhos.";
const PLAIN_PL: &str = "Policja podala, ze droga jest juz otwarta, a strazacy zakonczyli prace na miejscu wypadku przed \
                        polnoca i wrocili do jednostki.";

#[test]
fn a_text_without_accents_is_read_all_the_same() {
    assert_facts("pt", &format!("{PLAIN_PT} Sairam tres mil pessoas."), &["tres mil pessoas = 3 000"]);
    assert_facts(
        "pt",
        &format!("{PLAIN_PT} Foi a 3 de marco de 2024."),
        &["3 de marco de 2024 = 2024-03-03"],
    );
    let read = facts("pt", &format!("{PLAIN_PT} Foi na sexta-feira passada as 10h30."));
    assert_eq!(read, ["sexta-feira passada as 10h30 = 2025-06-13T10:30:00"]);
    assert_facts("pl", &format!("{PLAIN_PL} Zginelo 11 zolnierzy."), &["11 zolnierzy = 11"]);
    assert_facts("pl", &format!("{PLAIN_PL} Bylo to 3 wrzesnia 2024."), &["3 wrzesnia 2024 = 2024-09-03"]);
    assert_facts("pl", &format!("{PLAIN_PL} Przyszlo tam piec osob."), &["piec osob = 5"]);
}

#[test]
fn a_word_that_only_looks_like_one_without_accents_is_none() {
    // A landmark, a stove.
    assert_facts("pt", &format!("{PLAIN_PT} O marco fica longe, e Marco nao veio."), &[]);
    assert_facts("pl", &format!("{PLAIN_PL} W domu stoi piec kaflowy."), &[]);
    // One accented letter, and every word is meant as it stands.
    let accented = PLAIN_PT.replace("policia", "polícia");
    assert_facts("pt", &format!("{accented} Foi a 3 de marco, disse."), &["3 de marco = 3"]);
    // Hours that last.
    assert_facts("pt", &format!("{PLAIN_PT} Durou as 3 horas."), &["3 horas = 3 hours"]);
}

#[test]
fn spaces_of_a_translating_machine_change_nothing() {
    assert_facts("pt", "Foi na quinta -feira.", &["quinta -feira = 2025-06-12"]);
    assert_facts("pt", "Custou US $ 5 milhões, ou 20 %.", &["US $ 5 milhões = 5 000 000 USD", "20 % = 20 %"]);
    assert_facts("pt", "Chegaram 5. 000 soldados.", &["5. 000 soldados = 5 000"]);
    assert_facts("pt", "Foi em 2024. 300 soldados chegaram.", &["2024 = 2024", "300 soldados = 300"]);
}
