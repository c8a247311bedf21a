use std::sync::Arc;

use crate::lexicon::Vocabulary;
use crate::model::{Frame, SourceKindId};

use super::slots::Outcome;

/// Whether two facts are said by one source. One text may name beside its figure whom the other cites.
pub(super) fn sources(a: &Frame, b: &Frame, vocabulary: &Vocabulary) -> Outcome {
    if a.sources.is_empty() || b.sources.is_empty() {
        return Outcome::Unknown;
    }
    let (cited, other) = (Cited::of(a, vocabulary), Cited::of(b, vocabulary));
    let told_beside = share(&a.sources, &b.names) || share(&b.sources, &a.names);
    match cited.compare(&other, vocabulary) {
        Outcome::Different if told_beside => Outcome::Unknown,
        outcome => outcome,
    }
}

/// The source of a fact, by what is known of it.
struct Cited<'a> {
    countries: Vec<&'a Arc<str>>,
    kinds: Vec<SourceKindId>,
    names: Vec<&'a Arc<str>>,
}

impl<'a> Cited<'a> {
    fn of(frame: &'a Frame, vocabulary: &Vocabulary) -> Self {
        let mut cited = Self { countries: Vec::new(), kinds: Vec::new(), names: Vec::new() };
        for source in frame.sources.iter() {
            if let Some(kind) = vocabulary.sources.find(source) {
                cited.kinds.push(kind);
            } else if source.starts_with(|first: char| first.is_ascii_uppercase()) {
                cited.countries.push(source);
            } else {
                cited.names.push(source);
            }
        }
        cited
    }

    fn compare(&self, other: &Self, vocabulary: &Vocabulary) -> Outcome {
        let table = &vocabulary.sources;
        if share(&self.names, &other.names) {
            return Outcome::Same;
        }
        let both_named = !self.names.is_empty() && !other.names.is_empty();
        let one_country = share(&self.countries, &other.countries);
        if !self.countries.is_empty() && !other.countries.is_empty() && !one_country {
            return Outcome::Different;
        }
        if self.is_anyone(vocabulary) || other.is_anyone(vocabulary) {
            return if one_country { Outcome::Same } else { Outcome::Unknown };
        }
        let related = |&(x, y): &(SourceKindId, SourceKindId)| table.is_a(x, y) || table.is_a(y, x);
        let pairs = || self.kinds.iter().flat_map(|&x| other.kinds.iter().map(move |&y| (x, y)));
        match pairs().find(related) {
            Some((kind, _)) if both_named && table.get(kind).several => Outcome::Different,
            Some(_) => Outcome::Same,
            None if pairs().next().is_some() => Outcome::Different,
            None if one_country => Outcome::Same,
            // "Kyiv said" and "the general staff said" may be one.
            None if self.is_country() && other.is_kind() || self.is_kind() && other.is_country() => {
                Outcome::Unknown
            }
            None => Outcome::Different,
        }
    }

    /// Whether it does not say who speaks: a statement, officials.
    fn is_anyone(&self, vocabulary: &Vocabulary) -> bool {
        self.names.is_empty() && self.kinds.iter().any(|&kind| vocabulary.sources.get(kind).anyone)
    }

    fn is_country(&self) -> bool {
        self.names.is_empty() && self.kinds.is_empty()
    }

    fn is_kind(&self) -> bool {
        self.names.is_empty() && self.countries.is_empty()
    }
}

fn share<T: PartialEq>(some: &[T], others: &[T]) -> bool {
    some.iter().any(|one| others.contains(one))
}
