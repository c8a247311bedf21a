use crate::lexicon::Vocabulary;
use crate::model::{Cited, Frame, SourceKindId, SourceTable};

use super::slots::Outcome;

/// Whether two facts are said by one source. One text may name beside its figure whom the other cites.
pub(super) fn sources(a: &Frame, b: &Frame, vocabulary: &Vocabulary) -> Outcome {
    if a.sources.is_empty() || b.sources.is_empty() {
        return Outcome::Unknown;
    }
    let table = &vocabulary.sources;
    let named_beside = share(&a.sources, &b.names) || share(&b.sources, &a.names);
    match compare(&table.sort(&a.sources), &table.sort(&b.sources), table) {
        Outcome::Different if named_beside => Outcome::Unknown,
        outcome => outcome,
    }
}

fn compare(one: &Cited<'_>, other: &Cited<'_>, table: &SourceTable) -> Outcome {
    let one_country = share(&one.countries, &other.countries);
    if share(&one.names, &other.names) {
        return Outcome::Same;
    }
    if !one.countries.is_empty() && !other.countries.is_empty() && !one_country {
        return Outcome::Different;
    }
    if may_be_anyone(one, table) || may_be_anyone(other, table) {
        return if one_country { Outcome::Same } else { Outcome::Unknown };
    }
    let both_named = !one.names.is_empty() && !other.names.is_empty();
    let related = |&(x, y): &(SourceKindId, SourceKindId)| table.is_a(x, y) || table.is_a(y, x);
    let mut pairs = one.kinds.iter().flat_map(|&x| other.kinds.iter().map(move |&y| (x, y))).peekable();
    let two_kinds = pairs.peek().is_some();
    match pairs.find(related) {
        Some((kind, _)) if both_named && table.get(kind).several => Outcome::Different,
        Some(_) => Outcome::Same,
        None if two_kinds => Outcome::Different,
        None if one_country => Outcome::Same,
        // "Kyiv said" and "the general staff said" may be one.
        None if is_country(one) && is_kind(other) || is_kind(one) && is_country(other) => Outcome::Unknown,
        None => Outcome::Different,
    }
}

/// Whether it does not say who speaks: a statement, officials.
fn may_be_anyone(cited: &Cited<'_>, table: &SourceTable) -> bool {
    cited.names.is_empty() && cited.kinds.iter().any(|&kind| table.get(kind).anyone)
}

fn is_country(cited: &Cited<'_>) -> bool {
    cited.names.is_empty() && cited.kinds.is_empty()
}

fn is_kind(cited: &Cited<'_>) -> bool {
    cited.names.is_empty() && cited.countries.is_empty()
}

fn share<T: PartialEq>(some: &[T], others: &[T]) -> bool {
    some.iter().any(|one| others.contains(one))
}
