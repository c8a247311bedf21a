use crate::model::lapse::is_slip;
use crate::model::{
    Date, Fact, FactId, FactValue, Hedge, Link, LinkKind, Status, Subject, TimeForm, TimeUnit,
};

use super::{LinksByFact, Within, WithinFault, quantity_of, stretch_of};

/// "born in 1957 … aged 71", "founded in 1997 … its 18th anniversary": years that do not add up.
pub(super) fn faults(within: Within<'_>) -> Vec<WithinFault> {
    let Some(today) = within.document.published.map(|published| published.date) else { return Vec::new() };
    let links = LinksByFact::of(within.document);
    let anniversaries = within.ids().filter_map(|id| edition_fault(within, id, today));
    let linked = within.document.links.iter().filter_map(|link| match link.kind {
        LinkKind::Aged(at_most) => aged_fault(within, *link, at_most, today),
        LinkKind::MayBeAged => lived_fault(within, &links, *link, today),
        _ => None,
    });
    let ages = within.ids().filter_map(|id| age_fault(within, &links, id, today));
    let mut found: Vec<WithinFault> = ages.chain(anniversaries).chain(linked).collect();
    found.sort_by_key(|fault| fault.primary);
    found.dedup_by_key(|fault| fault.primary);
    found
}

/// "founded in 1901, is 115 years old": an age that its own sentence counts from a date.
fn aged_fault(within: Within<'_>, link: Link, at_most: bool, today: Date) -> Option<WithinFault> {
    let (age, date) = (within.fact(link.from), within.fact(link.to));
    let said = match &age.value {
        FactValue::Ordinal(rank) => i32::try_from(*rank).ok()?,
        _ => exact_years(age)?,
    };
    let (from, to) = stretch_of(date)?;
    // Of whom or what is told of another day the age is that of the day.
    let of_now = |id: &FactId| {
        stretch_of(within.fact(*id)).is_none_or(|(from, _)| years_between(from.date(), today) < 1)
    };
    let mut others =
        within.around(link.from, REACH).filter(|&id| id != link.to && is_beside(within, id, link.from));
    let told =
        matches!(date.frame.status(), Status::Asserted | Status::Planned) && others.all(|id| of_now(&id));
    let born =
        date.frame.event.is_some_and(|event| within.vocabulary.concepts.name(event.concept) == "event.born");
    let slack = i32::from(!born);
    let earlier = today.checked_sub(jiff::ToSpan::days(DAYS_BEFORE)).unwrap_or(today);
    let (least, most) = (years_between(to.date(), earlier), years_between(from.date(), today));
    let fits = said <= most + slack && (at_most || said >= least - slack);
    if fits || !told || from.date().year() >= today.year() {
        return None;
    }
    let expected = if at_most { format!("{most} at most") } else { either(least, most) };
    Some(WithinFault { primary: link.from, others: vec![link.to], words: vec![("expected", expected)] })
}

/// The years of an age that is told exactly.
fn exact_years(age: &Fact) -> Option<i32> {
    let bounds = match &age.value {
        FactValue::Duration(length) => length.bounds,
        _ => quantity_of(age)?.bounds,
    };
    let years = bounds.single().filter(|_| bounds.hedge == Hedge::Exact)?;
    i32::try_from(years).ok()
}

/// "born in 1941 … aged 17, in 1962", "Aos 54 anos … Nasceu em 1968": the age of the one person whose birth a text
/// tells, at a date that it names, or now. An age of now is meant only where it looks like the true one.
fn lived_fault(within: Within<'_>, links: &LinksByFact<'_>, link: Link, today: Date) -> Option<WithinFault> {
    let (age, birth) = (within.fact(link.from), within.fact(link.to));
    let said = exact_years(age)?;
    let (from, to) = stretch_of(birth)?;
    let then = date_had(links, link.from);
    let (first, last) = match then {
        Some(date) => stretch_of(within.fact(date)).map(|(first, last)| (first.date(), last.date()))?,
        None => (today.checked_sub(jiff::ToSpan::days(DAYS_BEFORE)).unwrap_or(today), today),
    };
    let (youngest, oldest) = (years_between(to.date(), first), years_between(from.date(), last));
    // Who tells of long ago may count by the year.
    let slack = i32::from(then.is_some());
    let fits = (youngest - slack..=oldest + slack).contains(&said);
    let like = then.is_some() || (youngest..=oldest).any(|truth| is_slip(said.into(), truth.into()));
    let certain = birth.frame.status() == Status::Asserted && oldest > 0;
    let others = std::iter::once(link.to).chain(then).collect();
    let words = vec![("expected", either(youngest, oldest))];
    (!fits && like && certain).then_some(WithinFault { primary: link.from, others, words })
}

