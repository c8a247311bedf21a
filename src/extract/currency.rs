use crate::lexicon::Vocabulary;
use crate::model::{CurrencyId, Fact, FactValue, Measure, PlaceId, Quantity};

/// Decides what the ambiguous money of a text is ("pesos", "$") by what else the text names: one of its
/// currencies, or a country of one. What stays ambiguous keeps its readings.
pub(super) fn settle_currencies(facts: &mut [Fact], places: &[(PlaceId, u16)], vocabulary: &Vocabulary) {
    let ambiguous = |fact: &Fact| quantity(fact).is_some_and(|quantity| !quantity.readings.is_empty());
    if !facts.iter().any(ambiguous) {
        return;
    }
    let text = Named {
        vocabulary,
        currencies: facts.iter().filter_map(quantity).filter_map(only_currency).collect(),
        countries: places.iter().map(|&(place, _)| vocabulary.places.country(place)).collect(),
    };
    for fact in facts {
        if let FactValue::Quantity(quantity) = &mut fact.value
            && !quantity.readings.is_empty()
        {
            text.settle(quantity);
        }
    }
}

fn quantity(fact: &Fact) -> Option<&Quantity> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}

fn only_currency(quantity: &Quantity) -> Option<CurrencyId> {
    match quantity.measure {
        Measure::Money(currency) if quantity.readings.is_empty() => Some(currency),
        _ => None,
    }
}

/// The money and the countries that a text names beyond doubt.
struct Named<'a> {
    vocabulary: &'a Vocabulary,
    currencies: Vec<CurrencyId>,
    countries: Vec<&'a str>,
}

impl Named<'_> {
    fn settle(&self, quantity: &mut Quantity) {
        let all: Vec<Measure> =
            std::iter::once(quantity.measure).chain(quantity.readings.iter().copied()).collect();
        let money: Vec<CurrencyId> = all.iter().filter_map(currency_of).collect();
        if money.len() < 2 && money.len() < all.len() {
            return;
        }
        let world = money.iter().copied().find(|&id| self.vocabulary.currencies.get(id).world);
        let named = only(money.iter().copied().filter(|id| self.currencies.contains(id)));
        let at_home = only(money.iter().copied().filter(|&id| self.is_at_home(id)));
        let rival =
            |id: &CurrencyId| Some(*id) != world && (self.is_at_home(*id) || self.currencies.contains(id));
        let decided = match world {
            // A dollar that some other country of the text may mean is nobody's for sure.
            Some(world) => (!money.iter().any(rival)).then_some(world),
            None => named.or(at_home),
        };
        let first = decided.or(named).or(at_home).or(world).map(Measure::Money);
        // "5 pounds" may be a weight, whatever money the text names.
        let weighs = money.len() < all.len();
        let first = first.filter(|_| !weighs).unwrap_or(quantity.measure);
        quantity.readings = all.into_iter().filter(|&reading| reading != first).collect();
        quantity.measure = first;
        if decided.is_some() && !weighs {
            quantity.readings.clear();
        }
    }

    fn is_at_home(&self, currency: CurrencyId) -> bool {
        let places = &self.vocabulary.currencies.get(currency).places;
        places.iter().any(|place| self.countries.contains(&place.as_str()))
    }
}

fn currency_of(measure: &Measure) -> Option<CurrencyId> {
    match measure {
        Measure::Money(currency) => Some(*currency),
        _ => None,
    }
}

fn only(mut found: impl Iterator<Item = CurrencyId>) -> Option<CurrencyId> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
