use jiff::civil::{DateTime, Time};

use super::Comparison;
use super::time::{Grain, Interval, TimeForm, TimeValue};
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
            return self.compare_calendar(other);
        };
        if ours.whole_days().meets(&theirs.whole_days()) {
            match self.are_parts_apart(other, (ours, theirs)) {
                true => Comparison::Conflict,
                false => self.compare_clocks(other),
            }
        } else if self.approximate || other.approximate || self.points_back() || other.points_back() {
            Comparison::CannotTell
        } else if self.anchor == TimeAnchor::Estimated || other.anchor == TimeAnchor::Estimated {
            self.compare_weekdays(other)
        } else {
            Comparison::Conflict
        }
    }
}

impl TimeValue {
    /// "On Wednesday evening", "on Thursday afternoon"; "on Friday night", "in the night from Thursday to Friday": parts of
    /// two days, so far apart that no zone explains it.
    fn are_parts_apart(&self, other: &Self, (ours, theirs): (Interval, Interval)) -> bool {
        let of_two = |time: &Self| time.form.night().is_some();
        let days = self.form.day().zip(other.form.day());
        let two_days = of_two(self) || of_two(other) || days.is_some_and(|(one, other)| one != other);
        let in_part =
            |time: &Self| (matches!(time.form, TimeForm::DayPart(..)) || of_two(time)) && !time.is_loose();
        let hours = |end: Option<DateTime>, start: Option<DateTime>| {
            end.zip(start).and_then(|(end, start)| end.until((jiff::Unit::Hour, start)).ok())
        };
        let apart = |from: Interval, to: Interval| {
            hours(from.end, to.start).is_some_and(|apart| apart.get_hours() >= PARTS_APART)
        };
        let anchored = [self, other].iter().all(|time| time.anchor != TimeAnchor::Estimated);
        two_days
            && in_part(self)
            && in_part(other)
            && anchored
            && (apart(ours, theirs) || apart(theirs, ours))
    }

    /// Two clocks of one day: "at 7:40 p.m." and "at 9:13 a.m.". A quarter of an hour, or a multiple of it, may
    /// be a zone's; a bare hour is told of what lies near it, and is another one half a day away. Whichever half of
    /// the day either means, they must lie apart on the dial.
    fn compare_clocks(&self, other: &Self) -> Comparison {
        let (TimeForm::Clock(ours, our_grain), TimeForm::Clock(theirs, their_grain)) =
            (&self.form, &other.form)
        else {
            return Comparison::Agree;
        };
        let apart = ours.until((jiff::Unit::Minute, *theirs)).map_or(0, |apart| apart.get_minutes().abs());
        let minutes = *our_grain == Grain::Minute && *their_grain == Grain::Minute;
        let anchored = [self, other].iter().all(|time| time.anchor != TimeAnchor::Estimated);
        let told = anchored && !self.is_roughly_told() && !other.is_roughly_told();
        if ours.date() == theirs.date() && are_hands_apart(apart, minutes) && told {
            Comparison::Conflict
        } else {
            Comparison::Agree
        }
    }

    /// "At 2.40am", "at 4.20am": the minutes at which one thing happened, whichever day that was.
    fn compare_hands(&self, other: &Self) -> Comparison {
        let (Some(ours), Some(theirs)) = (self.hands(), other.hands()) else { return Comparison::CannotTell };
        let apart = ours.until((jiff::Unit::Minute, theirs)).map_or(0, |apart| apart.get_minutes().abs());
        let told = !self.is_roughly_told() && !other.is_roughly_told();
        if told && apart % ZONE_STEP != 0 && are_hands_apart(apart, true) {
            Comparison::Conflict
        } else {
            Comparison::CannotTell
        }
    }

    /// Where the hands of a clock stand, to the minute.
    pub fn hands(&self) -> Option<Time> {
        match (&self.form, self.clock) {
            (TimeForm::Clock(at, Grain::Minute), _) => Some(at.time()),
            (_, Some(hands)) if hands.minutes && hands.to.is_none() => Some(hands.from),
            _ => None,
        }
    }

    /// "About 7 a.m.", "until 9": no moment to be held against another.
    fn is_roughly_told(&self) -> bool {
        self.approximate || self.part.is_some() || self.runs.is_some()
    }