/// The date at which somebody was so old.
fn date_had(links: &LinksByFact<'_>, age: FactId) -> Option<FactId> {
    let mut links = links.at(age);
    links.find(|link| link.kind == LinkKind::AgedAt && link.from == age).map(|link| link.to)
}

fn is_beside(within: Within<'_>, one: FactId, other: FactId) -> bool {
    within.fact(one).sentence == within.fact(other).sentence
}

/// How many facts away the year is looked for.
const REACH: u32 = 3;

/// The one date of such an event of former years within reach of a fact; `None` where there are two.
fn date_of(within: Within<'_>, near: FactId, events: &[&str], today: Date) -> Option<FactId> {
    let dates = |&id: &FactId| {
        let fact = within.fact(id);
        let told = fact.frame.event.filter(|event| event.distance <= EVENT_WORDS);
        let named = told.is_some_and(|told| events.contains(&within.vocabulary.concepts.name(told.concept)));
        let former = stretch_of(fact).is_some_and(|(from, _)| from.date().year() < today.year());
        // "Born in 1971, she will not stand again": what lies behind is no plan.
        let told = matches!(fact.frame.status(), Status::Asserted | Status::Planned);
        named && former && told
    };
    let mut found = within.around(near, REACH).filter(dates);
    found.next().filter(|_| found.next().is_none())
}

/// How near to its date an event must stand, in words.
const EVENT_WORDS: u16 = 6;

fn age_fault(within: Within<'_>, links: &LinksByFact<'_>, id: FactId, today: Date) -> Option<WithinFault> {
    let fact = within.fact(id);
    let said = years_of(within, fact)?;
    if date_had(links, id).is_some() {
        return None;
    }
    if let Some(life) = life_of(within, id) {
        return life_fault(within, id, life, said);
    }
    let birth = date_of(within, id, &["event.born"], today)?;
    let (from, to) = stretch_of(within.fact(birth))?;
    // Who died is of no age of today; when they died the text may say only here.
    let long_ago = date_of(within, id, &["event.die"], today);
    let died = long_ago.or_else(|| recent_death(within, id));
    // A birthday may lie between what is told and its publication.
    let told = today.checked_sub(jiff::ToSpan::days(DAYS_BEFORE)).unwrap_or(today);
    let (first, last) = match died.and_then(|died| stretch_of(within.fact(died))) {
        Some((first, last)) => (first.date(), last.date()),
        None => (told, today),
    };
    let (youngest, oldest) = (years_between(to.date(), first), years_between(from.date(), last));
    let mut others = within.around(birth, REACH).filter(|&other| other != id);
    let others = others.any(|other| is_age(within, within.fact(other)));
    // In another sentence it may be a daughter's age, unless the sentence tells nothing but an age.
    if within.fact(birth).sentence != fact.sentence && fact.sentence.len() > BARE_SENTENCE {
        return None;
    }
    let planned = fact.frame.status() != Status::Asserted && !stands_beside(fact, within.fact(birth));
    // "Ana, 66, whose daughter was born in 1987"
    let of_one = |link: &Link| link.kind == LinkKind::OfOne && link.from == id && link.to == birth;
    if within.fact(birth).sentence == fact.sentence && !links.at(id).any(of_one) {
        return None;
    }
    if others || (youngest..=oldest).contains(&said) || planned {
        return None;
    }
    let others = std::iter::once(birth).chain(long_ago).collect();
    Some(WithinFault { primary: id, others, words: vec![("expected", either(youngest, oldest))] })
}

/// "58, born in April 1971, …": age and birth in one aside, whatever its sentence goes on with.
fn stands_beside(age: &Fact, birth: &Fact) -> bool {
    const BYTES: u32 = 20;
    age.sentence == birth.sentence
        && birth.span.start >= age.span.end
        && birth.span.start - age.span.end <= BYTES
        && matches!(age.frame.status(), Status::Asserted | Status::Planned)
}

/// The years of an age of now, or of a death. Portuguese tells the age of those whose birth or death stands right
/// beside as a mere length: "o pianista de 19 anos nasceu".
fn years_of(within: Within<'_>, fact: &Fact) -> Option<i32> {
    let bounds = match &fact.value {
        FactValue::Duration(length) if length.unit == TimeUnit::Year => {
            let event = fact.frame.event.filter(|event| event.distance <= BESIDE)?;
            let born = within.vocabulary.concepts.name(event.concept) == "event.born";
            born.then_some(length.bounds)?
        }
        _ => quantity_of(fact).filter(|_| is_present_age(within, fact))?.bounds,
    };
    bounds.single().and_then(|age| i32::try_from(age).ok())
}

/// How near to a mere length of years a birth makes it an age, in words.
const BESIDE: u16 = 2;

fn either(least: i32, most: i32) -> String {
    if least >= most { most.to_string() } else { format!("{least} or {most}") }
}

