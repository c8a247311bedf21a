//! What figures and times are about: the thing, the event or the label that a sentence gives them, by the names
//! in `rules/concepts.toml`, and whether they are planned.

mod reader;

use factlint::model::{Occasion, Role, Status};

#[test]
fn days_belong_to_what_happens_on_them() {
    reader::told_of(
        "en",
        &[
            ("The 12th edition of the fair opens on 27 June.", "27 June", "event.open"),
            ("The show of glass runs until 14 September.", "14 September", "event.end"),
            ("The court suspended the doctor on 3 June.", "3 June", "event.suspend"),
            ("The mill will close by October.", "October", "event.close"),
            ("The bus crews will return on Thursday.", "Thursday", "event.return"),
            ("The general was relieved of his command on 4 May.", "4 May", "event.dismiss"),
            ("The council debates the plan on 24 June.", "24 June", "event.debate"),
        ],
    );
    reader::told_of(
        "pl",
        &[
            ("Targi mają ruszyć 27 czerwca.", "27 czerwca", "event.start"),
            ("Wystawa szkła potrwa do 14 września.", "14 września", "event.end"),
            ("Lekarza zawieszono 3 czerwca.", "3 czerwca", "event.suspend"),
            ("Prom wypłynął o 7.15.", "7.15", "event.depart"),
            ("Rada zajmie się planem 24 czerwca.", "24 czerwca", "event.debate"),
            ("Blok wyłączono 15 kwietnia.", "15 kwietnia", "event.close"),
        ],
    );
    reader::told_of(
        "pt",
        &[
            ("A 12.ª edição da feira abre na sexta-feira.", "sexta-feira", "event.open"),
            ("A mostra de vidro decorre até 14 de setembro.", "14 de setembro", "event.end"),
            ("O médico foi suspenso a 3 de junho.", "3 de junho", "event.suspend"),
            ("As aulas recomeçam a 12 de setembro.", "12 de setembro", "event.start"),
            ("O general foi exonerado em 4 de maio.", "4 de maio", "event.dismiss"),
            ("O forno foi desligado a 15 de abril.", "15 de abril", "event.close"),
        ],
    );
}

#[test]
fn measures_are_told_apart_by_what_they_measure() {
    reader::told_of(
        "en",
        &[
            ("The dairy lost 40,000 litres of milk.", "40,000 litres", "substance.milk"),
            ("The van held 800 grams of heroin.", "800 grams", "substance.heroin"),
            ("Wheat fetches 210 euros a tonne.", "210 euros", "label.price"),
            ("It was minus 17 degrees in the valley.", "17 degrees", "label.temperature"),
            ("The tanks are 61% full.", "61%", "label.occupancy"),
            ("The pipe is 48 kilometres long.", "48 kilometres", "label.length"),
            ("The trade surplus widened to 620 million euros.", "620 million", "label.surplus"),
        ],
    );
    reader::told_of(
        "pl",
        &[
            ("Do rzeki trafiło 300 litrów mleka.", "300 litrów", "substance.milk"),
            ("Znaleziono 800 gramów heroiny.", "800 gramów", "substance.heroin"),
            ("Zboże kosztuje 790 zł za tonę.", "790 zł", "label.price"),
            ("Zbiorniki są wypełnione w 61 proc.", "61 proc", "label.occupancy"),
            ("Portfel zamówień wzrósł do 3,2 mld zł.", "3,2 mld", "label.orders"),
            ("Dług sięgnął 54 proc. PKB.", "54 proc", "label.debt"),
        ],
    );
    reader::told_of(
        "pt",
        &[
            ("A quinta perdeu 300 litros de leite.", "300 litros", "substance.milk"),
            ("Na mala havia 800 gramas de heroína.", "800 gramas", "substance.heroin"),
            ("O gasóleo subiu para 1,59 euros por litro.", "1,59 euros", "label.price"),
            ("O comboio seguia a 118 km/h.", "118 km/h", "label.speed"),
            ("A mancha estende-se por 26 quilómetros.", "26 quil", "label.length"),
            ("A carteira de encomendas subiu para 3,2 mil milhões de euros.", "3,2 mil", "label.orders"),
        ],
    );
}

