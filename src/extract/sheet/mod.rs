//! A reference sheet: figures and dates that the newsroom vouches for, read into the facts of one more
//! document.

mod csv;
mod row;
mod toml_rows;
mod words;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::lexicon::Library;
use crate::model::{
    Bounds, ConceptId, Decimal, EventMention, Fact, FactValue, Frame, Hedge, Measure, Quantity, Subject,
    TimeForm, TimeValue, granularity_of,
};
use crate::text::{Fault, Span};

use super::document_facts::DocumentFacts;
use super::names::name_key;
use row::{Cell, Row, Sheet};
use words::Words;

/// What a sheet says of an entry besides its fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetEntry {
    /// Who vouches for it.
    pub source: Option<String>,
    /// What else to know.
    pub note: Option<String>,
    /// The names of which an article must hold one to be held against it, word by word; none where any
    /// article is.
    pub names: Vec<Vec<Arc<str>>>,
}

/// Reads a sheet, TOML or CSV by the end of its name.
///
/// # Errors
///
/// A [`Fault`] with its place in the sheet, and what to write in its stead.
pub(super) fn read(document: &Document, library: &Library) -> Result<DocumentFacts, Fault> {
    let is_csv = document.name.to_ascii_lowercase().ends_with(".csv");
    let sheet = Sheet { path: &document.name, text: document.source() };
    let rows = if is_csv { csv::rows(sheet)? } else { toml_rows::rows(sheet)? };
    let words = Words::new(sheet, library);
    let mut facts = DocumentFacts::default();
    let mut entries = Vec::new();
    for row in &rows {
        let entry = Entry { sheet, words: &words, row };
        facts.facts.push(entry.fact()?);
        entries.push(entry.said());
    }
    facts.sheet = Some(entries.into());
    Ok(facts)
}

/// A row, about to become a fact.
struct Entry<'a> {
    sheet: Sheet<'a>,
    words: &'a Words<'a>,
    row: &'a Row,
}

