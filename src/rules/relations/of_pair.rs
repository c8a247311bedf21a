use crate::alignment::{Aligned, Outcome, Slot};
use crate::findings::Verdict;
use crate::lexicon::Vocabulary;
use crate::model::{
    Comparison, Decimal, Fact, FactValue, Hedge, Measure, Quantity, RateOf, Role, Status, Subject,
};

use super::{Relation, Silence};

/// Two facts with their comparison.
#[derive(Clone, Copy)]
pub(in crate::rules) struct PairContext<'a> {
    pub a: &'a Fact,
    pub b: &'a Fact,
    pub aligned: &'a Aligned,
    pub vocabulary: &'a Vocabulary,
}

/// What two facts are to each other by a relation, or why it does not hold between them.
pub(in crate::rules) fn holds(relation: Relation, pair: PairContext<'_>) -> Result<Verdict, Silence> {
    let fits = |fits: bool, verdict: Verdict| if fits { Ok(verdict) } else { Err(Silence::Values) };
    match relation {
        Relation::Disjoint => one_thing(pair, disjoint(pair)).map(|()| Verdict::Conflict),
        Relation::Differs => one_thing(pair, differs(pair)).map(|()| Verdict::SourceSplit),
        Relation::Updates => one_thing(pair, has_grown(pair)).map(|()| Verdict::Update),
        Relation::SameFigureOtherUnit => fits(same_figure_other_unit(pair), Verdict::UnitMismatch),
        Relation::PowerOfTen if is_counted(pair) && !is_one_high_count(pair) => {
            one_thing(pair, pair.aligned.value.power_of_ten.is_some()).map(|()| Verdict::ScaleSlip)
        }
        Relation::PowerOfTen => fits(slip_of_scale(pair), Verdict::ScaleSlip),
        _ => Err(Silence::Values),
    }
}

/// The same thing, and values that are as a relation wants them.
fn one_thing(pair: PairContext<'_>, values: bool) -> Result<(), Silence> {
    match pair.aligned.doubt {
        _ if !values => Err(Silence::Values),
        Some(doubt) => Err(Silence::Doubt(doubt)),
        None => Ok(()),
    }
}

/// Values that cannot meet. A slip of unit or scale has rules of its own.
fn disjoint(pair: PairContext<'_>) -> bool {
    let value = pair.aligned.value;
    // "Half", "two thirds": texts round shares in words as they like.
    let in_words =
        quantities(pair).is_some_and(|(a, b)| a.measure == Measure::Ratio && b.measure == Measure::Ratio);
    value.comparison == Comparison::Conflict
        && !in_words
        && value.power_of_ten.is_none()
        && !value.far_apart
        && !value.unconverted
        // "94", "fewer than 94": one figure, told with and without its bound. Two weeks and two months are one
        // figure with two units.
        && !value.same_figure
}

/// A figure that the passing of time explains, of something that only grows, between texts of known days. "At
/// least 160" does not rule out "at least 268", which is still the later word.
fn has_grown(pair: PairContext<'_>) -> bool {
    let grows = |fact: &Fact| matches!(fact.frame.of, Some(Subject::Concept(of)) if pair.vocabulary.concepts.flags(of).grows);
    let at_least = quantities(pair).is_some_and(|(a, b)| {
        let open = |hedge| matches!(hedge, Hedge::AtLeast | Hedge::MoreThan);
        open(a.bounds.hedge) && open(b.bounds.hedge) && a.bounds.point() != b.bounds.point()
    });
    let other = pair.aligned.value.comparison == Comparison::Conflict || at_least;
    other && pair.aligned.update && pair.aligned.days_apart.is_some() && grows(pair.a)
}

fn differs(pair: PairContext<'_>) -> bool {
    let value = pair.aligned.value;
    let told = value.comparison != Comparison::CannotTell;
    !value.same_figure && told && is_counted(pair) && !value.far_apart && !value.rounded
}

fn quantities<'a>(pair: PairContext<'a>) -> Option<(&'a crate::model::Quantity, &'a crate::model::Quantity)> {
    match (&pair.a.value, &pair.b.value) {
        (FactValue::Quantity(a), FactValue::Quantity(b)) => Some((a, b)),
        _ => None,
    }
}

fn is_counted(pair: PairContext<'_>) -> bool {
    quantities(pair).is_some_and(|(a, b)| a.measure == Measure::Count && b.measure == Measure::Count)
}

/// "46 million syringes", "46 thousand injectors": two digits of thousands and more, a thousand or a million times apart,
/// whatever their nouns: where nothing says that they are of two things, and one source or what stands about them says
/// that they are of one.
fn is_one_high_count(pair: PairContext<'_>) -> bool {
    let aligned = pair.aligned;
    let high = quantities(pair).is_some_and(|(a, b)| {
        let thousands = |quantity: &Quantity| quantity.bounds.point() >= Some(Decimal::ONE_THOUSAND);
        thousands(a) && thousands(b)
    });
    let near = aligned.is_of_one_scale || aligned.outcome(Slot::Source) == Outcome::Same;
    high && near && aligned.value.power_of_ten.is_some() && aligned.outcome(Slot::Of) != Outcome::Different
}

