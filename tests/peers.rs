//! What other readers of numbers and times get wrong, by their own issue trackers: none of it may come
//! back here. Each test is one class of mistakes; the sentences are invented.

mod reader;

use factlint::engine;
use factlint::model::{FactValue, Quantity};
use factlint::rules::RuleSet;
use reader::{PUBLISHED, corpus, library, line, read};

/// Asserts what is read in each text: every fact, in order, as "words = value unit".
#[track_caller]
fn reads(tag: &str, published: &str, texts: &[(&str, &[&str])]) {
    let library = library();
    let mut wrong = String::new();
    for (text, wanted) in texts {
        let facts = read(library, tag, published, text);
        let found: Vec<String> = facts.iter().map(|fact| line(library, text, fact)).collect();
        if found != *wanted {
            wrong.push_str(&format!("{tag}: {text}\n  wanted {wanted:?}\n  found  {found:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Asserts what is read in texts of the usual day.
#[track_caller]
fn today(tag: &str, texts: &[(&str, &[&str])]) {
    reads(tag, PUBLISHED, texts);
}

/// The rules that fire on a text by itself.
fn findings(tag: &str, text: &str) -> Vec<String> {
    let (library, rules) = (library(), RuleSet::builtin().unwrap());
    let report = engine::check(&corpus(tag, PUBLISHED, &[text]), library, &rules).unwrap();
    report.findings.iter().map(|finding| finding.rule.to_string()).collect()
}

fn quantity(tag: &str, text: &str) -> Quantity {
    let library = library();
    let facts = read(library, tag, PUBLISHED, text);
    match facts.first().map(|fact| &fact.value) {
        Some(FactValue::Quantity(quantity)) => quantity.clone(),
        other => panic!("{text}: {other:?}"),
    }
}

// -- numbers

#[test]
fn a_few_are_not_exactly_three() {
    today(
        "pl",
        &[
            ("Kilka osób wyszło o własnych siłach.", &["Kilka osób = 3..9"]),
            ("Strażacy uratowali kilkanaście kotów.", &["kilkanaście kotów = 11..19"]),
        ],
    );
    today("pt", &[("Dezenas de barcos regressaram.", &["Dezenas de barcos = 20..99"])]);
    today(
        "en",
        &[
            ("A few boats returned.", &["A few boats = 3..9"]),
            ("Several boats returned.", &["Several boats = 3..9"]),
            ("A couple of boats returned.", &["A couple of boats = 2..3"]),
        ],
    );
}

#[test]
fn polish_numbers_have_polish_marks() {
    today(
        "pl",
        &[
            ("Worek waży 12,5 kg.", &["12,5 kg = 12.5 kg"]),
            ("Stadion mieści 1.200.000 osób.", &["1.200.000 osób = 1200000"]),
            ("Stadion mieści 1 200 000 osób.", &["1 200 000 osób = 1200000"]),
        ],
    );
}

#[test]
fn polish_words_and_abbreviations_are_numbers() {
    today(
        "pl",
        &[
            ("Zginęło dziesięć osób.", &["dziesięć osób = 10"]),
            ("Zginęło dziesięcioro dzieci.", &["dziesięcioro dzieci = 10"]),
            ("Wyjechało 40 tys. osób.", &["40 tys. osób = 40000"]),
            ("Wyjechało 2,5 mln osób.", &["2,5 mln osób = 2500000"]),
            ("Wydano 7 mld złotych.", &["7 mld złotych = 7000000000 PLN"]),
            ("Wydano miliard złotych.", &["miliard złotych = 1000000000 PLN"]),
        ],
    );
}

#[test]
fn one_number_is_not_three() {
    today(
        "pt",
        &[
            ("Votaram dois mil e duzentos sócios.", &["dois mil e duzentos sócios = 2200"]),
            ("Votaram 2 milhões e 300 mil pessoas.", &["2 milhões e 300 mil pessoas = 2300000"]),
        ],
    );
    today("en", &[("Two hundred and five people came.", &["Two hundred and five people = 205"])]);
    today("pl", &[("Przyszło milion dwieście tysięcy osób.", &["milion dwieście tysięcy osób = 1200000"])]);
}

#[test]
fn thousands_are_not_cut_off_at_their_mark() {
    today("pl", &[("Wysłano 12.000 żołnierzy.", &["12.000 żołnierzy = 12000"])]);
    today(
        "pt",
        &[
            ("Foram enviados 12.000 soldados.", &["12.000 soldados = 12000"]),
            ("O museu recebeu 5.000 visitantes.", &["5.000 visitantes = 5000"]),
            ("O museu recebeu 40.000 visitantes.", &["40.000 visitantes = 40000"]),
            ("A linha leva 1.100 V.", &["1.100 V = 1100 V"]),
        ],
    );
    today("en", &[("The museum had 40,000 visitors.", &["40,000 visitors = 40000"])]);
}

#[test]
fn figures_may_break_the_conventions_of_their_text() {
    today("pl", &[("Paczka waży 1.2 kg.", &["1.2 kg = 1.2 kg"])]);
    today("pt", &[("A encomenda pesa 1.2 kg.", &["1.2 kg = 1.2 kg"])]);
    today(
        "en",
        &[
            ("The parcel weighs 12,5 kg.", &["12,5 kg = 12.5 kg"]),
            ("The house cost 1.250.000 euros.", &["1.250.000 euros = 1250000 EUR"]),
        ],
    );
}

#[test]
fn figures_that_can_be_two_numbers_keep_both() {
    assert!(quantity("en", "The rod weighs 3.141 kg.").alternative.is_some());
    assert!(quantity("pl", "Pręt waży 3,141 kg.").alternative.is_some());
    assert!(quantity("en", "The rod weighs 3.14 kg.").alternative.is_none());
}

#[test]
fn a_value_does_not_depend_on_the_language() {
    let (polish, english) =
        (quantity("pl", "Worek waży 12,5 kg."), quantity("en", "The bag weighs 12.5 kg."));
    assert_eq!(polish, english);
}

#[test]
fn words_that_start_like_numbers_are_words() {
    today("pl", &[("Nanotechnologia i milionerzy interesują dziesiątkę.", &[])]);
    today(
        "pt",
        &[
            ("Infelizmente o marinheiro milanês foi ao mar.", &[]),
            ("Votaram 15 milhões de pessoas.", &["15 milhões de pessoas = 15000000"]),
        ],
    );
    today("en", &[("Infinity, nano tents and tenants are no numbers.", &[])]);
}

#[test]
fn accents_and_spaces_of_every_kind_are_read() {
    today(
        "pt",
        &[(
            "O acordo foi assinado na terc\u{327}a-feira, 17 de junho de 2025.",
            &["terc\u{327}a-feira, 17 de junho de 2025 = 2025-06-17"],
        )],
    );
    today(
        "pl",
        &[
            ("Zgine\u{328}ło pie\u{328}c\u{301} oso\u{301}b.", &["pie\u{328}c\u{301} oso\u{301}b = 5"]),
            ("Zginęło 12\u{a0}500 osób.", &["12\u{a0}500 osób = 12500"]),
            ("Zginęło 12\u{202f}500 osób.", &["12\u{202f}500 osób = 12500"]),
            ("Zginęło 12\u{2009}500 osób.", &["12\u{2009}500 osób = 12500"]),
        ],
    );
}

#[test]
fn letters_that_fold_to_others_break_nothing() {
    for text in ["It was 300 \u{212a}.", "\u{212a}", "5 \u{212b}", "İ 5 ﬁ", "ﬁve 5 ﬀ", "ẞ 3 ß"] {
        for tag in ["en", "pl", "pt"] {
            read(library(), tag, PUBLISHED, text);
        }
    }
}

#[test]
fn scales_are_long_or_short_by_country() {
    today("pl", &[("Dług to 2 biliony złotych.", &["2 biliony złotych = 2000000000000 PLN"])]);
    today(
        "pt-PT",
        &[
            ("A dívida é de 2 biliões de euros.", &["2 biliões de euros = 2000000000000 EUR"]),
            ("A dívida é de 3 mil milhões de euros.", &["3 mil milhões de euros = 3000000000 EUR"]),
        ],
    );
    today("pt-BR", &[("A dívida é de R$ 2 bilhões.", &["R$ 2 bilhões = 2000000000 BRL"])]);
    today("en", &[("The debt is $2 billion.", &["$2 billion = 2000000000 USD"])]);
}

// -- ranges and bounds

#[test]
fn ranges_keep_both_ends() {
    today(
        "en",
        &[
            ("The bar is 12.8–13.0 cm long.", &["12.8–13.0 cm = 12.8..13 cm"]),
            (
                "The coach was going at 30 to 55 km/h (19 to 34 mph).",
                &["30 to 55 km/h = 30..55 km/h", "19 to 34 mph = 19..34 [mi_i]/h"],
            ),
            ("Between 40 and 50 boats sank.", &["Between 40 and 50 boats = 40..50"]),
        ],
    );
    today("pl", &[("Zginęło od 30 do 40 osób.", &["od 30 do 40 osób = 30..40"])]);
    today("pt", &[("Morreram entre 30 e 40 pessoas.", &["entre 30 e 40 pessoas = 30..40"])]);
}

#[test]
fn more_than_is_not_at_least() {
    today(
        "en",
        &[
            ("More than 40 boats sank.", &["More than 40 boats = >40"]),
            ("At least 40 boats sank.", &["At least 40 boats = >=40"]),
        ],
    );
    today(
        "pl",
        &[
            ("Zginęło ponad 40 osób.", &["ponad 40 osób = >40"]),
            ("Zginęło co najmniej 40 osób.", &["co najmniej 40 osób = >=40"]),
        ],
    );
    today(
        "pt",
        &[
            ("Morreram mais de 40 pessoas.", &["mais de 40 pessoas = >40"]),
            ("Morreram pelo menos 40 pessoas.", &["pelo menos 40 pessoas = >=40"]),
        ],
    );
}

#[test]
fn about_is_no_point() {
    today("en", &[("About 40 boats sank.", &["About 40 boats = ~40"])]);
    today("pl", &[("Zginęło około 40 osób.", &["około 40 osób = ~40"])]);
    today("pt", &[("Morreram cerca de 40 pessoas.", &["cerca de 40 pessoas = ~40"])]);
}

// -- measures and money

#[test]
fn parts_of_a_mile_are_neither_dates_nor_whole_miles() {
    today(
        "en",
        &[
            ("The bridge is 1/4 mile long.", &["1/4 mile = 0.25 [mi_i]"]),
            ("The car does 0-50 miles on one charge.", &["0-50 miles = 0..50 [mi_i]"]),
            ("The odds were 2:1 on Friday.", &["Friday = 2025-06-13"]),
        ],
    );
}

#[test]
fn sides_are_measured_one_by_one() {
    today("pl", &[("Znaczek ma 2,3 cm x 2,5 cm.", &["2,3 cm = 2.3 cm", "2,5 cm = 2.5 cm"])]);
    today("en", &[("The stamp is 2.3 cm x 2.5 cm.", &["2.3 cm = 2.3 cm", "2.5 cm = 2.5 cm"])]);
}

#[test]
fn points_are_not_per_cent() {
    today(
        "en",
        &[
            ("Support fell by 5 percentage points.", &["5 percentage points = 5 pp"]),
            ("Support fell by 5 per cent.", &["5 per cent = 5 %"]),
        ],
    );
    today("pl", &[("Poparcie spadło o 5 punktów procentowych.", &["5 punktów procentowych = 5 pp"])]);
    today("pt", &[("O apoio caiu 5 pontos percentuais.", &["5 pontos percentuais = 5 pp"])]);
}

#[test]
fn sixteen_ounces_are_a_pound_and_degrees_have_a_zero() {
    let library = library();
    let base = |text: &str| {
        let bounds = quantity("en", text).base_bounds(&library.vocabulary.units).unwrap();
        bounds.single().unwrap().round_dp(6)
    };
    assert_eq!(base("It weighs 16 ounces."), base("It weighs 1.0 pounds."));
    assert_eq!(base("It was 50 degrees Fahrenheit."), base("It was 10 degrees Celsius."));
    assert_ne!(base("It weighs 2 tonnes."), base("It weighs 2 short tons."));
}

#[test]
fn a_rank_counts_nothing() {
    today("en", &[("It was her third goal.", &["third = #3"])]);
    today("pl", &[("To była jej trzecia bramka.", &["trzecia = #3"])]);
    today("pt", &[("Foi o terceiro golo.", &["terceiro = #3"])]);
}

#[test]
fn a_share_is_no_count() {
    today("en", &[("Less than half of the boats returned.", &["Less than half = <0.5 1"])]);
    today("pl", &[("Wróciła mniej niż połowa łodzi.", &["mniej niż połowa = <0.5 1"])]);
    today("pt", &[("Regressou menos de metade dos barcos.", &["menos de metade = <0.5 1"])]);
}

// -- dates

#[test]
fn figures_of_dates_follow_the_language() {
    today(
        "pl",
        &[
            ("Umowę podpisano 05.03.2024.", &["05.03.2024 = 2024-03-05"]),
            ("Umowę podpisano 05/03/2024.", &["05/03/2024 = 2024-03-05"]),
        ],
    );
    today("pt", &[("O acordo foi assinado em 08/12/2015.", &["08/12/2015 = 2015-12-08"])]);
    today("en-US", &[("The pact was signed on 08/12/2015.", &["08/12/2015 = 2015-08-12"])]);
    today("en-GB", &[("The pact was signed on 08/12/2015.", &["08/12/2015 = 2015-12-08"])]);
}

#[test]
fn months_are_inflected() {
    today(
        "pl",
        &[
            ("Umowę podpisano 16 grudnia 2024 r.", &["16 grudnia 2024 r. = 2024-12-16"]),
            ("Umowę podpisano w listopadzie.", &["listopadzie = 2024-11"]),
            ("Umowę podpisano przed majem 2024 r.", &["majem 2024 r. = 2024-05"]),
        ],
    );
}

#[test]
fn friday_has_seven_cases() {
    today(
        "pl",
        &[
            ("Był piątek.", &["piątek = 2025-06-13"]),
            ("Od piątku padał deszcz.", &["piątku = 2025-06-13"]),
            ("Ku piątkowi padał deszcz.", &["piątkowi = 2025-06-13"]),
            ("W piątek padał deszcz.", &["piątek = 2025-06-13"]),
            ("Przed piątkiem padał deszcz.", &["piątkiem = 2025-06-13"]),
            ("Po piątku padał deszcz.", &["piątku = 2025-06-13"]),
            ("PIĄTEK był dniem deszczu.", &["PIĄTEK = 2025-06-13"]),
        ],
    );
}

#[test]
fn decimals_are_neither_years_nor_clocks() {
    today(
        "en",
        &[
            ("The index closed at 5.1938 points.", &["5.1938 points = 5.1938"]),
            ("Rates stood at 6.45 percent.", &["6.45 percent = 6.45 %"]),
        ],
    );
    today("pl", &[("Stopy wynoszą 6,45 proc. od dawna.", &["6,45 proc. = 6.45 %"])]);
}

#[test]
fn small_words_are_no_dates() {
    today("pl", &[("Nie wie, czy się spóźni, ale sob jest zwierzęciem, a lis ma nory.", &[])]);
    today(
        "pt",
        &[
            ("Foi por 6 2 Ricardo que tudo mudou.", &["6 = 6", "2 Ricardo = 2"]),
            ("O mar de março dez vezes.", &["março = 2025-03", "dez vezes = 10"]),
        ],
    );
    today(
        "en",
        &[("They may march on: we are, you do.", &[]), ("We may do it; the sun sat on the mar.", &[])],
    );
}

#[test]
fn what_happened_is_past() {
    today("en", &[("The bridge fell on Friday.", &["Friday = 2025-06-13"])]);
    today("pl", &[("Most zawalił się w piątek.", &["piątek = 2025-06-13"])]);
    today("pt", &[("A ponte caiu na sexta-feira.", &["sexta-feira = 2025-06-13"])]);
    reads(
        "en",
        "2025-10-05",
        &[
            ("The bridge fell in November.", &["November = 2024-11"]),
            ("The bridge fell in October.", &["October = 2025-10"]),
        ],
    );
    reads("en", "2025-11-20", &[("The bridge fell last November.", &["last November = 2024-11"])]);
}

#[test]
fn a_wrong_weekday_is_not_taken_in_silence() {
    let cases = [
        ("pt", "O acordo foi assinado na segunda-feira, 12 de janeiro de 2016."),
        ("pt", "O acordo foi assinado na segunda-feira (12 de janeiro de 2016)."),
        ("pl", "Umowę podpisano w poniedziałek, 12 stycznia 2016 r."),
        ("en", "The pact was signed on Monday, January 12, 2016."),
        ("en-GB", "The pact was signed on Monday 12 January 2016."),
    ];
    for (tag, text) in cases {
        assert_eq!(findings(tag, text), ["weekday-mismatch"], "{text}");
        assert_eq!(findings(tag, &text.replace("12", "11")), [""; 0], "{text}");
    }
}

#[test]
fn days_that_no_calendar_has_are_found() {
    for (tag, text) in [
        ("pl", "Umowę podpisano 31 kwietnia 2024 r."),
        ("pl", "Umowę podpisano 29 lutego 2023 r."),
        ("pt", "O acordo foi assinado em 30 de fevereiro de 2024."),
        ("en", "The pact was signed on February 29, 2023."),
        ("en", "The pact was signed on 31 June 2024."),
    ] {
        assert_eq!(findings(tag, text).len(), 1, "{text}");
    }
    assert_eq!(findings("en", "The pact was signed on February 29, 2024."), [""; 0]);
}

#[test]
fn portuguese_weekdays_have_numbers() {
    today("pt-PT", &[("O jogo foi na 2.ª-feira.", &["2.ª-feira = 2025-06-16"])]);
    today("pt-BR", &[("O jogo foi na 6ª feira.", &["6ª feira = 2025-06-13"])]);
}

#[test]
fn a_date_of_either_order_keeps_both_readings() {
    today("en", &[("The pact was signed on 08/12/2015.", &["08/12/2015 = 2015-08-12 or 2015-12-08"])]);
    today("en-US", &[("The pact was signed on 08/12/2015.", &["08/12/2015 = 2015-08-12"])]);
    today("en", &[("The pact was signed on 12/12/2015.", &["12/12/2015 = 2015-12-12"])]);
    // A weekday settles it, and so does another date of the text.
    today("en", &[("It was signed on Tuesday, 08/12/2015.", &["Tuesday, 08/12/2015 = 2015-12-08"])]);
    today(
        "en",
        &[(
            "The pact of 08/12/2015 was renewed on 25/12/2016.",
            &["08/12/2015 = 2015-12-08", "25/12/2016 = 2016-12-25"],
        )],
    );
}
