use rustc_hash::FxHashMap;

use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{ConceptId, Decimal, Fact, FactValue, Grain, Measure, Quantity, Subject};

use super::slip::slip_keys;
use super::theme::Theme;
use super::value::{is_count, is_share_in_words};

/// The facts of a document under each of their blocking keys: only facts that share one are ever
/// compared.
pub(super) type KeyedFacts = FxHashMap<String, Vec<u32>>;

pub(super) fn keyed_facts(document: &DocumentFacts, vocabulary: &Vocabulary) -> KeyedFacts {
    let mut keyed = KeyedFacts::default();
    for (id, fact) in (0..).zip(&document.facts) {
        for key in fact_keys(fact, vocabulary) {
            keyed.entry(key).or_default().push(id);
        }
    }
    keyed
}

fn fact_keys(fact: &Fact, vocabulary: &Vocabulary) -> Vec<String> {
    match &fact.value {
        FactValue::Time(_) => {
            let slips = slip_keys(fact).into_iter().map(|slip| format!("date {slip}"));
            event_keys("date", fact, vocabulary).into_iter().chain(slips).collect()
        }
        FactValue::Duration(duration) => {
            let label = Theme::of(fact, vocabulary).of.map(|of| format!("lasts {}", family(&of, vocabulary)));
            let figure = duration.bounds.single().map(|figure| format!("lasts ={}", figure.normalize()));
            let slips = slip_keys(fact).into_iter().map(|slip| format!("lasts {slip}"));
            let digits = figure_digits(large(duration.bounds.point()));
            let digits = digits.map(|digits| format!("lasts #{digits}"));
            let by_event = event_keys("lasts", fact, vocabulary);
            by_event.into_iter().chain(label).chain(figure).chain(digits).chain(slips).collect()
        }
        FactValue::Ordinal(_) => {
            let of = Theme::of(fact, vocabulary).of;
            of.map(|of| format!("rank {}", family(&of, vocabulary))).into_iter().collect()
        }
        FactValue::Quantity(quantity) => quantity_keys(fact, quantity, vocabulary),
        _ => Vec::new(),
    }
}

/// An event is one with the kinds above it, and with the other kinds of one happening.
fn event_keys(kind: &str, fact: &Fact, vocabulary: &Vocabulary) -> Vec<String> {
    let mut found: Vec<ConceptId> = fact.frame.event.iter().map(|event| event.concept).collect();
    found.extend(started(fact, vocabulary));
    let mut at = 0;
    while let Some(&event) = found.get(at) {
        let above = vocabulary.concepts.parents(event).iter().copied();
        let new: Vec<ConceptId> = above.filter(|parent| !found.contains(parent)).collect();
        found.extend(new);
        at += 1;
    }
    found.into_iter().map(|event| format!("{kind} {}", vocabulary.concepts.name(event))).collect()
}

/// What lasts and began on a date: "the strike that began on 17 November".
fn started(fact: &Fact, vocabulary: &Vocabulary) -> Option<ConceptId> {
    let concepts = &vocabulary.concepts;
    let start = fact.frame.event.is_some_and(|event| Some(event.concept) == concepts.find("event.start"));
    let dated = matches!(fact.value, FactValue::Time(_));
    fact.frame.object.filter(|&object| start && dated && concepts.flags(object).lasts)
}

/// The same where another date is that of what began itself.
pub(super) fn started_beside(fact: &Fact, other: &Fact, vocabulary: &Vocabulary) -> Option<ConceptId> {
    let concepts = &vocabulary.concepts;
    let told = other.frame.event.map(|event| event.concept);
    started(fact, vocabulary)
        .filter(|&begun| told.is_some_and(|told| concepts.is_a(told, begun) || concepts.is_a(begun, told)))
}

