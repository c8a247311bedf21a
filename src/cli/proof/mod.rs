//! `factlint test`: examples and cases are run, held against what they say, and their findings against
//! the snapshots beside them.

mod review;
mod snapshots;
mod trial;

use std::io::Write;
use std::time::Instant;

use rayon::prelude::*;

use crate::output::{self, Tested};
use crate::rules::{RuleSet, Selection};

use super::args::{TestArgs, TestFormat};
use super::commands::{Exit, library, print};
use super::rule_files::find;
use super::settings::{Setup, SetupError, setup_with_examples, with_files};
use snapshots::Snapshots;
use trial::{Outcome, Trial, trials};

/// Runs examples and cases.
pub(super) fn test(args: &TestArgs, out: &mut dyn Write) -> Result<Exit, SetupError> {
    let started = Instant::now();
    let found = find(&args.paths)?;
    let near = if args.paths.is_empty() { vec![".".into()] } else { args.paths.clone() };
    let Setup { rules, .. } = setup_with_examples(&args.source, &near)?;
    let rules = with_files(rules, &found.rules)?;
    let rules = rules.chosen(Selection { preview: args.preview, ..Selection::default() });
    let rules: RuleSet = rules.map_err(|error| SetupError::Argument(error.to_string()))?;
    let all = trials(&rules, &found, args.paths.is_empty());
    if all.is_empty() {
        return Err(SetupError::Argument("nothing to test: no rule file and no expected.toml here".into()));
    }
    let wanted: Vec<&Trial> = all.iter().filter(|trial| trial.is_wanted(args.filter.as_deref())).collect();
    if let (true, Some(filter)) = (wanted.is_empty(), &args.filter) {
        return Err(SetupError::Argument(format!("nothing to test: no name holds `{filter}`")));
    }
    let library = library()?;
    let outcomes: Vec<Outcome> =
        wanted.par_iter().map(|trial| trial.run(&library, &rules)).collect::<Result<_, SetupError>>()?;
    let mut snapshots = Snapshots::compare(&found, &all, &wanted, &outcomes)?;
    let mut tested = sum_up(&wanted, &outcomes);
    if args.format == TestFormat::Json {
        print(out, &output::tested_json(&tested));
    }
    if args.update {
        snapshots.update(args.filter.is_none())?;
    } else if args.interactive {
        snapshots.review(out)?;
    }
    snapshots.tell(&mut tested);
    if args.format == TestFormat::Human {
        let seconds =
            format!("{}.{:02}", started.elapsed().as_secs(), started.elapsed().subsec_millis() / 10);
        print(out, &output::tested_human(&tested, &seconds));
    }
    let failed = tested.failed(args.min_recall, args.min_precision) || snapshots.fail(args.check);
    Ok(if failed && !args.update { Exit::Findings } else { Exit::Clean })
}

fn sum_up(trials: &[&Trial<'_>], outcomes: &[Outcome]) -> Tested {
    let mut tested = Tested::default();
    for (trial, outcome) in trials.iter().zip(outcomes) {
        if trial.is_case() {
            tested.n_cases += 1;
            tested.cases.add(&outcome.score);
        } else {
            tested.n_examples += 1;
            tested.example_failed |= !(outcome.misses.is_empty() && outcome.alarms.is_empty());
            tested.examples.add(&outcome.score);
        }
        tested.misses.extend(outcome.misses.iter().cloned());
        tested.alarms.extend(outcome.alarms.iter().cloned());
    }
    tested
}
