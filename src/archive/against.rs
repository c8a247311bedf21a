//! New articles against everything ever published.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::alignment::{Card, Catalogue, Search, Side, Stories};
use crate::document::{Corpus, DocId, Document};
use crate::engine::{self, Reading, Report};
use crate::extract::{DocumentFacts, extract};
use crate::findings::{Finding, SetAside};
use crate::lexicon::Library;
use crate::rules::RuleSet;

use super::catalogue::{Origin, Shelves};
use super::store::Kept;
use super::{ArchiveError, Narrowed, Store};

/// What was found about new articles, with those of the archive that take part.
#[derive(Clone, Debug, Default)]
pub struct Against {
    /// The new articles, the reference sheets, and the articles of the archive that the findings name.
    pub corpus: Corpus,
    /// What was read in them, and the findings about new ones.
    pub report: Report,
    /// How many articles of the archive were held against them.
    pub candidates: usize,
    /// Those among them that another version had read, and that were read again.
    pub read_again: usize,
}

/// Holds new articles against stores: the findings about new ones that a check of all together would have.
///
/// # Errors
///
/// A store cannot be read, or the data that factlint is built with are at fault.
pub fn check_against(
    corpus: &Corpus,
    stores: &[Store],
    narrowed: &Narrowed,
    library: &Library,
    rules: &RuleSet,
) -> Result<Against, ArchiveError> {
    let reading = engine::read(corpus, library)?;
    let articles = corpus.articles().map(|(id, document)| {
        let facts = reading.document(id);
        (document.name.as_str(), Card::new(&document.name, facts, &library.vocabulary), facts)
    });
    let articles: Vec<_> = articles.collect();
    let shelves = Shelves::new(&articles, stores, narrowed)?;
    let new = u32::try_from(articles.len()).unwrap_or(u32::MAX);
    let mut round = Round {
        search: Neighbourhood::new(&shelves)?,
        shelves: &shelves,
        stores,
        library,
        new,
        pairs: FxHashSet::default(),
        kept: BTreeMap::new(),
        read_again: 0,
    };
    let mut open: Vec<u32> = (0..new).collect();
    let mut known: FxHashSet<u32> = FxHashSet::default();
    loop {
        for document in open {
            known.insert(document);
            round.meet(document)?;
        }
        let judged = round.judged(corpus, &reading, rules)?;
        // An article that a finding about a new one names may bring others into it.
        let involved = judged.involved().filter(|document| !known.contains(document));
        open = involved.collect::<BTreeSet<u32>>().into_iter().collect();
        if open.is_empty() {
            return Ok(Against {
                candidates: round.kept.len(),
                read_again: round.read_again,
                ..judged.about_new()
            });
        }
    }
}

/// The search around some documents of a large catalogue.
struct Neighbourhood<'a, C> {
    search: Search<'a, C>,
    /// Those alike to each document that was asked for.
    alike: RefCell<FxHashMap<u32, Rc<[u32]>>>,
}

impl<'a, C: Catalogue<Error = ArchiveError>> Neighbourhood<'a, C> {
    fn new(catalogue: &'a C) -> Result<Self, ArchiveError> {
        Ok(Self { search: Search::new(catalogue)?, alike: RefCell::default() })
    }

    fn alike(&self, document: u32) -> Result<Rc<[u32]>, ArchiveError> {
        if let Some(known) = self.alike.borrow().get(&document) {
            return Ok(Rc::clone(known));
        }
        let alike: Rc<[u32]> = self.search.alike(document, &Side::BOTH)?.into();
        self.alike.borrow_mut().insert(document, Rc::clone(&alike));
        Ok(alike)
    }

    /// All that tell the story of a document.
    fn partners(&self, document: u32) -> Result<Vec<u32>, ArchiveError> {
        let joined = self.search.joined(document, |other| self.alike(other))?;
        Ok(self.alike(document)?.iter().copied().chain(joined).collect())
    }
}

/// What is known so far.
struct Round<'a> {
    search: Neighbourhood<'a, Shelves<'a>>,
    shelves: &'a Shelves<'a>,
    stores: &'a [Store],
    library: &'a Library,
    /// Documents of lower numbers are new.
    new: u32,
    pairs: FxHashSet<(u32, u32)>,
    /// The articles of stores that take part.
    kept: BTreeMap<u32, (Document, DocumentFacts)>,
    read_again: usize,
}

