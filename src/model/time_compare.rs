use super::Comparison;
use super::time::{TimeForm, TimeValue};
use super::time_anchor::TimeAnchor;

impl TimeValue {
    /// Whether the two can be one moment, by whole days: what holds under every reading of their figures.
    pub fn compare(&self, other: &Self) -> Comparison {
        let first = self.compare_reading(other);
        let others = [
            self.other_reading().map(|ours| ours.compare_reading(other)),
            other.other_reading().map(|theirs| self.compare_reading(&theirs)),
            self.other_reading()
                .zip(other.other_reading())
                .map(|(ours, theirs)| ours.compare_reading(&theirs)),
        ];
        if others.into_iter().flatten().all(|outcome| outcome == first) {
            first
        } else {
            Comparison::CannotTell
        }
    }

    fn compare_reading(&self, other: &Self) -> Comparison {
        let (Some(ours), Some(theirs)) = (self.interval(), other.interval()) else {
            return self.compare_months(other);
        };
        if ours.whole_days().meets(&theirs.whole_days()) {
            Comparison::Agree
        } else if self.approximate || other.approximate || self.points_back() || other.points_back() {
            Comparison::CannotTell
        } else {
            Comparison::Conflict
        }
    }
}

impl TimeValue {
    /// A time counted from another one may have been counted from the wrong one.
    fn points_back(&self) -> bool {
        self.anchor == TimeAnchor::Earlier
    }

    /// Without a year June is still not November, and 2 May is not 4 May: months that differ, and days of
    /// one month, can be no one moment.
    fn compare_months(&self, other: &Self) -> Comparison {
        let loose = |time: &Self| time.approximate || time.part.is_some() || time.points_back();
        match (self.form.month(), other.form.month()) {
            (Some(ours), Some(theirs)) if ours != theirs => Comparison::Conflict,
            (Some(_), Some(_)) if !loose(self) && !loose(other) => {
                match (self.form.days_of_month(), other.form.days_of_month()) {
                    (Some(ours), Some(theirs)) if ours.1 < theirs.0 || theirs.1 < ours.0 => {
                        Comparison::Conflict
                    }
                    _ => Comparison::CannotTell,
                }
            }
            _ => Comparison::CannotTell,
        }
    }
}

impl TimeForm {
    /// The first and the last day of the month that the form names; a night reaches into the next one.
    fn days_of_month(&self) -> Option<(i8, i8)> {
        match self {
            Self::Partial { day: Some(day), .. } => Some((*day, *day)),
            Self::Day(date) => Some((date.day(), date.day())),
            Self::DayPart(date, _) => Some((date.day(), date.day() + 1)),
            Self::Between(from, to) => Some((from.days_of_month()?.0, to.days_of_month()?.1)),
            _ => None,
        }
    }
}
