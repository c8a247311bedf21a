//! What two dates that differ need to be held for dates of one event: what happens to anyone, or again and again, has
//! many.

use std::collections::BTreeSet;

use crate::document::DocId;
use crate::model::{ConceptId, Date, Fact, FactValue, Grain, Interval, Runs, TimeForm};

use super::super::align::Aligned;
use super::super::doubt::Doubt;
use super::super::forgiven::are_years;
use super::super::pair::Pair;
use super::super::slip::{Likeness, likeness};
use super::super::slots::{Outcome, Slot};
use super::tells_whose;

impl Pair<'_> {
    /// What two dates that differ lack to be of one event.
    pub(super) fn dates_lack_support(&self, pair: &Aligned) -> Option<Doubt> {
        let (a, b) = (self.ours(pair.a.fact.0), self.theirs(pair.b.fact.0));
        if is_vague(a) != is_vague(b) && !is_far_from_vague(a, b) {
            return Some(Doubt::LongTime);
        }
        let both_told = self.is_told_of_both_days(a, b) || self.tells_both_times(a, b);
        let several = self.is_one_of_several(self.first, a) || self.is_one_of_several(self.second, b);
        if both_told || several || self.tells_both_clocks(a, b) || self.gives_day_of_month(a, b) {
            return Some(Doubt::Rival);
        }
        if is_term_of_pact(a) && !self.are_terms_of_one(pair) {
            return Some(Doubt::Owner);
        }
        // What both texts are about is one thing, whoever is named in it.
        let others = self.main_days != (Some(pair.a.fact.0), Some(pair.b.fact.0))
            && self.names_another(self.second, a)
            && self.names_another(self.first, b);
        if self.is_anyones(a) && others {
            return Some(Doubt::Owner);
        }
        // Each text recalls another accident, or another march.
        let recalled = are_years(a, b) && self.befalls(a) || are_months(a, b) && self.recurs(a);
        let named =
            tells_whose(pair) && self.is_told_by_name(a) || pair.outcome(Slot::Object).is_known_match();
        let others = recalled && likeness(a, b) == Likeness::None && !named && pair.recent == (false, false);
        if others {
            return Some(Doubt::Moment);
        }
        let slip = pair.value.slip || is_misread(a, b) || are_years(a, b) || a.frame.occasion.is_some();
        (!slip && self.may_be_two_events(a, b) && !self.are_told_together(pair)).then_some(Doubt::Owner)
    }

    /// A ship arrives, and a storm; a boat capsizes, and its crew is picked up; work stops in March, and ends a year later.
    fn may_be_two_events(&self, a: &Fact, b: &Fact) -> bool {
        let other_deeds = !self.tell_one_deed(a, b) && !self.befalls(a) && !self.befalls(b);
        self.is_anyones(a) || other_deeds || self.are_months_apart(a, b)
    }

    /// A month, and a day long before or after it: what happened then is another thing.
    fn are_months_apart(&self, a: &Fact, b: &Fact) -> bool {
        let start = |fact: &Fact| match &fact.value {
            FactValue::Time(time) => Some((time.form.grain(), time.sure_interval()?.start?.date())),
            _ => None,
        };
        start(a).zip(start(b)).is_some_and(|((grain, one), (other_grain, other))| {
            let apart = one.until(other).map_or(0, |span| span.get_days().abs());
            let recalled = one.year() == other.year() && self.is_long_ago(one.max(other));
            grain != other_grain && apart > self.limits.date.month_days && !recalled
        })
    }

    /// "Gutted by fire in March 2019": what both texts tell of one year that is long over.
    fn is_long_ago(&self, day: Date) -> bool {
        let today = |id: DocId| self.document(id).published.map(|published| published.date);
        let first = today(self.first).into_iter().chain(today(self.second)).min();
        first.is_some_and(|today| i32::from(today.year() - day.year()) >= self.limits.date.long_ago_years)
    }

    /// Whether it is known that two dates are of one event by whose it is, by what else was told of it, or because either
    /// text is about it.
    fn are_told_together(&self, pair: &Aligned) -> bool {
        let (a, b) = (pair.a.fact.0, pair.b.fact.0);
        let placed = [Slot::Names, Slot::Object].into_iter().any(|slot| pair.outcome(slot).is_known_match());
        placed
            || pair.beside.is_some()
            || self.main_days == (Some(a), Some(b))
            || self.open_days == Some((a, b))
            || self.company.told_of_facts(a, b) >= self.limits.company.figure
    }

    /// Whether two dates differ of which one text gives both of one event: the first attempt was on Friday, the launch
    /// on Sunday.
    pub(in crate::alignment) fn is_told_of_both_days(&self, a: &Fact, b: &Fact) -> bool {
        // Two hours of one day are told against each other by their clocks.
        !is_one_day(a, b) && (self.gives_day(self.first, b) || self.gives_day(self.second, a))
    }

    /// "Five died on Saturday, two on Sunday and four on Monday": a day of a sentence that tells day by day.
    pub(in crate::alignment) fn is_one_of_several(&self, id: DocId, fact: &Fact) -> bool {
        const DAYS: usize = 3;
        let beside = self.document(id).facts.iter().filter(|told| told.sentence == fact.sentence);
        let day = |told: &Fact| match &told.value {
            FactValue::Time(time) => time.form.day(),
            _ => None,
        };
        let days: BTreeSet<Date> = beside.filter_map(day).collect();
        days.len() >= DAYS && self.befalls_anyone(fact)
    }

    /// Whether a date is that of deaths or of what befalls people.
    fn befalls_anyone(&self, fact: &Fact) -> bool {
        let concepts = &self.vocabulary.concepts;
        let toll =
            |event: ConceptId| concepts.counts(event).is_some_and(|counted| concepts.is_casualty(counted));
        self.befalls(fact) || fact.frame.event.is_some_and(|event| toll(event.concept))
    }

    /// "Began at 5.52pm and was over by 11.10pm": whether two clocks differ of which one text gives both.
    pub(in crate::alignment) fn tells_both_clocks(&self, a: &Fact, b: &Fact) -> bool {
        let hands = |fact: &Fact| match &fact.value {
            FactValue::Time(time) => time.hands(),
            _ => None,
        };
        let gives =
            |id: DocId, fact: &Fact| self.document(id).facts.iter().any(|told| hands(told) == hands(fact));
        let differ = hands(a).zip(hands(b)).is_some_and(|(one, other)| one != other);
        differ && (gives(self.first, b) || gives(self.second, a))
    }

    /// "October's election" beside a vote in November, where the text of that tells of a day in October too.
    pub(in crate::alignment) fn gives_day_of_month(&self, a: &Fact, b: &Fact) -> bool {
        let month = |fact: &Fact| match &fact.value {
            FactValue::Time(time) if matches!(time.form, TimeForm::Month(..)) => time.sure_interval(),
            _ => None,
        };
        let told_in = |id: DocId, month: Interval| {
            let in_month = |told: &Fact| match &told.value {
                FactValue::Time(time) => {
                    time.form.day().is_some() && time.sure_interval().is_some_and(|day| month.contains(&day))
                }
                _ => false,
            };
            self.document(id).facts.iter().any(in_month)
        };
        match (month(a), month(b)) {
            (Some(month), None) => told_in(self.second, month),
            (None, Some(month)) => told_in(self.first, month),
            _ => false,
        }
    }

    /// "Signed until June 2029": of all who sign, whose contract it is must be told beside it.
    fn are_terms_of_one(&self, pair: &Aligned) -> bool {
        let (a, b) = (pair.a.fact.0, pair.b.fact.0);
        let told = self.company.told_of_facts(a, b) >= self.limits.company.figure;
        told || pair.outcome(Slot::Names) == Outcome::Same || self.company.around(a, b, &BTreeSet::new()) > 0
    }

    /// Whether somebody is named beside a date whom the other document does not name: each tells of an arrest of its own.
    pub(in crate::alignment) fn names_another(&self, id: DocId, fact: &Fact) -> bool {
        let known = &self.document(id).profile.names;
        fact.frame.names.iter().any(|name| known.iter().all(|(other, _)| other != name))
    }

    /// Whether a document gives the day of a fact of the other one in a sentence that speaks of its event.
    fn gives_day(&self, id: DocId, day: &Fact) -> bool {
        let Some(event) = day.frame.event.map(|event| event.concept) else { return false };
        let document = self.document(id);
        let concepts = &self.vocabulary.concepts;
        let speaks = |told: &Fact| {
            let at = document.statements.binary_search_by_key(&told.sentence, |statement| statement.sentence);
            let named = at.ok().into_iter().flat_map(|at| &document.statements[at].concepts);
            named.into_iter().any(|&named| concepts.is_a(named, event) || concepts.is_a(event, named))
        };
        document.facts.iter().any(|told| is_one_day(told, day) && speaks(told))
    }

    /// Whether a date is of what anyone does, and so of whom it must be known.
    fn is_anyones(&self, fact: &Fact) -> bool {
        fact.frame.event.is_some_and(|event| self.vocabulary.concepts.flags(event.concept).common)
    }

    /// Whether a date is of what befalls people, and so of one case among others.
    fn befalls(&self, fact: &Fact) -> bool {
        fact.frame.event.is_some_and(|event| self.vocabulary.concepts.flags(event.concept).befalls)
    }

    fn recurs(&self, fact: &Fact) -> bool {
        fact.frame.event.is_some_and(|event| self.vocabulary.concepts.flags(event.concept).recurs)
    }

    /// Whether an event is one where both texts name the same: an opening, and no march in a town.
    fn is_told_by_name(&self, fact: &Fact) -> bool {
        fact.frame.event.is_some_and(|event| self.vocabulary.concepts.flags(event.concept).named)
    }
}

