//! Which facts that print one figure with two units, or of two things, are of one thing: "1,150 hectares" here and "1,150
//! acres" there, "40 million bags" and "40 million tonnes". What speaks for and against it is weighed.

use std::collections::BTreeMap;

use crate::extract::DocumentFacts;
use crate::lexicon::Vocabulary;
use crate::model::{
    Comparison, ConceptId, Decimal, Fact, FactId, FactValue, Hedge, Measure, Quantity, Rate, RateOf, Role,
    Subject,
};
use crate::weights::Evidence;

use super::align::Aligned;
use super::one_thing::Candidate;
use super::pair::Pair;
use super::slots::{Outcome, Slot};
use super::theme::Theme;
use super::value::compare_values;

/// The facts of a document by the figure that they print.
pub(super) type Figures = BTreeMap<Decimal, Vec<u32>>;

/// The facts that print a figure which two texts do not have in common by chance alone.
pub(super) fn figures(document: &DocumentFacts) -> Figures {
    let mut found = Figures::new();
    for (id, fact) in (0..).zip(&document.facts) {
        if let Some(figure) = telling_figure(fact) {
            found.entry(figure).or_default().push(id);
        }
    }
    found
}

/// A figure of two digits and more; of lengths of time, which are short, one digit is enough.
fn telling_figure(fact: &Fact) -> Option<Decimal> {
    let point = match &fact.value {
        FactValue::Quantity(quantity) => match quantity.measure {
            Measure::Count | Measure::Unit(_) | Measure::Money(_) => quantity.bounds.point()?,
            _ => return None,
        },
        FactValue::Duration(duration) => duration.bounds.point()?,
        _ => return None,
    };
    let point = point.abs().normalize();
    let length = matches!(fact.value, FactValue::Duration(_));
    let digits = point.mantissa().unsigned_abs() >= 10;
    (digits || length && !point.is_zero()).then_some(point)
}

/// In what two facts differ that print one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Otherness {
    /// Miles and kilometres; weeks and months.
    Unit,
    /// Litres and tonnes.
    Dimension,
    /// Bags and tonnes.
    Counted,
    /// Euros and zlotys.
    Currency,
    /// By the hour and by the day.
    Rate,
    /// People and families.
    Noun,
}

impl Otherness {
    fn name(self) -> &'static str {
        match self {
            Self::Unit => "other-unit",
            Self::Dimension => "other-dimension",
            Self::Counted => "counted-and-measured",
            Self::Currency => "other-currency",
            Self::Rate => "other-rate",
            Self::Noun => "other-noun",
        }
    }
}