impl Entry<'_> {
    fn fact(&self) -> Result<Fact, Fault> {
        let date = self.row.cell("date").map(|cell| self.time(cell)).transpose()?;
        let figure = self.figure()?;
        let frame = self.frame(figure.as_ref().and(date.clone()))?;
        let (value, cell) = match (figure, date) {
            (Some((bounds, cell)), _) => {
                let measure = self.measure(&frame)?;
                let quantity = Quantity { measure, ..Quantity::count(bounds) };
                (FactValue::Quantity(quantity), cell)
            }
            (None, Some(date)) => (FactValue::Time(date), self.row.cell("date")),
            (None, None) => {
                let fault =
                    self.sheet.fault(self.row.span.clone(), "this entry has neither a figure nor a date");
                return Err(fault.help("give a `value`, or `min` and `max`, or the `date` of an `event`"));
            }
        };
        self.check_subject(&frame, &value)?;
        let span = cell.filter(|_| self.row.points_at_cells).map_or(&self.row.span, |cell| &cell.span);
        let span = Span::new(span.start, span.end);
        Ok(Fact { span, value, frame, sentence: span })
    }

    /// A figure is of something, and a date is of an event.
    fn check_subject(&self, frame: &Frame, value: &FactValue) -> Result<(), Fault> {
        let (missing, help) = match value {
            FactValue::Time(_) if frame.event.is_none() => {
                ("event", "say what happened on the date: `event = \"signed\"`, or a figure's `value`")
            }
            FactValue::Quantity(_) if frame.of.is_none() => {
                ("thing", "say what is counted or measured: `thing = \"soldiers\"`")
            }
            _ => return Ok(()),
        };
        let fault = self.sheet.fault(self.row.span.clone(), &format!("this entry has no `{missing}`"));
        Err(fault.help(help))
    }

    fn frame(&self, period: Option<TimeValue>) -> Result<Frame, Fault> {
        let thing = self.row.cell("thing").map(|cell| self.words.thing(cell)).transpose()?;
        let event = self.row.cell("event").map(|cell| self.words.event(cell)).transpose()?;
        let place = self.row.cell("place").map(|cell| self.words.place(cell)).transpose()?;
        let names: Vec<Arc<str>> = self.names().into_iter().flatten().collect();
        let concepts = &self.words.library.vocabulary.concepts;
        Ok(Frame {
            of: thing.map(Subject::Concept),
            object: thing,
            label: thing.filter(|thing| concepts.root(*thing) == "label"),
            event: event.map(|concept: ConceptId| EventMention { concept, distance: 0 }),
            places: place.into_iter().collect(),
            names: names.into(),
            period,
            ..Frame::default()
        })
    }

    /// "Nordvik; Adam Sobczak": two names, of one and of two words.
    fn names(&self) -> Vec<Vec<Arc<str>>> {
        let text = self.row.cell("names").map_or("", |cell| cell.text.as_str());
        // Articles' words of two letters are no names either.
        let words = |name: &str| {
            let long = name.split_whitespace().filter(|word| word.chars().count() > 2);
            long.map(name_key).collect::<Vec<_>>()
        };
        text.split(';').map(words).filter(|name| !name.is_empty()).collect()
    }

    fn said(&self) -> SheetEntry {
        let text = |key: &str| self.row.cell(key).map(|cell| cell.text.clone());
        SheetEntry { source: text("source"), note: text("note"), names: self.names() }
    }

    /// The figure with the cell that it stands in.
    fn figure(&self) -> Result<Option<(Bounds, Option<&Cell>)>, Fault> {
        let number = |key: &str| {
            let cell = self.row.cell(key);
            Ok(match cell {
                Some(cell) => Some((self.number(cell)?, cell)),
                None => None,
            })
        };
        let (value, min, max) = (number("value")?, number("min")?, number("max")?);
        let cell = value.or(min).or(max).map(|(_, cell)| cell);
        let bounds = match (value, min, max) {
            (None, None, None) => return Ok(None),
            (Some((bounds, _)), None, None) => bounds,
            (None, Some((low, _)), Some((high, _))) => Bounds::range(low, high),
            (None, Some((low, _)), None) => low.hedged(Hedge::AtLeast),
            (None, None, Some((high, _))) => high.hedged(Hedge::AtMost),
            (Some(_), ..) => {
                let span = min.or(max).map_or(self.row.span.clone(), |(_, cell)| cell.span.clone());
                let fault = self.sheet.fault(span, "`value` says all: it stands without `min` and `max`");
                return Err(fault.help("give the one figure, or its bounds"));
            }
        };
        let about = self.row.cell("about").map(|cell| self.truth(cell)).transpose()?.unwrap_or_default();
        Ok(Some((if about { bounds.hedged(Hedge::About) } else { bounds }, cell)))
    }

    fn number(&self, cell: &Cell) -> Result<Bounds, Fault> {
        let plain: String =
            cell.text.chars().filter(|letter| !letter.is_whitespace() && *letter != '_').collect();
        let value = Decimal::from_str_exact(&plain).ok().filter(|_| plain != ".");
        // A round figure in a text is rounded; the newsroom says what it means, and `about` where it rounds.
        let step = |value: Decimal| granularity_of(value).min(Decimal::ONE);
        value.map(|value| Bounds::exact(value, step(value))).ok_or_else(|| {
            let fault =
                self.sheet.fault(cell.span.clone(), &format!("expected a number, found `{}`", cell.text));
            fault.help(
                "write 12000 or 12 000, and 3.5 with a point; `min`, `max` and `about` are keys of their own",
            )
        })
    }

    fn truth(&self, cell: &Cell) -> Result<bool, Fault> {
        match cell.text.to_ascii_lowercase().as_str() {
            "true" | "yes" => Ok(true),
            "false" | "no" => Ok(false),
            _ => {
                let message = format!("expected yes or no, found `{}`", cell.text);
                Err(self
                    .sheet
                    .fault(cell.span.clone(), &message)
                    .help("`about` says that the figure is rounded"))
            }
        }
    }

    /// What the figure measures: its unit, or the money, or a count.
    fn measure(&self, frame: &Frame) -> Result<Measure, Fault> {
        if let Some(cell) = self.row.cell("unit") {
            return self.words.measure(cell);
        }
        let concepts = &self.words.library.vocabulary.concepts;
        let dimension = frame.label.and_then(|label| concepts.measures(label)).filter(|name| *name != "none");
        let Some(dimension) = dimension else { return Ok(Measure::Count) };
        let fault =
            self.sheet.fault(self.row.span.clone(), &format!("this figure needs a `unit` of {dimension}"));
        Err(fault.help("write a unit or a currency as articles do: `unit = \"km\"`, `unit = \"EUR\"`"))
    }

    /// `2024-06-19`, `2024-06`, `2024`, or two of them: `2023-08/2025-03`.
    fn time(&self, cell: &Cell) -> Result<TimeValue, Fault> {
        let form = match cell.text.split_once('/') {
            None => time_form(&cell.text),
            Some((from, to)) => time_form(from)
                .zip(time_form(to))
                .map(|(from, to)| TimeForm::Between(Box::new(from), Box::new(to))),
        };
        let form = form.filter(|form| form.interval().is_some());
        form.map(TimeValue::plain).ok_or_else(|| {
            let message = format!("expected a date, found `{}`", cell.text);
            let fault = self.sheet.fault(cell.span.clone(), &message);
            fault.help("write a day, a month, a year or a period: 2024-06-19, 2024-06, 2024, 2023-08/2025-03")
        })
    }
}

