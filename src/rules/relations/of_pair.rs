use crate::alignment::{Aligned, EVENT_REACH, Outcome, Slot, needs_event};
use crate::findings::Verdict;
use crate::lexicon::Vocabulary;
use crate::model::{Comparison, Decimal, Fact, FactValue, Grain, Measure, Subject};

use super::Relation;

/// Two facts with their comparison.
#[derive(Clone, Copy)]
pub(in crate::rules) struct PairContext<'a> {
    pub a: &'a Fact,
    pub b: &'a Fact,
    pub aligned: &'a Aligned,
    pub vocabulary: &'a Vocabulary,
}

/// Whether a relation holds between two facts, and what they are to each other then.
pub(in crate::rules) fn holds(relation: Relation, pair: PairContext<'_>) -> Option<Verdict> {
    match relation {
        Relation::Disjoint => disjoint(pair).then_some(Verdict::Conflict),
        Relation::Differs => differs(pair).then_some(Verdict::SourceSplit),
        Relation::SameFigureOtherUnit => same_figure_other_unit(pair).then_some(Verdict::UnitMismatch),
        Relation::PowerOfTen => power_of_ten(pair).then_some(Verdict::ScaleSlip),
        _ => None,
    }
}

/// The same thing, and values that cannot meet. A slip of unit or scale has rules of its own.
fn disjoint(pair: PairContext<'_>) -> bool {
    let value = pair.aligned.value;
    value.comparison == Comparison::Conflict
        && value.power_of_ten.is_none()
        && !(value.same_figure && measures_differ(pair))
        && same_thing(pair)
}

fn differs(pair: PairContext<'_>) -> bool {
    let value = pair.aligned.value;
    !value.same_figure && value.comparison != Comparison::CannotTell && is_counted(pair) && same_thing(pair)
}

/// Whether both are known to speak of one thing: the noun alone where it says enough, and its event
/// too where it does not. A date is known by its event alone, if that happens but once.
fn same_thing(pair: PairContext<'_>) -> bool {
    let event = pair.aligned.outcome(Slot::Event);
    if let (FactValue::Time(_), FactValue::Time(_)) = (&pair.a.value, &pair.b.value) {
        return event.is_known_match() && dated_once(pair);
    }
    if is_someone_elses(pair) {
        return false;
    }
    let needs_event = needs_event(pair.a, pair.vocabulary) || needs_event(pair.b, pair.vocabulary);
    if is_another_order(pair) || (!is_counted(pair) && !same_moment(pair)) {
        return false;
    }
    let weak =
        |fact: &Fact| fact.frame.event.is_none_or(|event| pair.vocabulary.concepts.flags(event.concept).weak);
    if needs_event && (weak(pair.a) || weak(pair.b)) {
        return false;
    }
    let events_meet =
        event.is_known_match() || (!needs_event && !tells(pair, pair.a) && !tells(pair, pair.b));
    same_subject(pair) && events_meet
}

/// An age, or points of an index: another figure belongs to somebody else, unless both texts name the same.
fn is_someone_elses(pair: PairContext<'_>) -> bool {
    let told_by_name = |fact: &Fact| match &fact.frame.of {
        Some(Subject::Concept(of)) => pair.vocabulary.concepts.flags(*of).named,
        _ => false,
    };
    told_by_name(pair.a) && !pair.aligned.outcome(Slot::Names).is_known_match()
}

/// Figures so far apart are of two things, whatever their nouns: no one mistakes 14 for 2,300.
fn is_another_order(pair: PairContext<'_>) -> bool {
    let points = quantities(pair).and_then(|(a, b)| a.bounds.point().zip(b.bounds.point()));
    points.is_some_and(|(a, b)| {
        let (small, large) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
        small.checked_mul(Decimal::from(FARTHEST_FACTOR)).is_some_and(|limit| limit < large)
    })
}

/// How many times larger one figure of a thing may be than another.
const FARTHEST_FACTOR: u32 = 20;

/// Prices, debts and shares move: they are held against each other only for one period that both texts
/// name, or in texts of the same days.
fn same_moment(pair: PairContext<'_>) -> bool {
    pair.aligned.outcome(Slot::Period).is_known_match()
        || pair.aligned.days_apart.is_some_and(|days| days <= DAYS_OF_ONE_STORY)
}

/// Texts published so many days apart still speak of one moment.
const DAYS_OF_ONE_STORY: i64 = 14;

/// The same noun; of labels also a wider one ("straty" are damage, and losses).
fn same_subject(pair: PairContext<'_>) -> bool {
    let of = pair.aligned.outcome(Slot::Of);
    let is_label = |fact: &Fact| fact.frame.label.is_some();
    of == Outcome::Same || (of == Outcome::Contained && is_label(pair.a) && is_label(pair.b))
}

/// Whether a figure's event tells it from others of its noun: 58 passengers airlifted are not the 417
/// aboard.
fn tells(pair: PairContext<'_>, fact: &Fact) -> bool {
    let concepts = &pair.vocabulary.concepts;
    let Some(event) = fact.frame.event.filter(|event| event.distance <= TELLING_REACH) else { return false };
    // A label names the figure by itself, and the dead have died.
    let says_nothing_new = match &fact.frame.of {
        Some(Subject::Concept(of)) => {
            fact.frame.label.is_some() || concepts.counts(event.concept) == Some(*of)
        }
        _ => false,
    };
    !concepts.flags(event.concept).weak && !says_nothing_new
}

/// How near to its figure an event must stand to tell it from others, in words.
const TELLING_REACH: u16 = 6;

