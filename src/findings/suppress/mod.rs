//! Suppressions: who said that which findings do not count, and which of them were needed.

mod comment;
mod sidecar;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::{Corpus, Covers, DocId, Document, Remark, SuppressedBy, Suppression};
use crate::text::{Position, Span};

pub use sidecar::{SIDECAR, checked, read_sidecar};

use super::{Family, Finding, SetAside, WhyAside};

/// Something that is wrong with a suppression.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// The file that the suppression is written in.
    pub path: String,
    /// Where in that file.
    pub position: Position,
    /// What kind of complaint it is.
    pub kind: ComplaintKind,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// What kind of thing is wrong with a suppression.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub enum ComplaintKind {
    /// It says too little, or what cannot be understood; it suppresses nothing.
    Malformed,
    /// It names a rule that there is not.
    UnknownRule,
    /// It suppresses nothing.
    Unused,
}

impl ComplaintKind {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Malformed => "malformed-suppression",
            Self::UnknownRule => "unknown-rule",
            Self::Unused => "unused-suppression",
        }
    }
}

/// What is known of a name that a suppression gives for a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// No rule and no family is called so; the nearest that is.
    Unknown(Option<String>),
    /// The rule does not run, so that nobody can say whether it would find anything.
    Idle,
    /// It runs.
    Running {
        /// Whether there is all that it needs: a rule between articles needs two.
        whole: bool,
    },
}

/// The suppressions of a corpus.
#[derive(Debug, Default)]
pub struct Suppressions {
    /// By document.
    of: Vec<Vec<Arc<Suppression>>>,
    malformed: Vec<Complaint>,
}

impl Suppressions {
    /// Those in the comments of the documents, and those that were written for them elsewhere.
    pub fn of(corpus: &Corpus) -> Self {
        let mut found = Self::default();
        for document in corpus.documents() {
            // Of several that cover a place the nearest one counts.
            let mut own = Vec::new();
            let ends = if document.remarks().is_empty() { Vec::new() } else { document.paragraph_ends() };
            for remark in document.remarks() {
                found.read((document, &ends), remark, &mut own);
            }
            own.extend(document.suppressions().iter().cloned());
            found.of.push(own);
        }
        found
    }

    fn read(
        &mut self,
        (document, ends): (&Document, &[usize]),
        remark: &Remark,
        own: &mut Vec<Arc<Suppression>>,
    ) {
        let Some(read) = comment::read(&remark.text) else { return };
        let (path, position) = (document.name.clone(), document.position(remark.span.start));
        match read {
            Err((message, help)) => {
                let kind = ComplaintKind::Malformed;
                self.malformed.push(Complaint { path, position, kind, message, help });
            }
            Ok(asked) => {
                let place = || Covers::Places(document.paragraph_of(remark, ends).into_iter().collect());
                let covers = if asked.whole_file { Covers::Document } else { place() };
                let (rules, reason, by) = (asked.rules, asked.reason, SuppressedBy::Comment);
                own.push(Arc::new(Suppression { by, rules, finding: None, covers, reason, path, position }));
            }
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.of.iter().all(Vec::is_empty)
    }

    /// The suppression of what a rule says of a place, if there is one.
    pub fn at(&self, rule: (&str, Family), document: DocId, span: Span) -> Option<&Suppression> {
        let own = self.of.get(document.0 as usize)?.iter();
        let mut meant = own.filter(|one| one.finding.is_none() && names(one, rule).next().is_some());
        meant.find(|one| one.covers.holds(span)).map(AsRef::as_ref)
    }

    /// The suppression of a finding by its fingerprint, in one of the documents that take part.
    pub fn by_finding(&self, finding: &Finding) -> Option<&Suppression> {
        if self.is_empty() {
            return None;
        }
        let fingerprint = finding.fingerprint.to_string();
        let rule = (finding.rule.as_str(), finding.family);
        finding.labels.iter().find_map(|label| {
            let mut own = self.of.get(label.document.0 as usize)?.iter();
            let meant = |one: &Suppression| {
                let named = one.rules.is_empty() || names(one, rule).next().is_some();
                named && one.finding.as_deref() == Some(&fingerprint) && one.covers.holds(label.span)
            };
            own.find(|one| meant(one)).map(AsRef::as_ref)
        })
    }

    /// What is wrong with the suppressions, once it is known what they set aside: what cannot be
    /// understood, names of no rule, and what was not needed. `several` tells whether there were articles to
    /// compare: without them nobody can say that a finding is no more.
    pub fn complaints(
        &self,
        set_aside: &[SetAside],
        several: bool,
        known: impl Fn(&str) -> Named,
    ) -> Vec<Complaint> {
        let used = used(set_aside);
        let mut complaints: BTreeSet<Complaint> = self.malformed.iter().cloned().collect();
        // One that is written once may stand for many documents.
        let mut written: BTreeMap<(&str, Position), &Suppression> = BTreeMap::new();
        for one in self.of.iter().flatten() {
            written.insert((&one.path, one.position), one);
        }
        for (place, one) in written {
            let none = BTreeSet::new();
            complaints.extend(complaints_of(one, used.get(&place).unwrap_or(&none), several, &known));
        }
        complaints.into_iter().collect()
    }
}

/// The names under which a suppression means a rule.
fn names<'a>(
    suppression: &'a Suppression,
    (rule, family): (&'a str, Family),
) -> impl Iterator<Item = &'a String> + 'a {
    suppression.rules.iter().filter(move |name| *name == rule || *name == family.name())
}

/// By the place of a suppression, the rules and families of what it set aside.
type Used<'a> = BTreeMap<(&'a str, Position), BTreeSet<&'a str>>;

fn used(set_aside: &[SetAside]) -> Used<'_> {
    let mut used: Used<'_> = BTreeMap::new();
    for aside in set_aside {
        let WhyAside::Suppressed(who) = &aside.why else { continue };
        let names = used.entry((&who.path, who.position)).or_default();
        names.extend([aside.finding.rule.as_str(), aside.finding.family.name()]);
    }
    used
}

fn complaints_of(
    one: &Suppression,
    used: &BTreeSet<&str>,
    several: bool,
    known: &impl Fn(&str) -> Named,
) -> Vec<Complaint> {
    let complaint = |kind, message: String, help: &str| Complaint {
        path: one.path.clone(),
        position: one.position,
        kind,
        message,
        help: help.to_string(),
    };
    let mut complaints = Vec::new();
    for name in &one.rules {
        match known(name) {
            Named::Unknown(near) => {
                let help = near
                    .map_or("`factlint rules` lists them".into(), |near| format!("did you mean `{near}`?"));
                let message = format!("no rule and no family is called `{name}`");
                complaints.push(complaint(ComplaintKind::UnknownRule, message, &help));
            }
            Named::Running { whole: true } if !used.contains(name.as_str()) => {
                let message = format!("nothing to suppress: `{name}` finds nothing here");
                complaints.push(complaint(
                    ComplaintKind::Unused,
                    message,
                    "remove it, or its place is another",
                ));
            }
            Named::Idle | Named::Running { .. } => {}
        }
    }
    if one.rules.is_empty() && used.is_empty() && several {
        let message = "nothing to suppress: there is no finding of this fingerprint here".into();
        complaints.push(complaint(ComplaintKind::Unused, message, "remove it"));
    }
    complaints
}

#[cfg(test)]
mod tests;
