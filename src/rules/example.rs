use crate::document::{Corpus, Document, Metadata, Published, PublishedFrom};
use crate::findings::Finding;
use crate::text::{Fault, Span};
use toml::Spanned;

use super::wire::WireExample;

/// An example in a rule file: documents, with the words that the rule's labels must point at.
#[derive(Clone, Debug)]
pub struct Example {
    /// Unique in its file.
    pub name: String,
    /// Whether the rule must stay silent.
    pub quiet: bool,
    /// The line of the rule file in which its name stands.
    pub line: usize,
    /// The documents.
    pub documents: Vec<ExampleDocument>,
    /// The reference sheet that they are held against.
    pub sheet: Option<ExampleDocument>,
}

/// A document of an example, its marks `⟦ ⟧` taken out.
#[derive(Clone, Debug)]
pub struct ExampleDocument {
    /// BCP 47; of a reference sheet `facts`.
    pub language: String,
    /// The publication date.
    pub published: Option<Published>,
    /// The text without its marks.
    pub text: String,
    /// The marked words, as bytes of `text`.
    pub marks: Vec<Span>,
}

/// What came of running an example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExampleOutcome {
    /// Marked words that no label of the rule points at, as "document: words".
    pub missed: Vec<String>,
    /// Labels that point at nothing marked, as "rule, document: words".
    pub unexpected: Vec<String>,
    /// How many findings have such a label.
    pub false_alarms: usize,
}

/// Reads the examples of a rule file. Each has a name of its own.
pub(super) fn read_examples(path: &str, file: &str, wires: &[WireExample]) -> Result<Vec<Example>, Fault> {
    let mut examples: Vec<Example> = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for wire in wires {
        let example = read_example(path, file, wire)?;
        if examples.iter().any(|known| known.name == example.name) {
            let message = format!("a second example is called `{}`", example.name);
            return Err(Fault::new(path, file, Some(wire.name.span()), message));
        }
        line += file.get(counted..wire.name.span().start).unwrap_or_default().matches('\n').count();
        counted = wire.name.span().start;
        examples.push(Example { line, ..example });
    }
    Ok(examples)
}

/// Reads an example, its marks taken out of its texts.
fn read_example(path: &str, file: &str, wire: &WireExample) -> Result<Example, Fault> {
    let mut documents = Vec::new();
    for document in &wire.document {
        let published = match &document.published {
            None => None,
            Some(date) => {
                let parsed = Published::parse(date.get_ref(), PublishedFrom::Config);
                let message = format!("expected a date like 2025-06-17, found `{}`", date.get_ref());
                Some(parsed.ok_or_else(|| Fault::new(path, file, Some(date.span()), message))?)
            }
        };
        documents.push(marked(path, file, &document.text, &document.language, published)?);
    }
    let sheet = wire.sheet.as_ref().map(|text| marked(path, file, text, SHEET, None)).transpose()?;
    let marked = documents.iter().chain(&sheet).any(|document| !document.marks.is_empty());
    if marked == wire.quiet {
        let message =
            if marked { "a quiet example marks nothing" } else { "mark the words that the rule points at" };
        return Err(Fault::new(path, file, Some(wire.name.span()), message).help("marks are ⟦ and ⟧"));
    }
    Ok(Example { name: wire.name.get_ref().clone(), quiet: wire.quiet, line: 0, documents, sheet })
}

/// In place of a language, of a reference sheet.
const SHEET: &str = "facts";

/// A document of an example, its marks taken out.
fn marked(
    path: &str,
    file: &str,
    text: &Spanned<String>,
    language: &str,
    published: Option<Published>,
) -> Result<ExampleDocument, Fault> {
    let Some((plain, marks)) = take_marks(text.get_ref()) else {
        return Err(Fault::new(path, file, Some(text.span()), "a `⟦` or `⟧` stands alone"));
    };
    Ok(ExampleDocument { language: language.into(), published, text: plain, marks })
}

fn take_marks(text: &str) -> Option<(String, Vec<Span>)> {
    let (mut plain, mut marks, mut open) = (String::with_capacity(text.len()), Vec::new(), None);
    for letter in text.chars() {
        match (letter, open) {
            ('⟦', None) => open = Some(plain.len()),
            ('⟧', Some(start)) => {
                marks.push(Span::new(start, plain.len()));
                open = None;
            }
            ('⟦' | '⟧', _) => return None,
            _ => plain.push(letter),
        }
    }
    open.is_none().then_some((plain, marks))
}

impl Example {
    /// The example's documents, named `1`, `2` …, and its sheet.
    pub fn corpus(&self) -> Corpus {
        let documents = self.documents.iter().zip(1..).map(|(document, number)| {
            let metadata = Metadata {
                language: Some(document.language.clone()),
                published: document.published,
                ..Metadata::default()
            };
            Document::plain(number.to_string(), &document.text, metadata)
        });
        let sheet = self.sheet.iter().map(|sheet| Document::sheet("facts.toml", &sheet.text));
        Corpus::new(documents.collect()).with_sheets(sheet.collect())
    }

    /// The documents and, last, the reference sheet, as the example's corpus orders them.
    pub fn parts(&self) -> impl Iterator<Item = &ExampleDocument> {
        self.documents.iter().chain(&self.sheet)
    }
}

/// Holds the findings of an example's corpus against its marks, both ways: every mark must be
/// pointed at by a label of `rule`, and every label of any finding must point at a mark.
pub fn run_example(rule: &str, example: &Example, findings: &[Finding]) -> ExampleOutcome {
    let mut outcome = ExampleOutcome::default();
    let labels = |finding: &Finding| finding.labels.clone();
    let parts: Vec<&ExampleDocument> = example.parts().collect();
    for (index, document) in (0..).zip(&parts) {
        for mark in &document.marks {
            let pointed = findings
                .iter()
                .filter(|finding| finding.rule == rule)
                .flat_map(labels)
                .any(|label| label.document.0 == index && label.span.overlaps(*mark));
            if !pointed {
                outcome.missed.push(format!("{}: {}", index + 1, mark.of(&document.text)));
            }
        }
    }
    for finding in findings {
        let before = outcome.unexpected.len();
        for label in &finding.labels {
            let document = parts[label.document.0 as usize];
            let marked = finding.rule == rule && document.marks.iter().any(|mark| mark.overlaps(label.span));
            if !marked {
                let words = label.span.of(&document.text);
                outcome.unexpected.push(format!("{}, {}: {words}", finding.rule, label.document.0 + 1));
            }
        }
        outcome.false_alarms += usize::from(outcome.unexpected.len() > before);
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_and_offsets_rebased() {
        let (text, marks) = take_marks("Zginęło ⟦12 osób⟧, nie ⟦15⟧.").unwrap();
        assert_eq!(text, "Zginęło 12 osób, nie 15.");
        assert_eq!(marks.iter().map(|mark| mark.of(&text)).collect::<Vec<_>>(), ["12 osób", "15"]);
        assert_eq!(take_marks("⟦12"), None);
        assert_eq!(take_marks("12⟧"), None);
    }
}