/// Whether a time is the end of what is signed: "until 30 June 2029".
fn is_term_of_pact(fact: &Fact) -> bool {
    matches!(&fact.value, FactValue::Time(time) if time.runs == Some(Runs::UpTo))
}

/// "Towards the end of the month" is no day that another one could contradict.
fn is_vague(fact: &Fact) -> bool {
    matches!(&fact.value, FactValue::Time(time) if time.approximate || time.part.is_some())
}

/// "In mid-July", "on 18 June": the days of one occasion that lie so far apart that no word for a part of a month
/// reaches from one to the other.
fn is_far_from_vague(a: &Fact, b: &Fact) -> bool {
    const REACH: i32 = 10;
    let span = |fact: &Fact| match &fact.value {
        FactValue::Time(time) => time.interval().and_then(|interval| Some((interval.start?, interval.end?))),
        _ => None,
    };
    let (Some((start, end)), Some((other_start, other_end))) = (span(a), span(b)) else { return false };
    let days = |from: jiff::civil::DateTime, to: jiff::civil::DateTime| {
        from.date().until(to.date()).map_or(0, |span| span.get_days())
    };
    let one = a.frame.occasion.is_some() && a.frame.occasion == b.frame.occasion;
    one && days(end, other_start).max(days(other_end, start)) >= REACH
}

