use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::rule_files::{Found, shown};
use crate::cli::settings::SetupError;
use crate::output::Tested;

use super::trial::{Outcome, Trial};

/// The snapshots of a run against those on disk.
#[derive(Debug, Default)]
pub(super) struct Snapshots {
    /// How many are as they were.
    pub same: usize,
    /// Those that are new or differ.
    pub pending: Vec<Pending>,
    /// Those that nothing asks for any more.
    stale: Vec<PathBuf>,
    /// What was done to snapshots, for people.
    done: Vec<String>,
}

/// A snapshot that is not as it was.
#[derive(Debug)]
pub(super) struct Pending {
    pub path: PathBuf,
    /// What stands on disk; `None` where nothing does.
    pub old: Option<String>,
    pub new: String,
}

/// So many new snapshots are named one by one.
const MANY: usize = 8;

/// A name as part of a file's name.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::new();
    for letter in name.to_lowercase().chars() {
        if letter.is_alphanumeric() {
            out.push(letter);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_string()
}

impl Snapshots {
    /// Holds what came of the trials against what stands on disk. `all` also has those that a filter left
    /// out: their snapshots are not stale.
    pub fn compare(
        found: &Found,
        all: &[Trial<'_>],
        run: &[&Trial<'_>],
        outcomes: &[Outcome],
    ) -> Result<Self, SetupError> {
        let mut snapshots = Self::default();
        for (trial, outcome) in run.iter().zip(outcomes) {
            let Some(path) = &trial.snapshot else { continue };
            let old = fs::read_to_string(path).ok();
            if old.as_deref() == Some(outcome.drawn.as_str()) {
                snapshots.same += 1;
            } else {
                let pending = Pending { path: path.clone(), old, new: outcome.drawn.clone() };
                snapshots.pending.push(pending);
            }
        }
        let asked: BTreeSet<&PathBuf> = all.iter().filter_map(|trial| trial.snapshot.as_ref()).collect();
        snapshots.stale = existing(found)?.into_iter().filter(|path| !asked.contains(path)).collect();
        Ok(snapshots)
    }

    /// Writes every snapshot that is new or differs. What is stale goes where all were run.
    pub fn update(&mut self, all_were_run: bool) -> Result<(), SetupError> {
        for pending in std::mem::take(&mut self.pending) {
            self.done.push(format!("wrote {}", shown(&pending.path)));
            self.write(&pending)?;
        }
        if all_were_run {
            for path in std::mem::take(&mut self.stale) {
                fs::remove_file(&path).map_err(|error| failed(&path, &error))?;
                self.done.push(format!("removed {}", shown(&path)));
            }
        }
        Ok(())
    }

    /// Writes one snapshot, which is then as it should be.
    pub fn write(&mut self, pending: &Pending) -> Result<(), SetupError> {
        let folder = pending.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
        fs::write(&pending.path, &pending.new).map_err(|error| failed(&pending.path, &error))?;
        self.same += 1;
        Ok(())
    }

    /// Tells what became of the snapshots.
    pub fn tell(&self, tested: &mut Tested) {
        let (new, changed): (Vec<&Pending>, Vec<&Pending>) =
            self.pending.iter().partition(|pending| pending.old.is_none());
        tested.snapshots = [self.same, changed.len(), new.len(), self.stale.len()];
        for pending in changed {
            let change = difference(pending.old.as_deref().unwrap_or_default(), &pending.new);
            tested.changes.push(format!("changed {}\n{change}", shown(&pending.path)));
        }
        tested.changes.extend(new.iter().take(MANY).map(|pending| format!("new {}", shown(&pending.path))));
        if new.len() > MANY {
            tested.changes.push(format!("new {} more; -u writes them", new.len() - MANY));
        }
        tested.changes.extend(self.stale.iter().map(|path| format!("stale {}", shown(path))));
        tested.changes.extend(self.done.iter().cloned());
    }

    /// Whether a snapshot fails the run: one that differs always does, the others where all must be kept.
    pub fn fail(&self, strict: bool) -> bool {
        let changed = self.pending.iter().any(|pending| pending.old.is_some());
        changed || (strict && !(self.pending.is_empty() && self.stale.is_empty()))
    }
}

fn failed(path: &Path, error: &std::io::Error) -> SetupError {
    SetupError::Argument(format!("{}: {error}", path.display()))
}

/// The snapshots on disk that belong to what is tested: all in a folder that was named, and those of a
/// rule that was named by its file.
fn existing(found: &Found) -> Result<BTreeSet<PathBuf>, SetupError> {
    let mut paths = BTreeSet::new();
    for folder in &found.folders {
        let holds_examples = folder.file_name().is_some_and(|name| name == "snapshots");
        paths.extend(snaps(folder, |name| holds_examples || name == "findings.snap")?);
    }
    for file in &found.rules {
        let path = Path::new(&file.path);
        let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let folder = path.parent().unwrap_or(Path::new("")).join("snapshots");
        if folder.is_dir() {
            let prefix = format!("{id}--");
            paths.extend(snaps(&folder, |name| name.starts_with(&prefix))?);
        }
    }
    Ok(paths)
}

fn snaps(folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, SetupError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| failed(folder, &error))? {
        let path = entry.map_err(|error| failed(folder, &error))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.ends_with(".snap") && wanted(name) {
            found.push(Path::new(&shown(&path)).to_path_buf());
        }
    }
    Ok(found)
}

/// The lines that went and came, and one line around them.
pub(super) fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let shorter = old.len().min(new.len());
    let start = (0..shorter).take_while(|&at| old[at] == new[at]).count();
    let end = (0..shorter - start)
        .take_while(|&back| old[old.len() - 1 - back] == new[new.len() - 1 - back])
        .count();
    let mut out = String::new();
    let mut add = |mark: char, lines: &[&str]| {
        for line in lines {
            out.push_str(format!("  {mark} {line}").trim_end());
            out.push('\n');
        }
    };
    add(' ', &old[start.saturating_sub(1)..start]);
    add('-', &old[start..old.len() - end]);
    add('+', &new[start..new.len() - end]);
    add(' ', &old[old.len() - end..(old.len() - end + 1).min(old.len())]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_shows_what_went_and_came() {
        assert_eq!(difference("a\nb\nc\nd\n", "a\nx\nc\nd\n"), "    a\n  - b\n  + x\n    c\n");
        assert_eq!(difference("", "a\n"), "  + a\n");
        assert_eq!(difference("a\na\n", "a\n"), "    a\n  - a\n");
    }

    #[test]
    fn names_become_parts_of_file_names() {
        assert_eq!(slug("the day, a contract was signed!"), "the-day-a-contract-was-signed");
        assert_eq!(slug("Łódź 2"), "łódź-2");
    }
}
