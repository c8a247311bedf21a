//! What a language writes, factlint reads: numbers and days, spelled by grammars of their own in
//! `tests/languages/`, read back as themselves. Nothing here knows how reading works.

mod languages;
mod reader;

use factlint::engine;
use factlint::rules::RuleSet;
use jiff::civil::{Date, Weekday, date};
use languages::{NARROW_SPACES, Sentence, all_say, english, grouped, polish, portuguese};
use reader::{Complaints, PUBLISHED, corpus, library};

const TAGS: [&str; 6] = ["pl", "pt", "pt-PT", "pt-BR", "en-US", "en-GB"];

/// How long each property that draws its cases looks for a failure.
const BUDGET: u64 = 1_500;

/// The largest number written.
const LARGEST: u64 = 1_000_000_000_000_000;

// -- numbers

fn spelled(tag: &str, number: u64) -> Vec<Sentence> {
    match tag {
        "pl" => polish::spelled(number),
        "pt" => portuguese::spelled(number, &[true, false]),
        "pt-PT" => portuguese::spelled(number, &[true]),
        "pt-BR" => portuguese::spelled(number, &[false]),
        _ => english::spelled(number),
    }
}

fn counted(tag: &str, figure: &str) -> String {
    match tag {
        "pl" => polish::counted(figure),
        "en-US" | "en-GB" => english::counted(figure),
        _ => portuguese::counted(figure),
    }
}

fn measured(tag: &str, figure: &str) -> String {
    match tag {
        "pl" => polish::measured(figure),
        "en-US" | "en-GB" => english::measured(figure),
        _ => portuguese::measured(figure),
    }
}

fn signed(tag: &str, figure: &str) -> String {
    match tag {
        "pl" => polish::signed(figure),
        "en-US" | "en-GB" => english::signed(figure),
        _ => portuguese::signed(figure),
    }
}

fn scaled(tag: &str, figure: &str, power: usize) -> Vec<String> {
    match tag {
        "pl" => polish::scaled(figure, power),
        "en-US" | "en-GB" => english::scaled(figure, power),
        "pt-BR" => portuguese::scaled(figure, power, false),
        _ => portuguese::scaled(figure, power, true),
    }
}

fn decimal_mark(tag: &str) -> &'static str {
    if tag.starts_with("en") { "." } else { "," }
}

/// The marks that part thousands in a language: its own, and those that any language may borrow.
fn group_marks(tag: &str) -> Vec<&'static str> {
    let own = if tag.starts_with("en") { "," } else { "." };
    [&[own, " ", "'", "’"][..], &NARROW_SPACES].concat()
}

/// Numbers where words change: small ones, round ones, and their neighbours.
fn telling_numbers() -> Vec<u64> {
    let mut found: Vec<u64> =
        (0..130).chain((130..1000).step_by(67)).chain((1000..2300).step_by(61)).collect();
    for power in 2..15 {
        let round = 10u64.pow(power);
        for times in [1, 2, 5] {
            found.extend([round * times - 1, round * times, round * times + 1]);
        }
        found.push(round * 3 / 2);
    }
    // "two million one thousand four hundred": a word for one before a smaller scale.
    found.extend([2_001_400, 1_001_000, 3_001_001_001, 5_001_000_000_000]);
    found.retain(|number| *number < LARGEST);
    found
}

#[test]
fn numbers_in_words_read_back() {
    let library = library();
    let mut complaints = Complaints::default();
    for tag in TAGS {
        let sentences: Vec<Sentence> =
            telling_numbers().into_iter().flat_map(|number| spelled(tag, number)).collect();
        complaints.hold(library, tag, &sentences);
    }
    complaints.report();
}

/// A number of any size, each size as likely as the next.
fn any_number(u: &mut arbtest::arbitrary::Unstructured) -> arbtest::arbitrary::Result<u64> {
    let limit = 10u64.pow(u.int_in_range(1..=15)?);
    u.int_in_range(0..=limit - 1)
}

#[test]
fn any_number_in_words_reads_back() {
    let library = library();
    arbtest::arbtest(|u| {
        let number = any_number(u)?;
        for tag in TAGS {
            let mut complaints = Complaints::default();
            complaints.hold(library, tag, &spelled(tag, number));
            complaints.report();
        }
        Ok(())
    })
    .budget_ms(BUDGET);
}

/// A number in figures, with each mark between its thousands, and a fraction where there is one.
fn figures(tag: &str, number: u64, fraction: &str) -> Vec<String> {
    let end = if fraction.is_empty() { String::new() } else { format!("{}{fraction}", decimal_mark(tag)) };
    let mut found = vec![format!("{number}{end}")];
    if number >= 1000 {
        found.extend(group_marks(tag).into_iter().map(|mark| format!("{}{end}", grouped(number, mark))));
    }
    found
}

#[test]
fn any_number_in_figures_reads_back() {
    let library = library();
    arbtest::arbtest(|u| {
        let number = any_number(u)?;
        for tag in TAGS {
            let mut complaints = Complaints::default();
            let figures = figures(tag, number, "");
            let texts = figures.iter().flat_map(|figure| [counted(tag, figure), measured(tag, figure)]);
            complaints.hold(library, tag, &all_say(number, texts));
            complaints.report();
        }
        Ok(())
    })
    .budget_ms(BUDGET);
}