    /// A time counted from another one may have been counted from the wrong one.
    fn points_back(&self) -> bool {
        self.anchor == TimeAnchor::Earlier
    }

    /// Whether its words leave open which day is meant.
    fn is_loose(&self) -> bool {
        self.approximate || self.part.is_some() || self.points_back()
    }

    /// What is known of days whose year or week is open.
    fn compare_calendar(&self, other: &Self) -> Comparison {
        match self.compare_months(other) {
            Comparison::CannotTell => match self.compare_weekdays(other) {
                Comparison::CannotTell => self.compare_hands(other),
                told => told,
            },
            told => told,
        }
    }

    /// "on Sunday" is not Friday 2 May, in whatever week. A part of a day may reach into the next one.
    fn compare_weekdays(&self, other: &Self) -> Comparison {
        let (Some(ours), Some(theirs)) = (self.known_weekday(), other.known_weekday()) else {
            return Comparison::CannotTell;
        };
        let apart = (ours - theirs).rem_euclid(DAYS_OF_WEEK).min((theirs - ours).rem_euclid(DAYS_OF_WEEK));
        let leaves = |time: &Self| matches!(time.form, TimeForm::DayPart(_, part) if part.leaves_its_day());
        let in_part = leaves(self) || leaves(other);
        if apart > i8::from(in_part) && !self.is_loose() && !other.is_loose() {
            Comparison::Conflict
        } else {
            Comparison::CannotTell
        }
    }

    /// The weekday, 1 (Monday) to 7, where the words or the calendar tell it, and not two of them.
    fn known_weekday(&self) -> Option<i8> {
        // "Saturday night" may be Sunday.
        if matches!(self.form, TimeForm::Between(..) | TimeForm::Unresolved(Grain::DayPart)) {
            return None;
        }
        if self.anchor == TimeAnchor::Estimated {
            return self.weekday;
        }
        let day = self.form.day().map(|day| day.weekday().to_monday_one_offset());
        match (self.weekday, day) {
            (Some(written), Some(day)) if written != day => None,
            (written, day) => written.or(day),
        }
    }

    /// Without a year June is still not November, and 2 May is not 4 May: months that differ, and days of
    /// one month, can be no one moment.
    fn compare_months(&self, other: &Self) -> Comparison {
        match (self.form.month(), other.form.month()) {
            (Some(ours), Some(theirs)) if ours != theirs => Comparison::Conflict,
            (Some(_), Some(_)) if !self.is_loose() && !other.is_loose() => {
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
            Self::Clock(at, _) => Some((at.day(), at.day())),
            Self::DayPart(date, part) => Some((date.day(), date.day() + i8::from(part.leaves_its_day()))),
            Self::Between(from, to) => Some((from.days_of_month()?.0, to.days_of_month()?.1)),
            _ => None,
        }
    }
}

/// Whether two clocks that stand so many minutes apart are of two moments: no zone explains it, and no half of the day
/// that either leaves open.
fn are_hands_apart(apart: i64, minutes: bool) -> bool {
    let told = minutes && apart % ZONE_STEP != 0;
    let on_dial = (apart % HALF_A_DAY).min(HALF_A_DAY - apart % HALF_A_DAY);
    apart > if told { CLOCKS_APART } else { HALF_A_DAY } && on_dial > DIAL_APART
}

const DAYS_OF_WEEK: i8 = 7;

/// Zones lie so many minutes apart, or a multiple of them.
const ZONE_STEP: i64 = 15;

/// So many minutes lie between clocks of one thing that two people looked at.
const CLOCKS_APART: i64 = 90;

/// So many lie between their hands, where the half of the day is not told.
const DIAL_APART: i64 = 90;

/// So many hours lie at least between the parts of two days that are no one moment of two zones.
const PARTS_APART: i32 = 10;

/// Minutes of half a day.
const HALF_A_DAY: i64 = 720;

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{DayPart, Grain};

    fn weekday(weekday: i8) -> TimeValue {
        TimeValue { weekday: Some(weekday), ..TimeValue::plain(TimeForm::Unresolved(Grain::Day)) }
    }

