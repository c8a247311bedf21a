//! Reading texts with the built-in packs, and writing down what was read: what the tests of reading share.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::sync::OnceLock;

use factlint::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use factlint::engine;
use factlint::lexicon::Library;
use factlint::model::{Bounds, Decimal, End, Fact, FactValue, Hedge, Measure, RateOf, Subject};

/// The day on which texts are published unless they say otherwise: a Tuesday.
pub const PUBLISHED: &str = "2025-06-17";

/// The built-in packs, compiled once for all tests of a file.
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::builtin().unwrap())
}

/// The facts of one text in the language `tag`.
pub fn read(library: &Library, tag: &str, published: &str, text: &str) -> Vec<Fact> {
    read_all(library, tag, published, &[text]).remove(0)
}

/// The facts of each text: a document for each, so that none tells another what it means.
pub fn read_all(library: &Library, tag: &str, published: &str, texts: &[impl AsRef<str>]) -> Vec<Vec<Fact>> {
    let reading = engine::read(&corpus(tag, published, texts), library).unwrap();
    reading.documents().iter().map(|document| document.facts.clone()).collect()
}

/// A document for each text, in order.
pub fn corpus(tag: &str, published: &str, texts: &[impl AsRef<str>]) -> Corpus {
    let metadata = Metadata {
        language: Some(tag.to_string()),
        published: Published::parse(published, PublishedFrom::CommandLine),
        ..Metadata::default()
    };
    let document = |(number, text): (usize, &_)| {
        Document::plain(format!("{number:06}.txt"), AsRef::<str>::as_ref(text), metadata.clone())
    };
    Corpus::new(texts.iter().enumerate().map(document).collect())
}

/// A fact in a line, as examples write it: its words, its value and its unit.
pub fn line(library: &Library, text: &str, fact: &Fact) -> String {
    let unit = unit(library, fact).map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{} = {}{unit}", fact.span.of(text), notation(&fact.value))
}

/// The concept or the noun that a fact counts.
pub fn subject(library: &Library, fact: &Fact) -> Option<String> {
    match fact.frame.of.as_ref()? {
        Subject::Concept(concept) => Some(library.vocabulary.concepts.name(*concept).to_string()),
        Subject::Stem { language, stem } => Some(format!("{language}/{stem}")),
    }
}

/// The thing a figure is of, its label, and its event.
pub fn about(fact: &Fact) -> Vec<String> {
    let concepts = &library().vocabulary.concepts;
    let of = subject(library(), fact);
    let label = fact.frame.label.map(|label| concepts.name(label).to_string());
    let event = fact.frame.event.map(|event| concepts.name(event.concept).to_string());
    [of, label, event].into_iter().flatten().collect()
}

/// The fact of a text whose words hold the given ones.
pub fn fact_of(tag: &str, text: &str, figure: &str) -> Fact {
    let facts = read(library(), tag, PUBLISHED, text);
    let found = facts.iter().find(|fact| fact.span.of(text).contains(figure)).cloned();
    found.unwrap_or_else(|| panic!("no fact `{figure}` in {text}"))
}