impl Pair<'_> {
    /// All facts that print one figure and differ in what they measure or count, with what speaks for and against their
    /// being of one thing.
    pub(super) fn candidates_of_one_figure(&self) -> Vec<Candidate> {
        let (ours, theirs) = (&self.kin.0.figures, &self.kin.1.figures);
        let mut found = Vec::new();
        for (figure, ours) in ours {
            let Some(theirs) = theirs.get(figure) else { continue };
            // In tables figures meet by chance.
            if ours.len() * theirs.len() > self.limits.value.crowd {
                continue;
            }
            let both = ours.iter().flat_map(|&a| theirs.iter().map(move |&b| (a, b)));
            found.extend(both.filter_map(|(a, b)| self.candidate_of_one_figure(a, b)));
        }
        found
    }

    fn candidate_of_one_figure(&self, a: u32, b: u32) -> Option<Candidate> {
        let (ours, theirs) = (self.ours(a), self.theirs(b));
        let otherness = self.otherness(ours, theirs)?;
        let (pair, _) = self.compare(FactId(a), FactId(b));
        if is_explained(&pair, otherness, (ours, theirs)) {
            return None;
        }
        let mut found = Evidence::new();
        found.note(otherness.name(), true);
        self.note_figure(&mut found, &pair, (ours, theirs));
        self.note_nouns(&mut found, (ours, theirs), otherness);
        self.note_chance(&mut found, telling_figure(ours)?);
        self.note_answers(&mut found, (ours, theirs));
        self.note_pair(&mut found, &pair);
        Some(Candidate { pair, evidence: found })
    }

    /// In what two facts differ; `None` where they measure the same, or cannot be held for one thing.
    fn otherness(&self, a: &Fact, b: &Fact) -> Option<Otherness> {
        match (&a.value, &b.value) {
            (FactValue::Duration(one), FactValue::Duration(other)) => {
                (one.unit != other.unit).then_some(Otherness::Unit)
            }
            (FactValue::Quantity(one), FactValue::Quantity(other)) => {
                self.other_measure((a, one), (b, other))
            }
            _ => None,
        }
    }

    fn other_measure(
        &self,
        (a, one): (&Fact, &Quantity),
        (b, other): (&Fact, &Quantity),
    ) -> Option<Otherness> {
        let units = &self.vocabulary.units;
        match (one.measure, other.measure) {
            (Measure::Unit(ours), Measure::Unit(theirs)) if ours != theirs => {
                let dimension = units.get(ours).dimension == units.get(theirs).dimension;
                let base = |quantity: &Quantity| Some(quantity.base_bounds(units)?.point()?.round_dp(2));
                // Forty below zero is the same on both scales, and a millimetre of rain a litre on the square metre.
                let same = dimension && base(one) == base(other);
                let open = one.readings.contains(&other.measure) || other.readings.contains(&one.measure);
                let kind = if dimension { Otherness::Unit } else { Otherness::Dimension };
                (!same && !open).then_some(kind)
            }
            (Measure::Money(ours), Measure::Money(theirs)) if ours != theirs => {
                // "$" may be the dollar of the other text.
                let open = one.readings.contains(&other.measure) || other.readings.contains(&one.measure);
                (!open).then_some(Otherness::Currency)
            }
            (Measure::Unit(_), Measure::Count) | (Measure::Count, Measure::Unit(_)) => {
                Some(Otherness::Counted)
            }
            (ours, theirs) if ours == theirs && one.per != other.per => Some(Otherness::Rate),
            (Measure::Count, Measure::Count) => self.are_of_two_nouns(a, b).then_some(Otherness::Noun),
            _ => None,
        }
    }

    /// "People", "families"; "cigarettes", "packets": neither is a kind of the other, or the one is of groups of them.
    fn are_of_two_nouns(&self, a: &Fact, b: &Fact) -> bool {
        let concepts = &self.vocabulary.concepts;
        let noun = |fact: &Fact| Theme::of(fact, self.vocabulary).of;
        let group = |of: ConceptId| concepts.flags(of).group;
        match (noun(a), noun(b)) {
            (Some(Subject::Concept(one)), Some(Subject::Concept(other))) => {
                let kind = concepts.is_a(one, other) || concepts.is_a(other, one);
                one != other && (!kind || group(one) != group(other))
            }
            (Some(one), Some(other)) => one != other,
            _ => false,
        }
    }

    /// How the figure is told.
    fn note_figure(&self, found: &mut Evidence, pair: &Aligned, (a, b): (&Fact, &Fact)) {
        let point = telling_figure(a).unwrap_or_default();
        let digits = point.mantissa().unsigned_abs();
        found.note("three-digits", digits >= 100);
        found.note("one-digit-told", digits < 10);
        found.note("thousands", point >= Decimal::ONE_THOUSAND);
        found.note("millions", point >= Decimal::ONE_THOUSAND * Decimal::ONE_THOUSAND);
        found.note("broken-figure", !point.fract().is_zero());
        let hedges = [hedge(a), hedge(b)];
        let plain = |hedge: &Option<Hedge>| matches!(hedge, Some(Hedge::Exact | Hedge::About));
        found.note("bound", hedges[0] != hedges[1] && !hedges.iter().all(plain));
        found.note("length-of-time", matches!(a.value, FactValue::Duration(_)));
        let rates = [a, b].map(rate);
        found.note("a-rate", rates.iter().any(Option::is_some));
        found.note("two-rates", rates[0].is_some() && rates[1].is_some() && rates[0] != rates[1]);
        let by_time = |rate: &Option<Rate>| matches!(rate, Some(Rate { of: RateOf::Time(_), .. }));
        found.note("two-rates-of-time", rates.iter().all(by_time) && rates[0] != rates[1]);
        let commensurable = pair.value.comparison == Comparison::Conflict;
        found.note("cannot-meet", commensurable);
    }

    /// What is counted, where that is not one thing.
    fn note_nouns(&self, found: &mut Evidence, (a, b): (&Fact, &Fact), otherness: Otherness) {
        let concepts = &self.vocabulary.concepts;
        let nouns = [a, b].map(|fact| match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => Some(of),
            _ => None,
        });
        let people = nouns.iter().flatten().filter(|&&of| concepts.is_people(of)).count();
        let groups = nouns.iter().flatten().filter(|&&of| concepts.flags(of).group).count();
        found.note("people-and-groups", otherness == Otherness::Noun && people == 2 && groups == 1);
        found.note("people-and-no-people", otherness == Otherness::Noun && people == 1);
        found.note("people-and-measure", otherness == Otherness::Counted && people > 0);
        let root = |one, other| concepts.share_root(one, other);
        let kin = nouns[0].zip(nouns[1]).is_some_and(|(one, other)| root(one, other));
        found.note("kin-nouns", otherness == Otherness::Noun && kin);
        found.note("unknown-noun", otherness == Otherness::Noun && nouns.iter().any(Option::is_none));
    }

    /// Whether either text prints the figure but once.
    fn note_chance(&self, found: &mut Evidence, figure: Decimal) {
        let times = |figures: &Figures| figures.get(&figure).map_or(0, Vec::len);
        let (ours, theirs) = (times(&self.kin.0.figures), times(&self.kin.1.figures));
        found.note("printed-once", ours == 1 && theirs == 1);
        found.note("printed-often", ours * theirs > 3);
    }

    /// Whether the other text gives the same thing in the same unit.
    fn note_answers(&self, found: &mut Evidence, (a, b): (&Fact, &Fact)) {
        let given = |fact: &Fact, others: &[Fact]| {
            others.iter().any(|other| {
                let value = compare_values(fact, other, self.vocabulary, &self.limits.value);
                value.comparison == Comparison::Agree
                    && !value.two_units
                    && is_one_unit(fact, other, self.vocabulary)
            })
        };
        let ours = given(a, &self.document(self.second).facts);
        let theirs = given(b, &self.document(self.first).facts);
        found.note("given-by-one", ours || theirs);
        found.note("given-by-both", ours && theirs);
    }

    /// What is known of the two as of any other two.
    fn note_pair(&self, found: &mut Evidence, pair: &Aligned) {
        let (a, b) = (self.ours(pair.a.fact.0), self.theirs(pair.b.fact.0));
        self.note_frames(found, pair, (a, b));
        self.note_owners(found, pair);
        self.note_subjects(found, a, b);
        self.note_company(found, pair);
        self.note_places_in_texts(found, a, b);
        found.note("one-object", pair.outcome(Slot::Object).is_known_match());
        found.note("one-source", pair.outcome(Slot::Source) == Outcome::Same);
    }
}

