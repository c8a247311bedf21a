use crate::model::{Decimal, FactId, Hedge, LinkKind, Measure, grouped};

use super::{Within, WithinFault, quantity_of};

/// "54 % voted for and 49 % against", "Marsh has 44 %, Dunne 37 % and Lowe 25 %": the shares of one ballot are
/// more than all of it.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    ballots(within).into_iter().filter_map(|ballot| fault(within, &ballot)).collect()
}

/// The shares of each ballot, in text order.
fn ballots(within: Within<'_>) -> Vec<Vec<FactId>> {
    let mut found: Vec<Vec<FactId>> = Vec::new();
    for link in within.document.links.iter().filter(|link| link.kind == LinkKind::Rivals) {
        // Each share is linked to the one before it.
        match found.last_mut().filter(|ballot| ballot.last() == Some(&link.to)) {
            Some(ballot) => ballot.push(link.from),
            None => found.push(vec![link.to, link.from]),
        }
    }
    found
}

/// Each share is good to half its last digit: only what is above a hundred even when all were rounded up is
/// too much.
fn fault(within: Within<'_>, ballot: &[FactId]) -> Option<WithinFault> {
    let (mut sum, mut rounding) = (Decimal::ZERO, Decimal::ZERO);
    for &id in ballot {
        let share = quantity_of(within.fact(id))?;
        if share.bounds.hedge != Hedge::Exact || share.measure != Measure::Percent {
            return None;
        }
        sum = sum.checked_add(share.bounds.single()?)?;
        rounding = rounding.checked_add(share.bounds.granularity.checked_div(Decimal::TWO)?)?;
    }
    let too_much = sum > Decimal::ONE_HUNDRED.checked_add(rounding)?;
    let (&primary, others) = ballot.split_last()?;
    too_much.then(|| WithinFault {
        primary,
        others: others.to_vec(),
        words: vec![("sum", format!("{} %", grouped(sum)))],
    })
}