#[test]
fn agreements_have_their_length_beside_them() {
    reader::told_of("en", &[("The winger signed a four-year contract.", "four-year", "pact.contract")]);
    reader::told_of("pl", &[("Firma podpisała kontrakt na cztery lata.", "cztery lata", "pact.contract")]);
    reader::told_of(
        "pt",
        &[("O avançado assinou um contrato de quatro anos.", "quatro anos", "pact.contract")],
    );
}

#[test]
fn a_relative_clause_tells_of_what_stands_before_it() {
    reader::told_of("en", &[("The quake, which came on Friday, was weak.", "Friday", "event.quake")]);
    reader::told_of(
        "pl",
        &[("Po wstrząsie, do którego doszło w środę, trwa akcja.", "środę", "event.quake")],
    );
    reader::told_of(
        "pt",
        &[("O sismo, que aconteceu na quarta-feira, foi fraco.", "quarta-feira", "event.quake")],
    );
}

#[test]
fn the_year_of_a_relative_clause_tells_which_things_are_meant() {
    let year = |tag, text, figure| {
        let fact = reader::fact_of(tag, text, figure);
        fact.frame.period.and_then(|period| period.edtf())
    };
    let of_2001 = Some("2001".to_string());
    assert_eq!(year("pl", "34 tramwaje, które w 2001 r. dostarczył Wirnex, zardzewiały.", "34"), of_2001);
    assert_eq!(year("en", "The 34 trams, which Wirnex delivered in 2001, have rusted.", "34"), of_2001);
    assert_eq!(year("pl", "Jeździ tu 34 tramwajów i autobus, który kupiono w 2001 r.", "34"), None);
}

#[test]
fn a_quotation_opens_a_sentence_of_its_own() {
    let text = "At least 60 people joined a march in April. “Nobody asked us,” said Adela Torkova.";
    assert_eq!(reader::fact_of("en", text, "60").frame.names.len(), 0);
}

#[test]
fn the_longest_penalty_is_a_figure_by_itself() {
    let limit = |tag, text, figure| {
        let fact = reader::fact_of(tag, text, figure);
        (reader::notation(&fact.value), fact.frame.status)
    };
    let eight = |found: (String, Option<Status>)| assert_eq!(found, ("P8Y".into(), Some(Status::Capacity)));
    eight(limit("en", "He faces up to eight years in prison.", "eight"));
    eight(limit("pl", "Grozi mu do ośmiu lat więzienia.", "ośmiu"));
    eight(limit("pt", "O arguido arrisca até oito anos de prisão.", "oito"));
}

#[test]
fn figures_behind_an_and_have_their_own_label() {
    let text = "Grupa miała 412 mln euro przychodów i 38 mln euro zysku.";
    reader::told_of("pl", &[(text, "412", "label.revenue"), (text, "38", "label.profit")]);
}

#[test]
fn this_year_is_no_whole() {
    let fact = reader::fact_of("pl", "W tym roku zebrano 16 ton wiśni.", "16");
    assert_eq!(fact.frame.role, None);
}

#[test]
fn what_is_told_of_a_day_to_come_is_planned() {
    let status = |tag, text, figure| reader::fact_of(tag, text, figure).frame.status;
    assert_eq!(status("en", "The mayor takes office on 9 November.", "9 Nov"), Some(Status::Planned));
    assert_eq!(
        status("pt", "A presidente toma posse a 9 de novembro de 2025.", "9 de"),
        Some(Status::Planned)
    );
    assert_eq!(status("en", "The mayor took office on 9 May.", "9 May"), None);
}

#[test]
fn words_that_look_alike_are_kept_apart() {
    let silent = |tag, text, figure, name: &str| {
        let found = reader::about(&reader::fact_of(tag, text, figure));
        assert!(!found.iter().any(|found| found == name), "{text}: {found:?}");
    };
    silent("pl", "Fundacja przeprowadzi szkolenie 5 maja.", "5 maja", "event.relocate");
    silent("pl", "Potrzebne są dwa kluczowe elementy.", "dwa", "goods.key");
    silent("pl", "Przedstawiciele gmin przyjechali 5 maja.", "5 maja", "event.present");
    silent("en", "The shop won nine medals.", "nine", "substance.steel");
}

#[test]
fn a_petition_that_is_signed_is_no_contract() {
    let object = |text| reader::fact_of("en", text, "3 June").frame.object.is_some();
    assert!(object("The contract is ready. The mayor signed it on 3 June."));
    assert!(!object("The contract is ready. The mayor signed the petition on 3 June."));
    assert!(object("The mayor signed the contract on 3 June."));
}

