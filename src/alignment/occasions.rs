//! Which of several events of one kind two times are of: the first case is one in all texts of a story, and no
//! other than the first.

use crate::document::DocId;
use crate::model::{Fact, FactValue, Interval, Occasion, Runs};

use super::doubt::Doubt;
use super::keys::started_beside;
use super::pair::Pair;
use super::sameness::{Compared, Sameness};
use super::slip::{Likeness, likeness};
use super::slots::{Outcome, Slot};

use Sameness::{IfAlone, Unknown};

impl Compared<'_> {
    /// Whether two times are of one occasion; `None` where no words tell which of several is meant.
    pub(super) fn occasions(self) -> Option<bool> {
        match (self.a.frame.occasion, self.b.frame.occasion) {
            (Some(ours), Some(theirs)) => Some(ours == theirs),
            // What opens or ends a row of events is told without saying so too; the one before this one is not.
            (None, Some(Occasion::Last | Occasion::Next)) | (Some(Occasion::Last | Occasion::Next), None) => {
                Some(false)
            }
            _ => None,
        }
    }

    /// The first of a story, and the last before it, are one each. The next is another as soon as it is over, and
    /// so both must lie ahead of both texts, as the last lies behind both.
    pub(super) fn dated_by_occasion(self) -> Sameness {
        let fits = match self.a.frame.occasion {
            Some(Occasion::Next) => self.is_ahead_of_both(),
            Some(Occasion::Last) => self.is_behind_both() && self.recent.0 == self.recent.1,
            _ => true,
        };
        let one_moment = self.days_apart.is_none_or(|days| days <= self.limits.period.moment_days);
        if !fits || !one_moment || self.years_apart() {
            return Unknown(Doubt::Moment);
        }
        if !self.are_as_told() {
            return Unknown(Doubt::LongTime);
        }
        if self.outcome(Slot::Names) == Outcome::Different || !self.is_of_one_place() {
            return Unknown(Doubt::Owner);
        }
        IfAlone
    }

    /// Whether two times are of the start of what lasts, where one text tells that it began then and the other one since
    /// when it goes on, or when it was so; `None` where neither tells of a start, or both do. A day on which it was so
    /// need not be its first, unless a slip makes one of the other.
    pub(super) fn dated_by_start(self) -> Option<Sameness> {
        let other = if started_beside(self.a, self.b, self.vocabulary).is_some() {
            self.b
        } else {
            started_beside(self.b, self.a, self.vocabulary)?;
            self.a
        };
        let since = matches!(&other.value, FactValue::Time(time) if time.runs == Some(Runs::From));
        let plain = matches!(&other.value, FactValue::Time(time) if time.runs.is_none());
        let one_moment = self.days_apart.is_none_or(|days| days <= self.limits.period.moment_days);
        let like = plain && likeness(self.a, self.b) != Likeness::None;
        Some(match self.outcome(Slot::Names) {
            Outcome::Different => Unknown(Doubt::Owner),
            _ if !one_moment || self.years_apart() || !self.are_as_told() => Unknown(Doubt::Moment),
            _ if since || like => IfAlone,
            _ => Unknown(Doubt::Moment),
        })
    }

    /// "The first case in Portugal", "the first case": where one text alone says where, the other has to name the
    /// place too, or a slip has to tell that they are one.
    fn is_of_one_place(self) -> bool {
        self.places_known || likeness(self.a, self.b) != Likeness::None
    }

    pub(super) fn is_ahead_of_both(self) -> bool {
        let (Some(ours), Some(theirs)) = self.published else { return false };
        let starts = [self.a, self.b].map(|fact| interval(fact).and_then(|interval| interval.start));
        starts.into_iter().all(|start| start.is_some_and(|start| start.date() > ours.max(theirs)))
    }

    fn is_behind_both(self) -> bool {
        let (Some(ours), Some(theirs)) = self.published else { return false };
        let ends = [self.a, self.b].map(|fact| interval(fact).and_then(|interval| interval.end));
        ends.into_iter().all(|end| end.is_some_and(|end| end.date() <= ours.min(theirs)))
    }
}

/// Whether two times may be of two of several events by their words: the first case and the last one, the first doses
/// that arrived and the first that were given.
pub(super) fn are_two_occasions(a: &Fact, b: &Fact, event: Outcome) -> bool {
    let both = a.frame.occasion.zip(b.frame.occasion);
    both.is_some_and(|(ours, theirs)| ours != theirs || !event.is_known_match())
}

impl Pair<'_> {
    /// Whether one text gives the times of both: "the first eruption since 1987, and the deadliest since 1978".
    pub(super) fn tells_both_times(&self, a: &Fact, b: &Fact) -> bool {
        let gives = |id: DocId, fact: &Fact| {
            let facts = &self.document(id).facts;
            facts.iter().any(|told| is_same_time(told, fact))
        };
        a.frame.occasion.is_some() && (gives(self.first, b) || gives(self.second, a))
    }
}

/// Whether two facts name one stretch of time, as closely.
fn is_same_time(one: &Fact, other: &Fact) -> bool {
    match (&one.value, &other.value) {
        (FactValue::Time(one), FactValue::Time(other)) => {
            one.form.grain() == other.form.grain()
                && one.interval().is_some()
                && one.interval() == other.interval()
        }
        _ => false,
    }
}

fn interval(fact: &Fact) -> Option<Interval> {
    match &fact.value {
        FactValue::Time(time) => time.interval(),
        _ => None,
    }
}
