use crate::model::{Decimal, FactId, Hedge, LinkKind, Measure, Written, grouped};

use super::{Within, WithinFault, quantity_of};

/// "54 % voted for and 49 % against", "Marsh has 44 %, Dunne 37 % and Lowe 25 %": the shares of one ballot are
/// more than all of it; "40 % …, 45 % … and the remaining 25 %": with their rest, shares are not all of it.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let rests = rests(within);
    let told = |ballot: &Vec<FactId>| rests.iter().any(|rest| ballot.contains(&rest.rest));
    let ballots = ballots(within).into_iter().filter(|ballot| !told(ballot));
    let mut found: Vec<WithinFault> = ballots.filter_map(|ballot| fault(within, &ballot)).collect();
    found.extend(rests.iter().filter_map(|rest| rest.fault(within)));
    found
}

/// A share told as the rest of a whole, and those before it.
struct Rest {
    rest: FactId,
    others: Vec<FactId>,
    /// Whether no other share is left untold.
    all: bool,
}

fn rests(within: Within<'_>) -> Vec<Rest> {
    let mut found: Vec<Rest> = Vec::new();
    for link in &within.document.links {
        let LinkKind::RestOf(all) = link.kind else { continue };
        match found.last_mut().filter(|last| last.rest == link.from) {
            Some(last) => last.others.push(link.to),
            None => found.push(Rest { rest: link.from, others: vec![link.to], all }),
        }
    }
    found
}

impl Rest {
    fn fault(&self, within: Within<'_>) -> Option<WithinFault> {
        let shares: Vec<Written> =
            self.others.iter().map(|&id| written(within, id)).collect::<Option<_>>()?;
        let rest = written(within, self.rest)?;
        let sum = shares.iter().try_fold(rest, |sum, share| sum.plus(share))?;
        let wrong = sum.low > Decimal::ONE_HUNDRED || self.all && sum.high < Decimal::ONE_HUNDRED;
        if !wrong || fills_one(rest, &shares)? {
            return None;
        }
        let sum = sum.middle()?.round_dp(1).normalize();
        let words = vec![("sum", format!("{} %", grouped(sum)))];
        Some(WithinFault { primary: self.rest, others: self.others.clone(), words })
    }
}

/// Whether a rest with some of the shares before it is a hundred, or another of them: "60 % took part; 55 % of them chose …
/// and the remaining 45 % …", "of the 60 %, 40 % is Marn's and the remaining 20 % Vell's".
fn fills_one(rest: Written, shares: &[Written]) -> Option<bool> {
    let hundred = Written::around(Decimal::ONE_HUNDRED, Decimal::ZERO)?;
    let sets = 1_u32.checked_shl(u32::try_from(shares.len()).ok()?)?;
    for set in 1..sets {
        let taken = |at: usize| set >> at & 1 == 1;
        let sum =
            (0..shares.len()).filter(|&at| taken(at)).try_fold(rest, |sum, at| sum.plus(&shares[at]))?;
        let other = (0..shares.len()).any(|at| !taken(at) && sum.meets(&shares[at]));
        if sum.meets(&hundred) || other {
            return Some(true);
        }
    }
    Some(false)
}

/// What a share can be, in hundredths.
fn written(within: Within<'_>, id: FactId) -> Option<Written> {
    let share = quantity_of(within.fact(id))?;
    let said = Written::of_share(share.measure, &share.bounds)?;
    // Half a step of the last digit is all that rounding can hide.
    if share.measure == Measure::Percent && share.bounds.hedge == Hedge::Exact {
        return Written::around(share.bounds.single()?, share.bounds.granularity.checked_div(Decimal::TWO)?);
    }
    Some(said)
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
