use std::fmt::Write as _;
use std::io::Write;
use std::time::Instant;

use crate::document::Corpus;
use crate::engine::{self, Report};
use crate::output::{self, HumanOptions};
use crate::rules::Rule;
use crate::values::many;

use super::args::{SourceArgs, TryArgs};
use super::commands::{Exit, complain, gather, library, print, threads};
use super::notes::Notes;
use super::rule_files::shown;
use super::settings::{SetupError, near, setup};

/// Runs one rule, whatever its status, over articles: counts, a sample, and how long it took.
pub(super) fn try_rule(
    args: &TryArgs,
    color: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, SetupError> {
    let source = SourceArgs { config: args.config.clone(), rules: vec![args.rule.clone()] };
    let setup = setup(&source, &near(&args.input))?;
    let path = shown(&args.rule);
    let Some(rule) = setup.rules.iter().find(|rule| rule.path == path).cloned() else {
        return Err(SetupError::Argument(format!("{path}: this is no rule file")));
    };
    let rules = setup.rules.alone(&rule.id);
    let library = library()?;
    let (corpus, errors) = gather(&args.input, &setup.configs, &|_| false, &mut |_, _| {})?;
    let started = Instant::now();
    let report = threads(args.input.jobs)?.install(|| engine::check(&corpus, &library, &rules))?;
    let took = started.elapsed();
    let mut text = counts(&rule, &corpus, &report);
    let _ = writeln!(text, "took {} ms\n", took.as_millis());
    Notes::of(&corpus, &report.reading).print(err);
    text.push_str(&sample(&corpus, report, args.sample, color));
    Ok(complain(&errors, err).or_failed(print(out, &text)))
}

fn counts(rule: &Rule, corpus: &Corpus, report: &Report) -> String {
    let bound = report.reading.facts().filter(|(_, fact)| rule.binds_kind_of(fact)).count();
    let mut touched: Vec<_> = report.findings.iter().filter_map(|finding| finding.labels.first()).collect();
    touched.sort_unstable_by_key(|label| label.document);
    touched.dedup_by_key(|label| label.document);
    format!(
        "{}: {} in {} of {}, {}, {bound} of the kinds that it binds\n",
        rule.id,
        many(report.findings.len(), "finding"),
        touched.len(),
        many(corpus.len(), "document"),
        many(report.reading.facts().count(), "fact"),
    )
}

/// So many findings drawn, taken evenly from all, so that one long article does not fill the sample.
fn sample(corpus: &Corpus, mut report: Report, wanted: usize, color: bool) -> String {
    let all = report.findings.len();
    let mut number = 0;
    report.findings.retain(|_| {
        // The finding is shown where the count of shown ones rises.
        let shown = (number + 1) * wanted / all.max(1) > number * wanted / all.max(1);
        number += 1;
        shown || wanted >= all
    });
    let shown = report.findings.len();
    let explain = report.findings.iter().any(|finding| !finding.comparison.is_empty());
    let drawn = output::drawn(corpus, &report, HumanOptions { color, explain, quiet: true });
    if shown < all {
        format!("{drawn}{shown} of {all} findings shown; --sample N shows more\n")
    } else {
        drawn
    }
}
