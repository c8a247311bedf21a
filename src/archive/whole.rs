//! A whole archive against itself, piece by piece.
//!
//! Which articles tell one story is found over the cards of all of them, which fit into memory. The articles
//! themselves are read story by story: a piece is some stories, or a stretch of one that is large.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::alignment::{Card, Search, Shelf, settle_declared};
use crate::document::{Corpus, DocId, Document};
use crate::engine::{self, JudgedOf, Reading, Report};
use crate::extract::DocumentFacts;
use crate::findings::{Complaint, Finding, SetAside};
use crate::lexicon::Library;
use crate::model::Decimal;
use crate::rules::RuleSet;
use crate::text::Fnv;

use super::circle::{Circle, Judge, Judged, Member, Surroundings, quote, renumbered};
use super::listing::Listed;
use super::pieces::{Partners, pieces};
use super::store::Kept;
use super::{ArchiveError, Narrowed, Store};

/// The number of the settings of an article, by the file that it stands in.
pub type Settings<'a> = dyn Fn(&Path) -> usize + Sync + 'a;

/// How a whole archive is to be judged.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The packs.
    pub library: &'a Library,
    /// The rules.
    pub rules: &'a RuleSet,
    /// Which articles count.
    pub narrowed: &'a Narrowed,
    /// The reference sheets.
    pub sheets: &'a [Document],
    /// Which settings the rules run with over an article.
    pub settings: &'a Settings<'a>,
    /// How many threads read at once.
    pub threads: usize,
    /// How many articles are judged at a time.
    pub pieces_of: usize,
}

/// So many articles are judged at a time, unless told otherwise.
pub const ARTICLES_AT_A_TIME: usize = 256;

/// A store, ready to be judged piece by piece.
pub struct Whole<'a> {
    asked: Asked<'a>,
    path: PathBuf,
    /// Connections that nobody uses at the moment.
    stores: Mutex<Vec<Store>>,
    sheets: Vec<DocumentFacts>,
    /// The articles by their numbers: in the order of their days.
    ids: Vec<i64>,
    partners: Partners,
    /// The numbers of the articles of each piece.
    pieces: Vec<Vec<u32>>,
    mark: [u8; 16],
}

/// What was found in a piece. The documents of its places are numbers of the archive as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// The findings.
    pub findings: Vec<Finding>,
    /// Those that are suppressed.
    pub set_aside: Vec<SetAside>,
    /// What is wrong with suppressions.
    pub complaints: Vec<Complaint>,
    /// How many articles were judged.
    pub articles: usize,
    /// How many facts stand in them.
    pub facts: usize,
    /// Articles that another version had read, and that were read again.
    pub read_again: usize,
}

impl<'a> Whole<'a> {
    /// Finds the stories of a store.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or the data that factlint is built with are at fault.
    pub fn new(path: &Path, asked: Asked<'a>) -> Result<Self, ArchiveError> {
        let stores = (0..asked.threads.max(1)).map(|_| Store::open(path)).collect::<Result<Vec<_>, _>>()?;
        let Listed { cards, mark } = stores[0].listed(asked.narrowed)?;
        let stores = Mutex::new(stores);
        let (ids, cards): (Vec<i64>, Vec<Card>) = cards.into_iter().unzip();
        let days: Vec<u64> = cards.iter().map(|card| card.order.day()).collect();
        let figures = |number: u32| -> Result<Arc<[Decimal]>, ArchiveError> {
            with_store(&stores, path, |store| Ok(store.figures(ids[number as usize])?.into()))
        };
        let shelf = Shelf::new(cards, &figures);
        let mut pairs = shelf.pairs(Search::new(&shelf)?)?;
        drop(shelf);
        let declared = with_store(&stores, path, |store| store.declared(&ids, &days))?;
        let (declared, order): (Vec<_>, Vec<_>) = declared.into_iter().unzip();
        settle_declared(&mut pairs, &declared, &order)?;
        let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let partners = Partners::of(&pairs, count);
        drop(pairs);
        let corpus = Corpus::new(asked.sheets.to_vec());
        let sheets = engine::read(&corpus, asked.library)?.into_documents();
        let pieces = pieces(&partners, count, asked.pieces_of);
        let mark = mark_of(mark, &asked);
        Ok(Self { asked, path: path.to_path_buf(), stores, sheets, ids, partners, pieces, mark })
    }

