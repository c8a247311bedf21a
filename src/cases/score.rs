use std::collections::BTreeMap;

use crate::findings::{Family, Finding, Level};
use crate::model::Decimal;

use super::case::{Case, Conflict, Spot, points_at};

/// How many of a family's contradictions were named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Those that were.
    pub named: usize,
    /// All.
    pub all: usize,
}

/// A contradiction that no finding names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Its kind.
    pub family: Family,
    /// Where it stands.
    pub spots: Vec<Spot>,
    /// Why it is one.
    pub why: String,
}

/// A finding that names no contradiction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// The rule that gave it.
    pub rule: String,
    /// What it says.
    pub message: String,
    /// Where it points.
    pub spots: Vec<Spot>,
}

/// How findings compare with what a reader says, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Contradictions that must be found.
    pub conflicts: usize,
    /// Those that some finding names at all their places.
    pub named: usize,
    /// Those of them whose finding has the right family.
    pub family_right: usize,
    /// Findings that can fail a run.
    pub findings: usize,
    /// Those of them that name nothing listed, or something that agrees.
    pub false_alarms: usize,
    /// Contradictions that are worth a note.
    pub notes: usize,
    /// Those that some finding names.
    pub notes_named: usize,
    /// Clusters in which nothing must be found.
    pub clean: usize,
    /// Those in which nothing was.
    pub clean_silent: usize,
    /// The contradictions by their families.
    pub by_family: BTreeMap<Family, Named>,
}

impl Score {
    /// Holds the findings of a case against it.
    pub fn of_case(case: &Case, findings: &[Finding]) -> (Self, Vec<Miss>, Vec<Alarm>) {
        let mut score = Self::default();
        let serious: Vec<&Finding> =
            findings.iter().filter(|finding| finding.level >= Level::Warning).collect();
        let mut misses = Vec::new();
        for conflict in &case.conflicts {
            if !score.add_conflict(conflict, findings, &serious) {
                let Conflict { family, spots, why, .. } = conflict.clone();
                misses.push(Miss { family, spots, why });
            }
        }
        let alarms: Vec<Alarm> =
            serious.iter().filter(|finding| is_false(case, finding)).map(|finding| alarm(finding)).collect();
        score.findings = serious.len();
        score.false_alarms = alarms.len();
        if case.conflicts.iter().all(|conflict| conflict.level == Level::Note) {
            score.clean = 1;
            score.clean_silent = usize::from(serious.is_empty());
        }
        (score, misses, alarms)
    }

    /// Counts a contradiction; whether it was named, or need not be.
    fn add_conflict(&mut self, conflict: &Conflict, findings: &[Finding], serious: &[&Finding]) -> bool {
        if conflict.level == Level::Note {
            self.notes += 1;
            self.notes_named +=
                usize::from(findings.iter().any(|finding| points_at(finding, &conflict.spots)));
            return true;
        }
        let hits: Vec<&&Finding> =
            serious.iter().filter(|finding| points_at(finding, &conflict.spots)).collect();
        let right = hits.iter().any(|finding| finding.family == conflict.family);
        self.add_expected(conflict.family, !hits.is_empty(), right);
        !hits.is_empty()
    }

    /// Counts something that must be found.
    pub fn add_expected(&mut self, family: Family, named: bool, family_right: bool) {
        self.conflicts += 1;
        self.named += usize::from(named);
        self.family_right += usize::from(family_right);
        let of_family = self.by_family.entry(family).or_default();
        of_family.all += 1;
        of_family.named += usize::from(named);
    }

    /// Adds the counts of another score.
    pub fn add(&mut self, other: &Self) {
        self.conflicts += other.conflicts;
        self.named += other.named;
        self.family_right += other.family_right;
        self.findings += other.findings;
        self.false_alarms += other.false_alarms;
        self.notes += other.notes;
        self.notes_named += other.notes_named;
        self.clean += other.clean;
        self.clean_silent += other.clean_silent;
        for (family, named) in &other.by_family {
            let of_family = self.by_family.entry(*family).or_default();
            of_family.all += named.all;
            of_family.named += named.named;
        }
    }

    /// How many of the contradictions were named; all of none.
    pub fn recall(&self) -> Decimal {
        share(self.named, self.conflicts)
    }

    /// How many of the findings are right; all of none.
    pub fn precision(&self) -> Decimal {
        share(self.right(), self.findings)
    }

    /// Findings that are right.
    pub fn right(&self) -> usize {
        self.findings - self.false_alarms
    }
}

fn share(part: usize, whole: usize) -> Decimal {
    Decimal::from(part).checked_div(Decimal::from(whole)).unwrap_or(Decimal::ONE)
}

/// A finding is right where it names what must be reported, and open where it names what may be; it is
/// wrong where it names what agrees and nothing that conflicts.
fn is_false(case: &Case, finding: &Finding) -> bool {
    let right = case.conflicts.iter().any(|conflict| points_at(finding, &conflict.spots));
    let open = case.either.iter().any(|spots| points_at(finding, spots));
    let agrees = case.agree.iter().any(|spots| points_at(finding, spots));
    !right && (!open || agrees)
}

fn alarm(finding: &Finding) -> Alarm {
    let spots = finding.labels.iter().map(|label| Spot { document: label.document, span: label.span });
    Alarm { rule: finding.rule.clone(), message: finding.message.clone(), spots: spots.collect() }
}
