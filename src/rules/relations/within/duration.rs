use jiff::civil::Time;

use crate::model::{
    ClockHands, DateTime, Decimal, Duration, Fact, FactId, FactValue, Grain, Hedge, LinkKind, Role,
    TimeAnchor, TimeForm, TimeUnit, TimeValue,
};

use super::misread::is_misread;
use super::open_ends::between_open;
use super::{LinksByFact, Within, WithinFault, stretch_of};

/// "lasted 12 days, from 28 June to 4 July": a length of time that its own ends do not give.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let links = LinksByFact::of(within.document);
    within.ids().filter_map(|id| fault(within, &links, id)).collect()
}

/// The shortest and the longest time that can lie between two moments, in minutes.
#[derive(Clone, Copy)]
pub(super) struct Length {
    pub(super) least: i64,
    pub(super) most: i64,
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
    let said = said(duration)?;
    let between = *lengths.first()?;
    if !is_comparable(within, duration.unit, &ends, said) {
        return None;
    }
    if lengths.iter().any(|between| said.least <= between.most && between.least <= said.most) {
        return None;
    }
    // Where the words leave it open, the length is meant only if it looks like the true one.
    if open && !is_misread(duration, between) {
        return None;
    }
    Some(WithinFault { primary: id, others: ends, words: vec![("expected", words(between, duration.unit))] })
}

/// "for three hours a day, from 2 to 6 June", "buses ran from 6am to 10pm for two days": hours are held against days only
/// where they are a day at least, and days not against hours alone.
fn is_comparable(within: Within<'_>, unit: TimeUnit, ends: &[FactId], said: Length) -> bool {
    const DAY: i64 = 24 * 60;
    let time = |id: &FactId| match &within.fact(*id).value {
        FactValue::Time(time) => Some(time),
        _ => None,
    };
    let hands = ends
        .iter()
        .filter_map(time)
        .all(|time| time.clock.is_some() && !names_day_of(time) && time.interval().is_none());
    let days = ends
        .iter()
        .filter_map(time)
        .any(|time| matches!(time.form, TimeForm::Day(_) | TimeForm::Month(..) | TimeForm::Year(_)));
    let hours = matches!(unit, TimeUnit::Hour | TimeUnit::Minute);
    let too_long = hands && said.least >= DAY;
    let too_short = days && hours && said.most < DAY;
    !too_long && !too_short
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
    let lengths = match *ends.as_slice() {
        [period] if is_period(within.fact(period)) => length_of(within.fact(period), within.fact(id))?,
        [end] => {
            let today = within.document.published?.date.to_datetime(jiff::civil::Time::midnight());
            let end = stretch_of(within.fact(end))?;
            vec![if end.0 > today { ahead(today, end)? } else { between(end, (today, today))? }]
        }
        [from, to] => {
            let (from, to) = (within.fact(from), within.fact(to));
            apart(from, to).or_else(|| if kind == LinkKind::MayLast { apart(to, from) } else { None })?
        }
        _ => return None,
    };
    Some((ends, lengths))
}

/// From these days to the end of what is agreed: seasons are told as years.
fn ahead(today: DateTime, end: (DateTime, DateTime)) -> Option<Length> {
    const SEASON: i64 = 90 * 24 * 60;
    let length = between((today, today), end)?;
    // It may begin later, where an older one runs out.
    Some(Length { least: 0, most: length.most + SEASON })
}

/// What can lie between two moments; of two clocks without their days, within a day.
fn apart(from: &Fact, to: &Fact) -> Option<Vec<Length>> {
    match (stretch_of(from), stretch_of(to)) {
        // "at 11pm and again at 6am": the second may be of the next day.
        (Some(first), Some(second)) => between(first, second).map(|length| vec![length]).or_else(|| {
            let named = names_day(from) || names_day(to);
            between_clocks(from, to).filter(|_| !named)
        }),
        _ if names_day(from) || names_day(to) => between_open(from, to),
        _ => between_clocks(from, to),
    }
}

fn between_clocks(from: &Fact, to: &Fact) -> Option<Vec<Length>> {
    let (first, second) = (hands_of(from)?, hands_of(to)?);
    let (minutes, told) = (first.minutes && second.minutes, first.told && second.told);
    Some(around_the_clock(first.from, second.from, minutes, told))
}

/// Whether its words tell a day, known or not.
fn names_day(fact: &Fact) -> bool {
    matches!(&fact.value, FactValue::Time(time) if names_day_of(time))
}

fn names_day_of(time: &TimeValue) -> bool {
    time.weekday.is_some() || matches!(time.form, TimeForm::Partial { .. })
}