fn quantity_keys(fact: &Fact, quantity: &Quantity, vocabulary: &Vocabulary) -> Vec<String> {
    let kind = kind_of(told_measure(quantity), vocabulary);
    let family_of = Theme::of(fact, vocabulary).of.map(|of| family(&of, vocabulary));
    let by_subject = family_of.map(|of| format!("{kind} {of}"));
    let unit_family = if matches!(quantity.measure, Measure::Money(_)) { "money" } else { &kind };
    let whole = quantity.bounds.point().filter(|point| *point >= Decimal::TEN);
    let identical = whole.map(|point| format!("{unit_family} ={}", point.normalize()));
    let point = quantity.bounds.point();
    // One digit says nothing of a small figure; a slip of scale is of a large one, and of counts it needs two.
    let digits = match is_count(&fact.value) {
        true => figure_digits(large(point)),
        false => figure_digits(point).or_else(|| large(point).and_then(leading_digits)),
    };
    let by_digits = digits.map(|digits| format!("{unit_family} #{digits}"));
    // "1.8 million tonnes", "1.8 million bags"
    let weighed = matches!(quantity.measure, Measure::Count | Measure::Unit(_));
    let high = large(point).filter(|point| weighed && figure_digits(Some(*point)).is_some());
    let high = high.map(|point| format!("high ={}", point.normalize()));
    let by_event = event_keys(&kind, fact, vocabulary);
    let by_slip = slip_keys(fact).into_iter().map(|slip| format!("{kind} {slip}"));
    by_subject
        .into_iter()
        .chain(identical)
        .chain(by_digits)
        .chain(high)
        .chain(by_event)
        .chain(by_slip)
        .collect()
}

/// What a figure is held against: "a quarter" is so many per cent.
fn told_measure(quantity: &Quantity) -> Measure {
    if is_share_in_words(quantity) { Measure::Percent } else { quantity.measure }
}

pub(super) fn kind_of(measure: Measure, vocabulary: &Vocabulary) -> String {
    match measure {
        Measure::Count => "count".to_string(),
        Measure::Ratio => "ratio".into(),
        Measure::Unit(unit) => vocabulary.units.get(unit).dimension.clone(),
        Measure::Money(currency) => vocabulary.currencies.code(currency).to_string(),
        Measure::Percent => "percent".into(),
        Measure::PercentagePoints => "points".into(),
        Measure::Age(_) => "age".into(),
    }
}

/// What a fact can be held against without a word of its own: figures of one measure, dates of one grain.
pub(super) fn kind_of_fact(fact: &Fact, vocabulary: &Vocabulary) -> Option<String> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(kind_of_quantity(told_measure(quantity), vocabulary)),
        FactValue::Time(time) => match time.form.grain() {
            Grain::Year => Some("year".into()),
            Grain::Month => Some("month".into()),
            Grain::Day => Some("day".into()),
            _ => None,
        },
        FactValue::Duration(_) => Some("lasts".into()),
        FactValue::Ordinal(_) | FactValue::Recurrence => None,
    }
}

/// What a fact is held against where no word tells of what it is: the unit, the currency and the rate as well.
pub(super) fn narrow_kind(fact: &Fact, vocabulary: &Vocabulary) -> Option<String> {
    match &fact.value {
        FactValue::Quantity(quantity) => {
            let unit = match told_measure(quantity) {
                Measure::Unit(unit) => vocabulary.units.get(unit).code.clone(),
                measure => kind_of(measure, vocabulary),
            };
            Some(format!("{unit} {}", if quantity.per.is_some() { "each" } else { "" }))
        }
        FactValue::Duration(duration) => Some(format!("lasts {}", duration.unit.canonical().0)),
        _ => kind_of_fact(fact, vocabulary),
    }
}

pub(super) fn kind_of_quantity(measure: Measure, vocabulary: &Vocabulary) -> String {
    if matches!(measure, Measure::Money(_)) { "money".into() } else { kind_of(measure, vocabulary) }
}

/// A label names itself; a thing counted is compared with its whole family.
fn family(of: &Subject, vocabulary: &Vocabulary) -> String {
    let concepts = &vocabulary.concepts;
    match of {
        Subject::Concept(concept) if concepts.root(*concept) == "label" => {
            concepts.name(concepts.widest(*concept)).to_string()
        }
        Subject::Concept(concept) => concepts.root(*concept).to_string(),
        Subject::Stem { language, stem } => format!("{language}/{stem}"),
    }
}

/// A figure of thousands, which a slip of scale leaves.
fn large(point: Option<Decimal>) -> Option<Decimal> {
    point.filter(|point| *point >= Decimal::ONE_THOUSAND)
}

/// The digits of a figure without its zeros: a slip of scale or unit keeps them. One digit says nothing.
pub(super) fn figure_digits(point: Option<Decimal>) -> Option<u128> {
    leading_digits(point?).filter(|digits| *digits >= 10)
}

fn leading_digits(point: Decimal) -> Option<u128> {
    let mut digits = point.normalize().mantissa().unsigned_abs();
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    (digits != 0).then_some(digits)
}
