use serde::{Deserialize, Serialize};

use crate::model::{Bounds, Decimal, TimeUnit};

/// A length of time that one word tells, in tenths of a unit: `dwuletni`, `półtoragodzinny`, `wieloletni`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordLength {
    low: u16,
    high: Option<u16>,
    /// The unit.
    pub unit: TimeUnit,
}

impl WordLength {
    /// Reads a pack's key, ISO 8601 with a figure or an interval: `P2Y`, `PT1.5H`, `P3..9D`, `P2..Y`.
    pub(super) fn from_key(key: &str) -> Option<Self> {
        let (clock, rest) = match key.strip_prefix("PT") {
            Some(rest) => (true, rest),
            None => (false, key.strip_prefix('P')?),
        };
        let letter = rest.chars().last()?;
        let unit = match (clock, letter) {
            (true, 'S') => TimeUnit::Second,
            (true, 'M') => TimeUnit::Minute,
            (true, 'H') => TimeUnit::Hour,
            (false, 'D') => TimeUnit::Day,
            (false, 'W') => TimeUnit::Week,
            (false, 'M') => TimeUnit::Month,
            (false, 'Y') => TimeUnit::Year,
            _ => return None,
        };
        let figure = rest.strip_suffix(letter)?;
        match figure.split_once("..") {
            Some((low, "")) => Some(Self { low: tenths(low)?, high: None, unit }),
            Some((low, high)) => Some(Self { low: tenths(low)?, high: Some(tenths(high)?), unit }),
            None => tenths(figure).map(|low| Self { low, high: Some(low), unit }),
        }
    }

    /// How many units.
    pub fn bounds(self) -> Bounds {
        let decimal = |tenths: u16| Decimal::new(i64::from(tenths), 1).normalize();
        let low = decimal(self.low);
        if self.high == Some(self.low) {
            Bounds::exact(low, Decimal::ONE)
        } else {
            Bounds::vague(low, self.high.map(decimal))
        }
    }
}

fn tenths(figure: &str) -> Option<u16> {
    let (whole, tenth) = figure.split_once('.').unwrap_or((figure, "0"));
    let tenth: u16 = tenth.parse().ok().filter(|tenth| *tenth < 10)?;
    whole.parse::<u16>().ok()?.checked_mul(10)?.checked_add(tenth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_lengths() {
        let length = |key| WordLength::from_key(key).map(|length| (length.bounds(), length.unit));
        let two = Bounds::exact(Decimal::TWO, Decimal::ONE);
        assert_eq!(length("P2Y"), Some((two, TimeUnit::Year)));
        assert_eq!(length("PT2M"), Some((two, TimeUnit::Minute)));
        assert_eq!(length("P2M"), Some((two, TimeUnit::Month)));
        let vague = Bounds::vague(Decimal::from(3), Some(Decimal::from(9)));
        assert_eq!(length("P3..9D"), Some((vague, TimeUnit::Day)));
        for wrong in ["2Y", "P2", "PT2Y", "P1.25Y", "P..3D"] {
            assert_eq!(length(wrong), None, "{wrong}");
        }
    }
}
