//! Polish: numerals in every case and gender, and dates.

use jiff::civil::{Date, Weekday};

use super::{Sentence, all_say, entry, sentence, thousands};

/// The cases of the numeral. The vocative is like the nominative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Nominative,
    Genitive,
    Dative,
    Accusative,
    Instrumental,
    Locative,
}

pub const CASES: [Case; 6] =
    [Case::Nominative, Case::Genitive, Case::Dative, Case::Accusative, Case::Instrumental, Case::Locative];

/// What is counted decides the form of the numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Men, or men and women: "dwaj żołnierze", "dwóch żołnierzy".
    Virile,
    Feminine,
    Other,
}

pub const GENDERS: [Gender; 3] = [Gender::Virile, Gender::Feminine, Gender::Other];

/// From zero to nineteen: nominative, genitive and its like, instrumental.
const SMALL: [[&str; 3]; 20] = [
    ["zero", "zera", "zerem"],
    ["jeden", "jednego", "jednym"],
    ["dwa", "dwóch", "dwoma"],
    ["trzy", "trzech", "trzema"],
    ["cztery", "czterech", "czterema"],
    ["pięć", "pięciu", "pięcioma"],
    ["sześć", "sześciu", "sześcioma"],
    ["siedem", "siedmiu", "siedmioma"],
    ["osiem", "ośmiu", "ośmioma"],
    ["dziewięć", "dziewięciu", "dziewięcioma"],
    ["dziesięć", "dziesięciu", "dziesięcioma"],
    ["jedenaście", "jedenastu", "jedenastoma"],
    ["dwanaście", "dwunastu", "dwunastoma"],
    ["trzynaście", "trzynastu", "trzynastoma"],
    ["czternaście", "czternastu", "czternastoma"],
    ["piętnaście", "piętnastu", "piętnastoma"],
    ["szesnaście", "szesnastu", "szesnastoma"],
    ["siedemnaście", "siedemnastu", "siedemnastoma"],
    ["osiemnaście", "osiemnastu", "osiemnastoma"],
    ["dziewiętnaście", "dziewiętnastu", "dziewiętnastoma"],
];

/// From twenty to ninety.
const TENS: [[&str; 3]; 8] = [
    ["dwadzieścia", "dwudziestu", "dwudziestoma"],
    ["trzydzieści", "trzydziestu", "trzydziestoma"],
    ["czterdzieści", "czterdziestu", "czterdziestoma"],
    ["pięćdziesiąt", "pięćdziesięciu", "pięćdziesięcioma"],
    ["sześćdziesiąt", "sześćdziesięciu", "sześćdziesięcioma"],
    ["siedemdziesiąt", "siedemdziesięciu", "siedemdziesięcioma"],
    ["osiemdziesiąt", "osiemdziesięciu", "osiemdziesięcioma"],
    ["dziewięćdziesiąt", "dziewięćdziesięciu", "dziewięćdziesięcioma"],
];

/// From one hundred to nine hundred.
const HUNDREDS: [[&str; 3]; 9] = [
    ["sto", "stu", "stu"],
    ["dwieście", "dwustu", "dwustu"],
    ["trzysta", "trzystu", "trzystoma"],
    ["czterysta", "czterystu", "czterystoma"],
    ["pięćset", "pięciuset", "pięciuset"],
    ["sześćset", "sześciuset", "sześciuset"],
    ["siedemset", "siedmiuset", "siedmiuset"],
    ["osiemset", "ośmiuset", "ośmiuset"],
    ["dziewięćset", "dziewięciuset", "dziewięciuset"],
];

/// The stems of the scale words; tysiąc ends otherwise.
const SCALES: [&str; 4] = ["tysiąc", "milion", "miliard", "bilion"];

/// *One* in the order of the cases.
const ONE: [&str; 6] = ["jeden", "jednego", "jednemu", "jeden", "jednym", "jednym"];

/// The collectives from two to ten: nominative, genitive, dative and locative, instrumental.
const COLLECTIVES: [[&str; 4]; 9] = [
    ["dwoje", "dwojga", "dwojgu", "dwojgiem"],
    ["troje", "trojga", "trojgu", "trojgiem"],
    ["czworo", "czworga", "czworgu", "czworgiem"],
    ["pięcioro", "pięciorga", "pięciorgu", "pięciorgiem"],
    ["sześcioro", "sześciorga", "sześciorgu", "sześciorgiem"],
    ["siedmioro", "siedmiorga", "siedmiorgu", "siedmiorgiem"],
    ["ośmioro", "ośmiorga", "ośmiorgu", "ośmiorgiem"],
    ["dziewięcioro", "dziewięciorga", "dziewięciorgu", "dziewięciorgiem"],
    ["dziesięcioro", "dziesięciorga", "dziesięciorgu", "dziesięciorgiem"],
];

