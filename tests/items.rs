//! Items of lists that carry a place or a name of their own, and what measures are told by.

mod reader;

/// The thing that an item of a list counts, and the places and names that are its own.
#[track_caller]
fn told_of_items(tag: &str, sentences: &[(&str, &str, &str, &[&str])]) {
    let places = &reader::library().vocabulary.places;
    let wrong = sentences.iter().filter_map(|&(text, figure, of, own)| {
        let fact = reader::fact_of(tag, text, figure);
        let keys = fact.frame.places.iter().map(|&place| places.key(place).to_string());
        let found: Vec<String> = keys.chain(fact.frame.names.iter().map(|name| name.to_string())).collect();
        let about = reader::about(&fact);
        let same = about.iter().any(|name| name == of) && found.iter().eq(own.iter());
        (!same).then(|| format!("{text}\n  `{figure}` wanted {of} {own:?}, found {about:?} {found:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn items_of_a_list_are_of_their_own_place_and_name_alone() {
    told_of_items(
        "en",
        &[
            (
                "Troops shot 31 people: 14 in Togo, nine in Benin and eight in Ghana.",
                "nine",
                "person",
                &["BJ"],
            ),
            ("The flood killed 12 people in Ghana and five in Togo.", "12", "casualty.dead", &["GH"]),
            ("The flood killed 12 people in Ghana and five in Togo.", "five", "casualty.dead", &["TG"]),
            (
                "The flood killed 12 people in Ghana and Togo, and five in Benin.",
                "five",
                "casualty.dead",
                &["BJ"],
            ),
            ("Labour won 41 seats, the Greens 12 and Reform nine.", "12", "occurrence.seat", &["grens"]),
            ("Labour won 41 seats, the Greens 12 and Reform nine.", "nine", "occurrence.seat", &["refor"]),
            (
                "Afghans filed 940 applications, ahead of Syrians with 810.",
                "810",
                "paper.application",
                &["SY"],
            ),
            // With a verb of its own it is no item.
            (
                "Russia launched 61 drones and Ukrainian gunners shot down 16 of them.",
                "16",
                "event.shoot-down",
                &["UA"],
            ),
            // One place for both.
            ("Police in Togo arrested 12 men and five women.", "five", "person.woman", &["TG"]),
        ],
    );
}

#[test]
fn items_of_a_list_are_of_their_own_place_in_portuguese() {
    told_of_items(
        "pt",
        &[
            (
                "Foram detidas 31 pessoas: 14 em Lisboa, nove em Braga e oito em Faro.",
                "nove",
                "person.detainee",
                &["PT/braga"],
            ),
            ("Em Braga foram detidas 12 pessoas e em Faro cinco.", "cinco", "person.detainee", &["PT/faro"]),
            (
                "Os eritreus (940 pedidos) e os afegãos são os grupos maiores.",
                "940",
                "paper.application",
                &["ER"],
            ),
        ],
    );
}

#[test]
fn items_of_a_list_are_of_their_own_place_in_polish() {
    told_of_items(
        "pl",
        &[
            (
                "W Krakowie zatrzymano 12 osób, w Lublinie 8, a w Gdyni 5.",
                "8",
                "person.detainee",
                &["PL/lublin"],
            ),
            ("Sojusz zdobył 41 mandatów, Reforma 12, a Zieloni 9.", "12", "occurrence.seat", &["refor"]),
            (
                "Podzielili 11 mandatów. Sześć przypadnie Reformie, pięć Sojuszowi.",
                "pięć",
                "occurrence.seat",
                &["soius"],
            ),
            ("Najwięcej wniosków, 940, złożyli Afgańczycy.", "940", "paper.application", &["AF"]),
        ],
    );
}

#[test]
fn measures_are_told_by_what_stands_right_behind_them() {
    reader::told_of(
        "en",
        &[
            ("A slab of snow about 600 feet wide broke away.", "600", "label.width"),
            ("The ship lies 47 metres deep, 12 km from the shore.", "12 km", "label.distance"),
            ("It struck a reef four kilometres off Velmara.", "four kilometres", "label.distance"),
            ("The ice was 12 cm thick.", "12 cm", "label.thickness"),
            ("The bank has assets of 42 million euros.", "42 million", "label.assets"),
            ("Orvane owns 40% of the firm.", "40%", "label.stake"),
            ("Life expectancy rose to 79 years.", "79 years", "label.life-expectancy"),
            ("The plant can produce 340 megawatts.", "340 megawatts", "label.power"),
        ],
    );
    reader::told_of(
        "pt",
        &[
            ("A cratera tem 60 metros de largura.", "60 metros", "label.width"),
            ("O navio encalhou a quatro milhas da praia de Velmara.", "quatro milhas", "label.distance"),
            ("Os mineiros estão a 380 metros de profundidade.", "380 metros", "label.depth"),
            ("O grupo tem ativos de 42 milhões de euros.", "42 milhões", "label.assets"),
            ("A Orvane detém 40% da empresa.", "40%", "label.stake"),
            ("Doze pessoas ficaram presas num túnel.", "Doze", "casualty.trapped"),
            ("Doze pessoas foram presas.", "Doze", "person.detainee"),
        ],
    );
    reader::told_of(
        "pl",
        &[
            ("Oderwała się deska śnieżna szeroka na 600 metrów.", "600 metrów", "label.width"),
            ("Wrak leży na głębokości 47 metrów, 12 km od brzegu.", "12 km", "label.distance"),
            ("Bank ma aktywa warte 42 mln euro.", "42 mln", "label.assets"),
            ("Elektrownia ma moc 430 MW.", "430 MW", "label.power"),
        ],
    );
}
