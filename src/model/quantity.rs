use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Bounds, Comparison, ConceptId, CurrencyId, End, Extent, Hedge, TimeUnit, UnitId, UnitTable};

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Measure {
    /// A count of things, or a bare number.
    Count,
    /// A share of a whole, or a multiple of it: it counts nothing.
    Ratio,
    /// A unit of measure.
    Unit(UnitId),
    /// Money.
    Money(CurrencyId),
    /// Per cent.
    Percent,
    /// Percentage points: not the same as per cent.
    PercentagePoints,
    /// An age, in years, months, weeks or days.
    Age(TimeUnit),
}

/// What a rate is of: "zł per litre", "deaths per 100,000 inhabitants", "litres per 100 km".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// Of how many: mostly one.
    #[serde(with = "crate::text::packed")]
    pub base: Decimal,
    /// Of what.
    pub of: RateOf,
}

/// What stands below the line of a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RateOf {
    /// A unit or a currency.
    Measure(Measure),
    /// A length of time.
    Time(TimeUnit),
    /// A thing; `None` where no concept knows it.
    Thing(Option<ConceptId>),
}

impl Rate {
    /// Whether it is one of what is counted one by one: per head, a piece.
    pub fn is_each(self) -> bool {
        self.base == Decimal::ONE && matches!(self.of, RateOf::Thing(_))
    }

    /// Whether two figures are of one rate, as far as is known: "per animal", "a piece".
    fn are_one(one: Option<Self>, other: Option<Self>) -> bool {
        let is_thing = |rate: Self| matches!(rate.of, RateOf::Thing(_));
        let is_open = |rate: Self| matches!(rate.of, RateOf::Thing(None));
        match (one, other) {
            (Some(one), Some(other)) if one.base == other.base => {
                one == other || (is_thing(one) && is_thing(other) && (is_open(one) || is_open(other)))
            }
            _ => one == other,
        }
    }
}

/// A number with what it measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number as asserted.
    pub bounds: Bounds,
    /// Another reading of the digits ("1.000" in a text of unknown convention): rules abstain
    /// where it would decide.
    #[serde(with = "crate::text::packed")]
    pub alternative: Option<Decimal>,
    /// What is measured.
    pub measure: Measure,
    /// Other measures that the same word may mean ("tons", "pesos"); mostly none.
    pub readings: Vec<Measure>,
    /// "per" something: a rate is no amount.
    pub per: Option<Rate>,
    /// Whether it is a difference between two of them: "5 degrees warmer". Only where that is not
    /// the same thing, on temperature scales.
    pub difference: bool,
}

impl Quantity {
    /// A bare number.
    pub fn count(bounds: Bounds) -> Self {
        Self {
            bounds,
            alternative: None,
            measure: Measure::Count,
            readings: Vec::new(),
            per: None,
            difference: false,
        }
    }

    /// Whether the two measure in units of one kind, so that their numbers can be held together.
    pub fn commensurable(&self, other: &Self, units: &UnitTable) -> bool {
        if !Rate::are_one(self.per, other.per) || self.difference != other.difference {
            return false;
        }
        match (self.measure, other.measure) {
            (Measure::Unit(a), Measure::Unit(b)) => units.get(a).dimension == units.get(b).dimension,
            (a, b) => a == b,
        }
    }

    /// The bounds in the base unit of the dimension; counts, money and shares are their own base.
    pub fn base_bounds(&self, units: &UnitTable) -> Option<Bounds> {
        let id = match self.measure {
            Measure::Unit(id) => id,
            Measure::Count | Measure::Age(_) => return Some(self.bounds.discrete()),
            _ => return Some(self.bounds),
        };
        let unit = units.get(id);
        let to_base = |value| if self.difference { unit.scaled(value) } else { unit.to_base(value) };
        self.bounds.map(to_base, |step| unit.factor.apply(step))
    }

    /// What the assertion allows, in the base unit. Of a scale that starts elsewhere "about" reaches a share of the
    /// degrees that are told: about −100 °F is no −100 °C.
    fn base_extent(&self, units: &UnitTable, about: Decimal) -> Option<Extent> {
        match self.measure {
            Measure::Unit(id) if units.get(id).offset.is_some() && !self.difference => {
                let told = self.bounds.extent(about);
                let end = |end: Option<End>| match end {
                    Some(End { value, open }) => {
                        units.get(id).to_base(value).map(|value| Some(End { value, open }))
                    }
                    None => Some(None),
                };
                Some(Extent { lower: end(told.lower)?, upper: end(told.upper)? })
            }
            _ => Some(self.base_bounds(units)?.extent(about)),
        }
    }

    /// Whether any two readings of their measures meet: "10 tons" and "9.2 tons" may be short ones and metric ones.
    fn may_meet(&self, other: &Self, units: &UnitTable, about: Decimal) -> bool {
        let readings = |quantity: &Self| {
            let measures = std::iter::once(quantity.measure).chain(quantity.readings.iter().copied());
            measures.map(|measure| Self { measure, readings: Vec::new(), ..quantity.clone() }).collect()
        };
        let (ours, theirs): (Vec<Self>, Vec<Self>) = (readings(self), readings(other));
        ours.iter()
            .flat_map(|ours| theirs.iter().map(move |theirs| (ours, theirs)))
            .any(|(ours, theirs)| ours.compare(theirs, units, about) == Comparison::Agree)
    }

    /// Whether one amount can satisfy both; [`Comparison::CannotTell`] where the measures differ in
    /// kind, where readings of a word or of digits leave it open, or where a number is too large to convert.
    pub fn compare(&self, other: &Self, units: &UnitTable, about: Decimal) -> Comparison {
        // "Libras" are money beside a text that says pounds sterling, and beside one that may mean either as well.
        let open = !self.readings.is_empty() || !other.readings.is_empty();
        let unsettled = open && self.measure != other.measure;
        if !self.commensurable(other, units) || unsettled {
            return Comparison::CannotTell;
        }
        let (Some(ours), Some(theirs)) = (self.base_extent(units, about), other.base_extent(units, about))
        else {
            return Comparison::CannotTell;
        };
        let outcome = if ours.meets(&theirs) { Comparison::Agree } else { Comparison::Conflict };
        // "Hundreds" is no count: it can be wrong about nothing that was counted.
        let vague = self.bounds.hedge == Hedge::Vague || other.bounds.hedge == Hedge::Vague;
        let ambiguous = vague
            || self.alternative.is_some()
            || other.alternative.is_some()
            || open && self.may_meet(other, units, about);
        if outcome == Comparison::Conflict && ambiguous { Comparison::CannotTell } else { outcome }
    }
}
