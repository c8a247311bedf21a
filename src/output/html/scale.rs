//! Values on one scale, and times on one line, drawn as SVG. Places are shares of the width, so that a drawing
//! is as wide as the page and its letters stay as large as those around it.

use std::fmt::Write;

use jiff::civil::DateTime;

use crate::findings::Finding;
use crate::lexicon::Vocabulary;
use crate::model::{Bounds, Decimal, Fact, FactValue, Quantity, TimeUnit, grouped};
use crate::values::value_words;

use super::super::Checked;
use super::super::sentence::fact_of;
use super::finding::letter;
use super::text::escaped;
use super::words::date_words;

/// A stretch of a scale: what a text says, or allows.
#[derive(Clone, Debug)]
struct Stretch {
    /// The letter of the place that says so.
    letter: String,
    /// The value in words.
    words: String,
    /// The ends; an open one reaches to the edge.
    start: Option<Decimal>,
    end: Option<Decimal>,
}

/// What a scale shows at its two ends.
type Axis = fn(Decimal) -> String;

/// The drawings that a finding's values allow: those with two values at least.
pub(super) fn drawings(checked: &Checked<'_>, finding: &Finding) -> String {
    let facts: Vec<(String, &Fact)> = finding
        .labels
        .iter()
        .enumerate()
        .filter_map(|(index, label)| Some((letter(index), fact_of(checked, label)?)))
        .collect();
    let vocabulary = checked.vocabulary;
    let mut out = String::new();
    for group in [quantities(&facts, vocabulary), durations(&facts, vocabulary)] {
        if group.len() > 1 {
            out.push_str(&figure("The values on one scale", &group, grouped));
        }
    }
    let mut times = times(&facts, vocabulary);
    if let ([_], Some(published)) = (times.as_slice(), published(checked, finding)) {
        times.push(published);
    }
    if times.len() > 1 {
        out.push_str(&figure("The times on one line", &times, day_words));
    }
    out
}

/// The quantities that can be held against the first of them, in its base unit.
fn quantities(facts: &[(String, &Fact)], vocabulary: &Vocabulary) -> Vec<Stretch> {
    let quantity = |fact: &Fact| match &fact.value {
        FactValue::Quantity(quantity) => Some(quantity.clone()),
        _ => None,
    };
    let Some(first) = facts.iter().find_map(|(_, fact)| quantity(fact)) else { return Vec::new() };
    let comparable = |other: &Quantity| first.commensurable(other, &vocabulary.units);
    facts
        .iter()
        .filter_map(|(letter, fact)| {
            let quantity = quantity(fact).filter(comparable)?;
            // A single unit for all needs no conversion: the figures stay as the texts have them.
            let bounds = if first.measure == quantity.measure && all_alike(facts, &first) {
                quantity.bounds
            } else {
                quantity.base_bounds(&vocabulary.units)?
            };
            Some(stretch(letter, fact, &bounds, vocabulary))
        })
        .collect()
}

fn all_alike(facts: &[(String, &Fact)], first: &Quantity) -> bool {
    facts.iter().all(|(_, fact)| match &fact.value {
        FactValue::Quantity(quantity) => quantity.measure == first.measure,
        _ => true,
    })
}

/// Lengths of time: in days where all are, or in the unit that all have.
fn durations(facts: &[(String, &Fact)], vocabulary: &Vocabulary) -> Vec<Stretch> {
    let found: Vec<_> = facts
        .iter()
        .filter_map(|(letter, fact)| match &fact.value {
            FactValue::Duration(duration) => Some((letter, *fact, duration)),
            _ => None,
        })
        .collect();
    let Some((_, _, first)) = found.first() else { return Vec::new() };
    let days = found.iter().all(|(_, _, duration)| duration.fixed_days().is_some());
    let unit: TimeUnit = first.unit;
    found
        .iter()
        .filter(|(_, _, duration)| days || duration.unit == unit)
        .map(|(letter, fact, duration)| {
            let bounds = if days { duration.fixed_days() } else { None }.unwrap_or(duration.bounds);
            stretch(letter, fact, &bounds, vocabulary)
        })
        .collect()
}

fn stretch(letter: &str, fact: &Fact, bounds: &Bounds, vocabulary: &Vocabulary) -> Stretch {
    Stretch {
        letter: letter.into(),
        words: value_words(&fact.value, vocabulary),
        start: bounds.lower.map(|end| end.value),
        end: bounds.upper.map(|end| end.value),
    }
}

fn times(facts: &[(String, &Fact)], vocabulary: &Vocabulary) -> Vec<Stretch> {
    facts
        .iter()
        .filter_map(|(letter, fact)| {
            let FactValue::Time(time) = &fact.value else { return None };
            let interval = time.interval()?;
            let words = value_words(&fact.value, vocabulary);
            let (start, end) = (interval.start.map(hours), interval.end.map(last_hour));
            Some(Stretch { letter: letter.clone(), words, start, end })
        })
        .collect()
}