fn dated_once(pair: PairContext<'_>) -> bool {
    let concepts = &pair.vocabulary.concepts;
    let (Some(ours), Some(theirs)) = (pair.a.frame.event, pair.b.frame.event) else { return false };
    let recurs = concepts.flags(ours.concept).recurs || concepts.flags(theirs.concept).recurs;
    let one_moment = pair.aligned.days_apart.is_some_and(|days| days <= DAYS_OF_ONE_STORY);
    if years_apart(pair) || (recurs && (pair.aligned.recent != (true, true) || !one_moment)) {
        return false;
    }
    let near = ours.distance <= EVENT_REACH && theirs.distance <= EVENT_REACH;
    let once = concepts.flags(ours.concept).once && concepts.flags(theirs.concept).once;
    let identified = match concepts.object(ours.concept) {
        Some(_) => pair.aligned.outcome(Slot::Object).is_known_match(),
        // Nothing names the event but its kind: a whole year is then a period more often than a date.
        None => names_allow(pair, concepts.flags(ours.concept).named) && is_fine(pair.a) && is_fine(pair.b),
    };
    near && once && identified
}

/// Two openings may be of two things: such events are one only where both texts name the same.
fn names_allow(pair: PairContext<'_>, told_by_name: bool) -> bool {
    match pair.aligned.outcome(Slot::Names) {
        Outcome::Same | Outcome::Contained => true,
        Outcome::Unknown => !told_by_name,
        Outcome::Different => false,
    }
}

/// Whether a time is short enough to be a date: no whole year.
fn is_fine(fact: &Fact) -> bool {
    let FactValue::Time(time) = &fact.value else { return false };
    match time.interval().map(|interval| (interval.start, interval.end)) {
        Some((Some(start), Some(end))) => {
            start.until((jiff::Unit::Day, end)).is_ok_and(|length| length.get_days() <= LONGEST_DATE)
        }
        Some(_) => false,
        None => time.form.grain() < Grain::Quarter,
    }
}

/// A month is the longest stretch that dates an event, in days.
const LONGEST_DATE: i32 = 31;

/// One date of the story's own days, and one of long before: the earlier flood is another flood.
fn years_apart(pair: PairContext<'_>) -> bool {
    let start = |fact: &Fact| match &fact.value {
        FactValue::Time(time) => time.sure_interval().and_then(|interval| interval.start),
        _ => None,
    };
    let (Some(a), Some(b)) = (start(pair.a), start(pair.b)) else { return false };
    let apart = a.until((jiff::Unit::Day, b)).map_or(0, |span| span.get_days().abs());
    apart > FAR_DAYS && pair.aligned.recent.0 != pair.aligned.recent.1
}

/// Two dates of one event lie within so many days, where one of them is of the story's own days.
const FAR_DAYS: i32 = 120;

fn quantities<'a>(pair: PairContext<'a>) -> Option<(&'a crate::model::Quantity, &'a crate::model::Quantity)> {
    match (&pair.a.value, &pair.b.value) {
        (FactValue::Quantity(a), FactValue::Quantity(b)) => Some((a, b)),
        _ => None,
    }
}

fn is_counted(pair: PairContext<'_>) -> bool {
    quantities(pair).is_some_and(|(a, b)| a.measure == Measure::Count && b.measure == Measure::Count)
}

fn measures_differ(pair: PairContext<'_>) -> bool {
    quantities(pair).is_some_and(|(a, b)| a.measure != b.measure)
}

/// From which figure on two equal counts of different things are no coincidence.
const TELLING_COUNT: u32 = 1000;

fn same_figure_other_unit(pair: PairContext<'_>) -> bool {
    let Some((a, b)) = quantities(pair) else { return false };
    if !pair.aligned.value.same_figure || a.bounds.hedge != b.bounds.hedge {
        return false;
    }
    match (a.measure, b.measure) {
        (Measure::Unit(_), Measure::Unit(_)) => {
            a.measure != b.measure
                && pair.aligned.outcome(Slot::Of) != Outcome::Different
                && a.commensurable(b, &pair.vocabulary.units)
                && pair.aligned.value.comparison == Comparison::Conflict
                && telling_digits(a.bounds.point())
        }
        (Measure::Money(_), Measure::Money(_)) => {
            // A sum in brackets is a conversion at some rate of the day.
            let conversion = pair.a.frame.bracketed || pair.b.frame.bracketed;
            a.measure != b.measure && !conversion && telling_digits(a.bounds.point())
        }
        (Measure::Count, Measure::Count) => {
            let telling = a.bounds.point().is_some_and(|point| point >= Decimal::from(TELLING_COUNT));
            telling && other_thing(pair)
        }
        _ => false,
    }
}

/// Two figures of one digit are equal by chance.
fn telling_digits(point: Option<Decimal>) -> bool {
    point.is_some_and(|point| point.normalize().mantissa().unsigned_abs() >= 10)
}

/// Two different kinds of one family (soldiers, builders), in one event.
fn other_thing(pair: PairContext<'_>) -> bool {
    let of_concepts = matches!(
        (&pair.a.frame.of, &pair.b.frame.of),
        (Some(Subject::Concept(a)), Some(Subject::Concept(b))) if pair.vocabulary.concepts.share_root(*a, *b)
    );
    // A kind against its whole (sappers, soldiers) is the same thing told more closely.
    let other = pair.aligned.outcome(Slot::Of) == Outcome::Different;
    let same_event = pair.aligned.outcome(Slot::Event).is_known_match();
    of_concepts && other && same_event && !pair.aligned.differs_besides(&[Slot::Of, Slot::Modifiers])
}

fn power_of_ten(pair: PairContext<'_>) -> bool {
    pair.aligned.value.power_of_ten.is_some() && (!is_counted(pair) || same_thing(pair))
}
