//! When an article without a date was published, by what the articles of its story tell. News name the days of
//! their own week: "on Wednesday 9 July" has few years to be true in, and "on Saturday" is the
//! Saturday next to it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::document::{DocId, Published, PublishedFrom};
use crate::extract::DocumentFacts;
use crate::model::{Fact, FactValue, Runs, Status, TimeForm, TimeValue};
use crate::text::Fault;

use super::limits::{DatingLimits, Limits};
use super::stories::Stories;

/// The days on which the undated documents of a corpus were published, as far as their stories tell.
///
/// # Errors
///
/// A [`Fault`] in `rules/alignment.toml`.
pub fn dates_by_story(
    documents: &[DocumentFacts],
    stories: &Stories,
) -> Result<Vec<(DocId, Published)>, Fault> {
    let limits = &Limits::shared()?.dating;
    let is_undated = |id: &DocId| {
        let document = &documents[id.0 as usize];
        document.published.is_none() && document.doubt.is_none() && !document.facts.is_empty()
    };
    let undated = (0..).map(DocId).take(documents.len()).filter(is_undated);
    let mut circles: BTreeMap<DocId, Vec<DocId>> = undated.map(|id| (id, vec![id])).collect();
    if circles.is_empty() {
        return Ok(Vec::new());
    }
    for (one, other) in stories.pairs() {
        for (id, neighbour) in [(one, other), (other, one)] {
            if let Some(circle) = circles.get_mut(&id) {
                circle.push(neighbour);
            }
        }
    }
    let told: Vec<Told> = documents.iter().map(Told::of).collect();
    let dated = circles.iter().filter_map(|(&id, circle)| {
        let told: Vec<&Told> = circle.iter().map(|id| &told[id.0 as usize]).collect();
        let date = Circle::new(&told, limits)?.published()?;
        Some((id, Published { date, moment: None, from: PublishedFrom::Story }))
    });
    Ok(dated.collect())
}

/// A day as a text names it: all that its words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NamedDay {
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<i8>,
    /// Whether it is told of what has happened.
    told: bool,
    /// Whether it is past: "until Sunday" may be ahead.
    past: bool,
    /// Where it stands in the text.
    at: u32,
}

/// What one document tells of its time.
#[derive(Clone, Debug, Default)]
struct Told {
    published: Option<Date>,
    days: Vec<NamedDay>,
    /// The last year that it names of what has happened.
    year: Option<i16>,
}

impl Told {
    fn of(document: &DocumentFacts) -> Self {
        let mut told =
            Self { published: document.published.map(|published| published.date), ..Self::default() };
        for fact in &document.facts {
            let FactValue::Time(time) = &fact.value else { continue };
            let day = named_day(fact, time);
            if time.year_written && fact.frame.status() == Status::Asserted && time.runs != Some(Runs::UpTo) {
                told.year = told.year.max(year_of(time));
            }
            told.days.extend(day);
        }
        told
    }
}

/// The year that a text names, of the years in which there is news to be read here.
fn year_of(time: &TimeValue) -> Option<i16> {
    let start = time.sure_interval()?.start?;
    Some(start.year()).filter(|year| (1990..2100).contains(year))
}

fn named_day(fact: &Fact, time: &TimeValue) -> Option<NamedDay> {
    // "It plans to cut 1,150 jobs, the company said on Tuesday": the plan is ahead, the saying is not.
    let told = fact.frame.said || fact.frame.status() == Status::Asserted;
    let past = told && time.runs.is_none();
    let named = |month, day, weekday| NamedDay { month, day, weekday, told, past, at: fact.span.start };
    let open = |form: &TimeForm| match *form {
        TimeForm::Partial { month, day: Some(day) } => Some(named(month, Some(day), time.weekday)),
        // A day of these days, in a text whose date is known.
        TimeForm::Day(date) if !time.year_written => {
            let weekday = Some(date.weekday().to_monday_one_offset());
            Some(named(Some(date.month()), Some(date.day()), weekday))
        }
        TimeForm::Unresolved(_) => time.weekday.map(|weekday| named(None, None, Some(weekday))),
        _ => None,
    };
    match &time.form {
        // The weekday of a night is that of its evening; "the night from 3 to 4 May" was over on the 4th.
        TimeForm::Between(from, to) => open(if time.weekday.is_some() { from } else { to }),
        form => open(form),
    }
}

/// An undated document with those of its story.
struct Circle<'a> {
    own: &'a Told,
    all: &'a [&'a Told],
    /// A day near which the story lies: that of a document whose date is known, or of the year that the
    /// weekdays tell.
    near: Date,
    /// Whether its year alone is meant.
    year_alone: bool,
    limits: &'a DatingLimits,
}