/// The day on which the article came out: against it a time that stands alone is read.
fn published(checked: &Checked<'_>, finding: &Finding) -> Option<Stretch> {
    let [label] = finding.labels.as_slice() else { return None };
    let date = checked.report.reading.document(label.document).published?.date;
    let start = date.to_datetime(jiff::civil::Time::midnight());
    let end = date.tomorrow().ok()?.to_datetime(jiff::civil::Time::midnight());
    Some(Stretch {
        letter: String::new(),
        words: format!("published on {}", date_words(date)),
        start: Some(hours(start)),
        end: Some(last_hour(end)),
    })
}

/// Hours since a day long before the news.
fn hours(at: DateTime) -> Decimal {
    Decimal::from(at.duration_since(FIRST).as_hours())
}

/// The last hour before an end: what ends at midnight ends on the day before.
fn last_hour(end: DateTime) -> Decimal {
    hours(end) - Decimal::ONE
}

const FIRST: DateTime = DateTime::constant(1, 1, 1, 0, 0, 0, 0);

fn day_words(hours: Decimal) -> String {
    let hours = i64::try_from(hours.trunc()).unwrap_or_default();
    let at = FIRST.checked_add(jiff::SignedDuration::from_hours(hours)).ok();
    at.map(|at| date_words(at.date())).unwrap_or_default()
}

/// Pixels for a value: its words, and the line below them.
const ROW: usize = 46;

fn figure(caption: &str, stretches: &[Stretch], axis: Axis) -> String {
    let ends: Vec<Decimal> = stretches.iter().flat_map(|one| [one.start, one.end]).flatten().collect();
    let (Some(low), Some(high)) = (ends.iter().min().copied(), ends.iter().max().copied()) else {
        return String::new();
    };
    let scale = Scale { low, high };
    let spoken: Vec<String> =
        stretches.iter().map(|one| format!("{} {}", one.letter, one.words).trim().to_string()).collect();
    let height = stretches.len() * ROW + 26;
    let mut out = format!(
        "<figure class=\"scale\"><figcaption>{caption}</figcaption><svg width=\"100%\" height=\"{height}\" \
         role=\"img\" aria-label=\"{}\">",
        escaped(&spoken.join("; "))
    );
    for (index, one) in stretches.iter().enumerate() {
        row(&mut out, &scale, one, index * ROW, index == 0);
    }
    axis_words(&mut out, &scale, stretches.len() * ROW + 16, axis);
    out.push_str("</svg></figure>");
    out
}

/// What the scale begins and ends with.
fn axis_words(out: &mut String, scale: &Scale, y: usize, axis: Axis) {
    let mut write = |class: &str, x: u32, value: Decimal| {
        let words = escaped(&axis(value));
        let _ = write!(out, "<text class=\"axis{class}\" x=\"{x}%\" y=\"{y}\">{words}</text>");
    };
    if scale.low == scale.high {
        write(" middle", 50, scale.low);
    } else {
        write("", EDGE, scale.low);
        write(" end", 100 - EDGE, scale.high);
    }
}

/// So much of the width stays free at either side, in hundredths: an open end goes on there.
const EDGE: u32 = 6;

/// From the lowest to the highest value of a drawing.
struct Scale {
    low: Decimal,
    high: Decimal,
}

impl Scale {
    /// Where a value stands, in hundredths of the width.
    fn place(&self, value: Decimal) -> Decimal {
        let edge = Decimal::from(EDGE);
        let room = Decimal::ONE_HUNDRED - edge - edge;
        let share = || {
            let length = self.high.checked_sub(self.low)?;
            value.checked_sub(self.low)?.checked_div(length)?.checked_mul(room)
        };
        // All at one value stand in the middle.
        let inside = share().unwrap_or(room / Decimal::TWO);
        (edge + inside).round_dp(2)
    }
}

/// A value's words, and under them its mark on the line.
fn row(out: &mut String, scale: &Scale, one: &Stretch, top: usize, primary: bool) {
    let class = if primary { "mark primary" } else { "mark" };
    let line = top + 32;
    let letter = if one.letter.is_empty() {
        String::new()
    } else {
        format!("<tspan class=\"letter\">{}</tspan> ", one.letter)
    };
    let _ = write!(out, "<text x=\"0\" y=\"{}\">{letter}{}</text>", top + 16, escaped(&one.words));
    let _ = write!(out, "<line class=\"track\" x1=\"0%\" x2=\"100%\" y1=\"{line}\" y2=\"{line}\"/>");
    let (start, end) = (one.start.map(|at| scale.place(at)), one.end.map(|at| scale.place(at)));
    if let (Some(start), Some(end)) = (start, end)
        && start == end
    {
        let _ = write!(out, "<circle class=\"{class}\" cx=\"{start}%\" cy=\"{line}\" r=\"6\"/>");
        return;
    }
    let (from, to) = (start.unwrap_or(Decimal::ZERO), end.unwrap_or(Decimal::ONE_HUNDRED));
    let (y, width) = (line - 5, to - from);
    let _ = write!(
        out,
        "<rect class=\"{class}\" x=\"{from}%\" y=\"{y}\" width=\"{width}%\" height=\"10\" rx=\"2\"/>"
    );
}