#[test]
fn any_decimal_reads_back() {
    let library = library();
    arbtest::arbtest(|u| {
        let number = any_number(u)? % 1_000_000_000;
        let fraction = format!("{:02}", u.int_in_range(0..=99u32)?);
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() {
            return Ok(());
        }
        let value = format!("{number}.{fraction}");
        for tag in TAGS {
            let mut complaints = Complaints::default();
            for figure in figures(tag, number, fraction) {
                complaints.hold(library, tag, &all_say(&value, [measured(tag, &figure)]));
                for sign in ["-", "−", "–"] {
                    let text = signed(tag, &format!("{sign}{figure}"));
                    complaints.hold(library, tag, &all_say(format!("-{value}"), [text]));
                }
            }
            complaints.report();
        }
        Ok(())
    })
    .budget_ms(BUDGET);
}

#[test]
fn figures_with_scale_words_read_back() {
    let library = library();
    let mut complaints = Complaints::default();
    for tag in TAGS {
        for power in 1..=4u32 {
            for tenths in [11u64, 12, 15, 20, 34, 99, 150, 205, 1000, 2500, 9999] {
                let (whole, rest) = (tenths / 10, tenths % 10);
                let fraction = if rest == 0 { String::new() } else { rest.to_string() };
                let value = tenths * 100 * 1000u64.pow(power - 1);
                for figure in figures(tag, whole, &fraction) {
                    let texts = scaled(tag, &figure, power as usize);
                    complaints.hold(library, tag, &all_say(value, texts));
                }
            }
        }
    }
    complaints.report();
}

// -- days

const FIRST: Date = date(1900, 1, 1);
const LAST: Date = date(2099, 12, 31);

fn day(tag: &str, date: Date) -> Vec<Sentence> {
    day_named(tag, date, date.weekday())
}

/// The day, called by a weekday that need not be its own.
fn day_named(tag: &str, date: Date, weekday: Weekday) -> Vec<Sentence> {
    match tag {
        "pl" => polish::day(date, weekday),
        "en-US" => english::day(date, weekday, true),
        "en-GB" => english::day(date, weekday, false),
        _ => portuguese::day(date, weekday),
    }
}

fn month_of_year(tag: &str, date: Date) -> Vec<Sentence> {
    match tag {
        "pl" => polish::month_of_year(date),
        "en-US" | "en-GB" => english::month_of_year(date),
        _ => portuguese::month_of_year(date),
    }
}

fn days(tag: &str, from: Date, to: Date) -> Vec<Sentence> {
    match tag {
        "pl" => polish::days(from, to),
        "en-US" | "en-GB" => english::days(from, to),
        _ => portuguese::days(from, to),
    }
}

/// The days of two centuries, one in so many.
fn days_of_two_centuries(step: usize) -> impl Iterator<Item = Date> {
    FIRST.series(jiff::Span::new().days(1)).take_while(|date| *date <= LAST).step_by(step)
}

/// Days where calendars go wrong: the ends of months, of years and of Februaries.
fn telling_days() -> Vec<Date> {
    let mut found: Vec<Date> = Vec::new();
    for year in [1900, 1904, 1999, 2000, 2025, 2099] {
        for month in 1..=12 {
            let first = date(year, month, 1);
            found.extend([first, first.last_of_month()]);
        }
    }
    found
}

#[test]
fn telling_days_read_back_in_every_notation() {
    let library = library();
    let mut complaints = Complaints::default();
    for tag in TAGS {
        let sentences: Vec<Sentence> = telling_days().into_iter().flat_map(|date| day(tag, date)).collect();
        complaints.hold(library, tag, &sentences);
    }
    complaints.report();
}

#[test]
fn every_day_of_two_centuries_reads_back() {
    let library = library();
    let mut complaints = Complaints::default();
    for (tag, offset) in TAGS.into_iter().zip(0..) {
        // Each day in one notation, each notation on many days.
        let sentences: Vec<Sentence> = (offset..)
            .zip(days_of_two_centuries(23))
            .filter_map(|(number, date)| {
                let mut notations = day(tag, date);
                let chosen = number % notations.len();
                (!notations.is_empty()).then(|| notations.swap_remove(chosen))
            })
            .collect();
        complaints.hold(library, tag, &sentences);
    }
    complaints.report();
}

#[test]
fn months_and_ranges_of_days_read_back() {
    let library = library();
    let mut complaints = Complaints::default();
    for tag in TAGS {
        let mut sentences = Vec::new();
        for date in days_of_two_centuries(797) {
            sentences.extend(month_of_year(tag, date));
            let end = date.last_of_month();
            if date < end {
                sentences.extend(days(tag, date, end));
            }
            let next = end.tomorrow().unwrap();
            if next.year() == date.year() {
                sentences.extend(days(tag, date, next));
            }
        }
        complaints.hold(library, tag, &sentences);
    }
    complaints.report();
}

/// What the rules say of a text by itself, but for its days to come that are told as past.
fn findings(rules: &RuleSet, tag: &str, text: &str) -> Vec<String> {
    let report = engine::check(&corpus(tag, PUBLISHED, &[text]), library(), rules).unwrap();
    let told = report.findings.iter().filter(|finding| finding.rule != "told-too-early");
    told.map(|finding| finding.message.clone()).collect()
}

#[test]
fn right_weekdays_are_accepted_and_wrong_ones_are_not() {
    let rules = RuleSet::builtin().unwrap();
    let mut complaints = Complaints::default();
    for tag in TAGS {
        for date in days_of_two_centuries(2_777) {
            let wrong = day_named(tag, date, date.weekday().next());
            for ((right, _), (wrong, _)) in day(tag, date).into_iter().zip(wrong) {
                let found = findings(&rules, tag, &right);
                if !found.is_empty() {
                    complaints.add(format!("{tag}: {right}\n  wanted silence, found {found:?}"));
                }
                let found = findings(&rules, tag, &wrong);
                if wrong != right && found.len() != 1 {
                    complaints.add(format!("{tag}: {wrong}\n  wanted a finding, found {found:?}"));
                }
            }
        }
    }
    complaints.report();
}
