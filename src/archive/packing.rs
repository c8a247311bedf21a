//! What the search for stories knows of an article, in few bytes.

use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::alignment::{Card, Order, Thing};
use crate::document::Suppression;
use crate::model::Decimal;

use super::lists::{pull, push};

/// Bytes of a thing.
const THING: usize = 6;

/// Bytes of a forename: the name, and the one behind it.
const FORENAME: usize = THING + 4;

/// What is kept of an article besides: written beside it, and where it stands in a file of many.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Rest {
    /// What nobody need hear of it, but for what its own comments say.
    pub suppressions: Vec<Suppression>,
    /// The line of its file; none where its places are those of the file.
    pub line: Option<usize>,
}

/// Things as bytes: six each, the highest first.
pub(super) fn packed_things(things: &[Thing]) -> Vec<u8> {
    things.iter().flat_map(|thing| thing.number().to_be_bytes().into_iter().skip(8 - THING)).collect()
}

/// Forenames as bytes: six of the name, four of the one behind it.
pub(super) fn packed_forenames(forenames: &[(Thing, u32)]) -> Vec<u8> {
    let bytes = forenames
        .iter()
        .flat_map(|(name, next)| packed_things(&[*name]).into_iter().chain(next.to_be_bytes()));
    bytes.collect()
}

/// Figures as bytes: the digits, and how many of them stand behind the point.
pub(super) fn packed_figures(figures: &[Decimal]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for figure in figures {
        let digits = figure.mantissa().unsigned_abs();
        push(&mut bytes, (digits >> 64) as u64);
        push(&mut bytes, digits as u64);
        push(&mut bytes, u64::from(figure.scale()));
    }
    bytes
}

/// The figures again; `None` where these are no such bytes.
pub(super) fn figures_of(mut bytes: &[u8]) -> Option<Box<[Decimal]>> {
    let mut figures = Vec::new();
    while !bytes.is_empty() {
        let high = u128::from(pull(&mut bytes)?);
        let digits = i128::try_from(high << 64 | u128::from(pull(&mut bytes)?)).ok()?;
        let scale = u32::try_from(pull(&mut bytes)?).ok()?;
        figures.push(Decimal::try_from_i128_with_scale(digits, scale).ok()?);
    }
    figures.is_sorted().then(|| figures.into())
}

/// The card out of a row that begins with place, things and forenames. Things that do not come in order
/// cannot be looked up: they were never written so.
pub(super) fn card_of(row: &Row<'_>) -> rusqlite::Result<Card> {
    let place = row.get::<_, i64>(0)?.cast_unsigned();
    let number = |bytes: &[u8]| bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte));
    let thing = |bytes: &[u8]| Thing::from_number(number(bytes));
    let things = row.get_ref(1)?.as_blob()?.chunks_exact(THING).map(thing);
    let forenames = row.get_ref(2)?.as_blob()?.chunks_exact(FORENAME).map(|bytes| {
        let (name, next) = bytes.split_at(THING);
        (thing(name), u32::try_from(number(next)).unwrap_or_default())
    });
    Ok(Card { order: Order::from_number(place), things: things.collect(), forenames: forenames.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_come_back() {
        let figures: Vec<Decimal> = ["10", "12.5", "620000", "79228162514264337593543950335"]
            .map(|text| text.parse().unwrap())
            .into();
        let bytes = packed_figures(&figures);
        assert_eq!(*figures_of(&bytes).unwrap(), *figures);
        assert!(figures_of(&bytes[..bytes.len() - 1]).is_none());
        assert!(figures_of(&[0xff; 40]).is_none() && figures_of(&[0, 1, 99]).is_none());
    }
}
