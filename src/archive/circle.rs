//! Some articles and all that finding after finding brings to them: what is found about these articles is
//! what a check of everything would find about them.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::alignment::{Stories, heard_texts};
use crate::document::{Corpus, DocId, Document};
use crate::engine::{self, Reading, Report};
use crate::extract::{DocumentFacts, extract};
use crate::findings::{Finding, Label, SetAside};
use crate::lexicon::Library;
use crate::rules::RuleSet;

use super::ArchiveError;
use super::store::Kept;

/// Who tells the story of a document, and where documents are kept. Documents are numbers here.
pub(super) trait Surroundings {
    /// All that tell the story of a document.
    fn partners(&self, document: u32) -> Result<Vec<u32>, ArchiveError>;

    /// A document as it is kept; `None` of one that came with the question.
    fn kept(&self, document: u32) -> Result<Option<Kept>, ArchiveError>;
}

/// What judging goes by.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    pub library: &'a Library,
    pub rules: &'a RuleSet,
}

/// A document that takes part, its number among the articles, and what was read in it. A sheet has no number.
pub(super) struct Member {
    pub number: Option<u32>,
    pub document: Document,
    pub facts: DocumentFacts,
}

impl Member {
    fn is_undated(&self) -> bool {
        self.number.is_some() && self.facts.published.is_none()
    }
}

/// The articles that are asked about, and those that take part in what is found about them.
pub(super) struct Circle<'a, S> {
    surroundings: &'a S,
    judge: Judge<'a>,
    home: FxHashSet<u32>,
    members: Vec<Member>,
    known: FxHashSet<u32>,
    /// Those whose partners are all known.
    met: FxHashSet<u32>,
    /// Those of which all is known that the others of their story say.
    heard: FxHashSet<u32>,
    /// What was read in those that are judged as of a date that their story tells.
    undated: FxHashMap<u32, DocumentFacts>,
    pairs: FxHashSet<(u32, u32)>,
    read_again: usize,
}

impl<'a, S: Surroundings> Circle<'a, S> {
    /// The circle of some articles; `members` came with them: the new ones, sheets.
    pub fn new(
        surroundings: &'a S,
        judge: Judge<'a>,
        home: impl IntoIterator<Item = u32>,
        members: Vec<Member>,
    ) -> Self {
        let (known, met, heard, undated, pairs) = Default::default();
        let home = home.into_iter().collect();
        Self { surroundings, judge, home, members, known, met, heard, undated, pairs, read_again: 0 }
    }

    /// Judges all that can take part in what is found about the articles. Where a finding about them names
    /// another one, its partners are fetched too, until no finding grows any more.
    pub fn judged(mut self) -> Result<Judged, ArchiveError> {
        let mut open: BTreeSet<u32> = self.home.iter().copied().collect();
        loop {
            for document in std::mem::take(&mut open) {
                self.hear(document)?;
            }
            // The date of one that has none is told by those that tell its story.
            let undated = self.members.iter().filter(|member| member.is_undated());
            let undated: Vec<u32> = undated.filter_map(|member| member.number).collect();
            for document in undated {
                self.meet(document)?;
            }
            let judged = self.judge()?;
            open.extend(judged.involved().filter(|document| !self.heard.contains(document)));
            if open.is_empty() {
                return Ok(Judged { candidates: self.known.len(), read_again: self.read_again, ..judged });
            }
            self.members = judged.into_members(std::mem::take(&mut self.undated));
        }
    }

    /// Fetches a document, all that tell its story, and in a story of few texts all that those are heard with.
    fn hear(&mut self, document: u32) -> Result<(), ArchiveError> {
        self.heard.insert(document);
        self.meet(document)?;
        let of_document = |&&(one, other): &&(u32, u32)| one == document || other == document;
        let partners: Vec<u32> =
            self.pairs.iter().filter(of_document).map(|&(one, other)| one ^ other ^ document).collect();
        if partners.len() <= heard_texts()? {
            partners.into_iter().try_for_each(|partner| self.meet(partner))?;
        }
        Ok(())
    }

    /// Fetches a document and all that tell its story.
    fn meet(&mut self, document: u32) -> Result<(), ArchiveError> {
        if !self.met.insert(document) {
            return Ok(());
        }
        self.fetch(document)?;
        for partner in self.surroundings.partners(document)? {
            self.pairs.insert((document.min(partner), document.max(partner)));
            self.fetch(partner)?;
        }
        Ok(())
    }

    fn fetch(&mut self, document: u32) -> Result<(), ArchiveError> {
        if !self.known.insert(document) {
            return Ok(());
        }
        let Some(Kept { document: article, facts }) = self.surroundings.kept(document)? else {
            self.known.remove(&document);
            return Ok(());
        };
        let facts = match facts {
            Some(facts) => facts,
            None => {
                self.read_again += 1;
                extract(&article, self.judge.library)?
            }
        };
        self.members.push(Member { number: Some(document), document: article, facts });
        Ok(())
    }