#[test]
fn an_infinitive_behind_and_is_planned_with_the_verb_before_it() {
    let planned =
        |tag, text, figure| reader::fact_of(tag, text, figure).frame.status == Some(Status::Planned);
    assert!(planned("pl", "Zakład ma ruszyć w maju i zatrudniać 300 osób.", "300"));
    assert!(planned("pt", "A fábrica deve abrir em maio e empregar 300 pessoas.", "300"));
    assert!(!planned("pl", "Zakład ruszył w maju i zatrudnił 300 osób.", "300"));
    assert!(!planned("pt", "A fábrica abriu em maio e empregou 300 pessoas.", "300"));
}

#[test]
fn what_is_told_of_a_time_behind_since_is_of_that_time_alone() {
    let text = "It was the largest cut since 2001, when the rival shed 1,302 jobs.";
    let period = reader::fact_of("en", text, "1,302").frame.period;
    assert_eq!(
        period
            .and_then(|period| period.interval())
            .and_then(|interval| interval.start)
            .map(|at| at.date().year()),
        Some(2001)
    );
}

#[test]
fn one_of_a_kind_that_does_something_is_not_counted() {
    for (text, figure) in [
        ("The painter sold 70 on Tuesday.", "70"),
        ("The bridge carried 100.", "100"),
        ("The crew, the mate said, lost 12.", "12"),
    ] {
        assert_eq!(reader::subject(reader::library(), &reader::fact_of("en", text, figure)), None, "{text}");
    }
    reader::told_of(
        "en",
        &[
            ("A crowd of more than 40,000 cheered.", "40,000", "person.spectator"),
            ("Casualties exceeded 4,700.", "4,700", "casualty"),
            ("The death toll rose to 12.", "12", "casualty.dead"),
        ],
    );
}

/// How a figure relates to the level it moved from or to, and which way.
#[track_caller]
fn steps(tag: &str, sentences: &[(&str, &str, Option<&str>)]) {
    let concepts = &reader::library().vocabulary.concepts;
    for &(text, figure, wanted) in sentences {
        let fact = reader::fact_of(tag, text, figure);
        let step = (fact.frame.role == Some(Role::ChangeBy)).then_some(fact.frame.event).flatten();
        assert_eq!(step.map(|event| concepts.name(event.concept)), wanted, "{text}");
    }
}

#[test]
fn what_is_more_or_less_than_another_figure_is_a_step() {
    steps(
        "en",
        &[
            ("Police logged 62 thefts, 14% fewer than a year before.", "14%", Some("event.fall")),
            ("Farms picked 900 tonnes of plums, 8% more than last year.", "8%", Some("event.rise")),
            ("Prices rose 5% in May.", "5%", Some("event.rise")),
            ("The mill cut output by 400 tonnes.", "400", Some("event.fall")),
            ("Exports were up 3.5%.", "3.5%", Some("event.rise")),
            ("There were 12 fires, two more than in May.", "two", Some("event.rise")),
            ("More than 14% of the thefts were solved.", "14%", None),
            ("Two more thefts followed.", "Two", None),
        ],
    );
    steps(
        "pl",
        &[
            ("Odnotowano 62 kradzieże, o 14 proc. mniej niż rok wcześniej.", "14 proc.", Some("event.fall")),
            ("Czynsze są o 7 proc. wyższe.", "7 proc.", Some("event.rise")),
            ("Huta ograniczyła produkcję o 400 ton.", "400", Some("event.fall")),
            ("Powyżej 7 proc. czynszów jest niezapłaconych.", "7 proc.", None),
        ],
    );
    steps(
        "pt",
        &[
            ("Houve 62 furtos, menos 14% do que no ano anterior.", "14%", Some("event.fall")),
            ("Colheram 900 toneladas de uvas, 8% a mais que em 2024.", "8%", Some("event.rise")),
            ("As vagas caíram em 300.", "300", Some("event.fall")),
            ("A chuva caiu em 300 municípios.", "300", None),
            ("Mais de 14% dos furtos foram resolvidos.", "14%", None),
            ("A fábrica cortou a produção em 300 toneladas.", "300", Some("event.fall")),
            ("A taxa caiu e ficou em 12%.", "12%", None),
        ],
    );
}

