use crate::model::{Fact, FactId, Link, LinkKind, Measure};

use super::written::Written;
use super::{Within, WithinFault, quantity_of};

/// "420 people, or 8 % of its workforce of 5,200", "61,500 of the 150,000, or 51 %": a share that its
/// own figures do not give.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    shares(within).into_iter().filter_map(|share| share.fault(within)).collect()
}

/// A share with the figures that it is taken of.
struct Share {
    share: FactId,
    part: FactId,
    whole: FactId,
}

fn shares(within: Within<'_>) -> Vec<Share> {
    let parts = within.document.links.iter().filter(|link| link.kind == LinkKind::PartOf);
    parts.filter_map(|link| of_share(within, *link).or_else(|| of_figures(within, *link))).collect()
}

/// "… 420 people, or 8 % of 5,200": the share stands before its whole, and restates the figure before.
fn of_share(within: Within<'_>, link: Link) -> Option<Share> {
    if !is_share(within.fact(link.from)) || is_share(within.fact(link.to)) {
        return None;
    }
    let restates = |other: &&Link| {
        matches!(other.kind, LinkKind::Restates | LinkKind::Apposed) && other.from == link.from
    };
    let part = within.document.links.iter().find(restates)?.to;
    Some(Share { share: link.from, part, whole: link.to })
}

/// "61,500 of the 150,000 …, or 51 %": the one share of the sentence restates the two figures.
fn of_figures(within: Within<'_>, link: Link) -> Option<Share> {
    let (part, whole) = (within.fact(link.from), within.fact(link.to));
    if is_share(part) || is_share(whole) || part.sentence != whole.sentence {
        return None;
    }
    let restates = |other: &&Link| {
        let figure = other.to == link.from || other.to == link.to;
        other.kind == LinkKind::Restates && figure && is_share(within.fact(other.from))
    };
    let share = within.document.links.iter().find(restates)?.from;
    Some(Share { share, part: link.from, whole: link.to })
}

impl Share {
    fn fault(&self, within: Within<'_>) -> Option<WithinFault> {
        let [share, part, whole] = [self.share, self.part, self.whole].map(|id| within.fact(id));
        let [share, part, whole] = [quantity_of(share)?, quantity_of(part)?, quantity_of(whole)?];
        let ambiguous = [share, part, whole]
            .iter()
            .any(|figure| figure.alternative.is_some() || !figure.readings.is_empty());
        if part.measure != whole.measure || part.per != whole.per || ambiguous {
            return None;
        }
        let computed = Written::of(&part.bounds)?.per_hundred(&Written::of(&whole.bounds)?)?;
        if computed.meets(&Written::of(&share.bounds)?) {
            return None;
        }
        let expected = part.bounds.point()?.checked_mul(100.into())?.checked_div(whole.bounds.point()?)?;
        let expected = format!("{} %", expected.round_dp(1).normalize());
        Some(WithinFault {
            primary: self.share,
            others: vec![self.part, self.whole],
            words: vec![("expected", expected)],
        })
    }
}

fn is_share(fact: &Fact) -> bool {
    quantity_of(fact).is_some_and(|quantity| quantity.measure == Measure::Percent)
}
