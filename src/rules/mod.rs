//! Rules are data: load, relations, run, examples.

mod describe;
mod evidence;
mod example;
mod guard;
mod load;
mod place;
mod relations;
mod run;
mod schema;
mod select;
mod template;
mod wire;

pub use example::{Example, ExampleDocument, ExampleOutcome, run_example};
pub use load::{Rule, RuleSet, RuleStatus};
pub use relations::{FactKind, Relation, Scope, Silence};
pub use run::{judgements, run};
pub use schema::rule_schema;
pub use select::{Selection, UnknownRule};
