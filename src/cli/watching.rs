//! `check --watch`: the check, once more whenever a file that it rests on has changed.
//!
//! Files are looked at again and again. That costs some milliseconds for a thousand articles, and works where
//! the system tells of no changes: in containers, and on the disks of other machines.

use std::collections::BTreeMap;
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::input;
use crate::values::many;

use super::args::{CheckArgs, Cli};
use super::check::check;
use super::commands::{Exit, print, report_error};
use super::configs::Configs;
use super::rule_files::find;
use super::settings::{SetupError, near};
use super::sidecars::sidecar_of;

/// How long files are left alone between two looks, at least.
const PAUSE: Duration = Duration::from_millis(250);
/// A look at very many files takes its time: so many times as long nothing is done.
const REST: u32 = 10;
/// An empty screen, written from its first line on.
const EMPTY_SCREEN: &str = "\u{1b}[2J\u{1b}[H";

/// The files that a check rests on, each with when it was changed and how long it is.
type State = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// Checks, waits for a change, and checks again, until it is interrupted.
pub(super) fn watch(
    cli: &Cli,
    args: &CheckArgs,
    color: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, SetupError> {
    if args.input.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(SetupError::Argument("--watch: standard input does not change; name files".into()));
    }
    let screen = std::io::stdout().is_terminal();
    let mut seen = state(args);
    loop {
        if screen {
            print(out, EMPTY_SCREEN);
        }
        if let Err(error) = check(args, color, out, err) {
            report_error(&error, cli, err);
        }
        if !args.telling.quiet {
            print(err, &format!("watching {}; Ctrl-C ends\n", many(seen.values().flatten().count(), "file")));
        }
        let mut took = Duration::ZERO;
        seen = changed(&seen, || {
            std::thread::sleep(PAUSE.max(took * REST));
            let begun = Instant::now();
            let now = state(args);
            took = begun.elapsed();
            now
        });
    }
}

/// Looks until something else is seen than before and has come to rest: an editor may write a file in
/// several steps.
fn changed<T: PartialEq>(seen: &T, mut look: impl FnMut() -> T) -> T {
    let mut now = look();
    while now == *seen {
        now = look();
    }
    loop {
        let next = look();
        if next == now {
            return now;
        }
        now = next;
    }
}

fn state(args: &CheckArgs) -> State {
    let configs = Configs::lenient(&args.source, &near(&args.input));
    let articles = input::files(&args.input.paths, &|path| configs.excludes(path));
    let sheets = configs.all().into_iter().flat_map(|config| config.facts.clone());
    let baseline = args.standing.baseline.clone().or_else(|| configs.baseline().ok().flatten());
    let others = articles
        .iter()
        .map(|article| sidecar_of(article))
        .chain(rule_files(args, &configs))
        .chain(sheets.chain(args.facts.iter().cloned()))
        // What the check writes itself is no reason to check again.
        .chain(baseline.filter(|_| !args.standing.update_baseline))
        .chain(configs.files())
        .collect::<Vec<_>>();
    articles
        .into_iter()
        .chain(others)
        .map(|path| {
            let known = known(&path);
            (path, known)
        })
        .collect()
}

/// When a file was changed, and how long it is; `None` where there is none, which may come to be.
fn known(path: &Path) -> Option<(SystemTime, u64)> {
    let known = fs::metadata(path).ok()?;
    Some((known.modified().ok()?, known.len()))
}

fn rule_files(args: &CheckArgs, configs: &Configs) -> Vec<PathBuf> {
    let configured = configs.all().into_iter().flat_map(|config| config.rules.clone());
    let named: Vec<PathBuf> = configured.chain(args.source.rules.iter().cloned()).collect();
    let found = find(&named).map(|found| found.rules).unwrap_or_default();
    named.into_iter().chain(found.into_iter().map(|file| PathBuf::from(file.path))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is seen in the end, and how many looks it took.
    fn seen(looks: &[u8]) -> (u8, usize) {
        let mut taken = 0;
        let last = changed(&0, || {
            taken += 1;
            looks[taken - 1]
        });
        (last, taken)
    }

    #[test]
    fn a_change_is_taken_once_it_has_come_to_rest() {
        assert_eq!(seen(&[1, 1]), (1, 2));
        assert_eq!(seen(&[0, 0, 0, 1, 2, 3, 3]), (3, 7));
        assert_eq!(seen(&[0, 1, 0, 0]), (0, 4));
    }
}