/// Each figure with what it is about.
#[track_caller]
pub fn told_of(tag: &str, sentences: &[(&str, &str, &str)]) {
    let wrong = sentences.iter().filter_map(|&(text, figure, wanted)| {
        let found = about(&fact_of(tag, text, figure));
        (!found.iter().any(|name| name == wanted))
            .then(|| format!("{text}\n  `{figure}` wanted {wanted}, found {found:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The unit's code, with what it is divided by.
pub fn unit(library: &Library, fact: &Fact) -> Option<String> {
    let FactValue::Quantity(quantity) = &fact.value else { return None };
    let code = |measure: Measure| match measure {
        Measure::Count => None,
        Measure::Unit(unit) => Some(library.vocabulary.units.get(unit).code.clone()),
        Measure::Money(currency) => Some(library.vocabulary.currencies.code(currency).to_string()),
        Measure::Percent => Some("%".into()),
        Measure::PercentagePoints => Some("pp".into()),
        Measure::Ratio => Some("1".into()),
        Measure::Age(unit) => Some(unit.canonical().0.into()),
    };
    let mark = if quantity.readings.is_empty() { "" } else { "?" };
    let difference = if quantity.difference { " difference" } else { "" };
    let own = code(quantity.measure).map(|own| format!("{own}{mark}{difference}"));
    let Some(rate) = quantity.per else { return own };
    let of = match rate.of {
        RateOf::Measure(measure) => code(measure).unwrap_or_default(),
        RateOf::Time(unit) => unit.canonical().0.into(),
        RateOf::Thing(concept) => {
            concept.map_or("1".into(), |concept| library.vocabulary.concepts.name(concept).to_string())
        }
    };
    let of = if rate.base == Decimal::ONE { of } else { format!("{} {of}", rate.base.normalize()) };
    Some(format!("{} per {of}", own.unwrap_or_default()).trim_start().to_string())
}

/// A value as examples write it; docs/language-packs.md lists the notations.
pub fn notation(value: &FactValue) -> String {
    match value {
        FactValue::Quantity(quantity) => bounds(&quantity.bounds, |number| number.normalize().to_string()),
        FactValue::Ordinal(rank) => format!("#{rank}"),
        FactValue::Time(time) => {
            let readings = [time.edtf(), time.other_reading().and_then(|other| other.edtf())];
            let readings: Vec<String> = readings.into_iter().flatten().collect();
            if readings.is_empty() { "?".into() } else { readings.join(" or ") }
        }
        FactValue::Duration(duration) => bounds(&duration.bounds, |number| {
            let step = Bounds::exact(number, Decimal::ONE);
            factlint::model::Duration { bounds: step, ..duration.clone() }.iso().unwrap_or_default()
        }),
        FactValue::Recurrence => "every".into(),
    }
}

fn bounds(bounds: &Bounds, write: impl Fn(Decimal) -> String) -> String {
    let end = |end: Option<End>| end.map(|end| write(end.value)).unwrap_or_default();
    let (lower, upper) = (end(bounds.lower), end(bounds.upper));
    match bounds.hedge {
        Hedge::Exact => lower,
        Hedge::About if lower == upper => format!("~{lower}"),
        Hedge::About => format!("~{lower}..{upper}"),
        Hedge::AtLeast => format!(">={lower}"),
        Hedge::MoreThan => format!(">{lower}"),
        Hedge::AtMost => format!("<={upper}"),
        Hedge::LessThan => format!("<{upper}"),
        Hedge::Nearly => format!("nearly {upper}"),
        Hedge::JustOver => format!("over {lower}"),
        Hedge::Range | Hedge::Vague => format!("{lower}..{upper}"),
    }
}

/// Sentences that do not read as wanted, collected so that one run shows all.
#[derive(Default)]
pub struct Complaints {
    lines: Vec<String>,
    total: usize,
}

/// How many complaints are printed, from all over the list: a broken writer fails in thousands.
const SHOWN: usize = 40;

impl Complaints {
    /// Holds each sentence to one fact whose value is written as wanted.
    pub fn hold(&mut self, library: &Library, tag: &str, sentences: &[(String, String)]) {
        let texts: Vec<&str> = sentences.iter().map(|(text, _)| text.as_str()).collect();
        let facts = read_all(library, tag, PUBLISHED, &texts);
        for ((text, wanted), facts) in sentences.iter().zip(facts) {
            self.total += 1;
            if facts.len() != 1 || notation(&facts[0].value) != *wanted {
                let found: Vec<String> = facts.iter().map(|fact| line(library, text, fact)).collect();
                self.add(format!("{tag}: {text}\n  wanted {wanted}, found [{}]", found.join("; ")));
            }
        }
    }

    /// Adds a complaint.
    pub fn add(&mut self, complaint: String) {
        self.lines.push(complaint);
    }

    /// Fails with what was collected.
    #[track_caller]
    pub fn report(&self) {
        let step = self.lines.len().div_ceil(SHOWN).max(1);
        let shown: Vec<&str> = self.lines.iter().step_by(step).map(String::as_str).collect();
        let (failed, total) = (self.lines.len(), self.total);
        assert!(failed == 0, "\n{}\n{failed} of {total} sentences fail", shown.join("\n"));
    }
}
