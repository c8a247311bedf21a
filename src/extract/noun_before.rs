use crate::grammar::Mention;
use crate::lexicon::{FunctionWord, Token, TokenKind, TokenText, Vocabulary};
use crate::model::ConceptId;

use super::names::is_name;
use super::subject::{REACH, concept};

/// "Most claims, 2,200, were lodged by Afghans": a figure between commas right behind a noun of many. Of people it may be
/// an age.
pub(super) fn beside_noun(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    mention: &Mention,
) -> Option<ConceptId> {
    let (from, to) = mention.tokens;
    let comma =
        |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|at| at.kind == TokenKind::Comma);
    let noun = from.checked_sub(2).filter(|_| comma(from.checked_sub(1)) && comma(Some(to)))?;
    let of = concept(source, vocabulary, &tokens[noun])?;
    let counted = noun.checked_sub(1).is_some_and(|at| tokens[at].is_figure());
    let plural = source.lexicon.switches.plural.as_ref();
    let many = plural.is_none_or(|ending| source.word(&tokens[noun]).ends_with(ending.as_str()));
    (many && !counted && !vocabulary.concepts.is_people(of)).then_some(of)
}

/// "o número de baixas ultrapassou os 4.700", "eleva para 19 o total": a noun shortly before, with no
/// other figure and no comma between.
pub(super) fn noun_before(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    start: usize,
) -> Option<ConceptId> {
    let from = start.saturating_sub(REACH);
    let stops = |token: &Token| {
        let mark = matches!(
            token.kind,
            TokenKind::Comma | TokenKind::Stop | TokenKind::Break | TokenKind::Semicolon
        );
        mark || token.is_figure() || source.is_function(token, FunctionWord::Conjunction)
    };
    let at = (from..start)
        .rev()
        .take_while(|&at| !stops(&tokens[at]))
        .find(|&at| concept(source, vocabulary, &tokens[at]).is_some())?;
    // "94 drivers": the noun belongs to the figure before it.
    let counted_already = at.checked_sub(1).is_some_and(|before| tokens[before].is_figure());
    let found = concept(source, vocabulary, &tokens[at]).filter(|_| !counted_already)?;
    // "The Alliance won 41 seats, Reform 12": a name beside other figures is whose they are.
    if is_name(source, tokens, at) && opens_item(source, tokens, at) {
        return None;
    }
    if is_who_else(source, tokens, (at, start)) && !vocabulary.concepts.is_casualty(found) {
        return None;
    }
    Some(found).filter(|&found| !does_something(source, vocabulary, tokens, (at, found)))
}

/// Whether a comma or an "and" stands right before a word, or before its article.
fn opens_item(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    let before = |at: usize| at.checked_sub(1).map(|before| &tokens[before]);
    let article = before(at).is_some_and(|token| source.is_function(token, FunctionWord::Article));
    before(at - usize::from(article)).is_some_and(|token| {
        token.kind == TokenKind::Comma || source.is_function(token, FunctionWord::Conjunction)
    })
}

/// "The mill employs 320 people, and its new owner 1,850": behind an "and" whoever else has as many, told by
/// more than a word, is not what is counted.
fn is_who_else(source: TokenText<'_>, tokens: &[Token], (noun, figure): (usize, usize)) -> bool {
    const WORDS: usize = 3;
    let before = || (noun.saturating_sub(WORDS)..noun).rev();
    let and = before().find(|&at| source.is_function(&tokens[at], FunctionWord::Conjunction));
    let apart = |and: usize| and.checked_sub(1).is_some_and(|at| tokens[at].kind == TokenKind::Comma);
    let told = |and: usize| {
        (and + 1..noun).all(|at| tokens[at].kind == TokenKind::Word) && noun > and + 2 && figure == noun + 1
    };
    and.is_some_and(|and| apart(and) && told(and))
}

/// "The painter turned 70", "the club signed 12": one of a kind that does something is not what is counted. "A
/// crowd of 40,000", "the dead number 12" are.
fn does_something(
    source: TokenText<'_>,
    vocabulary: &Vocabulary,
    tokens: &[Token],
    (at, noun): (usize, ConceptId),
) -> bool {
    let Some(plural) = &source.lexicon.switches.plural else { return false };
    let next = tokens.get(at + 1);
    let joined = next.is_some_and(|next| source.is_function(next, FunctionWord::Preposition));
    let many = vocabulary.concepts.is_casualty(noun) || vocabulary.concepts.flags(noun).generic;
    let single = !source.word(&tokens[at]).ends_with(plural.as_str());
    single && !joined && !many
}