/// A thousand or a million times as much; of figures of one digit it must be known what they are.
fn slip_of_scale(pair: PairContext<'_>) -> bool {
    let point = |fact: &Fact| match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.point(),
        FactValue::Duration(duration) => duration.bounds.point(),
        _ => None,
    };
    // A price and a turnover of so many millions share a digit by chance.
    let near = pair.aligned.is_of_one_scale && pair.aligned.value.power_of_ten == Some(3);
    let known = || pair.aligned.outcome(Slot::Of).is_known_match() || near;
    pair.aligned.value.power_of_ten.is_some() && (telling_digits(point(pair.a)) || known())
}

fn same_figure_other_unit(pair: PairContext<'_>) -> bool {
    if let (FactValue::Duration(_), FactValue::Duration(_)) = (&pair.a.value, &pair.b.value) {
        let value = pair.aligned.value;
        let told =
            value.same_figure && value.comparison == Comparison::Conflict && pair.aligned.doubt.is_none();
        return told || pair.aligned.one_figure;
    }
    let Some((a, b)) = quantities(pair) else { return false };
    let value = pair.aligned.value;
    if pair.aligned.one_figure {
        return true;
    }
    // "2,640 metres", "8,660 metres", which are feet.
    if value.unconverted {
        return pair.aligned.outcome(Slot::Of) != Outcome::Different || are_labelled(pair);
    }
    let reach = bounds_one_peak(pair, a.bounds.hedge, b.bounds.hedge);
    if !value.same_figure || !(alike_hedges(a.bounds.hedge, b.bounds.hedge) || reach) {
        return false;
    }
    match (a.measure, b.measure) {
        (Measure::Unit(unit), Measure::Unit(_)) => {
            // "-100 °F", "-100 °C": on a scale of degrees a round figure is as good as another.
            let units = &pair.vocabulary.units;
            // Forty below zero is the same on both, but for what a division leaves.
            let base = |quantity: &Quantity| Some(quantity.base_bounds(units)?.point()?.round_dp(2));
            let degrees = units.get(unit).offset.is_some()
                && pair.aligned.outcome(Slot::Of) == Outcome::Same
                && base(a) != base(b);
            a.measure != b.measure
                && pair.aligned.outcome(Slot::Of) != Outcome::Different
                && a.commensurable(b, &pair.vocabulary.units)
                && (value.comparison == Comparison::Conflict || reach || degrees)
                && (telling_digits(a.bounds.point()) || degrees)
                && !is_of_each(pair)
        }
        (Measure::Money(_), Measure::Money(_)) => {
            // A sum in brackets, or right behind another one, is a conversion at some rate of the day.
            let conversion = [pair.a, pair.b].iter().any(|fact| fact.frame.bracketed || fact.frame.converted);
            let told = telling_digits(a.bounds.point()) || pair.aligned.outcome(Slot::Of) == Outcome::Same;
            // "$" may be the dollar of the other text.
            let open = a.readings.contains(&b.measure) || b.readings.contains(&a.measure);
            let rates = other_rate_of_pay(pair, a, b);
            (a.measure != b.measure && !conversion && told && !open) || rates
        }
        (Measure::Count, Measure::Count) if other_rate(pair, a, b) => true,
        (Measure::Count, Measure::Count) => {
            let other = other_thing(pair) || is_of_groups(pair);
            pair.aligned.swapped.is_some() || value.telling_count && other
        }
        // "3.9 million tonnes", "3.9 million bags"
        (Measure::Unit(_), Measure::Count) | (Measure::Count, Measure::Unit(_)) => {
            let one_event =
                pair.aligned.outcome(Slot::Event) == Outcome::Same && telling_digits(a.bounds.point());
            value.telling_count && (pair.aligned.doubt.is_none() || one_event && told_outright(pair))
        }
        _ => false,
    }
}

/// "At a depth of 2,640 metres", "2,640 metres below": lengths by whatever label.
fn are_labelled(pair: PairContext<'_>) -> bool {
    let concepts = &pair.vocabulary.concepts;
    let labelled = |fact: &Fact| {
        let of = match fact.frame.of {
            Some(Subject::Concept(of)) => Some(of),
            _ => fact.frame.label,
        };
        of.is_some_and(|of| concepts.root(of) == "label")
    };
    labelled(pair.a) && labelled(pair.b)
}

/// "7.5 million", "an estimated 7.5 million": a figure that one text calls approximate is still that figure.
fn alike_hedges(a: Hedge, b: Hedge) -> bool {
    let point = |hedge| matches!(hedge, Hedge::Exact | Hedge::About);
    a == b || (point(a) && point(b))
}