/// Months: nominative, genitive, dative, instrumental, locative.
const MONTHS: [[&str; 5]; 12] = [
    ["styczeń", "stycznia", "styczniowi", "styczniem", "styczniu"],
    ["luty", "lutego", "lutemu", "lutym", "lutym"],
    ["marzec", "marca", "marcowi", "marcem", "marcu"],
    ["kwiecień", "kwietnia", "kwietniowi", "kwietniem", "kwietniu"],
    ["maj", "maja", "majowi", "majem", "maju"],
    ["czerwiec", "czerwca", "czerwcowi", "czerwcem", "czerwcu"],
    ["lipiec", "lipca", "lipcowi", "lipcem", "lipcu"],
    ["sierpień", "sierpnia", "sierpniowi", "sierpniem", "sierpniu"],
    ["wrzesień", "września", "wrześniowi", "wrześniem", "wrześniu"],
    ["październik", "października", "październikowi", "październikiem", "październiku"],
    ["listopad", "listopada", "listopadowi", "listopadem", "listopadzie"],
    ["grudzień", "grudnia", "grudniowi", "grudniem", "grudniu"],
];

/// Weekdays: with their preposition in the accusative, then nominative, genitive, instrumental.
const WEEKDAYS: [[&str; 4]; 7] = [
    ["w poniedziałek", "poniedziałek", "poniedziałku", "poniedziałkiem"],
    ["we wtorek", "wtorek", "wtorku", "wtorkiem"],
    ["w środę", "środa", "środy", "środą"],
    ["w czwartek", "czwartek", "czwartku", "czwartkiem"],
    ["w piątek", "piątek", "piątku", "piątkiem"],
    ["w sobotę", "sobota", "soboty", "sobotą"],
    ["w niedzielę", "niedziela", "niedzieli", "niedzielą"],
];

/// The days of a month in words, in the genitive of dates.
const DAYS: [&str; 31] = [
    "pierwszego",
    "drugiego",
    "trzeciego",
    "czwartego",
    "piątego",
    "szóstego",
    "siódmego",
    "ósmego",
    "dziewiątego",
    "dziesiątego",
    "jedenastego",
    "dwunastego",
    "trzynastego",
    "czternastego",
    "piętnastego",
    "szesnastego",
    "siedemnastego",
    "osiemnastego",
    "dziewiętnastego",
    "dwudziestego",
    "dwudziestego pierwszego",
    "dwudziestego drugiego",
    "dwudziestego trzeciego",
    "dwudziestego czwartego",
    "dwudziestego piątego",
    "dwudziestego szóstego",
    "dwudziestego siódmego",
    "dwudziestego ósmego",
    "dwudziestego dziewiątego",
    "trzydziestego",
    "trzydziestego pierwszego",
];

/// Whether a number takes its noun in the nominative plural: "trzy osoby", "22 osoby".
fn is_paucal(number: u64) -> bool {
    matches!(number % 10, 2..=4) && !matches!(number % 100, 12..=14)
}

fn form(forms: [&'static str; 3], case: Case, virile: bool) -> &'static str {
    match case {
        Case::Nominative | Case::Accusative if !virile => forms[0],
        Case::Instrumental => forms[2],
        _ => forms[1],
    }
}

fn small(number: u64, case: Case, gender: Gender) -> &'static str {
    let named = !matches!(case, Case::Genitive | Case::Dative | Case::Locative | Case::Instrumental);
    match (number, case, gender) {
        (2, Case::Dative, _) => "dwóm",
        (2, Case::Instrumental, Gender::Feminine) => "dwiema",
        (2, _, Gender::Feminine) if named => "dwie",
        (3, Case::Dative, _) => "trzem",
        (4, Case::Dative, _) => "czterem",
        _ => form(SMALL[number as usize], case, gender == Gender::Virile),
    }
}

/// A number below a thousand. In a compound, *one* stays as it is: "dwudziestu jeden osób".
fn hundreds(number: u64, case: Case, gender: Gender) -> Vec<&'static str> {
    let virile = gender == Gender::Virile;
    let mut words = Vec::new();
    if number >= 100 {
        words.push(form(HUNDREDS[number as usize / 100 - 1], case, virile));
    }
    match number % 100 {
        0 => {}
        1 => words.push("jeden"),
        rest @ 2..20 => words.push(small(rest, case, gender)),
        rest => {
            words.push(form(TENS[rest as usize / 10 - 2], case, virile));
            match rest % 10 {
                0 => {}
                1 => words.push("jeden"),
                unit => words.push(small(unit, case, gender)),
            }
        }
    }
    words
}