impl Round<'_> {
    /// Finds the documents that tell the story of one, and fetches them.
    fn meet(&mut self, document: u32) -> Result<(), ArchiveError> {
        for partner in self.search.partners(document)? {
            self.pairs.insert((document.min(partner), document.max(partner)));
            self.fetch(partner)?;
        }
        Ok(())
    }

    fn fetch(&mut self, document: u32) -> Result<(), ArchiveError> {
        let Origin::Stored(store, id) = self.shelves.origin(document) else { return Ok(()) };
        if self.kept.contains_key(&document) {
            return Ok(());
        }
        let Kept { document: article, facts } = self.stores[store].article(id)?;
        let facts = match facts {
            Some(facts) => facts,
            None => {
                self.read_again += 1;
                extract(&article, self.library)?
            }
        };
        self.kept.insert(document, (article, facts));
        Ok(())
    }

    /// Judges all that is known, new and kept, as one corpus.
    fn judged(&self, corpus: &Corpus, reading: &Reading, rules: &RuleSet) -> Result<Judged, ArchiveError> {
        let mut articles = 0..self.new;
        let new = corpus.iter().map(|(id, document)| {
            let number = if document.is_sheet() { None } else { articles.next() };
            (document.clone(), reading.document(id).clone(), number)
        });
        let kept = self.kept.iter();
        let kept = kept.map(|(number, (document, facts))| (document.clone(), facts.clone(), Some(*number)));
        let mut all: Vec<_> = new.chain(kept).collect();
        all.sort_by(|(a, ..), (b, ..)| a.name.cmp(&b.name));
        let (mut documents, mut facts, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        for (document, of_document, number) in all {
            documents.push(document);
            facts.push(of_document);
            numbers.push(number);
        }
        let ids: FxHashMap<u32, DocId> =
            (0..).zip(&numbers).filter_map(|(id, number)| Some(((*number)?, DocId(id)))).collect();
        let stories = Stories::of_pairs(
            self.pairs.iter().filter_map(|(one, other)| Some((*ids.get(one)?, *ids.get(other)?))),
        );
        let corpus = Corpus::new(documents);
        let report = engine::judge(&corpus, Reading::of(facts), &stories, self.library, rules)?;
        Ok(Judged { corpus, report, numbers, new: self.new })
    }
}

/// New and kept articles, judged together.
struct Judged {
    corpus: Corpus,
    report: Report,
    /// The number of each document in the catalogue; none of a sheet.
    numbers: Vec<Option<u32>>,
    new: u32,
}

impl Judged {
    fn is_new(&self, id: DocId) -> bool {
        self.numbers[id.0 as usize].is_none_or(|number| number < self.new)
    }

    /// A finding is about a new article where one of its places is in one. A sheet is not what it is about.
    fn is_about_new(&self, finding: &Finding) -> bool {
        finding
            .labels
            .iter()
            .any(|label| self.numbers[label.document.0 as usize].is_some_and(|number| number < self.new))
    }

    fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.report.findings.iter().filter(|finding| self.is_about_new(finding))
    }

    /// The documents that findings about new ones name.
    fn involved(&self) -> impl Iterator<Item = u32> {
        let places = self.findings().flat_map(|finding| &finding.labels);
        places.filter_map(|label| self.numbers[label.document.0 as usize])
    }

    /// The findings about new articles, with the articles that they name.
    fn about_new(mut self) -> Against {
        let findings: Vec<Finding> = self.findings().cloned().collect();
        let aside = self.report.set_aside.iter().map(|aside| &aside.finding);
        let aside = aside.filter(|finding| self.is_about_new(finding));
        let named: FxHashSet<DocId> = findings
            .iter()
            .chain(aside)
            .flat_map(|finding| &finding.labels)
            .map(|label| label.document)
            .collect();
        let mut new_ids: FxHashMap<DocId, DocId> = FxHashMap::default();
        let (mut documents, mut facts) = (Vec::new(), Vec::new());
        for (id, document) in self.corpus.iter() {
            if self.is_new(id) || named.contains(&id) {
                new_ids.insert(id, DocId(u32::try_from(documents.len()).unwrap_or(u32::MAX)));
                documents.push(document.clone());
                facts.push(self.report.reading.document(id).clone());
            }
        }
        let renumber = |mut finding: Finding| {
            finding.notes.extend(quoted(&self.corpus, &finding));
            let labels = finding.labels.into_iter();
            let labels = labels.filter_map(|label| {
                Some(crate::findings::Label { document: *new_ids.get(&label.document)?, ..label })
            });
            Finding { labels: labels.collect(), ..finding }
        };
        let set_aside = std::mem::take(&mut self.report.set_aside);
        let set_aside = set_aside.into_iter().filter(|aside| self.is_about_new(&aside.finding));
        let set_aside: Vec<SetAside> = set_aside.collect();
        let set_aside = set_aside.into_iter();
        self.report.set_aside =
            set_aside.map(|aside| SetAside { finding: renumber(aside.finding), why: aside.why }).collect();
        self.report.findings = findings.into_iter().map(renumber).collect();
        // What is wrong in an article of the archive was said when it was new.
        let archived: FxHashSet<&str> = self
            .corpus
            .iter()
            .filter(|(_, document)| document.is_from_archive())
            .map(|(_, document)| document.name.as_str())
            .collect();
        self.report.complaints.retain(|complaint| !archived.contains(complaint.path.as_str()));
        let report = Report { reading: Reading::of(facts), ..self.report };
        Against { corpus: Corpus::new(documents), report, ..Against::default() }
    }
}

/// What the archive knows of its articles in a finding: when it was published, under which title, and where.
fn quoted(corpus: &Corpus, finding: &Finding) -> Vec<String> {
    let named: BTreeSet<DocId> = finding.labels.iter().map(|label| label.document).collect();
    let archived = named.into_iter().map(|id| corpus.get(id)).filter(|document| document.is_from_archive());
    archived
        .map(|document| {
            let metadata = &document.metadata;
            let day = metadata.published.map(|published| format!(", {}", published.date));
            let title = metadata.title.as_ref().map(|title| format!(", “{}”", title.trim()));
            let url = metadata.url.as_ref().map(|url| format!(", {url}"));
            let known: String = [day, title, url].into_iter().flatten().collect();
            format!("in the archive: {}{known}", document.name)
        })
        .collect()
}
