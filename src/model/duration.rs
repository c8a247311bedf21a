use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Bounds, Comparison};

/// A unit of time, as calendars count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TimeUnit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// Week.
    Week,
    /// Two weeks.
    Fortnight,
    /// Month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    HalfYear,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl TimeUnit {
    /// The unit of a pack's key.
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "s" => Self::Second,
            "min" => Self::Minute,
            "h" => Self::Hour,
            "d" => Self::Day,
            "wk" => Self::Week,
            "2wk" => Self::Fortnight,
            "mo" => Self::Month,
            "3mo" => Self::Quarter,
            "6mo" => Self::HalfYear,
            "a" => Self::Year,
            "10a" => Self::Decade,
            "100a" => Self::Century,
            _ => return None,
        })
    }

    /// The unit in which durations of this unit are counted, and how many of them it holds: a
    /// fortnight is two weeks, a decade ten years. The codes are UCUM's.
    pub fn canonical(self) -> (&'static str, Self, u32) {
        match self {
            Self::Second => ("s", self, 1),
            Self::Minute => ("min", self, 1),
            Self::Hour => ("h", self, 1),
            Self::Day => ("d", self, 1),
            Self::Week => ("wk", self, 1),
            Self::Fortnight => ("wk", Self::Week, 2),
            Self::Month => ("mo", self, 1),
            Self::Quarter => ("mo", Self::Month, 3),
            Self::HalfYear => ("mo", Self::Month, 6),
            Self::Year => ("a", self, 1),
            Self::Decade => ("a", Self::Year, 10),
            Self::Century => ("a", Self::Year, 100),
        }
    }

    /// The unit in which it is counted, in the words of messages.
    pub fn words(self) -> &'static str {
        match self.canonical().1 {
            Self::Second => "seconds",
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            _ => "years",
        }
    }

    /// How many hours it lasts at least and at most.
    fn hours(self) -> (Decimal, Decimal) {
        let hours = |least: u32, most: u32| (Decimal::from(least), Decimal::from(most));
        match self {
            Self::Second => (Decimal::ONE / Decimal::from(3600), Decimal::ONE / Decimal::from(3600)),
            Self::Minute => (Decimal::ONE / Decimal::from(60), Decimal::ONE / Decimal::from(60)),
            Self::Hour => hours(1, 1),
            Self::Day => hours(24, 24),
            Self::Week => hours(168, 168),
            Self::Fortnight => hours(336, 336),
            Self::Month => hours(672, 744),
            Self::Quarter => hours(2160, 2208),
            Self::HalfYear => hours(4344, 4416),
            Self::Year => hours(8760, 8784),
            Self::Decade => hours(87_648, 87_672),
            Self::Century => hours(876_576, 876_600),
        }
    }

    fn iso_letter(self) -> (&'static str, char) {
        match self {
            Self::Second => ("PT", 'S'),
            Self::Minute => ("PT", 'M'),
            Self::Hour => ("PT", 'H'),
            Self::Day => ("P", 'D'),
            Self::Week | Self::Fortnight => ("P", 'W'),
            Self::Month | Self::Quarter | Self::HalfYear => ("P", 'M'),
            Self::Year | Self::Decade | Self::Century => ("P", 'Y'),
        }
    }
}

/// A span of time without a place on the calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Duration {
    /// How many, in the canonical unit.
    pub bounds: Bounds,
    /// The canonical unit: second, minute, hour, day, week, month or year.
    pub unit: TimeUnit,
}

impl Duration {
    /// So many of `unit`, brought to its canonical unit; `None` where a decimal cannot hold it.
    pub fn new(bounds: Bounds, unit: TimeUnit) -> Option<Self> {
        let (_, unit, factor) = unit.canonical();
        Some(Self { bounds: bounds.scaled(Decimal::from(factor))?, unit })
    }

    /// ISO 8601: `P2W`; of a bound, the figure it names. `None` for a vague duration.
    pub fn iso(&self) -> Option<String> {
        if self.bounds.hedge == super::Hedge::Vague {
            return None;
        }
        let (prefix, letter) = self.unit.iso_letter();
        self.bounds.point().map(|value| format!("{prefix}{}{letter}", value.normalize()))
    }

    /// The figure in hours, a month at its longest; `None` for a vague duration.
    pub fn in_hours(&self) -> Option<Decimal> {
        self.bounds.point()?.checked_mul(self.unit.hours().1)
    }

    /// Whether one length of time can satisfy both. Of two units the figures are taken as round ones: "two
    /// weeks" are no fourteen days to the hour.
    pub fn compare(&self, other: &Self, about: Decimal) -> Comparison {
        if self.unit == other.unit {
            return self.bounds.compare(&other.bounds, about);
        }
        let in_hours = |duration: &Self| {
            let (least, most) = duration.unit.hours();
            let round = |bounds: Bounds| {
                if bounds.single().is_some() { bounds.hedged(super::Hedge::About) } else { bounds }
            };
            let scaled =
                |hours: Decimal| round(duration.bounds).scaled(hours).map(|bounds| bounds.extent(about));
            Some(super::Extent { lower: scaled(least)?.lower, upper: scaled(most)?.upper })
        };
        match (in_hours(self), in_hours(other)) {
            (Some(ours), Some(theirs)) if ours.meets(&theirs) => Comparison::Agree,
            (Some(_), Some(_)) => Comparison::Conflict,
            _ => Comparison::CannotTell,
        }
    }

    /// The number of days in the canonical unit, where it is a fixed one: not for months and years.
    pub fn fixed_days(&self) -> Option<Bounds> {
        match self.unit {
            TimeUnit::Day => Some(self.bounds),
            TimeUnit::Week => self.bounds.scaled(Decimal::from(7)),
            _ => None,
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.bounds, self.unit.words())
    }
}
