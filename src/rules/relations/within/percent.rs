use crate::model::{Decimal, Fact, FactId, Link, LinkKind, Measure, Written};

use super::{LinksByFact, Within, WithinFault, quantity_of};

/// "420 people, or 8 % of its workforce of 5,200", "61,500 of the 150,000, or 51 %": a share that its
/// own figures do not give.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let mut found: Vec<WithinFault> =
        shares(within).into_iter().filter_map(|share| share.fault(within)).collect();
    found.sort_by_key(|fault| fault.primary);
    found.dedup_by_key(|fault| fault.primary);
    found
}

/// A share with the figures that it is taken of.
struct Share {
    share: FactId,
    part: FactId,
    whole: FactId,
}

fn shares(within: Within<'_>) -> Vec<Share> {
    let parts = within.document.links.iter().filter(|link| link.kind == LinkKind::PartOf);
    let links = LinksByFact::of(within.document);
    parts
        .filter_map(|link| of_share(within, &links, *link).or_else(|| of_figures(within, &links, *link)))
        .collect()
}

/// "… 420 people, or 8 % of 5,200": the share stands before its whole, and restates the figure before; "three
/// quarters of the 400 pupils, or 300": or a figure behind the whole says it once more.
fn of_share(within: Within<'_>, links: &LinksByFact<'_>, link: Link) -> Option<Share> {
    if !is_share(within.fact(link.from)) || is_share(within.fact(link.to)) {
        return None;
    }
    let restates = |other: &&Link| {
        matches!(other.kind, LinkKind::Restates | LinkKind::Apposed) && other.from == link.from
    };
    // "Of 850 pupils, 40 % (340) walk to school"
    let retold = |other: &&Link| {
        other.kind == LinkKind::Restates && other.to == link.from && !is_share(within.fact(other.from))
    };
    let restated = |other: &&Link| {
        other.kind == LinkKind::Restates && other.to == link.to && !is_share(within.fact(other.from))
    };
    let before = links.at(link.from).find(restates).map(|other| other.to);
    let before = before.or_else(|| links.at(link.from).find(retold).map(|other| other.from));
    let part = before.or_else(|| links.at(link.to).find(restated).map(|other| other.from))?;
    Some(Share { share: link.from, part, whole: link.to })
}

/// "61,500 of the 150,000 …, or 51 %": the one share of the sentence restates the two figures.
fn of_figures(within: Within<'_>, links: &LinksByFact<'_>, link: Link) -> Option<Share> {
    let (part, whole) = (within.fact(link.from), within.fact(link.to));
    if is_share(part) || is_share(whole) {
        return None;
    }
    let one_sentence = part.sentence == whole.sentence;
    let restates = |other: &&Link| {
        let figure = other.to == link.from || one_sentence && other.to == link.to;
        // "120 of 150, less than half": what stands beside it says of what it is the share, unless it does
        // so itself ("300 of them, a quarter of the town's children").
        let apposed =
            other.kind == LinkKind::Apposed && one_sentence && within.fact(other.from).frame.of.is_none();
        (other.kind == LinkKind::Restates || apposed) && figure && is_share(within.fact(other.from))
    };
    let share = links.of_any([link.from, link.to]).into_iter().find(restates)?.from;
    Some(Share { share, part: link.from, whole: link.to })
}

impl Share {
    fn fault(&self, within: Within<'_>) -> Option<WithinFault> {
        let [share, part, whole] = [self.share, self.part, self.whole].map(|id| within.fact(id));
        let [share, part, whole] = [quantity_of(share)?, quantity_of(part)?, quantity_of(whole)?];
        let ambiguous = [share, part, whole]
            .iter()
            .any(|figure| figure.alternative.is_some() || !figure.readings.is_empty());
        // "30 million of the 120 million euros": the currency stands once.
        let large = part.bounds.granularity >= Decimal::ONE_THOUSAND && whole.measure != Measure::Count;
        let expected = part.bounds.point()?.checked_mul(100.into())?.checked_div(whole.bounds.point()?)?;
        let told = Written::of_share(share.measure, &share.bounds)?;
        // "3,400 of the 8,500 hectares": the unit stands once, where the share is of that order.
        let order = |value: Decimal, other: Decimal| {
            other.checked_mul(Decimal::TWO).is_some_and(|most| value <= most)
        };
        let near = share.bounds.point().is_some_and(|point| order(point, expected) && order(expected, point));
        let unnamed = large || near || within.fact(self.part).frame.of.is_none();
        // "168 million euros of an allocation of 480 million".
        let whole_bare =
            whole.measure == Measure::Count && within.fact(self.whole).frame.of.is_none() && near;
        let bare = part.measure == Measure::Count && unnamed || whole_bare;
        // "340 left, or 35 % of those over 16": nothing is a share of what is so much less.
        let small = told.high < Decimal::ONE_HUNDRED && !order(part.bounds.point()?, whole.bounds.point()?);
        if part.measure != whole.measure && !bare || part.per != whole.per || ambiguous || small {
            return None;
        }
        let computed = Written::of_quantity(part)?.per_hundred(&Written::of_quantity(whole)?)?;
        if computed.meets(&told) {
            return None;
        }
        let expected = format!("{} %", expected.round_dp(1).normalize());
        Some(WithinFault {
            primary: self.share,
            others: vec![self.part, self.whole],
            words: vec![("expected", expected)],
        })
    }
}

/// "8 %", "a third", "three in five".
fn is_share(fact: &Fact) -> bool {
    quantity_of(fact).is_some_and(|quantity| matches!(quantity.measure, Measure::Percent | Measure::Ratio))
}
