//! Clusters of invented articles in three languages, each with what contradicts in them: `tests/cases`.

mod desk;

use std::path::Path;

use desk::{Desk, shown};

/// How many of the listed conflicts are found at least. It only ever rises.
const FOUND: i64 = 358;

#[test]
fn cases_hold_no_false_alarm_and_most_is_found() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let counts = Desk::new().run(&["test", &shown(&cases), "--format", "json"]).json();
    let count = |key: &str| counts["cases"][key].as_i64();
    assert_eq!(count("false"), Some(0), "{counts:#}");
    assert!(count("named") >= Some(FOUND), "{counts:#}");
    assert_eq!(count("clean_silent"), count("clean_cases"), "{counts:#}");
}
