use crate::lexicon::{
    FunctionWord, Meaning, RangeWord, Section, SectionSet, Token, TokenKind, TokenText, VoteWord,
};
use crate::model::{Bounds, Decimal};

use super::mention::{AmountExpr, Mention, MentionValue};

/// How many words before a pair the word of a vote may stand that makes it one by itself.
const BESIDE: usize = 4;

/// How many words of its sentence are looked at on either side of a pair.
const SENTENCE: usize = 40;

/// The longest count of votes, in digits: a pair of larger figures is none of a chamber.
const LONGEST: usize = 4;

/// The two figures of a vote, where digits at `at` open them: "passed by 79 to 54", "a 79-54 vote", "stosunkiem
/// głosów 79:54". Between others such figures are a score, and left alone. The token of the second figure.
pub fn pair_of_votes(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    let first = count(source, tokens.get(at)?)?;
    let second = at + 2;
    let other = count(source, tokens.get(second)?)?;
    let joint = &tokens[at + 1];
    let mark = matches!(joint.kind, TokenKind::Hyphen | TokenKind::Dash | TokenKind::Colon);
    let to = |meaning| matches!(meaning, Meaning::Range(RangeWord::To)).then_some(());
    let word = source.find(joint, Section::Range, to).is_some() || is(source, joint, VoteWord::Against);
    let figure_before = at.checked_sub(1).is_some_and(|before| {
        let token = &tokens[before];
        let joined = !tokens[at].spaced && token.kind != TokenKind::Open && token.kind != TokenKind::Quote;
        joined || token.is_figure()
    });
    let glued = tokens.get(second + 1).is_some_and(|next| {
        let digits =
            tokens.get(second + 2).is_some_and(|token| token.kind == TokenKind::Digits && !token.spaced);
        !next.spaced && next.kind != TokenKind::Word && digits
            || next.sections().meets(MEASURED)
            || !next.spaced && next.kind == TokenKind::Word
    });
    // "by 12 to 15 points": what rises and counts something is a range.
    let counts = first < other
        && tokens.get(second + 1).is_some_and(|next| {
            next.kind == TokenKind::Word && !next.has(Section::Function) && !is(source, next, VoteWord::Vote)
        });
    if !(mark || word) || figure_before || glued || counts {
        return None;
    }
    is_vote(source, tokens, at).then_some(second)
}

/// Adds the two figures of a vote to what was found, as mentions of their own; the token behind them.
pub(super) fn votes(
    source: TokenText<'_>,
    tokens: &[Token],
    at: usize,
    found: &mut Vec<Mention>,
) -> Option<usize> {
    let other = pair_of_votes(source, tokens, at)?;
    let mention = |at: usize| {
        let count = Decimal::from(count(source, &tokens[at])?);
        let amount = AmountExpr::bare(Bounds::exact(count, Decimal::ONE), None);
        let value = MentionValue::Amount(amount);
        Some(Mention { tokens: (at, at + 1), span: tokens[at].span, value })
    };
    found.extend([mention(at)?, mention(other)?]);
    Some(other + 1)
}

/// What makes a figure one of a measure, and no count of votes.
const MEASURED: SectionSet = SectionSet::of(&[
    Section::Percent,
    Section::Unit,
    Section::Currency,
    Section::TimeUnit,
    Section::Scale,
    Section::Month,
]);

/// A plain count, as written.
fn count(source: TokenText<'_>, token: &Token) -> Option<u32> {
    if token.kind != TokenKind::Digits {
        return None;
    }
    let word = source.word(token);
    let plain = word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_digit());
    let zero = word.len() > 1 && word.starts_with('0');
    if plain && !zero { word.parse().ok() } else { None }
}

/// Whether the sentence of a pair tells of a vote, and of no match.
fn is_vote(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    let ends = |token: &&Token| {
        !matches!(
            token.kind,
            TokenKind::Stop | TokenKind::Break | TokenKind::SentenceEnd | TokenKind::Semicolon
        )
    };
    let before = || tokens[..at].iter().rev().take(SENTENCE).take_while(ends);
    let behind = || tokens[at + 3..].iter().take(SENTENCE).take_while(ends);
    let told = |word| move |token: &Token| is(source, token, word);
    // "a vote of 79 to 54": small words may stand between.
    let small = |token: &&Token| {
        let article = source.is_function(token, FunctionWord::Article);
        let small = article || token.has(Section::DateOf) || told(VoteWord::By)(token);
        small && !told(VoteWord::Vote)(token)
    };
    let vote_before = before().take(BESIDE).find(|token| !small(token)).is_some_and(told(VoteWord::Vote));
    let beside = vote_before || behind().next().is_some_and(told(VoteWord::Vote));
    let led = before().next().is_some_and(told(VoteWord::By));
    let either = |token: &Token| told(VoteWord::Decided)(token) || told(VoteWord::Vote)(token);
    let decided = || before().chain(behind()).any(either);
    let contest = || before().chain(behind()).any(told(VoteWord::Contest));
    (beside || led && decided()) && !contest()
}

fn is(source: TokenText<'_>, token: &Token, wanted: VoteWord) -> bool {
    let is = |meaning| matches!(meaning, Meaning::Vote(word) if word == wanted).then_some(());
    source.find(token, Section::Vote, is).is_some()
}
