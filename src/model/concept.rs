use serde::{Deserialize, Serialize};

use super::index::NameIndex;

/// A concept in the hierarchy: something counted, or something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ConceptId(pub u16);

/// A place in the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlaceId(pub u16);

/// What comparison needs to know of a concept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConceptFlags {
    /// Only ever rises while a story runs.
    pub grows: bool,
    /// Rises and falls.
    pub moves: bool,
    /// Says too little to be compared without its event.
    pub generic: bool,
    /// Happens once in a story.
    pub once: bool,
    /// Happens again in other years.
    pub recurs: bool,
    /// Told apart by who or what it happened to.
    pub named: bool,
    /// Measured at a place, and another at the next: the heat of a day.
    pub local: bool,
    /// Says too little to tell one figure from another.
    pub weak: bool,
    /// Its kinds are one happening, seen from several sides.
    pub phase: bool,
    /// One of it is several people.
    pub group: bool,
    /// Acts on others: who arrests and rescues is not counted among the arrested and the rescued.
    pub acts: bool,
    /// An event that befalls people: who died in it died when it happened.
    pub befalls: bool,
    /// An event that lasts, so that lengths of time are told of it.
    pub lasts: bool,
    /// Brings to a stop what ran: one text calls it closing, and another suspending.
    pub halts: bool,
    /// The telling of something: its day is not that of what is told.
    pub tells: bool,
    /// The noticing of something: a case is of the day on which it was diagnosed.
    pub notices: bool,
    /// Leaves less of what it counts: a sum beside it is no total.
    pub lessens: bool,
    /// The start, the end or the course of another event, which its clause names.
    pub aspect: bool,
    /// No kind of what its name stands under: households are counted apart from people.
    pub apart: bool,
    /// Counts so little that it needs its event, or to be the only figure of its noun.
    pub common: bool,
    /// Happens once in a life.
    pub unique: bool,
    /// What a measure is that nothing else labels: degrees are a temperature.
    pub presumed: bool,
    /// An event, as opposed to something counted.
    pub event: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Concept {
    name: String,
    /// Length in bytes of the part before the first dot.
    root: usize,
    parents: Vec<ConceptId>,
    flags: ConceptFlags,
    counts: Option<ConceptId>,
    labels: Option<ConceptId>,
    object: Option<ConceptId>,
    happens: Option<ConceptId>,
    earlier: Vec<ConceptId>,
    measures: Option<Box<str>>,
}

/// The hierarchy of concepts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ConceptTable {
    index: NameIndex,
    concepts: Vec<Concept>,
}

impl ConceptTable {
    /// Says that one event of a thing comes before another.
    pub fn add_earlier(&mut self, event: ConceptId, earlier: ConceptId) {
        self.concepts[event.0 as usize].earlier.push(earlier);
    }

    /// Whether an event of a thing comes after another of the same thing: no treaty is ratified before it
    /// is signed.
    pub fn comes_after(&self, event: ConceptId, earlier: ConceptId) -> bool {
        self.concepts[event.0 as usize].earlier.contains(&earlier)
    }

    /// Adds a concept without parents and returns its id.
    pub fn push(&mut self, name: String, flags: ConceptFlags) -> ConceptId {
        let id = ConceptId(self.index.push(&name));
        let root = name.find('.').unwrap_or(name.len());
        self.concepts.push(Concept {
            name,
            root,
            parents: Vec::new(),
            flags,
            counts: None,
            labels: None,
            object: None,
            happens: None,
            earlier: Vec::new(),
            measures: None,
        });
        id
    }

    /// Makes `child` a kind of `parent`. The caller keeps the hierarchy free of cycles.
    pub fn add_parent(&mut self, child: ConceptId, parent: ConceptId) {
        self.concepts[child.0 as usize].parents.push(parent);
    }

    /// Lets an event say what the people in it are counted as: those who die are the dead.
    pub fn set_counts(&mut self, event: ConceptId, counted: ConceptId) {
        self.concepts[event.0 as usize].counts = Some(counted);
    }

    /// Lets an event say what a sum or a measure beside it is: what is lost is a loss.
    pub fn set_labels(&mut self, event: ConceptId, label: ConceptId) {
        self.concepts[event.0 as usize].labels = Some(label);
    }

    /// What a sum or a measure beside an event is, where nothing else says so.
    pub fn labels(&self, event: ConceptId) -> Option<ConceptId> {
        self.concepts[event.0 as usize].labels
    }

    /// What a concept is a kind of, in the first degree.
    pub fn parents(&self, id: ConceptId) -> &[ConceptId] {
        &self.concepts[id.0 as usize].parents
    }

    /// What the people in an event are counted as; of a label, what a figure without a unit counts ("a
    /// workforce of 3,400").
    pub fn counts(&self, event: ConceptId) -> Option<ConceptId> {
        self.concepts[event.0 as usize].counts
    }

    /// Whether the people of some event are counted as this: the dead, the injured.
    pub fn is_counted_by_event(&self, counted: ConceptId) -> bool {
        self.concepts.iter().any(|event| event.counts == Some(counted))
    }

    /// Lets an event say what it happens to: what is signed is a pact.
    pub fn set_object(&mut self, event: ConceptId, object: ConceptId) {
        self.concepts[event.0 as usize].object = Some(object);
    }

    /// What an event happens to, where that tells one such event from another.
    pub fn object(&self, event: ConceptId) -> Option<ConceptId> {
        self.concepts[event.0 as usize].object
    }

    /// Lets a noun say which event it is one of: the first case is the first infection.
    pub fn set_happens(&mut self, noun: ConceptId, event: ConceptId) {
        self.concepts[noun.0 as usize].happens = Some(event);
    }

