//! English on both sides of the Atlantic: numerals, and dates.

use jiff::civil::{Date, Weekday};

use super::{Sentence, all_say, entry, sentence, thousands};

/// From zero to nineteen.
const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const SCALES: [&str; 4] = ["thousand", "million", "billion", "trillion"];

/// The days of a month in words.
const DAYS: [&str; 31] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
];

/// Months, and as agencies shorten them before a day.
const MONTHS: [[&str; 2]; 12] = [
    ["January", "Jan."],
    ["February", "Feb."],
    ["March", "March"],
    ["April", "April"],
    ["May", "May"],
    ["June", "June"],
    ["July", "July"],
    ["August", "Aug."],
    ["September", "Sept."],
    ["October", "Oct."],
    ["November", "Nov."],
    ["December", "Dec."],
];

/// Weekdays, and short.
const WEEKDAYS: [[&str; 2]; 7] = [
    ["Monday", "Mon."],
    ["Tuesday", "Tue."],
    ["Wednesday", "Wed."],
    ["Thursday", "Thu."],
    ["Friday", "Fri."],
    ["Saturday", "Sat."],
    ["Sunday", "Sun."],
];

/// What sets the ways of writing apart.
#[derive(Clone, Copy, Debug)]
struct Style {
    /// "two hundred and five".
    and: bool,
    /// "twenty-one".
    hyphen: bool,
    /// "a hundred", "a million".
    article: bool,
}

fn hundreds(number: u64, style: Style) -> String {
    let mut parts = Vec::new();
    if number >= 100 {
        parts.push(format!("{} hundred", one_or(number / 100, style)));
        if style.and && !number.is_multiple_of(100) {
            parts.push("and".into());
        }
    }
    match number % 100 {
        0 => {}
        rest @ 1..20 => parts.push(SMALL[rest as usize].into()),
        rest if rest % 10 == 0 => parts.push(TENS[rest as usize / 10 - 2].into()),
        rest => {
            let joint = if style.hyphen { "-" } else { " " };
            parts.push(format!("{}{joint}{}", TENS[rest as usize / 10 - 2], SMALL[rest as usize % 10]));
        }
    }
    parts.join(" ")
}

fn one_or(number: u64, style: Style) -> String {
    if number == 1 && style.article { "a".into() } else { hundreds(number, style) }
}

fn words(number: u64, style: Style) -> String {
    if number == 0 {
        return SMALL[0].into();
    }
    // The article stands at the start alone: "a thousand one hundred".
    let inner = Style { article: false, ..style };
    let mut parts = Vec::new();
    for (power, count) in thousands(number) {
        let style = if parts.is_empty() { style } else { inner };
        match power {
            0 if style.and && count < 100 && !parts.is_empty() => {
                parts.push(format!("and {}", hundreds(count, style)));
            }
            0 => parts.push(hundreds(count, style)),
            _ => parts.push(format!("{} {}", one_or(count, style), SCALES[power - 1])),
        }
    }
    parts.join(" ")
}

/// A number in words with each style.
pub fn spelled(number: u64) -> Vec<Sentence> {
    if number == 1 {
        return Vec::new();
    }
    let mut texts = Vec::new();
    for and in [true, false] {
        for hyphen in [true, false] {
            for article in [true, false] {
                let counted = format!("{} people", words(number, Style { and, hyphen, article }));
                texts.push(format!("The storm killed {counted}."));
                texts.push(sentence(&format!("{counted} were evacuated.")));
                texts.push(format!("{} WERE EVACUATED.", counted.to_uppercase()));
            }
        }
    }
    if (1100..10_000).contains(&number) && number.is_multiple_of(100) && !number.is_multiple_of(1000) {
        let style = Style { and: false, hyphen: true, article: false };
        texts.push(format!("Some said {} hundred people came.", hundreds(number / 100, style)));
        let last = texts.len() - 1;
        texts[last] = format!("The storm killed {} hundred people.", hundreds(number / 100, style));
    }
    texts.sort_unstable();
    texts.dedup();
    all_say(number, texts)
}

/// Figures with a scale word: `figure` is as written, `power` its thousand.
pub fn scaled(figure: &str, power: usize) -> Vec<String> {
    let words: &[&str] = match power {
        1 => &[" thousand", "k"],
        2 => &[" million", "-million"],
        3 => &[" billion", "bn", " bn"],
        _ => &[" trillion", "tn", " tn"],
    };
    words.iter().map(|word| format!("The poll counted {figure}{word} people.")).collect()
}

