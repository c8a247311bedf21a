//! One file a format. Outputs only render: they decide nothing, and derive nothing anew.

mod concise;
mod drawing;
mod excerpt;
mod explain;
mod facts;
mod facts_human;
mod fault;
mod human;
mod json;
mod tested;
mod why_not;

pub use concise::concise;
pub use explain::{rule_list, rule_markdown, rule_page, rules_markdown};
pub use facts::{facts_json, facts_jsonl};
pub use facts_human::{facts_human, reading};
pub use fault::fault;
pub use human::{HumanOptions, drawn, human};
pub use json::json;
pub use tested::{Tested, tested_human, tested_json};
pub use why_not::why_not;

/// The JSON Schema of rule files.
pub fn rule_schema() -> String {
    format!("{:#}\n", crate::rules::rule_schema())
}

/// The JSON Schema of `factlint.toml`.
pub fn config_schema() -> String {
    format!("{:#}\n", crate::config::config_schema())
}
