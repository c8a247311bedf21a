use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::{DateDoubt, Document, Published};
use crate::grammar::{self, Mention};
use crate::lexicon::{Library, Token, TokenKind, TokenText, Traits, Vocabulary, next_with};
use crate::model::{Fact, Link};
use crate::text::Fault;

use super::ages::ages;
use super::anchor;
use super::ballots::ballots;
use super::changes::changes;
use super::clause::{Clause, clauses};
use super::convention::settle;
use super::currency::settle_currencies;
use super::day_order::settle_day_order;
use super::facts_of_text::FactsOfText;
use super::frame::Place;
use super::items::tell_items;
use super::likely::{Guess, guesses_at, likely_links};
use super::links::links;
use super::lists::lists;
use super::passages::{self, merged};
use super::products::products;
use super::profile::Profile;
use super::publication::Publication;
use super::rests::rests;
use super::sentence::{Sentence, sentences};
use super::sheet::{self, SheetEntry};
use super::spans::spans;
use super::statement::Statement;
use super::told::{Named, Told};
use super::totals::totals;

/// What factlint read in one document. It depends on the document, its pack and its publication
/// date alone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DocumentFacts {
    /// BCP 47 tag of the pack that read it; `None` where no pack reads the language.
    pub language: Option<String>,
    /// The publication date, given or inferred.
    pub published: Option<Published>,
    /// Why the date that the metadata state was not used.
    pub doubt: Option<DateDoubt>,
    /// The facts, in text order.
    pub facts: Vec<Fact>,
    /// How the figures of each sentence hang together.
    pub links: Vec<Link>,
    /// What its sentences speak of, in text order: those that assert facts, in its own language.
    pub statements: Vec<Statement>,
    /// What tells its story.
    pub profile: Profile,
    /// Of a reference sheet: what it says of each of its facts besides.
    pub sheet: Option<Arc<[SheetEntry]>>,
}

/// Reads a document.
///
/// # Errors
///
/// A [`Fault`] in a language pack, or in a reference sheet. The text of an article is never at fault.
pub fn extract(document: &Document, library: &Library) -> Result<DocumentFacts, Fault> {
    if document.is_sheet() {
        return sheet::read(document, library);
    }
    let language =
        document.metadata.language.clone().or_else(|| library.detect(document.text()).map(str::to_string));
    let publication = Publication::of(&document.metadata, library, language.as_deref())?;
    let lexicon = language.as_deref().map_or(Ok(None), |tag| library.lexicon(tag))?;
    let (Some(tag), Some(lexicon)) = (&language, lexicon) else {
        let (published, doubt) = publication.decide(|| None);
        return Ok(DocumentFacts { published, doubt, ..DocumentFacts::default() });
    };
    let text = document.text();
    let (mut tokens, stretches) = lexicon.tokenize_by_stretches(text);
    let passages = passages::foreign(text, &stretches, tag, library)?;
    if !passages.is_empty() {
        passages::without(&mut tokens, &passages);
    }
    let source = TokenText { text, lexicon: &lexicon };
    let mut reader = Reader::new(source, tokens, &library.vocabulary, publication);
    reader.given_headline = document.headline();
    let own = reader.read()?;
    let statements = reader.statements(&own.0);
    let mut readings = vec![own];
    for passage in &passages {
        let Some(lexicon) = &passage.lexicon else { continue };
        let source = TokenText { text, lexicon };
        let tokens = passages::tokens_of(passage, lexicon, text);
        let publication = reader.published.map_or(Publication::Unknown, Publication::Known);
        let (mut facts, links) = Reader::new(source, tokens, &library.vocabulary, publication).read()?;
        facts.iter_mut().for_each(|fact| passage.mark(fact, lexicon));
        readings.push((facts, links));
    }
    let (mut facts, links) = merged(readings);
    let profile = reader.profile(&statements);
    settle_currencies(&mut facts, &profile.places, &library.vocabulary);
    Ok(DocumentFacts {
        language: Some(tag.clone()),
        published: reader.published,
        statements,
        profile,
        links,
        facts,
        doubt: reader.doubt,
        sheet: None,
    })
}

