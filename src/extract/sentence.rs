use crate::grammar::is_named_edition;
use crate::lexicon::{
    Caps, FIGURE_MARKS, Section, SectionSet, Token, TokenKind, TokenText, Traits, next_with,
};

/// A longer run of words is cut: no sentence of the news is so long, and the work on a sentence grows
/// with its length.
const MOST_TOKENS: usize = 400;

/// A sentence has more tokens, mostly.
const TOKENS_OF_SENTENCE: usize = 12;

/// A sentence: its tokens, from the first up to, not including, the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    pub start: usize,
    pub end: usize,
    /// Its paragraph, counted from 0.
    pub paragraph: usize,
}

/// The sentences of a document. A paragraph break always ends one; a full stop does where a capital
/// or a figure follows and no abbreviation stands before it, and never inside a mention.
pub(super) fn sentences(
    source: TokenText<'_>,
    tokens: &[Token],
    inside_mention: impl Fn(usize) -> bool,
) -> Vec<Sentence> {
    let mut found = Vec::with_capacity(tokens.len() / TOKENS_OF_SENTENCE);
    let (mut start, mut paragraph, mut from) = (0, 0, 0);
    loop {
        // Nearly all tokens are words in the middle of their sentence.
        let longest = (start + MOST_TOKENS).max(from);
        let at = match next_with(&tokens[..tokens.len().min(longest)], from, Traits::MAY_END) {
            Some(at) => at,
            None if longest < tokens.len() => longest,
            None => break,
        };
        from = at + 1;
        let is_break = tokens[at].kind == TokenKind::Break;
        let too_long = at - start >= MOST_TOKENS;
        if is_break
            || (too_long && !inside_mention(at))
            || (ends_sentence(source, tokens, at) && !inside_mention(at))
        {
            let end = if is_break { at } else { at + 1 };
            if end > start {
                found.push(Sentence { start, end, paragraph });
            }
            start = at + 1;
        }
        paragraph += usize::from(is_break);
    }
    if tokens.len() > start {
        found.push(Sentence { start, end: tokens.len(), paragraph });
    }
    found
}

/// "r.", "proc.", "tys.": an abbreviation behind a figure, whose stop may end the sentence too.
pub(super) fn is_mark_with_stop(source: TokenText<'_>, token: &Token) -> bool {
    token.sections().meets(FIGURE_MARKS) && source.word(token).ends_with('.')
}

/// "… 2025 r. Przyszło …", "… 48,2 proc. Frekwencja …": the stop of an abbreviation behind a figure ends the
/// sentence too, where a capital stands on a word that is no name: a verb, a preposition, a common noun.
fn starts_plainly(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    const SHORTEST_NAME: usize = 2;
    const NO_NAME: SectionSet = SectionSet::of(&[
        Section::Function,
        Section::Tense,
        Section::Event,
        Section::Attribution,
        Section::Direction,
        Section::RelativeDay,
        Section::Range,
        Section::Since,
        Section::Until,
        Section::Vague,
    ]);
    const NO_NAME_ALONE: SectionSet = SectionSet::of(&[
        Section::Ordinal,
        Section::Cardinal,
        Section::Status,
        Section::Role,
        Section::Anaphora,
        Section::Concept,
    ]);
    tokens.get(at).is_some_and(|next| {
        // "20 proc. Banku Wschodniego": a noun that a second capital follows is a name.
        let alone = tokens.get(at + 1).is_none_or(|after| after.caps == Caps::Lower);
        let noun = next.sections().meets(NO_NAME_ALONE) && alone;
        let named = next.has(Section::Place) || next.has(Section::Title) || next.has(Section::Month);
        // "38 proc. By wynik był …": no name is so short.
        let short = source.word(next).chars().count() <= SHORTEST_NAME;
        let plain = noun
            || short
            || next.sections().meets(NO_NAME)
            || source.lexicon.tense_of_ending(source.word(next)).is_some();
        next.kind == TokenKind::Word && next.spaced && next.caps == Caps::Initial && plain && !named
    })
}

/// "Nagrodę 40. Międzynarodowego Festiwalu Filmów dostał …": the stop of a rank.
fn ranks_a_name(source: TokenText<'_>, tokens: &[Token], stop: usize) -> bool {
    let figure = stop.checked_sub(1).map(|at| &tokens[at]).filter(|token| token.kind == TokenKind::Digits);
    let before = stop.checked_sub(2).map(|at| &tokens[at]);
    figure.is_some() && !tokens[stop].spaced && is_named_edition(source, before, tokens[stop + 1..].iter())
}

fn ends_sentence(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if token.kind == TokenKind::SentenceEnd {
        return true;
    }
    if token.kind == TokenKind::Word {
        return is_mark_with_stop(source, token) && starts_plainly(source, tokens, at + 1);
    }
    if token.kind != TokenKind::Stop {
        return false;
    }
    let mut after = at + 1;
    let mut spaced = false;
    while let Some(mark) =
        tokens.get(after).filter(|next| matches!(next.kind, TokenKind::Quote | TokenKind::Close))
    {
        // "… in April. “Nobody asked us,” …": the space stands before the mark.
        spaced |= mark.spaced;
        after += 1;
    }
    let Some(next) = tokens.get(after) else { return true };
    let starts_anew = (spaced || next.spaced) && (next.caps != Caps::Lower || next.kind != TokenKind::Word);
    let abbreviated = at.checked_sub(1).map(|before| &tokens[before]).is_some_and(|word| {
        // "27C.": a letter that hangs on to a figure is a unit.
        let hangs = !word.spaced && at >= 2 && tokens[at - 2].kind == TokenKind::Digits;
        let initial =
            word.kind == TokenKind::Word && word.span.len() == 1 && word.caps != Caps::Lower && !hangs;
        !token.spaced && (initial || source.lexicon.is_abbreviation(source.word(word)))
    });
    starts_anew && !abbreviated && !(source.lexicon.switches.ordinal_stop && ranks_a_name(source, tokens, at))
}
