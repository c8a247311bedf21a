use std::collections::BTreeSet;

use crate::lexicon::{Library, Meaning, Section, TokenText, Vocabulary};
use crate::model::{ConceptId, Measure, PlaceId};
use crate::text::{Fault, nearest};

use super::row::{Cell, Sheet};

/// What the words of a sheet mean: names of our own tables, or words as articles write them, in any language.
pub(super) struct Words<'a> {
    sheet: Sheet<'a>,
    pub library: &'a Library,
}

impl<'a> Words<'a> {
    pub fn new(sheet: Sheet<'a>, library: &'a Library) -> Self {
        Self { sheet, library }
    }

    fn vocabulary(&self) -> &'a Vocabulary {
        &self.library.vocabulary
    }

    /// What is counted, measured or dated.
    pub fn thing(&self, cell: &Cell) -> Result<ConceptId, Fault> {
        let pick = |meaning| if let Meaning::Concept(id) = meaning { Some(id) } else { None };
        self.concept(cell, "thing", false, &|meaning| pick(meaning))
    }

    /// What happens.
    pub fn event(&self, cell: &Cell) -> Result<ConceptId, Fault> {
        let pick = |meaning| if let Meaning::Event(id) = meaning { Some(id) } else { None };
        self.concept(cell, "event", true, &|meaning| pick(meaning))
    }

    fn concept(
        &self,
        cell: &Cell,
        what: &str,
        is_event: bool,
        pick: &dyn Fn(Meaning) -> Option<ConceptId>,
    ) -> Result<ConceptId, Fault> {
        let concepts = &self.vocabulary().concepts;
        let fits = |id: &ConceptId| concepts.flags(*id).event == is_event;
        if let Some(id) = concepts.find(&cell.text).filter(fits) {
            return Ok(id);
        }
        let found = self.meant(cell, Section::Concept, pick)?;
        let found = if is_event { self.meant(cell, Section::Event, pick)? } else { found };
        let names = found.iter().map(|id| concepts.name(*id));
        let near =
            || self.vocabulary().find_concept(&cell.text).err().flatten().or_else(|| self.called(cell));
        self.one(cell, what, &found, &names.collect::<Vec<_>>(), near)
    }

    /// The concept whose own part of its name is nearest to a word: `person.soldier` for "soldeirs".
    fn called(&self, cell: &Cell) -> Option<String> {
        let concepts = &self.vocabulary().concepts;
        let own = |name: &'a str| name.rsplit('.').next().unwrap_or(name);
        let names = (0..concepts.len()).filter_map(|index| u16::try_from(index).ok());
        let names: Vec<&str> = names.map(|id| concepts.name(ConceptId(id))).collect();
        let near = nearest(&cell.text, names.iter().map(|name| own(name)))?;
        names.iter().find(|name| own(name) == near).map(|name| name.to_string())
    }

    /// Where.
    pub fn place(&self, cell: &Cell) -> Result<PlaceId, Fault> {
        let places = &self.vocabulary().places;
        if let Some(place) = places.find(&cell.text) {
            return Ok(place);
        }
        let pick = |meaning| if let Meaning::Place(id) = meaning { Some(id) } else { None };
        let found = self.meant(cell, Section::Place, &pick)?;
        let names: Vec<&str> = found.iter().map(|id| places.key(*id)).collect();
        self.one(cell, "place", &found, &names, || None)
    }

    /// A unit by its code or its word, a currency, or `%`.
    pub fn measure(&self, cell: &Cell) -> Result<Measure, Fault> {
        let vocabulary = self.vocabulary();
        let unit = vocabulary.units.find(&cell.text).map(Measure::Unit);
        let code = || vocabulary.currencies.find(&cell.text.to_uppercase()).map(Measure::Money);
        let share = || match cell.text.as_str() {
            "%" => Some(Measure::Percent),
            "pp" => Some(Measure::PercentagePoints),
            _ => None,
        };
        if let Some(measure) = share().or(unit).or_else(code) {
            return Ok(measure);
        }
        let units = self.meant(cell, Section::Unit, &|meaning| match meaning {
            Meaning::Unit(id) => Some(Measure::Unit(id)),
            _ => None,
        })?;
        let money = self.meant(cell, Section::Currency, &|meaning| match meaning {
            Meaning::Currency(id) => Some(Measure::Money(id)),
            _ => None,
        })?;
        let found: Vec<Measure> = units.into_iter().chain(money).collect();
        let name = |measure: &Measure| match measure {
            Measure::Unit(id) => vocabulary.units.get(*id).code.as_str(),
            Measure::Money(id) => vocabulary.currencies.code(*id),
            _ => "%",
        };
        self.one(cell, "unit", &found, &found.iter().map(name).collect::<Vec<_>>(), || None)
    }

    /// All that a text means as a whole in the packs, each meaning once.
    fn meant<T: PartialEq>(
        &self,
        cell: &Cell,
        section: Section,
        pick: &dyn Fn(Meaning) -> Option<T>,
    ) -> Result<Vec<T>, Fault> {
        let mut found: Vec<T> = Vec::new();
        for tag in self.library.tags() {
            let Some(lexicon) = self.library.lexicon(tag)? else { continue };
            let source = TokenText { text: &cell.text, lexicon: &lexicon };
            if let [token] = lexicon.tokenize(&cell.text)[..] {
                let meanings = source.meanings(&token).iter().filter(|meaning| meaning.section() == section);
                for meant in meanings.filter_map(|meaning| pick(*meaning)) {
                    if !found.contains(&meant) {
                        found.push(meant);
                    }
                }
            }
        }
        Ok(found)
    }

    /// The one meaning, or what is wrong.
    fn one<T: Copy>(
        &self,
        cell: &Cell,
        what: &str,
        found: &[T],
        names: &[&str],
        near: impl Fn() -> Option<String>,
    ) -> Result<T, Fault> {
        let fault = |message: String| self.sheet.fault(cell.span.clone(), &message);
        match found {
            [one] => Ok(*one),
            [] => {
                let fault = fault(format!("unknown {what} `{}`", cell.text));
                Err(fault.help(match near() {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "write one word for it as an article does, or its name in rules/{}",
                        table_of(what)
                    ),
                }))
            }
            _ => {
                let names: BTreeSet<&str> = names.iter().copied().collect();
                let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                Err(fault(format!("`{}` can be {}", cell.text, names.join(" or ")))
                    .help("write which is meant"))
            }
        }
    }
}

fn table_of(what: &str) -> &'static str {
    match what {
        "place" => "places.toml",
        "unit" => "units.toml or currencies.toml",
        _ => "concepts.toml",
    }
}
