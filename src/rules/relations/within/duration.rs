use jiff::civil::Time;

use crate::model::lapse::{Length, agrees, between, between_ends, is_misread, length_of, minutes_in};
use crate::model::{
    DateTime, Decimal, Fact, FactId, FactValue, Grain, LinkKind, Role, TimeAnchor, TimeUnit, TimeValue,
};

use super::{LinksByFact, Within, WithinFault, stretch_of};

/// "lasted 12 days, from 28 June to 4 July": a length of time that its own ends do not give.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let links = LinksByFact::of(within.document);
    within.ids().filter_map(|id| fault(within, &links, id)).collect()
}

fn fault(within: Within<'_>, links: &LinksByFact<'_>, id: FactId) -> Option<WithinFault> {
    let duration = match &within.fact(id).value {
        FactValue::Duration(duration) => duration,
        FactValue::Time(ago) => return ago_fault(within, links, id, ago),
        _ => return None,
    };
    // "From 7 am to 8 pm, two hours longer than usual"
    if within.fact(id).frame.role == Some(Role::ChangeBy) {
        return None;
    }
    let told = linked(within, links, id, LinkKind::Lasts).or_else(|| beside(within, id));
    let open = told.is_none();
    let (ends, lengths) = told.or_else(|| linked(within, links, id, LinkKind::MayLast))?;
    let between = *lengths.first()?;
    let facts: Vec<&Fact> = ends.iter().map(|&end| within.fact(end)).collect();
    if agrees(within.fact(id), &facts, &lengths)? {
        return None;
    }
    // Where the words leave it open, the length is meant only if it looks like the true one.
    if open && !is_misread(duration, between) {
        return None;
    }
    Some(WithinFault { primary: id, others: ends, words: vec![("expected", words(between, duration.unit))] })
}

/// "in 1954, 61 years ago": a date, and how long ago it is told to be. Long times are rounded to tens.
fn ago_fault(
    within: Within<'_>,
    links: &LinksByFact<'_>,
    id: FactId,
    ago: &TimeValue,
) -> Option<WithinFault> {
    const TENTH: i64 = 10;
    let mut own = links.at(id).filter(|link| link.kind == LinkKind::Lasts && link.from == id);
    let date = own.next()?.to;
    let (from, to) = ago.interval().and_then(|told| told.start.zip(told.end))?;
    let (first, last) = stretch_of(within.fact(date))?;
    let today = within.document.published?.date.to_datetime(Time::midnight());
    let minutes =
        |a: DateTime, b: DateTime| a.until((jiff::Unit::Minute, b)).map_or(0, |span| span.get_minutes());
    let slack = minutes(from, to).max(minutes(from, today) / TENTH);
    let apart = minutes(last, from).max(minutes(to, first));
    let truth = between((first, last), (today, today))?;
    let unit = match ago.form.grain() {
        Grain::Year => TimeUnit::Year,
        Grain::Month => TimeUnit::Month,
        Grain::Week => TimeUnit::Week,
        Grain::Day => TimeUnit::Day,
        _ => return None,
    };
    let words = vec![("expected", words(truth, unit))];
    (apart >= slack).then_some(WithinFault { primary: id, others: vec![date], words })
}

/// The ends that the words of the sentence give a length.
fn linked(
    within: Within<'_>,
    links: &LinksByFact<'_>,
    id: FactId,
    kind: LinkKind,
) -> Option<(Vec<FactId>, Vec<Length>)> {
    let links = links.at(id);
    let ends: Vec<FactId> =
        links.filter(|link| link.kind == kind && link.from == id).map(|link| link.to).collect();
    let today = within.document.published.map(|published| published.date.to_datetime(Time::midnight()));
    let facts: Vec<&Fact> = ends.iter().map(|&end| within.fact(end)).collect();
    let lengths = between_ends(within.fact(id), &facts, today, kind == LinkKind::MayLast)?;
    Some((ends, lengths))
}

/// The period that stands at once before or after a length: "12 days, from 28 June to 4 July".
fn beside(within: Within<'_>, id: FactId) -> Option<(Vec<FactId>, Vec<Length>)> {
    let own = within.fact(id);
    let is_near = |other: FactId| {
        let other = within.fact(other);
        let behind = other.span.start.saturating_sub(own.span.end);
        let before = own.span.start.saturating_sub(other.span.end);
        other.sentence == own.sentence && behind <= GAP_BYTES && before <= MARK_BYTES
    };
    // "earlier this year, seven years after the order": a time that is told by the day of reading has no two ends.
    let tells_ends = |other: FactId| match &within.fact(other).value {
        FactValue::Time(time) => time.anchor != TimeAnchor::Published || time.day_written,
        _ => true,
    };
    let neighbours = within.around(id, 1).filter(|&other| other != id && is_near(other) && tells_ends(other));
    neighbours.into_iter().find_map(|other| Some((vec![other], length_of(within.fact(other), own)?)))
}

/// ", from ", " (de ": what may stand between a length and the period behind it, in bytes. "Five days between January and
/// March" are some days of them.
const GAP_BYTES: u32 = 8;

/// ", ", " (": the same before it. "From 5 am to 5 pm, with 40 minutes for lunch" tells of another length.
const MARK_BYTES: u32 = 2;

/// The length in the unit of the text: "6 to 8 days".
fn words(length: Length, unit: TimeUnit) -> String {
    let (counted, name) = (unit.canonical().1, unit.words());
    let Some(size) = minutes_in(counted) else { return String::new() };
    let count = |minutes: i64| {
        let count = Decimal::from(minutes).checked_div(size).unwrap_or_default();
        count.round_dp(1).normalize()
    };
    let (least, most) = (count(length.least), count(length.most));
    if least == most { format!("{least} {name}") } else { format!("{least} to {most} {name}") }
}