#[test]
fn a_step_before_its_level_is_no_level() {
    let role = |tag, text, figure| reader::fact_of(tag, text, figure).frame.role;
    let levels = [
        ("en", "Gas fell 2% to €28.", "2%", "€28"),
        ("en", "Output rose 300 tonnes to about 2,100 tonnes.", "300", "2,100"),
        ("pt", "A renda subiu 20 euros para 900 euros.", "20", "900"),
    ];
    for (tag, text, step, level) in levels {
        assert_eq!(role(tag, text, step), Some(Role::ChangeBy), "{text}");
        assert_eq!(role(tag, text, level), Some(Role::ChangeTo), "{text}");
    }
}

#[test]
fn the_level_before_is_no_level_of_now() {
    let role = |tag, text, figure| reader::fact_of(tag, text, figure).frame.role;
    assert_eq!(role("en", "Turnout was 41%, down from 45%.", "45%"), Some(Role::ChangeFrom));
    assert_eq!(role("en", "Turnout was 41%, down from 45%.", "41%"), None);
    let text = "A lista de espera tem 18.400 doentes.";
    assert_eq!(reader::fact_of("pt", text, "18.400").frame.status, None);
    assert_eq!(
        reader::fact_of("en", "Unions demand a rise of 12%.", "12%").frame.status,
        Some(Status::Demanded)
    );
}

#[test]
fn a_step_is_of_what_the_figure_before_it_counts() {
    for (tag, text, figure) in [
        ("en", "Police logged 62 thefts, 14% fewer than in 2024.", "14%"),
        ("pl", "Odnotowano 62 kradzieże, o 14 proc. mniej niż w 2024 r.", "14 proc."),
        ("pt", "Houve 62 furtos, menos 14% do que em 2024.", "14%"),
    ] {
        let whole = reader::fact_of(tag, text, "62");
        let step = reader::fact_of(tag, text, figure);
        assert!(whole.frame.of.is_some() && step.frame.base == whole.frame.of, "{text}");
        // The year is that of the figure compared with.
        assert!(whole.frame.period.is_none() && !whole.frame.other_period, "{text}");
    }
}

#[test]
fn what_happens_to_things_counted_is_known_in_three_languages() {
    for (tag, text, figure) in [
        ("en", "Wardens vaccinated 41 foxes and inspected 17 barns.", "17"),
        ("pl", "Weterynarze zaszczepili 41 lisów i skontrolowali 17 stodół.", "17"),
        ("pt", "Os veterinários vacinaram 41 raposas e inspecionaram 17 celeiros.", "17"),
    ] {
        reader::told_of(tag, &[(text, figure, "event.inspect")]);
    }
    reader::told_of("en", &[("The fair drew 900 bakers.", "900", "person.baker")]);
    reader::told_of("pl", &[("Targi przyciągnęły 900 piekarzy.", "900", "person.baker")]);
    reader::told_of("pt", &[("A feira atraiu 900 padeiros.", "900", "person.baker")]);
}

#[test]
fn what_is_held_again_and_again_is_ranked_by_its_editions() {
    reader::told_of("en", &[("The 21st Annual Shellfish Fair opens in June.", "21st", "occurrence.edition")]);
    reader::told_of("pt", &[("O 17.º Concurso de Bandas decorre em maio.", "17.º", "occurrence.edition")]);
    reader::told_of(
        "pl",
        &[
            ("Nagrodę 33. Nadmorskiego Festiwalu Lalek dostał teatr z Ełku.", "33.", "occurrence.edition"),
            ("Na 18. Biennale szkła przyjechał rektor.", "18.", "occurrence.edition"),
        ],
    );
    // "Her 12th" is ranked by who ran, and a word without a capital may be of anyone's.
    let own = reader::fact_of("en", "It was her 12th marathon, said the trainer.", "12th");
    assert_eq!(reader::subject(reader::library(), &own), None);
    // A sentence may end with a figure, and the next one begin with such a noun.
    let count = |figure: &str, text: &str| {
        let fact = reader::fact_of("pl", text, figure);
        assert_eq!(reader::subject(reader::library(), &fact).as_deref(), Some("person.athlete"), "{text}");
    };
    count("30", "Zawodników było 30. Maraton Nyski wygrał kolejarz.");
    count("64", "Zawodników było 64. Festiwal trwał dwa dni.");
}

