//! One file a format. Outputs only render: they decide nothing, and derive nothing anew.

mod checkstyle;
mod concise;
mod drawing;
mod excerpt;
mod explain;
mod fact_row;
mod facts;
mod facts_human;
mod fault;
mod format;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod jsonl;
mod junit;
mod markdown;
mod place;
mod rdjson;
mod sarif;
mod schema;
mod sentence;
#[cfg(feature = "table")]
mod table;
mod tested;
mod why_not;
mod wording;
mod xml;

pub use checkstyle::checkstyle;
pub use concise::concise;
pub use explain::{rule_list, rule_markdown, rule_page, rules_markdown};
pub use facts::{facts_json, facts_jsonl};
pub use facts_human::{facts_human, reading};
pub use fault::fault;
pub use format::{Checked, Format};
pub use github::github;
pub use gitlab::gitlab;
pub use html::html;
pub use human::{HumanOptions, drawn, human};
pub use json::json;
pub use jsonl::jsonl;
pub use junit::junit;
pub use markdown::markdown;
pub use place::Standpoint;
pub use rdjson::rdjson;
pub use sarif::sarif;
#[cfg(feature = "table")]
pub use table::{TABLE_SCHEMA, Table, table_columns_markdown, table_schema};
pub use tested::{Tested, tested_human, tested_json};
pub use why_not::why_not;

/// The JSON Schema of rule files.
pub fn rule_schema() -> String {
    format!("{:#}\n", crate::rules::rule_schema())
}

/// The JSON Schema of `check --format json`.
pub fn check_schema() -> String {
    format!("{:#}\n", schema::check_schema())
}

/// The JSON Schema of a line of `check --format jsonl`.
pub fn finding_schema() -> String {
    format!("{:#}\n", schema::finding_schema())
}

/// The JSON Schema of `facts --format json`.
pub fn facts_schema() -> String {
    format!("{:#}\n", schema::facts_schema())
}

/// The JSON Schema of a line of `facts --format jsonl`.
pub fn fact_schema() -> String {
    format!("{:#}\n", schema::fact_schema())
}

/// The JSON Schema of `factlint.toml`.
pub fn config_schema() -> String {
    format!("{:#}\n", crate::config::config_schema())
}
