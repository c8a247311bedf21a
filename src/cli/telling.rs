//! What is told of the work while it goes on, and of how long it took.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::document::{Corpus, Document};
use crate::engine::{Listener, Report, Stage};
use crate::extract::DocumentFacts;
use crate::output;
use crate::rules::RuleSet;

use super::args::TellingArgs;
use super::commands::print;
use super::progress::Progress;

/// Hears which stage of the work begins.
pub(super) struct Telling<'a> {
    args: &'a TellingArgs,
    started: Instant,
    /// The stages that have begun, with when.
    stages: Mutex<Vec<(&'static str, Instant)>>,
    progress: Option<Progress>,
}

impl<'a> Telling<'a> {
    /// Begins to measure, and shows on a terminal how far the work has come.
    pub(super) fn new(args: &'a TellingArgs) -> Self {
        let progress = if args.quiet { None } else { progress() };
        Self { args, started: Instant::now(), stages: Mutex::default(), progress }
    }

    /// A stage begins, and the one before it ends.
    pub(super) fn begins(&self, stage: &'static str) {
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        stages.push((stage, Instant::now()));
        if let Some(progress) = &self.progress {
            progress.counts.begins(stage);
        }
    }

    /// So many documents are to be read.
    pub(super) fn expects(&self, documents: usize) {
        if let Some(progress) = &self.progress {
            progress.counts.expects(documents);
        }
    }

    /// So many of them are done with.
    pub(super) fn judged(&self, documents: usize) {
        if let Some(progress) = &self.progress {
            progress.counts.documents_done(documents);
        }
    }

    /// Takes what stands on the terminal away, before anything else is printed there.
    pub(super) fn clears(&mut self) {
        self.progress = None;
    }

    /// Says what was asked for of what was done.
    pub(super) fn ends(&self, corpus: &Corpus, report: &Report, rules: &RuleSet, err: &mut dyn Write) {
        if self.args.verbose {
            print(err, &self.read(corpus, report, rules));
        }
        if self.args.timing {
            let end = Instant::now();
            let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
            let ends = stages.iter().skip(1).map(|(_, begin)| *begin).chain([end]);
            let rows: Vec<(&str, Duration)> =
                stages.iter().zip(ends).map(|((name, begin), end)| (*name, end - *begin)).collect();
            print(err, &table(&rows, end - self.started));
        }
    }

    fn read(&self, corpus: &Corpus, report: &Report, rules: &RuleSet) -> String {
        let mut out = String::new();
        for (id, document) in corpus.articles() {
            let reading = reading(document, report.reading.document(id));
            let _ = writeln!(out, "read: {}: {reading}", document.name);
        }
        let ids: Vec<&str> = rules.iter().filter(|rule| rule.runs()).map(|rule| rule.id.as_str()).collect();
        let _ = writeln!(out, "rules: {}", ids.join(", "));
        out
    }
}

impl Listener for Telling<'_> {
    fn begins(&self, stage: Stage) {
        self.begins(stage.name());
    }

    fn document_read(&self) {
        if let Some(progress) = &self.progress {
            progress.counts.document_read();
        }
    }
}

/// Shows on a terminal how far the work has come, where somebody looks on.
pub(super) fn progress() -> Option<Progress> {
    let attended = std::io::stderr().is_terminal() && !is_unattended(|name| std::env::var(name).ok());
    attended.then(|| Progress::start(std::io::stderr()))
}

/// What was read of a document, and where its language comes from.
fn reading(document: &Document, facts: &DocumentFacts) -> String {
    let given = document.metadata.language.is_some();
    let from = if given { "given" } else { "from the text" };
    output::reading(facts, facts.language.as_ref().map(|_| from))
}

/// Whether nobody looks on: a CI system runs this, or a terminal that cannot draw.
fn is_unattended(variable: impl Fn(&str) -> Option<String>) -> bool {
    let ci = variable("CI").is_some_and(|ci| !["", "false", "0"].contains(&ci.as_str()));
    ci || variable("TERM").is_some_and(|term| term == "dumb")
}

/// One line a stage, in milliseconds, and one for the whole.
fn table(stages: &[(&str, Duration)], whole: Duration) -> String {
    let mut out = String::new();
    for (name, took) in stages.iter().copied().chain([("whole", whole)]) {
        let micros = took.as_micros();
        let _ = writeln!(out, "timing: {name:<14} {:>6}.{} ms", micros / 1000, micros % 1000 / 100);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_looks_on_in_ci_and_on_a_terminal_that_cannot_draw() {
        let unattended = |name: &'static str, value: &'static str| {
            is_unattended(|asked| (asked == name).then(|| value.to_string()))
        };
        assert!(unattended("CI", "true") && unattended("CI", "1") && unattended("TERM", "dumb"));
        assert!(!unattended("CI", "false") && !unattended("CI", "") && !unattended("TERM", "xterm"));
    }

    #[test]
    fn times_stand_below_each_other() {
        let rows = [("load packs", Duration::from_micros(15_290)), ("align", Duration::from_micros(99))];
        let wanted = "timing: load packs         15.2 ms\ntiming: align               0.0 ms\n\
            timing: whole              15.4 ms\n";
        assert_eq!(table(&rows, Duration::from_micros(15_400)), wanted);
    }
}