/// The guesses at a question (`rules/weights.toml`) about the figures of a document, for who weighs their evidence anew.
///
/// # Errors
///
/// A [`Fault`] in a language pack.
pub fn guesses(question: &str, document: &Document, library: &Library) -> Result<Vec<Guess>, Fault> {
    let language = document.metadata.language.as_deref();
    let lexicon = language.map_or(Ok(None), |tag| library.lexicon(tag))?;
    let Some(lexicon) = lexicon else { return Ok(Vec::new()) };
    let tokens = lexicon.tokenize(document.text());
    let source = TokenText { text: document.text(), lexicon: &lexicon };
    let publication = Publication::of(&document.metadata, library, language)?;
    let reader = Reader::new(source, tokens, &library.vocabulary, publication);
    let (facts, _) = reader.read()?;
    let text = reader.joined(&facts);
    Ok(guesses_at(question, text))
}

pub(super) struct Reader<'a> {
    pub(super) source: TokenText<'a>,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) tokens: Vec<Token>,
    pub(super) mentions: Vec<Mention>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) published: Option<Published>,
    pub(super) doubt: Option<DateDoubt>,
    pub(super) southern: bool,
    /// Where the headline ends, if the metadata give it.
    given_headline: Option<u32>,
    /// The quotation marks and paragraph ends, each with whether a quotation is open after it.
    pub(super) quotes: Vec<(usize, bool)>,
    pub(super) named: Named<'a>,
    /// What a clause tells that has not been read.
    pub(super) nothing_told: Told,
}

impl<'a> Reader<'a> {
    fn new(
        source: TokenText<'a>,
        tokens: Vec<Token>,
        vocabulary: &'a Vocabulary,
        publication: Publication<'_>,
    ) -> Self {
        let mut mentions = grammar::mentions(source, &tokens);
        settle(source, &tokens, &mut mentions);
        settle_day_order(source, &tokens, &mut mentions);
        let inside = |at: usize| {
            let index = mentions.partition_point(|mention| mention.tokens.1 <= at + 1);
            mentions.get(index).is_some_and(|mention| mention.tokens.0 <= at && at + 1 < mention.tokens.1)
        };
        let sentences = sentences(source, &tokens, inside);
        let (published, doubt) = publication.decide(|| anchor::infer(&tokens, &mentions));
        let named = Named::find(source, &tokens);
        let southern = is_southern(vocabulary, &named);
        let quotes = quotes(&tokens);
        Self {
            source,
            vocabulary,
            tokens,
            mentions,
            sentences,
            published,
            doubt,
            southern,
            given_headline: None,
            quotes,
            named,
            nothing_told: Told::default(),
        }
    }

    /// The facts, and how the figures of each sentence hang together.
    fn read(&self) -> Result<(Vec<Fact>, Vec<Link>), Fault> {
        let mut facts = self.facts();
        tell_items(self.source, &self.tokens, &self.named, &mut facts);
        self.settle_periods(&mut facts);
        self.tell_standing(&mut facts);
        self.tell_conversions(&mut facts);
        self.tell_hours(&mut facts);
        self.tell_others(&mut facts);
        self.tell_added(&mut facts);
        let text = self.joined(&facts);
        let mut links = links(text);
        links.append(&mut changes(text, &self.named));
        links.append(&mut lists(text));
        links.append(&mut spans(text));
        links.append(&mut ages(text));
        links.append(&mut ballots(text, &self.named));
        links.append(&mut totals(text, &links));
        links.append(&mut products(text));
        links.append(&mut rests(text));
        links.append(&mut likely_links(text, &links)?);
        Ok((facts, links))
    }

