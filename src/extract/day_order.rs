use crate::grammar::{Mention, MentionValue};
use crate::lexicon::{DateOrder, Token, TokenKind, TokenText};

/// Settles dates in figures whose day and month may stand in either order ("03/04/2025") by the others of the
/// document: "17/04/2025" has the day first. Where none tells, or they tell both, either order stays.
pub(super) fn settle_day_order(source: TokenText<'_>, tokens: &[Token], mentions: &mut [Mention]) {
    if !source.lexicon.switches.date_order_varies {
        return;
    }
    if !mentions.iter_mut().any(is_open) {
        return;
    }
    let Some(order) = order_of(source, tokens) else { return };
    let swap = order != source.lexicon.switches.date_order;
    for mention in mentions {
        let MentionValue::Time(expr) = &mut mention.value else { continue };
        expr.each_date(&mut |date| {
            if std::mem::take(&mut date.either_order) && swap {
                *date = date.swapped();
            }
        });
    }
}

/// Whether a date can be read in either order.
fn is_open(mention: &mut Mention) -> bool {
    let mut open = false;
    if let MentionValue::Time(expr) = &mut mention.value {
        expr.each_date(&mut |date| open |= date.either_order);
    }
    open
}

/// The order of the dates that can have but one; `None` where there are none, or of both kinds.
fn order_of(source: TokenText<'_>, tokens: &[Token]) -> Option<DateOrder> {
    let (mut day_first, mut month_first) = (false, false);
    for date in tokens.windows(5) {
        // Few tokens are marks of a date: they are asked for before any figure is read.
        let dated = date[1].kind == date[3].kind
            && matches!(date[1].kind, TokenKind::Slash | TokenKind::Hyphen)
            && date[1..].iter().all(|token| !token.spaced)
            && date[4].kind == TokenKind::Digits
            && matches!(date[4].span.len(), 2 | 4);
        if !dated {
            continue;
        }
        let (Some(first), Some(second)) = (figure(source, &date[0]), figure(source, &date[2])) else {
            continue;
        };
        day_first |= (13..=31).contains(&first) && second <= 12;
        month_first |= first <= 12 && (13..=31).contains(&second);
    }
    match (day_first, month_first) {
        (true, false) => Some(DateOrder::Dmy),
        (false, true) => Some(DateOrder::Mdy),
        _ => None,
    }
}

/// A day or a month in figures.
fn figure(source: TokenText<'_>, token: &Token) -> Option<u8> {
    let short = token.kind == TokenKind::Digits && token.span.len() <= 2;
    source.word(token).parse().ok().filter(|&value| short && value > 0)
}
