use serde::Deserialize;

use crate::model::Decimal;
use crate::text::Fault;

/// The choices in `rules/alignment.toml`.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    pub story_name: u32,
    pub story_city: u32,
    pub story_country: u32,
    pub story_needed: u32,
    pub story_needed_close: u32,
    pub story_close_days: i64,
    pub story_days: i64,
    pub about: Decimal,
    pub near_miss: Decimal,
    pub moving_days: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightsFile {
    story: StoryWeights,
    value: ValueWeights,
    update: UpdateWeights,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StoryWeights {
    name: u32,
    city: u32,
    country: u32,
    needed: u32,
    needed_when_close: u32,
    close_days: i64,
    days: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ValueWeights {
    about: String,
    near_miss: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct UpdateWeights {
    days_of_moving_figures: i64,
}

impl Weights {
    pub fn builtin() -> Result<Self, Fault> {
        let file = crate::data::file("alignment.toml").ok_or_else(|| {
            Fault::new("alignment.toml", "", None, "the data file is missing from the build")
        })?;
        let wire: WeightsFile =
            toml::from_str(file.text).map_err(|error| Fault::from_toml(file.path, file.text, &error))?;
        let decimal = |text: &str| {
            Decimal::from_str_exact(text).map_err(|_| {
                Fault::new(file.path, file.text, None, format!("expected a decimal, found `{text}`"))
            })
        };
        Ok(Self {
            story_name: wire.story.name,
            story_city: wire.story.city,
            story_country: wire.story.country,
            story_needed: wire.story.needed,
            story_needed_close: wire.story.needed_when_close,
            story_close_days: wire.story.close_days,
            story_days: wire.story.days,
            about: decimal(&wire.value.about)?,
            near_miss: decimal(&wire.value.near_miss)?,
            moving_days: wire.update.days_of_moving_figures,
        })
    }
}
