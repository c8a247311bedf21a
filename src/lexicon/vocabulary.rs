use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::data::{self, DataFile};
use crate::model::{
    ConceptFlags, ConceptId, ConceptTable, Currency, CurrencyTable, PlaceTable, Ratio, SourceKind,
    SourceTable, Unit, UnitTable,
};
use crate::text::{Fault, nearest};

use super::prepared;

/// What facts can speak of, in no language: concepts, units, currencies, places and
/// kinds of sources.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Things counted, and events.
    pub concepts: ConceptTable,
    /// Units of measure.
    pub units: UnitTable,
    /// Currencies.
    pub currencies: CurrencyTable,
    /// The gazetteer.
    pub places: PlaceTable,
    /// The kinds of sources.
    pub sources: SourceTable,
    /// For each whole, the parts that make it up without overlap.
    pub partitions: Vec<(ConceptId, Vec<ConceptId>)>,
    /// The same, of parts that leave nothing out only where they stand right beside their whole.
    pub halves: Vec<(ConceptId, Vec<ConceptId>)>,
    /// The stages of things, each chain in its order.
    pub chains: Vec<Chain>,
    /// What goes on from one event to another.
    pub courses: Vec<Course>,
    /// What takes up a thing named before.
    pub taken_up: Vec<ConceptId>,
    /// Who merely does something to it.
    pub actors: Vec<ConceptId>,
}

/// The stages of a thing, in their order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Chain {
    /// Each told by its words.
    pub stages: Vec<Stage>,
    /// Whether each happens but once to one thing, so that the later may be told first.
    pub once: bool,
}

/// One stage of a thing: a tender is opened, its bids are due.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Stage {
    /// Beside one of which its event stands; of none, it stands beside anything.
    pub of: Vec<ConceptId>,
    /// What tells it.
    pub events: Vec<ConceptId>,
}