fn scale_word(power: usize, count: u64, case: Case) -> String {
    let stem = SCALES[power - 1];
    let thousand = power == 1;
    let ending = match case {
        Case::Nominative | Case::Accusative if count == 1 => "",
        Case::Genitive if count == 1 => "a",
        Case::Dative if count == 1 => "owi",

        Case::Instrumental if count == 1 => "em",
        Case::Locative if count == 1 => match power {
            1 => "u",
            3 => "zie",
            _ => "ie",
        },
        Case::Nominative | Case::Accusative if is_paucal(count) => {
            if thousand {
                "e"
            } else {
                "y"
            }
        }
        Case::Nominative | Case::Accusative | Case::Genitive if thousand => return "tysięcy".into(),
        Case::Nominative | Case::Accusative | Case::Genitive => "ów",
        Case::Dative => "om",
        Case::Instrumental => "ami",
        Case::Locative => "ach",
    };
    format!("{stem}{ending}")
}

/// A number in words.
pub fn words(number: u64, case: Case, gender: Gender) -> String {
    if number == 0 {
        return form(SMALL[0], case, false).into();
    }
    let mut words: Vec<String> = Vec::new();
    for (power, count) in thousands(number) {
        if power == 0 {
            words.extend(hundreds(count, case, gender).into_iter().map(String::from));
            continue;
        }
        if power == 4 && count == 1 {
            // A billion that nothing counts is beyond the pack's cardinals.
            words.push(ONE[case as usize].into());
        } else if count > 1 {
            words.extend(hundreds(count, case, Gender::Other).into_iter().map(String::from));
        }
        words.push(scale_word(power, count, case));
    }
    words.join(" ")
}

/// The noun after a number: nominative plural, genitive, dative, instrumental, locative.
fn noun(number: u64, case: Case, gender: Gender) -> &'static str {
    let forms = match gender {
        Gender::Virile => ["żołnierze", "żołnierzy", "żołnierzom", "żołnierzami", "żołnierzach"],
        Gender::Feminine => ["osoby", "osób", "osobom", "osobami", "osobach"],
        Gender::Other => ["domy", "domów", "domom", "domami", "domach"],
    };
    match case {
        Case::Nominative | Case::Accusative if is_paucal(number) && gender != Gender::Virile => forms[0],
        Case::Nominative | Case::Accusative | Case::Genitive => forms[1],
        Case::Dative => forms[2],
        Case::Instrumental => forms[3],
        Case::Locative => forms[4],
    }
}

fn carrier(counted: &str, case: Case) -> String {
    match case {
        Case::Nominative => sentence(&format!("{counted} uznano za stracone.")),
        Case::Genitive => format!("Na liście brakuje {counted}."),
        Case::Dative => format!("Burmistrz pomógł {counted}."),
        Case::Accusative => format!("Wojsko straciło {counted}."),
        Case::Instrumental => format!("Gmina zajęła się {counted}."),
        Case::Locative => format!("Raport mówi o {counted}."),
    }
}

/// A number in words, in every case and gender and with the forms that stand side by side.
pub fn spelled(number: u64) -> Vec<Sentence> {
    // A bare *one* is an article to factlint, and a sentence of its own below.
    if number == 1 {
        return Vec::new();
    }
    let mut texts = Vec::new();
    for case in CASES {
        for gender in GENDERS {
            let counted = format!("{} {}", words(number, case, gender), noun(number, case, gender));
            texts.push(carrier(&counted, case));
        }
    }
    texts.extend(doublets(number));
    if let 2..=10 = number {
        let forms = COLLECTIVES[number as usize - 2];
        texts.push(format!("W pożarze zginęło {} dzieci.", forms[0]));
        texts.push(format!("Policja szuka {} dzieci.", forms[1]));
        texts.push(format!("Lekarze pomogli {} dzieciom.", forms[2]));
        texts.push(format!("Kobieta wyjechała z {} dzieci.", forms[3]));
    }
    all_say(number, texts)
}

/// Forms that stand side by side with those of the tables, in the last word.
fn doublets(number: u64) -> Vec<String> {
    let (last, forms): (&str, &[&str]) = match (number % 100, number % 10) {
        (12, _) => ("dwunastoma", &["dwunastu"]),
        (11..20, _) => return Vec::new(),
        (_, 2) => ("dwóch", &["dwu"]),
        (_, 5) => ("pięcioma", &["pięciu"]),
        _ => return Vec::new(),
    };
    let case = if last == "dwóch" { Case::Genitive } else { Case::Instrumental };
    let usual = words(number, case, Gender::Other);
    let Some(stem) = usual.strip_suffix(last) else { return Vec::new() };
    forms
        .iter()
        .map(|other| carrier(&format!("{stem}{other} {}", noun(number, case, Gender::Other)), case))
        .collect()
}

