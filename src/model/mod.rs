//! Numbers, bounds, units, times, concepts and facts, as asserted by a text.
//!
//! The model knows no language, no rule and no output format. It holds numbers as exact decimals
//! and compares in three values: [`Comparison::Agree`], [`Comparison::Conflict`],
//! [`Comparison::CannotTell`].

pub mod lapse;

mod bounds;
mod changing;
mod comparison;
mod concept;
mod duration;
mod fact;
mod frame;
mod index;
mod language;
mod link;
mod quantity;
mod shared;
mod source;
mod time;
mod time_anchor;
mod time_compare;
mod unit;
mod written;

pub use bounds::{Bounds, End, Extent, Hedge, granularity_of, grouped};
pub use changing::{StepIn, ends, gap, levels, share_of, told_step};
pub use comparison::Comparison;
pub use concept::{ConceptFlags, ConceptId, ConceptTable, PlaceId, PlaceTable};
pub use duration::{Duration, TimeUnit};
pub use fact::{Fact, FactId, FactValue};
pub use frame::{EventMention, Frame, Occasion, Role, Status, Subject};
pub use language::Language;
pub use link::{Link, LinkKind};
pub use quantity::{Measure, Quantity, Rate, RateOf};
pub use shared::Shared;
pub use source::{Cited, SourceKind, SourceKindId, SourceTable};
pub use time::{DayPart, Grain, Interval, PartOf, Season, TimeForm, TimeValue};
pub use time_anchor::{ClockHands, Runs, TimeAnchor};
pub use unit::{Currency, CurrencyId, CurrencyTable, Ratio, Unit, UnitId, UnitTable};
pub use written::{LOOSE, Written};

pub use jiff::civil::{Date, DateTime};
pub use rust_decimal::Decimal;
