use crate::grammar::{Mention, MentionValue, pair_of_votes};
use crate::lexicon::{
    BallotWord, FunctionWord, JointWord, Meaning, NounPhrase, Section, SectionSet, Token, TokenKind,
    TokenText, Vocabulary,
};
use crate::model::{ConceptId, Decimal, Fact, FactValue, Measure, Role, Subject};

use super::facts_of_text::{joint_word, role_word};
use super::noun_before::{beside_noun, noun_before};

/// What a number counts, as the words around it say.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    /// The thing counted.
    pub of: Option<Subject>,
    /// Adjectives that narrow it.
    pub modifiers: Vec<Box<str>>,
    /// The last token of the noun phrase that belongs to the figure.
    pub end: Option<usize>,
    /// Whether the noun is left out and stands in an earlier figure ("3.000 more", "6 tys. z nich").
    pub elided: bool,
}

/// Words that end a noun phrase.
const ENDS_PHRASE: SectionSet = SectionSet::of(&[
    Section::Function,
    Section::Anaphora,
    Section::Negation,
    Section::Attribution,
    Section::Until,
]);
/// Words that stand between a number and its noun.
const BEFORE_NOUN: SectionSet =
    SectionSet::of(&[Section::Subgroup, Section::Place, Section::Role, Section::Direction]);

/// How many words a noun phrase may have before its head.
pub(super) const REACH: usize = 5;

/// The noun that a number counts: the one after it, or the one before it that it belongs to.
pub(super) fn counted(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    mention: &Mention,
    end: usize,
) -> Counted {
    let mut start = mention.tokens.1;
    let bare = matches!(&mention.value, MentionValue::Amount(amount) if amount.measure == Measure::Count);
    if let Some(counted) = told_by_itself(source, vocabulary, tokens, mention).filter(|_| bare) {
        return counted;
    }
    if bare && is_broken(mention) && !counts_beside(source, vocabulary, tokens, mention, end) {
        return labelled(source, vocabulary, tokens, mention);
    }
    start = behind_measure(tokens, start, end);
    if tokens.get(start).is_some_and(|token| token.has(Section::Anaphora)) {
        return Counted { elided: true, end: Some(start), ..Counted::default() };
    }
    let hyphenated = tokens.get(start).is_some_and(hyphen);
    let linked = tokens.get(start).is_some_and(|token| token.has(Section::DateOf) && start < end);
    start += usize::from(hyphenated || linked);
    if linked {
        let article = |token: &&Token| source.is_function(token, FunctionWord::Article);
        start += usize::from(tokens.get(start).filter(article).is_some());
    }
    // "20-milimetrowe śruby": the figure is a part of the adjective.
    if hyphenated && tokens.get(start).is_some_and(|token| stands_beside(source, token)) {
        return Counted::default();
    }
    let phrase = phrase_end(source, tokens, start, end);
    let head = match source.lexicon.switches.noun_phrase {
        NounPhrase::HeadFirst => first_head(source, vocabulary, tokens, start, phrase),
        NounPhrase::HeadLast => last_head(source, vocabulary, tokens, start, phrase),
    };
    // "79 in favour, 54 against": on which side of a question, with no noun.
    let side = bare && !matches!(head, Some((_, Subject::Concept(_)))) && tells_side(source, tokens, start);
    if side && let Some(of) = vocabulary.concepts.find("occurrence.vote") {
        return Counted { of: Some(Subject::Concept(of)), ..Counted::default() };
    }
    let Some((at, of)) = head else {
        if let Some(of) = noun_of_whole(source, vocabulary, tokens, mention.tokens.1, end) {
            return Counted { of: Some(of), ..Counted::default() };
        }
        // "nine seriously": what narrows a noun may stand without it.
        let modifiers = modifiers(source, tokens, start, phrase, phrase);
        return Counted { modifiers, ..without_noun(source, vocabulary, tokens, mention, start, end) };
    };
    let mut modifiers = modifiers(source, tokens, start, phrase, at);
    // "The 19 people who": a noun that says so little is told by its clause.
    let telling = matches!(of, Subject::Concept(of) if !vocabulary.concepts.flags(of).generic);
    if bare && telling && is_told_apart(source, tokens, mention.tokens.0, at) {
        modifiers.push(TOLD_APART.into());
    }
    let of = joined_kinds(source, vocabulary, mention, tokens.get(at + 1..end).unwrap_or_default(), of);
    Counted { of: Some(of), modifiers, end: Some(at), elided: false }
}