    /// The event of which a noun tells one.
    pub fn happens(&self, noun: ConceptId) -> Option<ConceptId> {
        self.concepts[noun.0 as usize].happens
    }

    /// Lets a label say which dimension of units it is given in, or that it is given in money.
    pub fn set_measures(&mut self, label: ConceptId, dimension: String) {
        self.concepts[label.0 as usize].measures = Some(dimension.into());
    }

    /// The dimension of the units that a label is given in, or `money`.
    pub fn measures(&self, label: ConceptId) -> Option<&str> {
        self.concepts[label.0 as usize].measures.as_deref()
    }

    /// The label of a measure that nothing labels, where its dimension can be but one thing.
    pub fn presumed(&self, dimension: &str) -> Option<ConceptId> {
        let fits =
            |concept: &Concept| concept.flags.presumed && concept.measures.as_deref() == Some(dimension);
        let at = self.concepts.iter().position(fits)?;
        u16::try_from(at).ok().map(ConceptId)
    }

    /// The name of an id that this table gave out.
    pub fn name(&self, id: ConceptId) -> &str {
        &self.concepts[id.0 as usize].name
    }

    /// What comparison needs to know of a concept.
    pub fn flags(&self, id: ConceptId) -> ConceptFlags {
        self.concepts[id.0 as usize].flags
    }

    /// The concept of a name.
    pub fn find(&self, name: &str) -> Option<ConceptId> {
        self.index.find(name).map(ConceptId)
    }

    /// Whether `id` is `ancestor` or a kind of it.
    pub fn is_a(&self, id: ConceptId, ancestor: ConceptId) -> bool {
        id == ancestor
            || self.concepts[id.0 as usize].parents.iter().any(|&parent| self.is_a(parent, ancestor))
    }

    /// Whether both are kinds of one happening, seen from several sides.
    pub fn share_phase(&self, a: ConceptId, b: ConceptId) -> bool {
        let parents = |id: ConceptId| self.concepts[id.0 as usize].parents.iter().copied();
        self.flags(a).phase && self.is_a(b, a) || parents(a).any(|parent| self.share_phase(parent, b))
    }

    /// The last of a concept's first parents: what it is in the widest sense.
    pub fn widest(&self, id: ConceptId) -> ConceptId {
        self.concepts[id.0 as usize].parents.first().map_or(id, |&parent| self.widest(parent))
    }

    /// Whether the two stand under one top-level name (`person.soldier` and `person.police`).
    pub fn share_root(&self, a: ConceptId, b: ConceptId) -> bool {
        self.root(a) == self.root(b)
    }

    /// Whether it tells that a figure rose or fell.
    pub fn is_move(&self, event: ConceptId) -> bool {
        matches!(self.name(event), "event.rise" | "event.fall")
    }

    /// Whether it counts people by what befell them: the dead, the injured, the missing.
    pub fn is_casualty(&self, id: ConceptId) -> bool {
        self.root(id) == "casualty"
    }

    /// Whether it counts people, as they are or by what befell them.
    pub fn is_people(&self, id: ConceptId) -> bool {
        self.root(id) == "person" || self.is_casualty(id)
    }

    /// The closest kind whose name holds both: `person.soldier` of sappers and builders.
    pub fn kind_of_both(&self, one: ConceptId, other: ConceptId) -> Option<ConceptId> {
        let mut name = self.name(one);
        let theirs = self.name(other);
        while !(theirs.starts_with(name) && theirs[name.len()..].starts_with('.')) {
            name = &name[..name.rfind('.')?];
        }
        self.find(name)
    }

    /// The top-level name: the part before the first dot.
    pub fn root(&self, id: ConceptId) -> &str {
        let concept = &self.concepts[id.0 as usize];
        &concept.name[..concept.root]
    }

    /// Whether this table gave out an id.
    pub fn holds(&self, id: ConceptId) -> bool {
        usize::from(id.0) < self.concepts.len()
    }

    /// Number of concepts.
    pub fn len(&self) -> usize {
        self.concepts.len()
    }

    /// Whether the table is empty.
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }
}

/// The gazetteer: places by key, a key naming the place it lies in before its last slash.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PlaceTable {
    index: NameIndex,
    keys: Vec<String>,
    southern: Vec<bool>,
}

impl PlaceTable {
    /// Adds a place, with whether its seasons are those of the south, and returns its id. A country
    /// comes before the places in it.
    pub fn push(&mut self, key: String, southern: bool) -> PlaceId {
        let id = PlaceId(self.index.push(&key));
        let country = key.split_once('/').and_then(|(country, _)| self.find(country));
        let in_south = country.is_some_and(|country| self.southern.get(country.0 as usize) == Some(&true));
        self.southern.push(southern || in_south);
        self.keys.push(key);
        id
    }

    /// Whether this table gave out an id.
    pub fn holds(&self, id: PlaceId) -> bool {
        usize::from(id.0) < self.keys.len()
    }

    /// The key of an id that this table gave out.
    pub fn key(&self, id: PlaceId) -> &str {
        &self.keys[id.0 as usize]
    }

    /// The place of a key.
    pub fn find(&self, key: &str) -> Option<PlaceId> {
        self.index.find(key).map(PlaceId)
    }

    /// Whether `inner` is `outer` or lies in it.
    pub fn lies_in(&self, inner: PlaceId, outer: PlaceId) -> bool {
        let (inner, outer) = (self.key(inner), self.key(outer));
        inner == outer || inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether the place lies in a country of the southern hemisphere.
    pub fn is_southern(&self, id: PlaceId) -> bool {
        self.southern.get(id.0 as usize) == Some(&true)
    }

    /// The country a place lies in, or the place itself.
    pub fn country(&self, id: PlaceId) -> &str {
        let key = self.key(id);
        key.split_once('/').map_or(key, |(country, _)| country)
    }
}
