//! How each language writes numbers and days: spelled from its grammar and its tables, and from nothing
//! that factlint itself reads with. One file holds all of a language.

#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod english;
pub mod polish;
pub mod portuguese;

use jiff::civil::Date;

/// A sentence, and the value that it must read as.
pub type Sentence = (String, String);

/// The sentences with one value.
pub fn all_say(value: impl ToString, texts: impl IntoIterator<Item = String>) -> Vec<Sentence> {
    texts.into_iter().map(|text| (text, value.to_string())).collect()
}

/// The spaces that part thousands, besides the plain one.
pub const NARROW_SPACES: [&str; 4] = ["\u{a0}", "\u{202f}", "\u{2009}", "\u{2007}"];

/// A whole number in figures, `mark` between its thousands.
pub fn grouped(number: u64, mark: &str) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
}

/// The groups of three digits of a number, the highest first, each with its power of a thousand;
/// empty ones are left out.
pub fn thousands(number: u64) -> Vec<(usize, u64)> {
    (0..7)
        .rev()
        .map(|power| (power, number / 1000u64.pow(power as u32) % 1000))
        .filter(|(_, g)| *g > 0)
        .collect()
}

/// The last day of the date's month.
pub fn month_end(date: Date) -> Date {
    date.last_of_month()
}

/// The table's entry of a one-based number.
pub fn entry<T: Copy>(table: &[T], number: i8) -> T {
    table[usize::try_from(number).unwrap() - 1]
}

/// The sentence with a capital at its start.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
