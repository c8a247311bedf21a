//! What the search for stories knows of an article, in few bytes.

use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::alignment::{Card, Forename, Order, Thing};
use crate::document::Suppression;
use crate::extract::NameEnd;
use crate::model::Decimal;

use super::lists::{pull, push};

/// Bytes of a thing.
const THING: usize = 6;

/// Bytes of the end of a name.
const END: usize = 2;

/// Bytes of a forename: its place, and the name behind it.
const FORENAME: usize = 6;

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

/// The ends of names as bytes.
pub(super) fn packed_ends(ends: &[NameEnd]) -> Vec<u8> {
    ends.iter().flat_map(|end| end.number().to_be_bytes()).collect()
}

/// Forenames as bytes: two of the place of the name, four of the name behind it.
pub(super) fn packed_forenames(forenames: &[Forename]) -> Vec<u8> {
    let numbers = forenames.iter().flat_map(|forename| [forename.name, forename.next, forename.end]);
    numbers.flat_map(u16::to_be_bytes).collect()
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

/// The card out of a row that begins with place, things, ends of names and forenames. Things that do not come in
/// order cannot be looked up: they were never written so. The second schema knew no ends, and wrote forenames
/// otherwise: of what it holds a shared name is a shared name.
pub(super) fn card_of(row: &Row<'_>) -> rusqlite::Result<Card> {
    let place = row.get::<_, i64>(0)?.cast_unsigned();
    let number = |bytes: &[u8]| bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte));
    let things =
        row.get_ref(1)?.as_blob()?.chunks_exact(THING).map(|bytes| Thing::from_number(number(bytes)));
    let short = |bytes: &[u8]| u16::try_from(number(bytes)).unwrap_or_default();
    let (mut ends, mut forenames) = (Box::default(), Box::default());
    if let Some(kept) = row.get_ref(2)?.as_blob_or_null()? {
        ends = kept.chunks_exact(END).map(|bytes| NameEnd::from_number(short(bytes))).collect();
        let kept = row.get_ref(3)?.as_blob()?.chunks_exact(FORENAME);
        let forename = |bytes: &[u8]| Forename {
            name: short(&bytes[..2]),
            next: short(&bytes[2..4]),
            end: short(&bytes[4..]),
        };
        forenames = kept.map(forename).collect();
    }
    Ok(Card { order: Order::from_number(place), things: things.collect(), ends, forenames })
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