/// What the words of a number say that it counts: "twice", "kilkakrotnie", "passed by 79 to 54".
fn told_by_itself(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    mention: &Mention,
) -> Option<Counted> {
    let last = mention.tokens.1.checked_sub(1)?;
    let word = tokens.get(last).filter(|token| token.has(Section::Multiple) || token.has(Section::Vague));
    if let Some(of) = word.and_then(|token| concept(source, vocabulary, token)).map(Subject::Concept) {
        return Some(Counted { of: Some(of), end: Some(last), ..Counted::default() });
    }
    is_one_of_votes(source, tokens, mention).then(|| {
        let of = vocabulary.concepts.find("occurrence.vote").map(Subject::Concept);
        Counted { of, ..Counted::default() }
    })
}

/// "Three soldiers and a policeman" are four, "17,000 soldiers and police officers" are not.
fn tells_many(mention: &Mention) -> bool {
    match &mention.value {
        MentionValue::Amount(amount) => amount.bounds.point().is_some_and(|point| point >= Decimal::TEN),
        _ => false,
    }
}

/// "17,000 soldiers and police officers": a figure of two kinds of people is of the kind that holds both.
fn joined_kinds(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    mention: &Mention,
    behind: &[Token],
    of: Subject,
) -> Subject {
    let ([and, next, ..], true) = (behind, tells_many(mention)) else { return of };
    let joined = source.is_function(and, FunctionWord::Conjunction) && !next.is_figure();
    // "sappers and military builders"
    let other = behind[1..].iter().take(2).find_map(|token| concept(source, vocabulary, token));
    let (Subject::Concept(one), Some(other)) = (&of, other.filter(|_| joined)) else { return of };
    let concepts = &vocabulary.concepts;
    if concepts.root(*one) != "person" || concepts.is_a(*one, other) || concepts.is_a(other, *one) {
        return of;
    }
    concepts.kind_of_both(*one, other).map_or(of, Subject::Concept)
}

/// Whether a figure has decimals once its scale is reckoned in: "5.8", but not "5.8 million".
fn is_broken(mention: &Mention) -> bool {
    let MentionValue::Amount(amount) = &mention.value else { return false };
    amount.bounds.point().is_some_and(|point| !point.fract().is_zero())
}

/// "a quake of magnitude 5.8 brought down houses": a fraction counts what stands right behind it alone.
fn counts_beside(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    mention: &Mention,
    end: usize,
) -> bool {
    let start = mention.tokens.1;
    let beside = tokens.get(start).filter(|token| start < end && token.has(Section::Concept));
    beside.is_some_and(|token| {
        let of = concept(source, vocabulary, token);
        !(is_no_toll(mention) && of.is_some_and(|of| vocabulary.concepts.is_casualty(of)))
    })
}

/// "A quake of 7.1 killed": a part of a person is no casualty, but for a rate.
pub(super) fn is_no_toll(mention: &Mention) -> bool {
    let rate = matches!(&mention.value, MentionValue::Amount(amount) if amount.per.is_some());
    is_broken(mention) && !rate
}

/// What a label right before a figure says of it, or one that hangs on to it: "a 6.3-magnitude quake".
fn labelled(source: TokenText<'_>, vocabulary: &Vocabulary, tokens: &[Token], mention: &Mention) -> Counted {
    let (figure, end) = mention.tokens;
    let hung = tokens.get(end).is_some_and(hyphen).then(|| label_at(source, vocabulary, tokens, end + 1));
    let label = hung.flatten().or_else(|| label_before(source, vocabulary, tokens, figure));
    let of = label.map(|label| vocabulary.concepts.counts(label).unwrap_or(label));
    Counted { of: of.map(Subject::Concept), ..Counted::default() }
}

/// Whether the word behind a figure is one of the sides of a question.
fn tells_side(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    use BallotWord::{Against, AgainstBehind, For, Undecided};
    let side = |meaning| match meaning {
        Meaning::Ballot(For | Against | AgainstBehind | Undecided) => Some(()),
        _ => None,
    };
    // "twelve approved vaccines"
    let noun = tokens.get(at + 1).is_some_and(|next| {
        next.kind == TokenKind::Word && !next.has(Section::Function) && !tense_word(source, next)
    });
    !noun && tokens.get(at).is_some_and(|token| source.find(token, Section::Ballot, side).is_some())
}

