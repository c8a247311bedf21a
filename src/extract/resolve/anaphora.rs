use crate::model::{Grain, TimeUnit, TimeValue};

use super::relative::{containing, grain_of};
use super::{Reference, unresolved};

/// "that period", "the following day": a step from the time named before.
pub(super) fn back(unit: Option<TimeUnit>, step: i32, reference: &Reference<'_>) -> TimeValue {
    let grain = unit.map_or(Grain::Interval, grain_of);
    let Some(previous) = reference.previous else { return unresolved(grain) };
    let start = previous.interval().and_then(|interval| interval.start);
    match (unit, start) {
        (None, _) => previous.clone(),
        (Some(unit), Some(start)) => {
            containing(unit, start.date(), step).map_or(unresolved(grain), TimeValue::plain)
        }
        (Some(_), None) => unresolved(grain),
    }
}
