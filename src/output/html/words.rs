//! What a page says to editors, who need not know how factlint works.

use jiff::civil::Date;

use crate::document::SuppressedBy;
use crate::findings::{Level, SlotOutcome, WhyAside};

/// What a level means.
pub(super) fn level_words(level: Level) -> &'static str {
    match level {
        Level::Error => "Must be wrong",
        Level::Warning => "Please check",
        Level::Note => "Good to know",
    }
}

/// "17 June 2025".
pub(super) fn date_words(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// What was compared.
pub(super) fn slot_words(slot: &str) -> String {
    let words = match slot {
        "of" => "what is counted or measured",
        "event" => "what happened",
        "object" => "what it happened to",
        "status" => "done, planned or denied",
        "role" => "the whole or a part",
        "period" => "the time it covers",
        "place" => "the place",
        "names" => "the names",
        "modifiers" => "which of them",
        "source" => "who says so",
        "value" => "the values",
        "conversion" => "conversion",
        "tolerance" => "rounding that is allowed",
        "guard" => "condition of the rule",
        "relation" => "what is wrong",
        "joined" => "how the text joins them",
        _ if slot.len() == 1 => return slot.to_uppercase(),
        _ => slot,
    };
    words.to_string()
}

/// What came out.
pub(super) fn outcome_words(row: &SlotOutcome) -> String {
    match row.outcome.as_ref() {
        "same" => "the same".into(),
        "contained" => "one is part of the other".into(),
        "different" => "different".into(),
        "agree" => "fit together".into(),
        "conflict" => "cannot both be true".into(),
        "cannot-tell" => "cannot be told".into(),
        "read" => "read as".into(),
        "holds" | "granted" | "exact" => String::new(),
        other => other.replace('-', " "),
    }
}

/// What stands in a slot, without the names of concepts and of relations: `event.sign` is "sign".
pub(super) fn detail_words(row: &SlotOutcome) -> String {
    let told = match (row.slot.as_ref(), row.detail.split_once(": ")) {
        ("relation", Some((_, words))) => words,
        _ => &row.detail,
    };
    plain_words(told)
}

fn plain_words(detail: &str) -> String {
    let words: Vec<String> =
        detail.split(' ').map(|word| concept_words(word).unwrap_or_else(|| word.into())).collect();
    words.join(" ")
}

/// The last part of a concept's name, where a word is one.
fn concept_words(word: &str) -> Option<String> {
    let bare = word.trim_end_matches([',', ';', ':']);
    let mark = &word[bare.len()..];
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if bare.split('.').count() < 2 || !bare.split('.').all(part) {
        return None;
    }
    let last = bare.rsplit('.').next()?;
    Some(format!("{}{mark}", last.replace('-', " ")))
}

/// Why a finding does not count.
pub(super) fn aside_words(why: &WhyAside) -> String {
    match why {
        WhyAside::Known { baseline } => format!("Known before; it stands in {baseline}."),
        WhyAside::Suppressed(by) => {
            let place = match by.by {
                SuppressedBy::Comment => "a comment in the article",
                SuppressedBy::FrontMatter => "the head of the article",
                SuppressedBy::Sidecar => "the file beside the article",
                SuppressedBy::Config => "the settings",
            };
            format!("Allowed by {place} ({}, line {}): {}", by.path, by.position.line, by.reason)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn concepts_lose_their_families() {
        assert_eq!(plain_words("event.sign / pact.contract, 12.5 Mr. x"), "sign / contract, 12.5 Mr. x");
        assert_eq!(
            plain_words("“12 people” = 12, of person.civil-servant"),
            "“12 people” = 12, of civil servant"
        );
    }
}
