//! Portuguese on both sides of the Atlantic: numerals, and dates.

use jiff::civil::{Date, Weekday};

use super::{Sentence, all_say, entry, sentence, thousands};

/// What sets the ways of writing apart.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Dezasseis or dezesseis.
    pub european: bool,
    /// Mil milhões or bilhão.
    pub long_scale: bool,
    /// "duzentas mil pessoas" or "duzentos mil soldados".
    pub feminine: bool,
    /// "e" between all parts, not only before the last.
    pub chained: bool,
}

/// From zero to nineteen, as in Brazil.
const SMALL: [&str; 20] = [
    "zero",
    "um",
    "dois",
    "três",
    "quatro",
    "cinco",
    "seis",
    "sete",
    "oito",
    "nove",
    "dez",
    "onze",
    "doze",
    "treze",
    "quatorze",
    "quinze",
    "dezesseis",
    "dezessete",
    "dezoito",
    "dezenove",
];

const TENS: [&str; 8] =
    ["vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"];

/// From one hundred to nine hundred, without the ending that shows the gender.
const HUNDREDS: [&str; 9] =
    ["cento", "duzent", "trezent", "quatrocent", "quinhent", "seiscent", "setecent", "oitocent", "novecent"];

const MONTHS: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];

/// Weekdays with their preposition, by themselves, and short.
const WEEKDAYS: [[&str; 3]; 7] = [
    ["na segunda-feira", "segunda-feira", "na segunda"],
    ["na terça-feira", "terça-feira", "na terça"],
    ["na quarta-feira", "quarta-feira", "na quarta"],
    ["na quinta-feira", "quinta-feira", "na quinta"],
    ["na sexta-feira", "sexta-feira", "na sexta"],
    ["no sábado", "sábado", "no sábado"],
    ["no domingo", "domingo", "no domingo"],
];

fn small(number: u64, style: Style) -> &'static str {
    match number {
        1 if style.feminine => "uma",
        2 if style.feminine => "duas",
        14 if style.european => "catorze",
        16 if style.european => "dezasseis",
        17 if style.european => "dezassete",
        19 if style.european => "dezanove",
        _ => SMALL[number as usize],
    }
}

/// A number below a thousand: "cento e vinte e três".
fn hundreds(number: u64, style: Style) -> String {
    let mut parts: Vec<String> = Vec::new();
    match number / 100 {
        0 => {}
        1 if number == 100 => parts.push("cem".into()),
        1 => parts.push("cento".into()),
        many => {
            let ending = if style.feminine { "as" } else { "os" };
            parts.push(format!("{}{ending}", HUNDREDS[many as usize - 1]));
        }
    }
    match number % 100 {
        0 => {}
        rest @ 1..20 => parts.push(small(rest, style).into()),
        rest => {
            parts.push(TENS[rest as usize / 10 - 2].into());
            if rest % 10 > 0 {
                parts.push(small(rest % 10, style).into());
            }
        }
    }
    parts.join(" e ")
}

/// A number below a million: "mil e duzentos", "dois mil trezentos e um".
fn below_million(number: u64, style: Style) -> String {
    let (many, rest) = (number / 1000, number % 1000);
    let high = match many {
        0 => return hundreds(rest, style),
        1 => "mil".to_string(),
        _ => format!("{} mil", hundreds(many, style)),
    };
    if rest == 0 { high } else { format!("{high}{}{}", joint(rest, style), hundreds(rest, style)) }
}

/// What stands before the last part: "e" before a round hundred and before what is below one.
fn joint(rest: u64, style: Style) -> &'static str {
    if style.chained || rest < 100 || rest.is_multiple_of(100) { " e " } else { " " }
}

fn scale(count: u64, one: &str, many: &str) -> String {
    // Scale words are masculine, whatever they count.
    let style = Style { european: true, long_scale: true, feminine: false, chained: false };
    match count {
        1 => format!("um {one}"),
        // The long scale has no word for a thousand millions.
        1000 => format!("mil {many}"),
        _ => format!("{} {many}", below_million(count, style)),
    }
}

/// A number in words.
pub fn words(number: u64, style: Style) -> String {
    if number == 0 {
        return SMALL[0].into();
    }
    let (mut parts, rest) = (Vec::new(), number % 1_000_000);
    if style.long_scale {
        for (size, one, many) in [(1_000_000_000_000, "bilião", "biliões"), (1_000_000, "milhão", "milhões")]
        {
            let count = number / size % 1_000_000;
            if count > 0 {
                parts.push(scale(count, one, many));
            }
        }
    } else {
        let names = [("milhão", "milhões"), ("bilhão", "bilhões"), ("trilhão", "trilhões")];
        for (power, count) in thousands(number).into_iter().filter(|(power, _)| *power > 1) {
            parts.push(scale(count, names[power - 2].0, names[power - 2].1));
        }
    }
    let mut text = parts.join(if style.chained { " e " } else { " " });
    if rest > 0 {
        if !text.is_empty() {
            text.push_str(if rest < 1000 || rest.is_multiple_of(1000) {
                joint(rest % 1000, style)
            } else {
                " "
            });
        }
        text.push_str(&below_million(rest, style));
    }
    text
}

