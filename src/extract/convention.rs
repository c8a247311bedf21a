use crate::grammar::{Mention, MentionValue};
use crate::lexicon::{Section, SectionSet, Token, TokenKind, TokenText};
use crate::model::{Bounds, granularity_of};

/// Settles figures that can be read in two ways ("5.000") by how the rest of the document writes its own:
/// "12.500.000" groups by stops, "3,5 million" has decimal commas. Where nothing tells, both readings stay.
pub(super) fn settle(source: TokenText<'_>, tokens: &[Token], mentions: &mut [Mention]) {
    if !mentions.iter().any(is_ambiguous) {
        return;
    }
    let convention = Convention::of(source, tokens, mentions);
    for mention in mentions.iter_mut().filter(|mention| is_ambiguous(mention)) {
        let mark = (mention.tokens.0..mention.tokens.1).find_map(|at| mark_at(tokens, at));
        let Some(grouped) = mark.and_then(|mark| convention.groups(mark)) else { continue };
        let MentionValue::Amount(amount) = &mut mention.value else { continue };
        match (grouped, amount.alternative, amount.bounds.single()) {
            (true, Some(whole), Some(_)) => {
                amount.bounds = Bounds::exact(whole, granularity_of(whole)).hedged(amount.bounds.hedge);
                amount.alternative = None;
            }
            (false, ..) => amount.alternative = None,
            _ => {}
        }
    }
}

fn is_ambiguous(mention: &Mention) -> bool {
    matches!(&mention.value, MentionValue::Amount(amount) if amount.alternative.is_some())
}

/// What a document uses its marks for, the stop and the comma.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Convention {
    decimal: [bool; 2],
    group: [bool; 2],
}

/// The mark between two runs of digits that hang together: 0 for a stop, 1 for a comma.
fn mark_at(tokens: &[Token], at: usize) -> Option<usize> {
    let [before, mark, after] = tokens.get(at.checked_sub(1)?..at + 2)? else { return None };
    let digits = before.kind == TokenKind::Digits && after.kind == TokenKind::Digits;
    let which = match mark.kind {
        TokenKind::Stop => 0,
        TokenKind::Comma => 1,
        _ => return None,
    };
    (digits && !mark.spaced && !after.spaced).then_some(which)
}

/// What stands behind a figure that measures or counts.
const MEASURED: SectionSet = SectionSet::of(&[
    Section::Scale,
    Section::Unit,
    Section::Percent,
    Section::Currency,
    Section::TimeUnit,
    Section::Concept,
]);

impl Convention {
    fn of(source: TokenText<'_>, tokens: &[Token], mentions: &[Mention]) -> Self {
        let mut found = Self::default();
        let is_time = |at: usize| {
            let index = mentions.partition_point(|mention| mention.tokens.1 <= at);
            mentions.get(index).is_some_and(|mention| {
                mention.tokens.0 <= at && matches!(mention.value, MentionValue::Time(_))
            })
        };
        for at in 1..tokens.len() {
            let Some(mark) = mark_at(tokens, at).filter(|_| !is_time(at)) else { continue };
            let next = (at + 2 < tokens.len()).then(|| mark_at(tokens, at + 2)).flatten();
            let first = at < 2 || mark_at(tokens, at - 2).is_none();
            let measured = tokens.get(at + 2).is_some_and(|token| token.sections().meets(MEASURED));
            match next {
                // "12.500.000", "12.500,75"
                Some(_) if first && source.word(&tokens[at + 1]).len() == 3 => found.group[mark] = true,
                None if source.word(&tokens[at + 1]).len() != 3 && (measured || !first) => {
                    found.decimal[mark] = true;
                }
                _ => {}
            }
        }
        found
    }

    /// Whether a mark before three digits groups here; `None` where the document does not tell, or tells
    /// both.
    fn groups(self, mark: usize) -> Option<bool> {
        let other = 1 - mark;
        let groups = self.group[mark] || self.decimal[other];
        let parts = self.decimal[mark] || self.group[other];
        (groups != parts).then_some(groups)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_that_tells_both_decides_nothing() {
        let convention = |decimal, group| Convention { decimal, group };
        assert_eq!(convention([false; 2], [false; 2]).groups(0), None);
        assert_eq!(convention([false; 2], [true, false]).groups(0), Some(true));
        assert_eq!(convention([false, true], [false; 2]).groups(0), Some(true));
        assert_eq!(convention([true, false], [false; 2]).groups(0), Some(false));
        assert_eq!(convention([true, true], [false; 2]).groups(0), None);
    }
}