/// The words of a figure's period, its role and whether it is of another period, as far as it has them.
fn standing(tag: &str, text: &str, figure: &str) -> (bool, Option<Role>, bool) {
    let frame = reader::fact_of(tag, text, figure).frame;
    (frame.period.is_some(), frame.role, frame.other_period)
}

#[test]
fn a_time_in_an_aside_is_that_of_the_aside() {
    let plain = (false, None, false);
    for (tag, text, figure) in [
        ("en", "The mill, opened in 1962, employs 240 people.", "240"),
        ("en", "The coalition, in office since May 2023, lost nine deputies.", "nine"),
        ("pl", "Młyn, założony w 1901 r., zatrudnia 240 osób.", "240"),
        ("pl", "Huta zatrudnia 750 osób, w 2023 r. wytopiła 40 tys. ton stali.", "750"),
        ("pt", "A escola, fundada em 1998, tem 310 alunos.", "310"),
        ("pt", "O moinho, que moeu 1,7 milhões de toneladas em 2023, vai pagar 900 euros.", "900"),
    ] {
        assert_eq!(standing(tag, text, figure), plain, "{text}");
    }
    for (tag, text, figure) in [
        ("en", "In 2023 the mill, opened in 1962, employed 240 people.", "240"),
        ("pl", "Młyn zatrudniał, w 2023 r., 240 osób.", "240"),
        ("pt", "O moinho moeu, em 2023, 1,7 milhões de toneladas.", "1,7"),
    ] {
        assert!(standing(tag, text, figure).0, "{text}");
    }
    assert!(
        standing("en", "Cholera has killed 13 people in the port, since the start of May, she said.", "13").2
    );
}

#[test]
fn what_is_told_of_a_part_is_not_told_of_its_whole() {
    let plain = (false, None, false);
    assert_eq!(standing("en", "Another six of the 31 goats were caught on Sunday.", "31"), plain);
    assert_eq!(standing("pt", "Foram apanhadas mais seis dos 31 bodes que fugiram.", "31"), plain);
    assert_eq!(standing("en", "Another six of the 31 goats were caught.", "six").1, Some(Role::Additional));
    for (tag, text) in
        [("pl", "Z 19 marynarzy uratowało się pięciu."), ("en", "Of the 19 sailors five were saved.")]
    {
        assert!(reader::fact_of(tag, text, "19").frame.event.is_none(), "{text}");
    }
}

#[test]
fn room_for_some_is_no_room_for_others() {
    let status = |tag, text, figure| reader::fact_of(tag, text, figure).frame.status;
    let text = "O teatro tem capacidade para 620 pessoas e estava com 1.410 espectadores.";
    assert_eq!(status("pt", text, "620"), Some(Status::Capacity));
    assert_eq!(status("pt", text, "1.410"), None);
}

#[test]
fn whoever_else_has_as_many_is_not_counted() {
    let text = "Browar zatrudnia 320 osób, a jego nowy właściciel 1,85 tys.";
    assert_ne!(
        reader::subject(reader::library(), &reader::fact_of("pl", text, "1,85")).as_deref(),
        Some("person.owner")
    );
    reader::told_of("pl", &[("Zginęło 12 osób, a lekko rannych jest 40.", "40", "casualty.injured.slight")]);
}

/// Which of several events a time is of.
#[track_caller]
fn occasions_of(tag: &str, sentences: &[(&str, &str, Option<Occasion>, &str)]) {
    for &(text, time, wanted, event) in sentences {
        let fact = reader::fact_of(tag, text, time);
        assert_eq!(fact.frame.occasion, wanted, "{text}");
        assert!(
            wanted.is_none() || reader::about(&fact).iter().any(|name| name == event),
            "{text}: {:?}",
            reader::about(&fact)
        );
    }
}

