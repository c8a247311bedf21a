use std::sync::Arc;

use crate::document::{DateDoubt, Document, Published};
use crate::grammar::{self, AmountExpr, Mention, MentionValue, RangeStyle, TimeExpr};
use crate::lexicon::{Library, Meaning, Section, Tense, Token, TokenKind, TokenText, Vocabulary};
use crate::model::{
    Bounds, Date, Duration, Fact, FactValue, Frame, Link, Measure, PlaceId, Quantity, Rate, Role, Runs,
    Subject, TimeUnit, TimeValue,
};
use crate::text::{Fault, Span};

use super::anchor;
use super::changes::changes;
use super::clause::{Clause, clauses};
use super::convention::settle;
use super::currency::settle_currencies;
use super::frame::{Place, counted_by_event};
use super::links::links;
use super::passages::{self, merged};
use super::publication::Publication;
use super::resolve::{Reference, resolve};
use super::sentence::{Sentence, sentences};
use super::subject::{Counted, counted, last_counted, noun_floor};
use super::told::{Named, Told};

/// What factlint read in one document. It depends on the document, its pack and its publication
/// date alone.
#[derive(Clone, Debug, Default)]
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
    /// What tells its story.
    pub profile: Profile,
}

/// What tells which story a document belongs to.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Names of people and organisations with how often they stand, sorted.
    pub names: Vec<(Arc<str>, u16)>,
    /// Places with how often they are named, sorted.
    pub places: Vec<(PlaceId, u16)>,
}

/// Reads a document.
///
/// # Errors
///
/// A [`Fault`] in a language pack. Text itself is never at fault.
pub fn extract(document: &Document, library: &Library) -> Result<DocumentFacts, Fault> {
    let language =
        document.metadata.language.clone().or_else(|| library.detect(document.text()).map(str::to_string));
    let publication = Publication::of(&document.metadata, library, language.as_deref())?;
    let lexicon = language.as_deref().map_or(Ok(None), |tag| library.lexicon(tag))?;
    let (Some(tag), Some(lexicon)) = (&language, lexicon) else {
        let (published, doubt) = publication.decide(|| None);
        return Ok(DocumentFacts { published, doubt, ..DocumentFacts::default() });
    };
    let text = document.text();
    let passages = passages::foreign(text, tag, library)?;
    let mut tokens = lexicon.tokenize(text);
    if !passages.is_empty() {
        passages::without(&mut tokens, &passages);
    }
    let source = TokenText { text, lexicon: &lexicon };
    let reader = Reader::new(source, tokens, &library.vocabulary, publication);
    let mut readings = vec![reader.read()];
    for passage in &passages {
        let Some(lexicon) = &passage.lexicon else { continue };
        let source = TokenText { text, lexicon };
        let tokens = passages::tokens_of(passage, lexicon, text);
        let publication = reader.published.map_or(Publication::Unknown, Publication::Known);
        let (mut facts, links) = Reader::new(source, tokens, &library.vocabulary, publication).read();
        facts.iter_mut().for_each(|fact| passage.mark(fact, lexicon));
        readings.push((facts, links));
    }
    let (mut facts, links) = merged(readings);
    let profile = reader.profile();
    settle_currencies(&mut facts, &profile.places, &library.vocabulary);
    Ok(DocumentFacts {
        language: Some(tag.clone()),
        published: reader.published,
        profile,
        links,
        facts,
        doubt: reader.doubt,
    })
}

