use std::borrow::Cow;

use crate::document::Document;
use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{
    Bounds, Date, DateTime, Decimal, Duration, Fact, FactValue, Frame, Quantity, TimeUnit, TimeValue,
};
use crate::output::facts::kind_name;
use crate::values::{rate_code, subject_name, unit_code};

use super::columns::{Cell, DECIMALS};

/// What stands in the columns of figures, lengths of time and dates; null where a fact is none of these.
#[derive(Default)]
struct Value<'a> {
    lower: Option<Decimal>,
    upper: Option<Decimal>,
    lower_open: Option<bool>,
    upper_open: Option<bool>,
    approximate: Option<bool>,
    unit: Option<Cow<'a, str>>,
    per: Option<Cow<'a, str>>,
    difference: Option<bool>,
    other_units: Vec<Cow<'a, str>>,
    alternative: Option<Decimal>,
    iso: Option<String>,
    time: Option<&'a TimeValue>,
}

/// A fact as a row, in the order of the columns.
pub(super) fn cells<'a>(
    document: &'a Document,
    facts: &'a DocumentFacts,
    number: usize,
    fact: &'a Fact,
    vocabulary: &'a Vocabulary,
) -> impl Iterator<Item = Cell<'a>> {
    let value = value(fact, vocabulary);
    document_cells(document, facts)
        .into_iter()
        .chain(place_cells(document, number, fact))
        .chain(figure_cells(value))
        .chain(frame_cells(&fact.frame, vocabulary))
}

fn text(words: Option<&str>) -> Cell<'_> {
    Cell::Text(words.map(Cow::Borrowed))
}

fn owned<'a>(words: Option<String>) -> Cell<'a> {
    Cell::Text(words.map(Cow::Owned))
}

fn document_cells<'a>(document: &'a Document, facts: &'a DocumentFacts) -> [Cell<'a>; 7] {
    let metadata = &document.metadata;
    [
        text(Some(&document.name)),
        text(facts.language.as_deref()),
        Cell::Day(facts.published.map(|published| days_since_1970(published.date))),
        text(facts.published.map(|published| published.from.name())),
        text(metadata.source.as_deref()),
        text(metadata.title.as_deref()),
        text(metadata.url.as_deref()),
    ]
}

fn place_cells<'a>(document: &'a Document, number: usize, fact: &'a Fact) -> [Cell<'a>; 6] {
    let span = document.to_source(fact.span);
    let title = document.title_before(span.start);
    let from = title.unwrap_or_default();
    [
        Cell::Whole(i64::try_from(number).ok()),
        Cell::Flag(Some(title.is_some())),
        Cell::Whole(Some(i64::from(span.start - from))),
        Cell::Whole(Some(i64::from(span.end - from))),
        text(Some(span.of(document.source()))),
        text(Some(kind_name(fact))),
    ]
}

fn value<'a>(fact: &'a Fact, vocabulary: &'a Vocabulary) -> Value<'a> {
    match &fact.value {
        FactValue::Quantity(quantity) => of_quantity(quantity, vocabulary),
        FactValue::Ordinal(rank) => {
            let rank = Some(Decimal::from(*rank));
            Value { lower: rank, upper: rank, ..Value::default() }
        }
        FactValue::Time(time) => Value { time: Some(time), ..Value::default() },
        FactValue::Duration(duration) => of_duration(duration),
        FactValue::Recurrence => Value::default(),
    }
}

fn of_bounds<'a>(bounds: &Bounds) -> Value<'a> {
    Value {
        lower: bounds.lower.map(|end| end.value),
        upper: bounds.upper.map(|end| end.value),
        lower_open: Some(bounds.lower.is_some_and(|end| end.open)),
        upper_open: Some(bounds.upper.is_some_and(|end| end.open)),
        approximate: Some(bounds.is_approximate()),
        ..Value::default()
    }
}

fn of_quantity<'a>(quantity: &'a Quantity, vocabulary: &'a Vocabulary) -> Value<'a> {
    let code = |measure| unit_code(measure, vocabulary).map(Cow::from);
    Value {
        unit: code(quantity.measure),
        per: quantity.per.map(|per| rate_code(&per, vocabulary).into()),
        difference: Some(quantity.difference),
        other_units: quantity.readings.iter().filter_map(|&reading| code(reading)).collect(),
        alternative: quantity.alternative,
        ..of_bounds(&quantity.bounds)
    }
}

/// Weeks are counted in days, which they hold exactly.
fn of_duration<'a>(duration: &Duration) -> Value<'a> {
    let in_days = duration.fixed_days();
    let unit = if in_days.is_some() { TimeUnit::Day } else { duration.unit };
    Value {
        unit: Some(unit.canonical().0.into()),
        iso: duration.iso(),
        ..of_bounds(&in_days.unwrap_or(duration.bounds))
    }
}