/// What goes on from one event to another: a siege begins and ends, a ship leaves and arrives.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Course {
    /// The events with which it begins.
    pub from: Vec<ConceptId>,
    /// The events with which it ends.
    pub to: Vec<ConceptId>,
    /// Whether a length of it may be told as one in a place: "after 34 months in prison".
    pub inside: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptFile {
    counted: BTreeMap<Spanned<String>, ConceptEntry>,
    event: BTreeMap<Spanned<String>, ConceptEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChainFile {
    stage: StageEntries,
    chain: BTreeMap<String, Vec<StageEntry>>,
    course: BTreeMap<String, CourseEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CourseEntry {
    from: Vec<Spanned<String>>,
    to: Vec<Spanned<String>>,
    #[serde(default)]
    inside: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StageEntries {
    words: Vec<Spanned<String>>,
    taken_up: Vec<Spanned<String>>,
    actors: Vec<Spanned<String>>,
    once: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageEntry {
    #[serde(default)]
    of: Vec<Spanned<String>>,
    event: Vec<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ConceptEntry {
    is: Vec<Spanned<String>>,
    grows: bool,
    moves: bool,
    generic: bool,
    once: bool,
    weak: bool,
    recurs: bool,
    named: bool,
    local: bool,
    phase: bool,
    group: bool,
    acts: bool,
    befalls: bool,
    lasts: bool,
    halts: bool,
    tells: bool,
    notices: bool,
    lessens: bool,
    aspect: bool,
    common: bool,
    apart: bool,
    unique: bool,
    presumed: bool,
    partition: Vec<Spanned<String>>,
    halves: Vec<Spanned<String>>,
    counts: Option<Spanned<String>>,
    labels: Option<Spanned<String>>,
    of: Option<Spanned<String>>,
    happens: Option<Spanned<String>>,
    after: Vec<Spanned<String>>,
    measures: Option<String>,
}

impl ConceptEntry {
    fn flags(&self, event: bool) -> ConceptFlags {
        ConceptFlags {
            grows: self.grows,
            moves: self.moves,
            generic: self.generic,
            once: self.once,
            recurs: self.recurs,
            named: self.named,
            local: self.local,
            weak: self.weak,
            phase: self.phase,
            group: self.group,
            unique: self.unique,
            presumed: self.presumed,
            acts: self.acts,
            befalls: self.befalls,
            lasts: self.lasts,
            halts: self.halts,
            tells: self.tells,
            notices: self.notices,
            lessens: self.lessens,
            aspect: self.aspect,
            common: self.common,
            apart: self.apart,
            event,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    factor: Spanned<String>,
    offset: Option<Spanned<String>>,
    shown: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyFile {
    currency: BTreeMap<String, CurrencyEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyEntry {
    places: Vec<Spanned<String>>,
    #[serde(default)]
    world: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFile {
    source: BTreeMap<String, SourceEntry>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SourceEntry {
    is: Option<Spanned<String>>,
    anyone: bool,
    several: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceFile {
    place: BTreeMap<String, PlaceEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceEntry {
    #[serde(default)]
    southern: bool,
}

impl Vocabulary {
    /// Reads the built-in vocabulary, out of its files where it was not prepared.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the data file.
    pub fn builtin() -> Result<Self, Fault> {
        prepared::load(prepared::VOCABULARY).map_or_else(Self::from_files, Ok)
    }

    /// Reads the vocabulary out of its files.
    pub(super) fn from_files() -> Result<Self, Fault> {
        let mut vocabulary = Self::default();
        vocabulary.read_concepts(required("concepts.toml")?)?;
        vocabulary.read_chains(required("chains.toml")?)?;
        vocabulary.read_units(required("units.toml")?)?;
        let places: PlaceFile = parse(required("places.toml")?)?;
        for (key, entry) in places.place {
            vocabulary.places.push(key, entry.southern);
        }
        vocabulary.read_currencies(required("currencies.toml")?)?;
        vocabulary.read_sources(required("sources.toml")?)?;
        Ok(vocabulary)
    }

    /// The built-in vocabulary, read once a process.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the data file.
    pub fn shared() -> Result<Arc<Self>, Fault> {
        static SHARED: OnceLock<Result<Arc<Vocabulary>, Fault>> = OnceLock::new();
        SHARED.get_or_init(|| Self::builtin().map(Arc::new)).clone()
    }

    fn read_currencies(&mut self, file: DataFile) -> Result<(), Fault> {
        let currencies: CurrencyFile = parse(file)?;
        for (code, CurrencyEntry { places, world }) in currencies.currency {
            if let Some(unknown) = places.iter().find(|place| self.places.find(place.get_ref()).is_none()) {
                let message = format!("unknown place `{}`", unknown.get_ref());
                return Err(Fault::new(file.path, file.text, Some(unknown.span()), message));
            }
            let places = places.into_iter().map(Spanned::into_inner).collect();
            self.currencies.push(Currency { code, places, world });
        }
        Ok(())
    }

    fn read_sources(&mut self, file: DataFile) -> Result<(), Fault> {
        let entries: SourceFile = parse(file)?;
        for (key, entry) in &entries.source {
            let (anyone, several) = (entry.anyone, entry.several);
            self.sources.push(SourceKind { shown: source_name(key), is: None, anyone, several });
        }
        for (key, entry) in &entries.source {
            let Some(wider) = &entry.is else { continue };
            let known = |key: &str| self.sources.find(&source_name(key));
            let fault = |message| Fault::new(file.path, file.text, Some(wider.span()), message);
            let (Some(kind), Some(above)) = (known(key), known(wider.get_ref())) else {
                return Err(fault(format!("unknown source `{}`", wider.get_ref())));
            };
            if self.sources.is_a(above, kind) {
                return Err(fault(format!("`{key}` is its own wider source")));
            }
            self.sources.set_wider(kind, above);
        }
        Ok(())
    }

    fn read_concepts(&mut self, file: DataFile) -> Result<(), Fault> {
        let entries: ConceptFile = parse(file)?;
        let counted = entries.counted.iter().map(|entry| (entry, false));
        let events = entries.event.iter().map(|entry| (entry, true));
        for ((name, entry), event) in counted.chain(events) {
            self.concepts.push(name.get_ref().clone(), entry.flags(event));
        }
        for (name, entry) in entries.counted.iter().chain(&entries.event) {
            let child = self.concept(file, name)?;
            if let Some((parent, _)) = name.get_ref().rsplit_once('.')
                && let Some(parent) = self.concepts.find(parent)
            {
                self.concepts.add_parent(child, parent);
            }
            for parent in &entry.is {
                let parent = self.concept(file, parent)?;
                if self.concepts.is_a(parent, child) {
                    return Err(Fault::new(
                        file.path,
                        file.text,
                        Some(name.span()),
                        "a concept is its own parent",
                    ));
                }
                self.concepts.add_parent(child, parent);
            }
            self.tell_concept(file, child, entry)?;
        }
        Ok(())
    }

    /// The stages of things, and the words that tell them besides concepts.
    fn read_chains(&mut self, file: DataFile) -> Result<(), Fault> {
        let entries: ChainFile = parse(file)?;
        for word in &entries.stage.words {
            self.concepts.push(word.get_ref().clone(), ConceptFlags::default());
        }
        self.taken_up = self.all(file, &entries.stage.taken_up)?;
        self.actors = self.all(file, &entries.stage.actors)?;
        for (name, stages) in &entries.chain {
            let stage = |entry: &StageEntry| {
                let (of, events) = (self.all(file, &entry.of)?, self.all(file, &entry.event)?);
                Ok(Stage { of, events })
            };
            let stages = stages.iter().map(stage).collect::<Result<Vec<Stage>, Fault>>()?;
            let once = entries.stage.once.contains(name);
            self.chains.push(Chain { stages, once });
        }
        for entry in entries.course.values() {
            let (from, to) = (self.all(file, &entry.from)?, self.all(file, &entry.to)?);
            self.courses.push(Course { from, to, inside: entry.inside });
        }
        Ok(())
    }

    /// What an entry says of its concept besides its flags and parents.
    fn tell_concept(&mut self, file: DataFile, child: ConceptId, entry: &ConceptEntry) -> Result<(), Fault> {
        if let Some(counted) = &entry.counts {
            let counted = self.concept(file, counted)?;
            self.concepts.set_counts(child, counted);
        }
        if let Some(label) = &entry.labels {
            let label = self.concept(file, label)?;
            self.concepts.set_labels(child, label);
        }
        if let Some(object) = &entry.of {
            let object = self.concept(file, object)?;
            self.concepts.set_object(child, object);
        }
        if let Some(event) = &entry.happens {
            let event = self.concept(file, event)?;
            self.concepts.set_happens(child, event);
        }
        if let Some(dimension) = &entry.measures {
            self.concepts.set_measures(child, dimension.clone());
        }
        for earlier in &entry.after {
            let earlier = self.concept(file, earlier)?;
            self.concepts.add_earlier(child, earlier);
        }
        if !entry.partition.is_empty() {
            let parts = self.all(file, &entry.partition)?;
            self.partitions.push((child, parts));
        }
        if !entry.halves.is_empty() {
            let halves = self.all(file, &entry.halves)?;
            self.halves.push((child, halves));
        }
        Ok(())
    }

    fn all(&self, file: DataFile, names: &[Spanned<String>]) -> Result<Vec<ConceptId>, Fault> {
        names.iter().map(|name| self.concept(file, name)).collect()
    }

    fn concept(&self, file: DataFile, name: &Spanned<String>) -> Result<ConceptId, Fault> {
        self.find_concept(name.get_ref()).map_err(|help| {
            let message = format!("unknown concept `{}`", name.get_ref());
            let fault = Fault::new(file.path, file.text, Some(name.span()), message);
            help.map_or(fault.clone(), |near| fault.help(format!("did you mean `{near}`?")))
        })
    }

    /// The concept of a name, or the nearest name that exists.
    ///
    /// # Errors
    ///
    /// The nearest known name, where one is near.
    pub fn find_concept(&self, name: &str) -> Result<ConceptId, Option<String>> {
        self.concepts.find(name).ok_or_else(|| {
            let known = (0..self.concepts.len()).filter_map(|index| u16::try_from(index).ok());
            let names: Vec<&str> = known.map(|id| self.concepts.name(ConceptId(id))).collect();
            nearest(name, names).map(str::to_string)
        })
    }

    /// Whether each concept is a person, in the order of the table.
    pub(super) fn people(&self) -> Vec<bool> {
        self.ids().map(|id| self.concepts.is_people(id)).collect()
    }

    /// The dimension that each label is measured in, in the order of the table.
    pub(super) fn measures(&self) -> Vec<Option<Box<str>>> {
        self.ids().map(|id| self.concepts.measures(id).map(Box::from)).collect()
    }

    fn ids(&self) -> impl Iterator<Item = ConceptId> {
        (0..self.concepts.len()).map(|index| ConceptId(u16::try_from(index).unwrap_or(u16::MAX)))
    }

    fn read_units(&mut self, file: DataFile) -> Result<(), Fault> {
        let dimensions: BTreeMap<String, BTreeMap<String, UnitEntry>> = parse(file)?;
        let ratio = |text: &Spanned<String>| {
            Ratio::parse(text.get_ref()).ok_or_else(|| {
                let message = format!("expected a decimal or a ratio, found `{}`", text.get_ref());
                Fault::new(file.path, file.text, Some(text.span()), message)
                    .help("write it as 0.3048 or as 5/9")
            })
        };
        for (dimension, units) in dimensions {
            for (code, entry) in units {
                let factor = ratio(&entry.factor)?;
                let offset = entry.offset.as_ref().map(ratio).transpose()?;
                let shown = entry.shown.unwrap_or_else(|| code.clone());
                self.units.push(Unit { code, shown, dimension: dimension.clone(), factor, offset });
            }
        }
        Ok(())
    }
}

/// What a source is called in frames and messages.
pub(super) fn source_name(key: &str) -> String {
    format!("the {key}")
}

fn required(path: &'static str) -> Result<DataFile, Fault> {
    data::file(path).ok_or_else(|| Fault::new(path, "", None, "the data file is missing from the build"))
}

fn parse<T: for<'de> Deserialize<'de>>(file: DataFile) -> Result<T, Fault> {
    toml::from_str(file.text).map_err(|error| Fault::from_toml(file.path, file.text, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_vocabulary_loads() {
        let vocabulary = Vocabulary::builtin().unwrap();
        let sapper = vocabulary.concepts.find("person.soldier.sapper").unwrap();
        let person = vocabulary.concepts.find("person").unwrap();
        assert!(vocabulary.concepts.is_a(sapper, person));
        assert!(!vocabulary.concepts.is_a(person, sapper));
        assert!(vocabulary.units.find("[mi_i]").is_some());
        assert!(vocabulary.currencies.find("PLN").is_some());
        assert!(vocabulary.places.find("RU/kursk").is_some());
    }

    #[test]
    fn dotted_names_have_their_parents() {
        let vocabulary = Vocabulary::builtin().unwrap();
        let deploy = vocabulary.concepts.find("event.deploy").unwrap();
        let send = vocabulary.concepts.find("event.send").unwrap();
        assert!(vocabulary.concepts.is_a(deploy, send));
    }

    #[test]
    fn an_unknown_concept_names_its_neighbour() {
        let vocabulary = Vocabulary::builtin().unwrap();
        assert_eq!(vocabulary.find_concept("person.soldeir"), Err(Some("person.soldier".into())));
    }
}