struct Reader<'a> {
    source: TokenText<'a>,
    vocabulary: &'a Vocabulary,
    tokens: Vec<Token>,
    mentions: Vec<Mention>,
    sentences: Vec<Sentence>,
    published: Option<Published>,
    doubt: Option<DateDoubt>,
    southern: bool,
    /// The quotation marks and paragraph ends, each with whether a quotation is open after it.
    quotes: Vec<(usize, bool)>,
    named: Named,
    /// What a clause tells that has not been read.
    nothing_told: Told,
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
            quotes,
            named,
            nothing_told: Told::default(),
        }
    }

    /// The facts, and how the figures of each sentence hang together.
    fn read(&self) -> (Vec<Fact>, Vec<Link>) {
        let facts = self.facts();
        let mut links = links(self.source, &self.tokens, &facts);
        links.append(&mut changes(self.source, self.vocabulary, &self.tokens, &facts));
        (facts, links)
    }

    fn profile(&self) -> Profile {
        let names = self.named.names.iter().map(|(_, name)| name.clone()).collect();
        let places = self.named.places.iter().map(|&(_, place)| place).collect();
        Profile { names: with_counts(names), places: with_counts(places) }
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

    /// The token at which the headline ends: the first line, where it ends without a full stop and
    /// more follows.
    fn headline(&self) -> Option<usize> {
        let end = self.tokens.iter().position(|token| token.kind == TokenKind::Break)?;
        let last = self.tokens[..end].last()?;
        (last.kind != TokenKind::Stop && end + 1 < self.tokens.len()).then_some(end)
    }

    fn place<'b>(&'b self, sentence: Sentence, (clause, told): (Clause, &'b Told)) -> Place<'b> {
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
    fn clause_of<'b>(&'b self, clauses: &'b [(Clause, Told)], at: usize) -> (Clause, &'b Told) {
        let found = clauses.iter().find(|(clause, _)| clause.holds(at));
        found
            .map_or((Clause { start: at, end: at + 1 }, &self.nothing_told), |(clause, told)| (*clause, told))
    }

    /// The resolved times of a sentence, by mention; `None` for mentions that are no time.
    fn times(
        &self,
        sentence: Sentence,
        clauses: &[(Clause, Told)],
        range: std::ops::Range<usize>,
        facts: &[Fact],
    ) -> Vec<Option<TimeValue>> {
        let mut previous = facts.iter().rev().take(BACK_REFERENCE_REACH).find_map(time_of).cloned();
        let mut day = self.day_named_before(sentence, facts);
        let mut found = Vec::with_capacity(range.len());
        for mention in &self.mentions[range] {
            let MentionValue::Time(expr) = &mention.value else {
                found.push(None);
                continue;
            };
            let place = self.place(sentence, self.clause_of(clauses, mention.tokens.0));
            let ahead = mention.tokens.0.checked_sub(1).is_some_and(|at| self.tokens[at].has(Section::Until));
            let tense = if ahead { Some(Tense::Future) } else { place.tense_at(mention) };
            let lasted = self.may_last(mention) && place.tense_before(mention) == Some(Tense::Past);
            let reference = Reference {
                published: self.published.filter(|_| !lasted),
                tense,
                southern: self.southern,
                day,
                previous: previous.as_ref(),
            };
            let time = TimeValue { runs: self.runs(mention), ..resolve(expr, &reference) };
            day = time.form.day().or(day);
            if time.interval().is_some() {
                previous = Some(time.clone());
            }
            found.push(Some(time));
        }
        found
    }

    /// "in two weeks": a moment ahead, or how long what is told took.
    fn may_last(&self, mention: &Mention) -> bool {
        let first = &self.tokens[mention.tokens.0];
        matches!(mention.value, MentionValue::Time(TimeExpr::Shift(_, _, false)))
            && first.has(Section::Length)
            && first.has(Section::Ahead)
    }

    /// The day that the sentence before names last, in the same paragraph.
    fn day_named_before(&self, sentence: Sentence, facts: &[Fact]) -> Option<Date> {
        const REACH: usize = 300;
        let start = self.tokens.get(sentence.start)?.span.start as usize;
        let last = facts.iter().rev().find_map(|fact| time_of(fact).map(|time| (fact, time)))?;
        let between = self.source.text.get(last.0.span.end as usize..start)?;
        (between.len() <= REACH && !between.contains('\n')).then(|| last.1.form.day()).flatten()
    }

    /// "since 2022", "until Sunday": the word before a time that makes it one end of a stretch.
    fn runs(&self, mention: &Mention) -> Option<Runs> {
        let before = &self.tokens[mention.tokens.0.checked_sub(1)?];
        let until = |meaning| matches!(meaning, Meaning::Until).then_some(());
        match &mention.value {
            MentionValue::Time(TimeExpr::Between(..)) => None,
            _ if before.has(Section::Since) => Some(Runs::From),
            _ if self.source.find(before, Section::Until, until).is_some() => Some(Runs::UpTo),
            _ => None,
        }
    }

    fn fact(
        &self,
        mention: &Mention,
        place: Place<'_>,
        times: &[Option<TimeValue>],
        index: usize,
        facts: &[Fact],
    ) -> Option<Fact> {
        match &mention.value {
            MentionValue::Amount(amount) => Some(self.amount_fact(mention, amount, place, times, facts)),
            MentionValue::Ordinal(rank) => {
                let mut fact = self.simple(mention, place, FactValue::Ordinal(*rank));
                fact.frame.of = self.ranked(mention, place);
                Some(fact)
            }
            MentionValue::Recurrence => Some(self.simple(mention, place, FactValue::Recurrence)),
            MentionValue::Duration(bounds, TimeUnit::Year) if self.is_aged_person(mention, place) => {
                Some(self.age_fact(mention, place, *bounds, TimeUnit::Year))
            }
            MentionValue::Age(bounds, unit) if self.is_thing_with_years(mention, place) => {
                Duration::new(*bounds, *unit)
                    .map(|duration| self.simple(mention, place, FactValue::Duration(duration)))
            }
            MentionValue::Duration(bounds, unit) => Duration::new(*bounds, *unit)
                .map(|duration| self.simple(mention, place, FactValue::Duration(duration))),
            MentionValue::Age(bounds, unit) => Some(self.age_fact(mention, place, *bounds, *unit)),
            MentionValue::Time(expr) => {
                let time = times.get(index).cloned().flatten()?;
                // "the next ten days" of a tale of the past are but a length of time, and so is "built in two weeks".
                let lasts = self.published.is_some() && self.may_last(mention);
                if let (TimeExpr::Stretch(bounds, unit, _), None, _)
                | (TimeExpr::Shift(bounds, unit, _), None, true) = (expr, time.interval(), lasts)
                {
                    return Duration::new(*bounds, *unit)
                        .map(|duration| self.simple(mention, place, FactValue::Duration(duration)));
                }
                if is_unanchored_reference(expr, &time) {
                    return None;
                }
                // "dois dias depois", of no time that the text names, is still a length of time.
                if let TimeExpr::Counted(bounds, unit, _) = expr
                    && time.interval().is_none()
                {
                    return Duration::new(*bounds, *unit)
                        .map(|duration| self.simple(mention, place, FactValue::Duration(duration)));
                }
                Some(self.time_fact(mention, place, time))
            }
        }
    }

    fn age_fact(&self, mention: &Mention, place: Place<'_>, bounds: Bounds, unit: TimeUnit) -> Fact {
        let age = Quantity { measure: Measure::Age(unit), ..Quantity::count(bounds) };
        let mut fact = self.simple(mention, place, FactValue::Quantity(age));
        let age = self.vocabulary.concepts.find("label.age");
        fact.frame.of = age.map(Subject::Concept);
        fact.frame.label = age;
        fact
    }

    /// What stands behind an adjective of years, where a word for it is known.
    fn bearer_of_years(&self, mention: &Mention, place: Place<'_>) -> Option<&str> {
        let last = &self.tokens[mention.tokens.1 - 1];
        let adjective = last.has(Section::Length) || (last.has(Section::Age) && !last.has(Section::TimeUnit));
        if !adjective {
            return None;
        }
        match counted(self.source, self.vocabulary, &self.tokens, mention, place.sentence.end).of? {
            Subject::Concept(concept) => Some(self.vocabulary.concepts.root(concept)),
            _ => None,
        }
    }

    /// "dwuletni chłopiec": of people, years in one word are their age.
    fn is_aged_person(&self, mention: &Mention, place: Place<'_>) -> bool {
        matches!(self.bearer_of_years(mention, place), Some("person" | "casualty"))
    }

    /// "12-letni kontrakt": of a thing that people have or do, years are how long it lasts.
    fn is_thing_with_years(&self, mention: &Mention, place: Place<'_>) -> bool {
        matches!(self.bearer_of_years(mention, place), Some("pact" | "occurrence"))
    }

    /// What a rank is a rank of: a noun that the packs know ("the 50th edition").
    fn ranked(&self, mention: &Mention, place: Place<'_>) -> Option<Subject> {
        let counted = counted(self.source, self.vocabulary, &self.tokens, mention, place.sentence.end);
        counted.of.filter(|of| counted.end.is_some() && matches!(of, Subject::Concept(_)))
    }

    fn simple(&self, mention: &Mention, place: Place<'_>, value: FactValue) -> Fact {
        let frame = Frame {
            event: place.event(mention, None),
            status: place.status(mention),
            sources: place.told.sources.clone(),
            quoted: self.is_quoted(mention),
            ..Frame::default()
        };
        self.finish(mention.span, place, value, frame)
    }

    fn finish(&self, span: Span, place: Place<'_>, value: FactValue, frame: Frame) -> Fact {
        let words = &self.tokens[place.sentence.start..place.sentence.end];
        let sentence = match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => span,
        };
        Fact { span, value, frame, sentence }
    }

    fn time_fact(&self, mention: &Mention, place: Place<'_>, time: TimeValue) -> Fact {
        let event = place.dated_event(mention);
        let frame = Frame {
            event: event.map(|(_, event)| event),
            object: event.and_then(|(at, event)| place.object(at, event.concept)),
            places: place.told.places.clone(),
            names: place.told.names.clone(),
            status: place.status(mention),
            past: place.tense_at(mention) == Some(Tense::Past),
            sources: place.told.sources.clone(),
            quoted: self.is_quoted(mention),
            ..Frame::default()
        };
        self.finish(mention.span, place, FactValue::Time(time), frame)
    }

    fn amount_fact(
        &self,
        mention: &Mention,
        amount: &AmountExpr,
        place: Place<'_>,
        times: &[Option<TimeValue>],
        facts: &[Fact],
    ) -> Fact {
        let shakes = place.shakes(mention, amount);
        let measure = if shakes { Measure::Count } else { amount.measure };
        let counted = counted(self.source, self.vocabulary, &self.tokens, mention, place.sentence.end);
        let counts = amount.measure == Measure::Count;
        let event = place.event(mention, counted.end);
        let mut frame = self.amount_frame(mention, &counted, place, times);
        frame.event = event;
        if shakes {
            frame.of = self.vocabulary.concepts.find("label.magnitude").map(Subject::Concept);
        } else if counts {
            let floor = noun_floor(&self.tokens, mention, &counted);
            let elided = counted.elided.then(|| last_counted(facts, floor)).flatten();
            let own = self.people_of(mention, counted.of.as_ref(), event, place).or(counted.of.clone());
            frame.inferred = own.is_none() && elided.is_some();
            if frame.role == Some(Role::Part)
                && place.is_named_part(counted.end, own.as_ref(), last_counted(facts, 0).as_ref())
            {
                frame.role = None;
            }
            frame.of = own.or(elided);
        } else if amount.measure == Measure::Ratio {
            frame.of = counted.of.clone();
        } else {
            let label = place.label(mention, measure);
            frame.label = label.map(|(_, label)| label);
            frame.modifiers = label.map(|(at, _)| place.label_modifiers(at)).unwrap_or_default();
            frame.of = frame.label.map(Subject::Concept);
        }
        let quantity = Quantity {
            bounds: amount.bounds,
            alternative: amount.alternative,
            measure,
            readings: amount.readings.clone(),
            per: amount.per.or_else(|| counts.then(|| self.rate_of(counted.end)).flatten()),
            difference: amount.difference,
        };
        let span = match counted.end {
            Some(end) if counts && end < self.tokens.len() => mention.span.cover(self.tokens[end].span),
            _ => mention.span,
        };
        if let Some(RangeStyle::FromTo) = amount.range
            && self.is_change(event)
        {
            frame.role = Some(Role::ChangeBy);
        }
        self.finish(span, place, FactValue::Quantity(quantity), frame)
    }

    /// "200 arrests a day": the rate that stands behind the noun.
    fn rate_of(&self, noun: Option<usize>) -> Option<Rate> {
        grammar::rate_after(self.source, &self.tokens, noun? + 1)
    }

    fn amount_frame(
        &self,
        mention: &Mention,
        counted: &Counted,
        place: Place<'_>,
        times: &[Option<TimeValue>],
    ) -> Frame {
        Frame {
            places: place.told.places.clone(),
            names: place.told.names.clone(),
            modifiers: counted.modifiers.clone(),
            period: self.period(mention, place, times),
            other_period: place.told.other_period,
            role: place.role(mention, counted.end),
            status: place.status(mention),
            sources: place.told.sources.clone(),
            quoted: self.is_quoted(mention),
            bracketed: self.is_bracketed(mention),
            ..Frame::default()
        }
    }

    /// People whom only their event tells: "zginęło 12 osób" are the dead. Two such events in one
    /// clause ("killed or wounded") are counted as what they have in common.
    fn people_of(
        &self,
        mention: &Mention,
        of: Option<&Subject>,
        event: Option<crate::model::EventMention>,
        place: Place<'_>,
    ) -> Option<Subject> {
        let counted = counted_by_event(self.vocabulary, of, event, place.predicate(mention))?;
        let others = place.other_casualties(mention, counted);
        let whole = self.vocabulary.concepts.find("casualty").filter(|_| others);
        Some(Subject::Concept(whole.unwrap_or(counted)))
    }

    fn is_change(&self, event: Option<crate::model::EventMention>) -> bool {
        let name = event.map(|event| self.vocabulary.concepts.name(event.concept));
        matches!(name, Some("event.rise" | "event.fall"))
    }

    /// The time that covers a figure: one in its own clause, or else one that opens the sentence.
    fn period(&self, mention: &Mention, place: Place<'_>, times: &[Option<TimeValue>]) -> Option<TimeValue> {
        let first = self.mentions.partition_point(|other| other.tokens.0 < place.sentence.start);
        let in_sentence = || self.mentions[first..].iter().zip(times);
        let distance = |other: &Mention| other.tokens.0.abs_diff(mention.tokens.0);
        // "the lowest since 1991" gives no period.
        let since = |other: &Mention| {
            other.tokens.0.checked_sub(1).is_some_and(|before| self.tokens[before].has(Section::Since))
        };
        let in_clause = in_sentence()
            .filter(|(other, time)| time.is_some() && place.clause.holds(other.tokens.0) && !since(other))
            .min_by_key(|(other, _)| distance(other));
        let opening = in_sentence().next().filter(|(other, _)| other.tokens.0 <= place.sentence.start + 2);
        in_clause.or(opening).and_then(|(_, time)| time.clone())
    }

    fn is_bracketed(&self, mention: &Mention) -> bool {
        mention.tokens.0.checked_sub(1).is_some_and(|before| self.tokens[before].kind == TokenKind::Open)
    }

    fn is_quoted(&self, mention: &Mention) -> bool {
        let before = self.quotes.partition_point(|(at, _)| *at < mention.tokens.0);
        before.checked_sub(1).is_some_and(|index| self.quotes[index].1)
    }
}