fn time_form(text: &str) -> Option<TimeForm> {
    let text = text.trim();
    let mut parts = text.split('-');
    let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: Option<i8> = parts
        .next()
        .map(|month| month.parse().ok().filter(|month| (1..=12).contains(month)))
        .map_or(Some(None), |month| month.map(Some))?;
    let rest = parts.next();
    match (month, rest) {
        (None, _) => Some(TimeForm::Year(year)),
        (Some(month), None) => Some(TimeForm::Month(year, month)),
        (Some(month), Some(day)) if parts.next().is_none() => {
            let day = jiff::civil::Date::new(year, month, day.parse().ok()?).ok()?;
            Some(TimeForm::Day(day))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(name: &str, text: &str) -> Result<DocumentFacts, Fault> {
        read(&Document::sheet(name, text), &Library::builtin().unwrap())
    }

    #[track_caller]
    fn complaint(name: &str, text: &str) -> String {
        let fault = facts(name, text).unwrap_err();
        format!("{fault} / {}", fault.help.as_deref().unwrap_or_default())
    }

    const TOML: &str =
        "[[fact]]\nthing = \"soldiers\"\nevent = \"sent\"\nvalue = 12000\ndate = 2024\nplace = \"Rosja\"\n";

    #[test]
    fn toml_and_csv_say_the_same() {
        let csv = "thing,event,value,date,place\nsoldiers,sent,12000,2024,Rosja\n";
        let semicolons = "\u{feff}Thing;Event;Value;Date;Place\r\n\"soldiers\";sent;12 000;2024;Rosja\r\n";
        let [a, b, c] = [("s.toml", TOML), ("s.csv", csv), ("s.CSV", semicolons)]
            .map(|(name, text)| facts(name, text).unwrap().facts.remove(0));
        assert_eq!((&a.value, &a.frame), (&b.value, &b.frame));
        assert_eq!((&a.value, &a.frame), (&c.value, &c.frame));
        assert_eq!(a.span.of(TOML), "12000");
        assert_eq!(b.span.of(csv), "soldiers,sent,12000,2024,Rosja");
    }

    #[test]
    fn bounds_are_read() {
        let shown = |line: &str| {
            let text = format!("[[fact]]\nthing = \"casualty.dead\"\n{line}\n");
            match &facts("s.toml", &text).unwrap().facts[0].value {
                FactValue::Quantity(quantity) => quantity.bounds.to_string(),
                other => format!("{other:?}"),
            }
        };
        assert_eq!(shown("min = 12"), "12 or more");
        assert_eq!(shown("max = 15"), "15 or fewer");
        assert_eq!(shown("min = 12\nmax = 15"), "12 to 15");
        assert_eq!(shown("value = 12_000\nabout = true"), "about 12 000");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_a_remedy() {
        let wrong = |from: &str, to: &str| complaint("s.toml", &TOML.replace(from, to));
        assert!(
            wrong("thing =", "thnig =")
                .starts_with("s.toml:2:1: unknown key `thnig` / did you mean `thing`?")
        );
        assert!(wrong("\"soldiers\"", "\"person.soldeir\"").contains("did you mean `person.soldier`?"));
        assert!(wrong("12000", "\"12,000\"").contains("s.toml:4:9: expected a number, found `12,000`"));
        assert!(wrong("2024", "\"last year\"").contains("s.toml:5:8: expected a date, found `last year`"));
        assert!(wrong("\"Rosja\"", "\"Atlantis\"").contains("unknown place `Atlantis`"));
        assert!(wrong("value = 12000\ndate = 2024\n", "").contains("neither a figure nor a date"));
        assert!(wrong("thing = \"soldiers\"\n", "").contains("this entry has no `thing`"));
        assert!(wrong("value = 12000", "value = 3\nmin = 2").contains("it stands without `min` and `max`"));
        assert!(wrong("[[fact]]", "[[fcat]]").contains("did you mean `fact`?"));
        assert!(complaint("s.csv", "thing,vlaue\nsoldiers,3\n").contains("s.csv:1:7: unknown key `vlaue`"));
        assert!(complaint("s.csv", "thing,value\nsoldiers,3,4\n").contains("s.csv:2:12: more cells than"));
        assert!(
            complaint("s.csv", "thing,value\n\"soldiers,3\n").contains("a quotation mark is never closed")
        );
        assert!(complaint("s.csv", "").contains("names of the columns"));
    }
}