/// Whether a slip makes one date of the other: another month or year, or a digit of the day ("8 July", "18 July").
pub(in crate::alignment) fn is_misread(a: &Fact, b: &Fact) -> bool {
    let day = |fact: &Fact| match &fact.value {
        FactValue::Time(time) => time.form.day(),
        _ => None,
    };
    let near = likeness(a, b) != Likeness::None;
    match (day(a), day(b)) {
        (Some(one), Some(other)) if one.day() != other.day() => {
            near && (one.day() % 10 == other.day() % 10
                || one.day() / 10 == other.day() / 10 && one.day() >= 10)
        }
        _ => near,
    }
}

/// Two months of a year: "a march in April 2002".
fn are_months(a: &Fact, b: &Fact) -> bool {
    let month =
        |fact: &Fact| matches!(&fact.value, FactValue::Time(time) if time.form.named_in() == Grain::Month);
    month(a) && month(b)
}

/// Whether two facts are one day of the calendar, by whatever words.
fn is_one_day(one: &Fact, other: &Fact) -> bool {
    let day = |fact: &Fact| match &fact.value {
        FactValue::Time(time) if time.form.grain() <= Grain::Day => {
            time.sure_interval().and_then(|interval| interval.start).map(|start| start.date())
        }
        _ => None,
    };
    day(one).is_some() && day(one) == day(other)
}
