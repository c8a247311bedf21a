//! A fact as its line of JSON. The fields of each struct stand in alphabetical order, for so they are
//! written; they borrow what they can, and no tree is built of them.

use std::sync::Arc;

use jiff::civil::Time;
use serde::Serialize;

use crate::document::Document;
use crate::lexicon::Vocabulary;
use crate::model::{
    Bounds, DateTime, Duration, End, Fact, FactValue, Frame, Measure, PlaceId, Quantity, TimeUnit, TimeValue,
};
use crate::values::{rate_code, subject_name, unit_code};

use super::facts::kind_name;

/// A fact with its document.
#[derive(Serialize)]
pub(super) struct FactRow<'a> {
    document: &'a str,
    end: u32,
    frame: FrameRow<'a>,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    start: u32,
    text: &'a str,
    value: ValueRow<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ValueRow<'a> {
    Quantity(QuantityRow),
    Ordinal { number: String },
    Time(TimeRow),
    Duration(DurationRow),
    Recurrence { text: &'a str },
}

#[derive(Serialize)]
struct QuantityRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    alternative: Option<String>,
    approximate: bool,
    #[serde(skip_serializing_if = "is_false")]
    difference: bool,
    lower: Option<String>,
    lower_open: bool,
    of: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_units: Vec<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<String>,
    unit: Option<String>,
    upper: Option<String>,
    upper_open: bool,
}

#[derive(Serialize)]
struct TimeRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    alternative: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted_from: Option<&'static str>,
    edtf: Option<String>,
    end: Option<String>,
    grain: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    runs: Option<&'static str>,
    start: Option<String>,
}

#[derive(Serialize)]
struct DurationRow {
    approximate: bool,
    iso: Option<String>,
    lower: Option<String>,
    lower_open: bool,
    unit: &'static str,
    upper: Option<String>,
    upper_open: bool,
}

/// An empty slot is left out.
#[derive(Serialize)]
struct FrameRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    headline: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "is_empty")]
    modifiers: &'a [Box<str>],
    #[serde(skip_serializing_if = "is_empty")]
    names: &'a [Arc<str>],
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occasion: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    other_period: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    quoted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    #[serde(skip_serializing_if = "is_empty")]
    sources: &'a [Arc<str>],
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

fn is_empty<T>(list: &[T]) -> bool {
    list.is_empty()
}

impl<'a> FactRow<'a> {
    pub fn new(document: &'a Document, fact: &'a Fact, vocabulary: &'a Vocabulary) -> Self {
        let span = document.to_source(fact.span);
        // A place in a title that is no part of its text is told from there.
        let title = document.title_before(span.start);
        let from = title.unwrap_or_default();
        let value = match &fact.value {
            FactValue::Quantity(quantity) => {
                ValueRow::Quantity(QuantityRow::new(quantity, &fact.frame, vocabulary))
            }
            FactValue::Ordinal(rank) => ValueRow::Ordinal { number: rank.to_string() },
            FactValue::Time(time) => ValueRow::Time(TimeRow::new(time)),
            FactValue::Duration(duration) => ValueRow::Duration(DurationRow::new(duration)),
            FactValue::Recurrence => ValueRow::Recurrence { text: fact.span.of(document.text()) },
        };
        Self {
            document: &document.name,
            end: document.byte_in_file(span.end - from),
            frame: FrameRow::new(&fact.frame, vocabulary),
            kind: kind_name(fact),
            part: title.map(|_| "title"),
            start: document.byte_in_file(span.start - from),
            text: span.of(document.source()),
            value,
        }
    }
}

fn decimal(end: Option<End>) -> Option<String> {
    end.map(|end| end.value.normalize().to_string())
}

fn is_open(end: Option<End>) -> bool {
    end.is_some_and(|end| end.open)
}

impl QuantityRow {
    fn new(quantity: &Quantity, frame: &Frame, vocabulary: &Vocabulary) -> Self {
        let unit = |measure: Measure| unit_code(measure, vocabulary);
        let Bounds { lower, upper, .. } = quantity.bounds;
        Self {
            alternative: quantity.alternative.map(|other| other.normalize().to_string()),
            approximate: quantity.bounds.is_approximate(),
            difference: quantity.difference,
            lower: decimal(lower),
            lower_open: is_open(lower),
            of: frame.of.as_ref().map(|of| subject_name(of, vocabulary)),
            other_units: quantity.readings.iter().map(|&reading| unit(reading)).collect(),
            per: quantity.per.map(|per| rate_code(&per, vocabulary)),
            unit: unit(quantity.measure),
            upper: decimal(upper),
            upper_open: is_open(upper),
        }
    }
}

fn moment(at: DateTime, whole_days: bool) -> String {
    if whole_days { at.date().to_string() } else { at.strftime("%Y-%m-%dT%H:%M:%S").to_string() }
}

impl TimeRow {
    fn new(time: &TimeValue) -> Self {
        let interval = time.interval();
        let (start, end) = interval.map(|interval| (interval.start, interval.end)).unwrap_or_default();
        let midnight = |at: Option<DateTime>| at.is_none_or(|at| at.time() == Time::midnight());
        let whole_days = midnight(start) && midnight(end);
        Self {
            alternative: time.other_reading().map(|other| other.edtf()),
            counted_from: time.anchor.name(),
            edtf: time.edtf(),
            end: end.map(|at| moment(at, whole_days)),
            grain: time.form.grain().name(),
            runs: time.runs.map(crate::model::Runs::name),
            start: start.map(|at| moment(at, whole_days)),
        }
    }
}

impl DurationRow {
    /// Weeks are counted in days, which they hold exactly; `iso` keeps them as written.
    fn new(duration: &Duration) -> Self {
        let in_days = duration.fixed_days();
        let unit = if in_days.is_some() { TimeUnit::Day } else { duration.unit };
        let bounds = in_days.unwrap_or(duration.bounds);
        Self {
            approximate: bounds.is_approximate(),
            iso: duration.iso(),
            lower: decimal(bounds.lower),
            lower_open: is_open(bounds.lower),
            unit: unit.canonical().0,
            upper: decimal(bounds.upper),
            upper_open: is_open(bounds.upper),
        }
    }
}

impl<'a> FrameRow<'a> {
    fn new(frame: &'a Frame, vocabulary: &'a Vocabulary) -> Self {
        let concepts = &vocabulary.concepts;
        let place = |place: &PlaceId| vocabulary.places.key(*place);
        Self {
            base: frame.base.as_ref().map(|base| subject_name(base, vocabulary)),
            event: frame.event.map(|event| concepts.name(event.concept)),
            headline: frame.headline,
            label: frame.label.map(|label| concepts.name(label)),
            language: frame.language.as_deref(),
            modifiers: &frame.modifiers,
            names: &frame.names,
            object: frame.object.map(|object| concepts.name(object)),
            occasion: frame.occasion.map(crate::model::Occasion::name),
            of: frame.of.as_ref().map(|of| subject_name(of, vocabulary)),
            other_period: frame.other_period,
            period: frame.period.as_ref().and_then(TimeValue::edtf),
            places: frame.places.iter().map(place).collect(),
            quoted: frame.quoted,
            role: frame.role.map(crate::model::Role::name),
            sources: &frame.sources,
            status: frame.status.map(crate::model::Status::name),
        }
    }
}
