use crate::document::Document;
use crate::findings::Label;
use crate::model::Fact;
use crate::text::Span;

use super::Checked;

/// A sentence is shown up to so many bytes around its words: more is no sentence of the news.
const LONGEST: usize = 1500;

/// A sentence of an article, as readers see it, with the words that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// The sentence.
    pub text: String,
    /// Where the words begin in it.
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

/// The fact that a label points at.
pub(super) fn fact_of<'a>(checked: &Checked<'a>, label: &Label) -> Option<&'a Fact> {
    let document = checked.document(label);
    let facts = &checked.report.reading.document(label.document).facts;
    facts.iter().find(|fact| document.to_source(fact.span) == label.span)
}

/// The sentence in which a label's words stand, as a part of the prose, and the words.
pub(super) fn sentence_of(checked: &Checked<'_>, label: &Label) -> (Span, Span) {
    let document = checked.document(label);
    let text = document.text();
    let (words, sentence) = match fact_of(checked, label) {
        Some(fact) => (fact.span, fact.sentence),
        None => {
            let words = document.to_prose(label.span);
            (words, paragraph(document, words))
        }
    };
    (trimmed(text, near(text, sentence.cover(words), words)), words)
}

/// The paragraph around some words.
fn paragraph(document: &Document, words: Span) -> Span {
    let text = document.text();
    let (before, after) = text.split_at_checked(words.start as usize).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let inside = words.len().min(after.len());
    let end = after
        .get(inside..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |at| before.len() + inside + at);
    Span::new(start, end)
}

/// The part of a sentence near its words, where it is long beyond reading.
fn near(text: &str, sentence: Span, words: Span) -> Span {
    if sentence.len() <= LONGEST {
        return sentence;
    }
    let reach = u32::try_from(LONGEST / 2).unwrap_or_default();
    let start = sentence.start.max(words.start.saturating_sub(reach));
    let end = sentence.end.min(words.end.saturating_add(reach));
    Span::new(boundary(text, start as usize), boundary(text, end as usize))
}

/// The nearest place at or before `at` that parts no letter.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start as usize + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

/// The sentence in which a label's words stand. Where there is no word to show, the label's own are.
pub(super) fn quote(checked: &Checked<'_>, label: &Label) -> Quote {
    let document = checked.document(label);
    let (sentence, words) = sentence_of(checked, label);
    let text = sentence.of(document.text()).to_string();
    let inside = |at: u32| boundary(&text, at.saturating_sub(sentence.start) as usize);
    let (start, end) = (inside(words.start), inside(words.end));
    Quote { text, start, end }
}