fn figure_cells(value: Value<'_>) -> [Cell<'_>; 18] {
    let time = value.time;
    let ends = time.and_then(TimeValue::interval).map(|interval| (interval.start, interval.end));
    let (start, end) = ends.unwrap_or_default();
    [
        Cell::Decimal(value.lower.and_then(|lower| billionths(lower, false))),
        Cell::Decimal(value.upper.and_then(|upper| billionths(upper, true))),
        Cell::Flag(value.lower_open),
        Cell::Flag(value.upper_open),
        Cell::Flag(value.approximate),
        Cell::Text(value.unit),
        Cell::Text(value.per),
        Cell::Flag(value.difference),
        Cell::Words(value.other_units),
        Cell::Decimal(value.alternative.and_then(|other| billionths(other, false))),
        owned(value.iso),
        owned(time.and_then(TimeValue::edtf)),
        Cell::Moment(start.map(micros_since_1970)),
        Cell::Moment(end.map(micros_since_1970)),
        text(time.map(|time| time.form.grain().name())),
        owned(time.and_then(TimeValue::other_reading).and_then(|other| other.edtf())),
        text(time.and_then(|time| time.anchor.name())),
        text(time.and_then(|time| time.runs).map(|runs| runs.name())),
    ]
}

fn frame_cells<'a>(frame: &'a Frame, vocabulary: &'a Vocabulary) -> [Cell<'a>; 14] {
    let concepts = &vocabulary.concepts;
    let words =
        |names: &'a [std::sync::Arc<str>]| Cell::Words(names.iter().map(|name| Cow::from(&**name)).collect());
    [
        Cell::Text(frame.of.as_ref().map(|of| subject_name(of, vocabulary).into())),
        text(frame.event.map(|event| concepts.name(event.concept))),
        text(frame.object.map(|object| concepts.name(object))),
        Cell::Words(frame.places.iter().map(|&place| Cow::from(vocabulary.places.key(place))).collect()),
        words(&frame.names),
        Cell::Words(frame.modifiers.iter().map(|modifier| Cow::from(&**modifier)).collect()),
        owned(frame.period.as_ref().and_then(TimeValue::edtf)),
        Cell::Flag(Some(frame.other_period)),
        text(frame.role.map(crate::model::Role::name)),
        text(Some(frame.status().name())),
        words(&frame.sources),
        text(frame.language.as_deref()),
        Cell::Flag(Some(frame.headline)),
        Cell::Flag(Some(frame.quoted)),
    ]
}

/// A decimal as so many billionths. One with more than nine decimals is rounded outwards, so that what it
/// bounds stays within.
fn billionths(value: Decimal, upwards: bool) -> Option<i128> {
    let scale = u32::try_from(DECIMALS).unwrap_or_default();
    let mantissa = value.mantissa();
    match scale.checked_sub(value.scale()) {
        Some(missing) => mantissa.checked_mul(10_i128.pow(missing)),
        None => {
            let unit = 10_i128.pow(value.scale() - scale);
            let exact = mantissa.rem_euclid(unit) == 0;
            Some(mantissa.div_euclid(unit) + i128::from(upwards && !exact))
        }
    }
}

const EPOCH: Date = Date::constant(1970, 1, 1);

fn days_since_1970(date: Date) -> i32 {
    (date - EPOCH).get_days()
}

fn micros_since_1970(moment: DateTime) -> i64 {
    const DAY: i64 = 86_400_000_000;
    let time = moment.time();
    let seconds = (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60 + i64::from(time.second());
    let micros = seconds * 1_000_000 + i64::from(time.subsec_nanosecond()) / 1_000;
    i64::from(days_since_1970(moment.date())) * DAY + micros
}

#[cfg(test)]
mod tests {
    use super::{Decimal, billionths, days_since_1970, micros_since_1970};
    use jiff::civil::date;

    #[test]
    fn a_decimal_keeps_its_value_or_what_it_bounds() {
        let of = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(billionths(of("4.2"), false), Some(4_200_000_000));
        assert_eq!(billionths(of("-0.000000001"), false), Some(-1));
        assert_eq!(billionths(Decimal::MAX, true), Some(Decimal::MAX.mantissa() * 1_000_000_000));
        assert_eq!(billionths(of("0.00000000012"), false), Some(0));
        assert_eq!(billionths(of("0.00000000012"), true), Some(1));
        assert_eq!(billionths(of("-0.00000000012"), false), Some(-1));
        assert_eq!(billionths(of("0.20000000000000"), true), Some(200_000_000));
    }

    #[test]
    fn time_is_counted_from_1970() {
        assert_eq!(days_since_1970(date(1970, 1, 2)), 1);
        assert_eq!(days_since_1970(date(1969, 12, 31)), -1);
        assert_eq!(micros_since_1970(date(1970, 1, 2).at(0, 0, 1, 0)), 86_401_000_000);
        assert_eq!(micros_since_1970(date(1969, 12, 31).at(23, 59, 59, 0)), -1_000_000);
    }
}
