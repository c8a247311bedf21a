use ariadne::Color;

use crate::document::{Corpus, DocId, Document, Metadata};
use crate::findings::Label;
use crate::text::Fault;

use super::drawing::Drawing;

/// A fault in a file that people write for factlint, drawn under its words.
pub fn fault(fault: &Fault, color: bool) -> String {
    let file = Document::plain(fault.path.as_str(), &fault.text, Metadata::default());
    let labels: Vec<Label> = fault
        .span
        .map(|span| Label { document: DocId(0), span, message: "here".into(), primary: true })
        .into_iter()
        .collect();
    let message = match fault.span {
        Some(_) => fault.message.clone(),
        None => fault.to_string(),
    };
    let drawing = Drawing {
        level: "error",
        level_color: Color::Red,
        rule: None,
        message: &message,
        labels: &labels,
        notes: &[],
        help: fault.help.as_deref(),
        color,
    };
    drawing.draw(&Corpus::new(vec![file]))
}