    /// Judges all members as one corpus.
    fn judge(&mut self) -> Result<Judged, ArchiveError> {
        let mut members = std::mem::take(&mut self.members);
        members.sort_by(|a, b| a.document.name.cmp(&b.document.name));
        let (mut documents, mut facts, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        for member in members {
            documents.push(member.document);
            facts.push(member.facts);
            numbers.push(member.number);
        }
        let ids: FxHashMap<u32, DocId> =
            (0..).zip(&numbers).filter_map(|(id, number)| Some(((*number)?, DocId(id)))).collect();
        let pairs = self.pairs.iter();
        let stories =
            Stories::of_pairs(pairs.filter_map(|(one, other)| Some((*ids.get(one)?, *ids.get(other)?))));
        let corpus = Corpus::new(documents);
        let Judge { library, rules } = self.judge;
        let mut reading = Reading::of(facts);
        let is_met = |id: DocId| numbers[id.0 as usize].is_some_and(|number| self.met.contains(&number));
        for (id, facts) in engine::dated_by_story(&corpus, &reading, &stories, library, is_met)? {
            let before = reading.replace(id, facts);
            self.undated.extend(numbers[id.0 as usize].map(|number| (number, before)));
        }
        let report = engine::judge(&corpus, reading, &stories, library, rules)?;
        let home = numbers.iter().map(|number| number.is_some_and(|number| self.home.contains(&number)));
        Ok(Judged { home: home.collect(), corpus, report, numbers, candidates: 0, read_again: 0 })
    }
}

/// The articles that were asked about and those around them, judged together.
pub(super) struct Judged {
    pub corpus: Corpus,
    pub report: Report,
    /// The number of each document; none of a sheet.
    pub numbers: Vec<Option<u32>>,
    /// Which of them were asked about.
    pub home: Vec<bool>,
    /// How many articles were fetched.
    pub candidates: usize,
    /// Those among them that another version had read, and that were read again.
    pub read_again: usize,
}

impl Judged {
    /// A finding is about the articles asked about where one of its places is in one. A sheet is not what it is
    /// about.
    fn is_about_home(&self, finding: &Finding) -> bool {
        finding.labels.iter().any(|label| self.home[label.document.0 as usize])
    }

    /// The documents that findings about the articles name.
    fn involved(&self) -> impl Iterator<Item = u32> {
        let findings = self.report.findings.iter().chain(self.report.set_aside.iter().map(|it| &it.finding));
        let places = findings.filter(|finding| self.is_about_home(finding)).flat_map(|it| &it.labels);
        places.filter_map(|label| self.numbers[label.document.0 as usize])
    }

    /// The documents as they were read, before their stories told dates.
    fn into_members(self, mut undated: FxHashMap<u32, DocumentFacts>) -> Vec<Member> {
        let documents = self.corpus.into_documents().into_iter();
        let documents = documents.zip(self.report.reading.into_documents()).zip(self.numbers);
        let member = |((document, facts), number): ((Document, DocumentFacts), Option<u32>)| {
            let facts = number.and_then(|number| undated.remove(&number)).unwrap_or(facts);
            Member { number, document, facts }
        };
        documents.map(member).collect()
    }

    /// The documents that were asked about, the sheets, and those that are named.
    pub fn narrowed(mut self) -> (Corpus, Report) {
        let mut findings = std::mem::take(&mut self.report.findings);
        findings.retain(|finding| self.is_about_home(finding));
        let mut set_aside = std::mem::take(&mut self.report.set_aside);
        set_aside.retain(|aside| self.is_about_home(&aside.finding));
        let all = findings.iter_mut().chain(set_aside.iter_mut().map(|aside| &mut aside.finding));
        all.for_each(|finding| quote(&self.corpus, finding));
        let named = findings.iter().chain(set_aside.iter().map(|aside| &aside.finding));
        let named: FxHashSet<DocId> =
            named.flat_map(|finding| &finding.labels).map(|label| label.document).collect();
        // What is wrong in an article of the archive was said when it was new.
        let archived = self.corpus.iter().filter(|(_, document)| document.is_from_archive());
        let archived: FxHashSet<String> = archived.map(|(_, document)| document.name.clone()).collect();
        let mut new_ids: FxHashMap<DocId, DocId> = FxHashMap::default();
        let (mut documents, mut facts) = (Vec::new(), Vec::new());
        let Report { reading, mut complaints, .. } = self.report;
        let all = self.corpus.into_documents().into_iter().zip(reading.into_documents());
        for (id, (document, read)) in (0..).map(DocId).zip(all) {
            let at = id.0 as usize;
            if self.home[at] || self.numbers[at].is_none() || named.contains(&id) {
                new_ids.insert(id, DocId(u32::try_from(documents.len()).unwrap_or(u32::MAX)));
                documents.push(document);
                facts.push(read);
            }
        }
        let renumber = |finding| renumbered(finding, |id| new_ids.get(&id).copied());
        let findings = findings.into_iter().map(renumber).collect();
        let set_aside = set_aside.into_iter();
        let set_aside =
            set_aside.map(|aside| SetAside { finding: renumber(aside.finding), why: aside.why }).collect();
        complaints.retain(|complaint| !archived.contains(complaint.path.as_str()));
        let report =
            Report { reading: Reading::of(facts), findings, set_aside, complaints, ..Report::default() };
        (Corpus::new(documents), report)
    }
}

/// Adds to a finding what the archive knows of its articles: when each was published, under which title, and
/// where.
pub(super) fn quote(corpus: &Corpus, finding: &mut Finding) {
    let named: BTreeSet<DocId> = finding.labels.iter().map(|label| label.document).collect();
    let archived = named.into_iter().map(|id| corpus.get(id)).filter(|document| document.is_from_archive());
    finding.notes.extend(archived.map(|document| {
        let metadata = &document.metadata;
        let day = metadata.published.map(|published| format!(", {}", published.date));
        let title = metadata.title.as_ref().map(|title| format!(", “{}”", title.trim()));
        let url = metadata.url.as_ref().map(|url| format!(", {url}"));
        let known: String = [day, title, url].into_iter().flatten().collect();
        format!("in the archive: {}{known}", document.name)
    }));
}

/// A finding whose documents have other numbers.
pub(super) fn renumbered(finding: Finding, number: impl Fn(DocId) -> Option<DocId>) -> Finding {
    let labels = finding.labels.into_iter();
    let labels = labels.filter_map(|label| Some(Label { document: number(label.document)?, ..label }));
    Finding { labels: labels.collect(), ..finding }
}