    /// How many articles there are to judge.
    pub fn articles(&self) -> usize {
        self.ids.len()
    }

    /// How many pieces there are.
    pub fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// What tells whether a piece that was judged before is still the same: the articles, the reader, the rules
    /// and the sheets.
    pub fn mark(&self) -> [u8; 16] {
        self.mark
    }

    /// Judges a piece.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or the data that factlint is built with are at fault.
    pub fn judge(&self, piece: usize) -> Result<Piece, ArchiveError> {
        let Some(home) = self.pieces.get(piece) else { return Ok(Piece::default()) };
        let Asked { library, rules, .. } = self.asked;
        let judged = with_store(&self.stores, &self.path, |store| {
            let surroundings = AsRead { whole: self, store };
            let home = home.iter().copied();
            Circle::new(&surroundings, Judge { library, rules }, home, self.sheet_members()).judged()
        })?;
        Ok(self.piece(home, judged))
    }

    fn sheet_members(&self) -> Vec<Member> {
        let sheets = self.asked.sheets.iter().zip(&self.sheets);
        sheets
            .map(|(document, facts)| Member {
                number: None,
                document: document.clone(),
                facts: facts.clone(),
            })
            .collect()
    }

    /// What of a judged circle belongs to a piece: the findings whose first article does.
    fn piece(&self, home: &[u32], judged: Judged) -> Piece {
        let at_home: FxHashSet<u32> = home.iter().copied().collect();
        let Judged { corpus, report, numbers, read_again, .. } = judged;
        let sheet = |name: &str| self.asked.sheets.iter().position(|sheet| sheet.name == name);
        let number = |id: DocId| match numbers[id.0 as usize] {
            Some(number) => Some(DocId(number)),
            None => sheet(&corpus.get(id).name).map(|sheet| DocId(self.sheet_number(sheet))),
        };
        let belongs = |finding: &Finding| {
            let named = finding.labels.iter().filter_map(|label| numbers[label.document.0 as usize]);
            named.min().is_some_and(|first| at_home.contains(&first))
        };
        let findings = report.findings.into_iter().filter(belongs);
        let set_aside = report.set_aside.into_iter().filter(|aside| belongs(&aside.finding));
        let mut piece = Piece {
            findings: findings.map(|finding| renumbered(finding, number)).collect(),
            set_aside: set_aside
                .map(|aside| SetAside { finding: renumbered(aside.finding, number), why: aside.why })
                .collect(),
            articles: home.len(),
            read_again,
            ..Piece::default()
        };
        let mut names: FxHashSet<&str> = FxHashSet::default();
        for (id, document) in corpus.iter() {
            if numbers[id.0 as usize].is_some_and(|number| at_home.contains(&number)) {
                names.insert(&document.name);
                piece.facts += report.reading.document(id).facts.len();
            }
        }
        let complaints = report.complaints.into_iter();
        piece.complaints = complaints.filter(|complaint| names.contains(complaint.path.as_str())).collect();
        piece
    }

    fn sheet_number(&self, sheet: usize) -> u32 {
        u32::try_from(self.ids.len() + sheet).unwrap_or(u32::MAX)
    }

