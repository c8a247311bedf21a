//! A baseline: the findings that were there before, so that only new ones count.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::document::Corpus;
use crate::text::{Fault, LineIndex};

use super::{Finding, SetAside, WhyAside};

const SCHEMA: &str = "factlint.baseline/1";

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    schema: String,
    findings: Vec<Entry>,
}

/// A finding as a baseline keeps it: what it is known by, and for people where it was.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    places: Vec<Place>,
    fingerprint: String,
}

/// A place that took part in a finding.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
struct Place {
    document: String,
    words: String,
}

impl Entry {
    fn of(finding: &Finding, corpus: &Corpus) -> Self {
        let mut places: Vec<Place> = finding
            .labels
            .iter()
            .map(|label| {
                let document = corpus.get(label.document);
                let words = label.span.of(document.source()).split_whitespace().collect::<Vec<_>>().join(" ");
                Place { document: document.name.clone(), words }
            })
            .collect();
        places.sort();
        Self { rule: finding.rule.clone(), places, fingerprint: finding.fingerprint.to_string() }
    }

    fn documents(&self) -> BTreeSet<&str> {
        self.places.iter().map(|place| place.document.as_str()).collect()
    }

    /// Whether `found` may be this finding in a later run: no article has joined it, and where an article
    /// has another name, one of the former names is gone.
    fn may_be(&self, found: &Self, gone: &dyn Fn(&str) -> bool) -> bool {
        if found.places.len() > self.places.len() {
            return false;
        }
        let (before, after) = (self.documents(), found.documents());
        let renamed = after.difference(&before).count();
        renamed == 0 || renamed <= before.difference(&after).filter(|document| gone(document)).count()
    }
}

/// The findings that were there before.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    name: String,
    entries: Vec<Entry>,
}

/// What a run is asked for besides its findings, so that a baseline can tell what is fixed.
#[derive(Clone, Copy)]
pub struct BaselineRun<'a> {
    /// The documents.
    pub corpus: &'a Corpus,
    /// Whether a rule ran.
    pub ran: &'a dyn Fn(&str) -> bool,
    /// Whether a document was read.
    pub read: &'a dyn Fn(&str) -> bool,
    /// Whether there is no document of this name any more, not even one that was not read.
    pub gone: &'a dyn Fn(&str) -> bool,
}

/// How the findings of a run stand to a baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaselineCounts {
    /// The baseline, as it was named.
    pub baseline: String,
    /// Findings that it does not know.
    pub new: usize,
    /// Findings that it knows.
    pub known: usize,
    /// Findings that it knows, and that are no more.
    pub fixed: usize,
}

/// Findings, held against a baseline.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// Those that it does not know.
    pub new: Vec<Finding>,
    /// Those that it knows.
    pub known: Vec<SetAside>,
    /// How many of each, and how many are no more.
    pub counts: BaselineCounts,
    /// The baseline as it would be written now.
    pub updated: Baseline,
}

impl Baseline {
    /// One that knows nothing.
    pub fn empty(name: &str) -> Self {
        Self { name: name.to_string(), entries: Vec::new() }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the file.
    pub fn parse(name: &str, text: &str) -> Result<Self, Fault> {
        let wire: Wire = serde_json::from_str(text).map_err(|error| damaged(name, text, &error))?;
        if wire.schema != SCHEMA {
            let at = text.find(&wire.schema).map(|at| at..at + wire.schema.len());
            let message = format!("expected the schema `{SCHEMA}`, found `{}`", wire.schema);
            return Err(Fault::new(name, text, at, message).help(HELP));
        }
        Ok(Self { name: name.to_string(), entries: wire.findings })
    }

    /// The text of the file: sorted, an object a finding, so that its changes can be read.
    pub fn text(&self) -> String {
        let wire = Wire { schema: SCHEMA.into(), findings: self.entries.clone() };
        let text = serde_json::to_string_pretty(&wire).unwrap_or_default();
        format!("{text}\n")
    }

    /// Findings as known to it.
    pub fn know(&self, findings: Vec<Finding>) -> Vec<SetAside> {
        let why = || WhyAside::Known { baseline: self.name.clone() };
        findings.into_iter().map(|finding| SetAside { finding, why: why() }).collect()
    }

    /// Parts findings into those that are new and those that the baseline knows. Each entry knows one
    /// finding, of the same fingerprint: one in the same words of the same documents before all.
    pub fn compare(&self, findings: Vec<Finding>, run: BaselineRun<'_>) -> Compared {
        let found: Vec<Entry> = findings.iter().map(|finding| Entry::of(finding, run.corpus)).collect();
        let (entry_of, left) = self.matched(&found, run.gone);
        let (fixed, unsure): (Vec<&Entry>, Vec<&Entry>) =
            left.into_iter().partition(|entry| can_tell(entry, run));
        let (mut compared, mut known) = (Compared::default(), Vec::new());
        for (finding, is_known) in findings.into_iter().zip(entry_of) {
            if is_known {
                known.push(finding);
            } else {
                compared.new.push(finding);
            }
        }
        compared.known = self.know(known);
        let mut entries: Vec<Entry> = found.into_iter().chain(unsure.into_iter().cloned()).collect();
        entries.sort();
        compared.updated = Self { name: self.name.clone(), entries };
        compared.counts = BaselineCounts {
            baseline: self.name.clone(),
            new: compared.new.len(),
            known: compared.known.len(),
            fixed: fixed.len(),
        };
        compared
    }

    /// Whether each finding is known, and the entries that are left over.
    fn matched(&self, found: &[Entry], gone: &dyn Fn(&str) -> bool) -> (Vec<bool>, Vec<&Entry>) {
        let mut open: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in &self.entries {
            open.entry(&entry.fingerprint).or_default().push(entry);
        }
        let mut known = vec![false; found.len()];
        for exactly in [true, false] {
            for (found, known) in found.iter().zip(&mut known).filter(|(_, known)| !**known) {
                let Some(entries) = open.get_mut(found.fingerprint.as_str()) else { continue };
                let fits = |entry: &Entry| if exactly { entry == found } else { entry.may_be(found, gone) };
                if let Some(at) = entries.iter().position(|entry| fits(entry)) {
                    entries.swap_remove(at);
                    *known = true;
                }
            }
        }
        (known, open.into_values().flatten().collect())
    }
}

/// Whether a run can tell that a finding is no more: its rule ran, and its documents were read, or are gone.
fn can_tell(entry: &Entry, run: BaselineRun<'_>) -> bool {
    (run.ran)(&entry.rule)
        && entry.documents().into_iter().all(|document| (run.read)(document) || (run.gone)(document))
}

const HELP: &str = "restore the file, or write it anew with --update-baseline once it is removed";

fn damaged(name: &str, text: &str, error: &serde_json::Error) -> Fault {
    let words = error.to_string();
    let message = words.rsplit_once(" at line ").map_or(words.as_str(), |(message, _)| message);
    let line = LineIndex::new(text).line_range(text, error.line().max(1));
    let at = (line.start + error.column().saturating_sub(1)).min(line.end);
    let at = (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    let end = text[at..].chars().next().map_or(at, |letter| at + letter.len_utf8());
    Fault::new(name, text, Some(at..end), format!("this is no baseline: {message}")).help(HELP)
}