/// A number in words with each style that a variety knows.
pub fn spelled(number: u64, varieties: &[bool]) -> Vec<Sentence> {
    if number == 1 {
        return Vec::new();
    }
    let mut texts = Vec::new();
    for &european in varieties {
        for feminine in [false, true] {
            for chained in [false, true] {
                let style = Style { european, long_scale: european, feminine, chained };
                let of = if number.is_multiple_of(1_000_000) && number > 0 { " de" } else { "" };
                let noun = if feminine { "pessoas" } else { "soldados" };
                let counted = format!("{}{of} {noun}", words(number, style));
                texts.push(format!("O exército perdeu {counted}."));
                texts.push(sentence(&format!("{counted} foram retirados da cidade.")));
                // "Os Vinte e Sete" are the Union, and capitals cannot be told from a capital.
                if !counted.contains("vinte e sete") {
                    texts.push(format!("{} FORAM RETIRADOS.", counted.to_uppercase()));
                }
            }
        }
    }
    all_say(number, texts)
}

/// Figures with a scale word: `figure` is as written, `power` its thousand.
pub fn scaled(figure: &str, power: usize, long_scale: bool) -> Vec<String> {
    let words: &[&str] = match (power, long_scale) {
        (1, _) => return vec![format!("Votaram {figure} mil pessoas no país.")],
        (2, _) => &["milhões", "milhão", "mi"],
        (3, true) => &["mil milhões"],
        (3, false) => &["bilhões", "bilhão", "bi"],
        (_, true) => &["biliões", "bilião"],
        (_, false) => &["trilhões", "trilhão", "tri"],
    };
    words.iter().map(|word| format!("Votaram {figure} {word} de pessoas no país.")).collect()
}

/// A figure that counts.
pub fn counted(figure: &str) -> String {
    format!("O acidente matou {figure} pessoas.")
}

/// A figure with a unit.
pub fn measured(figure: &str) -> String {
    format!("A caixa pesa {figure} kg.")
}

/// A temperature with its sign.
pub fn signed(figure: &str) -> String {
    format!("De noite os termómetros marcaram {figure} graus.")
}

/// A day in every notation, with the name of a weekday in some.
pub fn day(date: Date, weekday: Weekday) -> Vec<Sentence> {
    let (d, m, y) = (date.day(), date.month(), date.year());
    let month = entry(&MONTHS, m);
    let written = format!("{d} de {month} de {y}");
    let named = |form: usize| entry(&WEEKDAYS, weekday.to_monday_one_offset())[form];
    let style = Style { european: y % 2 == 0, long_scale: true, feminine: false, chained: false };
    let in_words = if d == 1 { "primeiro".into() } else { hundreds(d.unsigned_abs().into(), style) };
    let mut texts = vec![
        format!("O acordo foi assinado em {written}."),
        format!("O acordo foi assinado a {written}."),
        format!("O acordo foi assinado no dia {written} em Braga."),
        format!("O acordo foi assinado em {d} de {} de {y}.", sentence(month)),
        format!("O acordo foi assinado em {d}\u{a0}de\u{a0}{month}\u{a0}de\u{a0}{y}."),
        format!("O ACORDO FOI ASSINADO EM {}.", written.to_uppercase()),
        format!("O acordo foi assinado em {d:02}/{m:02}/{y}."),
        format!("O acordo foi assinado em {d}/{m}/{y}."),
        format!("O acordo foi assinado em {d:02}.{m:02}.{y}."),
        format!("O acordo foi assinado em {d:02}-{m:02}-{y}."),
        format!("O acordo foi assinado em {y}-{m:02}-{d:02}."),
        format!("O acordo foi assinado em {in_words} de {month} de {y}."),
        format!("O acordo foi assinado {}, {written}.", named(0)),
        format!("O acordo foi assinado {}, dia {written}.", named(0)),
        format!("{}, {written}. O acordo foi assinado.", sentence(named(1))),
        format!("O acordo foi assinado {} ({written}) em Braga.", named(0)),
        format!("O acordo foi assinado {}, {written}.", named(2)),
        format!("O acordo foi assinado em {written}, {}, em Braga.", named(1)),
        format!("O acordo foi assinado em {written} ({}) em Braga.", named(1)),
        format!("O acordo foi assinado {} ({d:02}/{m:02}/{y}).", named(0)),
    ];
    if d == 1 {
        texts.push(format!("O acordo foi assinado em 1.º de {month} de {y}."));
        texts.push(format!("O acordo foi assinado em 1º de {month} de {y}."));
    }
    all_say(date, texts)
}

/// A month with its year.
pub fn month_of_year(date: Date) -> Vec<Sentence> {
    let (month, y) = (entry(&MONTHS, date.month()), date.year());
    let texts = [
        format!("O acordo foi assinado em {month} de {y}."),
        format!("O acordo de {} de {y} caducou.", sentence(month)),
        format!("O acordo foi assinado no mês de {month} de {y}."),
    ];
    all_say(format!("{y}-{:02}", date.month()), texts)
}

/// From one day to another of the same month, or else of a later one.
pub fn days(from: Date, to: Date) -> Vec<Sentence> {
    let (a, b, y) = (from.day(), to.day(), to.year());
    let (first, second) = (entry(&MONTHS, from.month()), entry(&MONTHS, to.month()));
    let texts = if from.month() == to.month() {
        vec![
            format!("O festival decorreu de {a} a {b} de {second} de {y}."),
            format!("O festival decorreu entre {a} e {b} de {second} de {y}."),
            format!("O festival decorreu entre os dias {a} e {b} de {second} de {y}."),
            format!("O festival decorreu nos dias {a}-{b} de {second} de {y}."),
        ]
    } else {
        vec![
            format!("O festival decorreu de {a} de {first} a {b} de {second} de {y}."),
            format!("O festival decorreu entre {a} de {first} e {b} de {second} de {y}."),
        ]
    };
    all_say(format!("{from}/{to}"), texts)
}
