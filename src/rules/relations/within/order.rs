use jiff::civil::DateTime;

use crate::alignment::governing_event;
use crate::model::{ConceptId, Fact, FactId, FactValue, Link, LinkKind, Status, TimeForm};

use super::{Within, WithinFault, stretch_of};

/// "signed on 14 February … ratified on 23 January": two events of one thing in an order that cannot be.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let dated: Vec<FactId> = within.ids().filter(|&id| event_of(within.fact(id)).is_some()).collect();
    let mut found = Vec::new();
    for (index, &first) in dated.iter().enumerate() {
        for &second in dated[index + 1..].iter().take(REACH) {
            found.extend(fault(within, first, second).or_else(|| fault(within, second, first)));
        }
    }
    let links = within.document.links.iter().filter(|link| link.kind == LinkKind::Follows);
    found.extend(links.filter_map(|link| followed(within, link)));
    found.sort_by_key(|fault: &WithinFault| (fault.primary, fault.others.clone()));
    found.dedup();
    found
}

/// How many dated events further the other one is looked for.
const REACH: usize = 4;

/// The event that a fact dates, asserted and near.
fn event_of(fact: &Fact) -> Option<ConceptId> {
    let told = fact.frame.status() == Status::Asserted && !fact.frame.other_period;
    let event = governing_event(fact)?;
    stretch_of(fact).filter(|_| told).map(|_| event.concept)
}

fn fault(within: Within<'_>, later: FactId, earlier: FactId) -> Option<WithinFault> {
    let (a, b) = (within.fact(later), within.fact(earlier));
    let (after, before) = (event_of(a)?, event_of(b)?);
    let concepts = &within.vocabulary.concepts;
    let one_thing = a.frame.object == b.frame.object || a.frame.object.is_none() || b.frame.object.is_none();
    let of_thing = concepts.object(after).is_some() && concepts.object(before).is_some();
    let ordered = of_thing && one_thing && concepts.comes_after(after, before);
    too_early(within, later, earlier).filter(|_| ordered)
}

/// Two dates whose words tell which has to be the later.
fn followed(within: Within<'_>, link: &Link) -> Option<WithinFault> {
    let (later, earlier) = (within.fact(link.from), within.fact(link.to));
    // "offered", "had to be handed in": the words of a tender are no doubt of its days.
    let certain = |fact: &Fact| match fact.frame.status() {
        Status::Offered | Status::Demanded => Status::Asserted,
        status => status,
    };
    let status = (certain(later), certain(earlier));
    let other_period = later.frame.other_period || earlier.frame.other_period;
    let told = match status {
        (Status::Asserted, Status::Asserted) => true,
        (Status::Asserted | Status::Planned, Status::Asserted | Status::Planned) => {
            is_of_one_year(later, earlier)
        }
        _ => false,
    };
    let found = too_early(within, link.from, link.to).filter(|_| told && !other_period);
    found.or_else(|| {
        let planned = status == (Status::Planned, Status::Planned) && !other_period;
        let back = planned.then(|| day_in_year(later).zip(day_in_year(earlier))).flatten();
        let early = back.is_some_and(|(later, earlier)| (1..=DAYS_BACK).contains(&(earlier - later)));
        (early || planned && is_read_into_next_year(later, earlier)).then(|| fault_of(link.from, link.to))
    })
}

/// Whether what is to come later cannot be meant of the year after: it names its year, or lies so little before the
/// other that it would be of nearly a whole year later.
fn is_of_one_year(later: &Fact, earlier: &Fact) -> bool {
    let (Some(after), Some(before)) = (stretch_of(later), stretch_of(earlier)) else { return false };
    let back = after.0.until((jiff::Unit::Day, before.0)).map_or(i32::MAX, |span| span.get_days());
    matches!(&later.value, FactValue::Time(time) if time.year_written) || back <= DAYS_BACK
}

/// "Opens on 24 November and closes on 14 November": what would have to be of nearly a whole year later, without its
/// year.
fn is_read_into_next_year(later: &Fact, earlier: &Fact) -> bool {
    let (Some(after), Some(before)) = (stretch_of(later), stretch_of(earlier)) else { return false };
    let days = before.0.until((jiff::Unit::Day, after.0)).map_or(0, |span| span.get_days());
    let day =
        |fact: &Fact| matches!(&fact.value, FactValue::Time(time) if time.day_written && !time.year_written);
    day(later) && day(earlier) && (DAYS_OF_YEAR - DAYS_BACK..DAYS_OF_YEAR).contains(&days)
}

/// The day of a date whose year is not known, counted from the beginning of a year.
fn day_in_year(fact: &Fact) -> Option<i32> {
    const LONGEST_MONTH: i32 = 31;
    match &fact.value {
        FactValue::Time(time) if !time.year_written => match time.form {
            TimeForm::Partial { month: Some(month), day: Some(day) } => {
                Some(i32::from(month) * LONGEST_MONTH + i32::from(day))
            }
            _ => None,
        },
        _ => None,
    }
}

/// So many days before what it has to follow nothing is meant of the year after.
const DAYS_BACK: i32 = 60;

const DAYS_OF_YEAR: i32 = 365;

fn too_early(within: Within<'_>, later: FactId, earlier: FactId) -> Option<WithinFault> {
    let clocks = || hours_back(within.fact(later), within.fact(earlier));
    let early = match (stretch_of(within.fact(later)), stretch_of(within.fact(earlier))) {
        (Some(after), Some(before)) if may_cross_midnight(within.fact(later), within.fact(earlier)) => {
            after.1 <= before.0 && hours_between(after.0, before.0) < HOURS_BACK
        }
        (Some(after), Some(before)) => after.1 <= before.0,
        (None, None) => clocks().is_some_and(|hours| (0..HOURS_BACK).contains(&hours)),
        _ => false,
    };
    early.then(|| fault_of(later, earlier))
}

/// "leaves at 9.40pm and arrives at 7.30am": of two times of the clock one says no day, and it may be of the next.
fn may_cross_midnight(later: &Fact, earlier: &Fact) -> bool {
    let of_clock = |fact: &Fact| matches!(&fact.value, FactValue::Time(time) if time.is_clock());
    let no_day = |fact: &Fact| matches!(&fact.value, FactValue::Time(time) if !time.day_written);
    of_clock(later) && of_clock(earlier) && (no_day(later) || no_day(earlier))
}

fn hours_between(first: DateTime, second: DateTime) -> i32 {
    first.until((jiff::Unit::Hour, second)).map_or(i32::MAX, |span| span.get_hours())
}

/// So little before what it has to follow nothing is meant of the next day, in hours.
const HOURS_BACK: i32 = 4;

/// How many whole hours of the clock one time lies before another, both of an untold day and told to the minute.
fn hours_back(later: &Fact, earlier: &Fact) -> Option<i32> {
    let hands = |fact: &Fact| match &fact.value {
        FactValue::Time(time) => time.clock.filter(|clock| clock.to.is_none() && clock.minutes),
        _ => None,
    };
    let (later, earlier) = (hands(later)?, hands(earlier)?);
    let (after, before) = (later.from, earlier.from);
    (after < before && later.told == earlier.told)
        .then(|| after.until(before).map_or(i32::MAX, |span| span.get_hours()))
}

fn fault_of(later: FactId, earlier: FactId) -> WithinFault {
    WithinFault { primary: later, others: vec![earlier], words: Vec::new() }
}
