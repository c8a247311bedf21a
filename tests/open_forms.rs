//! Figures that name no thing of their own: votes, ages, people to whom two things happened, rates by the head,
//! intervals; and what looks like them.

mod reader;

use factlint::model::{Fact, FactValue, Role};

fn read(tag: &str, text: &str) -> Vec<Fact> {
    reader::read(reader::library(), tag, reader::PUBLISHED, text)
}

/// What each figure of a sentence is of, as `text: thing`.
fn things(tag: &str, text: &str) -> Vec<String> {
    let of = |fact: &Fact| reader::subject(reader::library(), fact).unwrap_or_else(|| "-".into());
    let counted = |fact: &&Fact| matches!(fact.value, FactValue::Quantity(_));
    read(tag, text)
        .iter()
        .filter(counted)
        .map(|fact| format!("{}: {}", fact.span.of(text), of(fact)))
        .collect()
}

#[track_caller]
fn told(tag: &str, sentences: &[(&str, &[&str])]) {
    for (text, wanted) in sentences {
        assert_eq!(things(tag, text), *wanted, "{text}");
    }
}

const VOTES: &[&str] = &["79: occurrence.vote", "54: occurrence.vote"];

#[test]
fn two_figures_of_a_vote_are_votes() {
    told(
        "en",
        &[
            ("The senate passed the bill by 79 to 54.", VOTES),
            ("Deputies voted 79-54 to reject the motion.", VOTES),
            ("In a 79–54 vote the chamber approved it.", VOTES),
            ("It failed by a vote of 79 to 54.", VOTES),
        ],
    );
    told(
        "pl",
        &[
            ("Senat przyjął ustawę stosunkiem głosów 79 do 54.", VOTES),
            ("Posłowie odrzucili wniosek stosunkiem 79:54.", VOTES),
            ("Głosowanie zakończyło się wynikiem 79 do 54.", VOTES),
        ],
    );
    told(
        "pt",
        &[
            ("O Senado aprovou a lei por 79 a 54.", VOTES),
            ("A votação terminou com 79 a 54.", VOTES),
            ("A lei passou por 79 votos contra 54.", &["79 votos: occurrence.vote", "54: occurrence.vote"]),
        ],
    );
}

#[test]
fn scores_clocks_and_ranges_are_no_votes() {
    for (tag, text) in [
        ("en", "The Lions beat the Hawks 79 to 54."),
        ("en", "The team won the final vote of confidence game 79-54."),
        ("en", "He voted at 11:30."),
        ("en", "The bill covers children of 5 to 12."),
        ("en", "The motion was tabled under section 12-4."),
        ("en", "The law cut fines from 79 to 54."),
        ("pl", "Drużyna wygrała mecz stosunkiem 79:54."),
        ("pl", "Mapa budżetu w skali 1:50."),
        ("pl", "Ustawa obowiązuje w godz. 9-15."),
        ("pt", "A equipa venceu por 79 a 54."),
        ("pt", "A lei vale de 12 a 15 de maio."),
    ] {
        let found = things(tag, text);
        assert!(!found.iter().any(|told| told.ends_with("occurrence.vote")), "{text}: {found:?}");
    }
}

#[test]
fn ages_stand_behind_people_and_beside_birthdays() {
    const AGED: &[&str] = &["45: label.age"];
    told(
        "en",
        &[
            ("Ms Lima, 45, said the shop was shut.", AGED),
            ("Her son, 45, was safe.", AGED),
            ("The painter turned 45 on Tuesday.", AGED),
            ("The town of Varn, 45 km away, is calm.", &["45 km: -"]),
        ],
    );
    told(
        "pl",
        &[
            ("Pilot Kowalski (45 l.) został ranny.", &["45 l: label.age"]),
            ("Zbiornik (45 l) pękł.", &["45 l: -"]),
            ("Pisarz skończył 45 lat w poniedziałek.", &["45 lat: label.age"]),
        ],
    );
    told(
        "pt",
        &[
            ("A cantora faz 45 anos amanhã.", &["45 anos: label.age"]),
            ("O escritor completou 45 anos na segunda-feira.", &["45 anos: label.age"]),
            ("Faz 45 anos que o navio partiu.", &[]),
        ],
    );
}

#[test]
fn what_two_verbs_share_is_of_both() {
    told(
        "en",
        &[
            ("In all 6,000 were killed or wounded.", &["6,000: casualty"]),
            ("Twelve were killed and many injured.", &["Twelve: casualty.dead"]),
            (
                "Twelve were killed and 30 wounded.",
                &["Twelve: casualty.dead", "30 wounded: casualty.injured"],
            ),
        ],
    );
    told(
        "pl",
        &[
            ("6 tys. zostało zabitych lub rannych.", &["6 tys.: casualty"]),
            ("Zginęło lub zostało rannych 600 osób.", &["600 osób: casualty"]),
            ("Zginęło 12 osób i wiele zostało rannych.", &["12 osób: casualty.dead"]),
        ],
    );
    told(
        "pt",
        &[
            ("Seis mil foram mortos ou feridos.", &["Seis mil: casualty"]),
            ("Morreram ou ficaram feridas 600 pessoas.", &["600 pessoas: casualty"]),
            ("Morreram 12 pessoas e muitas ficaram feridas.", &["12 pessoas: casualty.dead"]),
        ],
    );
}

#[test]
fn rates_are_by_the_head() {
    for (tag, text, each) in [
        ("en", "Farmers get 3 euros per pig.", true),
        ("en", "The tax is 20 euros per person.", true),
        ("en", "The museum pays 40 euros per lecturer.", true),
        ("en", "It costs 40 euros per year.", false),
        ("pl", "Opłata wynosi 5 zł od osoby.", true),
        ("pl", "Zużywa się 120 litrów na mieszkańca.", true),
        ("pl", "Miasto da 10 mln zł na szpital.", false),
        ("pl", "Trzeba stać 2 metry od osoby chorej.", false),
        ("pt", "Pagam 3 euros por porco.", true),
        ("pt", "O consumo é de 120 litros por habitante.", true),
        ("pt", "Pagou 3 milhões de euros pelo jogador.", false),
    ] {
        let facts = read(tag, text);
        let rate = facts.iter().any(|fact| match &fact.value {
            FactValue::Quantity(quantity) => quantity.per.is_some() && fact.frame.role == Some(Role::Each),
            _ => false,
        });
        assert_eq!(rate, each, "{text}");
    }
}

#[test]
fn intervals_repeat() {
    for (tag, text, repeats) in [
        ("en", "Trams run every 20 minutes.", true),
        ("pl", "Tramwaje kursują co 20 minut.", true),
        ("pt", "Os elétricos passam de 20 em 20 minutos.", true),
        ("pt", "As bóias são vistas de dois em dois anos.", true),
        ("pt", "As obras duram 20 em 30 minutos.", false),
    ] {
        let found = read(tag, text).iter().any(|fact| matches!(fact.value, FactValue::Recurrence));
        assert_eq!(found, repeats, "{text}");
    }
}