/// "passed by 79 to 54": figures that their sentence alone tells to be votes.
pub(super) fn is_one_of_votes(source: TokenText<'_>, tokens: &[Token], mention: &Mention) -> bool {
    let (at, end) = mention.tokens;
    let digits = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Digits);
    let pair = |at: usize| digits(at) && digits(at + 2) && pair_of_votes(source, tokens, at).is_some();
    end == at + 1 && (pair(at) || at.checked_sub(2).is_some_and(pair))
}

/// "32 of its 148 schools", "23 ze 148 placówek", "12 das 40 lojas": a part in figures counts what its whole
/// counts.
fn noun_of_whole(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    start: usize,
    end: usize,
) -> Option<Subject> {
    let whole = (start..end)
        .find(|&at| tokens[at].is_figure())
        .filter(|&at| leads_to_whole(source, tokens, start, at))?;
    let noun = (whole..end).find(|&at| !tokens[at].is_figure())?;
    let phrase = phrase_end(source, tokens, noun, end);
    let head = match source.lexicon.switches.noun_phrase {
        NounPhrase::HeadFirst => first_head(source, vocabulary, tokens, noun, phrase),
        NounPhrase::HeadLast => last_head(source, vocabulary, tokens, noun, phrase),
    };
    head.map(|(_, of)| of)
}

/// Whether the words from one place to a figure are no more than "of its", "de entre as", "spośród tych".
pub(super) fn leads_to_whole(source: TokenText<'_>, tokens: &[Token], from: usize, whole: usize) -> bool {
    const SMALL_WORDS: usize = 3;
    let out_of = |token: &Token| {
        let out_of = |meaning| matches!(meaning, Meaning::Joint(JointWord::OutOf)).then_some(());
        source.find(token, Section::Joint, out_of).is_some()
    };
    let small = |token: &Token| source.is_function(token, FunctionWord::Article);
    let mut words = tokens.get(from..whole).into_iter().flatten();
    words.next().is_some_and(out_of) && whole - from <= SMALL_WORDS && words.all(small)
}

pub(super) fn phrase_end(source: TokenText<'_>, tokens: &[Token], start: usize, end: usize) -> usize {
    let (mut at, mut words) = (start, 0);
    while at < end && words < REACH {
        let token = &tokens[at];
        let joins = hyphen(token)
            || token.kind == TokenKind::Word
                && (!token.sections().meets(ENDS_PHRASE) || token.has(Section::Concept));
        // "long-haul": the second half of an adjective is no verb.
        let compound = at > start && hyphen(&tokens[at - 1]);
        let verb = token.has(Section::Event) && !token.has(Section::Concept) && at > start && !compound;
        // "1.7 million four years ago": the next figure opens a phrase of its own.
        let figure = token.is_figure() && !token.has(Section::Concept);
        // "15,000 people, including employees"
        let part = source
            .find(token, Section::Role, |meaning| matches!(meaning, Meaning::Role(Role::Part)).then_some(()));
        // "720 milhões divide-se em três partes"
        let told = joint_word(source, token);
        let made_up = matches!(told, Some(JointWord::MadeUp | JointWord::Allotted | JointWord::FallsTo))
            && !token.has(Section::Concept);
        if !joins
            || made_up
            || part.is_some()
            || verb
            || figure
            || tense_word(source, token)
            || opens_time(source, tokens, start, at)
        {
            break;
        }
        words += usize::from(token.kind == TokenKind::Word);
        at += 1;
    }
    at
}

/// "two 8.5-metre panels", "four 500kg bombs": a measure between a figure and its noun.
fn behind_measure(tokens: &[Token], start: usize, end: usize) -> usize {
    const MEASURES: SectionSet =
        SectionSet::of(&[Section::Unit, Section::TimeUnit, Section::Length, Section::Age]);
    if !tokens.get(start).is_some_and(|token| token.kind == TokenKind::Digits && token.spaced) {
        return start;
    }
    let glued =
        |token: &&Token| !token.spaced && (token.kind == TokenKind::Digits || token.kind != TokenKind::Word);
    let unit = start + 1 + tokens[start + 1..end.max(start + 1)].iter().take_while(glued).count();
    let measured =
        tokens.get(unit).is_some_and(|token| unit < end && !token.spaced && token.sections().meets(MEASURES));
    if measured { unit + 1 } else { start }
}

