use std::fmt::Write;

use crate::alignment::{Aligned, FactRef, Slot};
use crate::document::Corpus;
use crate::engine::WhyNot;
use crate::findings::Verdict;
use crate::rules::Silence;

/// Why two places were not compared, or not reported: the story, and each two facts with their slots and
/// what every rule makes of them.
pub fn why_not(corpus: &Corpus, why: &WhyNot) -> String {
    let mut out = story(why);
    if why.pairs.is_empty() {
        out.push_str(
            "\nno two figures of these lines are comparable: they share neither what they count or measure \
             nor an event\n",
        );
    }
    for (pair, judged) in &why.pairs {
        let words = |at: FactRef| {
            let fact = &why.reading.document(at.document).facts[at.fact.0 as usize];
            let text = fact.span.of(corpus.get(at.document).text());
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let _ = writeln!(out, "\n“{}” and “{}”", words(pair.a), words(pair.b));
        slots(&mut out, pair);
        for (rule, verdict) in judged.iter().filter(|(_, verdict)| *verdict != Err(Silence::Kind)) {
            let _ = writeln!(out, "  {rule}: {}", reason(verdict));
        }
    }
    out
}

fn story(why: &WhyNot) -> String {
    let shared: Vec<String> =
        why.story.shared.iter().map(|(key, points)| format!("{key} ({points})")).collect();
    let shared = if shared.is_empty() { "nothing".to_string() } else { shared.join(", ") };
    match why.declared {
        Some(true) => return "one story, as the configuration declares\n".into(),
        Some(false) => {
            return "not one story, as the configuration declares: nothing was compared\n".into();
        }
        None => {}
    }
    let verdict = match (why.story.joined, why.story.is_enough()) {
        (true, true) => "one story",
        (true, false) => "one story, by figures or by another article that tells it",
        (false, _) => "not one story: nothing was compared",
    };
    let needed = match why.story.points.1 {
        Some(needed) => format!("{} of {needed} points", why.story.points.0),
        None => "published too far apart".into(),
    };
    format!("{verdict}; {needed}; they share {shared}\n")
}

/// So much of what spoke for and against a pair is told.
const SAID: usize = 12;

fn slots(out: &mut String, pair: &Aligned) {
    for slot in &pair.slots {
        let _ = writeln!(out, "  {:<10} {:<10} {}", slot.slot.name(), slot.outcome.name(), slot.detail);
    }
    let _ = writeln!(out, "  {:<10} {:?}", "value", pair.value.comparison);
    if let Some(balance) = &pair.balance {
        let _ = writeln!(out, "  {:<10} {} of {} needed", "points", balance.points, balance.needed);
        for (points, says) in balance.said.iter().filter(|(points, _)| *points != 0).take(SAID) {
            let _ = writeln!(out, "  {points:+10} {says}");
        }
    }
}

fn reason(verdict: &Result<Verdict, Silence>) -> String {
    let list = |slots: &[Slot]| slots.iter().map(|slot| slot.name()).collect::<Vec<_>>().join(", ");
    match verdict {
        Ok(verdict) => format!("reported ({})", verdict.name()),
        Err(Silence::Kind) => "binds figures of other kinds".into(),
        Err(Silence::Off) => "the configuration has it off for one of the articles".into(),
        Err(Silence::Suppressed(place)) => format!("suppressed at {place}"),
        Err(Silence::NotKnown(slots)) => format!("not known to match: {}", list(slots)),
        Err(Silence::NotDifferent(slots)) => format!("does not differ: {}", list(slots)),
        Err(Silence::Different(slots)) => format!("differs: {}", list(slots)),
        Err(Silence::Update) => "the difference can be the passing of time".into(),
        Err(Silence::Spent) => "one of them agrees with another figure of the other document".into(),
        Err(Silence::Guard) => "the rule's condition does not hold".into(),
        Err(Silence::Tolerance) => "the figures lie within the tolerance that factlint.toml grants".into(),
        Err(Silence::Doubt(doubt)) => doubt.words().into(),
        Err(Silence::Values) => "the values are not as it wants them".into(),
    }
}