    /// The facts with what is looked up to join them.
    fn joined<'b>(&'b self, facts: &'b [Fact]) -> FactsOfText<'b> {
        FactsOfText {
            source: self.source,
            vocabulary: self.vocabulary,
            tokens: &self.tokens,
            facts,
            today: self.published.map(|published| published.date),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let mut facts: Vec<Fact> = Vec::with_capacity(self.mentions.len());
        let mut next = 0;
        let headline = self.headline();
        for sentence in &self.sentences {
            let first = next;
            while self.mentions.get(next).is_some_and(|mention| mention.tokens.0 < sentence.end) {
                next += 1;
            }
            if first == next {
                continue;
            }
            let clauses = self.told_clauses(*sentence, first..next);
            let times = self.times(*sentence, &clauses, first..next, &facts);
            for index in first..next {
                let mention = &self.mentions[index];
                let place = self.place(*sentence, self.clause_of(&clauses, mention.tokens.0));
                if let Some(mut fact) = self.fact(mention, place, &times, index - first, &facts) {
                    fact.frame.headline = headline.is_some_and(|end| mention.tokens.0 < end);
                    facts.push(fact);
                }
            }
        }
        facts
    }

    /// The token at which the headline ends: that of the metadata, or the first line, where it ends without a
    /// full stop and more follows.
    fn headline(&self) -> Option<usize> {
        if let Some(end) = self.given_headline {
            return Some(self.tokens.partition_point(|token| token.span.start < end));
        }
        let end = self.tokens.iter().position(|token| token.kind == TokenKind::Break)?;
        let last = self.tokens[..end].iter().rev().find(|token| token.kind != TokenKind::Quote)?;
        (last.kind != TokenKind::Stop && end + 1 < self.tokens.len()).then_some(end)
    }

    pub(super) fn place<'b>(&'b self, sentence: Sentence, (clause, told): (Clause, &'b Told)) -> Place<'b> {
        Place {
            source: self.source,
            vocabulary: self.vocabulary,
            tokens: &self.tokens,
            sentence,
            clause,
            told,
            named: &self.named,
        }
    }

    /// The clauses of a sentence, each with what it tells; those without a mention tell nothing.
    fn told_clauses(&self, sentence: Sentence, mentions: std::ops::Range<usize>) -> Vec<(Clause, Told)> {
        let clauses = clauses(self.source, &self.tokens, sentence);
        let whole = Clause { start: sentence.start, end: sentence.end };
        let sources = self.place(sentence, (whole, &self.nothing_told)).sources().into();
        let holds_mention = |clause: Clause| {
            self.mentions[mentions.clone()].iter().any(|mention| clause.holds(mention.tokens.0))
        };
        let told = |clause: Clause| match holds_mention(clause) {
            true => self.place(sentence, (clause, &self.nothing_told)).tell(&sources),
            false => Told::default(),
        };
        clauses.into_iter().map(|clause| (clause, told(clause))).collect()
    }

    /// The clause that holds a token, with what it tells.
    pub(super) fn clause_of<'b>(&'b self, clauses: &'b [(Clause, Told)], at: usize) -> (Clause, &'b Told) {
        let found = clauses.iter().find(|(clause, _)| clause.holds(at));
        found
            .map_or((Clause { start: at, end: at + 1 }, &self.nothing_told), |(clause, told)| (*clause, told))
    }
}

/// About so many tokens of news stand for each paragraph or quotation mark.
const TOKENS_OF_MARK: usize = 16;

fn quotes(tokens: &[Token]) -> Vec<(usize, bool)> {
    let (mut open, mut from) = (false, 0);
    let mut marks = Vec::with_capacity(tokens.len() / TOKENS_OF_MARK);
    while let Some(at) = next_with(tokens, from, Traits::QUOTES) {
        open = tokens[at].kind == TokenKind::Quote && !open;
        marks.push((at, open));
        from = at + 1;
    }
    marks
}

/// Whether most of the places that a text names lie in the southern hemisphere.
fn is_southern(vocabulary: &Vocabulary, named: &Named<'_>) -> bool {
    let southern = named.places.iter().filter(|(_, place)| vocabulary.places.is_southern(*place)).count();
    southern * 2 > named.places.len()
}
