//! The one entry point: documents in, facts and findings out. The command line, the library and the
//! tests call this and nothing below it.

use rayon::prelude::*;

use crate::alignment::{Aligned, Stories, StoryScore, acquaint, align, dates_by_story, declared};
use crate::document::{Corpus, DocId, Document};
use crate::extract::{DocumentFacts, extract};
use crate::findings::{
    Baseline, BaselineCounts, BaselineRun, Complaint, Finding, Named, SetAside, Suppressions, Verdict,
    WhyAside,
};
use crate::lexicon::Library;
use crate::model::Fact;
use crate::rules::{self, RuleSet, Scope, Silence};
use crate::text::Fault;

/// What was read in a corpus, document by document.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    documents: Vec<DocumentFacts>,
}

impl Reading {
    /// What was read in documents, in their order.
    pub fn of(documents: Vec<DocumentFacts>) -> Self {
        Self { documents }
    }

    /// What was read in one document.
    pub fn document(&self, id: DocId) -> &DocumentFacts {
        &self.documents[id.0 as usize]
    }

    /// Puts in what was read in a document again, and gives what was read before.
    pub fn replace(&mut self, id: DocId, facts: DocumentFacts) -> DocumentFacts {
        std::mem::replace(&mut self.documents[id.0 as usize], facts)
    }

    /// What was read in each document, as it is, in order.
    pub fn into_documents(self) -> Vec<DocumentFacts> {
        self.documents
    }

    /// What was read in each document, in order.
    pub fn documents(&self) -> &[DocumentFacts] {
        &self.documents
    }

    /// All facts with their documents, in text order.
    pub fn facts(&self) -> impl Iterator<Item = (DocId, &Fact)> {
        (0..)
            .map(DocId)
            .zip(&self.documents)
            .flat_map(|(id, document)| document.facts.iter().map(move |fact| (id, fact)))
    }
}

/// A stage of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Documents to facts.
    Extract,
    /// Facts to pairs.
    Align,
    /// Pairs to findings.
    Judge,
}

impl Stage {
    /// Its name in plain words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Extract => "extract facts",
            Self::Align => "align",
            Self::Judge => "run rules",
        }
    }
}

/// Hears how far a check has come. The engine asks no clock; who listens may.
pub trait Listener: Sync {
    /// A stage begins, and the one before it ends.
    fn begins(&self, _stage: Stage) {}

    /// A document has been read. Several threads may tell so at once.
    fn document_read(&self) {}
}

/// Nobody listens.
impl Listener for () {}

/// Reads every document of a corpus, in parallel. The number of threads changes nothing.
///
/// # Errors
///
/// A [`Fault`] in a language pack.
pub fn read(corpus: &Corpus, library: &Library) -> Result<Reading, Fault> {
    let documents = read_each(corpus.documents(), library, |_, facts| facts)?;
    Ok(Reading { documents })
}

/// Reads documents in parallel, and gives what `make` makes of each, in their order.
///
/// # Errors
///
/// A [`Fault`] in a language pack.
pub fn read_each<T: Send>(
    documents: &[Document],
    library: &Library,
    make: impl Fn(&Document, DocumentFacts) -> T + Sync,
) -> Result<Vec<T>, Fault> {
    documents.par_iter().map(|document| Ok(make(document, extract(document, library)?))).collect()
}

/// What a check found, with what was read.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The facts.
    pub reading: Reading,
    /// The findings that count, in their total order.
    pub findings: Vec<Finding>,
    /// Those that do not, each with why, in the same order.
    pub set_aside: Vec<SetAside>,
    /// What is wrong with suppressions.
    pub complaints: Vec<Complaint>,
    /// How the findings stand to a baseline, if they were held against one.
    pub baseline: Option<BaselineCounts>,
    /// What was left out as it involves no changed document, if only those were asked for.
    pub since: Option<Since>,
    /// What was judged, if that is more than the documents at hand: a whole archive.
    pub judged: Option<JudgedOf>,
}

/// How much was judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JudgedOf {
    /// Number of documents.
    pub documents: usize,
    /// Number of facts in them.
    pub facts: usize,
}

/// What is left of a report once only changed documents count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// Since when, as it was named.
    pub reference: String,
    /// How many articles have changed.
    pub changed: usize,
    /// How many findings involve none of them.
    pub left_out: usize,
}

