use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, de::Error};

use crate::model::Decimal;
use crate::text::Fault;

/// The choices in `rules/alignment.toml`, which says what each of them trades.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limits {
    pub story: StoryLimits,
    pub value: ValueLimits,
    pub company: CompanyLimits,
    pub event: EventLimits,
    pub period: PeriodLimits,
    pub date: DateLimits,
    pub update: UpdateLimits,
    pub dating: DatingLimits,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct StoryLimits {
    pub name: u32,
    pub city: u32,
    pub country: u32,
    pub figure: u32,
    pub common_name: u32,
    pub rare_holders: usize,
    pub neighbours: usize,
    pub declared_neighbours: usize,
    pub friends: usize,
    /// How many other texts of a story are asked of two figures that differ.
    pub witnesses: usize,
    /// Of stories of more texts none is heard about the others.
    pub heard: usize,
    pub figures: usize,
    pub many_figures: usize,
    pub topic_documents: usize,
    pub topic_needed: usize,
    pub topic_least: usize,
    pub topic_needed_with_name: usize,
    pub topic_part: usize,
    pub needed: u32,
    pub needed_when_close: u32,
    pub close_days: i64,
    pub days: i64,
    pub happening: u32,
    pub rare_part: usize,
    pub common_part: usize,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DatingLimits {
    pub head_bytes: u32,
    pub days: i32,
    pub days_from_known: i32,
    pub years_ahead: i16,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ValueLimits {
    #[serde(deserialize_with = "decimal")]
    pub about: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub near_miss: Decimal,
    pub farthest_factor: u32,
    pub telling_count: u32,
    pub crowd: usize,
    #[serde(deserialize_with = "decimal")]
    pub alone_factor: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub like_factor: Decimal,
    pub rounded_parts: u32,
    pub least_part: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CompanyLimits {
    pub figure: u32,
    pub small_figure: u32,
    pub time: u32,
    pub most_concepts: u32,
    pub most_names: u32,
    pub beside: u32,
    pub between: u32,
    pub reach: u32,
    pub rare: usize,
    pub most_alike: usize,
    pub statement: u32,
    pub close: u32,
    pub slip: u32,
    pub slip_of_share: u32,
    pub slip_of_length: u32,
    pub slip_of_scale: u32,
    pub support: u32,
    pub unlike: u32,
    pub kin: u32,
    pub alone: u32,
    pub thing: u32,
    pub only: u32,
    pub telling_slip: u32,
    pub small_slip: u32,
    pub near: u32,
    pub most_open: usize,
    pub most_compared: usize,
    pub main_day: u32,
    pub open_day: u32,
    pub open_happening: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct EventLimits {
    pub reach: u16,
    pub telling_reach: u16,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PeriodLimits {
    pub long_days: i32,
    pub longest_own_days: i32,
    pub own_days: i32,
    pub short_days: i32,
    pub result_days: i32,
    pub result_open_days: i32,
    pub moment_days: i64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DateLimits {
    pub reach: u16,
    pub longest_days: i32,
    pub own_days: i32,
    pub far_days: i32,
    pub head_bytes: u32,
    pub main_days: i32,
    pub open_days: i32,
    pub long_ago_years: i32,
    pub month_days: i32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct UpdateLimits {
    pub days_of_moving_figures: i64,
    pub days_of_casualties: i64,
    pub long_ago_days: i64,
}

impl Limits {
    /// Those that factlint is built with, read once a process.
    ///
    /// # Errors
    ///
    /// A [`Fault`] in `rules/alignment.toml`.
    pub fn shared() -> Result<&'static Self, Fault> {
        static SHARED: OnceLock<Result<Limits, Fault>> = OnceLock::new();
        SHARED.get_or_init(Self::builtin).as_ref().map_err(Clone::clone)
    }

    fn builtin() -> Result<Self, Fault> {
        let missing = || Fault::new("alignment.toml", "", None, "the data file is missing from the build");
        let file = crate::data::file("alignment.toml").ok_or_else(missing)?;
        toml::from_str(file.text).map_err(|error| Fault::from_toml(file.path, file.text, &error))
    }
}

/// A decimal stands in quotation marks: TOML's own fractions are floating point.
fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let text = String::deserialize(deserializer)?;
    Decimal::from_str_exact(&text)
        .map_err(|_| D::Error::custom(format!("expected a decimal, found `{text}`")))
}
