//! What speaks for and against a reading, and what each piece of it is worth. The pieces have names; their points stand
//! in `rules/weights.toml`, learnt from labelled articles.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::text::Fault;

/// What was found for and against one reading, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    names: Vec<&'static str>,
}

impl Evidence {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a piece where it was found.
    pub fn note(&mut self, name: &'static str, found: bool) {
        if found {
            self.names.push(name);
        }
    }

    /// The names of what was found, in the order of the looking.
    pub fn names(&self) -> &[&'static str] {
        &self.names
    }
}

/// What the pieces of evidence for one question are worth.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// The points where nothing at all is known.
    base: i32,
    /// From so many points on the answer is yes. What adds to the points of another question needs none of its own.
    #[serde(default)]
    needed: i32,
    evidence: FxHashMap<Box<str>, Weight>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weight {
    points: i32,
    says: Box<str>,
}

impl Weights {
    /// Those of a question that factlint is built with, read once a process.
    ///
    /// # Errors
    ///
    /// A [`Fault`] in `rules/weights.toml`.
    pub fn of(question: &str) -> Result<&'static Self, Fault> {
        static SHARED: OnceLock<Result<BTreeMap<String, Weights>, Fault>> = OnceLock::new();
        let all = SHARED.get_or_init(builtin).as_ref().map_err(Clone::clone)?;
        let missing =
            || Fault::new("weights.toml", "", None, format!("there are no weights for `{question}`"));
        all.get(question).ok_or_else(missing)
    }

    /// What some evidence comes to, in points. What has no weight counts nothing.
    pub fn points(&self, evidence: &Evidence) -> i32 {
        let of = |name: &&str| self.evidence.get(*name).map_or(0, |weight| weight.points);
        self.base + evidence.names.iter().map(of).sum::<i32>()
    }
}

/// How some evidence was weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// What it comes to.
    pub points: i32,
    /// What is needed.
    pub needed: i32,
    /// What of it counts, with its points and in words, the weightiest first.
    pub said: Vec<(i32, &'static str)>,
}

impl Balance {
    /// Weighs some evidence.
    pub fn of(weights: &'static Weights, evidence: &Evidence) -> Self {
        let known = evidence.names.iter().filter_map(|name| weights.evidence.get(*name));
        let mut said: Vec<(i32, &str)> = known.map(|weight| (weight.points, &*weight.says)).collect();
        said.sort_by_key(|(points, _)| Reverse(points.abs()));
        Self { points: weights.points(evidence), needed: weights.needed, said }
    }

    /// This, and what else speaks for and against it.
    pub fn and(mut self, other: Self) -> Self {
        self.points += other.points;
        self.said.extend(other.said);
        self.said.sort_by_key(|(points, _)| Reverse(points.abs()));
        self
    }

    /// Whether the answer is yes.
    pub fn is_enough(&self) -> bool {
        self.points >= self.needed
    }
}

fn builtin() -> Result<BTreeMap<String, Weights>, Fault> {
    let missing = || Fault::new("weights.toml", "", None, "the data file is missing from the build");
    let file = crate::data::file("weights.toml").ok_or_else(missing)?;
    toml::from_str(file.text).map_err(|error| Fault::from_toml(file.path, file.text, &error))
}