impl Report {
    /// How many documents were judged, and how many facts stand in them.
    pub fn judged(&self, corpus: &Corpus) -> JudgedOf {
        self.judged.unwrap_or_else(|| JudgedOf {
            documents: corpus.articles().count(),
            facts: corpus.articles().map(|(id, _)| self.reading.document(id).facts.len()).sum(),
        })
    }

    /// Sets aside what a baseline knows. Gives the baseline as it would be written now.
    pub fn hold_against(&mut self, baseline: &Baseline, run: BaselineRun<'_>) -> Baseline {
        let compared = baseline.compare(std::mem::take(&mut self.findings), run);
        self.findings = compared.new;
        self.baseline = Some(compared.counts);
        self.set_aside(compared.known);
        compared.updated
    }

    /// Sets aside all findings: they have just been written into a baseline.
    pub fn know_all(&mut self, baseline: &Baseline) {
        let findings = std::mem::take(&mut self.findings);
        self.set_aside(baseline.know(findings));
    }

    fn set_aside(&mut self, more: Vec<SetAside>) {
        self.set_aside.extend(more);
        self.set_aside.sort_by_cached_key(|aside| aside.finding.sort_key());
    }

    /// Leaves out the findings that involve no changed document.
    pub fn keep_changed(&mut self, reference: &str, changed: impl Fn(DocId) -> bool) {
        let involves = |finding: &Finding| finding.labels.iter().any(|label| changed(label.document));
        let before = self.findings.len();
        self.findings.retain(|finding| involves(finding));
        self.set_aside.retain(|aside| involves(&aside.finding));
        let documents = (0..).map(DocId).take(self.reading.documents().len());
        self.since = Some(Since {
            reference: reference.to_string(),
            changed: documents.filter(|id| changed(*id)).count(),
            left_out: before - self.findings.len(),
        });
    }

    /// How many findings somebody suppressed.
    pub fn suppressed(&self) -> usize {
        self.set_aside.iter().filter(|aside| matches!(aside.why, WhyAside::Suppressed(_))).count()
    }

    /// How many findings a baseline knows.
    pub fn known(&self) -> usize {
        self.set_aside.len() - self.suppressed()
    }
}

/// Reads a corpus, compares what its documents assert, and runs the rules.
///
/// # Errors
///
/// A [`Fault`] in the data that factlint is built with.
pub fn check(corpus: &Corpus, library: &Library, rules: &RuleSet) -> Result<Report, Fault> {
    check_heard(corpus, library, rules, &())
}

/// [`check`], with somebody who hears how far it has come. What is heard changes nothing.
///
/// # Errors
///
/// A [`Fault`] in the data that factlint is built with.
pub fn check_heard(
    corpus: &Corpus,
    library: &Library,
    rules: &RuleSet,
    listener: &dyn Listener,
) -> Result<Report, Fault> {
    listener.begins(Stage::Extract);
    let documents = read_each(corpus.documents(), library, |_, facts| {
        listener.document_read();
        facts
    })?;
    let mut reading = Reading { documents };
    listener.begins(Stage::Align);
    let stories = Stories::find(corpus, reading.documents(), &library.vocabulary)?;
    date_by_story(corpus, &mut reading, &stories, library)?;
    judge_heard(corpus, reading, &stories, library, rules, listener)
}

/// Takes the dates that stories tell for those of their undated documents.
fn date_by_story(
    corpus: &Corpus,
    reading: &mut Reading,
    stories: &Stories,
    library: &Library,
) -> Result<(), Fault> {
    for (id, facts) in dated_by_story(corpus, reading, stories, library, |_| true)? {
        reading.replace(id, facts);
    }
    Ok(())
}

/// Reads those documents again whose date the others of their story tell; `is_asked` says of which all others
/// are at hand.
///
/// # Errors
///
/// A [`Fault`] in the data that factlint is built with.
pub fn dated_by_story(
    corpus: &Corpus,
    reading: &Reading,
    stories: &Stories,
    library: &Library,
    is_asked: impl Fn(DocId) -> bool,
) -> Result<Vec<(DocId, DocumentFacts)>, Fault> {
    let mut dated = dates_by_story(reading.documents(), stories)?;
    dated.retain(|(id, _)| is_asked(*id));
    let read_again = dated.into_par_iter().map(|(id, published)| {
        let mut document = corpus.get(id).clone();
        document.metadata.published = Some(published);
        Ok((id, extract(&document, library)?))
    });
    read_again.collect()
}