/// "Gusts of up to 151 mph", "gusts reached 151 km/h": the peak of one label, told as a bound by one text at least.
fn bounds_one_peak(pair: PairContext<'_>, a: Hedge, b: Hedge) -> bool {
    let peak = |hedge| matches!(hedge, Hedge::Exact | Hedge::About | Hedge::AtMost);
    let bound = a == Hedge::AtMost || b == Hedge::AtMost;
    bound && peak(a) && peak(b) && pair.aligned.outcome(Slot::Of).is_known_match()
}

/// "1,150 people", "1,150 families": people for groups of them, of one event or source.
fn is_of_groups(pair: PairContext<'_>) -> bool {
    let concepts = &pair.vocabulary.concepts;
    let group = |fact: &Fact| match &fact.frame.of {
        Some(Subject::Concept(of)) if concepts.is_people(*of) => Some(concepts.flags(*of).group),
        _ => None,
    };
    let aligned = pair.aligned;
    let one = aligned.outcome(Slot::Event).is_known_match()
        || aligned.outcome(Slot::Event) == Outcome::Unknown && aligned.outcome(Slot::Source) == Outcome::Same;
    let other = group(pair.a).zip(group(pair.b)).is_some_and(|(a, b)| a != b);
    other && one && !aligned.differs_besides(&[Slot::Of, Slot::Modifiers])
}

/// Whether two figures are each of one piece of something, and not known to be of the same: containers hold 25 tonnes
/// each, and bags 25 kilos.
fn is_of_each(pair: PairContext<'_>) -> bool {
    let each = [pair.a, pair.b].into_iter().any(|fact| fact.frame.role == Some(Role::Each));
    each && [Slot::Of, Slot::Event].into_iter().all(|slot| !pair.aligned.outcome(slot).is_known_match())
}

/// Two figures of one digit are equal by chance.
fn telling_digits(point: Option<Decimal>) -> bool {
    point.is_some_and(|point| point.normalize().mantissa().unsigned_abs() >= 10)
}

/// "12,000 drones a year", "12,000 a month"; "233 cases per 100,000 people", "per 1,000": one figure of one thing, held
/// against two measures.
fn other_rate(pair: PairContext<'_>, a: &Quantity, b: &Quantity) -> bool {
    let of = |quantity: &Quantity| quantity.per.map(|rate| rate.of);
    let times = |rate: &Option<RateOf>| matches!(rate, Some(RateOf::Time(_)));
    let rates = (of(a), of(b));
    let both = rates.0.is_some() && rates.1.is_some() && a.per != b.per;
    both && times(&rates.0) == times(&rates.1)
        && pair.aligned.outcome(Slot::Of).is_known_match()
        && telling_digits(a.bounds.point())
}

/// "18 reais a bag", "18 reais a day": one sum of one thing, for a length of time and for a piece of work.
fn other_rate_of_pay(pair: PairContext<'_>, a: &Quantity, b: &Quantity) -> bool {
    let by_time = |quantity: &Quantity| matches!(quantity.per.map(|rate| rate.of), Some(RateOf::Time(_)));
    let by_piece = |quantity: &Quantity| quantity.per.is_some_and(|rate| rate.is_each());
    let aligned = pair.aligned;
    let told = aligned.is_of_one_scale || aligned.outcome(Slot::Event).is_known_match();
    a.measure == b.measure
        && (by_time(a) && by_piece(b) || by_piece(a) && by_time(b))
        && telling_digits(a.bounds.point())
        && aligned.outcome(Slot::Of) != Outcome::Different
        && told
}

/// Whether neither text says that a figure is denied or only possible.
fn told_outright(pair: PairContext<'_>) -> bool {
    let told = |fact: &Fact| !matches!(fact.frame.status(), Status::Denied | Status::Hypothetical);
    told(pair.a) && told(pair.b)
}

/// Packets are of cigarettes, and crates of bottles: two kinds of goods may be one.
const GOODS: &str = "goods";

/// Two different kinds of one family (soldiers, builders), in one event.
fn other_thing(pair: PairContext<'_>) -> bool {
    let of_concepts = matches!(
        (&pair.a.frame.of, &pair.b.frame.of),
        (Some(Subject::Concept(a)), Some(Subject::Concept(b)))
            if pair.vocabulary.concepts.share_root(*a, *b) && pair.vocabulary.concepts.root(*a) != GOODS
    );
    // A kind against its whole (sappers, soldiers) is the same thing told more closely.
    let other = pair.aligned.outcome(Slot::Of) == Outcome::Different;
    let same_event = pair.aligned.outcome(Slot::Event).is_known_match();
    // "It is to power 5,000 homes", "it can power 5,000 people": a plan, and what it is good for.
    let besides = match told_outright(pair) {
        true => &[Slot::Of, Slot::Modifiers, Slot::Status][..],
        false => &[Slot::Of, Slot::Modifiers],
    };
    of_concepts && other && same_event && !pair.aligned.differs_besides(besides)
}
