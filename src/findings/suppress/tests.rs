use crate::document::{Metadata, WrittenSuppression};
use crate::text::ViewBuilder;

use super::*;

/// Two paragraphs with a remark between them, as a reader of some format would hand them over.
fn document(remark: &str) -> Document {
    let source = format!("12 osób.\n<!--{remark}-->\n15 osób.\n");
    let mut view = ViewBuilder::default();
    view.push_source("12 osób.", 0);
    view.break_paragraph();
    let at = view.len();
    let start = source.find("<!--").unwrap();
    let end = source.find("-->").unwrap() + 3;
    view.push_source("15 osób.", end + 1);
    let remark = Remark { text: remark.into(), span: Span::new(start, end), at };
    Document::new("a.md", source, view.finish(), Metadata::default()).with_remarks(vec![remark])
}

fn holds(suppressions: &Suppressions, span: Span) -> bool {
    suppressions.at(("quantity-conflict", Family::Quantity), DocId(0), span).is_some()
}

#[test]
fn a_remark_is_about_the_next_paragraph() {
    let document = document("factlint-ignore quantity: x");
    let after = document.source().find("15").unwrap();
    let found = Suppressions::of(&Corpus::new(vec![document]));
    assert!(!holds(&found, Span::new(0, 2)));
    assert!(holds(&found, Span::new(after, after + 2)));
}

#[test]
fn a_headline_from_elsewhere_moves_no_paragraph() {
    let mut headline = ViewBuilder::default();
    headline.push_source("12", 0);
    let document = document("factlint-ignore quantity: x").under(headline.finish());
    let after = document.source().find("15").unwrap();
    let found = Suppressions::of(&Corpus::new(vec![document]));
    assert!(holds(&found, Span::new(after, after + 2)));
    assert!(!holds(&found, Span::new(0, 2)));
}

#[test]
fn words_are_covered_wherever_they_stand() {
    let mut document = document("");
    let written = WrittenSuppression { words: Some("osób".into()), ..WrittenSuppression::default() };
    let suppression = Suppression {
        by: SuppressedBy::Sidecar,
        rules: vec!["quantity".into()],
        finding: None,
        covers: Covers::Document,
        reason: "x".into(),
        path: "a.md.factlint.toml".into(),
        position: Position { line: 1, column: 1 },
    };
    document.suppress(&written, suppression);
    let Covers::Places(places) = &document.suppressions()[0].covers else { panic!("places") };
    assert_eq!(places.len(), 2);
}