    #[test]
    fn a_weekday_of_no_known_week_is_no_other() {
        let friday = TimeValue::plain(TimeForm::Day(date(2025, 5, 2)));
        assert_eq!(weekday(7).compare(&friday), Comparison::Conflict);
        assert_eq!(weekday(5).compare(&friday), Comparison::CannotTell);
        assert_eq!(weekday(6).compare(&weekday(7)), Comparison::Conflict);
        // The weekday that the text gives is not that of the date: neither is known.
        let slip = TimeValue { weekday: Some(4), ..friday };
        assert_eq!(weekday(7).compare(&slip), Comparison::CannotTell);
    }

    #[test]
    fn a_day_counted_from_an_estimate_conflicts_by_its_weekday_alone() {
        let estimated = |day: i8, weekday| TimeValue {
            anchor: TimeAnchor::Estimated,
            weekday,
            ..TimeValue::plain(TimeForm::Day(date(2025, 7, day)))
        };
        let wednesday = TimeValue::plain(TimeForm::Day(date(2025, 7, 9)));
        assert_eq!(estimated(16, Some(3)).compare(&wednesday), Comparison::CannotTell);
        assert_eq!(estimated(17, Some(4)).compare(&wednesday), Comparison::Conflict);
        // "yesterday"
        assert_eq!(estimated(17, None).compare(&wednesday), Comparison::CannotTell);
        assert_eq!(estimated(9, None).compare(&wednesday), Comparison::Agree);
    }

    #[test]
    fn clocks_of_one_day_conflict_where_no_zone_explains_them() {
        let clock = |hour, minute| {
            let grain = if minute == 0 { Grain::Hour } else { Grain::Minute };
            TimeValue::plain(TimeForm::Clock(date(2025, 5, 2).at(hour, minute, 0, 0), grain))
        };
        assert_eq!(clock(19, 40).compare(&clock(9, 13)), Comparison::Conflict);
        assert_eq!(clock(6, 0).compare(&clock(19, 40)), Comparison::Conflict);
        // Two zones, two watches, an hour said roughly, the other half of the day.
        assert_eq!(clock(7, 40).compare(&clock(18, 13)), Comparison::Agree);
        assert_eq!(clock(15, 20).compare(&clock(9, 20)), Comparison::Agree);
        assert_eq!(clock(7, 40).compare(&clock(7, 52)), Comparison::Agree);
        assert_eq!(clock(6, 0).compare(&clock(9, 10)), Comparison::Agree);
        let loose = TimeValue { approximate: true, ..clock(19, 40) };
        assert_eq!(loose.compare(&clock(9, 13)), Comparison::Agree);
    }

    #[test]
    fn friday_night_may_be_saturday() {
        let night = TimeValue::plain(TimeForm::DayPart(date(2025, 5, 2), DayPart::Night));
        assert_eq!(night.compare(&weekday(6)), Comparison::CannotTell);
        assert_eq!(night.compare(&weekday(7)), Comparison::Conflict);
        let afternoon = TimeValue::plain(TimeForm::DayPart(date(2025, 5, 2), DayPart::Afternoon));
        assert_eq!(afternoon.compare(&weekday(6)), Comparison::Conflict);
    }

    #[test]
    fn an_evening_is_no_afternoon_of_the_next_day() {
        let part = |day, part| TimeValue::plain(TimeForm::DayPart(date(2025, 5, day), part));
        let evening = part(7, DayPart::Evening);
        assert_eq!(evening.compare(&part(8, DayPart::Afternoon)), Comparison::Conflict);
        assert_eq!(part(8, DayPart::Night).compare(&evening), Comparison::Conflict);
        // Of another zone, or told by its day alone.
        assert_eq!(evening.compare(&part(8, DayPart::Morning)), Comparison::Agree);
        assert_eq!(evening.compare(&TimeValue::plain(TimeForm::Day(date(2025, 5, 8)))), Comparison::Agree);
        assert_eq!(part(7, DayPart::Night).compare(&part(8, DayPart::Dawn)), Comparison::Agree);
    }

    #[test]
    fn days_of_an_open_year() {
        let day = |month, day| TimeValue::plain(TimeForm::Partial { month: Some(month), day: Some(day) });
        assert_eq!(day(5, 2).compare(&day(5, 4)), Comparison::Conflict);
        assert_eq!(day(5, 2).compare(&day(5, 2)), Comparison::CannotTell);
        let clock = TimeForm::Clock(date(2025, 5, 4).at(15, 20, 0, 0), Grain::Minute);
        assert_eq!(day(5, 2).compare(&TimeValue::plain(clock)), Comparison::Conflict);
    }
}