fn hyphen(token: &Token) -> bool {
    token.kind == TokenKind::Hyphen && !token.spaced
}

/// "15,000 last week", "five tackles Saturday": a time without a preposition is counted by nothing.
fn opens_time(source: TokenText<'_>, tokens: &[Token], start: usize, at: usize) -> bool {
    const PERIODS: SectionSet = SectionSet::of(&[
        Section::TimeUnit,
        Section::PeriodNoun,
        Section::Weekday,
        Section::Month,
        Section::Season,
    ]);
    let named = tokens[at].has(Section::Weekday) && !tokens[at].has(Section::Ordinal)
        || tokens[at].has(Section::RelativeDay);
    // "two Sunday newspapers", "dwa sobotnie mecze": the day narrows a noun.
    // "10 starts last season": behind a noun the word belongs to a time.
    let behind = at > start
        && source.lexicon.switches.noun_phrase == NounPhrase::HeadLast
        && tokens[at].has(Section::Direction)
        && !tokens[at].has(Section::Concept);
    let noun = |next: &Token| {
        let plain = next.sections().is_empty() && !told_as_verb(source, next);
        next.kind == TokenKind::Word && (plain || next.has(Section::Concept))
    };
    let day = named && !tokens.get(at + 1).is_some_and(noun);
    let period = tokens.get(at + 1).is_some_and(|next| next.sections().meets(PERIODS));
    behind || (day || tokens[at].has(Section::Direction) && period) && !tokens[at].has(Section::Concept)
}

fn tense_word(source: TokenText<'_>, token: &Token) -> bool {
    token.has(Section::Tense) || source.is_function(token, FunctionWord::Auxiliary)
}

/// A thing that can be counted; a label of measures is none, unless it says what a bare figure of it counts
/// ("a 3,400-strong workforce").
pub(super) fn concept(source: TokenText<'_>, vocabulary: &Vocabulary, token: &Token) -> Option<ConceptId> {
    // "A 32-strong crew", in a language whose word for it is that for a workforce too.
    let thing = source.find(token, Section::Concept, |meaning| match meaning {
        Meaning::Concept(concept) => Some(concept).filter(|&of| vocabulary.concepts.root(of) != "label"),
        _ => None,
    });
    let labelled = || {
        source.find(token, Section::Concept, |meaning| match meaning {
            Meaning::Concept(label) => vocabulary.concepts.counts(label),
            _ => None,
        })
    };
    thing.or_else(labelled)
}

/// *soldados norte-coreanos*, *wojskowych śmigłowców*: the first known noun within two words, or
/// else the first word.
fn first_head(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    start: usize,
    end: usize,
) -> Option<(usize, Subject)> {
    let (mut first_word, mut beside) = (None, None);
    for (at, token) in (start..).zip(&tokens[start..end.max(start)]) {
        if let Some(concept) = concept(source, vocabulary, token) {
            return Some((at, Subject::Concept(concept)));
        }
        if token.sections().meets(BEFORE_NOUN) || token.kind == TokenKind::Hyphen {
            continue;
        }
        if stands_beside(source, token) {
            beside = beside.or(Some(at));
            continue;
        }
        match first_word {
            None => first_word = Some(at),
            Some(_) => break,
        }
    }
    first_word.or(beside).and_then(|at| stem_subject(source, tokens, at))
}

/// "dwa takie silniki": a word that its ending makes an adjective.
fn stands_beside(source: TokenText<'_>, token: &Token) -> bool {
    token.kind == TokenKind::Word
        && !token.has(Section::Concept)
        && source.lexicon.stands_beside_noun(source.word(token))
}

/// *North Korean rescue workers*: the last known noun, or else the last word.
fn last_head(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    start: usize,
    end: usize,
) -> Option<(usize, Subject)> {
    let known = (start..end).rev().find_map(|at| {
        concept(source, vocabulary, &tokens[at]).map(|concept| (at, Subject::Concept(concept)))
    });
    let noun = |at: &usize| !stands_beside(source, &tokens[*at]);
    // "two of the tyres burst": a verb behind a plural has no mark of its own.
    let plural = |at: &usize| {
        let word = source.word(&tokens[*at]);
        let halved = tokens.get(at + 1).is_some_and(hyphen);
        let ends = |ending: &String| word.ends_with(ending.as_str()) && !word.contains('\'') && !halved;
        source.lexicon.switches.plural.as_ref().is_some_and(ends)
    };
    let stem = |at: usize| stem_subject(source, tokens, at);
    known
        .or_else(|| (start..end).rev().filter(noun).filter(plural).find_map(stem))
        .or_else(|| (start..end).rev().filter(noun).find_map(stem))
}

