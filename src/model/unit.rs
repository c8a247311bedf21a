use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::index::NameIndex;

/// An exact ratio of two decimals: multiply by `numerator`, then divide by `denominator`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ratio {
    /// What to multiply by.
    pub numerator: Decimal,
    /// What to divide by; never zero.
    pub denominator: Decimal,
}

impl Ratio {
    /// Reads `5/9` or `0.3048`; `None` where it is neither, or divides by zero.
    pub fn parse(text: &str) -> Option<Self> {
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        let ratio = Self {
            numerator: Decimal::from_str_exact(numerator.trim()).ok()?,
            denominator: Decimal::from_str_exact(denominator.trim()).ok()?,
        };
        (!ratio.denominator.is_zero()).then_some(ratio)
    }

    /// `value` times the ratio; `None` on overflow.
    pub fn apply(self, value: Decimal) -> Option<Decimal> {
        value.checked_mul(self.numerator)?.checked_div(self.denominator)
    }

    /// The ratio turned round; `None` where it is zero.
    pub fn inverse(self) -> Option<Self> {
        let inverse = Self { numerator: self.denominator, denominator: self.numerator };
        (!inverse.denominator.is_zero()).then_some(inverse)
    }
}

impl TryFrom<String> for Ratio {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("neither a decimal nor a ratio")
    }
}

impl From<Ratio> for String {
    fn from(ratio: Ratio) -> Self {
        format!("{}/{}", ratio.numerator, ratio.denominator)
    }
}

/// A unit of measure in the table of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitId(pub u16);

/// A currency in the table of currencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CurrencyId(pub u16);

/// What a unit measures, and how it relates to its dimension's base unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// The UCUM code.
    pub code: String,
    /// How messages write it: "miles", "°C".
    pub shown: String,
    /// The dimension: `length`, `mass` …
    pub dimension: String,
    /// Factor to the base unit.
    pub factor: Ratio,
    /// Added after the factor (temperature scales).
    pub offset: Option<Ratio>,
}

impl Unit {
    /// `value` of this unit in the base unit of its dimension; `None` on overflow.
    pub fn to_base(&self, value: Decimal) -> Option<Decimal> {
        let scaled = self.scaled(value)?;
        match self.offset {
            None => Some(scaled),
            Some(offset) => scaled.checked_add(offset.apply(Decimal::ONE)?),
        }
    }

    /// A value of the base unit in this unit; `None` on overflow.
    pub fn of_base(&self, base: Decimal) -> Option<Decimal> {
        let scaled = match self.offset {
            None => base,
            Some(offset) => base.checked_sub(offset.apply(Decimal::ONE)?)?,
        };
        self.factor.inverse()?.apply(scaled)
    }

    /// A difference of `value` in the base unit: degrees warmer know no zero point. The last places
    /// are rounded away, so that thirds of a yard meet the metres that they are.
    pub fn scaled(&self, value: Decimal) -> Option<Decimal> {
        self.factor.apply(value).map(|scaled| scaled.round_dp(EXACT_PLACES))
    }
}

/// How many places of a converted figure are held to be exact.
const EXACT_PLACES: u32 = 20;

/// All units, by id and by UCUM code.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct UnitTable {
    index: NameIndex,
    units: Vec<Unit>,
}

impl UnitTable {
    /// Whether this table gave out an id.
    pub fn holds(&self, id: UnitId) -> bool {
        usize::from(id.0) < self.units.len()
    }

    /// Adds a unit and returns its id.
    pub fn push(&mut self, unit: Unit) -> UnitId {
        let id = UnitId(self.index.push(&unit.code));
        self.units.push(unit);
        id
    }

    /// The unit of an id that this table gave out.
    pub fn get(&self, id: UnitId) -> &Unit {
        &self.units[id.0 as usize]
    }

    /// The unit with a UCUM code.
    pub fn find(&self, code: &str) -> Option<UnitId> {
        self.index.find(code).map(UnitId)
    }

    /// The unit that the factors of a dimension count in.
    pub fn base_of(&self, dimension: &str) -> Option<UnitId> {
        let base = |unit: &Unit| {
            let one = unit.factor.numerator == Decimal::ONE && unit.factor.denominator == Decimal::ONE;
            unit.dimension == dimension && one && unit.offset.is_none()
        };
        self.units.iter().find(|unit| base(unit)).and_then(|unit| self.find(&unit.code))
    }

    /// All units, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter()
    }
}

/// A currency in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// The ISO 4217 code.
    pub code: String,
    /// The keys of the countries that use it.
    pub places: Vec<String>,
    /// Whether its bare name means it wherever the text names no other country that shares the name.
    pub world: bool,
}

/// All currencies, by id and by ISO 4217 code.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CurrencyTable {
    index: NameIndex,
    currencies: Vec<Currency>,
}

impl CurrencyTable {
    /// Whether this table gave out an id.
    pub fn holds(&self, id: CurrencyId) -> bool {
        usize::from(id.0) < self.currencies.len()
    }

    /// Adds a currency and returns its id.
    pub fn push(&mut self, currency: Currency) -> CurrencyId {
        let id = CurrencyId(self.index.push(&currency.code));
        self.currencies.push(currency);
        id
    }

    /// The currency of an id that this table gave out.
    pub fn get(&self, id: CurrencyId) -> &Currency {
        &self.currencies[id.0 as usize]
    }

    /// The ISO 4217 code of an id that this table gave out.
    pub fn code(&self, id: CurrencyId) -> &str {
        &self.get(id).code
    }

    /// All codes, in the order of the table.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.currencies.iter().map(|currency| currency.code.as_str())
    }

    /// The currency with an ISO 4217 code.
    pub fn find(&self, code: &str) -> Option<CurrencyId> {
        self.index.find(code).map(CurrencyId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fahrenheit_meets_celsius_exactly() {
        let unit = |factor: &str, offset: &str| Unit {
            code: String::new(),
            shown: String::new(),
            dimension: "temperature".into(),
            factor: Ratio::parse(factor).unwrap(),
            offset: Ratio::parse(offset),
        };
        let celsius = unit("1", "273.15").to_base(Decimal::ONE_HUNDRED).unwrap();
        let fahrenheit = unit("5/9", "45967/180").to_base(Decimal::from(212)).unwrap();
        assert!((celsius - fahrenheit).abs() < Decimal::new(1, 20));
    }

    #[test]
    fn a_ratio_never_divides_by_zero() {
        assert_eq!(Ratio::parse("1/0"), None);
        assert_eq!(Ratio::parse("one"), None);
    }
}
