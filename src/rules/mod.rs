//! Rules are data: load, relations, run, examples.

mod example;
mod guard;
mod load;
mod place;
mod relations;
mod run;
mod template;
mod wire;

pub use example::{Example, ExampleDocument, ExampleOutcome, run_example};
pub use load::{Rule, RuleSet};
pub use relations::{FactKind, Relation, Scope};
pub use run::run;
