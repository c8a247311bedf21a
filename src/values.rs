//! How values and subjects are worded for people: the one place for it.

use std::fmt::Write;

use crate::lexicon::Vocabulary;
use crate::model::{
    Bounds, Decimal, End, Fact, FactValue, Frame, Measure, Rate, RateOf, Subject, TimeForm, TimeValue,
};

/// "1 finding", "2 findings".
pub(crate) fn many(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

/// A value as people write it.
pub(crate) fn value_words(value: &FactValue, vocabulary: &Vocabulary) -> String {
    match value {
        FactValue::Quantity(quantity) => {
            let unit = unit_words(quantity.measure, vocabulary).map(|unit| format!(" {unit}"));
            let per = quantity.per.map(|rate| format!(" per {}", rate_code(&rate, vocabulary)));
            format!("{}{}{}", quantity.bounds, unit.unwrap_or_default(), per.unwrap_or_default())
        }
        FactValue::Ordinal(rank) => format!("number {rank} in order"),
        FactValue::Time(time) => time.to_string(),
        FactValue::Duration(duration) => duration.to_string(),
        FactValue::Recurrence => "again and again".into(),
    }
}

/// A value with what it is about, in a few words.
pub(crate) fn fact_words(fact: &Fact, vocabulary: &Vocabulary) -> String {
    let mut out = value_words(&fact.value, vocabulary);
    let frame = &fact.frame;
    if let Some(of) = &frame.of {
        let _ = write!(out, ", of {}", subject_name(of, vocabulary));
    }
    if let Some(event) = frame.event {
        let _ = write!(out, ", {}", vocabulary.concepts.name(event.concept));
    }
    if let Some(role) = frame.role {
        let _ = write!(out, ", {}", role.name());
    }
    if let Some(status) = frame.status {
        let _ = write!(out, ", {}", status.name());
    }
    if let Some(period) = frame.period.as_ref().and_then(TimeValue::edtf) {
        let _ = write!(out, ", in {period}");
    }
    if !frame.sources.is_empty() {
        let _ = write!(out, ", according to {}", frame.sources.join(" and "));
    }
    out
}

/// Who says so, as messages write it: "the police", "the general staff (UA)". A name stands in a frame in its normal
/// form, which is for no reader.
pub(crate) fn source_words(frame: &Frame, vocabulary: &Vocabulary) -> String {
    let cited = vocabulary.sources.sort(&frame.sources);
    let kinds: Vec<&str> = cited.kinds.iter().map(|&kind| &*vocabulary.sources.get(kind).shown).collect();
    let (kinds, countries) = (kinds.join(" and "), cited.countries.join(" and "));
    match (kinds.is_empty(), countries.is_empty()) {
        (true, true) if frame.sources.is_empty() => "no source named".into(),
        (true, true) => "a source of its own".into(),
        (true, false) => format!("a source of {countries}"),
        (false, true) => kinds,
        (false, false) => format!("{kinds} ({countries})"),
    }
}

/// A unit as messages write it: "miles" and "°C" where codes are `[mi_i]` and `Cel`.
fn unit_words(measure: Measure, vocabulary: &Vocabulary) -> Option<String> {
    match measure {
        Measure::Unit(unit) => Some(vocabulary.units.get(unit).shown.clone()),
        _ => unit_code(measure, vocabulary),
    }
}

/// A value in a form that no rewording changes, for fingerprints: its ends, its unit, its dates.
pub(crate) fn canonical_value(value: &FactValue, vocabulary: &Vocabulary) -> String {
    let ends = |bounds: &Bounds| {
        let end = |end: Option<End>| end.map(|end| end.value.normalize().to_string()).unwrap_or_default();
        format!("{}..{}", end(bounds.lower), end(bounds.upper))
    };
    match value {
        FactValue::Quantity(quantity) => {
            format!(
                "{} {}",
                ends(&quantity.bounds),
                unit_code(quantity.measure, vocabulary).unwrap_or_default()
            )
        }
        FactValue::Ordinal(rank) => format!("#{rank}"),
        FactValue::Time(time) => match (&time.form, time.edtf()) {
            (TimeForm::Impossible { month, day, .. }, _) => format!("--{month:02}-{day:02}"),
            (_, edtf) => edtf.unwrap_or_default(),
        },
        FactValue::Duration(duration) => {
            format!("{} {}", ends(&duration.bounds), duration.unit.canonical().0)
        }
        FactValue::Recurrence => "R".into(),
    }
}

/// The code of a unit: UCUM, ISO 4217, `%` or `pp`, `1` for a ratio; `None` for a count.
pub(crate) fn unit_code(measure: Measure, vocabulary: &Vocabulary) -> Option<String> {
    match measure {
        Measure::Count => None,
        Measure::Ratio => Some("1".into()),
        Measure::Unit(unit) => Some(vocabulary.units.get(unit).code.clone()),
        Measure::Money(currency) => Some(vocabulary.currencies.code(currency).to_string()),
        Measure::Percent => Some("%".into()),
        Measure::PercentagePoints => Some("pp".into()),
        Measure::Age(unit) => Some(unit.canonical().0.into()),
    }
}

/// What a rate is of: `L`, `h`, `person`, `100000 person.inhabitant`.
pub(crate) fn rate_code(rate: &Rate, vocabulary: &Vocabulary) -> String {
    let of = match rate.of {
        RateOf::Measure(measure) => unit_code(measure, vocabulary).unwrap_or_default(),
        RateOf::Time(unit) => unit.canonical().0.into(),
        RateOf::Thing(Some(concept)) => vocabulary.concepts.name(concept).to_string(),
        RateOf::Thing(None) => "1".into(),
    };
    if rate.base == Decimal::ONE { of } else { format!("{} {of}", rate.base.normalize()) }
}

/// The name of what is counted: a concept, or a language and a stem.
pub(crate) fn subject_name(subject: &Subject, vocabulary: &Vocabulary) -> String {
    match subject {
        Subject::Concept(concept) => vocabulary.concepts.name(*concept).to_string(),
        Subject::Stem { language, stem } => format!("{language}/{stem}"),
    }
}

/// What stands for a thing that nothing names.
pub(crate) const UNNAMED: &str = "unnamed";

/// The same in a word for messages: the last part of a concept's name.
pub(crate) fn subject_words(subject: Option<&Subject>, vocabulary: &Vocabulary) -> String {
    match subject {
        None => UNNAMED.into(),
        Some(subject) => {
            let name = subject_name(subject, vocabulary);
            name.rsplit(['.', '/']).next().unwrap_or(&name).replace('-', " ")
        }
    }
}