/// Compares what documents assert that tell one story, and runs the rules: [`check`] for who has read the
/// documents and found their stories elsewhere.
///
/// # Errors
///
/// A [`Fault`] in the data that factlint is built with.
pub fn judge(
    corpus: &Corpus,
    reading: Reading,
    stories: &Stories,
    library: &Library,
    rules: &RuleSet,
) -> Result<Report, Fault> {
    judge_heard(corpus, reading, stories, library, rules, &())
}

fn judge_heard(
    corpus: &Corpus,
    reading: Reading,
    stories: &Stories,
    library: &Library,
    rules: &RuleSet,
    listener: &dyn Listener,
) -> Result<Report, Fault> {
    let aligned = align(reading.documents(), stories, &library.vocabulary)?;
    listener.begins(Stage::Judge);
    let suppressions = Suppressions::of(corpus);
    let (findings, set_aside) =
        rules::run(rules, corpus, reading.documents(), &aligned, &suppressions, &library.vocabulary);
    let several = corpus.articles().count() > 1;
    let complaints = suppressions.complaints(&set_aside, several, |name| known(rules, name, several));
    Ok(Report { reading, findings, set_aside, complaints, ..Report::default() })
}

/// What is known of a name that a suppression gives; `several` tells whether articles can be compared.
fn known(rules: &RuleSet, name: &str, several: bool) -> Named {
    if let Err(unknown) = rules.check_name(name) {
        return Named::Unknown(unknown.near);
    }
    let mut meant = rules.iter().filter(|rule| rule.runs() && rule.is_called(name)).peekable();
    if meant.peek().is_none() {
        return Named::Idle;
    }
    let whole = |scope| match scope {
        Scope::Fact | Scope::Document | Scope::HeadlineAndBody => true,
        Scope::Story | Scope::ReferenceSheet => several,
    };
    Named::Running { whole: meant.all(|rule| whole(rule.scope)) }
}

/// A rule's id, and what it makes of a pair of facts: a verdict, or why it keeps silent.
pub type Judgement = (String, Result<Verdict, Silence>);

/// Why two places were not compared, or not reported.
#[derive(Clone, Debug)]
pub struct WhyNot {
    /// What was read.
    pub reading: Reading,
    /// Whether the documents tell one story.
    pub story: StoryScore,
    /// Whether they are declared to; `None` where that is left to be found.
    pub declared: Option<bool>,
    /// The facts of the two lines that share a key, with what each rule makes of them.
    pub pairs: Vec<(Aligned, Vec<Judgement>)>,
}

/// Says why the facts on a line of one document were not compared with those on a line of another, or
/// nothing was reported of them.
///
/// # Errors
///
/// A [`Fault`] in the data that factlint is built with.
pub fn why_not(
    corpus: &Corpus,
    library: &Library,
    rules: &RuleSet,
    places: [(DocId, usize); 2],
) -> Result<WhyNot, Fault> {
    let mut reading = read(corpus, library)?;
    let vocabulary = &library.vocabulary;
    let stories = Stories::find(corpus, reading.documents(), vocabulary)?;
    date_by_story(corpus, &mut reading, &stories, library)?;
    let [(one, _), (other, _)] = places;
    let found = acquaint(corpus, reading.documents(), vocabulary, one, other)?;
    let stands_there = |at: crate::alignment::FactRef| {
        let fact = &reading.document(at.document).facts[at.fact.0 as usize];
        let line = corpus.get(at.document).position(corpus.get(at.document).to_source(fact.span).start).line;
        places.contains(&(at.document, line))
    };
    let pairs = found.aligned.into_iter().filter(|pair| stands_there(pair.a) && stands_there(pair.b));
    let suppressions = Suppressions::of(corpus);
    let pairs = pairs.map(|pair| {
        let judged = rules::judgements(rules, corpus, reading.documents(), &pair, &suppressions, vocabulary);
        let judged = judged.into_iter().map(|(rule, verdict)| (rule.to_string(), verdict)).collect();
        (pair, judged)
    });
    let declared = declared(corpus.get(one).story.as_ref(), corpus.get(other).story.as_ref());
    Ok(WhyNot { pairs: pairs.collect(), story: found.story, declared, reading })
}