/// "Alan Dunne (1931–2012) died at the age of 81": the years of a life right before the age.
fn life_of(within: Within<'_>, id: FactId) -> Option<(FactId, i32)> {
    let before = FactId(id.0.checked_sub(1)?);
    let (life, age) = (within.fact(before), within.fact(id));
    let FactValue::Time(time) = &life.value else { return None };
    let TimeForm::Between(from, to) = &time.form else { return None };
    let (TimeForm::Year(born), TimeForm::Year(died)) = (from.as_ref(), to.as_ref()) else { return None };
    let dies = [life, age].iter().any(|fact| {
        let event = fact.frame.event.filter(|event| event.distance <= EVENT_WORDS);
        event.is_some_and(|event| within.vocabulary.concepts.name(event.concept) == "event.die")
    });
    (dies && life.sentence == age.sentence).then(|| (before, i32::from(*died) - i32::from(*born)))
}

fn life_fault(within: Within<'_>, id: FactId, (life, most): (FactId, i32), said: i32) -> Option<WithinFault> {
    let fits = (most - 1..=most).contains(&said) || within.fact(id).frame.status() != Status::Asserted;
    let words = vec![("expected", either(most - 1, most))];
    (!fits).then(|| WithinFault { primary: id, others: vec![life], words })
}

/// A death dated in the year of the publication, or after its last birthday: near enough to now that `date_of` leaves
/// it out.
fn recent_death(within: Within<'_>, id: FactId) -> Option<FactId> {
    let dies = |other: &FactId| {
        let fact = within.fact(*other);
        let event = fact.frame.event.filter(|event| event.distance <= EVENT_WORDS);
        let named = event.is_some_and(|event| within.vocabulary.concepts.name(event.concept) == "event.die");
        named && stretch_of(fact).is_some()
    };
    let mut found = within.around(id, REACH).filter(dies);
    found.next().filter(|_| found.next().is_none())
}

/// So many days may lie between what is told and its publication.
const DAYS_BEFORE: i32 = 30;

/// "She was 93." and "Miała 93 lata." are no longer, in bytes.
const BARE_SENTENCE: usize = 24;

fn is_age(within: Within<'_>, fact: &Fact) -> bool {
    matches!(fact.frame.of, Some(Subject::Concept(of)) if within.vocabulary.concepts.name(of) == "label.age")
}

/// An age of now: its clause tells no other time, and nothing else that the person did at that age.
fn is_present_age(within: Within<'_>, fact: &Fact) -> bool {
    let concepts = &within.vocabulary.concepts;
    let event = fact.frame.event.map(|event| concepts.name(event.concept));
    let of_now = matches!(event, None | Some("event.born" | "event.die"));
    is_age(within, fact) && of_now && fact.frame.period.is_none() && !fact.frame.other_period
}

fn edition_fault(within: Within<'_>, id: FactId, today: Date) -> Option<WithinFault> {
    let fact = within.fact(id);
    let FactValue::Ordinal(rank) = fact.value else { return None };
    let Some(Subject::Concept(of)) = fact.frame.of else { return None };
    let concept = within.vocabulary.concepts.name(of);
    let founded = date_of(within, id, &["event.found"], today);
    let founded = founded.or_else(|| first_edition(within, id, concept, today))?;
    let (from, _) = stretch_of(within.fact(founded))?;
    let rank = i32::try_from(rank).ok()?;
    // A yearly event can skip a year, and the first year has an edition too.
    let most = years_between(from.date(), today) + 2;
    let words = vec![("expected", format!("{most} at most"))];
    (concept == "occurrence.edition" && rank > most).then(|| WithinFault {
        primary: id,
        others: vec![founded],
        words,
    })
}

/// "the first was held in 1990": the date right behind the first of the editions.
fn first_edition(within: Within<'_>, id: FactId, concept: &str, today: Date) -> Option<FactId> {
    let is_first = |&other: &FactId| {
        let fact = within.fact(other);
        let of = match fact.frame.of {
            Some(Subject::Concept(of)) => within.vocabulary.concepts.name(of) == "occurrence.edition",
            Some(_) => false,
            None => true,
        };
        of && fact.value == FactValue::Ordinal(1)
    };
    let first = within.around(id, REACH).find(is_first).filter(|_| concept == "occurrence.edition")?;
    let date = FactId(first.0 + 1);
    let fact = within.document.facts.get(date.0 as usize)?;
    let former = stretch_of(fact).is_some_and(|(from, _)| from.date().year() < today.year());
    (former && fact.sentence == within.fact(first).sentence).then_some(date)
}

/// Whole years from one day to another.
fn years_between(from: Date, to: Date) -> i32 {
    from.until((jiff::Unit::Year, to)).map_or(0, |span| i32::from(span.get_years()))
}
