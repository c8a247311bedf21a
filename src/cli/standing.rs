use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::document::Corpus;
use crate::engine::Report;
use crate::findings::{Baseline, BaselineCounts, BaselineRun};
use crate::rules::RuleSet;
use crate::values::many;

use super::args::StandingArgs;
use super::commands::print;
use super::rule_files::shown;
use super::settings::SetupError;
use super::since::Changed;

/// What decides which findings count: a baseline, and what has changed.
pub(super) struct Standing<'a> {
    args: &'a StandingArgs,
    baseline: Option<(PathBuf, Baseline)>,
    changed: Option<Changed>,
    /// The names of the documents in changed files.
    names: BTreeSet<String>,
}

impl<'a> Standing<'a> {
    /// Reads the baseline, and asks git what has changed. `configured` is the baseline that the
    /// configuration names.
    pub(super) fn new(
        args: &'a StandingArgs,
        configured: Option<&Path>,
        paths: &[PathBuf],
    ) -> Result<Self, SetupError> {
        let path = args.baseline.as_deref().or(configured);
        if path.is_none() && args.update_baseline {
            let message =
                "--update-baseline: name the file with --baseline, or as `baseline` in factlint.toml";
            return Err(SetupError::Argument(message.into()));
        }
        let read = |path: &Path| Ok((path.to_path_buf(), read(path, args.update_baseline)?));
        let baseline = path.map(read).transpose().map_err(|error: SetupError| error)?;
        let changed = args.since.as_deref().map(|reference| Changed::since(reference, paths)).transpose()?;
        Ok(Self { args, baseline, changed, names: BTreeSet::new() })
    }

    /// Whether findings are held against a baseline.
    pub(super) fn has_baseline(&self) -> bool {
        self.baseline.is_some()
    }

    /// Whether a file is the baseline, and no article.
    pub(super) fn is_baseline(&self, path: &Path) -> bool {
        let same = |one: &Path, other: &Path| match (fs::canonicalize(one), fs::canonicalize(other)) {
            (Ok(one), Ok(other)) => one == other,
            _ => false,
        };
        self.baseline
            .as_ref()
            .is_some_and(|(baseline, _)| baseline.file_name() == path.file_name() && same(baseline, path))
    }

    /// Notes which file a document stands in.
    pub(super) fn see(&mut self, path: &Path, document: &str) {
        if self.changed.as_ref().is_some_and(|changed| changed.holds(path)) {
            self.names.insert(document.to_string());
        }
    }

    /// Takes out of a report what does not count. `whole` tells whether all could be read that was asked
    /// for: a baseline is not written from less. `was_read` tells of documents that are not at hand.
    pub(super) fn apply(
        &self,
        report: &mut Report,
        corpus: &Corpus,
        rules: &RuleSet,
        whole: bool,
        was_read: Option<&dyn Fn(&str) -> bool>,
    ) -> Result<(), SetupError> {
        if let Some((path, baseline)) = &self.baseline {
            let names: BTreeSet<&str> = corpus.iter().map(|(_, document)| document.name.as_str()).collect();
            let ran = |id: &str| rules.find(id).is_ok_and(|rule| rule.runs());
            let read = |name: &str| names.contains(name) || was_read.is_some_and(|was_read| was_read(name));
            let gone = |name: &str| !read(name) && !Path::new(name).exists();
            let run = BaselineRun { corpus, ran: &ran, read: &read, gone: &gone };
            let updated = report.hold_against(baseline, run);
            if self.args.update_baseline {
                if !whole {
                    let message = format!("{}: not written, as not all could be read", path.display());
                    return Err(SetupError::Argument(message));
                }
                write(path, &updated.text())?;
                report.know_all(&updated);
            }
        }
        if let (Some(reference), true) = (&self.args.since, self.changed.is_some()) {
            report.keep_changed(reference, |id| self.names.contains(&corpus.get(id).name));
        }
        Ok(())
    }

    /// Tells how the findings stand to the baseline, and what is not shown.
    pub(super) fn tell(&self, report: &Report, err: &mut dyn Write) {
        if let Some(BaselineCounts { baseline, new, known, fixed }) = &report.baseline {
            let written = if self.args.update_baseline { " written" } else { "" };
            print(
                err,
                &format!("note: baseline {baseline}{written}: {new} new, {known} known, {fixed} fixed\n"),
            );
        }
        if let Some(since) = &report.since {
            let changed = many(since.changed, "article");
            let left_out = many(since.left_out, "finding");
            let words = format!("{changed} changed; {left_out} between the others not shown");
            print(err, &format!("note: since {}: {words}\n", since.reference));
        }
    }
}

fn read(path: &Path, may_be_new: bool) -> Result<Baseline, SetupError> {
    let name = shown(path);
    match fs::read_to_string(path) {
        Ok(text) => Ok(Baseline::parse(&name, &text)?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && may_be_new => {
            Ok(Baseline::empty(&name))
        }
        Err(error) => {
            let why = match error.kind() {
                std::io::ErrorKind::NotFound => "no such file; write it with --update-baseline".to_string(),
                std::io::ErrorKind::InvalidData => "this is no baseline: not UTF-8".to_string(),
                _ => error.to_string(),
            };
            Err(SetupError::Argument(format!("--baseline {}: {why}", path.display())))
        }
    }
}

/// Writes a file whole or not at all.
fn write(path: &Path, text: &str) -> Result<(), SetupError> {
    let mut beside = path.as_os_str().to_os_string();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        SetupError::Argument(format!("{}: cannot be written: {error}", path.display()))
    })
}