/// A figure that counts.
pub fn counted(figure: &str) -> String {
    format!("The storm killed {figure} people.")
}

/// A figure with a unit.
pub fn measured(figure: &str) -> String {
    format!("The crate weighs {figure} kg.")
}

/// A temperature with its sign.
pub fn signed(figure: &str) -> String {
    format!("At night it was {figure} degrees Celsius.")
}

fn rank(day: i8) -> String {
    let ending = match (day % 10, day) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

/// A day in every notation, with the name of a weekday in some; in figures, the month or the day first.
pub fn day(date: Date, weekday: Weekday, month_first: bool) -> Vec<Sentence> {
    let (d, m, y) = (date.day(), date.month(), date.year());
    let [month, short] = entry(&MONTHS, m);
    let [named, short_name] = entry(&WEEKDAYS, weekday.to_monday_one_offset());
    let (american, british) = (format!("{month} {d}, {y}"), format!("{d} {month} {y}"));
    let figures = if month_first { format!("{m:02}/{d:02}/{y}") } else { format!("{d:02}/{m:02}/{y}") };
    let plain = if month_first { format!("{m}/{d}/{y}") } else { format!("{d}/{m}/{y}") };
    let texts = [
        format!("The pact was signed on {american}."),
        format!("The pact was signed on {american}, in Leeds."),
        format!("The pact was signed on {british}."),
        format!("THE PACT WAS SIGNED ON {}.", american.to_uppercase()),
        format!("The pact was signed on {d}\u{a0}{month}\u{a0}{y}."),
        format!("The pact was signed on {month} {d} {y}."),
        format!("The pact was signed on {short} {d}, {y}."),
        format!("The pact was signed on {d} {short} {y}."),
        format!("The pact was signed on {} {month} {y}.", rank(d)),
        format!("The pact was signed on the {} of {month} {y}.", rank(d)),
        format!("The pact was signed on the {} of {month}, {y}.", rank(d)),
        format!("The pact was signed on {month} {}, {y}.", rank(d)),
        format!("The pact was signed on the {} of {month} {y}.", entry(&DAYS, d)),
        format!("The pact was signed on {named}, {american}."),
        format!("The pact was signed on {named} {british}."),
        format!("The pact was signed on {named}, {british}."),
        format!("{named}, {american}. The pact was signed."),
        format!("The pact was signed on {short_name} {british}."),
        format!("The pact was signed on {named} ({british}) in Leeds."),
        format!("The pact was signed on {british} ({named}) in Leeds."),
        format!("The pact was signed on {american} (a {named}) in Leeds."),
        format!("The pact was signed on {figures}."),
        format!("The pact was signed on {plain} in Leeds."),
        format!("The pact was signed on {y}-{m:02}-{d:02}."),
        format!("The pact was signed on {named}, {y}-{m:02}-{d:02}."),
    ];
    all_say(date, texts)
}

/// A month with its year.
pub fn month_of_year(date: Date) -> Vec<Sentence> {
    let ([month, short], y) = (entry(&MONTHS, date.month()), date.year());
    let texts = [
        format!("The pact was signed in {month} {y}."),
        format!("The pact was signed in {month}, {y}."),
        format!("The pact was signed in {month} of {y}."),
        format!("The {short} {y} pact was signed."),
    ];
    all_say(format!("{y}-{:02}", date.month()), texts)
}

/// From one day to another of the same month, or else of a later one.
pub fn days(from: Date, to: Date) -> Vec<Sentence> {
    let (a, b, y) = (from.day(), to.day(), to.year());
    let (first, second) = (entry(&MONTHS, from.month())[0], entry(&MONTHS, to.month())[0]);
    let texts = if from.month() == to.month() {
        vec![
            format!("The fair ran {a}–{b} {second} {y}."),
            format!("The fair ran from {a} to {b} {second} {y}."),
            format!("The fair ran {second} {a}-{b}, {y}."),
            format!("The fair ran between {a} and {b} {second} {y}."),
            format!("The fair ran from {second} {a} to {b}, {y}."),
            format!("The fair ran from {second} {a} to {second} {b}, {y}."),
        ]
    } else {
        vec![
            format!("The fair ran from {a} {first} to {b} {second} {y}."),
            format!("The fair ran from {first} {a} to {second} {b}, {y}."),
            format!("The fair ran between {first} {a} and {second} {b}, {y}."),
        ]
    };
    all_say(format!("{from}/{to}"), texts)
}
