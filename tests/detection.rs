//! Which language a text is in, and a passage of it.

mod desk;

use desk::Desk;
use factlint::lexicon::Library;
use serde_json::Value;

/// Sentences as short as headlines, each in one language only.
const SENTENCES: &[(&str, &[&str])] = &[
    (
        "pt",
        &[
            "A câmara vai fechar duas escolas até ao fim do ano",
            "Pelo menos 12 pessoas morreram num incêndio em Braga",
            "O governo não explicou quem pagou as obras",
            "Segundo a polícia, os três homens fugiram",
            "Tambem nao houve feridos, disse ontem o presidente da junta",
        ],
    ),
    (
        "pl",
        &[
            "Co najmniej 12 osób zginęło w pożarze hali",
            "Rząd nie wyjaśnił, kto zapłacił za remont",
            "CO NAJMNIEJ 12 OSÓB ZGINĘŁO W POŻARZE",
            "Policja podala, ze zginelo co najmniej 11 osob, ktore byly w hali",
        ],
    ),
    (
        "en",
        &[
            "At least 12 people were killed in a warehouse fire",
            "The government would not say who paid for the repairs",
            "Police said the three men had fled",
        ],
    ),
    (
        "",
        &[
            "Al menos 12 personas murieron en el incendio de una nave en Sevilla",
            "El gobierno no explicó quién pagó las obras de los tres puentes",
            "Segundo incendio en la sierra: los vecinos piden ayuda al presidente",
            "Polo menos 12 persoas morreron nun incendio na cidade, segundo a xunta",
            "Au moins 12 personnes sont mortes dans l'incendie d'un entrepôt à Lyon",
            "Almeno 12 persone sono morte nell'incendio di un capannone",
            "Mindestens 12 Menschen sind bei einem Brand in der Halle ums Leben gekommen",
            "Nejméně 12 lidí zahynulo při požáru haly, uvedla policie",
            "Pri požiari haly zahynulo najmenej 12 ľudí, uviedla polícia",
            "Cel puțin 12 persoane au murit într-un incendiu la o hală",
            "Minst 12 personer har dött i en brand, säger polisen",
            "Щонайменше 12 людей загинули під час пожежі у складі",
            "Не менее 12 человек погибли при пожаре на складе",
            "Ainakin 12 ihmistä on kuollut tulipalossa, poliisi kertoo",
            "12:30",
        ],
    ),
];

#[test]
fn short_sentences_are_told_apart() {
    let library = Library::builtin().unwrap();
    for (language, sentences) in SENTENCES {
        for sentence in *sentences {
            assert_eq!(library.detect(sentence).unwrap_or_default(), *language, "{sentence}");
        }
    }
}

/// The words of the facts with the language of their passage.
fn facts(text: &str) -> Vec<(String, Option<String>)> {
    let run = Desk::new().write("a.txt", text).run(&["facts", "--format", "jsonl", "a.txt"]).ends_with(0);
    let words = |value: &Value| value.as_str().map(str::to_string);
    let read = run.json_lines();
    read.iter().map(|fact| (words(&fact["text"]).unwrap(), words(&fact["frame"]["language"]))).collect()
}

const PORTUGUESE: &str = "O presidente da câmara não quis dizer quanto custou a ponte. Segundo a oposição, foram gastos \
                          mais de 4,5 milhões de euros, e a obra ainda não está pronta.";

#[test]
fn a_paragraph_is_read_in_its_own_language() {
    let english =
        "The bridge will cost at least 4.500 million euros, and it was not clear who would pay for it.";
    let read = facts(&format!("{PORTUGUESE}\n\n{english}\n\nA obra deve terminar em 12 meses.\n"));
    let words: Vec<(&str, Option<&str>)> =
        read.iter().map(|(words, language)| (words.as_str(), language.as_deref())).collect();
    let own = words.iter().filter(|(_, language)| language.is_none());
    assert_eq!(
        own.map(|(words, _)| *words).collect::<Vec<_>>(),
        ["mais de 4,5 milhões de euros", "12 meses"]
    );
    assert_eq!(
        words.iter().filter(|(_, language)| language.is_some()).copied().collect::<Vec<_>>(),
        [("at least 4.500 million euros", Some("en"))]
    );
}

#[test]
fn a_long_quotation_is_read_in_its_own_language() {
    let quotation = "“We have lost more than 30 people in this town and there will be others”";
    let read =
        facts(&format!("{PORTUGUESE}\n\nO autarca disse aos jornalistas: {quotation}, e saiu às 10h30.\n"));
    assert!(read.contains(&("more than 30 people".into(), Some("en".into()))), "{read:?}");
    assert!(read.contains(&("10h30".into(), None)) || read.contains(&("às 10h30".into(), None)), "{read:?}");
}

#[test]
fn a_title_in_another_language_changes_nothing() {
    let text = format!(
        "{PORTUGUESE}\n\nA banda tocou “The Last 12 Days” diante de 300 pessoas, segundo a polícia.\n"
    );
    let read = facts(&text);
    assert!(read.iter().all(|(_, language)| language.is_none()), "{read:?}");
    assert!(read.iter().any(|(words, _)| words.contains("300 pessoas")), "{read:?}");
}

#[test]
fn a_passage_without_a_pack_is_left_alone() {
    let german =
        "Bei dem Brand in der Halle sind nach Angaben der Polizei mindestens 12 Menschen verletzt worden.";
    let read = facts(&format!("{PORTUGUESE}\n\n{german}\n"));
    assert_eq!(read, [("mais de 4,5 milhões de euros".to_string(), None)]);
}
