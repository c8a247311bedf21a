use crate::document::DocId;
use crate::findings::{Family, Finding, Label, Level};
use crate::text::Span;

/// Words in a document of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The document.
    pub document: DocId,
    /// The words, as bytes of the document's source.
    pub span: Span,
}

/// A contradiction that must be reported.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Its kind.
    pub family: Family,
    /// How much it weighs, at least.
    pub level: Level,
    /// The places that must be pointed at.
    pub spots: Vec<Spot>,
    /// Why it is one.
    pub why: String,
}

/// What a reader says of a cluster of articles.
#[derive(Clone, Debug)]
pub struct Case {
    /// The name of its folder.
    pub name: String,
    /// What must be reported.
    pub conflicts: Vec<Conflict>,
    /// What may be reported.
    pub either: Vec<Vec<Spot>>,
    /// What must not be reported together.
    pub agree: Vec<Vec<Spot>>,
}

/// Whether a finding points at every one of the places.
pub(super) fn points_at(finding: &Finding, spots: &[Spot]) -> bool {
    let touches = |label: &Label, spot: &Spot| {
        label.document == spot.document
            && label.span.start < spot.span.end
            && spot.span.start < label.span.end
    };
    spots.iter().all(|spot| finding.labels.iter().any(|label| touches(label, spot)))
}