fn hands_of(fact: &Fact) -> Option<ClockHands> {
    match &fact.value {
        FactValue::Time(time) => time.clock,
        _ => None,
    }
}

/// From one place of the hands to another; where the halves of the day are not told, half a day more or less too.
fn around_the_clock(from: Time, to: Time, minutes: bool, told: bool) -> Vec<Length> {
    const DAY: i64 = 24 * 60;
    let minute = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    let gap = (minute(to) - minute(from)).rem_euclid(DAY);
    let slack = if minutes { 1 } else { 30 };
    let length = |gap: i64| Length { least: (gap - slack).max(0), most: gap + slack };
    let half = (gap + DAY / 2).rem_euclid(DAY);
    if told { vec![length(gap)] } else { vec![length(gap), length(half)] }
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

fn is_period(fact: &Fact) -> bool {
    matches!(&fact.value, FactValue::Time(time) if matches!(time.form, TimeForm::Between(..)))
}

/// How long a period can be.
fn length_of(period: &Fact, said: &Fact) -> Option<Vec<Length>> {
    let FactValue::Time(time) = &period.value else { return None };
    if let Some(ClockHands { from, to: Some(to), minutes, told }) = time.clock {
        return Some(around_the_clock(from, to, minutes, told));
    }
    let TimeForm::Between(from, to) = &time.form else { return None };
    time.sure_interval()?;
    let stretch = |form: &TimeForm| form.interval().and_then(|interval| interval.start.zip(interval.end));
    let (from, to) = (stretch(from)?, stretch(to)?);
    let length = between(from, to)?;
    // Three days from Friday to Tuesday are too few, whether or not both ends count.
    let in_days = matches!(&said.value, FactValue::Duration(length) if length.unit == TimeUnit::Day);
    let days = between((from.0, from.0), (to.0, to.0)).filter(|_| in_days && is_day(from) && is_day(to));
    let least = days.map_or(length.least, |days| (days.least - HALF_A_DAY).max(length.least));
    Some(vec![Length { least, ..length }])
}

fn is_day((from, to): (DateTime, DateTime)) -> bool {
    from.until((jiff::Unit::Hour, to)).is_ok_and(|span| span.get_hours() == 24)
}

/// Less than half a day, in minutes: so much a day on the way may be short of a whole one.
const HALF_A_DAY: i64 = 11 * 60;

/// ", from ", " (de ": what may stand between a length and the period behind it, in bytes. "Five days between January and
/// March" are some days of them.
const GAP_BYTES: u32 = 8;

/// ", ", " (": the same before it. "From 5 am to 5 pm, with 40 minutes for lunch" tells of another length.
const MARK_BYTES: u32 = 2;

/// What can lie between a moment of the first stretch and one of the second.
fn between(from: (DateTime, DateTime), to: (DateTime, DateTime)) -> Option<Length> {
    let minutes =
        |a: DateTime, b: DateTime| a.until((jiff::Unit::Minute, b)).ok().map(|span| span.get_minutes());
    let length = Length { least: minutes(from.1, to.0)?.max(0), most: minutes(from.0, to.1)? };
    (length.most > 0).then_some(length)
}

/// What a length of time can be: half a unit to either side, a tenth where it is told loosely.
fn said(duration: &Duration) -> Option<Length> {
    let (_, unit, count) = duration.unit.canonical();
    let unit = minutes_in(unit)?.checked_mul(Decimal::from(count))?;
    let half = Decimal::new(5, 1);
    let slack = |value: Decimal| match duration.bounds.hedge {
        Hedge::Exact | Hedge::Range => half,
        _ => half.max(value.checked_div(Decimal::TEN).unwrap_or(half)),
    };
    let minutes =
        |value: Decimal| value.checked_mul(unit).and_then(|minutes| i64::try_from(minutes.round()).ok());
    let low = duration.bounds.lower.map(|end| end.value);
    let high = duration.bounds.upper.map(|end| end.value);
    let least = low.map_or(Some(0), |low| minutes(low.checked_sub(slack(low))?))?;
    let most = high.map_or(Some(i64::MAX), |high| minutes(high.checked_add(slack(high))?))?;
    (duration.bounds.hedge != Hedge::Vague).then_some(Length { least, most })
}

pub(super) fn minutes_in(unit: TimeUnit) -> Option<Decimal> {
    let days = |days: i64| Decimal::from(days * 24 * 60);
    match unit {
        TimeUnit::Minute => Some(Decimal::ONE),
        TimeUnit::Hour => Some(Decimal::from(60)),
        TimeUnit::Day => Some(days(1)),
        TimeUnit::Week => Some(days(7)),
        TimeUnit::Month => Some(days(30)),
        TimeUnit::Year => Some(days(365)),
        _ => None,
    }
}

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
