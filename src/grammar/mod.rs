//! Tokens to mentions: nom grammars over semantic tokens, written once for all languages.
//!
//! A production never asks which language it is reading. What differs between languages is a
//! meaning in a pack, or a named switch ([`crate::lexicon::Switches`]).

mod age;
mod amount;
mod anaphora;
mod calendar;
mod century;
mod clock;
mod digits;
mod figures;
mod fraction;
mod input;
mod interval;
mod marker;
mod measure;
mod mention;
mod money;
mod multiple;
mod name;
mod number;
mod ordinal;
mod piece;
mod quarter;
mod range;
mod rate;
mod relative;
mod roman;
mod scan;
mod shared;
mod spelled;
mod stretch;
mod table;
mod time;
mod votes;
mod worded_year;
mod year;

pub use mention::{
    AmountExpr, CalendarDate, ClockTime, HolidayRule, Mention, MentionValue, PieceOf, RangeStyle, TimeExpr,
};
pub use ordinal::{edition, is_named_edition};
pub use rate::{rate_after, recurring_at};
pub use scan::{mentions, starts_mention};
pub use votes::pair_of_votes;