    /// The report of pieces, with the articles that their findings name.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    pub fn report(&self, pieces: impl IntoIterator<Item = Piece>) -> Result<(Corpus, Report), ArchiveError> {
        let mut whole = Piece::default();
        for piece in pieces {
            whole.findings.extend(piece.findings);
            whole.set_aside.extend(piece.set_aside);
            whole.complaints.extend(piece.complaints);
            whole.articles += piece.articles;
            whole.facts += piece.facts;
        }
        let (corpus, reading, ids) = self.named(&whole)?;
        let renumber = |finding: Finding| {
            let mut finding = renumbered(finding, |id| ids.get(&id.0).copied());
            quote(&corpus, &mut finding);
            finding
        };
        let mut findings: Vec<Finding> = whole.findings.into_iter().map(renumber).collect();
        findings.sort_by_cached_key(Finding::sort_key);
        let set_aside = whole.set_aside.into_iter();
        let mut set_aside: Vec<SetAside> =
            set_aside.map(|aside| SetAside { finding: renumber(aside.finding), why: aside.why }).collect();
        set_aside.sort_by_cached_key(|aside| aside.finding.sort_key());
        whole.complaints.sort();
        let judged = Some(JudgedOf { documents: whole.articles, facts: whole.facts });
        let complaints = whole.complaints;
        Ok((corpus, Report { reading, findings, set_aside, complaints, judged, ..Report::default() }))
    }

    /// The sheets, and the articles that findings name, with their numbers there.
    fn named(&self, whole: &Piece) -> Result<(Corpus, Reading, FxHashMap<u32, DocId>), ArchiveError> {
        let findings = whole.findings.iter().chain(whole.set_aside.iter().map(|aside| &aside.finding));
        let mut numbers: Vec<u32> =
            findings.flat_map(|finding| &finding.labels).map(|label| label.document.0).collect();
        numbers.extend((0..self.sheets.len()).map(|sheet| self.sheet_number(sheet)));
        numbers.sort_unstable();
        numbers.dedup();
        let mut all = Vec::with_capacity(numbers.len());
        with_store(&self.stores, &self.path, |store| {
            let surroundings = AsRead { whole: self, store };
            for number in numbers {
                let sheet = (number as usize).checked_sub(self.ids.len());
                let (document, facts) = match sheet {
                    Some(sheet) => (self.asked.sheets[sheet].clone(), self.sheets[sheet].clone()),
                    None => {
                        let Some(Kept { document, facts }) = surroundings.kept(number)? else { continue };
                        (document, facts.unwrap_or_default())
                    }
                };
                all.push((number, document, facts));
            }
            Ok(())
        })?;
        all.sort_by(|(_, a, _), (_, b, _)| a.name.cmp(&b.name));
        let ids = (0..).map(DocId).zip(&all).map(|(id, (number, ..))| (*number, id)).collect();
        let (documents, facts) = all.into_iter().map(|(_, document, facts)| (document, facts)).unzip();
        Ok((Corpus::new(documents), Reading::of(facts), ids))
    }
}

/// The archive as one thread reads it.
struct AsRead<'a> {
    whole: &'a Whole<'a>,
    store: &'a Store,
}

impl Surroundings for AsRead<'_> {
    fn partners(&self, document: u32) -> Result<Vec<u32>, ArchiveError> {
        Ok(self.whole.partners.of_one(document).to_vec())
    }

    fn kept(&self, document: u32) -> Result<Option<Kept>, ArchiveError> {
        let Some(id) = self.whole.ids.get(document as usize) else { return Ok(None) };
        let mut kept = self.store.article(*id, &self.whole.asked.library.vocabulary)?;
        let file = match kept.document.record() {
            Some(record) => PathBuf::from(&record.file),
            None => PathBuf::from(&kept.document.name),
        };
        kept.document.settings = (self.whole.asked.settings)(&file);
        Ok(Some(kept))
    }
}

/// Lends a connection: a thread uses one at a time, and there may be more threads than connections.
fn with_store<T>(
    stores: &Mutex<Vec<Store>>,
    path: &Path,
    work: impl FnOnce(&Store) -> Result<T, ArchiveError>,
) -> Result<T, ArchiveError> {
    let free = || stores.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = free().pop();
    let store = kept.map_or_else(|| Store::open(path), Ok)?;
    let done = work(&store);
    free().push(store);
    done
}

/// What the findings depend on, in 128 bits.
fn mark_of(articles: [u8; 16], asked: &Asked<'_>) -> [u8; 16] {
    let mut hash = Fnv::default();
    hash.part(crate::extract::READER);
    hash.part(format!("{articles:?} {:?} {:?} {}", asked.narrowed, asked.rules, asked.pieces_of));
    for sheet in asked.sheets {
        hash.part(&sheet.name);
        hash.part(sheet.source());
    }
    hash.finish().to_be_bytes()
}