/// The distinct items in order, each with how often it stands.
fn with_counts<T: Ord>(mut items: Vec<T>) -> Vec<(T, u16)> {
    items.sort_unstable();
    let mut counted: Vec<(T, u16)> = Vec::new();
    for item in items {
        match counted.last_mut() {
            Some((last, count)) if *last == item => *count = count.saturating_add(1),
            _ => counted.push((item, 1)),
        }
    }
    counted
}

fn quotes(tokens: &[Token]) -> Vec<(usize, bool)> {
    let mut open = false;
    let marks = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| matches!(token.kind, TokenKind::Quote | TokenKind::Break));
    marks
        .map(|(at, token)| {
            open = token.kind == TokenKind::Quote && !open;
            (at, open)
        })
        .collect()
}

fn time_of(fact: &Fact) -> Option<&TimeValue> {
    match &fact.value {
        FactValue::Time(time) if time.interval().is_some() => Some(time),
        _ => None,
    }
}

/// How many facts back "that day" may point.
const BACK_REFERENCE_REACH: usize = 40;

/// "that day" without a day named before says nothing.
fn is_unanchored_reference(expr: &TimeExpr, time: &TimeValue) -> bool {
    matches!(expr, TimeExpr::Back(..)) && time.interval().is_none()
}

/// Whether most of the places that a text names lie in the southern hemisphere.
fn is_southern(vocabulary: &Vocabulary, named: &Named) -> bool {
    let southern = named.places.iter().filter(|(_, place)| vocabulary.places.is_southern(*place)).count();
    southern * 2 > named.places.len()
}