/// Whether the two are told to be of two things: the whole and one piece, sums of two years, or a sum said once more.
fn is_explained(pair: &Aligned, otherness: Otherness, (a, b): (&Fact, &Fact)) -> bool {
    let each = |fact: &Fact| fact.frame.role == Some(Role::Each);
    let of_pieces = each(a) != each(b);
    let again = [a, b].iter().any(|fact| fact.frame.converted || fact.frame.bracketed);
    let other_year = pair.outcome(Slot::Period) == Outcome::Different;
    of_pieces || otherness == Otherness::Currency && (again || other_year)
}

fn rate(fact: &Fact) -> Option<Rate> {
    match &fact.value {
        FactValue::Quantity(quantity) => quantity.per,
        _ => None,
    }
}

fn hedge(fact: &Fact) -> Option<Hedge> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(quantity.bounds.hedge),
        FactValue::Duration(duration) => Some(duration.bounds.hedge),
        _ => None,
    }
}

/// Whether two facts are told in one unit; counts are of one noun, or of none that is known.
fn is_one_unit(one: &Fact, other: &Fact, vocabulary: &Vocabulary) -> bool {
    match (&one.value, &other.value) {
        (FactValue::Quantity(a), FactValue::Quantity(b)) => {
            let nouns = (Theme::of(one, vocabulary).of, Theme::of(other, vocabulary).of);
            let noun = a.measure != Measure::Count || nouns.0 == nouns.1;
            a.measure == b.measure && a.per == b.per && noun
        }
        (FactValue::Duration(a), FactValue::Duration(b)) => a.unit == b.unit,
        _ => false,
    }
}