/// Figures with a scale word: `figure` is as written, `power` its thousand.
pub fn scaled(figure: &str, power: usize) -> Vec<String> {
    let words: &[&str] = match power {
        1 => &["tys.", "tysięcy", "tysiąca"],
        2 => &["mln", "milionów", "miliona", "mln."],
        3 => &["mld", "miliardów", "miliarda"],
        _ => &["bln", "bilionów", "biliona"],
    };
    words.iter().map(|word| format!("Kwestowało {figure} {word} osób w kraju.")).collect()
}

/// A figure that counts.
pub fn counted(figure: &str) -> String {
    format!("W katastrofie zginęło {figure} osób.")
}

/// A figure with a unit.
pub fn measured(figure: &str) -> String {
    format!("Skrzynia waży {figure} kg.")
}

/// A temperature with its sign.
pub fn signed(figure: &str) -> String {
    format!("W nocy było {figure} stopni.")
}

fn month(date: Date, form: usize) -> &'static str {
    entry(&MONTHS, date.month())[form]
}

/// A day in every notation, with the name of a weekday in some.
pub fn day(date: Date, weekday: Weekday) -> Vec<Sentence> {
    let (d, m, y) = (date.day(), date.month(), date.year());
    let written = format!("{d} {} {y}", month(date, 1));
    let spelled = format!("{} {}", entry(&DAYS, d), month(date, 1));
    let named = |form: usize| entry(&WEEKDAYS, weekday.to_monday_one_offset())[form];
    let texts = [
        format!("Umowę podpisano {written}."),
        format!("Umowę podpisano {written} r."),
        format!("Umowę podpisano {written} roku w Gdyni."),
        format!("Umowę podpisano dnia {written} r."),
        format!("Umowę podpisano {d}\u{a0}{}\u{a0}{y}\u{a0}r.", month(date, 1)),
        format!("UMOWĘ PODPISANO {} R.", written.to_uppercase()),
        format!("Umowę podpisano {d:02}.{m:02}.{y}."),
        format!("Umowę podpisano {d}.{m:02}.{y} r."),
        format!("Umowę podpisano {d}.{m}.{y} w Gdyni."),
        format!("Umowę podpisano {d:02}/{m:02}/{y}."),
        format!("Umowę podpisano {d:02}-{m:02}-{y}."),
        format!("Umowę podpisano {y}-{m:02}-{d:02}."),
        format!("Umowę podpisano {spelled} {y} roku."),
        format!("Umowę podpisano {}, {written} r.", named(0)),
        format!("Umowę podpisano {} {written} roku.", named(0)),
        format!("{}, {written} r. Umowę podpisano.", sentence(named(1))),
        format!("Umowa obowiązywała do {}, {written} r.", named(2)),
        format!("Umowę podpisano przed {}, {written} r.", named(3)),
        format!("Umowę podpisano {} ({written} r.) w Gdyni.", named(0)),
        format!("Umowę podpisano {written} r. ({}) w Gdyni.", named(1)),
        format!("Umowę podpisano {}, {d:02}.{m:02}.{y} r.", named(0)),
    ];
    all_say(date, texts)
}

/// A month with its year, in every case.
pub fn month_of_year(date: Date) -> Vec<Sentence> {
    let y = date.year();
    let named = |form| month(date, form);
    let texts = [
        format!("To był {} {y} r.", named(0)),
        format!("Umowa z {} {y} roku wygasła.", named(1)),
        format!("Umowę zawarto ku {} {y} roku.", named(2)),
        format!("Umowę zawarto przed {} {y} r.", named(3)),
        format!("Umowę zawarto w {} {y}.", named(4)),
    ];
    all_say(format!("{y}-{:02}", date.month()), texts)
}

/// From one day to another of the same month, or else of a later one.
pub fn days(from: Date, to: Date) -> Vec<Sentence> {
    let (a, b, y) = (from.day(), to.day(), to.year());
    let (first, second) = (month(from, 1), month(to, 1));
    let texts = if from.month() == to.month() {
        vec![
            format!("Festiwal trwał {a}–{b} {second} {y} r."),
            format!("Festiwal trwał {a}-{b} {second} {y} roku."),
            format!("Festiwal trwał od {a} do {b} {second} {y} r."),
            format!("Festiwal odbył się między {a} a {b} {second} {y} r."),
        ]
    } else {
        vec![
            format!("Festiwal trwał od {a} {first} do {b} {second} {y} r."),
            format!("Festiwal odbył się między {a} {first} a {b} {second} {y} r."),
        ]
    };
    all_say(format!("{from}/{to}"), texts)
}
