use std::path::{Path, PathBuf};

use crate::cases::{CaseDocument, CaseFile, Score, Spot};
use crate::cli::rule_files::{EXPECTED, Found, shown};
use crate::cli::settings::SetupError;
use crate::document::{Corpus, Document, Metadata};
use crate::engine;
use crate::findings::Level;
use crate::input::{self, Loaded, Stdin};
use crate::lexicon::Library;
use crate::output::{self, HumanOptions};
use crate::rules::{Example, Rule, RuleSet, run_example};

use super::snapshots::slug;

/// One thing to run.
pub(super) struct Trial<'a> {
    /// What people call it.
    name: String,
    /// Where its snapshot stands; an example of a built-in rule has none.
    pub snapshot: Option<PathBuf>,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Example(&'a Rule, &'a Example),
    Case(&'a Path),
}

/// What came of it.
pub(super) struct Outcome {
    pub score: Score,
    /// What was not found, each with its place.
    pub misses: Vec<String>,
    /// What should not have been found, each with its place.
    pub alarms: Vec<String>,
    /// What the findings look like.
    pub drawn: String,
}

/// The examples of the rule files, and the cases; all examples of all rules where no path was named.
pub(super) fn trials<'a>(rules: &'a RuleSet, found: &'a Found, all_rules: bool) -> Vec<Trial<'a>> {
    let mut trials = Vec::new();
    for rule in rules.iter() {
        let named = found.rules.iter().any(|file| file.path == rule.path);
        if !named && !all_rules {
            continue;
        }
        let folder = (!rule.is_builtin()).then(|| Path::new(&rule.path).parent().unwrap_or(Path::new("")));
        for example in &rule.examples {
            let snapshot = folder.map(|folder| {
                folder.join("snapshots").join(format!("{}--{}.snap", rule.id, slug(&example.name)))
            });
            let name = format!("{}: {}", rule.id, example.name);
            trials.push(Trial { name, snapshot, kind: Kind::Example(rule, example) });
        }
    }
    for folder in &found.cases {
        let snapshot = Some(PathBuf::from(shown(&folder.join("findings.snap"))));
        trials.push(Trial { name: shown(folder), snapshot, kind: Kind::Case(folder) });
    }
    trials
}

impl Trial<'_> {
    /// Whether its name holds the text that is asked for.
    pub fn is_wanted(&self, filter: Option<&str>) -> bool {
        filter.is_none_or(|filter| self.name.contains(filter))
    }

    pub fn is_case(&self) -> bool {
        matches!(self.kind, Kind::Case(_))
    }

    pub fn run(&self, library: &Library, rules: &RuleSet) -> Result<Outcome, SetupError> {
        match self.kind {
            Kind::Example(rule, example) => run_one(rule, example, library, rules),
            Kind::Case(folder) => run_case(folder, library, rules),
        }
    }
}

/// An example runs with every rule that runs by default, and with its own whatever its status.
fn run_one(
    rule: &Rule,
    example: &Example,
    library: &Library,
    rules: &RuleSet,
) -> Result<Outcome, SetupError> {
    let corpus = example.corpus();
    let report = if rule.runs() {
        engine::check(&corpus, library, rules)?
    } else {
        engine::check(&corpus, library, &rules.clone().with_active(&rule.id))?
    };
    let held = run_example(&rule.id, example, &report.findings);
    let mut score = Score { findings: report.findings.len(), ..Score::default() };
    score.false_alarms = held.false_alarms;
    if !example.quiet {
        score.add_expected(rule.family, held.missed.is_empty(), held.missed.is_empty());
    }
    let place = format!("{}:{}: “{}”", rule.path, example.line, example.name);
    let misses = held.missed.iter().map(|words| format!("{place}: nothing points at {words}")).collect();
    let alarms = held.unexpected.iter().map(|words| format!("{place}: {words}")).collect();
    let drawn = output::human(&corpus, &report, HumanOptions::default());
    let title = format!("{}: {}\n\n", rule.id, example.name);
    Ok(Outcome { score, misses, alarms, drawn: format!("{title}{}{drawn}", texts(example)) })
}

/// The texts of an example, each under its number, its language and its date.
fn texts(example: &Example) -> String {
    let mut out = String::new();
    for (document, number) in example.parts().zip(1..) {
        let published = document.published.map(|published| format!(", {}", published.date));
        out += &format!("[{number}: {}{}]\n", document.language, published.unwrap_or_default());
        out += &format!("{}\n\n", document.text.trim());
    }
    out
}

fn run_case(folder: &Path, library: &Library, rules: &RuleSet) -> Result<Outcome, SetupError> {
    let path = folder.join(EXPECTED);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| SetupError::Argument(format!("{}: {error}", path.display())))?;
    let file = CaseFile::parse(&shown(&path), &text)?;
    let mut documents = Vec::new();
    for document in file.documents() {
        documents.push(read(folder, document)?);
    }
    let corpus = Corpus::new(documents);
    let case = file.placed(&shown(folder), &corpus)?;
    let report = engine::check(&corpus, library, rules)?;
    let (score, misses, alarms) = Score::of_case(&case, &report.findings);
    let places = |spots: &[Spot]| {
        let places = spots.iter().map(|spot| place(&case.name, &corpus, *spot));
        places.collect::<Vec<_>>().join(" ~ ")
    };
    let misses =
        misses.iter().map(|miss| format!("{} [{}] {}", places(&miss.spots), miss.family.name(), miss.why));
    let alarms =
        alarms.iter().map(|alarm| format!("{} [{}] {}", places(&alarm.spots), alarm.rule, alarm.message));
    let (misses, alarms) = (misses.collect(), alarms.collect());
    debug_assert!(score.findings == report.findings.iter().filter(|found| found.level > Level::Note).count());
    let drawn = output::human(&corpus, &report, HumanOptions::default());
    Ok(Outcome { score, misses, alarms, drawn })
}

/// `case/1.pt.txt:5:12: “the words”`
fn place(case: &str, corpus: &Corpus, spot: Spot) -> String {
    let document = corpus.get(spot.document);
    let at = document.position(spot.span.start);
    format!("{case}/{}:{}:{}: “{}”", document.name, at.line, at.column, spot.span.of(document.source()))
}

/// A document of a case, under its name in the case. What the case says of it wins over what it says of
/// itself.
fn read(folder: &Path, wanted: &CaseDocument) -> Result<Document, SetupError> {
    let path = folder.join(&wanted.path);
    let Loaded { documents, errors } =
        input::load(std::slice::from_ref(&path), &Stdin { path: PathBuf::new() }, &|_| false, &|_| None);
    if let Some(error) = errors.first() {
        return Err(SetupError::Argument(error.to_string()));
    }
    let Some((_, mut document)) = documents.into_iter().next() else {
        return Err(SetupError::Argument(format!("{}: holds no document", path.display())));
    };
    document.name.clone_from(&wanted.path);
    let own = std::mem::take(&mut document.metadata);
    document.metadata = Metadata {
        language: wanted.metadata.language.clone().or(own.language.clone()),
        published: wanted.metadata.published.or(own.published),
        source: wanted.metadata.source.clone().or(own.source.clone()),
        ..own
    };
    Ok(document)
}
