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

pub use concise::concise;
pub use explain::{rule_list, rule_page};
pub use facts::{facts_json, facts_jsonl};
pub use facts_human::facts_human;
pub use fault::fault;
pub use human::{HumanOptions, human};
pub use json::json;
