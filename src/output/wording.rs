//! What several formats say in the same words.

use crate::engine::{Report, Since};
use crate::findings::{BaselineCounts, Complaint, Finding, Label, Level, SetAside, WhyAside};
use crate::values::many;

use super::Checked;

impl<'a> Checked<'a> {
    /// The message with the other places behind it: for formats that know one place a finding.
    pub(super) fn message_with_places(&self, finding: &Finding) -> String {
        let others = self.others(finding);
        let places: Vec<String> = others.iter().map(|label| self.place(label).words).collect();
        if places.is_empty() {
            finding.message.clone()
        } else {
            format!("{} ({})", finding.message, places.join(", "))
        }
    }

    /// The places besides the primary one.
    pub(super) fn others(&self, finding: &'a Finding) -> &'a [Label] {
        finding.labels.get(1..).unwrap_or_default()
    }

    /// The findings with their primary places. A finding without a place is about nothing that can be shown.
    pub(super) fn placed(&self) -> impl Iterator<Item = (&'a Finding, &'a Label)> + use<'a> {
        let report = self.report;
        report.findings.iter().filter_map(|finding| Some((finding, finding.labels.first()?)))
    }
}

/// "2 errors, 1 note"; empty where there is nothing.
pub(super) fn counts<'a>(findings: impl Iterator<Item = &'a Finding> + Clone) -> String {
    let levels = [Level::Error, Level::Warning, Level::Note];
    let count = |level| findings.clone().filter(|finding| finding.level == level).count();
    let words = levels.into_iter().map(|level| (count(level), level.name())).filter(|(count, _)| *count > 0);
    words.map(|(count, name)| many(count, name)).collect::<Vec<_>>().join(", ")
}

/// Why a finding does not count, in a sentence.
pub(super) fn why_aside(why: &WhyAside) -> String {
    match why {
        WhyAside::Suppressed(by) => {
            format!("suppressed at {}:{}:{}: {}", by.path, by.position.line, by.position.column, by.reason)
        }
        WhyAside::Known { baseline } => format!("known from {baseline}"),
    }
}

/// "2 suppressed, 1 known from a baseline"; empty where nothing is set aside.
pub(super) fn aside_counts(aside: &[SetAside]) -> String {
    let known = aside.iter().filter(|aside| matches!(aside.why, WhyAside::Known { .. })).count();
    let words = [(aside.len() - known, "suppressed"), (known, "known from a baseline")];
    let words = words.into_iter().filter(|(count, _)| *count > 0);
    words.map(|(count, name)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
}

/// What is wrong with suppressions, a sentence each.
pub(super) fn complaints(report: &Report) -> impl Iterator<Item = String> + '_ {
    report.complaints.iter().map(|complaint| {
        let Complaint { path, position, message, help, .. } = complaint;
        format!("{path}:{}:{}: {message}; {help}", position.line, position.column)
    })
}

/// What the report leaves out by a baseline or by what has changed, a sentence each.
pub(super) fn left_out(report: &Report) -> Vec<String> {
    let baseline = report.baseline.as_ref().map(|BaselineCounts { baseline, new, known, fixed }| {
        format!("Against {baseline}: {new} new, {known} known, {fixed} no longer found.")
    });
    let since = report.since.as_ref().map(|Since { reference, changed, left_out }| {
        let (changed, findings) = (many(*changed, "article"), many(*left_out, "finding"));
        format!("Changed since {reference}: {changed}. {findings} about the others left out.")
    });
    baseline.into_iter().chain(since).collect()
}