impl<'a> Circle<'a> {
    /// The first document is the undated one.
    fn new(all: &'a [&'a Told], limits: &'a DatingLimits) -> Option<Self> {
        let own = all.first()?;
        let known = all.iter().filter_map(|told| told.published).min();
        let near = match known {
            Some(date) => date,
            None => Date::new(year_by_weekdays(all, limits)?, 7, 1).ok()?,
        };
        Some(Self { own, all, near, year_alone: known.is_none(), limits })
    }

    /// The latest day that the head of the text names as past; a weekday by itself is the one nearest to the
    /// day of the event.
    fn published(&self) -> Option<Date> {
        let event = self.day_of_event()?;
        let head = self.own.days.iter().filter(|day| day.past && day.at < self.limits.head_bytes);
        let of_these_days =
            |date: &Date| (-self.limits.days..=self.limits.days).contains(&days(event, *date));
        let days = head.filter_map(|day| match self.place(day) {
            Some(date) => Some(date).filter(of_these_days),
            None => weekday_near(event, day.weekday.filter(|_| day.day.is_none())?),
        });
        days.max()
    }

    /// The day that most documents of the story name; of several the one that is named first.
    fn day_of_event(&self) -> Option<Date> {
        let mut named: BTreeMap<Date, Naming> = BTreeMap::new();
        for (index, told) in self.all.iter().enumerate() {
            for day in told.days.iter().filter(|day| day.told) {
                let Some(date) = self.place(day) else { continue };
                if self.year_alone || days(self.near, date).abs() <= self.limits.days_from_known {
                    let naming = named.entry(date).or_insert(Naming { by: BTreeSet::new(), first: day.at });
                    naming.by.insert(index);
                    naming.first = naming.first.min(day.at);
                }
            }
        }
        let rank = |(date, naming): &(&Date, &Naming)| (Reverse(naming.by.len()), naming.first, **date);
        let best = named.iter().min_by_key(rank).map(|(date, _)| *date);
        best.or(Some(self.near).filter(|_| !self.year_alone))
    }

    /// The date of a day with its number.
    fn place(&self, named: &NamedDay) -> Option<Date> {
        let (month, day) = (named.month, named.day?);
        let fits = |date: &Date| named.weekday.is_none_or(|weekday| has_weekday(*date, weekday));
        let near = self.near;
        if self.year_alone {
            let months = month.into_iter().chain(self.months().filter(|_| month.is_none()));
            let mut dates = months.filter_map(|month| Date::new(near.year(), month, day).ok());
            return if month.is_some() { dates.next() } else { dates.find(fits) };
        }
        let around =
            (-1..=1).flat_map(|step: i16| (1..=12).map(move |month: i8| (near.year() + step, month)));
        let of_month = around.filter(|&(_, other)| month.is_none_or(|month| month == other));
        let dates = of_month.filter_map(|(year, month)| Date::new(year, month, day).ok());
        dates.filter(|date| month.is_some() || fits(date)).min_by_key(|date| days(near, *date).abs())
    }

    /// The months that the story names with their days, and each one after.
    fn months(&self) -> impl Iterator<Item = i8> {
        months_of(self.all).into_iter()
    }
}

/// By how many documents a day is named, and how early in one of them.
struct Naming {
    by: BTreeSet<usize>,
    first: u32,
}

/// The year in which the days of the story have the weekdays that it gives them. Two of them have to say so
/// where it is not the last year named or the next one; and no more than half as many another one.
fn year_by_weekdays(all: &[&Told], limits: &DatingLimits) -> Option<i16> {
    let last = all.iter().filter_map(|told| told.year).max()?;
    let months = months_of(all);
    let days: Vec<&NamedDay> = all.iter().flat_map(|told| &told.days).collect();
    let telling: Vec<&&NamedDay> =
        days.iter().filter(|day| day.day.is_some() && day.weekday.is_some()).collect();
    let fits = |day: &NamedDay, year: i16| {
        let (Some(number), Some(weekday)) = (day.day, day.weekday) else { return false };
        let named = day.month.as_ref().map_or(months.as_slice(), std::slice::from_ref);
        let dates = named.iter().filter_map(|&month| Date::new(year, month, number).ok());
        dates.into_iter().any(|date| has_weekday(date, weekday))
    };
    let votes = |year: i16| telling.iter().filter(|day| fits(day, year)).count();
    let years = last..=last.checked_add(limits.years_ahead)?;
    let year = years.max_by_key(|&year| (votes(year), Reverse(year)))?;
    let (for_it, against) = (votes(year), telling.len() - votes(year));
    let sure = for_it > 1 || year <= last + 1;
    (for_it > 0 && sure && against * 2 <= for_it).then_some(year)
}

/// The months that are named with days, and each one after, in the order of the texts.
fn months_of(all: &[&Told]) -> Vec<i8> {
    let named = all.iter().flat_map(|told| &told.days).filter_map(|day| day.month);
    let mut months: Vec<i8> = Vec::new();
    for month in named.flat_map(|month| [month, month % 12 + 1]) {
        if !months.contains(&month) {
            months.push(month);
        }
    }
    months
}

fn has_weekday(date: Date, weekday: i8) -> bool {
    date.weekday().to_monday_one_offset() == weekday
}

/// The weekday nearest to a day.
fn weekday_near(day: Date, weekday: i8) -> Option<Date> {
    let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
    let ahead = i32::from(day.weekday().until(wanted));
    let half = DAYS_OF_WEEK / 2;
    day.checked_add((if ahead > half { ahead - DAYS_OF_WEEK } else { ahead }).days()).ok()
}

const DAYS_OF_WEEK: i32 = 7;

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}