/// A word that no pack knows, by its stem.
fn stem_subject(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<(usize, Subject)> {
    let token = &tokens[at];
    const NO_NOUN: SectionSet = SectionSet::of(&[
        Section::Event,
        Section::Status,
        Section::Role,
        Section::Tense,
        Section::Bound,
        Section::Period,
        Section::Step,
    ]);
    let unknown = token.kind == TokenKind::Word
        && !token.sections().meets(NO_NOUN)
        && !token.sections().meets(ENDS_PHRASE);
    // "sete encontram-se": a pronoun hangs on verbs alone.
    let reflexive = tokens.get(at + 1).is_some_and(hyphen)
        && tokens.get(at + 2).is_some_and(|next| source.is_function(next, FunctionWord::Pronoun));
    if !unknown || reflexive || told_as_verb(source, token) {
        return None;
    }
    let word: String = source.word(token).to_lowercase();
    let letters = word.chars().count();
    if letters < 4 {
        return None;
    }
    let stem: String = word.chars().take(letters.saturating_sub(2).clamp(4, 7)).collect();
    Some((at, Subject::Stem { language: source.lexicon.language, stem: stem.into() }))
}

/// "30.000 passaram", "the 60 needed": a word that means nothing else and ends as a verb does.
fn told_as_verb(source: TokenText<'_>, token: &Token) -> bool {
    token.sections().is_empty() && source.lexicon.tense_of_ending(source.word(token)).is_some()
}

/// The thing that the nearest figure before counted, from a place in the text on.
pub(super) fn last_counted(facts: &[Fact], from: u32) -> Option<Subject> {
    let near = facts.iter().rev().take(3).take_while(|fact| fact.span.start >= from);
    near.into_iter().find_map(|fact| match &fact.value {
        FactValue::Quantity(quantity) if quantity.measure == Measure::Count => fact.frame.of.clone(),
        _ => None,
    })
}

/// What the nearest figure before is of, from a place in the text on.
pub(super) fn last_subject(facts: &[Fact], from: u32) -> Option<Subject> {
    let mut near = facts.iter().rev().take_while(|fact| fact.span.start >= from);
    near.find(|fact| matches!(fact.value, FactValue::Quantity(_))).and_then(|fact| fact.frame.of.clone())
}

/// From where on a figure without a noun may have one: a word that points back ("of them") may do so
/// across paragraphs, a figure by itself takes a noun of its own paragraph.
pub(super) fn noun_floor(tokens: &[Token], mention: &Mention, counted: &Counted) -> u32 {
    const FAR: usize = 120;
    if counted.end.is_some() {
        return 0;
    }
    let start = mention.tokens.0;
    let near = start.saturating_sub(FAR)..start;
    let floor = near.clone().rev().find(|&at| tokens[at].kind == TokenKind::Break);
    floor.or(Some(near.start)).and_then(|at| tokens.get(at)).map_or(0, |token| token.span.start)
}

/// How a frame says that a clause narrows what is counted.
const TOLD_APART: &str = "those who";

/// "The 40 musicians who were rehearsing", "os 40 músicos que ensaiavam": a clause without a comma tells which ones
/// of them, who may be a part of all. "40 musicians who" are no known ones.
fn is_told_apart(source: TokenText<'_>, tokens: &[Token], figure: usize, head: usize) -> bool {
    let is = |at: usize, word| tokens.get(at).is_some_and(|token| source.is_function(token, word));
    let known = figure.checked_sub(1).is_some_and(|before| is(before, FunctionWord::Article));
    known && is(head + 1, FunctionWord::Relative)
}

fn modifiers(
    source: TokenText<'_>,
    tokens: &[Token],
    start: usize,
    end: usize,
    head: usize,
) -> Vec<Box<str>> {
    let mut found: Vec<Box<str>> = Vec::new();
    let reach = if head < end { end.max(head + 1) } else { end }.min(tokens.len());
    // A noun does not narrow itself ("14 mortos").
    for (_, token) in (start..).zip(&tokens[start..reach]).filter(|(at, _)| *at != head) {
        if let Some(subgroup) = source.find(token, Section::Subgroup, |meaning| match meaning {
            Meaning::Subgroup(id) => Some(id),
            _ => None,
        }) {
            found.push(source.lexicon.subgroup(subgroup).into());
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// No noun follows: a predicate ("24 estavam desaparecidas"), an elided noun ("3.000 more"), or the
/// noun before ("casualties exceeding 4,700").
fn without_noun(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    mention: &Mention,
    start: usize,
    end: usize,
) -> Counted {
    if tokens.get(start).is_some_and(|token| stands_for_noun(source, token)) {
        return Counted { elided: true, end: Some(start), ..Counted::default() };
    }
    let mut at = start;
    while at < end && source.is_function(&tokens[at], FunctionWord::Auxiliary) {
        at += 1;
    }
    if at > start
        && let Some(concept) =
            tokens.get(at).filter(|_| at < end).and_then(|token| concept(source, vocabulary, token))
    {
        return Counted { of: Some(Subject::Concept(concept)), ..Counted::default() };
    }
    let is_count = matches!(&mention.value, MentionValue::Amount(amount) if amount.measure == crate::model::Measure::Count);
    let (from, to) = mention.tokens;
    let kind = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.kind);
    // "the city (1.8 million)": a figure alone in brackets tells of the noun before.
    let alone =
        kind(from.checked_sub(1)) == Some(TokenKind::Open) && kind(Some(to)) == Some(TokenKind::Close);
    if is_count && alone {
        return Counted::default();
    }
    let labelled = labelled(source, vocabulary, tokens, mention);
    if is_count && labelled.of.is_some() {
        return labelled;
    }
    if let Some(of) = beside_noun(source, vocabulary, tokens, mention).filter(|_| is_count) {
        return Counted { of: Some(Subject::Concept(of)), ..Counted::default() };
    }
    // "77 tys. wyświetleń": a word of an event behind the figure is what it counts, or tells of it.
    let told = tokens.get(start).filter(|token| start < end && token.has(Section::Event));
    let before = if is_count && told.is_none() {
        noun_before(source, vocabulary, tokens, mention.tokens.0)
    } else {
        None
    };
    let own = told.is_some_and(|token| !happens_to_people(source, vocabulary, token));
    match before {
        Some(concept) => Counted { of: Some(Subject::Concept(concept)), ..Counted::default() },
        None => Counted { elided: is_count && !own, ..Counted::default() },
    }
}

/// "14 died": the event itself says whom the figure counts.
fn happens_to_people(source: TokenText<'_>, vocabulary: &Vocabulary, token: &Token) -> bool {
    let counts = |meaning| match meaning {
        Meaning::Event(event) => vocabulary.concepts.counts(event),
        _ => None,
    };
    source.find(token, Section::Event, counts).is_some()
}

/// "um sismo de magnitude 7,5", "a workforce of 3,400": what the figure tells of the noun before, it does
/// not count.
fn label_before(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    start: usize,
) -> Option<ConceptId> {
    let before = |at: usize| at.checked_sub(1);
    let small = |at: &usize| tokens[*at].has(Section::DateOf) && !tokens[*at].has(Section::Concept);
    let last = before(start)?;
    label_at(source, vocabulary, tokens, if small(&last) { before(last)? } else { last })
}

/// A label of figures without a unit.
fn label_at(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    at: usize,
) -> Option<ConceptId> {
    let label = source.find(tokens.get(at)?, Section::Concept, |meaning| match meaning {
        Meaning::Concept(concept) => Some(concept),
        _ => None,
    });
    label.filter(|&label| vocabulary.concepts.measures(label) == Some("none"))
}

/// "3.000 more", "12 outros": the word of a role in the noun's place. The small words of a change ("para",
/// "from") and of a whole ("including", "out of") introduce what comes next.
fn stands_for_noun(source: TokenText<'_>, token: &Token) -> bool {
    let role = role_word(source, token);
    role.is_some_and(|role| !matches!(role, Role::ChangeFrom | Role::ChangeTo | Role::ChangeBy | Role::Part))
}