#[test]
fn a_time_is_of_the_first_the_last_or_the_next() {
    let (first, last, next, end) =
        (Some(Occasion::First), Some(Occasion::Last), Some(Occasion::Next), Some(Occasion::Final));
    occasions_of(
        "en",
        &[
            ("The first patient was diagnosed on 17 March.", "17 March", first, "event.infect"),
            ("The first locally acquired case was found on 17 March.", "17 March", first, "event.infect"),
            ("It was last inspected in April 2022.", "April 2022", last, "event.inspect"),
            ("The next hearing is set for 12 October.", "12 October", next, "event.trial"),
            ("They will hold the final vote on 4 December.", "4 December", end, "event.vote"),
            ("Delivery of the first is set for May 2027.", "May 2027", first, "event.deliver"),
            ("The first will be delivered in May 2027.", "May 2027", first, "event.deliver"),
            ("The first case, the ministry said on 5 March, was mild.", "5 March", None, ""),
            ("The strike last week ended on 4 March.", "4 March", None, ""),
            ("The deal for the first delivery was signed on 4 March.", "4 March", None, ""),
            ("The tower was cleaned on 2 March, long before the first case.", "2 March", None, ""),
        ],
    );
    occasions_of(
        "pl",
        &[
            ("Pierwszy przypadek stwierdzono 27 marca.", "27 marca", first, "event.infect"),
            ("Ostatni przegląd przeprowadzono w kwietniu 2022 r.", "kwietniu", last, "event.inspect"),
            ("Następna rozprawa odbędzie się 12 października.", "12 października", next, "event.trial"),
            ("Ostateczne głosowanie zaplanowano na 4 grudnia.", "4 grudnia", end, "event.vote"),
            ("Pierwszy trafi do Gdyni w 2029 r.", "2029", first, "event.deliver"),
            ("Firma ogłosiła to w ostatnim tygodniu marca.", "tygodniu", None, ""),
        ],
    );
    occasions_of(
        "pt",
        &[
            ("O primeiro caso foi diagnosticado a 17 de março.", "17 de março", first, "event.infect"),
            ("A greve anterior foi em março de 2019.", "março de 2019", last, "event.strike"),
            ("A próxima audiência é a 12 de outubro.", "12 de outubro", next, "event.trial"),
            ("A votação final está marcada para 14 de dezembro.", "14 de dezembro", end, "event.vote"),
            ("O primeiro será entregue em 2028.", "2028", first, "event.deliver"),
            ("O caso foi arquivado no fim de março.", "fim de março", None, ""),
        ],
    );
}

#[test]
fn an_hour_behind_a_dated_weekday_is_of_that_day() {
    let on = |tag: &str, text: &str, hour: &str| match reader::fact_of(tag, text, hour).value {
        factlint::model::FactValue::Time(time) => time.edtf(),
        _ => None,
    };
    let pt = "A barragem rompeu-se em 22 de março de 2021, uma segunda-feira, às 12h50.";
    assert_eq!(on("pt", pt, "12h50").as_deref(), Some("2021-03-22T12:50:00"));
    let en = "The dam broke on 22 March 2021, a Monday, at 12.50.";
    assert_eq!(on("en", en, "12.50").as_deref(), Some("2021-03-22T12:50:00"));
}

#[test]
fn words_that_repeat_make_rates() {
    let rate = |tag: &str, text: &str, figure: &str| match reader::fact_of(tag, text, figure).value {
        factlint::model::FactValue::Quantity(quantity) => quantity.per.is_some(),
        _ => false,
    };
    assert!(rate("pl", "Przejście pokonuje codziennie około 1850 osób.", "1850"));
    assert!(rate("pl", "Zakład wytworzy 12 tys. dronów rozpoznawczych i uderzeniowych rocznie.", "12 tys."));
    assert!(rate("pl", "Może przyjąć 4,8 mld m sześc. surowca rocznie.", "4,8"));
    assert!(rate("pt", "Entram diariamente 8.150 pessoas.", "8.150"));
    assert!(rate("en", "It treats 300 patients daily.", "300"));
    assert!(!rate("en", "It treats 300 patients who come daily.", "300"));
    assert!(!rate("pl", "W marszu szło 300 osób, a codziennie wracało 40.", "300"));
}

#[test]
fn the_period_of_what_is_compared_is_not_that_of_the_figure() {
    let period =
        |tag: &str, text: &str, figure: &str| reader::fact_of(tag, text, figure).frame.period.is_some();
    assert!(!period("pl", "Spółka wypłaci 2,40 zł na akcję, wobec 1,90 zł za 2023 r.", "2,40"));
    assert!(period("pl", "Spółka wypłaci 2,40 zł na akcję, wobec 1,90 zł za 2023 r.", "1,90"));
    assert!(!period("en", "It will pay €2.40 a share, against €1.90 in 2023.", "2.40"));
    assert!(period("en", "It paid €2.40 a share in 2023.", "2.40"));
}
